"""Figures over time: monthly series with their gaps, and the latest figures known at a date."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import frozen

from unami._base.encodable import Answer
from unami._base.given import given, given_each
from unami._base.names import checked_name
from unami.dates import Bound, PartialDate, Period
from unami.errors import InvalidValue, UnknownName
from unami.records._field import HEADLINE
from unami.records._sequence import Records
from unami.records._where import Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from datetime import date

    from unami._mission.core import MissionCore
    from unami.records.document import Document
    from unami.records.humanitarian import Casualties

__all__ = ["Month", "monthly", "stretches"]

T = TypeVar("T")

_LAST = "9999"
"""Sort key that places documents without number and date after the others."""


@frozen(repr=False)
class Month(Answer, Generic[T]):
    """One month of a series: its record, or ``None`` for a gap.

    Args:
        month: The month.
        record: The record; ``None`` if no source gives a figure, which does not mean zero.

    Example:
        >>> import unami
        >>> series = unami.mission.deployment_series("Fiji", "troops")
        >>> [(str(point.month), point.record and point.record.count) for point in series[:2]]
        [('2004-12', 150), ('2005-01', None)]
    """

    month: PartialDate
    record: T | None

    @property
    def id(self) -> str:
        """The month as text."""
        return str(self.month)

    @property
    def period(self) -> PartialDate:
        """The month."""
        return self.month

    @property
    def behind(self) -> T | None:
        """The record behind the answer, if there is one."""
        return self.record

    @property
    def known(self) -> bool:
        """True if there is a record for the month."""
        return self.record is not None

    def __str__(self) -> str:
        return f"{self.month}: {self.record if self.known else 'nothing known'}"


def monthly(records: Records[T], month_of: Callable[[T], PartialDate | None]) -> Records[Month[T]]:
    """Return all months from the first to the last of some records, including months without one.

    Args:
        records: Records, at most one per month; those that are not of a single month are ignored.
        month_of: Returns the month of a record.

    Raises:
        InvalidValue: The records are something else, or what ``month_of`` gives is.

    Example:
        >>> import unami
        >>> strength = monthly(unami.mission.strength, lambda figure: figure.month)
        >>> [month.id for month in strength if not month.known]
        ['2016-11']
    """
    given(records, Records, "collection", "Records, as tables and questions give them")
    if not callable(month_of):
        raise InvalidValue("function", month_of, "expected one that gives the month of a record")
    by_month: dict[PartialDate, T] = {}
    for record in records:
        when = month_of(record)
        if when is not None and given(when, PartialDate, "month", "a PartialDate or None").month is not None:
            by_month[PartialDate(when.year, when.month)] = record
    points: list[Month[T]] = []
    if by_month:
        first, last = ((month.year * 12 + (month.month or 1) - 1) for month in (min(by_month), max(by_month)))
        for number in range(first, last + 1):
            month = PartialDate(number // 12, number % 12 + 1)
            points.append(Month(month, by_month.get(month)))
    return Records(tuple(points), "months", Month, records.mission, None if points else Asked(records))


def stretches(dates: Iterable[PartialDate]) -> tuple[PartialDate | Period, ...]:
    """Combine dates in order: adjacent ones become one period.

    Args:
        dates: Years, months or days.

    Raises:
        InvalidValue: One of them is something else.

    Example:
        >>> months = [PartialDate(2014, 3), PartialDate(2017, 12), PartialDate(2018, 1)]
        >>> [str(stretch) for stretch in stretches(months)]
        ['2014-03', '2017-12/2018-01']
    """
    runs: list[list[PartialDate]] = []
    for when in sorted(given_each(dates, PartialDate, "date", "a PartialDate")):
        if runs and (when.earliest - runs[-1][-1].latest).days == 1:
            runs[-1].append(when)
        else:
            runs.append([when])
    return tuple(run[0] if len(run) == 1 else Period(run[0], run[-1]) for run in runs)


def population_of(mission: MissionCore, population: str) -> str:
    """Return the population that a name means.

    Args:
        mission: The mission whose vocabulary is used.
        population: The name of a population, or ``headline`` for the one whose numbers the mission puts first.

    Raises:
        UnknownName: The value is not a valid name.

    Example:
        >>> import unami
        >>> population_of(unami.mission, HEADLINE)
        'civilians-including-police'
    """
    name = checked_name(population, UnknownName, "population")
    return mission.dataset.vocabularies.default("population") if name == HEADLINE else name


def in_series(counts: Iterable[Casualties]) -> tuple[Casualties, ...]:
    """Return the casualty counts that form a series: those of one month or year.

    If there are several for the same time, one that leaves nothing out is taken, then the first by id.

    Args:
        counts: The counts.
    """
    first: dict[Hashable, Casualties] = {}
    for count in sorted(counts, key=lambda count: (count.partial, count.id)):
        if count.end is None:
            first.setdefault((count.start, count.place, count.population), count)
    return tuple(first.values())


class Latest(Generic[T]):
    """The latest figure of each kind, at any day.

    Args:
        records: Records with a ``period``; those whose period is not a date are left out.
        key: Identifies the kind of figure: records with equal keys are of the same kind.
    """

    __slots__ = ("_by_kind",)

    def __init__(self, records: Iterable[T], key: Callable[[T], Hashable]) -> None:
        by_kind: dict[Hashable, dict[date, T]] = {}
        for record in records:
            when = getattr(record, "period", None)
            if isinstance(when, PartialDate):
                by_kind.setdefault(key(record), {}).setdefault(when.latest, record)
        self._by_kind = [(sorted(of_kind), of_kind) for of_kind in by_kind.values()]

    def at(self, day: date) -> tuple[T, ...]:
        """The latest figures at or before a day, one of each kind that has any; of one day the first.

        Args:
            day: The day.
        """
        places = ((bisect_right(days, day), days, of_kind) for days, of_kind in self._by_kind)
        return tuple(of_kind[days[place - 1]] for place, days, of_kind in places if place)


def years_of(record: Any, last: date | None = None) -> set[int]:
    """Return all years of a record: those of its dates, and those within a period closed on both sides.

    Args:
        record: A record; one without dates has no years.
        last: The last day that counts of a period without an end.

    Example:
        >>> import unami
        >>> years_of(unami.mission.affiliations["dpa-administers"]) >= {2016, 2017, 2018}
        True
    """
    years = {end.year for when in _dates(record) for end in (when.earliest, when.latest)}
    when = getattr(record, "period", None)
    closed = isinstance(when, Period) and isinstance(when.start, PartialDate) and isinstance(when.end, PartialDate)
    if isinstance(when, Period) and when.end is Bound.OPEN and years and last is not None:
        years.add(max(last.year, *years))
        closed = isinstance(when.start, PartialDate)
    return set(range(min(years), max(years) + 1)) if closed else years


def _dates(record: Any) -> Iterator[PartialDate]:
    """The dates that place a record in time; the open ends of a period are left out."""
    when = getattr(record, "period", None)
    if isinstance(when, PartialDate):
        yield when
    elif isinstance(when, Period):
        yield from (end for end in (when.start, when.end) if isinstance(end, PartialDate))
    yield from getattr(record, "seen", None) or ()


def in_order_of_symbols(papers: Iterable[Document]) -> tuple[Document, ...]:
    """Return documents in order of publication.

    Symbols are assigned in order, so a dated symbol shows where the next undated one belongs.

    Args:
        papers: Documents; those without a symbol are ordered by date alone.
    """
    numbered: list[tuple[tuple[int, int], Document]] = []
    placed: list[tuple[str, int, Document]] = []
    for paper in papers:
        parts = (paper.symbol or "").split("/")
        if len(parts) == 3 and parts[0] == "S" and parts[1].isdigit() and parts[2].isdigit():
            numbered.append(((int(parts[1]), int(parts[2])), paper))
        else:
            placed.append((_best_known(paper) or _LAST, 0, paper))
    reached = ""
    for (year, number), paper in sorted(numbered, key=lambda pair: pair[0]):
        # A paper whose day is unknown stands behind those with a lower number.
        reached = max(reached, f"{year:04}", _best_known(paper))
        placed.append((reached, number, paper))
    return tuple(paper for _, _, paper in sorted(placed, key=lambda entry: entry[:2]))


def _best_known(paper: Document) -> str:
    """By which date a paper is placed: its own, else that of its presentation, else the end of the time it covers."""
    dates = [date for date in (paper.dated, paper.presented_on, paper.period_end) if date is not None]
    # A year alone tells less than the day of the presentation.
    finest = next((date for date in dates if date.month is not None), None)
    return str(finest.earliest) if finest else str(dates[0].year) if dates else ""
