"""HTML: a folder with one page for searching, filtering and sorting all tables and opening each record.

A page opened from a folder may not fetch files, but it may load scripts. So each table is a script that passes its rows
to ``explorer.js``, and is loaded when it is selected. DataTables searches and sorts; its bundle comes with the Python
package ``itables``. Nothing is loaded from the network.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from unami._base.extras import load
from unami._base.files import create
from unami._evidence.words import read_words
from unami._output.export.parts import each_table, licence, mission_name
from unami._output.plain import to_plain
from unami._output.schema import describe_table
from unami.errors import MissingExtra

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.export import Progress
    from unami.records.source import Source

__all__ = ["write"]

_EXPORTS = re.compile(r"export\{[^}]*\b(\w+) as default\b[^}]*\}")

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="page.css">
<link rel="stylesheet" href="explorer.css">
<script src="datatables.js" defer></script>
<script src="explorer.js" defer></script>
</head>
<body>
<header><h1>{title}</h1><p>{about}</p></header>
<main>
<div class="explorer" id="explorer-app" data-titles="{titles}">
<noscript><p>This page needs JavaScript.</p></noscript>
<p class="explorer-choice" hidden><label for="explorer-table">Table</label>
<select id="explorer-table">{options}</select>
<button type="button" id="explorer-reset">Clear search and filters</button></p>
<p id="explorer-title" hidden></p>
<div id="explorer-place"></div>
<p id="explorer-status" role="status" aria-live="polite"></p>
</div>
</main>
</body>
</html>
"""


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write the page, its scripts, and a script for each table.

    Args:
        mission: The record.
        place: The folder to fill.
        progress: Called before each table.
    """
    bundle = _classic_script(load("itables", "html", "an export to HTML"))
    for table, _ in each_table(mission, progress):
        text = json.dumps(_content(mission, table), ensure_ascii=False, separators=(",", ":"))
        _write(place, f"{table}.js", f"unamiExplorer.receive({text});\n")
    _write(place, "datatables.js", bundle)
    for name in ("explorer.js", "explorer.css", "page.css"):
        _write(place, name, (files("unami") / "_output" / "export" / "explorer" / name).read_text("utf-8"))
    _write(place, "index.html", _page(mission))


def _write(place: str, name: str, text: str) -> None:
    with create(os.path.join(place, name)) as file:
        file.write(text)


def _page(mission: Mission) -> str:
    named = licence(mission)
    about = [f"Data {mission.version}", mission.view.label, f"licence: {named}" if named else ""]
    options = "".join(
        f'<option value="{name}">{escape(name.replace("_", " "))} ({len(mission.tables[name])})</option>'
        for name in mission.tables
    )
    return _PAGE.format(
        title=escape(mission_name(mission)),
        about=escape(", ".join(filter(None, about))),
        titles=escape(json.dumps({name: describe_table(name, mission)["title"] for name in mission.tables})),
        options=options,
    )


def _classic_script(itables: Any) -> str:
    """Return DataTables as a classic script, which a local page may load; the bundle of itables is a module.

    Raises:
        MissingExtra: This version of itables has a different bundle.
    """
    bundle = (files(itables) / "html" / "dt_bundle.js").read_text("utf-8")
    if len(_EXPORTS.findall(bundle)) != 1:
        raise MissingExtra("an export to HTML", "itables", "html")
    return "(function () {\n" + _EXPORTS.sub(r"window.DataTable = \1;", bundle) + "\n})();\n"


def _content(mission: Mission, table: str) -> dict[str, Any]:
    """The data of a table for the page: its columns, records, claims, and disputed fields."""
    about = {entry.field: entry for entry in mission.dictionary.where(table=table)}
    statements: dict[str, list[Any]] = {}
    disputed: dict[str, dict[str, str]] = {}
    if table == "sources":
        names = [name for name in about if name != "note"] + ["statements", "note"]
        used = Counter(row.source for each in mission.dataset.shape.stated for row in mission.statements(each))
        rows = [_source_row(source, used[source.id], names) for source in mission.sources]
    else:
        names = ["id", *(column.name for column in mission.dataset.shape.columns(table))]
        rows = [_row(to_plain(record), names) for record in mission.tables[table]]
        for row in mission.statements(table):
            said = {place: cell for place, cell in enumerate(row.cells) if cell}
            quoted = read_words(row.stated_as, names[1:])
            bound = {names.index(name) - 1: text for name, text in quoted.of.items()}
            statements.setdefault(row.record, []).append(
                [row.source, row.locator, quoted.whole, row.rank.value, row.note, said, bound]
            )
        for dispute in mission.disputes.where(table=table):
            disputed.setdefault(dispute.record, {})[dispute.field] = str(dispute.reason)
    return {
        "table": table,
        "columns": [
            {
                "name": name,
                "about": about[name].description if name in about else "Number of rows in the tables based on it.",
                "ref": next(iter(about[name].refers_to), None) if name in about else None,
                "classified": name in about and about[name].classified,
            }
            for name in names
        ],
        "rows": rows,
        "statements": statements,
        "disputed": disputed,
    }


def _row(plain: dict[str, Any], names: list[str]) -> list[Any]:
    return [plain[name] if plain[name] != [] else None for name in names]


def _source_row(source: Source, statements: int, names: list[str]) -> list[Any]:
    # Empty means English in the data; it is written out because the page filters by language.
    return _row({**to_plain(source), "language": source.language or "en", "statements": statements}, names)
