"""Writing files whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from unami.errors import FileInTheWay

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["new_file", "new_folder", "write_text"]


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
    target = os.path.abspath(os.fspath(path))
    if os.path.isdir(target) or (os.path.lexists(target) and not overwrite):
        raise FileInTheWay(os.fspath(path))
    folder, name = os.path.split(target)
    work = tempfile.mkdtemp(prefix=f".{name}.", dir=folder)
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


@contextmanager
def new_folder(path: str | os.PathLike[str]) -> Iterator[str]:
    """A temporary folder, which takes its name only once it is complete; an empty folder may be there already.

    Args:
        path: Where the folder shall be.

    Yields:
        The path of the folder to fill. If anything goes wrong, nothing of it stays.

    Raises:
        FileInTheWay: There is a file of that name, or a folder with something in it.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with new_folder(os.path.join(folder, "b")) as place:
        ...         os.mkdir(os.path.join(place, "c"))
        ...     os.listdir(os.path.join(folder, "b"))
        ['c']
    """
    target = os.path.abspath(os.fspath(path))
    if os.path.lexists(target) and not (os.path.isdir(target) and not os.listdir(target)):
        raise FileInTheWay(os.fspath(path))
    parent, name = os.path.split(target)
    work = tempfile.mkdtemp(prefix=f".{name}.", dir=parent)
    try:
        place = os.path.join(work, name)
        os.mkdir(place)
        yield place
        if os.path.isdir(target):
            os.rmdir(target)
        os.rename(place, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


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
