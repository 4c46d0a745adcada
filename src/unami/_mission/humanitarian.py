"""Casualties of the population, and deaths of the mission's personnel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami._base.names import checked_name
from unami._mission.lookup import Lookup
from unami.errors import UnknownField
from unami.records._field import HEADLINE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unami._mission.months import Month
    from unami.records import (
        Casualties,
    )
    from unami.records._sequence import Records


__all__ = ["Humanitarian"]


class Humanitarian(Lookup):
    """Casualties of the population, and deaths of the mission's personnel."""

    __slots__ = ()

    def deaths_by(self, field: str) -> Mapping[Any, int]:
        """Count the recorded deaths of the mission's personnel by one of their fields.

        What is counted are the records of the scope ``record`` that are filed under the mission: single deaths and
        groups of like deaths. Whole incidents (the scope ``event``), and the shares and totals of the table
        ``fatality_totals``, which count deaths again, are never added to them.

        Args:
            field: ``nationality``, ``category``, ``incident``, or ``year``.

        Raises:
            UnknownField: Deaths do not have this field.

        Example:
            >>> import unami
            >>> sum(unami.mission.deaths_by("incident").values())
            35
        """
        from unami._base.frozen import FrozenMapping

        field = checked_name(field, UnknownField, "field of fatalities")
        recorded = self.fatalities.where(scope="record", filed_under=self.id)
        if field == "year":
            groups = recorded.group_by(lambda death: death.date and death.date.year)
        else:
            groups = recorded.group_by(field)
        return FrozenMapping({value: sum(d.count or 0 for d in deaths) for value, deaths in groups.items()})

    def casualties_in(self, place: str | None = None, population: str | None = None) -> Records[Casualties]:
        """Return the casualty counts for the host country or a part of it, in chronological order.

        Counts of different populations overlap, and months lie within years: never add them up without selecting one
        population and one length of period.

        Args:
            place: Code or name of a place; the whole host country if left out.
            population: Who is counted, such as ``civilians``; all populations if left out. ``headline`` is the
                population whose numbers the mission puts first.

        Raises:
            UnknownPlace: There is no such place in the record.
            UnknownName: There is no such population.

        Example:
            >>> import unami
            >>> counts = unami.mission.casualties_in("Iraq", "civilians-including-police")
            >>> for count in counts.where(start=unami.PartialDate(2014, 6), end=None):
            ...     print(count.parts, count.parts_counted, count.killed)
            ('IQ-AN',) excluded 1531
            ('IQ-AN',) included 1775
        """
        from unami._mission.months import population_of

        wanted: dict[str, object] = {"place": self.area if place is None else place}
        if population is not None:
            wanted["population"] = population_of(self, population)
        return self.casualties.where(**wanted).sort_by("start", "population")

    def casualty_series(
        self, place: str | None = None, population: str = HEADLINE, *, whole_only: bool = False
    ) -> Records[Month[Casualties]]:
        """Return the monthly casualty counts for the host country or a part of it, including gaps.

        Months can differ in what they take in: of several counts of a month, the series has the one that leaves
        nothing out, if there is one. Where all leave something out, the record of the month says what, in
        ``parts``, ``parts_counted`` and ``exclusions``; such months do not add up with the others.

        Args:
            place: Code or name of a place; the whole host country if left out.
            population: Who is counted; ``headline`` is the population whose numbers the mission puts first.
            whole_only: Whether a month of which every count leaves something out is a gap, so that the whole series
                has one base.

        Returns:
            All months from the first to the last with a count; a month without one has no record.

        Raises:
            UnknownPlace: There is no such place in the record.
            UnknownName: There is no such population, or none is given.

        Example:
            >>> import unami
            >>> series = unami.mission.casualty_series("Iraq")
            >>> series.last().id
            '2018-12'
            >>> july = series.where(month="2014-07").one()
            >>> print(july)
            2014-07: 2014-07, iraq, civilians-including-police: 1186 killed, 1511 injured (IQ-AN excluded)
            >>> unami.mission.casualty_series("Iraq", whole_only=True).where(month="2014-07").one().known
            False
        """
        from unami._mission.months import in_series, monthly, population_of
        from unami.records.humanitarian import Casualties

        counts = self.casualties_in(place, population_of(self, population))
        if whole_only:
            counts = counts.where(partial=False)
        return monthly(
            self._answered(in_series(counts), counts.kind, Casualties, counts.asked), lambda count: count.start
        )
