"""Base classes shared by records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from unami._base.encodable import Shown
from unami._base.un_documents import link_of
from unami.dates import Bound, PartialDate, Period, Span
from unami.errors import NotSourced
from unami.records._table import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unami.dates import Certainty, Days, When

    class _WithPeriod(Protocol):
        """Something with two ends, each as it is stated."""

        @property
        def period(self) -> Period: ...

    class _WithDate(Protocol):
        """Something with a day, or a first and a last day."""

        @property
        def period(self) -> PartialDate | Period | None: ...

    from unami.records.identifier import Identifier

    class Origin(Protocol):
        """The mission that records come from, as far as they ask it."""

        def identifiers_of(self, record: Any) -> Mapping[str, Identifier]: ...

    class _WithSpan(Protocol):
        """Something that began and ended between known days."""

        @property
        def span(self) -> Span: ...

    class _WithSymbol(Protocol):
        """What has a document symbol."""

        @property
        def symbol(self) -> str | None: ...

    class _WithEnds(Protocol):
        """Something with a first and a last day, and days on which it was seen."""

        @property
        def start(self) -> PartialDate | None: ...
        @property
        def end(self) -> PartialDate | None: ...
        @property
        def seen(self) -> tuple[PartialDate, ...]: ...
        @property
        def open_end(self) -> bool | None: ...

    class _WithLimits(_WithEnds, Protocol):
        """What has ends, and limits for those that no source states."""

        @property
        def not_before(self) -> PartialDate | None: ...
        @property
        def not_after(self) -> PartialDate | None: ...


__all__ = [
    "Identified",
    "Lasting",
    "Limited",
    "Linked",
    "Occurring",
    "Spanned",
    "Timed",
    "attach",
    "days_between",
    "known_span",
    "stated_period",
]


class Identified(Shown):
    """A record of a thing for which other authorities have identifiers.

    It knows the mission that it comes from. That is no part of its value, so that a pickled record, or a changed
    copy, does not know it.
    """

    __slots__ = ("_origin",)

    @property
    def identifiers(self) -> Mapping[str, Identifier]:
        """What others call it: an :class:`~unami.records.Identifier` by each scheme, such as ``wikidata``.

        Raises:
            NotSourced: The record does not come from a mission; :meth:`unami.Mission.identifiers_of` takes it all
                the same.

        Example:
            >>> import unami
            >>> fiji = unami.mission.country("Fiji")
            >>> fiji.identifiers["cow"].value, fiji.identifiers["wikidata"].url
            ('950', 'https://www.wikidata.org/wiki/Q712')
        """
        origin: Origin | None = getattr(self, "_origin", None)
        if origin is None:
            raise NotSourced(table_of(type(self)).name, "their identifiers", "ask mission.identifiers_of(record)")
        return origin.identifiers_of(self)


def attach(records: Iterable[object], origin: Origin) -> None:
    """Tell new records, which nobody has seen yet, the mission that they come from.

    Args:
        records: The records; those that have no identifiers are left alone.
        origin: The mission.
    """
    for record in records:
        if isinstance(record, Identified):
            object.__setattr__(record, "_origin", origin)


class Linked(Shown):
    """A record of a document, with its symbol."""

    __slots__ = ()

    @property
    def link(self: _WithSymbol) -> str | None:
        """Address of the document on the pages of the United Nations; ``None`` if its symbol makes none.

        Example:
            >>> import unami
            >>> unami.mission.resolutions["1500"].link
            'https://docs.un.org/en/S/RES/1500(2003)'
        """
        return link_of(self.symbol)


def stated_period(start: PartialDate | None, end: PartialDate | None, *, open_end: bool | None = None) -> Period:
    """Return the stated period of something that began and ended; ends that are not stated are unknown.

    Args:
        start: The first day, if stated.
        end: The last day, if stated.
        open_end: Whether a source says that it has no end.

    Example:
        >>> stated_period(PartialDate.parse("2013-09"), None)
        Period('2013-09/')
    """
    return Period(start or Bound.UNKNOWN, end or (Bound.OPEN if open_end else Bound.UNKNOWN))


def days_between(first: PartialDate | None, last: PartialDate | None) -> PartialDate | Period | None:
    """Return the day of a one-day event, or the period from the first to the last day.

    Args:
        first: The first day, if stated.
        last: The last day, if there were several.

    Example:
        >>> days_between(PartialDate(2005, 1, 30), None), days_between(PartialDate(2005, 1, 28), PartialDate(2005, 1, 30))
        (PartialDate('2005-01-30'), Period('2005-01-28/2005-01-30'))
    """
    return first if first is None or last is None else Period(first, last)


class Occurring(Shown):
    """A record of something that took place on one day or on several."""

    __slots__ = ()

    @property
    def days(self: _WithDate) -> Days | None:
        """How many days it lasted, as far as its dates are known; ``None`` if it has none."""
        period = self.period
        if isinstance(period, PartialDate):
            period = Period(period, period)
        return None if period is None else period.days


class Lasting(Shown):
    """A record or an answer with a span: the limits of when something began and ended."""

    __slots__ = ()

    @property
    def days(self: _WithSpan) -> Days:
        """How many days it lasted, from everything known of when it began and ended; both these days count.

        Example:
            >>> import unami
            >>> print(unami.mission.appointments["jan-kubis.srsg"].days)
            1,353 to 1,388 days
        """
        return self.span.days

    def covers(self: _WithSpan, when: When) -> Certainty:
        """Return whether it applied at some time within a date.

        Args:
            when: A day, month, year or period; see :func:`unami.dates.read_when`.

        Example:
            >>> import unami
            >>> kubis = unami.mission.appointments["jan-kubis.srsg"]
            >>> kubis.covers("2016-02-16"), kubis.covers("2019-06")
            (<Certainty.CERTAIN: 'certain'>, <Certainty.NO: 'no'>)
        """
        return self.span.covers(when)


class Timed(Lasting):
    """A record with a first and a last day, as they are stated."""

    __slots__ = ()

    @property
    def span(self: _WithPeriod) -> Span:
        """The days between which it began and ended; an end that no source gives can have been on any day."""
        return self.period.span


class Spanned(Lasting):
    """A record with a ``start``, an ``end``, and the days on which it was ``seen``."""

    __slots__ = ()

    @property
    def period(self: _WithEnds) -> Period:
        """The stated period; ends that no source gives are unknown."""
        return stated_period(self.start, self.end, open_end=self.open_end)

    @property
    def span(self: _WithEnds) -> Span:
        """The days between which it began and ended, from the stated period and from sightings."""
        return known_span(self.start, self.end, self.seen, open_end=self.open_end)


class Limited(Spanned):
    """A record with a ``start``, an ``end`` and days on which it was ``seen``, within limits that are worked out."""

    __slots__ = ()

    @property
    def span(self: _WithLimits) -> Span:
        """The days between which it began and ended, from all that is stated; ends that nobody states are limited."""
        return known_span(self.start, self.end, self.seen, self.not_before, self.not_after, open_end=self.open_end)


def known_span(
    start: PartialDate | None,
    end: PartialDate | None,
    seen: Iterable[PartialDate] = (),
    not_before: PartialDate | None = None,
    not_after: PartialDate | None = None,
    *,
    open_end: bool | None = None,
) -> Span:
    """Return the limits of when something began and ended, from all that is known about it.

    Args:
        start: The first day, if stated.
        end: The last day, if stated.
        seen: Days on which a source attests it; they can only extend the certain part.
        not_before: Limit of an unknown or imprecise start.
        not_after: Limit of an unknown or imprecise end.
        open_end: Whether a source says that it has no end; a limit shows that it had one later.

    Example:
        >>> day = PartialDate.parse
        >>> span = known_span(day("2013-09?"), None, [day("2013-09-29"), day("2015-02-18")], not_after=day("2015-03"))
        >>> print(span.latest_start, span.earliest_end, span.latest_end)
        2013-09-29 2015-02-18 2015-03-31
    """
    began = (date.min, date.max) if start is None else start.reach
    ended = (date.min, date.max) if end is None else end.reach
    if open_end and end is None and not_after is None:
        ended = (date.max, date.max)
    days = tuple(seen)
    sighted = [day.reach for day in days]

    # It certainly existed on the day it began, ended or was seen. A sighting outside the stated dates overrides them.
    latest_start = min(began[1], ended[1], *(last for _, last in sighted))
    earliest_end = max(began[0], ended[0], *(first for first, _ in sighted))

    def since(limit: date) -> date:
        return min((first for first, last in sighted if last < limit), default=limit)

    def until(limit: date) -> date:
        return max((last for first, last in sighted if first > limit), default=limit)

    earliest_start, latest_end = since(began[0]), until(ended[1])
    # A limit can make an unknown or imprecise date more precise, but never contradict it.
    if not_before is not None and since(not_before.reach[0]) <= latest_start:
        earliest_start = max(earliest_start, since(not_before.reach[0]))
    if not_after is not None and until(not_after.reach[1]) >= earliest_end:
        latest_end = min(latest_end, until(not_after.reach[1]))
    if earliest_start > latest_end and (not_before or not_after):
        return known_span(start, end, days, open_end=open_end)
    return Span(earliest_start, min(latest_start, latest_end), max(earliest_end, earliest_start), latest_end)
