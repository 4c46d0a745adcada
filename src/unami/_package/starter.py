"""A data package for starting another mission's record: valid, with example rows or without."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from unami._base.files import new_folder, write_text
from unami._base.given import path_text
from unami._base.names import pick
from unami._package.canonical import canonical_csv, slim
from unami._package.check import check_files
from unami._package.describe import About, write_descriptor
from unami._package.read import header, parse_csv
from unami._package.store import DESCRIPTOR, FILES, MemoryFiles, PackagedFiles
from unami._package.vocabulary import general_rows, read_vocabularies
from unami.errors import DatasetError, UnknownTable
from unami.records import ALL_TABLES, TABLES, record_class
from unami.records._table import ITSELF, table_of
from unami.records.source import CURATION, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ALL", "EXAMPLE_NAME", "EXAMPLE_TITLE", "WORKBOOK", "chosen_tables", "write_package"]

EXAMPLE_NAME = "exma"
EXAMPLE_TITLE = "The record of the Example Mission for Atlantis, which never was"

ALL = "all"
"""The word for all tables."""

WORKBOOK = ".xlsx"
"""What the name of a workbook ends in."""

_CURATION = {
    "id": "curation",
    "title": "Decisions of the curators of this data set",
    "kind": CURATION,
    "note": "rows of this source decide open ties; the reason stands in the note of the row",
}


def chosen_tables(more: str | Iterable[str]) -> list[str]:
    """Return the tables of a new package, in order: the general ones, and those that are asked for.

    Args:
        more: Names of other tables, or ``"all"``.

    Raises:
        UnknownTable: There is no such table; the error lists the nearest names.

    Example:
        >>> "camp" in chosen_tables(()), "camp" in chosen_tables(["camp"])
        (False, True)
    """
    asked = [more] if isinstance(more, str) else list(more)
    named = {pick(name, TABLES, UnknownTable, "table") for name in asked if name != ALL}
    return [name for name in TABLES if ALL in asked or name in named or table_of(record_class(name)).general]


def _example(table: str, name: str) -> list[str]:
    cells = {key: name if cell == ITSELF else cell for key, cell in table_of(record_class(table)).example.items()}
    said = {"source": table_of(Source).example["id"], "locator": "page 1", "rank": "normal", **cells}
    return [said.get(column, "") for column in header(table)]


def write_package(
    path: str | os.PathLike[str],
    name: str,
    title: str,
    *,
    empty: bool = False,
    tables: str | Iterable[str] = (),
    overwrite: bool = False,
) -> None:
    """Write a package, with an example row in each table or with empty tables.

    Args:
        path: The folder to write; or with a name that ends in ``.xlsx``, a workbook.
        name: Id of the mission.
        title: Title of the package.
        empty: Whether to leave out the example rows.
        tables: Further tables, besides the general ones, or ``"all"``.
        overwrite: Whether an existing workbook may be replaced, or a folder that has nothing but files of a package.

    Raises:
        FileInTheWay: There is a file of that name, or a folder that may not be replaced.
        UnknownTable: There is no such table.
        DatasetError: The name is not a valid id.
        MissingExtra: openpyxl, which writes workbooks, is not installed.
    """
    version = time.strftime("%Y.%m.%d")
    chosen = chosen_tables(tables)
    rows = {table: [] if empty else [_example(table, name)] for table in ALL_TABLES if table in {*chosen, "sources"}}
    rows["sources"].append([_CURATION.get(column, "") for column in header("sources")])
    rows["tiers"] = parse_csv("tiers", PackagedFiles().read("tiers.csv"))[1:]
    rows["vocabularies"] = general_rows()
    rows["changes"] = [[version, "", "", "", "", "", "First version."]]
    words = read_vocabularies(rows["vocabularies"])
    about = About(name, title, "What sources say about the mission, one row for each source and thing.", version)
    heads: dict[str, list[str]] = {}
    texts = {}
    for table, body in rows.items():
        heads[table], rows[table] = slim(table, list(header(table)), body)
        texts[f"{table}.csv"] = canonical_csv(heads[table], rows[table])
    texts[DESCRIPTOR] = write_descriptor(about, words, changelog=True, heads=heads, tables=chosen)
    where = path_text(path)
    problems = check_files(MemoryFiles(where, {file: text.encode("utf-8", "replace") for file, text in texts.items()}))
    if problems:
        raise DatasetError(where, problems)
    if where.lower().endswith(WORKBOOK):
        from unami._package.workbook import write_workbook

        write_workbook(where, about, words, rows, heads=heads, overwrite=overwrite)
        return
    with new_folder(path, overwrite=overwrite, ours=FILES) as place:
        for file, text in texts.items():
            write_text(os.path.join(place, file), text)
