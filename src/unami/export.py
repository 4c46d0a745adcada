"""Exports of the data set to the formats of other programs.

>>> from unami import export
>>> sorted(export.FORMATS)
['csv', 'datapackage', 'html', 'icalendar', 'json', 'jsonl', 'jsonld', 'parquet', 'popolo', 'sqlite']

Each format has a module of its own, which is imported when the format is first asked for.
"""

from unami._output.export import (
    FORMATS,
    Format,
    write,
)

__all__ = ["FORMATS", "Format", "write"]
