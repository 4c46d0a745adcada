"""Identifiers that other authorities and data sets have for the things of the record."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami._base.encodable import Shown
from unami.records._field import Field, Merge
from unami.records._table import Table

__all__ = ["SUBJECTS", "Identifier"]

SUBJECTS = (
    "missions",
    "people",
    "posts",
    "organizations",
    "countries",
    "offices",
    "elections",
    "events",
    "places",
)
"""The tables whose records have identifiers; their classes are :class:`~unami.records._base.Identified`."""


@frozen(kw_only=True)
class Identifier(Shown):
    """What an authority or a data set calls a thing of the record: a code, a number, or a name to join on.

    There is one for each thing and scheme. Sources that give different values are a dispute, as everywhere.

    Example:
        >>> import unami
        >>> print(unami.mission.identifiers["countries.irq.wikidata"])
        countries/IRQ: wikidata Q796
    """

    __table__: ClassVar[Table] = Table(
        "identifiers",
        "Identifiers that other authorities and data sets have for things of the record.",
        order=900,
        required=False,
        example={
            "id": "countries.xaa.wikidata",
            "subject_table": "countries",
            "subject": "XAA",
            "scheme": "wikidata",
            "value": "Q0",
        },
        types=("schema:PropertyValue",),
        terms={"scheme": "schema:propertyID", "value": "schema:value", "name": "schema:name", "url": "schema:url"},
    )

    id: Annotated[str, Field("Stable identifier of the row: table, thing and scheme.")]
    subject_table: Annotated[str, Field("Table of the thing.", values=SUBJECTS, identity=True)]
    subject: Annotated[str, Field("The thing.", ids_of=SUBJECTS, of_table="subject_table", identity=True)]
    scheme: Annotated[
        str,
        Field(
            "Authority or data set, and which of its identifiers it is.", vocabulary="identifier-scheme", identity=True
        ),
    ]
    value: Annotated[str | None, Field("The identifier, as the authority writes it.")] = None
    name: Annotated[
        str | None,
        Field("What the authority calls the thing, where that is none of the names in the record.", Merge.WORDING),
    ] = None
    url: Annotated[
        str | None, Field("Address of the thing there, worked out of the pattern of the scheme.", derived=True)
    ] = None

    def __str__(self) -> str:
        return f"{self.subject_table}/{self.subject}: {self.scheme} {self.value}"
