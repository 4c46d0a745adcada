"""Look-up of people, posts, countries and places by any of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._base.names import find, fold
from unami._mission.profile import Profile
from unami.errors import (
    UnknownCountry,
    UnknownPerson,
    UnknownPlace,
    UnknownPost,
)

if TYPE_CHECKING:
    from unami.records import (
        Country,
        Person,
        Place,
        Post,
    )


__all__ = ["Lookup"]

_NO_PARTS = (None, "country", "town", "camp", "site")
"""Kinds of places that are not administrative parts of the country."""


class Lookup(Profile):
    """Look-up of people, posts, countries and places by any of their names."""

    __slots__ = ()

    def country(self, name: str) -> Country:
        """Find a country by ISO code or any of its names.

        Args:
            name: The name; accents, case and punctuation are ignored.

        Raises:
            UnknownCountry: There is no such country in the record; the error lists the nearest names.

        Example:
            >>> import unami
            >>> unami.mission.country("fj").id
            'FJI'
            >>> unami.mission.country("Figi")
            Traceback (most recent call last):
                ...
            unami.errors.UnknownCountry: unknown country 'Figi'; did you mean Fiji...
        """
        names = {}
        for country in self.countries:
            for known in (*country.other_names, country.official_name, country.alpha_2, country.id, country.name):
                if known:
                    names[known] = country.id
        return self.countries[find(name, names, UnknownCountry, "country")]

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
        names: dict[str, str] = {}
        owners: dict[str, str] = {}
        # Parts of the country come first, so that they win over towns of the same name.
        for place in sorted(self.places, key=lambda place: place.kind in _NO_PARTS):
            for known in (place.id, place.name, *place.other_names):
                if known and owners.setdefault(fold(known), place.id) == place.id:
                    names[known] = place.id
        return self.places[find(name, names, UnknownPlace, "place")]

    def person(self, name: str) -> Person:
        """Find a person by id, name, another form of the name, or an unambiguous surname.

        Args:
            name: The name; accents, case and punctuation are ignored.

        Raises:
            UnknownPerson: Nobody has that name, or several people do.

        Example:
            >>> import unami
            >>> unami.mission.person("jan kubis").name
            'Ján Kubiš'
        """
        names = {}
        surnames: dict[str, list[str]] = {}
        for person in self.people:
            for known in (*person.other_names, person.native_name, person.name, person.id):
                if known:
                    names[known] = person.id
            surnames.setdefault((person.name or person.id).rpartition(" ")[2], []).append(person.id)
        for surname, bearers in surnames.items():
            if len(bearers) == 1:
                names.setdefault(surname, bearers[0])
        return self.people[find(name, names, UnknownPerson, "person")]

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
        names = {}
        for post in self.posts:
            for known in (post.name, post.abbreviation, post.id):
                if known:
                    names[known] = post.id
        return self.posts[find(name, names, UnknownPost, "post")]
