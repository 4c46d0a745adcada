"""Optional packages: imported on demand, with an error that names the missing one."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from unami.errors import MissingExtra

__all__ = ["load"]


def load(package: str, extra: str, what: str) -> Any:
    """Import a package that an extra of the library installs.

    Args:
        package: Name of the module.
        extra: The extra that installs it.
        what: The feature that needs it, for the error.

    Raises:
        MissingExtra: It is not installed.

    Example:
        >>> load("json", "frames", "this example").loads("[1]")
        [1]
        >>> load("no_such_module", "frames", "this example")
        Traceback (most recent call last):
            ...
        unami.errors.MissingExtra: this example needs the package no_such_module; ...
    """
    try:
        import_module(package.partition(".")[0])
        return import_module(package)
    except ModuleNotFoundError as error:
        # An installed package that lacks its own dependency raises its own error.
        if error.name != package.partition(".")[0]:
            raise
        raise MissingExtra(what, package.partition(".")[0], extra) from None
