"""Leadership: the head of mission, deputies and holders of other posts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar, cast

from attrs import evolve

from unami._mission.lookup import Lookup
from unami.dates import Certainty, PartialDate, Period, read_when
from unami.dates._reading import as_asked
from unami.dates._timeline import Timeline
from unami.errors import NotOne
from unami.records._where import Asked

if TYPE_CHECKING:
    from unami._mission.tenure import Incumbent
    from unami.dates import Span, When
    from unami.records import Appointment, Post
    from unami.records._sequence import Records


__all__ = ["Leadership"]

T = TypeVar("T")


class Leadership(Lookup):
    """Leadership: the head of mission, deputies and holders of other posts."""

    __slots__ = ()

    def _incumbents(self, group: str) -> tuple[tuple[tuple[Appointment, Post], Span], ...]:
        """The tenures of a post or role with their spans; regular holders come before acting ones."""

        def make() -> tuple[tuple[tuple[Appointment, Post], Span], ...]:
            posts = self.whole.posts
            chosen = []
            for appointment in self.appointments:
                post = posts[appointment.post]
                if group in (post.role, post.id):
                    chosen.append(((appointment, post), appointment.span))
            chosen.sort(key=lambda held: (bool(held[0][0].acting), held[1].latest_start, held[0][0].id))
            return tuple(chosen)

        return self.cache.get(("tenures", group), make)

    def _answer(self, held: list[tuple[tuple[Appointment, Post], Certainty]]) -> Records[Incumbent]:
        from unami._mission.tenure import Incumbent

        found = [self._holder(appointment, post, certainty) for (appointment, post), certainty in held]
        found.sort(key=lambda incumbent: incumbent.certainty, reverse=True)
        return self._answered(tuple(found), "holders", Incumbent)

    def _holder(self, appointment: Appointment, post: Post, certainty: Certainty) -> Incumbent:
        """Somebody in a post, with the name in the whole record if the sources of the view give none."""
        from unami._mission.tenure import Incumbent
        from unami.records.person import Person

        person = self.people.get(appointment.person) or Person(id=appointment.person)
        named = person.name is not None
        if not named:
            known = self.whole.people.get(person.id)
            person = evolve(person, name=known.name if known else None)
        return Incumbent(person=person, post=post, appointment=appointment, certainty=certainty, named=named)

    def _timeline(self, group: str) -> Timeline[Records[Incumbent]]:
        found = self._timelines.get(group)
        if found is None:
            made: Timeline[Records[Incumbent]] = self.cache.get(
                ("timeline", group), lambda: Timeline.of_spans(self._incumbents(group), self._answer)
            )
            # Used by every question about a single day, so it is looked up here without a lock or a call.
            found = self._timelines.setdefault(group, made)
        return found

    def _holders(self, group: str, when: When) -> Records[Incumbent]:
        if type(when) is date:
            found = self._timeline(group).on(when)
            return found if found.items else self._nobody(group, PartialDate.from_date(when))
        asked = read_when(when)
        if isinstance(asked, PartialDate) and asked.is_day and not asked.qualified:
            found = self._timeline(group).on(asked.earliest)
        else:
            covered = ((pair, span.covers(asked)) for pair, span in self._incumbents(group))
            found = self._answer([(pair, certainty) for pair, certainty in covered if certainty])
        return found if found.items else self._nobody(group, asked)

    def _nobody(self, group: str, when: PartialDate | Period) -> Records[Incumbent]:
        """The empty answer of a date, which knows who came before and after."""
        from unami._mission.tenure import Incumbent

        everybody = self._answer([(pair, Certainty.CERTAIN) for pair, _ in self._incumbents(group)])
        return self._answered((), everybody.kind, Incumbent, Asked(everybody, when=when))

    def leaders_at(self, when: When) -> Records[Incumbent]:
        """Return who headed the mission at a date: Special Representatives, acting heads and officers in charge.

        Certain answers come first, then possible ones; within each, regular holders come before acting ones. On a day
        for which the sources allow two heads, both are possible. For a month, year or period, the answer is everyone
        who headed the mission at some time in it. Outside the life of the mission the answer is empty, unless somebody
        already held the post.

        Args:
            when: A ``date``, ``datetime``, :class:`PartialDate`, :class:`Period`, ISO or EDTF text, free text
                such as ``"10 June 2014"``, or a dated record such as an event.

        Raises:
            InvalidDate: The date cannot be read.
            AmbiguousDate: It can be read as two different dates.

        Example:
            >>> import unami
            >>> [leader.name for leader in unami.mission.leaders_at("2011")]
            ['Ad Melkert', 'Martin Kobler']
            >>> for leader in unami.mission.leaders_at("2009-07-10"):
            ...     print(leader)
            Staffan de Mistura (SRSG), possible
            Ad Melkert (SRSG), possible
            Andrew Gilmour (SRSG, acting), possible
        """
        return self._holders("head", when)

    def head_at(self, when: When) -> Incumbent | None:
        """Return the one head of mission at a date.

        Args:
            when: As in :meth:`leaders_at`.

        Returns:
            The head; if an acting head stands in for a regular one, the regular one; ``None`` if nobody is known.

        Raises:
            NotOne: Several people may have headed the mission then, and the sources do not decide between them;
                :meth:`leaders_at` returns them all.

        Example:
            >>> import unami
            >>> unami.mission.head_at("2014-06-10").since
            PartialDate('2013-09-25')
        """
        from unami._mission.tenure import foremost

        leaders = self.leaders_at(when)
        holders = foremost(leaders)
        if len(holders) > 1:
            raise NotOne(f"head of mission on {as_asked(when)}", (str(leader) for leader in leaders))
        return holders[0] if holders else None

    @property
    def heads(self) -> Records[Incumbent]:
        """Everybody who headed the mission, acting heads included, in the order of time.

        Example:
            >>> import unami
            >>> [head.name for head in unami.mission.heads if not head.acting][:3]
            ['Sérgio Vieira de Mello', 'Ashraf Jehangir Qazi', 'Staffan de Mistura']
        """
        return self.cache.get(
            "heads",
            lambda: self._answer(
                [
                    (pair, Certainty.CERTAIN)
                    for pair, _ in sorted(self._incumbents("head"), key=lambda held: held[1].latest_start)
                ]
            ),
        )

    def gaps(self, role: str = "head") -> tuple[Period, ...]:
        """The days of the mission on which no source names anybody in a post, not even possibly.

        Args:
            role: ``head`` or ``deputy``, or a post as in :meth:`post`.

        Raises:
            UnknownName: There is no such role or post.

        Example:
            >>> import unami
            >>> all(not unami.mission.leaders_at(gap) for gap in unami.mission.gaps("head"))
            True
        """
        roles = {post.role for post in self.whole.posts}
        group = role if isinstance(role, str) and role in roles else self.post(role).id
        line = self._timeline(group)
        if self.began is None or not line.changes:
            return ()
        first, last = self.began.earliest, self.ended.latest if self.ended else line.changes[-1]
        starts = [first, *(day for day in line.changes if first < day <= last)]
        ends = [day - timedelta(days=1) for day in starts[1:]] + [last]
        empty = [(start, end) for start, end in zip(starts, ends, strict=True) if not line.on(start).items]
        return tuple(Period(PartialDate.from_date(start), PartialDate.from_date(end)) for start, end in empty)

    def deputies_at(self, when: When) -> Records[Incumbent]:
        """Return the deputies of the head of mission at a date, for both lines of work.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> [(deputy.name, deputy.post.line) for deputy in unami.mission.deputies_at("2014-06-10")]
            [('Jacqueline Badcock', 'humanitarian'), ('György Busztin', 'political')]
        """
        return self._holders("deputy", when)

    def holders_at(self, when: When, post: str) -> Records[Incumbent]:
        """Return who held a post at a date.

        Args:
            when: As in :meth:`leaders_at`.
            post: Id, name or abbreviation of a post.

        Raises:
            UnknownPost: There is no such post; the error lists the nearest ones.

        Example:
            >>> import unami
            >>> unami.mission.holders_at("2018", "spokesperson").first().name
            'Samir Ghattas'
        """
        return self._holders(self.post(post).id, when)

    def appointments_of(self, person: str) -> Records[Appointment]:
        """Return all appointments of a person, in chronological order.

        Args:
            person: As in :meth:`person`.

        Raises:
            UnknownPerson: Nobody has that name.

        Example:
            >>> import unami
            >>> [appointment.post for appointment in unami.mission.appointments_of("de Mistura")]
            ['dsrsg-humanitarian', 'srsg']
        """
        wanted = self.person(person).id
        found = [appointment for appointment in self.appointments if appointment.person == wanted]
        found.sort(key=lambda appointment: appointment.span.latest_start)
        from unami.records.appointment import Appointment

        return self._answered(tuple(found), "appointments", Appointment)

    def _completed(self, of: type[T], records: tuple[T, ...]) -> tuple[T, ...]:
        from unami.records.appointment import Appointment

        if of is not Appointment:
            return super()._completed(of, records)
        from unami._mission.tenure import close_tenures

        died = {person.id: person.died for person in self.people if person.died is not None}
        posts = {post.id: post for post in self.whole.posts}
        tenures = cast("tuple[Appointment, ...]", records)
        return cast("tuple[T, ...]", close_tenures(tenures, posts, self.began, self.ended, died))
