"""Parquet: one file a table, typed, with the sources of each record."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from unami.export.parts import each_table
from unami.extras import load

if TYPE_CHECKING:
    from unami.export import Progress
    from unami.questions import Mission

__all__ = ["write"]


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write the records of each table as :meth:`unami.Records.to_arrow` has them.

    Args:
        mission: The record.
        place: The folder to fill.
        progress: Told before each table.
    """
    parquet = load("pyarrow.parquet", "frames", "an export to Parquet")
    for table, records in each_table(mission, progress):
        frame = records.to_arrow(provenance=table != "sources")
        parquet.write_table(frame, os.path.join(place, f"{table}.parquet"))
