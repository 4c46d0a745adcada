"""Settings of all tests."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from shutil import which
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import unami

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from browser import Visit

# No test is about time: on a slow machine, or under coverage, an example may take as long as it needs.
settings.register_profile("unami", deadline=None)
settings.load_profile("unami")

MISSING = {
    "browser": not find_spec("playwright") or not which("chromium"),
    "checkers": not all(map(which, ("mypy", "pyrefly", "pyright", "ty"))),
    "dask": not find_spec("distributed"),
    "datasette": not find_spec("datasette"),
    "docs": not all(map(find_spec, ("altair", "furo", "ipykernel", "itables", "myst_nb", "sphinx", "vl_convert"))),
    "frozen": not find_spec("PyInstaller"),
    "pyodide": not which("node") or not which("npm"),
    "spark": not find_spec("pyspark") or not which("java"),
    "web": not all(map(find_spec, ("django", "fastapi", "flask", "httpx", "jinja2", "msgspec", "orjson", "pydantic"))),
}
"""What not every machine has; the continuous integration has it all, and says so by ``UNAMI_TEST_ALL``."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    lacking = [marker for marker, missing in MISSING.items() if missing]
    if lacking and os.environ.get("UNAMI_TEST_ALL"):
        raise pytest.UsageError(f"no test may be skipped here, but this machine lacks: {', '.join(lacking)}")
    for item in items:
        for marker, missing in MISSING.items():
            if missing and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"needs {marker}: see CONTRIBUTING.md"))


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Where the packaged record is in a format; it is written once for all tests."""
    folder = tmp_path_factory.mktemp("exported")

    @cache
    def path_of(name: str) -> Path:
        path: Path = folder / name
        unami.mission.export(name, path)
        return path

    return path_of


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library as it is installed elsewhere: a wheel, built from the source tree."""
    folder: Path = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(folder), "."]
    subprocess.run(command, check=True, cwd=os.path.dirname(os.path.dirname(__file__)), timeout=300)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def visit() -> Iterator[Callable[..., Visit]]:
    """Open pages in a real browser: see ``browser.Visit``."""
    from browser import visits

    with visits() as visiting:
        yield visiting
