"""Columns about the mission for the dated rows of others.

The answers stand in a small table, one row for each date; :mod:`unami._output.annotate.engines` knows how each kind of data frame finds
its place in the table and takes the answers from there. No row is ever handled by itself in Python.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from unami._base.extras import load
from unami._base.names import find, nearest
from unami._base.text import shown
from unami._mission.panel import days_of, rows_at
from unami._mission.panel_row import PanelColumn, PanelRow, panel_columns
from unami._output.flat import to_arrow
from unami.dates import PartialDate
from unami.errors import ColumnInTheWay, InvalidDate, InvalidValue, NotAFrame, NotOne, UnamiError, UnknownName
from unami.records.former import current_name
from unami.records.sequence import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from unami._mission.mission import Mission
    from unami._output.annotate.engines import Engine

__all__ = ["Calendar", "FrameT", "Holds", "Task", "annotate", "date_of"]

FrameT = TypeVar("FrameT")

_SHOWN = 3
"""How many offending values an error names."""

_NAMED = 10
"""How many columns of a frame an error names at most."""


class Holds(Enum):
    """What a column of a frame holds."""

    DAYS = "days or points of time"
    TEXT = "texts, or objects of any sort"
    NOTHING = "no value at all, whatever its type"


@frozen
class Calendar:
    """All days, months and years of some years, each with a place: first the days, then the months, then the years.

    Those of which a source is not sure come after all the others, in the same order.

    Args:
        first: The first day of the first year.
        last: The last day of the last one.

    Example:
        >>> calendar = Calendar(date(2003, 1, 1), date(2026, 12, 31))
        >>> calendar.place(PartialDate(2003, 1, 2)), calendar.place(PartialDate(2003, 1)), len(calendar)
        (1, 8766, 9078)
        >>> calendar.place(PartialDate(2003, 1, approximate=True)), calendar.place(PartialDate(2002))
        (17844, -1)
    """

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days there are."""
        return self.last.toordinal() - self.first.toordinal() + 1

    @property
    def years(self) -> int:
        """How many years there are."""
        return self.last.year - self.first.year + 1

    def __len__(self) -> int:
        return self.days + self.years * 12 + self.years

    def place(self, when: PartialDate) -> int:
        """The place of a date; -1 if it has none.

        Args:
            when: The date.
        """
        if not self.first <= when.earliest <= self.last:
            return -1
        if when.is_day:
            place = when.earliest.toordinal() - self.first.toordinal()
        else:
            years = when.year - self.first.year
            place = self.days + (years * 12 + when.month - 1 if when.month else self.years * 12 + years)
        return place + len(self) if when.qualified else place

    def dates(self) -> tuple[PartialDate, ...]:
        """All dates, in the order of their places."""
        return _dates_of(self)

    def texts(self) -> Mapping[str, int]:
        """All that a text can say of the dates, each with its place."""
        return _texts_of(self)


@lru_cache(maxsize=4)
def _dates_of(calendar: Calendar) -> tuple[PartialDate, ...]:
    years = range(calendar.first.year, calendar.last.year + 1)
    days = range(calendar.first.toordinal(), calendar.last.toordinal() + 1)
    sure = [PartialDate.from_date(date.fromordinal(day)) for day in days]
    sure += [PartialDate(year, month) for year in years for month in range(1, 13)]
    sure += [PartialDate(year) for year in years]
    return (*sure, *(when.replace(uncertain=True) for when in sure))


@lru_cache(maxsize=4)
def _texts_of(calendar: Calendar) -> Mapping[str, int]:
    places: dict[str, int] = {}
    for place, when in enumerate(calendar.dates()):
        marks = "?~%" if when.qualified else ("",)
        places.update({f"{str(when).rstrip('?')}{mark}": place for mark in marks})
    return MappingProxyType(places)


@frozen
class Task:
    """What is to be added to a frame: which columns about which mission, found by which column of the frame.

    Args:
        mission: The mission.
        on: Name of the column of dates.
        place: Its place among the columns of the frame. Names are no addresses: to an engine one may be a pattern, or
            stand for several columns.
        holds: What it holds.
        columns: The columns to add.
        prefix: What is written before the names of the added columns.
        suffix: What is written after them.
    """

    mission: Mission
    on: str
    place: int
    holds: Holds
    columns: tuple[PanelColumn, ...]
    prefix: str
    suffix: str

    @property
    def is_text(self) -> bool:
        """Whether its dates are text, and so may be months, years and not sure.

        So is a column without any value: in files, such columns come from text.
        """
        return self.holds is not Holds.DAYS

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns that are added, in order."""
        return tuple(f"{self.prefix}{name}{self.suffix}" for _, name in self._renamed())

    @property
    def bounds(self) -> tuple[str, ...]:
        """The names of those among them that say for which days a text stands; none if dates are not text."""
        return self.names[:2] if self.is_text else ()

    def _renamed(self) -> list[tuple[str, str]]:
        """The columns of the table of answers, each with its new name but for prefix and suffix."""
        limits = ("earliest", "latest") if self.is_text else ()
        bounds = [(f"period_{limit}", f"{self.on}_{limit}") for limit in limits]
        return [*bounds, *((name, name) for column in self.columns for name in column.flat)]

    def _table(self, key: str, dates: Iterable[PartialDate]) -> Any:
        """A table of answers for some dates, kept with the mission, with the names that its columns shall have."""
        names = tuple(column.name for column in self.columns)
        return self._named(self.mission._cache.get(("annotation", key, names), lambda: self._answers(dates)))

    def _answers(self, dates: Iterable[PartialDate]) -> Any:
        calendar, fields = self.calendar, ("period", *(column.name for column in self.columns))
        topics = tuple(dict.fromkeys(column.topic for column in self.columns))
        # A date outside the panel has no answers, whatever kind of frame it stands in.
        rows = [
            row if calendar.place(row.period) >= 0 else PanelRow(period=row.period)
            for row in rows_at(self.mission, dates, topics)
        ]
        return to_arrow(Records(tuple(rows), "rows", PanelRow), only=fields, what="annotate()")

    def _named(self, table: Any) -> Any:
        return table.select([name for name, _ in self._renamed()]).rename_columns(list(self.names))

    @property
    def calendar(self) -> Calendar:
        """The time of the panel."""
        # Of a record without dates nothing is known on any day, and so on one.
        return Calendar(*(days_of(self.mission) or (date.min, date.min)))

    def days(self) -> Any:
        """The answers for all days of the panel, as a PyArrow table with a row a day."""
        return self._table("days", self.calendar.dates()[: self.calendar.days])

    def texts(self) -> Any:
        """The answers for all that a text can say of the time of the panel, in the order of :class:`Calendar`."""
        return self._table("texts", self.calendar.dates())

    def read(self, values: Sequence[Any], count: Callable[[list[int]], int]) -> Any:
        """The answers for some values of a column of texts, as a PyArrow table with a row for each.

        Args:
            values: Different texts, days or partial dates.
            count: Counts the rows of the frame with a value at one of some places of ``values``, for the error.

        Raises:
            InvalidDate: A value is no date.
        """
        dates, wrong = [], []
        for place, value in enumerate(values):
            try:
                dates.append(date_of(value))
            except InvalidDate:
                wrong.append(place)
        if wrong:
            # The longest that can be told of each leaves a message that a person can read.
            named = ", ".join(shown(values[place], 60) for place in wrong[:_SHOWN])
            more = ", ..." if len(wrong) > _SHOWN else ""
            words = f"the column {shown(self.on)} has no date in {count(wrong)} rows ({named}{more})"
            raise InvalidDate(
                values[wrong[0]], f"{words}; expected 2014, 2014-06 or 2014-06-10, and ?, ~ or % if it is not sure"
            )
        return self._named(self._answers(dates))


def date_of(value: Any) -> PartialDate:
    """The date that a value of a column of texts stands for.

    Args:
        value: A text in the strict written form, a day or a partial date.

    Raises:
        InvalidDate: It is none of them.

    Example:
        >>> date_of("2014-06?"), date_of(date(2014, 6, 10))
        (PartialDate('2014-06?'), PartialDate('2014-06-10'))
    """
    if isinstance(value, PartialDate):
        return value
    # A day of any package, such as a pandas.Timestamp, is a date too.
    if isinstance(value, date):
        return PartialDate.from_date(value)
    return PartialDate.parse(value)


def annotate(
    frame: FrameT,
    on: str,
    add: str | Iterable[str] = ("head", "mandate", "phase"),
    *,
    prefix: str = "",
    suffix: str = "",
    mission: Mission | None = None,
) -> FrameT:
    """A data frame of dated rows with columns about the mission added.

    The frame may be of pandas, Polars (eager or lazy), PyArrow, DuckDB, Dask or PySpark, or one of them in narwhals;
    what is returned is of the same kind, and what is lazy stays lazy. Rows, their order, the index and the columns of
    the frame stay as they are (Spark itself promises no order). Each row gets what the questions of
    :class:`~unami.Mission` answer for its date; see :class:`~unami.PanelRow` for the columns. A row without a date,
    and one with a date outside the panel, gets nulls.

    Dates are days, datetimes (with a time zone: the day there; in DuckDB and Spark, in the time zone of the session)
    or text: ``2014-06-10``, ``2014-06``, ``2014``, each with ``?``, ``~`` or ``%`` if it is not sure. Text may stand
    for many days, so that two columns say for which: ``<on>_earliest`` and ``<on>_latest``; of text about a time
    outside the panel, a lazy frame leaves them empty. Text that is no date is an error; a lazy frame cannot look, and
    gets nulls. Periods of pandas are read as the days, months and years that they are, months and years as text is. A
    column without a single value counts as text, whatever its type; in a lazy frame, one of numbers or the like is
    worked out to see that. With nothing to add, the frame comes back as it was.

    Columns of one name stay as they are, if the frame can have them, and the name given as ``on`` stands for one only.

    Args:
        frame: The frame; it is not changed.
        on: Name of its column of dates.
        add: Topics of the panel (``phase``, ``head``, ``deputies``, ``mandate``, ``strength``, ``staff``, ``casualties``,
            ``government``), which bring all their columns, and names of single columns. A name that is both stands for
            the topic. A date of the panel comes as three columns: its text, and the first and the last day it can mean.
        prefix: What to write before the names of the added columns.
        suffix: What to write after them.
        mission: The mission; the packaged one if left out.

    Raises:
        NotAFrame: The frame is of no kind that can be annotated, or its own package cannot use it.
        UnknownName: The frame has no such column, or the panel none of these.
        NotOne: The frame has several columns of that name.
        ColumnInTheWay: The frame already has a column of a name that would be added.
        InvalidDate: The column holds no dates.
        MissingExtra: narwhals or PyArrow is not installed: ``python -m pip install narwhals pyarrow``.

    Example:
        >>> import pandas, unami
        >>> rows = pandas.DataFrame({"day": pandas.to_datetime(["2014-06-10", "2009-07-10"])})
        >>> annotated = unami.annotate(rows, "day", ["head", "troops"])
        >>> annotated["heads"].tolist()
        ['Nickolay Mladenov', 'Staffan de Mistura; Ad Melkert; Andrew Gilmour']
        >>> annotated["troops"].tolist()
        [271, 221]
    """
    from unami._mission.mission import PACKAGED, Mission
    from unami._output.annotate.engines import engine_of

    if mission is not None and not isinstance(mission, Mission):
        raise InvalidValue("mission", mission, "expected the packaged record, a view, or another mission")
    narwhals = load("narwhals", "frames", "annotate()")
    native = narwhals.to_native(frame, pass_through=True)
    engine = engine_of(narwhals, native)
    columns = _chosen(add)
    for what, text in (("prefix", prefix), ("suffix", suffix)):
        if not isinstance(text, str):
            raise UnknownName(what, text, [repr("" if text is None else str(text))])
    try:
        place = _place_of(on, engine, native)
        task = Task(mission or PACKAGED, on, place, engine.holds(native, on, place), columns, prefix, suffix)
        _check_names(task, engine, native)
        annotated = engine.add(native, task) if columns else engine.copied(native)
    except (UnamiError, MemoryError, KeyboardInterrupt):
        raise
    except engine.refusals as error:
        raise NotAFrame(native, str(error)) from error
    if native is frame:
        return annotated  # type: ignore[no-any-return]
    # A frame of a stable version of narwhals goes back to it.
    home = type(frame).__module__
    version = import_module(home) if home.startswith("narwhals.stable.") else narwhals
    return version.from_native(annotated)  # type: ignore[no-any-return]


def _place_of(on: str, engine: Engine, frame: Any) -> int:
    """The place of the column of some name among the columns of a frame."""
    names = engine.names(frame)
    if not isinstance(on, str) or on not in [name for name in names if isinstance(name, str)]:
        known = [str(name) for name in names]
        near = nearest(on, known) if isinstance(on, str) else ()
        rest = [*known[:_NAMED], *(["..."] if len(known) > _NAMED else [])]
        raise UnknownName("column of the frame", on, near or rest)
    places = [
        place for place, name in enumerate(names) if isinstance(name, str) and engine.folded(name) == engine.folded(on)
    ]
    if len(places) > 1:
        raise NotOne(
            f"column {shown(on)} in the frame", [f"column {place + 1} ({shown(names[place])})" for place in places]
        )
    return places[0]


def _check_names(task: Task, engine: Engine, frame: Any) -> None:
    """Whether each added column can have its name, without taking that of another."""
    for name in task.names:
        # What is no Unicode can be the name of a column in pandas, but in no other package.
        if not name.isascii() and any("\ud800" <= letter <= "\udfff" for letter in name):
            raise UnknownName("name for a column", name)
    taken = {engine.folded(name) for name in engine.taken(frame) if isinstance(name, str)}
    blocked = [name for name in task.names if engine.folded(name) in taken]
    if blocked:
        raise ColumnInTheWay(blocked)
    added = [engine.folded(name) for name in task.names]
    twice = [name for place, name in enumerate(task.names) if added[place] in added[:place]]
    if twice:
        raise ColumnInTheWay(
            twice, f"two added columns would have its name; rename the column {shown(task.on)} of the frame"
        )


def _chosen(add: str | Iterable[str]) -> tuple[PanelColumn, ...]:
    columns = panel_columns()
    topics = {column.topic: column.topic for column in columns}
    names = {column.name: column.name for column in columns} | topics
    chosen: dict[str, PanelColumn] = {}
    what = "topic or column of the panel"
    try:
        wanted = [add] if isinstance(add, (str, bytes)) else list(add)
    except TypeError:
        raise UnknownName(what, add, topics) from None
    for given in wanted:
        if not isinstance(given, str):
            raise UnknownName(what, given, topics)
        name = find(current_name(PanelRow, given, "the panel"), names, UnknownName, what)
        chosen.update((c.name, c) for c in columns if (c.topic if name in topics else c.name) == name)
    return tuple(chosen.values())
