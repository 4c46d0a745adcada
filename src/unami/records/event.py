"""Events in the life of the mission."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami.dates import PartialDate, Period
from unami.records._base import Identified, Occurring, days_between
from unami.records._field import Field, Merge, edge_of
from unami.records._line import line
from unami.records._table import Table

__all__ = ["Event", "TransitionStep"]


@frozen(kw_only=True)
class Event(Identified, Occurring):
    """An event on a day or in a period.

    Example:
        >>> import unami
        >>> unami.mission.events["canal-hotel-bombing"].date
        PartialDate('2003-08-19')
    """

    __table__: ClassVar[Table] = Table(
        "events",
        "Events in the life of the mission.",
        order=250,
        example={
            "id": "harbour-fire",
            "date": "2015-06-10",
            "title": "Fire in the harbour",
            "kind": "humanitarian",
            "place": "Poseidonis",
        },
        named_by=("title",),
        calendar={
            "summary": ("title",),
            "categories": ("kind",),
            "location": ("place",),
            "description": ("summary", "mission_role"),
        },
        types=("schema:Event",),
        terms={
            "date": "schema:startDate",
            "end": "schema:endDate",
            "title": "schema:name",
            "place": "schema:location",
            "summary": "schema:description",
        },
    )

    id: Annotated[str, Field("Stable identifier of the event.")]
    date: Annotated[PartialDate | None, Field("Day of the event, or its first day.")] = None
    end: Annotated[PartialDate | None, Field("Last day of an event of several days.", goes_with="date")] = None
    title: Annotated[str | None, Field("Short title, in our own words.", Merge.WORDING)] = None
    kind: Annotated[
        str | None,
        Field(
            "Kind of event.",
            values=(
                "security-council",
                "political",
                "electoral",
                "attack",
                "security",
                "human-rights",
                "humanitarian",
                "agreement",
                "administrative",
                "report",
                "visit",
                "withdrawal",
                "closure",
            ),
            classified=True,
        ),
    ] = None
    place: Annotated[str | None, Field("Where.", Merge.WORDING)] = None
    governorate: Annotated[
        str | None,
        Field(
            "Part of the host country in which the event took place, if in one: ISO 3166-2 code.",
            ref="places",
            classified=True,
        ),
    ] = None
    people: Annotated[tuple[str, ...], Field("People who took part, by name.", Merge.UNION)] = ()
    killed: Annotated[
        int | None, Field("Number of people killed, as known when the source was written.", minimum=0)
    ] = None
    killed_bound: Annotated[str | None, edge_of("killed")] = None
    injured: Annotated[
        int | None, Field("Number of people injured, as known when the source was written.", minimum=0)
    ] = None
    injured_bound: Annotated[str | None, edge_of("injured")] = None
    participants: Annotated[int | None, Field("Number of people who took part, or who were moved.", minimum=0)] = None
    participants_bound: Annotated[str | None, edge_of("participants")] = None
    summary: Annotated[str | None, Field("What happened, in our own words.", Merge.WORDING)] = None
    mission_role: Annotated[str | None, Field("Role of the mission in it.", Merge.WORDING)] = None

    @property
    def period(self) -> PartialDate | Period | None:
        """The day, or the days from the first to the last."""
        return days_between(self.date, self.end)

    def __str__(self) -> str:
        return line(self.title or self.id, self.period)


@frozen(kw_only=True)
class TransitionStep(Occurring):
    """A step in the reviews, the closure and the liquidation of the mission.

    Example:
        >>> import unami
        >>> unami.mission.transition["closure-letter"].date
        PartialDate('2024-05-08')
    """

    __table__: ClassVar[Table] = Table(
        "transition",
        "Steps of the reviews, the closure and the liquidation.",
        order=270,
        example={"id": "handover", "date": "2016-12-01", "title": "Handover of the harbour", "actor": "The mission"},
        named_by=("title",),
        types=("schema:Event",),
        terms={"date": "schema:startDate", "end": "schema:endDate", "title": "schema:name"},
        plural="transition steps",
    )

    id: Annotated[str, Field("Stable identifier of the step.")]
    date: Annotated[PartialDate | None, Field("Day of the step, or its first day.")] = None
    end: Annotated[PartialDate | None, Field("Last day of a step of several days.", goes_with="date")] = None
    title: Annotated[str | None, Field("What the step is, in our own words.", Merge.WORDING)] = None
    actor: Annotated[str | None, Field("Who took it.", Merge.WORDING)] = None
    figure: Annotated[int | None, Field("Number that the step concerns: people, posts or agencies.", minimum=0)] = None

    @property
    def period(self) -> PartialDate | Period | None:
        """The day, or the days from the first to the last."""
        return days_between(self.date, self.end)

    def __str__(self) -> str:
        return line(self.period, says=self.title or self.id) + (f" ({self.actor})" if self.actor else "")
