"""Civilian staff and budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._mission.lookup import Lookup
from unami.dates import PartialDate, bounds_of, read_when

if TYPE_CHECKING:
    from unami._mission.profile import Profile
    from unami.dates import When
    from unami.records import (
        Budget,
        StaffCount,
    )
    from unami.records._sequence import Records


__all__ = ["Staff"]


def staff_of(mission: Profile) -> Records[StaffCount]:
    """Return the staff counts of the mission itself, without those of a single town.

    Args:
        mission: The mission.
    """
    everywhere = (None, *mission.dataset.words("whole-mission"), mission.host_country)

    def make() -> Records[StaffCount]:
        return mission.staffing.where(lambda count: count.entity == mission.id and count.place in everywhere)

    return mission.cache.get("staff of the whole mission", make)


class Staff(Lookup):
    """Civilian staff and budgets."""

    __slots__ = ()

    def staff_at(self, when: When) -> Records[StaffCount]:
        """Return the latest known staff numbers of the whole mission at a date, each with its own date.

        Staff in post and authorized or approved posts are separate figures; counts of a single town are left out.

        Args:
            when: As in :meth:`leaders_at`; for a month or year, its last day.

        Example:
            >>> import unami
            >>> {count.category for count in unami.mission.staff_at("2024-01-01")} >= {"international", "national"}
            True
        """
        from unami._mission.months import Latest
        from unami.records.staff import IN_POST, POSTS, StaffCount

        def make() -> Latest[StaffCount]:
            counts = (count for count in staff_of(self) if count.measure in IN_POST + POSTS)
            return Latest(counts, lambda count: (count.category, count.measure in IN_POST))

        latest: Latest[StaffCount] = self.cache.get("latest staff", make)
        return self._answered(latest.at(bounds_of(read_when(when))[1]), staff_of(self).kind, StaffCount)

    def budget_for(self, year: int | When) -> Records[Budget]:
        """Return the budgets and the expenditure for a year: proposed, approved, spent.

        Args:
            year: The year, as a number or as in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> spent = unami.mission.budget_for(2022).where(measure="expenditure", fund="regular-budget")
            >>> spent.first().amount_usd > 90_000_000
            True
        """
        return self.budgets.at(PartialDate(year) if isinstance(year, int) else year)
