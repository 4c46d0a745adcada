"""Tests of what all exports have in common: names, wholeness, overwriting, views, progress and the command."""

from __future__ import annotations

import inspect
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import unami
from helpers.builders import fresh_mission
from helpers.inside import MANIFEST, new_folder
from unami.cli import main
from unami.errors import FileInTheWay, MissingExtra, UnknownName
from unami.export import FORMATS, write
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami import Mission

mission = unami.mission

FOLDERS = [name for name, chosen in FORMATS.items() if chosen.folder]
LIGHT = ["popolo", "csv"]
"""A file and a folder that are written fast."""


def contents(path: Path) -> dict[str, bytes]:
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    return {file.relative_to(path.parent).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_what_it_says_file_or_folder(exported: Callable[[str], Path], name: str) -> None:
    path = exported(name)
    assert path.is_dir() is FORMATS[name].folder
    if path.is_dir():
        manifest = json.loads((path / MANIFEST).read_text())
        assert manifest["format"] == name
        assert manifest["version"] == mission.version
        inside = {file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file()}
        assert {*manifest["files"], MANIFEST} == inside


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_data_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    for record, dest in ((mission, "one"), (fresh_mission(), "two")):
        record.according_to("seed-wikipedia-2026").export(name, tmp_path / dest)
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert list(one.values()) == list(two.values())
    assert all(one.values())


def test_an_unknown_format_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="did you mean sqlite") as caught:
        mission.export("sqlight", tmp_path / "x")
    assert caught.value.kind == "format"
    with pytest.raises(UnknownName) as caught:
        mission.export("%", tmp_path / "x")
    assert caught.value.suggestions == tuple(sorted(FORMATS))
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("there", [False, True])
def test_a_failed_export_leaves_nothing_and_what_was_there_stays(tmp_path: Path, name: str, there: bool) -> None:
    view = mission.according_to("seed-wikipedia-2026")
    if there and FORMATS[name].folder:
        (tmp_path / "x").mkdir()
        (tmp_path / "x" / MANIFEST).write_text('{"files": []}')
    elif there:
        (tmp_path / "x").write_text("old")
    before = contents(tmp_path / "x") if there else {}
    inside: list[Path] = []

    def fail_at_the_last(what: str, number: int, count: int) -> None:
        if number == count:
            inside.extend(path for path in tmp_path.rglob("*") if path.is_file())
            raise ZeroDivisionError(what)

    with pytest.raises(ZeroDivisionError):
        write(view, name, tmp_path / "x", overwrite=True, progress=fail_at_the_last)
    assert inside or not there
    assert os.listdir(tmp_path) == ["x"] * there
    assert not there or contents(tmp_path / "x") == before


@pytest.mark.parametrize("name", LIGHT)
def test_what_is_there_is_replaced_only_on_demand(tmp_path: Path, name: str) -> None:
    mission.according_to("seed-wikipedia-2026").export(name, tmp_path / "x")
    before = contents(tmp_path / "x")
    with pytest.raises(FileInTheWay, match="pass overwrite=True"):
        mission.export(name, tmp_path / "x")
    assert contents(tmp_path / "x") == before
    mission.export(name, tmp_path / "x", overwrite=True)
    assert contents(tmp_path / "x") != before
    assert os.listdir(tmp_path) == ["x"]


def _of_others(path: Path) -> None:
    path.mkdir()
    (path / "thesis.txt").write_text("years of work")


def _with_more(path: Path) -> None:
    mission.according_to("seed-wikipedia-2026").export("csv", path)
    (path / "thesis.txt").write_text("years of work")


def _with_folder(path: Path) -> None:
    mission.according_to("seed-wikipedia-2026").export("csv", path)
    (path / "people.csv").unlink()
    (path / "people.csv").mkdir()
    (path / "people.csv" / "thesis.txt").write_text("years of work")


def _with_strange_manifest(path: Path) -> None:
    _of_others(path)
    (path / MANIFEST).write_text('["thesis.txt"]')


def _a_file(path: Path) -> None:
    path.write_text("years of work")


def _a_link(path: Path) -> None:
    mission.according_to("seed-wikipedia-2026").export("csv", path.with_name("real"))
    path.symlink_to(path.with_name("real"))


@pytest.mark.parametrize("make", [_of_others, _with_more, _with_folder, _with_strange_manifest, _a_file, _a_link])
def test_a_folder_that_is_not_all_ours_is_never_replaced(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "x")
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    with pytest.raises(FileInTheWay, match="choose another name"):
        mission.export("csv", tmp_path / "x", overwrite=True)
    assert {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")} == before


def test_what_appears_in_a_folder_while_one_writes_stays(tmp_path: Path) -> None:
    with pytest.raises(FileInTheWay, match=r"thesis\.txt"), new_folder(tmp_path / "x", overwrite=True) as place:
        Path(place, "a").touch()
        (tmp_path / "x").mkdir()
        (tmp_path / "x" / MANIFEST).write_text('{"files": []}')
        (tmp_path / "x" / "thesis.txt").write_text("years of work")
    assert sorted(os.listdir(tmp_path / "x")) == ["thesis.txt", MANIFEST]
    assert os.listdir(tmp_path) == ["x"]


def test_a_folder_that_cannot_take_its_name_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_folder(tmp_path / "x") as place:
        Path(place, MANIFEST).write_text('{"files": []}')
    real = os.rename

    def rename(old: str, new: str) -> None:
        if new == str(tmp_path / "x") and not old.endswith("before"):
            raise OSError(28, "no space", new)
        real(old, new)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(OSError, match="no space"), new_folder(tmp_path / "x", overwrite=True) as place:
        Path(place, "a").touch()
    assert os.listdir(tmp_path / "x") == [MANIFEST]
    assert os.listdir(tmp_path) == ["x"]


def test_the_folder_around_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=re.escape(str(tmp_path / "missing"))):
        mission.export("popolo", tmp_path / "missing" / "x")


@pytest.mark.parametrize("name", FORMATS)
def test_progress_counts_from_one_to_the_last(tmp_path: Path, name: str) -> None:
    told: list[tuple[str, int, int]] = []
    write(mission.according_to("seed-wikipedia-2026"), name, tmp_path / "x", progress=lambda *step: told.append(step))
    count = told[0][2]
    assert [number for _, number, _ in told] == list(range(1, count + 1))
    assert {total for _, _, total in told} == {count}
    assert len({what for what, _, _ in told}) == count


@pytest.mark.parametrize(
    ("name", "package"), [("parquet", "pyarrow"), ("icalendar", "icalendar"), ("site", "itables"), ("site", "jinja2")]
)
def test_a_missing_package_is_named_with_the_extra_of_the_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    for module in [module for module in sys.modules if module.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=f"python -m pip install .*{package}") as caught:
        mission.export(name, tmp_path / "x")
    assert caught.value.extra == FORMATS[name].extra
    assert os.listdir(tmp_path) == []


@pytest.fixture(params=["wikipedia", pytest.param("known", marks=pytest.mark.slow)])
def view(request: pytest.FixtureRequest) -> Mission:
    return mission.according_to("seed-wikipedia-2026") if request.param == "wikipedia" else mission.known_at("2016")


@pytest.mark.parametrize("name", FORMATS)
def test_a_view_is_written_without_what_it_does_not_see(tmp_path: Path, view: Mission, name: str) -> None:
    view.export(name, tmp_path / "x")
    text = b"".join(contents(tmp_path / "x").values())
    # An event of 2025, and a source of that year: neither can be in what was known in 2016 or what an article says.
    hidden = mission.events.where(date="2025").where(lambda event: event.id not in view.events.ids).first()
    assert hidden.id.encode() not in text
    gone = mission.sources_of(hidden).where(lambda source: source.id not in view.sources.ids).first()
    assert gone.id.encode() not in text


# The command


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_writes_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dest = str(tmp_path / "unami.json")
    assert run(capsys, "export", "popolo", dest) == (0, f"wrote {dest}\n", "")
    assert "memberships" in json.loads(Path(dest).read_text(encoding="utf-8"))
    code, out, err = run(capsys, "export", "popolo", dest)
    assert (code, out) == (2, "")
    assert err.endswith("pass --force\n")
    Path(dest).write_text("old")
    assert run(capsys, "export", "popolo", dest, "--force")[0] == 0
    assert Path(dest).read_text(encoding="utf-8") != "old"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("popoloo", "x"), "did you mean popolo"),
        (("popolo", "missing/x"), "no such folder"),
        (("csv", "taken", "--force"), "not an export folder"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    _of_others(tmp_path / "taken")
    code, out, err = run(capsys, "export", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err
    assert os.listdir(tmp_path) == ["taken"]


def test_the_help_of_the_command_lists_all_formats(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    out = " ".join(capsys.readouterr().out.split())
    assert all(f" {name} {chosen.description}" in out for name, chosen in FORMATS.items())


def test_progress_is_shown_on_a_terminal_only_and_wiped_out_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    code, out, err = run(capsys, "export", "popolo", str(tmp_path / "x"))
    assert (code, out) == (0, f"wrote {tmp_path / 'x'}\n")
    lines = err.split("\r")
    assert [line.strip() for line in lines if line.strip()] == [
        "1/4 persons",
        "2/4 organizations",
        "3/4 posts",
        "4/4 memberships",
    ]
    assert "\n" not in err
    assert lines[-2].strip() == lines[-1] == ""
    assert run(capsys, "export", "popoloo", str(tmp_path / "y"))[0] == 2


def test_all_writers_have_one_signature() -> None:
    from importlib import import_module

    for chosen in FORMATS.values():
        assert list(inspect.signature(import_module(chosen.module).write).parameters) == [
            "mission",
            "place",
            "progress",
        ]
    assert len(TABLES) > 30
