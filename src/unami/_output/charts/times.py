"""Time in charts: the days shown, and spans divided into certain and possible parts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from unami._mission.profile import last_known_day
from unami.dates import Certainty, PartialDate, Period, bounds_of, read_when

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._mission.mission import Mission
    from unami.dates import Span, When

__all__ = ["Piece", "Window", "middle", "moment", "pieces"]

_DAY = timedelta(days=1)


@frozen
class Window:
    """The days shown in a chart, both ends included.

    Args:
        first: The first day.
        last: The last day.
    """

    first: date
    last: date

    @property
    def after(self) -> date:
        """The day after the last day, where marks that last to the end of the window end."""
        return self.last if self.last == date.max else self.last + _DAY

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.after - self.first).days

    def pixels(self, first: date, after: date, width: int) -> float:
        """Return the width of the time between two days, in pixels.

        Args:
            first: The first day.
            after: The day after the last.
            width: Width of the chart, in pixels.
        """
        return (after - first).days / self.days * width

    def has(self, day: date) -> bool:
        """Return whether a day is shown.

        Args:
            day: The day.
        """
        return self.first <= day <= self.last

    @classmethod
    def of(
        cls, start: When | None, end: When | None, mission: Mission, days: Iterable[date] = (), *, life: bool = True
    ) -> Window:
        """Return the days to show: those requested, or the life of the mission and its surroundings.

        Args:
            start: First day, month or year, if requested.
            end: Last day, month or year, if requested.
            mission: The record.
            days: Days that must be included if nothing is requested.
            life: Whether to include the life of the mission.

        Raises:
            InvalidDate: A date cannot be read, or the last is before the first.
        """
        seen = [day for day in days if date.min < day < date.max]
        if life:
            seen += [day.earliest for day in (mission.began,) if day]
            seen += [day for day in (last_known_day(mission),) if day]
        asked = [_ends(when) for when in (start, end) if when is not None]
        if start is not None and end is not None:
            # Refuses an end before the start.
            Period(PartialDate.from_date(asked[0][0]), PartialDate.from_date(asked[1][1]))
        # Without any date nothing is drawn, but there must be a window.
        seen = [*(day for ends in asked for day in ends), *seen] or [date(2000, 1, 1)]
        first = asked[0][0] if start is not None else min(seen)
        last = asked[-1][1] if end is not None else max(seen)
        return cls(first, last)


def _ends(when: When) -> tuple[date, date]:
    return bounds_of(read_when(when))


def moment(day: date) -> str:
    """Return the beginning of a day, in a form that is read as local time everywhere.

    Args:
        day: The day.

    Example:
        >>> moment(date(2014, 6, 10))
        '2014-06-10T00:00:00'
    """
    return f"{day.isoformat()}T00:00:00"


def middle(first: date, last: date) -> str:
    """Return the middle of some days, in the form of :func:`moment`.

    Args:
        first: The first day.
        last: The last day.

    Example:
        >>> middle(date(2014, 6, 10), date(2014, 6, 10))
        '2014-06-10T12:00:00'
    """
    hours = (last - first).days * 12 + 12
    return (datetime.combine(first, time()) + timedelta(hours=hours)).isoformat()


@frozen
class Piece:
    """A part of a span with the same certainty on all days.

    Args:
        first: The first day.
        after: The day after the last.
        certainty: Certain or possible.
    """

    first: date
    after: date
    certainty: Certainty


def pieces(span: Span, window: Window) -> list[Piece]:
    """Return the part of a span within a window, divided where its certainty changes.

    Args:
        span: When something began and ended, as far as known.
        window: The days shown.

    Example:
        >>> from unami import Period
        >>> for piece in pieces(Period.parse("2007-11-11/2009-07").span, Window(date(2003, 8, 14), date(2025, 12, 31))):
        ...     print(piece.first, piece.after, piece.certainty)
        2007-11-11 2009-07-02 certain
        2009-07-02 2009-08-01 possible
    """
    first, last = max(span.earliest_start, window.first), min(span.latest_end, window.last)
    if first > last:
        return []
    after = min(last, date.max - _DAY) + _DAY
    if span.latest_start > span.earliest_end:
        return [Piece(first, after, Certainty.POSSIBLE)]
    sure = min(max(span.latest_start, first), after)
    unsure = min(max(min(span.earliest_end, date.max - _DAY) + _DAY, sure), after)
    cut = [
        Piece(first, sure, Certainty.POSSIBLE),
        Piece(sure, unsure, Certainty.CERTAIN),
        Piece(unsure, after, Certainty.POSSIBLE),
    ]
    return [piece for piece in cut if piece.first < piece.after]
