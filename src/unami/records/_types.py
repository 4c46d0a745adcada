"""The types of values: what each is called, how it is read, and how it looks in every output. One row a type."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami.dates import PartialDate, Period, bounds_of
from unami.errors import InvalidDate
from unami.records._figure import grouped

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TYPES", "ValueType", "type_of"]

_LONGEST_NUMBER = 50
"""Characters of a number; longer ones are beyond what a float can hold, or a mistake."""


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


def _decimal(number: float) -> tuple[str, str]:
    from decimal import Decimal  # no question needs it

    return format(Decimal(repr(number)), "f"), "xsd:decimal"


_DATATYPES = {"day": "xsd:date", "month": "xsd:gYearMonth", "year": "xsd:gYear"}


def _edtf(value: PartialDate) -> tuple[str, str]:
    # Say no more than the date states: a day, month or year; in EDTF where there is doubt.
    return str(value), "edtf:EDTF" if value.qualified else _DATATYPES[value.precision]


def _with_limits(when: PartialDate | Period) -> tuple[str, date | None, date | None]:
    first, last = bounds_of(when)
    return str(when), None if first == date.min else first, None if last == date.max else last


def _itself(value: Any) -> Any:
    return value


def _alone(value: Any) -> tuple[Any]:
    return (value,)


@frozen(eq=False, repr=False)
class ValueType:
    """What the library knows of a type of values.

    Args:
        words: Its name in the data dictionary.
        read: From the text of a cell; raises a :class:`ValueError` that says what was expected.
        json: Its name in JSON Schema and Frictionless.
        sql: Its name in SQLite.
        frame: Its name in data frames: a value of :class:`unami.frames.Kind`.
        text: A value as a reader sees it.
        cell: A value in a CSV file.
        plain: A value in JSON and SQLite.
        literal: A value in linked data: its text and the name of its datatype; if left out, as in JSON.
        pattern: What its text looks like, as a regular expression, where any text will not do.
        remark: What the descriptor of a package says of its text.
        parts: Where data frames and databases have several columns for it, what is added to the name, with the type.
        split: The values of these columns.
    """

    words: str
    read: Callable[[str], Any]
    json: str = "string"
    sql: str = "TEXT"
    frame: str = "text"
    text: Callable[[Any], str] = str
    cell: Callable[[Any], str] = str
    plain: Callable[[Any], Any] = _itself
    literal: Callable[[Any], tuple[str, str]] | None = None
    pattern: str = ""
    remark: str = ""
    parts: tuple[tuple[str, type], ...] = ()
    split: Callable[[Any], tuple[Any, ...]] = _alone


_LIMITED: tuple[tuple[str, type], ...] = (("", str), ("_earliest", date), ("_latest", date))

TYPES: dict[type, ValueType] = {
    str: ValueType("text", _read_text),
    bool: ValueType(
        "true or false",
        _read_bool,
        json="boolean",
        sql="INTEGER",
        frame="true or false",
        text=lambda value: "yes" if value else "no",
        cell=lambda value: "true" if value else "false",
    ),
    int: ValueType(
        "whole number",
        _read_int,
        json="integer",
        sql="INTEGER",
        frame="whole number",
        text=grouped,
        literal=lambda value: (str(value), "xsd:integer"),
    ),
    float: ValueType(
        "number",
        _read_float,
        json="number",
        sql="REAL",
        frame="number",
        text=grouped,
        cell=lambda value: str(value).removesuffix(".0"),
        literal=_decimal,
    ),
    date: ValueType(
        "date",
        date.fromisoformat,
        frame="day",
        plain=lambda value: value.isoformat(),
        literal=lambda value: (value.isoformat(), "xsd:date"),
    ),
    PartialDate: ValueType(
        "date",
        _read_date,
        plain=str,
        literal=_edtf,
        pattern=r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?",
        remark="EDTF date: 2004, 2004-07 or 2004-07-14, then ? if uncertain, ~ if approximate, % if both.",
        parts=_LIMITED,
        split=_with_limits,
    ),
    Period: ValueType(
        "period",
        Period.parse,
        plain=str,
        literal=lambda value: (str(value), "edtf:EDTF"),
        parts=_LIMITED,
        split=_with_limits,
    ),
}
"""What is known of each type of values, lists and enumerations apart, whose parts and words are such values."""


def type_of(value: object) -> ValueType | None:
    """What is known of the type of a value, or of the one that its class is derived from.

    Args:
        value: Anything.
    """
    known = TYPES.get(type(value))
    if known is not None or isinstance(value, Enum):
        return known
    return next((TYPES[base] for base in type(value).__mro__ if base in TYPES), None)
