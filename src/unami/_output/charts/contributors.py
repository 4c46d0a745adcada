"""The countries that sent uniformed personnel, side by side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import altair as alt

from unami._output.charts.palette import BLUE, GREY, INK
from unami._output.charts.strength import by_month_of, gaps_of, months_of, name_of, totals_of
from unami._output.charts.style import Panels, data, hatch_layer, hatching, layered, time_axis, tips
from unami._output.charts.times import Window, moment
from unami._output.charts.words import number

if TYPE_CHECKING:
    from unami._output.charts.style import Layers, Row, Sheet
    from unami.dates import PartialDate, When
    from unami.records.deployment import Contribution

__all__ = ["draw"]

_HEIGHT, _BESIDE = 56, 30
_NARROWEST = 200
"""Least width of one small chart, in pixels."""

_TIP = {"who": "", "month": "Month", "people": "People", "parts": "Of these", "sources": "Sources"}


def draw(sheet: Sheet, *, most: int, start: When | None, end: When | None) -> Layers | Panels:
    """Draw one small chart a country; see :meth:`unami.charts.Charts.contributors`.

    Args:
        sheet: The sheet to draw on.
        most: How many countries are shown.
        start: First day, month or year.
        end: Last day, month or year.
    """
    topic = "Uniformed personnel by country, month by month"
    mission = sheet.mission
    by_month = by_month_of(mission.contributions.where(lambda given: given.count is not None))
    window = Window.of(start, end, mission, [day for month in by_month for day in (month.earliest, month.latest)])
    months = [month for month in months_of(window) if month in by_month]
    if not months or not most:
        return sheet.nothing(topic, "the countries of uniformed personnel in this period")
    totals = totals_of(mission)
    in_all: Counter[str] = Counter()
    for month in months:
        for given in by_month[month]:
            in_all[given.country] += given.count or 0
    chosen = [country for country, _ in in_all.most_common(most)]
    counts = {month: _counts(by_month[month]) for month in months}
    whole = {month for month in months if month in totals and sum(counts[month].values()) >= (totals[month].total or 0)}
    highest = max(counts[month][country] for month in months for country in chosen) or 1
    columns = max(1, min((sheet.inner + 12) // (_NARROWEST + 12), 3))
    width = int((sheet.plot() - 12 * (columns - 1)) / columns) - _BESIDE
    plots = []
    for country in chosen:
        known = {month for month in months if country in counts[month] or month in whole}
        rows = [_mark(sheet, month, country, by_month[month]) for month in months if country in counts[month]]
        plots.append(_plot(name_of(mission, country), rows, known, window, width=width, highest=highest))
    grid = alt.ConcatChart(concat=plots, columns=columns, spacing=12)
    chart = Panels(vconcat=[grid, sheet.note_apart(_left_out(len(in_all) - len(chosen)), left=_BESIDE)], spacing=16)
    told = (
        "All on one scale. Hatched: months for which the number is not known. Neither bar nor hatching: the country is "
        "not among those that make up the total."
    )
    return sheet.finish(chart, topic, _finding(sheet, in_all), told)


def _counts(given: list[Contribution]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in given:
        counts[one.country] += one.count or 0
    return counts


def _finding(sheet: Sheet, in_all: Counter[str]) -> str:
    (first, *others) = in_all.most_common()
    if not others:
        return ""
    name = name_of(sheet.mission, first[0])
    share = first[1] / sum(in_all.values())
    if share <= 0.5:
        return ""
    return f"{len(in_all)} countries sent uniformed personnel, {name} most of them"


def _left_out(rest: int) -> str:
    return "" if rest <= 0 else f"Not shown: {rest} more {'country' if rest == 1 else 'countries'} with fewer people."


def _mark(sheet: Sheet, month: PartialDate, country: str, given: list[Contribution]) -> Row:
    own = [one for one in given if one.country == country]
    count = sum(one.count or 0 for one in own)
    return {
        "start": moment(month.earliest),
        "after": moment(Window(month.earliest, month.latest).after),
        "month": str(month),
        "who": name_of(sheet.mission, country),
        "count": count,
        "zero": 0,
        "people": number(count, next((one.bound for one in own if one.bound), None)),
        "parts": ", ".join(f"{(one.part or one.category).replace('-', ' ')} {one.count}" for one in own),
        "sources": sheet.named(source for one in own for source in sheet.mission.explain(one, "count").sources),
    }


def _plot(
    name: str, rows: list[Row], known: set[PartialDate], window: Window, *, width: int, highest: int
) -> alt.LayerChart:
    top = highest * 1.05
    scale = alt.Scale(domain=[0, top], nice=False)
    x = time_axis(window, width)
    y = alt.Y("zero:Q", axis=alt.Axis(title=None, tickCount=2, minExtent=_BESIDE, maxExtent=_BESIDE), scale=scale)
    lines = [
        line
        for gap in gaps_of(window, known, width)
        for line in hatching(gap["first"], gap["last"], window, (width, _HEIGHT), top)
    ]
    most = max(row["count"] for row in rows)
    heading = alt.Chart(data([{"name": name}]), name="country").mark_text(
        align="left", baseline="bottom", fontWeight="bold", color=INK, dx=-_BESIDE, dy=-7
    )
    upmost = alt.Chart(data([{"most": f"up to {most:,}" if len(rows) > 1 else f"{most:,}"}]), name="most").mark_text(
        align="right", baseline="bottom", color=GREY, dy=-7, fontSize=10
    )
    return layered(
        [
            hatch_layer(lines, x, scale),
            # With an edge, so that one person can be seen beside two hundred.
            alt.Chart(data(rows), name="people")
            .mark_rect(color=BLUE, stroke=BLUE, strokeWidth=1)
            .encode(x=x, x2="after:T", y=y, y2="count:Q", tooltip=tips(**_TIP)),
            heading.encode(x=alt.value(0), y=alt.value(0), text="name:N"),
            upmost.encode(x=alt.value(width), y=alt.value(0), text="most:N"),
        ],
        width,
        _HEIGHT,
    )
