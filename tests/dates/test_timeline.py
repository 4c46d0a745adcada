"""Tests of the index over days: for each day it agrees with the spans."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.inside import Timeline, changes_of
from unami import Period
from unami.dates import Span

SOME_DAY = st.dates(date(2011, 12, 1), date(2012, 3, 31))
NO_LIMIT = Period.parse("/").span
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (NO_LIMIT, [date(1, 1, 2), date.max]),
        (Period.parse("2004-07-01/").span, [date(2004, 7, 1), date(2004, 7, 2)]),
        (Period.parse("../2004-07-01").span, [date(2004, 7, 2)]),
        (Period.parse("9999-12-31/..").span, [date.max]),
    ],
)
def test_limitless_ends_change_nothing(span: Span, days: list[date]) -> None:
    assert changes_of([span]) == days


@st.composite
def spans(draw: st.DrawFn) -> Span:
    days = sorted(draw(st.lists(SOME_DAY, min_size=4, max_size=4)))
    first, second, third, last = days
    return Span(first, draw(st.sampled_from([second, third])), draw(st.sampled_from([second, third])), last)


@given(st.lists(spans(), max_size=4), SOME_DAY)
def test_on_each_day_hold_those_whose_span_says_so(held: list[Span], day: date) -> None:
    pairs = [(number, span) for number, span in enumerate(held)]
    timeline = Timeline.of_spans(pairs, tuple)
    assert timeline.on(day) is timeline.on(day)
    for asked in (day, day + DAY, *timeline.changes, *(change - DAY for change in timeline.changes)):
        certain = [(number, span.on(asked)) for number, span in pairs]
        assert list(timeline.on(asked)) == [(number, certainty) for number, certainty in certain if certainty]
