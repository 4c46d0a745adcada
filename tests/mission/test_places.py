"""Questions: places."""

from __future__ import annotations

import pytest

import unami

mission = unami.mission


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
