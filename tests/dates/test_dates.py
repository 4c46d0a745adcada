"""Tests of partial dates, periods and the reading of users' input."""

from __future__ import annotations

import copy
import datetime
import functools
import itertools
import pickle
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs
import edtf
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.strategies import WINDOW, near_dates, partial_dates, periods
from unami.dates import Bound, Certainty, PartialDate, Period, bounds_of, read_date, read_when
from unami.errors import AmbiguousDate, InvalidDate, UnamiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Parsed = TypeVar("Parsed")

NO, POSSIBLE, CERTAIN = Certainty.NO, Certainty.POSSIBLE, Certainty.CERTAIN
DAY = datetime.timedelta(days=1)

# What an EDTF-like text is made of, and texts that are nearly right.
edtf_like = st.one_of(
    st.text("0123456789-?~%/. ", max_size=12),
    st.from_regex(r"[012]\d{3}(-[01]\d(-[0123]\d)?)?[?~%]?(/([12]\d{3}(-[01]\d)?)?)?", fullmatch=True),
)


def date(text: str) -> PartialDate:
    return PartialDate.parse(text)


# A second, slower definition of everything, by counting days


def unit_of(day: datetime.date, like: PartialDate) -> int:
    """Number the units (years, months or days) of the calendar, so that neighbours differ by one."""
    match like.precision:
        case "year":
            return day.year
        case "month":
            return day.year * 12 + day.month
        case "day":
            return day.toordinal()


def days_between(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    return [first + DAY * step for step in range((last - first).days + 1)]


# Room for what a qualified date of the window reaches, and one free day more for unknown ends.
ALL_DAYS = days_between(WINDOW[0] - 32 * DAY, WINDOW[1] + 32 * DAY)


@functools.cache
def meanings(when: PartialDate) -> list[list[datetime.date]]:
    """List the days of each unit that a date in the window can mean."""
    own = unit_of(when.earliest, when)
    slack = 1 if when.uncertain or when.approximate else 0
    units = range(own - slack, own + slack + 1)
    return [[day for day in ALL_DAYS if unit_of(day, when) == unit] for unit in units]


def days_of(when: PartialDate) -> list[datetime.date]:
    return list(itertools.chain.from_iterable(meanings(when)))


def true_periods(period: Period) -> Iterable[tuple[datetime.date, datetime.date]]:
    """Iterate over all pairs of days that the two ends of a period can be."""
    ends: list[list[datetime.date]] = []
    for end, limitless in (period.start, datetime.date.min), (period.end, datetime.date.max):
        if isinstance(end, PartialDate):
            ends.append(days_of(end))
        else:
            ends.append([limitless] if end is Bound.OPEN else ALL_DAYS)
    return ((start, end) for start, end in itertools.product(*ends) if start <= end)


def near_truths(period: Period) -> list[tuple[datetime.date, datetime.date]]:
    """List the pairs of a period of the few days, unknown ends only a little around: further out nothing changes."""
    near = {*days_between(datetime.date(2012, 2, 20), datetime.date(2012, 3, 12)), datetime.date.min, datetime.date.max}
    return [pair for pair in true_periods(period) if near.issuperset(pair)]


def verdict(outcomes: Iterable[bool]) -> Certainty:
    seen: set[bool] = set()
    for outcome in outcomes:
        seen.add(outcome)
        if len(seen) > 1:
            return POSSIBLE
    return CERTAIN if seen == {True} else NO


def accepted(parse: Callable[[str], Parsed], text: str) -> Parsed | None:
    try:
        return parse(text)
    except InvalidDate:
        return None


# Certainty


def test_certainty_is_ordered_true_and_prints_its_value() -> None:
    assert NO < POSSIBLE < CERTAIN
    assert NO <= NO
    assert CERTAIN >= POSSIBLE > NO
    assert [bool(answer) for answer in (NO, POSSIBLE, CERTAIN)] == [False, True, True]
    assert [str(answer) for answer in (NO, POSSIBLE, CERTAIN)] == ["no", "possible", "certain"]
    with pytest.raises(TypeError):
        NO < "possible"  # type: ignore[operator]  # noqa: B015


def test_certainty_of_many_answers() -> None:
    assert Certainty.any_of([NO, CERTAIN, POSSIBLE]) is CERTAIN
    assert Certainty.all_of([NO, CERTAIN, POSSIBLE]) is NO
    assert Certainty.any_of([]) is NO
    assert Certainty.all_of([]) is CERTAIN


# Partial dates: what is stated


@given(partial_dates())
def test_the_written_form_round_trips(when: PartialDate) -> None:
    assert PartialDate.parse(str(when)) == when
    assert repr(when) == f"PartialDate('{when}')"


@given(partial_dates())
def test_the_bounds_hold_exactly_the_days_of_the_literal(when: PartialDate) -> None:
    literal = str(when).rstrip("?~%")
    for day in when.earliest, when.latest:
        assert day.isoformat().startswith(literal)
    for outside in when.earliest.toordinal() - 1, when.latest.toordinal() + 1:
        if 1 <= outside <= datetime.date.max.toordinal():
            assert not datetime.date.fromordinal(outside).isoformat().startswith(literal)


@given(partial_dates())
def test_precision_says_what_is_stated(when: PartialDate) -> None:
    assert when.precision == {0: "year", 1: "month", 2: "day"}[str(when).count("-")]
    assert when.is_day == (when.earliest == when.latest)
    assert when.qualified == (str(when)[-1] in "?~%")


@given(partial_dates(), partial_dates())
def test_equality_and_hash_are_those_of_the_text(one: PartialDate, other: PartialDate) -> None:
    assert (one == other) == (str(one) == str(other))
    assert hash(one) == hash(PartialDate.parse(str(one)))


@given(st.lists(near_dates(), min_size=3, max_size=3))
def test_sorting_is_a_total_order_by_first_day(dates: list[PartialDate]) -> None:
    one, two, three = dates
    assert [one < two, one == two, one > two].count(True) == 1
    assert (one <= two) == (one < two or one == two)
    assert (one >= two) == (two <= one)
    if one < two < three:
        assert one < three
    if one.earliest < two.earliest:
        assert one < two


def test_the_less_precise_sorts_first() -> None:
    texts = ["2003-12-31", "2004", "2004~", "2004?", "2004-01", "2004-01-01", "2004-01-02", "2004-02"]
    assert [str(when) for when in sorted(map(date, reversed(texts)))] == texts


def test_a_full_day_equals_the_date_of_python() -> None:
    day = datetime.date(2004, 7, 14)
    assert date("2004-07-14") == day == date("2004-07-14")
    assert {date("2004-07-14"): 1}[day] == {day: 1}[date("2004-07-14")] == 1  # type: ignore[index]
    for other in ("2004-07-15", "2004-07-14?", "2004-07", "2004"):
        assert date(other) != day
    assert date("2004-07-14") != datetime.datetime(2004, 7, 14)
    assert min(date("2004-07-14"), cast("Any", day), date("2004-06")) == date("2004-06")
    for wrong in (datetime.datetime(2004, 7, 14), "2004-07-14", 2004, None):
        with pytest.raises(TypeError):
            date("2004-07-14") < wrong  # type: ignore[operator]  # noqa: B015


@given(st.dates())
def test_from_date_is_that_day(day: datetime.date) -> None:
    when = PartialDate.from_date(day)
    assert (when.earliest, when.latest, when.reach) == (day, day, (day, day))
    assert str(when) == day.isoformat()


@given(partial_dates(), periods())
def test_values_copy_and_pickle(when: PartialDate, period: Period) -> None:
    for value in when, period:
        for twin in copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value)):
            assert twin == value
            assert hash(twin) == hash(value)


def test_values_are_immutable() -> None:
    for value, field in (date("2004"), "year"), (Period.parse("2004/2005"), "start"):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, field, None)
        assert type(value).__dictoffset__ == 0  # no room for attributes of others


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ((0,), "year 0 is not one of 0001 to 9999"),
        ((10000,), "year 10000 is not one of 0001 to 9999"),
        ((2004, 13), "month 13 is not one of 01 to 12"),
        ((2004, 0), "month 0 is not one of 01 to 12"),
        ((2003, 2, 29), "day 29 is not one of 01 to 28"),
        ((1900, 2, 29), "day 29 is not one of 01 to 28"),
        ((2004, 4, 31), "day 31 is not one of 01 to 30"),
        ((2004, None, 3), "day 3 needs a month"),
        ((2004.0,), "year 2004.0 is not one of"),
        (("2004-07",), "PartialDate.parse reads text"),
    ],
)
def test_impossible_parts_are_refused(parts: tuple[Any, ...], problem: str) -> None:
    with pytest.raises(InvalidDate, match=re.escape(problem)):
        PartialDate(*parts)


@pytest.mark.parametrize(
    ("text", "position", "problem"),
    [
        ("2004-13", 5, "month 13 is not one of 01 to 12"),
        ("2004-00-10", 5, "month 0 is not one of 01 to 12"),
        ("2004-02-30?", 8, "day 30 is not one of 01 to 29"),
        ("0000", 0, "year 0 is not one of 0001 to 9999"),
        ("", None, "expected 2004, 2004-07 or 2004-07-14"),
        ("200", None, "expected"),
        ("2004-", None, "expected"),
        ("2004-7", None, "expected"),
        ("2004-7?", 6, "expected"),
        ("20040714", 4, "expected"),
        ("2004-W29", 5, "expected"),
        ("2004-196", 7, "expected"),
        (" 2004", 0, "expected"),
        ("2004 ", 4, "expected"),
        ("2004-07-14T00:00", 10, "expected"),
        ("2004??", 5, "expected"),
        ("2004?-07", 5, "expected"),
        ("?2004", 0, "expected"),
        ("-2004", 0, "expected"),
        ("\N{FULLWIDTH DIGIT TWO}004", 0, "expected"),
        ("2004-07-1\N{ARABIC-INDIC DIGIT FOUR}", 9, "expected"),
        ("2004/2005", 4, "expected"),
    ],
)
def test_a_wrong_text_is_refused_with_its_position(text: str, position: int | None, problem: str) -> None:
    with pytest.raises(InvalidDate, match=re.escape(problem)) as caught:
        PartialDate.parse(text)
    assert (caught.value.given, caught.value.position) == (text, position)


def test_the_message_of_a_wrong_text() -> None:
    with pytest.raises(InvalidDate) as caught:
        PartialDate.parse("2004-13")
    assert str(caught.value) == "'2004-13' is not a date: month 13 is not one of 01 to 12 (at position 5)"


@pytest.mark.parametrize("value", [None, 2004, 2004.5, datetime.date(2004, 7, 14), b"2004", ["2004"]])
def test_only_text_is_parsed(value: Any) -> None:
    for parse in PartialDate.parse, Period.parse:
        with pytest.raises(InvalidDate, match="expected text"):
            parse(value)


@given(edtf_like)
def test_the_position_is_that_of_the_first_offending_character(text: str) -> None:
    beginning = re.compile(r"\d{0,4}|\d{4}([?~%]|-\d{0,2})|\d{4}-\d\d([?~%]|-\d{0,2})|\d{4}-\d\d-\d\d[?~%]", re.ASCII)
    if accepted(PartialDate.parse, text):
        return
    with pytest.raises(InvalidDate) as caught:
        PartialDate.parse(text)
    position = caught.value.position
    if "expected" not in str(caught.value):  # The form is right, a part is out of range: its beginning is shown.
        assert position in (0, 5, 8)
    else:
        assert beginning.fullmatch(text[:position])
        assert position is None or not beginning.fullmatch(text[: position + 1])


# Partial dates: what they mean


@given(near_dates())
def test_reach_holds_the_days_of_all_meanings(when: PartialDate) -> None:
    days = days_of(when)
    assert when.reach == (days[0], days[-1])


def test_reach_is_one_unit_of_the_own_precision() -> None:
    assert date("2000-02").reach == (datetime.date(2000, 2, 1), datetime.date(2000, 2, 29))
    assert date("2004?").reach == (datetime.date(2003, 1, 1), datetime.date(2005, 12, 31))
    assert date("2004-03~").reach == (datetime.date(2004, 2, 1), datetime.date(2004, 4, 30))
    assert date("2004-02-29%").reach == (datetime.date(2004, 2, 28), datetime.date(2004, 3, 1))


def test_reach_ends_where_the_calendar_ends() -> None:
    assert date("0001?").reach == (datetime.date.min, datetime.date(2, 12, 31))
    assert date("9999-12~").reach == (datetime.date(9999, 11, 1), datetime.date.max)
    assert date("9999-12-31?").reach == (datetime.date(9999, 12, 30), datetime.date.max)


few_days = partial_dates(first=datetime.date(2012, 2, 27), last=datetime.date(2012, 3, 4), precisions=("day",))


@given(near_dates() | few_days, near_dates() | few_days)
def test_predicates_agree_with_counting_days(one: PartialDate, other: PartialDate) -> None:
    pairs = list(itertools.product(days_of(one), days_of(other)))
    assert one.before(other) is verdict(a < b for a, b in pairs)
    assert one.after(other) is verdict(a > b for a, b in pairs)
    assert one.same_day(other) is verdict(a == b for a, b in pairs)


def test_predicates_on_one_and_the_same_day() -> None:
    day = date("2009-07-10")
    assert (day.before(day), day.after(day), day.same_day(day)) == (NO, NO, CERTAIN)
    assert (day.before("2009-07"), day.after("2009-07"), day.same_day("2009-07")) == (POSSIBLE, POSSIBLE, POSSIBLE)


def test_predicates_take_what_read_date_takes() -> None:
    when = date("2009-07")
    assert when.before(datetime.date(2009, 8, 1)) is CERTAIN
    assert when.after(datetime.datetime(2009, 7, 1, 12, 30)) is POSSIBLE
    assert when.same_day("10 July 2009") is POSSIBLE
    with pytest.raises(InvalidDate, match="not a period"):
        when.before("2009/2010")


@given(near_dates(), near_dates())
def test_compatible_and_refines_are_nesting_of_days(one: PartialDate, other: PartialDate) -> None:
    ours = set(days_between(one.earliest, one.latest))
    theirs = set(days_between(other.earliest, other.latest))
    assert one.compatible(other) == (ours <= theirs or theirs <= ours)
    assert one.refines(other) == (ours < theirs)


@given(partial_dates())
def test_a_date_is_compatible_with_itself_but_does_not_refine_itself(when: PartialDate) -> None:
    plain = date(str(when).rstrip("?~%"))
    assert when.compatible(plain)
    assert not when.refines(plain)


@pytest.mark.parametrize(
    ("text", "steps", "expected"),
    [
        ("2003-08-14", {"months": 12}, "2004-08-14"),
        ("2004-01-31", {"months": 1}, "2004-02-29"),
        ("2004-02-29?", {"years": 1}, "2005-02-28?"),
        ("2004-07-14", {"years": 1, "months": -7, "days": 20}, "2005-01-03"),
        ("2004-11~", {"months": 3}, "2005-02~"),
        ("2004-11", {"years": -1}, "2003-11"),
        ("2004%", {"years": 10}, "2014%"),
        ("2004", {}, "2004"),
    ],
)
def test_plus(text: str, steps: dict[str, int], expected: str) -> None:
    assert str(date(text).plus(**steps)) == expected


@pytest.mark.parametrize(
    ("text", "steps", "problem"),
    [
        ("2004", {"months": 1}, "'2004 plus 1 months' is not a date: 2004 has no month"),
        ("2004", {"days": 1}, "'2004 plus 1 days' is not a date: 2004 has no day"),
        ("2004-07?", {"days": 1}, "2004-07? has no day"),
        ("9999", {"years": 1}, "'9999 plus 1 years, 0 months, 0 days' is not a date: the result is outside the years"),
        ("0001-01-01", {"days": -1}, "outside the years"),
        ("2004-01-01", {"days": 10**10}, "outside the years"),
    ],
)
def test_plus_never_makes_parts_up(text: str, steps: dict[str, int], problem: str) -> None:
    with pytest.raises(InvalidDate, match=re.escape(problem)):
        date(text).plus(**steps)


# Periods


@given(periods())
def test_the_written_form_of_a_period_round_trips(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert repr(period) == f"Period('{period}')"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2004-07/2007-09", PartialDate(2004, 7), PartialDate(2007, 9)),
        ("/2007", Bound.UNKNOWN, PartialDate(2007)),
        ("../2007", Bound.OPEN, PartialDate(2007)),
        ("2013-08/", PartialDate(2013, 8), Bound.UNKNOWN),
        ("2013-08/..", PartialDate(2013, 8), Bound.OPEN),
        ("/", Bound.UNKNOWN, Bound.UNKNOWN),
        ("2004?/2004", PartialDate(2004, uncertain=True), PartialDate(2004)),
    ],
)
def test_the_ends_of_a_parsed_period(text: str, start: PartialDate | Bound, end: PartialDate | Bound) -> None:
    assert Period.parse(text) == Period(start, end)


@pytest.mark.parametrize(
    ("text", "position", "problem"),
    [
        ("2004-07", None, "expected an interval such as"),
        ("", None, "expected an interval such as"),
        ("2004-13/2005", 5, "month 13"),
        ("2004/2005-02-29", 13, "day 29 is not one of 01 to 28"),
        ("2004-0/2005", 6, "expected 2004, 2004-07"),
        ("2004/2005/2006", 9, "expected 2004, 2004-07"),
        ("2004/200", None, "expected 2004, 2004-07"),
        ("2004 / 2005", 4, "expected 2004, 2004-07"),
        ("2004/...", 5, "expected 2004, 2004-07"),
        ("2005/2004", None, "its start 2005 is after its end 2004"),
    ],
)
def test_a_wrong_period_is_refused_with_its_position(text: str, position: int | None, problem: str) -> None:
    with pytest.raises(InvalidDate, match=re.escape(problem)) as caught:
        Period.parse(text)
    assert (caught.value.given, caught.value.position) == (text, position)


def test_only_a_start_certainly_after_the_end_is_refused() -> None:
    Period(date("2004-07"), date("2004-07-01"))
    Period(date("2005?"), date("2004"))  # Off by one, the start is in 2004.
    with pytest.raises(InvalidDate):
        Period(date("2006?"), date("2004"))


@pytest.mark.parametrize("end", [None, "2004", datetime.date(2004, 1, 1)])
def test_the_end_of_a_period_is_a_date_or_a_bound(end: Any) -> None:
    with pytest.raises(InvalidDate, match="an end of a Period must be"):
        Period(date("2003"), end)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("2004-07/2007-09", ("2004-07-01", "2004-07-31", "2007-09-01", "2007-09-30")),
        ("2014-03/2014-03", ("2014-03-01", "2014-03-31", "2014-03-01", "2014-03-31")),
        ("2014-03/2014-03-10", ("2014-03-01", "2014-03-10", "2014-03-10", "2014-03-10")),
        ("2014-03-10/2014-03", ("2014-03-10", "2014-03-10", "2014-03-10", "2014-03-31")),
        ("2004?/2007", ("2003-01-01", "2005-12-31", "2007-01-01", "2007-12-31")),
        ("/2007", (None, "2007-12-31", "2007-01-01", "2007-12-31")),
        ("2013-08/", ("2013-08-01", "2013-08-31", "2013-08-01", None)),
        ("2013-08/..", ("2013-08-01", "2013-08-31", None, None)),
        ("../2007", (None, None, "2007-01-01", "2007-12-31")),
        ("/", (None, None, None, None)),
        ("../..", (None, None, None, None)),
    ],
)
def test_the_limits_of_the_ends(text: str, limits: tuple[str | None, ...]) -> None:
    period = Period.parse(text)
    found = period.earliest_start, period.latest_start, period.earliest_end, period.latest_end
    assert tuple(day and day.isoformat() for day in found) == limits


@pytest.mark.parametrize(
    ("period", "when", "answer"),
    [
        # A handover month is possible on each of its days, and certain as a whole.
        ("2007-11/2009-07", "2009-07-10", POSSIBLE),
        ("2007-11/2009-07", "2009-07-01", CERTAIN),
        ("2007-11/2009-07", "2009-07-02", POSSIBLE),
        ("2007-11/2009-07", "2009-07", CERTAIN),
        ("2007-11/2009-07", "2009-08-01", NO),
        ("2007-11/2009-07", "2007-10-31", NO),
        ("2014-03/2014-03", "2014-03", CERTAIN),
        ("2014-03/2014-03", "2014-03-31", POSSIBLE),
        ("2014-03-05/2014-03-07", "2014", CERTAIN),
        # Unknown ends are certain on the stated day only, open ends without limit.
        ("/2007-09-05", "2007-09-05", CERTAIN),
        ("/2007-09-05", "2007-09-04", POSSIBLE),
        ("/2007-09-05", "0001-01-01", POSSIBLE),
        ("/2007-09-05", "2007-09-06", NO),
        ("2013-08-01/", "2013-08-01", CERTAIN),
        ("2013-08-01/", "2013-08-02", POSSIBLE),
        ("2013-08-01/", "2013-07-31", NO),
        ("2013-08-01/..", "9999-12-31", CERTAIN),
        ("2013-08-01/..", "2013-07-31", NO),
        ("../2007-09-05", "0001-01-01", CERTAIN),
        ("../2007-09-05", "2007-09-06", NO),
        ("/", "2010", POSSIBLE),
        ("../..", "2010", CERTAIN),
        ("/..", "2010", POSSIBLE),
        # A qualified question is certain only if each of its meanings is.
        ("2014-05-03/2014-05-04", "2014-05?", POSSIBLE),
        ("2014-05-03/2014-05-04", "2014-06?", POSSIBLE),
        ("2014-05-03/2014-05-04", "2014-07?", NO),
        ("2014-04-30/2014-06-01", "2014-05?", CERTAIN),
        # A period in a question asks about exact days, with no limit where it has no day.
        ("2014-05-03/2014-05-04", "2014-05/2014-06", CERTAIN),
        ("2014-05-03/2014-05-04", "2014-05-04/..", CERTAIN),
        ("2014-05-03/2014-05-04", "/2014-05-02", NO),
        ("2014-05/2014-06", "2014-05-10/2014-05-20", POSSIBLE),
    ],
)
def test_covers_examples(period: str, when: str, answer: Certainty) -> None:
    assert Period.parse(period).covers(when) is answer


def test_covers_takes_dates_and_datetimes() -> None:
    period = Period.parse("2009-07-10/2009-07-10")
    assert period.covers(datetime.date(2009, 7, 10)) is CERTAIN
    assert period.covers(datetime.datetime(2009, 7, 10, 23, 59)) is CERTAIN
    assert period.covers(date("2009-07-11")) is NO


@given(periods(near_dates()), near_dates())
def test_covers_agrees_with_counting_days(period: Period, when: PartialDate) -> None:
    truths = list(true_periods(period))
    answers = {verdict(start <= days[-1] and days[0] <= end for start, end in truths) for days in meanings(when)}
    assert period.covers(when) is (answers.pop() if len(answers) == 1 else POSSIBLE)


@given(periods(near_dates()), st.dates(*WINDOW), st.integers(0, 31))  # within ALL_DAYS
def test_covers_a_range_agrees_with_counting_days(period: Period, first: datetime.date, length: int) -> None:
    last = first + length * DAY
    asked = Period(PartialDate.from_date(first), PartialDate.from_date(last))
    answer = verdict(start <= last and first <= end for start, end in true_periods(period))
    assert period.covers(asked) is answer
    assert period.overlaps(asked) is answer  # A period with exact days is the same as a question and as a statement.


@given(periods(few_days), periods(few_days))
def test_covers_a_range_with_qualified_ends_agrees_with_counting_days(period: Period, asked: Period) -> None:
    firsts = days_of(asked.start) if isinstance(asked.start, PartialDate) else [datetime.date.min]
    lasts = days_of(asked.end) if isinstance(asked.end, PartialDate) else [datetime.date.max]
    truths = near_truths(period)
    answers = {
        verdict(start <= last and first <= end for start, end in truths)
        for first, last in itertools.product(firsts, lasts)
        if first <= last
    }
    assert period.covers(asked) is (answers.pop() if len(answers) == 1 else POSSIBLE)


@given(periods(few_days), periods(few_days))
def test_overlaps_agrees_with_counting_days(one: Period, other: Period) -> None:
    pairs = itertools.product(near_truths(one), near_truths(other))
    assert one.overlaps(other) is verdict(a <= d and c <= b for (a, b), (c, d) in pairs)


@given(periods(), periods())
def test_overlaps_is_symmetrical(one: Period, other: Period) -> None:
    assert one.overlaps(other) is other.overlaps(one)


@given(periods(), st.dates())
def test_a_period_covers_its_own_ends_at_least_possibly(period: Period, day: datetime.date) -> None:
    for end in period.start, period.end:
        if isinstance(end, PartialDate):
            assert period.covers(end)
    if period.covers(day) is CERTAIN:
        assert period.covers(PartialDate(day.year)) is CERTAIN


# User input


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime.date(2014, 6, 10), "2014-06-10"),
        (datetime.datetime(2014, 6, 10, 23, 59, tzinfo=datetime.timezone(datetime.timedelta(hours=-12))), "2014-06-10"),
        (PartialDate(2014, 6, uncertain=True), "2014-06?"),
        (Period.parse("2014/.."), "2014/.."),
        ("2014", "2014"),
        ("2014-06~", "2014-06~"),
        (" 2014-06-10\n", "2014-06-10"),
        ("2014-06/2014-08", "2014-06/2014-08"),
        ("/2014", "/2014"),
        ("2014-06-10T12:00:00Z", "2014-06-10"),
        ("2014-06-10 12:00", "2014-06-10"),
        ("2014-06-10T23:59:59.5+03:00", "2014-06-10"),
        ("2014-06-10 5pm", "2014-06-10"),
        ("2014-11-10 5pm", "2014-11-10"),
        ("10 June 2014", "2014-06-10"),
        ("June 2014", "2014-06"),
        ("Jun 10, 2014", "2014-06-10"),
        ("june 10th 2014", "2014-06-10"),
        ("10th of June, 2014", "2014-06-10"),
        ("Tuesday 10 June 2014", "2014-06-10"),
        ("2014 June 10", "2014-06-10"),
        ("10-Jun-2014", "2014-06-10"),
        ("10 June 2014 5pm", "2014-06-10"),
        ("10 June 2014 at 12:30 UTC", "2014-06-10"),
        ("12:30, 10 June 2014", "2014-06-10"),
        ("29 February 2012", "2012-02-29"),
        ("13/02/2014", "2014-02-13"),
        ("02/13/2014", "2014-02-13"),
        ("02/02/2014", "2014-02-02"),
        ("06/2014", "2014-06"),
        ("2014/06", "2014-06"),
        ("2014/06/10", "2014-06-10"),
        ("2014.06.10", "2014-06-10"),
        ("2014-6-1", "2014-06-01"),
    ],
)
def test_read_when(value: Any, expected: str) -> None:
    assert str(read_when(value)) == expected


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("01/02/2014", ("2014-01-02", "2014-02-01")),
        ("02/01/2014", ("2014-01-02", "2014-02-01")),
        ("10/08/2007", ("2007-08-10", "2007-10-08")),
        ("10.08.2007", ("2007-08-10", "2007-10-08")),
        ("10-08-2007 12:00", ("2007-08-10", "2007-10-08")),
    ],
)
def test_an_ambiguous_text_is_refused_with_both_readings(text: str, readings: tuple[str, str]) -> None:
    with pytest.raises(AmbiguousDate) as caught:
        read_when(text)
    assert caught.value.readings == readings
    assert str(caught.value) == f"{text!r} can be read as {readings[0]} or {readings[1]}; write one of these"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("10 June", "the year is missing"),
        ("June", "the year is missing"),
        ("June 14", "the year is missing"),
        ("29 February", "the year is missing"),
        ("Tuesday", "the year is missing"),
        ("5pm", "the year is missing"),
        ("04-07-05", "four digits"),
        ("10/08/07", "four digits"),
        ("10 June 14", "four digits"),
        ("June '32", "four digits"),
        ("201406", "four digits"),
        ("2014-2015", "write two years as a period: 2014/2015"),
        ("10 June 02014", "four digits"),
        ("10-11 June 2014", "four digits"),
        ("Tuesday 2014", "only part of it"),
        ("Tuesday June 2014", "only part of it"),
        ("10th 2014", "only part of it"),
        ("10,08,2007", "only part of it"),
        ("12.30 2014", "only part of it"),
        ("2014 10.5 June", "only part of it"),
        ("Tuesday June 2014 5pm", "only part of it"),
        ("June 2014 5pm", "only part of it"),
        ("10 June 2014 2015", "only part of it"),
        ("2014-06-10 2014-06-11", "only part of it"),
        ("", "expected text such as"),
        (" ", "expected text such as"),
        ("today", "expected text such as"),
        ("next June", "expected text such as"),
        ("10 June 2014 and", "expected text such as"),
        ("10 June 2014 or so", "expected text such as"),
        ("10 June - 12 June 2014", "expected text such as"),
        ("June 2014/July 2014", "expected text such as"),
        ("31 June 2014", "expected text such as"),
        ("-2014", "expected text such as"),
        ("2014-", "expected text such as"),
        ("2014/13/06", "expected text such as"),
        ("2014-06-10T25:00", "expected text such as"),
        ("2014-13", "month 13 is not one of 01 to 12 (at position 5)"),
        ("2014-13-10 5pm", "month 13 is not one of 01 to 12 (at position 5)"),
        ("2014-02-30", "day 30 is not one of 01 to 28 (at position 8)"),
        ("2014-06-10T", "(at position 10)"),
        ("2014-06/2014-13", "month 13 is not one of 01 to 12 (at position 13)"),
        ("2014-06/2013", "is after its end"),
        (14, "write the year with four digits"),
        (0, "a number is a year from 1000 to 9999"),
        (10000, "a number is a year from 1000 to 9999"),
        (20140610, "a number is a year from 1000 to 9999"),
        (None, "expected a date, a datetime"),
        (2014.5, "expected a date, a datetime"),
        (True, "expected a date, a datetime"),
        (datetime.time(12), "expected a date, a datetime"),
        (b"2014", "expected a date, a datetime"),
    ],
)
def test_read_when_refuses(value: Any, problem: str) -> None:
    with pytest.raises(InvalidDate, match=re.escape(problem)):
        read_when(value)


@given(st.dates(datetime.date(1000, 1, 1)))
def test_texts_of_a_day_are_read_as_that_day(day: datetime.date) -> None:
    for form in "%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y 17:05", "%A, %d %B %Y", "%Y/%m/%d", "%Y-%m-%dT23:30:00Z":
        assert read_when(day.strftime(form)) == PartialDate.from_date(day)
    for form in "%B %Y", "%m/%Y", "%b %Y", "%Y %B":
        assert read_when(day.strftime(form)) == PartialDate(day.year, day.month)


@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_numeric_text_is_ambiguous_if_day_and_month_can_be_exchanged(day: datetime.date) -> None:
    for form in "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y":
        text = day.strftime(form)
        if day.day <= 12 and day.day != day.month:
            with pytest.raises(AmbiguousDate):
                read_when(text)
        else:
            assert read_when(text) == PartialDate.from_date(day)


fragments = st.sampled_from(
    [
        *"0159/-:., TZ?~%h'",
        "10",
        "31",
        "2014",
        "1999",
        "June",
        "Mon",
        "pm",
        "th",
        "of",
        "x",
        "\N{ARABIC-INDIC DIGIT THREE}",
    ]
)


@given(st.lists(fragments, max_size=7).map("".join) | st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        when = read_when(text)
    except UnamiError:
        return
    if isinstance(when, PartialDate):
        digits = "".join(str(int(sign)) for sign in text if sign.isdecimal())
        assert f"{when.year:04}" in digits


@given(partial_dates() | periods())
def test_what_is_written_strictly_is_read_as_such(when: PartialDate | Period) -> None:
    assert read_when(str(when)) == when
    assert read_when(when) is when


def test_read_date_refuses_a_period() -> None:
    assert read_date("June 2014") == PartialDate(2014, 6)
    for value in "2014/2015", Period.parse("2014/2015"):
        with pytest.raises(InvalidDate, match="expected one date, not a period"):
            read_date(value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014-02", "2014-02-01", "2014-02-28"),
        ("2014-02-03", "2014-02-03", "2014-02-03"),
        ("2014-02?", "2014-01-01", "2014-03-31"),
        ("2014-06/2014-08", "2014-06-01", "2014-08-31"),
        ("2014-06?/2014-08-01~", "2014-05-01", "2014-08-02"),
        ("2014/..", "2014-01-01", "9999-12-31"),
        ("/2014", "0001-01-01", "2014-12-31"),
    ],
)
def test_bounds_of(text: str, first: str, last: str) -> None:
    assert tuple(map(str, bounds_of(read_when(text)))) == (first, last)


# The edtf package as an oracle. It is lenient where we are strict (year 0, an interval that ends before it starts),
# so only what we accept is asked of it.


def edtf_days(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    parsed = cast("Any", edtf.parse_edtf(text))
    return tuple(parsed.lower_strict()[:3]), tuple(parsed.upper_strict()[:3])


@given(edtf_like)
def test_edtf_accepts_what_we_accept(text: str) -> None:
    if accepted(PartialDate.parse, text):
        edtf.parse_edtf(text)
    period = accepted(Period.parse, text)
    # edtf 5 refuses "/" (an EDTF interval needs a date) and crashes at "/.." and "../".
    if period and not (isinstance(period.start, Bound) and isinstance(period.end, Bound)):
        edtf.parse_edtf(text)


@given(partial_dates(qualified=False))
def test_edtf_finds_the_same_days(when: PartialDate) -> None:
    assert edtf_days(str(when)) == (when.earliest.timetuple()[:3], when.latest.timetuple()[:3])


@given(periods(partial_dates(qualified=False)))
def test_edtf_finds_the_same_days_for_intervals(period: Period) -> None:
    if isinstance(period.start, PartialDate) and isinstance(period.end, PartialDate):
        first, last = bounds_of(period)
        assert edtf_days(str(period)) == (first.timetuple()[:3], last.timetuple()[:3])


# Import


def test_importing_and_strict_parsing_load_no_dateutil() -> None:
    code = (
        "import sys; from unami.dates import Period, read_when; "
        "Period.parse('2004-07?/2007').covers(read_when('2005-01-01T12:00:00Z')); "
        "sys.exit(any(name.split('.')[0] in ('dateutil', 'calendar') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Numbers, missing values and forms


@pytest.mark.parametrize("parts", [(True,), (2014, True), (2014, True, True), (2014, 6, True), (2014, 6, False)])
def test_truth_values_are_no_parts_of_a_date(parts: tuple[Any, ...]) -> None:
    with pytest.raises(InvalidDate, match=r"True|False"):
        PartialDate(*parts)


@pytest.mark.parametrize("mark", [None, 0, 1, "?", "no"])
def test_a_mark_is_true_or_false(mark: Any) -> None:
    with pytest.raises(InvalidDate, match="uncertain must be True or False"):
        PartialDate(2014, uncertain=mark)
    with pytest.raises(InvalidDate, match="approximate must be True or False"):
        PartialDate(2014, approximate=mark)


@pytest.mark.parametrize("number", [None, 1.5, 1.0, True, "1", float("nan"), [1]])
def test_whole_numbers_only_are_added(number: Any) -> None:
    for unit in "years", "months", "days":
        with pytest.raises(InvalidDate, match=f"{unit} to add must be a whole number"):
            PartialDate(2014, 6, 10).plus(**{unit: number})


def test_a_number_of_any_size_is_added_or_refused() -> None:
    for number, unit in itertools.product((10**6, 10**30, 10**5000, -(10**5000)), ("years", "months", "days")):
        with pytest.raises(InvalidDate, match="outside the years 0001 to 9999") as caught:
            PartialDate(9000, 6, 10).plus(**{unit: number})
        assert len(str(caught.value)) < 300


def test_a_missing_day_is_named_as_such() -> None:
    for read in (read_when, read_date, PartialDate.from_date):
        with pytest.raises(InvalidDate, match=r"^NaT is not a date: the value is missing$"):
            read(pandas.NaT)
    with pytest.raises(InvalidDate, match="expected a date or a datetime"):
        PartialDate.from_date(cast("Any", "2014-06-10"))


def test_a_day_has_all_forms_of_a_date_and_other_dates_those_of_a_text() -> None:
    day = PartialDate(2014, 6, 10)
    assert (f"{day}", f"{day:%d.%m.%Y}", f"{day:>12}") == ("2014-06-10", "10.06.2014", "  2014-06-10")
    assert f"{PartialDate(2014, uncertain=True):>6}" == " 2014?"
    qualified = PartialDate(2014, 6, 10, uncertain=True)
    with pytest.raises(InvalidDate, match=re.escape("'2014-06-10?' is not a date: it cannot be written as '%Y'")):
        f"{qualified:%Y}"


def test_a_format_needs_no_more_than_is_known() -> None:
    year, month = PartialDate(2014), PartialDate(2014, 6)
    assert (f"{year:%Y}", year.strftime("%y%%d"), f"{month:%B %Y}", month.strftime("%b %-m")) == (
        "2014",
        "14%d",
        "June 2014",
        "Jun 6",
    )
    assert (year.isoformat(), month.isoformat(), PartialDate(2014, 6, 10).isoformat()) == (
        "2014",
        "2014-06",
        "2014-06-10",
    )
    for date_known, form, problem in (
        (year, "%m/%Y", "it has no month, which %m needs"),
        (year, "%Y, %A", "it has no day, which %A needs"),
        (month, "%-d %B", "it has no day, which %-d needs"),
        (month, "%j", "it has no day, which %j needs"),
        (month, "%", "it has no day, which % needs"),
    ):
        with pytest.raises(InvalidDate, match=re.escape(problem)):
            date_known.strftime(form)


def test_dates_and_periods_take_texts_of_each_other_or_refuse_them() -> None:
    assert PartialDate.parse("2004-07").refines("2004")  # type: ignore[arg-type]
    assert PartialDate.parse("2004-07").compatible("2004")  # type: ignore[arg-type]
    assert Period.parse("2004/2007").overlaps("2005-01")  # type: ignore[arg-type]
    for ask in (PartialDate(2004).refines, PartialDate(2004).compatible, Period.parse("2004/2007").overlaps, bounds_of):
        for wrong in (None, 4, 1.5, "soon", object()):
            with pytest.raises(InvalidDate):
                ask(wrong)  # type: ignore[arg-type]
