"""Tests of JSON-LD: parsed by rdflib to a graph, and asked in SPARQL."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from rdflib.namespace import ORG, PROV, RDF, TIME, XSD

import unami
from helpers.builders import said, small_mission
from helpers.inside import format_folder
from helpers.paths import ROOT
from unami.errors import DatasetError
from unami.export import write
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unami import Mission

mission = unami.mission

SCHEMA = rdflib.Namespace("https://schema.org/")
FIELD = rdflib.Namespace("urn:unami:field:")
UNAMI = rdflib.Namespace("urn:unami:")
EDTF = rdflib.URIRef("http://id.loc.gov/datatypes/edtf/EDTF")

# The reader warns of a part of itself that it uses.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

PREFIXES = """
PREFIX field: <urn:unami:field:>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX unami: <urn:unami:>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

HEADS = """
SELECT ?tenure ?name ?certain WHERE {
  ?tenure a org:Membership ; org:role <urn:unami:roles/head> ; org:member/schema:name ?name ;
    field:earliest_start ?from ; field:latest_end ?until .
  OPTIONAL { ?tenure field:latest_start ?latest ; field:earliest_end ?earliest }
  BIND(?latest <= ?first && ?last <= ?earliest AS ?certain)
  FILTER(?from <= ?last && ?until >= ?first)
}
"""


@pytest.fixture(scope="module")
def graph(exported: Callable[[str], Path]) -> rdflib.Graph:
    # The context is in the file: nothing is fetched.
    return rdflib.Graph().parse(exported("jsonld"), format="json-ld")


def test_the_question_of_the_documentation_has_the_answer_it_promises(graph: rdflib.Graph) -> None:
    page = ROOT / "docs" / "how-to" / "export-the-record.md"
    (question,) = re.findall(r"```text\n(PREFIX.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    leader = mission.leaders_at("2014-06").one()
    assert {(str(row.name), str(row.source)) for row in graph.query(question)} == {  # type: ignore[union-attr]
        (leader.name, source.title) for source in mission.sources_of(leader)
    }


def test_a_thing_is_linked_to_what_other_authorities_have_on_it(graph: rdflib.Graph) -> None:
    same = set(graph.objects(UNAMI["countries/FRA"], SCHEMA.sameAs))
    assert rdflib.URIRef("https://www.wikidata.org/wiki/Q142") in same
    assert rdflib.URIRef("https://www.geonames.org/3017382") in same
    number = UNAMI["identifiers/countries.fra.cow"]
    assert set(graph.objects(number, FIELD.subject)) == {UNAMI["countries/FRA"]}
    assert set(graph.objects(number, SCHEMA.value)) == {rdflib.Literal("220")}


def test_a_document_has_its_address(graph: rdflib.Graph) -> None:
    address = rdflib.Literal("https://docs.un.org/en/S/RES/1500(2003)", datatype=XSD.anyURI)
    assert set(graph.objects(UNAMI["resolutions/1500"], SCHEMA.url)) == {address}


def day(text: str) -> rdflib.Literal:
    return rdflib.Literal(text, datatype=XSD.date)


def test_who_headed_the_mission_in_june_2014_and_who_says_so(graph: rdflib.Graph) -> None:
    asked = {"first": day("2014-06-01"), "last": day("2014-06-30")}
    rows: list[Any] = list(graph.query(PREFIXES + HEADS, initBindings=asked))
    leader = mission.leaders_at("2014-06").one()
    assert [(str(row.tenure), str(row.name)) for row in rows] == [
        (f"urn:unami:appointments/{leader.appointment.id}", leader.name)
    ]
    sources = graph.query(
        PREFIXES + "SELECT ?source WHERE { ?tenure prov:wasDerivedFrom ?source }",
        initBindings={"tenure": rows[0].tenure},
    )
    expected = {f"urn:unami:sources/{source.id}" for source in mission.sources_of(leader)}
    assert {str(row.source) for row in sources} == expected  # type: ignore[union-attr]
    assert len(expected) > 5


@pytest.mark.parametrize("date", ["2003-08-19", "2005-01-30", "2009-07-10", "2020-01-01", "2025-12-31"])
def test_sparql_gives_the_heads_of_a_day_as_the_library_does(graph: rdflib.Graph, date: str) -> None:
    rows: list[Any] = list(graph.query(PREFIXES + HEADS, initBindings={"first": day(date), "last": day(date)}))
    found = {(str(row.name), bool(row.certain)) for row in rows}
    assert found == {(leader.name, str(leader.certainty) == "certain") for leader in mission.leaders_at(date)}


@pytest.mark.parametrize("table", TABLES)
def test_each_record_is_a_node_of_its_class_with_its_sources(graph: rdflib.Graph, table: str) -> None:
    kind = UNAMI[f"class:{record_class(table).__name__}"]
    assert set(graph.subjects(RDF.type, kind)) == {UNAMI[f"{table}/{name}"] for name in mission.tables[table].ids}
    for record in mission.tables[table][:20]:
        node = UNAMI[f"{table}/{record.id}"]
        expected = {UNAMI[f"sources/{name}"] for name in mission.sources_of(record).ids}
        assert set(graph.objects(node, PROV.wasDerivedFrom)) == expected


def test_no_reference_leads_nowhere(graph: rdflib.Graph) -> None:
    subjects = set(graph.subjects())
    loose = {o for o in graph.objects() if isinstance(o, (rdflib.URIRef, rdflib.BNode)) and o not in subjects}
    assert {str(node) for node in loose if str(node).startswith("urn:unami:")} == {
        str(kind) for kind in graph.objects(predicate=RDF.type) if str(kind).startswith("urn:unami:class:")
    }


def test_a_date_says_no_more_than_the_source(graph: rdflib.Graph) -> None:
    for appointment in mission.appointments:
        started = appointment.took_office
        literals = list(graph.objects(UNAMI[f"appointments/{appointment.id}"], SCHEMA.startDate))
        if started is None:
            assert literals == []
            continue
        (literal,) = literals
        assert isinstance(literal, rdflib.Literal)
        assert str(literal) == str(started)
        kinds = {"day": XSD.date, "month": XSD.gYearMonth, "year": XSD.gYear}
        assert literal.datatype == (EDTF if started.qualified else kinds[started.precision])


def test_a_tenure_is_an_interval_between_instants(graph: rdflib.Graph) -> None:
    (interval,) = graph.objects(UNAMI["appointments/jan-kubis.srsg"], ORG.memberDuring)
    kubis = mission.appointments["jan-kubis.srsg"]
    assert kubis.took_office is not None
    (beginning,) = graph.objects(interval, TIME.hasBeginning)
    values = [value for term, value in graph.predicate_objects(beginning) if term != RDF.type]
    assert [str(value) for value in values] == [str(kubis.took_office)]


def test_statements_say_which_fields_they_speak_for_and_against(graph: rdflib.Graph) -> None:
    node = UNAMI["resolutions/1723"]
    against = {
        str(source)
        for statement in graph.objects(node, FIELD.statement)
        for source in graph.objects(statement, PROV.hadPrimarySource)
        if (statement, FIELD.contradicts, rdflib.Literal("adopted")) in graph
    }
    dispute = mission.disputes_of(mission.resolutions["1723"]).one(field="adopted")
    assert against == {f"urn:unami:sources/{s.id}" for rival in dispute.against for s in rival.sources}


def test_only_the_rank_of_a_statement_is_left_out_where_it_is_normal(tmp_path: Path) -> None:
    people = [said("a", name="A", note="normal", stated_as="normal"), said("b", name="B", rank="preferred", note="x")]
    write(small_mission(people=people), "jsonld", tmp_path / "x")
    graph = rdflib.Graph().parse(tmp_path / "x", format="json-ld")
    (plain,) = graph.objects(UNAMI["people/a"], FIELD.statement)
    assert str(graph.value(plain, rdflib.RDFS.comment)) == str(graph.value(plain, FIELD.stated_as)) == "normal"
    assert graph.value(plain, FIELD.rank) is None
    (preferred,) = graph.objects(UNAMI["people/b"], FIELD.statement)
    assert str(graph.value(preferred, FIELD.rank)) == "preferred"


def test_numbers_come_back_as_they_are(graph: rdflib.Graph) -> None:
    for election in mission.elections:
        node = UNAMI[f"elections/{election.id}"]
        assert [literal.toPython() for literal in graph.objects(node, FIELD.registered_voters)] == (  # type: ignore[attr-defined]
            [] if election.registered_voters is None else [election.registered_voters]
        )
        turnouts = [float(literal.toPython()) for literal in graph.objects(node, FIELD.turnout_percent)]  # type: ignore[attr-defined]
        assert turnouts == ([] if election.turnout_percent is None else [election.turnout_percent])


def test_the_graph_says_which_data_it_is_of(graph: rdflib.Graph) -> None:
    node = UNAMI.dataset
    assert str(graph.value(node, SCHEMA.version)) == unami.dataset_version
    assert str(graph.value(node, SCHEMA.identifier)) == f"sha256:{mission.dataset.checksum}"
    assert str(graph.value(node, SCHEMA.license)) == "https://creativecommons.org/licenses/by/4.0/"
    assert graph.value(node, FIELD.view) is None


def test_a_view_is_named_in_the_graph(tmp_path: Path) -> None:
    write(mission.according_to("seed-wikipedia-2026"), "jsonld", tmp_path / "x")
    graph = rdflib.Graph().parse(tmp_path / "x", format="json-ld")
    assert str(graph.value(UNAMI.dataset, FIELD.view)) == "according to seed-wikipedia-2026"
    assert set(graph.objects(predicate=PROV.wasDerivedFrom)) == {UNAMI["sources/seed-wikipedia-2026"]}


def test_an_election_of_several_days_starts_on_its_first(graph: rdflib.Graph) -> None:
    election = next(e for e in mission.elections if e.held_from is not None and e.held_from != e.held)
    node = UNAMI[f"elections/{election.id}"]
    assert [str(o) for o in graph.objects(node, SCHEMA.startDate)] == [str(election.held_from)]
    assert [str(o) for o in graph.objects(node, SCHEMA.endDate)] == [str(election.held)]
    assert datetime.date.fromisoformat(str(election.held_from)) < datetime.date.fromisoformat(str(election.held))


# Name spaces


def expanded(mission: Mission, place: Path) -> set[str]:
    """The identifiers of the data of a mission, in full."""
    mission.export("jsonld", place)
    document = json.loads(place.read_text("utf-8"))
    prefixes = document["@context"]
    names = (node["@id"].partition(":") for node in document["@graph"])
    return {prefixes[prefix] + name for prefix, _, name in names}


def test_two_missions_have_no_identifier_in_common(tmp_path: Path) -> None:
    one = unami.new_package(tmp_path / "one", name="exma")
    two = unami.new_package(tmp_path / "two", name="org")
    named = [expanded(mission, tmp_path / f"{number}.jsonld") for number, mission in enumerate((one, two))]
    assert not named[0] & named[1]
    assert "urn:exma:appointments/ada-example.envoy" in named[0]
    assert "urn:org:appointments/ada-example.envoy" in named[1]
    assert "urn:unami:appointments/nickolay-mladenov.srsg" in expanded(unami.mission, tmp_path / "unami.jsonld")


def test_a_package_can_give_the_address_of_its_records(tmp_path: Path) -> None:
    unami.new_package(tmp_path / "package", name="exma")
    path = tmp_path / "package/datapackage.json"
    described = {**json.loads(path.read_text("utf-8")), "base_iri": "https://archive.example/exma/"}
    path.write_text(json.dumps(described), "utf-8")
    format_folder(str(tmp_path / "package"))
    mission = unami.open_dataset(tmp_path / "package")
    assert "https://archive.example/exma/people/ada-example" in expanded(mission, tmp_path / "out.jsonld")
    for wrong in ("archive.example/", "javascript:alert(1)/", "https://archive.example/exma"):
        path.write_text(json.dumps({**described, "base_iri": wrong}), "utf-8")
        with pytest.raises(DatasetError, match="base_iri"):
            unami.open_dataset(tmp_path / "package")
