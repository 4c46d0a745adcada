"""Exports of the record to other file formats.

>>> from unami import export
>>> sorted(export.FORMATS)
['csv', 'datapackage', 'html', 'icalendar', 'json', 'jsonl', 'jsonld', 'parquet', 'popolo', 'sqlite']

Each format has its own module, which is imported on first use.
"""

from __future__ import annotations

import json
import os
from importlib import import_module
from typing import TYPE_CHECKING

from attrs import frozen

from unami._base import by_name
from unami._base.files import MANIFEST, create, new_file, new_folder
from unami._base.names import pick
from unami.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from unami._mission.mission import Mission

    Progress: TypeAlias = Callable[[str, int, int], object]
    """Told what is being written, which part of the work that is, counted from 1, and how many parts there are."""

__all__ = ["FORMATS", "Format", "write"]


@frozen
class Format:
    """A format that the record can be written in.

    Args:
        name: Its name.
        description: What is written, in one line.
        folder: Whether it is a folder of several files, or one file.
        extra: The extra of the library that it needs, if any.
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
        ("csv", "a folder with one CSV file a table, for spreadsheets", True, None),
        ("datapackage", "a folder with the statements as they are, to be opened again", True, None),
        ("html", "a folder with a page to search, filter and read all tables in a browser", True, "html"),
        ("icalendar", "a calendar file of events and elections", False, "calendar"),
        ("json", "one JSON document with all records", False, None),
        ("jsonl", "JSON Lines, one record a line", False, None),
        ("jsonld", "linked data in JSON-LD: schema.org, W3C ORG and PROV", False, None),
        ("parquet", "a folder with one Parquet file a table", True, "frames"),
        ("popolo", "people, posts, memberships and organizations as Popolo JSON", False, None),
        ("sqlite", "an SQLite database with foreign keys and full-text search", False, None),
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
        mission: The record, or a view of it, of which only that is written which it sees.
        format_name: A key of :data:`FORMATS`.
        dest: The file or folder to make. The folder around it must be there.
        overwrite: Whether it may be replaced if it is there; a folder only if an export wrote all that is in it.
        progress: Called before each part of the work with what is written, its number from 1, and how many there are.

    Raises:
        UnknownName: There is no such format; the nearest ones are in the error.
        FileInTheWay: There is something of that name that may not be replaced.
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
    """Say what the folder holds, so that it can be replaced later without touching anything else."""
    manifest = {
        "format": chosen.name,
        "view": mission.view.label,
        "version": mission.version,
        "checksum": mission.dataset.checksum,
        "files": sorted(os.listdir(place)),
    }
    with create(os.path.join(place, MANIFEST)) as file:
        file.write(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
