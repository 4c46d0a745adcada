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
        about: What is in it, in a sentence.
        order: Its place in the data package; tables of the same number stand in the order of their names.
        example: The row of a new package: cells by column, of a mission that never was.
        named_by: The fields that hold names by which people know a record, besides its id.
        asked_as: Fields by what people call them besides their names.
        rests_on: The fields that a value which is worked out is worked out from.
        types: What its records are in the vocabularies of others, besides a class of our own.
        terms: The terms that others have for its fields; the rest go by terms of our own.
        calendar: For records that are entries of a calendar, the fields of the entry (``summary``,
            ``categories``, ``location``, ``description``) with the fields of the record that they come from.
        stated: Whether its rows are statements of sources; if not, they are the sources.
        plural: What its records are, where the name of the table is not their plural.
        moved_to: A table to which records of this one went; their ids still find them here, with a warning.
        required: Whether every package has it; one that was made before there was such a table need not.
        general: Whether the record of any mission is likely to need it; a new package has others only if they are asked
            for, and no package must have them.
    """

    name: str
    about: str
    order: int
    example: Mapping[str, str]
    named_by: tuple[str, ...] = ()
    asked_as: Mapping[str, str] = {}
    rests_on: Mapping[str, tuple[str, ...]] = {}
    types: tuple[str, ...] = ()
    terms: Mapping[str, str] = {}
    calendar: Mapping[str, tuple[str, ...]] = {}
    stated: bool = True
    plural: str = ""
    moved_to: str = ""
    required: bool = True
    general: bool = True

    @property
    def kind(self) -> str:
        """What its records are, in the plural."""
        return self.plural or self.name.replace("_", " ")


def table_of(record_class: type[Any]) -> Table:
    """Return what a record class declares about its table.

    Args:
        record_class: The class.
    """
    found: Table = record_class.__table__
    return found
