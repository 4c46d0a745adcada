"""Tests of names: abbreviations, inverted names, the United Nations' forms of names, and former names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.inside import Names, fold, nearest, pick
from unami import UnknownCountry, UnknownName

if TYPE_CHECKING:
    from unami.records import Country

mission = unami.mission
COUNTRIES = [country for country in mission.countries if country.name]


def names_of(country: Country) -> set[str]:
    return {name for name in (country.name, country.official_name, *country.other_names) if name}


@pytest.mark.parametrize("country", COUNTRIES, ids=[country.id for country in COUNTRIES])
def test_every_name_of_a_country_is_found_in_other_punctuation(country: Country) -> None:
    for name in names_of(country):
        forms = {name, name.upper(), f"  {name} ", name.replace(" ", "-"), name.replace(" and ", " & ")}
        if not name.lower().startswith("the "):
            forms |= {f"the {name}", f"{name} (the)"}
        if name.isupper() and len(name) <= 4:
            forms |= {"".join(f"{letter}." for letter in name), ".".join(name), ". ".join(name) + "."}
        words, of, rest = name.partition(" of ")
        if of and "(" not in name and "," not in name:
            article = "the " if rest.startswith("the ") else ""
            plain = rest.removeprefix("the ")
            forms |= {f"{plain} ({words} of {article})".replace(" )", ")"), f"{plain}, {words} of {article}".rstrip()}
            forms |= {form.replace("Republic", "Rep.").replace("Democratic", "Dem.") for form in set(forms)}
        for form in forms:
            assert mission.country(form).id == country.id, form


@pytest.mark.parametrize(
    ("name", "code"),
    [
        # As the United Nations writes them today.
        ("Netherlands (Kingdom of the)", "NLD"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Micronesia (Federated States of)", "FSM"),
        ("Venezuela (Bolivarian Republic of)", "VEN"),
        ("China (the People's Republic of)", "CHN"),
        ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
        ("the United States of America", "USA"),
        ("Republic of Korea", "KOR"),
        ("Republic of Moldova", "MDA"),
        ("United Republic of Tanzania", "TZA"),
        ("Russian Federation", "RUS"),
        ("Syrian Arab Republic", "SYR"),
        ("State of Palestine", "PSE"),
        ("Türkiye", "TUR"),
        ("the Republic of Türkiye", "TUR"),
        ("Czechia", "CZE"),
        ("Cabo Verde", "CPV"),
        ("North Macedonia", "MKD"),
        ("Côte d\u2019Ivoire", "CIV"),
        ("the State of Libya", "LBY"),
        ("the Republic of Italy", "ITA"),
        ("the Republic of Rwanda", "RWA"),
        # Names in the years of the mission
        ("Serbia and Montenegro", "SRB"),
        ("Republic of Montenegro", "MNE"),
        ("Turkey", "TUR"),
        ("Republic of Turkey", "TUR"),
        ("Czech Republic", "CZE"),
        ("Cape Verde", "CPV"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Macedonia (the former Yugoslav Republic of)", "MKD"),
        ("Republic of Macedonia", "MKD"),
        ("Libyan Arab Jamahiriya", "LBY"),
        # Short forms and lists of others.
        ("U.K.", "GBR"),
        ("U.S.A.", "USA"),
        ("U. S.", "USA"),
        ("Bosnia & Herzegovina", "BIH"),
        ("Trinidad & Tobago", "TTO"),
        ("Bosnia-Herzegovina", "BIH"),
        ("Trinidad Tobago", "TTO"),
        ("Korea, Rep.", "KOR"),
        ("Iran, Islamic Rep.", "IRN"),
        ("Egypt, Arab Rep.", "EGY"),
        ("Micronesia, Fed. Sts.", "FSM"),
        ("Micronesia (Fed. States of)", "FSM"),
        ("Slovak Rep.", "SVK"),
        ("Russian Fed.", "RUS"),
        ("Türkiye (Turkey)", "TUR"),
        ("Czechia (Czech Republic)", "CZE"),
        ("Fiji (FJI)", "FJI"),
    ],
)
def test_a_country_goes_by_the_names_that_it_had(name: str, code: str) -> None:
    assert mission.country(name).id == code


@pytest.mark.parametrize(
    "name",
    [
        "Kuwait (Iraq)",
        "Democratic People's Republic of Korea",
        "Korea",
        "Republic of China",
        "Equatorial Guinea",
        "Republic of Georgia and Serbia",
        "Netherlands and Belgium",
        "(Republic of)",
        "of the",
        "Republic",
        "()",
        ",",
    ],
)
def test_what_is_no_name_of_a_country_is_none(name: str) -> None:
    with pytest.raises(UnknownCountry):
        mission.country(name)


def test_no_form_of_a_name_stands_for_two_countries() -> None:
    owners: dict[str, set[str]] = {}
    for country in COUNTRIES:
        for name in names_of(country):
            owners.setdefault(fold(name), set()).add(country.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_the_nearest_name_does_not_rest_on_words_that_many_states_share() -> None:
    for name, expected in (
        ("Republic of Georgia", "Georgia"),
        ("Kingdom of Netherland", "Netherlands"),
        ("Republic of Serbien", "Serbia"),
        ("Untied States", "United States"),
        ("Niger Republic", "Niger"),
    ):
        with pytest.raises(UnknownCountry) as caught:
            mission.country(name)
        assert caught.value.suggestions[0] == expected


def test_posts_people_and_places_are_found_in_other_punctuation() -> None:
    assert mission.post("S.R.S.G.").id == "srsg"
    assert mission.person("Kubiš, Ján").id == "jan-kubis"
    assert mission.place("the Kurdistan Region").id == "IQ-KR"


def test_organizations_are_searched_for_in_other_punctuation() -> None:
    assert "organizations/unhcr" in mission.search("U.N.H.C.R.").ids
    assert mission.search("Security & Council").ids == mission.search("security and council").ids


@given(st.text("ab.&,() -", max_size=30), st.lists(st.text("ab.&,() -", min_size=1, max_size=8), max_size=5))
def test_a_name_stands_for_one_thing_or_none(given_name: str, names: list[str]) -> None:
    valid = {name: str(number) for number, name in enumerate(names)}
    try:
        found = Names(valid.items()).find(given_name, UnknownName, "thing")
    except UnknownName as error:
        found, suggested = None, error.suggestions
    if found is None:
        assert set(suggested) <= {*names, *valid.values()}
        assert given_name not in valid
    else:
        assert found == valid.get(given_name, found)
        assert found in valid.values()


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_initials_are_joined_and_other_dots_part() -> None:
    assert [
        fold(text) for text in ("U.N.", "U. N.", "U.N", "J.R. Smith", "a.m.", "3.5", "v1.2.3", "St. George", "e.g.x")
    ] == [
        "un",
        "un",
        "un",
        "jr smith",
        "am",
        "3 5",
        "v1 2 3",
        "st george",
        "egx",
    ]


def test_of_several_names_for_one_thing_only_the_first_is_suggested() -> None:
    names = {"Ada Lovelace": "ada", "Lovelace": "ada", "Lady Lovelace": "ada", "Loveland": "loveland"}
    with pytest.raises(UnknownName) as caught:
        Names(names.items()).find("Lovelac", UnknownName, "person")
    assert caught.value.suggestions == ("Ada Lovelace", "Loveland")
    with pytest.raises(unami.UnknownPerson) as person:
        mission.person("Hennis")
    assert person.value.suggestions == ("Jeanine Hennis-Plasschaert",)
    with pytest.raises(unami.UnknownPost) as post:
        mission.post("political deputy")
    assert len({mission.post(name).id for name in post.value.suggestions}) == len(post.value.suggestions) > 1


def test_one_of_some_names() -> None:
    assert pick("posts", ("people", "posts"), UnknownName, "table") == "posts"
    with pytest.raises(UnknownName, match="did you mean posts"):
        pick("post", ("people", "posts"), UnknownName, "table")
    with pytest.raises(UnknownName, match="expected one of people, posts"):
        pick("xyz", ("people", "posts"), UnknownName, "table")


def test_a_long_text_is_like_no_name() -> None:
    assert nearest("Fiji" * 50, ["Fiji" * 49]) == ()


# Arabic letters that are written for one another: of each pair, what the press writes and what stands in a dictionary.
ARABIC = [
    ("اشرف قاضى", "أشرف قاضي"),
    ("كلاوديو كوردونى", "كلاوديو كوردوني"),
    ("اد ملكرت", "آد ملكرت"),
    ("بعثه الامم المتحده", "بعثة الأمم المتحدة"),
    ("کوبیش", "كوبيش"),
    ("العـــراق", "العراق"),
    ("فؤاد", "فواد"),
    ("هيئة", "هيية"),
    ("علا", "علاء"),
    ("ٱلحسان", "الحسان"),
]


@pytest.mark.parametrize(("written", "standard"), ARABIC)
def test_arabic_spellings_of_one_name_are_one_name(written: str, standard: str) -> None:
    assert fold(written) == fold(standard) == fold(f"{standard}\u064b")
    assert Names([(standard, "it")]).find(written, UnknownName, "name") == "it"
    assert Names([(written, "it")]).find(standard, UnknownName, "name") == "it"


def test_arabic_letters_that_differ_stay_apart() -> None:
    assert len({fold(letter) for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"}) == 28


@pytest.mark.parametrize("name", ["كلاوديو كوردوني", "كلاوديو كوردونى"])
def test_people_are_found_in_each_arabic_spelling(name: str) -> None:
    assert mission.person(name).id == "claudio-cordone"
    assert mission.search(name).first().record.id == "claudio-cordone"
