"""A second mission, made up from beginning to end: nobody and nothing in it exists.

It grows out of the package that ``new_package`` writes, and holds what a record of another mission could: another
country, other ids, two heads, a dispute, figures, reports and votes, words of its own, a part of the country that some
counts leave out, and camps.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import unami
from helpers.inside import format_folder, header

if TYPE_CHECKING:
    from pathlib import Path

    from unami import Mission

MISSION = "unlem"

_BY_HANDBOOK = {"source": "example-handbook", "locator": "page 2", "rank": "normal"}
_BY_GAZETTE = {"source": "lemuria-gazette", "locator": "column 3", "rank": "normal"}

WORDS = {
    "camp-measure": (
        "residents",
        "remaining",
        "relocated-abroad",
        "relocated-abroad-total",
        "killed",
        "moved-to-the-hills",
        "boats",
    ),
    "contingent-role": ("static-guard", "lighthouse-watch"),
    "election-kind": ("parliamentary", "referendum", "council-of-the-isles"),
    "election-scope": ("national", "isles"),
    "filed-under": ("lighthouse-office",),
    "host-office": ("president", "prime-minister", "keeper-of-the-harbour"),
    "identifier-scheme": ("wikidata", "tide-tables"),
    "place-kind": ("country", "shore", "town", "camp"),
    "population": ("fishers", "islanders", "harbour-guard"),
    "report-series": ("election", "lost-boats"),
    "staff-entity": ("all-of-lemuria",),
    "whole-mission": ("both shores",),
}
"""The vocabularies of the mission, mostly of words that no other mission has."""

HEADLINE = "islanders"
"""The population whose numbers the mission puts first: not the first in the list."""

ROWS: list[tuple[str, dict[str, str]]] = [
    ("countries", {"id": "XLE", "name": "Lemuria", "alpha_2": "XL", "other_names": "Old Lemuria"}),
    ("places", {"id": "lemuria", "name": "Lemuria", "kind": "country"}),
    ("places", {"id": "XL-NO1", "name": "North Shore", "kind": "shore", "other_names": "Northport"}),
    ("places", {"id": "northport", "name": "Northport", "kind": "town", "iso_3166_2": "XL-NO1"}),
    ("places", {"id": "west-shore", "name": "West Shore", "kind": "shore", "other_names": "Westport"}),
    ("places", {"id": "a-town-westport", "name": "Westport", "kind": "town"}),
    ("places", {"id": "camp-low", "name": "Low Camp", "kind": "camp"}),
    ("places", {"id": "camp-high", "name": "High Camp", "kind": "camp"}),
    ("places", {"id": "camp-far", "name": "Far Camp", "kind": "camp"}),
    ("people", {"id": "clara-sample", "name": "Clara Sample", "nationality": "XAA"}),
    ("people", {"id": "dan-specimen", "name": "Dan Specimen", "nationality": "XLE"}),
    (
        "identifiers",
        {
            "id": "places.northport.tide-tables",
            "subject_table": "places",
            "subject": "northport",
            "scheme": "tide-tables",
            "value": "T-7",
        },
    ),
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
    (
        "documents",
        {"id": "ex-2016-11", "symbol": "EX/2016/11", "kind": "report", "dated": "2016-03-02", "series": "lost-boats"},
    ),
    (
        "elections",
        {
            "id": "2016-06-05-isles",
            "name": "Council of the isles",
            "held": "2016-06-05",
            "kind": "council-of-the-isles",
            "scope": "isles",
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
            "id": "2016-03-total",
            "as_of": "2016-03",
            "category": "total",
            "measure": "actual",
            "count": "120",
            "entity": MISSION,
            "place": "both shores",
        },
    ),
    (
        "staffing",
        {
            "id": "2016-03-total-everybody",
            "as_of": "2016-03",
            "category": "total",
            "measure": "actual",
            "count": "5000",
            "entity": "all-of-lemuria",
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
        "fatalities",
        {
            "id": "2016-lighthouse-accident",
            "scope": "record",
            "date": "2016-05",
            "count": "7",
            "incident": "accident",
            "filed_under": "lighthouse-office",
        },
    ),
    (
        "host_leaders",
        {"id": "eva-mock.prime-minister", "name": "Eva Mock", "office": "prime-minister", "start": "2015-01"},
    ),
    (
        "host_leaders",
        {"id": "finn-stub.keeper", "name": "Finn Stub", "office": "keeper-of-the-harbour", "start": "2015-02"},
    ),
    (
        "contingents",
        {"id": "xaa-watch", "country": "XAA", "unit": "Watch", "role": "lighthouse-watch", "start": "2016-01"},
    ),
    *(
        (
            "casualties",
            {
                "id": f"2016-{month:02}.{place.lower()}.{population}{more}",
                "start": f"2016-{month:02}",
                "place": place,
                "population": population,
                "parts": parts,
                "parts_counted": counted,
                "killed": str(killed),
                "injured": str(killed * 2),
            },
        )
        for month, place, population, more, parts, counted, killed in (
            (1, "lemuria", HEADLINE, "", "", "", 3),
            (2, "lemuria", HEADLINE, "", "XL-NO1", "excluded", 8),
            (2, "lemuria", HEADLINE, ".with-the-north", "XL-NO1", "included", 13),
            (4, "lemuria", HEADLINE, "", "XL-NO1|west-shore", "excluded", 1),
            (5, "lemuria", HEADLINE, "", "west-shore", "civilians-only", 2),
            (6, "lemuria", HEADLINE, "", "XL-NO1", "included", 4),
            (2, "lemuria", "fishers", "", "", "", 1),
            (2, "XL-NO1", HEADLINE, "", "", "", 5),
            (2, "west-shore", HEADLINE, "", "", "", 2),
        )
    ),
    *(
        (
            "camp",
            {
                "id": f"{date}-{measure}",
                "date": date,
                "measure": measure,
                "place": place,
                "count": count,
                "country": country,
                "event": event,
            },
        )
        for date, measure, place, count, country, event in (
            ("2015-06", "residents", "camp-low", "400", "", ""),
            ("2015-09", "residents", "camp-high", "90", "", ""),
            ("2015-10", "remaining", "camp-far", "12", "", ""),
            ("2016-01", "residents", "", "350", "", ""),
            ("2015-08", "moved-to-the-hills", "camp-high", "30", "", ""),
            ("2016-02", "killed", "camp-low", "2", "", "A fire"),
            ("2016-03", "relocated-abroad-total", "", "150", "", ""),
            ("2016-03-09", "relocated-abroad", "", "20", "XAA", ""),
            ("2016-04", "boats", "", "3", "", ""),
        )
    ),
    (
        "displacement",
        {
            "id": "2016-03-displaced",
            "as_of": "2016-03",
            "measure": "internally-displaced",
            "place": "XL-NO1",
            "count": "900",
        },
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
    title = "The record of the Example Mission for Lemuria, which never was"
    unami.new_package(path, name=MISSION, title=title, tables="all")
    change(path, "missions", "Atlantis", "Lemuria")
    change(path, "missions", "XAA", "XLE")
    # In a new package these use words that this mission does not have. Its place stays: other tables may refer to it.
    for table in "casualties", "displacement", "camp":
        write(path, table, read(path, table)[:1])
    lines = [
        [name, word, "true" if word == HEADLINE else "", f"What {word} means."]
        for name, words in WORDS.items()
        for word in words
    ]
    write(path, "vocabularies", [list(header("vocabularies")), *lines])
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
    head, *rows = read(path, table)
    assert not cells.keys() - set(header(table)), cells
    # A column that a package need not have is added when it is used.
    names = [name for name in header(table) if name in head or cells.get(name)]
    known = [dict(zip(head, row, strict=True)) for row in rows]
    write(path, table, [names, *([row.get(name, "") for name in names] for row in (*known, cells))])


def change(path: Path, table: str, old: str, new: str) -> None:
    file = path / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


ASKED: dict[str, tuple[Any, ...]] = {
    "leaders_at": ("2016",),
    "head_at": ("2016-06-01",),
    "deputies_at": ("2016",),
    "vacancies_at": ("2015-01-15",),
    "post_at": ("Deputy Envoy", "2016"),
    "holders_at": ("2016", "envoy"),
    "post": ("Deputy Envoy",),
    "record": ("Specimen",),
    "person": ("Specimen",),
    "appointments_of": ("Ada Example",),
    "mandate_at": ("2016-06-01",),
    "tasks_at": ("2016",),
    "country": ("Old Lemuria",),
    "gaps": ("head",),
    "identify": ("countries", "Old Lemuria"),
    "words": ("population",),
    "find": ("tide-tables", "t 7"),
    "values_of": ("tide-tables",),
    "deployments_by": ("XL",),
    "deployments_at": ("2015-08",),
    "deployment_series": ("Atlantis",),
    "strength_at": ("2015-08-15",),
    "contingents_of": ("Atlantis",),
    "contingents_at": ("2016",),
    "deaths_by": ("incident",),
    "staff_at": ("2016-06-01",),
    "budget_for": (2015,),
    "offices_at": ("2016",),
    "place": ("Northport",),
    "casualties_in": (),
    "casualty_series": (),
    "report_trail": (),
    "report_before": ("EX/PV.7",),
    "briefings_by": ("Ada Example",),
    "events_on": ("2016-04-09",),
    "elections_between": ("2015", "2016"),
    "governing_at": ("2016",),
    "events_between": ("2015", "2016"),
    "at": ("2016-06-01",),
    "search": ("flood",),
    "known_at": ("2016-06",),
    "according_to": ("lemuria-gazette",),
    "changes": (),
    "coverage": ("year",),
    "panel": ("Y",),
    "statements": ("people",),
    "cite": (),
}
"""Arguments for each question; each has an answer in the second mission."""
