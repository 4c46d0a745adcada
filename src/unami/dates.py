"""Dates as sources state them: perhaps only a year, perhaps not sure, perhaps with an end nobody knows.

A `PartialDate` keeps what is stated and nothing else; a `Period` has two such ends; a `Certainty` is the
answer to a question that such dates cannot always settle with yes or no. `read_when` reads what a user
passes to a query. The written form is EDTF (ISO 8601-2), level 0 and the parts of level 1 that records need.

Two conventions run through the module:

* A qualified date (``?`` uncertain, ``~`` approximate, ``%`` both) may be off by one unit of its own
  precision: ``2004-07?`` can stand for June, July or August 2004.
* Periods are closed: the first and the last day both belong to them.
"""

from __future__ import annotations

import datetime
import enum
import functools
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from unami.errors import AmbiguousDate, InvalidDate
from unami.shown import Encodable, Plain, opaque

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dateutil import parser

__all__ = ["Bound", "Certainty", "PartialDate", "Period", "Span", "When", "bounds_of", "read_date", "read_when"]

_ONE_DAY = datetime.timedelta(days=1)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_FORM = "0000-00-00"
_FORM_DIGITS = "0123456789"
_WIDTHS = ([4], [4, 2], [4, 2, 2])
_DATE_FORMS = "2004, 2004-07 or 2004-07-14, and ?, ~ or % after it if it is not sure"
_TIME_WORDS = frozenset(["am", "pm", "h"])
_TEXT_FORMS = "text such as 2014-06-10, 2014-06, 2014 or 10 June 2014"


@functools.total_ordering
class Certainty(enum.Enum):
    """The answer to a question about uncertain dates: no, possible or certain.

    It is true unless the answer is no, and ordered by strength.

    Example:
        >>> from unami.dates import Certainty
        >>> bool(Certainty.POSSIBLE), Certainty.POSSIBLE < Certainty.CERTAIN
        (True, True)
        >>> print(Certainty.POSSIBLE)
        possible
    """

    NO = "no"
    POSSIBLE = "possible"
    CERTAIN = "certain"

    @classmethod
    def any_of(cls, answers: Iterable[Certainty]) -> Certainty:
        """Give the strongest of some answers, as `any` does for booleans.

        Args:
            answers: The answers; without any, the result is `NO`.

        Returns:
            The strongest answer.

        Example:
            >>> Certainty.any_of([Certainty.NO, Certainty.POSSIBLE])
            <Certainty.POSSIBLE: 'possible'>
        """
        return max(answers, default=cls.NO)

    @classmethod
    def all_of(cls, answers: Iterable[Certainty]) -> Certainty:
        """Give the weakest of some answers, as `all` does for booleans.

        Args:
            answers: The answers; without any, the result is `CERTAIN`.

        Returns:
            The weakest answer.

        Example:
            >>> Certainty.all_of([Certainty.CERTAIN, Certainty.POSSIBLE])
            <Certainty.POSSIBLE: 'possible'>
        """
        return min(answers, default=cls.CERTAIN)

    def __bool__(self) -> bool:
        return self is not Certainty.NO

    def __lt__(self, other: Certainty) -> bool:
        if other.__class__ is not Certainty:
            return NotImplemented
        weakest_first = (Certainty.NO, Certainty.POSSIBLE, Certainty.CERTAIN)
        return weakest_first.index(self) < weakest_first.index(other)

    def __str__(self) -> str:
        return self.value


@functools.total_ordering
@opaque
@attrs.frozen
class PartialDate(Encodable):
    """A date as far as it is stated: a year, a month or a day, perhaps qualified.

    Equality and hash are those of what is stated. ``<`` and its kin are a total order *for sorting only*
    (by first day, the less precise first); ask `before`, `after` and `same_day` about time itself.

    Args:
        year: The year, 1 to 9999.
        month: The month, if stated.
        day: The day of the month, if stated.
        uncertain: The source is not sure of it (``?``).
        approximate: It is an estimate (``~``).

    Raises:
        InvalidDate: If there is no such date.

    Example:
        >>> from unami.dates import PartialDate
        >>> PartialDate(2004, 7, uncertain=True)
        PartialDate('2004-07?')
        >>> print(PartialDate(2004, 7).latest)
        2004-07-31
    """

    year: int
    month: int | None = None
    day: int | None = None
    uncertain: bool = False
    approximate: bool = False

    def __attrs_post_init__(self) -> None:
        fault = _fault(self.year, self.month, self.day)
        if fault:
            _, problem = fault
            raise InvalidDate((self.year, self.month, self.day), problem)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the strict written form: ``2004``, ``2004-07`` or ``2004-07-14``, then perhaps ``?``, ``~`` or ``%``.

        Args:
            text: The text; anything else around or in it is an error.

        Returns:
            The date.

        Raises:
            InvalidDate: With the position of the first offending character.

        Example:
            >>> PartialDate.parse("2004-07~").approximate
            True
            >>> PartialDate.parse("2004-7")
            Traceback (most recent call last):
                ...
            unami.errors.InvalidDate: '2004-7' is not a date: expected 2004, 2004-07 or 2004-07-14, ...
        """
        return _parse_date(_text(text, _DATE_FORMS))

    @classmethod
    def from_date(cls, day: datetime.date) -> PartialDate:
        """Make the day-precise date of a `datetime.date`; of a `datetime.datetime` the time is dropped.

        Args:
            day: The day.

        Returns:
            The same day, not qualified.

        Example:
            >>> import datetime
            >>> PartialDate.from_date(datetime.date(2003, 8, 19))
            PartialDate('2003-08-19')
        """
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """The smallest part that is stated."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def is_day(self) -> bool:
        """Whether a day is stated (though perhaps qualified)."""
        return self.day is not None

    @property
    def qualified(self) -> bool:
        """Whether the date is stated as uncertain, approximate or both."""
        return self.uncertain or self.approximate

    @property
    def earliest(self) -> datetime.date:
        """The first day of what is written, whatever the qualifiers."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day of what is written, whatever the qualifiers."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or _days_in(self.year, month))

    @property
    def reach(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day the date can stand for.

        These are `earliest` and `latest`; a qualified date reaches one unit of its own precision further on both
        sides (as far as the calendar goes).

        Example:
            >>> first, last = PartialDate.parse("2004-07?").reach
            >>> print(first, last)
            2004-06-01 2004-08-31
        """
        if not self.qualified:
            return self.earliest, self.latest
        meanings = _meanings(self)
        return meanings[0].earliest, meanings[-1].latest

    def before(self, other: When) -> Certainty:
        """Say whether this date lies on an earlier day than another, as far as both are known.

        Args:
            other: The other date, as `read_date` takes it.

        Returns:
            Certain if every day in `reach` is earlier than every one of the other; possible if some is; else no.

        Example:
            >>> PartialDate.parse("2009").before(PartialDate.parse("2009-07"))
            <Certainty.POSSIBLE: 'possible'>
        """
        first, last = self.reach
        other_first, other_last = read_date(other).reach
        if last < other_first:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if first < other_last else Certainty.NO

    def after(self, other: When) -> Certainty:
        """Say whether this date lies on a later day than another, as far as both are known.

        Args:
            other: The other date, as `read_date` takes it.

        Returns:
            The answer of `before` with the two dates exchanged.

        Example:
            >>> PartialDate.parse("2010").after("2009-07")
            <Certainty.CERTAIN: 'certain'>
        """
        return read_date(other).before(self)

    def same_day(self, other: When) -> Certainty:
        """Say whether two dates are the same day, as far as both are known.

        Args:
            other: The other date, as `read_date` takes it.

        Returns:
            Certain if both can only be one and the same day; possible if they can share a day; else no.

        Example:
            >>> PartialDate.parse("2009-07").same_day("2009-07-10")
            <Certainty.POSSIBLE: 'possible'>
        """
        reach, other_reach = self.reach, read_date(other).reach
        if reach[1] < other_reach[0] or other_reach[1] < reach[0]:
            return Certainty.NO
        return Certainty.CERTAIN if reach[0] == reach[1] and reach == other_reach else Certainty.POSSIBLE

    def compatible(self, other: PartialDate) -> bool:
        """Say whether two dates can be statements of one fact: equal, or one the more precise form of the other.

        Args:
            other: The other date; the qualifiers of both do not matter.

        Returns:
            Whether the written days of one lie within those of the other.

        Example:
            >>> PartialDate.parse("2004-07?").compatible(PartialDate.parse("2004"))
            True
        """
        # The days of two written dates are nested or disjoint, never partly shared: to overlap is to be nested.
        return self.earliest <= other.latest and other.earliest <= self.latest

    def refines(self, other: PartialDate) -> bool:
        """Say whether this date is strictly more precise than another and lies within it.

        Args:
            other: The other date; the qualifiers of both do not matter.

        Returns:
            Whether it does.

        Example:
            >>> PartialDate.parse("2004-07").refines(PartialDate.parse("2004"))
            True
        """
        narrower = (other.month is None and self.month is not None) or (other.day is None and self.day is not None)
        return narrower and self.compatible(other)

    def replace(self, **parts: int | bool | None) -> PartialDate:
        """This date with some of its parts changed, as `datetime.date.replace` does.

        Args:
            parts: The parts by the names of the fields; ``None`` for one that is not stated.

        Returns:
            The changed date.

        Raises:
            InvalidDate: If there is no such date.

        Example:
            >>> PartialDate.parse("2004-07-14").replace(day=None, uncertain=True)
            PartialDate('2004-07?')
        """
        own = {name: getattr(self, name) for name in self.__match_args__}
        changed: dict[str, Any] = {**own, **parts}
        return PartialDate(**changed)

    __replace__ = replace

    def plus(self, years: int = 0, months: int = 0, days: int = 0) -> PartialDate:
        """Move the date by calendar units, keeping precision and qualifiers.

        A day that the month reached does not have becomes its last: 31 January plus a month is the end of February.

        Args:
            years: Years to add; may be negative, as all three.
            months: Months to add; the date must state a month.
            days: Days to add; the date must state a day.

        Returns:
            The moved date.

        Raises:
            InvalidDate: If the date does not state the unit, or the result leaves the years 1 to 9999.

        Example:
            >>> PartialDate.parse("2003-08-14").plus(months=12)
            PartialDate('2004-08-14')
            >>> PartialDate.parse("2004").plus(months=3)
            Traceback (most recent call last):
                ...
            unami.errors.InvalidDate: '2004 plus 3 months' is not a date: 2004 states no month
        """
        if months and self.month is None:
            raise InvalidDate(f"{self} plus {months} months", f"{self} states no month")
        if days and self.day is None:
            raise InvalidDate(f"{self} plus {days} days", f"{self} states no day")

        from dateutil.relativedelta import relativedelta

        try:
            moved = self.earliest + relativedelta(years=years, months=months, days=days)
        except (ValueError, OverflowError):
            asked = f"{self} plus {years} years, {months} months, {days} days"
            raise InvalidDate(asked, "the result is outside the years 0001 to 9999") from None
        return _unit_around(moved, self).replace(uncertain=self.uncertain, approximate=self.approximate)

    def __lt__(self, other: PartialDate) -> bool:
        if other.__class__ is not PartialDate:
            return NotImplemented
        return _sort_key(self) < _sort_key(other)

    def words(self) -> str:
        """Write the date as a reader of English expects it, with what is not sure spelled out.

        Example:
            >>> PartialDate.parse("2004-07-14").words(), PartialDate.parse("2004-07~").words()
            ('14 July 2004', 'about July 2004')
        """
        parts = [str(self.year)]
        if self.month is not None:
            parts.append(_MONTHS[self.month - 1])
        if self.day is not None:
            parts.append(str(self.day))
        about = "about " if self.approximate else ""
        return about + " ".join(reversed(parts)) + (" (uncertain)" if self.uncertain else "")

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        if self.uncertain:
            return text + ("%" if self.approximate else "?")
        return text + "~" if self.approximate else text

    def __repr__(self) -> str:
        return f"PartialDate('{self}')"


class Bound(enum.Enum):
    """An end of a period that is no date.

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
        asked = _questions(read_when(when))
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
        start, slash, end = _text(text, forms).partition("/")
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
        return self.span.meets(other.span)

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    def __repr__(self) -> str:
        return f"Period('{self}')"


When: TypeAlias = datetime.date | datetime.datetime | PartialDate | Period | str
"""What a query takes for a time: see `read_when`."""


def read_when(value: When) -> PartialDate | Period:
    """Read what a user passes for a time, without filling in what is not there.

    Args:
        value: A `date`, a `datetime` (its date counts, in its own time zone), a `PartialDate`, a `Period`, or text: the
            strict written form of the two, an ISO date and time, or free text such as ``"10 June 2014"``,
            ``"June 2014"`` or ``"Jun 10, 2014 5pm"``. Times of day and time zones are dropped. A date of three
            numbers that begins with the year is read as year, month, day.

    Returns:
        The date or the period.

    Raises:
        InvalidDate: If it is anything else: no year, a year of two digits, relative words, parts left over.
        AmbiguousDate: If it depends on the reader's country which number is the month.

    Example:
        >>> from unami.dates import read_when
        >>> read_when("June 2014")
        PartialDate('2014-06')
        >>> read_when("01/02/2014")
        Traceback (most recent call last):
            ...
        unami.errors.AmbiguousDate: '01/02/2014' can be read as 2014-01-02 or 2014-02-01; write one of these
    """
    return _read(value)


def read_date(value: When) -> PartialDate:
    """Read what a user passes for a date, as `read_when` does, and refuse a period.

    Args:
        value: Anything that `read_when` takes, except a period.

    Returns:
        The date.

    Raises:
        InvalidDate: If it is a period or cannot be read.
        AmbiguousDate: If it depends on the reader's country which number is the month.

    Example:
        >>> from unami.dates import read_date
        >>> read_date("10 June 2014")
        PartialDate('2014-06-10')
    """
    when = _read(value)
    if isinstance(when, Period):
        raise InvalidDate(str(when), "expected one date, not a period")
    return when


def bounds_of(when: PartialDate | Period) -> tuple[datetime.date, datetime.date]:
    """Give the first and the last day that a query asks about.

    Args:
        when: The date or period asked about.

    Returns:
        The two days. A qualified date counts with its whole `PartialDate.reach`, so that nothing it can mean is left
        out; an end that is unknown or open counts as `date.min` or `date.max`.

    Example:
        >>> from unami.dates import Period, bounds_of
        >>> first, last = bounds_of(Period.parse("2014-06/2014-08"))
        >>> print(first, last)
        2014-06-01 2014-08-31
    """
    if isinstance(when, PartialDate):
        return when.reach
    first = datetime.date.min if isinstance(when.start, Bound) else when.start.reach[0]
    last = datetime.date.max if isinstance(when.end, Bound) else when.end.reach[1]
    return first, last


# Calendar


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _fault(year: object, month: object, day: object) -> tuple[int, str] | None:
    """Find the first wrong part: where it begins in the written form, and what is wrong with it."""
    if isinstance(year, str):
        return 0, "PartialDate takes numbers; PartialDate.parse reads text"
    if not isinstance(year, int) or not 1 <= year <= 9999:
        return 0, f"year {year!r} is not one of 0001 to 9999"
    if month is None:
        return None if day is None else (5, f"day {day!r} needs a month")
    if not isinstance(month, int) or not 1 <= month <= 12:
        return 5, f"month {month!r} is not one of 01 to 12"
    if day is None:
        return None
    days = _days_in(year, month)
    if not isinstance(day, int) or not 1 <= day <= days:
        return 8, f"day {day!r} is not one of 01 to {days}"
    return None


def _sort_key(date: PartialDate) -> tuple[int, int, int, bool, bool]:
    return date.year, date.month or 0, date.day or 0, date.uncertain, date.approximate


def _unit_around(day: datetime.date, like: PartialDate) -> PartialDate:
    """Give the year, month or day that holds a day, as precise as another date and not qualified."""
    month = None if like.month is None else day.month
    return PartialDate(day.year, month, None if like.day is None else day.day)


def _meanings(when: PartialDate) -> list[PartialDate]:
    """List the exact dates that a date can stand for, in order: itself and, if it is qualified, its neighbours."""
    if not when.qualified:
        return [when]
    first, last = when.earliest, when.latest
    meanings = [_unit_around(first, when)]
    if first > datetime.date.min:
        meanings.insert(0, _unit_around(first - _ONE_DAY, when))
    if last < datetime.date.max:
        meanings.append(_unit_around(last + _ONE_DAY, when))
    return meanings


# Periods


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
        return [(meaning.earliest, meaning.latest) for meaning in _meanings(when)]
    firsts = [datetime.date.min] if isinstance(when.start, Bound) else [day.earliest for day in _meanings(when.start)]
    lasts = [datetime.date.max] if isinstance(when.end, Bound) else [day.latest for day in _meanings(when.end)]
    return [(first, last) for first in firsts for last in lasts if first <= last]


def _require_end(end: object) -> None:
    if not isinstance(end, (PartialDate, Bound)):
        raise InvalidDate(end, "an end of a Period is a PartialDate, Bound.UNKNOWN or Bound.OPEN")


def _require_order(start: PartialDate, end: PartialDate) -> None:
    if start.reach[0] > end.reach[1]:
        raise InvalidDate(f"{start}/{end}", f"its start {start} is after its end {end}")


# The strict written form


def _text(value: object, expected: str) -> str:
    if not isinstance(value, str):
        raise InvalidDate(value, f"expected text: {expected}")
    return value


@functools.lru_cache(maxsize=4096)
def _parse_date(text: str) -> PartialDate:
    return _parse_part(text, text, 0)


def _parse_end(text: str, whole: str, offset: int) -> PartialDate | Bound:
    if text in ("", ".."):
        return Bound(text)
    return _parse_part(text, whole, offset)


def _parse_part(text: str, whole: str, offset: int) -> PartialDate:
    """Parse a date that stands in a longer text, so that errors show the longer text and the position in it."""
    qualifier = text[-1:] if text.endswith(("?", "~", "%")) else ""
    literal = text.removesuffix(qualifier)
    parts = literal.split("-")
    # str.isdigit alone would let the digits of other scripts pass.
    if [len(part) for part in parts] not in _WIDTHS or not (literal.isascii() and all(map(str.isdigit, parts))):
        at = offset + _first_offence(text)
        raise InvalidDate(whole, f"expected {_DATE_FORMS}", at if at < len(whole) else None)
    year = int(parts[0])
    month = int(parts[1]) if len(parts) > 1 else None
    day = int(parts[2]) if len(parts) > 2 else None
    fault = _fault(year, month, day)
    if fault:
        position, problem = fault
        raise InvalidDate(whole, problem, offset + position)
    return PartialDate(year, month, day, uncertain=qualifier in ("?", "%"), approximate=qualifier in ("~", "%"))


def _first_offence(text: str) -> int:
    """Find the first character after which the text can no longer become a date; its length if it only stops early."""
    for position, character in enumerate(text):
        if position in (4, 7, 10) and character in "?~%":
            return position + 1  # Nothing may follow a qualifier.
        if position == len(_FORM):
            return position
        if character != "-" if _FORM[position] == "-" else character not in _FORM_DIGITS:
            return position
    return len(text)


# What users write


def _read(value: object) -> PartialDate | Period:
    if isinstance(value, (PartialDate, Period)):
        return value
    if isinstance(value, datetime.date):
        return PartialDate.from_date(value)
    if isinstance(value, str):
        return _read_text(value.strip())
    raise InvalidDate(value, f"expected a date, a datetime, a PartialDate, a Period or {_TEXT_FORMS}")


def _read_text(text: str) -> PartialDate | Period:
    begins_as_iso = text[:4].isdigit() and text[4:5] == "-" and text[5:7].isdigit()
    if begins_as_iso and text[10:11] in ("T", " ") and len(text) > 11:
        return _read_day_and_time(text)
    try:
        return Period.parse(text) if "/" in text else PartialDate.parse(text)
    except InvalidDate:
        # What has the form of an ISO date is never handed on for a guess: the strict error is the better answer.
        if begins_as_iso:
            raise
    return _read_free_text(text)


def _read_day_and_time(text: str) -> PartialDate:
    day = _parse_part(text[:10], text, 0)
    try:
        datetime.time.fromisoformat(text[11:])
    except ValueError:
        return _read_free_text(text)  # Perhaps a time in another form, such as "5pm".
    return day


def _read_free_text(text: str) -> PartialDate:
    # The sign of "-2014" and the hyphen of "2014-" mean something, and python-dateutil would drop them.
    if not (text[:1].isalnum() and text[-1:].isalnum()):
        raise InvalidDate(text, f"expected {_TEXT_FORMS}")
    month_first = _stated_parts(text, day_first=False)
    if text[:4].isdigit() and not text[4:5].isdigit():
        return month_first  # Year, day, month is an order nobody writes.
    day_first = _stated_parts(text, day_first=True)
    if day_first != month_first:
        raise AmbiguousDate(text, [str(reading) for reading in sorted([month_first, day_first])])
    return month_first


@functools.cache
def _free_text_parser() -> parser.parser:
    from dateutil import parser

    class Words(parser.parserinfo):
        # Fewer than usual: by default "and", "m", "t" and "ad" may stand anywhere too, and are dropped.
        JUMP = [" ", ".", ",", ";", "-", "/", "'", "at", "on", "of", "st", "nd", "rd", "th"]  # noqa: RUF012

    return parser.parser(Words())


def _stated_parts(text: str, *, day_first: bool) -> PartialDate:
    """Read free text with python-dateutil and keep the parts of the date that the text itself states.

    The parser fills in what the text leaves out from a default, so it reads the text against two defaults that
    differ in every part: where the readings agree, the text has the part.
    """
    # Both years have a 29 February and both months 31 days, so that no reading fails for its default. The days are
    # more than a week apart, because the name of a weekday moves a reading to the next such day.
    defaults = datetime.datetime(2000, 1, 1, 1, 1, 1), datetime.datetime(2004, 3, 15, 2, 2, 2)
    parse = _free_text_parser().parse
    try:
        one, two = (parse(text, default=default, dayfirst=day_first, ignoretz=True) for default in defaults)
    except (ValueError, OverflowError):
        raise InvalidDate(text, f"expected {_TEXT_FORMS}") from None

    if one.year != two.year:
        raise InvalidDate(text, "the year is missing")
    if f"{one.year:04}" not in _runs(text, str.isdecimal):
        raise InvalidDate(text, "the year must be written with four digits, apart from other digits")
    month = one.month if one.month == two.month else None
    day = one.day if month and one.day == two.day else None
    has_time = one.hour == two.hour or one.minute == two.minute or one.second == two.second
    if not _is_all_used(text, (one.year, month, day), has_time=has_time):
        raise InvalidDate(text, f"only part of it can be read as a date; expected {_TEXT_FORMS}")
    return PartialDate(one.year, month, day)


def _is_all_used(text: str, parts: tuple[int, int | None, int | None], *, has_time: bool) -> bool:
    """Check that nothing in a text was dropped, as python-dateutil does with the 8 of "10,08,2007"."""
    year, month, day = parts
    words = [run.lower() for run in _runs(text, str.isalpha)]
    if has_time:
        # A bare number is no time of day, though the parser takes the 2015 of "10 June 2014-2015" for one.
        return day is not None and (":" in text or not _TIME_WORDS.isdisjoint(words))
    numbers = sorted(int(run) for run in _runs(text, str.isdecimal))
    all_numbers = sorted(part for part in parts if part is not None)
    month_by_name = sorted(part for part in (year, day) if part is not None)
    if day is not None:
        return numbers in (all_numbers, month_by_name)
    # Without a day, the only word there can be is the name of the month: no weekday, no "10th".
    return month is not None and (numbers, len(words)) in ((all_numbers, 0), (month_by_name, 1))


def _runs(text: str, kind: Callable[[str], bool]) -> list[str]:
    """Split off the longest runs of characters of one kind."""
    return "".join(character if kind(character) else " " for character in text).split()
