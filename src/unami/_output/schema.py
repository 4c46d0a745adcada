"""JSON Schemas of the records, generated from the record classes.

They are for programs that read an export without this library. The files in ``unami/schemas`` are generated with this
module; a test compares them with the record classes.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, get_args

import attrs

from unami._base.files import write_text
from unami._base.names import pick
from unami._mission.core import given_mission
from unami.errors import UnknownTable
from unami.records import ALL_TABLES
from unami.records._field import field_of
from unami.records._table import table_of
from unami.records._types import TYPES

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami.records._field import Column

__all__ = ["DOCUMENT", "describe_document", "describe_table"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENT = "urn:unami:schema:export"
"""Identifier of the schema for a complete JSON export."""


def _identifier(table: str) -> str:
    return f"urn:unami:schema:{table}"


def _value(column: Column, mission: Mission) -> dict[str, Any]:
    """The schema of one value of a field."""
    spec = column.spec
    kind = TYPES[column.type]
    value: dict[str, Any] = {"type": kind.json}
    if kind.pattern:
        value["pattern"] = f"^({kind.pattern})$"
    words = mission.dataset.words(spec.vocabulary) if spec.vocabulary is not None and not spec.ids_of else spec.values
    if words:
        value["enum"] = list(words)
    if spec.minimum is not None:
        value["minimum"] = spec.minimum
    return value


def _property(column: Column, mission: Mission) -> dict[str, Any]:
    spec = column.spec
    words = spec.told if spec.ref is None else f"{spec.told} Ids of the table {spec.ref}."
    value = _value(column, mission)
    told = {"description": words, "classified": True} if spec.classified else {"description": words}
    if column.many:
        return {**told, "type": "array", "items": value, "uniqueItems": True}
    if not spec.identity:
        value["type"] = [value["type"], "null"]
        if "enum" in value:
            value["enum"].append(None)
    return {**told, **value}


def _record_properties(table: str, mission: Mission) -> dict[str, Any]:
    kind = mission.dataset.shape.record_class(table)
    ids = get_args(attrs.fields_dict(kind)["id"].type)[1]
    found: dict[str, Any] = {"id": {"description": ids.description, "type": "string", "minLength": 1}}
    for attribute in attrs.fields(kind):
        if attribute.name != "id":
            found[attribute.name] = _property(field_of(attribute), mission)
    return found


def describe_table(table: str, mission: Mission | None = None) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the records of a table, in the form of ``to_dicts`` and the exports.

    Args:
        table: Name of a table, or ``sources``.
        mission: The mission whose vocabularies are used; the packaged one if left out.

    Raises:
        UnknownTable: There is no such table.
        InvalidValue: ``mission`` is not a mission.

    Example:
        >>> schema = describe_table("posts")
        >>> schema["properties"]["seats"]["enum"]
        ['single', 'several', None]
    """
    from unami._mission.mission import PACKAGED

    known = PACKAGED if mission is None else given_mission(mission)
    table = pick(table, known.tables, UnknownTable, "table")
    kind = known.dataset.shape.record_class(table)
    title = (kind.__doc__ or "").partition("\n")[0]
    properties = _record_properties(table, known)
    required = list(properties)
    properties["table"] = {"description": "Name of the table, in exports that mix them.", "const": table}
    if table_of(kind).stated:
        properties["sources"] = {
            "description": "Ids of the sources of the record, best tier first; in exports.",
            "type": "array",
            "items": {"type": "string"},
            "minItems": 1,
            "uniqueItems": True,
        }
    return {
        "$schema": DIALECT,
        "$id": _identifier(table),
        "title": title,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def describe_document(mission: Mission | None = None) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a complete JSON export; it refers to the schemas of the tables by id.

    Args:
        mission: The mission whose tables are exported; the packaged one if left out.

    Raises:
        InvalidValue: ``mission`` is not a mission.

    Example:
        >>> describe_document()["properties"]["tables"]["properties"]["people"]["items"]
        {'$ref': 'urn:unami:schema:people'}
    """
    names = ALL_TABLES if mission is None else tuple(given_mission(mission).tables)
    text: dict[str, Any] = {"type": "string", "minLength": 1}
    tables = {name: {"type": "array", "items": {"$ref": _identifier(name)}} for name in names}
    properties: dict[str, Any] = {
        "$schema": {"const": DOCUMENT},
        "mission": {"description": "Name of the mission.", **text},
        "view": {"description": "Which statements were selected, in words; empty if all were.", "type": "string"},
        "version": {"description": "Version of the data.", **text},
        "checksum": {"description": "SHA-256 of the statements.", "type": "string", "pattern": "^[0-9a-f]{64}$"},
        "license": {"description": "Licence of the data; empty if the package does not say.", "type": "string"},
        "tables": {
            "description": "The records of each table.",
            "type": "object",
            "properties": tables,
            "required": list(tables),
            "additionalProperties": False,
        },
    }
    return {
        "$schema": DIALECT,
        "$id": DOCUMENT,
        "title": "The record of a mission.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def write_schemas(folder: str) -> list[str]:
    """Write the schemas of all tables, and of a complete export, to a folder.

    Args:
        folder: The folder; it is created if it does not exist.

    Returns:
        Names of the files that were not up to date.
    """
    os.makedirs(folder, exist_ok=True)
    changed = []
    described = {name: describe_table(name) for name in ALL_TABLES} | {"export": describe_document()}
    for name, schema in described.items():
        path = os.path.join(folder, f"{name}.json")
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        if _read(path) != text:
            write_text(path, text, overwrite=True)
            changed.append(f"{name}.json")
    return changed


def _read(path: str) -> str | None:
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()
