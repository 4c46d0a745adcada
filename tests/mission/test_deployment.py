"""Questions: uniformed personnel, deaths, staff, budgets and offices."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.builders import said, small_mission
from helpers.inside import Latest
from helpers.strategies import near_dates
from unami.dates import PartialDate

mission = unami.mission


# Uniformed personnel


@pytest.mark.parametrize("when", ["2014-03", "2014-03-15", datetime.date(2014, 3, 31), PartialDate(2014, 3)])
def test_the_strength_of_a_month(when: Any) -> None:
    strength = mission.strength_at(when).one()
    assert (strength.id, strength.total, strength.troops, strength.contributors) == ("2014-03", 274, 270, 4)


def test_a_strength_without_a_total_shows_its_parts() -> None:
    known = small_mission(strength=[said("2013-05", month="2013-05", troops="15241", police="4737")])
    assert str(known.strength.one()) == "2013-05: 15,241 troops, 4737 police"
    assert "2013-05: 15,241 troops, 4737 police" in str(known.at("2013-05-10"))


def test_the_strength_of_a_year_is_its_months() -> None:
    assert mission.strength_at("2014").ids == tuple(f"2014-{month:02}" for month in range(1, 13))


@pytest.mark.parametrize("when", ["2004", "2016-11", "2020-05-01", "1990"])
def test_a_strength_that_nobody_gives_is_empty(when: str) -> None:
    assert len(mission.strength_at(when)) == 0


def test_the_contingents_of_a_country() -> None:
    assert {unit.country for unit in mission.contingents_of("Georgia")} == {"GEO"}
    assert "geo-guard-battalion" in mission.contingents_of("georgia").ids
    assert len(mission.contingents_of("Iraq")) == 0
    every = [unit for country in mission.countries for unit in mission.contingents_of(country.id)]
    assert sorted(unit.id for unit in every) == sorted(mission.contingents.ids)


def test_who_guarded_the_mission_at_a_date() -> None:
    assert {"fji-guard-unit", "npl-guard-unit"} <= set(mission.contingents_at("2012-06").ids)
    assert "fji-guard-unit" not in mission.contingents_at("2004-08").ids
    assert "npl-guard-unit" not in mission.contingents_at("2006-06").ids
    assert "fji-final-contingent" in mission.contingents_at("2025-12").ids


def test_contingents_without_any_date_are_not_in_the_answer_for_a_date() -> None:
    undated = {unit.id for unit in mission.contingents if not (unit.start or unit.end or unit.seen)}
    for when in ("2004", "2012-06-01", "2003-08-14/2025-12-31"):
        assert not undated & set(mission.contingents_at(when).ids)
    dated = {unit.id for unit in mission.contingents} - undated
    assert set(mission.contingents_at("2003-08-14/2025-12-31").ids) == dated


@pytest.mark.parametrize("when", ["1990", "2003-08-13", "2030"])
def test_nothing_of_the_mission_was_there_before_or_long_after_it(when: str) -> None:
    assert mission.contingents_at(when).ids == ()
    assert mission.offices_at(when).ids == ()


# Deaths


def test_deaths_by_year_category_incident_and_nationality() -> None:
    assert mission.deaths_by("incident") == {"illness": 27, "accident": 4, "malicious-act": 2, "other": 2}
    assert mission.deaths_by("category")["military"] == 8
    assert mission.deaths_by("nationality")["FJI"] == 11
    years = mission.deaths_by("year")
    assert (min(years), years[2022], sum(years.values())) == (2005, 5, 35)
    assert 2003 not in years


def test_deaths_counted_are_not_to_be_changed() -> None:
    with pytest.raises(TypeError):
        mission.deaths_by("incident")["illness"] = 0  # type: ignore[index]


# Staff, money, offices


def test_staff_at_a_date_is_the_latest_known_then() -> None:
    staff = mission.staff_at("2024-01-01")
    figures = {(count.category, count.count) for count in staff}
    assert {("total", 648), ("international", 251), ("national", 397)} <= figures
    for count in staff:
        assert count.as_of is not None
        assert count.as_of.latest <= datetime.date(2024, 1, 1)
        assert count.entity == "unami"


@pytest.mark.parametrize("when", ["2005-09", "2012", "2024-01-01", "2025-06-30", "2025-12-31"])
def test_one_staff_count_for_a_category_in_post_and_one_for_its_posts(when: str) -> None:
    present = ("actual", "approximate")
    kinds = [(count.category, count.measure in present) for count in mission.staff_at(when)]
    assert len(set(kinds)) == len(kinds)
    assert {count.measure for count in mission.staff_at(when)} <= {*present, "authorized", "approved"}


def test_before_the_first_figure_the_number_of_staff_is_unknown() -> None:
    assert len(mission.staff_at("2003-08-01")) == 0


@given(
    st.lists(st.tuples(st.sampled_from("ab"), near_dates()), max_size=12),
    st.dates(datetime.date(2011, 11, 1), datetime.date(2013, 2, 1)),
)
def test_the_latest_figures_are_those_that_a_look_at_all_finds(
    figures: list[tuple[str, PartialDate]], day: datetime.date
) -> None:
    records = [SimpleNamespace(kind=kind, period=when) for kind, when in figures]
    found = {record.kind: record for record in Latest(records, lambda record: record.kind).at(day)}
    for kind in "ab":
        before = [record for record in records if record.kind == kind and record.period.latest <= day]
        latest = max(before, key=lambda record: record.period.latest, default=None)
        assert found.get(kind) is latest


def test_actual_and_approved_staff_stand_beside_each_other() -> None:
    totals = mission.staff_at("2025-06").where(category="total")
    assert {count.measure for count in totals} >= {"approved"}
    assert len(totals) == 2


def test_the_budget_of_a_year() -> None:
    year = mission.budget_for(2022)
    assert year == mission.budget_for("2022") == mission.budget_for(PartialDate(2022))
    assert year.one(measure="approved").amount_usd == 97_673_200
    assert year.one(measure="expenditure", fund="regular-budget").amount_usd == 98_214_800
    assert mission.budget_for(2018).where(measure="approved").one().amount_usd == 108_117_000
    assert {budget.stage for budget in mission.budget_for(2025).where(measure="proposed")} == {"initial", "revised"}


def test_a_year_without_a_budget_on_record_is_empty() -> None:
    assert len(mission.budget_for(2011)) == 0


def test_a_budget_of_some_months_is_found_by_the_day() -> None:
    assert mission.budget_for("2005-03-01").ids == ("2005-jan-apr-proposed",)


def test_offices_open_at_a_date() -> None:
    assert "mosul" not in mission.offices_at("2019-09-19").ids
    assert "mosul" in mission.offices_at("2019-09-20").ids
    assert "mosul" not in mission.offices_at("2025-05-28").ids
    assert "baghdad-canal-hotel" in mission.offices_at("2003-08-19").ids
    assert "baghdad-canal-hotel" not in mission.offices_at("2003-11-07").ids
    # Of an office of which no source gives the end, the mission's end is the last possible day.
    assert "erbil" in mission.offices_at("2025-12-31").ids
    assert "erbil" not in mission.offices_at("2026-01-01").ids
    # Unless a later one was planned.
    assert "kuwait-joint-support-office" in mission.offices_at("2026-06").ids


def test_offices_only_planned_are_never_open() -> None:
    planned = set(mission.offices.where(status="planned").ids)
    assert "ramadi" in planned
    assert not planned & set(mission.offices_at("2003/2026").ids)
