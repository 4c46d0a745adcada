"""The timeline: leaders of the mission, mandates, and events."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import altair as alt
from attrs import frozen

from unami._mission.mandate import phases_of
from unami._output.charts.letters import width_of
from unami._output.charts.palette import AMBER, BAND, BLUE, FAINT, GREEN, INKS, PAPER, RED, SKY
from unami._output.charts.style import data, fitting, halo, layered, time_axis, tips
from unami._output.charts.times import Window, moment, pieces
from unami._output.charts.words import certain_and_possible
from unami._output.sections import adopted_text
from unami.dates import Certainty, Span, bounds_of

if TYPE_CHECKING:
    from unami._mission.mandate import Mandate
    from unami._mission.mission import Mission
    from unami._output.charts.style import Layers, Row, Sheet
    from unami.dates import When
    from unami.records.appointment import Appointment
    from unami.records.event import Event

__all__ = ["draw"]

_STEP = 17
"""Height of a row, in pixels."""

_SMALL = 10
"""Size of the letters in bars and of events, in pixels."""

_PHASES_ROW, _MANDATES_ROW = "#phases|Phases", "#mandates|Mandates (resolutions)"

_PHASES = {"initial": "Set up", "expanded": "Wider mandate", "closing": "Final term"}
"""The phases of the mission, by the relation of their first resolution."""

_SECTIONS = (
    ("head", None, "Heads of mission", BLUE),
    ("deputy", "political", "Deputies, political line", GREEN),
    ("deputy", "humanitarian", "Deputies, humanitarian line", AMBER),
)
"""Roles and lines of posts, with heading and colour."""

_TIP = {"what": "", "stated": "Stated", "sure": "Known", "sources": "Sources"}


@frozen
class _Section:
    """Rows of the timeline under one heading, with their marks."""

    keys: tuple[str, ...]
    bars: tuple[Row, ...]


def draw(sheet: Sheet, *, start: When | None, end: When | None, events: int) -> Layers:
    """Draw the timeline; see :meth:`unami.charts.Charts.timeline`.

    Args:
        sheet: The sheet to draw on.
        start: First day, month or year.
        end: Last day, month or year.
        events: Maximum number of events.
    """
    topic = "Who led the mission, under which mandate, and what happened"
    mission = sheet.mission
    tenures = [
        (heading, colour, _tenures(mission, role, line))
        for role, line, heading, colour in _SECTIONS
        if _tenures(mission, role, line)
    ]
    mandates = list(mission.mandates)
    spans = [tenure.span for _, _, found in tenures for tenure in found] + [mandate.span for mandate in mandates]
    window = Window.of(start, end, mission, [day for s in spans for day in (s.earliest_start, s.latest_end)])
    people = [_people(sheet, heading, colour, found, window) for heading, colour, found in tenures]
    chosen = _key_events(mission, window, events)
    # How wide the plot is depends on the names beside it, and what fits into it on its width.
    names = [key for section in people for key in section.keys] + [_PHASES_ROW, _MANDATES_ROW]
    width = sheet.plot(sheet.rows(names).left)
    sections = [_phases(sheet, mandates, window, width), _mandates(sheet, mandates, window, width), *people]
    lanes, points, texts = _events(sheet, chosen, window, width)
    keys = [key for section in sections for key in section.keys] + lanes
    if not keys:
        return sheet.nothing(topic, "leaders of the mission")
    bars = [bar for section in sections for bar in section.bars]
    bare = [section.keys[0] for section in people if section.keys]
    rows = sheet.rows(keys, bare=bare)
    width = sheet.plot(rows.left)
    x, y = time_axis(window, width), rows.y
    shown = {"x": x, "x2": "after:T", "y": y, "tooltip": tips(**_TIP)}
    possible = alt.Chart(data(bar for bar in bars if bar["certainty"] == "possible"), name="possible")
    certain = alt.Chart(data(bar for bar in bars if bar["certainty"] == "certain"), name="certain")
    height = alt.Size("height:Q", scale=None, legend=None)
    colour = {"size": height, **shown}
    rules = alt.Chart(data(points)).mark_rule(color=FAINT, strokeDash=[2, 3])
    layers = [
        # On a narrow picture they would cross the names.
        *([] if sheet.narrow else [rules.encode(x=x)]),
        possible.mark_bar(fillOpacity=0.28, strokeDash=[3, 2], strokeWidth=1.2).encode(
            fill=alt.Fill("colour:N", scale=None), stroke=alt.Stroke("colour:N", scale=None), **colour
        ),
        certain.mark_bar(strokeWidth=0.8).encode(
            fill=alt.Fill("colour:N", scale=None), stroke=alt.Stroke("edge:N", scale=None), **colour
        ),
        alt.Chart(data(bar for bar in bars if bar["label"]), name="labels")
        .mark_text(fontSize=_SMALL)
        .encode(x="middle:T", y=y, text="label:N", color=alt.Color("ink:N", scale=None), tooltip=tips(**_TIP)),
        alt.Chart(data(points), name="events")
        .mark_point(shape="diamond", filled=True, size=70, color=RED, opacity=1)
        .encode(x=x, y=y, tooltip=tips(**_TIP)),
    ]
    sides: tuple[tuple[str, Any, int], ...] = (("right", "left", 8), ("left", "right", -8))
    for side, align, dx in sides:
        layers += halo(
            f"events-{side}",
            [text for text in texts if text["side"] == side],
            {"align": align, "dx": dx, "fontSize": _SMALL},
            x=x,
            y=y,
            text="label:N",
            tooltip=tips(**_TIP),
        )
    told = (
        "Full colour: certainly in office. Pale with a dashed edge: possibly, because the exact day is unknown. Thin "
        "bars: acting, and not counted among the heads."
    )
    if chosen:
        told += f" Events: the {len(chosen)} with the most sources."
    heads = {bar["who"] for bar in bars if bar.get("heads")}
    ruled = {bar["what"] for bar in bars if bar["row"] == _MANDATES_ROW}
    finding = ""
    if heads and ruled:
        led = "1 person" if len(heads) == 1 else f"{len(heads)} people"
        under = "1 mandate" if len(ruled) == 1 else f"{len(ruled)} mandates"
        finding = f"{led} headed the mission under {under}"
    chart = layered([*layers, sheet.note(left=rows.left)], width, alt.Step(_STEP))
    return sheet.finish(chart, topic, finding, told)


# Who led


def _tenures(mission: Mission, role: str, line: str | None) -> list[Appointment]:
    posts = {post.id for post in mission.whole.posts if post.role == role and post.line == line}
    found = [
        tenure
        for tenure in mission.appointments
        if tenure.post in posts and not (tenure.span.earliest_start == date.min and tenure.span.latest_end == date.max)
    ]
    found.sort(key=lambda tenure: (tenure.span.latest_start, tenure.id))
    return found


def _people(sheet: Sheet, heading: str, colour: str, tenures: list[Appointment], window: Window) -> _Section:
    mission = sheet.mission
    keys = [f"#{heading}|{heading}"]
    bars: list[Row] = []
    for tenure in tenures:
        # A view may have a tenure without the name of its holder.
        known = (record.people.get(tenure.person) for record in (mission, mission.whole))
        name = next((person.name for person in known if person is not None and person.name), tenure.person)
        acting = " (acting)" if tenure.acting else ""
        key = f"{heading} {name}|{name}{acting}"
        common: Row = {
            "row": key,
            "what": f"{name}{acting}, {tenure.title or tenure.post}",
            "stated": _stated(tenure),
            "sure": certain_and_possible(tenure.span),
            "sources": sheet.named(mission.sources_of(tenure)),
            "who": name,
            "heads": heading == _SECTIONS[0][2] and not tenure.acting,
            "colour": colour,
            "edge": colour,
            "height": _STEP * (0.42 if tenure.acting else 0.78),
        }
        found = _bars(tenure.span, window, common)
        if found and key not in keys:
            keys.append(key)
        bars += found
    return _Section(tuple(keys), tuple(bars)) if bars else _Section((), ())


def _stated(tenure: Appointment) -> str:
    parts = [
        f"{words} {day}"
        for words, day in (
            ("announced", tenure.announced),
            ("took office", tenure.took_office),
            ("left office", tenure.left_office),
        )
        if day is not None
    ]
    parts += [tenure.derivation] if tenure.derivation else []
    return "; ".join(parts) or "no date"


def _bars(span: Span, window: Window, common: Row, label: str = "") -> list[Row]:
    return [
        {
            **common,
            "start": moment(piece.first),
            "after": moment(piece.after),
            "middle": moment(piece.first + (piece.after - piece.first) / 2),
            "certainty": str(piece.certainty),
            "label": label if piece.certainty is Certainty.CERTAIN else "",
            "ink": INKS[common["colour"]],
        }
        for piece in pieces(span, window)
    ]


# The mandate


def _mandates(sheet: Sheet, mandates: list[Mandate], window: Window, width: int) -> _Section:
    bars: list[Row] = []
    for place, mandate in enumerate(mandates):
        until = f", until {mandate.until}" if mandate.until else ""
        common: Row = {
            "row": _MANDATES_ROW,
            "what": f"{mandate.resolution.symbol or mandate.resolution.number}: {mandate.resolution.subject}",
            "stated": f"{adopted_text(mandate)}{until}",
            "sure": f"in force {certain_and_possible(mandate.span)}",
            "sources": sheet.named(sheet.mission.sources_of(mandate)),
            "colour": (SKY, BAND)[place % 2],
            "edge": PAPER,
            "height": _STEP * 0.9,
        }
        label = fitting(_width(mandate.span, window, width), str(mandate.resolution.number), size=_SMALL)
        bars += _bars(mandate.span, window, common, label)
    return _Section((_MANDATES_ROW,), tuple(bars)) if bars else _Section((), ())


def _phases(sheet: Sheet, mandates: list[Mandate], window: Window, width: int) -> _Section:
    bars: list[Row] = []
    phases = phases_of(mandates)
    for phase in phases:
        mandate, span = phase.mandate, phase.span
        ended = sheet.mission.ended
        if phase is phases[-1] and ended is not None and ended.earliest >= span.latest_start:
            # The mission can go on after its last known mandate.
            span = Span(span.earliest_start, span.latest_start, ended.earliest, ended.latest)
        name, number = _PHASES[phase.name], mandate.resolution.number
        common: Row = {
            "row": _PHASES_ROW,
            "what": f"{name}: from resolution {number} on",
            "stated": f"resolution {adopted_text(mandate)}",
            "sure": certain_and_possible(span),
            "sources": sheet.named(sheet.mission.sources_of(mandate)),
            "colour": BLUE,
            "edge": PAPER,
            "height": _STEP * 0.9,
        }
        label = fitting(_width(span, window, width), f"{name} (resolution {number})", name, size=_SMALL)
        bars += _bars(span, window, common, label)
    return _Section((_PHASES_ROW,), tuple(bars)) if bars else _Section((), ())


def _width(span: Span, window: Window, width: int) -> float:
    sure = [piece for piece in pieces(span, window) if piece.certainty is Certainty.CERTAIN]
    return sum(window.pixels(piece.first, piece.after, width) for piece in sure)


# What happened


def _key_events(mission: Mission, window: Window, most: int) -> list[Event]:
    """The events with the most sources, in chronological order."""
    placed = []
    for event in mission.events:
        if event.period is not None:
            first, last = bounds_of(event.period)
            if window.first <= last and first <= window.last:
                placed.append((len(mission.sources_of(event)), event))
    placed.sort(key=lambda pair: (-pair[0], pair[1].id))
    chosen = [(bounds_of(event.period)[0], event) for _, event in placed[: max(most, 0)] if event.period is not None]
    return [event for _, event in sorted(chosen, key=lambda pair: (pair[0], pair[1].id))]


def _events(sheet: Sheet, events: list[Event], window: Window, width: int) -> tuple[list[str], list[Row], list[Row]]:
    """Place the events in as few rows as their titles allow."""
    taken: list[list[tuple[float, float]]] = []
    points: list[Row] = []
    texts: list[Row] = []
    for event in events:
        first, last = bounds_of(event.period) if event.period is not None else (window.first, window.last)
        day = min(max(first + (last - first) / 2, window.first), window.last)
        at = window.pixels(window.first, day, width)
        side = "right" if width - at >= at or at + width_of(event.title or event.id, _SMALL) + 10 <= width else "left"
        title = _cut(event.title or event.id, (width - at if side == "right" else at) - 10)
        long = width_of(title, _SMALL)
        room = (at - 8, at + long + 16) if side == "right" else (at - long - 16, at + 8)
        lane = next((n for n, used in enumerate(taken) if all(room[1] < a or room[0] > b for a, b in used)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(room)
        row: Row = {
            "row": _lane(lane),
            "start": moment(day),
            "what": event.title or event.id,
            "stated": str(event.period),
            "sure": f"on {first}" if first == last else f"at some time from {first} to {last}",
            "sources": sheet.named(sheet.mission.sources_of(event)),
        }
        points.append(row)
        texts.append({**row, "label": title, "side": side})
    return [_lane(lane) for lane in range(len(taken))], points, texts


def _cut(title: str, pixels: float) -> str:
    """As much of a title as fits."""
    if width_of(title, _SMALL) <= pixels:
        return title
    kept = next((n for n in range(len(title), 0, -1) if width_of(f"{title[:n]}...", _SMALL) <= pixels), 0)
    return f"{title[:kept].rstrip()}..."


def _lane(number: int) -> str:
    return "#events|Key events" if number == 0 else f"events {number}|"
