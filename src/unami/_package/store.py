"""Access to the files of a data package in the library, a folder or a zip archive.

Packages are untrusted. Nothing is unpacked, only the files of a package are read (see :func:`is_of_package`), none from
outside the package, and files that are too large are refused unread.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Protocol

from unami._base.given import path_text
from unami._base.names import nearest
from unami._base.text import cut
from unami.errors import DatasetError, Problem
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zipfile import ZipFile, ZipInfo

__all__ = [
    "FILES",
    "Files",
    "FolderFiles",
    "LayeredFiles",
    "MemoryFiles",
    "PackagedFiles",
    "SealedFiles",
    "TypedFiles",
    "ZipFiles",
    "beside",
    "check_total",
    "is_of_package",
    "is_packaged",
    "open_archive",
    "open_files",
    "problems_of_members",
    "read_member",
    "too_large",
    "unreadable",
]

DESCRIPTOR = "datapackage.json"
CHANGELOG = "changes.csv"
VOCABULARIES = "vocabularies.csv"

FILES = frozenset(
    {DESCRIPTOR, CHANGELOG, VOCABULARIES, "sources.csv", "tiers.csv", *(f"{table}.csv" for table in TABLES)}
)
"""Names of the files that a package can have by itself."""

_LONGEST_NAME = 50
"""Longest name of a table that a package adds."""

_LARGEST = 16 * 1024 * 1024
"""Largest accepted file in bytes; larger ones are refused unread."""
_LARGEST_PACKAGE = 64 * 1024 * 1024
"""Largest accepted total size in bytes of a package's files, and of an archive on disk."""
_MOST_MEMBERS = 1000
"""Most files accepted in an archive."""
_LARGEST_DIRECTORY = 1024 * 1024
"""Maximum size in bytes of an archive's central directory, which is read as a whole when it is opened."""
_SLACK = 256 * 1024
"""Smaller files, in bytes, may have any compression ratio."""
_HIGHEST_RATIO = 200
"""Highest accepted compression ratio; real tables compress to about a tenth."""
_CHUNK = 64 * 1024

_EXPECTED = "expected a folder or zip with a datapackage.json, or a workbook (.xlsx)"


class Files(Protocol):
    """Read access to the files of one package; names are plain file names without folders."""

    @property
    def where(self) -> str:
        """The location of the package, for messages."""
        ...

    def read(self, name: str) -> bytes:
        """Return the content of a file.

        Raises:
            FileNotFoundError: There is no such file, or the name is not one of a package's files.
            OSError: It cannot be read.
            DatasetError: The file is too large, damaged, or outside the package.
        """
        ...

    def names(self) -> tuple[str, ...]:
        """Return the names of the package's files, sorted; other files beside them are not listed."""
        ...


def is_of_package(name: str) -> bool:
    """Return whether a file can be one of a package; others are never read.

    Args:
        name: Name of the file.

    Example:
        >>> is_of_package("people.csv"), is_of_package("security_incidents.csv"), is_of_package("Notes.csv")
        (True, True, False)
    """
    if name in FILES:
        return True
    table, dot, kind = name.partition(".")
    plain = table.isascii() and table.replace("_", "").isalnum() and table == table.lower() and table[:1].isalpha()
    return (dot, kind) == (".", "csv") and plain and len(table) <= _LONGEST_NAME


class PackagedFiles:
    """The files included in the library, even when it is imported from a zip archive."""

    where = "unami"

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        if name not in FILES:
            raise FileNotFoundError(name)
        # Call the loader directly: importlib.resources would take most of the time of the first answer.
        loader = __spec__.loader
        try:
            content: bytes = loader.get_data(os.path.join(_packaged(), name))  # type: ignore[union-attr]
        except OSError as error:
            if error.errno and not isinstance(error, FileNotFoundError):  # zip loaders set no errno
                raise
            raise _not_collected(name) from None
        return content

    def names(self) -> tuple[str, ...]:
        """Return the names of the package's files, sorted."""
        try:
            entries = os.listdir(_packaged())
        except (FileNotFoundError, NotADirectoryError):
            entries = _archived()
        return tuple(sorted(name for name in entries if name in FILES))


def _packaged() -> str:
    """The folder of the files, also as the path of it in an archive."""
    return os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")


def _archived() -> list[str]:
    """Names of all files in the folder, for a library that is imported from an archive."""
    from importlib.resources import files

    try:
        return [entry.name for entry in files("unami").joinpath("data").iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        raise _not_collected(DESCRIPTOR) from None


def _not_collected(name: str) -> DatasetError:
    """The error for a library that was installed, or frozen into a program, without its data."""
    advice = (
        "the data that ships with the library is missing; a frozen program must include the files of unami/data: "
        "PyInstaller collects them by the library's hook or --collect-data unami, "
        'Nuitka by --include-package-data=unami, cx_Freeze by "packages": ["unami"]'
    )
    return DatasetError(PackagedFiles.where, [Problem(name, advice)])


class FolderFiles:
    """The files in a folder.

    Args:
        path: The folder.

    Raises:
        DatasetError: The total size of the files exceeds the limit.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        check_total(path, sum(os.path.getsize(os.path.join(path, name)) for name in self.names()))

    @property
    def where(self) -> str:
        """The folder's path."""
        return self.path

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        if not is_of_package(name):
            raise FileNotFoundError(name)
        path = os.path.join(self.path, name)
        os.stat(path)  # raises if missing, even if a link would point elsewhere
        if os.path.dirname(os.path.realpath(path)) != os.path.realpath(self.path):
            raise DatasetError(self.where, [Problem(name, "a link to a place outside the folder; it is not followed")])
        from unami._base.files import read_file

        content = read_file(path, _LARGEST + 1)
        if len(content) > _LARGEST:
            raise too_large(self.where, name)
        return content

    def names(self) -> tuple[str, ...]:
        """Return the names of the package's files, sorted."""
        with os.scandir(self.path) as entries:
            return tuple(sorted(entry.name for entry in entries if is_of_package(entry.name) and _is_file(entry)))

    def others(self) -> tuple[str, ...]:
        """Return the names of files beside them, which are never read, sorted; hidden ones are left out."""
        with os.scandir(self.path) as entries:
            return _beside(entry.name for entry in entries if _is_file(entry))


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a file or a link to one; a cyclic link raises an error with the reason."""
    try:
        return entry.is_file()
    except OSError:
        return False


class ZipFiles:
    """The files in a zip archive, at its top level or in its single top-level folder.

    Args:
        path: The archive.

    Raises:
        DatasetError: It is not a zip archive, or it looks malicious: it has paths that lead out of it, duplicate
            names, encrypted files, or excessive sizes.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        with self._open() as archive:
            members = archive.infolist()
        problems = problems_of_members(members)
        inside = [info.filename for info in members if not info.filename.endswith("/")]
        self.members = frozenset(inside)
        roots = sorted(
            (name for name in inside if name.rpartition("/")[2] == DESCRIPTOR and name.count("/") <= 1),
            key=lambda name: (name.count("/"), name),
        )
        self._folder = roots[0].removesuffix(DESCRIPTOR) if roots else ""
        if len(roots) > 1 and self._folder:
            words = f"the archive has {len(roots)} packages, such as {cut(roots[0])} and {cut(roots[1])}; expected one"
            problems.append(Problem(DESCRIPTOR, words))
        if problems:
            raise DatasetError(path, problems)
        check_total(path, sum(info.file_size for info in members if is_of_package(self._name(info))))

    def deeper(self) -> str | None:
        """Return the folder of a package that lies too deep in the archive, if there is one."""
        found = sorted(name for name in self.members if name.rpartition("/")[2] == DESCRIPTOR and name.count("/") > 1)
        return found[0].rpartition("/")[0] if found else None

    def _name(self, info: ZipInfo) -> str:
        """Return the package file name of a member; none for a member outside the package's folder."""
        return info.filename.removeprefix(self._folder) if info.filename.startswith(self._folder) else ""

    def _open(self) -> ZipFile:
        return open_archive(self.path)

    @property
    def where(self) -> str:
        """The archive's path."""
        return self.path

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        if not is_of_package(name):
            raise FileNotFoundError(name)
        with self._open() as archive:
            try:
                info = archive.getinfo(self._folder + name)
            except KeyError:
                raise FileNotFoundError(errno.ENOENT, "no such file", name) from None
            return read_member(self.where, name, archive, info)

    def names(self) -> tuple[str, ...]:
        """Return the names of the package's files, sorted."""
        with self._open() as archive:
            inside = [self._name(info) for info in archive.infolist()]
        return tuple(sorted(name for name in inside if is_of_package(name)))

    def others(self) -> tuple[str, ...]:
        """Return the names of files beside them, which are never read, sorted; hidden ones are left out."""
        with self._open() as archive:
            return _beside(name for info in archive.infolist() if "/" not in (name := self._name(info)))


def _beside(names: Iterable[str]) -> tuple[str, ...]:
    """The names of files that are not those of a package; hidden ones, and the list of an export, are left out."""
    from unami._base.files import MANIFEST

    return tuple(sorted(name for name in names if name not in {*FILES, MANIFEST, ""} and not name.startswith(".")))


class SealedFiles:
    """The files of a package as they were when each was first read, so that checks and answers see the same content.

    A package on disk may be edited or removed while it is in use. Its tables are read on demand; without this class, a
    record could combine two states of the files.

    Args:
        base: The underlying files; only their names are read at this point.
    """

    def __init__(self, base: Files) -> None:
        self.base = base
        self._names = base.names()
        self._digests: dict[str, bytes] = {}

    @property
    def where(self) -> str:
        """The location of the underlying package."""
        return self.base.where

    def read(self, name: str) -> bytes:
        """Return the content of a file.

        Raises:
            DatasetError: It was changed or removed since it was first read.
        """
        from hashlib import sha256

        seal = self._digests.get(name)
        try:
            content = self.base.read(name)
        except OSError as error:
            if seal is None:
                raise
            words = f"it can no longer be read ({error.strerror or 'no such file'}); open the package again"
            raise DatasetError(self.where, [Problem(name, words)]) from None
        found = sha256(content).digest()
        if self._digests.setdefault(name, found) != found:
            raise DatasetError(self.where, [Problem(name, "changed since the package was opened; open it again")])
        return content

    def names(self) -> tuple[str, ...]:
        """Return the names of the package's files, sorted."""
        return self._names


class TypedFiles:
    """Base of packages whose rows stand in the order in which somebody typed them; they have no canonical form."""

    def others(self) -> tuple[str, ...]:
        """Return the names of what is beside the tables, which is never read, sorted."""
        return ()


class MemoryFiles:
    """The files of a package in memory.

    Args:
        where: The location of the package, for messages.
        contents: The content of each file by name.
    """

    def __init__(self, where: str, contents: Mapping[str, bytes]) -> None:
        self.where = where
        self._contents = dict(contents)

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        if name not in self._contents:
            raise FileNotFoundError(errno.ENOENT, "no such file", name)
        return self._contents[name]

    def names(self) -> tuple[str, ...]:
        """Return the names of the package's files, sorted."""
        return tuple(sorted(self._contents))


class LayeredFiles:
    """The files of a package, some of them replaced in memory: those to which a user has added rows.

    Args:
        base: The underlying files.
        contents: The new content of files by name.
        own: The added rows, by table.
    """

    def __init__(
        self, base: Files, contents: Mapping[str, bytes], own: Mapping[str, frozenset[tuple[str, ...]]]
    ) -> None:
        self.base = base
        self._contents = dict(contents)
        self._own = dict(own)

    @property
    def where(self) -> str:
        """The location of the underlying package."""
        return f"{self.base.where} with statements of your own"

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        return self._contents[name] if name in self._contents else self.base.read(name)

    def names(self) -> tuple[str, ...]:
        """Return the names of the package's files, sorted."""
        return tuple(sorted({*self.base.names(), *self._contents}))

    def with_layer(self, contents: Mapping[str, bytes], own: Mapping[str, frozenset[tuple[str, ...]]]) -> LayeredFiles:
        """Return the same files with another layer of changes.

        Args:
            contents: The new content of files by name.
            own: The added rows, by table.
        """
        added = {table: self.own(table) | rows for table, rows in own.items()}
        return LayeredFiles(self.base, {**self._contents, **contents}, {**self._own, **added})

    def own(self, table: str) -> frozenset[tuple[str, ...]]:
        """Return the rows that were added to a table.

        Args:
            table: Name of the table.
        """
        return self._own.get(table, frozenset())


def is_packaged(files: Files) -> bool:
    """Return whether files are those included in the library, perhaps with statements of a user.

    Args:
        files: The files of a package.
    """
    while isinstance(files, (LayeredFiles, SealedFiles)):
        files = files.base
    return isinstance(files, PackagedFiles)


def too_large(where: str, name: str) -> DatasetError:
    """Return the error about a file that is too large.

    Args:
        where: The package.
        name: Name of the file.
    """
    return DatasetError(where, [Problem(name, f"the file is larger than {_LARGEST} bytes")])


def check_total(where: str, size: int) -> None:
    """Check the size of all files of a package together.

    Args:
        where: The package.
        size: The size in bytes.

    Raises:
        DatasetError: It exceeds the limit.
    """
    if size > _LARGEST_PACKAGE:
        problem = Problem(where, f"the files of the package are together larger than {_LARGEST_PACKAGE} bytes")
        raise DatasetError(where, [problem])


def _check_directory(path: str) -> None:
    """Check the size of an archive's central directory, given at its end, before reading it."""
    found = os.stat(path)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "expected a folder, zip archive or workbook, not a device or pipe", path)
    size = found.st_size
    if size > _LARGEST_PACKAGE:
        raise DatasetError(path, [Problem(path, f"the archive is larger than {_LARGEST_PACKAGE} bytes")])
    with open(path, "rb") as file:
        # The final record has 22 bytes, followed by a comment of at most 65535.
        file.seek(max(0, size - 22 - 65535 - 20))
        tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0:
        return  # not an archive; reported when it is opened
    length = int.from_bytes(tail[place + 12 : place + 16], "little")
    if length > _LARGEST_DIRECTORY or b"PK\x06\x07" in tail[max(0, place - 20) : place]:
        raise DatasetError(path, [Problem(path, "the archive lists more files than a package can have")])


def open_archive(path: str) -> ZipFile:
    """Open a zip archive to read it.

    Args:
        path: The archive.

    Raises:
        DatasetError: It is not a zip archive, or too large.
    """
    from zipfile import ZipFile

    _check_directory(path)
    try:
        return ZipFile(path)
    except (OSError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a damaged archive raises errors of many kinds
        raise DatasetError(path, [Problem(path, f"not a zip archive; {_EXPECTED}")]) from None


def problems_of_members(members: list[ZipInfo]) -> list[Problem]:
    """Return what looks malicious in the list of an archive's files.

    Args:
        members: The files.
    """
    if len(members) > _MOST_MEMBERS:
        return [Problem(DESCRIPTOR, f"{len(members)} files in the archive; expected at most {_MOST_MEMBERS}")]
    problems = []
    seen: set[str] = set()
    for info in members:
        # Use the raw name: the zip module cuts it at a NUL, and replaces backslashes on Windows.
        name = info.orig_filename
        parts = name.replace("\\", "/").split("/")
        if parts[0] == "" or ":" in parts[0] or ".." in parts or "\0" in name:
            problems.append(Problem(name, "a path that leads out of the archive"))
        elif info.filename in seen:
            problems.append(Problem(name, "the archive contains this file twice"))
        seen.add(info.filename)
    return problems


def _check_member(where: str, name: str, info: ZipInfo) -> None:
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    if info.file_size > _LARGEST:
        raise too_large(where, name)
    message = None
    if info.flag_bits & 0x1:
        message = "encrypted; expected a file without a password"
    elif info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        # Other methods can expand a few bytes without limit in a single block.
        message = "compressed by a method other than deflate"
    elif info.file_size > _SLACK and info.file_size > _HIGHEST_RATIO * info.compress_size:
        message = f"compressed to less than 1/{_HIGHEST_RATIO} of its size; no real table compresses that far"
    if message:
        raise DatasetError(where, [Problem(name, message)])


def read_member(where: str, name: str, archive: ZipFile, info: ZipInfo) -> bytes:
    """Read a file in an archive, up to the maximum file size.

    Args:
        where: The archive, for messages.
        name: Name of the file, for messages.
        archive: The archive.
        info: What it says about the file.

    Raises:
        DatasetError: The file is too large or damaged, or compressed in a way that no real file is.
    """
    _check_member(where, name, info)
    try:
        content = _read_some(archive, info)
    except Exception as error:  # noqa: BLE001 - a damaged archive raises errors of many kinds
        raise DatasetError(where, [Problem(name, f"damaged or encrypted in the archive: {error}")]) from None
    if len(content) > _LARGEST:
        raise too_large(where, name)
    return content


def _read_some(archive: ZipFile, info: ZipInfo) -> bytes:
    """Read a member in chunks, up to the maximum file size, whatever size the archive declares."""
    pieces = []
    size = 0
    with archive.open(info) as file:
        while size <= _LARGEST and (piece := file.read(_CHUNK)):
            pieces.append(piece)
            size += len(piece)
    return b"".join(pieces)


def open_files(path: str | os.PathLike[str]) -> Files:
    """Return the files of a package on disk.

    Args:
        path: A folder or a zip archive that contains a ``datapackage.json``, or a workbook.

    Raises:
        InvalidValue: It is not a path.
        DatasetError: There is no such package, or it looks malicious.
    """
    text = path_text(path)
    try:
        is_folder = stat.S_ISDIR(os.stat(text).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        raise DatasetError(text, [Problem(cut(text) or "''", f"no such file or folder; {_EXPECTED}")]) from None
    except OSError as error:
        raise DatasetError(text, [unreadable(_name_in(error), error)]) from None
    try:
        files: Files = FolderFiles(text) if is_folder else _in_one_file(text)
        if DESCRIPTOR not in files.names():
            if isinstance(files, ZipFiles) and (deep := files.deeper()):
                words = f"it is in the folder {cut(deep)} of the archive; expected it at the top, or in one folder"
                raise DatasetError(text, [Problem(DESCRIPTOR, words)])
            files.read(DESCRIPTOR)  # raises an error with the reason
    except (FileNotFoundError, NotADirectoryError):
        raise DatasetError(text, [Problem(DESCRIPTOR, f"no such file; {_EXPECTED}")]) from None
    except OSError as error:
        raise DatasetError(text, [unreadable(_name_in(error), error)]) from None
    return files


def _in_one_file(path: str) -> Files:
    """The files of an archive or a workbook, which is an archive, too."""
    folder, name = os.path.split(path)
    if is_of_package(name) and os.path.exists(os.path.join(folder, DESCRIPTOR)):
        words = f"this is one file of a package; open its folder, {cut(folder or os.curdir)}"
        raise DatasetError(path, [Problem(name, words)])
    files = ZipFiles(path)
    if DESCRIPTOR not in files.names() and files.members.intersection(("[Content_Types].xml", "mimetype")):
        from unami._package.workbook import WorkbookFiles

        return WorkbookFiles(path)
    return files


def _name_in(error: OSError) -> str:
    """Return the name of the file that an error is about, if it has one."""
    name = os.path.basename(os.fsdecode(error.filename)) if isinstance(error.filename, (str, bytes)) else ""
    return cut(name) or DESCRIPTOR


def beside(files: Files) -> tuple[str, ...]:
    """Return the names of the files in a package that are not those of its tables, and so are never read.

    Args:
        files: The files of the package, on disk.
    """
    base = files.base if isinstance(files, SealedFiles) else files
    return base.others() if isinstance(base, (FolderFiles, ZipFiles, TypedFiles)) else ()


def unreadable(name: str, error: OSError, others: tuple[str, ...] = ()) -> Problem:
    """Return the problem for a file that is missing or cannot be read.

    Args:
        name: Name of the file.
        error: What happened.
        others: The files that are there and never read; one of them may be meant.

    Example:
        >>> print(unreadable("people.csv", PermissionError(13, "Permission denied")))
        people.csv: cannot be read: Permission denied
    """
    if isinstance(error, FileNotFoundError):
        expected = "; expected one file for each table" if name.endswith(".csv") else ""
        near = [other for other in others if other.casefold() == name] or nearest(name, others)
        return Problem(name, f"no such file{expected}{f'; there is {cut(near[0])}' if near else ''}")
    return Problem(name, f"cannot be read: {error.strerror or error}")
