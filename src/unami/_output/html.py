"""Notebook representations: HTML of limited size, without scripts, legible in light and dark themes.

Nothing is told by style alone, as some viewers strip it: what is possible says so, a date is written as precisely as it is
known. What is long is folded, with the elements that browsers have for that.
"""

from __future__ import annotations

from functools import singledispatch
from html import escape
from typing import TYPE_CHECKING, Any

from attrs import evolve, fields, has

from unami._evidence.claim import CLASSIFIED, Claim, Dispute, Explanation
from unami._mission.label import with_names
from unami._mission.mission import Mission
from unami._mission.nothing import why_other
from unami._mission.snapshot import Snapshot
from unami._mission.tables import Tables
from unami._output.charts import NAMES, Charts
from unami._output.cite import Bibliography, Citation
from unami._output.sections import heading, sections_of
from unami.dates import Bound, Certainty, PartialDate, Period
from unami.records import ALL_TABLES, record_class
from unami.records._cell import show_value
from unami.records._field import columns
from unami.records._sequence import Records, counted
from unami.records._table import table_of
from unami.records.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unami._output.sections import Line

__all__ = ["html_of"]

_MOST_ROWS = 20
"""Maximum number of records shown; further ones are only counted."""

_MOST_LINES = 60
"""Maximum number of lines of one kind in a snapshot."""

_MOST_CHARACTERS = 120
"""Maximum length of a text in a cell that is not folded."""

_MOST_FOLDED = 4000
"""Maximum length of a text that is folded."""

_MOST_SOURCES = 3
"""Maximum number of sources named in a cell."""

_MOST_CITED = 30
"""Maximum number of sources cited where they are unfolded."""

_STYLE = (
    ".unami{max-width:100%;color:inherit}"
    ".unami .scroll{overflow-x:auto;max-width:100%}"
    ".unami .scroll:focus-visible,.unami summary:focus-visible{outline:2px solid;outline-offset:1px}"
    ".unami table{border-collapse:collapse;width:max-content;background:transparent;color:inherit;margin:.3em 0}"
    ".unami caption{caption-side:top;text-align:left;font-weight:bold;padding:.2em 0;color:inherit}"
    # The classes once more than needed: JupyterLab aligns the cells of all tables to the right.
    ".unami.unami.unami :is(th,td){text-align:left;vertical-align:top;padding:.2em .7em .2em 0;max-width:30em;"
    "border-bottom:1px solid rgba(128,128,128,.4);overflow-wrap:break-word;white-space:normal;"
    "background:transparent;color:inherit}"
    ".unami.unami.unami tr{background:transparent}"
    ".unami.unami.unami td.number{text-align:right;font-variant-numeric:tabular-nums}"
    ".unami summary{cursor:pointer}"
    ".unami .part table{width:auto}"
    ".unami .part>summary{font-weight:bold;padding:.2em 0}"
    ".unami :is(ol,ul){margin:.2em 0;padding-left:2em}"
    ".unami time{white-space:nowrap}"
    ".unami time.coarse{text-decoration:underline dotted}"
    ".unami .possible{font-style:italic}"
    ".unami a{color:inherit;text-decoration:underline}"
    ".unami :is(p,li){margin:.3em 0;overflow-wrap:anywhere}"
)


# Parts of a page


def _page(body: str) -> str:
    return f'<div class="unami"><style>{_STYLE}</style>{body}</div>'


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, named: bool = True) -> str:
    """A table of HTML cells; the first cell of a row is its heading, and an empty heading of a column is none."""
    header = "".join(f'<th scope="col"{_LEFT}>{escape(name)}</th>' if name else "<td></td>" for name in head)
    above = f"<thead><tr>{header}</tr></thead>" if any(head) else ""
    body = "".join(
        f'<tr><th scope="row"{_LEFT}>{row[0]}</th>' + "".join(_td(cell) for cell in row[1:]) + "</tr>" for row in rows
    )
    label = escape(caption)
    # A scrolling region must be reachable by keyboard, and then it needs a name.
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table>'
        f"{f'<caption>{label}</caption>' if named else ''}{above}<tbody>{body}</tbody></table></div>"
    )


_LEFT = ' style="text-align:left"'
"""What JupyterLab leaves of the style in a notebook of somebody else, in which it strips style sheets and classes."""


def _td(cell: str) -> str:
    number = cell.replace(".", "", 1).removeprefix("-").isdigit()
    return f'<td class="number" style="text-align:right">{cell}</td>' if number else f"<td{_LEFT}>{cell}</td>"


def _fold(summary: str, body: str) -> str:
    """What is shown where a reader unfolds it; both are HTML."""
    return f"<details><summary>{summary}</summary>{body}</details>"


def _link(address: str, text: str, title: str = "") -> str:
    hint = f' title="{escape(title)}"' if title else ""
    # Link only web addresses: an untrusted package could use a javascript: address.
    if address.startswith(("https://", "http://")):
        return f'<a href="{escape(address)}"{hint}>{escape(text)}</a>'
    return f"<span{hint}>{escape(text)}</span>" if hint else escape(text)


def _short(text: str) -> str:
    """A text as HTML; a long one is folded behind its first words."""
    if len(text) <= _MOST_CHARACTERS:
        return escape(text)
    begun = text[: _MOST_CHARACTERS - 3].rpartition(" ")[0] or text[: _MOST_CHARACTERS - 3]
    rest = f"... ({len(text):,} characters)" if len(text) > _MOST_FOLDED else ""
    return _fold(f"{escape(begun)}...", f"{escape(text[:_MOST_FOLDED])}{rest}")


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
        # Addresses have no words at which they could be folded.
        return _link(value, value if len(value) <= _MOST_CHARACTERS else f"{value[: _MOST_CHARACTERS - 3]}...")
    if isinstance(value, Records):
        return escape(counted(len(value), value.kind))
    return _short(show_value(value))


def _ends(period: Period) -> tuple[object, ...]:
    return (period.start,) if period.start == period.end else (period.start, period.end)


def _sources(sources: Sequence[Source]) -> str:
    """The ids of sources; their citations, with links, can be unfolded."""
    if not sources:
        return ""
    ids = ", ".join(source.id for source in sources[:_MOST_SOURCES])
    more = len(sources) - _MOST_SOURCES
    rest = len(sources) - _MOST_CITED
    after = f"<p>and {rest} more</p>" if rest > 0 else ""
    return _fold(escape(ids + (f" and {more} more" if more > 0 else "")), _list_of(sources[:_MOST_CITED]) + after)


def _list_of(sources: Iterable[Source], start: int = 1) -> str:
    """A numbered list of citations, each with a link."""
    items = "".join(f"<li>{_link(source.url or source.link or '', str(source))}</li>" for source in sources)
    return f'<ol start="{start}">{items}</ol>' if start > 1 else f"<ol>{items}</ol>"


def _more(rest: int, how: str) -> str:
    """How many more there are, and how to see them."""
    return f"<p>and {rest} more: {how}</p>" if rest > 0 else ""


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


def _in_order(names: Iterable[str], records: Records[Any]) -> list[str]:
    """The columns of a table in the order in which a reader needs them: what it is, when, and the rest."""
    kind: Any = type(records[0])
    table = getattr(kind, "__table__", None)
    about = [column.name for column in columns(kind) if column.spec.identity and column.spec.ref] if table else []
    what = [*(table.named_by if table else ()), "name", "title", *about]

    def place(name: str) -> int:
        if name in what:
            return 0
        dated = any(isinstance(getattr(record, name), (PartialDate, Period)) for record in records)
        return 1 if dated or name == "certainty" else 2

    return sorted(names, key=place)


@singledispatch
def html_of(record: Any) -> str:
    """Return a record or an answer as a table with a row for each known field; other classes have forms of their own.

    Args:
        record: A record, or an answer such as a leader.

    Example:
        >>> import unami
        >>> "<caption>Post srsg</caption>" in html_of(unami.mission.posts["srsg"])
        True
    """
    names = _shown_names(type(record))
    rows = [[escape(name.replace("_", " ")), cell] for name in names if (cell := _cell(getattr(record, name)))]
    if not rows:
        return _page(f"<p>{escape(str(record))}</p>")
    return _page(_table(("field", "value"), rows, f"{type(record).__name__} {getattr(record, 'id', '')}".rstrip()))


@html_of.register(Records)
def _(records: Records[Any]) -> str:
    """Return the first records as a table: the columns with any value, with names in place of ids, and their sources.

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
    mission = records.mission
    readable = shown.items if mission is None else tuple(with_names(mission, item) for item in shown)
    names = [name for name in _shown_names(type(shown[0])) if any(_cell(getattr(item, name)) for item in shown)]
    names = _in_order(names, shown)
    rows = [[_cell(getattr(item, name)) for name in names] for item in readable]
    if names and records.when is not None and "certainty" not in names:
        names.append("certainty")
        for row, item in zip(rows, shown, strict=True):
            row.append(_cell(records.certainty_of(item)))
    if names and mission is not None and not isinstance(shown[0], Source):
        names.append("sources")
        for row, item in zip(rows, shown, strict=True):
            row.append(_sources(mission.sources_of(item).items))
    table = _table(names, rows if names else [], counted(len(records), records.kind))
    how = f"<code>[{_MOST_ROWS}:]</code> has them, <code>.to_pandas()</code> all as a table"
    return _page(why + table + _more(len(records) - len(shown), how))


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
            _link(claim.source.url or "", claim.source.id, str(claim.source)),
            _short(claim.locator),
            _short("; ".join([CLASSIFIED] * claim.classified + [claim.stated_as] * bool(claim.stated_as))),
            _short(claim.note),
        ]
        for claim in claims[:_MOST_ROWS]
    ]
    more = _more(len(claims) - len(rows), "<code>.claims</code> has all")
    return _page(_table(("value", "standing", "source", "where", "as stated", "remark"), rows, caption) + more + after)


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


_OPEN = ("head", "deputies", "mandate")
"""The parts of a snapshot that are not folded."""


@html_of.register(Snapshot)
def _(snapshot: Snapshot) -> str:
    """Return a snapshot part by part, with a row for each line; those that are long are folded.

    Args:
        snapshot: The snapshot.
    """
    parts: list[str] = []
    for section in sections_of(snapshot):
        lines = [entry for line in section.lines for entry in _entries(line)]
        rows = [
            [
                f"{escape(line.text)} {_certainty(line.certainty)}" if line.certainty else escape(line.text),
                escape(detail),
                _sources(line.sources),
            ]
            for line, detail in lines
        ]
        if rows:
            detailed = any(row[1] for row in rows)
            shown = [row if detailed else [row[0], row[2]] for row in rows[:_MOST_LINES]]
            head = _HEADS.get(section.name, ("what", "", "sources"))
            table = _table(head if detailed else (head[0], head[-1]), shown, section.title, named=False)
            more = _more(len(rows) - len(shown), "<code>print</code> shows all")
            unfolded = " open" if section.name in _OPEN else ""
            summary = f"<summary>{escape(section.title)} ({len(rows)})</summary>"
            parts.append(f'<details class="part"{unfolded}>{summary}{table}{more}</details>')
    version = f"<p>Data {escape(snapshot.version)}</p>"
    return _page(f"<p><strong>{escape(heading(snapshot))}</strong></p>{''.join(parts)}{version}")


_HEADS = {
    "head": ("who", "in office", "sources"),
    "deputies": ("who", "in office", "sources"),
    "mandate": ("resolution", "in force", "sources"),
    "tasks": ("task", "field of work", "sources"),
    "partners": ("organization", "when", "sources"),
    "disputes": ("what", "values", "sources"),
}
"""The headings of the columns of a part."""


def _entries(line: Line) -> list[tuple[Line, str]]:
    """The rows for a line of a snapshot, each with its detail: of a field of work, its tasks; of a dispute, one."""
    if isinstance(line.record, Dispute):
        return [(evolve(line, sources=line.record.sources), "; ".join(rival.text for rival in line.under))]
    return [(under, line.text) for under in line.under] or [(line, line.detail)]


@html_of.register(Mission)
def _(mission: Mission) -> str:
    """Return a mission: its name, what it answers, and the names of its tables.

    Args:
        mission: The mission.
    """
    rows = [
        [escape(name.replace("_", " ")), cell]
        for record in mission.tables["missions"][:1]
        for name in ("name", "established", "ended", "headquarters", "summary")
        if (cell := _cell(getattr(record, name)))
    ]
    about = _table(("about", "value"), rows, repr(mission).strip("<>"))
    ask = ", ".join(f"<code>{call}</code>" for call in ('.at("2014-06-10")', '.search("words")', ".chart", ".cite()"))
    tables = _fold(f"{len(mission.tables)} tables", _tables_html(mission.tables, named=False))
    return _page(f"{about}<p>Ask: {ask}.</p>{tables}")


def _tables_html(tables: Tables, *, named: bool = True) -> str:
    # The class of a table that the package adds is known by its records.
    kinds: dict[str, Any] = {
        name: record_class(name) if name in ALL_TABLES else tables[name].record_class for name in tables
    }
    rows = [[f"<code>{escape(name)}</code>", escape(table_of(kinds[name]).about)] for name in tables]
    return _table(("table", "what is in it"), rows, f"{len(tables)} tables", named=named)


@html_of.register(Tables)
def _(tables: Tables) -> str:
    """Return the tables of a mission: their names, and what is in them. None of them is read for it.

    Args:
        tables: The tables.
    """
    return _page(_tables_html(tables))


@html_of.register(Charts)
def _(charts: Charts) -> str:
    """Return the charts: how each is called, and what it shows. None of them is drawn for it.

    Args:
        charts: The charts.
    """
    rows = []
    for name in NAMES:
        method = name.replace("-", "_")
        about = (getattr(type(charts), method).__doc__ or "").partition("\n")[0]
        rows.append([f"<code>.{method}()</code>", escape(about)])
    return _page(_table(("chart", "what it shows"), rows, f"{len(NAMES)} charts"))


# Dates


@html_of.register(PartialDate)
def _(date: PartialDate) -> str:
    """Return a date as it is written, in words, and how precisely it is known.

    Args:
        date: The date.
    """
    known = "" if date.is_day else f", known to the {date.precision}"
    return _page(f"<p>{_date(date)}: {escape(date.words())}{known}</p>")


@html_of.register(Period)
def _(period: Period) -> str:
    """Return a period by its ends, each as precisely as it is known.

    Args:
        period: The period.
    """
    return _page(f"<p>{_cell(period)}: {_end('from', period.start)}, {_end('until', period.end)}</p>")


def _end(side: str, end: PartialDate | Bound) -> str:
    if isinstance(end, PartialDate):
        return f"{side} {escape(end.words())}"
    return f"{'start' if side == 'from' else 'end'} {'open' if end is Bound.OPEN else 'not known'}"


# Citations


@html_of.register(Citation)
def _(citation: Citation) -> str:
    """Return the citation of the data set, and how to get it in other forms.

    Args:
        citation: The citation.
    """
    return _page(f"<p>{escape(str(citation))}</p>{_FORMS}")


_FORMS = "<p><code>.to_bibtex()</code> and <code>.to_csl()</code> give it to programs.</p>"


@html_of.register(Bibliography)
def _(bibliography: Bibliography) -> str:
    """Return a bibliography: the data set, and the first sources; the others are folded.

    Args:
        bibliography: The bibliography.

    Example:
        >>> import unami
        >>> html_of(unami.mission.resolutions.where(number=1500).cite()).count("<li>") > 1
        True
    """
    sources = bibliography.sources
    first = _list_of(sources[:_MOST_LISTED]) if sources else ""
    rest = len(sources) - _MOST_LISTED
    more = _fold(f"and {rest} more", _list_of(sources[_MOST_LISTED:], _MOST_LISTED + 1)) if rest > 0 else ""
    return _page(f"<p>{escape(str(bibliography.data))}</p>{first}{more}{_FORMS}")


_MOST_LISTED = 10
"""Maximum number of sources of a bibliography that are not folded."""
