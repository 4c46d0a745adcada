"""The mission as a panel: one row for each day, month or year.

:class:`~unami.PanelRow` defines the columns. For each topic, one function computes the values of its columns for a date
from the questions of :class:`~unami.Mission`, so rows and questions always agree. Answers about single days change on
few days only: they are computed on those days and reused until the next change.

The module is not called ``panel`` because the package has a function of that name.
"""

from unami._mission.panel import (
    TOPICS,
    Answers,
    Frequency,
    PanelColumn,
    Phase,
    Topic,
    dates_of,
    days_of,
    panel,
    panel_columns,
    phases_of,
    rows_at,
)

__all__ = [
    "TOPICS",
    "Answers",
    "Frequency",
    "PanelColumn",
    "Phase",
    "Topic",
    "dates_of",
    "days_of",
    "panel",
    "panel_columns",
    "phases_of",
    "rows_at",
]
