"""Charts of disputes: the rival values of one field side by side, or all disputes counted."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import altair as alt

from unami._evidence.claim import CLASSIFIED, Dispute, stated
from unami._evidence.merge import Reason, agree
from unami._mission.label import label_in
from unami._output.charts.letters import width_of
from unami._output.charts.palette import BAND, BLUE, FAINT, GREY, INKS, PAPER, RAMP, RED
from unami._output.charts.style import data, fitting, layered, time_axis, tips
from unami._output.charts.times import Window, middle, moment
from unami._output.plain import named
from unami.dates import PartialDate
from unami.records._cell import show_value
from unami.records.source import Rank

if TYPE_CHECKING:
    from unami._evidence.claim import Claim, Explanation
    from unami._mission.mission import Mission
    from unami._output.charts.style import Layers, Row, Sheet

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

_SHADES = {
    Reason.RANK: RAMP[5],
    Reason.TIER: RAMP[4],
    Reason.PUBLICATION: RAMP[3],
    Reason.PRECISION: RAMP[2],
    Reason.EXACT: RAMP[1],
}
"""For each usual reason why a value was chosen over others, a shade: all differ in lightness."""

_OTHER_SHADE = RAMP[0]

_TITLE = 44
"""Maximum number of letters of the title of a source beside its line."""


# One field


def draw_one(sheet: Sheet, record: Any, field: str) -> Layers:
    """Draw the values that sources give for one field; see :meth:`unami.charts.Charts.disputes`.

    Args:
        sheet: The sheet to draw on.
        record: A record or an answer.
        field: Name of the field.
    """
    mission = sheet.mission
    explanation = mission.explain(record, field)
    name = explanation.field.replace("_", " ")
    of = _label(mission, explanation.table, explanation.record)
    topic = f"What the sources say: {name} of {of}"
    if not explanation.claims:
        return sheet.nothing(topic, f"this field ({name})")
    claims = sorted(explanation.claims, key=lambda claim: (_sort_key(claim.value), claim.source.tier, claim.source.id))
    rows = [_mark(sheet, place, claim, explanation) for place, claim in enumerate(claims)]
    shown_value = _said(mission, explanation, explanation.value, explanation.bound)
    lines = sheet.rows([row["row"] for row in rows], share=0.36)
    y = lines.y
    right = min(max(width_of(row["value"], 10) for row in rows) + 14, sheet.inner * 0.3)
    for row in rows:
        row["label"] = fitting(right, row["value"], size=10) or f"{row['value'][: int(right / 6)]}..."
    width = sheet.plot(lines.left, right)
    values = [claim.value for claim in claims]
    if all(isinstance(value, PartialDate) for value in values):
        x, layers = _on_time(rows, values, explanation.value, width)
    elif all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
        x, layers = _on_numbers(explanation, rows)
    else:
        x, layers = _as_words(shown_value, rows, width)
    present = [name for name in _LOOKS if any(row["standing"] == name for row in rows)]
    legend = sheet.legend(present, left=lines.left)
    colour = alt.Color(
        "standing:N", scale=alt.Scale(domain=present, range=[_LOOKS[name][0] for name in present]), legend=legend
    )
    shape = alt.Shape(
        "standing:N", scale=alt.Scale(domain=present, range=[_LOOKS[name][1] for name in present]), legend=legend
    )
    line = alt.Chart(data(rows)).mark_rule(color=FAINT, strokeDash=[1, 3])
    points = alt.Chart(data(rows), name="claims").mark_point(filled=True, size=90, opacity=1)
    names = alt.Chart(data(rows), name="values").mark_text(align="left", fontSize=10)
    drawn = [
        line.encode(y=y, x=alt.value(0), x2=alt.value(width)),
        *(layer.encode(y=y, color=colour) if layer.name == "reach" else layer for layer in layers),
        points.encode(x=x, y=y, color=colour, shape=shape, tooltip=tips(**_TIP)),
        names.encode(x=alt.value(width + 10), y=y, text="label:N"),
    ]
    told = f"The record shows {shown_value}: {explanation.reason}. The line or band marks that value."
    if not any(dispute.field == explanation.field for dispute in mission.disputes_of(record, related=False)):
        told += " The sources agree."
    against = dict.fromkeys(row["value"] for row in rows if row["standing"] == _AGAINST)
    said = f"{len(against) + 1} values" if len(against) > 2 else " or ".join((shown_value, *against))
    finding = f"{of}, {name}: {said}, depending on the source" if against else ""
    chart = layered([*drawn, sheet.note(below=44, left=lines.left)], width, alt.Step(17 if sheet.narrow else 20))
    return sheet.finish(chart, topic, finding, told)


def _said(mission: Mission, explanation: Explanation, value: Any, bound: str | None) -> str:
    """A value in words, with names instead of ids."""
    return show_value(named(value, explanation.table, explanation.field, mission), bound)


def _label(mission: Mission, table: str, record: str) -> str:
    """What a record is called; a tenure by the person and the post."""
    found = mission.whole.tables[table].get(record)
    label = label_in(mission, [table], record)
    if found is None or label != record or not hasattr(found, "person"):
        return label or record
    who = label_in(mission, ["people"], found.person) or found.person
    post = getattr(found, "post", None)
    return f"{who} as {label_in(mission, ['posts'], post) or post}" if post else who


def _sort_key(value: Any) -> tuple[str, Any]:
    if isinstance(value, PartialDate):
        return ("date", (value.earliest, value.latest))
    if isinstance(value, (int, float)):
        return ("number", value)
    return ("text", show_value(value))


def _mark(sheet: Sheet, place: int, claim: Claim, explanation: Explanation) -> Row:
    sheet.named([claim.source])
    agrees = agree(stated(claim.value, claim.bound), stated(explanation.value, explanation.bound))
    standing = _DEPRECATED if claim.rank is Rank.DEPRECATED else _AGREES if agrees else _AGAINST
    return {
        "row": f"{place}|{_source(claim)}",
        "value": _said(sheet.mission, explanation, claim.value, claim.bound),
        "number": claim.value if isinstance(claim.value, (int, float)) else None,
        "source": claim.source.id,
        "title": claim.source.title,
        "published": str(claim.source.published or "not known"),
        "locator": claim.locator or "not stated",
        "stated": claim.stated_as or (CLASSIFIED if claim.classified else "not kept"),
        "standing": standing,
        "note": claim.note or "none",
    }


def _on_time(rows: list[Row], values: list[PartialDate], shown: Any, width: int) -> tuple[alt.X, list[alt.Chart]]:
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
            .mark_rect(color=BAND, stroke=BLUE, strokeWidth=0.8)
            .encode(x=time_axis(window, width), x2="after:T")
        )
    layers.append(
        alt.Chart(data(rows), name="reach")
        .mark_rule(strokeWidth=4, opacity=0.4)
        .encode(x=time_axis(window, width), x2="after:T")
    )
    return time_axis(window, width, "middle"), layers


def _on_numbers(explanation: Explanation, rows: list[Row]) -> tuple[alt.X, list[alt.Chart]]:
    numbers = [row["number"] for row in rows]
    low, high = min(numbers), max(numbers)
    low = 0 if low >= 0 and low < (high - low) * 3 else low - (high - low or 1) * 0.2
    high += (high - low or 1) * 0.2
    whole = all(isinstance(number, int) for number in numbers)
    settings: dict[str, Any] = {"format": ",d", "tickMinStep": 1} if whole else {"format": ",~g"}
    axis = alt.Axis(labelFlush=True, labelBound=2, labelOverlap=True, **settings)
    name = explanation.field.replace("_", " ")
    x = alt.X("number:Q", title=name, scale=alt.Scale(domain=[low, high], nice=False), axis=axis)
    shown = alt.Chart(data([{"number": explanation.value}]), name="shown").mark_rule(color=BLUE, strokeWidth=2)
    return x, [shown.encode(x=x)]


def _as_words(shown_value: str, rows: list[Row], width: int) -> tuple[alt.X, list[alt.Chart]]:
    words = list(dict.fromkeys([shown_value, *(row["value"] for row in rows)]))
    limit = int(width / len(words)) - 4
    axis = alt.Axis(title=None, orient="top", labelAngle=0, labelLimit=limit, domain=False, ticks=False)
    x = alt.X("value:N", scale=alt.Scale(domain=words, paddingInner=0.1), axis=axis)
    shown = alt.Chart(data([{"value": words[0]}]), name="shown").mark_rect(color=BAND, stroke=BLUE, strokeWidth=0.8)
    return x, [shown.encode(x=x)]


def _source(claim: Claim) -> str:
    """The title of a source and the year, as the name of its line."""
    published = claim.source.published
    year = f" ({published.year})" if published is not None else ""
    return f"{shorten(claim.source.title, _TITLE, placeholder=' ...')}{year}".replace("|", "/")


# All disputes


def draw_all(sheet: Sheet) -> Layers:
    """Count the disputes by table and by the reason for the chosen value.

    Args:
        sheet: The sheet to draw on.
    """
    topic = "What the sources disagree about, and how it was settled"
    disputes = sheet.mission.disputes
    if not disputes:
        return sheet.nothing(topic, "contradictory values")
    groups: dict[tuple[str, Reason], list[Dispute]] = {}
    for dispute in disputes:
        groups.setdefault((dispute.table, dispute.reason), []).append(dispute)
    tables = [table for table, _ in Counter(dispute.table for dispute in disputes).most_common()]
    order = list(_SHADES)
    reasons = sorted({reason for _, reason in groups}, key=lambda reason: order.index(reason) if reason in order else 9)
    shades = [_SHADES.get(reason, _OTHER_SHADE) for reason in reasons]
    keys = {table: f"{table}|{table.replace('_', ' ').capitalize()}" for table in tables}
    lines = sheet.rows(list(keys.values()))
    width = sheet.plot(lines.left, 34)
    highest = max(Counter(dispute.table for dispute in disputes).values())
    reached: Counter[str] = Counter()
    rows: list[Row] = []
    for reason in reasons:
        for table in tables:
            found = groups.get((table, reason))
            if found:
                row = _counted(sheet, keys[table], reason, found, reached[table])
                row["label"] = fitting(len(found) / highest * width, str(len(found)), size=10)
                rows.append(row)
                reached[table] += len(found)
    totals = [{"row": keys[table], "count": reached[table]} for table in tables]
    y = lines.y
    apart = next(step for step in (1, 2, 5, 10, 20, 50, 100, highest) if highest / step <= width / 50)
    axis = alt.Axis(values=list(range(0, highest + 1, apart)), format="d", labelFlush=False)
    x = alt.X("below:Q", title="Number of disputed values", axis=axis, scale=alt.Scale(domain=[0, highest], nice=False))
    colour = alt.Color(
        "reason:N",
        scale=alt.Scale(domain=[str(reason) for reason in reasons], range=shades),
        sort=[str(reason) for reason in reasons],
        legend=sheet.legend(
            [str(reason) for reason in reasons],
            "From left to right, the value was chosen because",
            left=lines.left,
            symbolType="square",
        ),
    )
    tip = {
        "what": "",
        "reason": "Settled because",
        "count": "Disputes",
        "fields": "Of",
        "examples": "Such as",
        "sources": "Sources",
    }
    layers = [
        alt.Chart(data(rows), name="fields")
        .mark_bar(stroke=PAPER, strokeWidth=1.2, height={"band": 0.8})
        .encode(x=x, x2="reached:Q", y=y, color=colour, tooltip=tips(**tip)),
        alt.Chart(data(row for row in rows if row["label"]), name="counts")
        .mark_text(fontSize=10)
        .encode(x=alt.X("middle:Q"), y=y, text="label:N", color=alt.Color("ink:N", scale=None), tooltip=tips(**tip)),
        alt.Chart(data(totals), name="totals")
        .mark_text(align="left", dx=6, fontWeight="bold")
        .encode(x=alt.X("count:Q"), y=y, text="count:Q"),
    ]
    fields = {(dispute.table, dispute.field) for dispute in disputes}
    told = (
        f"Number of values, in {len(fields)} fields, for which sources give incompatible values. All of them are kept "
        "in the record."
    )
    shares = Counter(dispute.reason for dispute in disputes).most_common(2)
    finding = ""
    if len(disputes) > 1 and (len(shares) == 1 or shares[0][1] > shares[1][1]):
        finding = f"In {shares[0][1]} of {len(disputes)} disputes, the value shown stands because {shares[0][0]}"
    chart = layered([*layers, sheet.note(below=44, left=lines.left)], width, alt.Step(17))
    return sheet.finish(chart, topic, finding, told)


def _counted(sheet: Sheet, line: str, reason: Reason, found: list[Dispute], below: int) -> Row:
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    fields = [f"{name.replace('_', ' ')} {often}" for name, often in Counter(one.field for one in found).most_common()]
    names = dict.fromkeys(_label(sheet.mission, dispute.table, dispute.record) for dispute in found[:3])
    return {
        "row": line,
        "what": line.partition("|")[2],
        "reason": str(reason),
        "count": len(found),
        "below": below,
        "middle": below + len(found) / 2,
        "reached": below + len(found),
        "ink": INKS[_SHADES.get(reason, _OTHER_SHADE)],
        "fields": ", ".join(fields),
        "examples": ", ".join(names) + more,
        "sources": sheet.named(source for dispute in found for source in dispute.sources),
    }
