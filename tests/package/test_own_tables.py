"""Tests of what a package adds to the tables of this library: words, columns and whole tables."""

from __future__ import annotations

import copy
import json
import pickle
import shutil
import sqlite3
import zipfile
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from frictionless import Package as FrictionlessPackage
from jsonschema import Draft202012Validator

import unami
from helpers.fictional import read, write
from helpers.inside import format_folder
from unami import export, json_schema
from unami.cli import main
from unami.dates import Certainty, PartialDate, Period
from unami.errors import DatasetError, UnknownField, UnknownName, UnknownTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unami import Mission

SAID = {"source": "example-handbook", "locator": "page 2", "rank": "normal"}

COLUMNS: list[dict[str, Any]] = [
    {"name": "grade", "type": "string", "description": "Grade of the post.", "constraints": {"enum": ["usg", "asg"]}},
    {"name": "budgeted", "type": "integer", "description": "Posts in the budget.", "constraints": {"minimum": 0}},
    {"name": "created", "type": "date", "description": "Day it was created."},
    {"name": "works_in", "type": "string", "description": "Where.", "list": True, "refers_to": "places"},
]

LEADING = ("id", "source", "locator", "stated_as", "rank", "note")

VISITS: dict[str, Any] = {
    "name": "visits",
    "path": "visits.csv",
    "title": "Visits of guests to the mission.",
    "schema": {
        "fields": [
            *({"name": name, "type": "string"} for name in LEADING),
            {"name": "guest", "type": "string", "description": "Who came.", "merge": "identity"},
            {"name": "start", "type": "date", "description": "First day of the visit."},
            {"name": "end", "type": "date", "description": "Last day of the visit."},
            {"name": "party", "type": "integer", "description": "How many came."},
            {"name": "purpose", "type": "string", "description": "What for.", "vocabulary": "purpose-of-visit"},
            {"name": "host", "type": "string", "description": "Whom they saw."},
        ],
        "foreignKeys": [{"fields": ["host"], "reference": {"resource": "people", "fields": ["id"]}}],
    },
}


def describe(folder: Path, change: Callable[[dict[str, dict[str, Any]]], None]) -> None:
    """Change the resources of a descriptor, given by name."""
    path = folder / "datapackage.json"
    described = json.loads(path.read_text("utf-8"))
    resources = {one["name"]: one for one in described["resources"]}
    change(resources)
    described["resources"] = list(resources.values())
    path.write_text(json.dumps(described), "utf-8")


def add(folder: Path, table: str, *rows: dict[str, str]) -> None:
    """Add rows to a table, with the columns that they need."""
    path = folder / f"{table}.csv"
    known = read(folder, table) if path.exists() else [list(LEADING)]
    head = [*known[0], *dict.fromkeys(name for row in rows for name in row if name not in known[0])]
    body = [dict(zip(known[0], row, strict=True)) for row in known[1:]] + [{**SAID, **row} for row in rows]
    write(folder, table, [head, *([row.get(name, "") for name in head] for row in body)])


def add_words(folder: Path, *rows: list[str]) -> None:
    write(folder, "vocabularies", [*read(folder, "vocabularies"), *map(list, rows)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package that adds columns to posts, words to fixed lists, and a table of visits."""
    path = tmp_path_factory.mktemp("own") / "package"
    unami.new_package(path, name="exma")

    def more(resources: dict[str, dict[str, Any]]) -> None:
        resources["posts"]["schema"]["fields"] += COLUMNS
        resources["visits"] = VISITS

    describe(path, more)
    add_words(
        path,
        ["posts/line", "security", "", "Police, borders and prisons."],
        ["events/kind", "regatta", "", "A race of boats."],
        ["purpose-of-visit", "briefing", "", "To be told."],
        ["purpose-of-visit", "inspection", "", "To look."],
    )
    add(
        path,
        "posts",
        {"id": "envoy", "grade": "usg", "budgeted": "1", "created": "2015-01", "works_in": "atlantis"},
        {"id": "police-deputy", "name": "Deputy for Police", "role": "deputy", "line": "security"},
    )
    add(path, "events", {"id": "race", "date": "2015-05-02", "title": "Race", "kind": "regatta"})
    head = {field["name"]: "" for field in VISITS["schema"]["fields"]}
    twice = {**head, **SAID, "id": "queen", "guest": "The Queen"}
    add(
        path,
        "visits",
        {**twice, "start": "2015-06-01", "end": "2015-06-03", "party": "12", "host": "ada-example"},
        {**twice, "locator": "page 3", "party": "14", "rank": "deprecated", "note": "counted twice"},
        {**head, **SAID, "id": "king", "guest": "The King", "start": "2016-02", "purpose": "inspection"},
    )
    format_folder(str(path))
    return path


@pytest.fixture(scope="module")
def mission(folder: Path) -> Mission:
    return unami.open_dataset(folder)


def test_the_command_columns_tells_of_a_table_of_its_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["columns", "visits", "--data", str(folder)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("visits: Visits of guests to the mission.\n")
    assert "  guest (text, required)\n" in told
    assert main(["columns", "--markdown", "--data", str(folder)]) == 0
    assert "## visits" in capsys.readouterr().out


def test_every_command_that_takes_a_table_or_record_takes_one_of_its_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (
        ("disputes", "visits"),
        ("disputes", "visits/queen"),
        ("sources", "visits/queen"),
        ("explain", "visits/queen", "guest"),
        ("search", "queen"),
        ("cite", "visits/queen"),
    ):
        assert main([*command, "--data", str(folder)]) == 0, command
        assert capsys.readouterr().out


def test_formatting_keeps_what_the_package_adds(folder: Path) -> None:
    assert format_folder(str(folder)) == []
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    names = [one["name"] for one in described["resources"]]
    assert names.index("visits") == names.index("identifiers") + 1
    visits = described["resources"][names.index("visits")]["schema"]
    assert [field["name"] for field in visits["fields"]][6:] == ["guest", "start", "end", "party", "purpose", "host"]
    assert {"fields": ["host"], "reference": {"resource": "people", "fields": ["id"]}} in visits["foreignKeys"]


def test_other_programs_read_it(folder: Path) -> None:
    report = FrictionlessPackage(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note", "fieldName"])[:5]


def test_a_column_of_its_own_is_a_field_with_sources(mission: Mission) -> None:
    post = mission.posts["envoy"]
    held: Any = post
    assert isinstance(post, unami.records.Post)
    assert (held.grade, held.budgeted, held.created, held.works_in) == ("usg", 1, PartialDate(2015, 1), ("atlantis",))
    assert held.name == "Special Envoy"
    assert [claim.source.id for claim in mission.explain(post, "grade").claims] == ["example-handbook"]
    assert mission.posts.where(lambda one: getattr(one, "grade") == "usg").ids == ("envoy",)  # noqa: B009
    by_name: Any = {"works_in": "Atlantis", "grade": "usg", "created": "2015"}
    assert mission.posts.where(**by_name).ids == ("envoy",)
    wrong: Any = {"grade": "d1"}
    with pytest.raises(UnknownName, match=r"unknown value of grade in posts 'd1'"):
        mission.posts.where(**wrong)


def test_words_that_the_package_adds_are_words_of_the_field(mission: Mission) -> None:
    assert mission.posts.where(line="security").ids == ("police-deputy",)
    assert mission.events.where(kind="regatta").ids == ("race",)
    assert "security" in mission.dictionary["posts/line"].values
    assert "security" not in unami.mission.dictionary["posts/line"].values
    with pytest.raises(UnknownName, match="line in posts"):
        unami.mission.posts.where(line="security")
    lines: Any = mission.posts.to_arrow()["line"].combine_chunks()
    assert lines.dictionary.to_pylist() == ["political", "humanitarian", "security"]


def test_a_table_of_its_own_is_a_table(mission: Mission) -> None:
    visits = mission.tables["visits"]
    assert visits.ids == ("queen", "king")
    assert [str(visit) for visit in visits] == ["queen, 2015-06-01/2015-06-03", "king, 2016-02/"]
    assert visits.at("2015-06-02").ids == ("queen",)
    assert visits["king"].covers("2016-12") is Certainty.POSSIBLE
    assert visits["queen"].period == Period.parse("2015-06-01/2015-06-03")
    assert visits.where(host="Ada Example", party=12).ids == ("queen",)
    (dispute,) = mission.disputes.where(table="visits")
    assert (dispute.id, dispute.value) == ("visits/queen/party", 12)
    assert [str(claim.value) for claim in mission.explain("visits/queen", "party").claims] == ["12", "14"]
    assert mission.sources_of(visits["king"]).ids == ("example-handbook",)
    assert mission.search("inspection").first().record is visits["king"]
    assert mission.record("visits/king") is visits["king"]
    assert list(mission.tables)[-2:] == ["visits", "sources"]
    assert mission.coverage("table").where(table="visits").one().records == 2
    assert [entry.field for entry in mission.dictionary.where(table="visits")][:2] == ["id", "guest"]


def test_the_records_are_values(mission: Mission) -> None:
    for record in (mission.posts["envoy"], mission.tables["visits"]["queen"]):
        assert pickle.loads(pickle.dumps(record)) == record
        assert type(pickle.loads(pickle.dumps(record))) is type(record)
        assert copy.deepcopy(record) == record
        assert len({record, copy.copy(record)}) == 1
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            record.id = "other"  # type: ignore[misc]
        assert not hasattr(record, "anything")
    assert pickle.loads(pickle.dumps(mission.posts)) == mission.posts
    envoy: Any = mission.posts["envoy"]
    changed = attrs.evolve(envoy, grade="asg")
    assert changed.grade == "asg"


def test_another_package_of_the_same_form_has_the_same_classes(folder: Path, mission: Mission) -> None:
    again = unami.open_dataset(folder)
    assert again.posts == mission.posts
    assert type(again.posts[0]) is type(mission.posts[0])
    assert type(unami.mission.posts[0]) is unami.records.Post


def test_frames_have_the_columns(mission: Mission) -> None:
    posts = mission.posts.to_pandas(provenance=True)
    assert posts.set_index("id").loc["envoy", "created"] == "2015-01"
    assert {"created_earliest", "created_latest", "works_in", "budgeted"} <= set(posts.columns)
    visits = mission.tables["visits"].to_polars()
    assert visits.columns[:5] == ["id", "guest", "start", "start_earliest", "start_latest"]
    assert visits["purpose"].to_list() == [None, "inspection"]


@pytest.mark.parametrize("name", sorted(export.FORMATS))
def test_every_format_has_them(mission: Mission, tmp_path: Path, name: str) -> None:
    mission.export(name, tmp_path / "out")
    place = tmp_path / "out"
    files = [place] if place.is_file() else [file for file in place.rglob("*") if file.is_file()]
    whole = b"".join(file.read_bytes() for file in files)
    if name == "xlsx":
        with zipfile.ZipFile(place) as book:
            whole = b"".join(map(book.read, book.namelist()))
    if name not in ("icalendar", "popolo"):  # of events, and of people and posts by a standard that has no more
        assert b"The Queen" in whole
        assert b"usg" in whole


def test_its_records_have_pages(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "package"
    shutil.copytree(folder, own)

    # The site has folders of these names, and Windows allows no file of the other.
    def more(resources: dict[str, dict[str, Any]]) -> None:
        for name in ("aux", "tables"):
            resources[name] = {**VISITS, "name": name, "path": f"{name}.csv"}

    describe(own, more)
    for name in ("aux", "tables"):
        add(own, name, {"id": "people", "guest": f"The {name}", "start": "2015-06~", "host": "ada-example"})
    format_folder(str(own))
    mission = unami.open_dataset(own)
    mission.export("site", tmp_path / "site")
    page = (tmp_path / "site/visits/queen.html").read_text("utf-8")
    assert '<h1 dir="auto">The Queen</h1>' in page
    assert "3 June 2015" in page
    assert 'href="../people/ada-example.html"' in page
    assert json.loads((tmp_path / "site/visits/queen.json").read_text("utf-8"))["record"]["guest"] == "The Queen"
    host = (tmp_path / "site/people/ada-example.html").read_text("utf-8")
    assert 'href="../visits/queen.html"' in host
    for name in ("aux", "tables"):
        assert f"The {name}" in (tmp_path / f"site/{name}-table/people.html").read_text("utf-8")
        assert f'href="../{name}-table/people.html"' in host
        table = (tmp_path / f"site/tables/{name}-table.html").read_text("utf-8")
        assert f'href="../{name}-table/people.html"' in table
        assert (tmp_path / f"site/data/rows/{name}-table.js").exists()
    assert "People who held a post" in (tmp_path / "site/tables/people.html").read_text("utf-8")


def test_a_database_has_them_with_their_words(mission: Mission, tmp_path: Path) -> None:
    mission.export("sqlite", tmp_path / "out.db")
    database = sqlite3.connect(tmp_path / "out.db")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("SELECT grade, budgeted FROM posts WHERE id = 'envoy'").fetchall() == [("usg", 1)]
    asked = "SELECT p.name FROM visits v JOIN people p ON p.id = v.host"
    assert database.execute(asked).fetchall() == [("Ada Example",)]
    words = "SELECT description FROM words WHERE table_name = 'posts' AND column_name = 'line' AND word = 'security'"
    assert database.execute(words).fetchall() == [("Police, borders and prisons.",)]


@pytest.mark.needs("openpyxl")
def test_a_workbook_has_them_and_is_the_same_package(mission: Mission, tmp_path: Path) -> None:
    mission.export("xlsx", tmp_path / "book.xlsx")
    book = unami.open_dataset(tmp_path / "book.xlsx")
    assert book.dataset.shape == mission.dataset.shape
    assert book.cite().checksum == mission.cite().checksum
    assert book.tables["visits"].ids == mission.tables["visits"].ids
    assert main(["check", str(tmp_path / "book.xlsx")]) == 0
    book.export("datapackage", tmp_path / "folder")
    again = unami.open_dataset(tmp_path / "folder")
    assert again.cite().checksum == mission.cite().checksum
    assert again.dataset.shape == mission.dataset.shape


@pytest.mark.needs("openpyxl")
@pytest.mark.parametrize("told", ["[", "[" * 32_000, "{'visits': 1}"])
def test_a_workbook_that_does_not_describe_them_in_json_is_refused(tmp_path: Path, told: str) -> None:
    with pytest.raises(DatasetError, match="not JSON text"):
        unami.open_dataset(described(tmp_path, told))


@pytest.mark.needs("openpyxl")
@pytest.mark.parametrize(
    "told",
    [
        '{"name": "visits"}',
        '[1, {"name": 2}, {"name": "package"}, {"name": "sources"}, {}]',
        '[{"name": "absent", "path": "absent.csv"}]',
    ],
)
def test_a_workbook_that_describes_nothing_adds_nothing(tmp_path: Path, told: str) -> None:
    assert unami.open_dataset(described(tmp_path, told)).tables.keys() == unami.mission.tables.keys()


def described(path: Path, told: str) -> Path:
    """A workbook that describes tables of its own."""
    openpyxl = pytest.importorskip("openpyxl")
    unami.new_package(path / "book.xlsx")
    book = openpyxl.load_workbook(path / "book.xlsx")
    book["package"].append(["resources", told])
    book.save(path / "book.xlsx")
    return path / "book.xlsx"


def test_the_package_can_be_written_again(mission: Mission, tmp_path: Path) -> None:
    mission.export("datapackage", tmp_path / "again")
    again = unami.open_dataset(tmp_path / "again")
    assert again.tables["visits"] == mission.tables["visits"]
    assert again.posts == mission.posts
    assert not mission.compare(again)


def test_the_schemas_describe_the_records(mission: Mission) -> None:
    for table in ("posts", "visits", "events"):
        schema = json_schema.describe_table(table, mission)
        validator = Draft202012Validator(schema)
        for record in mission.tables[table].to_dicts():
            assert not list(validator.iter_errors(record))
    with pytest.raises(UnknownTable):
        json_schema.describe_table("visits")


def test_statements_of_a_user_can_be_added(mission: Mission) -> None:
    mine = mission.with_statements(
        "visits", [{"id": "duke", "guest": "The Duke", "party": 3}], source={"id": "me", "title": "Mine"}
    )
    assert mine.tables["visits"]["duke"].party == 3
    assert mine.explain(mine.tables["visits"]["duke"], "party").claims[0].own
    graded = mission.with_statements("posts", [{"id": "envoy", "grade": "asg"}], source={"id": "me", "title": "Mine"})
    assert graded.disputes.where(table="posts", field="grade").one().value == "usg"
    with pytest.raises(DatasetError, match="expected one of usg, asg"):
        mission.with_statements("posts", [{"id": "envoy", "grade": "d2"}], source={"id": "me", "title": "Mine"})
    with pytest.raises(UnknownTable):
        unami.mission.with_statements("visits", [{"id": "duke"}], source={"id": "me", "title": "Mine"})


def test_two_packages_are_compared_with_all_that_they_have(mission: Mission, tmp_path: Path) -> None:
    plain = unami.new_package(tmp_path / "plain", name="exma")
    changes = plain.compare(mission)
    assert {change.record for change in changes.where(table="visits")} == {"queen", "king"}
    assert changes.where(table="posts", record="envoy", field="grade").one().after == "usg"


def test_the_own_fields_are_refused_elsewhere(mission: Mission) -> None:
    graded: Any = {"grade": "usg"}
    with pytest.raises(UnknownField):
        unami.mission.posts.where(**graded)
    with pytest.raises(UnknownField, match="it is a field of people"):
        mission.tables["visits"].where(nationality="XAA")


# What is wrong with a package


def fields(*given: dict[str, Any]) -> Callable[[dict[str, dict[str, Any]]], None]:
    def more(resources: dict[str, dict[str, Any]]) -> None:
        resources["posts"]["schema"]["fields"] += given

    return more


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ({"name": "Grade", "description": "x"}, "expected a column name of lower-case letters"),
        ({"name": "class", "description": "x"}, "expected a column name of lower-case letters"),
        ({"name": "grade"}, "expected a description"),
        ({"name": "grade", "description": "x", "type": "strin"}, "did you mean string"),
        ({"name": "grade", "description": "x", "type": ["string"]}, "expected one of the types"),
        ({"name": "grade", "description": "x", "refers_to": "place"}, "did you mean places"),
        ({"name": "grade", "description": "x", "vocabulary": "grades"}, "whose words are in vocabularies.csv"),
        ({"name": "grade", "description": "x", "merge": "sum"}, "expected one of identity, claim, wording, union"),
        ({"name": "grade", "description": "x", "merge": "union"}, 'add "list": true'),
        ({"name": "grade", "description": "x", "constraints": {"enum": [1]}}, "expected a list of words"),
        ({"name": "grade", "description": "x", "constraints": {"minimum": 1}}, "minimum of a column of numbers"),
        ({"name": "to_dict", "description": "x"}, "already have something of this name"),
        ({"name": "link_of", "description": "x"}, "this column is missing"),
        ({"name": "period", "description": "x"}, "already have something of this name"),
        ({"name": "certainty", "description": "x"}, "already have something of this name"),
        ({"name": "seen", "description": "x"}, 'expected "type": "date" and "list": true'),
        ({"name": "seen", "description": "x", "type": "date"}, 'expected "type": "date" and "list": true'),
        ({"name": "grade", "description": "x", "list": "yes"}, "expected true or false for list"),
        ({"name": "grade", "description": "x", "classified": 1}, "expected true or false for classified"),
        (
            {"name": "grade", "description": "x", "refersto": "people"},
            "unknown property 'refersto'; did you mean refers_to?",
        ),
    ],
)
def test_a_column_that_cannot_be_is_a_problem(tmp_path: Path, field: dict[str, Any], problem: str) -> None:
    unami.new_package(tmp_path / "package", name="exma")
    describe(tmp_path / "package", fields(field))
    with pytest.raises(DatasetError) as error:
        unami.open_dataset(tmp_path / "package")
    assert problem in str(error.value)


def table_of_own(name: str, *more: dict[str, Any], **others: Any) -> dict[str, Any]:
    fields = [*({"name": one, "type": "string"} for one in LEADING), {"name": "guest", "description": "Who.", **others}]
    return {"name": name, "path": f"{name}.csv", "title": "T.", "schema": {"fields": [*fields, *more]}}


def package_with(path: Path, *tables: dict[str, Any]) -> Path:
    """A package with tables of its own, each with a row."""
    unami.new_package(path, name="exma")
    described = json.loads((path / "datapackage.json").read_text("utf-8"))
    described["resources"] += tables
    (path / "datapackage.json").write_text(json.dumps(described), "utf-8")
    for table in tables:
        if not (path / f"{table['name']}.csv").exists():
            add(path, table["name"], {"id": "one", "guest": "The Queen"})
    return path


@pytest.mark.parametrize(
    "name",
    [
        *(
            "search",
            "searchable",
            "statements",
            "claims",
            "metadata",
            "dictionary",
            "words",
            "only_referred",
            "provenance",
        ),
        *("search_data", "sqlite_master", "people_other_names"),
    ],
)
def test_a_table_cannot_have_the_name_of_one_that_is_about_the_others(tmp_path: Path, name: str) -> None:
    path = package_with(tmp_path / "package", table_of_own(name))
    with pytest.raises(DatasetError, match="a table of the SQLite export has this name; choose another") as error:
        unami.open_dataset(path)
    assert name in str(error.value)


def test_no_other_name_is_taken_in_a_database(tmp_path: Path) -> None:
    mission = unami.new_package(tmp_path / "package", name="exma", tables="all")
    export.write(mission, "sqlite", tmp_path / "x.db")
    with sqlite3.connect(tmp_path / "x.db") as database:
        known = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")}
    beside = sorted(known - {*mission.tables, "sources", "tiers"})
    for name in beside:
        path = package_with(tmp_path / name, table_of_own(name))
        with pytest.raises(DatasetError, match="choose another"):
            unami.open_dataset(path)


def test_lists_of_own_tables_are_tables_of_the_database_too(tmp_path: Path) -> None:
    hosts = {"name": "hosts", "type": "string", "description": "Whom.", "list": True}
    path = package_with(tmp_path / "package", table_of_own("visits", hosts), table_of_own("visits_hosts"))
    with pytest.raises(DatasetError, match="a table of the SQLite export has this name; choose another @ visits_hosts"):
        unami.open_dataset(path)


@pytest.mark.parametrize("name", ["mandates", "heads", "seats", "disputes", "support", "synonyms", "shape", "checksum"])
def test_a_table_can_have_any_other_name(tmp_path: Path, name: str) -> None:
    mission = unami.open_dataset(package_with(tmp_path / "package", table_of_own(name)))
    assert mission.tables[name].ids == ("one",)
    plain = unami.new_package(tmp_path / "plain", name="exma")
    for asked in ("mandates", "disputes", "synonyms"):
        ours, theirs = (getattr(one, asked, None) for one in (mission, plain))
        assert str(ours) == str(theirs)
    assert mission.head_at("2015-06-01") == plain.head_at("2015-06-01")
    assert mission.coverage()[name].records == 1
    assert [hit.record.id for hit in mission.search("queen")] == ["one"]
    assert mission.search("ada").ids == plain.search("ada").ids
    for form in ("sqlite", "json", "jsonld"):
        export.write(mission, form, tmp_path / form)
    assert mission.dataset.checksum != name
    assert str(mission.at("2015-06-01")) == str(plain.at("2015-06-01"))


def test_a_table_is_described_once_and_where_it_is(tmp_path: Path) -> None:
    visits = table_of_own("visits")
    with pytest.raises(DatasetError, match="this table is described twice @ visits"):
        unami.open_dataset(package_with(tmp_path / "a", visits, visits))
    elsewhere = {**visits, "path": "more/visits.csv"}
    with pytest.raises(DatasetError, match=r"expected the path visits\.csv @ visits"):
        unami.open_dataset(package_with(tmp_path / "b", elsewhere))


@pytest.mark.parametrize(("table", "name"), [("people", "died_earliest"), ("appointments", "announced_latest")])
def test_a_column_cannot_have_the_name_of_a_limit_of_a_date(tmp_path: Path, table: str, name: str) -> None:
    def more(resources: dict[str, dict[str, Any]]) -> None:
        resources[table]["schema"]["fields"].append({"name": name, "description": "x"})

    unami.new_package(tmp_path / "package", name="exma")
    describe(tmp_path / "package", more)
    with pytest.raises(DatasetError, match=f"column {name}: the records already have something of this name"):
        unami.open_dataset(tmp_path / "package")


def test_a_column_that_nobody_describes_is_a_problem(tmp_path: Path) -> None:
    unami.new_package(tmp_path / "package", name="exma")
    add(tmp_path / "package", "posts", {"id": "envoy", "grade": "usg"})
    with pytest.raises(DatasetError, match=r"unknown column; a column of your own is described in datapackage.json"):
        unami.open_dataset(tmp_path / "package")


def test_the_cells_are_checked_like_ours(folder: Path, tmp_path: Path) -> None:
    import shutil

    path = tmp_path / "package"
    shutil.copytree(folder, path)
    add(
        path,
        "visits",
        {"id": "queen", "guest": "Somebody", "start": "soon", "party": "many", "host": "nobody", "purpose": "tea"},
    )
    format_folder(str(path))
    with pytest.raises(DatasetError) as error:
        unami.open_dataset(path)
    problems = {problem.column for problem in error.value.problems if problem.table == "visits"}
    assert problems == {"start", "party", "host", "purpose"}


def test_a_word_that_every_package_has_is_not_listed_again(tmp_path: Path) -> None:
    unami.new_package(tmp_path / "package", name="exma")
    add_words(tmp_path / "package", ["posts/line", "political", "", "x"], ["posts/lines", "security", "", "x"])
    with pytest.raises(DatasetError) as error:
        unami.open_dataset(tmp_path / "package")
    told = [problem.message for problem in error.value.problems if problem.table == "vocabularies"]
    assert told[-2:] == [
        "every package has this word; list only those that you add",
        "no field uses this vocabulary; did you mean posts/line?",
    ]


def test_files_that_the_descriptor_does_not_list_are_left_alone(tmp_path: Path) -> None:
    mission = unami.new_package(tmp_path / "package", name="exma")
    (tmp_path / "package/my_notes.csv").write_text("anything\n", "utf-8")
    assert list(unami.open_dataset(tmp_path / "package").tables) == list(mission.tables)
