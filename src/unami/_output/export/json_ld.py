"""JSON-LD: the record as linked data, with terms of schema.org, W3C ORG, OWL-Time and PROV."""

from __future__ import annotations

import json
from datetime import date
from functools import singledispatch
from typing import TYPE_CHECKING, Any

import attrs

from unami._base.files import create
from unami._output.export.parts import IRI, claims_of, each_table, mission_name, name_space
from unami.records._base import Identified
from unami.records._field import columns, field_of
from unami.records._table import table_of
from unami.records._types import TYPES
from unami.records.appointment import Appointment
from unami.records.election import Election
from unami.records.organization import Unit
from unami.records.post import Post
from unami.records.source import Rank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._evidence.statement import Statement
    from unami._mission.mission import Mission
    from unami._output.export import Progress
    from unami.records._field import Column
    from unami.records._sequence import Records
    from unami.records.source import Source

__all__ = ["context_of", "record_nodes", "source_node", "write"]

CONTEXT = {
    "field": f"{IRI}field:",
    "class": f"{IRI}class:",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes besides that of the data, included in the document so that reading it needs no network."""

_TIME = {"day": "time:inXSDDate", "month": "time:inXSDgYearMonth", "year": "time:inXSDgYear"}
_SPAN = ("earliest_start", "latest_start", "earliest_end", "latest_end")


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write a JSON-LD document: an array ``@graph`` of nodes, with its ``@context``.

    Args:
        mission: The record.
        place: The file to make.
        progress: Called before each table.
    """
    graph = [_dataset(mission)]
    for table, records in each_table(mission, progress):
        if table in mission.dataset.shape.stated:
            graph += record_nodes(mission, table, records)
        else:
            graph += [source_node(mission, source) for source in records]
    graph += [_role(mission, role) for role in sorted({post.role for post in mission.whole.posts if post.role})]
    with create(place) as file:
        json.dump({"@context": context_of(mission), "@graph": graph}, file, ensure_ascii=False, indent=1)
        file.write("\n")


def context_of(mission: Mission) -> dict[str, str]:
    """Return all prefixes: that of the data, and those of the vocabularies.

    Args:
        mission: The record.
    """
    return {_prefix(mission): name_space(mission).iri, **CONTEXT}


def _prefix(mission: Mission) -> str:
    """The prefix of the identifiers of the data: none of those of the vocabularies."""
    name = name_space(mission).name
    return f"{name}-data" if name in CONTEXT else name


def _node(mission: Mission, table: str, name: str) -> dict[str, str]:
    return {"@id": f"{_prefix(mission)}:{table}/{name}"}


def _literal(value: Any) -> Any:
    literal = TYPES[type(value)].literal
    if literal is None:
        return value
    text, datatype = literal(value)
    return {"@value": text, "@type": datatype}


def _term(mission: Mission, column: Column, value: Any) -> Any:
    return _literal(value) if column.spec.ref is None else _node(mission, column.spec.ref, value)


def _address(url: str | None) -> dict[str, str] | None:
    """An address in a data set, written as text and not as a link that programs follow automatically."""
    return {"@value": url, "@type": "xsd:anyURI"} if url else None


def _add(node: dict[str, Any], term: str, value: Any) -> None:
    """Add a value to a property of a node; several fields can have the same term."""
    if value in (None, [], ()):
        return
    if term in node:
        held = node[term] if isinstance(node[term], list) else [node[term]]
        value = [*held, *(value if isinstance(value, list) else [value])]
    node[term] = value


def _dataset(mission: Mission) -> dict[str, Any]:
    described = mission.dataset.descriptor
    node: dict[str, Any] = {
        "@id": f"{_prefix(mission)}:dataset",
        "@type": ["schema:Dataset", "prov:Entity"],
        "schema:name": described.get("title", mission_name(mission)),
        "schema:version": mission.version,
        "schema:identifier": f"sha256:{mission.dataset.checksum}",
    }
    _add(
        node, "schema:license", [license_["path"] for license_ in described.get("licenses") or () if "path" in license_]
    )
    _add(node, "field:view", mission.view.label or None)
    return node


def _role(mission: Mission, role: str) -> dict[str, Any]:
    return {**_node(mission, "roles", role), "@type": "org:Role", "schema:name": role}


def source_node(mission: Mission, source: Source) -> dict[str, Any]:
    node: dict[str, Any] = {**_node(mission, "sources", source.id), "@type": ["prov:Entity", "schema:CreativeWork"]}
    told = {
        "schema:name": source.title,
        "schema:publisher": source.publisher,
        "schema:datePublished": source.published and _literal(source.published),
        "schema:identifier": source.symbol,
        "schema:url": _address(source.url or source.link),
        "schema:inLanguage": source.language,
        "field:kind": source.kind,
        "field:tier": source.tier,
        "rdfs:comment": source.note,
    }
    for term, value in told.items():
        _add(node, term, value)
    return node


def record_nodes(mission: Mission, table: str, records: Records[Any]) -> Iterator[dict[str, Any]]:
    kind = mission.dataset.shape.record_class(table)
    fields = [field_of(attribute) for attribute in attrs.fields(kind) if attribute.name != "id"]
    about = table_of(kind)
    types = [f"class:{kind.__name__}", "prov:Entity", *about.types]
    said: dict[str, list[Statement]] = {}
    for statement in mission.statements(table):
        said.setdefault(statement.record, []).append(statement)
    for record in records:
        node: dict[str, Any] = {**_node(mission, table, record.id), "@type": types, "rdfs:label": str(record)}
        for column in fields:
            value = getattr(record, column.name)
            if value is None:
                continue
            if column.spec.of_table is not None:
                parts: Any = _node(mission, getattr(record, column.spec.of_table), value)
            else:
                parts = (
                    [_term(mission, column, part) for part in value] if column.many else _term(mission, column, value)
                )
            _add(node, about.terms.get(column.name, f"field:{column.name}"), parts)
        _add(node, "schema:url", _address(getattr(record, "link", None)))
        _add(node, "schema:sameAs", _same(mission, record))
        _add_more(record, node, mission)
        sources = mission.sources_of(record)
        _add(node, "prov:wasDerivedFrom", [_node(mission, "sources", source.id) for source in sources])
        _add(node, "field:statement", [_statement(mission, columns(kind), record, one) for one in said[record.id]])
        yield node


def _same(mission: Mission, record: object) -> list[dict[str, str]]:
    """What other authorities have on the thing that a record is about, by its addresses."""
    held = mission.identifiers_of(record).values() if isinstance(record, Identified) else ()
    return [{"@id": one.url} for one in held if one.url is not None]


def _mission(mission: Mission) -> dict[str, str] | None:
    profiles = mission.tables["missions"] or mission.whole.tables["missions"]
    return _node(mission, "missions", profiles[0].id) if profiles else None


@singledispatch
def _add_more(record: object, node: dict[str, Any], mission: Mission) -> None:
    """Add properties that depend on several fields; most records have none."""


@_add_more.register(Unit)
def _(unit: Unit, node: dict[str, Any], mission: Mission) -> None:
    del unit
    _add(node, "org:unitOf", _mission(mission))


@_add_more.register(Election)
def _(election: Election, node: dict[str, Any], mission: Mission) -> None:
    del mission
    if election.held is not None:
        # Queries for events between two days compare their first and last days.
        node["schema:startDate"] = _literal(election.held_from or election.held)
        node["schema:endDate"] = _literal(election.held)


@_add_more.register(Post)
def _(post: Post, node: dict[str, Any], mission: Mission) -> None:
    if post.in_mission:
        _add(node, "org:postIn", _mission(mission))
    if post.role:
        _add(node, "org:role", _node(mission, "roles", post.role))


@_add_more.register(Appointment)
def _(appointment: Appointment, node: dict[str, Any], mission: Mission) -> None:
    post = mission.whole.posts[appointment.post]
    if post.in_mission:
        _add(node, "org:organization", _mission(mission))
    if post.role:
        _add(node, "org:role", _node(mission, "roles", post.role))
    interval: dict[str, Any] = {"@type": "time:Interval"}
    for term, day in (("time:hasBeginning", appointment.took_office), ("time:hasEnd", appointment.left_office)):
        if day is not None:
            inside = "field:edtf" if day.qualified else _TIME[day.precision]
            interval[term] = {"@type": "time:Instant", inside: _literal(day)}
    if len(interval) > 1:
        node["org:memberDuring"] = interval
    span = appointment.span
    for end in _SPAN:
        day = getattr(span, end)
        if day not in (date.min, date.max):
            node[f"field:{end}"] = _literal(day)


def _statement(mission: Mission, of_table: tuple[Column, ...], record: Any, statement: Statement) -> dict[str, Any]:
    """One statement about a record: locator, wording, and the fields that it supports and contradicts."""
    node: dict[str, Any] = {
        "@type": ["class:Statement", "prov:Entity"],
        "prov:hadPrimarySource": _node(mission, "sources", statement.source),
        "field:locator": statement.locator,
    }
    rank = None if statement.rank is Rank.NORMAL else statement.rank.value
    told = {"field:stated_as": statement.stated_as, "field:rank": rank, "rdfs:comment": statement.note}
    node |= {term: text for term, text in told.items() if text}
    for said in claims_of(of_table, statement, record):
        _add(node, "field:supports" if said.agrees else "field:contradicts", said.field)
        if said.classified:
            _add(node, "field:classified", said.field)
    return node
