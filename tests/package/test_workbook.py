"""Tests of packages as workbooks: what a spreadsheet does to values is named, and nothing hostile gets through."""

from __future__ import annotations

import json
import re
import zipfile
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.builders import refused
from helpers.examples import examples
from helpers.inside import FILES, header
from unami.cli import main
from unami.errors import DatasetError, MissingExtra
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

openpyxl: Any = pytest.importorskip("openpyxl")
pytestmark = pytest.mark.needs("openpyxl")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workbook with an example row in each table; it must not be changed."""
    path: Path = tmp_path_factory.mktemp("book") / "mine.xlsx"
    unami.new_package(path, tables="all")
    return path


@pytest.fixture
def edit(example: Path, tmp_path: Path) -> Callable[..., Path]:
    """Change a copy of the example in a spreadsheet program, and save it."""

    def edited(change: Callable[[Any], object]) -> Path:
        book = openpyxl.load_workbook(example)
        change(book)
        path = tmp_path / "edited.xlsx"
        book.save(path)
        return path

    return edited


def repacked(path: Path, target: Path, parts: dict[str, Callable[[bytes], bytes]]) -> Path:
    """Copy a workbook with some of the files in its archive changed."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, bytes)(old.read(name)))
    return target


def part_of(path: Path, sheet: str) -> str:
    """The file in the archive that holds a sheet."""
    book = openpyxl.load_workbook(path)
    return f"xl/worksheets/sheet{book.sheetnames.index(sheet) + 1}.xml"


def always(content: bytes) -> Callable[[bytes], bytes]:
    """A change of a file into this one."""
    return lambda _: content


# There and back


@pytest.mark.slow
def test_the_packaged_record_is_the_same_after_a_trip_through_a_workbook(tmp_path: Path) -> None:
    unami.mission.export("xlsx", tmp_path / "unami.xlsx")
    with zipfile.ZipFile(tmp_path / "unami.xlsx") as archive:
        assert re.search(rb'name="lists" sheetId="[0-9]+" state="hidden"', archive.read("xl/workbook.xml"))
    book = unami.open_dataset(tmp_path / "unami.xlsx")
    assert book.cite().checksum == unami.mission.cite().checksum
    book.export("datapackage", tmp_path / "folder")
    unami.mission.export("datapackage", tmp_path / "direct")
    for name in FILES:
        assert (tmp_path / "folder" / name).read_bytes() == (tmp_path / "direct" / name).read_bytes(), name
    book.export("xlsx", tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "unami.xlsx").read_bytes()


def test_a_new_workbook_is_valid_and_answers(example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = unami.open_dataset(example)
    assert {table: len(mine.tables[table]) for table in TABLES} == dict.fromkeys(TABLES, 1)
    assert main(["at", "2015-06", "--data", str(example)]) == 0
    assert "Ada Example, Special Envoy" in capsys.readouterr().out
    path = str(tmp_path / "empty.xlsx")
    assert main(["new", "--xlsx", path, "--empty", "--name", "unsmil", "--title", "Libya"]) == 0
    assert f"check {path}" in capsys.readouterr().out
    assert main(["check", path]) == 0
    assert capsys.readouterr().out == f"{path}: no problems\n"
    empty = unami.open_dataset(path)
    assert (empty.dataset.descriptor["name"], empty.dataset.descriptor["title"]) == ("unsmil", "Libya")
    assert main(["new", "--xlsx", path]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["new", "--xlsx", path, "--force"]) == 0
    assert main(["new", str(tmp_path / "a"), "--xlsx", path]) == 2
    assert main(["new", "--xlsx", "book.xls"]) == 2
    assert main(["format", path]) == 2
    assert "nor is a workbook" in capsys.readouterr().err


def test_it_says_what_columns_mean_and_offers_words_and_ids(example: Path) -> None:
    book = openpyxl.load_workbook(example)
    people, posts = book["people"], book["posts"]
    assert people.freeze_panes == "B2"
    comment = people.cell(1, header("people").index("gender") + 1).comment.text
    assert comment.startswith("Gender as implied by")
    offered = {str(each.sqref).split(":")[0]: each for each in book["appointments"].data_validations.dataValidation}
    columns = {letters: header("appointments")[ord(letters[0]) - ord("A")] for letters in offered if len(letters) == 2}
    formulas = {columns[letters]: offered[letters].formula1 for letters in columns}
    assert formulas["person"].startswith("people!$A$2:")
    assert formulas["source"].startswith("sources!$A$2:")
    assert formulas["rank"] == '"preferred,normal,deprecated"'
    assert not any(each.showErrorMessage for each in offered.values())
    assert posts.column_dimensions["A"].number_format == "@"


def test_the_order_of_rows_is_left_to_whoever_types_them(edit: Callable[..., Path]) -> None:
    def add(book: Any) -> None:
        book["people"].append(["zed-sample", "example-handbook", "page 9", None, "normal", None, "Zed Sample"])
        book["people"].append(["abe-sample", "example-handbook", "page 8", None, "normal", None, "Abe Sample"])

    mine = unami.open_dataset(edit(add))
    assert mine.people.ids == ("abe-sample", "ada-example", "zed-sample")


# What spreadsheets do to values


def put(sheet: str, column: str, value: object, shown_as: str = "General") -> Callable[[Any], None]:
    """Type a value into the first row of a sheet."""

    def change(book: Any) -> None:
        head = [heading.value for heading in book[sheet][1]]
        cell = book[sheet].cell(2, head.index(column) + 1)
        cell.value, cell.number_format = value, shown_as

    return change


@pytest.mark.parametrize(
    ("column", "value", "shown_as", "said"),
    [
        ("took_office", date(2015, 2, 1), "yyyy-mm-dd", "42036"),
        ("took_office", 42036, "dd.mm.yy", "a date of the spreadsheet"),
        ("took_office", 42036, '[$-407]d. mmm "of" yyyy', "type the date, such as 2014-06-10"),
        ("note", "=1+1", "General", "'=1+1': a formula; it is never calculated here"),
        ("note", '=HYPERLINK("http://example.org")', "General", "a formula"),
        ("note", "#N/A", "General", "an error of the spreadsheet"),
        ("note", 1e300, "General", "cannot keep exactly"),
    ],
)
def test_what_a_spreadsheet_made_of_a_value_is_named_with_its_cell(
    edit: Callable[..., Path], column: str, value: object, shown_as: str, said: str
) -> None:
    text = refused(edit(put("appointments", column, value, shown_as)))
    assert said in text
    place = header("appointments").index(column)
    assert f"appointments, row 2, column {column} ({chr(ord('A') + place)}2)" in text


@pytest.mark.parametrize(
    ("table", "column", "value", "kept"),
    [
        ("strength", "total", 27, 27),
        ("strength", "total", 27.0, 27),
        ("elections", "turnout_percent", 57.7, 57.7),
        ("elections", "turnout_percent", 57.0, 57.0),
        ("posts", "in_mission", True, True),
        ("appointments", "took_office", 2015, "2015"),
        ("appointments", "took_office", "2015-02~", "2015-02~"),
    ],
)
def test_numbers_are_as_they_were_typed(
    edit: Callable[..., Path], table: str, column: str, value: object, kept: object
) -> None:
    mine = unami.open_dataset(edit(put(table, column, value)))
    found = [getattr(record, column) for record in mine.tables[table]]
    assert kept in [str(value) if isinstance(kept, str) else value for value in found]


def test_a_number_with_a_part_is_no_whole_number(edit: Callable[..., Path]) -> None:
    assert "row 2, column total: '27.5': expected a whole number" in refused(edit(put("strength", "total", 27.5)))


def test_merged_cells_are_named(edit: Callable[..., Path]) -> None:
    assert "people: the cells A2:B3 are merged" in refused(edit(lambda book: book["people"].merge_cells("A2:B3")))


def test_a_hidden_sheet_with_a_table_is_named_and_other_sheets_are_warned_of(
    edit: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    def hide(book: Any) -> None:
        book["people"].sheet_state = "veryHidden"

    assert "people: the sheet is hidden" in refused(edit(hide))
    path = edit(lambda book: book.create_sheet("persons").append(["x"]))
    assert main(["check", str(path)]) == 0
    assert "warning: persons" in capsys.readouterr().out


def test_rows_and_columns_that_are_empty_at_the_end_do_not_count(edit: Callable[..., Path]) -> None:
    def grow(book: Any) -> None:
        sheet = book["people"]
        for row in (3, 4, 900, 1_000_000):
            sheet.cell(row, 2).number_format = "0.00"
        sheet.cell(2, 16_000).number_format = "0.00"
        sheet.cell(5, 1).value = ""

    assert len(unami.open_dataset(edit(grow)).people) == 1


def test_an_empty_row_between_others_is_named(edit: Callable[..., Path]) -> None:
    def skip(book: Any) -> None:
        book["people"].cell(5, 1).value = "ada-example"

    assert "people, row 3: an empty row" in refused(edit(skip))


def test_a_value_beside_the_columns_is_named(edit: Callable[..., Path]) -> None:
    def write(book: Any) -> None:
        book["people"].cell(2, 30).value = "a remark"

    assert "people, row 2, column AD2: 'a remark': a value outside of the columns" in refused(edit(write))


def test_problems_are_named_by_the_row_of_the_sheet(edit: Callable[..., Path]) -> None:
    def add(book: Any) -> None:
        book["people"].append(["zed", "example-handbook", "page 9", None, "normal", None, "Zed"])
        book["people"].append(["abe", "example-hand", "page 8", None, "normal", None, "Abe"])

    assert "people, row 4, column source: 'example-hand'" in refused(edit(add))


def test_the_sheet_about_the_package_is_checked(edit: Callable[..., Path], example: Path, tmp_path: Path) -> None:
    assert "package: no sheet has this name" in refused(edit(lambda book: book.remove(book["package"])))
    assert "did you mean title" in refused(edit(lambda book: book["package"].append(["tilte", "x"])))
    assert "not JSON text" in refused(edit(lambda book: book["package"].append(["keywords", "a, b"])))
    assert "there twice" in refused(edit(lambda book: book["package"].append(["title", "x"])))
    path = edit(lambda book: book["package"].append(["keywords", '["peace", "Libya"]']))
    assert unami.open_dataset(path).dataset.descriptor["keywords"] == ("peace", "Libya")


DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "\t=1",
    "_x0041_",
    "_x005F_x0041_",
    "'=1",
    "a\u00a0b",
]


@pytest.fixture(scope="module")
def nobody(tmp_path_factory: pytest.TempPathFactory) -> unami.Mission:
    """A record without a single row."""
    return unami.new_package(tmp_path_factory.mktemp("empty") / "mine", empty=True)


@examples(1)
@given(texts=st.lists(st.one_of(st.sampled_from(DANGEROUS), st.text(max_size=20)), min_size=1, max_size=6))
def test_every_text_is_the_same_after_a_trip_and_none_becomes_a_formula(
    nobody: unami.Mission, texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    clean = [text for text in (" ".join(each.split()) for each in texts) if text and text.isprintable()]
    rows = [{"id": f"p{place}", "name": text} for place, text in enumerate(clean)]
    path = tmp_path_factory.mktemp("trip") / "mine.xlsx"
    nobody.with_statements("people", rows, source={"id": "a", "title": "A", "kind": "news"}).export("xlsx", path)
    with zipfile.ZipFile(path) as archive:
        assert not any(re.search(rb"<f[ >/]", archive.read(name)) for name in archive.namelist() if "/sheet" in name)
    again = unami.open_dataset(path)
    assert {person.id: person.name for person in again.people} == {row["id"]: row["name"] for row in rows}


def test_texts_that_could_be_formulas_are_marked_as_text(tmp_path: Path) -> None:
    mine = unami.new_package(tmp_path / "mine", empty=True)
    rows = [{"id": "p", "name": "=1+1"}]
    mine.with_statements("people", rows, source={"id": "a", "title": "A", "kind": "news"}).export(
        "xlsx", tmp_path / "a.xlsx"
    )
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["people"].cell(2, header("people").index("name") + 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


# Hostile files


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def hostile(example: Path, tmp_path: Path, rows: str) -> str:
    """What is said about a workbook whose sheet of people has these rows."""
    content = SHEET.format(rows).encode()
    return refused(repacked(example, tmp_path / "hostile.xlsx", {part_of(example, "people"): lambda _: content}))


def test_entities_are_refused(example: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    for declared in (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ):
        content = declared.encode() + SHEET.format('<row><c t="str"><v>&e;</v></c></row>').encode()
        path = repacked(example, tmp_path / "hostile.xlsx", {part_of(example, "people"): always(content)})
        said = refused(path)
        assert "a document type, which no spreadsheet writes" in said
        assert "secret" not in said.replace(str(tmp_path), "")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('<row r="1"><c r="XFD1" t="str"><v>id</v></c></row>', "more than 200 columns"),
        ('<row r="999999999"><c t="str"><v>id</v></c></row>', "row 1: an empty row"),
        ('<row r="9999999999"><c t="str"><v>id</v></c></row>', "expected a number"),
        ('<row><c r="AAAA1"><v>1</v></c></row>', "a cell at 'AAAA1'"),
        ('<row><c t="s"><v>99999999</v></c></row>', "a cell with the text number 99999999"),
        ('<row><c t="s"><v>-1</v></c></row>', "expected a number"),
        ("<row><c><v>1</v></row>", "damaged in the workbook"),
        ("", "the file is empty"),
    ],
)
def test_claims_about_places_cost_nothing(example: Path, tmp_path: Path, rows: str, said: str) -> None:
    assert said in hostile(example, tmp_path, rows)


def test_a_long_text_that_many_cells_share_is_not_multiplied(example: Path, tmp_path: Path) -> None:
    rows = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(2000))
    shared = f"<sst><si><t>{'x' * 30_000}</t></si></sst>".encode()
    path = repacked(
        example, tmp_path / "hostile.xlsx", {part_of(example, "people"): always(SHEET.format(rows).encode())}
    )
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", shared)
    assert "people: the file is larger than" in refused(path)


def test_bombs_and_strange_archives_are_refused(example: Path, tmp_path: Path) -> None:
    bomb = repacked(example, tmp_path / "bomb.xlsx", {part_of(example, "people"): lambda _: b" " * 8_000_000})
    assert "compressed to less than 1/200 of its size" in refused(bomb)
    with zipfile.ZipFile(example) as old, zipfile.ZipFile(tmp_path / "out.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("../evil", b"x")
    assert "a path that leads out of the archive" in refused(tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "text.ods", "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", "<x/>")
    assert "save it as .xlsx" in refused(tmp_path / "text.ods")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_that_lacks_a_part_is_refused(example: Path, tmp_path: Path, part: str) -> None:
    with zipfile.ZipFile(example) as old, zipfile.ZipFile(tmp_path / "part.xlsx", "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    assert "not a workbook" in refused(tmp_path / "part.xlsx")


def test_addresses_in_the_list_of_sheets_are_never_followed(example: Path, tmp_path: Path) -> None:
    def outside(content: bytes) -> bytes:
        return re.sub(rb'Target="/xl/worksheets/sheet\d+.xml"', b'Target="../../etc/passwd"', content)

    said = refused(repacked(example, tmp_path / "hostile.xlsx", {"xl/_rels/workbook.xml.rels": outside}))
    assert "package: no sheet has this name" in said


@examples(1)
@given(data=st.data())
def test_a_damaged_workbook_is_refused_or_opened_but_never_breaks(data: st.DataObject, example: Path) -> None:
    import tempfile

    content = bytearray(example.read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        with suppress(DatasetError):
            unami.open_dataset(file.name)


def test_other_programs_may_write_the_cells_otherwise(example: Path, tmp_path: Path) -> None:
    head = header("people")
    texts = ["ada-example", "example-handbook", "page 1", "", "normal", "", "Ada <b>Example</b>"]
    rows = "".join(f'<x:c t="inlineStr"><x:is><x:t>{name}</x:t></x:is></x:c>' for name in head)
    cells = "".join(
        f'<x:c t="inlineStr"><x:is><x:r><x:t>{text[:3].replace("<", "&lt;")}</x:t></x:r>'
        f'<x:r><x:t xml:space="preserve">{text[3:].replace("<", "&lt;")}</x:t></x:r><x:rPh><x:t>phonetic</x:t></x:rPh></x:is></x:c>'
        for text in texts
    )
    content = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:dimension ref="A1:XFD1048576"/>'
        f"<x:sheetData><x:row>{rows}</x:row><x:row>{cells}</x:row></x:sheetData></x:worksheet>"
    )
    path = repacked(example, tmp_path / "other.xlsx", {part_of(example, "people"): lambda _: content.encode()})
    assert unami.open_dataset(path).people.one().name == "Ada <b>Example</b>"


def test_a_workbook_that_changes_while_it_is_in_use_answers_as_when_it_was_opened(
    edit: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    import pickle

    path = edit(lambda _: None)
    mine = unami.open_dataset(path)
    path.unlink()
    assert mine.people.one().id == "ada-example"
    assert pickle.loads(pickle.dumps(mine)).head_at("2015-06").name == "Ada Example"
    assert main(["check", str(path), "--json"]) == 2


def test_problems_and_warnings_are_told_as_json(edit: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", str(edit(put("people", "name", "=A1")))]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [
        (entry["level"], entry["table"], entry["row"], entry["value"])
        for entry in told
        if "formula" in entry["message"]
    ] == [("problem", "people", 2, "=A1")]


def test_writing_without_openpyxl_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtra, match="openpyxl"):
        unami.mission.export("xlsx", tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
