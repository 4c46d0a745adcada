"""Tests with packages that chance, or malice, has damaged: refused in words, or opened and then asked everything."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


def tried(count: int, first: int) -> str:
    """Try packages in processes of their own, which are stopped if they take too long."""
    script = Path(__file__).with_name("damage.py")
    done = subprocess.run(
        [sys.executable, str(script), str(count), str(first)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.needs("altair", "icalendar", "itables", "pyarrow")
def test_damaged_packages_are_refused_or_rightly_opened() -> None:
    said = tried(60, 20)
    counts = {word: int(re.search(rf"'{word}': (\d+)", said)[1]) for word in ("refused", "opened")}  # type: ignore[index]
    assert sum(counts.values()) == 60
    assert min(counts.values()) >= 5


@pytest.mark.slow
def test_thousands_of_damaged_packages_are_refused_or_rightly_opened() -> None:
    assert "'wrong'" not in tried(2500, 100_000)
