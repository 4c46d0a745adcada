"""What a record class says about its table, beside its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ITSELF", "Table", "table_of"]

ITSELF = "~itself~"
"""Stands in an example row for the id of the mission itself."""


@frozen(eq=False)
class Table:
    """A table of statements, and what the rest of the library asks about it.

    Args:
        name: Name of the table, of its CSV file, and of the property of :class:`unami.Mission`.
        about: What is in it, in a sentence.
        order: Its place in the data package; tables of the same number stand in the order of their names.
        example: The row of a new package: cells by column, of a mission that never was.
        asked_as: Fields by what people call them besides their names.
        rests_on: The fields that a value which is worked out is worked out from.
        types: What its records are in the vocabularies of others, besides a class of our own.
        terms: The terms that others have for its fields; the rest go by terms of our own.
        calendar: For records that are entries of a calendar, the fields of the entry (``summary``,
            ``categories``, ``location``, ``description``) with the fields of the record that they come from.
        stated: Whether its rows are statements of sources; if not, they are the sources.
        moved_to: A table to which records of this one went; their ids still find them here, with a warning.
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


def table_of(record_class: type[Any]) -> Table:
    """What a record class says about its table.

    Args:
        record_class: The class.
    """
    found: Table = record_class.__table__
    return found
