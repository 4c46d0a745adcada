"""Base class of the data frame engines."""

from __future__ import annotations

import sys
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._output.annotate.task import Holds, date_of
from unami.errors import InvalidDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from unami._output.annotate.task import Calendar, Task
    from unami.dates import PartialDate

__all__ = ["Engine"]

EPOCH = date(1970, 1, 1).toordinal()


PER_DAY = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
"""How many of each unit of time a day has."""


MOST = 2**63 - 1
"""The greatest whole number of 64 bits."""


@frozen
class Engine:
    """A kind of data frame.

    Args:
        add: Adds the columns of a task to a frame of this kind.
        names: The names of the columns of a frame, in order.
        holds: What the column of some name at some place holds; an InvalidDate if it cannot hold dates.
        copied: A frame of its own with the same columns.
        taken: The names that no other column of a frame can have.
        refusal: The error of its package for a frame that it cannot use, as module and name.
        folds_case: Whether two names of columns that differ in case only are the same to it.
    """

    add: Callable[[Any, Task], Any]
    names: Callable[[Any], Sequence[Any]]
    holds: Callable[[Any, str, int], Holds]
    copied: Callable[[Any], Any]
    taken: Callable[[Any], Sequence[Any]]
    refusal: tuple[str, str]
    folds_case: bool = False

    def folded(self, name: str) -> str:
        """A name as the engine compares it with others.

        Args:
            name: The name.
        """
        return name.lower() if self.folds_case else name

    @property
    def refusals(self) -> type[Exception]:
        """The class of the errors of its package for a frame that it cannot use."""
        module, name = self.refusal
        found: type[Exception] = getattr(import_module(module), name)
        return found


def what_it_holds(on: str, kind: object, *, is_day: bool, is_text: bool, is_empty: Callable[[], bool]) -> Holds:
    """What a column of some type holds.

    Args:
        on: Name of the column.
        kind: Its type, as the user knows it.
        is_day: Whether this is a type of days or points of time.
        is_text: Whether it is one of texts.
        is_empty: Looks whether the column has no value at all; only asked about a column of another type.
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
    """The first and the last point of time that can lie within the calendar in any time zone, in some unit.

    What lies far outside has no day: the days of engines are numbers of 32 bits, and begin again behind the last.
    """
    first = (since_epoch(calendar) - 2) * per_day
    last = (since_epoch(calendar) + calendar.days + 2) * per_day
    return max(first, -MOST), min(last, MOST)


def numbered(values: Iterable[Any]) -> tuple[list[int], list[Any]]:
    """The different objects among some, and for each the place of its like; -1 for what is missing."""
    places: dict[Any, int] = {}
    codes: list[int] = []
    different: list[Any] = []
    for value in map(plain_moment, values):
        if is_missing(value):
            codes.append(-1)
            continue
        try:
            place = places.setdefault((type(value), value), len(different))
        except TypeError:  # a list or another object without a hash, which is like nothing but itself
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
    # Neither NaN nor the NaT of pandas is equal to itself.
    return isinstance(value, (float, datetime)) and bool(value != value)  # noqa: PLR0124


def plain_moment(value: Any) -> Any:
    """A point of time of NumPy as the text of the day, month or year that it is; anything else as it is.

    To NumPy, a month is equal to its first day.
    """
    numpy = sys.modules.get("numpy")
    if numpy is None or not isinstance(value, numpy.datetime64):
        return value
    unit, _ = numpy.datetime_data(value.dtype)
    if unit == "W" or numpy.isnat(value):
        return None if numpy.isnat(value) else value
    return str(value.astype(f"datetime64[{unit if unit in 'YM' else 'D'}]"))


def different(table: Any, names: Iterable[str]) -> tuple[list[int], Any]:
    """The different answers in some columns of a table, and for each of its rows the number of its answer."""
    columns = [table[name].to_pylist() for name in names]
    numbers: dict[tuple[Any, ...], int] = {}
    of_rows: list[int] = []
    firsts: list[int] = []
    for row in range(table.num_rows):
        number = numbers.setdefault(tuple(column[row] for column in columns), len(numbers))
        of_rows.append(number)
        if number == len(firsts):
            firsts.append(row)
    return of_rows, table.select(list(names)).take(firsts)


def since_epoch(calendar: Calendar) -> int:
    return calendar.first.toordinal() - EPOCH


def date_in(calendar: Calendar, value: Any) -> PartialDate | None:
    """The date that a value stands for, if it is one, and one that there are answers for."""
    try:
        when = date_of(value)
    except InvalidDate:
        return None
    return None if calendar.place(when) < 0 else when


def free_name(name: str, taken: Iterable[str]) -> str:
    """A name with which no column begins, whatever its case."""
    used = [column.lower() for column in taken]
    while any(column.startswith(name) for column in used):
        name += "_"
    return name


def itself(frame: Any) -> Any:
    """What nobody can change needs no copy."""
    return frame


PYARROW = ("pyarrow", "ArrowException")
