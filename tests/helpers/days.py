"""The days used in tests: a little more than the life of the mission."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from helpers.strategies import partial_dates
from unami.dates import Period

__all__ = ["EVERY_DAY", "FIRST", "LAST", "queries"]

FIRST, LAST = datetime.date(2003, 1, 1), datetime.date(2026, 12, 31)
EVERY_DAY = [datetime.date.fromordinal(number) for number in range(FIRST.toordinal(), LAST.toordinal() + 1)]

queries = st.one_of(
    st.dates(FIRST, LAST),
    partial_dates(first=FIRST, last=LAST),
    st.tuples(partial_dates(first=FIRST, last=LAST), partial_dates(first=FIRST, last=LAST))
    .filter(lambda ends: ends[0].reach[0] <= ends[1].reach[1])
    .map(lambda ends: Period(*ends)),
)
"""Days, partial dates and periods, as questions accept them."""
