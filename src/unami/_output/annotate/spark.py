"""Annotation of Spark frames."""

from __future__ import annotations

import re
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from unami._output.annotate.arrow import arrow_plain
from unami._output.annotate.engine import free_name, since_epoch, what_it_holds
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
    pyarrow = import_module("pyarrow")
    functions = import_module("pyspark.sql.functions")
    column = _spark_column(task.on)
    if task.is_text:
        known = task.calendar.texts()
        keys, places = pyarrow.array(list(known)), pyarrow.array(list(known.values()))
        limits, answers = task.calendar.limits().take(places), task.texts()
        if task.holds is Holds.NOTHING:
            column = functions.lit(None).cast("string")
    else:
        answers, limits = task.days(), pyarrow.table({})
        first = since_epoch(task.calendar)
        places = pyarrow.array(range(task.calendar.days))
        keys = pyarrow.array(range(first, first + task.calendar.days), pyarrow.int32()).cast(pyarrow.date32())
        column = functions.to_date(column)
    answers = answers.table.take(answers.numbers.take(places))
    key = free_name("unami_key", chain(frame.columns, task.names))
    table = pyarrow.table([keys, *limits.columns, *map(arrow_plain, answers.columns)], names=[key, *task.names])
    answers = frame.sparkSession.createDataFrame(table)
    return frame.join(functions.broadcast(answers), column == answers[key], "left").drop(key)
