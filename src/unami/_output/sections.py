"""A snapshot as titled sections of lines, each with its record and sources: what every display of a snapshot shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._output.text import (
    disputed_texts,
    disputed_value,
    holder_text,
    mandate_text,
    maybe,
    part_text,
    partner_text,
    role_text,
    since_text,
    sources_by_line,
    surroundings,
    task_text,
    term_text,
)
from unami.dates import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._mission.snapshot import Snapshot
    from unami.records.source import Source

__all__ = ["Line", "Section", "running_text", "sections_of"]


@frozen
class Line:
    """A line of a snapshot.

    Args:
        text: What it says.
        detail: What it says in a second line, such as the limits of a tenure.
        record: The record behind it, if there is one.
        sources: Its sources, best tier first.
        under: The lines under it: the tasks in a field of work, the values in a dispute.
    """

    text: str
    detail: str = ""
    record: Any = None
    sources: tuple[Source, ...] = ()
    under: tuple[Line, ...] = ()


@frozen
class Section:
    """A titled section of a snapshot.

    Args:
        title: Its title.
        lines: Its lines.
        none: What it says if it has no lines; empty for sections that are then left out.
    """

    title: str
    lines: tuple[Line, ...]
    none: str = ""


def running_text(snapshot: Snapshot) -> str:
    """Return whether the mission existed, in words; empty if it certainly did.

    Args:
        snapshot: The snapshot.

    Example:
        >>> import unami
        >>> running_text(unami.mission.at("2002-01-01"))
        'the mission did not exist then'
    """
    if snapshot.running is Certainty.CERTAIN:
        return ""
    if snapshot.silent:
        return "no source of this view tells when it existed"
    return "it may not have existed yet, or no more" if snapshot.running else "the mission did not exist then"


def sections_of(snapshot: Snapshot) -> tuple[Section, ...]:
    """Return the sections of a snapshot.

    Args:
        snapshot: The snapshot.

    Example:
        >>> import unami
        >>> [section.title for section in sections_of(unami.mission.at("2014-06-10"))][:3]
        ['Head of mission', 'Deputies', 'Mandate']
    """
    return tuple(section for section in _sections(snapshot) if section.lines or section.none)


def _sections(snapshot: Snapshot) -> Iterator[Section]:
    sources_of = sources_by_line(snapshot)
    for title, holders in (("Head of mission", snapshot.heads), ("Deputies", snapshot.deputies)):
        lines = (
            Line(maybe(each.certainty) + holder_text(each), since_text(each), each.behind, sources_of[each.id])
            for each in holders
        )
        yield Section(title, tuple(lines), "nobody known")
    mandates = (
        Line(maybe(each.certainty) + mandate_text(each), term_text(each), each.behind, sources_of[each.id])
        for each in snapshot.mandates
    )
    yield Section("Mandate", tuple(mandates), "none")
    fields = (
        Line(
            str(category or "no field of work stated"),
            under=tuple(
                Line(task_text(each, snapshot.tasks.mission), record=each, sources=sources_of[each.id])
                for each in entries
            ),
        )
        for category, entries in snapshot.tasks.group_by("category").items()
    )
    yield Section("Tasks", tuple(fields))
    partners = (
        Line(
            f"{maybe(each.certainty)}{role_text(each)} the {partner_text(each)}",
            part_text(each),
            each.behind,
            sources_of[each.id],
        )
        for each in snapshot.partners
    )
    yield Section("Run by", tuple(partners))
    for _, title, facts in surroundings(snapshot):
        yield Section(
            title,
            tuple(
                Line(text, record=record, sources=() if record is None else sources_of[record.id])
                for text, record in facts
            ),
        )
    yield Section("Disputed", tuple(_disputed(snapshot)))


def _disputed(snapshot: Snapshot) -> Iterator[Line]:
    mission = snapshot.disputes.mission
    for about, dispute in disputed_texts(snapshot):
        shown = disputed_value(dispute.value, dispute.bound, dispute, mission)
        rivals = (
            Line(disputed_value(rival.value, rival.bound, dispute, mission), sources=rival.sources)
            for rival in dispute.rivals
        )
        yield Line(f"{about}: shown {shown} ({dispute.reason})", record=dispute, under=tuple(rivals))
