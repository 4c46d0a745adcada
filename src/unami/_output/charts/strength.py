"""Uniformed personnel over time, by country."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import altair as alt

from unami._mission.months import monthly
from unami._output.charts.style import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    INK,
    PALE,
    PURPLE,
    SKY,
    data,
    finish,
    layered,
    note,
    nothing,
    time_axis,
    tips,
    wide,
)
from unami._output.charts.times import Window, moment
from unami._output.charts.words import named, number
from unami.dates import PartialDate

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.charts.style import Row
    from unami.dates import When
    from unami.records._sequence import Records
    from unami.records.deployment import Contribution, Strength

__all__ = ["draw"]

_HEIGHT = 320
_COLOURS = (BLUE, AMBER, GREEN, PURPLE, SKY)
"""Colours of the countries with the most people; the others share one."""

_OTHERS, _UNNAMED = "Other countries", "Country not known"

_TIP = {
    "who": "",
    "month": "Month",
    "people": "People",
    "parts": "Of these",
    "total": "Whole mission",
    "sources": "Sources",
}


def draw(mission: Mission, *, start: When | None, end: When | None, width: int) -> alt.LayerChart:
    """Draw the uniformed personnel; see :meth:`unami.charts.Charts.strength`.

    Args:
        mission: The record.
        start: First day, month or year.
        end: Last day, month or year.
        width: Width, in pixels.
    """
    title = "Uniformed personnel of the mission, by country"
    figures = mission.contributions.where(lambda given: given.count is not None)
    totals = {
        point.month: point.record
        for point in monthly(mission.strength, lambda figure: figure.month)
        if point.record is not None and point.record.total is not None
    }
    by_month: dict[PartialDate, Records[Contribution]] = {}
    for stated, records in figures.group_by("month").items():
        if stated is not None and stated.month is not None:
            by_month[PartialDate(stated.year, stated.month)] = records
    window = Window.of(start, end, mission, [day for m in (*by_month, *totals) for day in (m.earliest, m.latest)])
    months = [month for month in _months(window) if month in by_month or month in totals]
    if not months:
        return nothing(mission, title, width=width, what="uniformed personnel in this period")
    in_all: Counter[str] = Counter()
    for month in months:
        for given in by_month.get(month, ()):
            in_all[given.country] += given.count or 0
    leading = [country for country, _ in in_all.most_common(len(_COLOURS))]
    rows = [
        row for month in months for row in _of_month(mission, month, by_month.get(month), totals.get(month), leading)
    ]
    names = [_name(mission, country) for country in leading] + [_OTHERS, _UNNAMED]
    present = [name for name in names if any(row["country"] == name for row in rows)]
    colours = dict(zip(names, (*_COLOURS[: len(leading)], "#4d4d4d", "#d0d0d0"), strict=True))
    inks = {name: INK if colours[name] in (AMBER, SKY, PURPLE) else "#ffffff" for name in names}
    gaps = _gaps(window, set(months), width)
    partly = [{**row, "mark": "+"} for row in _tops(rows) if row["open"]]
    x = time_axis(window)
    y = alt.Y("below:Q", title="Number of people", axis=alt.Axis(tickMinStep=1, offset=4), scale=alt.Scale(zero=True))
    colour = alt.Color(
        "country:N", scale=alt.Scale(domain=present, range=[colours[name] for name in present]), sort=present
    )
    picked = alt.selection_point(fields=["country"], bind="legend", name="country")
    bars = alt.Chart(data(rows), name="people").mark_rect(strokeWidth=0)
    layers = [
        alt.Chart(data(gaps), name="gaps")
        .mark_rect(color=PALE)
        .encode(x=x, x2="after:T", tooltip=tips(what="", span="Months")),
        alt.Chart(data(gap for gap in gaps if gap["label"]))
        .mark_text(color=GREY, fontSize=10.5)
        .encode(x=alt.X("middle:T"), y=alt.value(_HEIGHT / 2), text="label:N"),
        bars.encode(
            x=x,
            x2="after:T",
            y=y,
            y2="reached:Q",
            color=colour,
            opacity=alt.condition(picked, alt.value(1), alt.value(0.15)),
            tooltip=tips(**_TIP),
        ).add_params(picked),
        alt.Chart(data(partly), name="open")
        .mark_text(dy=-7, fontSize=11, fontWeight="bold")
        .encode(x=alt.X("middle:T"), y="reached:Q", text="mark:N", tooltip=tips(**_TIP)),
        alt.Chart(data(_labels(rows, inks)), name="labels")
        .mark_text(fontSize=11, fontWeight="bold")
        .encode(
            x=alt.X("middle:T"),
            y="inside:Q",
            text="country:N",
            color=alt.Color("ink:N", scale=None),
            tooltip=tips(**_TIP),
        ),
    ]
    told = "Months without a figure are grey: unknown is not zero."
    if any(row["country"] == _UNNAMED for row in rows):
        told += " Pale: the part of the total for unknown countries."
    if partly:
        told += " A + marks months with figures for only some countries, and no total."
    undated = len(figures) - sum(map(len, by_month.values()))
    left_out = f"{undated} figures without a month are left out." if undated else ""
    chart = layered([*layers, note(mission, width, left_out)], width, _HEIGHT)
    return finish(chart, mission, title, told, width=width)


def _months(window: Window) -> list[PartialDate]:
    first, last = window.first, window.last
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [PartialDate(number // 12, number % 12 + 1) for number in numbers]


def _name(mission: Mission, country: str) -> str:
    # A view may have figures for a country without its name.
    return next((known.name for known in mission.whole.countries if known.id == country and known.name), country)


def _of_month(
    mission: Mission,
    month: PartialDate,
    given: Records[Contribution] | None,
    total: Strength | None,
    leading: list[str],
) -> list[Row]:
    """The parts of a month's bar, from bottom to top."""
    place = {country: number for number, country in enumerate(leading)}
    parts: dict[str, list[Contribution]] = {}
    for one in given or ():
        parts.setdefault(one.country, []).append(one)
    countries = sorted(parts, key=lambda country: (place.get(country, len(leading)), country))
    common: Row = {
        "start": moment(month.earliest),
        "after": moment(Window(month.earliest, month.latest).after),
        "middle": moment(month.earliest + (month.latest - month.earliest) / 2),
        "month": str(month),
        "total": number(total.total) if total else "not known",
        "open": total is None,
    }
    rows: list[Row] = []
    reached = 0
    for country in countries:
        count = sum(one.count or 0 for one in parts[country])
        below, reached = reached, reached + count
        name = _name(mission, country)
        rows.append(
            {
                **common,
                "country": name if country in place else _OTHERS,
                "who": name,
                "count": count,
                "people": number(count, next((one.bound for one in parts[country] if one.bound), None)),
                "parts": ", ".join(
                    f"{(one.part or one.category).replace('-', ' ')} {one.count}" for one in parts[country]
                ),
                "below": below,
                "reached": reached,
                "sources": named(source for one in parts[country] for source in mission.explain(one, "count").sources),
            }
        )
    rest = (total.total or 0) - reached if total else 0
    if total is not None and rest > 0:
        kinds = (("troops", total.troops), ("police", total.police), ("experts", total.experts))
        of_all = ", ".join(f"{name} {count}" for name, count in kinds if count is not None)
        rows.append(
            {
                **common,
                "country": _UNNAMED,
                "who": _UNNAMED,
                "count": rest,
                "people": number(rest),
                "parts": f"{of_all} in the whole mission" if of_all else "not stated",
                "below": reached,
                "reached": reached + rest,
                "sources": named(mission.explain(total, "total").sources),
            }
        )
    return rows


def _tops(rows: list[Row]) -> list[Row]:
    """The top part of each month, with the total height."""
    highest: dict[str, Row] = {}
    for row in rows:
        if row["month"] not in highest or row["reached"] > highest[row["month"]]["reached"]:
            highest[row["month"]] = row
    return list(highest.values())


def _labels(rows: list[Row], inks: dict[str, str]) -> list[Row]:
    """For each country with large figures, the middle month of its longest stretch."""
    tallest = max(row["reached"] for row in rows)
    found = []
    for name in dict.fromkeys(row["country"] for row in rows if row["country"] not in (_OTHERS, _UNNAMED)):
        large = [row for row in rows if row["country"] == name and row["count"] >= tallest / 9]
        stretches: list[list[Row]] = []
        for row in large:
            if stretches and stretches[-1][-1]["after"] == row["start"]:
                stretches[-1].append(row)
            else:
                stretches.append([row])
        longest = max(stretches, key=len, default=[])
        if len(longest) >= 18:
            row = longest[len(longest) // 2]
            found.append({**row, "inside": (row["below"] + row["reached"]) / 2, "ink": inks[name]})
    return found


def _gaps(window: Window, known: set[PartialDate], width: int) -> list[Row]:
    """The stretches of months without any figure."""
    stretches: list[list[PartialDate]] = []
    before_known = True
    for month in _months(window):
        if month not in known:
            if before_known:
                stretches.append([])
            stretches[-1].append(month)
        before_known = month in known
    rows: list[Row] = []
    for months in stretches:
        first, last = max(months[0].earliest, window.first), min(months[-1].latest, window.last)
        after = Window(first, last).after
        label = "no figures"
        room = window.pixels(first, after, width)
        rows.append(
            {
                "start": moment(first),
                "after": moment(after),
                "middle": moment(first + (after - first) / 2),
                "what": "No figure known",
                "span": str(months[0]) if len(months) == 1 else f"{months[0]} to {months[-1]}",
                "label": label if wide(label) < room else "",
            }
        )
    return rows
