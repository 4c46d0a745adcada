"""How many days: from one date to another, or how long something lasted, as far as the dates are known."""

from __future__ import annotations

from operator import ge, gt, le, lt
from typing import TYPE_CHECKING

from attrs import frozen

from unami._base.encodable import Plain
from unami.errors import InvalidValue, NotDecided

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Days"]


@frozen(eq=False, repr=False)
class Days(Plain):
    """A number of days between a least and a most: how long something lasted, or from one date to another.

    ``<`` and the other operators compare with another number of days, if the answer is the same whatever the true
    numbers are; else they raise an error. ``+`` and ``sum`` add numbers of days. Two values are equal if they state the
    same; an exact one equals the ``int``.

    Args:
        least: The least number of days.
        most: The most days; ``None`` if nothing limits them.

    Raises:
        InvalidValue: The most are fewer than the least, or one is not a whole number.

    Example:
        >>> import unami
        >>> print(unami.mission.head_at("2014-06-10").days)
        523 to 553 days
        >>> unami.mission.ended - unami.mission.began
        Days(8175, 8175)
        >>> unami.Days(28, 31) < 60
        True
        >>> print(sum(head.days for head in unami.mission.heads.where(name="György Busztin")))
        12 to 79 days
    """

    least: int
    most: int | None

    def __attrs_post_init__(self) -> None:
        for number in (self.least, self.most):
            if not (isinstance(number, int) or number is self.most is None) or isinstance(number, bool):
                raise InvalidValue("number of days", number, "expected a whole number")
        if self.most is not None and self.most < self.least:
            raise InvalidValue("number of days", (self.least, self.most), "the most are fewer than the least")

    @property
    def exact(self) -> bool:
        """Whether the least and the most are the same number."""
        return self.least == self.most

    def __int__(self) -> int:
        if not self.exact:
            raise NotDecided(f"the whole number of {self}", "ask for least or most")
        return self.least

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Days):
            return (self.least, self.most) == (other.least, other.most)
        return self.exact and self.least == other if isinstance(other, int) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.least) if self.exact else hash((self.least, self.most))

    def __add__(self, other: Days | int) -> Days:
        if isinstance(other, int):
            other = Days(other, other)
        if not isinstance(other, Days):
            return NotImplemented
        unlimited = self.most is None or other.most is None
        return Days(self.least + other.least, None if unlimited else int(self._most + other._most))

    __radd__ = __add__

    def __lt__(self, other: Days | int) -> bool:
        return self._compared(other, "<", lt)

    def __le__(self, other: Days | int) -> bool:
        return self._compared(other, "<=", le)

    def __gt__(self, other: Days | int) -> bool:
        return self._compared(other, ">", gt)

    def __ge__(self, other: Days | int) -> bool:
        return self._compared(other, ">=", ge)

    def _compared(self, other: object, sign: str, compare: Callable[[float, float], bool]) -> bool:
        if isinstance(other, int):
            other = Days(other, other)
        if not isinstance(other, Days):
            return NotImplemented  # type: ignore[no-any-return]
        # The answer changes at most once from one end to the other, so the ends tell of all numbers between.
        answer = compare(self.least, other._most)
        if answer is not compare(self._most, other.least):
            raise NotDecided(f"{self} {sign} {other}", "compare the least or the most days")
        return answer

    @property
    def in_order(self) -> tuple[int, float]:
        """What sorts durations: the least days, then the most. For sorting only: those that overlap have no order."""
        return self.least, self._most

    @property
    def _most(self) -> float:
        return float("inf") if self.most is None else self.most

    def __str__(self) -> str:
        if self.exact:
            return f"{self.least:,} day{'' if self.least == 1 else 's'}"
        if self.most is None:
            return f"{self.least:,} day{'' if self.least == 1 else 's'} or more"
        return f"{self.least:,} to {self.most:,} days"

    def __repr__(self) -> str:
        return f"Days({self.least}, {self.most})"
