"""Leadership: the head of mission, deputies and holders of other posts."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from unami._mission.label import line_of, with_label
from unami._mission.lookup import Lookup
from unami._mission.profile import last_known_day
from unami.dates import Certainty, PartialDate, Period, read_when
from unami.dates._reading import as_asked, only_day
from unami.dates._span_index import SpanIndex
from unami.dates._timeline import Timeline
from unami.errors import NotDated, NotOne, UnknownPost
from unami.records._order import span_of
from unami.records._sequence import Records
from unami.records._table import table_of
from unami.records._where import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._evidence.claim import Dispute
    from unami._mission.tenure import Held, Incumbent
    from unami.dates import Span, When
    from unami.records import Appointment, Person, Post, Vacancy


__all__ = ["Leadership"]

T = TypeVar("T")


def _is_attested(appointment: Appointment) -> bool:
    """Whether a source has somebody in a post: who was only announced may never have taken it."""
    return bool(appointment.took_office or appointment.left_office or appointment.seen_in_office)


def _known_since(appointment: Appointment, span: Span) -> date:
    """The day by which somebody is known to have taken a post, or else was announced for it."""
    announced = appointment.announced
    return span.latest_start if announced is None or _is_attested(appointment) else announced.reach[1]


class Leadership(Lookup):
    """Leadership: the head of mission, deputies and holders of other posts."""

    __slots__ = ()

    def _incumbents(self, group: str) -> tuple[tuple[Held, Span], ...]:
        """The tenures of a post or role with their spans, regular holders before acting ones, then rival values."""

        def make() -> tuple[tuple[Held, Span], ...]:
            from unami._mission.tenure import Held, rivals_of, seat_of

            posts = {post.id: post for post in self.whole.posts if group in (post.role, post.id)}
            seats = dict.fromkeys(map(seat_of, posts.values()))
            tenures = [each for seat in seats for each in self._tenures(seat) if each.post in posts]
            chosen = [(Held(each, posts[each.post]), each.span) for each in tenures]
            chosen.sort(
                key=lambda held: (bool(held[0].appointment.acting), held[1].latest_start, held[0].appointment.id)
            )
            rows = self._merged("appointments").rows
            for held, _ in tuple(chosen):
                rivals = rivals_of(held.appointment, rows[held.appointment.id])
                chosen.extend((Held(held.appointment, held.post, field), span) for field, span in rivals)
            return tuple(chosen)

        return self.cache.get(("tenures", group), make)

    def _rivals(self, group: str) -> Counter[tuple[str, str]]:
        """How many rival days there are for each field of the tenures of a post or role."""
        return self.cache.get(
            ("rivals", group),
            lambda: Counter((held.appointment.id, held.rival) for held, _ in self._incumbents(group) if held.rival),
        )

    def _contested(self, group: str, held: list[tuple[Held, Certainty]]) -> dict[str, list[str]]:
        """The fields of tenures that decide an answer, because by a rival value the certainty would be another one.

        Args:
            group: The post or role.
            held: Everything that certainly or possibly holds at a time.
        """
        shown = {each.appointment.id: certainty for each, certainty in held if each.rival is None}
        like_it: Counter[tuple[str, str]] = Counter()
        touched = {each.appointment.id for each, _ in held}
        for each, certainty in held:
            if each.rival is not None and certainty is shown.get(each.appointment.id, Certainty.NO):
                like_it[each.appointment.id, each.rival] += 1
        found: dict[str, list[str]] = {}
        for (appointment, field), count in self._rivals(group).items():
            if appointment in touched and like_it[appointment, field] < count:
                found.setdefault(appointment, []).append(field)
        return found

    def _answer(self, group: str, held: list[tuple[Held, Certainty]]) -> Records[Incumbent]:
        from unami._mission.tenure import Incumbent

        contested = self._contested(group, held)
        found = [
            self._holder(each, certainty, tuple(contested.get(each.appointment.id, ())))
            for each, certainty in held
            if each.rival is None
        ]
        return self._answered(tuple(found), "holders", Incumbent)

    def _surest_first(self, group: str, held: list[tuple[Held, Certainty]]) -> Records[Incumbent]:
        return self._answer(group, sorted(held, key=lambda each: each[1], reverse=True))

    def _holder(self, held: Held, certainty: Certainty, contested: tuple[str, ...]) -> Incumbent:
        """Somebody in a post, with the name in the whole record if the sources of the view give none."""
        from unami._mission.tenure import Incumbent
        from unami.records.person import Person

        appointment = held.appointment
        own = self._record("people", appointment.person) or Person(id=appointment.person)
        person = with_label(self, own)
        return Incumbent(
            person=person,
            post=held.post,
            appointment=appointment,
            certainty=certainty,
            named=person is own,
            contested=contested,
        )

    def _timeline(self, group: str) -> Timeline[Records[Incumbent]]:
        found = self._timelines.get(group)
        if found is None:
            made: Timeline[Records[Incumbent]] = self.cache.get(
                ("timeline", group),
                lambda: Timeline.of_spans(self._incumbents(group), partial(self._surest_first, group)),
            )
            # Used by every question about a single day, so it is looked up here without a lock or a call.
            found = self._timelines.setdefault(group, made)
        return found

    def _holders(self, group: str, when: When) -> Records[Incumbent]:
        if type(when) is date:
            found = self._timeline(group).on(when)
            return found if found.items else self._nobody(group, PartialDate.from_date(when))
        asked = read_when(when)
        day = only_day(asked)
        found = self._surest_first(group, self._held(group, asked)) if day is None else self._timeline(group).on(day)
        return found if found.items else self._nobody(group, asked)

    def _nobody(self, group: str, when: PartialDate | Period) -> Records[Incumbent]:
        """The empty answer of a date, which knows who came before and after."""
        from unami._mission.tenure import Incumbent

        everybody = self._everybody(group)
        return self._answered((), everybody.kind, Incumbent, Asked(everybody, when=when, more=self._said_of))

    def _said_of(self, when: PartialDate | Period) -> tuple[str, ...]:
        """What sources say of a time at which nobody is known to have headed the mission or been a deputy."""
        vacant = [f"a source says that nobody held the post: {line_of(self, one)}" for one in self.vacancies_at(when)]
        return (*vacant, *(f"the sources disagree: {dispute}" for dispute in self.disputes_at(when)))

    def post_at(self, post: str, when: When) -> Post:
        """Return a post with the name that it had at a date, where sources say when it was renamed.

        Args:
            post: As in :meth:`post`.
            when: As in :meth:`leaders_at`.

        Raises:
            UnknownPost: There is no such post.

        Example:
            >>> import unami
            >>> unami.mission.post_at("srsg", "2014").abbreviation
            'SRSG'
        """
        from attrs import evolve

        known = self.whole.posts[self.identify("posts", post)]
        asked = read_when(when)
        names = [name for name in self.whole.post_names if name.post == known.id]
        certain = [name for name in names if name.covers(asked) is Certainty.CERTAIN]
        if len(certain) != 1:
            return known
        return evolve(known, name=certain[0].name, abbreviation=certain[0].abbreviation or known.abbreviation)

    def vacancies_at(self, when: When, post: str | None = None) -> Records[Vacancy]:
        """Return the posts that nobody held at a date, as a source says.

        Somebody may have acted for the missing holder. A post is left out if somebody certainly held it at the whole of
        the date, other than by acting.

        Args:
            when: As in :meth:`leaders_at`.
            post: Id, name or abbreviation of a post; all posts if left out.

        Raises:
            UnknownPost: There is no such post.
            InvalidDate: The date cannot be read.

        Example:
            >>> import unami
            >>> vacant = unami.mission.vacancies_at("2004-05-01")
            >>> vacant.one().post, vacant.certainty_of(vacant.one())
            ('srsg', <Certainty.CERTAIN: 'certain'>)
            >>> [leader.name for leader in unami.mission.leaders_at("2004-05-01")]  # acting
            ['Ross Mountain']
        """
        asked = read_when(when)
        found: Records[Vacancy] = self.vacancies.at(asked)
        if post is not None:
            found = found.where(post=self.identify("posts", post))
        return found.where(
            lambda vacancy: vacancy.covers(asked) is Certainty.CERTAIN or not self._is_filled(vacancy.post, asked)
        )

    def _is_filled(self, post: str, asked: PartialDate | Period) -> bool:
        """Whether somebody certainly held a post, other than by acting."""
        holders = (each for each in self.appointments if each.post == post and not each.acting)
        return any(each.covers(asked) is Certainty.CERTAIN for each in holders)

    def _everybody(self, group: str) -> Records[Incumbent]:
        """All who held a post or role, in the order of time."""
        held = sorted(self._incumbents(group), key=lambda pair: _known_since(pair[0].appointment, pair[1]))
        sure = {True: Certainty.CERTAIN, False: Certainty.POSSIBLE}
        return self._answer(group, [(each, sure[_is_attested(each.appointment)]) for each, _ in held])

    def _held(self, group: str, asked: PartialDate | Period) -> list[tuple[Held, Certainty]]:
        """Everything that certainly or possibly holds at some time in the days asked about."""
        incumbents = self._incumbents(group)
        index = self.cache.get(("spans of tenures", group), lambda: SpanIndex(span for _, span in incumbents))
        touched = (incumbents[place] for place in index.places(asked))
        return [(each, span.covers(asked)) for each, span in touched]

    def disputes_at(self, when: When) -> Records[Dispute]:
        """What the sources disagree about that decides who headed the mission, or was a deputy, at a date.

        A dispute is among them if by the value of another source somebody else, or somebody with another certainty,
        was in the post then: also of people who are not in the answer of :meth:`leaders_at` for that reason.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> [dispute.id for dispute in unami.mission.disputes_at("2015-03-01")]
            ['appointments/jan-kubis.srsg/took_office']
        """
        from unami._evidence.claim import Dispute

        asked = read_when(when)
        found: list[Dispute] = []
        for group in ("head", "deputy"):
            contested = self._contested(group, self._held(group, asked))
            for name, fields in contested.items():
                disputes = self._provenance("appointments").disputes([self.appointments[name]])
                found += [dispute for dispute in disputes if dispute.field in fields]
        return self._answered(tuple(found), "disputes", Dispute)

    def leaders_at(self, when: When) -> Records[Incumbent]:
        """Return who headed the mission at a date: Special Representatives, acting heads and officers in charge.

        Certain answers come first, then possible ones; within each, regular holders come before acting ones. On a day
        for which the sources allow two heads, both are possible. If another source gives a start or end by which the
        answer would be different, the answer is marked as contested; :meth:`disputes_at` gives the disputes. For a month, year or period, the answer is everyone
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
            Staffan de Mistura (SRSG), possible, contested
            Ad Melkert (SRSG), possible, contested
            Andrew Gilmour (SRSG, acting), possible
        """
        return self._holders("head", when)

    def head_at(self, when: When) -> Incumbent | None:
        """Return the one head of mission at a date.

        Args:
            when: As in :meth:`leaders_at`.

        Returns:
            The head; ``None`` if nobody is known. A regular head comes before acting ones, and of a month, a year or a
            period also before those who led the mission in another part of it.

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
        return self.cache.get("heads", lambda: self._everybody("head"))

    def gaps(self, role: str | Records[Any] = "head") -> tuple[Period, ...]:
        """The days of the mission on which no source names anybody in a post, or anything else, not even possibly.

        Of a single post, days on which it was vacant, as a source says, are no gap: see :meth:`vacancies_at`. Of a role they
        can be one: somebody may have stood in, whom no source names.

        Args:
            role: ``head`` or ``deputy``, or a post as in :meth:`post`; or dated records, such as the mandates, the budgets
                or the figures of one country.

        Raises:
            UnknownPost: There is no such role or post.
            NotDated: The records have no dates.

        Example:
            >>> import unami
            >>> all(not unami.mission.leaders_at(gap) for gap in unami.mission.gaps("head"))
            True
            >>> unami.mission.gaps(unami.mission.mandates)  # one mandate followed on the other
            ()
            >>> [str(gap) for gap in unami.mission.gaps(unami.mission.strength)][1:]
            ['2016-11-01/2016-11-30', '2017-04-01/2025-12-31']
        """
        if isinstance(role, Records):
            if role and not hasattr(type(role[0]), "period"):
                raise NotDated(role.kind)
            return self._days_without(role)
        roles = {post.role for post in self.whole.posts}
        if isinstance(role, str) and role in roles:
            return self._days_without(self._everybody(role))
        try:
            post = self.identify("posts", role)
        except UnknownPost as error:
            if error.suggestions:
                raise
            words = "expected a role, a post, or dated records such as mission.mandates"
            raise UnknownPost("post", role, problem=words) from None
        return self._days_without((*self._everybody(post), *self.vacancies.where(post=post)))

    def _days_without(self, records: Iterable[Any]) -> tuple[Period, ...]:
        """The days of the mission that none of some records reaches."""
        spans = (span for record in records if (span := span_of(record)) is not None)
        reached = sorted((span.earliest_start, span.latest_end) for span in spans)
        # A view whose sources do not say when the mission existed denies none of its days.
        life = self.whole if self.began is None else self
        began, known = life.began, last_known_day(life)
        if began is None or (known is None and not reached):
            return ()
        day, last = began.earliest, known or max(end for _, end in reached)
        gaps: list[Period] = []
        for start, end in (*reached, (date.max, date.max)):
            if day < start:
                until = min(start - timedelta(days=1), last)
                gaps.append(Period(PartialDate.from_date(day), PartialDate.from_date(until)))
            if end >= last:
                break
            day = max(day, end + timedelta(days=1))
        return tuple(gaps)

    def deputies_at(self, when: When) -> Records[Incumbent]:
        """Return the deputies of the head of mission at a date, for all lines of work.

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
        return self._holders(self.identify("posts", post), when)

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
        wanted = self.identify("people", person)
        found = [appointment for appointment in self.appointments if appointment.person == wanted]
        found.sort(key=lambda appointment: appointment.span.latest_start)
        from unami.records.appointment import Appointment

        return self._answered(tuple(found), "appointments", Appointment)

    def _completed(self, of: type[T], records: tuple[T, ...]) -> tuple[T, ...]:
        # By their tables: a class is imported when its table is first asked for.
        name = table_of(of).name
        if name == "vacancies":
            from unami._mission.tenure import limit_vacancies

            stated = tuple(self._merged("appointments").values())
            return cast("tuple[T, ...]", limit_vacancies(cast("tuple[Vacancy, ...]", records), stated))
        if name != "appointments":
            return super()._completed(of, records)
        closed = {each.id: each for seat in self._seats() for each in self._tenures(seat)}
        return tuple(cast("T", closed[each.id]) for each in cast("tuple[Appointment, ...]", records))

    def _seats(self) -> dict[str, list[str]]:
        """The ids of the appointments to each seat."""

        def make() -> dict[str, list[str]]:
            from unami._mission.tenure import seat_of

            seats = {post.id: seat_of(post) for post in self.whole.posts}
            found: dict[str, list[str]] = {}
            for appointment, post in self._merged("appointments").field("post").items():
                found.setdefault(seats[post], []).append(appointment)
            return found

        return self.cache.get("seats", make)

    def _tenures(self, seat: str) -> tuple[Appointment, ...]:
        """The appointments to a seat, their ends limited: only those of the same seat, and the person, limit them."""

        def make() -> tuple[Appointment, ...]:
            from unami._mission.tenure import close_tenures

            merged = self._merged("appointments")
            tenures: list[Appointment] = [merged[name] for name in self._seats().get(seat, ())]
            people: Iterable[Person | None] = (self._record("people", each.person) for each in tenures)
            died = {person.id: person.died for person in people if person is not None and person.died is not None}
            posts = {post.id: post for post in self.whole.posts}
            return close_tenures(
                tenures,
                posts,
                lambda: (self.began, self.ended),
                died,
                vacancies=lambda: tuple(self._merged("vacancies").values()),
            )

        return self.cache.get(("tenures of a seat", seat), make)
