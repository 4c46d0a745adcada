"""The colours of charts, on light and on dark paper.

Charts are drawn in the colours of the light theme; a dark chart is the same with each colour replaced. Colours that carry
a meaning differ in lightness too, so that they can be told apart in grey.
"""

from __future__ import annotations

from typing import Any

from unami._base.names import checked_name, nearest
from unami.errors import UnknownName

__all__ = ["DARK", "THEMES", "checked_theme", "in_theme"]

THEMES = ("light", "dark", "auto")
"""The themes of a chart; ``auto`` follows the reader's system where that is possible, and is light elsewhere."""

PAPER, INK, GREY = "#ffffff", "#222222", "#5f5f5f"
GRID, AXIS, FAINT, HATCH = "#e4e4e4", "#9a9a9a", "#d5d5d5", "#cfcfcf"

BLUE, AMBER, GREEN, RED, PURPLE = "#0072b2", "#8f5c00", "#00735a", "#b34700", "#9c4a7c"
"""For marks and texts: darker than the palette of Okabe and Ito, so that texts can be read."""

KILLED = "#7f2e00"
"""Darker than the others: it stands beside blue in lines of the same chart."""

SKY, BAND = "#a9d6f5", "#dcecf7"
SECOND, OTHERS, UNNAMED = "#e69f00", "#3d3d3d", "#d9d9d9"
"""For areas: the second of several, all others, and what has no name."""

RAMP = ("#e6f1f9", "#bcdaee", "#84b9de", "#2b77ae", "#14578a", "#08375c")
"""From few to many: from the colour of the paper away."""

ON_PALE, ON_DEEP, ON_BRIGHT = "#1f1f1f", "#fefefe", "#202020"
"""For texts on the areas near the paper, on those far from it, and on the bright second one."""

DARK = {
    PAPER: "#16191d",
    INK: "#e6e6e6",
    GREY: "#a8acb2",
    GRID: "#2e3238",
    AXIS: "#6f757c",
    FAINT: "#454a51",
    HATCH: "#50565d",
    BLUE: "#5cb3e8",
    AMBER: "#e0a63a",
    GREEN: "#3fbf9b",
    RED: "#f08a4b",
    PURPLE: "#dc9cc4",
    KILLED: "#fbcaa6",
    SKY: "#27597a",
    BAND: "#20384a",
    SECOND: "#f6d58a",
    OTHERS: "#7f848b",
    UNNAMED: "#474c53",
    RAMP[0]: "#1d3345",
    RAMP[1]: "#27506f",
    RAMP[2]: "#2f6690",
    RAMP[3]: "#6aaedf",
    RAMP[4]: "#9ccbef",
    RAMP[5]: "#d6ebfa",
    ON_PALE: "#f2f2f2",
    ON_DEEP: "#101010",
    ON_BRIGHT: "#111111",
}
"""For each colour, that of the dark theme."""

INKS = {
    **dict.fromkeys((PAPER, SKY, BAND, UNNAMED, *RAMP[:3]), ON_PALE),
    **dict.fromkeys((BLUE, AMBER, GREEN, RED, PURPLE, KILLED, OTHERS, *RAMP[3:]), ON_DEEP),
    SECOND: ON_BRIGHT,
}
"""For each area, the colour of texts on it."""


def checked_theme(theme: object) -> str:
    """Return the name of a theme.

    Args:
        theme: What was given.

    Raises:
        UnknownName: There is no such theme.
    """
    name = checked_name(theme, UnknownName, "theme")
    if name not in THEMES:
        raise UnknownName("theme", name, nearest(name, THEMES) or THEMES)
    return name


def in_theme(spec: Any, theme: str) -> Any:
    """Return a specification in the colours of a theme.

    Args:
        spec: A specification in light colours, or a part of one.
        theme: The theme.
    """
    if theme != "dark":
        return spec
    if isinstance(spec, str):
        return DARK.get(spec, spec)
    if isinstance(spec, dict):
        return {key: in_theme(part, theme) for key, part in spec.items()}
    return [in_theme(part, theme) for part in spec] if isinstance(spec, (list, tuple)) else spec


def step_of(number: float, edges: tuple[float, ...]) -> int:
    """Return in which step of a scale a number lies.

    Args:
        number: The number.
        edges: The first number of each step after the lowest.

    Example:
        >>> step_of(7, (5, 10)), step_of(10, (5, 10))
        (1, 2)
    """
    return sum(number >= edge for edge in edges)


def edges_for(highest: float) -> tuple[int, ...]:
    """Return round numbers at which the colours of a scale change, each about twice the one before.

    Args:
        highest: The highest number.

    Example:
        >>> edges_for(566), edges_for(30), edges_for(3)
        ((20, 50, 100, 200, 500), (2, 5, 10, 20), (2, 3))
    """
    if highest <= len(RAMP):
        return tuple(range(2, int(highest) + 1))
    rounded = [factor * 10**power for power in range(len(str(int(highest)))) for factor in (1, 2, 5)]
    return tuple(number for number in rounded if 1 < number <= highest)[-(len(RAMP) - 1) :]
