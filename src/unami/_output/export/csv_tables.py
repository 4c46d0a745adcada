"""CSV: one file per table, with the sources of each record, safe to open in a spreadsheet."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from unami._output.export.parts import each_table

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.export import Progress

__all__ = ["write"]


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write the records of each table as :meth:`unami.Records.to_csv` does for a spreadsheet.

    Args:
        mission: The record.
        place: The folder to fill.
        progress: Called before each table.
    """
    for table, records in each_table(mission, progress):
        records.to_csv(
            os.path.join(place, f"{table}.csv"), provenance=table in mission.dataset.shape.stated, spreadsheet=True
        )
