"""Generated content: ``chart`` and ``rows`` run code of a page; the record's own site is exported into the folder ``record``.

``chart`` shows its code and the picture, ``rows`` a table and its code. The tests run the same code. MyST-NB could also
run it, but it would start a kernel for each page, cut long tables, and have no text for a picture; a chart has one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar
from xml.etree import ElementTree

from docutils import nodes
from docutils.parsers.rst.directives import flag
from sphinx.util.docutils import SphinxDirective

from unami import mission
from unami.charts import svg

CHARTS, RECORD = "_charts", "record"


class _Made(SphinxDirective):
    has_content = True

    def made(self, name: str) -> tuple[Any, nodes.literal_block]:
        """Run the code; return the value of a name, and the code."""
        code = "\n".join(self.content)
        exec(code, names := dict[str, Any]())  # noqa: S102 - the code of our own pages
        return names[name], nodes.literal_block(code, code, language="python")


WIDE, NARROW = 720, 340
"""Widths of the two pictures of a chart, in pixels: each is shown in its own size, so that its letters can be read."""

CLASSES = {WIDE: "chart-wide", NARROW: "chart-narrow"}


class Chart(_Made):
    """The code and its ``chart``; with ``inline``, only the chart, as part of the page, so that its text can be found."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"inline": flag, "folding": flag}

    def run(self) -> list[nodes.Node]:
        """Draw the chart for a wide and for a narrow column; the style sheet shows the one that fits."""
        _, code = self.made("chart")
        drawn = {width: svg(self.of_width(width), theme="auto") for width in (WIDE, NARROW)}
        if "inline" in self.options:
            return [nodes.raw("", self.inline(drawn), format="html")]
        frame = nodes.container(classes=["charts"])
        for width, picture in drawn.items():
            path = Path(self.env.srcdir, CHARTS, f"{self.arguments[0]}-{width}.svg")
            path.parent.mkdir(exist_ok=True)
            path.write_text(picture, "utf-8")
            head = ElementTree.fromstring(picture)  # noqa: S314 - we have just drawn it
            uri = f"{CHARTS}/{path.name}"
            # With a width, Sphinx links the picture to its file.
            frame += nodes.image(
                uri=f"/{uri}",
                alt=head.get("aria-label"),
                candidates={"*": uri},
                width=f"{head.get('width')}px",
                classes=[CLASSES[width]],
            )
        return [code, frame]

    def of_width(self, width: int) -> Any:
        """The chart of the code, in another width."""
        code = "\n".join(self.content).removesuffix(")")
        comma = "" if code.endswith("(") else ", "
        exec(f"{code}{comma}width={width})", names := dict[str, Any]())  # noqa: S102 - the code of our own pages
        return names["chart"]

    def inline(self, drawn: dict[int, str]) -> str:
        """The charts as parts of the page."""
        name = self.arguments[0].capitalize()
        parts = "".join(f'<div class="{CLASSES[width]}">{picture}</div>' for width, picture in drawn.items())
        html = f'<div class="charts">{parts}</div>'
        folding = f'<details class="timeline-fold" open><summary>{name}</summary>{html}</details>'
        return folding if "folding" in self.options else html


class Rows(_Made):
    """The ``rows`` of the code, dictionaries with the same keys, as a table or a list; the code can be expanded."""

    option_spec: ClassVar[dict[str, Any]] = {"list": flag}

    def run(self) -> list[nodes.Node]:
        """Write the table."""
        rows, code = self.made("rows")
        cells = [[_text(value) for value in row.values()] for row in rows]
        if "list" in self.options:
            lines = [line for name, *parts in cells for line in (name, *(f": {part}" for part in parts if part), "")]
        else:
            numbers = [all(isinstance(row[key], int) for row in rows) for key in rows[0]]
            head = [list(rows[0]), ["---:" if number else "---" for number in numbers]]
            lines = [f"| {' | '.join(row)} |" for row in head + cells]
        fold = nodes.raw("", "<details><summary>Code</summary>", format="html")
        return [*self.parse_text_to_nodes("\n".join(lines)), fold, code, nodes.raw("", "</details>", format="html")]


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value).replace("|", "/")


def export(app: Any) -> None:
    """Write the record as a site beside the pages of the documentation."""
    if app.builder.format == "html":
        mission.export("site", Path(app.outdir, RECORD), overwrite=True)


def reread(app: Any, env: Any, *_: Any) -> list[str]:
    """Re-read pages that depend on the data, which Sphinx does not track."""
    texts = {page: Path(app.env.doc2path(page)).read_text("utf-8") for page in env.found_docs}
    return [page for page, text in texts.items() if any(f"```{{{name}}}" in text for name in DIRECTIVES)]


DIRECTIVES = {"chart": Chart, "rows": Rows}


def setup(app: Any) -> dict[str, Any]:
    """Register with the build."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.connect("builder-inited", export)
    app.connect("env-get-outdated", reread)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
