"""Civilian staff and budgets over time."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import altair as alt

from unami._mission.staff import staff_of
from unami._output.charts.letters import width_of
from unami._output.charts.palette import AMBER, BLUE, GREEN, GREY, INK, PURPLE, RED
from unami._output.charts.style import Panels, data, halo, labels, layered, number_axis, time_axis, tips
from unami._output.charts.times import Window, middle, moment
from unami._output.charts.words import number
from unami.dates import bounds_of

if TYPE_CHECKING:
    from unami._output.charts.style import Layers, Row, Sheet
    from unami.dates import When
    from unami.records.staff import StaffCount

__all__ = ["draw"]

_HEIGHTS = {"staff": 150, "money": 200}
_BESIDE = 52
"""Room for the numbers beside the plots, in pixels."""

_CLOSE = 4
"""How many of the last years are enlarged, if the time shown is at least twice as long."""

_CATEGORIES = {
    "total": ("All civilians", INK, "diamond"),
    "international": ("International", BLUE, "circle"),
    "national": ("National", AMBER, "square"),
    "un-volunteers": ("UN volunteers", PURPLE, "triangle-up"),
}
_MEASURES = {
    "in post": ("actual", "approximate"),
    "approved or authorized": ("approved", "authorized"),
    "proposed or planned": ("proposed", "planned"),
}
_SIGNS = {"at-least": "\u2265", "at-most": "\u2264", "about": "~"}

_MONEY = {
    "proposed": (GREY, [5, 2]),
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


def draw(sheet: Sheet, *, start: When | None, end: When | None) -> Layers | Panels:
    """Draw staff and budgets; see :meth:`unami.charts.Charts.staff_and_budget`.

    Args:
        sheet: The sheet to draw on.
        start: First day, month or year.
        end: Last day, month or year.
    """
    topic = "Civilian staff and budgets of the mission"
    mission = sheet.mission
    counts = [
        count
        for count in staff_of(mission)
        if count.category in _CATEGORIES and count.as_of is not None and count.count is not None
    ]
    budgets = [budget for budget in mission.budgets if budget.amount_usd is not None]
    days = [day for count in counts if count.as_of for day in (count.as_of.earliest, count.as_of.latest)]
    days += [day for budget in budgets for day in bounds_of(budget.period)]
    window = Window.of(start, end, mission, days)
    people = [row for count in counts if (row := _count(sheet, count, window))]
    money = _amounts(sheet, window)
    if not people and not money:
        return sheet.nothing(topic, "staff and budgets in this period")
    width = sheet.plot(_BESIDE)
    panels: list[tuple[list[alt.Chart], int]] = []
    top = max((row["count"] for row in people), default=1) * 1.2 or 1
    for group in _MEASURES:
        rows = [row for row in people if row["group"] == group]
        if rows:
            name = f"Civilian staff, {group}"
            panels.append((_staff_panel(sheet, name, rows, window, width=width, top=top), _HEIGHTS["staff"]))
    close = Window(date(max(window.last.year - _CLOSE + 1, 1), 1, 1), window.last)
    late = [row for row in people if row["start"] >= moment(close.first)]
    if late and window.days > 2 * close.days:
        name = f"Enlarged: all counts from {close.first.year} to {close.last.year}"
        panels.append((_staff_panel(sheet, name, late, close, width=width, top=top), _HEIGHTS["staff"]))
    if money:
        panels.append((_money_panel(sheet, money, window, width), _HEIGHTS["money"]))
    panels[-1][0].append(sheet.note(left=_BESIDE))
    plots = [layered(panel, width, height) for panel, height in panels]
    chart: Panels = Panels(vconcat=plots, spacing=30).resolve_scale(
        color="independent", shape="independent", strokeDash="independent"
    )
    told = (
        "Staff: each mark is one count; a bar through it is the range of its possible days. Money: each line lasts "
        "as long as its budget period. Years without a mark are unknown."
    )
    return sheet.finish(chart, topic, _finding(people), told)


def _finding(rows: list[Row]) -> str:
    """The first and the last count of all civilians in post."""
    counts = [row for row in rows if row["who"] == _CATEGORIES["total"][0] and row["group"] == next(iter(_MEASURES))]
    counts.sort(key=lambda row: row["middle"])
    if len(counts) < 2:
        return ""
    first, last = counts[0], counts[-1]
    return f"Civilians in post: {first['people']} in {first['middle'][:4]}, {last['people']} in {last['middle'][:4]}"


def _count(sheet: Sheet, count: StaffCount, window: Window) -> Row | None:
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
        "sources": sheet.named(sheet.mission.explain(count, "count").sources),
    }


def _staff_panel(
    sheet: Sheet, name: str, rows: list[Row], window: Window, *, width: int, top: float
) -> list[alt.Chart]:
    looks = {who: (colour, shape) for who, colour, shape in _CATEGORIES.values()}
    present = [who for who in looks if any(row["who"] == who for row in rows)]
    legend = sheet.legend(present, name, left=_BESIDE, numbers=True)
    colour = alt.Color(
        "who:N", scale=alt.Scale(domain=present, range=[looks[who][0] for who in present]), legend=legend
    )
    shape = alt.Shape("who:N", scale=alt.Scale(domain=present, range=[looks[who][1] for who in present]), legend=legend)
    height = _HEIGHTS["staff"]
    x = time_axis(window, width, "middle")
    y = alt.Y(
        "count:Q",
        axis=number_axis("People or posts", _BESIDE, tickCount=4),
        scale=alt.Scale(domain=[0, top], nice=False),
    )
    spots = [(_pixels(row, window, width), height * (1 - row["count"] / top)) for row in rows]
    return [
        alt.Chart(data(rows), name="reach")
        .mark_rule(strokeWidth=3, opacity=0.3)
        .encode(x=time_axis(window, width), x2="after:T", y=y, color=colour),
        alt.Chart(data(rows), name="staff")
        .mark_point(filled=True, size=60, opacity=1)
        .encode(x=x, y=y, color=colour, shape=shape, tooltip=tips(**_STAFF_TIP)),
        *labels(rows, spots, (width, height), x=x, y=y, color=colour, tooltip=tips(**_STAFF_TIP)),
    ]


def _pixels(row: Row, window: Window, width: int) -> float:
    return window.pixels(window.first, datetime.fromisoformat(row["middle"]).date(), width)


def _amounts(sheet: Sheet, window: Window) -> list[Row]:
    mission = sheet.mission
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
                "sources": sheet.named(mission.explain(budget, "amount_usd").sources),
            }
        )
    return rows


def _money_panel(sheet: Sheet, rows: list[Row], window: Window, width: int) -> list[alt.Chart]:
    kinds = {kind.replace("-", " "): look for kind, look in _MONEY.items()}
    present = [kind for kind in kinds if any(row["kind"] == kind for row in rows)]
    legend = sheet.legend(
        present, "Budgets", left=_BESIDE, numbers=True, symbolType="stroke", symbolSize=400, symbolStrokeWidth=3
    )
    colour = alt.Color(
        "kind:N", scale=alt.Scale(domain=present, range=[kinds[kind][0] for kind in present]), legend=legend
    )
    dash = alt.StrokeDash(
        "kind:N", scale=alt.Scale(domain=present, range=[kinds[kind][1] for kind in present]), legend=legend
    )
    axis = number_axis("Million US dollars", _BESIDE)
    y = alt.Y("millions:Q", axis=axis, scale=alt.Scale(zero=True))
    others = {row["fund"]: row for row in rows if row["fund"] != "regular budget"}
    for row in others.values():
        at = _pixels(row, window, width)
        row["align"] = "right" if at + width_of(row["fund"], 10) / 2 > width else "center"
    texts: list[alt.Chart] = []
    for align in ("center", "right"):
        texts += halo(
            f"funds-{align}",
            [row for row in others.values() if row["align"] == align],
            {"fontSize": 10, "dy": -9, "color": GREY, "align": align},
            x=time_axis(window, width, "middle"),
            y=y,
            text="fund:N",
            tooltip=tips(**_MONEY_TIP),
        )
    return [
        alt.Chart(data(rows), name="money")
        .mark_rule(strokeWidth=3.5)
        .encode(
            x=time_axis(window, width), x2="after:T", y=y, color=colour, strokeDash=dash, tooltip=tips(**_MONEY_TIP)
        ),
        *texts,
    ]
