"""Words that belong to single fields: what the cell ``stated_as`` of a statement binds to which column.

Its segments stand between `` | ``. A segment that begins with names of columns and a colon binds its words to these
fields; any other belongs to the statement as a whole::

    turnout_percent: 58 percent | certified: certified today | around 8.5 million

Words that are bound to no field are kept with the statement; they are shown beside a field only if they hold its value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["SEPARATOR", "Words", "bind_words", "read_words", "unknown_names"]

SEPARATOR = " | "
"""Between the segments of the cell."""

_NAME = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
_BOUND = rf"({_NAME}(?:, {_NAME})*): (.+)"


@frozen
class Words:
    """The words of one statement.

    Args:
        whole: Those of the statement as a whole.
        of: Those of single fields, by the names of the fields.
    """

    whole: str
    of: Mapping[str, str]


def _split(segment: str) -> tuple[list[str], str] | None:
    found = re.fullmatch(_BOUND, segment)
    return (found[1].split(", "), found[2]) if found else None


def read_words(stated_as: str, names: Collection[str]) -> Words:
    """What a cell ``stated_as`` says, by field.

    Args:
        stated_as: The cell.
        names: The columns of the table.

    Example:
        >>> words = read_words("killed, injured: 5 and 7 | on Monday", ["killed", "injured"])
        >>> words.of["injured"], words.whole
        ('5 and 7', 'on Monday')
    """
    whole: list[str] = []
    of: dict[str, list[str]] = {}
    for segment in stated_as.split(SEPARATOR) if stated_as else ():
        bound = _split(segment)
        if bound is None or not set(bound[0]) <= set(names):
            whole.append(segment)
            continue
        for name in bound[0]:
            of.setdefault(name, []).append(bound[1])
    return Words("; ".join(whole), {name: "; ".join(parts) for name, parts in of.items()})


def unknown_names(stated_as: str, names: Collection[str]) -> tuple[str, ...]:
    """What stands where a column is named in a cell ``stated_as``, and is no column.

    A single word before a colon may be part of the words; one with an underscore, or beside the name of a column, is not.

    Args:
        stated_as: The cell.
        names: The columns of the table.

    Example:
        >>> unknown_names("turnout_per_cent: 58 | total: 5", ["turnout_percent"])
        ('turnout_per_cent',)
    """
    found: list[str] = []
    for segment in stated_as.split(SEPARATOR):
        bound = _split(segment)
        if bound is not None:
            unknown = [name for name in bound[0] if name not in names]
            if len(unknown) < len(bound[0]) or any("_" in name for name in unknown):
                found += unknown
    return tuple(found)


def bind_words(words: Words) -> str:
    """The cell ``stated_as`` that holds the words; fields with the same words share a segment.

    Args:
        words: The words.

    Example:
        >>> bind_words(Words("on Monday", {"killed": "5 and 7", "injured": "5 and 7"}))
        'killed, injured: 5 and 7 | on Monday'
    """
    sharing: dict[str, list[str]] = {}
    for name, text in words.of.items():
        sharing.setdefault(text, []).append(name)
    segments = [f"{', '.join(names)}: {text}" for text, names in sharing.items()]
    return SEPARATOR.join([*segments, words.whole] if words.whole else segments)
