"""Who held which post: closing open tenures, and answers about holders."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from unami.dates import Certainty, PartialDate
from unami.records.appointment import Appointment
from unami.records.person import Person
from unami.records.post import Post
from unami.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

__all__ = ["Incumbent", "close_tenures", "foremost"]


@frozen(kw_only=True)
class Incumbent(Shown):
    """A person in a post at the time asked about, and how sure that is.

    Args:
        person: The person.
        post: The post.
        appointment: The tenure.
        certainty: Whether the person certainly or possibly held the post at some time within the date
            asked about.

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
        """Title in the post, as the best-placed source words it."""
        return self.appointment.title or self.post.name or self.post.id

    @property
    def acting(self) -> bool:
        """Whether the person only acts for, or stands in for, a holder."""
        return bool(self.appointment.acting)

    @property
    def since(self) -> PartialDate | None:
        """Day of taking up duty, as far as a source gives one."""
        return self.appointment.took_office

    @property
    def until(self) -> PartialDate | None:
        """Last day in the post, as far as a source gives one."""
        return self.appointment.left_office

    def __str__(self) -> str:
        acting = ", acting" if self.acting else ""
        return f"{self.name} ({self.post.abbreviation or self.post.id}{acting}), {self.certainty}"


def foremost(holders: Collection[Incumbent]) -> tuple[Incumbent, ...]:
    """Those who come first among the holders of one post: the one holder, or those the sources do not decide between.

    The certain come before the possible, and among these holders before those who act for one.

    Args:
        holders: Everybody who certainly or possibly held the post.

    Returns:
        Nobody if there are no holders; one if the sources decide; else several.

    Example:
        >>> import unami
        >>> [leader.name for leader in foremost(unami.mission.leaders_at("2015-11-15"))]
        ['Ján Kubiš']
    """
    certain = [holder for holder in holders if holder.certainty is Certainty.CERTAIN] or list(holders)
    return tuple([holder for holder in certain if not holder.acting] or certain)


def close_tenures(
    appointments: Sequence[Appointment], posts: Mapping[str, Post], began: PartialDate | None, ended: PartialDate | None
) -> tuple[Appointment, ...]:
    """Limit the unknown and coarse ends of tenures by what is known of the others and of the mission.

    A post with a single seat is left at the latest when the next holder is certainly in it, and not
    entered before the holder before was last certainly in it; heads of mission share one seat whatever
    the post is called. Somebody acting does not end the tenure of the person acted for. A post of the
    mission is neither held before the mission nor after it. These limits are no claims of any source:
    they are marked as worked out, make a stated month or year finer at most, and never contradict it.

    Args:
        appointments: All appointments.
        posts: All posts by id.
        began: First day of the mission.
        ended: Last day of the mission.
    """
    by_seat: dict[str, list[_Tenure]] = {}
    tenures = []
    for appointment in appointments:
        post = posts[appointment.post]
        tenure = _Tenure(appointment, post)
        tenures.append(tenure)
        if post.role == "head":
            by_seat.setdefault("head", []).append(tenure)
        elif post.seats == "single":
            by_seat.setdefault(post.id, []).append(tenure)
    closed = []
    for tenure in tenures:
        appointment, post = tenure.appointment, tenure.post
        seat = by_seat.get("head" if post.role == "head" else post.id, [])
        not_before, not_after, reasons = None, None, []
        following, before = tenure.next_of(seat), tenure.previous_of(seat)
        left, took = appointment.left_office, appointment.took_office
        if following is not None and (left is None or left.reach[0] < following.known_from < left.reach[1]):
            not_after = PartialDate.from_date(following.known_from)
            reasons.append(f"ended by derivation by {not_after}: {following.appointment.person} is in the post then")
        elif left is None and post.in_mission and ended is not None:
            not_after = ended
            reasons.append(f"ended by derivation with the mission, on {ended}")
        begun_by = took or appointment.announced
        if before is not None and (begun_by is None or begun_by.reach[0] < before.known_until < begun_by.reach[1]):
            not_before = PartialDate.from_date(before.known_until)
            reasons.append(f"not begun before {not_before}: {before.appointment.person} is in the post until then")
        elif took is None and appointment.announced is None and post.in_mission and began is not None:
            not_before = began
            reasons.append(f"not begun before the mission, on {began}")
        if reasons:
            derivation = "; ".join(reasons)
            appointment = evolve(appointment, not_before=not_before, not_after=not_after, derivation=derivation)
        closed.append(appointment)
    return tuple(closed)


class _Tenure:
    """An appointment with the days that place it among the others of its seat."""

    __slots__ = ("appointment", "known_from", "known_until", "placed", "post")

    def __init__(self, appointment: Appointment, post: Post) -> None:
        self.appointment = appointment
        self.post = post
        span = appointment.span
        self.known_from = span.latest_start
        """The day from which the tenure is known of: certainly in office, or else announced."""
        if span.latest_start == date.max and appointment.announced is not None:
            self.known_from = appointment.announced.reach[1]
        self.known_until = span.earliest_end
        """The last day on which the holder is certainly in office."""
        self.placed = bool(appointment.took_office or appointment.left_office or appointment.seen_in_office)

    def limited_by(self, other: _Tenure) -> bool:
        """Whether another tenure of the seat can limit this one: somebody acting never limits a holder."""
        one, rival = self.appointment, other.appointment
        return other.placed and rival.person != one.person and (bool(one.acting) or not rival.acting)

    def next_of(self, seat: Iterable[_Tenure]) -> _Tenure | None:
        """The holder who is certainly in the post after all that is known of this one."""
        known = max(self.known_until, self.known_from)
        later = [other for other in seat if self.limited_by(other) and other.known_from > known]
        return min(later, key=lambda other: (other.known_from, other.appointment.id), default=None)

    def previous_of(self, seat: Iterable[_Tenure]) -> _Tenure | None:
        """The holder who was certainly in the post before all that is known of this one."""
        if self.known_from == date.max:
            return None  # Of a tenure without any date nobody can say who came before.
        earlier = [other for other in seat if self.limited_by(other) and other.known_until < self.known_from]
        return max(earlier, key=lambda other: (other.known_until, other.appointment.id), default=None)
