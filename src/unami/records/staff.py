"""Staff, budgets and offices."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami._base.encodable import Shown
from unami.dates import PartialDate, Period
from unami.records._base import Identified, Limited
from unami.records._field import Field, Merge, edge_of, open_end_of
from unami.records._figure import dollars
from unami.records._line import counted, line
from unami.records._table import ITSELF, Table

__all__ = ["IN_POST", "POSTS", "Budget", "Office", "RelatedBudget", "StaffCount"]

IN_POST, POSTS = ("actual", "approximate"), ("authorized", "approved")
"""Measures of staff counts: those of people in post, and those of posts that could be filled."""


@frozen(kw_only=True)
class StaffCount(Shown):
    """A number of staff at one date, for one category, measure, entity and place.

    The figures do not form one table: who is counted, and where, differs from record to record.

    Example:
        >>> import unami
        >>> unami.mission.staffing["2023-total"].count
        648
    """

    __table__: ClassVar[Table] = Table(
        "staffing",
        "Numbers of civilian staff.",
        order=200,
        plural="staff counts",
        example={
            "id": "2015-03-international",
            "as_of": "2015-03-31",
            "category": "international",
            "measure": "actual",
            "count": "30",
            "entity": ITSELF,
        },
    )

    id: Annotated[str, Field("Stable identifier of the count.")]
    as_of: Annotated[PartialDate | None, Field("Date of the figure.", Merge.WORDING)] = None
    category: Annotated[
        str,
        Field(
            "Who is counted: all civilians, some of them, or the members of the guard units.",
            values=("total", "international", "national", "un-volunteers", "government-provided", "guard-unit"),
            identity=True,
            classified=True,
        ),
    ]
    measure: Annotated[
        str | None,
        Field(
            "What the number is: people in post as counted (actual) or estimated (approximate), a ceiling on people "
            "in the country (authorized), posts in a budget (approved), a request (proposed) or a plan (planned).",
            values=("actual", "authorized", "approved", "proposed", "planned", "approximate"),
            classified=True,
        ),
    ] = None
    count: Annotated[int | None, Field("Number of people or posts.", minimum=0)] = None
    bound: Annotated[str | None, edge_of("count")] = None
    entity: Annotated[
        str | None,
        Field(
            "Whose staff: the mission, another organization, or the whole UN in the host country.",
            ids_of=("missions", "organizations"),
            vocabulary="staff-entity",
            classified=True,
        ),
    ] = None
    place: Annotated[str | None, Field("Where.", Merge.WORDING)] = None

    @property
    def period(self) -> PartialDate | None:
        """The date of the figure."""
        return self.as_of

    def __str__(self) -> str:
        return line(
            self.as_of, self.category, self.measure, self.entity, self.place, says=counted(self.count, self.bound)
        )


@frozen(kw_only=True)
class Budget(Shown):
    """An amount of money for the mission in one period.

    Example:
        >>> import unami
        >>> unami.mission.budgets["2018-approved-net"].amount_usd
        108117000
    """

    __table__: ClassVar[Table] = Table(
        "budgets",
        "Budgets and expenditure.",
        order=210,
        example={
            "id": "2015-approved",
            "start": "2015",
            "end": "2015",
            "measure": "approved",
            "fund": "regular-budget",
            "basis": "net",
            "amount_usd": "1000000",
        },
    )

    id: Annotated[str, Field("Stable identifier of the amount.")]
    start: Annotated[
        PartialDate, Field("Start of the budget period: the year, or the month of a shorter one.", identity=True)
    ]
    end: Annotated[
        PartialDate, Field("End of the budget period: the year, or the month of a shorter one.", identity=True)
    ]
    measure: Annotated[
        str,
        Field(
            "What the amount is: requested, appropriated, authorized to be committed until an appropriation, spent, "
            "or estimated by others.",
            values=("proposed", "approved", "commitment-authority", "expenditure", "estimated"),
            identity=True,
            classified=True,
        ),
    ]
    fund: Annotated[
        str,
        Field(
            "Where the money comes from.",
            values=("regular-budget", "trust-fund", "cost-recovery"),
            identity=True,
            classified=True,
        ),
    ]
    basis: Annotated[
        str,
        Field(
            "Net or gross of staff assessment; unspecified where no source says.",
            values=("net", "gross", "unspecified"),
            identity=True,
            classified=True,
        ),
    ]
    stage: Annotated[
        str | None,
        Field(
            "Stage of the budget procedure, where a period has several.",
            values=("initial", "revised", "total-requirement", "additional-requirement"),
            classified=True,
        ),
    ] = None
    amount_usd: Annotated[int | None, Field("Amount, in US dollars.", minimum=0)] = None
    bound: Annotated[str | None, edge_of("amount_usd")] = None
    posts: Annotated[int | None, Field("Number of civilian posts that it covers.", minimum=0)] = None
    document: Annotated[str | None, Field("Symbol of the document that gives the amount, where known.")] = None

    @property
    def period(self) -> Period:
        """The budget period."""
        return Period(self.start, self.end)

    def __str__(self) -> str:
        return line(
            self.period, self.measure, self.fund, self.basis, self.stage, says=dollars(self.amount_usd, self.bound)
        )


@frozen(kw_only=True)
class RelatedBudget(Shown):
    """An amount of money that is not the mission's: of a body beside it or after it, or of all missions together.

    Example:
        >>> import unami
        >>> unami.mission.related_budgets["2011-all-special-political-missions-approved"].amount_usd
        631162600
    """

    __table__: ClassVar[Table] = Table(
        "related_budgets",
        "Budgets of other bodies and of all missions together, for comparison; none is the mission's.",
        order=212,
        general=False,
        example={
            "id": "2015-example-council-approved",
            "start": "2015",
            "end": "2015",
            "entity": "example-council",
            "measure": "approved",
            "fund": "regular-budget",
            "basis": "net",
            "amount_usd": "2000000",
        },
    )

    id: Annotated[str, Field("Stable identifier of the amount.")]
    start: Annotated[PartialDate, Field("Start of the budget period.", identity=True)]
    end: Annotated[PartialDate, Field("End of the budget period.", identity=True)]
    entity: Annotated[str, Field("Whose money it is: a body, or all missions of a sort together.", identity=True)]
    measure: Annotated[
        str,
        Field("What the amount is.", values=("proposed", "approved", "expenditure"), identity=True, classified=True),
    ]
    fund: Annotated[
        str,
        Field("Where the money comes from.", values=("regular-budget", "voluntary"), identity=True, classified=True),
    ]
    basis: Annotated[
        str,
        Field(
            "Net or gross of staff assessment; unspecified where no source says.",
            values=("net", "gross", "unspecified"),
            identity=True,
            classified=True,
        ),
    ]
    amount_usd: Annotated[int | None, Field("Amount, in US dollars.", minimum=0)] = None
    bound: Annotated[str | None, edge_of("amount_usd")] = None
    posts: Annotated[int | None, Field("Number of posts that go with it.", minimum=0)] = None

    @property
    def period(self) -> Period:
        """The budget period."""
        return Period(self.start, self.end)

    def __str__(self) -> str:
        return line(
            self.period, self.entity, self.measure, self.fund, self.basis, says=dollars(self.amount_usd, self.bound)
        )


@frozen(kw_only=True)
class Office(Limited, Identified):
    """A place where the mission worked.

    Example:
        >>> import unami
        >>> unami.mission.offices["baghdad"].kind
        'headquarters'
    """

    __table__: ClassVar[Table] = Table(
        "offices",
        "Places where the mission worked.",
        order=220,
        example={
            "id": "poseidonis",
            "place": "Poseidonis",
            "kind": "headquarters",
            "country": "XAA",
            "status": "established",
            "start": "2015-02",
        },
        named_by=("place",),
        types=("org:Site",),
    )

    id: Annotated[str, Field("Stable identifier of the office.")]
    place: Annotated[str | None, Field("Place.", Merge.WORDING)] = None
    kind: Annotated[
        str | None,
        Field(
            "Kind of office.",
            values=(
                "headquarters",
                "regional-office",
                "field-office",
                "liaison-office",
                "support-office",
                "logistics-base",
                "other",
            ),
            classified=True,
        ),
    ] = None
    country: Annotated[str | None, Field("Country.", ref="countries", classified=True)] = None
    status: Annotated[
        str | None,
        Field(
            "Whether a source attests it in operation, or it is only known as a plan.",
            values=("established", "planned"),
            classified=True,
        ),
    ] = None
    start: Annotated[PartialDate | None, Field("First day.")] = None
    end: Annotated[PartialDate | None, Field("Last day.", open_end=True)] = None
    planned_start: Annotated[
        PartialDate | None, Field("Planned first day, whether or not the plan was carried out.")
    ] = None
    planned_end: Annotated[PartialDate | None, Field("Planned last day, whether or not the plan was carried out.")] = (
        None
    )
    seen: Annotated[tuple[PartialDate, ...], Field("Dates on which a source attests it.", Merge.UNION)] = ()

    not_before: Annotated[
        PartialDate | None, Field("Limit of an unknown or coarse start: the beginning of the mission.", derived=True)
    ] = None
    not_after: Annotated[
        PartialDate | None,
        Field("Limit of an unknown or coarse end: the end of the mission, or a later planned end.", derived=True),
    ] = None
    open_end: Annotated[bool | None, open_end_of("end")] = None

    def __str__(self) -> str:
        return line(self.place or self.id, self.kind, self.period)
