"""Uniformed personnel and offices: contributing countries, numbers, places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from unami._base.names import checked_name
from unami._mission.lookup import Lookup
from unami.errors import UnknownName
from unami.records._order import is_dated

if TYPE_CHECKING:
    from unami._mission.months import Month
    from unami.dates import When
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
        return self.contributions.where(country=self.identify("countries", country)).sort_by("month", "category")

    def deployments_at(self, when: When) -> Records[Contribution]:
        """Return the uniformed personnel at a date, by country and category; like :meth:`strength_at`, of its months only.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> unami.mission.deployments_at("2004-12").first().country
            'FJI'
        """
        return self.contributions.at(when)

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

        category = checked_name(category, UnknownName, "category of uniformed people")
        whole = self.contributions.where(category=category, country=self.identify("countries", country), part=None)
        return monthly(whole, lambda given: given.month)

    def strength_at(self, when: When) -> Records[Strength]:
        """Return the uniformed strength of the whole mission in the months of a date.

        No figure is carried to another month. If there is none, the text of the answer says which are nearest.

        Args:
            when: As in :meth:`leaders_at`; for a day, the figure of its month.

        Example:
            >>> import unami
            >>> unami.mission.strength_at("2014-03-15").one().total
            274
            >>> print(unami.mission.strength_at("2016-11-30"))
            0 strength figures
              no strength figure is known at 2016-11-30; before it 2016-10: 244, after it 2016-12: 244
        """
        return self.strength.at(when)

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
        return self.contingents.where(country=self.identify("countries", country))

    def contingents_at(self, when: When) -> Records[Contingent]:
        """Return the guard units and advisers that certainly or possibly served at a date; undated ones are left out.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> "fji-guard-unit" in unami.mission.contingents_at("2012-06").ids
            True
        """
        dated: Records[Contingent] = self.cache.get("dated contingents", lambda: self.contingents.where(is_dated))
        return dated.at(when)

    def offices_at(self, when: When) -> Records[Office]:
        """Return the offices that were certainly or possibly open at a date; planned and undated ones are left out.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> "kirkuk" in unami.mission.offices_at("2025-03").ids, "kirkuk" in unami.mission.offices_at("2025-06").ids
            (True, False)
        """

        def make() -> Records[Office]:
            return self.offices.where(lambda office: office.status != "planned" and is_dated(office))

        opened: Records[Office] = self.cache.get("offices that opened", make)
        return opened.at(when)

    def _completed(self, of: type[T], records: tuple[T, ...]) -> tuple[T, ...]:
        """An end that nobody states lies within the life of the mission."""
        from unami.records._base import Limited

        if not issubclass(of, Limited):
            return super()._completed(of, records)
        began, ended = self.began, self.ended

        def limited(thing: Any) -> Any:
            planned = getattr(thing, "planned_end", None)
            last = max((end for end in (ended, planned) if end), key=lambda end: end.latest, default=None)
            return evolve(thing, not_before=began, not_after=last)

        return tuple(map(limited, records))
