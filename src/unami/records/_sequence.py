"""Records[T]: the return type of every question that finds records."""

from __future__ import annotations

import sys
from operator import index
from typing import TYPE_CHECKING, Any, Generic, SupportsIndex, TypeVar, cast, overload

from attrs import field, frozen

from unami._base.deprecated import warn_deprecated
from unami._base.encodable import Encodable, opaque
from unami._base.names import checked_name, nearest, pick
from unami._base.text import shown, visible
from unami.dates import Bound, Certainty, PartialDate, Period, bounds_of, read_when
from unami.errors import (
    InvalidDate,
    InvalidValue,
    NotAKey,
    NotAnArray,
    NotDated,
    NotOne,
    UnknownField,
    UnknownPosition,
    UnknownRecord,
)
from unami.records._base import Lasting
from unami.records._field import columns
from unami.records._order import in_time, time_of_record
from unami.records._table import table_of
from unami.records._where import Asked, meaning_of, own_name, part_with, public_names, reader_of, test_of

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pandas
    import polars
    import pyarrow

    from unami._mission.mission import Mission
    from unami._output.shown import Bibliography
    from unami.dates import Span, When
    from unami.dates._span_index import SpanIndex

__all__ = ["Records"]

T_co = TypeVar("T_co", covariant=True)
D = TypeVar("D")
K = TypeVar("K")

_SHOWN = 12
"""Number of records in a repr: a year of months. Further ones are only counted."""

_WORDS_FOR_TIME = frozenset(("date", "day", "month", "time", "when", "year"))
"""What people call the time of a record whose fields have other names; ``period`` can be asked of every dated record."""


def _span_of(record: Any) -> Span | None:
    """When a record certainly or possibly applies; ``None`` if that is not known at all."""
    period = record if _lasts(record) else record.period
    if isinstance(period, PartialDate):
        period = Period(period, period)
    return None if period is None else cast("Span", period.span)


def _lasts(record: object) -> bool:
    """Whether a record has a span. Type checkers would take it for a bare base class, which has none, after the test."""
    return isinstance(record, Lasting)


# Type checkers may take records for a sequence, which they are in all but name.
if TYPE_CHECKING:
    from collections.abc import Sequence

    from unami.records._conditions import Conditions  # pyright: ignore[reportMissingModuleSource]

    class _Base(Sequence[T_co], Conditions[T_co]):
        pass

else:
    _Base = Generic


@opaque
@frozen(repr=False, eq=True)
class Records(Encodable, _Base[T_co]):
    """An immutable, typed sequence of records of one kind.

    Equal and hashable by value; slices, ``where`` and the other methods return new ones. Index by position or, if the
    records come from a table, by id.

    It behaves like a sequence but is not a ``collections.abc.Sequence``: Polars and other libraries treat a sequence as
    a list of objects before they check whether it is a table. For functions that require a sequence, such as
    ``random.sample``, ``records.items`` is a tuple.

    Args:
        items: The records.
        kind: What they are, in the plural, for display and errors.
        record_class: Their class, known even if there are none; not part of the value.
        mission: The record that they come from, which knows their sources; not part of the value.
        asked: The question that chose them, which tells why if there are none; not part of the value.
        order: Name of the field in whose order they are; not part of the value.
        when: The time about which they were asked; not part of the value.

    Example:
        >>> import unami
        >>> renewals = unami.mission.resolutions.where(relation="extends")
        >>> renewals.first().id, renewals[-1].id, len(renewals[:3])
        ('1557', '2682', 3)
        >>> unami.mission.resolutions["1500"].votes_for
        14
    """

    items: tuple[T_co, ...]
    kind: str = "records"
    record_class: type[T_co] | None = field(default=None, eq=False)
    mission: Mission | None = field(default=None, eq=False)
    asked: Asked[Any] | None = field(default=None, eq=False)
    order: str = field(default="period", eq=False)
    when: PartialDate | Period | None = field(default=None, eq=False)
    _places: dict[str, int] | None = field(default=None, init=False, eq=False)
    """Positions of the records by id, once an id has been looked up."""
    _spans: SpanIndex | None = field(default=None, init=False, eq=False)
    """The index of the times at which the records apply, once a time has been asked about."""

    def __attrs_post_init__(self) -> None:
        # Libraries that recreate a collection, such as pydantic, pass a list.
        if not isinstance(self.items, tuple):
            object.__setattr__(self, "items", tuple(self.items))

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T_co]:
        return iter(self.items)

    def __contains__(self, value: object) -> bool:
        """Whether a record is among them, given as itself or by its id."""
        return self._place_of(value) is not None if isinstance(value, str) else value in self.items

    def __add__(self: Records[K], other: Records[K]) -> Records[K]:
        """Return these records and others of the same kind; records in order of time stay so.

        Raises:
            InvalidValue: The others are of another kind.

        Example:
            >>> import unami
            >>> both = unami.mission.deployments_by("Fiji") + unami.mission.deployments_by("Nepal")
            >>> sorted(set(record.country for record in both))
            ['FJI', 'NPL']
        """
        if not isinstance(other, Records):
            return NotImplemented
        own, others = self._class(), other._class()
        if own is not others if own and others else self.kind != other.kind:
            raise InvalidValue(f"collection of {self.kind}", other, "only records of one kind can be added")
        items = self.items + other.items
        if self.order == other.order == "period":
            items = in_time(items)
        when = self.when if self.when == other.when else None
        return Records(items, self.kind, own or others, self.mission, self.asked, self.order, when)

    def _ipython_key_completions_(self) -> list[str]:
        """The ids that IPython completes in ``records["``."""
        return list(self.ids)

    def __reversed__(self) -> Iterator[T_co]:
        return reversed(self.items)

    def index(self, value: object, start: int = 0, stop: int = sys.maxsize) -> int:
        """Return the first position of a record.

        Args:
            value: The record.
            start: First position to search.
            stop: Position at which to stop.

        Raises:
            ValueError: The record is not there.

        Example:
            >>> import unami
            >>> unami.mission.posts.index(unami.mission.posts["srsg"]) == unami.mission.posts.ids.index("srsg")
            True
        """
        return self.items.index(value, start, stop)

    def count(self, value: object) -> int:
        """Return how often a record occurs.

        Args:
            value: The record.

        Example:
            >>> import unami
            >>> unami.mission.posts.count(unami.mission.posts["srsg"])
            1
        """
        return self.items.count(value)

    @overload
    def __getitem__(self, key: int | str) -> T_co: ...
    @overload
    def __getitem__(self, key: slice) -> Records[T_co]: ...
    def __getitem__(self, key: int | str | slice) -> T_co | Records[T_co]:
        if isinstance(key, slice):
            try:
                return self._with(self.items[key])
            except (TypeError, ValueError) as error:
                raise NotAKey(self.kind, key, str(error)) from None
        if not isinstance(key, str):
            try:
                return self.items[index(key)]
            except TypeError:
                raise NotAKey(self.kind, key) from None
            except IndexError:
                raise UnknownPosition(f"position in {self.kind}", shown(key), self._instead_of(key)) from None
        # An id that is found needs no check.
        place = self._place_of(key) if type(key) is str else None
        if place is not None:
            return self.items[place]
        name = checked_name(key, UnknownRecord, f"id in {self.kind}")
        place = self._place_of(name)
        if place is None:
            moved = self._moved(name)
            if moved is not None:
                return moved
            raise UnknownRecord(f"id in {self.kind}", key, nearest(name, self.ids))
        return self.items[place]

    def _moved(self, name: str) -> T_co | None:
        """A record that went to another table, for programs that still look for it here."""
        of: Any = self.record_class
        now = table_of(of).moved_to if hasattr(of, "__table__") else ""
        if not now or self.mission is None or name not in self.mission.tables[now].ids:
            return None
        warn_deprecated(f"{name!r} is now in the table {now!r}; the next version no longer finds it in {self.kind}")
        return cast("T_co", self.mission.tables[now][name])

    def _place_of(self, name: str) -> int | None:
        """The position of the first record with an id."""
        places = self._places
        if places is None:
            places = {}
            for place, item in enumerate(self.items):
                if isinstance(own := getattr(item, "id", None), str):
                    places.setdefault(own, place)
            # Assigned once complete: concurrent threads store equal values.
            object.__setattr__(self, "_places", places)
        return places.get(name)

    @overload
    def get(self, key: int | str) -> T_co | None: ...
    @overload
    def get(self, key: int | str, default: D) -> T_co | D: ...
    def get(self, key: int | str, default: object = None) -> object:
        """Return the record with an id, or a default if there is none.

        Args:
            key: The id, or a position.
            default: What to return if there is no such record.

        Example:
            >>> import unami
            >>> unami.mission.resolutions.get("1770").number, unami.mission.resolutions.get("9999")
            (1770, None)
        """
        # Anything that cannot be an id or a position, such as the NaN of an empty cell, means that there is no such
        # record.
        if not isinstance(key, (str, SupportsIndex)):
            return default
        try:
            return self[key]
        except UnknownRecord:
            return default

    def __reduce__(self) -> tuple[object, ...]:
        return Records, (self.items, self.kind, self.record_class, self.mission, None, self.order, self.when)

    def _instead_of(self, key: SupportsIndex) -> tuple[str, ...]:
        """Suggestions for a number that may have been meant as an id, such as the number of a resolution."""
        if shown(key) in self.ids:
            return (f'the id "{key}"',)
        return (f"a position from 0 to {len(self) - 1}",) if self.items else ()

    def _with(
        self,
        items: Iterable[T_co],
        asked: Asked[Any] | None = None,
        order: str = "",
        when: PartialDate | Period | None = None,
    ) -> Records[T_co]:
        chosen = tuple(items)
        # Of none, the first question that left none tells why.
        why = asked or self.asked if self.items or self.asked is None else self.asked
        return Records(chosen, self.kind, self.record_class, self.mission, why, order or self.order, when or self.when)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records, in order.

        Example:
            >>> import unami
            >>> unami.mission.resolutions.ids[:2]
            ('1483', '1490')
        """
        return tuple(str(getattr(item, "id", "")) for item in self.items)

    def _class(self) -> type[Any] | None:
        return self.record_class or (type(self.items[0]) if self.items else None)

    def _field(self, name: str) -> str:
        """Validate the name of a field that a user gives."""
        record_class = self._class()
        if record_class is None:
            return name
        if isinstance(name, str):
            from unami.records._former import current_name

            name = current_name(record_class, name, self.kind)
        known = public_names(record_class)
        if isinstance(name, str) and name not in known:
            own = own_name(name)
            part = part_with(record_class, self.items, own)
            if part is not None and name in (own, f"{part}.{own}"):
                return f"{part}.{own}"
            if not self.items and not hasattr(record_class, "__table__"):
                # Of no answers, nothing says which records would be in them.
                return name
            self._refuse_fields_of_others(record_class, name)
            if name in _WORDS_FOR_TIME and "period" in known:
                raise UnknownField(f"field of {self.kind}", name, ("period",))
        return pick(name, known, UnknownField, f"field of {self.kind}")

    def _refuse_fields_of_others(self, record_class: type[Any], name: str) -> None:
        """Say where a field is that these records lack, but those of another table have to which they refer."""
        if self.mission is None or not hasattr(record_class, "__table__"):
            return
        class_of = self.mission.dataset.shape.record_class
        for column in columns(record_class):
            if column.spec.ref is not None and name in public_names(class_of(column.spec.ref)):
                here = f"where({column.name}=mission.{column.spec.ref}.where({name}=...))"
                words = f"it is a field of {column.spec.ref}; ask {here}"
                raise UnknownField(f"field of {self.kind}", name, problem=words)

    if not TYPE_CHECKING:
        # For type checkers, the classes say by which fields they can be asked: see `_conditions.pyi`.

        def where(self, condition: Callable[[T_co], object] | None = None, /, **values: Any) -> Records[T_co]:
            """The records that meet all conditions.

            Args:
                condition: A function that says yes or no to a record.
                values: Field values. A field that refers to countries, people, posts, places, resolutions and so on takes
                    their names, codes, symbols and numbers, or the records themselves. A field with a list of words
                    takes what people say for them: ``change="ended"`` finds ``dropped``. A date field matches if what it
                    states lies within the date given: ``as_of="2023"`` finds ``2023~`` and ``2023-05``; a
                    :class:`~unami.PartialDate` finds just itself. A list field matches if it holds the value. ``None``
                    finds what is not known; a list, a set, the keys of groups or other records find any of their values;
                    a function says yes or no to each value that is known. Answers are also
                    asked by the fields of the records in them, such as holders by the nationality of the person.

            Raises:
                UnknownField: The records have no such field; the nearest names are given.
                UnknownName: No record can have this value, such as a country that is not in the record or a word that the
                    field does not know; the nearest ones are given.
                InvalidDate: The value of a date field cannot be read as a date.

            Example:
                >>> import unami
                >>> unami.mission.resolutions.where(adopted="2014", relation="extends").ids
                ('2169',)
                >>> unami.mission.people.where(nationality="Netherlands").ids
                ('ad-melkert', 'jeanine-hennis-plasschaert')
                >>> unami.mission.heads.where(gender="female").ids
                ('jeanine-hennis-plasschaert.srsg',)
                >>> unami.mission.elections.where(scope="national", turnout_percent=lambda share: share < 50).ids
                ('2018-05-12-parliament', '2021-10-10-parliament')
                >>> women = unami.mission.people.where(gender="female")
                >>> len(unami.mission.appointments.where(person=women)) >= len(women)
                True
                >>> len(unami.mission.mandate_tasks.where(resolution=2732, change="dropped")) > 0
                True
            """
            return self._chosen(condition, values)

        def one(self, **values: Any) -> T_co:
            """The only record, or the only one that meets the conditions.

            Raises:
                NotOne: There is none, or there are several.

            Example:
                >>> import unami
                >>> unami.mission.resolutions.one(number=1770).relation
                'expands'
            """
            found = self.where(**values) if values else self
            if len(found) == 1:
                return found[0]
            raise NotOne(f"record of {self.kind}", (_line(item) for item in found))

        def group_by(self, key: str | Callable[[T_co], Any]) -> Mapping[Any, Records[T_co]]:
            """Group the records by the value of a field or function; groups are in order of first appearance.

            Args:
                key: Name of a field, or a function of a record.

            Returns:
                A read-only mapping.

            Raises:
                UnknownField: The records have no such field.

            Example:
                >>> import unami
                >>> groups = unami.mission.tasks_at("2014-06-10").group_by("category")
                >>> len(groups["humanitarian"])
                2
            """
            from unami._base.frozen import FrozenMapping

            if isinstance(key, str) or not callable(key):
                key = reader_of(self._field(key))
            groups: dict[Any, list[T_co]] = {}
            for item in self.items:
                groups.setdefault(key(item), []).append(item)
            return FrozenMapping({value: self._with(items) for value, items in groups.items()})

    def _chosen(self, condition: Callable[[T_co], object] | None, values: Mapping[str, Any]) -> Records[T_co]:
        if condition is not None and not callable(condition):
            words = "expected a function of a record; pass field values by name"
            raise UnknownField(f"condition on {self.kind}", condition, problem=words)
        wanted = {
            self._field(name): list(value) if isinstance(value, Records) else value for name, value in values.items()
        }
        tests = [(reader_of(name), self._test(name, value)) for name, value in wanted.items()]
        found = [
            item
            for item in self.items
            if (condition is None or condition(item)) and all(test(read(item)) for read, test in tests)
        ]
        before = self.asked
        if condition is None and before is not None and before.values and before.when is None:
            return self._with(found, Asked(before.of, {**before.values, **wanted}))
        return self._with(found, Asked(self, wanted))

    def _test(self, name: str, wanted: Any) -> Callable[[Any], bool]:
        record_class = self._class()
        if record_class is None:
            # Nothing is there to be found, and nothing says what could be.
            return lambda value: bool(value == wanted)
        return test_of(meaning_of(record_class, name, self.kind, self.items, self.mission), wanted, self.mission)

    def at(self, when: When) -> Records[T_co]:
        """Return the records that certainly or possibly apply at some time within a date.

        Args:
            when: A day, month, year or period; see :func:`unami.dates.read_when`.

        Raises:
            InvalidDate: The date cannot be read.
            NotDated: Records of this kind have no dates.

        Example:
            >>> import unami
            >>> unami.mission.resolutions.at("2014-07").ids
            ('2169',)
        """
        asked = read_when(when)
        if self.items and not hasattr(self._class(), "period"):
            raise NotDated(self.kind)
        found = tuple(self.items[place] for place in self._index_of_spans().places(asked))
        if hasattr(self._class(), "certainty"):
            from unami._mission.asked import as_of

            found = as_of(found, asked, self.mission)
        return self._with(found, Asked(self, when=asked), when=asked)

    def _index_of_spans(self) -> SpanIndex:
        spans = self._spans
        if spans is None:
            from unami.dates._span_index import SpanIndex

            spans = SpanIndex(map(_span_of, self.items))
            # Assigned once complete: concurrent threads store equal values.
            object.__setattr__(self, "_spans", spans)
        return spans

    def between(self, first: When, last: When) -> Records[T_co]:
        """Return the records that certainly or possibly apply between two dates, both included.

        Args:
            first: The first day, month or year; ``".."`` for everything up to the last.
            last: The last one; ``".."`` for everything from the first on.

        Raises:
            InvalidDate: A date cannot be read, or the last lies before the first.

        Example:
            >>> import unami
            >>> unami.mission.resolutions.between("2013-07", "2014-08").ids
            ('2110', '2169', '2170')
            >>> unami.mission.resolutions.between("2024-06", "..").ids
            ('2792',)
        """
        start, end = _end(first), _end(last)
        begin = start.start if isinstance(start, Period) else start
        finish = end.end if isinstance(end, Period) else end
        return self.at(Period(begin, finish))

    def first(self) -> T_co:
        """The first record: of dated ones the earliest, of sorted ones the first in that order.

        Raises:
            NotOne: There is none.

        Example:
            >>> import unami
            >>> unami.mission.resolutions.first().id
            '1483'
        """
        if not self.items:
            raise NotOne(f"record of {self.kind} at least")
        return self.items[0]

    def last(self) -> T_co:
        """The last record: of dated ones the latest, of sorted ones the last in that order.

        A record without a date, or without a value of the field by which they are sorted, is only the last if no
        record has one.

        Raises:
            NotOne: There is none.

        Example:
            >>> import unami
            >>> unami.mission.council_meetings.where(kind="briefing").last().held
            PartialDate('2025-12-02')
        """
        if not self.items:
            raise NotOne(f"record of {self.kind} at least")
        placed = time_of_record if self.order == "period" else reader_of(self.order)
        return next((item for item in reversed(self.items) if placed(item) is not None), self.items[-1])

    def certainty_of(self, record: Any) -> Certainty | None:
        """How surely a record holds at the time about which these records were asked.

        Args:
            record: One of the records.

        Returns:
            ``None`` if they were not asked about a time, or if the record has no beginning and end.

        Example:
            >>> import unami
            >>> offices = unami.mission.offices_at("2010")
            >>> [str(offices.certainty_of(offices[name])) for name in ("erbil", "amman")]
            ['certain', 'possible']
        """
        return cast("Certainty", record.covers(self.when)) if self.when is not None and _lasts(record) else None

    def _said(self, record: object) -> str:
        """A record in a line, with "possible" where it may not hold at the time asked about, or that it is of another."""
        line = self._named(record)
        if self.when is None or hasattr(record, "certainty"):
            return line
        if self.certainty_of(record) is Certainty.POSSIBLE:
            return f"{line}, possible"
        span = _span_of(record)
        if span is None or span.covers(self.when):
            return line
        earlier = span.latest_end < bounds_of(self.when)[0]
        return f"{line}, {'earlier' if earlier else 'later'} than {self.when}"

    def _named(self, record: object) -> str:
        """A record in a line, with names in place of ids."""
        if self.mission is None:
            return _line(record)
        from unami._mission.asked import line_in

        return _line(line_in(self, record))

    @property
    def _remarks(self) -> tuple[str, ...]:
        """What a reader must know of the answer: why there are none, or that all are of another time."""
        if not self.items or self.when is None:
            return self.why_none
        from unami._mission.asked import why_other

        return why_other(self)

    @property
    def why_none(self) -> tuple[str, ...]:
        """Why there are none, and what is near, in sentences; empty if there are some.

        Example:
            >>> import unami
            >>> print(unami.mission.strength_at("2016-11").why_none[0])
            no strength figure is known at 2016-11; before it 2016-10: 244, after it 2016-12: 244
        """
        asked = self.asked
        if asked is None and self.mission is not None and self.mission.view.sources is not None:
            asked = Asked(self)
        if self.items or asked is None:
            return ()
        from unami._mission.asked import why_none

        return why_none(asked)

    def sort_by(self, *keys: str, reverse: bool = False) -> Records[T_co]:
        """Return the records sorted by one or more fields; records without a value come last.

        Args:
            keys: Names of fields.
            reverse: Sort descending; records without a value still come last.

        Raises:
            UnknownField: The records have no such field, or its values cannot be ordered.

        Example:
            >>> import unami
            >>> unami.mission.resolutions.sort_by("adopted", reverse=True).first().id
            '2792'
        """
        ordered = list(self.items)
        for name in map(self._field, reversed(keys)):
            read = reader_of(name)
            known = [item for item in ordered if read(item) is not None]
            unknown = [item for item in ordered if read(item) is None]
            try:
                known.sort(key=_place_by(read), reverse=reverse)
            except TypeError:
                words = "its values have no order"
                raise UnknownField(f"field to sort {self.kind} by", name, problem=words) from None
            ordered = known + unknown
        return self._with(ordered, order=self._field(keys[0]) if keys else "")

    def to_dicts(self, *, names: bool | Mission = False) -> list[dict[str, Any]]:
        """Return the records as plain dictionaries: dates as EDTF text, only JSON types.

        Args:
            names: Whether to add the names that ids refer to: see :func:`unami.to_plain`.

        Raises:
            NotSourced: Names are requested, but the records do not come from a mission.

        Example:
            >>> import unami
            >>> unami.mission.resolutions.where(number=1500).to_dicts()[0]["adopted"]
            '2003-08-14'
            >>> unami.mission.contributions.where(country="FJI").to_dicts(names=True)[0]["country_name"]
            'Fiji'
        """
        from unami._output.shown import to_plain

        plain: list[dict[str, Any]] = to_plain(self, names=names)
        return plain

    def to_json(self, *, names: bool | Mission = False) -> str:
        """Return the records as a JSON array of the same form.

        Args:
            names: As in :meth:`to_dicts`.

        Example:
            >>> import unami
            >>> unami.mission.countries.where(id="FJI").to_json()
            '[{"id": "FJI", "name": "Fiji", ...}]'
        """
        import json

        return json.dumps(self.to_dicts(names=names), ensure_ascii=False)

    def cite(self) -> Bibliography:
        """Return the bibliography of these records: the data set, and each of their sources once.

        Raises:
            NotSourced: They do not come from a mission.

        Example:
            >>> import unami
            >>> len(unami.mission.resolutions.where(number=1500).cite()) > 1
            True
        """
        from unami._output.shown import cite_records

        return cite_records(self)

    @overload
    def to_csv(
        self,
        path: None = None,
        *,
        provenance: bool = False,
        identifiers: str | Iterable[str] = (),
        spreadsheet: bool = False,
    ) -> str: ...
    @overload
    def to_csv(
        self,
        path: str | os.PathLike[str],
        *,
        provenance: bool = False,
        identifiers: str | Iterable[str] = (),
        spreadsheet: bool = False,
        overwrite: bool = False,
    ) -> None: ...
    def to_csv(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        provenance: bool = False,
        identifiers: str | Iterable[str] = (),
        spreadsheet: bool = False,
        overwrite: bool = False,
    ) -> str | None:
        """Return or write the records as CSV with flat columns; see :mod:`unami.frames` for their names.

        Lists are joined by ``|``, truth values are ``true`` and ``false``, unknown values are empty.

        Args:
            path: The file to write, as UTF-8, whole or not at all.
            provenance: Whether to add the columns ``sources``, ``source_titles`` and ``disputed``.
            identifiers: Schemes of identifiers to add as columns, such as ``"cow"``; see :mod:`unami.frames`.
            spreadsheet: Whether the file is for a spreadsheet: text that would be read as a formula is prefixed with an
                apostrophe, and the file begins with a byte order mark for UTF-8.
            overwrite: Whether an existing file may be replaced.

        Returns:
            The text if no path is given.

        Raises:
            FileInTheWay: The file already exists.
            NotSourced: Provenance or identifiers are requested, but the records do not come from a mission.
            UnknownName: There is no such scheme, or nothing in the records has identifiers of it.

        Example:
            >>> import unami
            >>> print(unami.mission.posts.where(id="srsg").to_csv().splitlines()[0])
            id,name,abbreviation,role,line,seats,in_mission,reports_to,duties
        """
        from unami._output.shown import to_csv

        return to_csv(
            self, path, provenance=provenance, identifiers=identifiers, spreadsheet=spreadsheet, overwrite=overwrite
        )

    def to_arrow(self, *, provenance: bool = False, identifiers: str | Iterable[str] = ()) -> pyarrow.Table:
        """Return the records as a PyArrow table with flat columns; see :mod:`unami.frames` for their names.

        Args:
            provenance: Whether to add the columns ``sources``, ``source_titles`` and ``disputed``.
            identifiers: Schemes of identifiers to add as columns, such as ``"cow"``; see :mod:`unami.frames`.

        Raises:
            MissingExtra: PyArrow is not installed; the error shows the command that installs it.
            NotSourced: Provenance or identifiers are requested, but the records do not come from a mission.
            UnknownName: There is no such scheme, or nothing in the records has identifiers of it.

        Example:
            >>> import unami
            >>> unami.mission.resolutions.to_arrow().schema.field("adopted_earliest").type
            DataType(date32[day])
        """
        from unami._output.shown import to_arrow

        table: pyarrow.Table = to_arrow(self, provenance=provenance, identifiers=identifiers)
        return table

    def to_pandas(self, *, provenance: bool = False, identifiers: str | Iterable[str] = ()) -> pandas.DataFrame:
        """Return the records as a pandas data frame with flat columns; see :mod:`unami.frames` for their names.

        Days are ``datetime64``, words from fixed lists are categorical, integers and truth values are nullable.

        Args:
            provenance: Whether to add the columns ``sources``, ``source_titles`` and ``disputed``.
            identifiers: Schemes of identifiers to add as columns, such as ``"cow"``; see :mod:`unami.frames`.

        Raises:
            MissingExtra: pandas or PyArrow is not installed; the error shows the command that installs it.
            NotSourced: Provenance or identifiers are requested, but the records do not come from a mission.
            UnknownName: There is no such scheme, or nothing in the records has identifiers of it.

        Example:
            >>> import unami
            >>> frame = unami.mission.contributions.to_pandas()
            >>> int(frame.query("country == 'FJI' and month == '2014-03'")["count"].sum())
            193
        """
        from unami._output.shown import to_pandas

        frame: pandas.DataFrame = to_pandas(self, provenance=provenance, identifiers=identifiers)
        return frame

    def to_polars(self, *, provenance: bool = False, identifiers: str | Iterable[str] = ()) -> polars.DataFrame:
        """Return the records as a Polars data frame with flat columns; see :mod:`unami.frames` for their names.

        Args:
            provenance: Whether to add the columns ``sources``, ``source_titles`` and ``disputed``.
            identifiers: Schemes of identifiers to add as columns, such as ``"cow"``; see :mod:`unami.frames`.

        Raises:
            MissingExtra: Polars or PyArrow is not installed; the error shows the command that installs it.
            NotSourced: Provenance or identifiers are requested, but the records do not come from a mission.
            UnknownName: There is no such scheme, or nothing in the records has identifiers of it.

        Example:
            >>> import unami
            >>> unami.mission.people.to_polars().height == len(unami.mission.people)
            True
            >>> figures = unami.mission.contributions.to_polars(identifiers=["cow", "gwn"])
            >>> figures.filter(figures["country"] == "FJI").row(0)[-2:]
            ('950', '950')
        """
        from unami._output.shown import to_polars

        frame: polars.DataFrame = to_polars(self, provenance=provenance, identifiers=identifiers)
        return frame

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Export the records to any library that reads the Arrow PyCapsule interface."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __dataframe__(self, *args: Any, **options: Any) -> Any:
        """Export the records to any library that reads the data frame interchange protocol."""
        return self.to_arrow().__dataframe__(*args, **options)

    def __narwhals_dataframe__(self) -> Any:
        """Export the records to any library that reads data frames through narwhals, such as Altair."""
        from unami._base.extras import load

        narwhals = load("narwhals", "frames", "reading records with narwhals")
        return narwhals.from_native(self.to_arrow())._compliant_frame  # noqa: SLF001 - what the protocol is to give

    def __array__(self, dtype: object = None, copy: object = None) -> Any:
        """Return a NumPy array of objects; ``pandas.DataFrame`` is refused, as it would make them a single column."""
        from unami._base.extras import load

        caller = sys._getframe(1)  # noqa: SLF001 - the only way to know who asks
        # The pandas constructor asks for an array just as NumPy does, and for nothing that would show it the columns.
        if caller.f_globals.get("__name__") == "pandas.core.frame" and caller.f_code.co_name == "__init__":
            raise NotAnArray(self.kind)
        array = load("numpy", "frames", "an array of records").empty(len(self.items), dtype or object)
        array[:] = self.items
        return array

    def __repr__(self) -> str:
        shown_items = self.items[:_SHOWN]
        lines = [counted(len(self.items), self.kind), *(f"  {visible(line)}" for line in self._remarks)]
        lines.extend(f"  {line}" for line in _told_apart([self._said(item) for item in shown_items], shown_items))
        if len(self.items) > _SHOWN:
            lines.append(f"  ... and {len(self.items) - _SHOWN} more")
        return "\n".join(lines)

    def __rich_repr__(self) -> Iterator[Any]:
        yield "kind", self.kind
        yield from self.items[:_SHOWN]
        if len(self.items) > _SHOWN:
            yield "more", len(self.items) - _SHOWN
        yield from (("why", line) for line in self._remarks)


def _end(given: When) -> PartialDate | Period | Bound:
    """An end of the time that a user asks about."""
    if given is None:
        # A date that is not known must not be taken for an end that is open.
        raise InvalidDate(given, 'expected a date, or ".." for an open end')
    return Bound.OPEN if isinstance(given, str) and given == Bound.OPEN.value else read_when(given)


def _place_by(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """What records are sorted by: the value of a field, or of a duration its least days and then its most."""

    def place(record: Any) -> Any:
        value = read(record)
        return getattr(value, "in_order", value)

    return place


def counted(number: int, kind: str) -> str:
    """Return a number of records in words.

    Args:
        number: How many there are.
        kind: What the records are, in the plural.

    Example:
        >>> counted(1, "people"), counted(2, "countries"), counted(1, "tallies")
        ('1 person', '2 countries', '1 tally')
    """
    return f"{number} {kind if number != 1 else singular(kind)}"


def singular(kind: str) -> str:
    """What one of some records is called.

    Args:
        kind: What they are, in the plural.

    Example:
        >>> singular("people"), singular("countries"), singular("council meetings")
        ('person', 'country', 'council meeting')
    """
    if kind == "people":
        return "person"
    return f"{kind.removesuffix('ies')}y" if kind.endswith("ies") else kind.removesuffix("s")


def _told_apart(lines: list[str], records: Iterable[Any]) -> Iterator[str]:
    """Lines of records, with the id where several read alike."""
    for line, record in zip(lines, records, strict=True):
        own = getattr(record, "id", None) if lines.count(line) > 1 else None
        yield line if own is None else f"{line} [{visible(str(own))}]"


def _line(item: object) -> str:
    text = str(item) if type(item).__str__ is not object.__str__ else repr(item)
    return visible(text if len(text) <= 160 else text[:157] + "...")
