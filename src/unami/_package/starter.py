"""A data package for starting another mission's record: valid, with one example row in each table."""

from __future__ import annotations

import os
import time

from unami._base.files import new_folder, write_text
from unami._package.canonical import canonical_csv, slim
from unami._package.check import check_files
from unami._package.describe import About, write_descriptor
from unami._package.read import header, parse_csv
from unami._package.store import DESCRIPTOR, FolderFiles, PackagedFiles
from unami._package.vocabulary import general_rows, read_vocabularies
from unami.errors import DatasetError, FileInTheWay
from unami.records import ALL_TABLES, record_class
from unami.records._table import ITSELF, table_of
from unami.records.source import Source

__all__ = ["EXAMPLE_NAME", "EXAMPLE_TITLE", "write_package"]

EXAMPLE_NAME = "exma"
EXAMPLE_TITLE = "The record of the Example Mission for Atlantis, which never was"


def _example(table: str, name: str) -> list[str]:
    cells = {key: name if cell == ITSELF else cell for key, cell in table_of(record_class(table)).example.items()}
    said = {"source": table_of(Source).example["id"], "locator": "page 1", "rank": "normal", **cells}
    return [said.get(column, "") for column in header(table)]


def write_package(path: str | os.PathLike[str], name: str, title: str) -> None:
    """Write a package with an example row in each table.

    Args:
        path: The folder to write; it must be empty or not exist.
        name: Id of the mission.
        title: Title of the package.

    Raises:
        FileInTheWay: There is a file of that name, or a folder that is not empty.
        DatasetError: The name is not a valid id.
    """
    version = time.strftime("%Y.%m.%d")
    tiers = parse_csv("tiers", PackagedFiles().read("tiers.csv"))[1:]
    rows = {table: [_example(table, name)] for table in ALL_TABLES}
    rows |= {"tiers": tiers, "vocabularies": general_rows()}
    rows["changes"] = [[version, "", "", "", "", "", "First version."]]
    words = read_vocabularies(rows["vocabularies"])
    about = About(name, title, "What sources say about the mission, one row for each source and thing.", version)
    if os.path.isdir(path) and os.listdir(path):
        raise FileInTheWay(os.fspath(path), "choose another name")
    with new_folder(path) as place:
        heads: dict[str, list[str]] = {}
        for table, body in rows.items():
            heads[table], written = slim(table, list(header(table)), body)
            write_text(os.path.join(place, f"{table}.csv"), canonical_csv(heads[table], written))
        write_text(os.path.join(place, DESCRIPTOR), write_descriptor(about, words, changelog=True, heads=heads))
        problems = check_files(FolderFiles(place))
        if problems:
            raise DatasetError(os.fspath(path), problems)
