"""The command line: ``python -m unami``."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from unami import __version__
from unami.cli import asking, packages
from unami.cli.output import fail
from unami.errors import FileInTheWay, UnamiError, UnknownName
from unami.names import pick

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


class _Parser(argparse.ArgumentParser):
    """One line for wrong arguments, as for every other wrong input."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise SystemExit(fail(f"{message} (see {self.prog} --help)"))


def _parser() -> tuple[argparse.ArgumentParser, Sequence[str]]:
    """The parser, and the names of its commands."""
    parser = _Parser(
        prog="unami",
        description="The record of the United Nations Assistance Mission for Iraq, 2003 to 2025, with its sources.",
    )
    parser.add_argument("--version", action="store_true", help="print the versions of the library and of its data")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    asking.add_commands(commands)
    packages.add_commands(commands)
    return parser, tuple(commands.choices)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: The arguments; those of the process if left out.

    Returns:
        The exit code: 0 if all is well, 1 if a checked package has problems, 2 for input that cannot be used.

    Example:
        >>> main(["at", "01/02/2014"])
        2
    """
    try:
        try:
            return _run(sys.argv[1:] if arguments is None else arguments)
        finally:
            # A short output would else be written when Python shuts down, where nobody catches what goes wrong.
            sys.stdout.flush()
    except UnamiError as error:
        return fail(str(error))
    except BrokenPipeError:
        # The reader, such as head, has seen enough; Python must not complain while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return fail(str(error))


def _run(arguments: Sequence[str]) -> int:
    parser, commands = _parser()
    if "_ARGCOMPLETE" in os.environ and find_spec("argcomplete"):
        from argcomplete import autocomplete

        autocomplete(parser)
    wanted = next(iter(arguments), "-")
    if not wanted.startswith("-") and wanted not in commands:
        pick(wanted, commands, UnknownName, "command")
    given = parser.parse_args(arguments)
    if given.version:
        from unami.questions import PACKAGED

        print(f"unami {__version__}, data {PACKAGED.version}")
        return 0
    if given.command is None:
        parser.print_help()
        return 0
    try:
        code: int = given.run(given)
    except FileInTheWay as error:
        return fail(f"{error}{' (see --force)' if str(error).endswith('overwritten') else ''}")
    return code
