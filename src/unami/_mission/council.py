"""The Security Council: reports, meetings, briefings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._base.names import find
from unami._mission.lookup import Lookup
from unami.errors import (
    UnknownRecord,
)

if TYPE_CHECKING:
    from unami.records import (
        CouncilMeeting,
        Document,
    )
    from unami.records._sequence import Records


__all__ = ["Council"]


class Council(Lookup):
    """The Security Council: reports, meetings, briefings."""

    __slots__ = ()

    def report_trail(self, series: str | None = None) -> Records[Document]:
        """Return the Secretary-General's reports of one series, in order.

        Args:
            series: Another series of the package, such as ``human-rights``, or the id of the mission; if left out, the
                reports on the work of the mission.

        Raises:
            UnknownName: There is no such series.

        Example:
            >>> import unami
            >>> unami.mission.report_trail().first().symbol
            'S/2003/715'
        """
        from unami._mission.months import in_order_of_symbols
        from unami.records.document import Document

        reports = self.documents.where(series=self.id if series is None else series, kind="report")
        return self._answered(tuple(in_order_of_symbols(reports)), reports.kind, Document)

    def report_before(self, meeting: str) -> Records[Document]:
        """Return the reports that were before the Council at a meeting, as far as a source says so.

        Args:
            meeting: Id or symbol of the meeting, such as ``S/PV.7224``.

        Raises:
            UnknownRecord: There is no such meeting in the record.

        Example:
            >>> import unami
            >>> [(report.symbol, report.series) for report in unami.mission.report_before("S/PV.7224")]
            [('S/2014/480', 'kuwait-missing-persons'), ('S/2014/485', 'unami')]
        """
        known = {name: held.id for held in self.whole.council_meetings for name in (held.meeting, held.id) if name}
        wanted = find(meeting, known, UnknownRecord, "meeting of the Council")
        named = {report for held in self.council_meetings if held.id == wanted for report in held.reports}
        return self.documents.where(lambda paper: paper.id in named or paper.presented_at == wanted)

    def briefings_by(self, person: str) -> Records[CouncilMeeting]:
        """Return the meetings of the Council at which a person briefed, in chronological order.

        Args:
            person: As in :meth:`person`.

        Raises:
            UnknownPerson: Nobody has that name.

        Example:
            >>> import unami
            >>> len(unami.mission.briefings_by("Melkert")) > 3
            True
        """
        found = self.whole.person(person)
        names = {found.name, found.native_name, *found.other_names}
        return self.council_meetings.where(lambda held: names.intersection(held.briefers)).sort_by("held")
