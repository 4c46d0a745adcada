"""Tests of Popolo JSON: against what the specification says of each class, and read by a parser of Popolo.

The classes below are the properties and types that https://www.popoloproject.com/specs/ gives for the four classes
that are exported, written down for JSON Schema. They are stricter than the specification, which allows other
properties beside its own: only ``note`` is one here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from approx_dates.models import ApproxDate
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from popolo_data.importer import Popolo

import unami
from helpers.builders import said, small_mission
from helpers.inside import is_address
from unami.export import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

mission = unami.mission

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
DATE: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
LINKS: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"url": {"type": "string", "pattern": "^https?://[!-~]+$"}, "note": TEXT},
        "required": ["url"],
        "additionalProperties": False,
    },
}
NAMES: dict[str, Any] = {
    "type": "array",
    "items": {"type": "object", "properties": {"name": TEXT}, "required": ["name"], "additionalProperties": False},
}

IDENTIFIERS: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"scheme": TEXT, "identifier": TEXT},
        "required": ["identifier"],
        "additionalProperties": False,
    },
}


def popolo_class(*required: str, **properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"id": TEXT, "note": TEXT, "sources": LINKS, **properties},
        "required": ["id", *required],
        "additionalProperties": False,
    }


PARTS = {
    "persons": popolo_class(
        "name",
        name=TEXT,
        other_names=NAMES,
        identifiers=IDENTIFIERS,
        gender=TEXT,
        death_date=DATE,
        national_identity=TEXT,
        summary=TEXT,
    ),
    "organizations": popolo_class(
        "name",
        name=TEXT,
        other_names=NAMES,
        identifiers=IDENTIFIERS,
        classification=TEXT,
        parent_id=TEXT,
        abstract=TEXT,
        description=TEXT,
        founding_date=DATE,
        dissolution_date=DATE,
    ),
    "posts": popolo_class("label", label=TEXT, role=TEXT, organization_id=TEXT),
    "memberships": popolo_class(
        "person_id",
        "post_id",
        label=TEXT,
        role=TEXT,
        person_id=TEXT,
        post_id=TEXT,
        organization_id=TEXT,
        start_date=DATE,
        end_date=DATE,
    ),
}

WHOLE = Draft202012Validator(
    {
        "type": "object",
        "properties": {name: {"type": "array", "items": part} for name, part in PARTS.items()},
        "required": list(PARTS),
        "additionalProperties": False,
    }
)


@pytest.fixture(scope="module")
def document(exported: Callable[[str], Path]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported("popolo").read_text(encoding="utf-8"))
    return found


def test_the_export_is_what_the_specification_says(document: dict[str, Any]) -> None:
    WHOLE.validate(document)
    for wrong in ({"start_date": "2013-09?"}, {"start_date": ""}, {"sources": [{"url": "a b"}]}, {"person_id": None}):
        with pytest.raises(ValidationError):
            WHOLE.validate({**document, "memberships": [{**document["memberships"][0], **wrong}]})


def test_every_id_is_one_of_its_own_and_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    ids = {name: [entry["id"] for entry in document[name]] for name in PARTS}
    assert all(len(set(names)) == len(names) for names in ids.values())
    for entry in document["memberships"]:
        assert entry["person_id"] in ids["persons"]
        assert entry["post_id"] in ids["posts"]
    for entry in (entry for name in PARTS for entry in document[name]):
        assert {entry.get("organization_id"), entry.get("parent_id")} <= {None, *ids["organizations"]}


def test_people_and_organizations_have_their_identifiers(document: dict[str, Any]) -> None:
    entries = [*document["persons"], *document["organizations"]]
    held = {entry["id"]: entry.get("identifiers", []) for entry in entries}
    assert {"scheme": "wikidata", "identifier": "Q58106"} in held["people/nickolay-mladenov"]
    assert {"scheme": "wikidata", "identifier": "Q7817"} in held["organizations/who"]
    assert {"scheme": "ipi-pkdb", "identifier": "UNAMI"} in held["missions/unami"]


def test_a_parser_of_popolo_finds_the_head_of_june_2014_and_who_says_so(exported: Callable[[str], Path]) -> None:
    read = Popolo.from_filename(str(exported("popolo")))
    day = ApproxDate.from_iso8601("2014-06-10")
    found = [
        entry
        for entry in read.memberships
        if entry.role == "head"
        and entry.start_date.earliest_date <= day.latest_date
        and entry.end_date.latest_date >= day.earliest_date
    ]
    leader = mission.leaders_at("2014-06-10").one()
    (entry,) = [entry for entry in found if entry.data.get("start_date")]
    assert entry.person.name == leader.name
    assert entry.post.label == leader.post.name
    assert entry.organization.name == "United Nations Assistance Mission for Iraq"
    urls = [source.url for source in mission.sources_of(leader) if is_address(source.url)]
    assert [source["url"] for source in entry.data["sources"]] == urls
    assert len(urls) > 5


def test_a_parser_of_popolo_reads_everybody(exported: Callable[[str], Path]) -> None:
    read = Popolo.from_filename(str(exported("popolo")))
    assert [person.name for person in read.persons] == [person.name for person in mission.people]
    assert len(read.memberships) == len(mission.appointments)
    assert len(read.posts) == len(mission.posts)
    assert len(read.organizations) == 1 + len(mission.organizations) + len(mission.units)
    killed = next(person for person in read.persons if person.id == "people/sergio-vieira-de-mello")
    assert killed.death_date.earliest_date.isoformat() == "2003-08-19"


@pytest.mark.parametrize(
    ("stated", "told", "note"),
    [
        ("2013-09-25", "2013-09-25", None),
        ("2013-09", "2013-09", None),
        ("2013", "2013", None),
        ("2013-09-25?", "2013-09", "start date 2013-09-25?"),
        ("2013-09~", "2013", "start date 2013-09~"),
        ("2013%", None, "start date 2013%"),
    ],
)
def test_no_day_is_invented_and_no_doubt_is_lost(
    tmp_path: Path, stated: str, told: str | None, note: str | None
) -> None:
    tenure = said("a.head", person="a", post="head", took_office=stated)
    record = small_mission(
        people=[said("a", name="A")], posts=[said("head", name="Head", role="head")], appointments=[tenure]
    )
    write(record, "popolo", tmp_path / "x")
    (entry,) = json.loads((tmp_path / "x").read_text(encoding="utf-8"))["memberships"]
    assert (entry.get("start_date"), entry.get("note")) == (told, note)
    assert "end_date" not in entry


@pytest.mark.parametrize(
    "view",
    [mission.according_to("seed-wikipedia-2026"), mission.known_at("2016"), mission.known_at("2004")],
    ids=lambda view: view.view.label,
)
def test_a_view_has_everybody_whom_its_appointments_name(tmp_path: Path, view: unami.Mission) -> None:
    view.export("popolo", tmp_path / "x")
    document = json.loads((tmp_path / "x").read_text(encoding="utf-8"))
    WHOLE.validate(document)
    test_every_id_is_one_of_its_own_and_every_reference_leads_somewhere(document)
    assert len(document["memberships"]) == len(view.appointments)
    assert [p["id"] for p in document["persons"]][: len(view.people)] == [f"people/{name}" for name in view.people.ids]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://a b", 'http://a/"x', "http://a/<x>", "ftp://a", "http://ä"]
)
def test_what_is_no_address_of_the_web_is_no_link(tmp_path: Path, url: str) -> None:
    record = small_mission(people=[said("a", name="A")], source={"url": url})
    write(record, "popolo", tmp_path / "x")
    (person,) = json.loads((tmp_path / "x").read_text(encoding="utf-8"))["persons"]
    assert "sources" not in person
