"""iCalendar: events and elections for a calendar program."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from unami import __version__
from unami._base.extras import load
from unami._output.export.parts import mission_name, name_space
from unami.dates import PartialDate, Period
from unami.records import TABLES, record_class
from unami.records._table import table_of

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.export import Progress
    from unami.records._table import Table

__all__ = ["days_of", "write"]


def days_of(when: PartialDate | Period | None) -> tuple[date, date] | None:
    """The first and last day of something, if both are known exactly and without qualifier.

    Args:
        when: Its date or period.

    Example:
        >>> days_of(PartialDate.parse("2003-08-19"))
        (datetime.date(2003, 8, 19), datetime.date(2003, 8, 19))
        >>> days_of(PartialDate.parse("2003-08")) is days_of(PartialDate.parse("2003-08-19?")) is None
        True
    """
    first, last = (when.start, when.end) if isinstance(when, Period) else (when, when)
    ends = [end for end in (first, last) if isinstance(end, PartialDate) and end.is_day and not end.qualified]
    return (ends[0].earliest, ends[1].latest) if len(ends) == 2 else None


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write a calendar with an all-day entry for each event and each election on known days.

    A calendar cannot represent "some day in July": entries without an exact day are left out, and the description of
    the calendar says how many.

    Args:
        mission: The record.
        place: The file to make.
        progress: Called before each table.
    """
    icalendar = load("icalendar", "calendar", "an export to iCalendar")
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//unami//unami {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    entries, left_out = [], 0
    # Events come before elections, as in the name of the calendar.
    tables = [found for name in reversed(TABLES) if (found := table_of(record_class(name))).calendar]
    for number, table in enumerate(tables, 1):
        progress(table.name, number, len(tables))
        for record in mission.tables[table.name]:
            days = days_of(record.period)
            if days is None:
                left_out += 1
            else:
                entries.append((days, table, record))
    kinds = " and ".join(table.name for table in tables)
    name = f"{mission_name(mission)}: {kinds}"
    about = f"Data {mission.version}{f', {mission.view.label}' if mission.view.label else ''}."
    if left_out:
        about += f" {left_out} {kinds} are not here: no source gives their days."
    for key, value in (("name", name), ("x-wr-calname", name), ("description", about), ("x-wr-caldesc", about)):
        calendar.add(key, _line(value))
    for days, table, record in sorted(entries, key=lambda entry: (entry[0], entry[1].name, entry[2].id)):
        calendar.add_component(_entry(icalendar, mission, table, record, days))
    with open(place, "xb") as file:
        file.write(calendar.to_ical())


def _line(text: str) -> str:
    """A text without control characters, which iCalendar forbids, and byte order marks, which readers drop."""
    plain = text.replace("\ufeff", "")
    return "".join(" " if ord(sign) < 32 or 127 <= ord(sign) < 160 else sign for sign in plain)


def _entry(icalendar: Any, mission: Mission, table: Table, record: Any, days: tuple[date, date]) -> Any:
    entry = icalendar.Event()
    entry.add("uid", f"{table.name}/{record.id}@{name_space(mission).name}")
    entry.add("dtstamp", _stamp(mission.version))
    entry.add("dtstart", days[0])
    # The end of an entry is the day after its last day, unless that is the last day of the calendar.
    if days[1] < date.max:
        entry.add("dtend", days[1] + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    told = {key: [getattr(record, name) for name in names] for key, names in table.calendar.items()}
    entry.add("summary", _line(next(filter(None, told.get("summary", ())), record.id)))
    for kind in filter(None, told.get("categories", ())):
        entry.add("categories", [_line(kind)])
    for place in filter(None, told.get("location", ())):
        entry.add("location", _line(place))
    about = [*told.get("description", ()), *(f"Source: {source}" for source in mission.sources_of(record))]
    entry.add("description", "\n".join(_line(text) for text in about if text))
    return entry


def _stamp(version: str) -> datetime:
    """The creation time of the entries: the date of the data, so that the same data give the same file."""
    try:
        return datetime.strptime(version, "%Y.%m.%d").replace(tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
