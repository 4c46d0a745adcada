"""Casualties month by month, for one place or by part of the country."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import altair as alt

from unami._mission.months import population_of
from unami._output.charts.letters import width_of
from unami._output.charts.palette import BLUE, FAINT, INK, KILLED, PAPER, RAMP, edges_for, step_of
from unami._output.charts.parts import parts_of
from unami._output.charts.style import data, halo, layered, number_axis, time_axis, tips
from unami._output.charts.times import Window, moment
from unami._output.charts.words import listed, number
from unami.records._cell import show_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._mission.months import Month
    from unami._output.charts.style import Layers, Row, Sheet
    from unami.dates import PartialDate, When
    from unami.records._sequence import Records
    from unami.records.humanitarian import Casualties

__all__ = ["draw", "draw_by_governorate"]

_MEASURES = {"killed": KILLED, "injured": BLUE}

_COVERS = {"included": "{} included", "excluded": "without {}", "civilians-only": "{}: civilians only"}
_SHAPES = {"included": "circle", "excluded": "triangle-down", "civilians-only": "square"}
_NOT_SAID = "not said"
_HEIGHT = 320
_BESIDE = 46
"""Room for the numbers beside the plot, in pixels."""

_TIP = {
    "month": "Month",
    "what": "Measure",
    "people": "People",
    "others": "Other counts",
    "exclusions": "Covers",
    "sources": "Sources",
}


def draw(sheet: Sheet, place: str | None, population: str, *, start: When | None, end: When | None) -> Layers:
    """Draw the casualties of one place; see :meth:`unami.charts.Charts.casualties`.

    Args:
        sheet: The sheet to draw on.
        place: Code or name of the place; the whole host country if left out.
        population: Who is counted.
        start: First day, month or year.
        end: Last day, month or year.
    """
    mission = sheet.mission
    where = mission.area if place is None else mission.whole.place(place)
    if where is None:
        return sheet.nothing("Casualties month by month", "places and casualties")
    population = population_of(mission, population)
    who = population.replace("-", " ")
    topic = f"Casualties in {where.name or where.id}, month by month: {who}"
    series = mission.casualty_series(place, population)
    counted = [point for point in series if point.record is not None]
    days = [day for point in counted for day in (point.month.earliest, point.month.latest)]
    window = Window.of(start, end, mission, days, life=not days)
    coverage = _Coverage(sheet)
    rows = [row for measure in _MEASURES for row in _line(coverage, series, measure, window)]
    if not rows:
        return sheet.nothing(topic, f"monthly casualties ({who}) at this place and time")
    rivals = _rivals(coverage, counted, window, place, population)
    right = max(width_of(measure, bold=True) for measure in _MEASURES) + 8
    width = sheet.plot(_BESIDE, right)
    highest = max(row["count"] for row in (*rows, *rivals)) or 1
    scale = alt.Scale(domain=list(_MEASURES), range=list(_MEASURES.values()))
    y = alt.Y(
        "count:Q",
        axis=number_axis("Number of people in the month", _BESIDE),
        scale=alt.Scale(domain=[0, highest * 1.05], nice=False),
    )
    x, colour = time_axis(window, width, "middle"), alt.Color("measure:N", scale=scale, legend=None)
    covers = list(dict.fromkeys(row["covers"] for row in rows))
    found = [point.record for point in counted if point.record is not None]
    shapes = {coverage.words(record): _SHAPES.get(record.parts_counted or "") for record in found}
    shape = alt.Shape(
        "covers:N",
        scale=alt.Scale(domain=covers, range=[shapes[name] or "diamond" for name in covers]),
        legend=sheet.legend(
            covers, left=_BESIDE, numbers=True, symbolStrokeWidth=1.5, symbolFillColor=PAPER, symbolStrokeColor=INK
        )
        if any(shapes[name] for name in covers)
        else None,
    )
    layers = [
        alt.Chart(data(rows), name="lines")
        .mark_line(strokeWidth=1.3, opacity=0.75)
        .encode(
            x=x,
            y=y,
            color=colour,
            detail="run:N",
            strokeDash=alt.StrokeDash(
                "measure:N", scale=alt.Scale(domain=list(_MEASURES), range=[[1, 0], [5, 2]]), legend=None
            ),
        ),
        alt.Chart(data(rivals), name="rivals")
        .mark_tick(thickness=1.5, width=9, orient="horizontal")
        .encode(
            x=x,
            y=y,
            color=colour,
            tooltip=tips(what="", month="Month", people="People", note="Note", sources="Sources"),
        ),
        alt.Chart(data(rows), name="months")
        .mark_point(size=38, opacity=1, strokeWidth=1.4)
        .encode(x=x, y=y, color=colour, fill=alt.Fill("fill:N", scale=None), shape=shape, tooltip=tips(**_TIP)),
        *halo(
            "names",
            _ends(rows, highest),
            {"align": "left", "dx": 8, "fontWeight": "bold"},
            x=x,
            y="at:Q",
            text="measure:N",
            color=colour,
        ),
    ]
    told = "No line crosses a month without a count, or joins counts of different parts of the country."
    if any(row["fill"] == PAPER for row in rows):
        told += " Hollow: the count leaves something out."
    if rivals:
        told += " Short bars: other counts of the same month."
    chart = layered([*layers, sheet.note(left=_BESIDE)], width, _HEIGHT)
    return sheet.finish(chart, topic, _finding(rows), told)


def _finding(rows: list[Row]) -> str:
    """The month with the most people killed."""
    killed = sorted((row for row in rows if row["measure"] == "killed"), key=lambda row: -row["count"])
    if len(killed) < 2 or killed[0]["count"] == killed[1]["count"]:
        return ""
    return f"The highest monthly count of people killed is {killed[0]['people']}, in {killed[0]['name']}"


def _ends(rows: list[Row], highest: int) -> list[Row]:
    """The last point of each measure, with the place of its name: the names do not lie over each other."""
    last = list({row["measure"]: row for row in rows}.values())
    apart = 13 / _HEIGHT * highest * 1.05
    ends: list[Row] = []
    for row in sorted(last, key=lambda row: row["count"]):
        at = max(row["count"], ends[-1]["at"] + apart) if ends else row["count"]
        ends.append({**row, "at": at})
    return ends


class _Coverage:
    """Return which parts of a place the counts include, in words.

    Args:
        sheet: The sheet on which they are drawn.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.mission = mission = sheet.mission
        self._names = {place.id: place.name or place.id for place in mission.whole.places}
        self._asked_about: dict[str, dict[str, None]] = {}
        """For each place, the parts that any source explicitly includes or excludes."""
        for count in mission.whole.casualties:
            self._asked_about.setdefault(count.place, {}).update(dict.fromkeys(count.parts))

    def matters(self, count: Casualties) -> bool:
        """True if counts of the same place differ in the parts that they include."""
        return bool(self._asked_about.get(count.place))

    def words(self, count: Casualties) -> str:
        """The parts that a count includes, in words."""
        if count.parts_counted is not None:
            return _COVERS[count.parts_counted].format(self._listed(count.parts))
        parts = tuple(self._asked_about.get(count.place, ()))
        if not parts:
            return _NOT_SAID
        return f"not said whether {self._listed(parts)} {'is' if len(parts) == 1 else 'are'} included"

    def _listed(self, parts: tuple[str, ...]) -> str:
        return listed(self._names.get(part, part) for part in parts)


def _line(coverage: _Coverage, series: Records[Month[Casualties]], measure: str, window: Window) -> list[Row]:
    rows: list[Row] = []
    run, before = 0, ""
    for point in series:
        count = getattr(point.record, measure, None)
        covers = "" if point.record is None else coverage.words(point.record)
        if covers != before or count is None:
            run, before = run + 1, covers
        if point.record is None or count is None:
            continue
        if window.has(point.month.earliest) or window.has(point.month.latest):
            rows.append(_mark(coverage, point.month, point.record, measure) | {"run": f"{measure} {run}"})
    return rows


def _mark(coverage: _Coverage, month: PartialDate, record: Casualties, measure: str) -> Row:
    explained = coverage.mission.explain(record, measure)
    count = getattr(record, measure)
    others = [
        f"{show_value(claim.value, claim.bound)} ({claim.source.id})"
        for claim in explained.claims
        if claim.value != count
    ]
    covers = coverage.words(record)
    exclusions = f"; {record.exclusions}" if record.exclusions else ""
    return {
        "middle": moment(month.earliest.replace(day=15)),
        "month": str(month),
        "name": month.words(),
        "measure": measure,
        "what": measure,
        "fill": PAPER if record.partial else _MEASURES[measure],
        "count": count,
        "people": number(count),
        "others": "; ".join(dict.fromkeys(others)) or "none",
        "covers": covers,
        "exclusions": (covers + exclusions) if coverage.matters(record) else (record.exclusions or _NOT_SAID),
        "sources": coverage.sheet.named(explained.sources),
    }


def _rivals(
    coverage: _Coverage, counted: list[Month[Casualties]], window: Window, place: str | None, population: str
) -> list[Row]:
    """Other values for a month: revisions, and counts with a different scope."""
    mission = coverage.mission
    rows: list[Row] = []
    shown = {point.record.id: point.month for point in counted if point.record is not None}
    months = set(shown.values())
    for record in mission.casualties_in(place, population):
        month = shown.get(record.id) or (record.start if record.end is None and record.start in months else None)
        if month is None or not window.has(month.earliest):
            continue
        for measure in _MEASURES:
            value = getattr(record, measure)
            claims = mission.explain(record, measure).claims
            if record.id not in shown and value is not None:
                covers = record.exclusions or coverage.words(record)
                rows.append(
                    _rival(month, measure, value, covers, coverage.sheet.named(claim.source for claim in claims))
                )
            elif record.id in shown:
                rows += [
                    _rival(month, measure, claim.value, claim.note or "not said", claim.source.id)
                    for claim in claims
                    if claim.value not in (value, None)
                ]
    return rows


def _rival(month: PartialDate, measure: str, value: int, covers: str, sources: str) -> Row:
    return {
        "middle": moment(month.earliest.replace(day=15)),
        "month": str(month),
        "measure": measure,
        "what": f"{measure}, another count",
        "count": value,
        "people": number(value),
        "note": covers,
        "sources": sources,
    }


# By part of the country


def draw_by_governorate(sheet: Sheet, population: str, *, start: When | None, end: When | None) -> Layers:
    """Draw the number of people killed by part of the country; see :meth:`unami.charts.Charts.casualties`.

    Args:
        sheet: The sheet to draw on.
        population: Who is counted.
        start: First day, month or year.
        end: Last day, month or year.
    """
    mission = sheet.mission
    population = population_of(mission, population)
    who = population.replace("-", " ")
    parts = parts_of(mission)
    topic = f"Killed month by month, by {parts.kind}: {who}"
    series = {place.id: mission.casualty_series(place.id, population) for place in parts.places}
    known = [
        (code, point.month, point.record)
        for code, points in series.items()
        for point in points
        if point.record is not None and point.record.killed is not None
    ]
    days = [day for _, month, _ in known for day in (month.earliest, month.latest)]
    window = Window.of(start, end, mission, days, life=not days)
    known = [entry for entry in known if window.has(entry[1].earliest)]
    if not known:
        return sheet.nothing(topic, f"people killed by {parts.kind} ({who}) in this period")
    killed: Counter[str] = Counter()
    months: Counter[str] = Counter()
    for code, _, record in known:
        killed[code] += record.killed or 0
        months[code] += 1
    names = {place.id: place.name or place.id for place in parts.places}
    order = sorted(months, key=lambda code: (-killed[code], code))
    counts = [record.killed or 0 for _, _, record in known]
    edges = edges_for(max(counts))
    bands = bands_of(edges, counts)
    coverage = _Coverage(sheet)
    keys = {code: f"{code}|{names[code]} ({months[code]})" for code in order}
    rows = [
        {
            **_mark(coverage, month, record, "killed"),
            "row": keys[code],
            "place": names[code],
            "start": moment(month.earliest),
            "after": moment(Window(month.earliest, month.latest).after),
            "injured": number(record.injured),
            "band": bands[step_of(record.killed or 0, edges)],
        }
        for code, month, record in known
    ]
    lines = sheet.rows([keys[code] for code in order])
    width = sheet.plot(lines.left)
    x, y = time_axis(window, width), lines.y
    present = [band for band in bands if any(row["band"] == band for row in rows)]
    colour = alt.Color(
        "band:N",
        scale=alt.Scale(domain=present, range=[RAMP[bands.index(band)] for band in present]),
        sort=present,
        legend=sheet.legend(present, "Killed in the month", left=lines.left, symbolType="square"),
    )
    tip = {
        "place": "",
        "month": "Month",
        "people": "Killed",
        "injured": "Injured",
        "others": "Other counts",
        "exclusions": "Covers",
        "sources": "Sources",
    }
    layers = [
        alt.Chart(data({"row": keys[code]} for code in order))
        .mark_rule(color=FAINT, strokeDash=[1, 3])
        .encode(y=y, x=alt.value(0), x2=alt.value(width)),
        alt.Chart(data(rows), name="months")
        .mark_rect(stroke=PAPER, strokeWidth=0.5)
        .encode(x=x, x2="after:T", y=y, color=colour, tooltip=tips(**tip)),
    ]
    told = (
        "In brackets: the number of months for which a source names the place. A month on the dotted line has no "
        "figure, which is not zero."
    )
    silent = [place.name or place.id for place in parts.places if place.id not in months]
    left_out = f"No month for {listed(silent)}." if silent else ""
    chart = layered([*layers, sheet.note(left_out, left=lines.left)], width, alt.Step(22))
    return sheet.finish(chart, topic, _highest(rows), told)


def bands_of(edges: tuple[int, ...], numbers: Iterable[int]) -> list[str]:
    """Return the steps of a scale of numbers, in words.

    Args:
        edges: The first number of each step after the lowest.
        numbers: The numbers.

    Example:
        >>> bands_of((2, 5, 10), (30, 1, 7))
        ['1', '2 to 4', '5 to 9', '10 to 30']
    """
    known = list(numbers)
    starts = [min([*known, *(edge - 1 for edge in edges)]), *edges]
    ends = [*(edge - 1 for edge in edges), max(known)]
    return [f"{a:,}" if a == b else f"{a:,} to {b:,}" for a, b in zip(starts, ends, strict=True)]


def _highest(rows: list[Row]) -> str:
    """Which place has the highest count, in how many of the months in which there are several."""
    by_month: dict[str, list[Row]] = {}
    for row in rows:
        by_month.setdefault(row["month"], []).append(row)
    first: Counter[str] = Counter()
    several = [sorted(found, key=lambda row: -row["count"]) for found in by_month.values() if len(found) > 1]
    for found in several:
        if found[0]["count"] > found[1]["count"]:
            first[found[0]["place"]] += 1
    if not first:
        return ""
    ((place, often),) = first.most_common(1)
    return f"{place} has the highest count in {often} of {len(several)} months with figures for several places"
