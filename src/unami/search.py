"""Finding records by words, in any spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami.claims import show_value
from unami.collection import Records
from unami.names import fold
from unami.records import TABLES
from unami.records.fields import columns
from unami.shown import Shown

if TYPE_CHECKING:
    from unami.questions import Mission

__all__ = ["Hit", "search", "texts_of"]

_VOWELS = frozenset("aeiouyw")
_SHORTEST_SKELETON = 3
"""A skeleton of fewer consonants fits too many words to mean anything."""


@frozen
class Hit(Shown):
    """A record found by a search.

    Args:
        table: Table of the record.
        record: The record.
        field: The field in which most of the words were found.
        text: What that field holds.
        score: How well it fits; higher is better.

    Example:
        >>> import unami
        >>> hit = unami.mission.search("canal hotel bombing").first()
        >>> hit.table, hit.record.id
        ('events', 'canal-hotel-bombing')
    """

    table: str
    record: Any
    field: str
    text: str
    score: int

    @property
    def id(self) -> str:
        """The place of the record: table and id."""
        return f"{self.table}/{self.record.id}"

    @property
    def behind(self) -> Any:
        """The record behind the answer."""
        return self.record

    def __str__(self) -> str:
        return f"{self.id}: {self.record}"


def skeleton(word: str) -> str:
    """A folded word without vowels and doubled letters, in which transliterations of one name agree.

    Args:
        word: A folded word.

    Example:
        >>> skeleton("mohammed") == skeleton("muhamad")
        True
    """
    kept = [letter for letter in word if letter not in _VOWELS]
    return "".join(letter for place, letter in enumerate(kept) if place == 0 or kept[place - 1] != letter)


@frozen
class _Entry:
    table: str
    record: Any
    texts: tuple[tuple[str, str, frozenset[str], frozenset[str]], ...]
    """Field, shown text, folded words, skeletons of the words."""


def texts_of(record: Any) -> list[tuple[str, str]]:
    """What is searched of a record: the names of its fields of text, each with what it holds, the id first.

    Args:
        record: A record of a table.

    Example:
        >>> import unami
        >>> texts_of(unami.mission.countries["FJI"])[:2]
        [('id', 'FJI'), ('name', 'Fiji')]
    """
    names = ("id", *(column.name for column in columns(type(record)) if column.type is str))
    return [(name, show_value(value)) for name in names if (value := getattr(record, name))]


def _entries(mission: Mission) -> tuple[_Entry, ...]:
    entries = []
    for table in TABLES:
        for record in mission.tables[table]:
            texts = []
            for name, shown in texts_of(record):
                words = frozenset(fold(shown).split())
                skeletons = frozenset(short for word in words if len(short := skeleton(word)) >= _SHORTEST_SKELETON)
                texts.append((name, shown, words, skeletons))
            entries.append(_Entry(table, record, tuple(texts)))
    return tuple(entries)


def _fit(word: str, words: frozenset[str], skeletons: frozenset[str]) -> int:
    if word in words:
        return 4
    if any(other.startswith(word) for other in words):
        return 3
    if len(word) >= 4 and any(word in other for other in words):
        return 2
    short = skeleton(word)
    return 1 if len(short) >= _SHORTEST_SKELETON and short in skeletons else 0


def search(mission: Mission, text: str) -> Records[Hit]:
    """Records in which all words of a text occur, the best first.

    Args:
        mission: Where to look.
        text: One or more words.
    """
    wanted = fold(text).split()
    if not wanted:
        return Records((), "hits", Hit, mission)
    entries: tuple[_Entry, ...] = mission._cache.get("search", lambda: _entries(mission))
    hits = []
    for entry in entries:
        total = 0
        best = (0, "", "")
        by_field = [0] * len(entry.texts)
        for word in wanted:
            fits = [_fit(word, words, skeletons) for _, _, words, skeletons in entry.texts]
            if not any(fits):
                break
            # A name says more about what a record is than a remark does.
            total += max(fit + (1 if fit and place < 2 else 0) for place, fit in enumerate(fits))
            by_field = [sum(pair) for pair in zip(by_field, fits, strict=True)]
        else:
            for (name, shown, _, _), fit in zip(entry.texts, by_field, strict=True):
                # The id says the least to a reader: it is shown only if nothing else fits.
                if fit and (best[1] in ("", "id") or fit > best[0]):
                    best = (fit, name, shown)
            hits.append(Hit(entry.table, entry.record, best[1], best[2], total))
    hits.sort(key=lambda hit: -hit.score)
    return Records(tuple(hits), "hits", Hit, mission)
