"""Tests of spans, and of dates in words."""

from __future__ import annotations

import copy
import datetime
import itertools
import pickle

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import date
from strategies import WINDOW, near_dates, partial_dates, periods
from unami.dates import Certainty, PartialDate, Period, Span, read_when
from unami.errors import AmbiguousDate, InvalidDate
from unami.records._base import known_span, stated_period

NO, POSSIBLE, CERTAIN = Certainty.NO, Certainty.POSSIBLE, Certainty.CERTAIN
DAY = datetime.timedelta(days=1)
FIRST = datetime.date(2012, 2, 24)
DAYS = [FIRST + DAY * step for step in range(10)]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Draw spans of a few days, some without limits."""
    starts = sorted(draw(st.lists(st.sampled_from([datetime.date.min, *DAYS]), min_size=2, max_size=2)))
    ends = sorted(draw(st.lists(st.sampled_from([*DAYS, datetime.date.max]), min_size=2, max_size=2)))
    assume(starts[0] <= ends[1])
    return Span(starts[0], min(starts[1], ends[1]), max(ends[0], starts[0]), ends[1])


def truths(span: Span) -> list[tuple[datetime.date, datetime.date]]:
    """List every begin and end that a span allows, among the few days and the ends of time."""
    days = [datetime.date.min, *DAYS, datetime.date.max]
    starts = [day for day in days if span.earliest_start <= day <= span.latest_start]
    ends = [day for day in days if span.earliest_end <= day <= span.latest_end]
    return [(start, end) for start, end in itertools.product(starts, ends) if start <= end]


def verdict(outcomes: list[bool]) -> Certainty:
    return CERTAIN if all(outcomes) else POSSIBLE if any(outcomes) else NO


@given(spans(), st.sampled_from(DAYS))
def test_a_day_is_in_a_span_as_far_as_every_begin_and_end_it_allows_agree(span: Span, day: datetime.date) -> None:
    assert span.on(day) is verdict([start <= day <= end for start, end in truths(span)])


@given(spans(), spans())
def test_spans_meet_as_far_as_every_begin_and_end_they_allow_agree(one: Span, other: Span) -> None:
    pairs = itertools.product(truths(one), truths(other))
    assert one.meets(other) is verdict([a <= d and c <= b for (a, b), (c, d) in pairs])
    assert other.meets(one) is one.meets(other)


@given(spans(), st.sampled_from(DAYS))
def test_to_cover_a_day_is_to_be_running_on_it(span: Span, day: datetime.date) -> None:
    assert span.covers(day) is span.on(day)
    assert span.covers(PartialDate.from_date(day)) is span.on(day)
    assert span.covers(day.isoformat()) is span.on(day)


@given(spans(), near_dates())
def test_a_span_covers_at_least_what_it_covers_of_the_days(span: Span, when: PartialDate) -> None:
    first, last = when.reach
    on_days = [span.on(first + DAY * step) for step in range((last - first).days + 1)]
    if span.covers(when) is NO:
        assert not any(on_days)
    if not when.qualified and CERTAIN in on_days:
        assert span.covers(when) is CERTAIN


@given(periods(near_dates()), near_dates())
def test_the_span_of_a_period_answers_as_the_period(period: Period, when: PartialDate) -> None:
    assert period.span.covers(when) is period.covers(when)


def test_a_span_reads_what_other_questions_read() -> None:
    span = Span(*[datetime.date(2014, 6, 10)] * 4)
    assert span.covers("June 2014") is CERTAIN
    assert span.covers("2014-07/2014-08") is NO
    with pytest.raises(AmbiguousDate):
        span.covers("01/02/2014")
    with pytest.raises(InvalidDate):
        span.covers("soon")


@given(spans())
def test_spans_are_values(span: Span) -> None:
    for twin in copy.copy(span), copy.deepcopy(span), pickle.loads(pickle.dumps(span)):
        assert twin == span
        assert hash(twin) == hash(span)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        span.latest_end = FIRST  # type: ignore[misc]


# What is known of a tenure


optional_dates = st.none() | near_dates()


@given(optional_dates, optional_dates, st.lists(near_dates(), max_size=2), optional_dates, optional_dates)
def test_what_is_known_of_a_thing_makes_a_possible_span(
    start: PartialDate | None,
    end: PartialDate | None,
    seen: list[PartialDate],
    not_before: PartialDate | None,
    not_after: PartialDate | None,
) -> None:
    assume(start is None or end is None or start.reach[0] <= end.reach[1])
    span = known_span(start, end, seen, not_before, not_after)
    assert span.earliest_start <= span.latest_start <= span.latest_end
    assert span.earliest_start <= span.earliest_end <= span.latest_end


@given(optional_dates, optional_dates)
def test_without_sightings_and_limits_the_span_is_that_of_the_stated_period(
    start: PartialDate | None, end: PartialDate | None
) -> None:
    assume(start is None or end is None or start.reach[0] <= end.reach[1])
    assert known_span(start, end) == stated_period(start, end).span


@given(optional_dates, optional_dates, near_dates())
def test_a_sighting_never_takes_away_certainty(
    start: PartialDate | None, end: PartialDate | None, seen: PartialDate
) -> None:
    assume(start is None or end is None or start.reach[0] <= end.reach[1])
    before, after = known_span(start, end), known_span(start, end, [seen])
    for day in DAYS:
        assert after.on(day) >= before.on(day)


@given(
    optional_dates,
    optional_dates,
    st.lists(partial_dates(first=WINDOW[0], last=WINDOW[1], qualified=False), min_size=1, max_size=3),
    optional_dates,
    optional_dates,
)
def test_what_was_sighted_was_there_whatever_else_is_said(
    start: PartialDate | None,
    end: PartialDate | None,
    seen: list[PartialDate],
    not_before: PartialDate | None,
    not_after: PartialDate | None,
) -> None:
    assume(start is None or end is None or start.reach[0] <= end.reach[1])
    span = known_span(start, end, seen, not_before, not_after)
    assert all(span.covers(sighting) is CERTAIN for sighting in seen)


def test_a_sighted_day_is_certain_and_so_is_what_lies_between_two() -> None:
    span = known_span(None, None, [date("2012-02-25"), date("2012-02-28")])
    assert [span.on(day) for day in DAYS[:6]] == [POSSIBLE, CERTAIN, CERTAIN, CERTAIN, CERTAIN, POSSIBLE]


def test_a_limit_makes_a_coarse_date_finer_and_never_contradicts_it() -> None:
    coarse = known_span(date("2012-02"), date("2012-03"), (), date("2012-02-10"), date("2012-03-05"))
    assert (coarse.earliest_start.isoformat(), coarse.latest_end.isoformat()) == ("2012-02-10", "2012-03-05")
    contradicted = known_span(date("2012-02"), date("2012-03"), (), date("2012-03-10"), date("2012-02-10"))
    assert contradicted == known_span(date("2012-02"), date("2012-03"))
    assert known_span(date("2012-02"), None, (), None, date("2012-01")) == known_span(date("2012-02"), None)
    impossible = known_span(None, None, iter([date("2012")]), date("2012-03"), date("2012-02"))
    assert impossible == known_span(None, None, [date("2012")])


# Dates in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2004", "2004"),
        ("2004-07", "July 2004"),
        ("2004-07-04", "4 July 2004"),
        ("2004-07~", "about July 2004"),
        ("2004-07-14?", "14 July 2004 (uncertain)"),
        ("2004%", "about 2004 (uncertain)"),
        ("0999-12", "December 999"),
    ],
)
def test_a_date_in_words(text: str, words: str) -> None:
    assert date(text).words() == words


@given(partial_dates())
def test_different_dates_have_different_words(when: PartialDate) -> None:
    plain = when.replace(uncertain=False, approximate=False)
    assert (when.words() == plain.words()) == (when == plain)
    assert str(when.year) in when.words().split()


@given(partial_dates(first=datetime.date(1000, 1, 1), qualified=False))
def test_words_of_a_sure_date_are_read_as_that_date(when: PartialDate) -> None:
    assert read_when(when.words()) == when
