"""The people of the camps through time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import altair as alt

from unami._output.charts.letters import width_of
from unami._output.charts.palette import AMBER, BLUE, GREEN, INK, RED
from unami._output.charts.style import data, halo, labels, layered, number_axis, time_axis, tips
from unami._output.charts.times import Window, middle, moment
from unami._output.charts.words import listed, number

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.charts.style import Layers, Row, Sheet
    from unami.dates import PartialDate, When
    from unami.records.humanitarian import CampFigure

__all__ = ["draw"]

_HEIGHT = 340
_BESIDE = 44
"""Room for the numbers beside the plot, in pixels."""
_ABROAD = "Relocated abroad so far"
_BOTH = "Camp not stated"
_LOOKS = {_BOTH: (INK, "diamond"), _ABROAD: (GREEN, "triangle-up")}
_LOOKS_OF_CAMPS = ((BLUE, "circle"), (AMBER, "square"), (BLUE, "triangle-down"), (AMBER, "cross"))
"""The styles of the camps; from the fifth camp on they repeat."""
_SIGNS = {"at-least": "\u2265", "at-most": "\u2264", "about": "~"}

_TIP = {"who": "", "people": "People", "when": "When", "told": "Measure", "event": "What", "sources": "Sources"}


def draw(sheet: Sheet, *, start: When | None, end: When | None) -> Layers:
    """Draw the figures of the camps; see :meth:`unami.charts.Charts.camp`.

    Args:
        sheet: The sheet to draw on.
        start: First day, month or year.
        end: Last day, month or year.
    """
    mission = sheet.mission
    camps = sorted({figure.place for figure in mission.whole.camp if figure.place})
    topic = f"The residents of {listed(_name(mission, camp) for camp in camps) or 'the camps'}"
    figures = [figure for figure in mission.camp if figure.count is not None]
    people = [(figure, name) for figure in figures if (name := _series(figure))]
    deaths = [figure for figure in figures if figure.measure == "killed" and figure.count]
    dated = [(figure, name) for figure, name in people if figure.date is not None]
    days = [day for figure in (*(f for f, _ in dated), *deaths) if figure.date for day in _bounds(figure.date)]
    days += [min(days) - timedelta(days=60)] if days else []
    window = Window.of(start, end, mission, days, life=not days)
    rows = [row for figure, name in dated if (row := _mark(sheet, figure, name, window))]
    killed = [row for figure in deaths if (row := _mark(sheet, figure, "Killed", window))]
    if not rows and not killed:
        return sheet.nothing(topic, "the camps in this period")
    found = {row["series"] for row in rows}
    keys = [key for key in (*camps, *_LOOKS) if key in found]
    names = {key: _name(mission, key) for key in keys}
    present = [names[key] for key in keys]
    looks_of = {camp: _LOOKS_OF_CAMPS[place % len(_LOOKS_OF_CAMPS)] for place, camp in enumerate(camps)} | _LOOKS
    looks = {names[key]: looks_of[key] for key in keys}
    for row in rows:
        row["who"] = names[row["series"]]
    width = sheet.plot(_BESIDE)
    x = time_axis(window, width, "middle")
    highest = max((row["count"] for row in rows), default=1) * 1.18 or 1
    y = alt.Y(
        "count:Q", axis=number_axis("Number of people", _BESIDE), scale=alt.Scale(domain=[0, highest], nice=False)
    )
    legend = sheet.legend(present, left=_BESIDE, numbers=True)
    colour = alt.Color(
        "who:N", scale=alt.Scale(domain=present, range=[looks[name][0] for name in present]), legend=legend
    )
    shape = alt.Shape(
        "who:N", scale=alt.Scale(domain=present, range=[looks[name][1] for name in present]), legend=legend
    )
    places = [(_pixels(row, window, width), _HEIGHT * (1 - row["count"] / highest)) for row in rows]
    attacks = [(_pixels(row, window, width), width_of(row["people"], 10, bold=True)) for row in killed]
    # The number stands left of its line, at the height where there is room for it.
    boxes: list[tuple[float, float, float, float]] = []
    for row, (at, wide) in zip(killed, attacks, strict=True):
        to_left = at >= wide + 6
        left = at - wide - 4 if to_left else at + 4
        box = (left - 2, 2.0, left + wide + 2, 14.0)
        while any(_meets(box, other) for other in boxes):
            box = (box[0], box[1] + 13, box[2], box[3] + 13)
        boxes.append(box)
        row |= {"down": box[1] + 6, "side": "right" if to_left else "left"}
    lines = [(at - 1, 0.0, at + 1, float(_HEIGHT)) for at, _ in attacks]
    layers = [
        alt.Chart(data(killed), name="attacks").mark_rule(color=RED, strokeDash=[2, 3], opacity=0.7).encode(x=x),
        alt.Chart(data(rows), name="reach")
        .mark_rule(strokeWidth=3, opacity=0.35)
        .encode(x=time_axis(window, width), x2="after:T", y=y, color=colour),
        alt.Chart(data(rows), name="figures")
        .mark_point(filled=True, size=80, opacity=1)
        .encode(x=x, y=y, color=colour, shape=shape, tooltip=tips(**_TIP)),
    ]
    for side, dx in (("right", -4), ("left", 4)):
        layers += halo(
            f"killed-{side}",
            [row for row in killed if row["side"] == side],
            {"fontSize": 10, "color": RED, "fontWeight": "bold", "align": side, "dx": dx},
            x=x,
            y=alt.Y("down:Q", scale=None),
            text="people:N",
            tooltip=tips(**_TIP),
        )
    layers += labels(
        rows, places, (width, _HEIGHT), taken=[*boxes, *lines], x=x, y=y, color=colour, tooltip=tips(**_TIP)
    )
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
    chart = layered([*layers, sheet.note(left_out, left=_BESIDE)], width, _HEIGHT)
    return sheet.finish(chart, topic, _finding(rows), told)


def _finding(rows: list[Row]) -> str:
    """The first and the last figure of people in the camps."""
    living = sorted((row for row in rows if row["series"] != _ABROAD), key=lambda row: (row["after"], row["start"]))
    if len(living) < 2 or living[0]["when"] == living[-1]["when"]:
        return ""
    first, last = living[0], living[-1]
    return f"From {first['people']} residents in {_year(first)} to {last['people']} in {_year(last)}"


def _year(row: Row) -> str:
    return str(row["middle"])[:4]


def _meets(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


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


def _mark(sheet: Sheet, figure: CampFigure, series: str, window: Window) -> Row | None:
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
        "sources": sheet.named(sheet.mission.explain(figure, "count").sources),
    }
