"""The line of text of a record: what is known of it, and nothing for what is not."""

from __future__ import annotations

from unami.dates import Bound, Period
from unami.records._figure import edged

__all__ = ["counted", "line"]


def line(*parts: object, says: object = None) -> str:
    """Return the known parts, separated by commas, and after a colon what is said of them.

    Args:
        parts: What the record is about; ``None``, nothing, and a period of which no end is known are left out. Of a
            period from a year to the same year, the year is shown.
        says: What it says.

    Example:
        >>> line("FJI", None, Period(Bound.UNKNOWN, Bound.UNKNOWN), says=134)
        'FJI: 134'
        >>> line(Period.parse("2021/2021"), "approved")
        '2021, approved'
    """
    about = ", ".join(_shown(part) for part in parts if _is_known(part))
    said = str(says) if _is_known(says) else ""
    return f"{about}: {said}" if about and said else about or said


def _shown(part: object) -> str:
    return str(part.start if isinstance(part, Period) and part.start == part.end else part)


def _is_known(part: object) -> bool:
    if isinstance(part, Period):
        return part.start is not Bound.UNKNOWN or part.end is not Bound.UNKNOWN
    return part is not None and part not in ("", ())


def counted(number: float | None, edge: str | None = None, what: str = "") -> str | None:
    """Return a number with its edge and what is counted, or nothing if there is none.

    Args:
        number: The number, if there is one.
        edge: One of :data:`unami.records._figure.EDGES`, or nothing for an exact number.
        what: What is counted.

    Example:
        >>> counted(130, "about", "killed"), counted(None)
        ('about 130 killed', None)
    """
    return None if number is None else f"{edged(number, edge)} {what}".rstrip()
