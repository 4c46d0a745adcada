"""The timeline of the mission on pages of the site: the chart of the library, drawn when the site is built."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import flag, nonnegative_int
from sphinx.util.docutils import SphinxDirective

import unami
from unami.charts import save

if TYPE_CHECKING:
    from sphinx.application import Sphinx

EVENTS = 12
"""How many key events the chart shows, unless the page says otherwise."""


class MissionTimeline(SphinxDirective):
    """The chart within the page, so that its text can be found, in a frame that scrolls where the window is narrow."""

    option_spec: ClassVar[dict[str, Any]] = {"events": nonnegative_int, "folding": flag}

    def run(self) -> list[nodes.Node]:
        """Draw the picture."""
        chart = unami.mission.chart.timeline(events=self.options.get("events", EVENTS))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "timeline.svg")
            save(chart, path)
            svg = path.read_text("utf-8")
        label = escape(chart.to_dict()["description"], quote=True)
        drawn = svg[svg.index("<svg ") :].replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
        html = f'<div class="timeline" tabindex="0" role="region" aria-label="Timeline">{drawn}</div>'
        if "folding" in self.options:
            html = f'<details class="timeline-fold" open><summary>Timeline</summary>{html}</details>'
        return [nodes.raw("", html, format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in the build."""
    app.add_directive("mission-timeline", MissionTimeline)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
