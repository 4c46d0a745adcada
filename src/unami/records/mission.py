"""The mission itself, as described by sources."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami.dates import PartialDate, Period
from unami.records._base import Identified, Timed, stated_period
from unami.records._field import Field, Merge, open_end_of
from unami.records._line import line
from unami.records._table import ITSELF, Table

__all__ = ["MissionProfile"]


@frozen(kw_only=True)
class MissionProfile(Identified, Timed):
    """Name, status, founding and end of a mission.

    Example:
        >>> import unami
        >>> unami.mission.profile.established
        PartialDate('2003-08-14')
    """

    __table__: ClassVar[Table] = Table(
        "missions",
        "The mission itself, in one record.",
        order=10,
        example={
            "id": ITSELF,
            "name": "Example Mission for Atlantis",
            "abbreviation": "EXMA",
            "kind": "political mission",
            "status": "completed",
            "established": "2015-01-10",
            "established_by": "9001",
            "ended": "2016-12-31",
            "parent": "example-council",
            "leader_title": "Special Envoy for Atlantis",
            "host_country": "XAA",
            "headquarters": "Poseidonis",
            "summary": "Stands for a mission in the examples of this package.",
        },
        named_by=("name", "abbreviation", "native_name", "other_names"),
        types=("org:Organization", "schema:Organization"),
        terms={
            "name": "schema:name",
            "other_names": "schema:alternateName",
            "abbreviation": "schema:alternateName",
            "established": "schema:foundingDate",
            "ended": "schema:dissolutionDate",
            "native_name": "schema:alternateName",
            "parent": "schema:parentOrganization",
            "headquarters": "schema:location",
            "summary": "schema:description",
        },
    )

    id: Annotated[str, Field("Stable identifier of the mission.")]
    name: Annotated[str, Field("Full name in English.", Merge.WORDING, identity=True)]
    abbreviation: Annotated[str | None, Field("Short form of the name.")] = None
    native_name: Annotated[str | None, Field("Name in the language of the host country.", Merge.WORDING)] = None
    other_names: Annotated[tuple[str, ...], Field("Other forms of the name.", Merge.UNION)] = ()
    kind: Annotated[str | None, Field("Kind of mission.", Merge.WORDING)] = None
    status: Annotated[
        str | None,
        Field("State of the mission when the source was written.", values=("active", "completed"), classified=True),
    ] = None
    established: Annotated[PartialDate | None, Field("Day the mission was set up.")] = None
    established_by: Annotated[str | None, Field("Resolution that set the mission up.", ref="resolutions")] = None
    established_at_request_of: Annotated[
        str | None, Field("Who asked for the mission, where a source says so.", ref="organizations")
    ] = None
    expanded_by: Annotated[str | None, Field("Resolution that expanded its role.", ref="resolutions")] = None
    ended: Annotated[PartialDate | None, Field("Last day of the mission.", open_end=True)] = None
    ended_by: Annotated[str | None, Field("Resolution that ended the mission.", ref="resolutions")] = None
    ended_at_request_of: Annotated[str | None, Field("Who asked for its end.", ref="organizations")] = None
    parent: Annotated[str | None, Field("Body the mission answers to.", ref="organizations")] = None
    leader_title: Annotated[str | None, Field("Title of its head.", Merge.WORDING)] = None
    host_country: Annotated[str | None, Field("Country it worked in.", ref="countries")] = None
    headquarters: Annotated[str | None, Field("Seat of the mission.", Merge.WORDING)] = None
    mandate_renewal: Annotated[str | None, Field("How often the mandate is renewed.", Merge.WORDING)] = None
    summary: Annotated[str | None, Field("Its purpose according to the source, in our own words.", Merge.WORDING)] = (
        None
    )
    open_end: Annotated[bool | None, open_end_of("ended")] = None

    @property
    def period(self) -> Period:
        """The period in which the mission existed; one that is active has no end."""
        return stated_period(self.established, self.ended, open_end=self.at_work)

    @property
    def at_work(self) -> bool:
        """Whether the mission has no end: no source gives one, and its status is active or a source says so."""
        return self.ended is None and bool(self.open_end or self.status == "active")

    def __str__(self) -> str:
        return line(self.name or self.id, self.period)
