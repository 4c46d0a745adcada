"""Facts: the deaths on record, and the civilian casualties."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

import unami
from unami.dates import Certainty, PartialDate, Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami.records import Casualties, Fatality, FatalityTotal

mission = unami.mission

CERTAIN, NO = Certainty.CERTAIN, Certainty.NO

COUNTRY = "iraq"


# Deaths


def counts(deaths: Iterable[Fatality | FatalityTotal]) -> int:
    return sum(death.count or 0 for death in deaths)


def test_the_recorded_deaths_are_the_aggregate() -> None:
    recorded = mission.fatalities.where(scope="record", filed_under="unami")
    assert counts(recorded) == mission.fatality_totals["unami-total"].count == 35


@pytest.mark.parametrize("field", ["nationality", "category", "incident"])
def test_deaths_by_a_field_are_those_of_the_aggregates(field: str) -> None:
    counted = mission.deaths_by(field)
    totals = mission.fatality_totals.where(scope="aggregate", filed_under="unami")
    fields = ("nationality", "category", "incident")
    given = {
        getattr(total, field): total.count
        for total in totals
        if [name for name in fields if getattr(total, name) is not None] == [field]
    }
    assert given
    assert {value: counted[value] for value in given} == given
    assert sum(counted.values()) == 35


@pytest.mark.parametrize("field", ["nationality", "category", "incident", "year", "scope", "filed_under", "event"])
def test_scopes_are_never_mixed(field: str) -> None:
    counted = mission.deaths_by(field)
    assert sum(counted.values()) == 35
    if field == "scope":
        assert counted == {"record": 35}
    if field == "filed_under":
        assert counted == {"unami": 35}


def test_each_death_is_counted_once() -> None:
    assert {death.scope for death in mission.fatalities} == {"record", "event"}
    assert {total.scope for total in mission.fatality_totals} == {"event-part", "aggregate"}
    events = [death.event for death in mission.fatalities if death.event is not None]
    assert len(set(events)) == len(events)
    by_mission = {filed: counts(mission.fatalities.where(filed_under=filed)) for filed in ("unami", "unohci", None)}
    # The liaison officer, and the guard killed in September 2003, are in no data set of the United Nations.
    assert by_mission == {"unami": 35, "unohci": 22 + 1, None: 1 + 1}


def test_a_total_is_still_found_where_it_was_with_a_warning() -> None:
    with pytest.warns(unami.UnamiDeprecationWarning, match="'unami-total' is now in the table 'fatality_totals'"):
        assert counts([mission.fatalities["unami-total"]]) == 35
    with pytest.warns(unami.UnamiDeprecationWarning, match="fatality_totals"):
        share: object = mission.fatalities["canal-hotel-bombing-bra"]
    assert share == mission.fatality_totals["canal-hotel-bombing-bra"]
    with pytest.raises(unami.UnknownRecord):
        mission.fatalities["nobody"]


def test_a_total_begins_with_what_it_counts() -> None:
    first = min(str(death.date) for death in mission.fatalities.where(filed_under="unami"))
    assert {str(total.date) for total in mission.fatality_totals.where(scope="aggregate", filed_under="unami")} == {
        first
    }


def test_the_parts_of_the_canal_hotel_bombing_are_the_event() -> None:
    parts = mission.fatality_totals.where(scope="event-part", event="canal-hotel-bombing")
    whole = mission.fatalities.one(scope="event", event="canal-hotel-bombing")
    assert counts(parts) == whole.count == mission.events["canal-hotel-bombing"].killed == 22
    assert {part.event for part in mission.fatality_totals.where(scope="event-part")} == {"canal-hotel-bombing"}


def test_none_of_the_dead_of_the_canal_hotel_is_filed_under_the_mission() -> None:
    assert {d.filed_under for d in mission.fatalities.where(event="canal-hotel-bombing")} == {"unohci"}


def test_an_event_and_its_dead_agree_on_the_day() -> None:
    for death in mission.fatalities:
        if death.event is not None and death.scope != "record":
            happened = mission.events[death.event].date
            assert death.date is not None
            assert happened is not None
            assert happened.compatible(death.date), death.id


# Casualties


def sums() -> dict[tuple[str, str | None, bool], dict[str | None, Casualties]]:
    """Give the counts of each period and place by population; those with Anbar apart from those without."""
    found: dict[tuple[str, str | None, bool], dict[str | None, Casualties]] = defaultdict(dict)
    for count in mission.casualties:
        found[str(count.period), count.place, count.id.endswith(".with-anbar")][count.population] = count
    return found


NOT_THE_SUM = {
    # The total was published with 1,438 injured civilians; 1,481 is a revision, which the total of the year needs.
    ("2013-04", "injured"): 1481 + 195 - 1633,
}


def test_civilians_and_security_forces_are_the_total() -> None:
    compared = 0
    wrong: dict[tuple[str, str], int] = {}
    for (when, _, _), by_population in sums().items():
        civilians = by_population.get("civilians-including-police") or by_population.get("civilians")
        forces, whole = by_population.get("isf"), by_population.get("total")
        if civilians is None or forces is None or whole is None:
            continue
        for field in ("killed", "injured"):
            parts = getattr(civilians, field), getattr(forces, field)
            total = getattr(whole, field)
            if None not in (*parts, total):
                compared += 1
                if sum(parts) != total:
                    wrong[when, field] = sum(parts) - total
    assert wrong == NOT_THE_SUM
    assert compared > 75


def test_a_count_says_what_it_leaves_out_and_contradicts_itself_nowhere() -> None:
    for count in mission.casualties:
        assert (count.parts_counted is None) or count.parts, count.id
        if count.parts_counted == "included":
            assert count.exclusions is None, count.id
        if count.parts_counted in ("excluded", "civilians-only"):
            assert count.exclusions is not None, count.id
            assert count.partial


def test_what_a_count_leaves_out_is_apart_from_where_its_numbers_come_from() -> None:
    for count in mission.casualties:
        assert not re.search(r"(?i)included from|figures? of|\bfrom the\b", count.exclusions or ""), count.id
        assert not re.search(r"(?i)\bwithout\b|not included|exclud", count.data_from or ""), count.id


def test_the_months_of_2014_that_leave_anbar_out_are_marked_and_can_be_left_out() -> None:
    series = mission.casualty_series("Iraq")
    marked = [point.id for point in series.where(lambda point: point.record and point.record.excludes == ("IQ-AN",))]
    assert [month for month in marked if month < "2015"] == [f"2014-{month:02}" for month in (1, 2, 4, 5, 7, 8, 9, 10)]
    june = series.where(month="2014-06").one().record
    assert june is not None
    assert (june.killed, june.injured, june.partial) == (1775, 2351, False)
    whole = mission.casualty_series("Iraq", whole_only=True)
    assert not any(point.record.partial for point in whole if point.record is not None)
    assert {point.id for point in whole if point.known} < {point.id for point in series if point.known}


def test_the_months_of_2014_do_not_add_up_to_the_year_which_takes_in_more() -> None:
    year = mission.casualties["2014.iraq.civilians-including-police"]
    months = [
        point.record for point in mission.casualty_series("Iraq") if point.id.startswith("2014-") and point.record
    ]
    assert sum(month.killed or 0 for month in months) < (year.killed or 0)
    assert any(month.partial for month in months)


def test_women_children_police_and_men_are_the_civilians_of_the_later_counts() -> None:
    groups = "women", "children", "police", "men"
    for period in "2019", "2020-01.2020-07", "2020-08.2020-12", "2021-01.2021-10":
        whole = mission.casualties[f"{period}.iraq.civilians-including-police"]
        parts = [mission.casualties[f"{period}.iraq.{group}"] for group in groups]
        assert (sum(part.killed or 0 for part in parts), sum(part.injured or 0 for part in parts)) == (
            whole.killed,
            whole.injured,
        )


def test_police_are_part_of_the_civilians() -> None:
    compared = 0
    for by_population in sums().values():
        police, civilians = by_population.get("police"), by_population.get("civilians-including-police")
        for field in ("killed", "injured"):
            part, whole = getattr(police, field, None), getattr(civilians, field, None)
            if part is not None and whole is not None:
                compared += 1
                assert part <= whole, (police, field)
    assert compared > 50


def monthly(year: int, field: str) -> list[int]:
    """Give the headline numbers of a year's months."""
    found = []
    for month in range(1, 13):
        when = PartialDate(year, month)
        same = [count for count in mission.casualties if count.place == COUNTRY and count.period == when]
        by_population = {count.population: count for count in same if not count.id.endswith(".with-anbar")}
        # Until March 2013, and for December 2017, only a number without police, or silent on it, was published.
        headline = by_population.get("civilians-including-police") or by_population["civilians"]
        found.append(getattr(headline, field))
    return found


@pytest.mark.parametrize(
    ("year", "killed", "injured"),
    [(2013, 7818, 17981), (2015, 7515, 14855), (2016, 6878, 12388), (2017, 3298, 4781)],
)
def test_the_months_add_up_to_the_year_of_the_mission(year: int, killed: int, injured: int) -> None:
    whole = mission.casualties[f"{year}.iraq.civilians-including-police"]
    assert (whole.killed, whole.injured) == (killed, injured)
    assert (sum(monthly(year, "killed")), sum(monthly(year, "injured"))) == (killed, injured)


# Anbar was counted apart from January to October 2014, so that its numbers are no part of those of the country.
ANBAR_APART = Period.parse("2014-01/2014-10")


def test_a_governorate_has_no_more_than_the_country() -> None:
    whole = {
        (str(count.period), count.population): count
        for count in mission.casualties
        if count.place == COUNTRY and not count.id.endswith(".with-anbar")
    }
    compared = 0
    for count in mission.casualties:
        country = whole.get((str(count.period), count.population))
        assert count.period is not None
        apart = count.place == "IQ-AN" and ANBAR_APART.covers(count.start or "1990") is CERTAIN
        if count.place == COUNTRY or country is None or apart:
            continue
        for field in ("killed", "injured"):
            part, all_of_it = getattr(count, field), getattr(country, field)
            if part is not None and all_of_it is not None:
                compared += 1
                assert part <= all_of_it, (count.id, field)
    assert compared > 300


def test_a_sum_of_killed_and_injured_is_their_sum() -> None:
    for count in mission.casualties:
        if None not in (count.killed, count.injured, count.casualties):
            assert (count.killed or 0) + (count.injured or 0) == count.casualties, count.id


def test_every_month_from_november_2012_to_december_2018_is_counted() -> None:
    counted = {str(count.start) for count in mission.casualties if count.place == COUNTRY and count.end is None}
    months = [f"{year}-{month:02}" for year in range(2012, 2019) for month in range(1, 13)][10:]
    assert len(months) == 74
    assert [month for month in months if month not in counted] == []
