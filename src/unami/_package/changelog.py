"""The changelog of a data package, version by version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._base.encodable import Answer
from unami._base.names import checked_name, nearest
from unami._package.store import CHANGELOG
from unami.errors import DatasetError, Problem, UnknownName
from unami.records import TABLES, record_class
from unami.records._cell import read_cell, show_value
from unami.records._field import columns
from unami.records._former import current_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unami._package.read import Dataset
    from unami.records._shape import Shape

__all__ = ["Change", "changes_since", "fields_of", "read_value"]


@frozen(kw_only=True)
class Change(Answer):
    """A difference between two records of a mission, or between two versions of the data, in one record or field.

    Args:
        table: Table of the record.
        record: Id of the record.
        field: Name of the field; ``None`` if one side lacks the whole record.
        before: The value before; for a whole record, its text. ``None`` if there was none.
        after: The value after; for a whole record, its text. ``None`` if there is none.
        kind: ``added``, ``removed`` or ``changed``.
        version: Version of the data that made the change; ``None`` in a comparison.
        reason: Why it was made, if the changelog gives a reason.

    Example:
        >>> import unami
        >>> then = unami.mission.known_at("2012")
        >>> change = then.compare(unami.mission).where(record="martin-kobler.srsg", field="left_office").one()
        >>> print(change)
        appointments/martin-kobler.srsg, left_office: not stated -> 2013-07
    """

    table: str
    record: str
    field: str | None
    before: Any
    after: Any
    kind: str
    version: str | None = None
    reason: str | None = None

    @property
    def id(self) -> str:
        """The place of the change: table, record and field."""
        place = f"{self.table}/{self.record}"
        return place if self.field is None else f"{place}/{self.field}"

    def __str__(self) -> str:
        place = f"{self.table}/{self.record}"
        reason = f" -- {self.reason}" if self.reason else ""
        if self.field is None and self.kind != "changed":
            return f"{place} {self.kind}: {self.after or self.before}{reason}"
        return f"{place}, {self.field}: {show_value(self.before)} -> {show_value(self.after)}{reason}"


def _kind(before: Any, after: Any) -> str:
    if before is None or before == ():
        return "added"
    return "removed" if after is None or after == () else "changed"


def fields_of(of: type[Any]) -> tuple[str, ...]:
    """Return the fields of a table that can change.

    Args:
        of: The class of its records.

    Example:
        >>> fields_of(record_class("pledges"))
        ('donors', 'amount_usd', 'outstanding_usd', 'as_of', 'part_of')
    """
    return tuple(column.name for column in columns(of))


def name_now(table: str, field: str) -> str:
    """Return the current name of a field; a changelog may use a former one.

    Args:
        table: Name of the table.
        field: Name of the field; empty for a whole record.
    """
    return current_name(record_class(table), field, table) if table in TABLES else field


def read_value(of: type[Any], field: str | None, text: str) -> Any:
    """Return the value of a cell of the changelog.

    Args:
        of: Class of the record.
        field: Name of the field; ``None`` for a whole record, whose text is returned unchanged.
        text: The cell.

    Raises:
        ValueError: The field cannot have that value.
    """
    if field is None:
        return text or None
    column = next(column for column in columns(of) if column.name == field)
    if not text:
        return () if column.many else None
    return read_cell(column, text)


def change_of(table: str, record: str, field: str | None, before: Any, after: Any) -> Change:
    return Change(table=table, record=record, field=field, before=before, after=after, kind=_kind(before, after))


# The changelog of a package


def logged_versions(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the versions in the changelog: each has one line without a table."""
    return tuple(row[0] for row in rows if not row[1])


def changes_since(dataset: Dataset, version: str | None) -> tuple[Change, ...]:
    """Return the changes in the changelog of a package.

    Args:
        dataset: The package.
        version: Only changes after this version; all changes if left out.

    Raises:
        UnknownName: The changelog has no such version.
        DatasetError: The changelog does not cover the current version of the package.
    """
    rows = dataset.changelog
    present = dataset.version.partition("+")[0]
    logged = logged_versions(rows)
    known = tuple(dict.fromkeys((*logged, present)))
    asked = None
    if version is not None:
        asked = checked_name(version, UnknownName, "version of the data").replace("-", ".").partition("+")[0]
        if asked not in known:
            raise UnknownName("version of the data", version, nearest(asked, known) or known)
    if asked != present and present not in logged and rows:
        words = f"version {present} is not listed yet; run: python -m unami changes --against OLD --write"
        raise DatasetError(dataset.files.where, [Problem(CHANGELOG, words)])
    return tuple(_read(row, dataset.shape) for row in rows if row[1] and (asked is None or row[0] > asked))


def _read(row: Sequence[str], shape: Shape) -> Change:
    version, table, record, field, before, after, reason = row
    name = name_now(table, field) or None
    of = shape.record_class(table)
    was, now = read_value(of, name, before), read_value(of, name, after)
    return Change(
        table=table,
        record=record,
        field=name,
        before=was,
        after=now,
        kind=_kind(was, now),
        version=version,
        reason=reason or None,
    )
