"""Paths of the project."""

from __future__ import annotations

from pathlib import Path

import unami

__all__ = ["DATA", "LIBRARY", "ROOT", "TESTS"]

TESTS = Path(__file__).absolute().parents[1]
ROOT = TESTS.parent
"""The folder of the project: with the pages, and with the source tree where it is not an installed library that is tried."""

LIBRARY = Path(unami.__file__).absolute().parent
DATA = LIBRARY / "data"
