"""The record classes, one module per kind of thing, fields only.

:data:`TABLES` maps each table to its class. A class is imported when its table, or the class itself, is first
requested, so a question about leaders does not import elections.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from unami.records._index import HOMES, NOT_STATED

if TYPE_CHECKING:
    from attrs import AttrsInstance

    from unami.records._index import *  # noqa: F403 - every class is public

    __all__: list[str]

ALL_TABLES = tuple(HOMES)
"""All tables, in the order of the data package."""

TABLES: dict[str, str] = {table: home for table, home in HOMES.items() if table not in NOT_STATED}
"""The tables of statements with their record classes, in the order of the data package."""


@cache
def record_class(table: str) -> type[AttrsInstance]:
    """Return the class of the records of a table.

    Args:
        table: Name of a table.

    Example:
        >>> record_class("people").__name__
        'Person'
    """
    module, _, name = HOMES[table].partition(":")
    found: type[AttrsInstance] = getattr(import_module(f"unami.records.{module}"), name)
    return found


if not TYPE_CHECKING:
    # Hidden from type checkers: the names are in the index, and to them a module with __getattr__ has every name.
    __all__ = ["TABLES", *sorted(home.partition(":")[2] for home in TABLES.values()), "record_class"]  # noqa: PLE0604 - all are strings

    def __getattr__(name: str) -> object:
        table = next((table for table, home in HOMES.items() if home.partition(":")[2] == name), None)
        if table is None:
            raise AttributeError(f"module 'unami.records' has no attribute {name!r}")
        return record_class(table)
