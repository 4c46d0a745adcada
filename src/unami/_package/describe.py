"""``datapackage.json``: the Frictionless descriptor, generated from the record classes and validated when read."""

from __future__ import annotations

import json
from collections import deque
from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import fields_dict, frozen

from unami._base.text import fault_of_letters, is_web_address
from unami._package.read import CHANGE_COLUMNS, LEADING, TIER_COLUMNS, parse_descriptor
from unami._package.vocabulary import UNLISTED, VOCABULARY_COLUMNS
from unami.dates import PartialDate
from unami.errors import InvalidDate, Problem
from unami.records import TABLES
from unami.records._cell import SEPARATOR
from unami.records._field import columns, field_of
from unami.records._index import NOT_REQUIRED
from unami.records._shape import STANDARD
from unami.records._types import TYPES
from unami.records.source import Rank, Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from unami._package.vocabulary import Vocabularies
    from unami.records._field import Column
    from unami.records._own import OwnColumn
    from unami.records._shape import Shape

__all__ = [
    "LEADING_WORDS",
    "OWN_MARK",
    "About",
    "describe",
    "good_version",
    "read_descriptor",
    "words_of_source",
    "write_descriptor",
]

OWN_MARK = "+own"
"""Suffix of the version of a package to which a user has added statements."""

_NAME = "datapackage.json"

_NO_HEADS: Mapping[str, Sequence[str]] = MappingProxyType({})

_MOST_PROBLEMS = 100
"""Maximum number of problems shown for the descriptor."""
_MOST_PARTS = 1000
"""Maximum number of licences, contributors or keywords."""
_LONGEST_TEXT = 10_000
"""Maximum length of a text in the descriptor, as for a cell."""
_LONGEST_PLACE = 200
"""Maximum length of the location in a problem."""
_DEEPEST = 50
"""Maximum nesting depth of lists and objects; a descriptor needs ten."""

_ID = r"[a-z0-9]+([.-][a-z0-9]+)*|[A-Z]{3}|[A-Z]{2}-[A-Z0-9]{1,3}"
_OPEN_WORDS = ".. if the source says that there is no end, or none yet."
_LIST_WORDS = f"Several values are separated by {SEPARATOR}."

LEADING_WORDS = {
    "id": "The thing that the statement is about.",
    "source": "The source that makes the statement.",
    "locator": "Where in the source: paragraph, page, row.",
    "stated_as": "The relevant words or figures of the source: segments separated by ' | ', each bound to the columns "
    "named before a colon, as in 'killed, injured: 5 and 7'; a segment without them belongs to the whole statement.",
    "rank": "Rank among the statements about the thing: deprecated ones are kept but never win.",
    "note": "The curators' note, in their own words; for one of their decisions, the reason.",
}
"""The meaning of the columns with which every table of statements begins."""

_TIER_WORDS = {
    "kind": "Kind of source.",
    "tier": "Tier in the merge: 1 is best; 0 is reserved for decisions of the curators.",
    "description": "Which sources it includes.",
}


_VOCABULARY_WORDS = {
    "vocabulary": "Name of the vocabulary; the columns that use it list its words.",
    "word": "The word, as written in the tables.",
    "default": "Whether this word is used where a question names none of the vocabulary.",
    "description": "What the word means.",
}

_CHANGE_WORDS = {
    "version": "Version of the data that made the change.",
    "table": "Table of the record; empty in the line about the version itself, of which each version has one.",
    "record": "Id of the record.",
    "field": "The field; empty where a whole record was added or removed.",
    "before": "The value before, written as in the table; for a whole record, its text.",
    "after": "The value after, written as in the table; for a whole record, its text.",
    "reason": "Why the change was made; in the line about a version, a summary of the version.",
}


@frozen
class About:
    """The part of the descriptor about the package as a whole.

    Args:
        name: Short name.
        title: Title.
        description: What the package contains.
        version: Version of the data: the date of its last change, such as ``2026.11.26``.
        view: For an export of a view, which statements were selected, in words.
        homepage: Web page of the data set.
        base_iri: What the global identifiers of its records begin with, in linked data.
        licenses: Licences, in the form of Frictionless.
        contributors: Contributors, in the form of Frictionless.
        keywords: Keywords for searching.
    """

    name: str
    title: str
    description: str
    version: str
    view: str | None = None
    homepage: str | None = None
    base_iri: str | None = None
    licenses: tuple[dict[str, str], ...] = ()
    contributors: tuple[dict[str, str], ...] = ()
    keywords: tuple[str, ...] = ()


def _leading_field(name: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if name in ("id", "source", "locator", "rank"):
        constraints["required"] = True
    if name == "id":
        constraints["pattern"] = _ID
    if name == "rank":
        constraints["enum"] = [rank.value for rank in Rank]
    return _field(name, "string", LEADING_WORDS[name], constraints)


def _field(name: str, kind: str, description: str, constraints: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {"name": name, "type": kind, "description": description}
    if constraints:
        described["constraints"] = constraints
    return described


def _column_field(column: Column, vocabularies: Vocabularies) -> dict[str, Any]:
    spec, kind = column.spec, TYPES[column.type]
    known = vocabularies.words(spec.vocabulary) if spec.vocabulary is not None and vocabularies.limits else ()
    words = [spec.told]
    constraints: dict[str, Any] = {}
    if spec.identity:
        constraints["required"] = True
    if kind.remark:
        words.append(kind.remark)
    if spec.open_end:
        words.append(_OPEN_WORDS)
    if kind.pattern:
        separated = f"({kind.pattern})([{SEPARATOR}]({kind.pattern}))*"
        single = f"{kind.pattern}|[.][.]" if spec.open_end else kind.pattern
        constraints["pattern"] = separated if column.many else single
    if column.many:
        words.append(_LIST_WORDS)
    if spec.ref is not None:
        words.append(f"Ids of the table {spec.ref}.")
    if spec.ids_of:
        others = f", or {', '.join(known)}" if known else ""
        words.append(f"An id of {' or '.join(spec.ids_of)}{others}.")
    if spec.values or (known and not spec.ids_of):
        constraints["enum"] = list(spec.values or known)
    if spec.minimum is not None:
        constraints["minimum"] = spec.minimum
    described = _field(column.name, kind.json, " ".join(words), constraints)
    described["merge"] = "identity" if spec.identity else spec.merge.value
    if spec.classified:
        described["classified"] = True
    if spec.vocabulary is not None and vocabularies.limits:
        described["vocabulary"] = spec.vocabulary
    return described


def _own_field(own: OwnColumn, column: Column, vocabularies: Vocabularies) -> dict[str, Any]:
    """Describe a column of the package's own so that it is read again as the same column."""
    described = {**_column_field(column, vocabularies), "description": own.description}
    if own.many:
        described["list"] = True
    if own.ref is not None:
        described["refers_to"] = own.ref
    return described


def words_of_source(name: str) -> str:
    """Describe a column of ``sources.csv``, including the form of its values.

    Args:
        name: Name of the column.
    """
    column = field_of(fields_dict(Source)[name])
    return f"{column.spec.description} {TYPES[column.type].remark}".rstrip()


def _resource(name: str, title: str, fields: list[dict[str, Any]], keys: dict[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "schema": {"fields": fields, "missingValues": [""], **keys},
    }


def _refers(field: str, table: str, key: str = "id") -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": table, "fields": [key]}}


def describe(
    about: About,
    vocabularies: Vocabularies = UNLISTED,
    *,
    changelog: bool = False,
    shape: Shape = STANDARD,
    heads: Mapping[str, Sequence[str]] = _NO_HEADS,
    tables: Collection[str] | None = None,
) -> dict[str, Any]:
    """Return the descriptor of a package.

    Args:
        about: The part about the package as a whole.
        vocabularies: The words that the package lists.
        changelog: Whether the package has a changelog.
        shape: The tables that it can have.
        heads: The columns of its files, by table: of a column that a package need not have, they say whether it does.
        tables: The tables that it has; all if left out.

    Example:
        >>> described = describe(About("mine", "My mission", "A record.", "2026.11.26"))
        >>> described["resources"][0]["path"]
        'tiers.csv'
    """
    whole: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": about.name,
        "title": about.title,
        "description": about.description,
        "version": about.version,
    }
    for key in ("view", "homepage", "base_iri", "licenses", "contributors", "keywords"):
        value = getattr(about, key)
        if value:
            whole[key] = list(value) if isinstance(value, tuple) else value
    tier_types = {"tier": "integer"}
    tiers = [_field(n, tier_types.get(n, "string"), _TIER_WORDS[n], {"required": True}) for n in TIER_COLUMNS]
    sources = [_field("id", "string", words_of_source("id"), {"required": True})]
    for column in columns(Source):
        required = {"required": True} if column.spec.identity else {}
        sources.append(_field(column.name, "string", words_of_source(column.name), required))
    resources = [
        _resource("tiers", "Tier of each kind of source in the merge.", tiers, {"primaryKey": ["kind"]}),
        _resource(
            "sources",
            "The sources of the statements.",
            sources,
            {"primaryKey": ["id"], "foreignKeys": [_refers("kind", "tiers", "kind")]},
        ),
    ]
    if vocabularies.limits:
        told: dict[str, dict[str, Any]] = {"default": {"enum": ["true"]}}
        told |= {name: {"required": True} for name in ("vocabulary", "word")}
        words = [_field(name, "string", _VOCABULARY_WORDS[name], told.get(name, {})) for name in VOCABULARY_COLUMNS]
        title = "The vocabularies of the columns whose words depend on the mission."
        resources.append(_resource("vocabularies", title, words, {"primaryKey": ["vocabulary", "word"]}))
    tables = shape.stated if tables is None else tables
    for table in filter(tables.__contains__, shape.stated):
        kind = shape.record_class(table)
        own = {column.name: column for column in shape.own_columns(table)}
        there = [c for c in columns(kind) if not c.spec.optional or c.name in heads.get(table, ())]
        fields = [_leading_field(name) for name in LEADING]
        fields += [
            _own_field(own[column.name], column, vocabularies)
            if column.name in own
            else _column_field(column, vocabularies)
            for column in there
        ]
        keys = [_refers("source", "sources")]
        keys += [_refers(c.name, c.spec.ref) for c in there if c.spec.ref and c.spec.ref in tables and not c.many]
        title = (kind.__doc__ or "").partition("\n")[0]
        resources.append(_resource(table, title, fields, {"foreignKeys": keys}))
    if changelog:
        dated = {"version": {"required": True, "pattern": r"[0-9]{4}\.[0-9]{2}\.[0-9]{2}"}}
        changes = [_field(name, "string", words, dated.get(name, {})) for name, words in _CHANGE_WORDS.items()]
        title = "The changes in each version of the data, by record and field."
        identity = {"primaryKey": list(CHANGE_COLUMNS[:4])}
        resources.append(_resource("changes", title, changes, identity))
    whole["resources"] = resources
    return whole


def write_descriptor(
    about: About,
    vocabularies: Vocabularies = UNLISTED,
    *,
    changelog: bool = False,
    shape: Shape = STANDARD,
    heads: Mapping[str, Sequence[str]] = _NO_HEADS,
    tables: Collection[str] | None = None,
) -> str:
    """Return the text of ``datapackage.json``.

    Args:
        about: The part about the package as a whole.
        vocabularies: The words that the package lists.
        changelog: Whether the package has a changelog.
        shape: As in :func:`describe`.
        heads: As in :func:`describe`.
        tables: As in :func:`describe`.
    """
    described = describe(about, vocabularies, changelog=changelog, shape=shape, heads=heads, tables=tables)
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


class _Faults:
    """The problems of a descriptor, up to a maximum number."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.are_more = False

    def add(self, message: str, place: str | None = None, value: str | None = None) -> None:
        """Add a problem.

        Args:
            message: What is wrong.
            place: Location, such as ``$.licenses[0].name``.
            value: The offending text, if it is a text.
        """
        if len(self.problems) < _MOST_PROBLEMS:
            where = "" if place is None else f" @ {place[:_LONGEST_PLACE]}"
            self.problems.append(Problem(_NAME, f"{message}{where}", value=value))
        elif not self.are_more:
            self.are_more = True
            self.problems.append(Problem(_NAME, "too many problems; the rest of the file is not checked"))


def _check_values(described: dict[str, Any], faults: _Faults) -> None:
    """Check every value, whether it is used or not, because all of them may be written to other files later.

    The function is iterative and describes a location only if something is wrong there, so the time is proportional to
    the size of the file, whatever its structure.
    """
    waiting: deque[tuple[Any, tuple[Any, ...], int]] = deque([(described, (), 0)])
    while waiting and not faults.are_more:
        value, place, depth = waiting.popleft()
        if depth > _DEEPEST:
            faults.add("lists and objects nested too deeply", _place(place))
            continue
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(key, str) and (fault := fault_of_letters(key)):
                faults.add(f"{fault} in a key", _place(place), key)
            if isinstance(part, str):
                if fault := fault_of_letters(part, allowed="\n\r\t"):
                    faults.add(fault, _place((place, key)), part)
            elif isinstance(part, float):
                if not isfinite(part):
                    faults.add("a number out of range", _place((place, key)))
            elif part and isinstance(part, (dict, list)):
                waiting.append((part, (place, key), depth + 1))


def _place(keys: tuple[Any, ...]) -> str:
    parts = []
    while keys:
        keys, key = keys
        parts.append(f"[{key}]" if isinstance(key, int) else f".{key[:_LONGEST_PLACE]}")
    return "$" + "".join(reversed(parts))


class _Reader:
    """Reads the part of a descriptor about the package as a whole.

    Args:
        described: The content of the file.
        faults: Collects the problems.
    """

    def __init__(self, described: dict[str, Any], faults: _Faults) -> None:
        self.described = described
        self.faults = faults

    def text(self, key: str) -> str:
        """Read a required text."""
        if key not in self.described:
            self.faults.add("required field missing", f"$.{key}")
            return ""
        return self.checked(self.described[key], f"$.{key}", lines=key == "description")

    def text_if_any(self, key: str) -> str | None:
        """Read an optional text."""
        value = self.described.get(key)
        return None if value is None else self.checked(value, f"$.{key}")

    def checked(self, value: Any, place: str, *, lines: bool = False) -> str:
        """Check that a text is on one line, unless several lines are allowed."""
        if not isinstance(value, str):
            self.faults.add("invalid type, expected str", place)
            return ""
        if not lines and any(sign in value for sign in "\n\r\t"):
            self.faults.add("expected text without line breaks", place, value)
        if len(value) > _LONGEST_TEXT:
            self.faults.add(f"{len(value)} characters; expected at most {_LONGEST_TEXT}", place)
        return value

    def parts(self, key: str) -> list[tuple[Any, str]]:
        """Read an optional list: its parts, each with its location; no parts if it is not a list."""
        value = self.described.get(key, [])
        if not isinstance(value, list):
            self.faults.add("invalid type, expected a list", f"$.{key}")
            return []
        if len(value) > _MOST_PARTS:
            self.faults.add(f"a list of {len(value)}; expected at most {_MOST_PARTS}", f"$.{key}")
        return [(part, f"$.{key}[{number}]") for number, part in enumerate(value[:_MOST_PARTS])]

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts."""
        return tuple(self.checked(part, place) for part, place in self.parts(key))

    def objects(self, key: str) -> tuple[dict[str, str], ...]:
        """Read a list of objects with texts as values."""
        found = []
        for part, place in self.parts(key):
            if isinstance(part, dict):
                texts = {name: self.checked(text, f"{place}.{name}") for name, text in part.items()}
                self.address(texts.get("path"), f"{place}.path", relative=True)
                found.append(texts)
            else:
                self.faults.add("invalid type, expected an object", place)
        return tuple(found)

    def address(self, text: str | None, place: str, *, relative: bool = False) -> None:
        """Check that an address can be offered as a link; the path of a file in the package has no scheme."""
        if text and not is_web_address(text) and not (relative and ":" not in text and not text.startswith("/")):
            self.faults.add("expected an address that begins with https:// or http://", place, text)

    def about(self) -> About:
        """Read everything."""
        about = About(
            name=self.text("name"),
            title=self.text("title"),
            description=self.text("description"),
            version=self.text("version"),
            view=self.text_if_any("view"),
            homepage=self.text_if_any("homepage"),
            base_iri=self.text_if_any("base_iri"),
            licenses=self.objects("licenses"),
            contributors=self.objects("contributors"),
            keywords=self.texts("keywords"),
        )
        self.address(about.homepage, "$.homepage")
        self.address(about.base_iri, "$.base_iri")
        if about.base_iri and not about.base_iri.endswith(("/", "#")):
            self.faults.add("expected an address that ends with / or #", "$.base_iri", about.base_iri)
        return about


def good_version(text: str) -> bool:
    """Return whether a text is a version of the data: a date, written with full stops.

    Args:
        text: The text.

    Example:
        >>> good_version("2026.11.26"), good_version("2026.13.1")
        (True, False)
    """
    if len(text) != len("2026.11.26"):
        return False
    try:
        day = PartialDate.parse(text.replace(".", "-"))
    except InvalidDate:
        return False
    return day.is_day and not day.qualified and str(day).replace("-", ".") == text


def read_descriptor(content: bytes, *, besides: Iterable[str] = ()) -> tuple[About | None, list[Problem]]:
    """Read a ``datapackage.json``; return its part about the package, and its problems.

    Args:
        content: The file.
        besides: Optional tables that this package has, which must be listed.

    Returns:
        The part about the package, if it can be read, and the problems.
    """
    try:
        described = parse_descriptor(content)
    except ValueError as error:
        return None, [Problem(_NAME, f"not JSON text: {error}")]
    if not isinstance(described, dict):
        return None, [Problem(_NAME, "expected a JSON object")]
    faults = _Faults()
    _check_values(described, faults)
    about = _Reader(described, faults).about()
    if faults.problems:
        return None, faults.problems
    if not good_version(about.version.removesuffix(OWN_MARK)):
        faults.add("expected a day such as 2026.11.26", "$.version", about.version)
    resources = described.get("resources")
    listed = {
        resource["name"]: resource.get("path")
        for resource in (resources if isinstance(resources, list) else [])
        if isinstance(resource, dict) and isinstance(resource.get("name"), str)
    }
    for table in ("tiers", "sources", *(name for name in TABLES if name not in NOT_REQUIRED), *besides):
        if listed.get(table) != f"{table}.csv":
            faults.add(f"expected a resource {table!r} with the path {table}.csv")
    return about, faults.problems
