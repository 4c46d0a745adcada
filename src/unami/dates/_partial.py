"""Dates known to the day, month or year, possibly uncertain or approximate."""

from __future__ import annotations

import datetime
import functools
import operator
from typing import TYPE_CHECKING, Any, Literal, TypeGuard

import attrs

from unami._base.encodable import Encodable, opaque
from unami._base.given import given_text
from unami._base.text import shown
from unami.dates._certainty import Certainty
from unami.errors import InvalidDate, NotDecided

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami.dates._days import Days
    from unami.dates._reading import When

__all__ = ["PartialDate"]

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


_CODES_OF_YEAR = ("Y", "y", "C", "%", "n", "t")
_CODES_OF_MONTH = ("m", "B", "b", "h")
"""The codes of formats that need no day."""


FORM = "0000-00-00"


FORM_DIGITS = "0123456789"


_DASHES = {4: "", 7: "-", 10: "--"}
"""Which dashes a written date has, by its length: they are its fifth and its eighth character."""


TEXT_FORMS = "text such as 2014-06-10, 2014-06, 2014 or 10 June 2014"
_DATE_FORMS = "2004, 2004-07 or 2004-07-14, followed by ?, ~ or % if uncertain or approximate"


@opaque
@attrs.frozen
class PartialDate(Encodable):
    """A date as precisely as it is stated: a year, a month or a day, possibly qualified.

    Two dates are equal if the same is stated. ``<`` and the other operators are a total order *for sorting only*
    (by first day, less precise dates first); use `before`, `after` and `same_day` to compare times. Compared with a
    `datetime.date` they answer yes or no, or raise `NotDecided` if the date can mean days of both kinds; a full day
    without qualifier equals the `datetime.date`. ``-`` tells the days from one date to another.

    Args:
        year: The year, 1 to 9999.
        month: The month, if stated.
        day: The day of the month, if stated.
        uncertain: The source is not sure of the date (``?``).
        approximate: The date is an estimate (``~``).

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
        fault = fault_of_date(self.year, self.month, self.day)
        if fault:
            _, problem = fault
            raise InvalidDate((self.year, self.month, self.day), problem)
        if type(self.uncertain) is not bool or type(self.approximate) is not bool:
            name = "approximate" if type(self.uncertain) is bool else "uncertain"
            raise InvalidDate(getattr(self, name), f"{name} must be True or False")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the strict written form: ``2004``, ``2004-07`` or ``2004-07-14``, optionally with ``?``, ``~`` or ``%``.

        Args:
            text: The text; anything else in or around it is an error.

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
        return _parse_date(checked_text(text, _DATE_FORMS))

    @classmethod
    def from_date(cls, day: datetime.date) -> PartialDate:
        """Return the date for a `datetime.date`; for a `datetime.datetime`, the time is dropped.

        Args:
            day: The day.

        Returns:
            The same day, not qualified.

        Raises:
            InvalidDate: If it is not a date, or is a missing value (pandas ``NaT``).

        Example:
            >>> import datetime
            >>> PartialDate.from_date(datetime.date(2003, 8, 19))
            PartialDate('2003-08-19')
        """
        if not isinstance(day, datetime.date):
            raise InvalidDate(day, "expected a date or a datetime")
        # pandas.NaT is a datetime instance but not equal to itself.
        if day != day:  # noqa: PLR0124
            raise InvalidDate(day, "the value is missing")
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """The smallest unit that is stated."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def is_day(self) -> bool:
        """True if a day is stated (though it may be qualified)."""
        return self.day is not None

    @property
    def qualified(self) -> bool:
        """True if the date is stated as uncertain, approximate or both."""
        return self.uncertain or self.approximate

    @property
    def earliest(self) -> datetime.date:
        """The first day of the written date, ignoring qualifiers."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day of the written date, ignoring qualifiers."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or _days_in(self.year, month))

    @property
    def reach(self) -> tuple[datetime.date, datetime.date]:
        """The first and last day that the date can mean.

        Without qualifier these are `earliest` and `latest`; a qualified date extends one unit of its own precision
        further in both directions (within the calendar).

        Example:
            >>> first, last = PartialDate.parse("2004-07?").reach
            >>> print(first, last)
            2004-06-01 2004-08-31
        """
        if not self.qualified:
            return self.earliest, self.latest
        possible = meanings(self)
        return possible[0].earliest, possible[-1].latest

    def before(self, other: When) -> Certainty:
        """Return whether this date is earlier than another, as far as both are known.

        Args:
            other: The other date, as `read_date` takes it.

        Returns:
            Certain if every day in `reach` is earlier than every day of the other; possible if some are; else no.

        Example:
            >>> PartialDate.parse("2009").before(PartialDate.parse("2009-07"))
            <Certainty.POSSIBLE: 'possible'>
        """
        first, last = self.reach
        other_first, other_last = _other(other).reach
        if last < other_first:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if first < other_last else Certainty.NO

    def after(self, other: When) -> Certainty:
        """Return whether this date is later than another, as far as both are known.

        Args:
            other: The other date, as `read_date` takes it.

        Returns:
            The answer of `before` with the two dates swapped.

        Example:
            >>> PartialDate.parse("2010").after("2009-07")
            <Certainty.CERTAIN: 'certain'>
        """
        return _other(other).before(self)

    def same_day(self, other: When) -> Certainty:
        """Return whether two dates are the same day, as far as both are known.

        Args:
            other: The other date, as `read_date` takes it.

        Returns:
            Certain if both can only mean one and the same day; possible if they can share a day; else no.

        Example:
            >>> PartialDate.parse("2009-07").same_day("2009-07-10")
            <Certainty.POSSIBLE: 'possible'>
        """
        reach, other_reach = self.reach, _other(other).reach
        if reach[1] < other_reach[0] or other_reach[1] < reach[0]:
            return Certainty.NO
        return Certainty.CERTAIN if reach[0] == reach[1] and reach == other_reach else Certainty.POSSIBLE

    def compatible(self, other: PartialDate) -> bool:
        """Return whether two dates can state the same fact: they are equal, or one is a more precise form of the other.

        Args:
            other: The other date; qualifiers are ignored.

        Returns:
            True if the written days of one lie within those of the other.

        Example:
            >>> PartialDate.parse("2004-07?").compatible(PartialDate.parse("2004"))
            True
        """
        if other.__class__ is not PartialDate:
            other = _other(other)
        # Two written dates are either nested or disjoint, so overlapping ones are nested.
        return self.earliest <= other.latest and other.earliest <= self.latest

    def refines(self, other: PartialDate) -> bool:
        """Return whether this date is strictly more precise than another and lies within it.

        Args:
            other: The other date; qualifiers are ignored.

        Returns:
            True if it does.

        Example:
            >>> PartialDate.parse("2004-07").refines(PartialDate.parse("2004"))
            True
        """
        if other.__class__ is not PartialDate:
            other = _other(other)
        narrower = (other.month is None and self.month is not None) or (other.day is None and self.day is not None)
        return narrower and self.compatible(other)

    def replace(self, **parts: int | bool | None) -> PartialDate:
        """Return this date with some of its parts changed, as `datetime.date.replace` does.

        Args:
            parts: New values by field name; ``None`` removes a part.

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
        """Return the date moved by calendar units, with the same precision and qualifiers.

        A day that the target month does not have becomes its last day: 31 January plus one month is the end of
        February.

        Args:
            years: Years to add; all three numbers may be negative.
            months: Months to add; the date must state a month.
            days: Days to add; the date must state a day.

        Returns:
            The moved date.

        Raises:
            InvalidDate: If the date does not state the unit, a number is not a whole number, or the result is outside
                the years 1 to 9999.

        Example:
            >>> PartialDate.parse("2003-08-14").plus(months=12)
            PartialDate('2004-08-14')
            >>> PartialDate.parse("2004").plus(months=3)
            Traceback (most recent call last):
                ...
            unami.errors.InvalidDate: '2004 plus 3 months' is not a date: 2004 has no month
        """
        for name, number in (("years", years), ("months", months), ("days", days)):
            if not _is_whole(number):
                raise InvalidDate(number, f"{name} to add must be a whole number")
        if months and self.month is None:
            raise InvalidDate(f"{self} plus {shown(months)} months", f"{self} has no month")
        if days and self.day is None:
            raise InvalidDate(f"{self} plus {shown(days)} days", f"{self} has no day")

        from dateutil.relativedelta import relativedelta

        try:
            moved = self.earliest + relativedelta(years=years, months=months, days=days)
        except (ValueError, OverflowError):
            asked = f"{self} plus {shown(years)} years, {shown(months)} months, {shown(days)} days"
            raise InvalidDate(asked, "the result is outside the years 0001 to 9999") from None
        return _unit_around(moved, self).replace(uncertain=self.uncertain, approximate=self.approximate)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PartialDate):
            return _sort_key(self) == _sort_key(other)
        if other.__class__ is datetime.date:
            return self.is_day and not self.qualified and self.earliest == other
        return NotImplemented

    def __hash__(self) -> int:
        if self.day is not None and not self.qualified:
            return hash(self.earliest)
        return hash(_sort_key(self))

    def __lt__(self, other: PartialDate | datetime.date) -> bool:
        if isinstance(other, PartialDate):
            return _sort_key(self) < _sort_key(other)
        return self._compared(other, "<", operator.lt)

    def __le__(self, other: PartialDate | datetime.date) -> bool:
        if isinstance(other, PartialDate):
            return _sort_key(self) <= _sort_key(other)
        return self._compared(other, "<=", operator.le)

    def __gt__(self, other: PartialDate | datetime.date) -> bool:
        if isinstance(other, PartialDate):
            return _sort_key(self) > _sort_key(other)
        return self._compared(other, ">", operator.gt)

    def __ge__(self, other: PartialDate | datetime.date) -> bool:
        if isinstance(other, PartialDate):
            return _sort_key(self) >= _sort_key(other)
        return self._compared(other, ">=", operator.ge)

    def _compared(self, other: object, sign: str, compare: Callable[[datetime.date, datetime.date], bool]) -> bool:
        # A datetime, which is a date to Python, is compared with none: its time of day would count.
        if not isinstance(other, datetime.date) or isinstance(other, datetime.datetime):
            return NotImplemented  # type: ignore[no-any-return]
        first, last = self.reach
        # The answer changes at most once from the first day to the last, so the two tell of all days between.
        answer = compare(first, other)
        if answer is not compare(last, other):
            problem = f"ask before(), after() or same_day(), as {self} is a day from {first} to {last}"
            raise NotDecided(f"{self} {sign} {other}", problem)
        return answer

    def __sub__(self, other: PartialDate | datetime.date) -> Days:
        """Return the days from another date to this one, as far as both are known: none from a day to itself."""
        return _days_from(other, self)

    def __rsub__(self, other: datetime.date) -> Days:
        return _days_from(self, other)

    def words(self) -> str:
        """Return the date as English text, with its qualifier spelled out.

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

    def isoformat(self) -> str:
        """Return the date in the form of ISO 8601, as far as it is known: the same as ``str``.

        Example:
            >>> PartialDate.parse("2004-07").isoformat()
            '2004-07'
        """
        return str(self)

    def strftime(self, form: str) -> str:
        """Format the date with a format of `datetime.date`, such as ``%d %B %Y``; it must not be qualified.

        Args:
            form: The format.

        Raises:
            InvalidDate: The date is qualified, or the format has a code for a part that the date does not state.

        Example:
            >>> PartialDate(2014, 6).strftime("%B %Y")
            'June 2014'
            >>> PartialDate(2014, 6).strftime("%d %B %Y")
            Traceback (most recent call last):
                ...
            unami.errors.InvalidDate: '2014-06' is not a date: it has no day, which %d needs
        """
        if self.qualified:
            raise InvalidDate(str(self), f"it cannot be written as {shown(form)}: expected a date without ?, ~ or %")
        if self.day is None:
            self._require_parts(form)
        return self.earliest.strftime(form)

    def _require_parts(self, form: str) -> None:
        """Refuse a format with a code for a part that is not stated."""
        place = form.find("%")
        while place >= 0:
            end = place + 1
            # Some platforms take a sign between the two: %-d is a day without zero.
            while form[end : end + 1] and form[end] in "-_0^#":
                end += 1
            code = form[end : end + 1]
            if code not in _CODES_OF_YEAR:
                needed = "month" if code in _CODES_OF_MONTH else "day"
                if needed == "day" or self.month is None:
                    raise InvalidDate(str(self), f"it has no {needed}, which {form[place : end + 1]} needs")
            place = form.find("%", end + 1)

    def __format__(self, form: str) -> str:
        """Format the date with a format of `datetime.date` such as ``%d %B %Y``, as `strftime` does.

        Args:
            form: The format; without a ``%`` in it, it is a format for text, such as ``>12``.

        Raises:
            InvalidDate: As `strftime`.

        Example:
            >>> f"{PartialDate(2014, 6, 10):%d.%m.%Y}", f"{PartialDate(2014, 6):%B %Y}", f"{PartialDate(2014):>6}"
            ('10.06.2014', 'June 2014', '  2014')
        """
        return self.strftime(form) if "%" in form else format(str(self), form)

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


# Calendar


def _days_from(earlier: PartialDate | datetime.date, later: PartialDate | datetime.date) -> Days:
    ends = []
    for date in (earlier, later):
        if isinstance(date, PartialDate):
            ends.append(date.reach)
        elif isinstance(date, datetime.date):
            ends.append(PartialDate.from_date(date).reach)
        else:
            return NotImplemented
    from unami.dates._days import Days

    (first, last), (other_first, other_last) = ends
    return Days((other_first - last).days, (other_last - first).days)


def _other(value: When) -> PartialDate:
    """The date that a method compares with, given in any form."""
    if isinstance(value, PartialDate):
        return value
    # Imported late: the modules depend on each other.
    from unami.dates._reading import read_date

    return read_date(value)


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def fault_of_date(year: object, month: object, day: object) -> tuple[int, str] | None:
    """Find the first wrong part: its position in the written form, and what is wrong with it."""
    if not _is_whole(year) or not 1 <= year <= 9999:
        if isinstance(year, str):
            return 0, "PartialDate takes numbers; PartialDate.parse reads text"
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
    """True for a whole number: Python counts True and False as numbers, but they are no years or days."""
    return type(value) is int or (isinstance(value, int) and not isinstance(value, bool))


def _sort_key(date: PartialDate) -> tuple[int, int, int, bool, bool]:
    return date.year, date.month or 0, date.day or 0, date.uncertain, date.approximate


def _unit_around(day: datetime.date, like: PartialDate) -> PartialDate:
    """Return the year, month or day that contains a day, with the precision of another date and without qualifier."""
    month = None if like.month is None else day.month
    return PartialDate(day.year, month, None if like.day is None else day.day)


def meanings(when: PartialDate) -> list[PartialDate]:
    """List the exact dates that a date can mean, in order: itself and, if it is qualified, its neighbours."""
    if not when.qualified:
        return [when]
    first, last = when.earliest, when.latest
    meanings = [_unit_around(first, when)]
    if first > datetime.date.min:
        meanings.insert(0, _unit_around(first - _ONE_DAY, when))
    if last < datetime.date.max:
        meanings.append(_unit_around(last + _ONE_DAY, when))
    return meanings


# The strict written form


def checked_text(value: object, expected: str) -> str:
    return given_text(value, f"text: {expected}", functools.partial(InvalidDate, value))


@functools.lru_cache(maxsize=4096)
def _parse_date(text: str) -> PartialDate:
    return parse_part(text, text, 0)


def parse_part(text: str, whole: str, offset: int) -> PartialDate:
    """Parse a date within a longer text; errors show the longer text and the position in it."""
    qualifier = text[-1:] if text.endswith(("?", "~", "%")) else ""
    literal = text.removesuffix(qualifier)
    digits = literal[:4] + literal[5:7] + literal[8:]
    # str.isdigit alone would accept digits of other scripts.
    if literal[4::3] != _DASHES.get(len(literal)) or not (digits.isascii() and digits.isdigit()):
        at = offset + _first_offence(text)
        raise InvalidDate(whole, f"expected {_DATE_FORMS}", at if at < len(whole) else None)
    year = int(digits[:4])
    month = int(digits[4:6]) if len(digits) > 4 else None
    day = int(digits[6:]) if len(digits) > 6 else None
    try:
        return PartialDate(year, month, day, uncertain=qualifier in ("?", "%"), approximate=qualifier in ("~", "%"))
    except InvalidDate:
        fault = fault_of_date(year, month, day)
        if fault is None:
            raise
        position, problem = fault
        raise InvalidDate(whole, problem, offset + position) from None


def _first_offence(text: str) -> int:
    """Find the first character that makes a date impossible; the length of the text if it merely ends too early."""
    for position, character in enumerate(text):
        if position in (4, 7, 10) and character in "?~%":
            return position + 1  # Nothing may follow a qualifier.
        if position == len(FORM):
            return position
        if character != "-" if FORM[position] == "-" else character not in FORM_DIGITS:
            return position
    return len(text)
