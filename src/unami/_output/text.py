"""Plain-text representations of snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._base.names import pick
from unami._base.text import in_styled_lines, words_of
from unami._output.sections import PARTS, heading, running_text, sections_of
from unami.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unami._base.text import Line
    from unami._mission.snapshot import Snapshot
    from unami.records.source import Source

__all__ = ["snapshot_lines", "snapshot_text"]


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

    def put(text: str, indent: int, sources: Sequence[Source] = (), style: str = "") -> None:
        cited = _cited(sources, all_sources=all_sources)
        parts = [(words_of(text), style), (words_of(cited), "dim")]
        lines.extend(in_styled_lines(parts, width, " " * indent, " " * (indent + 2)))

    put(heading(snapshot), 0, style="bold")
    if running_text(snapshot):
        put(f"({running_text(snapshot)})", 0)
    for section in sections_of(snapshot):
        if section.name not in chosen:
            continue
        lines.append(())
        put(section.title.upper(), 0, style="bold")
        disputed = section.name == "disputes"
        for line in section.lines:
            if disputed:
                put(f"{line.told}: {line.detail}", 2)
            else:
                put(line.told, 2, () if line.detail else line.sources)
                if line.detail:
                    put(line.detail, 4, line.sources)
            for under in line.under:
                # A value that agrees with the one shown is left out, unless all sources are asked for.
                if all_sources or not under.stands:
                    put(under.told if disputed else f"- {under.told}", 4, under.sources)
        if not section.lines:
            put(section.none, 2)
    lines.append(())
    put(f"Data {snapshot.version}. Sources in brackets; --sources names all of them.", 0)
    return lines


def _cited(sources: Sequence[Source], *, all_sources: bool) -> str:
    if not sources:
        return ""
    shown = sources if all_sources else sources[:2]
    more = f" +{len(sources) - len(shown)}" if len(sources) > len(shown) else ""
    return f"[{', '.join(source.id for source in shown)}{more}]"
