"""The people of the camps through time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import altair as alt

from unami._output.charts.style import (
    BLUE,
    GREEN,
    INK,
    RED,
    data,
    finish,
    labels,
    layered,
    note,
    nothing,
    time_axis,
    tips,
)
from unami._output.charts.times import Window, middle, moment
from unami._output.charts.words import listed, named, number

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.charts.style import Row
    from unami.dates import PartialDate, When
    from unami.records.humanitarian import CampFigure

__all__ = ["draw"]

_AMBER = "#b87800"
"""A darker amber that is legible as text."""

_HEIGHT = 340
_ABROAD = "Relocated abroad so far"
_BOTH = "Camp not stated"
_LOOKS = {_BOTH: (INK, "diamond"), _ABROAD: (GREEN, "triangle-up")}
_LOOKS_OF_CAMPS = ((BLUE, "circle"), (_AMBER, "square"), (BLUE, "triangle-down"), (_AMBER, "cross"))
"""The styles of the camps; from the fifth camp on they repeat."""
_SIGNS = {"at-least": "\u2265", "at-most": "\u2264", "about": "~"}

_TIP = {"who": "", "people": "People", "when": "When", "told": "Measure", "event": "What", "sources": "Sources"}


def draw(mission: Mission, *, start: When | None, end: When | None, width: int) -> alt.LayerChart:
    """Draw the figures of the camps; see :meth:`unami.charts.Charts.camp`.

    Args:
        mission: The record.
        start: First day, month or year.
        end: Last day, month or year.
        width: Width, in pixels.
    """
    camps = sorted({figure.place for figure in mission.whole.camp if figure.place})
    title = f"The residents of {listed(_name(mission, camp) for camp in camps) or 'the camps'}"
    figures = [figure for figure in mission.camp if figure.count is not None]
    people = [(figure, name) for figure in figures if (name := _series(figure))]
    deaths = [figure for figure in figures if figure.measure == "killed" and figure.count]
    dated = [(figure, name) for figure, name in people if figure.date is not None]
    days = [day for figure in (*(f for f, _ in dated), *deaths) if figure.date for day in _bounds(figure.date)]
    days += [min(days) - timedelta(days=60)] if days else []
    window = Window.of(start, end, mission, days, life=not days)
    rows = [row for figure, name in dated if (row := _mark(mission, figure, name, window))]
    killed = [row for figure in deaths if (row := _mark(mission, figure, "Killed", window))]
    if not rows and not killed:
        return nothing(mission, title, width=width, what="the camps in this period")
    found = {row["series"] for row in rows}
    keys = [key for key in (*camps, *_LOOKS) if key in found]
    names = {key: _name(mission, key) for key in keys}
    present = [names[key] for key in keys]
    looks_of = {camp: _LOOKS_OF_CAMPS[place % len(_LOOKS_OF_CAMPS)] for place, camp in enumerate(camps)} | _LOOKS
    looks = {names[key]: looks_of[key] for key in keys}
    for row in rows:
        row["who"] = names[row["series"]]
    x = time_axis(window, "middle")
    highest = max((row["count"] for row in rows), default=1) * 1.15 or 1
    y = alt.Y("count:Q", title="Number of people", scale=alt.Scale(domain=[0, highest], nice=False))
    colour = alt.Color("who:N", scale=alt.Scale(domain=present, range=[looks[name][0] for name in present]))
    shape = alt.Shape("who:N", scale=alt.Scale(domain=present, range=[looks[name][1] for name in present]))
    places = [(_pixels(row, window, width), _HEIGHT * (1 - row["count"] / highest)) for row in rows]
    layers = [
        alt.Chart(data(killed), name="attacks").mark_rule(color=RED, strokeDash=[2, 3], opacity=0.7).encode(x=x),
        alt.Chart(data(killed), name="killed")
        .mark_text(fontSize=10, color=RED, fontWeight="bold")
        .encode(x=x, y=alt.value(8), text="people:N", tooltip=tips(**_TIP)),
        alt.Chart(data(rows), name="reach")
        .mark_rule(strokeWidth=3, opacity=0.35)
        .encode(x=time_axis(window), x2="after:T", y=y, color=colour),
        alt.Chart(data(rows), name="figures")
        .mark_point(filled=True, size=80, opacity=1)
        .encode(x=x, y=y, color=colour, shape=shape, tooltip=tips(**_TIP)),
        *labels(rows, places, width, x=x, y=y, color=colour, tooltip=tips(**_TIP)),
    ]
    told = (
        "Each mark is a figure from a source for one date; nothing is interpolated. \u2265 at least, \u2264 at most, ~ "
        "about; a bar through a mark: the range of possible days."
    )
    if killed:
        told += " Red lines: people killed in attacks on the camps."
    undated = [figure for figure, _ in people if figure.date is None]
    left_out = (
        f"Left out because they have no date: {'; '.join(_words(figure) for figure in undated)}." if undated else ""
    )
    chart = layered([*layers, note(mission, width, left_out)], width, _HEIGHT)
    return finish(chart, mission, title, told, width=width)


def _series(figure: CampFigure) -> str | None:
    """The series of a figure: the people in a camp, or all who had been relocated by then."""
    if figure.measure in ("residents", "remaining"):
        return figure.place or _BOTH
    # Figures for one country are parts of other figures.
    if figure.measure == "relocated-abroad-total" and figure.country is None:
        return _ABROAD
    return None


def _bounds(day: PartialDate) -> tuple[date, date]:
    return day.earliest, day.latest


def _pixels(row: Row, window: Window, width: int) -> float:
    return window.pixels(window.first, datetime.fromisoformat(row["middle"]).date(), width)


def _name(mission: Mission, key: str) -> str:
    return next((place.name for place in mission.whole.places if place.id == key and place.name), key)


def _words(figure: CampFigure) -> str:
    return f"{number(figure.count, figure.bound)} {(figure.measure or '').replace('-', ' ')}"


def _mark(mission: Mission, figure: CampFigure, series: str, window: Window) -> Row | None:
    if figure.date is None or figure.count is None:
        return None
    first, last = figure.date.reach
    if last < window.first or first > window.last:
        return None
    first, last = max(first, window.first), min(last, window.last)
    return {
        "series": series,
        "who": series,
        "start": moment(first),
        "after": moment(Window(first, last).after),
        "middle": middle(first, last),
        "count": figure.count,
        "label": f"{_SIGNS.get(figure.bound or '', '')}{figure.count:,}",
        "people": number(figure.count, figure.bound),
        "when": str(figure.date),
        "told": (figure.measure or "").replace("-", " "),
        "event": figure.event or "not stated",
        "sources": named(mission.explain(figure, "count").sources),
    }
