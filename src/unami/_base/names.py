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

__all__ = ["Names", "checked_name", "fold", "nearest", "pick"]

_APOSTROPHES = str.maketrans("", "", "'\u2018\u2019\u02bc\u02be\u02bf`")
_ARABIC = str.maketrans(
    {
        "\u0640": None,  # tatweel, which only stretches a word
        "\u0621": None,  # hamza on the line; that on a letter is a mark, and goes with the other marks
        "\u0671": "\u0627",  # alef wasla: alef
        "\u0649": "\u064a",  # alef maqsura: ya
        "\u06cc": "\u064a",  # Persian ya: ya
        "\u0629": "\u0647",  # ta marbuta: ha
        "\u06a9": "\u0643",  # Persian kaf: kaf
    }
)
"""Letters that the press writes for one another."""

# Compiled on first use; the first answer needs none of them.
_INITIALS = r"(?<!\w)[^\W\d_](?:\.\s?[^\W\d_])+(?!\w)"
"""Single letters with dots between them, as in U.N. and J. R."""

_TURNED = r"([^(),]+)(?:\(([^()]+)\)|,([^(),]+))\s*"
"""A name with its first words at the end: ``Iran (Islamic Republic of)`` or ``Iran, Islamic Republic of``."""

_WITHOUT_WEIGHT = frozenset(["and", "dr", "governorate", "mr", "mrs", "ms", "of", "province", "the"])
"""Words that people put beside a name or leave out."""

_IN_FULL = {
    "dem": "democratic",
    "fed": "federation",
    "fed states": "federated states",
    "fed sts": "federated states",
    "rep": "republic",
    "st": "saint",
    "un": "united nations",
}
_SHORT = r"\b(?:fed states|fed sts|dem|fed|rep|st|un)\b"

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

_ALIKE = 0.74
"""How alike two names must be for one to be the other misspelt: Figi and Fiji are (0.75), Martin and Arain are not (0.73)."""

_ALIKE_CODES = 0.6
"""The same of codes of a few letters: one letter of three is wrong."""

_MOST_NEAR = 3
"""How many names an error suggests."""

_MOST_LIKENED = 12
"""How many near names are looked at for these; the nearest may all mean one thing."""

_LONGEST_LIKENED = 80
"""Longer texts are not compared, because comparison takes quadratic time."""


def fold(text: str) -> str:
    """Return a text without accents, case and punctuation, for comparing names.

    Initials lose their dots, and ``&`` becomes "and". Arabic letters that are written for one another, such as the two
    forms of ya, become one letter.

    Args:
        text: Any text, in any script.

    Example:
        >>> fold("Ingibjörg Sólrún GÍSLADÓTTIR")
        'ingibjorg solrun gisladottir'
        >>> fold("Shia' al-Sudani"), fold("U.K."), fold("Bosnia & Herzegovina")
        ('shia al sudani', 'uk', 'bosnia and herzegovina')
        >>> fold("أشرف قاضي") == fold("اشرف قاضى")
        True
    """
    if text.isascii():
        plain = text.replace("'", "").replace("`", "").lower()
    else:
        decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(_ARABIC)
    if "&" in plain:
        plain = plain.replace("&", " and ")
    if "." in plain:
        plain = re.sub(_INITIALS, lambda initials: re.sub(r"[.\s]", "", initials.group()), plain)
    return " ".join(re.findall(r"[^\W_]+", plain))


def _weighed(folded: str) -> str:
    """The words of a folded name that count: without "of", "the" and titles, and the usual short forms in full."""
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


def nearest(given: str, names: Iterable[str], limit: int = _MOST_NEAR) -> tuple[str, ...]:
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
    by_word: dict[str, list[str]] = {}
    for key in by_key:
        for word in set(key.split()) - _COMMON:
            by_word.setdefault(word, []).append(key)
    words = [word for word in wanted.split() if len(word) > 3]
    alike = get_close_matches(wanted, by_word, n=limit, cutoff=_ALIKE) if len(wanted) > 3 else []
    close = (
        # "Martin" is a part of "Martin Kobler", and only like "Marti".
        *(key for key in by_key if len(wanted) > 2 and f" {wanted} " in f" {key} "),
        *get_close_matches(wanted, by_key, n=limit, cutoff=_ALIKE if len(wanted) > 3 else _ALIKE_CODES),
        *(key for word in (*alike, *words) for key in by_word.get(word, ())),
        *(key for key in by_key if len(wanted) > 2 and wanted in key),
    )
    return tuple(by_key[key] for key in list(dict.fromkeys(close))[:limit])


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
    valid = tuple(names)
    if type(given) is str and given in valid:
        return given
    name = checked_name(given, error, kind)
    if name in valid:
        return name
    near = nearest(name, valid)
    if near:
        raise error(kind, given, near)
    refused = error(kind, given, problem=f"expected one of {', '.join(sorted(valid))}")
    refused.suggestions = tuple(sorted(valid))
    raise refused


class Names:
    """What names stand for, kept for being looked up again and again: about 1 kB for each name.

    A name matches exactly, or without regard to accents, case and punctuation, or by its significant words: "Iran
    (Islamic Republic of)", "the Islamic Republic of Iran" and "Iran, Islamic Rep." are the same name.

    Args:
        names: The valid names, each with what it stands for; a name can stand for several things.
        ids: What the names can stand for, where each is its own name before all others.

    Example:
        >>> from unami.errors import UnknownCountry
        >>> names = Names([("Korea, Republic of", "KOR"), ("Kuwait", "KWT")])
        >>> names.find("Rep. of Korea", UnknownCountry, "country")
        'KOR'
    """

    __slots__ = ("_as_written", "_by_fold", "_by_form")

    def __init__(self, names: Iterable[tuple[str, str]], ids: Iterable[str] = ()) -> None:
        named, own = _gathered(names), {known: frozenset((known,)) for known in ids}
        self._as_written = {**named, **own}
        # A name in other letters stands before an id in other letters: BAGHDAD is the governorate, baghdad the town.
        by_fold = _gathered((_folded(name), value) for name, values in named.items() for value in values)
        self._by_fold = {**{_folded(known): value for known, value in own.items()}, **by_fold}
        self._by_form: Mapping[str, frozenset[str]] | None = None
        """The names by their words that count, once somebody has given a name that is found by nothing else."""

    def find(self, given: object, error: type[UnknownName], kind: str) -> str:
        """What a name stands for.

        Args:
            given: The name, as a user wrote it.
            error: The error to raise for an unknown name.
            kind: What is looked for, for the error.

        Raises:
            UnknownName: No name matches, or the name fits more than one thing; the nearest valid names are in the error.
        """
        wanted = checked_name(given, error, kind)
        found = self.meanings(wanted)
        if len(found) == 1:
            (one,) = found
            return one
        raise error(kind, given, sorted(found) or self._near(wanted))

    def _near(self, wanted: str) -> tuple[str, ...]:
        """The nearest names: of several for one thing, only the nearest, or the name of which it is a part, such as a surname."""
        of_each: dict[frozenset[str], list[str]] = {}
        for name in nearest(wanted, self._as_written, limit=_MOST_LIKENED):
            of_each.setdefault(self._as_written[name], []).append(name)
        order = {name: place for place, name in enumerate(self._as_written)}
        fuller = ([name for name in names if fold(names[0]) in fold(name)] for names in of_each.values())
        return tuple(min(names, key=order.__getitem__) for names in fuller)[:_MOST_NEAR]

    def meanings(self, name: str) -> frozenset[str]:
        """Everything that a name can stand for.

        Args:
            name: The name, as a user wrote it.

        Example:
            >>> Names([("Korea", "KOR"), ("Korea", "PRK")]).meanings("korea") == {"KOR", "PRK"}
            True
        """
        found = self._as_written.get(name) or self._found(name)
        explained = None if found else re.fullmatch(_TURNED, name)
        if explained and explained[2]:
            # "Türkiye (Turkey)": two names of one thing.
            found = self._found(explained[1])
            found = found if found == self._found(explained[2]) else frozenset()
        return found

    @property
    def known(self) -> Iterable[str]:
        """The names, as written."""
        return self._as_written.keys()

    def _found(self, wanted: str) -> frozenset[str]:
        """What a name can stand for: by the folded names, else by their words that count."""
        folded = fold(wanted)
        found = self._by_fold.get(folded) if folded else None
        if found is not None:
            return found
        by_form = self._by_form
        if by_form is None:
            pairs = (
                (form, value)
                for name, values in self._as_written.items()
                for form in _forms_of(name)
                for value in values
            )
            by_form = self._by_form = _gathered(pairs)
        return frozenset().union(*(by_form.get(form, ()) for form in _forms(wanted)))


def _gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    gathered: dict[str, set[str]] = {}
    for name, value in pairs:
        gathered.setdefault(name, set()).add(value)
    return {name: frozenset(values) for name, values in gathered.items()}
