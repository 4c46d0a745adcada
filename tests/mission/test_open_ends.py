"""Tests of missions that are at work, and of other things that have no end yet."""

from __future__ import annotations

import pickle
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas
import pytest

import unami
from helpers.builders import date, said, small_mission
from helpers.effort import calls
from helpers.inside import days_of
from unami.dates import Bound, Certainty, PartialDate, Period
from unami.errors import InvalidDate

if TYPE_CHECKING:
    from unami import Mission

CERTAIN, POSSIBLE, NO = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.NO

POST = said("boss", name="Boss", role="head", seats="single", in_mission="true")
PEOPLE = [said("a", name="A"), said("b", name="B")]


def at_work(*appointments: dict[str, str], published: str = "2021-03-09", **tables: Any) -> Mission:
    """A mission that was at work when its only source was published."""
    profile = said("m", name="M", established="2015-02-01", **tables.pop("profile", {"status": "active"}))
    resolution = said(
        "1", number="1", adopted="2015-02-01", relation="establishes", mandate_until=tables.pop("mandate_until", "")
    )
    return small_mission(
        source={"published": published},
        missions=[profile],
        people=PEOPLE,
        posts=[POST],
        appointments=list(appointments),
        resolutions=[resolution],
        **tables,
    )


def held(person: str, **cells: str) -> dict[str, str]:
    return said(f"{person}.boss", person=person, post="boss", **cells)


@pytest.mark.parametrize("profile", [{"status": "active"}, {"ended": ".."}, {"status": "active", "ended": ".."}])
def test_a_mission_without_an_end_runs_on_every_day_since_its_start(profile: dict[str, str]) -> None:
    mission = at_work(profile=profile)
    assert mission.profile.at_work
    assert mission.profile.period == Period(date("2015-02-01"), Bound.OPEN)
    assert [mission.at(day).running for day in ("2015-01-31", "2015-02-01", "2031-05")] == [NO, CERTAIN, CERTAIN]
    assert "may not have existed" not in str(mission.at("2020-06-10"))


def test_a_mission_that_ended_on_an_unknown_day_possibly_runs() -> None:
    mission = at_work(profile={"status": "completed"})
    assert not mission.profile.at_work
    assert mission.at("2020").running is POSSIBLE
    assert "it may not have existed yet, or no more" in str(mission.at("2020"))


def test_a_source_that_gives_the_end_knows_more_than_one_of_earlier() -> None:
    old = at_work(held("a", took_office="2016", left_office=".."))
    paper = {"id": "later", "title": "Later", "published": "2023"}
    new = old.with_statements("appointments", [{"id": "a.boss", "left_office": "2022-03"}], source=paper)
    assert (old.appointments["a.boss"].open_end, old.appointments["a.boss"].left_office) == (True, None)
    assert (new.appointments["a.boss"].open_end, new.appointments["a.boss"].left_office) == (None, date("2022-03"))
    assert not new.disputes
    explained = new.explain("a.boss", "left_office")
    assert [claim.value for claim in explained.claims] == [date("2022-03"), Bound.OPEN]
    assert "no end: paper" in str(explained)
    (change,) = old.compare(new).where(table="appointments")
    assert (change.field, change.before, change.after) == ("left_office", Bound.OPEN, date("2022-03"))
    assert [claim.value for claim in old.explain("a.boss", "open_end").claims] == [Bound.OPEN]


def test_somebody_without_an_end_holds_the_post() -> None:
    mission = at_work(held("a", took_office="2016-01-10", left_office=".."))
    (leader,) = mission.leaders_at("2029")
    assert leader.certainty is CERTAIN
    assert leader.period.end is Bound.OPEN
    assert "no end yet" in str(mission.at("2019"))
    assert mission.gaps() == (Period.parse("2015-02-01/2016-01-09"),)


def test_the_next_holder_ends_what_had_no_end_yet() -> None:
    mission = at_work(held("a", took_office="2016-01-10", left_office=".."), held("b", took_office="2019-05-01"))
    assert [leader.name for leader in mission.leaders_at("2020")] == ["B"]
    assert str(mission.appointments["a.boss"].not_after) == "2019-05-01"
    assert mission.head_at("2018").name == "A"  # type: ignore[union-attr]


def test_a_mandate_can_have_no_end() -> None:
    mission = at_work(mandate_until="..")
    mandate = mission.mandate_at("2035-01-01")
    assert mandate is not None
    assert (mandate.certainty, mandate.until) == (CERTAIN, None)
    assert "in force with no set end" in str(mission.at("2020"))


@pytest.mark.parametrize(
    ("table", "cells", "end"),
    [
        ("offices", {"place": "X", "start": "2016"}, "end"),
        ("units", {"name": "X", "start": "2016"}, "end"),
        ("affiliations", {"organization": "o", "role": "supports", "start": "2016"}, "end"),
        ("organizations", {"name": "X", "established": "2016"}, "dissolved"),
        ("websites", {"url": "https://x.example", "start": "2016"}, "end"),
        ("host_leaders", {"name": "X", "office": "president", "start": "2016"}, "end"),
        ("security_arrangements", {"kind": "agreement", "effective_from": "2016"}, "effective_until"),
        ("contingents", {"country": "FJI", "start": "2016"}, "end"),
    ],
)
def test_every_period_can_be_open(table: str, cells: dict[str, str], end: str) -> None:
    more: dict[str, Any] = {"organizations": [said("o", name="O")]} if table == "affiliations" else {}
    more[table] = [said("x", **cells, **{end: ".."})]
    mission = at_work(**more)
    record: Any = mission.tables[table]["x"]
    assert record.period == Period(PartialDate(2016), Bound.OPEN)
    assert mission.tables[table].at("2040").ids == ("x",)
    assert pickle.loads(pickle.dumps(record)) == record
    assert [row["open_end"] for row in mission.tables[table].to_dicts() if row["id"] == "x"] == [True]
    years = mission.coverage("table").where(table=table).one()
    assert (str(years.first), str(years.last), years.gaps) == ("2016", "2021", ())
    assert str(mission.coverage("table", until="2030").where(table=table).one().last) == "2030"


# How far a record goes


def test_the_panel_ends_with_the_latest_source() -> None:
    mission = at_work(held("a", announced="2016-03"))
    assert days_of(mission) == (date("2015-01-01").earliest, date("2021-03-09").earliest)
    assert mission.panel("Y").ids == tuple(map(str, range(2015, 2022)))
    assert mission.panel("M").last().id == "2021-03"
    assert mission.panel()[-1].id == "2021-03-09"
    assert {row.running for row in mission.panel("Y")} == {CERTAIN}


def test_the_panel_ends_with_the_day_that_is_asked_for() -> None:
    mission = at_work()
    assert mission.panel("M", until="2023-06-10").last().id == "2023-06"
    assert mission.panel("D", until="2016-01").last().id == "2016-01-31"
    assert len(mission.panel("Y", until="2014")) == 0
    assert unami.mission.panel("Y", until="2007").ids[-1] == "2007"
    assert unami.panel("Y", mission=mission, until="2016").ids == ("2015", "2016")
    for wrong in ("soon", "9999", "2016/.."):
        with pytest.raises(InvalidDate):
            mission.panel("Y", until=wrong)


def test_a_head_who_is_only_announced_makes_no_panel_of_thousands_of_years() -> None:
    unknown = at_work(held("a", announced="2016-03"), profile={"status": "completed"})
    assert unknown.panel("Y").ids == ("2015", "2016", "2017")


def test_annotating_a_few_rows_works_out_a_few_rows() -> None:
    mission = at_work(held("a", took_office="2016-01-10", left_office=".."))
    rows = pandas.DataFrame({"day": ["2016-05-01", "2020-05-01", "2022-05-01"]})
    found = mission.annotate(rows, "day", ["head"])
    assert [None if value is None or value != value else value for value in found["head"]] == ["A", "A", None]
    later = mission.annotate(rows, "day", ["head"], until="2022")
    assert later["head"].tolist() == ["A", "A", "A"]
    assert unami.annotate(rows, "day", ["head"], mission=mission, until="2019")["head"].isna().sum() == 2


def test_a_mission_at_work_costs_no_more_than_a_closed_one() -> None:
    rows = pandas.DataFrame({"day": pandas.to_datetime(["2016-05-01", "2020-05-01"])})
    tenures = [held("a", announced="2016-03"), held("b", seen_in_office="2018")]
    missions = [at_work(*tenures), at_work(*tenures, profile={"ended": "2020-12-31", "status": "completed"})]
    counts = [calls(partial(mission.annotate, rows, "day")) for mission in missions]
    assert counts[0] < counts[1] * 1.5
    assert all(len(range(*(day.toordinal() for day in days_of(mission) or ()))) < 3000 for mission in missions)


def test_charts_end_with_the_latest_source() -> None:
    mission = at_work(held("a", took_office="2016-01-10", left_office=".."))
    assert mission.chart.timeline().to_dict()
    years = {row.get("year", "") for rows in mission.chart.coverage().to_dict()["datasets"].values() for row in rows}
    assert max(year for year in years if year.isdigit()) == "2021"
