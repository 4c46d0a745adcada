"""Chart of the years that each table covers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import altair as alt

from unami._mission.months import years_of
from unami._mission.profile import last_known_day
from unami._output.charts.palette import GREY, INKS, RAMP, edges_for, step_of
from unami._output.charts.style import data, fitting, layered, tips
from unami._output.charts.times import Window
from unami._output.charts.words import number
from unami.dates import bounds_of, read_when

if TYPE_CHECKING:
    from datetime import date

    from unami._output.charts.style import Layers, Row, Sheet
    from unami.dates import When

__all__ = ["draw"]

_UNDATED = "no date"

_TIP = {"table": "", "year": "Year", "records": "Records", "sources": "Sources"}


def draw(sheet: Sheet, *, start: When | None, end: When | None) -> Layers:
    """Draw the coverage; see :meth:`unami.charts.Charts.coverage`.

    Args:
        sheet: The sheet to draw on.
        start: First day, month or year.
        end: Last day, month or year.
    """
    topic = "Years covered by each table of the record"
    mission = sheet.mission
    tables = {name: list(mission.tables[name]) for name in mission.tables if name != "sources"}
    dated = {name: records for name, records in tables.items() if records and hasattr(records[0], "period")}
    last = last_known_day(mission) if end is None else bounds_of(read_when(end))[1]
    found = {year for records in dated.values() for record in records for year in years_of(record, last)}
    window = Window.of(start, end, mission)
    if mission.began is None and start is None and found:
        window = Window.of(str(min(found)), str(max(found)) if end is None else end, mission)
    years = [str(year) for year in range(window.first.year, window.last.year + 1)]
    rows = [row for name, records in dated.items() for row in _of_table(sheet, name, records, years, last)]
    lasting = [row for name, records in dated.items() for row in _lasting(name, records, years, rows, last)]
    if not rows:
        return sheet.nothing(topic, "this period")
    keys = [_key(name) for name in dated if any(row["row"] == _key(name) for row in (*rows, *lasting))]
    lines = sheet.rows(keys)
    width = sheet.plot(lines.left)
    columns = [*years, _UNDATED]
    room = width / len(columns)
    upright = room < 31
    axis = alt.Axis(
        title=None,
        orient="top",
        labelAngle=-90 if upright else 0,
        labelFontSize=10,
        domain=False,
        ticks=False,
        labelOverlap=True,
    )
    x = alt.X("year:O", scale=alt.Scale(domain=columns, paddingInner=0, paddingOuter=0), axis=axis)
    y = lines.y
    most = max(row["count"] for row in rows)
    edges = edges_for(most)
    for row in rows:
        row["fill"] = RAMP[step_of(row["count"], edges)]
        row["ink"] = INKS[row["fill"]]
        row["label"] = fitting(room + 3, str(row["count"]), size=10)
    cells = alt.Chart(data(rows), name="cells").mark_rect(width={"band": 0.95}, height={"band": 0.88})
    layers = [
        cells.encode(x=x, y=y, color=alt.Color("fill:N", scale=None), tooltip=tips(**_TIP)),
        alt.Chart(data(lasting), name="lasting")
        .mark_tick(orient="horizontal", color=GREY, thickness=1.5, width={"band": 0.7})
        .encode(x=x, y=y),
        alt.Chart(data(row for row in rows if row["label"]), name="numbers")
        .mark_text(fontSize=10)
        .encode(x=x, y=y, text="label:N", color=alt.Color("ink:N", scale=None), tooltip=tips(**_TIP)),
    ]
    outside = [year for year in found if not window.first.year <= year <= window.last.year]
    told = (
        "Number of records by the year in which they begin. A line: records last into that year, and none begins. An "
        "empty cell means no record, not that nothing happened."
    )
    left_out = f"Years outside are left out: {min(outside)} to {max(outside)}." if outside else ""
    chart = layered([*layers, sheet.note(left_out, below=10, left=lines.left)], width, alt.Step(18))
    return sheet.finish(chart, topic, _finding(rows), told)


def _finding(rows: list[Row]) -> str:
    """The year with the most records."""
    by_year: Counter[str] = Counter()
    for row in rows:
        if row["year"] != _UNDATED:
            by_year[row["year"]] += row["count"]
    most = by_year.most_common(2)
    if len(most) < 2 or most[0][1] == most[1][1]:
        return ""
    return f"The year with the most records is {most[0][0]}: {most[0][1]:,} begin in it"


def _key(name: str) -> str:
    return f"{name}|{name.replace('_', ' ')}"


def _of_table(sheet: Sheet, name: str, records: list[Any], years: list[str], last: date | None) -> list[Row]:
    counts: Counter[str] = Counter()
    sources: dict[str, dict[str, Any]] = {}
    for record in records:
        found = years_of(record, last)
        year = str(min(found)) if found else _UNDATED
        if year in years or year == _UNDATED:
            counts[year] += 1
            sources.setdefault(year, {}).update({source.id: source for source in sheet.mission.sources_of(record)})
    return [
        {
            "row": _key(name),
            "table": name.replace("_", " "),
            "year": year,
            "count": count,
            "records": number(count),
            "sources": sheet.named(sources[year].values()),
        }
        for year, count in counts.items()
    ]


def _lasting(name: str, records: list[Any], years: list[str], begun: list[Row], last: date | None) -> list[Row]:
    """The years into which records of a table last, and in which none begins."""
    taken = {row["year"] for row in begun if row["row"] == _key(name)}
    reached = {str(year) for record in records for year in years_of(record, last)}
    return [{"row": _key(name), "year": year} for year in years if year in reached - taken]
