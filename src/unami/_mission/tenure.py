"""Holders of posts: closing open tenures, and answers about holders."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from unami._base.encodable import Answer
from unami._evidence.merge import agree, given
from unami._mission.label import named_elsewhere
from unami.dates import Bound, Certainty, PartialDate, Period, Span
from unami.records._base import Lasting
from unami.records._field import columns
from unami.records.appointment import Appointment
from unami.records.person import Person
from unami.records.post import Post
from unami.records.source import Rank

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from unami._evidence.statement import Statement
    from unami.dates import Span
    from unami.records.vacancy import Vacancy


__all__ = ["Held", "Incumbent", "close_tenures", "foremost", "limit_vacancies", "over_time", "rivals_of", "seat_of"]

_ENDS = ("announced", "took_office", "left_office")
"""The fields from which the days of a tenure follow, besides sightings, which no source disputes."""

_MOST_LOOKED_AT = 50
"""How far along a seat the next tenure is looked for: where so many may be it, nobody is known to be."""

_NOBODY: Mapping[str, PartialDate] = MappingProxyType({})


@frozen(kw_only=True, repr=False)
class Incumbent(Answer, Lasting):
    """A person in a post at the time of the query, with the certainty of that.

    Args:
        person: The person.
        post: The post.
        appointment: The tenure.
        certainty: Whether the person certainly or possibly held the post at some time within the date of the query.
        named: Whether the sources of the view give the name; if not, it is taken from the whole record.
        contested: Fields of the appointment for which another source gives a value by which the certainty would be
            different; :meth:`~unami.Mission.disputes_at` gives the disputes.

    Example:
        >>> import unami
        >>> head = unami.mission.head_at("2014-06-10")
        >>> head.name, str(head.certainty), head.acting
        ('Nickolay Mladenov', 'certain', False)
    """

    person: Person
    post: Post
    appointment: Appointment
    certainty: Certainty
    named: bool = True
    contested: tuple[str, ...] = ()

    @property
    def behind(self) -> Appointment:
        """The record behind the answer: the appointment."""
        return self.appointment

    @property
    def id(self) -> str:
        """Id of the appointment."""
        return self.appointment.id

    @property
    def name(self) -> str:
        """Name of the person."""
        return self.person.name or self.person.id

    @property
    def title(self) -> str:
        """Title in the post, as worded by the source of the best tier."""
        return self.appointment.title or self.post.name or self.post.id

    @property
    def acting(self) -> bool:
        """True if the person acts for a regular holder."""
        return bool(self.appointment.acting)

    @property
    def since(self) -> PartialDate | None:
        """Day of taking up duty, if a source gives it."""
        return self.appointment.took_office

    @property
    def until(self) -> PartialDate | None:
        """Last day in the post, if a source gives it."""
        return self.appointment.left_office

    @property
    def period(self) -> Period:
        """The stated tenure, so that a holder can stand where a date is asked."""
        return self.appointment.period

    @property
    def span(self) -> Span:
        """The days between which the tenure began and ended, from everything known of it."""
        return self.appointment.span

    def __str__(self) -> str:
        return f"{_in_post(self)}, {self.certainty}{', contested' if self.contested else ''}"


def _in_post(holder: Incumbent) -> str:
    name = holder.name if holder.named else named_elsewhere(holder.name)
    return f"{name} ({holder.post.abbreviation or holder.post.id}{', acting' if holder.acting else ''})"


def over_time(holder: Incumbent) -> str:
    """A holder of a post in a line, with the time in it, and the certainty only where there is doubt.

    Args:
        holder: The holder.

    Example:
        >>> import unami
        >>> for head in unami.mission.heads[6:8]:
        ...     print(over_time(head))
        Ad Melkert (SRSG), from 2009-07, until 2011-08
        Andrew Gilmour (SRSG, acting), announced 2009-06-15, until 2009-07
    """
    tenure = holder.appointment
    start, end = "start not stated", "end not stated"
    if tenure.took_office is not None:
        start = f"from {tenure.took_office}"
    elif tenure.announced is not None:
        start = f"announced {tenure.announced}"
    if tenure.left_office is not None:
        end = f"until {tenure.left_office}"
    elif tenure.not_after is not None:
        end = f"until {tenure.not_after} at the latest"
    elif tenure.open_end:
        end = "no end yet"
    doubt = "" if holder.certainty is Certainty.CERTAIN else f", {holder.certainty}"
    return f"{_in_post(holder)}, {start}, {end}{doubt}{', contested' if holder.contested else ''}"


@frozen(eq=False, repr=False)
class Held:
    """A tenure as it stands in the record, or as it would be if what another source says of one field stood.

    Args:
        appointment: The tenure as it stands.
        post: The post.
        rival: The field of which another source says otherwise; nothing for the tenure as it stands.
    """

    appointment: Appointment
    post: Post
    rival: str | None = None


def rivals_of(appointment: Appointment, rows: Iterable[Statement]) -> Iterable[tuple[str, Span]]:
    """What else sources say of the beginning and end of a tenure: the field, and the days that follow from it.

    Args:
        appointment: The tenure.
        rows: The statements on it.
    """
    of_table = columns(Appointment)
    live = [row for row in rows if row.rank is not Rank.DEPRECATED]
    for place, column in enumerate(of_table):
        if column.name in _ENDS:
            shown = getattr(appointment, column.name)
            for value in dict.fromkeys(value for value, _ in given(column, place, live)):
                if value is not Bound.OPEN and shown is not None and not agree(value, shown):
                    yield column.name, _with_rival(appointment, column.name, value).span


def _with_rival(appointment: Appointment, field: str, value: Any) -> Appointment:
    """A tenure as it would be by another value of one field.

    A beginning after the end that stands, or an end before the beginning, says at least that the person was in the post
    on that day.
    """
    other = {"took_office": "left_office", "left_office": "took_office"}.get(field)
    changed = evolve(appointment, **{field: value})
    begun, left = changed.took_office, changed.left_office
    turned = other is not None and begun is not None and left is not None and begun.reach[0] > left.reach[1]
    return evolve(changed, **{other: value}) if other is not None and turned else changed


def foremost(holders: Collection[Incumbent]) -> tuple[Incumbent, ...]:
    """Return the leading holders of one post: the one holder, or those between whom the sources do not decide.

    Certain holders come before possible ones, and within each, regular holders before acting ones.

    Args:
        holders: Everybody who certainly or possibly held the post.

    Returns:
        Nobody if there are no holders; one if the sources decide; otherwise several.

    Example:
        >>> import unami
        >>> [leader.name for leader in foremost(unami.mission.leaders_at("2015-11-15"))]
        ['Ján Kubiš']
    """
    certain = [holder for holder in holders if holder.certainty is Certainty.CERTAIN] or list(holders)
    return tuple([holder for holder in certain if not holder.acting] or certain)


def seat_of(post: Post) -> str:
    """The name of the seat of a post: all posts of head of mission share one.

    Args:
        post: The post.
    """
    return "head" if post.role == "head" else post.id


def close_tenures(
    appointments: Sequence[Appointment],
    posts: Mapping[str, Post],
    life: Callable[[], tuple[PartialDate | None, PartialDate | None]],
    died: Mapping[str, PartialDate] = _NOBODY,
    *,
    vacancies: Callable[[], Collection[Vacancy]] = tuple,
) -> tuple[Appointment, ...]:
    """Limit unknown and imprecise ends of tenures by what is known about other tenures, the person and the mission.

    The holder of a single-seat post leaves it at the latest when the next holder is certainly in it, and enters it no
    earlier than the previous holder was last certainly in it; all posts of head of mission share one seat. The
    order must be beyond doubt: a tenure limits another one only if it cannot also have come before it, by the known
    days and by the stated predecessors and successors. An acting
    holder does not end the tenure of the regular one; that a source says that nobody held the post does. Nobody holds a post of the mission before or after the mission,
    or any post after death. These limits are not claims of a source: they are marked as derived, they can only make a
    stated month or year more precise, and they never contradict it.

    Args:
        appointments: All appointments.
        posts: All posts by id.
        life: Returns the first and the last day of the mission; called only if a tenure has an open end.
        died: Days of death by person id.
        vacancies: Returns the times in which nobody held a post; called only if a regular tenure has no stated end.
    """
    by_seat: dict[str, list[_Tenure]] = {}
    tenures = []
    for appointment in appointments:
        post = posts[appointment.post]
        tenure = _Tenure(appointment, post)
        tenures.append(tenure)
        if post.role == "head" or post.seats == "single":
            by_seat.setdefault(seat_of(post), []).append(tenure)
    seats = {name: _Seat(sharing) for name, sharing in by_seat.items()}
    nobody = _Seat(())
    told: Collection[Vacancy] | None = None
    closed = []
    for tenure in tenures:
        appointment, post = tenure.appointment, tenure.post
        seat = seats.get(seat_of(post), nobody)
        not_before, not_after, reasons = None, None, []
        following, before = seat.next_of(tenure), seat.previous_of(tenure)
        left, took = appointment.left_office, appointment.took_office
        if told is None and left is None and not appointment.acting:
            told = vacancies()
        vacant = _vacant_after(tenure, told) if told and left is None and not appointment.acting else None
        if vacant is not None and (following is None or vacant < following.known_from):
            not_after = PartialDate.from_date(vacant)
            reasons.append(f"ended by derivation by {not_after}: nobody held the post then")
        elif following is not None and (left is None or left.reach[0] < following.known_from < left.reach[1]):
            not_after = PartialDate.from_date(following.known_from)
            reasons.append(f"ended by derivation by {not_after}: {following.appointment.person} is in the post then")
        elif left is None and post.in_mission and (ended := life()[1]) is not None:
            not_after = ended
            reasons.append(f"ended by derivation with the mission, on {ended}")
        last = date.max
        death = died.get(appointment.person)
        begun_by = took or appointment.announced
        known = (begun_by, *appointment.seen_in_office)
        if death is not None and any(day is not None and day.reach[0] > death.reach[1] for day in known):
            death = None  # One of the two dates is wrong, but it is unknown which.
        if death is not None and _limits(death, left, not_after):
            not_after, last = death, death.reach[1]
            reasons = [f"ended by derivation by {death}: {appointment.person} died then"]
        # Nobody takes a post after death: drop a predecessor that would imply it.
        if before is not None and before.known_until > last:
            before = None
        if before is not None and (begun_by is None or begun_by.reach[0] < before.known_until < begun_by.reach[1]):
            not_before = PartialDate.from_date(before.known_until)
            reasons.append(f"not begun before {not_before}: {before.appointment.person} is in the post until then")
        elif begun_by is None and post.in_mission and (began := life()[0]) is not None and began.reach[0] <= last:
            not_before = began
            reasons.append(f"not begun before the mission, on {began}")
        if reasons:
            derivation = "; ".join(reasons)
            appointment = evolve(appointment, not_before=not_before, not_after=not_after, derivation=derivation)
        closed.append(appointment)
    return tuple(closed)


def _vacant_after(tenure: _Tenure, vacancies: Iterable[Vacancy]) -> date | None:
    """The day by which a source says that the post of a regular holder was vacant, after everything known of the tenure.

    As for the next holder, the order must be beyond doubt: the post was still vacant after the tenure had begun.
    """
    if not tenure.placed:
        return None
    known = max(tenure.known_until, tenure.known_from)
    spans = (vacancy.span for vacancy in vacancies if vacancy.post == tenure.post.id)
    after = (span.latest_start for span in spans if span.earliest_end > tenure.known_from)
    return min((day for day in after if known < day < date.max), default=None)


def limit_vacancies(vacancies: Sequence[Vacancy], appointments: Sequence[Appointment]) -> tuple[Vacancy, ...]:
    """Limit unknown and imprecise ends of vacancies by who certainly held the post before and after.

    Args:
        vacancies: The vacancies, as stated.
        appointments: All appointments, as stated.
    """
    limited = []
    for vacancy in vacancies:
        span = vacancy.span
        holders = [each.span for each in appointments if each.post == vacancy.post and not each.acting]
        # Whoever was certainly in the post before it was last known to be vacant was there before, and not after.
        before = [held.earliest_end for held in holders if held.latest_start < span.earliest_end]
        after = [held.latest_start for held in holders if held.earliest_end > span.latest_start]
        not_before = max((day for day in before if date.min < day <= span.latest_start), default=None)
        not_after = min((day for day in after if span.earliest_end <= day < date.max), default=None)
        limits = [None if day is None else PartialDate.from_date(day) for day in (not_before, not_after)]
        limited.append(evolve(vacancy, not_before=limits[0], not_after=limits[1]))
    return tuple(limited)


def _limits(death: PartialDate, left: PartialDate | None, not_after: PartialDate | None) -> bool:
    """True if a death makes the end of a tenure more precise than its stated end and its other limits."""
    day = death.reach[1]
    finer = left is None or left.reach[0] <= day < left.reach[1]
    return finer and (not_after is None or day < not_after.reach[1])


class _Tenure:
    """An appointment with the days that order it among others of the same seat."""

    __slots__ = ("appointment", "known_from", "known_until", "placed", "post")

    def __init__(self, appointment: Appointment, post: Post) -> None:
        self.appointment = appointment
        self.post = post
        # What had no end yet when a source was written can have ended later: others limit it as if nothing were said.
        span = evolve(appointment, open_end=None).span if appointment.open_end else appointment.span
        self.known_from = span.latest_start
        """The first day for which the tenure is known: certainly in office, or announced."""
        if span.latest_start == date.max and appointment.announced is not None:
            self.known_from = appointment.announced.reach[1]
        self.known_until = span.earliest_end
        """The last day on which the holder is certainly in office."""
        self.placed = bool(appointment.took_office or appointment.left_office or appointment.seen_in_office)

    def precedes(self, other: _Tenure) -> bool:
        """Whether this tenure was certainly before another one of its seat, if they did not overlap."""
        mine, theirs = self.appointment, other.appointment
        if mine.predecessor == theirs.person or theirs.successor == mine.person:
            return False
        told = mine.successor == theirs.person or theirs.predecessor == mine.person
        # The other was still in the post after this one began, so that it was not before.
        return told or other.known_until > self.known_from

    @property
    def holder(self) -> tuple[str, bool]:
        """The person, and whether it is an acting holder."""
        return self.appointment.person, bool(self.appointment.acting)


class _Seat:
    """The tenures of one seat, sorted, so that predecessors and successors are found without comparing all of them.

    Args:
        tenures: The tenures.
    """

    def __init__(self, tenures: Iterable[_Tenure]) -> None:
        placed = [tenure for tenure in tenures if tenure.placed]
        # An acting holder never limits a regular one.
        holders = [tenure for tenure in placed if not tenure.appointment.acting]
        self._by_start = {acting: _Line(each, "known_from") for acting, each in ((True, placed), (False, holders))}
        self._by_end = {acting: _Line(each, "known_until") for acting, each in ((True, placed), (False, holders))}

    def next_of(self, tenure: _Tenure) -> _Tenure | None:
        """The next holder who is certainly in the post after everything known about a tenure, and was not before it."""
        person, acting = tenure.holder
        return self._by_start[acting].first_after(max(tenure.known_until, tenure.known_from), person, tenure)

    def previous_of(self, tenure: _Tenure) -> _Tenure | None:
        """The previous holder who was certainly in the post before everything known about a tenure."""
        if tenure.known_from == date.max:
            return None  # An undated tenure has no predecessor.
        person, acting = tenure.holder
        return self._by_end[acting].last_before(tenure.known_from, person, tenure)


class _Line:
    """Tenures sorted by one of their days, each linked to the nearest tenure of another person."""

    def __init__(self, tenures: Iterable[_Tenure], day: str) -> None:
        placed = sorted(tenures, key=lambda each: (getattr(each, day), each.appointment.id))
        self._tenures = placed
        self._days = [getattr(each, day) for each in placed]
        people = [each.appointment.person for each in placed]
        count = self._count = len(placed)
        self._onward = list(range(1, count + 1))
        self._back = list(range(-1, count - 1))
        for place in range(count - 2, -1, -1):
            if people[place] == people[place + 1]:
                self._onward[place] = self._onward[place + 1]
        for place in range(1, count):
            if people[place] == people[place - 1]:
                self._back[place] = self._back[place - 1]

    def first_after(self, day: date, person: str, tenure: _Tenure) -> _Tenure | None:
        """The first tenure after a day by another person that another tenure certainly precedes."""
        place = bisect_right(self._days, day)
        last = place + _MOST_LOOKED_AT
        while place < last and place < self._count:
            other = self._tenures[place]
            if other.appointment.person == person:
                place = self._onward[place]
                last = place + _MOST_LOOKED_AT
            elif tenure.precedes(other):
                return other
            else:
                place += 1
        return None

    def last_before(self, day: date, person: str, tenure: _Tenure) -> _Tenure | None:
        """The last tenure before a day by another person that certainly precedes another tenure."""
        place = bisect_left(self._days, day) - 1
        first = place - _MOST_LOOKED_AT
        while place > first and place >= 0:
            other = self._tenures[place]
            if other.appointment.person == person:
                place = self._back[place]
                first = place - _MOST_LOOKED_AT
            elif other.precedes(tenure):
                return other
            else:
                place -= 1
        return None
