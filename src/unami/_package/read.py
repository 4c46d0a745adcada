"""Reading a data package, table by table, thread-safe."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from unami._base.cache import Cache
from unami._base.names import checked_name, fold, nearest
from unami._evidence.merge import Merged
from unami._evidence.statement import Statement
from unami._package.store import VOCABULARIES, LayeredFiles, is_packaged, unreadable
from unami.dates import PartialDate
from unami.errors import DatasetError, Problem, UnknownSource
from unami.records import TABLES, record_class
from unami.records._field import columns
from unami.records._index import NOT_REQUIRED
from unami.records._shape import STANDARD
from unami.records._table import table_of
from unami.records.source import CURATION, Rank, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unami._package.store import Files
    from unami._package.vocabulary import Vocabularies
    from unami.records._field import Column
    from unami.records._former import Former
    from unami.records._shape import Shape

__all__ = [
    "CHANGE_COLUMNS",
    "LEADING",
    "TIER_COLUMNS",
    "Dataset",
    "SourcesById",
    "header",
    "optional_columns",
    "parse_csv",
    "parse_descriptor",
    "renewed",
    "told_by_name",
]

LEADING = ("id", "source", "locator", "stated_as", "rank", "note")
"""The columns with which every table of statements begins."""

TIER_COLUMNS = ("kind", "tier", "description")
"""The columns of ``tiers.csv``."""

CHANGE_COLUMNS = ("version", "table", "record", "field", "before", "after", "reason")
"""The columns of ``changes.csv``; a line without a table is about a version as a whole."""

_LISTS = ("sources", "tiers", "vocabularies", "changes")
"""The files whose rows are no statements."""

_SMALL = 1024 * 1024
"""Smaller CSV files, in characters, are harmless whatever they contain."""

_MOST_ROWS = 100_000
"""Maximum number of rows of a table."""

_LONGEST_ROW = 1_000_000
"""Maximum number of characters in a row."""

_LARGEST_DESCRIPTOR = 4 * 1024 * 1024
"""Maximum size of a descriptor in bytes."""

_LONGEST_KEY = 100
"""Maximum length of a wrong key shown in an error."""

_RANKS = {rank.value: rank for rank in Rank}


class SourcesById(Mapping[str, Source]):
    """The sources of a package.

    A source is created when it is first requested: most questions need only a few.

    Args:
        where: The package, for errors.
        lines: The lines of ``sources.csv`` by id.
        tiers: The tier of each kind of source.
    """

    __slots__ = ("_lines", "_made", "_tiers", "_where")

    def __init__(self, where: str, lines: dict[str, str], tiers: dict[str, int]) -> None:
        self._where = where
        self._lines = lines
        self._tiers = tiers
        self._made: dict[str, Source] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all sources, in order."""
        return tuple(sorted(self._lines))

    def __getitem__(self, name: str) -> Source:
        made = self._made.get(name)
        # Two threads may both create it; all get the one stored first.
        return self._made.setdefault(name, self._make(name)) if made is None else made

    def __contains__(self, name: object) -> bool:
        return name in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def _make(self, name: str) -> Source:
        line = self._lines.get(name)
        if line is None:
            raise UnknownSource("source", name, nearest(checked_name(name, UnknownSource, "source"), self._lines))
        row = next(csv.reader([line.rstrip("\r")]))
        if len(row) != len(header("sources")):
            words = f"expected {len(header('sources'))} cells, found {len(row)}"
            raise DatasetError(self._where, [Problem("sources", words, column="id", value=name)])
        return Source(
            id=row[0],
            title=row[1],
            publisher=row[2] or None,
            published=PartialDate.parse(row[3]) if row[3] else None,
            kind=row[4],
            tier=self._tiers[row[4]],
            symbol=row[5] or None,
            url=row[6] or None,
            language=row[7] or None,
            note=row[8] or None,
        )


@cache
def header(table: str, shape: Shape = STANDARD) -> tuple[str, ...]:
    """Return the columns of a table's CSV file, optional ones included.

    Args:
        table: Name of a table of statements, or ``sources``, ``tiers``, ``vocabularies`` or ``changes``.
        shape: The tables of the package.

    Example:
        >>> header("countries")[6:8]
        ('name', 'alpha_2')
    """
    if table == "tiers":
        return TIER_COLUMNS
    if table == "vocabularies":
        from unami._package.vocabulary import VOCABULARY_COLUMNS

        return VOCABULARY_COLUMNS
    if table == "changes":
        return CHANGE_COLUMNS
    kind = shape.record_class(table)
    leading = LEADING if table_of(kind).stated else LEADING[:1]
    return leading + tuple(column.name for column in columns(kind))


def told_by_name(files: Files, table: str, former: Former) -> dict[str, str]:
    """The cell of another column that a former name of a column told, in the package's own words.

    Args:
        files: The files of the package.
        table: The table that has the column.
        former: The former name.

    Returns:
        The column and its cell; nothing if the package knows nothing of that name.
    """
    column = next((one for one in columns(record_class(table)) if one.name == former.named), None)
    if column is None or column.spec.ref is None:
        return {}
    try:
        head, *body = parse_csv(column.spec.ref, files.read(f"{column.spec.ref}.csv"))
    except (OSError, DatasetError):
        return {}
    places = (dict(zip(head, row, strict=False)) for row in body)
    found = next((place["id"] for place in places if fold(place.get("name", "")) == former.name), None)
    return {} if found is None else {column.name: found}


def optional_columns(table: str, shape: Shape = STANDARD) -> frozenset[str]:
    """Return the columns of a table that a package need not have.

    Args:
        table: Name of a table.
        shape: The tables of the package.
    """
    if table not in shape.stated:
        return frozenset()
    return frozenset(column.name for column in shape.columns(table) if column.spec.optional)


def renewed(table: str, rows: list[list[str]], files: Files, shape: Shape = STANDARD) -> list[list[str]]:
    """Return the rows of a file with all columns, by their current names.

    A column that a package need not have is added, empty.

    Args:
        table: Name of the table.
        rows: The rows of the file, the header first.
        files: The files of the package.
        shape: The tables of the package.

    Returns:
        Rows in the same order; the given ones, if they have all columns already or do not match the table.
    """
    head = rows[0]
    expected = header(table, shape)
    spare = optional_columns(table, shape) - set(head)
    if any(len(row) != len(head) for row in rows):
        return rows
    if spare and [name for name in expected if name not in spare] == head:
        named = (dict(zip(head, row, strict=True)) for row in rows[1:])
        return [list(expected), *([cells.get(name, "") for name in expected] for cells in named)]
    from unami.records._former import former_names

    former = former_names(record_class(table)) if table in TABLES else {}
    used = former.keys() & set(head)
    names = [former[name].now if name in used else name for name in head]
    added = {name for old in used if (name := former[old].named)} - set(names)
    if not used or sorted([*names, *added, *(spare - set(names) - added)]) != sorted(expected):
        return rows
    told = {old: told_by_name(files, table, former[old]) for old in used}
    body = []
    for row in rows[1:]:
        cells = dict(zip(names, row, strict=True))
        for old in used:
            if cells[former[old].now]:
                cells |= {name: cell for name, cell in told[old].items() if name in added}
        body.append([cells.get(name, "") for name in expected])
    return [list(expected), *body]


def decode(name: str, content: bytes) -> str:
    """Decode a CSV file.

    Args:
        name: Name of the table, for errors.
        content: The file; a byte order mark, which some programs write, is dropped.

    Raises:
        DatasetError: The file is not UTF-8 text.
    """
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text (byte {error.start}); save the file as CSV with UTF-8 encoding"
        raise DatasetError(name, [Problem(name, message)]) from None

    if "\0" in text:
        raise DatasetError(name, [Problem(name, "not a text file: it contains a NUL character")])
    return text


class _LinesOfRows:
    """Iterate over the lines of a text, with a limit on the characters in one row."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.length = 0

    def __iter__(self) -> _LinesOfRows:
        return self

    def __next__(self) -> str:
        line = self._lines.readline(_LONGEST_ROW + 1)
        self.length += len(line)
        if self.length > _LONGEST_ROW:
            raise csv.Error(f"a row of more than {_LONGEST_ROW} characters")
        if not line:
            raise StopIteration
        return line


def _rows_of(text: str) -> list[list[str]]:
    if len(text) <= _SMALL:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    # A large file may be an attack: a few bytes can encode millions of cells or rows.
    lines = _LinesOfRows(text)
    rows = []
    for row in csv.reader(lines, strict=True):
        rows.append(row)
        lines.length = 0
        if len(rows) > _MOST_ROWS:
            raise csv.Error(f"more than {_MOST_ROWS} rows")
    return rows


_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
"""What spreadsheets of some countries, and some databases, write in place of commas."""


def _check_separator(name: str, text: str) -> None:
    """Refuse a file whose header has another separator, which would be read as one column."""
    head = text[:_LONGEST_ROW].partition("\n")[0]
    if head.startswith("sep="):
        words = "this line is meant for Excel; delete it, so that the file begins with the names of the columns"
        raise DatasetError(name, [Problem(name, words, row=1)])
    found = next((words for sign, words in _OTHER_SEPARATORS.items() if sign in head and "," not in head), None)
    if found is not None:
        message = (
            f"its cells are separated by {found}; expected commas. Export the sheet as CSV again and choose the comma as "
            "separator (LibreOffice: field delimiter; Excel: the list separator of the region), or write a workbook, "
            "which needs no separator"
        )
        raise DatasetError(name, [Problem(name, message, row=1)])


def parse_csv(name: str, content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file, including the header.

    Args:
        name: Name of the table, for errors.
        content: The file.

    Raises:
        DatasetError: The file is not UTF-8 text, not CSV, or empty, separates its cells by another character than the
            comma, or has too many or too long rows.
    """
    text = decode(name, content)
    _check_separator(name, text)
    try:
        rows = _rows_of(text)
    except csv.Error as error:
        raise DatasetError(name, [Problem(name, f"not a CSV file: {error}")]) from None
    if not rows:
        raise DatasetError(name, [Problem(name, "the file is empty; expected a header line")])
    return rows


def parse_descriptor(content: bytes) -> Any:
    """Parse a ``datapackage.json``.

    Args:
        content: The file.

    Raises:
        ValueError: It is not JSON text, or it is too large, too deep, or has duplicate keys.

    Example:
        >>> parse_descriptor(b'{"name": "mine"}')
        {'name': 'mine'}
    """
    import json

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            # Parsers disagree on which duplicate wins.
            raise ValueError(f"duplicate key {_twice(pairs)!r} in one object")
        return found

    def no_number(word: str) -> None:
        raise ValueError(f"{word}, which JSON does not have")

    if len(content) > _LARGEST_DESCRIPTOR:
        raise ValueError(f"larger than {_LARGEST_DESCRIPTOR} bytes")
    try:
        return json.loads(content, object_pairs_hook=once, parse_constant=no_number)
    except RecursionError:
        raise ValueError("lists and objects nested too deeply") from None


def _unchangeable(value: Any) -> Any:
    """Return a JSON value with tuples instead of lists and read-only mappings instead of objects."""
    from unami._base.frozen import FrozenMapping

    if isinstance(value, dict):
        return FrozenMapping({name: _unchangeable(part) for name, part in value.items()})
    return tuple(map(_unchangeable, value)) if isinstance(value, list) else value


def _twice(pairs: list[tuple[str, Any]]) -> str:
    seen: set[str] = set()
    return next(key for key, _ in pairs if key in seen or seen.add(key))[:_LONGEST_KEY]  # type: ignore[func-returns-value]


@frozen(eq=False)
class Dataset:
    """The statements and sources of one data package.

    Tables are read when they are first requested. The packaged data has passed ``unami check``, so only errors that
    would make the result meaningless are checked here; :mod:`unami._package.check` checks the rest.

    Args:
        files: The files of the package.
    """

    files: Files
    cache: Cache = field(factory=Cache, init=False, repr=False)

    def rows(self, table: str) -> list[list[str]]:
        """Return the rows of a table as text, without the header.

        Raises:
            DatasetError: The file is missing or damaged, or does not have the expected columns.
        """
        if not self._has(table):
            return []
        # What a package adds is known from its vocabularies; their columns, and those of the other lists, are fixed.
        shape = STANDARD if table in _LISTS else self.shape
        expected = list(header(table, shape))
        rows = parse_csv(table, self._content(f"{table}.csv"))
        if rows[0] != expected:
            rows = renewed(table, rows, self.files, shape)
        if rows[0] != expected:
            message = f"expected the columns {','.join(expected)}, found {','.join(rows[0])}"
            raise DatasetError(self.files.where, [Problem(table, message, row=1)])
        short = [
            Problem(table, f"expected {len(expected)} cells, found {len(row)}", row=line)
            for line, row in enumerate(rows, 1)
            if len(row) != len(expected)
        ]
        if short:
            raise DatasetError(self.files.where, short)
        return rows[1:]

    @property
    def heads(self) -> dict[str, tuple[str, ...]]:
        """The columns of the files of the tables that have columns which a package need not have, as they are."""
        some = [table for table in self.shape.stated if optional_columns(table, self.shape) and self._has(table)]
        return {table: tuple(parse_csv(table, self._content(f"{table}.csv"))[0]) for table in some}

    def _has(self, table: str) -> bool:
        """Whether the package has a table: one that it must have is read, and missed then."""
        return table not in NOT_REQUIRED or f"{table}.csv" in self.files.names()

    def _content(self, name: str) -> bytes:
        try:
            return self.files.read(name)
        except OSError as error:
            raise DatasetError(self.files.where, [unreadable(name, error)]) from None

    def statements(self, table: str) -> tuple[Statement, ...]:
        """Return all statements of a table, in file order.

        Args:
            table: Name of a table of statements.
        """
        return self.cache.get(("statements", table), lambda: self._read_statements(table))

    def _read_statements(self, table: str) -> tuple[Statement, ...]:
        lead = len(LEADING)
        statements = []
        problems = []
        own = self.files.own(table) if isinstance(self.files, LayeredFiles) else frozenset()
        for line, row in enumerate(self.rows(table), 2):
            rank = _RANKS.get(row[4])
            if rank is None:
                expected = f"expected one of {', '.join(_RANKS)}"
                problems.append(Problem(table, expected, row=line, column="rank", value=row[4]))
                continue
            added = bool(own) and tuple(row) in own
            statements.append(Statement(row[0], row[1], row[2], row[3], rank, row[5], tuple(row[lead:]), line, added))
        if problems:
            raise DatasetError(self.files.where, problems)
        return tuple(statements)

    def merged(self, table: str, statements: Iterable[Statement]) -> Merged:
        """Merge statements of a table into records, each when it is first requested.

        Args:
            table: Name of the table.
            statements: The statements to merge.
        """
        kind = self.shape.record_class(table)
        return Merged(kind, columns(kind), statements, self.sources_by_id)

    @property
    def shape(self) -> Shape:
        """The tables of the package: those of this library, with what it adds to them."""
        # The packaged tables are those of the library: no file must be read to know that.
        if is_packaged(self.files):
            return STANDARD
        return self.cache.get("shape", self._read_shape)

    def _read_shape(self) -> Shape:
        from unami._package.own_tables import read_shape

        shape, problems = read_shape(self.descriptor, self.vocabularies)
        if problems:
            raise DatasetError(self.files.where, problems)
        return shape

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources, in the order of their ids."""
        by_id = self.sources_by_id
        return self.cache.get("sources", lambda: tuple(by_id[name] for name in by_id.ids))

    @property
    def sources_by_id(self) -> SourcesById:
        """The sources by id, each created when it is first requested."""
        return self.cache.get("sources by id", self._read_sources)

    @property
    def curators(self) -> frozenset[str]:
        """The ids of the sources whose rows are decisions of the curators."""
        return self.cache.get(
            "curators", lambda: frozenset(source.id for source in self.sources if source.kind == CURATION)
        )

    def _read_sources(self) -> SourcesById:
        tiers = {kind: int(tier) for kind, tier, _ in self.rows("tiers")}
        # Lines are parsed on demand: this is the largest table, and most of it is not needed.
        first, *lines = decode("sources", self._content("sources.csv")).split("\n")
        if first.rstrip("\r") != ",".join(header("sources")):
            self.rows("sources")  # raises an error with the reason
        return SourcesById(self.files.where, {line.partition(",")[0]: line for line in lines if line}, tiers)

    @property
    def vocabularies(self) -> Vocabularies:
        """The words that the package lists; the file is optional."""

        def make() -> Vocabularies:
            from unami._package.vocabulary import UNLISTED, read_vocabularies

            listed = VOCABULARIES in self.files.names()
            return read_vocabularies(self.rows("vocabularies")) if listed else UNLISTED

        return self.cache.get("vocabularies", make)

    def words(self, vocabulary: str) -> tuple[str, ...]:
        """Return the words of a vocabulary; for a package without a list of words, also the words that it uses.

        Args:
            vocabulary: Name of the vocabulary, as in :class:`Field`.
        """
        known = self.vocabularies
        if known.limits:
            return known.words(vocabulary)
        return self.cache.get(("words", vocabulary), lambda: (*known.words(vocabulary), *self._used(vocabulary)))

    @property
    def synonyms(self) -> tuple[tuple[str, str], ...]:
        """What people say in questions, each with the word of a list that it can stand for."""
        return self.cache.get("synonyms", lambda: self.vocabularies.synonyms)

    def described_words(self, table: str, column: Column) -> list[tuple[str, str | None]]:
        """Return the allowed words of a field, each with its meaning if the package gives one.

        Args:
            table: Name of the table.
            column: The field.
        """
        vocabulary = column.spec.vocabulary
        words = column.spec.values if vocabulary is None else self.words(vocabulary)
        name = vocabulary or f"{table}/{column.name}"
        return [(word, self.vocabularies.meanings.get((name, word)) or None) for word in words]

    def meaning(self, vocabulary: str, word: str) -> str | None:
        """What a word means: as the package says, or as in any mission.

        Args:
            vocabulary: Name of the vocabulary.
            word: The word.
        """
        from unami._package.vocabulary import GENERAL

        return self.vocabularies.meanings.get((vocabulary, word)) or GENERAL.get(vocabulary, {}).get(word)

    def _used(self, vocabulary: str) -> list[str]:
        """Return words used in the columns of a vocabulary that are not among the general words."""
        found: set[str] = set()
        for table in self.shape.stated:
            for place, column in enumerate(self.shape.columns(table)):
                if column.spec.vocabulary == vocabulary:
                    found.update(said.cells[place] for said in self.statements(table))
        return sorted(found - {"", *self.vocabularies.words(vocabulary)})

    @property
    def changelog(self) -> tuple[tuple[str, ...], ...]:
        """The rows of ``changes.csv``, in order; the file is optional."""
        if "changes.csv" not in self.files.names():
            return ()
        return self.cache.get("changes", lambda: tuple(map(tuple, self.rows("changes"))))

    @property
    def descriptor(self) -> Mapping[str, Any]:
        """The content of ``datapackage.json``, read-only."""
        return self.cache.get(
            "datapackage.json", lambda: _unchangeable(parse_descriptor(self._content("datapackage.json")))
        )

    @property
    def version(self) -> str:
        """Version of the data: the date of the last change; the version of the code is separate."""
        return str(self.descriptor["version"])

    @property
    def checksum(self) -> str:
        """SHA-256 over the names and contents of the tables, including sources and tiers but not the changelog."""
        return self.cache.get("checksum", self._digest)

    def _digest(self) -> str:
        from hashlib import sha256

        digest = sha256()
        for name in filter(self._has, ("sources", "tiers", *self.shape.stated)):
            content = self._content(f"{name}.csv")
            digest.update(f"{name}.csv {len(content)}\n".encode())
            digest.update(content)
        return digest.hexdigest()
