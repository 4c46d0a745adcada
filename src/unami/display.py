"""How answers look: plain text for a terminal, HTML for a notebook."""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from attrs import fields, has

from unami.claims import show_value
from unami.collection import counted
from unami.dates import Certainty, PartialDate
from unami.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unami.collection import Records
    from unami.leadership import Incumbent
    from unami.mandate import Mandate
    from unami.records.humanitarian import Casualties
    from unami.records.staff import Office
    from unami.snapshot import Partner, Snapshot
    from unami.sources import Source

__all__ = ["records_html", "snapshot_html", "snapshot_text"]

_MOST_ROWS = 20
"""How many records a notebook shows before it says how many more there are."""

_MOST_CHARACTERS = 120
"""How much of a long text a cell of a notebook's table shows."""


# What is said of each line


def _maybe(certainty: Certainty) -> str:
    return "possibly " if certainty is Certainty.POSSIBLE else ""


def _since(incumbent: Incumbent) -> str:
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


def _holder(incumbent: Incumbent) -> str:
    acting = " (acting)" if incumbent.acting else ""
    return f"{_maybe(incumbent.certainty)}{incumbent.name}, {incumbent.post.name or incumbent.title}{acting}"


def _term(mandate: Mandate) -> str:
    until = str(mandate.until) if mandate.until else "an unknown day"
    worked_out = "" if mandate.resolution.mandate_until is not None else " (worked out from its length)"
    return f"adopted {mandate.start}, in force until {until}{worked_out}"


def _part(partner: Partner) -> str:
    affiliation = partner.affiliation
    start = f"from {affiliation.start}" if affiliation.start else "start not stated"
    end = f"until {affiliation.end}" if affiliation.end else "end not stated"
    return f"{start}, {end}"


_PARTS = {"parent": "answers to", "administers": "administered by", "supports": "supported by"}


def _surroundings(snapshot: Snapshot) -> list[tuple[str, list[tuple[str, Any]]]]:
    """The further parts of a snapshot: a title, and lines with the record whose sources they show."""
    names = {country.id: country.name or country.id for country in snapshot.countries}
    uniformed: list[tuple[str, Any]] = [(f"{count.month}: {count.total} in all", count) for count in snapshot.strength]
    uniformed += [
        (
            f"{names.get(given.country, given.country)}, {given.category}: {given.count}"
            + (f", {given.women} women" if given.women else ""),
            given,
        )
        for given in snapshot.contributions
    ]
    staff = [(f"{count.category} ({count.measure}, {count.as_of}): {count.count}", count) for count in snapshot.staff]
    offices = [(f"{office.place} ({office.kind}), {_term_of(office)}", office) for office in snapshot.offices]
    casualties = [
        (f"{count.start}, {count.population}{_anbar(count)}: {_toll(count)}", count) for count in snapshot.casualties
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
    governing = [(f"{leader.office}: {leader.name}", leader) for leader in snapshot.governing]
    events = [(str(event), event) for event in snapshot.events]
    country = snapshot.country.upper()
    parts: list[tuple[str, list[tuple[str, Any]]]] = [
        ("UNIFORMED PERSONNEL", uniformed),
        ("CIVILIAN STAFF", list(staff)),
        ("OFFICES", list(offices)),
        (f"CASUALTIES IN {country}" if country else "CASUALTIES", list(casualties)),
        ("BEFORE AND AFTER", around),
        (f"GOVERNMENT OF {country}" if country else "GOVERNMENT", list(governing)),
        ("EVENTS AROUND THE DATE", list(events)),
    ]
    return [(title, entries) for title, entries in parts if entries]


def _term_of(office: Office) -> str:
    start = f"from {office.start}" if office.start else "opening not stated"
    return f"{start}, until {office.end}" if office.end else start


def _anbar(count: Casualties) -> str:
    """Whether a count takes in Anbar: for months of fighting there the mission published both."""
    return "" if count.anbar is None else f" (Anbar: {count.anbar})"


def _toll(count: Casualties) -> str:
    killed = "?" if count.killed is None else count.killed
    injured = "?" if count.injured is None else count.injured
    return f"{killed} killed, {injured} injured"


# Text


def snapshot_text(snapshot: Snapshot, *, width: int = 80, all_sources: bool = False) -> str:
    """A snapshot as text.

    Args:
        snapshot: The snapshot.
        width: Columns of the terminal.
        all_sources: Whether to name all sources of a line, not only the first two.

    Example:
        >>> import unami
        >>> print(snapshot_text(unami.mission.at("2014-06-10")).splitlines()[0])
        United Nations Assistance Mission for Iraq on 2014-06-10
    """
    lines: list[str] = []

    def put(text: str, indent: int, sources: Sequence[Source] = ()) -> None:
        cited = _cited(sources, all_sources=all_sources)
        lines.extend(
            wrap(
                visible(f"{text} {cited}".strip()),
                width,
                initial_indent=" " * indent,
                subsequent_indent=" " * (indent + 2),
                break_on_hyphens=False,
            )
        )

    put(f"{snapshot.mission or 'The mission'} on {snapshot.when}", 0)
    if snapshot.running is not Certainty.CERTAIN:
        running = "it may not have existed yet, or no more" if snapshot.running else "the mission did not exist then"
        put(f"({running})", 0)
    lines += ["", "HEAD OF MISSION"]
    for incumbent in snapshot.heads:
        put(_holder(incumbent), 2)
        put(_since(incumbent), 4, snapshot.sources_of(incumbent))
    if not snapshot.heads:
        put("nobody known", 2)
    lines += ["", "DEPUTIES"]
    for incumbent in snapshot.deputies:
        put(_holder(incumbent), 2)
        put(_since(incumbent), 4, snapshot.sources_of(incumbent))
    if not snapshot.deputies:
        put("nobody known", 2)
    lines += ["", "MANDATE"]
    for mandate in snapshot.mandates:
        resolution = mandate.resolution
        put(f"{_maybe(mandate.certainty)}{resolution.symbol or resolution.number}: {resolution.subject}", 2)
        put(_term(mandate), 4, snapshot.sources_of(mandate))
    if not snapshot.mandates:
        put("none", 2)
    if snapshot.tasks:
        lines += ["", "TASKS"]
        for category, entries in snapshot.tasks.group_by("category").items():
            put(str(category), 2)
            for entry in entries:
                put(f"- {entry.text} ({entry.resolution}, {entry.paragraph})", 4, snapshot.sources_of(entry))
    if snapshot.partners:
        lines += ["", "RUN BY"]
        for partner in snapshot.partners:
            put(f"{_maybe(partner.certainty)}{_PARTS[partner.role]} the {partner.organization}", 2)
            put(_part(partner), 4, snapshot.sources_of(partner))
    for title, facts in _surroundings(snapshot):
        lines += ["", title]
        for text, record in facts:
            put(text, 2, snapshot.sources_of(record))
    if snapshot.disputes:
        lines += ["", "DISPUTED"]
        for dispute in snapshot.disputes:
            put(f"{dispute.record}, {dispute.field}: shown {show_value(dispute.value)} ({dispute.reason})", 2)
            for rival in dispute.rivals if all_sources else dispute.against or dispute.rivals:
                put(f"{show_value(rival.value)}", 4, rival.sources)
    lines.append("")
    put(f"Data {snapshot.version}. Sources in brackets; --sources names all of them.", 0)
    return "\n".join(lines)


def _cited(sources: Sequence[Source], *, all_sources: bool) -> str:
    if not sources:
        return ""
    shown = sources if all_sources else sources[:2]
    more = f" +{len(sources) - len(shown)}" if len(sources) > len(shown) else ""
    return f"[{', '.join(source.id for source in shown)}{more}]"


# HTML


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], caption: str) -> str:
    header = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>"


def _link(address: str, text: str) -> str:
    # Nothing else is made a link: a package of somebody else's could have a script for an address.
    if address.startswith(("https://", "http://")):
        return f'<a href="{escape(address)}">{escape(text)}</a>'
    return escape(text)


def _cell(value: object) -> str:
    if isinstance(value, str) and value.startswith(("https://", "http://")):
        return _link(value, _short(value))
    if value is None or value == ():
        return ""
    if isinstance(value, PartialDate):
        return f"<time>{value}</time>"
    return escape(_short(show_value(value)))


def _short(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 3] + "..."


def _html_row(item: Any, names: Sequence[str]) -> list[str]:
    return [_cell(getattr(item, name)) for name in names]


def records_html(records: Records[Any]) -> str:
    """Records as an HTML table: the columns that any of them fills, and the first rows.

    Args:
        records: The records.

    Example:
        >>> import unami
        >>> "<caption>1 resolution</caption>" in records_html(unami.mission.resolutions[:1])
        True
    """
    if not records:
        return f"<p>0 {escape(records.kind)}</p>"
    shown = records[:_MOST_ROWS]
    kind = type(shown[0])
    if hasattr(kind, "certainty"):
        # Answers hold whole records; what a reader wants of them are their own short properties.
        properties = [name for name in dir(kind) if isinstance(getattr(kind, name), property)]
        candidates = [name for name in properties if name != "span"] + ["certainty"]
    elif has(kind):
        candidates = [attribute.name for attribute in fields(kind)]
    else:
        candidates = []
    names = [name for name in candidates if any(_cell(getattr(item, name)) for item in shown)]
    rows = [_html_row(item, names) for item in shown]
    table = _table(names, rows, counted(len(records), records.kind))
    rest = len(records) - len(shown)
    return table + (f"<p>and {rest} more</p>" if rest else "")


def snapshot_html(snapshot: Snapshot) -> str:
    """A snapshot as HTML: one table with a row for each line.

    Args:
        snapshot: The snapshot.
    """
    rows: list[list[str]] = []

    def put(what: str, text: str, detail: str, sources: Sequence[Source]) -> None:
        links = ", ".join(_link(s.url, s.id) if s.url else escape(s.id) for s in sources[:3])
        more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
        rows.append([escape(what), escape(text), escape(detail), links + more])

    for what, incumbents in (("head", snapshot.heads), ("deputy", snapshot.deputies)):
        for incumbent in incumbents:
            put(what, _holder(incumbent), _since(incumbent), snapshot.sources_of(incumbent))
    for mandate in snapshot.mandates:
        put("mandate", str(mandate.resolution.symbol), _term(mandate), snapshot.sources_of(mandate))
    for entry in snapshot.tasks:
        detail = f"{entry.category}; {entry.resolution}, {entry.paragraph}"
        put("task", str(entry.text), detail, snapshot.sources_of(entry))
    for partner in snapshot.partners:
        put(
            _PARTS[partner.role],
            f"{_maybe(partner.certainty)}{partner.organization}",
            _part(partner),
            snapshot.sources_of(partner),
        )
    for title, facts in _surroundings(snapshot):
        for text, record in facts:
            put(title.lower(), text, "", snapshot.sources_of(record))
    for dispute in snapshot.disputes:
        sides = "; ".join(show_value(rival.value) for rival in dispute.rivals)
        put("disputed", f"{dispute.record}, {dispute.field}", sides, dispute.sources)
    return _table(("line", "what", "when", "sources"), rows, f"{snapshot.mission} on {snapshot.when}")
