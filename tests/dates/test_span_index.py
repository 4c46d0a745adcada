"""Tests of the index over spans: it finds just those that a look at every span finds."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from helpers.inside import SpanIndex
from helpers.strategies import WINDOW, near_dates, partial_dates, periods
from unami import PartialDate, Period

SPANS = st.lists(st.none() | periods(near_dates()).map(lambda period: period.span), max_size=40)
ANY_DATE = near_dates() | partial_dates(first=WINDOW[0], last=WINDOW[1], qualified=True) | partial_dates()


@given(SPANS, ANY_DATE | periods(ANY_DATE))
def test_what_certainly_or_possibly_applies_is_found_in_order(spans: list[object], asked: PartialDate | Period) -> None:
    known = [(place, span) for place, span in enumerate(spans) if span is not None]
    assert SpanIndex(spans).places(asked) == [place for place, span in known if span.covers(asked)]  # type: ignore[attr-defined, arg-type]


def test_the_first_and_the_last_day_there_are_can_be_asked_about() -> None:
    index = SpanIndex([Period.parse("../2004").span, Period.parse("2005/..").span])
    assert index.places(PartialDate.from_date(date.min)) == [0]
    assert index.places(PartialDate.from_date(date.max)) == [1]


def test_of_nothing_nothing_is_found() -> None:
    assert SpanIndex([]).places(PartialDate(2004)) == []
