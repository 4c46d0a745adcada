"""Former names of fields, which keep working for one version, with a warning.

A record class declares the former name of a renamed field in its body::

    anbar: ClassVar[Former] = Former("parts_counted", named="parts")

The former name is then accepted when an attribute is read, in questions, and as a column of files and of statements.
It is never written, listed or suggested.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from unami._base.deprecated import warn_deprecated

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Former", "current_name", "former_names"]


class Former:
    """The former name of a field.

    Args:
        now: Name of the field.
        named: Field with the thing that the former name itself named, for statements that have a value under it. Its
            id is that which the package has for the name, in the table that the field refers to.
    """

    __slots__ = ("name", "named", "now")

    def __init__(self, now: str, *, named: str | None = None) -> None:
        self.now: str = now
        self.named: str | None = named
        self.name: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, record: object, owner: type) -> Any:
        if record is None:
            return self
        self.announce(owner.__name__)
        return getattr(record, self.now)

    def announce(self, place: str) -> None:
        """Warn about the use of the former name.

        Args:
            place: The table or class that had the field.
        """
        warn_deprecated(
            f"{self.name!r} of {place} is now called {self.now!r}; the next version removes the former name"
        )


@cache
def former_names(record_class: type) -> Mapping[str, Former]:
    """Return the former names of the fields of a class.

    Args:
        record_class: A class of records or answers.

    Example:
        >>> from unami.records.humanitarian import Casualties
        >>> {name: former.now for name, former in former_names(Casualties).items()}
        {'anbar': 'parts_counted'}
    """
    kinds = reversed(record_class.__mro__)
    return {name: former for kind in kinds for name, former in vars(kind).items() if isinstance(former, Former)}


def current_name(record_class: type, name: str, place: str) -> str:
    """Return the current name of a field; a former name causes a warning.

    Args:
        record_class: A class of records or answers.
        name: The name that the user gave.
        place: The table or class, for the warning.
    """
    former = former_names(record_class).get(name)
    if former is None:
        return name
    former.announce(place)
    return former.now
