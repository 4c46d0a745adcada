"""The times in which nobody held a post."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami.dates import PartialDate
from unami.records._base import Limited
from unami.records._field import Field, Merge, open_end_of
from unami.records._line import line
from unami.records._table import Table

__all__ = ["Vacancy"]


@frozen(kw_only=True)
class Vacancy(Limited):
    """A time in which nobody held a post, as a source says; somebody may have acted for the missing holder.

    That no source names a holder is no vacancy: see :meth:`unami.Mission.gaps`.

    Example:
        >>> import unami
        >>> [str(vacancy.period) for vacancy in unami.mission.vacancies_at("2004-05")]
        ['2003-08/']
    """

    __table__: ClassVar[Table] = Table(
        "vacancies",
        "Times in which nobody held a post, as sources say.",
        order=43,
        example={
            "id": "envoy.2015-01",
            "post": "envoy",
            "start": "2015-01-10",
            "end": "2015-01-19",
            "reason": "Nobody had been chosen yet.",
        },
        rests_on={
            "period": ("start", "end"),
            "span": ("start", "end", "seen"),
            "not_before": (),
            "not_after": (),
        },
        required=False,
    )

    id: Annotated[str, Field("Stable identifier of the vacancy.")]
    post: Annotated[str, Field("The post that nobody held.", ref="posts", identity=True)]
    start: Annotated[PartialDate | None, Field("First day without a holder.")] = None
    end: Annotated[PartialDate | None, Field("Last day without a holder.", open_end=True, optional=True)] = None
    seen: Annotated[
        tuple[PartialDate, ...], Field("Dates on which a source attests that nobody held the post.", Merge.UNION)
    ] = ()
    reason: Annotated[str | None, Field("Why, in our own words.", Merge.WORDING)] = None
    open_end: Annotated[bool | None, open_end_of("end")] = None
    not_before: Annotated[
        PartialDate | None, Field("Limit of an unknown or imprecise start: the last holder before.", derived=True)
    ] = None
    not_after: Annotated[
        PartialDate | None, Field("Limit of an unknown or imprecise end: the next holder.", derived=True)
    ] = None

    def __str__(self) -> str:
        return line(self.post, "vacant", self.period, says=self.reason)
