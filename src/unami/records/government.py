"""Heads of state and government of the host country."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami.dates import PartialDate, Period
from unami.records._base import Timed, stated_period
from unami.records._field import Field, Merge, open_end_of
from unami.records._line import line
from unami.records._table import Table

__all__ = ["HostLeader"]


@frozen(kw_only=True)
class HostLeader(Timed):
    """A term of a President or Prime Minister of the host country.

    Example:
        >>> import unami
        >>> unami.mission.host_leaders["fuad-masum.president"].start
        PartialDate('2014-07-24')
    """

    __table__: ClassVar[Table] = Table(
        "host_leaders",
        "Presidents and prime ministers of the host country.",
        order=260,
        example={"id": "boris-sample.president", "name": "Boris Sample", "office": "president", "start": "2014-05-01"},
        named_by=("name",),
    )

    id: Annotated[str, Field("Stable identifier of the term: person and office.")]
    name: Annotated[str | None, Field("Name of the person, as the source spells it.", Merge.WORDING)] = None
    office: Annotated[str, Field("The office.", vocabulary="host-office", identity=True)]
    designated: Annotated[
        PartialDate | None, Field("Day on which a Prime Minister was asked to form a government.")
    ] = None
    start: Annotated[
        PartialDate | None, Field("First day in office: swearing-in or confirmation by parliament, not designation.")
    ] = None
    end: Annotated[
        PartialDate | None, Field("Last day in office: handover to the successor, not resignation.", open_end=True)
    ] = None
    resigned: Annotated[
        PartialDate | None,
        Field("Day on which a resignation was announced or accepted; the Prime Minister may have stayed as caretaker."),
    ] = None
    summary: Annotated[
        str | None, Field("What kind of government it was and how it took office, in our own words.", Merge.WORDING)
    ] = None
    open_end: Annotated[bool | None, open_end_of("end")] = None

    @property
    def period(self) -> Period:
        """The term; ends that no source gives are unknown."""
        return stated_period(self.start, self.end, open_end=self.open_end)

    def __str__(self) -> str:
        return line(self.name or self.id, self.office, self.period)
