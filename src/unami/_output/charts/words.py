"""The texts of tooltips."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami.dates import Span
    from unami.records.source import Source

__all__ = ["MONTHS", "certain_and_possible", "listed", "named", "number"]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_NAMED = 4
"""Maximum number of sources named in a tooltip; further ones are counted."""

_BOUNDS = {"at-least": "at least ", "at-most": "at most ", "about": "about "}


def named(sources: Iterable[Source]) -> str:
    """Return the ids of sources, best tier first.

    Args:
        sources: The sources.

    Example:
        >>> import unami
        >>> named(unami.mission.sources_of(unami.mission.resolutions["1883"]))
        'sc-res-1883, dhl-meetings-2009, ...'
    """
    ids = list(dict.fromkeys(source.id for source in sources))
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return (", ".join(ids[:_NAMED]) + more) or "none"


def listed(names: Iterable[str]) -> str:
    """Join several names for use in a sentence.

    Args:
        names: The names.

    Example:
        >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])
        ('A', 'A and B', 'A, B and C')
    """
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def number(count: float | None, bound: str | None = None) -> str:
    """Format a number for reading.

    Args:
        count: The number.
        bound: Whether it is a minimum, a maximum or approximate.

    Example:
        >>> number(3280), number(3000, "at-least"), number(None)
        ('3,280', 'at least 3,000', 'not stated')
    """
    return "not stated" if count is None else f"{_BOUNDS.get(bound or '', '')}{count:,}"


def certain_and_possible(span: Span) -> str:
    """Return when something certainly and possibly was the case, in words.

    Args:
        span: When it began and ended, as far as known.

    Example:
        >>> from unami import Period
        >>> certain_and_possible(Period.parse("2007-11-11/2009-07").span)
        'certainly 2007-11-11 to 2009-07-01, possibly to 2009-07-31'
    """
    first, last = _limit(span.earliest_start), _limit(span.latest_end)
    if span.latest_start > span.earliest_end:
        return f"possibly at some time from {first} to {last}"
    words = f"certainly {span.latest_start} to {span.earliest_end}"
    before = f" from {first}" if span.earliest_start < span.latest_start else ""
    after = f" to {last}" if span.earliest_end < span.latest_end else ""
    return f"{words}, possibly{before}{after}" if before or after else words


def _limit(day: date) -> str:
    return "an unknown day" if day in (date.min, date.max) else str(day)
