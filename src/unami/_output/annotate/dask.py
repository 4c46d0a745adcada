"""Annotation of Dask frames: pandas, partition by partition."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

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
    answers = task.texts() if task.is_text else task.days()
    part = partial(
        _annotated_part,
        place=task.place,
        holds=task.holds,
        bounds=task.bounds,
        calendar=task.calendar,
        answers=pandas_of(answers.table),
        numbers=import_module("numpy").asarray(answers.numbers),
    )
    return frame.map_partitions(part, meta=part(_meta(frame)))


def _annotated_part(
    part: Any, *, place: int, holds: Holds, bounds: tuple[str, ...], calendar: Calendar, answers: Any, numbers: Any
) -> Any:
    column = part.iloc[:, place]
    if holds is Holds.DAYS:
        return beside(part, answers, numbers[day_numbers(column, calendar)])
    numpy = import_module("numpy")
    codes, values = codes_and_values(column, holds)
    # Here, values that are no dates cannot be an error, and those outside the calendar are treated alike.
    nothing = len(numbers) - 1
    places = [found if isinstance(found, int) else nothing for found in calendar.read(values)]
    at = numpy.array([*places, nothing])[codes]
    limits = pandas_of(calendar.limits().rename_columns(list(bounds)))
    return beside(beside(part, limits, at), answers, numbers[at])


def meta_names(frame: Any) -> list[Any]:
    return pandas_names(_meta(frame))


def meta_taken(frame: Any) -> list[Any]:
    return pandas_taken(_meta(frame))
