"""The charts of a mission as pictures of the site."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from unami._base.files import create
from unami._output.export.site.titles import words
from unami.charts import NAMES, svg

if TYPE_CHECKING:
    from unami._mission.mission import Mission

__all__ = ["draw"]

_WIDE, _NARROW = 960, 340
"""Widths of the pictures of a chart, in pixels: for windows of a desk and of a telephone."""


def draw(mission: Mission, place: str) -> list[dict[str, Any]]:
    """Draw the charts; each picture follows the light or dark setting of the reader's system.

    Args:
        mission: The mission.
        place: The folder of the site.

    Returns:
        For each chart that has data its name, topic, title, text, and two pictures with their addresses and sizes.
    """
    return [chart for name in NAMES if (chart := _drawn(mission, name, place))]


def _drawn(mission: Mission, name: str, place: str) -> dict[str, Any] | None:
    # Altair is loaded when a chart is drawn: before a fork beside threads all formats are imported.
    from unami._output.charts.style import has_data

    pictures = []
    spec: dict[str, Any] = {}
    for width in (_WIDE, _NARROW):
        chart = mission.chart.draw(name, width=width, theme="auto")
        spec = spec or chart.to_dict()
        if not has_data(spec):
            return None
        text = svg(chart)
        address = f"charts/{name}-{width}.svg"
        path = os.path.join(place, address)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with create(path) as file:
            file.write(text)
        size = re.search(r'<svg[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"', text)
        wide, high = (round(float(part)) for part in size.groups()) if size else (width, width)
        pictures.append({"address": address, "width": wide, "height": high})
    title = spec["title"]["text"]
    return {
        "name": name,
        "topic": words(name.replace("-", "_")).capitalize(),
        "title": title if isinstance(title, str) else " ".join(title),
        "alt": spec["description"],
        "wide": pictures[0],
        "narrow": pictures[1],
    }
