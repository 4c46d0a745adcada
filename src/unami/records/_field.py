"""How a record class says what its columns mean.

A record class carries its whole schema: the Python type of each field, and beside it a
:class:`Field` with the description, the way rival values are treated, the references and the
allowed values. The descriptor ``datapackage.json``, the checks, the merge and the data dictionary
are all read off these classes, so they cannot drift apart.
"""

from __future__ import annotations

from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin

import attrs

from unami.records._figure import EDGES

__all__ = ["Beside", "Column", "Field", "Merge", "columns", "edge_of", "field_of"]


class Merge(Enum):
    """What it means when sources give different values for a field."""

    CLAIM = "claim"
    """The values compete; incompatible ones are a dispute."""
    WORDING = "wording"
    """Each source words it in its own way; the best-placed wording is shown, and there is no dispute."""
    UNION = "union"
    """The values add up: the record holds all of them."""


@attrs.frozen(eq=False)
class Field:
    """The meaning of one field of a record.

    Args:
        description: What the field holds, with unit and convention.
        merge: How the values of several sources become one.
        ref: The table whose ids the field holds.
        values: The only allowed values, the same for any mission.
        vocabulary: The vocabulary of the package with the only allowed words; beside ids, with further words.
        ids_of: Tables whose ids the field may hold, such as the id of the mission itself.
        identity: Every statement must give it, and all must agree: it says which thing is meant.
        minimum: The least allowed number.
        derived: Not a column: worked out from other records when the table is complete.
        classified: The curators classify what the source says; the value is no claim of the source itself.
        edge_of: The column of numbers whose values this one calls a least, a most or a round number.
        goes_with: The column with which this one is decided: it never stands beside a value that its statements
            contradict.
    """

    description: str
    merge: Merge = Merge.CLAIM
    ref: str | None = None
    values: tuple[str, ...] = ()
    vocabulary: str | None = None
    ids_of: tuple[str, ...] = ()
    identity: bool = False
    minimum: int | None = None
    derived: bool = False
    classified: bool = False
    edge_of: str | None = None
    goes_with: str | None = None

    @property
    def told(self) -> str:
        """The description, with whose word the value is."""
        return f"{self.description} Classified by the curators." if self.classified else self.description


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


@attrs.frozen
class Beside:
    """Another column of the same table.

    Args:
        place: Index of its cell in a statement.
        name: Its name.
    """

    place: int
    name: str


@attrs.frozen(eq=False)
class Column:
    """One column of a table: a field of its record class, as the engine needs it.

    Args:
        name: Name of the field and of the CSV column.
        type: ``str``, ``int``, ``float``, ``bool`` or ``PartialDate``.
        many: Whether a cell holds several values, separated by ``|``.
        spec: The meaning.
        edge: For a number that need not be exact, the column that says so.
        leader: The column with which this one is decided.
    """

    name: str
    type: type
    many: bool
    spec: Field
    edge: Beside | None = None
    leader: Beside | None = None


def field_of(attribute: attrs.Attribute[Any]) -> Column:
    """What the annotation of a record's attribute says of it; it may be a derived field, which is no column.

    Args:
        attribute: An attribute of a record class.
    """
    value_type, spec = get_args(attribute.type)
    if isinstance(value_type, UnionType):
        value_type = next(part for part in get_args(value_type) if part is not type(None))
    many = get_origin(value_type) is tuple
    if many:
        value_type = get_args(value_type)[0]
    return Column(attribute.name, value_type, many, spec)


_COLUMNS: dict[type[attrs.AttrsInstance], tuple[Column, ...]] = {}


def columns(record_class: type[attrs.AttrsInstance]) -> tuple[Column, ...]:
    """The columns of a record class, without ``id``, in their order in the CSV file.

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
