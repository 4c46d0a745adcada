"""A web site: pages to read, search and filter the record in a browser, from a folder or from any web host.

A page opened from a folder may not fetch files, but it may load scripts. So each table is a script that passes its rows
to ``site.js``, and is loaded when it is needed. The pages are filled in by Jinja2; tables are sorted and paged by
DataTables, whose bundle comes with the Python package ``itables``. Nothing is loaded from the network.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from unami._base.extras import load
from unami._output.export.site.addresses import has_pages
from unami._output.export.site.days import days_table
from unami._output.export.site.map import map_table
from unami._output.export.site.pages import Pages, incoming_of
from unami._output.export.site.pictures import draw
from unami._output.export.site.search import search_list
from unami._output.export.site.tables import claims_table, rows_table
from unami.errors import MissingExtra
from unami.records._index import NOT_STATED

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.export import Progress

__all__ = ["write"]

_EXPORTS = re.compile(r"export\{[^}]*\b(\w+) as default\b[^}]*\}")

_STATIC = ("day.js", "disputes.js", "icon.svg", "map.js", "search.js", "site.css", "site.js", "table.js")


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write the site.

    Args:
        mission: The record.
        place: The folder to fill.
        progress: Called before each part of the work.
    """
    bundle = _classic_script(load("itables", "site", "an export as a site"))
    pages = Pages(mission, place)
    tables = tuple(mission.tables)
    count = len(tables) + 2

    def data(name: str, content: Any) -> None:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        pages.put(f"data/{name}.js", f"site.receive({json.dumps(name)},{text});\n")

    incoming = incoming_of(mission, pages.addresses)
    for number, table in enumerate(tables, 1):
        progress(table, number, count)
        rows = rows_table(mission, table)
        data(f"rows/{table}", rows)
        pages.table(table, rows)
        if table in NOT_STATED:
            pages.sources()
            continue
        data(f"claims/{table}", claims_table(mission, pages.addresses, table))
        if has_pages(table):
            pages.records(table, incoming)
    progress("days", len(tables) + 1, count)
    data("days", days_table(mission, pages.addresses))
    data("search", search_list(mission))
    data("map", map_table(mission, pages.addresses))
    progress("pages", len(tables) + 2, count)
    pages.others(draw(mission, place))
    pages.ending()
    pages.put("static/datatables.js", bundle)
    for name in _STATIC:
        pages.put(
            f"static/{name}", (files("unami") / "_output" / "export" / "site" / "static" / name).read_text("utf-8")
        )


def _classic_script(itables: Any) -> str:
    """Return DataTables as a classic script, which a local page may load; the bundle of itables is a module.

    Raises:
        MissingExtra: This version of itables has a different bundle.
    """
    bundle = (files(itables) / "html" / "dt_bundle.js").read_text("utf-8")
    if len(_EXPORTS.findall(bundle)) != 1:
        raise MissingExtra("an export as a site", "itables", "site")
    return "(function () {\n" + _EXPORTS.sub(r"window.DataTable = \1;", bundle) + "\n})();\n"
