"""Tests of the two pages that people read first: what they name is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from helpers.paths import ROOT, TESTS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not (ROOT / "src").exists(), reason="needs the source tree")

PAGES = ("README.md", "CONTRIBUTING.md")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
SPAN = re.compile(r"`((?:[\w.-]*/)+[\w.-]*|[\w-]+\.(?:cff|csv|json|md|py))`")
IN_BLOCK = re.compile(r"(?<![\w./-])((?:\.ci|benchmarks|docs|src|tests)/[\w./-]*\w)")

BESIDE = ("", "src", "src/unami/data", "docs/reference/api/records")
"""From where a path may be named."""
MADE_UP = {"visits.csv"}
"""Files of an example, which are not there."""


def named(text: str) -> set[str]:
    """Give the paths in links, in code between words, and in blocks of code."""
    return {path.rstrip("/") for pattern in (LINK, SPAN, IN_BLOCK) for path in pattern.findall(text)} - MADE_UP


def is_there(path: str, root: Path = ROOT) -> bool:
    return any((root / folder / path).exists() for folder in BESIDE)


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_exists(page: str) -> None:
    paths = named((ROOT / page).read_text(encoding="utf-8"))
    assert len(paths) > 10
    assert [path for path in sorted(paths) if not is_there(path)] == []


def test_a_path_that_is_gone_is_found_wherever_it_is_named() -> None:
    text = (
        "See [there](docs/gone.md#part) and `tests/gone`, or `gone.csv`.\n\n```sh\npython .ci/gone.py src/unami\n```\n"
    )
    paths = named(text + "[Elsewhere](https://example.org/gone)")
    assert paths == {"docs/gone.md", "tests/gone", "gone.csv", ".ci/gone.py", "src/unami"}
    assert [path for path in paths if is_there(path)] == ["src/unami"]


def test_the_folders_of_tests_are_those_that_are_listed() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`(\w+)`", text.split("`tests` has a folder", 1)[1].split("\n- ")[0]))
    there = {path.name for path in TESTS.iterdir() if any(path.glob("test_*.py"))}
    assert listed == there
