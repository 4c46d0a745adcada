"""Check that a wheel holds all of the package, and nothing else.

Usage: wheel_contents.py WHEEL SOURCE
"""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile


def main(wheel: str, source: str) -> int:
    """Compare the files of a wheel with those of the source folder."""
    inside = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    root = Path(source)
    expected = {
        str(path.relative_to(root.parent))
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    missing, extra = sorted(expected - inside), sorted(inside - expected)
    for name in missing:
        print(f"missing from the wheel: {name}")
    for name in extra:
        print(f"should not be in the wheel: {name}")
    tables = sum(name.endswith(".csv") for name in inside)
    if "unami/py.typed" not in inside or not tables:
        print("the wheel has no py.typed, or no tables")
        return 1
    print(f"{len(inside)} files, {tables} tables, py.typed")
    return 1 if missing or extra else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
