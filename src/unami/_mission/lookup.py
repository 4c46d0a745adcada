"""People, posts, countries and places by any of their names."""

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
"""Kinds of places that are no parts into which the country is divided."""


class Lookup(Profile):
    """People, posts, countries and places by any of their names."""

    __slots__ = ()

    def country(self, name: str) -> Country:
        """A country by ISO code or any of its names.

        Args:
            name: Accents, case and punctuation do not matter.

        Raises:
            UnknownCountry: There is no such country in the record; the nearest names are in the error.

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
        """A place by its code or any of its names.

        A name that a part of the country shares with a town stands for the part; the town has an id of its own,
        such as that of ``mission.places["baghdad"]``.

        Args:
            name: Accents, case and punctuation do not matter.

        Raises:
            UnknownPlace: There is no such place in the record; the nearest names are in the error.

        Example:
            >>> import unami
            >>> unami.mission.place("Nineveh").id
            'IQ-NI'
        """
        names: dict[str, str] = {}
        owners: dict[str, str] = {}
        # The parts of the country come before all others, so that theirs is a name that a town shares.
        for place in sorted(self.places, key=lambda place: place.kind in _NO_PARTS):
            for known in (place.id, place.name, *place.other_names):
                if known and owners.setdefault(fold(known), place.id) == place.id:
                    names[known] = place.id
        return self.places[find(name, names, UnknownPlace, "place")]

    def person(self, name: str) -> Person:
        """A person by id, name, another form of the name, or a surname that nobody else has.

        Args:
            name: Accents, case and punctuation do not matter.

        Raises:
            UnknownPerson: Nobody, or more than one, goes by that name.

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
        """A post by id, name or abbreviation.

        Args:
            name: What it is called.

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
