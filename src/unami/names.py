"""Finding things by name: folding for comparison, and the nearest names for an error.

Look-up is exact, then folded, and never a guess: a name that is only near is a suggestion in an error.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unami.errors import UnknownName

__all__ = ["find", "fold", "nearest"]

_APOSTROPHES = str.maketrans("", "", "'\u2018\u2019\u02bc\u02be\u02bf`")


def fold(text: str) -> str:
    """A text without accents, case and punctuation, for comparing names.

    Args:
        text: Any text, in any script.

    Example:
        >>> fold("Ingibjörg Sólrún GÍSLADÓTTIR")
        'ingibjorg solrun gisladottir'
        >>> fold("Shia' al-Sudani")
        'shia al sudani'
    """
    if text.isascii():
        plain = text.translate(_APOSTROPHES).lower()
    else:
        decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def nearest(given: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The names most like the given one, best first.

    Args:
        given: What somebody wrote.
        names: The valid names.
        limit: How many to return at most.

    Example:
        >>> nearest("Figi", ["Fiji", "Nepal", "Finland"])
        ('Fiji',)
    """
    from difflib import get_close_matches

    wanted = fold(given)
    by_folded: dict[str, str] = {}
    for name in names:
        folded = fold(name)
        # Codes of two or three letters are near to everything.
        if len(folded) > 3 or len(wanted) <= 3:
            by_folded.setdefault(folded, name)
    close = get_close_matches(wanted, by_folded, n=limit, cutoff=0.6)
    if len(close) < limit and len(wanted) >= 3:
        close += [folded for folded in by_folded if wanted in folded and folded not in close]
    return tuple(by_folded[folded] for folded in close[:limit])


def find(given: str, names: Mapping[str, str], error: type[UnknownName], kind: str) -> str:
    """What a name stands for.

    Args:
        given: The name, as a user wrote it.
        names: What each valid name stands for.
        error: The error to raise for an unknown name.
        kind: What is looked for, for the error.

    Returns:
        The value of ``names`` under the given name, exact or folded.

    Raises:
        UnknownName: No name matches, or the folded name fits more than one thing; the nearest
            valid names are in the error.
    """
    if given in names:
        return names[given]
    wanted = fold(given)
    found = {value for name, value in names.items() if wanted and fold(name) == wanted}
    if len(found) == 1:
        return found.pop()
    raise error(kind, given, sorted(found) or nearest(given, names))
