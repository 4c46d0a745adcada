"""Safe display of untrusted text: no control characters reach a terminal, and long text is cut."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from unami._base.encodable import Encodable, Plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    Line: TypeAlias = tuple[tuple[str, str], ...]
    """A line: its texts, each with the style of its type."""

__all__ = [
    "cut",
    "did_you_mean",
    "fault_of_letters",
    "in_lines",
    "in_styled_lines",
    "is_web_address",
    "shown",
    "visible",
    "words_of",
    "wrapped",
    "xml_text",
]

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_OF_DIRECTION = (0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Characters that change the direction of the surrounding text, or break the line."""

_STEERING = frozenset((*_CONTROLS, *_OF_DIRECTION))

_UNBROKEN = r"\S*/\S+ \(\d{4}\)\S*|\S+"
"""What stays on one line: a word, a date, an id, and a symbol with its year, such as S/RES/1770 (2007)."""


@cache
def _escapes() -> dict[int, str]:
    """Replacements for control characters, and for lone surrogates, which cannot be encoded."""
    found = {number: f"\\x{number:02x}" for number in _CONTROLS if chr(number) not in "\n\t"}
    return found | {number: f"\\u{number:04x}" for number in (*_OF_DIRECTION, *range(0xD800, 0xE000))}


def visible(text: str) -> str:
    r"""Return a text with its control characters escaped, except line breaks and tabs.

    Args:
        text: Any text.

    Example:
        >>> print(visible("red: \x1b[31m, bell: \x07, Ján Kubiš"))
        red: \x1b[31m, bell: \x07, Ján Kubiš
    """
    return text if text.isprintable() else text.translate(_escapes())


def cut(text: str, longest: int = 200) -> str:
    """Return a text for quoting in a message: safe to show, and cut if it is long.

    Args:
        text: Any text.
        longest: Maximum number of characters.

    Example:
        >>> cut("a" * 300, 10)
        'aaaaaaaaaa...'
    """
    safe = visible(text[: longest + 1])
    return safe if len(safe) <= longest else f"{safe[:longest]}..."


def words_of(text: str) -> list[str]:
    """Return the parts of a text that stay on one line: words, dates, ids, and symbols with their year.

    Args:
        text: Any text.

    Example:
        >>> words_of("adopted as S/RES/1770 (2007)")
        ['adopted', 'as', 'S/RES/1770 (2007)']
    """
    return re.findall(_UNBROKEN, visible(text))


def in_lines(words: Iterable[str], width: int, first: str = "", rest: str = "") -> list[str]:
    """Return words in lines; a word that is wider than the line has one of its own.

    Args:
        words: The words.
        width: Maximum number of characters in a line.
        first: What the first line begins with.
        rest: What all other lines begin with.
    """
    return [start + " ".join(line) for start, line in _filled(words, width, first, rest)]


def _filled(words: Iterable[str], width: int, first: str, rest: str) -> Iterator[tuple[str, list[str]]]:
    """What each line begins with, and its words."""
    start, line, room = first, list[str](), width - len(first)
    for word in words:
        room -= len(word) + bool(line)
        if line and room < 0:
            yield start, line
            start, line, room = rest, [], width - len(rest) - len(word)
        line.append(word)
    if line:
        yield start, line


def in_styled_lines(
    parts: Iterable[tuple[Iterable[str], str]], width: int, first: str = "", rest: str = ""
) -> list[Line]:
    """Return words of several styles in lines.

    Args:
        parts: Words, and the style of their type: ``""``, ``"bold"`` or ``"dim"``.
        width: Maximum number of characters in a line.
        first: What the first line begins with.
        rest: What all other lines begin with.

    Example:
        >>> in_styled_lines([(["adopted", "2007-08-10"], ""), (["[sc-res-1770]"], "dim")], 32, rest="  ")
        [(('adopted 2007-08-10', ''), (' [sc-res-1770]', 'dim'))]
    """
    styled = [(word, style) for words, style in parts for word in words]
    styles = iter([style for _, style in styled])
    lines: list[Line] = []
    for start, line in _filled((word for word, _ in styled), width, first, rest):
        runs: list[tuple[str, str]] = []
        for number, (word, style) in enumerate(zip(line, styles, strict=False)):
            text = f" {word}" if number else f"{start}{word}"
            if runs and runs[-1][1] == style:
                text = runs.pop()[0] + text
            runs.append((text, style))
        lines.append(tuple(runs))
    return lines


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Return a text in lines; no word, date, id or address is ever broken, even if it is wider than the line.

    Args:
        text: Any text.
        width: Maximum number of characters in a line.
        first: What the first line begins with.
        rest: What all other lines begin with.

    Example:
        >>> wrapped("adopted 2007-08-10 as S/RES/1770 (2007)", 24, rest="  ")
        ['adopted 2007-08-10 as', '  S/RES/1770 (2007)']
    """
    return in_lines(words_of(text), width, first, rest)


def did_you_mean(names: Iterable[str]) -> str:
    """Return the end of a message about a wrong name: ``; did you mean Fiji?``, or an empty text.

    Args:
        names: The nearest valid names.

    Example:
        >>> did_you_mean(["Fiji"]), did_you_mean([])
        ('; did you mean Fiji?', '')
    """
    words = " or ".join(map(cut, names))
    return f"; did you mean {words}?" if words else ""


def shown(value: object, longest: int = 200) -> str:
    """Return the ``repr`` of a value for quoting in a message: safe to show, and cut if it is long.

    A record or an answer is shown by its class and its id.

    Args:
        value: Any object, even one whose ``repr`` fails.
        longest: Maximum number of characters.

    Example:
        >>> shown("2014-13"), shown("1" * 300, 10), shown(10**5000)
        ("'2014-13'", "'111111111...", '<int>')
    """
    try:
        # The text may be very long; its start is enough.
        text = _named(value) or repr(value[: longest + 1] if isinstance(value, (str, bytes)) else value)
    except Exception:  # noqa: BLE001
        # An error about a value must not fail because of that value.
        text = f"<{type(value).__name__}>"
    return cut(text, longest)


def _named(value: object) -> str:
    """The class of a record or an answer and its id; the number of some records; of anything else, nothing."""
    if isinstance(value, Plain):
        return f"{type(value).__name__} {getattr(value, 'id', '')!r}".removesuffix(" ''")
    # Of records, the first line of the text tells how many there are of which kind.
    return repr(value).partition("\n")[0] if isinstance(value, Encodable) else ""


def fault_of_letters(text: str, *, allowed: str = "") -> str | None:
    r"""Describe the first character of a text that is not allowed in a data package.

    Not allowed are control characters, characters that change the direction of the surrounding text, lone surrogates,
    which no file can contain, and characters that XML 1.0 does not allow.

    Args:
        text: Any text.
        allowed: Control characters that are allowed nevertheless.

    Example:
        >>> fault_of_letters("\x1b[31mred"), fault_of_letters("Ján Kubiš")
        ('control characters; expected plain text (found U+001B)', None)
    """
    if text.isprintable():
        return None
    for sign in text:
        if ord(sign) in _STEERING and sign not in allowed:
            return f"control characters; expected plain text (found U+{ord(sign):04X})"
        if _stands_for_nothing(sign):
            return f"surrogates or noncharacters; expected plain text (found U+{ord(sign):04X})"
    return None


def _stands_for_nothing(sign: str) -> bool:
    """True for a lone surrogate, which no file can contain, or a character that XML 1.0 does not allow."""
    return "\ud800" <= sign <= "\udfff" or sign in "\ufffe\uffff"


def xml_text(text: str) -> str:
    r"""Return a text with a replacement character for each character that XML 1.0 does not allow.

    Args:
        text: Any text.

    Example:
        >>> xml_text("red: \x1b[31m, end: \uffff") == "red: \ufffd[31m, end: \ufffd"
        True
    """
    if text.isprintable():
        return text
    return "".join(
        "\ufffd" if (sign < " " and sign not in "\t\n\r") or _stands_for_nothing(sign) else sign for sign in text
    )


def is_web_address(text: str) -> bool:
    """Return whether a text is a web address (http or https) that can be offered as a link.

    Args:
        text: Any text.

    Example:
        >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)")
        (True, False)
    """
    scheme, _, rest = text.partition("://")
    is_whole = rest != "" and rest[0] not in "/?#" and not any(map(str.isspace, text))
    return scheme.lower() in ("http", "https") and is_whole
