"""The matrix of tasks and mandates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from unami._output.charts.style import BLUE, SKY, data, finish, layered, note, nothing, rows_axis, tips
from unami._output.charts.times import Window
from unami._output.charts.words import named
from unami.dates import PartialDate, Period

if TYPE_CHECKING:
    from datetime import date

    from unami._mission.mandate import Mandate
    from unami._mission.mission import Mission
    from unami._output.charts.style import Row
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


def draw(mission: Mission, *, start: When | None, end: When | None, width: int) -> alt.LayerChart:
    """Draw the matrix of tasks; see :meth:`unami.charts.Charts.tasks`.

    Args:
        mission: The record.
        start: First day, month or year.
        end: Last day, month or year.
        width: Width, in pixels.
    """
    title = "Tasks by mandate"
    window = Window.of(start, end, mission, (day for m in mission.mandates for day in _days(m)))
    mandates = [m for m in mission.mandates if _days(m)[0] <= window.last and window.first <= _days(m)[1]]
    tasks = {task.id: task for task in mission.whole.tasks}
    rows = [row for mandate in mandates for row in _of_mandate(mission, mandate, tasks)]
    if not rows:
        return nothing(mission, title, width=width, what="tasks under a mandate in this period")
    columns = [_column(mandate) for mandate in mandates]
    first: dict[str, tuple[int, str]] = {}
    for row in rows:
        first.setdefault(row["row"], (columns.index(row["mandate"]), row["row"]))
    keys = []
    for category in sorted({row["category"] for row in rows}):
        keys.append(f"#{category}|{category.replace('-', ' ').capitalize()}")
        keys += sorted((key for key in first if key.startswith(f"{category} ")), key=lambda key: first[key])
    x = alt.X(
        "mandate:N",
        scale=alt.Scale(domain=columns, paddingInner=0, paddingOuter=0),
        axis=alt.Axis(
            title="Resolution and year of the mandate",
            orient="top",
            labelAngle=0,
            labelExpr="split(datum.value, ' ')",
            domain=False,
            ticks=False,
            labelFontSize=10,
            labelOverlap=False,
        ),
    )
    y = rows_axis(keys)
    states = [_LISTED, _STANDING, _WITHIN]
    present = [state for state in states if any(row["state"] == state for row in rows)]
    fills = {_LISTED: BLUE, _STANDING: "#a9d6f5", _WITHIN: "#ffffff"}
    colour = alt.Fill(
        "state:N",
        scale=alt.Scale(domain=present, range=[fills[state] for state in present]),
        legend=alt.Legend(symbolType="square", symbolStrokeColor=SKY, symbolStrokeWidth=1.2),
    )
    cells = alt.Chart(data(rows), name="cells").mark_rect(strokeWidth=1.2, width={"band": 0.92}, height={"band": 0.84})
    edge = alt.Stroke("edge:N", scale=None)
    ink: list[tuple[str, list[Row]]] = [
        ("#ffffff", [row for row in rows if row["sign"] and row["state"] == _LISTED]),
        (BLUE, [row for row in rows if row["sign"] and row["state"] == _WITHIN]),
    ]
    layers = [cells.encode(x=x, y=y, fill=colour, stroke=edge, tooltip=tips(**_TIP))]
    layers += [
        alt.Chart(data(signed))
        .mark_text(color=tone, fontWeight="bold", fontSize=12)
        .encode(x=x, y=y, text="sign:N", tooltip=tips(**_TIP))
        for tone, signed in ink
    ]
    told = "+ added, ~ reworded. An empty cell: the task was not in force."
    chart = layered([*layers, note(mission, width, below=12)], width, alt.Step(15))
    return finish(chart, mission, title, told, width=width)


def _days(mandate: Mandate) -> tuple[date, date]:
    return mandate.span.earliest_start, mandate.span.latest_end


def _column(mandate: Mandate) -> str:
    year = f" {mandate.start.year}" if mandate.start else ""
    return f"{mandate.resolution.number}{year}"


def _of_mandate(mission: Mission, mandate: Mandate, tasks: dict[str, Task]) -> list[Row]:
    """One cell for each task that was in force at some time during a mandate."""
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
                "edge": SKY if state == _WITHIN else "transparent",
                "change": f"{changes[0]} in resolution {shown[0].resolution}"
                if changes
                else f"of resolution {shown[0].resolution}",
                "sign": _SIGNS.get(changes[0], "") if changes and state != _STANDING else "",
                "text": "; ".join(entry.text for entry in shown if entry.text) or "not stated",
                "strength": ", ".join(dict.fromkeys(entry.strength for entry in shown if entry.strength))
                or "not stated",
                "sources": named(source for entry in shown for source in mission.sources_of(entry)),
            }
        )
    return rows
