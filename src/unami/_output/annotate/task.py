"""What is to be added to a frame, for each day or text that its column of dates may hold."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._base.text import shown
from unami._mission.panel import days_of, rows_at
from unami._mission.panel_row import PanelColumn, PanelRow
from unami._output.flat import to_arrow
from unami.dates import PartialDate
from unami.errors import InvalidDate
from unami.records._sequence import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from unami._mission.mission import Mission

__all__ = ["Calendar", "Holds", "Task", "date_of"]

_SHOWN = 3
"""How many offending values an error names."""


NAMED = 10
"""How many columns of a frame an error names at most."""


class Holds(Enum):
    """What a column of a frame holds."""

    DAYS = "days or points of time"
    TEXT = "texts, or objects of any sort"
    NOTHING = "no value at all, whatever its type"


@frozen
class Calendar:
    """All days, months and years of some years, each with a place: first the days, then the months, then the years.

    Those of which a source is not sure come after all the others, in the same order.

    Args:
        first: The first day of the first year.
        last: The last day of the last one.

    Example:
        >>> calendar = Calendar(date(2003, 1, 1), date(2026, 12, 31))
        >>> calendar.place(PartialDate(2003, 1, 2)), calendar.place(PartialDate(2003, 1)), len(calendar)
        (1, 8766, 9078)
        >>> calendar.place(PartialDate(2003, 1, approximate=True)), calendar.place(PartialDate(2002))
        (17844, -1)
    """

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days there are."""
        return self.last.toordinal() - self.first.toordinal() + 1

    @property
    def years(self) -> int:
        """How many years there are."""
        return self.last.year - self.first.year + 1

    def __len__(self) -> int:
        return self.days + self.years * 12 + self.years

    def place(self, when: PartialDate) -> int:
        """The place of a date; -1 if it has none.

        Args:
            when: The date.
        """
        if not self.first <= when.earliest <= self.last:
            return -1
        if when.is_day:
            place = when.earliest.toordinal() - self.first.toordinal()
        else:
            years = when.year - self.first.year
            place = self.days + (years * 12 + when.month - 1 if when.month else self.years * 12 + years)
        return place + len(self) if when.qualified else place

    def dates(self) -> tuple[PartialDate, ...]:
        """All dates, in the order of their places."""
        return _dates_of(self)

    def texts(self) -> Mapping[str, int]:
        """All that a text can say of the dates, each with its place."""
        return _texts_of(self)


@lru_cache(maxsize=4)
def _dates_of(calendar: Calendar) -> tuple[PartialDate, ...]:
    years = range(calendar.first.year, calendar.last.year + 1)
    days = range(calendar.first.toordinal(), calendar.last.toordinal() + 1)
    sure = [PartialDate.from_date(date.fromordinal(day)) for day in days]
    sure += [PartialDate(year, month) for year in years for month in range(1, 13)]
    sure += [PartialDate(year) for year in years]
    return (*sure, *(when.replace(uncertain=True) for when in sure))


@lru_cache(maxsize=4)
def _texts_of(calendar: Calendar) -> Mapping[str, int]:
    places: dict[str, int] = {}
    for place, when in enumerate(calendar.dates()):
        marks = "?~%" if when.qualified else ("",)
        places.update({f"{str(when).rstrip('?')}{mark}": place for mark in marks})
    return MappingProxyType(places)


@frozen
class Task:
    """A request to annotate a frame: columns to add, the mission, and the frame's date column.

    Args:
        mission: The mission.
        on: Name of the column of dates.
        place: Its place among the columns of the frame. Names are no addresses: to an engine one may be a pattern, or
            stand for several columns.
        holds: What it holds.
        columns: The columns to add.
        prefix: What is written before the names of the added columns.
        suffix: What is written after them.
        former: The former names by which columns were asked for, which they then have in the frame too.
    """

    mission: Mission
    on: str
    place: int
    holds: Holds
    columns: tuple[PanelColumn, ...]
    prefix: str
    suffix: str
    former: Mapping[str, str]

    @property
    def is_text(self) -> bool:
        """Whether its dates are text, and so may be months, years and not sure.

        So is a column without any value: in files, such columns come from text.
        """
        return self.holds is not Holds.DAYS

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns that are added, in order."""
        return tuple(f"{self.prefix}{name}{self.suffix}" for _, name in self._renamed())

    @property
    def bounds(self) -> tuple[str, ...]:
        """The names of those among them that say for which days a text stands; none if dates are not text."""
        return self.names[:2] if self.is_text else ()

    def _renamed(self) -> list[tuple[str, str]]:
        """The columns of the table of answers, each with its new name but for prefix and suffix."""
        limits = ("earliest", "latest") if self.is_text else ()
        bounds = [(f"period_{limit}", f"{self.on}_{limit}") for limit in limits]
        return [*bounds, *((name, self.former.get(name, name)) for column in self.columns for name in column.flat)]

    def _table(self, key: str, dates: Iterable[PartialDate]) -> Any:
        """A table of answers for some dates, kept with the mission, with the names that its columns shall have."""
        names = tuple(column.name for column in self.columns)
        return self._named(self.mission.cache.get(("annotation", key, names), lambda: self._answers(dates)))

    def _answers(self, dates: Iterable[PartialDate]) -> Any:
        calendar, fields = self.calendar, ("period", *(column.name for column in self.columns))
        topics = tuple(dict.fromkeys(column.topic for column in self.columns))
        # A date outside the panel has no answers, whatever kind of frame it stands in.
        rows = [
            row if calendar.place(row.period) >= 0 else PanelRow(period=row.period)
            for row in rows_at(self.mission, dates, topics)
        ]
        return to_arrow(Records(tuple(rows), "rows", PanelRow), only=fields, what="annotate()")

    def _named(self, table: Any) -> Any:
        return table.select([name for name, _ in self._renamed()]).rename_columns(list(self.names))

    @property
    def calendar(self) -> Calendar:
        """The time of the panel."""
        # A record without dates has no panel; a one-day calendar keeps lookups working.
        return Calendar(*(days_of(self.mission) or (date.min, date.min)))

    def days(self) -> Any:
        """The answers for all days of the panel, as a PyArrow table with a row a day."""
        return self._table("days", self.calendar.dates()[: self.calendar.days])

    def texts(self) -> Any:
        """The answers for all that a text can say of the time of the panel, in the order of :class:`Calendar`."""
        return self._table("texts", self.calendar.dates())

    def read(self, values: Sequence[Any], count: Callable[[list[int]], int]) -> Any:
        """The answers for some values of a column of texts, as a PyArrow table with a row for each.

        Args:
            values: Different texts, days or partial dates.
            count: Counts the rows of the frame with a value at one of some places of ``values``, for the error.

        Raises:
            InvalidDate: A value is not a date.
        """
        dates, wrong = [], []
        for place, value in enumerate(values):
            try:
                dates.append(date_of(value))
            except InvalidDate:
                wrong.append(place)
        if wrong:
            # Limit each value so that the message stays readable.
            named = ", ".join(shown(values[place], 60) for place in wrong[:_SHOWN])
            more = ", ..." if len(wrong) > _SHOWN else ""
            words = f"the column {shown(self.on)} has no date in {count(wrong)} rows ({named}{more})"
            raise InvalidDate(
                values[wrong[0]],
                f"{words}; expected 2014, 2014-06 or 2014-06-10, followed by ?, ~ or % if uncertain or approximate",
            )
        return self._named(self._answers(dates))


def date_of(value: Any) -> PartialDate:
    """The date that a value of a column of texts stands for.

    Args:
        value: A text in the strict written form, a day or a partial date.

    Raises:
        InvalidDate: It is none of them.

    Example:
        >>> date_of("2014-06?"), date_of(date(2014, 6, 10))
        (PartialDate('2014-06?'), PartialDate('2014-06-10'))
    """
    if isinstance(value, PartialDate):
        return value
    # A day of any package, such as a pandas.Timestamp, is a date too.
    if isinstance(value, date):
        return PartialDate.from_date(value)
    return PartialDate.parse(value)
