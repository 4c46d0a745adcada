"""What records have in common."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from unami.dates import Bound, PartialDate, Period, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["known_span", "stated_period"]


def stated_period(start: PartialDate | None, end: PartialDate | None) -> Period:
    """The period that sources state for a thing that began and ended; what they leave open is unknown.

    Args:
        start: The first day, where one is stated.
        end: The last day, where one is stated.

    Example:
        >>> stated_period(PartialDate.parse("2013-09"), None)
        Period('2013-09/')
    """
    return Period(start or Bound.UNKNOWN, end or Bound.UNKNOWN)


def known_span(
    start: PartialDate | None,
    end: PartialDate | None,
    seen: Iterable[PartialDate] = (),
    not_before: PartialDate | None = None,
    not_after: PartialDate | None = None,
) -> Span:
    """What all that is known of a thing says about the days on which it began and ended.

    Args:
        start: The first day, where one is stated.
        end: The last day, where one is stated.
        seen: Days on which it is shown to have been there; they can only widen what is certain.
        not_before: Limit of an unknown or coarse start.
        not_after: Limit of an unknown or coarse end.

    Example:
        >>> day = PartialDate.parse
        >>> span = known_span(day("2013-09?"), None, [day("2013-09-29"), day("2015-02-18")], not_after=day("2015-03"))
        >>> print(span.latest_start, span.earliest_end, span.latest_end)
        2013-09-29 2015-02-18 2015-03-31
    """
    if start is not None:
        earliest_start, latest_start = start.reach
        # A limit can make a coarse date finer, but never contradict it.
        if not_before is not None and not_before.reach[0] <= latest_start:
            earliest_start = max(earliest_start, not_before.reach[0])
    else:
        earliest_start, latest_start = (not_before.reach[0] if not_before else date.min), date.max
    if end is not None:
        earliest_end, latest_end = end.reach
        if not_after is not None and not_after.reach[1] >= earliest_end:
            latest_end = min(latest_end, not_after.reach[1])
    else:
        earliest_end, latest_end = date.min, (not_after.reach[1] if not_after else date.max)
    for day in seen:
        latest_start = min(latest_start, day.reach[1])
        earliest_end = max(earliest_end, day.reach[0])
    earliest_start = min(earliest_start, latest_start)
    latest_end = max(latest_end, earliest_end)
    if earliest_start > latest_end and (not_before or not_after):
        # Limits that leave no day contradict what is stated, or each other.
        return known_span(start, end, seen)
    return Span(earliest_start, min(latest_start, latest_end), max(earliest_end, earliest_start), latest_end)
