"""Uniformed personnel: contributions of countries, and guard units."""

from typing import Annotated

from attrs import frozen

from unami.dates import PartialDate, Period
from unami.records.base import stated_period
from unami.records.fields import Field, Merge

__all__ = ["Contingent", "Contribution"]


@frozen(kw_only=True)
class Contribution:
    """Uniformed personnel of one country in one category at one time.

    Example:
        >>> import unami
        >>> unami.mission.deployments_by("Fiji").first().category
        'troops'
    """

    id: Annotated[str, Field("Stable identifier of the contribution.")]
    country: Annotated[str, Field("Contributing country.", ref="countries", identity=True)]
    category: Annotated[
        str,
        Field(
            "Category of personnel.",
            values=("troops", "police", "experts-on-mission", "civilian-defence"),
            identity=True,
        ),
    ]
    month: Annotated[PartialDate | None, Field("Month the figure is for; empty where the source does not date it.")] = (
        None
    )
    as_of: Annotated[PartialDate | None, Field("Day of the count, where the source gives one.")] = None
    count: Annotated[int | None, Field("Number of people.", minimum=0)] = None
    women: Annotated[int | None, Field("Number of women among them.", minimum=0)] = None

    @property
    def period(self) -> PartialDate | None:
        """The month of the figure."""
        return self.month

    def __str__(self) -> str:
        return f"{self.country}, {self.category}, {self.month}: {self.count}"


@frozen(kw_only=True)
class Contingent:
    """A guard unit or party of observers from one country.

    Example:
        >>> import unami
        >>> unami.mission.contingents["fji-guard-unit"].initial_strength
        134
    """

    id: Annotated[str, Field("Stable identifier of the contingent.")]
    country: Annotated[str, Field("Country.", ref="countries", identity=True)]
    unit: Annotated[str | None, Field("Name of the unit.", Merge.WORDING)] = None
    role: Annotated[
        str | None,
        Field("What it did.", values=("escort", "static-guard", "middle-ring", "observers", "advisers", "other")),
    ] = None
    location: Annotated[str | None, Field("Where.", Merge.WORDING)] = None
    start: Annotated[PartialDate | None, Field("First day or arrival.")] = None
    end: Annotated[PartialDate | None, Field("Last day or departure.")] = None
    initial_strength: Annotated[int | None, Field("Number of people at the start.", minimum=0)] = None
    peak_strength: Annotated[int | None, Field("Greatest number of people.", minimum=0)] = None
    strength: Annotated[int | None, Field("Number of people, where the source does not say when.", minimum=0)] = None
    command: Annotated[str | None, Field("Under whose command.", Merge.WORDING)] = None
    support: Annotated[str | None, Field("Who trained, equipped, moved or paid it.", Merge.WORDING)] = None
    summary: Annotated[str | None, Field("What is told of it, in our own words.", Merge.WORDING)] = None

    @property
    def period(self) -> Period:
        """The stated time of service."""
        return stated_period(self.start, self.end)

    def __str__(self) -> str:
        return f"{self.country}, {self.unit}, {self.period}"
