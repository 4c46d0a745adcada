"""Sums that the curators work out: statements of theirs that name their parts, so that anybody can add them up again.

Such a statement has the locator ``sum``, and its words bind the ids of the parts, records of the same table, to fields::

    killed, injured: 2015-01.iraq.total + 2015-02.iraq.total
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._evidence.merge import decide_field
from unami._evidence.words import read_words
from unami.records._figure import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unami._evidence.statement import Statement
    from unami.records._field import Column
    from unami.records.source import Source

__all__ = ["is_sum", "parts_of", "value_of_part"]

_LOCATOR = "sum"
_CURATION = "curation"


def is_sum(statement: Statement, sources: Mapping[str, Source]) -> bool:
    """Whether a statement of the curators is a sum of theirs.

    Args:
        statement: The statement.
        sources: The sources by id.
    """
    return statement.locator == _LOCATOR and sources[statement.source].kind == _CURATION


def parts_of(statement: Statement, field: str, names: Sequence[str]) -> tuple[str, ...]:
    """The ids of the records whose numbers a sum adds up.

    Args:
        statement: A sum.
        field: The field.
        names: The columns of the table.
    """
    words = read_words(statement.stated_as, names).of.get(field, "")
    return tuple(part for part in words.split(" + ") if part)


def value_of_part(
    of_table: Sequence[Column], place: int, rows: Sequence[Statement], sources: Mapping[str, Source]
) -> float | None:
    """The number of one part, as it stands in its record.

    Args:
        of_table: The columns of the table.
        place: Index of the column.
        rows: The statements on the part.
        sources: The sources by id.
    """
    value = decide_field(of_table, place, rows, sources).value
    number: float | None = value.number if isinstance(value, Figure) else value
    return number
