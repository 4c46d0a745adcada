"""The sources of records and values, and disputes between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami._mission.lookup import Lookup
from unami.errors import (
    UnknownField,
    UnknownTable,
)
from unami.records._sequence import Records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._evidence.claim import Dispute, Explanation
    from unami.records._table import Table
    from unami.records.source import Source


__all__ = ["EvidenceQuestions"]

_FEW = 3
"""How many records an error names."""


def _is_made_of_others(record: Any) -> bool:
    """True if it is a row of the panel, which combines records and answers."""
    return hasattr(record, "made_of") and not isinstance(record, type)


def _names(dispute: Dispute, record: str) -> bool:
    """Whether a record is one of the values in dispute."""
    return any(record == rival.value or record in _listed(rival.value) for rival in dispute.rivals)


def _listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


class EvidenceQuestions(Lookup):
    """The sources of records and values, and disputes between them."""

    __slots__ = ()

    def _table_of(self, record: Any) -> tuple[str, Any]:
        """Return the table and the record behind a record or an answer, or behind an id or a name."""
        if isinstance(record, (str, int)):
            record = self.record(record)
        # An answer knows the record behind it, so no class is imported for the question.
        record = record if isinstance(record, type) else getattr(record, "behind", record)
        about: Table | None = getattr(type(record), "__table__", None)
        if about is not None and about.stated:
            # A record of another view, or a changed copy, has values that the statements of this mission do not explain.
            return about.name, self._table(about.name).get(record.id, record)
        if about is not None:
            words = "its rows are not statements, but what statements rest on"
            raise UnknownTable("table of statements", about.name, problem=words)
        expected = ("a record of a table, a leader or a mandate",)
        raise UnknownTable("kind of record", type(record).__name__, expected)

    def _parts_of(self, record: Any) -> tuple[Any, ...]:
        """Return the records in an answer that has several, or in a row of the panel; anything else is a single record."""
        if isinstance(record, Records):
            return record.items
        return record.made_of(self) if _is_made_of_others(record) else (record,)

    def explain(self, record: Any, field: str) -> Explanation:
        """Explain the value of a field: which sources support and contradict it, and why it was chosen.

        Args:
            record: A record, an answer such as a leader or a mandate, or the only record of some; or an id, name or
                symbol as in :meth:`record`.
            field: Name of the field.

        Raises:
            UnknownField: The record has no such field; if what belongs to it has, such as the appointments of a person,
                the error says which records.
            UnknownRecord: No record, or more than one, has the id or name.
            UnknownTable: It is not a record that is made of statements, but a source or something else.
            NotOne: They are several records.

        Example:
            >>> import unami
            >>> print(unami.mission.explain("S/RES/1723", "adopted").value)
            2006-11-28
        """
        name, behind = self._table_of(record.one() if isinstance(record, Records) else record)
        if isinstance(field, str) and not hasattr(behind, field):
            for table, own in self._belonging(name, behind.id):
                if own and any(column.name == field for column in self.dataset.shape.columns(table)):
                    words = f"it is a field of {table}; ask of"
                    ids = " or ".join(each.id for each in own[:_FEW])
                    raise UnknownField(f"field of {name}", field, problem=f"{words} {ids}")
        return self._provenance(name).explain(behind, field)

    def sources_of(self, record: Any) -> Records[Source]:
        """Return the sources of a record, best tier first.

        Args:
            record: A record; an answer such as a leader, a mandate or a dispute; a source, which is its own source;
                several records, whose sources are listed once each; or an id, name or symbol as in :meth:`record`. What
                belongs to a record, such as the appointments of a person, has sources of its own.

        Raises:
            UnknownRecord: No record, or more than one, has the id or name.

        Example:
            >>> import unami
            >>> unami.mission.sources_of("S/RES/2110").first().id
            'sc-res-2110'
        """
        from unami._evidence.claim import Claim, Dispute, Explanation
        from unami._package.changelog import Change
        from unami.records.source import Source

        if isinstance(record, (str, int)):
            record = self.record(record)
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
        elif isinstance(record, Records) or _is_made_of_others(record):
            parts = (self.sources_of(part) for part in self._parts_of(record))
            found = tuple(dict.fromkeys(source for given in parts for source in given))
        elif getattr(record, "behind", record) is None:
            found = ()
        else:
            name, behind = self._table_of(record)
            found = self._provenance(name).sources_of(behind.id)
        return self._answered(found, "sources", Source)

    def disputes_of(self, *records: Any, related: bool = True) -> Records[Dispute]:
        """Return the disputes about some records, and about what belongs to them.

        To a person belong the appointments; to a post, its appointments; to a resolution, what it does to each task; to a
        country, its contributions and contingents; to a place, its counts of casualties and displaced people; and so on:
        the records that could not be of another one. In addition, there are the disputes in which it is one of the
        values, such as who succeeded somebody.

        Args:
            records: Records, answers such as leaders, several records at once, or ids, names and symbols as in
                :meth:`record`.
            related: Whether to include what belongs to them; if not, only the fields of the records themselves count.

        Raises:
            UnknownRecord: No record, or more than one, has an id or name.

        Example:
            >>> import unami
            >>> {dispute.field for dispute in unami.mission.disputes_of("1723")}
            {'adopted'}
            >>> [dispute.id for dispute in unami.mission.disputes_of("Melkert").where(field="took_office")]
            ['appointments/ad-melkert.srsg/took_office']
        """
        from unami._evidence.claim import Dispute

        found: dict[Dispute, None] = {}
        for record in (part for given in records for part in self._parts_of(given)):
            name, behind = self._table_of(record)
            found.update(dict.fromkeys(self._provenance(name).disputes([behind])))
            if related:
                found.update(dict.fromkeys(self._disputes_around(name, behind.id)))
        return self._answered(tuple(found), "disputes", Dispute)

    def _belonging(self, table: str, record: str) -> Iterator[tuple[str, list[Any]]]:
        """The records that could not be of another record, table by table."""
        for other in self.dataset.shape.stated:
            of = self.dataset.shape.columns(other)
            owners = [column.name for column in of if column.spec.ref == table and column.spec.identity]
            if owners:
                yield (
                    other,
                    [each for each in self._table(other) if any(getattr(each, name) == record for name in owners)],
                )

    def _disputes_around(self, table: str, record: str) -> Iterator[Dispute]:
        """The disputes about what belongs to a record, and those in which it is one of the values."""
        belonging = dict(self._belonging(table, record))
        for other in self.dataset.shape.stated:
            yield from self._provenance(other).disputes(belonging.get(other, ()))
            fields = {column.name for column in self.dataset.shape.columns(other) if column.spec.ref == table}
            if fields:
                of_table = self.disputes.where(table=other)
                yield from (each for each in of_table if each.field in fields and _names(each, record))

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

            stated = self.dataset.shape.stated
            found = (d for table in stated for d in self._provenance(table).disputes(self._table(table).items))
            return self._answered(tuple(found), "disputes", Dispute)

        all_of_them: Records[Dispute] = self.cache.get("disputes", make)
        return all_of_them
