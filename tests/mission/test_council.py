"""Questions: the Council, events, elections and the government."""

from __future__ import annotations

import itertools

import pytest

import unami
from helpers.inside import in_order_of_symbols
from unami.dates import PartialDate
from unami.errors import (
    InvalidDate,
)
from unami.records import Document

mission = unami.mission


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


def paper(name: str, **fields: str) -> Document:
    dates = {key: PartialDate.parse(value) for key, value in fields.items() if key != "symbol"}
    return Document(id=name, symbol=fields.get("symbol"), **dates)  # type: ignore[arg-type]


def test_papers_without_a_day_stand_by_their_presentation_or_the_end_of_their_period() -> None:
    papers = [
        paper("by period", period_end="2022-12-20"),
        paper("by presentation", presented_on="2023-02-02"),
        paper("by year of the symbol", symbol="S/2023/100", presented_on="2023-05-18"),
        paper("by day", symbol="S/2023/200", dated="2023-09-26"),
        paper("by the number before", symbol="S/2023/300"),
        paper("by presentation, not by year", dated="2023", presented_on="2023-10-05"),
        paper("by nothing"),
    ]
    for order in itertools.permutations(papers):
        assert in_order_of_symbols(order) == tuple(papers)


@pytest.mark.parametrize("series", ["unami", "kuwait-missing-persons", "election"])
def test_a_trail_is_in_the_order_of_the_best_known_days(series: str) -> None:
    known = [
        paper.dated if paper.dated and paper.dated.month else paper.presented_on
        for paper in mission.report_trail(series)
    ]
    days = [day.earliest for day in known if day is not None]
    assert days == sorted(days)
    assert days


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


def test_who_only_possibly_governed_is_marked_wherever_it_is_shown() -> None:
    governing = mission.governing_at("2024-01-01")
    row = next(row for row in mission.panel("Y") if str(row.period) == "2024")
    assert (
        {str(governing.certainty_of(leader)) for leader in governing} == {str(row.president_certainty)} == {"possible"}
    )
    assert all(line.endswith("possible") for line in repr(governing).splitlines()[1:])
    shown = [line for line in str(mission.at("2024-01-01")).splitlines() if "Abdul Latif Rashid" in line]
    assert [line.split()[0] for line in shown] == ["possibly"]
    assert {
        str(mission.governing_at("2015-01-01").certainty_of(leader)) for leader in mission.governing_at("2015")
    } == {"certain"}


def test_who_governed_on_no_known_day_is_left_out_of_every_day() -> None:
    view = mission.known_at("2012")
    undated = [leader.id for leader in view.host_leaders if not leader.start and not leader.end]
    assert undated
    assert not set(undated) & set(view.governing_at("2023").ids)
    assert not set(undated) & set(view.at("2010-01-01").governing.ids)
