"""Annotation of Dask frames: pandas, partition by partition."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from unami._output.annotate.engine import date_in, different
from unami._output.annotate.pandas import (
    beside,
    codes_and_values,
    day_numbers,
    pandas_column_holds,
    pandas_names,
    pandas_taken,
)
from unami._output.annotate.task import Holds
from unami._output.flat import pandas_of
from unami.dates import bounds_of

if TYPE_CHECKING:
    from unami._output.annotate.task import Calendar, Task


def _meta(frame: Any) -> Any:
    """An empty pandas frame with the columns of a Dask frame; Dask documents this attribute name."""
    return frame._meta  # noqa: SLF001


def dask_holds(frame: Any, on: str, place: int) -> Holds:
    def is_empty() -> bool:
        return not frame.iloc[:, [place]].notnull().any(axis=1).any().compute()

    return pandas_column_holds(_meta(frame).iloc[:, place], on, is_empty)


def in_dask(frame: Any, task: Task) -> Any:
    # Each partition is annotated independently: the index is kept, and no data is moved between partitions.
    table = task.texts() if task.is_text else task.days()
    numbers, answers = different(table, task.names[len(task.bounds) :])
    # Append -1 so that index -1 (no match) means "no answer".
    places = import_module("numpy").array([*numbers, -1], dtype="int32")
    part = partial(
        _annotated_part,
        place=task.place,
        holds=task.holds,
        bounds=task.bounds,
        calendar=task.calendar,
        places=places,
        answers=pandas_of(answers),
    )
    return frame.map_partitions(part, meta=part(_meta(frame)))


def _annotated_part(
    part: Any, *, place: int, holds: Holds, bounds: tuple[str, ...], calendar: Calendar, places: Any, answers: Any
) -> Any:
    column = part.iloc[:, place]
    if holds is Holds.DAYS:
        return beside(part, answers, places[day_numbers(column, calendar)])
    numpy = import_module("numpy")
    pyarrow = import_module("pyarrow")
    codes, values = codes_and_values(column, holds)
    dates = [date_in(calendar, value) for value in values]
    limits = [(None, None) if when is None else bounds_of(when) for when in dates]
    columns = [pyarrow.array([pair[place] for pair in limits], pyarrow.date32()) for place in (0, 1)]
    part = beside(part, pandas_of(pyarrow.table(columns, names=list(bounds))), codes)
    found = numpy.array([*(-1 if when is None else calendar.place(when) for when in dates), -1], dtype="int64")
    return beside(part, answers, places[found[codes]])


def meta_names(frame: Any) -> list[Any]:
    return pandas_names(_meta(frame))


def meta_taken(frame: Any) -> list[Any]:
    return pandas_taken(_meta(frame))
