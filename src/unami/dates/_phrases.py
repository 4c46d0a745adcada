"""Times as people put them around a date: ``Q3 2012``, ``the 1990s``, ``about 2012``, ``from June to August 2014``.

What has fixed limits is read. What has none, such as ``early 2014``, is refused with the periods that it can mean: for a
part of a year those of EDTF, which counts quarters and thirds of a year, and seasons of each hemisphere.
"""

from __future__ import annotations

import datetime
import functools
import re
from typing import TYPE_CHECKING

from attrs import frozen

from unami.dates._partial import PartialDate
from unami.dates._period import Bound, Period
from unami.errors import AmbiguousDate, InvalidDate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Parts = Mapping[str, tuple[tuple[int, int], ...]]
    Read = Callable[[str], PartialDate | Period]
    """Reads the text of a date or period."""

__all__ = ["read_phrase"]

_DAY = datetime.timedelta(days=1)

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}

_PARTS_OF_YEAR: Parts = {
    "start": ((1, 1), (1, 3)),
    "early": ((1, 3), (1, 4)),
    "mid": ((6, 7), (5, 8)),
    "late": ((9, 12), (10, 12)),
    "end": ((12, 12), (10, 12)),
    "spring": ((3, 5), (9, 11)),
    "summer": ((6, 8), (0, 2), (12, 14)),
    "autumn": ((9, 11), (3, 5)),
    "winter": ((0, 2), (12, 14), (6, 8)),
}
"""The first and last months that a part of a year can mean; 0 is the last one of the year before, 13 is in the next."""

_PARTS_OF_MONTH: Parts = {
    "start": ((1, 1), (1, 10)),
    "early": ((1, 10), (1, 15)),
    "mid": ((11, 20), (14, 16)),
    "late": ((16, 31), (21, 31)),
    "end": ((31, 31), (21, 31)),
}
"""The same of the days of a month; a month that has less ends with its last one."""

_NO_PARTS: Parts = {}

_SAME = {"beginning": "start", "middle": "mid", "fall": "autumn"}


@frozen
class _Patterns:
    """How people put a time, by what it means."""

    part: re.Pattern[str]
    decade: re.Pattern[str]
    vague: re.Pattern[str]
    about: re.Pattern[str]
    between: re.Pattern[str]
    one_end: re.Pattern[str]
    within: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.VERBOSE | re.IGNORECASE)

    ordinal = "|".join(_ORDINALS)
    year = "(?P<year>[0-9]{4})"
    return _Patterns(
        part=compiled(
            rf"""(?:the\s+)?(?: (?P<unit>[qh])(?P<number>[1-4])[\s/-]{year}
                 | (?P<year_first>[0-9]{{4}})[\s/-]?(?P<unit_last>[qh])(?P<number_last>[1-4])
                 | (?P<ordinal>{ordinal})\s+(?P<word>quarter|half)\s+(?:of\s+)?(?P<year_last>[0-9]{{4}}) )"""
        ),
        decade=compiled(r"(?:the\s+)?(?P<year>[0-9]{3}0)'?s"),
        vague=compiled(
            r"""(?: (?P<part>early|mid|late)(?:\s+in)?[\s-]+ | (?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+|in\s+)?
                 | (?:the\s+)?(?P<edge>start|beginning|middle|end)\s+of\s+ ) (?P<date>.+)"""
        ),
        about=compiled(r"(?: (?:about|around|circa|ca|approximately|approx)\s+ | (?:ca?|approx)\.\s* ) (?P<date>.+)"),
        between=compiled(
            r"between\s+(?P<a>.+?)\s+and\s+(?P<b>.+) | (?:from\s+)?(?P<c>.+?)\s+(?:to|until|till|through)\s+(?P<d>.+)"
        ),
        one_end=compiled(r"(?P<word>since|from|until|till|before|after)\s+(?P<date>.+?)(?:\s+(?:on|onwards?))?"),
        within=compiled(
            r"(?:in|during|within)\s+(?P<date>.+) | (?:in\s+|during\s+)?(?:the\s+)?(?:year|month\s+of)\s+(?P<same>.+)"
        ),
    )


def read_phrase(text: str, read_part: Read) -> PartialDate | Period | None:
    """Read a time that is put in words around a date.

    Args:
        text: The text, without blanks around it.
        read_part: Reads the dates in it.

    Returns:
        The time; ``None`` if it is put in another way.

    Raises:
        AmbiguousDate: It has no fixed limits; the error lists those that it can have.
        InvalidDate: A date in it cannot be read, or the last comes before the first.

    Example:
        >>> from unami.dates import read_when
        >>> for text in "Q3 2012", "first half of 2012", "the 1990s", "about June 2014", "June to August 2014":
        ...     print(read_when(text))
        2012-07/2012-09
        2012-01/2012-06
        1990/1999
        2014-06~
        2014-06/2014-08
        >>> read_when("early 2014")
        Traceback (most recent call last):
            ...
        unami.errors.AmbiguousDate: 'early 2014' can be read as 2014-01/2014-03 or 2014-01/2014-04; write one of these
    """
    patterns = _patterns()

    def read(part: str) -> PartialDate | Period:
        try:
            return read_part(part)
        except InvalidDate as error:
            raise InvalidDate(text, str(error)) from None

    if found := patterns.part.fullmatch(text):
        return _part(found)
    if found := patterns.decade.fullmatch(text):
        return _decade(text, int(found["year"]))
    if found := patterns.between.fullmatch(text):
        return _between(text, found["a"] or found["c"], found["b"] or found["d"], read)
    if found := patterns.vague.fullmatch(text):
        word = (found["part"] or found["season"] or found["edge"]).lower()
        return _vague(text, _SAME.get(word, word), read(found["date"]))
    if found := patterns.about.fullmatch(text):
        return _single(text, read(found["date"])).replace(approximate=True)
    if found := patterns.one_end.fullmatch(text):
        return _one_end(text, found["word"].lower(), _single(text, read(found["date"])))
    if found := patterns.within.fullmatch(text):
        return read(found["date"] or found["same"])
    return None


def _part(found: re.Match[str]) -> PartialDate | Period | None:
    """A quarter or half of a year."""
    year = int(found["year"] or found["year_first"] or found["year_last"])
    unit = (found["unit"] or found["unit_last"] or found["word"]).lower()
    number = int(found["number"] or found["number_last"] or _ORDINALS[(found["ordinal"] or "").lower()])
    months = 3 if unit.startswith("q") else 6
    return _months(year, number * months - months + 1, number * months) if number * months <= 12 else None


def _months(year: int, first: int, last: int) -> PartialDate | Period:
    begin, end = (PartialDate(year + (month - 1) // 12, (month - 1) % 12 + 1) for month in (first, last))
    return begin if begin == end else Period(begin, end)


def _decade(text: str, year: int) -> Period:
    decade = Period(PartialDate(year), PartialDate(year + 9))
    if year % 100 == 0:
        raise AmbiguousDate(text, [str(decade), f"{year}/{year + 99}"])
    return decade


def _vague(text: str, part: str, of: PartialDate | Period) -> PartialDate:
    date = _single(text, of)
    known = _NO_PARTS if date.day else _PARTS_OF_MONTH if date.month else _PARTS_OF_YEAR
    if part not in known or date.qualified:
        raise InvalidDate(text, f"{date} has no such part; write a period, such as 2014-01/2014-04")
    readings: list[PartialDate | Period]
    if date.month is None:
        readings = [_months(date.year, first, last) for first, last in known[part]]
    else:
        last_day = date.latest.day
        days = [
            (date.replace(day=min(first, last_day)), date.replace(day=min(last, last_day)))
            for first, last in known[part]
        ]
        readings = [first if first == last else Period(first, last) for first, last in days]
    raise AmbiguousDate(text, [str(reading) for reading in readings])


def _single(text: str, when: PartialDate | Period) -> PartialDate:
    if isinstance(when, Period):
        raise InvalidDate(text, f"expected one date, not the period {when}")
    return when


def _between(text: str, first: str, last: str, read: Read) -> Period:
    """A period; its first date may leave out the month and the year that it shares with the last."""
    end = _single(text, read(last))
    shared = [f" {end.replace(day=None, uncertain=False, approximate=False).words()}"] if end.day else []
    shared += [f" {end.year:04}"] if end.month else []
    if re.search("[0-9]{4}", first) is not None:
        return _ordered(text, read(first), end)
    for rest in shared:
        try:
            begin = read(first + rest)
        except InvalidDate:
            continue
        return _ordered(text, begin, end)
    raise InvalidDate(text, "write both dates in full, or as a period such as 2014-06/2014-08")


def _ordered(text: str, first: PartialDate | Period, last: PartialDate) -> Period:
    try:
        return Period(_single(text, first), last)
    except InvalidDate as error:
        raise InvalidDate(text, str(error)) from None


def _one_end(text: str, word: str, date: PartialDate) -> Period:
    if word in ("since", "from"):
        return Period(date, Bound.OPEN)
    if word in ("until", "till"):
        return Period(Bound.OPEN, date)
    if word == "before":
        return Period(Bound.OPEN, _beside(text, date, -1))
    return Period(_beside(text, date, 1), Bound.OPEN)


def _beside(text: str, date: PartialDate, step: int) -> PartialDate:
    """The date before or after another one, of its precision."""
    try:
        whole = PartialDate.from_date(date.earliest - _DAY if step < 0 else date.latest + _DAY)
    except OverflowError:
        raise InvalidDate(text, f"nothing lies beyond {date} in the calendar") from None
    return whole.replace(day=whole.day if date.day else None, month=whole.month if date.month else None)
