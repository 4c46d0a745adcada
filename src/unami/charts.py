"""Charts of the mission, made with Altair: ``python -m pip install altair vl-convert-python``.

``unami.mission.chart`` has a method for each chart. Each returns an Altair chart with its data included: change it with
any Altair method, show it in a notebook, or save it with :func:`save`. Altair is loaded when the first chart is
requested.
"""

from unami._output.charts import (
    NAMES,
    SUFFIXES,
    THEMES,
    Charts,
    save,
    svg,
)

__all__ = ["NAMES", "SUFFIXES", "THEMES", "Charts", "save", "svg"]
