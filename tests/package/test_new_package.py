"""Tests of the package for starting another mission's record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from frictionless import Package as FrictionlessPackage

import unami
from helpers.fictional import read, write
from helpers.inside import FILES, format_folder
from unami.cli import main
from unami.errors import DatasetError, FileInTheWay
from unami.records import TABLES

if TYPE_CHECKING:
    from pathlib import Path


def test_the_package_is_valid_canonical_and_has_one_example_in_each_table(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    mission = unami.new_package(path)
    assert {file.name for file in path.iterdir()} == FILES
    assert {table: len(read(path, table)) for table in TABLES} == dict.fromkeys(TABLES, 2)
    assert {table: len(mission.tables[table]) for table in TABLES} == dict.fromkeys(TABLES, 1)
    assert len(mission.sources) == 1
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
    unami.new_package(path)
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
