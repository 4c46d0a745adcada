"""Answers as flat columns, for data frames and files.

How a field becomes columns:

* a text, number or truth value: one column of its name;
* a word out of a fixed list, and a certainty, rank or reason: one column of categories;
* a :class:`~unami.PartialDate` or :class:`~unami.Period` ``x``: ``x`` with the EDTF text, and ``x_earliest`` and
  ``x_latest`` with the first and the last day that it can stand for, empty where it has no limit;
* a list: one column of lists; of dates as EDTF text, of records as their ids;
* a record within an answer, such as the ``person`` of a holder: its columns, with its name before theirs.

If identifiers are asked for, such as ``cow``, a column ``cow`` has those of the records themselves, and ``country_cow``
those of what the field ``country`` refers to; hyphens in the name of a scheme become underscores. What has no such
identifier is null; of a list, those are kept that have one.

Answers begin with their own short properties, such as ``name``. Nothing is filled in: what is unknown is null.
"""

from unami._output.flat import (
    Column,
    Kind,
    flatten,
)

__all__ = ["Column", "Kind", "flatten"]
