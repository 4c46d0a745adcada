"""Reading the times that users pass: Python dates, strict text and free text."""

from __future__ import annotations

import datetime
import functools
from typing import TypeAlias

from unami._base.given import given_text
from unami.dates._partial import FORM, FORM_DIGITS, TEXT_FORMS, PartialDate
from unami.dates._period import Bound, Period
from unami.errors import InvalidDate

__all__ = ["When", "bounds_of", "read_date", "read_when"]

When: TypeAlias = datetime.date | datetime.datetime | PartialDate | Period | str
"""What a query accepts as a time: see `read_when`."""


def read_when(value: When) -> PartialDate | Period:
    """Read a time that a user passes, without filling in missing parts.

    Args:
        value: A `date`, a `datetime` (its date is used, in its own time zone), a `PartialDate`, a `Period`, or text:
            the strict written form of the two, an ISO date and time, or free text such as ``"10 June 2014"``,
            ``"June 2014"`` or ``"Tue, Jun 10, 2014 5pm"``, of at most 200 characters. Times of day and time zones are
            dropped. A date of three numbers that begins with the year is read as year, month, day.

    Returns:
        The date or the period.

    Raises:
        InvalidDate: If it is anything else: no year, a two-digit year, relative words, unread parts, or a weekday that
            does not match the day.
        AmbiguousDate: If the order of day and month depends on the country, or if it may be a budget year as the United
            Nations writes it: ``2011/12``.

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


# User input


def _read(value: object) -> PartialDate | Period:
    if isinstance(value, (PartialDate, Period)):
        return value
    if isinstance(value, datetime.date):
        return PartialDate.from_date(value)
    forms = f"a date, a datetime, a PartialDate, a Period or {TEXT_FORMS}"
    return _read_text(given_text(value, forms, functools.partial(InvalidDate, value)).strip())


def _read_text(text: str) -> PartialDate | Period:
    begins_as_iso = _has_form(text[:7], FORM[:7])
    if begins_as_iso and text[10:11] in ("T", " ") and len(text) > 11:
        from unami.dates._free_text import read_day_and_time

        return read_day_and_time(text)
    try:
        return Period.parse(text) if "/" in text else PartialDate.parse(text)
    except InvalidDate as error:
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
