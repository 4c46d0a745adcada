"""The mandate: the resolution in force, and the tasks under it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from unami._base.encodable import Answer
from unami._base.given import given_each
from unami.dates import Certainty, PartialDate, Period, Span
from unami.dates._timeline import Timeline
from unami.records._base import Lasting, known_span, stated_period
from unami.records._sequence import Records
from unami.records.resolution import ENDING, MANDATING, Resolution
from unami.records.task import MandateTask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


__all__ = ["Mandate", "Phase", "in_force", "mandate_chain", "phases_of", "task_states"]

PHASES = {"establishes": "initial", "expands": "expanded", "extends-final": "closing"}
"""Relations of resolutions that begin a phase of the mission, and the name of the phase."""

_DAY = timedelta(days=1)


@frozen(kw_only=True, repr=False)
class Mandate(Answer, Lasting):
    """The mandate under one resolution, until a later one replaces it.

    Args:
        resolution: The resolution in force.
        start: First day in force: the day of adoption; ``None`` if the sources of the view do not state it.
        until: Last day set by the resolution, as stated or derived (see ``Resolution.expires``).
        superseded: Day on which a later resolution replaced it, if there was one.
        tasks: The tasks in force at the time of the query.
        certainty: Whether it was certainly or possibly in force at the time of the query.
        not_before: Limit of a start that is not stated: the start of the mandate before, or of the mission.
        replaced: Whether the next resolution replaced it on a day that the sources of the view do not state.

    Example:
        >>> import unami
        >>> mandate = unami.mission.mandate_at("2010-09-01")
        >>> mandate.resolution.number, str(mandate.until)
        (1936, '2011-07-31')
    """

    resolution: Resolution
    start: PartialDate | None
    until: PartialDate | None
    superseded: PartialDate | None
    tasks: Records[MandateTask]
    certainty: Certainty = Certainty.CERTAIN
    not_before: PartialDate | None = None
    replaced: bool = False

    @property
    def behind(self) -> Resolution:
        """The record behind the answer: the resolution."""
        return self.resolution

    @property
    def id(self) -> str:
        """Id of the resolution."""
        return self.resolution.id

    @property
    def span(self) -> Span:
        """The days between which it was in force."""
        own = known_span(self.start, self.until, not_before=self.not_before, open_end=self.resolution.open_end)
        earliest, latest = own.earliest_end, own.latest_end
        without = self.resolution.until_without_condition
        if without is not None and self.resolution.condition_met is None:
            # Nobody knows of the condition, so that the last day can be either.
            ends = without.reach
            earliest, latest = min(earliest, ends[0]), max(latest, ends[1])
        if self.superseded is not None:
            # The next resolution takes effect on the day of its adoption.
            day = self.superseded.earliest - _DAY
            earliest, latest = min(earliest, day), min(latest, day)
        if self.replaced:
            # On any day after its first one.
            earliest = min(earliest, own.earliest_start if self.start is None else own.latest_start)
        latest = max(latest, own.earliest_start)
        return Span(own.earliest_start, min(own.latest_start, latest), max(earliest, own.earliest_start), latest)

    @property
    def period(self) -> Period:
        """From adoption to the last day set by the resolution."""
        return stated_period(self.start, self.until, open_end=self.resolution.open_end)

    def __str__(self) -> str:
        symbol = self.resolution.symbol or self.resolution.number
        end = "no set end" if self.resolution.open_end else "an unknown day"
        return f"{symbol}, {self.start or 'an unknown day'} to {self.until or end}"


def mandate_chain(
    resolutions: Records[Resolution], tasks: Timeline[Records[MandateTask]], began: PartialDate | None = None
) -> tuple[Mandate, ...]:
    """Return the mandates in chronological order.

    Args:
        resolutions: All resolutions of a mission.
        tasks: The tasks in force over time.
        began: First day of the mission, before which no mandate was in force.
    """
    mandating = _in_order(resolution for resolution in resolutions if _gives_mandate(resolution))
    chain: list[Mandate] = []
    for place, resolution in enumerate(mandating):
        later = mandating[place + 1 :]
        limit = chain[-1].start or chain[-1].not_before if chain else began
        mandate = Mandate(
            resolution=resolution,
            start=resolution.adopted,
            until=resolution.expires,
            superseded=next((adopted for following in later if (adopted := following.adopted) is not None), None),
            tasks=Records((), "tasks", MandateTask, resolutions.mission),
            not_before=None if resolution.adopted else limit,
            replaced=bool(later) and later[0].adopted is None,
        )
        # Its first day, or if that is not stated the first on which it was certainly in force.
        begins = resolution.adopted.earliest if resolution.adopted else mandate.span.latest_start
        chain.append(evolve(mandate, tasks=tasks.on(begins)))
    return tuple(chain)


def in_force(mandates: Records[Mandate], tasks: Records[MandateTask], when: PartialDate | Period) -> Records[Mandate]:
    """Return the mandates in force at a time, with their certainty then; a single one has the tasks of that time.

    Args:
        mandates: All mandates.
        tasks: The tasks in force at the time.
        when: The time.
    """
    found = mandates.at(when)
    known = tuple(evolve(mandate, tasks=tasks) for mandate in found) if len(found) == 1 else found.items
    return Records(known, found.kind, Mandate, found.mission, found.asked, when=when)


def _gives_mandate(resolution: Resolution) -> bool:
    """Whether a resolution gives the mission its mandate, as far as a view knows: many sources state just the last day."""
    if resolution.relation in (None, ENDING):
        return resolution.expires is not None or bool(resolution.open_end)
    dated = (resolution.adopted or resolution.expires) is not None
    return resolution.relation in MANDATING and (dated or bool(resolution.open_end))


def _in_order(resolutions: Iterable[Resolution]) -> list[Resolution]:
    """Resolutions in order of adoption; one without that day comes before those with a later last day."""
    known = list(resolutions)
    ordered = sorted((one for one in known if one.adopted is not None), key=lambda one: one.adopted or one.id)
    undated = [(last, one) for one in known if one.adopted is None and (last := one.expires) is not None]
    for last, one in sorted(undated, key=lambda pair: pair[0]):
        later = (place for place, other in enumerate(ordered) if other.expires is not None and other.expires > last)
        ordered.insert(next(later, len(ordered)), one)
    return ordered


def _before(day: date) -> date:
    return day - _DAY if day > date.min else day


@frozen
class Phase(Answer):
    """A phase of the mission, defined by the purpose of its mandate.

    Args:
        name: ``initial``, ``expanded`` or ``closing``.
        mandate: The mandate with which it begins.
        span: Its days.
    """

    name: str
    mandate: Mandate
    span: Span


def phases_of(mandates: Iterable[Mandate]) -> tuple[Phase, ...]:
    """Return the phases of the mission, in order.

    A phase begins with the adoption of a resolution, and ends before the next phase or with the last mandate.

    Args:
        mandates: All mandates, in chronological order.

    Raises:
        InvalidValue: One of them is something else.

    Example:
        >>> import unami
        >>> [(phase.name, phase.mandate.resolution.number) for phase in phases_of(unami.mission.mandates)]
        [('initial', 1500), ('expanded', 1770), ('closing', 2732)]
    """
    known = tuple(given_each(mandates, Mandate, "mandate", "a unami.Mandate"))
    turns = [mandate for mandate in known if mandate.resolution.relation in PHASES]
    found = []
    for place, mandate in enumerate(turns):
        begins, last = mandate.span, known[-1].span
        ends = last.earliest_end, last.latest_end
        if place + 1 < len(turns):
            following = turns[place + 1].span
            ends = _before(following.earliest_start), _before(following.latest_start)
        span = Span(begins.earliest_start, begins.latest_start, *ends)
        found.append(Phase(PHASES[mandate.resolution.relation or ""], mandate, span))
    return tuple(found)


def task_states(
    resolutions: Mapping[str, Resolution], entries: Iterable[MandateTask], ended: PartialDate | None
) -> Timeline[tuple[MandateTask, ...]]:
    """Return the tasks in force over time: they change with each resolution that sets tasks.

    A resolution with a complete new list replaces the earlier tasks, except those set by a resolution outside the
    yearly series; one that adds tasks keeps the others; a dropped task ends. A later wording of a task replaces the
    earlier one.

    Args:
        resolutions: All resolutions by id.
        entries: The effect of each resolution on each task.
        ended: Last day of the mission, after which no task is in force.
    """
    by_resolution: dict[str, list[MandateTask]] = {}
    for entry in entries:
        # A view may include what a resolution requests without including the resolution.
        if entry.resolution in resolutions:
            by_resolution.setdefault(entry.resolution, []).append(entry)
    setting = [(adopted, key) for key in by_resolution if (adopted := resolutions[key].adopted) is not None]
    state: dict[str, tuple[MandateTask, ...]] = {}
    changes: list[date] = []
    answers: list[tuple[MandateTask, ...]] = [()]
    for adopted, key in sorted(setting):
        if resolutions[key].task_list == "replaces":
            state = {
                task: standing
                for task, standing in state.items()
                if resolutions[standing[0].resolution].task_list == "stands-apart"
            }
        own: dict[str, list[MandateTask]] = {}
        for entry in by_resolution[key]:
            own.setdefault(entry.task, []).append(entry)
        for task, listed in own.items():
            state.pop(task, None)
            kept = tuple(entry for entry in listed if entry.change != "dropped")
            if kept:
                state[task] = kept
        changes.append(adopted.earliest)
        answers.append(tuple(entry for standing in state.values() for entry in standing))
    if ended is not None and ended.latest < date.max:
        changes.append(ended.latest + _DAY)
        answers.append(())
    return Timeline(tuple(changes), tuple(answers))
