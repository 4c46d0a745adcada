"""Thread-safe caches: each value is computed once and shared, or the last few are kept."""

from __future__ import annotations

import os
from _thread import RLock
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

__all__ = ["Cache", "Recent"]

T = TypeVar("T")

_NOTHING: Any = object()

_PATIENCE = 10.0
"""Seconds that a thread waits for another to finish a value before it computes the value itself."""


class Cache:
    """Values by key; each is computed on the first request and shared by all later ones.

    **Why threads cannot deadlock here.** Each value that is being computed has a lock. The lock only avoids duplicate
    work; correctness does not depend on it. Three things follow.

    * A thread waits only for values that its own value depends on, so threads wait for each other along the same paths
      on which a single thread would call itself. A cycle of waiting threads would be a value that depends on itself.
      (The tests trace every question and verify that there is no such cycle, in one cache or across several.)
    * No thread waits longer than :data:`_PATIENCE`. After that it computes the value itself, whatever holds up the
      other thread. This also covers signal handlers, which can interrupt a thread while it computes a value.
    * A process made by ``fork`` has none of the parent's other threads; it starts without locks.

    A value is published in one atomic step once it is complete. If two threads compute it after all, both get the one
    that was stored first. Failures are not cached: the next request tries again.
    """

    __slots__ = ("_in_the_making", "_values")

    def __init__(self) -> None:
        self._values: dict[Hashable, Any] = {}
        self._in_the_making: tuple[int, dict[Hashable, Any]] = (0, {})
        """The process id, and the locks of that process by key."""

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value for a key, computing it if necessary.

        Args:
            key: The key of the value.
            make: Computes the value if it is missing; it may request other values from this or any other cache.
        """
        value: T = self._values.get(key, _NOTHING)
        return self._make(key, make) if value is _NOTHING else value

    def _make(self, key: Hashable, make: Callable[[], T]) -> T:
        locks = self._locks()
        lock = locks.setdefault(key, RLock())
        mine = lock.acquire(timeout=_PATIENCE)
        try:
            value: T = self._values.get(key, _NOTHING)
            return self._values.setdefault(key, make()) if value is _NOTHING else value
        finally:
            locks.pop(key, None)
            if mine:
                lock.release()

    def _locks(self) -> dict[Hashable, Any]:
        process, locks = self._in_the_making
        if process != os.getpid():
            locks = {}
            self._in_the_making = (os.getpid(), locks)
        return locks


class Recent:
    """The values of the last few keys, for values that are large and of which there may be any number.

    It has no lock: two threads may both compute a value, and then both get the one that was stored first.

    Args:
        limit: How many values are kept; of more, the one that was stored first is dropped.

    Example:
        >>> kept = Recent(2)
        >>> [kept.get(key, lambda: key.upper()) for key in ("a", "b", "c")]
        ['A', 'B', 'C']
        >>> kept.get("a", lambda: "made again"), kept.get("c", lambda: "made again")
        ('made again', 'C')
    """

    __slots__ = ("_limit", "_values")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._values: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value for a key, computing it if it is not kept.

        Args:
            key: The key of the value.
            make: Computes the value.
        """
        value: T = self._values.get(key, _NOTHING)
        if value is _NOTHING:
            value = self._values.setdefault(key, make())
            for oldest in list(self._values)[: -self._limit]:
                self._values.pop(oldest, None)
        return value
