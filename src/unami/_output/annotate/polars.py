"""Annotation of Polars frames, eager and lazy."""

from __future__ import annotations

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
    if task.holds is Holds.NOTHING:
        answers = polars.from_arrow(task.read([], len))
        return frame.with_columns(polars.lit(None, answers.schema[name]).alias(name) for name in answers.columns)
    if task.is_text:
        place, table = _place_of_text(polars, frame, task)
    else:
        table = task.days()
        column = _polars_column(polars, task.on, task.place)
        place = _place_of_day(polars, column, frame.collect_schema().dtypes()[task.place], task.calendar)
    answers = polars.from_arrow(table)
    # The answers have an additional empty row: look-up is faster if the positions contain no nulls.
    place = place.fill_null(answers.height)
    # Temporary names until the end: Polars might read a name with the user's prefix as a pattern.
    names = answers.columns
    answers.columns = [f"answer_{number}" for number in range(len(names))]
    answers = polars.concat([answers, answers.clear(1)], rechunk=True)
    if isinstance(frame, polars.DataFrame):
        taken = answers[frame.select(place).to_series()]
        taken.columns = names
        return frame.hstack(taken)
    # Separately, each column would compute the positions again; in one step, unselected columns would be computed too.
    spare = free_name("unami_place", frame.collect_schema().names())
    taken = [
        polars.lit(answers[answer]).gather(polars.col(spare)).alias(name)
        for answer, name in zip(answers.columns, names, strict=True)
    ]
    return frame.with_columns(place.alias(spare)).with_columns(taken).drop(spare)


def _place_of_day(polars: Any, column: Any, kind: Any, calendar: Calendar) -> Any:
    if kind != polars.Date:
        # A timestamp far away would wrap around to a near one, so such values are replaced by one outside the calendar.
        first, last = around(calendar, PER_DAY[kind.time_unit])
        column = column.to_physical().clip(first, last).cast(kind).dt.date()
    number = column.cast(polars.Int32) - since_epoch(calendar)
    # A day before the first wraps around to one far behind the last.
    return number.cast(polars.UInt32, wrap_numerical=True).clip(upper_bound=calendar.days)


def _place_of_text(polars: Any, frame: Any, task: Task) -> tuple[Any, Any]:
    text = _polars_column(polars, task.on, task.place).cast(polars.String)
    if isinstance(frame, polars.LazyFrame):
        table, known = task.texts(), task.calendar.texts()
        texts, places = list(known), list(known.values())
    else:
        # Some methods of a series also read its name as a pattern.
        column = frame.to_series(task.place).alias("dates")
        if column.dtype == polars.Object:
            codes, values = numbered(column.to_list())
            table = task.read(values, lambda wrong: sum(map(set(wrong).__contains__, codes)))
            return polars.lit(polars.Series([None if code < 0 else code for code in codes], dtype=polars.UInt32)), table
        column = column.cast(polars.String)
        texts = column.drop_nulls().unique(maintain_order=True).to_list()
        table = task.read(texts, lambda wrong: int(column.is_in([texts[place] for place in wrong]).sum()))
        places = list(range(len(texts)))
    old, new = polars.Series(texts, dtype=polars.String), polars.Series(places, dtype=polars.UInt32)
    return text.replace_strict(old, new, default=None), table


def polars_names(frame: Any) -> list[str]:
    return list(frame.collect_schema().names())
