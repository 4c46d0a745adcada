"""Tests of the package for starting another mission's record."""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from frictionless import Package as FrictionlessPackage

import unami
from helpers.fictional import read, write
from helpers.inside import FILES, format_folder, header
from unami.cli import main
from unami.errors import DatasetError, FileInTheWay, UnknownTable
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_package_is_valid_canonical_and_has_one_example_in_each_table(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    mission = unami.new_package(path, tables="all")
    assert {file.name for file in path.iterdir()} == FILES
    assert {table: len(read(path, table)) for table in TABLES} == dict.fromkeys(TABLES, 2)
    assert {table: len(mission.tables[table]) for table in TABLES} == dict.fromkeys(TABLES, 1)
    assert sorted(mission.sources.ids) == ["curation", "example-handbook"]
    assert format_folder(str(path)) == []
    assert unami.open_dataset(path).tables["people"] == mission.people
    assert FrictionlessPackage(str(path / "datapackage.json")).validate().valid


def test_a_column_that_a_file_lacks_is_added_empty(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    ids = unami.new_package(path).people.ids
    head, *rows = read(path, "people")
    place = head.index("gender")
    write(path, "people", [row[:place] + row[place + 1 :] for row in (head, *rows)])
    with pytest.raises(DatasetError, match="column gender: this column is missing"):
        unami.open_dataset(path)
    assert format_folder(str(path)) == ["people.csv"]
    assert read(path, "people") == [head, *([*row[:place], "", *row[place + 1 :]] for row in rows)]
    assert unami.open_dataset(path).people.ids == ids


def test_columns_in_another_order_are_put_in_order_also_if_none_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    unami.new_package(path)
    head, *rows = read(path, "vacancies")
    assert "end" in head
    last = [name for name in head if name != "end"] + ["end"]
    moved = [[row[head.index(name)] for name in last] for row in (head, *rows)]
    write(path, "vacancies", moved)
    with pytest.raises(DatasetError, match="expected the columns in the order"):
        unami.open_dataset(path)
    assert format_folder(str(path)) == ["vacancies.csv"]
    assert read(path, "vacancies") == [head, *rows]


def test_an_unknown_column_is_told_with_those_that_the_file_does_not_have(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    unami.new_package(path, empty=True)
    for wrong, words in (
        ("part_of", "unknown column, and places can also have tile_column, tile_row; a column of your own"),
        ("tile_colum", "unknown column; did you mean tile_column"),
    ):
        head = [name for name in read(path, "places")[0] if not name.startswith(("part", "tile"))]
        write(path, "places", [[*head, wrong]])
        with pytest.raises(DatasetError, match=words):
            unami.open_dataset(path)


def test_a_package_need_not_lay_its_places_out_as_tiles(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    places = unami.new_package(path).places
    head, *rows = read(path, "places")
    without = [place for place, name in enumerate(head) if name not in ("tile_column", "tile_row")]
    write(path, "places", [[row[place] for place in without] for row in (head, *rows)])
    assert unami.open_dataset(path).places.ids == places.ids
    assert main(["check", str(path)]) == 0


def test_other_columns_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    unami.new_package(path)
    head, *rows = read(path, "people")
    strange = [["gander" if name == "gender" else name for name in head], *rows]
    write(path, "people", strange)
    assert format_folder(str(path)) == []
    assert read(path, "people") == strange


def test_the_example_is_of_no_real_mission(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    unami.new_package(path, tables="all")
    texts = " ".join((path / f"{table}.csv").read_text("utf-8") for table in TABLES if table != "tiers").lower()
    names = {country.name.lower() for country in unami.mission.countries if country.name}
    assert not [name for name in names | {"unami", "united nations"} if name in texts]


def test_the_name_is_that_of_the_mission_and_of_what_is_its_own(tmp_path: Path) -> None:
    mission = unami.new_package(tmp_path / "mine", name="my-mission", title="Mine")
    assert (mission.profile.id, mission.staffing[0].entity, mission.documents[0].series) == ("my-mission",) * 3
    about = json.loads((tmp_path / "mine" / "datapackage.json").read_text("utf-8"))
    assert (about["name"], about["title"]) == ("my-mission", "Mine")
    assert mission.deaths_by("incident") == {"accident": 1}
    assert len(mission.report_trail()) == len(mission.staff_at("2015-06")) == 1


@pytest.mark.parametrize("name", ["My Mission", "", "../mine", "my_mission"])
def test_a_name_that_is_no_id_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(DatasetError, match="expected lower-case letters and digits"):
        unami.new_package(tmp_path / "mine", name=name)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    unami.new_package(tmp_path / "empty")
    before = (tmp_path / "empty" / "people.csv").read_bytes()
    for path in tmp_path / "empty", tmp_path:
        with pytest.raises(FileInTheWay):
            unami.new_package(path)
    assert (tmp_path / "empty" / "people.csv").read_bytes() == before


def test_the_command_writes_it_and_says_what_comes_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "mine")
    assert main(["new", path, "--name", "exam"]) == 0
    said = capsys.readouterr().out
    assert f"python -m unami check {path}" in said
    assert main(["check", path]) == 0
    assert main(["at", "2015-06", "--data", path]) == 0
    assert "Ada Example, Special Envoy" in capsys.readouterr().out
    assert main(["new", path]) == 2
    assert "already exists" in capsys.readouterr().err
    assert unami.open_dataset(path).profile.id == "exam"


# Only what is needed


SPECIAL = ("camp", "pledges", "tallies")


def test_a_new_package_has_only_general_tables_unless_others_are_asked_for(tmp_path: Path) -> None:
    mission = unami.new_package(tmp_path / "mine")
    there = {file.stem for file in (tmp_path / "mine").glob("*.csv")}
    assert not there.intersection(SPECIAL)
    assert {"missions", "people", "resolutions", "elections", "vocabularies"} <= there
    assert not [question for question in SPECIAL if mission.tables[question]]
    assert FrictionlessPackage(str(tmp_path / "mine" / "datapackage.json")).validate().valid
    assert format_folder(str(tmp_path / "mine")) == []
    assert {file.stem for file in (tmp_path / "mine").glob("*.csv")} == there
    more = unami.new_package(tmp_path / "more", tables=["camp", "tallies"])
    assert [len(more.tables[table]) for table in SPECIAL] == [1, 0, 1]
    with pytest.raises(UnknownTable, match="did you mean camp"):
        unami.new_package(tmp_path / "wrong", tables=["kamp"])
    assert not (tmp_path / "wrong").exists()


def test_a_table_that_is_added_later_is_one_file_with_a_header(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    unami.new_package(path)
    write(path, "camp", [["id"]])
    assert format_folder(str(path)) == ["datapackage.json", "camp.csv"]
    mission = unami.open_dataset(path)
    assert len(mission.camp) == 0
    grown = mission.with_statements("camp", [], source="curation")
    assert grown.tables["camp"].ids == ()


def test_an_export_of_a_package_with_few_tables_has_those_and_opens_again(tmp_path: Path) -> None:
    mission = unami.new_package(tmp_path / "mine")
    row = {"id": "residents", "date": "2015-06", "measure": "residents", "place": "atlantis", "count": 40}
    mission.with_statements("camp", [row], source="example-handbook").export("datapackage", tmp_path / "grown")
    mission.export("datapackage", tmp_path / "same")
    assert not (tmp_path / "same" / "camp.csv").exists()
    assert unami.open_dataset(tmp_path / "same").cite().checksum == mission.cite().checksum
    assert unami.open_dataset(tmp_path / "grown").camp.ids == ("residents",)


def test_an_empty_package_is_valid_and_answers_that_it_knows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    mission = unami.new_package(path, name="unsmil", empty=True)
    assert {table: len(mission.tables[table]) for table in TABLES} == dict.fromkeys(TABLES, 0)
    assert mission.dataset.sources_by_id.ids == ("curation",)
    assert len(mission.leaders_at("2015")) == 0
    assert "nobody known" in str(mission.at("2015-06"))
    assert "MANDATE\n  none known\n" in str(mission.at("2015-06"))
    assert format_folder(str(path)) == []
    assert FrictionlessPackage(str(path / "datapackage.json")).validate().valid


def test_a_tie_can_be_decided_in_a_new_package_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    unami.new_package(path)
    head, row = read(path, "people")
    other = ["ada-example", "curation", "decision", "", "preferred", "two handbooks", *["" for _ in row[6:]]]
    other[head.index("gender")] = "male"
    write(path, "people", [head, other, row])
    assert unami.open_dataset(path).people["ada-example"].gender == "male"


def test_force_replaces_a_package_but_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    unami.new_package(path)
    unami.new_package(path, empty=True, overwrite=True)
    assert read(path, "people")[1:] == []
    (path / "notes.txt").write_text("keep me")
    with pytest.raises(FileInTheWay, match=r"contains notes\.txt"):
        unami.new_package(path, overwrite=True)
    assert (path / "notes.txt").read_text() == "keep me"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "people.ods").write_text("keep me")
    assert main(["new", str(tmp_path / "other"), "--force"]) == 2
    assert (tmp_path / "other" / "people.ods").exists()


# What looks unfinished


def warned(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The warnings about a package that has no problems."""
    assert main(["check", str(path)]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert "no problems" in last
    assert ("warning" in last) == bool(lines)
    return lines


def test_the_packaged_record_has_no_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "unami: no problems"


def test_example_rows_that_are_left_are_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine"
    unami.new_package(path)
    lines = warned(path, capsys)
    assert "warning: people, row 2: 1 row from example-handbook" in lines[1]
    assert main(["check", "--json", "--data", str(path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {entry["level"] for entry in told} == {"warning"}
    assert len(told) == len(lines)
    unami.new_package(path, empty=True, overwrite=True)
    assert warned(path, capsys) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("peple.csv", "no table has this name, so it is not read; did you mean people.csv?"),
        ("People.CSV", "no table has this name, so it is not read; did you mean people.csv?"),
        ("harbours.csv", "no table has this name, so it is not read"),
        ("people.xlsx", "not a file of a data package, so it is not read"),
    ],
)
def test_files_that_nobody_reads_are_warned_of(
    tmp_path: Path, name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine"
    unami.new_package(path, empty=True)
    for paper in "README.md", "LICENSE.txt", ".hidden", "unami-export.json":
        (path / paper).write_text("x")
    (path / "folder").mkdir()
    assert warned(path, capsys) == []
    (path / name).write_text("x")
    assert warned(path, capsys) == [f"warning: {name}: {said}"]
    shutil.make_archive(str(tmp_path / "packed"), "zip", path)
    assert warned(tmp_path / "packed.zip", capsys) == [f"warning: {name}: {said}"]


def test_statements_that_no_locator_could_lead_to_are_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine"
    unami.new_package(path, empty=True)
    write(path, "sources", [read(path, "sources")[0], ["a-letter", "A letter", "", "", "news", "", "", "", ""]])
    head = read(path, "people")[0]
    bare = [""] * (len(head) - 6)
    places = ["para. 3", "?", "N/A", "...", "p. 1", "to do"]
    write(
        path, "people", [head, *([f"p{n}", "a-letter", each, "", "normal", "", *bare] for n, each in enumerate(places))]
    )
    lines = warned(path, capsys)
    assert [line.partition(":")[2].split(":")[0].strip() for line in lines] == [
        "people, row 3, column locator",
        "people, row 4, column locator",
        "people, row 5, column locator",
        "people, row 7, column locator",
        "missions",
        "sources, row 2",
    ]
    assert "a reader cannot find this source" in lines[-1]


@pytest.mark.parametrize(("sign", "words"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_separators_are_refused_with_the_remedy_and_never_mangled(
    tmp_path: Path, sign: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine"
    unami.new_package(path)
    file = path / "people.csv"
    text = file.read_text("utf-8").replace(",", sign)
    file.write_text(text, encoding="utf-8")
    for command in "check", "format":
        assert main([command, str(path)]) != 0
        said = capsys.readouterr()
        assert f"its cells are separated by {words}; expected commas" in " ".join((said.out + said.err).split())
        assert file.read_text("utf-8") == text
    with pytest.raises(DatasetError, match="expected commas"):
        unami.open_dataset(path)


# Columns


def test_the_command_columns_tells_what_each_column_of_any_package_means(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine"
    unami.new_package(path, empty=True)
    rows = read(path, "vocabularies")
    write(path, "vocabularies", [*rows, ["election-kind", "harbour-council", "", "The council of the harbour."]])
    format_folder(str(path))
    assert main(["columns", "elections", "--data", str(path)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("elections: Elections and referendums in the host country.")
    assert "harbour-council" in said
    assert main(["columns", "elections", "--markdown"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:5] == [
        "## elections",
        "",
        "Elections and referendums in the host country.",
        "",
        "| Column | Type | Meaning |",
    ]
    assert all(line.count("|") - line.count("\\|") == 4 for line in lines[4:])
    assert main(["columns", "--json", "--data", str(path)]) == 0
    told = json.loads(capsys.readouterr().out)
    for table in filter(lambda name: (path / f"{name}.csv").exists(), TABLES):
        assert [entry["field"] for entry in told if entry["table"] == table] == list(header(table))
    assert main(["columns", "electons"]) == 2
    assert "did you mean elections" in capsys.readouterr().err


def test_commands_take_the_package_either_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "mine")
    unami.new_package(path, empty=True)
    for command in "check", "format", "changes":
        assert main([command, "--data", path]) == 0
        capsys.readouterr()
        assert main([command, path, "--data", path]) == 2
        assert "use one of them" in capsys.readouterr().err


def test_a_mandate_of_a_resolution_that_carries_none_is_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine"
    unami.new_package(path, empty=True)
    words = path / "vocabularies.csv"
    words.write_text(words.read_text("utf-8") + "resolutions/relation,winds-up,,Winds the mission up.\n", "utf-8")
    format_folder(str(path))
    new = unami.open_dataset(path)

    def rows(relation: str) -> list[dict[str, str]]:
        given = {"id": "9", "number": "9", "mandate_until": "2016-05-31"}
        return [
            {**given, "relation": relation},
            {"id": "8", "number": "8", "relation": "extends", "mandate_months": "6"},
        ]

    source = {"id": "paper", "title": "Paper", "publisher": "Press"}
    for relation, warnings in (("winds-up", 1), ("tasks", 1), ("ends", 0), ("extends", 0), ("", 0)):
        new.with_statements("resolutions", rows(relation), source=source).export(
            "datapackage", tmp_path / f"x{relation}"
        )
        told = warned(tmp_path / f"x{relation}", capsys)
        assert len([line for line in told if "carries no mandate" in line]) == warnings, relation
        if warnings:
            assert any("resolutions, row 3, column mandate_until: '2016-05-31'" in line for line in told)
            assert any("establishes, extends, expands, extends-final, ends" in line for line in told)


def test_tenures_that_cannot_be_are_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = unami.new_package(tmp_path / "mine")  # established in January 2015
    source = {"id": "paper", "title": "Paper", "publisher": "Press"}
    tenures = {
        "a": {"left_office": "2014"},
        "b": {"left_office": "2016-03-01", "seen_in_office": "2016-02|2016-03-02"},
        "c": {"took_office": "2016-03", "seen_in_office": "2016-02-28"},
        # None of these is certain.
        "d": {"left_office": "2015-01"},
        "e": {"left_office": "2014-12?"},
        "f": {"took_office": "2016-03", "left_office": "2016-05", "seen_in_office": "2016-03-01|2016-05-31|2016"},
        "g": {"left_office": "..", "seen_in_office": "2020"},
    }
    rows = [{"id": f"{name}.envoy", "person": name, "post": "envoy", **cells} for name, cells in tenures.items()]
    grown = new.with_statements("people", [{"id": name, "name": name.upper()} for name in tenures], source=source)
    grown.with_statements("appointments", rows, source=source).export("datapackage", tmp_path / "grown")
    told = [line for line in warned(tmp_path / "grown", capsys) if "appointments" in line and "example" not in line]
    assert told == [
        "warning: appointments, row 2, column left_office: '2014': the mission was established only on 2015-01-10",
        "warning: appointments, row 4, column left_office: '2016-03-01': the same row has the holder in office on 2016-03-02",
        "warning: appointments, row 5, column took_office: '2016-03': the same row has the holder in office on 2016-02-28 already",
    ]


def test_tenures_without_a_date_are_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = unami.new_package(tmp_path / "mine", empty=True)
    source = {"id": "paper", "title": "Paper", "publisher": "Press"}
    grown = new.with_statements("posts", [{"id": "envoy", "name": "Envoy", "role": "head"}], source=source)
    grown = grown.with_statements("people", [{"id": name, "name": name.upper()} for name in "abcd"], source=source)
    rows = [
        {"id": "a.envoy", "person": "a", "post": "envoy"},
        {"id": "b.envoy", "person": "b", "post": "envoy", "title": "Envoy"},
        {"id": "b.envoy", "person": "b", "post": "envoy", "seen_in_office": "2016"},
        {"id": "c.envoy", "person": "c", "post": "envoy", "predecessor": "b"},
        {"id": "d.envoy", "person": "d", "post": "envoy", "left_office": ".."},
    ]
    grown.with_statements("appointments", rows, source=source).export("datapackage", tmp_path / "grown")
    told = [line for line in warned(tmp_path / "grown", capsys) if "no row gives this tenure a date" in line]
    assert len(told) == 1
    assert told[0].startswith("warning: appointments, row 2, column id: 'a.envoy': ")
    assert told[0].endswith("fill in one of announced, took_office, left_office, seen_in_office")


def test_figures_of_one_month_with_two_ids_are_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = unami.new_package(tmp_path / "mine")
    source = {"id": "paper", "title": "Paper", "publisher": "Press"}
    grown = new.with_statements(
        "strength",
        [
            {"id": "2016-05", "month": "2016-05", "total": "5"},
            {"id": "may", "month": "2016-05", "total": "6"},
            {"id": "2016-06", "month": "2016-06", "total": "6"},
        ],
        source=source,
    )
    given = {"country": "XAA", "category": "troops", "count": "3"}
    rows = [{"id": name, **given} for name in ("undated-a", "undated-b")]
    rows += [{"id": name, "month": "2016-05", **given} for name in ("a", "b")]
    rows += [{"id": "c", "month": "2016-05", "part": "guard-unit", **given}]
    grown.with_statements("contributions", rows, source=source).export("datapackage", tmp_path / "grown")
    told = [line for line in warned(tmp_path / "grown", capsys) if "what is said about one thing has one id" in line]
    assert [line.partition("'")[2].partition("'")[0] for line in told] == ["may", "b"]
    assert "2016-05 is the figure of the same month; " in told[0]


def test_a_package_of_two_missions_and_of_none_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = unami.new_package(tmp_path / "mine", empty=True)
    source = {"id": "paper", "title": "Paper", "publisher": "Press"}
    people = new.with_statements("people", [{"id": "a", "name": "A"}], source=source)
    people.export("datapackage", tmp_path / "none")
    assert [line for line in warned(tmp_path / "none", capsys) if "no row says of which mission" in line]
    rows = [{"id": name, "name": name.upper()} for name in ("exma", "second")]
    people.with_statements("missions", rows, source=source).export("datapackage", tmp_path / "two")
    told = [line for line in warned(tmp_path / "two", capsys) if "missions" in line]
    assert len(told) == 1
    assert "column id: 'second': a package is the record of one mission, and this one has 2: exma, second" in told[0]
    assert "unami.compare_missions" in told[0]
    people.with_statements("missions", rows[:1], source=source).export("datapackage", tmp_path / "one")
    assert not [line for line in warned(tmp_path / "one", capsys) if "missions" in line]
    assert not [line for line in warned(tmp_path / "mine", capsys) if "mission" in line and "warning" in line]


def test_a_package_whose_mission_nobody_can_lead_is_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = unami.new_package(tmp_path / "mine", empty=True)
    source = {"id": "paper", "title": "Paper", "publisher": "Press"}
    deputies = new.with_statements("posts", [{"id": "deputy", "name": "Deputy", "role": "deputy"}], source=source)
    deputies.export("datapackage", tmp_path / "headless")
    (told,) = [line for line in warned(tmp_path / "headless", capsys) if "posts" in line]
    assert "column role: no post has the role head, so leaders_at and head_at find nobody" in told
    led = deputies.with_statements("posts", [{"id": "chief", "name": "Chief", "role": "head"}], source="paper")
    led.export("datapackage", tmp_path / "led")
    for path in ("led", "mine"):
        assert not [line for line in warned(tmp_path / path, capsys) if "role head" in line]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace(",", "|"), "its cells are separated by vertical bars; expected commas"),
        (lambda text: "sep=,\n" + text, "this line is meant for Excel; delete it"),
        (lambda text: text.replace("gender", "name", 1), "column name: this column is there twice"),
        (lambda text: text.replace("gender", "", 1), "row 1: a column without a name; name it, or delete it"),
    ],
)
def test_a_header_that_is_none_is_one_problem(tmp_path: Path, change: Callable[[str], str], words: str) -> None:
    path = tmp_path / "mine"
    unami.new_package(path, empty=True)
    file = path / "people.csv"
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    with pytest.raises(DatasetError) as error:
        unami.open_dataset(path)
    assert words in str(error.value)


def test_rows_without_a_cell_are_left_out_by_format(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    people = unami.new_package(path).people
    file = path / "people.csv"
    there = file.read_text("utf-8")
    empty = "," * (len(read(path, "people")[0]) - 1)
    file.write_text(f"{there}\n\n{empty}\n", "utf-8")
    with pytest.raises(DatasetError) as error:
        unami.open_dataset(path)
    assert [(one.row, one.message[:12]) for one in error.value.problems] == [
        (3, "an empty row"),
        (4, "an empty row"),
        (5, "an empty row"),
    ]
    assert format_folder(str(path)) == ["people.csv"]
    assert file.read_text("utf-8") == there
    assert unami.open_dataset(path).people == people


def test_a_table_under_another_name_is_found(tmp_path: Path) -> None:
    for name in ("People.csv", "persons.csv", "peoples.csv"):
        path = tmp_path / name
        unami.new_package(path)
        (path / "people.csv").rename(path / name)
        with pytest.raises(DatasetError, match=f"people.csv: no such file; expected .* there is {name}"):
            unami.open_dataset(path)


def test_an_open_end_stands_at_an_end(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    unami.new_package(path)
    head, row = read(path, "offices")
    row[head.index("start")] = ".."
    write(path, "offices", [head, row])
    with pytest.raises(
        DatasetError, match=r"column start: '\.\.': \.\. is an end that is open, such as that of end; leave"
    ):
        unami.open_dataset(path)


def test_one_file_of_a_package_is_not_the_package(tmp_path: Path) -> None:
    unami.new_package(tmp_path / "mine")
    for name in ("datapackage.json", "people.csv"):
        with pytest.raises(DatasetError, match="this is one file of a package; open its folder, ") as error:
            unami.open_dataset(tmp_path / "mine" / name)
        assert str(tmp_path / "mine") in str(error.value)


def test_an_archive_has_one_package_and_not_too_deep(tmp_path: Path) -> None:
    ids = unami.new_package(tmp_path / "mine").people.ids
    files = {file.name: file.read_bytes() for file in (tmp_path / "mine").iterdir()}

    def packed(*folders: str) -> Path:
        path = tmp_path / "packed.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for folder in folders:
                for name, content in files.items():
                    archive.writestr(folder + name, content)
        return path

    for good in (("",), ("a/",), ("a/", ""), ("", "b/", "a/")):
        assert unami.open_dataset(packed(*good)).people.ids == ids
    with pytest.raises(
        DatasetError, match=r"2 packages, such as a/datapackage\.json and b/datapackage\.json; expected one"
    ):
        unami.open_dataset(packed("b/", "a/"))
    with pytest.raises(DatasetError, match="it is in the folder a/b of the archive"):
        unami.open_dataset(packed("a/b/"))
