"""Work that must finish before a process forks.

Python keeps a lock for each module that a thread is importing, and a fork copies the lock but not the thread: the child
would wait for that module for ever. Before a fork, therefore, the imports of the library and of its core dependencies
are completed, so that a program may fork at any time, whatever its other threads ask. (Other packages such as pandas
are left out: they use logging, whose lock the forking thread already holds, and waiting for them could last for ever.)
"""

from __future__ import annotations

import sys

__all__ = ["finish_imports"]

_LEFT_OUT = (
    "unami.__main__",
    "unami._base.pyinstaller",
    "unami._output.charts",
    "unami._output.pydantic",
    "unami.charts",
    "unami.cli",
)
"""Modules that are not imported: the command line, which no question needs, and those for optional packages, which
may be missing or which the program may not want to load."""

_FROM_ELSEWHERE = (
    "cattrs",
    "dateutil.parser",
    "dateutil.relativedelta",
    "difflib",
    "fcntl",
    "hashlib",
    "importlib.metadata",
    "importlib.readers",
    "importlib.resources",
    "json",
    "tempfile",
    "urllib.parse",
    "zipfile",
)
"""Modules of other packages that questions import when they need them."""


def finish_imports() -> None:
    """Complete the imports that other threads may be running; with a single thread there is nothing to do."""
    threading = sys.modules.get("threading")
    if threading is None or threading.active_count() == 1:
        return
    for name in (*_FROM_ELSEWHERE, "unami"):
        _finish(name)


def _finish(name: str) -> None:
    from importlib import import_module
    from pkgutil import iter_modules

    try:
        module = import_module(name)
    except ImportError:  # Python was built without it, so no thread can be importing it
        return
    if name.partition(".")[0] == "unami":
        for inside in iter_modules(getattr(module, "__path__", ()), f"{name}."):
            if inside.name not in _LEFT_OUT:
                _finish(inside.name)
