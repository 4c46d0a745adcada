"""Other questions, what cannot be read as a date, and the tables."""

from __future__ import annotations

import datetime
import itertools
from typing import TYPE_CHECKING, Any

import pytest

import unami
from unami.errors import (
    AmbiguousDate,
    InvalidDate,
    UnknownCountry,
    UnknownPerson,
    UnknownPost,
    UnknownTable,
)
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable


mission = unami.mission


# Other questions


def test_deployments_of_a_country() -> None:
    fiji = mission.deployments_by("Fiji")
    assert (fiji.first().count, str(fiji.first().month), fiji.first().part) == (134, "2004-11", "guard-unit")
    assert [given.month for given in fiji][-1] is None
    assert mission.deployments_by("FJI") == mission.deployments_by("fj") == fiji
    assert mission.deployments_at("2004-11").where(country="FJI").first() == fiji.first()
    assert mission.deployments_at("2004-12").where(country="FJI").one() in fiji
    assert not mission.deployments_by("Iraq")


def test_events_between_two_dates_come_in_the_order_of_time() -> None:
    events = mission.events_between("2003-08-15", "2003-08-31")
    assert "canal-hotel-bombing" in events.ids
    dates = [str(event.date) for event in events]
    assert dates == sorted(dates)
    assert "canal-hotel-bombing" not in mission.events_between("2003-08-20", "2003-08-31").ids
    with pytest.raises(InvalidDate, match="its start 2004 is after its end 2003"):
        mission.events_between("2004", "2003")


@pytest.mark.parametrize(
    ("name", "code"),
    [("Fiji", "FJI"), ("fj", "FJI"), ("FJI", "FJI"), ("united  kingdom", "GBR"), ("GB", "GBR"), ("IRAQ", "IRQ")],
)
def test_a_country_goes_by_its_codes_and_names(name: str, code: str) -> None:
    assert mission.country(name).id == code


@pytest.mark.parametrize("known", [country.id for country in mission.countries])
def test_every_country_is_found_by_all_it_is_called(known: str) -> None:
    country = mission.countries[known]
    for name in (country.id, country.alpha_2, country.name, country.official_name, *country.other_names):
        assert name is None or mission.country(name) is country


@pytest.mark.parametrize(
    ("ask", "given_name", "error", "suggestion"),
    [
        (mission.country, "Figi", UnknownCountry, "Fiji"),
        (mission.country, "Irak", UnknownCountry, "Iraq"),
        (mission.deployments_by, "Bulgary", UnknownCountry, "Bulgaria"),
        (mission.person, "Melkart", UnknownPerson, "Ad Melkert"),
        (mission.appointments_of, "Kubish", UnknownPerson, "Ján Kubiš"),
        (mission.post, "srgs", UnknownPost, "SRSG"),
        (mission.tables.__getitem__, "appointment", UnknownTable, "appointments"),
    ],
)
def test_an_unknown_name_is_an_error_with_the_nearest_names(
    ask: Callable[[str], Any], given_name: str, error: type[Exception], suggestion: str
) -> None:
    with pytest.raises(error, match=f"unknown .* '{given_name}'; did you mean") as caught:
        ask(given_name)
    assert suggestion in getattr(caught.value, "suggestions", ())


def test_a_name_is_never_guessed() -> None:
    for name in "Ira", "Kubi", "United", "", "-", "?":
        with pytest.raises(UnknownCountry):
            mission.country(name)
        with pytest.raises(UnknownPerson):
            mission.person(name)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ján Kubiš", "jan-kubis"),
        ("jan kubis", "jan-kubis"),
        ("JAN-KUBIS", "jan-kubis"),
        ("Jeanine Hennis-Plasschaert", "jeanine-hennis-plasschaert"),
        ("Adrianus Petrus Wilhelmus Melkert", "ad-melkert"),
        ("اد ميلكيرت", "ad-melkert"),
        ("Melkert", "ad-melkert"),
        ("Mistura", "staffan-de-mistura"),
    ],
)
def test_a_person_goes_by_any_form_of_the_name(name: str, person: str) -> None:
    assert mission.person(name).id == person


@pytest.mark.parametrize("name", ["SRSG", "srsg", "Special Representative of the Secretary-General for Iraq"])
def test_a_post_goes_by_id_name_and_abbreviation(name: str) -> None:
    assert mission.post(name).id == "srsg"


# Dates that cannot be read


DATED: list[Callable[[Any], object]] = [
    mission.leaders_at,
    mission.head_at,
    mission.deputies_at,
    mission.mandate_at,
    mission.tasks_at,
    mission.at,
    mission.deployments_at,
    mission.known_at,
    mission.resolutions.at,
]


@pytest.mark.parametrize("ask", DATED, ids=lambda ask: ask.__name__)
def test_an_ambiguous_date_names_its_readings(ask: Callable[[Any], object]) -> None:
    with pytest.raises(AmbiguousDate) as caught:
        ask("01/02/2014")
    assert caught.value.readings == ("2014-01-02", "2014-02-01")


@pytest.mark.parametrize("ask", DATED, ids=lambda ask: ask.__name__)
@pytest.mark.parametrize("when", ["2014-02-30", "soon", "", None, True, 1402358400.0])
def test_what_is_no_date_is_refused(ask: Callable[[Any], object], when: object) -> None:
    with pytest.raises(InvalidDate):
        ask(when)


# The tables


def test_all_tables_are_there_by_name_and_as_attributes() -> None:
    assert list(mission.tables) == [*TABLES, "sources"]
    assert len(mission.tables) == len(list(mission.tables))
    for name in mission.tables:
        assert name in mission.tables
        assert len(mission.tables[name]) > 0
        assert mission.tables[name] is mission.tables[name]
        if name != "missions":
            assert getattr(mission, name) is mission.tables[name]
    assert "appointment" not in mission.tables
    assert repr(mission.tables).startswith("<tables missions, people, ")


def test_the_mission_itself() -> None:
    assert mission.profile.abbreviation == "UNAMI"
    assert (str(mission.began), str(mission.ended)) == ("2003-08-14", "2025-12-31")
    assert mission.version == unami.dataset_version
    assert repr(mission) == f"<UNAMI, data {unami.dataset_version}>"


def test_answers_are_the_same_objects_when_asked_again() -> None:
    assert mission.leaders_at("2014-06-10") is mission.leaders_at(datetime.date(2014, 6, 11))
    assert mission.disputes is mission.disputes
    assert mission.mandates is mission.mandates


def test_no_two_records_of_a_table_are_equal() -> None:
    for name in TABLES:
        assert all(one != other for one, other in itertools.pairwise(mission.tables[name]))
