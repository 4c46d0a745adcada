"""Questions: figures in the state at a date."""

from __future__ import annotations

import datetime

import pytest

import unami
from unami.dates import Certainty

mission = unami.mission


# The state at a date


def test_a_snapshot_shows_people_in_uniform_by_country() -> None:
    day = mission.at("2014-06-10")
    assert day.strength == mission.strength_at("2014-06")
    assert day.contributions == mission.deployments_at("2014-06")
    assert (
        set(day.countries.ids) == {given.country for given in day.contributions} == {"EGY", "FJI", "GBR", "IND", "NPL"}
    )
    assert sum(given.count or 0 for given in day.contributions) == day.strength.one().total == 276


@pytest.mark.parametrize(
    ("when", "strength", "contributions"),
    [
        ("2016-11-10", "at 2016-11; before it 2016-10: 244, after it 2016-12: 244", "at 2016-11; before it Egypt"),
        ("2016-12-10", None, "at 2016-12; before it Egypt"),
        ("2025-12-15", "at 2025-12; before it 2017-03: 242", None),
        ("2014-06-10", None, None),
        ("2026-09", None, None),  # the mission has ended
        ("1999", None, None),
    ],
)
def test_no_monthly_figure_is_carried_on_but_the_nearest_are_named(
    when: str, strength: str | None, contributions: str | None
) -> None:
    day = mission.at(when)
    text, html = " ".join(str(day).split()), day._repr_html_()
    for what, said in (("strength figure", strength), ("contribution", contributions)):
        for shown in (text, html):
            assert (f"no {what} is known" in shown) is (said is not None)
            assert said is None or f"no {what} is known {said}" in shown
    # The units that were there are lines of their own.
    assert "contingents_at" not in text
    assert all(str(figure.month) == when[:7] for figure in day.strength)


def test_a_mission_without_figures_of_people_in_uniform_is_not_told_that_there_are_none_near() -> None:
    silent = mission.according_to("sc-res-1500")
    assert "strength" not in str(silent.at("2004"))


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
