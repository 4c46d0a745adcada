"""JSON: one document with all records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from unami._base.files import create
from unami._output.export.parts import each_table, licence, mission_name, plain_records
from unami._output.schema import DOCUMENT

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.export import Progress

__all__ = ["write"]


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write the document that :func:`unami.json_schema.describe_document` describes.

    Args:
        mission: The record.
        place: The file to make.
        progress: Called before each table.
    """
    document = {
        "$schema": DOCUMENT,
        "mission": mission_name(mission),
        "view": mission.view.label,
        "version": mission.version,
        "checksum": mission.dataset.checksum,
        "license": licence(mission),
        "tables": {name: plain_records(mission, name) for name, _ in each_table(mission, progress)},
    }
    with create(place) as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
        file.write("\n")
