"""Former names of fields, which keep working for one version, with a warning.

A record class whose field got another name says so in its body::

    anbar: ClassVar[Former] = Former("parts_counted", named="parts")

Reading the attribute, asking questions with the name, rows of statements and files that have the column are then all
understood. Nothing that is written, listed or suggested has the former name.
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
        """Warn somebody who used the former name.

        Args:
            place: The table or class that had the field.
        """
        warn_deprecated(
            f"{self.name!r} of {place} is now called {self.now!r}; the next version removes the former name"
        )


@cache
def former_names(record_class: type) -> Mapping[str, Former]:
    """The former names of the fields of a class.

    Args:
        record_class: A class of records or answers.

    Example:
        >>> from unami.records.humanitarian import Casualties
        >>> {name: former.now for name, former in former_names(Casualties).items()}
        {'anbar': 'parts_counted'}
    """
    return {name: former for name, former in vars(record_class).items() if isinstance(former, Former)}


def current_name(record_class: type, name: str, place: str) -> str:
    """The name that a field has now; whoever gives a former one is warned.

    Args:
        record_class: A class of records or answers.
        name: The name as it was given.
        place: The table or class, for the warning.
    """
    former = former_names(record_class).get(name)
    if former is None:
        return name
    former.announce(place)
    return former.now
