"""Plain-text representations, and phrases shared with notebooks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from attrs import evolve

from unami._base.names import pick
from unami._base.text import in_styled_lines, words_of
from unami._mission.label import line_of, named_elsewhere, with_label
from unami._mission.nothing import why_other
from unami._output.plain import name_of, named
from unami.dates import Certainty
from unami.errors import UnknownName
from unami.records._cell import show_value
from unami.records._figure import edged
from unami.records._line import counted, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unami._base.text import Line
    from unami._evidence.claim import Dispute
    from unami._mission.mandate import Mandate
    from unami._mission.mission import Mission
    from unami._mission.snapshot import Partner, Snapshot
    from unami._mission.tenure import Incumbent
    from unami.records.government import HostLeader
    from unami.records.humanitarian import Casualties
    from unami.records.source import Source
    from unami.records.staff import Office
    from unami.records.task import MandateTask

__all__ = [
    "PARTS",
    "adopted_text",
    "disputed_texts",
    "disputed_value",
    "holder_text",
    "mandate_text",
    "part_text",
    "partner_text",
    "since_text",
    "snapshot_lines",
    "snapshot_text",
    "sources_by_line",
    "surroundings",
    "task_text",
    "term_text",
]


# Phrases about single lines


def _maybe(certainty: Certainty | None) -> str:
    return "possibly " if certainty is Certainty.POSSIBLE else ""


def since_text(incumbent: Incumbent) -> str:
    """Return the known beginning and end of a tenure, in words.

    Args:
        incumbent: The holder.
    """
    appointment = incumbent.appointment
    parts = []
    if appointment.announced is not None:
        parts.append(f"announced {appointment.announced}")
    if appointment.took_office is not None:
        parts.append(f"in office since {appointment.took_office}")
    elif appointment.seen_in_office:
        parts.append(f"start not stated, first seen in office {appointment.seen_in_office[0]}")
    if appointment.left_office is not None:
        parts.append(f"until {appointment.left_office}")
    elif appointment.not_after is not None:
        parts.append(f"end not stated, at the latest {appointment.not_after}")
    return ", ".join(parts)


def holder_text(incumbent: Incumbent) -> str:
    """Return the holder and the post.

    Args:
        incumbent: The holder.
    """
    acting = " (acting)" if incumbent.acting else ""
    holder = f"{incumbent.name}, {incumbent.post.name or incumbent.title}{acting}"
    return holder if incumbent.named else named_elsewhere(holder)


def partner_text(partner: Partner) -> str:
    """Return the name of an organization.

    Args:
        partner: The organization in its role.
    """
    return partner.name if partner.named else named_elsewhere(partner.name)


def mandate_text(mandate: Mandate) -> str:
    """Return the resolution of a mandate, and what it is about.

    Args:
        mandate: The mandate.
    """
    resolution = mandate.resolution
    return line(resolution.symbol or f"resolution {resolution.number}", says=resolution.subject)


def task_text(task: MandateTask, mission: Mission | None) -> str:
    """Return a task, and where it is set.

    Args:
        task: The task.
        mission: The mission, for names in place of ids.
    """
    set_by = name_in(mission, "mandate_tasks", "resolution", task.resolution)
    return f"{task.text or name_in(mission, 'mandate_tasks', 'task', task.task)} ({line(set_by, task.paragraph)})"


def name_in(mission: Mission | None, table: str, field: str, value: Any) -> Any:
    """Return the value of a field with names in place of ids, if the mission is known.

    Args:
        mission: The mission, if it is known.
        table: Table of the record.
        field: Name of the field.
        value: The value.
    """
    return value if mission is None else named(value, table, field, mission)


def disputed_texts(snapshot: Snapshot) -> list[tuple[str, Dispute]]:
    """Return what each dispute of a snapshot is about: the record by its name, with its id where two have one name.

    Args:
        snapshot: The snapshot.
    """
    mission = snapshot.disputes.mission
    names = {
        (each.table, each.record): (mission and name_of(each.table, each.record, mission)) or each.record
        for each in snapshot.disputes
    }
    shared = Counter(names.values())
    texts = []
    for each in snapshot.disputes:
        name = names[each.table, each.record]
        own = f" ({each.record})" if shared[name] > 1 else ""
        texts.append((f"{name}{own}, {each.field}", each))
    return texts


def disputed_value(value: Any, bound: str | None, dispute: Dispute, mission: Mission | None) -> str:
    """Return a value in a dispute, with names in place of ids.

    Args:
        value: The value.
        bound: Its edge, if it is a number that is not exact.
        dispute: The dispute.
        mission: The mission, for names.
    """
    return show_value(name_in(mission, dispute.table, dispute.field, value), bound)


def adopted_text(mandate: Mandate) -> str:
    """Return when the resolution of a mandate was adopted, in words.

    Args:
        mandate: The mandate.
    """
    return f"adopted {mandate.start}" if mandate.start else "adopted on a day not stated"


def term_text(mandate: Mandate) -> str:
    """Return when a mandate was in force, in words.

    Args:
        mandate: The mandate.
    """
    until = str(mandate.until) if mandate.until else "an unknown day"
    worked_out = "" if mandate.resolution.mandate_until is not None else " (worked out from its length)"
    return f"{adopted_text(mandate)}, in force until {until}{worked_out}"


def part_text(partner: Partner) -> str:
    """Return when an organization had its role, in words.

    Args:
        partner: The organization in its role.
    """
    affiliation = partner.affiliation
    start = f"from {affiliation.start}" if affiliation.start else "start not stated"
    end = f"until {affiliation.end}" if affiliation.end else "end not stated"
    return f"{start}, {end}"


_PARTS = {"parent": "answers to", "administers": "administered by", "supports": "supported by"}


def surroundings(snapshot: Snapshot) -> list[tuple[str, str, list[tuple[str, Any]]]]:
    """Return the additional parts of a snapshot: names, titles, and lines with the records whose sources they show, if any.

    Args:
        snapshot: The snapshot.
    """
    mission = snapshot.contributions.mission
    uniformed: list[tuple[str, Any]] = [(f"{count.month}: {count.total} in all", count) for count in snapshot.strength]
    uniformed += [
        (
            line(
                name_in(mission, "contributions", "country", given.country),
                given.category,
                says=counted(given.count, given.bound) or "number not stated",
            )
            + (f", {given.women} women" if given.women else ""),
            given,
        )
        for given in snapshot.contributions
    ]
    uniformed += [
        (
            _maybe(snapshot.contingents.certainty_of(unit))
            + str(evolve(unit, country=name_in(mission, "contingents", "country", unit.country))),
            unit,
        )
        for unit in snapshot.contingents
    ]
    staff: list[tuple[str, Any]] = [(remark, None) for remark in why_other(snapshot.staff)]
    staff += [
        (
            f"{count.category} ({line(count.measure, count.as_of)}): "
            + (counted(count.count, count.bound) or "number not stated"),
            count,
        )
        for count in snapshot.staff
    ]
    offices = [
        (
            _maybe(snapshot.offices.certainty_of(office))
            + line(f"{office.place or office.id}{f' ({office.kind})' if office.kind else ''}", _term_of(office)),
            office,
        )
        for office in snapshot.offices
    ]
    places = {place.id: place.name or place.id for place in snapshot.places}
    casualties = [
        (f"{count.start}, {count.population}{_parts_of(count, places)}: {_toll(count)}", count)
        for count in snapshot.casualties
    ]
    around: list[tuple[str, Any]] = []
    for label, record in (
        ("last election", snapshot.last_election),
        ("next election", snapshot.next_election),
        ("last report", snapshot.last_report),
        ("last meeting of the Council", snapshot.last_meeting),
    ):
        if record is not None:
            around.append((f"{label}: {record}", record))
    governing = [
        (
            _maybe(snapshot.governing.certainty_of(leader)) + line(leader.office, says=_name(leader, mission)),
            leader,
        )
        for leader in snapshot.governing
    ]
    events = [(line_of(mission, event) if mission else str(event), event) for event in snapshot.events]
    country = snapshot.country
    parts: list[tuple[str, str, list[tuple[str, Any]]]] = [
        ("personnel", "Uniformed personnel", uniformed),
        ("staff", "Civilian staff", staff),
        ("offices", "Offices", list(offices)),
        ("casualties", f"Casualties in {country}" if country else "Casualties", list(casualties)),
        ("before-and-after", "Before and after", around),
        ("government", f"Government of {country}" if country else "Government", list(governing)),
        ("events", "Events around the date", list(events)),
    ]
    return [(name, title, entries) for name, title, entries in parts if entries]


def _name(leader: HostLeader, mission: Mission | None) -> str:
    known = with_label(mission, leader) if mission else leader
    name = known.name or known.id
    return name if known is leader else named_elsewhere(name)


def _term_of(office: Office) -> str:
    start = f"from {office.start}" if office.start else "opening not stated"
    return f"{start}, until {office.end}" if office.end else start


def _parts_of(count: Casualties, names: Mapping[str, str]) -> str:
    """The parts of the country that a count includes or excludes: a mission can publish both for one month."""
    if count.parts_counted is None:
        return ""
    return f" ({', '.join(names.get(part, part) for part in count.parts)}: {count.parts_counted})"


def _toll(count: Casualties) -> str:
    killed = "?" if count.killed is None else edged(count.killed, count.killed_bound)
    injured = "?" if count.injured is None else edged(count.injured, count.injured_bound)
    return f"{killed} killed, {injured} injured"


# Text


def sources_by_line(snapshot: Snapshot) -> dict[str, tuple[Source, ...]]:
    """Return the sources of all lines of a snapshot, by line id.

    Args:
        snapshot: The snapshot.
    """
    return {entry.id: entry.sources for entry in reversed(snapshot.evidence)}


PARTS = (
    "head",
    "deputies",
    "mandate",
    "tasks",
    "partners",
    "personnel",
    "staff",
    "offices",
    "casualties",
    "before-and-after",
    "government",
    "events",
    "disputes",
)
"""Names of the parts of a snapshot, in order."""


def snapshot_text(snapshot: Snapshot, *, width: int = 80) -> str:
    """Return a snapshot as text.

    Args:
        snapshot: The snapshot.
        width: Width of the terminal.

    Example:
        >>> import unami
        >>> print(snapshot_text(unami.mission.at("2014-06-10")).splitlines()[0])
        United Nations Assistance Mission for Iraq on 2014-06-10
    """
    return "\n".join("".join(text for text, _ in line) for line in snapshot_lines(snapshot, width=width))


def snapshot_lines(
    snapshot: Snapshot, *, width: int = 80, all_sources: bool = False, only: Iterable[str] = ()
) -> list[Line]:
    """Return the lines of a snapshot, with the style of their type: titles bold, sources dim.

    Args:
        snapshot: The snapshot.
        width: Width of the terminal.
        all_sources: Whether to name all sources of a line instead of the first two.
        only: Names of the parts to show; all if none is given.

    Raises:
        UnknownName: There is no such part.

    Example:
        >>> import unami
        >>> lines = snapshot_lines(unami.mission.at("2014-06-10"), only=["head"])
        >>> lines[2], len(lines)
        ((('HEAD OF MISSION', 'bold'),), 8)
    """
    chosen = {pick(name, PARTS, UnknownName, "part of a snapshot") for name in only} or set(PARTS)
    lines: list[Line] = []
    sources_of = sources_by_line(snapshot)

    def put(text: str, indent: int, sources: Sequence[Source] = (), style: str = "") -> None:
        cited = _cited(sources, all_sources=all_sources)
        parts = [(words_of(text), style), (words_of(cited), "dim")]
        lines.extend(in_styled_lines(parts, width, " " * indent, " " * (indent + 2)))

    def begins(part: str, title: str) -> bool:
        if part in chosen:
            lines.append(())
            put(title.upper(), 0, style="bold")
        return part in chosen

    put(f"{snapshot.mission or 'The mission'} on {snapshot.when}", 0, style="bold")
    if snapshot.running is not Certainty.CERTAIN:
        running = "it may not have existed yet, or no more" if snapshot.running else "the mission did not exist then"
        put(f"({'no source of this view tells when it existed' if snapshot.silent else running})", 0)
    for part, title, holders in (
        ("head", "Head of mission", snapshot.heads),
        ("deputies", "Deputies", snapshot.deputies),
    ):
        if begins(part, title):
            for incumbent in holders:
                put(_maybe(incumbent.certainty) + holder_text(incumbent), 2)
                put(since_text(incumbent), 4, sources_of[incumbent.id])
            if not holders:
                put("nobody known", 2)
    if begins("mandate", "Mandate"):
        for mandate in snapshot.mandates:
            put(f"{_maybe(mandate.certainty)}{mandate_text(mandate)}", 2)
            put(term_text(mandate), 4, sources_of[mandate.id])
        if not snapshot.mandates:
            put("none", 2)
    if snapshot.tasks and begins("tasks", "Tasks"):
        for category, entries in snapshot.tasks.group_by("category").items():
            put(str(category or "no field of work stated"), 2)
            for entry in entries:
                put(f"- {task_text(entry, snapshot.tasks.mission)}", 4, sources_of[entry.id])
    if snapshot.partners and begins("partners", "Run by"):
        for partner in snapshot.partners:
            put(f"{_maybe(partner.certainty)}{_PARTS[partner.role]} the {partner_text(partner)}", 2)
            put(part_text(partner), 4, sources_of[partner.id])
    for part, title, facts in surroundings(snapshot):
        if begins(part, title):
            for text, record in facts:
                put(text, 2, sources_of[record.id] if record else ())
    if snapshot.disputes and begins("disputes", "Disputed"):
        mission = snapshot.disputes.mission
        for about, dispute in disputed_texts(snapshot):
            shown = disputed_value(dispute.value, dispute.bound, dispute, mission)
            put(f"{about}: shown {shown} ({dispute.reason})", 2)
            for rival in dispute.rivals if all_sources else dispute.against or dispute.rivals:
                put(disputed_value(rival.value, rival.bound, dispute, mission), 4, rival.sources)
    lines.append(())
    put(f"Data {snapshot.version}. Sources in brackets; --sources names all of them.", 0)
    return lines


def _cited(sources: Sequence[Source], *, all_sources: bool) -> str:
    if not sources:
        return ""
    shown = sources if all_sources else sources[:2]
    more = f" +{len(sources) - len(shown)}" if len(sources) > len(shown) else ""
    return f"[{', '.join(source.id for source in shown)}{more}]"
