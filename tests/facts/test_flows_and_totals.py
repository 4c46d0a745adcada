"""Facts: what happened within a time is never mixed with what was reached until a time."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise

import pytest

import unami
from unami.dates import PartialDate, Period
from unami.records import CampFigure, Displacement

mission = unami.mission

TOTALS = (
    "relocated-abroad-total",
    "moved-to-camp-hurriya-total",
    "in-relocation-total",
    "recognised-in-need-of-protection",
)
"""Measures of camps that hold everything until a day."""
FLOWS = "relocated-abroad", "moved-to-camp-hurriya", "killed"
"""Measures of what happened on a day or within a time."""
RETURNS = "returns-of-displaced", "returns-of-refugees", "returns"


# Camps


def test_a_running_total_of_a_camp_does_not_fall() -> None:
    by_kind: dict[tuple[str | None, str | None], list[CampFigure]] = defaultdict(list)
    for figure in mission.camp:
        if figure.measure in TOTALS and figure.count is not None and figure.date is not None:
            by_kind[figure.measure, figure.country].append(figure)
    compared = 0
    for figures in by_kind.values():
        for one, other in combinations(figures, 2):
            assert one.date is not None
            assert other.date is not None
            first, second = (one, other) if one.date.latest < other.date.earliest else (other, one)
            assert first.date is not None
            assert second.date is not None
            if first.date.latest < second.date.earliest and first.bound != "about":
                compared += 1
                assert (first.count or 0) <= (second.count or 0), (first.id, second.id)
    assert compared >= 6


@pytest.mark.parametrize("measure", FLOWS)
def test_a_flow_of_a_camp_has_a_day_or_a_time(measure: str) -> None:
    flows = mission.camp.where(measure=measure)
    assert flows
    assert [flow.id for flow in flows if flow.period is None] == []


def test_the_groups_that_left_add_up_to_the_first_total() -> None:
    groups = mission.camp.where(lambda figure: figure.id.startswith("albania-group-"))
    assert sum(group.count or 0 for group in groups) == mission.camp["relocated-alb-2013-06"].count == 71


def test_no_total_of_those_who_left_is_below_the_groups_that_left() -> None:
    last = mission.camp["relocated-2016-09"].count
    flows = mission.camp.where(measure="relocated-abroad")
    assert last is not None
    assert all((flow.count or 0) <= last for flow in flows)


def test_every_figure_of_a_camp_is_a_number_or_names_a_country() -> None:
    assert [figure.id for figure in mission.camp if figure.count is None and figure.country is None] == []


@pytest.mark.parametrize(
    "event",
    [
        "ashraf-memorandum",
        "ashraf-closure-deadline",
        "ashraf-deadline-extended",
        "lute-named-special-adviser",
        "relocation-trust-fund-launched",
        "geneva-meetings-on-relocation",
        "ashraf-refugee-status",
        "relocation-talks",
        "ashraf-clashes",
    ],
)
def test_agreements_meetings_and_steps_are_events(event: str) -> None:
    assert any(claim.source.id == "seed-dpa-2016" for claim in mission.explain(mission.events[event], "title").claims)


# Pledges


def test_the_parts_of_a_pledge_are_not_more_than_the_whole() -> None:
    for whole in {pledge.part_of for pledge in mission.pledges} - {None}:
        assert whole is not None
        parts = mission.pledges.where(part_of=whole)
        assert sum(part.amount_usd or 0 for part in parts) <= (mission.pledges[whole].amount_usd or 0)
        assert {donor for part in parts for donor in part.donors} <= set(mission.pledges[whole].donors)
    assert sum(pledge.amount_usd or 0 for pledge in mission.pledges.where(part_of=None)) == 1_600_000


# Displaced people and returns


def returned(period: str, measure: str) -> int | None:
    found = mission.displacement.get(f"{period}.{measure}.iraq")
    return None if found is None else found.count


def test_only_flows_and_counts_over_a_time_have_a_start() -> None:
    for figure in mission.displacement:
        assert (figure.since is not None) == (
            figure.measure in (*RETURNS, "driven-from-home") and figure.as_of is not None
        ), figure.id


@pytest.mark.parametrize("year", range(2003, 2011))
def test_displaced_people_and_refugees_add_up_to_all_who_returned(year: int) -> None:
    parts = returned(str(year), "returns-of-displaced"), returned(str(year), "returns-of-refugees")
    assert None not in parts
    assert sum(part or 0 for part in parts) == returned(str(year), "returns")


@pytest.mark.parametrize(("year", "measures"), [(2009, ("returns",)), (2010, RETURNS)])
def test_the_returns_of_the_months_add_up_to_the_year(year: int, measures: tuple[str, ...]) -> None:
    for measure in measures:
        months = [returned(f"{year}-{month:02}", measure) for month in range(1, 13)]
        assert None not in months
        assert sum(month or 0 for month in months) == returned(str(year), measure)


def test_the_returns_of_three_years_are_their_sum() -> None:
    figure = mission.displacement["2008.2010.returns.iraq"]
    assert figure.period == Period(PartialDate(2008), PartialDate(2010))
    assert figure.count == sum(returned(str(year), "returns") or 0 for year in (2008, 2009, 2010))


def test_every_count_of_the_tracking_matrix_says_whom_it_counts() -> None:
    counted = mission.displacement.where(lambda figure: "DTM" in (figure.compiled_by or ""))
    assert len(counted) > 100
    assert [figure.id for figure in counted if "2014" not in (figure.population or "")] == []


def test_those_who_have_returned_fall_only_where_the_method_changed() -> None:
    exact: list[Displacement] = [
        figure
        for figure in mission.displacement.where(measure="returnees", place="iraq")
        if figure.bound is None and (figure.count or 0) % 10_000 and figure.as_of is not None
    ]
    exact.sort(key=lambda figure: figure.as_of or PartialDate(1))
    falls = [(before.id, after.id) for before, after in pairwise(exact) if (after.count or 0) < (before.count or 0)]
    # From round 132 on, places without a reachable informant are left out.
    assert falls == [("2022-06-30.returnees.iraq", "2024-01.returnees.iraq")]


def test_the_revised_series_stands_apart_from_the_rounds_of_the_time() -> None:
    revised = mission.displacement.where(lambda figure: figure.id.endswith(".revised"))
    assert len(revised) == 27
    assert {figure.population for figure in revised} == {"Displaced since January 2014; series as revised in June 2016"}
