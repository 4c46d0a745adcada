"""What records ask of the mission that they come from, by one door: why there are none, what they are called, and more."""

from __future__ import annotations

from unami._mission.at_time import as_of
from unami._mission.label import line_of
from unami._mission.nothing import why_none, why_other

__all__ = ["as_of", "line_of", "why_none", "why_other"]
