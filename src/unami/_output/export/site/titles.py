"""What records are called on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami._mission.label import label_of
from unami._output.plain import named
from unami._output.worded import value_in_words
from unami.dates import PartialDate
from unami.records._field import columns
from unami.records._index import NOT_STATED

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami.records.source import Source

__all__ = ["short_name", "title_of", "when_of", "words"]


def words(name: str) -> str:
    """The name of a table or field, in words.

    Args:
        name: The name.

    Example:
        >>> words("council_meetings")
        'council meetings'
    """
    return name.replace("_", " ")


def short_name(source: Source) -> str:
    """A short name of a source: its symbol, or its publisher and date.

    Args:
        source: The source.

    Example:
        >>> import unami
        >>> short_name(unami.mission.sources["sc-res-1500"]), short_name(unami.mission.sources["elaph-2015-03-kubis"])
        ('S/RES/1500 (2003)', 'Elaph, March 2015')
    """
    if source.symbol:
        return source.symbol
    parts = (source.publisher or source.title, when_of("sources", source))
    return ", ".join(part for part in parts if part)


def title_of(mission: Mission, table: str, record: Any) -> str:
    """The name, title or symbol of a record, or what tells it from others, with names in place of ids.

    Args:
        mission: The mission.
        table: Table of the record.
        record: The record.

    Example:
        >>> import unami
        >>> title_of(unami.mission, "appointments", unami.mission.appointments["jan-kubis.srsg"])
        'Ján Kubiš, Special Representative of the Secretary-General for Iraq'
    """
    if table in NOT_STATED:
        return str(record.title or record.id)
    label = label_of(record)
    if label:
        return label
    kind = type(record)
    identity = {column.name for column in columns(kind) if column.spec.identity}
    if "start" in identity:
        # A count of half a year is not that of its first month.
        identity.add("end")
    found = (
        value_in_words(mission, kind, column, named(value, table, column.name, mission))
        for column in columns(kind)
        if column.name in identity and (value := getattr(record, column.name)) not in (None, ())
    )
    return ", ".join(found) or str(record.id)


def when_of(table: str, record: Any) -> str:
    """The first date of a record in words, if it has one.

    Args:
        table: Table of the record.
        record: The record.

    Example:
        >>> import unami
        >>> when_of("resolutions", unami.mission.resolutions["1500"])
        '14 August 2003'
    """
    if table in NOT_STATED:
        return record.published.words() if record.published else ""
    dates = (getattr(record, c.name) for c in columns(type(record)) if c.type is PartialDate and not c.many)
    return next((date.words() for date in dates if date), "")
