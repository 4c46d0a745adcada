"""Everything that the search of the site finds, as one list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from unami._mission.search import own_texts
from unami._output.export.site.titles import title_of, when_of, words
from unami._output.worded import record_in_words
from unami.records._index import NOT_STATED
from unami.records._table import table_of
from unami.records.identifier import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._mission.mission import Mission
    from unami._output.export.site.addresses import Addresses

__all__ = ["said_list", "search_list"]


def search_list(mission: Mission, addresses: Addresses) -> dict[str, Any]:
    """The list: all records and sources with their names and texts.

    Args:
        mission: The mission.
        addresses: Addresses of its records.

    Returns:
        ``kinds`` are the tables, each with its name, its name in words, and whether its records have pages; the tables
        themselves are a kind too, without a name. An entry of ``entries`` has the number of its kind, its id, title,
        date, names, a text to show, other texts, and the places of the entries of records that it refers to.
    """
    shape = mission.dataset.shape
    tables = _tables(mission, addresses)
    places: dict[tuple[str, str], int] = {}
    for table in tables:
        for record in mission.tables[table]:
            places[table, record.id] = len(places)
    entries: list[list[Any]] = []
    for number, table in enumerate(tables):
        titles = [title_of(mission, table, record) for record in mission.tables[table]]
        shared = Counter(titles)
        for title, record in zip(titles, mission.tables[table], strict=True):
            called = title, when_of(table, record)
            if (shared[title] > 1 or title == record.id) and not addresses.has_pages(table):
                # What it is, and what tells it from others, is in the whole line, with its date.
                called = record_in_words(mission, record), ""
            refers = sorted({places[other] for other in _references(mission, table, record) if other in places})
            entries.append([number, record.id, *called, *_texts(table, record), refers])
    entries += [
        [len(tables), table, words(table).capitalize(), "", "", table_of(shape.record_class(table)).about, "", []]
        for table in tables
    ]
    return {
        "kinds": [*([table, words(table), addresses.has_pages(table)] for table in tables), ["", "tables", True]],
        "entries": entries,
    }


def said_list(mission: Mission, addresses: Addresses) -> list[str]:
    """What the statements on the records say in words, and the curators of them: found after all else.

    Args:
        mission: The mission.
        addresses: Addresses of its records.

    Returns:
        A text for each entry of :func:`search_list` about a record, in the same order.
    """
    found: list[str] = []
    for table in _tables(mission, addresses):
        said: dict[str, dict[str, None]] = {}
        for statement in () if table in NOT_STATED else mission.statements(table):
            of_record = said.setdefault(statement.record, {})
            of_record.update(dict.fromkeys(filter(None, (statement.note, statement.stated_as))))
        found += (" | ".join(said.get(record.id, ())) for record in mission.tables[table])
    return found


def _tables(mission: Mission, addresses: Addresses) -> list[str]:
    """The tables whose records are found, those of which every record has a page first. Identifiers find what they identify."""
    kinds = (
        table for table in addresses.tables if not issubclass(mission.dataset.shape.record_class(table), Identifier)
    )
    return sorted(kinds, key=lambda table: (not addresses.has_pages(table), table in NOT_STATED))


def _references(mission: Mission, table: str, record: Any) -> Iterator[tuple[str, str]]:
    """The records by whose names a record is found too, as tables and ids."""
    for column in () if table in NOT_STATED else mission.dataset.shape.columns(table):
        value = getattr(record, column.name)
        for one in value if isinstance(value, tuple) else (value,):
            yield from ((other, one) for other in ((column.spec.ref,) if column.spec.ref else column.spec.ids_of))


_SHOWN = ("summary", "subject", "detail", "content", "publisher")
"""The fields that say most of a record, the first that it has."""


def _texts(table: str, record: Any) -> Iterator[str]:
    """The names of a record, a text to show of it, and its other texts."""
    shown = next((str(text) for field in _SHOWN if (text := getattr(record, field, None))), "")
    if table in NOT_STATED:
        named, others = [record.symbol or "", record.id], [record.note or ""]
    else:
        texts = own_texts(record)
        best = max(weight for _, _, weight in texts)
        named = [text for field, text, weight in texts if weight == best or field in ("id", "identifiers")]
        others = [text for _, text, _ in texts if text not in named]
    yield "|".join(dict.fromkeys(name.replace("|", " ") for name in named if name))
    yield shown
    yield " ".join(dict.fromkeys(text for text in others if text != shown))
