"""The mission itself: its name, host country, beginning and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._base.names import fold
from unami._mission.tables import TableProperties

if TYPE_CHECKING:
    from datetime import date

    from unami.dates import Certainty, Days, PartialDate, Period
    from unami.records import (
        MissionProfile,
        Place,
    )


__all__ = ["Profile", "is_at_work", "is_silent", "last_known_day", "runs"]


def is_silent(mission: Profile) -> bool:
    """Whether no source of a view says when the mission began or ended.

    Args:
        mission: The mission.
    """
    return mission.began is None and mission.ended is None and not is_at_work(mission)


def is_at_work(mission: Profile) -> bool:
    """Whether a mission has no end, according to the view's sources.

    Args:
        mission: The mission.
    """
    missions = mission.missions
    return bool(missions) and missions[0].at_work


def last_known_day(mission: Profile) -> date | None:
    """The last day about which a record can know anything.

    Args:
        mission: The mission.

    Returns:
        The last day of the mission; of one that is at work, the day on which the latest source of the view was
        published; ``None`` if neither is known.
    """
    if mission.ended is not None:
        return mission.ended.latest
    if not is_at_work(mission):
        return None

    def latest() -> date | None:
        return max((source.published.latest for source in mission.sources if source.published), default=None)

    return mission.cache.get("last known day", latest)


def runs(mission: Profile, when: PartialDate | Period) -> Certainty:
    """Whether a mission existed at a date, as far as the view's sources say.

    Args:
        mission: The mission.
        when: The date, already read.
    """
    from unami.dates import Certainty

    # A view without a word on it does not deny that the mission existed.
    return Certainty.POSSIBLE if is_silent(mission) else mission.missions[0].period.covers(when)


class Profile(TableProperties):
    """The mission itself: its name, host country, beginning and end."""

    __slots__ = ()

    @property
    def profile(self) -> MissionProfile:
        """Name, founding and end of the mission itself.

        Raises:
            NotOne: The sources of the view say nothing about it.
        """
        found: MissionProfile = self._table("missions").one()
        return found

    @property
    def id(self) -> str | None:
        """Id of the mission itself, which identifies its own staff, deaths and reports.

        Example:
            >>> import unami
            >>> unami.mission.id
            'unami'
        """
        return next(iter(self.whole.tables["missions"].ids), None)

    @property
    def host_country(self) -> str:
        """Name of the host country, whatever the view; empty if no source says.

        Example:
            >>> import unami
            >>> unami.mission.host_country
            'Iraq'
        """
        return self.dataset.cache.get("host country", self._find_host)

    def _find_host(self) -> str:
        host = next((profile.host_country for profile in self.whole.tables["missions"]), None)
        known = next((country for country in self.whole.countries if country.id == host), None)
        return (known.name if known else host) or ""

    @property
    def area(self) -> Place | None:
        """The place that represents the whole host country.

        It is the only place of that kind, or else the one with the country's name.

        Example:
            >>> import unami
            >>> unami.mission.area.id
            'iraq'
        """
        whole = self.whole.places.where(kind="country").items
        if len(whole) > 1:
            host = fold(self.host_country)
            whole = tuple(place for place in whole if host in map(fold, (place.name or "", *place.other_names)))
        return whole[0] if whole else None

    @property
    def began(self) -> PartialDate | None:
        """The day the mission was established, according to the view's sources."""
        missions = self._table("missions")
        return missions[0].established if missions else None

    @property
    def ended(self) -> PartialDate | None:
        """The last day of the mission, according to the view's sources."""
        missions = self._table("missions")
        return missions[0].ended if missions else None

    @property
    def days(self) -> Days:
        """How many days the mission lasted, according to the view's sources; the first and the last day count.

        Raises:
            NotOne: The sources of the view say nothing about it.

        Example:
            >>> import unami
            >>> print(unami.mission.days)
            8,176 days
        """
        return self.profile.days
