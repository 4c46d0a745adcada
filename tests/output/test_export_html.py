"""Tests of the export to HTML: the content of its scripts, and its page in a real browser."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.fictional import change, write_second_mission
from helpers.inside import html_folder
from unami import mission

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.browser import Visit
    from unami import Mission

pytestmark = pytest.mark.needs("itables")


def content(folder: Path, table: str) -> dict[str, Any]:
    text = (folder / f"{table}.js").read_text("utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix("unamiExplorer.receive(").removesuffix(");\n"))
    return found


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mission, Path]:
    folder = tmp_path_factory.mktemp("second")
    lemuria = write_second_mission(folder / "package")
    lemuria.export("html", folder / "html")
    return lemuria, folder / "html"


def test_the_scripts_hold_every_record_and_statement(exported: Callable[[str], Path]) -> None:
    folder = exported("html")
    for table, records in mission.tables.items():
        found = content(folder, table)
        assert [row[0] for row in found["rows"]] == list(records.ids)
        assert all(len(row) == len(found["columns"]) for row in found["rows"])
        if table != "sources":
            said = sum(len(rows) for rows in found["statements"].values())
            assert said == len(mission.dataset.statements(table))
        assert {(record, field) for record, fields in found["disputed"].items() for field in fields} == {
            (dispute.record, dispute.field) for dispute in mission.disputes.where(table=table)
        }


def test_values_are_those_of_the_records(exported: Callable[[str], Path]) -> None:
    found = content(exported("html"), "people")
    names = [column["name"] for column in found["columns"]]
    kubis = dict(zip(names, next(row for row in found["rows"] if row[0] == "jan-kubis"), strict=True))
    assert kubis["nationality"] == ["SVK"]
    assert kubis["died"] is None
    assert [column["ref"] for column in found["columns"] if column["name"] == "nationality"] == ["countries"]


def test_a_source_counts_the_statements_of_the_view(tmp_path: Path) -> None:
    view = mission.according_to("seed-wikipedia-2026")
    view.export("html", tmp_path / "x")
    found = content(tmp_path / "x", "sources")
    place = [column["name"] for column in found["columns"]].index("statements")
    told = sum(part.statements for part in view.coverage())
    assert [(row[0], row[place]) for row in found["rows"]] == [("seed-wikipedia-2026", told)]


def test_another_mission_is_named_by_its_own_name(second: tuple[Mission, Path]) -> None:
    lemuria, folder = second
    page = (folder / "index.html").read_text("utf-8")
    assert f"<h1>{lemuria.profile.name}</h1>" in page
    for table in lemuria.tables:
        found = content(folder, table)
        page += json.dumps([found["rows"], found["statements"], found["disputed"]])
    assert not any(word in page for word in ("Iraq", "UNAMI", "Kurdistan"))


def test_the_page_takes_no_name_for_markup(tmp_path: Path) -> None:
    write_second_mission(tmp_path / "package")
    change(tmp_path / "package", "missions", "Example Mission", "<img src=x> & Mission")
    unami.open_dataset(tmp_path / "package").export("html", tmp_path / "html")
    page = (tmp_path / "html" / "index.html").read_text("utf-8")
    assert "<h1>&lt;img src=x&gt; &amp; Mission" in page
    assert "<img" not in page


def test_another_bundle_of_the_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_folder, "_EXPORTS", re.compile("no such text"))
    with pytest.raises(unami.MissingExtra, match="itables"):
        mission.according_to("seed-wikipedia-2026").export("html", tmp_path / "x")
    assert not (tmp_path / "x").exists()


@pytest.mark.browser
def test_the_page_works_by_itself(visit: Callable[..., Visit], second: tuple[Mission, Path]) -> None:
    lemuria, folder = second
    for dark in (False, True):
        seen = visit(folder / "index.html", dark=dark)
        for table, records in lemuria.tables.items():
            seen.page.get_by_label("Table", exact=True).select_option(table)
            seen.page.get_by_role("region", name=f"Records of {table.replace('_', ' ')}").wait_for()
            told = seen.page.locator(".dt-info").inner_text()
            assert told == (f"1 to {len(records)} of {len(records)} records" if records else "No records")
        seen.page.get_by_label("Table", exact=True).select_option("elections")
        seen.page.locator('button[data-record="2015-09-20-assembly"]').click()
        assert "Disputed: votes cast." in seen.page.locator(".statements").inner_text()
        assert seen.overflow() == 0
        assert (seen.complaints, seen.asked_for) == ([], [])
