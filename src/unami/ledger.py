"""From statements to records: the one rule by which everything in the library is merged.

A record is the merge of the statements on it, field by field. Of the statements that give a value:

1. deprecated ones are kept, but never win;
2. preferred beats normal;
3. the better tier of source beats the others (``tiers.csv``: UN documents first);
4. a more precise value beats a less precise one that it agrees with: among sources of one tier, and then,
   of whatever tier, as a refinement of what was decided;
5. the later published source beats the earlier, and an undated source loses to a dated one;
6. values that are still level are an open tie: an error of the data set, which a curator decides
   by a preferred row with the reason in its note.

Nothing here knows which table it serves, and the order of the rows never matters.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami.cells import read_cell
from unami.dates import PartialDate
from unami.names import fold
from unami.records.fields import Merge
from unami.sources import Rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unami.records.fields import Column
    from unami.sources import Source

__all__ = ["Decision", "Reason", "Statement", "agree", "decide", "disputed", "merge"]


class Reason(Enum):
    """Why a value stands in a record, in the order in which the rule asks.

    Example:
        >>> str(Reason.TIER)
        'the better kind of source says so'
    """

    UNDISPUTED = "all that is said agrees"
    SUM = "the values of all sources are taken together"
    RANK = "the curators prefer it"
    TIER = "the better kind of source says so"
    PRECISION = "it is the more precise of values that agree"
    PUBLICATION = "the latest source says so"
    WORDING = "one of several ways of saying it"
    TIE = "undecided: the sources are level, the first in the order of their ids is shown"
    SILENCE = "no source gives a value that stands"
    DERIVED = "worked out from other fields"

    def __str__(self) -> str:
        return self.value


@frozen(eq=False)
class Statement:
    """One row of a table: what one source says about one thing.

    Args:
        record: Id of the thing.
        source: Id of the source.
        locator: Where in the source.
        stated_as: In which words or figures, shortened.
        rank: Standing among the statements.
        note: The curators' remark.
        cells: The cells of the record's fields, in the order of its columns.
        line: Line in the CSV file.
        own: Whether a user has added it to the package.
    """

    record: str
    source: str
    locator: str
    stated_as: str
    rank: Rank
    note: str
    cells: tuple[str, ...]
    line: int
    own: bool = False


@frozen(eq=False)
class Decision:
    """What the rule makes of the values given for one field.

    Args:
        value: The value that stands.
        reason: The step of the rule that settled it.
        level: For an open tie, the values that are level.
    """

    value: Any
    reason: Reason
    level: tuple[Any, ...] = ()


_SILENCE = Decision(None, Reason.SILENCE)


def agree(one: Any, other: Any) -> bool:
    """Whether two values of a field can both be true.

    Dates agree if one lies within the other, lists if one holds the other, texts if only accents,
    case or punctuation differ; everything else if it is equal.

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
    if isinstance(one, PartialDate):
        return one.compatible(other)
    if isinstance(one, tuple):
        return set(one) <= set(other) or set(other) <= set(one)
    if isinstance(one, str):
        return fold(one) == fold(other)
    return False


def _refines(one: Any, other: Any) -> bool:
    if isinstance(one, PartialDate):
        return one.refines(other) or (
            other.qualified and not one.qualified and (one.earliest, one.latest) == (other.earliest, other.latest)
        )
    if isinstance(one, tuple):
        return set(one) > set(other)
    return False


def decide(column: Column, given: Sequence[tuple[Any, Statement]], sources: Mapping[str, Source]) -> Decision:
    """Decide between the values that statements give for one field of one record.

    Args:
        column: The field.
        given: Each value with the statement that gives it, in any order.
        sources: The sources by id.

    Returns:
        The value with the reason; an open tie shows the value of the first source in alphabetical order.
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
    # A finer value from a lesser source never overturns the decision, but where it agrees it says more.
    finer = [pair for pair in pool if _says_more(pair[0], decision.value)]
    while finer and column.spec.merge is Merge.CLAIM and decision.reason is not Reason.TIE:
        refined = _settle(column, finer, sources)
        if refined.reason is Reason.TIE:
            break
        decision = Decision(refined.value, Reason.PRECISION)
        finer = [pair for pair in finer if _says_more(pair[0], decision.value)]
    return decision


def _says_more(one: Any, other: Any) -> bool:
    """Whether a value is strictly finer than another, without any doubt of its own."""
    if isinstance(one, PartialDate):
        return one.refines(other) and not one.qualified
    return _refines(one, other)


def _settle(column: Column, live: list[tuple[Any, Statement]], sources: Mapping[str, Source]) -> Decision:
    """Decide by tier, precision and publication between values of one rank."""

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
    if narrow([pair for pair in live if not any(_refines(other, pair[0]) for other, _ in live)]):
        return Decision(live[0][0], Reason.PRECISION)
    dates = [published for _, s in live if (published := sources[s.source].published) is not None]
    if dates:
        latest = max(dates)
        if narrow([pair for pair in live if sources[pair[1].source].published == latest]):
            return Decision(live[0][0], Reason.PUBLICATION)
    live.sort(key=lambda pair: (pair[1].source, pair[1].locator, str(pair[0])))
    value = live[0][0]
    if column.spec.merge is Merge.WORDING or all(agree(value, other) for other, _ in live):
        return Decision(value, Reason.WORDING)
    return Decision(value, Reason.TIE, tuple(dict.fromkeys(other for other, _ in live)))


def disputed(column: Column, values: Iterable[Any]) -> bool:
    """Whether values given for a field, deprecated ones included, cannot all be true.

    Args:
        column: The field.
        values: The values, in any order.
    """
    if column.spec.merge is not Merge.CLAIM or column.spec.identity:
        return False
    distinct = list(dict.fromkeys(values))
    return any(not agree(one, other) for place, one in enumerate(distinct) for other in distinct[place + 1 :])


def merge(
    record_class: type[Any],
    record_columns: Sequence[Column],
    statements: Iterable[Statement],
    sources: Mapping[str, Source],
) -> tuple[Any, ...]:
    """Merge the statements of one table into its records.

    A thing on which only deprecated statements speak has no record.

    Args:
        record_class: Class of the records.
        record_columns: Its columns.
        statements: The statements, in any order.
        sources: The sources by id.

    Returns:
        The records in the order of their ids.
    """
    by_record: dict[str, list[Statement]] = {}
    for statement in statements:
        by_record.setdefault(statement.record, []).append(statement)
    merged = []
    for record in sorted(by_record):
        rows = by_record[record]
        live = [statement.cells for statement in rows if statement.rank is not Rank.DEPRECATED]
        if not live:
            continue
        values: dict[str, Any] = {}
        for place, (column, said) in enumerate(zip(record_columns, zip(*live, strict=True), strict=True)):
            cells = set(said)
            cells.discard("")
            if not cells:
                continue
            if len(cells) == 1:
                value = read_cell(column, cells.pop())
            else:
                value = decide(column, given(column, place, rows), sources).value
            values[column.name] = value
        merged.append(record_class(id=record, **values))
    return tuple(merged)


def given(column: Column, place: int, rows: Iterable[Statement]) -> list[tuple[Any, Statement]]:
    """The values that statements give for one field, each with its statement.

    Args:
        column: The field.
        place: Index of its cell in a statement.
        rows: Statements on one record.
    """
    read: dict[str, Any] = {}
    pairs = []
    for row in rows:
        cell = row.cells[place]
        if cell:
            if cell not in read:
                read[cell] = read_cell(column, cell)
            pairs.append((read[cell], row))
    return pairs
