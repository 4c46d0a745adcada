"""Output of the commands: text that is safe on a terminal, aligned tables, JSON."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from contextlib import suppress
from importlib.util import find_spec
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from unami._base.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from unami._mission.mission import Mission
    from unami.records._sequence import Records

    Columns: TypeAlias = Sequence[tuple[str, Callable[[Any], object]]]
    """For each column of a table: its heading, and the function that gets its value from a record."""

__all__ = [
    "cited",
    "fail",
    "flush",
    "is_watched",
    "leave",
    "print_json",
    "print_records",
    "print_table",
    "say",
    "show_progress",
    "width",
    "write",
]

_GAP = "  "
_NARROWEST = 16
"""Minimum width of the last column."""

_MOST_SOURCES = 2


def fail(message: str) -> int:
    """Report on one line what is wrong with the input.

    Args:
        message: What is wrong.

    Returns:
        The exit code for invalid input.
    """
    # If stderr fails too, only the exit code remains.
    with suppress(OSError):
        _put(sys.stderr, visible(f"unami: {' '.join(message.split())}") + "\n")
    return 2


def _put(stream: Any, text: str) -> None:
    """Write a text to a stream, which may be missing, closed, or replaced by the program."""
    if stream is None:
        raise OSError(errno.EBADF, "there is no output to write to")
    try:
        stream.write(text.encode(_encoding(stream), "replace").decode(_encoding(stream)))
    except UnicodeEncodeError:  # it reports no encoding, or a wrong one
        stream.write(text.encode("ascii", "replace").decode())
    except ValueError:
        raise OSError(errno.EBADF, "the output is closed") from None


def _encoding(stream: Any) -> str:
    """Return the encoding of a stream; not every stream has one."""
    named = getattr(stream, "encoding", None) or "utf-8"
    try:
        return codecs.lookup(named).name
    except (LookupError, TypeError):
        return "utf-8"


def is_terminal(stream: Any) -> bool:
    """Return whether a stream is a terminal.

    Args:
        stream: A stream, or ``None``.
    """
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def write(text: str) -> None:
    """Write a text unchanged, and a line end.

    Args:
        text: The text; it must not contain unescaped data from a package.

    Raises:
        OSError: It cannot be written, because the disk is full or there is no output.
    """
    _put(sys.stdout, f"{text}\n")


def flush(stream: Any) -> None:
    """Flush an output.

    Args:
        stream: An output, or ``None``.

    Raises:
        OSError: It cannot be written.
    """
    with suppress(AttributeError, ValueError):  # it is missing, cannot be flushed, or is closed
        stream.flush()


def leave(stream: Any) -> None:
    """Discard the remaining output of a stream that nobody reads.

    Args:
        stream: The output.
    """
    with suppress(AttributeError, OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


def show_progress(text: str = "") -> None:
    """Show a progress line that is overwritten, on a terminal.

    Args:
        text: The line; if left out, the line is cleared.
    """
    with suppress(OSError):
        _put(sys.stderr, f"\r{text:<40}" if text else f"\r{'':<40}\r")
        sys.stderr.flush()


def say(text: str) -> None:
    """Print a text safely, whatever it contains and wherever it goes.

    Args:
        text: The text.
    """
    # Characters that a terminal cannot encode become question marks instead of a traceback.
    write(visible(text))


def width() -> int:
    """Return the width for text: that of the terminal, up to a readable maximum."""
    return min(get_terminal_size((80, 24)).columns, 100)


def print_json(answer: Any) -> None:
    """Print an answer as JSON.

    Args:
        answer: Any value of the library.
    """
    import json

    from unami._output.plain import to_plain

    # Escape characters that cannot be encoded or that control a terminal.
    plain = to_plain(answer)
    text = json.dumps(plain, ensure_ascii=False, indent=2)
    if visible(text) != text or not _encoding(sys.stdout).startswith("utf"):
        text = json.dumps(plain, indent=2).replace("\x7f", "\\u007f")
    write(text)


def cited(mission: Mission, record: Any) -> str:
    """Return the first sources of a record, and the number of further ones.

    Args:
        mission: The mission of the record.
        record: The record.
    """
    sources = mission.sources_of(record).ids
    more = f" +{len(sources) - _MOST_SOURCES}" if len(sources) > _MOST_SOURCES else ""
    return ", ".join(sources[:_MOST_SOURCES]) + more


def print_records(records: Records[Any], columns: Columns, *, as_json: bool) -> int:
    """Print records as a table with their sources, or as JSON with the ids of all their sources.

    Args:
        records: The records of a mission.
        columns: For each column: its heading, and the function that gets its value from a record.
        as_json: Whether to print JSON.

    Returns:
        The exit code.
    """
    from unami._output.plain import to_plain
    from unami.records._cell import show_value
    from unami.records._sequence import counted

    mission = records.mission
    if as_json:
        print_json([{**to_plain(each), "sources": mission.sources_of(each).ids if mission else ()} for each in records])
        return 0
    rows = []
    for record in records:
        values = [get(record) for _, get in columns]
        row = ["" if value is None else show_value(value) for value in values]
        rows.append([*row, cited(mission, record)] if mission else row)
    head = [name for name, _ in columns]
    print_table([*head, "sources"] if mission else head, rows, counted(len(records), records.kind))
    return 0


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> None:
    """Print a table: with rich on a terminal, if it is installed; otherwise as aligned text.

    Args:
        head: The headings.
        rows: The cells of each row.
        title: Title of the table.
    """
    if is_terminal(sys.stdout) and find_spec("rich"):
        _print_rich(head, rows, title)
        return
    say(title)
    if rows:
        for line in _aligned(head, rows, get_terminal_size().columns if is_terminal(sys.stdout) else None):
            say(line)


def _print_rich(head: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(visible(title)), title_justify="left", box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(head):
        table.add_column(name, no_wrap=place == 0, overflow="fold")
    for row in rows:
        # As Text, so that brackets in a name are not markup.
        table.add_row(*(Text(visible(cell)) for cell in row))
    Console(file=sys.stdout).print(table)


def _aligned(head: Sequence[str], rows: Sequence[Sequence[str]], room: int | None) -> list[str]:
    """Return lines with aligned columns; a terminal wraps the last column, elsewhere each row is one line."""
    table = [tuple(head), *(tuple(visible(cell).replace("\n", " ") for cell in row) for row in rows)]
    widths = [max(len(row[place]) for row in table) for place in range(len(head) - 1)]
    before = sum(widths) + len(_GAP) * len(widths)
    lines: list[str] = []
    for row in table:
        start = "".join(cell.ljust(size) + _GAP for cell, size in zip(row, widths, strict=False))
        last = [row[-1]] if room is None else wrap(row[-1], max(room - before, _NARROWEST)) or [""]
        lines.extend(
            (start + last[0]).rstrip() if place == 0 else " " * before + part for place, part in enumerate(last)
        )
    return lines


def is_watched() -> bool:
    """Return whether the error output is a terminal."""
    return is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"
