"""The sources of records and values, and disputes between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami._mission.lookup import Lookup
from unami.errors import (
    UnknownTable,
)
from unami.records import TABLES

if TYPE_CHECKING:
    from unami._evidence.claim import Dispute, Explanation
    from unami.records._sequence import Records
    from unami.records._table import Table
    from unami.records.source import Source


__all__ = ["EvidenceQuestions"]


def _is_made_of_others(record: Any) -> bool:
    """True if it is a row of the panel, which combines records and answers."""
    return hasattr(record, "made_of") and not isinstance(record, type)


class EvidenceQuestions(Lookup):
    """The sources of records and values, and disputes between them."""

    __slots__ = ()

    def _table_of(self, record: Any) -> tuple[str, Any]:
        """Return the table and the record behind a record or an answer."""
        # An answer knows the record behind it, so no class is imported for the question.
        record = record if isinstance(record, type) else getattr(record, "behind", record)
        about: Table | None = getattr(type(record), "__table__", None)
        if about is not None and about.stated:
            return about.name, record
        raise UnknownTable("kind of record", type(record).__name__, ("a record of a table, a leader or a mandate",))

    def _parts_of(self, record: Any) -> tuple[Any, ...]:
        """Return the records in a row of the panel; anything else is a single record."""
        return record.made_of(self) if _is_made_of_others(record) else (record,)

    def explain(self, record: Any, field: str) -> Explanation:
        """Explain the value of a field: which sources support and contradict it, and why it was chosen.

        Args:
            record: A record, or an answer such as a leader or a mandate.
            field: Name of the field.

        Raises:
            UnknownField: The record has no such field.

        Example:
            >>> import unami
            >>> print(unami.mission.explain(unami.mission.resolutions["1723"], "adopted").value)
            2006-11-28
        """
        name, behind = self._table_of(record)
        return self._provenance(name).explain(behind, field)

    def sources_of(self, record: Any) -> Records[Source]:
        """Return the sources of a record, best tier first.

        Args:
            record: A record; an answer such as a leader, a mandate or a dispute; or a source, which is its own source.

        Example:
            >>> import unami
            >>> unami.mission.sources_of(unami.mission.resolutions["2110"]).first().id
            'sc-res-2110'
        """
        from unami._evidence.claim import Claim, Dispute, Explanation
        from unami._package.changelog import Change
        from unami.records.source import Source

        found: tuple[Source, ...]
        if isinstance(record, Source):
            found = (record,)
        elif isinstance(record, Claim):
            found = (record.source,)
        elif isinstance(record, (Dispute, Explanation)):
            found = record.sources
        elif isinstance(record, Change):
            table = self.tables[record.table]
            return self.sources_of(table[record.record]) if record.record in table.ids else self.sources[:0]
        elif _is_made_of_others(record):
            parts = (self.sources_of(part) for part in record.made_of(self))
            found = tuple(dict.fromkeys(source for given in parts for source in given))
        elif getattr(record, "behind", record) is None:
            found = ()
        else:
            name, behind = self._table_of(record)
            found = self._provenance(name).sources_of(behind.id)
        return self._answered(found, "sources", Source)

    def disputes_of(self, *records: Any) -> Records[Dispute]:
        """Return the disputes about some records.

        Args:
            records: Records, or answers such as leaders.

        Example:
            >>> import unami
            >>> {dispute.field for dispute in unami.mission.disputes_of(unami.mission.resolutions["1723"])}
            {'adopted'}
        """
        from unami._evidence.claim import Dispute

        found: list[Dispute] = []
        for record in (part for given in records for part in self._parts_of(given)):
            name, behind = self._table_of(record)
            found.extend(self._provenance(name).disputes([behind]))
        return self._answered(tuple(found), "disputes", Dispute)

    @property
    def disputes(self) -> Records[Dispute]:
        """All disputes, table by table.

        Example:
            >>> import unami
            >>> unami.mission.disputes.where(table="tallies").first().field
            'count'
        """

        def make() -> Records[Dispute]:
            from unami._evidence.claim import Dispute

            found = (d for table in TABLES for d in self._provenance(table).disputes(self._table(table).items))
            return self._answered(tuple(found), "disputes", Dispute)

        all_of_them: Records[Dispute] = self.cache.get("disputes", make)
        return all_of_them
