"""The data dictionary: what each field of each table means, read off the record classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import fields, frozen

from unami._base.encodable import Shown
from unami.records import ALL_TABLES, record_class
from unami.records._field import field_of
from unami.records._table import table_of
from unami.records._types import TYPE_NAMES

if TYPE_CHECKING:
    from attrs import Attribute

    from unami._package.read import Dataset

__all__ = ["DictionaryEntry", "entries"]


@frozen
class DictionaryEntry(Shown):
    """What one field of a table means.

    Args:
        table: The table.
        field: Name of the field.
        description: What it holds, with unit and convention.
        type: ``text``, ``date``, ``whole number``, ``number`` or ``true or false``.
        many: Whether it holds a list of them.
        required: Whether every record has it.
        merge: How the values of several sources become one: ``identity`` if all must give the same, ``claim`` if they
            compete, ``wording`` if the best-placed one is shown, ``union`` if they add up; ``None`` for what no
            statement gives.
        values: The only allowed values, if there is a fixed list.
        refers_to: Tables whose ids it holds.
        words: Words that it may hold instead of such an id.
        minimum: The least allowed number.
        derived: Whether it is worked out from other records, and no column of the CSV file.
        classified: Whether the curators classify what sources say, so that the value is no claim of theirs.

    Example:
        >>> import unami
        >>> print(unami.mission.dictionary["contributions/country"])
        contributions/country (text, ids of countries): ...
    """

    table: str
    field: str
    description: str
    type: str
    many: bool = False
    required: bool = False
    merge: str | None = None
    values: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    minimum: int | None = None
    derived: bool = False
    classified: bool = False

    @property
    def id(self) -> str:
        """The place of the field: table and name."""
        return f"{self.table}/{self.field}"

    def __str__(self) -> str:
        kind = f"list, {self.type}" if self.many else self.type
        ids = f", ids of {' or '.join(self.refers_to)}" if self.refers_to else ""
        classified = ", classified by the curators" if self.classified else ""
        return f"{self.id} ({kind}{ids}{classified}): {self.description}"


def entries(dataset: Dataset) -> tuple[DictionaryEntry, ...]:
    """The entries of all tables.

    Args:
        dataset: The data set whose words they can hold.
    """
    return dataset.cache.get(
        "dictionary",
        lambda: tuple(
            _entry(dataset, table, attribute) for table in ALL_TABLES for attribute in fields(record_class(table))
        ),
    )


def _entry(dataset: Dataset, table: str, attribute: Attribute[Any]) -> DictionaryEntry:
    column = field_of(attribute)
    spec = column.spec
    identity = spec.identity or column.name == "id"
    words = spec.values if spec.vocabulary is None else dataset.words(spec.vocabulary)
    merged = table_of(record_class(table)).stated and not spec.derived
    return DictionaryEntry(
        table=table,
        field=column.name,
        description=spec.description,
        type=TYPE_NAMES[column.type].words,
        many=column.many,
        required=identity,
        merge=("identity" if identity else spec.merge.value) if merged else None,
        values=() if spec.ids_of else words,
        refers_to=(spec.ref,) if spec.ref else spec.ids_of,
        words=words if spec.ids_of else (),
        minimum=spec.minimum,
        derived=spec.derived,
        classified=spec.classified,
    )
