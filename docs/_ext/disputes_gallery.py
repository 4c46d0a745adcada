"""The disputes gallery: the most telling contradictions of the record, written when the documentation is built.

Which disputes are shown is a rule, not a choice of the hour: see :func:`most_telling`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

import unami
from unami._evidence.claim import show_value
from unami.records import record_class
from unami.records._field import columns
from unami.records.source import Rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx

    from unami import Claim, Dispute, Mission, Rival, Source

PAGE = "explanation/disputes-gallery"

MOST = 40
"""Disputes on the page."""

MOST_OF_A_TABLE = 8
"""Disputes of one table, so that no kind of thing fills the page."""

MOST_CLAIMS = 4
"""Sources that are shown for one value; the explorer shows them all."""

_NAMES = ("name", "title", "subject")


def _witnesses(rivals: Iterable[Rival]) -> set[Source]:
    """The sources behind values; a decision of the curators is not a source."""
    return {source for rival in rivals for source in rival.sources if source.kind != "curation"}


def weight(dispute: Dispute) -> tuple[int, int]:
    """How telling a dispute is: how many sources contradict the value shown, then how many take part.

    Args:
        dispute: The dispute.
    """
    return len(_witnesses(dispute.against)), len(_witnesses(dispute.rivals))


def most_telling(mission: Mission) -> list[Dispute]:
    """The disputes of the page: the weightiest, not more than a few of each table, ties by their place.

    Args:
        mission: The record.
    """
    chosen: list[Dispute] = []
    of_table: Counter[str] = Counter()
    for dispute in sorted(mission.disputes, key=lambda one: (*(-part for part in weight(one)), one.id)):
        if of_table[dispute.table] < MOST_OF_A_TABLE and len(chosen) < MOST:
            of_table[dispute.table] += 1
            chosen.append(dispute)
    return chosen


def label(mission: Mission, dispute: Dispute) -> str:
    """What a reader calls the record of a dispute.

    Args:
        mission: The record.
        dispute: The dispute.
    """
    record = mission.tables[dispute.table][dispute.record]
    if dispute.table == "appointments":
        person, post = mission.people[record.person], mission.posts[record.post]
        return f"{person.name}, {post.name}"
    named = (getattr(record, name, None) for name in _NAMES)
    return next((name for name in named if name), record.id)


def in_words(mission: Mission, dispute: Dispute, value: Any) -> str:
    """A value of a dispute, things by their names instead of their ids.

    Args:
        mission: The record.
        dispute: The dispute.
        value: One of its values.
    """
    fields = columns(record_class(dispute.table))
    refers = next(field.spec.ref for field in fields if field.name == dispute.field)
    if refers and value:
        ids = value if isinstance(value, tuple) else (value,)
        named = {record.id: getattr(record, "name", None) for record in mission.tables[refers]}
        return ", ".join(named.get(one) or one for one in ids)
    return show_value(value)


# Nodes


def _reference(source: Source) -> list[nodes.Node]:
    title = source.title or source.id
    link: nodes.Node = nodes.reference("", title, refuri=source.url) if source.url else nodes.Text(title)
    published = source.published.words() if source.published else None
    rest = [source.publisher, published, source.symbol, source.kind.replace("-", " ")]
    told = ", ".join(part for part in rest if part)
    return [link, nodes.Text(f" ({told})" if told else "")]


def _claim(claim: Claim) -> nodes.list_item:
    line = nodes.paragraph()
    if claim.source.kind == "curation":
        line += nodes.Text(f"Decision of the curators: {claim.note}")
        return nodes.list_item("", line)
    line += _reference(claim.source)
    words = f": \u201c{claim.stated_as}\u201d" if claim.stated_as else ""
    line += nodes.Text(f", {claim.locator}{words}.")
    if claim.rank is Rank.DEPRECATED:
        line += nodes.Text(f" Known to be wrong: {claim.note}.")
    return nodes.list_item("", line)


def _rival(mission: Mission, dispute: Dispute, rival: Rival) -> nodes.definition_list_item:
    term = nodes.term("", "", nodes.strong("", in_words(mission, dispute, rival.value)))
    if rival.value == dispute.value:
        term += [nodes.Text(" "), nodes.emphasis("", "shown in the record")]
    elif rival not in dispute.against:
        term += [nodes.Text(" "), nodes.emphasis("", "agrees with it, less or more precise")]
    claims: Sequence[Claim] = rival.claims[:MOST_CLAIMS]
    items = nodes.bullet_list("", *(_claim(claim) for claim in claims))
    told = nodes.definition("", items)
    left = len(rival.claims) - len(claims)
    if left:
        told += nodes.paragraph("", f"And {left} more.")
    return nodes.definition_list_item("", term, told)


class DisputesGallery(SphinxDirective):
    """The disputes, by table, each with its values and who gives them."""

    def run(self) -> list[nodes.Node]:
        """Write the sections."""
        mission = unami.mission
        by_table: dict[str, list[Dispute]] = {}
        for dispute in most_telling(mission):
            by_table.setdefault(dispute.table, []).append(dispute)
        explorer = self.env.app.builder.get_relative_uri(self.env.docname, "explorer")
        return [
            self._section(
                table.replace("_", " ").capitalize(),
                table,
                [self._dispute(mission, dispute, explorer) for dispute in disputes],
            )
            for table, disputes in sorted(by_table.items(), key=lambda entry: (-len(entry[1]), entry[0]))
        ]

    def _section(self, title: str, name: str, content: list[Any]) -> nodes.section:
        section = nodes.section("", nodes.title("", title), *content, ids=[nodes.make_id(f"dispute-{name}")])
        self.state.document.note_explicit_target(section)
        return section

    def _dispute(self, mission: Mission, dispute: Dispute, explorer: str) -> nodes.section:
        values = nodes.definition_list("", *(_rival(mission, dispute, rival) for rival in dispute.rivals))
        there = f"{explorer}#{urlencode({'table': dispute.table, 'open': dispute.record})}"
        reason = nodes.paragraph("", "")
        reason += [
            nodes.strong("", f"Shown: {in_words(mission, dispute, dispute.value)}"),
            nodes.Text(f", because {dispute.reason}. "),
            nodes.reference("", "All statements on it", refuri=there, internal=True),
            nodes.Text("."),
        ]
        title = f"{label(mission, dispute)}: {dispute.field.replace('_', ' ')}"
        return self._section(title, dispute.id, [reason, values])


class DisputesCount(SphinxDirective):
    """How many disputes there are, and how many of them the page shows."""

    def run(self) -> list[nodes.Node]:
        """Write the sentence."""
        disputes = unami.mission.disputes
        shown = len(most_telling(unami.mission))
        return [nodes.paragraph("", f"The record has {len(disputes)} disputes; this page shows {shown} of them.")]


def reread(app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Have the page written anew in each build: Sphinx does not know that it depends on the data."""
    del app, added, changed, removed
    return [name for name in env.found_docs if name == PAGE]


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in the build."""
    app.add_directive("disputes-gallery", DisputesGallery)
    app.add_directive("disputes-count", DisputesCount)
    app.connect("env-get-outdated", reread)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
