"""Exports of the record to other file formats.

>>> from unami import export
>>> sorted(export.FORMATS)
['csv', 'datapackage', 'icalendar', 'json', 'jsonl', 'jsonld', 'parquet', 'popolo', 'site', 'sqlite', 'xlsx']

Each format has its own module, which is imported on first use.
"""

from unami._output.export import (
    FORMATS,
    Format,
    write,
)

__all__ = ["FORMATS", "Format", "write"]
