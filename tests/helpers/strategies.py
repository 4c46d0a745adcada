"""Hypothesis strategies for the dates of the library."""

from __future__ import annotations

import datetime
from typing import Literal, TypeAlias

from hypothesis import strategies as st

from unami.dates import Bound, Certainty, PartialDate, Period

Precision: TypeAlias = Literal["year", "month", "day"]

# Short, so that drawn dates often meet, and across a year's end and a 29 February.
WINDOW = datetime.date(2011, 12, 1), datetime.date(2012, 12, 31)


@st.composite
def partial_dates(
    draw: st.DrawFn,
    *,
    first: datetime.date = datetime.date.min,
    last: datetime.date = datetime.date.max,
    precisions: tuple[Precision, ...] = ("year", "month", "day"),
    qualified: bool | None = None,
) -> PartialDate:
    """Draw the year, month or day around some day between two others; qualified or not, or perhaps (None)."""
    day = draw(st.dates(first, last))
    precision = draw(st.sampled_from(precisions))
    plain = (False, False)
    marks = [(True, False), (False, True), (True, True)]
    choices = [plain, *marks] if qualified is None else marks if qualified else [plain]
    uncertain, approximate = draw(st.sampled_from(choices))
    return PartialDate(
        day.year,
        None if precision == "year" else day.month,
        day.day if precision == "day" else None,
        uncertain,
        approximate,
    )


def near_dates() -> st.SearchStrategy[PartialDate]:
    """Draw dates of the short window; of whole years only 2012, not qualified, so that all days can be listed."""
    first, last = WINDOW
    return st.one_of(
        partial_dates(first=first, last=last, precisions=("month", "day")),
        st.just(PartialDate(2012)),
    )


@st.composite
def periods(draw: st.DrawFn, dates: st.SearchStrategy[PartialDate] | None = None) -> Period:
    """Draw periods whose ends are dates, unknown or open."""
    ends = (partial_dates() if dates is None else dates) | st.sampled_from(Bound)
    start, end = draw(ends), draw(ends)
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and start.after(end) is Certainty.CERTAIN:
        start, end = end, start
    return Period(start, end)
