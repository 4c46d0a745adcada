"""How far the words of statements support what their cells say: `check --evidence`, and the figures of the coverage."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._base.encodable import Shown
from unami._evidence.matching import Verdict, against, judge, provable
from unami._evidence.peoples import words_for_people
from unami._evidence.words import read_words
from unami.records._cell import read_cell
from unami.records._field import Merge
from unami.records._table import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unami._evidence.statement import Statement
    from unami._mission.mission import Mission
    from unami.dates import PartialDate
    from unami.records._field import Column
    from unami.records.source import Source

__all__ = ["Quoted", "Support", "claims_with_words", "spellings_in", "support"]

_DATA = "dataset"
"""The kind of source whose locator names the cell: the number that stands there needs no words."""

_NAMES = (
    "name",
    "other_names",
    "native_name",
    "official_name",
    "abbreviation",
    "alpha_2",
    "symbol",
    "number",
    "meeting",
)
"""Fields by which a record can be named in the words of a source."""

_PEOPLE = "schema:Person"
_COUNTRY = "schema:Country"
_STEM = 4
"""Letters that a name of a country shares with the words made of it."""


@frozen
class Quoted(Shown):
    """One claim of a source, and what its own words say of it.

    Args:
        table: The table.
        record: Id of the record.
        field: The field.
        value: What the cell says.
        source: Id of the source.
        locator: Where in the source.
        row: Row of the CSV file.
        words: The words bound to the field; empty if there are none.
        verdict: ``held`` if they hold the value, ``contradicted`` if they hold another, ``silent`` if neither;
            ``located`` for what needs no words: the cell of a data set, or what the locator names.
        against: The numbers or dates in the words that contradict the value.
    """

    table: str
    record: str
    field: str
    value: Any
    source: str
    locator: str
    row: int
    words: str
    verdict: str
    against: str = ""

    @property
    def id(self) -> str:
        """The place of the claim."""
        return f"{self.table}/{self.row}/{self.field}"

    def __str__(self) -> str:
        said = f'"{self.words}"' if self.words else "no words of its own"
        said += f" has {self.against}" if self.against else ""
        return f"{self.table}, row {self.row}, {self.record}, {self.field}: {self.value} ({self.source}, {self.locator}): {said}"


@frozen
class Support(Shown):
    """How many claims of a table have words that hold their value.

    Args:
        table: The table.
        claims: Claims of sources that words could prove: identifying columns, yes and no, texts in the curators'
            words and what the curators classify are left out, and so are ``located`` ones.
        held: Those whose own words hold the value.
        silent: Those with words of their own in which the value was not found.
        contradicted: Those whose own words hold another number or date.
        located: Claims that need no words: the cell of a data set, a name or day that the locator has, and sightings
            on the day of the source itself.
        classified: Claims in columns that the curators classify.
    """

    table: str
    claims: int
    held: int
    silent: int
    contradicted: int
    located: int
    classified: int

    @property
    def id(self) -> str:
        """The table."""
        return self.table

    @property
    def share(self) -> float | None:
        """The held part of the claims, in per cent; ``None`` if there are no claims."""
        return round(100 * self.held / self.claims, 1) if self.claims else None

    def __str__(self) -> str:
        share = "" if self.share is None else f" ({self.share} %)"
        return f"{self.table}: {self.held} of {self.claims} claims{share} have words that hold their value"


def claims_with_words(mission: Mission) -> Iterator[Quoted]:
    """Every claim of a source that words could prove, with the verdict on its words, table by table.

    Args:
        mission: The record.
    """
    sources = mission.dataset.sources_by_id
    for table in mission.dataset.shape.stated:
        for column, cell, statement, words in _claims(mission, table):
            source = sources[statement.source]
            value = read_cell(column, cell)
            text = words.get(column.name, "")
            if text:
                spellings = spellings_in(mission, column, value)
                verdict = judge(column, value, text, spellings, source.published).value
            else:
                located = _needs_no_words(mission, column, value, statement)
                verdict = "located" if located else Verdict.SILENT.value
            yield Quoted(
                table=table,
                record=statement.record,
                field=column.name,
                value=value,
                source=statement.source,
                locator=statement.locator,
                row=statement.line,
                words=text,
                verdict=verdict,
                against=against(column, text, source.published) if verdict == Verdict.CONTRADICTED.value else "",
            )


def _claims(mission: Mission, table: str) -> Iterator[tuple[Column, str, Statement, Mapping[str, str]]]:
    of_table = mission.dataset.shape.columns(table)
    curators = mission.dataset.curators
    names = [column.name for column in of_table]
    wanted = [(place, column) for place, column in enumerate(of_table) if provable(column)]
    for statement in mission.statements(table):
        if statement.source not in curators:
            words = read_words(statement.stated_as, names).of
            for place, column in wanted:
                if statement.cells[place]:
                    yield column, statement.cells[place], statement, words


def _needs_no_words(mission: Mission, column: Column, value: Any, statement: Statement) -> bool:
    source = mission.dataset.sources_by_id[statement.source]
    if source.kind == _DATA:
        return True
    published: PartialDate | None = source.published
    if published is not None:
        # "Seen on the day of the page", and the day of the document that the record is: the page itself is the evidence.
        sighting = column.spec.merge is Merge.UNION and column.many
        if set(value if column.many else (value,)) == {published} and (sighting or _is_about_itself(source, statement)):
            return True
    if column.type in (int, float):
        return False  # the numbers in a locator are those of pages
    spellings = spellings_in(mission, column, value)
    if source.symbol and (value == source.symbol or (spellings and all(source.symbol in names for names in spellings))):
        return True
    # The row of a table that goes by the name or the day.
    return judge(column, value, statement.locator, spellings) is Verdict.HELD


def _is_about_itself(source: Source, statement: Statement) -> bool:
    """Whether a statement of a document is about that document."""
    return bool(source.symbol) and source.symbol in statement.cells


def spellings_in(mission: Mission, column: Column, value: Any) -> tuple[tuple[str, ...], ...]:
    """For each part of a value, the names of the record for which it stands.

    Args:
        mission: The record.
        column: The field.
        value: Its value.
    """
    tables = (column.spec.ref,) if column.spec.ref else column.spec.ids_of
    if not tables:
        return ()
    known = [_spellings(mission, table) for table in tables]
    parts = value if column.many else (value,)
    return tuple(tuple(name for names in known for name in names.get(part, ())) for part in parts)


def _spellings(mission: Mission, table: str) -> dict[str, tuple[str, ...]]:
    return mission.cache.get(("spellings", table), lambda: _named(mission, table))


def _named(mission: Mission, table: str) -> dict[str, tuple[str, ...]]:
    types = table_of(mission.dataset.shape.record_class(table)).types
    people, countries = _PEOPLE in types, _COUNTRY in types
    found: dict[str, tuple[str, ...]] = {}
    # What a name means does not depend on the view.
    for record in mission.whole.tables[table]:
        names: list[str] = []
        for field in _NAMES:
            value = getattr(record, field, None)
            names += map(str, value) if isinstance(value, tuple) else [] if value is None else [str(value)]
        if countries:
            # Swedish of Sweden, Italian of Italy: the beginning of the name.
            names += [name[: max(_STEM, len(name) - 2)] for name in names if name.isalpha() and len(name) > _STEM]
            names += words_for_people(getattr(record, "alpha_2", None))
        if people:
            names += [name.split()[-1] for name in names if " " in name]
        found[record.id] = tuple(dict.fromkeys(names))
    return found


def support(mission: Mission) -> Mapping[str, Support]:
    """How many claims of each table have words that hold their value.

    Args:
        mission: The record.
    """
    return mission.cache.get("support", lambda: _support(mission))


def _support(mission: Mission) -> dict[str, Support]:
    counts: dict[str, Counter[str]] = {table: Counter() for table in mission.dataset.shape.stated}
    for claim in claims_with_words(mission):
        counts[claim.table]["quoted" if claim.words and claim.verdict == Verdict.SILENT.value else claim.verdict] += 1
        counts[claim.table]["claims"] += claim.verdict != "located"
    return {
        table: Support(
            table=table,
            claims=count["claims"],
            held=count[Verdict.HELD.value],
            silent=count["quoted"],
            contradicted=count[Verdict.CONTRADICTED.value],
            located=count["located"],
            classified=_classified(mission, table),
        )
        for table, count in counts.items()
    }


def _classified(mission: Mission, table: str) -> int:
    of_table = mission.dataset.shape.columns(table)
    places = [place for place, column in enumerate(of_table) if column.spec.classified]
    curators = mission.dataset.curators
    return sum(
        sum(bool(statement.cells[place]) for place in places)
        for statement in mission.statements(table)
        if statement.source not in curators
    )
