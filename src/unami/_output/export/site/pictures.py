"""The charts of a mission as pictures of the site, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unami._mission.mission import Mission

__all__ = ["draw"]


def draw(mission: Mission, place: str) -> list[dict[str, Any]]:
    """Draw the charts.

    Args:
        mission: The mission.
        place: The folder of the site.

    Returns:
        For each chart its name, title, text, files and size.
    """
    del mission, place
    return []
