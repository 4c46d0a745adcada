"""An index over days: which spans were running, and how certainly, between changes."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unami.dates import Certainty, Span

__all__ = ["Timeline", "changes_of"]

T = TypeVar("T")
A = TypeVar("A")

_DAY = timedelta(days=1)


class _Answers(dict[int, A]):
    """The answers of a timeline by their place, each made when it is first asked for: many programs ask about few days.

    Args:
        make: Makes the answer of a place.
    """

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[int], A]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, place: int) -> A:
        # Two threads may both make it; all get the one stored first.
        return self.setdefault(place, self._make(place))


@frozen(eq=False, repr=False)
class Timeline(Generic[A]):
    """Answers that change on certain days and are constant in between.

    Args:
        changes: The days of change, ascending.
        answers: The answers: the one before the first change, then one from each change on.

    Example:
        >>> line = Timeline((date(2004, 1, 1), date(2005, 1, 1)), ("none", "first", "second"))
        >>> line.on(date(2004, 12, 31)), line.on(date(2005, 1, 1))
        ('first', 'second')
    """

    changes: tuple[date, ...]
    answers: tuple[A, ...] | _Answers[A]

    def on(self, day: date) -> A:
        """Return the answer for a day.

        Args:
            day: The day.
        """
        return self.answers[bisect_right(self.changes, day)]

    @classmethod
    def of_spans(
        cls, things: Iterable[tuple[T, Span]], answer: Callable[[list[tuple[T, Certainty]]], A]
    ) -> Timeline[A]:
        """Return the timeline of things that each apply for a span; each answer is made when it is first asked for.

        Args:
            things: Each thing with its span.
            answer: Makes an answer from the things that certainly or possibly apply.
        """
        spans = list(things)
        changes = tuple(changes_of(span for _, span in spans))

        def make(place: int) -> A:
            day = changes[place - 1] if place else date.min
            return answer([(thing, certainty) for thing, span in spans if (certainty := span.on(day))])

        return cls(changes, _Answers(make))


def changes_of(spans: Iterable[Span]) -> list[date]:
    """Return the days, ascending, on which the set of spans that certainly or possibly apply can change.

    Args:
        spans: The spans.

    Example:
        >>> from unami.dates import Period
        >>> [str(day) for day in changes_of([Period.parse("2004-07-01/2004-08").span])]
        ['2004-07-01', '2004-08-02', '2004-09-01']
    """
    days: set[date] = set()
    for span in spans:
        days.update((span.earliest_start, span.latest_start))
        days.update(end + _DAY for end in (span.earliest_end, span.latest_end) if end < date.max)
    days.discard(date.min)
    return sorted(days)
