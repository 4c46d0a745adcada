"""Elections that the mission supported, and tallies of the mission's work."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami._base.encodable import Shown
from unami.dates import PartialDate, Period
from unami.records._base import Identified, Occurring
from unami.records._field import Field, Merge, edge_of
from unami.records._line import line
from unami.records._table import Table

__all__ = ["Election", "Tally"]


@frozen(kw_only=True)
class Election(Identified, Occurring):
    """An election or referendum in the host country.

    Example:
        >>> import unami
        >>> unami.mission.elections["2005-01-30-assembly"].scope
        'national'
    """

    __table__: ClassVar[Table] = Table(
        "elections",
        "Elections and referendums in the host country.",
        order=230,
        example={
            "id": "2015-09-20-assembly",
            "name": "Election of the assembly",
            "held": "2015-09-20",
            "kind": "parliamentary",
            "scope": "national",
        },
        named_by=("name",),
        calendar={"summary": ("name",), "categories": ("kind",), "description": ("mission_role",)},
        types=("schema:Event",),
        terms={"name": "schema:name", "held": "schema:startDate", "mission_role": "schema:description"},
    )

    id: Annotated[str, Field("Stable identifier of the election.")]
    name: Annotated[str | None, Field("Name of the vote.", Merge.WORDING)] = None
    held: Annotated[PartialDate | None, Field("Day of the general vote.")] = None
    held_from: Annotated[
        PartialDate | None,
        Field("First day of voting, where security forces, displaced people or others voted before the general vote."),
    ] = None
    status: Annotated[
        str | None,
        Field(
            "Whether the vote was held, or only planned, postponed to another day, or cancelled; empty for one with a day "
            "of the vote.",
            values=("held", "planned", "postponed", "cancelled"),
            classified=True,
            optional=True,
        ),
    ] = None
    planned_for: Annotated[
        tuple[PartialDate, ...],
        Field("Days for which it was planned, also those on which it was not held.", Merge.UNION, optional=True),
    ] = ()
    kind: Annotated[
        str | None,
        Field(
            "What was elected or decided.",
            vocabulary="election-kind",
            classified=True,
        ),
    ] = None
    scope: Annotated[str | None, Field("Where it was held.", vocabulary="election-scope", classified=True)] = None
    electoral_body: Annotated[str | None, Field("Body in charge.", ref="organizations")] = None
    seats: Annotated[int | None, Field("Number of seats voted on.", minimum=0)] = None
    candidates: Annotated[int | None, Field("Number of candidates.", minimum=0)] = None
    polling_centres: Annotated[int | None, Field("Number of polling centres.", minimum=0)] = None
    registered_voters: Annotated[int | None, Field("Number of registered voters.", minimum=0)] = None
    registered_voters_bound: Annotated[str | None, edge_of("registered_voters")] = None
    votes_cast: Annotated[int | None, Field("Number of votes cast, invalid ones included.", minimum=0)] = None
    votes_cast_bound: Annotated[str | None, edge_of("votes_cast")] = None
    valid_votes: Annotated[int | None, Field("Number of valid votes.", minimum=0)] = None
    turnout_percent: Annotated[float | None, Field("Turnout in per cent of registered voters.", minimum=0)] = None
    turnout_percent_bound: Annotated[str | None, edge_of("turnout_percent")] = None
    turnout_of_parts: Annotated[
        str | None,
        Field("Turnout in individual parts of the country in per cent, where a source gives no total.", Merge.WORDING),
    ] = None
    final_results: Annotated[
        PartialDate | None, Field("Day on which the electoral body released the final results.")
    ] = None
    certified: Annotated[
        PartialDate | None,
        Field("Day on which the result was certified by the electoral body or ratified by a court."),
    ] = None
    mission_role: Annotated[str | None, Field("What the mission did, in our own words.", Merge.WORDING)] = None

    @property
    def period(self) -> PartialDate | Period | None:
        """The day of the vote, or the days from the first to the general vote; of one that was not held, none."""
        if self.held is None or self.held_from is None:
            return self.held
        return Period(self.held_from, self.held)

    def __str__(self) -> str:
        if self.held is not None or self.status in (None, "held"):
            return line(self.name or self.id, self.period)
        planned = f" for {', '.join(map(str, self.planned_for))}" if self.planned_for else ""
        return line(self.name or self.id, says=f"{self.status}{planned}")


@frozen(kw_only=True)
class Tally(Shown):
    """A single figure that sources give for the work of the mission as a whole.

    Example:
        >>> import unami
        >>> unami.mission.tallies["national-elections-assisted"].count
        6
    """

    __table__: ClassVar[Table] = Table(
        "tallies",
        "Single figures for the work of the mission as a whole.",
        order=240,
        general=False,
        example={"id": "elections-assisted", "subject": "Elections assisted", "count": "1", "as_of": "2016-12-31"},
    )

    id: Annotated[str, Field("Stable identifier of the tally.")]
    subject: Annotated[str | None, Field("What is counted.", Merge.WORDING)] = None
    count: Annotated[int | None, Field("The figure.", minimum=0)] = None
    as_of: Annotated[PartialDate | None, Field("Date of the count in the source.", Merge.WORDING)] = None

    @property
    def period(self) -> PartialDate | None:
        """The date of the count in the source."""
        return self.as_of

    def __str__(self) -> str:
        return line(self.subject or self.id, self.as_of, says=self.count)
