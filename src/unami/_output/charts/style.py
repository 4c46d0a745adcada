"""The common style of charts: how a picture is laid out, and its axes, titles and notes."""

from __future__ import annotations

from collections import Counter
from textwrap import shorten
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import altair as alt
from attrs import frozen

from unami._output.charts.letters import width_of
from unami._output.charts.palette import AXIS, GREY, GRID, HATCH, INK, PAPER, in_theme
from unami._output.charts.times import Window
from unami._output.charts.words import named
from unami.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from typing import Self

    from unami._mission.mission import Mission
    from unami.records.source import Source

__all__ = [
    "Drawing",
    "Layers",
    "Lines",
    "Panels",
    "Row",
    "Sheet",
    "data",
    "fitting",
    "halo",
    "hatch_layer",
    "hatching",
    "labels",
    "layered",
    "number_axis",
    "time_axis",
    "tips",
    "wrapped",
]

Row: TypeAlias = dict[str, Any]
"""The data of one mark: plain values."""

NARROW = 500
"""Width of a picture, in pixels, below which names stand above their rows."""

_EDGE = 8
"""How far marks and labels at the ends of a plot can reach beyond it, in pixels."""

_MAIN = 3
"""How many sources the note names."""

_LONGEST = 2000
"""Maximum number of letters of a text in lines."""

_LONGEST_TITLE, _LONGEST_PUBLISHER = 56, 32
"""Maximum numbers of letters of the title and of the publisher of a source in the note."""


# What a drawing is


class Drawing:
    """What a chart adds to Altair's own: its theme, and a picture that needs no network in a notebook."""

    def themed(self, theme: str) -> Self:
        """Return a copy in another theme.

        Args:
            theme: The theme.
        """
        copy: Self = self.copy(deep=False)  # type: ignore[attr-defined]
        copy.usermeta = {"theme": theme}  # type: ignore[attr-defined]
        return copy

    def to_dict(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the specification, in the colours of the theme."""
        spec: dict[str, Any] = super().to_dict(*args, **kwargs)  # type: ignore[misc]
        meta = spec.get("usermeta", {})
        drawn: dict[str, Any] = in_theme(spec, meta.get("theme", "light") if isinstance(meta, dict) else "light")
        return drawn

    def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> Any:
        """Return the chart for a notebook: its specification and a picture, unless a renderer was chosen."""
        from unami._output.charts.picture import svg

        if alt.renderers.active == "default":
            try:
                picture = svg(self)  # type: ignore[arg-type]
            except MissingExtra:
                pass  # Altair shows it, with the network.
            else:
                spec = self.to_dict()
                version = spec["$schema"].rpartition("/v")[2].partition(".")[0]
                return {
                    f"application/vnd.vegalite.v{version}+json": spec,
                    "image/svg+xml": picture,
                    "text/plain": spec.get("description", "a chart"),
                }
        return super()._repr_mimebundle_(*args, **kwargs)  # type: ignore[misc]


class Layers(Drawing, alt.LayerChart):
    """A chart of one plot."""


class Panels(Drawing, alt.VConcatChart):
    """A chart of several plots."""


C = TypeVar("C", Layers, Panels)


# Data and marks


def data(rows: Iterable[Row]) -> alt.InlineData:
    """Return rows as data embedded in a chart.

    Args:
        rows: The data of the marks.
    """
    return alt.InlineData(values=list(rows))


def fitting(pixels: float, *texts: str, size: float = 11, bold: bool = False) -> str:
    """Return the first of some texts that fits into a mark; an empty text if none does.

    Args:
        pixels: Width of the mark.
        texts: The texts, in order of preference.
        size: Size of the letters.
        bold: Whether they are bold.
    """
    return next((text for text in texts if width_of(text, size, bold=bold) + 4 <= pixels), "")


def wrapped(text: str, pixels: float, size: float = 11, *, bold: bool = False) -> list[str]:
    """Return a text in lines of a width.

    Args:
        text: The text.
        pixels: Maximum width of a line.
        size: Size of the letters.
        bold: Whether they are bold.
    """
    lines: list[str] = []
    for word in text[:_LONGEST].split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= pixels:
            lines[-1] = longer
            continue
        rest = word
        while width_of(rest, size, bold=bold) > pixels and len(rest) > 1:
            fits = next(
                n for n in range(len(rest) - 1, 0, -1) if n == 1 or width_of(rest[:n], size, bold=bold) <= pixels
            )
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    return lines


def tips(**titles: str) -> list[alt.Tooltip]:
    """Return the lines of a tooltip.

    Args:
        titles: For each field of the rows, its label; empty for the heading.
    """
    # A field named "title" is shown as the heading.
    return [alt.Tooltip(f"{field}:N", title=title or "title") for field, title in titles.items()]


def halo(name: str, rows: Iterable[Row], mark: Mapping[str, Any], **channels: Any) -> list[alt.Chart]:
    """Return a layer of texts, and below it an edge in the colour of the paper that keeps lines off the letters.

    Args:
        name: Name of the layer.
        rows: Their data.
        mark: Properties of the mark.
        channels: Their encoding.
    """
    values = data(rows)
    plain = {channel: value for channel, value in channels.items() if channel not in ("color", "tooltip")}
    edge = {**mark, "stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round", "aria": False}
    return [
        alt.Chart(values, name=f"halo-{name}").mark_text(**edge).encode(**plain),
        alt.Chart(values, name=name).mark_text(**mark).encode(**channels),
    ]


def hatching(first: date, after: date, window: Window, size: tuple[float, float], top: float = 1) -> list[Row]:
    """Return slanting lines over a span without figures.

    Args:
        first: The first day.
        after: The day after the last.
        window: The days shown.
        size: Width and height of the plot, in pixels.
        top: The number at the top of the plot.
    """
    width, height = size
    left, right = (window.pixels(window.first, day, int(width)) for day in (first, after))
    step = 6.0
    rows = []
    start = left - height + (step - (left - height) % step)
    while start < right:
        # From (start, bottom) to (start + height, top), as far as it lies within the span.
        low, high = max(start, left), min(start + height, right)
        if high - low > 1:
            rows.append(
                {
                    "start": _moment_at(low, window, width),
                    "after": _moment_at(high, window, width),
                    "low": (low - start) / height * top,
                    "high": (high - start) / height * top,
                }
            )
        start += step
    return rows


def _moment_at(pixels: float, window: Window, width: float) -> str:
    from datetime import datetime, time, timedelta

    begin = datetime.combine(window.first, time())
    return (begin + timedelta(hours=round(pixels / width * window.days * 24))).isoformat()


def hatch_layer(rows: list[Row], x: alt.X, scale: alt.Scale) -> alt.Chart:
    """Return the layer of the lines of :func:`hatching`.

    Args:
        rows: The lines.
        x: The time axis.
        scale: The scale of the numbers.
    """
    lines = alt.Chart(data(rows), name="hatching").mark_rule(color=HATCH, strokeWidth=1, aria=False)
    drawn: alt.Chart = lines.encode(x=x, x2="after:T", y=alt.Y("low:Q", scale=scale), y2="high:Q")
    return drawn


def layered(layers: Iterable[alt.Chart], width: int, height: int | alt.Step) -> Layers:
    """Combine layers into one plot, the last on top; empty layers are left out, because Vega would warn about them.

    Args:
        layers: The layers.
        width: Width of the plot, in pixels.
        height: Height of the plot, or of each of its rows, in pixels.
    """
    drawn = [layer for layer in layers if layer.data.values]
    return Layers(layer=drawn, width=width, height=height)


# Axes


def time_axis(window: Window, width: int, field: str = "start", *, orient: Any = "bottom") -> alt.X:
    """Return the time axis, with as many ticks as have room for their labels.

    Args:
        window: The days shown.
        width: Width of the plot, in pixels.
        field: The field of the rows with the start of a mark.
        orient: Position of its labels.
    """
    months = window.days / 30.5
    common: dict[str, Any] = {
        "title": None,
        "labelOverlap": True,
        "labelFlush": True,
        "labelBound": 2,
        "labelSeparation": 6,
        "orient": orient,
    }
    room = max(width / 62, 2)
    ticks: alt.TimeIntervalStep
    if window.days < 75:
        ticks = alt.TimeIntervalStep(interval="day", step=max(1, round(window.days / min(room * 0.8, 7))))
        axis = alt.Axis(format="%d %b %Y", tickCount=ticks, **common)
        return alt.X(f"{field}:T", axis=axis, scale=_time_scale(window))
    step = next((step for step in (1, 2, 3, 6) if months / step <= min(room, 13)), 0)
    if step and months <= 40:
        axis = alt.Axis(format="%b %Y", tickCount=alt.TimeIntervalStep(interval="month", step=step), **common)
    else:
        years = next(
            step for step in (1, 2, 5, 10, 20, 50, 100, 500, 5000) if months / 12 / step <= width / 30 or step == 5000
        )
        axis = alt.Axis(format="%Y", tickCount=alt.TimeIntervalStep(interval="year", step=years), **common)
    return alt.X(f"{field}:T", axis=axis, scale=_time_scale(window))


def _time_scale(window: Window) -> alt.Scale:
    # Not as a single domain: for marks with two ends, Vega-Lite would warn that the second end has a different one.
    first, last = (alt.DateTime(year=day.year, month=day.month, date=day.day) for day in (window.first, window.after))
    return alt.Scale(domainMin=first, domainMax=last, nice=False, clamp=True)


def number_axis(title: str, room: int, **options: Any) -> alt.Axis:
    """Return an axis of numbers; its title stands above it, from left to right.

    Args:
        title: The title.
        room: Width of the axis with its labels, in pixels.
        options: Other properties.
    """
    settings: dict[str, Any] = {
        "tickMinStep": 1,
        "minExtent": room,
        "maxExtent": room,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "start",
        "titleBaseline": "bottom",
        "titleX": -room,
        "titleY": -9,
        **options,
    }
    return alt.Axis(title=title, **settings)


@frozen
class Lines:
    """The rows of a chart, one below the other.

    Args:
        y: Their axis.
        left: Width of their names beside the plot, in pixels.
        count: Number of rows, those that hold only a name included.
    """

    y: alt.Y
    left: int
    count: int


_PLACES: tuple[tuple[str, Any, int, int], ...] = (
    ("above", "center", 0, -11),
    ("below", "center", 0, 12),
    ("right", "left", 9, 0),
    ("left", "right", -9, 0),
)
"""Possible positions of a mark's label: name, alignment, and distance from the mark in pixels."""


def labels(
    rows: Sequence[Row],
    places: Sequence[tuple[float, float]],
    size: tuple[float, float],
    *,
    taken: Sequence[tuple[float, float, float, float]] = (),
    **channels: Any,
) -> list[alt.Chart]:
    """Place labels beside marks where there is room; crowded marks only have tooltips.

    Args:
        rows: The marks; ``label`` is the text.
        places: The position of each mark in the plot, in pixels from its upper left corner.
        size: Width and height of the plot, in pixels.
        taken: Boxes in the plot that hold something else.
        channels: The encoding shared by the labels.
    """
    boxes = [(x - 5, y - 5, x + 5, y + 5) for x, y in places]
    others = list(taken)
    chosen: dict[str, list[Row]] = {}
    for number, (row, (x, y)) in enumerate(zip(rows, places, strict=True)):
        wide = width_of(row["label"], 10) + 4
        for name, align, dx, dy in _PLACES:
            left = x + dx - {"center": wide / 2, "left": 0, "right": wide}[align]
            box = (left, y + dy - 6, left + wide, y + dy + 6)
            marks = (place for place, other in enumerate(boxes) if place != number and _touch(box, other))
            free = next(marks, None) is None and not any(_touch(box, other) for other in others)
            if free and box[0] >= 0 and box[2] <= size[0] and box[1] >= 0 and box[3] <= size[1]:
                others.append(box)
                chosen.setdefault(name, []).append(row)
                break
    layers: list[alt.Chart] = []
    for name, align, dx, dy in _PLACES:
        if name in chosen:
            mark = {"fontSize": 10, "align": align, "dx": dx, "dy": dy}
            layers += halo(f"labels-{name}", chosen[name], mark, text="label:N", **channels)
    return layers


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# The sheet


class Sheet:
    """One drawing: whose record it shows, its size, title and theme, and the sources that it names.

    Args:
        mission: The record.
        width: Width of the whole picture, in pixels.
        title: The title that was asked for; if none, the chart states what it shows.
        theme: The theme.
    """

    def __init__(self, mission: Mission, *, width: int, title: str | None = None, theme: str = "light") -> None:
        self.mission = mission
        self.width = width
        self.narrow = width < NARROW
        self._title = title
        self._theme = theme
        self._named: Counter[Source] = Counter()
        self._margins = (8, 10) if self.narrow else (12, 16)

    @property
    def inner(self) -> int:
        """The width between the margins, in pixels."""
        return max(self.width - sum(self._margins), 40)

    @property
    def _text(self) -> int:
        # A label at the left end of an axis can push the plot, and what stands below it, to the right.
        return self.inner - 6

    def plot(self, left: float = 0, right: float = 0) -> int:
        """Return the width that is left for a plot, in pixels.

        Args:
            left: Width of what stands left of it.
            right: Width of what stands right of it.
        """
        return max(int(self.inner - left - right - _EDGE), 20)

    def named(self, sources: Iterable[Source]) -> str:
        """Return the sources of a mark for its tooltip, and count them for the note.

        Args:
            sources: The sources.
        """
        found = list(dict.fromkeys(sources))
        self._named.update(found)
        return named(found)

    def rows(
        self, keys: Sequence[str], *, bare: Collection[str] = (), field: str = "row", share: float = 0.42
    ) -> Lines:
        """Return an axis of rows, each with a name: the part of its key after the ``|``.

        On a narrow picture the names stand in rows of their own, above the marks.

        Args:
            keys: The keys of all rows, in order; one that begins with ``#`` is a heading.
            bare: The keys of rows without a mark.
            field: The field of the data with the key.
            share: The largest share of the picture for the names.
        """
        names = {key: key.partition("|")[2] for key in keys}
        bold = {key: key.startswith("#") for key in keys}
        axis: dict[str, Any] = {"title": None, "grid": False, "domain": False, "ticks": False}
        if self.narrow:
            shown = [line for key in keys for line in _with_name(key, names[key], key in bare)]
            test = "substring(datum.value, 1, 2) === '#'"
            label = "substring(datum.value, 0, 1) === '^' ? split(datum.value, '|')[1] : ''"
            # In front of the marks, which can reach into the rows of the names.
            axis |= {"zindex": 1, "labelAlign": "left", "labelPadding": 0, "labelLimit": self.inner, "labelExpr": label}
            left = 0
        else:
            shown = list(keys)
            test = "substring(datum.value, 0, 1) === '#'"
            widest = max((width_of(name, bold=bold[key]) for key, name in names.items()), default=0)
            limit = int(min(widest + 2, self.inner * share))
            axis |= {"labelPadding": 8, "labelLimit": limit, "labelExpr": "split(datum.value, '|')[1]"}
            left = limit + 8
            axis |= {"minExtent": left, "maxExtent": left}
        weight: Any = {"condition": {"test": test, "value": "bold"}, "value": "normal"}
        scale = alt.Scale(domain=shown, paddingInner=0, paddingOuter=0)
        return Lines(alt.Y(f"{field}:N", axis=alt.Axis(labelFontWeight=weight, **axis), scale=scale), left, len(shown))

    def legend(
        self, names: Sequence[str], title: str | None = None, *, left: float = 0, numbers: bool = False, **options: Any
    ) -> alt.Legend:
        """Return a legend that is no wider than the picture.

        Args:
            names: Its entries.
            title: Its title.
            left: Width of what stands left of the plot, where the legend begins, in pixels.
            numbers: Whether the title of an axis of numbers stands below it.
            options: Other properties.
        """
        room = self.inner - left
        widest = max((width_of(name) for name in names), default=0)
        size = 11 if widest + 22 <= room else 10
        columns = max(1, min(int(room // (widest + 34)), len(names)))
        offset = 28 if numbers else 14
        return alt.Legend(
            title=title, columns=columns, labelLimit=room - 26, labelFontSize=size, offset=offset, **options
        )

    def note(self, text: str = "", *, below: int = 30, left: float = 0) -> alt.Chart:
        """Return the note under a chart: which data it shows, from which sources, and other remarks.

        Args:
            text: Other remarks.
            below: Distance from the plot in pixels.
            left: Width of what stands left of the plot, in pixels.
        """
        descriptor: Mapping[str, Any] = self.mission.dataset.descriptor
        whose = f"Data: {descriptor.get('name', 'data package')} {self.mission.version}."
        parts = [part for part in (text, f"{whose} {self._credits()}".strip()) if part]
        lines = [line for part in parts for line in wrapped(part, self._text, 10)]
        mark = alt.Chart(data([{}]), name="note").mark_text(
            align="left", baseline="top", dy=below, dx=-left, fontSize=10, color=GREY, text=lines, lineHeight=13,
            tooltip=None,
        )  # fmt: skip
        placed: alt.Chart = mark.encode(x=alt.value(0), y=alt.value("height"))
        return placed

    def note_apart(self, text: str = "", *, left: int = 0) -> Layers:
        """Return the note as a plot of its own, to stand under several.

        Args:
            text: Other remarks.
            left: Width of what stands left of those, in pixels.
        """
        return layered([self.note(text, below=0, left=left)], self.inner - left - _EDGE, 1)

    def _credits(self) -> str:
        """The sources of most marks, by title; without the curators, who decide but do not tell."""
        told = [source for source, _ in self._named.most_common() if source.kind != "curation"]
        if not told:
            return ""
        names = [_titled(source) for source in told[:_MAIN]]
        more = f" and {len(told) - _MAIN:,} more" if len(told) > _MAIN else ""
        return f"{'Sources' if len(told) > 1 else 'Source'}: {'; '.join(names)}{more}."

    def finish(self, chart: C, topic: str, finding: str = "", how: str = "") -> C:
        """Give a chart its title, the name of its view, and the common style.

        Args:
            chart: The chart.
            topic: What the chart is about.
            finding: What it shows, in a sentence; it becomes the title.
            how: How to read it.
        """
        title = self._title if self._title is not None else finding or topic
        size = 15 if self.narrow else 17
        above = "" if title == topic else f"{topic}."
        paragraphs = [part for part in (" ".join(filter(None, (above, self._view()))), how) if part]
        lines: list[str] = [line for part in paragraphs for line in wrapped(part, self._text)]
        heading = wrapped(title, self._text, size, bold=True) or [title]
        left, right = self._margins
        titled = chart.properties(
            title=alt.TitleParams(
                text=heading if len(heading) > 1 else heading[0],
                subtitle=lines,
                anchor="start",
                frame="bounds",
                fontSize=size,
                lineHeight=size + 4,
                subtitleFontSize=11,
                subtitleColor=GREY,
                subtitleLineHeight=14,
                subtitlePadding=4,
                offset=14,
                color=INK,
            ),
            description=" ".join([f"{title.rstrip('.')}.", *lines]),
            background=PAPER,
            padding={"left": left, "right": right, "top": 12, "bottom": 12},
        )
        if self._theme != "light":
            titled = titled.themed(self._theme)
        styled: C = titled.configure(
            font="Helvetica, Arial, Liberation Sans, sans-serif",
            axis=alt.AxisConfig(
                labelColor=INK,
                titleColor=GREY,
                titleFontWeight="normal",
                titleFontSize=11,
                labelFontSize=11,
                gridColor=GRID,
                domainColor=AXIS,
                tickColor=AXIS,
            ),
            view=alt.ViewConfig(stroke=None),
            legend=alt.LegendConfig(
                orient="top",
                labelFontSize=11,
                labelColor=INK,
                titleColor=INK,
                titleFontSize=11,
                symbolSize=90,
                columnPadding=14,
                symbolOpacity=1,
                titleLimit=self.inner,
                titleFontWeight="normal",
            ),
            text=alt.MarkConfig(fontSize=11, color=INK),
        )
        return styled

    def _view(self) -> str:
        """Which view it is; a single source is named by its title."""
        view = self.mission.view
        if not view.label:
            return ""
        titles = {source.id: source.title for source in self.mission.whole.sources}
        words = " ".join(titles.get(word, word) for word in view.label.split(" "))
        return f"The record {words}."

    def nothing(self, topic: str, what: str) -> Layers:
        """Return the chart shown if the sources have no data for it.

        Args:
            topic: What the chart is about.
            what: The missing data, for the text in the chart.
        """
        lines = wrapped(f"The sources have no data on {what}.", self._text, 13)
        words = alt.Chart(data([{}]), name=_NO_DATA).mark_text(
            text=lines, fontSize=13, lineHeight=17, color=GREY, align="left", baseline="top"
        )
        height = 20 + 17 * len(lines)
        layers = [words.encode(x=alt.value(0), y=alt.value(10)), self.note(below=10)]
        return self.finish(layered(layers, self.inner, height), topic)


_NO_DATA = "words"
"""Name of the only layer of a chart without data."""


def has_data(spec: dict[str, Any]) -> bool:
    """Return whether a chart has more to show than that the sources have no data for it.

    Args:
        spec: The chart, as a specification.
    """
    return all(layer.get("name") != _NO_DATA for layer in spec.get("layer", ()))


def _titled(source: Source) -> str:
    publisher = f" ({shorten(source.publisher, _LONGEST_PUBLISHER, placeholder=' ...')})" if source.publisher else ""
    return f"{shorten(source.title, _LONGEST_TITLE, placeholder=' ...')}{publisher}"


def _with_name(key: str, name: str, is_bare: bool) -> list[str]:  # noqa: FBT001
    return [*([f"^{key}"] if name else []), *([] if is_bare else [key])]
