"""Casualties month by month, for one place or by part of the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from unami._mission.months import population_of
from unami._output.charts.style import BLUE, RED, data, finish, layered, note, nothing, rows_axis, time_axis, tips
from unami._output.charts.times import Window, moment
from unami._output.charts.words import listed, named, number
from unami.records._cell import show_value

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._mission.months import Month
    from unami._output.charts.style import Row
    from unami.dates import PartialDate, When
    from unami.records._sequence import Records
    from unami.records.humanitarian import Casualties

__all__ = ["draw", "draw_by_governorate"]

_MEASURES = {"killed": RED, "injured": BLUE}

_COVERS = {"included": "{} included", "excluded": "without {}", "civilians-only": "{}: civilians only"}
_SHAPES = {"included": "circle", "excluded": "triangle-down", "civilians-only": "square"}
_NOT_SAID = "not said"

_TIP = {
    "month": "Month",
    "what": "Measure",
    "people": "People",
    "others": "Other counts",
    "exclusions": "Covers",
    "sources": "Sources",
}


def draw(
    mission: Mission, place: str | None, population: str, *, start: When | None, end: When | None, width: int
) -> alt.LayerChart:
    """Draw the casualties of one place; see :meth:`unami.charts.Charts.casualties`.

    Args:
        mission: The record.
        place: Code or name of the place; the whole host country if left out.
        population: Who is counted.
        start: First day, month or year.
        end: Last day, month or year.
        width: Width, in pixels.
    """
    where = mission.area if place is None else mission.whole.place(place)
    if where is None:
        return nothing(mission, "Casualties month by month", width=width, what="places and casualties")
    population = population_of(mission, population)
    who = population.replace("-", " ")
    title = f"Casualties in {where.name or where.id}, month by month: {who}"
    series = mission.casualty_series(place, population)
    counted = [point for point in series if point.record is not None]
    days = [day for point in counted for day in (point.month.earliest, point.month.latest)]
    window = Window.of(start, end, mission, days, life=not days)
    coverage = _Coverage(mission)
    rows: list[Row] = []
    for measure in _MEASURES:
        rows += _line(coverage, series, measure, window)
    if not rows:
        return nothing(mission, title, width=width, what=f"monthly casualties ({who}) at this place and time")
    rivals = _rivals(coverage, counted, window, place, population)
    scale = alt.Scale(domain=list(_MEASURES), range=list(_MEASURES.values()))
    x, y = time_axis(window, "middle"), alt.Y("count:Q", title="Number of people in the month")
    colour = alt.Color("measure:N", scale=scale, legend=None)
    covers = list(dict.fromkeys(row["covers"] for row in rows))
    found = [point.record for point in counted if point.record is not None]
    shapes = {coverage.words(record): _SHAPES.get(record.parts_counted or "") for record in found}
    legend = alt.Legend() if any(shapes[name] for name in covers) else None
    shape = alt.Shape(
        "covers:N",
        scale=alt.Scale(domain=covers, range=[shapes[name] or "diamond" for name in covers]),
        legend=legend,
    )
    highest = {row["measure"]: row for row in sorted(rows, key=lambda row: row["count"])}
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
        .mark_point(filled=True, size=38, opacity=1)
        .encode(x=x, y=y, color=colour, shape=shape, tooltip=tips(**_TIP)),
        alt.Chart(data(highest.values()), name="names")
        .mark_text(dy=-13, fontWeight="bold")
        .encode(x=x, y=y, text="measure:N", color=colour),
    ]
    told = "Months without a count are left out, and no line crosses them."
    if rivals:
        told += " Short bars: other counts of the same month."
    chart = layered([*layers, note(mission, width)], width, 320)
    return finish(chart, mission, title, told, width=width)


class _Coverage:
    """Return which parts of a place the counts include, in words.

    Args:
        mission: The mission.
    """

    def __init__(self, mission: Mission) -> None:
        self.mission = mission
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
    run = 0
    for point in series:
        count = getattr(point.record, measure, None)
        if point.record is None or count is None:
            run += 1
        elif window.has(point.month.earliest) or window.has(point.month.latest):
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
        "measure": measure,
        "what": measure,
        "count": count,
        "people": number(count),
        "others": "; ".join(dict.fromkeys(others)) or "none",
        "covers": covers,
        "exclusions": (covers + exclusions) if coverage.matters(record) else (record.exclusions or _NOT_SAID),
        "sources": named(explained.sources),
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
                rows.append(_rival(month, measure, value, covers, named(claim.source for claim in claims)))
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


def draw_by_governorate(
    mission: Mission, population: str, *, start: When | None, end: When | None, width: int
) -> alt.LayerChart:
    """Draw the number of people killed by part of the country; see :meth:`unami.charts.Charts.casualties`.

    Args:
        mission: The record.
        population: Who is counted.
        start: First day, month or year.
        end: Last day, month or year.
        width: Width, in pixels.
    """
    population = population_of(mission, population)
    who = population.replace("-", " ")
    whole = mission.area
    parts = {place.id: place.kind for place in mission.whole.places if place != whole}
    codes = dict.fromkeys(
        count.place for count in mission.casualties.where(population=population) if count.place in parts
    )
    kinds = {parts[count.place] for count in mission.whole.casualties if count.place in parts}
    kind = ((kinds.pop() if len(kinds) == 1 else None) or "place").replace("-", " ")
    title = f"Killed month by month, by {kind}: {who}"
    series = {code: mission.casualty_series(code, population) for code in codes if code}
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
        return nothing(mission, title, width=width, what=f"people killed by {kind} ({who}) in this period")
    killed = {code: sum(record.killed or 0 for found, _, record in known if found == code) for code in series}
    names = {code: mission.whole.place(code).name or code for code in series}
    order = sorted(
        (code for code in killed if any(found == code for found, _, _ in known)), key=lambda c: (-killed[c], c)
    )
    coverage = _Coverage(mission)
    rows = [
        {
            **_mark(coverage, month, record, "killed"),
            "row": f"{code}|{names[code]}",
            "place": names[code],
            "start": moment(month.earliest),
            "after": moment(Window(month.earliest, month.latest).after),
            "injured": number(record.injured),
        }
        for code, month, record in known
    ]
    x, y = time_axis(window), rows_axis([f"{code}|{names[code]}" for code in order])
    colour = alt.Color(
        "count:Q",
        title="Killed in the month",
        scale=alt.Scale(scheme="viridis", reverse=True, type="sqrt"),
        legend=alt.Legend(title="Killed in the month", orient="top", gradientLength=220, titleFontWeight="normal"),
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
        alt.Chart(data({"row": f"{code}|{names[code]}"} for code in order))
        .mark_rule(color="#d5d5d5", strokeDash=[1, 3])
        .encode(y=y, x=alt.value(0), x2=alt.value(width)),
        alt.Chart(data(rows), name="months")
        .mark_rect(stroke="#ffffff", strokeWidth=0.5)
        .encode(x=x, x2="after:T", y=y, color=colour, tooltip=tips(**tip)),
    ]
    told = "Dark: more people killed. A month on the dotted line has no figure, which is not zero."
    chart = layered([*layers, note(mission, width)], width, alt.Step(22))
    return finish(chart, mission, title, told, width=width)
