"""Facts: what the statements behind the numbers say, and what the curators concluded."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

import unami
from helpers.inside import Statement, columns
from unami import Rank
from unami.records import record_class

mission = unami.mission

NUMBERS = (
    "contributions",
    "strength",
    "contingents",
    "fatalities",
    "fatality_totals",
    "staffing",
    "budgets",
    "casualties",
    "human_rights_reports",
    "displacement",
    "camp",
    "pledges",
    "tallies",
    "other_harm",
)
SAME_WORDS_AT_SEVERAL_PLACES = {
    # The list of former participants, whose country names are lost, has the same words for several countries.
    ("seed-wikipedia-2026", "one military observer"),
}


def said(table: str) -> list[tuple[Statement, dict[str, str]]]:
    names = [column.name for column in columns(record_class(table))]
    return [
        (statement, dict(zip(names, statement.cells, strict=True)))
        for statement in mission.dataset.statements(table)
        if statement.source != "curation"
    ]


def test_the_same_words_of_a_source_stand_at_one_place() -> None:
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for table in NUMBERS:
        for statement, _ in said(table):
            # A row of a data set is a place of its own, whatever it says.
            if statement.stated_as and mission.sources[statement.source].kind != "dataset":
                places[statement.source, statement.stated_as.lower()].add(statement.locator)
    several = {words for words, found in places.items() if len(found) > 1}
    assert several <= SAME_WORDS_AT_SEVERAL_PLACES


def test_a_command_is_said_or_decided() -> None:
    named = [(statement, cells) for statement, cells in said("contingents") if cells["command"]]
    assert len(named) >= 5
    for statement, _ in named:
        assert re.search(r"command|aegis|multi-?national force", statement.stated_as), statement.record


@pytest.mark.parametrize(("role", "words"), [("inner-ring", "inside"), ("middle-ring", "middle ring")])
def test_a_ring_of_security_is_said_or_decided(role: str, words: str) -> None:
    assert all(words in statement.stated_as for statement, cells in said("contingents") if cells["role"] == role)


def test_static_guards_and_escorts_are_a_conclusion() -> None:
    assert {cells["role"] for _, cells in said("contingents")} <= {
        "",
        "advisers",
        "police",
        "inner-ring",
        "middle-ring",
    }


def test_only_the_data_set_of_the_united_nations_sorts_the_dead() -> None:
    for table in "fatalities", "fatality_totals":
        for statement, cells in said(table):
            if statement.source != "dppa-fatalities-2025":
                assert not cells["incident"], statement.record


@pytest.mark.parametrize("table", NUMBERS)
def test_a_page_without_a_date_gives_no_date(table: str) -> None:
    for statement, cells in said(table):
        if re.search(r"(?i)the (page|text|notice) has no date", statement.note):
            given = {name: cells[name] for name in ("as_of", "date", "month", "published") if cells.get(name)}
            assert given == {}, (statement.record, statement.source)


def test_a_repeated_figure_of_the_staff_is_no_figure_of_its_own() -> None:
    assert mission.staffing["2024-06-total"].count == 700
    copies = [statement for statement, cells in said("staffing") if cells["count"] == "648"]
    assert {statement.record for statement in copies} == {"2023-total"}
    assert len(copies) >= 4


def test_the_step_of_a_budget_is_a_conclusion() -> None:
    assert {cells["stage"] for _, cells in said("budgets")} == {""}


def test_every_contingent_is_tied_to_the_mission() -> None:
    assert not mission.contingents.where(lambda unit: unit.id.startswith(("geo-22nd", "geo-battalion-2005")))


def test_a_count_worked_out_by_the_curators_has_a_reason_that_says_so() -> None:
    for table in NUMBERS:
        names = [column.name for column in columns(record_class(table)) if column.type is int]
        place = {column.name: at for at, column in enumerate(columns(record_class(table)))}
        by_record: dict[str, list[Statement]] = defaultdict(list)
        for statement in mission.dataset.statements(table):
            by_record[statement.record].append(statement)
        for record, rows in by_record.items():
            for name in names:
                given = [row for row in rows if row.cells[place[name]] and row.rank is not Rank.DEPRECATED]
                if given and all(row.source == "curation" for row in given):
                    assert re.search(r"(?i)worked out|sum of", given[0].note), (table, record, name)
