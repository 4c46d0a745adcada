"""Exports of the record to other file formats.

>>> from unami import export
>>> sorted(export.FORMATS)
['csv', 'datapackage', 'icalendar', 'json', 'jsonl', 'jsonld', 'parquet', 'popolo', 'site', 'sqlite', 'xlsx']

Each format has its own module, which is imported on first use.
"""

from __future__ import annotations

import json
import os
from importlib import import_module
from typing import TYPE_CHECKING

from attrs import frozen

from unami._base import by_name
from unami._base.files import MANIFEST, create, files_inside, new_file, new_folder
from unami._base.names import pick
from unami.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from unami._mission.mission import Mission

    Progress: TypeAlias = Callable[[str, int, int], object]
    """Called with the current part of the work, its number counted from 1, and the number of parts."""

__all__ = ["FORMATS", "Format", "write"]


@frozen
class Format:
    """A file format for exports.

    Args:
        name: Its name.
        description: What is written, in one line.
        folder: True if it is a folder with several files, false if it is one file.
        extra: The extra of the library that it needs, or ``None``.
        module: The module that writes it.
    """

    name: str
    description: str
    folder: bool
    extra: str | None
    module: str

    def __str__(self) -> str:
        return f"{self.name}: {self.description}"


FORMATS: dict[str, Format] = {
    name: Format(name, description, folder, extra, by_name.FORMATS[name])
    for name, description, folder, extra in (
        ("csv", "a folder with one CSV file per table, for spreadsheets", True, None),
        ("datapackage", "a folder with the statements themselves, for opening again", True, None),
        ("icalendar", "a calendar file of events and elections", False, "calendar"),
        ("json", "one JSON document with all records", False, None),
        ("jsonl", "JSON Lines, one record per line", False, None),
        ("jsonld", "linked data in JSON-LD: schema.org, W3C ORG and PROV", False, None),
        ("parquet", "a folder with one Parquet file per table", True, "frames"),
        ("popolo", "people, posts, memberships and organizations as Popolo JSON", False, None),
        ("site", "a web site to read, search and filter the record in a browser", True, "site"),
        ("sqlite", "an SQLite database with foreign keys and full-text search", False, None),
        ("xlsx", "a workbook of the statements, to edit in a spreadsheet", False, "xlsx"),
    )
}
"""The formats by name."""


def write(
    mission: Mission,
    format_name: str,
    dest: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    progress: Callable[[str, int, int], object] | None = None,
) -> None:
    """Write a record to a file or folder, whole or not at all.

    Args:
        mission: The record or view; for a view, only its contents are written.
        format_name: A key of :data:`FORMATS`.
        dest: The file or folder to write. Its parent folder must exist.
        overwrite: Whether it may be replaced; a folder only if all its contents were written by an export.
        progress: Called before each part of the work with its name, its number counted from 1, and the number of parts.

    Raises:
        UnknownName: There is no such format; the error lists the nearest ones.
        FileInTheWay: Something with that name exists and may not be replaced.
        MissingExtra: The format needs a package that is not installed.

    Example:
        >>> import tempfile
        >>> import unami
        >>> from unami import export
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     export.write(unami.mission, "popolo", os.path.join(folder, "unami.json"))
        ...     os.listdir(folder)
        ['unami.json']
    """
    chosen = FORMATS[pick(format_name, FORMATS, UnknownName, "format")]
    writer: Callable[[Mission, str, Progress], None] = import_module(chosen.module).write
    new = new_folder if chosen.folder else new_file
    with new(dest, overwrite=overwrite) as place:
        writer(mission, place, progress or _silent)
        if chosen.folder:
            _write_manifest(mission, chosen, place)


def _silent(what: str, number: int, count: int) -> None:
    """Tell nobody."""


def _write_manifest(mission: Mission, chosen: Format, place: str) -> None:
    """Write the list of the folder's files, so that the folder can be replaced later without losing other files."""
    manifest = {
        "format": chosen.name,
        "view": mission.view.label,
        "version": mission.version,
        "checksum": mission.dataset.checksum,
        "files": files_inside(place),
    }
    with create(os.path.join(place, MANIFEST)) as file:
        file.write(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
