"""The commands for files: checking and maintaining data packages, exporting, drawing."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any

from unami._base.text import wrapped
from unami.cli._output import fail, is_watched, print_json, say, say_prose, show_progress, tell, width

if TYPE_CHECKING:
    from unami._mission.dictionary import DictionaryEntry
    from unami._mission.mission import Mission
    from unami._mission.support import Quoted

__all__ = ["OTHER", "add_commands", "mission_in"]

OTHER = "another mission's data package: a folder, zip archive or workbook (.xlsx)"
_SOME_CLAIMS = 20
"""How many claims are listed if nobody says how many."""
_PACKAGE = "folder, zip archive or workbook (.xlsx); the packaged data if left out"


def mission_in(path: str | None) -> Mission:
    """Return the mission in the user's data package, or the packaged one.

    Args:
        path: Folder, zip archive or workbook; ``None`` for the packaged mission.
    """
    if path is None:
        from unami._mission.mission import PACKAGED

        return PACKAGED
    from unami import open_dataset

    return open_dataset(path)


def add_commands(commands: Any, wanted: str) -> None:
    """Add the commands to the parser.

    Args:
        commands: The result of ``ArgumentParser.add_subparsers``.
        wanted: The command that is run. Only its own help lists the charts or formats, as that needs many imports.
    """
    told = argparse.ArgumentParser(add_help=False)
    told.add_argument("--json", action="store_true", help="print the result as JSON")

    chart = commands.add_parser(
        "chart",
        parents=[told],
        help="save a chart",
        description="Save a chart of the mission: an interactive page (.html) or a picture (.svg, .png).",
        epilog="example: unami chart timeline --out timeline.html",
    )
    chart.add_argument("name", metavar="NAME", help=f"one of: {_chart_names() if wanted == 'chart' else 'the charts'}")
    chart.add_argument("--out", metavar="FILE", required=True, help="the file to write, ending in .html, .svg or .png")
    chart.add_argument("--force", action="store_true", help="overwrite the file if it exists")
    chart.add_argument("--data", metavar="PATH", help=OTHER)
    chart.set_defaults(run=_chart)

    export = commands.add_parser(
        "export",
        parents=[told],
        help="write the data set in the format of another program",
        description="\n".join(
            wrapped("Write the data set in the format of another program, whole or not at all.", width() - 2)
        ),
        epilog=f"formats:\n{_format_lines() if wanted == 'export' else ''}\n\nexample: unami export sqlite unami.db",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    export.add_argument("format", metavar="FORMAT", help="one of the formats below")
    export.add_argument("dest", metavar="DEST", help="the file or folder to write")
    export.add_argument("--force", action="store_true", help="overwrite DEST if it exists")
    export.add_argument("--data", metavar="PATH", help=OTHER)
    export.set_defaults(run=_export)

    check = commands.add_parser(
        "check",
        parents=[told],
        help="check a data package",
        description="Check a data package: the one in the library, or a folder, zip archive or workbook in the same format. "
        "Warnings, such as of example rows left, are no problems.",
        epilog="example: unami check src/unami/data",
    )
    _add_path(check, _PACKAGE)
    check.add_argument(
        "--evidence",
        action="store_true",
        help="then count, table by table, the claims with words that hold their value; fail on contradictions",
    )
    check.add_argument(
        "--list",
        metavar="N",
        nargs="?",
        type=_some,
        const=_SOME_CLAIMS,
        default=0,
        help=f"with --evidence: list up to N claims without such words ({_SOME_CLAIMS} if N is left out)",
    )
    check.set_defaults(run=_check)

    tidy = commands.add_parser(
        "format",
        parents=[told],
        help="write the files of a data package in canonical form",
        description="Rewrite the rows of a data package in canonical order and quoting, and update its descriptor.",
        epilog="example: unami format src/unami/data",
    )
    _add_path(tidy, "folder; the packaged data if left out")
    tidy.set_defaults(run=_format)

    new = commands.add_parser(
        "new",
        parents=[told],
        help="start another mission's data package",
        description="Write a data package for another mission: valid, with one example row in each table.",
        epilog="example: unami new my-mission --empty --name unsmil",
    )
    new.add_argument("path", metavar="PATH", nargs="?", help="folder to create; it must not exist, or be empty")
    new.add_argument("--xlsx", metavar="FILE", help="write a workbook with a sheet for each table instead (.xlsx)")
    new.add_argument("--name", help="id of the mission, such as exma")
    new.add_argument("--title", help='title of the package, such as "The record of my mission"')
    new.add_argument("--empty", action="store_true", help="without example rows")
    new.add_argument(
        "--tables", metavar="TABLE", nargs="+", default=[], help="further tables, which few missions need, such as camp"
    )
    new.add_argument("--all-tables", action="store_true", help="all tables, not only the general ones")
    new.add_argument(
        "--force", action="store_true", help="replace a workbook, or a folder of nothing but files of a package"
    )
    new.set_defaults(run=_new)

    meanings = commands.add_parser(
        "columns",
        parents=[told],
        help="what the columns of a table mean",
        description="Print what the columns of the tables mean: their types, allowed words and references.",
        epilog="example: unami columns appointments",
    )
    meanings.add_argument("table", metavar="TABLE", nargs="?", help="name of a table; all tables if left out")
    meanings.add_argument("--markdown", action="store_true", help="print a table in Markdown")
    meanings.add_argument("--data", metavar="PATH", help=OTHER)
    meanings.set_defaults(run=_columns)

    changes = commands.add_parser(
        "changes",
        parents=[told],
        help="what changed in the data",
        description="List what changed in the data since a version, by its changelog, or from another package.",
        epilog="example: unami changes --since 2026.11.26",
    )
    _add_path(changes, _PACKAGE)
    changes.add_argument("--since", metavar="VERSION", help="version of the data; all changes if left out")
    changes.add_argument("--against", metavar="OLD", help="compare with the package in this folder or zip archive")
    changes.add_argument("--write", action="store_true", help="write the differences from OLD into the changelog")
    changes.add_argument("--reason", default="", help="with --write: why, for the changes that have no reason yet")
    changes.set_defaults(run=_changes)


def _add_path(parser: argparse.ArgumentParser, words: str) -> None:
    """Let a command take a package by its place, or as the other commands do by ``--data``."""
    parser.add_argument("path", metavar="PATH", nargs="?", help=words)
    parser.add_argument("--data", metavar="PATH", help="the same as PATH")
    parser.set_defaults(path_or_data=True)


def take_path(given: argparse.Namespace) -> str | None:
    """Merge the two ways to name a package, and return what is wrong if both were used.

    Args:
        given: The arguments.
    """
    if getattr(given, "path_or_data", False) and given.data is not None:
        if given.path is not None:
            return "PATH and --data both name a package; use one of them"
        given.path = given.data
    return None


def _chart(given: argparse.Namespace) -> int:
    from unami._output.charts import save

    save(mission_in(given.data).chart.draw(given.name), given.out, overwrite=given.force)
    return _tell_written(given)


def _tell_written(given: argparse.Namespace, *more: str) -> int:
    """Report which file or folder was written, and what to do next."""
    path = given.out if given.command == "chart" else given.dest if given.command == "export" else given.path
    if given.json:
        print_json({"wrote": path})
    else:
        say(f"wrote {path}")
        for line in more:
            say_prose(line)
    return 0


def _chart_names() -> str:
    from unami._output.charts import NAMES

    return ", ".join(NAMES)


def _format_lines() -> str:
    from unami._output.export import FORMATS

    lines = (wrapped(chosen.description, width() - 2, f"  {name:<11} ", " " * 14) for name, chosen in FORMATS.items())
    return "\n".join(line for lines_of_one in lines for line in lines_of_one)


def _some(text: str) -> int:
    """A number of claims to list."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"expected a number such as {_SOME_CLAIMS}, not {text!r}")
    return int(text)


def _evidence(given: argparse.Namespace) -> int:
    """Tell how far words support what the cells say."""
    from unami._mission.support import claims_with_words, support

    mission = mission_in(given.path)
    tables = [counted for counted in support(mission).values() if counted.claims]
    contradicted: list[Quoted] = []
    unproven: list[Quoted] = []
    for claim in claims_with_words(mission):
        if claim.verdict == "contradicted":
            contradicted.append(claim)
        elif claim.verdict == "silent" and len(unproven) < given.list:
            unproven.append(claim)
    if given.json:
        print_json({"tables": tables, "contradicted": contradicted, "unproven": unproven})
        return 1 if contradicted else 0
    claims, held = sum(counted.claims for counted in tables), sum(counted.held for counted in tables)
    for counted in tables:
        say(str(counted))
    say(f"all tables: {held} of {claims} claims ({100 * held / max(claims, 1):.1f} %) have words that hold their value")
    for claim in unproven:
        say(f"unproven: {claim}")
    for claim in contradicted:
        say(f"contradicted: {claim}")
    say(f"contradictions: {len(contradicted)}")
    return 1 if contradicted else 0


def _check(given: argparse.Namespace) -> int:
    from unami._package.advice import warnings_of
    from unami._package.check import check_files
    from unami._package.store import PackagedFiles, open_files
    from unami.records._sequence import counted

    _tell_of_other(given.path)
    files = PackagedFiles() if given.path is None else open_files(given.path)
    problems = check_files(files)
    warnings = [] if problems else warnings_of(files)
    if given.evidence and not problems:
        return _evidence(given)
    if given.json:
        named = ("table", "row", "column", "value", "message")
        found = [("problem", problem) for problem in problems] + [("warning", warning) for warning in warnings]
        print_json([{"level": level, **{name: getattr(problem, name) for name in named}} for level, problem in found])
    else:
        for problem in problems:
            say_prose(str(problem))
        for warning in warnings:
            say_prose(f"warning: {warning}")
        more = f", {counted(len(warnings), 'warnings')}" if warnings else ""
        say(f"{files.where}: {counted(len(problems), 'problems') if problems else 'no problems'}{more}")
    return 1 if problems else 0


def _home() -> str:
    return os.path.dirname(os.path.dirname(__file__))


def _folder(path: str | None) -> str:
    return os.path.join(_home(), "data") if path is None else path


def _tell_of_other(path: str | None) -> None:
    """Warn who stands in a copy of the repository, while the library and its data are installed elsewhere."""
    here = os.path.join("src", "unami", "data")
    other = os.path.realpath(here) != os.path.realpath(_folder(None))
    if path is None and other and os.path.exists(os.path.join(here, "datapackage.json")):
        tell(f"this is about the data of the installed library, in {_folder(None)}; for the data here, add {here}")


def _new(given: argparse.Namespace) -> int:
    from unami._mission.opening import new_package
    from unami._package.starter import ALL, EXAMPLE_NAME, EXAMPLE_TITLE, WORKBOOK

    path: str | None = given.path if given.xlsx is None else given.xlsx
    if path is None or None not in (given.path, given.xlsx):
        return fail("new needs PATH, the folder to create, or --xlsx FILE, the workbook; one of them")
    if given.xlsx is not None and not path.lower().endswith(WORKBOOK):
        return fail(f"{path}: the name of a workbook ends in {WORKBOOK}")
    given.path = path
    tables = ALL if given.all_tables else given.tables
    name, title = given.name or EXAMPLE_NAME, given.title or EXAMPLE_TITLE
    new_package(path, name=name, title=title, empty=given.empty, tables=tables, overwrite=given.force)
    there = "empty tables" if given.empty else "a made-up mission, with one example row in each table"
    first = "fill in" if given.empty else "replace the example rows with your own"
    return _tell_written(
        given,
        f"It is a package of {there}.",
        f"Next: {first}; python -m unami columns shows what each column means.",
        f"Then: python -m unami check {given.path}"
        if path.lower().endswith(WORKBOOK)
        else f"Then: python -m unami format {given.path}; python -m unami check {given.path}",
        f"Ask:  python -m unami at 2015-06 --data {given.path}",
    )


def _columns(given: argparse.Namespace) -> int:
    from unami._base.names import pick
    from unami.errors import UnknownTable
    from unami.records._table import table_of

    if given.markdown and given.json:
        return fail("--markdown and --json are two formats of the same answer; use one of them")
    mission = _described(given.data)
    names = list(mission.tables) if given.table is None else [pick(given.table, mission.tables, UnknownTable, "table")]
    tables = {name: _columns_of_file(mission, name) for name in names}
    if given.json:
        print_json([entry for entries in tables.values() for entry in entries])
        return 0
    # The packaged files are nobody's own: what they lack is no advice.
    heads = {} if given.data is None else _heads_of(mission)
    for number, (name, entries) in enumerate(tables.items()):
        about = table_of(mission.dataset.shape.record_class(name)).about
        lines = _told_columns(name, about, entries, heads.get(name), markdown=given.markdown)
        say("\n".join([*([""] if number else []), *lines]))
    return 0


def _described(path: str | None) -> Mission:
    """The mission of a package whose columns are to be explained, even if there are mistakes in its rows."""
    from unami._mission.mission import Mission
    from unami._package.read import Dataset
    from unami._package.store import DESCRIPTOR, open_files
    from unami.errors import DatasetError

    try:
        return mission_in(path)
    except DatasetError as error:
        tables = {problem.table for problem in error.problems}
        if tables & {DESCRIPTOR, "tiers", "vocabularies"}:
            raise
        dataset = Dataset(open_files(path or ""))
        if not tables <= {*dataset.shape.stated, "sources", "changes"}:
            raise
        tell(f"{path} has mistakes in its rows; python -m unami check {path} lists them")
        return Mission(dataset)


def _heads_of(mission: Mission) -> dict[str, tuple[str, ...]]:
    """The columns that the files of a package have; nothing if one of the files cannot be read."""
    from unami.errors import DatasetError

    try:
        return mission.dataset.heads
    except DatasetError:
        return {}


def _columns_of_file(mission: Mission, table: str) -> list[DictionaryEntry]:
    """What each column of a table's file means, in the order of the file."""
    from unami._mission.dictionary import DictionaryEntry
    from unami._package.describe import LEADING_WORDS
    from unami._package.read import header

    entries = {entry.field: entry for entry in mission.dictionary.where(table=table)}
    leading = {
        name: DictionaryEntry(table, name, words, "text", required=name not in ("stated_as", "note"))
        for name, words in LEADING_WORDS.items()
    }
    shape = mission.dataset.shape
    return [
        entries[name] if name in entries else leading[name]
        for name in header(table, shape)
        if name in entries or name in leading
    ]


def _told_columns(
    table: str, about: str, entries: list[DictionaryEntry], head: tuple[str, ...] | None, *, markdown: bool
) -> list[str]:
    """The lines on the columns of a table; those that its file may lack, and does, are marked."""
    about = about.replace(":attr:", "")
    lines = [f"## {table}", "", about, "", "| Column | Type | Meaning |", "| --- | --- | --- |"]
    if not markdown:
        lines = wrapped(f"{table}: {about}", width())
    for entry in entries:
        kind = f"list of {entry.type}" if entry.many else entry.type
        rules = [kind, *(["required"] if entry.required else [])]
        rules += ["not in your file"] if head is not None and entry.field not in head else []
        words = [entry.description]
        words += [f"Ids of {' or '.join(entry.refers_to)}."] if entry.refers_to else []
        values = entry.values or entry.words
        words += [f"{'Or one' if entry.words else 'One'} of {', '.join(values)}."] if values else []
        words += ["Classified by the curators."] if entry.classified else []
        told = " ".join(words)
        if markdown:
            lines.append(f"| `{entry.field}` | {', '.join(rules)} | {told.replace('|', chr(92) + '|')} |")
        else:
            lines += [f"  {entry.field} ({', '.join(rules)})", *wrapped(told, width(), "      ", "      ")]
    return lines


def _changes(given: argparse.Namespace) -> int:
    from unami.records._sequence import counted

    if given.write and given.against is None:
        return fail("--write needs --against OLD, the version before")
    if given.since is not None and given.against is not None:
        return fail("--since reads the changelog and --against compares two packages; use one of them")
    if given.write and given.against is not None:
        from unami._mission.compare import log_changes

        found = log_changes(_folder(given.path), given.against, given.reason)
    elif given.against is not None:
        found = mission_in(given.against).compare(mission_in(given.path))
    else:
        found = mission_in(given.path).changes(given.since)
    if given.json:
        print_json(found)
    else:
        for change in found:
            say_prose(str(change))
        say(counted(len(found), "changes"))
    return 0


def _format(given: argparse.Namespace) -> int:
    from unami._package.canonical import format_folder

    _tell_of_other(given.path)
    changed = format_folder(_folder(given.path))
    if given.path is None:
        from unami._output.schema import write_schemas

        changed += [f"schemas/{name}" for name in write_schemas(os.path.join(_home(), "schemas"))]
    if given.json:
        print_json({"rewrote": changed})
    else:
        for name in changed:
            say(f"rewrote {name}")
    return 0


def _show_progress(what: str, number: int, count: int) -> None:
    show_progress(f"{number}/{count} {what}")


def _export(given: argparse.Namespace) -> int:
    from unami._output.export import write

    mission = mission_in(given.data)
    watched = is_watched()
    try:
        write(mission, given.format, given.dest, overwrite=given.force, progress=_show_progress if watched else None)
    finally:
        if watched:
            show_progress()
    return _tell_written(given)
