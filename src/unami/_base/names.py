"""Looking things up by name: folding for comparison, and the nearest names for an error.

A name is matched exactly, then folded, then by its significant words. It is never guessed: a name that is only similar
is a suggestion in an error.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from unami._base.given import given_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from unami.errors import UnknownName

__all__ = ["checked_name", "find", "fold", "nearest", "pick"]

_APOSTROPHES = str.maketrans("", "", "'\u2018\u2019\u02bc\u02be\u02bf`")
# Compiled on first use; the first answer needs none of them.
_INITIALS = r"(?<!\w)[^\W\d_](?:\.\s?[^\W\d_])+(?!\w)"
"""Single letters with dots between them, as in U.N. and J. R."""

_TURNED = r"([^(),]+)(?:\(([^()]+)\)|,([^(),]+))\s*"
"""A name with its first words at the end: ``Iran (Islamic Republic of)`` or ``Iran, Islamic Republic of``."""

_WITHOUT_WEIGHT = frozenset(["of", "the"])
_IN_FULL = {
    "dem": "democratic",
    "fed": "federation",
    "fed states": "federated states",
    "fed sts": "federated states",
    "rep": "republic",
    "st": "saint",
}
_SHORT = r"\b(?:fed states|fed sts|dem|fed|rep|st)\b"

_COMMON = frozenset(
    [
        "arab",
        "commonwealth",
        "democratic",
        "federal",
        "federated",
        "federation",
        "federative",
        "islamic",
        "kingdom",
        "people",
        "peoples",
        "principality",
        "republic",
        "socialist",
        "state",
        "states",
        "sultanate",
        "union",
        "united",
    ]
)
"""Words that many formal names of states share: counting them, Serbia would be the nearest name to Georgia."""

_LONGEST_LIKENED = 80
"""Longer texts are not compared, because comparison takes quadratic time."""


def fold(text: str) -> str:
    """Return a text without accents, case and punctuation, for comparing names.

    Initials lose their dots, and ``&`` becomes "and".

    Args:
        text: Any text, in any script.

    Example:
        >>> fold("Ingibjörg Sólrún GÍSLADÓTTIR")
        'ingibjorg solrun gisladottir'
        >>> fold("Shia' al-Sudani"), fold("U.K."), fold("Bosnia & Herzegovina")
        ('shia al sudani', 'uk', 'bosnia and herzegovina')
    """
    if text.isascii():
        plain = text.translate(_APOSTROPHES).lower()
    else:
        decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    if "&" in plain:
        plain = plain.replace("&", " and ")
    if "." in plain:
        plain = re.sub(_INITIALS, lambda initials: re.sub(r"[.\s]", "", initials.group()), plain)
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def _weighed(folded: str) -> str:
    """The significant words of a folded name: without "of" and "the", and with common abbreviations in full."""
    full = re.sub(_SHORT, lambda short: _IN_FULL[short.group()], folded)
    return " ".join(word for word in full.split() if word not in _WITHOUT_WEIGHT)


def _forms(name: str) -> frozenset[str]:
    """The significant words of a name, as written and in natural order."""
    forms = {_weighed(fold(name))}
    turned = re.fullmatch(_TURNED, name)
    if turned:
        forms.add(_weighed(fold(f"{turned[2] or turned[3]} {turned[1]}")))
    return frozenset(forms - {""})


def _compared(name: str) -> str:
    """The part of a name that is compared to find similar ones: its words except those that many states share."""
    folded = fold(name)
    weighed = " ".join(word for word in _weighed(folded).split() if word not in _COMMON)
    return weighed or folded


# Cache only valid names, which recur; never user input.
_folded = lru_cache(maxsize=16_384)(fold)
_forms_of = lru_cache(maxsize=16_384)(_forms)
_compared_of = lru_cache(maxsize=16_384)(_compared)


def nearest(given: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the names most similar to the given one, best first.

    Args:
        given: The user's input.
        names: The valid names.
        limit: Maximum number of names.

    Example:
        >>> nearest("Figi", ["Fiji", "Nepal", "Finland"])
        ('Fiji',)
    """
    if len(given) > _LONGEST_LIKENED:
        return ()
    valid = tuple(names)
    folded, wanted = fold(given), _compared(given)
    # "Untied States" only resembles words that many states share.
    return _close(wanted, valid, _compared_of, limit) or (
        _close(folded, valid, _folded, limit) if folded != wanted else ()
    )


def _close(wanted: str, names: Iterable[str], key_of: Callable[[str], str], limit: int) -> tuple[str, ...]:
    from difflib import get_close_matches

    by_key: dict[str, str] = {}
    for name in names:
        key = key_of(name)
        # Codes of two or three letters are similar to everything.
        if (len(key) > 3 or len(wanted) <= 3) and len(key) <= 2 * _LONGEST_LIKENED:
            # Of names that differ only in common words, the shortest is the usual one.
            known = by_key.setdefault(key, name)
            if len(name) < len(known):
                by_key[key] = name
    close = get_close_matches(wanted, by_key, n=limit, cutoff=0.6)
    if len(close) < limit and len(wanted) >= 3:
        close += [key for key in by_key if wanted in key and key not in close]
    return tuple(by_key[key] for key in close[:limit])


def checked_name(given: object, error: type[UnknownName], kind: str) -> str:
    """Validate a name given by a user: it must be text and not too long.

    Args:
        given: The user's input.
        error: The error class to raise.
        kind: What kind of name is expected, for the error.

    Raises:
        UnknownName: It is not text, or too long.

    Example:
        >>> from unami.errors import UnknownCountry
        >>> checked_name(None, UnknownCountry, "country")
        Traceback (most recent call last):
            ...
        unami.errors.UnknownCountry: unknown country None: expected text
    """
    return given_text(given, "text", lambda problem: error(kind, given, (), problem))


def pick(given: object, names: Iterable[str], error: type[UnknownName], kind: str) -> str:
    """Return one of the valid names, such as those of the tables; the spelling must match exactly.

    Args:
        given: The user's input.
        names: The valid names.
        error: The error class to raise for an unknown name.
        kind: What kind of name is expected, for the error.

    Raises:
        UnknownName: It is not one of them; the error lists the nearest names, or all names if none is near.

    Example:
        >>> from unami.errors import UnknownTable
        >>> pick("people", ["people", "posts"], UnknownTable, "table")
        'people'
    """
    name = checked_name(given, error, kind)
    valid = tuple(names)
    if name in valid:
        return name
    near = nearest(name, valid)
    if near:
        raise error(kind, given, near)
    refused = error(kind, given, problem=f"expected one of {', '.join(sorted(valid))}")
    refused.suggestions = tuple(sorted(valid))
    raise refused


def _found(wanted: str, names: Mapping[str, str]) -> set[str]:
    """The values that a name matches: by folded names, or else by their significant words."""
    folded = fold(wanted)
    found = {value for name, value in names.items() if folded and _folded(name) == folded}
    if found:
        return found
    forms = _forms(wanted)
    return {value for name, value in names.items() if not forms.isdisjoint(_forms_of(name))}


def find(given: object, names: Mapping[str, str], error: type[UnknownName], kind: str) -> str:
    """Return the value that a name stands for.

    A name matches exactly, or without regard to accents, case and punctuation, or by its significant words: "Iran
    (Islamic Republic of)", "the Islamic Republic of Iran" and "Iran, Islamic Rep." are the same name.

    Args:
        given: The user's input.
        names: The value for each valid name.
        error: The error class to raise for an unknown name.
        kind: What kind of name is expected, for the error.

    Returns:
        The value of ``names`` under the given name.

    Raises:
        UnknownName: The name matches nothing, or more than one value; the error lists the nearest valid names.

    Example:
        >>> from unami.errors import UnknownCountry
        >>> find("Rep. of Korea", {"Korea, Republic of": "KOR", "Kuwait": "KWT"}, UnknownCountry, "country")
        'KOR'
    """
    wanted = checked_name(given, error, kind)
    if wanted in names:
        return names[wanted]
    found = _found(wanted, names)
    explained = None if found else re.fullmatch(_TURNED, wanted)
    if explained and explained[2]:
        # "Türkiye (Turkey)": two names for the same country.
        found = _found(explained[1], names)
        found = found if found == _found(explained[2], names) else set()
    if len(found) == 1:
        return found.pop()
    raise error(kind, given, sorted(found) or nearest(wanted, names))
