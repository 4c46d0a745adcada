"""Answers asked about another time than that of the question that found them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from unami._mission.tenure import Incumbent

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami.dates import PartialDate, Period

__all__ = ["as_of"]

T = TypeVar("T")


def as_of(answers: tuple[T, ...], when: PartialDate | Period, mission: Mission | None) -> tuple[T, ...]:
    """Return holders or mandates with the certainty that they have at a time, and holders with what contests it.

    Args:
        answers: The answers.
        when: The time.
        mission: The mission that gave them.

    Example:
        >>> import unami
        >>> gilmour = unami.mission.heads.where(person="Andrew Gilmour").items
        >>> [str(head) for head in as_of(gilmour, unami.PartialDate(2009, 7, 10), unami.mission)]
        ['Andrew Gilmour (SRSG, acting), possible']
    """
    contested: dict[str, tuple[str, ...]] = {}
    if mission is not None:
        for post in {answer.post.id for answer in answers if isinstance(answer, Incumbent)}:
            contested.update((holder.id, holder.contested) for holder in mission.holders_at(when, post))

    def changed(answer: Any) -> Any:
        certainty = answer.covers(when)
        if isinstance(answer, Incumbent):
            return evolve(answer, certainty=certainty, contested=contested.get(answer.id, ()))
        return answer if answer.certainty is certainty else evolve(answer, certainty=certainty)

    return tuple(map(changed, answers))
