"""Facts: places, and the time in which the mission was there."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

import unami
from unami.dates import Certainty, PartialDate, Period
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Callable


mission = unami.mission

CERTAIN, NO = Certainty.CERTAIN, Certainty.NO

FIRST, LAST = datetime.date(2003, 8, 14), datetime.date(2025, 12, 31)

GOVERNORATES = {
    f"IQ-{letters}"
    for letters in [
        "AN",
        "AR",
        "BA",
        "BB",
        "BG",
        "DA",
        "DI",
        "DQ",
        "KA",
        "KI",
        "MA",
        "MU",
        "NA",
        "NI",
        "QA",
        "SD",
        "SU",
        "WA",
    ]
}
"""ISO 3166-2 of Iraq: the governorates."""

COUNTRY = "iraq"


# Places


def test_governorates_go_by_their_iso_codes() -> None:
    assert set(mission.places.where(kind="governorate").ids) == GOVERNORATES
    assert mission.places.where(kind="region").ids == ("IQ-KR",)
    for place in mission.places:
        if place.kind in ("governorate", "region"):
            assert place.iso_3166_2 == place.id
        else:
            assert place.iso_3166_2 in {*GOVERNORATES, None}, place.id
    used = {count.place for count in mission.casualties} | {event.governorate for event in mission.events}
    assert used <= {*GOVERNORATES, "IQ-KR", COUNTRY, None}


def test_coordinates_lie_in_iraq() -> None:
    placed = [place for place in mission.places if place.latitude is not None]
    assert len(placed) > 15
    for place in placed:
        assert place.latitude is not None
        assert place.longitude is not None
        assert 29 < place.latitude < 37.5, place.id
        assert 38.5 < place.longitude < 49, place.id


# The mission's life


def ends(record: Any) -> tuple[PartialDate | None, PartialDate | None]:
    period = record.period
    if isinstance(period, Period):
        start, end = period.start, period.end
        return start if isinstance(start, PartialDate) else None, end if isinstance(end, PartialDate) else None
    return period, period


BEFORE: dict[str, Callable[[Any], bool]] = {
    # Those who led the UN in Iraq before the mission was founded went on with it.
    "appointments": lambda record: record.span.latest_end >= FIRST,
    # What the resolution that founded the mission rests on.
    "resolutions": lambda record: record.id in ("1483", "1490"),
    # The Council on Iraq in the months before, and the papers it had.
    "council_meetings": lambda record: record.held.year == 2003,
    "documents": lambda record: record.dated.year == 2003,
    # The beginnings of the UN in Iraq.
    "events": lambda record: record.id in ("un-agencies-open-offices", "un-work-in-iraq-begins"),
}
AFTER: dict[str, Callable[[Any], bool]] = {
    # The liquidation of the mission, planned to 30 September 2026, and those who support it.
    "affiliations": lambda record: str(record.end) == "2026-09-30",
    "units": lambda record: str(record.start) >= "2026-01-01" and str(record.end) <= "2026-09-30",
    "staffing": lambda record: record.measure == "proposed" and str(record.as_of) <= "2026-09-30",
    "budgets": lambda record: str(record.end) == "2026-09",
    # What followed the mission in the file on Kuwait.
    "related_budgets": lambda record: record.entity == "senior-representative-kuwait",
    # The compound was handed over three days after the last day.
    "offices": lambda record: record.id == "baghdad",
    # What was to follow: the liquidation, the file on Kuwait, the agencies that stay.
    "transition": lambda record: record.date.year >= 2026,
}


DATED = [table for table in TABLES if hasattr(record_class(table), "period")]


@pytest.mark.parametrize("table", DATED)
def test_periods_lie_within_the_life_of_the_mission_or_are_explained(table: str) -> None:
    unexplained = []
    for record in mission.tables[table]:
        start, end = ends(record)
        if start is not None and start.latest < FIRST and not (table in BEFORE and BEFORE[table](record)):
            unexplained.append((record.id, str(start)))
        if end is not None and end.earliest > LAST and not (table in AFTER and AFTER[table](record)):
            unexplained.append((record.id, str(end)))
    assert unexplained == []


@pytest.mark.parametrize("table", DATED)
def test_what_has_two_ends_begins_before_it_ends(table: str) -> None:
    two = {
        record.id: (start, end) for record in mission.tables[table] for start, end in [ends(record)] if start and end
    }
    assert [name for name, (start, end) in two.items() if start.after(end) is CERTAIN] == []
