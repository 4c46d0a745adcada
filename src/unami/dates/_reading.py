"""Reading the times that users pass: dates of Python and of other packages, years, text, and dated records."""

from __future__ import annotations

import datetime
import functools
import re
from numbers import Integral
from typing import Any, Protocol, TypeAlias, cast

from unami._base.given import given_text
from unami._base.text import shown
from unami.dates._partial import FORM, FORM_DIGITS, TEXT_FORMS, PartialDate, fault_of_date
from unami.dates._period import Bound, Period
from unami.errors import InvalidDate

__all__ = ["Dated", "When", "as_asked", "bounds_of", "only_day", "read_date", "read_when"]


class Dated(Protocol):
    """A record that has a place in time."""

    @property
    def period(self) -> PartialDate | Period | None:
        """Its day, month, year or period."""
        ...


class _NumpyTime(Protocol):
    """``numpy.datetime64``, for type checkers."""

    def item(self) -> datetime.date | int | None: ...


class _PandasPeriod(Protocol):
    """``pandas.Period``, for type checkers."""

    @property
    def start_time(self) -> datetime.datetime: ...
    @property
    def end_time(self) -> datetime.datetime: ...


When: TypeAlias = (
    datetime.date | datetime.datetime | PartialDate | Period | str | int | Dated | _NumpyTime | _PandasPeriod
)
"""What a query accepts as a time: see `read_when`."""


def read_when(value: When) -> PartialDate | Period:
    """Read a time that a user passes, without filling in missing parts.

    Args:
        value: A `date`, a `datetime` (its date is used, in its own time zone), a `PartialDate`, a `Period`, a year as
            a number, a ``numpy.datetime64``, a ``pandas.Period``, a dated record or answer such as an event or a head
            of mission, or text: the strict written form of dates and periods, an ISO date and time, or free text such
            as ``"10 June 2014"``, ``"June 2014"``, ``"1er juin 2014"`` or ``"Tue, Jun 10, 2014 5pm"``, with months in
            English, French or Arabic, also with the digits of Arabic, of at most 200 characters. Times of day and time
            zones are dropped. A date of
            three numbers that begins with the year is read as year, month, day. Quarters and halves of a year, decades
            and dates with words such as "about", "since" or "from ... to" are read: ``"Q3 2012"``, ``"the 1990s"``,
            ``"about 2012"``, ``"June to August 2014"``.

    Returns:
        The date or the period.

    Raises:
        InvalidDate: If it is anything else: no year, a two-digit year, relative words, unread parts, a weekday that
            does not match the day, a missing value, or a record without a date.
        AmbiguousDate: If the order of day and month depends on the country, or if it may be a budget year as the United
            Nations writes it: ``2011/12``; or if it is a part of a year or month without fixed limits: ``early 2014``.

    Example:
        >>> from unami.dates import read_when
        >>> read_when("June 2014")
        PartialDate('2014-06')
        >>> import unami
        >>> read_when(2014), read_when(unami.mission.events["canal-hotel-bombing"])
        (PartialDate('2014'), PartialDate('2003-08-19'))
        >>> read_when("01/02/2014")
        Traceback (most recent call last):
            ...
        unami.errors.AmbiguousDate: '01/02/2014' can be read as 2014-01-02 or 2014-02-01; write one of these
    """
    return _read(value)


def read_date(value: When) -> PartialDate:
    """Read a date that a user passes, as `read_when` does, but refuse a period.

    Args:
        value: Anything that `read_when` accepts, except a period.

    Returns:
        The date.

    Raises:
        InvalidDate: If it is a period or cannot be read.
        AmbiguousDate: If the order of day and month depends on the country.

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
    """Return the first and last day that a query asks about.

    Args:
        when: The date or period asked about.

    Returns:
        The two days. A qualified date counts with its whole `PartialDate.reach`, so nothing it can mean is left out; an
        unknown or open end counts as `date.min` or `date.max`.

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


def only_day(asked: PartialDate | Period) -> datetime.date | None:
    """The day that a question is about, if it is about a single one, without any doubt which.

    Args:
        asked: The date or period asked about.

    Example:
        >>> only_day(PartialDate(2014, 6, 10)), only_day(PartialDate(2014, 6)), only_day(PartialDate(2014, 6, 10, True))
        (datetime.date(2014, 6, 10), None, None)
    """
    return asked.earliest if isinstance(asked, PartialDate) and asked.is_day and not asked.qualified else None


def as_asked(when: When) -> str:
    """Return the time asked about as text for an error: as it was given, or the date that was read.

    Args:
        when: The time.
    """
    return str(when) if isinstance(when, (str, datetime.date)) else str(_read(when))


# User input

_AS_PRINTED_IN_ARABIC: dict[int, str | None] = {
    **{zero + digit: str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)},
    **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))),
}
"""The Arabic and Persian digits, and the marks of the direction of writing, which nobody sees."""


def _read(value: object) -> PartialDate | Period:
    if isinstance(value, (PartialDate, Period)):
        return value
    if isinstance(value, datetime.date):
        return PartialDate.from_date(value)
    if isinstance(value, str):
        text = given_text(value, "text", functools.partial(InvalidDate, value)).strip()
        return _read_text(text if text.isascii() else _from_arabic(text))
    if isinstance(value, int) and not isinstance(value, bool):
        return _read_year(value)
    if hasattr(value, "period"):
        return _time_of(cast("Dated", value))
    return _read_foreign(value)


def _from_arabic(text: str) -> str:
    """A text with the digits of this module, and without invisible marks."""
    if re.search(r"[0-9][\u0660-\u0669\u06f0-\u06f9]|[\u0660-\u0669\u06f0-\u06f9][0-9]", text):
        raise InvalidDate(text, "a number has digits of two scripts")
    return text.translate(_AS_PRINTED_IN_ARABIC).strip()


def _read_year(year: int) -> PartialDate:
    if 0 < year < 1000:
        raise InvalidDate(year, "write the year with four digits")
    try:
        return PartialDate(int(year))
    except InvalidDate:
        raise InvalidDate(year, f"a number is a year from 1000 to 9999; expected {TEXT_FORMS}") from None


def _time_of(record: Dated) -> PartialDate | Period:
    """The time of a dated record."""
    period: object = record.period
    if period is None:
        raise InvalidDate(record, "the record has no date")
    if not isinstance(period, (PartialDate, Period)):
        raise InvalidDate(record, f"its period is {shown(period)}; expected a PartialDate or a Period")
    return period


def _read_foreign(value: Any) -> PartialDate | Period:
    """Read a value of NumPy or pandas, which need not be installed, so it is known by the name of its class."""
    kind = type(value)
    name = f"{kind.__module__.partition('.')[0]}.{kind.__name__}"
    if name == "pandas.NAType" or (name == "numpy.datetime64" and str(value) == "NaT") or _is_nan(value):
        raise InvalidDate(value, "the value is missing")
    if name == "numpy.datetime64":
        day = _read_text(str(value).partition("T")[0])
        # A unit of weeks is written as the first day of the week.
        if value.dtype.str.endswith("[W]") and isinstance(day, PartialDate):
            return Period(day, day.plus(days=6))
        return day
    if name == "pandas.Period":
        return _shortest(value.start_time.date(), value.end_time.date())
    if isinstance(value, Integral) and not isinstance(value, bool):
        return _read_year(int(value))
    kinds = "a date, a datetime, a PartialDate, a Period, a dated record, a year"
    raise InvalidDate(value, f"expected {kinds} or {TEXT_FORMS}")


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and value != value  # noqa: PLR0124 - only NaN is not itself


def _shortest(first: datetime.date, last: datetime.date) -> PartialDate | Period:
    """The day, month or year that has these first and last days; without one, the period between them."""
    day = PartialDate.from_date(first)
    for date in (day, day.replace(day=None), day.replace(day=None, month=None)):
        if (date.earliest, date.latest) == (first, last):
            return date
    return Period(day, PartialDate.from_date(last))


def _read_text(text: str) -> PartialDate | Period:
    begins_as_iso = _has_form(text[:7], FORM[:7])
    # Imported late, as free text below: dates in figures never need it.
    if text.lower() != text.upper() and not (begins_as_iso and text[10:11] == "T"):
        from unami.dates._phrases import read_phrase

        phrase = read_phrase(text, _read_text)
        if phrase is not None:
            return phrase
    if begins_as_iso and text[10:11] in ("T", " ") and len(text) > 11:
        from unami.dates._free_text import read_day_and_time

        return read_day_and_time(text)
    if _has_form(text, "00000000"):
        year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
        fault = fault_of_date(year, month, day)
        if fault is not None:
            raise InvalidDate(text, f"{fault[1]}; expected {TEXT_FORMS}")
        return PartialDate(year, month, day)
    try:
        return Period.parse(text) if "/" in text else PartialDate.parse(text)
    except InvalidDate as error:
        if _has_form(text, "0000-0000"):
            raise InvalidDate(text, f"write two years as a period: {text.replace('-', '/')}") from None
        # Never guess at text in ISO form: the strict error is more helpful.
        if begins_as_iso:
            raise
        strict = error
    # Imported late: ISO dates never need it.
    from unami.dates._free_text import read_free_text

    try:
        return read_free_text(text)
    except InvalidDate:
        # If the text looks like the strict form, the strict error has the reason and the position.
        if _is_nearly_strict(text):
            raise strict from None
        raise


def _has_form(text: str, form: str) -> bool:
    return len(text) == len(form) and all(
        character == "-" if wanted == "-" else character in FORM_DIGITS
        for character, wanted in zip(text, form, strict=True)
    )


def _is_nearly_strict(text: str) -> bool:
    """True if a text looks like the strict form: an interval with a side that begins with a year, or ``201X``."""
    sides = text.split("/")
    if len(sides) == 2:
        return all(not side or side == ".." or len(side) > 2 for side in sides) and any(
            _has_form(side[:3], FORM[:3]) and side[3:4] in (*FORM_DIGITS, "X") for side in sides
        )
    return _has_form(text[:2], FORM[:2]) and set(text) <= {*FORM_DIGITS, *"-X?~%"} and not {*"X?~%"}.isdisjoint(text)
