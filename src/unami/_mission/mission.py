"""Mission: the questions that the record answers.

The module is not called ``mission`` because the package has an attribute of that name: the packaged
record itself, ``unami.mission``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, cast, overload

from attrs import field, frozen

from unami._base.cache import Cache
from unami._base.encodable import opaque
from unami._base.frozen import FrozenMapping
from unami._base.names import checked_name, find, fold, pick
from unami._base.text import shown
from unami._package.read import Dataset
from unami._package.store import PackagedFiles
from unami._package.vocabulary import HEADLINE
from unami.dates import Certainty, PartialDate, Period, bounds_of, read_when
from unami.dates._timeline import Timeline
from unami.errors import (
    InvalidDate,
    NotOne,
    UnknownCountry,
    UnknownField,
    UnknownName,
    UnknownPerson,
    UnknownPlace,
    UnknownPost,
    UnknownRecord,
    UnknownSource,
    UnknownTable,
)
from unami.records import TABLES, record_class
from unami.records.sequence import Records

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from unami._evidence.claim import Dispute, Explanation
    from unami._evidence.provenance import Provenance
    from unami._evidence.statement import Statement
    from unami._mission.mandate import Mandate
    from unami._mission.months import Month
    from unami._mission.panel import Frequency
    from unami._mission.panel_row import PanelRow
    from unami._mission.search import Hit
    from unami._mission.snapshot import Snapshot
    from unami._mission.tenure import Incumbent
    from unami._output.annotate import FrameT
    from unami._output.charts import Charts
    from unami._output.cite import Citation
    from unami._package.changelog import Change
    from unami._package.store import Files
    from unami.dates import Span, When
    from unami.records.appointment import Appointment
    from unami.records.country import Country, Place
    from unami.records.deployment import Contingent, Contribution, SecurityArrangement, Strength
    from unami.records.document import CouncilMeeting, Document, Website
    from unami.records.election import Election, Tally
    from unami.records.event import Event, TransitionStep
    from unami.records.government import HostLeader
    from unami.records.humanitarian import (
        CampFigure,
        Casualties,
        Displacement,
        Fatality,
        HumanRightsReport,
        Pledge,
    )
    from unami.records.mission import MissionProfile
    from unami.records.organization import Affiliation, Organization, Unit
    from unami.records.person import Person
    from unami.records.post import Post
    from unami.records.resolution import PresidentialStatement, Resolution
    from unami.records.source import Source
    from unami.records.staff import Budget, Office, StaffCount
    from unami.records.task import MandateTask, Task

__all__ = ["PACKAGED", "Dated", "Mission", "Tables", "time_of"]

T = TypeVar("T")


class Dated(Protocol):
    """A record that has a place in time."""

    @property
    def period(self) -> PartialDate | Period | None:
        """Its day, month, year or period."""
        ...


_NO_PARTS = (None, "country", "town", "camp", "site")
"""Kinds of places that are no parts into which the country is divided."""


_OWN_LABEL = "with statements of your own"


@frozen(repr=False)
class View:
    """Which statements count.

    Args:
        label: How the view is named, after the mission's name; empty for the whole record.
        sources: Ids of the sources that count; ``None`` for all.
    """

    label: str = ""
    sources: frozenset[str] | None = None


def time_of(when: When | Dated) -> PartialDate | Period:
    """What a question asks about: a date in any form, or the time of a dated record.

    Args:
        when: A date as :func:`unami.dates.read_when` takes it, or a record such as an event.

    Raises:
        InvalidDate: The date cannot be read, or the record has none.

    Example:
        >>> import unami
        >>> unami.mission.head_at(unami.mission.events["canal-hotel-bombing"]).name
        'Sérgio Vieira de Mello'
    """
    if isinstance(when, (str, date, PartialDate, Period)) or not hasattr(when, "period"):
        return read_when(cast("When", when))
    period: object = when.period
    if period is None:
        raise InvalidDate(when, "the record has no date")
    if not isinstance(period, (PartialDate, Period)):
        raise InvalidDate(when, f"its period is {shown(period)}; expected a PartialDate or a Period")
    return period


def _as_asked(when: When | Dated) -> str:
    """What was asked about, as an error repeats it."""
    return str(when) if isinstance(when, (str, date, PartialDate, Period)) else str(time_of(when))


def _is_made_of_others(record: Any) -> bool:
    """Whether it is a row of the panel, which puts together records and answers."""
    return hasattr(record, "made_of") and not isinstance(record, type)


@opaque
@frozen(eq=False, repr=False)
class Tables(Mapping[str, "Records[Any]"]):
    """All tables of a mission by name; a table is read when it is asked for.

    Example:
        >>> import unami
        >>> unami.mission.tables["people"] is unami.mission.people
        True
    """

    _mission: Mission

    # The type of each table by its name; a test compares the names and classes with those of TABLES.
    @overload
    def __getitem__(self, name: Literal["missions"]) -> Records[MissionProfile]: ...
    @overload
    def __getitem__(self, name: Literal["people"]) -> Records[Person]: ...
    @overload
    def __getitem__(self, name: Literal["posts"]) -> Records[Post]: ...
    @overload
    def __getitem__(self, name: Literal["appointments"]) -> Records[Appointment]: ...
    @overload
    def __getitem__(self, name: Literal["resolutions"]) -> Records[Resolution]: ...
    @overload
    def __getitem__(self, name: Literal["presidential_statements"]) -> Records[PresidentialStatement]: ...
    @overload
    def __getitem__(self, name: Literal["tasks"]) -> Records[Task]: ...
    @overload
    def __getitem__(self, name: Literal["mandate_tasks"]) -> Records[MandateTask]: ...
    @overload
    def __getitem__(self, name: Literal["documents"]) -> Records[Document]: ...
    @overload
    def __getitem__(self, name: Literal["council_meetings"]) -> Records[CouncilMeeting]: ...
    @overload
    def __getitem__(self, name: Literal["websites"]) -> Records[Website]: ...
    @overload
    def __getitem__(self, name: Literal["organizations"]) -> Records[Organization]: ...
    @overload
    def __getitem__(self, name: Literal["affiliations"]) -> Records[Affiliation]: ...
    @overload
    def __getitem__(self, name: Literal["units"]) -> Records[Unit]: ...
    @overload
    def __getitem__(self, name: Literal["countries"]) -> Records[Country]: ...
    @overload
    def __getitem__(self, name: Literal["contributions"]) -> Records[Contribution]: ...
    @overload
    def __getitem__(self, name: Literal["strength"]) -> Records[Strength]: ...
    @overload
    def __getitem__(self, name: Literal["contingents"]) -> Records[Contingent]: ...
    @overload
    def __getitem__(self, name: Literal["security_arrangements"]) -> Records[SecurityArrangement]: ...
    @overload
    def __getitem__(self, name: Literal["staffing"]) -> Records[StaffCount]: ...
    @overload
    def __getitem__(self, name: Literal["budgets"]) -> Records[Budget]: ...
    @overload
    def __getitem__(self, name: Literal["offices"]) -> Records[Office]: ...
    @overload
    def __getitem__(self, name: Literal["elections"]) -> Records[Election]: ...
    @overload
    def __getitem__(self, name: Literal["tallies"]) -> Records[Tally]: ...
    @overload
    def __getitem__(self, name: Literal["events"]) -> Records[Event]: ...
    @overload
    def __getitem__(self, name: Literal["host_leaders"]) -> Records[HostLeader]: ...
    @overload
    def __getitem__(self, name: Literal["transition"]) -> Records[TransitionStep]: ...
    @overload
    def __getitem__(self, name: Literal["places"]) -> Records[Place]: ...
    @overload
    def __getitem__(self, name: Literal["casualties"]) -> Records[Casualties]: ...
    @overload
    def __getitem__(self, name: Literal["human_rights_reports"]) -> Records[HumanRightsReport]: ...
    @overload
    def __getitem__(self, name: Literal["fatalities"]) -> Records[Fatality]: ...
    @overload
    def __getitem__(self, name: Literal["displacement"]) -> Records[Displacement]: ...
    @overload
    def __getitem__(self, name: Literal["camp"]) -> Records[CampFigure]: ...
    @overload
    def __getitem__(self, name: Literal["pledges"]) -> Records[Pledge]: ...
    @overload
    def __getitem__(self, name: Literal["sources"]) -> Records[Source]: ...
    @overload
    def __getitem__(self, name: str) -> Records[Any]: ...
    def __getitem__(self, name: str) -> Records[Any]:
        known = pick(name, self, UnknownTable, "table")
        return self._mission.sources if known == "sources" else self._mission._table(known)

    def __iter__(self) -> Iterator[str]:
        return iter((*TABLES, "sources"))

    def __len__(self) -> int:
        return len(TABLES) + 1

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (name in TABLES or name == "sources")

    def __repr__(self) -> str:
        return f"<tables {', '.join(self)}>"


@opaque
@frozen(eq=False, repr=False)
class Mission:
    """The record of a mission: everything that can be asked of it.

    A mission never changes. What it has read stays in memory and is shared by all threads.
    :meth:`according_to` and :meth:`known_at` give other missions that see only part of the statements,
    :meth:`with_statements` one with more.

    Args:
        dataset: Where the statements are.
        view: Which of them count.

    Example:
        >>> import unami
        >>> unami.mission.leaders_at("2014-06-10").one().name
        'Nickolay Mladenov'
    """

    dataset: Dataset
    view: View = View()
    _cache: Cache = field(factory=Cache, init=False)
    _timelines: dict[str, Timeline[Records[Incumbent]]] = field(factory=dict, init=False)

    # The parts: tables, their statements and their evidence.

    def _statements(self, table: str) -> tuple[Statement, ...]:
        statements = self.dataset.statements(table)
        allowed = self.view.sources
        if allowed is None:
            return statements
        return tuple(statement for statement in statements if statement.source in allowed)

    def _table(self, name: str) -> Records[Any]:
        found: Records[Any] = self._cache.get(name, lambda: self._read(name))
        return found

    def _read(self, name: str) -> Records[Any]:
        records = self.dataset.merged(name, self._statements(name))
        if name == "appointments":
            from unami._mission.tenure import close_tenures

            died = {person.id: person.died for person in self.people if person.died is not None}
            records = close_tenures(records, self._posts_by_id(), self.began, self.ended, died)
        return self._answered(records, name.replace("_", " "), record_class(name))

    def _answered(self, items: tuple[T, ...], kind: str, of: type[T]) -> Records[T]:
        """Records that know what they are and where they come from."""
        return Records(items, kind, of, self)

    def _posts_by_id(self) -> dict[str, Post]:
        """The posts of the whole record: which seat a post is does not depend on who tells of its holder."""
        found: dict[str, Post] = self.dataset.cache.get(
            "posts by id",
            lambda: {post.id: post for post in self.dataset.merged("posts", self.dataset.statements("posts"))},
        )
        return found

    @property
    def _whole(self) -> Mission:
        """The record with all statements: what a name means does not depend on whose figures are asked for."""
        if self.view.sources is None:
            return self
        found: Mission = self.dataset.cache.get("whole mission", lambda: Mission(self.dataset))
        return found

    def _person_or_id(self, person: str) -> Person:
        """A person, of whom a view with a single source may know no more than the id."""
        from unami.records.person import Person

        return self._people_by_id().get(person) or Person(id=person)

    def _people_by_id(self) -> dict[str, Person]:
        found: dict[str, Person] = self._cache.get("people by id", lambda: {p.id: p for p in self.people})
        return found

    def _provenance(self, table: str) -> Provenance:
        from unami._evidence.provenance import Provenance

        found: Provenance = self._cache.get(
            ("provenance", table),
            lambda: Provenance(table, self._statements(table), self.dataset.sources_by_id),
        )
        return found

    @property
    def tables(self) -> Tables:
        """All tables by name."""
        return Tables(self)

    @property
    def profile(self) -> MissionProfile:
        """Name, founding and end of the mission itself.

        Raises:
            NotOne: The sources of the view say nothing of it.
        """
        found: MissionProfile = self._table("missions").one()
        return found

    @property
    def host_country(self) -> str:
        """Name of the country the mission worked in, whatever the view; empty if no source says.

        Example:
            >>> import unami
            >>> unami.mission.host_country
            'Iraq'
        """
        found: str = self.dataset.cache.get("host country", self._find_host)
        return found

    def _find_host(self) -> str:
        host = next((profile.host_country for profile in self._whole._table("missions")), None)
        known = next((country for country in self._whole.countries if country.id == host), None)
        return (known.name if known else host) or ""

    @property
    def area(self) -> Place | None:
        """The place that stands for the whole host country: the one of that kind, and of its name if there are several.

        Example:
            >>> import unami
            >>> unami.mission.area.id
            'iraq'
        """
        whole = self._whole.places.where(kind="country").items
        if len(whole) > 1:
            host = fold(self.host_country)
            whole = tuple(place for place in whole if host in map(fold, (place.name or "", *place.other_names)))
        return whole[0] if whole else None

    @property
    def _id(self) -> str | None:
        """Id of the mission itself, by which staff, deaths and reports are told to be its own."""
        return next(iter(self._whole._table("missions").ids), None)

    @property
    def began(self) -> PartialDate | None:
        """The day the mission was set up, as far as the view's sources say."""
        missions = self._table("missions")
        return missions[0].established if missions else None

    @property
    def ended(self) -> PartialDate | None:
        """The last day of the mission, as far as the view's sources say."""
        missions = self._table("missions")
        return missions[0].ended if missions else None

    @property
    def version(self) -> str:
        """Version of the data, apart from the version of the library.

        Example:
            >>> import unami
            >>> unami.mission.version == unami.dataset_version
            True
        """
        return self.dataset.version

    @property
    def chart(self) -> Charts:
        """Charts of this record or view, as Altair charts; see :class:`unami.charts.Charts`.

        Example:
            >>> import unami
            >>> timeline = unami.mission.known_at("2012").chart.timeline()
            >>> timeline.to_dict()["title"]["subtitle"][0]
            'The record known at 2012.'
        """
        from unami._output.charts import Charts

        return Charts(self)

    # Tables by their names.

    @property
    def people(self) -> Records[Person]:
        """People who held a post in the mission or beside it."""
        return self._table("people")

    @property
    def posts(self) -> Records[Post]:
        """Posts, apart from who held them."""
        return self._table("posts")

    @property
    def appointments(self) -> Records[Appointment]:
        """Who held which post, and when."""
        return self._table("appointments")

    @property
    def resolutions(self) -> Records[Resolution]:
        """Resolutions of the Security Council."""
        return self._table("resolutions")

    @property
    def presidential_statements(self) -> Records[PresidentialStatement]:
        """Statements by the President of the Security Council."""
        return self._table("presidential_statements")

    @property
    def tasks(self) -> Records[Task]:
        """Tasks through all mandates."""
        return self._table("tasks")

    @property
    def mandate_tasks(self) -> Records[MandateTask]:
        """What each resolution does to each task."""
        return self._table("mandate_tasks")

    @property
    def documents(self) -> Records[Document]:
        """Reports, letters and other papers."""
        return self._table("documents")

    @property
    def council_meetings(self) -> Records[CouncilMeeting]:
        """Meetings of the Security Council on the host country."""
        return self._table("council_meetings")

    @property
    def organizations(self) -> Records[Organization]:
        """Organizations around the mission."""
        return self._table("organizations")

    @property
    def affiliations(self) -> Records[Affiliation]:
        """Which part each organization had."""
        return self._table("affiliations")

    @property
    def units(self) -> Records[Unit]:
        """Offices and sections inside the mission."""
        return self._table("units")

    @property
    def countries(self) -> Records[Country]:
        """Countries with their codes and names."""
        return self._table("countries")

    @property
    def contributions(self) -> Records[Contribution]:
        """Uniformed personnel by country and category."""
        return self._table("contributions")

    @property
    def contingents(self) -> Records[Contingent]:
        """Guard units and parties of observers."""
        return self._table("contingents")

    @property
    def staffing(self) -> Records[StaffCount]:
        """Numbers of civilian staff."""
        return self._table("staffing")

    @property
    def offices(self) -> Records[Office]:
        """Places where the mission worked."""
        return self._table("offices")

    @property
    def elections(self) -> Records[Election]:
        """Elections and referendums in the host country."""
        return self._table("elections")

    @property
    def tallies(self) -> Records[Tally]:
        """Single figures for the work of the mission as a whole."""
        return self._table("tallies")

    @property
    def events(self) -> Records[Event]:
        """Events in the life of the mission."""
        return self._table("events")

    @property
    def transition(self) -> Records[TransitionStep]:
        """Steps of the reviews, the closure and the liquidation."""
        return self._table("transition")

    @property
    def fatalities(self) -> Records[Fatality]:
        """Deaths by event."""
        return self._table("fatalities")

    @property
    def displacement(self) -> Records[Displacement]:
        """Numbers of displaced people."""
        return self._table("displacement")

    @property
    def camp(self) -> Records[CampFigure]:
        """Figures and steps of the relocation of the residents of camps."""
        return self._table("camp")

    @property
    def pledges(self) -> Records[Pledge]:
        """Pledges to the trust fund for that relocation."""
        return self._table("pledges")

    @property
    def strength(self) -> Records[Strength]:
        """Uniformed personnel of the whole mission, month by month."""
        return self._table("strength")

    @property
    def security_arrangements(self) -> Records[SecurityArrangement]:
        """Resolutions, letters and agreements on the security of the mission."""
        return self._table("security_arrangements")

    @property
    def budgets(self) -> Records[Budget]:
        """Budgets and expenditure."""
        return self._table("budgets")

    @property
    def host_leaders(self) -> Records[HostLeader]:
        """Presidents and prime ministers of the host country."""
        return self._table("host_leaders")

    @property
    def places(self) -> Records[Place]:
        """The host country and places in it, with their codes."""
        return self._table("places")

    @property
    def casualties(self) -> Records[Casualties]:
        """Civilian and other casualties as the mission counted them, by period, place and population."""
        return self._table("casualties")

    @property
    def human_rights_reports(self) -> Records[HumanRightsReport]:
        """Reports on human rights."""
        return self._table("human_rights_reports")

    @property
    def websites(self) -> Records[Website]:
        """Web sites of the mission."""
        return self._table("websites")

    @property
    def sources(self) -> Records[Source]:
        """The sources whose statements count in this view.

        Example:
            >>> import unami
            >>> unami.mission.sources["seed-dpa-2016"].publisher
            'UN Department of Political Affairs'
        """
        allowed = self.view.sources

        def make() -> Records[Source]:
            from unami.records.source import Source

            chosen = tuple(s for s in self.dataset.sources if allowed is None or s.id in allowed)
            return self._answered(chosen, "sources", Source)

        found: Records[Source] = self._cache.get("sources", make)
        return found

    # Who led.

    def _incumbents(self, group: str) -> tuple[tuple[tuple[Appointment, Post], Span], ...]:
        """The tenures of a post or role with their days, holders before those acting."""

        def make() -> tuple[tuple[tuple[Appointment, Post], Span], ...]:
            posts = self._posts_by_id()
            chosen = []
            for appointment in self.appointments:
                post = posts[appointment.post]
                if group in (post.role, post.id):
                    chosen.append(((appointment, post), appointment.span))
            chosen.sort(key=lambda held: (bool(held[0][0].acting), held[1].latest_start, held[0][0].id))
            return tuple(chosen)

        found: tuple[tuple[tuple[Appointment, Post], Span], ...] = self._cache.get(("tenures", group), make)
        return found

    def _answer(self, held: list[tuple[tuple[Appointment, Post], Certainty]]) -> Records[Incumbent]:
        from unami._mission.tenure import Incumbent

        found = [
            Incumbent(
                person=self._person_or_id(appointment.person), post=post, appointment=appointment, certainty=certainty
            )
            for (appointment, post), certainty in held
        ]
        found.sort(key=lambda incumbent: incumbent.certainty, reverse=True)
        return self._answered(tuple(found), "holders", Incumbent)

    def _timeline(self, group: str) -> Timeline[Records[Incumbent]]:
        found = self._timelines.get(group)
        if found is None:
            made: Timeline[Records[Incumbent]] = self._cache.get(
                ("timeline", group), lambda: Timeline.of_spans(self._incumbents(group), self._answer)
            )
            # Asked for with every question about a day: looked up here without a lock or a call.
            found = self._timelines.setdefault(group, made)
        return found

    def _holders(self, group: str, when: When | Dated) -> Records[Incumbent]:
        if type(when) is date:
            return self._timeline(group).on(when)
        asked = time_of(when)
        if isinstance(asked, PartialDate) and asked.is_day and not asked.qualified:
            return self._timeline(group).on(asked.earliest)
        covered = ((pair, span.covers(asked)) for pair, span in self._incumbents(group))
        return self._answer([(pair, certainty) for pair, certainty in covered if certainty])

    def leaders_at(self, when: When | Dated) -> Records[Incumbent]:
        """Who headed the mission at a date: Special Representatives, acting heads and officers in charge.

        The certain come first, then the possible; among them holders come before those acting. On a day for
        which the sources leave room for two, both are possible. For a month, a year or a period: everybody who
        headed the mission at some time in it. Outside the life of the mission the answer is empty unless
        somebody already held the post.

        Args:
            when: A ``date``, ``datetime``, :class:`PartialDate`, :class:`Period`, ISO or EDTF text, free text
                such as ``"10 June 2014"``, or a dated record, such as an event, for its time.

        Raises:
            InvalidDate: The date cannot be read.
            AmbiguousDate: It can be read as two dates.

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

    def head_at(self, when: When | Dated) -> Incumbent | None:
        """The one head of mission at a date.

        Args:
            when: As in :meth:`leaders_at`.

        Returns:
            The head; of a holder and somebody standing in for him, the holder; ``None`` if nobody is known.

        Raises:
            NotOne: Several may have headed the mission then, and the sources do not decide between them;
                :meth:`leaders_at` gives them all.

        Example:
            >>> import unami
            >>> unami.mission.head_at("2014-06-10").since
            PartialDate('2013-09-25')
        """
        from unami._mission.tenure import foremost

        leaders = self.leaders_at(when)
        holders = foremost(leaders)
        if len(holders) > 1:
            raise NotOne(f"head of mission on {_as_asked(when)}", (str(leader) for leader in leaders))
        return holders[0] if holders else None

    def deputies_at(self, when: When | Dated) -> Records[Incumbent]:
        """The deputies of the head of mission at a date, of both lines.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> [(deputy.name, deputy.post.line) for deputy in unami.mission.deputies_at("2014-06-10")]
            [('Jacqueline Badcock', 'humanitarian'), ('György Busztin', 'political')]
        """
        return self._holders("deputy", when)

    def holders_at(self, when: When | Dated, post: str) -> Records[Incumbent]:
        """Who held a post at a date.

        Args:
            when: As in :meth:`leaders_at`.
            post: Id, name or abbreviation of a post.

        Raises:
            UnknownPost: There is no such post; the nearest ones are in the error.

        Example:
            >>> import unami
            >>> unami.mission.holders_at("2018", "spokesperson").first().name
            'Samir Ghattas'
        """
        return self._holders(self.post(post).id, when)

    def post(self, name: str) -> Post:
        """A post by id, name or abbreviation.

        Args:
            name: What it is called.

        Raises:
            UnknownPost: There is no such post.

        Example:
            >>> import unami
            >>> unami.mission.post("SRSG").id
            'srsg'
        """
        names = {}
        for post in self.posts:
            for known in (post.name, post.abbreviation, post.id):
                if known:
                    names[known] = post.id
        return self.posts[find(name, names, UnknownPost, "post")]

    def person(self, name: str) -> Person:
        """A person by id, name, another form of the name, or a surname that nobody else has.

        Args:
            name: Accents, case and punctuation do not matter.

        Raises:
            UnknownPerson: Nobody, or more than one, goes by that name.

        Example:
            >>> import unami
            >>> unami.mission.person("jan kubis").name
            'Ján Kubiš'
        """
        names = {}
        surnames: dict[str, list[str]] = {}
        for person in self.people:
            for known in (*person.other_names, person.native_name, person.name, person.id):
                if known:
                    names[known] = person.id
            surnames.setdefault((person.name or person.id).rpartition(" ")[2], []).append(person.id)
        for surname, bearers in surnames.items():
            if len(bearers) == 1:
                names.setdefault(surname, bearers[0])
        return self.people[find(name, names, UnknownPerson, "person")]

    def appointments_of(self, person: str) -> Records[Appointment]:
        """All appointments of a person, in the order of time.

        Args:
            person: As in :meth:`person`.

        Raises:
            UnknownPerson: Nobody goes by that name.

        Example:
            >>> import unami
            >>> [appointment.post for appointment in unami.mission.appointments_of("de Mistura")]
            ['dsrsg-humanitarian', 'srsg']
        """
        wanted = self.person(person).id
        found = [appointment for appointment in self.appointments if appointment.person == wanted]
        found.sort(key=lambda appointment: appointment.span.latest_start)
        return self.appointments._with(found)

    # The mandate.

    def _task_timeline(self) -> Timeline[tuple[MandateTask, ...]]:
        from unami._mission.mandate import task_states

        found: Timeline[tuple[MandateTask, ...]] = self._cache.get(
            "task timeline",
            lambda: task_states({r.id: r for r in self.resolutions}, self.mandate_tasks, self.ended),
        )
        return found

    @property
    def mandates(self) -> Records[Mandate]:
        """The mandates one after the other, each with the tasks it began with.

        Example:
            >>> import unami
            >>> [mandate.id for mandate in unami.mission.mandates][:3]
            ['1500', '1557', '1619']
        """
        from unami._mission.mandate import Mandate, mandate_chain

        def make() -> Records[Mandate]:
            return self._answered(mandate_chain(self.resolutions, self._task_timeline()), "mandates", Mandate)

        found: Records[Mandate] = self._cache.get("mandates", make)
        return found

    def mandate_at(self, when: When | Dated) -> Mandate | None:
        """The mandate in force at a date: the resolution, until when, and the tasks then in force.

        Args:
            when: As in :meth:`leaders_at`.

        Returns:
            The mandate; ``None`` if there was none.

        Raises:
            NotOne: Several resolutions were in force within the month, year or period asked about.

        Example:
            >>> import unami
            >>> unami.mission.mandate_at("2014-06-10").resolution.symbol
            'S/RES/2110 (2013)'
        """
        from attrs import evolve

        asked = time_of(when)
        found = self.mandates.at(asked)
        if len(found) > 1:
            raise NotOne(f"mandate on {_as_asked(when)}", (str(mandate) for mandate in found))
        if not found:
            return None
        return evolve(found[0], tasks=self.tasks_at(asked), certainty=found[0].covers(asked))

    def tasks_at(self, when: When | Dated) -> Records[MandateTask]:
        """The tasks in force at a date, each in the wording then in force.

        Renewals that only continue a mandate leave the tasks of the earlier resolutions standing.

        Args:
            when: As in :meth:`leaders_at`; for a month, year or period, all tasks in force at some time in it.

        Example:
            >>> import unami
            >>> "kuwait-property" in [entry.task for entry in unami.mission.tasks_at("2014-06-10")]
            True
        """
        timeline = self._task_timeline()
        first, last = bounds_of(time_of(when))
        days = [first, *(day for day in timeline.changes if first < day <= last)]
        entries = dict.fromkeys(entry for day in days for entry in timeline.on(day))
        from unami.records.task import MandateTask

        return self._answered(tuple(entries), "tasks", MandateTask)

    # Deployments.

    def country(self, name: str) -> Country:
        """A country by ISO code or any of its names.

        Args:
            name: Accents, case and punctuation do not matter.

        Raises:
            UnknownCountry: There is no such country in the record; the nearest names are in the error.

        Example:
            >>> import unami
            >>> unami.mission.country("fj").id
            'FJI'
            >>> unami.mission.country("Figi")
            Traceback (most recent call last):
                ...
            unami.errors.UnknownCountry: unknown country 'Figi'; did you mean Fiji...
        """
        names = {}
        for country in self.countries:
            for known in (*country.other_names, country.official_name, country.alpha_2, country.id, country.name):
                if known:
                    names[known] = country.id
        return self.countries[find(name, names, UnknownCountry, "country")]

    def deployments_by(self, country: str) -> Records[Contribution]:
        """The uniformed personnel of one country through time; undated figures come last.

        Args:
            country: ISO code or any name of the country.

        Raises:
            UnknownCountry: There is no such country in the record.

        Example:
            >>> import unami
            >>> unami.mission.deployments_by("Fiji").first().count
            134
        """
        wanted = self._whole.country(country).id
        return self.contributions.where(lambda given: given.country == wanted).sort_by("month", "category")

    def deployments_at(self, when: When | Dated) -> Records[Contribution]:
        """The uniformed personnel at a date, by country and category.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> unami.mission.deployments_at("2004-12").first().country
            'FJI'
        """
        return self.contributions.at(time_of(when))

    def deployment_series(self, country: str, category: str = "troops") -> Records[Month[Contribution]]:
        """The uniformed personnel of one country in one category, month by month, with the gaps.

        A month for which no source gives a figure is in the series without a record: unknown is not zero.

        Args:
            country: ISO code or any name of the country.
            category: ``troops``, ``individual-police``, ``experts-on-mission`` or ``civilian-defence``.

        Returns:
            All months from the first to the last with a figure; empty if there is none.

        Raises:
            UnknownCountry: There is no such country in the record.
            UnknownName: There is no such category.

        Example:
            >>> import unami
            >>> series = unami.mission.deployment_series("Nepal", "troops")
            >>> series.first().id, series.last().id, sum(not month.known for month in series) > 0
            ('2011-10', '2023-08', True)
        """
        from unami._mission.months import monthly

        wanted = self._whole.country(country).id
        category = checked_name(category, UnknownName, "category of uniformed people")
        dated = self.contributions.where(category=category).where(lambda given: given.country == wanted)
        whole = dated.where(lambda given: given.part is None)
        return monthly(whole, lambda given: given.month)

    def strength_at(self, when: When | Dated) -> Records[Strength]:
        """The uniformed strength of the whole mission in the months within a date.

        Args:
            when: As in :meth:`leaders_at`; of a day, the figure of its month.

        Example:
            >>> import unami
            >>> unami.mission.strength_at("2014-03-15").one().total
            274
        """
        return self.strength.at(time_of(when))

    def contingents_of(self, country: str) -> Records[Contingent]:
        """The guard units and advisers of one country.

        Args:
            country: ISO code or any name of the country.

        Raises:
            UnknownCountry: There is no such country in the record.

        Example:
            >>> import unami
            >>> "fji-guard-unit" in unami.mission.contingents_of("Fiji").ids
            True
        """
        wanted = self._whole.country(country).id
        return self.contingents.where(lambda unit: unit.country == wanted)

    def contingents_at(self, when: When | Dated) -> Records[Contingent]:
        """The guard units and advisers that certainly or possibly served at a date; undated ones are left out.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> "fji-guard-unit" in unami.mission.contingents_at("2012-06").ids
            True
        """
        return self._there_at(self.contingents.where(lambda unit: unit.start or unit.end or unit.seen), when)

    def deaths_by(self, field: str) -> Mapping[Any, int]:
        """The recorded deaths of the mission, counted by one of their fields.

        Only single recorded deaths are counted; whole events, shares of events and totals stand beside
        them in the table ``fatalities`` and are never added to them.

        Args:
            field: ``nationality``, ``category``, ``incident``, or ``year``.

        Raises:
            UnknownField: Deaths have no such field.

        Example:
            >>> import unami
            >>> sum(unami.mission.deaths_by("incident").values())
            35
        """
        field = checked_name(field, UnknownField, "field of fatalities")
        recorded = self.fatalities.where(scope="record", filed_under=self._id)
        if field == "year":
            groups = recorded.group_by(lambda death: death.date and death.date.year)
        else:
            groups = recorded.group_by(field)
        return FrozenMapping({value: sum(d.count or 0 for d in deaths) for value, deaths in groups.items()})

    def staff_at(self, when: When | Dated) -> Records[StaffCount]:
        """The latest known numbers of civilian staff of the whole mission at a date, each with its own date.

        Staff in post and authorized or approved posts stand beside each other; counts of one town are left out.

        Args:
            when: As in :meth:`leaders_at`; of a month or year, its last day.

        Example:
            >>> import unami
            >>> {count.category for count in unami.mission.staff_at("2024-01-01")} >= {"international", "national"}
            True
        """
        from unami._mission.months import latest_known
        from unami.records.staff import IN_POST, POSTS

        whole = self._whole_mission_staff().where(lambda count: count.measure in IN_POST + POSTS)
        day = bounds_of(time_of(when))[1]
        found = latest_known(whole, lambda count: (count.category, count.measure in IN_POST), day)
        return whole._with(found)

    def _whole_mission_staff(self) -> Records[StaffCount]:
        """The numbers of staff of the mission itself, without those of one town."""
        everywhere = (None, *self.dataset.words("whole-mission"), self.host_country)
        return self.staffing.where(lambda count: count.entity == self._id and count.place in everywhere)

    def budget_for(self, year: int | When) -> Records[Budget]:
        """The budgets and the expenditure for a year: proposed, approved, spent.

        Args:
            year: The year, as a number or as in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> spent = unami.mission.budget_for(2022).where(measure="expenditure", fund="regular-budget")
            >>> spent.first().amount_usd > 90_000_000
            True
        """
        return self.budgets.at(PartialDate(year) if isinstance(year, int) else year)

    def _there_at(self, things: Records[T], when: When | Dated) -> Records[T]:
        """Those that were there at a date; an end that nobody states lies within the life of the mission."""
        from unami.records.base import known_span

        asked = time_of(when)

        def there(thing: Any) -> Certainty:
            planned = getattr(thing, "planned_end", None)
            last = max((end for end in (self._whole.ended, planned) if end), key=lambda end: end.latest, default=None)
            span = known_span(thing.start, thing.end, thing.seen, not_before=self._whole.began, not_after=last)
            return span.covers(asked)

        return things.where(there)

    def offices_at(self, when: When | Dated) -> Records[Office]:
        """The offices that were certainly or possibly open at a date; planned and undated ones are left out.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> "kirkuk" in unami.mission.offices_at("2025-03").ids, "kirkuk" in unami.mission.offices_at("2025-06").ids
            (True, False)
        """
        opened = self.offices.where(lambda office: office.status != "planned")
        return self._there_at(opened.where(lambda office: office.start or office.end or office.seen), when)

    # Casualties.

    def place(self, name: str) -> Place:
        """A place by its code or any of its names.

        A name that a part of the country shares with a town stands for the part; the town has an id of its own,
        such as that of ``mission.places["baghdad"]``.

        Args:
            name: Accents, case and punctuation do not matter.

        Raises:
            UnknownPlace: There is no such place in the record; the nearest names are in the error.

        Example:
            >>> import unami
            >>> unami.mission.place("Nineveh").id
            'IQ-NI'
        """
        names: dict[str, str] = {}
        owners: dict[str, str] = {}
        # The parts of the country come before all others, so that theirs is a name that a town shares.
        for place in sorted(self.places, key=lambda place: place.kind in _NO_PARTS):
            for known in (place.id, place.name, *place.other_names):
                if known and owners.setdefault(fold(known), place.id) == place.id:
                    names[known] = place.id
        return self.places[find(name, names, UnknownPlace, "place")]

    def casualties_in(self, place: str | None = None, population: str | None = None) -> Records[Casualties]:
        """The casualty counts for the host country or a part of it, in the order of time.

        Counts of different populations overlap, and months lie within years: never add them up without
        choosing one population and one length of period.

        Args:
            place: Code or name of a place; the whole host country if left out.
            population: Who is counted, such as ``civilians``; all populations if left out, and ``headline`` is the
                one whose numbers the mission puts first.

        Raises:
            UnknownPlace: There is no such place in the record.
            UnknownName: There is no such population.

        Example:
            >>> import unami
            >>> counts = unami.mission.casualties_in("Iraq", "civilians-including-police")
            >>> for count in counts.where(start=unami.PartialDate(2014, 6), end=None):
            ...     print(count.parts, count.parts_counted, count.killed)
            ('IQ-AN',) excluded 1531
            ('IQ-AN',) included 1775
        """
        from unami._mission.months import population_of

        found = self._whole.place(place) if place is not None else self.area
        wanted = found.id if found else None
        counted = self.casualties
        if population is not None:
            counted = counted.where(population=population_of(self, population))
        return counted.where(lambda count: wanted is not None and count.place == wanted).sort_by("start", "population")

    def casualty_series(self, place: str | None = None, population: str = HEADLINE) -> Records[Month[Casualties]]:
        """The monthly casualty counts for the host country or a part of it, with the gaps.

        Args:
            place: Code or name of a place; the whole host country if left out.
            population: Who is counted; ``headline`` is the population whose numbers the mission puts first.

        Returns:
            All months from the first to the last with a count; a month without one has no record.

        Raises:
            UnknownPlace: There is no such place in the record.
            UnknownName: There is no such population, or none is named.

        Example:
            >>> import unami
            >>> series = unami.mission.casualty_series("Iraq")
            >>> series.last().id
            '2018-12'
        """
        from unami._mission.months import in_series, monthly, population_of

        counts = self.casualties_in(place, population_of(self, population))
        return monthly(counts._with(in_series(counts)), lambda count: count.start)

    # The Council.

    def report_trail(self, series: str | None = None) -> Records[Document]:
        """The reports of the Secretary-General in one series, in order.

        Args:
            series: Another series of the package, such as ``human-rights``, or the id of the mission; the reports
                on the work of the mission if left out.

        Raises:
            UnknownName: There is no such series.

        Example:
            >>> import unami
            >>> unami.mission.report_trail().first().symbol
            'S/2003/715'
        """
        from unami._mission.months import in_order_of_symbols

        reports = self.documents.where(series=self._id if series is None else series, kind="report")
        return reports._with(in_order_of_symbols(reports))

    def report_before(self, meeting: str) -> Records[Document]:
        """The reports that were before the Council at a meeting, as far as a source says so.

        Args:
            meeting: Id or symbol of the meeting, such as ``S/PV.7224``.

        Raises:
            UnknownRecord: There is no such meeting in the record.

        Example:
            >>> import unami
            >>> [(report.symbol, report.series) for report in unami.mission.report_before("S/PV.7224")]
            [('S/2014/480', 'kuwait-missing-persons'), ('S/2014/485', 'unami')]
        """
        known = {name: held.id for held in self._whole.council_meetings for name in (held.meeting, held.id) if name}
        wanted = find(meeting, known, UnknownRecord, "meeting of the Council")
        named = {report for held in self.council_meetings if held.id == wanted for report in held.reports}
        return self.documents.where(lambda paper: paper.id in named or paper.presented_at == wanted)

    def briefings_by(self, person: str) -> Records[CouncilMeeting]:
        """The meetings of the Council at which somebody briefed, in the order of time.

        Args:
            person: As in :meth:`person`.

        Raises:
            UnknownPerson: Nobody goes by that name.

        Example:
            >>> import unami
            >>> len(unami.mission.briefings_by("Melkert")) > 3
            True
        """
        found = self._whole.person(person)
        names = {found.name, found.native_name, *found.other_names}
        return self.council_meetings.where(lambda held: names.intersection(held.briefers)).sort_by("held")

    # Events.

    def events_on(self, when: When | Dated) -> Records[Event]:
        """What certainly or possibly happened within a date.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> "canal-hotel-bombing" in unami.mission.events_on("2003-08-19").ids
            True
        """
        return self.events.at(time_of(when))

    def elections_between(self, first: When, last: When) -> Records[Election]:
        """The elections and referendums between two dates, both included, in the order of time.

        Args:
            first: As in :meth:`leaders_at`.
            last: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> len(unami.mission.elections_between("2005-01-01", "2005-12-31"))
            5
        """
        return self.elections.between(first, last).sort_by("held")

    def governing_at(self, when: When | Dated) -> Records[HostLeader]:
        """Who was president and prime minister of the host country at a date.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> sorted({leader.office for leader in unami.mission.governing_at("2015-01-01")})
            ['president', 'prime-minister']
        """
        return self.host_leaders.at(time_of(when))

    def events_between(self, first: When, last: When) -> Records[Event]:
        """What happened, or may have happened, between two dates, both included, in the order of time.

        An event of which only the year is known may lie on any day of that year.

        Args:
            first: As in :meth:`leaders_at`.
            last: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> for event in unami.mission.events_between("2003-08-15", "2003-08-20"):
            ...     print(event)
            Invasion of Iraq, 2003
            Bombing of the UN headquarters at the Canal Hotel, 2003-08-19
            Partial evacuation of UN staff to Amman, 2003-08-20
        """
        return self.events.between(first, last).sort_by("date")

    # The evidence.

    def _table_of(self, record: Any) -> tuple[str, Any]:
        """The table and the record behind a record or an answer."""
        # An answer says which record is behind it, so that no class is imported for the question.
        record = record if isinstance(record, type) else getattr(record, "behind", record)
        for table in TABLES:
            if TABLES[table].endswith(f":{type(record).__name__}") and isinstance(record, record_class(table)):
                return table, record
        raise UnknownTable("kind of record", type(record).__name__, ("a record of a table, a leader or a mandate",))

    def _parts_of(self, record: Any) -> tuple[Any, ...]:
        """The records in a row of the panel; anything else is one record."""
        return record.made_of(self) if _is_made_of_others(record) else (record,)

    def explain(self, record: Any, field: str) -> Explanation:
        """Where the value of a field comes from: who says so, who says otherwise, and why this value stands.

        Args:
            record: A record, or an answer such as a leader or a mandate.
            field: Name of the field.

        Raises:
            UnknownField: The record has no such field.

        Example:
            >>> import unami
            >>> print(unami.mission.explain(unami.mission.resolutions["1723"], "adopted").value)
            2006-11-28
        """
        name, behind = self._table_of(record)
        return self._provenance(name).explain(behind, field)

    def sources_of(self, record: Any) -> Records[Source]:
        """The sources that a record rests on, the best placed first.

        Args:
            record: A record; an answer such as a leader, a mandate or a dispute; or a source, which rests on itself.

        Example:
            >>> import unami
            >>> unami.mission.sources_of(unami.mission.resolutions["2110"]).first().id
            'sc-res-2110'
        """
        from unami._evidence.claim import Claim, Dispute, Explanation
        from unami._package.changelog import Change
        from unami.records.source import Source

        found: tuple[Source, ...]
        if isinstance(record, Source):
            found = (record,)
        elif isinstance(record, Claim):
            found = (record.source,)
        elif isinstance(record, (Dispute, Explanation)):
            found = record.sources
        elif isinstance(record, Change):
            table = self.tables[record.table]
            return self.sources_of(table[record.record]) if record.record in table.ids else self.sources[:0]
        elif _is_made_of_others(record):
            parts = (self.sources_of(part) for part in record.made_of(self))
            found = tuple(dict.fromkeys(source for given in parts for source in given))
        elif getattr(record, "behind", record) is None:
            found = ()
        else:
            name, behind = self._table_of(record)
            found = self._provenance(name).sources_of(behind.id)
        return self._answered(found, "sources", Source)

    def disputes_of(self, *records: Any) -> Records[Dispute]:
        """What the sources disagree about in some records.

        Args:
            records: Records, or answers such as leaders.

        Example:
            >>> import unami
            >>> {dispute.field for dispute in unami.mission.disputes_of(unami.mission.resolutions["1723"])}
            {'adopted'}
        """
        from unami._evidence.claim import Dispute

        found: list[Dispute] = []
        for record in (part for given in records for part in self._parts_of(given)):
            name, behind = self._table_of(record)
            found.extend(self._provenance(name).disputes([behind]))
        return self._answered(tuple(found), "disputes", Dispute)

    @property
    def disputes(self) -> Records[Dispute]:
        """Everything that the sources disagree about, table by table.

        Example:
            >>> import unami
            >>> unami.mission.disputes.where(table="tallies").first().field
            'count'
        """

        def make() -> Records[Dispute]:
            from unami._evidence.claim import Dispute

            found = (d for table in TABLES for d in self._provenance(table).disputes(self._table(table).items))
            return self._answered(tuple(found), "disputes", Dispute)

        all_of_them: Records[Dispute] = self._cache.get("disputes", make)
        return all_of_them

    def cite(self) -> Citation:
        """The data set as something to cite: title, version, view and checksum.

        Example:
            >>> import unami
            >>> print(unami.mission.cite())
            The unami contributors, "The record of the United Nations Assistance Mission for Iraq, 2003 to 2025", ...
        """
        from unami._output.cite import cite_mission

        return cite_mission(self)

    def export(self, format_name: str, dest: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the record to a file or folder in the format of another program, whole or not at all.

        A view writes what it sees.

        Args:
            format_name: Such as ``"sqlite"``: a key of :data:`unami.export.FORMATS`.
            dest: The file or folder to make. The folder around it must be there.
            overwrite: Whether it may be replaced if it is there; a folder only if an export wrote all that is in it.

        Raises:
            UnknownName: There is no such format; the nearest ones are in the error.
            FileInTheWay: There is something of that name that may not be replaced.
            MissingExtra: The format needs a package that is not installed.

        Example:
            >>> import os
            >>> import tempfile
            >>> import unami
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     unami.mission.export("icalendar", os.path.join(folder, "unami.ics"))
            ...     os.listdir(folder)
            ['unami.ics']
        """
        from unami._output.export import write

        write(self, format_name, dest, overwrite=overwrite)

    # Views.

    def according_to(self, source: str | Source, /, *more: str | Source) -> Mission:
        """The record as one source, or a few, tell it.

        Args:
            source: Id of a source, or a source.
            more: Further sources, whose statements are merged with those of the first.

        Raises:
            UnknownSource: There is no such source; the nearest ids are in the error.

        Example:
            >>> import unami
            >>> wikipedia = unami.mission.according_to("seed-wikipedia-2026")
            >>> wikipedia.tallies["national-elections-assisted"].count
            6
        """
        from unami.records.source import Source

        known = {known.id: known.id for known in self.sources}
        wanted = frozenset(
            find(given.id if isinstance(given, Source) else given, known, UnknownSource, "source")
            for given in (source, *more)
        )
        return Mission(self.dataset, View(f"according to {', '.join(sorted(wanted))}", wanted))

    def known_at(self, when: When | Dated) -> Mission:
        """The record as it could be known at a date, from what had been published by then.

        Sources without a date of publication, and the decisions of the curators, do not count: what they
        say cannot be shown to have been known.

        Args:
            when: As in :meth:`leaders_at`; of a month or year, its last day.

        Example:
            >>> import unami
            >>> unami.mission.known_at("2012").head_at("2012-03-01").until is None
            True
        """
        asked = time_of(when)
        last = bounds_of(asked)[1]
        published = frozenset(s.id for s in self.sources if s.published is not None and s.published.latest <= last)
        return Mission(self.dataset, View(f"known at {asked}", published))

    def with_statements(
        self, table: str, rows: Iterable[Mapping[str, object]], *, source: str | Source | Mapping[str, object]
    ) -> Mission:
        """The record with statements of your own, merged by the same rule; this one stays as it is.

        The claims that come of them have ``own`` set, and say so wherever they are shown. Their weight is that of
        the kind of their source. A source for which you give no kind is of the kind ``own``, the last of all: what
        it says fills gaps, makes dates that agree more precise, and shows as a dispute where it contradicts. If
        your source is an official record, say ``kind="un-document"``; if you decide against the others, say
        ``rank="preferred"`` and give the reason in ``note``.

        In a view, the source joins the sources of the view.

        Args:
            table: Name of a table, such as ``appointments``.
            rows: The statements: mappings of column names to text, numbers, dates or lists. Each needs an ``id``;
                ``locator``, ``stated_as``, ``rank`` and ``note`` may be left out, as may the columns that tell
                which thing is meant if it is in the record already. What is ``None`` or NaN is not stated.
            source: Who says so: id of a source of the record, a :class:`Source`, or a mapping with at least an
                ``id`` and a ``title``.

        Raises:
            UnknownTable: There is no such table.
            UnknownSource: There is no source of that id.
            DatasetError: With every problem of the rows, counted from 1, and of the source; nothing is then added.

        Example:
            >>> import unami
            >>> notes = {"id": "my-notes", "title": "Notes from the archive", "published": "2026-01"}
            >>> row = {"id": "jan-kubis.srsg", "took_office": "2015-03-11", "locator": "box 3"}
            >>> mine = unami.mission.with_statements("appointments", [row], source=notes)
            >>> print(mine.explain(mine.appointments["jan-kubis.srsg"], "took_office").claims[-1])
            2015-03-11 (your own statement): my-notes, box 3
            >>> mine.version
            '2026.11.26+own'
        """
        from unami._package.own import add_statements

        made = add_statements(self.dataset, table, rows, source)
        if made is None:
            return self
        dataset, name = made
        label = f"{self.view.label.removesuffix(_OWN_LABEL)} {_OWN_LABEL}".strip()
        allowed = None if self.view.sources is None else self.view.sources | {name}
        return Mission(dataset, View(label, allowed))

    def compare(self, other: Mission) -> Records[Change]:
        """What is different in another record of the mission: a view, a version, or one with statements of your own.

        Args:
            other: The other record. What it has beside this one is ``added``, what it lacks ``removed``.

        Raises:
            UnknownName: It is no mission.

        Returns:
            One change for each field of a record that both have, and one for each record that only one has; the
            sources come last.

        Example:
            >>> import unami
            >>> wikipedia = unami.mission.according_to("seed-wikipedia-2026")
            >>> changes = wikipedia.compare(unami.mission).where(table="missions", kind="changed")
            >>> [change.field for change in changes]
            ['kind', 'leader_title', 'summary']
        """
        from unami._mission.compare import compare

        if not isinstance(other, Mission):
            raise UnknownName("mission", other, problem="expected another unami.Mission")
        return compare(self, other)

    def changes(self, since: str | None = None) -> Records[Change]:
        """What changed in the data after a version, by the changelog of the package.

        Args:
            since: A version of the data, such as ``"2026.11.26"``; everything that the changelog tells if left out.

        Raises:
            UnknownName: There was no such version, as far as the changelog goes; those it knows are in the error.
            DatasetError: The changelog does not reach the version of the data.

        Example:
            >>> import unami
            >>> unami.mission.changes(since="2026.11.26")
            0 changes
        """
        from unami._package.changelog import Change, changes_since

        return self._answered(changes_since(self.dataset, since), "changes", Change)

    def at(self, when: When | Dated) -> Snapshot:
        """The state of the mission at a date.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> unami.mission.at("2014-06-10").heads.one().name
            'Nickolay Mladenov'
        """
        from unami._mission.snapshot import take_snapshot

        return take_snapshot(self, time_of(when))

    def panel(self, freq: Frequency = "D") -> Records[PanelRow]:
        """The mission as one tidy row for each day, month or year.

        The rows run from 1 January of the year in which the mission began to 31 December of the year after its end;
        :class:`~unami.PanelRow` has the columns. What is unknown is ``None``. The row of a month or year says who or
        what held at some time in it, as the questions do when they are asked about a month or year.

        Args:
            freq: ``"D"`` for days, ``"M"`` for months, ``"Y"`` for years.

        Raises:
            UnknownName: There is no such length of a row.

        Example:
            >>> import unami
            >>> years = unami.mission.panel("Y")
            >>> years["2011"].heads, years["2011"].head
            ('Ad Melkert; Martin Kobler', None)
        """
        from unami._mission.panel import take_panel

        return take_panel(self, freq)

    def annotate(
        self,
        frame: FrameT,
        on: str,
        add: str | Iterable[str] = ("head", "mandate", "phase"),
        *,
        prefix: str = "",
        suffix: str = "",
    ) -> FrameT:
        """A data frame of dated rows with columns about the mission added; see :func:`unami.annotate`.

        Args:
            frame: The frame; it is not changed.
            on: Name of its column of dates.
            add: Topics and columns of the panel.
            prefix: What to write before the names of the added columns.
            suffix: What to write after them.

        Raises:
            NotAFrame: The frame is of no kind that can be annotated.
            UnknownName: The frame has no such column, or the panel none of these.
            ColumnInTheWay: The frame already has a column of a name that would be added.
            InvalidDate: The column holds no dates.

        Example:
            >>> import pandas, unami
            >>> rows = pandas.DataFrame({"day": pandas.to_datetime(["2014-06-10", "2003-08-19"])})
            >>> early = unami.mission.known_at("2004")
            >>> early.annotate(rows, "day", "mandate")["mandate_symbol"].tolist()
            [nan, 'S/RES/1500 (2003)']
        """
        from unami._output.annotate import annotate

        return annotate(frame, on, add, prefix=prefix, suffix=suffix, mission=self)

    def search(self, text: str) -> Records[Hit]:
        """Records in which all words of a text occur, the best first.

        Accents, case and punctuation do not matter, nor do the usual differences of transliteration.

        Args:
            text: One or more words, in any script.

        Raises:
            InvalidValue: It is no text, is longer than 4,000 characters, or has more than 32 different words.

        Example:
            >>> import unami
            >>> unami.mission.search("gisladottir").first().record.id
            'ingibjorg-solrun-gisladottir'
        """
        from unami._mission.search import search

        return search(self, text)

    def _repr_html_(self) -> str:
        from unami._output.html import mission_html

        return mission_html(self)

    def __copy__(self) -> Mission:
        return self

    def __deepcopy__(self, memo: object) -> Mission:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        # What was read stays behind: the files are read again where the mission arrives.
        return _again, (self.dataset.files, self.view)

    def __repr__(self) -> str:
        missions = self._table("missions")
        name = (missions[0].abbreviation or missions[0].name) if missions else "Mission"
        label = f" {self.view.label}" if self.view.label else ""
        return f"<{name}{label}, data {self.version}>"


def _again(files: Files, view: View) -> Mission:
    """The mission with these files and view; the packaged one is the same everywhere in a process."""
    dataset = PACKAGED.dataset if isinstance(files, PackagedFiles) else Dataset(files)
    return PACKAGED if dataset is PACKAGED.dataset and view == View() else Mission(dataset, view)


PACKAGED = Mission(Dataset(PackagedFiles()))
"""The record that ships with the library; nothing is read before the first question."""
