"""The state of the mission on every day, as one table for the page "On this date".

The library is asked for each day on which its answer can change. A section of the answer changes on fewer days: it has its
different states once, and the days from which each holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami._evidence.claim import Dispute
from unami._mission.panel import days_of
from unami._mission.snapshot import changing_days
from unami._output.export.site.titles import short_name
from unami._output.sections import PARTS, running_text, sections_of
from unami.records._table import table_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from unami._mission.mission import Mission
    from unami._output.export.site.addresses import Addresses
    from unami._output.sections import Line
    from unami.records.source import Source

__all__ = ["DAY", "days_table", "kind_of_line"]

DAY = "\x01"
"""Stands for the day asked for in a line that names it: a sign that no text of a package has."""


class _Numbers:
    """Values numbered in the order in which they first appear."""

    def __init__(self) -> None:
        self.numbers: dict[Hashable, int] = {}

    def of(self, value: Hashable) -> int:
        return self.numbers.setdefault(value, len(self.numbers))

    def values(self) -> list[Any]:
        return list(self.numbers)


def kind_of_line(record: Any) -> str:
    """The table of the record behind a line.

    Args:
        record: The record, or a dispute about one.
    """
    return record.table if isinstance(record, Dispute) else table_of(type(record)).name


def days_table(mission: Mission, addresses: Addresses) -> dict[str, Any]:
    """The table: its first and last day, and the titles, states, lines and sources.

    Args:
        mission: The mission.
        addresses: Addresses of its records.

    Returns:
        ``sections`` have a ``title``, the days from which their states hold, counted from the first (``starts``), and the
        number of each state (``states``). A state is a list of numbers of lines, or what a section without lines says;
        nothing for one that is left out. A line has a text, a detail, an address, the numbers of its sources, and those
        of the lines under it. A source has its id and a short name. ``running`` says whether the mission existed.
    """
    limits = days_of(mission)
    lines, sources, states, running = _Numbers(), _Numbers(), _Numbers(), _Numbers()

    def source(one: Source) -> int:
        return sources.of((one.id, short_name(one)))

    def number(line: Line, day: str) -> int:
        record = line.record
        href = None
        if isinstance(record, Dispute):
            href = addresses.of(record.table, record.record)
        elif record is not None:
            href = addresses.best(kind_of_line(record), record)
        text = line.told.replace(day, DAY) if record is None else line.told
        under = tuple(number(each, day) for each in line.under)
        return lines.of((text, line.detail, href, tuple(map(source, line.sources)), under))

    sections: dict[str, dict[str, Any]] = {}
    told: dict[str, list[int]] = {"starts": [], "states": []}
    for day in changing_days(mission, *limits) if limits else ():
        snapshot = mission.at(day)
        at = (day - limits[0]).days if limits else 0
        _change(told, at, running.of(running_text(snapshot)))
        found = {section.title: section for section in sections_of(snapshot, worded=True)}
        for title, section in found.items():
            kept = sections.setdefault(title, {"name": section.name, "title": title, "starts": [], "states": []})
            shown = tuple(number(line, str(day)) for line in section.lines)
            _change(kept, at, states.of(shown or section.none))
        for title in sections.keys() - found.keys():
            _change(sections[title], at, states.of(""))
    return {
        "first": str(limits[0]) if limits else None,
        "last": str(limits[1]) if limits else None,
        "running": {**told, "texts": running.values()},
        "sections": sorted(sections.values(), key=lambda section: PARTS.index(section["name"])),
        "states": states.values(),
        "lines": lines.values(),
        "sources": sources.values(),
    }


def _change(timeline: dict[str, Any], at: int, state: int) -> None:
    if not timeline["states"] or timeline["states"][-1] != state:
        timeline["starts"].append(at)
        timeline["states"].append(state)
