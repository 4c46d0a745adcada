"""Documents: reports, letters and other papers on the mission."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami._base.encodable import Shown
from unami._base.un_documents import link_of
from unami.dates import PartialDate, Period
from unami.records._base import Linked, Timed, stated_period
from unami.records._field import Field, Merge, open_end_of
from unami.records._line import line
from unami.records._table import ITSELF, Table

__all__ = ["CouncilMeeting", "Document", "Website"]


@frozen(kw_only=True)
class Document(Linked):
    """A report, letter or other paper.

    Example:
        >>> import unami
        >>> unami.mission.documents["s-2003-715"].kind
        'report'
    """

    __table__: ClassVar[Table] = Table(
        "documents",
        "Reports, letters and other papers.",
        order=90,
        example={
            "id": "ex-2015-10",
            "symbol": "EX/2015/10",
            "kind": "report",
            "dated": "2015-05-01",
            "subject": "First report on the example mission",
            "series": ITSELF,
            "pursuant_to": "9001",
            "ordinal": "1",
        },
        named_by=("symbol",),
        types=("schema:Report",),
        terms={
            "symbol": "schema:identifier",
            "subject": "schema:about",
            "dated": "schema:datePublished",
        },
    )

    id: Annotated[str, Field("Stable identifier of the document.")]
    symbol: Annotated[str | None, Field("Document symbol.")] = None
    kind: Annotated[
        str | None,
        Field(
            "Kind of document; empty where it is only known from an index.",
            values=("report", "corrigendum", "letter", "review", "agreement", "press-release", "web-page"),
            classified=True,
        ),
    ] = None
    dated: Annotated[PartialDate | None, Field("Date of the document.")] = None
    author: Annotated[str | None, Field("Who wrote it.", Merge.WORDING)] = None
    addressee: Annotated[str | None, Field("Addressee.", Merge.WORDING)] = None
    subject: Annotated[str | None, Field("What it is about, in our own words.", Merge.WORDING)] = None
    cited_in: Annotated[
        tuple[str, ...], Field("Resolutions that cite it or are based on it.", Merge.UNION, ref="resolutions")
    ] = ()
    series: Annotated[
        str | None,
        Field(
            "Series of reports it belongs to: the id of the mission for reports on its work, or another series.",
            ids_of=("missions",),
            vocabulary="report-series",
            classified=True,
        ),
    ] = None
    pursuant_to: Annotated[
        tuple[str, ...],
        Field("Resolutions that request it, as far as they are in the record.", ref="resolutions"),
    ] = ()
    paragraph: Annotated[
        str | None,
        Field(
            "Paragraph of the resolution that requests it; where several resolutions do, their paragraphs in the "
            "order of the resolutions, separated by semicolons."
        ),
    ] = None
    ordinal: Annotated[
        int | None,
        Field(
            "Its number in the series as a source states it. Numbering restarts with each resolution that requests "
            "reports (if two resolutions do, the older one counts).",
            minimum=1,
        ),
    ] = None
    period_start: Annotated[
        PartialDate | None,
        Field("Start of the period it covers, usually the day of the previous report."),
    ] = None
    period_end: Annotated[PartialDate | None, Field("End of the period it covers.")] = None
    presented_at: Annotated[
        str | None,
        Field("Meeting at which it was before the Council, where a source connects the two.", ref="council_meetings"),
    ] = None
    presented_on: Annotated[
        PartialDate | None, Field("Day of that meeting, according to the same source.", goes_with="presented_at")
    ] = None

    @property
    def period(self) -> PartialDate | None:
        """The date of the document."""
        return self.dated

    def __str__(self) -> str:
        about = self.subject or " ".join(part for part in (self.series, self.kind) if part)
        return line(self.symbol or self.id, self.dated or "undated", says=about)


@frozen(kw_only=True)
class CouncilMeeting(Shown):
    """A meeting of the Security Council on the host country, consultations and video meetings included.

    Example:
        >>> import unami
        >>> unami.mission.council_meetings["2024-05-16-briefing"].held
        PartialDate('2024-05-16')
    """

    __table__: ClassVar[Table] = Table(
        "council_meetings",
        "Meetings of the Security Council on the host country.",
        order=100,
        example={
            "id": "ex-meeting-7",
            "meeting": "EX/PV.7",
            "held": "2015-05-12",
            "kind": "briefing",
            "briefers": "Ada Example",
            "reports": "ex-2015-10",
        },
        named_by=("meeting",),
        types=("schema:Event",),
        terms={
            "held": "schema:startDate",
            "summary": "schema:description",
        },
    )

    id: Annotated[str, Field("Stable identifier of the meeting: its symbol, or its day and kind.")]
    meeting: Annotated[str | None, Field("Meeting, as a verbatim-record symbol.")] = None
    held: Annotated[PartialDate | None, Field("Day of the meeting.")] = None
    kind: Annotated[
        str | None,
        Field(
            "Kind of meeting; a meeting can be of several kinds. `statement` is a presidential statement, `closed` a "
            "formal closed meeting, `vtc` a video meeting or a written vote instead of one, `meeting` a public "
            "meeting about which no source says more.",
            Merge.WORDING,
            values=("adoption", "briefing", "debate", "statement", "consultations", "vtc", "closed", "meeting"),
            classified=True,
        ),
    ] = None
    briefers: Annotated[
        tuple[str, ...], Field("Who briefed, by name, or by office where the source names no one.", Merge.UNION)
    ] = ()
    press_release: Annotated[str | None, Field("Number of the press release.")] = None
    reports: Annotated[
        tuple[str, ...], Field("Documents that were before the Council.", Merge.UNION, ref="documents")
    ] = ()
    agenda: Annotated[str | None, Field("Agenda item or topic, as the source words it.", Merge.WORDING)] = None
    outcome: Annotated[
        tuple[str, ...],
        Field("Symbols of the resulting resolutions, presidential statements and letters.", Merge.UNION),
    ] = ()
    summary: Annotated[str | None, Field("What happened, in our own words.", Merge.WORDING)] = None

    @property
    def period(self) -> PartialDate | None:
        """The day of the meeting."""
        return self.held

    @property
    def link(self) -> str | None:
        """Address of the verbatim record on the pages of the United Nations; ``None`` if the meeting has no symbol.

        Example:
            >>> import unami
            >>> unami.mission.council_meetings["s-pv-4717-resumption-1"].link
            'https://docs.un.org/en/S/PV.4717(Resumption1)'
        """
        return link_of(self.meeting)

    def __str__(self) -> str:
        return line(self.meeting or self.id, self.held, says=self.kind)


@frozen(kw_only=True)
class Website(Timed):
    """A web address of the mission.

    Example:
        >>> import unami
        >>> unami.mission.tables["websites"]["uniraq.org"].url
        'https://www.uniraq.org'
    """

    __table__: ClassVar[Table] = Table(
        "websites",
        "Web sites of the mission.",
        order=110,
        example={"id": "exma.example", "url": "https://exma.example", "start": "2015-02"},
        named_by=("url",),
        types=("schema:WebSite",),
    )

    id: Annotated[str, Field("Stable identifier of the web site: its name.")]
    url: Annotated[str, Field("Address of its front page.", identity=True)]
    start: Annotated[PartialDate | None, Field("When the site was opened.")] = None
    end: Annotated[PartialDate | None, Field("When the site was closed.", open_end=True)] = None
    seen: Annotated[
        tuple[PartialDate, ...], Field("Days, months or years in which a source attests the site in use.", Merge.UNION)
    ] = ()
    items: Annotated[
        tuple[PartialDate, ...],
        Field("Dates of items found on the site; an item may have been uploaded after its date.", Merge.UNION),
    ] = ()
    open_end: Annotated[bool | None, open_end_of("end")] = None

    @property
    def period(self) -> Period:
        """From the opening to the closing of the site; ends that no source gives are unknown."""
        return stated_period(self.start, self.end, open_end=self.open_end)

    def __str__(self) -> str:
        return line(self.url or self.id, self.period)
