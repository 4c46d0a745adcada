"""Untrusted packages: paths, sizes, tables, descriptors, running time, and records that could break answers."""

from __future__ import annotations

import csv
import json
import os
import re
import struct
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import unami
from helpers import inside
from helpers.builders import refused
from helpers.effort import calls
from helpers.fictional import add, read, write
from helpers.inside import (
    FILES,
    Dataset,
    FolderFiles,
    PackagedFiles,
    ZipFiles,
    _read_some,
    check_files,
    format_folder,
    open_files,
    parse_csv,
    parse_descriptor,
    read_descriptor,
    visible,
)
from unami import Mission
from unami.charts import NAMES
from unami.cli import main
from unami.errors import DatasetError, Problem
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def packed(folder: Path, more: dict[str, bytes] | None = None, method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", method) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return path


# Paths


@pytest.mark.parametrize(
    "name", ["../secret.csv", "/etc/passwd", "..", "", "people.csv/../x", "notes.txt", "people.csv\0"]
)
def test_a_file_of_another_name_is_never_read(folder: Path, name: str) -> None:
    (folder.parent / "secret.csv").write_text("secret")
    (folder / "notes.txt").write_text("notes")
    for files in FolderFiles(str(folder)), ZipFiles(str(packed(folder))), PackagedFiles():
        with pytest.raises(FileNotFoundError):
            files.read(name)
        assert set(files.names()) == FILES


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_bytes((folder / "people.csv").read_bytes())
    (folder / "people.csv").unlink()
    (folder / "people.csv").symlink_to(secret)
    assert "people.csv: a link to a place outside the folder; it is not followed" in refused(folder)
    (folder / "people.csv").unlink()
    (folder / "people.csv").symlink_to("../package/../secret.csv")
    assert "a link to a place outside the folder" in refused(folder)


def test_a_link_to_the_folder_itself_is_no_way_out(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert unami.open_dataset(tmp_path / "link").people


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_read(folder: Path) -> None:
    (folder / "people.csv").unlink()
    os.mkfifo(folder / "people.csv")
    assert "people.csv: cannot be read: not a regular file" in refused(folder)


@pytest.mark.parametrize(
    "name", ["../people.csv", "/people.csv", "a/../../people.csv", "..\\people.csv", "C:\\people.csv"]
)
def test_an_archive_with_a_path_that_leads_out_of_it_is_refused(folder: Path, name: str) -> None:
    path = packed(folder, {name: b"x"})
    said = refused(path)
    assert "a path that leads out of the archive" in said
    assert not (folder.parent / "people.csv").exists()


def test_what_lies_in_other_folders_of_an_archive_is_never_read(folder: Path) -> None:
    path = packed(folder, {"__MACOSX/._people.csv": b"\0\0", "deep/deeper/people.csv": b"x"})
    assert unami.open_dataset(path).people.ids == ("ada-example",)


def test_a_file_twice_in_an_archive_is_refused(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = packed(folder, {"people.csv": b"id\n"})
    assert "people.csv: the archive contains this file twice" in refused(path)


# Sizes


def test_a_zip_bomb_is_refused_before_it_goes_off(folder: Path) -> None:
    (folder / "people.csv").write_bytes(b"," * 8_000_000)
    assert "people.csv: compressed to less than 1/200 of its size" in refused(packed(folder))


def test_sizes_beyond_all_measure_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(folder)
    total = sum(file.stat().st_size for file in folder.iterdir())
    monkeypatch.setattr(inside.store, "_LARGEST_PACKAGE", total - 1)
    assert "the files of the package are together larger than" in refused(folder)
    assert "the files of the package are together larger than" in refused(path)
    monkeypatch.setattr(inside.store, "_LARGEST_PACKAGE", path.stat().st_size - 1)
    assert "the archive is larger than" in refused(path)


def test_an_archive_that_lies_about_a_size_gives_no_more_than_it_says(folder: Path) -> None:
    path = packed(folder)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        local = archive.getinfo("people.csv").header_offset
    listed = data.index(b"PK\x01\x02", data.rindex(b"organizations.csv"))
    while data[listed + 46 : listed + 56] != b"people.csv":
        listed = data.index(b"PK\x01\x02", listed + 1)
    for place in local + 22, listed + 24:
        data[place : place + 4] = struct.pack("<I", 3)
    path.write_bytes(data)
    assert "people.csv: damaged or encrypted in the archive" in refused(path)


def test_a_file_that_is_longer_than_a_file_may_be_is_not_read_to_its_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = ZipFiles(str(packed(folder)))
    monkeypatch.setattr(inside.store, "_LARGEST", 100)
    monkeypatch.setattr(inside.store, "_check_member", lambda *_: None)
    monkeypatch.setattr(inside.store, "_CHUNK", 64)
    with pytest.raises(DatasetError, match="larger than 100 bytes"):
        files.read("people.csv")
    with zipfile.ZipFile(files.path) as archive:
        assert len(_read_some(archive, archive.getinfo("tiers.csv"))) <= 100 + 64
        assert archive.getinfo("tiers.csv").file_size > 100 + 64


def test_an_archive_with_too_many_files_is_refused(folder: Path) -> None:
    path = packed(folder, {f"file{number}": b"" for number in range(1000)})
    assert re.search(r"10\d\d files in the archive; expected at most 1000", refused(path))


@pytest.mark.parametrize("how", ["length", "zip64"])
def test_the_list_of_files_is_not_read_if_it_is_too_long(folder: Path, how: str) -> None:
    path = packed(folder)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x05\x06")
    if how == "length":
        data[place + 12 : place + 16] = struct.pack("<I", 2**24)
    else:
        data[place:place] = b"PK\x06\x07" + bytes(16)
    path.write_bytes(data)
    assert "the archive lists more files than a package can have" in refused(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_in_one_piece_are_refused(folder: Path, method: int) -> None:
    assert "people.csv: compressed by a method other than deflate" in refused(packed(folder, method=method))


def test_a_locked_file_is_refused(folder: Path) -> None:
    path = packed(folder)
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place] |= 1
    path.write_bytes(data)
    assert "people.csv: encrypted; expected a file without a password" in refused(path)


def test_the_packaged_data_is_far_from_every_limit() -> None:
    files = PackagedFiles()
    sizes = {name: len(files.read(name)) for name in files.names()}
    assert max(sizes.values()) * 10 < 16 * 1024 * 1024
    assert sum(sizes.values()) * 10 < 64 * 1024 * 1024
    for name in sizes:
        content = files.read(name)
        assert len(content) < 50 * len(zlib.compress(content))


# Tables


def test_rows_and_cells_beyond_all_measure_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = csv.field_size_limit()
    monkeypatch.setattr(inside.read, "_SMALL", 10)
    monkeypatch.setattr(inside.read, "_MOST_ROWS", 50)
    monkeypatch.setattr(inside.read, "_LONGEST_ROW", 100)
    assert len(parse_csv("people", b"a,b\n" * 50)) == 50
    for content, words in (
        (b"\n" * 51, "more than 50 rows"),
        (b"," * 101, "a row of more than 100 characters"),
        (b'a,"' + b"x\n" * 60 + b'"', "a row of more than 100 characters"),
        (b'"a\n",' * 40, "a row of more than 100 characters"),
    ):
        with pytest.raises(DatasetError, match=words):
            parse_csv("people", content)
    assert parse_csv("people", b'a,"' + b"x\n" * 40 + b'"\n' + b"y" * 90) == [["a", "x\n" * 40], ["y" * 90]]
    assert csv.field_size_limit() == limit


@given(st.text(alphabet='ab,"\n\r', max_size=60))
@example('a,"b\nc"\r\nd')
def test_large_and_small_files_are_read_alike(text: str) -> None:
    def parsed(small: int) -> object:
        kept, inside.read._SMALL = inside.read._SMALL, small
        try:
            return parse_csv("people", text.encode())
        except DatasetError as error:
            return str(error)
        finally:
            inside.read._SMALL = kept

    assert parsed(0) == parsed(1000)


def test_a_text_beyond_all_measure_is_a_problem(folder: Path) -> None:
    add(
        folder,
        "people",
        {"id": "b", "source": "example-handbook", "locator": "p", "rank": "normal", "name": "x" * 10_001},
    )
    assert "10001 characters; expected at most 10000" in refused(folder)


def test_a_table_of_mistakes_is_not_checked_for_ever(folder: Path) -> None:
    write(folder, "people", [read(folder, "people")[0], *([f"x{n}", "nobody"] + [""] * 12 for n in range(5000))])
    found = check_files(open_files(folder))
    assert 1000 <= len([problem for problem in found if problem.table == "people"]) < 1010
    assert any("too many problems; the rows from here on are not checked" in problem.message for problem in found)


def test_statements_without_number_on_one_thing_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside.check, "_MOST_STATEMENTS", 10)
    for number in range(10):
        row = {"id": "ada-example", "source": "example-handbook", "locator": f"p{number}", "rank": "normal"}
        add(folder, "people", row)
    format_folder(str(folder))
    assert "11 statements on ada-example; expected at most 10" in refused(folder)


def test_columns_without_number_are_one_problem(folder: Path) -> None:
    (folder / "people.csv").write_text(",".join(f"c{n}" for n in range(1000)) + "\n")
    assert "people, row 1: expected 14 columns, found 1000" in refused(folder)


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        ("tiers", "tier", "9" * 5000),
        ("strength", "total", "9" * 5000),
        ("elections", "turnout_percent", "9" * 400),
        ("people", "died", "2" * 9000),
        ("sources", "published", "2" * 9000),
    ],
)
def test_numbers_beyond_all_measure_are_problems(folder: Path, table: str, column: str, cell: str) -> None:
    rows = read(folder, table)
    rows[1][rows[0].index(column)] = cell
    write(folder, table, rows)
    said = refused(folder)
    assert f"{table}, row 2, column {column}" in said
    assert len(said) < 3000


@pytest.mark.parametrize("text", ["a\0b", "\0"])
def test_a_file_with_nul_is_no_text(folder: Path, text: str) -> None:
    (folder / "people.csv").write_text(text)
    assert "not a text file: it contains a NUL character" in refused(folder)


@pytest.mark.parametrize("text", ["\x1b[2J", "\x07", "\x9b31m", "a\tb", "\u202etxt", "\x7f"])
def test_control_characters_are_no_part_of_a_record(folder: Path, text: str) -> None:
    add(
        folder,
        "people",
        {"id": "b", "source": "example-handbook", "locator": "p", "rank": "normal", "name": f"A{text}B"},
    )
    assert "control characters; expected plain text" in refused(folder)


# The descriptor


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b" " * (4 * 1024 * 1024 + 1), "larger than 4194304 bytes"),
        (b"[]", "expected a JSON object"),
        (b'{"name": ' + b"9" * 5000 + b"}", "not JSON text"),
        (b"\xff", "not JSON text"),
    ],
)
def test_a_descriptor_that_is_a_trap_is_a_problem(folder: Path, content: bytes, words: str) -> None:
    (folder / "datapackage.json").write_bytes(content)
    assert f"datapackage.json: {words}" in refused(folder) or words in refused(folder)


def test_a_descriptor_is_parsed_with_its_limits_also_without_the_check(folder: Path) -> None:
    (folder / "datapackage.json").write_bytes(b"[" * 100_000)
    with pytest.raises(ValueError, match="nested too deeply"):
        print(Mission(Dataset(FolderFiles(str(folder)))).version)
    assert parse_descriptor(b'{"a": 1}') == {"a": 1}


# Texts of the descriptor


def describe_as(folder: Path, **values: object) -> None:
    about = json.loads((folder / "datapackage.json").read_text("utf-8"))
    about["resources"] = [resource for resource in about["resources"] if resource["name"] != "changes"]
    (folder / "datapackage.json").write_text(json.dumps({**about, **values}))
    (folder / "changes.csv").unlink(missing_ok=True)


PLACES = [
    *("name", "title", "description", "version", "view", "homepage", "whatever", "keywords[0]"),
    *("licenses[0].name", "contributors[0].title", "nested[1].of[0]"),
]


@pytest.mark.parametrize(
    "sign", ["\x1b", "\x00", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\ud800", "\ufffe", "\uffff"]
)
def test_texts_of_the_descriptor_are_under_the_rules_of_cells(folder: Path, sign: str) -> None:
    text = f"x{sign}y"
    values: dict[str, object] = dict.fromkeys([place for place in PLACES if place.isalpha()], text)
    values |= {"keywords": [text], "licenses": [{"name": text}], "contributors": [{"title": text}]}
    describe_as(folder, **values, nested=[1, {"of": [text]}])
    found = refused(folder) + "\n"
    for place in PLACES:
        assert f"expected plain text (found U+{ord(sign):04X}) @ $.{place}\n" in found


@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\ufffe", "\uffff"])
def test_cells_of_every_table_are_under_these_rules(folder: Path, sign: str) -> None:
    expected = []
    for table in (*TABLES, "sources", "tiers", "changes"):
        rows = read(folder, table)
        rows[1][-1] = f"x{sign}y"
        write(folder, table, rows)
        expected.append(visible(f"{table}, row 2, column {rows[0][-1]}: {f'x{sign}y'!r}: "))
    found = refused(folder)
    assert [words for words in expected if words not in found] == []
    assert found.count(f"expected plain text (found U+{ord(sign):04X})") == len(expected)


def test_a_key_of_the_descriptor_is_text_too(folder: Path) -> None:
    describe_as(folder, **{"a\ud800": 1})
    assert "expected plain text (found U+D800) in a key @ $" in refused(folder)


@pytest.mark.parametrize(
    "version", ["2026.11.26},\n@misc{evil,", "1.0", "2026", "2026.2.30", "2026.02.30", "", "+own", "9" * 9000]
)
def test_a_version_is_a_day(folder: Path, version: str) -> None:
    describe_as(folder, version=version)
    assert "@ $.version" in refused(folder)


def test_the_version_of_an_export_with_own_statements_is_one(folder: Path, tmp_path: Path) -> None:
    mine = unami.open_dataset(folder).with_statements(
        "people", [{"id": "b-c", "name": "B"}], source={"id": "x", "title": "X", "kind": "academic"}
    )
    mine.export("datapackage", tmp_path / "out")
    assert unami.open_dataset(tmp_path / "out").version == mine.version


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"homepage": "javascript:alert(1)"}, "$.homepage"),
        ({"homepage": "example.org"}, "$.homepage"),
        ({"homepage": "https://"}, "$.homepage"),
        ({"licenses": [{"path": "data:text/html,x"}]}, "$.licenses[0].path"),
        ({"contributors": [{"title": "A", "path": "file:///etc"}]}, "$.contributors[0].path"),
    ],
)
def test_addresses_of_the_descriptor_lead_to_the_web(folder: Path, values: dict[str, object], place: str) -> None:
    describe_as(folder, **values)
    assert f"expected an address that begins with https:// or http:// @ {place}" in refused(folder)
    good = {
        "homepage": "https://example.org/a",
        "licenses": [{"name": "X", "path": "LICENSE"}, {"path": "HTTP://x.org"}],
    }
    describe_as(folder, contributors=[], **good)
    assert unami.open_dataset(folder).cite().url == "https://example.org/a"


SIZE = 1_000_000
SHAPES: dict[str, object] = {
    "a text for a list": {"licenses": "x" * SIZE, "keywords": "y" * 10, "contributors": "z"},
    "a list of texts for one of objects": {"licenses": ["x"] * (SIZE // 5)},
    "lists in lists": {"licenses": [[]] * (SIZE // 4)},
    "objects of numbers": {"contributors": [{"a": 1}] * (SIZE // 10)},
    "numbers for texts": {"keywords": [1] * (SIZE // 3)},
    "one object of many": {"licenses": [{f"k{number}": number for number in range(SIZE // 16)}]},
    "resources that are none": {"resources": [1] * (SIZE // 3)},
    "resources with a list as name": {"resources": [{"name": []}] * (SIZE // 14)},
    "a text for the resources": {"resources": "x" * SIZE},
    "bad texts": {"x": ["\x1b"] * (SIZE // 10)},
    "bad keys": {f"k{number}\x07": number for number in range(SIZE // 18)},
    "a long title": {"title": "x" * SIZE},
    "a long key": {"k" * SIZE: "\x1b"},
    "long numbers": {"x": [int("9" * 4000)] * (SIZE // 4000)},
    "wide and deep": {"k" * 1000: {"k" * 1000: {"k" * 1000: ["\ud800"] * (SIZE // 10)}}},
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_a_descriptor_of_a_megabyte_is_checked_in_a_moment_and_in_few_words(shape: str) -> None:
    values: Any = SHAPES[shape]
    about = {"name": "a", "title": "b", "description": "c", "version": "2026.01.01", **values}
    content = json.dumps(about).encode()
    assert len(content) > SIZE * 0.9
    problems: list[Problem] = []
    assert calls(lambda: problems.extend(read_descriptor(content)[1])) < 4 * SIZE
    message = str(DatasetError("package", problems))
    assert 1 <= len(problems) <= 101
    assert len(message) < 40_000
    assert [p.message for p in problems if "x" * 300 in p.message] == []


@pytest.mark.parametrize(
    "content", ['{"a": 1, "b": {"c": 1, "c": 2}}', '{"a": NaN}', '{"a": -Infinity}', '{"a": 1e999}']
)
def test_a_descriptor_that_others_would_read_differently_is_refused(content: str) -> None:
    _, problems = read_descriptor(content.encode())
    assert re.search("duplicate key 'c'|JSON does not have|nested too deeply|out of range", str(problems[0]))


# Time that grows with the size


def many(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    """Write rows similar to the example of a table."""
    head, first = read(folder, table)[:2]
    like = dict(zip(head, first, strict=True))
    body = [[{**like, **row}[name] for name in head] for row in rows]
    write(folder, table, [head, *sorted([first, *body])])


def problems_of(folder: Path) -> list[Problem]:
    return check_files(open_files(folder))


@pytest.mark.slow
@pytest.mark.parametrize(
    "cells",
    [
        lambda n: {"name": f"N{n}", "summary": f"S{n}"},
        lambda n: {"died": f"{2000 + n % 20}-{n % 12 + 1:02}-{n % 28 + 1:02}"},
        lambda n: {"other_names": "|".join(f"n{part:03}" for part in range(n % 200 + 1))},
        lambda n: {"other_names": "|".join(f"n{part:03}" for part in range(200) if part != n % 200)},
        lambda n: {"name": "N" + "." * (n % 900)},
        lambda n: {"locator": f"p{n}", "gender": ""},
    ],
)
def test_a_check_takes_a_time_that_grows_with_the_statements(
    folder: Path, cells: Callable[[int], dict[str, str]]
) -> None:
    many(folder, "people", [{"id": f"p{n // 1000}", "locator": f"p{n}", **cells(n)} for n in range(3000)])
    size = (folder / "people.csv").stat().st_size
    # There are one and a half million pairs, and several calls for each.
    assert calls(lambda: problems_of(folder)) < 500 * 3000 + 4 * size
    message = str(DatasetError("x", problems_of(folder)))
    assert len(message) < 100_000


def test_an_open_tie_of_many_names_a_few(folder: Path) -> None:
    many(folder, "people", [{"id": "p", "locator": f"p{n}", "name": f"N{n:03}"} for n in range(500)])
    (tie,) = [problem for problem in problems_of(folder) if "open tie" in problem.message]
    assert "N000 (example-handbook); N001 (example-handbook); " in tie.message
    assert "; and 490 more; decide it by" in tie.message


def test_a_list_of_mistakes_is_named_by_a_few(folder: Path) -> None:
    many(folder, "people", [{"id": "p", "nationality": "|".join(f"x{n:04}" for n in range(1500))}])
    found = [problem for problem in problems_of(folder) if problem.table == "people"]
    assert len(found) == 11
    assert found[-1].message == "too many problems; the values from here on are not checked"


def test_mistakes_without_number_are_named_by_the_first(folder: Path) -> None:
    (folder / "people.csv").write_text((folder / "people.csv").read_text() + "a,b\n" * 5000)
    write(folder, "tiers", [read(folder, "tiers")[0], *([f"k{n}", "x", "y"] for n in range(5000))])
    found = problems_of(folder)
    assert len([problem for problem in found if problem.table == "people"]) == 1001
    assert len([problem for problem in found if problem.table == "tiers"]) <= 1002
    assert len(str(DatasetError("x", found)).splitlines()) == 202


def test_sources_that_nobody_uses_and_kinds_that_nobody_knows_are_named_by_a_few(folder: Path) -> None:
    rows = [{"id": f"s{n}", "kind": "nothing"} for n in range(5000)]
    many(folder, "sources", rows)
    found = [problem for problem in problems_of(folder) if problem.table == "sources"]
    assert 1000 <= len(found) <= 2005
    assert all(len(problem.message) < 300 for problem in found)


@pytest.mark.slow
def test_the_nearest_names_are_not_looked_for_without_end(folder: Path) -> None:
    ids = [f"{'ab' * 20}{n:05}".replace("0", "a").replace("1", "b") for n in range(4000)]
    many(folder, "people", [{"id": name, "name": name} for name in ids])
    many(folder, "appointments", [{"id": f"a{n}", "person": f"{'ba' * 20}{n}"} for n in range(400)])
    # There are 1.6 million pairs, and hundreds of calls to compare two names.
    assert calls(lambda: problems_of(folder)) < 40_000_000


@pytest.mark.slow
def test_words_of_several_tables_are_looked_up_in_them_as_they_are(folder: Path) -> None:
    many(folder, "organizations", [{"id": f"o{n}", "name": f"O{n}"} for n in range(3000)])
    many(folder, "staffing", [{"id": f"s{n}", "entity": f"o{n}", "locator": f"p{n}"} for n in range(3000)])
    assert calls(lambda: problems_of(folder)) < 2000 * 3000


@pytest.mark.slow
def test_many_own_statements_are_added_in_one_go(folder: Path) -> None:
    many(folder, "people", [{"id": f"p{n}", "name": f"N{n}"} for n in range(3000)])
    mission = unami.open_dataset(folder)
    rows = [{"id": f"p{n}", "died": "2010"} for n in range(3000)]
    source = {"id": "x", "title": "X", "kind": "academic"}
    assert calls(lambda: mission.with_statements("people", rows, source=source).people) < 2000 * 3000


# Files that cannot be read


@pytest.mark.parametrize("name", ["people.csv", "datapackage.json", "sources.csv", "changes.csv"])
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "cannot be read: Permission denied"),
        (OSError(5, "Input/output error"), "cannot be read: Input/output error"),
        (OSError(116, "Stale file handle"), "cannot be read: Stale file handle"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: OSError, words: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    opened = os.open

    def refuse(path: Any, *more: Any, **named: Any) -> int:
        if os.fspath(path).endswith(name):
            raise error
        return opened(path, *more, **named)

    monkeypatch.setattr(os, "open", refuse)
    assert f"{name}: {words}" in refused(folder)
    for arguments, code in (
        (["check", str(folder)], 1),
        (["format", str(folder)], 2),
        (["at", "2015", "--data", str(folder)], 2),
    ):
        assert main(arguments) == code
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", ["people.csv", "datapackage.json"])
@pytest.mark.parametrize("how", ["folder", "link to itself", "link to nothing", "device"])
def test_what_is_no_file_is_named_as_such(folder: Path, name: str, how: str) -> None:
    (folder / name).unlink()
    if how == "folder":
        (folder / name).mkdir()
    else:
        (folder / name).symlink_to({"link to itself": name, "device": "/dev/zero"}.get(how, "nothing"))
    expected = {"folder": "cannot be read: not a regular file", "link to itself": "cannot be read: Too many levels"}
    said = refused(folder)
    assert f"{name}: {expected.get(how, '')}" in said
    assert ("no such file" in said) is (how == "link to nothing")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "people.csv/x", "/dev/zero"])
def test_a_path_that_can_be_none_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(unami.UnamiError):
        unami.open_dataset(name)
    assert main(["check", name]) == 2


def test_a_folder_and_an_archive_that_cannot_be_read_are_named_with_the_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(folder)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "there")

    monkeypatch.setattr(os, "scandir", refuse)
    assert "cannot be read: Permission denied" in refused(folder)
    monkeypatch.setattr("builtins.open", refuse)
    assert "cannot be read: Permission denied" in refused(path)


# Records that answers could stumble over


def test_a_thing_on_which_only_deprecated_statements_speak_is_no_reference(folder: Path) -> None:
    head, row = read(folder, "posts")[:2]
    row[head.index("rank")], row[head.index("note")] = "deprecated", "wrong"
    write(folder, "posts", [head, row])
    assert "appointments, row 2, column post: 'envoy': no such id in posts.csv" in refused(folder)


def test_an_own_statement_that_is_deprecated_makes_nothing_to_refer_to(folder: Path) -> None:
    mission = unami.open_dataset(folder)
    source = {"id": "x", "title": "X", "kind": "academic"}
    post = {"id": "second", "rank": "deprecated", "note": "wrong", "name": "S", "role": "other", "seats": "single"}
    mine = mission.with_statements("posts", [{**post, "in_mission": True}], source=source)
    held = {"id": "ada-example.second", "person": "ada-example", "post": "second", "took_office": "2015"}
    with pytest.raises(DatasetError, match=r"no such id in posts\.csv"):
        mine.with_statements("appointments", [held], source="x")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"mandate_until": "1900"}, "its start 2015-01-10 is after its end 1900"),
        ({"mandate_until": "", "mandate_months": "9" * 40}, "outside the years 0001 to 9999"),
    ],
)
def test_dates_that_are_worked_out_are_checked(folder: Path, cells: dict[str, str], words: str) -> None:
    head, row = read(folder, "resolutions")[:2]
    write(folder, "resolutions", [head, [{**dict(zip(head, row, strict=True)), **cells}[name] for name in head]])
    assert words in refused(folder)


def test_a_mission_of_thousands_of_years_has_no_panel(folder: Path) -> None:
    head, row = read(folder, "missions")[:2]
    row[head.index("established")] = "0001-01-01"
    write(folder, "missions", [head, row])
    mission = unami.open_dataset(folder)
    with pytest.raises(DatasetError, match="from 0001 to 2016 by its dates; the panel covers at most 300 years"):
        mission.panel()


@pytest.mark.needs("altair", "icalendar")
@pytest.mark.parametrize("last", ["9999", "9999-12-31", "9999-12-31?"])
def test_the_end_of_the_calendar_is_a_date_like_any_other(folder: Path, tmp_path: Path, last: str) -> None:
    for table, column in (("missions", "ended"), ("events", "date")):
        head, row = read(folder, table)[:2]
        row[head.index(column)] = last
        write(folder, table, [head, row])
    mine = unami.open_dataset(folder)
    assert mine.at("2015").running
    assert str(mine.at(last.rstrip("?")))
    mine.export("icalendar", tmp_path / "mine.ics")
    assert mine.chart.timeline().to_dict()
    assert mine.chart.tasks().to_dict()


@pytest.mark.needs("altair")
def test_every_chart_can_be_drawn_of_a_new_package(folder: Path) -> None:
    mine = unami.open_dataset(folder)
    for name in NAMES:
        assert mine.chart.draw(name).to_dict(), name


@pytest.mark.slow
def test_the_text_of_a_snapshot_takes_a_time_that_grows_with_its_lines(folder: Path) -> None:
    def work(count: int) -> int:
        head, row = read(folder, "events")[:2]
        rows = []
        for number in range(count):
            cells = list(row)
            cells[head.index("id")], cells[head.index("date")] = f"e{number:05}", "2015-06-10"
            rows.append(cells)
        write(folder, "events", [head, *rows])
        day = unami.open_dataset(folder).at("2015-06-10")
        assert str(day).count("2015-06-10") >= count
        return calls(lambda: (str(day), day._repr_html_()))

    work(100)  # what is imported for it
    # The square would be 16 times as many.
    assert work(4000) < 8 * work(1000)


def test_a_member_without_a_name_is_refused(folder: Path) -> None:
    path = packed(folder)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(zipfile.ZipInfo(""), b"")
    assert "a path that leads out of the archive" in refused(path)


@pytest.mark.parametrize("name", ["json", "jsonl", "popolo", "jsonld", "csv", "datapackage"])
def test_a_record_whose_id_is_longer_than_any_question_is_exported(folder: Path, tmp_path: Path, name: str) -> None:
    many(folder, "people", [{"id": "x" * 5000, "locator": "p"}])
    unami.open_dataset(folder).export(name, tmp_path / "out")
    files = [tmp_path / "out"] if (tmp_path / "out").is_file() else list((tmp_path / "out").iterdir())
    assert any(b"x" * 5000 in path.read_bytes() for path in files)
