"""Tests of the former names of fields, which keep working for one version, with a warning."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.builders import Package
from helpers.inside import check_files, format_folder, former_names, open_files
from unami import UnamiDeprecationWarning, mission
from unami.records import Casualties

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

JUNE = "2014-06.iraq.civilians-including-police"
NOTES = {"id": "my-notes", "title": "Notes"}


@pytest.fixture
def earlier(tmp_path: Path) -> Package:
    """Write the packaged record as version 0.1 of the library had it: with a column `anbar`, and no words."""
    package = Package(tmp_path / "earlier")
    head, *body = package.rows("casualties")
    parts, counted = head.index("parts"), head.index("parts_counted")
    rows = [[cell for place, cell in enumerate(row) if place != parts] for row in [head, *body]]
    rows[0][counted - 1] = "anbar"
    package.write("casualties", [rows[0], *sorted(rows[1:])])
    package.file("vocabularies").unlink()
    descriptor = package.file("vocabularies").with_name("datapackage.json")
    text = descriptor.read_text("utf-8").replace('"name": "vocabularies"', '"name": "others"')
    descriptor.write_text(text, encoding="utf-8")
    return package


def told(ask: Callable[[], Any]) -> Any:
    """Ask something, and expect a warning with the new name, attributed to the caller's line."""
    with pytest.warns(UnamiDeprecationWarning, match="'anbar' of .* is now called 'parts_counted'") as caught:
        answer = ask()
    assert {warning.filename for warning in caught} == {__file__}
    return answer


def test_a_former_name_answers_with_a_warning() -> None:
    count = mission.casualties[JUNE]
    assert told(lambda: count.anbar) == count.parts_counted == "excluded"
    assert told(lambda: mission.casualties.where(anbar="excluded")) == mission.casualties.where(
        parts_counted="excluded"
    )
    assert told(lambda: mission.casualties.one(id=JUNE, anbar="excluded")) == count
    assert told(lambda: mission.casualties.sort_by("anbar")) == mission.casualties.sort_by("parts_counted")
    assert told(lambda: mission.casualties.group_by("anbar")) == mission.casualties.group_by("parts_counted")
    assert told(lambda: mission.explain(count, "anbar")) == mission.explain(count, "parts_counted")


def test_a_former_name_of_the_panel_answers_too() -> None:
    months = mission.panel("M")
    with pytest.warns(UnamiDeprecationWarning, match="'casualties_anbar' of PanelRow"):
        assert months["2014-05"].casualties_anbar == "excluded"
    with pytest.warns(UnamiDeprecationWarning, match="'casualties_anbar' of months"):
        assert months.where(casualties_anbar="included").first().casualties_parts == "Anbar"
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"month": ["2014-05"]})
    with pytest.warns(UnamiDeprecationWarning, match="'casualties_anbar' of the panel"):
        added = unami.annotate(frame, "month", ["casualties_anbar", "killed"], prefix="m_")
    assert added.columns[-2:] == ["m_casualties_anbar", "m_killed"]
    assert added["m_casualties_anbar"].to_list() == ["excluded"]


def test_a_former_name_is_not_suggested_written_or_listed() -> None:
    count = mission.casualties[JUNE]
    with pytest.raises(unami.UnknownField) as caught:
        mission.casualties.where(anba="excluded")  # type: ignore[call-overload]
    assert "anbar" not in caught.value.suggestions
    assert "anbar" not in count.to_dict()
    assert "anbar" not in mission.casualties.to_csv().splitlines()[0]
    assert "anbar" not in repr(count)
    assert {name: former.now for name, former in former_names(Casualties).items()} == {"anbar": "parts_counted"}


def test_a_statement_may_have_the_former_name() -> None:
    row = {"id": "2018-12.iraq.civilians-including-police", "anbar": "included"}
    mine = told(lambda: mission.with_statements("casualties", [row], source=NOTES))
    new = {"id": row["id"], "parts": "IQ-AN", "parts_counted": "included"}
    assert mine.casualties == mission.with_statements("casualties", [new], source=NOTES).casualties
    silent = told(lambda: mission.with_statements("casualties", [{"id": row["id"], "anbar": None}], source=NOTES))
    assert silent.casualties[row["id"]].parts == ()


@pytest.mark.slow
def test_a_package_of_the_version_before_opens_and_is_the_same_record(earlier: Package) -> None:
    assert told(lambda: check_files(open_files(earlier.path))) == []
    old = told(lambda: unami.open_dataset(earlier.path))
    assert all(old.tables[table] == mission.tables[table] for table in mission.tables)
    assert old.disputes == mission.disputes
    assert str(old.at("2014-06-10")) == str(mission.at("2014-06-10"))
    assert old.casualty_series() == mission.casualty_series()
    assert old.casualties.where(population="isf").ids
    assert old.report_trail("kuwait-missing-persons") == mission.report_trail("kuwait-missing-persons")
    with pytest.raises(unami.UnknownName, match="isf"):
        old.casualties.where(population="isaf")


def test_a_former_name_means_a_place_only_where_the_package_has_one_of_that_name(earlier: Package) -> None:
    head, *body = earlier.rows("places")
    name = head.index("name")
    earlier.write("places", [head, *([*row[:name], row[name].replace("Anb", "Arb"), *row[name + 1 :]] for row in body)])
    other = told(lambda: unami.open_dataset(earlier.path).casualties)
    assert other[JUNE].parts_counted == "excluded"
    assert {count.parts for count in other} == {()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "code", "line"),
    [("default", 0, "unami: warning: 'anbar'"), ("error", 2, "unami: 'anbar'"), ("ignore", 0, "")],
)
def test_the_command_line_tells_of_a_former_name_in_one_line(earlier: Package, how: str, code: int, line: str) -> None:
    command = [sys.executable, "-W", how, "-m", "unami", "check", str(earlier.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert done.stderr.startswith(line)
    assert done.stderr.count("\n") == bool(line)


@pytest.mark.slow
def test_formatting_a_package_gives_it_the_new_names(earlier: Package) -> None:
    assert set(format_folder(str(earlier))) == {"casualties.csv", "datapackage.json"}
    assert (
        earlier.file("casualties").read_bytes()
        == Package(earlier.path.with_name("now")).file("casualties").read_bytes()
    )
    assert check_files(open_files(earlier.path)) == []


@pytest.mark.slow
def test_an_export_of_such_a_package_has_the_new_names(earlier: Package, tmp_path: Path) -> None:
    old = told(lambda: unami.open_dataset(earlier.path))
    old.export("datapackage", tmp_path / "out")
    again = unami.open_dataset(tmp_path / "out")
    assert again.casualties == mission.casualties
    assert not (tmp_path / "out" / "vocabularies.csv").exists()


@pytest.mark.slow
def test_the_changelog_of_such_a_package_may_have_the_former_name(earlier: Package) -> None:
    version = unami.dataset_version
    change_of = [version, "casualties", JUNE, "anbar", "included", "excluded", ""]
    head, *body = earlier.rows("changes")
    earlier.write("changes", [head, *sorted([*body, change_of])])
    assert told(lambda: check_files(open_files(earlier.path))) == []
    old = told(lambda: unami.open_dataset(earlier.path))
    change = told(old.changes).where(record=JUNE).one()
    assert (change.field, change.before, change.after) == ("parts_counted", "included", "excluded")


@pytest.mark.parametrize("damage", ["twice", "short", "missing"])
def test_a_file_with_a_former_name_that_is_damaged_says_how(earlier: Package, damage: str) -> None:
    rows = earlier.rows("casualties")
    if damage == "twice":
        rows = [[*row, row[10]] for row in rows]
    elif damage == "short":
        rows[5] = rows[5][:-1]
    else:
        rows = [row[:-1] for row in rows]
    earlier.write("casualties", rows)
    problems = check_files(open_files(earlier.path))
    assert ("casualties", "anbar") in [(problem.table, problem.column) for problem in problems]


def test_text_of_a_frame_of_an_earlier_version_can_be_read_as_statements() -> None:
    text = f"id,anbar\n{JUNE},excluded\n"
    rows = list(csv.DictReader(io.StringIO(text)))
    mine = told(lambda: mission.with_statements("casualties", rows, source=NOTES))
    assert mine.explain(mine.casualties[JUNE], "parts_counted").claims[-1].own
