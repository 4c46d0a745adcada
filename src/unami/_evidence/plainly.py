"""A text in the one form in which the words of sources are compared, letter by letter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["plainly"]


@lru_cache(maxsize=1024)
def plainly(text: str) -> str:
    """A text in lower case, without accents and Arabic vowel signs, with European digits; as long as before.

    Args:
        text: Any text.

    Example:
        >>> plainly("Février ٢٠١٤")
        'fevrier 2014'
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_letter, text))


_ALIKE = {
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MINUS SIGN}": "-",
}
"""Letters that are written for each other."""


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    """One sign for one sign, so that places in the text stay what they are."""
    if sign.isdecimal():
        return str(int(sign))
    if sign in _ALIKE:
        return _ALIKE[sign]
    first = unicodedata.normalize("NFD", sign)[0].lower()
    return first if len(first) == 1 else sign
