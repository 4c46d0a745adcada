"""The modules that are imported by a name in a string: all others are plain imports, which tools can follow.

There are three kinds: the public modules, the homes of public names (both for the lazy face of the package), and the
modules that write a format. The modules of record classes stand in the generated index of :mod:`unami.records`.
The hook for PyInstaller reads both lists.
"""

from __future__ import annotations

__all__ = ["FORMATS", "HOMES", "PUBLIC_MODULES"]

PUBLIC_MODULES = (
    "charts",
    "convert",
    "dates",
    "errors",
    "export",
    "frames",
    "json_schema",
    "panels",
    "records",
    "series",
)
"""The public modules, which are there after ``import unami``, and loaded when they are first used."""

HOMES = {
    "unami._evidence.claim": ("Claim", "Dispute", "Explanation", "Rival"),
    "unami._evidence.merge": ("Reason",),
    "unami._evidence.statement": ("Statement",),
    "unami._mission.coverage": ("Coverage",),
    "unami._mission.dictionary": ("DictionaryEntry",),
    "unami._mission.mandate": ("Mandate",),
    "unami._mission.mission": ("Mission",),
    "unami._mission.months": ("Month",),
    "unami._mission.opening": ("new_package", "open_dataset"),
    "unami._mission.panel": ("panel",),
    "unami._mission.panel_row": ("PanelRow",),
    "unami._mission.search": ("Hit",),
    "unami._mission.snapshot": ("Evidence", "Partner", "Snapshot"),
    "unami._mission.tables": ("Tables",),
    "unami._mission.tenure": ("Incumbent",),
    "unami._mission.when": ("Dated",),
    "unami._output.annotate": ("annotate",),
    "unami._output.cite": ("Bibliography", "Citation"),
    "unami._output.plain": ("register_hooks", "to_plain"),
    "unami._package.changelog": ("Change",),
    "unami.dates": ("Bound", "Certainty", "PartialDate", "Period", "read_when"),
    "unami.records._sequence": ("Records",),
    "unami.records.source": ("Rank", "Source"),
}
"""Where the public names of ``unami`` are at home; those of the errors stand in ``unami.errors``."""

FORMATS = {
    "csv": "unami._output.export.csv_tables",
    "datapackage": "unami._output.export.data_package",
    "html": "unami._output.export.html_folder",
    "icalendar": "unami._output.export.icalendar_file",
    "json": "unami._output.export.json_document",
    "jsonl": "unami._output.export.json_lines",
    "jsonld": "unami._output.export.json_ld",
    "parquet": "unami._output.export.parquet_tables",
    "popolo": "unami._output.export.popolo",
    "sqlite": "unami._output.export.sqlite",
}
"""The module that writes each format."""
