"""The mandate: resolutions in force and their tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._mission.lookup import Lookup
from unami.dates import bounds_of, read_when
from unami.dates._reading import as_asked
from unami.errors import (
    NotOne,
)

if TYPE_CHECKING:
    from unami._mission.mandate import Mandate
    from unami.dates import When
    from unami.dates._timeline import Timeline
    from unami.records import (
        MandateTask,
    )
    from unami.records._sequence import Records


__all__ = ["Mandates"]


class Mandates(Lookup):
    """The mandate: resolutions in force and their tasks."""

    __slots__ = ()

    def _task_timeline(self) -> Timeline[tuple[MandateTask, ...]]:
        from unami._mission.mandate import task_states

        return self.cache.get(
            "task timeline",
            lambda: task_states({r.id: r for r in self.resolutions}, self.mandate_tasks, self.ended),
        )

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
        from unami._mission.mandate import in_force

        asked = read_when(when)
        found = in_force(self.mandates, self.tasks_at(asked), asked)
        if len(found) > 1:
            raise NotOne(f"mandate on {as_asked(when)}", (str(mandate) for mandate in found))
        return found[0] if found else None

    def tasks_at(self, when: When) -> Records[MandateTask]:
        """Return the tasks in force at a date, each in its wording at that time.

        Renewals that only extend a mandate keep the tasks of earlier resolutions in force.

        Args:
            when: As in :meth:`leaders_at`; for a month, year or period, all tasks in force at some time in it.

        Example:
            >>> import unami
            >>> "kuwait-property" in [entry.task for entry in unami.mission.tasks_at("2014-06-10")]
            True
        """
        timeline = self._task_timeline()
        first, last = bounds_of(read_when(when))
        days = [first, *(day for day in timeline.changes if first < day <= last)]
        entries = dict.fromkeys(entry for day in days for entry in timeline.on(day))
        from unami.records.task import MandateTask

        return self._answered(tuple(entries), "tasks", MandateTask)
