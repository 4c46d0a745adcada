"""Dates as sources state them: to the day, month or year, possibly uncertain, approximate or open-ended.

A `PartialDate` keeps what is stated and nothing else; a `Period` has two such ends; a `Certainty` is the
answer to a question that such dates cannot always settle with yes or no. `read_when` reads what a user
passes to a query. The written form is EDTF (ISO 8601-2), level 0 and the parts of level 1 that records need.

Two conventions run through the module:

* A qualified date (``?`` uncertain, ``~`` approximate, ``%`` both) may be off by one unit of its own
  precision: ``2004-07?`` can stand for June, July or August 2004.
* Periods are closed: the first and the last day both belong to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami.dates._certainty import Certainty
from unami.dates._partial import PartialDate
from unami.dates._period import Bound, Period, Span
from unami.dates._reading import Dated, When, bounds_of, read_date, read_when

if TYPE_CHECKING:
    from unami.dates._days import Days

__all__ = [
    "Bound",
    "Certainty",
    "Dated",
    "Days",
    "PartialDate",
    "Period",
    "Span",
    "When",
    "bounds_of",
    "read_date",
    "read_when",
]

if not TYPE_CHECKING:
    # Hidden from type checkers: to them, a module with __getattr__ has every name.
    def __getattr__(name: str) -> object:
        # Few questions ask how long something lasted, so the class is loaded by those that do.
        if name == "Days":
            from unami.dates._days import Days

            return Days
        raise AttributeError(f"module 'unami.dates' has no attribute {name!r}")
