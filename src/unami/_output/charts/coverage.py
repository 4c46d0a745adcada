"""Chart of the years that each table covers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import altair as alt

from unami._mission.months import years_of
from unami._mission.profile import last_known_day
from unami._output.charts.style import data, finish, layered, note, nothing, rows_axis, tips
from unami._output.charts.times import Window
from unami._output.charts.words import named, number
from unami.dates import bounds_of, read_when

if TYPE_CHECKING:
    from datetime import date

    from unami._mission.mission import Mission
    from unami._output.charts.style import Row
    from unami.dates import When

__all__ = ["draw"]

_UNDATED = "no date"

_TIP = {"table": "", "year": "Year", "records": "Records", "sources": "Sources"}


def draw(mission: Mission, *, start: When | None, end: When | None, width: int) -> alt.LayerChart:
    """Draw the coverage; see :meth:`unami.charts.Charts.coverage`.

    Args:
        mission: The record.
        start: First day, month or year.
        end: Last day, month or year.
        width: Width, in pixels.
    """
    title = "Years covered by each table of the record"
    tables = {name: list(mission.tables[name]) for name in mission.tables if name != "sources"}
    dated = {name: records for name, records in tables.items() if records and hasattr(records[0], "period")}
    last = last_known_day(mission) if end is None else bounds_of(read_when(end))[1]
    found = {year for records in dated.values() for record in records for year in years_of(record, last)}
    window = Window.of(start, end, mission)
    if mission.began is None and start is None and found:
        window = Window.of(str(min(found)), str(max(found)) if end is None else end, mission)
    years = [str(year) for year in range(window.first.year, window.last.year + 1)]
    rows = [row for name, records in dated.items() for row in _of_table(mission, name, records, years, last)]
    if not rows:
        return nothing(mission, title, width=width, what="this period")
    keys = [
        f"{name}|{name.replace('_', ' ')}" for name in dated if any(row["row"].startswith(f"{name}|") for row in rows)
    ]
    axis = alt.Axis(title=None, orient="top", labelAngle=0, domain=False, ticks=False, labelOverlap=True)
    x = alt.X("year:O", scale=alt.Scale(domain=[*years, _UNDATED], paddingInner=0, paddingOuter=0), axis=axis)
    y = rows_axis(keys)
    most = max(row["count"] for row in rows)
    colour = alt.Color(
        "count:Q", scale=alt.Scale(type="log", domain=[1, max(most, 2)], range=["#e3f0f9", "#0072B2"]), legend=None
    )
    cells = alt.Chart(data(rows), name="cells").mark_rect(width={"band": 0.95}, height={"band": 0.88})
    layers = [cells.encode(x=x, y=y, color=colour, tooltip=tips(**_TIP))]
    for ink, chosen in (
        ("#ffffff", [r for r in rows if _dark(r, most)]),
        ("#222222", [r for r in rows if not _dark(r, most)]),
    ):
        text = alt.Chart(data(chosen)).mark_text(fontSize=9.5, color=ink)
        layers.append(text.encode(x=x, y=y, text="count:N", tooltip=tips(**_TIP)))
    outside = [year for year in found if not window.first.year <= year <= window.last.year]
    told = "Number of records in each year. An empty cell means no record, not that nothing happened."
    left_out = f"Years outside are left out: {min(outside)} to {max(outside)}." if outside else ""
    chart = layered([*layers, note(mission, width, left_out, below=10)], width, alt.Step(18))
    return finish(chart, mission, title, told, width=width)


def _dark(row: Row, most: int) -> bool:
    return bool(row["count"] > most**0.55)


def _of_table(mission: Mission, name: str, records: list[Any], years: list[str], last: date | None) -> list[Row]:
    counts: Counter[str] = Counter()
    sources: dict[str, dict[str, Any]] = {}
    for record in records:
        for year in [str(year) for year in years_of(record, last)] or [_UNDATED]:
            if year in years or year == _UNDATED:
                counts[year] += 1
                sources.setdefault(year, {}).update({source.id: source for source in mission.sources_of(record)})
    return [
        {
            "row": f"{name}|{name.replace('_', ' ')}",
            "table": name.replace("_", " "),
            "year": year,
            "count": count,
            "records": number(count),
            "sources": named(sources[year].values()),
        }
        for year, count in counts.items()
    ]
