"""The map of the site: what is counted in each part of the country, month by month and year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami._mission.months import population_of
from unami._mission.panel import dates_of
from unami._output.charts.palette import DARK, INKS, RAMP, edges_for, step_of
from unami._output.charts.parts import parts_of
from unami._output.export.site.titles import short_name
from unami.records._field import HEADLINE

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.export.site.addresses import Addresses

__all__ = ["has_numbers", "map_table"]


def map_table(mission: Mission, addresses: Addresses) -> dict[str, Any]:
    """The numbers of the map, as :meth:`unami.charts.Charts.places` counts them.

    Args:
        mission: The mission.
        addresses: Addresses of its records.

    Returns:
        ``tiles`` with their names, places on the map and addresses; ``kind``, what they are; ``drawn``, whether they lie
        as on a map; ``measures`` with their titles, the meaning of a tile without a number, and by ``Y`` and ``M`` the
        periods that have numbers: for each place the number in words, what it is made of, a few letters more, its step on
        the scale, and the numbers of its sources; ``ramp``, the colours of the steps and of the letters on them, light
        and dark; ``periods``, all months and years.
    """
    # Altair, which this module needs, is loaded when a map is made: before a fork beside threads all formats are imported.
    from unami._output.charts.places import MEASURES

    parts = parts_of(mission)
    population = population_of(mission, HEADLINE)
    sources: dict[str, int] = {}
    names: list[list[str]] = []

    def number(source: Any) -> int:
        if source.id not in sources:
            sources[source.id] = len(names)
            names.append([source.id, short_name(source)])
        return sources[source.id]

    def numbers(count: Any, freq: Any) -> dict[str, Any]:
        found = {str(when): count(mission, parts, when, population) for when in dates_of(mission, freq)}
        edges = edges_for(max((value.count for values, _ in found.values() for value in values.values()), default=1))
        return {
            when: {
                "places": {
                    place: [
                        value.said,
                        value.detail,
                        value.under,
                        step_of(value.count, edges),
                        list(map(number, value.sources)),
                    ]
                    for place, value in values.items()
                },
                "note": note,
            }
            for when, (values, note) in found.items()
            if values or note
        }

    measures = [
        {
            "name": name,
            "title": words.format(who=population.replace("-", " ")),
            "nobody": nobody,
            **{freq: numbers(count, freq) for freq in "YM"},
        }
        for name, (words, nobody, count) in MEASURES.items()
    ]
    return {
        "kind": parts.kind,
        "drawn": parts.drawn,
        "tiles": [
            [place.id, place.name or place.id, *parts.tiles[place.id], addresses.of("places", place.id)]
            for place in parts.places
        ],
        "measures": measures,
        "periods": {freq: [str(when) for when in dates_of(mission, freq)] for freq in ("Y", "M")},
        "ramp": [[colour, DARK[colour], INKS[colour], DARK[INKS[colour]]] for colour in RAMP],
        "sources": names,
    }


def has_numbers(table: dict[str, Any]) -> bool:
    """Whether a map shows anything.

    Args:
        table: The numbers of the map.
    """
    return bool(table["tiles"]) and any(measure[freq] for measure in table["measures"] for freq in "YM")
