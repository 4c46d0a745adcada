"""The amount of work, counted rather than timed: neither a busy machine nor coverage tracing changes it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

__all__ = ["calls"]


def calls(ask: Callable[[], object]) -> int:
    """Count the calls of Python and C functions until an answer is returned."""
    count = 0

    def see(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        ask()
    finally:
        sys.setprofile(before)
    return count
