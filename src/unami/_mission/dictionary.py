"""The data dictionary: the meaning of each field of each table, generated from the record classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import fields, frozen

from unami._base.encodable import Answer
from unami.records._field import field_of
from unami.records._types import TYPES

if TYPE_CHECKING:
    from attrs import Attribute

    from unami._package.read import Dataset

__all__ = ["DictionaryEntry", "entries"]


@frozen
class DictionaryEntry(Answer):
    """The meaning of one field of a table.

    Args:
        table: The table.
        field: Name of the field.
        description: Its meaning, with unit and convention.
        type: ``text``, ``date``, ``whole number``, ``number`` or ``true or false``.
        many: True if it contains a list of such values.
        required: True if every record has it.
        merge: How the values of several sources are merged: ``identity`` if all must agree, ``claim`` if they are
            rivals, ``wording`` if the wording of the best tier is shown, ``union`` if they are combined; ``None`` for
            fields that no statement gives.
        values: The only allowed values, if there is a fixed list.
        refers_to: Tables whose ids it contains.
        words: Words that it may contain instead of such an id.
        minimum: The smallest allowed number.
        derived: True if it is computed from other records and is not a column of the CSV file.
        classified: True if the curators classify what sources say, so that the value is no claim of theirs.

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
        """The id of the entry: table and field."""
        return f"{self.table}/{self.field}"

    def __str__(self) -> str:
        kind = f"list, {self.type}" if self.many else self.type
        ids = f", ids of {' or '.join(self.refers_to)}" if self.refers_to else ""
        classified = ", classified by the curators" if self.classified else ""
        return f"{self.id} ({kind}{ids}{classified}): {self.description}"


def entries(dataset: Dataset) -> tuple[DictionaryEntry, ...]:
    """Return the entries of all tables.

    Args:
        dataset: The data set whose vocabularies are used.
    """
    return dataset.cache.get(
        "dictionary",
        lambda: tuple(
            _entry(dataset, table, attribute)
            for table in dataset.shape.tables
            for attribute in fields(dataset.shape.record_class(table))
        ),
    )


def _entry(dataset: Dataset, table: str, attribute: Attribute[Any]) -> DictionaryEntry:
    column = field_of(attribute)
    spec = column.spec
    identity = spec.identity or column.name == "id"
    words = spec.values if spec.vocabulary is None else dataset.words(spec.vocabulary)
    merged = table in dataset.shape.stated and not spec.derived
    return DictionaryEntry(
        table=table,
        field=column.name,
        description=spec.description,
        type=TYPES[column.type].words,
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
