"""A second mission, made up from beginning to end: nobody and nothing in it exists.

It grows out of the package that ``new_package`` writes, and holds what a record of another mission could: another
country, other ids, two heads, a dispute, figures, reports and votes.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import unami
from helpers.inside import format_folder, header

if TYPE_CHECKING:
    from pathlib import Path

    from unami import Mission

MISSION = "unlem"

_BY_HANDBOOK = {"source": "example-handbook", "locator": "page 2", "rank": "normal"}
_BY_GAZETTE = {"source": "lemuria-gazette", "locator": "column 3", "rank": "normal"}

ROWS: list[tuple[str, dict[str, str]]] = [
    ("countries", {"id": "XLE", "name": "Lemuria", "alpha_2": "XL", "other_names": "Old Lemuria"}),
    ("places", {"id": "lemuria", "name": "Lemuria", "kind": "country"}),
    ("places", {"id": "XL-NO1", "name": "North Shore", "kind": "region", "other_names": "Northport"}),
    ("places", {"id": "northport", "name": "Northport", "kind": "town", "iso_3166_2": "XL-NO1"}),
    ("places", {"id": "west-shore", "name": "West Shore", "kind": "region", "other_names": "Westport"}),
    ("places", {"id": "a-town-westport", "name": "Westport", "kind": "town"}),
    ("people", {"id": "clara-sample", "name": "Clara Sample", "nationality": "XAA"}),
    ("people", {"id": "dan-specimen", "name": "Dan Specimen", "nationality": "XLE"}),
    ("posts", {"id": "deputy-envoy", "name": "Deputy Envoy", "role": "deputy", "line": "political", "seats": "single"}),
    (
        "appointments",
        {
            "id": "clara-sample.envoy",
            "person": "clara-sample",
            "post": "envoy",
            "took_office": "2016-03-01",
            "left_office": "2016-12-31",
        },
    ),
    (
        "appointments",
        {"id": "dan-specimen.deputy-envoy", "person": "dan-specimen", "post": "deputy-envoy", "took_office": "2015-04"},
    ),
    (
        "resolutions",
        {
            "id": "9002",
            "number": "9002",
            "symbol": "EX/RES/9002 (2016)",
            "adopted": "2016-01-08",
            "relation": "extends",
            "mandate_until": "2016-12-31",
            "subject": "Continues the mission.",
        },
    ),
    (
        "documents",
        {"id": "ex-2015-40", "symbol": "EX/2015/40", "kind": "report", "dated": "2015-11-02", "series": MISSION},
    ),
    (
        "documents",
        {"id": "ex-2016-9", "symbol": "EX/2016/9", "kind": "report", "dated": "2016-02-02", "series": "election"},
    ),
    (
        "council_meetings",
        {
            "id": "ex-meeting-9",
            "meeting": "EX/PV.9",
            "held": "2015-11-10",
            "kind": "briefing",
            "briefers": "Ada Example",
        },
    ),
    ("elections", {"id": "2016-05-02-referendum", "name": "Referendum", "held": "2016-05-02", "kind": "referendum"}),
    (
        "events",
        {"id": "flood", "date": "2016-04-09", "title": "Flood", "kind": "humanitarian", "governorate": "XL-NO1"},
    ),
    (
        "contributions",
        {"id": "2015-08.xaa.troops", "country": "XAA", "category": "troops", "month": "2015-08", "count": "20"},
    ),
    (
        "contributions",
        {"id": "2015-08.xle.troops", "country": "XLE", "category": "troops", "month": "2015-08", "count": "7"},
    ),
    ("strength", {"id": "2015-08", "month": "2015-08", "total": "27"}),
    (
        "staffing",
        {
            "id": "2015-12-national",
            "as_of": "2015-12",
            "category": "national",
            "measure": "actual",
            "count": "80",
            "entity": MISSION,
            "place": "Lemuria",
        },
    ),
    (
        "staffing",
        {
            "id": "2016-01-national-council",
            "as_of": "2016-01",
            "category": "national",
            "measure": "actual",
            "count": "900",
            "entity": "example-council",
        },
    ),
    (
        "staffing",
        {
            "id": "2016-02-national-northport",
            "as_of": "2016-02",
            "category": "national",
            "measure": "actual",
            "count": "9",
            "entity": MISSION,
            "place": "Northport",
        },
    ),
    (
        "fatalities",
        {
            "id": "2016-illness",
            "scope": "record",
            "date": "2016-02",
            "count": "2",
            "incident": "illness",
            "filed_under": MISSION,
        },
    ),
    (
        "fatalities",
        {
            "id": "2016-council-accident",
            "scope": "record",
            "date": "2016-02",
            "count": "5",
            "incident": "accident",
            "filed_under": "example-council",
        },
    ),
    (
        "host_leaders",
        {"id": "eva-mock.prime-minister", "name": "Eva Mock", "office": "prime-minister", "start": "2015-01"},
    ),
    *(
        (
            "casualties",
            {
                "id": f"2016-{month:02}.{place.lower()}.civilians-including-police",
                "start": f"2016-{month:02}",
                "place": place,
                "population": "civilians-including-police",
                "killed": str(killed),
            },
        )
        for place, month, killed in (("lemuria", 1, 3), ("lemuria", 2, 8), ("lemuria", 4, 1), ("XL-NO1", 2, 5))
    ),
]

DISPUTED = (
    ("elections", {"id": "2015-09-20-assembly", "votes_cast": "41000"}),
    (
        "elections",
        {"id": "2015-09-20-assembly", "votes_cast": "43000"},
    ),
)


def write_second_mission(path: Path) -> Mission:
    """Write the record of a mission to Lemuria, and open it."""
    unami.new_package(path, name=MISSION, title="The record of the Example Mission for Lemuria, which never was")
    change(path, "missions", "Atlantis", "Lemuria")
    change(path, "missions", "XAA", "XLE")
    for table in "casualties", "displacement", "camp", "places":
        rows = read(path, table)[:1]
        write(path, table, rows)
    for table, cells in ROWS:
        add(path, table, {**_BY_HANDBOOK, **cells})
    gazette = {"id": "lemuria-gazette", "title": "Gazette (made up)", "published": "2016-01-01", "kind": "news"}
    add(path, "sources", gazette)
    for (table, cells), by in zip(DISPUTED, (_BY_HANDBOOK, _BY_GAZETTE), strict=True):
        add(path, table, {**by, **cells})
    format_folder(str(path))
    return unami.open_dataset(path)


def read(path: Path, table: str) -> list[list[str]]:
    with (path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path: Path, table: str, rows: list[list[str]]) -> None:
    with (path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def add(path: Path, table: str, cells: dict[str, str]) -> None:
    assert not cells.keys() - set(header(table)), cells
    write(path, table, [*read(path, table), [cells.get(name, "") for name in header(table)]])


def change(path: Path, table: str, old: str, new: str) -> None:
    file = path / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
