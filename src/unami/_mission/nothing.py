"""Why a question has no answer, or one of another time, and what is near; and how a record among others is shown.

An empty answer must not be read as "there was none", nor an old figure as that of the time asked about.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from unami._base.names import fold, nearest
from unami._base.text import cut
from unami._mission.label import line_of
from unami._mission.lookup import called
from unami._mission.tenure import Incumbent, over_time
from unami.dates import PartialDate, Period, bounds_of, read_when
from unami.errors import UnknownName
from unami.records._field import columns
from unami.records._sequence import singular
from unami.records._table import table_of
from unami.records._where import meaning_of, own_name, reader_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from unami._mission.mission import Mission
    from unami.records._sequence import Records
    from unami.records._where import Asked, Meaning

__all__ = ["line_in", "why_none", "why_other"]

_FEW = 12
"""How many values of a field are listed; of more, the nearest."""


def why_none(asked: Asked[Any]) -> tuple[str, ...]:
    """Why no record answers a question, and what is near, in sentences.

    Args:
        asked: The question.

    Example:
        >>> import unami
        >>> for line in unami.mission.deployments_by("Georgia").why_none:
        ...     print(line)
        no contribution has country GEO (Georgia)
        resolutions has 1 with sponsors GEO
        contingents has 1 with country GEO
    """
    of = asked.of
    if asked.told:
        return asked.told
    if not of:
        if of.asked is not None:
            return why_none(of.asked)
        if _partial(of):
            return (f"the sources of this view say nothing of {of.kind}",)
        return (f"the record has no {of.kind}",) if _empty_table(of) else ()
    if asked.when is not None:
        return _near_in_time(of, asked.when) + (asked.more(asked.when) if asked.more else ())
    if not asked.values:
        return (f"no {singular(of.kind)} meets the condition; there are {len(of)} {of.kind}",)
    matches = {name: of.where(**{name: wanted}) for name, wanted in asked.values.items()}
    missing = [name for name, found in matches.items() if not found]
    if not missing:
        return tuple(_no_overlap(of, asked.values, matches))
    return tuple(line for name in missing for line in _no_value(of, name, asked.values[name]))


def why_other(records: Records[Any]) -> tuple[str, ...]:
    """That nothing is known of the time asked about, and what is near, of records that are all of another time.

    Args:
        records: The records, such as the latest known figures.

    Example:
        >>> import unami
        >>> len(why_other(unami.mission.staff_at("2016"))), why_other(unami.mission.staffing.at("2011"))
        (1, ())
    """
    asked = records.asked
    while asked is not None and asked.when is None:
        asked = asked.of.asked
    if not records or asked is None or asked.when is None or records.at(asked.when):
        return ()
    return _near_in_time(asked.of, asked.when)


def _partial(of: Records[Any]) -> bool:
    return of.mission is not None and of.mission.view.sources is not None


def _empty_table(of: Records[Any]) -> bool:
    """Whether there is no record of a kind at all, so that none is among these."""
    known = None if of.record_class is None else getattr(of.record_class, "__table__", None)
    return known is not None and of.mission is not None and not of.mission.tables[known.name]


def _near_in_time(of: Records[Any], when: PartialDate | Period) -> tuple[str, ...]:
    if not any(map(_days_of, of)):
        return (f"the {of.kind} have no dates",)
    return (f"no {singular(of.kind)} is known at {when}{_neighbours(of, when)}",)


def _neighbours(of: Records[Any], when: PartialDate | Period) -> str:
    """The records before and after a time, as the end of a sentence."""
    first, last = bounds_of(when)
    reach = [(known, record) for record in of if (known := _days_of(record))]
    before = max((pair for pair in reach if pair[0][1] < first), key=lambda pair: pair[0][1], default=None)
    after = min((pair for pair in reach if pair[0][0] > last), key=lambda pair: pair[0][0], default=None)
    near = [
        f"{words} it {cut(line_in(of, pair[1]), 100)}"
        for words, pair in (("before", before), ("after", after))
        if pair is not None
    ]
    return f"; {', '.join(near)}" if near else ""


def _days_of(record: Any) -> tuple[date, date] | None:
    """The first and the last day of a record, as far as it has limits; of a date those that are written."""
    span = getattr(record, "span", None)
    if span is not None:
        return span.earliest_start, span.latest_end
    period = getattr(record, "period", None)
    if isinstance(period, PartialDate):
        return period.earliest, period.latest
    return None if period is None else (period.span.earliest_start, period.span.latest_end)


def line_in(records: Records[Any], record: Any) -> str:
    """A record in a line of records, with names in place of ids.

    Args:
        records: The records, which know their mission.
        record: One of them, or one of another time. A holder of a post is shown with the time in it, and as all records
            with "possible" where that is not certain.

    Example:
        >>> import unami
        >>> found = unami.mission.leaders_at("2009-07-10")
        >>> print(line_in(found, found[1]))
        Ad Melkert (SRSG), from 2009-07, until 2011-08, possible, contested
    """
    if isinstance(record, Incumbent):
        return over_time(record)
    return str(record) if records.mission is None else line_of(records.mission, record)


def _no_value(of: Records[Any], name: str, wanted: Any) -> Iterator[str]:
    """Of a value that no record has."""
    meaning = _meaning(of, name)
    field = own_name(name)
    whole = isinstance(wanted, tuple) and meaning.many and len(wanted) > 0
    said = f"no {singular(of.kind)} has {field} {'exactly ' * whole}{_named(meaning, wanted, of.mission)}"
    # Records of one time: others may have the value at other times.
    when = of.asked.when if of.asked is not None else None
    yield said if of.asked is None or when is None else said + _then(of.asked.of.where(**{name: wanted}), when)
    if whole and (any_of := of.where(**{name: list(wanted)})):
        yield f"{len(any_of)} of {len(of)} have at least one of them; ask with a list instead of a tuple"
    held = _held(of, name)
    if meaning.tables and of.mission is not None and not callable(wanted):
        yield from _namesakes(of, name, meaning, wanted)
        yield from _elsewhere(of, meaning, wanted, of.mission)
    elif held and all(isinstance(value, (PartialDate, int, float)) for value in held):
        yield f"{field} runs from {min(held)} to {max(held)}{_nearest_dates(held, wanted)}"
    elif 0 < len(held) <= _FEW:
        yield f"{field} is one of {', '.join(sorted(map(str, held)))}"
    elif isinstance(wanted, str):
        near = nearest(wanted, [value for value in held if isinstance(value, str)], limit=5)
        if near:
            yield f"near it: {'; '.join(map(cut, near))}"


def _then(others: Records[Any], when: PartialDate | Period) -> str:
    return f" at {when}{_neighbours(others, when)}" if others else ""


def _meaning(of: Records[Any], name: str) -> Meaning:
    known: Any = of.record_class
    return meaning_of(known, name, of.kind, of, of.mission)


def _nearest_dates(held: set[Any], wanted: Any) -> str:
    """The dates before and after one that no record has."""
    if callable(wanted) or not all(isinstance(value, PartialDate) for value in held):
        return ""
    first, last = bounds_of(read_when(wanted))
    before = max((date for date in held if date.latest < first), default=None)
    after = min((date for date in held if date.earliest > last), default=None)
    near = [f"{words} it {date}" for words, date in (("before", before), ("after", after)) if date is not None]
    return f"; {', '.join(near)}" if near else ""


def _named(meaning: Meaning, wanted: Any, mission: Mission | None) -> str:
    """A value as it is asked for: an id with the name of its record."""
    if callable(wanted):
        return "that meets the condition"
    if isinstance(wanted, (list, tuple, AbstractSet)) and wanted:
        return cut(", ".join(_named(meaning, one, mission) for one in wanted))
    if mission is None or not meaning.tables or wanted is None:
        return cut(str(wanted))
    for table in meaning.tables:
        try:
            found = mission.whole.tables[table][mission.identify(table, wanted)]
        except UnknownName:
            continue
        name = getattr(found, "name", None)
        return f"{found.id} ({name})" if name and name != found.id else str(found.id)
    return cut(str(wanted))


def _held(of: Records[Any], name: str) -> set[Any]:
    held: set[Any] = set()
    read = reader_of(name)
    for record in of:
        value = read(record)
        held.update(value if isinstance(value, tuple) else (value,))
    return held - {None}


def _namesakes(of: Records[Any], name: str, meaning: Meaning, wanted: Any) -> Iterator[str]:
    """The records with the same name that others have in the field, such as the part of a country named like its town."""
    mission = of.mission
    if mission is None or not isinstance(wanted, str):
        return
    held = _held(of, name)
    for table in meaning.tables:
        for other in mission.whole.tables[table]:
            names = {fold(one) for one in called(other, table_of(type(other)).named_by)}
            if other.id in held and fold(wanted) in names:
                found = of.where(**{name: other.id})
                yield f"{len(found)} have {other.id} ({getattr(other, 'name', None) or other.id}), which has the same name"


def _elsewhere(of: Records[Any], meaning: Meaning, wanted: Any, mission: Mission) -> Iterator[str]:
    """The other tables that speak of the same record."""
    for table in mission.tables:
        kind = mission.dataset.shape.record_class(table)
        if kind is of.record_class:
            continue
        for column in columns(kind):
            if column.spec.ref in meaning.tables:
                found = mission.tables[table].where(**{column.name: wanted})
                if found:
                    yield f"{table} has {len(found)} with {column.name} {getattr(wanted, 'id', wanted)}"


def _no_overlap(of: Records[Any], values: Mapping[str, Any], matches: Mapping[str, Records[Any]]) -> Iterator[str]:
    """Of values that records have, but none has them all."""
    counts = ", ".join(
        f"{own_name(name)} {_named(_meaning(of, name), values[name], of.mission)}: {len(found)}"
        for name, found in matches.items()
    )
    yield f"no {singular(of.kind)} meets all conditions ({counts})"
    for name in values:
        rest = of.where(**{other: wanted for other, wanted in values.items() if other != name})
        held = sorted(map(str, _held(rest, name)))
        if 0 < len(held) <= _FEW:
            yield f"with the other conditions, {own_name(name)} is {_listed(held)}"


def _listed(words: Iterable[str]) -> str:
    known = list(words)
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} or {known[-1]}"
