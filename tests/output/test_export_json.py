"""Tests of JSON, JSON Lines and the JSON Schemas, with jsonschema and pandas as readers."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

import unami
from helpers import strategies
from helpers.inside import TYPES, write_schemas
from helpers.paths import LIBRARY
from unami.convert import to_plain
from unami.dates import PartialDate
from unami.errors import UnknownTable
from unami.json_schema import DOCUMENT, describe_table
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

mission = unami.mission

SCHEMAS = LIBRARY / "schemas"
"""The schemas as others find them; the tests use these files, not the functions that write them."""


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def validator(name: str) -> Draft202012Validator:
    resources = [Resource.from_contents(schema(path.stem)) for path in SCHEMAS.glob("*.json")]
    registry: Registry[Any] = Registry().with_resources([(r.id() or "", r) for r in resources])
    return Draft202012Validator(schema(name), registry=registry)


@pytest.fixture(scope="module")
def document(exported: Callable[[str], Path]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported("json").read_text(encoding="utf-8"))
    return found


def test_the_committed_schemas_are_up_to_date(tmp_path: Path) -> None:
    assert {f"{name}.json" for name in (*TABLES, "sources", "export")} == set(write_schemas(str(tmp_path / "new")))
    for path in (tmp_path / "new").iterdir():
        assert (SCHEMAS / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), (
            "run: python -m unami format"
        )
    assert len(list(SCHEMAS.iterdir())) == len(TABLES) + 2


def test_only_schemas_that_are_not_up_to_date_are_written(tmp_path: Path) -> None:
    write_schemas(str(tmp_path))
    (tmp_path / "people.json").write_text("{}")
    assert write_schemas(str(tmp_path)) == ["people.json"]
    assert write_schemas(str(tmp_path)) == []


@pytest.mark.parametrize("name", [*TABLES, "sources", "export"])
def test_each_schema_is_a_schema_with_an_identifier_of_its_own(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"urn:unami:schema:{name}"
    assert schema(name)["additionalProperties"] is False
    undescribed = [key for key, words in schema(name)["properties"].items() if "const" not in words and not words]
    assert undescribed == []


def test_the_export_names_its_schema_and_meets_it(document: dict[str, Any]) -> None:
    assert document["$schema"] == DOCUMENT == schema("export")["$id"]
    validator("export").validate(document)


def test_the_export_has_every_record_with_its_sources(document: dict[str, Any]) -> None:
    assert list(document["tables"]) == list(mission.tables)
    for name, records in document["tables"].items():
        assert [{k: v for k, v in record.items() if k != "sources"} for record in records] == mission.tables[
            name
        ].to_dicts()
    resolution = next(r for r in document["tables"]["resolutions"] if r["id"] == "2110")
    assert resolution["mandate_until"] == "2014-07-31"
    assert resolution["sources"] == list(mission.sources_of(mission.resolutions["2110"]).ids)
    known = {source["id"] for source in document["tables"]["sources"]}
    used = {s for name in TABLES for record in document["tables"][name] for s in record["sources"]}
    assert used <= known


def test_a_file_says_which_data_it_is_of(document: dict[str, Any]) -> None:
    assert document["mission"] == "United Nations Assistance Mission for Iraq"
    assert (document["view"], document["version"]) == ("", unami.dataset_version)
    assert document["checksum"] == mission.dataset.checksum
    assert document["license"] == "CC-BY-4.0"


@pytest.mark.parametrize("name", [*TABLES, "sources"])
def test_records_of_the_library_meet_their_schema_without_an_export(name: str) -> None:
    for record in mission.tables[name].to_dicts():
        validator(name).validate(record)


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("resolutions", {"adopted": "14 July 2004"}),
    ("resolutions", {"adopted": "2004-7-14"}),
    ("resolutions", {"adopted": "2004-07-14T00:00"}),
    ("resolutions", {"adopted": "2004/2005"}),
    ("resolutions", {"number": "1500"}),
    ("resolutions", {"number": None}),
    ("resolutions", {"number": 0}),
    ("resolutions", {"votes_for": -1}),
    ("resolutions", {"votes_for": 1.5}),
    ("resolutions", {"unanimous": "yes"}),
    ("resolutions", {"relation": "prolongs"}),
    ("resolutions", {"abstaining": "IRQ"}),
    ("resolutions", {"abstaining": ["IRQ", "IRQ"]}),
    ("resolutions", {"abstaining": [None]}),
    ("resolutions", {"id": ""}),
    ("resolutions", {"mandate": "2014"}),
    ("resolutions", {"table": "people"}),
    ("resolutions", {"sources": []}),
    ("sources", {"published": "soon"}),
    ("sources", {"tier": "1"}),
    ("sources", {"sources": ["x"]}),
]


@pytest.mark.parametrize(("table", "change"), WRONG)
def test_a_wrong_record_fails(table: str, change: dict[str, Any]) -> None:
    record = mission.tables[table].to_dicts()[0]
    validator(table).validate(record)
    with pytest.raises(ValidationError):
        validator(table).validate({**record, **change})


@pytest.mark.parametrize("name", ["resolutions", "people", "sources"])
def test_a_record_without_a_field_fails(name: str) -> None:
    record = mission.tables[name].to_dicts()[0]
    for key in record:
        with pytest.raises(ValidationError):
            validator(name).validate({k: v for k, v in record.items() if k != key})


def test_a_wrong_record_within_a_document_fails(document: dict[str, Any]) -> None:
    wrong = copy.deepcopy(document)
    wrong["tables"]["people"][0]["gender"] = "unknown"
    with pytest.raises(ValidationError):
        validator("export").validate(wrong)


@given(strategies.partial_dates())
def test_every_date_of_the_library_meets_the_pattern(date: PartialDate) -> None:
    dates = Draft202012Validator({"pattern": f"^({TYPES[PartialDate].pattern})$"})
    dates.validate(to_plain(date))


def test_a_schema_can_be_had_by_name_and_a_wrong_name_has_suggestions() -> None:
    assert describe_table("people") == schema("people")
    with pytest.raises(UnknownTable, match="did you mean people"):
        describe_table("peopel")


def test_lines_can_be_read_one_by_one_by_others(exported: Callable[[str], Path], document: dict[str, Any]) -> None:
    lines = exported("jsonl").read_bytes().decode("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert all(list(record)[:2] == ["table", "id"] for record in records)
    for record in records:
        validator(record["table"]).validate(record)
    expected = [{"table": table, **record} for table, rows in document["tables"].items() for record in rows]
    assert records == expected


@pytest.mark.filterwarnings("ignore:The behavior of 'to_datetime' with 'unit':FutureWarning")  # pandas 2.2
def test_pandas_reads_the_lines(exported: Callable[[str], Path]) -> None:
    frame = pandas.read_json(exported("jsonl"), lines=True, dtype=False)
    people = frame[frame["table"] == "people"]
    assert list(people["id"]) == list(mission.people.ids)
    assert list(people["name"]) == [person.name for person in mission.people]
