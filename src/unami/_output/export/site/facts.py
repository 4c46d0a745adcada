"""What the record says of one thing, field by field, with every claim: for pages of records and for opened rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._base.text import is_web_address
from unami._evidence.claim import CLASSIFIED, stated
from unami._output.export.site.titles import words
from unami._output.plain import named
from unami._output.worded import value_in_words
from unami.dates import PartialDate
from unami.records._field import columns
from unami.records.source import Rank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami._evidence.claim import Claim
    from unami._mission.mission import Mission
    from unami._output.export.site.addresses import Addresses
    from unami.records._field import Column
    from unami.records.source import Source

__all__ = ["Fact", "Part", "Said", "Value", "facts_of", "parts_of"]


@frozen
class Part:
    """A part of a value, with its address if it has one.

    Args:
        text: The text.
        href: An address relative to the root of the site, or a web address.
        exact: What the data has for it, where the text puts that into other words.
    """

    text: str
    href: str | None = None
    exact: str = ""


@frozen
class Said:
    """What a source says for a value.

    Args:
        source: The source.
        locator: Where it says so.
        words: Its words.
        remarks: What the curators remark, and how the claim counts.
    """

    source: Source
    locator: str
    words: str
    remarks: tuple[str, ...]


@frozen
class Value:
    """One of the values that sources give for a field.

    Args:
        parts: The value.
        stands: Whether it is the value of the record.
        said: Who says so.
    """

    parts: tuple[Part, ...]
    stands: bool
    said: tuple[Said, ...]


@frozen
class Fact:
    """One field of a record.

    Args:
        field: Its name.
        title: Its name in words.
        about: Its meaning.
        parts: Its value.
        values: All values that sources give, the one that stands first.
        reason: Why it stands.
        disputed: Whether sources contradict it.
    """

    field: str
    title: str
    about: str
    parts: tuple[Part, ...]
    values: tuple[Value, ...]
    reason: str
    disputed: bool


def facts_of(mission: Mission, addresses: Addresses, table: str, record: Any) -> Iterator[Fact]:
    """The fields of a record that have a value, or of which a source says something.

    Args:
        mission: The mission.
        addresses: Addresses of its records.
        table: Table of the record.
        record: The record.

    Example:
        >>> import unami
        >>> from unami._output.export.site.addresses import Addresses
        >>> kubis = unami.mission.people["jan-kubis"]
        >>> facts = facts_of(unami.mission, Addresses(unami.mission), "people", kubis)
        >>> next(fact.parts for fact in facts if fact.field == "nationality")
        (Part(text='Slovakia', href='countries/SVK.html'),)
    """
    disputed = {each.field for each in mission.disputes_of(record, related=False)}
    for column in columns(type(record)):
        if column.spec.edge_of:
            continue
        explained = mission.explain(record, column.name)
        if not explained.claims and explained.value in (None, ()):
            continue
        values: dict[Any, list[Claim]] = {stated(explained.value, explained.bound): []}
        for claim in explained.claims:
            values.setdefault(stated(claim.value, claim.bound), []).append(claim)
        first = next(iter(values))
        shows = partial(parts_of, mission, addresses, table, record, column)
        yield Fact(
            field=column.name,
            title=words(column.name),
            about=column.spec.told,
            parts=shows(explained.value, explained.bound),
            values=tuple(
                Value(shows(claims[0].value, claims[0].bound), value == first, tuple(map(_said, claims)))
                for value, claims in values.items()
                if claims
            ),
            reason=str(explained.reason),
            disputed=column.name in disputed,
        )


def _said(claim: Claim) -> Said:
    marks = {
        "your own statement": claim.own,
        CLASSIFIED: claim.classified,
        "worked out as a sum": claim.derived,
        "preferred by the curators": claim.rank is Rank.PREFERRED,
        "set aside": claim.rank is Rank.DEPRECATED,
    }
    remarks = [mark for mark, applies in marks.items() if applies]
    return Said(claim.source, claim.locator, claim.stated_as, tuple(filter(None, [*remarks, claim.note])))


def parts_of(  # noqa: PLR0917 - the mission and the field are bound first, the value is the question
    mission: Mission, addresses: Addresses, table: str, record: Any, column: Column, value: Any, bound: str | None
) -> tuple[Part, ...]:
    """A value in words, with names in place of ids, each with the address of its record.

    Args:
        mission: The mission.
        addresses: Addresses of its records.
        table: Table of the record.
        record: The record.
        column: The field.
        value: A value of the field.
        bound: For a number that is not exact: how it is stated.
    """
    if value in (None, ()):
        return ()
    each = value if isinstance(value, tuple) else (value,)
    tables = (column.spec.ref,) if column.spec.ref else column.spec.ids_of
    if column.spec.of_table is not None:
        tables = (getattr(record, column.spec.of_table),)
    if not tables:
        shown = partial(value_in_words, mission, type(record), column)
        return tuple(_plain_part(addresses, (table, record.id), one, shown(one, bound)) for one in each)
    names = named(each, table, column.name, mission)
    found = ((addresses.of(other, one) for other in tables) for one in each)
    return tuple(
        # What is no record can be a word of a list.
        Part(
            str(name) if name != one else value_in_words(mission, type(record), column, one),
            next(filter(None, pages), None),
            one,
        )
        for name, pages, one in zip(names, found, each, strict=True)
    )


def _plain_part(addresses: Addresses, own: tuple[str, str], value: Any, text: str) -> Part:
    if isinstance(value, PartialDate):
        return Part(text, exact=str(value))
    if not isinstance(value, str):
        return Part(text)
    if text != value:
        return Part(text, exact=value)
    named = addresses.named(text)
    if named is not None and named != own:
        return Part(text, addresses.of(*named))
    return Part(text, text if is_web_address(text) else None)
