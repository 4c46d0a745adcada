"""What every record and answer can show of itself, beside its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Shown"]


class Shown:
    """A value that shows itself in notebooks, and in terminals that use rich."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from unami.notebook import record_html

        return record_html(self)

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        from attrs import fields

        for attribute in fields(type(self)):  # type: ignore[arg-type]
            value = getattr(self, attribute.name)
            # What is not known would hide what is.
            if value is not None and value != ():
                yield attribute.name, value
