"""JSON Schemas of the records, generated from the record classes.

They are for programs that read an export without this library. The files in ``unami/schemas`` are generated with this
module; a test compares them with the record classes.
"""

from unami._output.schema import (
    DOCUMENT,
    describe_document,
    describe_table,
)

__all__ = ["DOCUMENT", "describe_document", "describe_table"]
