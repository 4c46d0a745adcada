"""Columns about the mission, added to frames of dated rows."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from unami._base.extras import load
from unami._base.names import find, nearest
from unami._base.text import shown
from unami._mission.core import given_mission
from unami._mission.panel_row import PanelRow, panel_columns
from unami._output.annotate.task import NAMED, Task
from unami.errors import ColumnInTheWay, NotAFrame, NotOne, UnamiError, UnknownName
from unami.records._former import current_name, former_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._mission.mission import Mission
    from unami._mission.panel_row import PanelColumn
    from unami._output.annotate.engine import Engine

__all__ = ["FrameT", "annotate"]

FrameT = TypeVar("FrameT")


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

    The frame may be of pandas, Polars (eager or lazy), PyArrow, DuckDB, Dask or PySpark, or one of them wrapped by narwhals;
    what is returned is of the same kind, and what is lazy stays lazy. Rows, their order, the index and the columns of
    the frame stay as they are (Spark itself promises no order). Each row gets what the questions of
    :class:`~unami.Mission` answer for its date; see :class:`~unami.PanelRow` for the columns. A row without a date,
    and one with a date outside the panel, gets nulls.

    Dates are days, datetimes (with a time zone: the day there; in DuckDB and Spark, in the time zone of the session)
    or text: ``2014-06-10``, ``2014-06``, ``2014``, each with ``?``, ``~`` or ``%`` if it is not sure. Text may stand
    for many days, so that two columns say for which: ``<on>_earliest`` and ``<on>_latest``; of text about a time
    outside the panel, a lazy frame leaves them empty. Text that is not a date is an error; a lazy frame cannot look, and
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
    from unami._mission.mission import PACKAGED
    from unami._output.annotate.engines import engine_of

    if mission is not None:
        given_mission(mission)
    narwhals = load("narwhals", "frames", "annotate()")
    native = narwhals.to_native(frame, pass_through=True)
    engine = engine_of(narwhals, native)
    columns, former = _chosen(add)
    for what, text in (("prefix", prefix), ("suffix", suffix)):
        if not isinstance(text, str):
            raise UnknownName(what, text, [repr("" if text is None else str(text))])
    try:
        place = _place_of(on, engine, native)
        holds = engine.holds(native, on, place)
        task = Task(mission or PACKAGED, on, place, holds, columns, prefix, suffix, former)
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
        rest = [*known[:NAMED], *(["..."] if len(known) > NAMED else [])]
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
        # Only pandas allows column names with lone surrogates.
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
            twice, f"two added columns would have this name; rename the column {shown(task.on)} of the frame"
        )


def _chosen(add: str | Iterable[str]) -> tuple[tuple[PanelColumn, ...], dict[str, str]]:
    """The columns that are asked for, and the former names by which they are."""
    columns = panel_columns()
    topics = {column.topic: column.topic for column in columns}
    names = {column.name: column.name for column in columns} | topics
    chosen: dict[str, PanelColumn] = {}
    former: dict[str, str] = {}
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
        if given in former_names(PanelRow):
            former[name] = given
    return tuple(chosen.values()), former
