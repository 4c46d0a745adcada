"""Charts of disputes: the rival values of one field side by side, or all disputes counted."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import altair as alt

from unami._evidence.claim import CLASSIFIED, Dispute, stated
from unami._evidence.merge import Reason, agree
from unami._output.charts.style import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    PURPLE,
    RED,
    SKY,
    Row,
    data,
    finish,
    layered,
    note,
    nothing,
    rows_axis,
    time_axis,
    tips,
)
from unami._output.charts.times import Window, middle, moment
from unami._output.charts.words import named
from unami.dates import PartialDate
from unami.records._cell import show_value
from unami.records.source import Rank

if TYPE_CHECKING:
    from unami._evidence.claim import Claim, Explanation
    from unami._mission.mission import Mission

__all__ = ["draw_all", "draw_one"]

_AGREES, _AGAINST, _DEPRECATED = "fits the value shown", "contradicts it", "set aside by the curators"
_LOOKS = {_AGREES: (BLUE, "circle"), _AGAINST: (RED, "diamond"), _DEPRECATED: (GREY, "cross")}

_TIP = {
    "value": "Says",
    "source": "Source",
    "title": "Title",
    "published": "Published",
    "locator": "Where",
    "stated": "In the words",
    "standing": "It",
    "note": "Note",
}

_COLOURS = {
    Reason.RANK: GREEN,
    Reason.TIER: RED,
    Reason.PRECISION: PURPLE,
    Reason.PUBLICATION: SKY,
    Reason.TIE: AMBER,
    Reason.SILENCE: GREY,
}
"""A colour for each reason why a value was chosen over others."""


# One field


def draw_one(mission: Mission, record: Any, field: str, *, width: int) -> alt.LayerChart:
    """Draw the values that sources give for one field; see :meth:`unami.charts.Charts.disputes`.

    Args:
        mission: The record.
        record: A record or an answer.
        field: Name of the field.
        width: Width, in pixels.
    """
    explanation = mission.explain(record, field)
    name = explanation.field.replace("_", " ")
    title = f"What the sources say: {name} of {explanation.record}"
    if not explanation.claims:
        return nothing(mission, title, width=width, what=f"this field ({name})")
    claims = sorted(explanation.claims, key=lambda claim: (_sort_key(claim.value), claim.source.tier, claim.source.id))
    rows = [_mark(place, claim, explanation) for place, claim in enumerate(claims)]
    y = rows_axis([row["row"] for row in rows])
    values = [claim.value for claim in claims]
    if all(isinstance(value, PartialDate) for value in values):
        x, layers = _on_time(rows, values, explanation.value)
    elif all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
        x, layers = _on_numbers(explanation, rows)
    else:
        x, layers = _as_words(explanation, rows)
    present = [name for name in _LOOKS if any(row["standing"] == name for row in rows)]
    colour = alt.Color("standing:N", scale=alt.Scale(domain=present, range=[_LOOKS[name][0] for name in present]))
    shape = alt.Shape("standing:N", scale=alt.Scale(domain=present, range=[_LOOKS[name][1] for name in present]))
    line = alt.Chart(data(rows)).mark_rule(color="#dddddd", strokeDash=[1, 3])
    points = alt.Chart(data(rows), name="claims").mark_point(filled=True, size=90, opacity=1)
    names = alt.Chart(data(rows), name="values").mark_text(align="left", fontSize=10.5)
    drawn = [
        line.encode(y=y, x=alt.value(0), x2=alt.value(width)),
        *(layer.encode(y=y, color=colour) if layer.name == "reach" else layer for layer in layers),
        points.encode(x=x, y=y, color=colour, shape=shape, tooltip=tips(**_TIP)),
        names.encode(x=alt.value(width + 8), y=y, text="value:N"),
    ]
    told = f"The record shows {show_value(explanation.value, explanation.bound)}: {explanation.reason}. The line or band marks that value."
    if not any(dispute.field == explanation.field for dispute in mission.disputes_of(record, related=False)):
        told += " The sources agree."
    chart = layered([*drawn, note(mission, width, below=44)], width, alt.Step(20))
    return finish(chart, mission, title, told, width=width)


def _sort_key(value: Any) -> tuple[str, Any]:
    if isinstance(value, PartialDate):
        return ("date", (value.earliest, value.latest))
    if isinstance(value, (int, float)):
        return ("number", value)
    return ("text", show_value(value))


def _mark(place: int, claim: Claim, explanation: Explanation) -> Row:
    agrees = agree(stated(claim.value, claim.bound), stated(explanation.value, explanation.bound))
    standing = _DEPRECATED if claim.rank is Rank.DEPRECATED else _AGREES if agrees else _AGAINST
    return {
        "row": f"{place}|{claim.source.id}",
        "value": show_value(claim.value, claim.bound),
        "number": claim.value if isinstance(claim.value, (int, float)) else None,
        "source": claim.source.id,
        "title": claim.source.title,
        "published": str(claim.source.published or "not known"),
        "locator": claim.locator or "not stated",
        "stated": claim.stated_as or (CLASSIFIED if claim.classified else "not kept"),
        "standing": standing,
        "note": claim.note or "none",
    }


def _on_time(rows: list[Row], values: list[PartialDate], shown: Any) -> tuple[alt.X, list[alt.Chart]]:
    spans = [value.reach for value in [*values, *([shown] if isinstance(shown, PartialDate) else [])]]
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    margin = max((last - first) / 15, timedelta(days=3))
    window = Window(first - margin, last + margin)
    for row, value in zip(rows, values, strict=True):
        a, b = value.reach
        row |= {"start": moment(a), "after": moment(Window(a, b).after), "middle": middle(a, b)}
    layers = []
    if isinstance(shown, PartialDate):
        a, b = shown.reach
        band = {"start": moment(a), "after": moment(Window(a, b).after)}
        layers.append(
            alt.Chart(data([band]), name="shown")
            .mark_rect(color="#dcecf7", stroke=BLUE, strokeWidth=0.8)
            .encode(x=time_axis(window), x2="after:T")
        )
    layers.append(
        alt.Chart(data(rows), name="reach")
        .mark_rule(strokeWidth=4, opacity=0.4)
        .encode(x=time_axis(window), x2="after:T")
    )
    return time_axis(window, "middle"), layers


def _on_numbers(explanation: Explanation, rows: list[Row]) -> tuple[alt.X, list[alt.Chart]]:
    numbers = [row["number"] for row in rows]
    low, high = min(numbers), max(numbers)
    low = 0 if low >= 0 and low < (high - low) * 3 else low - (high - low or 1) * 0.2
    high += (high - low or 1) * 0.2
    whole = all(isinstance(number, int) for number in numbers)
    axis = alt.Axis(format=",d", tickMinStep=1) if whole else alt.Axis(format=",~g")
    name = explanation.field.replace("_", " ")
    x = alt.X("number:Q", title=name, scale=alt.Scale(domain=[low, high], nice=False), axis=axis)
    shown = alt.Chart(data([{"number": explanation.value}]), name="shown").mark_rule(color=BLUE, strokeWidth=2)
    return x, [shown.encode(x=x)]


def _as_words(explanation: Explanation, rows: list[Row]) -> tuple[alt.X, list[alt.Chart]]:
    words = list(dict.fromkeys([show_value(explanation.value, explanation.bound), *(row["value"] for row in rows)]))
    axis = alt.Axis(title=None, orient="top", labelAngle=0, labelLimit=150, domain=False, ticks=False)
    x = alt.X("value:N", scale=alt.Scale(domain=words, paddingInner=0.1), axis=axis)
    shown = alt.Chart(data([{"value": words[0]}]), name="shown").mark_rect(
        color="#dcecf7", stroke=BLUE, strokeWidth=0.8
    )
    return x, [shown.encode(x=x)]


# All disputes


def draw_all(mission: Mission, *, width: int) -> alt.LayerChart:
    """Count the disputes by field and by the reason for the chosen value.

    Args:
        mission: The record.
        width: Width, in pixels.
    """
    title = "What the sources disagree about, and how it was settled"
    disputes = mission.disputes
    if not disputes:
        return nothing(mission, title, width=width, what="contradictory values")
    fields = Counter((dispute.table, dispute.field) for dispute in disputes)
    often = [key for key, count in fields.most_common() if count > 1]
    rest = len(fields) - len(often)
    keys = {key: f"{key[0]}.{key[1]}|{key[0].replace('_', ' ')}: {key[1].replace('_', ' ')}" for key in often}
    others = f"others|{rest} fields with one dispute each"
    groups: dict[tuple[str, Reason], list[Dispute]] = {}
    for dispute in disputes:
        groups.setdefault((keys.get((dispute.table, dispute.field), others), dispute.reason), []).append(dispute)
    reasons = [reason for reason in Reason if any(found is reason for _, found in groups)]
    lines = [*keys.values(), *([others] if rest else [])]
    reached: Counter[str] = Counter()
    rows: list[Row] = []
    for reason in reasons:
        for line in lines:
            found = groups.get((line, reason))
            if found:
                rows.append(_counted(line, reason, found, reached[line]))
                reached[line] += len(found)
    totals = [{"row": line, "count": reached[line]} for line in lines]
    y = rows_axis(lines)
    x = alt.X("below:Q", title="Number of disputed values", axis=alt.Axis(tickMinStep=1))
    colour = alt.Color(
        "reason:N",
        scale=alt.Scale(
            domain=[str(reason) for reason in reasons], range=[_COLOURS.get(reason, BLUE) for reason in reasons]
        ),
        legend=alt.Legend(title="The value was chosen because", titleFontWeight="normal", columns=2),
    )
    tip = {"what": "", "reason": "Settled because", "count": "Disputes", "examples": "Such as", "sources": "Sources"}
    layers = [
        alt.Chart(data(rows), name="fields")
        .mark_bar(stroke="#ffffff", strokeWidth=0.8, height={"band": 0.76})
        .encode(x=x, x2="reached:Q", y=y, color=colour, tooltip=tips(**tip)),
        alt.Chart(data(totals), name="totals")
        .mark_text(align="left", dx=5, fontSize=10.5)
        .encode(x=alt.X("count:Q"), y=y, text="count:Q"),
    ]
    told = (
        f"{len(disputes)} values of {len(fields)} fields are disputed: sources give incompatible values. All "
        "of them are kept in the record."
    )
    chart = layered([*layers, note(mission, width, below=44)], width, alt.Step(17))
    return finish(chart, mission, title, told, width=width)


def _counted(line: str, reason: Reason, found: list[Dispute], below: int) -> Row:
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return {
        "row": line,
        "what": line.partition("|")[2],
        "reason": str(reason),
        "count": len(found),
        "below": below,
        "reached": below + len(found),
        "examples": ", ".join(dispute.record for dispute in found[:3]) + more,
        "sources": named(source for dispute in found for source in dispute.sources),
    }
