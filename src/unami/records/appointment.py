"""Appointments: who held which post, and when."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami.dates import PartialDate, Period, Span
from unami.records._base import Lasting, known_span, stated_period
from unami.records._field import Field, Merge, open_end_of
from unami.records._line import line
from unami.records._table import Table

__all__ = ["Appointment"]


@frozen(kw_only=True)
class Appointment(Lasting):
    """One tenure of one person in one post, acting tenures included.

    Example:
        >>> import unami
        >>> mladenov = unami.mission.appointments.where(person="nickolay-mladenov").one()
        >>> mladenov.announced
        PartialDate('2013-08-02')
    """

    __table__: ClassVar[Table] = Table(
        "appointments",
        "Who held which post, and when.",
        order=40,
        example={
            "id": "ada-example.envoy",
            "person": "ada-example",
            "post": "envoy",
            "title": "Special Envoy for Atlantis",
            "announced": "2015-01-20",
            "took_office": "2015-02",
        },
        asked_as={"start": "took_office", "since": "took_office", "end": "left_office", "until": "left_office"},
        rests_on={
            "period": ("took_office", "left_office"),
            "span": ("announced", "took_office", "left_office", "seen_in_office"),
            "not_before": (),
            "not_after": (),
            "derivation": (),
        },
        types=("org:Membership", "schema:OrganizationRole"),
        terms={
            "person": "org:member",
            "title": "schema:roleName",
            "took_office": "schema:startDate",
            "left_office": "schema:endDate",
        },
    )

    id: Annotated[str, Field("Stable identifier of the appointment.")]
    person: Annotated[str, Field("Who held the post.", ref="people", identity=True)]
    post: Annotated[str, Field("Which post.", ref="posts", identity=True)]
    title: Annotated[str | None, Field("Title as the source words it.", Merge.WORDING)] = None
    acting: Annotated[
        bool | None,
        Field("Whether the holder only acts for, or stands in for, an absent or missing holder.", absent=False),
    ] = None
    announced: Annotated[PartialDate | None, Field("Day the appointment was made public or formally made.")] = None
    took_office: Annotated[PartialDate | None, Field("Day of taking up duty.")] = None
    left_office: Annotated[PartialDate | None, Field("Last day in the post.", open_end=True)] = None
    seen_in_office: Annotated[
        tuple[PartialDate, ...], Field("Days on which a source attests the person in the post.", Merge.UNION)
    ] = ()
    predecessor: Annotated[str | None, Field("Who held the post before, according to the source.", ref="people")] = None
    successor: Annotated[str | None, Field("Who held the post afterwards, according to the source.", ref="people")] = (
        None
    )
    next_post: Annotated[str | None, Field("What the person was appointed to next.", Merge.WORDING)] = None
    not_before: Annotated[
        PartialDate | None,
        Field("Limit of an unknown or imprecise start, derived from the previous holder.", derived=True),
    ] = None
    not_after: Annotated[
        PartialDate | None,
        Field(
            "Limit of an unknown or imprecise end, derived from the next holder, a death or the end of the mission.",
            derived=True,
        ),
    ] = None
    derivation: Annotated[str | None, Field("How the limits were derived, in words.", derived=True)] = None
    open_end: Annotated[bool | None, open_end_of("left_office")] = None

    @property
    def period(self) -> Period:
        """The stated tenure, from taking office to leaving it; ends that no source gives are unknown."""
        return stated_period(self.took_office, self.left_office, open_end=self.open_end)

    @property
    def span(self) -> Span:
        """The days between which the tenure began and ended, from everything known about it.

        The tenure did not begin before the appointment was announced; a sighting in office makes the days between it
        and the other evidence certain; an unknown or imprecise end is limited by derivation.
        """
        limits = [limit for limit in (self.announced, self.not_before) if limit is not None]
        not_before = max(limits, key=lambda limit: limit.earliest, default=None)
        return known_span(
            self.took_office,
            self.left_office,
            self.seen_in_office,
            not_before,
            self.not_after,
            open_end=self.open_end,
        )

    def __str__(self) -> str:
        acting = " (acting)" if self.acting else ""
        return line(f"{self.person}, {self.post}{acting}", self.period)
