"""A value as text, and back: a cell of a CSV file, and what a reader sees. It can be a list, or missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami.dates import Bound
from unami.errors import DatasetError, Problem
from unami.records._figure import edged
from unami.records._types import TYPES, type_of

if TYPE_CHECKING:
    from unami.records._field import Column

__all__ = ["fits", "read_cell", "show_value", "too_large", "value_in", "write_cell"]

SEPARATOR = "|"
"""Separator of the values in a cell with several."""

_MOST = 2**63 - 1
"""The greatest 64-bit integer."""


def read_cell(column: Column, text: str) -> Any:
    """Return the value of a cell that is not empty.

    Args:
        column: The column of the cell.
        text: The text of the cell.

    Returns:
        The value, which for the end of a period can be ``Bound.OPEN``; for a column of lists, a sorted tuple: lists have no order of their own.

    Raises:
        ValueError: The text is not valid; the message says what was expected.

    Example:
        >>> from unami.records._field import columns
        >>> from unami.records.person import Person
        >>> died = next(column for column in columns(Person) if column.name == "died")
        >>> read_cell(died, "2003-08-19")
        PartialDate('2003-08-19')
    """
    if column.spec.open_end and text == Bound.OPEN.value:
        return Bound.OPEN
    reader = TYPES[column.type].read
    if not column.many:
        return reader(text)
    parts = text.split(SEPARATOR)
    if "" in parts:
        raise ValueError(f"separate values with a single {SEPARATOR}")
    values = tuple(sorted(reader(part) for part in parts))
    if len(set(values)) != len(values):
        raise ValueError("expected each value once")
    return values


def write_cell(value: Any) -> str:
    """Return the cell for a value; an empty one for ``None``.

    Args:
        value: A value of a record's field.

    Example:
        >>> write_cell(("BGR", "NLD")), write_cell(True), write_cell(58.0), write_cell(None)
        ('BGR|NLD', 'true', '58', '')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return SEPARATOR.join(map(write_cell, value))
    kind = type_of(value)
    return str(value) if kind is None else kind.cell(value)


def value_in(record: Any, column: Column) -> Any:
    """Return the value of a field as statements give it: of a period without an end, that it has none.

    Args:
        record: A record, or another value with the field.
        column: The field.
    """
    value = getattr(record, column.name)
    return Bound.OPEN if value is None and column.spec.open_end and record.open_end else value


def show_value(value: object, bound: str | None = None) -> str:
    """A field's value as a reader sees it.

    Args:
        value: Any value of a record's field.
        bound: For a number that is not exact: how it is stated.

    Example:
        >>> show_value(("BGR", "NLD")), show_value(True), show_value(None)
        ('BGR, NLD', 'yes', 'not stated')
    """
    if value is None or value == ():
        return "not stated"
    if value is Bound.OPEN:
        return "no end"
    if isinstance(value, tuple):
        return ", ".join(map(show_value, value))
    if bound and isinstance(value, (int, float)):
        return edged(value, bound)
    kind = type_of(value)
    return str(value) if kind is None else kind.text(value)


def fits(value: object) -> bool:
    """Return whether databases and data frames can store a value: their integers have 64 bits.

    Args:
        value: A value of a record's field.

    Example:
        >>> fits(2**63 - 1), fits(2**63), fits("Mosul")
        (True, False, True)
    """
    if isinstance(value, tuple):
        return all(map(fits, value))
    return not isinstance(value, int) or -_MOST - 1 <= value <= _MOST


def too_large(where: str, table: str, record: str, column: str, holder: str) -> DatasetError:
    """Return the error for a number that is too large to be stored.

    Args:
        where: Where the record comes from.
        table: Its table.
        record: Its id, if it has one.
        column: The field.
        holder: The format or program that cannot store the number.
    """
    of = f", such as that of {record}" if record else ""
    return DatasetError(
        where, [Problem(table, f"{holder} cannot store integers of more than 64 bits{of}", column=column)]
    )
