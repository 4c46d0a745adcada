"""Dates as sources state them: to the day, month or year, possibly uncertain, approximate or open-ended.

A `PartialDate` keeps what is stated and nothing else; a `Period` has two such ends; a `Certainty` is the
answer to a question that such dates cannot always settle with yes or no. `read_when` reads what a user
passes to a query. The written form is EDTF (ISO 8601-2), level 0 and the parts of level 1 that records need.

Two conventions run through the module:

* A qualified date (``?`` uncertain, ``~`` approximate, ``%`` both) may be off by one unit of its own
  precision: ``2004-07?`` can stand for June, July or August 2004.
* Periods are closed: the first and the last day both belong to them.
"""

from unami.dates._certainty import Certainty
from unami.dates._partial import PartialDate
from unami.dates._period import Bound, Period, Span
from unami.dates._reading import When, bounds_of, read_date, read_when

__all__ = ["Bound", "Certainty", "PartialDate", "Period", "Span", "When", "bounds_of", "read_date", "read_when"]
