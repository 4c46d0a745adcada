"""The basis of every question about a mission: its tables, their statements, and cached results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import field, frozen

from unami._base.cache import Cache, Recent
from unami._base.encodable import opaque
from unami._base.given import given
from unami._base.names import pick
from unami.errors import UnknownName, UnknownTable
from unami.records._base import attach
from unami.records._order import in_time
from unami.records._sequence import Records
from unami.records._table import table_of
from unami.records.source import Source

if TYPE_CHECKING:
    from unami._evidence.merge import Merged
    from unami._evidence.provenance import Provenance
    from unami._evidence.statement import Statement
    from unami._mission.mission import Mission
    from unami._mission.tenure import Incumbent
    from unami._package.read import Dataset
    from unami.dates._timeline import Timeline
    from unami.records._where import Asked

__all__ = ["MissionCore", "View", "given_mission"]

T = TypeVar("T")

_VIEWS = 8
"""Number of views that a mission keeps; one in which everything was asked takes about as much memory as the record."""


@frozen(repr=False)
class View:
    """Selects the statements that count.

    Args:
        label: Name of the view, shown after the mission's name; empty for the whole record.
        sources: Ids of the selected sources; ``None`` for all.
    """

    label: str = ""
    sources: frozenset[str] | None = None


@opaque
@frozen(eq=False, repr=False)
class MissionCore:
    """Tables, statements and evidence of a mission.

    Args:
        dataset: The data set with the statements.
        view: Selects the statements that count.
    """

    dataset: Dataset
    view: View = View()
    cache: Cache = field(factory=Cache, init=False)
    """Cached results, shared by all users of the mission."""
    _timelines: dict[str, Timeline[Records[Incumbent]]] = field(factory=dict, init=False)
    _views: Recent = field(factory=lambda: Recent(_VIEWS), init=False)
    """The views of it that were asked for last, each with what it has worked out."""

    def statements(self, table: str) -> tuple[Statement, ...]:
        """Return the statements of a table that count in this view, row by row.

        Args:
            table: Name of a table.

        Raises:
            UnknownTable: There is no such table, or its rows are not statements.

        Example:
            >>> import unami
            >>> unami.mission.statements("people")[0].source
            'unv-arain'
        """
        shape = self.dataset.shape
        known = pick(table, shape.tables, UnknownTable, "table")
        if known not in shape.stated:
            raise UnknownTable(
                "table of statements", known, problem="its rows are not statements, but what they rest on"
            )
        statements = self.dataset.statements(known)
        allowed = self.view.sources
        if allowed is None:
            return statements
        return tuple(statement for statement in statements if statement.source in allowed)

    def words(self, vocabulary: str) -> tuple[str, ...]:
        """The words of a vocabulary of the data package, such as the populations whose casualties are counted.

        Words that are the same for every mission, such as the kinds of events, are in :attr:`dictionary`, field by field:
        ``mission.dictionary["events/kind"].values``.

        Args:
            vocabulary: Name of the vocabulary.

        Raises:
            UnknownName: There is no such vocabulary.

        Example:
            >>> import unami
            >>> unami.mission.words("host-office")
            ('president', 'prime-minister')
        """
        return self.dataset.words(pick(vocabulary, self.dataset.vocabularies.names, UnknownName, "vocabulary"))

    def _table(self, name: str) -> Records[Any]:
        # A package can call a table of its own like anything else that is kept.
        return self.cache.get(("table", name), lambda: self._read(name))

    def _read(self, name: str) -> Records[Any]:
        of: type[Any] = self.dataset.shape.record_class(name)
        if of is Source:
            return self._answered(in_time(self._sources_that_count()), name, of)
        records = self._completed(of, tuple(self._merged(name).values()))
        attach(records, cast("Mission", self))
        return self._answered(in_time(records), table_of(of).kind, of)

    def _merged(self, table: str) -> Merged:
        """The records of a table as merged from statements, each when it is first requested."""
        return self.cache.get(("merged", table), lambda: self.dataset.merged(table, self.statements(table)))

    def _record(self, table: str, name: str) -> Any:
        """The record with an id, or ``None``; others of the table, which must have no derived values, are not merged."""
        record = self._merged(table).get(name)
        attach((record,), cast("Mission", self))
        return record

    def _sources_that_count(self) -> tuple[Source, ...]:
        allowed = self.view.sources
        return tuple(source for source in self.dataset.sources if allowed is None or source.id in allowed)

    def _completed(self, of: type[T], records: tuple[T, ...]) -> tuple[T, ...]:  # noqa: ARG002 - for topics to override
        """Add derived values, which need other tables, to the records of a table.

        Args:
            of: The class of the records.
            records: The records as merged from statements.
        """
        return records

    def _answered(self, items: tuple[T, ...], kind: str, of: type[T], asked: Asked[Any] | None = None) -> Records[T]:
        """Records that know what they are and where they come from: there is no core but that of a Mission."""
        return Records(items, kind, of, cast("Mission", self), asked)

    @property
    def whole(self) -> Self:
        """The record with all statements: names are looked up here, whatever sources a view selects.

        Example:
            >>> import unami
            >>> unami.mission.known_at("2004").whole.head_at("2014-06-10").name
            'Nickolay Mladenov'
        """
        if self.view.sources is None:
            return self
        return self.dataset.cache.get("whole mission", lambda: type(self)(self.dataset))

    def _provenance(self, table: str) -> Provenance:
        """Return the evidence for the records of a table.

        Args:
            table: Name of a table.
        """
        from unami._evidence.provenance import Provenance

        return self.cache.get(
            ("provenance", table),
            lambda: Provenance(
                self.dataset.shape.record_class(table), self._merged(table).rows, self.dataset.sources_by_id
            ),
        )

    @property
    def version(self) -> str:
        """Version of the data; the version of the library is separate.

        Example:
            >>> import unami
            >>> unami.mission.version == unami.dataset_version
            True
        """
        return self.dataset.version


def given_mission(value: object) -> Mission:
    """Take a mission from a user, if it is one.

    Args:
        value: What was given.

    Raises:
        InvalidValue: It is none.
    """
    found = given(value, MissionCore, "mission", "the packaged record, a view, or another mission")
    return cast("Mission", found)
