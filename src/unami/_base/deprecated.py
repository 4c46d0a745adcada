"""Deprecation warnings, attributed to the line of the user's program."""

from __future__ import annotations

from inspect import currentframe
from warnings import warn

from unami.errors import UnamiDeprecationWarning

__all__ = ["warn_deprecated"]


def warn_deprecated(message: str) -> None:
    """Warn that something is deprecated.

    Args:
        message: What is deprecated, and what replaces it.
    """
    level = 1
    frame = currentframe()
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == "unami":
        frame = frame.f_back
        level += 1
    warn(message, UnamiDeprecationWarning, stacklevel=level)
