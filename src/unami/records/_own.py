"""What a package adds to the tables of this library: columns and tables, and the record classes that are made for them.

A table to which a package adds something has a record class of its own, derived from the class of this library. So
merge, questions, frames and exports need not know of it: they read the class. The class is made once, from values that
are hashable; a pickled record carries these values, and finds or makes its class again.
"""

from __future__ import annotations

import copyreg
import types
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import attrs
from attrs import fields, frozen

from unami._base.encodable import Readable, Shown
from unami.dates import PartialDate, Period
from unami.records import record_class
from unami.records._base import Lasting, known_span, stated_period
from unami.records._field import Field, Merge, open_end_of
from unami.records._line import line
from unami.records._table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami.dates import Span

__all__ = ["OWN_TYPES", "OwnColumn", "OwnTable", "base_of", "class_of", "extended"]

OWN_TYPES: dict[str, type] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": PartialDate,
}
"""The types of columns that a package adds, by their names in Table Schema; a date can be a month or a year."""

_NAMES = ("name", "title", "abbreviation", "other_names")
"""The columns that name the records of a package's own table, if it has them."""


@frozen
class OwnColumn:
    """A column that a package adds to a table, as its descriptor describes it.

    Args:
        name: Its name.
        type: A key of :data:`OWN_TYPES`.
        description: Its meaning.
        many: As in :class:`~unami.records._field.Column`.
        merge: Value of a :class:`~unami.records._field.Merge`.
        identity: As in :class:`~unami.records._field.Field`, like the others.
        ref: Table whose ids it contains.
        values: The only allowed words.
        vocabulary: The vocabulary with the allowed words.
        minimum: The smallest allowed number.
        classified: Whether the curators classify what the source says.
    """

    name: str
    type: str = "string"
    description: str = ""
    many: bool = False
    merge: str = Merge.CLAIM.value
    identity: bool = False
    ref: str | None = None
    values: tuple[str, ...] = ()
    vocabulary: str | None = None
    minimum: int | None = None
    classified: bool = False


@frozen
class OwnTable:
    """A table that a package adds.

    Args:
        name: Its name.
        about: What is in it.
        columns: Its columns besides those that every table has.
    """

    name: str
    about: str
    columns: tuple[OwnColumn, ...]


class OwnRecord(Shown):
    """A record of a table that a package adds."""

    __slots__ = ()

    def __str__(self) -> str:
        known: Any = self
        name = next((text for field in _NAMES[:2] if (text := getattr(known, field, None))), known.id)
        return line(name, getattr(known, "period", None))


class OwnDated(OwnRecord):
    """A record of a table with a column ``date``."""

    __slots__ = ()

    @property
    def period(self: Any) -> PartialDate | None:
        """The date."""
        found: PartialDate | None = self.date
        return found


class OwnSpanned(OwnRecord, Lasting):
    """A record of a table with a column ``start``, ``end``, or both, and perhaps ``seen``."""

    __slots__ = ()

    @property
    def period(self: Any) -> Period:
        """The stated period."""
        open_end = getattr(self, "open_end", None)
        return stated_period(getattr(self, "start", None), getattr(self, "end", None), open_end=open_end)

    @property
    def span(self: Any) -> Span:
        """The days between which it began and ended, from the stated period and from sightings."""
        start, end, seen = (getattr(self, name, None) for name in ("start", "end", "seen"))
        return known_span(start, end, seen or (), open_end=getattr(self, "open_end", None))


def base_of(table: OwnTable) -> type[OwnRecord]:
    """Return the base class of the records of a package's own table: dated if its columns are.

    Args:
        table: The table.
    """
    known = {column.name: (column.type, column.many) for column in table.columns}
    ends = [known[name] for name in ("start", "end") if name in known]
    if ends and all(kind == ("date", False) for kind in ends) and known.get("seen", ("date", True)) == ("date", True):
        return OwnSpanned
    return OwnDated if known.get("date") == ("date", False) else OwnRecord


@lru_cache(maxsize=512)
def class_of(table: OwnTable) -> type[Any]:
    """Return the class of the records of a package's own table.

    Args:
        table: The table.
    """
    named_by = tuple(column.name for column in table.columns if column.name in _NAMES)
    declared = Table(table.name, table.about, order=1000, example={}, named_by=named_by, required=False)
    annotations: dict[str, Any] = {"id": Annotated[str, Field("Stable identifier of the record.")]}
    body = {"__doc__": table.about, "__table__": declared, "made_by": (class_of, table)}
    return _made("OwnRecord", base_of(table), body, annotations, table.columns)


@lru_cache(maxsize=512)
def extended(table: str, more: tuple[OwnColumn, ...], words: tuple[tuple[str, tuple[str, ...]], ...]) -> type[Any]:
    """Return the class of the records of a table to which a package adds columns, or words of a field.

    Args:
        table: Name of the table.
        more: The columns.
        words: The words, by field.
    """
    base: type[Any] = record_class(table)
    added = dict(words)
    annotations: dict[str, Any] = {}
    # All fields are listed again, so that they keep their order.
    body: dict[str, Any] = {"__doc__": base.__doc__, "made_by": (extended, table, more, words)}
    for attribute in fields(base):
        kind: Any = attribute.type
        if attribute.name in added:
            spec = next(mark for mark in kind.__metadata__ if isinstance(mark, Field))
            kind = Annotated[kind.__origin__, attrs.evolve(spec, values=(*spec.values, *added[attribute.name]))]
        annotations[attribute.name] = kind
        if attribute.default is not attrs.NOTHING:
            body[attribute.name] = attribute.default
    return _made(base.__name__, base, body, annotations, more)


def _made(
    name: str, base: type[Any], body: dict[str, Any], annotations: dict[str, Any], own: tuple[OwnColumn, ...]
) -> type[Any]:
    for column in own:
        kind = OWN_TYPES[column.type]
        spec = Field(
            column.description,
            Merge(column.merge),
            ref=column.ref,
            values=column.values,
            vocabulary=column.vocabulary,
            identity=column.identity,
            minimum=column.minimum,
            classified=column.classified,
            open_end=column.name == "end" and issubclass(base, OwnSpanned),
        )
        if column.many:
            annotations[column.name], body[column.name] = Annotated[tuple[kind, ...], spec], ()  # type: ignore[valid-type]
        elif column.identity:
            annotations[column.name] = Annotated[kind, spec]
        else:
            annotations[column.name], body[column.name] = Annotated[kind | None, spec], None
        if spec.open_end:
            annotations["open_end"], body["open_end"] = Annotated[bool | None, open_end_of(column.name)], None
    declared: dict[str, Any] = {key: ClassVar[Any] for key in ("__table__", "made_by") if key in body}
    whole = {"__module__": __name__, "__annotations__": {**declared, **annotations}, "__reduce__": _reduce, **body}
    kind = types.new_class(name, (base,), {"metaclass": _Made}, lambda namespace: namespace.update(whole))
    return frozen(kw_only=True)(kind)


class _Made(Readable):
    """The type of classes that are made for a package; they are pickled by what they are made from."""

    made_by: tuple[Any, ...]


def _again(make: Callable[..., type[Any]], *given: Any) -> type[Any]:
    return make(*given)


def _record_again(made_by: tuple[Any, ...], values: dict[str, Any]) -> Any:
    return _again(*made_by)(**values)


def _reduce(record: Any) -> tuple[Any, ...]:
    kind: Any = type(record)
    return _record_again, (kind.made_by, {field.name: getattr(record, field.name) for field in fields(kind)})


def _reduce_class(kind: Any) -> Any:
    return _again, kind.made_by


copyreg.pickle(_Made, _reduce_class)
