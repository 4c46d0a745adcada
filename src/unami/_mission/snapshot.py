"""The state of the mission at a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from unami._base.encodable import Answer, AsText, Plain
from unami._evidence.claim import Dispute
from unami._mission.label import named_elsewhere, with_label
from unami._mission.mandate import Mandate, in_force
from unami._mission.profile import is_silent, runs
from unami._mission.tenure import Incumbent
from unami.dates import Certainty, PartialDate, Period, Span, bounds_of, read_when
from unami.dates._timeline import changes_of
from unami.errors import UnknownRecord
from unami.records._field import columns
from unami.records._sequence import Records
from unami.records.country import Country, Place
from unami.records.deployment import Contingent, Contribution, Strength
from unami.records.document import CouncilMeeting, Document
from unami.records.election import Election
from unami.records.event import Event
from unami.records.government import HostLeader
from unami.records.humanitarian import Casualties
from unami.records.organization import Affiliation, Organization
from unami.records.source import Source
from unami.records.staff import Office, StaffCount
from unami.records.task import MandateTask
from unami.records.vacancy import Vacancy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._mission.mission import Mission
    from unami.dates import When

__all__ = ["Evidence", "Partner", "Snapshot", "changing_days", "take_snapshot"]

_AROUND = 14
"""Number of days before and after the date for which events are shown."""

_RUNNING = ("parent", "administers", "supports")
"""Roles of organizations in running the mission; other roles concern its surroundings."""

_LIMITS = ("adopted", "mandate_until", "start", "end")
"""The fields that say when a mandate, an office or a term of government began or ended."""


_NO_VACANCIES: Records[Vacancy] = Records((), "vacancies", Vacancy)


@frozen(kw_only=True)
class Partner(Answer):
    """An organization in its role at the time of the query.

    Args:
        organization: The organization, under its name at that time.
        affiliation: The record of its role.
        certainty: Whether it certainly or possibly had that role then.
        named: Whether the sources of the view give the name; if not, it is taken from the whole record.
    """

    organization: Organization
    affiliation: Affiliation
    certainty: Certainty
    named: bool = True

    @property
    def behind(self) -> Affiliation:
        """The record behind the answer: the affiliation."""
        return self.affiliation

    @property
    def id(self) -> str:
        """Id of the affiliation."""
        return self.affiliation.id

    @property
    def name(self) -> str:
        """Name of the organization."""
        return self.organization.name or self.organization.id

    @property
    def role(self) -> str:
        """Its part."""
        return self.affiliation.role

    def __str__(self) -> str:
        name = self.name if self.named else named_elsewhere(self.name)
        return f"{name} ({self.role}), {self.certainty}"


@frozen(kw_only=True)
class Evidence(Plain):
    """The sources of one line of a snapshot.

    Args:
        id: Id of the record behind the line.
        sources: Its sources, best tier first.
        certainty: Whether what the line says certainly or possibly held at the date; ``None`` for lines about another
            date, such as the last election, and for monthly figures.
    """

    id: str
    sources: tuple[Source, ...]
    certainty: Certainty | None = None


@frozen(kw_only=True, repr=False)
class Snapshot(AsText):
    """The state of the mission at a date: leaders, mandate, tasks, personnel, and the organizations that ran it.

    Args:
        when: The date of the query.
        mission: Name of the mission.
        country: Name of the host country; empty if no source says.
        version: Version of the data.
        running: Whether the mission existed then, certainly or possibly.
        heads: Who headed it.
        deputies: Their deputies, for all lines of work.
        mandates: The mandate in force, or several for a date longer than a day.
        tasks: The tasks in force.
        partners: The body it reported to, and the departments that administered and supported it.
        strength: The uniformed strength in the month; empty if no source has a figure for it, since no figure is carried
            to another month. The text then says which figures are nearest.
        contributions: The uniformed personnel by country and category in the month; empty likewise.
        countries: The countries that contributed.
        staff: The latest known numbers of civilian staff, each with its own date.
        contingents: The guard units and parties of advisers, where there are no monthly figures of contributions.
        offices: The offices.
        casualties: The casualties of the month in the host country, by population.
        last_election: The last election or referendum before.
        next_election: The next one after.
        last_report: The last report of the Secretary-General on the mission.
        last_meeting: The last meeting of the Council on the host country.
        events: What happened in the fortnight before and after.
        governing: President and prime minister of the host country.
        disputes: Disputes about any of these records.
        evidence: The sources of each line.
        places: The parts of the country that casualty counts explicitly include or exclude.
        vacancies: The posts that nobody held, as sources say; somebody may have acted for the missing holder.
        silent: True if no source of the view says when the mission existed.

    Example:
        >>> import unami
        >>> day = unami.mission.at("2014-06-10")
        >>> day.heads.one().name, day.mandates.one().resolution.number
        ('Nickolay Mladenov', 2110)
    """

    when: PartialDate | Period
    mission: str
    country: str
    version: str
    running: Certainty
    heads: Records[Incumbent]
    deputies: Records[Incumbent]
    mandates: Records[Mandate]
    tasks: Records[MandateTask]
    partners: Records[Partner]
    strength: Records[Strength]
    contributions: Records[Contribution]
    countries: Records[Country]
    staff: Records[StaffCount]
    contingents: Records[Contingent]
    offices: Records[Office]
    casualties: Records[Casualties]
    last_election: Election | None
    next_election: Election | None
    last_report: Document | None
    last_meeting: CouncilMeeting | None
    events: Records[Event]
    governing: Records[HostLeader]
    disputes: Records[Dispute]
    evidence: tuple[Evidence, ...]
    places: Records[Place]
    vacancies: Records[Vacancy] = _NO_VACANCIES
    silent: bool = False

    def sources_of(self, line: Any) -> tuple[Source, ...]:
        """Return the sources of a line, best tier first.

        Args:
            line: A head, deputy, mandate, task or partner of this snapshot.

        Raises:
            UnknownRecord: It is not a line of this snapshot.

        Example:
            >>> import unami
            >>> day = unami.mission.at("2014-06-10")
            >>> day.sources_of(day.mandates.one())[0].id
            'sc-res-2110'
        """
        for entry in self.evidence:
            if entry.id == line.id:
                return entry.sources
        raise UnknownRecord("line of this snapshot", str(line.id), [entry.id for entry in self.evidence])

    def __str__(self) -> str:
        from unami._output.shown import to_text

        return to_text(self)


def _by(when: PartialDate | None, day: date) -> bool:
    """True if a date is certainly not after a day."""
    return when is not None and when.latest <= day


def _shifted(day: date, days: int) -> PartialDate:
    """A day some days later or earlier, or the last or first that there is."""
    number = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return PartialDate.from_date(date.fromordinal(number))


def _months_of(asked: PartialDate | Period) -> PartialDate | Period:
    """The months of a date: monthly figures are shown for any day of their month."""
    if isinstance(asked, PartialDate) and not asked.is_day and not asked.qualified:
        return asked
    first, last = bounds_of(asked)
    begin, end = PartialDate(first.year, first.month), PartialDate(last.year, last.month)
    return begin if begin == end else Period(begin, end)


def _monthly_counts(mission: Mission, month: PartialDate | Period) -> Records[Casualties]:
    """The counts of a month for the whole country."""

    def make() -> Records[Casualties]:
        return mission.casualties_in().where(lambda count: count.start is not None and count.start.month, end=None)

    counts: Records[Casualties] = mission.cache.get("monthly counts of the whole country", make)
    return counts.at(month)


def _partners(mission: Mission, asked: PartialDate | Period) -> Records[Partner]:
    """The organizations that the mission reported to or that supported it, if a source says when."""
    partners = []
    for affiliation in mission.affiliations.at(asked):
        dated = affiliation.start or affiliation.end or affiliation.seen or affiliation.role == "parent"
        # An undated affiliation would appear on every day, and say nothing about this one.
        if dated and affiliation.role in _RUNNING:
            own = mission.organizations.get(affiliation.organization) or Organization(id=affiliation.organization)
            known = with_label(mission, own)
            certainty = affiliation.covers(asked)
            partners.append(
                Partner(organization=known, affiliation=affiliation, certainty=certainty, named=known is own)
            )
    partners.sort(key=lambda partner: (_RUNNING.index(partner.role), partner.id))
    return Records(tuple(partners), "organizations", Partner, mission)


def _meetings(mission: Mission) -> Records[CouncilMeeting]:
    """The meetings of the Council in the order in which they were held."""
    return mission.cache.get("meetings as held", lambda: mission.council_meetings.sort_by("held"))


def _votes(mission: Mission) -> Records[Election]:
    """The elections and referendums in the order in which they were held."""
    return mission.cache.get("elections as held", lambda: mission.elections.sort_by("held", "id"))


def _reports(mission: Mission) -> Records[Document]:
    """The reports on the work of the mission, in order."""
    return mission.cache.get("report trail", lambda: mission.report_trail() if mission.documents else mission.documents)


def _disputed_limits(mission: Mission) -> tuple[tuple[date, date, Dispute], ...]:
    """The disputes about when mandates, offices and terms of government began or ended, each with its first and last day.

    On the days between the values, they decide whether the mandate, the office or the term is a line of the snapshot.
    """

    def make() -> tuple[tuple[date, date, Dispute], ...]:
        found = []
        for dispute in mission.disputes_of(mission.mandates, mission.offices, mission.host_leaders, related=False):
            if dispute.field in _LIMITS:
                reach = [rival.value.reach for rival in dispute.rivals]
                found.append((min(reach)[0], max(last for _, last in reach), dispute))
        return tuple(found)

    return mission.cache.get("disputed limits", make)


def _disputes(mission: Mission, lines: list[Any], asked: PartialDate | Period) -> Records[Dispute]:
    """What the sources disagree about in the lines, and what decides that somebody is not among them."""
    found = mission.disputes_of(*lines, related=False)
    known = set(found.ids)
    first, last = bounds_of(asked)
    of_lines = (dispute for begin, end, dispute in _disputed_limits(mission) if begin <= last and first <= end)
    deciding = tuple(
        dispute for dispute in dict.fromkeys((*mission.disputes_at(asked), *of_lines)) if dispute.id not in known
    )
    return Records((*found.items, *deciding), found.kind, Dispute, mission)


def _entitled(mission: Mission, holders: Records[Incumbent], asked: PartialDate | Period) -> Records[Incumbent]:
    """Holders, with the names that their posts had then."""
    if not mission.whole.post_names:
        return holders
    named = tuple(evolve(each, post=mission.post_at(each.post.id, asked)) for each in holders)
    return Records(named, holders.kind, Incumbent, mission, holders.asked, holders.order, holders.when)


def changing_days(mission: Mission, first: date, last: date) -> list[date]:
    """Return the days on which the state of a mission can differ from that of the day before, the first day among them.

    Between two of them only what names the day that was asked for changes.

    Args:
        mission: The mission.
        first: The first day.
        last: The last day.

    Example:
        >>> import unami
        >>> [str(day) for day in changing_days(unami.mission, date(2014, 6, 2), date(2014, 6, 5))]
        ['2014-06-02', '2014-06-04', '2014-06-05']
    """
    spans: list[Span] = []
    others = {first, *(date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13))}
    for table in mission.dataset.shape.stated:
        for record in mission.tables[table]:
            for when in _dates_in(record):
                spans.append(Period(when, when).span)
                # What is dated to a month lies behind from the last day of the month on.
                others.add(when.latest)
            span = getattr(record, "span", None)
            if span is not None:
                spans.append(span)
    for event in mission.events:
        # Events are shown for some days before and after.
        days = [day for when in _dates_in(event) for day in when.reach]
        if days:
            begin, end = _shifted(min(days), -_AROUND), _shifted(max(days), _AROUND)
            spans.append(Span(begin.earliest, begin.earliest, end.earliest, end.earliest))
    rivals = (rival.value for dispute in mission.disputes for rival in dispute.rivals)
    spans += [Period(when, when).span for when in rivals if isinstance(when, PartialDate)]
    return sorted(day for day in {*changes_of(spans), *others} if first <= day <= last)


def _dates_in(record: Any) -> Iterator[PartialDate]:
    """The dates that a record states."""
    for column in columns(type(record)):
        value = getattr(record, column.name) if column.type is PartialDate else None
        yield from value if isinstance(value, tuple) else () if value is None else (value,)


def take_snapshot(mission: Mission, when: When) -> Snapshot:
    """Build the snapshot of a mission at a date.

    Args:
        mission: The mission.
        when: The date.
    """
    asked = read_when(when)
    profile = next(iter(mission.tables["missions"]), None)
    heads = _entitled(mission, mission.leaders_at(asked), asked)
    deputies = _entitled(mission, mission.deputies_at(asked), asked)
    tasks = mission.tasks_at(asked)
    mandates = in_force(mission.mandates, tasks, asked)
    running = runs(mission, asked)
    partners = _partners(mission, asked) if running else Records((), "organizations", Partner, mission)
    first, last = bounds_of(asked)
    month = _months_of(asked)
    strength, contributions = mission.strength_at(month), mission.deployments_at(month)
    staff = mission.staff_at(asked) if running else mission.staffing[:0]
    contingents = mission.contingents_at(asked)
    if contributions or not running:
        contingents = contingents[:0]
    offices = mission.offices_at(asked)
    counted = _monthly_counts(mission, month)
    reports = [paper for paper in _reports(mission) if _by(paper.dated, last)]
    meetings = [held for held in _meetings(mission) if _by(held.held, last)]
    votes = _votes(mission)
    before = [vote for vote in votes if _by(vote.held, last)]
    after = [vote for vote in votes if vote.held is not None and vote.held.earliest > last]
    around = Period(_shifted(first, -_AROUND), _shifted(last, _AROUND))
    happened = mission.events_on(around).where(lambda event: event.date is not None and event.date.is_day)
    happened = happened.sort_by("date")
    governing = mission.governing_at(asked)
    vacancies = mission.vacancies_at(asked)
    lines: list[Any] = [
        *heads,
        *deputies,
        *vacancies,
        *mandates,
        *tasks,
        *strength,
        *contributions,
        *staff,
        *contingents,
        *offices,
        *counted,
    ]
    lines += [*before[-1:], *after[:1], *reports[-1:], *meetings[-1:], *happened, *governing]
    lasting = {id(line): found.certainty_of(line) for found in (contingents, offices, governing) for line in found}
    evidence = [
        Evidence(
            id=line.id,
            sources=mission.sources_of(line).items,
            certainty=getattr(line, "certainty", lasting.get(id(line))),
        )
        for line in lines
    ]
    evidence += [
        Evidence(id=part.id, sources=mission.sources_of(part.affiliation).items, certainty=part.certainty)
        for part in partners
    ]
    disputed = [*lines, *partners]
    return Snapshot(
        when=asked,
        mission="" if profile is None else profile.name,
        country=mission.host_country,
        version=mission.version,
        running=running,
        heads=heads,
        deputies=deputies,
        mandates=mandates,
        tasks=tasks,
        partners=partners,
        strength=strength,
        contributions=contributions,
        countries=mission.countries.where(lambda country: country.id in {given.country for given in contributions}),
        staff=staff,
        contingents=contingents,
        offices=offices,
        casualties=counted,
        last_election=before[-1] if before else None,
        next_election=after[0] if after else None,
        last_report=reports[-1] if reports else None,
        last_meeting=meetings[-1] if meetings else None,
        events=happened,
        governing=governing,
        disputes=_disputes(mission, disputed, asked),
        evidence=tuple(evidence),
        places=mission.whole.places.where(lambda place: any(place.id in count.parts for count in counted)),
        vacancies=vacancies,
        silent=is_silent(mission),
    )
