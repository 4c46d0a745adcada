"""Answers as flat columns, for data frames and files.

How fields map to columns:

* a text, number or truth value: one column with its name;
* a word from a fixed list, a certainty, a rank or a reason: one categorical column;
* a :class:`~unami.PartialDate` or :class:`~unami.Period` ``x``: ``x`` with the EDTF text, ``x_earliest`` and
  ``x_latest`` with the first and last day that it can mean, null where there is no limit;
* a list: one list column; dates in it as EDTF text, records as their ids;
* a record within an answer, such as the ``person`` of a holder: its columns, prefixed with its name.

The short properties of answers, such as ``name``, come first. Nothing is filled in: unknown values are null.
"""

from unami._output.flat import (
    Column,
    Kind,
    flatten,
)

__all__ = ["Column", "Kind", "flatten"]
