"""The names of posts that were renamed."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami.dates import PartialDate
from unami.records._base import Spanned
from unami.records._field import Field, Merge, open_end_of
from unami.records._line import line
from unami.records._table import Table

__all__ = ["PostName"]


@frozen(kw_only=True)
class PostName(Spanned):
    """The name of a post for a time, where it had another one before or after.

    Example:
        >>> import unami
        >>> unami.mission.tables["post_names"].kind
        'post names'
    """

    __table__: ClassVar[Table] = Table(
        "post_names",
        "Names of posts that were renamed, each with its time.",
        order=33,
        example={
            "id": "envoy.special-envoy",
            "post": "envoy",
            "name": "Special Envoy",
            "start": "2015-01-10",
            "resolution": "9001",
        },
        required=False,
    )

    id: Annotated[str, Field("Stable identifier of the name.")]
    post: Annotated[str, Field("The post.", ref="posts", identity=True)]
    name: Annotated[str, Field("Its name in that time.", identity=True)]
    abbreviation: Annotated[str | None, Field("Usual short form in that time.", Merge.WORDING, optional=True)] = None
    start: Annotated[PartialDate | None, Field("First day of the name.", optional=True)] = None
    end: Annotated[PartialDate | None, Field("Last day of the name.", open_end=True, optional=True)] = None
    seen: Annotated[tuple[PartialDate, ...], Field("Dates on which a source uses the name.", Merge.UNION)] = ()
    resolution: Annotated[str | None, Field("Resolution that gave the name.", ref="resolutions", optional=True)] = None
    open_end: Annotated[bool | None, open_end_of("end")] = None

    def __str__(self) -> str:
        return line(self.post, self.period, says=self.name)
