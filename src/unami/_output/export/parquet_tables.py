"""Parquet: one typed file per table, with the sources of each record."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from unami._base.extras import load
from unami._output.export.parts import each_table

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.export import Progress

__all__ = ["write"]


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write the records of each table in the form of :meth:`unami.Records.to_arrow`.

    Args:
        mission: The record.
        place: The folder to fill.
        progress: Called before each table.
    """
    parquet = load("pyarrow.parquet", "frames", "an export to Parquet")
    for table, records in each_table(mission, progress):
        frame = records.to_arrow(provenance=table in mission.dataset.shape.stated)
        parquet.write_table(frame, os.path.join(place, f"{table}.parquet"))
