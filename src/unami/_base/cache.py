"""A thread-safe cache: each value is computed once and shared."""

from __future__ import annotations

import os
from _thread import RLock
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

__all__ = ["Cache"]

T = TypeVar("T")

_NOTHING: Any = object()

_PATIENCE = 10.0
"""Seconds for which a thread waits for another to finish a value before it makes the value itself."""


class Cache:
    """Values by key, each made on the first question and the same object for everybody ever after.

    **Why threads cannot deadlock here.** There is a lock for each value in the making, and it only saves work: nothing
    that is correct depends on it. Three things follow.

    * A thread waits only for the parts of what it makes, so that threads wait for one another along the paths on which
      a single thread would call itself. A circle of threads would be a value made of itself. (The tests follow every
      question and see that there is no such circle, in one cache or across several.)
    * Nobody waits for longer than :data:`_PATIENCE`. Whatever keeps the other thread, this one then makes the value too.
      Signal handlers, which interrupt a thread in the middle of making something, are covered by this as well.
    * A process made by ``fork`` has none of the threads that were making something; it starts with no locks.

    A value is published in one atomic step after it is complete. If two threads made it after all, both get the one that
    was stored first. A failure is not kept: the next question tries again.
    """

    __slots__ = ("_in_the_making", "_values")

    def __init__(self) -> None:
        self._values: dict[Hashable, Any] = {}
        self._in_the_making: tuple[int, dict[Hashable, Any]] = (0, {})
        """The process, and its locks by key."""

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value under a key.

        Args:
            key: What is asked for.
            make: Makes the value if there is none yet; it may ask this or any other cache for other values.
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
