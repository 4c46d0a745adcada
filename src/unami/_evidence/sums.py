"""Numbers that the curators work out: statements of theirs that name the terms, so that anybody can add them up again.

Such a statement has the locator ``sum``, and its words bind terms to fields: ids of records of the same table, or numbers
that the note traces to a source::

    killed, injured: 2015-01.iraq.total + 2015-02.iraq.total
    count: 2020-02-29.returnees.iraq - 63,954
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from unami._evidence.merge import decide_field
from unami._evidence.numerals import numerals_in
from unami._evidence.words import read_words
from unami.records._figure import Figure
from unami.records.source import CURATION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unami._evidence.statement import Statement
    from unami.records._field import Column
    from unami.records.source import Source

__all__ = ["Term", "is_sum", "terms_of"]

_LOCATOR = "sum"


@frozen
class Term:
    """One term of a sum.

    Args:
        text: The id of a record of the same table, or a number.
        minus: True if it is taken away.
        number: Its number; ``None`` if there is no such record, the record has none, or the text is no number.
        named: True if it is the id of a record.
    """

    text: str
    minus: bool
    number: Decimal | None
    named: bool

    @property
    def signed(self) -> Decimal:
        """What it adds."""
        number = self.number or Decimal(0)
        return -number if self.minus else number

    def __str__(self) -> str:
        return f"{self.number} ({self.text})" if self.named else self.text


def is_sum(statement: Statement, sources: Mapping[str, Source]) -> bool:
    """Return whether a statement of the curators is a number that they worked out.

    Args:
        statement: The statement.
        sources: The sources by id.
    """
    return statement.locator == _LOCATOR and sources[statement.source].kind == CURATION


def terms_of(
    statement: Statement,
    of_table: Sequence[Column],
    place: int,
    rows: Mapping[str, Sequence[Statement]],
    sources: Mapping[str, Source],
) -> tuple[Term, ...]:
    """Return the terms of one field of a sum.

    Args:
        statement: The sum.
        of_table: The columns of the table.
        place: Index of the field.
        rows: The statements of the table by record.
        sources: The sources by id.
    """
    names = [column.name for column in of_table]
    text = read_words(statement.stated_as, names).of.get(names[place], "")
    parts = re.split(r" ([+-]) ", text) if text else []
    found = []
    for sign, part in zip(["+", *parts[1::2]], parts[::2], strict=False):
        named = part in rows
        number = _of_record(of_table, place, rows[part], sources) if named else _in_digits(part)
        found.append(Term(part, sign == "-", number, named))
    return tuple(found)


def _of_record(
    of_table: Sequence[Column], place: int, rows: Sequence[Statement], sources: Mapping[str, Source]
) -> Decimal | None:
    value = decide_field(of_table, place, rows, sources).value
    number = value.number if isinstance(value, Figure) else value
    return None if number is None else Decimal(str(number))


def _in_digits(text: str) -> Decimal | None:
    numerals = numerals_in(text)
    if len(numerals) != 1 or (numerals[0].start, numerals[0].end) != (0, len(text)):
        return None
    # "1,234" could be a decimal fraction too: the greater is meant.
    return max(numerals[0].readings)
