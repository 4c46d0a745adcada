"""``llms.txt`` and each page as plain text, for programs that read the documentation: see https://llmstxt.org.

The text of a page is the output of Sphinx, including everything that directives generate from the code and the data.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.io import StringOutput
from sphinx.builders.text import TextBuilder
from sphinx.writers.text import TextWriter

import unami

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = {"tutorials": "Tutorials", "how-to": "How-to guides", "explanation": "Explanation", "reference": "Reference"}
# Pages that are optional for a quick reader.
OPTIONAL = ("reference/data-dictionary/", "reference/api/records/")
LONGEST = 200


def _summary(tree: nodes.document) -> str:
    """The first sentences of a page, shortened."""
    text = " ".join(next((paragraph.astext() for paragraph in tree.findall(nodes.paragraph)), "").split())
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " ..."


def _line(app: Any, page: str) -> str:
    title = app.env.titles[page].astext()
    about = _summary(app.env.get_doctree(page))
    return f"- [{title}]({page}.txt)" + (f": {about}" if about else "")


def _in_order(app: Any, page: str, seen: set[str]) -> Iterator[str]:
    """A page and its subpages, as in the table of contents."""
    if page not in seen:
        seen.add(page)
        yield page
        for below in app.env.toctree_includes.get(page, ()):
            yield from _in_order(app, below, seen)


def index(app: Any) -> str:
    """The text of ``llms.txt``."""
    pages = list(_in_order(app, app.config.root_doc, set()))
    lines = [
        "# unami",
        "",
        f"> {_summary(app.env.get_doctree(app.config.root_doc))}",
        "",
        f"Python library, version {unami.__version__}, data {unami.dataset_version}. The links lead to plain text; the same",
        "address with .html is the page for people. llms-full.txt has all pages in one file.",
        "",
    ]
    for part, title in PARTS.items():
        of_part = [page for page in pages if page.startswith(f"{part}/") and not page.startswith(OPTIONAL)]
        lines += [f"## {title}", "", *(_line(app, page) for page in of_part if page != f"{part}/index"), ""]
    lines += ["## Optional", "", *(_line(app, page) for page in pages if page.startswith(OPTIONAL)), ""]
    return "\n".join(lines)


def write_texts(app: Any, error: Exception | None) -> None:
    """Write each page as text, all pages as one file, and the list of pages."""
    if error is not None or app.builder.format != "html":
        return
    builder = TextBuilder(app, app.env)
    builder.secnumbers = {}
    whole = []
    for page in _in_order(app, app.config.root_doc, set()):
        tree = app.env.get_and_resolve_doctree(page, app.builder, tags=app.tags)
        whole.append(TextWriter(builder).write(tree, StringOutput(encoding="unicode")))
        Path(app.outdir, f"{page}.txt").write_text(whole[-1], encoding="utf-8")
    Path(app.outdir, "llms.txt").write_text(index(app), encoding="utf-8")
    Path(app.outdir, "llms-full.txt").write_text("\n\n".join(whole), encoding="utf-8")


def setup(app: Any) -> dict[str, Any]:
    """Register with the build."""
    app.connect("build-finished", write_texts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
