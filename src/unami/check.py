"""Checking a data package, in words that say what to do; and writing its files in canonical form."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

from attrs import frozen

from unami.cells import read_cell
from unami.claims import show_value
from unami.dataset import LEADING, header, parse_csv
from unami.dates import PartialDate
from unami.descriptor import read_descriptor, write_descriptor
from unami.errors import DatasetError, InvalidDate, Problem
from unami.ledger import Reason, Statement, decide, given, merge
from unami.names import nearest
from unami.package import DESCRIPTOR, FolderFiles, open_files
from unami.records import TABLES, record_class
from unami.records.fields import columns
from unami.sources import Rank, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unami.package import Files
    from unami.records.fields import Column

__all__ = ["canonical_csv", "canonical_rows", "check_files", "format_folder"]

_ID_HINT = "expected lower-case letters and digits, parted by single hyphens or full stops, or an ISO code"


def canonical_rows(rows: Iterable[list[str]]) -> list[list[str]]:
    """Rows in canonical order: by id, source, locator, and then by the other cells.

    Args:
        rows: Rows without the header.
    """
    return sorted(rows)


def canonical_csv(head: list[str], rows: Iterable[list[str]]) -> str:
    """A CSV file in canonical form: ordered, minimal quotes, LF line ends.

    Args:
        head: The column names.
        rows: The rows, in any order.

    Example:
        >>> print(canonical_csv(["id", "note"], [["b", "x, y"], ["a", ""]]), end="")
        id,note
        a,
        b,"x, y"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(canonical_rows(rows))
    return out.getvalue()


@frozen
class _Table:
    name: str
    rows: list[tuple[int, list[str]]]
    """The rows that have as many cells as there are columns, each with its number; the header is row 1."""
    ids: frozenset[str] = frozenset()
    """What other tables can refer to, rows with a wrong number of cells included."""
    readable: bool = False
    """Whether the columns are those expected: if not, what other tables make of it cannot be judged."""
    whole: bool = False
    """Whether all rows are there."""


def _read(files: Files, name: str, problems: list[Problem]) -> _Table:
    expected = list(header(name))
    try:
        content = files.read(f"{name}.csv")
        rows = parse_csv(name, content)
    except OSError:
        problems.append(Problem(f"{name}.csv", "no such file; expected one file for each table"))
        return _Table(name, [])
    except DatasetError as error:
        problems.extend(error.problems)
        return _Table(name, [])
    head, *body = rows
    numbered = list(enumerate(body, 2))
    if head != expected:
        unknown = [column for column in head if column not in expected]
        missing = [column for column in expected if column not in head]
        for column in unknown:
            hint = nearest(column, missing)
            problems.append(
                Problem(name, f"unknown column{f'; did you mean {hint[0]}?' if hint else ''}", row=1, column=column)
            )
        problems.extend(Problem(name, "this column is missing", row=1, column=column) for column in missing)
        if not unknown and not missing:
            problems.append(Problem(name, f"expected the columns in the order {','.join(expected)}", row=1))
        return _Table(name, [])
    good = [(line, row) for line, row in numbered if len(row) == len(expected)]
    problems.extend(
        Problem(name, f"expected {len(expected)} cells, found {len(row)}", row=line)
        for line, row in numbered
        if len(row) != len(expected)
    )
    whole = len(good) == len(body)
    if whole and content.decode("utf-8") != canonical_csv(head, body):
        problems.append(Problem(name, "not in canonical order or quoting; run: python -m unami format"))
    return _Table(name, good, frozenset(row[0] for row in body if row), readable=True, whole=whole)


def _good_id(text: str) -> bool:
    parts = text.replace(".", "-").split("-")
    slug = all(part and part.isascii() and part.isalnum() and part == part.lower() for part in parts)
    # Countries and governorates go by their ISO 3166 codes: IRQ, IQ-BG.
    country, hyphen, governorate = text.partition("-")
    lengths = (len(country), len(governorate)) if hyphen else (len(country),)
    letters = country + governorate
    return slug or (lengths in ((3,), (2, 2)) and letters.isascii() and letters.isalpha() and letters.isupper())


def _check_tiers(table: _Table, problems: list[Problem]) -> dict[str, int | None]:
    tiers: dict[str, int | None] = {}
    for line, (kind, tier, _) in table.rows:
        if kind in tiers:
            problems.append(Problem("tiers", "this kind is listed twice", row=line, column="kind", value=kind))
        if not (tier.isascii() and tier.isdigit()):
            problems.append(Problem("tiers", "expected a whole number", row=line, column="tier", value=tier))
            tiers[kind] = None
        else:
            tiers[kind] = int(tier)
    return tiers


def _check_sources(
    table: _Table, tier_table: _Table, tiers: Mapping[str, int | None], problems: list[Problem]
) -> dict[str, Source]:
    """Check the sources, and give those whose standing in the merge is known."""
    seen: set[str] = set()
    sources: dict[str, Source] = {}
    for line, row in table.rows:
        name, title, _, published, kind = row[:5]
        if not _good_id(name):
            problems.append(Problem("sources", _ID_HINT, row=line, column="id", value=name))
        if name in seen:
            problems.append(Problem("sources", "this id is taken twice", row=line, column="id", value=name))
        seen.add(name)
        if not title:
            problems.append(Problem("sources", "expected a title", row=line, column="title"))
        problems.extend(_untidy("sources", line, header("sources"), row))
        if tier_table.readable and kind not in tier_table.ids:
            expected = f"expected one of {', '.join(tiers)}"
            problems.append(Problem("sources", expected, row=line, column="kind", value=kind))
        try:
            date = PartialDate.parse(published) if published else None
        except InvalidDate as error:
            problems.append(Problem("sources", str(error), row=line, column="published", value=published))
            continue
        tier = tiers.get(kind)
        if tier is not None:
            sources[name] = Source(id=name, title=title, published=date, kind=kind, tier=tier)
    return sources


def _untidy(table: str, line: int, head: Iterable[str], row: list[str]) -> list[Problem]:
    return [
        Problem(table, "blanks at the ends, double blanks or line breaks", row=line, column=column, value=cell)
        for column, cell in zip(head, row, strict=True)
        if cell != " ".join(cell.split(" ")).strip() or "  " in cell or "\n" in cell or "\r" in cell
    ]


class _StatementCheck:
    """The checks of one table of statements."""

    def __init__(
        self, table: _Table, tables: Mapping[str, _Table], sources: Mapping[str, Source], *, may_tie: bool
    ) -> None:
        self.name = table.name
        self.may_tie = may_tie
        self.tables = tables
        self.sources = sources
        self.columns: tuple[Column, ...] = columns(record_class(table.name))
        self.problems: list[Problem] = []
        self.statements: dict[str, list[Statement]] = {}
        self.unclear: set[str] = set()
        """The records on which a statement cannot be understood, so that its merge cannot be judged."""
        self.used: set[str] = set()
        seen: dict[tuple[str, ...], int] = {}
        for line, row in table.rows:
            earlier = seen.setdefault(tuple(row), line)
            if earlier != line:
                self.problem(f"the same as row {earlier}", line)
            self.check_row(line, row)
        self.check_records()

    def problem(self, message: str, line: int, column: str | None = None, value: str | None = None) -> None:
        self.problems.append(Problem(self.name, message, row=line, column=column, value=value))

    def check_row(self, line: int, row: list[str]) -> None:
        record, source, locator, _, rank, note = row[: len(LEADING)]
        self.problems.extend(_untidy(self.name, line, header(self.name), row))
        if not _good_id(record):
            self.problem(_ID_HINT, line, "id", record)
        known = self.tables["sources"]
        if known.readable and source not in known.ids:
            hint = nearest(source, known.ids)
            words = f"no such source in sources.csv{f'; did you mean {hint[0]}?' if hint else ''}"
            self.problem(words, line, "source", source)
        self.used.add(source)
        if not locator:
            self.problem("expected the place in the source", line, "locator")
        known_rank = rank in {member.value for member in Rank}
        if not known_rank:
            expected = f"expected one of {', '.join(member.value for member in Rank)}"
            self.problem(expected, line, "rank", rank)
        elif rank != Rank.NORMAL.value and not note:
            self.problem(f"a {rank} statement needs its reason", line, "note")
        cells = tuple(row[len(LEADING) :])
        clear = [self.check_cell(line, column, cell) for column, cell in zip(self.columns, cells, strict=True)]
        if known_rank and source in self.sources and all(clear):
            statement = Statement(record, source, locator, row[3], Rank(rank), note, cells, line)
            self.statements.setdefault(record, []).append(statement)
        else:
            self.unclear.add(record)

    def check_cell(self, line: int, column: Column, cell: str) -> bool:
        """Check a cell, and say whether it can be understood at all."""
        spec = column.spec
        if not cell:
            if spec.identity:
                self.problem("every statement must say this: it tells which thing is meant", line, column.name)
            return not spec.identity
        try:
            value = read_cell(column, cell)
        except ValueError as error:
            self.problem(str(error), line, column.name, cell)
            return False
        for part in value if column.many else (value,):
            if spec.values and part not in spec.values:
                self.problem(f"expected one of {', '.join(spec.values)}", line, column.name, str(part))
            if spec.minimum is not None and part < spec.minimum:
                self.problem(f"expected at least {spec.minimum}", line, column.name, str(part))
            if spec.ref is None or not self.tables[spec.ref].readable:
                continue
            known = self.tables[spec.ref].ids
            if part not in known:
                hint = nearest(part, known)
                words = f"no such id in {spec.ref}.csv{f'; did you mean {hint[0]}?' if hint else ''}"
                self.problem(words, line, column.name, part)
        return True

    def check_records(self) -> None:
        for record, rows in self.statements.items():
            for place, column in enumerate(self.columns):
                if column.spec.identity:
                    self.check_identity(record, rows, place, column)
                elif record not in self.unclear and not self.may_tie:
                    self.check_tie(record, rows, place, column)
            if record not in self.unclear:
                self.check_order(rows)

    def check_order(self, rows: list[Statement]) -> None:
        for merged in merge(record_class(self.name), self.columns, rows, self.sources):
            try:
                getattr(merged, "period", None)
            except InvalidDate as error:
                self.problem(f"{merged.id}: {error}", rows[0].line)

    def check_identity(self, record: str, rows: list[Statement], place: int, column: Column) -> None:
        first = rows[0]
        for row in rows[1:]:
            if row.cells[place] != first.cells[place]:
                words = f"row {first.line} says {first.cells[place]!r} of the same thing, {record}"
                self.problem(words, row.line, column.name, row.cells[place])

    def check_tie(self, record: str, rows: list[Statement], place: int, column: Column) -> None:
        pairs = given(column, place, rows)
        decision = decide(column, pairs, self.sources)
        if decision.reason is not Reason.TIE:
            return
        sides = "; ".join(
            f"{show_value(value)} ({', '.join(sorted({s.source for v, s in pairs if v == value}))})"
            for value in decision.level
        )
        line = next(row.line for value, row in pairs if value in decision.level and row.rank is not Rank.DEPRECATED)
        self.problem(
            f"open tie on {record}: {sides}; decide it by a row with the source curation, rank preferred, "
            "and the reason in its note",
            line,
            column.name,
        )


def check_files(files: Files) -> list[Problem]:
    """Everything that is wrong with a data package.

    Args:
        files: The files of the package.

    Returns:
        The problems, file by file in the order of the package; an empty list if there are none.
    """
    problems: list[Problem] = []
    may_tie = False
    try:
        about, found = read_descriptor(files.read(DESCRIPTOR))
        # The curators' decisions between sources that are level are no part of a view.
        may_tie = about is not None and bool(about.view)
        problems.extend(found)
    except OSError:
        problems.append(Problem(DESCRIPTOR, "no such file"))
    except DatasetError as error:
        problems.extend(error.problems)
    tier_table = _read(files, "tiers", problems)
    tiers = _check_tiers(tier_table, problems)
    source_table = _read(files, "sources", problems)
    sources = _check_sources(source_table, tier_table, tiers, problems)
    tables = {name: _read(files, name, problems) for name in TABLES}
    used: set[str] = set()
    for table in tables.values():
        checked = _StatementCheck(table, {"sources": source_table, **tables}, sources, may_tie=may_tie)
        problems.extend(checked.problems)
        used |= checked.used
    if all(table.whole for table in tables.values()):
        problems.extend(
            Problem("sources", "no statement uses this source", row=line, column="id", value=row[0])
            for line, row in source_table.rows
            if row[0] not in used
        )
    return problems


def format_folder(path: str) -> list[str]:
    """Write the files of a package in canonical form, and its descriptor from what the tables are.

    A file is replaced in one step after its new content is complete, so that nothing is half-written.

    Args:
        path: The folder.

    Returns:
        Names of the files that were not in canonical form.

    Raises:
        DatasetError: A file is missing or cannot be read; no file is then changed.
    """
    files = open_files(path)
    if not isinstance(files, FolderFiles):
        raise DatasetError(path, [Problem(path, "expected a folder; the files of an archive are not rewritten")])
    texts: dict[str, str] = {}
    about, problems = read_descriptor(files.read(DESCRIPTOR))
    if about is not None:
        # Missing resources are what this command mends.
        problems = []
        texts[DESCRIPTOR] = write_descriptor(about)
    for name in ("tiers", "sources", *TABLES):
        try:
            head, *body = parse_csv(name, files.read(f"{name}.csv"))
        except OSError:
            problems.append(Problem(f"{name}.csv", "no such file; expected one file for each table"))
        except DatasetError as error:
            problems.extend(error.problems)
        else:
            texts[f"{name}.csv"] = canonical_csv(head, body)
    if problems:
        raise DatasetError(path, problems)
    changed = [name for name, text in texts.items() if files.read(name) != text.encode("utf-8")]
    for name in changed:
        target = os.path.join(path, name)
        with open(f"{target}.new", "w", encoding="utf-8", newline="") as file:
            file.write(texts[name])
        os.replace(f"{target}.new", target)
    return changed
