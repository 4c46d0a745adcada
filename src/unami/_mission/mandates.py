"""The mandate: resolutions in force and their tasks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from unami._mission.lookup import Lookup
from unami.dates import PartialDate, bounds_of, read_when
from unami.dates._reading import as_asked, only_day
from unami.errors import (
    NotOne,
)
from unami.records._where import Asked

if TYPE_CHECKING:
    from unami._mission.mandate import Mandate
    from unami.dates import Period, When
    from unami.dates._timeline import Timeline
    from unami.records import (
        MandateTask,
    )
    from unami.records._sequence import Records


__all__ = ["Mandates"]


class Mandates(Lookup):
    """The mandate: resolutions in force and their tasks."""

    __slots__ = ()

    def _task_timeline(self) -> Timeline[Records[MandateTask]]:
        from unami._mission.mandate import task_states
        from unami.dates._timeline import Timeline
        from unami.records.task import MandateTask

        def make() -> Timeline[Records[MandateTask]]:
            states = task_states({r.id: r for r in self.resolutions}, self.mandate_tasks, self.ended)
            days = (date.min, *states.changes)
            return Timeline(states.changes, tuple(self._answered(states.on(day), "tasks", MandateTask) for day in days))

        return self.cache.get("task timeline", make)

    @property
    def mandates(self) -> Records[Mandate]:
        """The mandates in chronological order, each with the tasks it began with.

        In a view whose sources state just the last day of a mandate, its ``start`` is ``None``: before its last day, it
        was possibly in force.

        Example:
            >>> import unami
            >>> [mandate.id for mandate in unami.mission.mandates][:3]
            ['1500', '1557', '1619']
        """
        from unami._mission.mandate import Mandate, mandate_chain

        def make() -> Records[Mandate]:
            chain = mandate_chain(self.resolutions, self._task_timeline(), self.began)
            return self._answered(chain, "mandates", Mandate)

        return self.cache.get("mandates", make)

    def mandate_at(self, when: When) -> Mandate | None:
        """Return the mandate in force at a date: the resolution, its last day, and the tasks then in force.

        Args:
            when: As in :meth:`leaders_at`.

        Returns:
            The mandate; ``None`` if there was none.

        Raises:
            NotOne: Several resolutions were in force within the given month, year or period; or the sources of a view
                do not say which of several was.

        Example:
            >>> import unami
            >>> unami.mission.mandate_at("2014-06-10").resolution.symbol
            'S/RES/2110 (2013)'
        """
        asked = read_when(when)
        day = only_day(asked)
        found = self._in_force(asked) if day is None else self._mandate_timeline().on(day)
        if len(found) > 1:
            raise NotOne(f"mandate on {as_asked(when)}", (str(mandate) for mandate in found))
        return found[0] if found else None

    def _in_force(self, asked: PartialDate | Period) -> tuple[Mandate, ...]:
        from unami._mission.mandate import in_force

        return in_force(self.mandates, self.tasks_at(asked), asked).items

    def _mandate_timeline(self) -> Timeline[tuple[Mandate, ...]]:
        """The answers for single days."""
        from unami.dates._timeline import Timeline

        def make() -> Timeline[tuple[Mandate, ...]]:
            changes = self._changes()
            answers = (self._in_force(PartialDate.from_date(day)) for day in (date.min, *changes))
            return Timeline(changes, tuple(answers))

        return self.cache.get("mandate timeline", make)

    def tasks_at(self, when: When) -> Records[MandateTask]:
        """Return the tasks in force at a date, each in its wording at that time.

        Renewals that only extend a mandate keep the tasks of earlier resolutions in force. Without a mandate, only tasks
        outside the yearly list are in force; if the sources of a view name no mandate at all, all that they list are.

        Args:
            when: As in :meth:`leaders_at`; for a month, year or period, all tasks in force at some time in it.

        Example:
            >>> import unami
            >>> "kuwait-property" in [entry.task for entry in unami.mission.tasks_at("2014-06-10")]
            True
        """
        from unami.records.task import MandateTask

        asked = read_when(when)
        day = only_day(asked)
        found = self._tasks_in_force(asked) if day is None else self._timeline_in_force().on(day)
        if found.items:
            return found
        return self._answered((), found.kind, MandateTask, Asked(self.mandates, when=asked))

    def _timeline_in_force(self) -> Timeline[Records[MandateTask]]:
        """The tasks in force on single days."""
        from unami.dates._timeline import Timeline

        def make() -> Timeline[Records[MandateTask]]:
            changes = self._changes()
            days = (PartialDate.from_date(day) for day in (date.min, *changes))
            return Timeline(changes, tuple(map(self._tasks_in_force, days)))

        return self.cache.get("timeline of tasks in force", make)

    def _changes(self) -> tuple[date, ...]:
        """The days on which the mandates in force or their tasks change."""
        from unami.dates._timeline import changes_of

        of_mandates = changes_of(mandate.span for mandate in self.mandates)
        return tuple(sorted({*of_mandates, *self._task_timeline().changes}))

    def _tasks_in_force(self, asked: PartialDate | Period) -> Records[MandateTask]:
        found = self._listed_tasks(self._task_timeline(), asked)
        if found and self.mandates and not self.mandates.at(asked):
            # Between two mandates, what a mandate asks for is not in force; a task that stands apart is.
            apart = {resolution.id for resolution in self.resolutions if resolution.task_list == "stands-apart"}
            found = found.where(lambda task: task.resolution in apart)
        return found

    def _listed_tasks(
        self, timeline: Timeline[Records[MandateTask]], asked: PartialDate | Period
    ) -> Records[MandateTask]:
        """The tasks that resolutions had listed by a date, and not dropped."""
        from unami.records.task import MandateTask

        first, last = bounds_of(asked)
        later = [day for day in timeline.changes if first < day <= last] if first < last else []
        answer = timeline.on(first)
        if later:
            entries = dict.fromkeys(entry for day in (first, *later) for entry in timeline.on(day))
            answer = self._answered(tuple(entries), answer.kind, MandateTask)
        return answer
