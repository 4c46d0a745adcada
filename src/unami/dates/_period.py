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
    from unami.dates._reading import When

__all__ = ["Bound", "Period", "Span"]


class Bound(enum.Enum):
    """An end of a period that is not a date.

    (That a period does not apply at all is a third thing: `None` in place of the period.)

    Example:
        >>> from unami.dates import Bound, Period
        >>> Period.parse("2013-08/").end is Bound.UNKNOWN
        True
        >>> Period.parse("2013-08/..").end is Bound.OPEN
        True
    """

    UNKNOWN = ""
    """There is an end, but the day is not known."""

    OPEN = ".."
    """There is no end: none yet, or none was set."""

    def __str__(self) -> str:
        return self.value


@attrs.frozen
class Span(Plain):
    """All that is known of when something began and ended: the limits of both ends, in days.

    Nothing limits an end that is `date.min` or `date.max`. Both end days belong to the span.

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

    def meets(self, other: Span) -> Certainty:
        """Say whether two spans share a day: each must begin before, or on the day when, the other ends.

        Begin and end of one can be chosen without regard to the other, so the best case for both conditions is the
        earliest start with the latest end, and the worst case for each is the latest start or the earliest end.

        Args:
            other: The other span.
        """
        if self.earliest_start > other.latest_end or other.earliest_start > self.latest_end:
            return Certainty.NO
        surely = self.latest_start <= other.earliest_end and other.latest_start <= self.earliest_end
        return Certainty.CERTAIN if surely else Certainty.POSSIBLE

    def on(self, day: datetime.date) -> Certainty:
        """Say whether it was running on a day.

        Args:
            day: The day.
        """
        if day < self.earliest_start or day > self.latest_end:
            return Certainty.NO
        return Certainty.CERTAIN if self.latest_start <= day <= self.earliest_end else Certainty.POSSIBLE

    def covers(self, when: When) -> Certainty:
        """Say whether it was running at some time in the days asked about, as `Period.covers` does.

        Args:
            when: The day, the partial date or the period asked about, as `read_when` takes it.
        """
        asked = _questions(_asked(when))
        answers = {self.meets(Span(first, first, last, last)) for first, last in asked}
        return answers.pop() if len(answers) == 1 else Certainty.POSSIBLE


@opaque
@attrs.frozen
class Period(Encodable):
    """A stretch of days with two ends, each as far as it is stated. Both end days belong to it.

    Args:
        start: The first day, or which kind of end it has instead.
        end: The last day, or which kind of end it has instead.

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
        """Read the strict written form: two dates with a slash between; an end may be empty (unknown) or ``..`` (open).

        Args:
            text: The text; anything else around or in it is an error.

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
        """The days between which the period began and ended, each end within what the other allows."""
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

    def covers(self, when: When) -> Certainty:
        """Say whether the period was running at some time in the days asked about.

        The days asked about are exact, as in `bounds_of`: 2011 asks about all days of that year. Only a qualified
        date in the question is not: it asks about each unit that it can stand for, and the answer is certain
        (or no) only where it is that for all of them.

        Args:
            when: The day, the partial date or the period asked about, as `read_when` takes it.

        Returns:
            Certain if the period ran on a day asked about whatever its true ends are; possible if it did for some
            true ends; else no. An unknown end is any day that is not on the wrong side of the other end; an open
            end runs on without limit.

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
        """Say whether two periods were running on a common day, as far as the ends of both are known.

        In contrast to `covers`, the other period is a statement with uncertain ends of its own, not a question
        about exact days. The answer is the same either way round.

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


# Periods


def _asked(value: When) -> PartialDate | Period:
    """What a method is asked about, in any form."""
    if isinstance(value, (PartialDate, Period)):
        return value
    # Imported late: the modules depend on each other.
    from unami.dates._reading import read_when

    return read_when(value)


def _reach_of(end: PartialDate | Bound, limitless: datetime.date) -> tuple[datetime.date, datetime.date]:
    if isinstance(end, PartialDate):
        return end.reach
    if end is Bound.OPEN:
        return limitless, limitless
    return datetime.date.min, datetime.date.max


def _unless_limitless(day: datetime.date) -> datetime.date | None:
    return None if day in (datetime.date.min, datetime.date.max) else day


def _questions(when: PartialDate | Period) -> list[tuple[datetime.date, datetime.date]]:
    """List the ranges of days that a query can be about: one, unless it has a qualified date."""
    if isinstance(when, PartialDate):
        return [(meaning.earliest, meaning.latest) for meaning in meanings(when)]
    firsts = [datetime.date.min] if isinstance(when.start, Bound) else [day.earliest for day in meanings(when.start)]
    lasts = [datetime.date.max] if isinstance(when.end, Bound) else [day.latest for day in meanings(when.end)]
    return [(first, last) for first in firsts for last in lasts if first <= last]


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
