"""Number of examples of a property test: that of the profile, or a multiple or fraction of it."""

from __future__ import annotations

from hypothesis import settings

__all__ = ["examples"]


def examples(times: float) -> settings:
    """Try more or fewer examples than the profile, for tests that need more luck or take long."""
    return settings(max_examples=max(1, round(times * settings().max_examples)))
