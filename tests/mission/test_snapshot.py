"""Questions: the state of the mission at a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import unami
from helpers.days import queries
from unami.dates import Certainty, PartialDate, Period, bounds_of, read_when
from unami.errors import (
    UnknownRecord,
)

if TYPE_CHECKING:
    from unami import Mission
    from unami.dates import When

mission = unami.mission

POSSIBLE, CERTAIN = Certainty.POSSIBLE, Certainty.CERTAIN


# The state of the mission


def test_a_snapshot_holds_the_single_answers() -> None:
    day = mission.at("2014-06-10")
    assert day.when == PartialDate(2014, 6, 10)
    assert day.mission == "United Nations Assistance Mission for Iraq"
    assert (day.running, day.version) == (CERTAIN, unami.dataset_version)
    assert day.heads == mission.leaders_at("2014-06-10")
    assert day.deputies == mission.deputies_at("2014-06-10")
    assert day.tasks == mission.tasks_at("2014-06-10")
    assert day.mandates.one().resolution.number == 2110
    parts = {(partner.role, partner.name, partner.certainty) for partner in day.partners}
    assert ("supports", "Department of Field Support", CERTAIN) in parts
    assert ("administers", "Department of Political Affairs", POSSIBLE) in parts


@pytest.mark.parametrize("when", ["2014-06-10", "2007-03", "2005"])
def test_the_evidence_says_how_certain_each_line_is(when: str) -> None:
    day = mission.at(when)
    plain = {line["id"]: line["certainty"] for line in day.to_dict()["evidence"]}
    for records in (day.governing, day.offices, day.contingents):
        assert {record.id: plain[record.id] for record in records} == {
            record.id: str(records.certainty_of(record)) for record in records
        }
    assert all(plain[head.id] == str(head.certainty) for head in day.heads)
    assert all(plain[event.id] is None for event in day.events)
    assert day.governing


VIEWS = (
    mission,
    *(mission.known_at(when) for when in ("2004", "2008-03-15", "2012", "2018-06", "2025-06-01")),
    *(
        mission.according_to(*sources)
        for sources in (
            ("seed-wikipedia-2026",),
            ("seed-gayaone-2025",),
            ("seed-dpa-2016",),
            ("sc-res-1500",),
            ("s-2024-966",),
            ("sc-res-2682", "seed-gayaone-2025"),
            ("ipi-ppp-data-mission", "dhl-meetings-2016", "a-80-6-add1"),
        )
    ),
)


@given(st.sampled_from(VIEWS), queries)
@example(mission.according_to("seed-gayaone-2025"), PartialDate(2024, 6, 1))
@example(mission.according_to("sc-res-2682", "seed-gayaone-2025"), PartialDate(2023, 6, 1))
def test_a_snapshot_of_a_view_holds_the_single_answers_of_that_view(view: Mission, when: When) -> None:
    day = view.at(when)
    first, last = bounds_of(read_when(when))
    months = Period(PartialDate(first.year, first.month), PartialDate(last.year, last.month))
    assert day.heads == view.leaders_at(when)
    assert day.deputies == view.deputies_at(when)
    assert day.tasks == view.tasks_at(when)
    assert day.mandates.ids == view.mandates.at(when).ids
    assert all(mandate.certainty is mandate.covers(when) for mandate in day.mandates)
    if len(day.mandates) == 1:
        assert day.mandates[0] == view.mandate_at(when)
    assert day.strength == view.strength_at(months)
    assert day.contributions == view.deployments_at(months)
    assert day.offices == view.offices_at(when)
    assert day.governing == view.governing_at(when)
    # What the mission had, it had while it existed; guard units stand for monthly figures where there are none.
    assert day.staff.items == (view.staff_at(when).items if day.running else ())
    units = view.contingents_at(when).items if day.running and not day.contributions else ()
    assert day.contingents.items == units
    assert set(view.disputes_at(when)) <= set(day.disputes) <= set(view.disputes)


def test_a_mandate_that_was_possibly_in_force_is_shown_so() -> None:
    day = mission.according_to("seed-gayaone-2025").at("2024-06-01")
    assert day.mandates.one().certainty is POSSIBLE
    assert "possibly resolution 2732" in str(day)


def test_a_part_that_nobody_dates_says_nothing_of_a_day() -> None:
    wikipedia = mission.according_to("seed-wikipedia-2026")
    assert {"dfs-supports", "dpko-supports", "dpa-administers"} <= set(wikipedia.affiliations.ids)
    assert [partner.role for partner in wikipedia.at("2014-06-10").partners] == ["parent"]


def test_a_partner_is_explained_as_its_affiliation() -> None:
    partner = mission.at("2014-06-10").partners.where(name="Department of Field Support").one()
    assert str(partner) == "Department of Field Support (supports), certain"
    assert mission.sources_of(partner) == mission.sources_of(partner.affiliation)
    assert mission.explain(partner, "start") == mission.explain(partner.affiliation, "start")
    assert mission.disputes_of(partner) == mission.disputes_of(partner.affiliation)


def test_departments_go_by_the_name_they_then_had() -> None:
    def administers(when: str) -> list[str]:
        return [partner.name for partner in mission.at(when).partners if partner.role == "administers"]

    assert administers("2018-12-31") == ["Department of Political Affairs"]
    assert administers("2019-01-01") == ["Department of Political and Peacebuilding Affairs"]


def test_each_line_of_a_snapshot_has_its_sources() -> None:
    day = mission.at("2014-06-10")
    for line in (*day.heads, *day.deputies, *day.mandates, *day.tasks):
        assert day.sources_of(line) == mission.sources_of(line).items
    for partner in day.partners:
        assert day.sources_of(partner) == mission.sources_of(partner.affiliation).items
    with pytest.raises(UnknownRecord, match="line of this snapshot"):
        day.sources_of(mission.resolutions["1500"])


def test_a_snapshot_tells_what_is_disputed_in_it() -> None:
    day = mission.at("2014-06-10")
    assert {dispute.record for dispute in day.disputes} >= {"nickolay-mladenov.srsg"}
    assert set(day.disputes) <= set(mission.disputes)


@pytest.mark.parametrize("when", ["2003-07-01", "2026-03-01", "1990", "2050"])
def test_outside_the_life_of_the_mission_a_snapshot_says_so(when: str) -> None:
    day = mission.at(when)
    assert day.running is Certainty.NO
    assert len(day.mandates) == len(day.partners) == 0
    assert "the mission did not exist then" in str(day)


def test_a_snapshot_of_a_year_holds_all_who_were_there_in_it() -> None:
    year = mission.at("2018")
    assert {mandate.id for mandate in year.mandates} == {"2367", "2421"}
    assert {head.name for head in year.heads} == {"Ján Kubiš", "Jeanine Hennis-Plasschaert"}


def test_a_snapshot_of_a_year_with_the_founding_is_of_a_running_mission() -> None:
    assert mission.at("2003").running is CERTAIN
    assert mission.at("2003-08-14?").running is POSSIBLE


@pytest.mark.parametrize(
    ("when", "dispute"),
    [
        ("2004-08-11", "resolutions/1557/adopted"),
        ("2010-08-06", "resolutions/1883/mandate_until"),
        ("2020-05-05", "resolutions/2682/adopted"),
    ],
)
def test_a_dispute_that_decides_which_mandate_or_office_is_a_line_is_shown(when: str, dispute: str) -> None:
    day = unami.mission.at(when)
    assert dispute in day.disputes.ids
    assert len(set(day.disputes.ids)) == len(day.disputes)
    assert dispute not in unami.mission.at("2018-03-03").disputes.ids


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-05", "9999-12-20", "9999-12-31"])
def test_the_first_and_last_days_that_there_are_can_be_asked_for(day: str) -> None:
    assert mission.at(day).heads.ids == ()
