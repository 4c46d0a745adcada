"""Annotation of PyArrow tables."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from unami._output.annotate.engine import PER_DAY, around, since_epoch, what_it_holds
from unami._output.annotate.task import Holds

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami._output.annotate.task import Calendar, Task

# PyArrow


def arrow_holds(table: Any, on: str, place: int) -> Holds:
    column = table.column(place)

    def is_empty() -> bool:
        nothing = import_module("pyarrow.compute").all(column.is_null(nan_is_null=True), min_count=0)
        return bool(nothing.as_py())

    return arrow_type_holds(column.type, on, column.type, is_empty)


def arrow_type_holds(kind: Any, on: str, shown_as: object, is_empty: Callable[[], bool]) -> Holds:
    types = import_module("pyarrow.types")
    if types.is_dictionary(kind) or types.is_run_end_encoded(kind):
        kind = kind.value_type
    is_day = types.is_date(kind) or types.is_timestamp(kind)
    return what_it_holds(on, shown_as, is_day=is_day, is_text=_is_arrow_text(kind), is_empty=is_empty)


def _is_arrow_text(kind: Any) -> bool:
    types = import_module("pyarrow.types")
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def in_arrow(table: Any, task: Task) -> Any:
    pyarrow = import_module("pyarrow")
    compute = import_module("pyarrow.compute")
    column = table.column(task.place)
    added: list[Any] = []
    if task.holds is Holds.DAYS:
        answers, places = task.days(), arrow_day_numbers(column, task.calendar)
    else:
        nothing = task.holds is Holds.NOTHING
        places, texts = (pyarrow.nulls(len(table), pyarrow.int64()), []) if nothing else arrow_codes(column)
        limits, answers = task.read(
            texts, lambda wrong: compute.sum(compute.is_in(places, pyarrow.array(wrong))).as_py()
        )
        added.append(limits.take(places))
    added.append(answers.table.take(answers.numbers.take(places)))
    for part in added:
        for field, values in zip(part.schema, part.columns, strict=True):
            table = table.append_column(field, values)
    return table


def arrow_plain(column: Any) -> Any:
    """The column without dictionary or run-end encoding."""
    pyarrow = import_module("pyarrow")
    compute = import_module("pyarrow.compute")
    if pyarrow.types.is_run_end_encoded(column.type):
        return compute.run_end_decode(column)
    return column.cast(column.type.value_type) if pyarrow.types.is_dictionary(column.type) else column


def arrow_codes(column: Any) -> tuple[Any, list[str]]:
    """The distinct texts of a column, and for each row the index of its text; null where there is none."""
    pyarrow = import_module("pyarrow")
    encoded = arrow_plain(column).dictionary_encode()
    if isinstance(encoded, pyarrow.ChunkedArray):
        encoded = encoded.combine_chunks()
    if isinstance(encoded, pyarrow.ChunkedArray):  # without chunks, in some versions
        encoded = pyarrow.concat_arrays(encoded.chunks) if encoded.num_chunks else encoded.type.wrap_array([])
    return encoded.indices.cast(pyarrow.int64()), encoded.dictionary.to_pylist()


def arrow_day_numbers(column: Any, calendar: Calendar) -> Any:
    """For each row, the number of days since the first day of the calendar; null outside it and for missing values."""
    pyarrow = import_module("pyarrow")
    compute = import_module("pyarrow.compute")
    column = arrow_plain(column)
    if pyarrow.types.is_date64(column.type):
        column = column.cast(pyarrow.timestamp("ms"))
    if pyarrow.types.is_timestamp(column.type):
        first, last = around(calendar, PER_DAY[column.type.unit])
        moments = column.cast(pyarrow.int64())
        near = compute.and_(compute.greater_equal(moments, first), compute.less_equal(moments, last))
        # The day of a timestamp with a time zone is the local day.
        column = compute.if_else(near, column, pyarrow.scalar(None, column.type)).cast(pyarrow.date32(), safe=False)
    numbers = compute.subtract(column.cast(pyarrow.int32()).cast(pyarrow.int64()), since_epoch(calendar))
    inside = compute.and_(compute.greater_equal(numbers, 0), compute.less(numbers, calendar.days))
    return compute.if_else(inside, numbers, None)
