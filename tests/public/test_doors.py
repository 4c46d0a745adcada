"""Tests import only public names and ``helpers.inside``, so a move inside the library changes one line of them."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

import unami
from helpers.inside import PUBLIC_MODULES
from helpers.paths import LIBRARY, TESTS

if TYPE_CHECKING:
    from pathlib import Path

DOORS = {"unami", "unami.cli", *(f"unami.{name}" for name in PUBLIC_MODULES)}
"""The public modules, and the one of the program."""

INSIDE = TESTS / "helpers" / "inside.py"
HELPERS = {path.stem for path in INSIDE.parent.glob("*.py")}
NEW_TABLE = TESTS / "records" / "test_a_new_table.py"
"""It writes a module of the library that is private."""

FILES = sorted(set(TESTS.rglob("*.py")) - {INSIDE, NEW_TABLE})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_inside_of_the_library_is_imported_in_one_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    imported = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "tests are imported by their whole names"
            imported.add(node.module or "")
            if node.module == "unami":
                imported |= {f"unami.{alias.name}" for alias in node.names if alias.name not in unami.__all__}
    assert {name for name in imported if name.partition(".")[0] == "unami"} <= DOORS
    assert not imported & HELPERS, "helpers are imported from the package of this name"
    # Nor by a name in a string: in code for another process, or in a replacement for a test.
    assert re.findall(r"unami\._[a-z]\w*", text) == []


def test_a_file_of_the_library_is_no_module_of_tests_though_it_is_named_to_pytest(
    request: pytest.FixtureRequest,
) -> None:
    # pytest would run it a second time, and leave this second module to whatever is imported later.
    hook = request.config.hook.pytest_pycollect_makemodule
    found = hook(module_path=LIBRARY / "errors.py", parent=request.session)
    assert isinstance(found, pytest.Collector)
    assert not isinstance(found, pytest.Module)
    assert list(found.collect()) == []
    assert isinstance(hook(module_path=TESTS / "public" / "test_doors.py", parent=request.session), pytest.Module)
