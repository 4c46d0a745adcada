"""Records and answers as plain data: the JSON form of the library.

Dates and periods become EDTF text (``2015-02`` is the whole month, not its first day), a :class:`~unami.Certainty` or
another enumeration becomes its value, records and answers become dictionaries of their fields, and collections become
lists. An unknown value is ``None``. References to other records are ids.
"""

from unami._output.plain import (
    register_hooks,
    to_plain,
)

__all__ = ["register_hooks", "to_plain"]
