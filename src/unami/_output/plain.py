"""Records and answers as plain data: the JSON form of the library.

Dates and periods become EDTF text (``2015-02`` is the whole month, not its first day), a :class:`~unami.Certainty` or
another enumeration becomes its value, records and answers become dictionaries of their fields, and collections become
lists. An unknown value is ``None``. References to other records are ids.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from attrs import fields

from unami._base.encodable import Encodable, Plain
from unami._base.given import given
from unami._mission.label import label_in, label_of
from unami.dates import PartialDate, Period
from unami.errors import NotPlain, NotSourced
from unami.records._field import columns, field_of
from unami.records._sequence import Records
from unami.records._types import TYPES, type_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from cattrs import BaseConverter

    from unami._mission.mission import Mission

    Label: TypeAlias = Callable[[tuple[str, ...], str], str | None]
    """Looks up the name of a record by its possible tables and its id."""

__all__ = ["name_of", "named", "register_hooks", "to_plain"]


def to_plain(answer: Any, *, names: bool | Mission = False) -> Any:
    """Convert a record, answer or collection to dictionaries, lists and JSON scalars.

    This is the form in which the library passes its values to other programs: it is used by ``to_dict``, ``to_dicts``,
    the exports, and frameworks that find it automatically. Pass this function as ``default`` to ``json``, ``orjson``
    and others.

    Args:
        answer: Any value of the library, or lists and dictionaries that contain such values. Dates become EDTF text,
            and enumerations become their values.
        names: Whether to add the names that ids in a record refer to: a ``country_name`` beside ``country``, a list
            ``donors_names`` beside a list ``donors``. They are looked up in the mission from which
            :class:`~unami.Records` come, or in the given mission.

    Raises:
        NotPlain: The value has no plain form.
        NotSourced: Names are requested for a value that does not come from a mission.
        InvalidValue: ``names`` is not a mission.

    Example:
        >>> import json
        >>> import unami
        >>> head = unami.mission.head_at("2014-06-10")
        >>> unami.to_plain({"head": head.name, "until": head.until})
        {'head': 'Nickolay Mladenov', 'until': '2015-03?'}
        >>> json.dumps([unami.mission.posts["srsg"].seats, head.until], default=unami.to_plain)
        '["single", "2015-03?"]'
        >>> troops = unami.mission.contributions.where(country="FJI")
        >>> unami.to_plain(troops, names=True)[0]["country_name"]
        'Fiji'
    """
    if names is False:
        return _plain(answer, None)
    mission = getattr(answer, "mission", None) if names is True else names
    from unami._mission.mission import Mission

    if mission is not None:
        given(mission, Mission, "mission", "True, False, or the mission in which to look up the names")
    if mission is None:
        kind = answer.kind if isinstance(answer, Records) else f"values of type {type(answer).__name__}"
        raise NotSourced(kind, "the names in them", "pass it, as in names=unami.mission")
    return _plain(answer, _labels_of(mission))


def _plain(value: Any, label: Label | None) -> Any:
    if value is None:
        return None
    if (kind := TYPES.get(type(value))) is not None:
        return kind.plain(value)
    if isinstance(value, Plain):
        return _dictionary(value, label)
    if isinstance(value, (Records, tuple, list)):
        return [_plain(part, label) for part in value]
    if isinstance(value, Enum):
        return _plain(value.value, label)
    if isinstance(value, Mapping):
        return {_key(key): _plain(part, label) for key, part in value.items()}
    if isinstance(value, AbstractSet):
        return sorted((_plain(part, label) for part in value), key=str)
    if (kind := type_of(value)) is not None:
        return kind.plain(value)
    raise NotPlain(value)


def _dictionary(record: Any, label: Label | None) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    kind: Any = type(record)
    references = {} if label is None else _references(kind)
    for name in _names(kind):
        value = getattr(record, name)
        plain[name] = _plain(value, label)
        if label is not None and name in references:
            many = isinstance(value, tuple)
            of, narrowed = references[name]
            tables = of if narrowed is None else (getattr(record, narrowed),)
            found = [label(tables, part) for part in (value if many else [value])]
            plain[f"{name}_names" if many else f"{name}_name"] = found if many else found[0]
    return plain


def _key(key: object) -> str:
    """The JSON key for an object: for a group by a list, its parts."""
    plain = _plain(key, None)
    if isinstance(plain, list):
        return "|".join(map(str, plain))
    # As JSON writes them; a number is no truth value, although 1 equals True.
    return json.dumps(plain) if plain is None or isinstance(plain, bool) else str(plain)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(attribute.name for attribute in fields(kind))


@cache
def _references(kind: type[Any]) -> dict[str, tuple[tuple[str, ...], str | None]]:
    """The fields of a record that contain ids, with the tables in which to look them up, and the field that names one."""
    if not hasattr(kind, "__table__"):
        return {}
    held = (field_of(attribute) for attribute in fields(kind) if attribute.name != "id")
    tables = {column: (column.spec.ref,) if column.spec.ref else column.spec.ids_of for column in held}
    return {column.name: (wanted, column.spec.of_table) for column, wanted in tables.items() if wanted}


def _labels_of(mission: Mission, *, marked: bool = False) -> Label:
    """Names of records in the whole record; for readers, marked where the sources of a view do not give them."""

    def label(tables: tuple[str, ...], name: str | None) -> str | None:
        return label_in(mission, tables, name, marked=marked) if name else None

    return label


def name_of(table: str, record: str, mission: Mission) -> str | None:
    """Return the name of a record for a reader, such as its title or symbol; ``None`` if it has none but its id.

    A record that is about others, such as an appointment, is named by them.

    Args:
        table: Its table.
        record: Its id.
        mission: The mission in which to look it up.

    Example:
        >>> import unami
        >>> name_of("resolutions", "1770", unami.mission), name_of("casualties", "2006.iraq.civilians", unami.mission)
        ('S/RES/1770 (2007)', 'Iraq')
    """
    label = _labels_of(mission, marked=True)
    kind = mission.dataset.shape.record_class(table)
    about = [column for column in columns(kind) if column.spec.identity and column.spec.ref]
    found = mission.whole.tables[table].get(record)
    if about and found is not None:
        names = (str(named(getattr(found, column.name), table, column.name, mission)) for column in about)
        return ", ".join(name for name in (*names, label_of(found)) if name)
    name = label((table,), record)
    return None if name == record else name


def named(value: Any, table: str, field: str, mission: Mission) -> Any:
    """Return the value of a field with names in place of ids, for a reader.

    Args:
        value: The value.
        table: Table of the record.
        field: Name of the field.
        mission: The mission in which to look up the names.

    Example:
        >>> import unami
        >>> named("ad-melkert", "appointments", "successor", unami.mission)
        'Ad Melkert'
        >>> named(("BGR", "NLD"), "people", "nationality", unami.mission)
        ('Bulgaria', 'Netherlands')
    """
    tables, narrowed = _references(mission.dataset.shape.record_class(table)).get(field, ((), None))
    # Where another field of the record says the table, an id could be that of something else.
    if not tables or narrowed is not None:
        return value
    label = _labels_of(mission, marked=True)
    if isinstance(value, tuple):
        return tuple(label(tables, one) or one for one in value)
    return label(tables, value) or value


def register_hooks(converter: BaseConverter) -> None:
    """Register the plain form of the library with your cattrs converter, in both directions.

    The converter then unstructures values of this library, also within your own classes, as :func:`to_plain` does, and
    structures dates, periods, records and :class:`~unami.Records` from that form. A value of any type, such as the
    value of a :class:`~unami.Claim`, stays plain when it is read back.

    Args:
        converter: The converter; its treatment of other types does not change.

    Example:
        >>> import cattrs
        >>> import unami
        >>> converter = cattrs.Converter()
        >>> unami.register_hooks(converter)
        >>> head = unami.mission.head_at("2014-06-10")
        >>> plain = converter.unstructure({"asked": unami.read_when("2014-06-10"), "head": head})
        >>> plain["asked"], plain["head"]["appointment"]["left_office"]
        ('2014-06-10', '2015-03?')
        >>> converter.structure(plain["head"], unami.Incumbent) == head
        True
    """
    converter.register_unstructure_hook_func(_is_ours, to_plain)
    for dated in (PartialDate, Period):
        converter.register_structure_hook(dated, _read_dated)
    converter.register_structure_hook_func(lambda kind: _parts(kind) == {PartialDate, Period}, _read_dated)
    converter.register_structure_hook_func(
        _is_records,
        lambda plain, kind: _read_records(plain, kind, converter),
    )


def _is_records(kind: Any) -> bool:
    of: Any = get_origin(kind) or kind
    return of is Records


def _is_ours(kind: Any) -> bool:
    kind = get_origin(kind) or kind
    return isinstance(kind, type) and issubclass(kind, Encodable)


def _parts(kind: Any) -> set[Any]:
    return set(get_args(kind)) if get_origin(kind) in (Union, UnionType) else set()


def _read_dated(plain: Any, kind: Any) -> PartialDate | Period:
    """Read a date or period in the strict written form; a value that is already one is returned unchanged."""
    if isinstance(plain, (PartialDate, Period)) and (plain.__class__ is kind or kind not in (PartialDate, Period)):
        return plain
    text: Any = plain
    period = kind is Period or (kind is not PartialDate and isinstance(text, str) and "/" in text)
    return Period.parse(text) if period else PartialDate.parse(text)


def collect(items: Iterable[Any], of: Any) -> Records[Any]:
    """Read records from their plain form, which does not name their kind.

    Args:
        items: The records.
        of: Their class, or ``Any``.
    """
    declared = getattr(of, "__table__", None)
    return Records(tuple(items), declared.kind if declared else "records", of if isinstance(of, type) else None)


def _read_records(plain: Any, kind: Any, converter: BaseConverter) -> Records[Any]:
    of: Any = (*get_args(kind), Any)[0]
    return collect((converter.structure(part, of) for part in plain), of)
