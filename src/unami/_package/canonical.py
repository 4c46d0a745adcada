"""The canonical form of a package's CSV files."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

from unami._base.files import write_text
from unami._package.describe import read_descriptor, write_descriptor
from unami._package.own_tables import read_shape
from unami._package.read import header, optional_columns, parse_csv, parse_descriptor, renewed
from unami._package.store import CHANGELOG, DESCRIPTOR, VOCABULARIES, FolderFiles, open_files, unreadable
from unami._package.vocabulary import UNLISTED, VOCABULARY_COLUMNS, read_vocabularies
from unami.errors import DatasetError, Problem
from unami.records import record_class
from unami.records._index import NOT_REQUIRED
from unami.records._shape import STANDARD
from unami.records._table import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._package.store import Files
    from unami._package.vocabulary import Vocabularies
    from unami.records._shape import Shape

_OWN = (VOCABULARIES.removesuffix(".csv"), CHANGELOG.removesuffix(".csv"))

__all__ = ["besides", "canonical_csv", "canonical_rows", "format_folder", "slim", "tables_in"]


def canonical_rows(rows: Iterable[list[str]]) -> list[list[str]]:
    """Return rows in canonical order: by id, source, locator, and then by the other cells.

    Args:
        rows: Rows without the header.
    """
    return sorted(rows)


def canonical_csv(head: list[str], rows: Iterable[list[str]]) -> str:
    """Return a CSV file in canonical form: sorted, minimal quoting, LF line ends.

    Args:
        head: The column names.
        rows: The rows, in any order.

    Example:
        >>> print(canonical_csv(["id", "note"], [["b", "x, y"], ["a", ""]]), end="")
        id,note
        a,
        b,"x, y"
    """
    # The words of a vocabulary keep their order: it is the order in which they are listed.
    ordered = sorted(rows, key=lambda row: row[:1]) if head == list(VOCABULARY_COLUMNS) else canonical_rows(rows)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(ordered)
    return out.getvalue()


def slim(
    table: str, head: list[str], rows: list[list[str]], shape: Shape = STANDARD
) -> tuple[list[str], list[list[str]]]:
    """Leave out the columns that a package need not have, and of which no statement says anything.

    Args:
        table: Name of the table.
        head: The column names.
        rows: The rows, each with as many cells.
        shape: The tables of the package.
    """
    spare = optional_columns(table, shape)
    if not spare & set(head) or any(len(row) != len(head) for row in rows):
        return head, rows
    kept = [place for place, name in enumerate(head) if name not in spare or any(row[place] for row in rows)]
    return [head[place] for place in kept], [[row[place] for place in kept] for row in rows]


def besides(files: Files) -> list[str]:
    """Return the optional tables that this package has.

    Args:
        files: The files of the package.
    """
    there = files.names()
    return [name for name in (*NOT_REQUIRED, *_OWN) if f"{name}.csv" in there]


def tables_in(files: Files, shape: Shape = STANDARD) -> list[str]:
    """Return the tables of statements that this package has, or must have.

    Args:
        files: The files of the package.
        shape: Its tables.
    """
    there = files.names()
    return [name for name in shape.stated if name not in NOT_REQUIRED or f"{name}.csv" in there]


def _with_all_columns(
    head: list[str], rows: list[list[str]], columns: tuple[str, ...]
) -> tuple[list[str], list[list[str]]]:
    """Put the columns of a table into order and add missing ones, empty; one with unknown columns is left as it is."""
    named = [dict(zip(head, row, strict=False)) for row in rows]
    if len(set(head)) < len(head) or not set(head) <= set(columns) or any(len(row) != len(head) for row in rows):
        return head, rows
    return list(columns), [[row.get(name, "") for name in columns] for row in named]


def _vocabularies_of(files: Files) -> Vocabularies:
    """The vocabularies of a package; none if the file cannot be read, which is reported elsewhere."""
    try:
        _, *rows = parse_csv("vocabularies", files.read(VOCABULARIES))
    except (OSError, DatasetError):
        return UNLISTED
    return read_vocabularies(rows) if all(len(row) == len(VOCABULARY_COLUMNS) for row in rows) else UNLISTED


def format_folder(path: str) -> list[str]:
    """Write the files of a package in canonical form, and regenerate its descriptor from the tables.

    A column that is missing in a file is added, empty: no source is known to state anything for it. A general table
    that was added to the format later is created, empty. Rows without any cell, which spreadsheets leave behind, go.

    Each file is replaced in one step once its new content is complete, so no file is left half-written.

    Args:
        path: The folder.

    Returns:
        Names of the files that were not in canonical form.

    Raises:
        DatasetError: A file is missing or cannot be read; then no file is changed.
    """
    files = open_files(path)
    if not isinstance(files, FolderFiles):
        words = "expected a folder; an archive is not rewritten, nor is a workbook, whose rows need no order"
        raise DatasetError(path, [Problem(path, words)])
    texts: dict[str, str] = {}
    heads: dict[str, list[str]] = {}
    content = files.read(DESCRIPTOR)
    about, problems = read_descriptor(content)
    there = besides(files)
    vocabularies = _vocabularies_of(files) if VOCABULARIES in files.names() else UNLISTED
    shape = STANDARD
    if about is not None:
        # This command adds missing resources itself; what the package adds must be read before it is written again.
        shape, problems = read_shape(parse_descriptor(content), vocabularies)
    needed = [table for table in shape.stated if table not in NOT_REQUIRED]
    for name in ("tiers", "sources", *needed, *there):
        try:
            written = [row for row in parse_csv(name, files.read(f"{name}.csv")) if any(row)]
            head, *body = renewed(name, written or [[]], files, shape)
        except OSError as error:
            problems.append(unreadable(f"{name}.csv", error))
        except DatasetError as error:
            problems.extend(error.problems)
        else:
            heads[name], body = slim(name, *_with_all_columns(head, body, header(name, shape)), shape)
            texts[f"{name}.csv"] = canonical_csv(heads[name], body)
    missing = [name for name in NOT_REQUIRED if name not in there and table_of(record_class(name)).general]
    lacking = [f"{name}.csv" for name in missing]
    texts |= {f"{name}.csv": canonical_csv(*slim(name, list(header(name)), [])) for name in missing}
    if about is not None:
        logged = CHANGELOG in files.names()
        tables = {*tables_in(files, shape), *missing}
        described = write_descriptor(about, vocabularies, changelog=logged, shape=shape, heads=heads, tables=tables)
        texts = {DESCRIPTOR: described, **texts}
    if problems:
        raise DatasetError(path, problems)
    changed = [name for name, text in texts.items() if name in lacking or files.read(name) != text.encode("utf-8")]
    for name in changed:
        write_text(os.path.join(path, name), texts[name], overwrite=True)
    return changed
