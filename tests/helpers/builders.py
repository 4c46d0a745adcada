"""Builders for tests: a small table with its statements, and copies of the packaged data that can be damaged."""

# No "from __future__ import annotations": the library reads the annotations of Thing.

import csv
import io
import json
import os
import shutil
from collections.abc import Callable, Iterable
from copy import copy
from pathlib import Path
from typing import Annotated, Any

import pytest
from attrs import frozen

import unami
from helpers.inside import (
    Column,
    Dataset,
    Decision,
    Field,
    Merge,
    Merged,
    PackagedFiles,
    Statement,
    canonical_csv,
    columns,
    decide,
    given,
    header,
    write_cell,
)
from helpers.paths import DATA
from unami import Mission, Rank, Source
from unami.dates import PartialDate
from unami.errors import DatasetError
from unami.records import TABLES


def date(text: str) -> PartialDate:
    return PartialDate.parse(text)


# A small table


@frozen(kw_only=True)
class Thing:
    """A record with a field of every type."""

    id: Annotated[str, Field("Id.")]
    kind: Annotated[str, Field("Which sort of thing.", identity=True)]
    began: Annotated[PartialDate | None, Field("When it began.")] = None
    count: Annotated[int | None, Field("How many.")] = None
    share: Annotated[float | None, Field("Which part.")] = None
    name: Annotated[str | None, Field("What it is called.")] = None
    big: Annotated[bool | None, Field("Whether it is big.")] = None
    makers: Annotated[tuple[str, ...], Field("Who made it; the lists compete.")] = ()
    told: Annotated[str | None, Field("What is told of it.", Merge.WORDING)] = None
    seen: Annotated[tuple[PartialDate, ...], Field("When it was seen; the dates add up.", Merge.UNION)] = ()


COLUMNS = columns(Thing)
CURATION = "curation"

SOURCES = {
    source.id: source
    for source in (
        Source(id=CURATION, title="Decision", kind=CURATION, tier=0),
        Source(id="un-2004", title="UN document of 2004", kind="un-document", tier=1, published=date("2004")),
        Source(id="un-2010", title="UN document of 2010", kind="un-document", tier=1, published=date("2010-05")),
        Source(id="un-2010-too", title="Another of 2010", kind="un-document", tier=1, published=date("2010-05")),
        Source(id="un-undated", title="Undated UN document", kind="un-document", tier=1),
        Source(id="news-2012", title="News of 2012", kind="news", tier=3, published=date("2012-01-31")),
        Source(id="news-undated", title="Undated news", kind="news", tier=3),
        Source(id="blog-1999", title="Blog", kind="blog", tier=4, published=date("1999")),
    )
}
"""Sources of every tier."""

WORST = Source(id="worst", title="Worse than all", kind="rumour", tier=9)


def column(name: str) -> Column:
    return next(column for column in COLUMNS if column.name == name)


def statement(source: str = "un-2004", rank: Rank = Rank.NORMAL, record: str = "x", **values: Any) -> Statement:
    """Make the row of a source; a value is given as in the record, or as the text of its cell."""
    values.setdefault("kind", "tool")
    unknown = set(values) - {column.name for column in COLUMNS}
    assert not unknown, unknown
    cells = tuple(write_cell(values.get(column.name)) for column in COLUMNS)
    return Statement(record, source, "p. 1", "", rank, "", cells, 2)


def things(*statements: Statement, sources: dict[str, Source] | None = None) -> tuple[Any, ...]:
    """Merge statements into things."""
    return tuple(Merged(Thing, COLUMNS, statements, sources or SOURCES).values())


def thing(*statements: Statement) -> Any:
    """Merge statements about a single thing."""
    (made,) = things(*statements)
    return made


def decision(field_name: str, *statements: Statement) -> Decision:
    """Decide one field of the thing that the statements are about."""
    place = [column.name for column in COLUMNS].index(field_name)
    return decide(COLUMNS[place], given(COLUMNS[place], place, statements), SOURCES)


# Packages


class CountingFiles(PackagedFiles):
    """The packaged files, with a count of how often each was read."""

    def __init__(self) -> None:
        self.read_names: list[str] = []

    def read(self, name: str) -> bytes:
        self.read_names.append(name)
        return super().read(name)


def fresh_mission(files: PackagedFiles | None = None) -> Mission:
    """Open the packaged record again, with nothing read yet."""
    return Mission(Dataset(files or PackagedFiles()))


class MemoryFiles:
    """The files of a package in memory, of a few rows only; tables without rows are there and empty.

    Args:
        tables: The rows of each table: cells by column.
    """

    where = "memory"

    def __init__(self, **tables: list[dict[str, str]]) -> None:
        self.contents: dict[str, bytes] = {"datapackage.json": (DATA / "datapackage.json").read_bytes()}
        for table in ("tiers", "sources", *TABLES):
            names = header(table)
            rows = [[row.get(name, "") for name in names] for row in tables.get(table, [])]
            assert all(set(row) <= set(names) for row in tables.get(table, []))
            self.contents[f"{table}.csv"] = canonical_csv(list(names), rows).encode()

    def read(self, name: str) -> bytes:
        return self.contents[name]

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.contents))


def small_mission(*, source: dict[str, str] | None = None, **tables: list[dict[str, str]]) -> Mission:
    """Make a mission of a few rows, all by one source, "paper"."""
    paper = {"id": "paper", "title": "Paper", "kind": "news", **(source or {})}
    tiers = [{"kind": "news", "tier": "3", "description": "News."}]
    return Mission(Dataset(MemoryFiles(sources=[paper], tiers=tiers, **tables)))


def said(record: str, **cells: str) -> dict[str, str]:
    """Make the row of a statement by a source named "paper"."""
    return {"id": record, "source": "paper", "locator": "p. 1", "rank": "normal", **cells}


KEPT = frozenset({"people", "posts", "resolutions", "countries", "contributions", "offices", "tallies", "events"})
KEPT |= {"transition", "fatalities", "pledges", "staffing", "places", "tiers", "missions", "organizations"}
"""Tables of a small package; they refer to nothing else."""

FEW = 12
"""How many records a table of a small package has, beside those that others of its tables refer to."""
ASKED_FOR = ("2110", "canal-hotel-bombing", "liquidation-team")
"""Records that tests damage."""

_SMALL: dict[str, bytes] = {}
"""The files of the small package, once it has been made."""


class Package:
    """A copy of the packaged data in a folder of its own, to be damaged.

    Rows are numbered as in the problems: the header is row 1.

    Args:
        path: The folder; it is made.
        small: Leave the other tables than those in KEPT empty, except for the appointments of one person.
    """

    def __init__(self, path: Path, *, small: bool = False) -> None:
        self.path = path
        if small and _SMALL:
            path.mkdir()
            for name, content in _SMALL.items():
                (path / name).write_bytes(content)
            return
        shutil.copytree(DATA, path)
        if small:
            for table in TABLES.keys() - KEPT:
                self.drop(table, lambda row: row.get("person") == "ad-melkert")
            self._shorten()
            used = {row[1] for table in TABLES for row in self.rows(table)}
            self.drop("sources", lambda row: row["id"] in used)
            there = {"", *used, *(row[0] for table in TABLES for row in self.rows(table))}
            self.drop("changes", lambda row: row["record"] in there)
            _SMALL.update(self.contents())

    def _shorten(self) -> None:
        """Keep a few records of each table, and those that others refer to."""
        rows = {table: self.rows(table)[1:] for table in TABLES}
        ids = {table: {row[0] for row in rows[table]} for table in TABLES}
        kept = {table: {*sorted(ids[table])[:FEW], *ASKED_FOR} & ids[table] for table in TABLES}
        grown = True
        while grown:
            grown = False
            cells = {cell for table in TABLES for row in rows[table] if row[0] in kept[table] for cell in row}
            named = {part for cell in cells for part in cell.split("|")}
            for table in TABLES:
                more = (named & ids[table]) - kept[table]
                kept[table] |= more
                grown = grown or bool(more)
        for table, chosen in kept.items():
            self.drop(table, lambda row, chosen=chosen: row["id"] in chosen)  # type: ignore[misc]

    def copy(self, path: Path) -> "Package":
        """Return a copy of the package in another folder."""
        shutil.copytree(self.path, path)
        made = copy(self)
        made.path = path
        return made

    def __fspath__(self) -> str:
        return str(self.path)

    def __str__(self) -> str:
        return str(self.path)

    def file(self, table: str) -> Path:
        return self.path / f"{table}.csv"

    def rows(self, table: str) -> list[list[str]]:
        """Return all rows, including the header."""
        with self.file(table).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def write(self, table: str, rows: Iterable[list[str]]) -> None:
        """Write all rows as they are."""
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        self.file(table).write_text(out.getvalue(), encoding="utf-8", newline="\n")

    def change(self, table: str, row: int, name: str, cell: str) -> None:
        """Replace the text of one cell."""
        rows = self.rows(table)
        rows[row - 1][header(table).index(name)] = cell
        self.write(table, rows)

    def row_of(self, table: str, **cells: str) -> int:
        """Find the first row with the given cells."""
        return next(number for number, row in enumerate(self.rows(table), 1) if has_cells(table, row, cells))

    def add(self, table: str, **cells: str) -> int:
        """Insert a row at its sorted position, and return its number."""
        row = [cells.pop(name, "") for name in header(table)]
        assert not cells, cells
        head, *body = self.rows(table)
        body = sorted([*body, row])
        self.write(table, [head, *body])
        return body.index(row) + 2

    def drop(self, table: str, keep: Callable[[dict[str, str]], bool]) -> None:
        """Drop the rows that are not to be kept."""
        head, *body = self.rows(table)
        self.write(table, [head, *(row for row in body if keep(dict(zip(head, row, strict=True))))])

    def descriptor(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.path / "datapackage.json").read_text(encoding="utf-8"))
        return found

    def contents(self) -> dict[str, bytes]:
        """Return the content of all files."""
        return {entry.name: Path(entry.path).read_bytes() for entry in os.scandir(self.path)}


def has_cells(table: str, row: list[str], cells: dict[str, str]) -> bool:
    names = header(table)
    return all(row[names.index(name)] == cell for name, cell in cells.items())


def refused(path: Path) -> str:
    """Return the problems of a package that cannot be opened."""
    with pytest.raises(DatasetError) as caught:
        unami.open_dataset(path)
    return str(caught.value)
