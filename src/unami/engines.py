"""How each kind of data frame takes answers from a small table.

Wherever an engine can, a row finds its answer by position: the number of its day since the first, or the place of
its text. That is a join on a key without gaps, but several times faster than joining, and it cannot change the order or
the number of the rows. Spark, which keeps no order anyway, joins.
"""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami.frames import pandas_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from unami.annotation import Task

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


def engine_of(name: str) -> Engine | None:
    """The engine of a name that narwhals gives it, if it is one of those that are known here.

    Args:
        name: The name.

    Example:
        >>> engine_of("duckdb").folds_case, engine_of("modin")
        (True, None)
    """
    return _ENGINES.get(name)


# pandas and Dask


def _in_pandas(frame: Any, task: Task) -> Any:
    column = frame[task.on]
    if not task.is_text:
        first, table = task.days()
        return _beside(frame, pandas_of(table), _day_numbers(column, first, table.num_rows))
    codes, values = column.factorize()
    table = task.read(list(values), lambda wrong: int(column.isin(wrong).sum()))
    return _beside(frame, pandas_of(table), codes)


def _day_numbers(column: Any, first: date, count: int) -> Any:
    """The number of the day of each row since the first; -1 outside and where there is none."""
    numpy, pandas = import_module("numpy"), import_module("pandas")
    if isinstance(column.dtype, pandas.ArrowDtype):
        found = _arrow_day_numbers(import_module("pyarrow").array(column.array), first, count)
        return numpy.asarray(found.fill_null(-1))
    if column.dt.tz is not None:
        column = column.dt.tz_localize(None)
    times = column.to_numpy()
    per_day = numpy.timedelta64(1, "D") // numpy.timedelta64(1, numpy.datetime_data(times.dtype)[0])
    numbers = times.view("int64") // per_day - (first.toordinal() - _EPOCH)
    return numpy.where((numbers >= 0) & (numbers < count), numbers, -1)


def _beside(frame: Any, answers: Any, positions: Any) -> Any:
    """A pandas frame with the answers at some positions beside it; at -1 stands nothing."""
    # One row more than there are answers is empty, and the position -1 is the last.
    added = answers.reset_index(drop=True).reindex(range(len(answers) + 1)).take(positions)
    return frame.assign(**{name: added[name].array for name in added.columns})


def _in_dask(frame: Any, task: Task) -> Any:
    # Each partition finds its answers by itself: the index stays, and nothing is moved between partitions.
    if task.is_text:
        rows, table = task.texts()
        answers = pandas_of(table.take(list(rows.values()))).set_axis(list(rows))
        return frame.map_partitions(
            _texts_of_part, answers, task.on, meta=_texts_of_part(frame._meta, answers, task.on)
        )
    first, table = task.days()
    answers = pandas_of(table)
    meta = _days_of_part(frame._meta, answers, task.on, first)
    return frame.map_partitions(_days_of_part, answers, task.on, first, meta=meta)


def _days_of_part(part: Any, answers: Any, on: str, first: date) -> Any:
    return _beside(part, answers, _day_numbers(part[on], first, len(answers)))


def _texts_of_part(part: Any, answers: Any, on: str) -> Any:
    numpy = import_module("numpy")
    codes, values = part[on].factorize()
    # Behind the place of each text stands that of no text, whose code is -1.
    places = numpy.append(answers.index.get_indexer([str(value) for value in values]), -1)
    return _beside(part, answers, places[codes])


# Polars


def _in_polars(frame: Any, task: Task) -> Any:
    polars = import_module("polars")
    if task.is_text:
        position, table = _place_of_text(polars, frame, task)
    else:
        first, table = task.days()
        number = polars.col(task.on).dt.date().cast(polars.Int32) - (first.toordinal() - _EPOCH)
        inside = (number >= 0) & (number < table.num_rows)
        position = polars.when(inside).then(number)
    answers = polars.from_arrow(table)
    return frame.with_columns(polars.lit(answers[name]).gather(position).alias(name) for name in answers.columns)


def _place_of_text(polars: Any, frame: Any, task: Task) -> tuple[Any, Any]:
    text = polars.col(task.on).cast(polars.String)
    if isinstance(frame, polars.LazyFrame):
        rows, table = task.texts()
        texts, places = list(rows), list(rows.values())
    else:
        column = frame[task.on].cast(polars.String)
        texts = column.drop_nulls().unique(maintain_order=True).to_list()
        table = task.read(texts, lambda wrong: int(column.is_in(wrong).sum()))
        places = list(range(len(texts)))
    known = polars.Series(texts, dtype=polars.String)
    return text.replace_strict(known, polars.Series(places, dtype=polars.Int32), default=None), table


# PyArrow


def _in_arrow(table: Any, task: Task) -> Any:
    pyarrow, compute = import_module("pyarrow"), import_module("pyarrow.compute")
    column = table[task.on]
    if task.is_text:
        encoded = column.cast(pyarrow.string()).combine_chunks().dictionary_encode()
        if isinstance(encoded, pyarrow.ChunkedArray):
            encoded = encoded.combine_chunks()
        texts, places = encoded.dictionary, encoded.indices
        answers = task.read(
            texts.to_pylist(), lambda wrong: compute.sum(compute.is_in(column, pyarrow.array(wrong))).as_py()
        )
    else:
        first, answers = task.days()
        places = _arrow_day_numbers(column, first, answers.num_rows)
    added = answers.take(places)
    for name in added.column_names:
        table = table.append_column(added.schema.field(name), added[name])
    return table


def _arrow_day_numbers(column: Any, first: date, count: int) -> Any:
    """The number of the day of each row since the first; null outside and where there is none."""
    pyarrow, compute = import_module("pyarrow"), import_module("pyarrow.compute")
    if getattr(column.type, "tz", None) is not None:
        column = compute.local_timestamp(column)
    numbers = column.cast(pyarrow.date32(), safe=False).cast(pyarrow.int32())
    numbers = compute.subtract(numbers, first.toordinal() - _EPOCH)
    inside = compute.and_(compute.greater_equal(numbers, 0), compute.less(numbers, count))
    return compute.if_else(inside, numbers, None)


# DuckDB


def _in_duckdb(relation: Any, task: Task) -> Any:
    # A relation does not say to which connection it belongs, and a join may change the order of rows: so the answers
    # go into the query itself, as lists that are looked into by position.
    spare = _free_name("unami", relation.columns)
    column = _quoted(task.on)
    bounds: tuple[str, ...] = ()
    if task.is_text:
        rows, table = task.texts()
        relation, place, bounds = _read_in_duckdb(relation, column, spare, rows)
    else:
        first, table = task.days()
        place = f"CAST({column} AS DATE) - DATE '{first}'"
    names = task.names[len(bounds) :]
    different: dict[tuple[Any, ...], int] = {}
    answers = zip(*(table[name].to_pylist() for name in names), strict=True)
    # Lists begin with the position 1, and from 0 on count from the end; what is not in them is null.
    numbers = [different.setdefault(row, len(different) + 1) for row in answers]
    number = f"CAST('{json.dumps(numbers)}' AS INTEGER[])[CASE WHEN {place} >= 0 THEN {place} + 1 END]"
    kept = [_quoted(name) for name in relation.columns if not name.lower().startswith(spare)]
    relation = relation.project(f"*, {number} AS {spare}_number")
    kinds = dict(_sql_kinds(table))
    looked_up = [
        f"{_sql_list([row[spot] for row in different], kinds[name])}[{spare}_number]" for spot, name in enumerate(names)
    ]
    added = [f"{value} AS {_quoted(name)}" for value, name in zip([*bounds, *looked_up], task.names, strict=True)]
    return relation.project(", ".join([*kept, *added]))


def _read_in_duckdb(relation: Any, column: str, spare: str, rows: Mapping[str, int]) -> tuple[Any, str, tuple[str, str]]:
    """Read the texts of a column in SQL.

    Days, months and years follow each other without gaps in the answers, so that the place of a text can be worked out.

    Returns:
        The relation with a few columns more, the place of the text, and the first and the last day it can mean.
    """
    if not rows:
        return relation, "NULL", ("CAST(NULL AS DATE)", "CAST(NULL AS DATE)")
    text = f"CAST({column} AS VARCHAR)"
    form = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?"
    plain = f"CASE WHEN regexp_full_match({text}, '{form}') THEN rtrim({text}, '?~%') END"
    relation = relation.project(f"*, {plain} AS {spare}_plain, {text} <> rtrim({text}, '?~%') AS {spare}_unsure")
    lengths = {10: ("day", ""), 7: ("month", "-01"), 4: ("year", "-01-01")}
    starts, units, places = [], [], []
    for length, (unit, rest) in lengths.items():
        of_length = [key for key in rows if len(key) == length and key[-1].isdigit()]
        first, last = of_length[0], of_length[-1]
        start = f"TRY_CAST({spare}_plain || '{rest}' AS DATE)"
        starts.append(f"WHEN {length} THEN {start}")
        units.append(f"WHEN {length} THEN INTERVAL 1 {unit}")
        inside = f"WHEN {length} THEN CASE WHEN {spare}_start BETWEEN DATE '{first}{rest}' AND DATE '{last}{rest}'"
        places.append(f"{inside} THEN date_diff('{unit}', DATE '{first}{rest}', {spare}_start) + {rows[first]} END")
    by_length = f"CASE length({spare}_plain)"
    relation = relation.project(
        f"*, {by_length} {' '.join(starts)} END AS {spare}_start, {by_length} {' '.join(units)} END AS {spare}_unit"
    )
    unsure = f"CASE WHEN {spare}_unsure THEN {len(set(rows.values())) // 2} ELSE 0 END"
    relation = relation.project(f"*, {by_length} {' '.join(places)} END + {unsure} AS {spare}_place")
    known, more = f"CASE WHEN {spare}_place IS NOT NULL THEN", f"CASE WHEN {spare}_unsure THEN {spare}_unit"
    nothing = "ELSE INTERVAL 0 DAY END"
    earliest = f"CAST({known} {spare}_start - ({more} {nothing}) END AS DATE)"
    latest = f"CAST({known} {spare}_start + {spare}_unit + ({more} {nothing}) - INTERVAL 1 DAY END AS DATE)"
    return relation, f"{spare}_place", (earliest, latest)


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
    functions, types = import_module("pyspark.sql.functions"), import_module("pyspark.sql.types")
    column = functions.col(f"`{task.on.replace('`', '``')}`")
    if task.is_text:
        rows, table = task.texts()
        keys: list[Any] = list(rows)
        table = table.take(list(rows.values()))
    else:
        first, table = task.days()
        keys = [date.fromordinal(first.toordinal() + number) for number in range(table.num_rows)]
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
