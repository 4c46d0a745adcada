"""Tests of coverage and the data dictionary."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs
import pytest

import unami
from helpers.effort import calls
from helpers.fictional import write_second_mission
from unami import PartialDate, Period, UnknownName, mission
from unami.records import TABLES, record_class
from unami.series import monthly, stretches

if TYPE_CHECKING:
    from pathlib import Path

    from unami import Mission

WAYS = ("table", "year", "field", "series", "kind", "language", "publisher")


@pytest.fixture(scope="module")
def lemuria(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return write_second_mission(tmp_path_factory.mktemp("coverage") / "lemuria")


def views() -> list[Mission]:
    return [mission, mission.according_to("seed-wikipedia-2026"), mission.known_at("2010")]


# Coverage


def test_tables_are_counted() -> None:
    found = mission.coverage()
    assert [part.table for part in found] == list(TABLES)
    assert found == mission.coverage("table")
    for part in found:
        rows = mission.dataset.statements(part.table)
        assert part.records == len(mission.tables[part.table])
        assert part.statements + part.decisions == len(rows)
        assert part.sources == len({row.source for row in rows} - {"curation"})
        assert part.disputes == len(mission.disputes.where(table=part.table))
        assert (part.first is None) == (part.undated == part.records)
    people = found["people"]
    assert people.decisions > 0
    assert (people.first, people.last, people.gaps, people.undated) == (None, None, (), people.records)


@pytest.mark.parametrize("by", WAYS)
def test_every_view_can_be_counted_in_every_way(by: str) -> None:
    for view in views():
        found = view.coverage(by)
        assert len(set(found.ids)) == len(found) > 0
        assert "<table>" in found._repr_html_()
        for part in found:
            assert part.spanning + part.undated <= part.records
            assert hash(part) == hash(attrs.evolve(part))


def test_a_year_counts_what_lies_in_it_or_reaches_into_it(lemuria: Mission) -> None:
    found = lemuria.coverage("year")
    assert found["contributions/2015"].records == len(lemuria.contributions)
    assert (found["contributions/2015"].first, found["contributions/2015"].gaps) == (PartialDate(2015), ())
    assert {part.part for part in found.where(table="appointments")} == {"2015", "2016"}
    spans = mission.coverage("year").where(table="fatality_totals")
    sums = mission.fatality_totals.where(lambda deaths: isinstance(deaths.period, Period))
    assert 0 < max(part.spanning for part in spans) <= len(sums)


def test_a_field_counts_the_records_that_have_it() -> None:
    found = mission.coverage("field")
    assert {part.part for part in found.where(table="posts")} == set(attrs.fields_dict(record_class("posts"))) - {"id"}
    died = found["people/died"]
    assert died.records == sum(person.died is not None for person in mission.people)
    disputed = Counter((dispute.table, dispute.field) for dispute in mission.disputes)
    assert {(part.table, part.part): part.disputes for part in found if part.disputes} == disputed


def test_a_series_has_its_gaps(lemuria: Mission) -> None:
    part = lemuria.coverage("series")["casualties/lemuria/islanders"]
    assert (part.records, str(part.first), str(part.last)) == (5, "2016-01", "2016-06")
    assert part.gaps == (PartialDate(2016, 3),)
    strength = monthly(mission.strength, lambda figure: figure.month)
    missing = [month.month for month in strength if not month.known]
    assert mission.coverage("series")["strength"].gaps == stretches(missing)


def test_groups_of_sources_add_up_to_all_statements(lemuria: Mission) -> None:
    for record in (mission, lemuria):
        whole = sum(part.statements for part in record.coverage())
        sources = len(record.sources) - len(record.sources.where(kind="curation"))
        for by in ("kind", "language", "publisher"):
            parts = record.coverage(by)
            assert sum(part.statements for part in parts) == whole
            assert sum(part.sources for part in parts) == sources
            assert all(part.decisions == 0 for part in parts)
            assert [part.statements for part in parts] == sorted((part.statements for part in parts), reverse=True)


def test_coverage_goes_into_a_file() -> None:
    lines = (mission.coverage("series").to_csv() or "").splitlines()
    assert lines[0].split(",")[:4] == ["id", "table", "part", "records"]
    assert "2004-12,2004-12-01,2004-12-31" in next(
        line for line in lines if line.startswith("contributions/FJI/troops")
    )
    plain = mission.coverage("series")["strength"].to_dict()
    assert (plain["first"], plain["gaps"]) == ("2006-01", ["2016-11"])


def test_another_way_to_count_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"unknown way to count 'tables'.* did you mean table"):
        mission.coverage("tables")


def test_stretches_join_what_follows() -> None:
    days = [PartialDate(2015, 12, 31), PartialDate(2016, 1, 1), PartialDate(2016, 1, 3)]
    assert stretches(reversed(days)) == (Period(days[0], days[1]), days[2])
    assert stretches([]) == ()
    assert stretches([PartialDate(2003), PartialDate(2004)]) == (Period(PartialDate(2003), PartialDate(2004)),)


# Disputes


def test_the_weight_of_a_dispute_counts_the_sources_against() -> None:
    for dispute in mission.disputes:
        against = {source.id for rival in dispute.against for source in rival.sources} - {"curation"}
        assert dispute.weight == len(against)


# The data dictionary


def test_the_dictionary_has_every_field_of_every_record() -> None:
    for table in mission.tables:
        kind = unami.Source if table == "sources" else record_class(table)
        assert [entry.field for entry in mission.dictionary.where(table=table)] == list(attrs.fields_dict(kind))
    assert all(entry.description.endswith((".", ")")) for entry in mission.dictionary)


def test_the_dictionary_agrees_with_the_descriptor() -> None:
    for resource in mission.dataset.descriptor["resources"]:
        if resource["name"] not in TABLES:
            continue
        foreign = {key["fields"][0]: key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]}
        for field in resource["schema"]["fields"]:
            entry = mission.dictionary.get(f"{resource['name']}/{field['name']}")
            if entry is None or entry.field == "id":
                continue
            rules = field.get("constraints", {})
            assert field["description"].startswith(entry.description)
            assert field["merge"] == entry.merge
            assert entry.values == tuple(rules.get("enum", ()))
            assert entry.required == rules.get("required", False)
            assert entry.minimum == rules.get("minimum")
            assert entry.field not in foreign or entry.refers_to == (foreign[entry.field],)


def test_the_dictionary_says_what_is_worked_out() -> None:
    derived = mission.dictionary.where(derived=True)
    assert len(derived) > 0
    assert {entry.merge for entry in derived} == {None}


def test_the_dictionary_goes_into_a_file(tmp_path: Path) -> None:
    assert "<table>" in mission.dictionary._repr_html_()
    mission.dictionary.to_csv(tmp_path / "codebook.csv")
    text = (tmp_path / "codebook.csv").read_text("utf-8")
    assert len(text.splitlines()) == len(mission.dictionary) + 1


def test_the_years_of_a_record_that_spans_them_all_are_listed_once() -> None:
    notes = {"id": "my-notes", "title": "Notes"}
    eternal = [{"id": f"x-{number}", "title": "X", "date": "0001", "end": "9999"} for number in range(3)]
    mine = mission.with_statements("events", eternal, source=notes)
    assert len(mine.coverage("year").where(table="events")) == 9999
    # There are a hundred million pairs of years.
    assert calls(lambda: mine.coverage("year")) < 500 * 9999
