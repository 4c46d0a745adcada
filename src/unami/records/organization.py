"""Organizations around the mission, their part in it, and its own units."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami.dates import PartialDate, Period
from unami.records._base import Identified, Spanned, Timed, stated_period
from unami.records._field import Field, Merge, edge_of, open_end_of
from unami.records._line import line
from unami.records._table import Table

__all__ = ["Affiliation", "Organization", "Unit"]


@frozen(kw_only=True)
class Organization(Identified, Timed):
    """A body of the United Nations, of the host country or of others.

    Example:
        >>> import unami
        >>> unami.mission.organizations["dppa"].abbreviation
        'DPPA'
    """

    __table__: ClassVar[Table] = Table(
        "organizations",
        "Organizations around the mission.",
        order=120,
        example={"id": "example-council", "name": "Example Council"},
        named_by=("name", "abbreviation", "other_names"),
        types=("org:Organization", "schema:Organization"),
        terms={
            "name": "schema:name",
            "other_names": "schema:alternateName",
            "abbreviation": "schema:alternateName",
            "established": "schema:foundingDate",
            "dissolved": "schema:dissolutionDate",
            "summary": "schema:description",
        },
    )

    id: Annotated[str, Field("Stable identifier of the organization.")]
    name: Annotated[str | None, Field("Name.", Merge.WORDING)] = None
    abbreviation: Annotated[str | None, Field("Usual short form.", Merge.WORDING)] = None
    other_names: Annotated[tuple[str, ...], Field("Other forms of the name.", Merge.UNION)] = ()
    established: Annotated[PartialDate | None, Field("Day it was set up.")] = None
    dissolved: Annotated[PartialDate | None, Field("Day it was closed or merged.", open_end=True)] = None
    successor: Annotated[str | None, Field("Organization that took its place.", ref="organizations")] = None
    members: Annotated[
        int | None, Field("Number of member entities, for a body composed of others.", Merge.WORDING, minimum=0)
    ] = None
    members_bound: Annotated[str | None, edge_of("members")] = None
    summary: Annotated[str | None, Field("What it is, in our own words.", Merge.WORDING)] = None
    open_end: Annotated[bool | None, open_end_of("dissolved")] = None

    @property
    def period(self) -> Period:
        """The stated period in which the organization existed."""
        return stated_period(self.established, self.dissolved, open_end=self.open_end)

    def __str__(self) -> str:
        return self.name or self.id


@frozen(kw_only=True)
class Affiliation(Spanned):
    """The role of an organization in relation to the mission, and when it had it.

    Example:
        >>> import unami
        >>> unami.mission.affiliations["dpa-administers"].end
        PartialDate('2018-12-31')
    """

    __table__: ClassVar[Table] = Table(
        "affiliations",
        "Roles of organizations in relation to the mission.",
        order=130,
        example={
            "id": "example-council-parent",
            "organization": "example-council",
            "role": "parent",
            "start": "2015-01-10",
        },
    )

    id: Annotated[str, Field("Stable identifier of the affiliation.")]
    organization: Annotated[str, Field("The organization.", ref="organizations", identity=True)]
    role: Annotated[
        str,
        Field(
            "Its part.",
            values=(
                "parent",
                "administers",
                "supports",
                "partner",
                "country-team-member",
                "government-counterpart",
                "successor",
            ),
            identity=True,
            classified=True,
        ),
    ]
    start: Annotated[PartialDate | None, Field("First day in that role.")] = None
    end: Annotated[PartialDate | None, Field("Last day in that role.", open_end=True)] = None
    seen: Annotated[tuple[PartialDate, ...], Field("Dates on which a source attests that role.", Merge.UNION)] = ()
    open_end: Annotated[bool | None, open_end_of("end")] = None

    def __str__(self) -> str:
        return line(f"{self.organization} {self.role}", self.period)


@frozen(kw_only=True)
class Unit(Spanned):
    """An office, section or standing function inside the mission.

    Example:
        >>> import unami
        >>> unami.mission.units["human-rights-office"].start
        PartialDate('2003')
    """

    __table__: ClassVar[Table] = Table(
        "units",
        "Offices and sections inside the mission.",
        order=140,
        example={"id": "harbour-unit", "name": "Harbour Unit", "start": "2015-03"},
        named_by=("name",),
        types=("org:OrganizationalUnit",),
        terms={
            "name": "schema:name",
            "duties": "schema:description",
        },
    )

    id: Annotated[str, Field("Stable identifier of the unit.")]
    name: Annotated[str | None, Field("Name.", Merge.WORDING)] = None
    reports_to: Annotated[str | None, Field("Whom it answers to, as the source words it.", Merge.WORDING)] = None
    start: Annotated[PartialDate | None, Field("First day, where a source gives one.")] = None
    end: Annotated[PartialDate | None, Field("Last day, where a source gives one.", open_end=True)] = None
    seen: Annotated[tuple[PartialDate, ...], Field("Dates on which a source attests it.", Merge.UNION)] = ()
    posts: Annotated[int | None, Field("Number of posts.", minimum=0)] = None
    posts_bound: Annotated[str | None, edge_of("posts")] = None
    duties: Annotated[str | None, Field("Its duties, in our own words.", Merge.WORDING)] = None
    open_end: Annotated[bool | None, open_end_of("end")] = None

    def __str__(self) -> str:
        return line(self.name or self.id, self.period)
