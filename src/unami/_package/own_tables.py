"""What a package adds to the tables of this library: words, columns and whole tables, as its descriptor describes them.

A column or table of its own is described as any other in ``datapackage.json``: a column by its name, type and
description, and by the same constraints. So a package needs no second file, and programs that read Frictionless
packages read it without this library.
"""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from unami._base.names import nearest
from unami._base.text import cut, did_you_mean
from unami._package.read import LEADING
from unami.dates import PartialDate
from unami.errors import Problem
from unami.records import ALL_TABLES, TABLES, record_class
from unami.records._field import Merge, columns
from unami.records._former import former_names
from unami.records._own import OWN_TYPES, OwnColumn, OwnTable, base_of
from unami.records._shape import Shape
from unami.records._types import TYPES

if TYPE_CHECKING:
    from unami._package.vocabulary import Vocabularies

__all__ = ["own_vocabularies", "read_shape", "widened"]

_MOST_TABLES = 50
"""Maximum number of tables that a package adds."""

_MOST_COLUMNS = 50
"""Maximum number of columns that a package adds to a table, or that a table of its own has."""

_MOST_WORDS = 1000
"""Maximum number of words of a column."""

_GOOD_NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")

_TAKEN_COLUMNS = frozenset(("behind", "certainty", "derivation", "link", "mission", "period", "span"))
"""What the library asks any record for: a column of that name would be taken for it."""

_LIMITS = ("_earliest", "_latest")
"""What the names of the columns end in that frames and SQLite have beside that of a date."""

_TAKEN_TABLES = frozenset(
    (
        "claims",
        "dictionary",
        "metadata",
        "only_referred",
        "provenance",
        "search",
        "searchable",
        "statements",
        "words",
    )
)
"""The tables of the SQLite export that are about the others."""

_IN_SQLITE = "a table of the SQLite export has this name; choose another"

_TAKEN_BEGINNINGS = ("search_", "sqlite_")
"""What the names of tables begin with that SQLite makes itself."""

_PROPERTIES = ("list", "refers_to", "vocabulary", "merge", "classified")
"""What a column can be described by besides what Table Schema has."""

_OF_TABLE_SCHEMA = (
    "name",
    "type",
    "title",
    "description",
    "format",
    "example",
    "constraints",
    "missingValues",
    "rdfType",
)
"""What Table Schema describes a column by."""

_OTHER_FILES = (*ALL_TABLES, "tiers", "vocabularies", "changes")

_DATES = ("date", "year", "yearmonth")
"""The types of Table Schema for dates; here a date of any of them can also be a month or a year."""

_DATE = TYPES[OWN_TYPES["date"]].pattern
"""The pattern by which a date, which may be a month or a year, is described as text."""


def widened(name: str) -> tuple[str, str] | None:
    """Return the table and the field with fixed words to which a vocabulary adds words.

    Args:
        name: Name of the vocabulary, such as ``events/kind``.

    Returns:
        Nothing if it is no such vocabulary.

    Example:
        >>> widened("posts/line"), widened("posts/name"), widened("population")
        (('posts', 'line'), None, None)
    """
    table, stroke, field = name.partition("/")
    if not stroke or table not in TABLES:
        return None
    fixed = [column.name for column in columns(record_class(table)) if column.spec.values and not column.spec.edge_of]
    return (table, field) if field in fixed else None


def own_vocabularies(described: Mapping[str, Any]) -> frozenset[str]:
    """Return the vocabularies that a descriptor names.

    Args:
        described: The content of the descriptor.
    """
    return frozenset(
        str(field["vocabulary"])
        for resource in _resources_of(described)
        for field in _fields_of(resource)
        if "vocabulary" in field
    )


def read_shape(described: Mapping[str, Any], vocabularies: Vocabularies) -> tuple[Shape, list[Problem]]:
    """Read what a package adds to the tables of this library.

    Args:
        described: The content of its descriptor.
        vocabularies: Its vocabularies.

    Returns:
        The tables of the package, and the problems of their description.
    """
    reader = _Reader(described, vocabularies)
    return reader.shape, reader.problems


class _Reader:
    """Reads the part of a descriptor about the columns and tables that a package adds."""

    def __init__(self, described: Mapping[str, Any], vocabularies: Vocabularies) -> None:
        self.problems: list[Problem] = []
        self._vocabularies = vocabularies
        listed = _resources_of(described)
        own = [one for one in listed if self._is_own(one)]
        for one in own[_MOST_TABLES:]:
            self._problem(str(one["name"]), f"expected at most {_MOST_TABLES} tables of the package's own")
        own = own[:_MOST_TABLES]
        named = Counter(one["name"] for one in listed if isinstance(one.get("name"), str))
        for name in islice((name for name, times in named.items() if times > 1), _MOST_TABLES):
            self._problem(name, "this table is described twice")
        own = list({str(one["name"]): one for one in reversed(own)}.values())[::-1]
        self._tables = {*TABLES, *(str(one["name"]) for one in own)}
        words = tuple(
            (field, added) for name, added in vocabularies.listed.items() if (field := widened(name)) is not None
        )
        added = {str(one.get("name")): self._added(one) for one in listed if one.get("name") in TABLES}
        tables = tuple(self._table(one) for one in own)
        listing = [*added.items(), *((one.name, one.columns) for one in tables)]
        lists = {f"{name}_{column.name}" for name, more in listing for column in more if column.many}
        for name in sorted(lists & self._tables):
            self._problem(name, _IN_SQLITE)
        self.shape = Shape(tuple((name, more) for name, more in added.items() if more), words, tables)

    def _problem(self, table: str, message: str, column: str | None = None) -> None:
        self.problems.append(Problem("datapackage.json", f"{message} @ {cut(table, 60)}", column=column))

    def _is_own(self, resource: Mapping[str, Any]) -> bool:
        """Whether a resource is a table of statements that this library does not have; other files are left alone."""
        name = resource.get("name")
        if not isinstance(name, str) or name in _OTHER_FILES:
            return False
        if not set(LEADING) <= {field.get("name") for field in _fields_of(resource)}:
            return False
        path = resource.get("path")
        if path != f"{name}.csv":
            if not isinstance(path, str) or path.replace("\\", "/").rpartition("/")[2] != f"{name}.csv":
                return False
            self._problem(
                name, f"its columns are those of a table of statements; expected the path {cut(name, 60)}.csv"
            )
            return False
        if name in _TAKEN_TABLES or name.startswith(_TAKEN_BEGINNINGS) or name in _lists_of_tables():
            self._problem(name, _IN_SQLITE)
            return False
        if _GOOD_NAME.fullmatch(name) is None:
            self._problem(name, "expected a name of lower-case letters, digits and underscores, of at most 50")
            return False
        return True

    def _added(self, resource: Mapping[str, Any]) -> tuple[OwnColumn, ...]:
        """The columns that a package adds to a table of this library."""
        table = str(resource["name"])
        kind = record_class(table)
        known = {*LEADING, *former_names(kind), *(column.name for column in columns(kind))}
        return self._columns(table, resource, known, kind)

    def _table(self, resource: Mapping[str, Any]) -> OwnTable:
        table = str(resource["name"])
        found = self._columns(table, resource, set(LEADING), None)
        if not found:
            self._problem(table, "expected at least one column besides those that every table has")
        return OwnTable(table, _text(resource.get("title")) or f"{table.replace('_', ' ').capitalize()}.", found)

    def _columns(
        self, table: str, resource: Mapping[str, Any], known: set[str], kind: type[Any] | None
    ) -> tuple[OwnColumn, ...]:
        given = [field for field in _fields_of(resource) if field.get("name") not in known]
        refers = _foreign_keys(resource)
        if len(given) > _MOST_COLUMNS:
            self._problem(table, f"expected at most {_MOST_COLUMNS} columns of the package's own")
        found: dict[str, OwnColumn] = {}
        for field in given[:_MOST_COLUMNS]:
            column = self._column(table, field, refers)
            if column is None:
                continue
            if column.name in found:
                self._problem(table, "this column is described twice", column.name)
            found.setdefault(column.name, column)
        columns_of_table = tuple(found.values())
        of: Any = kind or base_of(OwnTable(table, "", columns_of_table))
        dates = {column.name for column in found.values() if column.type == "date"}
        dates |= set() if kind is None else {column.name for column in columns(kind) if column.type is PartialDate}
        taken = {name for name in found if hasattr(of, name) or name in _TAKEN_COLUMNS}
        taken |= {name for name in found if name.endswith(_LIMITS) and name.rpartition("_")[0] in dates}
        for name in found:
            if name in taken:
                self._problem(table, "the records already have something of this name; choose another", name)
        return tuple(column for column in columns_of_table if column.name not in taken)

    def _column(self, table: str, field: Mapping[str, Any], refers: Mapping[str, str]) -> OwnColumn | None:
        """A column, as it is described; nothing if it cannot be one."""
        earlier = len(self.problems)
        name, kind = field.get("name"), field.get("type", "string")
        if not isinstance(name, str) or _GOOD_NAME.fullmatch(name) is None or keyword.iskeyword(name):
            self._problem(
                table, "expected a column name of lower-case letters, digits and underscores", cut(str(name), 60)
            )
            return None
        if not isinstance(kind, str) or kind not in (*OWN_TYPES, *_DATES):
            hint = did_you_mean(nearest(kind, OWN_TYPES)[:1]) if isinstance(kind, str) else ""
            self._problem(table, f"expected one of the types {', '.join(OWN_TYPES)}{hint}", name)
            return None
        limits = field.get("constraints")
        limits = limits if isinstance(limits, Mapping) else {}
        many = field.get("list") is True
        pattern = limits.get("pattern")
        if kind in _DATES or (kind == "string" and isinstance(pattern, str) and _DATE in pattern):
            kind = "date"
        description = _text(field.get("description"))
        if not description:
            self._problem(table, "expected a description of what the column means", name)
        for word in ("list", "classified"):
            if not isinstance(field.get(word, False), bool):
                self._problem(table, f"expected true or false for {word}", name)
        for word in field:
            near = () if word in _PROPERTIES or word in _OF_TABLE_SCHEMA else nearest(str(word), _PROPERTIES)
            if near:
                self._problem(table, f"unknown property {cut(str(word), 60)!r}{did_you_mean(near[:1])}", name)
        merge = field.get("merge", Merge.CLAIM.value)
        identity = merge == "identity"
        if not identity and merge not in [one.value for one in Merge]:
            words = f"expected one of identity, {', '.join(one.value for one in Merge)} for merge"
            self._problem(table, words, name)
        if name == "seen" and (kind, many) != ("date", True):
            self._problem(table, 'days on which something is attested: expected "type": "date" and "list": true', name)
        if identity and many:
            self._problem(table, "a column that identifies the record has one value", name)
        if merge == Merge.UNION.value and not many:
            self._problem(table, 'values that are combined are several: add "list": true', name)
        ref = field.get("refers_to", refers.get(name))
        if ref is not None and (ref not in self._tables or kind != "string"):
            hint = did_you_mean(nearest(ref, self._tables)[:1]) if isinstance(ref, str) else ""
            self._problem(table, f"expected the name of a table whose ids the texts of this column are{hint}", name)
        vocabulary = field.get("vocabulary")
        if vocabulary is not None and (vocabulary not in self._vocabularies.names or kind != "string"):
            self._problem(table, "expected a vocabulary whose words are in vocabularies.csv", name)
        values = limits.get("enum", ())
        # The words of a vocabulary are written beside its name, for programs that do not know of vocabularies.
        values = () if vocabulary is not None else values
        if not isinstance(values, (list, tuple)) or not all(isinstance(word, str) and word for word in values):
            self._problem(table, "expected a list of words", name)
        elif values and (kind != "string" or len(values) > _MOST_WORDS):
            self._problem(table, f"only a column of texts has a list of words, of at most {_MOST_WORDS}", name)
        minimum = limits.get("minimum")
        if minimum is not None and (type(minimum) is not int or kind not in ("integer", "number")):
            self._problem(table, "expected a whole number as the minimum of a column of numbers", name)
        if len(self.problems) > earlier:
            return None
        return OwnColumn(
            name=name,
            type=kind,
            description=description,
            many=many,
            merge=Merge.CLAIM.value if identity else merge,
            identity=identity,
            ref=ref,
            values=tuple(dict.fromkeys(values)),
            vocabulary=vocabulary,
            minimum=minimum,
            classified=field.get("classified") is True,
        )


@cache
def _lists_of_tables() -> frozenset[str]:
    """The names of the tables that the SQLite export has for columns with several values."""
    return frozenset(
        f"{table}_{column.name}" for table in TABLES for column in columns(record_class(table)) if column.many
    )


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _resources_of(described: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = described.get("resources")
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, (list, tuple)) else []


def _fields_of(resource: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    schema = resource.get("schema")
    found = schema.get("fields") if isinstance(schema, Mapping) else ()
    return [field for field in found if isinstance(field, Mapping)] if isinstance(found, (list, tuple)) else []


def _foreign_keys(resource: Mapping[str, Any]) -> dict[str, str]:
    """The tables that columns refer to, by column: what Table Schema says of columns with a single id."""
    schema = resource.get("schema")
    found = schema.get("foreignKeys") if isinstance(schema, Mapping) else ()
    tables: dict[str, str] = {}
    for key in found if isinstance(found, (list, tuple)) else ():
        reference = key.get("reference") if isinstance(key, Mapping) else None
        columns_of_key = key.get("fields") if isinstance(key, Mapping) else None
        names = columns_of_key if isinstance(columns_of_key, (list, tuple)) else (columns_of_key,)
        if isinstance(reference, Mapping) and len(names) == 1 and isinstance(names[0], str):
            tables[names[0]] = str(reference.get("resource"))
    return tables
