"""A statement: what one source states about one thing."""

from __future__ import annotations

from attrs import frozen

from unami.records.source import Rank

__all__ = ["Statement"]


@frozen(eq=False)
class Statement:
    """One row of a table: what one source states about one thing.

    Args:
        record: Id of the thing.
        source: Id of the source.
        locator: The place in the source.
        stated_as: The words or figures of the source, shortened.
        rank: Rank among the statements.
        note: The curators' note.
        cells: The cells of the record's fields, in the order of its columns.
        line: Line number in the CSV file.
        own: True if a user added it to the package.
    """

    record: str
    source: str
    locator: str
    stated_as: str
    rank: Rank
    note: str
    cells: tuple[str, ...]
    line: int
    own: bool = False
