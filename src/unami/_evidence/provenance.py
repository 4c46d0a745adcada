"""Explanations and disputes for the records of a table: which sources support a value, and which contradict it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami._base.names import checked_name, nearest
from unami._evidence.claim import Claim, Dispute, Explanation, Rival
from unami._evidence.matching import Verdict, judge
from unami._evidence.merge import Reason, decide_field, disputed, given
from unami._evidence.sums import is_sum, terms_of
from unami._evidence.words import read_words
from unami.errors import UnknownField, UnknownRecord
from unami.records._cell import read_cell, value_in
from unami.records._field import columns
from unami.records._figure import Figure
from unami.records._former import current_name
from unami.records._table import table_of
from unami.records.source import Rank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unami._evidence.statement import Statement
    from unami.records._field import Column
    from unami.records.source import Source

__all__ = ["Provenance"]

_CURATION_LAST = 99


class Provenance:
    """The statements of one table of one view, as evidence for its records.

    Args:
        of: Class of the records of the table.
        rows: The statements of the view by the id of their record.
        sources: All sources by id.
    """

    def __init__(
        self,
        of: type[Any],
        rows: Mapping[str, list[Statement]],
        sources: Mapping[str, Source],
    ) -> None:
        self._of = of
        self._about = table_of(of)
        self._table = self._about.name
        self._sources = sources
        self._columns: tuple[Column, ...] = columns(of)
        self._names = [column.name for column in self._columns]
        ends = tuple(column.name for column in self._columns if column.spec.open_end)
        self._rests_on = {**self._about.rests_on, "open_end": ends} if ends else self._about.rests_on
        self._rows = rows
        # Kept for each record once they are asked for: a snapshot asks for those of all its lines.
        self._sources_of: dict[str, tuple[Source, ...]] = {}
        self._disputes_of: dict[str, tuple[Any, tuple[Dispute, ...]]] = {}
        """The disputes by the id of a record, each with the record: a changed copy of it has other values."""

    def _rows_of(self, record: str) -> list[Statement]:
        if record not in self._rows:
            raise UnknownRecord(f"id in {self._table}", record, nearest(record, self._rows))
        return self._rows[record]

    def sources_of(self, record: str) -> tuple[Source, ...]:
        """Return the sources of a record: best tier first, then latest first; decisions of the curators come last.

        Args:
            record: Id of the record.
        """
        known = self._sources_of.get(record)
        return self._sources_of.setdefault(record, self._ordered_sources(record)) if known is None else known

    def _ordered_sources(self, record: str) -> tuple[Source, ...]:
        found = {row.source for row in self._rows_of(record) if row.rank is not Rank.DEPRECATED}
        by_date = sorted((self._sources[name] for name in found), key=lambda source: source.id)
        dated = sorted((s for s in by_date if s.published), key=lambda source: str(source.published), reverse=True)
        ordered = dated + [source for source in by_date if not source.published]
        return tuple(sorted(ordered, key=lambda source: source.tier or _CURATION_LAST))

    def explain(self, record: Any, field: str) -> Explanation:
        """Explain where the value of a field comes from.

        Args:
            record: A record of the table.
            field: Name of a field, or of a property derived from fields.

        Raises:
            UnknownField: The table has no such field.
        """
        field = checked_name(field, UnknownField, f"field of {self._table}")
        field = current_name(self._of, field, self._table)
        name = self._about.asked_as.get(field, field)
        names = self._names
        if name in names:
            return self._explain_column(record, names.index(name))
        base = self._rests_on.get(name)
        if base is None:
            known = [*names, *self._rests_on, *self._about.asked_as]
            raise UnknownField(f"field of {self._table}", field, nearest(field, known) or known)
        claims = tuple(claim for part in base for claim in self._explain_column(record, names.index(part)).claims)
        told = getattr(record, "derivation", None)
        derivation = told or (f"worked out from {', '.join(base)}" if base else "nothing to work it out from")
        return Explanation(
            table=self._table,
            record=record.id,
            field=name,
            value=getattr(record, name),
            reason=Reason.DERIVED,
            claims=claims,
            derivation=derivation,
        )

    def _explain_column(self, record: Any, place: int) -> Explanation:
        column = self._columns[place]
        pairs = given(column, place, self._rows_of(record.id))
        decision = decide_field(self._columns, place, self._rows_of(record.id), self._sources)
        value = value_in(record, column)
        bound = None if column.edge is None else getattr(record, column.edge.name)
        claims = sorted(
            (self._claim(column, value, row) for value, row in pairs),
            key=lambda claim: (
                (claim.value, claim.bound) != (value, bound),
                claim.value != value,
                claim.rank is Rank.DEPRECATED,
                claim.source.tier,
                claim.source.id,
                claim.locator,
            ),
        )
        return Explanation(
            table=self._table,
            record=record.id,
            field=column.name,
            value=value,
            reason=decision.reason,
            claims=tuple(claims),
            derivation=self._sum_in_words(record.id, place, value),
            bound=bound,
        )

    def _words(self, column: Column, value: Any, row: Statement) -> str:
        """The words bound to a field; else those of the statement as a whole, if they hold the value."""
        words = read_words(row.stated_as, self._names)
        bound = words.of.get(column.name, "")
        if bound or not words.whole:
            return bound
        published = self._sources[row.source].published
        return words.whole if judge(column, value, words.whole, published=published) is Verdict.HELD else ""

    def _claim(self, column: Column, value: Any, row: Statement) -> Claim:
        bound = None
        if isinstance(value, Figure):
            value, bound = value.number, value.edge
        return Claim(
            table=self._table,
            record=row.record,
            field=column.name,
            value=value,
            source=self._sources[row.source],
            locator=row.locator,
            stated_as=self._words(column, value, row),
            rank=row.rank,
            note=row.note,
            own=row.own,
            classified=column.spec.classified,
            bound=bound,
            derived=is_sum(row, self._sources),
        )

    def _sum_in_words(self, record: str, place: int, value: Any) -> str | None:
        """Return how the value was added up, if it was."""
        column = self._columns[place]
        for row in self._rows[record]:
            if is_sum(row, self._sources) and row.cells[place] and read_cell(column, row.cells[place]) == value:
                terms = terms_of(row, self._columns, place, self._rows, self._sources)
                text = "".join(f" {'-' if term.minus else '+'} {term}" for term in terms)
                return f"{value} = {text.removeprefix(' + ')}"
        return None

    def disputes(self, records: Sequence[Any]) -> tuple[Dispute, ...]:
        """Return the fields of records for which sources give incompatible values.

        Args:
            records: Records of the table.
        """
        found: list[Dispute] = []
        for record in records:
            of, disputes = self._disputes_of.get(record.id, (None, ()))
            if of is not record:
                disputes = self._disputed(record)
                self._disputes_of[record.id] = record, disputes
            found += disputes
        return tuple(found)

    def _disputed(self, record: Any) -> tuple[Dispute, ...]:
        found = []
        rows = self._rows[record.id]
        for place, column in enumerate(self._columns):
            if len({row.cells[place] for row in rows} - {""}) < 2:
                continue
            pairs = given(column, place, rows)
            if not disputed(column, (value for value, _ in pairs)):
                continue
            explanation = self._explain_column(record, place)
            by_value: dict[Any, list[Claim]] = {}
            for claim in explanation.claims:
                by_value.setdefault((claim.value, claim.bound), []).append(claim)
            rivals = tuple(Rival(value, tuple(claims), bound) for (value, bound), claims in by_value.items())
            found.append(
                Dispute(
                    table=self._table,
                    record=record.id,
                    field=column.name,
                    value=explanation.value,
                    reason=explanation.reason,
                    rivals=rivals,
                    bound=explanation.bound,
                )
            )
        return tuple(found)
