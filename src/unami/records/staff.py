"""Civilian staff and offices."""

from typing import Annotated

from attrs import frozen

from unami.dates import Certainty, PartialDate, Period, Span, When
from unami.records.base import known_span, stated_period
from unami.records.fields import Field, Merge

__all__ = ["Office", "StaffCount"]


@frozen(kw_only=True)
class StaffCount:
    """A number of civilian staff at one time.

    Example:
        >>> import unami
        >>> unami.mission.staffing["2023-total"].count
        648
    """

    id: Annotated[str, Field("Stable identifier of the count.")]
    as_of: Annotated[PartialDate | None, Field("When the number held.", Merge.WORDING)] = None
    category: Annotated[
        str,
        Field(
            "Who is counted.",
            values=("total", "international", "national", "un-volunteers", "government-provided"),
            identity=True,
        ),
    ]
    measure: Annotated[
        str | None, Field("What the number is.", values=("actual", "authorized", "approved", "planned", "approximate"))
    ] = None
    count: Annotated[int | None, Field("Number of people or posts.", minimum=0)] = None
    bound: Annotated[
        str | None,
        Field(
            "Whether the source gives the number as a least, a greatest or a round one.",
            Merge.WORDING,
            values=("at-least", "at-most", "about"),
        ),
    ] = None
    entity: Annotated[
        str | None, Field("Whose staff: the mission, or the whole UN in Iraq.", values=("unami", "un-system-iraq"))
    ] = None
    place: Annotated[str | None, Field("Where.", Merge.WORDING)] = None

    @property
    def period(self) -> PartialDate | None:
        """When the number held."""
        return self.as_of

    def __str__(self) -> str:
        return f"{self.as_of}, {self.category}, {self.measure}: {self.count}"


@frozen(kw_only=True)
class Office:
    """A place where the mission worked.

    Example:
        >>> import unami
        >>> unami.mission.offices["baghdad"].kind
        'headquarters'
    """

    id: Annotated[str, Field("Stable identifier of the office.")]
    place: Annotated[str | None, Field("Place.", Merge.WORDING)] = None
    kind: Annotated[
        str | None,
        Field(
            "Sort of office.",
            values=("headquarters", "regional-office", "field-office", "liaison-office", "support-office", "other"),
        ),
    ] = None
    country: Annotated[str | None, Field("Country.", ref="countries")] = None
    start: Annotated[PartialDate | None, Field("First day.")] = None
    end: Annotated[PartialDate | None, Field("Last day.")] = None
    seen: Annotated[tuple[PartialDate, ...], Field("Dates for which a source shows it.", Merge.UNION)] = ()

    @property
    def period(self) -> Period:
        """The stated life of the office."""
        return stated_period(self.start, self.end)

    @property
    def span(self) -> Span:
        """The days between which it began and ended, from the stated period and from sightings."""
        return known_span(self.start, self.end, self.seen)

    def covers(self, when: When) -> Certainty:
        """Whether it held at some time within a date.

        Args:
            when: A day, month, year or period; see :func:`unami.dates.read_when`.
        """
        return self.span.covers(when)

    def __str__(self) -> str:
        return f"{self.place}, {self.kind}, {self.period}"
