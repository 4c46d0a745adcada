"""People who held a post in the mission or worked beside it."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami.dates import PartialDate
from unami.records._base import Identified
from unami.records._field import Field, Merge
from unami.records._table import Table

__all__ = ["Person"]


@frozen(kw_only=True)
class Person(Identified):
    """A person in public office, without private data.

    Example:
        >>> import unami
        >>> unami.mission.people["nickolay-mladenov"].nationality
        ('BGR',)
    """

    __table__: ClassVar[Table] = Table(
        "people",
        "People who held a post in the mission or beside it.",
        order=20,
        example={"id": "ada-example", "name": "Ada Example", "nationality": "XAA", "gender": "female"},
        named_by=("name", "native_name", "other_names"),
        types=("schema:Person",),
        terms={
            "name": "schema:name",
            "other_names": "schema:alternateName",
            "native_name": "schema:alternateName",
            "nationality": "schema:nationality",
            "gender": "schema:gender",
            "died": "schema:deathDate",
            "summary": "schema:description",
        },
    )

    id: Annotated[str, Field("Stable identifier of the person.")]
    name: Annotated[str | None, Field("Name in Latin script with its diacritics.")] = None
    other_names: Annotated[
        tuple[str, ...], Field("Other spellings and forms of the name, in any script.", Merge.UNION)
    ] = ()
    native_name: Annotated[str | None, Field("Name in its own script, where that is not Latin.", Merge.WORDING)] = None
    nationality: Annotated[
        tuple[str, ...], Field("Countries of nationality, according to sources.", ref="countries")
    ] = ()
    gender: Annotated[
        str | None, Field("Gender as implied by the title or pronoun the source uses.", values=("female", "male"))
    ] = None
    died: Annotated[PartialDate | None, Field("Day of death, for deaths in office.")] = None
    education: Annotated[
        tuple[str, ...], Field("Studies named in an official or encyclopedic biography.", Merge.UNION)
    ] = ()
    summary: Annotated[
        str | None, Field("Role in the host country and nearby posts, in our own words.", Merge.WORDING)
    ] = None

    def __str__(self) -> str:
        return self.name or self.id
