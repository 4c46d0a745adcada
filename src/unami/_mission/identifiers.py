"""What other authorities and data sets call the things of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import evolve

from unami._base.names import checked_name, fold, nearest, pick
from unami._base.text import is_web_address, shown
from unami._mission.lookup import Lookup
from unami.errors import NotOne, UnknownName, UnknownRecord, UnknownTable
from unami.records._base import Identified
from unami.records._table import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unami._base.frozen import FrozenMapping
    from unami.records.identifier import Identifier

__all__ = ["Identifiers", "address_in"]

T = TypeVar("T")

_SCHEMES = "identifier-scheme"
"""The vocabulary of the schemes."""

_LARGEST = 10**18
"""A greater number is no identifier; one of many digits could not even be written."""

_VALUE = "{value}"
"""Stands in the address of a scheme for the identifier."""


class Identifiers(Lookup):
    """What other authorities and data sets call the things of the record."""

    __slots__ = ()

    def find(self, scheme: str, value: str | int) -> Any:
        """The record that an authority or a data set has an identifier for.

        What an identifier means does not depend on whose figures are asked for: a view finds by all identifiers of the
        record, and gives its own record.

        Args:
            scheme: A scheme of the vocabulary ``identifier-scheme``, such as ``"wikidata"``, ``"cow"`` or ``"m49"``.
            value: The identifier. Accents, case, punctuation, and zeros before a number do not matter.

        Raises:
            UnknownName: There is no such scheme; the nearest ones are in the error.
            UnknownRecord: Nothing has that identifier; the nearest identifiers are in the error. Or the view says
                nothing about what has it.
            NotOne: Several things have it.

        Example:
            >>> import unami
            >>> unami.mission.find("wikidata", "Q262299").name, unami.mission.find("cow", 645).id
            ('Ingibjörg Sólrún Gísladóttir', 'IRQ')
            >>> unami.mission.find("ocha-pcode", "IQG15").name
            'Ninewa'
        """
        known = self._scheme(scheme)
        kind = f"{known} identifier"
        number = isinstance(value, int) and abs(value) < _LARGEST
        wanted = str(value) if number else checked_name(value, UnknownRecord, kind)
        whole = self.whole
        values = whole.cache.get(("identifiers of", known), lambda: _by_value(whole.identifiers, known))
        found = values.get(_key(wanted), ())
        if not found:
            raise UnknownRecord(
                kind, value, nearest(wanted, [one.value or "" for of_key in values.values() for one in of_key])
            )
        if len(found) > 1:
            raise NotOne(f"record with the {kind} {shown(value)}", map(str, found))
        records = self.tables[found[0].subject_table]
        record = records.get(found[0].subject)
        if record is None:
            raise UnknownRecord(kind, value, problem=f"this view says nothing about {found[0].subject}")
        return record

    def identifiers_of(self, record: Any) -> Mapping[str, Identifier]:
        """What others call the thing that a record is about, by scheme.

        Args:
            record: A record of a country, a place, a person, an organization, a post, an office, an event, an
                election, or of the mission itself; or its id or name as in :meth:`record`.

        Raises:
            UnknownTable: There are no identifiers for records of this kind.
            UnknownRecord: No record, or more than one, has the id or name.

        Example:
            >>> import unami
            >>> baghdad = unami.mission.places["IQ-BG"]
            >>> unami.mission.identifiers_of(baghdad)["ocha-pcode"].value
            'IQG08'
            >>> unami.mission.identifiers_of("Fiji")["cow"].value
            '950'
        """
        if isinstance(record, (str, int)):
            record = self.record(record)
        if not isinstance(record, Identified):
            raise UnknownTable("kind of record with identifiers", type(record).__name__, _KINDS)
        from unami._base.frozen import FrozenMapping

        subject = (table_of(type(record)).name, str(getattr(record, "id", "")))
        return self._identifiers_by_subject().get(subject) or FrozenMapping({})

    def values_of(self, scheme: str) -> Mapping[str, Mapping[str, str]]:
        """The identifiers of a scheme, by table and id of what they stand for.

        Args:
            scheme: As in :meth:`find`.

        Raises:
            UnknownName: There is no such scheme; the nearest ones are in the error.

        Example:
            >>> import unami
            >>> unami.mission.values_of("gwn")["countries"]["YEM"]
            '678'
        """
        from unami._base.frozen import FrozenMapping

        known = self._scheme(scheme)

        def make() -> FrozenMapping[str, Mapping[str, str]]:
            found: dict[str, dict[str, str]] = {}
            for one in self.identifiers:
                if one.scheme == known and one.value:
                    found.setdefault(one.subject_table, {})[one.subject] = one.value
            return FrozenMapping({table: FrozenMapping(values) for table, values in found.items()})

        return self.cache.get(("values of", known), make)

    def _scheme(self, scheme: str) -> str:
        return pick(scheme, self.dataset.words(_SCHEMES), UnknownName, "scheme of identifiers")

    def _identifiers_by_subject(self) -> dict[tuple[str, str], FrozenMapping[str, Identifier]]:
        from unami._base.frozen import FrozenMapping

        def make() -> dict[tuple[str, str], FrozenMapping[str, Identifier]]:
            found: dict[tuple[str, str], dict[str, Identifier]] = {}
            for one in self.identifiers:
                found.setdefault((one.subject_table, one.subject), {})[one.scheme] = one
            return {subject: FrozenMapping(by_scheme) for subject, by_scheme in found.items()}

        return self.cache.get("identifiers by subject", make)

    def _completed(self, of: type[T], records: tuple[T, ...]) -> tuple[T, ...]:
        if table_of(of).name != "identifiers":  # a name, so that the class is not imported for other tables
            return super()._completed(of, records)
        whole = cast("tuple[Identifier, ...]", records)
        schemes = {one.scheme for one in whole}
        patterns = {scheme: address_in(self.dataset.meaning(_SCHEMES, scheme)) for scheme in schemes}
        return cast("tuple[T, ...]", tuple(evolve(one, url=_filled(patterns[one.scheme], one.value)) for one in whole))


_KINDS = ("a country, a place, a person, an organization or an event",)


def _by_value(identifiers: Iterable[Identifier], scheme: str) -> dict[str, list[Identifier]]:
    """The identifiers of a scheme by what is compared of their values."""
    found: dict[str, list[Identifier]] = {}
    for one in identifiers:
        if one.scheme == scheme and one.value:
            found.setdefault(_key(one.value), []).append(one)
    return found


def _key(value: str) -> str:
    """What of an identifier is compared: no case, accents and punctuation, and no zeros before a number."""
    folded = fold(value)
    return folded.lstrip("0") if folded.isdigit() else folded


def address_in(description: str | None) -> str | None:
    """The pattern of the addresses of a scheme, which its description in the vocabulary ends with.

    Args:
        description: What the vocabulary says of the scheme.

    Example:
        >>> address_in("Item of Wikidata: https://www.wikidata.org/wiki/{value}")
        'https://www.wikidata.org/wiki/{value}'
    """
    last = (description or "").rpartition(" ")[2]
    return last if _VALUE in last and is_web_address(last) else None


def _filled(pattern: str | None, value: str | None) -> str | None:
    """The address of an identifier: what may not stand in one is percent-encoded."""
    if pattern is None or value is None:
        return None
    from urllib.parse import quote

    return pattern.replace(_VALUE, quote(value, safe="/,()-_.~:'"))
