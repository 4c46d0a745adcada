"""Functions shared by several formats: the records of a view with their sources, and the records they refer to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._evidence.merge import agree
from unami._evidence.words import read_words
from unami._output.plain import to_plain
from unami.records._cell import SEPARATOR, read_cell, value_in
from unami.records._field import Merge
from unami.records._figure import Figure
from unami.records.source import Rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unami._evidence.statement import Statement
    from unami._mission.mission import Mission
    from unami._output.export import Progress
    from unami.records._field import Column
    from unami.records._sequence import Records

__all__ = [
    "IRI",
    "NameSpace",
    "Said",
    "claims_of",
    "each_table",
    "licence",
    "mission_name",
    "name_space",
    "plain_records",
    "referred",
    "statements_with",
]

IRI = "urn:unami:"
"""Prefix of the terms of this library in linked data. They are names, not addresses: they cannot be fetched."""

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
"""Characters that are not in the name of a name space."""


@frozen
class NameSpace:
    """The name space of a data package: two missions can have records of one id.

    Args:
        name: Its name, made from the name of the package.
        iri: What the global identifiers of its records begin with: what the package says, or else a name that cannot be
            fetched.
    """

    name: str
    iri: str


def name_space(mission: Mission) -> NameSpace:
    """Return the name space of the data of a mission.

    Args:
        mission: The record.

    Example:
        >>> import unami
        >>> name_space(unami.mission)
        NameSpace(name='unami', iri='urn:unami:')
    """

    def make() -> NameSpace:
        described = mission.dataset.descriptor
        name = _NOT_IN_NAMES.sub("-", str(described.get("name", "")).lower()).strip("-") or "mission"
        return NameSpace(name, described.get("base_iri") or f"urn:{name}:")

    return mission.dataset.cache.get("name space", make)


def each_table(mission: Mission, progress: Progress) -> Iterator[tuple[str, Records[Any]]]:
    """Yield the tables in order, the sources last.

    Args:
        mission: The record.
        progress: Called before each table.
    """
    names = tuple(mission.tables)
    for number, name in enumerate(names, 1):
        progress(name, number, len(names))
        yield name, mission.tables[name]


def mission_name(mission: Mission) -> str:
    """Return the name of the mission, whatever the view.

    Args:
        mission: The record.
    """
    profiles = mission.tables["missions"] or mission.whole.tables["missions"]
    return profiles[0].name if profiles else "Mission"


def licence(mission: Mission) -> str:
    """Return the names or addresses of the data's licences; empty if the package does not state any.

    Args:
        mission: The record.

    Example:
        >>> import unami
        >>> licence(unami.mission)
        'CC-BY-4.0'
    """
    named = mission.dataset.descriptor.get("licenses") or ()
    return ", ".join(one.get("name") or one.get("path", "") for one in named)


def plain_records(mission: Mission, table: str) -> list[dict[str, Any]]:
    """Return the records of a table as JSON objects, each with the ids of its sources.

    Args:
        mission: The record.
        table: Name of the table, or ``sources``.
    """
    records = mission.tables[table]
    if table not in mission.dataset.shape.stated:
        return [to_plain(record) for record in records]
    return [{**to_plain(record), "sources": list(mission.sources_of(record).ids)} for record in records]


def _references(known: tuple[Column, ...], statements: tuple[Statement, ...]) -> Iterator[tuple[str, str]]:
    places = {column.name: place for place, column in enumerate(known)}
    for place, column in enumerate(known):
        spec = column.spec
        for statement in statements if spec.ref or spec.of_table else ():
            other = spec.ref or statement.cells[places[spec.of_table or ""]]
            for part in filter(None, statement.cells[place].split(SEPARATOR)):
                yield other, part


def referred(mission: Mission) -> dict[str, set[str]]:
    """Return the ids, by table, that the statements of a view refer to but that the view does not include.

    One source may state which country sent soldiers, and another the country's name. A view of the first source alone
    refers to a country for which it has no record. Posts are always included.

    Args:
        mission: The view.

    Example:
        >>> import unami
        >>> sorted(referred(unami.mission.according_to("seed-wikipedia-2026")))
        ['countries', 'posts']
    """
    whole = mission.whole
    shape = mission.dataset.shape
    known = {table: {statement.record for statement in mission.statements(table)} for table in shape.stated}
    # Whether a post has a single seat does not depend on the sources of a view, so posts are always complete.
    known["posts"] = set()
    missing: dict[str, set[str]] = {}
    waiting = [(table, mission.statements(table)) for table in shape.stated]
    while waiting:
        table, statements = waiting.pop()
        new: dict[str, set[str]] = {}
        for other, record in _references(shape.columns(table), statements):
            if record not in known[other]:
                known[other].add(record)
                new.setdefault(other, set()).add(record)
        for other, records in new.items():
            missing.setdefault(other, set()).update(records)
            waiting.append((other, tuple(s for s in whole.statements(other) if s.record in records)))
    return missing


def statements_with(mission: Mission, others: Mapping[str, set[str]], table: str) -> list[Statement]:
    """Return the statements of a view in a table, and all statements about some other things.

    Args:
        mission: The view.
        others: The other things: ids by table, as :func:`referred` returns them.
        table: Name of the table.
    """
    own = mission.statements(table)
    ids = others.get(table)
    if not ids:
        return list(own)
    seen = set(own)
    return [*own, *(s for s in mission.whole.statements(table) if s.record in ids and s not in seen)]


def _agrees(column: Column, cell: str, statement: Statement, record: Any) -> bool:
    value, shown = read_cell(column, cell), value_in(record, column)
    if column.edge is None:
        return agree(value, shown)
    edge = statement.cells[column.edge.place] or None
    return Figure(value, edge).meets(Figure(shown, getattr(record, column.edge.name)))


@frozen
class Said:
    """What a statement says of one field.

    Args:
        field: The field.
        cell: What it says.
        agrees: Whether that agrees with the record.
        words: The words that are bound to the field.
        classified: Whether the curators classify so, and not the source.
    """

    field: str
    cell: str
    agrees: bool
    words: str
    classified: bool


def claims_of(of_table: tuple[Column, ...], statement: Statement, record: Any) -> Iterator[Said]:
    """What a statement says, field by field.

    Args:
        of_table: The columns of the table.
        statement: The statement.
        record: The record that it is about; ``None`` if it does not exist because all statements about it are
            deprecated.
    """
    words = read_words(statement.stated_as, [column.name for column in of_table]).of
    for column, cell in zip(of_table, statement.cells, strict=True):
        if cell:
            agrees = statement.rank is not Rank.DEPRECATED and (
                column.spec.merge is not Merge.CLAIM or _agrees(column, cell, statement, record)
            )
            yield Said(column.name, cell, agrees, words.get(column.name, ""), column.spec.classified)
