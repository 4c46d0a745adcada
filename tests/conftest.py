"""Settings of all tests."""

from __future__ import annotations

import ast
import gc
import os
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from shutil import which
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import unami
from helpers.paths import ROOT, TESTS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from helpers.browser import Visit

# No test is about time: on a slow machine, or under coverage, an example may take as long as it needs.
settings.register_profile("small", deadline=None, max_examples=25)
settings.register_profile("large", deadline=None, max_examples=300)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "small"))

# The packages under test and the record are several hundred thousand objects that live to the end. With the thresholds of
# Python, garbage collection looks through all of them so often that it takes a tenth of the time of the tests.
gc.set_threshold(50_000, 20, 100)

MISSING = {
    "browser": not all(map(find_spec, ("jupyterlab", "playwright"))) or not which("chromium"),
    "checkers": not all(map(find_spec, ("mypy", "pyrefly", "pyright", "ty"))),
    "dask": not find_spec("distributed"),
    "datasette": not find_spec("datasette"),
    "docs": not all(map(find_spec, ("altair", "furo", "ipykernel", "itables", "myst_nb", "sphinx", "vl_convert"))),
    "frozen": not find_spec("PyInstaller"),
    "pyodide": not which("node") or not which("npm"),
    "spark": not find_spec("pyspark") or not which("java"),
    "web": not all(map(find_spec, ("django", "fastapi", "flask", "httpx", "jinja2", "msgspec", "orjson", "pydantic"))),
}
"""Programs that not every machine has; continuous integration has them all, and sets ``UNAMI_TEST_ALL``."""


CORE_ONLY = bool(os.environ.get("UNAMI_TEST_CORE"))
"""Whether the library is tried with its core dependencies alone, as on interpreters for which not every package of the
extras and of the tests can be had: what needs one of these is then left out."""


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """With the core alone, ignore test modules that import missing packages."""
    return (CORE_ONLY and collection_path.suffix == ".py" and _lacks_something(collection_path)) or None


def _lacks_something(path: Path) -> bool:
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        named = [alias.name for alias in statement.names] if isinstance(statement, ast.Import) else []
        if isinstance(statement, ast.ImportFrom):
            named = [statement.module or ""]
            if named == ["helpers"]:
                named = [f"helpers.{alias.name}" for alias in statement.names]
        for name in named:
            helper = TESTS / f"{name.replace('.', '/')}.py"
            if _lacks_something(helper) if helper.exists() else not find_spec(name.partition(".")[0]):
                return True
    return False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """With the core alone, skip a test that needs a package of an extra."""
    try:
        return (yield)
    except ImportError as error:
        missing = error.package if isinstance(error, unami.MissingExtra) else error.name
        if not CORE_ONLY or not missing or find_spec(missing.partition(".")[0]):
            raise
        pytest.skip(f"needs {missing}")


SLOW = frozenset(MISSING) - {"web"}
"""Fixtures that start programs, clusters or builds, and so are excluded from the contributor's loop."""


@pytest.hookimpl(tryfirst=True)  # before the marks are asked for by -m
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    lacking = [marker for marker, missing in MISSING.items() if missing]
    if lacking and os.environ.get("UNAMI_TEST_ALL"):
        raise pytest.UsageError(f"no test may be skipped here, but this machine lacks: {', '.join(lacking)}")
    for item in items:
        needed = [package for marker in item.iter_markers("needs") for package in marker.args]
        if CORE_ONLY and not all(map(find_spec, needed)):
            item.add_marker(pytest.mark.skip(reason=f"needs {' and '.join(needed)}"))
        if any(map(item.get_closest_marker, SLOW)):
            item.add_marker("slow")
        for marker, missing in MISSING.items():
            if missing and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"needs {marker}: see CONTRIBUTING.md"))


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The packaged record exported to a format; written once for all tests."""
    folder = tmp_path_factory.mktemp("exported")

    @cache
    def path_of(name: str) -> Path:
        path: Path = folder / name
        unami.mission.export(name, path)
        return path

    return path_of


@pytest.fixture(scope="session")
def new_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package that a new record with all tables starts with; it must not be changed."""
    path: Path = tmp_path_factory.mktemp("new") / "package"
    unami.new_package(path, tables="all")
    return path


@pytest.fixture
def folder(new_package: Path, tmp_path: Path) -> Path:
    """A package that the test may change."""
    path = tmp_path / "package"
    shutil.copytree(new_package, path)
    return path


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library as it is installed elsewhere: a wheel, built from the source tree."""
    folder: Path = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(folder), "."]
    subprocess.run(command, check=True, cwd=ROOT, timeout=300)
    return next(folder.glob("*.whl"))


# Not for the whole session: as long as Playwright runs, no other event loop can run in this thread.
@pytest.fixture(scope="module")
def visit() -> Iterator[Callable[..., Visit]]:
    """Open pages in a real browser: see ``helpers.browser.Visit``."""
    from helpers.browser import visits

    with visits() as visiting:
        yield visiting
