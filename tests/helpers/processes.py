"""Programs in separate processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from helpers.paths import LIBRARY

__all__ = ["effect_of", "environment", "roots", "run", "run_python"]

WATCH = """
import json, sys
opened = []
def watch(event, arguments):
    if event == "open":
        opened.append(str(arguments[0]))
sys.addaudithook(watch)
before = set(sys.modules)
"""
TELL = """
print(json.dumps({
    "modules": sorted(set(sys.modules) - before),
    "data": [name for name in opened if name.endswith((".csv", "datapackage.json"))],
}))
"""


def environment(**extra: str) -> dict[str, str]:
    """Return the environment of a process that can import the library but nothing of the test run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV", "COLUMNS"))}
    return {**kept, "PYTHONPATH": str(LIBRARY.parent), "PYTHONUTF8": "1", **extra}


def run(code: str, *options: str) -> str:
    """Run code in a fresh interpreter that imports nothing of the test run."""
    done = subprocess.run(
        [sys.executable, *options, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
    )
    assert done.stderr == ""
    return done.stdout


def effect_of(code: str) -> dict[str, Any]:
    """Return the modules that code loads, and the data files that it opens."""
    told: dict[str, Any] = json.loads(run(WATCH + code + TELL))
    return told


def roots(modules: list[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def run_python(*arguments: str, seconds: float = 150) -> str:
    """Run a program in a separate process; a failure, or a hang (with the stacks of its threads), fails the test."""
    done = subprocess.run(
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=seconds,
        env=dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path)),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
