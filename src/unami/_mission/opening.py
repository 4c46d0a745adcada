"""Opening and creating data packages on disk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from unami._mission.mission import Mission
from unami._package.check import check_files
from unami._package.read import Dataset
from unami._package.starter import EXAMPLE_NAME, EXAMPLE_TITLE, write_package
from unami._package.store import SealedFiles, TypedFiles, open_files
from unami.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["new_package", "open_dataset"]


def open_dataset(path: str | os.PathLike[str]) -> Mission:
    """Open the record in your own data package: a folder or a zip archive in the format of the packaged one, or a workbook.

    A workbook (.xlsx) has a sheet for each table, as :func:`new_package` writes it; it is read whole, at once.

    Args:
        path: The folder or archive, with a ``datapackage.json``, or the workbook.

    Raises:
        DatasetError: Lists every problem of the package; nothing is loaded partially.

    Example:
        >>> import unami
        >>> unami.open_dataset("no/such/folder")
        Traceback (most recent call last):
            ...
        unami.errors.DatasetError: no/such/folder: 1 problem
          no/such/folder: no such file or folder; expected a folder or zip with a datapackage.json, or a workbook (.xlsx)
    """
    from unami._mission.mission import Mission

    found = open_files(path)
    files = found if isinstance(found, TypedFiles) else SealedFiles(found)
    problems = check_files(files)
    if problems:
        raise DatasetError(files.where, problems)
    if isinstance(files, TypedFiles):
        from unami._package.workbook import in_memory

        return Mission(Dataset(in_memory(files)))
    return Mission(Dataset(files))


def new_package(
    path: str | os.PathLike[str],
    *,
    name: str = EXAMPLE_NAME,
    title: str = EXAMPLE_TITLE,
    empty: bool = False,
    tables: str | Iterable[str] = (),
    overwrite: bool = False,
) -> Mission:
    """Write a package for the record of another mission: valid, with one example row in each table.

    The examples are about a fictional mission, and are meant to be replaced. The kinds of sources and their tiers are
    those of the packaged record, and the source ``curation`` is ready for decisions of your own.

    Args:
        path: The folder to write; or with a name that ends in ``.xlsx``, a workbook with a sheet for each table.
        name: Id of the mission, such as ``exma``: lower-case letters and digits, separated by hyphens.
        title: Title of the package.
        empty: Whether to leave out the example rows.
        tables: Names of tables that few missions need, such as ``["camp"]``, or ``"all"``; the general ones are always
            there. Other tables can be added later, as files that have at least their header.
        overwrite: Whether an existing workbook may be replaced, or a folder that has nothing but files of a package.

    Returns:
        The record in the new package.

    Raises:
        FileInTheWay: There is a file of that name, or a folder that may not be replaced.
        UnknownTable: There is no such table; the error lists the nearest names.
        DatasetError: The name is not a valid id.
        MissingExtra: openpyxl, which writes workbooks, is not installed.

    Example:
        >>> import tempfile, unami
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     mine = unami.new_package(os.path.join(folder, "mine"), name="exma")
        ...     mine.head_at("2015-06-01").name
        'Ada Example'
    """
    write_package(path, name, title, empty=empty, tables=tables, overwrite=overwrite)
    return open_dataset(os.fspath(path))
