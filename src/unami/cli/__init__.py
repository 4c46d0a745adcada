"""The command line: ``python -m unami``."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys
import warnings
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from unami import __version__
from unami._base.names import nearest
from unami.cli import _asking, _packages
from unami.cli._output import fail, flush, leave, say, write
from unami.errors import FileInTheWay, UnamiDeprecationWarning, UnamiError, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["main"]


_ALSO = {
    "at": "affiliations appointments casualties date day deputies now office offices on staff staffing state strength today when",
    "leaders": "boss chief head heads leader person people president srsg who",
    "deployments": "contingents contributions countries country guards military police strength troops",
    "events": "election elections happened history timeline",
    "mandate": "mandates resolution resolutions task tasks",
    "disputes": "conflicts contradictions disagree",
    "explain": "evidence field says why",
    "sources": "documents references",
    "search": "briefings budget budgets documents find get grep info list meetings money name organizations person people "
    "place places posts query refugees reports show staff units",
    "cite": "bibliography bibtex citation",
    "chart": "budget charts coverage draw graph map money picture plot",
    "export": "convert csv download dump excel frame json panel save sqlite",
    "check": "lint test validate verify",
    "columns": "column dictionary fields meaning schema",
    "format": "fmt tidy",
    "new": "create init start",
    "changes": "changelog compare diff history versions",
}
"""Words that people try for each command."""

_EXAMPLES = """
examples:
  unami at 2014-06-10            the state of the mission on that day
  unami search canal hotel       records that contain these words
  unami explain 1723 adopted     who says when resolution 1723 was adopted"""


class _Parser(argparse.ArgumentParser):
    """An argument parser that reports wrong arguments on one line, like all other errors."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise SystemExit(fail(f"{message} (see {self.prog} --help)"))

    def _print_message(self, message: str, file: object = None) -> None:
        # argparse ignores an output that is closed or full.
        if message and file in (None, sys.stdout):
            write(message.removesuffix("\n"))
        elif message:
            fail(message)


def _parser(wanted: str) -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    """Return the parser, with the whole help of one command, and those of its commands."""
    parser = _Parser(
        prog="unami",
        description="Records of United Nations missions, with their sources: that of UNAMI in Iraq, 2003 to 2025, which ships "
        "with the library, or with --data one of your own.",
    )
    parser.add_argument("--version", action="store_true", help="print the versions of the library and of its data")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _asking.add_commands(commands)
    _packages.add_commands(commands, wanted)
    return parser, commands.choices


def _unknown(wanted: str, commands: Mapping[str, argparse.ArgumentParser]) -> UnknownName:
    """The error about a command that does not exist, with those that answer such questions."""
    meant: dict[str, list[str]] = {name: [name] for name in commands}
    for name, words in _ALSO.items():
        for word in words.split():
            meant.setdefault(word, []).append(name)
    near = meant.get(wanted.lower()) or dict.fromkeys(name for word in nearest(wanted, meant) for name in meant[word])
    if not near:
        from unami.records import TABLES

        table = wanted.lower().replace("-", "_")
        here = f"it is a table; see unami columns {table}, search and export" if table in TABLES else "see unami --help"
        return UnknownName("command", wanted, problem=here)
    return UnknownName("command", wanted, (f"{name} ({_summary(commands[name])})" for name in near))


def _summary(command: argparse.ArgumentParser) -> str:
    """What a command does, in a clause."""
    words = (command.description or "").partition(":")[0].removesuffix(".")
    return words[:1].lower() + words[1:]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    It may be called from any thread, and in a program without standard streams, such as a GUI program.

    Args:
        arguments: The arguments; by default those of the process.

    Returns:
        The exit code: 0 on success, 1 if a checked package has problems, 2 if the input is invalid or the answer cannot
        be written, 130 after Ctrl-C, and 128 plus the signal number if another signal ends it.

    Raises:
        SystemExit: After ``--help``, and for invalid arguments, with the exit code.

    Example:
        >>> main(["at", "01/02/2014"])
        2
    """
    if arguments is not None:
        return _run_to_the_end(arguments)
    _hold_descriptors()
    _warn_in_one_line()
    try:
        return _run_to_the_end(sys.argv[1:])
    finally:
        # A failed flush at shutdown would change the exit code, so flush now and discard the rest on failure.
        for stream in (sys.stdout, sys.stderr):
            try:
                flush(stream)
            except OSError:
                leave(stream)


def _run_to_the_end(arguments: Sequence[str]) -> int:
    """Run a command, and handle whatever ends it."""
    try:
        with _ended_by_signals():
            return _answered(arguments)
    except KeyboardInterrupt:
        fail("interrupted")
        return 128 + signal.SIGINT
    except _Ended as end:
        return 128 + end.number


def _hold_descriptors() -> None:
    """Keep the closed standard streams of the process closed: a newly opened file would otherwise get their numbers."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)


def _warn_in_one_line() -> None:
    """Say what goes away as everything else is said, without the place in the program, which users cannot change."""
    usual = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *place: Any, **options: Any) -> None:
        if issubclass(category, UnamiDeprecationWarning):
            fail(f"warning: {message}")
        else:
            usual(message, category, *place, **options)

    warnings.showwarning = show


class _Ended(BaseException):
    """The process received a termination signal; pending work is cleaned up on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Clean up before a signal ends the process, unless the program has a handler of its own."""

    def end(number: int, _: object) -> None:
        raise _Ended(number)

    taken = []
    try:
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # Outside the main thread, signal.signal raises ValueError.
            with suppress(ValueError):
                if number is not None and signal.getsignal(number) == signal.SIG_DFL:
                    signal.signal(number, end)
                    taken.append(number)
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _answered(arguments: Sequence[str]) -> int:
    """Run a command, and return its exit code whatever goes wrong."""
    try:
        try:
            code = _run(arguments)
        finally:
            # Flush here, where errors are handled, rather than at shutdown.
            flush(sys.stdout)
    except (UnamiError, UnamiDeprecationWarning) as error:
        return fail(str(error))
    except BrokenPipeError:
        # The reader, such as head, has closed the pipe; avoid an error message at shutdown.
        leave(sys.stdout)
        return 0
    except OSError as error:
        return fail(str(error))
    return code


def _run(arguments: Sequence[str]) -> int:
    if getattr(sys.stdout, "closed", False):
        # Newer versions of argparse inspect the output before anything is written.
        raise OSError(errno.EBADF, "the output is closed")
    wanted = next(iter(arguments), "-")
    parser, commands = _parser(wanted)
    if "_ARGCOMPLETE" in os.environ and find_spec("argcomplete"):
        from argcomplete import autocomplete

        autocomplete(parser)
    if not wanted.startswith("-") and wanted not in commands:
        raise _unknown(wanted, commands)
    given = parser.parse_args(arguments)
    if given.version:
        from unami._mission.mission import PACKAGED

        say(f"unami {__version__}, data {PACKAGED.version}")
        return 0
    if given.command is None:
        parser.print_help()
        say(_EXAMPLES)
        return 0
    if (wrong := _packages.take_path(given)) is not None:
        return fail(wrong)
    try:
        code: int = given.run(given)
    except FileInTheWay as error:
        return fail(str(error).replace("pass overwrite=True", "pass --force"))
    return code
