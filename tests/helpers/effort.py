"""How much work something is, counted rather than timed: a busy machine or a tracer of coverage changes no count."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

__all__ = ["calls"]


def calls(ask: Callable[[], object]) -> int:
    """Count the functions, of Python and of C, that are called until an answer is there."""
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
