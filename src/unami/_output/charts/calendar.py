"""The work of the Security Council on the mission, month by month."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import altair as alt

from unami._output.charts.letters import width_of
from unami._output.charts.palette import AMBER, BLUE, GREEN, GRID, RED
from unami._output.charts.style import data, layered, tips
from unami._output.charts.times import Window
from unami._output.charts.words import MONTHS, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._output.charts.style import Layers, Row, Sheet
    from unami.dates import PartialDate, When

__all__ = ["draw"]

_LOOKS = {
    "Briefing": (BLUE, "circle", 0, 0),
    "Other meeting": (GREEN, "square", 1, 0),
    "Report on the mission": (AMBER, "triangle-up", 0, 1),
    "Resolution": (RED, "diamond", 1, 1),
}
"""Colour, shape, and column and row within a month, of each kind."""

_TIP = {"kind": "", "month": "Month", "what": "What", "sources": "Sources"}


def draw(sheet: Sheet, *, start: When | None, end: When | None) -> Layers:
    """Draw the calendar; see :meth:`unami.charts.Charts.calendar`.

    Args:
        sheet: The sheet to draw on.
        start: First day, month or year.
        end: Last day, month or year.
    """
    topic = "Meetings, reports and resolutions, month by month"
    mission = sheet.mission
    entries = list(_entries(sheet))
    dated = [entry for entry in entries if entry[1] is not None and entry[1].month is not None]
    window = Window.of(start, end, mission, [when.earliest for _, when, _, _ in dated if when], life=not dated)
    shown = [entry for entry in dated if entry[1] and window.has(entry[1].earliest)]
    if not shown:
        return sheet.nothing(topic, "meetings, reports and resolutions in this period")
    years = [str(year) for year in range(window.first.year, window.last.year + 1)]
    groups: dict[tuple[str, str, int], list[tuple[str, Any]]] = {}
    for kind, when, what, record in shown:
        if when is not None and when.month is not None:
            groups.setdefault((kind, str(when.year), when.month), []).append((what, record))
    left = int(width_of("2000")) + 8
    width = sheet.plot(left)
    room, step = width / len(MONTHS), 30
    rows = [_mark(sheet, kind, year, month, found) for (kind, year, month), found in groups.items()]
    present = [kind for kind in _LOOKS if any(row["kind"] == kind for row in rows)]
    months = list(MONTHS) if not sheet.narrow else [month[0] for month in MONTHS]
    names = [f"{place}|{month}" for place, month in enumerate(months)]
    for row in rows:
        row["column"] = names[row["number"] - 1]
    label = "split(datum.value, '|')[1]"
    x = alt.X(
        "column:N",
        scale=alt.Scale(domain=names, paddingInner=0, paddingOuter=0),
        axis=alt.Axis(title=None, orient="top", labelAngle=0, labelExpr=label, domain=False, ticks=False),
    )
    y = alt.Y(
        "year:N",
        scale=alt.Scale(domain=years, paddingInner=0, paddingOuter=0),
        axis=alt.Axis(title=None, domain=False, ticks=False, labelPadding=6, minExtent=left, maxExtent=left),
    )
    legend = sheet.legend(present, left=left)
    domain = alt.Scale(domain=present, range=[_LOOKS[kind][0] for kind in present])
    shapes = alt.Scale(domain=present, range=[_LOOKS[kind][1] for kind in present])
    grid = [{"column": column, "year": year} for column in names for year in years]
    layers = [
        alt.Chart(data(grid), name="grid")
        .mark_rect(fillOpacity=0, stroke=GRID, strokeWidth=1, aria=False)
        .encode(x=x, y=y)
    ]
    for kind in present:
        across, down = _LOOKS[kind][2:]
        dx, dy = (across * 2 - 1) * room * 0.24 - (room * 0.06 if room > 34 else 0), (down * 2 - 1) * step * 0.23
        own = [row for row in rows if row["kind"] == kind]
        layers.append(
            alt.Chart(data(own), name=kind.lower().replace(" ", "-"))
            .mark_point(filled=True, size=46, opacity=1, xOffset=dx, yOffset=dy)
            .encode(
                x=x,
                y=y,
                color=alt.Color("kind:N", scale=domain, legend=legend),
                shape=alt.Shape("kind:N", scale=shapes, legend=legend),
                tooltip=tips(**_TIP),
            )
        )
        several = [row for row in own if row["count"] > 1]
        if room > 34:
            layers.append(
                alt.Chart(data(several), name=f"{kind.lower().replace(' ', '-')}-counts")
                .mark_text(fontSize=10, align="left", dx=dx + 6, dy=dy)
                .encode(x=x, y=y, text="count:Q", tooltip=tips(**_TIP))
            )
    told = "A number: how many, if more than one." if room > 34 else "A mark: one or more."
    undated = len(entries) - len(dated)
    left_out = f"{undated} without a known month are left out." if undated else ""
    chart = layered([*layers, sheet.note(left_out, below=10, left=left)], width, alt.Step(step))
    return sheet.finish(chart, topic, _finding(rows), told)


def _entries(sheet: Sheet) -> Iterator[tuple[str, PartialDate | None, str, Any]]:
    """The kind, the date and the words of everything in the calendar, with its record."""
    mission = sheet.mission
    for held in mission.council_meetings:
        kind = "Briefing" if held.kind == "briefing" else "Other meeting"
        said = " ".join(part for part in (held.meeting or held.id, f"({held.kind})" if held.kind else "") if part)
        yield kind, held.held, said, held
    for report in mission.report_trail():
        yield "Report on the mission", report.dated, report.symbol or report.id, report
    for resolution in mission.resolutions:
        yield "Resolution", resolution.adopted, resolution.symbol or str(resolution.number), resolution


def _mark(sheet: Sheet, kind: str, year: str, month: int, found: list[tuple[str, Any]]) -> Row:
    return {
        "kind": kind,
        "year": year,
        "number": month,
        "month": f"{MONTHS[month - 1]} {year}",
        "count": len(found),
        "what": "; ".join(what for what, _ in found),
        "sources": sheet.named(source for _, record in found for source in sheet.mission.sources_of(record)),
    }


def _finding(rows: list[Row]) -> str:
    """The number of meetings, and the year with the most."""
    by_year: Counter[str] = Counter()
    for row in rows:
        if row["kind"] in ("Briefing", "Other meeting"):
            by_year[row["year"]] += row["count"]
    most = by_year.most_common(2)
    if len(most) < 2 or most[0][1] == most[1][1]:
        return ""
    return f"{number(sum(by_year.values()))} meetings on record, the most in {most[0][0]}: {most[0][1]}"
