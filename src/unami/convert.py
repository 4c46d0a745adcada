"""Records and answers as plain data: the one JSON form of the library.

In it a date or period is EDTF text (``2015-02`` is a month, and not its first day), a :class:`~unami.Certainty` or any
other enumeration is its word, a record or an answer is a dictionary of its fields, and a collection is a list. What is
not known is ``None``. Other records are named by their ids.
"""

from unami._output.plain import (
    register_hooks,
    to_plain,
)

__all__ = ["register_hooks", "to_plain"]
