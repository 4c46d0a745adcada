"""The disputes gallery: the most important disputes in the record, generated when the documentation is built."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from docutils import nodes
from made import RECORD
from sphinx.util.docutils import SphinxDirective

from unami import Rank, mission
from unami._evidence.claim import CLASSIFIED
from unami._output.export.site.addresses import Addresses
from unami.records._cell import show_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami import Claim, Dispute, Rival

# Maximum number of disputes on the page, of disputes for one table, and of sources for one value.
MOST, OF_A_TABLE, CLAIMS = 40, 8, 4


def most_telling() -> list[Dispute]:
    """The disputes with the most contradicting sources, at most a few for each table."""
    chosen: list[Dispute] = []
    of_table: Counter[str] = Counter()
    for dispute in sorted(mission.disputes, key=lambda one: (-one.weight, -len(one.sources), one.id)):
        if of_table[dispute.table] < OF_A_TABLE and len(chosen) < MOST:
            of_table[dispute.table] += 1
            chosen.append(dispute)
    return chosen


def label(dispute: Dispute) -> str:
    """A readable label for the record of a dispute."""
    record = mission.tables[dispute.table][dispute.record].to_dict(names=mission)
    if dispute.table == "appointments":
        return f"{record['person_name']}, {record['post_name']}"
    return next((record[key] for key in ("name", "title", "subject") if record.get(key)), record["id"])


def in_words(dispute: Dispute, value: Any) -> str:
    """A value of a dispute, with names instead of ids."""
    tables = mission.dictionary[f"{dispute.table}/{dispute.field}"].refers_to
    values = value if isinstance(value, tuple) else (value,)
    found = [next((record for table in tables if (record := mission.tables[table].get(one))), one) for one in values]
    return show_value(tuple(getattr(one, "name", None) or getattr(one, "id", one) for one in found if one is not None))


# Nodes


def _claim(claim: Claim) -> nodes.list_item:
    source = claim.source
    if source.kind == "curation":
        return nodes.list_item("", nodes.paragraph("", f"Decision of the curators: {claim.note}"))
    link = nodes.reference("", source.title, refuri=source.url) if source.url else nodes.Text(source.title)
    published = source.published and source.published.words()
    about = ", ".join(filter(None, (source.publisher, published, source.symbol, source.kind.replace("-", " "))))
    words = f": \u201c{claim.stated_as}\u201d" if claim.stated_as else ""
    words += f" ({CLASSIFIED}{f': {claim.note}' if claim.note else ''})" if claim.classified else ""
    wrong = f" Known to be wrong: {claim.note}." if claim.rank is Rank.DEPRECATED else ""
    return nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(f" ({about}), {claim.locator}{words}.{wrong}")))


def _rival(dispute: Dispute, rival: Rival) -> nodes.definition_list_item:
    term = nodes.term("", "", nodes.strong("", in_words(dispute, rival.value)))
    if rival not in dispute.against:
        standing = "shown in the record" if rival.value == dispute.value else "agrees with it, less or more precise"
        term += [nodes.Text(" "), nodes.emphasis("", standing)]
    told = nodes.definition("", nodes.bullet_list("", *map(_claim, rival.claims[:CLAIMS])))
    if left := len(rival.claims[CLAIMS:]):
        told += nodes.paragraph("", f"And {left} more.")
    return nodes.definition_list_item("", term, told)


class DisputesGallery(SphinxDirective):
    """The number of disputes, and the most important ones by table, each with its values and their sources."""

    def run(self) -> list[nodes.Node]:
        """Write the sections."""
        by_table: dict[str, list[Dispute]] = {}
        for dispute in (chosen := most_telling()):
            by_table.setdefault(dispute.table, []).append(dispute)
        told = f"The record has {len(mission.disputes)} disputes; this page shows {len(chosen)} of them."
        order = sorted(by_table.items(), key=lambda entry: (-len(entry[1]), entry[0]))
        titled = ((table.replace("_", " ").capitalize(), table, disputes) for table, disputes in order)
        return [nodes.paragraph("", told), *(self.section(*part[:2], map(self.dispute, part[2])) for part in titled)]

    def section(self, title: str, name: str, content: Iterable[nodes.Node]) -> nodes.section:
        """A section with a heading to link to."""
        section = nodes.section("", nodes.title("", title), *content, ids=[nodes.make_id(f"dispute-{name}")])
        self.state.document.note_explicit_target(section)
        return section

    def dispute(self, dispute: Dispute) -> nodes.section:
        """One dispute."""
        root = self.env.app.builder.get_relative_uri(self.env.docname, "index").removesuffix("index.html")
        there = f"{root}{RECORD}/{Addresses(mission).of(dispute.table, dispute.record)}"
        shown = nodes.strong("", f"Shown: {in_words(dispute, dispute.value)}")
        link = nodes.reference("", "All statements about it", refuri=there, internal=True)
        why = nodes.paragraph("", "", shown, nodes.Text(f", because {dispute.reason}. "), link, nodes.Text("."))
        values = nodes.definition_list("", *(_rival(dispute, rival) for rival in dispute.rivals))
        return self.section(f"{label(dispute)}: {dispute.field.replace('_', ' ')}", dispute.id, [why, values])


def setup(app: Any) -> dict[str, Any]:
    """Register with the build."""
    app.add_directive("disputes-gallery", DisputesGallery)
    app.connect("env-get-outdated", lambda *_: ["explanation/disputes-gallery"])
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
