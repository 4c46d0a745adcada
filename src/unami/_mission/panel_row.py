"""The columns of the panel, each defined once.

:class:`PanelRow` gives every column's name, type, description and topic. The column and topic names that ``annotate``
accepts for ``add``, and the reference page, are derived from it.
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

    Unknown values are ``None``, and so is everything that does not apply; nothing is filled in. A singular column such
    as ``head`` is also ``None`` if the sources do not decide between several people, or if there were several in
    succession; the plural column, such as ``heads``, has them all.

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
            "Phase of the mission: initial from the adoption of the resolution that established it, expanded from that "
            "of the one that expanded its mandate, closing from that of the one that extended it for the last time.",
            values=("initial", "expanded", "closing"),
        ),
        "phase",
    ] = None
    phase_certainty: Annotated[Certainty | None, Field("Certainty of the phase."), "phase"] = None
    phases: Annotated[str | None, Field("All phases in which it certainly or possibly was."), "phase"] = None

    head: Annotated[
        str | None, Field("Name of the head of mission, as ``Mission.head_at`` gives it; empty if undecided."), "head"
    ] = None
    head_certainty: Annotated[Certainty | None, Field("Certainty of the head."), "head"] = None
    head_id: Annotated[str | None, Field("Id of the person.", ref="people"), "head"] = None
    head_acting: Annotated[bool | None, Field("Whether the head is an acting one."), "head"] = None
    heads: Annotated[
        str | None, Field("Names of all who certainly or possibly headed the mission, certain ones first."), "head"
    ] = None

    head_vacant: Annotated[
        Certainty | None,
        Field(
            "Whether nobody held the post of head, certainly or possibly, as a source says; somebody may have acted. "
            "Empty if no source says so."
        ),
        "head",
    ] = None

    deputies: Annotated[
        str | None, Field("Names of all who were certainly or possibly deputy, in any line of work."), "deputies"
    ] = None
    deputies_vacant: Annotated[
        str | None, Field("Names of the posts of deputies that nobody held, as a source says."), "deputies"
    ] = None
    deputy_political: Annotated[str | None, Field("Name of the political deputy; empty if undecided."), "deputies"] = (
        None
    )
    deputy_political_certainty: Annotated[Certainty | None, Field("Certainty of the deputy."), "deputies"] = None
    deputies_political: Annotated[
        str | None, Field("Names of all who were certainly or possibly political deputy."), "deputies"
    ] = None
    deputy_humanitarian: Annotated[
        str | None,
        Field("Name of the deputy for humanitarian and development affairs; empty if undecided."),
        "deputies",
    ] = None
    deputy_humanitarian_certainty: Annotated[Certainty | None, Field("Certainty of the deputy."), "deputies"] = None
    deputies_humanitarian: Annotated[
        str | None, Field("Names of all who were certainly or possibly deputy in that line of work."), "deputies"
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
        Certainty | None, Field("Whether it was certainly or possibly in force."), "mandate"
    ] = None
    mandate_symbol: Annotated[str | None, Field("Its document symbol."), "mandate"] = None
    mandate_until: Annotated[
        PartialDate | None,
        Field("Last day that it sets, as stated, or derived and then marked uncertain."),
        "mandate",
    ] = None
    mandates: Annotated[str | None, Field("Numbers of all resolutions in force, in order."), "mandate"] = None

    strength: Annotated[
        int | None,
        Field("Total uniformed personnel in the month; in the row of a year, in its last month with a figure."),
        "strength",
    ] = None
    troops: Annotated[int | None, Field("Troops: the formed guard units."), "strength"] = None
    police: Annotated[int | None, Field("Individual police officers."), "strength"] = None
    experts: Annotated[int | None, Field("Experts on mission: military advisers."), "strength"] = None
    contributors: Annotated[int | None, Field("Number of countries that contributed personnel."), "strength"] = None
    strength_month: Annotated[PartialDate | None, Field("Month of the figures."), "strength"] = None

    staff: Annotated[
        int | None,
        Field(
            "Latest known number of civilian staff in post, counted or estimated, at the end of the period; empty "
            "outside the life of the mission."
        ),
        "staff",
    ] = None
    staff_as_of: Annotated[PartialDate | None, Field("Date of that number."), "staff"] = None
    staff_international: Annotated[int | None, Field("Latest known number of international staff."), "staff"] = None
    staff_international_as_of: Annotated[PartialDate | None, Field("Date of that number."), "staff"] = None
    staff_national: Annotated[int | None, Field("Latest known number of national staff."), "staff"] = None
    staff_national_as_of: Annotated[PartialDate | None, Field("Date of that number."), "staff"] = None

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
        Field("Names of the parts of the country that the source explicitly includes in or excludes from both counts."),
        "casualties",
    ] = None
    casualties_parts_counted: Annotated[
        str | None,
        Field("Whether the counts include those parts.", values=("included", "excluded", "civilians-only")),
        "casualties",
    ] = None

    president: Annotated[
        str | None, Field("Name of the President of the host country; empty if undecided."), "government"
    ] = None
    president_certainty: Annotated[Certainty | None, Field("Certainty of the President."), "government"] = None
    presidents: Annotated[str | None, Field("All who were certainly or possibly President."), "government"] = None
    prime_minister: Annotated[
        str | None, Field("Name of the Prime Minister of the host country; empty if undecided."), "government"
    ] = None
    prime_minister_certainty: Annotated[Certainty | None, Field("Certainty of the Prime Minister."), "government"] = (
        None
    )
    prime_ministers: Annotated[
        str | None, Field("All who were certainly or possibly Prime Minister."), "government"
    ] = None

    casualties_anbar: ClassVar[Former] = Former("casualties_parts_counted")

    @property
    def id(self) -> str:
        """The day, month or year as text."""
        return str(self.period)

    def made_of(self, mission: "Mission") -> tuple[Any, ...]:
        """Return the records and answers that the row combines, which have the sources.

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
        name: Its name, and the name of the field of :class:`PanelRow`.
        topic: Its topic: see :data:`unami.panels.TOPICS`.
        description: Its meaning.
        flat: Names of its columns in a data frame: a date has three, for the text and the first and last day.
    """

    name: str
    topic: str
    description: str
    flat: tuple[str, ...]


@cache
def panel_columns() -> tuple[PanelColumn, ...]:
    """Return the columns of the panel in order, without ``period``.

    Example:
        >>> [column.name for column in panel_columns() if column.topic == "head"]
        ['head', 'head_certainty', 'head_id', 'head_acting', 'heads', 'head_vacant']
    """
    found = []
    for attribute in fields(PanelRow):
        kind, spec, *topic = get_args(attribute.type)
        if topic:
            name = attribute.name
            flat = (name, f"{name}_earliest", f"{name}_latest") if PartialDate in get_args(kind) else (name,)
            found.append(PanelColumn(name, topic[0], spec.description, flat))
    return tuple(found)
