"""Tests of the library where Python is WebAssembly: the wheel in Pyodide, run by Node."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import unami

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.pyodide, pytest.mark.slow]

SCRIPT = """
import { loadPyodide } from "pyodide";
import fs from "fs";
const python = await loadPyodide();
for (const name of fs.readdirSync("wheels"))
  python.unpackArchive(new Uint8Array(fs.readFileSync("wheels/" + name)), "wheel");
console.log(python.runPython(fs.readFileSync("probe.py", "utf8")));
"""

PROBE = """
import json, os, sqlite3, sys, traceback

import unami

told = {"modules": sorted(name for name in sys.modules if name.startswith("unami")), "platform": sys.platform}
mission = unami.mission
told["head"] = mission.head_at("2014-06-10").name
told["text"] = str(mission.at("10 June 2014"))
told["plain"] = mission.people[0].to_dict()
told["hit"] = mission.search("canal hotel").first().record.id
failed = {}


def attempt(label, act):
    try:
        act()
    except BaseException:
        failed[label] = traceback.format_exc()


def command(*words):
    from unami.cli import main

    assert main(list(words)) == 0


def refuse(name):
    try:
        mission.export(name, f"out-{name}")
    except unami.FileInTheWay:
        return
    raise AssertionError("something was overwritten")


formats = [name for name, form in unami.export.FORMATS.items() if form.extra is None]
for name in formats:
    attempt(f"export {name}", lambda: mission.export(name, f"out-{name}"))
    attempt(f"export {name} again", lambda: mission.export(name, f"out-{name}", overwrite=True))
    attempt(f"export {name} without overwriting", lambda: refuse(name))
attempt("csv", lambda: mission.posts.to_csv("posts.csv"))
attempt("new package", lambda: unami.new_package("mine"))
attempt("open package", lambda: unami.open_dataset("mine"))
attempt("open export", lambda: unami.open_dataset("out-datapackage"))
attempt("command export", lambda: command("export", "jsonl", "cli.jsonl"))
attempt("command at", lambda: command("at", "2014-06-10"))
told["failed"] = failed
told["formats"] = formats
if not failed:
    told["people"] = len(json.load(open("out-json", encoding="utf-8"))["tables"]["people"])
    told["rows"] = sqlite3.connect("out-sqlite").execute("select count(*) from people").fetchone()[0]
told["left"] = [name for name in os.listdir(".") if name.startswith(".")]
json.dumps(told)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> dict[str, Any]:
    """What the probe says, run in Pyodide."""
    folder: Path = tmp_path_factory.mktemp("pyodide")
    fetch = [sys.executable, "-m", "pip", "download", "-q", "--only-binary", ":all:", "--dest", str(folder / "wheels")]
    subprocess.run([*fetch, str(wheel)], check=True, timeout=300)
    # All of them are pure Python: Pyodide could load no others.
    assert all(found.name.endswith("-none-any.whl") for found in (folder / "wheels").iterdir())
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "pyodide@>=0.27"]
    subprocess.run(npm, check=True, cwd=folder, timeout=300)
    (folder / "probe.py").write_text(PROBE, encoding="utf-8")
    (folder / "run.mjs").write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        ["node", "run.mjs"], check=False, cwd=folder, capture_output=True, encoding="utf-8", timeout=500
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_it_is_imported_and_answers_as_elsewhere(told: dict[str, Any]) -> None:
    assert told["platform"] == "emscripten"
    assert told["modules"] == ["unami"]
    assert told["head"] == "Nickolay Mladenov"
    assert told["text"] == str(unami.mission.at("2014-06-10"))
    assert told["plain"] == unami.mission.people[0].to_dict()
    assert told["hit"] == unami.mission.search("canal hotel").first().record.id


def test_files_packages_and_the_command_line_work_where_the_system_lacks_much(told: dict[str, Any]) -> None:
    assert told["failed"] == {}
    assert told["formats"] == [name for name, form in unami.export.FORMATS.items() if form.extra is None]
    assert told["people"] == told["rows"] == len(unami.mission.people)
    assert told["left"] == []
