"""From statements to records: the one rule by which all values are merged.

A record is the merge of the statements about it, field by field. Among the statements that give a value:

1. deprecated ones are kept, but never win;
2. preferred beats normal;
3. a better tier of source beats a worse one (``tiers.csv``: UN documents first);
4. a more precise value beats a less precise one that it agrees with, and a date of the end beats that there is none
   yet: first among sources of one tier, then among
   all tiers, as a refinement of the chosen value; among sources of one tier, an exact number beats an approximate
   one, a minimum or a maximum;
5. a later published source beats an earlier one, and a dated source beats an undated one;
6. if values are still level, that is an open tie: an error of the data set, which a curator resolves with a
   preferred row whose note gives the reason.

Fields that belong together are decided together: a number with its edge; and a field that goes with another one only
by statements that do not contradict the value chosen there.

The merge is the same for all tables, and the order of the rows does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from itertools import compress, pairwise
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._base.names import fold
from unami.dates import Bound, PartialDate
from unami.records._cell import read_cell
from unami.records._field import Merge
from unami.records._figure import Figure
from unami.records.source import Rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unami._evidence.statement import Statement
    from unami.records._field import Column
    from unami.records.source import Source

__all__ = ["Decision", "Merged", "Reason", "agree", "decide", "decide_field", "disputed", "given"]


class Reason(Enum):
    """Why a value was chosen for a record, in the order in which the rule is applied.

    Example:
        >>> str(Reason.TIER)
        'the better kind of source says so'
    """

    UNDISPUTED = "all that is said agrees"
    SUM = "the values of all sources are taken together"
    RANK = "the curators prefer it"
    TIER = "the better kind of source says so"
    PRECISION = "it is the more precise of values that agree"
    EXACT = "it is exact, and the others are round, least or greatest numbers"
    PUBLICATION = "the latest source says so"
    WORDING = "one of several ways of saying it"
    TOGETHER = "it goes with the value that stands in another field"
    TIE = "undecided: the sources are level, the first in the order of their ids is shown"
    SILENCE = "no source gives a value that stands"
    DERIVED = "worked out from other fields"

    def __str__(self) -> str:
        return self.value


@frozen(eq=False, repr=False)
class Decision:
    """The result of the rule for one field.

    Args:
        value: The chosen value.
        reason: The step of the rule that decided.
        level: For an open tie, the values that are level.
    """

    value: Any
    reason: Reason
    level: tuple[Any, ...] = ()


_SILENCE = Decision(None, Reason.SILENCE)


def agree(one: Any, other: Any) -> bool:
    """Return whether two values of a field are compatible: both can be true.

    Dates agree if one lies within the other, lists if one contains the other, texts if only accents, case or
    punctuation differ, numbers if their ranges overlap; other values only if they are equal.

    Args:
        one: A value.
        other: Another value of the same field.

    Example:
        >>> agree(PartialDate.parse("2009-07"), PartialDate.parse("2009-07-13"))
        True
        >>> agree(22, 23)
        False
    """
    if one == other:
        return True
    if one is None or other is None:
        return False
    if Bound.OPEN in (one, other):
        return True  # what had no end yet can have ended later
    if isinstance(one, PartialDate):
        return one.compatible(other)
    if isinstance(one, Figure):
        return one.meets(other)
    if isinstance(one, tuple):
        return set(one) <= set(other) or set(other) <= set(one)
    if isinstance(one, str):
        return _folded(one) == _folded(other)
    return False


_folded = lru_cache(maxsize=64)(fold)
"""Fold a text; one value is compared with many, so it is cached. The cache is small: texts may be long."""


class _Values:
    """The values given for one field, indexed so that they need not all be compared with each other.

    If a thousand sources give a thousand values, comparing all pairs would take a second for each record.

    Args:
        values: The values, at least one.
    """

    def __init__(self, values: Iterable[Any]) -> None:
        self.values = list(values)
        self.distinct = tuple(dict.fromkeys(self.values))
        self._lists: _Lists | None = None

    def contradict(self) -> bool:
        """Return whether any two of the values do not :func:`agree`."""
        distinct = [value for value in self.distinct if value is not Bound.OPEN] or [Bound.OPEN]
        first, *others = distinct
        if not others:
            return False
        if isinstance(first, PartialDate):
            # Written dates are nested or disjoint: if every two overlap, all overlap.
            return bool(max(date.earliest for date in distinct) > min(date.latest for date in distinct))
        if isinstance(first, Figure):
            # What numbers can mean are stretches of a line: if each two meet, all do.
            reaches = [figure.reach for figure in self.distinct]
            return bool(max(low for low, _ in reaches) > min(high for _, high in reaches))
        if isinstance(first, tuple):
            # If lists are nested, each contains the next shorter one.
            by_size = sorted(map(frozenset, self.distinct), key=len)
            return any(not one <= other for one, other in pairwise(by_size))
        if isinstance(first, str):
            folded = fold(first)
            return any(fold(other) != folded for other in others)
        return True

    def finest(self) -> list[bool]:
        """For each value, return whether no other value is a more precise form of it."""
        first = self.distinct[0]
        if Bound.OPEN in self.distinct:
            return [value is not Bound.OPEN or len(self.distinct) == 1 for value in self.values]
        if isinstance(first, PartialDate):
            return self._finest_dates()
        if isinstance(first, Figure):
            # An exact number is better than a round one even if they do not agree.
            exact = [figure.edge is None for figure in self.values]
            return exact if any(exact) else [True] * len(exact)
        if isinstance(first, tuple):
            holds_all = {value: not self._longer(value) for value in self.distinct}
            return [holds_all[value] for value in self.values]
        return [True] * len(self.values)

    def _finest_dates(self) -> list[bool]:
        stated = [(date.year, date.month, date.day) for date in self.values]
        beyond_doubt = {parts for date, parts in zip(self.values, stated, strict=True) if not date.qualified}
        refined = {(year, None, None) for year, month, _ in stated if month is not None}
        refined |= {(year, month, None) for year, month, day in stated if day is not None}
        return [
            parts not in refined and not (date.qualified and parts in beyond_doubt)
            for date, parts in zip(self.values, stated, strict=True)
        ]

    def finer_than(self, value: Any) -> list[bool]:
        """For each value, return whether it is strictly more precise than a given one, and not itself qualified.

        Args:
            value: One of the values.
        """
        if value is Bound.OPEN:
            return [other is not Bound.OPEN for other in self.values]
        if isinstance(value, PartialDate):
            dates = [None if other is Bound.OPEN else other for other in self.values]
            return [other is not None and other.refines(value) and not other.qualified for other in dates]
        if isinstance(value, Figure):
            return [value.edge is not None and other.edge is None and other.meets(value) for other in self.values]
        if isinstance(value, tuple):
            longer = self._longer(value)
            return [bool(longer & bit) for bit in self._of_lists().bit_of_each]
        return [False] * len(self.values)

    def _longer(self, value: tuple[Any, ...]) -> int:
        return self._of_lists().longer(value)

    def _of_lists(self) -> _Lists:
        if self._lists is None:
            self._lists = _Lists(self.distinct, self.values)
        return self._lists


class _Lists:
    """Finds which of some lists contain all parts of another, without comparing every pair.

    Args:
        distinct: The lists, each once.
        values: The lists as they were given, possibly repeated.
    """

    def __init__(self, distinct: Iterable[tuple[Any, ...]], values: Iterable[tuple[Any, ...]]) -> None:
        places: dict[frozenset[Any], int] = {}
        self.bits = {value: 1 << places.setdefault(frozenset(value), len(places)) for value in distinct}
        """For each list, a number with one bit set; lists with the same parts, in any order, share it."""
        self.bit_of_each = [self.bits[value] for value in values]
        self._holders: dict[Any, int] = {}
        """For each part, the bits of the lists that contain it: intersecting lists is then a single operation."""
        for value, bit in self.bits.items():
            for part in value:
                self._holders[part] = self._holders.get(part, 0) | bit

    def longer(self, value: tuple[Any, ...]) -> int:
        """Return the bits of the lists that contain all parts of one list, and more.

        Args:
            value: One of the lists.
        """
        holding = -1
        for part in value:
            holding &= self._holders[part]
            if not holding & (holding - 1):
                break  # only the list itself
        return holding & ~self.bits[value]


def decide(column: Column, given: Sequence[tuple[Any, Statement]], sources: Mapping[str, Source]) -> Decision:
    """Choose between the values that statements give for one field of one record.

    Args:
        column: The field.
        given: Each value with the statement that gives it, in any order.
        sources: The sources by id.

    Returns:
        The value with the reason; for an open tie, the value of the first source in alphabetical order.
    """
    live = [(value, statement) for value, statement in given if statement.rank is not Rank.DEPRECATED]
    if not live:
        return _SILENCE
    if column.spec.merge is Merge.UNION:
        parts = {part for value, _ in live for part in (value if column.many else (value,))}
        return Decision(tuple(sorted(parts)), Reason.SUM)
    first = live[0][0]
    if all(value == first for value, _ in live):
        set_aside = disputed(column, (value for value, _ in given))
        return Decision(first, Reason.RANK if set_aside else Reason.UNDISPUTED)
    pool = [pair for pair in live if pair[1].rank is Rank.PREFERRED] or live
    decision = _settle(column, pool, sources)
    if decision.reason is Reason.UNDISPUTED:
        return Decision(decision.value, Reason.RANK)
    # A more precise value from a worse tier never overturns the decision, but it may refine a value it agrees with.
    values = _Values(value for value, _ in pool)
    while column.spec.merge is Merge.CLAIM and decision.reason is not Reason.TIE:
        finer = list(compress(pool, values.finer_than(decision.value)))
        if not finer:
            break
        refined = _settle(column, finer, sources)
        if refined.reason is Reason.TIE:
            break
        decision = Decision(refined.value, Reason.PRECISION)
    return decision


def _settle(column: Column, live: list[tuple[Any, Statement]], sources: Mapping[str, Source]) -> Decision:
    """Choose by tier, precision and publication date between values of one rank."""

    def narrow(keep: list[tuple[Any, Statement]]) -> bool:
        nonlocal live
        live = keep
        value = live[0][0]
        return all(other == value for other, _ in live)

    if narrow(live):
        return Decision(live[0][0], Reason.UNDISPUTED)
    best = min(sources[statement.source].tier for _, statement in live)
    if narrow([pair for pair in live if sources[pair[1].source].tier == best]):
        return Decision(live[0][0], Reason.TIER)
    if narrow(list(compress(live, _Values(value for value, _ in live).finest()))):
        exact = isinstance(live[0][0], Figure)
        return Decision(live[0][0], Reason.EXACT if exact else Reason.PRECISION)
    dates = [published for _, s in live if (published := sources[s.source].published) is not None]
    if dates:
        latest = max(dates)
        if narrow([pair for pair in live if sources[pair[1].source].published == latest]):
            return Decision(live[0][0], Reason.PUBLICATION)
    live.sort(key=lambda pair: (pair[1].source, pair[1].locator, str(pair[0])))
    value = live[0][0]
    level = _Values(other for other, _ in live)
    if column.spec.merge is Merge.WORDING or not level.contradict():
        return Decision(value, Reason.WORDING)
    return Decision(value, Reason.TIE, level.distinct)


def disputed(column: Column, values: Iterable[Any]) -> bool:
    """Return whether the values given for a field, deprecated ones included, are incompatible.

    Args:
        column: The field.
        values: The values, in any order.
    """
    if column.spec.merge is not Merge.CLAIM or column.spec.identity:
        return False
    different = list(values)
    return bool(different) and _Values(different).contradict()


class Merged(Mapping[str, Any]):
    """The records of one table by id, each merged when it is first requested: many questions need only a few.

    A thing that has only deprecated statements has no record. It takes about 200 bytes of memory for each record.

    Args:
        record_class: Class of the records.
        record_columns: Its columns.
        statements: The statements, in any order.
        sources: The sources by id.
    """

    __slots__ = ("_class", "_columns", "_made", "_sources", "rows")

    def __init__(
        self,
        record_class: type[Any],
        record_columns: Sequence[Column],
        statements: Iterable[Statement],
        sources: Mapping[str, Source],
    ) -> None:
        rows: dict[str, list[Statement]] = {}
        for statement in statements:
            rows.setdefault(statement.record, []).append(statement)
        self.rows: Mapping[str, list[Statement]] = rows
        """The statements about each thing."""
        self._class = record_class
        self._columns = record_columns
        self._sources = sources
        self._made: dict[str, Any] = {}

    def __getitem__(self, record: str) -> Any:
        made = self._made.get(record)
        # Two threads may both merge it; all get the one stored first.
        return self._made.setdefault(record, self._merge(record)) if made is None else made

    def __iter__(self) -> Iterator[str]:
        # The records, in the order of their ids, that have a statement which can win.
        for record in sorted(self.rows):
            if any(statement.rank is not Rank.DEPRECATED for statement in self.rows[record]):
                yield record

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _live(self, record: str) -> list[tuple[str, ...]]:
        """The cells of the statements that can win."""
        return [statement.cells for statement in self.rows[record] if statement.rank is not Rank.DEPRECATED]

    def _merge(self, record: str) -> Any:
        live = self._live(record)
        if not live:
            raise KeyError(record)
        if len(live) == 1:
            # Nothing to decide: most things are stated once.
            said_once = zip(self._columns, live[0], strict=True)
            return self._make(record, {column.name: read_cell(column, cell) for column, cell in said_once if cell})
        values: dict[str, Any] = {}
        for place, said in enumerate(zip(*live, strict=True)):
            cells = set(said)
            cells.discard("")
            if cells:
                values[self._columns[place].name] = self._value(record, place, cells)
        return self._make(record, values)

    def _make(self, record: str, values: dict[str, Any]) -> Any:
        """A record of some values; of an end that has not come, it says that in another field."""
        if Bound.OPEN in values.values():
            known = {name: value for name, value in values.items() if value is not Bound.OPEN}
            return self._class(id=record, open_end=True, **known)
        return self._class(id=record, **values)

    def _value(self, record: str, place: int, cells: set[str]) -> Any:
        """The value of one field, of which there is at least one cell."""
        column = self._columns[place]
        if len(cells) == 1 and column.edge is None and column.leader is None:
            return read_cell(column, next(iter(cells)))
        value = decide_field(self._columns, place, self.rows[record], self._sources).value
        return value.number if isinstance(value, Figure) else value

    def field(self, name: str) -> dict[str, Any]:
        """Return one field of all records by id, without merging their other fields.

        Args:
            name: Name of a column.
        """
        place = next(place for place, column in enumerate(self._columns) if column.name == name)
        found = {}
        for record in self:
            cells = {cells[place] for cells in self._live(record)} - {""}
            found[record] = self._value(record, place, cells) if cells else None
        return found


def decide_field(
    record_columns: Sequence[Column], place: int, rows: Sequence[Statement], sources: Mapping[str, Source]
) -> Decision:
    """What the rule makes of one field of a record, together with those that it belongs to.

    Args:
        record_columns: The columns of the table.
        place: Index of the column.
        rows: The statements on the record.
        sources: The sources by id.

    Returns:
        The value with the reason; a number that need not be exact is a :class:`~unami.records._figure.Figure`.
    """
    column = record_columns[place]
    if column.leader is None:
        return decide(column, given(column, place, rows), sources)
    first = decide_field(record_columns, column.leader.place, rows, sources)
    if isinstance(first.value, Figure) and column.spec.edge_of is not None:
        return Decision(first.value.edge, first.reason)
    if first.value is None:
        return decide(column, given(column, place, rows), sources)
    leading = record_columns[column.leader.place]
    against = {id(row) for value, row in given(leading, column.leader.place, rows) if not agree(value, first.value)}
    pairs = given(column, place, rows)
    together = [(value, row) for value, row in pairs if id(row) not in against]
    decision = decide(column, together, sources)
    settled = decision.reason is Reason.UNDISPUTED and disputed(column, (value for value, _ in pairs))
    return Decision(decision.value, Reason.TOGETHER) if settled else decision


def given(column: Column, place: int, rows: Iterable[Statement]) -> list[tuple[Any, Statement]]:
    """Return the values that statements give for one field, each with its statement.

    Args:
        column: The field.
        place: Index of the field's cell in a statement.
        rows: Statements about one record.

    Returns:
        The pairs; a number that may be inexact is a :class:`~unami.records._figure.Figure`.
    """
    read: dict[str, Any] = {}
    pairs = []
    for row in rows:
        cell = row.cells[place]
        if cell:
            if cell not in read:
                read[cell] = read_cell(column, cell)
            value = read[cell]
            if column.edge is not None:
                value = Figure(value, row.cells[column.edge.place] or None)
            pairs.append((value, row))
    return pairs
