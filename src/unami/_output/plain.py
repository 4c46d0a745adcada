"""Records and answers as plain data: the one JSON form of the library.

In it a date or period is EDTF text (``2015-02`` is a month, and not its first day), a :class:`~unami.Certainty` or any
other enumeration is its word, a record or an answer is a dictionary of its fields, and a collection is a list. What is
not known is ``None``. Other records are named by their ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from attrs import fields

from unami._base.encodable import Encodable, Plain
from unami.dates import PartialDate, Period
from unami.errors import InvalidValue, NotPlain, NotSourced
from unami.records import ALL_TABLES, record_class
from unami.records._field import field_of
from unami.records._sequence import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from cattrs import BaseConverter

    from unami._mission.mission import Mission

    Label: TypeAlias = Callable[[tuple[str, ...], str], str | None]
    """What a record is called: asked for by the tables in which it may be, and its id."""

__all__ = ["register_hooks", "to_plain"]

_LABELS = ("name", "title", "symbol", "meeting")
"""Fields that say what a record is, the best first."""


def to_plain(answer: Any, *, names: bool | Mission = False) -> Any:
    """A record, answer or collection as dictionaries, lists and JSON scalars.

    This is the one form in which the library gives its values to others: that of ``to_dict``, ``to_dicts`` and the
    exports, and of the frameworks that find it by themselves. It can be given to ``json``, ``orjson`` and others as
    ``default``.

    Args:
        answer: Any value of the library, or lists and dictionaries with such values in them. Dates become EDTF text,
            and enumerations their words.
        names: Whether to add what the ids in a record stand for: beside ``country`` a ``country_name``, beside a list
            ``donors`` the list ``donors_names``. They are looked up in the mission that :class:`~unami.Records` come
            from, or in the mission that is given.

    Raises:
        NotPlain: There is no plain form of it.
        NotSourced: The names are asked for of something that does not know its mission.
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

    if mission is not None and not isinstance(mission, Mission):
        raise InvalidValue("mission", names, "expected True, False, or the mission in which to look up the names")
    if mission is None:
        kind = answer.kind if isinstance(answer, Records) else f"values of type {type(answer).__name__}"
        raise NotSourced(kind, "the names in them", "pass it, as in names=unami.mission")
    return _plain(answer, _labels_of(mission))


def _plain(value: Any, label: Label | None) -> Any:
    if value is None or (isinstance(value, (str, int, float)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, (PartialDate, Period)):
        return str(value)
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
    if isinstance(value, date):
        return value.isoformat()
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
            found = [label(references[name], part) for part in (value if many else [value])]
            plain[f"{name}_names" if many else f"{name}_name"] = found if many else found[0]
    return plain


def _key(key: object) -> str:
    """The key of an object in JSON: of a group by a list, its parts."""
    plain = _plain(key, None)
    if isinstance(plain, list):
        return "|".join(map(str, plain))
    return {None: "null", True: "true", False: "false"}.get(plain, str(plain))


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(attribute.name for attribute in fields(kind))


@cache
def _tables() -> dict[type[Any], str]:
    """The table of each class of records."""
    return {record_class(table): table for table in ALL_TABLES}


@cache
def _references(kind: type[Any]) -> dict[str, tuple[str, ...]]:
    """The fields of a record that hold ids, and the tables in which to look for them."""
    if kind not in _tables():
        return {}
    columns = (field_of(attribute) for attribute in fields(kind) if attribute.name != "id")
    tables = {column.name: (column.spec.ref,) if column.spec.ref else column.spec.ids_of for column in columns}
    return {name: wanted for name, wanted in tables.items() if wanted}


def _labels_of(mission: Mission) -> Label:
    """What records are called, in the whole record: what an id means does not depend on whose figures are asked for."""

    def label(tables: tuple[str, ...], name: str | None) -> str | None:
        record = next((found for table in tables if name and (found := mission.whole.tables[table].get(name))), None)
        if record is None:
            return None
        words: list[str] = [word for field in _LABELS if (word := getattr(record, field, None))]
        return words[0] if words else name

    return label


def register_hooks(converter: BaseConverter) -> None:
    """Teach a cattrs converter of yours the plain form of the library, both ways.

    It then turns what this library gives, wherever it stands in your own classes, into what :func:`to_plain` makes of
    it, and reads dates, periods, records and :class:`~unami.Records` back from that. A value that may be of any type,
    such as that of a :class:`~unami.Claim`, stays plain when it is read back.

    Args:
        converter: The converter; how it treats other types does not change.

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
    """A date or period in the strict written form; one that has been read already stays as it is."""
    if isinstance(plain, (PartialDate, Period)) and (plain.__class__ is kind or kind not in (PartialDate, Period)):
        return plain
    text: Any = plain
    period = kind is Period or (kind is not PartialDate and isinstance(text, str) and "/" in text)
    return Period.parse(text) if period else PartialDate.parse(text)


def collect(items: Iterable[Any], of: Any) -> Records[Any]:
    """Records that have been read from their plain form, which does not name their kind.

    Args:
        items: The records.
        of: Their class, or ``Any``.
    """
    kind = of if isinstance(of, type) else None
    table = _tables().get(kind, "records") if kind else "records"
    return Records(tuple(items), table.replace("_", " "), kind)


def _read_records(plain: Any, kind: Any, converter: BaseConverter) -> Records[Any]:
    of: Any = (*get_args(kind), Any)[0]
    return collect((converter.structure(part, of) for part in plain), of)
