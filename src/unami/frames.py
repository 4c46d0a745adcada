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

from unami._output.flat import (
    Column,
    Kind,
    flatten,
)

__all__ = ["Column", "Kind", "flatten"]
