"""Annotation of pandas frames."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from unami._output.annotate.arrow import arrow_codes, arrow_day_numbers, arrow_type_holds
from unami._output.annotate.engine import PER_DAY, no_dates, numbered, since_epoch, what_it_holds
from unami._output.annotate.task import Holds
from unami._output.flat import pandas_of
from unami.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami._output.annotate.task import Calendar, Task

# pandas and Dask


def pandas_names(frame: Any) -> list[Any]:
    if frame.columns.nlevels == 1:
        return list(frame.columns)
    # In a frame with multi-level columns, a text only means a column whose other levels are empty.
    return [label if any(part != "" for part in label[1:]) else label[0] for label in frame.columns]


def pandas_taken(frame: Any) -> list[Any]:
    return list(frame.columns.get_level_values(0))


def pandas_holds(frame: Any, on: str, place: int) -> Holds:
    column = frame.iloc[:, place]
    return pandas_column_holds(column, on, lambda: bool(column.isna().all()))


def pandas_column_holds(column: Any, on: str, is_empty: Callable[[], bool]) -> Holds:
    pandas, kind = import_module("pandas"), column.dtype
    if isinstance(kind, pandas.ArrowDtype):
        return arrow_type_holds(kind.pyarrow_dtype, on, kind, is_empty)
    if isinstance(kind, pandas.PeriodDtype):
        if (unit := _unit_of_periods(kind)) is None:
            raise no_dates(
                on, kind, "; periods are read if they are days, months or years: use .dt.asfreq or .dt.start_time"
            )
        return Holds.DAYS if unit == "D" else Holds.TEXT
    is_text = isinstance(kind, (pandas.StringDtype, pandas.CategoricalDtype)) or kind.name == "object"
    return what_it_holds(on, kind, is_day=kind.kind == "M", is_text=is_text, is_empty=is_empty)


def _unit_of_periods(kind: Any) -> str | None:
    """``D``, ``M`` or ``Y`` if periods of this type are days, months or years; some years begin in another month."""
    found = re.fullmatch("([DMYA])(-DEC)?", str(kind)[len("period[") : -1])
    return found[1].replace("A", "Y") if found else None


def in_pandas(frame: Any, task: Task) -> Any:
    numpy = import_module("numpy")
    column = frame.iloc[:, task.place]
    if task.holds is Holds.DAYS:
        answers = task.days()
        return beside(
            frame, pandas_of(answers.table), numpy.asarray(answers.numbers)[day_numbers(column, task.calendar)]
        )
    codes, values = codes_and_values(column, task.holds)
    limits, answers = task.read(values, lambda wrong: int(numpy.isin(codes, wrong).sum()))
    frame = beside(frame, pandas_of(limits), codes)
    return beside(frame, pandas_of(answers.table), numpy.asarray(answers.numbers)[codes])


def codes_and_values(column: Any, holds: Holds) -> tuple[Any, list[Any]]:
    """The distinct values of a column, and for each row the index of its value; -1 for missing values."""
    numpy, pandas = import_module("numpy"), import_module("pandas")
    if holds is Holds.NOTHING:
        return numpy.full(len(column), -1), []
    if isinstance(column.dtype, pandas.ArrowDtype):
        places, texts = arrow_codes(import_module("pyarrow").array(column.array))
        return numpy.asarray(places.fill_null(-1)), texts
    if isinstance(column.dtype, pandas.PeriodDtype):
        return _codes_of_periods(column)
    if column.dtype.name == "object" and not _are_alike(column):
        codes, values = numbered(column)
        return numpy.array(codes, dtype="int64"), values
    codes, values = column.factorize()
    return codes, list(values)


def _are_alike(column: Any) -> bool:
    """True if all objects of a column are of one type for which equal values mean the same date."""
    try:
        return import_module("pandas").api.types.infer_dtype(column) in ("string", "date", "datetime", "empty")
    except ArithmeticError:  # a signaling NaN
        return False


def _codes_of_periods(column: Any) -> tuple[Any, list[PartialDate]]:
    """The distinct months or years of a period column; those that cannot be written as dates count as missing."""
    numpy = import_module("numpy")
    months = _unit_of_periods(column.dtype) == "M"
    # Periods are numbered relative to 1970; a missing value has the smallest number.
    least, most = (1 - 1970) * (12 if months else 1), (10_000 - 1970) * (12 if months else 1)
    numbers = column.array.asi8
    inside = (numbers >= least) & (numbers < most)
    different, places = numpy.unique(numbers[inside], return_inverse=True)
    codes = numpy.full(len(column), -1)
    codes[inside] = places
    if months:
        return codes, [PartialDate(1970 + int(number) // 12, int(number) % 12 + 1) for number in different]
    return codes, [PartialDate(1970 + int(number)) for number in different]


def day_numbers(column: Any, calendar: Calendar) -> Any:
    """For each row, the number of days since the first of the calendar; outside it and for missing values, that of all."""
    numpy = import_module("numpy")
    pandas = import_module("pandas")
    if isinstance(column.dtype, pandas.ArrowDtype):
        numbers = arrow_day_numbers(import_module("pyarrow").array(column.array), calendar)
        return numpy.asarray(numbers.fill_null(calendar.days))
    if isinstance(column.dtype, pandas.PeriodDtype):
        days = column.array.asi8
    else:
        if column.dt.tz is not None:
            column = column.dt.tz_localize(None)
        times = column.to_numpy()
        days = times.view("int64") // PER_DAY[numpy.datetime_data(times.dtype)[0]]
    # As unsigned numbers, days before the first, and missing values, are far behind the last.
    numbers = (days - since_epoch(calendar)).view("uint64")
    return numpy.minimum(numbers, numpy.uint64(calendar.days)).view("int64")


def beside(frame: Any, answers: Any, positions: Any) -> Any:
    """A pandas frame with the rows of a table at the given positions added; position -1 means the last row."""
    added = answers.take(positions)
    added.index = frame.index
    rest = ("",) * (frame.columns.nlevels - 1)
    if not rest:
        return frame.assign(**{name: added[name] for name in added.columns})
    frame = frame.assign()
    for name in added.columns:
        frame[(name, *rest)] = added[name]
    return frame
