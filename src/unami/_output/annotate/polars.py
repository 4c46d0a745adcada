"""Annotation of Polars frames, eager and lazy."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from unami._output.annotate.engine import PER_DAY, around, free_name, numbered, since_epoch, what_it_holds
from unami._output.annotate.task import Holds

if TYPE_CHECKING:
    from unami._output.annotate.task import Calendar, Task

# Polars


def _polars_column(polars: Any, name: str, place: int) -> Any:
    """The column with a name at a position; a name alone could be read as a pattern."""
    if name.startswith("^") and name.endswith("$"):
        # Before 1.32, a position is resolved to its name, and that is read as a pattern again, so this pattern escapes
        # it.
        return polars.col("^" + "".join(f"\\x{{{ord(letter):x}}}" for letter in name) + "$")
    return polars.nth(place)


def polars_holds(frame: Any, on: str, place: int) -> Holds:
    polars = import_module("polars")
    kind = frame.collect_schema().dtypes()[place]
    texts = (polars.String, polars.Categorical, polars.Enum)
    is_object = kind == polars.Object and isinstance(frame, polars.DataFrame)

    def is_empty() -> bool:
        column = _polars_column(polars, on, place)
        known = column.is_not_null() & column.is_not_nan() if kind.is_float() else column.is_not_null()
        return not frame.lazy().select(known.any()).collect().item()

    is_text = is_object or any(kind == text for text in texts)
    return what_it_holds(on, kind, is_day=kind in (polars.Date, polars.Datetime), is_text=is_text, is_empty=is_empty)


def in_polars(frame: Any, task: Task) -> Any:
    polars = import_module("polars")
    lazy = isinstance(frame, polars.LazyFrame)
    limits: Any = None
    if task.holds is Holds.NOTHING:
        limits, answers = task.read([], len)
        found = [column for part in (limits, answers.table) for column in polars.from_arrow(part)]
        return frame.with_columns(polars.lit(None, column.dtype).alias(column.name) for column in found)
    if task.holds is Holds.DAYS:
        answers = task.days()
        column = _polars_column(polars, task.on, task.place)
        place = _place_of_day(polars, column, frame.collect_schema().dtypes()[task.place], task.calendar)
    elif lazy:
        place, limits, answers = _place_of_text(polars, _polars_column(polars, task.on, task.place), task)
    else:
        place, limits, answers = _read_in_polars(polars, frame.to_series(task.place), task)
    # The tables have an additional empty row: look-up is faster if the positions contain no nulls.
    place, numbers = place.fill_null(len(answers.numbers) - 1), polars.Series(answers.numbers)
    limits, table = (
        polars.DataFrame() if part is None else polars.from_arrow(part) for part in (limits, answers.table)
    )
    if lazy:
        return _beside_lazily(frame, place, numbers, limits, table)
    place = frame.select(place).to_series()
    return frame.hstack([*_rows(limits, place), *_rows(table, numbers[place])])


def _rows(table: Any, positions: Any) -> list[Any]:
    """The columns of a table with the rows at some positions."""
    if not table.columns:
        return []
    # Polars might read a name with the user's prefix as a pattern.
    names, table.columns = table.columns, [f"answer_{number}" for number in range(table.width)]
    taken = table[positions]
    taken.columns = names
    return list(taken)


def _beside_lazily(frame: Any, place: Any, numbers: Any, limits: Any, table: Any) -> Any:
    """A lazy frame with limits and answers added, so that filters, slices and selections are pushed down to its source.

    ``Expr.gather`` would stop them, because it may combine rows; a function can be declared elementwise. Each column is a
    step of its own: one that is not selected is not computed, and a filter on one is applied before the others are added.
    """
    polars = import_module("polars")
    spare = free_name("unami_", frame.collect_schema().names())
    at, number = f"{spare}place", f"{spare}number"
    frame = frame.with_columns(place.alias(at))
    frame = frame.with_columns(_looked_up(polars.col(at), numbers).alias(number))
    for part, position in ((limits, at), (table, number)):
        for column in part:
            frame = frame.with_columns(_looked_up(polars.col(position), column).alias(column.name))
    return frame.drop(at, number)


def _looked_up(position: Any, values: Any) -> Any:
    return position.map_batches(partial(_gathered, values=values), return_dtype=values.dtype, is_elementwise=True)


def _gathered(positions: Any, *, values: Any) -> Any:
    return values[positions]


def _place_of_day(polars: Any, column: Any, kind: Any, calendar: Calendar) -> Any:
    if kind != polars.Date:
        # A timestamp far away would wrap around to a near one, so such values are replaced by one outside the calendar.
        first, last = around(calendar, PER_DAY[kind.time_unit])
        column = column.to_physical().clip(first, last).cast(kind).dt.date()
    number = column.cast(polars.Int32) - since_epoch(calendar)
    # A day before the first wraps around to one far behind the last.
    return number.cast(polars.UInt32, wrap_numerical=True).clip(upper_bound=calendar.days)


def _place_of_text(polars: Any, text: Any, task: Task) -> tuple[Any, Any, Any]:
    """The position of the date of each text, and the limits and answers at these positions; null outside the panel."""
    known = task.calendar.texts()
    texts = polars.Series(list(known), dtype=polars.String)
    places = polars.Series(list(known.values()), dtype=polars.UInt32)
    place = text.cast(polars.String).replace_strict(texts, places, default=None)
    return place, task.bounded(task.calendar.limits()), task.texts()


def _read_in_polars(polars: Any, column: Any, task: Task) -> tuple[Any, Any, Any]:
    """The position of the text of each row among the different ones, and the limits and answers of these."""
    # Some methods of a series read its name as a pattern.
    column = column.alias("dates")
    if column.dtype == polars.Object:
        codes, values = numbered(column.to_list())
        limits, answers = task.read(values, lambda wrong: sum(map(set(wrong).__contains__, codes)))
        places = [None if code < 0 else code for code in codes]
        return polars.Series(places, dtype=polars.UInt32), limits, answers
    column = column.cast(polars.String)
    texts = column.drop_nulls().unique(maintain_order=True).to_list()
    limits, answers = task.read(texts, lambda wrong: int(column.is_in([texts[place] for place in wrong]).sum()))
    return column.cast(polars.Enum(texts)).to_physical().cast(polars.UInt32), limits, answers


def polars_names(frame: Any) -> list[str]:
    return list(frame.collect_schema().names())
