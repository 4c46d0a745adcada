"""Support for pydantic, and so FastAPI; imported only by them.

Records and answers are described field by field, so that JSON Schema and OpenAPI schemas list all fields.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from attrs import NOTHING, fields
from pydantic import TypeAdapter
from pydantic_core import core_schema

from unami._output.plain import collect, to_plain
from unami.dates import PartialDate, Period
from unami.records._field import Field
from unami.records._sequence import Records
from unami.records._types import TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema, SchemaSerializer

__all__ = ["schema_of", "serializer_of"]

_DATE = TYPES[PartialDate].pattern
_PATTERNS = {
    PartialDate: f"^({_DATE})$",
    Period: rf"^({_DATE}|\.\.|)/({_DATE}|\.\.|)$",
}


@cache
def serializer_of(kind: type[Any]) -> SchemaSerializer:
    """Return the serializer for a class.

    Args:
        kind: A class of the library.
    """
    return TypeAdapter(kind).serializer


def schema_of(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return the core schema for a class.

    Args:
        source: The class, perhaps with parameters.
        handler: Returns the schemas of other types.
    """
    kind = get_origin(source) or source
    if issubclass(kind, (PartialDate, Period)):
        return _dated(kind)
    if issubclass(kind, Records):
        return _records(source, handler)
    return _fields(kind, handler)


def _dated(kind: type[PartialDate | Period]) -> CoreSchema:
    """A date or period: text in JSON; in Python, an instance, its text or (for a date) a day."""
    read = core_schema.no_info_after_validator_function(kind.parse, core_schema.str_schema())

    def accept(value: Any, parse: Callable[[Any], Any]) -> Any:
        if isinstance(value, date) and kind is PartialDate:
            return PartialDate.from_date(value)
        return value if isinstance(value, kind) else parse(value)

    return core_schema.json_or_python_schema(
        json_schema=read,
        python_schema=core_schema.no_info_wrap_validator_function(accept, read),
        serialization=core_schema.to_string_ser_schema(when_used="json"),
        metadata={"pydantic_js_updates": {"pattern": _PATTERNS[kind], "description": "EDTF"}},
    )


def _accepting(kind: type[Any], read: CoreSchema) -> CoreSchema:
    """Accepts instances of the class unchanged."""
    return core_schema.no_info_wrap_validator_function(
        lambda value, parse: value if isinstance(value, kind) else parse(value), read
    )


def _records(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """A collection: a list of records in JSON."""
    of: Any = (*get_args(source), Any)[0]
    kind: Any = of if isinstance(of, type) else object
    items = core_schema.list_schema(_value(of, handler))
    read = core_schema.no_info_after_validator_function(lambda found: collect(found, of), items)

    def accept(value: Any, parse: Callable[[Any], Any]) -> Any:
        if not isinstance(value, Records):
            return parse(value)
        # Records of another kind are refused, as any list of them is.
        return value if all(isinstance(item, kind) for item in value) else parse(list(value))

    return core_schema.json_or_python_schema(
        json_schema=read,
        python_schema=core_schema.no_info_wrap_validator_function(accept, read),
        # Wrapped, so that exclusions apply to the items.
        serialization=core_schema.wrap_serializer_function_ser_schema(
            lambda records, write: write(list(records)), schema=items
        ),
    )


def _fields(kind: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
    """A record or answer: a dictionary of its fields in JSON."""
    hints = get_type_hints(kind, include_extras=True)
    read, written = {}, {}
    # What is worked out, such as the weight of a dispute, is written, and worked out again when it is read.
    worked_out = {attribute.name for attribute in fields(kind) if not attribute.init}
    for attribute in fields(kind):
        schema = given = _value(hints[attribute.name], handler)
        optional = attribute.default is not NOTHING
        if optional and attribute.init:
            given = core_schema.with_default_schema(schema, default=attribute.default)
        words = [spec.description for spec in get_args(hints[attribute.name]) if isinstance(spec, Field)]
        about = {"pydantic_js_updates": {"description": words[0]}} if words else None
        read[attribute.name] = core_schema.typed_dict_field(given, required=not optional, metadata=about)
        written[attribute.name] = core_schema.typed_dict_field(schema, required=not optional, metadata=about)
    made = core_schema.no_info_after_validator_function(
        lambda parts: kind(**{name: parts[name] for name in parts.keys() - worked_out}),
        core_schema.typed_dict_schema(read),
    )
    named = {"title": kind.__name__, "description": (kind.__doc__ or "").partition("\n")[0]}
    return core_schema.json_or_python_schema(
        json_schema=made,
        python_schema=_accepting(kind, made),
        # Wrapped, so that include and exclude apply to fields and nested fields.
        serialization=core_schema.wrap_serializer_function_ser_schema(
            lambda record, write: write({name: getattr(record, name) for name in written}),
            schema=core_schema.typed_dict_schema(written),
        ),
        ref=f"{kind.__module__}.{kind.__qualname__}:{id(kind)}",
        metadata={"pydantic_js_updates": named},
    )


def _value(hint: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    if hint is Any or isinstance(hint, TypeVar):
        # A value of any type: pydantic alone could not serialize ours.
        writer = core_schema.plain_serializer_function_ser_schema(to_plain, when_used="json")
        return core_schema.any_schema(serialization=writer)
    return handler.generate_schema(hint)
