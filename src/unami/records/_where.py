"""The values that a user gives to find records: names, codes, numbers, words and dates, understood as questions do."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import Enum
from numbers import Real
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from attrs import evolve, fields, frozen

from unami._base.given import LONGEST_TEXT
from unami._base.names import Names, checked_name, fold, nearest
from unami.dates import PartialDate, Period, bounds_of, read_when
from unami.errors import InvalidDate, UnknownName
from unami.records._field import Field, field_of
from unami.records._table import Table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Iterable, Mapping

    from unami.records._sequence import Records

    Test = Callable[[Any], bool]
    """Whether the value of a field is the one that is wanted."""


T = TypeVar("T")

__all__ = ["Asked", "Meaning", "Namer", "meaning_of", "own_name", "part_with", "public_names", "reader_of", "test_of"]


@frozen(eq=False, repr=False)
class Asked(Generic[T]):
    """A question that no record answers.

    Args:
        of: The records that were asked, of this kind or of one on which they rest.
        values: The values that fields should have.
        when: The time at which they should hold.
        told: Why no record answers it, in sentences, where the question itself knows.
        more: Tells what else is known of the time, in sentences.
    """

    of: Records[T]
    values: Mapping[str, Any] = {}
    when: PartialDate | Period | None = None
    told: tuple[str, ...] = ()
    more: Callable[[PartialDate | Period], tuple[str, ...]] | None = None


class _Thesaurus(Protocol):
    """Knows what people say for words of lists."""

    @property
    def synonyms(self) -> Iterable[tuple[str, str]]:
        """What people say, each with the word that it can stand for."""
        ...


class Namer(Protocol):
    """Knows the names of records, the words of the vocabularies, and what people say for them."""

    @property
    def dataset(self) -> _Thesaurus:
        """Where the words come from."""
        ...

    def identify(self, table: str, name: object) -> str:
        """The id of a record from any of its names."""
        ...

    def words(self, vocabulary: str) -> tuple[str, ...]:
        """The words of a vocabulary."""
        ...


@frozen(eq=False, repr=False)
class Meaning:
    """What can be asked of a field.

    Args:
        label: How errors name the field, such as ``value of country in contributions``.
        type: Type of its values, of one value of a list; ``None`` if nothing says so.
        tables: The tables whose records it names.
        words: The only words that it can hold beside them.
        absent: What an empty cell means.
        held: Whether its values are the records themselves, as in answers, and not their ids.
        many: Whether a record can hold several values.
        others: What can be asked of its values of other types, such as those of the fields in dispute.
    """

    label: str
    type: type | None
    tables: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    absent: bool | str | None = None
    held: bool = False
    many: bool = False
    others: tuple[Meaning, ...] = ()


def public_names(record_class: type[Any]) -> list[str]:
    """The fields and properties of a class by which its records can be asked.

    Args:
        record_class: A class of records or answers.
    """
    stored = [attribute.name for attribute in fields(record_class) if not attribute.name.startswith("_")]
    derived = [name for name in dir(record_class) if isinstance(getattr(record_class, name, None), property)]
    return stored + sorted(name for name in derived if not name.startswith("_"))


def part_with(record_class: type[Any], records: Collection[Any], name: str) -> str | None:
    """The field of an answer whose records have a field that the answer itself lacks.

    A holder of a post is asked for the nationality of the person, a month of a series for the number killed.

    Args:
        record_class: Class of the answers.
        records: The answers.
        name: Name of the field that is asked for.
    """
    for attribute in fields(record_class):
        part: str = attribute.name
        if any(_has(held, name) for held in {type(getattr(record, part)) for record in records}):
            return part
    return None


def _has(kind: type[Any], name: str) -> bool:
    """Whether a class is one of records that have a field."""
    return hasattr(kind, "__table__") and name in public_names(kind)


def reader_of(name: str) -> Callable[[Any], Any]:
    """Return the function that reads a field of a record.

    Args:
        name: Name of the field; with the name of a part and a dot before it, of a field of that part. A record without
            the part has no value.
    """
    part, dot, own = name.partition(".")
    if not dot:
        return attrgetter(name)
    return lambda record: getattr(getattr(record, part), own, None)


def own_name(name: str) -> str:
    """The name of a field as users know it: without that of the part that has it.

    Args:
        name: As in :func:`reader_of`.
    """
    return name.rpartition(".")[2]


def meaning_of(record_class: type[Any], name: str, kind: str, records: Iterable[Any], namer: Namer | None) -> Meaning:
    """What can be asked of a field or property.

    Args:
        record_class: Class of the records.
        name: Name of the field, as in :func:`reader_of`.
        kind: What the records are, in the plural.
        records: The records, whose values tell the type where the class does not.
        namer: Knows what vocabularies and tables hold; without it, ids are just texts.
    """
    part, dot, own = name.partition(".")
    if dot:
        held = [value for record in records if _has(type(value := getattr(record, part)), own)]
        return meaning_of(type(held[0]), own, kind, held, namer)
    values = [attrgetter(name)(record) for record in records]
    label = f"value of {name} in {kind}"
    attribute = next((known for known in fields(record_class) if known.name == name), None)
    if attribute is not None and any(isinstance(part, Field) for part in getattr(attribute.type, "__metadata__", ())):
        column = field_of(attribute)
        spec = column.spec
        words = spec.values if namer is None or spec.vocabulary is None else namer.words(spec.vocabulary)
        tables = (spec.ref,) if spec.ref else spec.ids_of
        table: Table | None = getattr(record_class, "__table__", None)
        if name == "id" and table is not None:
            tables = (table.name,)
        return Meaning(label, column.type, tables if namer else (), words, spec.absent, many=column.many)
    values = list(map(_held_by_answer, values))
    many = any(isinstance(value, tuple) for value in values)
    of_type: dict[type, Any] = {}
    for one in (one for value in values for one in _each(value) if one is not None):
        of_type.setdefault(type(one), one)
    meanings = [_meaning_of_value(label, one, namer, many=many) for one in of_type.values()]
    return evolve(meanings[0], others=tuple(meanings[1:])) if meanings else Meaning(label, None, many=many)


def _meaning_of_value(label: str, found: object, namer: Namer | None, *, many: bool) -> Meaning:
    """What can be asked of a field with values like one."""
    table = getattr(type(found), "__table__", None)
    if table is not None:
        return Meaning(label, type(found), (table.name,) if namer else (), held=True, many=many)
    words = tuple(str(member.value) for member in type(found)) if isinstance(found, Enum) else ()
    return Meaning(label, type(found), words=words, many=many)


def _held_by_answer(value: Any) -> Any:
    """The value of a field of an answer; of records, such as the sources of a dispute, a tuple of them."""
    return value.items if hasattr(value, "record_class") else value


def _each(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def test_of(meaning: Meaning, wanted: Any, namer: Namer | None) -> Test:
    """Tell which values of a field are meant by what a user gives.

    Args:
        meaning: What can be asked of the field.
        wanted: The value; of several in a list, a set or the keys of a mapping, any will do, and of a tuple too. For a
            field with lists, a tuple is a whole list, as records hold it. A function says yes or no to a known value.
        namer: Knows the names of records.

    Raises:
        UnknownName: No record could have such a value; the nearest ones are in the error.
        InvalidDate: The field holds dates, and this is none.
    """
    if isinstance(wanted, (list, AbstractSet)) or (isinstance(wanted, tuple) and wanted and not meaning.many):
        tests = [test_of(meaning, one, namer) for one in wanted]
        return lambda value: any(test(value) for test in tests)
    if callable(wanted):
        return lambda value: value is not None and any(map(wanted, _each(value)))
    if wanted is None or (isinstance(wanted, tuple) and not wanted):
        return lambda value: value is None or value == ()
    if isinstance(wanted, tuple):
        whole = [_single(meaning, one, namer) for one in wanted]
        return lambda value: (
            isinstance(value, tuple)
            and len(value) == len(whole)
            and all(test(one) for test, one in zip(whole, value, strict=True))
        )
    single = _single(meaning, wanted, namer)
    if meaning.absent is not None and single(meaning.absent):
        return lambda value: value is None or single(value)
    if meaning.held:
        return lambda value: any(map(single, _each(_held_by_answer(value))))
    return lambda value: any(single(one) for one in value) if isinstance(value, tuple) else single(value)


def _single(meaning: Meaning, wanted: Any, namer: Namer | None) -> Test:
    if not meaning.others:
        return _of_type(meaning, wanted, namer)
    tests: list[Test] = []
    problem: UnknownName | None = None
    for each in (meaning, *meaning.others):
        try:
            test = _of_type(each, wanted, namer)
        except UnknownName as error:
            problem = problem or error
        except InvalidDate:
            continue
        else:
            tests.append(_only_of(each.type, test))
    if not tests and problem is not None:
        raise problem
    return lambda value: any(test(value) for test in tests)


def _only_of(kind: type | None, test: Test) -> Test:
    return lambda value: type(value) is kind and test(value)


def _of_type(meaning: Meaning, wanted: Any, namer: Namer | None) -> Test:
    if meaning.held and isinstance(wanted, meaning.type or ()):
        return lambda value: bool(value == wanted)
    if meaning.tables or meaning.words:
        return _by_name(meaning, wanted, namer)
    if meaning.type is bool:
        return _equal_to(_truth(meaning, wanted))
    if meaning.type in {int, float}:
        return _equal_to(_number(meaning, wanted))
    if meaning.type is not None and issubclass(meaning.type, (PartialDate, Period)):
        return _within(wanted)
    if meaning.type is str:
        return _by_text(meaning, wanted, namer)
    if isinstance(wanted, str) and meaning.type is not None:
        raise UnknownName(meaning.label, wanted, problem=f"expected a {meaning.type.__name__}, no text")
    return _equal_to(wanted)


def _by_name(meaning: Meaning, wanted: Any, namer: Namer | None) -> Test:
    """Of a field that holds ids of records, or words."""
    if isinstance(wanted, Enum):
        wanted = wanted.value
    if meaning.words:
        if not meaning.tables:
            word = _word(meaning, wanted, namer)
            return lambda value: (value.value if isinstance(value, Enum) else value) == word
        if isinstance(wanted, str) and wanted in meaning.words:
            return _equal_to(wanted)
    found: list[str] = []
    problem = UnknownName(meaning.label, wanted)
    for table in meaning.tables:
        try:
            found.append(namer.identify(table, wanted) if namer else wanted)
        except UnknownName as error:
            problem = error
    if not found:
        if meaning.words or len(meaning.tables) > 1:
            raise UnknownName(meaning.label, wanted, (*problem.suggestions, *meaning.words)) from None
        raise problem
    return lambda value: (value.id if meaning.held and value is not None else value) in found


def _word(meaning: Meaning, wanted: object, namer: Namer | None) -> str:
    """The word of a list that is meant; if what is given is like none of them, the error names them all."""
    given = checked_name(wanted, UnknownName, meaning.label)
    synonyms = [(said, word) for said, word in _synonyms(namer) if word in meaning.words]
    names = Names(synonyms, meaning.words)
    if not names.meanings(given):
        raise UnknownName(meaning.label, wanted, _near_words(given, meaning.words, dict(synonyms)) or meaning.words)
    return names.find(given, UnknownName, meaning.label)


def _near_words(given: str, words: Iterable[str], synonyms: Iterable[str]) -> tuple[str, ...]:
    """The words of a list that are like one; else what people say for them, but "local staff" is not like "local"."""
    length = len(given.split())
    return nearest(given, words) or nearest(given, (said for said in synonyms if len(said.split()) == length))


def _synonyms(namer: Namer | None) -> Iterable[tuple[str, str]]:
    return namer.dataset.synonyms if namer else ()


def _truth(meaning: Meaning, wanted: Any) -> bool:
    if isinstance(wanted, (bool, Real)) or type(wanted).__name__ == "bool_":
        for truth in (True, False):
            if _equal(wanted, truth):
                return truth
    raise UnknownName(meaning.label, wanted, problem="expected True or False")


def _number(meaning: Meaning, wanted: Any) -> Any:
    if isinstance(wanted, str):
        try:
            return float(checked_name(wanted, UnknownName, meaning.label).replace(",", ""))
        except ValueError:
            pass
    elif isinstance(wanted, Real) and not isinstance(wanted, bool):
        return wanted
    raise UnknownName(meaning.label, wanted, problem="expected a number")


def _within(wanted: Any) -> Test:
    """Whether a date, as it is stated, lies within another: ``2023~`` and ``2023-05`` do in ``2023``."""
    if isinstance(wanted, PartialDate):
        return lambda value: value == wanted
    first, last = bounds_of(read_when(wanted))

    def test(value: Any) -> bool:
        if isinstance(value, Period):
            return _inside(value.start, first, last) and _inside(value.end, first, last)
        return _inside(value, first, last)

    return test


def _inside(value: object, first: datetime.date, last: datetime.date) -> bool:
    return isinstance(value, PartialDate) and first <= value.earliest and value.latest <= last


def _by_text(meaning: Meaning, wanted: Any, namer: Namer | None) -> Test:
    if isinstance(wanted, str) and len(wanted) > LONGEST_TEXT:
        # Longer than any name: at most the whole text of a record, such as a summary.
        return _equal_to(wanted)
    text = checked_name(wanted, UnknownName, meaning.label)
    folded = fold(text)
    # Such as the code of a language that is named.
    meant = {text, *(word for said, word in _synonyms(namer) if fold(said) == folded)}
    return lambda value: value in meant or (folded != "" and isinstance(value, str) and fold(value) == folded)


def _equal_to(wanted: Any) -> Test:
    return lambda value: _equal(value, wanted)


def _equal(value: Any, wanted: Any) -> bool:
    try:
        return bool(value == wanted)
    except Exception:  # noqa: BLE001
        # Values of other packages, such as pandas.NA and arrays, may not say whether they are equal to anything.
        return False
