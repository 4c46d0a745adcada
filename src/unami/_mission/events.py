"""Events, elections, and governments of the host country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._mission.lookup import Lookup

if TYPE_CHECKING:
    from unami.dates import When
    from unami.records import (
        Election,
        Event,
        HostLeader,
    )
    from unami.records._sequence import Records


__all__ = ["Events"]


class Events(Lookup):
    """Events, elections, and governments of the host country."""

    __slots__ = ()

    def events_on(self, when: When) -> Records[Event]:
        """Return the events that certainly or possibly happened within a date.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> "canal-hotel-bombing" in unami.mission.events_on("2003-08-19").ids
            True
        """
        return self.events.at(when)

    def elections_between(self, first: When, last: When) -> Records[Election]:
        """Return the elections and referendums between two dates, both included, in chronological order.

        Args:
            first: As in :meth:`leaders_at`, or ``".."`` for everything up to the last.
            last: As in :meth:`leaders_at`, or ``".."`` for everything from the first on.

        Example:
            >>> import unami
            >>> len(unami.mission.elections_between("2005-01-01", "2005-12-31"))
            5
        """
        return self.elections.between(first, last).sort_by("held")

    def governing_at(self, when: When) -> Records[HostLeader]:
        """Return the President and Prime Minister of the host country at a date.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> sorted({leader.office for leader in unami.mission.governing_at("2015-01-01")})
            ['president', 'prime-minister']
        """
        return self.host_leaders.at(when)

    def events_between(self, first: When, last: When) -> Records[Event]:
        """Return the events that certainly or possibly happened between two dates, both included, in order of time.

        If only the year of an event is known, it may have happened on any day of that year.

        Args:
            first: As in :meth:`leaders_at`, or ``".."`` for everything up to the last.
            last: As in :meth:`leaders_at`, or ``".."`` for everything from the first on.

        Example:
            >>> import unami
            >>> for event in unami.mission.events_between("2003-08-15", "2003-08-20"):
            ...     print(event)
            Invasion of Iraq, 2003
            Bombing of the UN headquarters at the Canal Hotel, 2003-08-19
            Partial evacuation of UN staff to Amman, 2003-08-20/2003-08-22
        """
        return self.events.between(first, last).sort_by("date")
