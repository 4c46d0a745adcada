"""The task of annotating a frame: the columns to add, and the answers for each day or text of its date column."""

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
from unami.dates import PartialDate, read_when
from unami.errors import InvalidDate, UnamiError
from unami.records._sequence import Records, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from unami._mission.mission import Mission

__all__ = ["Calendar", "Holds", "Task", "date_of"]

_SHOWN = 3
"""Maximum number of offending values in an error."""


NAMED = 10
"""Maximum number of column names in an error."""


class Holds(Enum):
    """The content of a frame's column."""

    DAYS = "days or points of time"
    TEXT = "texts, or objects of any sort"
    NOTHING = "no value at all, whatever its type"


@frozen
class Calendar:
    """All days, months and years of a range of years, each with a position: first the days, then months, then years.

    The qualified (uncertain or approximate) forms follow in the same order.

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
        """The number of days."""
        return self.last.toordinal() - self.first.toordinal() + 1

    @property
    def years(self) -> int:
        """The number of years."""
        return self.last.year - self.first.year + 1

    def __len__(self) -> int:
        return self.days + self.years * 12 + self.years

    def place(self, when: PartialDate) -> int:
        """Return the position of a date; -1 if it has none.

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
        """All dates, in the order of their positions."""
        return _dates_of(self)

    def texts(self) -> Mapping[str, int]:
        """All texts that a date can be written as, each with its position."""
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
    """A request to annotate a frame: the columns to add, the mission, and the frame's date column.

    Args:
        mission: The mission.
        on: Name of the date column.
        place: Its position among the columns of the frame. Names alone are not reliable: an engine may read one as a
            pattern, or several columns may share it.
        holds: Its content.
        columns: The columns to add.
        prefix: Prefix of the names of the added columns.
        suffix: Suffix of the names of the added columns.
        former: Former names under which columns were requested; the added columns keep them.
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
        """True if its dates are text, and so may be months or years, and qualified.

        A column without any value counts as text: in files, such columns come from text.
        """
        return self.holds is not Holds.DAYS

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the added columns, in order."""
        return tuple(f"{self.prefix}{name}{self.suffix}" for _, name in self._renamed())

    @property
    def bounds(self) -> tuple[str, ...]:
        """Names of the added columns with the limits of a text date; empty if dates are not text."""
        return self.names[:2] if self.is_text else ()

    def _renamed(self) -> list[tuple[str, str]]:
        """The columns of the table of answers, each with its new name without prefix and suffix."""
        limits = ("earliest", "latest") if self.is_text else ()
        bounds = [(f"period_{limit}", f"{self.on}_{limit}") for limit in limits]
        return [*bounds, *((name, self.former.get(name, name)) for column in self.columns for name in column.flat)]

    def _table(self, key: str, dates: Iterable[PartialDate]) -> Any:
        """The table of answers for some dates, cached with the mission, with its columns renamed."""
        names = tuple(column.name for column in self.columns)
        return self._named(self.mission.cache.get(("annotation", key, names), lambda: self._answers(dates)))

    def _answers(self, dates: Iterable[PartialDate]) -> Any:
        calendar, fields = self.calendar, ("period", *(column.name for column in self.columns))
        topics = tuple(dict.fromkeys(column.topic for column in self.columns))
        # Dates outside the panel have no answers, whatever the kind of frame.
        rows = [
            row if calendar.place(row.period) >= 0 else PanelRow(period=row.period)
            for row in rows_at(self.mission, dates, topics)
        ]
        return to_arrow(Records(tuple(rows), "rows", PanelRow), only=fields, what="annotate()")

    def _named(self, table: Any) -> Any:
        return table.select([name for name, _ in self._renamed()]).rename_columns(list(self.names))

    @property
    def calendar(self) -> Calendar:
        """The calendar of the panel."""
        # A record without dates has no panel; a one-day calendar keeps lookups working.
        return Calendar(*(days_of(self.mission) or (date.min, date.min)))

    def days(self) -> Any:
        """The answers for all days of the panel: a PyArrow table with one row per day."""
        return self._table("days", self.calendar.dates()[: self.calendar.days])

    def texts(self) -> Any:
        """The answers for all texts of the panel's dates, in the order of :class:`Calendar`."""
        return self._table("texts", self.calendar.dates())

    def read(self, values: Sequence[Any], count: Callable[[list[int]], int]) -> Any:
        """Return the answers for some values of a text column: a PyArrow table with one row per value.

        Args:
            values: Distinct texts, days or partial dates.
            count: For the error, counts the rows of the frame whose value is at one of the given indices of ``values``.

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
            words = f"the column {shown(self.on)} has no date in {counted(count(wrong), 'rows')} ({named}{more})"
            raise InvalidDate(
                values[wrong[0]],
                f"{words}; expected 2014, 2014-06 or 2014-06-10, followed by ?, ~ or % if uncertain or approximate"
                f"{'; unami.read_when reads it: apply it to the column first' if _in_words(values[wrong[0]]) else ''}",
            )
        return self._named(self._answers(dates))


def _in_words(value: Any) -> bool:
    """Whether a value that is not in the strict written form is a date in another form, such as 10 June 2014."""
    try:
        return isinstance(read_when(value), PartialDate)
    except UnamiError:
        return False


def date_of(value: Any) -> PartialDate:
    """Return the date that a value of a text column means.

    Args:
        value: A text in the strict written form, a day or a partial date.

    Raises:
        InvalidDate: It is none of these.

    Example:
        >>> date_of("2014-06?"), date_of(date(2014, 6, 10))
        (PartialDate('2014-06?'), PartialDate('2014-06-10'))
    """
    if isinstance(value, PartialDate):
        return value
    # A day of another package, such as a pandas.Timestamp, is also a date.
    if isinstance(value, date):
        return PartialDate.from_date(value)
    return PartialDate.parse(value)
