"""Schema of the record classes: the meaning of each field.

A record class carries its whole schema: the Python type of each field, and with it a :class:`Field` with the
description, the kind of merge, the references and the allowed values. The descriptor ``datapackage.json``, the checks,
the merge and the data dictionary are all derived from these classes, so they cannot drift apart.
"""

from __future__ import annotations

from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin

import attrs

from unami.records._figure import EDGES

__all__ = ["HEADLINE", "Beside", "Column", "Field", "Merge", "columns", "edge_of", "field_of", "open_end_of"]

HEADLINE = "headline"
"""The word that stands for the default of a vocabulary in queries: the mission's headline population."""


class Merge(Enum):
    """How different values of several sources for a field are treated."""

    CLAIM = "claim"
    """The values compete; incompatible ones are a dispute."""
    WORDING = "wording"
    """Each source has its own wording; the wording of the best tier is shown, and there is no dispute."""
    UNION = "union"
    """The values are combined: the record contains all of them."""


@attrs.frozen(eq=False, repr=False)
class Field:
    """The meaning of one field of a record.

    Args:
        description: The meaning of the field, with unit and convention.
        merge: How the values of several sources are merged.
        ref: The table whose ids the field contains.
        values: The only allowed values, the same for every mission.
        vocabulary: The vocabulary of the package with the allowed words; with ``ids_of``, additional words.
        ids_of: Tables whose ids the field may contain, such as the id of the mission itself.
        of_table: The field of the same record that names the table of the id, one of ``ids_of``.
        identity: The field identifies the record: every statement must give it, and all must agree.
        minimum: The smallest allowed number.
        absent: The meaning of an empty cell, where sources only mention the exception.
        derived: Not a column: computed from other records once the table is complete.
        classified: The curators classify what the source says; the value is no claim of the source itself.
        edge_of: The column of numbers that this one marks as approximate, a minimum or a maximum.
        goes_with: The column with which this one is decided: it never stands beside a value that its statements
            contradict.
        open_end: It is the end of a period, which a source can say has not come: ``..`` in the cell. Then the field is
            empty, and the field ``open_end`` of the record says so.
        months: The number counts calendar months: a year in the words of a source is twelve of them.
        optional: A package need not have the column; one that was made before there was such a column has not.
    """

    description: str
    merge: Merge = Merge.CLAIM
    ref: str | None = None
    values: tuple[str, ...] = ()
    vocabulary: str | None = None
    ids_of: tuple[str, ...] = ()
    of_table: str | None = None
    identity: bool = False
    minimum: int | None = None
    absent: bool | str | None = None
    derived: bool = False
    classified: bool = False
    edge_of: str | None = None
    goes_with: str | None = None
    open_end: bool = False
    months: bool = False
    optional: bool = False

    @property
    def told(self) -> str:
        """The description, with whose word the value is."""
        return f"{self.description} Classified by the curators." if self.classified else self.description

    @property
    def in_full(self) -> str:
        """The description, with the allowed words, and the tables whose ids it contains."""
        tables = (self.ref,) if self.ref else self.ids_of
        words = f" One of {', '.join(self.values)}." if self.values else ""
        return self.told + words + (f" Refers to {' or '.join(tables)}." if tables else "")


def edge_of(number: str) -> Field:
    """The field that says whether a number is exact.

    Args:
        number: Name of the field of the number.
    """
    return Field(
        f"Whether the source gives the number ({number}) as a round, a least or a greatest one; empty for an exact one.",
        Merge.WORDING,
        values=EDGES,
        edge_of=number,
    )


def open_end_of(end: str) -> Field:
    """The field that says that a period has no end.

    Args:
        end: Name of the field of its end.
    """
    return Field(
        f"Whether a source says that it has no end, or had none yet ({end}: ..), and none gives one.", derived=True
    )


@attrs.frozen(eq=False, repr=False)
class Beside:
    """Another column of the same table.

    Args:
        place: Index of its cell in a statement.
        name: Its name.
    """

    place: int
    name: str


@attrs.frozen(eq=False, repr=False)
class Column:
    """One column of a table: a field of its record class, resolved for reading and writing.

    Args:
        name: Name of the field and of the CSV column.
        type: ``str``, ``int``, ``float``, ``bool`` or ``PartialDate``.
        many: Whether a cell contains several values, separated by ``|``.
        spec: The meaning of the field.
        edge: For a number that may be inexact, the column that says so.
        leader: The column with which this one is decided.
    """

    name: str
    type: type
    many: bool
    spec: Field
    edge: Beside | None = None
    leader: Beside | None = None


def field_of(attribute: attrs.Attribute[Any]) -> Column:
    """Return the column that an attribute's annotation describes; for a derived field, it is not in the file.

    Args:
        attribute: An attribute of a record class.
    """
    value_type, *marks = get_args(attribute.type)
    spec = next(mark for mark in marks if isinstance(mark, Field))
    if isinstance(value_type, UnionType):
        value_type = next(part for part in get_args(value_type) if part is not type(None))
    many = get_origin(value_type) is tuple
    if many:
        value_type = get_args(value_type)[0]
    return Column(attribute.name, value_type, many, spec)


_COLUMNS: dict[type[attrs.AttrsInstance], tuple[Column, ...]] = {}


def columns(record_class: type[attrs.AttrsInstance]) -> tuple[Column, ...]:
    """Return the columns of a record class, without ``id``, in their order in the CSV file.

    Args:
        record_class: A class of :mod:`unami.records`.

    Example:
        >>> from unami.records.person import Person
        >>> [column.name for column in columns(Person)][:3]
        ['name', 'other_names', 'native_name']
    """
    known = _COLUMNS.get(record_class)
    if known is None:
        read = (field_of(attribute) for attribute in attrs.fields(record_class) if attribute.name != "id")
        # Two threads may both compute them; all get the value stored first.
        known = _COLUMNS.setdefault(record_class, _beside([column for column in read if not column.spec.derived]))
    return known


def _beside(of_table: list[Column]) -> tuple[Column, ...]:
    """The columns of a table, each with those that belong to it."""
    places = {column.name: Beside(place, column.name) for place, column in enumerate(of_table)}
    edges = {column.spec.edge_of: places[column.name] for column in of_table if column.spec.edge_of is not None}
    return tuple(
        attrs.evolve(
            column,
            edge=edges.get(column.name),
            leader=places[leader] if (leader := column.spec.edge_of or column.spec.goes_with) else None,
        )
        for column in of_table
    )
