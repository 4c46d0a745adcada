"""The record classes, one module per kind of thing, fields only.

:data:`TABLES` says which table holds which class. A class is imported when its table, or the class itself, is first
asked for, so that a question about leaders does not pay for elections.
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
"""Each table, in the order of the data package."""

TABLES: dict[str, str] = {table: home for table, home in HOMES.items() if table not in NOT_STATED}
"""Each table of statements, in the order of the data package, with its record class."""


@cache
def record_class(table: str) -> type[AttrsInstance]:
    """The class of the records of a table.

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
    # Hidden from type checkers: the names are in the index, and a module with this function has every name.
    __all__ = ["TABLES", *sorted(home.partition(":")[2] for home in TABLES.values()), "record_class"]  # noqa: PLE0604 - all are strings

    def __getattr__(name: str) -> object:
        table = next((table for table, home in HOMES.items() if home.partition(":")[2] == name), None)
        if table is None:
            raise AttributeError(f"module 'unami.records' has no attribute {name!r}")
        return record_class(table)
