"""How each kind of data frame takes answers from a small table.

Wherever an engine can, a row finds its answer by position: the number of its day since the first, or the place of
its text. That is a join on a key without gaps, but several times faster than joining, and it cannot change the order or
the number of the rows. Spark, which keeps no order anyway, joins.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from importlib import import_module
from itertools import chain
from operator import attrgetter, methodcaller
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._output.annotate.task import Holds, date_of
from unami._output.flat import pandas_of
from unami.dates import PartialDate, bounds_of
from unami.errors import InvalidDate, NotAFrame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from unami._output.annotate.task import Calendar, Task

__all__ = ["Engine", "engine_of"]

_EPOCH = date(1970, 1, 1).toordinal()

_PER_DAY = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
"""How many of each unit of time a day has."""

_MOST = 2**63 - 1
"""The greatest whole number of 64 bits."""


@frozen
class Engine:
    """A kind of data frame.

    Args:
        add: Adds the columns of a task to a frame of this kind.
        names: The names of the columns of a frame, in order.
        holds: What the column of some name at some place holds; an InvalidDate if it cannot hold dates.
        copied: A frame of its own with the same columns.
        taken: The names that no other column of a frame can have.
        refusal: The error of its package for a frame that it cannot use, as module and name.
        folds_case: Whether two names of columns that differ in case only are the same to it.
    """

    add: Callable[[Any, Task], Any]
    names: Callable[[Any], Sequence[Any]]
    holds: Callable[[Any, str, int], Holds]
    copied: Callable[[Any], Any]
    taken: Callable[[Any], Sequence[Any]]
    refusal: tuple[str, str]
    folds_case: bool = False

    def folded(self, name: str) -> str:
        """A name as the engine compares it with others.

        Args:
            name: The name.
        """
        return name.lower() if self.folds_case else name

    @property
    def refusals(self) -> type[Exception]:
        """The class of the errors of its package for a frame that it cannot use."""
        module, name = self.refusal
        found: type[Exception] = getattr(import_module(module), name)
        return found


def engine_of(narwhals: Any, frame: Any) -> Engine:
    """The engine of a frame.

    Args:
        narwhals: The package.
        frame: A frame of any kind that is known here.

    Raises:
        NotAFrame: It is of no such kind.
    """
    for name, engine in _ENGINES.items():
        # narwhals itself refuses frames with two columns of one name, and support of Dask is leaving it.
        if getattr(narwhals.dependencies, f"is_{name}")(frame):
            return engine
    raise NotAFrame(frame)


def _what_it_holds(on: str, kind: object, *, is_day: bool, is_text: bool, is_empty: Callable[[], bool]) -> Holds:
    """What a column of some type holds.

    Args:
        on: Name of the column.
        kind: Its type, as the user knows it.
        is_day: Whether this is a type of days or points of time.
        is_text: Whether it is one of texts.
        is_empty: Looks whether the column has no value at all; only asked about a column of another type.
    """
    if is_day:
        return Holds.DAYS
    if is_text:
        return Holds.TEXT
    if is_empty():
        return Holds.NOTHING
    raise _no_dates(on, kind)


def _no_dates(on: str, kind: object, instead: str = "") -> InvalidDate:
    expected = "expected days, datetimes or text such as 2014-06-10 or 2014-06"
    return InvalidDate(on, f"it is a column of {kind}; {expected}{instead}")


def _around(calendar: Calendar, per_day: int) -> tuple[int, int]:
    """The first and the last point of time that can lie within the calendar in any time zone, in some unit.

    What lies far outside has no day: the days of engines are numbers of 32 bits, and begin again behind the last.
    """
    first = (_since_epoch(calendar) - 2) * per_day
    last = (_since_epoch(calendar) + calendar.days + 2) * per_day
    return max(first, -_MOST), min(last, _MOST)


def _numbered(values: Iterable[Any]) -> tuple[list[int], list[Any]]:
    """The different objects among some, and for each the place of its like; -1 for what is missing."""
    places: dict[Any, int] = {}
    codes: list[int] = []
    different: list[Any] = []
    for value in map(_plain_moment, values):
        if _is_missing(value):
            codes.append(-1)
            continue
        try:
            place = places.setdefault((type(value), value), len(different))
        except TypeError:  # a list or another object without a hash, which is like nothing but itself
            place = len(different)
        if place == len(different):
            different.append(value)
        codes.append(place)
    return codes, different


def _is_missing(value: Any) -> bool:
    if isinstance(value, Decimal):
        return value.is_nan()
    if value is None or value is getattr(sys.modules.get("pandas"), "NA", None):
        return True
    # Neither NaN nor the NaT of pandas is equal to itself.
    return isinstance(value, (float, datetime)) and bool(value != value)  # noqa: PLR0124


def _plain_moment(value: Any) -> Any:
    """A point of time of NumPy as the text of the day, month or year that it is; anything else as it is.

    To NumPy, a month is equal to its first day.
    """
    numpy = sys.modules.get("numpy")
    if numpy is None or not isinstance(value, numpy.datetime64):
        return value
    unit, _ = numpy.datetime_data(value.dtype)
    if unit == "W" or numpy.isnat(value):
        return None if numpy.isnat(value) else value
    return str(value.astype(f"datetime64[{unit if unit in 'YM' else 'D'}]"))


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


def _pandas_names(frame: Any) -> list[Any]:
    if frame.columns.nlevels == 1:
        return list(frame.columns)
    # Where columns have names of several levels, a text is the name of one that has no other level.
    return [label if any(part != "" for part in label[1:]) else label[0] for label in frame.columns]


def _pandas_taken(frame: Any) -> list[Any]:
    return list(frame.columns.get_level_values(0))


def _pandas_holds(frame: Any, on: str, place: int) -> Holds:
    column = frame.iloc[:, place]
    return _pandas_column_holds(column, on, lambda: bool(column.isna().all()))


def _dask_holds(frame: Any, on: str, place: int) -> Holds:
    def is_empty() -> bool:
        return not frame.iloc[:, [place]].notnull().any(axis=1).any().compute()

    return _pandas_column_holds(frame._meta.iloc[:, place], on, is_empty)


def _pandas_column_holds(column: Any, on: str, is_empty: Callable[[], bool]) -> Holds:
    pandas, kind = import_module("pandas"), column.dtype
    if isinstance(kind, pandas.ArrowDtype):
        return _arrow_type_holds(kind.pyarrow_dtype, on, kind, is_empty)
    if isinstance(kind, pandas.PeriodDtype):
        if (unit := _unit_of_periods(kind)) is None:
            raise _no_dates(
                on, kind, "; periods are read if they are days, months or years: use .dt.asfreq or .dt.start_time"
            )
        return Holds.DAYS if unit == "D" else Holds.TEXT
    is_text = isinstance(kind, (pandas.StringDtype, pandas.CategoricalDtype)) or kind.name == "object"
    return _what_it_holds(on, kind, is_day=kind.kind == "M", is_text=is_text, is_empty=is_empty)


def _unit_of_periods(kind: Any) -> str | None:
    """``D``, ``M`` or ``Y`` if that is what periods of some type are; some years begin in the middle of one."""
    found = re.fullmatch("([DMYA])(-DEC)?", str(kind)[len("period[") : -1])
    return found[1].replace("A", "Y") if found else None


def _in_pandas(frame: Any, task: Task) -> Any:
    column = frame.iloc[:, task.place]
    if task.holds is Holds.DAYS:
        return _beside(frame, pandas_of(task.days()), _day_numbers(column, task.calendar))
    codes, values = _codes_and_values(column, task.holds)
    numpy = import_module("numpy")
    table = task.read(values, lambda wrong: int(numpy.isin(codes, wrong).sum()))
    return _beside(frame, pandas_of(table), codes)


def _codes_and_values(column: Any, holds: Holds) -> tuple[Any, list[Any]]:
    """The different values of a column, and for each row the place of its value; -1 where there is none."""
    numpy, pandas = import_module("numpy"), import_module("pandas")
    if holds is Holds.NOTHING:
        return numpy.full(len(column), -1), []
    if isinstance(column.dtype, pandas.ArrowDtype):
        places, texts = _arrow_codes(import_module("pyarrow").array(column.array))
        return numpy.asarray(places.fill_null(-1)), texts
    if isinstance(column.dtype, pandas.PeriodDtype):
        return _codes_of_periods(column)
    if column.dtype.name == "object" and not _are_alike(column):
        codes, values = _numbered(column)
        return numpy.array(codes, dtype="int64"), values
    codes, values = column.factorize()
    return codes, list(values)


def _are_alike(column: Any) -> bool:
    """Whether the objects of a column are of one sort, of which those that are equal mean the same date."""
    try:
        return import_module("pandas").api.types.infer_dtype(column) in ("string", "date", "datetime", "empty")
    except ArithmeticError:  # a NaN that does not want to be asked
        return False


def _codes_of_periods(column: Any) -> tuple[Any, list[PartialDate]]:
    """The different months or years of a column of periods; those of which no text can tell are as good as none."""
    numpy = import_module("numpy")
    months = _unit_of_periods(column.dtype) == "M"
    # They are numbered from those of 1970 on; what is missing has the least number.
    least, most = (1 - 1970) * (12 if months else 1), (10_000 - 1970) * (12 if months else 1)
    numbers = column.array.asi8
    inside = (numbers >= least) & (numbers < most)
    different, places = numpy.unique(numbers[inside], return_inverse=True)
    codes = numpy.full(len(column), -1)
    codes[inside] = places
    if months:
        return codes, [PartialDate(1970 + int(number) // 12, int(number) % 12 + 1) for number in different]
    return codes, [PartialDate(1970 + int(number)) for number in different]


def _day_numbers(column: Any, calendar: Calendar) -> Any:
    """The number of the day of each row since the first; -1 outside and where there is none."""
    numpy = import_module("numpy")
    pandas = import_module("pandas")
    if isinstance(column.dtype, pandas.ArrowDtype):
        return numpy.asarray(_arrow_day_numbers(import_module("pyarrow").array(column.array), calendar).fill_null(-1))
    if isinstance(column.dtype, pandas.PeriodDtype):
        days = column.array.asi8
    else:
        if column.dt.tz is not None:
            column = column.dt.tz_localize(None)
        times = column.to_numpy()
        days = times.view("int64") // _PER_DAY[numpy.datetime_data(times.dtype)[0]]
    # What is missing has the least number, from which nothing may be taken.
    numbers = numpy.maximum(days, -_MOST // 2) - _since_epoch(calendar)
    return numpy.where((numbers >= 0) & (numbers < calendar.days), numbers, -1)


def _since_epoch(calendar: Calendar) -> int:
    return calendar.first.toordinal() - _EPOCH


def _beside(frame: Any, answers: Any, positions: Any) -> Any:
    """A pandas frame with the answers at some positions beside it; at -1 stands nothing."""
    # One row more than there are answers is empty, and the position -1 is the last.
    added = answers.reset_index(drop=True).reindex(range(len(answers) + 1)).take(positions)
    rest = ("",) * (frame.columns.nlevels - 1)
    if not rest:
        return frame.assign(**{name: added[name].array for name in added.columns})
    frame = frame.assign()
    for name in added.columns:
        frame[(name, *rest)] = added[name].array
    return frame


def _in_dask(frame: Any, task: Task) -> Any:
    # Each partition finds its answers by itself: the index stays, and nothing is moved between partitions.
    table = task.texts() if task.is_text else task.days()
    numbers, answers = _different(table, task.names[len(task.bounds) :])
    # Behind the number of each place stands that of no place, which is -1.
    places = import_module("numpy").array([*numbers, -1], dtype="int32")
    part = partial(
        _annotated_part,
        place=task.place,
        holds=task.holds,
        bounds=task.bounds,
        calendar=task.calendar,
        places=places,
        answers=pandas_of(answers),
    )
    return frame.map_partitions(part, meta=part(frame._meta))


def _annotated_part(
    part: Any, *, place: int, holds: Holds, bounds: tuple[str, ...], calendar: Calendar, places: Any, answers: Any
) -> Any:
    column = part.iloc[:, place]
    if holds is Holds.DAYS:
        return _beside(part, answers, places[_day_numbers(column, calendar)])
    numpy = import_module("numpy")
    pyarrow = import_module("pyarrow")
    codes, values = _codes_and_values(column, holds)
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


def _polars_column(polars: Any, name: str, place: int) -> Any:
    """The column of some name at some place, for a name can be a pattern."""
    if name.startswith("^") and name.endswith("$"):
        # Before 1.32, a place gives the name, and that is read as a pattern again: so this is one for the name itself.
        return polars.col("^" + "".join(f"\\x{{{ord(letter):x}}}" for letter in name) + "$")
    return polars.nth(place)


def _polars_holds(frame: Any, on: str, place: int) -> Holds:
    polars = import_module("polars")
    kind = frame.collect_schema().dtypes()[place]
    texts = (polars.String, polars.Categorical, polars.Enum)
    is_object = kind == polars.Object and isinstance(frame, polars.DataFrame)

    def is_empty() -> bool:
        column = _polars_column(polars, on, place)
        known = column.is_not_null() & column.is_not_nan() if kind.is_float() else column.is_not_null()
        return not frame.lazy().select(known.any()).collect().item()

    is_text = is_object or any(kind == text for text in texts)
    return _what_it_holds(on, kind, is_day=kind in (polars.Date, polars.Datetime), is_text=is_text, is_empty=is_empty)


def _in_polars(frame: Any, task: Task) -> Any:
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
    # One row more than there are answers is empty: without nulls among the places, the answers are found faster.
    place = place.fill_null(answers.height)
    # Under names of their own until the end: one with a prefix may be what Polars takes for a pattern.
    names = answers.columns
    answers.columns = [f"answer_{number}" for number in range(len(names))]
    answers = polars.concat([answers, answers.clear(1)], rechunk=True)
    if isinstance(frame, polars.DataFrame):
        taken = answers[frame.select(place).to_series()]
        taken.columns = names
        return frame.hstack(taken)
    # By itself, each column would work out the place once more; in one step, those not asked for would be made too.
    spare = _free_name("unami_place", frame.collect_schema().names())
    taken = [
        polars.lit(answers[answer]).gather(polars.col(spare)).alias(name)
        for answer, name in zip(answers.columns, names, strict=True)
    ]
    return frame.with_columns(place.alias(spare)).with_columns(taken).drop(spare)


def _place_of_day(polars: Any, column: Any, kind: Any, calendar: Calendar) -> Any:
    if kind != polars.Date:
        # A point of time far away becomes a near one, which lies outside the calendar too.
        first, last = _around(calendar, _PER_DAY[kind.time_unit])
        column = column.to_physical().clip(first, last).cast(kind).dt.date()
    number = column.cast(polars.Int32) - _since_epoch(calendar)
    # A day before the first becomes one far behind the last.
    return number.cast(polars.UInt32, wrap_numerical=True).clip(upper_bound=calendar.days)


def _place_of_text(polars: Any, frame: Any, task: Task) -> tuple[Any, Any]:
    text = _polars_column(polars, task.on, task.place).cast(polars.String)
    if isinstance(frame, polars.LazyFrame):
        table, known = task.texts(), task.calendar.texts()
        texts, places = list(known), list(known.values())
    else:
        # Even a series has its name read as a pattern, by some of its methods.
        column = frame.to_series(task.place).alias("dates")
        if column.dtype == polars.Object:
            codes, values = _numbered(column.to_list())
            table = task.read(values, lambda wrong: sum(map(set(wrong).__contains__, codes)))
            return polars.lit(polars.Series([None if code < 0 else code for code in codes], dtype=polars.UInt32)), table
        column = column.cast(polars.String)
        texts = column.drop_nulls().unique(maintain_order=True).to_list()
        table = task.read(texts, lambda wrong: int(column.is_in([texts[place] for place in wrong]).sum()))
        places = list(range(len(texts)))
    old, new = polars.Series(texts, dtype=polars.String), polars.Series(places, dtype=polars.UInt32)
    return text.replace_strict(old, new, default=None), table


# PyArrow


def _arrow_holds(table: Any, on: str, place: int) -> Holds:
    column = table.column(place)

    def is_empty() -> bool:
        nothing = import_module("pyarrow.compute").all(column.is_null(nan_is_null=True), min_count=0)
        return bool(nothing.as_py())

    return _arrow_type_holds(column.type, on, column.type, is_empty)


def _arrow_type_holds(kind: Any, on: str, shown_as: object, is_empty: Callable[[], bool]) -> Holds:
    types = import_module("pyarrow.types")
    if types.is_dictionary(kind) or types.is_run_end_encoded(kind):
        kind = kind.value_type
    is_day = types.is_date(kind) or types.is_timestamp(kind)
    return _what_it_holds(on, shown_as, is_day=is_day, is_text=_is_arrow_text(kind), is_empty=is_empty)


def _is_arrow_text(kind: Any) -> bool:
    types = import_module("pyarrow.types")
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _in_arrow(table: Any, task: Task) -> Any:
    pyarrow = import_module("pyarrow")
    compute = import_module("pyarrow.compute")
    column = table.column(task.place)
    if task.holds is Holds.NOTHING:
        places, answers = pyarrow.nulls(len(table), pyarrow.int64()), task.read([], len)
    elif task.is_text:
        places, texts = _arrow_codes(column)
        answers = task.read(texts, lambda wrong: compute.sum(compute.is_in(places, pyarrow.array(wrong))).as_py())
    else:
        answers = task.days()
        places = _arrow_day_numbers(column, task.calendar)
    added = answers.take(places)
    for name in added.column_names:
        table = table.append_column(added.schema.field(name), added[name])
    return table


def _arrow_plain(column: Any) -> Any:
    """A column without an encoding of its own."""
    pyarrow = import_module("pyarrow")
    compute = import_module("pyarrow.compute")
    if pyarrow.types.is_run_end_encoded(column.type):
        return compute.run_end_decode(column)
    return column.cast(column.type.value_type) if pyarrow.types.is_dictionary(column.type) else column


def _arrow_codes(column: Any) -> tuple[Any, list[str]]:
    """The different texts of a column, and for each row the place of its text; null where there is none."""
    pyarrow = import_module("pyarrow")
    encoded = _arrow_plain(column).dictionary_encode()
    if isinstance(encoded, pyarrow.ChunkedArray):
        encoded = encoded.combine_chunks()
    if isinstance(encoded, pyarrow.ChunkedArray):  # of no chunk, in some versions
        encoded = pyarrow.concat_arrays(encoded.chunks) if encoded.num_chunks else encoded.type.wrap_array([])
    return encoded.indices.cast(pyarrow.int64()), encoded.dictionary.to_pylist()


def _arrow_day_numbers(column: Any, calendar: Calendar) -> Any:
    """The number of the day of each row since the first; null outside and where there is none."""
    pyarrow = import_module("pyarrow")
    compute = import_module("pyarrow.compute")
    column = _arrow_plain(column)
    if pyarrow.types.is_date64(column.type):
        column = column.cast(pyarrow.timestamp("ms"))
    if pyarrow.types.is_timestamp(column.type):
        first, last = _around(calendar, _PER_DAY[column.type.unit])
        moments = column.cast(pyarrow.int64())
        near = compute.and_(compute.greater_equal(moments, first), compute.less_equal(moments, last))
        # The day of a point of time with a zone is the day there.
        column = compute.if_else(near, column, pyarrow.scalar(None, column.type)).cast(pyarrow.date32(), safe=False)
    numbers = compute.subtract(column.cast(pyarrow.int32()).cast(pyarrow.int64()), _since_epoch(calendar))
    inside = compute.and_(compute.greater_equal(numbers, 0), compute.less(numbers, calendar.days))
    return compute.if_else(inside, numbers, None)


# DuckDB


_DUCKDB_DAYS = {"date", "timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns", "timestamp with time zone"}


def _duckdb_holds(relation: Any, on: str, place: int) -> Holds:
    kind = relation.types[place]

    def is_empty() -> bool:
        # NaN is what DuckDB calls the greatest of all numbers.
        known = f"#{place + 1} IS NOT NULL"
        if kind.id in ("float", "double"):
            known += f" AND NOT system.main.isnan(#{place + 1})"
        found = _in_order(relation).project(f"{known} AS known").filter("known").limit(1).fetchall()
        return not found

    # The texts of JSON are quoted.
    is_text = kind.id in ("varchar", "enum") and str(kind) != "JSON"
    return _what_it_holds(on, kind, is_day=kind.id in _DUCKDB_DAYS, is_text=is_text, is_empty=is_empty)


def _in_order(relation: Any, *more: str) -> Any:
    """A relation of which each column has a place, with some expressions more as the last columns.

    The name of a column is no address in a relation: it can stand for several. But in a query around it, ``#2`` is the
    second column, and nothing else.
    """
    return relation.project(", ".join(["*", *(f"{expression} AS unami" for expression in more)]))


def _in_duckdb(relation: Any, task: Task) -> Any:
    # A relation does not say to which connection it belongs, and a join may change the order of rows: so the answers
    # go into the query itself, as lists that are looked into by position.
    names = relation.columns
    # What is called by its full name is not what a user has put in the place of a function.
    find, read = "system.main.array_extract", "system.main.from_json"
    relation = _in_order(relation)
    bounds: tuple[str, ...] = ()
    if task.is_text:
        table = task.texts()
        relation, place, bounds = _read_in_duckdb(relation, task, len(names))
    else:
        table = task.days()
        calendar, day = task.calendar, f"#{len(names) + 1}"
        relation = _in_order(relation, f"TRY_CAST(#{task.place + 1} AS DATE)")
        inside = f"{day} BETWEEN DATE '{calendar.first}' AND DATE '{calendar.last}'"
        place = f"CASE WHEN {inside} THEN {day} - DATE '{calendar.first}' END"
    added = task.names[len(bounds) :]
    numbers, answers = _different(table, added)
    # Lists begin with the position 1; what is not in them is null.
    number = f"{find}(CAST('{json.dumps(numbers)}' AS INTEGER[]), {place} + 1) + 1"
    relation = _in_order(relation, number)
    position = f"#{len(relation.columns)}"
    values = [
        f"{find}({read}({_sql_list(answers[name].to_pylist())}, '[\"{kind}\"]'), {position})"
        for name, kind in _sql_kinds(answers)
    ]
    kept = [f"#{place}{_as(name)}" for place, name in enumerate(names, 1)]
    new = [f"{value}{_as(name)}" for value, name in zip([*bounds, *values], task.names, strict=True)]
    return relation.project(", ".join([*kept, *new]))


def _read_in_duckdb(relation: Any, task: Task, width: int) -> tuple[Any, str, tuple[str, str]]:
    """Read the texts of a column in SQL: what :meth:`Calendar.place` does, and the bounds of the date.

    Args:
        relation: The relation.
        task: What is to be added.
        width: How many columns the relation has.

    Returns:
        The relation with a few columns more, the place of the text, and the first and the last day it can mean.
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


def _sql_list(values: Iterable[Any]) -> str:
    plain = json.dumps([str(value) if isinstance(value, date) else value for value in values], ensure_ascii=False)
    return "'" + plain.replace("'", "''") + "'"


def _as(name: str) -> str:
    """The name of a column in a query; SQL cannot write the empty one, which a column has all the same."""
    return ' AS "' + name.replace('"', '""') + '"' if name else ""


def _free_name(name: str, taken: Iterable[str]) -> str:
    """A name with which no column begins, whatever its case."""
    used = [column.lower() for column in taken]
    while any(column.startswith(name) for column in used):
        name += "_"
    return name


# Spark


_SPARK_DAYS = {"date", "timestamp", "timestamp_ntz"}


def _spark_holds(frame: Any, on: str, place: int) -> Holds:
    kind = frame.schema[place].dataType.simpleString()

    def is_empty() -> bool:
        functions = import_module("pyspark.sql.functions")
        column = _spark_column(on)
        known = column.isNotNull() & ~functions.isnan(column) if kind in ("float", "double") else column.isNotNull()
        return kind == "void" or not frame.where(known).select(functions.lit(1)).limit(1).collect()

    is_text = re.fullmatch(r"string|(var)?char\(\d+\)", kind.partition(" ")[0]) is not None
    return _what_it_holds(on, kind, is_day=kind in _SPARK_DAYS, is_text=is_text, is_empty=is_empty)


def _spark_column(name: str) -> Any:
    return import_module("pyspark.sql.functions").col(f"`{name.replace('`', '``')}`")


def _in_spark(frame: Any, task: Task) -> Any:
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
    key = _free_name("unami_key", chain(frame.columns, table.column_names))
    kinds = {"BIGINT": types.LongType(), "BOOLEAN": types.BooleanType(), "DATE": types.DateType()}
    fields = [types.StructField(key, types.StringType() if task.is_text else types.DateType())]
    fields += [types.StructField(name, kinds.get(kind, types.StringType())) for name, kind in _sql_kinds(table)]
    values = zip(keys, *(table[name].to_pylist() for name in table.column_names), strict=True)
    answers = frame.sparkSession.createDataFrame(list(values), types.StructType(fields))
    return frame.join(functions.broadcast(answers), column == answers[key], "left").drop(key)


def _itself(frame: Any) -> Any:
    """What nobody can change needs no copy."""
    return frame


def _meta_names(frame: Any) -> list[Any]:
    return _pandas_names(frame._meta)


def _meta_taken(frame: Any) -> list[Any]:
    return _pandas_taken(frame._meta)


def _polars_names(frame: Any) -> list[str]:
    return list(frame.collect_schema().names())


_copied, _columns, _column_names = methodcaller("copy"), attrgetter("columns"), attrgetter("column_names")

_PYARROW = ("pyarrow", "ArrowException")

_POLARS = Engine(
    _in_polars, _polars_names, _polars_holds, methodcaller("clone"), _polars_names, ("polars.exceptions", "PolarsError")
)
_DUCKDB = Engine(_in_duckdb, _columns, _duckdb_holds, _itself, _columns, ("duckdb", "Error"), folds_case=True)
_SPARK = Engine(
    _in_spark, _columns, _spark_holds, _itself, _columns, ("pyspark.errors", "PySparkException"), folds_case=True
)

_ENGINES = {
    "pandas_dataframe": Engine(_in_pandas, _pandas_names, _pandas_holds, _copied, _pandas_taken, _PYARROW),
    "dask_dataframe": Engine(_in_dask, _meta_names, _dask_holds, _copied, _meta_taken, _PYARROW),
    "polars_dataframe": _POLARS,
    "polars_lazyframe": _POLARS,
    "pyarrow_table": Engine(_in_arrow, _column_names, _arrow_holds, _itself, _column_names, _PYARROW),
    "duckdb_relation": _DUCKDB,
    "pyspark_dataframe": _SPARK,
    "pyspark_connect_dataframe": _SPARK,
}
"""Each kind of frame, by the name that narwhals has for the question whether something is one."""
