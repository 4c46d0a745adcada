"""A data package as one workbook (.xlsx): a sheet for each table, for people who work in a spreadsheet.

The sheet ``package`` has what the descriptor says about the package as a whole. Reading needs no other package; writing
needs openpyxl.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
from typing import TYPE_CHECKING, Any

from attrs import asdict, fields

from unami._base.extras import load
from unami._base.files import new_file
from unami._base.names import nearest
from unami._base.text import did_you_mean
from unami._package.canonical import canonical_csv, canonical_rows, slim, tables_in
from unami._package.describe import About, describe, read_descriptor, write_descriptor
from unami._package.own_tables import read_shape
from unami._package.read import LEADING, header, parse_csv, parse_descriptor
from unami._package.store import CHANGELOG, DESCRIPTOR, FILES, MemoryFiles, TypedFiles, too_large
from unami._package.vocabulary import UNLISTED, read_vocabularies
from unami._package.xlsx import LONGEST_CELL, Book, Cell, column_letters
from unami.errors import DatasetError, Problem
from unami.records import TABLES
from unami.records._shape import STANDARD
from unami.records.source import Rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unami._package.store import Files
    from unami._package.vocabulary import Vocabularies
    from unami.records._shape import Shape

__all__ = ["WorkbookFiles", "in_memory", "write_workbook"]

_ABOUT = "package"
"""The sheet about the package as a whole: a name and a value in each row."""
_LISTS = "lists"
"""The sheet with the words of the drop-down lists."""

_OWN = "resources"
"""The row of the sheet about the package that describes the columns and tables that the package adds, in JSON."""

_IN_JSON = ("licenses", "contributors", "keywords", _OWN)

_LONGEST_NAME = 31
"""Maximum number of characters of the name of a sheet."""

_MOST_COLUMNS = 200
_LARGEST_TABLE = 16 * 1024 * 1024
"""Maximum number of characters of a table, as of a CSV file: cells may share a long text."""
_MOST_PROBLEMS = 1000


class WorkbookFiles(TypedFiles):
    """The sheets of a workbook as the files of a package, in the order of their rows.

    Args:
        path: The workbook.

    Raises:
        DatasetError: It is not a workbook, or it looks malicious.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._book = Book(path)
        self._contents: dict[str, bytes] = {}
        if _ABOUT not in self._book.names:
            words = (
                "no sheet has this name; copy that of another workbook, which unami new --xlsx "
                f"new-{os.path.basename(path)} writes"
            )
            raise DatasetError(path, [Problem(_ABOUT, words)])

    @property
    def where(self) -> str:
        """The workbook's path."""
        return self.path

    def names(self) -> tuple[str, ...]:
        """Return the names of the package's files, sorted."""
        found = {f"{name}.csv" for name in self._book.names}
        own = {f"{name}.csv" for name in self._own()}
        return tuple(sorted({DESCRIPTOR, *(found & (FILES | own))}))

    def others(self) -> tuple[str, ...]:
        """Return the names of sheets that are no tables, as if they were files."""
        known = {*self.names(), f"{_ABOUT}.csv", f"{_LISTS}.csv"}
        return tuple(name for each in self._book.names if (name := f"{each}.csv") not in known)

    def read(self, name: str) -> bytes:
        """Return a sheet as a CSV file with the same rows; it is read once, and stays the same whatever happens on disk.

        Raises:
            FileNotFoundError: There is no such sheet.
            DatasetError: Lists every cell whose value cannot be taken.
        """
        if name not in self._contents:
            self._contents[name] = self._read(name)
        return self._contents[name]

    def _read(self, name: str) -> bytes:
        if name == DESCRIPTOR:
            whole = self._described()
            own = self._own()
            there = [each.removesuffix(".csv") for each in self.names() if each.endswith(".csv")]
            whole[_OWN] = [own.get(each, {"name": each, "path": f"{each}.csv"}) for each in there]
            return json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass")
        table = name.removesuffix(".csv")
        if name not in self.names() or table not in self._book.names:
            raise FileNotFoundError(name)
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(self._rows(table))
        return out.getvalue().encode("utf-8", "surrogatepass")

    def _own(self) -> dict[str, dict[str, Any]]:
        """The descriptions of the tables to which the package adds something, by name."""
        try:
            listed = self._described().get(_OWN, ())
        except DatasetError:
            # It is reported when the description is read.
            return {}
        named = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
        return {
            name: each
            for each in named
            if isinstance(name := each.get("name"), str) and name not in (_ABOUT, _LISTS, "sources")
        }

    def _described(self) -> dict[str, Any]:
        """What the sheet about the package says, in the form of a descriptor."""
        head, *rows = self._rows(_ABOUT) or [[]]
        if head != ["name", "value"]:
            raise DatasetError(self.path, [Problem(_ABOUT, "expected the headings name and value", row=1)])
        known = [*(each.name for each in fields(About)), _OWN]
        told: dict[str, Any] = {}
        problems = []
        for line, (name, value) in enumerate(rows, 2):
            if name not in known:
                hint = did_you_mean(nearest(name, known)[:1])
                problems.append(Problem(_ABOUT, f"unknown name{hint}", row=line, column="name", value=name))
            elif name in told:
                problems.append(Problem(_ABOUT, "this name is there twice", row=line, column="name", value=name))
            elif value:
                try:
                    told[name] = json.loads(value) if name in _IN_JSON else value
                except (ValueError, RecursionError):
                    problems.append(Problem(_ABOUT, "not JSON text", row=line, column="value", value=value[:100]))
        if problems:
            raise DatasetError(self.path, problems)
        return told

    def _rows(self, name: str) -> list[list[str]]:
        """The rows of a sheet with its headings, as texts."""
        problems: list[Problem] = []
        if self._book.is_hidden(name):
            problems.append(Problem(name, "the sheet is hidden, so nobody sees what it says; show it, or delete it"))
        sheet = self._book.sheet(name)
        cells = sheet.cells
        problems += [
            Problem(name, f"the cells {span} are merged; split them, and fill in each") for span in sheet.merged
        ]
        heading = cells.get(1, {})
        size = max(heading, default=0)
        if size > _MOST_COLUMNS:
            raise DatasetError(self.path, [Problem(name, f"more than {_MOST_COLUMNS} columns", row=1)])
        length = 0
        rows: list[list[str]] = []
        head = [heading[place].text if place in heading else "" for place in range(1, size + 1)]
        for line in sorted(cells):
            if line > len(rows) + 1:
                words = "an empty row; delete it, so that everybody counts the rows alike"
                problems.append(Problem(name, words, row=len(rows) + 1))
                break
            problems += self._faults(name, line, head, cells[line])
            row = [cells[line][place].text if place in cells[line] else "" for place in range(1, size + 1)]
            length += sum(map(len, row)) + size
            if length > _LARGEST_TABLE:
                raise too_large(self.path, name)
            rows.append(row)
            if len(problems) > _MOST_PROBLEMS:
                break
        if problems:
            raise DatasetError(self.path, problems[:_MOST_PROBLEMS])
        return rows

    def _faults(self, name: str, line: int, head: Sequence[str], row: Mapping[int, Cell]) -> list[Problem]:
        """What is wrong with the cells of a row."""
        found = []
        for place, cell in sorted(row.items()):
            known = place <= len(head)
            fault = cell.fault or ("" if known else "a value outside of the columns that have a heading")
            if fault:
                letters = column_letters(place)
                column = f"{head[place - 1]} ({letters}{line})" if known and head[place - 1] else f"{letters}{line}"
                found.append(Problem(name, fault, row=line, column=column, value=cell.text[:100]))
        return found


def in_memory(files: Files) -> MemoryFiles:
    """Return a checked workbook as the files that a folder would have, all read and in canonical form.

    Args:
        files: The workbook.

    Raises:
        DatasetError: It cannot be read.
    """
    about, problems = read_descriptor(files.read(DESCRIPTOR))
    if about is None:
        raise DatasetError(files.where, problems)
    there = [name.removesuffix(".csv") for name in files.names() if name != DESCRIPTOR]
    tables = {name: parse_csv(name, files.read(f"{name}.csv")) for name in there}
    vocabularies = read_vocabularies(tables["vocabularies"][1:]) if "vocabularies" in tables else UNLISTED
    shape, _ = read_shape(parse_descriptor(files.read(DESCRIPTOR)), vocabularies)
    texts = {}
    heads = {}
    for name, (head, *rows) in tables.items():
        heads[name], body = slim(name, head, rows, shape)
        texts[f"{name}.csv"] = canonical_csv(heads[name], body)
    texts[DESCRIPTOR] = write_descriptor(
        about,
        vocabularies,
        changelog=CHANGELOG in texts,
        shape=shape,
        heads=heads,
        tables=tables_in(files, shape),
    )
    return MemoryFiles(files.where, {name: text.encode("utf-8") for name, text in texts.items()})


_FIXED = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, so that the same content is always the same file."""

_ROOM = 5000
"""Rows for which drop-down lists are prepared."""

_LONGEST_LIST = 255
"""Maximum number of characters of a drop-down list that is written into its cell; longer ones are a column of a sheet."""

_NARROWEST, _WIDEST = 12, 40
"""Widths of columns, in characters."""

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

_ABOUT_WORDS = {
    "name": "Which part of the description of the package; see the rows.",
    "value": "Its text; for licenses, contributors, keywords and resources, which describe the columns and tables that "
    "the package adds, a list in JSON.",
}


_NO_HEADS: Mapping[str, Sequence[str]] = {}


def write_workbook(
    path: str | os.PathLike[str],
    about: About,
    vocabularies: Vocabularies,
    tables: Mapping[str, Iterable[Sequence[str]]],
    *,
    shape: Shape = STANDARD,
    heads: Mapping[str, Sequence[str]] = _NO_HEADS,
    overwrite: bool = False,
) -> None:
    """Write a package as a workbook, whole or not at all.

    All cells are text, also those that look like formulas, dates or numbers. Each heading has a note with the meaning of
    its column, and stays in sight; cells that contain certain words or ids offer them in a list.

    Args:
        path: The file to write.
        about: The part about the package as a whole.
        vocabularies: The words that the package lists.
        tables: The rows of each table, without its header.
        shape: The tables that the package can have.
        heads: The header of each table that does not have all columns.
        overwrite: Whether an existing file may be replaced.

    Raises:
        FileInTheWay: The file exists, or something else of that name does.
        MissingExtra: openpyxl is not installed.
        DatasetError: A text is too long for a cell, or the name of a table is for a sheet.
    """
    content = _Writer(about, vocabularies, tables, shape, heads).content()
    with new_file(path, overwrite=overwrite) as place, open(place, "xb") as file:
        file.write(content)


class _Writer:
    """Builds a workbook.

    Args:
        about: The part about the package as a whole.
        vocabularies: The words that the package lists.
        tables: The rows of each table, without its header.
        shape: The tables that the package can have.
        heads: The header of each table that does not have all columns.
    """

    def __init__(
        self,
        about: About,
        vocabularies: Vocabularies,
        tables: Mapping[str, Iterable[Sequence[str]]],
        shape: Shape,
        heads: Mapping[str, Sequence[str]],
    ) -> None:
        self.openpyxl = load("openpyxl", "xlsx", "a workbook")
        self.book = self.openpyxl.Workbook()
        self.book.remove(self.book.active)
        self.vocabularies = vocabularies
        self.tables = tables
        self.shape = shape
        self.heads = {name: heads.get(name) or header(name, shape) for name in tables}
        self.lists: dict[tuple[str, ...], str] = {}
        words = {name: value for name, value in asdict(about).items() if value}
        plain = [
            [name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)]
            for name, value in words.items()
        ]
        described = describe(
            about, vocabularies, changelog="changes" in tables, shape=shape, heads=self.heads, tables=[*tables]
        )
        adding = {*(name for name in shape.stated if shape.own_columns(name)), *(set(shape.stated) - set(TABLES))}
        own = [resource for resource in described["resources"] if resource["name"] in adding]
        if own:
            plain.append([_OWN, json.dumps(own, ensure_ascii=False)])
        for own_table in set(shape.stated) - set(TABLES):
            if own_table in (_ABOUT, _LISTS) or len(own_table) > _LONGEST_NAME:
                told = (
                    f"a workbook cannot have a sheet of this name, of at most {_LONGEST_NAME} characters, for a table"
                )
                raise DatasetError("a workbook", [Problem(own_table, told)])
        meanings = {
            resource["name"]: {field["name"]: field["description"] for field in resource["schema"]["fields"]}
            for resource in described["resources"]
        }
        self.write(_ABOUT, list(_ABOUT_WORDS), plain, _ABOUT_WORDS)
        for name in (
            "sources",
            *(table for table in shape.stated if table in tables),
            "tiers",
            "vocabularies",
            "changes",
        ):
            if name in tables:
                rows = canonical_rows([list(row) for row in tables[name]]) if name != "vocabularies" else tables[name]
                self.write(name, self.heads[name], rows, meanings.get(name, {}))
                self.offer(name)
        self.write_lists()

    def write(self, name: str, head: Sequence[str], rows: Iterable[Sequence[str]], meanings: Mapping[str, str]) -> None:
        """Write a sheet."""
        sheet = self.book.create_sheet(name)
        sheet.freeze_panes = "B2"
        for place, heading in enumerate(head, 1):
            self.put(sheet, 1, place, heading)
            cell = sheet.cell(1, place)
            cell.font = self.openpyxl.styles.Font(bold=True)
            if heading in meanings:
                cell.comment = self.openpyxl.comments.Comment(meanings[heading], "unami", width=360, height=140)
            dimension = sheet.column_dimensions[column_letters(place)]
            dimension.width = max(_NARROWEST, min(_WIDEST, len(heading) + 4))
            # What is typed below the last row is text, too.
            dimension.number_format = "@"
        for line, row in enumerate(rows, 2):
            for place, text in enumerate(row, 1):
                if text:
                    self.put(sheet, line, place, text)

    def put(self, sheet: Any, line: int, place: int, text: str) -> None:
        """Write a text into a cell, as text whatever it looks like."""
        if len(text) > LONGEST_CELL:
            words = f"{len(text)} characters; a cell of a workbook has at most {LONGEST_CELL}"
            raise DatasetError("a workbook", [Problem(sheet.title, words, row=line)])
        cell = sheet.cell(line, place)
        cell.value = _ESCAPE.sub("_x005F_", text)
        # openpyxl takes what begins with an equals sign for a formula.
        cell.data_type = "s"
        cell.number_format = "@"
        if text[0] in "=+-@":
            cell.quotePrefix = True

    def offer(self, name: str) -> None:
        """Offer the words and ids that the cells of a sheet can contain; others can be typed, and are left to the check."""
        sheet = self.book[name]
        for place, column in enumerate(self.heads[name], 1):
            formula = self.choices(name, column)
            if formula:
                offered = self.openpyxl.worksheet.datavalidation.DataValidation(
                    "list", formula1=formula, allow_blank=True
                )
                offered.showErrorMessage = False
                letters = column_letters(place)
                offered.add(f"{letters}2:{letters}{_ROOM}")
                sheet.add_data_validation(offered)

    def choices(self, table: str, name: str) -> str:
        """The formula of a drop-down list; empty if any text can be there, or several words."""
        if table == "sources":
            return self.ids("tiers") if name == "kind" else ""
        if table not in self.shape.stated:
            return ""
        if name == "source":
            return self.ids("sources")
        if name == "rank":
            return self.words(tuple(rank.value for rank in Rank))
        if name in LEADING:
            return ""
        column = next(each for each in self.shape.columns(table) if each.name == name)
        spec = column.spec
        if column.many or spec.ids_of:
            return ""
        if spec.ref:
            return self.ids(spec.ref) if spec.ref in self.tables else ""
        if column.type is bool:
            return self.words(("true", "false"))
        listed = self.vocabularies.words(spec.vocabulary) if spec.vocabulary else ()
        return self.words(spec.values or listed)

    def ids(self, table: str) -> str:
        """The first column of a sheet, with what will be added to it."""
        return f"{table}!$A$2:$A${_ROOM}"

    def words(self, words: tuple[str, ...]) -> str:
        """Some words, written into the formula or, if they are too long for it, into a sheet of their own."""
        if not words:
            return ""
        inline = ",".join(words)
        if len(inline) <= _LONGEST_LIST and not any(sign in word for word in words for sign in ',"'):
            return f'"{inline}"'
        letters = column_letters(len(self.lists) + 1)
        return self.lists.setdefault(words, f"{_LISTS}!${letters}$1:${letters}${len(words)}")

    def write_lists(self) -> None:
        """Write the sheet with the words of long lists, which nobody needs to see."""
        if not self.lists:
            return
        sheet = self.book.create_sheet(_LISTS)
        sheet.sheet_state = "hidden"
        for place, words in enumerate(self.lists, 1):
            for line, word in enumerate(words, 1):
                self.put(sheet, line, place, word)

    def content(self) -> bytes:
        """The file: the same for the same content."""
        from datetime import datetime
        from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

        self.book.properties.creator = "unami"
        self.book.properties.created = datetime(*_FIXED)
        written = io.BytesIO()
        try:
            self.book.save(written)
        except Exception as error:
            # With lxml, openpyxl reports what went wrong with its temporary files as an error of XML.
            if type(error).__name__ == "SerialisationError":
                raise OSError(errno.EIO, f"cannot write its temporary files: {error}") from error
            raise
        out = io.BytesIO()
        with ZipFile(written) as made, ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for name in sorted(made.namelist()):
                part = made.read(name)
                if name == "docProps/core.xml":
                    part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", part)
                info = ZipInfo(name, _FIXED)
                info.compress_type = ZIP_DEFLATED
                archive.writestr(info, part)
        return out.getvalue()
