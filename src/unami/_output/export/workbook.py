"""A workbook: the statements themselves, for people who work in a spreadsheet, and for opening again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._output.export.data_package import content_of
from unami._package.workbook import write_workbook

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.export import Progress

__all__ = ["write"]


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write a sheet for each table.

    Args:
        mission: The record.
        place: The file to write.
        progress: Called before each table.
    """
    content = content_of(mission, progress)
    dataset = mission.dataset
    write_workbook(place, content.about, dataset.vocabularies, content.rows, shape=dataset.shape, heads=content.heads)
