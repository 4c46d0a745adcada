"""Work that must finish before a process forks.

Python keeps a lock for each module that a thread is importing, and a fork copies the lock but not the thread: the child
would wait for ever for the module. So that a fork may happen at any time, whatever other threads are asking, the modules
of the library and of its core dependencies are imported to the end first. (Not those of other packages, such as pandas: they
use logging, whose lock the forking thread holds already, and to wait for them could be for ever.)
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
"""The command line, which no question imports, and what is for packages that may not be there, or that a program may not
want to have loaded."""

_FROM_ELSEWHERE = (
    "cattrs",
    "dateutil.parser",
    "dateutil.relativedelta",
    "difflib",
    "hashlib",
    "importlib.resources",
    "json",
    "tempfile",
    "zipfile",
)
"""Modules of others that questions import when they need them."""


def finish_imports() -> None:
    """Import what other threads may be importing; a process of a single thread has nothing to finish."""
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
    except ImportError:  # a Python that was built without it, in which no thread can be importing it either
        return
    if name.partition(".")[0] == "unami":
        for inside in iter_modules(getattr(module, "__path__", ()), f"{name}."):
            if inside.name not in _LEFT_OUT:
                _finish(inside.name)
