"""Tests with another mission, a made-up one: nothing in the library is about one mission only."""

from __future__ import annotations

import inspect
import pickle
import re
from typing import TYPE_CHECKING

import pytest

import unami
from helpers.fictional import ASKED, MISSION, write_second_mission
from helpers.inside import columns
from unami import Mission, Snapshot
from unami.cli import main
from unami.errors import UnknownName
from unami.records import TABLES

if TYPE_CHECKING:
    from pathlib import Path

HARD_WIRED = ("iraq", "unami", "baghdad", "anbar", "kuwait", "ashraf")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("second") / "lemuria"
    write_second_mission(path)
    return path


@pytest.fixture(scope="module")
def lemuria(folder: Path) -> Mission:
    return unami.open_dataset(folder)


OTHERWISE = {
    "explain",
    "identifiers_of",
    "sources_of",
    "disputes_of",
    "disputes_at",
    "with_statements",
    "compare",
    "annotate",
    "export",
}
"""Questions about answers, with other data, or that write; tests of their own ask them."""


def test_every_question_that_a_mission_answers_is_asked_here() -> None:
    methods = {name for name, _ in inspect.getmembers(Mission, inspect.isfunction) if not name.startswith("_")}
    assert methods == ASKED.keys() | OTHERWISE


@pytest.mark.parametrize("name", ASKED)
def test_each_question_has_an_answer_about_another_mission(lemuria: Mission, name: str) -> None:
    answer = getattr(lemuria, name)(*ASKED[name])
    assert answer is not None
    if name != "changes":
        assert not hasattr(answer, "__len__") or len(answer) > 0
    text = f"{answer!r} {answer}".lower()
    assert not [word for word in HARD_WIRED if word in text]


def test_a_place_has_the_identifiers_of_its_own_authorities(lemuria: Mission) -> None:
    northport = lemuria.places["northport"]
    assert lemuria.identifiers_of(northport)["tide-tables"].value == "T-7"
    assert lemuria.find("tide-tables", "t-7") is northport
    assert northport.identifiers["tide-tables"].url is None


@pytest.mark.parametrize("table", TABLES)
def test_each_table_can_be_read_and_explained(lemuria: Mission, table: str) -> None:
    records = lemuria.tables[table]
    assert records._repr_html_()
    for record in records:
        assert lemuria.sources_of(record)
        for column in columns(type(record)):
            assert lemuria.explain(record, column.name).value == getattr(record, column.name)


def test_the_profile_says_which_country_and_which_area_a_question_is_about(lemuria: Mission) -> None:
    assert lemuria.profile.id == MISSION
    assert lemuria.host_country == "Lemuria"
    assert lemuria.area is not None
    assert lemuria.area.id == "lemuria"
    assert [count.killed for count in lemuria.casualties_in(population="islanders")] == [3, 8, 13, 1, 2, 4]
    assert [month.known for month in lemuria.casualty_series()] == [True, True, False, True, True, True]
    assert [count.killed for count in lemuria.casualties_in("North Shore")] == [5]


def test_a_name_shared_by_a_region_and_its_town_is_that_of_the_region(lemuria: Mission) -> None:
    assert lemuria.place("Northport").id == "XL-NO1"
    assert lemuria.places["northport"].kind == "town"
    assert lemuria.place("Westport").id == "west-shore"


def test_staff_deaths_and_reports_are_those_of_the_mission_itself(lemuria: Mission) -> None:
    assert {count.category: count.count for count in lemuria.staff_at("2016-06-01")} == {
        "international": 30,
        "national": 80,
        "total": 120,
    }
    assert lemuria.deaths_by("incident") == {"accident": 1, "illness": 2}
    assert lemuria.report_trail().ids == ("ex-2015-10", "ex-2015-40")
    assert lemuria.report_trail("election").ids == ("ex-2016-9",)
    assert lemuria.report_trail("lost-boats").ids == ("ex-2016-11",)
    with pytest.raises(UnknownName, match=MISSION):
        lemuria.report_trail("unle")
    with pytest.raises(UnknownName):
        lemuria.report_trail("unami")


def test_heads_follow_each_other(lemuria: Mission) -> None:
    assert [leader.name for leader in lemuria.leaders_at("2016")] == ["Clara Sample", "Ada Example"]
    ada = lemuria.appointments["ada-example.envoy"]
    assert str(ada.not_after) == "2016-03-01"
    assert [deputy.name for deputy in lemuria.deputies_at("2016-06-01")] == ["Dan Specimen"]


def test_a_dispute_shows_both_sides(lemuria: Mission) -> None:
    dispute = lemuria.disputes.one()
    assert dispute.id == "elections/2015-09-20-assembly/votes_cast"
    assert [rival.value for rival in dispute.rivals] == [41000, 43000]
    assert lemuria.according_to("lemuria-gazette").elections.first().votes_cast == 43000


def test_a_day_in_another_mission_names_its_own_country(lemuria: Mission) -> None:
    day = lemuria.at("2016-02-10")
    assert isinstance(day, Snapshot)
    assert (day.country, day.last_report and day.last_report.id) == ("Lemuria", "ex-2015-40")
    text = str(day)
    assert "Example Mission for Lemuria on 2016-02-10" in text
    assert "CASUALTIES IN LEMURIA\n  2016-02, fishers: 1 killed" in text
    assert "2016-02, islanders (North Shore: excluded): 8 killed" in text
    assert "GOVERNMENT OF LEMURIA" in text
    html = re.sub(r"<style>.*?</style>|<[^>]*>", " ", day._repr_html_())
    assert "Casualties in Lemuria" in html
    assert not [word for word in HARD_WIRED if word in f"{text} {html}".lower()]


def test_a_view_of_another_mission_keeps_its_country(lemuria: Mission) -> None:
    gazette = lemuria.according_to("lemuria-gazette")
    assert (gazette.host_country, gazette.at("2016-02-10").country) == ("Lemuria", "Lemuria")
    assert len(gazette.casualties_in()) == 0
    assert repr(lemuria).startswith("<EXMA, data ")


def test_the_command_line_serves_another_mission(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["at", "2016-06-01", "--data", str(folder)]) == 0
    assert "Clara Sample, Special Envoy" in capsys.readouterr().out
    assert main(["at", "2016-06-01", "--json", "--data", str(folder)]) == 0
    assert '"country": "Lemuria"' in capsys.readouterr().out
    assert main(["changes", str(folder)]) == 0
    assert main(["at", "2016", "--data", f"{folder}-missing"]) == 2


def test_another_mission_travels_to_other_processes(lemuria: Mission) -> None:
    again = pickle.loads(pickle.dumps(lemuria))
    assert again is not lemuria
    assert again.at("2016-02-10") == lemuria.at("2016-02-10")


def test_the_words_of_this_record_are_no_words_of_another_one(folder: Path, tmp_path: Path) -> None:
    import shutil

    from helpers.fictional import change

    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    change(copy, "staffing", MISSION, "unlen")
    with pytest.raises(unami.DatasetError) as caught:
        unami.open_dataset(copy)
    problem = caught.value.problems[0]
    assert (problem.table, problem.column, problem.value) == ("staffing", "entity", "unlen")
    assert "expected an id of missions.csv or organizations.csv" in problem.message
    assert "did you mean unlem?" in problem.message


def test_a_record_without_an_area_answers_with_nothing(tmp_path: Path) -> None:
    from helpers.fictional import read, write

    path = tmp_path / "nowhere"
    unami.new_package(path, tables="all")
    for table in "missions", "places", "casualties", "displacement", "camp", "staffing", "fatalities", "documents":
        write(path, table, read(path, table)[:1])
    for table in "council_meetings", "fatality_totals", "other_harm":
        write(path, table, read(path, table)[:1])
    mission = unami.open_dataset(path)
    assert (mission.area, mission.host_country) == (None, "")
    assert len(mission.casualties_in()) == len(mission.casualty_series()) == len(mission.report_trail()) == 0
    assert mission.deaths_by("year") == {}
    assert "GOVERNMENT\n" in str(mission.at("2015-06-12"))
