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
    # the query itself, as lists that are indexed by position.
    names = relation.columns
    # Functions are called by their qualified names, so that a user's function of the same name is not used instead.
    find, read = "system.main.array_extract", "system.main.from_json"
    relation = _in_order(relation)
    bounds: tuple[str, ...] = ()
    if task.is_text:
        found = task.texts()
        relation, place, bounds = _read_in_duckdb(relation, task, len(names))
    else:
        found = task.days()
        calendar, day = task.calendar, f"#{len(names) + 1}"
        relation = _in_order(relation, f"TRY_CAST(#{task.place + 1} AS DATE)")
        inside = f"{day} BETWEEN DATE '{calendar.first}' AND DATE '{calendar.last}'"
        place = f"CASE WHEN {inside} THEN {day} - DATE '{calendar.first}' END"
    answers, numbers = found.table, found.numbers.to_pylist()
    # List positions start at 1; out-of-range positions give null.
    number = f"{find}(CAST('{json.dumps(numbers)}' AS INTEGER[]), {place} + 1) + 1"
    relation = _in_order(relation, number)
    position = f"#{len(relation.columns)}"
    values = [
        f"{find}({read}({_sql_list(answers[name].to_pylist())}, '[\"{kind}\"]'), {position})"
        for name, kind in sql_kinds(answers)
    ]
    kept = [f"#{place}{_as(name)}" for place, name in enumerate(names, 1)]
    new = [f"{value}{_as(name)}" for value, name in zip([*bounds, *values], task.names, strict=True)]
    return relation.project(", ".join([*kept, *new]))


def _read_in_duckdb(relation: Any, task: Task, width: int) -> tuple[Any, str, tuple[str, str]]:
    """Parse the texts of a column in SQL, like :meth:`Calendar.place`, and compute the limits of the dates.

    Args:
        relation: The relation.
        task: The annotation task.
        width: Number of columns of the relation.

    Returns:
        The relation with additional columns: the position of the text, and the first and last day that it can mean.
    """
    calendar = task.calendar
    text = "CAST(NULL AS VARCHAR)" if task.holds is Holds.NOTHING else f"CAST(#{task.place + 1} AS VARCHAR)"
    form = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?"
    bare = f"system.main.rtrim({text}, '?~%')"
    relation = _in_order(
        relation,
        f"CASE WHEN system.main.regexp_full_match({text}, '{form}') THEN {bare} END",
        f"{text} <> {bare}",
    )
    plain, unsure, start, unit, place = (f"#{width + number}" for number in range(1, 6))
    begins, lasts, number = (
        f"CASE system.main.length({plain}) WHEN 10 THEN {day} WHEN 7 THEN {month} WHEN 4 THEN {year} END"
        for day, month, year in (
            [f"TRY_CAST({plain} || '{rest}' AS DATE)" for rest in ("", "-01", "-01-01")],
            [f"INTERVAL 1 {unit}" for unit in ("DAY", "MONTH", "YEAR")],
            [
                f"system.main.date_diff('{unit}', DATE '{calendar.first}', {start}) + {before}"
                for unit, before in (
                    ("day", 0),
                    ("month", calendar.days),
                    ("year", calendar.days + calendar.years * 12),
                )
            ],
        )
    )
    relation = _in_order(relation, begins, lasts)
    inside = f"CASE WHEN {start} BETWEEN DATE '{calendar.first}' AND DATE '{calendar.last}'"
    relation = _in_order(relation, f"{inside} THEN {number} + CASE WHEN {unsure} THEN {len(calendar)} ELSE 0 END END")
    more = f"CASE WHEN {unsure} THEN {unit} ELSE INTERVAL 0 DAY END"
    earliest = f"CAST({inside} THEN {start} - {more} END AS DATE)"
    latest = f"CAST({inside} THEN {start} + {unit} + {more} - INTERVAL 1 DAY END AS DATE)"
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


def _sql_list(values: Iterable[Any]) -> str:
    plain = json.dumps([str(value) if isinstance(value, date) else value for value in values], ensure_ascii=False)
    return "'" + plain.replace("'", "''") + "'"


def _as(name: str) -> str:
    """The alias of a column in a query; columns may have an empty name, but SQL cannot write one."""
    return ' AS "' + name.replace('"', '""') + '"' if name else ""
