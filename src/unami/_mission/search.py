"""Full-text search in records, tolerant of spelling."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from unami._base.encodable import Answer
from unami._base.given import LONGEST_SEARCH, given_text
from unami._base.names import fold
from unami._mission.lookup import called
from unami.errors import InvalidValue
from unami.records._base import Identified
from unami.records._cell import show_value
from unami.records._field import columns
from unami.records._sequence import Records, counted
from unami.records._table import table_of
from unami.records._where import Asked
from unami.records.identifier import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._mission.mission import Mission
    from unami.dates import PartialDate, Period

__all__ = ["MOST_WORDS", "Hit", "own_texts", "search", "skeleton", "texts_of"]

Text: TypeAlias = tuple[str, str, int]
"""A text by which a record is found: the field, the text, and what a word in it counts."""

MOST_WORDS = 32
"""Maximum number of different words in a search."""

_VOWELS = frozenset("aeiouyw")
_SHORTEST_SKELETON = 3
"""A skeleton of fewer consonants matches too many words to be useful."""

_SHORTEST_PART = 4
"""A shorter word is found at the beginning of others, but not within them."""

_NAME, _FIELD, _REFERENCE, _MENTION = 6, 2, 1, 0
"""What a word counts, in addition, in the names of a record, its other fields, the names of what it refers to, and the
notes and words of its statements. A beginning in a name counts more than a whole word elsewhere."""

_EXACT, _BEGINNING, _PART, _LIKE = 12, 9, 7, 1
"""What a word counts if it is there as such, at the beginning of another, within another, or in another spelling."""

_WHOLE = 20
"""What a name counts, in addition, that consists of nothing but the words."""

_MOST_LEFT_OUT = 3
"""How many words are named without which something would be found: those without which least is found, first."""

_AROUND = 60
"""How many characters a snippet shows before and after the words, at least up to the end of a word."""


@frozen(repr=False)
class Hit(Answer):
    """A record found by a search.

    Args:
        table: Table of the record.
        record: The record.
        field: The field that contains most of the words. A field that refers to other records is searched by their
            names; ``note`` and ``stated_as`` are those of a statement on the record.
        text: The content of that field.
        score: How well it matches; higher is better.
        words: The words of the search, without accents and case.

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
    words: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the hit: table and record."""
        return f"{self.table}/{self.record.id}"

    @property
    def behind(self) -> Any:
        """The record behind the answer."""
        return self.record

    @property
    def period(self) -> PartialDate | Period | None:
        """The time of the record, if it has one: a hit can be asked about, and hits be taken of one time.

        Example:
            >>> import unami
            >>> hit = unami.mission.search("ISIL seizes Mosul").first()
            >>> unami.mission.head_at(hit).name
            'Nickolay Mladenov'
        """
        return getattr(self.record, "period", None)

    @property
    def snippet(self) -> str:
        """The words in their place: the part of the text around them.

        Example:
            >>> import unami
            >>> hit = unami.mission.search("Iranian opposition").first()
            >>> hit.field, hit.snippet
            ('summary', 'Opposition group of Iranians, whose members lived in Camp Ashraf.')
        """
        return _snippet(self.text, self.words)

    def __str__(self) -> str:
        line = str(self.record)
        where = "" if self.text in line else f" [{self.field}: {self.snippet}]"
        return f"{self.id}: {line}{where}"


def _snippet(text: str, words: tuple[str, ...]) -> str:
    """The part of a text around the first of some words, or all of a short text."""
    if len(text) <= 2 * _AROUND:
        return text
    place = 0
    for part in text.split(" "):
        if any(word in fold(part) for word in words):
            break
        place += len(part) + 1
    else:
        # It is there in another spelling.
        place = 0
    start = text.find(" ", max(place - _AROUND, 0), place) + 1 if place > _AROUND else 0
    end = text.find(" ", place + _AROUND)
    before, after = "... " if start else "", " ..." if end >= 0 else ""
    return f"{before}{text[start : end if end >= 0 else None]}{after}"


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


def texts_of(mission: Mission, table: str) -> Iterator[tuple[Any, list[Text]]]:
    """The records of a table, each with the texts by which it is found: field, text, and what a word in it counts.

    Args:
        mission: The mission or view.
        table: Name of the table.

    Example:
        >>> import unami
        >>> texts = next(texts for record, texts in texts_of(unami.mission, "contingents") if record.country == "GEO")
        >>> [text for field, text, _ in texts if field == "country"]
        ['GEO', 'Georgia', 'GE']
    """
    of = mission.dataset.shape.record_class(table)
    references = [(column.name, column.spec.ref) for column in columns(of) if column.spec.ref]
    said: dict[str, dict[Text, None]] = {}
    for statement in mission.statements(table):
        for field, text in (("note", statement.note), ("stated_as", statement.stated_as)):
            if text:
                said.setdefault(statement.record, {})[field, text, _MENTION] = None
    behind: dict[tuple[str, Any], list[Text]] = {}
    for record in mission.tables[table]:
        texts = own_texts(record)
        for name, ref in references:
            value = getattr(record, name)
            if (name, value) not in behind:
                behind[name, value] = [(name, text, _REFERENCE) for text in _names_behind(mission, ref, value)]
            texts += behind[name, value]
        yield record, [*texts, *said.get(record.id, ())]


def own_texts(record: Any) -> list[Text]:
    """The texts in the fields of a record itself, the id first.

    Args:
        record: A record of a table.

    Example:
        >>> import unami
        >>> [(field, text) for field, text, _ in own_texts(unami.mission.countries["FJI"])][:2]
        [('id', 'FJI'), ('name', 'Fiji')]
    """
    of = type(record)
    named_by = table_of(of).named_by
    texts: list[Text] = [("id", record.id, _FIELD)]
    for column in columns(of):
        name, value = column.name, getattr(record, column.name)
        if name in named_by:
            texts += [(name, text, _NAME) for text in called(record, (name,))]
        elif value and column.type is str:
            texts.append((name, show_value(value), _FIELD))
    held = record.identifiers.values() if isinstance(record, Identified) else ()
    return texts + [("identifiers", one.value, _FIELD) for one in held if one.value]


def _names_behind(mission: Mission, table: str, value: Any) -> Iterator[str]:
    """The names of the records that a field refers to; those of the whole record, as names are everywhere."""
    known = mission.whole.tables[table]
    for each in value if isinstance(value, tuple) else (value,):
        record = None if each is None else known.get(each)
        if record is not None:
            yield from called(record, table_of(type(record)).named_by)


@frozen(eq=False)
class _Index:
    """The words of all texts of a mission, and where they are: about two bytes of memory for each character of the texts.

    The texts themselves are not copied: they belong to the records and the statements. Numbers are in arrays, and all
    words are one text, which is searched for parts of words at once.

    Args:
        records: All records, by number.
        tables: The table of each.
        fields: The names of all fields.
        texts: All texts, by number.
        owners: The number of the record of each text.
        field_of: The number of the field of each text.
        weights: What a word counts in each text.
        words: All different words, sorted, each between line breaks.
        starts: Where each word begins in them.
        first: Where the numbers of the texts with each word begin in ``places``, and at last where they end.
        places: The numbers of the texts with each word, word by word.
        alike: The numbers of the words, in the order of their skeletons.
    """

    records: tuple[Any, ...]
    tables: tuple[str, ...]
    fields: tuple[str, ...]
    texts: tuple[str, ...]
    owners: array[int]
    field_of: array[int]
    weights: bytes
    words: str
    starts: array[int]
    first: array[int]
    places: array[int]
    alike: array[int]

    def word(self, number: int) -> str:
        """A word by its number."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.words)
        return self.words[self.starts[number] : end - 1]

    def _skeleton(self, number: int) -> str:
        return skeleton(self.word(number))

    def texts_with(self, number: int) -> array[int]:
        """The numbers of the texts with a word."""
        return self.places[self.first[number] : self.first[number + 1]]

    def words_like(self, word: str, *, spelt_otherwise: bool) -> dict[int, int]:
        """The numbers of the words that match a word, each with what it counts.

        Args:
            word: A folded word.
            spelt_otherwise: Whether words with the same skeleton match too.
        """
        found: dict[int, int] = {}
        if spelt_otherwise:
            short = skeleton(word)
            if len(short) >= _SHORTEST_SKELETON:
                begin = bisect_left(self.alike, short, key=self._skeleton)
                end = bisect_right(self.alike, short, key=self._skeleton)
                found = dict.fromkeys(self.alike[begin:end], _LIKE)
        inside = len(word) >= _SHORTEST_PART
        wanted = word if inside else f"\n{word}"
        place = self.words.find(wanted)
        while place >= 0:
            number = bisect_right(self.starts, place if inside else place + 1) - 1
            if self.starts[number] != (place if inside else place + 1):
                found[number] = max(found.get(number, 0), _PART)
            else:
                found[number] = _EXACT if self.word(number) == word else _BEGINNING
            place = self.words.find(wanted, place + 1)
        return found


def _index(mission: Mission) -> _Index:
    records: list[Any] = []
    tables: list[str] = []
    texts: list[str] = []
    fields: dict[str, int] = {}
    owners, field_of = array("I"), array("H")
    weights = bytearray()
    found: dict[str, array[int]] = defaultdict(lambda: array("I"))
    # The name of a country is in many records: its words are read once, and its text is kept once.
    read: dict[str, tuple[str, set[str]]] = {}
    for table in mission.dataset.shape.stated:
        if issubclass(mission.dataset.shape.record_class(table), Identifier):  # found as the record that it identifies
            continue
        for record, own in texts_of(mission, table):
            for field, text, weight in own:
                if text not in read:
                    read[text] = text, set(fold(text).split())
                shared, split = read[text]
                for word in split:
                    found[word].append(len(texts))
                owners.append(len(records))
                field_of.append(fields.setdefault(field, len(fields)))
                weights.append(weight)
                texts.append(shared)
            records.append(record)
            tables.append(table)
    words = sorted(found)
    places = array("I")
    for word in words:
        places.extend(found[word])
    return _Index(
        records=tuple(records),
        tables=tuple(tables),
        fields=tuple(fields),
        texts=tuple(texts),
        owners=owners,
        field_of=field_of,
        weights=bytes(weights),
        words="".join(f"\n{word}" for word in words) + "\n",
        starts=array("I", accumulate((len(word) + 1 for word in words[:-1]), initial=1) if words else ()),
        first=array("I", accumulate((len(found[word]) for word in words), initial=0)),
        places=places,
        alike=array("I", sorted(range(len(words)), key=lambda number: skeleton(words[number]))),
    )


def _fits(index: _Index, word: str, *, spelt_otherwise: bool) -> dict[int, int]:
    """The numbers of the texts that have a word, each with what the word counts there."""
    fits: dict[int, int] = {}
    weights = index.weights
    matches = index.words_like(word, spelt_otherwise=spelt_otherwise)
    # The best matches come last, so that they stand where a text has several.
    for number, quality in sorted(matches.items(), key=lambda match: match[1]):
        fits.update((place, quality + weights[place]) for place in index.texts_with(number))
    return fits


def _found(index: _Index, words: tuple[str, ...], *, spelt_otherwise: bool) -> list[Hit]:
    """The records in which all words are, in the order of the records."""
    by_word = [_fits(index, word, spelt_otherwise=spelt_otherwise) for word in words]
    owners = index.owners
    chosen = set.intersection(*({owners[place] for place in fits} for fits in by_word))
    total = dict.fromkeys(sorted(chosen), 0)
    in_text: dict[int, int] = {}
    for fits in by_word:
        best: dict[int, int] = {}
        for place, score in fits.items():
            owner = owners[place]
            if owner in chosen:
                in_text[place] = in_text.get(place, 0) + score
                if score > best.get(owner, 0):
                    best[owner] = score
        for owner, score in best.items():
            total[owner] += score
    most: dict[int, tuple[bool, int, int]] = {}
    wanted = sorted(words)
    for place, score in in_text.items():
        owner, field, weight = owners[place], index.fields[index.field_of[place]], index.weights[place]
        named = weight == _NAME or field == "id"
        if named and score == len(words) * (_EXACT + weight) and sorted(fold(index.texts[place]).split()) == wanted:
            total[owner] += _WHOLE
        # The id is least informative: it is shown only if nothing else matches. Of equal texts, the first is shown.
        standing = (field != "id", score, -place)
        if owner not in most or standing > most[owner]:
            most[owner] = standing
    hits = []
    for owner, score in total.items():
        place = -most[owner][2]
        field = index.fields[index.field_of[place]]
        hits.append(Hit(index.tables[owner], index.records[owner], field, index.texts[place], score, words))
    return hits


def search(mission: Mission, text: str) -> Records[Hit]:
    """Find records that contain all words of a text, best first.

    Args:
        mission: The mission to search.
        text: One or more words; repeated words count once.

    Raises:
        InvalidValue: It is not text, too long, or has too many different words.
    """
    refuse = partial(InvalidValue, "search text", text)
    words = tuple(dict.fromkeys(fold(given_text(text, "words", refuse, LONGEST_SEARCH)).split()))
    if len(words) > MOST_WORDS:
        raise refuse(f"it has {len(words)} different words; at most {MOST_WORDS} are searched")
    if not words:
        return Records((), "hits", Hit, mission)
    index: _Index = mission.cache.get("search", lambda: _index(mission))
    # Another spelling of a name counts only if nothing is found as it is written.
    hits = _found(index, words, spelt_otherwise=False) or _found(index, words, spelt_otherwise=True)
    if not hits:
        nothing: Records[Hit] = Records((), "hits", Hit, mission)
        return Records((), "hits", Hit, mission, Asked(nothing, told=_why_none(index, words)))
    hits.sort(key=lambda hit: -hit.score)
    return Records(tuple(hits), "hits", Hit, mission, order="score")


def _why_none(index: _Index, words: tuple[str, ...]) -> tuple[str, ...]:
    """Which of some words are in no record, or which of them to leave out; in sentences."""
    owners = [{index.owners[place] for place in _fits(index, word, spelt_otherwise=True)} for word in words]
    lines = [f"no record has the word {word}" for word, places in zip(words, owners, strict=True) if not places]
    if not lines:
        lines.append(f"no record has all of {', '.join(words)}")
    if len(words) > 1:
        rest = [
            (len(set.intersection(*owners[:place], *owners[place + 1 :])), word) for place, word in enumerate(words)
        ]
        found = sorted((count, word) for count, word in rest if count)
        lines += [f"without {word}: {counted(count, 'hits')}" for count, word in found[:_MOST_LEFT_OUT]]
    # The days of a record are not among its texts.
    if any(len(word) == len("2014") and word.isdecimal() for word in words):
        lines.append("dates are not searched; leave them out, and ask what is found with at(...)")
    return tuple(lines)
