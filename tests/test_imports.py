"""Tests of what an import loads and reads: each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import unami
from unami._base.by_name import PUBLIC_MODULES

HOME = str(Path(unami.__file__).parent.parent)

WATCH = """
import json, sys
opened = []
def watch(event, arguments):
    if event == "open":
        opened.append(str(arguments[0]))
sys.addaudithook(watch)
before = set(sys.modules)
"""
TELL = """
print(json.dumps({
    "modules": sorted(set(sys.modules) - before),
    "data": [name for name in opened if name.endswith((".csv", "datapackage.json"))],
}))
"""

THIRD_PARTY = {"attr", "attrs", "cattr", "cattrs", "dateutil", "six", "exceptiongroup", "typing_extensions"}


def run(code: str, *options: str) -> str:
    """Run code in a fresh interpreter that imports nothing of the test run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    done = subprocess.run(
        [sys.executable, *options, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**kept, "PYTHONPATH": HOME, "PYTHONUTF8": "1"},
    )
    assert done.stderr == ""
    return done.stdout


def effect_of(code: str) -> dict[str, Any]:
    """Give the modules that code loads, and the data files that it opens."""
    told: dict[str, Any] = json.loads(run(WATCH + code + TELL))
    return told


def roots(modules: list[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


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
    assert "unami._mission.mission" in found["modules"]
    assert not roots(found["modules"]) & {"cattrs", "dateutil", "json"}


def test_the_first_answer_loads_attrs_but_neither_cattrs_nor_dateutil() -> None:
    found = effect_of('import unami; assert unami.mission.leaders_at("2014-06-10").one().name == "Nickolay Mladenov"')
    assert "attr" in roots(found["modules"])
    assert not roots(found["modules"]) & {"cattr", "cattrs", "dateutil", "importlib_metadata"}
    assert {Path(name).name for name in found["data"]} == {
        "appointments.csv",
        "missions.csv",
        "people.csv",
        "posts.csv",
        "sources.csv",
        "tiers.csv",
    }


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
    from unami._mission.mission import PACKAGED, Mission
    from unami.dates import PartialDate
    from unami.records._sequence import Records

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
    year, month, day = map(int, unami.dataset_version.split("."))
    assert (year, 1 <= month <= 12, 1 <= day <= 31) == (max(year, 2026), True, True)
    assert unami.__version__ != unami.dataset_version


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
