"""Figures through time: monthly series with their gaps, and the latest figures known at a date."""

from unami._mission.months import (
    Month,
    monthly,
    stretches,
)

__all__ = ["Month", "monthly", "stretches"]
