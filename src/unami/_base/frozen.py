"""An immutable mapping that can be pickled and copied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FrozenMapping"]

K = TypeVar("K")
V = TypeVar("V")


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
        return self._parts[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __repr__(self) -> str:
        return repr(self._parts)

    def __reduce__(self) -> tuple[object, ...]:
        return FrozenMapping, (self._parts,)
