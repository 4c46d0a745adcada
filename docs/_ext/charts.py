"""Pictures of charts, drawn by the code beside them when the documentation is built.

The directive ``chart`` has the name of the picture as its argument and Python code as its content, which leaves the
picture's ``chart``. It shows both. The tests run the same code.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

import unami
from unami.charts import save

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "_charts"


class Chart(SphinxDirective):
    """Show code and the chart that it draws."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Draw the chart."""
        code = "\n".join(self.content)
        names: dict[str, Any] = {"unami": unami}
        exec(code, names)  # noqa: S102 - the code of our own pages
        chart = names["chart"]
        path = Path(self.env.srcdir, FOLDER, f"{self.arguments[0]}.svg")
        path.parent.mkdir(exist_ok=True)
        save(chart, path, overwrite=True)
        shown = nodes.literal_block(code, code, language="python")
        alt = chart.to_dict()["description"]
        return [shown, nodes.image(uri=f"/{FOLDER}/{path.name}", alt=alt, candidates={"*": f"{FOLDER}/{path.name}"})]


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in the build."""
    app.add_directive("chart", Chart)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
