"""Records by any of their names: people, posts, countries, places, and those of every other table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unami._base.names import Names, checked_name, fold, nearest, pick
from unami._base.un_documents import symbol_of
from unami._evidence.peoples import words_for_people
from unami._mission.profile import Profile
from unami.errors import (
    UnknownCountry,
    UnknownName,
    UnknownPerson,
    UnknownPlace,
    UnknownPost,
    UnknownRecord,
    UnknownSource,
    UnknownTable,
)
from unami.records._sequence import singular
from unami.records._table import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unami.records import (
        Country,
        Person,
        Place,
        Post,
    )


__all__ = ["Lookup", "called"]

_NO_PARTS = (None, "country", "town", "camp", "site")
"""Kinds of places that are not administrative parts of the country."""

_MOST_LIKE = 3
"""How many records with similar names an error lists."""

_LARGEST = 10**9
"""A greater number is not that of a resolution, nor any other name."""

_ERRORS: dict[str, type[UnknownName]] = {
    "countries": UnknownCountry,
    "people": UnknownPerson,
    "places": UnknownPlace,
    "posts": UnknownPost,
    "sources": UnknownSource,
}
"""The errors about the names of some tables; about those of all others, :class:`UnknownRecord`."""


class Lookup(Profile):
    """Records by any of their names."""

    __slots__ = ()

    def identify(self, table: str, name: object) -> str:
        """The id of a record, from any of its names, its symbol, number or code, or from the record itself.

        Names mean the same in every view: those of the whole record count.

        Args:
            table: Name of a table.
            name: Accents, case and punctuation do not matter.

        Raises:
            UnknownTable: There is no such table.
            UnknownName: No record of the table has this name, or several have it; the nearest names are in the error,
                which is :class:`UnknownCountry`, :class:`UnknownPerson` and so on for tables that have one.

        Example:
            >>> import unami
            >>> unami.mission.identify("resolutions", "S/RES/1770"), unami.mission.identify("countries", "Fiji")
            ('1770', 'FJI')
        """
        known = pick(table, self.tables, UnknownTable, "table")
        of = self.dataset.shape.record_class(known)
        if isinstance(name, of):
            name = name.id  # type: ignore[attr-defined]
        elif "number" in table_of(of).named_by and isinstance(name, int) and not isinstance(name, bool):
            name = str(name) if abs(name) < _LARGEST else name
        names = self._names_in(known)
        error, kind = _ERRORS.get(known, UnknownRecord), singular(table_of(of).kind)
        if "symbol" in table_of(of).named_by:
            text = checked_name(name, error, kind)
            name = name if names.meanings(text) else symbol_of(text) or name
        return names.find(name, error, kind)

    def record(self, name: str | int) -> Any:
        """Find a record of any table by its id, or by a name, symbol, number or code.

        Ids come before names. Of a source and a record that describes the same document, the record is found.

        Args:
            name: The id or name; with its table in front where several records have it, as in ``"places/iraq"``.

        Raises:
            UnknownRecord: No record has it, several have it, or the sources of the view do not speak of it;
                the error lists the nearest ids and names, or the records to choose from.
            UnknownTable: The part before the stroke is like the name of a table, but not one.

        Example:
            >>> import unami
            >>> unami.mission.record("S/RES/1770").adopted, unami.mission.record("countries/Fiji").id
            (PartialDate('2007-08-10'), 'FJI')
            >>> unami.mission.record("Iraq")
            Traceback (most recent call last):
                ...
            unami.errors.UnknownRecord: unknown record 'Iraq': several records have it; did you mean countries/IRQ or ...
        """
        given = str(name) if isinstance(name, int) and not isinstance(name, bool) and abs(name) < _LARGEST else name
        text = checked_name(given, UnknownRecord, "record")
        table, stroke, rest = text.partition("/")
        stated = self.dataset.shape.stated
        if stroke and table in self.tables:
            found = [(table, self.identify(table, rest))]
        else:
            found = [(table, text) for table in stated if text in self.whole.tables[table].ids]
            found = found or list(self._meant(text, stated))
            found = found or list(self._meant(text, ["sources"]))
        if len(found) > 1:
            choices = tuple(f"{table}/{known}" for table, known in found)
            raise UnknownRecord("record", name, choices, "several records have it")
        if not found:
            near = nearest(table, self.tables) if stroke else ()
            if near:
                raise UnknownTable("table", table, near)
            raise UnknownRecord("record", name, self._like(text, stated) or self._like(text, ["sources"]))
        (table, known) = found[0]
        record = self._table(table).get(known)
        if record is None:
            raise UnknownRecord("record", name, problem="the sources of this view do not speak of it")
        return record

    def _meant(self, text: str, tables: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What a text can stand for, as tables and ids; "resolution 1770" is a symbol, and may be a name too."""
        symbol = symbol_of(text)
        for table in tables:
            names = self._names_in(table)
            yield from ((table, known) for known in sorted(names.meanings(text)))
            if symbol is not None:
                yield from ((table, known) for known in sorted(names.meanings(symbol) - names.meanings(text)))

    def _like(self, text: str, tables: Iterable[str]) -> tuple[str, ...]:
        """The records with the names nearest to a text, as table and id."""
        named = {name: table for table in tables for name in self._names_in(table).known}
        near = (
            f"{table}/{known}"
            for name in nearest(text, named, limit=_MOST_LIKE * 3)
            for table in (named[name],)
            for known in sorted(self._names_in(table).meanings(name))
        )
        return tuple(dict.fromkeys(near))[:_MOST_LIKE]

    def _names_in(self, table: str) -> Names:
        """The names of the records of a table, in the whole record."""
        return self.dataset.cache.get(("names", table), lambda: Names(self._names(table), self.whole.tables[table].ids))

    def _names(self, table: str) -> Iterator[tuple[str, str]]:
        """The names of the records of a table, each with the id of its record."""
        records: Iterable[Any] = self.whole.tables[table]
        named_by = table_of(self.dataset.shape.record_class(table)).named_by
        if table == "places":
            # The parts of the country come before all others, so that theirs is a name that a town shares.
            owners: dict[str, str] = {}
            for place in sorted(records, key=lambda place: place.kind in _NO_PARTS):
                names = (place.id, *called(place, named_by))
                yield from ((name, place.id) for name in names if owners.setdefault(fold(name), place.id) == place.id)
            return
        for record in records:
            yield from ((name, record.id) for name in called(record, named_by))
        if table == "posts":
            yield from ((each.name, each.post) for each in self.whole.post_names)
        if table == "people":
            yield from (
                (surname, person.id)
                for person in records
                for name in called(person, named_by)
                for surname in _endings(name)
            )
        if table == "countries":
            yield from ((word, country.id) for country in records for word in words_for_people(country.alpha_2))

    def _named(self, table: str, name: object) -> Any:
        found = self._table(table).get(self.identify(table, name))
        if found is None:
            words = "the sources of this view do not speak of it"
            raise _ERRORS[table](singular(table), name, problem=words)
        return found

    def country(self, name: str) -> Country:
        """Find a country by ISO code or any of its names, or by a word for its people that is not made of a name.

        Args:
            name: The name; accents, case and punctuation are ignored.

        Raises:
            UnknownCountry: There is no such country in the record; the error lists the nearest names.

        Example:
            >>> import unami
            >>> unami.mission.country("fj").id, unami.mission.country("Dutch").id
            ('FJI', 'NLD')
            >>> unami.mission.country("Figi")
            Traceback (most recent call last):
                ...
            unami.errors.UnknownCountry: unknown country 'Figi'; did you mean Fiji...
        """
        found: Country = self._named("countries", name)
        return found

    def place(self, name: str) -> Place:
        """Find a place by its code or any of its names.

        A name shared by a part of the country and a town means the part; the town is found by its id, such as
        ``mission.places["baghdad"]``.

        Args:
            name: The name; accents, case and punctuation are ignored.

        Raises:
            UnknownPlace: There is no such place in the record; the error lists the nearest names.

        Example:
            >>> import unami
            >>> unami.mission.place("Nineveh").id
            'IQ-NI'
        """
        found: Place = self._named("places", name)
        return found

    def person(self, name: str) -> Person:
        """Find a person by id, name, another form of the name, or an unambiguous surname, in any script of the record.

        Args:
            name: Accents, case, punctuation and titles do not matter.

        Raises:
            UnknownPerson: Nobody has that name, or several people do.

        Example:
            >>> import unami
            >>> unami.mission.person("jan kubis").name
            'Ján Kubiš'
        """
        found: Person = self._named("people", name)
        return found

    def post(self, name: str) -> Post:
        """Find a post by id, name or abbreviation.

        Args:
            name: Id, name or abbreviation.

        Raises:
            UnknownPost: There is no such post.

        Example:
            >>> import unami
            >>> unami.mission.post("SRSG").id
            'srsg'
        """
        found: Post = self._named("posts", name)
        return found


def _endings(name: str) -> Iterator[str]:
    """The words with which a name can end, any of which may be the surname: "Vieira de Mello", "de Mello" and "Mello"."""
    words = name.split()
    yield from (" ".join(words[place:]) for place in range(1, len(words)))


def called(record: Any, named_by: tuple[str, ...]) -> Iterator[str]:
    """The names that a record has in its fields; of a symbol such as "S/RES/1770 (2007)", also the part before the year."""
    for field in named_by:
        value = getattr(record, field)
        for name in value if isinstance(value, tuple) else (value,):
            if name is not None:
                text = str(name)
                yield text
                # Without the year: S/RES/1770 (2007).
                if "/" in text and text.endswith(")") and text[-5:-1].isdigit():
                    yield text[: -len(" (2007)")]
