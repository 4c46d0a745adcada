"""Answers as plain data, through cattrs."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import Any

from cattrs import Converter

from unami.collection import Records
from unami.dates import PartialDate, Period

__all__ = ["to_plain"]


@cache
def _converter() -> Converter:
    # A converter of our own: hooks on the global one would change other people's programs.
    converter = Converter(unstruct_collection_overrides={tuple: list})
    for dated in (PartialDate, Period):
        converter.register_unstructure_hook(dated, str)
    converter.register_unstructure_hook_func(lambda kind: isinstance(kind, type) and issubclass(kind, Enum), _word)
    converter.register_unstructure_hook_func(
        lambda kind: kind is Records or getattr(kind, "__origin__", None) is Records,
        lambda records: [converter.unstructure(record) for record in records],
    )
    return converter


def _word(member: Enum) -> Any:
    return member.value


def to_plain(answer: Any) -> Any:
    """A record, answer or collection as dictionaries, lists and JSON scalars.

    Args:
        answer: Any value of the library. Dates become EDTF text, and enumerations their words.

    Example:
        >>> import unami
        >>> to_plain(unami.mission.posts["srsg"])["seats"]
        'single'
    """
    return _converter().unstructure(answer)
