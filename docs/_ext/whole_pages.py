"""What every page carries beside its text: its description for search engines, and marks that assistive programs need."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 200

RECORD = "record/"
"""The folder of the record's own site, which has pages of its own making."""

MENDED: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # Two landmarks of one kind need names; the theme gives them none.
    (r'<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="Site">'),
    (r'<aside class="toc-drawer( no-toc)?">', r'<aside class="toc-drawer\1" aria-label="This page">'),
    # What scrolls must be reachable by keyboard.
    (r'<div class="(table-wrapper [^"]*)">', r'<div class="\1" tabindex="0">'),
    # A heading without text is none.
    (r'<th class="head[^"]*">(?:<p></p>)?</th>', "<td></td>"),
    # Sphinx writes the lines of a long signature as a list of definitions of nothing.
    (
        r'<dl>\n((?:<dd><em class="sig-param">.*?</dd>\n)+)</dl>',
        lambda found: (
            f'<span class="sig-lines">{found[1].replace("<dd>", "<span>").replace("</dd>", "</span>")}</span>'
        ),
    ),
)
"""What Sphinx and the theme write, and what should stand there."""


def describe(app: Any, page: str, template: str, context: dict[str, Any], tree: nodes.document | None) -> None:
    """Describe a page to search engines and to programs that show links, by its first paragraph."""
    del template
    about = " ".join(_first(tree).split()) if tree is not None else ""
    text = about if len(about) <= LONGEST else f"{about[:LONGEST].rpartition(' ')[0]} ..."
    # The page of the search has its title in the template.
    title = re.sub(r"<[^>]*>", "", str(context.get("title") or app.config.html_title))
    tags = {"og:type": "website", "og:site_name": "unami", "og:title": title, "og:description": text}
    if app.config.html_baseurl:
        tags["og:url"] = context.get("pageurl") or app.config.html_baseurl
    lines = [f'<meta name="description" content="{escape(text)}">'] if text else []
    lines += [f'<meta property="{name}" content="{escape(said)}">' for name, said in tags.items() if said]
    if page == "404" and app.config.html_baseurl:
        # It is shown at any address below that of the site.
        lines.append(f'<base href="{escape(app.config.html_baseurl)}">')
    context["metatags"] = "\n".join([context.get("metatags", ""), *lines])


def _first(tree: nodes.document) -> str:
    """The first paragraph, or the title where a page has none of its own."""
    for paragraph in tree.findall(nodes.paragraph):
        if not isinstance(paragraph.parent, (nodes.footnote, nodes.caption)):
            return str(paragraph.astext())
    return str(next((title.astext() for title in tree.findall(nodes.title)), ""))


def mend(app: Any, error: Exception | None) -> None:
    """Mend what is written of each page."""
    if error is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    for path in folder.rglob("*.html"):
        if path.relative_to(folder).as_posix().startswith((RECORD, "_static/")):
            continue
        text = mended = path.read_text("utf-8")
        for wrong, right in MENDED:
            mended = re.sub(wrong, right, mended)
        if mended != text:
            path.write_text(mended, "utf-8")


def setup(app: Any) -> dict[str, Any]:
    """Register with the build."""
    app.connect("html-page-context", describe)
    app.connect("build-finished", mend)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
