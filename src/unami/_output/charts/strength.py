"""Uniformed personnel over time, by country."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import altair as alt

from unami._mission.months import monthly
from unami._output.charts.letters import width_of
from unami._output.charts.palette import BLUE, GREY, INKS, OTHERS, SECOND, UNNAMED
from unami._output.charts.style import data, fitting, halo, hatch_layer, hatching, layered, number_axis, time_axis, tips
from unami._output.charts.times import Window, moment
from unami._output.charts.words import number
from unami.dates import PartialDate
from unami.records.deployment import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._mission.mission import Mission
    from unami._output.charts.style import Layers, Row, Sheet
    from unami.dates import When
    from unami.records.deployment import Contribution, Strength

__all__ = ["by_month_of", "draw", "gaps_of", "months_of", "name_of", "totals_of"]

_HEIGHT = 320
_COLOURS = (BLUE, SECOND)
"""Colours of the countries with the most people; the others share one: slivers of a few people cannot be told apart."""

_OTHERS, _UNNAMED = "Other countries", "Country not known"
_BESIDE = 46
"""Room for the numbers beside the plot, in pixels."""

_TIP = {
    "who": "",
    "month": "Month",
    "people": "People",
    "parts": "Of these",
    "total": "Whole mission",
    "sources": "Sources",
}


def draw(sheet: Sheet, *, start: When | None, end: When | None) -> Layers:
    """Draw the uniformed personnel; see :meth:`unami.charts.Charts.strength`.

    Args:
        sheet: The sheet to draw on.
        start: First day, month or year.
        end: Last day, month or year.
    """
    topic = "Uniformed personnel of the mission, by country"
    mission = sheet.mission
    figures = mission.contributions.where(lambda given: given.count is not None)
    by_month = by_month_of(figures)
    strengths = _strengths_of(mission)
    window = Window.of(start, end, mission, [day for m in (*by_month, *strengths) for day in (m.earliest, m.latest)])
    months = [month for month in months_of(window) if month in by_month or month in strengths]
    in_all: Counter[str] = Counter()
    for month in months:
        for given in by_month.get(month, ()):
            in_all[given.country] += given.count or 0
    leading = [country for country, _ in in_all.most_common(len(_COLOURS))]
    rows = [
        row for month in months for row in _of_month(sheet, month, by_month.get(month), strengths.get(month), leading)
    ]
    if not rows:
        return sheet.nothing(topic, "uniformed personnel in this period")
    names = [name_of(mission, country) for country in leading] + [_OTHERS, _UNNAMED]
    present = [name for name in names if any(row["country"] == name for row in rows)]
    colours: dict[str, str] = dict(zip(names, (*_COLOURS[: len(leading)], OTHERS, UNNAMED), strict=True))
    width = sheet.plot(_BESIDE)
    highest = max(row["reached"] for row in rows)
    gaps = gaps_of(window, set(months), width)
    scale = alt.Scale(domain=[0, highest * 1.06], nice=False)
    hatched = [
        line for gap in gaps for line in hatching(gap["first"], gap["last"], window, (width, _HEIGHT), highest * 1.06)
    ]
    gaps = [{key: value for key, value in gap.items() if key not in ("first", "last")} for gap in gaps]
    partly = [{**row, "mark": "+"} for row in _tops(rows) if row["open"]]
    x = time_axis(window, width)
    y = alt.Y("below:Q", axis=number_axis("Number of people", _BESIDE), scale=scale)
    colour = alt.Color(
        "country:N",
        scale=alt.Scale(domain=present, range=[colours[name] for name in present]),
        sort=present,
        legend=sheet.legend(present, left=_BESIDE, numbers=True),
    )
    picked = alt.selection_point(fields=["country"], bind="legend", name="country")
    bars = alt.Chart(data(rows), name="people").mark_rect(strokeWidth=0)
    layers = [
        hatch_layer(hatched, x, scale),
        alt.Chart(data(gaps), name="gaps")
        .mark_rect(color=GREY, fillOpacity=0)
        .encode(x=x, x2="after:T", tooltip=tips(what="", span="Months")),
        *halo(
            "unknown",
            [gap for gap in gaps if gap["label"]],
            {"color": GREY},
            x=alt.X("middle:T"),
            y=alt.value(_HEIGHT / 2),
            text="label:N",
        ),
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
        .mark_text(dy=-8, fontSize=12, fontWeight="bold")
        .encode(x=alt.X("middle:T"), y="reached:Q", text="mark:N", tooltip=tips(**_TIP)),
        alt.Chart(data(_labels(rows, colours, window, width)), name="labels")
        .mark_text(fontSize=11, fontWeight="bold")
        .encode(
            x=alt.X("middle:T"),
            y="inside:Q",
            text="country:N",
            color=alt.Color("ink:N", scale=None),
            tooltip=tips(**_TIP),
        ),
    ]
    told = "Hatched: months without a figure, which is not zero."
    if any(row["country"] == _UNNAMED for row in rows):
        told += f" {_UNNAMED}: the part that is known only for the whole mission."
    if partly:
        told += " A + marks months with figures for only some countries or kinds of personnel, and no total."
    undated = len(figures) - sum(map(len, by_month.values()))
    left_out = f"{undated} figures without a month are left out." if undated else ""
    chart = layered([*layers, sheet.note(left_out, left=_BESIDE)], width, _HEIGHT)
    return sheet.finish(chart, topic, _finding(mission, months, by_month, totals_of(mission)), told)


def by_month_of(figures: Iterable[Contribution]) -> dict[PartialDate, list[Contribution]]:
    """Return the figures of each month, those that are only about of it included.

    Args:
        figures: The figures; those that are not of a month are left out.
    """
    found: dict[PartialDate, list[Contribution]] = {}
    for figure in figures:
        if figure.month is not None and figure.month.month is not None:
            found.setdefault(PartialDate(figure.month.year, figure.month.month), []).append(figure)
    return found


def totals_of(mission: Mission) -> dict[PartialDate, Strength]:
    """Return the strength of the whole mission in each month with a total.

    Args:
        mission: The record.
    """
    return {month: figure for month, figure in _strengths_of(mission).items() if figure.total is not None}


def _strengths_of(mission: Mission) -> dict[PartialDate, Strength]:
    """The strength of the whole mission in each month with a total, or with numbers of some kinds of personnel."""
    return {
        point.month: point.record
        for point in monthly(mission.strength, lambda figure: figure.month)
        if point.record is not None and _numbers_of(point.record)
    }


def _numbers_of(figure: Strength) -> dict[str, int]:
    """The total of a figure, or else its known parts, by field."""
    if figure.total is not None:
        return {"total": figure.total}
    kinds = {"troops": figure.troops, "police": figure.police, "experts": figure.experts}
    return {field: count for field, count in kinds.items() if count is not None}


def _finding(
    mission: Mission,
    months: list[PartialDate],
    by_month: dict[PartialDate, list[Contribution]],
    totals: dict[PartialDate, Strength],
) -> str:
    """Which country sent more than half, in how many of the months of which that is known."""
    most: Counter[str] = Counter()
    known = 0
    for month in months:
        parts: Counter[str] = Counter()
        for given in by_month.get(month, ()):
            parts[given.country] += given.count or 0
        total = totals[month].total if month in totals else None
        if total and sum(parts.values()) >= total:
            known += 1
            most.update(country for country, count in parts.items() if count * 2 > total)
    if not most:
        return ""
    ((country, often),) = most.most_common(1)
    name = name_of(mission, country)
    which = "every month" if often == known else f"{often} of {known} months"
    return f"{name} sent most of the uniformed personnel in {which} of which all countries are known"


def months_of(window: Window) -> list[PartialDate]:
    """Return the months of a window, those included that it shows in part.

    Args:
        window: The days shown.
    """
    first, last = window.first, window.last
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [PartialDate(number // 12, number % 12 + 1) for number in numbers]


def name_of(mission: Mission, country: str) -> str:
    """Return the name of a country.

    Args:
        mission: The record.
        country: Its id.
    """
    # A view may have figures for a country without its name.
    return next((known.name for known in mission.whole.countries if known.id == country and known.name), country)


def _of_month(
    sheet: Sheet,
    month: PartialDate,
    given: list[Contribution] | None,
    strength: Strength | None,
    leading: list[str],
) -> list[Row]:
    """The parts of a month's bar, from bottom to top."""
    mission = sheet.mission
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
        "total": "not known" if strength is None or strength.total is None else number(strength.total),
        "open": strength is None or strength.total is None,
    }
    rows: list[Row] = []
    reached = 0
    for country in countries:
        count = sum(one.count or 0 for one in parts[country])
        below, reached = reached, reached + count
        name = name_of(mission, country)
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
                "sources": sheet.named(
                    source for one in parts[country] for source in mission.explain(one, "count").sources
                ),
            }
        )
    counts = {} if strength is None else _numbers_of(strength)
    rest = sum(counts.values()) - reached
    if strength is not None and rest > 0:
        of_all = kinds_of(strength)
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
                "sources": sheet.named(
                    source for field in counts for source in mission.explain(strength, field).sources
                ),
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


def _labels(rows: list[Row], colours: dict[str, str], window: Window, width: int) -> list[Row]:
    """The name of each part, where it has most room."""
    tallest = max(row["reached"] for row in rows)
    found = []
    for name in dict.fromkeys(row["country"] for row in rows):
        parts: dict[str, Row] = {}
        for row in rows:
            if row["country"] == name:
                first = parts.setdefault(row["month"], dict(row))
                first["reached"] = row["reached"]
        own = list(parts.values())
        # As many months as the name is wide.
        many = int((width_of(name, bold=True) + 6) / (30.4 / window.days * width)) + 1
        best, most = None, 15 / _HEIGHT * tallest
        for place in range(len(own) - many + 1):
            under = own[place : place + many]
            below, reached = max(row["below"] for row in under), min(row["reached"] for row in under)
            together = all(one["after"] == other["start"] for one, other in pairwise(under))
            if together and reached - below > most:
                best, most = {**under[many // 2], "inside": (below + reached) / 2}, reached - below
        if best is not None:
            found.append({**best, "ink": INKS[colours[name]]})
    return found


def gaps_of(window: Window, known: set[PartialDate], width: int) -> list[Row]:
    """Return the stretches of months without any figure, each with its days.

    Args:
        window: The days shown.
        known: The months with figures.
        width: Width of the plot, in pixels.
    """
    stretches: list[list[PartialDate]] = []
    before_known = True
    for month in months_of(window):
        if month not in known:
            if before_known:
                stretches.append([])
            stretches[-1].append(month)
        before_known = month in known
    rows: list[Row] = []
    for months in stretches:
        first, last = max(months[0].earliest, window.first), min(months[-1].latest, window.last)
        after = Window(first, last).after
        rows.append(
            {
                "first": first,
                "last": after,
                "start": moment(first),
                "after": moment(after),
                "middle": moment(first + (after - first) / 2),
                "what": "No figure known",
                "span": str(months[0]) if len(months) == 1 else f"{months[0]} to {months[-1]}",
                "label": fitting(window.pixels(first, after, width), "no figures"),
            }
        )
    return rows
