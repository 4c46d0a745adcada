"""Posts, which people are appointed to."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami.records._base import Identified
from unami.records._field import Field, Merge
from unami.records._table import Table

__all__ = ["Post"]


@frozen(kw_only=True)
class Post(Identified):
    """A post in the mission or related to it, independent of its holder.

    Example:
        >>> import unami
        >>> unami.mission.posts["srsg"].role
        'head'
    """

    __table__: ClassVar[Table] = Table(
        "posts",
        "Posts, independent of their holders.",
        order=30,
        example={
            "id": "envoy",
            "name": "Special Envoy",
            "abbreviation": "ENV",
            "role": "head",
            "seats": "single",
            "in_mission": "true",
        },
        named_by=("name", "abbreviation"),
        types=("org:Post",),
        terms={
            "name": "schema:name",
            "abbreviation": "schema:alternateName",
            "reports_to": "org:reportsTo",
            "duties": "schema:description",
        },
    )

    id: Annotated[str, Field("Stable identifier of the post.")]
    name: Annotated[str | None, Field("Name of the post.", Merge.WORDING)] = None
    abbreviation: Annotated[str | None, Field("Usual short form.", Merge.WORDING)] = None
    role: Annotated[
        str | None, Field("Place of the post in the mission.", values=("head", "deputy", "chief", "adviser", "other"))
    ] = None
    line: Annotated[str | None, Field("Line of work of a deputy.", values=("political", "humanitarian"))] = None
    seats: Annotated[
        str | None, Field("Whether one person or several hold the post at a time.", values=("single", "several"))
    ] = None
    in_mission: Annotated[bool | None, Field("Whether the post belongs to the mission itself.")] = None
    reports_to: Annotated[str | None, Field("Post it answers to.", ref="posts")] = None
    duties: Annotated[str | None, Field("Its duties, in our own words.", Merge.WORDING)] = None

    def __str__(self) -> str:
        return self.name or self.id
