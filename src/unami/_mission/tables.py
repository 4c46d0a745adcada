"""The tables of a mission, each with the type of its records."""

# Written by .ci/generate.py from the record classes; do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, overload

from attrs import frozen

from unami._base.encodable import InNotebooks, opaque
from unami._base.names import pick
from unami._mission.core import MissionCore
from unami.errors import UnknownTable
from unami.records import ALL_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unami.records._sequence import Records
    from unami.records.appointment import Appointment
    from unami.records.country import Country, Place
    from unami.records.deployment import Contingent, Contribution, ContributionMean, SecurityArrangement, Strength
    from unami.records.document import CouncilMeeting, Document, Website
    from unami.records.election import Election, Tally
    from unami.records.event import Event, TransitionStep
    from unami.records.government import HostLeader
    from unami.records.harm import OtherHarm
    from unami.records.humanitarian import (
        CampFigure,
        Casualties,
        Displacement,
        Fatality,
        FatalityTotal,
        HumanRightsReport,
        Pledge,
    )
    from unami.records.identifier import Identifier
    from unami.records.mission import MissionProfile
    from unami.records.organization import Affiliation, Organization, Unit
    from unami.records.person import Person
    from unami.records.post import Post
    from unami.records.post_name import PostName
    from unami.records.resolution import PresidentialStatement, Resolution
    from unami.records.source import Source
    from unami.records.staff import Budget, Office, RelatedBudget, StaffCount
    from unami.records.task import MandateTask, Task
    from unami.records.vacancy import Vacancy

__all__ = ["TableProperties", "Tables"]


@opaque
@frozen(eq=False, repr=False)
class Tables(InNotebooks, Mapping[str, "Records[Any]"]):
    """All tables of a mission by name; a table is read on first access.

    Example:
        >>> import unami
        >>> unami.mission.tables["people"] is unami.mission.people
        True
    """

    _read: Callable[[str], Records[Any]]
    _names: tuple[str, ...] = ALL_TABLES

    @overload
    def __getitem__(self, name: Literal["missions"]) -> Records[MissionProfile]: ...
    @overload
    def __getitem__(self, name: Literal["people"]) -> Records[Person]: ...
    @overload
    def __getitem__(self, name: Literal["posts"]) -> Records[Post]: ...
    @overload
    def __getitem__(self, name: Literal["post_names"]) -> Records[PostName]: ...
    @overload
    def __getitem__(self, name: Literal["appointments"]) -> Records[Appointment]: ...
    @overload
    def __getitem__(self, name: Literal["vacancies"]) -> Records[Vacancy]: ...
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
    def __getitem__(self, name: Literal["contribution_means"]) -> Records[ContributionMean]: ...
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
    def __getitem__(self, name: Literal["related_budgets"]) -> Records[RelatedBudget]: ...
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
    def __getitem__(self, name: Literal["other_harm"]) -> Records[OtherHarm]: ...
    @overload
    def __getitem__(self, name: Literal["human_rights_reports"]) -> Records[HumanRightsReport]: ...
    @overload
    def __getitem__(self, name: Literal["fatalities"]) -> Records[Fatality]: ...
    @overload
    def __getitem__(self, name: Literal["fatality_totals"]) -> Records[FatalityTotal]: ...
    @overload
    def __getitem__(self, name: Literal["displacement"]) -> Records[Displacement]: ...
    @overload
    def __getitem__(self, name: Literal["camp"]) -> Records[CampFigure]: ...
    @overload
    def __getitem__(self, name: Literal["pledges"]) -> Records[Pledge]: ...
    @overload
    def __getitem__(self, name: Literal["identifiers"]) -> Records[Identifier]: ...
    @overload
    def __getitem__(self, name: Literal["sources"]) -> Records[Source]: ...
    @overload
    def __getitem__(self, name: str) -> Records[Any]: ...
    def __getitem__(self, name: str) -> Records[Any]:
        return self._read(pick(name, self, UnknownTable, "table"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name in self._names

    def _ipython_key_completions_(self) -> list[str]:
        """The names that IPython completes in ``tables["``."""
        return list(self)

    def __repr__(self) -> str:
        return f"<tables {', '.join(self)}>"


class TableProperties(MissionCore):
    """The tables by their names."""

    __slots__ = ()

    @property
    def tables(self) -> Tables:
        """All tables by name."""
        return Tables(self._table, self.dataset.shape.tables)

    @property
    def missions(self) -> Records[MissionProfile]:
        """The mission itself, in one record."""
        return self._table("missions")

    @property
    def people(self) -> Records[Person]:
        """People who held a post in the mission or beside it."""
        return self._table("people")

    @property
    def posts(self) -> Records[Post]:
        """Posts, independent of their holders."""
        return self._table("posts")

    @property
    def post_names(self) -> Records[PostName]:
        """Names of posts that were renamed, each with its time."""
        return self._table("post_names")

    @property
    def appointments(self) -> Records[Appointment]:
        """Who held which post, and when."""
        return self._table("appointments")

    @property
    def vacancies(self) -> Records[Vacancy]:
        """Times in which nobody held a post, as sources say."""
        return self._table("vacancies")

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
        """The effect of each resolution on each task."""
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
    def websites(self) -> Records[Website]:
        """Web sites of the mission."""
        return self._table("websites")

    @property
    def organizations(self) -> Records[Organization]:
        """Organizations around the mission."""
        return self._table("organizations")

    @property
    def affiliations(self) -> Records[Affiliation]:
        """Roles of organizations in relation to the mission."""
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
    def contribution_means(self) -> Records[ContributionMean]:
        """Uniformed personnel by country, as yearly means."""
        return self._table("contribution_means")

    @property
    def strength(self) -> Records[Strength]:
        """Uniformed personnel of the whole mission, month by month."""
        return self._table("strength")

    @property
    def contingents(self) -> Records[Contingent]:
        """Guard units and parties of observers."""
        return self._table("contingents")

    @property
    def security_arrangements(self) -> Records[SecurityArrangement]:
        """Resolutions, letters and agreements on the security of the mission."""
        return self._table("security_arrangements")

    @property
    def staffing(self) -> Records[StaffCount]:
        """Numbers of civilian staff."""
        return self._table("staffing")

    @property
    def budgets(self) -> Records[Budget]:
        """Budgets and expenditure."""
        return self._table("budgets")

    @property
    def related_budgets(self) -> Records[RelatedBudget]:
        """Budgets of other bodies and of all missions together, for comparison; none is the mission's."""
        return self._table("related_budgets")

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
    def host_leaders(self) -> Records[HostLeader]:
        """Presidents and prime ministers of the host country."""
        return self._table("host_leaders")

    @property
    def transition(self) -> Records[TransitionStep]:
        """Steps of the reviews, the closure and the liquidation."""
        return self._table("transition")

    @property
    def places(self) -> Records[Place]:
        """The host country and places in it, with their codes."""
        return self._table("places")

    @property
    def casualties(self) -> Records[Casualties]:
        """Civilian and other casualties as the mission counted them, by period, place and population."""
        return self._table("casualties")

    @property
    def other_harm(self) -> Records[OtherHarm]:
        """Other counts of harm to civilians: by weapon, of children, by mines."""
        return self._table("other_harm")

    @property
    def human_rights_reports(self) -> Records[HumanRightsReport]:
        """Reports on human rights."""
        return self._table("human_rights_reports")

    @property
    def fatalities(self) -> Records[Fatality]:
        """Deaths by event, each counted once."""
        return self._table("fatalities")

    @property
    def fatality_totals(self) -> Records[FatalityTotal]:
        """Deaths counted again: totals over a time, and shares of an incident."""
        return self._table("fatality_totals")

    @property
    def displacement(self) -> Records[Displacement]:
        """Numbers of displaced people."""
        return self._table("displacement")

    @property
    def camp(self) -> Records[CampFigure]:
        """Figures of the relocation of the residents of camps."""
        return self._table("camp")

    @property
    def pledges(self) -> Records[Pledge]:
        """Pledges to the trust fund for the relocation."""
        return self._table("pledges")

    @property
    def identifiers(self) -> Records[Identifier]:
        """Identifiers that other authorities and data sets have for things of the record."""
        return self._table("identifiers")

    @property
    def sources(self) -> Records[Source]:
        """The sources whose statements count in this view."""
        return self._table("sources")
