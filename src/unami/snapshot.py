"""The state of the mission at a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami.claims import Dispute
from unami.collection import Records
from unami.dates import Certainty, PartialDate, Period, read_when
from unami.errors import UnknownRecord
from unami.leadership import Incumbent
from unami.mandate import Mandate
from unami.records.organization import Affiliation, Organization
from unami.records.task import MandateTask
from unami.sources import Source

if TYPE_CHECKING:
    from unami.dates import When
    from unami.questions import Mission

__all__ = ["Evidence", "Partner", "Snapshot", "take_snapshot"]

_RUNNING = ("parent", "administers", "supports")
"""Parts of an organization in the running of the mission; the others are about its surroundings."""


@frozen(kw_only=True)
class Partner:
    """An organization in its part at the time asked about.

    Args:
        organization: The organization, under the name it then had.
        affiliation: Its part.
        certainty: Whether it certainly or possibly had that part then.
    """

    organization: Organization
    affiliation: Affiliation
    certainty: Certainty

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
        return f"{self.name} ({self.role}), {self.certainty}"


@frozen(kw_only=True)
class Evidence:
    """The sources of one line of a snapshot.

    Args:
        id: Id of the record behind the line.
        sources: Its sources, the best placed first.
    """

    id: str
    sources: tuple[Source, ...]


@frozen(kw_only=True)
class Snapshot:
    """What is known of the mission at a date: who led it, under which mandate, with which tasks, run by whom.

    Args:
        when: The date asked about.
        mission: Name of the mission.
        version: Version of the data.
        running: Whether the mission existed then, certainly or possibly.
        heads: Who headed it.
        deputies: Their deputies, of both lines.
        mandates: The mandate in force, or several for a date longer than a day.
        tasks: The tasks in force.
        partners: The body it answered to, and the departments that administered and supported it.
        disputes: What the sources disagree about in all this.
        evidence: The sources of each line.

    Example:
        >>> import unami
        >>> day = unami.mission.at("2014-06-10")
        >>> day.heads.one().name, day.mandates.one().resolution.number
        ('Nickolay Mladenov', 2110)
    """

    when: PartialDate | Period
    mission: str
    version: str
    running: Certainty
    heads: Records[Incumbent]
    deputies: Records[Incumbent]
    mandates: Records[Mandate]
    tasks: Records[MandateTask]
    partners: Records[Partner]
    disputes: Records[Dispute]
    evidence: tuple[Evidence, ...]

    def sources_of(self, line: Any) -> tuple[Source, ...]:
        """The sources of one of the lines, the best placed first.

        Args:
            line: A head, deputy, mandate, task or partner of this snapshot.

        Raises:
            UnknownRecord: It is no line of this snapshot.

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
        from unami.display import snapshot_text

        return snapshot_text(self)

    def _repr_html_(self) -> str:
        from unami.display import snapshot_html

        return snapshot_html(self)


def take_snapshot(mission: Mission, when: When) -> Snapshot:
    """Put together what a mission's record says of a date.

    Args:
        mission: The mission.
        when: The date.
    """
    asked = read_when(when)
    profile = next(iter(mission.tables["missions"]), None)
    heads = mission.leaders_at(asked)
    deputies = mission.deputies_at(asked)
    mandates = mission.mandates.at(asked)
    tasks = mission.tasks_at(asked)
    running = Certainty.NO if profile is None else profile.period.covers(asked)
    partners = []
    organizations = {organization.id: organization for organization in mission.organizations}
    for affiliation in mission.affiliations:
        certainty = affiliation.covers(asked)
        dated = affiliation.start or affiliation.end or affiliation.seen or affiliation.role == "parent"
        # A part that nobody dates could be shown on any day, and would say nothing about this one.
        if certainty and dated and affiliation.role in _RUNNING and running:
            organization = organizations.get(affiliation.organization) or Organization(id=affiliation.organization)
            partners.append(Partner(organization=organization, affiliation=affiliation, certainty=certainty))
    partners.sort(key=lambda partner: (_RUNNING.index(partner.role), partner.id))
    lines: list[Any] = [*heads, *deputies, *mandates, *tasks]
    evidence = [Evidence(id=line.id, sources=mission.sources_of(line).items) for line in lines]
    evidence += [Evidence(id=part.id, sources=mission.sources_of(part.affiliation).items) for part in partners]
    disputed = [*heads, *deputies, *mandates, *tasks, *(part.affiliation for part in partners)]
    return Snapshot(
        when=asked,
        mission="" if profile is None else profile.name,
        version=mission.version,
        running=running,
        heads=heads,
        deputies=deputies,
        mandates=mandates,
        tasks=tasks,
        partners=Records(tuple(partners), "organizations"),
        disputes=mission.disputes_of(*disputed),
        evidence=tuple(evidence),
    )
