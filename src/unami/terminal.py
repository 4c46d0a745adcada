"""Text that is safe to show: what comes from a data package or a user never steers a terminal, nor fills it."""

from __future__ import annotations

__all__ = ["cut", "shown", "visible"]

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_OF_DIRECTION = (0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Characters that turn the direction of the text around them, or break the line."""

_ESCAPES = {number: f"\\x{number:02x}" for number in _CONTROLS if chr(number) not in "\n\t"}
_ESCAPES |= {number: f"\\u{number:04x}" for number in _OF_DIRECTION}
_ESCAPES |= {number: f"\\u{number:04x}" for number in range(0xD800, 0xE000)}
"""Lone surrogates, which no output can encode."""


def visible(text: str) -> str:
    r"""A text in which control characters are written out, except for line breaks and tabs.

    Args:
        text: Any text.

    Example:
        >>> print(visible("red: \x1b[31m, bell: \x07, Ján Kubiš"))
        red: \x1b[31m, bell: \x07, Ján Kubiš
    """
    return text if text.isprintable() else text.translate(_ESCAPES)


def cut(text: str, longest: int = 200) -> str:
    """A text as it is repeated in a message: safe to show, and cut if it is long.

    Args:
        text: Any text.
        longest: How many characters of it are kept.

    Example:
        >>> cut("a" * 300, 10)
        'aaaaaaaaaa...'
    """
    safe = visible(text[: longest + 1])
    return safe if len(safe) <= longest else f"{safe[:longest]}..."


def shown(value: object, longest: int = 200) -> str:
    """A value as it is repeated in a message: its ``repr``, safe to show, and cut if it is long.

    Args:
        value: Anything, also an object that cannot be shown.
        longest: How many characters of it are kept.

    Example:
        >>> shown("2014-13"), shown("1" * 300, 10), shown(10**5000)
        ("'2014-13'", "'111111111...", '<int>')
    """
    try:
        # The start is enough to see that a text is cut; the whole may be very long.
        text = repr(value[: longest + 1] if isinstance(value, (str, bytes)) else value)
    except Exception:  # noqa: BLE001
        # An error about a value must not fail because of the value.
        text = f"<{type(value).__name__}>"
    return cut(text, longest)
