"""Validation of objects, texts and paths given by users."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from unami.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unami.errors import UnamiError

__all__ = ["LONGEST_SEARCH", "LONGEST_TEXT", "given", "given_each", "given_text", "path_text"]

T = TypeVar("T")

LONGEST_TEXT = 200
"""Maximum length of a date, a name, an id or another word; the longest name in the packaged record has 117."""

LONGEST_SEARCH = 4000
"""Maximum length of a text to search for."""


def given(value: object, kind: type[T], what: str, expected: str) -> T:
    """Take an object from a user, if it is of the right class.

    Args:
        value: What was given.
        kind: The class.
        what: What it should be, for the error, such as ``mission``.
        expected: What was expected, for the error, such as ``a PartialDate``.

    Raises:
        InvalidValue: It is of another class.

    Example:
        >>> given("2014", int, "year", "a whole number")
        Traceback (most recent call last):
            ...
        unami.errors.InvalidValue: '2014' is not a year: expected a whole number
    """
    if not isinstance(value, kind):
        raise InvalidValue(what, value, f"expected {expected}")
    return value


def given_each(values: Iterable[object], kind: type[T], what: str, expected: str) -> Iterator[T]:
    """Take several objects from a user, if each is of the right class.

    Args:
        values: What was given.
        kind: The class.
        what: What each should be, for the error.
        expected: What was expected of each, for the error.

    Raises:
        InvalidValue: One is of another class, or they are no collection at all.
    """
    # A text is a collection of letters, which nobody means.
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise InvalidValue(f"collection of {what}s", values, f"expected a collection in which each is {expected}")
    return (given(value, kind, what, expected) for value in values)


def given_text(value: object, expected: str, refuse: Callable[[str], UnamiError], longest: int = LONGEST_TEXT) -> str:
    """Validate a text given by a user.

    Args:
        value: The value that the user gave.
        expected: What was expected, for the error.
        refuse: Makes the error to raise from a clause that describes the problem.
        longest: Maximum number of characters.

    Returns:
        The text, as a plain ``str``: a subclass may override comparison or stripping.

    Raises:
        UnamiError: The error that ``refuse`` makes, if the value is not text or is too long.

    Example:
        >>> from unami.errors import InvalidDate
        >>> given_text("2014" * 100, "a date", lambda problem: InvalidDate("2014...", problem))
        Traceback (most recent call last):
            ...
        unami.errors.InvalidDate: '2014...' is not a date: it has 400 characters; at most 200 are read
    """
    if not isinstance(value, str):
        raise refuse(f"expected {expected}")
    length = str.__len__(value)
    if length > longest:
        raise refuse(f"it has {length:,} characters; at most {longest} are read")
    return value if type(value) is str else str.__str__(value)


def path_text(path: object) -> str:
    """Return a path as text.

    Args:
        path: The path that a user gave.

    Raises:
        InvalidValue: It is not a path, or no file can have this path.

    Example:
        >>> path_text(None)
        Traceback (most recent call last):
            ...
        unami.errors.InvalidValue: None is not a path: expected the name of a file or folder
    """
    try:
        text = os.fspath(path)  # type: ignore[call-overload]
        if isinstance(text, str) and b"\0" not in os.fsencode(text):
            return text
    except (TypeError, ValueError):
        pass
    raise InvalidValue("path", path, "expected the name of a file or folder")
