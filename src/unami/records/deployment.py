"""Uniformed personnel: contributions of countries, strength of the mission, guard units and their legal basis."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami._base.encodable import Shown
from unami.dates import PartialDate, Period
from unami.records._base import Limited, Linked, stated_period
from unami.records._field import Field, Merge, edge_of, open_end_of
from unami.records._line import counted, line
from unami.records._table import Table

__all__ = ["Contingent", "Contribution", "ContributionMean", "SecurityArrangement", "Strength"]


@frozen(kw_only=True)
class Contribution(Shown):
    """Uniformed personnel of one country in one category at one time.

    Example:
        >>> import unami
        >>> unami.mission.deployments_by("Fiji").first().category
        'troops'
    """

    __table__: ClassVar[Table] = Table(
        "contributions",
        "Uniformed personnel by country and category.",
        order=160,
        example={
            "id": "2015-06.xaa.troops",
            "country": "XAA",
            "category": "troops",
            "month": "2015-06",
            "count": "12",
            "women": "5",
        },
    )

    id: Annotated[str, Field("Stable identifier of the contribution.")]
    country: Annotated[str, Field("Contributing country.", ref="countries", identity=True)]
    category: Annotated[
        str,
        Field(
            "Category of personnel, in the terms of the UN tables: troops (formed guard units), individual police, "
            "experts on mission (military advisers, also called observers), and civilians of a defence ministry.",
            values=("troops", "individual-police", "experts-on-mission", "civilian-defence"),
            identity=True,
            classified=True,
        ),
    ]
    month: Annotated[PartialDate | None, Field("Month of the figure; empty where the source does not date it.")] = None
    as_of: Annotated[
        PartialDate | None,
        Field("Day of the count, where the source gives one; approximate date of an undated snapshot."),
    ] = None
    part: Annotated[
        str | None,
        Field(
            "Part of the country's personnel, where the figure covers only one; the parts of a month add up.",
            values=("guard-unit", "personal-protection"),
            classified=True,
        ),
    ] = None
    count: Annotated[int | None, Field("Number of people, women included.", minimum=0)] = None
    bound: Annotated[str | None, edge_of("count")] = None
    women: Annotated[
        int | None,
        Field("Number of women among them; empty where the source does not say.", minimum=0),
    ] = None

    @property
    def period(self) -> PartialDate | None:
        """The month of the figure."""
        return self.month

    def __str__(self) -> str:
        people, women = counted(self.count, self.bound), counted(self.women, what="of them women")
        said = ", ".join(part for part in (people, women) if part)
        return line(self.country, self.category, self.part, self.month or self.as_of, says=said)


@frozen(kw_only=True)
class ContributionMean(Shown):
    """Uniformed personnel of one country, all categories together, as a mean over a year.

    The source adds up the months it has and always divides by twelve; ``months`` is how many months stand behind that.
    ``per_month`` makes up for the missing ones. A mean is no monthly figure: never put it among those.

    Example:
        >>> import unami
        >>> fiji = unami.mission.contribution_means["fji-2015"]
        >>> fiji.mean, fiji.months, fiji.per_month
        (149, 11, 162.5)
    """

    __table__: ClassVar[Table] = Table(
        "contribution_means",
        "Uniformed personnel by country, as yearly means.",
        order=165,
        general=False,
        example={"id": "xaa-2015", "country": "XAA", "year": "2015", "mean": "11", "months": "12"},
    )

    id: Annotated[str, Field("Stable identifier of the mean: country and year.")]
    country: Annotated[str, Field("Contributing country.", ref="countries", identity=True)]
    year: Annotated[PartialDate, Field("Year of the mean.", identity=True)]
    mean: Annotated[
        int | None, Field("Mean as printed: the sum of the known months divided by twelve, rounded.", minimum=0)
    ] = None
    women: Annotated[int | None, Field("Women among them, by the same division.", minimum=0)] = None
    months: Annotated[
        int | None,
        Field(
            "How many months stand behind the mean, by what else is known; empty where that cannot be said.", minimum=1
        ),
    ] = None

    @property
    def period(self) -> PartialDate:
        """The year."""
        return self.year

    @property
    def per_month(self) -> float | None:
        """People in a month on average, worked out from the months behind the mean."""
        return None if None in (self.mean, self.months) else round((self.mean or 0) * 12 / (self.months or 1), 1)

    @property
    def plus_minus(self) -> float | None:
        """How far the rounding of the mean leaves ``per_month`` open."""
        return None if self.months is None else round(6 / self.months, 1)

    def __str__(self) -> str:
        return line(
            self.country, self.year, says=counted(self.per_month, "about", "in a month") or f"{self.mean} as printed"
        )


@frozen(kw_only=True)
class Strength(Shown):
    """Uniformed strength of the whole mission in one month.

    Example:
        >>> import unami
        >>> unami.mission.strength["2014-03"].total
        274
    """

    __table__: ClassVar[Table] = Table(
        "strength",
        "Uniformed personnel of the whole mission, month by month.",
        order=170,
        example={"id": "2015-06", "month": "2015-06", "troops": "12", "total": "12", "contributors": "1"},
        plural="strength figures",
    )

    id: Annotated[str, Field("Stable identifier of the figure: the month.")]
    month: Annotated[PartialDate, Field("Month of the figure.", identity=True)]
    as_of: Annotated[PartialDate | None, Field("Day of the count, where the source gives one.")] = None
    troops: Annotated[int | None, Field("Number of troops: the formed guard units.", minimum=0)] = None
    police: Annotated[int | None, Field("Number of individual police officers.", minimum=0)] = None
    experts: Annotated[
        int | None, Field("Number of experts on mission: military advisers, also called observers.", minimum=0)
    ] = None
    total: Annotated[int | None, Field("Total number of uniformed personnel.", minimum=0)] = None
    contributors: Annotated[int | None, Field("Number of countries that contributed personnel.", minimum=0)] = None

    @property
    def period(self) -> PartialDate:
        """The month of the figure."""
        return self.month

    def __str__(self) -> str:
        return line(self.month, says=kinds_of(self) if self.total is None else self.total)


def kinds_of(figure: Strength) -> str:
    """Return how many people of each kind a figure counts, in words; nothing if it counts none.

    Args:
        figure: The strength of the mission in a month.

    Example:
        >>> import unami
        >>> kinds_of(unami.mission.strength["2014-03"])
        '270 troops, 3 police, 1 expert'
    """
    numbers = (
        counted(figure.troops, what="troops"),
        counted(figure.police, what="police"),
        counted(figure.experts, what="expert" if figure.experts == 1 else "experts"),
    )
    return ", ".join(filter(None, numbers))


@frozen(kw_only=True)
class Contingent(Limited):
    """A guard unit or party of observers from one country.

    Example:
        >>> import unami
        >>> unami.mission.contingents["fji-guard-unit"].initial_strength
        134
    """

    __table__: ClassVar[Table] = Table(
        "contingents",
        "Guard units and parties of observers.",
        order=180,
        example={
            "id": "xaa-guard-unit",
            "country": "XAA",
            "unit": "Guard unit",
            "role": "static-guard",
            "start": "2015-03",
            "initial_strength": "12",
        },
        required=False,
    )

    id: Annotated[str, Field("Stable identifier of the contingent.")]
    country: Annotated[str, Field("Country.", ref="countries", identity=True)]
    unit: Annotated[str | None, Field("Name of the unit.", Merge.WORDING)] = None
    role: Annotated[
        str | None,
        Field(
            "Task of the unit.",
            vocabulary="contingent-role",
            classified=True,
        ),
    ] = None
    location: Annotated[str | None, Field("Where.", Merge.WORDING)] = None
    start: Annotated[PartialDate | None, Field("First day or arrival.")] = None
    end: Annotated[PartialDate | None, Field("Last day or departure.", open_end=True)] = None
    initial_strength: Annotated[int | None, Field("Number of people at the start.", minimum=0)] = None
    initial_strength_bound: Annotated[str | None, edge_of("initial_strength")] = None
    peak_strength: Annotated[int | None, Field("Greatest number of people.", minimum=0)] = None
    strength: Annotated[
        int | None,
        Field(
            "Number of people at the date of the source, or at an unknown date; figures for different dates are "
            "not rival values.",
            Merge.WORDING,
            minimum=0,
        ),
    ] = None
    strength_bound: Annotated[str | None, edge_of("strength")] = None
    planned_strength: Annotated[
        int | None, Field("Number of people offered, agreed or planned, not known to have arrived.", minimum=0)
    ] = None
    planned_strength_bound: Annotated[str | None, edge_of("planned_strength")] = None
    seen: Annotated[
        tuple[PartialDate, ...],
        Field("Dates on which a source attests it: the ends of a data series, or the date of a report.", Merge.UNION),
    ] = ()
    command: Annotated[str | None, Field("Under whose command.", Merge.WORDING, classified=True)] = None
    support: Annotated[str | None, Field("Who trained, equipped, moved or paid it.", Merge.WORDING)] = None
    summary: Annotated[str | None, Field("Summary, in our own words.", Merge.WORDING)] = None

    not_before: Annotated[
        PartialDate | None, Field("Limit of an unknown or coarse start: the beginning of the mission.", derived=True)
    ] = None
    not_after: Annotated[
        PartialDate | None,
        Field("Limit of an unknown or coarse end: the end of the mission.", derived=True),
    ] = None
    open_end: Annotated[bool | None, open_end_of("end")] = None

    def __str__(self) -> str:
        return line(self.country, self.unit, self.role, self.period, says=sizes_of(self))


def sizes_of(unit: Contingent) -> str:
    """Return how many people a contingent had, and when, in words.

    Args:
        unit: The contingent.

    Example:
        >>> import unami
        >>> sizes_of(unami.mission.contingents["fji-guard-unit"])
        '134 at the start, 320 at most, 168 once'
    """
    numbers = (
        counted(unit.initial_strength, unit.initial_strength_bound, "at the start"),
        counted(unit.peak_strength, what="at most"),
        counted(unit.strength, unit.strength_bound, "once"),
        counted(unit.planned_strength, unit.planned_strength_bound, "planned"),
    )
    return ", ".join(filter(None, numbers))


@frozen(kw_only=True)
class SecurityArrangement(Linked):
    """A resolution, letter, agreement or decision on the protection of the mission.

    Example:
        >>> import unami
        >>> unami.mission.security_arrangements["us-un-agreement-2008"].effective_from
        PartialDate('2009-01-01')
    """

    __table__: ClassVar[Table] = Table(
        "security_arrangements",
        "Resolutions, letters and agreements on the security of the mission.",
        order=190,
        general=False,
        example={
            "id": "harbour-agreement",
            "kind": "agreement",
            "date": "2015-02-20",
            "name": "Agreement on the guard of the harbour",
        },
        named_by=("name", "symbol"),
    )

    id: Annotated[str, Field("Stable identifier of the arrangement.")]
    kind: Annotated[
        str,
        Field(
            "Kind of instrument or step.",
            values=("resolution", "letter", "report", "agreement", "national-decision", "decision", "request", "end"),
            identity=True,
            classified=True,
        ),
    ]
    date: Annotated[PartialDate | None, Field("Day of adoption, signature, decision or publication.")] = None
    name: Annotated[str | None, Field("Name or short description, in our own words.", Merge.WORDING)] = None
    symbol: Annotated[str | None, Field("Symbol of the UN document.")] = None
    resolution: Annotated[str | None, Field("Id of the resolution, if it is one.", ref="resolutions")] = None
    parties: Annotated[tuple[str, ...], Field("Who made it, or the parties to it, in English.", Merge.UNION)] = ()
    effective_from: Annotated[PartialDate | None, Field("First day in force, where the source gives it.")] = None
    effective_until: Annotated[
        PartialDate | None, Field("Last day in force, where the source gives it.", open_end=True)
    ] = None
    content: Annotated[str | None, Field("What it provides, in our own words.", Merge.WORDING)] = None
    open_end: Annotated[bool | None, open_end_of("effective_until")] = None

    @property
    def period(self) -> PartialDate | Period | None:
        """The time in force, where it is stated; otherwise the day it was made."""
        if self.effective_from is None and self.effective_until is None and not self.open_end:
            return self.date
        return stated_period(self.effective_from or self.date, self.effective_until, open_end=self.open_end)

    def __str__(self) -> str:
        return line(self.date, self.kind, says=self.name or self.symbol or self.id)
