"""Checking a data package, with messages that suggest what to do."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._base.names import nearest
from unami._base.text import did_you_mean, fault_of_letters
from unami._evidence.merge import Merged, Reason, decide_field, given
from unami._evidence.statement import Statement
from unami._evidence.sums import is_sum, terms_of
from unami._evidence.words import unknown_names
from unami._package.canonical import besides, canonical_csv
from unami._package.describe import good_version, read_descriptor
from unami._package.own_tables import own_vocabularies, read_shape, widened
from unami._package.read import LEADING, header, optional_columns, parse_csv, parse_descriptor, renewed
from unami._package.store import CHANGELOG, DESCRIPTOR, VOCABULARIES, PackagedFiles, TypedFiles, beside, unreadable
from unami._package.vocabulary import GENERAL, SYNONYM, UNLISTED, Vocabularies, read_vocabularies, without_default
from unami.dates import Bound, PartialDate, Period
from unami.errors import DatasetError, InvalidDate, Problem
from unami.records import TABLES, record_class
from unami.records._cell import SEPARATOR, read_cell, show_value
from unami.records._field import columns
from unami.records._former import current_name
from unami.records._index import NOT_REQUIRED
from unami.records._shape import STANDARD
from unami.records.resolution import Resolution
from unami.records.source import CURATION, Rank, Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from unami._package.read import Dataset
    from unami._package.store import Files
    from unami.records._field import Column
    from unami.records._shape import Shape

__all__ = ["check_files"]

_LONGEST_CELL = 10_000
"""Maximum length of a cell in characters; the longest notes have a few hundred."""


_MOST_COLUMNS = 100
"""Maximum number of columns; beyond this, column names are not compared one by one."""


_MOST_STATEMENTS = 1000
"""Maximum number of statements about one thing."""


_MOST_PROBLEMS = 1000
"""After this many problems, the rest of a table is not checked."""


_MOST_IN_CELL = 10
"""After this many wrong values, the rest of a list is not checked."""


_MOST_SHOWN = 10
"""Maximum number of values or words shown in a problem."""


_MOST_TIERS = 1000
"""Maximum number of kinds of sources."""

_MOST_WORDS = 1000
"""Maximum number of words in the vocabularies of a package."""

_LONGEST_ID = 200


_MOST_WORK = 20_000_000
"""Budget for finding nearest names, in compared characters: about a second."""


_WORKED_OUT = ("period", "span", "expires")
"""Properties derived from the dates of a record; computing them shows whether the dates contradict each other."""


_RANKS = tuple(rank.value for rank in Rank)


_ID_HINT = "expected lower-case letters and digits, separated by single hyphens or full stops, or an ISO code"


@frozen
class _Table:
    name: str
    rows: list[tuple[int, list[str]]]
    """The rows with the right number of cells, each with its number; the header is row 1."""
    ids: frozenset[str] = frozenset()
    """The ids that other tables can refer to, including those of rows with a wrong number of cells."""
    readable: bool = False
    """True if the columns are as expected; if not, references from other tables cannot be checked."""
    whole: bool = False
    """True if all rows were read."""


class _Hints:
    """Nearest names for wrong ones, within a budget, because a package full of mistakes would take long."""

    def __init__(self) -> None:
        self.left = _MOST_WORK

    def hint(self, word: str, known: Collection[str]) -> str:
        """Return a question such as ``; did you mean people?``, or an empty text.

        Args:
            word: The wrong name.
            known: The valid names.
        """
        wanted = word[:_LONGEST_ID]
        self.left -= len(known) * len(wanted) ** 2
        found = nearest(wanted, known) if self.left >= 0 else ()
        return did_you_mean(found[:1])


def _one_of(words: Collection[str]) -> str:
    return f"expected one of {_listed(words)}"


def _listed(words: Collection[str]) -> str:
    more = f" and {len(words) - _MOST_SHOWN} more" if len(words) > _MOST_SHOWN else ""
    return f"{', '.join(islice(words, _MOST_SHOWN))}{more}"


def _and_more(table: str, line: int | None, what: str = "rows") -> Problem:
    return Problem(table, f"too many problems; the {what} from here on are not checked", row=line)


def _read(files: Files, name: str, problems: list[Problem], shape: Shape = STANDARD) -> _Table:
    expected = list(header(name, shape))
    if name in NOT_REQUIRED and f"{name}.csv" not in files.names():
        return _Table(name, [], readable=True, whole=True)
    try:
        content = files.read(f"{name}.csv")
        rows = parse_csv(name, content)
    except OSError as error:
        problems.append(unreadable(f"{name}.csv", error, beside(files)))
        return _Table(name, [])
    except DatasetError as error:
        problems.extend(error.problems)
        return _Table(name, [])
    written = rows
    head, *body = renewed(name, written, files, shape)
    for column in written[0] if head is not written[0] else ():
        current_name(shape.record_class(name), column, f"{name}.csv")
    numbered = list(enumerate(body, 2))
    if head != expected:
        if len(head) > _MOST_COLUMNS:
            problems.append(Problem(name, f"expected {len(expected)} columns, found {len(head)}", row=1))
            return _Table(name, [])
        unknown = [column for column in head if column not in expected]
        missing = [column for column in expected if column not in {*head, *optional_columns(name, shape)}]
        twice = [column for column in dict.fromkeys(head) if head.count(column) > 1]
        for column in unknown:
            if not column:
                words = "a column without a name; name it, or delete it"
                problems.append(Problem(name, words, row=1))
                continue
            others = [name for name in expected if name not in head]
            hint = did_you_mean(nearest(column, others)[:1])
            if not hint and name in shape.stated:
                hint = f", and {name} can also have {_listed(others)}" if others else ""
                hint += f"; a column of your own is described in {DESCRIPTOR}"
            problems.append(Problem(name, f"unknown column{hint}", row=1, column=column))
        problems.extend(Problem(name, "this column is missing", row=1, column=column) for column in missing)
        problems.extend(Problem(name, "this column is there twice", row=1, column=column) for column in twice)
        if not unknown and not missing and not twice:
            here = [column for column in expected if column in head]
            problems.append(Problem(name, f"expected the columns in the order {','.join(here)}", row=1))
        return _Table(name, [])
    good = [(line, row) for line, row in numbered if len(row) == len(expected) and any(row)]
    bad = [(line, row) for line, row in numbered if len(row) != len(expected) or not any(row)]
    empty = f"an empty row; delete it, or run: {_format_command(files)}"
    problems.extend(
        Problem(name, f"expected {len(expected)} cells, found {len(row)}" if any(row) else empty, row=line)
        for line, row in bad[:_MOST_PROBLEMS]
    )
    if len(bad) > _MOST_PROBLEMS:
        problems.append(_and_more(name, bad[_MOST_PROBLEMS][0]))
    whole = len(good) == len(body)
    # Whoever works in a spreadsheet sorts its rows as suits the work.
    formed = not isinstance(files, TypedFiles)
    if whole and formed and content.decode("utf-8") != canonical_csv(written[0], written[1:]):
        problems.append(Problem(name, f"not in canonical order or quoting; run: {_format_command(files)}"))
    named = [row for row in body if row]
    ids = frozenset(row[0] for row in named) if name not in shape.stated else _referable(named)
    return _Table(name, good, ids, readable=True, whole=whole)


def _referable(rows: Iterable[list[str]]) -> frozenset[str]:
    """Return the ids that others can refer to: a thing with only deprecated statements has no record."""
    rank = LEADING.index("rank")
    return frozenset(row[0] for row in rows if row[rank : rank + 1] != [Rank.DEPRECATED.value])


def _format_command(files: Files) -> str:
    """Return the command that writes the files of a package in canonical form."""
    import shlex

    command = "python -m unami format"
    return command if isinstance(files, PackagedFiles) else f"{command} {shlex.quote(files.where)}"


def _good_id(text: str) -> bool:
    parts = text.replace(".", "-").split("-")
    slug = all(part and part.isascii() and part.isalnum() and part == part.lower() for part in parts)
    # Countries and their parts use ISO 3166 codes: IRQ, IQ-BG.
    country, hyphen, part = text.partition("-")
    letters = country.isascii() and country.isalpha() and country.isupper()
    if not hyphen:
        return slug or (letters and len(country) == 3)
    part_code = part.isascii() and part.isalnum() and part == part.upper() and len(part) <= 3
    return slug or (letters and len(country) == 2 and part_code)


def _check_tiers(table: _Table, problems: list[Problem]) -> dict[str, int | None]:
    tiers: dict[str, int | None] = {}
    for number, (line, row) in enumerate(table.rows):
        kind, tier, _ = row
        if number >= _MOST_TIERS:
            problems.append(Problem("tiers", f"expected at most {_MOST_TIERS} kinds of sources", row=line))
            break
        problems.extend(_untidy("tiers", line, header("tiers"), row))
        if kind in tiers:
            problems.append(Problem("tiers", "this kind is listed twice", row=line, column="kind", value=kind))
        if not (tier.isascii() and tier.isdigit() and len(tier) <= 3):
            problems.append(Problem("tiers", "expected a whole number", row=line, column="tier", value=tier))
            tiers[kind] = None
        else:
            tiers[kind] = int(tier)
    return tiers


def _check_sources(
    table: _Table, tier_table: _Table, tiers: Mapping[str, int | None], problems: list[Problem]
) -> dict[str, Source]:
    """Check the sources, and return those whose tier is known."""
    earlier = len(problems)
    seen: set[str] = set()
    sources: dict[str, Source] = {}
    for line, row in table.rows:
        name, title, _, published, kind = row[:5]
        if not _good_id(name):
            problems.append(Problem("sources", _ID_HINT, row=line, column="id", value=name))
        if name in seen:
            problems.append(Problem("sources", "this id is used twice", row=line, column="id", value=name))
        seen.add(name)
        if not title:
            problems.append(Problem("sources", "expected a title", row=line, column="title"))
        if len(problems) - earlier >= _MOST_PROBLEMS:
            problems.append(_and_more("sources", line))
            break
        problems.extend(_untidy("sources", line, header("sources"), row))
        if tier_table.readable and kind not in tier_table.ids:
            words = _one_of(tiers) if tiers else "tiers.csv has no kind of source; list this one there, with its tier"
            problems.append(Problem("sources", words, row=line, column="kind", value=kind))
        try:
            date = PartialDate.parse(published[:_LONGEST_ID]) if published else None
        except InvalidDate as error:
            problems.append(Problem("sources", str(error), row=line, column="published", value=published))
            continue
        tier = tiers.get(kind)
        if tier is not None:
            sources[name] = Source(id=name, title=title, published=date, kind=kind, tier=tier)
    return sources


def _untidy(table: str, line: int | None, head: Iterable[str], row: list[str]) -> list[Problem]:
    return [
        Problem(table, message, row=line, column=column, value=cell)
        for column, cell in zip(head, row, strict=True)
        if cell and (message := _fault_of(cell))
    ]


def _fault_of(cell: str) -> str | None:
    if cell != cell.strip() or "  " in cell or "\n" in cell or "\r" in cell:
        return "leading, trailing or double spaces, or line breaks"
    if len(cell) > _LONGEST_CELL:
        return f"{len(cell)} characters; expected at most {_LONGEST_CELL}"
    return fault_of_letters(cell)


def _check_vocabularies(table: _Table, own: Collection[str], problems: list[Problem]) -> Vocabularies:
    """Check the vocabularies of the package, and return them.

    Args:
        table: Their rows.
        own: The vocabularies that columns of the package's own go by.
        problems: Collects what is wrong.
    """
    earlier = len(problems)
    seen: set[tuple[str, str]] = set()
    defaults: set[str] = set()
    rows: list[list[str]] = []

    # A new record class may add a vocabulary for which no package has words yet.
    of_fields = {f"{name}/{column.name}": column.spec for name in TABLES for column in columns(record_class(name))}
    known = {*GENERAL, *(spec.vocabulary for spec in of_fields.values() if spec.vocabulary), *own}
    fixed = {name: spec.values for name, spec in of_fields.items() if widened(name)}

    def problem(line: int, message: str, column: str, value: str) -> None:
        problems.append(Problem("vocabularies", message, row=line, column=column, value=value))

    for line, row in table.rows:
        if len(problems) - earlier >= _MOST_PROBLEMS or len(rows) >= _MOST_WORDS:
            problems.append(_and_more("vocabularies", line))
            break
        name, word, default, description = row
        problems.extend(_untidy("vocabularies", line, header("vocabularies"), row))
        if name not in known and name not in fixed:
            hint = did_you_mean(nearest(name[:_LONGEST_ID], {*known, *fixed})[:1])
            words = f"no field uses this vocabulary{hint}"
            problem(line, words, "vocabulary", name)
        elif word in fixed.get(name, ()):
            problem(line, "every package has this word; list only those that you add", "word", word)
        if not word or len(word) > _LONGEST_ID or SEPARATOR in word:
            problem(line, f"expected a word of at most {_LONGEST_ID} characters, without {SEPARATOR}", "word", word)
        if (name, word) in seen:
            problem(line, "this word is listed twice", "word", word)
        if name == SYNONYM and not description:
            problem(line, "expected the word for which the synonym stands", "description", description)
        if default not in ("", "true"):
            problem(line, "expected true or an empty cell", "default", default)
        elif default and name in defaults:
            problem(line, "another word of this vocabulary is the default", "default", default)
        seen.add((name, word))
        defaults |= {name} if default else set()
        rows.append(row)
    if not table.readable:
        return UNLISTED
    vocabularies = read_vocabularies(rows)
    for name in without_default(vocabularies):
        first = next(line for line, row in table.rows if row[0] == name)
        problem(
            first, f"{name} has no default; mark with true the word that questions mean if none is named", "default", ""
        )
    return vocabularies


class _StatementCheck:
    """The checks for one table of statements."""

    def __init__(
        self,
        table: _Table,
        tables: Mapping[str, _Table],
        sources: Mapping[str, Source],
        vocabularies: Vocabularies,
        *,
        shape: Shape,
        may_tie: bool = False,
        own_from: int | None = None,
        hints: _Hints | None = None,
    ) -> None:
        self.name = table.name
        self.head = header(table.name, shape)
        self.kind = shape.record_class(table.name)
        self.may_tie = may_tie
        self.own_from = own_from
        """Row of the first statement that a user adds; users' rows are counted separately, from 1."""
        self.tables = tables
        self.sources = sources
        self.vocabularies = vocabularies
        self.columns: tuple[Column, ...] = columns(self.kind)
        self.names = [column.name for column in self.columns]
        self.problems: list[Problem] = []
        self.statements: dict[str, list[Statement]] = {}
        self.unclear: set[str] = set()
        """The records with an unreadable statement; their merge cannot be checked."""
        self.used: set[str] = set()
        self.hints = _Hints() if hints is None else hints
        seen: dict[tuple[str, ...], int] = {}
        for line, row in table.rows:
            earlier = seen.setdefault(tuple(row), line)
            if earlier != line:
                self.problem(f"a duplicate of {self.place(earlier)}", line)
            self.check_row(line, row)
            if len(self.problems) >= _MOST_PROBLEMS:
                self.problems.append(_and_more(self.name, self.number(line)))
                return
        self.check_records()

    def problem(self, message: str, line: int, column: str | None = None, value: str | None = None) -> None:
        self.problems.append(Problem(self.name, message, row=self.number(line), column=column, value=value))

    def number(self, line: int) -> int | None:
        """Return the row number as the user who added the row counts it; none for a row of the underlying package."""
        if self.own_from is None:
            return line
        return line - self.own_from + 1 if line >= self.own_from else None

    def place(self, line: int) -> str:
        number = self.number(line)
        return f"row {line} of {self.name}.csv" if number is None else f"row {number}"

    def line_of(self, rows: list[Statement]) -> int:
        """Return the row at which a problem of several rows is shown: the first, or the first of the user's own."""
        lines = [row.line for row in rows]
        return next((line for line in lines if self.own_from is not None and line >= self.own_from), lines[0])

    def check_row(self, line: int, row: list[str]) -> None:
        record, source, locator, _, rank, note = row[: len(LEADING)]
        self.problems.extend(_untidy(self.name, self.number(line), self.head, row))
        if not _good_id(record):
            self.problem(_ID_HINT, line, "id", record)
        known = self.tables["sources"]
        if known.readable and source not in known.ids:
            self.problem(f"no such source in sources.csv{self.hints.hint(source, known.ids)}", line, "source", source)
        self.used.add(source)
        for name in unknown_names(row[3][:_LONGEST_CELL], self.names)[:_MOST_IN_CELL]:
            self.problem(f"no such column to bind words to{self.hints.hint(name, self.names)}", line, "stated_as", name)
        if not locator:
            self.problem("expected the place in the source", line, "locator")
        known_rank = rank in _RANKS
        if not known_rank:
            self.problem(_one_of(_RANKS), line, "rank", rank)
        elif rank != Rank.NORMAL.value and not note:
            self.problem(f"a {rank} statement needs a reason in its note", line, "note")
        cells = tuple(row[len(LEADING) :])
        clear = [self.check_cell(line, column, cell) for column, cell in zip(self.columns, cells, strict=True)]
        self.check_tables(line, cells)
        if known_rank and source in self.sources and all(clear):
            statement = Statement(record, source, locator, row[3], Rank(rank), note, cells, line)
            self.statements.setdefault(record, []).append(statement)
        else:
            self.unclear.add(record)

    def check_cell(self, line: int, column: Column, cell: str) -> bool:
        """Check a cell, and return whether it can be read at all."""
        spec = column.spec
        if not cell:
            if spec.identity:
                self.problem("required: this column identifies the record", line, column.name)
            return not spec.identity
        if len(cell) > _LONGEST_CELL:
            return False
        try:
            value = read_cell(column, cell)
        except ValueError as error:
            words = str(error)
            if cell == str(Bound.OPEN) and column.type is PartialDate:
                ends = [one.name for one in self.columns if one.spec.open_end]
                words = f"{cell} is an end that is open{f', such as that of {ends[0]}' if ends else ''}"
                words += "; leave this cell empty if no source gives the date"
            self.problem(words, line, column.name, cell)
            return False
        earlier = len(self.problems)
        for part in value if column.many else (value,):
            if len(self.problems) - earlier >= _MOST_IN_CELL:
                self.problem("too many problems; the values from here on are not checked", line, column.name)
                break
            if spec.values and part not in spec.values:
                self.problem(f"expected one of {', '.join(spec.values)}", line, column.name, str(part))
            if spec.ids_of or spec.vocabulary:
                self.check_word(line, column, part)
            if spec.minimum is not None and part < spec.minimum:
                self.problem(f"expected at least {spec.minimum}", line, column.name, str(part))
            if spec.ref is None or not self.tables[spec.ref].readable:
                continue
            known = self.tables[spec.ref].ids
            if part not in known:
                self.problem(f"no such id in {spec.ref}.csv{self.hints.hint(part, known)}", line, column.name, part)
        return True

    def check_tables(self, line: int, cells: tuple[str, ...]) -> None:
        """Check that an id of one of several tables is of the table that another cell of the row names."""
        named = {column.name: cell for column, cell in zip(self.columns, cells, strict=True)}
        for column in self.columns:
            table = self.tables.get(named.get(column.spec.of_table or "", ""))
            word = named[column.name]
            if table is None or not table.readable or table.name not in column.spec.ids_of or word in table.ids:
                continue
            # If it is an id of none of the tables, the cell by itself is wrong.
            if any(word in self.tables[name].ids for name in column.spec.ids_of):
                self.problem(f"no such id in {table.name}.csv", line, column.name, word)

    def check_word(self, line: int, column: Column, word: str) -> None:
        """Check a word that may be an id of one of several tables, or a word of a vocabulary."""
        tables = [self.tables[name] for name in column.spec.ids_of]
        vocabulary = column.spec.vocabulary
        if vocabulary is not None and not self.vocabularies.limits:
            return
        others = self.vocabularies.words(vocabulary) if vocabulary is not None else ()
        if word in others or not all(table.readable for table in tables):
            return
        if not tables and not others:
            words = f"{vocabulary} has no words; list this one, and what it means, in vocabularies.csv"
            self.problem(words, line, column.name, word)
        elif not any(word in table.ids for table in tables):
            expected = [f"an id of {' or '.join(f'{table.name}.csv' for table in tables)}"] if tables else []
            expected += [f"one of {_listed(others)}"] if others else []
            hint = self.hints.hint(word, (*others, *chain(*(table.ids for table in tables))))
            self.problem(f"expected {', or '.join(expected)}{hint}", line, column.name, word)

    def check_records(self) -> None:
        for record, rows in self.statements.items():
            if len(self.problems) >= _MOST_PROBLEMS:
                self.problems.append(_and_more(self.name, self.number(self.line_of(rows)), "records"))
                return
            if len(rows) > _MOST_STATEMENTS:
                self.problem(
                    f"{len(rows)} statements on {record}; expected at most {_MOST_STATEMENTS}", self.line_of(rows)
                )
                continue
            for place, column in enumerate(self.columns):
                if column.spec.identity:
                    self.check_identity(record, rows, place, column)
                elif record not in self.unclear and not self.may_tie:
                    self.check_tie(record, rows, place, column)
            if record not in self.unclear:
                self.check_order(rows)
                self.check_sums(rows)

    def check_sums(self, rows: list[Statement]) -> None:
        """Add up again what the curators worked out as a sum, where all statements are there."""
        if self.own_from is not None or self.may_tie:
            return
        for row in rows:
            if not is_sum(row, self.sources):
                continue
            for place, column in enumerate(self.columns):
                if row.cells[place] and column.type in (int, float) and not column.many:
                    self.check_sum(row, place, column)

    def check_sum(self, row: Statement, place: int, column: Column) -> None:
        known = {record: rows for record, rows in self.statements.items() if record not in self.unclear}
        terms = terms_of(row, self.columns, place, known, self.sources)
        if len(terms) < 2:
            words = f"a sum names its terms in stated_as, as in '{column.name}: one-id + another-id'"
            self.problem(words, row.line, column.name)
            return
        for term in terms:
            if term.number is None:
                words = f"no {column.name} of this term" if term.named else "expected the id of a record, or a number"
                hint = "" if term.named else self.hints.hint(term.text, known)
                self.problem(f"{words}{hint}", row.line, "stated_as", term.text)
                return
        total = sum(term.signed for term in terms)
        if total != Decimal(row.cells[place]):
            self.problem(f"the terms add up to {total:f}", row.line, column.name, row.cells[place])

    def check_order(self, rows: list[Statement]) -> None:
        for merged in Merged(self.kind, self.columns, rows, self.sources).values():
            try:
                for name in _WORKED_OUT:
                    getattr(merged, name, None)
                if isinstance(merged, Resolution) and merged.adopted is not None and merged.expires is not None:
                    Period(merged.adopted, merged.expires)
            except InvalidDate as error:
                self.problem(f"{merged.id}: {error}", self.line_of(rows))

    def check_identity(self, record: str, rows: list[Statement], place: int, column: Column) -> None:
        first = rows[0]
        for row in rows[1:]:
            if row.cells[place] != first.cells[place]:
                if len(self.problems) >= _MOST_PROBLEMS:
                    return
                words = f"{self.place(first.line)} has {first.cells[place]!r} for the same record, {record}"
                self.problem(words, row.line, column.name, row.cells[place])

    def check_tie(self, record: str, rows: list[Statement], place: int, column: Column) -> None:
        if column.spec.edge_of is not None:
            return  # the tie is one of its number
        pairs = given(column, place, rows)
        decision = decide_field(self.columns, place, rows, self.sources)
        if decision.reason is not Reason.TIE:
            return
        said_by: dict[Any, set[str]] = {value: set() for value in decision.level}
        level = []
        for value, row in pairs:
            if value in said_by:
                said_by[value].add(row.source)
                if row.rank is not Rank.DEPRECATED:
                    level.append(row)
        sides = "; ".join(
            f"{show_value(value)} ({', '.join(sorted(sources)[:_MOST_SHOWN])})"
            for value, sources in islice(said_by.items(), _MOST_SHOWN)
        )
        if len(said_by) > _MOST_SHOWN:
            sides += f"; and {len(said_by) - _MOST_SHOWN} more"
        decide_by = "a row with the source curation, rank preferred, and the reason in its note"
        if "curation" not in self.tables["sources"].ids:
            decide_by += "; list the source curation in sources.csv first"
        if self.own_from is not None:
            decide_by = 'the rank "preferred" for the row that is right, and the reason in its note'
        self.problem(f"open tie on {record}: {sides}; decide it by {decide_by}", self.line_of(level), column.name)


def _check_changes(changes: _Table, tables: Mapping[str, _Table], present: str | None, shape: Shape) -> list[Problem]:
    """Check the changelog: its versions, and that it refers to records and fields that exist or did exist."""
    from unami._package.changelog import fields_of, name_now, read_value

    problems: list[Problem] = []

    def problem(line: int, message: str, column: str, value: str | None = None) -> None:
        problems.append(Problem("changes", message, row=line, column=column, value=value))

    versions = {row[0] for _, row in changes.rows if not row[1]}
    removed = {(row[1], row[2]) for _, row in changes.rows if row[1] and not row[3] and not row[5]}
    seen: set[tuple[str, ...]] = set()
    for line, row in changes.rows:
        version, name, record, field, before, after, _ = row
        if len(problems) >= _MOST_PROBLEMS:
            return [*problems, _and_more("changes", line)]
        problems.extend(_untidy("changes", line, header("changes"), row))
        if tuple(row[:4]) in seen:
            problem(line, "this change is listed twice for the same version", "record", record)
        seen.add(tuple(row[:4]))
        if not good_version(version):
            problem(line, "expected the day of a version, such as 2026.11.26", "version", version)
        elif present is not None and version > present:
            problem(line, f"later than the version of the package, {present}", "version", version)
        elif version not in versions:
            problem(line, "this version has no line about itself (one without a table)", "version", version)
        if not name:
            if record or field or before or after:
                problem(line, "expected the table of the record", "table")
            continue
        if name not in tables:
            hint = did_you_mean(nearest(name, tables)[:1])
            problem(line, f"no such table{hint}", "table", name)
            continue
        known = tables[name]
        of = shape.record_class(name)
        field = name_now(name, field)
        # The latest changes may not be logged yet, so the line for a removed record may be missing.
        if present in versions and known.readable and record not in known.ids and (name, record) not in removed:
            problem(line, f"no such id in {name}.csv, and no line that records its removal", "record", record)
        if before == after:
            problem(line, "before and after are equal; expected a change", "after", after)
        if field and field not in fields_of(of):
            hint = did_you_mean(nearest(field, fields_of(of))[:1])
            words = f"no such field of {name}{hint}"
            problem(line, words, "field", field)
            continue
        for column, cell in (("before", before), ("after", after)):
            try:
                read_value(of, field or None, cell)
            except ValueError as error:
                problem(line, str(error), column, cell)
    return problems


def check_files(files: Files) -> list[Problem]:
    """Return everything that is wrong with a data package.

    Args:
        files: The files of the package.

    Returns:
        The problems, file by file in the order of the package; an empty list if there are none.
    """
    problems: list[Problem] = []
    about = None
    described: Any = None
    logged = CHANGELOG in files.names()
    try:
        content = files.read(DESCRIPTOR)
        about, found = read_descriptor(content, besides=besides(files))
        problems.extend(found)
        described = None if about is None else parse_descriptor(content)
    except OSError as error:
        problems.append(unreadable(DESCRIPTOR, error))
    except DatasetError as error:
        problems.extend(error.problems)
    tier_table = _read(files, "tiers", problems)
    tiers = _check_tiers(tier_table, problems)
    source_table = _read(files, "sources", problems)
    sources = _check_sources(source_table, tier_table, tiers, problems)
    vocabularies = UNLISTED
    if VOCABULARIES in files.names():
        own = own_vocabularies(described or {})
        vocabularies = _check_vocabularies(_read(files, "vocabularies", problems), own, problems)
    shape, found = read_shape(described or {}, vocabularies)
    problems.extend(found)
    tables = {name: _read(files, name, problems, shape) for name in shape.stated}
    used: set[str] = set()
    hints = _Hints()
    for table in tables.values():
        checked = _StatementCheck(
            table,
            {"sources": source_table, **tables},
            sources,
            vocabularies,
            shape=shape,
            may_tie=bool(about and about.view),
            hints=hints,
        )
        problems.extend(checked.problems)
        used |= checked.used
    if logged:
        changes = _read(files, "changes", problems)
        present = about.version if about else None
        problems.extend(_check_changes(changes, {"sources": source_table, **tables}, present, shape))
    if all(table.whole for table in tables.values()):
        # Decisions of the curators may be needed at any time.
        kind = header("sources").index("kind")
        unused = [(line, row[0]) for line, row in source_table.rows if row[0] not in used and row[kind] != CURATION]
        problems.extend(
            Problem("sources", "no statement uses this source", row=line, column="id", value=name)
            for line, name in unused[:_MOST_PROBLEMS]
        )
        if len(unused) > _MOST_PROBLEMS:
            problems.append(_and_more("sources", unused[_MOST_PROBLEMS][0]))
    return problems


def check_own_source(row: list[str], tiers: Mapping[str, int]) -> tuple[Source | None, list[Problem]]:
    """Check a source that a user adds; return it as the merge needs it, with its problems.

    Args:
        row: Its cells, in the order of the columns of ``sources.csv``.
        tiers: The tier of each kind of source.
    """
    found: list[Problem] = []
    kinds = _Table("tiers", [], frozenset(tiers), readable=True, whole=True)
    sources = _check_sources(_Table("sources", [(1, row)]), kinds, tiers, found)
    problems = [Problem("sources", problem.message, column=problem.column, value=problem.value) for problem in found]
    return sources.get(row[0]), problems


def check_own_statements(
    dataset: Dataset, table: str, rows: list[list[str]], new_source: Source | None
) -> list[Problem]:
    """Return everything that is wrong with statements that a user adds to a table of a package.

    Unaffected records are not checked again.

    Args:
        dataset: The package.
        table: Name of the table.
        rows: The cells of the statements, in the order of the columns.
        new_source: A source that is added with them.

    Returns:
        The problems; rows are counted from 1 among those given.
    """
    touched = {row[0] for row in rows}
    statements = [said for said in dataset.statements(table) if said.record in touched]
    body = [
        (said.line, [said.record, said.source, said.locator, said.stated_as, said.rank.value, said.note, *said.cells])
        for said in statements
    ]
    own_from = 2 + len(dataset.statements(table))
    body += enumerate(rows, own_from)
    by_id = dataset.sources_by_id
    named = {*(said.source for said in statements), *(row[1] for row in rows)}
    added = {} if new_source is None else {new_source.id: new_source}
    sources = {name: by_id[name] for name in named - added.keys()} | added
    specs = [column.spec for column in dataset.shape.columns(table)]
    wanted = {table, *(spec.ref for spec in specs if spec.ref), *(name for spec in specs for name in spec.ids_of)}
    tables = {"sources": _Table("sources", [], frozenset((*by_id.ids, *added)), readable=True, whole=True)}
    for name in wanted:
        there = {said.record for said in dataset.statements(name) if said.rank is not Rank.DEPRECATED}
        ids = there | _referable(rows) if name == table else there
        tables[name] = _Table(name, [], frozenset(ids), readable=True, whole=True)
    checked = _Table(table, body, readable=True)
    return _StatementCheck(
        checked, tables, sources, dataset.vocabularies, shape=dataset.shape, own_from=own_from
    ).problems
