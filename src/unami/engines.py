"""How each kind of data frame takes answers from a small table.

Wherever an engine can, a row finds its answer by position: the number of its day since the first, or the place of
its text. That is a join on a key without gaps, but several times faster than joining, and it cannot change the order or
the number of the rows. Spark, which keeps no order anyway, joins.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from functools import partial
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami.annotation import date_of
from unami.dates import bounds_of
from unami.errors import InvalidDate, NotAFrame
from unami.frames import pandas_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unami.annotation import Calendar, Task
    from unami.dates import PartialDate

__all__ = ["Engine", "engine_of"]

_EPOCH = date(1970, 1, 1).toordinal()


@frozen
class Engine:
    """A kind of data frame.

    Args:
        add: Adds the columns of a task to a frame of this kind.
        folds_case: Whether two names of columns that differ in case only are the same to it.
    """

    add: Callable[[Any, Task], Any]
    folds_case: bool = False


def engine_of(narwhals: Any, frame: Any) -> tuple[Engine, Any]:
    """The engine of a frame, and a frame in narwhals that has its columns.

    Args:
        narwhals: The package.
        frame: A frame of any kind that is known here.

    Raises:
        NotAFrame: It is of no such kind.
    """
    dask = sys.modules.get("dask.dataframe")
    if dask is not None and isinstance(frame, dask.DataFrame):
        # Support of Dask is leaving narwhals; the empty pandas frame that stands for the partitions says as much.
        return _ENGINES["dask"], narwhals.from_native(frame._meta)
    try:
        wrapped = narwhals.from_native(frame)
    except TypeError:
        raise NotAFrame(frame) from None
    engine = _ENGINES.get(wrapped.implementation.value)
    if engine is None:
        raise NotAFrame(frame)
    return engine, wrapped


def _different(table: Any, names: Iterable[str]) -> tuple[list[int], Any]:
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


# pandas and Dask


def _in_pandas(frame: Any, task: Task) -> Any:
    column = frame[task.on]
    if not task.is_text:
        return _beside(frame, pandas_of(task.days()), _day_numbers(column, task.calendar))
    codes, values = column.factorize()
    table = task.read(list(values), lambda wrong: int(column.isin(wrong).sum()))
    return _beside(frame, pandas_of(table), codes)


def _day_numbers(column: Any, calendar: Calendar) -> Any:
    """The number of the day of each row since the first; -1 outside and where there is none."""
    numpy = import_module("numpy")
    pandas = import_module("pandas")
    if isinstance(column.dtype, pandas.ArrowDtype):
        return numpy.asarray(_arrow_day_numbers(import_module("pyarrow").array(column.array), calendar).fill_null(-1))
    if column.dt.tz is not None:
        column = column.dt.tz_localize(None)
    times = column.to_numpy()
    per_day = numpy.timedelta64(1, "D") // numpy.timedelta64(1, numpy.datetime_data(times.dtype)[0])
    numbers = times.view("int64") // per_day - _since_epoch(calendar)
    return numpy.where((numbers >= 0) & (numbers < calendar.days), numbers, -1)


def _since_epoch(calendar: Calendar) -> int:
    return calendar.first.toordinal() - _EPOCH


def _beside(frame: Any, answers: Any, positions: Any) -> Any:
    """A pandas frame with the answers at some positions beside it; at -1 stands nothing."""
    # One row more than there are answers is empty, and the position -1 is the last.
    added = answers.reset_index(drop=True).reindex(range(len(answers) + 1)).take(positions)
    return frame.assign(**{name: added[name].array for name in added.columns})


def _in_dask(frame: Any, task: Task) -> Any:
    # Each partition finds its answers by itself: the index stays, and nothing is moved between partitions.
    table = task.texts() if task.is_text else task.days()
    numbers, answers = _different(table, task.names[len(task.bounds) :])
    # Behind the number of each place stands that of no place, which is -1.
    places = import_module("numpy").array([*numbers, -1], dtype="int32")
    part = partial(
        _annotated_part,
        on=task.on,
        bounds=task.bounds,
        calendar=task.calendar,
        places=places,
        answers=pandas_of(answers),
    )
    return frame.map_partitions(part, meta=part(frame._meta))


def _annotated_part(
    part: Any, *, on: str, bounds: tuple[str, ...], calendar: Calendar, places: Any, answers: Any
) -> Any:
    if not bounds:
        return _beside(part, answers, places[_day_numbers(part[on], calendar)])
    numpy = import_module("numpy")
    pyarrow = import_module("pyarrow")
    codes, values = part[on].factorize()
    dates = [_date_in(calendar, value) for value in values]
    limits = [(None, None) if when is None else bounds_of(when) for when in dates]
    columns = [pyarrow.array([pair[place] for pair in limits], pyarrow.date32()) for place in (0, 1)]
    part = _beside(part, pandas_of(pyarrow.table(columns, names=list(bounds))), codes)
    found = numpy.array([*(-1 if when is None else calendar.place(when) for when in dates), -1], dtype="int64")
    return _beside(part, answers, places[found[codes]])


def _date_in(calendar: Calendar, value: Any) -> PartialDate | None:
    """The date that a value stands for, if it is one, and one that there are answers for."""
    try:
        when = date_of(value)
    except InvalidDate:
        return None
    return None if calendar.place(when) < 0 else when


# Polars


def _in_polars(frame: Any, task: Task) -> Any:
    polars = import_module("polars")
    if task.is_text:
        place, table = _place_of_text(polars, frame, task)
    else:
        table = task.days()
        number = polars.col(task.on).dt.date().cast(polars.Int32) - _since_epoch(task.calendar)
        # A day before the first becomes one far behind the last.
        place = number.cast(polars.UInt32, wrap_numerical=True).clip(upper_bound=task.calendar.days)
    answers = polars.from_arrow(table)
    # One row more than there are answers is empty: without nulls among the places, the answers are found faster.
    place = place.fill_null(answers.height)
    answers = polars.concat([answers, answers.clear(1)], rechunk=True)
    if isinstance(frame, polars.DataFrame):
        return frame.hstack(answers[frame.select(place).to_series()])
    # By itself, each column would work out the place once more; in one step, those not asked for would be made too.
    spare = _free_name("unami_place", frame.collect_schema().names())
    taken = [polars.lit(answers[name]).gather(polars.col(spare)).alias(name) for name in answers.columns]
    return frame.with_columns(place.alias(spare)).with_columns(taken).drop(spare)


def _place_of_text(polars: Any, frame: Any, task: Task) -> tuple[Any, Any]:
    text = polars.col(task.on).cast(polars.String)
    if isinstance(frame, polars.LazyFrame):
        table, known = task.texts(), task.calendar.texts()
        texts, places = list(known), list(known.values())
    else:
        column = frame[task.on].cast(polars.String)
        texts = column.drop_nulls().unique(maintain_order=True).to_list()
        table = task.read(texts, lambda wrong: int(column.is_in(wrong).sum()))
        places = list(range(len(texts)))
    old, new = polars.Series(texts, dtype=polars.String), polars.Series(places, dtype=polars.UInt32)
    return text.replace_strict(old, new, default=None), table


# PyArrow


def _in_arrow(table: Any, task: Task) -> Any:
    pyarrow = import_module("pyarrow")
    compute = import_module("pyarrow.compute")
    column = table[task.on]
    if task.is_text:
        column = column.cast(pyarrow.string())
        encoded = column.combine_chunks().dictionary_encode()
        if isinstance(encoded, pyarrow.ChunkedArray):
            encoded = encoded.combine_chunks()
        texts, places = encoded.dictionary, encoded.indices
        answers = task.read(
            texts.to_pylist(), lambda wrong: compute.sum(compute.is_in(column, pyarrow.array(wrong))).as_py()
        )
    else:
        answers = task.days()
        places = _arrow_day_numbers(column, task.calendar)
    added = answers.take(places)
    for name in added.column_names:
        table = table.append_column(added.schema.field(name), added[name])
    return table


def _arrow_day_numbers(column: Any, calendar: Calendar) -> Any:
    """The number of the day of each row since the first; null outside and where there is none."""
    pyarrow = import_module("pyarrow")
    compute = import_module("pyarrow.compute")
    # The day of a point of time with a zone is the day there.
    numbers = column.cast(pyarrow.date32(), safe=False).cast(pyarrow.int32())
    numbers = compute.subtract(numbers, _since_epoch(calendar))
    inside = compute.and_(compute.greater_equal(numbers, 0), compute.less(numbers, calendar.days))
    return compute.if_else(inside, numbers, None)


# DuckDB


def _in_duckdb(relation: Any, task: Task) -> Any:
    # A relation does not say to which connection it belongs, and a join may change the order of rows: so the answers
    # go into the query itself, as lists that are looked into by position.
    spare = _free_name("unami", relation.columns)
    kept = [_quoted(name) for name in relation.columns]
    bounds: tuple[str, ...] = ()
    if task.is_text:
        table = task.texts()
        relation, place, bounds = _read_in_duckdb(relation, task, spare)
    else:
        table = task.days()
        place = f"CAST({_quoted(task.on)} AS DATE) - DATE '{task.calendar.first}'"
    names = task.names[len(bounds) :]
    numbers, answers = _different(table, names)
    # Lists begin with the position 1, and from 0 on count from the end; what is not in them is null.
    number = f"CAST('{json.dumps(numbers)}' AS INTEGER[])[CASE WHEN {place} >= 0 THEN {place} + 1 END] + 1"
    relation = relation.project(f"*, {number} AS {spare}_number")
    looked_up = [f"{_sql_list(answers[name].to_pylist(), kind)}[{spare}_number]" for name, kind in _sql_kinds(answers)]
    added = [f"{value} AS {_quoted(name)}" for value, name in zip([*bounds, *looked_up], task.names, strict=True)]
    return relation.project(", ".join([*kept, *added]))


def _read_in_duckdb(relation: Any, task: Task, spare: str) -> tuple[Any, str, tuple[str, str]]:
    """Read the texts of a column in SQL: what :meth:`Calendar.place` does, and the bounds of the date.

    Returns:
        The relation with a few columns more, the place of the text, and the first and the last day it can mean.
    """
    calendar = task.calendar
    text = f"CAST({_quoted(task.on)} AS VARCHAR)"
    form = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?"
    plain = f"CASE WHEN regexp_full_match({text}, '{form}') THEN rtrim({text}, '?~%') END"
    relation = relation.project(f"*, {plain} AS {spare}_plain, {text} <> rtrim({text}, '?~%') AS {spare}_unsure")
    start, unit, number = (
        f"CASE length({spare}_plain) WHEN 10 THEN {day} WHEN 7 THEN {month} WHEN 4 THEN {year} END"
        for day, month, year in (
            [f"TRY_CAST({spare}_plain || '{rest}' AS DATE)" for rest in ("", "-01", "-01-01")],
            [f"INTERVAL 1 {unit}" for unit in ("DAY", "MONTH", "YEAR")],
            [
                f"date_diff('{unit}', DATE '{calendar.first}', {spare}_start) + {before}"
                for unit, before in (
                    ("day", 0),
                    ("month", calendar.days),
                    ("year", calendar.days + calendar.years * 12),
                )
            ],
        )
    )
    relation = relation.project(f"*, {start} AS {spare}_start, {unit} AS {spare}_unit")
    inside = f"CASE WHEN {spare}_start BETWEEN DATE '{calendar.first}' AND DATE '{calendar.last}'"
    place = f"{inside} THEN {number} + CASE WHEN {spare}_unsure THEN {len(calendar)} ELSE 0 END END"
    more = f"CASE WHEN {spare}_unsure THEN {spare}_unit ELSE INTERVAL 0 DAY END"
    earliest = f"CAST({inside} THEN {spare}_start - {more} END AS DATE)"
    latest = f"CAST({inside} THEN {spare}_start + {spare}_unit + {more} - INTERVAL 1 DAY END AS DATE)"
    return relation.project(f"*, {place} AS {spare}_place"), f"{spare}_place", (earliest, latest)


def _sql_kinds(table: Any) -> Iterable[tuple[str, str]]:
    """The columns of a table of answers, each with its type in SQL."""
    types = import_module("pyarrow.types")
    for field in table.schema:
        if types.is_int64(field.type):
            yield field.name, "BIGINT"
        elif types.is_boolean(field.type):
            yield field.name, "BOOLEAN"
        else:
            yield field.name, "DATE" if types.is_date32(field.type) else "VARCHAR"


def _sql_list(values: Iterable[Any], kind: str) -> str:
    plain = json.dumps([str(value) if isinstance(value, date) else value for value in values], ensure_ascii=False)
    quoted = plain.replace("'", "''")
    return f"""from_json('{quoted}', '["{kind}"]')"""


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _free_name(name: str, taken: Iterable[str]) -> str:
    """A name with which no column begins, whatever its case."""
    used = [column.lower() for column in taken]
    while any(column.startswith(name) for column in used):
        name += "_"
    return name


# Spark


def _in_spark(frame: Any, task: Task) -> Any:
    functions = import_module("pyspark.sql.functions")
    types = import_module("pyspark.sql.types")
    column = functions.col(f"`{task.on.replace('`', '``')}`")
    if task.is_text:
        known = task.calendar.texts()
        keys: list[Any] = list(known)
        table = task.texts().take(list(known.values()))
    else:
        table = task.days()
        first = task.calendar.first.toordinal()
        keys = [date.fromordinal(first + number) for number in range(task.calendar.days)]
        column = functions.to_date(column)
    key = _free_name("unami_key", chain(frame.columns, table.column_names))
    kinds = {"BIGINT": types.LongType(), "BOOLEAN": types.BooleanType(), "DATE": types.DateType()}
    fields = [types.StructField(key, types.StringType() if task.is_text else types.DateType())]
    fields += [types.StructField(name, kinds.get(kind, types.StringType())) for name, kind in _sql_kinds(table)]
    values = zip(keys, *(table[name].to_pylist() for name in table.column_names), strict=True)
    answers = frame.sparkSession.createDataFrame(list(values), types.StructType(fields))
    return frame.join(functions.broadcast(answers), column == answers[key], "left").drop(key)


_ENGINES = {
    "pandas": Engine(_in_pandas),
    "dask": Engine(_in_dask),
    "polars": Engine(_in_polars),
    "pyarrow": Engine(_in_arrow),
    "duckdb": Engine(_in_duckdb, folds_case=True),
    "pyspark": Engine(_in_spark, folds_case=True),
    "pyspark[connect]": Engine(_in_spark, folds_case=True),
}
