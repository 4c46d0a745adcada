"""Writing files whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from unami.errors import FileInTheWay
from unami.texts import path_text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MANIFEST", "new_file", "new_folder", "write_text"]

MANIFEST = "unami-export.json"
"""The file in which a folder says what was written into it: only what is listed there may ever be replaced."""


@contextmanager
def new_file(path: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[str]:
    """A temporary place for a file, which takes its name only once it is complete.

    Args:
        path: Where the file shall be.
        overwrite: Whether a file of that name may be replaced.

    Yields:
        The path to write to, in the same folder. If anything goes wrong, nothing of it stays.

    Raises:
        FileInTheWay: There is such a file, or a folder of that name.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with new_file(os.path.join(folder, "a.txt")) as place, open(place, "w") as file:
        ...         written = file.write("whole")
        ...     os.listdir(folder)
        ['a.txt']
    """
    target = os.path.abspath(path_text(path))
    if os.path.isdir(target):
        raise FileInTheWay(os.fspath(path), "it is a folder, which no file replaces; choose another name")
    if os.path.lexists(target) and not overwrite:
        raise FileInTheWay(os.fspath(path))
    work, name = _workplace(target)
    try:
        place = os.path.join(work, name)
        yield place
        if overwrite:
            os.replace(place, target)
        else:
            _move(place, target, path)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _move(place: str, target: str, path: str | os.PathLike[str]) -> None:
    """Give a file its name unless somebody else took it in the meantime."""
    try:
        os.link(place, target)
    except FileExistsError:
        raise FileInTheWay(os.fspath(path)) from None
    except OSError:  # a file system without links
        os.replace(place, target)


def _workplace(target: str) -> tuple[str, str]:
    """A hidden folder beside the target, on the same disk, and the name that the target shall have."""
    parent, name = os.path.split(target)
    if not os.path.isdir(parent):
        raise FileNotFoundError(errno.ENOENT, "no such folder", parent)
    return tempfile.mkdtemp(prefix=f".{name}.", dir=parent), name


@contextmanager
def new_folder(path: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[str]:
    """A temporary folder, which takes its name only once it is complete; an empty folder may be there already.

    Args:
        path: Where the folder shall be.
        overwrite: Whether a folder of that name may be replaced. It is only if it holds nothing but the files that
            its :data:`MANIFEST` lists, so that nobody loses what this library did not write.

    Yields:
        The path of the folder to fill. If anything goes wrong, nothing of it stays.

    Raises:
        FileInTheWay: There is a file of that name, or a folder with something in it that may not be replaced.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with new_folder(os.path.join(folder, "b")) as place:
        ...         os.mkdir(os.path.join(place, "c"))
        ...     os.listdir(os.path.join(folder, "b"))
        ['c']
    """
    target = os.path.abspath(path_text(path))
    if os.path.lexists(target):
        _check_folder(target, os.fspath(path), overwrite=overwrite)
    work, name = _workplace(target)
    try:
        place = os.path.join(work, name)
        os.mkdir(place)
        yield place
        if os.path.lexists(target):
            # Once more: somebody may have put something there in the meantime.
            _check_folder(target, os.fspath(path), overwrite=overwrite)
            before = os.path.join(work, "before")
            os.rename(target, before)
            try:
                os.rename(place, target)
            except OSError:
                os.rename(before, target)
                raise
        else:
            os.rename(place, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _check_folder(target: str, path: str, *, overwrite: bool) -> None:
    """Refuse to replace what is neither empty nor ours."""
    if os.path.islink(target) or not os.path.isdir(target):
        raise FileInTheWay(path, "it is no folder; choose another name")
    inside = set(os.listdir(target))
    if not inside:
        return
    if not overwrite:
        raise FileInTheWay(path)
    try:
        with open(os.path.join(target, MANIFEST), encoding="utf-8") as file:
            listed = {MANIFEST, *json.load(file)["files"]}
    except (OSError, ValueError, TypeError, KeyError):
        raise FileInTheWay(path, "it is not the folder of an export, and is left alone; choose another name") from None
    others = sorted(inside - listed) + sorted(n for n in inside & listed if os.path.isdir(os.path.join(target, n)))
    if others:
        raise FileInTheWay(path, f"it holds {others[0]}, which no export wrote, and is left alone; choose another name")


def write_text(path: str | os.PathLike[str], text: str, *, overwrite: bool = False) -> None:
    """Write a text file, whole or not at all, as UTF-8 and with its line ends as they are.

    Args:
        path: Where the file shall be.
        text: Its content.
        overwrite: Whether a file of that name may be replaced.

    Raises:
        FileInTheWay: There is such a file.
    """
    with new_file(path, overwrite=overwrite) as place, open(place, "w", encoding="utf-8", newline="") as file:
        file.write(text)
