"""Text that is safe to show: what comes from a data package never steers a terminal."""

from __future__ import annotations

__all__ = ["shown", "visible"]

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_OF_DIRECTION = (0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Characters that turn the direction of the text around them, or break the line."""

_ESCAPES = {number: f"\\x{number:02x}" for number in _CONTROLS if chr(number) not in "\n\t"}
_ESCAPES |= {number: f"\\u{number:04x}" for number in _OF_DIRECTION}


def visible(text: str) -> str:
    r"""A text in which control characters are written out, except for line breaks and tabs.

    Args:
        text: Any text.

    Example:
        >>> print(visible("red: \x1b[31m, bell: \x07, Ján Kubiš"))
        red: \x1b[31m, bell: \x07, Ján Kubiš
    """
    return text if text.isprintable() else text.translate(_ESCAPES)


def shown(value: object, longest: int = 200) -> str:
    """What was given, as a message shows it: never more than a person can read.

    Args:
        value: Any value.
        longest: How many characters are shown at most, before "...".

    Example:
        >>> print(shown("Mosul"), shown("x" * 5000, 10))
        'Mosul' 'xxxxxxxxx...
    """
    try:
        # Of a long text, even the repr would be long.
        text = repr(value[: longest + 1] if isinstance(value, (str, bytes)) else value)
    except ValueError:  # a whole number of more digits than Python writes
        text = f"{type(value).__name__} of very many digits"
    return visible(text if len(text) <= longest else text[:longest] + "...")
