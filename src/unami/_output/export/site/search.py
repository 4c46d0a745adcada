"""Everything that the search of the site finds, as one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami._mission.search import own_texts
from unami._output.export.site.addresses import has_pages
from unami._output.export.site.titles import title_of, when_of, words
from unami.records._index import NOT_STATED
from unami.records.identifier import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._mission.mission import Mission

__all__ = ["search_list"]


def search_list(mission: Mission) -> dict[str, Any]:
    """The list: all records and sources with their names and texts.

    Args:
        mission: The mission.

    Returns:
        ``kinds`` are the tables, each with its name, its name in words, and whether its records have pages. An entry
        of ``entries`` has the number of its kind, its id, title, date, names and other texts.
    """
    tables = [
        table for table in mission.tables if not issubclass(mission.dataset.shape.record_class(table), Identifier)
    ]
    # Kinds of which every record has a page come first, in the order of the tables.
    tables.sort(key=lambda table: (not has_pages(table), table in NOT_STATED))
    return {
        "kinds": [[table, words(table), has_pages(table)] for table in tables],
        "entries": [
            [number, record.id, title_of(mission, table, record), when_of(table, record), *_texts(table, record)]
            for number, table in enumerate(tables)
            for record in mission.tables[table]
        ],
    }


def _texts(table: str, record: Any) -> Iterator[str]:
    """The names of a record, and its other texts."""
    if table in NOT_STATED:
        yield " ".join(filter(None, (record.symbol, record.id)))
        yield " ".join(filter(None, (record.publisher, record.note)))
        return
    texts = own_texts(record)
    best = max(weight for _, _, weight in texts)
    named = [text for field, text, weight in texts if weight == best or field in ("id", "identifiers")]
    yield " ".join(dict.fromkeys(named))
    yield " ".join(dict.fromkeys(text for _, text, _ in texts if text not in named))
