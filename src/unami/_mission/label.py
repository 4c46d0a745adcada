"""What records are called: in a view whose sources do not name them, as in the whole record, and marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from unami.records._field import columns
from unami.records._table import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._mission.tables import TableProperties

__all__ = ["label_in", "label_of", "line_of", "named_elsewhere", "with_label", "with_names"]

T = TypeVar("T")

_LABELS = ("name", "title", "symbol", "meeting", "place")
"""Fields that name a record, in order of preference, where its table is named by them."""

_OF_NO_NAMES = ("name", "unit")
"""The same where a table declares no names by which people know its records."""


def named_elsewhere(text: str) -> str:
    """A name, or a line that begins with it, with the mark that the sources of the view do not give the name.

    Args:
        text: The text.
    """
    return f"{text} [named by other sources]"


def label_of(record: Any) -> str | None:
    """The name, title or symbol of a record; ``None`` if it has none but its id.

    Args:
        record: A record.

    Example:
        >>> import unami
        >>> label_of(unami.mission.resolutions["1770"]), label_of(unami.mission.tallies[0])
        ('S/RES/1770 (2007)', None)
    """
    words: Iterable[str | None] = (getattr(record, field, None) for field in _label_fields(type(record)))
    return next((word for word in words if word), None)


def _label_fields(kind: Any) -> Iterable[str]:
    named_by = table_of(kind).named_by if hasattr(kind, "__table__") else ()
    return [field for field in _LABELS if field in named_by] or _OF_NO_NAMES


def label_in(mission: TableProperties, tables: Iterable[str], name: str, *, marked: bool = False) -> str | None:
    """What the record with an id is called.

    Args:
        mission: The mission; of a view, the name in the whole record counts, as ids mean the same in every view.
        tables: The tables that may have the record.
        name: The id.
        marked: Whether the name that the sources of the view give comes first, and any other is marked.

    Returns:
        The name, or the id if it has none; ``None`` if there is no such record.

    Example:
        >>> import unami
        >>> view = unami.mission.according_to("seed-gayaone-2025")
        >>> label_in(view, ["posts"], "srsg", marked=True)
        'Special Representative of the Secretary-General for Iraq [named by other sources]'
    """
    for table in tables:
        known = mission.whole.tables[table].get(name)
        if known is None:
            continue
        label = label_of(known)
        if not marked or label is None or mission.view.sources is None:
            return label or name
        return label_of(mission.tables[table].get(name)) or named_elsewhere(label)
    return None


def with_label(mission: TableProperties, record: T) -> T:
    """A record with the name that it has in the whole record, if the sources of the view do not give one.

    Args:
        mission: The mission that it comes from.
        record: The record.

    Returns:
        The record itself if it has a name, or if there is none.

    Example:
        >>> import unami
        >>> view = unami.mission.according_to("seed-gayaone-2025")
        >>> with_label(view, unami.records.Person(id="jan-kubis")).name
        'Ján Kubiš'
    """
    kind: Any = type(record)
    if mission.view.sources is None or not hasattr(kind, "__table__") or label_of(record):
        return record
    known = mission.whole.tables[table_of(kind).name].get(record.id)  # type: ignore[attr-defined]
    field = next((field for field in _label_fields(kind) if getattr(known, field, None)), None)
    return evolve(record, **{field: getattr(known, field)}) if field else record  # type: ignore[misc]


def with_names(mission: TableProperties, record: T) -> T:
    """A record with the names of the records that it refers to in place of their ids, for a reader.

    Args:
        mission: The mission that it comes from.
        record: The record, or an answer, which is returned as it is.

    Example:
        >>> import unami
        >>> print(with_names(unami.mission, unami.mission.offices["cyprus"]).country)
        Cyprus
    """
    kind: Any = type(record)
    if not hasattr(kind, "__table__"):
        return record
    names: dict[str, Any] = {}
    for column in columns(kind):
        value = getattr(record, column.name)
        if column.spec.ref is not None and value:
            tables = (column.spec.ref,)
            many = isinstance(value, tuple)
            found = [label_in(mission, tables, name, marked=True) or name for name in (value if many else (value,))]
            names[column.name] = tuple(found) if many else found[0]
    return evolve(record, **names) if names else record  # type: ignore[misc]


def line_of(mission: TableProperties, record: Any) -> str:
    """A record in a line, with names in place of ids.

    Its own name is the one in the whole record, marked, if the sources of the view do not give one.

    Args:
        mission: The mission that it comes from.
        record: The record.

    Example:
        >>> import unami
        >>> view = unami.mission.according_to("seed-gayaone-2025")
        >>> print(line_of(view, unami.records.Person(id="jan-kubis")))
        Ján Kubiš [named by other sources]
        >>> print(line_of(unami.mission, unami.mission.contributions[1]))
        Fiji, troops, guard-unit, 2004-11: 134, 6 of them women
    """
    shown = with_names(mission, record)
    text, known = str(shown), str(with_label(mission, shown))
    return text if text == known else named_elsewhere(known)
