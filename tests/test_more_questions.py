"""Tests of the questions about people in uniform, staff, money, places, casualties, the Council and events."""

from __future__ import annotations

import datetime
import functools
import itertools
from typing import TYPE_CHECKING, Any

import pytest

import unami
from unami._base.names import fold
from unami.dates import Certainty, PartialDate
from unami.errors import (
    AmbiguousDate,
    InvalidDate,
    UnknownCountry,
    UnknownField,
    UnknownName,
    UnknownPerson,
    UnknownPlace,
    UnknownRecord,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami._mission.mission import Mission
    from unami.records._sequence import Records
    from unami.series import Month

mission = unami.mission

# Series


POPULATIONS = ("civilians", "civilians-including-police", "police", "isf", "total", "protesters")
CATEGORIES = ("troops", "individual-police", "experts-on-mission", "civilian-defence")
SERIES: dict[str, Callable[[], Records[Month[Any]]]] = {
    f"{name} {kind}": functools.partial(ask, name, kind)
    for ask, names, kinds in (
        (mission.deployment_series, ("Fiji", "Nepal", "Denmark", "Jordan", "Georgia"), CATEGORIES),
        (mission.casualty_series, ("Iraq", "Baghdad", "IQ-NI"), POPULATIONS),
    )
    for name in names
    for kind in kinds
}


@pytest.mark.parametrize("series", SERIES.values(), ids=SERIES)
def test_a_series_has_all_months_from_the_first_known_to_the_last(series: Callable[[], Records[Month[Any]]]) -> None:
    months = series()
    for one, following in itertools.pairwise(point.month for point in months):
        assert one.month is not None
        assert (following.year, following.month) == (one.year + one.month // 12, one.month % 12 + 1)
    if months:
        assert months.first().known
        assert months.last().known
    for point in months:
        assert point.known is (point.record is not None)
        assert point.period == point.month
        assert months[point.id] is point
        assert point.month.month is not None
        assert point.month.day is None


def test_the_guards_from_fiji_month_by_month() -> None:
    series = mission.deployment_series("Fiji")
    assert (series.first().id, series.last().id) == ("2004-12", "2025-12")
    known = {point.id: point.record.count for point in series if point.record is not None}
    assert (known["2006-01"], known["2006-09"], known["2011-12"], known["2014-03"]) == (134, 223, 320, 193)
    assert mission.deployment_series("FJI", "troops") == series


def test_a_month_without_a_figure_is_unknown_and_not_zero() -> None:
    series = mission.deployment_series("Fiji")
    unknown = [point for point in series if not point.known]
    assert {point.record for point in unknown} == {None}
    assert "2005-06" in [point.id for point in unknown]
    assert str(series["2005-06"]) == "2005-06: nothing known"
    assert str(series["2006-01"]).startswith("2006-01: FJI, troops, 2006-01: 134")
    assert not mission.deployments_by("Fiji").where(category="troops").at("2005-06")


def test_a_count_of_no_women_is_known() -> None:
    without = mission.contributions.where(women=0)
    assert without
    for given in without:
        assert mission.deployment_series(given.country, given.category)[str(given.month)].record is given


def test_parts_of_a_month_are_no_figure_for_the_country() -> None:
    parts = mission.contributions.where(lambda given: given.part is not None)
    assert parts
    for part in parts:
        series = mission.deployment_series(part.country, part.category)
        assert part not in [point.record for point in series]


def test_advisers_from_denmark_until_september_2012() -> None:
    series = mission.deployment_series("Denmark", "experts-on-mission")
    assert (series.first().id, series.last().id) == ("2008-05", "2012-08")
    assert series["2012-08"].known
    assert not series["2008-06"].known
    assert len(series) == 52


def test_a_country_that_sent_nobody_has_an_empty_series() -> None:
    assert len(mission.deployment_series("Iraq")) == 0
    assert len(mission.deployment_series("Denmark", "troops")) == 0


def test_casualties_month_by_month() -> None:
    series = mission.casualty_series()
    assert series == mission.casualty_series("Iraq", "civilians-including-police")
    assert (series.first().id, series.last().id, len(series)) == ("2013-04", "2018-12", 69)
    june = series["2014-06"].record
    assert june is not None
    # Of a month counted with and without Anbar, the published headline stands in the series.
    assert (june.id, june.killed) == ("2014-06.iraq.civilians-including-police", 1531)
    assert [point.id for point in series if not point.known] == ["2014-03", "2017-12", "2018-01"]


def test_months_with_a_number_without_police_are_in_the_series_of_civilians() -> None:
    series = mission.casualty_series("Iraq", "civilians")
    december = series["2017-12"].record
    assert december is not None
    assert (december.killed, december.injured) == (69, 142)
    assert not series["2007-05"].known
    assert series.first().id == "2006-01"


def test_security_forces_are_counted_to_november_2016() -> None:
    assert mission.casualty_series("Iraq", "isf").last().id == "2016-11"
    assert mission.casualty_series("Iraq", "total").last().id == "2016-11"


def test_casualties_of_a_governorate() -> None:
    baghdad = mission.casualty_series("Baghdad")
    assert len(baghdad) > 60
    records = [point.record for point in baghdad if point.record is not None]
    assert {record.place for record in records} == {"IQ-BG"}
    assert not baghdad["2014-12"].known
    assert mission.casualty_series("IQ-BG") == baghdad


def test_casualty_counts_come_in_the_order_of_time() -> None:
    for place in ("Iraq", "Anbar"):
        counts = mission.casualties_in(place)
        starts = [count.start for count in counts]
        assert len(starts) > 30
        assert None not in starts
        assert starts == sorted(start for start in starts if start is not None)
    whole = mission.casualties_in()
    assert whole == mission.casualties_in("Iraq")
    assert {count.population for count in whole} == set(POPULATIONS)
    civilians = mission.casualties_in("Iraq", "civilians")
    assert set(civilians) == {count for count in whole if count.population == "civilians"}


# People in uniform


@pytest.mark.parametrize("when", ["2014-03", "2014-03-15", datetime.date(2014, 3, 31), PartialDate(2014, 3)])
def test_the_strength_of_a_month(when: Any) -> None:
    strength = mission.strength_at(when).one()
    assert (strength.id, strength.total, strength.troops, strength.contributors) == ("2014-03", 274, 270, 4)


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


# Places


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Iraq", "iraq"),
        ("Nineveh", "IQ-NI"),
        ("ninawa", "IQ-NI"),
        ("IQ-NI", "IQ-NI"),
        ("iq-ni", "IQ-NI"),
        ("salahuddin", "IQ-SD"),
        ("Anbār", "IQ-AN"),
        ("Fallujah", "fallujah"),
        ("Camp Liberty", "camp-hurriya"),
    ],
)
def test_a_place_goes_by_its_code_and_its_names(name: str, place: str) -> None:
    assert mission.place(name).id == place


@pytest.mark.parametrize("name", ["Baghdad", "BAGHDAD", "Basra", "Kirkuk", "Karbala", "Najaf", "Sulaymaniyah", "Erbil"])
def test_a_name_that_a_governorate_shares_with_its_town_is_the_governorate(name: str) -> None:
    assert mission.place(name).kind == "governorate"
    assert mission.places[name.lower()].kind == "town"


@pytest.mark.parametrize("known", [place.id for place in mission.places if place.kind in ("governorate", "country")])
def test_every_governorate_is_found_by_all_it_is_called(known: str) -> None:
    place = mission.places[known]
    for name in (place.id, place.name, *place.other_names):
        assert name is None or mission.place(name) is place


# The Council


def test_the_trail_of_reports_runs_from_2003_to_2025() -> None:
    trail = mission.report_trail()
    assert trail == mission.report_trail("unami")
    assert (trail.first().symbol, trail.last().symbol) == ("S/2003/715", "S/2025/323")
    assert {paper.kind for paper in trail} == {"report"}
    assert {paper.series for paper in trail} == {"unami"}
    days = [paper.dated for paper in trail if paper.dated is not None and paper.dated.is_day]
    assert len(days) > 35
    assert days == sorted(days)
    numbers = [tuple(int(part) for part in paper.symbol.split("/")[1:]) for paper in trail if paper.symbol]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("series", ["unami", "kuwait-missing-persons", "election", "human-rights"])
def test_a_trail_is_the_reports_of_one_series(series: str) -> None:
    wanted = mission.documents.where(series=series, kind="report")
    assert sorted(mission.report_trail(series).ids) == sorted(wanted.ids)
    assert wanted


@pytest.mark.parametrize("meeting", ["S/PV.7224", "s-pv-7224", "s/pv.7224"])
def test_the_reports_before_a_meeting(meeting: str) -> None:
    assert {paper.symbol for paper in mission.report_before(meeting)} == {"S/2014/480", "S/2014/485"}


def test_a_meeting_whose_report_no_source_names_has_none() -> None:
    assert len(mission.report_before("S/PV.4914")) == 0


def test_every_meeting_is_found_by_its_symbol_and_its_id() -> None:
    for held in mission.council_meetings:
        before = mission.report_before(held.id)
        assert set(held.reports) <= set(before.ids)
        if held.meeting is not None:
            assert mission.report_before(held.meeting) == before


@pytest.mark.parametrize(
    ("person", "times", "first"),
    [("Melkert", 7, "s-pv-6177"), ("jan kubis", 13, "s-pv-7489"), ("Nickolay Mladenov", 9, "s-pv-7068")],
)
def test_who_briefed_when(person: str, times: int, first: str) -> None:
    briefings = mission.briefings_by(person)
    assert (len(briefings), briefings.first().id) == (times, first)
    days = [held.held for held in briefings]
    assert None not in days
    assert [str(day) for day in days] == sorted(str(day) for day in days)


def test_somebody_who_never_briefed_has_no_briefings() -> None:
    assert len(mission.briefings_by("Jacqueline Badcock")) == 0


# Events, elections, the government


def test_events_on_a_day_and_in_a_month() -> None:
    assert "canal-hotel-bombing" in mission.events_on("2003-08-19").ids
    assert "canal-hotel-bombing" in mission.events_on("2003-08").ids
    assert "canal-hotel-bombing" not in mission.events_on("2003-08-20").ids
    assert set(mission.events_on("2014-06-10")) <= set(mission.events_on("2014-06"))


def test_elections_between_two_dates_come_in_the_order_of_time() -> None:
    votes = mission.elections_between("2018", "2018")
    assert votes.ids == ("2018-05-12-parliament", "2018-09-30-kurdistan-parliament")
    assert len(mission.elections_between("2003", "2025")) == len(mission.elections) == 20
    days = [vote.held for vote in mission.elections_between("2003", "2025")]
    assert [str(day) for day in days] == sorted(str(day) for day in days)
    assert len(mission.elections_between("2006", "2008")) == 0
    with pytest.raises(InvalidDate):
        mission.elections_between("2018", "2005")


@pytest.mark.parametrize(
    ("when", "leaders"),
    [
        ("2004-01", set()),
        ("2007-06-01", {"jalal-talabani.president", "nouri-al-maliki.prime-minister"}),
        ("2020-01-01", {"barham-salih.president", "adil-abdul-mahdi.prime-minister"}),
        ("2024-05-08", {"abdul-latif-rashid.president", "mohammed-shia-al-sudani.prime-minister"}),
    ],
)
def test_who_governed(when: str, leaders: set[str]) -> None:
    assert set(mission.governing_at(when).ids) == leaders


# What is unknown


@pytest.mark.parametrize(
    ("ask", "error", "suggestion"),
    [
        (lambda: mission.deployment_series("Figi"), UnknownCountry, "Fiji"),
        (lambda: mission.contingents_of("Gorgia"), UnknownCountry, "Georgia"),
        (lambda: mission.deployment_series("Fiji", "troop"), UnknownName, "troops"),
        (lambda: mission.place("Niniveh"), UnknownPlace, "Nineveh"),
        (lambda: mission.casualties_in("Bagdad"), UnknownPlace, "Baghdad"),
        (lambda: mission.casualties_in("Iraq", "civilian"), UnknownName, "civilians"),
        (lambda: mission.casualty_series("Bagdad"), UnknownPlace, "Baghdad"),
        (lambda: mission.casualty_series("Iraq", "policemen"), UnknownName, "police"),
        (lambda: mission.report_before("S/PV.72244"), UnknownRecord, "S/PV.7224"),
        (lambda: mission.report_trail("unam"), UnknownName, "unami"),
        (lambda: mission.briefings_by("Kubish"), UnknownPerson, "Ján Kubiš"),
        (lambda: mission.deaths_by("nation"), UnknownField, "nationality"),
    ],
)
def test_a_name_that_nothing_has_is_an_error_with_the_nearest(
    ask: Callable[[], object], error: type[UnknownName], suggestion: str
) -> None:
    with pytest.raises(error, match="did you mean") as caught:
        ask()
    # Of spellings that differ in accents alone, any will do.
    assert any(fold(given) == fold(suggestion) for given in caught.value.suggestions)


DATED: list[Callable[[Any], object]] = [
    mission.strength_at,
    mission.contingents_at,
    mission.staff_at,
    mission.budget_for,
    mission.offices_at,
    mission.events_on,
    mission.governing_at,
    lambda when: mission.elections_between(when, "2030"),
]


@pytest.mark.parametrize("ask", DATED)
def test_a_date_that_cannot_be_read_is_an_error(ask: Callable[[Any], object]) -> None:
    with pytest.raises(AmbiguousDate):
        ask("01/02/2014")
    for when in ("2014-02-30", "soon", "", None):
        with pytest.raises(InvalidDate):
            ask(when)


# Views


ASKS: dict[str, Callable[[Mission], Any]] = {
    "deployment_series": lambda view: view.deployment_series("Fiji"),
    "deployments_by": lambda view: view.deployments_by("Fiji"),
    "deployments_at": lambda view: view.deployments_at("2012"),
    "strength_at": lambda view: view.strength_at("2014"),
    "contingents_of": lambda view: view.contingents_of("Fiji"),
    "contingents_at": lambda view: view.contingents_at("2012"),
    "deaths_by": lambda view: view.deaths_by("incident"),
    "deaths_by_year": lambda view: view.deaths_by("year"),
    "staff_at": lambda view: view.staff_at("2024"),
    "budget_for": lambda view: view.budget_for(2022),
    "offices_at": lambda view: view.offices_at("2024"),
    "casualties_in": lambda view: view.casualties_in("Baghdad", "civilians"),
    "casualty_series": lambda view: view.casualty_series("Iraq"),
    "report_trail": lambda view: view.report_trail(),
    "report_before": lambda view: view.report_before("S/PV.7224"),
    "briefings_by": lambda view: view.briefings_by("Melkert"),
    "events_on": lambda view: view.events_on("2003-08-19"),
    "elections_between": lambda view: view.elections_between("2005", "2010"),
    "governing_at": lambda view: view.governing_at("2015"),
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_a_view_that_knows_nothing_answers_with_nothing(ask: Callable[[Mission], Any]) -> None:
    assert len(ask(mission.known_at("1990"))) == 0
    assert len(ask(mission)) > 0


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
@pytest.mark.parametrize("seed", ["seed-bpp-2018", "seed-wikipedia-2026", "seed-dpa-2016", "ipi-tcc-gender-full"])
def test_a_view_of_one_source_never_fails(seed: str, ask: Callable[[Mission], Any]) -> None:
    ask(mission.according_to(seed))


def test_every_source_alone_answers_every_question() -> None:
    for source in mission.sources:
        view = mission.according_to(source)
        for ask in ASKS.values():
            ask(view)


@pytest.mark.parametrize("year", ["2004", "2012", "2020", "2026"])
def test_what_was_known_then_answers_every_question(year: str) -> None:
    view = mission.known_at(year)
    for ask in ASKS.values():
        assert ask(view) is not None


def test_a_source_is_asked_by_names_that_only_others_give() -> None:
    view = mission.according_to("ipi-tcc-gender-full")
    assert "FJI" not in view.countries.ids
    series = view.deployment_series("Fiji")
    assert (series.first().id, series["2012-06"].record is not None) == ("2009-11", True)
    single = mission.according_to("elwatan-casualties-2014-06")
    assert single.casualty_series("Iraq", "total").ids == ("2014-06",)


# The state at a date


def test_a_snapshot_shows_people_in_uniform_by_country() -> None:
    day = mission.at("2014-06-10")
    assert day.strength == mission.strength_at("2014-06")
    assert day.contributions == mission.deployments_at("2014-06")
    assert (
        set(day.countries.ids) == {given.country for given in day.contributions} == {"EGY", "FJI", "GBR", "IND", "NPL"}
    )
    assert sum(given.count or 0 for given in day.contributions) == day.strength.one().total == 276


def test_a_snapshot_shows_staff_and_offices() -> None:
    day = mission.at("2014-06-10")
    assert day.staff == mission.staff_at("2014-06-10")
    assert day.offices == mission.offices_at("2014-06-10")


def test_a_snapshot_shows_the_casualties_of_the_month() -> None:
    day = mission.at("2014-06-10")
    assert {str(count.start) for count in day.casualties} == {"2014-06"}
    assert {count.place for count in day.casualties} == {"iraq"}
    assert {count.population for count in day.casualties} == {"civilians-including-police", "isf", "total"}
    assert len(mission.at("2010-06-10").casualties) == 0


def test_a_snapshot_shows_what_came_before_and_what_after() -> None:
    day = mission.at("2014-06-10")
    assert day.last_election is mission.elections["2014-04-30-parliament"]
    assert day.next_election is mission.elections["2018-05-12-parliament"]
    assert day.last_report is not None
    assert day.last_report.symbol == "S/2014/190"
    assert day.last_meeting is mission.council_meetings["2014-06-04-consultations"]
    assert "mosul-falls" in day.events.ids
    assert set(day.governing.ids) == {"jalal-talabani.president", "nouri-al-maliki.prime-minister"}


def test_the_day_of_a_vote_is_the_day_of_the_last_election() -> None:
    assert mission.at("2018-05-12").last_election is mission.elections["2018-05-12-parliament"]
    assert mission.at("2018-05-11").next_election is mission.elections["2018-05-12-parliament"]


@pytest.mark.parametrize("when", ["2004-11-20", "2009-07-10", "2014-06-10", "2016-11-05", "2021-10-11", "2025-12-31"])
def test_before_and_after_lie_before_and_after(when: str) -> None:
    day = mission.at(when)
    asked = datetime.date.fromisoformat(when)
    for vote, past in ((day.last_election, True), (day.next_election, False)):
        assert vote is None or (vote.held is not None and (vote.held.latest <= asked) is past)
    assert day.last_report is not None
    assert day.last_report.dated is not None
    assert day.last_report.dated.latest <= asked
    later = [
        held.held
        for held in mission.council_meetings
        if held.held is not None and day.last_meeting is not None and held.held.latest <= asked
    ]
    assert day.last_meeting is not None
    assert day.last_meeting.held is not None
    assert max(held.latest for held in later) == day.last_meeting.held.latest
    for event in day.events:
        assert event.date is not None
        assert event.date.is_day
        assert abs((event.date.earliest - asked).days) <= 14 or event.end is not None
    dates = [str(event.date) for event in day.events]
    assert dates == sorted(dates)


def test_every_line_of_a_snapshot_has_its_sources() -> None:
    day = mission.at("2014-06-10")
    lines = [*day.strength, *day.contributions, *day.staff, *day.offices, *day.casualties, *day.events, *day.governing]
    lines += [line for line in (day.last_election, day.next_election, day.last_report, day.last_meeting) if line]
    for line in lines:
        assert day.sources_of(line) == mission.sources_of(line).items
        assert day.sources_of(line)


@pytest.mark.parametrize("when", ["1990", "2030"])
def test_outside_the_life_of_the_mission_a_snapshot_has_no_figures(when: str) -> None:
    day = mission.at(when)
    assert day.running is Certainty.NO
    for part in (day.strength, day.contributions, day.countries, day.staff, day.offices, day.casualties, day.events):
        assert len(part) == 0
    last = (day.last_election, day.last_report, day.last_meeting)
    assert all(record is None for record in last) is (when == "1990")
    assert (day.next_election is None) is (when == "2030")


def test_a_snapshot_in_a_view_that_knows_nothing_is_empty() -> None:
    day = mission.known_at("1990").at("2014-06-10")
    parts = (day.strength, day.contributions, day.countries, day.staff, day.offices, day.casualties, day.governing)
    assert [len(part) for part in parts] == [0] * len(parts)
    assert (day.last_election, day.next_election, day.last_report, day.last_meeting) == (None,) * 4
