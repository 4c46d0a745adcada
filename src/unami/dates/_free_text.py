"""Free text such as ``10 June 2014``: every part of the text must be understood, or the text is refused."""

from __future__ import annotations

import datetime
import functools
import re
from typing import TYPE_CHECKING

import attrs

from unami._base.text import shown
from unami.dates._partial import TEXT_FORMS, PartialDate, fault_of_date, parse_part
from unami.errors import AmbiguousDate, InvalidDate

if TYPE_CHECKING:
    from dateutil import parser

_MONTHS = (
    "janvier|janv|يناير|كانون الثاني",
    "fevrier|fevr|fev|فبراير|شباط",
    "mars|مارس|اذار",
    "avril|avr|ابريل|نيسان",
    "mai|مايو|ايار",
    "juin|يونيو|يونيه|حزيران",
    "juillet|juil|يوليو|يوليه|تموز",
    "aout|اغسطس|اب",
    "septembre|سبتمبر|ايلول",
    "octobre|اكتوبر|تشرين الاول",
    "novembre|نوفمبر|تشرين الثاني",
    "decembre|dec|ديسمبر|كانون الاول",
)
"""The months in French, and in Arabic by both sets of names in use; English ones are known to python-dateutil."""

_PLAIN_LETTERS = str.maketrans("éÉûÛأإآ،", "eEuU\N{ARABIC LETTER ALEF}\N{ARABIC LETTER ALEF}\N{ARABIC LETTER ALEF},")
"""How the letters of months are compared, one for one: without accents, and with a bare alef."""

_WEEKDAYS_IN_FRENCH = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def read_day_and_time(text: str) -> PartialDate:
    """Read a day in ISO form followed by a time of day, which is dropped."""
    day = parse_part(text[:10], text, 0)
    if text[10] == " ":
        return read_free_text(text)
    time = _patterns().iso_time.fullmatch(text, 11)
    if time is None:
        raise InvalidDate(text, f"{shown(text[11:])} is not an ISO time of day; expected {TEXT_FORMS}", 11)
    _require_time(text, time)
    return day


# Free text: every part of it must be understood, or the text is refused.


@attrs.frozen
class _Patterns:
    """What begins free text, its tokens, and the orders of tokens that make a date."""

    lead: re.Pattern[str]
    iso_time: re.Pattern[str]
    token: re.Pattern[str]
    date: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    zone = r"(?P<zone>Z|UTC?|GMT|(?P<direction>[+-])(?P<zone_hour>[0-9]{2})(?::?(?P<zone_minute>[0-9]{2}))?)"
    after = r"(?![0-9A-Za-z:])"
    months = "|".join(sorted(_other_months(), key=len, reverse=True)).replace(" ", r"\s+")
    return _Patterns(
        lead=re.compile(r"(?:on\s+the|on|the|le)\s+", re.IGNORECASE),
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
               | (?P<ordinal> [0-9]{{1,2}}(?:st|nd|rd|th|er){after} )
               | (?P<short> '[0-9]{{2}}(?![0-9]) )
               | (?P<number> [0-9]+ )
               | (?P<comma> \.?\s*,\s* )
               | (?P<blank> \.?\s+ (?:(?P<link>at|on|of)\s+)? )
               | (?P<month> (?P<name>{months}) (?: \s?/\s? (?P<twin>{months}) )? (?![^\W\d_]) )
               | (?P<word> [A-Za-z]+ )
               | (?P<sign> [-/.] )""",
            re.VERBOSE | re.IGNORECASE,
        ),
        # One letter per token: d is a number of one or two digits, o the same with st, nd, rd or th, y a year, m the
        # name of a month, w of a weekday, t a time of day; "@" is "at" or "on", f is "of", and any other sign stands
        # for itself.
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
def _other_months() -> dict[str, int]:
    """The numbers of the months by their names in French and Arabic."""
    return {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}


def _month_of(name: str) -> int:
    return _other_months()[" ".join(name.lower().split())]


@functools.cache
def _vocabulary() -> parser.parserinfo:
    """The month and weekday names that python-dateutil knows."""
    from dateutil import parser

    return parser.parserinfo()


@attrs.define
class _Parts:
    """The tokens of a free text, by kind."""

    shape: str = ""
    years: list[int] = attrs.Factory(list)
    numbers: list[str] = attrs.Factory(list)
    months: list[int] = attrs.Factory(list)
    weekdays: list[int] = attrs.Factory(list)
    unknown: str | None = None
    """The first token that cannot be part of a date."""


def _parts_of(text: str) -> _Parts:
    parts = _Parts()
    lead = _patterns().lead.match(text)
    place = lead.end() if lead else 0
    plain = text.translate(_PLAIN_LETTERS)
    while place < len(text):
        token = _patterns().token.match(plain, place)
        if token is None:
            parts.unknown = parts.unknown or text[place]
            parts.shape += "?"
            place += 1
            continue
        place = token.end()
        parts.shape += _letter_of(text, token, parts)
    return parts


def _letter_of(text: str, token: re.Match[str], parts: _Parts) -> str:
    """Classify a token, and store its value."""
    kind, words = token.lastgroup, text[token.start() : token.end()]
    # The last group to close is the alternative itself, because it contains all the others.
    if kind == "time":
        _require_time(text, token)
        if token["direction"] == "-" and not token["second"] and not re.search(r"\s-[0-9]{4}$", words):
            raise InvalidDate(text, f"{shown(words.strip())} may be a range of hours")
        return "t"
    if kind == "ordinal":
        number = int(words[:-2])
        if words[-2:].lower() != _ordinal(number) and words.lower() != "1er":
            raise InvalidDate(text, f"{shown(words)} is neither {number}{_ordinal(number)} nor another day")
        parts.numbers.append(words[:-2])
        return "o"
    if kind == "number":
        if len(words) == 4:
            parts.years.append(int(words))
            return "y"
        parts.numbers.append(words)
        return "d" if len(words) <= 2 else "x"
    if kind == "month":
        parts.months.append(_month_of(token["name"]))
        if token["twin"] and _month_of(token["twin"]) != parts.months[-1]:
            raise InvalidDate(text, f"{shown(words)} names two months")
        return "m"
    if kind == "word":
        month, weekday = _vocabulary().month(words), _vocabulary().weekday(words)
        if words.lower() in _WEEKDAYS_IN_FRENCH:
            weekday = _WEEKDAYS_IN_FRENCH.index(words.lower())
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
    """Refuse text with the form of a time of day that is not one, such as 25:00."""
    found = {name: value for name, value in time.groupdict().items() if value}
    hour, half = int(found["hour"]), found.get("half") or found.get("half_alone")
    minute = int(found.get("minute") or found.get("minute_alone") or 0)
    offset = int(found.get("zone_hour", 0)), int(found.get("zone_minute", 0))
    # Time zones range from 12 hours west of Greenwich to 14 hours east.
    zones = (12, 0) if found.get("direction") == "-" else (14, 0)
    hours = range(1, 13) if half else range(24)
    if hour not in hours or minute > 59 or int(found.get("second", 0)) > 59 or offset > zones or offset[1] > 59:
        raise InvalidDate(text, f"{shown(time.group().strip())} is not a time of day; expected {TEXT_FORMS}")


def read_free_text(text: str) -> PartialDate:
    """Read a date as people write it."""
    parts = _parts_of(text)
    form = _patterns().date.fullmatch(parts.shape)
    if form is None or parts.shape.count("t") > 1 or parts.shape.count("w") > 1:
        reason = "" if parts.unknown == text else f"{_reason(parts)}; "
        raise InvalidDate(text, f"{reason}expected {TEXT_FORMS}")
    readings = _readings(text, parts, form)
    if len(readings) > 1:
        raise AmbiguousDate(text, [str(reading) for reading in sorted(readings)])
    date = readings[0]
    if ("t" in parts.shape or parts.weekdays) and not date.is_day:
        raise InvalidDate(text, f"only part of it can be read as a date: {date} has no day; expected {TEXT_FORMS}")
    if parts.weekdays and parts.weekdays[0] != date.earliest.weekday():
        raise InvalidDate(text, f"{date.words()} was a {_WEEKDAYS[date.earliest.weekday()]}")
    return date


def _readings(text: str, parts: _Parts, form: re.Match[str]) -> list[PartialDate]:
    """List the dates that the tokens can mean."""
    year, numbers = parts.years[0], [int(number) for number in parts.numbers]
    found: list[tuple[int, int | None, int | None]]
    if form["year_first"]:
        found = [(year, numbers[0], numbers[1])]  # Nobody writes year, day, month.
    elif form["year_last"]:
        # Day, month and month, day; the same if both are the same number.
        found = list(dict.fromkeys([(year, numbers[1], numbers[0]), (year, numbers[0], numbers[1])]))
    elif parts.months:
        found = [(year, parts.months[0], numbers[0] if numbers else None)]
    else:
        if form["month_last"]:
            _require_month(text, year, parts.numbers[0], form["sign"])
        found = [(year, numbers[0], None)]
    faults = [fault_of_date(*reading) for reading in found]
    readings = [PartialDate(*reading) for reading, fault in zip(found, faults, strict=True) if fault is None]
    if readings:
        return readings
    raise InvalidDate(text, f"{' and '.join(fault[1] for fault in faults if fault)}; expected {TEXT_FORMS}")


def _require_month(text: str, year: int, written: str, sign: str) -> None:
    """Refuse a number after a year that may not be a month: 2010/11 can be a budget year, 2014.6 a decimal number."""
    if year < datetime.MAXYEAR and f"{year + 1}".endswith(written):
        budget_year = f"{year:04}-07/{year + 1:04}-06"
        if 1 <= int(written) <= 12:
            raise AmbiguousDate(text, [f"{year:04}-{int(written):02}", budget_year])
        raise InvalidDate(text, f"write a budget year by its months, such as {budget_year}")
    if sign == "." and len(written) == 1:
        raise InvalidDate(text, f"it may be a decimal number; expected {TEXT_FORMS}")


def _reason(parts: _Parts) -> str:
    """Return why the tokens of a text are not a date."""
    if parts.unknown is not None:
        dash = parts.unknown in ("\N{EN DASH}", "\N{EM DASH}")
        instead = ", but a period with a stroke can be read, such as 2014-06/2014-08" if dash else ""
        return f"{shown(parts.unknown)} is not part of a date{instead}"
    if not parts.years:
        if "x" in parts.shape or len(parts.numbers) > (1 if parts.months else 2):
            return "write the year with four digits, separate from other digits"
        return "the year is missing"
    if "md" in parts.shape:
        return "a space is missing between the month and the day"
    if re.search("d[ ]?-[ ]?d[ ]m[ ]y", parts.shape):
        return "write two days as a period, with years of four digits: 2014-06-10/2014-06-12"
    if re.search("m(?:[ ,]?y)?[ ]?[-/][ ]?(?:d[ ])?m", parts.shape):
        return "only part of it can be read as a date; write two dates as a period, such as 2014-06/2014-08"
    return "only part of it can be read as a date"
