"""The interface of the data frame engines, and shared functions."""

from __future__ import annotations

import sys
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._output.annotate.task import Holds
from unami.errors import InvalidDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from unami._output.annotate.task import Calendar, Task

__all__ = ["Engine"]

EPOCH = date(1970, 1, 1).toordinal()


PER_DAY = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
"""Number of each unit of time in a day."""


MOST = 2**63 - 1
"""The greatest 64-bit integer."""


@frozen
class Engine:
    """Support for one kind of data frame.

    Args:
        add: Adds the columns of a task to a frame.
        names: Returns the names of a frame's columns, in order.
        holds: Classifies the content of the column with a name and position; an InvalidDate if it cannot contain dates.
        copied: Returns an independent frame with the same columns.
        taken: Returns the column names that are already in use.
        refusal: The error of its package for an unusable frame, as module and name.
        folds_case: True if its column names are case-insensitive.
    """

    add: Callable[[Any, Task], Any]
    names: Callable[[Any], Sequence[Any]]
    holds: Callable[[Any, str, int], Holds]
    copied: Callable[[Any], Any]
    taken: Callable[[Any], Sequence[Any]]
    refusal: tuple[str, str]
    folds_case: bool = False

    def folded(self, name: str) -> str:
        """Return a name in the form in which the engine compares names.

        Args:
            name: The name.
        """
        return name.lower() if self.folds_case else name

    @property
    def refusals(self) -> type[Exception]:
        """The class of its package's errors for an unusable frame."""
        module, name = self.refusal
        found: type[Exception] = getattr(import_module(module), name)
        return found


def what_it_holds(on: str, kind: object, *, is_day: bool, is_text: bool, is_empty: Callable[[], bool]) -> Holds:
    """Classify the content of a column by its type.

    Args:
        on: Name of the column.
        kind: Its type, as shown to the user.
        is_day: Whether it is a type of days or points in time.
        is_text: Whether it is a text type.
        is_empty: Checks whether the column has no values at all; only called for other types.
    """
    if is_day:
        return Holds.DAYS
    if is_text:
        return Holds.TEXT
    if is_empty():
        return Holds.NOTHING
    raise no_dates(on, kind)


def no_dates(on: str, kind: object, instead: str = "") -> InvalidDate:
    expected = "expected days, datetimes or text such as 2014-06-10 or 2014-06"
    return InvalidDate(on, f"it is a column of {kind}; {expected}{instead}")


def around(calendar: Calendar, per_day: int) -> tuple[int, int]:
    """The first and last point in time, in some unit, that can lie within the calendar in any time zone.

    Values far outside must be excluded: engines store days as 32-bit numbers, which would wrap around.
    """
    first = (since_epoch(calendar) - 2) * per_day
    last = (since_epoch(calendar) + calendar.days + 2) * per_day
    return max(first, -MOST), min(last, MOST)


def numbered(values: Iterable[Any]) -> tuple[list[int], list[Any]]:
    """The distinct objects of a column, and for each value the index of its object; -1 for missing values."""
    places: dict[Any, int] = {}
    codes: list[int] = []
    different: list[Any] = []
    for value in map(plain_moment, values):
        if is_missing(value):
            codes.append(-1)
            continue
        try:
            place = places.setdefault((type(value), value), len(different))
        except TypeError:  # unhashable, such as a list: counts as distinct
            place = len(different)
        if place == len(different):
            different.append(value)
        codes.append(place)
    return codes, different


def is_missing(value: Any) -> bool:
    if isinstance(value, Decimal):
        return value.is_nan()
    if value is None or value is getattr(sys.modules.get("pandas"), "NA", None):
        return True
    # Neither NaN nor pandas NaT is equal to itself.
    return isinstance(value, (float, datetime)) and bool(value != value)  # noqa: PLR0124


def plain_moment(value: Any) -> Any:
    """A NumPy point in time as the text of its day, month or year; other values unchanged.

    NumPy considers a month equal to its first day.
    """
    numpy = sys.modules.get("numpy")
    if numpy is None or not isinstance(value, numpy.datetime64):
        return value
    unit, _ = numpy.datetime_data(value.dtype)
    if unit == "W" or numpy.isnat(value):
        return None if numpy.isnat(value) else value
    return str(value.astype(f"datetime64[{unit if unit in 'YM' else 'D'}]"))


def since_epoch(calendar: Calendar) -> int:
    return calendar.first.toordinal() - EPOCH


def free_name(name: str, taken: Iterable[str]) -> str:
    """A prefix that no column name begins with, regardless of case."""
    used = [column.lower() for column in taken]
    while any(column.startswith(name) for column in used):
        name += "_"
    return name


def itself(frame: Any) -> Any:
    """Return an immutable frame itself: it needs no copy."""
    return frame


PYARROW = ("pyarrow", "ArrowException")
