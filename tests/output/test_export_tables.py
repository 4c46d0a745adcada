"""Tests of CSV, Parquet and Data Package, with pandas, DuckDB and frictionless as readers."""

from __future__ import annotations

import csv
import datetime
from typing import TYPE_CHECKING

import duckdb
import frictionless
import pandas
import pytest

import unami
from helpers.builders import said, small_mission
from helpers.inside import MANIFEST
from helpers.paths import DATA
from unami.errors import DatasetError
from unami.export import write
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unami import Mission

mission = unami.mission


# CSV


def test_there_is_a_csv_file_for_each_table_with_a_line_for_each_record(exported: Callable[[str], Path]) -> None:
    files = {path.stem for path in exported("csv").glob("*.csv")}
    assert files == set(mission.tables)
    for table, records in mission.tables.items():
        with (exported("csv") / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [row["id"] for row in csv.DictReader(file)] == list(records.ids)


def test_pandas_reads_csv_with_dates_and_sources(exported: Callable[[str], Path]) -> None:
    frame = pandas.read_csv(exported("csv") / "resolutions.csv", dtype=str, keep_default_na=False).set_index("id")
    row = frame.loc["2110"]
    assert row["mandate_until"] == row["mandate_until_earliest"] == "2014-07-31"
    assert row["sources"].split("|") == list(mission.sources_of(mission.resolutions["2110"]).ids)
    assert frame.loc["1723", "disputed"] == "adopted"


def test_no_cell_of_text_begins_a_formula(tmp_path: Path) -> None:
    risky = ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x","y")']
    people = [said(f"p{number}", name=text, summary=f"x{text}") for number, text in enumerate(risky)]
    write(small_mission(people=people), "csv", tmp_path / "x")
    with (tmp_path / "x" / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == [f"'{text}" for text in risky]
    assert [row["summary"] for row in rows] == [f"x{text}" for text in risky]


# Parquet


def test_duckdb_joins_the_parquet_files_by_day(exported: Callable[[str], Path]) -> None:
    found = duckdb.execute(
        f"""
        SELECT p.name, a.sources FROM '{exported("parquet")}/appointments.parquet' AS a
        JOIN '{exported("parquet")}/people.parquet' AS p ON p.id = a.person
        JOIN '{exported("parquet")}/posts.parquet' AS o ON o.id = a.post
        WHERE o.role = 'head' AND a.took_office_latest <= DATE '2014-06-10'
          AND coalesce(a.left_office_earliest, DATE '9999-01-01') >= DATE '2014-06-10'
        """
    ).fetchall()
    head = mission.leaders_at("2014-06-10").one()
    assert found == [(head.name, list(mission.sources_of(head).ids))]


def test_parquet_keeps_types_and_counts(exported: Callable[[str], Path]) -> None:
    for table, records in mission.tables.items():
        path = exported("parquet") / f"{table}.parquet"
        assert duckdb.execute(f"SELECT count(*) FROM '{path}'").fetchall() == [(len(records),)]
    rows = duckdb.execute(
        f"SELECT adopted_earliest, votes_for, unanimous, sponsors FROM '{exported('parquet')}/resolutions.parquet' "
        "WHERE id = '1770'"
    ).fetchall()
    resolution = mission.resolutions["1770"]
    assert rows == [(datetime.date(2007, 8, 10), 15, True, list(resolution.sponsors))]


def test_a_number_that_parquet_cannot_hold_is_a_fault_of_the_data(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="64 bits"):
        write(small_mission(tallies=[said("t", count=str(2**63))]), "parquet", tmp_path / "x")


# Data Package


def test_the_whole_record_is_exported_as_the_files_that_it_came_from(exported: Callable[[str], Path]) -> None:
    written = {path.name: path.read_bytes() for path in exported("datapackage").iterdir() if path.name != MANIFEST}
    assert written == {path.name: path.read_bytes() for path in DATA.iterdir()}


@pytest.mark.slow
def test_frictionless_finds_the_package_valid(exported: Callable[[str], Path]) -> None:
    report = frictionless.validate(str(exported("datapackage") / "datapackage.json"))
    assert report.valid, report.flatten(["name", "message"])
    assert len(report.tasks) == len(TABLES) + 4


@pytest.mark.slow
@pytest.mark.parametrize(
    "view", [mission.according_to("seed-wikipedia-2026"), mission.known_at("2016")], ids=lambda view: view.view.label
)
def test_a_view_is_valid_for_others_and_opens_with_the_same_answers(tmp_path: Path, view: Mission) -> None:
    view.export("datapackage", tmp_path / "x")
    assert frictionless.validate(str(tmp_path / "x" / "datapackage.json")).valid
    again = unami.open_dataset(str(tmp_path / "x"))
    for table in TABLES:
        records = {record.id: record for record in again.tables[table]}
        if table != "posts":
            assert {name: records[name] for name in view.tables[table].ids} == {r.id: r for r in view.tables[table]}
        # What else there is has no place in the view: it is only referred to.
        others = records.keys() - set(view.tables[table].ids)
        assert not others or table in ("countries", "places", "people", "posts")
    for day in ("2005-01-30", "2009-07-10", "2014-06-10", "2016-01-01"):
        assert again.leaders_at(day) == view.leaders_at(day)
        assert again.mandate_at(day) == view.mandate_at(day)
        assert again.deployments_at(day) == view.deployments_at(day)


def test_a_view_says_in_its_descriptor_what_it_is(tmp_path: Path) -> None:
    view = mission.known_at("2016")
    view.export("datapackage", tmp_path / "x")
    assert unami.open_dataset(str(tmp_path / "x")).dataset.descriptor["view"] == "known at 2016"
    assert "view" not in mission.dataset.descriptor
