"""Draw the picture of the README anew: ``python docs/_ext/readme_chart.py``.

The picture notes of what it was made, so that a test can say when it is no longer what the record shows. How wide
letters are differs from machine to machine: what is compared are the marks, not the pixels.
"""

from __future__ import annotations

from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

import unami
from unami.charts import save

PICTURE = Path(__file__).parents[1] / "_static" / "timeline.svg"

_SEEN = ("row", "start", "after", "certainty", "label", "colour", "height")
"""What of a mark can be seen in a picture."""


def chart() -> Any:
    """The chart of the README."""
    return unami.mission.chart.timeline(events=6, width=720)


def fingerprint() -> str:
    """What the picture shows, as a checksum."""
    datasets = chart().to_dict()["datasets"].values()
    marks = sorted(dumps([row.get(field) for field in _SEEN]) for rows in datasets for row in rows)
    return sha256("\n".join(marks).encode()).hexdigest()


def main() -> None:
    """Write the picture."""
    save(chart(), PICTURE, overwrite=True)
    with PICTURE.open("a", encoding="utf-8", newline="") as file:
        file.write(f"\n<!-- marks {fingerprint()} -->\n")


if __name__ == "__main__":
    main()
