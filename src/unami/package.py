"""The files of a data package, wherever they are: in the library, a folder or a zip archive."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from unami.errors import DatasetError, Problem

if TYPE_CHECKING:
    from zipfile import ZipFile

__all__ = ["Files", "FolderFiles", "PackagedFiles", "ZipFiles", "open_files"]

DESCRIPTOR = "datapackage.json"
_LARGEST = 64 * 1024 * 1024
"""More than any file of a record like this can sensibly hold; larger ones are refused unread."""


class Files(Protocol):
    """Read access to the files of one package; names are plain file names without folders."""

    @property
    def where(self) -> str:
        """The package, as a person would name it."""
        ...

    def read(self, name: str) -> bytes:
        """Content of one file.

        Raises:
            FileNotFoundError: There is no such file.
        """
        ...

    def names(self) -> tuple[str, ...]:
        """Names of all files, sorted."""
        ...


class PackagedFiles:
    """The files that ship inside the library, also when it is imported from a zip archive."""

    where = "unami"

    def read(self, name: str) -> bytes:
        """Content of one file."""
        # The loader is asked directly: importlib.resources costs more than the rest of a first answer.
        loader = __spec__.loader
        content: bytes = loader.get_data(os.path.join(os.path.dirname(__file__), "data", name))  # type: ignore[union-attr]
        return content

    def names(self) -> tuple[str, ...]:
        """Names of all files, sorted."""
        from importlib.resources import files

        return tuple(sorted(entry.name for entry in files("unami").joinpath("data").iterdir() if entry.is_file()))


class FolderFiles:
    """The files in one folder of the disk.

    Args:
        path: The folder.
    """

    def __init__(self, path: str) -> None:
        self.path = path

    @property
    def where(self) -> str:
        """The folder's path."""
        return self.path

    def read(self, name: str) -> bytes:
        """Content of one file."""
        path = os.path.join(self.path, name)
        if os.path.getsize(path) > _LARGEST:
            raise DatasetError(self.where, [Problem(name, f"the file is larger than {_LARGEST} bytes")])
        with open(path, "rb") as file:
            return file.read()

    def names(self) -> tuple[str, ...]:
        """Names of all files, sorted."""
        return tuple(sorted(entry.name for entry in os.scandir(self.path) if entry.is_file()))


class ZipFiles:
    """The files in a zip archive, at its top or in the one folder at its top.

    Args:
        path: The archive.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        with self._open() as archive:
            inside = [info.filename for info in archive.infolist() if not info.is_dir()]
        roots = sorted(name for name in inside if name.rpartition("/")[2] == DESCRIPTOR and name.count("/") <= 1)
        self._folder = roots[0].removesuffix(DESCRIPTOR) if roots else ""

    def _open(self) -> ZipFile:
        from zipfile import BadZipFile, ZipFile

        try:
            return ZipFile(self.path)
        except BadZipFile:
            raise DatasetError(
                self.path, [Problem(self.path, "not a zip archive; expected a folder or zip with a datapackage.json")]
            ) from None

    @property
    def where(self) -> str:
        """The archive's path."""
        return self.path

    def read(self, name: str) -> bytes:
        """Content of one file."""
        with self._open() as archive:
            try:
                info = archive.getinfo(self._folder + name)
            except KeyError:
                raise FileNotFoundError(name) from None
            if info.file_size > _LARGEST:
                raise DatasetError(self.where, [Problem(name, f"the file is larger than {_LARGEST} bytes")])
            try:
                return archive.read(info)
            except Exception as error:  # noqa: BLE001 - each kind of compression raises errors of its own
                raise DatasetError(self.where, [Problem(name, f"damaged or locked in the archive: {error}")]) from None

    def names(self) -> tuple[str, ...]:
        """Names of all files, sorted."""
        with self._open() as archive:
            inside = [name.removeprefix(self._folder) for name in archive.namelist() if name.startswith(self._folder)]
        return tuple(sorted(name for name in inside if name and "/" not in name))


def open_files(path: str | os.PathLike[str]) -> Files:
    """The files of a package on disk.

    Args:
        path: A folder or a zip archive that holds a ``datapackage.json``.

    Raises:
        DatasetError: There is no such package.
    """
    text = os.fspath(path)
    files: Files
    if os.path.isdir(text):
        files = FolderFiles(text)
    elif os.path.isfile(text):
        files = ZipFiles(text)
    else:
        problem = Problem(DESCRIPTOR, "no such file; expected a folder or zip with a datapackage.json")
        raise DatasetError(text, [problem])
    if DESCRIPTOR not in files.names():
        problem = Problem(DESCRIPTOR, "no such file; expected a folder or zip with a datapackage.json")
        raise DatasetError(text, [problem])
    return files
