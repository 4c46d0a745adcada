"""SQLite: a database with foreign keys, full-text search, and the statements behind every value."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import attrs

from unami import __version__
from unami._mission.search import own_texts
from unami._output.export.parts import claims_of, licence, mission_name, statements_with
from unami._package.describe import words_of_source
from unami._package.read import header
from unami.dates import PartialDate
from unami.records._cell import fits, too_large
from unami.records._field import columns, field_of
from unami.records._types import TYPES
from unami.records.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._mission.mission import Mission
    from unami._output.export import Progress
    from unami.records._field import Column

__all__ = ["write"]

_SPAN = ("earliest_start", "latest_start", "earliest_end", "latest_end")

_EVIDENCE = """
CREATE TABLE "metadata" ("name" TEXT PRIMARY KEY, "value" TEXT NOT NULL);
CREATE TABLE "dictionary" (
  "table_name" TEXT NOT NULL, "column_name" TEXT NOT NULL, "description" TEXT NOT NULL, "refers_to" TEXT,
  PRIMARY KEY ("table_name", "column_name")
);
CREATE TABLE "words" (
  "table_name" TEXT NOT NULL, "column_name" TEXT NOT NULL, "word" TEXT NOT NULL, "description" TEXT,
  PRIMARY KEY ("table_name", "column_name", "word")
);
CREATE TABLE "tiers" ("kind" TEXT PRIMARY KEY, "tier" INTEGER NOT NULL, "description" TEXT NOT NULL);
CREATE TABLE "sources" (
  "id" TEXT PRIMARY KEY, "title" TEXT NOT NULL, "publisher" TEXT,
  "published" TEXT, "published_earliest" TEXT, "published_latest" TEXT,
  "kind" TEXT NOT NULL REFERENCES "tiers" ("kind"),
  "symbol" TEXT, "url" TEXT, "language" TEXT, "note" TEXT
);
CREATE TABLE "statements" (
  "id" INTEGER PRIMARY KEY, "table_name" TEXT NOT NULL, "record" TEXT NOT NULL,
  "source" TEXT NOT NULL REFERENCES "sources" ("id"),
  "locator" TEXT NOT NULL, "stated_as" TEXT, "rank" TEXT NOT NULL, "note" TEXT
);
CREATE TABLE "claims" (
  "statement" INTEGER NOT NULL REFERENCES "statements" ("id"), "field" TEXT NOT NULL, "value" TEXT NOT NULL,
  "agrees" INTEGER NOT NULL, "stated_as" TEXT, "classified" INTEGER NOT NULL,
  PRIMARY KEY ("statement", "field")
);
CREATE TABLE "only_referred" (
  "table_name" TEXT NOT NULL, "record" TEXT NOT NULL, PRIMARY KEY ("table_name", "record")
);
CREATE TABLE "searchable" (
  "id" INTEGER PRIMARY KEY, "table_name" TEXT NOT NULL, "record" TEXT NOT NULL, "title" TEXT NOT NULL,
  "text" TEXT NOT NULL
);
"""

_AFTERWARDS = """
CREATE INDEX "statements_by_record" ON "statements" ("table_name", "record");
CREATE INDEX "statements_by_source" ON "statements" ("source");
CREATE VIRTUAL TABLE "search" USING fts5(
  title, text, content="searchable", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO "search" ("search") VALUES ('rebuild');
CREATE VIEW "provenance" AS
  SELECT s."table_name", s."record", c."field", c."value", c."agrees", s."rank", s."source", o."title", o."published",
    s."locator", c."stated_as", c."classified", s."note"
  FROM "claims" AS c JOIN "statements" AS s ON s."id" = c."statement" JOIN "sources" AS o ON o."id" = s."source";
"""


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write the database.

    A view is exported with its records and statements. Records that these refer to but the view does not include, such
    as countries' names, are taken from the whole record and listed in the table ``only_referred``.

    Args:
        mission: The record.
        place: The file to make.
        progress: Called before each table.

    Raises:
        OSError: The disk is full, or the file cannot be written for another reason.
    """
    try:
        _write(mission, place, progress)
    except sqlite3.Error as error:
        full = error.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
        raise OSError(errno.ENOSPC if full else errno.EIO, f"SQLite cannot write the database: {error}") from error


def _write(mission: Mission, place: str, progress: Progress) -> None:
    # The file is temporary until it is complete, so it needs neither a journal nor syncing to disk.
    with closing(sqlite3.connect(place, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _EVIDENCE)
        database.execute("BEGIN")
        _write_metadata(database, mission)
        others = _only_referred(mission)
        _write_sources(database, mission, others)
        stated = mission.dataset.shape.stated
        for number, table in enumerate(stated, 1):
            progress(table, number, len(stated))
            _Table(database, mission, table).write(others.get(table, {}))
        database.execute("COMMIT")
        database.executescript(_AFTERWARDS)


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    kept = list(rows)
    if kept:
        marks = ", ".join("?" * len(kept[0]))
        database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', kept)  # noqa: S608 - the names are our own


def _columns_of(name: str, kind: type) -> list[tuple[str, type]]:
    """The columns for values of a type: of a date, also its earliest and its latest day."""
    return [(name + suffix, part) for suffix, part in TYPES[kind].parts or (("", kind),)]


def _cells(kind: type, value: Any) -> list[Any]:
    """A value in these columns."""
    columns = _columns_of("", kind)
    if value is None:
        return [None] * len(columns)
    split = zip(columns, TYPES[kind].split(value), strict=True)
    return [None if part is None else TYPES[of].plain(part) for (_, of), part in split]


def _write_metadata(database: sqlite3.Connection, mission: Mission) -> None:
    described = mission.dataset.descriptor
    told = {
        "mission": mission_name(mission),
        "view": mission.view.label,
        "title": described.get("title", ""),
        "version": mission.version,
        "checksum": mission.dataset.checksum,
        "license": licence(mission),
        "library": f"unami {__version__}",
    }
    _insert(database, "metadata", told.items())
    _insert(database, "dictionary", (("sources", name, words_of_source(name), None) for name in header("sources")))


def _write_sources(database: sqlite3.Connection, mission: Mission, others: dict[str, dict[str, Any]]) -> None:
    by_id: dict[str, Source] = {source.id: source for source in mission.sources}
    for table, records in others.items():
        for statement in statements_with(mission, {table: set(records)}, table):
            by_id[statement.source] = mission.dataset.sources_by_id[statement.source]
    _insert(database, "tiers", ((kind, int(tier), words) for kind, tier, words in mission.dataset.rows("tiers")))
    _insert(
        database,
        "sources",
        (
            (s.id, s.title, s.publisher, *_cells(PartialDate, s.published), s.kind, s.symbol, s.url, s.language, s.note)
            for _, s in sorted(by_id.items())
        ),
    )


def _only_referred(mission: Mission) -> dict[str, dict[str, Any]]:
    """Things outside the view that its records refer to: by table and id, with the record if one exists."""
    shape = mission.dataset.shape
    known = {table: set(mission.tables[table].ids) for table in shape.stated}
    whole = mission.whole
    found: dict[str, dict[str, Any]] = {}
    waiting = [(table, record) for table in shape.stated for record in mission.tables[table]]
    while waiting:
        table, record = waiting.pop()
        for column in shape.columns(table):
            other = column.spec.ref
            value = getattr(record, column.name)
            if other is None or not value:
                continue
            for name in value if column.many else (value,):
                if name not in known[other]:
                    known[other].add(name)
                    there = name in whole.tables[other].ids
                    found.setdefault(other, {})[name] = whole.tables[other][name] if there else None
                    if there:
                        waiting.append((other, found[other][name]))
    return found


class _Table:
    """Writes the part of the database for one table.

    Args:
        database: The database to write.
        mission: The record.
        table: Name of the table.
    """

    def __init__(self, database: sqlite3.Connection, mission: Mission, table: str) -> None:
        self.database = database
        self.mission = mission
        self.table = table
        self.kind = mission.dataset.shape.record_class(table)
        fields = [field_of(attribute) for attribute in attrs.fields(self.kind) if attribute.name != "id"]
        self.single = [column for column in fields if not column.many]
        self.lists = [column for column in fields if column.many]
        self.has_span = isinstance(getattr(self.kind, "span", None), property)

    def write(self, others: dict[str, Any]) -> None:
        """Write the table with its lists, statements and texts.

        Args:
            others: Records included only because something refers to them.
        """
        self._create()
        records = {record.id: record for record in self.mission.tables[self.table]} | others
        ordered = sorted(records.items())
        _insert(self.database, self.table, (self._row(name, record) for name, record in ordered))
        for column in self.lists:
            rows = (row for name, record in ordered if record for row in self._list_rows(column, name, record))
            _insert(self.database, f"{self.table}_{column.name}", rows)
        _insert(self.database, "only_referred", ((self.table, name) for name in sorted(others)))
        self._write_statements(records, others)
        self._write_texts([record for _, record in ordered if record])

    def _create(self) -> None:
        parts = ['"id" TEXT PRIMARY KEY']
        ids = get_args(attrs.fields_dict(self.kind)["id"].type)[1]
        told: list[tuple[str, str, str | None]] = [("id", ids.description, None)]
        for column in self.single:
            refers = f' REFERENCES "{column.spec.ref}" ("id")' if column.spec.ref else ""
            (name, first), *others = _columns_of(column.name, column.type)
            parts.append(f'"{name}" {TYPES[first].sql}{refers}')
            parts += [f'"{other}" {TYPES[kind].sql}' for other, kind in others]
            told.append((column.name, column.spec.description, column.spec.ref))
        if self.has_span:
            parts += [f'"span_{end}" TEXT' for end in _SPAN]
        self.database.execute(f'CREATE TABLE "{self.table}" ({", ".join(parts)})')
        for column in self.single:
            if column.spec.ref:
                index = f"{self.table}_by_{column.name}"
                self.database.execute(f'CREATE INDEX "{index}" ON "{self.table}" ("{column.name}")')
        for column in self.lists:
            self._create_list(column)
            told.append((column.name, column.spec.description, column.spec.ref))
        _insert(self.database, "dictionary", ((self.table, *line) for line in told))
        _insert(
            self.database,
            "words",
            (
                (self.table, column.name, word, described)
                for column in (*self.single, *self.lists)
                for word, described in self.mission.dataset.described_words(self.table, column)
            ),
        )

    def _create_list(self, column: Column) -> None:
        refers = f' REFERENCES "{column.spec.ref}" ("id")' if column.spec.ref else ""
        (_, first), *others = _columns_of("value", column.type)
        more = "".join(f', "{other}" {TYPES[kind].sql}' for other, kind in others)
        self.database.execute(
            f'CREATE TABLE "{self.table}_{column.name}" ('
            f'"record" TEXT NOT NULL REFERENCES "{self.table}" ("id"), '
            f'"value" {TYPES[first].sql} NOT NULL{refers}{more}, PRIMARY KEY ("record", "value"))'
        )

    def _row(self, name: str, record: Any) -> tuple[Any, ...]:
        cells: list[Any] = [name]
        for column in self.single:
            value = None if record is None else getattr(record, column.name)
            cells += self._stored(column, name, value)
        if self.has_span:
            span = None if record is None else record.span
            days = [None if span is None else getattr(span, end) for end in _SPAN]
            cells += [None if day in (None, date.min, date.max) else day.isoformat() for day in days]
        return tuple(cells)

    def _list_rows(self, column: Column, name: str, record: Any) -> Iterable[tuple[Any, ...]]:
        for value in getattr(record, column.name):
            yield (name, *self._stored(column, name, value))

    def _stored(self, column: Column, record: str, value: Any) -> list[Any]:
        if not fits(value):
            raise too_large(self.mission.dataset.files.where, self.table, record, column.name, "SQLite")
        return _cells(column.type, value)

    def _write_statements(self, records: dict[str, Any], others: dict[str, Any]) -> None:
        (first,) = self.database.execute('SELECT coalesce(max("id"), 0) + 1 FROM "statements"').fetchone()
        numbered = enumerate(statements_with(self.mission, {self.table: set(others)}, self.table), first)
        statements, claims = [], []
        for number, s in numbered:
            words = (s.stated_as or None, s.rank.value, s.note or None)
            statements.append((number, self.table, s.record, s.source, s.locator, *words))
            claims += [
                (number, said.field, said.cell, int(said.agrees), said.words or None, int(said.classified))
                for said in claims_of(columns(self.kind), s, records.get(s.record))
            ]
        _insert(self.database, "statements", statements)
        _insert(self.database, "claims", claims)

    def _write_texts(self, records: list[Any]) -> None:
        _insert(
            self.database,
            "searchable",
            (
                (None, self.table, record.id, str(record), "\n".join(text for _, text, _ in own_texts(record)))
                for record in records
            ),
        )
