"""Values in words for people: dates and the words of lists, which the data writes in signs such as ``2014-06~``.

The site uses it. Texts for programs, and displays whose words can be asked for again, keep the signs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import fields

from unami._mission.label import line_of
from unami.dates import Bound, PartialDate, Period
from unami.records._cell import show_value
from unami.records._field import columns
from unami.records.identifier import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._mission.mission import Mission
    from unami.records._field import Column

__all__ = [
    "is_listed",
    "line_in_words",
    "meaning_of",
    "period_in_words",
    "record_in_words",
    "value_in_words",
    "word_of",
]

_INITIALS = {"un": "UN", "vtc": "VTC"}
"""Parts of the words of lists that are initials."""


def period_in_words(period: Period) -> str:
    """Return a period in words.

    Args:
        period: The period.

    Example:
        >>> for text in "2004-07/2007-09-01~", "2009/", "2009/..", "/2009", "2009/2009", "/":
        ...     print(period_in_words(Period.parse(text)))
        July 2004 to about 1 September 2007
        from 2009
        from 2009, no end
        until 2009
        2009
        not stated
    """
    start, end = (part.words() if isinstance(part, PartialDate) else "" for part in (period.start, period.end))
    if start and end:
        return start if start == end else f"{start} to {end}"
    if end:
        return f"until {end}"
    if start:
        return f"from {start}" + (f", {show_value(period.end)}" if period.end is Bound.OPEN else "")
    return show_value(None)


def is_listed(kind: type[Any], column: Column) -> bool:
    """Return whether a field holds words of a list. The names of schemes of identifiers are no words.

    Args:
        kind: The class of the records.
        column: The field.
    """
    return (
        column.type is str and bool(column.spec.values or column.spec.vocabulary) and not issubclass(kind, Identifier)
    )


def word_of(mission: Mission, column: Column, word: str) -> str:
    """Return a word of a list for people.

    Args:
        mission: The mission.
        column: The field whose word it is.
        word: The word.

    Example:
        >>> import unami
        >>> of = {column.name: column for column in unami.mission.dataset.shape.columns("staffing")}
        >>> word_of(unami.mission, of["category"], "un-volunteers"), word_of(unami.mission, of["entity"], "un-system-iraq")
        ('UN volunteers', 'the whole UN system in Iraq')
    """
    meaning = meaning_of(mission, column, word) if column.spec.ids_of else ""
    if meaning:
        # It stands where others have the name of an organization: what it is, without what is to be said of it.
        short = meaning.partition(",")[0].rstrip(".")
        return f"the {short[4:]}" if short.startswith("The ") else short
    if word == mission.id:
        profile = next(iter(mission.whole.tables["missions"]), None)
        return (profile and profile.abbreviation) or word
    return " ".join(_INITIALS.get(part, part) for part in re.split(r"[-_]", word))


def meaning_of(mission: Mission, column: Column, word: str) -> str:
    """Return what a word means, as the vocabulary of the package says; empty if it is not in one.

    Args:
        mission: The mission.
        column: The field whose word it is.
        word: The word.
    """
    return (column.spec.vocabulary and mission.dataset.meaning(column.spec.vocabulary, word)) or ""


def value_in_words(mission: Mission, kind: type[Any], column: Column, value: Any, bound: str | None = None) -> str:
    """Return a value of a field in words.

    Args:
        mission: The mission.
        kind: The class of the records.
        column: The field.
        value: The value, with names in place of ids.
        bound: For a number that is not exact: how it is stated.

    Example:
        >>> import unami
        >>> given = unami.mission.contributions[0]
        >>> for column in unami.mission.dataset.shape.columns("contributions"):
        ...     if column.name in ("category", "month"):
        ...         print(value_in_words(unami.mission, type(given), column, getattr(given, column.name)))
        experts on mission
        October 2004
    """
    if isinstance(value, tuple) and value:
        return ", ".join(value_in_words(mission, kind, column, one, bound) for one in value)
    if isinstance(value, PartialDate):
        return value.words()
    if isinstance(value, Period):
        return period_in_words(value)
    if isinstance(value, str) and is_listed(kind, column):
        return word_of(mission, column, value)
    return show_value(value, bound)


def line_in_words(mission: Mission, text: str, *behind: Any) -> str:
    """Return a line with the dates and listed words of the records that it is about in words.

    What else the line has, such as a title, stays as it is, even if it looks like a date.

    Args:
        mission: The mission.
        text: The line.
        behind: The records and answers that it is about.

    Example:
        >>> import unami
        >>> given = unami.mission.vacancies[0]
        >>> line_in_words(unami.mission, f"{given.post}, {given.period}, not 2003?", given)
        'srsg, from August 2003, not 2003?'
    """
    signs: dict[str, str] = {}
    for one in behind:
        signs |= _signs_of(mission, one)
    for sign in sorted(signs, key=len, reverse=True):
        if sign in text:
            text = _alone(sign).sub(signs[sign].replace("\\", r"\\"), text)
    return text


@lru_cache(maxsize=4096)
def _alone(sign: str) -> re.Pattern[str]:
    """Finds a sign that is no part of another one, or of a name."""
    return re.compile(rf"(?<![\w/.~?%-]){re.escape(sign)}(?![\w/~?%-]|\.\w)")


def _signs_of(mission: Mission, one: Any) -> dict[str, str]:
    if not hasattr(one, "__table__"):
        return dict(_signs(mission, one))
    # A record is in the lines of many days.
    key = ("signs", one.__table__.name, one.id)
    return mission.cache.get(key, lambda: {sign: words for sign, words in _signs(mission, one) if sign != words})


def _signs(mission: Mission, one: Any) -> Iterator[tuple[str, str]]:
    """What is written in signs of a record or answer, with its words."""
    kind: Any = type(one)
    for attribute in fields(kind):
        given = getattr(one, attribute.name)
        for value in given if isinstance(given, tuple) else (given,):
            if isinstance(value, PartialDate):
                yield str(value), value.words()
    period = getattr(one, "period", None)
    if isinstance(period, Period):
        yield str(period), period_in_words(period)
    if hasattr(kind, "__table__"):
        for column in columns(kind):
            value = getattr(one, column.name)
            if isinstance(value, str) and is_listed(kind, column):
                yield value, word_of(mission, column, value)


def record_in_words(mission: Mission, record: Any) -> str:
    """Return a record as one line, with names in place of ids, and in words.

    Args:
        mission: The mission.
        record: The record.

    Example:
        >>> import unami
        >>> record_in_words(unami.mission, unami.mission.contributions.where(category="experts-on-mission").first())
        'Canada, experts on mission, October 2004: 1'
    """
    return line_in_words(mission, line_of(mission, record), record)
