"""A statement: what one source says about one thing."""

from __future__ import annotations

from attrs import frozen

from unami.records.source import Rank

__all__ = ["Statement"]


@frozen(eq=False)
class Statement:
    """One row of a table: what one source says about one thing.

    Args:
        record: Id of the thing.
        source: Id of the source.
        locator: Where in the source.
        stated_as: In which words or figures, shortened.
        rank: Standing among the statements.
        note: The curators' remark.
        cells: The cells of the record's fields, in the order of its columns.
        line: Line in the CSV file.
        own: Whether a user has added it to the package.
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
