"""The common style of charts: colours, axes, titles and notes."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import altair as alt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unami._mission.mission import Mission
    from unami._output.charts.times import Window

__all__ = [
    "AMBER",
    "BLUE",
    "GREEN",
    "GREY",
    "INK",
    "PALE",
    "PURPLE",
    "RED",
    "SKY",
    "Row",
    "data",
    "finish",
    "fitting",
    "labels",
    "layered",
    "note",
    "nothing",
    "rows_axis",
    "time_axis",
    "tips",
    "wide",
]

Row: TypeAlias = dict[str, Any]
"""The data of one mark: plain values."""

C = TypeVar("C", alt.LayerChart, alt.VConcatChart)

# The palette of Okabe and Ito, which can be distinguished with any form of colour blindness.
BLUE, AMBER, GREEN, RED = "#0072B2", "#E69F00", "#009E73", "#D55E00"
SKY, PURPLE = "#56B4E9", "#CC79A7"
INK, GREY, PALE = "#222222", "#6b6b6b", "#f1f1f1"

_PIXELS_A_LETTER = 5.9
"""Approximate width of a letter of the usual size."""


def data(rows: Iterable[Row]) -> alt.InlineData:
    """Return rows as data embedded in a chart.

    Args:
        rows: The data of the marks.
    """
    return alt.InlineData(values=list(rows))


def wide(text: str) -> float:
    """Return the approximate width of a text of the usual size, in pixels.

    Args:
        text: The text.
    """
    return len(text) * _PIXELS_A_LETTER


def fitting(pixels: float, *texts: str) -> str:
    """Return the first of some texts that fits into a mark; an empty text if none does.

    Args:
        pixels: Width of the mark.
        texts: The texts, in order of preference.
    """
    return next((text for text in texts if wide(text) <= pixels), "")


def tips(**titles: str) -> list[alt.Tooltip]:
    """Return the lines of a tooltip.

    Args:
        titles: For each field of the rows, its label; empty for the heading.
    """
    # A field named "title" is shown as the heading.
    return [alt.Tooltip(f"{field}:N", title=title or "title") for field, title in titles.items()]


def time_axis(window: Window, field: str = "start", *, orient: Any = "bottom") -> alt.X:
    """Return the time axis, with ticks for years or months.

    Args:
        window: The days shown.
        field: The field of the rows with the start of a mark.
        orient: Position of its labels.
    """
    months = window.days / 30.5
    if window.days < 75:
        days = alt.TimeIntervalStep(interval="day", step=max(1, round(window.days / 7)))
        axis = alt.Axis(title=None, format="%d %b %Y", tickCount=days, labelOverlap=True, orient=orient)
        return alt.X(f"{field}:T", axis=axis, scale=_time_scale(window))
    step = next((step for step in (1, 2, 3, 6) if months / step <= 13), 0)
    ticks = alt.TimeIntervalStep(interval="month" if step else "year", step=step or (1 if months < 400 else 5))
    axis = alt.Axis(
        title=None,
        format="%b %Y" if step else "%Y",
        tickCount=ticks,
        labelFlush=False,
        labelOverlap=True,
        orient=orient,
    )
    return alt.X(f"{field}:T", axis=axis, scale=_time_scale(window))


def _time_scale(window: Window) -> alt.Scale:
    # Not as a single domain: for marks with two ends, Vega-Lite would warn that the second end has a different one.
    first, last = (alt.DateTime(year=day.year, month=day.month, date=day.day) for day in (window.first, window.after))
    return alt.Scale(domainMin=first, domainMax=last, nice=False, clamp=True)


def rows_axis(keys: Sequence[str], field: str = "row") -> alt.Y:
    """Return an axis of rows, each with a label: the part of its key after the ``|``.

    A key that begins with ``#`` is a heading.

    Args:
        keys: The keys of all rows, in order.
        field: The field of the data with the key.
    """
    bold: Any = {"condition": {"test": "substring(datum.value, 0, 1) === '#'", "value": "bold"}, "value": "normal"}
    axis = alt.Axis(
        title=None,
        labelExpr="split(datum.value, '|')[1]",
        labelFontWeight=bold,
        labelLimit=400,
        grid=False,
        domain=False,
        ticks=False,
        labelPadding=8,
    )
    return alt.Y(f"{field}:N", axis=axis, scale=alt.Scale(domain=list(keys), paddingInner=0, paddingOuter=0))


_PLACES: tuple[tuple[str, Any, int, int], ...] = (
    ("above", "center", 0, -11),
    ("below", "center", 0, 12),
    ("right", "left", 9, 0),
    ("left", "right", -9, 0),
)
"""Possible positions of a mark's label: name, alignment, and distance from the mark in pixels."""


def labels(rows: Sequence[Row], places: Sequence[tuple[float, float]], width: int, **channels: Any) -> list[alt.Chart]:
    """Place labels beside marks where there is room; crowded marks only have tooltips.

    Args:
        rows: The marks; ``label`` is the text.
        places: The position of each mark in the plot, in pixels from its upper left corner.
        width: Width of the plot, in pixels.
        channels: The encoding shared by the labels.
    """
    boxes = [(x - 5, y - 5, x + 5, y + 5) for x, y in places]
    chosen: dict[str, list[Row]] = {}
    for number, (row, (x, y)) in enumerate(zip(rows, places, strict=True)):
        size = wide(row["label"]) * 0.95
        for name, align, dx, dy in _PLACES:
            left = x + dx - {"center": size / 2, "left": 0, "right": size}[align]
            box = (left, y + dy - 6, left + size, y + dy + 6)
            free = not any(_touch(box, other) for place, other in enumerate(boxes) if place != number)
            if free and box[0] >= 0 and box[2] <= width:
                boxes.append(box)
                chosen.setdefault(name, []).append(row)
                break
    return [
        alt.Chart(data(chosen.get(name, ())), name=f"labels-{name}")
        .mark_text(fontSize=10, align=align, dx=dx, dy=dy)
        .encode(text="label:N", **channels)
        for name, align, dx, dy in _PLACES
    ]


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _lines(paragraphs: Iterable[str], width: int) -> list[str]:
    # Subtitles and notes are a little smaller than labels.
    return [line for paragraph in paragraphs for line in wrap(paragraph, max(int(width / 5.3), 20))]


def note(mission: Mission, width: int, text: str = "", *, below: int = 30) -> alt.Chart:
    """Return the note under a chart: which data it shows, and other remarks.

    Args:
        mission: The record.
        width: Width of the chart, in pixels.
        text: Other remarks.
        below: Distance from the plot in pixels.
    """
    descriptor: Mapping[str, Any] = mission.dataset.descriptor
    whose = f"Data: {descriptor.get('name', 'data package')} {mission.version}."
    where = f"{whose} Sources: in the tooltips of the interactive chart."
    lines = _lines([part for part in (text, where) if part], width)
    mark = alt.Chart(data([{}])).mark_text(
        align="left", baseline="top", dy=below, fontSize=10, color=GREY, text=lines, lineHeight=13, tooltip=None
    )
    placed: alt.Chart = mark.encode(x=alt.value(0), y=alt.value("height"))
    return placed


def finish(chart: C, mission: Mission, title: str, subtitle: str = "", *, width: int) -> C:
    """Give a chart its title, the name of its view, and the common style.

    Args:
        chart: The chart.
        mission: The record.
        title: Title of the chart.
        subtitle: How to read it.
        width: Width of the chart, in pixels.
    """
    view = f"The record {mission.view.label}." if mission.view.label else ""
    lines: list[str] = _lines([part for part in (view, subtitle) if part], width)
    titled = chart.properties(
        title=alt.TitleParams(
            text=title,
            subtitle=lines,
            anchor="start",
            frame="bounds",
            fontSize=17,
            subtitleFontSize=11,
            subtitleColor=GREY,
            subtitleLineHeight=14,
            subtitlePadding=4,
            offset=14,
            color=INK,
        ),
        description=" ".join([f"{title}.", *lines]),
        background="#ffffff",
        padding={"left": 12, "right": 16, "top": 12, "bottom": 12},
    )
    styled: C = titled.configure(
        font="Helvetica, Arial, Liberation Sans, sans-serif",
        axis=alt.AxisConfig(
            labelColor=INK,
            titleColor=INK,
            titleFontWeight="normal",
            titleFontSize=11,
            labelFontSize=11,
            gridColor="#e4e4e4",
            domainColor="#9a9a9a",
            tickColor="#9a9a9a",
        ),
        view=alt.ViewConfig(stroke=None),
        legend=alt.LegendConfig(
            orient="top",
            title=None,
            labelFontSize=11,
            labelColor=INK,
            symbolSize=90,
            labelLimit=300,
            columnPadding=14,
            symbolOpacity=1,
            titleLimit=500,
            titleFontWeight="normal",
        ),
        text=alt.MarkConfig(fontSize=11, color=INK),
    )
    return styled


def layered(layers: Iterable[alt.Chart], width: int, height: int | alt.Step) -> alt.LayerChart:
    """Combine layers into one plot, the last on top; empty layers are left out, because Vega would warn about them.

    Args:
        layers: The layers.
        width: Width of the plot, in pixels.
        height: Height of the plot, or of each of its rows, in pixels.
    """
    drawn = [layer for layer in layers if layer.data.values]
    return alt.LayerChart(layer=drawn, width=width, height=height)


def nothing(mission: Mission, title: str, *, width: int, what: str) -> alt.LayerChart:
    """Return the chart shown if the sources have no data for it.

    Args:
        mission: The record.
        title: Title of the chart.
        width: Width of the chart, in pixels.
        what: The missing data, for the text in the chart.
    """
    words = alt.Chart(data([{}])).mark_text(text=f"The sources have no data on {what}.", fontSize=13, color=GREY)
    layers = [words.encode(x=alt.value(width / 2), y=alt.value(40)), note(mission, width, below=10)]
    return finish(layered(layers, width, 80), mission, title, width=width)
