"""Annotation of Spark frames."""

from __future__ import annotations

import re
from datetime import date
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from unami._output.annotate.duckdb import sql_kinds
from unami._output.annotate.engine import free_name, what_it_holds
from unami._output.annotate.task import Holds

if TYPE_CHECKING:
    from unami._output.annotate.task import Task

# Spark


_SPARK_DAYS = {"date", "timestamp", "timestamp_ntz"}


def spark_holds(frame: Any, on: str, place: int) -> Holds:
    kind = frame.schema[place].dataType.simpleString()

    def is_empty() -> bool:
        functions = import_module("pyspark.sql.functions")
        column = _spark_column(on)
        known = column.isNotNull() & ~functions.isnan(column) if kind in ("float", "double") else column.isNotNull()
        return kind == "void" or not frame.where(known).select(functions.lit(1)).limit(1).collect()

    is_text = re.fullmatch(r"string|(var)?char\(\d+\)", kind.partition(" ")[0]) is not None
    return what_it_holds(on, kind, is_day=kind in _SPARK_DAYS, is_text=is_text, is_empty=is_empty)


def _spark_column(name: str) -> Any:
    return import_module("pyspark.sql.functions").col(f"`{name.replace('`', '``')}`")


def in_spark(frame: Any, task: Task) -> Any:
    functions = import_module("pyspark.sql.functions")
    types = import_module("pyspark.sql.types")
    column = _spark_column(task.on)
    if task.is_text:
        known = task.calendar.texts()
        keys: list[Any] = list(known)
        table = task.texts().take(list(known.values()))
        if task.holds is Holds.NOTHING:
            column = functions.lit(None).cast("string")
    else:
        table = task.days()
        first = task.calendar.first.toordinal()
        keys = [date.fromordinal(first + number) for number in range(task.calendar.days)]
        column = functions.to_date(column)
    key = free_name("unami_key", chain(frame.columns, table.column_names))
    kinds = {"BIGINT": types.LongType(), "BOOLEAN": types.BooleanType(), "DATE": types.DateType()}
    fields = [types.StructField(key, types.StringType() if task.is_text else types.DateType())]
    fields += [types.StructField(name, kinds.get(kind, types.StringType())) for name, kind in sql_kinds(table)]
    values = zip(keys, *(table[name].to_pylist() for name in table.column_names), strict=True)
    answers = frame.sparkSession.createDataFrame(list(values), types.StructType(fields))
    return frame.join(functions.broadcast(answers), column == answers[key], "left").drop(key)
