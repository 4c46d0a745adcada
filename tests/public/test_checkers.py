"""Tests of what type checkers see of the library: wrong names are errors, good ones are not, and types are those one would write."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import unami
from helpers.inside import PUBLIC_MODULES
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.checkers

COMMANDS = {
    "mypy": [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-incremental",
        "--show-error-codes",
        "--python-executable",
        sys.executable,
    ],
    "pyright": [sys.executable, "-m", "pyright", "--pythonpath", sys.executable],
    "ty": [sys.executable, "-m", "ty", "check", "--output-format", "concise", "--python", sys.executable],
    "pyrefly": [
        sys.executable,
        "-m",
        "pyrefly",
        "check",
        "--preset",
        "default",
        "--output-format",
        "min-text",
        "--python-interpreter-path",
        sys.executable,
    ],
}

WRONG = """\
from unami import Missionn  # wrong
from unami import mission, Personn  # wrong
from unami.records import Resolutionn  # wrong
from unami.errors import UnknownNames  # wrong
from unami import recordss  # wrong
import unami

unami.no_such_name  # wrong
unami.errors.UnknownNames  # wrong
unami.errorss  # wrong
unami.records.Resolutionn  # wrong
unami.mission.no_such_question("2014")  # wrong
unami.mission.tables["people"][0].nam  # wrong
unami.mission.tables["people"]["x"].adopted  # wrong
unami.mission.head_at("2014").name  # wrong
number: int = unami.mission.head_at  # wrong
"""

RIGHT = [
    "from collections.abc import Mapping",
    "from typing import Any, assert_type",
    "import unami",
    "from unami import Incumbent, Mandate, Mission, PartialDate, Records, Snapshot, UnamiError, annotate, mission",
    "from unami.records import Contribution, Person, Resolution",
    "error: type[UnamiError] = unami.errors.UnknownName",
    *(f"module_{name} = unami.{name}" for name in PUBLIC_MODULES),
    "assert_type(unami.mission, Mission)",
    "assert_type(unami.dataset_version, str)",
    "kind: type[Resolution] = unami.records.Resolution",
    "assert_type(mission.people, Records[Person])",
    'assert_type(mission.tables["people"], Records[Person])',
    'assert_type(mission.tables["people"]["melkert"], Person)',
    "name: str = str()",
    "assert_type(mission.tables[name], Records[Any])",
    'assert_type(mission.people.get("x"), Person | None)',
    'assert_type(mission.people.get("x", name), Person | str)',
    "assert_type(mission.people[1:], Records[Person])",
    "def number_of(resolution: Resolution) -> int: return resolution.number",
    "assert_type(mission.resolutions.group_by(number_of), Mapping[int, Records[Resolution]])",
    'assert_type(mission.resolutions.group_by("number"), Mapping[int, Records[Resolution]])',
    'assert_type(mission.people.group_by("nationality"), Mapping[tuple[str, ...], Records[Person]])',
    'assert_type(mission.people.group_by("gender"), Mapping[str | None, Records[Person]])',
    'assert_type(mission.contributions.group_by("month"), Mapping[PartialDate | None, Records[Contribution]])',
    'assert_type(mission.people.where(gender="female").group_by("gender"), Mapping[str | None, Records[Person]])',
    "assert_type(mission.resolutions.group_by(name), Mapping[Any, Records[Resolution]])",
    'assert_type(mission.leaders_at("2014").group_by("name"), Mapping[Any, Records[Incumbent]])',
    'assert_type(mission.head_at("2014"), Incumbent | None)',
    'assert_type(mission.mandate_at("2014"), Mandate | None)',
    'assert_type(mission.at("2014"), Snapshot)',
    "assert_type(mission.people[0].to_dict(), dict[str, Any])",
    "assert_type(mission.people.to_dicts(names=True), list[dict[str, Any]])",
    'assert_type(PartialDate.parse("2014").replace(month=2), PartialDate)',
]


def found_by(checker: str, folder: Path, name: str, lines: list[str]) -> tuple[set[int], str]:
    """The lines of a file in which a checker finds an error, and all that it prints."""
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        [*COMMANDS[checker], name],
        check=False,
        cwd=folder,
        env=os.environ | {"NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    output = done.stdout + done.stderr
    errors = [line for line in output.splitlines() if re.search(r"error", line, re.IGNORECASE)]
    found = {int(place[1]) for line in errors if (place := re.search(rf"{name}:(\d+):", line))}
    assert (done.returncode != 0) == bool(found), output
    return found, output


@pytest.mark.parametrize("checker", COMMANDS)
def test_a_wrong_name_is_an_error(tmp_path: Path, checker: str) -> None:
    lines = WRONG.splitlines()
    found, output = found_by(checker, tmp_path, "wrong.py", lines)
    assert found == {number for number, line in enumerate(lines, 1) if line.endswith("# wrong")}, output


@pytest.mark.parametrize("checker", COMMANDS)
def test_good_names_have_the_types_that_one_would_write(tmp_path: Path, checker: str) -> None:
    classes = {table: record_class(table).__name__ for table in TABLES}
    lines = [
        *RIGHT,
        f"from unami.records import {', '.join(sorted(classes.values()))}",
        *(f'assert_type(mission.tables["{table}"], Records[{name}])' for table, name in classes.items()),
        *(f"unami.{name}" for name in unami.__all__),
    ]
    found, output = found_by(checker, tmp_path, "right.py", lines)
    assert not found, output
