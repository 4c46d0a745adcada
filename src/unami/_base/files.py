"""Writing files whole or not at all, and safely reading files that others may have put there.

Output is written to a hidden folder beside the target and renamed into place in one step when it is complete. Nothing
is ever written through an existing link or pipe.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import tempfile
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from unami._base.given import path_text
from unami.errors import DatasetError, FileInTheWay, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = ["MANIFEST", "create", "files_inside", "new_file", "new_folder", "read_file", "write_text"]

MANIFEST = "unami-export.json"
"""The manifest of an export folder: only the files that it lists may ever be replaced."""

_LARGEST_MANIFEST = 4 * 1024 * 1024
"""Maximum size of a manifest in bytes; no export writes a longer one."""

_LOCK = "lock"
"""File in a hidden folder that identifies its owner; it is locked while that process writes."""
_NEW = "new"
"""Folder within a hidden folder in which the new file or folder is built, under its final name."""
_BEFORE = "before"
"""Folder within a hidden folder that keeps the replaced folder until the new one is in place."""

_LONGEST_PREFIX = 40
"""Characters of the target's name in the name of a hidden folder; file names have a maximum length."""


def create(path: str | os.PathLike[str]) -> TextIO:
    """Open a new text file as UTF-8, without newline translation; fail if it already exists.

    Args:
        path: The file, in a place that :func:`new_file` or :func:`new_folder` gave.
    """
    return open(path, "x", encoding="utf-8", newline="")


def read_file(path: str | os.PathLike[str], most: int) -> bytes:
    """Read the first bytes of a file; anything but a regular file is refused.

    Args:
        path: The file.
        most: Maximum number of bytes to read.

    Raises:
        OSError: There is no such file, or it cannot be read or is not a regular file: a pipe or device might never end.

    Example:
        >>> read_file(os.devnull, 10)
        Traceback (most recent call last):
            ...
        OSError: [Errno 22] not a regular file: '/dev/null'
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(errno.EINVAL, "not a regular file", os.fspath(path))
    # It may have been replaced by a pipe since: O_NONBLOCK avoids waiting for its other end. Not all systems have each
    # flag.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", os.fspath(path))
        return file.read(most)


@contextmanager
def new_file(path: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[str]:
    """Write to a temporary file and rename it into place on success.

    Leftovers of earlier runs that were killed are removed first.

    Args:
        path: The file to write.
        overwrite: Whether an existing file may be replaced.

    Yields:
        The path to write to, in the same folder. On any failure it is removed.

    Raises:
        FileInTheWay: The file exists, or something else of that name does.
        DatasetError: A text cannot be written as UTF-8.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with new_file(os.path.join(folder, "a.txt")) as place, create(place) as file:
        ...         written = file.write("whole")
        ...     os.listdir(folder)
        ['a.txt']
    """
    target = os.path.abspath(path_text(path))
    if os.path.isdir(target):
        raise FileInTheWay(os.fspath(path), "it is a folder and is never replaced by a file; choose another name")
    if os.path.lexists(target) and not overwrite:
        raise FileInTheWay(os.fspath(path))
    if os.path.exists(target) and not os.path.isfile(target):
        raise FileInTheWay(
            os.fspath(path), "it is a device or pipe and is never replaced by a file; choose another name"
        )
    with _workplace(target, path) as work:
        place = os.path.join(work, _NEW, os.path.basename(target))
        yield place
        if overwrite:
            os.replace(place, target)
        else:
            _move(place, target, path)


def _move(place: str, target: str, path: str | os.PathLike[str]) -> None:
    """Rename a file into place unless another process created one of that name in the meantime."""
    try:
        if hasattr(os, "link"):
            os.link(place, target)
            return
    except FileExistsError:
        raise FileInTheWay(os.fspath(path)) from None
    except OSError:
        pass
    # Without hard links: reserve the name with an empty file, if it is free, and replace that.
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        raise FileInTheWay(os.fspath(path)) from None
    try:
        os.replace(place, target)
    except BaseException:
        os.remove(target)
        raise


@contextmanager
def _workplace(target: str, path: str | os.PathLike[str]) -> Iterator[str]:
    """A temporary hidden folder beside the target, on the same disk."""
    parent, name = os.path.split(target)
    if not os.path.isdir(parent):
        raise FileNotFoundError(errno.ENOENT, "no such folder", parent)
    prefix = f".{name[:_LONGEST_PREFIX]}."
    _remove_leftovers(parent, prefix, name)
    work = tempfile.mkdtemp(prefix=prefix, dir=parent)
    lock = None
    try:
        lock = _lock(work, name)
        os.mkdir(os.path.join(work, _NEW))
        yield work
    except OSError as error:
        # Report errors under the user's path, not under the temporary one.
        if not isinstance(error, FileInTheWay) and (error.filename is None or str(error.filename).startswith(work)):
            error.filename = os.fspath(path)
        raise
    except UnicodeEncodeError as error:
        words = f"a text cannot be written as UTF-8: {error.object[error.start : error.end]!r}"
        raise DatasetError(os.fspath(path), [Problem(os.fspath(path), words)]) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _said(name: str) -> bytes:
    """The content of the lock file of a hidden folder: it names the target."""
    return f"A folder of unami for writing {name}. It may be removed.\n".encode("utf-8", "surrogateescape")


def _take(lock: int) -> bool:
    """Try to lock an open file; the system releases the lock when the process ends, however it ends."""
    try:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, AttributeError, OSError):  # locks are not supported here, or it is taken
        return False
    return True


def _lock(work: str, name: str) -> int | None:
    """Lock a hidden folder to mark it as in use, where the system supports that."""
    path = os.path.join(work, _LOCK)
    lock = os.open(f"{path}.new", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    if not _take(lock):
        os.close(lock)
        return None
    os.write(lock, _said(name))
    # Rename only once it is locked: an unlocked file of this name then means that its writer has ended.
    os.rename(f"{path}.new", path)
    return lock


def _remove_leftovers(parent: str, prefix: str, name: str) -> None:
    """Remove hidden folders of runs that were killed: those with our lock file that no process has locked."""
    try:
        with os.scandir(parent) as entries:
            found = [entry.path for entry in entries if entry.name.startswith(prefix) and _is_own_folder(entry)]
    except OSError:
        return
    for work in found:
        path = os.path.join(work, _LOCK)
        with suppress(OSError):
            if not os.path.islink(path) and read_file(path, 2 * len(_said(name))) == _said(name):
                lock = os.open(path, os.O_RDONLY)
                try:
                    if _take(lock):
                        shutil.rmtree(work, ignore_errors=True)
                finally:
                    os.close(lock)


def _is_own_folder(entry: os.DirEntry[str]) -> bool:
    if not entry.is_dir(follow_symlinks=False):
        return False
    return not hasattr(os, "geteuid") or entry.stat(follow_symlinks=False).st_uid == os.geteuid()


@contextmanager
def new_folder(path: str | os.PathLike[str], *, overwrite: bool = False, ours: Collection[str] = ()) -> Iterator[str]:
    """Fill a temporary folder and rename it into place on success; an empty folder may already exist.

    Args:
        path: The folder to write.
        overwrite: Whether an existing folder may be replaced; only if it contains nothing but the files listed in its
            :data:`MANIFEST`, so that files which this library did not write are never lost.
        ours: Names of files that may also be replaced, without a manifest.

    Yields:
        The path of the folder to fill. On any failure it is removed.

    Raises:
        FileInTheWay: There is a file of that name, or a folder whose contents may not be replaced.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with new_folder(os.path.join(folder, "b")) as place:
        ...         os.mkdir(os.path.join(place, "c"))
        ...     os.listdir(os.path.join(folder, "b"))
        ['c']
    """
    target = os.path.abspath(path_text(path))
    if os.path.lexists(target):
        _check_folder(target, os.fspath(path), overwrite=overwrite, ours=ours)
    with _workplace(target, path) as work:
        place = os.path.join(work, _NEW, os.path.basename(target))
        os.mkdir(place)
        yield place
        if os.path.lexists(target):
            _replace_folder(place, target, os.path.join(work, _BEFORE), os.fspath(path), overwrite=overwrite, ours=ours)
        else:
            os.rename(place, target)


def _replace_folder(place: str, target: str, before: str, path: str, *, overwrite: bool, ours: Collection[str]) -> None:
    """Replace one folder by another: move the old one away, check its contents again, then delete it."""
    _check_folder(target, path, overwrite=overwrite, ours=ours)
    os.rename(target, before)
    try:
        # The folder may have changed in the meantime; once moved away, it cannot.
        _check_folder(before, path, overwrite=overwrite, ours=ours)
        os.rename(place, target)
    except BaseException:
        os.rename(before, target)
        raise


def _check_folder(target: str, path: str, *, overwrite: bool, ours: Collection[str]) -> None:
    """Refuse to replace a folder that is neither empty nor written by this library."""
    if os.path.islink(target) or not os.path.isdir(target):
        raise FileInTheWay(path, "it is not a folder; choose another name")
    with os.scandir(target) as entries:
        if next(entries, None) is None:
            return
    if not overwrite:
        raise FileInTheWay(path)
    manifest = os.path.join(target, MANIFEST)
    listed = _listed(target) if os.path.isfile(manifest) and not os.path.islink(manifest) else set(ours)
    if not listed:
        raise FileInTheWay(path, "it is not an export folder and is left unchanged; choose another name")
    other = next((name for name, is_file in _inside(target) if not is_file or name not in listed), None)
    if other is not None:
        raise FileInTheWay(
            path, f"it contains {other}, which no export wrote, and is left unchanged; choose another name"
        )


def _inside(folder: str, parent: str = "") -> Iterator[tuple[str, bool]]:
    """The files in a folder and its folders, by their paths with slashes; what is empty or a link is no file."""
    with os.scandir(os.path.join(folder, parent)) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = f"{parent}{entry.name}"
            within = list(_inside(folder, f"{name}/")) if entry.is_dir(follow_symlinks=False) else []
            yield from within or [(name, entry.is_file(follow_symlinks=False))]


def files_inside(folder: str) -> list[str]:
    """Return the files in a folder and its folders, by their paths with slashes.

    Args:
        folder: The folder.
    """
    return sorted(name for name, _ in _inside(folder))


def _listed(folder: str) -> set[str] | None:
    """Names of the files that an export wrote into a folder; empty if there is no manifest or it is malformed.

    The manifest may come from anyone: unless it is a list of texts, it is ignored.
    """
    try:
        content = read_file(os.path.join(folder, MANIFEST), _LARGEST_MANIFEST + 1)
        told = json.loads(content) if len(content) <= _LARGEST_MANIFEST else None
    except (OSError, ValueError, RecursionError):
        return None
    files = told.get("files") if isinstance(told, dict) else None
    if not isinstance(files, list) or not all(isinstance(name, str) for name in files):
        return None
    return {MANIFEST, *files}


def write_text(path: str | os.PathLike[str], text: str, *, overwrite: bool = False) -> None:
    """Write a text file as UTF-8, whole or not at all, without newline translation.

    Args:
        path: The file to write.
        text: Its content.
        overwrite: Whether an existing file may be replaced.

    Raises:
        FileInTheWay: The file already exists.
    """
    with new_file(path, overwrite=overwrite) as place, create(place) as file:
        file.write(text)
