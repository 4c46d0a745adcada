"""Civilian staff and budgets over time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import altair as alt

from unami._mission.staff import staff_of
from unami._output.charts.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    PURPLE,
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
from unami._output.charts.words import named, number
from unami.dates import bounds_of

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.charts.style import Row
    from unami.dates import When
    from unami.records.staff import StaffCount

__all__ = ["draw"]

_HEIGHT = 220
_AMBER = "#b87800"

_CATEGORIES = {
    "total": ("All civilians", INK),
    "international": ("International", BLUE),
    "national": ("National", _AMBER),
    "un-volunteers": ("UN volunteers", PURPLE),
}
_MEASURES = {
    "in post": ("actual", "approximate"),
    "approved or authorized": ("approved", "authorized"),
    "proposed or planned": ("proposed", "planned"),
}
_SHAPES = ("circle", "square", "triangle-up")
_SIGNS = {"at-least": "\u2265", "at-most": "\u2264", "about": "~"}

_MONEY = {
    "proposed": ("#8a8a8a", [5, 2]),
    "approved": (BLUE, [1, 0]),
    "commitment-authority": (GREEN, [7, 2]),
    "expenditure": (RED, [3, 1]),
    "estimated": (PURPLE, [1, 2]),
}
"""Colour and pattern of each kind of amount."""

_STAFF_TIP = {
    "who": "",
    "people": "Number",
    "measure": "Measure",
    "when": "When",
    "place": "Where",
    "sources": "Sources",
}
_MONEY_TIP = {"what": "", "amount": "US dollars", "period": "Budget period", "basis": "Basis", "sources": "Sources"}


def draw(mission: Mission, *, start: When | None, end: When | None, width: int) -> alt.VConcatChart | alt.LayerChart:
    """Draw staff and budgets; see :meth:`unami.charts.Charts.staff_and_budget`.

    Args:
        mission: The record.
        start: First day, month or year.
        end: Last day, month or year.
        width: Width, in pixels.
    """
    title = "Civilian staff and budgets of the mission"
    counts = [
        count
        for count in staff_of(mission)
        if count.category in _CATEGORIES and count.as_of is not None and count.count is not None
    ]
    budgets = [budget for budget in mission.budgets if budget.amount_usd is not None]
    days = [day for count in counts if count.as_of for day in (count.as_of.earliest, count.as_of.latest)]
    days += [day for budget in budgets for day in bounds_of(budget.period)]
    window = Window.of(start, end, mission, days)
    people = [row for count in counts if (row := _count(mission, count, window))]
    money = _amounts(mission, window)
    if not people and not money:
        return nothing(mission, title, width=width, what="staff and budgets in this period")
    panels = [_staff_panel(people, window, width)] if people else []
    panels += [_money_panel(money, window)] if money else []
    panels[-1].append(note(mission, width))
    plots = [layered(panel, width, _HEIGHT) for panel in panels]
    chart: alt.VConcatChart = alt.VConcatChart(vconcat=plots, spacing=26).resolve_scale(
        color="independent", shape="independent", strokeDash="independent"
    )
    told = (
        "Staff: each mark is one count; a bar through it is the range of its possible days. Money: each line lasts "
        "as long as its budget period. Years without a mark are unknown."
    )
    return finish(chart, mission, title, told, width=width)


def _count(mission: Mission, count: StaffCount, window: Window) -> Row | None:
    if count.as_of is None:
        return None
    first, last = count.as_of.reach
    if last < window.first or first > window.last:
        return None
    first, last = max(first, window.first), min(last, window.last)
    measure = next((name for name, members in _MEASURES.items() if count.measure in members), "in post")
    return {
        "start": moment(first),
        "after": moment(Window(first, last).after),
        "middle": middle(first, last),
        "count": count.count,
        "label": f"{_SIGNS.get(count.bound or '', '')}{count.count:,}",
        "people": number(count.count, count.bound),
        "who": _CATEGORIES[count.category][0],
        "group": measure,
        "measure": count.measure or "not stated",
        "when": str(count.as_of),
        "place": count.place or "not stated",
        "sources": named(mission.explain(count, "count").sources),
    }


def _staff_panel(rows: list[Row], window: Window, width: int) -> list[alt.Chart]:
    colours = dict(_CATEGORIES.values())
    present = [name for name in colours if any(row["who"] == name for row in rows)]
    groups = [name for name in _MEASURES if any(row["group"] == name for row in rows)]
    colour = alt.Color("who:N", scale=alt.Scale(domain=present, range=[colours[name] for name in present]))
    shapes = [_SHAPES[list(_MEASURES).index(group)] for group in groups]
    shape = alt.Shape("group:N", scale=alt.Scale(domain=groups, range=shapes))
    highest = max(row["count"] for row in rows) * 1.15 or 1
    x = time_axis(window, "middle")
    y = alt.Y("count:Q", title="People or posts", scale=alt.Scale(domain=[0, highest], nice=False))
    spots = [(_pixels(row, window, width), _HEIGHT * (1 - row["count"] / highest)) for row in rows]
    return [
        alt.Chart(data(rows), name="reach")
        .mark_rule(strokeWidth=3, opacity=0.3)
        .encode(x=time_axis(window), x2="after:T", y=y, color=colour),
        alt.Chart(data(rows), name="staff")
        .mark_point(filled=True, size=60, opacity=1)
        .encode(x=x, y=y, color=colour, shape=shape, tooltip=tips(**_STAFF_TIP)),
        *labels(rows, spots, width, x=x, y=y, color=colour, tooltip=tips(**_STAFF_TIP)),
    ]


def _pixels(row: Row, window: Window, width: int) -> float:
    return window.pixels(window.first, datetime.fromisoformat(row["middle"]).date(), width)


def _amounts(mission: Mission, window: Window) -> list[Row]:
    rows: list[Row] = []
    for budget in mission.budgets:
        first, last = bounds_of(budget.period)
        if budget.amount_usd is None or last < window.first or first > window.last:
            continue
        first, last = max(first, window.first), min(last, window.last)
        stage = f", {budget.stage.replace('-', ' ')}" if budget.stage else ""
        rows.append(
            {
                "start": moment(first),
                "after": moment(Window(first, last).after),
                "middle": middle(first, last),
                "millions": budget.amount_usd / 1_000_000,
                "amount": number(budget.amount_usd, budget.bound),
                "kind": budget.measure.replace("-", " "),
                "fund": budget.fund.replace("-", " "),
                "what": f"{budget.measure.replace('-', ' ').capitalize()}, {budget.fund.replace('-', ' ')}{stage}",
                "period": str(budget.period),
                "basis": budget.basis,
                "sources": named(mission.explain(budget, "amount_usd").sources),
            }
        )
    return rows


def _money_panel(rows: list[Row], window: Window) -> list[alt.Chart]:
    kinds = {kind.replace("-", " "): look for kind, look in _MONEY.items()}
    present = [kind for kind in kinds if any(row["kind"] == kind for row in rows)]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=present, range=[kinds[kind][0] for kind in present]))
    dash = alt.StrokeDash("kind:N", scale=alt.Scale(domain=present, range=[kinds[kind][1] for kind in present]))
    y = alt.Y("millions:Q", title="Million US dollars", scale=alt.Scale(zero=True))
    others = {row["fund"]: row for row in rows if row["fund"] != "regular budget"}
    return [
        alt.Chart(data(rows), name="money")
        .mark_rule(strokeWidth=3.5)
        .encode(x=time_axis(window), x2="after:T", y=y, color=colour, strokeDash=dash, tooltip=tips(**_MONEY_TIP)),
        alt.Chart(data(others.values()), name="funds")
        .mark_text(fontSize=10, dy=-9, color=GREY)
        .encode(x=time_axis(window, "middle"), y=y, text="fund:N", tooltip=tips(**_MONEY_TIP)),
    ]
