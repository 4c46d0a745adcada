"""The rows of a table and what each source says of them, for the pages of tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from unami._output.export.site.facts import facts_of
from unami._output.export.site.titles import short_name, title_of, words
from unami._output.plain import named, to_plain
from unami._output.worded import is_listed, meaning_of, value_in_words
from unami.dates import Bound, PartialDate
from unami.records._cell import show_value, write_cell
from unami.records._field import columns
from unami.records._index import NOT_STATED
from unami.records._table import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._mission.mission import Mission
    from unami._output.export.site.addresses import Addresses
    from unami._output.export.site.facts import Fact, Part
    from unami.records._field import Column

__all__ = ["claims_table", "rows_table"]

_SHOWN = 8
"""Number of columns that are shown at first."""

_FILLED = 0.15
"""Part of the rows that must have a value for a column to be shown at first."""


def rows_table(mission: Mission, addresses: Addresses, table: str) -> dict[str, Any]:
    """The rows of a table.

    Args:
        mission: The mission.
        addresses: Addresses of its records.
        table: Name of the table, or ``sources``.

    Returns:
        ``columns`` with their names, meanings, kinds (``text``, ``number``, ``date``), the tables that they refer to, and for
        a number the place of the column with its edge;
        ``rows`` with the values as they are in the data; ``labels``, by column, with the names of the records that they
        refer to, and dates and the words of lists in words; ``meanings`` of these words, where the package explains
        them; ``absent``, the ids that the view has no record of; ``pages``, the tables whose records have pages;
        ``sources`` of each row; and ``shown``, the numbers of the columns to show at first.
    """
    entries = mission.dictionary.where(table=table)
    about = {entry.field: entry for entry in entries if not entry.derived}
    names = ["id", *(name for name in about if name != "id")]
    records = mission.tables[table]
    if table not in NOT_STATED:
        plain = [{**to_plain(record), **_open_end(record)} for record in records]
        sources = [list(mission.sources_of(record).ids) for record in records]
    else:
        used = Counter(row.source for each in mission.dataset.shape.stated for row in mission.statements(each))
        names.append("statements")
        # Empty means English in the data; it is written out because the page filters by language.
        plain = [
            {**to_plain(record), "language": record.language or "en", "statements": used[record.id]}
            for record in records
        ]
        sources = []
    rows = [[row[name] if row[name] != [] else None for name in names] for row in plain]
    of_table = mission.dataset.shape.columns(table) if table not in NOT_STATED else ()
    edges = {column.name: names.index(column.edge.name) for column in of_table if column.edge is not None}
    refers = {name: about[name].refers_to if name in about else () for name in names}
    return {
        "table": table,
        "columns": [
            {
                "name": name,
                "title": words(name),
                "about": about[name].description if name in about else "Number of statements based on it.",
                "kind": _kind(mission, table, name, rows, place),
                "refs": list(refers[name]),
                "edge": edges.get(name),
            }
            for place, name in enumerate(names)
        ],
        "rows": rows,
        "labels": _labels(mission, table, records, refers),
        "meanings": _meanings(mission, table, records),
        "absent": _absent(mission, table, records, refers),
        "pages": [each for each in addresses.tables if addresses.has_pages(each)],
        "sources": sources,
        "shown": _shown(mission, table, names, rows),
    }


def _open_end(record: Any) -> dict[str, str]:
    """The end of what has no end yet, as packages write it."""
    if not getattr(record, "open_end", False):
        return {}
    column = next(column for column in columns(type(record)) if column.spec.open_end)
    return {column.name: ".."}


def _kind(mission: Mission, table: str, name: str, rows: list[list[Any]], place: int) -> str:
    values = [row[place] for row in rows if row[place] is not None]
    if values and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
        return "number"
    if table in NOT_STATED:
        return "date" if name == "published" else "text"
    dated = any(column.name == name and column.type is PartialDate for column in mission.dataset.shape.columns(table))
    return "date" if dated else "text"


def _labels(
    mission: Mission, table: str, records: Any, refers: dict[str, tuple[str, ...]]
) -> dict[str, dict[str, str]]:
    """What stands for values that people do not read as they are in the data: names for ids, and words, by column."""
    found: dict[str, dict[str, str]] = {}
    kind = mission.dataset.shape.record_class(table)
    for column in columns(kind):
        refers_to = refers.get(column.name) if table not in NOT_STATED else ()
        if not (refers_to or column.type is PartialDate or is_listed(kind, column)):
            continue
        labels = {
            write_cell(one): value_in_words(
                mission, kind, column, named(one, table, column.name, mission) if refers_to else one
            )
            for one in _each(records, column)
        }
        if column.spec.open_end:
            labels[Bound.OPEN.value] = show_value(Bound.OPEN)
        found[column.name] = {one: labels[one] for one in sorted(labels) if labels[one] != one}
    return {name: labels for name, labels in found.items() if labels or refers.get(name)}


def _each(records: Any, column: Column) -> set[Any]:
    """The different values of a field."""
    given = (getattr(record, column.name) for record in records)
    return {one for value in given for one in (value if isinstance(value, tuple) else (value,)) if one is not None}


def _meanings(mission: Mission, table: str, records: Any) -> dict[str, dict[str, str]]:
    """What the words of lists mean, by column."""
    kind = mission.dataset.shape.record_class(table)
    found = {
        column.name: {one: meaning_of(mission, column, one) for one in sorted(_each(records, column))}
        for column in columns(kind)
        if column.spec.vocabulary and is_listed(kind, column)
    }
    return {name: {one: said for one, said in words.items() if said} for name, words in found.items() if any(words)}


def _absent(mission: Mission, table: str, records: Any, refers: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """What the rows refer to without being in this view, by column."""
    found: dict[str, list[str]] = {}
    for column in () if table in NOT_STATED else mission.dataset.shape.columns(table):
        if tables := refers.get(column.name):
            ids = _each(records, column)
            found[column.name] = sorted(
                one for one in ids if all(mission.tables[other].get(one) is None for other in tables)
            )
    return {name: ids for name, ids in found.items() if ids}


def _shown(mission: Mission, table: str, names: list[str], rows: list[list[Any]]) -> list[int]:
    """The columns that tell a row from others, its dates, and others that most rows have."""
    filled = [sum(row[place] is not None for row in rows) for place in range(len(names))]
    lead = [name for name in ("title", "publisher", "published") if table in NOT_STATED]
    edges: set[str] = set()
    identity: list[str] = []
    if table not in NOT_STATED:
        of = mission.dataset.shape.columns(table)
        named_by = table_of(mission.dataset.shape.record_class(table)).named_by
        identity = [column.name for column in of if column.spec.identity]
        lead = [*named_by[:1], *identity, *(column.name for column in of if column.type is PartialDate)]
        edges = {column.name for column in of if column.spec.edge_of}
    enough = max(1, _FILLED * len(rows))
    order = [name for name in dict.fromkeys([*lead, *names]) if name != "id" and name not in edges]
    # What tells rows apart, and ends of periods, count even if few rows have them.
    needed = {*identity, "end", "until"}
    chosen = [name for name in order if filled[names.index(name)] >= (1 if name in needed else enough)][
        :_SHOWN
    ] or names[:1]
    return [names.index(name) for name in chosen]


def claims_table(mission: Mission, addresses: Addresses, table: str) -> dict[str, Any]:
    """What each source says of the records of a table.

    Args:
        mission: The mission.
        addresses: Addresses of its records.
        table: Name of the table.

    Returns:
        ``sources`` with their ids and short names; ``records`` by id, each a title and its fields: title, reason, whether
        disputed, and values: text, whether it stands, and who says so.
    """
    numbers: dict[str, int] = {}
    names: list[list[str]] = []

    def number(source: Any) -> int:
        if source.id not in numbers:
            numbers[source.id] = len(names)
            names.append([source.id, short_name(source)])
        return numbers[source.id]

    def plain(facts: Iterator[Fact]) -> list[Any]:
        return [
            [
                fact.title,
                fact.reason,
                fact.disputed,
                [
                    [
                        _text(value.parts),
                        value.stands,
                        [[number(said.source), said.locator, said.words, list(said.remarks)] for said in value.said],
                    ]
                    for value in fact.values
                ],
            ]
            for fact in facts
        ]

    records = {
        record.id: [title_of(mission, table, record), plain(facts_of(mission, addresses, table, record))]
        for record in mission.tables[table]
    }
    return {"table": table, "records": records, "sources": names}


def _text(parts: tuple[Part, ...]) -> str:
    return ", ".join(part.text for part in parts)
