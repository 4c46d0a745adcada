"""Annotation of DuckDB relations."""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from unami._output.annotate.engine import what_it_holds
from unami._output.annotate.task import Holds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._output.annotate.task import Task

# DuckDB


_FUNCTIONS = "system.main"
"""Where the functions of DuckDB are, so that a user's function of the same name is not used instead."""

_DUCKDB_DAYS = {"date", "timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns", "timestamp with time zone"}


def duckdb_holds(relation: Any, on: str, place: int) -> Holds:
    kind = relation.types[place]

    def is_empty() -> bool:
        # DuckDB treats NaN as the greatest of all numbers.
        known = f"#{place + 1} IS NOT NULL"
        if kind.id in ("float", "double"):
            known += f" AND NOT system.main.isnan(#{place + 1})"
        found = _in_order(relation).project(f"{known} AS known").filter("known").limit(1).fetchall()
        return not found

    # JSON text values are quoted.
    is_text = kind.id in ("varchar", "enum") and str(kind) != "JSON"
    return what_it_holds(on, kind, is_day=kind.id in _DUCKDB_DAYS, is_text=is_text, is_empty=is_empty)


def _in_order(relation: Any, *more: str) -> Any:
    """Make a relation whose columns can be addressed by position, with additional expressions as its last columns.

    A column name may be ambiguous in a relation. In an enclosing query, however, ``#2`` always means the second column.
    """
    return relation.project(", ".join(["*", *(f"{expression} AS unami" for expression in more)]))


def in_duckdb(relation: Any, task: Task) -> Any:
    # A relation does not reveal its connection, and a join may change the order of rows: so the answers become part of
    # the query itself, as constants that are indexed by position.
    names = relation.columns
    relation = _in_order(relation)
    if task.is_text:
        answers = task.texts()
        relation, place, bounds = _read_in_duckdb(relation, task, len(names))
    else:
        answers = task.days()
        relation, place, bounds = _day_in_duckdb(relation, task, len(names))
    relation = _in_order(relation, _number(answers.numbers.to_pylist()[:-1], place))
    # List positions start at 1; out-of-range positions give null.
    number = f"#{len(relation.columns)} + 1"
    values = [
        f"{_FUNCTIONS}.array_extract({_sql_list(answers.table[name].to_pylist(), kind)}, {number})"
        for name, kind in sql_kinds(answers.table)
    ]
    kept = [f"#{place}{_as(name)}" for place, name in enumerate(names, 1)]
    new = [f"{value}{_as(name)}" for value, name in zip([*bounds, *values], task.names, strict=True)]
    return relation.project(", ".join([*kept, *new]))


def _number(numbers: list[int], place: str) -> str:
    """The number at a position of a list, null if the position is.

    The list is written as one text of digits. DuckDB fills a constant list anew for every 2,048 rows, which takes longer
    than all else if it has thousands of values.
    """
    width = len(str(max(numbers, default=0)))
    digits = "".join(f"{number:0{width}}" for number in numbers)
    return f"CAST({_FUNCTIONS}.substring('{digits}', {place} * {width} + 1, {width}) AS INTEGER)"


def _day_in_duckdb(relation: Any, task: Task, width: int) -> tuple[Any, str, tuple[str, ...]]:
    """Read the days of a column; see :func:`_read_in_duckdb`."""
    first, last = task.calendar.first, task.calendar.last
    day = f"#{width + 1}"
    relation = _in_order(relation, f"TRY_CAST(#{task.place + 1} AS DATE)")
    return relation, f"CASE WHEN {day} BETWEEN DATE '{first}' AND DATE '{last}' THEN {day} - DATE '{first}' END", ()


def _read_in_duckdb(relation: Any, task: Task, width: int) -> tuple[Any, str, tuple[str, ...]]:
    """Parse the texts of a column in SQL, like :meth:`Calendar.place`, and compute the limits of the dates.

    Args:
        relation: The relation.
        task: The annotation task.
        width: Number of columns of the relation.

    Returns:
        The relation with additional columns; the position of the text, and the first and last day that it can mean, as
        expressions.
    """
    calendar = task.calendar
    first, last = f"DATE '{calendar.first}'", f"DATE '{calendar.last}'"
    text, size, whole, start, place = (f"#{width + number}" for number in range(1, 6))
    part = f"{_FUNCTIONS}.substring"
    relation = _in_order(
        relation, "CAST(NULL AS VARCHAR)" if task.holds is Holds.NOTHING else f"CAST(#{task.place + 1} AS VARCHAR)"
    )
    relation = _in_order(relation, f"{_FUNCTIONS}.strlen({text})")
    # A text without its mark, completed to a day, is a date if the day is written in the same way.
    relation = _in_order(
        relation,
        f"CASE {size} WHEN 10 THEN {text} WHEN 7 THEN {text} || '-01' WHEN 4 THEN {text} || '-01-01'"
        f" ELSE CASE WHEN {part}({text}, {size}, 1) IN ('?', '~', '%') THEN CASE {size} WHEN 11 THEN {part}({text}, 1, 10)"
        f" WHEN 8 THEN {part}({text}, 1, 7) || '-01' WHEN 5 THEN {part}({text}, 1, 4) || '-01-01' END END END",
    )
    relation = _in_order(relation, f"TRY_CAST({whole} AS DATE)")
    unsure = f"{size} IN (5, 8, 11)"

    def by_unit(day: str, month: str, year: str) -> str:
        return f"CASE WHEN {size} >= 10 THEN {day} WHEN {size} >= 7 THEN {month} ELSE {year} END"

    years = f"{_FUNCTIONS}.year({start}) - {calendar.first.year}"
    number = by_unit(
        f"{start} - {first}",
        f"{calendar.days} + ({years}) * 12 + {_FUNCTIONS}.month({start}) - 1",
        f"{calendar.days + calendar.years * 12} + {years}",
    )
    relation = _in_order(
        relation,
        f"CASE WHEN {start} BETWEEN {first} AND {last} AND CAST({start} AS VARCHAR) = {whole}"
        f" THEN {number} + CASE WHEN {unsure} THEN {len(calendar)} ELSE 0 END END",
    )
    unit = by_unit("INTERVAL 1 DAY", "INTERVAL 1 MONTH", "INTERVAL 1 YEAR")
    end = by_unit(
        start, f"{_FUNCTIONS}.last_day({start})", f"{_FUNCTIONS}.make_date({_FUNCTIONS}.year({start}), 12, 31)"
    )
    earliest, latest = (
        f"CASE WHEN {place} IS NULL THEN NULL WHEN {unsure} THEN CAST({more} AS DATE) ELSE {plain} END"
        for more, plain in ((f"{start} - {unit}", start), (f"{start} + {unit} + {unit} - INTERVAL 1 DAY", end))
    )
    return relation, place, (earliest, latest)


def sql_kinds(table: Any) -> Iterable[tuple[str, str]]:
    """The columns of a table of answers, each with its SQL type."""
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
    return f"{_FUNCTIONS}.from_json('" + plain.replace("'", "''") + f"', '[\"{kind}\"]')"


def _as(name: str) -> str:
    """The alias of a column in a query; columns may have an empty name, but SQL cannot write one."""
    return ' AS "' + name.replace('"', '""') + '"' if name else ""
