"""Answers as flat columns, for data frames and files.

How fields map to columns:

* a text, number or truth value: one column with its name;
* a word from a fixed list, a certainty, a rank or a reason: one categorical column;
* a :class:`~unami.PartialDate` or :class:`~unami.Period` ``x``: ``x`` with the EDTF text, ``x_earliest`` and
  ``x_latest`` with the first and last day that it can mean, null where there is no limit;
* a list: one list column; dates in it as EDTF text, records as their ids;
* a record within an answer, such as the ``person`` of a holder: its columns, prefixed with its name.

If identifiers are requested, such as ``cow``, a column ``cow`` has those of the records themselves, and ``country_cow``
those of what the field ``country`` refers to; hyphens in the name of a scheme become underscores. What has no such
identifier is null; of a list, only those with an identifier are included.

The short properties of answers, such as ``name``, come first. Nothing is filled in: unknown values are null.
"""

from __future__ import annotations

import csv
from enum import Enum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from attrs import fields, frozen, has

from unami._base.extras import load
from unami._base.given import given, given_each
from unami.errors import ColumnInTheWay, DatasetError, InvalidValue, NotSourced, UnknownName, UnknownTable
from unami.records._cell import fits, too_large, write_cell
from unami.records._field import Field
from unami.records._sequence import Records
from unami.records._types import TYPES

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from unami._mission.mission import Mission

__all__ = ["Column", "Kind", "flatten"]

_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Characters that spreadsheets read as the start of a formula."""

_LEFT_OUT = {"behind", "period"}
"""Properties that only repeat what fields contain."""


class Kind(Enum):
    """The kind of values in a flat column."""

    TEXT = "text"
    WORD = "word of a fixed list"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "true or false"
    DAY = "day"
    TEXTS = "list of texts"
    WHOLES = "list of whole numbers"
    NUMBERS = "list of numbers"
    TRUTHS = "list of true or false"
    DAYS = "list of days"


@frozen
class Column:
    """One flat column.

    Args:
        name: Its name.
        kind: The kind of its values.
        values: One value for each record; ``None`` if unknown.
        words: For a column of words, all words that it can contain, in order.
    """

    name: str
    kind: Kind
    values: tuple[Any, ...]
    words: tuple[str, ...] = ()


_LISTS = {
    Kind.TEXT: Kind.TEXTS,
    Kind.WHOLE: Kind.WHOLES,
    Kind.NUMBER: Kind.NUMBERS,
    Kind.TRUTH: Kind.TRUTHS,
    Kind.DAY: Kind.DAYS,
}


def flatten(
    records: Records[Any],
    *,
    provenance: bool = False,
    only: Collection[str] | None = None,
    identifiers: str | Iterable[str] = (),
) -> tuple[Column, ...]:
    """Return the flat columns of records.

    Args:
        records: The records.
        provenance: Whether to add the columns ``sources`` and ``source_titles``, best tier first, and ``disputed``, the
            names of the disputed fields.
        only: Names of the fields to include; all if left out.
        identifiers: Schemes of identifiers to add, such as ``"cow"``: of the records, and of what they refer to.

    Raises:
        NotSourced: Provenance or identifiers are requested, but the records do not come from a mission.
        UnknownName: There is no such scheme, or nothing in the records has identifiers of it.
        ColumnInTheWay: A column with identifiers would have the name of another one.
        InvalidValue: The records, or the names of fields or schemes, are something else.

    Example:
        >>> import unami
        >>> [column.name for column in flatten(unami.mission.resolutions) if column.name.startswith("adopted")]
        ['adopted', 'adopted_earliest', 'adopted_latest']
    """
    given(records, Records, "collection of records", "Records, as tables and questions give them")
    if only is not None:
        only = tuple(given_each(only, str, "field", "a name"))
    record_class = records.record_class or (type(records[0]) if records else None)
    if record_class is None:
        return ()
    if not has(record_class):
        raise InvalidValue("record", records[0], "expected objects of a class made by attrs")
    columns = _of_class("", record_class, records.items, only, records.mission)
    for scheme in _schemes(identifiers):
        added = _identified(records, record_class, scheme)
        there = {column.name for column in columns}
        in_the_way = [column.name for column in added if column.name in there]
        if in_the_way:
            raise ColumnInTheWay(in_the_way)
        columns += added
    if provenance:
        columns += _provenance(records)
    return tuple(columns)


def _schemes(named: str | Iterable[str]) -> list[str]:
    """The schemes that a user names: one, or several."""
    return [named] if isinstance(named, str) else list(given_each(named, str, "scheme of identifiers", "a name"))


def _identified(records: Records[Any], record_class: type[Any], scheme: str) -> list[Column]:
    """The columns with the identifiers of a scheme."""
    mission = records.mission
    if mission is None:
        raise NotSourced(records.kind, "the identifiers in them")
    # What an identifier stands for does not depend on whose figures are asked for.
    known = mission.whole.values_of(scheme)
    columns = _identifiers_in("", record_class, records.items, scheme.replace("-", "_"), known)
    if not columns:
        raise UnknownName(
            f"scheme of identifiers in {records.kind}", scheme, problem="nothing in them has such identifiers"
        )
    return columns


def _identifiers_in(
    prefix: str,
    record_class: type[Any],
    items: Sequence[Any],
    label: str,
    known: Mapping[str, Mapping[str, str]],
) -> list[Column]:
    """The columns with identifiers of the records of one class, and of what their fields refer to or hold.

    Args:
        prefix: What to write before their names.
        record_class: The class.
        items: The records; one can be missing.
        label: What the scheme is called in names of columns.
        known: The identifiers of the scheme by table and id.
    """
    columns = []
    about = getattr(record_class, "__table__", None)
    if about is not None and about.name in known:
        of_table = known[about.name]
        own = tuple(None if item is None else of_table.get(item.id) for item in items)
        columns.append(Column(f"{prefix}{label}", Kind.TEXT, own))
    hints = get_type_hints(record_class, include_extras=True)
    for attribute in fields(record_class):
        hint = hints.get(attribute.name, Any)
        spec = next((part for part in getattr(hint, "__metadata__", ()) if isinstance(part, Field)), None)
        kind = _bare(hint)
        values = tuple(None if item is None else getattr(item, attribute.name) for item in items)
        name = f"{prefix}{attribute.name}"
        if spec is not None:
            tables = [known[table] for table in ((spec.ref,) if spec.ref else spec.ids_of) if table in known]
            if tables:
                columns.append(_referred(f"{name}_{label}", values, tables, many=get_origin(kind) is tuple))
        elif isinstance(kind, type) and kind not in TYPES and has(kind):
            columns += _identifiers_in(f"{name}_", kind, values, label, known)
    return columns


def _referred(name: str, values: tuple[Any, ...], tables: Sequence[Mapping[str, str]], *, many: bool) -> Column:
    """The column with the identifiers of what another column refers to; of a list, of those that have one."""

    def of(record: str) -> str | None:
        return next((table[record] for table in tables if record in table), None)

    if many:
        lists = tuple(None if value is None else tuple(filter(None, map(of, value))) for value in values)
        return Column(name, Kind.TEXTS, lists)
    return Column(name, Kind.TEXT, tuple(None if value is None else of(value) for value in values))


def _provenance(records: Records[Any]) -> list[Column]:
    mission = records.mission
    if mission is None:
        raise NotSourced(records.kind)
    sources = [mission.sources_of(record) for record in records]
    return [
        Column("sources", Kind.TEXTS, tuple(found.ids for found in sources)),
        Column("source_titles", Kind.TEXTS, tuple(tuple(source.title for source in found) for found in sources)),
        Column("disputed", Kind.TEXTS, tuple(_disputed(mission, record) for record in records)),
    ]


def _disputed(mission: Mission, record: Any) -> tuple[str, ...]:
    if getattr(record, "behind", record) is None:
        return ()
    try:
        return tuple(dict.fromkeys(dispute.field for dispute in mission.disputes_of(record, related=False)))
    except UnknownTable:  # such as sources and disputes, about which there are no statements
        return ()


def _of_class(
    prefix: str,
    record_class: type[Any],
    items: Sequence[Any],
    only: Collection[str] | None = None,
    mission: Mission | None = None,
) -> list[Column]:
    """The columns of the fields of one class; an item can be missing, such as the record of a month without one."""
    hints = get_type_hints(record_class, include_extras=True)
    stored = [attribute.name for attribute in fields(record_class) if not attribute.name.startswith("_")]
    columns: list[Column] = []
    # Properties of records only repeat their fields; answers have no id among their fields.
    for name in stored if "id" in stored else [*_properties(record_class), *stored]:
        if only is not None and name not in only:
            continue
        values = tuple(None if item is None else getattr(item, name) for item in items)
        hint = hints[name] if name in hints else _returned(record_class, name)
        columns += _of_hint(prefix + name, hint, values, mission)
    return columns


def _returned(record_class: type[Any], name: str) -> Any:
    return get_type_hints(getattr(record_class, name).fget)["return"]


def _properties(record_class: type[Any]) -> list[str]:
    """The short properties of an answer, such as its name."""
    names = [name for name in vars(record_class) if isinstance(getattr(record_class, name), property)]
    return [name for name in names if name not in _LEFT_OUT and _bare(_returned(record_class, name)) in TYPES]


def _bare(hint: Any) -> Any:
    """A type without annotations, parameters and ``None``."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        rest = [part for part in get_args(hint) if part is not type(None)]
        hint = rest[0] if len(rest) == 1 else Any
    return hint


def _of_hint(name: str, hint: Any, values: tuple[Any, ...], mission: Mission | None) -> list[Column]:
    spec = next((part for part in getattr(hint, "__metadata__", ()) if isinstance(part, Field)), None)
    kind = _bare(hint)
    origin = get_origin(kind) or kind
    if kind is Any or not isinstance(origin, type):
        return _of_values(name, values, mission)
    if spec is not None and origin is str and not spec.ids_of and (spec.values or spec.vocabulary):
        return [Column(name, Kind.WORD, values, spec.values or _words(spec.vocabulary, values, mission))]
    if origin is Records or origin is tuple:
        return [_of_lists(name, kind, values)]
    return _of_type(name, origin, values, mission)


def _words(vocabulary: str | None, values: tuple[Any, ...], mission: Mission | None) -> tuple[str, ...]:
    """The words of a vocabulary; without a mission, the words in the values."""
    if vocabulary is not None and mission is not None:
        return mission.dataset.words(vocabulary)
    return tuple(sorted({value for value in values if value is not None}))


def _of_type(name: str, kind: type, values: tuple[Any, ...], mission: Mission | None = None) -> list[Column]:
    known = TYPES.get(kind)
    if known is not None and not known.parts:
        return [Column(name, Kind(known.frame), values)]
    if known is not None:
        missing = (None,) * len(known.parts)
        rows = [missing if value is None else known.split(value) for value in values]
        return [
            Column(name + suffix, Kind(TYPES[part].frame), tuple(row[place] for row in rows))
            for place, (suffix, part) in enumerate(known.parts)
        ]
    if issubclass(kind, Enum):
        words = tuple(str(member.value) for member in kind)
        return [Column(name, Kind.WORD, tuple(None if v is None else str(v.value) for v in values), words)]
    if has(kind):
        return _of_class(f"{name}_", kind, values, mission=mission)
    return [Column(name, Kind.TEXT, tuple(None if value is None else _text(value) for value in values))]


def _of_values(name: str, values: tuple[Any, ...], mission: Mission | None) -> list[Column]:
    """The columns of a field of any type, depending on its actual values."""
    kinds = {type(value) for value in values if value is not None}
    if len(kinds) == 1:
        return _of_type(name, kinds.pop(), values, mission)
    return [Column(name, Kind.TEXT, tuple(None if value is None else _text(value) for value in values))]


def _of_lists(name: str, kind: Any, values: tuple[Any, ...]) -> Column:
    known = TYPES.get(_bare((*get_args(kind), Any)[0]))
    # As the first of several columns, a list of dates is one of texts.
    if known is not None and not known.parts:
        return Column(name, _LISTS[Kind(known.frame)], values)
    texts = tuple(None if value is None else tuple(_text(part) for part in value) for value in values)
    return Column(name, Kind.TEXTS, texts)


def _text(value: Any) -> str:
    if has(type(value)) and hasattr(value, "id"):
        return str(value.id)
    return write_cell(value)


def to_csv(
    records: Records[Any],
    path: str | os.PathLike[str] | None = None,
    *,
    provenance: bool = False,
    identifiers: str | Iterable[str] = (),
    spreadsheet: bool = False,
    overwrite: bool = False,
) -> str | None:
    """Return or write records as CSV; see :meth:`unami.Records.to_csv`.

    Args:
        records: The records.
        path: The file to write; the text is returned if left out.
        provenance: As in :func:`flatten`.
        identifiers: As in :func:`flatten`.
        spreadsheet: Whether the file is for a spreadsheet.
        overwrite: Whether an existing file may be replaced.
    """
    from unami._base.files import write_text

    columns = flatten(records, provenance=provenance, identifiers=identifiers)
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow([column.name for column in columns])
    for row in zip(*(column.values for column in columns), strict=True):
        cells = [write_cell(value) for value in row]
        if spreadsheet:
            cells = [_harmless(cell, value) for cell, value in zip(cells, row, strict=True)]
        writer.writerow(cells)
    text = "".join(lines)
    if path is None:
        return text
    # Excel reads a file as UTF-8 only if it begins with a byte order mark.
    write_text(path, "\ufeff" + text if spreadsheet else text, overwrite=overwrite)
    return None


class _Lines(list[str]):
    """Lines of a CSV file; the writer keeps its own line ends, because otherwise it leaves a lone CR unquoted."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")


def _harmless(cell: str, value: object) -> str:
    return f"'{cell}" if isinstance(value, (str, tuple)) and cell.startswith(_RISKY) else cell


def to_arrow(
    records: Records[Any],
    *,
    provenance: bool = False,
    only: Collection[str] | None = None,
    identifiers: str | Iterable[str] = (),
    what: str = "to_arrow()",
) -> Any:
    """Return records as a PyArrow table; see :meth:`unami.Records.to_arrow`.

    Args:
        records: The records.
        provenance: As in :func:`flatten`.
        identifiers: As in :func:`flatten`.
        only: As in :func:`flatten`.
        what: The feature that needs the table, for the error if PyArrow is missing.

    Raises:
        DatasetError: A number has more than 64 bits.
    """
    pyarrow = load("pyarrow", "frames", what)
    types: dict[Kind, Any] = {
        Kind.TEXT: pyarrow.string(),
        Kind.WHOLE: pyarrow.int64(),
        Kind.NUMBER: pyarrow.float64(),
        Kind.TRUTH: pyarrow.bool_(),
        Kind.DAY: pyarrow.date32(),
    }
    types |= {several: pyarrow.list_(types[one]) for one, several in _LISTS.items()}
    columns = flatten(records, provenance=provenance, only=only, identifiers=identifiers)
    arrays = []
    for column in columns:
        if column.kind is Kind.WORD:
            place = {word: index for index, word in enumerate(column.words)}
            indices = pyarrow.array([None if v is None else place[v] for v in column.values], pyarrow.int32())
            words = pyarrow.array(column.words, pyarrow.string())
            arrays.append(pyarrow.DictionaryArray.from_arrays(indices, words))
        else:
            try:
                arrays.append(pyarrow.array(column.values, types[column.kind]))
            except OverflowError:
                raise _not_in_arrow(records, column) from None
    table = pyarrow.table(arrays, names=[column.name for column in columns])
    declared = getattr(records.record_class, "__table__", None)
    # The name of the table, which does not change with the words for its records.
    about = {"unami_kind": declared.name.replace("_", " ") if declared else records.kind}
    if records.mission is not None:
        about["unami_data_version"] = records.mission.version
    return table.replace_schema_metadata(about)


def _not_in_arrow(records: Records[Any], column: Column) -> DatasetError:
    place = next(place for place, value in enumerate(column.values) if not fits(value))
    where = "your own records" if records.mission is None else records.mission.dataset.files.where
    return too_large(where, records.kind, records.ids[place], column.name, "Arrow")


def to_pandas(records: Records[Any], *, provenance: bool = False, identifiers: str | Iterable[str] = ()) -> Any:
    """Return records as a pandas data frame; see :meth:`unami.Records.to_pandas`.

    Args:
        records: The records.
        provenance: As in :func:`flatten`.
        identifiers: As in :func:`flatten`.
    """
    load("pandas", "pandas", "to_pandas()")
    return pandas_of(to_arrow(records, provenance=provenance, identifiers=identifiers, what="to_pandas()"))


def pandas_of(table: Any) -> Any:
    """Convert a PyArrow table of flat columns to a pandas data frame.

    Args:
        table: The table.
    """
    pandas = load("pandas", "pandas", "to_pandas()")
    pyarrow = load("pyarrow", "pandas", "to_pandas()")
    # Otherwise pandas would turn integers and booleans with gaps into floats and objects.
    nullable = {pyarrow.int64(): pandas.Int64Dtype(), pyarrow.bool_(): pandas.BooleanDtype()}
    frame = table.to_pandas(types_mapper=nullable.get, date_as_object=False)
    for field in table.schema:
        if pyarrow.types.is_list(field.type):
            frame[field.name] = table[field.name].to_pylist()
    return frame


def to_polars(records: Records[Any], *, provenance: bool = False, identifiers: str | Iterable[str] = ()) -> Any:
    """Return records as a Polars data frame; see :meth:`unami.Records.to_polars`.

    Args:
        records: The records.
        provenance: As in :func:`flatten`.
        identifiers: As in :func:`flatten`.
    """
    polars = load("polars", "polars", "to_polars()")
    return polars.from_arrow(to_arrow(records, provenance=provenance, identifiers=identifiers, what="to_polars()"))
