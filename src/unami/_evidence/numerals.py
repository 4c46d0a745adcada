"""Numbers in the words of sources: digits however they are separated, words of number, millions and per cent."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from unami._evidence.plainly import plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Numeral", "edge_in", "numerals_in"]

_ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_ENGLISH_TENTHS = ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"]
_FRENCH = [
    "zero",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FRENCH_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_FRENCH_TENS |= {"septante": 70, "huitante": 80, "nonante": 90}

_SMALL = {word: number for number, word in enumerate(_ENGLISH)}
_SMALL |= {word: number for number, word in enumerate(_FRENCH) if "-" not in word}
_SMALL |= {word: 10 * tens for tens, word in enumerate(_ENGLISH_TENS, 2)} | _FRENCH_TENS | {"une": 1}
_NONE = ("none", "nobody", "nil", "aucun", "aucune", "keine", "keiner", "nadie", "ninguno")
_SMALL |= dict.fromkeys(_NONE, 0)
_ORDINAL = {word: number for number, word in enumerate(_ENGLISH_ORDINALS)}
_ORDINAL |= {word: 10 * tens for tens, word in enumerate(_ENGLISH_TENTHS, 2)}
_HUNDRED = {"hundred": 100, "cent": 100, "cents": 100, "dozen": 12}
_GREAT = {
    **dict.fromkeys(("thousand", "thousands", "mille", "mil", "tausend", "тысяч", "тысячи", "الف", "الاف"), 10**3),
    **dict.fromkeys(
        ("million", "millions", "millones", "millon", "millionen", "миллион", "миллиона", "миллионов", "млн", "мнл",
         "mln", "mn", "مليون", "ملايين"),
        10**6,
    ),
    **dict.fromkeys(("billion", "billions", "milliard", "milliards", "milliarden", "bn", "млрд"), 10**9),
}  # fmt: skip
_ONE_LETTER = {"k": 10**3, "m": 10**6}
"""Letters that may be a multiplier, or not."""

_LINKS = frozenset(["and", "et"])
_ALONE = frozenset(["one", "un", "une", "second", "seconds", *_NONE])
"""Words that are no number as often as they are one."""

_NO_ONE = r"(?<!\w)no[ -]one(?!\w)"
"""Nobody, and as long as this word."""

_SEPARATORS = r".,'\u2019 \u00a0\u202f\u2009\u066b\u066c"
_DIGITS = rf"(?<![\w.,])\d+(?:[{_SEPARATORS}]\d+)*(?!\w*[_/]\w)"
_SYMBOL = r"(?<!\w)[a-z]+(?:/[\w.()-]+)+"
"""A symbol of a document, whose numbers count nothing."""

_LETTERS = r"[^\W\d_]+"

_EDGES = {
    "at-least": (
        r"at least|(?<!no )(?<!not )more than|over|above|minimum of|(?<!not )(?<!not to )exceed\w*|surpass\w*|(?:no|not) (?:fewer|less) than|upwards? of|plus de"
        r"|au moins|mas de|al menos|mehr als|mindestens|более|свыше|не менее|اكثر من|ما لا يقل عن"
    ),
    "at-most": (
        r"at most|up to|(?<!no )(?<!not )(?:fewer|less) than|(?:no|not) more than|under|below|not (?:to )?exceed\w*|maximum of"
        r"|moins de|jusqu'a|au plus|weniger als|hochstens|менее|до"
    ),
    "about": (
        r"about|around|some|approximately|nearly|almost|roughly|close to|an estimated|estimated|estimates? of|circa|ca\.?"
        r"|quelque|environ|pres de|unos|cerca de|etwa|rund|около|примерно|نحو|حوالي|زهاء|قرابه"
    ),
}
"""What says that a number is not exact, before it; the first that fits counts."""


@frozen
class Numeral:
    """A number in a text.

    Args:
        readings: What it can mean: ``1.234`` is two numbers.
        start: Where it begins in the text.
        end: Where it ends.
        firm: Whether a different number contradicts it: ``one`` and ordinals only support.
        per_cent: Whether it is one of a hundred.
    """

    readings: frozenset[Decimal]
    start: int
    end: int
    firm: bool = True
    per_cent: bool = False


def numerals_in(text: str) -> tuple[Numeral, ...]:
    """The numbers in a text.

    Args:
        text: The words of a source.

    Example:
        >>> [sorted(map(str, numeral.readings)) for numeral in numerals_in("1,234 of two million, or 58.3%")]
        [['1.234', '1234'], ['2000000'], ['58.3']]
    """
    plain = plainly(re.sub(r"\bUN\b", "//", text))  # which is no French "one"
    plain = re.sub(_NO_ONE, "nobody", plain)
    blank = re.sub(_SYMBOL, lambda found: "/" * len(found[0]), plain)
    found = [*_in_digits(blank), *_in_words(blank)]
    return tuple(sorted(found, key=lambda numeral: (numeral.start, numeral.end)))


def _in_digits(text: str) -> Iterator[Numeral]:
    for match in re.finditer(_DIGITS, text):
        token = match[0]
        after = text[match.end() :]
        if re.match(r"[^\W\d_]", after) and not re.match(r"(?:st|nd|rd|th|k|m|mn|bn|mln|er|e)\b", after):
            continue  # a code such as 3rp
        scale, length, sure = _scale(after)
        per_cent = re.match(r"\s*(?:%|٪|per ?cent|pour ?cent|por ciento|prozent|процент|في المئه)", after) is not None
        firm = re.match(r"(?:st|nd|rd|th|er|e)\b", after) is None
        parts = re.split(r"[ \u00a0\u202f\u2009]", token)
        readings = _readings(token)
        if scale:
            scaled = frozenset(reading * scale for reading in readings)
            readings = scaled if sure else readings | scaled
        yield Numeral(readings, match.start(), match.end() + length, firm, per_cent)
        # Blanks between digits part thousands, or two numbers.
        if len(parts) > 1:
            start = match.start()
            for part in parts:
                yield Numeral(_readings(part), start, start + len(part), firm=False)
                start += len(part) + 1


def _scale(after: str) -> tuple[int | None, int, bool]:
    """By what a number is multiplied: the factor, how long it is, and whether it is sure to be one."""
    match = re.match(rf"\s?\(?({_LETTERS})", after)
    if match is None:
        return None, 0, False
    if match[1] in _GREAT:
        return _GREAT[match[1]], match.end(), True
    return _ONE_LETTER.get(match[1]), 0, False


def _readings(token: str) -> frozenset[Decimal]:
    parts = re.split(rf"([{_SEPARATORS}])", token)
    digits, marks = parts[::2], parts[1::2]
    if not marks:
        return frozenset([Decimal(token)])
    found: set[Decimal] = set()
    *earlier, last = marks
    thousands = all(len(group) == 3 for group in digits[1:]) and len(digits[0]) <= 3 and len(set(marks)) == 1
    if thousands and last != "\u066b":
        found.add(Decimal("".join(digits)))
    if last in ".,\u066b" and last not in earlier and all(len(group) == 3 for group in digits[1:-1]):
        found.add(Decimal(f"{''.join(digits[:-1])}.{digits[-1]}"))
    # A list such as 5,12 or 2003.8: its parts.
    return frozenset(found or map(Decimal, digits))


def _in_words(text: str) -> Iterator[Numeral]:
    run: list[tuple[str, int, int]] = []
    for match in re.finditer(rf"{_LETTERS}|[^\w\s-]|\d+", text):
        word = match[0]
        hundredth = word in ("cent", "cents") and re.search(r"(?:per|pour) $", text[: match.start()])
        if not hundredth and (_is_part(word) or (run and word in _LINKS)):
            if run and word in _ORDINAL and run[-1][0] in _ORDINAL:
                yield from _numeral(run)
                run = []
            run.append((word, match.start(), match.end()))
            continue
        yield from _numeral(run)
        run = []
    yield from _numeral(run)


def _is_part(word: str) -> bool:
    return word in _SMALL or word in _HUNDRED or word in _ORDINAL or word in _GREAT


def _numeral(run: list[tuple[str, int, int]]) -> Iterator[Numeral]:
    while run and run[-1][0] in _LINKS:
        run = run[:-1]
    if not run or all(word in _GREAT for word, _, _ in run):
        return  # "million" behind digits is theirs
    words = [word for word, _, _ in run]
    value = _value(tuple(words))
    start, end = run[0][1], run[-1][2]
    if value is None:
        # Several numbers beside each other, such as "two three": each by itself.
        for word, first, last in run:
            if word in _SMALL or word in _ORDINAL:
                number = _SMALL.get(word, _ORDINAL.get(word, 0))
                yield Numeral(frozenset([Decimal(number)]), first, last, firm=False)
        return
    firm = not any(word in _ORDINAL for word in words) and not (len(words) == 1 and words[0] in _ALONE)
    yield Numeral(frozenset([Decimal(value)]), start, end, firm)


@cache
def _value(words: tuple[str, ...]) -> int | None:
    """The number that words make together; nothing if they make none."""
    total = group = 0
    least = 1000
    for word in words:
        if word in _LINKS:
            continue
        if word in _GREAT:
            total += (group or 1) * _GREAT[word]
            group, least = 0, 1000
        elif word in _HUNDRED:
            group = (group or 1) * _HUNDRED[word]
            least = 100
        else:
            number = _SMALL.get(word, _ORDINAL.get(word, 0))
            if word in ("vingt", "vingts") and group % 100 == 4:
                group += 76  # quatre-vingts
                least = 20
                continue
            if number >= least or (number >= 10 and group % 20 and group % 100 not in (60, 80)):
                return None
            if number < 10 and group % 10 and group % 100 not in (60, 80):
                return None
            group += number
            # soixante-dix, quatre-vingt-dix
            least = 20 if number in (60, 80) else 10 if number >= 10 else number or 1
            if number == 10:
                least = 10  # dix-sept
    return total + group


@cache
def _edge_pattern(edge: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^\w])(?:{_EDGES[edge]})\s+(?:the |of |usd? ?|us)?[$€]?\s*$")


def edge_in(text: str, numeral: Numeral) -> str | None:
    """How a number in a text is not exact: ``about``, ``at-least`` or ``at-most``, by the words before it.

    Args:
        text: The text.
        numeral: A number in it.

    Example:
        >>> edge_in("at least 24 people", numerals_in("at least 24 people")[0])
        'at-least'
    """
    plain = plainly(text)
    before = plain[: numeral.start]
    found = next((edge for edge in _EDGES if _edge_pattern(edge).search(before)), None)
    return "at-least" if found is None and plain[numeral.end : numeral.end + 1] == "+" else found
