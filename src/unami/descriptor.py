"""``datapackage.json``: the Frictionless descriptor, written from the record classes and read back strictly."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import frozen
from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError

from unami.cells import SEPARATOR
from unami.dataset import CHANGE_COLUMNS, LEADING, SOURCE_COLUMNS, TIER_COLUMNS, parse_descriptor
from unami.dates import PartialDate
from unami.errors import Problem
from unami.records import TABLES, record_class
from unami.records.fields import columns
from unami.sources import Rank

if TYPE_CHECKING:
    from unami.records.fields import Column

__all__ = ["DATE_PATTERN", "SOURCE_WORDS", "About", "describe", "read_descriptor", "write_descriptor"]

DATE_PATTERN = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?"
"""What a date looks like, as a regular expression."""
_ID = r"[a-z0-9]+([.-][a-z0-9]+)*|[A-Z]{3}|[A-Z]{2}-[A-Z0-9]{1,3}"
_DATE_WORDS = "EDTF date: 2004, 2004-07 or 2004-07-14, then ? if uncertain, ~ if approximate, % if both."
_LIST_WORDS = f"Several values are separated by {SEPARATOR}."

_TYPES: dict[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean", PartialDate: "string"}

_LEADING_WORDS = {
    "id": "The thing that the statement is about.",
    "source": "The source that makes the statement.",
    "locator": "Where in the source: paragraph, page, row.",
    "stated_as": "The few words or figures in which the source says it.",
    "rank": "Standing among the statements on the thing: deprecated ones are kept but never win.",
    "note": "The curators' remark, in their own words; for a decision of theirs, the reason.",
}

SOURCE_WORDS = {
    "id": "Stable identifier of the source.",
    "title": "Title.",
    "publisher": "Who published it.",
    "published": f"When it was published. {_DATE_WORDS}",
    "kind": "Sort of source; decides its tier.",
    "symbol": "Document symbol.",
    "url": "Address where it was read.",
    "language": "ISO 639-1 code of its language; empty for English.",
    "note": "Remark on the copy that was read.",
}
"""What the columns of ``sources.csv`` hold."""

_TIER_WORDS = {
    "kind": "Sort of source.",
    "tier": "Standing in the merge: 1 is best, 0 is kept for decisions of the curators.",
    "description": "What belongs to it.",
}


_CHANGE_WORDS = {
    "version": "Version of the data that brought the change.",
    "table": "Table of the record; empty in the one line that each version has about itself.",
    "record": "Id of the record.",
    "field": "The field; empty where a whole record was added or removed.",
    "before": "The value before, written as in the table; of a whole record, its text.",
    "after": "The value after, written as in the table; of a whole record, its text.",
    "reason": "Why the change was made; in the line of a version, what the version is about.",
}


@frozen
class About:
    """The part of the descriptor that is about the package as a whole.

    Args:
        name: Short name.
        title: Title.
        description: What the package holds.
        version: Version of the data: the date of its last change, such as ``2026.11.22``.
        view: For an export of a view, which statements were taken, in words.
        homepage: Where it comes from.
        licenses: Licences, as Frictionless has them.
        contributors: Who made it, as Frictionless has them.
        keywords: Words to find it by.
    """

    name: str
    title: str
    description: str
    version: str
    view: str | None = None
    homepage: str | None = None
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
    return _field(name, "string", _LEADING_WORDS[name], constraints)


def _field(name: str, kind: str, description: str, constraints: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {"name": name, "type": kind, "description": description}
    if constraints:
        described["constraints"] = constraints
    return described


def _column_field(column: Column) -> dict[str, Any]:
    spec = column.spec
    words = [spec.description]
    constraints: dict[str, Any] = {}
    if spec.identity:
        constraints["required"] = True
    if column.type is PartialDate:
        words.append(_DATE_WORDS)
        separated = f"({DATE_PATTERN})([{SEPARATOR}]({DATE_PATTERN}))*"
        constraints["pattern"] = separated if column.many else DATE_PATTERN
    if column.many:
        words.append(_LIST_WORDS)
    if spec.ref is not None:
        words.append(f"Ids of the table {spec.ref}.")
    if spec.ids_of:
        others = f", or {', '.join(spec.words)}" if spec.words else ""
        words.append(f"An id of {' or '.join(spec.ids_of)}{others}.")
    if spec.values:
        constraints["enum"] = list(spec.values)
    if spec.minimum is not None:
        constraints["minimum"] = spec.minimum
    described = _field(column.name, _TYPES[column.type], " ".join(words), constraints)
    described["merge"] = "identity" if spec.identity else spec.merge.value
    return described


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


def describe(about: About, *, changelog: bool = False) -> dict[str, Any]:
    """The descriptor of a package with the tables of this library.

    Args:
        about: What there is to say of the package as a whole.
        changelog: Whether the package has a changelog.

    Example:
        >>> described = describe(About("mine", "My mission", "A record.", "2026.11.22"))
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
    for key in ("view", "homepage", "licenses", "contributors", "keywords"):
        value = getattr(about, key)
        if value:
            whole[key] = list(value) if isinstance(value, tuple) else value
    tier_types = {"tier": "integer"}
    tiers = [_field(n, tier_types.get(n, "string"), _TIER_WORDS[n], {"required": True}) for n in TIER_COLUMNS]
    required = ("id", "title", "kind")
    sources = [
        _field(name, "string", SOURCE_WORDS[name], {"required": True} if name in required else {})
        for name in SOURCE_COLUMNS
    ]
    resources = [
        _resource("tiers", "Standing of each kind of source in the merge.", tiers, {"primaryKey": ["kind"]}),
        _resource(
            "sources",
            "Everything that the statements rest on.",
            sources,
            {"primaryKey": ["id"], "foreignKeys": [_refers("kind", "tiers", "kind")]},
        ),
    ]
    for table in TABLES:
        kind = record_class(table)
        fields = [_leading_field(name) for name in LEADING]
        fields += [_column_field(column) for column in columns(kind)]
        keys = [_refers("source", "sources")]
        keys += [_refers(c.name, c.spec.ref) for c in columns(kind) if c.spec.ref is not None and not c.many]
        title = (kind.__doc__ or "").partition("\n")[0]
        resources.append(_resource(table, title, fields, {"foreignKeys": keys}))
    if changelog:
        told = {"version": {"required": True, "pattern": r"[0-9]{4}\.[0-9]{2}\.[0-9]{2}"}}
        changes = [_field(name, "string", words, told.get(name, {})) for name, words in _CHANGE_WORDS.items()]
        title = "What each version of the data changed, record by record and field by field."
        identity = {"primaryKey": list(CHANGE_COLUMNS[:4])}
        resources.append(_resource("changes", title, changes, identity))
    whole["resources"] = resources
    return whole


def write_descriptor(about: About, *, changelog: bool = False) -> str:
    """The text of ``datapackage.json``.

    Args:
        about: What there is to say of the package as a whole.
        changelog: Whether the package has a changelog.
    """
    return json.dumps(describe(about, changelog=changelog), indent=2, ensure_ascii=False) + "\n"


@cache
def _converter() -> Converter:
    converter = Converter()

    # cattrs turns 5 into "5" unless told not to; in a descriptor that would hide a mistake.
    def text(value: Any, _: type) -> str:
        if not isinstance(value, str):
            raise TypeError(f"expected text, found {value!r}")
        return value

    converter.register_structure_hook(str, text)
    return converter


def read_descriptor(content: bytes, *, changelog: bool = False) -> tuple[About | None, list[Problem]]:
    """What a ``datapackage.json`` says of its package, and what is wrong with it.

    Args:
        content: The file.
        changelog: Whether the package has a changelog, which has to be listed then.

    Returns:
        What it says, if it can be understood, and the problems.
    """
    name = "datapackage.json"
    try:
        described = parse_descriptor(content)
    except ValueError as error:
        return None, [Problem(name, f"not JSON text: {error}")]
    if not isinstance(described, dict):
        return None, [Problem(name, "expected a JSON object")]
    try:
        about = _converter().structure(described, About)
    except BaseValidationError as error:
        return None, [Problem(name, line) for line in transform_error(error)]
    resources = described.get("resources")
    listed = {
        resource.get("name"): resource.get("path")
        for resource in (resources if isinstance(resources, list) else [])
        if isinstance(resource, dict)
    }
    problems = [
        Problem(name, f"expected a resource {table!r} with the path {table}.csv")
        for table in ("tiers", "sources", *TABLES, *(["changes"] if changelog else []))
        if listed.get(table) != f"{table}.csv"
    ]
    return about, problems
