"""Tests of what an import loads and reads: each in a process of its own."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

import unami
from helpers.inside import PUBLIC_MODULES
from helpers.paths import DATA, LIBRARY
from helpers.processes import effect_of, roots, run

HOME = str(LIBRARY.parent)

THIRD_PARTY = {"attr", "attrs", "cattr", "cattrs", "dateutil", "six", "exceptiongroup", "typing_extensions"}


def test_importing_loads_nothing_but_the_package_itself() -> None:
    found = effect_of("import unami")
    assert found == {"modules": ["__future__", "unami"], "data": []}


def test_importing_loads_nothing_third_party_and_nothing_slow_in_a_bare_interpreter() -> None:
    # Without site, nothing is in sys.modules that the environment put there.
    modules = set(run("import sys, unami; print(*sys.modules)", "-S").split())
    assert not modules & {"typing", "re", "json", "csv", "dataclasses", "enum", "datetime", "pathlib", *THIRD_PARTY}
    assert "unami" in modules


def test_the_packaged_mission_reads_no_file_before_the_first_question() -> None:
    found = effect_of("import unami; unami.mission; unami.mission.tables; unami.mission.view; unami.Mission")
    assert found["data"] == []
    assert unami.Mission.__module__ in found["modules"]
    assert not roots(found["modules"]) & {"cattrs", "dateutil", "json"}


def test_the_first_answer_loads_attrs_but_neither_cattrs_nor_dateutil() -> None:
    found = effect_of('import unami; assert unami.mission.leaders_at("2014-06-10").one().name == "Nickolay Mladenov"')
    assert "attr" in roots(found["modules"])
    assert not roots(found["modules"]) & {"cattr", "cattrs", "dateutil", "importlib_metadata"}
    assert {Path(name).name for name in found["data"]} == {
        "appointments.csv",
        "people.csv",
        "posts.csv",
        "sources.csv",
        "tiers.csv",
    }


@pytest.mark.parametrize("arguments", [["--help"], [], ["at", "--help"]])
def test_help_loads_nothing_third_party_and_reads_no_data(arguments: list[str]) -> None:
    quiet = "contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO())"
    found = effect_of(f"import contextlib, io, unami.cli\nwith {quiet}:\n    unami.cli.main({arguments})")
    assert not roots(found["modules"]) & {"json", *THIRD_PARTY}
    assert found["data"] == []


def test_the_first_answer_loads_no_module_that_it_does_not_use() -> None:
    found = effect_of('import unami; unami.mission.leaders_at("2014-06-10")')
    unused = {"_base.extras", "_base.frozen", "_package.vocabulary", "records._former"}
    assert not unused & {name.removeprefix("unami.") for name in found["modules"]}


@pytest.mark.parametrize(
    ("code", "root"),
    [
        ('import unami; unami.mission.leaders_at("10 June 2014")', "dateutil"),
        ("import unami; unami.mission.mandates", "dateutil"),
    ],
)
def test_what_needs_more_loads_more(code: str, root: str) -> None:
    assert root in roots(effect_of(code)["modules"])


def test_the_public_names_are_listed_and_resolve() -> None:
    assert dir(unami) == sorted({*unami.__all__, *PUBLIC_MODULES})
    assert len(set(unami.__all__)) == len(unami.__all__)
    for name in unami.__all__:
        assert getattr(unami, name) is not None
        assert getattr(unami, name) is getattr(unami, name)


@pytest.mark.slow
def test_each_public_name_can_be_the_first_one_asked_for() -> None:
    code = (
        "import importlib, sys, unami\n"
        "for name in unami.__all__:\n"
        "    for module in [m for m in sys.modules if m == 'unami' or m.startswith('unami.')]:\n"
        "        del sys.modules[module]\n"
        "    assert getattr(importlib.import_module('unami'), name) is not None\n"
        "print(len(unami.__all__))"
    )
    assert int(run(code)) == len(unami.__all__)


def test_public_names_are_those_of_their_modules() -> None:
    # A lazily loaded name must not become something else than the class a checker sees.
    from helpers.inside import PACKAGED
    from unami import Mission, Records
    from unami.dates import PartialDate

    assert (unami.Records, unami.PartialDate, unami.Mission) == (Records, PartialDate, Mission)
    assert unami.mission is PACKAGED


@pytest.mark.parametrize("name", ["missions", "date", "Resolution", "check", "_private", "__wrapped__"])
def test_an_unknown_attribute_is_an_attribute_error(name: str) -> None:
    fresh = f"import unami\ntry:\n    unami.{name}\nexcept AttributeError as error:\n    print(error)"
    assert run(fresh).strip() == f"module 'unami' has no attribute '{name}'"


def test_a_star_import_brings_all_public_names() -> None:
    names = run("from unami import *; print(*sorted(set(globals()) & set(__import__('unami').__all__)))").split()
    assert names == sorted(unami.__all__)


def test_the_version_of_the_data_is_a_date_and_apart_from_that_of_the_code() -> None:
    described = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert unami.dataset_version == described["version"] == unami.mission.version
    year, month, day = map(int, unami.dataset_version.split("."))
    assert f"{datetime.date(year, month, day):%Y.%m.%d}" == unami.dataset_version
    assert re.fullmatch(r"\d\.\d+\.\d+", unami.__version__)


def test_the_package_works_from_inside_a_zip_archive(tmp_path: Path) -> None:
    archive = tmp_path / "library.zip"
    pack = (
        "import pathlib, sys, zipfile\n"
        f"home = pathlib.Path({HOME!r})\n"
        f"with zipfile.ZipFile({str(archive)!r}, 'w') as file:\n"
        "    for path in sorted((home / 'unami').rglob('*')):\n"
        "        if path.is_file() and '__pycache__' not in path.parts:\n"
        "            file.write(path, path.relative_to(home))\n"
    )
    run(pack)
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "import unami; assert '.zip' in unami.__file__, unami.__file__\n"
        "print(unami.mission.leaders_at('2014-06-10').one().name, len(unami.mission.sources))"
    )
    assert run(code).split()[:2] == ["Nickolay", "Mladenov"]


def test_no_file_is_read_twice() -> None:
    found = effect_of("import unami; unami.mission.at('2014-06-10'); unami.mission.disputes; unami.mission.search('x')")
    assert len(found["data"]) > 20
    assert len(found["data"]) == len(set(found["data"]))
