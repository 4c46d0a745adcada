"""Harm to civilians counted otherwise than by month and place: by weapon, of children, by mines."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami._base.encodable import Shown
from unami.dates import PartialDate, Period
from unami.records._base import days_between
from unami.records._field import Field, Merge, edge_of
from unami.records._line import counted, line
from unami.records._table import Table

__all__ = ["OtherHarm"]


@frozen(kw_only=True)
class OtherHarm(Shown):
    """A count of people harmed, by weapon; of children, or of grave violations against them; or by mines.

    Such counts are made by other rules than those of ``casualties``, and overlap them and each other: never add them up.

    Example:
        >>> import unami
        >>> unami.mission.other_harm["2017.mines"].killed
        185
    """

    __table__: ClassVar[Table] = Table(
        "other_harm",
        "Other counts of harm to civilians: by weapon, of children, by mines.",
        order=295,
        general=False,
        example={
            "id": "2015.mines",
            "start": "2015",
            "place": "atlantis",
            "kind": "mines",
            "what": "mines",
            "count": "2",
        },
        plural="harm counts",
    )

    id: Annotated[str, Field("Stable identifier of the count.")]
    start: Annotated[PartialDate, Field("Month or year of the count, or the first one.", identity=True)]
    end: Annotated[PartialDate | None, Field("Last month or year of a count over several.")] = None
    place: Annotated[str, Field("Where.", ref="places", identity=True)]
    kind: Annotated[
        str,
        Field(
            "What is counted: people harmed by one weapon, children or grave violations against them, or people harmed "
            "by mines and explosive remnants of war.",
            values=("weapon", "children", "mines"),
            identity=True,
            classified=True,
        ),
    ]
    what: Annotated[str | None, Field("Weapon, or sort of harm or violation.", Merge.WORDING)] = None
    killed: Annotated[int | None, Field("Number of people killed.", minimum=0)] = None
    injured: Annotated[int | None, Field("Number of people injured.", minimum=0)] = None
    count: Annotated[
        int | None,
        Field("Number of people harmed or of violations, where the source gives one number for all.", minimum=0),
    ] = None
    bound: Annotated[str | None, edge_of("count")] = None
    data_from: Annotated[str | None, Field("Who counted.", Merge.WORDING)] = None

    @property
    def period(self) -> PartialDate | Period | None:
        """The month or year, or the time from the first to the last."""
        return days_between(self.start, self.end)

    def __str__(self) -> str:
        numbers = (
            counted(self.killed, None, "killed"),
            counted(self.injured, None, "injured"),
            counted(self.count, self.bound),
        )
        return line(self.period, self.what, says=", ".join(filter(None, numbers)))
