"""Settings of all tests."""

from __future__ import annotations

from importlib.util import find_spec
from shutil import which

import pytest
from hypothesis import settings

# No test is about time: on a slow machine, or under coverage, an example may take as long as it needs.
settings.register_profile("unami", deadline=None)
settings.load_profile("unami")

MISSING = {
    "dask": not find_spec("distributed"),
    "datasette": not find_spec("datasette"),
    "spark": not find_spec("pyspark") or not which("java"),
}
"""What not every machine has; the continuous integration has it all."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for marker, missing in MISSING.items():
            if missing and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"needs {marker}: pip install --group engines"))
