"""The matrix of tasks and mandates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from unami._output.charts.letters import width_of
from unami._output.charts.palette import BLUE, INKS, PAPER, SKY
from unami._output.charts.style import data, layered, tips
from unami._output.charts.times import Window
from unami.dates import PartialDate, Period

if TYPE_CHECKING:
    from datetime import date

    from unami._mission.mandate import Mandate
    from unami._output.charts.style import Layers, Row, Sheet
    from unami.dates import When
    from unami.records.task import MandateTask, Task

__all__ = ["draw"]

_LISTED, _STANDING, _WITHIN = "listed by the resolution", "standing from an earlier one", "added while it was in force"
_SIGNS = {"added": "+", "reworded": "~"}

_TIP = {
    "name": "",
    "mandate": "Mandate",
    "state": "In the mandate",
    "change": "Wording",
    "text": "Asked",
    "strength": "How binding",
    "sources": "Sources",
}


def draw(sheet: Sheet, *, start: When | None, end: When | None) -> Layers:
    """Draw the matrix of tasks; see :meth:`unami.charts.Charts.tasks`.

    Args:
        sheet: The sheet to draw on.
        start: First day, month or year.
        end: Last day, month or year.
    """
    topic = "Tasks by mandate"
    mission = sheet.mission
    window = Window.of(start, end, mission, (day for m in mission.mandates for day in _days(m)))
    mandates = [m for m in mission.mandates if _days(m)[0] <= window.last and window.first <= _days(m)[1]]
    tasks = {task.id: task for task in mission.whole.tasks}
    rows = [row for mandate in mandates for row in _of_mandate(sheet, mandate, tasks)]
    if not rows:
        return sheet.nothing(topic, "tasks under a mandate in this period")
    columns = [_column(mandate) for mandate in mandates]
    first: dict[str, tuple[int, str]] = {}
    for row in rows:
        first.setdefault(row["row"], (columns.index(row["mandate"]), row["row"]))
    headings, keys = [], []
    for category in sorted({row["category"] for row in rows}):
        headings.append(f"#{category}|{category.replace('-', ' ').capitalize()}")
        keys.append(headings[-1])
        keys += sorted((key for key in first if key.startswith(f"{category} ")), key=lambda key: first[key])
    lines = sheet.rows(keys, bare=headings)
    width = sheet.plot(lines.left)
    upright = width / len(columns) < width_of("2000", 10) + 4
    axis: dict[str, Any] = {"labelAngle": -90, "labelAlign": "left", "labelBaseline": "middle"} if upright else {
        "labelAngle": 0,
        "labelExpr": "split(datum.value, ' ')",
    }  # fmt: skip
    x = alt.X(
        "mandate:N",
        scale=alt.Scale(domain=columns, paddingInner=0, paddingOuter=0),
        axis=alt.Axis(
            title="Resolution and year of the mandate",
            titleAnchor="start",
            orient="top",
            domain=False,
            ticks=False,
            labelFontSize=10,
            labelOverlap=False,
            labelPadding=4,
            **axis,
        ),
    )
    y = lines.y
    states = [_LISTED, _STANDING, _WITHIN]
    present = [state for state in states if any(row["state"] == state for row in rows)]
    fills = {_LISTED: BLUE, _STANDING: SKY, _WITHIN: PAPER}
    colour = alt.Fill(
        "state:N",
        scale=alt.Scale(domain=present, range=[fills[state] for state in present]),
        legend=sheet.legend(
            present, left=lines.left, symbolType="square", symbolStrokeColor=BLUE, symbolStrokeWidth=1.2
        ),
    )
    cells = alt.Chart(data(rows), name="cells").mark_rect(strokeWidth=1.2, width={"band": 0.92}, height={"band": 0.84})
    edge = alt.Stroke("edge:N", scale=None)
    signed = [{**row, "ink": INKS[fills[row["state"]]]} for row in rows if row["sign"]]
    layers = [
        cells.encode(x=x, y=y, fill=colour, stroke=edge, tooltip=tips(**_TIP)),
        alt.Chart(data(signed), name="signs")
        .mark_text(fontWeight="bold", fontSize=12)
        .encode(x=x, y=y, text="sign:N", color=alt.Color("ink:N", scale=None), tooltip=tips(**_TIP)),
    ]
    told = "+ added, ~ reworded. An empty cell: the task was not in force."
    chart = layered([*layers, sheet.note(below=12, left=lines.left)], width, alt.Step(15))
    return sheet.finish(chart, topic, _finding(mandates), told)


def _finding(mandates: list[Mandate]) -> str:
    """With how many tasks the first and the last mandate began."""
    counts = [(len({entry.task for entry in mandate.tasks}), mandate) for mandate in mandates]
    known = [(count, mandate) for count, mandate in counts if count and mandate.start is not None]
    if len(known) < 2:
        return ""
    (before, first), (after, last) = known[0], known[-1]
    if first.start is None or last.start is None or before == after:
        return ""
    grown = "grew" if after > before else "shrank"
    return f"The mandate {grown} from {before} tasks in {first.start.year} to {after} in {last.start.year}"


def _days(mandate: Mandate) -> tuple[date, date]:
    return mandate.span.earliest_start, mandate.span.latest_end


def _column(mandate: Mandate) -> str:
    year = f" {mandate.start.year}" if mandate.start else ""
    return f"{mandate.resolution.number}{year}"


def _of_mandate(sheet: Sheet, mandate: Mandate, tasks: dict[str, Task]) -> list[Row]:
    """One cell for each task that was in force at some time during a mandate."""
    mission = sheet.mission
    first, last = _days(mandate)
    throughout = Period(PartialDate.from_date(first), PartialDate.from_date(max(first, last)))
    at_first = {entry.task for entry in mandate.tasks}
    found: dict[str, list[MandateTask]] = {}
    for entry in mission.tasks_at(throughout):
        found.setdefault(entry.task, []).append(entry)
    rows: list[Row] = []
    for task, entries in found.items():
        own = [entry for entry in entries if entry.resolution == mandate.resolution.id]
        shown = own or entries
        state = _LISTED if own else _STANDING if task in at_first else _WITHIN
        changes = [entry.change for entry in shown if entry.change]
        known = tasks.get(task)
        name = (known.name if known else None) or task
        category = (known.category if known else None) or shown[0].category or "other"
        rows.append(
            {
                "row": f"{category} {task}|{name}",
                "name": name,
                "category": category,
                "mandate": _column(mandate),
                "state": state,
                "edge": BLUE if state == _WITHIN else "transparent",
                "change": f"{changes[0]} in resolution {shown[0].resolution}"
                if changes
                else f"of resolution {shown[0].resolution}",
                "sign": _SIGNS.get(changes[0], "") if changes and state != _STANDING else "",
                "text": "; ".join(entry.text for entry in shown if entry.text) or "not stated",
                "strength": ", ".join(dict.fromkeys(entry.strength for entry in shown if entry.strength))
                or "not stated",
                "sources": sheet.named(source for entry in shown for source in mission.sources_of(entry)),
            }
        )
    return rows
