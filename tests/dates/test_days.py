"""Tests of durations, and of comparisons with days of Python: each agrees with all days that the dates can mean."""

from __future__ import annotations

import copy
import datetime
import operator
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.strategies import WINDOW, near_dates, partial_dates
from unami.dates import Bound, Days, PartialDate, Period
from unami.errors import InvalidValue, NotDecided

DAY = datetime.timedelta(days=1)
MIRRORED: dict[Any, Any] = {
    operator.lt: operator.gt,
    operator.le: operator.ge,
    operator.gt: operator.lt,
    operator.ge: operator.le,
}
short_dates = partial_dates(first=WINDOW[0], last=WINDOW[1], precisions=("month", "day"))
numbers = st.integers(-5, 5)
some_days = st.tuples(numbers, numbers | st.none()).map(
    lambda ends: Days(ends[0], None if ends[1] is None else max(ends[0], ends[1]))
)


def days_of(date: PartialDate) -> list[datetime.date]:
    first, last = date.reach
    return [first + DAY * step for step in range((last - first).days + 1)]


def values_of(days: Days) -> range:
    """The numbers that a duration can mean; of one without limit, more than the others have."""
    return range(days.least, (12 if days.most is None else days.most) + 1)


@given(near_dates(), st.dates(*WINDOW))
def test_a_comparison_with_a_day_has_the_answer_of_all_days_or_none(when: PartialDate, day: datetime.date) -> None:
    for compare, mirrored in MIRRORED.items():
        answers = {compare(one, day) for one in days_of(when)}
        for first, ask, second in ((when, compare, day), (day, mirrored, when)):
            if len(answers) == 1:
                assert {ask(first, second)} == answers
            else:
                with pytest.raises(NotDecided, match="cannot be decided: ask before"):
                    ask(first, second)


@given(near_dates(), st.dates(*WINDOW))
def test_equal_to_a_day_is_only_the_same_full_day_with_the_same_hash(when: PartialDate, day: datetime.date) -> None:
    for one in (day, when.earliest):
        assert (when == one) == (one == when) == (str(when) == one.isoformat())
        assert when != one or hash(when) == hash(one)


@given(short_dates, short_dates)
def test_a_difference_has_the_least_and_the_most_days_of_all_pairs(first: PartialDate, last: PartialDate) -> None:
    differences = [(end - start).days for start in days_of(first) for end in days_of(last)]
    assert last - first == Days(min(differences), max(differences))
    from_day = [(end - first.earliest).days for end in days_of(last)]
    assert last - first.earliest == Days(min(from_day), max(from_day))
    to_day = [(last.earliest - start).days for start in days_of(first)]
    assert last.earliest - first == Days(min(to_day), max(to_day))


@given(short_dates, short_dates)
def test_a_period_lasts_the_least_and_the_most_days_of_all_its_ends(start: PartialDate, end: PartialDate) -> None:
    lengths = [(last - first).days + 1 for first in days_of(start) for last in days_of(end) if first <= last]
    if lengths:
        assert Period(start, end).days == Days(min(lengths), max(lengths))


@given(short_dates, st.sampled_from(list(Bound)))
def test_without_an_end_nothing_limits_how_long_it_lasted(date: PartialDate, bound: Bound) -> None:
    assert Period(date, bound).days == Period(bound, date).days == Period(bound, bound).days == Days(1, None)


@given(some_days, some_days | numbers)
def test_a_comparison_of_durations_has_the_answer_of_all_numbers_or_none(first: Days, second: Days | int) -> None:
    others = values_of(second) if isinstance(second, Days) else [second]
    for compare in MIRRORED:
        answers = {compare(one, other) for one in values_of(first) for other in others}
        limitless = first.most is None and isinstance(second, Days) and second.most is None
        if len(answers) == 1 and not limitless:
            assert {compare(first, second)} == answers
        else:
            with pytest.raises(NotDecided, match="compare the least or the most days"):
                compare(first, second)


def test_durations_read_well() -> None:
    texts = [str(days) for days in (Days(1, 1), Days(2061, 2061), Days(2031, 2091), Days(1, None), Days(-3, 4))]
    assert texts == ["1 day", "2,061 days", "2,031 to 2,091 days", "1 day or more", "-3 to 4 days"]
    assert (repr(Days(3, 3)), repr(Days(3, None)), f"{Days(3, 3):>8}") == ("Days(3, 3)", "Days(3, None)", "  3 days")
    assert Days(3, 4).to_dict() == {"least": 3, "most": 4}


def test_an_exact_duration_is_a_number() -> None:
    assert Days(3, 3) == 3 == int(Days(3, 3))
    assert {3: "three"}[Days(3, 3)] == "three"  # type: ignore[index]
    assert Days(3, 4) != 3
    assert len({Days(3, 4), Days(3, 4), Days(3, None)}) == 2
    with pytest.raises(NotDecided, match="the whole number of 3 to 4 days cannot be decided: ask for least or most"):
        int(Days(3, 4))
    for twin in (copy.deepcopy(Days(3, None)), pickle.loads(pickle.dumps(Days(3, None)))):
        assert twin == Days(3, None)


@pytest.mark.parametrize("ends", [(4, 3), (None, 3), (1.5, 2), (True, 3), ("1", "2")])
def test_what_is_no_duration_is_refused(ends: tuple[Any, Any]) -> None:
    with pytest.raises(InvalidValue, match="is not a number of days"):
        Days(*ends)


def test_nothing_else_can_be_subtracted() -> None:
    for wrong in (1, DAY, "2014", None):
        with pytest.raises(TypeError):
            PartialDate(2014) - wrong  # type: ignore[operator]


def test_what_lasts_has_days() -> None:
    mission = unami.mission
    head = mission.head_at("2014-06-10")
    assert head is not None
    assert head.days == head.appointment.days == head.span.days
    assert head.days.least <= 530 <= (head.days.most or 0)
    assert mission.days == mission.profile.days == mission.profile.period.days
    assert mission.ended is not None
    assert mission.began is not None
    # From one day to another is one day less than both together.
    assert mission.days.least == (mission.ended - mission.began).least + 1
    mandate = mission.mandate_at("2014-06-10")
    assert mandate is not None
    assert mandate.days == mandate.span.days
    assert mission.events["canal-hotel-bombing"].days == 1
    assert all(office.days.least >= 1 for office in mission.offices)


def test_records_are_sorted_by_how_long_they_lasted() -> None:
    days = [head.days for head in unami.mission.heads.sort_by("days", reverse=True)]
    assert [one.least for one in days] == sorted((one.least for one in days), reverse=True)


@given(some_days, some_days)
def test_a_sum_is_that_of_all_numbers(one: Days, other: Days) -> None:
    total = one + other
    assert total == other + one
    assert total.least == one.least + other.least
    assert total.most == (None if one.most is None or other.most is None else one.most + other.most)
    for number in values_of(one):
        for further in values_of(other):
            assert total.least <= number + further
            assert total.most is None or number + further <= total.most


def test_days_are_added_to_numbers_and_to_nothing_else() -> None:
    assert sum([Days(1, 2), Days(3, 5)]) == Days(4, 7)
    assert Days(1, None) + 3 == 3 + Days(1, None) == Days(4, None)
    with pytest.raises(TypeError):
        Days(1, 2) + "3"  # type: ignore[operator]
