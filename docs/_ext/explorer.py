"""The record explorer: every table as a script file, and the page that shows them.

A page opened from a folder may not fetch files, but it may load scripts. So each table is a script that hands its
rows to ``explorer.js``, and is loaded when somebody chooses it. The library that searches, filters and sorts is
DataTables, from the bundle that comes with the Python package ``itables``: nothing is loaded from elsewhere.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

import unami
from unami._package.read import SOURCE_COLUMNS
from unami.records import TABLES, record_class
from unami.records._field import columns

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from unami import Mission

PAGE = "explorer"
FOLDER = "explorer"
"""Where the scripts go, below ``_static``."""

_EXPORTS = re.compile(r"export\{[^}]*\b(\w+) as default\b[^}]*\}")

_SOURCE_WORDS = {
    "id": "Stable identifier.",
    "title": "Title.",
    "publisher": "Who published it.",
    "published": "When, as far as known.",
    "kind": "Sort of source.",
    "tier": "Standing of that kind in the merge: 1 is the best, 0 marks decisions of the curators.",
    "symbol": "Document symbol.",
    "url": "Address where it was read.",
    "language": "ISO 639-1 code.",
    "statements": "How many rows of the tables rest on it.",
    "note": "Remark on the copy that was read.",
}


def _plain(value: Any) -> Any:
    """A value as the page shows it: nothing for what is not stated, lists as lists."""
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value if isinstance(value, (int, float)) else str(value)


def table_content(mission: Mission, table: str) -> dict[str, Any]:
    """Everything that the page shows of one table of statements.

    Args:
        mission: The record.
        table: Name of the table.
    """
    fields = columns(record_class(table))
    names = [field.name for field in fields]
    rows = [[record.id, *(_plain(getattr(record, name)) for name in names)] for record in mission.tables[table]]
    statements: dict[str, list[Any]] = {}
    for row in mission.dataset.statements(table):
        said = {place: cell for place, cell in enumerate(row.cells) if cell}
        statements.setdefault(row.record, []).append(
            [row.source, row.locator, row.stated_as, row.rank.value, row.note, said]
        )
    disputed: dict[str, dict[str, str]] = {}
    for dispute in mission.disputes.where(table=table):
        disputed.setdefault(dispute.record, {})[dispute.field] = str(dispute.reason)
    return {
        "table": table,
        "columns": [
            {"name": "id", "about": "Stable identifier of the record.", "ref": None},
            *({"name": field.name, "about": field.spec.description, "ref": field.spec.ref} for field in fields),
        ],
        "rows": rows,
        "statements": statements,
        "disputed": disputed,
    }


def source_content(mission: Mission) -> dict[str, Any]:
    """Everything that the page shows of the sources.

    Args:
        mission: The record.
    """
    used = Counter(row.source for table in TABLES for row in mission.dataset.statements(table))
    names = [*SOURCE_COLUMNS[:5], "tier", *SOURCE_COLUMNS[5:8], "statements", "note"]
    # The data leaves out the language of sources in English; a reader who filters by language needs it.
    given = {"language": lambda source: source.language or "en", "statements": lambda source: used[source.id]}
    rows = [
        [_plain(given[name](source) if name in given else getattr(source, name)) for name in names]
        for source in mission.sources
    ]
    described = [{"name": name, "about": _SOURCE_WORDS[name], "ref": None} for name in names]
    return {"table": "sources", "columns": described, "rows": rows, "statements": {}, "disputed": {}}


def as_script(content: dict[str, Any]) -> str:
    """A table as a script for ``explorer.js``.

    Args:
        content: What the page shows of it.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"unamiExplorer.receive({text});\n"


def as_classic_script(bundle: str) -> str:
    """The bundle of DataTables, a module, as a script that also a page opened from a folder may load.

    Args:
        bundle: Text of the module.

    Raises:
        ExtensionError: The bundle is not built as expected.
    """
    found = _EXPORTS.findall(bundle)
    if len(found) != 1:
        message = f"the bundle of itables should export one default, not {len(found)}"
        raise ExtensionError(message)
    return "(function () {\n" + _EXPORTS.sub(r"window.DataTable = \1;", bundle) + "\n})();\n"


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, encoding="utf-8")


def write_scripts(app: Sphinx) -> None:
    """Write the tables and the library of the page beside the other static files of the site."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir, "_static", FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    bundle = (files("itables") / "html" / "dt_bundle.js").read_text("utf-8")
    _write(folder / "datatables.js", as_classic_script(bundle))
    mission = unami.mission
    for table in TABLES:
        _write(folder / f"{table}.js", as_script(table_content(mission, table)))
    _write(folder / "sources.js", as_script(source_content(mission)))


def add_scripts(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: Any) -> None:
    """Load the scripts on this one page only."""
    del template, context, tree
    if page == PAGE:
        for script in (f"{FOLDER}/datatables.js", "explorer.js"):
            app.add_js_file(script, loading_method="defer")


class RecordExplorer(SphinxDirective):
    """The place of the explorer in its page; a script fills it."""

    def run(self) -> list[nodes.Node]:
        """Write the form; without scripts, the reader is told where else the data is."""
        mission = unami.mission
        titles = {resource["name"]: resource["title"] for resource in mission.dataset.descriptor["resources"]}
        options = "".join(
            f'<option value="{name}">{escape(name.replace("_", " "))} ({len(mission.tables[name])})</option>'
            for name in mission.tables
        )
        about = escape(json.dumps({name: titles[name] for name in mission.tables}), quote=True)
        html = f"""
<div class="explorer" id="explorer-app" data-titles="{about}">
<noscript><p>The explorer needs JavaScript. Without it, the same data is in the CSV files of the package.</p></noscript>
<p class="explorer-choice" hidden><label for="explorer-table">Table</label>
<select id="explorer-table">{options}</select>
<button type="button" id="explorer-reset">Clear search and filters</button></p>
<p id="explorer-title" hidden></p>
<div id="explorer-place"></div>
<p id="explorer-status" role="status" aria-live="polite"></p>
</div>
"""
        return [nodes.raw("", html, format="html")]


def reread(app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Have the page written anew in each build: Sphinx does not know that it depends on the data."""
    del app, added, changed, removed
    return [name for name in env.found_docs if name == PAGE]


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in the build."""
    app.add_directive("record-explorer", RecordExplorer)
    app.connect("builder-inited", write_scripts)
    app.connect("html-page-context", add_scripts)
    app.connect("env-get-outdated", reread)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
