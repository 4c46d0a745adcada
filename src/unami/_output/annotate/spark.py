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
    # From the date to the number of its answer, and from there to the answer: each node keeps what is broadcast in its
    # memory, and one table would repeat each answer for every date that has it.
    key = free_name("unami_key", chain(frame.columns, task.names))
    number = f"{key}_number"
    rows = answers.numbers.take(places).cast(pyarrow.int32())
    numbers = pyarrow.table([keys, rows, *limits.columns], names=[key, number, *task.bounds])
    answered = pyarrow.array(range(answers.table.num_rows), pyarrow.int32())
    columns = map(arrow_plain, answers.table.columns)
    table = pyarrow.table([answered, *columns], names=[key, *task.names[len(task.bounds) :]])
    numbers, table = map(frame.sparkSession.createDataFrame, (numbers, table))
    frame = frame.join(functions.broadcast(numbers), column == numbers[key], "left").drop(key)
    return frame.join(functions.broadcast(table), frame[number] == table[key], "left").drop(key, number)
