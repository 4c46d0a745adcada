"""Tests of hostile texts: in every format, a foreign reader reads exactly the texts that were written."""

from __future__ import annotations

import csv
import json
import sqlite3
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from popolo_data.importer import Popolo

import unami
from helpers.builders import said, small_mission
from helpers.examples import examples
from helpers.inside import check_files, visible
from unami.export import write
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami import Mission

TEXTS = [
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0".replace("|", "\u2758"),
    "+1",
    "-1",
    "@SUM(1)",
    "'=1+1",
    'say "no", twice; three\\n times \\, \\; \\\\',
    "'; DROP TABLE people; --",
    "</script><script>alert(1)</script>",
    "{{7*7}} ${x} %s %(x)s",
    "gnirts \u200f\u200e",
    "الأمم المتحدة",
    "👩‍👩‍👧‍👦" * 30,
    "e\u0301 é ﬁ Å",
    "\ufeffa",
    "null",
    "NaN",
    "true",
    "2004-07-14",
    "0123",
    "1e5",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "http://example.org/<x>",
    "urn:unami:people/p1",
    "_:b0",
    "@id",
    "x" * 3000,
]
"""Texts that have broken some reader."""


def _tidy(text: str) -> str:
    return " ".join(text.split(" ")).strip()


def texts() -> st.SearchStrategy[str]:
    """Any text that a cell may contain."""
    letters = st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda sign: visible(sign) == sign)
    return st.text(letters, max_size=30).map(_tidy).filter(lambda text: text and "  " not in text)


def mission_of(some: list[str]) -> Mission:
    """Make a record with the texts as names, titles, places, summaries and notes."""
    numbered = list(enumerate(some))
    return small_mission(
        posts=[said("head", name=some[0], role="head", seats="single", in_mission="true")],
        people=[said(f"p{n}", name=text, summary=text) for n, text in numbered],
        appointments=[said(f"p{n}.head", person=f"p{n}", post="head", title=text) for n, text in numbered],
        events=[
            said(f"e{n}", date="2004-02-28", title=text, place=text, summary=text, note=text) for n, text in numbered
        ],
        source={"title": some[-1], "publisher": some[-1]},
    )


def people_in(name: str, path: Path) -> Iterator[list[str]]:
    """The names of the people, as foreign readers of a format find them."""
    if name == "json":
        yield [person["name"] for person in json.loads(path.read_bytes())["tables"]["people"]]
    elif name == "jsonl":
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        yield [line["name"] for line in lines if line["table"] == "people"]
    elif name == "csv":
        with (path / "people.csv").open(encoding="utf-8-sig", newline="") as file:
            names = [row["name"] for row in csv.DictReader(file)]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in names)
        # An apostrophe was put before what a spreadsheet would take for a formula, and before nothing else.
        yield [cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r") else cell for cell in names]
    elif name == "parquet":
        yield [row[0] for row in duckdb.execute(f"SELECT name FROM '{path}/people.parquet'").fetchall()]
    elif name == "sqlite":
        with closing(sqlite3.connect(path)) as database:
            yield [row[0] for row in database.execute("SELECT name FROM people ORDER BY id")]
            claims = "SELECT value FROM provenance WHERE table_name = 'people' AND field = 'name' ORDER BY record"
            yield [row[0] for row in database.execute(claims)]
    elif name == "jsonld":
        graph = rdflib.Graph().parse(path, format="json-ld")
        person, label = rdflib.URIRef("urn:unami:class:Person"), rdflib.URIRef("https://schema.org/name")
        yield [str(graph.value(node, label)) for node in sorted(graph.subjects(rdflib.RDF.type, person), key=str)]
    elif name == "popolo":
        yield [person.name for person in Popolo.from_filename(str(path)).persons]
        yield [entry.data["label"] for entry in Popolo.from_filename(str(path)).memberships]
    elif name == "site":
        text = (path / "data" / "rows" / "people.js").read_text(encoding="utf-8")
        content = json.loads(text.removeprefix('site.receive("rows/people",').removesuffix(");\n"))
        place = [column["name"] for column in content["columns"]].index("name")
        yield [row[place] for row in content["rows"]]
    elif name == "datapackage":
        yield [person.name or "" for person in unami.open_dataset(str(path)).people]
    else:
        calendar = sorted(Calendar.from_ical(path.read_bytes()).walk("VEVENT"), key=lambda entry: str(entry["uid"]))
        yield [str(entry["summary"]) for entry in calendar]
        yield [str(entry["location"]) for entry in calendar]


def expected_of(name: str, some: list[str]) -> list[str]:
    if name == "csv":
        # Of what begins with an apostrophe before such a sign, nobody can tell who put it there.
        return [text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@\t\r") else text for text in some]
    if name == "icalendar":
        # The standard forbids control characters, and readers drop byte order marks.
        some = [text.replace("\ufeff", "") for text in some]
        return ["".join(" " if ord(sign) < 32 or 127 <= ord(sign) < 160 else sign for sign in text) for text in some]
    return some


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["json", "jsonl", "csv", "parquet", "sqlite", "jsonld", "popolo", "site", "datapackage", "icalendar"]
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@given(some=st.lists(texts(), min_size=1, max_size=9))
@example(some=TEXTS[:10])
@example(some=TEXTS[10:20])
@example(some=TEXTS[20:])
@examples(0.25)
def test_what_others_read_is_what_went_in(name: str, some: list[str]) -> None:
    some = [_tidy(text) for text in some]
    if name == "icalendar" and version("icalendar").startswith("6."):
        # It writes the same as later versions, but when it reads it takes the marks off twice.
        some = [text.replace("\\", "/") for text in some]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x")
        write(mission_of(some), name, path)
        for found in people_in(name, path):
            assert found == expected_of(name, some)


def test_the_hostile_texts_are_such_as_a_package_may_hold() -> None:
    for start in range(0, len(TEXTS), 8):
        files = mission_of(TEXTS[start : start + 8]).dataset.files
        assert check_files(files) == []
    assert set(mission_of(TEXTS).tables) == {*TABLES, "sources"}


def test_full_text_search_cannot_be_broken_by_what_it_searches(tmp_path: Path) -> None:
    write(mission_of(TEXTS[:10]), "sqlite", tmp_path / "x")
    with closing(sqlite3.connect(tmp_path / "x")) as database:
        found = database.execute(
            "SELECT s.record FROM search JOIN searchable AS s ON s.id = search.rowid WHERE search MATCH 'drop' "
            "AND s.table_name = 'people'"
        ).fetchall()
        assert found == [("p7",)]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
