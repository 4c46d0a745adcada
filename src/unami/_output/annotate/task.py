"""The task of annotating a frame: the columns to add, and the answers for each day or text of its date column."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import lru_cache
from itertools import count as count_from
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._base.extras import load
from unami._base.text import shown
from unami._mission.panel import answers_at, days_of
from unami._mission.panel_row import PanelColumn, PanelRow
from unami._output.flat import to_arrow
from unami.dates import PartialDate, read_when
from unami.errors import InvalidDate, UnamiError
from unami.records._sequence import Records, counted
from unami.records._types import TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from unami._mission.mission import Mission
    from unami.dates import When

__all__ = ["Answers", "Calendar", "Holds", "Task", "calendar_of"]

_SHOWN = 3
"""Maximum number of offending values in an error."""

_FEW = 100
"""Maximum number of texts that are answered on their own, so that a small frame need not wait for the whole panel."""

NAMED = 10
"""Maximum number of column names in an error."""


class Holds(Enum):
    """The content of a frame's column."""

    DAYS = "days or points of time"
    TEXT = "texts, or objects of any sort"
    NOTHING = "no value at all, whatever its type"


@frozen
class Calendar:
    """All days, and the months and years with them, each with a position: first the days, then months, then years.

    The qualified (uncertain or approximate) forms follow in the same order.

    Args:
        first: The first day of the first year.
        last: The last day.

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

    def part(self, place: int) -> int:
        """Return how many dates to compute if a position is the last one needed: the days, those without qualifiers, or all.

        Args:
            place: The position; -1 if none is needed.
        """
        return next(size for size in (0, self.days, len(self), 2 * len(self)) if place < size)

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

    def limits(self) -> Any:
        """The first and last day that each date can mean: a PyArrow table, with a last row of nulls for no date."""
        return _limits_of(self)

    def read(self, values: Iterable[Any]) -> list[int | PartialDate | None]:
        """Return the position of the date that each value means; the date itself if it has none; ``None`` if it is no date.

        Args:
            values: Texts, days or partial dates.
        """
        texts = self.texts()
        found: list[int | PartialDate | None] = []
        for value in values:
            place = texts.get(value) if isinstance(value, str) else None
            if place is None and (when := _date_of(value)) is not None:
                place = self.place(when)
                found.append(when if place < 0 else place)
            else:
                found.append(place)
        return found


def calendar_of(mission: Mission, until: When | None) -> Calendar:
    """The calendar of the panel of a mission.

    Args:
        mission: The mission.
        until: Its last day, if it is not that of the panel.
    """
    # A record without dates has no panel; a one-day calendar keeps lookups working.
    return Calendar(*(days_of(mission, until) or (date.min, date.min)))


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


@lru_cache(maxsize=4)
def _limits_of(calendar: Calendar) -> Any:
    return _limits((*calendar.dates(), None))


def _limits(dates: Iterable[PartialDate | None]) -> Any:
    """The first and last day that each date can mean, null if there is none: a PyArrow table."""
    pyarrow = load("pyarrow", "frames", "annotate()")
    split = TYPES[PartialDate].split
    limits = [(None, None) if when is None else split(when)[1:] for when in dates]
    columns = [pyarrow.array([pair[place] for pair in limits], pyarrow.date32()) for place in (0, 1)]
    return pyarrow.table(columns, names=["earliest", "latest"])


@frozen(eq=False)
class Answers:
    """The answers for many dates, with each distinct answer once: this is what all engines look up.

    It needs four bytes for each date, and for all columns of the panel some hundred rows.

    Args:
        table: A PyArrow table with one row for each distinct answer, and a last row of nulls.
        numbers: A PyArrow array with the row of each date, and at the end that of the nulls, for rows without a date.
    """

    table: Any
    numbers: Any


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
        categorical: Whether added texts are categorical, in frames that have such a type.
        calendar: The calendar of the panel.
    """

    mission: Mission
    on: str
    place: int
    holds: Holds
    columns: tuple[PanelColumn, ...]
    prefix: str
    suffix: str
    former: Mapping[str, str]
    categorical: bool
    calendar: Calendar

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
        """The columns of the limits and of the answers, each with its new name without prefix and suffix."""
        limits = ("earliest", "latest") if self.is_text else ()
        bounds = [(f"period_{limit}", f"{self.on}_{limit}") for limit in limits]
        return [*bounds, *((name, self.former.get(name, name)) for column in self.columns for name in column.flat)]

    def days(self) -> Answers:
        """The answers for all days of the panel."""
        return self._answers(self.calendar.days)

    def texts(self) -> Answers:
        """The answers for all texts of the panel's dates, in the order of :class:`Calendar`."""
        return self._answers(2 * len(self.calendar))

    def _answers(self, size: int) -> Answers:
        """The answers for the first dates of the calendar, cached with the mission."""
        key = ("annotation", size, tuple(column.name for column in self.columns))
        kept = self.mission.cache.get(key, lambda: self._computed(self.calendar.dates()[:size]))
        return Answers(self._named(kept.table), kept.numbers)

    def _computed(self, dates: Sequence[PartialDate]) -> Answers:
        pyarrow = load("pyarrow", "frames", "annotate()")
        rows, numbers = answers_at(self.mission, dates, self.columns)
        nothing = PanelRow(period=PartialDate(1))
        fields = [column.name for column in self.columns]
        table = to_arrow(Records((*rows, nothing), "rows", PanelRow), only=fields, what="annotate()")
        flat = [name for column in self.columns for name in column.flat]
        return Answers(table.select(flat), pyarrow.array([*numbers, len(rows)], pyarrow.uint32()))

    def _named(self, table: Any) -> Any:
        """A table of answers with its columns as the frame gets them."""
        table = table.rename_columns(self.names[len(self.bounds) :])
        return _encoded(table) if self.categorical else table

    def read(self, values: Sequence[Any], count: Callable[[list[int]], int]) -> tuple[Any, Answers]:
        """Return the limits and the answers for some values of a text column.

        Args:
            values: Distinct texts, days or partial dates.
            count: For the error, counts the rows of the frame whose value is at one of the given indices of ``values``.

        Returns:
            The limits as a table, and the answers: both have a row or a number for each value, and one for none.

        Raises:
            InvalidDate: A value is not a date.
        """
        few = len(values) <= _FEW
        read = [_date_of(value) for value in values] if few else self.calendar.read(values)
        wrong = [place for place, found in enumerate(read) if found is None]
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
        dates = [found for found in read if isinstance(found, PartialDate)]
        return self._of_few(dates) if few else self._of_many(read, dates)

    def _of_few(self, dates: list[PartialDate]) -> tuple[Any, Answers]:
        """The limits and answers of some dates, computed for them alone."""
        inside = [when for when in dates if self.calendar.place(when) >= 0]
        answers = self._computed(inside)
        places: dict[PartialDate | None, int] = {when: place for place, when in enumerate(inside)}
        numbers = answers.numbers.take([places.get(when, len(inside)) for when in (*dates, None)])
        return self.bounded(_limits([*dates, None])), Answers(self._named(answers.table), numbers)

    def _of_many(self, read: list[Any], outside: list[PartialDate]) -> tuple[Any, Answers]:
        """The limits and answers of many dates, looked up: positions in the calendar, and dates outside it."""
        limits = self.calendar.limits()
        nothing = limits.num_rows - 1
        if outside:
            limits = load("pyarrow", "frames", "annotate()").concat_tables([limits, _limits(outside)])
        behind = count_from(nothing + 1)
        rows = [found if isinstance(found, int) else next(behind) for found in read]
        answers = self._answers(self.calendar.part(max((row for row in rows if row < nothing), default=-1)))
        last = len(answers.numbers) - 1
        numbers = answers.numbers.take([min(row, last) for row in (*rows, nothing)])
        return self.bounded(limits.take([*rows, nothing])), Answers(answers.table, numbers)

    def bounded(self, limits: Any) -> Any:
        """Return a table of limits with its columns as the frame gets them.

        Args:
            limits: The table.
        """
        return limits.rename_columns(list(self.bounds))


def _in_words(value: Any) -> bool:
    """Whether a value that is not in the strict written form is a date in another form, such as 10 June 2014."""
    try:
        return isinstance(read_when(value), PartialDate)
    except UnamiError:
        return False


def _encoded(table: Any) -> Any:
    """A table with its texts dictionary-encoded."""
    pyarrow = load("pyarrow", "frames", "annotate()")
    columns = [
        column.dictionary_encode() if pyarrow.types.is_string(column.type) else column for column in table.columns
    ]
    return pyarrow.table(columns, names=table.column_names)


def _date_of(value: Any) -> PartialDate | None:
    """The date that a text in the strict written form, a day or a partial date means; ``None`` for all else."""
    if isinstance(value, PartialDate):
        return value
    try:
        # A day of another package, such as a pandas.Timestamp, is also a date.
        return PartialDate.from_date(value) if isinstance(value, date) else PartialDate.parse(value)
    except InvalidDate:
        return None
