"""JSON Lines: one record per line, for programs that read line by line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from unami._base.files import create
from unami._output.export.parts import each_table, plain_records

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami._output.export import Progress

__all__ = ["write"]

_LINE_ENDS = str.maketrans({character: f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"})
"""Characters that some programs read as line ends, although JSON does not."""


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write each record as a JSON object on its own line, with the name of its table first.

    Args:
        mission: The record.
        place: The file to make.
        progress: Called before each table.
    """
    with create(place) as file:
        for table, _ in each_table(mission, progress):
            for record in plain_records(mission, table):
                line = json.dumps({"table": table, **record}, ensure_ascii=False)
                file.write(line.translate(_LINE_ENDS) + "\n")
