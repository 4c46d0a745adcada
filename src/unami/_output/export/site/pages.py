"""The pages of the site: what is on each, filled into the templates."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode
from xml.sax.saxutils import escape

from attrs import asdict, evolve

from unami._base.extras import load
from unami._base.files import create
from unami._base.text import is_web_address
from unami._mission.panel import days_of
from unami._output.cite import cite_mission
from unami._output.export.json_ld import context_of, record_nodes, source_node
from unami._output.export.parts import Said as ClaimOfField
from unami._output.export.parts import claims_of, licence, mission_name, name_space
from unami._output.export.site.addresses import Addresses
from unami._output.export.site.facts import facts_of
from unami._output.export.site.titles import short_name, title_of, when_of, words
from unami._output.plain import named, to_plain
from unami._output.worded import meaning_of, record_in_words, value_in_words
from unami.records._base import Identified
from unami.records._cell import read_cell, show_value
from unami.records._field import columns
from unami.records._index import NOT_STATED
from unami.records._table import table_of
from unami.records.identifier import Identifier
from unami.records.source import CURATION, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from unami._evidence.claim import Dispute
    from unami._evidence.statement import Statement
    from unami._mission.mission import Mission
    from unami._output.export.site.facts import Fact, Part, Said

__all__ = ["Pages"]

_MENU = (
    ("day.html", "On this date"),
    ("tables.html", "Tables"),
    ("disputes.html", "Disputes"),
    ("map.html", "Map"),
    ("charts.html", "Charts"),
    ("about.html", "About"),
)
_FIRST_ROWS = 25
"""Number of rows of a table that its page has before any script runs."""

_FIRST_LINES = 12
"""Number of lines of a list that are not folded."""

_END_OF_NAME = re.compile(r"[,;:.](?:\s|$)")
"""Where the name of a scheme of identifiers ends in what the vocabulary says of it."""

_LONGEST = 160
"""Maximum length of the description of a page."""


class Pages:
    """Writes the pages of a mission into a folder.

    Args:
        mission: The mission.
        addresses: Addresses of its records.
        place: The folder.
    """

    def __init__(self, mission: Mission, addresses: Addresses, place: str) -> None:
        jinja2 = load("jinja2", "site", "an export as a site")
        folder = files("unami") / "_output" / "export" / "site" / "templates"
        self.templates = jinja2.Environment(
            loader=jinja2.FunctionLoader(lambda name: (folder / name).read_text("utf-8")),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        self.as_markup = load("markupsafe", "site", "an export as a site").Markup
        self.mission = mission
        self.place = place
        self.addresses = addresses
        self.written: dict[str, list[tuple[str, str]]] = {}
        profile = next(iter(mission.tables["missions"] or mission.whole.tables["missions"]), None)
        name = mission_name(mission)
        self.profile = profile
        self.menu: tuple[tuple[str, str], ...] = _MENU
        self.site = {
            "name": name,
            "short": (profile and profile.abbreviation) or name,
            "version": mission.version,
            "view": mission.view.label,
            "licence": licence(mission),
            # Identifiers that are web addresses are those of the pages, without the end of their names.
            "address": iri if is_web_address(iri := name_space(mission).iri) else "",
        }
        self.citation = cite_mission(mission)

    def leave_out(self, addresses: AbstractSet[str]) -> None:
        """Leave pages out, and out of the menu, that would show nothing.

        Args:
            addresses: The addresses of pages of the menu.
        """
        self.menu = tuple(entry for entry in _MENU if entry[0] not in addresses)

    def has(self, address: str) -> bool:
        """Whether a page of the menu is written.

        Args:
            address: Its address.
        """
        return any(there == address for there, _ in self.menu)

    def write(self, address: str, template: str, group: str, *, title: str, description: str, **about: Any) -> None:
        """Write a page.

        Args:
            address: Its address, relative to the root of the site.
            template: Name of its template.
            group: The group under which it is listed among all pages; empty if it is not.
            title: Its title.
            description: What is on it.
            about: What the template shows besides.
        """
        text = self.templates.get_template(template).render(
            site=self.site,
            menu=self.menu,
            root="../" * address.count("/"),
            address=address,
            canonical=f"{self.site['address']}{quote(address)}" if self.site["address"] else "",
            title=title,
            description=_short(description),
            **about,
        )
        self.put(address, text)
        if group:
            self.written.setdefault(group, []).append((quote(address), title))

    def put(self, address: str, text: str) -> None:
        """Write a file.

        Args:
            address: Its address, relative to the root of the site.
            text: Its content.
        """
        path = os.path.join(self.place, *address.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with create(path) as file:
            file.write(text)

    # Pages of records

    def records(self, table: str, incoming: Mapping[tuple[str, str], Incoming]) -> None:
        """Write a page and a JSON file for each record of a table.

        Args:
            table: Name of the table.
            incoming: What refers to each record.
        """
        mission = self.mission
        said: dict[str, list[Statement]] = {}
        for statement in mission.statements(table):
            said.setdefault(statement.record, []).append(statement)
        nodes = record_nodes(mission, table, mission.tables[table])
        for record, node in zip(mission.tables[table], nodes, strict=True):
            title = title_of(mission, table, record)
            facts = [self._fact(fact) for fact in facts_of(mission, self.addresses, table, record)]
            sources = mission.sources_of(record)
            path = self.addresses.path(table, record.id)
            node.pop("field:statement", None)
            self.write(
                f"{path}.html",
                "record.html",
                table,
                title=title,
                description=f"{title}: {_summary(record) or words(table)}",
                table=table,
                table_address=self.addresses.of_table(table),
                kind=words(table),
                id=record.id,
                when=when_of(table, record),
                facts=facts,
                disputed=sum(fact["disputed"] for fact in facts),
                links=self._links(record),
                incoming=[
                    self._group(table, record, other, lines)
                    for other, lines in sorted(
                        incoming.get((table, record.id), {}).items(),
                        key=lambda item: not self._is_about(table, *item[0]),
                    )
                ],
                sources=[{"address": self._source_address(one), "text": str(one)} for one in sources],
                lead=_summary(record),
                **self._cited(table, record.id, title),
                json_ld=self._json_ld(node),
                json_file=f"{quote(path.rpartition('/')[2])}.json",
            )
            content = {
                "table": table,
                "record": to_plain(record, names=mission.whole),
                "sources": list(sources.ids),
                "statements": [_plain_statement(mission, table, statement) for statement in said[record.id]],
                "citation": str(self.citation),
            }
            self.put(f"{path}.json", json.dumps(content, ensure_ascii=False, indent=1) + "\n")

    def _cited(self, table: str, record: str, title: str) -> dict[str, str]:
        """How to cite a page: the entry in the data set, with the address of the page if the site knows its own."""
        entry = evolve(
            self.citation,
            title=f"{title} ({table}/{record}), in {self.citation.title}",
            url=f"{self.site['address']}{self.addresses.of(table, record)}"
            if self.site["address"]
            else self.citation.url,
            key=f"{self.citation.id}-{table}-{record}",
        )
        return {"citation": str(entry), "bibtex": entry.to_bibtex()}

    def _is_about(self, table: str, other: str, field: str) -> bool:
        """Whether the records of another table are about those of a table, by a field that identifies them."""
        of_other = self.mission.dataset.shape.columns(other)
        return any(each.name == field and each.spec.identity and each.spec.ref == table for each in of_other)

    def _fact(self, fact: Fact) -> dict[str, Any]:
        count = len({said.source.id for value in fact.values for said in value.said})
        against = sum(not value.stands for value in fact.values)
        summary = f"{count} {'source' if count == 1 else 'sources'}"
        if fact.disputed:
            summary += f", {against} other {'value' if against == 1 else 'values'}"
        return {
            "title": fact.title,
            "about": fact.about,
            "disputed": fact.disputed,
            "reason": fact.reason,
            "summary": summary,
            "parts": _parts(fact.parts),
            "claimed": [
                {
                    "parts": _parts(value.parts),
                    "stands": value.stands,
                    "said": [self._said(said) for said in value.said],
                }
                for value in fact.values
            ],
        }

    def _said(self, said: Said) -> dict[str, Any]:
        return {
            "address": self._source_address(said.source),
            "short": short_name(said.source),
            "locator": said.locator,
            "words": said.words,
            "remarks": said.remarks,
        }

    def _source_address(self, source: Source) -> str:
        return f"{quote(self.addresses.path('sources', source.id))}.html"

    def _links(self, record: Any) -> list[tuple[str, str, str | None]]:
        """The identifiers that others have for a record, and its address on the pages of the United Nations."""
        found: list[tuple[str, str, str | None]] = []
        link = getattr(record, "link", None)
        if link:
            found.append(("Document", link, link))
        if isinstance(record, Identified):
            scheme_of = next(column for column in columns(Identifier) if column.name == "scheme")
            for scheme, one in self.mission.identifiers_of(record).items():
                href = one.url if one.url and is_web_address(one.url) else None
                meaning = _END_OF_NAME.split(meaning_of(self.mission, scheme_of, scheme), maxsplit=1)[0]
                found.append((meaning or words(scheme), one.value or one.id, href))
        return found

    def _group(self, table: str, record: Any, other: tuple[str, str], found: list[Any]) -> dict[str, Any]:
        """The records of a table that refer to a record by a field."""
        name, field = other
        lines = [
            {"href": self.addresses.of(name, each.id), "text": record_in_words(self.mission, each)} for each in found
        ]
        spec = next(column.spec for column in self.mission.dataset.shape.columns(name) if column.name == field)
        referred = spec.ref or spec.ids_of
        # The field that says what a record is about goes without saying.
        about = "" if spec.identity and spec.ref == table else f" ({words(field)})"
        return {
            "title": f"{words(name)}{about}",
            "address": self.addresses.of_table(name),
            "query": urlencode({f"f.{field}": record.id if referred else title_of(self.mission, table, record)}),
            "count": len(lines),
            "first": lines[:_FIRST_LINES],
            "more": lines[_FIRST_LINES:],
        }

    def _json_ld(self, node: dict[str, Any]) -> Any:
        if not any(kind.startswith("schema:") for kind in node["@type"]):
            node["@type"] = [*node["@type"], "schema:Thing"]
        text = json.dumps({"@context": context_of(self.mission), **node}, ensure_ascii=False)
        # Nothing in it may end the script.
        for sign in "<>&":
            text = text.replace(sign, f"\\u{ord(sign):04x}")
        return self.as_markup(text)

    # Pages of sources

    def sources(self) -> None:
        """Write a page for each source: what rests on it."""
        mission = self.mission
        of_source: dict[str, list[tuple[str, Statement]]] = {}
        for table in mission.dataset.shape.stated:
            for statement in mission.statements(table):
                of_source.setdefault(statement.source, []).append((table, statement))
        for source in mission.sources:
            groups: dict[str, dict[str, Any]] = {}
            against = 0
            for table, statement in of_source.get(source.id, ()):
                record = mission.tables[table].get(statement.record)
                said = [
                    {"title": words(each.field), "text": text, "exact": exact, "agrees": each.agrees}
                    for each in claims_of(mission.dataset.shape.columns(table), statement, record)
                    for text, exact in [self._cell(table, each)]
                ]
                against += sum(not each["agrees"] for each in said)
                groups.setdefault(table, {"title": words(table), "rows": []})["rows"].append(
                    {
                        "title": statement.record if record is None else title_of(mission, table, record),
                        "href": self.addresses.of(table, statement.record),
                        "locator": statement.locator,
                        "words": statement.stated_as,
                        "said": said,
                    }
                )
            count = len(of_source.get(source.id, ()))
            self.write(
                f"{self.addresses.path('sources', source.id)}.html",
                "source.html",
                "sources",
                title=source.title or source.id,
                description=f"What rests on {source}: {count} statements.",
                id=source.id,
                about=self._about_source(source),
                statements=count,
                against=against,
                groups=list(groups.values()),
                citation=str(source),
                bibtex=source.to_bibtex(),
                json_ld=self._json_ld(source_node(mission, source)),
            )

    def _about_source(self, source: Source) -> list[tuple[str, str, str | None]]:
        shown = ("publisher", "published", "symbol", "kind", "tier", "language", "note")
        told: list[tuple[str, str, str | None]] = [
            (column.name, value_in_words(self.mission, Source, column, value), None)
            for column in columns(Source)
            if column.name in shown and (value := getattr(source, column.name)) not in (None, "")
        ]
        url = source.url or source.link
        return [*told, ("address", url, url if is_web_address(url) else None)] if url else told

    def _cell(self, table: str, said: ClaimOfField) -> tuple[str, str]:
        """What a statement says of a field, in words, and as the cell has it if that is different."""
        shape = self.mission.dataset.shape
        column = next(column for column in shape.columns(table) if column.name == said.field)
        value = read_cell(column, said.cell)
        each = value if isinstance(value, tuple) else (value,)
        names = named(each, table, said.field, self.mission)
        text = "; ".join(value_in_words(self.mission, shape.record_class(table), column, name) for name in names)
        return text, "" if text == said.cell else said.cell

    # Pages of tables

    def table(self, table: str, content: dict[str, Any]) -> None:
        """Write the page of a table, with its first rows.

        Args:
            table: Name of the table.
            content: Its rows, as the page's script gets them.
        """
        count = len(content["rows"])
        shown = content["shown"]
        self.write(
            self.addresses.of_table(table),
            "table.html",
            "tables",
            title=words(table).capitalize(),
            description=f"{words(table).capitalize()} in the record: {self._about(table)} {count:,} records.",
            table=table,
            kind=words(table),
            about=self._about(table),
            stated=table not in NOT_STATED,
            count=count,
            columns=[content["columns"][place] for place in shown],
            rows=[self._row(table, content, row) for row in content["rows"][:_FIRST_ROWS]],
            citation=str(self.citation),
        )

    def _about(self, table: str) -> str:
        return table_of(self.mission.dataset.shape.record_class(table)).about

    def _row(self, table: str, content: dict[str, Any], row: list[Any]) -> list[dict[str, Any]]:
        cells: list[dict[str, Any]] = []
        for place in content["shown"]:
            column, value = content["columns"][place], row[place]
            labels = content["labels"].get(column["name"], {})
            parts = value if isinstance(value, list) else [] if value is None else [value]
            edge = row[column["edge"]] if column["edge"] else None
            text = "; ".join(labels.get(part, "") or show_value(part, edge) for part in parts)
            exact = "; ".join(map(str, parts))
            cells.append(
                {
                    "label": column["title"],
                    "text": text,
                    "exact": exact if column["kind"] != "number" and exact != text else "",
                    "number": column["kind"] == "number",
                    "href": self.addresses.of(table, row[0]) if not cells and self.addresses.has_pages(table) else None,
                }
            )
        return cells

    # Other pages

    def others(self, pictures: list[dict[str, Any]]) -> None:
        """Write the pages that are there once.

        Args:
            pictures: The charts.
        """
        mission = self.mission
        name, limits = self.site["name"], days_of(mission)
        tables = [
            {
                "name": each,
                "address": self.addresses.of_table(each),
                "title": words(each),
                "count": len(mission.tables[each]),
                "about": self._about(each),
            }
            for each in self.addresses.tables
        ]
        groups = self._grouped(tables)
        described = str(mission.dataset.descriptor.get("description") or "")
        whole = f"The record of the {name} with a source behind every value."
        days = {}
        if limits is not None:
            days = {"first": str(limits[0]), "last": str(limits[1]), "example": _example(mission, limits)}
        self.write(
            "index.html",
            "index.html",
            "site",
            title=str(name),
            description=whole,
            profile=self.profile,
            groups=groups,
            disputes=len(mission.disputes),
            picture=next(iter(pictures), None),
            days=days,
        )
        if limits is not None:
            years = range(limits[0].year, limits[1].year + 1)
            self.write(
                "day.html",
                "day.html",
                "site",
                title="On this date",
                description=f"The state of the {name} on any day: head, mandate, tasks, personnel, offices, events, disputes.",
                length=(limits[1] - limits[0]).days,
                years=[(year, (limits[0].replace(year=year) - limits[0]).days) for year in years],
                year_step=1 + len(years) // 12,
                days=days,
            )
        self.write(
            "search.html", "search.html", "site", title="Search", description=f"Search {whole[0].lower()}{whole[1:]}"
        )
        self.write(
            "tables.html",
            "tables.html",
            "site",
            title="Tables",
            description=f"All tables of {whole}",
            groups=groups,
        )
        if self.has("disputes.html"):
            self._disputes()
        if self.has("map.html"):
            self.write(
                "map.html",
                "map.html",
                "site",
                title="Map",
                description=f"Casualties, events, offices and displacement in each part of the country, by time: {whole}",
            )
        if self.has("charts.html"):
            self.write(
                "charts.html", "charts.html", "site", title="Charts", description=f"Charts of {whole}", charts=pictures
            )
        self.write(
            "about.html",
            "about.html",
            "site",
            title="About this record",
            description=f"How {whole[0].lower()}{whole[1:-1]} is made, what it covers, and how to cite it.",
            described=described,
            records=sum(each["count"] for each in tables if each["name"] not in NOT_STATED),
            sources=len(mission.sources),
            checksum=mission.dataset.checksum,
            citation=str(self.citation),
            bibtex=self.citation.to_bibtex(),
            coverage=[
                {
                    "address": self.addresses.of_table(row.id),
                    "title": words(row.id),
                    "records": row.records,
                    "statements": row.statements,
                    "sources": row.sources,
                }
                for row in mission.coverage()
                if row.id in self.addresses.tables
            ],
        )

    def _grouped(self, tables: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
        """The tables: those whose records have pages, and those of figures and details."""
        groups = {
            "People, places, papers and events": [each for each in tables if self.addresses.has_pages(each["name"])],
            "Figures and details": [each for each in tables if not self.addresses.has_pages(each["name"])],
        }
        return [(title, found) for title, found in groups.items() if found]

    def _disputes(self) -> None:
        mission = self.mission
        disputes: list[dict[str, Any]] = []
        for each in mission.disputes:
            record = mission.tables[each.table].get(each.record)
            fact = next(
                fact for fact in facts_of(mission, self.addresses, each.table, record) if fact.field == each.field
            )
            disputes.append(
                {
                    "table": each.table,
                    "field": each.field,
                    "anchor": each.id,
                    "title": title_of(mission, each.table, record),
                    "href": self.addresses.of(each.table, each.record),
                    "reason": _why(each),
                    "sources": " ".join(sorted({f"{source.id} {short_name(source)}" for source in each.sources})),
                    "rivals": [
                        {
                            "parts": _parts(value.parts),
                            "stands": value.stands,
                            "sources": [
                                {"address": self._source_address(source), "short": short_name(source)}
                                for source in dict.fromkeys(said.source for said in value.said)
                            ],
                        }
                        for value in fact.values
                    ],
                }
            )
        topics = Counter(each["table"] for each in disputes)
        fields = Counter(each["field"] for each in disputes)
        self.write(
            "disputes.html",
            "disputes.html",
            "site",
            title="Where sources disagree",
            description=f"{len(disputes)} values of the record that sources contradict, each with who says what.",
            disputes=disputes,
            topics=[(name, words(name), count) for name, count in topics.items()],
            fields=sorted(fields.items()),
        )

    def ending(self) -> None:
        """Write the list of all pages, the page for addresses that do not exist, and the site map."""
        groups = [{"title": words(name), "pages": pages} for name, pages in self.written.items()]
        self.write(
            "pages.html", "pages.html", "", title="All pages", description="All pages of the site.", groups=groups
        )
        self.write(
            "404.html",
            "missing.html",
            "",
            title="No such page",
            description="There is no such page.",
            folders=sorted({"data", "static", "tables", *map(self.addresses.file_of, self.addresses.tables)}),
        )
        # A site map has whole addresses; a site that does not know its own has none.
        if base := self.site["address"]:
            found = sorted(href for pages in self.written.values() for href, _ in pages)
            entries = "".join(f"<url><loc>{escape(f'{base}{href}')}</loc></url>\n" for href in found)
            self.put(
                "sitemap.xml",
                f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n',
            )


Incoming = dict[tuple[str, str], list[Any]]
"""The records that refer to one, by their table and the field with the reference."""


def incoming_of(mission: Mission, addresses: Addresses) -> dict[tuple[str, str], Incoming]:
    """What refers to each record, by its table and id: by its id, or by its name.

    Args:
        mission: The mission.
        addresses: Addresses of its records.

    Example:
        >>> import unami
        >>> found = incoming_of(unami.mission, Addresses(unami.mission))["countries", "NPL"]
        >>> sorted(found)[:2]
        [('contingents', 'country'), ('contribution_means', 'country')]
    """
    found: dict[tuple[str, str], Incoming] = {}
    for other, table, field, record, value in _references(mission, addresses):
        found.setdefault((table, value), {}).setdefault((other, field), []).append(record)
    return found


def _references(mission: Mission, addresses: Addresses) -> Iterator[tuple[str, str, str, Any, str]]:
    for other in mission.dataset.shape.stated:
        for column in mission.dataset.shape.columns(other):
            spec = column.spec
            # What another field of the same record says of the table is an identifier of a record: shown on its page.
            tables = () if spec.of_table else (spec.ref,) if spec.ref else spec.ids_of
            if not tables and column.type is not str:
                continue
            for record in mission.tables[other]:
                value = getattr(record, column.name)
                for one in value if isinstance(value, tuple) else () if value is None else (value,):
                    if tables:
                        yield from ((other, table, column.name, record, one) for table in tables)
                    elif (named := addresses.named(one)) is not None and named != (other, record.id):
                        yield other, named[0], column.name, record, named[1]


def _plain_statement(mission: Mission, table: str, statement: Statement) -> dict[str, Any]:
    names = (column.name for column in mission.dataset.shape.columns(table))
    return {
        "source": statement.source,
        "locator": statement.locator,
        "stated_as": statement.stated_as,
        "rank": statement.rank.value,
        "note": statement.note,
        "says": {name: cell for name, cell in zip(names, statement.cells, strict=True) if cell},
    }


def _parts(parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    return [{**asdict(part), "outside": part.href is not None and is_web_address(part.href)} for part in parts]


def _example(mission: Mission, limits: tuple[date, date]) -> str:
    """A day to begin with: that of the event of which most sources tell."""
    dated = [event for event in mission.events if event.date and event.date.is_day]
    within = [event for event in dated if event.date and limits[0] <= event.date.earliest <= limits[1]]
    if not within:
        return str(limits[0])
    return str(max(within, key=lambda event: len(mission.sources_of(event))).date)


def _why(dispute: Dispute) -> str:
    """Why a value is shown: of a decision of the curators, their own words."""
    notes = (claim.note for rival in dispute.rivals for claim in rival.claims if claim.source.kind == CURATION)
    return "; ".join(filter(None, [str(dispute.reason), *dict.fromkeys(notes)]))


def _summary(record: Any) -> str:
    return next((text for name in ("summary", "subject", "detail") if (text := getattr(record, name, None))), "")


def _short(text: str) -> str:
    """A text of limited length, not cut within a word."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3].rsplit(" ", 1)[0] + "..."


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""
