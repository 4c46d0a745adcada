"""The symbols of United Nations documents: how people say them, and the web addresses that they make."""

from __future__ import annotations

import re

__all__ = ["link_of", "symbol_of"]

_BASE = "https://docs.un.org/en/"

_SERIES = (
    r"S/RES/\d+ ?\(\d{4}\)"  # resolutions of the Security Council
    r"|S/PV\.\d+(?: ?\(Resumption ?\d+\))?"  # its meetings
    r"|S/PRST/\d{4}/\d+"  # statements of its President
    r"|S/\d{4}/\d+"  # reports and letters
    r"|A/RES/\d+/\d+"  # resolutions of the General Assembly
    r"|A/(?:HRC/)?\d+/\d+"  # its papers, and those of the Human Rights Council
)
_SYMBOL = rf"(?:{_SERIES})(?:/(?:Add|Corr|Rev)\.\d+)*"
"""The forms of symbols that are known to open there. Press releases, such as SC/7850, are not among them."""

_RESOLUTION = (
    r"(?:(?:(?:U\.?N\.?|United Nations)\s+)?(?:Security Council|UNSC|SC)\s+res(?:olution|\.)?"
    r"|(?:U\.?N\.?\s+)?res(?:olution|\.)?|UNSCR|SCR)\s*(?:no\.?\s*)?(\d{1,4})\s*(\(\d{4}\))?"
    r"|(\d{1,4})\s*(\(\d{4}\))"
)
"""How people say the symbol of a resolution of the Security Council, with or without its year."""


def symbol_of(said: str) -> str | None:
    """The symbol of a resolution of the Security Council, as people say it.

    Args:
        said: What people say, such as ``resolution 1770``, ``UNSCR 1770 (2007)`` or ``1770 (2007)``.

    Returns:
        The symbol, with the year if it is said; ``None`` if something else is said.

    Example:
        >>> symbol_of("UN Security Council Resolution 1770"), symbol_of("1770 (2007)"), symbol_of("1770")
        ('S/RES/1770', 'S/RES/1770 (2007)', None)
    """
    found = re.fullmatch(_RESOLUTION, said.strip(), re.ASCII | re.IGNORECASE)
    if found is None:
        return None
    year = found[2] or found[4]
    return f"S/RES/{int(found[1] or found[3])}" + (f" {year}" if year else "")


def link_of(symbol: str | None) -> str | None:
    """The address at which the United Nations show a document: its symbol without blanks.

    Round brackets stay as they are, as in the links of the United Nations; they may stand in an address. A format in
    which they mean something, such as Markdown, takes ``%28`` and ``%29`` for them.

    Args:
        symbol: A document symbol; ``None`` if there is none.

    Returns:
        The address, or ``None`` if the symbol is not of a form that makes one.

    Example:
        >>> link_of("S/RES/1500 (2003)"), link_of("SC/7850")
        ('https://docs.un.org/en/S/RES/1500(2003)', None)
    """
    if symbol is None or not re.fullmatch(_SYMBOL, symbol, re.ASCII):
        return None
    return _BASE + symbol.replace(" ", "")
