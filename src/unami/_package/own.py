"""A user's own statements added to a package: a new package in memory, merged by the same rule.

A user's statement has the tier of its source, as any other. A source without another kind has the kind ``own``, whose
tier comes after all kinds of the package: its statements fill gaps, refine values that they agree with, and appear as
disputes where they contradict; they override nothing unless their rank is ``preferred``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from numbers import Integral, Real
from typing import TYPE_CHECKING, cast

from attrs import asdict

from unami._base.names import Names, nearest, pick
from unami._base.text import did_you_mean, shown
from unami._package.canonical import canonical_csv
from unami._package.check import check_own_source, check_own_statements
from unami._package.describe import OWN_MARK
from unami._package.read import Dataset, header, parse_descriptor, told_by_name
from unami._package.store import DESCRIPTOR, LayeredFiles
from unami.errors import DatasetError, Problem, UnknownSource, UnknownTable
from unami.records._cell import SEPARATOR, write_cell
from unami.records._former import Former, former_names
from unami.records._types import type_of
from unami.records.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._evidence.statement import Statement
    from unami.records._field import Column

__all__ = ["OWN", "Row", "add_statements"]

Row = Mapping[str, object]
"""One statement: values by column name."""

OWN = "own"
"""Kind of a user's source if no other kind is given."""

_DEFAULTS = {"locator": "own statement", "rank": "normal"}


def add_statements(
    dataset: Dataset, table: str, rows: Iterable[Row], source: str | Source | Row
) -> tuple[Dataset, str] | None:
    """Return a data set with additional statements in one of its tables.

    Args:
        dataset: The data set; it is not changed.
        table: Name of the table.
        rows: The statements.
        source: The source of the statements: the id of a source in the data set, a source, or values by column name.

    Returns:
        The new data set and the id of the source, or nothing if there are no statements.

    Raises:
        UnknownTable: There is no such table.
        UnknownSource: There is no source of that id.
        DatasetError: Lists every problem of the statements and their source; then nothing is added.
    """
    table = pick(table, dataset.shape.stated, UnknownTable, "table")
    if isinstance(rows, (str, bytes)) or not hasattr(rows, "__iter__"):
        words = f"expected mappings of column names to values, found {shown(rows)}"
        raise DatasetError("your own statements", [Problem(table, words)])
    # Iterating over a single row would yield its column names.
    given: list[Row] = [cast("Row", rows)] if isinstance(rows, Mapping) else list(rows)
    if not given:
        return None
    problems: list[Problem] = []
    contents: dict[str, list[list[str]]] = {}
    name, new_source = _add_source(dataset, source, contents, problems)
    known: dict[str, Statement] = {}
    for said in dataset.statements(table):
        known.setdefault(said.record, said)
    added = [
        _cells(dataset, known, table, number, row, source=name, problems=problems)
        for number, row in enumerate(given, 1)
    ]
    if not problems:
        problems = check_own_statements(dataset, table, added, new_source)
    if problems:
        raise DatasetError("your own statements", problems)
    contents[table] = added
    return Dataset(_layered(dataset, table, contents)), name


def _layered(dataset: Dataset, table: str, added: Mapping[str, list[list[str]]]) -> LayeredFiles:
    files = dataset.files
    written = {
        f"{name}.csv": canonical_csv(list(header(name, dataset.shape)), [*dataset.rows(name), *rows]).encode()
        for name, rows in added.items()
    }
    about = parse_descriptor(files.read(DESCRIPTOR))
    about["version"] = dataset.version.removesuffix(OWN_MARK) + OWN_MARK
    written[DESCRIPTOR] = json.dumps(about, indent=2, ensure_ascii=False).encode()
    own = {table: frozenset(map(tuple, added[table]))}
    if not isinstance(files, LayeredFiles):
        return LayeredFiles(files, written, own)
    return files.with_layer(written, own)


def _add_source(
    dataset: Dataset, source: str | Source | Row, contents: dict[str, list[list[str]]], problems: list[Problem]
) -> tuple[str, Source | None]:
    """Return the source and its id; a source that is new to the data set is also added to the contents as a row."""
    known, names = dataset.sources_by_id, header("sources")
    if isinstance(source, str):
        return Names((), known.ids).find(source, UnknownSource, "source"), None
    if not isinstance(source, (Source, Mapping)):
        words = "expected an id, a Source, or a mapping with at least an id and a title"
        raise UnknownSource("source", source, problem=words)
    told = asdict(source, recurse=False) if isinstance(source, Source) else dict(source)
    told.pop("tier", None)  # the kind decides it
    for name in told.keys() - set(names):
        hint = did_you_mean(nearest(str(name), names)[:1])
        words = f"unknown column{hint}"
        problems.append(Problem("sources", words, column=str(name)))
    cells = {}
    for name in names:
        try:
            cells[name] = _cell(told.get(name), many=False)
        except ValueError as error:
            problems.append(Problem("sources", str(error), column=name, value=_text(told[name])))
            cells[name] = ""
    if cells["id"] in known.ids:
        have = known[cells["id"]]
        if any(cell and cell != write_cell(getattr(have, name)) for name, cell in cells.items()):
            words = f'this id belongs to another source, "{have.title}"; choose another id, or pass the id alone'
            problems.append(Problem("sources", words, column="id", value=cells["id"]))
        return have.id, None
    cells["kind"] = cells["kind"] or OWN
    tiers = {kind: int(tier) for kind, tier, _ in dataset.rows("tiers")}
    if cells["kind"] == OWN and OWN not in tiers:
        last = max(tiers.values(), default=0) + 1
        contents["tiers"] = [[OWN, str(last), "Statement that a user has added to the package"]]
        tiers[OWN] = last
    row = [cells[name] for name in names]
    new_source, found = check_own_source(row, tiers)
    problems.extend(found if not problems else ())
    contents["sources"] = [row]
    return cells["id"], new_source


def _cells(
    dataset: Dataset,
    known: Mapping[str, Statement],
    table: str,
    number: int,
    row: Row,
    *,
    source: str,
    problems: list[Problem],
) -> list[str]:
    """Return the cells of a statement in the order of the columns."""
    names = header(table, dataset.shape)
    if not isinstance(row, Mapping):
        words = f"expected a mapping of column names to values, found {type(row).__name__}"
        problems.append(Problem(table, words, row=number))
        return [""] * len(names)
    row = _renewed(dataset, table, row, number, problems)
    for name in row:
        if name not in names:
            hint = did_you_mean(nearest(str(name), names)[:1])
            words = f"unknown column{hint}"
            problems.append(Problem(table, words, row=number, column=str(name)))
    many = {column.name for column in dataset.shape.columns(table) if column.many}
    cells = {}
    for name in names:
        try:
            cells[name] = _cell(row.get(name), many=name in many)
        except ValueError as error:
            problems.append(Problem(table, str(error), row=number, column=name, value=_text(row[name])))
            cells[name] = ""
    if cells["source"] not in ("", source):
        words = f"all rows must use source {source}; add rows of other sources in a separate call"
        problems.append(Problem(table, words, row=number, column="source", value=cells["source"]))
    cells["source"] = source
    for name, default in _DEFAULTS.items():
        cells[name] = cells[name] or default
    _identify(known, dataset.shape.columns(table), cells)
    return [cells[name] for name in names]


def _renewed(dataset: Dataset, table: str, row: Row, number: int, problems: list[Problem]) -> Row:
    """Return a row with the current names of its columns."""
    former = former_names(dataset.shape.record_class(table))
    cells = dict(row)
    for old in [name for name in row if name in former]:
        if former[old].now in row:
            words = f"the former name of {former[old].now}, which the row also has; give only one of them"
            problems.append(Problem(table, words, row=number, column=old))
            del cells[old]
            continue
        former[old].announce(table)
        cells[former[old].now] = cells.pop(old)
        if cells[former[old].now]:
            cells = {**_told(dataset, table, former[old]), **cells}
    return cells


def _told(dataset: Dataset, table: str, former: Former) -> Mapping[str, str]:
    """What a former name told besides; worked out once for many rows."""
    key = ("told by a former name", table, former.name)
    return dataset.cache.get(key, lambda: told_by_name(dataset.files, table, former))


def _identify(known: Mapping[str, Statement], of_table: Iterable[Column], cells: dict[str, str]) -> None:
    """Fill in the identifying fields of a statement about a thing that is already in the record."""
    first = known.get(cells["id"])
    if first is not None:
        for column, cell in zip(of_table, first.cells, strict=True):
            if column.spec.identity and not cells[column.name]:
                cells[column.name] = cell


def _text(value: object) -> str:
    """Return a value as text for an error."""
    try:
        return str(value)
    except ValueError:  # an integer with more digits than Python converts
        return f"{type(value).__name__} with too many digits to show"


def _cell(value: object, *, many: bool) -> str:
    """Return the text of a cell for a Python value."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, (list, tuple, set, frozenset)):
        if not many:
            raise ValueError("expected one value, not several")
        parts = [_cell(part, many=False) for part in value]
        if any(SEPARATOR in part for part in parts):
            raise ValueError(f"values in a list cannot contain {SEPARATOR}")
        return SEPARATOR.join(sorted(parts))
    if isinstance(value, str):
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise ValueError("expected text that can be written as UTF-8")
        return value
    # Missing values of pandas (NaN, NaT) are not equal to themselves.
    if value is None or (isinstance(value, (Real, datetime)) and value != value):  # noqa: PLR0124
        return ""
    # Days of pandas and numbers of NumPy have types of their own.
    if isinstance(value, datetime):
        value = value.date()
    elif isinstance(value, Real) and not isinstance(value, bool):
        value = int(value) if isinstance(value, Integral) else float(value)
    if type_of(value) is None:
        raise ValueError(f"expected text, a number, a date or a list, found {type(value).__name__}")
    return write_cell(value)
