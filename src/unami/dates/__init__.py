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
import re
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeGuard

import attrs

from unami._base.encodable import Encodable, Plain, opaque
from unami._base.given import given_text
from unami._base.text import shown
from unami.errors import AmbiguousDate, InvalidDate

if TYPE_CHECKING:
    from collections.abc import Iterable

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
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
        for name in ("uncertain", "approximate"):
            mark = getattr(self, name)
            if mark is not True and mark is not False:
                raise InvalidDate(mark, f"{name} is True or False")

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

        Raises:
            InvalidDate: If it is no date, or a missing one (``NaT`` of pandas).

        Example:
            >>> import datetime
            >>> PartialDate.from_date(datetime.date(2003, 8, 19))
            PartialDate('2003-08-19')
        """
        if not isinstance(day, datetime.date):
            raise InvalidDate(day, "expected a date or a datetime")
        # pandas.NaT, which is a datetime by its class, is not even equal to itself.
        if day != day:  # noqa: PLR0124
            raise InvalidDate(day, "the value is missing")
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
        if other.__class__ is not PartialDate:
            other = read_date(other)
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
        if other.__class__ is not PartialDate:
            other = read_date(other)
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
            InvalidDate: If the date does not state the unit, a number is no whole one, or the result leaves the years
                1 to 9999.

        Example:
            >>> PartialDate.parse("2003-08-14").plus(months=12)
            PartialDate('2004-08-14')
            >>> PartialDate.parse("2004").plus(months=3)
            Traceback (most recent call last):
                ...
            unami.errors.InvalidDate: '2004 plus 3 months' is not a date: 2004 states no month
        """
        for name, number in (("years", years), ("months", months), ("days", days)):
            if not _is_whole(number):
                raise InvalidDate(number, f"{name} to add is no whole number")
        if months and self.month is None:
            raise InvalidDate(f"{self} plus {shown(months)} months", f"{self} states no month")
        if days and self.day is None:
            raise InvalidDate(f"{self} plus {shown(days)} days", f"{self} states no day")

        from dateutil.relativedelta import relativedelta

        try:
            moved = self.earliest + relativedelta(years=years, months=months, days=days)
        except (ValueError, OverflowError):
            asked = f"{self} plus {shown(years)} years, {shown(months)} months, {shown(days)} days"
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

    def __format__(self, form: str) -> str:
        """Write the date by a form of `datetime.date` such as ``%d %B %Y``, if it is a day and nothing else.

        Args:
            form: The form; without a ``%`` in it, it is that of a text, such as ``>12``.

        Raises:
            InvalidDate: If the form asks for a day and the date states none, or is not sure of it.

        Example:
            >>> f"{PartialDate(2014, 6, 10):%d.%m.%Y}", f"{PartialDate(2014):>6}"
            ('10.06.2014', '  2014')
        """
        if "%" not in form:
            return format(str(self), form)
        if not self.is_day or self.qualified:
            raise InvalidDate(str(self), f"it cannot be written as {shown(form)}: expected a day that is sure")
        return format(self.earliest, form)

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
        if not isinstance(other, Period):
            asked = read_when(other)
            other = asked if isinstance(asked, Period) else Period(asked, asked)
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
            ``"June 2014"`` or ``"Tue, Jun 10, 2014 5pm"``, of 200 characters at most. Times of day and time zones are
            dropped. A date of three numbers that begins with the year is read as year, month, day.

    Returns:
        The date or the period.

    Raises:
        InvalidDate: If it is anything else: no year, a year of two digits, relative words, parts left over, a weekday
            that is not that of the day.
        AmbiguousDate: If it depends on the reader's country which number is the month, or if it may be a budget year
            as the United Nations writes it: ``2011/12``.

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
    when = read_when(when)
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
    if not _is_whole(year) or not 1 <= year <= 9999:
        return 0, f"year {shown(year)} is not one of 0001 to 9999"
    if month is None:
        return None if day is None else (5, f"day {shown(day)} needs a month")
    if not _is_whole(month) or not 1 <= month <= 12:
        return 5, f"month {shown(month)} is not one of 01 to 12"
    if day is None:
        return None
    days = _days_in(year, month)
    if not _is_whole(day) or not 1 <= day <= days:
        return 8, f"day {shown(day)} is not one of 01 to {days}"
    return None


def _is_whole(value: object) -> TypeGuard[int]:
    """Whether it is a whole number: True and False are numbers for Python, but no year or day for anybody."""
    return isinstance(value, int) and not isinstance(value, bool)


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
    return given_text(value, f"text: {expected}", functools.partial(InvalidDate, value))


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
    forms = f"a date, a datetime, a PartialDate, a Period or {_TEXT_FORMS}"
    return _read_text(given_text(value, forms, functools.partial(InvalidDate, value)).strip())


def _read_text(text: str) -> PartialDate | Period:
    begins_as_iso = _has_form(text[:7], _FORM[:7])
    if begins_as_iso and text[10:11] in ("T", " ") and len(text) > 11:
        return _read_day_and_time(text)
    try:
        return Period.parse(text) if "/" in text else PartialDate.parse(text)
    except InvalidDate as error:
        # What has the form of an ISO date is never handed on for a guess: the strict error is the better answer.
        if begins_as_iso:
            raise
        strict = error
    try:
        return _read_free_text(text)
    except InvalidDate:
        # So it is for what was meant to be in the strict form: it has the reason and the place.
        if _is_nearly_strict(text):
            raise strict from None
        raise


def _has_form(text: str, form: str) -> bool:
    return len(text) == len(form) and all(
        character == "-" if wanted == "-" else character in _FORM_DIGITS
        for character, wanted in zip(text, form, strict=True)
    )


def _is_nearly_strict(text: str) -> bool:
    """Whether a text has the signs of the strict form: an interval one side of which begins with a year, or ``201X``."""
    sides = text.split("/")
    if len(sides) == 2:
        return all(not side or side == ".." or len(side) > 2 for side in sides) and any(
            _has_form(side[:3], _FORM[:3]) and side[3:4] in (*_FORM_DIGITS, "X") for side in sides
        )
    return _has_form(text[:2], _FORM[:2]) and set(text) <= {*_FORM_DIGITS, *"-X?~%"} and not {*"X?~%"}.isdisjoint(text)


def _read_day_and_time(text: str) -> PartialDate:
    day = _parse_part(text[:10], text, 0)
    if text[10] == " ":
        return _read_free_text(text)
    time = _patterns().iso_time.fullmatch(text, 11)
    if time is None:
        raise InvalidDate(text, f"{shown(text[11:])} is not an ISO time of day; expected {_TEXT_FORMS}", 11)
    _require_time(text, time)
    return day


# Free text: every part of it is either used for what it was written for, or the text is refused.


@attrs.frozen
class _Patterns:
    """What free text is made of, and the orders in which it makes a date."""

    iso_time: re.Pattern[str]
    token: re.Pattern[str]
    date: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    zone = r"(?P<zone>Z|UTC?|GMT|(?P<direction>[+-])(?P<zone_hour>[0-9]{2})(?::?(?P<zone_minute>[0-9]{2}))?)"
    after = r"(?![0-9A-Za-z:])"
    return _Patterns(
        iso_time=re.compile(
            rf"""(?P<hour>[0-9]{{2}}) (?:(?P<colon>:?)(?P<minute>[0-9]{{2}})
                 (?:(?P=colon)(?P<second>[0-9]{{2}}) (?:[.,][0-9]{{1,9}})? )? )? {zone}?""",
            re.VERBOSE,
        ),
        token=re.compile(
            rf"""(?P<time> (?P<hour>[0-9]{{1,2}}) (?:
                    : (?P<minute>[0-9]{{2}}) (?:: (?P<second>[0-9]{{2}}) (?:[.,][0-9]{{1,9}})? )?
                      (?:\s?(?P<half>[ap])\.?m\.?)? (?:\s?{zone})?
                    | \s?(?P<half_alone>[ap])\.?m\.? | \s?h(?P<minute_alone>[0-9]{{2}})?
                 ) {after} )
               | (?P<ordinal> [0-9]{{1,2}}(?:st|nd|rd|th){after} )
               | (?P<short> '[0-9]{{2}}(?![0-9]) )
               | (?P<number> [0-9]+ )
               | (?P<comma> \.?\s*,\s* )
               | (?P<blank> \.?\s+ (?:(?P<link>at|on|of)\s+)? )
               | (?P<word> [A-Za-z]+ )
               | (?P<sign> [-/.] )""",
            re.VERBOSE | re.IGNORECASE,
        ),
        # A letter a token: d a number of one or two digits, o the same with st, nd, rd or th, y a year, m the name of a
        # month, w that of a weekday, t a time of day; "@" is "at" or "on", f is "of", and all others are themselves.
        date=re.compile(
            r"""(?:w[ ,@]|t[ ,@])*
                (?P<date> [do][ ,f]?m[ ,f]?y | m[ ,][do][ ,]y | y[ ,][do][ ,f]m | y[ ,]m[ ,][do] | m[ ,f]?y | y[ ,]m
                        | d(?P<a>[-/.])m(?P=a)y | m(?P<b>[-/.])d(?P=b)y | y(?P<c>[-/.])m(?P=c)d | m[-/.]y | y[-/.]m
                        | m[ ]d[ ]t[ ]y
                        | (?P<year_first> y(?P<d>[-/.\ ])d(?P=d)d ) | (?P<year_last> d(?P<e>[-/.\ ])d(?P=e)y )
                        | (?P<month_last> y(?P<sign>[-/.\ ])d ) | (?P<month_first> d[-/.\ ]y ) )
                (?:[ ,@]w|[ ,@]t)*""",
            re.VERBOSE,
        ),
    )


@functools.cache
def _vocabulary() -> parser.parserinfo:
    """What python-dateutil knows of the words of a date."""
    from dateutil import parser

    return parser.parserinfo()


@attrs.define
class _Parts:
    """The tokens of a free text, by what they are."""

    shape: str = ""
    years: list[int] = attrs.Factory(list)
    numbers: list[str] = attrs.Factory(list)
    months: list[int] = attrs.Factory(list)
    weekdays: list[int] = attrs.Factory(list)
    unknown: str | None = None
    """The first thing that is no part of any date."""


def _parts_of(text: str) -> _Parts:
    parts = _Parts()
    place = len("on ") if text[:3].lower() == "on " else 0
    while place < len(text):
        token = _patterns().token.match(text, place)
        if token is None:
            parts.unknown = parts.unknown or text[place]
            parts.shape += "?"
            place += 1
            continue
        place = token.end()
        parts.shape += _letter_of(text, token, parts)
    return parts


def _letter_of(text: str, token: re.Match[str], parts: _Parts) -> str:
    """Say what a token is, and keep what it stands for."""
    kind, words = token.lastgroup, token.group()
    # The last group that closes is the alternative itself, for it holds all the others.
    if kind == "time":
        _require_time(text, token)
        if token["direction"] == "-" and not token["second"] and not re.search(r"\s-[0-9]{4}$", words):
            raise InvalidDate(text, f"{shown(words.strip())} may be the hours from one time to another")
        return "t"
    if kind == "ordinal":
        number = int(words[:-2])
        if words[-2:].lower() != _ordinal(number):
            raise InvalidDate(text, f"{shown(words)} is neither {number}{_ordinal(number)} nor another day")
        parts.numbers.append(words[:-2])
        return "o"
    if kind == "number":
        if len(words) == 4:
            parts.years.append(int(words))
            return "y"
        parts.numbers.append(words)
        return "d" if len(words) <= 2 else "x"
    if kind == "word":
        month, weekday = _vocabulary().month(words), _vocabulary().weekday(words)
        if month is not None:
            parts.months.append(month)
            return "m"
        if weekday is not None:
            parts.weekdays.append(weekday)
            return "w"
        parts.unknown = parts.unknown or words
        return "?"
    if kind == "blank":
        return {"of": "f", "at": "@", "on": "@"}[token["link"].lower()] if token["link"] else " "
    return {"comma": ",", "short": "x"}.get(kind or "", words)


def _ordinal(number: int) -> str:
    return "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _require_time(text: str, time: re.Match[str]) -> None:
    """Refuse what has the form of a time of day and is none, such as 25:00."""
    found = {name: value for name, value in time.groupdict().items() if value}
    hour, half = int(found["hour"]), found.get("half") or found.get("half_alone")
    minute = int(found.get("minute") or found.get("minute_alone") or 0)
    offset = int(found.get("zone_hour", 0)), int(found.get("zone_minute", 0))
    # There is no zone further than 12 hours west of Greenwich or 14 east of it.
    zones = (12, 0) if found.get("direction") == "-" else (14, 0)
    hours = range(1, 13) if half else range(24)
    if hour not in hours or minute > 59 or int(found.get("second", 0)) > 59 or offset > zones or offset[1] > 59:
        raise InvalidDate(text, f"{shown(time.group().strip())} is not a time of day; expected {_TEXT_FORMS}")


def _read_free_text(text: str) -> PartialDate:
    parts = _parts_of(text)
    form = _patterns().date.fullmatch(parts.shape)
    if form is None or parts.shape.count("t") > 1 or parts.shape.count("w") > 1:
        reason = "" if parts.unknown == text else f"{_reason(parts)}; "
        raise InvalidDate(text, f"{reason}expected {_TEXT_FORMS}")
    readings = _readings(text, parts, form)
    if len(readings) > 1:
        raise AmbiguousDate(text, [str(reading) for reading in sorted(readings)])
    date = readings[0]
    if ("t" in parts.shape or parts.weekdays) and not date.is_day:
        raise InvalidDate(text, f"only part of it can be read as a date: {date} has no day; expected {_TEXT_FORMS}")
    if parts.weekdays and parts.weekdays[0] != date.earliest.weekday():
        raise InvalidDate(text, f"{date.words()} was a {_WEEKDAYS[date.earliest.weekday()]}")
    return date


def _readings(text: str, parts: _Parts, form: re.Match[str]) -> list[PartialDate]:
    """List the dates that the parts can mean."""
    year, numbers = parts.years[0], [int(number) for number in parts.numbers]
    found: list[tuple[int, int | None, int | None]]
    if form["year_first"]:
        found = [(year, numbers[0], numbers[1])]  # Year, day, month is an order nobody writes.
    elif form["year_last"]:
        # Day, month and month, day; the same if both are the same number.
        found = list(dict.fromkeys([(year, numbers[1], numbers[0]), (year, numbers[0], numbers[1])]))
    elif parts.months:
        found = [(year, parts.months[0], numbers[0] if numbers else None)]
    else:
        if form["month_last"]:
            _require_month(text, year, parts.numbers[0], form["sign"])
        found = [(year, numbers[0], None)]
    faults = [_fault(*reading) for reading in found]
    readings = [PartialDate(*reading) for reading, fault in zip(found, faults, strict=True) if fault is None]
    if readings:
        return readings
    raise InvalidDate(text, f"{' and '.join(fault[1] for fault in faults if fault)}; expected {_TEXT_FORMS}")


def _require_month(text: str, year: int, written: str, sign: str) -> None:
    """Refuse a number after a year that may be no month: 2010/11 is a budget year too, and 2014.6 a decimal number."""
    if year < datetime.MAXYEAR and f"{year + 1}".endswith(written):
        budget_year = f"{year:04}-07/{year + 1:04}-06"
        if 1 <= int(written) <= 12:
            raise AmbiguousDate(text, [f"{year:04}-{int(written):02}", budget_year])
        raise InvalidDate(text, f"a budget year is asked for by its months, such as {budget_year}")
    if sign == "." and len(written) == 1:
        raise InvalidDate(text, f"it may be a decimal number; expected {_TEXT_FORMS}")


def _reason(parts: _Parts) -> str:
    """Say why the parts of a text are no date."""
    if parts.unknown is not None:
        return f"{shown(parts.unknown)} is no part of a date"
    if not parts.years:
        if "x" in parts.shape or len(parts.numbers) > (1 if parts.months else 2):
            return "the year must be written with four digits, apart from other digits"
        return "the year is missing"
    if "md" in parts.shape:
        return "a blank is missing between the month and the day"
    if re.search("d[ ]?-[ ]?d[ ]m[ ]y", parts.shape):
        return "two days are a period, written with years of four digits: 2014-06-10/2014-06-12"
    return "only part of it can be read as a date"
