"""Proof that a new kind of record is one module, one CSV file and one test: everything else follows from the class."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from helpers.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.needs("icalendar", "mypy", "polars"),
    pytest.mark.skipif(not (ROOT / ".ci/generate.py").exists(), reason="needs the source tree"),
]

MODULE = '''
"""Visits of guests to the mission."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami._base.encodable import Shown
from unami.dates import PartialDate
from unami.records._table import Table
from unami.records._field import Field, Merge

__all__ = ["Visit"]


@frozen(kw_only=True)
class Visit(Shown):
    """A visit of somebody to the mission."""

    __table__: ClassVar[Table] = Table(
        "visits",
        "Visits of guests to the mission.",
        order=255,
        example={"id": "2015-visit", "guest": "Ada Example", "country": "XAA", "date": "2015-06-01"},
        types=("schema:Event",),
        terms={"date": "schema:startDate"},
        calendar={"summary": ("guest",), "description": ("summary",)},
    )

    id: Annotated[str, Field("Stable identifier of the visit.")]
    guest: Annotated[str | None, Field("Who came.")] = None
    country: Annotated[str | None, Field("Where the guest came from.", ref="countries")] = None
    date: Annotated[PartialDate | None, Field("Day of the visit.")] = None
    people: Annotated[int | None, Field("How many came.", minimum=1)] = None
    summary: Annotated[str | None, Field("What it was about, in our own words.", Merge.WORDING)] = None

    @property
    def period(self) -> PartialDate | None:
        """The day of the visit."""
        return self.date

    def __str__(self) -> str:
        return f"{self.guest}, {self.date}"
'''

ROWS = """\
id,source,locator,stated_as,rank,note,guest,country,date,people,summary
2007-08-visit,sc-res-1770,para. 1,,normal,,Somebody,FJI,2007-08-10,3,A made-up visit.
2010-visit,sc-res-1936,para. 2,,normal,,Somebody else,NPL,2010,,
"""

ASKED = """
import json, sqlite3, sys
import unami
from unami import export, json_schema

place = sys.argv[1]
visits = unami.mission.visits
first = visits["2007-08-visit"]
unami.mission.export("sqlite", f"{place}/record.db")
unami.mission.export("jsonld", f"{place}/record.jsonld")
unami.mission.export("icalendar", f"{place}/record.ics")
with open(f"{place}/record.jsonld", encoding="utf-8") as file:
    graph = json.load(file)["@graph"]
new = unami.new_package(f"{place}/new")
print(json.dumps({
    "ids": visits.ids,
    "same": unami.mission.tables["visits"] is visits,
    "on a day": visits.at("2007-08-10").ids,
    "value": str(unami.mission.explain(first, "people").value),
    "sources": unami.mission.sources_of(first).ids,
    "frame": visits.to_polars().to_dicts()[0],
    "schema": json_schema.describe_table("visits")["properties"]["people"],
    "in the document": "visits" in json_schema.describe_document()["properties"]["tables"]["properties"],
    "rows": sqlite3.connect(f"{place}/record.db").execute("SELECT id, guest, country FROM visits ORDER BY id").fetchall(),
    "node": next(node for node in graph if node["@id"].endswith("visits/2007-08-visit")),
    "new": [str(visit) for visit in new.visits],
    "found": [hit.record.id for hit in unami.mission.search("made-up visit") if hit.table == "visits"],
    "described": [one["path"] for one in unami.mission.dataset.descriptor["resources"]],
    "public": unami.records.Visit.__name__ in unami.records.__all__,
    "entries": open(f"{place}/record.ics", encoding="utf-8").read().count("UID:visits/"),
    "cell": first._repr_html_(),
}, default=str))
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source tree with an additional module and CSV file, after the generating command was run."""
    root = tmp_path_factory.mktemp("tree")
    leave = shutil.ignore_patterns("__pycache__")
    for name in ("src", ".ci", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "src/unami/records/visit.py").write_text(MODULE.lstrip(), encoding="utf-8")
    (root / "src/unami/data/visits.csv").write_text(ROWS, encoding="utf-8")
    made = run(root, ".ci/generate.py")
    assert "written: src/unami/_mission/tables.py" in made
    return root


def run(root: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_command_that_generates_has_nothing_left_to_do(tree: Path) -> None:
    assert run(tree, ".ci/generate.py", "--check") == ""


def test_the_json_schemas_are_written(tree: Path) -> None:
    schema = json.loads((tree / "src/unami/schemas/visits.json").read_text("utf-8"))
    assert schema["properties"]["people"]["minimum"] == 1
    assert "country" in schema["properties"]
    document = (tree / "src/unami/schemas/export.json").read_text("utf-8")
    assert "urn:unami:schema:visits" in document
    assert "visits" in json.loads(document)["properties"]["tables"]["properties"]


def test_the_data_package_has_no_problems(tree: Path) -> None:
    assert "no problems" in run(tree, "-m", "unami", "check")


def test_every_question_and_export_knows_the_new_table(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "ask.py").write_text(ASKED, encoding="utf-8")
    found = json.loads(run(tree, str(tmp_path / "ask.py"), str(tmp_path)))
    assert found["ids"] == ["2007-08-visit", "2010-visit"]
    assert found["same"]
    assert found["on a day"] == ["2007-08-visit"]
    assert found["value"] == "3"
    assert found["sources"] == ["sc-res-1770"]
    assert found["frame"]["country"] == "FJI"
    assert found["frame"]["date_earliest"] == "2007-08-10"
    assert found["schema"]["minimum"] == 1
    assert found["in the document"]
    assert found["rows"] == [["2007-08-visit", "Somebody", "FJI"], ["2010-visit", "Somebody else", "NPL"]]
    assert "schema:Event" in found["node"]["@type"]
    assert "schema:startDate" in found["node"]
    assert found["new"] == ["Ada Example, 2015-06-01"]
    assert "2007-08-visit" in found["found"]
    assert "visits.csv" in found["described"]
    assert found["public"]
    assert found["entries"] == 1  # of the other, only the year is known
    assert "Somebody" in found["cell"]


def test_the_command_line_says_who_says_so(tree: Path) -> None:
    assert "sc-res-1770" in run(tree, "-m", "unami", "explain", "2007-08-visit", "people")


def test_the_reference_names_the_class(tree: Path) -> None:
    assert "`Visit`" in (tree / "docs/reference/what-you-can-rely-on.md").read_text("utf-8")


def test_a_type_checker_sees_records_of_the_new_class(tree: Path, tmp_path: Path) -> None:
    asked = tmp_path / "asked.py"
    asked.write_text("import unami\n\nreveal_type(unami.mission.visits)\nreveal_type(unami.mission.tables['visits'])\n")
    environment = {**os.environ, "MYPYPATH": str(tree / "src")}
    cache = str(tmp_path / "cache")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", cache, "--config-file", os.devnull, str(asked)],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.count("unami.records._sequence.Records[unami.records.visit.Visit]") == 2, (
        done.stdout + done.stderr
    )


WRONG = {
    'ref="countries"': ('ref="nowhere"', "it refers to 'nowhere', which is not a table"),
    '"visits",\n': ('"people",\n', "another class has the table people"),
    '        "visits",': ('        "search",', "Mission already has a member search"),
    '"guest": "Ada Example", ': ('"gast": "Ada Example", ', "its example has 'gast', which is not a field"),
    'example={"id": "2015-visit", ': ("example={", "its example lacks id"),
    'terms={"date"': ('terms={"day"', "terms names 'day', which it does not have"),
    'Annotated[str | None, Field("Who came.")]': ("str | None", "expected Annotated[..., Field(...)]"),
    "class Visit(": ("class Person(", "another record class has this name"),
    "__table__: ClassVar[Table]": ("TABLE: ClassVar[Table]", "no class with a __table__"),
}
"""Mistakes in a class: the correct text, its replacement, and the expected message."""


@pytest.mark.parametrize("part", WRONG)
def test_what_is_wrong_with_a_class_is_said_before_anything_is_written(tree: Path, part: str) -> None:
    instead, words = WRONG[part]
    path = tree / "src/unami/records/visit.py"
    good = path.read_text("utf-8")
    assert part in good
    try:
        path.write_text(good.replace(part, instead, 1), encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(tree / "src")}
        command = [sys.executable, ".ci/generate.py", "--check"]
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    finally:
        path.write_text(good, encoding="utf-8")
    assert words in done.stdout, done.stdout + done.stderr
    assert done.returncode == 1


def test_a_schema_that_is_not_up_to_date_is_named(tree: Path) -> None:
    path = tree / "src/unami/schemas/visits.json"
    kept = path.read_bytes()
    path.unlink()
    try:
        environment = {**os.environ, "PYTHONPATH": str(tree / "src")}
        command = [sys.executable, ".ci/generate.py", "--check"]
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    finally:
        path.write_bytes(kept)
    assert (done.returncode, done.stdout) == (1, "not up to date: src/unami/schemas/visits.json\n")
