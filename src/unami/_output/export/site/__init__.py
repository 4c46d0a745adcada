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
from unami._mission.panel import days_of
from unami._output.export.site.addresses import Addresses
from unami._output.export.site.days import days_table
from unami._output.export.site.map import has_numbers, map_table
from unami._output.export.site.pages import Pages, incoming_of
from unami._output.export.site.pictures import draw
from unami._output.export.site.search import said_list, search_list
from unami._output.export.site.tables import claims_table, rows_table
from unami.errors import MissingExtra
from unami.records._index import NOT_STATED

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.export import Progress

__all__ = ["write"]

_EXPORTS = re.compile(r"export\{[^}]*\b(\w+) as default\b[^}]*\}")

_STATIC = ("charts.js", "day.js", "disputes.js", "icon.svg", "map.js", "search.js", "site.css", "site.js", "table.js")


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write the site.

    Args:
        mission: The record.
        place: The folder to fill.
        progress: Called before each part of the work.
    """
    bundle = _classic_script(load("itables", "site", "an export as a site"))
    addresses = Addresses(mission)
    pages = Pages(mission, addresses, place)
    tables = addresses.tables
    count = len(tables) + 3
    progress("charts", 1, count)
    pictures, parts = draw(mission, place), map_table(mission, addresses)
    limits = days_of(mission)
    found = {
        "day.html": limits is not None,
        "disputes.html": bool(mission.disputes),
        "map.html": has_numbers(parts),
        "charts.html": bool(pictures),
    }
    pages.leave_out({address for address, is_there in found.items() if not is_there})

    def data(name: str, content: Any) -> None:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        pages.put(f"data/{name}.js", f"site.receive({json.dumps(name)},{text});\n")

    incoming = incoming_of(mission, addresses)
    for number, table in enumerate(tables, 2):
        progress(table, number, count)
        rows = rows_table(mission, addresses, table)
        data(f"rows/{addresses.file_of(table)}", rows)
        pages.table(table, rows)
        if table in NOT_STATED:
            pages.sources()
            continue
        data(f"claims/{addresses.file_of(table)}", claims_table(mission, addresses, table))
        if addresses.has_pages(table):
            pages.records(table, incoming)
    progress("days", count - 1, count)
    if found["day.html"]:
        data("days", days_table(mission, addresses))
    if found["map.html"]:
        data("map", parts)
    data("search", search_list(mission, addresses))
    data("said", said_list(mission, addresses))
    progress("pages", count, count)
    pages.others(pictures)
    pages.ending()
    pages.put("static/datatables.js", bundle)
    folder = files("unami") / "_output" / "export" / "site" / "static"
    for name in _STATIC:
        pages.put(
            f"static/{name}", (folder / name).read_text("utf-8") + (_renamed(addresses) if name == "site.js" else "")
        )


def _renamed(addresses: Addresses) -> str:
    """What the scripts must know of the names of files: those that are not made from ids as usual."""
    folders = {table: file for table in addresses.tables if (file := addresses.file_of(table)) != table}
    records = {table: names for table in addresses.tables if (names := addresses.renamed(table))}
    return f"site.rename({json.dumps({'folders': folders, 'records': records})});\n" if folders or records else ""


def _classic_script(itables: Any) -> str:
    """Return DataTables as a classic script, which a local page may load; the bundle of itables is a module.

    Raises:
        MissingExtra: This version of itables has a different bundle.
    """
    bundle = (files(itables) / "html" / "dt_bundle.js").read_text("utf-8")
    if len(_EXPORTS.findall(bundle)) != 1:
        raise MissingExtra("an export as a site", "itables", "site")
    return "(function () {\n" + _EXPORTS.sub(r"window.DataTable = \1;", bundle) + "\n})();\n"
