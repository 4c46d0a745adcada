# What records can be asked and grouped by, for type checkers: a field that a class does not have is an error.
# Written by .ci/generate.py from the record classes; do not edit.

from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, TypedDict, TypeVar, Unpack, overload

from unami._base.encodable import Answer
from unami.dates import PartialDate
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

_A = TypeVar("_A", bound=Conditions[Answer])
_K = TypeVar("_K")
_T_co = TypeVar("_T_co", covariant=True)

class _MissionProfile(TypedDict, total=False):
    id: object
    name: object
    abbreviation: object
    native_name: object
    other_names: object
    kind: object
    status: object
    established: object
    established_by: object
    established_at_request_of: object
    expanded_by: object
    ended: object
    ended_by: object
    ended_at_request_of: object
    parent: object
    leader_title: object
    host_country: object
    headquarters: object
    mandate_renewal: object
    summary: object
    open_end: object
    at_work: object
    days: object
    identifiers: object
    period: object
    span: object

class _Person(TypedDict, total=False):
    id: object
    name: object
    other_names: object
    native_name: object
    nationality: object
    gender: object
    died: object
    education: object
    summary: object
    identifiers: object

class _Post(TypedDict, total=False):
    id: object
    name: object
    abbreviation: object
    role: object
    line: object
    seats: object
    in_mission: object
    reports_to: object
    duties: object
    identifiers: object

class _PostName(TypedDict, total=False):
    id: object
    post: object
    name: object
    abbreviation: object
    start: object
    end: object
    seen: object
    resolution: object
    open_end: object
    days: object
    period: object
    span: object

class _Appointment(TypedDict, total=False):
    id: object
    person: object
    post: object
    title: object
    acting: object
    announced: object
    took_office: object
    left_office: object
    seen_in_office: object
    predecessor: object
    successor: object
    next_post: object
    not_before: object
    not_after: object
    derivation: object
    open_end: object
    days: object
    period: object
    span: object

class _Vacancy(TypedDict, total=False):
    id: object
    post: object
    start: object
    end: object
    seen: object
    reason: object
    open_end: object
    not_before: object
    not_after: object
    days: object
    period: object
    span: object

class _Resolution(TypedDict, total=False):
    id: object
    number: object
    symbol: object
    adopted: object
    meeting: object
    votes_for: object
    votes_against: object
    abstentions: object
    unanimous: object
    abstaining: object
    relation: object
    task_list: object
    mandate_months: object
    mandate_until: object
    condition: object
    until_without_condition: object
    condition_met: object
    paragraph: object
    subject: object
    names_mission: object
    draft: object
    sponsors: object
    press_release: object
    open_end: object
    expires: object
    link: object
    period: object

class _PresidentialStatement(TypedDict, total=False):
    id: object
    symbol: object
    adopted: object
    meeting: object
    agenda_item: object
    names_mission: object
    relation: object
    subject: object
    press_release: object
    link: object
    period: object

class _Task(TypedDict, total=False):
    id: object
    name: object
    category: object
    strength: object
    detail: object

class _MandateTask(TypedDict, total=False):
    id: object
    resolution: object
    task: object
    paragraph: object
    text: object
    category: object
    strength: object
    change: object

class _Document(TypedDict, total=False):
    id: object
    symbol: object
    kind: object
    dated: object
    author: object
    addressee: object
    subject: object
    cited_in: object
    series: object
    pursuant_to: object
    paragraph: object
    ordinal: object
    period_start: object
    period_end: object
    presented_at: object
    presented_on: object
    link: object
    period: object

class _CouncilMeeting(TypedDict, total=False):
    id: object
    meeting: object
    held: object
    kind: object
    briefers: object
    press_release: object
    reports: object
    agenda: object
    outcome: object
    summary: object
    link: object
    period: object

class _Website(TypedDict, total=False):
    id: object
    url: object
    start: object
    end: object
    seen: object
    items: object
    open_end: object
    days: object
    period: object
    span: object

class _Organization(TypedDict, total=False):
    id: object
    name: object
    abbreviation: object
    other_names: object
    established: object
    dissolved: object
    successor: object
    members: object
    members_bound: object
    summary: object
    open_end: object
    days: object
    identifiers: object
    period: object
    span: object

class _Affiliation(TypedDict, total=False):
    id: object
    organization: object
    role: object
    start: object
    end: object
    seen: object
    open_end: object
    days: object
    period: object
    span: object

class _Unit(TypedDict, total=False):
    id: object
    name: object
    reports_to: object
    start: object
    end: object
    seen: object
    posts: object
    posts_bound: object
    duties: object
    open_end: object
    days: object
    period: object
    span: object

class _Country(TypedDict, total=False):
    id: object
    name: object
    alpha_2: object
    official_name: object
    other_names: object
    identifiers: object

class _Contribution(TypedDict, total=False):
    id: object
    country: object
    category: object
    month: object
    as_of: object
    part: object
    count: object
    bound: object
    women: object
    period: object

class _ContributionMean(TypedDict, total=False):
    id: object
    country: object
    year: object
    mean: object
    women: object
    months: object
    per_month: object
    period: object
    plus_minus: object

class _Strength(TypedDict, total=False):
    id: object
    month: object
    as_of: object
    troops: object
    police: object
    experts: object
    total: object
    contributors: object
    period: object

class _Contingent(TypedDict, total=False):
    id: object
    country: object
    unit: object
    role: object
    location: object
    start: object
    end: object
    initial_strength: object
    initial_strength_bound: object
    peak_strength: object
    strength: object
    strength_bound: object
    planned_strength: object
    planned_strength_bound: object
    seen: object
    command: object
    support: object
    summary: object
    not_before: object
    not_after: object
    open_end: object
    days: object
    period: object
    span: object

class _SecurityArrangement(TypedDict, total=False):
    id: object
    kind: object
    date: object
    name: object
    symbol: object
    resolution: object
    parties: object
    effective_from: object
    effective_until: object
    content: object
    open_end: object
    link: object
    period: object

class _StaffCount(TypedDict, total=False):
    id: object
    as_of: object
    category: object
    measure: object
    count: object
    bound: object
    entity: object
    place: object
    period: object

class _Budget(TypedDict, total=False):
    id: object
    start: object
    end: object
    measure: object
    fund: object
    basis: object
    stage: object
    amount_usd: object
    bound: object
    posts: object
    document: object
    period: object

class _RelatedBudget(TypedDict, total=False):
    id: object
    start: object
    end: object
    entity: object
    measure: object
    fund: object
    basis: object
    amount_usd: object
    bound: object
    posts: object
    period: object

class _Office(TypedDict, total=False):
    id: object
    place: object
    kind: object
    country: object
    status: object
    start: object
    end: object
    planned_start: object
    planned_end: object
    seen: object
    not_before: object
    not_after: object
    open_end: object
    days: object
    identifiers: object
    period: object
    span: object

class _Election(TypedDict, total=False):
    id: object
    name: object
    held: object
    held_from: object
    status: object
    planned_for: object
    kind: object
    scope: object
    electoral_body: object
    seats: object
    candidates: object
    polling_centres: object
    registered_voters: object
    registered_voters_bound: object
    votes_cast: object
    votes_cast_bound: object
    valid_votes: object
    turnout_percent: object
    turnout_percent_bound: object
    turnout_of_parts: object
    final_results: object
    certified: object
    mission_role: object
    days: object
    identifiers: object
    period: object

class _Tally(TypedDict, total=False):
    id: object
    subject: object
    count: object
    as_of: object
    period: object

class _Event(TypedDict, total=False):
    id: object
    date: object
    end: object
    title: object
    kind: object
    place: object
    governorate: object
    people: object
    killed: object
    killed_bound: object
    injured: object
    injured_bound: object
    participants: object
    participants_bound: object
    summary: object
    mission_role: object
    days: object
    identifiers: object
    period: object

class _HostLeader(TypedDict, total=False):
    id: object
    name: object
    office: object
    designated: object
    start: object
    end: object
    resigned: object
    summary: object
    open_end: object
    days: object
    period: object
    span: object

class _TransitionStep(TypedDict, total=False):
    id: object
    date: object
    end: object
    title: object
    actor: object
    figure: object
    days: object
    period: object

class _Place(TypedDict, total=False):
    id: object
    name: object
    iso_3166_2: object
    kind: object
    latitude: object
    longitude: object
    other_names: object
    tile_column: object
    tile_row: object
    identifiers: object

class _Casualties(TypedDict, total=False):
    id: object
    start: object
    end: object
    place: object
    population: object
    parts: object
    parts_counted: object
    killed: object
    killed_bound: object
    injured: object
    injured_bound: object
    casualties: object
    exclusions: object
    data_from: object
    anbar: object
    excludes: object
    includes: object
    partial: object
    period: object

class _OtherHarm(TypedDict, total=False):
    id: object
    start: object
    end: object
    place: object
    kind: object
    what: object
    killed: object
    injured: object
    count: object
    bound: object
    data_from: object
    period: object

class _HumanRightsReport(TypedDict, total=False):
    id: object
    title: object
    kind: object
    start: object
    end: object
    published: object
    joint_with: object
    subject: object
    symbol: object
    link: object
    period: object

class _Fatality(TypedDict, total=False):
    id: object
    scope: object
    event: object
    date: object
    end: object
    nationality: object
    category: object
    count: object
    bound: object
    incident: object
    filed_under: object
    place: object
    named: object
    period: object

class _FatalityTotal(TypedDict, total=False):
    id: object
    scope: object
    event: object
    date: object
    end: object
    nationality: object
    category: object
    count: object
    incident: object
    filed_under: object
    place: object
    named: object
    period: object

class _Displacement(TypedDict, total=False):
    id: object
    since: object
    as_of: object
    measure: object
    place: object
    population: object
    count: object
    compiled_by: object
    bound: object
    period: object

class _CampFigure(TypedDict, total=False):
    id: object
    date: object
    end: object
    measure: object
    place: object
    count: object
    bound: object
    country: object
    event: object
    period: object

class _Pledge(TypedDict, total=False):
    id: object
    donors: object
    amount_usd: object
    outstanding_usd: object
    as_of: object
    part_of: object
    period: object

class _Identifier(TypedDict, total=False):
    id: object
    subject_table: object
    subject: object
    scheme: object
    value: object
    name: object
    url: object

class _Source(TypedDict, total=False):
    id: object
    title: object
    publisher: object
    published: object
    kind: object
    tier: object
    symbol: object
    url: object
    language: object
    note: object
    link: object
    period: object

class Conditions(Generic[_T_co]):
    @overload
    def where(
        self: Conditions[MissionProfile],
        fits: Callable[[MissionProfile], object] | None = None,
        /,
        **values: Unpack[_MissionProfile],
    ) -> Records[MissionProfile]: ...
    @overload
    def where(
        self: Conditions[Person], fits: Callable[[Person], object] | None = None, /, **values: Unpack[_Person]
    ) -> Records[Person]: ...
    @overload
    def where(
        self: Conditions[Post], fits: Callable[[Post], object] | None = None, /, **values: Unpack[_Post]
    ) -> Records[Post]: ...
    @overload
    def where(
        self: Conditions[PostName], fits: Callable[[PostName], object] | None = None, /, **values: Unpack[_PostName]
    ) -> Records[PostName]: ...
    @overload
    def where(
        self: Conditions[Appointment],
        fits: Callable[[Appointment], object] | None = None,
        /,
        **values: Unpack[_Appointment],
    ) -> Records[Appointment]: ...
    @overload
    def where(
        self: Conditions[Vacancy], fits: Callable[[Vacancy], object] | None = None, /, **values: Unpack[_Vacancy]
    ) -> Records[Vacancy]: ...
    @overload
    def where(
        self: Conditions[Resolution],
        fits: Callable[[Resolution], object] | None = None,
        /,
        **values: Unpack[_Resolution],
    ) -> Records[Resolution]: ...
    @overload
    def where(
        self: Conditions[PresidentialStatement],
        fits: Callable[[PresidentialStatement], object] | None = None,
        /,
        **values: Unpack[_PresidentialStatement],
    ) -> Records[PresidentialStatement]: ...
    @overload
    def where(
        self: Conditions[Task], fits: Callable[[Task], object] | None = None, /, **values: Unpack[_Task]
    ) -> Records[Task]: ...
    @overload
    def where(
        self: Conditions[MandateTask],
        fits: Callable[[MandateTask], object] | None = None,
        /,
        **values: Unpack[_MandateTask],
    ) -> Records[MandateTask]: ...
    @overload
    def where(
        self: Conditions[Document], fits: Callable[[Document], object] | None = None, /, **values: Unpack[_Document]
    ) -> Records[Document]: ...
    @overload
    def where(
        self: Conditions[CouncilMeeting],
        fits: Callable[[CouncilMeeting], object] | None = None,
        /,
        **values: Unpack[_CouncilMeeting],
    ) -> Records[CouncilMeeting]: ...
    @overload
    def where(
        self: Conditions[Website], fits: Callable[[Website], object] | None = None, /, **values: Unpack[_Website]
    ) -> Records[Website]: ...
    @overload
    def where(
        self: Conditions[Organization],
        fits: Callable[[Organization], object] | None = None,
        /,
        **values: Unpack[_Organization],
    ) -> Records[Organization]: ...
    @overload
    def where(
        self: Conditions[Affiliation],
        fits: Callable[[Affiliation], object] | None = None,
        /,
        **values: Unpack[_Affiliation],
    ) -> Records[Affiliation]: ...
    @overload
    def where(
        self: Conditions[Unit], fits: Callable[[Unit], object] | None = None, /, **values: Unpack[_Unit]
    ) -> Records[Unit]: ...
    @overload
    def where(
        self: Conditions[Country], fits: Callable[[Country], object] | None = None, /, **values: Unpack[_Country]
    ) -> Records[Country]: ...
    @overload
    def where(
        self: Conditions[Contribution],
        fits: Callable[[Contribution], object] | None = None,
        /,
        **values: Unpack[_Contribution],
    ) -> Records[Contribution]: ...
    @overload
    def where(
        self: Conditions[ContributionMean],
        fits: Callable[[ContributionMean], object] | None = None,
        /,
        **values: Unpack[_ContributionMean],
    ) -> Records[ContributionMean]: ...
    @overload
    def where(
        self: Conditions[Strength], fits: Callable[[Strength], object] | None = None, /, **values: Unpack[_Strength]
    ) -> Records[Strength]: ...
    @overload
    def where(
        self: Conditions[Contingent],
        fits: Callable[[Contingent], object] | None = None,
        /,
        **values: Unpack[_Contingent],
    ) -> Records[Contingent]: ...
    @overload
    def where(
        self: Conditions[SecurityArrangement],
        fits: Callable[[SecurityArrangement], object] | None = None,
        /,
        **values: Unpack[_SecurityArrangement],
    ) -> Records[SecurityArrangement]: ...
    @overload
    def where(
        self: Conditions[StaffCount],
        fits: Callable[[StaffCount], object] | None = None,
        /,
        **values: Unpack[_StaffCount],
    ) -> Records[StaffCount]: ...
    @overload
    def where(
        self: Conditions[Budget], fits: Callable[[Budget], object] | None = None, /, **values: Unpack[_Budget]
    ) -> Records[Budget]: ...
    @overload
    def where(
        self: Conditions[RelatedBudget],
        fits: Callable[[RelatedBudget], object] | None = None,
        /,
        **values: Unpack[_RelatedBudget],
    ) -> Records[RelatedBudget]: ...
    @overload
    def where(
        self: Conditions[Office], fits: Callable[[Office], object] | None = None, /, **values: Unpack[_Office]
    ) -> Records[Office]: ...
    @overload
    def where(
        self: Conditions[Election], fits: Callable[[Election], object] | None = None, /, **values: Unpack[_Election]
    ) -> Records[Election]: ...
    @overload
    def where(
        self: Conditions[Tally], fits: Callable[[Tally], object] | None = None, /, **values: Unpack[_Tally]
    ) -> Records[Tally]: ...
    @overload
    def where(
        self: Conditions[Event], fits: Callable[[Event], object] | None = None, /, **values: Unpack[_Event]
    ) -> Records[Event]: ...
    @overload
    def where(
        self: Conditions[HostLeader],
        fits: Callable[[HostLeader], object] | None = None,
        /,
        **values: Unpack[_HostLeader],
    ) -> Records[HostLeader]: ...
    @overload
    def where(
        self: Conditions[TransitionStep],
        fits: Callable[[TransitionStep], object] | None = None,
        /,
        **values: Unpack[_TransitionStep],
    ) -> Records[TransitionStep]: ...
    @overload
    def where(
        self: Conditions[Place], fits: Callable[[Place], object] | None = None, /, **values: Unpack[_Place]
    ) -> Records[Place]: ...
    @overload
    def where(
        self: Conditions[Casualties],
        fits: Callable[[Casualties], object] | None = None,
        /,
        **values: Unpack[_Casualties],
    ) -> Records[Casualties]: ...
    @overload
    def where(
        self: Conditions[OtherHarm], fits: Callable[[OtherHarm], object] | None = None, /, **values: Unpack[_OtherHarm]
    ) -> Records[OtherHarm]: ...
    @overload
    def where(
        self: Conditions[HumanRightsReport],
        fits: Callable[[HumanRightsReport], object] | None = None,
        /,
        **values: Unpack[_HumanRightsReport],
    ) -> Records[HumanRightsReport]: ...
    @overload
    def where(
        self: Conditions[Fatality], fits: Callable[[Fatality], object] | None = None, /, **values: Unpack[_Fatality]
    ) -> Records[Fatality]: ...
    @overload
    def where(
        self: Conditions[FatalityTotal],
        fits: Callable[[FatalityTotal], object] | None = None,
        /,
        **values: Unpack[_FatalityTotal],
    ) -> Records[FatalityTotal]: ...
    @overload
    def where(
        self: Conditions[Displacement],
        fits: Callable[[Displacement], object] | None = None,
        /,
        **values: Unpack[_Displacement],
    ) -> Records[Displacement]: ...
    @overload
    def where(
        self: Conditions[CampFigure],
        fits: Callable[[CampFigure], object] | None = None,
        /,
        **values: Unpack[_CampFigure],
    ) -> Records[CampFigure]: ...
    @overload
    def where(
        self: Conditions[Pledge], fits: Callable[[Pledge], object] | None = None, /, **values: Unpack[_Pledge]
    ) -> Records[Pledge]: ...
    @overload
    def where(
        self: Conditions[Identifier],
        fits: Callable[[Identifier], object] | None = None,
        /,
        **values: Unpack[_Identifier],
    ) -> Records[Identifier]: ...
    @overload
    def where(
        self: Conditions[Source], fits: Callable[[Source], object] | None = None, /, **values: Unpack[_Source]
    ) -> Records[Source]: ...
    @overload
    def where(self: _A, fits: Callable[[_T_co], object] | None = None, /, **values: object) -> _A: ...  # type: ignore[overload-overlap]
    @overload
    def where(self, fits: Callable[[_T_co], object], /) -> Records[_T_co]: ...
    @overload
    def one(self: Conditions[MissionProfile], **values: Unpack[_MissionProfile]) -> MissionProfile: ...
    @overload
    def one(self: Conditions[Person], **values: Unpack[_Person]) -> Person: ...
    @overload
    def one(self: Conditions[Post], **values: Unpack[_Post]) -> Post: ...
    @overload
    def one(self: Conditions[PostName], **values: Unpack[_PostName]) -> PostName: ...
    @overload
    def one(self: Conditions[Appointment], **values: Unpack[_Appointment]) -> Appointment: ...
    @overload
    def one(self: Conditions[Vacancy], **values: Unpack[_Vacancy]) -> Vacancy: ...
    @overload
    def one(self: Conditions[Resolution], **values: Unpack[_Resolution]) -> Resolution: ...
    @overload
    def one(
        self: Conditions[PresidentialStatement], **values: Unpack[_PresidentialStatement]
    ) -> PresidentialStatement: ...
    @overload
    def one(self: Conditions[Task], **values: Unpack[_Task]) -> Task: ...
    @overload
    def one(self: Conditions[MandateTask], **values: Unpack[_MandateTask]) -> MandateTask: ...
    @overload
    def one(self: Conditions[Document], **values: Unpack[_Document]) -> Document: ...
    @overload
    def one(self: Conditions[CouncilMeeting], **values: Unpack[_CouncilMeeting]) -> CouncilMeeting: ...
    @overload
    def one(self: Conditions[Website], **values: Unpack[_Website]) -> Website: ...
    @overload
    def one(self: Conditions[Organization], **values: Unpack[_Organization]) -> Organization: ...
    @overload
    def one(self: Conditions[Affiliation], **values: Unpack[_Affiliation]) -> Affiliation: ...
    @overload
    def one(self: Conditions[Unit], **values: Unpack[_Unit]) -> Unit: ...
    @overload
    def one(self: Conditions[Country], **values: Unpack[_Country]) -> Country: ...
    @overload
    def one(self: Conditions[Contribution], **values: Unpack[_Contribution]) -> Contribution: ...
    @overload
    def one(self: Conditions[ContributionMean], **values: Unpack[_ContributionMean]) -> ContributionMean: ...
    @overload
    def one(self: Conditions[Strength], **values: Unpack[_Strength]) -> Strength: ...
    @overload
    def one(self: Conditions[Contingent], **values: Unpack[_Contingent]) -> Contingent: ...
    @overload
    def one(self: Conditions[SecurityArrangement], **values: Unpack[_SecurityArrangement]) -> SecurityArrangement: ...
    @overload
    def one(self: Conditions[StaffCount], **values: Unpack[_StaffCount]) -> StaffCount: ...
    @overload
    def one(self: Conditions[Budget], **values: Unpack[_Budget]) -> Budget: ...
    @overload
    def one(self: Conditions[RelatedBudget], **values: Unpack[_RelatedBudget]) -> RelatedBudget: ...
    @overload
    def one(self: Conditions[Office], **values: Unpack[_Office]) -> Office: ...
    @overload
    def one(self: Conditions[Election], **values: Unpack[_Election]) -> Election: ...
    @overload
    def one(self: Conditions[Tally], **values: Unpack[_Tally]) -> Tally: ...
    @overload
    def one(self: Conditions[Event], **values: Unpack[_Event]) -> Event: ...
    @overload
    def one(self: Conditions[HostLeader], **values: Unpack[_HostLeader]) -> HostLeader: ...
    @overload
    def one(self: Conditions[TransitionStep], **values: Unpack[_TransitionStep]) -> TransitionStep: ...
    @overload
    def one(self: Conditions[Place], **values: Unpack[_Place]) -> Place: ...
    @overload
    def one(self: Conditions[Casualties], **values: Unpack[_Casualties]) -> Casualties: ...
    @overload
    def one(self: Conditions[OtherHarm], **values: Unpack[_OtherHarm]) -> OtherHarm: ...
    @overload
    def one(self: Conditions[HumanRightsReport], **values: Unpack[_HumanRightsReport]) -> HumanRightsReport: ...
    @overload
    def one(self: Conditions[Fatality], **values: Unpack[_Fatality]) -> Fatality: ...
    @overload
    def one(self: Conditions[FatalityTotal], **values: Unpack[_FatalityTotal]) -> FatalityTotal: ...
    @overload
    def one(self: Conditions[Displacement], **values: Unpack[_Displacement]) -> Displacement: ...
    @overload
    def one(self: Conditions[CampFigure], **values: Unpack[_CampFigure]) -> CampFigure: ...
    @overload
    def one(self: Conditions[Pledge], **values: Unpack[_Pledge]) -> Pledge: ...
    @overload
    def one(self: Conditions[Identifier], **values: Unpack[_Identifier]) -> Identifier: ...
    @overload
    def one(self: Conditions[Source], **values: Unpack[_Source]) -> Source: ...
    @overload
    def one(self: Conditions[Answer], **values: object) -> _T_co: ...
    @overload
    def one(self) -> _T_co: ...
    @overload
    def group_by(
        self: Conditions[MissionProfile], key: Literal["id", "name"]
    ) -> Mapping[str, Records[MissionProfile]]: ...
    @overload
    def group_by(
        self: Conditions[MissionProfile],
        key: Literal[
            "abbreviation",
            "native_name",
            "kind",
            "status",
            "established_by",
            "established_at_request_of",
            "expanded_by",
            "ended_by",
            "ended_at_request_of",
            "parent",
            "leader_title",
            "host_country",
            "headquarters",
            "mandate_renewal",
            "summary",
        ],
    ) -> Mapping[str | None, Records[MissionProfile]]: ...
    @overload
    def group_by(
        self: Conditions[MissionProfile], key: Literal["other_names"]
    ) -> Mapping[tuple[str, ...], Records[MissionProfile]]: ...
    @overload
    def group_by(
        self: Conditions[MissionProfile], key: Literal["established", "ended"]
    ) -> Mapping[PartialDate | None, Records[MissionProfile]]: ...
    @overload
    def group_by(
        self: Conditions[MissionProfile], key: Literal["open_end"]
    ) -> Mapping[bool | None, Records[MissionProfile]]: ...
    @overload
    def group_by(self: Conditions[Person], key: Literal["id"]) -> Mapping[str, Records[Person]]: ...
    @overload
    def group_by(
        self: Conditions[Person], key: Literal["name", "native_name", "gender", "summary"]
    ) -> Mapping[str | None, Records[Person]]: ...
    @overload
    def group_by(
        self: Conditions[Person], key: Literal["other_names", "nationality", "education"]
    ) -> Mapping[tuple[str, ...], Records[Person]]: ...
    @overload
    def group_by(self: Conditions[Person], key: Literal["died"]) -> Mapping[PartialDate | None, Records[Person]]: ...
    @overload
    def group_by(self: Conditions[Post], key: Literal["id"]) -> Mapping[str, Records[Post]]: ...
    @overload
    def group_by(
        self: Conditions[Post], key: Literal["name", "abbreviation", "role", "line", "seats", "reports_to", "duties"]
    ) -> Mapping[str | None, Records[Post]]: ...
    @overload
    def group_by(self: Conditions[Post], key: Literal["in_mission"]) -> Mapping[bool | None, Records[Post]]: ...
    @overload
    def group_by(self: Conditions[PostName], key: Literal["id", "post", "name"]) -> Mapping[str, Records[PostName]]: ...
    @overload
    def group_by(
        self: Conditions[PostName], key: Literal["abbreviation", "resolution"]
    ) -> Mapping[str | None, Records[PostName]]: ...
    @overload
    def group_by(
        self: Conditions[PostName], key: Literal["start", "end"]
    ) -> Mapping[PartialDate | None, Records[PostName]]: ...
    @overload
    def group_by(
        self: Conditions[PostName], key: Literal["seen"]
    ) -> Mapping[tuple[PartialDate, ...], Records[PostName]]: ...
    @overload
    def group_by(self: Conditions[PostName], key: Literal["open_end"]) -> Mapping[bool | None, Records[PostName]]: ...
    @overload
    def group_by(
        self: Conditions[Appointment], key: Literal["id", "person", "post"]
    ) -> Mapping[str, Records[Appointment]]: ...
    @overload
    def group_by(
        self: Conditions[Appointment], key: Literal["title", "predecessor", "successor", "next_post", "derivation"]
    ) -> Mapping[str | None, Records[Appointment]]: ...
    @overload
    def group_by(
        self: Conditions[Appointment], key: Literal["acting", "open_end"]
    ) -> Mapping[bool | None, Records[Appointment]]: ...
    @overload
    def group_by(
        self: Conditions[Appointment],
        key: Literal["announced", "took_office", "left_office", "not_before", "not_after"],
    ) -> Mapping[PartialDate | None, Records[Appointment]]: ...
    @overload
    def group_by(
        self: Conditions[Appointment], key: Literal["seen_in_office"]
    ) -> Mapping[tuple[PartialDate, ...], Records[Appointment]]: ...
    @overload
    def group_by(self: Conditions[Vacancy], key: Literal["id", "post"]) -> Mapping[str, Records[Vacancy]]: ...
    @overload
    def group_by(
        self: Conditions[Vacancy], key: Literal["start", "end", "not_before", "not_after"]
    ) -> Mapping[PartialDate | None, Records[Vacancy]]: ...
    @overload
    def group_by(
        self: Conditions[Vacancy], key: Literal["seen"]
    ) -> Mapping[tuple[PartialDate, ...], Records[Vacancy]]: ...
    @overload
    def group_by(self: Conditions[Vacancy], key: Literal["reason"]) -> Mapping[str | None, Records[Vacancy]]: ...
    @overload
    def group_by(self: Conditions[Vacancy], key: Literal["open_end"]) -> Mapping[bool | None, Records[Vacancy]]: ...
    @overload
    def group_by(self: Conditions[Resolution], key: Literal["id"]) -> Mapping[str, Records[Resolution]]: ...
    @overload
    def group_by(self: Conditions[Resolution], key: Literal["number"]) -> Mapping[int, Records[Resolution]]: ...
    @overload
    def group_by(
        self: Conditions[Resolution],
        key: Literal[
            "symbol", "meeting", "relation", "task_list", "condition", "paragraph", "subject", "draft", "press_release"
        ],
    ) -> Mapping[str | None, Records[Resolution]]: ...
    @overload
    def group_by(
        self: Conditions[Resolution], key: Literal["adopted", "mandate_until", "until_without_condition"]
    ) -> Mapping[PartialDate | None, Records[Resolution]]: ...
    @overload
    def group_by(
        self: Conditions[Resolution], key: Literal["votes_for", "votes_against", "abstentions", "mandate_months"]
    ) -> Mapping[int | None, Records[Resolution]]: ...
    @overload
    def group_by(
        self: Conditions[Resolution], key: Literal["unanimous", "condition_met", "names_mission", "open_end"]
    ) -> Mapping[bool | None, Records[Resolution]]: ...
    @overload
    def group_by(
        self: Conditions[Resolution], key: Literal["abstaining", "sponsors"]
    ) -> Mapping[tuple[str, ...], Records[Resolution]]: ...
    @overload
    def group_by(
        self: Conditions[PresidentialStatement], key: Literal["id", "symbol"]
    ) -> Mapping[str, Records[PresidentialStatement]]: ...
    @overload
    def group_by(
        self: Conditions[PresidentialStatement], key: Literal["adopted"]
    ) -> Mapping[PartialDate | None, Records[PresidentialStatement]]: ...
    @overload
    def group_by(
        self: Conditions[PresidentialStatement],
        key: Literal["meeting", "agenda_item", "relation", "subject", "press_release"],
    ) -> Mapping[str | None, Records[PresidentialStatement]]: ...
    @overload
    def group_by(
        self: Conditions[PresidentialStatement], key: Literal["names_mission"]
    ) -> Mapping[bool | None, Records[PresidentialStatement]]: ...
    @overload
    def group_by(self: Conditions[Task], key: Literal["id"]) -> Mapping[str, Records[Task]]: ...
    @overload
    def group_by(
        self: Conditions[Task], key: Literal["name", "category", "strength", "detail"]
    ) -> Mapping[str | None, Records[Task]]: ...
    @overload
    def group_by(
        self: Conditions[MandateTask], key: Literal["id", "resolution", "task"]
    ) -> Mapping[str, Records[MandateTask]]: ...
    @overload
    def group_by(
        self: Conditions[MandateTask], key: Literal["paragraph", "text", "category", "strength", "change"]
    ) -> Mapping[str | None, Records[MandateTask]]: ...
    @overload
    def group_by(self: Conditions[Document], key: Literal["id"]) -> Mapping[str, Records[Document]]: ...
    @overload
    def group_by(
        self: Conditions[Document],
        key: Literal["symbol", "kind", "author", "addressee", "subject", "series", "paragraph", "presented_at"],
    ) -> Mapping[str | None, Records[Document]]: ...
    @overload
    def group_by(
        self: Conditions[Document], key: Literal["dated", "period_start", "period_end", "presented_on"]
    ) -> Mapping[PartialDate | None, Records[Document]]: ...
    @overload
    def group_by(
        self: Conditions[Document], key: Literal["cited_in", "pursuant_to"]
    ) -> Mapping[tuple[str, ...], Records[Document]]: ...
    @overload
    def group_by(self: Conditions[Document], key: Literal["ordinal"]) -> Mapping[int | None, Records[Document]]: ...
    @overload
    def group_by(self: Conditions[CouncilMeeting], key: Literal["id"]) -> Mapping[str, Records[CouncilMeeting]]: ...
    @overload
    def group_by(
        self: Conditions[CouncilMeeting], key: Literal["meeting", "kind", "press_release", "agenda", "summary"]
    ) -> Mapping[str | None, Records[CouncilMeeting]]: ...
    @overload
    def group_by(
        self: Conditions[CouncilMeeting], key: Literal["held"]
    ) -> Mapping[PartialDate | None, Records[CouncilMeeting]]: ...
    @overload
    def group_by(
        self: Conditions[CouncilMeeting], key: Literal["briefers", "reports", "outcome"]
    ) -> Mapping[tuple[str, ...], Records[CouncilMeeting]]: ...
    @overload
    def group_by(self: Conditions[Website], key: Literal["id", "url"]) -> Mapping[str, Records[Website]]: ...
    @overload
    def group_by(
        self: Conditions[Website], key: Literal["start", "end"]
    ) -> Mapping[PartialDate | None, Records[Website]]: ...
    @overload
    def group_by(
        self: Conditions[Website], key: Literal["seen", "items"]
    ) -> Mapping[tuple[PartialDate, ...], Records[Website]]: ...
    @overload
    def group_by(self: Conditions[Website], key: Literal["open_end"]) -> Mapping[bool | None, Records[Website]]: ...
    @overload
    def group_by(self: Conditions[Organization], key: Literal["id"]) -> Mapping[str, Records[Organization]]: ...
    @overload
    def group_by(
        self: Conditions[Organization], key: Literal["name", "abbreviation", "successor", "members_bound", "summary"]
    ) -> Mapping[str | None, Records[Organization]]: ...
    @overload
    def group_by(
        self: Conditions[Organization], key: Literal["other_names"]
    ) -> Mapping[tuple[str, ...], Records[Organization]]: ...
    @overload
    def group_by(
        self: Conditions[Organization], key: Literal["established", "dissolved"]
    ) -> Mapping[PartialDate | None, Records[Organization]]: ...
    @overload
    def group_by(
        self: Conditions[Organization], key: Literal["members"]
    ) -> Mapping[int | None, Records[Organization]]: ...
    @overload
    def group_by(
        self: Conditions[Organization], key: Literal["open_end"]
    ) -> Mapping[bool | None, Records[Organization]]: ...
    @overload
    def group_by(
        self: Conditions[Affiliation], key: Literal["id", "organization", "role"]
    ) -> Mapping[str, Records[Affiliation]]: ...
    @overload
    def group_by(
        self: Conditions[Affiliation], key: Literal["start", "end"]
    ) -> Mapping[PartialDate | None, Records[Affiliation]]: ...
    @overload
    def group_by(
        self: Conditions[Affiliation], key: Literal["seen"]
    ) -> Mapping[tuple[PartialDate, ...], Records[Affiliation]]: ...
    @overload
    def group_by(
        self: Conditions[Affiliation], key: Literal["open_end"]
    ) -> Mapping[bool | None, Records[Affiliation]]: ...
    @overload
    def group_by(self: Conditions[Unit], key: Literal["id"]) -> Mapping[str, Records[Unit]]: ...
    @overload
    def group_by(
        self: Conditions[Unit], key: Literal["name", "reports_to", "posts_bound", "duties"]
    ) -> Mapping[str | None, Records[Unit]]: ...
    @overload
    def group_by(
        self: Conditions[Unit], key: Literal["start", "end"]
    ) -> Mapping[PartialDate | None, Records[Unit]]: ...
    @overload
    def group_by(self: Conditions[Unit], key: Literal["seen"]) -> Mapping[tuple[PartialDate, ...], Records[Unit]]: ...
    @overload
    def group_by(self: Conditions[Unit], key: Literal["posts"]) -> Mapping[int | None, Records[Unit]]: ...
    @overload
    def group_by(self: Conditions[Unit], key: Literal["open_end"]) -> Mapping[bool | None, Records[Unit]]: ...
    @overload
    def group_by(self: Conditions[Country], key: Literal["id"]) -> Mapping[str, Records[Country]]: ...
    @overload
    def group_by(
        self: Conditions[Country], key: Literal["name", "alpha_2", "official_name"]
    ) -> Mapping[str | None, Records[Country]]: ...
    @overload
    def group_by(
        self: Conditions[Country], key: Literal["other_names"]
    ) -> Mapping[tuple[str, ...], Records[Country]]: ...
    @overload
    def group_by(
        self: Conditions[Contribution], key: Literal["id", "country", "category"]
    ) -> Mapping[str, Records[Contribution]]: ...
    @overload
    def group_by(
        self: Conditions[Contribution], key: Literal["month", "as_of"]
    ) -> Mapping[PartialDate | None, Records[Contribution]]: ...
    @overload
    def group_by(
        self: Conditions[Contribution], key: Literal["part", "bound"]
    ) -> Mapping[str | None, Records[Contribution]]: ...
    @overload
    def group_by(
        self: Conditions[Contribution], key: Literal["count", "women"]
    ) -> Mapping[int | None, Records[Contribution]]: ...
    @overload
    def group_by(
        self: Conditions[ContributionMean], key: Literal["id", "country"]
    ) -> Mapping[str, Records[ContributionMean]]: ...
    @overload
    def group_by(
        self: Conditions[ContributionMean], key: Literal["year"]
    ) -> Mapping[PartialDate, Records[ContributionMean]]: ...
    @overload
    def group_by(
        self: Conditions[ContributionMean], key: Literal["mean", "women", "months"]
    ) -> Mapping[int | None, Records[ContributionMean]]: ...
    @overload
    def group_by(self: Conditions[Strength], key: Literal["id"]) -> Mapping[str, Records[Strength]]: ...
    @overload
    def group_by(self: Conditions[Strength], key: Literal["month"]) -> Mapping[PartialDate, Records[Strength]]: ...
    @overload
    def group_by(
        self: Conditions[Strength], key: Literal["as_of"]
    ) -> Mapping[PartialDate | None, Records[Strength]]: ...
    @overload
    def group_by(
        self: Conditions[Strength], key: Literal["troops", "police", "experts", "total", "contributors"]
    ) -> Mapping[int | None, Records[Strength]]: ...
    @overload
    def group_by(self: Conditions[Contingent], key: Literal["id", "country"]) -> Mapping[str, Records[Contingent]]: ...
    @overload
    def group_by(
        self: Conditions[Contingent],
        key: Literal[
            "unit",
            "role",
            "location",
            "initial_strength_bound",
            "strength_bound",
            "planned_strength_bound",
            "command",
            "support",
            "summary",
        ],
    ) -> Mapping[str | None, Records[Contingent]]: ...
    @overload
    def group_by(
        self: Conditions[Contingent], key: Literal["start", "end", "not_before", "not_after"]
    ) -> Mapping[PartialDate | None, Records[Contingent]]: ...
    @overload
    def group_by(
        self: Conditions[Contingent], key: Literal["initial_strength", "peak_strength", "strength", "planned_strength"]
    ) -> Mapping[int | None, Records[Contingent]]: ...
    @overload
    def group_by(
        self: Conditions[Contingent], key: Literal["seen"]
    ) -> Mapping[tuple[PartialDate, ...], Records[Contingent]]: ...
    @overload
    def group_by(
        self: Conditions[Contingent], key: Literal["open_end"]
    ) -> Mapping[bool | None, Records[Contingent]]: ...
    @overload
    def group_by(
        self: Conditions[SecurityArrangement], key: Literal["id", "kind"]
    ) -> Mapping[str, Records[SecurityArrangement]]: ...
    @overload
    def group_by(
        self: Conditions[SecurityArrangement], key: Literal["date", "effective_from", "effective_until"]
    ) -> Mapping[PartialDate | None, Records[SecurityArrangement]]: ...
    @overload
    def group_by(
        self: Conditions[SecurityArrangement], key: Literal["name", "symbol", "resolution", "content"]
    ) -> Mapping[str | None, Records[SecurityArrangement]]: ...
    @overload
    def group_by(
        self: Conditions[SecurityArrangement], key: Literal["parties"]
    ) -> Mapping[tuple[str, ...], Records[SecurityArrangement]]: ...
    @overload
    def group_by(
        self: Conditions[SecurityArrangement], key: Literal["open_end"]
    ) -> Mapping[bool | None, Records[SecurityArrangement]]: ...
    @overload
    def group_by(self: Conditions[StaffCount], key: Literal["id", "category"]) -> Mapping[str, Records[StaffCount]]: ...
    @overload
    def group_by(
        self: Conditions[StaffCount], key: Literal["as_of"]
    ) -> Mapping[PartialDate | None, Records[StaffCount]]: ...
    @overload
    def group_by(
        self: Conditions[StaffCount], key: Literal["measure", "bound", "entity", "place"]
    ) -> Mapping[str | None, Records[StaffCount]]: ...
    @overload
    def group_by(self: Conditions[StaffCount], key: Literal["count"]) -> Mapping[int | None, Records[StaffCount]]: ...
    @overload
    def group_by(
        self: Conditions[Budget], key: Literal["id", "measure", "fund", "basis"]
    ) -> Mapping[str, Records[Budget]]: ...
    @overload
    def group_by(self: Conditions[Budget], key: Literal["start", "end"]) -> Mapping[PartialDate, Records[Budget]]: ...
    @overload
    def group_by(
        self: Conditions[Budget], key: Literal["stage", "bound", "document"]
    ) -> Mapping[str | None, Records[Budget]]: ...
    @overload
    def group_by(
        self: Conditions[Budget], key: Literal["amount_usd", "posts"]
    ) -> Mapping[int | None, Records[Budget]]: ...
    @overload
    def group_by(
        self: Conditions[RelatedBudget], key: Literal["id", "entity", "measure", "fund", "basis"]
    ) -> Mapping[str, Records[RelatedBudget]]: ...
    @overload
    def group_by(
        self: Conditions[RelatedBudget], key: Literal["start", "end"]
    ) -> Mapping[PartialDate, Records[RelatedBudget]]: ...
    @overload
    def group_by(
        self: Conditions[RelatedBudget], key: Literal["amount_usd", "posts"]
    ) -> Mapping[int | None, Records[RelatedBudget]]: ...
    @overload
    def group_by(
        self: Conditions[RelatedBudget], key: Literal["bound"]
    ) -> Mapping[str | None, Records[RelatedBudget]]: ...
    @overload
    def group_by(self: Conditions[Office], key: Literal["id"]) -> Mapping[str, Records[Office]]: ...
    @overload
    def group_by(
        self: Conditions[Office], key: Literal["place", "kind", "country", "status"]
    ) -> Mapping[str | None, Records[Office]]: ...
    @overload
    def group_by(
        self: Conditions[Office],
        key: Literal["start", "end", "planned_start", "planned_end", "not_before", "not_after"],
    ) -> Mapping[PartialDate | None, Records[Office]]: ...
    @overload
    def group_by(
        self: Conditions[Office], key: Literal["seen"]
    ) -> Mapping[tuple[PartialDate, ...], Records[Office]]: ...
    @overload
    def group_by(self: Conditions[Office], key: Literal["open_end"]) -> Mapping[bool | None, Records[Office]]: ...
    @overload
    def group_by(self: Conditions[Election], key: Literal["id"]) -> Mapping[str, Records[Election]]: ...
    @overload
    def group_by(
        self: Conditions[Election],
        key: Literal[
            "name",
            "status",
            "kind",
            "scope",
            "electoral_body",
            "registered_voters_bound",
            "votes_cast_bound",
            "turnout_percent_bound",
            "turnout_of_parts",
            "mission_role",
        ],
    ) -> Mapping[str | None, Records[Election]]: ...
    @overload
    def group_by(
        self: Conditions[Election], key: Literal["held", "held_from", "final_results", "certified"]
    ) -> Mapping[PartialDate | None, Records[Election]]: ...
    @overload
    def group_by(
        self: Conditions[Election], key: Literal["planned_for"]
    ) -> Mapping[tuple[PartialDate, ...], Records[Election]]: ...
    @overload
    def group_by(
        self: Conditions[Election],
        key: Literal["seats", "candidates", "polling_centres", "registered_voters", "votes_cast", "valid_votes"],
    ) -> Mapping[int | None, Records[Election]]: ...
    @overload
    def group_by(
        self: Conditions[Election], key: Literal["turnout_percent"]
    ) -> Mapping[float | None, Records[Election]]: ...
    @overload
    def group_by(self: Conditions[Tally], key: Literal["id"]) -> Mapping[str, Records[Tally]]: ...
    @overload
    def group_by(self: Conditions[Tally], key: Literal["subject"]) -> Mapping[str | None, Records[Tally]]: ...
    @overload
    def group_by(self: Conditions[Tally], key: Literal["count"]) -> Mapping[int | None, Records[Tally]]: ...
    @overload
    def group_by(self: Conditions[Tally], key: Literal["as_of"]) -> Mapping[PartialDate | None, Records[Tally]]: ...
    @overload
    def group_by(self: Conditions[Event], key: Literal["id"]) -> Mapping[str, Records[Event]]: ...
    @overload
    def group_by(
        self: Conditions[Event], key: Literal["date", "end"]
    ) -> Mapping[PartialDate | None, Records[Event]]: ...
    @overload
    def group_by(
        self: Conditions[Event],
        key: Literal[
            "title",
            "kind",
            "place",
            "governorate",
            "killed_bound",
            "injured_bound",
            "participants_bound",
            "summary",
            "mission_role",
        ],
    ) -> Mapping[str | None, Records[Event]]: ...
    @overload
    def group_by(self: Conditions[Event], key: Literal["people"]) -> Mapping[tuple[str, ...], Records[Event]]: ...
    @overload
    def group_by(
        self: Conditions[Event], key: Literal["killed", "injured", "participants"]
    ) -> Mapping[int | None, Records[Event]]: ...
    @overload
    def group_by(self: Conditions[HostLeader], key: Literal["id", "office"]) -> Mapping[str, Records[HostLeader]]: ...
    @overload
    def group_by(
        self: Conditions[HostLeader], key: Literal["name", "summary"]
    ) -> Mapping[str | None, Records[HostLeader]]: ...
    @overload
    def group_by(
        self: Conditions[HostLeader], key: Literal["designated", "start", "end", "resigned"]
    ) -> Mapping[PartialDate | None, Records[HostLeader]]: ...
    @overload
    def group_by(
        self: Conditions[HostLeader], key: Literal["open_end"]
    ) -> Mapping[bool | None, Records[HostLeader]]: ...
    @overload
    def group_by(self: Conditions[TransitionStep], key: Literal["id"]) -> Mapping[str, Records[TransitionStep]]: ...
    @overload
    def group_by(
        self: Conditions[TransitionStep], key: Literal["date", "end"]
    ) -> Mapping[PartialDate | None, Records[TransitionStep]]: ...
    @overload
    def group_by(
        self: Conditions[TransitionStep], key: Literal["title", "actor"]
    ) -> Mapping[str | None, Records[TransitionStep]]: ...
    @overload
    def group_by(
        self: Conditions[TransitionStep], key: Literal["figure"]
    ) -> Mapping[int | None, Records[TransitionStep]]: ...
    @overload
    def group_by(self: Conditions[Place], key: Literal["id"]) -> Mapping[str, Records[Place]]: ...
    @overload
    def group_by(
        self: Conditions[Place], key: Literal["name", "iso_3166_2", "kind"]
    ) -> Mapping[str | None, Records[Place]]: ...
    @overload
    def group_by(
        self: Conditions[Place], key: Literal["latitude", "longitude"]
    ) -> Mapping[float | None, Records[Place]]: ...
    @overload
    def group_by(self: Conditions[Place], key: Literal["other_names"]) -> Mapping[tuple[str, ...], Records[Place]]: ...
    @overload
    def group_by(
        self: Conditions[Place], key: Literal["tile_column", "tile_row"]
    ) -> Mapping[int | None, Records[Place]]: ...
    @overload
    def group_by(
        self: Conditions[Casualties], key: Literal["id", "place", "population"]
    ) -> Mapping[str, Records[Casualties]]: ...
    @overload
    def group_by(self: Conditions[Casualties], key: Literal["start"]) -> Mapping[PartialDate, Records[Casualties]]: ...
    @overload
    def group_by(
        self: Conditions[Casualties], key: Literal["end"]
    ) -> Mapping[PartialDate | None, Records[Casualties]]: ...
    @overload
    def group_by(
        self: Conditions[Casualties], key: Literal["parts"]
    ) -> Mapping[tuple[str, ...], Records[Casualties]]: ...
    @overload
    def group_by(
        self: Conditions[Casualties],
        key: Literal["parts_counted", "killed_bound", "injured_bound", "exclusions", "data_from"],
    ) -> Mapping[str | None, Records[Casualties]]: ...
    @overload
    def group_by(
        self: Conditions[Casualties], key: Literal["killed", "injured", "casualties"]
    ) -> Mapping[int | None, Records[Casualties]]: ...
    @overload
    def group_by(
        self: Conditions[OtherHarm], key: Literal["id", "place", "kind"]
    ) -> Mapping[str, Records[OtherHarm]]: ...
    @overload
    def group_by(self: Conditions[OtherHarm], key: Literal["start"]) -> Mapping[PartialDate, Records[OtherHarm]]: ...
    @overload
    def group_by(
        self: Conditions[OtherHarm], key: Literal["end"]
    ) -> Mapping[PartialDate | None, Records[OtherHarm]]: ...
    @overload
    def group_by(
        self: Conditions[OtherHarm], key: Literal["what", "bound", "data_from"]
    ) -> Mapping[str | None, Records[OtherHarm]]: ...
    @overload
    def group_by(
        self: Conditions[OtherHarm], key: Literal["killed", "injured", "count"]
    ) -> Mapping[int | None, Records[OtherHarm]]: ...
    @overload
    def group_by(
        self: Conditions[HumanRightsReport], key: Literal["id", "kind"]
    ) -> Mapping[str, Records[HumanRightsReport]]: ...
    @overload
    def group_by(
        self: Conditions[HumanRightsReport], key: Literal["title", "subject", "symbol"]
    ) -> Mapping[str | None, Records[HumanRightsReport]]: ...
    @overload
    def group_by(
        self: Conditions[HumanRightsReport], key: Literal["start", "end", "published"]
    ) -> Mapping[PartialDate | None, Records[HumanRightsReport]]: ...
    @overload
    def group_by(
        self: Conditions[HumanRightsReport], key: Literal["joint_with"]
    ) -> Mapping[tuple[str, ...], Records[HumanRightsReport]]: ...
    @overload
    def group_by(self: Conditions[Fatality], key: Literal["id", "scope"]) -> Mapping[str, Records[Fatality]]: ...
    @overload
    def group_by(
        self: Conditions[Fatality],
        key: Literal["event", "nationality", "category", "bound", "incident", "filed_under", "place"],
    ) -> Mapping[str | None, Records[Fatality]]: ...
    @overload
    def group_by(
        self: Conditions[Fatality], key: Literal["date", "end"]
    ) -> Mapping[PartialDate | None, Records[Fatality]]: ...
    @overload
    def group_by(self: Conditions[Fatality], key: Literal["count"]) -> Mapping[int | None, Records[Fatality]]: ...
    @overload
    def group_by(self: Conditions[Fatality], key: Literal["named"]) -> Mapping[tuple[str, ...], Records[Fatality]]: ...
    @overload
    def group_by(
        self: Conditions[FatalityTotal], key: Literal["id", "scope"]
    ) -> Mapping[str, Records[FatalityTotal]]: ...
    @overload
    def group_by(
        self: Conditions[FatalityTotal],
        key: Literal["event", "nationality", "category", "incident", "filed_under", "place"],
    ) -> Mapping[str | None, Records[FatalityTotal]]: ...
    @overload
    def group_by(
        self: Conditions[FatalityTotal], key: Literal["date", "end"]
    ) -> Mapping[PartialDate | None, Records[FatalityTotal]]: ...
    @overload
    def group_by(
        self: Conditions[FatalityTotal], key: Literal["count"]
    ) -> Mapping[int | None, Records[FatalityTotal]]: ...
    @overload
    def group_by(
        self: Conditions[FatalityTotal], key: Literal["named"]
    ) -> Mapping[tuple[str, ...], Records[FatalityTotal]]: ...
    @overload
    def group_by(
        self: Conditions[Displacement], key: Literal["id", "measure", "place"]
    ) -> Mapping[str, Records[Displacement]]: ...
    @overload
    def group_by(
        self: Conditions[Displacement], key: Literal["since", "as_of"]
    ) -> Mapping[PartialDate | None, Records[Displacement]]: ...
    @overload
    def group_by(
        self: Conditions[Displacement], key: Literal["population", "compiled_by", "bound"]
    ) -> Mapping[str | None, Records[Displacement]]: ...
    @overload
    def group_by(
        self: Conditions[Displacement], key: Literal["count"]
    ) -> Mapping[int | None, Records[Displacement]]: ...
    @overload
    def group_by(self: Conditions[CampFigure], key: Literal["id"]) -> Mapping[str, Records[CampFigure]]: ...
    @overload
    def group_by(
        self: Conditions[CampFigure], key: Literal["date", "end"]
    ) -> Mapping[PartialDate | None, Records[CampFigure]]: ...
    @overload
    def group_by(
        self: Conditions[CampFigure], key: Literal["measure", "place", "bound", "country", "event"]
    ) -> Mapping[str | None, Records[CampFigure]]: ...
    @overload
    def group_by(self: Conditions[CampFigure], key: Literal["count"]) -> Mapping[int | None, Records[CampFigure]]: ...
    @overload
    def group_by(self: Conditions[Pledge], key: Literal["id"]) -> Mapping[str, Records[Pledge]]: ...
    @overload
    def group_by(self: Conditions[Pledge], key: Literal["donors"]) -> Mapping[tuple[str, ...], Records[Pledge]]: ...
    @overload
    def group_by(
        self: Conditions[Pledge], key: Literal["amount_usd", "outstanding_usd"]
    ) -> Mapping[int | None, Records[Pledge]]: ...
    @overload
    def group_by(self: Conditions[Pledge], key: Literal["as_of"]) -> Mapping[PartialDate | None, Records[Pledge]]: ...
    @overload
    def group_by(self: Conditions[Pledge], key: Literal["part_of"]) -> Mapping[str | None, Records[Pledge]]: ...
    @overload
    def group_by(
        self: Conditions[Identifier], key: Literal["id", "subject_table", "subject", "scheme"]
    ) -> Mapping[str, Records[Identifier]]: ...
    @overload
    def group_by(
        self: Conditions[Identifier], key: Literal["value", "name", "url"]
    ) -> Mapping[str | None, Records[Identifier]]: ...
    @overload
    def group_by(self: Conditions[Source], key: Literal["id", "title", "kind"]) -> Mapping[str, Records[Source]]: ...
    @overload
    def group_by(
        self: Conditions[Source], key: Literal["publisher", "symbol", "url", "language", "note"]
    ) -> Mapping[str | None, Records[Source]]: ...
    @overload
    def group_by(
        self: Conditions[Source], key: Literal["published"]
    ) -> Mapping[PartialDate | None, Records[Source]]: ...
    @overload
    def group_by(self: Conditions[Source], key: Literal["tier"]) -> Mapping[int, Records[Source]]: ...
    @overload
    def group_by(self, key: str) -> Mapping[Any, Records[_T_co]]: ...
    @overload
    def group_by(self, key: Callable[[_T_co], _K]) -> Mapping[_K, Records[_T_co]]: ...
