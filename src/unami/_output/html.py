"""Notebook representations: HTML of limited size, without scripts, legible in light and dark themes.

Colour is never the only sign. A date known only to the month or year has a dotted underline and a tooltip; an empty
circle means possible, a full one certain.
"""

from __future__ import annotations

from functools import singledispatch
from html import escape
from typing import TYPE_CHECKING, Any

from attrs import fields, has

from unami._evidence.claim import CLASSIFIED, Claim, Dispute, Explanation
from unami._mission.mission import Mission
from unami._mission.nothing import why_other
from unami._mission.snapshot import Snapshot
from unami._output.text import (
    disputed_texts,
    disputed_value,
    holder_text,
    mandate_text,
    part_text,
    partner_text,
    since_text,
    sources_by_line,
    surroundings,
    task_text,
    term_text,
)
from unami.dates import Certainty, PartialDate, Period
from unami.records._cell import show_value
from unami.records._sequence import Records, counted
from unami.records.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["html_of"]

_MOST_ROWS = 20
"""Maximum number of records shown; further ones are only counted."""

_MOST_LINES = 12
"""Maximum number of lines of one kind in a snapshot."""

_MOST_CHARACTERS = 120
"""Maximum length of a text in a cell of a table."""

_MOST_SOURCES = 3
"""Maximum number of sources named in a cell."""

_STYLE = (
    ".unami{max-width:100%;color:inherit}"
    ".unami .scroll{overflow-x:auto;max-width:100%}"
    ".unami table{border-collapse:collapse;width:max-content;background:transparent;color:inherit;margin:.3em 0}"
    ".unami caption{caption-side:top;text-align:left;font-weight:bold;padding:.2em 0;color:inherit}"
    ".unami th,.unami td{text-align:left;vertical-align:top;padding:.2em .7em .2em 0;max-width:30em;"
    "border-bottom:1px solid rgba(128,128,128,.4);overflow-wrap:break-word;white-space:normal;"
    "background:transparent;color:inherit}"
    ".unami td.number{text-align:right;font-variant-numeric:tabular-nums}"
    ".unami time{white-space:nowrap}"
    ".unami time.coarse{text-decoration:underline dotted}"
    ".unami .possible{font-style:italic}"
    ".unami a{color:inherit;text-decoration:underline}"
    ".unami p{margin:.3em 0;overflow-wrap:anywhere}"
)


# Parts of a page


def _page(body: str) -> str:
    return f'<div class="unami"><style>{_STYLE}</style>{body}</div>'


def _table(head: Iterable[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A table of HTML cells; the first cell of a row is its heading."""
    header = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>' + "".join(_td(cell) for cell in row[1:]) + "</tr>" for row in rows
    )
    label = escape(caption)
    # A scrolling region must be reachable by keyboard, and then it needs a name.
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table><caption>{label}</caption>'
        f"<thead><tr>{header}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _td(cell: str) -> str:
    number = cell.replace(".", "", 1).removeprefix("-").isdigit()
    return f'<td class="number">{cell}</td>' if number else f"<td>{cell}</td>"


def _link(address: str, text: str, title: str = "") -> str:
    hint = f' title="{escape(title)}"' if title else ""
    # Link only web addresses: an untrusted package could use a javascript: address.
    if address.startswith(("https://", "http://")):
        return f'<a href="{escape(address)}"{hint}>{escape(text)}</a>'
    return f"<span{hint}>{escape(text)}</span>" if hint else escape(text)


def _short(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 3] + "..."


def _date(date: PartialDate) -> str:
    if date.is_day and not date.qualified:
        return f'<time datetime="{date}">{date}</time>'
    known = [] if date.is_day else [f"known to the {date.precision}"]
    if date.qualified:
        known.append("not certain" if date.uncertain else "approximate")
    stamp = str(date).rstrip("?~%")
    return f'<time class="coarse" datetime="{stamp}" title="{", ".join(known)}">{date}</time>'


def _certainty(certainty: Certainty) -> str:
    mark = {Certainty.CERTAIN: "●", Certainty.POSSIBLE: "◐", Certainty.NO: "○"}[certainty]
    return f'<span class="{certainty}"><span aria-hidden="true">{mark} </span>{certainty}</span>'


def _cell(value: object) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, PartialDate):
        return _date(value)
    if isinstance(value, Period):
        return " / ".join(_date(end) if isinstance(end, PartialDate) else escape(str(end)) for end in _ends(value))
    if isinstance(value, Certainty):
        return _certainty(value)
    if isinstance(value, str) and value.startswith(("https://", "http://")):
        return _link(value, _short(value))
    if isinstance(value, Records):
        return escape(counted(len(value), value.kind))
    return escape(_short(show_value(value)))


def _ends(period: Period) -> tuple[object, ...]:
    return (period.start,) if period.start == period.end else (period.start, period.end)


def _sources(sources: Sequence[Source]) -> str:
    links = ", ".join(_link(source.url or "", source.id, str(source)) for source in sources[:_MOST_SOURCES])
    more = len(sources) - _MOST_SOURCES
    return links + (f" and {more} more" if more > 0 else "")


# Records


def _shown_names(record_class: type[Any]) -> list[str]:
    """The columns of a table: the fields; for an answer composed of records, its own short properties."""
    if not has(record_class):
        return []
    stored = [attribute.name for attribute in fields(record_class)]
    if "certainty" not in stored:
        return stored
    own = [name for name in vars(record_class) if isinstance(getattr(record_class, name), property)]
    names = [name for name in own if name not in ("behind", "span")]
    return [*names, "certainty"]


@singledispatch
def html_of(record: Any) -> str:
    """Return a record as a table with a row for each known field; other classes have forms of their own.

    Args:
        record: A record, or an answer such as a leader.

    Example:
        >>> import unami
        >>> "<caption>Post srsg</caption>" in html_of(unami.mission.posts["srsg"])
        True
    """
    names = _shown_names(type(record))
    rows = [[escape(name.replace("_", " ")), cell] for name in names if (cell := _cell(getattr(record, name)))]
    return _page(_table(("field", "value"), rows, f"{type(record).__name__} {record.id}"))


@html_of.register(Records)
def _(records: Records[Any]) -> str:
    """Return records as a table: the columns with any value, their sources, and the first rows.

    Args:
        records: The records.

    Example:
        >>> import unami
        >>> "<caption>1 resolution</caption>" in html_of(unami.mission.resolutions[:1])
        True
    """
    why = "".join(f"<p>{escape(line)}</p>" for line in records.why_none or why_other(records))
    if not records:
        return _page(f"<p>0 {escape(records.kind)}</p>{why}")
    shown = records[:_MOST_ROWS]
    names = [name for name in _shown_names(type(shown[0])) if any(_cell(getattr(item, name)) for item in shown)]
    rows = [[_cell(getattr(item, name)) for name in names] for item in shown]
    if names and records.mission is not None and not isinstance(shown[0], Source):
        names.append("sources")
        for row, item in zip(rows, shown, strict=True):
            row.append(_sources(records.mission.sources_of(item).items))
    table = _table(names, rows if names else [], counted(len(records), records.kind))
    rest = len(records) - len(shown)
    return _page(why + table + (f"<p>and {rest} more</p>" if rest else ""))


# Evidence


@html_of.register(Source)
def _(source: Source) -> str:
    """Return a source as a footnote with its link and its tier.

    Args:
        source: The source.
    """
    note = f"<p>{escape(source.note)}</p>" if source.note else ""
    link = f"<p>{_link(source.url, source.url)}</p>" if source.url else ""
    kind = f"{source.kind}, tier {source.tier}" if source.tier else "decision of the curators"
    return _page(f"<p>{escape(str(source))}</p>{link}<p>{escape(f'{source.id}: {kind}')}</p>{note}")


def _figure(value: Any, bound: str | None) -> str:
    """A value with the edge of a number."""
    return escape(show_value(value, bound)) if bound else _cell(value) or "not stated"


def _claims_html(caption: str, value: Any, bound: str | None, claims: Sequence[Claim], after: str) -> str:
    rows = [
        [
            _figure(claim.value, claim.bound),
            ("stands" if (claim.value, claim.bound) == (value, bound) else "")
            or ("set aside" if claim.rank.value == "deprecated" else ""),
            _sources((claim.source,)),
            escape(_short(claim.locator)),
            escape(_short("; ".join([CLASSIFIED] * claim.classified + [claim.stated_as] * bool(claim.stated_as)))),
            escape(_short(claim.note)),
        ]
        for claim in claims[:_MOST_ROWS]
    ]
    rest = len(claims) - len(rows)
    more = f"<p>and {rest} more</p>" if rest else ""
    return _page(_table(("value", "", "source", "where", "as stated", "remark"), rows, caption) + more + after)


@html_of.register(Claim)
def _(claim: Claim) -> str:
    """Return what one source states about one field.

    Args:
        claim: The claim.
    """
    return _claims_html(f"{claim.table}/{claim.record}, {claim.field}", None, None, (claim,), "")


@html_of.register(Explanation)
def _(explanation: Explanation) -> str:
    """Return where a value comes from: every claim, those for the value first, and why it was chosen.

    Args:
        explanation: The explanation.
    """
    told = f" {escape(explanation.derivation)}." if explanation.derivation else ""
    shown = _figure(explanation.value, explanation.bound)
    why = f"<p>Shown: {shown}, because {escape(str(explanation.reason))}.{told}</p>"
    caption = f"{explanation.table}/{explanation.record}, {explanation.field}"
    return _claims_html(caption, explanation.value, explanation.bound, explanation.claims, why)


@html_of.register(Dispute)
def _(dispute: Dispute) -> str:
    """Return a dispute: each value with its sources, and why one of them was chosen.

    Args:
        dispute: The dispute.

    Example:
        >>> import unami
        >>> page = html_of(unami.mission.disputes.where(record="national-elections-assisted").one())
        >>> "stands" in page, "<script" in page
        (True, False)
    """
    claims = [claim for rival in dispute.rivals for claim in rival.claims]
    shown = _figure(dispute.value, dispute.bound)
    why = f"<p>Shown: {shown}, because {escape(str(dispute.reason))}.</p>"
    caption = f"{dispute.table}/{dispute.record}, {dispute.field}"
    return _claims_html(caption, dispute.value, dispute.bound, claims, why)


# The mission


@html_of.register(Snapshot)
def _(snapshot: Snapshot) -> str:
    """Return a snapshot as a table with a row for each line; only the first lines of each kind are shown.

    Args:
        snapshot: The snapshot.
    """
    rows: list[list[str]] = []

    def put(what: str, lines: Iterable[tuple[str, str, Sequence[Source]]]) -> None:
        given = list(lines)
        for text, detail, sources in given[:_MOST_LINES]:
            rows.append([escape(what), text, escape(detail), _sources(sources)])
        if len(given) > _MOST_LINES:
            rows.append([escape(what), f"and {len(given) - _MOST_LINES} more", "", ""])

    sources_of = sources_by_line(snapshot)

    def sourced(record: Any) -> Sequence[Source]:
        return sources_of[record.id] if record else ()

    for what, incumbents in (("head", snapshot.heads), ("deputy", snapshot.deputies)):
        put(
            what,
            (
                (f"{escape(holder_text(each))} {_certainty(each.certainty)}", since_text(each), sourced(each))
                for each in incumbents
            ),
        )
    put(
        "mandate",
        ((escape(mandate_text(each)), term_text(each), sourced(each)) for each in snapshot.mandates),
    )
    put(
        "task",
        (
            (escape(task_text(each, snapshot.tasks.mission)), each.category or "", sourced(each))
            for each in snapshot.tasks
        ),
    )
    for part, partners in snapshot.partners.group_by("role").items():
        put(
            str(part),
            (
                (f"{escape(partner_text(each))} {_certainty(each.certainty)}", part_text(each), sourced(each))
                for each in partners
            ),
        )
    for _, title, facts in surroundings(snapshot):
        put(title.lower(), ((escape(text), "", sourced(record)) for text, record in facts))
    put(
        "disputed",
        (
            (
                escape(about),
                "; ".join(
                    disputed_value(rival.value, rival.bound, each, snapshot.disputes.mission) for rival in each.rivals
                ),
                each.sources,
            )
            for about, each in disputed_texts(snapshot)
        ),
    )
    table = _table(("line", "what", "when", "sources"), rows, f"{snapshot.mission} on {snapshot.when}")
    return _page(f"{table}<p>Data {escape(snapshot.version)}</p>")


@html_of.register(Mission)
def _(mission: Mission) -> str:
    """Return a mission: its name and the names of its tables.

    Args:
        mission: The mission.
    """
    title = repr(mission).strip("<>")
    rows = [
        [escape(name.replace("_", " ")), cell]
        for record in mission.tables["missions"][:1]
        for name in ("name", "established", "ended", "headquarters", "summary")
        if (cell := _cell(getattr(record, name)))
    ]
    tables = f"<p>Tables: {escape(', '.join(mission.tables))}.</p>"
    return _page(_table(("", ""), rows, title) + tables)
