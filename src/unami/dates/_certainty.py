"""Certain, possible or no: the answer to a question that uncertain dates cannot always settle."""

from __future__ import annotations

import enum
import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Certainty"]


@functools.total_ordering
class Certainty(enum.Enum):
    """The answer to a question about uncertain dates: no, possible or certain.

    It is true unless the answer is no. Answers are ordered by strength.

    Example:
        >>> from unami.dates import Certainty
        >>> bool(Certainty.POSSIBLE), Certainty.POSSIBLE < Certainty.CERTAIN
        (True, True)
        >>> print(Certainty.POSSIBLE)
        possible
    """

    NO = "no"
    POSSIBLE = "possible"
    CERTAIN = "certain"

    @classmethod
    def any_of(cls, answers: Iterable[Certainty]) -> Certainty:
        """Return the strongest of some answers, as `any` does for booleans.

        Args:
            answers: The answers; without any, the result is `NO`.

        Returns:
            The strongest answer.

        Example:
            >>> Certainty.any_of([Certainty.NO, Certainty.POSSIBLE])
            <Certainty.POSSIBLE: 'possible'>
        """
        return max(answers, default=cls.NO)

    @classmethod
    def all_of(cls, answers: Iterable[Certainty]) -> Certainty:
        """Return the weakest of some answers, as `all` does for booleans.

        Args:
            answers: The answers; without any, the result is `CERTAIN`.

        Returns:
            The weakest answer.

        Example:
            >>> Certainty.all_of([Certainty.CERTAIN, Certainty.POSSIBLE])
            <Certainty.POSSIBLE: 'possible'>
        """
        return min(answers, default=cls.CERTAIN)

    def __bool__(self) -> bool:
        return self is not Certainty.NO

    def __lt__(self, other: Certainty) -> bool:
        if other.__class__ is not Certainty:
            return NotImplemented
        weakest_first = (Certainty.NO, Certainty.POSSIBLE, Certainty.CERTAIN)
        return weakest_first.index(self) < weakest_first.index(other)

    def __str__(self) -> str:
        return self.value
