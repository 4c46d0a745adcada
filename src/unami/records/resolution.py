"""Resolutions and presidential statements of the Security Council."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami.dates import PartialDate
from unami.records._base import Linked
from unami.records._field import Field, Merge, open_end_of
from unami.records._line import line
from unami.records._table import Table

__all__ = ["ENDING", "MANDATING", "PresidentialStatement", "Resolution"]

ENDING = "ends"
"""Relation of a resolution that ends the mandate: until the last day that it sets, the mandate is that under it."""

MANDATING = ("establishes", "extends", "expands", "extends-final", ENDING)
"""Relations of resolutions that give the mission its mandate; other relations do not."""


@frozen(kw_only=True)
class Resolution(Linked):
    """A resolution of the Security Council that created, changed or mentioned the mandate.

    Example:
        >>> import unami
        >>> unami.mission.resolutions["2110"].mandate_until
        PartialDate('2014-07-31')
    """

    __table__: ClassVar[Table] = Table(
        "resolutions",
        "Resolutions of the Security Council.",
        order=50,
        example={
            "id": "9001",
            "number": "9001",
            "symbol": "EX/RES/9001 (2015)",
            "adopted": "2015-01-10",
            "relation": "establishes",
            "task_list": "replaces",
            "mandate_until": "2016-12-31",
            "subject": "Sets the example mission up.",
            "names_mission": "true",
        },
        named_by=("number", "symbol"),
        asked_as={"until": "mandate_until", "end": "mandate_until"},
        rests_on={"expires": ("mandate_until", "adopted", "mandate_months")},
        types=("schema:Legislation",),
        terms={
            "symbol": "schema:identifier",
            "subject": "schema:about",
            "adopted": "schema:legislationDate",
        },
    )

    id: Annotated[str, Field("Stable identifier of the resolution.")]
    number: Annotated[int, Field("Number of the resolution.", identity=True, minimum=1)]
    symbol: Annotated[str | None, Field("Document symbol.")] = None
    adopted: Annotated[PartialDate | None, Field("Day of adoption.")] = None
    meeting: Annotated[
        str | None, Field("Meeting at which it was adopted, as a verbatim-record symbol; empty for written procedure.")
    ] = None
    votes_for: Annotated[int | None, Field("Votes in favour.", minimum=0)] = None
    votes_against: Annotated[int | None, Field("Votes against.", minimum=0)] = None
    abstentions: Annotated[int | None, Field("Abstentions.", minimum=0)] = None
    unanimous: Annotated[bool | None, Field("Whether all fifteen members voted in favour.")] = None
    abstaining: Annotated[tuple[str, ...], Field("Members that abstained.", ref="countries")] = ()
    relation: Annotated[
        str | None,
        Field(
            "Effect of the resolution on the mandate. One that establishes, extends or expands it carries a mandate, and "
            "one that ends it the mandate until the last day that it sets; the other words carry none.",
            values=("establishes", "extends", "extends-final", "expands", ENDING, "tasks", "related"),
            classified=True,
        ),
    ] = None
    task_list: Annotated[
        str | None,
        Field(
            "How its tasks relate to earlier ones: a complete new list, additions, or a task outside the yearly list.",
            values=("replaces", "adds", "stands-apart"),
            classified=True,
        ),
    ] = None
    mandate_months: Annotated[
        int | None,
        Field("Length of the mandate in calendar months, where the text gives a length.", minimum=1, months=True),
    ] = None
    mandate_until: Annotated[
        PartialDate | None, Field("Last day of the mandate, where a day is stated.", open_end=True)
    ] = None
    condition: Annotated[
        str | None,
        Field("What the last day of the mandate depends on, in our own words.", Merge.WORDING, optional=True),
    ] = None
    until_without_condition: Annotated[
        PartialDate | None,
        Field("Last day of the mandate if the condition is not met.", optional=True),
    ] = None
    condition_met: Annotated[bool | None, Field("Whether the condition was met.", optional=True)] = None
    paragraph: Annotated[str | None, Field("Operative paragraph that concerns the mission.", Merge.WORDING)] = None
    subject: Annotated[str | None, Field("What it is about, in our own words.", Merge.WORDING)] = None
    names_mission: Annotated[bool | None, Field("Whether the text names the mission.")] = None
    draft: Annotated[str | None, Field("Symbol of the draft.")] = None
    sponsors: Annotated[tuple[str, ...], Field("Countries that submitted the draft.", ref="countries")] = ()
    press_release: Annotated[str | None, Field("Number of the press release on the meeting.")] = None
    open_end: Annotated[bool | None, open_end_of("mandate_until")] = None

    @property
    def period(self) -> PartialDate | None:
        """The day of adoption."""
        return self.adopted

    def __str__(self) -> str:
        return line(f"resolution {self.symbol or self.number}", self.adopted, says=self.subject)

    @property
    def expires(self) -> PartialDate | None:
        """Last day of the mandate: as stated, or else derived from adoption and length and marked uncertain.

        If it depended on a condition that was not met, it is the last day without it.
        """
        if self.condition_met is False and self.until_without_condition is not None:
            return self.until_without_condition
        if self.mandate_until is not None:
            return self.mandate_until
        if self.open_end or self.adopted is None or self.mandate_months is None:
            return None
        return self.adopted.plus(months=self.mandate_months).replace(uncertain=True)


@frozen(kw_only=True)
class PresidentialStatement(Linked):
    """A statement by the President of the Security Council.

    Example:
        >>> import unami
        >>> unami.mission.presidential_statements["sprst-2009-30"].adopted
        PartialDate('2009-11-16')
    """

    __table__: ClassVar[Table] = Table(
        "presidential_statements",
        "Statements by the President of the Security Council.",
        order=60,
        example={
            "id": "ex-pst-2015-1",
            "symbol": "EX/PST/2015/1",
            "adopted": "2015-07-01",
            "relation": "related",
            "subject": "Welcomes the example.",
        },
        named_by=("symbol",),
        types=("schema:CreativeWork",),
        terms={
            "symbol": "schema:identifier",
            "subject": "schema:about",
            "adopted": "schema:datePublished",
        },
    )

    id: Annotated[str, Field("Stable identifier of the statement.")]
    symbol: Annotated[str, Field("Document symbol.", identity=True)]
    adopted: Annotated[PartialDate | None, Field("Day it was made.")] = None
    meeting: Annotated[str | None, Field("Meeting, as a verbatim-record symbol.")] = None
    agenda_item: Annotated[str | None, Field("Agenda item.", Merge.WORDING)] = None
    names_mission: Annotated[bool | None, Field("Whether the text names the mission.")] = None
    relation: Annotated[
        str | None,
        Field(
            "Whether it concerns tasks of the mission or only its context.",
            values=("tasks", "related"),
            classified=True,
        ),
    ] = None
    subject: Annotated[str | None, Field("What it is about, in our own words.", Merge.WORDING)] = None
    press_release: Annotated[str | None, Field("Number of the press release on the meeting.")] = None

    @property
    def period(self) -> PartialDate | None:
        """The day it was made."""
        return self.adopted

    def __str__(self) -> str:
        return line(self.symbol or self.id, self.adopted, says=self.subject)
