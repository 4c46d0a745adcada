"""Tests of the public interface: the page lists exactly the public names, and the library has no side effects."""

from __future__ import annotations

import ast
import copy
import inspect
import logging
import pickle
import pydoc
import re
import warnings
from importlib import import_module
from pkgutil import walk_packages
from typing import get_args, get_overloads, get_type_hints

import attrs
import pytest

import unami
from helpers.inside import PUBLIC_MODULES, columns
from helpers.paths import LIBRARY, ROOT
from helpers.processes import effect_of, run
from unami import Source
from unami.records import TABLES, record_class

PAGE = ROOT / "docs" / "reference" / "what-you-can-rely-on.md"


def promised() -> dict[str, list[str]]:
    rows = re.findall(r"^\| `(unami[\w.]*)` \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {module: re.findall(r"`(\w+)`", names) for module, names in rows}


def test_the_page_names_just_what_is_public() -> None:
    modules = ["unami", *(f"unami.{name}" for name in PUBLIC_MODULES)]
    assert promised() == {name: list(import_module(name).__all__) for name in modules}


@pytest.mark.parametrize("module", ["unami", *(f"unami.{name}" for name in PUBLIC_MODULES)])
def test_every_public_name_is_there_and_documented(module: str) -> None:
    loaded = import_module(module)
    assert loaded.__doc__
    for name in loaded.__all__:
        thing = getattr(loaded, name)
        if isinstance(thing, type) or callable(thing):
            assert thing.__doc__ or name in ("When", "Frequency"), name


def test_the_reference_documents_public_names_only() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs" / "reference").rglob("*.md")))
    named = set(re.findall(r"^\.\. (?:auto\w+|py:data):: (unami[\w.]*)", text, re.MULTILINE))
    public = promised()
    members = {f"{module}.{name}" for module, names in public.items() for name in names}
    # The classes of records are documented where they are at home, which need not be known.
    homes = {f"unami.records.{home.partition(':')[0]}" for home in TABLES.values()}
    assert named - members - public.keys() - homes == {"unami.mission", "unami.dataset_version"} - members


def test_every_module_is_public_or_private_by_its_name() -> None:
    modules = {module.name for module in walk_packages(unami.__path__, "unami.")}
    private = {name for name in modules if any(part.startswith("_") for part in name.split("."))}
    homes = {f"unami.records.{home.partition(':')[0]}" for home in TABLES.values()} | {Source.__module__}
    assert modules - private == {*(f"unami.{name}" for name in PUBLIC_MODULES), "unami.cli", *homes}


@pytest.mark.parametrize("name", PUBLIC_MODULES)
def test_a_public_module_is_there_after_one_import(name: str) -> None:
    assert run(f"import unami; print(unami.{name}.__name__)").strip() == f"unami.{name}"
    assert effect_of("import unami")["modules"] == ["__future__", "unami"]


def test_the_classes_of_all_tables_can_be_had_from_one_module() -> None:
    for table in TABLES:
        kind = record_class(table)
        assert getattr(unami.records, kind.__name__) is kind
        assert kind.__name__ in unami.records.__all__
    with pytest.raises(AttributeError, match=r"module 'unami\.records' has no attribute 'Resolutionn'"):
        unami.records.Resolutionn  # type: ignore[attr-defined]  # noqa: B018
    found = effect_of("import unami; unami.records.TABLES")["modules"]
    assert record_class("people").__module__ not in found


# Types


@pytest.mark.parametrize("table", TABLES)
def test_what_every_statement_must_say_is_never_unknown(table: str) -> None:
    kind = record_class(table)
    hints = get_type_hints(kind)
    for column in columns(kind):
        optional = type(None) in get_args(hints[column.name])
        has_default = attrs.fields_dict(kind)[column.name].default is not attrs.NOTHING
        assert (optional or column.many) != column.spec.identity, column.name
        assert has_default != column.spec.identity, column.name
        if column.spec.identity:
            for mission in (unami.mission, unami.mission.known_at("2010")):
                assert None not in {getattr(record, column.name) for record in mission.tables[table]}


def test_the_types_of_tables_are_those_of_their_names() -> None:
    written = [overload.__annotations__ for overload in get_overloads(unami.Tables.__getitem__)]
    classes = {name: record_class(name).__name__ for name in TABLES} | {"sources": "Source"}
    assert written == [
        *({"name": f"Literal[{name!r}]", "return": f"Records[{kind}]"} for name, kind in classes.items()),
        {"name": "str", "return": "Records[Any]"},
    ]


# Nothing aside


def test_the_library_logs_nothing_and_warns_only_of_what_is_deprecated() -> None:
    for path in LIBRARY.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
                assert "logging" not in names, path
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("warn"):
                assert "UnamiDeprecationWarning" in ast.unparse(node), path


def test_asking_logs_and_prints_nothing(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings(record=True) as warned, caplog.at_level(logging.DEBUG):
        warnings.simplefilter("always")
        fresh = unami.mission.known_at("2020")
        fresh.at("2014-06-10")
        fresh.search("mosul").to_dicts()
        list(fresh.disputes)
    assert [warning for warning in warned if "unami" in str(warning.filename)] == []
    assert [record for record in caplog.records if record.name.startswith("unami")] == []
    assert capsys.readouterr() == ("", "")


def test_the_warning_of_deprecation_is_one_that_developers_see() -> None:
    assert issubclass(unami.UnamiDeprecationWarning, DeprecationWarning)
    assert not issubclass(unami.UnamiDeprecationWarning, unami.UnamiError)


# Help


@pytest.mark.parametrize("table", TABLES)
def test_help_on_a_record_class_lists_its_fields_with_their_meaning(table: str) -> None:
    kind = record_class(table)
    text = pydoc.plain(pydoc.render_doc(kind))
    for column in columns(kind):
        listed = re.search(rf"^ \|  {column.name}\n \|      (.+)$", text, re.MULTILINE)
        assert listed is not None, column.name
        assert column.spec.description in listed[1]
        assert all(word in listed[1] for word in column.spec.values)
    assert "__" not in text
    assert "Annotated" not in text
    assert max(map(len, text.splitlines())) < 1000


def test_help_on_an_answer_has_no_generated_methods() -> None:
    for kind in unami.Incumbent, unami.Mandate, unami.Snapshot, unami.Dispute:
        assert not re.search(r"^ \|  __", pydoc.plain(pydoc.render_doc(kind)), re.MULTILINE)


def test_a_record_class_has_a_short_signature_and_all_its_slots() -> None:
    assert str(inspect.signature(unami.records.Person)).startswith("(*, id, name=None, other_names=(), ")
    person = unami.mission.people[0]
    assert pickle.loads(pickle.dumps(person)) == person
    assert copy.copy(person) == attrs.evolve(person) == person
    assert not hasattr(person, "made_up")
