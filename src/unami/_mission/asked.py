"""What records ask of the mission that they come from, by one door: why there are none, what they are called, and more."""

from __future__ import annotations

from unami._mission.at_time import as_of
from unami._mission.nothing import line_in, why_none, why_other

__all__ = ["as_of", "line_in", "why_none", "why_other"]
