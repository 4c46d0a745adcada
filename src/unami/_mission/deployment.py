"""Uniformed personnel and offices: contributing countries, numbers, places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from unami._base.names import checked_name
from unami._mission.lookup import Lookup
from unami._mission.when import time_of
from unami.dates import Certainty
from unami.errors import (
    UnknownName,
)

if TYPE_CHECKING:
    from unami._mission.months import Month
    from unami._mission.when import Dated
    from unami.dates import Certainty, When
    from unami.records import (
        Contingent,
        Contribution,
        Office,
        Strength,
    )
    from unami.records._sequence import Records


__all__ = ["Deployment"]

T = TypeVar("T")


class Deployment(Lookup):
    """Uniformed personnel and offices: contributing countries, numbers, places."""

    __slots__ = ()

    def deployments_by(self, country: str) -> Records[Contribution]:
        """Return the uniformed personnel of one country over time; undated figures come last.

        Args:
            country: ISO code or any name of the country.

        Raises:
            UnknownCountry: There is no such country in the record.

        Example:
            >>> import unami
            >>> unami.mission.deployments_by("Fiji").first().count
            134
        """
        wanted = self.whole.country(country).id
        return self.contributions.where(lambda given: given.country == wanted).sort_by("month", "category")

    def deployments_at(self, when: When | Dated) -> Records[Contribution]:
        """Return the uniformed personnel at a date, by country and category.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> unami.mission.deployments_at("2004-12").first().country
            'FJI'
        """
        return self.contributions.at(time_of(when))

    def deployment_series(self, country: str, category: str = "troops") -> Records[Month[Contribution]]:
        """Return the uniformed personnel of one country in one category, month by month, including gaps.

        A month for which no source gives a figure is part of the series, without a record: unknown is not zero.

        Args:
            country: ISO code or any name of the country.
            category: ``troops``, ``individual-police``, ``experts-on-mission`` or ``civilian-defence``.

        Returns:
            All months from the first to the last with a figure; empty if there is none.

        Raises:
            UnknownCountry: There is no such country in the record.
            UnknownName: There is no such category.

        Example:
            >>> import unami
            >>> series = unami.mission.deployment_series("Nepal", "troops")
            >>> series.first().id, series.last().id, sum(not month.known for month in series) > 0
            ('2011-10', '2023-08', True)
        """
        from unami._mission.months import monthly

        wanted = self.whole.country(country).id
        category = checked_name(category, UnknownName, "category of uniformed people")
        dated = self.contributions.where(category=category).where(lambda given: given.country == wanted)
        whole = dated.where(lambda given: given.part is None)
        return monthly(whole, lambda given: given.month)

    def strength_at(self, when: When | Dated) -> Records[Strength]:
        """Return the uniformed strength of the whole mission in the months of a date.

        Args:
            when: As in :meth:`leaders_at`; for a day, the figure of its month.

        Example:
            >>> import unami
            >>> unami.mission.strength_at("2014-03-15").one().total
            274
        """
        return self.strength.at(time_of(when))

    def contingents_of(self, country: str) -> Records[Contingent]:
        """Return the guard units and advisers of one country.

        Args:
            country: ISO code or any name of the country.

        Raises:
            UnknownCountry: There is no such country in the record.

        Example:
            >>> import unami
            >>> "fji-guard-unit" in unami.mission.contingents_of("Fiji").ids
            True
        """
        wanted = self.whole.country(country).id
        return self.contingents.where(lambda unit: unit.country == wanted)

    def contingents_at(self, when: When | Dated) -> Records[Contingent]:
        """Return the guard units and advisers that certainly or possibly served at a date; undated ones are left out.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> "fji-guard-unit" in unami.mission.contingents_at("2012-06").ids
            True
        """
        return self._there_at(self.contingents.where(lambda unit: unit.start or unit.end or unit.seen), when)

    def offices_at(self, when: When | Dated) -> Records[Office]:
        """Return the offices that were certainly or possibly open at a date; planned and undated ones are left out.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> "kirkuk" in unami.mission.offices_at("2025-03").ids, "kirkuk" in unami.mission.offices_at("2025-06").ids
            (True, False)
        """
        opened = self.offices.where(lambda office: office.status != "planned")
        return self._there_at(opened.where(lambda office: office.start or office.end or office.seen), when)

    def _there_at(self, things: Records[T], when: When | Dated) -> Records[T]:
        """The records that apply at a date; an end that no source states lies within the life of the mission."""
        from unami.records._base import known_span

        asked = time_of(when)

        def there(thing: Any) -> Certainty:
            planned = getattr(thing, "planned_end", None)
            last = max((end for end in (self.whole.ended, planned) if end), key=lambda end: end.latest, default=None)
            span = known_span(thing.start, thing.end, thing.seen, not_before=self.whole.began, not_after=last)
            return span.covers(asked)

        return things.where(there)
