"""Conversion between the text of a CSV cell and its value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami.dates import PartialDate
from unami.errors import DatasetError, InvalidDate, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami.records._field import Column

__all__ = ["fits", "read_cell", "too_large", "write_cell"]

SEPARATOR = "|"
"""Separator of the values in a cell with several."""

_MOST = 2**63 - 1
"""The greatest 64-bit integer."""

_LONGEST_NUMBER = 50
"""Maximum length of a number; a longer one is a mistake, or beyond the range of a float."""


def _read_text(text: str) -> str:
    if text != text.strip() or "  " in text or "\n" in text or "\r" in text:
        raise ValueError("expected text without line breaks, double spaces, or leading or trailing spaces")
    return text


def _read_int(text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER) or str(int(text)) != text:
        raise ValueError("expected a whole number such as 134, without separators")
    return int(text)


def _read_float(text: str) -> float:
    whole, _, part = text.removeprefix("-").partition(".")
    if not (text.isascii() and whole.isdigit() and (part.isdigit() or "." not in text)) or len(text) > _LONGEST_NUMBER:
        raise ValueError("expected a number such as 57.7, without separators")
    return float(text)


def _read_bool(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("expected true or false")
    return text == "true"


def _read_date(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except InvalidDate as error:
        raise ValueError(f"expected a date such as 2004, 2004-07 or 2004-07-14~: {error}") from None


_READERS: dict[type, Callable[[str], Any]] = {
    str: _read_text,
    int: _read_int,
    float: _read_float,
    bool: _read_bool,
    PartialDate: _read_date,
}


def read_cell(column: Column, text: str) -> Any:
    """Return the value of a cell that is not empty.

    Args:
        column: The column of the cell.
        text: The text of the cell.

    Returns:
        The value; for a column of lists, a sorted tuple: lists have no order of their own.

    Raises:
        ValueError: The text is not valid; the message says what was expected.

    Example:
        >>> from unami.records._field import columns
        >>> from unami.records.person import Person
        >>> died = next(column for column in columns(Person) if column.name == "died")
        >>> read_cell(died, "2003-08-19")
        PartialDate('2003-08-19')
    """
    reader = _READERS[column.type]
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
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return SEPARATOR.join(write_cell(part) for part in value)
    # A turnout of 58 per cent is written as in the sources, not as 58.0.
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


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
