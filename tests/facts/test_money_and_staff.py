"""Facts: money and staff."""

from __future__ import annotations

import unami

mission = unami.mission


# Money and staff


def test_no_more_of_a_pledge_is_outstanding_than_was_pledged() -> None:
    for pledge in mission.pledges:
        if pledge.amount_usd is not None and pledge.outstanding_usd is not None:
            assert pledge.outstanding_usd <= pledge.amount_usd, pledge.id
    assert mission.pledges.where(lambda pledge: pledge.outstanding_usd is not None)


def test_budgets_are_positive_and_their_periods_do_not_exceed_a_year() -> None:
    for budget in mission.budgets:
        assert budget.amount_usd is not None, budget.id
        assert 1_000_000 < budget.amount_usd < 200_000_000, budget.id
        assert budget.start.year == budget.end.year, budget.id
        assert budget.fund != "trust-fund" or budget.amount_usd < 5_000_000, budget.id


def test_what_was_spent_is_near_to_what_was_approved() -> None:
    years = 0
    for approved in mission.budgets.where(measure="approved", fund="regular-budget"):
        for spent in mission.budget_for(approved.start).where(measure="expenditure", fund="regular-budget"):
            years += 1
            assert spent.amount_usd is not None
            assert approved.amount_usd is not None
            assert 0.9 <= spent.amount_usd / approved.amount_usd <= 1.05, spent.id
    assert years == 4


def test_no_more_was_approved_than_asked_for() -> None:
    for approved in mission.budgets.where(measure="approved", basis="net"):
        proposed = [b.amount_usd for b in mission.budget_for(approved.start).where(measure="proposed", basis="net")]
        assert not proposed or (approved.amount_usd or 0) <= max(amount or 0 for amount in proposed), approved.id


def test_the_parts_of_the_staff_are_not_more_than_all() -> None:
    compared = 0
    for total in mission.staffing.where(category="total"):
        name = total.id.replace("total", "{}")
        parts = [mission.staffing.get(name.format(part)) for part in ("international", "national", "un-volunteers")]
        known = [part.count for part in parts if part is not None and part.count is not None]
        if len(known) >= 2 and total.count is not None:
            compared += 1
            assert sum(known) == total.count, total.id
    assert compared >= 4


def test_no_related_budget_is_the_missions() -> None:
    assert "unami" not in {budget.entity for budget in mission.related_budgets}


def test_what_was_approved_for_the_liquidation_is_below_what_was_asked_for() -> None:
    asked = mission.budgets["2026-proposed-revised-net"].amount_usd or 0
    assert 0 < (mission.budgets["2026-approved-net"].amount_usd or 0) < asked
