"""The timeline of the mission on pages of the site: the chart of the library, drawn when the site is built."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import flag, nonnegative_int
from sphinx.util.docutils import SphinxDirective

import unami

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ABOUT = "Timeline of the mission: who headed it, its mandates, and what happened, from 2003 to 2025."

EVENTS = 12
"""How many key events the chart shows, unless the page says otherwise."""


def timeline_svg(events: int) -> str | None:
    """The chart as SVG, or nothing as long as the library draws no charts.

    Args:
        events: How many key events are shown.
    """
    if find_spec("unami.charts") is None or not hasattr(unami.mission, "chart"):
        return None
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(unami.mission.chart.timeline(events=events).to_dict())
    return svg


class MissionTimeline(SphinxDirective):
    """The chart within the page, in a frame that scrolls where the window is narrow."""

    option_spec: ClassVar[dict[str, Any]] = {"events": nonnegative_int, "folding": flag}

    def run(self) -> list[nodes.Node]:
        """Write the picture."""
        svg = timeline_svg(self.options.get("events", EVENTS))
        if svg is None:
            return []
        drawn = svg.replace("<svg ", f'<svg role="img" aria-label="{ABOUT}" ', 1)
        html = f'<div class="timeline" tabindex="0" role="region" aria-label="Timeline">{drawn}</div>'
        if "folding" in self.options:
            html = f'<details class="timeline-fold" open><summary>Timeline</summary>{html}</details>'
        return [nodes.raw("", html, format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in the build."""
    app.add_directive("mission-timeline", MissionTimeline)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
