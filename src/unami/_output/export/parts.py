"""What several formats need: the records of a view with their sources, and what they refer to outside of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._evidence.merge import agree
from unami._evidence.words import read_words
from unami._output.plain import to_plain
from unami.records import TABLES, record_class
from unami.records._cell import SEPARATOR, read_cell
from unami.records._field import Merge, columns
from unami.records._figure import Figure
from unami.records._table import table_of
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
    "Said",
    "claims_of",
    "each_table",
    "licence",
    "mission_name",
    "plain_records",
    "referred",
    "statements_with",
]

IRI = "urn:unami:"
"""Beginning of the identifiers of everything in the record, where a format wants global ones. They are names, not
addresses: nothing can be fetched under them."""


def each_table(mission: Mission, progress: Progress) -> Iterator[tuple[str, Records[Any]]]:
    """The tables one after the other, the sources last.

    Args:
        mission: The record.
        progress: Told before each table.
    """
    names = tuple(mission.tables)
    for number, name in enumerate(names, 1):
        progress(name, number, len(names))
        yield name, mission.tables[name]


def mission_name(mission: Mission) -> str:
    """What the mission is called; that does not depend on who is asked about it.

    Args:
        mission: The record.
    """
    profiles = mission.tables["missions"] or mission.whole.tables["missions"]
    return profiles[0].name if profiles else "Mission"


def licence(mission: Mission) -> str:
    """Under which licences the data may be used, by their names or addresses; empty if the package does not say.

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
    """The records of a table as JSON objects, each with the ids of its sources.

    Args:
        mission: The record.
        table: Name of the table, or ``sources``.
    """
    records = mission.tables[table]
    if not table_of(record_class(table)).stated:
        return [to_plain(record) for record in records]
    return [{**to_plain(record), "sources": list(mission.sources_of(record).ids)} for record in records]


def _references(table: str, statements: tuple[Statement, ...]) -> Iterator[tuple[str, str]]:
    for place, column in enumerate(columns(record_class(table))):
        if column.spec.ref is not None:
            for statement in statements:
                for part in filter(None, statement.cells[place].split(SEPARATOR)):
                    yield column.spec.ref, part


def referred(mission: Mission) -> dict[str, set[str]]:
    """What the statements of a view refer to, of which the view itself knows nothing: ids by table.

    One source says which country sent soldiers, and another what the country is called. A view of the first alone
    has a reference to a country that it has no record of. Posts are always among them.

    Args:
        mission: The view.

    Example:
        >>> import unami
        >>> sorted(referred(unami.mission.according_to("seed-wikipedia-2026")))
        ['countries', 'posts']
    """
    whole = mission.whole
    known = {table: {statement.record for statement in mission.statements(table)} for table in TABLES}
    # Which seat a post is does not depend on who tells of its holder, in a view either: posts come whole.
    known["posts"] = set()
    missing: dict[str, set[str]] = {}
    waiting = [(table, mission.statements(table)) for table in TABLES]
    while waiting:
        table, statements = waiting.pop()
        new: dict[str, set[str]] = {}
        for other, record in _references(table, statements):
            if record not in known[other]:
                known[other].add(record)
                new.setdefault(other, set()).add(record)
        for other, records in new.items():
            missing.setdefault(other, set()).update(records)
            waiting.append((other, tuple(s for s in whole.statements(other) if s.record in records)))
    return missing


def statements_with(mission: Mission, others: Mapping[str, set[str]], table: str) -> list[Statement]:
    """The statements of a view in a table, and all that anybody says of some other things.

    Args:
        mission: The view.
        others: The other things: ids by table, such as :func:`referred` gives.
        table: Name of the table.
    """
    own = mission.statements(table)
    ids = others.get(table)
    if not ids:
        return list(own)
    seen = set(own)
    return [*own, *(s for s in mission.whole.statements(table) if s.record in ids and s not in seen)]


def _agrees(column: Column, cell: str, statement: Statement, record: Any) -> bool:
    value, shown = read_cell(column, cell), getattr(record, column.name)
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


def claims_of(table: str, statement: Statement, record: Any) -> Iterator[Said]:
    """What a statement says, field by field.

    Args:
        table: Name of the table.
        statement: The statement.
        record: The record that it is about; ``None`` if there is none because all statements on it are deprecated.
    """
    of_table = columns(record_class(table))
    words = read_words(statement.stated_as, [column.name for column in of_table]).of
    for column, cell in zip(of_table, statement.cells, strict=True):
        if cell:
            agrees = statement.rank is not Rank.DEPRECATED and (
                column.spec.merge is not Merge.CLAIM or _agrees(column, cell, statement, record)
            )
            yield Said(column.name, cell, agrees, words.get(column.name, ""), column.spec.classified)
