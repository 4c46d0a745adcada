"""The tasks of two mandates, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
from attrs import frozen

from unami._output.charts.palette import BLUE, GREEN, GREY, GRID, INK, PURPLE, RED
from unami._output.charts.style import data, halo, layered, tips, wrapped

if TYPE_CHECKING:
    from unami._mission.mandate import Mandate
    from unami._output.charts.style import Layers, Row, Sheet
    from unami.records.task import MandateTask

__all__ = ["draw"]

_GROUPS = {
    "new": ("New", "+", GREEN),
    "reworded": ("Reworded", "~", PURPLE),
    "kept": ("Kept in the same words", "=", BLUE),
    "gone": ("Gone", "\u2013", RED),
}
"""The heading, the sign and the colour of each group."""

_LINE, _GAP = 14, 8
"""Height of a line, and the room between two tasks, in pixels."""

_TIP = {"name": "", "group": "Between the two", "paragraphs": "Where", "sources": "Sources"}


@frozen
class _Compared:
    """One task in two mandates."""

    name: str
    group: str
    before: tuple[MandateTask, ...]
    after: tuple[MandateTask, ...]


def draw(sheet: Sheet, first: Mandate | None, second: Mandate | None) -> Layers:
    """Draw two mandates side by side; see :meth:`unami.charts.Charts.mandates`.

    Args:
        sheet: The sheet to draw on.
        first: The one mandate.
        second: The other.
    """
    if first is None or second is None:
        return sheet.nothing("The tasks of two mandates", "two mandates")
    topic = f"Tasks under {_name(first)} and under {_name(second)}"
    compared = _compare(sheet, first, second)
    if not compared:
        return sheet.nothing(topic, "the tasks of these mandates")
    gutter = 18
    column = (sheet.plot() - gutter - 12) / 2
    rows: list[Row] = []
    texts: list[Row] = []
    down = 0.0
    for key, (heading, sign, _) in _GROUPS.items():
        own = [one for one in compared if one.group == key]
        if not own:
            continue
        rows.append({"at": down + 8, "group": key, "sign": "", "name": f"{heading} ({len(own)})", "kind": "heading"})
        down += 24
        for one in own:
            words = [_wording(part) for part in (one.before, one.after)]
            name = wrapped(one.name, sheet.inner - gutter, bold=True)
            lines = [wrapped(said, column, 11) if said else [] for said in words]
            rows.append(
                {
                    "at": down,
                    "group": heading,
                    "sign": sign,
                    "name": "\n".join(name),
                    "kind": "task",
                    "paragraphs": "; ".join(_place(entry) for entry in (*one.before, *one.after)) or "not stated",
                    "sources": sheet.named(
                        source for entry in (*one.before, *one.after) for source in sheet.mission.sources_of(entry)
                    ),
                }
            )
            down += len(name) * _LINE + 2
            texts += [
                {"at": down, "side": side, "words": "\n".join(said)}
                for side, said in zip(("before", "after"), lines, strict=True)
                if said
            ]
            down += max(len(said) for said in lines) * _LINE + _GAP
        down += 6
    height = int(down)
    y = alt.Y("at:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None)
    sides = {"before": gutter, "after": gutter + column + 12}
    layers = [
        alt.Chart(data([{}]), name="middle")
        .mark_rule(color=GRID, aria=False)
        .encode(x=alt.value(sides["after"] - 6), y=alt.value(0), y2=alt.value(height)),
        alt.Chart(data([{"words": _name(first).capitalize()}]), name="first")
        .mark_text(align="left", baseline="bottom", fontWeight="bold", color=INK, dy=-8)
        .encode(x=alt.value(sides["before"]), y=alt.value(0), text="words:N"),
        alt.Chart(data([{"words": _name(second).capitalize()}]), name="second")
        .mark_text(align="left", baseline="bottom", fontWeight="bold", color=INK, dy=-8)
        .encode(x=alt.value(sides["after"]), y=alt.value(0), text="words:N"),
    ]
    for key, (heading, _, colour) in _GROUPS.items():
        layers += [
            alt.Chart(data(r for r in rows if r["kind"] == "heading" and r["group"] == key), name=f"heading-{key}")
            .mark_text(align="left", baseline="middle", fontSize=12, fontWeight="bold", color=colour)
            .encode(x=alt.value(0), y=y, text="name:N"),
            alt.Chart(data(r for r in rows if r["kind"] == "task" and r["group"] == heading), name=f"sign-{key}")
            .mark_text(align="center", baseline="top", fontSize=13, fontWeight="bold", color=colour)
            .encode(x=alt.value(6), y=y, text="sign:N", tooltip=tips(**_TIP)),
        ]
    layers += halo(
        "tasks",
        [row for row in rows if row["kind"] == "task"],
        {"align": "left", "baseline": "top", "fontWeight": "bold", "lineBreak": "\n", "lineHeight": _LINE},
        x=alt.value(gutter),
        y=y,
        text="name:N",
        tooltip=tips(**_TIP),
    )
    for side, at in sides.items():
        layers.append(
            alt.Chart(data(row for row in texts if row["side"] == side), name=side)
            .mark_text(align="left", baseline="top", lineBreak="\n", lineHeight=_LINE, color=GREY)
            .encode(x=alt.value(at), y=y, text="words:N")
        )
    counts = {key: sum(one.group == key for one in compared) for key in _GROUPS}
    said = [f"{count} {_GROUPS[key][0].lower().split(' ')[0]}" for key, count in counts.items() if count]
    finding = f"From {_short(first)} to {_short(second)}: {', '.join(said)} of {len(compared)} tasks"
    told = "The wording is our own summary of what each resolution asks."
    chart = layered([*layers, sheet.note(below=10)], sheet.plot(), height)
    return sheet.finish(chart, topic, finding, told)


def _name(mandate: Mandate) -> str:
    year = f", {mandate.start.year}" if mandate.start else ""
    return f"resolution {mandate.resolution.number or mandate.resolution.id}{year}"


def _short(mandate: Mandate) -> str:
    return f"resolution {mandate.resolution.number or mandate.resolution.id}"


def _place(entry: MandateTask) -> str:
    return f"resolution {entry.resolution}, {entry.paragraph or 'paragraph not stated'}"


def _wording(entries: tuple[MandateTask, ...]) -> str:
    return "; ".join(dict.fromkeys(entry.text or "in force, wording not stated" for entry in entries))


def _compare(sheet: Sheet, first: Mandate, second: Mandate) -> list[_Compared]:
    """Compare the tasks with which two mandates began, in the order of the second."""
    before, after = (_by_task(mandate) for mandate in (first, second))
    names = {task.id: task.name for task in sheet.mission.whole.tasks}
    # What was reworded on the way, in a resolution between the two.
    between = [resolution.id for resolution in sheet.mission.resolutions if _lies_between(resolution, first, second)]
    reworded = {
        entry.task
        for entry in sheet.mission.mandate_tasks
        if entry.resolution in between and entry.change in ("reworded", "added")
    }
    compared = []
    for task in dict.fromkeys((*after, *before)):
        old, new = before.get(task, ()), after.get(task, ())
        if old and new:
            group = "reworded" if task in reworded and _wording(old) != _wording(new) else "kept"
        else:
            group = "new" if new else "gone"
        compared.append(_Compared(names.get(task) or task, group, old, new))
    return compared


def _by_task(mandate: Mandate) -> dict[str, tuple[MandateTask, ...]]:
    found: dict[str, list[MandateTask]] = {}
    for entry in mandate.tasks:
        found.setdefault(entry.task, []).append(entry)
    return {task: tuple(entries) for task, entries in found.items()}


def _lies_between(resolution: Any, first: Mandate, second: Mandate) -> bool:
    """Whether a resolution was adopted after the earlier of two mandates, and not after the later."""
    days = sorted(mandate.span.earliest_start for mandate in (first, second))
    return resolution.adopted is not None and days[0] < resolution.adopted.earliest <= days[1]
