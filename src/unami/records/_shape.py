"""The tables of one data set: those of this library, with what its package adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unami.records import TABLES, record_class
from unami.records._field import columns

if TYPE_CHECKING:
    from attrs import AttrsInstance

    from unami.records._field import Column
    from unami.records._own import OwnColumn, OwnTable

__all__ = ["STANDARD", "Shape"]


class Shape(NamedTuple):
    """The tables of a data set.

    Args:
        added: The columns that the package adds, by table.
        words: The words that it adds to the fixed ones of a field, by table and field.
        own: The tables that it adds.
    """

    added: tuple[tuple[str, tuple[OwnColumn, ...]], ...] = ()
    words: tuple[tuple[tuple[str, str], tuple[str, ...]], ...] = ()
    own: tuple[OwnTable, ...] = ()

    @property
    def stated(self) -> tuple[str, ...]:
        """The tables of statements."""
        return (*TABLES, *(table.name for table in self.own))

    @property
    def tables(self) -> tuple[str, ...]:
        """All tables, the sources last."""
        return (*self.stated, "sources")

    def record_class(self, table: str) -> type[AttrsInstance]:
        """Return the class of the records of a table.

        Args:
            table: Name of a table.
        """
        if not (self.added or self.words or self.own):
            return record_class(table)
        # Few packages add anything.
        from unami.records._own import class_of, extended

        own = next((one for one in self.own if one.name == table), None)
        if own is not None:
            return class_of(own)
        more = self.own_columns(table)
        words = tuple((field, added) for (name, field), added in self.words if name == table)
        return extended(table, more, words) if more or words else record_class(table)

    def own_columns(self, table: str) -> tuple[OwnColumn, ...]:
        """Return the columns of a table that the package adds; of its own tables, all.

        Args:
            table: Name of a table.
        """
        own = next((one.columns for one in self.own if one.name == table), None)
        return next((added for name, added in self.added if name == table), ()) if own is None else own

    def columns(self, table: str) -> tuple[Column, ...]:
        """Return the columns of a table.

        Args:
            table: Name of a table.
        """
        return columns(self.record_class(table))


STANDARD = Shape()
"""The tables of this library, to which nothing is added."""
