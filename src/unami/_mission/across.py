"""Several missions side by side: their panels in one table, each row with its mission."""

# No "from __future__ import annotations": the annotations are read at run time.

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from attrs import Attribute, asdict, frozen

from unami._mission.core import given_mission
from unami._mission.panel import Frequency, take_panel
from unami._mission.panel_row import PanelRow
from unami.errors import InvalidValue
from unami.records._field import Field
from unami.records._sequence import Records

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami.dates import When

__all__ = ["MissionRow", "compare_missions", "named_missions"]


def _mission_first(_: type, fields: "list[Attribute[Any]]") -> "list[Attribute[Any]]":
    return sorted(fields, key=lambda field: field.name != "mission")


@frozen(kw_only=True, field_transformer=_mission_first)
class MissionRow(PanelRow):
    """A row of the panel of one of several missions; see :class:`~unami.PanelRow` for the other columns.

    Example:
        >>> import unami
        >>> rows = unami.compare_missions({"Iraq": unami.mission}, freq="Y")
        >>> rows["Iraq 2014"].mission, rows["Iraq 2014"].heads
        ('Iraq', 'Nickolay Mladenov')
    """

    mission: Annotated[str, Field("Name of the mission.")]

    @property
    def id(self) -> str:
        """The mission, and the day, month or year."""
        return f"{self.mission} {self.period}"

    def __str__(self) -> str:
        return f"{self.mission}, {super().__str__()}"


def compare_missions(
    *missions: "Mission | Mapping[str, Mission]", freq: Frequency = "Y", until: "When | None" = None
) -> "Records[MissionRow]":
    """Return several missions as one tidy table: a row for each mission and day, month or year.

    The rows are those of :meth:`unami.Mission.panel`: who headed the mission, which mandate was in force, its uniformed
    personnel, staff and so on. Each mission has the years of its own life; for those that are at work, ``until`` sets a
    common end. :meth:`Records.to_pandas` and its like make a data frame of them, in which ``mission`` is a column.

    Args:
        missions: The missions, which go by their abbreviations; or a mapping of names to missions.
        freq: ``"D"`` for days, ``"M"`` for months, ``"Y"`` for years.
        until: The last day, month or year of all rows, as for :meth:`unami.Mission.panel`. A mission that begins later
            has no row.

    Raises:
        InvalidValue: One of them is not a mission, or two have the same name.
        UnknownName: There is no such row length.
        InvalidDate: The last day cannot be read, or is more than 300 years after the beginning of a mission.

    Example:
        >>> import unami
        >>> then = unami.mission.known_at("2012")
        >>> rows = unami.compare_missions({"as known now": unami.mission, "as known in 2012": then})
        >>> [row.head for row in rows.where(lambda row: str(row.period) == "2012")]
        ['Martin Kobler', 'Martin Kobler']
    """
    rows = [
        MissionRow(mission=name, **asdict(row, recurse=False))
        for name, mission in named_missions(*missions).items()
        for row in take_panel(mission, freq, until)
    ]
    return Records(tuple(rows), "rows", MissionRow)


def named_missions(*missions: "Mission | Mapping[str, Mission]") -> "dict[str, Mission]":
    """Return missions by their names.

    Args:
        missions: As in :func:`compare_missions`.

    Raises:
        InvalidValue: One of them is not a mission, or two have the same name.
    """
    named: dict[str, Mission] = {}
    for given in missions:
        each = given.items() if isinstance(given, Mapping) else [(_name_of(given), given)]
        for name, mission in each:
            if not isinstance(name, str) or not name:
                raise InvalidValue("name of a mission", name, "expected text")
            if name in named:
                raise InvalidValue(
                    "name of one mission", name, 'two of them have it; pass a mapping, as in {"A": a, "B": b}'
                )
            named[name] = given_mission(mission)
    return named


def _name_of(mission: "Mission") -> str:
    """The abbreviation of a mission, or its name, or that of its package."""
    profile = next(iter(given_mission(mission).whole.missions), None)
    named = profile and (profile.abbreviation or profile.name)
    return str(named or mission.dataset.descriptor["name"])
