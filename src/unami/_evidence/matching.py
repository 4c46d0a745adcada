"""Whether words hold a value: numbers, dates, names in all their spellings, words of vocabularies, plain texts."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

from unami._base.names import fold
from unami._evidence.day_words import dates_in, holds_date
from unami._evidence.numerals import Numeral, numerals_in
from unami._evidence.plainly import plainly
from unami.dates import PartialDate
from unami.records._field import Merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unami.records._field import Column, Field

__all__ = ["Verdict", "against", "judge", "provable"]

_NUMBERED = r"[A-Z]+(?:/[A-Z]+)*[./](\d{3,})(?: \(\d{4}\))?"
"""A symbol with one number, besides a year in brackets."""

_MORE = "(?:more|further|additional|final|calendar)"
"""Words between a number and the months or years that it counts."""

_YEAR = 12
"""Months of a year."""

_SHORTEST_NAME = 4
"""Letters of a name of which a longer word can be made, as Fijian of Fiji."""


class Verdict(Enum):
    """What words say of a value."""

    HELD = "held"
    SILENT = "silent"
    CONTRADICTED = "contradicted"


def provable(column: Column) -> bool:
    """Whether words could prove a value of a column.

    They cannot prove what says which thing is meant, yes and no, and texts in the curators' words. What the curators
    classify is no claim of the source, and the edge of a number is part of the number.

    Args:
        column: The column.
    """
    spec = column.spec
    if spec.identity or spec.classified or spec.edge_of is not None or column.type is bool:
        return False
    listed = bool(spec.ref or spec.values or spec.vocabulary or spec.ids_of)
    return column.type is not str or listed or spec.merge is not Merge.WORDING


def judge(
    column: Column,
    value: Any,
    words: str,
    spellings: Iterable[Iterable[str]] = (),
    published: PartialDate | None = None,
) -> Verdict:
    """What words say of the value of a field; of a list, of all its parts.

    Args:
        column: The field.
        value: Its value.
        words: The words.
        spellings: For each part of the value, the names of what it stands for.
        published: When the source was published, from which "today" is counted.

    Example:
        >>> from unami.records._field import columns
        >>> from unami.records.election import Election
        >>> votes = next(column for column in columns(Election) if column.name == "votes_cast")
        >>> judge(votes, 12_400_000, "12.4 million"), judge(votes, 12_400_000, "11,526,412")
        (<Verdict.HELD: 'held'>, <Verdict.CONTRADICTED: 'contradicted'>)
    """
    parts = value if column.many else (value,)
    names = [tuple(of_part) for of_part in spellings] or [()] * len(parts)
    verdicts = [_judge(column, part, words, of_part, published) for part, of_part in zip(parts, names, strict=True)]
    if all(verdict is Verdict.HELD for verdict in verdicts):
        return Verdict.HELD
    return Verdict.CONTRADICTED if all(verdict is Verdict.CONTRADICTED for verdict in verdicts) else Verdict.SILENT


def _judge(column: Column, value: Any, words: str, names: tuple[str, ...], published: PartialDate | None) -> Verdict:
    if isinstance(value, PartialDate):
        held = holds_date(value, dates_in(words, published))
        if value.month is None and f"/{value.year}/" in words:
            return Verdict.HELD  # the symbol of a document, S/2013/430, has its year
        return Verdict.SILENT if held is None else Verdict.HELD if held else Verdict.CONTRADICTED
    if column.type in (int, float):
        return _judge_number(Decimal(str(value)), words, column.spec, per_cent=column.type is float)
    forms = (*names, str(value), str(value).replace("-", " "))
    held = any(_names(words, form) for form in forms) or any(_counts(words, form) for form in forms)
    return Verdict.HELD if held else Verdict.SILENT


def _judge_number(value: Decimal, words: str, spec: Field, *, per_cent: bool) -> Verdict:
    numerals = _counting(words, spec)
    if any(value in numeral.readings for numeral in numerals):
        return Verdict.HELD
    return Verdict.CONTRADICTED if _firm(numerals, words, per_cent=per_cent) else Verdict.SILENT


def _counting(words: str, spec: Field) -> list[Numeral]:
    """The numbers in a text besides those of dates; for a number of months, those of months and years if it has any."""
    days = [(mention.start, mention.end) for mention in dates_in(words) if mention.month is not None]
    numerals = [numeral for numeral in numerals_in(words) if not _within(numeral, days)]
    return (list(_lengths(words, numerals)) or numerals) if spec.months else numerals


def _lengths(words: str, numerals: list[Numeral]) -> Iterator[Numeral]:
    """The lengths of time in a text, in months."""
    text = plainly(words)
    for numeral in numerals:
        unit = re.match(rf"[ -](?:{_MORE}[ -])?(?:(months?|mois)|years?|ans?|annees?)\b", text[numeral.end :])
        if unit is not None:
            months = 1 if unit[1] else _YEAR
            yield evolve(numeral, readings=frozenset(reading * months for reading in numeral.readings))
    for found in re.finditer(rf"\b(?:a|another) (?:{_MORE} )?year\b", text):
        yield Numeral(frozenset([Decimal(_YEAR)]), found.start(), found.end(), firm=False)


def _firm(numerals: list[Numeral], words: str, *, per_cent: bool) -> list[Numeral]:
    """The numbers that contradict another: what may be a year, a share or "one" speaks against none."""
    years = [(mention.start, mention.end) for mention in dates_in(words) if mention.month is None]
    return [n for n in numerals if n.firm and (per_cent or not n.per_cent) and not _within(n, years)]


def against(column: Column, words: str, published: PartialDate | None = None) -> str:
    """The numbers or dates in words that contradict the value of a field, as `judge` takes them.

    Args:
        column: The field.
        words: The words.
        published: When the source was published, from which "today" is counted.

    Example:
        >>> from unami.records._field import columns
        >>> from unami.records.resolution import Resolution
        >>> months = next(column for column in columns(Resolution) if column.name == "mandate_months")
        >>> against(months, "for 12 months by resolution 1500"), against(months, "in resolution 1500")
        ('12', '1500')
    """
    if column.type is PartialDate:
        return ", ".join(dict.fromkeys(words[mention.start : mention.end] for mention in dates_in(words, published)))
    numerals = _firm(_counting(words, column.spec), words, per_cent=column.type is float)
    return ", ".join(dict.fromkeys(f"{min(numeral.readings):f}" for numeral in numerals))


def _within(numeral: Numeral, spans: list[tuple[int, int]]) -> bool:
    return any(start <= numeral.start < end for start, end in spans)


def _counts(words: str, symbol: str) -> bool:
    """Whether a text names a numbered document or meeting by its number: "9432nd meeting" of S/PV.9432."""
    number = re.fullmatch(_NUMBERED, symbol)
    return number is not None and any(Decimal(number[1]) in numeral.readings for numeral in numerals_in(words))


def _names(words: str, name: str) -> bool:
    """Whether a text names something, with its full name, or a person with the last part of it."""
    text, wanted = _folded(words), _folded(name)
    if not wanted:
        return plainly(name) in plainly(words) if name else False
    end = "" if len(wanted) >= _SHORTEST_NAME else r"(?!\w)"
    if re.search(rf"(?<!\w){re.escape(wanted)}{end}", text):
        return True
    # The Arabic article and prepositions are written with the word.
    return not wanted.isascii() and len(wanted) >= _SHORTEST_NAME and wanted in text


_folded = lru_cache(maxsize=4096)(fold)
"""Names of records recur."""
