"""The mission as a panel: one row for each day, month or year.

:class:`~unami.PanelRow` defines the columns. For each topic, one function computes the values of its columns for a date
from the questions of :class:`~unami.Mission`, so rows and questions always agree. Answers about single days change on
few days only: they are computed on those days and reused until the next change.

The module is not called ``panel`` because the package has a function of that name.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from attrs import frozen

from unami._base.given import given_each
from unami._base.names import pick
from unami._mission.core import given_mission
from unami._mission.mandate import Phase, phases_of
from unami._mission.months import in_series
from unami._mission.panel_row import PanelColumn, PanelRow, panel_columns
from unami._mission.profile import is_at_work, last_known_day, runs
from unami._mission.tenure import foremost
from unami.dates import Certainty, PartialDate, bounds_of, read_when
from unami.dates._timeline import Timeline, changes_of
from unami.errors import DatasetError, InvalidDate, Problem, UnknownName
from unami.records._field import HEADLINE
from unami.records._sequence import Records
from unami.records.staff import IN_POST

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from unami._mission.mission import Mission
    from unami._mission.tenure import Incumbent
    from unami.dates import Span, When
    from unami.records.humanitarian import Casualties
    from unami.records.mission import MissionProfile

__all__ = [
    "TOPICS",
    "Answers",
    "Frequency",
    "PanelColumn",
    "Phase",
    "Topic",
    "answers_at",
    "dates_of",
    "days_of",
    "panel",
    "panel_columns",
    "phases_of",
    "rows_at",
]

Frequency: TypeAlias = Literal["D", "M", "Y"]
"""The period of a panel row: a day, a month or a year."""

T = TypeVar("T")
Answers: TypeAlias = dict[str, Any]
"""Values of some columns by name; missing ones are unknown."""

_DAY = timedelta(days=1)
_KINDS = {"D": "days", "M": "months", "Y": "years"}

_MOST_YEARS = 300
"""Maximum length of the panel in years; if a record has more, one of its dates is wrong."""


@frozen
class Topic:
    """A group of panel columns that are computed together.

    Args:
        name: Name of the topic.
        answer: Computes the values of these columns for a day, month or year, from the record of a mission.
        changes: Returns all days on which the values for a single day can change.
    """

    name: str
    answer: Callable[[Mission, PartialDate], Answers]
    changes: Callable[[Mission], Iterable[date]]


# The topics


def _names(found: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(found)) or None


def _profile(mission: Mission) -> MissionProfile | None:
    found: MissionProfile | None = next(iter(mission.tables["missions"]), None)
    return found


def _running(mission: Mission, asked: PartialDate) -> Certainty:
    return runs(mission, asked)


def _phase(mission: Mission, asked: PartialDate) -> Answers:
    covered = [(phase.name, phase.span.covers(asked)) for phase in phases_of(mission.mandates)]
    found = [(name, certainty) for name, certainty in covered if certainty]
    single = found[0] if len(found) == 1 else (None, None)
    return {
        "running": _running(mission, asked) or None,
        "phase": single[0],
        "phase_certainty": single[1],
        "phases": _names(name for name, _ in found),
    }


def _life(mission: Mission) -> list[Span]:
    profile = _profile(mission)
    return [] if profile is None else [profile.period.span]


def _phase_changes(mission: Mission) -> list[date]:
    return changes_of([*_life(mission), *(phase.span for phase in phases_of(mission.mandates))])


def _single(holders: Collection[Incumbent]) -> Incumbent | None:
    found = foremost(holders)
    return found[0] if len(found) == 1 else None


def _head(mission: Mission, asked: PartialDate) -> Answers:
    leaders = mission.leaders_at(asked)
    head = _single(leaders)
    return {
        "head": head and head.name,
        "head_certainty": head and head.certainty,
        "head_id": head and head.person.id,
        "head_acting": head and head.acting,
        "heads": _names(leader.name for leader in leaders),
        "head_vacant": max(_vacant(mission, asked, "head").values(), default=None),
    }


def _vacant(mission: Mission, asked: PartialDate, role: str) -> dict[str, Certainty]:
    """The names of the posts of a role that nobody held, as a source says, each with the certainty of that."""
    posts = mission.whole.posts
    found = [each for each in mission.vacancies_at(asked) if posts[each.post].role == role]
    return {posts[each.post].name or each.post: each.covers(asked) for each in found}


def _holder_changes(mission: Mission, role: str) -> Iterable[date]:
    posts = mission.whole.posts
    held: list[Any] = [*mission.appointments, *mission.vacancies]
    return changes_of(each.span for each in held if posts[each.post].role == role)


def _deputies(mission: Mission, asked: PartialDate) -> Answers:
    deputies = mission.deputies_at(asked)
    answers: Answers = {
        "deputies": _names(deputy.name for deputy in deputies),
        "deputies_vacant": _names(_vacant(mission, asked, "deputy")),
    }
    for line in ("political", "humanitarian"):
        of_line = [deputy for deputy in deputies if deputy.post.line == line]
        deputy = _single(of_line)
        answers[f"deputy_{line}"] = deputy and deputy.name
        answers[f"deputy_{line}_certainty"] = deputy and deputy.certainty
        answers[f"deputies_{line}"] = _names(deputy.name for deputy in of_line)
    return answers


def _mandate(mission: Mission, asked: PartialDate) -> Answers:
    mandates = mission.mandates.at(asked)
    numbers = _names(str(mandate.resolution.number) for mandate in mandates)
    if len(mandates) != 1:
        return {"mandates": numbers}
    mandate = mandates[0]
    return {
        "mandate": mandate.resolution.number,
        "mandate_certainty": mandate.covers(asked),
        "mandate_symbol": mandate.resolution.symbol,
        "mandate_until": mandate.until,
        "mandates": numbers,
    }


def _months_in(asked: PartialDate) -> Iterator[PartialDate]:
    """The months that a date certainly touches, the last first; for a qualified date, only if it is a single month."""
    first, last = ((limit.year, limit.month) for limit in asked.reach)
    if asked.qualified and first != last:
        return
    for months in range(last[0] * 12 + last[1] - 1, first[0] * 12 + first[1] - 2, -1):
        yield PartialDate(months // 12, months % 12 + 1)


def _by_month(records: Iterable[T], month_of: Callable[[T], PartialDate | None]) -> dict[PartialDate, T]:
    dated = ((month_of(record), record) for record in records)
    return {PartialDate(month.year, month.month): record for month, record in dated if month and month.month}


def _strength(mission: Mission, asked: PartialDate) -> Answers:
    by_month = mission.cache.get("strength by month", lambda: _by_month(mission.strength, lambda figure: figure.month))
    figure = next((by_month[month] for month in _months_in(asked) if month in by_month), None)
    if figure is None:
        return {}
    return {
        "strength": figure.total,
        "troops": figure.troops,
        "police": figure.police,
        "experts": figure.experts,
        "contributors": figure.contributors,
        "strength_month": figure.month,
    }


def _staff(mission: Mission, asked: PartialDate) -> Answers:
    if not _running(mission, asked):
        return {}
    answers: Answers = {}
    names = {"total": "staff", "international": "staff_international", "national": "staff_national"}
    for count in mission.staff_at(asked):
        if count.measure in IN_POST and count.category in names:
            answers[names[count.category]] = count.count
            answers[f"{names[count.category]}_as_of"] = count.as_of
    return answers


def _counts(mission: Mission) -> dict[PartialDate, Casualties]:
    """The headline casualty counts for the host country, by month and by year."""

    def make() -> dict[PartialDate, Casualties]:
        counts = in_series(mission.casualties_in(population=HEADLINE))
        return {PartialDate(count.start.year, count.start.month): count for count in counts}

    return mission.cache.get("casualties by month and year", make)


def _casualties(mission: Mission, asked: PartialDate) -> Answers:
    whole_year = asked.month is None
    if whole_year and asked.qualified:
        return {}
    months = [PartialDate(asked.year)] if whole_year else _months_in(asked)
    count = next((found for month in months if (found := _counts(mission).get(month))), None)
    if count is None:
        return {}
    names = mission.whole.places
    return {
        "killed": count.killed,
        "injured": count.injured,
        "casualties_parts": _names(names[part].name or part for part in count.parts),
        "casualties_parts_counted": count.parts_counted,
    }


def parts_at(mission: Mission, when: PartialDate) -> tuple[Any, ...]:
    """Return the records and answers that a panel row is made of.

    Args:
        mission: The mission.
        when: The day, month or year of the row.
    """
    month = PartialDate(when.year, when.month)
    counts = [found for known, found in _counts(mission).items() if known == month]
    answers = (
        mission.leaders_at(when),
        mission.deputies_at(when),
        mission.mandates.at(when),
        mission.strength_at(when),
    )
    running = mission.staff_at(when) if any(answers[2]) else ()
    return tuple(part for given in (*answers, running, counts, mission.governing_at(when)) for part in given)


def _government(mission: Mission, asked: PartialDate) -> Answers:
    answers: Answers = {}
    governing = [(leader, leader.period.covers(asked)) for leader in mission.governing_at(asked)]
    for office, column in (("president", "president"), ("prime-minister", "prime_minister")):
        holders = [(leader.name, certainty) for leader, certainty in governing if leader.office == office]
        certain = [holder for holder in holders if holder[1] is Certainty.CERTAIN] or holders
        single = certain[0] if len(certain) == 1 else (None, None)
        answers[column], answers[f"{column}_certainty"] = single
        answers[f"{column}s"] = _names(
            name for name, _ in sorted(holders, key=lambda held: held[1], reverse=True) if name
        )
    return answers


def _month_starts(months: Iterable[PartialDate | None]) -> list[date]:
    """The first days of the months, and of the months after them."""
    known = [month for month in months if month is not None and month.month is not None]
    return sorted({day for month in known for day in (month.earliest.replace(day=1), month.latest + _DAY)})


TOPICS: dict[str, Topic] = {
    topic.name: topic
    for topic in (
        Topic("phase", _phase, _phase_changes),
        Topic("head", _head, lambda mission: _holder_changes(mission, "head")),
        Topic("deputies", _deputies, lambda mission: _holder_changes(mission, "deputy")),
        Topic("mandate", _mandate, lambda mission: changes_of(mandate.span for mandate in mission.mandates)),
        Topic("strength", _strength, lambda mission: _month_starts(figure.month for figure in mission.strength)),
        Topic(
            "staff",
            _staff,
            lambda mission: [
                *changes_of(_life(mission)),
                *(count.as_of.latest for count in mission.staffing if count.as_of is not None),
            ],
        ),
        Topic("casualties", _casualties, lambda mission: _month_starts(_counts(mission))),
        Topic(
            "government",
            _government,
            lambda mission: changes_of(leader.period.span for leader in mission.host_leaders),
        ),
    )
}
"""The topics of the panel by name, in the order of their columns."""


# The rows


def _timeline(mission: Mission, topic: Topic, *, qualified: bool) -> Timeline[Answers]:
    """The values of a topic for all days; or, for days qualified as uncertain, for all such days.

    An uncertain day can mean the day before or after, so its values can change one day earlier and one day later.
    """

    def make() -> Timeline[Answers]:
        changes = set(topic.changes(mission))
        if qualified:
            changes = {
                change + step * _DAY
                for change in changes
                for step in (-1, 0, 1)
                # What nobody knows the beginning or end of changes on the first or last day that there is.
                if not (change == date.min and step < 0) and not (change == date.max and step > 0)
            }
        days = sorted(changes)
        asked = (PartialDate(day.year, day.month, day.day, uncertain=qualified) for day in (date.min, *days))
        return Timeline(tuple(days), tuple(topic.answer(mission, day) for day in asked))

    return mission.cache.get(("panel topic", topic.name, qualified), make)


def _answer(mission: Mission, topic: Topic, when: PartialDate) -> Answers:
    if when.is_day:
        return _timeline(mission, topic, qualified=when.qualified).on(when.earliest)
    # It makes no difference to the answer whether a date is uncertain, approximate or both.
    key = ("panel topic", topic.name, when.year, when.month, when.qualified)
    return mission.cache.get(key, lambda: topic.answer(mission, when))


def rows_at(
    mission: Mission, dates: Iterable[PartialDate], topics: Collection[str] = tuple(TOPICS)
) -> Records[PanelRow]:
    """Return the panel rows for some days, months and years, which may be uncertain or approximate.

    Args:
        mission: The mission.
        dates: The dates, in any order.
        topics: The topics to compute; columns of other topics are empty.

    Raises:
        InvalidValue: The mission, or one of the dates, is something else.
        UnknownName: There is no such topic.

    Example:
        >>> import unami
        >>> [row.head for row in rows_at(unami.mission, [unami.PartialDate(2014, 6), unami.PartialDate(1999)])]
        ['Nickolay Mladenov', None]
    """
    given_mission(mission)
    chosen = [
        TOPICS[pick(name, TOPICS, UnknownName, "topic of the panel")]
        for name in given_each(topics, str, "topic", "a name")
    ]
    rows = []
    for when in given_each(dates, PartialDate, "date", "a PartialDate"):
        answers: Answers = {}
        for topic in chosen:
            answers.update(_answer(mission, topic, when))
        rows.append(PanelRow(period=when, **answers))
    return Records(tuple(rows), "rows", PanelRow, mission)


def answers_at(
    mission: Mission, dates: Iterable[PartialDate], columns: Collection[PanelColumn]
) -> tuple[Records[PanelRow], list[int]]:
    """Return the distinct answers in some columns for many dates, and for each date the index of its answer.

    Args:
        mission: The mission.
        dates: The dates, in any order.
        columns: The columns to compute; the others are empty.

    Returns:
        One row for each distinct answer, with the first date that has it; and one index for each date.

    Example:
        >>> import unami
        >>> columns = [column for column in panel_columns() if column.name == "head"]
        >>> dates = [unami.PartialDate(2014, 6), unami.PartialDate(2014, 7), unami.PartialDate(2011)]
        >>> rows, numbers = answers_at(unami.mission, dates, columns)
        >>> [row.head for row in rows], numbers
        (['Nickolay Mladenov', None], [0, 0, 1])
    """
    names = [column.name for column in columns]
    topics = [TOPICS[topic] for topic in dict.fromkeys(column.topic for column in columns)]
    changes: dict[bool, list[date]] = {}
    by_time: dict[object, int] = {}
    by_values: dict[tuple[Any, ...], int] = {}
    rows: list[PanelRow] = []
    numbers: list[int] = []
    for when in dates:
        time: object = when
        if when.is_day:
            if (qualified := when.qualified) not in changes:
                lines = [_timeline(mission, topic, qualified=qualified) for topic in topics]
                changes[qualified] = sorted({day for line in lines for day in line.changes})
            time = qualified, bisect_right(changes[qualified], when.earliest)
        number = by_time.get(time)
        if number is None:
            answers: Answers = {}
            for topic in topics:
                answers.update(_answer(mission, topic, when))
            values = tuple(answers.get(name) for name in names)
            number = by_time[time] = by_values.setdefault(values, len(rows))
            if number == len(rows):
                rows.append(PanelRow(period=when, **dict(zip(names, values, strict=True))))
        numbers.append(number)
    return Records(tuple(rows), "rows", PanelRow, mission), numbers


def days_of(mission: Mission, until: When | None = None) -> tuple[date, date] | None:
    """Return the first and last day of the panel of a mission.

    It runs from 1 January of the year in which the mission began to 31 December of the year after its end; for a mission
    that is at work, to the day on which its latest source was published. A view has the same days as the whole record.
    If the record does not say when the mission began or ended, the panel begins or ends with the year of the first or
    last change.

    Args:
        mission: The mission.
        until: The last day, instead: of a month, year or period, its last day.

    Returns:
        The two days; ``None`` if the record has no dates at all, or begins later.

    Raises:
        InvalidValue: It is not a mission.
        InvalidDate: The last day cannot be read, or is more than 300 years after the beginning.
        DatasetError: The panel would be longer than any mission: a row for each day would fill the memory.

    Example:
        >>> import unami
        >>> print(*days_of(unami.mission))
        2003-01-01 2026-12-31
    """
    whole = given_mission(mission).whole
    asked = None if until is None else bounds_of(read_when(until))[1]
    known = last_known_day(whole)
    changes: list[date] = []
    if whole.began is None or (known is None and asked is None):
        found = (day for topic in TOPICS.values() for day in topic.changes(whole))
        # What nobody knows the beginning or end of changes on the first or last day that there is.
        changes = [day for day in found if date.min + _DAY < day < date.max]
    first = whole.began.earliest if whole.began else min(changes, default=None)
    last = asked or known or max(changes, default=first)
    if first is None or last is None:
        return None
    begins = date(first.year, 1, 1)
    if last.year - first.year > _MOST_YEARS:
        words = f"the panel covers at most {_MOST_YEARS} years"
        if asked is not None:
            raise InvalidDate(until, f"{words}, and begins in {first.year:04}")
        words = f"from {first.year:04} to {last.year:04} by its dates; {words}"
        raise DatasetError(whole.dataset.files.where, [Problem("missions", words)])
    if asked is None and not is_at_work(whole):
        # The days of a calendar end with the year 9999.
        last = date(min(last.year + 1, date.max.year), 12, 31)
    return (begins, last) if begins <= last else None


def dates_of(mission: Mission, freq: Frequency, until: When | None = None) -> Iterator[PartialDate]:
    """Return the days, months or years of the panel of a mission.

    Args:
        mission: The mission.
        freq: Which of the three.
        until: The last day; see :func:`days_of`.

    Raises:
        InvalidValue: It is not a mission.
        UnknownName: There is no such row length.
        InvalidDate: The last day cannot be read.
    """
    pick(freq, _KINDS, UnknownName, "row length")
    limits = days_of(mission, until)
    return iter(()) if limits is None else _dates_between(*limits, freq)


def _dates_between(first: date, last: date, freq: Frequency) -> Iterator[PartialDate]:
    if freq == "D":
        for number in range(first.toordinal(), last.toordinal() + 1):
            yield PartialDate.from_date(date.fromordinal(number))
    else:
        for year in range(first.year, last.year + 1):
            if freq == "Y":
                yield PartialDate(year)
            else:
                until = 12 if year < last.year else last.month
                yield from (PartialDate(year, month) for month in range(1, until + 1))


def take_panel(mission: Mission, freq: Frequency = "D", until: When | None = None) -> Records[PanelRow]:
    """Return the panel of a mission; see :meth:`unami.Mission.panel`.

    Args:
        mission: The mission.
        freq: ``"D"`` for days, ``"M"`` for months, ``"Y"`` for years.
        until: The last day; see :func:`days_of`.
    """

    def make() -> Records[PanelRow]:
        kind = _KINDS[pick(freq, _KINDS, UnknownName, "row length")]
        return Records(rows_at(mission, dates_of(mission, freq, until)).items, kind, PanelRow, mission)

    # What is kept was a valid length; anything but text can be none.
    return mission.cache.get(("panel", freq), make) if isinstance(freq, str) and until is None else make()


def panel(freq: Frequency = "D", *, mission: Mission | None = None, until: When | None = None) -> Records[PanelRow]:
    """Return the mission as one tidy row for each day, month or year; see :meth:`unami.Mission.panel`.

    Args:
        freq: ``"D"`` for days, ``"M"`` for months, ``"Y"`` for years.
        mission: The mission; the packaged one if left out.
        until: The last day, month or year.

    Raises:
        UnknownName: There is no such row length.
        InvalidValue: ``mission`` is not a mission.
        InvalidDate: The last day cannot be read.

    Example:
        >>> import unami
        >>> months = unami.panel("M")
        >>> months["2014-06"].head, months["2014-06"].troops, months["2014-06"].killed
        ('Nickolay Mladenov', 271, 1775)
    """
    from unami._mission.mission import PACKAGED

    return take_panel(PACKAGED if mission is None else given_mission(mission), freq, until)
