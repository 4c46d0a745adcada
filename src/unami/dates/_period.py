"""Periods with uncertain ends, and the days between which something began and ended."""

from __future__ import annotations

import datetime
import enum
from typing import TYPE_CHECKING

import attrs

from unami._base.encodable import Encodable, Plain, opaque
from unami.dates._certainty import Certainty
from unami.dates._partial import PartialDate, checked_text, meanings, parse_part
from unami.errors import InvalidDate

if TYPE_CHECKING:
    from unami.dates._days import Days
    from unami.dates._reading import When

__all__ = ["Bound", "Period", "Span", "questions_of"]


class Bound(enum.Enum):
    """An end of a period that is not a date.

    (A period that does not apply at all is a third case: `None` instead of the period.)

    Example:
        >>> from unami.dates import Bound, Period
        >>> Period.parse("2013-08/").end is Bound.UNKNOWN
        True
        >>> Period.parse("2013-08/..").end is Bound.OPEN
        True
    """

    UNKNOWN = ""
    """There is an end, but its day is unknown."""

    OPEN = ".."
    """There is no end: not yet, or none was set."""

    def __str__(self) -> str:
        return self.value


@attrs.frozen
class Span(Plain):
    """What is known about when something began and ended: the limits of both ends, in days.

    `date.min` and `date.max` mean that an end has no limit. Both end days belong to the span.

    Args:
        earliest_start: The first day on which it can have begun.
        latest_start: The last day on which it can have begun; not after ``latest_end``.
        earliest_end: The first day on which it can have ended; not before ``earliest_start``.
        latest_end: The last day on which it can have ended.

    Example:
        >>> import datetime
        >>> from unami.dates import Period
        >>> Period.parse("2007-11/2009-07").span.on(datetime.date(2009, 7, 10))
        <Certainty.POSSIBLE: 'possible'>
    """

    earliest_start: datetime.date
    latest_start: datetime.date
    earliest_end: datetime.date
    latest_end: datetime.date

    @property
    def days(self) -> Days:
        """How many days it lasted, the first and the last counted: at least one; without limit if nothing limits it.

        Example:
            >>> from unami.dates import Period
            >>> print(Period.parse("2004-07-14/2004-07").span.days)
            1 to 18 days
        """
        from unami.dates._days import Days

        least = (self.earliest_end - self.latest_start).days + 1
        limitless = self.earliest_start == datetime.date.min or self.latest_end == datetime.date.max
        if limitless:
            # What has not ended lasts, for all that is known, no longer than until today.
            known = self.latest_start != datetime.date.min and self.earliest_end != datetime.date.max
            return Days(max(least, 1) if known else 1, None)
        return Days(max(least, 1), (self.latest_end - self.earliest_start).days + 1)

    def meets(self, other: Span) -> Certainty:
        """Return whether two spans share a day: each must begin on or before the day when the other ends.

        The start and end of each span can be chosen independently, so the best case for both conditions is the earliest
        start with the latest end, and the worst case is the latest start with the earliest end.

        Args:
            other: The other span.
        """
        if self.earliest_start > other.latest_end or other.earliest_start > self.latest_end:
            return Certainty.NO
        surely = self.latest_start <= other.earliest_end and other.latest_start <= self.earliest_end
        return Certainty.CERTAIN if surely else Certainty.POSSIBLE

    def on(self, day: datetime.date) -> Certainty:
        """Return whether it was running on a day.

        Args:
            day: The day.
        """
        if day < self.earliest_start or day > self.latest_end:
            return Certainty.NO
        return Certainty.CERTAIN if self.latest_start <= day <= self.earliest_end else Certainty.POSSIBLE

    def covers(self, when: When) -> Certainty:
        """Return whether it was running at some time within a date, as `Period.covers` does.

        Args:
            when: The day, the partial date or the period asked about, as `read_when` takes it.
        """
        asked = questions_of(_asked(when))
        answers = {self.meets(Span(first, first, last, last)) for first, last in asked}
        return answers.pop() if len(answers) == 1 else Certainty.POSSIBLE


@opaque
@attrs.frozen
class Period(Encodable):
    """A range of days with two ends, each as precise as it is stated. Both end days belong to it.

    Args:
        start: The first day, or the kind of open end.
        end: The last day, or the kind of open end.

    Raises:
        InvalidDate: If the start is certainly after the end, or an end is neither a date nor a `Bound`.

    Example:
        >>> from unami.dates import Bound, PartialDate, Period
        >>> Period(PartialDate(2004, 7), Bound.UNKNOWN)
        Period('2004-07/')
    """

    start: PartialDate | Bound
    end: PartialDate | Bound

    def __attrs_post_init__(self) -> None:
        _require_end(self.start)
        _require_end(self.end)
        if isinstance(self.start, PartialDate) and isinstance(self.end, PartialDate):
            _require_order(self.start, self.end)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read the strict written form: two dates separated by a slash; an end may be empty (unknown) or ``..`` (open).

        Args:
            text: The text; anything else in or around it is an error.

        Returns:
            The period.

        Raises:
            InvalidDate: With the position of the first offending character, where there is one.

        Example:
            >>> Period.parse("../2007-09").latest_end
            datetime.date(2007, 9, 30)
        """
        forms = "an interval such as 2004-07/2007-09, 2004-07/.. (open) or 2004-07/ (end unknown)"
        start, slash, end = checked_text(text, forms).partition("/")
        if not slash:
            raise InvalidDate(text, f"expected {forms}")
        return cls(_parse_end(start, text, 0), _parse_end(end, text, len(start) + 1))

    @property
    def span(self) -> Span:
        """The days between which the period began and ended, with each end limited by the other."""
        first_start, last_start = _reach_of(self.start, datetime.date.min)
        first_end, last_end = _reach_of(self.end, datetime.date.max)
        return Span(first_start, min(last_start, last_end), max(first_end, first_start), last_end)

    @property
    def earliest_start(self) -> datetime.date | None:
        """The first day on which the period can have started; `None` if nothing limits it."""
        return _unless_limitless(self.span.earliest_start)

    @property
    def latest_start(self) -> datetime.date | None:
        """The last day on which the period can have started (never after its end); `None` if nothing limits it."""
        return _unless_limitless(self.span.latest_start)

    @property
    def earliest_end(self) -> datetime.date | None:
        """The first day on which the period can have ended (never before its start); `None` if nothing limits it."""
        return _unless_limitless(self.span.earliest_end)

    @property
    def latest_end(self) -> datetime.date | None:
        """The last day on which the period can have ended; `None` if nothing limits it."""
        return _unless_limitless(self.span.latest_end)

    @property
    def days(self) -> Days:
        """How many days it lasted, as far as its ends are known; the first and the last day count.

        Example:
            >>> print(Period.parse("2014-06-10/2014-06-12").days, Period.parse("2014-06/2014-07").days, sep=", ")
            3 days, 2 to 61 days
        """
        return self.span.days

    def covers(self, when: When) -> Certainty:
        """Return whether the period was running at some time within a date.

        The date asked about is exact, as in `bounds_of`: 2011 means all days of that year. The exception is a qualified
        date: each unit that it can mean is asked about, and the answer is certain (or no) only if it is the same for
        all of them.

        Args:
            when: The day, the partial date or the period asked about, as `read_when` takes it.

        Certain if the period was running on a day asked about whatever its true ends are; possible if it was for some
        true ends; else no. An unknown end can be any day on the right side of the other end; an open end has no
        limit.

        Raises:
            InvalidDate: If ``when`` cannot be read.
            AmbiguousDate: If ``when`` is text that can be read in two ways.

        Example:
            >>> period = Period.parse("2007-11/2009-07")
            >>> for day in "2008-01-01", "2009-07-10", "2009-07", "2009-08":
            ...     print(period.covers(day))
            certain
            possible
            certain
            no
        """
        return self.span.covers(when)

    def overlaps(self, other: Period) -> Certainty:
        """Return whether two periods share a day, as far as their ends are known.

        Unlike in `covers`, the other period is a statement with uncertain ends of its own, not a question about exact
        days. The answer is symmetric.

        Args:
            other: The other period.

        Returns:
            Certain if they share a day whatever the true ends are; possible if they do for some; else no.

        Example:
            >>> Period.parse("2004-07/2007-09").overlaps(Period.parse("2007-09/2007-11"))
            <Certainty.POSSIBLE: 'possible'>
        """
        if not isinstance(other, Period):
            asked = _asked(other)
            other = asked if isinstance(asked, Period) else Period(asked, asked)
        return self.span.meets(other.span)

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    def __repr__(self) -> str:
        return f"Period('{self}')"


# Questions


def questions_of(when: PartialDate | Period) -> list[tuple[datetime.date, datetime.date]]:
    """List the ranges of days that a question can mean: one, unless it contains a qualified date.

    Args:
        when: The date, or the period.

    Example:
        >>> len(questions_of(PartialDate(2004))), len(questions_of(PartialDate(2004, approximate=True)))
        (1, 3)
    """
    if isinstance(when, PartialDate):
        return [(meaning.earliest, meaning.latest) for meaning in meanings(when)]
    firsts = [datetime.date.min] if isinstance(when.start, Bound) else [day.earliest for day in meanings(when.start)]
    lasts = [datetime.date.max] if isinstance(when.end, Bound) else [day.latest for day in meanings(when.end)]
    return [(first, last) for first in firsts for last in lasts if first <= last]


def _asked(value: When) -> PartialDate | Period:
    """The time that a method is asked about, given in any form."""
    if isinstance(value, (PartialDate, Period)):
        return value
    # Imported late: the modules depend on each other.
    from unami.dates._reading import read_when

    return read_when(value)


# Periods


def _reach_of(end: PartialDate | Bound, limitless: datetime.date) -> tuple[datetime.date, datetime.date]:
    if isinstance(end, PartialDate):
        return end.reach
    if end is Bound.OPEN:
        return limitless, limitless
    return datetime.date.min, datetime.date.max


def _unless_limitless(day: datetime.date) -> datetime.date | None:
    return None if day in (datetime.date.min, datetime.date.max) else day


def _require_end(end: object) -> None:
    if not isinstance(end, (PartialDate, Bound)):
        raise InvalidDate(end, "an end of a Period must be a PartialDate, Bound.UNKNOWN or Bound.OPEN")


def _require_order(start: PartialDate, end: PartialDate) -> None:
    if start.reach[0] > end.reach[1]:
        raise InvalidDate(f"{start}/{end}", f"its start {start} is after its end {end}")


def _parse_end(text: str, whole: str, offset: int) -> PartialDate | Bound:
    if text in ("", ".."):
        return Bound(text)
    return parse_part(text, whole, offset)
