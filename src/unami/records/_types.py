"""Names of the value types in descriptors, schemas, databases, frames and documentation."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from unami.dates import PartialDate

__all__ = ["TYPE_NAMES", "TypeNames"]


@frozen
class TypeNames:
    """The names of a type.

    Args:
        json: In JSON Schema and Frictionless.
        sql: In SQLite.
        frame: In data frames: a value of :class:`unami.frames.Kind`.
        words: In the data dictionary.
    """

    json: str
    sql: str
    frame: str
    words: str


TYPE_NAMES: dict[type, TypeNames] = {
    str: TypeNames("string", "TEXT", "text", "text"),
    bool: TypeNames("boolean", "INTEGER", "true or false", "true or false"),
    int: TypeNames("integer", "INTEGER", "whole number", "whole number"),
    float: TypeNames("number", "REAL", "number", "number"),
    date: TypeNames("string", "TEXT", "day", "date"),
    PartialDate: TypeNames("string", "TEXT", "text", "date"),
}
