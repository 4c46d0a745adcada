"""Tests of what changed: between two records, and between versions of a package."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

import pytest
from frictionless import Package as FrictionlessPackage

import unami
from helpers.builders import Package
from helpers.inside import check_files, compare, fields_of, format_folder, log_changes, open_files
from helpers.paths import DATA
from unami import Change
from unami.cli import main
from unami.errors import DatasetError, UnknownName
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

mission = unami.mission
NEXT = "2027.01.15"


@pytest.fixture
def old(tmp_path: Path, first_version: Package) -> Package:
    return first_version.copy(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path, second_version: Package) -> Package:
    return second_version.copy(tmp_path / "new")


@pytest.fixture(scope="module")
def first_version(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return _with_one_version(Package(tmp_path_factory.mktemp("first") / "package", small=True))


def _with_one_version(package: Package) -> Package:
    """A changelog that begins with the version of the data, whatever was before."""
    version = package.descriptor()["version"]
    package.write("changes", [package.rows("changes")[0], [version, "", "", "", "", "", "First version."]])
    return package


@pytest.fixture(scope="module")
def second_version(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """A second version: a value changed, one added, one gone, a record more, a record less."""
    package = _with_one_version(Package(tmp_path_factory.mktemp("second") / "package", small=True))
    set_version(package, NEXT)
    package.change("people", package.row_of("people", id="ad-melkert", name="Ad Melkert"), "name", "Ad Melkert Jr")
    for row in range(2, len(package.rows("people")) + 1):
        if package.rows("people")[row - 1][0] == "ad-melkert" and package.rows("people")[row - 1][6]:
            package.change("people", row, "name", "Ad Melkert Jr")
    by = {"source": "seed-dpa-2016", "locator": "p. 1", "rank": "normal"}
    package.add("people", id="ada-lovelace", **by, name="Ada Lovelace")
    package.drop("pledges", lambda row: row["id"] != "camp-usa")
    package.add("tallies", id="years-of-operation", **by, as_of="2016-03")
    used = {row[1] for table in TABLES for row in package.rows(table)}
    package.drop("sources", lambda row: row["id"] in used)
    format_folder(str(package))
    return package


def set_version(package: Package, version: str) -> None:
    about = package.descriptor()
    about["version"] = version
    (package.path / "datapackage.json").write_text(json.dumps(about), encoding="utf-8")
    format_folder(str(package))


def test_a_record_has_no_difference_from_itself() -> None:
    assert len(mission.compare(mission)) == 0
    assert len(mission.compare(unami.open_dataset(DATA))) == 0


def test_each_difference_is_one_of_a_field_or_of_a_whole_record(old: Package, new: Package) -> None:
    found = unami.open_dataset(old).compare(unami.open_dataset(new))
    by_id = {change.id: change for change in found}
    name = by_id["people/ad-melkert/name"]
    assert (name.kind, name.before, name.after) == ("changed", "Ad Melkert", "Ad Melkert Jr")
    assert str(name) == "people/ad-melkert, name: Ad Melkert -> Ad Melkert Jr"
    added = by_id["people/ada-lovelace"]
    assert (added.kind, added.field, added.before, added.after) == ("added", None, None, "Ada Lovelace")
    assert str(added) == "people/ada-lovelace added: Ada Lovelace"
    assert {change.kind for change in found.where(table="pledges")} == {"removed"}
    assert all(str(change).startswith(f"pledges/{change.record} removed: ") for change in found.where(table="pledges"))


def test_the_other_way_round_everything_is_the_opposite(old: Package, new: Package) -> None:
    there, back = (compare(*map(unami.open_dataset, pair)) for pair in ((old, new), (new, old)))
    opposite = {"added": "removed", "removed": "added", "changed": "changed"}
    assert [(c.id, c.after, c.before, opposite[c.kind]) for c in there] == [
        (c.id, c.before, c.after, c.kind) for c in back
    ]


def test_the_changes_between_two_views_lead_from_one_to_the_other() -> None:
    then = mission.known_at("2012")
    found = then.compare(mission)
    for table in (*TABLES, "sources"):
        left = {record.id: record for record in then.tables[table]}
        right = {record.id: record for record in mission.tables[table]}
        whole = found.where(table=table, field=None)
        assert {c.record for c in whole if c.kind == "added"} == right.keys() - left.keys()
        assert {c.record for c in whole if c.kind == "removed"} == left.keys() - right.keys()
        told = {(c.record, c.field): (c.before, c.after) for c in found.where(table=table) if c.field}
        expected = {
            (name, field): (getattr(left[name], field), getattr(right[name], field))
            for name in left.keys() & right.keys()
            for field in fields_of(record_class(table))
            if getattr(left[name], field) != getattr(right[name], field)
        }
        assert told == expected
    assert len(found.where(table="appointments", field=None)) > 5


def test_a_value_that_was_not_known_is_added_and_one_that_is_gone_removed() -> None:
    then = mission.known_at("2012")
    kobler = then.compare(mission).where(record="martin-kobler.srsg", field="left_office").one()
    assert (kobler.kind, kobler.before) == ("added", None)
    assert "not stated -> 2013" in str(kobler)
    back = mission.compare(then).where(record="martin-kobler.srsg", field="left_office").one()
    assert (back.kind, back.after) == ("removed", None)


def test_changes_are_values_like_all_answers() -> None:
    found = mission.known_at("2012").compare(mission)
    assert found == mission.known_at("2012").compare(mission)
    assert pickle.loads(pickle.dumps(found[0])) == found[0]
    assert len(set(found)) == len(found)
    assert found.record_class is Change
    assert found.to_dicts()[0]["kind"] == "added"
    assert "<table>" in found._repr_html_()


# The changelog


def test_the_shipped_changelog_reaches_the_version_of_the_data() -> None:
    rows = mission.dataset.changelog
    assert rows[-1][0] == mission.version
    assert len(mission.changes(since=mission.version)) == 0
    assert mission.changes(since=mission.version.replace(".", "-")) == mission.changes(since=mission.version)


def test_an_unknown_version_is_named_with_those_that_there_were() -> None:
    with pytest.raises(UnknownName, match=r"unknown version of the data '2026.01.01'.*2026\.11\.26"):
        mission.changes(since="2026.01.01")


@pytest.mark.slow
def test_logged_changes_are_those_of_the_comparison(old: Package, new: Package) -> None:
    log_changes(str(new), str(old), reason="A second version.")
    assert check_files(open_files(new)) == []
    mine = unami.open_dataset(new)
    logged = mine.changes(since="2026.11.26")
    compared = unami.open_dataset(old).compare(mine)
    assert [(c.id, c.kind, c.before, c.after) for c in logged] == sorted(
        ((c.id, c.kind, c.before, c.after) for c in compared), key=lambda change: change[0].split("/")
    )
    assert {change.version for change in logged} == {NEXT}
    assert len(mine.changes(since=NEXT)) == 0
    assert mine.changes() == logged
    assert FrictionlessPackage(str(new.path / "datapackage.json")).validate().valid


def test_logging_again_keeps_the_reasons_and_replaces_the_rest(old: Package, new: Package) -> None:
    log_changes(str(new), str(old), reason="A second version.")
    rows = new.rows("changes")
    place = next(n for n, cells in enumerate(rows) if cells[1:4] == ["people", "ad-melkert", "name"])
    rows[place][6] = "He said so himself."
    new.write("changes", rows)
    by = {"source": "seed-dpa-2016", "locator": "p. 1", "rank": "normal"}
    new.add("people", id="eva-lovelace", **by, name="Eva Lovelace")
    log_changes(str(new), str(old))
    mine = unami.open_dataset(new)
    kept = mine.changes().where(record="ad-melkert").one()
    assert kept.reason == "He said so himself."
    assert str(kept).endswith(" -- He said so himself.")
    assert mine.changes().where(record="eva-lovelace").one().reason is None
    assert [cells for cells in new.rows("changes") if cells[0] == NEXT and not cells[1]] == [
        [NEXT, "", "", "", "", "", "A second version."]
    ]


def test_a_reason_is_given_to_the_changes_that_have_none(old: Package, new: Package) -> None:
    log_changes(str(new), str(old), reason="More people.")
    by = {"source": "seed-dpa-2016", "locator": "p. 1", "rank": "normal"}
    new.add("people", id="eva-lovelace", **by, name="Eva Lovelace")
    written = log_changes(str(new), str(old), reason="A sister.")
    mine = unami.open_dataset(new).changes()
    assert {(change.id, change.reason) for change in written} == {(change.id, change.reason) for change in mine}
    assert {change.version for change in written} == {NEXT}
    assert [change.record for change in mine if change.reason == "A sister."] == ["eva-lovelace"]
    assert {change.reason for change in mine} == {"More people.", "A sister."}
    assert _about_the_version(new) == "More people."


def _about_the_version(package: Package) -> str:
    (line,) = (cells for cells in package.rows("changes") if cells[0] == NEXT and not cells[1])
    return line[6]


def test_a_version_that_nobody_has_described_has_the_number_of_its_changes(old: Package, new: Package) -> None:
    first = log_changes(str(new), str(old))
    assert _about_the_version(new) == f"{len(first)} changes."
    assert {change.reason for change in first} == {None}
    by = {"source": "seed-dpa-2016", "locator": "p. 1", "rank": "normal"}
    new.add("people", id="eva-lovelace", **by, name="Eva Lovelace")
    log_changes(str(new), str(old))
    assert _about_the_version(new) == f"{len(first) + 1} changes."
    log_changes(str(new), str(old), reason="More people.")
    assert _about_the_version(new) == "More people."


def test_the_reason_of_a_new_record_survives_other_words_for_it(old: Package, new: Package) -> None:
    log_changes(str(new), str(old), reason="More people.")
    rows = new.rows("changes")
    for cells in rows[1:]:
        if cells[1] and not cells[3]:
            cells[4:6] = [text and f"formerly {text}" for text in cells[4:6]]
        elif cells[2] == "ad-melkert":
            cells[4] = "Another"
    new.write("changes", rows)
    log_changes(str(new), str(old), reason="Now otherwise.")
    reasons = {change.id: change.reason for change in unami.open_dataset(new).changes()}
    assert reasons["people/ada-lovelace"] == "More people."
    assert reasons["people/ad-melkert/name"] == "Now otherwise."


def test_reasons_are_shown_with_the_changes(old: Package, new: Package) -> None:
    log_changes(str(new), str(old), reason="More people.")
    logged = unami.open_dataset(new).changes()
    assert str(logged.where(record="ada-lovelace").one()).endswith("Ada Lovelace -- More people.")
    assert all(line.endswith("-- More people.") for line in str(logged).splitlines()[1:4])
    assert ">reason</th>" in logged._repr_html_()
    assert ">More people.</td>" in logged._repr_html_()
    assert ">More people.</td>" in logged[0]._repr_html_()
    assert {row["reason"] for row in logged.to_dicts()} == {"More people."}


def test_a_third_version_adds_to_the_second(old: Package, new: Package, tmp_path: Path) -> None:
    log_changes(str(new), str(old))
    third = Package(tmp_path / "third", small=True)
    for name, content in new.contents().items():
        (third.path / name).write_bytes(content)
    set_version(third, "2027.02.01")
    third.drop("people", lambda row: row["id"] != "ada-lovelace")
    log_changes(str(third), str(new))
    mine = unami.open_dataset(third)
    assert [change.id for change in mine.changes(since=NEXT)] == ["people/ada-lovelace"]
    assert len(mine.changes(since="2026.11.26")) == len(unami.open_dataset(new).changes()) + 1


def test_a_version_that_is_not_later_is_refused(old: Package, tmp_path: Path) -> None:
    same = Package(tmp_path / "same", small=True)
    before = same.contents()
    with pytest.raises(DatasetError, match=r"after the version 2026\.11\.26 of "):
        log_changes(str(same), str(old))
    assert same.contents() == before
    same.file("changes").unlink()
    set_version(same, "version 3")
    with pytest.raises(DatasetError, match=r"'version 3': expected a day such as 2026\.11\.26"):
        log_changes(str(same), str(old))


def test_a_changelog_that_lags_behind_says_so_and_never_answers_with_silence(new: Package) -> None:
    mine = unami.open_dataset(new)
    with pytest.raises(DatasetError, match=f"version {NEXT} is not listed yet"):
        mine.changes(since="2026.11.26")
    assert len(mine.changes(since=NEXT)) == 0


def test_a_package_need_not_have_a_changelog(old: Package) -> None:
    old.file("changes").unlink()
    format_folder(str(old))
    assert len(old.descriptor()["resources"]) == len(TABLES) + 3
    mine = unami.open_dataset(old)
    assert len(mine.changes()) == len(mine.changes(since=mine.version)) == 0
    with pytest.raises(UnknownName):
        mine.changes(since="2025.01.01")


def test_a_changelog_must_be_listed_as_a_resource(old: Package) -> None:
    about = old.descriptor()
    about["resources"] = [resource for resource in about["resources"] if resource["name"] != "changes"]
    (old.path / "datapackage.json").write_text(json.dumps(about), encoding="utf-8")
    assert [str(problem) for problem in check_files(open_files(old))] == [
        "datapackage.json: expected a resource 'changes' with the path changes.csv"
    ]


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (["2026.11.26", "poeple", "x", "", "", "x", ""], "table", "no such table; did you mean people?"),
        (["2026.11.26", "people", "nobody", "name", "", "x", ""], "record", "no such id in people.csv"),
        (
            ["2026.11.26", "people", "ad-melkert", "nam", "", "x", ""],
            "field",
            "no such field of people; did you mean name?",
        ),
        (["2026.11.26", "people", "ad-melkert", "died", "", "soon", ""], "after", "expected a date"),
        (["2026.11.26", "people", "ad-melkert", "name", "x", "x", ""], "after", "before and after are equal"),
        (
            ["2027.11.22", "people", "ad-melkert", "name", "x", "y", ""],
            "version",
            "later than the version of the package",
        ),
        (
            ["2026.11.21", "people", "ad-melkert", "name", "x", "y", ""],
            "version",
            "this version has no line about itself",
        ),
        (["21 November", "people", "ad-melkert", "name", "x", "y", ""], "version", "expected the day of a version"),
        (["2026.11.26", "", "ad-melkert", "", "", "", ""], "table", "expected the table of the record"),
    ],
)
def test_a_wrong_line_of_the_changelog_is_shown(old: Package, row: list[str], column: str, message: str) -> None:
    head, *body = old.rows("changes")
    old.write("changes", [head, *sorted([*body, row])])
    (problem,) = check_files(open_files(old))
    assert (problem.table, problem.column) == ("changes", column)
    assert message in problem.message


def test_a_record_may_be_gone_before_that_is_logged(old: Package) -> None:
    head, *body = old.rows("changes")
    old.write("changes", [head, *sorted([*body, ["2026.11.26", "people", "nobody", "name", "x", "y", ""]])])
    assert len(check_files(open_files(old))) == 1
    set_version(old, NEXT)
    assert check_files(open_files(old)) == []


def test_a_removed_record_may_be_spoken_of(old: Package) -> None:
    head, *body = old.rows("changes")
    removed = ["2026.11.26", "people", "nobody", "", "Nobody", "", ""]
    changed = ["2026.11.26", "people", "nobody", "name", "x", "y", ""]
    old.write("changes", [head, *sorted([*body, removed, changed])])
    assert check_files(open_files(old)) == []
    assert [change.kind for change in unami.open_dataset(old).changes()] == ["removed", "changed"]


# The command


def test_the_command_shows_compares_and_writes(old: Package, new: Package, capsys: pytest.CaptureFixture[str]) -> None:
    before = new.contents()
    assert main(["changes", str(new), "--against", str(old)]) == 0
    compared = capsys.readouterr().out
    assert "people/ad-melkert, name: Ad Melkert -> Ad Melkert Jr\n" in compared
    assert new.contents() == before
    assert main(["changes", str(new), "--against", str(old), "--write", "--reason", "More people."]) == 0
    shown = capsys.readouterr().out
    assert "people/ad-melkert, name: Ad Melkert -> Ad Melkert Jr -- More people.\n" in shown
    assert shown.replace(" -- More people.\n", "\n") == compared
    assert main(["changes", str(new), "--since", "2026.11.26"]) == 0
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(shown.splitlines())
    assert main(["changes"]) == 0
    assert capsys.readouterr().out.endswith(f"{len(mission.changes())} changes\n")
    assert main(["check", str(new)]) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--write"], "--write needs --against OLD"),
        (["--since", "2026.11.26", "--against", "x"], "use one of them"),
        (["--since", "1999.01.01"], "unknown version of the data '1999.01.01'"),
    ],
)
def test_arguments_that_do_not_fit_are_one_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["changes", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert words in err
