"""Tests of the calendar file, parsed by icalendar."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

import unami
from helpers.builders import said, small_mission
from unami.export import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

mission = unami.mission


@pytest.fixture(scope="module")
def content(exported: Callable[[str], Path]) -> bytes:
    return exported("icalendar").read_bytes()


@pytest.fixture(scope="module")
def entries(content: bytes) -> dict[str, Any]:
    return {str(entry["uid"]): entry for entry in Calendar.from_ical(content).walk("VEVENT")}


def test_lines_are_folded_and_end_as_the_standard_says(content: bytes) -> None:
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    content.decode("utf-8")


def test_a_day_is_an_all_day_entry_that_ends_on_the_next(entries: dict[str, Any]) -> None:
    entry = entries["events/canal-hotel-bombing@unami"]
    assert entry["dtstart"].dt == datetime.date(2003, 8, 19)
    assert entry["dtend"].dt == datetime.date(2003, 8, 20)
    event = mission.events["canal-hotel-bombing"]
    assert str(entry["summary"]) == event.title
    assert str(entry["location"]) == event.place
    assert str(event.summary) in str(entry["description"])
    assert f"Source: {mission.sources_of(event).first()}" in str(entry["description"])
    assert entry["transp"] == "TRANSPARENT"


def test_days_of_voting_are_one_entry_from_the_first_to_the_last(entries: dict[str, Any]) -> None:
    election = next(e for e in mission.elections if e.held and e.held_from and e.held_from != e.held)
    assert election.held is not None
    entry = entries[f"elections/{election.id}@unami"]
    assert entry["dtstart"].dt.isoformat() == str(election.held_from)
    assert entry["dtend"].dt == election.held.latest + datetime.timedelta(days=1)
    assert str(entry["summary"]) == election.name


def test_everything_of_known_days_is_there_and_nothing_else(entries: dict[str, Any], content: bytes) -> None:
    known = {
        f"{table}/{record.id}@unami"
        for table in ("events", "elections")
        for record in mission.tables[table]
        if record.period is not None
        and all(part.count("-") == 2 and part[-1].isdigit() for part in str(record.period).split("/"))
    }
    assert set(entries) == known
    left_out = len(mission.events) + len(mission.elections) - len(known)
    assert left_out > 0
    calendar = Calendar.from_ical(content)
    assert f"{left_out} events and elections are not here" in str(calendar["x-wr-caldesc"])
    assert str(calendar["prodid"]).startswith("-//unami//")


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        ({"date": "2004-02-28", "end": "2004-02-29"}, ("2004-02-28", "2004-03-01")),
        ({"date": "2004-12-31"}, ("2004-12-31", "2005-01-01")),
        ({"date": "2004-12"}, None),
        ({"date": "2004"}, None),
        ({"date": "2004-12-31?"}, None),
        ({"date": "2004-12-30", "end": "2004-12-31~"}, None),
        ({"date": "2004-12-30", "end": "2005-01"}, None),
        ({}, None),
    ],
)
def test_no_day_is_invented(tmp_path: Path, cells: dict[str, str], days: tuple[str, str] | None) -> None:
    write(small_mission(events=[said("a", title="A", **cells)]), "icalendar", tmp_path / "x")
    entries: list[Any] = Calendar.from_ical((tmp_path / "x").read_bytes()).walk("VEVENT")
    found = [(entry["dtstart"].dt.isoformat(), entry["dtend"].dt.isoformat()) for entry in entries]
    assert found == ([days] if days else [])


def test_entries_without_a_title_go_by_their_id(tmp_path: Path) -> None:
    write(small_mission(events=[said("a", date="2004-02-28")]), "icalendar", tmp_path / "x")
    (entry,) = Calendar.from_ical((tmp_path / "x").read_bytes()).walk("VEVENT")
    assert str(entry["summary"]) == "a"


def test_the_entries_of_another_mission_have_other_ids(tmp_path: Path) -> None:
    mission = unami.new_package(tmp_path / "package", name="exma")
    mission.export("icalendar", tmp_path / "out.ics")
    text = (tmp_path / "out.ics").read_text("utf-8")
    assert "UID:elections/2015-09-20-assembly@exma" in text
    assert "@unami" not in text
