"""Tests of finding records by words."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.inside import MOST_WORDS, Names, fold, nearest, skeleton, texts_of
from unami import InvalidValue
from unami.records import TABLES

mission = unami.mission


def found(text: str, table: str = "people") -> list[str]:
    return [hit.record.id for hit in mission.search(text) if hit.table == table]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Kubiš", "jan-kubis"),
        ("kubis", "jan-kubis"),
        ("KUBIŠ", "jan-kubis"),
        ("kubis jan", "jan-kubis"),
        ("Gísladóttir", "ingibjorg-solrun-gisladottir"),
        ("GISLADOTTIR", "ingibjorg-solrun-gisladottir"),
        ("busztin", "gyorgy-busztin"),
        ("Vieira de Mello", "sergio-vieira-de-mello"),
        ("ashraf", "ashraf-jehangir-qazi"),
        ("jehanger qazi", "ashraf-jehangir-qazi"),
        ("mohammed al hassan", "mohamed-al-hassan"),
        ("Muhammad al-Hassan", "mohamed-al-hassan"),
        ("hennis", "jeanine-hennis-plasschaert"),
        ("plasschaert hennis", "jeanine-hennis-plasschaert"),
        ("كوبيش", "jan-kubis"),
        ("ميلكيرت", "ad-melkert"),
        ("اشرف قاضي", "ashraf-jehangir-qazi"),
    ],
)
def test_a_person_is_found_in_any_spelling(text: str, person: str) -> None:
    assert found(text)[0] == person
    assert mission.search(text).first().table == "people"


@pytest.mark.parametrize(
    ("text", "table", "record"),
    [
        ("canal hotel", "events", "canal-hotel-bombing"),
        ("census", "tasks", "census"),
        ("2110", "resolutions", "2110"),
        ("peacebuilding", "organizations", "dppa"),
        ("Fiji", "countries", "FJI"),
        ("closure letter", "transition", "closure-letter"),
        ("humanitarian coordinator", "posts", "dsrsg-humanitarian"),
    ],
)
def test_other_things_are_found_too(text: str, table: str, record: str) -> None:
    assert record in found(text, table)


@pytest.mark.parametrize("text", ["", " ", "-", "xyzzyqwerty", "canal xyzzyqwerty", "%%%", "ゴジラ"])
def test_nonsense_finds_nothing(text: str) -> None:
    assert len(mission.search(text)) == 0


def test_all_words_must_occur() -> None:
    both = {hit.record.id for hit in mission.search("camp ashraf")}
    assert both < {hit.record.id for hit in mission.search("ashraf")}
    assert "ashraf-jehangir-qazi" not in both


def test_the_best_come_first_and_say_where_the_words_are() -> None:
    hits = mission.search("ashraf")
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    first = hits.first()
    assert (first.field, first.text) == ("name", "Ashraf Jehangir Qazi")
    assert str(first) == "people/ashraf-jehangir-qazi: Ashraf Jehangir Qazi"
    assert hits.kind == "hits"


def test_hits_are_records_of_their_tables() -> None:
    for hit in mission.search("mosul"):
        assert mission.tables[hit.table][hit.record.id] is hit.record
        assert "mosul" in fold(hit.text)


def test_a_view_finds_only_what_its_sources_say() -> None:
    assert not mission.according_to("sc-res-2110").search("kubis")
    assert mission.according_to("seed-wikipedia-2026").search("kubis")


NOT_BY_WORDS = ("appointments", "mandate_tasks", "identifiers")


@pytest.mark.parametrize("table", [name for name in TABLES if name not in NOT_BY_WORDS])
def test_every_record_is_found_by_its_own_words(table: str) -> None:
    for record in mission.tables[table][:2]:
        words = next(
            text for name in ("name", "title", "subject", "id") if (text := getattr(record, name, None)) is not None
        )
        assert record.id in found(words, table)


@pytest.mark.parametrize(
    ("text", "table", "record"),
    [
        ("Q142", "countries", "FRA"),
        ("q262299", "people", "ingibjorg-solrun-gisladottir"),
        ("IQG15", "places", "IQ-NI"),
        ("FRA", "countries", "FRA"),
        ("IQ-NI", "places", "IQ-NI"),
    ],
)
def test_an_identifier_finds_what_it_stands_for(text: str, table: str, record: str) -> None:
    hit = mission.search(text).first()
    assert (hit.table, hit.record.id) == (table, record)


def test_an_identifier_found_is_shown_and_is_no_hit_of_its_own() -> None:
    hit = mission.search("Q142").one()
    assert (hit.field, hit.text) == ("identifiers", "Q142")
    assert hit.text in [one.value for one in hit.record.identifiers.values()]
    assert "identifiers" not in {hit.table for hit in mission.search("iraq")}


# Folding and the nearest names


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_folded_text_has_single_blanks_and_no_signs(one: str, other: str) -> None:
    folded = fold(f"{one} {other}")
    assert folded == " ".join(folded.split())
    assert all(character.isalnum() or character == " " for character in folded)
    assert folded.split() == [*fold(one).split(), *fold(other).split()]


def test_folding_drops_accents_case_and_apostrophes() -> None:
    assert fold("Côte d\u2019Ivoire") == fold("COTE D'IVOIRE") == "cote divoire"
    assert fold("Straße") == "strasse"


@given(st.lists(st.sampled_from(["Fiji", "Nepal", "Iraq", "Ireland", "Romania", "Georgia"]), unique=True), st.text())
def test_the_nearest_names_are_valid_names(names: list[str], given_name: str) -> None:
    near = nearest(given_name, names)
    assert set(near) <= set(names)
    assert len(near) <= 3
    assert len(set(near)) == len(near)


def test_a_name_that_fits_two_things_is_an_error_with_both() -> None:
    names = Names([("Kubiš", "one"), ("KUBIS", "other"), ("Melkert", "third")])
    assert names.find("Kubiš", unami.UnknownPerson, "person") == "one"
    with pytest.raises(unami.UnknownPerson) as caught:
        names.find("kubis", unami.UnknownPerson, "person")
    assert caught.value.suggestions == ("one", "other")


# Size


def test_a_word_counts_once() -> None:
    once = mission.search("canal hotel")
    assert [(hit.id, hit.score) for hit in mission.search("canal hotel " * 100)] == [
        (hit.id, hit.score) for hit in once
    ]


def test_too_many_words_and_too_long_texts_are_refused() -> None:
    words = [f"word{number}" for number in range(MOST_WORDS + 1)]
    assert len(mission.search(" ".join(words[:-1]))) == 0
    with pytest.raises(InvalidValue, match=f"it has {MOST_WORDS + 1} different words; at most {MOST_WORDS} are"):
        mission.search(" ".join(words))
    with pytest.raises(InvalidValue, match="it has 4,001 characters; at most 4000 are read"):
        mission.search("a" * 4001)


# The index


def fits(word: str, text: str, *, spelt_otherwise: bool) -> bool:
    return any(fits_word(word, other, spelt_otherwise=spelt_otherwise) for other in fold(text).split())


def fits_word(word: str, other: str, *, spelt_otherwise: bool) -> bool:
    if other.startswith(word) or (len(word) >= 4 and word in other):
        return True
    short = skeleton(word)
    return spelt_otherwise and len(short) >= 3 and short == skeleton(other)


@functools.cache
def all_words(number: int) -> dict[str, frozenset[str]]:
    """The words of all texts of every record of a view."""
    return {
        f"{table}/{record.id}": frozenset(word for _, text, _ in texts for word in fold(text).split())
        for table in SEARCHED
        for record, texts in texts_of(VIEWS[number], table)
    }


def scanned(number: int, words: list[str], *, spelt_otherwise: bool) -> set[str]:
    """The ids of the records in which all words are, from a look at every word of every record."""
    written = all_words(number)
    different = frozenset().union(*written.values())
    like = [{other for other in different if fits_word(word, other, spelt_otherwise=spelt_otherwise)} for word in words]
    return {record for record, own in written.items() if not any(others.isdisjoint(own) for others in like)}


SEARCHED = [table for table in TABLES if table != "identifiers"]
"""An identifier is found as the record that it identifies."""

VIEWS = [mission, mission.according_to("seed-wikipedia-2026")]

WORDS = [
    "canal",
    "un",
    "ir",
    "s",
    "kubis",
    "muhammad",
    "mistoura",
    "assist",
    "2014",
    "zz",
    "geo",
    "georgia",
    "khalq",
    "كوبيش",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.sampled_from(range(len(VIEWS))))
def test_the_index_finds_what_a_look_at_every_record_finds(words: list[str], view: int) -> None:
    hits = VIEWS[view].search(" ".join(words))
    written = scanned(view, words, spelt_otherwise=False)
    assert set(hits.ids) == (written or scanned(view, words, spelt_otherwise=True))
    assert len(set(hits.ids)) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits.where(lambda hit: not any(fits(word, hit.text, spelt_otherwise=True) for word in words)) == hits[:0]


def test_every_word_of_a_text_finds_its_record() -> None:
    for table in SEARCHED:
        record, texts = next(texts_of(mission, table))
        for _, text, _ in texts:
            assert record.id in found(" ".join(fold(text).split()[:MOST_WORDS]), table)


# What is found, and in which order


def test_a_country_finds_its_records_by_all_its_names_and_codes_and_nothing_that_only_sounds_like_it() -> None:
    battalions = {contingent.id for contingent in mission.contingents.where(country="Georgia")}
    for name in "Georgia", "GEO", "georgia":
        hits = mission.search(name)
        assert hits.first().id == "countries/GEO"
        assert battalions <= {hit.record.id for hit in hits if hit.table == "contingents"}
    assert not {"people/gyorgy-busztin", "people/jerzy-skuratowicz"} & set(mission.search("Georgia").ids)


def test_another_spelling_is_found_only_if_nothing_has_the_words_as_written() -> None:
    assert mission.search("georgia").where(lambda hit: hit.field == "country").first().text == "Georgia"
    assert mission.search("mistoura").first().id == "people/staffan-de-mistura"
    assert not mission.search("mistoura").where(lambda hit: "mistoura" in fold(hit.text))


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Iraq", "places/iraq"),
        ("UNAMI", "missions/unami"),
        ("2110", "resolutions/2110"),
        ("security council", "organizations/security-council"),
        ("canal hotel bombing", "events/canal-hotel-bombing"),
        ("Fiji", "countries/FJI"),
        ("Iranian opposition", "organizations/mek"),
        ("Mohamed Al-Hussein", "people/mohamed-al-hassan"),
    ],
)
def test_a_name_comes_before_its_mentions(text: str, record: str) -> None:
    assert mission.search(text).first().id == record


def test_notes_and_words_of_statements_are_searched() -> None:
    assert mission.search("misprint of the year").first().field == "note"
    assert mission.search("Iranian opposition").first().id == "organizations/mek"
    assert mission.search("Mohamed Al-Hussein").first().id == "people/mohamed-al-hassan"


def test_each_hit_shows_the_words_in_their_place() -> None:
    hit = mission.search("Iranian opposition").first()
    assert (
        str(hit)
        == "organizations/mek: Mujahedin-e Khalq [summary: Opposition group of Iranians, whose members lived in Camp Ashraf.]"
    )
    for hit in mission.search("mosul"):
        assert hit.words == ("mosul",)
        assert "mosul" in fold(hit.snippet)
        assert hit.snippet.removeprefix("... ").removesuffix(" ...") in hit.text
        assert len(hit.snippet) < 200
        assert "mosul" in fold(str(hit))


def test_a_search_without_hits_says_which_word_to_leave_out() -> None:
    assert mission.search("plebiscite").why_none == ("no record has the word plebiscite",)
    assert mission.search("Kurdistan zzzz").why_none[0] == "no record has the word zzzz"
    nothing = mission.search("Kurdistan referendum 2017")
    assert nothing.why_none[0] == "no record has all of kurdistan, referendum, 2017"
    assert f"without 2017: {len(mission.search('Kurdistan referendum'))} hits" in nothing.why_none
    assert nothing.why_none[-1].startswith("dates are not searched")
    assert nothing.where(table="events").why_none == nothing.why_none
    assert str(nothing).splitlines()[1:] == [f"  {line}" for line in nothing.why_none]
    assert mission.search("Kurdistan referendum").why_none == () == mission.search("").why_none
    assert len(mission.search(f"{' '.join(list(mission.tables)[:20])} zzzz").why_none) < 6


def test_what_is_found_has_the_time_of_its_record() -> None:
    hits = mission.search("bombing")
    of_2003 = hits.at("2003")
    assert "events/canal-hotel-bombing" in of_2003.ids
    assert not of_2003.at("2014")
    assert mission.head_at(mission.search("ISIL seizes Mosul").first()) == mission.head_at(
        mission.events["mosul-falls"]
    )
    person = mission.search("Kobler").where(table="people")
    assert not person.at("2012")
    with pytest.raises(unami.InvalidDate, match="the record has no date"):
        mission.head_at(person.first())
