"""The columns of the panel, written from their definition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util.docutils import SphinxDirective

from unami._mission.panel_row import panel_columns
from unami.panels import TOPICS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def lines() -> list[str]:
    """Write a list of the columns of each topic."""
    found = []
    for topic in TOPICS:
        found += [f"**{topic}**", ""]
        for column in panel_columns():
            if column.topic == topic:
                also = f" In a data frame also `{column.flat[1]}` and `{column.flat[2]}`." if column.flat[1:] else ""
                found += [f"`{column.name}`", f": {column.description}{also}", ""]
    return found


class PanelColumns(SphinxDirective):
    """List the columns of the panel by topic."""

    def run(self) -> list[nodes.Node]:
        """Make the list."""
        return self.parse_text_to_nodes("\n".join(lines()))


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in the build."""
    app.add_directive("panel-columns", PanelColumns)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
