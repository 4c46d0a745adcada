"""How many examples a property test tries: those of the profile, or several times or a part of them."""

from __future__ import annotations

from hypothesis import settings

__all__ = ["examples"]


def examples(times: float) -> settings:
    """Try more or fewer examples than the profile says, for what needs more luck or takes long."""
    return settings(max_examples=max(1, round(times * settings().max_examples)))
