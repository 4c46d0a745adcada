"""Tests of reading, checking and formatting data packages: good ones, damaged ones and foreign ones."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package as FrictionlessPackage

import unami
from helpers.builders import Package, column, fresh_mission
from helpers.inside import (
    GENERAL,
    LEADING,
    About,
    Column,
    Dataset,
    FolderFiles,
    PackagedFiles,
    ZipFiles,
    canonical_csv,
    check_files,
    columns,
    describe,
    format_folder,
    header,
    open_files,
    optional_columns,
    parse_csv,
    read_cell,
    read_descriptor,
    store,
    write_cell,
    write_descriptor,
)
from helpers.paths import DATA
from unami import Mission
from unami.cli import main
from unami.errors import DatasetError, Problem, UnamiError, UnknownPerson
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {"datapackage.json", *(f"{name}.csv" for name in (*TABLES, "sources", "tiers", "vocabularies", "changes"))}


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return Package(tmp_path / "package", small=True)


def problems_of(package: Package) -> list[Problem]:
    """Open a package, and return all its problems."""
    try:
        unami.open_dataset(str(package))
    except DatasetError as error:
        return list(error.problems)
    return []


def the_problem(package: Package) -> Problem:
    (problem,) = problems_of(package)
    return problem


def place_of(problem: Problem) -> tuple[str, int | None, str | None, str | None]:
    return problem.table, problem.row, problem.column, problem.value


def expect(package: Package, place: tuple[str, int | None, str | None, str | None], message: str) -> None:
    """Expect one problem, at one place, with these words in its message."""
    problem = the_problem(package)
    assert place_of(problem) == place
    assert message in problem.message


# A good package


def test_opening_a_package_shows_the_problems_that_the_check_finds(package: Package) -> None:
    package.change("people", 2, "died", "soon")
    package.change("tallies", 2, "locator", "")
    found = list(map(str, check_files(open_files(package))))
    assert len(found) == 2
    assert list(map(str, problems_of(package))) == found
    with pytest.raises(DatasetError, match="2 problems") as caught:
        unami.open_dataset(str(package))
    assert caught.value.where == str(package)


def test_a_copy_of_the_packaged_data_has_no_problems_and_gives_the_same_record(tmp_path: Path) -> None:
    package = Package(tmp_path / "package")
    assert problems_of(package) == []
    mine = unami.open_dataset(str(package))
    assert all(mine.tables[table] == unami.mission.tables[table] for table in mine.tables)
    assert (mine.version, mine.dataset.checksum) == (unami.mission.version, unami.mission.dataset.checksum)


@pytest.mark.parametrize("top", ["", "unami-data/"])
def test_a_package_may_be_a_zip_archive_also_with_a_folder_at_its_top(
    package: Package, tmp_path: Path, top: str
) -> None:
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if top:
            archive.mkdir(top)
        for name, content in package.contents().items():
            archive.writestr(top + name, content)
    mine = unami.open_dataset(str(path))
    assert mine.tallies == unami.mission.tallies
    assert open_files(path).names() == tuple(sorted(FILES))
    assert open_files(path).where == str(path)


def test_the_path_may_be_an_object_of_the_operating_system(package: Package) -> None:
    assert unami.open_dataset(package.path).tallies == unami.mission.tallies


def test_other_files_beside_the_tables_do_not_matter(package: Package) -> None:
    (package.path / "README.md").write_text("My notes", encoding="utf-8")
    (package.path / "drafts").mkdir()
    assert problems_of(package) == []


@pytest.mark.parametrize("files", [PackagedFiles(), FolderFiles(str(DATA))], ids=["packaged", "folder"])
def test_files_are_named_and_read(files: PackagedFiles | FolderFiles) -> None:
    assert set(files.names()) == FILES
    assert files.read("people.csv").startswith(b"id,source,locator,stated_as,rank,note,name,")
    with pytest.raises(FileNotFoundError):
        files.read("nothing.csv")


def test_the_checksum_is_that_of_the_tables(package: Package) -> None:
    before = unami.open_dataset(str(package)).dataset.checksum
    assert len(before) == 64
    package.change("people", 2, "note", "another note")
    assert unami.open_dataset(str(package)).dataset.checksum != before


def test_a_statement_of_your_own_makes_a_record_of_yours(package: Package) -> None:
    package.add(
        "people",
        id="ada-lovelace",
        source="seed-dpa-2016",
        locator="p. 1",
        rank="normal",
        name="Ada Lovelace",
        nationality="GBR",
    )
    mine = unami.open_dataset(str(package))
    assert mine.person("ada lovelace").nationality == ("GBR",)
    assert mine.explain(mine.people["ada-lovelace"], "name").claims[0].locator == "p. 1"
    assert "ada-lovelace" not in unami.mission.people.ids


def test_a_surname_of_two_people_means_neither(package: Package) -> None:
    assert unami.open_dataset(str(package)).person("Melkert").id == "ad-melkert"
    package.add("people", id="eva-melkert", source="seed-dpa-2016", locator="p. 1", rank="normal", name="Eva Melkert")
    with pytest.raises(UnknownPerson) as caught:
        unami.open_dataset(str(package)).person("Melkert")
    assert caught.value.suggestions == ("ad-melkert", "eva-melkert")


# Damaged cells


def first_row(package: Package, table: str, name: str) -> int:
    """Find the first row with a value in a column."""
    place = header(table).index(name)
    return next(number for number, row in enumerate(package.rows(table)[1:], 2) if row[place])


@pytest.mark.parametrize(
    ("table", "name", "cell", "message"),
    [
        ("people", "source", "seed-dpa-2015", "no such source in sources.csv; did you mean seed-dpa-2016?"),
        ("people", "source", "zzzzzzzz", "no such source in sources.csv"),
        ("people", "rank", "best", "expected one of preferred, normal, deprecated"),
        ("people", "rank", "", "expected one of preferred, normal, deprecated"),
        ("people", "rank", "Normal", "expected one of preferred, normal, deprecated"),
        ("people", "died", "2003-19-08", "expected a date such as 2004, 2004-07 or 2004-07-14~"),
        ("people", "died", "19 August 2003", "expected a date such as"),
        ("people", "gender", "woman", "expected one of female, male"),
        ("people", "nationality", "NDL", "no such id in countries.csv; did you mean"),
        ("people", "nationality", "BGR|", "separate values with a single |"),
        ("people", "nationality", "BGR|BGR", "expected each value once"),
        ("people", "nationality", "Bulgaria", "no such id in countries.csv"),
        ("resolutions", "votes_for", "fifteen", "expected a whole number such as 134"),
        ("resolutions", "votes_for", "1,000", "expected a whole number such as 134"),
        ("resolutions", "votes_for", "15.0", "expected a whole number such as 134"),
        ("resolutions", "votes_for", "015", "expected a whole number such as 134"),
        ("resolutions", "votes_for", "-1", "expected at least 0"),
        ("resolutions", "unanimous", "yes", "expected true or false"),
        ("resolutions", "unanimous", "TRUE", "expected true or false"),
        ("resolutions", "relation", "extend", "expected one of establishes, extends, extends-final"),
        ("offices", "seen", "2003-08-19|soon", "expected a date such as"),
        ("fatalities", "event", "canal-hotel", "no such id in events.csv; did you mean canal-hotel-bombing?"),
    ],
)
def test_a_wrong_cell_is_shown_with_its_place_and_what_was_expected(
    package: Package, table: str, name: str, cell: str, message: str
) -> None:
    row = first_row(package, table, name if name != "source" else "summary")
    package.change(table, row, name, cell)
    value = cell.rpartition("|")[2] if message.startswith("no such id") else cell
    found = [problem for problem in problems_of(package) if problem.row == row]
    assert [(place_of(problem), message in problem.message) for problem in found] == [((table, row, name, value), True)]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("summary", " Dutch politician"),
        ("summary", "Dutch politician "),
        ("summary", "Dutch  politician"),
        ("summary", "Dutch\npolitician"),
        ("note", "a note\r\nof two lines"),
        ("locator", "p.  1"),
    ],
)
def test_blanks_and_line_breaks_are_refused(package: Package, name: str, cell: str) -> None:
    package.change("people", row := package.row_of("people", id="ad-melkert", source="sga-1193"), name, cell)
    found = [place_of(problem) for problem in problems_of(package)]
    assert ("people", row, name, cell) in found
    assert {place[:3] for place in found} <= {("people", row, name), ("people", None, None)}


@pytest.mark.parametrize("name", ["Ad-Melkert", "ad melkert", "ad_melkert", "ad--melkert", "-melkert", "", "köbler"])
def test_ids_have_one_form(package: Package, name: str) -> None:
    package.add("people", id=name, source="curation", locator="decision", rank="preferred", note="why", name="Somebody")
    problem = next(problem for problem in problems_of(package) if problem.column == "id")
    assert place_of(problem) == ("people", package.row_of("people", id=name), "id", name)
    assert "expected lower-case letters and digits" in problem.message


def test_a_statement_needs_a_locator(package: Package) -> None:
    package.change("tallies", 2, "locator", "")
    expect(package, ("tallies", 2, "locator", None), "expected the place in the source")


@pytest.mark.parametrize("rank", ["preferred", "deprecated"])
def test_a_statement_out_of_the_ordinary_needs_a_note(package: Package, rank: str) -> None:
    row = package.row_of("tallies", id="years-of-operation")
    package.change("tallies", row, "rank", rank)
    expect(package, ("tallies", row, "note", None), f"a {rank} statement needs a reason in its note")


def test_a_decision_without_its_reason_is_one_problem_and_still_decides(package: Package) -> None:
    row = package.row_of("transition", id="liquidation-team", source="curation")
    package.change("transition", row, "note", "")
    expect(package, ("transition", row, "note", None), "a preferred statement needs a reason in its note")


def test_a_decision_that_cannot_be_read_is_one_problem_and_no_tie(package: Package) -> None:
    row = package.row_of("transition", id="liquidation-team", source="curation")
    package.change("transition", row, "figure", "many")
    expect(package, ("transition", row, "figure", "many"), "expected a whole number")


def test_an_empty_cell_that_says_which_thing_is_meant_is_refused(package: Package) -> None:
    row = first_row(package, "contributions", "count")
    package.change("contributions", row, "country", "")
    expect(package, ("contributions", row, "country", None), "this column identifies the record")


def test_statements_on_one_thing_must_mean_the_same_thing(package: Package) -> None:
    row = package.row_of("appointments", id="ad-melkert.srsg", source="un-newsmakers-melkert")
    package.change("appointments", row, "person", "martin-kobler")
    problem = the_problem(package)
    assert place_of(problem) == ("appointments", row, "person", "martin-kobler")
    assert "has 'ad-melkert' for the same record, ad-melkert.srsg" in problem.message


def test_a_row_twice_is_once_too_often(package: Package) -> None:
    rows = package.rows("tallies")
    package.write("tallies", [*rows[:3], rows[2], *rows[3:]])
    expect(package, ("tallies", 4, None, None), "a duplicate of row 3")


def test_an_open_tie_names_both_sides_and_how_to_decide_it(package: Package) -> None:
    for source, count in (("sc-res-2110", "7"), ("sc-res-2107", "8")):
        package.add(
            "tallies", id="two-counts", source=source, locator="para 1", rank="normal", subject="Things", count=count
        )
    package.change("sources", package.row_of("sources", id="sc-res-2107"), "published", "2013-07-24")
    row = package.row_of("tallies", id="two-counts", source="sc-res-2107")
    problem = the_problem(package)
    assert place_of(problem) == ("tallies", row, "count", None)
    assert problem.message == (
        "open tie on two-counts: 8 (sc-res-2107); 7 (sc-res-2110); decide it by a row with the source curation, "
        "rank preferred, and the reason in its note"
    )
    package.add(
        "tallies",
        id="two-counts",
        source="curation",
        locator="decision",
        rank="preferred",
        note="the longer list is complete",
        count="8",
    )
    assert problems_of(package) == []
    assert unami.open_dataset(str(package)).tallies["two-counts"].count == 8


def test_the_place_of_a_tie_is_a_row_that_counts(package: Package) -> None:
    base = {"id": "two-counts", "locator": "para 1", "subject": "Things"}
    package.add("tallies", **base, source="almanar-2011-kobler", rank="deprecated", note="wrong", count="7")
    package.add("tallies", **base, source="sc-res-2110", rank="normal", count="7")
    row = package.add("tallies", **{**base, "locator": "para 2"}, source="sc-res-2110", rank="normal", count="8")
    assert place_of(the_problem(package)) == ("tallies", row - 1, "count", None)


def test_what_ends_before_it_begins_is_refused(package: Package) -> None:
    row = package.add(
        "events", id="a-feast", source="sc-res-2110", locator="para 1", rank="normal", date="2014-05", end="2014-04-30"
    )
    expect(
        package, ("events", row, None, None), "a-feast: '2014-05/2014-04-30' is not a date: its start 2014-05 is after"
    )


# Damaged tables


def test_a_column_of_another_name_is_shown_with_the_right_one(package: Package) -> None:
    rows = package.rows("countries")
    rows[0][rows[0].index("alpha_2")] = "alfa_2"
    package.write("countries", rows)
    unknown, missing = problems_of(package)
    assert place_of(unknown) == ("countries", 1, "alfa_2", None)
    assert unknown.message == "unknown column; did you mean alpha_2?"
    assert (place_of(missing), missing.message) == (("countries", 1, "alpha_2", None), "this column is missing")


def test_a_missing_column_is_named(package: Package) -> None:
    package.write("tallies", [row[:-1] for row in package.rows("tallies")])
    expect(package, ("tallies", 1, "as_of", None), "this column is missing")


def test_columns_in_another_order_are_shown_in_the_right_one(package: Package) -> None:
    package.write("tallies", [[*row[:-2], row[-1], row[-2]] for row in package.rows("tallies")])
    expect(package, ("tallies", 1, None, None), f"expected the columns in the order {','.join(header('tallies'))}")


@pytest.mark.parametrize("cells", [13, 15])
def test_a_row_with_too_few_or_too_many_cells_is_the_only_problem(package: Package, cells: int) -> None:
    rows = package.rows("people")
    assert len(rows[0]) == 14
    rows[2] = [*rows[2], "more"][:cells]
    package.write("people", rows)
    expect(package, ("people", 3, None, None), f"expected 14 cells, found {cells}")


def test_a_blank_line_is_shown(package: Package) -> None:
    content = package.file("tallies").read_text(encoding="utf-8").splitlines(keepends=True)
    package.file("tallies").write_text("".join([*content[:3], "\n", *content[3:]]), encoding="utf-8")
    expect(package, ("tallies", 4, None, None), "an empty row; delete it, or run: python -m unami format")
    format_folder(str(package))
    assert problems_of(package) == []


def test_a_missing_file_is_the_only_problem(package: Package) -> None:
    package.file("people").unlink()
    expect(package, ("people.csv", None, None, None), "no such file; expected one file for each table")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty; expected a header line"),
        (b"id,source\nk\xf6bler,x\n", "not UTF-8 text (byte 11); save the file as CSV with UTF-8 encoding"),
        (b'id,source\n"open', "not a CSV file: "),
        (b'id,source\n"quoted"badly,x\n', "not a CSV file: "),
    ],
)
@pytest.mark.parametrize("table", ["people", "sources", "tiers"])
def test_a_file_that_cannot_be_read_is_the_only_problem(
    package: Package, table: str, content: bytes, message: str
) -> None:
    package.file(table).write_bytes(content)
    expect(package, (table, None, None, None), message)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\n".join([text.splitlines()[0], *reversed(text.splitlines()[1:])]) + "\n",
        lambda text: text.replace("id,source", '"id",source'),
        lambda text: text.rstrip("\n"),
        lambda text: "\ufeff" + text,
    ],
    ids=["line ends", "order", "quotes", "last line end", "byte order mark"],
)
def test_a_file_out_of_form_is_told_how_to_be_mended(package: Package, change: Callable[[str], str]) -> None:
    text = package.file("tallies").read_text(encoding="utf-8")
    package.file("tallies").write_bytes(change(text).encode("utf-8"))
    expect(package, ("tallies", None, None, None), "not in canonical order or quoting; run: python -m unami format")
    assert format_folder(str(package)) == ["tallies.csv"]
    assert package.file("tallies").read_text(encoding="utf-8") == text
    assert problems_of(package) == []


# Damaged sources


def test_a_source_that_nobody_uses_is_shown(package: Package) -> None:
    row = package.add("sources", id="unused-source", title="A title", kind="news")
    expect(package, ("sources", row, "id", "unused-source"), "no statement uses this source")


@pytest.mark.parametrize(
    ("name", "cell", "value", "message"),
    [
        ("published", "soon", "soon", "'soon' is not a date: expected 2004, 2004-07 or 2004-07-14"),
        ("kind", "newspaper", "newspaper", "expected one of academic, blog, curation"),
        ("title", "", None, "expected a title"),
        ("publisher", "Two  blanks", "Two  blanks", "double spaces"),
        ("id", "Curation", "Curation", "expected lower-case letters and digits"),
    ],
)
def test_a_wrong_cell_of_a_source_is_shown(
    package: Package, name: str, cell: str, value: str | None, message: str
) -> None:
    row = package.row_of("sources", id="sc-res-2110")
    package.change("sources", row, name, cell)
    problem = next(problem for problem in problems_of(package) if problem.table == "sources" and problem.row == row)
    assert place_of(problem) == ("sources", row, name, value)
    assert message in problem.message


def test_a_source_or_a_kind_twice_is_once_too_often(package: Package) -> None:
    package.add("sources", id="sc-res-2110", title="Another title", kind="news")
    package.add("tiers", kind="news", tier="3", description="Again")
    found = {(problem.table, problem.value): problem.message for problem in problems_of(package)}
    assert found == {
        ("sources", "sc-res-2110"): "this id is used twice",
        ("tiers", "news"): "this kind is listed twice",
    }


def test_a_tier_is_a_number(package: Package) -> None:
    package.change("tiers", 2, "tier", "best")
    expect(package, ("tiers", 2, "tier", "best"), "expected a whole number")


# The words of the package


@pytest.mark.parametrize(
    ("table", "name", "cell", "message"),
    [
        (
            "places",
            "kind",
            "twon",
            "expected one of country, governorate, region, town, camp, site; did you mean town?",
        ),
        ("staffing", "entity", "un-system-irak", "or one of un-system-iraq; did you mean un-system-iraq?"),
        ("fatalities", "filed_under", "unoch", "expected an id of missions.csv or organizations.csv, or one of unohci"),
    ],
)
def test_a_word_that_the_package_does_not_list_is_shown_with_those_it_lists(
    package: Package, table: str, name: str, cell: str, message: str
) -> None:
    place = header(table).index(name)
    row = next(number for number, row in enumerate(package.rows(table), 1) if number > 1 and row[place])
    package.change(table, row, name, cell)
    problem = next(problem for problem in problems_of(package) if problem.column == name)
    assert place_of(problem) == (table, row, name, cell)
    assert message in problem.message


def test_of_many_words_the_first_are_shown(tmp_path: Path) -> None:
    package = Package(tmp_path / "package")
    place = header("camp").index("measure")
    row = next(number for number, row in enumerate(package.rows("camp"), 1) if row[place] == "killed")
    package.change("camp", row, "measure", "kiled")
    problem = next(problem for problem in problems_of(package) if problem.column == "measure")
    assert problem.message.startswith("expected one of residents, moved-to-camp-hurriya, moved-to-camp-hurriya-total,")
    assert problem.message.endswith("places-offered and 2 more; did you mean killed?")


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (["populations", "miners", "", ""], "vocabulary", "no field uses this vocabulary; did you mean population?"),
        (["population", "", "", ""], "word", "expected a word of at most 200 characters, without |"),
        (["population", "a|b", "", ""], "word", "expected a word of at most 200 characters, without |"),
        (["population", "x" * 201, "", ""], "word", "expected a word of at most 200 characters, without |"),
        (["population", "isf", "", "Again."], "word", "this word is listed twice"),
        (["population", "miners", "yes", ""], "default", "expected true or an empty cell"),
        (["population", "miners", "true", ""], "default", "another word of this vocabulary is the default"),
        (["population", "miners", "", "two  blanks"], "description", "double spaces"),
        (["synonym", "pitmen", "", ""], "description", "expected the word for which the synonym stands"),
    ],
)
def test_a_wrong_row_of_words_is_shown(package: Package, row: list[str], column: str, message: str) -> None:
    rows = package.rows("vocabularies")
    last = max(number for number, known in enumerate(rows, 1) if known[0] == "population")
    rows.insert(last, row)
    package.write("vocabularies", rows)
    found = [problem for problem in problems_of(package) if problem.column]
    assert [(problem.table, problem.row, problem.column) for problem in found] == [("vocabularies", last + 1, column)]
    assert message in found[0].message


def test_a_vocabulary_without_the_default_that_questions_need_is_shown(package: Package) -> None:
    rows = [[*row[:2], "", row[3]] if row[0] == "population" else row for row in package.rows("vocabularies")]
    package.write("vocabularies", [row for row in rows if row[1] != "civilians-including-police"])
    first = next(number for number, row in enumerate(package.rows("vocabularies"), 1) if row[0] == "population")
    found = next(problem for problem in problems_of(package) if problem.table == "vocabularies")
    assert (found.row, found.column) == (first, "default")
    assert found.message.startswith("population has no default")


def test_a_word_of_a_vocabulary_without_any_is_shown(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(GENERAL, "place-kind")
    head, *body = package.rows("vocabularies")
    package.write("vocabularies", [head, *(row for row in body if row[0] != "place-kind")])
    found = next(problem for problem in problems_of(package) if problem.column == "kind")
    assert (found.table, found.row is not None, bool(found.value)) == ("places", True, True)
    assert found.message == "place-kind has no words; list this one, and what it means, in vocabularies.csv"


def test_too_many_words_are_not_looked_at(package: Package) -> None:
    rows = package.rows("vocabularies")
    package.write("vocabularies", [*rows, *(["whole-mission", f"place {number}", "", ""] for number in range(1000))])
    assert "too many problems; the rows from here on are not checked" in str(the_problem(package))


def test_words_stay_in_their_order_and_vocabularies_come_by_name(package: Package) -> None:
    head, *body = package.rows("vocabularies")
    others = [row for row in body if row[0] != "camp-measure"]
    package.write("vocabularies", [head, *others, *(row for row in body if row[0] == "camp-measure")])
    assert "not in canonical order" in the_problem(package).message
    assert format_folder(str(package)) == ["vocabularies.csv"]
    assert package.rows("vocabularies") == [head, *body]
    package.write("vocabularies", [head, body[1], body[0], *body[2:]])
    assert format_folder(str(package)) == ["datapackage.json"]
    assert unami.open_dataset(package).dataset.words("camp-measure")[:2] == ("moved-to-camp-hurriya", "residents")


def test_a_vocabulary_that_the_package_does_not_list_is_that_of_any_mission(package: Package) -> None:
    head, *body = package.rows("vocabularies")
    package.write("vocabularies", [head, *(row for row in body if row[0] not in ("place-kind", "staff-entity"))])
    row = package.add("places", **said_by_source("x-district"), kind="district")
    found = {place_of(problem)[2:]: problem.message for problem in problems_of(package)}
    assert ("kind", "district") not in found, row
    assert found["entity", "un-system-iraq"].startswith("expected an id of missions.csv or organizations.csv")


def test_a_package_that_lists_no_words_may_use_any(package: Package) -> None:
    package.file("vocabularies").unlink()
    format_folder(str(package))
    package.add("places", **said_by_source("x-islet"), kind="islet")
    assert problems_of(package) == []
    mine = unami.open_dataset(package)
    assert mine.places.where(kind="islet").ids == ("x-islet",)
    assert mine.dataset.words("place-kind")[-1] == "islet"
    with pytest.raises(unami.UnknownName, match="did you mean islet"):
        mine.places.where(kind="islets")
    described = {resource["name"]: resource for resource in package.descriptor()["resources"]}
    assert "vocabularies" not in described
    kind = next(field for field in described["places"]["schema"]["fields"] if field["name"] == "kind")
    assert "constraints" not in kind


def test_words_that_cannot_be_read_are_the_only_problem(package: Package) -> None:
    package.file("vocabularies").write_bytes(b"word\n")
    found = problems_of(package)
    assert {problem.table for problem in found} == {"vocabularies"}
    assert "this column is missing" in str(found)


def said_by_source(name: str) -> dict[str, str]:
    return {"id": name, "source": "sc-res-2110", "locator": "p. 1", "rank": "normal"}


# All at once


def test_all_problems_are_shown_at_once_in_the_order_of_the_package(package: Package) -> None:
    package.change("people", 2, "died", "soon")
    package.change("resolutions", 5, "votes_for", "many")
    package.change("resolutions", 5, "unanimous", "perhaps")
    package.change("tallies", 2, "locator", "")
    package.file("affiliations").unlink()
    (package.path / "datapackage.json").write_text("{", encoding="utf-8")
    package.change("sources", 3, "title", "")
    found = [place_of(problem)[:3] for problem in problems_of(package)]
    assert found == [
        ("datapackage.json", None, None),
        ("sources", 3, "title"),
        ("affiliations.csv", None, None),
        ("people", 2, "died"),
        ("resolutions", 5, "votes_for"),
        ("resolutions", 5, "unanimous"),
        ("tallies", 2, "locator"),
    ]


def test_an_empty_package_with_only_headers_is_a_package(package: Package) -> None:
    for table in (*TABLES, "sources"):
        package.write(table, package.rows(table)[:1])
    package.write("changes", [row for row in package.rows("changes") if not row[1] or row[1] == "table"])
    assert problems_of(package) == []
    mine = unami.open_dataset(str(package))
    assert not any(mine.tables[table] for table in mine.tables)
    assert mine.leaders_at("2014-06-10") == unami.mission.leaders_at("1990")
    assert mine.at("2014-06-10").mission == ""
    assert repr(mine).startswith("<Mission, data ")


# The descriptor


def damaged(package: Package, change: Callable[[dict[str, Any]], object]) -> list[Problem]:
    descriptor = package.descriptor()
    change(descriptor)
    (package.path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return problems_of(package)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "not JSON text: "),
        (b"\xff\xfe", "not JSON text: "),
        (b"", "not JSON text: "),
        (b"[]", "expected a JSON object"),
        (b'"text"', "expected a JSON object"),
    ],
)
def test_a_descriptor_that_cannot_be_read_is_a_problem(package: Package, content: bytes, message: str) -> None:
    (package.path / "datapackage.json").write_bytes(content)
    expect(package, ("datapackage.json", None, None, None), message)


def test_a_descriptor_without_a_resource_names_it(package: Package) -> None:
    problems = damaged(package, lambda descriptor: descriptor["resources"].pop())
    assert [problem.message for problem in problems] == [
        "expected a resource 'changes' with the path changes.csv",
    ]


@pytest.mark.parametrize("wrong", [None, {}, [], [1, "two"]])
def test_a_descriptor_without_resources_names_them_all(package: Package, wrong: object) -> None:
    problems = damaged(package, lambda descriptor: descriptor.update(resources=wrong))
    assert len(problems) == len(TABLES) + 4


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda descriptor: descriptor.pop("version"), "required field missing @ $.version"),
        (lambda descriptor: descriptor.update(title=5), "expected str @ $.title"),
        (lambda descriptor: descriptor.update(keywords=[1]), "expected str @ $.keywords[0]"),
    ],
)
def test_a_descriptor_with_a_wrong_entry_says_which(
    package: Package, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    (problem,) = damaged(package, change)
    assert problem.table == "datapackage.json"
    assert problem.message.endswith(message)


def test_the_packaged_descriptor_is_the_one_that_the_record_classes_make() -> None:
    content = (DATA / "datapackage.json").read_bytes()
    about, problems = read_descriptor(content, besides=["vocabularies", "changes"])
    assert problems == []
    assert about is not None
    dataset = unami.mission.dataset
    vocabularies, heads = dataset.vocabularies, dataset.heads
    assert json.loads(content) == describe(about, vocabularies, changelog=True, heads=heads)
    assert content.decode("utf-8") == write_descriptor(about, vocabularies, changelog=True, heads=heads)


def test_the_descriptor_describes_every_column() -> None:
    resources = {resource["name"]: resource for resource in unami.mission.dataset.descriptor["resources"]}
    assert list(resources) == ["tiers", "sources", "vocabularies", *TABLES, "changes"]
    for name, resource in resources.items():
        fields = resource["schema"]["fields"]
        there = (DATA / f"{name}.csv").read_text("utf-8").partition("\n")[0].split(",")
        assert [field["name"] for field in fields] == there
        assert there == [column for column in header(name) if column in there or column not in optional_columns(name)]
        assert all(field["description"].endswith(".") for field in fields if name != "tiers" or field["name"] != "tier")
        assert resource["title"]


def test_what_is_said_of_a_package_is_kept() -> None:
    about = About("mine", "My mission", "A record.", "2026.11.26", keywords=("iraq",))
    assert read_descriptor(write_descriptor(about).encode()) == (about, [])
    bare = describe(About("mine", "My mission", "A record.", "2026.11.26"))
    assert not {"homepage", "licenses", "contributors", "keywords"} & set(bare)


@pytest.mark.slow
def test_frictionless_finds_the_packaged_data_valid() -> None:
    report = FrictionlessPackage(str(DATA / "datapackage.json")).validate()
    assert report.flatten(["type", "note"]) == []
    assert report.valid
    assert len(report.tasks) == len(TABLES) + 4


@pytest.mark.slow
def test_frictionless_finds_what_the_descriptor_forbids(package: Package) -> None:
    package.change("people", first_row(package, "people", "gender"), "gender", "woman")
    package.change("tallies", 2, "source", "nobody")
    report = FrictionlessPackage(str(package.path / "datapackage.json")).validate()
    assert {row[0] for row in report.flatten(["type"])} == {"constraint-error", "foreign-key"}


# Foreign and damaged packages


def test_a_path_without_a_package_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError) as caught:
        unami.open_dataset(str(tmp_path / "empty"))
    (problem,) = caught.value.problems
    assert (
        str(problem)
        == "datapackage.json: no such file; expected a folder or zip with a datapackage.json, or a workbook (.xlsx)"
    )


@pytest.mark.parametrize("name", ["missing", "missing.zip", "missing/package", "file/package", ""])
def test_a_path_that_does_not_exist_is_named_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DatasetError) as caught:
        unami.open_dataset(name)
    (problem,) = caught.value.problems
    words = "no such file or folder; expected a folder or zip with a datapackage.json, or a workbook (.xlsx)"
    assert str(problem) == f"{name or repr(name)}: {words}"
    for command in (["check", name], ["at", "2014", "--data", name]):
        assert main(command) == 2
        assert words in capsys.readouterr().err


def test_a_package_that_loses_its_descriptor_while_it_is_checked_has_that_problem(package: Package) -> None:
    files = open_files(package)
    (package.path / "datapackage.json").unlink()
    assert list(map(str, check_files(files))) == ["datapackage.json: no such file"]


def test_a_file_that_is_no_archive_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "data.zip"
    path.write_bytes(b"id,source\n")
    with pytest.raises(DatasetError, match="not a zip archive; expected a folder or zip"):
        unami.open_dataset(str(path))


def test_an_archive_of_something_else_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/b/notes.txt", "{}")
    with pytest.raises(DatasetError, match="no such file; expected a folder or zip"):
        unami.open_dataset(str(path))


def test_a_damaged_archive_is_an_error_that_names_the_file(package: Package, tmp_path: Path) -> None:
    path = tmp_path / "data.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in package.contents().items():
            archive.writestr(name, content)
    damaged_bytes = bytearray(path.read_bytes())
    damaged_bytes[damaged_bytes.index(b"ad-melkert,sga-1193,heading")] ^= 0xFF
    path.write_bytes(damaged_bytes)
    with pytest.raises(DatasetError, match=r"people\.csv: damaged or encrypted in the archive: Bad CRC-32") as caught:
        unami.open_dataset(str(path))
    assert len(caught.value.problems) == 1


def test_a_damaged_descriptor_in_an_archive_hides_no_other_problem(package: Package, tmp_path: Path) -> None:
    path = tmp_path / "data.zip"
    package.file("people").unlink()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(package.contents().items(), key=lambda item: item[0] != "datapackage.json"):
            archive.writestr(name, content)
    damaged_bytes = bytearray(path.read_bytes())
    damaged_bytes[200:260] = bytes(60)
    path.write_bytes(damaged_bytes)
    with pytest.raises(DatasetError) as caught:
        unami.open_dataset(str(path))
    assert [problem.table for problem in caught.value.problems] == ["datapackage.json", "people.csv"]


def test_an_overlarge_file_is_refused_unread(package: Package, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in package.contents().items():
            archive.writestr(name, content)
    monkeypatch.setattr(store, "_LARGEST", package.file("sources").stat().st_size - 1)
    for files in FolderFiles(str(package)), ZipFiles(str(path)):
        tables = {problem.table for problem in check_files(files)}
        assert "sources.csv" in tables
        assert "tallies.csv" not in tables
        with pytest.raises(DatasetError, match=r"the file is larger than \d+ bytes"):
            files.read("sources.csv")


# Without the check: what would make nonsense is refused all the same


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda package: package.file("people").unlink(), "people.csv: no such file"),
        (lambda package: package.file("people").write_bytes(b""), "the file is empty"),
        (lambda package: package.file("people").write_bytes(b"id,name\n"), "expected the columns id,source,locator"),
        (lambda package: package.write("people", [*package.rows("people"), ["x"]]), "expected 14 cells, found 1"),
        (lambda package: package.change("people", 2, "rank", "best"), "'best': expected one of preferred"),
        (
            lambda package: package.change("people", 3, "source", "almanar-2012"),
            "unknown source .almanar-2012.; did you mean almanar",
        ),
    ],
)
def test_an_unchecked_package_is_never_read_as_nonsense(
    package: Package, damage: Callable[[Package], object], message: str
) -> None:
    damage(package)
    mine = Mission(Dataset(FolderFiles(str(package))))
    assert mine.tallies == unami.mission.tallies
    for _ in range(2):
        with pytest.raises(unami.UnamiError, match=message):
            mine.sources_of(mine.people["ad-melkert"])


# Canonical form


def test_the_packaged_files_are_in_canonical_form() -> None:
    for name in ("tiers", "sources", *TABLES):
        content = (DATA / f"{name}.csv").read_bytes()
        head, *rows = parse_csv(name, content)
        assert content.decode("utf-8") == canonical_csv(head, rows)
        assert b"\r" not in content


def test_formatting_mends_order_quotes_and_descriptor_and_then_has_nothing_to_do(package: Package) -> None:
    good = package.contents()
    head, *rows = package.rows("people")
    package.write("people", [head, *reversed(rows)])
    text = package.file("tiers").read_text(encoding="utf-8")
    package.file("tiers").write_text(text.replace("kind,", '"kind",', 1), encoding="utf-8")
    descriptor = package.descriptor()
    descriptor["resources"] = descriptor["resources"][3:]
    (package.path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert sorted(format_folder(str(package))) == ["datapackage.json", "people.csv", "tiers.csv"]
    assert package.contents() == good
    assert format_folder(str(package)) == []


def test_formatting_keeps_what_a_package_says_of_itself(package: Package) -> None:
    descriptor = package.descriptor()
    descriptor.update(title="My own record", version="2030.01.01")
    (package.path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert format_folder(str(package)) == ["datapackage.json"]
    assert package.descriptor() == descriptor
    assert unami.open_dataset(str(package)).version == "2030.01.01"


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda package: package.file("tiers").write_bytes(b'kind,"open'), "tiers: not a CSV file"),
        (lambda package: package.file("units").write_bytes(b"\xff"), "units: not UTF-8 text"),
        (lambda package: package.file("units").unlink(), "units.csv: no such file"),
        (lambda package: (package.path / "datapackage.json").write_text("{"), "datapackage.json: not JSON text"),
    ],
)
def test_formatting_a_broken_package_changes_no_file(
    package: Package, damage: Callable[[Package], object], message: str
) -> None:
    head, *rows = package.rows("people")
    package.write("people", [head, *reversed(rows)])
    damage(package)
    before = package.contents()
    with pytest.raises(DatasetError, match=message):
        format_folder(str(package))
    assert package.contents() == before


def test_an_archive_is_not_rewritten(package: Package, tmp_path: Path) -> None:
    path = tmp_path / "data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in package.contents().items():
            archive.writestr(name, content)
    before = path.read_bytes()
    with pytest.raises(DatasetError, match="an archive is not rewritten"):
        format_folder(str(path))
    assert path.read_bytes() == before


# Cells


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("share", "57.7", 57.7),
        ("share", "3", 3.0),
        ("share", "-0.5", -0.5),
        ("count", "-3", -3),
        ("big", "false", False),
    ],
)
def test_a_good_cell_is_read(name: str, text: str, value: object) -> None:
    read = read_cell(column(name), text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("text", ["57,7", "1e3", "nan", "inf", "1_000", ".5", "5.", "1.2.3", "--1", "٣", "1 000", "+1"])
def test_a_number_in_another_form_is_refused(text: str) -> None:
    for name, example in ("share", "such as 57.7, without separators"), ("count", "such as 134, without separators"):
        with pytest.raises(ValueError, match=example):
            read_cell(column(name), text)


ALL_COLUMNS = [(table, column) for table in TABLES for column in columns(record_class(table))]


UNUSED = {"human_rights_reports.symbol", "websites.start", "websites.end"}
"""Columns for which no source read so far gives a value."""


@pytest.mark.parametrize(
    ("table", "column"), ALL_COLUMNS, ids=[f"{table}.{column.name}" for table, column in ALL_COLUMNS]
)
def test_every_packaged_cell_is_read_and_written_back(table: str, column: Column) -> None:
    place = [each.name for each in columns(record_class(table))].index(column.name)
    texts = {statement.cells[place] for statement in unami.mission.dataset.statements(table)} - {""}
    assert texts or column.spec.optional or f"{table}.{column.name}" in UNUSED
    for text in texts:
        value = read_cell(column, text)
        assert read_cell(column, write_cell(value)) == value
        assert sorted(write_cell(value).split("|")) == sorted(text.split("|"))


def test_the_header_begins_with_who_says_so_and_where() -> None:
    for table in TABLES:
        assert header(table)[: len(LEADING)] == ("id", "source", "locator", "stated_as", "rank", "note")
        assert len(set(header(table))) == len(header(table))


def test_a_fresh_mission_equals_the_packaged_one() -> None:
    fresh = fresh_mission()
    assert fresh is not unami.mission
    assert fresh.appointments == unami.mission.appointments
    assert issubclass(DatasetError, UnamiError)


# A table that came later


def test_a_package_made_before_a_table_was_there_needs_no_such_file(tmp_path: Path) -> None:
    path = tmp_path / "earlier"
    unami.new_package(path)
    with_it = unami.open_dataset(path)
    assert with_it.find("wikidata", "Q0").id == "XAA"
    countries, hits, checksum = with_it.countries, with_it.search("atlantis").ids, with_it.cite().checksum
    (path / "identifiers.csv").unlink()
    descriptor = path / "datapackage.json"
    text = descriptor.read_text("utf-8").replace('"name": "identifiers"', '"name": "others"')
    descriptor.write_text(text, encoding="utf-8")
    assert check_files(open_files(path)) == []
    earlier = unami.open_dataset(path)
    assert len(earlier.identifiers) == 0
    assert earlier.countries == countries
    assert dict(earlier.countries["XAA"].identifiers) == {}
    assert earlier.search("atlantis").ids == hits
    assert earlier.cite().checksum != checksum
    with pytest.raises(unami.UnknownRecord):
        earlier.find("wikidata", "Q0")
    row = {"id": "countries.xaa.cow", "subject_table": "countries", "subject": "XAA", "scheme": "cow", "value": "1"}
    mine = earlier.with_statements("identifiers", [row], source={"id": "x", "title": "X"})
    assert mine.find("cow", 1).id == "XAA"
    assert "identifiers.csv" in format_folder(str(path))
    assert format_folder(str(path)) == []
    assert check_files(open_files(path)) == []
