"""Columns about the mission, added to frames of dated rows."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, frozen

from unami._base.extras import load
from unami._base.names import Names, nearest
from unami._base.text import shown
from unami._mission.across import named_missions
from unami._mission.core import given_mission
from unami._mission.panel_row import PanelRow, panel_columns
from unami._output.annotate.task import NAMED, Task, calendar_of
from unami.errors import ColumnInTheWay, InvalidValue, NotAFrame, NotOne, UnamiError, UnknownName
from unami.records._former import current_name, former_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._mission.mission import Mission
    from unami._mission.panel_row import PanelColumn
    from unami._output.annotate.engine import Engine
    from unami.dates import When

__all__ = ["FrameT", "annotate"]

FrameT = TypeVar("FrameT")


def annotate(
    frame: FrameT,
    on: str,
    add: str | Iterable[str] = ("head", "mandate", "phase"),
    *,
    prefix: str = "",
    suffix: str = "",
    categorical: bool = False,
    mission: Mission | None = None,
    missions: Mapping[str, Mission] | None = None,
    by: str | None = None,
    until: When | None = None,
) -> FrameT:
    """Return a data frame of dated rows with columns about the mission added.

    The frame may be of pandas, Polars (eager or lazy), PyArrow, DuckDB, Dask or PySpark, or one of them wrapped by
    narwhals. The result is of the same kind, and lazy frames stay lazy. Rows, their order, the index and the existing
    columns are unchanged (Spark itself guarantees no order). Each row gets the answers of :class:`~unami.Mission` for
    its date; see :class:`~unami.PanelRow` for the columns. A row without a date, or with a date outside the panel, gets
    nulls.

    Dates may be days, datetimes (if they have a time zone, the local day; in DuckDB and Spark, the day in the session's
    time zone) or text: ``2014-06-10``, ``2014-06``, ``2014``, each with ``?``, ``~`` or ``%`` if it is uncertain or
    approximate. Text can mean many days, so two columns give its limits: ``<on>_earliest`` and ``<on>_latest``; in a
    lazy frame they are null for text outside the panel. Text that is not a date is an error, except in a lazy frame,
    where it gets nulls because it cannot be checked. Pandas periods are read as the days, months and years that they
    are, and months and years are treated as text. A column without any value is treated as text, whatever its type; to
    detect that in a lazy frame, a column of numbers or the like is computed. If there is nothing to add, the frame is
    returned unchanged.

    Duplicate column names are kept, if the frame supports them, but the name given as ``on`` must be unique.

    Args:
        frame: The frame; it is not changed.
        on: Name of its date column.
        add: Topics of the panel (``phase``, ``head``, ``deputies``, ``mandate``, ``strength``, ``staff``, ``casualties``,
            ``government``), which add all their columns, and names of single columns. If a name is both, it means the
            topic. A panel date is added as three columns: its text, and the first and last day that it can mean.
        prefix: Prefix of the names of the added columns.
        suffix: Suffix of the names of the added columns.
        categorical: Whether the added texts are categorical, as certainties always are: dictionary-encoded in PyArrow,
            categories in pandas, Dask and Polars, but text in DuckDB and Spark. That is faster and takes less memory.
        mission: The mission; the packaged one if left out.
        missions: For rows of several missions, the missions by the names that they have in the frame.
        by: The column of the frame that names the mission of each row. Rows of a mission that is not among
            ``missions`` get nulls.
        until: The last day, month or year about which something is added; rows after it get nulls. If left out, it is
            that of :meth:`unami.Mission.panel` of each mission.

    Raises:
        NotAFrame: The frame is not of a supported kind, or its own package cannot use it.
        UnknownName: The frame has no such column, or the panel has none of these.
        NotOne: The frame has several columns of that name.
        ColumnInTheWay: The frame already has a column with the name of an added one.
        InvalidDate: The column does not contain dates, or ``until`` cannot be read as one.
        InvalidValue: ``missions`` is not a mapping of names to missions, or is passed without ``by`` or with ``mission``.
        MissingExtra: narwhals or PyArrow is not installed: ``python -m pip install narwhals pyarrow``.

    Example:
        >>> import pandas, unami
        >>> rows = pandas.DataFrame({"day": pandas.to_datetime(["2014-06-10", "2009-07-10"])})
        >>> annotated = unami.annotate(rows, "day", ["head", "troops"])
        >>> annotated["heads"].tolist()
        ['Nickolay Mladenov', 'Staffan de Mistura; Ad Melkert; Andrew Gilmour']
        >>> annotated["troops"].tolist()
        [271, 221]
        >>> rows["of"] = ["UNAMI", "another mission"]
        >>> unami.annotate(rows, "day", "troops", missions={"UNAMI": unami.mission}, by="of")["troops"].tolist()
        [271, <NA>]
    """
    narwhals = load("narwhals", "frames", "annotate()")
    native = narwhals.to_native(frame, pass_through=True)
    wanted = _Wanted(on, *_chosen(add), prefix, suffix, categorical, until)
    if missions is None and by is None:
        annotated = _annotated(narwhals, native, wanted, mission)
    else:
        annotated = _across(narwhals, native, wanted, _given_missions(missions, by, mission), by)
    if native is frame:
        return annotated  # type: ignore[no-any-return]
    # A frame of narwhals' stable API is returned as one.
    home = type(frame).__module__
    version = import_module(home) if home.startswith("narwhals.stable.") else narwhals
    return version.from_native(annotated)  # type: ignore[no-any-return]


@frozen
class _Wanted:
    """What a caller asks for, whatever the mission."""

    on: str
    columns: tuple[PanelColumn, ...]
    former: dict[str, str]
    prefix: str
    suffix: str
    categorical: bool
    until: When | None


def _annotated(narwhals: Any, native: Any, wanted: _Wanted, mission: Mission | None) -> Any:
    """A frame with the answers of one mission."""
    from unami._output.annotate.engines import engine_of

    if mission is not None:
        given_mission(mission)
    engine = engine_of(narwhals, native)
    for what, text in (("prefix", wanted.prefix), ("suffix", wanted.suffix)):
        if not isinstance(text, str):
            raise UnknownName(what, text, [repr("" if text is None else str(text))])
    try:
        task = _task(engine, native, wanted, mission)
        _check_names(task, engine, native)
        return engine.add(native, task) if wanted.columns else engine.copied(native)
    except (UnamiError, MemoryError, KeyboardInterrupt):
        raise
    except engine.refusals as error:
        raise NotAFrame(native, str(error)) from error


def _task(engine: Engine, native: Any, wanted: _Wanted, mission: Mission | None) -> Task:
    from unami._mission.mission import PACKAGED

    place = _place_of(wanted.on, engine, native)
    holds = engine.holds(native, wanted.on, place)
    return Task(
        mission or PACKAGED,
        wanted.on,
        place,
        holds,
        wanted.columns,
        wanted.prefix,
        wanted.suffix,
        wanted.former,
        wanted.categorical,
        calendar_of(mission or PACKAGED, wanted.until),
    )


def _given_missions(missions: object, by: object, mission: object) -> dict[str, Mission]:
    """Check the missions of a frame with rows of several."""
    if mission is not None:
        raise InvalidValue("second way to name missions", mission, "pass either mission or missions")
    if not isinstance(missions, Mapping) or not missions:
        raise InvalidValue("mapping of missions", missions, 'expected names and missions, as in {"A": a, "B": b}')
    if by is None:
        raise InvalidValue("column", by, "by is the column of the frame that names the mission of each row")
    return named_missions(missions)


def _across(narwhals: Any, native: Any, wanted: _Wanted, missions: dict[str, Mission], by: Any) -> Any:
    """A frame with the answers of each row's own mission."""
    from unami._output.annotate.across import Choice, chosen
    from unami._output.annotate.engine import free_name
    from unami._output.annotate.engines import engine_of

    engine = engine_of(narwhals, native)
    _place_of(by, engine, native)
    first = next(iter(missions.values()))
    task = _task(engine, native, wanted, first)
    _check_names(task, engine, native)
    if not wanted.columns:
        return _annotated(narwhals, native, wanted, first)
    spare = free_name("unami_", [str(name) for name in engine.taken(native)])
    prefixes = {name: f"{spare}{number}_" for number, name in enumerate(missions)}
    bare = evolve(task, prefix="", suffix="").names
    choice = Choice(by, prefixes, dict(zip(bare, task.names, strict=True)))

    def add(frame: Any, prefix: str, mission: Mission) -> Any:
        return _annotated(narwhals, frame, evolve(wanted, prefix=prefix, suffix=""), mission)

    try:
        return chosen(native, missions, choice, add)
    except (UnamiError, MemoryError, KeyboardInterrupt):
        raise
    except engine.refusals as error:
        raise NotAFrame(native, str(error)) from error


def _place_of(on: str, engine: Engine, frame: Any) -> int:
    """The position of a column in a frame, by its name."""
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
    """Check that each added column can have its name, without a conflict with another column."""
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
    names = Names((), [*(column.name for column in columns), *topics])
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
        try:
            name = names.find(current_name(PanelRow, given, "the panel"), UnknownName, what)
        except UnknownName as unknown:
            raise unknown if unknown.suggestions else UnknownName(what, given, topics) from None
        chosen.update((c.name, c) for c in columns if (c.topic if name in topics else c.name) == name)
        if given in former_names(PanelRow):
            former[name] = given
    return tuple(chosen.values()), former
