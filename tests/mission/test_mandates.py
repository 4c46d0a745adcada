"""Questions: the mandate in force, and its tasks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.builders import date, said, small_mission
from helpers.days import EVERY_DAY, queries
from unami.dates import Certainty, bounds_of, read_when
from unami.errors import (
    NotOne,
)

if TYPE_CHECKING:
    from unami.dates import When

mission = unami.mission

POSSIBLE, CERTAIN = Certainty.POSSIBLE, Certainty.CERTAIN


# The mandate


@pytest.mark.parametrize(
    ("when", "number", "until"),
    [
        ("2014-06-10", 2110, "2014-07-31"),
        ("2010-09-01", 1936, "2011-07-31"),
        ("2003-08-14", 1500, "2004-08-14?"),
        ("2014-07-30", 2169, "2015-07-31"),
        ("2007-08-10", 1770, "2008-08-10"),
        ("2025-12-31", 2732, "2025-12-31"),
    ],
)
def test_the_mandate_in_force(when: str, number: int, until: str) -> None:
    mandate = mission.mandate_at(when)
    assert mandate is not None
    assert (mandate.resolution.number, str(mandate.until), mandate.certainty) == (number, until, CERTAIN)
    assert mandate.tasks == mission.tasks_at(when)


def test_a_year_with_two_mandates_has_no_single_one() -> None:
    with pytest.raises(NotOne, match=r"expected one mandate on 2018, found 2: S/RES/2367 .2017., .*; S/RES/2421"):
        mission.mandate_at("2018")


@pytest.mark.parametrize("when", ["2003-08-13", "2026-01-01", "2002", "2030-01"])
def test_there_is_no_mandate_before_the_first_and_after_the_last(when: str) -> None:
    assert mission.mandate_at(when) is None


@given(st.dates(datetime.date(2003, 8, 14), datetime.date(2025, 12, 31)))
def test_the_mandate_is_the_latest_resolution_that_gives_one(day: datetime.date) -> None:
    mandate = mission.mandate_at(day)
    assert mandate is not None
    adopted = [
        (resolution.adopted.earliest, resolution.id)
        for resolution in mission.resolutions
        if resolution.relation in ("establishes", "extends", "expands", "extends-final")
        if resolution.adopted is not None and resolution.adopted.earliest <= day
    ]
    assert mandate.id == max(adopted)[1]
    assert str(mandate.period) == f"{mandate.start}/{mandate.until}"


def test_a_length_without_a_day_gives_an_uncertain_end() -> None:
    first = mission.resolutions["1500"]
    assert first.mandate_until is None
    assert str(first.expires) == "2004-08-14?"
    assert str(mission.resolutions["2110"].expires) == "2014-07-31"
    assert mission.resolutions["2792"].expires is None


def test_a_resolution_that_ends_the_mandate_carries_it_until_then() -> None:
    first = said("1", number="1", adopted="2015-01-01", relation="establishes", mandate_until="2015-12-31")
    last = said("2", number="2", adopted="2015-12-22", relation="ends", mandate_until="2016-01-31")
    ending = small_mission(resolutions=[first, last])
    assert [mandate.id for mandate in ending.mandates] == ["1", "2"]
    assert ending.mandate_at("2015-12-21").id == "1"  # type: ignore[union-attr]
    assert ending.mandate_at("2016-01-15").id == "2"  # type: ignore[union-attr]
    assert ending.mandate_at("2016-02-01") is None
    assert ending.resolutions.where(relation="terminates").ids == ("2",)
    # One that ends it without a day leaves the mandate as it was.
    at_once = small_mission(resolutions=[first, said("2", number="2", adopted="2015-12-22", relation="ends")])
    assert at_once.mandates.ids == ("1",)


def test_a_mandate_whose_end_nobody_tells_is_certain_only_on_its_first_day() -> None:
    last = attrs.evolve(mission.mandates.last(), until=None)
    assert [last.covers(date(day)) for day in ("2024-05-30", "2024-05-31", "2024-06-01", "2050-01-01")] == [
        Certainty.NO,
        CERTAIN,
        POSSIBLE,
        POSSIBLE,
    ]
    replaced = attrs.evolve(mission.mandates["2110"], until=None)
    assert replaced.covers(date("2014-07-29")) is POSSIBLE
    assert replaced.covers(date("2014-07-30")) is Certainty.NO
    assert last.covers("2025") is last.period.covers("2025") is POSSIBLE


# Tasks


def tasks(when: When) -> set[str]:
    return {entry.task for entry in mission.tasks_at(when)}


def test_a_new_list_replaces_the_old_one_except_what_stands_apart() -> None:
    assert {"constitution-drafting", "national-conference"} <= tasks("2007-08-09")
    assert not {"constitution-drafting", "national-conference"} & tasks("2007-08-10")
    assert {"kuwait-property", "kuwait-missing-persons"} <= tasks("2014-06-10") & tasks("2020-01-01")
    assert "census" in tasks("2018-06-13") - tasks("2018-06-14")


def test_an_addition_leaves_the_earlier_tasks_standing() -> None:
    assert tasks("2009-08-06") - {"mandate-continued"} < tasks("2009-08-07")


def test_the_wording_of_a_task_is_the_one_then_in_force() -> None:
    def wording(when: str, task: str) -> list[str]:
        return [entry.resolution for entry in mission.tasks_at(when) if entry.task == task]

    assert wording("2004-01-01", "electoral-assistance") == ["1511"]
    assert wording("2005-01-01", "electoral-assistance") == ["1546"]
    assert wording("2014-06-10", "electoral-assistance") == ["1883"]
    assert wording("2014-06-10", "essential-services") == ["1770", "1770"]


def test_no_task_outlives_the_mission_or_comes_before_the_first() -> None:
    assert tasks("2025-12-31")
    assert not tasks("2026-01-01")
    assert not tasks("2003-05-21")


@given(queries)
def test_the_tasks_of_a_period_are_those_of_its_days(when: When) -> None:
    first, last = bounds_of(read_when(when))
    by_day = {entry for day in {first, last} for entry in mission.tasks_at(day)}
    assert by_day <= set(mission.tasks_at(when))
    changes = [
        resolution.adopted.earliest
        for resolution in mission.resolutions
        if resolution.adopted is not None and first < resolution.adopted.earliest <= last
    ]
    for day in changes:
        by_day |= set(mission.tasks_at(day))
    assert by_day == set(mission.tasks_at(when))


def test_no_dropped_task_is_in_force() -> None:
    for day in EVERY_DAY[::50]:
        assert not [entry.id for entry in mission.tasks_at(day) if entry.change == "dropped"]
