"""Entry point for PyInstaller: the folder with the hook for programs that include the library."""

from __future__ import annotations

import os

__all__ = ["get_hook_dirs"]


def get_hook_dirs() -> list[str]:
    """The folder of the hook, for the entry point ``pyinstaller40``.

    Example:
        >>> [os.path.basename(folder) for folder in get_hook_dirs()]
        ['pyinstaller']
    """
    return [os.path.dirname(__file__)]
