"""Questions about unknown things, and in views with few statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.inside import fold
from unami.errors import (
    AmbiguousDate,
    InvalidDate,
    UnknownCountry,
    UnknownField,
    UnknownName,
    UnknownPerson,
    UnknownPlace,
    UnknownRecord,
    UnknownTable,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami import Mission

mission = unami.mission


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


@pytest.mark.slow
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


def test_the_rows_of_sources_are_no_statements() -> None:
    with pytest.raises(UnknownTable, match="'sources': its rows are not statements"):
        mission.statements("sources")
    with pytest.raises(UnknownTable, match="did you mean people"):
        mission.statements("peple")
