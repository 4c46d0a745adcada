"""Differences between two versions of a mission's data."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from attrs import evolve

from unami._package.changelog import Change, change_of, logged_versions
from unami._package.read import CHANGE_COLUMNS
from unami._package.store import CHANGELOG, DESCRIPTOR
from unami.errors import DatasetError, Problem
from unami.records._cell import value_in, write_cell
from unami.records._sequence import Records, counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._mission.mission import Mission
    from unami.records._field import Column

__all__ = ["compare", "log_changes"]


def compare(before: Mission, after: Mission) -> Records[Change]:
    """Return the differences between two records, table by table.

    Args:
        before: One record.
        after: The other.
    """
    found: list[Change] = []
    for table in dict.fromkeys((*before.tables, *after.tables)):
        left, right = _records(before, table), _records(after, table)
        if left is not right and left != right:
            found.extend(_differences(table, left, right, _fields_of_both(before, after, table)))
    return Records(tuple(found), "changes", Change, after)


def _records(mission: Mission, table: str) -> Records[Any]:
    """The records of a table; none, if the other package adds it."""
    return mission.tables[table] if table in mission.tables else Records((), table)


def _fields_of_both(before: Mission, after: Mission, table: str) -> tuple[Column, ...]:
    """The fields of a table, also those that only one of the packages has."""
    shapes = [each.dataset.shape for each in (before, after) if table in each.tables]
    by_name: dict[str, Column] = {}
    for column in (column for shape in shapes for column in shape.columns(table)):
        by_name.setdefault(column.name, column)
    return tuple(by_name.values())


def _value(record: Any, column: Column) -> Any:
    return value_in(record, column) if hasattr(record, column.name) else None


def _differences(table: str, left: Records[Any], right: Records[Any], of_table: tuple[Column, ...]) -> Iterable[Change]:
    old = {record.id: record for record in left}
    new = {record.id: record for record in right}
    for record in sorted(old.keys() | new.keys()):
        was, now = old.get(record), new.get(record)
        if was is None or now is None:
            texts = tuple(None if side is None else str(side) for side in (was, now))
            yield change_of(table, record, None, *texts)
        elif was != now:
            for column in of_table:
                values = _value(was, column), _value(now, column)
                if values[0] != values[1]:
                    yield change_of(table, record, column.name, *values)


def log_changes(path: str, against: str, reason: str = "") -> Records[Change]:
    """Write the differences between a package and its earlier version into the package's changelog.

    Existing entries for this version are replaced; reasons of the version and of changes that are still present are kept.

    Args:
        path: The folder of the package, with its new version in the descriptor.
        against: Folder or zip archive of the earlier version.
        reason: Why, in a sentence: of each change that has no reason yet, and of the version if it has none.

    Returns:
        The changes, with their reasons.

    Raises:
        DatasetError: One of them is not a valid package, or the version is not later than the earlier one.
    """
    from unami._base.files import write_text
    from unami._mission.mission import Mission
    from unami._mission.opening import open_dataset
    from unami._package.canonical import canonical_csv, tables_in
    from unami._package.check import check_files
    from unami._package.describe import good_version, read_descriptor, write_descriptor
    from unami._package.read import Dataset
    from unami._package.store import FolderFiles, open_files

    files = open_files(path)
    # This command itself logs removed records, so changelog lines about them may still be wrong.
    problems = [problem for problem in check_files(files) if problem.table != "changes" or problem.column != "record"]
    if problems:
        raise DatasetError(path, problems)
    old, new = open_dataset(against), Mission(Dataset(files))
    if not isinstance(files, FolderFiles):
        raise DatasetError(path, [Problem(path, "expected a folder; an archive is not rewritten")])
    if not (good_version(old.version) and good_version(new.version)) or new.version <= old.version:
        words = f"expected a day such as 2026.11.26, after the version {old.version} of {against}"
        raise DatasetError(path, [Problem(DESCRIPTOR, words, column="version", value=new.version)])
    found = compare(old, new)
    earlier = [list(row) for row in new.dataset.changelog if row[0] != new.version]
    logged = [row for row in new.dataset.changelog if row[0] == new.version]
    reasons = {_subject(*row[1:6]): row[6] for row in logged}
    if old.version not in logged_versions(earlier):
        earlier.append([old.version, "", "", "", "", "", "First version of this changelog."])
    summary = next((row[6] for row in logged if not row[1]), "")
    if summary in {"", _summary(len(logged) - 1)}:
        summary = reason or _summary(len(found))
    rows = [*earlier, [new.version, "", "", "", "", "", summary]]
    written = []
    for change in found:
        cells = (change.table, change.record, change.field or "", write_cell(change.before), write_cell(change.after))
        why = reasons.get(_subject(*cells)) or reason
        rows.append([new.version, *cells, why])
        written.append(evolve(change, version=new.version, reason=why or None))
    write_text(os.path.join(path, CHANGELOG), canonical_csv(list(CHANGE_COLUMNS), rows), overwrite=True)
    about, _ = read_descriptor(files.read(DESCRIPTOR))
    if about is not None:
        write_text(
            os.path.join(path, DESCRIPTOR),
            write_descriptor(
                about,
                new.dataset.vocabularies,
                changelog=True,
                shape=new.dataset.shape,
                heads=new.dataset.heads,
                tables=tables_in(files, new.dataset.shape),
            ),
            overwrite=True,
        )
    return Records(tuple(written), "changes", Change, new)


def _summary(count: int) -> str:
    """The words on a version for which nobody has given others."""
    return f"{counted(count, 'changes')}."


def _subject(table: str, record: str, field: str, before: str, after: str) -> tuple[str, ...]:
    """What a line of the changelog is about: a change of a value, or a record that was added or removed.

    The text of a record is left out, because another version of the code may word it differently.
    """
    return (table, record, field, before, after) if field else (table, record, "added" if after else "removed")
