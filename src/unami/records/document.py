"""Documents: reports, letters and other papers on the mission."""

from typing import Annotated

from attrs import frozen

from unami.dates import PartialDate
from unami.records.fields import Field, Merge

__all__ = ["CouncilMeeting", "Document"]


@frozen(kw_only=True)
class Document:
    """A report, letter or other paper.

    Example:
        >>> import unami
        >>> unami.mission.documents["s-2003-715"].kind
        'report'
    """

    id: Annotated[str, Field("Stable identifier of the document.")]
    symbol: Annotated[str | None, Field("Document symbol.")] = None
    kind: Annotated[
        str | None,
        Field("Sort of document.", values=("report", "letter", "review", "agreement", "press-release", "web-page")),
    ] = None
    dated: Annotated[PartialDate | None, Field("Date of the document.")] = None
    author: Annotated[str | None, Field("Who wrote it.", Merge.WORDING)] = None
    addressee: Annotated[str | None, Field("Whom it addresses.", Merge.WORDING)] = None
    subject: Annotated[str | None, Field("What it is about, in our own words.", Merge.WORDING)] = None
    cited_in: Annotated[
        tuple[str, ...], Field("Resolutions that cite it or rest on it.", Merge.UNION, ref="resolutions")
    ] = ()

    @property
    def period(self) -> PartialDate | None:
        """The date of the document."""
        return self.dated

    def __str__(self) -> str:
        return f"{self.symbol or self.id}, {self.dated}: {self.subject}"


@frozen(kw_only=True)
class CouncilMeeting:
    """A meeting of the Security Council on Iraq.

    Example:
        >>> import unami
        >>> unami.mission.council_meetings["2024-05-17"].kind
        'debate'
    """

    id: Annotated[str, Field("Stable identifier of the meeting.")]
    meeting: Annotated[str | None, Field("Meeting, as a verbatim-record symbol.")] = None
    held: Annotated[PartialDate | None, Field("Day of the meeting.")] = None
    kind: Annotated[
        str | None,
        Field("Sort of meeting.", values=("adoption", "briefing", "debate", "statement", "consultations", "meeting")),
    ] = None
    briefers: Annotated[tuple[str, ...], Field("Who briefed, by name.", Merge.UNION)] = ()
    press_release: Annotated[str | None, Field("Number of the press release.")] = None
    report: Annotated[str | None, Field("Document that was before the Council.", ref="documents")] = None
    summary: Annotated[str | None, Field("What happened, in our own words.", Merge.WORDING)] = None

    @property
    def period(self) -> PartialDate | None:
        """The day of the meeting."""
        return self.held

    def __str__(self) -> str:
        return f"{self.meeting or self.id}, {self.held}: {self.kind}"
