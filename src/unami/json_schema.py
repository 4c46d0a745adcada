"""JSON Schemas of the records, read off the record classes.

They are for those who read an export without this library. The files in ``unami/schemas`` are made of
them; a test compares them with what the record classes say.
"""

from unami._output.schema import (
    DOCUMENT,
    describe_document,
    describe_table,
)

__all__ = ["DOCUMENT", "describe_document", "describe_table"]
