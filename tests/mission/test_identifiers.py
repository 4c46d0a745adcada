"""Tests of what other authorities and data sets call the things of the record."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import unami
from helpers.builders import Package
from helpers.inside import SUBJECTS, check_files, open_files
from helpers.processes import effect_of
from unami import DatasetError, NotOne, NotSourced, UnknownName, UnknownRecord, UnknownTable
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from pathlib import Path

    from unami import Mission

mission = unami.mission

NOTES = {"id": "my-notes", "title": "Notes"}


def with_identifier(subject_table: str, subject: str, scheme: str, value: str) -> Mission:
    row = {
        "id": f"{subject_table}.{subject.lower()}.{scheme}",
        "subject_table": subject_table,
        "subject": subject,
        "scheme": scheme,
        "value": value,
    }
    return mission.with_statements("identifiers", [row], source=NOTES)


# What the record has


@pytest.mark.parametrize(
    ("table", "record", "scheme", "value"),
    [
        ("countries", "IRQ", "m49", "368"),
        ("countries", "IRQ", "cow", "645"),
        ("countries", "DEU", "cow", "255"),
        ("countries", "DEU", "gwn", "260"),
        ("countries", "YEM", "cow", "679"),
        ("countries", "YEM", "gwn", "678"),
        ("countries", "CZE", "gwn", "316"),
        ("countries", "SRB", "gwn", "340"),
        ("countries", "FJI", "cowc", "FIJ"),
        ("countries", "NLD", "wikidata", "Q55"),
        ("places", "IQ-AR", "ocha-pcode", "IQG11"),
        ("places", "IQ-NI", "acled", "Ninewa"),
        ("places", "IQ-NI", "gtd", "Nineveh"),
        ("places", "IQ-BA", "ucdp", "Al Başrah province"),
        ("places", "baghdad", "geonames", "98182"),
        ("people", "nickolay-mladenov", "wikidata", "Q58106"),
        ("organizations", "who", "wikidata", "Q7817"),
        ("events", "canal-hotel-bombing", "wikidata", "Q4116108"),
        ("missions", "unami", "un-fatalities", "UNAMI"),
    ],
)
def test_identifiers_that_were_checked_by_hand(table: str, record: str, scheme: str, value: str) -> None:
    assert mission.tables[table][record].identifiers[scheme].value == value
    assert mission.find(scheme, value) is mission.tables[table][record]


def test_what_is_not_certain_is_not_shown_but_kept() -> None:
    for table, record in (("organizations", "unhcr"), ("places", "IQ-SD")):
        assert "wikidata" not in mission.identifiers_of(mission.tables[table][record])
        assert any(row.record == f"{table}.{record.lower()}.wikidata" for row in mission.statements("identifiers"))


def test_there_is_one_record_for_each_thing_and_scheme() -> None:
    keys = [(one.subject_table, one.subject, one.scheme) for one in mission.identifiers]
    assert len(set(keys)) == len(keys)
    for one in mission.identifiers:
        assert one.id == f"{one.subject_table}.{one.subject.lower()}.{one.scheme}"
        assert one.value
        assert one.subject in mission.tables[one.subject_table].ids


def test_every_identifier_finds_its_thing() -> None:
    for one in mission.identifiers:
        assert mission.find(one.scheme, one.value or "") is mission.tables[one.subject_table][one.subject]


def test_second_hand_names_say_so_in_every_statement() -> None:
    rows = [
        row for row in mission.statements("identifiers") if row.record.endswith((".acled", ".ucdp", ".gtd", ".gadm"))
    ]
    assert len(rows) > 40
    assert all("Second-hand" in row.note for row in rows)


# Of a record


def test_the_tables_with_identifiers_are_those_whose_records_have_the_property() -> None:
    assert [table for table in TABLES if hasattr(record_class(table), "identifiers")] == list(SUBJECTS)


def test_a_thing_without_identifiers_has_none() -> None:
    assert dict(mission.posts["srsg"].identifiers) == {}


def test_addresses_come_of_the_pattern_of_the_scheme() -> None:
    fiji = mission.countries["FJI"].identifiers
    assert fiji["wikidata"].url == "https://www.wikidata.org/wiki/Q712"
    assert fiji["cow"].url is None
    mello = mission.people["sergio-vieira-de-mello"].identifiers["wikipedia-en"]
    assert mello.url == "https://en.wikipedia.org/wiki/S%C3%A9rgio_Vieira_de_Mello"


def test_a_value_cannot_make_another_address_of_it() -> None:
    mine = with_identifier("posts", "srsg", "wikidata", "Q1?a=<b>#c d")
    assert mine.posts["srsg"].identifiers["wikidata"].url == "https://www.wikidata.org/wiki/Q1%3Fa%3D%3Cb%3E%23c%20d"


@pytest.mark.parametrize("again", [lambda one: pickle.loads(pickle.dumps(one)), copy.deepcopy, evolve])
def test_a_record_without_a_mission_says_so_and_the_mission_takes_it(again: Any) -> None:
    fiji = again(mission.countries["FJI"])
    assert fiji == mission.countries["FJI"]
    with pytest.raises(NotSourced, match=r"ask mission\.identifiers_of\(record\)"):
        _ = fiji.identifiers
    assert mission.identifiers_of(fiji) is mission.countries["FJI"].identifiers


def test_a_thing_may_be_named() -> None:
    for said in ("FJI", "Fiji", "countries/fiji"):
        assert mission.identifiers_of(said) == mission.country("Fiji").identifiers
    with pytest.raises(UnknownRecord, match="several records have it"):
        mission.identifiers_of("Baghdad")


def test_other_things_have_no_identifiers() -> None:
    for other in (mission.tasks[0], mission.leaders_at("2010")[0], None, "S/RES/1770"):
        with pytest.raises(UnknownTable):
            mission.identifiers_of(other)


# Finding


@pytest.mark.parametrize("value", ["Q712", "q712", " Q712 "])
def test_case_and_blanks_do_not_matter(value: str) -> None:
    assert mission.find("wikidata", value).id == "FJI"


@pytest.mark.parametrize("value", ["004", "4", 4])
def test_zeros_before_a_number_do_not_matter(value: str | int) -> None:
    assert mission.find("m49", value).id == "AFG"


def test_accents_do_not_matter() -> None:
    assert mission.find("ucdp", "Al Basrah  province").id == "IQ-BA"


def test_a_wrong_scheme_or_value_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean wikidata") as scheme:
        mission.find("wikidta", "Q142")
    assert scheme.value.kind == "scheme of identifiers"
    with pytest.raises(UnknownRecord, match="Q142") as value:
        mission.find("wikidata", "Q1420")
    assert "Q142" in value.value.suggestions
    with pytest.raises(UnknownRecord):
        mission.find("gwn", 315)  # of Czechoslovakia: a deprecated statement


def test_an_identifier_of_several_things_is_an_error_that_names_them() -> None:
    mine = with_identifier("places", "iraq", "wikidata", "Q796")
    with pytest.raises(NotOne) as caught:
        mine.find("wikidata", "Q796")
    assert caught.value.found == ("countries/IRQ: wikidata Q796", "places/iraq: wikidata Q796")


# Views


def test_a_view_has_the_identifiers_that_its_sources_give() -> None:
    early = mission.known_at("2018")
    assert early.identifiers.ids
    assert set(early.identifiers.ids) < set(mission.identifiers.ids)
    assert "wikidata" not in early.people["nickolay-mladenov"].identifiers
    told = mission.according_to("country-converter-1-3-2")
    assert {one.scheme for one in told.identifiers} == {"gwn"}
    assert [one.value for one in told.identifiers.where(subject="FRA")] == ["220"]


def test_what_an_identifier_means_does_not_depend_on_the_view() -> None:
    view = mission.according_to("seed-wikipedia-2026")
    person = view.find("wikidata", "Q58106")
    assert person is view.people["nickolay-mladenov"]
    assert person != mission.people["nickolay-mladenov"]
    with pytest.raises(UnknownRecord, match="this view says nothing about FJI"):
        view.find("cow", 950)


def test_identifiers_of_ones_own_are_found() -> None:
    mine = with_identifier("people", "ad-melkert", "wikidata", "Q1234567890")
    assert mine.find("wikidata", "Q1234567890").id == "ad-melkert"
    assert mine.people["ad-melkert"].identifiers["wikidata"].value == "Q1234567890"
    assert "wikidata" not in mission.people["ad-melkert"].identifiers


# The table is checked


def test_a_thing_of_another_table_is_a_problem(tmp_path: Path) -> None:
    package = Package(tmp_path / "copy")
    place = package.rows("identifiers")[0].index("subject_table")
    rows = package.rows("identifiers")
    next(row for row in rows if row[0] == "countries.fji.cow")[place] = "places"
    package.write("identifiers", rows)
    messages = [str(problem) for problem in check_files(open_files(package.path))]
    assert any("no such id in places.csv" in message and "FJI" in message for message in messages)


def test_ones_own_identifiers_are_checked_too() -> None:
    with pytest.raises(DatasetError, match=r"no such id in people\.csv"):
        with_identifier("people", "FJI", "wikidata", "Q712")
    with pytest.raises(DatasetError, match="wikidata"):
        with_identifier("people", "ad-melkert", "wikidta", "Q712")


# Frames


def columns_of(records: Any, *schemes: str) -> dict[str, list[Any]]:
    from unami.frames import flatten

    plain = {column.name for column in flatten(records)}
    return {
        column.name: list(column.values) for column in flatten(records, identifiers=schemes) if column.name not in plain
    }


def test_a_table_that_refers_to_countries_has_their_identifiers() -> None:
    troops = mission.contributions.where(country="FJI", month="2014-03", category="troops")
    assert columns_of(troops, "cow", "gwn") == {"country_cow": ["950"], "country_gwn": ["950"]}


def test_the_table_itself_has_its_own() -> None:
    found = columns_of(mission.countries.where(id="DEU"), "cow", "gwn", "m49")
    assert found == {"cow": ["255"], "gwn": ["260"], "m49": ["276"]}


def test_a_list_has_a_list_of_those_that_have_one() -> None:
    found = columns_of(mission.people.where(id="nickolay-mladenov"), "cow", "wikidata")
    assert found == {"nationality_cow": [("355",)], "wikidata": ["Q58106"], "nationality_wikidata": [("Q219",)]}


def test_an_answer_has_those_of_the_records_in_it() -> None:
    found = columns_of(mission.leaders_at("2014-06-10"), "wikidata")
    assert found["person_wikidata"] == found["appointment_person_wikidata"] == ["Q58106"]


def test_hyphens_become_underscores_and_what_has_none_is_null() -> None:
    found = columns_of(mission.places, "ocha-pcode")["ocha_pcode"]
    assert "IQG15" in found
    assert None in found


def test_the_identifiers_are_those_of_the_whole_record_in_a_view() -> None:
    view = mission.known_at("2015")
    assert "950" in columns_of(view.contributions, "cow")["country_cow"]


@pytest.mark.needs("pandas", "polars", "pyarrow")
def test_frames_of_all_kinds_have_them() -> None:
    people = mission.people
    names = [name for name in people.to_arrow(identifiers="wikidata").column_names if name.endswith("wikidata")]
    assert names == ["wikidata", "nationality_wikidata"]
    assert set(names) <= set(people.to_polars(identifiers="wikidata").columns)
    assert set(names) <= set(people.to_pandas(identifiers="wikidata").columns)
    assert set(names) <= set(people.to_csv(identifiers="wikidata").partition("\n")[0].split(","))


def test_what_cannot_be_added_is_an_error() -> None:
    with pytest.raises(UnknownName, match="did you mean cow"):
        mission.people.to_csv(identifiers=["cwo"])
    with pytest.raises(UnknownName, match="nothing in them has such identifiers"):
        mission.strength.to_csv(identifiers=["cow"])
    with pytest.raises(NotSourced):
        unami.Records(mission.people.items, "people").to_csv(identifiers=["cow"])
    with pytest.raises(unami.ColumnInTheWay):
        mission.people.to_csv(identifiers=["cow", "cow"])


# Nothing is read too early


def test_the_first_answer_does_not_read_them() -> None:
    for asked in ("m.leaders_at('2014-06-10')", "m.country('Fiji').name", "m.resolutions[0].link"):
        found = effect_of(f"import unami; m = unami.mission; str({asked})")
        assert not any(name.endswith("identifiers.csv") for name in found["data"])
        assert "unami.records.identifier" not in found["modules"]
    found = effect_of("import unami; unami.mission.find('cow', 950)")
    assert any(name.endswith("identifiers.csv") for name in found["data"])
