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
