"""What a record class declares about its table, in addition to its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ITSELF", "Table", "table_of"]

ITSELF = "~itself~"
"""Placeholder in an example row for the id of the mission itself."""


@frozen(eq=False, repr=False)
class Table:
    """A table of statements: its name, order, example and relations to other formats.

    Args:
        name: Name of the table, of its CSV file, and of the property of :class:`unami.Mission`.
        about: Its content, in one sentence.
        order: Its position in the data package; tables with the same number are sorted by name.
        example: The row of a new package: cells by column, about a fictional mission.
        asked_as: Alternative names of fields in questions.
        rests_on: For each derived value, the fields that it is derived from.
        types: Types of its records in other linked-data vocabularies, in addition to our own class.
        terms: Terms of other linked-data vocabularies for its fields; other fields have terms of our own.
        calendar: For records that are calendar entries, the fields of the entry (``summary``, ``categories``,
            ``location``, ``description``) with the record fields that they are filled from.
        stated: Whether its rows are statements of sources; if not, they are the sources.
        moved_to: A table to which records of this one went; their ids still find them here, with a warning.
        required: Whether every package has it; one that was made before there was such a table need not.
    """

    name: str
    about: str
    order: int
    example: Mapping[str, str]
    asked_as: Mapping[str, str] = {}
    rests_on: Mapping[str, tuple[str, ...]] = {}
    types: tuple[str, ...] = ()
    terms: Mapping[str, str] = {}
    calendar: Mapping[str, tuple[str, ...]] = {}
    stated: bool = True
    moved_to: str = ""
    required: bool = True


def table_of(record_class: type[Any]) -> Table:
    """Return what a record class declares about its table.

    Args:
        record_class: The class.
    """
    found: Table = record_class.__table__
    return found
