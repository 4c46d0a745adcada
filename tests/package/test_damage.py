"""Tests with randomly or maliciously damaged packages: refused with an error, or opened and then queried."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from helpers.paths import LIBRARY, TESTS


def tried(count: int, first: int) -> str:
    """Try packages in separate processes, which are stopped if they take too long."""
    home = dict(os.environ, PYTHONPATH=os.pathsep.join(map(str, (LIBRARY.parent, TESTS))))
    done = subprocess.run(
        [sys.executable, "-m", "helpers.damage", str(count), str(first)],
        check=False,
        capture_output=True,
        text=True,
        env=home,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.slow
@pytest.mark.needs("altair", "icalendar", "itables", "pyarrow")
def test_damaged_packages_are_refused_or_rightly_opened() -> None:
    said = tried(60, 20)
    counts = {word: int(re.search(rf"'{word}': (\d+)", said)[1]) for word in ("refused", "opened")}  # type: ignore[index]
    assert sum(counts.values()) == 60
    assert min(counts.values()) >= 5


@pytest.mark.slow
def test_thousands_of_damaged_packages_are_refused_or_rightly_opened() -> None:
    assert "'wrong'" not in tried(2500, 100_000)
