"""Casualties, human rights, displacement and the relocation of the residents of camps."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami._base.encodable import Shown
from unami.dates import PartialDate, Period
from unami.records._base import Linked, days_between
from unami.records._field import Field, Merge, edge_of
from unami.records._figure import dollars
from unami.records._former import Former
from unami.records._line import counted, line
from unami.records._table import ITSELF, Table

__all__ = ["CampFigure", "Casualties", "Displacement", "Fatality", "FatalityTotal", "HumanRightsReport", "Pledge"]


# What records and totals of deaths say in the same words.
_CATEGORIES = ("military", "international-civilian", "local-civilian", "other")
_CATEGORY = (
    "Sort of personnel, in the terms of the UN data set; local civilians need not be nationals of the host country."
)
_INCIDENTS = ("malicious-act", "accident", "illness", "other")
_INCIDENT = "Sort of incident."
_FILED_UNDER = (
    "Mission under which the UN data set files the deaths: this one, or another, whose records are no part of the "
    "count of this mission."
)


@frozen(kw_only=True)
class Casualties(Shown):
    """People killed and injured in the host country in one period, by place and population.

    Counts of different populations, or of different parts of the country, are different records; what sources state
    about the same count, revisions included, are rival values of one record. Populations overlap: never add them up.

    Example:
        >>> import unami
        >>> unami.mission.casualties["2014-06.iraq.civilians-including-police"].killed
        1531
    """

    __table__: ClassVar[Table] = Table(
        "casualties",
        "Civilian and other casualties as the mission counted them, by period, place and population.",
        order=290,
        example={
            "id": "2015-06.atlantis.civilians-including-police",
            "start": "2015-06",
            "place": "atlantis",
            "population": "civilians-including-police",
            "killed": "0",
            "injured": "4",
        },
        plural="casualty counts",
    )

    id: Annotated[str, Field("Stable identifier of the count: period, place, population.")]
    start: Annotated[
        PartialDate,
        Field("Month or year of the count; the first month or day of a count over several.", identity=True),
    ]
    end: Annotated[PartialDate | None, Field("Last month or day of a count over several months.")] = None
    place: Annotated[str, Field("Where.", ref="places", identity=True)]
    population: Annotated[
        str,
        Field(
            "Who is counted; populations can overlap.",
            vocabulary="population",
            identity=True,
            classified=True,
        ),
    ]
    parts: Annotated[
        tuple[str, ...],
        Field(
            "Parts of the place that the source explicitly includes or excludes.",
            ref="places",
            goes_with="parts_counted",
            classified=True,
        ),
    ] = ()
    parts_counted: Annotated[
        str | None,
        Field(
            "Whether the count includes those parts; for security forces, the operations there. A count with the "
            "civilians of the parts but without the operations there is civilians-only. Empty where the source does "
            "not say.",
            values=("included", "excluded", "civilians-only"),
            classified=True,
        ),
    ] = None
    killed: Annotated[int | None, Field("Number of people killed.", minimum=0)] = None
    killed_bound: Annotated[str | None, edge_of("killed")] = None
    injured: Annotated[int | None, Field("Number of people injured.", minimum=0)] = None
    injured_bound: Annotated[str | None, edge_of("injured")] = None
    casualties: Annotated[
        int | None, Field("People killed and injured together, where the source gives the sum.", minimum=0)
    ] = None
    exclusions: Annotated[
        str | None,
        Field(
            "What the count leaves out, in our own words; what it takes in is said by parts_counted, and where the "
            "numbers come from by data_from.",
            Merge.WORDING,
            goes_with="parts_counted",
        ),
    ] = None
    data_from: Annotated[
        str | None,
        Field(
            "Where the numbers come from, where they are not the mission's own count, in our own words.",
            Merge.WORDING,
        ),
    ] = None

    anbar: ClassVar[Former] = Former("parts_counted", named="parts")

    @property
    def partial(self) -> bool:
        """Whether a source says that the count leaves something out: a part of the place, or the operations there."""
        return self.parts_counted in ("excluded", "civilians-only") or self.exclusions is not None

    @property
    def excludes(self) -> tuple[str, ...]:
        """The parts of the place that the count excludes, as far as a source says so: their ids."""
        return self.parts if self.parts_counted == "excluded" else ()

    @property
    def includes(self) -> tuple[str, ...]:
        """The parts of the place that the count includes according to a source: their ids."""
        return self.parts if self.parts_counted == "included" else ()

    @property
    def period(self) -> PartialDate | Period | None:
        """The month or year, or the period from the first to the last."""
        return days_between(self.start, self.end)

    def __str__(self) -> str:
        numbers = (
            counted(self.killed, self.killed_bound, "killed"),
            counted(self.injured, self.injured_bound, "injured"),
            counted(self.casualties, None, "killed or injured"),
        )
        parts = f" ({', '.join(self.parts)} {self.parts_counted})" if self.parts_counted is not None else ""
        return line(self.period, self.place, self.population, says=", ".join(filter(None, numbers))) + parts


@frozen(kw_only=True)
class HumanRightsReport(Linked):
    """A public report of the mission on human rights.

    Example:
        >>> import unami
        >>> unami.mission.human_rights_reports["periodic-2007-01"].end
        PartialDate('2007-03-31')
    """

    __table__: ClassVar[Table] = Table(
        "human_rights_reports",
        "Reports on human rights.",
        order=300,
        example={
            "id": "periodic-2015-01",
            "title": "Human rights in Atlantis",
            "kind": "periodic",
            "start": "2015-01",
            "end": "2015-06",
            "published": "2015-08",
        },
        named_by=("title", "symbol"),
        types=("schema:Report",),
        terms={
            "symbol": "schema:identifier",
            "subject": "schema:about",
            "title": "schema:name",
            "published": "schema:datePublished",
        },
    )

    id: Annotated[str, Field("Stable identifier: kind and first month covered, or kind and subject.")]
    title: Annotated[str | None, Field("Title, shortened.", Merge.WORDING)] = None
    kind: Annotated[
        str,
        Field(
            "Series: periodic on human rights in general, protection of civilians in the armed conflict, or on one "
            "theme.",
            values=("periodic", "protection-of-civilians", "thematic"),
            identity=True,
            classified=True,
        ),
    ]
    start: Annotated[PartialDate | None, Field("First day or month that the report covers.")] = None
    end: Annotated[PartialDate | None, Field("Last day or month that the report covers.")] = None
    published: Annotated[PartialDate | None, Field("When it was published; if unknown, the date on its cover.")] = None
    joint_with: Annotated[
        tuple[str, ...],
        Field("Organizations that published it together with the mission.", Merge.UNION, ref="organizations"),
    ] = ()
    subject: Annotated[str | None, Field("What it is about, in our own words.", Merge.WORDING)] = None
    symbol: Annotated[str | None, Field("United Nations document symbol.")] = None

    @property
    def period(self) -> PartialDate | Period | None:
        """The period that the report covers."""
        return days_between(self.start, self.end)

    def __str__(self) -> str:
        return line(self.title or self.id, self.period, self.published and f"published {self.published}")


@frozen(kw_only=True)
class Fatality(Shown):
    """Deaths, each counted once: a single death, a group of like deaths, or all the dead of one incident.

    No two records count the same deaths. Totals over a time, and the shares of an incident, count them again:
    they are in the table ``fatality_totals``.

    Example:
        >>> import unami
        >>> unami.mission.fatalities["canal-hotel-bombing"].count
        22
    """

    __table__: ClassVar[Table] = Table(
        "fatalities",
        "Deaths by event, each counted once.",
        order=310,
        example={
            "id": "2015-accident",
            "scope": "record",
            "date": "2015-10",
            "category": "other",
            "count": "1",
            "incident": "accident",
            "filed_under": ITSELF,
        },
        moved_to="fatality_totals",
    )

    id: Annotated[str, Field("Stable identifier of the count.")]
    scope: Annotated[
        str,
        Field(
            "What is counted: record (a death, or a group of like deaths) or event (all the dead of one incident). "
            "Packages of earlier versions also have event-part and aggregate, which now belong in fatality_totals.",
            values=("record", "event", "event-part", "aggregate"),
            identity=True,
            classified=True,
        ),
    ]
    event: Annotated[str | None, Field("The event.", ref="events", classified=True)] = None
    date: Annotated[
        PartialDate | None,
        Field("Day; for a single death only the month or the year."),
    ] = None
    end: Annotated[
        PartialDate | None, Field("Last day, where the count covers a period, or the death is known to lie within one.")
    ] = None
    nationality: Annotated[
        str | None, Field("Nationality of the dead, for a count of one nationality.", ref="countries")
    ] = None
    category: Annotated[str | None, Field(_CATEGORY, values=_CATEGORIES, classified=True)] = None
    count: Annotated[int | None, Field("Number of deaths.", minimum=0)] = None
    bound: Annotated[str | None, edge_of("count")] = None
    incident: Annotated[str | None, Field(_INCIDENT, values=_INCIDENTS, classified=True)] = None
    filed_under: Annotated[
        str | None,
        Field(_FILED_UNDER, ids_of=("missions", "organizations"), vocabulary="filed-under", classified=True),
    ] = None
    place: Annotated[str | None, Field("Where.", Merge.WORDING)] = None
    named: Annotated[tuple[str, ...], Field("Widely named officials among the dead.", Merge.UNION, ref="people")] = ()

    @property
    def period(self) -> PartialDate | Period | None:
        """The day of the event, or the days from the first to the last."""
        return days_between(self.date, self.end)

    def __str__(self) -> str:
        return line(
            self.scope,
            self.period,
            self.event or self.incident,
            self.nationality,
            self.category,
            self.place,
            says=counted(self.count, self.bound),
        )


@frozen(kw_only=True)
class FatalityTotal(Shown):
    """Deaths counted again: a total over a time, or the share of one nationality and category in an incident.

    The totals overlap each other, and count deaths that are records of ``fatalities``: never add them up, or to those.

    Example:
        >>> import unami
        >>> unami.mission.fatality_totals["unami-total"].count
        35
    """

    __table__: ClassVar[Table] = Table(
        "fatality_totals",
        "Deaths counted again: totals over a time, and shares of an incident.",
        order=311,
        general=False,
        example={
            "id": "2015-total",
            "scope": "aggregate",
            "date": "2015-02",
            "end": "2015-12",
            "count": "1",
            "filed_under": ITSELF,
        },
    )

    id: Annotated[str, Field("Stable identifier of the count.")]
    scope: Annotated[
        str,
        Field(
            "What is counted: event-part (a share of the dead of an event) or aggregate (a total over a time).",
            values=("event-part", "aggregate"),
            identity=True,
            classified=True,
        ),
    ]
    event: Annotated[str | None, Field("The event of which it is a share.", ref="events")] = None
    date: Annotated[PartialDate | None, Field("Day of the event; for an aggregate, when what is counted begins.")] = (
        None
    )
    end: Annotated[PartialDate | None, Field("For an aggregate, the last day that is counted.")] = None
    nationality: Annotated[str | None, Field("Nationality of the dead, where they share one.", ref="countries")] = None
    category: Annotated[str | None, Field(_CATEGORY, values=_CATEGORIES, classified=True)] = None
    count: Annotated[int | None, Field("Number of deaths.", minimum=0)] = None
    incident: Annotated[str | None, Field(_INCIDENT, values=_INCIDENTS, classified=True)] = None
    filed_under: Annotated[
        str | None,
        Field(_FILED_UNDER, ids_of=("missions", "organizations"), vocabulary="filed-under", classified=True),
    ] = None
    place: Annotated[str | None, Field("Where.", Merge.WORDING)] = None
    named: Annotated[tuple[str, ...], Field("Widely named officials among the dead.", Merge.UNION, ref="people")] = ()

    @property
    def period(self) -> PartialDate | Period | None:
        """The day of the event, or the time that is counted."""
        return days_between(self.date, self.end)

    def __str__(self) -> str:
        shared = (self.nationality, self.category, self.incident)
        return line(
            self.scope,
            self.event,
            self.period,
            ", ".join(filter(None, shared)) or "all",
            self.place,
            says=counted(self.count),
        )


@frozen(kw_only=True)
class Displacement(Shown):
    """A number of displaced people at one time, or of people who returned within a time.

    The returns of a month or year are flows, with ``since`` as the start of the time; everything else is the number
    at a time. Flows of months are in those of years, and none adds to a number at a time.

    Example:
        >>> import unami
        >>> unami.mission.displacement["isil-crisis-dpa"].count
        2600000
    """

    __table__: ClassVar[Table] = Table(
        "displacement",
        "Numbers of displaced people.",
        order=320,
        example={
            "id": "2015-06-displaced",
            "as_of": "2015-06",
            "measure": "internally-displaced",
            "place": "atlantis",
            "count": "400",
        },
        plural="displacement figures",
    )

    id: Annotated[str, Field("Stable identifier of the count.")]
    since: Annotated[
        PartialDate | None,
        Field("For people counted over a time, its first month or year; empty for a number at one time."),
    ] = None
    as_of: Annotated[
        PartialDate | None, Field("When the number held; the last month or year of those counted over a time.")
    ] = None
    measure: Annotated[
        str,
        Field(
            "Who is counted: people displaced inside the country, refugees from it abroad, displaced people who have "
            "returned (all until then), all who were driven from home at some time, or people in need of humanitarian "
            "help; and, as flows, those who returned within a time: displaced people, refugees, or both together.",
            values=(
                "internally-displaced",
                "refugees-abroad",
                "returnees",
                "driven-from-home",
                "people-in-need",
                "returns-of-displaced",
                "returns-of-refugees",
                "returns",
            ),
            identity=True,
            classified=True,
        ),
    ]
    place: Annotated[str, Field("Where the people are; where refugees come from.", ref="places", identity=True)]
    population: Annotated[
        str | None,
        Field("Which displacement or period the source refers to, if it is limited; in our own words.", Merge.WORDING),
    ] = None
    count: Annotated[int | None, Field("Number of people.", minimum=0)] = None
    compiled_by: Annotated[str | None, Field("Who counted.", Merge.WORDING)] = None
    bound: Annotated[str | None, edge_of("count")] = None

    @property
    def period(self) -> PartialDate | Period | None:
        """When the number held, or the time over which people are counted."""
        return self.as_of if self.since in (None, self.as_of) else days_between(self.since, self.as_of)

    def __str__(self) -> str:
        return line(self.as_of, self.measure, self.place, self.population, says=counted(self.count, self.bound))


@frozen(kw_only=True)
class CampFigure(Shown):
    """A figure in the relocation of the residents of a camp.

    A measure that ends with ``-total`` is a running total, which holds all until its date; others count what happened
    on a day or within a time, or who was there. Never add figures of different measures, or running totals.

    Example:
        >>> import unami
        >>> unami.mission.camp["residents-original"].count
        3280
    """

    __table__: ClassVar[Table] = Table(
        "camp",
        "Figures of the relocation of the residents of camps.",
        order=330,
        general=False,
        example={"id": "residents-2015", "date": "2015-06", "measure": "residents", "place": "atlantis", "count": "40"},
        plural="camp figures",
    )

    id: Annotated[str, Field("Stable identifier of the figure.")]
    date: Annotated[PartialDate | None, Field("Date of the figure or step.")] = None
    end: Annotated[PartialDate | None, Field("Last day, for a period.", goes_with="date")] = None
    measure: Annotated[
        str | None,
        Field(
            "What the figure counts: who is there at a time, what happened on a day or within a time (a flow), or all "
            "until a time (a running total).",
            vocabulary="camp-measure",
            classified=True,
        ),
    ] = None
    place: Annotated[str | None, Field("Camp, where the figure is of one camp.", ref="places")] = None
    count: Annotated[int | None, Field("Number of people.", minimum=0)] = None
    bound: Annotated[str | None, edge_of("count")] = None
    country: Annotated[str | None, Field("Country, for people relocated abroad.", ref="countries")] = None
    event: Annotated[str | None, Field("Short description, in our own words.", Merge.WORDING)] = None

    @property
    def period(self) -> PartialDate | Period | None:
        """The day, or the days from the first to the last."""
        return days_between(self.date, self.end)

    def __str__(self) -> str:
        return line(
            self.period, self.measure, self.place, self.country, self.event, says=counted(self.count, self.bound)
        )


@frozen(kw_only=True)
class Pledge(Shown):
    """Money pledged to the trust fund for the relocation.

    Example:
        >>> import unami
        >>> unami.mission.pledges["camp-total"].amount_usd
        1600000
    """

    __table__: ClassVar[Table] = Table(
        "pledges",
        "Pledges to the trust fund for the relocation.",
        order=340,
        general=False,
        example={"id": "harbour-fund", "donors": "XAA", "amount_usd": "1000", "as_of": "2015-12-31"},
    )

    id: Annotated[str, Field("Stable identifier of the pledge.")]
    donors: Annotated[tuple[str, ...], Field("Countries that pledged.", ref="countries")] = ()
    amount_usd: Annotated[int | None, Field("Amount pledged, in US dollars.", minimum=0)] = None
    outstanding_usd: Annotated[int | None, Field("Part not yet paid, in US dollars.", minimum=0)] = None
    as_of: Annotated[PartialDate | None, Field("When the figure held.")] = None
    part_of: Annotated[
        str | None, Field("The pledge of several donors that counts this one too: never add the two.", ref="pledges")
    ] = None

    @property
    def period(self) -> PartialDate | None:
        """The date of the figure."""
        return self.as_of

    def __str__(self) -> str:
        return line(*self.donors, self.as_of, says=dollars(self.amount_usd))
