"""A map of equal tiles: one for each part of the country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
from attrs import frozen

from unami._base.names import checked_name, nearest
from unami._mission.months import population_of
from unami._output.charts.casualties import bands_of
from unami._output.charts.palette import AXIS, GREY, INKS, PAPER, RAMP, edges_for, step_of
from unami._output.charts.parts import parts_of
from unami._output.charts.style import data, layered, tips, wrapped
from unami._output.charts.words import listed, number
from unami.dates import bounds_of, read_when
from unami.errors import UnknownName, UnknownPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from unami._mission.mission import Mission
    from unami._output.charts.parts import Parts
    from unami._output.charts.style import Layers, Row, Sheet
    from unami.dates import PartialDate, Period, When
    from unami.records.source import Source

__all__ = ["MEASURES", "draw"]

_TIP = {"place": "", "told": "Number", "detail": "Of", "sources": "Sources"}


@frozen
class _Value:
    """The number of one place.

    Args:
        count: The number.
        said: The number in words, with its bound.
        detail: What it is made of, for the tooltip.
        under: The same in a few letters, for the tile.
        sources: Who says so.
    """

    count: int
    said: str
    detail: str
    under: str
    sources: tuple[Source, ...]


def draw(sheet: Sheet, measure: str, *, when: When | None, population: str) -> Layers:
    """Draw the map; see :meth:`unami.charts.Charts.places`.

    Args:
        sheet: The sheet to draw on.
        measure: What is counted: one of :data:`MEASURES`.
        when: A day, month, year or period; all times if left out.
        population: Who is counted, for casualties.
    """
    mission = sheet.mission
    name = checked_name(measure, UnknownName, "measure of places")
    if name not in MEASURES:
        raise UnknownName("measure of places", name, nearest(name, MEASURES) or tuple(MEASURES))
    population = population_of(mission, population)
    asked = None if when is None else read_when(when)
    parts = parts_of(mission)
    words, nobody, count = MEASURES[name]
    title = words.format(who=population.replace("-", " "))
    topic = f"{title}, by {parts.kind}{'' if asked is None else f', {asked}'}"
    found, elsewhere = count(mission, parts, asked, population)
    if not found:
        return sheet.nothing(topic, f"{title.lower()} by {parts.kind} at this time")
    counts = [value.count for value in found.values()]
    edges = edges_for(max(counts))
    bands = bands_of(edges, counts)
    columns = max(column for column, _ in parts.tiles.values())
    lines = max(line for _, line in parts.tiles.values())
    side = min(sheet.plot() / columns, 150)
    width, step = int(side * columns), min(side, 66 if sheet.narrow else 74)
    rows = [
        _tile(sheet, place, parts.tiles[place.id], found.get(place.id), edges=edges, bands=bands, side=side)
        for place in parts.places
    ]
    x = alt.X(
        "column:O", axis=None, scale=alt.Scale(domain=list(range(1, columns + 1)), paddingInner=0, paddingOuter=0)
    )
    y = alt.Y("line:O", axis=None, scale=alt.Scale(domain=list(range(1, lines + 1)), paddingInner=0, paddingOuter=0))
    present = [band for band in bands if any(row.get("band") == band for row in rows)]
    colour = alt.Color(
        "band:N",
        scale=alt.Scale(domain=present, range=[RAMP[bands.index(band)] for band in present]),
        sort=present,
        legend=sheet.legend(present, symbolType="square"),
    )
    cell: Any = {"width": {"band": 0.95}, "height": {"band": 0.93}}
    ink = alt.Color("ink:N", scale=None)
    known = [row for row in rows if "band" in row]
    layers = [
        alt.Chart(data(row for row in rows if "band" not in row), name="unknown")
        .mark_rect(fill=PAPER, stroke=AXIS, strokeDash=[3, 3], **cell)
        .encode(x=x, y=y, tooltip=tips(place="", told="Number")),
        alt.Chart(data(known), name="tiles").mark_rect(**cell).encode(x=x, y=y, color=colour, tooltip=tips(**_TIP)),
        alt.Chart(data(rows), name="names")
        .mark_text(fontSize=10 if sheet.narrow else 11, dy=-step * 0.27, lineBreak="\n")
        .encode(x=x, y=y, text="name:N", color=ink),
        alt.Chart(data(known), name="numbers")
        .mark_text(fontSize=14, fontWeight="bold", dy=step * 0.03)
        .encode(x=x, y=y, text="told:N", color=ink),
        alt.Chart(data(row for row in known if row["under"]), name="under")
        .mark_text(fontSize=10, dy=step * 0.29)
        .encode(x=x, y=y, text="under:N", color=ink),
    ]
    told = f"A dashed tile: {nobody}."
    told += " The tiles lie as on a map." if parts.drawn else " The tiles stand in order of names."
    chart = layered([*layers, sheet.note(elsewhere, below=10)], width, alt.Step(step))
    return sheet.finish(chart, topic, _finding(found, parts, title), told)


def _finding(found: dict[str, _Value], parts: Parts, title: str) -> str:
    names = {place.id: place.name or place.id for place in parts.places}
    first, *others = sorted(found.items(), key=lambda item: -item[1].count)
    if not others or first[1].count == others[0][1].count:
        return ""
    return f"{title}: most in {names[first[0]]}, {first[1].said}"


def _tile(
    sheet: Sheet,
    place: Any,
    at: tuple[int, int],
    value: _Value | None,
    *,
    edges: tuple[int, ...],
    bands: list[str],
    side: float,
) -> Row:
    names = wrapped(place.name or place.id, side * 0.92, 10 if sheet.narrow else 11)
    row: Row = {
        "place": place.name or place.id,
        "code": place.id,
        "column": at[0],
        "line": at[1],
        "name": "\n".join(names[:2]),
        "told": "not known",
        "ink": GREY,
    }
    if value is None:
        return row
    step = step_of(value.count, edges)
    return {
        **row,
        "told": value.said,
        "count": value.count,
        "detail": value.detail,
        "under": value.under,
        "band": bands[step],
        "ink": INKS[RAMP[step]],
        "sources": sheet.named(value.sources),
    }


# What is counted

_Counted = tuple[dict[str, _Value], str]


def _within(when: object, asked: PartialDate | Period | None) -> bool:
    """Whether a date or period lies, at least in part, in the time asked for."""
    if asked is None:
        return True
    if when is None:
        return False
    first, last = bounds_of(asked)
    start, end = bounds_of(when)  # type: ignore[arg-type]
    return start <= last and first <= end


def _killed(mission: Mission, parts: Parts, asked: PartialDate | Period | None, population: str) -> _Counted:
    """The sum of the monthly counts of each place."""
    found: dict[str, _Value] = {}
    for place in parts.places:
        counts = [record for month, record in _counts(mission, place.id, population) if _within(month, asked)]
        if counts:
            months = "1 month" if len(counts) == 1 else f"{len(counts)} months"
            total = sum(count.killed or 0 for count in counts)
            detail = ", ".join(f"{count.start}: {number(count.killed, count.killed_bound)}" for count in counts[:12])
            more = f" and {len(counts) - 12} more months" if len(counts) > 12 else ""
            sources = [source for count in counts for source in mission.explain(count, "killed").sources]
            found[place.id] = _Value(total, f"{total:,}", detail + more, f"in {months}", _once(sources))
    return found, "The numbers are our sums of the months for which a source names the place." if found else ""


def _counts(mission: Mission, place: str, population: str) -> tuple[tuple[PartialDate, Any], ...]:
    """The monthly counts of a place: worked out once, since a map through time asks for them for each month."""

    def make() -> tuple[tuple[PartialDate, Any], ...]:
        series = mission.casualty_series(place, population)
        known = ((point.month, point.record) for point in series if point.record is not None)
        return tuple((month, record) for month, record in known if record.killed is not None)

    return mission.cache.get(("monthly counts", place, population), make)


def _events(mission: Mission, parts: Parts, asked: PartialDate | Period | None, population: str) -> _Counted:  # noqa: ARG001
    """The number of events in each place."""
    by_place: dict[str, list[Any]] = {}
    elsewhere = 0
    codes = {place.id for place in parts.places}
    for event in mission.events:
        if _within(event.period, asked):
            if event.governorate in codes:
                by_place.setdefault(event.governorate, []).append(event)
            else:
                elsewhere += 1
    found = {code: _of_records(mission, events, "title") for code, events in by_place.items()}
    return found, f"{elsewhere} events elsewhere, or of which no place is known." if elsewhere else ""


def _offices(mission: Mission, parts: Parts, asked: PartialDate | Period | None, population: str) -> _Counted:  # noqa: ARG001
    """The number of offices in each place."""
    by_place: dict[str, list[Any]] = {}
    elsewhere: list[str] = []
    codes = {place.id for place in parts.places}
    known = mission.offices.where(lambda office: office.status != "planned")
    for record in known if asked is None else mission.offices_at(asked):
        code = _part_of(mission, record.place)
        if code in codes:
            by_place.setdefault(code, []).append(record)
        elif record.place:
            elsewhere.append(record.place)
    found = {code: _of_records(mission, records, "place") for code, records in by_place.items()}
    outside = f"Elsewhere: {listed(dict.fromkeys(elsewhere))}." if elsewhere else ""
    return found, outside


def _part_of(mission: Mission, place: str | None) -> str:
    """The part of the country in which an address lies: that of the first place whose name is in it."""
    return mission.cache.get(("part of the country", place), lambda: _found_part(mission, place))


def _found_part(mission: Mission, place: str | None) -> str:
    for name in [place, *reversed((place or "").split(", "))]:
        try:
            found = mission.whole.place(name or "")
        except UnknownPlace:
            continue
        return found.iso_3166_2 or found.id
    words = f" {place or ''} ".replace(",", " ")
    named = (known for known in mission.whole.places if known.name and f" {known.name} " in words)
    return next((known.iso_3166_2 or known.id for known in named if known != mission.whole.area), "")


def _displaced(mission: Mission, parts: Parts, asked: PartialDate | Period | None, population: str) -> _Counted:  # noqa: ARG001
    """The latest number of displaced people in each place."""
    found: dict[str, _Value] = {}
    codes = {place.id for place in parts.places}
    figures = [
        figure
        for figure in mission.displacement
        if figure.place in codes
        and figure.measure == "internally-displaced"
        and figure.count is not None
        and figure.as_of is not None
        and _within(figure.as_of, asked)
    ]
    for figure in sorted(figures, key=lambda figure: _last(figure.as_of)):
        sources = mission.explain(figure, "count").sources
        said = number(figure.count, figure.bound)
        short = {"at-least": "\u2265", "at-most": "\u2264", "about": "~"}.get(figure.bound or "", "")
        found[figure.place or ""] = _Value(
            figure.count or 0,
            f"{short}{figure.count:,}",
            f"{said}, as of {figure.as_of}",
            f"{figure.as_of}",
            _once(sources),
        )
    several = len({value.under for value in found.values()}) > 1
    return found, "The latest figure of each place: they are not of one day." if several else ""


def _last(when: PartialDate | None) -> date | Any:
    return when.latest if when is not None else None


def _of_records(mission: Mission, records: list[Any], field: str) -> _Value:
    names = [str(getattr(record, field) or record.id) for record in records]
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    sources = [source for record in records for source in mission.sources_of(record)]
    return _Value(len(records), f"{len(records):,}", "; ".join(names[:6]) + more, "", _once(sources))


def _once(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(sources))


_NO_FIGURE, _NONE = "no source gives a figure, which is not zero", "none on record"

MEASURES: dict[str, tuple[str, str, Callable[..., _Counted]]] = {
    "killed": ("People killed ({who})", _NO_FIGURE, _killed),
    "events": ("Events", _NONE, _events),
    "offices": ("Offices of the mission", _NONE, _offices),
    "displaced": ("Internally displaced people", _NO_FIGURE, _displaced),
}
"""What the map can show: its words, what an empty tile means, and how it is counted."""
