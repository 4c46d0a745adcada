"""The command line: ``python -m unami``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import TYPE_CHECKING

from unami import __version__
from unami.errors import UnamiError
from unami.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unami.questions import Mission

__all__ = ["main"]


class _Parser(argparse.ArgumentParser):
    """One line for wrong arguments, as for every other wrong input."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise SystemExit(_fail(f"{message} (see {self.prog} --help)"))


def _fail(message: str) -> int:
    print(visible(f"unami: {' '.join(message.split())}"), file=sys.stderr)
    return 2


def _say(text: str) -> None:
    # A terminal that cannot show a letter shows a question mark; it must not end in a traceback.
    encoding = sys.stdout.encoding or "utf-8"
    print(visible(text).encode(encoding, "replace").decode(encoding))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="unami",
        description="The record of the United Nations Assistance Mission for Iraq, 2003 to 2025, with its sources.",
    )
    parser.add_argument("--version", action="store_true", help="print the versions of the library and of its data")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    at = commands.add_parser(
        "at",
        help="the state of the mission at a date",
        description="The state of the mission at a date: who led it, under which mandate, with which tasks.",
        epilog="example: unami at 2014-06-10",
    )
    at.add_argument("date", metavar="DATE", help='such as 2014-06-10, 2014-06, 2014 or "10 June 2014"')
    at.add_argument("--data", metavar="PATH", help="folder or zip archive with the record of another mission")
    at.add_argument("--json", action="store_true", help="the same as JSON")
    at.add_argument("--sources", action="store_true", help="name all sources of each line")

    check = commands.add_parser(
        "check",
        help="check a data package",
        description="Check a data package: the one in the library, or a folder or zip archive in the same format.",
        epilog="example: unami check src/unami/data",
    )
    check.add_argument("path", metavar="PATH", nargs="?", help="folder or zip archive; the packaged data if left out")

    export = commands.add_parser(
        "export",
        help="write the record in the format of another program",
        description="Write the record in the format of another program, whole or not at all.",
        epilog=f"formats:\n{_format_lines()}\n\nexample: unami export sqlite unami.db",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    export.add_argument("format", metavar="FORMAT", help="one of those below")
    export.add_argument("dest", metavar="DEST", help="the file or folder to make")
    export.add_argument("--force", action="store_true", help="replace DEST if it is there")

    tidy = commands.add_parser(
        "format",
        help="write the files of a data package in canonical form",
        description="Put the rows of a data package in canonical order and quoting, and its descriptor up to date.",
        epilog="example: unami format src/unami/data",
    )
    tidy.add_argument("path", metavar="PATH", nargs="?", help="folder; the packaged data if left out")

    new = commands.add_parser(
        "new",
        help="begin the record of another mission",
        description="Write a data package for another mission: valid, with one example row in each table.",
        epilog="example: unami new my-mission",
    )
    new.add_argument("path", metavar="PATH", help="folder to write; it must not be there, or be empty")
    new.add_argument("--name", help="id of the mission, such as exma")
    new.add_argument("--title", help='title of the package, such as "The record of my mission"')

    changes = commands.add_parser(
        "changes",
        help="what changed in the data",
        description="What changed in the data after a version, by its changelog, or against another package.",
        epilog="example: unami changes --since 2026.11.22",
    )
    changes.add_argument("path", metavar="PATH", nargs="?", help="folder or zip archive; the packaged data if left out")
    changes.add_argument("--since", metavar="VERSION", help="version of the data; all changes if left out")
    changes.add_argument("--against", metavar="OLD", help="compare with the package in this folder or zip archive")
    changes.add_argument("--write", action="store_true", help="write the differences from OLD into the changelog")
    changes.add_argument("--reason", default="", help="with --write: what the new version is about")
    return parser


def _format_lines() -> str:
    from unami.export import FORMATS

    return "\n".join(f"  {name:<11} {chosen.description}" for name, chosen in FORMATS.items())


def _mission(path: str | None) -> Mission:
    if path is None:
        from unami.questions import PACKAGED

        return PACKAGED
    from unami import open_dataset

    return open_dataset(path)


def _at(date: str, path: str | None, *, as_json: bool, all_sources: bool) -> int:
    snapshot = _mission(path).at(date)
    if as_json:
        from unami.convert import to_plain

        # Escaped letters are as good, where the others could not be written.
        unicode = (sys.stdout.encoding or "").lower().startswith("utf")
        _say(json.dumps(to_plain(snapshot), ensure_ascii=not unicode, indent=2))
    else:
        from shutil import get_terminal_size

        from unami.display import snapshot_text

        width = min(get_terminal_size((80, 24)).columns, 100)
        _say(snapshot_text(snapshot, width=width, all_sources=all_sources))
    return 0


def _check(path: str | None) -> int:
    from unami.check import check_files
    from unami.package import PackagedFiles, open_files

    files = PackagedFiles() if path is None else open_files(path)
    problems = check_files(files)
    for problem in problems:
        _say(str(problem))
    count = len(problems)
    _say(f"{files.where}: {'no problems' if not count else f'{count} problem' + ('s' if count > 1 else '')}")
    return 1 if problems else 0


def _folder(path: str | None) -> str:
    return os.path.join(os.path.dirname(__file__), "data") if path is None else path


def _new(path: str, name: str | None, title: str | None) -> int:
    from unami.new import EXAMPLE_NAME, EXAMPLE_TITLE, new_package

    new_package(path, name=name or EXAMPLE_NAME, title=title or EXAMPLE_TITLE)
    _say(f"wrote {path}: a package of a mission that never was, with one example row in each table")
    _say("Next: put rows of your own in place of the examples; what the columns hold is in datapackage.json.")
    _say(f"Then: python -m unami format {path}; python -m unami check {path}")
    _say(f"Ask:  python -m unami at 2015-06 --data {path}")
    return 0


def _changes(path: str | None, since: str | None, against: str | None, *, write: bool, reason: str) -> int:
    from unami.collection import counted

    if write and against is None:
        return _fail("--write needs --against OLD, the version before")
    if since is not None and against is not None:
        return _fail("--since asks the changelog and --against compares two packages; give one of them")
    if write and against is not None:
        from unami.changes import log_changes

        found = log_changes(_folder(path), against, reason)
    elif against is not None:
        found = _mission(against).compare(_mission(path))
    else:
        found = _mission(path).changes(since)
    for change in found:
        _say(str(change))
    _say(counted(len(found), "changes"))
    return 0


def _format(path: str | None) -> int:
    from unami.check import format_folder

    changed = format_folder(_folder(path))
    if path is None:
        from unami.json_schema import write_schemas

        changed += [f"schemas/{name}" for name in write_schemas(os.path.join(os.path.dirname(__file__), "schemas"))]
    for name in changed:
        print(f"rewrote {name}")
    return 0


def _show_progress(what: str, number: int, count: int) -> None:
    # One line that is written over and over, for a person who waits.
    print(f"\r{f'{number}/{count} {what}':<40}", end="", file=sys.stderr, flush=True)


def _export(format_name: str, dest: str, *, force: bool) -> int:
    from unami.errors import FileInTheWay
    from unami.export import write
    from unami.questions import PACKAGED

    watched = sys.stderr.isatty()
    try:
        write(PACKAGED, format_name, dest, overwrite=force, progress=_show_progress if watched else None)
    except FileInTheWay as error:
        return _fail(f"{error}{' (see --force)' if str(error).endswith('overwritten') else ''}")
    finally:
        if watched:
            print(f"\r{'':<40}\r", end="", file=sys.stderr, flush=True)
    _say(f"wrote {dest}")
    return 0


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
            return _run(arguments)
        finally:
            # A short output would else be written when Python shuts down, where nobody catches what goes wrong.
            sys.stdout.flush()
    except UnamiError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # The reader, such as head, has seen enough; Python must not complain while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(str(error))


def _run(arguments: Sequence[str] | None) -> int:
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.version:
        from unami.questions import PACKAGED

        print(f"unami {__version__}, data {PACKAGED.version}")
        return 0
    if given.command == "at":
        return _at(given.date, given.data, as_json=given.json, all_sources=given.sources)
    if given.command == "check":
        return _check(given.path)
    if given.command == "export":
        return _export(given.format, given.dest, force=given.force)
    if given.command == "format":
        return _format(given.path)
    if given.command == "new":
        return _new(given.path, given.name, given.title)
    if given.command == "changes":
        return _changes(given.path, given.since, given.against, write=given.write, reason=given.reason)
    parser.print_help()
    return 0
