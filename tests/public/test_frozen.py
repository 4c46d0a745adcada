"""Tests of programs that are frozen into one file with the library in them, and of what is said if its data is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import unami
from helpers.inside import FILES, Dataset, PackagedFiles, get_hook_dirs
from unami.errors import DatasetError

PROGRAM = """\
import json
import sys

import unami

folder = sys.argv[1]
mission = unami.mission
mission.export("json", folder + "/unami.json")
answer = {"head": mission.head_at("2014-06-10").name, "hit": mission.search("canal hotel").first().record.id}
answer |= {"frozen": hasattr(sys, "frozen"), "people": mission.people[0].to_dict()}
answer |= {"schema": unami.json_schema.describe_table("people")["title"], "changes": len(mission.changes())}
for name in ("csv", "datapackage", "jsonl", "jsonld", "popolo", "sqlite"):
    mission.export(name, folder + "/" + name)
print(json.dumps(answer))
"""


@pytest.mark.frozen
@pytest.mark.slow
def test_a_program_in_one_file_answers_and_writes_wherever_it_is_copied(tmp_path: Path, wheel: Path) -> None:
    # Built where nothing else is installed, from the wheel, with no option but that of one file.
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True, timeout=120)
    python = str(tmp_path / "env" / "bin" / "python")
    install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", str(wheel), "pyinstaller"]
    subprocess.run(install, check=True, timeout=300)
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    build = [python, "-m", "PyInstaller", "--onefile", "--log-level", "ERROR", "program.py"]
    subprocess.run(build, check=True, cwd=tmp_path, timeout=500)
    away = tmp_path / "away"
    away.mkdir()
    program = away / "program"
    os.replace(tmp_path / "dist" / "program", program)
    os.rename(tmp_path / "env", tmp_path / "gone")
    done = subprocess.run(
        [str(program), str(away)], check=True, cwd=away, env={}, capture_output=True, encoding="utf-8", timeout=300
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    assert done.stderr == ""
    assert answer == {
        "head": "Nickolay Mladenov",
        "hit": unami.mission.search("canal hotel").first().record.id,
        "frozen": True,
        "people": unami.mission.people[0].to_dict(),
        "schema": unami.json_schema.describe_table("people")["title"],
        "changes": len(unami.mission.changes()),
    }
    document = json.loads((away / "unami.json").read_text(encoding="utf-8"))
    assert document["tables"]["people"][0]["id"] == unami.mission.people[0].id
    assert program.stat().st_size < 40_000_000


def test_the_hook_is_announced_and_in_the_package() -> None:
    from importlib.metadata import entry_points

    (found,) = [point for point in entry_points(group="pyinstaller40") if point.module.startswith("unami")]
    assert found.load() is get_hook_dirs
    (folder,) = get_hook_dirs()
    assert Path(folder, "hook-unami.py").is_file()


class Loader:
    """A loader of a frozen program that holds the modules and no data."""

    def get_data(self, path: str) -> bytes:
        raise FileNotFoundError(path)


def test_data_that_was_not_collected_is_named_with_the_way_to_collect_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.inside import store as package

    monkeypatch.setattr(package.__spec__, "loader", Loader())
    fresh = unami.Mission(Dataset(PackagedFiles()))
    for ask in (lambda: fresh.head_at("2014-06-10"), lambda: fresh.version, lambda: fresh.people):
        with pytest.raises(DatasetError, match="the data that ships with the library is missing") as caught:
            ask()
        (problem,) = caught.value.problems
        assert problem.table in FILES
        for tool in ("--collect-data unami", "--include-package-data=unami", '"packages": ["unami"]'):
            assert tool in problem.message
    monkeypatch.setattr(package, "__file__", "/no/such/unami/_package/store.py")
    monkeypatch.setattr("importlib.resources.files", lambda _: Path("/no/such/folder"))
    with pytest.raises(DatasetError, match="is missing; a frozen program"):
        PackagedFiles().names()
