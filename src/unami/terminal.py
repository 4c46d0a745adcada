"""Text that is safe to show: what comes from a data package never steers a terminal."""

from __future__ import annotations

import re

__all__ = ["fault_of_letters", "is_web_address", "visible", "xml_text"]

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_OF_DIRECTION = (0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Characters that turn the direction of the text around them, or break the line."""

_SURROGATES = range(0xD800, 0xE000)
_NOT_IN_XML = (0xFFFE, 0xFFFF)
"""What XML 1.0 does not have beside control characters and surrogates."""

_UNFIT = frozenset(map(chr, (*_CONTROLS, *_OF_DIRECTION, *_SURROGATES, *_NOT_IN_XML)))
"""What no text of a record needs and some program or other stumbles over."""

_NOT_XML = {number: "\ufffd" for number in (*range(0x20), *_SURROGATES, *_NOT_IN_XML) if chr(number) not in "\t\n\r"}

_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)

_ESCAPES = {number: f"\\x{number:02x}" for number in _CONTROLS if chr(number) not in "\n\t"}
_ESCAPES |= {number: f"\\u{number:04x}" for number in (*_OF_DIRECTION, *_SURROGATES)}


def visible(text: str) -> str:
    r"""A text in which control characters are written out, except for line breaks and tabs.

    Args:
        text: Any text.

    Example:
        >>> print(visible("red: \x1b[31m, bell: \x07, Ján Kubiš"))
        red: \x1b[31m, bell: \x07, Ján Kubiš
    """
    return text if text.isprintable() else text.translate(_ESCAPES)


def fault_of_letters(text: str, *, allowed: str = "") -> str | None:
    r"""What is wrong with a text that has characters which no text of a data package may have.

    They are the control characters, those that turn the direction of the text around them, lone surrogates, which no
    file can hold, and those that XML 1.0 does not have.

    Args:
        text: Any text.
        allowed: Control characters that it may have all the same.

    Example:
        >>> fault_of_letters("\x1b[31mred"), fault_of_letters("Ján Kubiš")
        ('control characters; expected text alone (found U+001B)', None)
    """
    if text.isprintable() or _UNFIT.isdisjoint(text):
        return None
    first = next((sign for sign in text if sign in _UNFIT and sign not in allowed), None)
    if first is None:
        return None
    no_letters = ord(first) in _SURROGATES or ord(first) in _NOT_IN_XML
    kind = "characters that stand for nothing" if no_letters else "control characters"
    return f"{kind}; expected text alone (found U+{ord(first):04X})"


def xml_text(text: str) -> str:
    r"""A text in which a replacement character stands for each character that XML 1.0 does not have.

    Args:
        text: Any text.

    Example:
        >>> xml_text("red: \x1b[31m, end: \uffff") == "red: \ufffd[31m, end: \ufffd"
        True
    """
    return text if text.isprintable() else text.translate(_NOT_XML)


def is_web_address(text: str) -> bool:
    """Whether a text is an address that a reader may follow.

    Args:
        text: Any text.

    Example:
        >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)")
        (True, False)
    """
    return _WEB_ADDRESS.fullmatch(text) is not None
