"""Facts: the uniformed personnel of each month add up."""

from __future__ import annotations

from collections import defaultdict

import pytest

import unami
from unami.dates import PartialDate

mission = unami.mission


# Uniformed personnel


BY_COUNTRY = [f"{year}-{month:02}" for year in range(2009, 2015) for month in range(1, 13)][10:-4]
"""November 2009 to August 2014: the months with all countries, categories and sexes."""


def test_the_months_with_all_contributors_are_these() -> None:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for one in mission.contributions.where(part=None):
        given = counts[str(one.month)]
        given[one.country] = given.get(one.country, 0) + (one.count or 0)
    complete = [
        month.id
        for month in mission.strength
        if len(counts[month.id]) > 1 and sum(counts[month.id].values()) == month.total
    ]
    assert complete == BY_COUNTRY


@pytest.mark.parametrize("month", BY_COUNTRY)
def test_contributions_add_up_to_the_strength_of_the_month(month: str) -> None:
    whole = mission.strength[month]
    given = mission.contributions.where(lambda one: one.month == PartialDate.parse(month))
    added: dict[str, int] = defaultdict(int)
    for one in given:
        assert one.part is None, one.id
        assert one.count is not None, one.id
        added[one.category] += one.count
    # The totals leave a category empty that had nobody.
    assert added["troops"] == whole.troops
    assert added["individual-police"] == (whole.police or 0)
    assert added["experts-on-mission"] == (whole.experts or 0)
    assert sum(added.values()) == whole.total
    assert len({one.country for one in given if one.count}) == whole.contributors


def test_before_that_only_the_troops_of_fiji_are_known_and_they_are_all_troops() -> None:
    compared = 0
    for whole in mission.strength.between("2006-01", "2009-10"):
        (fiji,) = (one for one in mission.contributions.where(category="troops", part=None) if one.month == whole.month)
        assert (fiji.country, fiji.count) == ("FJI", whole.troops)
        compared += 1
    assert compared == 46


def test_no_contribution_is_greater_than_the_strength_of_its_month() -> None:
    totals = {whole.month: whole.total for whole in mission.strength}
    for given in mission.contributions:
        total = totals.get(given.month) if given.month else None
        assert total is None or given.count is None or given.count <= total, given.id


def test_categories_add_up_to_the_total_strength() -> None:
    for whole in mission.strength:
        assert whole.total == sum(part or 0 for part in (whole.troops, whole.police, whole.experts)), whole.id


def test_the_strength_has_one_month_missing() -> None:
    months = set(mission.strength.ids)
    wanted = [f"{year}-{month:02}" for year in range(2006, 2018) for month in range(1, 13)]
    assert [month for month in wanted if month not in months and month <= "2017-03"] == ["2016-11"]


def test_women_never_exceed_all_and_are_never_counted_without_them() -> None:
    split = [given for given in mission.contributions if given.women is not None]
    assert len(split) > 300
    assert [given.id for given in split if given.count is None or (given.women or 0) > given.count] == []


def test_one_figure_for_a_country_category_part_and_month() -> None:
    dated = [given for given in mission.contributions if given.month is not None]
    places = [(given.country, given.category, given.part, given.month) for given in dated]
    assert len(set(places)) == len(places)


# Yearly means


def mean_of_months(country: str, year: int) -> float:
    months = [
        sum(
            one.count or 0 for one in mission.contributions.where(country=country, part=None) if str(one.month) == month
        )
        for month in (f"{year}-{number:02}" for number in range(1, 13))
    ]
    return sum(months) / 12


@pytest.mark.parametrize("country", ["AUS", "DNK", "FJI", "GBR", "JOR", "NPL", "NZL", "USA"])
def test_the_means_of_2011_are_those_of_the_months(country: str) -> None:
    found = mission.contribution_means[f"{country.lower()}-2011"]
    assert found.mean is not None
    assert abs(found.mean - mean_of_months(country, 2011)) <= 0.5


@pytest.mark.parametrize("year", [2015, 2016])
def test_the_means_of_fiji_and_nepal_are_the_strength_of_the_mission(year: int) -> None:
    totals = [whole.total for whole in mission.strength if str(whole.month).startswith(str(year)) and whole.total]
    means = [mission.contribution_means[f"{country}-{year}"].per_month or 0 for country in ("fji", "npl")]
    assert abs(sum(means) - sum(totals) / len(totals)) < 1.5


def test_a_mean_is_rescaled_only_where_the_months_behind_it_are_known() -> None:
    for found in mission.contribution_means:
        assert (found.per_month is None) == (found.months is None), found.id
    january = mission.contribution_means["fji-2021"]
    assert (january.per_month, january.plus_minus) == (168, 6)


def test_the_contributors_of_a_month_are_the_countries_with_people_in_it() -> None:
    for whole in mission.strength:
        given = {
            one.country for one in mission.contributions.where(part=None) if one.month == whole.month and one.count
        }
        assert whole.contributors is None or len(given) <= whole.contributors, whole.id
