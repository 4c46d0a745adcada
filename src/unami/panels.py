"""The mission as a panel: one row for each day, month or year.

:class:`~unami.PanelRow` defines the columns. What the columns of a topic hold at a date is worked out by one function from
the questions of :class:`~unami.Mission`, so that a row always agrees with them. The answers about single
days change on few of them only: they are worked out there, and hold until the next change.

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
