"""Deaths, displacement and the relocation of Camp Ashraf."""

from typing import Annotated

from attrs import frozen

from unami.dates import PartialDate, Period
from unami.records.fields import Field, Merge

__all__ = ["CampFigure", "Displacement", "Fatality", "Pledge"]


@frozen(kw_only=True)
class Fatality:
    """Deaths in one event, as counted by a source.

    Example:
        >>> import unami
        >>> unami.mission.fatalities["canal-hotel-bombing"].count
        22
    """

    id: Annotated[str, Field("Stable identifier of the count.")]
    event: Annotated[str | None, Field("The event.", ref="events")] = None
    date: Annotated[PartialDate | None, Field("Day.")] = None
    count: Annotated[int | None, Field("Number of deaths.", minimum=0)] = None
    incident: Annotated[
        str | None, Field("Sort of incident.", values=("malicious-act", "accident", "illness", "other"))
    ] = None
    place: Annotated[str | None, Field("Where.", Merge.WORDING)] = None
    named: Annotated[tuple[str, ...], Field("Widely named officials among the dead.", Merge.UNION, ref="people")] = ()

    @property
    def period(self) -> PartialDate | None:
        """The day of the event."""
        return self.date

    def __str__(self) -> str:
        return f"{self.event}, {self.date}: {self.count}"


@frozen(kw_only=True)
class Displacement:
    """A number of displaced people at one time.

    Example:
        >>> import unami
        >>> unami.mission.displacement["isil-crisis-dpa"].count
        2600000
    """

    id: Annotated[str, Field("Stable identifier of the count.")]
    as_of: Annotated[PartialDate | None, Field("When the number held.")] = None
    measure: Annotated[
        str | None,
        Field("Who is counted.", values=("internally-displaced", "refugees-abroad", "returnees", "driven-from-home")),
    ] = None
    place: Annotated[str | None, Field("Where.", Merge.WORDING)] = None
    count: Annotated[int | None, Field("Number of people.", minimum=0)] = None
    compiled_by: Annotated[str | None, Field("Who counted.", Merge.WORDING)] = None
    bound: Annotated[
        str | None,
        Field(
            "Whether the source gives the figure as a least number or a round one.",
            Merge.WORDING,
            values=("at-least", "about"),
        ),
    ] = None

    @property
    def period(self) -> PartialDate | None:
        """When the number held."""
        return self.as_of

    def __str__(self) -> str:
        return f"{self.as_of}, {self.measure}: {self.count}"


@frozen(kw_only=True)
class CampFigure:
    """A figure or step in the relocation of the residents of Camp Ashraf.

    Example:
        >>> import unami
        >>> unami.mission.camp["residents-original"].count
        3280
    """

    id: Annotated[str, Field("Stable identifier of the figure.")]
    date: Annotated[PartialDate | None, Field("When it held or happened.")] = None
    end: Annotated[PartialDate | None, Field("Last day, for a period.")] = None
    measure: Annotated[
        str | None,
        Field(
            "What the figure or step is.",
            values=(
                "residents",
                "moved-to-camp-hurriya",
                "relocated-abroad",
                "remaining",
                "killed",
                "injured",
                "agreement",
                "appointment",
                "trust-fund",
                "deadline",
                "meeting",
                "status",
            ),
        ),
    ] = None
    count: Annotated[int | None, Field("Number of people; of States, for a meeting.", minimum=0)] = None
    bound: Annotated[
        str | None,
        Field(
            "Whether the source gives the number as a least or a round one.",
            Merge.WORDING,
            values=("at-least", "about"),
        ),
    ] = None
    country: Annotated[str | None, Field("Country, for people relocated abroad.", ref="countries")] = None
    event: Annotated[str | None, Field("What it is, in our own words.", Merge.WORDING)] = None

    @property
    def period(self) -> PartialDate | Period | None:
        """The day, or the days from the first to the last."""
        if self.date is None or self.end is None:
            return self.date
        return Period(self.date, self.end)

    def __str__(self) -> str:
        return f"{self.date}, {self.measure}: {self.count}"


@frozen(kw_only=True)
class Pledge:
    """Money pledged to the trust fund for the relocation.

    Example:
        >>> import unami
        >>> unami.mission.pledges["camp-total"].amount_usd
        1600000
    """

    id: Annotated[str, Field("Stable identifier of the pledge.")]
    donors: Annotated[tuple[str, ...], Field("Countries that pledged.", ref="countries")] = ()
    amount_usd: Annotated[int | None, Field("Amount pledged, in US dollars.", minimum=0)] = None
    outstanding_usd: Annotated[int | None, Field("Part not yet paid, in US dollars.", minimum=0)] = None
    as_of: Annotated[PartialDate | None, Field("When the figure held.")] = None

    @property
    def period(self) -> PartialDate | None:
        """When the figure held."""
        return self.as_of

    def __str__(self) -> str:
        return f"{self.donors}, {self.as_of}: {self.amount_usd} US dollars"
