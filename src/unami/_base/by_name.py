"""Modules that are imported by a name in a string; all other imports are plain, so tools can follow them.

There are three kinds: the public modules and the modules that define public names (both for lazy loading), and the
modules that write export formats. The modules of record classes are in the generated index of :mod:`unami.records`.
The PyInstaller hook reads all of these lists.
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
"""The public modules; each is available after ``import unami`` and loaded on first use."""

HOMES = {
    "unami._evidence.claim": ("Claim", "Dispute", "Explanation", "Rival"),
    "unami._evidence.merge": ("Reason",),
    "unami._evidence.statement": ("Statement",),
    "unami._mission.across": ("MissionRow", "compare_missions"),
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
    "unami._output.annotate": ("annotate",),
    "unami._output.cite": ("Bibliography", "Citation"),
    "unami._output.plain": ("register_hooks", "to_plain"),
    "unami._package.changelog": ("Change",),
    "unami.dates": ("Bound", "Certainty", "Dated", "Days", "PartialDate", "Period", "read_when"),
    "unami.records._sequence": ("Records",),
    "unami.records.source": ("Rank", "Source"),
}
"""The module that defines each public name of ``unami``; errors are defined in ``unami.errors``."""

FORMATS = {
    "csv": "unami._output.export.csv_tables",
    "datapackage": "unami._output.export.data_package",
    "icalendar": "unami._output.export.icalendar_file",
    "json": "unami._output.export.json_document",
    "jsonl": "unami._output.export.json_lines",
    "jsonld": "unami._output.export.json_ld",
    "parquet": "unami._output.export.parquet_tables",
    "popolo": "unami._output.export.popolo",
    "site": "unami._output.export.site",
    "sqlite": "unami._output.export.sqlite",
    "xlsx": "unami._output.export.workbook",
}
"""The module that writes each format."""
