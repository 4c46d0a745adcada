"""How wide letters are in Arial, Helvetica and Liberation Sans, which agree."""

from __future__ import annotations

from unicodedata import combining, normalize

__all__ = ["is_listed", "width_of"]

_REGULAR = {
    191: "'",
    222: "ijl\u0142\u2018\u2019",
    260: "|",
    278: " !,./:;I[\\]ft\u0131",
    333: "()-`r\u201c\u201d\u00b7",
    334: "{}",
    350: "\u2022",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    549: "\u2265\u2264",
    556: "#$0123456789?L_abdeghnopqu\u0111\u00fe\u0141\u2013\u00ab\u00bb\u00a7",
    584: "+<=>~\u00d7",
    611: "FTZ\u00f8\u00df",
    667: "&ABEKPSVXY",
    722: "CDHNRUw\u0110",
    778: "GOQ\u00d8",
    833: "Mm",
    889: "%\u00e6",
    944: "W",
    1000: "\u00c6\u2014\u2026",
    1015: "@",
}
"""The letters of each width, in thousandths of the size of the font."""

_BOLD = {
    238: "'",
    278: " ,./I\\ijl\u0131\u0142\u2018\u2019",
    280: "|",
    333: "!()-:;[]`ft\u00b7",
    350: "\u2022",
    389: "*r{}",
    474: '"',
    500: "z\u201c\u201d",
    549: "\u2265\u2264",
    556: "#$0123456789J_aceksvxy\u2013\u00ab\u00bb\u00a7",
    584: "+<=>^~\u00d7",
    611: "?FLTZbdghnopqu\u00f8\u00df\u0111\u00fe\u0141",
    667: "EPSVXY",
    722: "&ABCDHKNRU\u0110",
    778: "GOQw\u00d8",
    833: "M",
    889: "%m\u00e6",
    944: "W",
    975: "@",
    1000: "\u00c6\u2014\u2026",
}
"""The same of bold letters."""

_WIDTHS = tuple(
    {letter: width for width, letters in table.items() for letter in letters} for table in (_REGULAR, _BOLD)
)

_OTHER = 600
"""For letters that are not listed, such as those of other scripts."""


def width_of(text: str, size: float = 11, *, bold: bool = False) -> float:
    """Return the width of a text, in pixels.

    Args:
        text: The text.
        size: Size of the font, in pixels.
        bold: Whether it is bold.

    Example:
        >>> width_of("Baghdad"), width_of("Baghdad", bold=True), width_of("Arb\u012bl") == width_of("Arbil")
        (44.0, 47.1, True)
    """
    widths = _WIDTHS[bold]
    return round(sum(widths.get(letter, _OTHER) for letter in _letters(text)) * size / 1000, 1)


def is_listed(text: str) -> bool:
    """Return whether the widths of all letters of a text are known.

    Args:
        text: The text.
    """
    return _WIDTHS[0].keys() >= set(_letters(text))


def _letters(text: str) -> list[str]:
    """The letters without their accents, which have no width of their own."""
    return [sign for sign in normalize("NFD", text) if not combining(sign)]
