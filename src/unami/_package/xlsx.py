"""Reading the sheets of a workbook (.xlsx) of which nothing is trusted.

A workbook is a zip archive of XML files. Only the few that hold cells are read, with the limits of all archives; nothing
is evaluated, and no entity or address in them is followed. The values are those that the file itself has: a cell whose
value is not what somebody typed, such as a formula or a date that is stored as a number, has a fault instead.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from attrs import frozen

from unami._package.store import check_total, open_archive, problems_of_members, read_member
from unami.errors import DatasetError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from zipfile import ZipFile

__all__ = ["LONGEST_CELL", "Book", "Cell", "Sheet", "column_letters"]

LONGEST_CELL = 32_767
"""Maximum number of characters in a cell of any spreadsheet."""

_MOST_CELLS = 2_000_000
"""Maximum number of cells with a value in a sheet, and of texts that cells share."""

_MOST_SHEETS = 1000
_MOST_FORMATS = 70_000
"""Formats of cells; spreadsheets have at most 65,490."""

_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of the formats of dates and times that every spreadsheet has."""

_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
"""Parts of the code of a format that are shown as they are, or that are colours and conditions."""

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_WHOLE = 2**53
"""Beyond it, spreadsheets do not keep whole numbers exactly."""


class Cell(NamedTuple):
    """A cell with a value.

    Args:
        text: Its value as text.
        fault: Why the value cannot be taken, if it cannot.
    """

    text: str
    fault: str = ""


@frozen(eq=False)
class Sheet:
    """One sheet of a workbook.

    Args:
        cells: The cells with a value, by row and column, both counted from 1.
        merged: The ranges of merged cells, such as ``A2:A4``.
    """

    cells: dict[int, dict[int, Cell]]
    merged: tuple[str, ...]


class _Part(NamedTuple):
    """What the list of sheets says about one of them."""

    path: str
    hidden: bool


def column_letters(number: int) -> str:
    """Return the letters by which spreadsheets name a column.

    Args:
        number: The column, counted from 1.

    Example:
        >>> column_letters(1), column_letters(28)
        ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _place_of(reference: str) -> tuple[int, int] | None:
    """The row and column of a reference such as ``B12``; nothing if it is none."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3 and 0 < len(digits) <= 7):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column


class _Damaged(Exception):
    """The XML is not that of a workbook."""


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Parse XML without entities of its own; names are given without their prefixes."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise _Damaged("a document type, which no spreadsheet writes")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, given: start(_local(name), {_local(key): given[key] for key in given})
    if end is not None:
        parser.EndElementHandler = lambda name: end(_local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _Damaged(str(error)) from None


def _number(text: str) -> int:
    """A number that the file counts with."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise _Damaged(f"expected a number, found {text[:20]!r}")
    return int(text)


def _unescaped(text: str) -> str:
    """A text with the characters that spreadsheets escape, as in ``_x000D_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _is_date(code: str) -> bool:
    """Whether a format shows a number as a date or time."""
    return any(sign in "dmyhs" for sign in _NOT_CODE.sub("", code).lower().partition(";")[0].replace("general", ""))


class _Texts:
    """Collects the texts that cells share."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] | None = None
        self._inside = self._phonetic = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "si":
            self._pieces = []
        self._inside = int(name == "t")
        self._phonetic += name == "rPh"

    def text(self, piece: str) -> None:
        if self._inside and not self._phonetic and self._pieces is not None:
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        self._inside = 0
        self._phonetic -= name == "rPh"
        if name == "si":
            self.found.append("".join(self._pieces or ()))
            if len(self.found) > _MOST_CELLS:
                raise _Damaged(f"more than {_MOST_CELLS} texts")


class _Formats:
    """Collects which formats of cells are those of dates."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self._own: dict[int, bool] = {}
        self._listed = False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "numFmt":
            self._own[_number(given.get("numFmtId", "0"))] = _is_date(given.get("formatCode", "")[:1000])
        elif name == "cellXfs":
            self._listed = True
        elif name == "xf" and self._listed:
            number = _number(given.get("numFmtId", "0"))
            self.dates.append(self._own.get(number, number in _DATE_FORMATS))
        if len(self.dates) + len(self._own) > _MOST_FORMATS:
            raise _Damaged(f"more than {_MOST_FORMATS} formats")

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._listed = False


class _Cells:
    """Collects the cells of a sheet."""

    def __init__(self, texts: list[str], dates: list[bool]) -> None:
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[str] = []
        self._texts, self._dates = texts, dates
        self._row = self._column = self._count = self._phonetic = 0
        self._kind = self._style = ""
        self._pieces: dict[str, list[str]] = {}
        self._open = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "row":
            self._row = _number(given["r"]) if "r" in given else self._row + 1
            self._column = 0
        elif name == "c":
            place = _place_of(given["r"]) if "r" in given else (self._row, self._column + 1)
            if place is None:
                raise _Damaged(f"a cell at {given['r'][:20]!r}")
            self._row, self._column = place
            self._kind, self._style = given.get("t", "n"), given.get("s", "0")
            self._pieces = {}
        elif name in ("v", "f", "t"):
            self._open = name
            self._pieces.setdefault(name, [])
        elif name == "rPh":
            self._phonetic += 1
        elif name == "mergeCell":
            self.merged.append(given.get("ref", "")[:50])

    def text(self, piece: str) -> None:
        if self._open and not self._phonetic:
            self._pieces[self._open].append(piece)

    def end(self, name: str) -> None:
        if name == self._open:
            self._open = ""
        self._phonetic -= name == "rPh"
        if name == "c" and (cell := self._cell()) is not None:
            self.rows.setdefault(self._row, {})[self._column] = cell
            self._count += 1
            if self._count > _MOST_CELLS:
                raise _Damaged(f"more than {_MOST_CELLS} cells")

    def _cell(self) -> Cell | None:
        """The cell that has just ended; nothing if it is empty."""
        value = "".join(self._pieces.get("t" if self._kind == "inlineStr" else "v", ()))
        if "f" in self._pieces:
            code = "".join(self._pieces["f"])
            return Cell(f"={code}"[:LONGEST_CELL], "a formula; it is never calculated here: replace it by its value")
        if self._kind == "s":
            number = _number(value) if value else -1
            if number >= len(self._texts):
                raise _Damaged(f"a cell with the text number {number}, of {len(self._texts)}")
            value = self._texts[number] if number >= 0 else ""
        if not value:
            return None
        if self._kind in ("s", "inlineStr", "str"):
            value = _unescaped(value)
            fault = f"{len(value)} characters; a cell has at most {LONGEST_CELL}" if len(value) > LONGEST_CELL else ""
            return Cell(value[:LONGEST_CELL], fault)
        if self._kind == "b":
            return Cell("true" if value == "1" else "false")
        if self._kind == "e":
            return Cell(value[:LONGEST_CELL], "an error of the spreadsheet; expected a value")
        style = _number(self._style)
        if self._kind == "d" or (style < len(self._dates) and self._dates[style]):
            words = (
                "a date of the spreadsheet, which may not be what was typed; format the cell as text and type the date"
            )
            return Cell(value[:LONGEST_CELL], f"{words}, such as 2014-06-10, 2014-06 or 2014")
        return _plain_number(value)


def _plain_number(value: str) -> Cell:
    """A number, written as people write it; spreadsheets store all numbers as floats."""
    try:
        number = float(value) if len(value) <= 50 else float("nan")
    except ValueError:
        number = float("nan")
    if not abs(number) < _WHOLE:
        return Cell(value[:100], "a number that a spreadsheet cannot keep exactly; format the cell as text")
    if number.is_integer():
        return Cell(str(int(number)))
    return Cell(repr(number)) if "e" not in repr(number) else Cell(f"{number:.20f}".rstrip("0"))


class Book:
    """A workbook: its sheets are read one by one, on demand.

    Args:
        path: The file.

    Raises:
        DatasetError: It is not a workbook, or it looks malicious.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        with open_archive(path) as archive:
            members = archive.infolist()
            if problems := problems_of_members(members):
                raise DatasetError(path, problems)
            check_total(path, sum(info.file_size for info in members))
            names = frozenset(info.filename for info in members)
            if "[Content_Types].xml" not in names:
                words = "not a workbook of the kind .xlsx; save it as .xlsx, or its sheets as CSV"
                raise DatasetError(path, [Problem(path, words)])
            self._parts = self._sheets(archive, names)
        texts, formats = _Texts(), _Formats()
        self._read("xl/sharedStrings.xml", texts.start, texts.end, texts.text, needed=False)
        self._read("xl/styles.xml", formats.start, formats.end, needed=False)
        self._texts, self._dates = texts.found, formats.dates

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sheets, in order."""
        return tuple(self._parts)

    def is_hidden(self, name: str) -> bool:
        """Whether somebody who opens the workbook does not see a sheet.

        Args:
            name: Name of the sheet.
        """
        return self._parts[name].hidden

    def sheet(self, name: str) -> Sheet:
        """Read a sheet.

        Args:
            name: Its name.

        Raises:
            DatasetError: It is too large or damaged.
        """
        collected = _Cells(self._texts, self._dates)
        self._read(self._parts[name].path, collected.start, collected.end, collected.text, what=name)
        return Sheet(collected.rows, tuple(collected.merged))

    def _sheets(self, archive: ZipFile, names: frozenset[str]) -> dict[str, _Part]:
        """The sheets by name, from the list of them and the list of the files that they are in."""
        listed: dict[str, tuple[str, bool]] = {}
        paths: dict[str, str] = {}

        def sheet(name: str, given: dict[str, str]) -> None:
            if name == "sheet":
                if len(listed) >= _MOST_SHEETS or given.get("name", "") in listed:
                    raise _Damaged("too many sheets, or two of one name")
                # The prefix of the name "r:id" is dropped; "sheetId" is another name.
                listed[given.get("name", "")] = (given.get("id", ""), given.get("state", "visible") != "visible")

        def path(name: str, given: dict[str, str]) -> None:
            if name == "Relationship" and given.get("TargetMode") != "External":
                paths[given.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", given.get("Target", "")))[1:]

        self._read("xl/workbook.xml", sheet, archive=archive)
        self._read("xl/_rels/workbook.xml.rels", path, archive=archive)
        found = {name: _Part(paths.get(key, ""), hidden) for name, (key, hidden) in listed.items()}
        return {name: part for name, part in found.items() if part.path in names}

    def _read(
        self,
        member: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
        *,
        what: str = "",
        needed: bool = True,
        archive: ZipFile | None = None,
    ) -> None:
        """Parse one XML file of the archive."""
        if archive is None:
            with open_archive(self.path) as opened:
                self._read(member, start, end, text, what=what, needed=needed, archive=opened)
            return
        if member not in archive.namelist():
            if needed:
                raise DatasetError(self.path, [Problem(self.path, f"not a workbook: it has no {member}")])
            return
        try:
            _parse(read_member(self.path, what or member, archive, archive.getinfo(member)), start, end, text)
        except _Damaged as error:
            raise DatasetError(self.path, [Problem(what or member, f"damaged in the workbook: {error}")]) from None
