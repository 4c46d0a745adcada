"""Tests that nothing in the code is about one mission: whatever another one is asked for is searched for our words."""

from __future__ import annotations

import ast
import inspect
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.fictional import ASKED, HEADLINE, MISSION, WORDS, add, change, write_second_mission
from helpers.inside import check_files, columns, open_files
from unami import json_schema
from unami.charts import NAMES
from unami.cli import main
from unami.errors import DatasetError, UnknownName
from unami.export import FORMATS
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami import Mission

pytestmark = pytest.mark.slow

OURS = re.compile(
    r"iraq|anbar|kurd|baghdad|kuwait|ashraf|hurriya|isil|unohci|\bisf\b|unami|assistance mission", re.IGNORECASE
)
"""What belongs to the packaged record and to no other."""

THE_LIBRARY = re.compile(
    r"urn:unami:(?:field|class|schema):"  # the terms of the library in linked data, and its JSON Schemas
    r"|class=\"unami\"|\.unami(?=[ .{])"  # the style of tables in notebooks
    r"|unamiExplorer\b"  # the program in the pages of the HTML export
    r"|unami-export\.json|\"library\": \"unami\""
    r"|unami-chart\b"  # the style of pictures on the pages of a site
    r"|<(?:dc:creator[^>]*|author)>unami<"  # who wrote a workbook and its notes
    r"|-//unami//unami "  # who wrote a calendar
    r"|'library','unami [0-9.]+'|unami_kind|unami_data_version"  # who wrote a database or table
    r"|python -m unami (?:format|check|at|changes|columns)\b|^unami: "  # what to type next, and who says it
)
"""Where the library is named: it is written by this program, whatever the mission."""


def foreign(text: str) -> list[str]:
    """Find words that are about the packaged record, each with what stands around it."""
    rest = THE_LIBRARY.sub("", text)
    return [rest[max(0, found.start() - 60) : found.end() + 30] for found in OURS.finditer(rest)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("words") / "lemuria"
    write_second_mission(path)
    return path


@pytest.fixture(scope="module")
def lemuria(folder: Path) -> Mission:
    return unami.open_dataset(folder)


def shown(thing: Any) -> Iterator[str]:
    """Show an answer in every form it has."""
    yield f"{thing!r} {thing}"
    for form in ("_repr_html_", "to_json", "to_csv"):
        if hasattr(thing, form):
            yield str(getattr(thing, form)())
    if hasattr(thing, "to_arrow") and len(thing):
        table = thing.to_arrow()
        yield f"{table.schema} {table.to_pylist()}"


def test_what_is_searched_for_is_found_in_the_packaged_record() -> None:
    texts = [str(unami.mission.at("2014-06-10")), unami.mission.casualties[:5].to_json()]
    assert all(foreign(text) for text in texts)
    assert all(map(foreign, ["the words of UNAMI", '"entity": "unami"', "In Anbar"]))
    assert not foreign('{"@id": "urn:unami:schema:people"}')


@pytest.mark.parametrize("name", ASKED)
def test_no_answer_about_another_mission_has_our_words(lemuria: Mission, name: str) -> None:
    answer = getattr(lemuria, name)(*ASKED[name])
    assert [found for text in shown(answer) for found in foreign(text)] == []


def properties() -> list[str]:
    found = (name for name, _ in inspect.getmembers(unami.Mission, lambda member: isinstance(member, property)))
    return [name for name in found if not name.startswith("_") and name not in ("dataset", "chart")]


@pytest.mark.parametrize("name", properties())
def test_no_attribute_of_another_mission_has_our_words(lemuria: Mission, name: str) -> None:
    assert [found for text in shown(getattr(lemuria, name)) for found in foreign(text)] == []


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_no_table_of_another_mission_has_our_words(lemuria: Mission, table: str) -> None:
    records = lemuria.tables[table]
    texts = [*shown(records), records.to_csv(provenance=True), json.dumps(records.to_dicts(names=True))]
    texts += [str(records.cite()), json.dumps(json_schema.describe_table(table, lemuria))]
    for record in records if table != "sources" else ():
        texts += shown(record)
        texts += [str(lemuria.sources_of(record))]
        texts += [str(lemuria.explain(record, column.name)) for column in columns(record_class(table))]
    assert [found for text in texts for found in foreign(text)] == []


@pytest.mark.parametrize("frequency", ["D", "M", "Y"])
def test_no_panel_of_another_mission_has_our_words(lemuria: Mission, frequency: Any) -> None:
    panel = lemuria.panel(frequency)
    assert [found for text in shown(panel) for found in foreign(text)] == []
    if frequency == "M":
        row = panel["2016-04"]
        assert (row.killed, row.casualties_parts, row.casualties_parts_counted) == (
            1,
            "North Shore; West Shore",
            "excluded",
        )


def test_no_columns_that_are_added_to_a_frame_have_our_words(lemuria: Mission) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"day": ["2016-02-10", "2015"]})
    topics = list(dict.fromkeys(column.topic for column in unami.panels.panel_columns()))
    added = unami.annotate(frame, "day", topics, mission=lemuria)
    assert foreign(f"{list(added.columns)} {added.to_dict()}") == []
    assert added["casualties_parts"].fillna("").tolist() == ["North Shore", ""]


@pytest.mark.parametrize("name", NAMES)
def test_no_chart_of_another_mission_has_our_words(lemuria: Mission, name: str) -> None:
    drawn = lemuria.chart.draw(name).to_dict()
    assert drawn["datasets"]
    assert foreign(json.dumps(drawn)) == []


def texts_of(path: Path) -> Iterator[str]:
    """Read whatever an export wrote."""
    for file in filter(Path.is_file, sorted(path.rglob("*")) if path.is_dir() else [path]):
        if file.suffix == ".parquet":
            parquet = pytest.importorskip("pyarrow.parquet")
            yield f"{parquet.read_schema(file)} {parquet.read_table(file).to_pylist()}"
        elif file.read_bytes()[:15] == b"SQLite format 3":
            with closing(sqlite3.connect(file)) as database:
                yield "\n".join(database.iterdump())
        elif zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as workbook:
                yield from (workbook.read(name).decode("utf-8") for name in workbook.namelist())
        else:
            yield file.read_text("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_no_export_of_another_mission_has_our_words(lemuria: Mission, folder: Path, tmp_path: Path, name: str) -> None:
    lemuria.export(name, tmp_path / "out")
    assert [found for text in texts_of(tmp_path / "out") for found in foreign(text)] == []
    assert main(["export", name, str(tmp_path / "again"), "--data", str(folder)]) == 0
    assert [found for text in texts_of(tmp_path / "again") for found in foreign(text)] == []


COMMANDS: dict[str, list[list[str]]] = {
    "at": [["2016-02-10"], ["2016-02-10", "--sources"], ["2016"]],
    "leaders": [["2016"], []],
    "deployments": [["Atlantis"], ["Nowhere"]],
    "events": [["2015", "2016"]],
    "mandate": [["2016"], []],
    "disputes": [[], ["elections"]],
    "explain": [["casualties/2016-02.lemuria.islanders", "parts_counted"], ["elections/2016-06-05-isles", "kid"]],
    "sources": [[], ["lemuria-gazette"]],
    "search": [["north", "shore"], ["lost"]],
    "cite": [[], ["events/flood"], ["--bibtex"]],
    "columns": [[], ["casualties"]],
}
"""What to type after each command that asks a record."""


@pytest.mark.parametrize("json_too", [False, True])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_about_another_mission_has_our_words(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str, *, json_too: bool
) -> None:
    for words in COMMANDS[command]:
        main([command, *words, "--data", str(folder), *(["--json"] if json_too else [])])
        said = capsys.readouterr()
        assert said.out or said.err
        assert foreign(said.out) == foreign(said.err) == []


def test_no_command_about_a_package_has_our_words(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(folder)
    assert main(["check", path]) == 0
    assert main(["format", path]) == 0
    assert main(["changes", path]) == 0
    for name in NAMES:
        assert main(["chart", name, "--out", str(tmp_path / f"{name}.html"), "--data", path]) == 0
    said = capsys.readouterr()
    assert foreign(said.out) == foreign(said.err) == []


def test_every_command_is_tried_with_another_mission(capsys: pytest.CaptureFixture[str]) -> None:
    def help_of(*words: str) -> str:
        with pytest.raises(SystemExit):
            main([*words, "--help"])
        # What follows is how to type the command.
        return capsys.readouterr().out.partition("\nexample: ")[0]

    said = help_of()
    names = set(re.findall(r"^    ([a-z]+)", said, re.MULTILINE))
    assert names == COMMANDS.keys() | {"check", "format", "changes", "chart", "export", "new"}
    # The first sentence says which record comes with the library.
    assert foreign(said.partition("one of your own.")[2]) == []
    assert "one of your own." in said
    assert [found for name in names for found in foreign(help_of(name).partition("\n")[2])] == []


def test_a_new_package_has_none_of_our_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "mine")]) == 0
    texts = [capsys.readouterr().out, *texts_of(tmp_path / "mine")]
    mission = unami.open_dataset(tmp_path / "mine")
    texts += [text for table in TABLES for text in shown(mission.tables[table])]
    assert [found for text in texts for found in foreign(text)] == []


def test_no_problem_of_another_package_has_our_words(folder: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    change(copy, "casualties", ",islanders,", ",islander,")
    for table in TABLES:
        add(copy, table, dict.fromkeys((column.name for column in columns(record_class(table))), "?!"))
    problems = check_files(open_files(copy))
    assert len(problems) > len(TABLES)
    assert foreign(str(DatasetError("copy", problems))) == []


# The words of a package


def test_the_words_are_those_that_the_package_lists(lemuria: Mission) -> None:
    assert {name: lemuria.dataset.words(name) for name in WORDS} == WORDS
    described = {resource["name"]: resource for resource in lemuria.dataset.descriptor["resources"]}
    fields = {field["name"]: field for field in described["casualties"]["schema"]["fields"]}
    assert fields["population"]["constraints"]["enum"] == WORDS["population"]
    assert json_schema.describe_table("casualties", lemuria)["properties"]["population"]["enum"] == [
        *WORDS["population"]
    ]
    series = next(field for field in described["documents"]["schema"]["fields"] if field["name"] == "series")
    assert series["description"].endswith("An id of missions, or election, lost-boats.")


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_records_are_what_the_schema_of_the_mission_says(lemuria: Mission, table: str) -> None:
    from jsonschema import Draft202012Validator

    schema = Draft202012Validator(json_schema.describe_table(table, lemuria))
    for record in lemuria.tables[table].to_dicts():
        schema.validate(record)


def test_a_database_lists_the_words_with_their_meanings(lemuria: Mission, tmp_path: Path) -> None:
    lemuria.export("sqlite", tmp_path / "out.db")
    with closing(sqlite3.connect(tmp_path / "out.db")) as database:
        asked = "SELECT word, description FROM words WHERE table_name = ? AND column_name = ?"
        found = database.execute(asked, ("camp", "measure")).fetchall()
        assert sorted(found) == sorted((word, f"What {word} means.") for word in WORDS["camp-measure"])
        assert ("included", None) in database.execute(asked, ("casualties", "parts_counted")).fetchall()


def test_frames_have_the_words_as_categories(lemuria: Mission) -> None:
    from unami.frames import flatten

    column = next(column for column in flatten(lemuria.casualties) if column.name == "population")
    assert column.words == WORDS["population"]


def test_questions_name_the_words_of_the_package(lemuria: Mission) -> None:
    with pytest.raises(UnknownName, match="did you mean islanders"):
        lemuria.casualties_in(population="islander")
    with pytest.raises(UnknownName, match="fishers"):
        lemuria.casualty_series(population="civilians-including-police")
    with pytest.raises(UnknownName, match="lost-boats"):
        lemuria.report_trail("kuwait-missing-persons")
    with pytest.raises(UnknownName, match="council-of-the-isles"):
        lemuria.elections.where(kind="council-of-iles")
    assert lemuria.casualty_series().first().record == lemuria.casualty_series(population=HEADLINE).first().record


def test_the_headline_is_the_population_that_the_package_puts_first(lemuria: Mission) -> None:
    assert {count.population for count in lemuria.casualties_in(population="headline")} == {HEADLINE}
    assert "islanders" in lemuria.chart.casualties().to_dict()["title"]["subtitle"][0]
    assert unami.mission.casualty_series("Baghdad") == unami.mission.casualty_series(
        "Baghdad", "civilians-including-police"
    )


def test_a_chart_says_which_parts_each_count_takes_in(lemuria: Mission) -> None:
    found = lemuria.chart.casualties().to_dict()
    marks = {row["month"]: row["covers"] for rows in found["datasets"].values() for row in rows if "covers" in row}
    assert marks == {
        "2016-01": "not said whether North Shore and West Shore are included",
        "2016-02": "North Shore included",
        "2016-04": "without North Shore and West Shore",
        "2016-05": "West Shore: civilians only",
        "2016-06": "North Shore included",
    }
    others = [row for rows in found["datasets"].values() for row in rows if row.get("what") == "killed, another count"]
    assert [(row["month"], row["count"], row["note"]) for row in others] == [("2016-02", 8, "without North Shore")]


def test_the_camps_are_those_of_the_package(lemuria: Mission) -> None:
    drawn = lemuria.chart.camp().to_dict()
    assert drawn["title"]["subtitle"][0] == "The residents of Far Camp, High Camp and Low Camp."
    names = {row["who"] for rows in drawn["datasets"].values() for row in rows if "who" in row}
    assert names == {"Far Camp", "High Camp", "Low Camp", "Camp not stated", "Relocated abroad so far", "Killed"}


def test_the_whole_mission_is_where_the_package_says(lemuria: Mission) -> None:
    assert lemuria.staff_at("2016-12-31").where(category="total").one().count == 120
    assert MISSION not in WORDS["whole-mission"]


# The code itself

OF_THE_LIBRARY = {
    "_package/vocabulary.py": "Kurdish",
    "cli/__init__.py": (
        "Records of United Nations missions, with their sources: that of UNAMI in Iraq, 2003 to 2025, which ships with the "
        "library, or with --data one of your own."
    ),
}
"""Where the program has the names of languages, and says which record comes with it."""


def test_no_text_in_the_code_is_about_one_mission() -> None:
    root = Path(unami.__file__).parent
    # In lower case, unami is the name of the library and of its modules.
    ours = re.compile(rf"(?i:{OURS.pattern.replace('|unami', '')})|UNAMI")
    found = []
    for path in root.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        # What stands alone is documentation, whose examples show the packaged record.
        spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found += [
            (path.relative_to(root).as_posix(), node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken
            if ours.search(node.value)
        ]
    assert dict(found) == OF_THE_LIBRARY
