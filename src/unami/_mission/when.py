"""The time that a question asks about: a date in any form, or a dated record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol, cast

from unami._base.text import shown
from unami.dates import PartialDate, Period, read_when
from unami.errors import InvalidDate

if TYPE_CHECKING:
    from unami.dates import When

__all__ = ["Dated", "as_asked", "time_of"]


class Dated(Protocol):
    """A record that has a place in time."""

    @property
    def period(self) -> PartialDate | Period | None:
        """Its day, month, year or period."""
        ...


def time_of(when: When | Dated) -> PartialDate | Period:
    """Return the time that a question asks about: a date in any form, or the time of a dated record.

    Args:
        when: A date as accepted by :func:`unami.dates.read_when`, or a record such as an event.

    Raises:
        InvalidDate: The date cannot be read, or the record has none.

    Example:
        >>> import unami
        >>> unami.mission.head_at(unami.mission.events["canal-hotel-bombing"]).name
        'Sérgio Vieira de Mello'
    """
    if isinstance(when, (str, date, PartialDate, Period)) or not hasattr(when, "period"):
        return read_when(cast("When", when))
    period: object = when.period
    if period is None:
        raise InvalidDate(when, "the record has no date")
    if not isinstance(period, (PartialDate, Period)):
        raise InvalidDate(when, f"its period is {shown(period)}; expected a PartialDate or a Period")
    return period


def as_asked(when: When | Dated) -> str:
    """Return the time asked about as text for an error."""
    return str(when) if isinstance(when, (str, date, PartialDate, Period)) else str(time_of(when))
