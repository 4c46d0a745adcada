"""Dates in the words of sources: names of months in the languages of the sources, numeric forms, and "today"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from unami._evidence.numerals import numerals_in
from unami._evidence.plainly import plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami.dates import PartialDate

__all__ = ["Mention", "dates_in", "holds_date"]

_MONTHS = (
    "january jan janvier janv enero januar jänner января январь كانون_الثاني يناير جانفي ژانویه stycznia januari",
    "february feb février févr febrero februar февраля февраль شباط فبراير فيفري فوریه lutego februari",
    "march mar mars marzo märz марта март آذار مارس marca maart",
    "april apr avril avr abril апреля апрель نيسان أبريل إبريل أفريل آوریل kwietnia",
    "may mai mayo мая май أيار مايو ماي مه maja maj mei",
    "june jun juin junio juni июня июнь حزيران يونيو جوان ژوئن czerwca",
    "july jul juillet juil julio juli июля июль تموز يوليو يوليوز جويلية ژوئیه lipca",
    "august aug août agosto августа август آب أغسطس غشت أوت اوت sierpnia augusti augustus",
    "september sept sep septembre septiembre сентября сентябрь أيلول سبتمبر شتنبر سپتامبر września",
    "october oct octobre octubre oktober октября октябрь تشرين_الأول أكتوبر اکتبر października",
    "november nov novembre noviembre ноября ноябрь تشرين_الثاني نوفمبر نونبر نوامبر listopada",
    "december dec décembre déc diciembre dezember декабря декабрь كانون_الأول ديسمبر دجنبر دسامبر grudnia",
)
_DAYS = (
    "monday lundi lunes montag понедельник الاثنين",
    "tuesday mardi martes dienstag вторник الثلاثاء",
    "wednesday mercredi miercoles mittwoch среда среду الاربعاء",
    "thursday jeudi jueves donnerstag четверг الخميس",
    "friday vendredi viernes freitag пятница пятницу الجمعه",
    "saturday samedi sabado samstag суббота субботу السبت",
    "sunday dimanche domingo sonntag воскресенье الاحد",
)
_ALSO_OTHER_WORDS = frozenset(["may", "mar", "sept"])
"""Names of months that are other words too: alone they are no date."""

_BEFORE = {**dict.fromkeys(("today", "aujourd'hui", "hoy", "heute", "اليوم"), 0)}
_BEFORE |= dict.fromkeys(("yesterday", "hier", "ayer", "gestern", "امس"), 1)
_BEFORE |= dict.fromkeys(("tomorrow", "demain", "manana", "morgen", "غدا"), -1)
"""How many days before the day of the page is meant."""

_TO_COME = re.compile(
    r"(?<!\w)(?:will|to (?:be|brief|close|convene|hold|leave|meet)|next|scheduled|planned|prochain|سوف|المقبل|القادم)(?!\w)"
)
"""What says that a day of the week is one after the page."""

_SPANS = {
    **dict.fromkeys(("this week", "cette semaine"), ("week", 0)),
    **dict.fromkeys(("last week", "la semaine derniere"), ("week", -1)),
    **dict.fromkeys(("next week", "la semaine prochaine"), ("week", 1)),
    **dict.fromkeys(("this month", "ce mois", "هذا الشهر", "الشهر الجاري"), ("month", 0)),
    **dict.fromkeys(("last month", "le mois dernier", "الشهر الماضي"), ("month", -1)),
    **dict.fromkeys(("next month", "le mois prochain", "الشهر المقبل"), ("month", 1)),
    **dict.fromkeys(("this year", "cette annee", "هذا العام", "العام الجاري"), ("year", 0)),
    **dict.fromkeys(("last year", "l'an dernier", "l'annee derniere", "العام الماضي"), ("year", -1)),
    **dict.fromkeys(("next year", "l'an prochain", "l'annee prochaine", "العام المقبل"), ("year", 1)),
}
"""Weeks, months and years that are counted from the day of the page."""


_QUARTER = re.compile(r"(?<!\w)(?P<quarter>\w+) quarter (?:of )?(?P<year>(?:19|20)\d\d)(?!\d)")
"""The first or last month of a quarter."""


@frozen
class Mention:
    """A date in a text, as far as the text gives it.

    Args:
        year: The year.
        month: The month.
        day: The day.
        start: Where it begins in the text.
        end: Where it ends.
    """

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int


@cache
def _months() -> dict[str, int]:
    return {
        plainly(word).replace("_", " "): number for number, words in enumerate(_MONTHS, 1) for word in words.split()
    }


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<name>{names})(?!\w)\.?(?:\s?/\s?(?:{names})(?!\w))?"
    day = r"(?P<day>\d{1,2})(?!\d)"
    many = (
        r"(?P<days>\d{1,2}(?:st|nd|rd|th|er|\.)?(?:\s?(?:,|-|and|to|et|au|y|und|и|و)\s?\d{1,2}(?:st|nd|rd|th|er|\.)?)*)"
    )
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    of = r"(?:\s|,|of|de|del|عام|سنه|سال)*"
    return tuple(
        map(
            re.compile,
            (
                rf"(?<!\d){year}-(?P<month>\d\d)(?:-{day})?(?!\d)",
                rf"(?<!\w)(?P<days>\d{{1,2}})(?P<name>{names})(?P<short>\d\d)(?!\w)",
                rf"(?<![\d.]){day}(?P<mark>[./])(?P<month>\d{{1,2}})(?P=mark){year}",
                rf"(?<!\d){many}{of}(?<!\w){month}(?:{of}{year})?",
                rf"(?<!\w){month}\s?{many}(?!\d)(?:{of}{year})?",
                rf"(?<!\w){month}(?:{of}{year})?",
                rf"(?<![\d/.,]){year}(?![/.,]\d)",
            ),
        )
    )


def dates_in(text: str, published: PartialDate | None = None) -> tuple[Mention, ...]:
    """The dates in a text; as far as it gives them.

    Args:
        text: The words of a source.
        published: When the source was published, from which "today" and "Monday" are counted.

    Example:
        >>> [(found.year, found.month, found.day) for found in dates_in("le 14 juin 2015, 2 January")]
        [(2015, 6, 14), (None, 1, 2)]
    """
    plain = plainly(text)
    found: list[Mention] = []
    for form in (_QUARTER, *_forms()):
        for match in form.finditer(plain):
            new = [part for part in _mentions(match) if _possible(part)]
            if new:
                found += new
                # What was read is not read again.
                plain = f"{plain[: match.start()]}{'#' * len(match[0])}{plain[match.end() :]}"
    found.sort(key=lambda mention: (mention.start, mention.day or 0))
    found += _relative(plain, published)
    return (*found, *_counted(plain, found))


def _mentions(match: re.Match[str]) -> Iterator[Mention]:
    got = match.groupdict()
    year = int(got["year"]) if got.get("year") else 2000 + int(got["short"]) if got.get("short") else None
    place = match.span()
    if got.get("quarter"):
        for quarter in _number(got["quarter"]):
            yield from (Mention(year, month, None, *place) for month in (3 * quarter - 2, 3 * quarter))
    elif got.get("month"):
        month, day = int(got["month"]), int(got["day"]) if got["day"] else None
        yield Mention(year, month, day, *place)
        if got.get("mark") and day is not None and day != month:
            yield Mention(year, day, month, *place)
    elif got.get("name"):
        month = _months()[got["name"]]
        if not got.get("days") and year is None and got["name"] in _ALSO_OTHER_WORDS:
            return
        days: list[int | None] = [int(number) for number in re.findall(r"\d+", got.get("days") or "")]
        for part in days or [None]:
            yield Mention(year, month, part, *place)
    else:
        yield Mention(year, None, None, *place)


def _possible(mention: Mention) -> bool:
    return (mention.month is None or 1 <= mention.month <= 12) and (mention.day is None or 1 <= mention.day <= 31)


def _relative(plain: str, published: PartialDate | None) -> Iterator[Mention]:
    """Days, months and years that are counted from the day of the page, as far as that is known."""
    if published is None:
        return
    if published.month is not None:
        yield from _days_around(plain, published)
    for phrase, (unit, shift) in _SPANS.items():
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", plain):
            span = _span(unit, shift, published)
            if span is not None:
                yield Mention(*span, None, *match.span())


def _days_around(plain: str, published: PartialDate) -> Iterator[Mention]:
    page = published.earliest
    for match in re.finditer(r"[^\W\d_]+(?:'[^\W\d_]+)?", plain):
        word = match[0].removesuffix("'s")
        weekday = next((number for number, names in enumerate(_DAYS) if word in names.split()), None)
        before = _BEFORE.get(word) if weekday is None else (page.weekday() - weekday) % 7
        if before is None:
            continue
        if published.is_day:
            yield _mention(page - timedelta(days=before), match)
            if weekday is not None and _TO_COME.search(plain):
                yield _mention(page + timedelta(days=-before % 7), match)
        elif before == 0 and weekday is None:
            # Today, on a page of which the month is known.
            yield Mention(published.year, published.month, None, *match.span())


def _span(unit: str, shift: int, published: PartialDate) -> tuple[int, int | None] | None:
    """The year, and the month if there is one, in which a whole week, month or year lies."""
    if unit == "year":
        return published.year + shift, None
    if published.month is None:
        return None
    if unit == "month":
        months = 12 * published.year + published.month - 1 + shift
        return months // 12, months % 12 + 1
    if not published.is_day:
        return None
    page = published.earliest
    monday = page + timedelta(days=7 * shift - page.weekday())
    sunday = monday + timedelta(days=6)
    return (monday.year, monday.month) if monday.month == sunday.month else None


_COUNTED_DAYS = re.compile(r"(?<!\w)(\w+) days? (earlier|before|later|after)(?!\w)|follow\w* by (\w+) days?(?!\w)")
_ANNIVERSARY = re.compile(r"(?<!\w)(\w+) anniversary(?!\w)")
_EDGE = re.compile(
    r"(?<!\w)(?:(?P<end>end of|fin(?: de)?|ende|نهايه)|beginning of|start of|debut(?: de)?|anfang|بدايه)$"
)
"""What says that the last or the first day of a year or month is meant."""


def _counted(plain: str, found: list[Mention]) -> Iterator[Mention]:
    """Days that are counted from those in the text: "two days earlier", "the first anniversary", "the end of 2015"."""
    days = [mention for mention in found if mention.day is not None and mention.month is not None]
    for match in _COUNTED_DAYS.finditer(plain):
        count = next(iter(_number(match[1] or match[3])), 1)
        shift = timedelta(days=count if match[2] in ("later", "after") else -count)
        for mention in days:
            day = _day_of(mention)
            if day is not None:
                new = _mention(day + shift, match)
                yield new if mention.year is not None else evolve(new, year=None)
    for match in _ANNIVERSARY.finditer(plain):
        for number in _number(match[1]):
            yield from (evolve(day, year=day.year - number) for day in days if day.year is not None)
    for mention in found:
        if mention.year is not None and mention.day is None:
            said = _EDGE.search(plain[: mention.start].rstrip())
            if said:
                month = mention.month or (12 if said["end"] else 1)
                edge = monthrange(mention.year, month)[1] if said["end"] else 1
                yield evolve(mention, month=month, day=edge)


_ANY_YEAR = 2001
"""For days whose year the text does not give."""


def _day_of(mention: Mention) -> date | None:
    try:
        return date(mention.year or _ANY_YEAR, mention.month or 1, mention.day or 1)
    except ValueError:
        return None


def _number(word: str) -> list[int]:
    return [int(reading) for numeral in numerals_in(word) for reading in numeral.readings]


def _mention(day: date, match: re.Match[str]) -> Mention:
    return Mention(day.year, day.month, day.day, match.start(), match.end())


def holds_date(value: PartialDate, mentions: tuple[Mention, ...]) -> bool | None:
    """Whether one of the dates in a text is a date, at its precision.

    Args:
        value: The date.
        mentions: The dates in the text.

    Returns:
        Whether it is there; ``None`` if the text has no date that is precise enough to tell.

    Example:
        >>> from unami.dates import PartialDate
        >>> holds_date(PartialDate(2014, 6, 10), dates_in("10 June")), holds_date(PartialDate(2014, 6), dates_in("2013"))
        (True, False)
    """
    agreeing = [mention for mention in mentions if _agrees(value, mention)]
    if any(_as_precise(value, mention, mentions) for mention in agreeing):
        return True
    return None if agreeing or not mentions else False


def _agrees(value: PartialDate, mention: Mention) -> bool:
    pairs = ((value.year, mention.year), (value.month, mention.month), (value.day, mention.day))
    return all(stated is None or said is None or stated == said for stated, said in pairs)


def _as_precise(value: PartialDate, mention: Mention, mentions: tuple[Mention, ...]) -> bool:
    if value.month is None:
        return mention.year is not None
    if mention.month is None or (value.day is not None and mention.day is None):
        return False
    # A day without a year is that of the year which the text names elsewhere, if it names one.
    years = {other.year for other in mentions if other.year is not None}
    return mention.year is not None or not years or value.year in years
