"""Everything that the search of the site finds, as one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami._mission.search import own_texts
from unami._output.export.site.titles import title_of, when_of, words
from unami.records._index import NOT_STATED
from unami.records._table import table_of
from unami.records.identifier import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._mission.mission import Mission
    from unami._output.export.site.addresses import Addresses

__all__ = ["search_list"]


def search_list(mission: Mission, addresses: Addresses) -> dict[str, Any]:
    """The list: all records and sources with their names and texts.

    Args:
        mission: The mission.
        addresses: Addresses of its records.

    Returns:
        ``kinds`` are the tables, each with its name, its name in words, and whether its records have pages; the tables
        themselves are a kind too, without a name. An entry of ``entries`` has the number of its kind, its id, title, date, names, a text to
        show, and other texts.
    """
    shape = mission.dataset.shape
    tables = [table for table in addresses.tables if not issubclass(shape.record_class(table), Identifier)]
    # Kinds of which every record has a page come first, in the order of the tables.
    tables.sort(key=lambda table: (not addresses.has_pages(table), table in NOT_STATED))
    entries = [
        [number, record.id, title_of(mission, table, record), when_of(table, record), *_texts(table, record)]
        for number, table in enumerate(tables)
        for record in mission.tables[table]
    ]
    entries += [
        [len(tables), table, words(table).capitalize(), "", "", table_of(shape.record_class(table)).about, ""]
        for table in tables
    ]
    return {
        "kinds": [*([table, words(table), addresses.has_pages(table)] for table in tables), ["", "tables", True]],
        "entries": entries,
    }


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
