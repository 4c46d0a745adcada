"""The door by which records, claims and missions, which know no output, show and write themselves.

Only this module is imported from the rooms below, within methods. It loads each output when it is first asked for: who
wants JSON does not wait for charts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema, SchemaSerializer

    from unami._mission.mission import Mission
    from unami._mission.snapshot import Snapshot
    from unami._output.annotate import FrameT as FrameT
    from unami._output.charts import Charts as Charts
    from unami._output.cite import Bibliography as Bibliography
    from unami._output.cite import Citation as Citation
    from unami.records._sequence import Records
    from unami.records.source import Source


def to_plain(answer: Any, *, names: bool | Mission = False) -> Any:
    """Anything as JSON types."""
    from unami._output.plain import to_plain

    return to_plain(answer, names=names)


def to_html(value: Any) -> str:
    """A record, records, an answer or a mission in a notebook."""
    from unami._output.html import html_of

    return html_of(value)


def to_text(snapshot: Snapshot) -> str:
    """A snapshot in a terminal."""
    from unami._output.text import snapshot_text

    return snapshot_text(snapshot)


def to_csv(
    records: Records[Any],
    path: str | os.PathLike[str] | None,
    *,
    provenance: bool,
    identifiers: str | Iterable[str],
    spreadsheet: bool,
    overwrite: bool,
) -> str | None:
    """Records as CSV."""
    from unami._output.flat import to_csv

    return to_csv(
        records, path, provenance=provenance, identifiers=identifiers, spreadsheet=spreadsheet, overwrite=overwrite
    )


def to_arrow(records: Records[Any], *, provenance: bool, identifiers: str | Iterable[str]) -> Any:
    """Records as a PyArrow table."""
    from unami._output.flat import to_arrow

    return to_arrow(records, provenance=provenance, identifiers=identifiers)


def to_pandas(records: Records[Any], *, provenance: bool, identifiers: str | Iterable[str]) -> Any:
    """Records as a pandas data frame."""
    from unami._output.flat import to_pandas

    return to_pandas(records, provenance=provenance, identifiers=identifiers)


def to_polars(records: Records[Any], *, provenance: bool, identifiers: str | Iterable[str]) -> Any:
    """Records as a Polars data frame."""
    from unami._output.flat import to_polars

    return to_polars(records, provenance=provenance, identifiers=identifiers)


def to_bibtex(source: Source) -> str:
    """A source for BibTeX."""
    from unami._output.cite import source_to_bibtex

    return source_to_bibtex(source)


def to_csl(source: Source) -> dict[str, Any]:
    """A source for CSL."""
    from unami._output.cite import source_to_csl

    return source_to_csl(source)


def cite_records(records: Records[Any]) -> Bibliography:
    """The sources of records."""
    from unami._output.cite import cite_records

    return cite_records(records)


def cite_mission(mission: Mission) -> Citation:
    """A data set as something to cite."""
    from unami._output.cite import cite_mission

    return cite_mission(mission)


def charts_of(mission: Mission) -> Charts:
    """The charts of a mission."""
    from unami._output.charts import Charts

    return Charts(mission)


def annotate(mission: Mission, frame: FrameT, on: str, add: str | Iterable[str], **options: Any) -> FrameT:
    """A data frame with columns about a mission."""
    from unami._output.annotate import annotate

    return annotate(frame, on, add, mission=mission, **options)


def export(mission: Mission, format_name: str, dest: str | os.PathLike[str], *, overwrite: bool) -> None:
    """Write a mission to a file or folder."""
    from unami._output.export import write

    write(mission, format_name, dest, overwrite=overwrite)


def pydantic_serializer(kind: Any) -> SchemaSerializer:
    """What pydantic writes a class with."""
    from unami._output.pydantic import serializer_of

    return serializer_of(kind)


def pydantic_schema(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """What pydantic reads a class by."""
    from unami._output.pydantic import schema_of

    return schema_of(source, handler)
