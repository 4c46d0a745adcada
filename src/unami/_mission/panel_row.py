"""The columns of the panel, each defined once.

:class:`PanelRow` gives every column's name, type, description and topic. The names that ``annotate`` takes for ``add``,
and the reference page, are derived from it.
"""

# No "from __future__ import annotations": the annotations are read at run time.

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, get_args

from attrs import fields, frozen

from unami._base.encodable import Answer
from unami.dates import Certainty, PartialDate
from unami.records._field import Field
from unami.records._former import Former

if TYPE_CHECKING:
    from unami._mission.mission import Mission

__all__ = ["PanelColumn", "PanelRow", "panel_columns"]


@frozen(kw_only=True)
class PanelRow(Answer):
    """The state of the mission on one day, or in one month or year.

    What is unknown is ``None``, and so is everything that does not apply; nothing is filled in. A column in the
    singular, such as ``head``, is ``None`` as well where the sources do not decide between several, or several held one
    after the other; the column in the plural, such as ``heads``, has them all.

    Example:
        >>> import unami
        >>> row = unami.mission.panel()["2009-07-10"]
        >>> row.head, row.heads, row.mandate
        (None, 'Staffan de Mistura; Ad Melkert; Andrew Gilmour', 1830)
    """

    period: Annotated[PartialDate, Field("The day, month or year.")]

    running: Annotated[
        Certainty | None, Field("Whether the mission certainly or possibly existed; empty if it did not."), "phase"
    ] = None
    phase: Annotated[
        str | None,
        Field(
            "Phase of the mission: initial from the day on which the resolution that set it up was adopted, expanded from "
            "that of the one that widened its mandate, closing from that of the one that extended it for the last time.",
            values=("initial", "expanded", "closing"),
        ),
        "phase",
    ] = None
    phase_certainty: Annotated[Certainty | None, Field("How sure the phase is."), "phase"] = None
    phases: Annotated[str | None, Field("All phases that it certainly or possibly was in."), "phase"] = None

    head: Annotated[
        str | None, Field("Name of the head of mission, as ``Mission.head_at`` gives it; empty if undecided."), "head"
    ] = None
    head_certainty: Annotated[Certainty | None, Field("How sure the head is."), "head"] = None
    head_id: Annotated[str | None, Field("Id of the person.", ref="people"), "head"] = None
    head_acting: Annotated[
        bool | None, Field("Whether the head only acts for, or stands in for, a holder."), "head"
    ] = None
    heads: Annotated[
        str | None, Field("Names of all who certainly or possibly headed the mission, the surest first."), "head"
    ] = None

    deputy_political: Annotated[str | None, Field("Name of the political deputy; empty if undecided."), "deputies"] = (
        None
    )
    deputy_political_certainty: Annotated[Certainty | None, Field("How sure the deputy is."), "deputies"] = None
    deputies_political: Annotated[
        str | None, Field("Names of all who were certainly or possibly political deputy."), "deputies"
    ] = None
    deputy_humanitarian: Annotated[
        str | None,
        Field("Name of the deputy for humanitarian and development affairs; empty if undecided."),
        "deputies",
    ] = None
    deputy_humanitarian_certainty: Annotated[Certainty | None, Field("How sure the deputy is."), "deputies"] = None
    deputies_humanitarian: Annotated[
        str | None, Field("Names of all who were certainly or possibly deputy of that line."), "deputies"
    ] = None

    mandate: Annotated[
        int | None,
        Field(
            "Number of the resolution in force, as ``Mission.mandate_at`` gives it; empty if there are several, as in the "
            "month of a renewal."
        ),
        "mandate",
    ] = None
    mandate_certainty: Annotated[
        Certainty | None, Field("How sure it is that the resolution was in force."), "mandate"
    ] = None
    mandate_symbol: Annotated[str | None, Field("Its document symbol."), "mandate"] = None
    mandate_until: Annotated[
        PartialDate | None,
        Field("Last day that it sets, as stated or worked out and then marked uncertain."),
        "mandate",
    ] = None
    mandates: Annotated[str | None, Field("Numbers of all resolutions in force, in order."), "mandate"] = None

    strength: Annotated[
        int | None,
        Field(
            "Uniformed people of all categories in the month; in the row of a year, of the last month with a figure."
        ),
        "strength",
    ] = None
    troops: Annotated[int | None, Field("Troops among them: the formed guard units."), "strength"] = None
    police: Annotated[int | None, Field("Individual police officers among them."), "strength"] = None
    experts: Annotated[int | None, Field("Experts on mission among them: military advisers."), "strength"] = None
    contributors: Annotated[int | None, Field("Number of countries with people in the mission."), "strength"] = None
    strength_month: Annotated[PartialDate | None, Field("Month that the figures are for."), "strength"] = None

    staff: Annotated[
        int | None,
        Field(
            "Latest known number of civilian staff in post, counted or estimated, at the end of the period; empty "
            "outside the life of the mission."
        ),
        "staff",
    ] = None
    staff_as_of: Annotated[PartialDate | None, Field("When that number held."), "staff"] = None
    staff_international: Annotated[int | None, Field("Latest known number of international staff."), "staff"] = None
    staff_international_as_of: Annotated[PartialDate | None, Field("When that number held."), "staff"] = None
    staff_national: Annotated[int | None, Field("Latest known number of national staff."), "staff"] = None
    staff_national_as_of: Annotated[PartialDate | None, Field("When that number held."), "staff"] = None

    killed: Annotated[
        int | None,
        Field(
            "People killed in the host country in the whole month, of the population whose numbers the mission puts first, "
            "also in the row of a day; in the row of a year, in the year, as counted for it."
        ),
        "casualties",
    ] = None
    injured: Annotated[int | None, Field("People injured, likewise."), "casualties"] = None
    casualties_parts: Annotated[
        str | None,
        Field("Names of the parts of the country of which the source says whether the two counts take them in."),
        "casualties",
    ] = None
    casualties_parts_counted: Annotated[
        str | None,
        Field("Whether they take those parts in.", values=("included", "excluded", "civilians-only")),
        "casualties",
    ] = None

    president: Annotated[
        str | None, Field("Name of the President of the host country; empty if undecided."), "government"
    ] = None
    president_certainty: Annotated[Certainty | None, Field("How sure the President is."), "government"] = None
    presidents: Annotated[str | None, Field("All who were certainly or possibly President."), "government"] = None
    prime_minister: Annotated[
        str | None, Field("Name of the Prime Minister of the host country; empty if undecided."), "government"
    ] = None
    prime_minister_certainty: Annotated[Certainty | None, Field("How sure the Prime Minister is."), "government"] = None
    prime_ministers: Annotated[
        str | None, Field("All who were certainly or possibly Prime Minister."), "government"
    ] = None

    casualties_anbar: ClassVar[Former] = Former("casualties_parts_counted")

    @property
    def id(self) -> str:
        """The day, month or year as text."""
        return str(self.period)

    def made_of(self, mission: "Mission") -> tuple[Any, ...]:
        """The records and answers that the row puts together, which have the sources.

        Args:
            mission: The mission whose panel it is in.

        Example:
            >>> import unami
            >>> [str(part) for part in unami.mission.panel()["2014-06-10"].made_of(unami.mission)][:1]
            ['Nickolay Mladenov (SRSG), certain']
        """
        from unami._mission.panel import parts_at

        return parts_at(mission, self.period)

    def __str__(self) -> str:
        return f"{self.period}: {self.heads or 'nobody'}; resolution {self.mandates or 'none'}"


@frozen
class PanelColumn:
    """A column of the panel.

    Args:
        name: Its name, and that of the field of :class:`PanelRow`.
        topic: What it belongs to: see :data:`unami.panels.TOPICS`.
        description: What it holds.
        flat: Names of its columns in a data frame: a date has three, the text and the two days that bound it.
    """

    name: str
    topic: str
    description: str
    flat: tuple[str, ...]


@cache
def panel_columns() -> tuple[PanelColumn, ...]:
    """The columns of the panel in their order, without ``period``.

    Example:
        >>> [column.name for column in panel_columns() if column.topic == "head"]
        ['head', 'head_certainty', 'head_id', 'head_acting', 'heads']
    """
    found = []
    for attribute in fields(PanelRow):
        kind, spec, *topic = get_args(attribute.type)
        if topic:
            name = attribute.name
            flat = (name, f"{name}_earliest", f"{name}_latest") if PartialDate in get_args(kind) else (name,)
            found.append(PanelColumn(name, topic[0], spec.description, flat))
    return tuple(found)
