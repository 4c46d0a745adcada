"""The parts of the host country that charts compare, such as its governorates."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami.records.country import Place

__all__ = ["Parts", "parts_of"]


@frozen
class Parts:
    """The first parts of a country, and where each stands on a map of tiles.

    Args:
        kind: What they are, such as a governorate.
        places: The parts, in order of names.
        tiles: For the id of each, its column and row, from 1.
        drawn: Whether the package gives the map; otherwise the parts stand in order of names.
    """

    kind: str
    places: tuple[Place, ...]
    tiles: dict[str, tuple[int, int]]
    drawn: bool


def parts_of(mission: Mission) -> Parts:
    """Return the parts of the host country: all places of the kinds of which figures and events speak.

    Args:
        mission: The record.

    Example:
        >>> import unami
        >>> parts = parts_of(unami.mission)
        >>> parts.kind, len(parts.places), parts.tiles["IQ-BG"]
        ('governorate', 18, (2, 4))
    """
    whole = mission.whole
    area = whole.area
    codes = {
        *(count.place for count in whole.casualties),
        *(figure.place for figure in whole.displacement),
        *(event.governorate for event in whole.events),
    }
    kinds = {place.kind for place in whole.places if place.id in codes and place != area}
    found = (place for place in whole.places if place.kind in kinds and place != area)
    places = tuple(sorted(found, key=lambda place: (place.name or place.id, place.id)))
    tiles = {
        place.id: (place.tile_column, place.tile_row)
        for place in places
        if place.tile_column is not None and place.tile_row is not None
    }
    drawn = len(set(tiles.values())) == len(places) > 0
    if not drawn:
        columns = max(ceil(sqrt(len(places))), 1)
        tiles = {place.id: (n % columns + 1, n // columns + 1) for n, place in enumerate(places)}
    kind = next(iter(kinds), None) if len(kinds) == 1 else None
    return Parts((kind or "place").replace("-", " "), places, tiles, drawn)
