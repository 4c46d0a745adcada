"""Tests with packages of strangers: nothing in them reaches a file, a browser, a terminal or the memory unasked."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import struct
import warnings
import zipfile
import zlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import unami
from builders import fresh_mission
from effort import calls
from fictional import add, read, write
from unami._base.text import visible
from unami._mission.mission import Mission
from unami._package.canonical import format_folder
from unami._package.check import check_files
from unami._package.describe import read_descriptor
from unami._package.read import Dataset, parse_csv, parse_descriptor
from unami._package.store import FILES, FolderFiles, PackagedFiles, ZipFiles, _read_some, open_files
from unami._package.vocabulary import GENERAL, VOCABULARY_COLUMNS
from unami.charts import NAMES
from unami.cli import main
from unami.errors import DatasetError, Problem
from unami.records import TABLES, record_class
from unami.records._field import columns
from unami.records._sequence import Records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "package"
    unami.new_package(path)
    return path


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "package"
    shutil.copytree(template, path)
    return path


def packed(folder: Path, more: dict[str, bytes] | None = None, method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", method) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return path


def refused(path: Path) -> str:
    with pytest.raises(DatasetError) as caught:
        unami.open_dataset(path)
    return str(caught.value)


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
    assert "people.csv: this file is in the archive twice" in refused(path)


# Sizes


def test_a_zip_bomb_is_refused_before_it_goes_off(folder: Path) -> None:
    (folder / "people.csv").write_bytes(b"," * 8_000_000)
    assert "people.csv: compressed to less than 1/200 of its size" in refused(packed(folder))


def test_sizes_beyond_all_measure_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(folder)
    total = sum(file.stat().st_size for file in folder.iterdir())
    monkeypatch.setattr("unami._package.store._LARGEST_PACKAGE", total - 1)
    assert "the files of the package are together larger than" in refused(folder)
    assert "the files of the package are together larger than" in refused(path)
    monkeypatch.setattr("unami._package.store._LARGEST_PACKAGE", path.stat().st_size - 1)
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
    assert "people.csv: damaged or locked in the archive" in refused(path)


def test_a_file_that_is_longer_than_a_file_may_be_is_not_read_to_its_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = ZipFiles(str(packed(folder)))
    monkeypatch.setattr("unami._package.store._LARGEST", 100)
    monkeypatch.setattr("unami._package.store._check_member", lambda *_: None)
    monkeypatch.setattr("unami._package.store._CHUNK", 64)
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
    assert "people.csv: locked with a password" in refused(path)


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
    monkeypatch.setattr("unami._package.read._SMALL", 10)
    monkeypatch.setattr("unami._package.read._MOST_ROWS", 50)
    monkeypatch.setattr("unami._package.read._LONGEST_ROW", 100)
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
    from unami._package import read as dataset

    def parsed(small: int) -> object:
        kept, dataset._SMALL = dataset._SMALL, small
        try:
            return parse_csv("people", text.encode())
        except DatasetError as error:
            return str(error)
        finally:
            dataset._SMALL = kept

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
    assert any("and more; the rows from here on are not checked" in problem.message for problem in found)


def test_statements_without_number_on_one_thing_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unami._package.check._MOST_STATEMENTS", 10)
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
    assert "not a text file: it holds a NUL character" in refused(folder)


@pytest.mark.parametrize("text", ["\x1b[2J", "\x07", "\x9b31m", "a\tb", "\u202etxt", "\x7f"])
def test_control_characters_are_no_part_of_a_record(folder: Path, text: str) -> None:
    add(
        folder,
        "people",
        {"id": "b", "source": "example-handbook", "locator": "p", "rank": "normal", "name": f"A{text}B"},
    )
    assert "control characters; expected text alone" in refused(folder)


# The descriptor


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[" * 100_000, "beyond all measure"),
        (b'{"a":' * 100_000, "beyond all measure"),
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
    with pytest.raises(ValueError, match="beyond all measure"):
        print(Mission(Dataset(FolderFiles(str(folder)))).version)
    assert parse_descriptor(b'{"a": 1}') == {"a": 1}


# Browsers

SCRIPT = "<script>alert(1)</script>"
QUOTES = "\"' onmouseover='alert(1)' x=\""
ADDRESSES = (
    "javascript:alert(1)",
    "https://example.org/\"onmouseover='alert(1)'",
    "data:text/html,<b>",
    "JavaScript:x",
)


class Allowed(HTMLParser):
    """Takes HTML apart, and keeps what a page must not have."""

    TAGS = frozenset({"div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "p", "time", "span"})
    ATTRIBUTES = frozenset({("th", "scope"), ("a", "href"), ("time", "datetime"), ("span", "aria-hidden")})
    ATTRIBUTES |= {("div", name) for name in ("class", "role", "tabindex", "aria-label")}
    ATTRIBUTES |= {(tag, name) for tag in ("a", "span", "time", "td") for name in ("class", "title")}

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.TAGS:
            self.bad.append(tag)
        for name, value in attrs:
            if (tag, name) not in self.ATTRIBUTES:
                self.bad.append(f"{tag} {name}")
            elif name == "href":
                self.links.append(value or "")


def parsed(html: str) -> Allowed:
    page = Allowed()
    page.feed(html)
    page.close()
    return page


@pytest.fixture(scope="module")
def hostile(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Mission:
    """A good package, as far as the check can tell, with an attack in each text."""
    path = tmp_path_factory.mktemp("hostile") / "package"
    shutil.copytree(template, path)
    for table in TABLES:
        head, row = read(path, table)
        specs = {column.name: column for column in columns(record_class(table))}
        for place, name in enumerate(head):
            column = specs.get(name)
            free = column is not None and column.type is str and not (column.spec.values or column.spec.ids_of)
            free = free and (table, name) != ("places", "kind")  # by which the host country is known
            if name in ("locator", "stated_as", "note") or (free and column is not None and column.spec.ref is None):
                row[place] = f"{SCRIPT}{QUOTES}"
            if name == "url":
                row[place] = ADDRESSES[0]
        write(path, table, [head, row])
    # The words of a package are texts of its author too.
    words = [[name, f"{SCRIPT}{QUOTES}", "", f"{SCRIPT}{QUOTES}"] for name in GENERAL if name != "place-kind"]
    write(path, "vocabularies", [list(VOCABULARY_COLUMNS), *words])
    head, row = read(path, "sources")
    for name in ("title", "publisher", "symbol", "note"):
        row[head.index(name)] = f"{SCRIPT}{QUOTES}"
    row[head.index("url")] = ADDRESSES[1]
    write(path, "sources", [head, row])
    format_folder(str(path))
    return unami.open_dataset(path)


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_no_table_of_a_notebook_carries_a_script(hostile: Mission, table: str) -> None:
    html = hostile.tables[table]._repr_html_()
    page = parsed(html)
    assert page.bad == []
    assert "<script" not in html
    assert all(link.startswith(("https://", "http://")) for link in page.links)


def test_the_attacks_are_there_as_text(hostile: Mission) -> None:
    assert "&lt;script&gt;alert(1)" in hostile.people._repr_html_()
    assert "javascript:alert(1)" in hostile.tables["websites"]._repr_html_()
    assert parsed(hostile.sources._repr_html_()).links == [ADDRESSES[1]]


@pytest.mark.parametrize(
    "ask",
    [
        lambda mission: mission.at("2015-06-12"),
        lambda mission: mission.leaders_at("2015-06-12"),
        lambda mission: mission.mandates,
        lambda mission: mission.search("alert"),
        lambda mission: mission.casualty_series(),
        lambda mission: mission.sources_of(mission.people[0]),
        lambda mission: mission.known_at("2010").compare(mission),
        lambda mission: (
            mission.with_statements(
                "people",
                [{"id": "ada-example", "name": f"{SCRIPT}2"}],
                source={"id": "x", "title": SCRIPT, "kind": "academic"},
            ).disputes
        ),
        lambda mission: Records(mission.people.items, SCRIPT),
        lambda _: Records((), SCRIPT),
    ],
)
def test_no_answer_in_a_notebook_carries_a_script(hostile: Mission, ask: Callable[[Mission], Records[object]]) -> None:
    page = parsed(ask(hostile)._repr_html_())
    assert page.bad == []
    assert all(link.startswith(("https://", "http://")) for link in page.links)


def test_an_address_of_another_sort_is_no_link_in_a_snapshot(hostile: Mission) -> None:
    from attrs import evolve

    day = hostile.at("2015-06-12")
    evidence = tuple(
        evolve(line, sources=tuple(evolve(source, url=ADDRESSES[number % 4]) for source in line.sources))
        for number, line in enumerate(day.evidence)
    )
    page = parsed(evolve(day, evidence=evidence)._repr_html_())
    assert page.bad == []
    assert set(page.links) == {ADDRESSES[1]}


@pytest.mark.parametrize(
    "ask",
    [
        lambda mission: mission,
        lambda mission: mission.people[0],
        lambda mission: mission.leaders_at("2015-06-12").first(),
        lambda mission: mission.explain(mission.people[0], "name"),
        lambda mission: mission.explain(mission.people[0], "name").claims[0],
        lambda mission: mission.with_statements(
            "people",
            [
                {"id": mission.people[0].id, "died": "2014", "rank": "preferred", "note": SCRIPT},
                {"id": mission.people[0].id, "died": "2015"},
            ],
            source={"id": "x", "title": SCRIPT, "kind": "academic", "url": "javascript:alert(1)"},
        ).disputes_of(mission.people[0])[0],
        lambda mission: mission.sources.where(lambda source: source.url == ADDRESSES[1])[0],
        lambda mission: mission.search("alert")[0],
        lambda mission: mission.casualty_series()[0],
        lambda mission: mission.at("2015-06-12").partners.first(),
    ],
)
def test_nothing_alone_in_a_notebook_carries_a_script(hostile: Mission, ask: Callable[[Mission], Any]) -> None:
    html = ask(hostile)._repr_html_()
    page = parsed(html)
    assert page.bad == []
    assert "<script" not in html
    assert all(link.startswith(("https://", "http://")) for link in page.links)


@given(st.text(max_size=40))
@example("<script>")
@example('"><img src=x onerror=alert(1)>')
@example("javascript:alert(1)")
@example('https://a"b')
def test_no_text_becomes_anything_else_in_html(text: str) -> None:
    from attrs import evolve

    person = evolve(unami.mission.people[0], name=text, summary=text, other_names=(text,))
    source = evolve(unami.mission.sources[0], url=text, title=text)
    for records in Records((person,), "people"), Records((source,), "sources"):
        assert parsed(records._repr_html_()).bad == []


# Terminals

ATTACK = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"


def is_plain(text: str) -> bool:
    return not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


@given(st.text())
@example(ATTACK)
def test_what_is_shown_never_steers_a_terminal(text: str) -> None:
    shown = visible(text)
    assert is_plain(shown)
    if is_plain(text) and not set("\u2028\u2029") & set(text):
        assert shown == text


def test_problems_show_control_characters_written_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "people.csv").write_text(f"id,{ATTACK}\n")
    tiers = read(folder, "tiers")
    write(folder, "tiers", [*tiers, [ATTACK, "9", "x"]])
    write(
        folder, "sources", [[cell.replace("academic", ATTACK + "x") for cell in row] for row in read(folder, "sources")]
    )
    assert main(["check", str(folder)]) == 1
    out = capsys.readouterr().out
    assert is_plain(out)
    assert "\\x1b]0;owned\\x07" in out
    assert is_plain(refused(folder))
    assert is_plain(str(Problem("people", f"message {ATTACK}", column=ATTACK, value=ATTACK)))


def test_a_problem_shows_only_the_beginning_of_a_long_text() -> None:
    assert len(str(Problem("people", "too long", value="x" * 10_000))) < 300


def test_texts_of_an_unchecked_record_are_shown_written_out() -> None:
    from attrs import evolve

    mission = fresh_mission()
    person = evolve(mission.people[0], name=ATTACK)
    assert is_plain(repr(Records((person,), "people")))
    from unami._output.text import snapshot_text

    assert is_plain(snapshot_text(evolve(mission.at("2014-06-10"), mission=ATTACK)))


def test_the_command_line_writes_control_characters_out(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    about = json.loads((folder / "datapackage.json").read_text("utf-8"))
    about["version"] = ATTACK
    (folder / "datapackage.json").write_text(json.dumps(about))
    for command in (["at", "2015-06-12", "--data", str(folder)], ["format", str(folder)]):
        for more in ([], ["--json"]):
            assert main([*command, *more]) == 2
            said = capsys.readouterr()
            assert is_plain(said.out + said.err)
            assert "control characters; expected text alone (found U+001B) @ $.version" in said.err
    for more in ([], ["--json"]):
        assert main(["check", str(folder), *more]) == 1
        assert is_plain(capsys.readouterr().out)
    assert main(["at", ATTACK]) == 2
    assert is_plain(capsys.readouterr().err)


# Texts of the descriptor


def describe_as(folder: Path, **values: object) -> None:
    about = json.loads((folder / "datapackage.json").read_text("utf-8"))
    about["resources"] = [resource for resource in about["resources"] if resource["name"] != "changes"]
    (folder / "datapackage.json").write_text(json.dumps({**about, **values}))
    (folder / "changes.csv").unlink(missing_ok=True)


@pytest.mark.parametrize(
    "sign", ["\x1b", "\x00", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\ud800", "\ufffe", "\uffff"]
)
@pytest.mark.parametrize(
    ("key", "place"),
    [
        *((key, f"$.{key}") for key in ("name", "title", "description", "version", "view", "homepage", "whatever")),
        ("keywords", "$.keywords[0]"),
        ("licenses", "$.licenses[0].name"),
        ("contributors", "$.contributors[0].title"),
        ("nested", "$.nested[1].of[0]"),
    ],
)
def test_texts_of_the_descriptor_are_under_the_rules_of_cells(folder: Path, key: str, place: str, sign: str) -> None:
    text = f"x{sign}y"
    value: object = {
        "keywords": [text],
        "licenses": [{"name": text}],
        "contributors": [{"title": text}],
        "nested": [1, {"of": [text]}],
    }.get(key, text)
    describe_as(folder, **{key: value})
    assert f"expected text alone (found U+{ord(sign):04X}) @ {place}\n" in refused(folder) + "\n"


@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\ufffe", "\uffff"])
@pytest.mark.parametrize("table", [*TABLES, "sources", "tiers", "changes"])
def test_cells_of_every_table_are_under_these_rules(folder: Path, table: str, sign: str) -> None:
    rows = read(folder, table)
    rows[1][-1] = f"x{sign}y"
    write(folder, table, rows)
    expected = f"{table}, row 2, column {rows[0][-1]}: {f'x{sign}y'!r}: "
    assert visible(expected) in refused(folder)
    assert f"expected text alone (found U+{ord(sign):04X})" in refused(folder)


def test_a_key_of_the_descriptor_is_text_too(folder: Path) -> None:
    describe_as(folder, **{"a\ud800": 1})
    assert "expected text alone (found U+D800) in a key @ $" in refused(folder)


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
    assert re.search("the key 'c' twice|JSON does not have|beyond all measure", str(problems[0]))


# Time that grows with the size


def many(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    """Write rows beside the example of a table, which they are like."""
    head, first = read(folder, table)[:2]
    like = dict(zip(head, first, strict=True))
    body = [[{**like, **row}[name] for name in head] for row in rows]
    write(folder, table, [head, *sorted([first, *body])])


def problems_of(folder: Path) -> list[Problem]:
    return check_files(open_files(folder))


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
    assert found[-1].message == "and more; the values from here on are not checked"


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


def test_the_nearest_names_are_not_looked_for_without_end(folder: Path) -> None:
    ids = [f"{'ab' * 20}{n:05}".replace("0", "a").replace("1", "b") for n in range(4000)]
    many(folder, "people", [{"id": name, "name": name} for name in ids])
    many(folder, "appointments", [{"id": f"a{n}", "person": f"{'ba' * 20}{n}"} for n in range(400)])
    # There are 1.6 million pairs, and hundreds of calls to compare two names.
    assert calls(lambda: problems_of(folder)) < 40_000_000


def test_words_of_several_tables_are_looked_up_in_them_as_they_are(folder: Path) -> None:
    many(folder, "organizations", [{"id": f"o{n}", "name": f"O{n}"} for n in range(3000)])
    many(folder, "staffing", [{"id": f"s{n}", "entity": f"o{n}", "locator": f"p{n}"} for n in range(3000)])
    assert calls(lambda: problems_of(folder)) < 2000 * 3000


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
    with pytest.raises(DatasetError, match="from 0001 to 2016 by its dates; the panel has room for 300 years"):
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
