"""Charts of the mission, made with Altair: ``python -m pip install altair vl-convert-python``.

``unami.mission.chart`` has a method for each chart. What it returns is an Altair chart, with the data in it: it can be
changed with all that Altair offers, shown in a notebook, and saved with :func:`save`. Altair is loaded when the first
chart is asked for.
"""

from unami._output.charts import (
    NAMES,
    SUFFIXES,
    Charts,
    save,
)

__all__ = ["NAMES", "SUFFIXES", "Charts", "save"]
