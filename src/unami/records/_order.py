"""The order of records in time."""

from __future__ import annotations

from typing import Any

from unami.dates import PartialDate, Period, Span

__all__ = ["in_time", "is_dated", "span_of", "time_of_record"]


def time_of_record(record: Any) -> PartialDate | None:
    """The date by which a record has its place in time: its own, or the first known of when it began, ended or was seen.

    Args:
        record: A record or an answer.

    Example:
        >>> import unami
        >>> time_of_record(unami.mission.resolutions["1770"]), time_of_record(unami.mission.posts["srsg"])
        (PartialDate('2007-08-10'), None)
    """
    period = getattr(record, "period", None)
    if isinstance(period, Period):
        known = (period.start, period.end, *sorted(getattr(record, "seen", ()))[:1])
        return next((date for date in known if isinstance(date, PartialDate)), None)
    return period if isinstance(period, PartialDate) else None


def span_of(record: Any) -> Span | None:
    """The days between which a record can have begun and ended; ``None`` if it has no dates.

    Args:
        record: A record or an answer.

    Example:
        >>> import unami
        >>> span_of(unami.mission.mandates["1500"]).latest_end.isoformat()
        '2004-08-11'
    """
    span: Span | None = getattr(record, "span", None)
    period = getattr(record, "period", None)
    if span is not None or period is None:
        return span
    return (Period(period, period) if isinstance(period, PartialDate) else period).span


def is_dated(record: Any) -> bool:
    """Whether anything says when a record was.

    Args:
        record: A record or an answer.
    """
    return time_of_record(record) is not None


def _key(record: Any) -> tuple[int, int, int, int]:
    date = time_of_record(record)
    # A year stands before its months, as whoever reads a list of both expects.
    return (1, 0, 0, 0) if date is None else (0, date.year, date.month or 0, date.day or 0)


def in_time(records: tuple[Any, ...]) -> tuple[Any, ...]:
    """Records in the order of time, those without a date last; records of one date stay as they were.

    Args:
        records: Records of one class, dated or not.
    """
    return tuple(sorted(records, key=_key)) if records and hasattr(type(records[0]), "period") else records
