"""Output of the commands: text that is safe on a terminal, aligned tables, JSON."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from contextlib import suppress
from importlib.util import find_spec
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from unami._base.text import in_lines, visible, words_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from unami._base.text import Line
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
    "print_pages",
    "print_records",
    "print_tables_as_json",
    "say",
    "say_prose",
    "show_progress",
    "tell",
    "width",
    "write",
]

_GAP = "  "
_SOURCES = "sources"
"""The last column, and the last line of a block."""

_MOST_SOURCES = 2


def fail(message: str) -> int:
    """Report on one line what is wrong with the input.

    Args:
        message: What is wrong.

    Returns:
        The exit code for invalid input.
    """
    tell(message)
    return 2


def tell(message: str) -> None:
    """Print a message on one line of the error output.

    Args:
        message: The message.
    """
    # If stderr fails too, only the exit code remains.
    with suppress(OSError):
        _put(sys.stderr, visible(f"unami: {' '.join(message.split())}") + "\n")


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


def say_prose(text: str) -> None:
    """Print lines of prose, which a terminal gets wrapped; the parts of a line are indented below its beginning.

    Args:
        text: The lines.
    """
    if is_terminal(sys.stdout):
        room = width()
        lines = []
        for line in text.splitlines():
            indent = line[: len(line) - len(line.lstrip())]
            lines += wrapped(line, room, indent, f"{indent}  ")
        text = "\n".join(lines)
    say(text)


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


def print_records(records: Records[Any], columns: Columns, *, as_json: bool, cite: bool = True) -> int:
    """Print records as a table or as blocks, each with its sources, or as JSON with the ids of all their sources.

    Without records, the answer says why there are none: text below the number, JSON on the error output.

    Args:
        records: The records of a mission.
        columns: For each column: its heading, and the function that gets its value from a record.
        as_json: Whether to print JSON.
        cite: Whether to name their sources in the text.

    Returns:
        The exit code.
    """
    from unami.records._cell import show_value
    from unami.records._sequence import counted

    mission = records.mission
    if as_json:
        print_json(_with_sources(records))
        _tell_why_none(records)
        return 0
    shown = list(columns)
    if records.when is not None and "certainty" not in dict(columns):
        shown.append(("certainty", records.certainty_of))
    if mission is not None and cite:
        shown.append((_SOURCES, lambda record: cited(mission, record)))
    rows = []
    for record in records:
        values = [get(record) for _, get in shown]
        rows.append(["" if value is None else " ".join(visible(show_value(value)).split()) for value in values])
    say_prose("\n".join((counted(len(records), records.kind), *(f"  {line}" for line in records.why_none))))
    _print_lines(_laid_out([name for name, _ in shown], rows))
    return 0


def print_tables_as_json(tables: Mapping[str, Records[Any]]) -> int:
    """Print the answer to a question about several tables as a JSON object, each record with the ids of all its sources.

    Args:
        tables: The records of each table by its name.

    Returns:
        The exit code.
    """
    print_json({name: _with_sources(records) for name, records in tables.items()})
    for records in tables.values():
        _tell_why_none(records)
    return 0


def _with_sources(records: Records[Any]) -> list[dict[str, Any]]:
    from unami._output.plain import to_plain

    mission = records.mission
    return [{**to_plain(each), "sources": mission.sources_of(each).ids if mission else ()} for each in records]


def _tell_why_none(records: Records[Any]) -> None:
    if records.why_none:
        tell("; ".join(records.why_none))


def _laid_out(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    """Lay out rows as a table if it fits the terminal, and else as blocks; elsewhere each row is one line of a table.

    A column without any value is left out.
    """
    kept = [place for place in range(len(head)) if any(row[place] for row in rows)]
    names = [head[place] for place in kept]
    cells = [[row[place] for place in kept] for row in rows]
    sizes = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    room = get_terminal_size().columns
    if is_terminal(sys.stdout) and sum(sizes) + len(_GAP) * (len(sizes) - 1) > room:
        for row in cells:
            yield from _block(names, row, room)
    elif kept:
        for number, row in enumerate((names, *cells)):
            line = _GAP.join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True))
            yield ((line.rstrip(), "" if number else "bold"),)


def _block(names: Sequence[str], row: Sequence[str], room: int) -> Iterator[Line]:
    """Lay out a row as a block: what it is about, then its other values, then its sources."""
    (_, title), *rest = ((name, cell) for name, cell in zip(names, row, strict=True) if cell)
    yield from (((line, "bold"),) for line in wrapped(title, room, rest="    "))
    values = [(name, cell) for name, cell in rest if name != _SOURCES]
    words = (
        word for number, (name, cell) in enumerate(values, 1) for word in _entry(name, cell, more=number < len(values))
    )
    yield from (((line, ""),) for line in in_lines(words, room, "  ", "    "))
    for name, cell in rest[len(values) :]:
        yield from (((line, "dim"),) for line in in_lines(_entry(name, cell), room, "  ", "    "))


def _entry(name: str, cell: str, *, more: bool = False) -> list[str]:
    """The words of a heading and its value; the heading stays beside the first of them."""
    first, *others = words_of(f"{cell};" if more else cell)
    return [f"{name}: {first}", *others]


def _print_lines(lines: Iterable[Line]) -> None:
    """Print lines: on a terminal with their styles, if rich is installed."""
    if is_terminal(sys.stdout) and find_spec("rich"):
        from rich.console import Console

        console: Any = Console(file=_Replacing(sys.stdout), highlight=False)  # type: ignore[arg-type]
        _print_styled(console, lines)
    else:
        for line in lines:
            write("".join(text for text, _ in line))


def _print_styled(console: Any, lines: Iterable[Line]) -> None:
    from rich.text import Text

    for line in lines:
        # As Text, so that brackets in a name are not markup.
        console.print(Text.assemble(*line), soft_wrap=True)


def print_pages(lines: Sequence[Line]) -> None:
    """Print lines with their styles; if they fill more than the terminal of a person, by the pager.

    The pager is that of the environment variable ``PAGER``, or ``less``.

    Args:
        lines: The lines.
    """
    pager = _pager() if len(lines) >= get_terminal_size().lines else []
    if not pager:
        _print_lines(lines)
        return
    import subprocess

    if find_spec("rich"):
        from rich.console import Console

        console: Any = Console(force_terminal=True, highlight=False)
        with console.capture() as captured:
            _print_styled(console, lines)
        text = captured.get()
    else:
        text = "".join(f"{''.join(part for part, _ in line)}\n" for line in lines)
    # As git does: with styles, and leaving what was read on the screen.
    environment = {"LESS": "FRX", **os.environ}
    with subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment) as shown:  # noqa: S603 - the user's own pager
        with suppress(BrokenPipeError):  # the reader has seen enough
            shown.communicate(text.encode(_encoding(sys.stdout), "replace"))
        while shown.poll() is None:
            with suppress(KeyboardInterrupt):  # it is meant for the pager, which stops a search and goes on
                shown.wait()


def _pager() -> list[str]:
    """The command of the user's pager; nothing where no person reads and types, or there is no such program."""
    import shlex
    from shutil import which

    # A program that replaced the output gets the text itself.
    watched = sys.stdout is sys.__stdout__ and is_terminal(sys.stdout) and is_terminal(sys.stdin)
    if not watched or os.environ.get("TERM", "dumb") == "dumb":
        return []
    command = shlex.split(os.environ.get("PAGER", "less"))
    return command if command and which(command[0]) else []


class _Replacing:
    """A terminal that takes any text: what it cannot encode is replaced."""

    def __init__(self, terminal: Any) -> None:
        self._terminal = terminal

    def __getattr__(self, name: str) -> Any:
        return getattr(self._terminal, name)

    def write(self, text: str) -> None:
        _put(self._terminal, text)


def is_watched() -> bool:
    """Return whether the error output is a terminal."""
    return is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"
