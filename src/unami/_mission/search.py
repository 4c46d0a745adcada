"""Full-text search in records, tolerant of spelling."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from unami._base.encodable import Answer
from unami._base.given import LONGEST_SEARCH, given_text
from unami._base.names import fold
from unami.errors import InvalidValue
from unami.records import TABLES
from unami.records._base import Identified
from unami.records._cell import show_value
from unami.records._field import columns
from unami.records._sequence import Records
from unami.records.identifier import Identifier

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from unami._mission.mission import Mission

__all__ = ["MOST_WORDS", "Hit", "search", "texts_of"]

Place: TypeAlias = tuple[int, int]
"""Index of a record, and of one of its text fields."""
Places: TypeAlias = "Sequence[Place]"

MOST_WORDS = 32
"""Maximum number of different words in a search."""


_VOWELS = frozenset("aeiouyw")
_SHORTEST_SKELETON = 3
"""A skeleton of fewer consonants matches too many words to be useful."""


@frozen
class Hit(Answer):
    """A record found by a search.

    Args:
        table: Table of the record.
        record: The record.
        field: The field that contains most of the words.
        text: The content of that field.
        score: How well it matches; higher is better.

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
        """The id of the hit: table and record."""
        return f"{self.table}/{self.record.id}"

    @property
    def behind(self) -> Any:
        """The record behind the answer."""
        return self.record

    def __str__(self) -> str:
        return f"{self.id}: {self.record}"


def skeleton(word: str) -> str:
    """Return a folded word without vowels and doubled letters; transliterations of one name share this skeleton.

    Args:
        word: A folded word.

    Example:
        >>> skeleton("mohammed") == skeleton("muhamad")
        True
    """
    kept = [letter for letter in word if letter not in _VOWELS]
    return "".join(letter for place, letter in enumerate(kept) if place == 0 or kept[place - 1] != letter)


@frozen
class _Index:
    """Inverted index of all words in the records' texts."""

    entries: tuple[tuple[str, Any, tuple[tuple[str, str], ...]], ...]
    """For each record: table, record, and its text fields with name and shown text."""
    words: Mapping[str, Places]
    vocabulary: Sequence[str]
    """All words, sorted."""
    skeletons: Mapping[str, Places]


def texts_of(record: Any) -> list[tuple[str, str]]:
    """Return the text fields of a record with their contents, the id first.

    Args:
        record: A record of a table.

    Example:
        >>> import unami
        >>> texts_of(unami.mission.countries["FJI"])[:2]
        [('id', 'FJI'), ('name', 'Fiji')]
    """
    names = ("id", *(column.name for column in columns(type(record)) if column.type is str))
    texts = [(name, show_value(value)) for name in names if (value := getattr(record, name))]
    held = record.identifiers.values() if isinstance(record, Identified) else ()
    return texts + [("identifiers", one.value) for one in held if one.value]


def _index(mission: Mission) -> _Index:
    entries: list[tuple[str, Any, tuple[tuple[str, str], ...]]] = []
    words: dict[str, list[Place]] = {}
    skeletons: dict[str, list[Place]] = {}
    for table in TABLES:
        for record in mission.tables[table]:
            if isinstance(record, Identifier):  # found as the record that it identifies
                continue
            texts = tuple(texts_of(record))
            for place, (_, text) in enumerate(texts):
                found = set(fold(text).split())
                for word in found:
                    words.setdefault(word, []).append((len(entries), place))
                for short in set(map(skeleton, found)):
                    if len(short) >= _SHORTEST_SKELETON:
                        skeletons.setdefault(short, []).append((len(entries), place))
            entries.append((table, record, texts))
    return _Index(tuple(entries), words, sorted(words), skeletons)


def _rated(word: str, index: _Index) -> list[tuple[int, Places]]:
    """The positions of a word and how well it matches; better matches come last."""
    rated: list[tuple[int, Places]] = []
    short = skeleton(word)
    if len(short) >= _SHORTEST_SKELETON:
        rated.append((1, index.skeletons.get(short, ())))
    if len(word) >= 4:
        rated.extend((2, index.words[other]) for other in index.vocabulary if word in other)
    beginning = bisect_left(index.vocabulary, word)
    for other in islice(index.vocabulary, beginning, None):
        if not other.startswith(word):
            break
        rated.append((3, index.words[other]))
    rated.append((4, index.words.get(word, ())))
    return rated


def _fits(rated: Iterable[tuple[int, Places]], records: Container[int] | None) -> dict[int, dict[int, int]]:
    """How well a word matches the fields of each record that contains it; for some records only, or for all."""
    fits: dict[int, dict[int, int]] = {}
    for fit, places in rated:
        for entry, place in places:
            if records is None or entry in records:
                fits.setdefault(entry, {})[place] = fit
    return fits


def _hit(entry: tuple[str, Any, tuple[tuple[str, str], ...]], fits: list[dict[int, int]]) -> Hit:
    """The record with its best field, from how well each word matches its fields."""
    table, record, texts = entry
    # A match in a name ranks above one in a note.
    total = sum(max(fit + (1 if place < 2 else 0) for place, fit in of_word.items()) for of_word in fits)
    best = (0, "", "")
    for place, (name, text) in enumerate(texts):
        fit = sum(of_word.get(place, 0) for of_word in fits)
        # The id is least informative: it is shown only if nothing else matches.
        if fit and (best[1] in ("", "id") or fit > best[0]):
            best = (fit, name, text)
    return Hit(table, record, best[1], best[2], total)


def search(mission: Mission, text: str) -> Records[Hit]:
    """Find records that contain all words of a text, best first.

    Args:
        mission: The mission to search.
        text: One or more words; repeated words count once.

    Raises:
        InvalidValue: It is not text, too long, or has too many different words.
    """
    refuse = partial(InvalidValue, "search text", text)
    wanted = tuple(dict.fromkeys(fold(given_text(text, "words", refuse, LONGEST_SEARCH)).split()))
    if len(wanted) > MOST_WORDS:
        raise refuse(f"it has {len(wanted)} different words; at most {MOST_WORDS} are searched")
    if not wanted:
        return Records((), "hits", Hit, mission)
    index: _Index = mission.cache.get("search", lambda: _index(mission))
    rated = [_rated(word, index) for word in wanted]
    # Start with the rarest word and narrow its hits by the others.
    rated.sort(key=lambda fits: sum(len(places) for _, places in fits))
    found: list[dict[int, dict[int, int]]] = []
    for of_word in rated:
        found.append(_fits(of_word, found[-1] if found else None))
        if not found[-1]:
            break
    records = found[-1]
    hits = [_hit(index.entries[entry], [fits[entry] for fits in found]) for entry in sorted(records)]
    hits.sort(key=lambda hit: -hit.score)
    return Records(tuple(hits), "hits", Hit, mission)
