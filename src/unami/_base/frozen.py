"""An immutable mapping that can be pickled and copied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami.errors import UnknownName

__all__ = ["FrozenMapping"]

K = TypeVar("K")
V = TypeVar("V")

_FEW = 12
"""How many keys an error lists."""


class FrozenMapping(Mapping[K, V]):
    """An immutable mapping; unlike ``types.MappingProxyType`` it can be pickled.

    Args:
        parts: Its items, in order.

    Example:
        >>> FrozenMapping({"a": 1})
        {'a': 1}
    """

    __slots__ = ("_parts",)

    def __init__(self, parts: Mapping[K, V]) -> None:
        self._parts = dict(parts)

    def __getitem__(self, key: K) -> V:
        try:
            return self._parts[key]
        except KeyError:
            raise self._unknown(key) from None

    def _unknown(self, key: object) -> UnknownName:
        """The error for a key that is not there, with the nearest ones, or all if they are few."""
        from unami._base.names import nearest
        from unami.errors import UnknownName

        known = tuple(str(each) for each in self._parts)
        near = nearest(key, known) if isinstance(key, str) else ()
        few = f"expected one of {', '.join(known)}" if known else "there are none"
        return UnknownName("key", key, near, "" if near or len(known) > _FEW else few)

    def __contains__(self, key: object) -> bool:
        return key in self._parts

    def get(self, key: Any, default: Any = None) -> Any:
        """Return what a key stands for, or a default if it is not there."""
        return self._parts.get(key, default)

    def __iter__(self) -> Iterator[K]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __repr__(self) -> str:
        # Of records, which fill several lines, the first says how many they are.
        parts = (f"{key!r}: {repr(value).partition(chr(10))[0]}" for key, value in self._parts.items())
        return f"{{{', '.join(parts)}}}"

    def __reduce__(self) -> tuple[object, ...]:
        return FrozenMapping, (self._parts,)
