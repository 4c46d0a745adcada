"""Coverage of the data set: records, statements, sources and disputes, counted by table, year, field, series or source."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve, fields, frozen

from unami._base.encodable import Answer
from unami._base.names import pick
from unami._mission.months import monthly, stretches, years_of
from unami._mission.profile import last_known_day
from unami._mission.support import support
from unami.dates import PartialDate, Period, bounds_of, read_when
from unami.errors import UnknownName
from unami.records._field import columns
from unami.records._sequence import Records, counted
from unami.records.source import CURATION

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date

    from unami._evidence.statement import Statement
    from unami._mission.mission import Mission
    from unami._mission.months import Month
    from unami.dates import When
    from unami.records.source import Source

__all__ = ["Coverage", "coverage"]

_SHORT = 2
"""Maximum number of years covered by a record's dates before it counts as spanning."""


@frozen
class Coverage(Answer):
    """The coverage of one part of the data set: a table, year, field, monthly series, or group of sources.

    Args:
        table: The table; ``sources`` for a group of sources.
        part: The year, field, series, kind, language or publisher; ``None`` for a whole table, or if unknown.
        records: Records in this part; for sources, the records that are based on them.
        statements: Statements about them.
        decisions: Decisions of the curators about them.
        sources: Sources of the statements.
        disputes: Fields for which the sources give incompatible values.
        undated: Records without any date.
        spanning: Records whose dates span more than two years, such as a sum over the life of the mission.
        first: The first year of their dates; for a monthly series, the first month.
        last: The last year or month.
        gaps: Years or months in between without a record: unknown, which is not zero.
        claims: For a whole table, the claims of sources that words could prove; ``None`` for other parts.
        quoted: Those with words of their own that contain the value.

    Example:
        >>> import unami
        >>> print(unami.mission.coverage("series").where(table="strength").one())
        strength: 134 records, 135 statements, 2 sources, 2006-01 to 2017-03, but 2016-11
    """

    table: str
    part: str | None
    records: int
    statements: int
    decisions: int
    sources: int
    disputes: int
    undated: int
    spanning: int
    first: PartialDate | None
    last: PartialDate | None
    gaps: tuple[PartialDate | Period, ...]
    claims: int | None = None
    quoted: int | None = None

    @property
    def id(self) -> str:
        """The table, and the part of it."""
        return self.table if self.part is None else f"{self.table}/{self.part}"

    def __str__(self) -> str:
        told = [counted(getattr(self, kind), kind) for kind in ("records", "statements", "sources")]
        if self.first is not None:
            told.append(str(self.first) if self.first == self.last else f"{self.first} to {self.last}")
        if self.gaps:
            told.append(f"but {' and '.join(map(str, self.gaps))}")
        return f"{self.id}: {', '.join(told)}"


def coverage(mission: Mission, by: str, until: When | None = None) -> Records[Coverage]:
    """Count what a record covers; see :meth:`unami.Mission.coverage`.

    Args:
        mission: The record.
        by: What to count by.
        until: The last day of what has no end.

    Raises:
        UnknownName: There is no such way to count.
    """
    chosen = _WAYS[pick(by, _WAYS, UnknownName, "way to count")]
    last = last_known_day(mission) if until is None else bounds_of(read_when(until))[1]

    def make() -> Records[Coverage]:
        # Counts have no sources of their own, so they cannot be asked for them.
        return Records(tuple(chosen(mission, last)), "parts", Coverage)

    return mission.cache.get(("coverage", by), make) if until is None else make()


def _count(
    mission: Mission,
    table: str,
    part: str | None,
    records: Collection[Any],
    statements: Collection[Statement],
    *,
    disputes: int,
    last: date | None,
    years: Collection[Collection[int]] | None = None,
    found: Sequence[PartialDate] | None = None,
    missing: Iterable[PartialDate] = (),
) -> Coverage:
    """Count one part of the record.

    Args:
        mission: The record.
        table: The table.
        part: The part of it.
        records: The records of the part.
        statements: The statements about them.
        disputes: The number of disputes.
        last: The last day that counts of a period without an end.
        years: The years of each record, if already known.
        found: The years or months that have a record; the years of the records if left out.
        missing: Those in between that have none.
    """
    curators = mission.dataset.curators
    said = [row.source for row in statements if row.source not in curators]
    if years is None:
        years = [years_of(record, last) for record in records]
    if found is None:
        numbers = set().union(*years)
        found = [PartialDate(year) for year in sorted(numbers)]
        between = range(min(numbers), max(numbers)) if numbers else range(0)
        missing = [PartialDate(year) for year in between if year not in numbers]
    return Coverage(
        table=table,
        part=part,
        records=len(records),
        statements=len(said),
        decisions=len(statements) - len(said),
        sources=len(set(said)),
        disputes=disputes,
        undated=sum(not of_record for of_record in years),
        spanning=sum(len(of_record) > _SHORT for of_record in years),
        first=found[0] if found else None,
        last=found[-1] if found else None,
        gaps=stretches(missing),
    )


def _by_record(mission: Mission, table: str) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in mission.statements(table):
        found.setdefault(statement.record, []).append(statement)
    return found


def _tables(mission: Mission, last: date | None) -> Iterator[Coverage]:
    disputes = Counter(dispute.table for dispute in mission.disputes)
    for table in mission.dataset.shape.stated:
        whole = _count(
            mission, table, None, mission.tables[table], mission.statements(table), disputes=disputes[table], last=last
        )
        words = support(mission)[table]
        yield evolve(whole, claims=words.claims, quoted=words.held)


def _years(mission: Mission, last: date | None) -> Iterator[Coverage]:
    disputed = Counter((dispute.table, dispute.record) for dispute in mission.disputes)
    for table in mission.dataset.shape.stated:
        statements = _by_record(mission, table)
        # A record can span thousands of years; they are listed once.
        years = {record.id: years_of(record, last) for record in mission.tables[table]}
        by_year: dict[int, list[Any]] = {}
        for record in mission.tables[table]:
            for year in years[record.id]:
                by_year.setdefault(year, []).append(record)
        for year, records in sorted(by_year.items()):
            said = [row for record in records for row in statements[record.id]]
            disputes = sum(disputed[table, record.id] for record in records)
            of_records = [years[record.id] for record in records]
            day = PartialDate(year)
            yield _count(
                mission, table, str(day), records, said, disputes=disputes, last=last, years=of_records, found=[day]
            )


def _fields(mission: Mission, last: date | None) -> Iterator[Coverage]:
    disputes = Counter((dispute.table, dispute.field) for dispute in mission.disputes)
    for table in mission.dataset.shape.stated:
        kind = mission.dataset.shape.record_class(table)
        places = {column.name: place for place, column in enumerate(columns(kind))}
        statements = mission.statements(table)
        for attribute in fields(kind):
            name = attribute.name
            if name != "id":
                records = [record for record in mission.tables[table] if getattr(record, name) not in (None, ())]
                said = [row for row in statements if name in places and row.cells[places[name]]]
                yield _count(mission, table, name, records, said, disputes=disputes[table, name], last=last)


def _series(mission: Mission, last: date | None) -> Iterator[Coverage]:
    named: list[tuple[str, str | None, Records[Month[Any]]]] = [
        ("strength", None, monthly(mission.strength, lambda figure: figure.month)),
        *(
            ("contributions", f"{country}/{category}", mission.deployment_series(country, category))
            for country, category in sorted({(given.country, given.category) for given in mission.contributions})
        ),
        *(
            ("casualties", f"{place}/{population}", mission.casualty_series(place, population))
            for place, population in sorted(
                {(count.place, count.population) for count in mission.casualties if count.place and count.population}
            )
        ),
    ]
    disputed = Counter((dispute.table, dispute.record) for dispute in mission.disputes)
    statements = {table: _by_record(mission, table) for table in ("strength", "contributions", "casualties")}
    for table, part, series in named:
        if series:
            records = [month.record for month in series if month.record is not None]
            said = [row for record in records for row in statements[table][record.id]]
            disputes = sum(disputed[table, record.id] for record in records)
            months = [month.month for month in series]
            missing = [month.month for month in series if not month.known]
            yield _count(
                mission, table, part, records, said, disputes=disputes, last=last, found=months, missing=missing
            )


def _groups(mission: Mission, last: date | None, key: Callable[[Source], str | None]) -> Iterator[Coverage]:
    """Count by group of sources, in descending order of records; decisions belong to no group."""
    group_of = {source.id: key(source) for source in mission.sources if source.kind != CURATION}
    sizes = Counter(group_of.values())
    statements: dict[str | None, list[Statement]] = {group: [] for group in sizes}
    records: dict[str | None, dict[tuple[str, str], Any]] = {group: {} for group in sizes}
    for table in mission.dataset.shape.stated:
        by_id = {record.id: record for record in mission.tables[table]}
        for row in mission.statements(table):
            if row.source in group_of:
                group = group_of[row.source]
                statements[group].append(row)
                if row.record in by_id:  # things with only deprecated statements have no record
                    records[group][table, row.record] = by_id[row.record]
    disputes = Counter(
        group
        for dispute in mission.disputes
        for group in {group_of[source.id] for source in dispute.sources if source.id in group_of}
    )
    for group in sorted(sizes, key=lambda group: (-len(statements[group]), group or "")):
        about = records[group].values()
        resting = _count(mission, "sources", group, about, statements[group], disputes=disputes[group], last=last)
        yield evolve(resting, sources=sizes[group])


_WAYS: dict[str, Callable[[Mission, date | None], Iterable[Coverage]]] = {
    "table": _tables,
    "year": _years,
    "field": _fields,
    "series": _series,
    "kind": partial(_groups, key=lambda source: source.kind),
    "language": partial(_groups, key=lambda source: source.language or "en"),
    "publisher": partial(_groups, key=lambda source: source.publisher),
}
"""The ways to count."""
