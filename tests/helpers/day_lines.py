"""What the library says on each day of a year, in the form in which the site's page of the day has it."""

from __future__ import annotations

from datetime import date
from typing import Any

from helpers.inside import sections_of
from unami import Certainty, mission

__all__ = ["lines_of_year"]


def lines_of_year(year: int) -> list[tuple[bool, list[list[Any]]]]:
    """For each day of a year, whether the mission may have run, and the sections with their lines.

    Thousands of snapshots take minutes, and several times as long while coverage is measured: call it in processes of
    its own.
    """
    days = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
    return [_lines_on(date.fromordinal(day)) for day in days]


def _lines_on(day: date) -> tuple[bool, list[list[Any]]]:
    snapshot = mission.at(day)
    sections = sections_of(snapshot, worded=True)
    told = [[each.title, "" if each.lines else each.none, [_plain(line) for line in each.lines]] for each in sections]
    return snapshot.running is not Certainty.CERTAIN, told


def _plain(line: Any) -> list[Any]:
    return [line.told, line.detail, [source.id for source in line.sources], [_plain(each) for each in line.under]]
