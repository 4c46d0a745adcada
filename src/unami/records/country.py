"""Countries and places."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami.records._base import Identified
from unami.records._field import Field, Merge
from unami.records._table import Table

__all__ = ["Country", "Place"]


@frozen(kw_only=True)
class Country(Identified):
    """A country with its codes and names.

    Example:
        >>> import unami
        >>> unami.mission.countries["GBR"].name
        'United Kingdom'
    """

    __table__: ClassVar[Table] = Table(
        "countries",
        "Countries with their codes and names.",
        order=150,
        example={"id": "XAA", "name": "Atlantis", "alpha_2": "XA"},
        named_by=("name", "official_name", "alpha_2", "other_names"),
        types=("schema:Country",),
        terms={
            "name": "schema:name",
            "other_names": "schema:alternateName",
            "official_name": "schema:alternateName",
            "alpha_2": "schema:identifier",
        },
    )

    id: Annotated[str, Field("ISO 3166-1 alpha-3 code.")]
    name: Annotated[str | None, Field("Short name in English.", Merge.WORDING)] = None
    alpha_2: Annotated[str | None, Field("ISO 3166-1 alpha-2 code.")] = None
    official_name: Annotated[str | None, Field("Official name in English.", Merge.WORDING)] = None
    other_names: Annotated[
        tuple[str, ...], Field("Other names and spellings in use, former names included.", Merge.UNION)
    ] = ()

    def __str__(self) -> str:
        return f"{self.name} ({self.id})" if self.name else self.id


@frozen(kw_only=True)
class Place(Identified):
    """The host country, its parts, and other places in the record.

    Example:
        >>> import unami
        >>> unami.mission.places["IQ-NI"].name
        'Ninewa'
    """

    __table__: ClassVar[Table] = Table(
        "places",
        "The host country and places in it, with their codes.",
        order=280,
        example={"id": "atlantis", "name": "Atlantis", "kind": "country"},
        named_by=("name", "iso_3166_2", "other_names"),
        types=("schema:Place",),
        terms={
            "name": "schema:name",
            "other_names": "schema:alternateName",
            "latitude": "schema:latitude",
            "longitude": "schema:longitude",
        },
    )

    id: Annotated[str, Field("ISO 3166-2 code of a part of the country; for other places a stable identifier.")]
    name: Annotated[str | None, Field("Name in Latin letters.", Merge.WORDING)] = None
    iso_3166_2: Annotated[
        str | None,
        Field("ISO 3166-2 code of the part of the country; for a smaller place, of the part in which it lies."),
    ] = None
    kind: Annotated[
        str | None,
        Field("Kind of place.", vocabulary="place-kind", classified=True),
    ] = None
    latitude: Annotated[float | None, Field("Latitude in decimal degrees, north positive (WGS 84).")] = None
    longitude: Annotated[float | None, Field("Longitude in decimal degrees, east positive (WGS 84).")] = None
    other_names: Annotated[tuple[str, ...], Field("Other names and spellings in use.", Merge.UNION)] = ()
    tile_column: Annotated[
        int | None,
        Field(
            "Column of the place on a map of equal tiles, from 1 in the west: the curators' own layout.",
            minimum=1,
            goes_with="tile_row",
            classified=True,
            optional=True,
        ),
    ] = None
    tile_row: Annotated[
        int | None,
        Field("Row of the place on that map, from 1 in the north.", minimum=1, classified=True, optional=True),
    ] = None

    def __str__(self) -> str:
        return f"{self.name} ({self.id})" if self.name else self.id
