"""Notebook, rich and plain representations shared by records and answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from inspect import Signature

    from attrs import Attribute

    from unami._mission.mission import Mission

__all__ = ["Answer", "AsLine", "AsText", "Encodable", "InNotebooks", "Plain", "Readable", "Shown", "opaque"]

C = TypeVar("C")

_MODULES = r"[\w.]+\.(?=\w)"
"""The modules of classes in the text of a type."""


def opaque(kind: type[C]) -> type[C]:
    """Hide from other libraries that attrs made a class, and with it the attributes of the class.

    Libraries that know attrs (msgspec, cattrs, attrs itself) would write a date as a dictionary of its parts: a second
    form beside its text that nobody wants. For a class that they do not recognize, they ask for its plain form instead.

    Args:
        kind: A class made by attrs.
    """
    del kind.__attrs_attrs__  # type: ignore[attr-defined]
    return kind


class InNotebooks:
    """A value that notebooks show as HTML."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from unami._output.shown import to_html

        return to_html(self)


class Encodable(InNotebooks):
    """A value with a plain form, given by :func:`unami.to_plain`, which other libraries find without configuration."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        """Format the value as its text: ``f"{head:>40}"``."""
        return format(str(self), form)

    def __dir__(self) -> list[str]:
        # Without this, completion would compute the plain form and offer its keys.
        return dir(type(self))

    if not TYPE_CHECKING:

        @property
        def __dict__(self) -> Any:
            """The plain form: returned by ``vars()``, and used by encoders that fall back on it, such as FastAPI's."""
            from unami._output.shown import to_plain

            return to_plain(self)

        @property
        def __pydantic_serializer__(self) -> Any:
            """The serializer that pydantic uses where the type of the value is not declared."""
            from unami._output.shown import pydantic_serializer

            return pydantic_serializer(type(self))

        @classmethod
        def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
            """The schema by which pydantic, and so FastAPI, validates and serializes the class."""
            from unami._output.shown import pydantic_schema

            return pydantic_schema(source, handler)


class Readable(type):
    """The type of classes of which ``help`` shows the fields with their meaning, and nothing that is generated."""

    def __dir__(cls) -> list[str]:
        # What attrs and Python generate would bury the fields.
        return [name for name in super().__dir__() if not name.startswith("__")]

    @property
    def __signature__(cls) -> Signature | None:
        """The fields of a record without their types, which ``help`` shows with each field; ``None`` for others."""
        if not any(_meaning_of(field) for field in getattr(cls, "__attrs_attrs__", ())):
            return None
        from inspect import Signature, signature

        made = signature(cls.__init__)  # type: ignore[misc]
        known = [known.replace(annotation=known.empty) for known in list(made.parameters.values())[1:]]
        return Signature(known)


def _meaning_of(field: Attribute[Any]) -> str:
    """The type of a field of a record and its meaning; nothing for the fields of other classes."""
    annotation: Any = field.type
    told = next((mark.in_full for mark in getattr(annotation, "__metadata__", ()) if hasattr(mark, "in_full")), "")
    if not told:
        return ""
    of = annotation.__origin__
    written = of.__name__ if isinstance(of, type) and not hasattr(of, "__args__") else str(of)
    return f"{re.sub(_MODULES, '', written)}: {told}"


class Plain(Encodable, metaclass=Readable):
    """A record or an answer; its plain form is a dictionary."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        # Slots by their meaning, where `help` finds it. The class itself is made, and needs their names no more.
        meanings = {field.name: _meaning_of(field) for field in cls.__dict__.get("__attrs_attrs__", ())}
        if any(meanings.values()):
            names: Iterable[str] = cls.__dict__.get("__slots__", ())
            cls.__slots__ = {name: meanings.get(name) for name in names}  # type: ignore[assignment]

    def to_dict(self, *, names: bool | Mission = False) -> dict[str, Any]:
        """Return the plain form: a dictionary of the fields, with dates as EDTF text and only JSON types.

        Args:
            names: The mission in which to look up the names that ids refer to: see :func:`unami.to_plain`.

        Example:
            >>> import unami
            >>> unami.mission.resolutions["1500"].to_dict()["adopted"]
            '2003-08-14'
            >>> person = unami.mission.people["jeanine-hennis-plasschaert"].to_dict(names=unami.mission)
            >>> person["nationality"], person["nationality_names"]
            (['NLD'], ['Netherlands'])
        """
        from unami._output.shown import to_plain

        plain: dict[str, Any] = to_plain(self, names=names)
        return plain

    def to_json(self, *, names: bool | Mission = False) -> str:
        """Return the plain form as JSON text.

        Args:
            names: As in :meth:`to_dict`.

        Example:
            >>> import unami
            >>> unami.mission.countries["FJI"].to_json()
            '{"id": "FJI", "name": "Fiji", "alpha_2": "FJ", ...}'
        """
        import json

        return json.dumps(self.to_dict(names=names), ensure_ascii=False)


class Shown(Plain):
    """A value of which terminals that use rich show the known fields."""

    __slots__ = ()

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        from attrs import fields

        for attribute in fields(type(self)):  # type: ignore[arg-type]
            value = getattr(self, attribute.name)
            # Leave out fields without a value.
            if value is not None and value != ():
                yield attribute.name, value


class AsLine(Shown):
    """A value made of whole records, whose ``repr`` is a line: those records would fill the screen."""

    __slots__ = ()

    def __repr__(self) -> str:
        from unami._base.text import visible

        return f"<{type(self).__name__} {visible(str(self))}>"


class AsText(Plain):
    """A value made of many records, whose ``repr`` is its text: what Python shows where nobody prints it."""

    __slots__ = ()

    def __repr__(self) -> str:
        from unami._base.text import visible

        return "\n".join(map(visible, str(self).splitlines()))


class Answer(AsLine):
    """An answer that is no record of a table; for type checkers, which know what can be asked of records of tables."""

    __slots__ = ()
