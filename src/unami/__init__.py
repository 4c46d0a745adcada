"""The record of the United Nations Assistance Mission for Iraq, 2003 to 2025, as typed data.

>>> import unami
>>> unami.mission.leaders_at("2014-06-10").one().name
'Nickolay Mladenov'

Importing the package reads no data and loads no other module; see ``unami.mission`` for the questions that the
library answers.
"""

from __future__ import annotations

import os
import sys

# Type checkers treat this name as true; importing typing would take most of the time of the import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    # "as" tells type checkers that the name is public.
    from unami import charts as charts
    from unami import convert as convert
    from unami import dates as dates
    from unami import errors as errors
    from unami import export as export
    from unami import frames as frames
    from unami import json_schema as json_schema
    from unami import panels as panels
    from unami import records as records
    from unami import series as series
    from unami._evidence.claim import Claim as Claim
    from unami._evidence.claim import Dispute as Dispute
    from unami._evidence.claim import Explanation as Explanation
    from unami._evidence.claim import Rival as Rival
    from unami._evidence.merge import Reason as Reason
    from unami._evidence.statement import Statement as Statement
    from unami._mission.across import MissionRow as MissionRow
    from unami._mission.across import compare_missions as compare_missions
    from unami._mission.coverage import Coverage as Coverage
    from unami._mission.dictionary import DictionaryEntry as DictionaryEntry
    from unami._mission.mandate import Mandate as Mandate
    from unami._mission.mission import Mission as Mission
    from unami._mission.months import Month as Month
    from unami._mission.opening import new_package as new_package
    from unami._mission.opening import open_dataset as open_dataset
    from unami._mission.panel import panel as panel
    from unami._mission.panel_row import PanelRow as PanelRow
    from unami._mission.search import Hit as Hit
    from unami._mission.snapshot import Evidence as Evidence
    from unami._mission.snapshot import Partner as Partner
    from unami._mission.snapshot import Snapshot as Snapshot
    from unami._mission.tables import Tables as Tables
    from unami._mission.tenure import Incumbent as Incumbent
    from unami._output.annotate import annotate as annotate
    from unami._output.cite import Bibliography as Bibliography
    from unami._output.cite import Citation as Citation
    from unami._output.plain import register_hooks as register_hooks
    from unami._output.plain import to_plain as to_plain
    from unami._package.changelog import Change as Change
    from unami.dates import Bound as Bound
    from unami.dates import Certainty as Certainty
    from unami.dates import Dated as Dated
    from unami.dates import Days as Days
    from unami.dates import PartialDate as PartialDate
    from unami.dates import Period as Period
    from unami.dates import read_when as read_when
    from unami.errors import *  # noqa: F403 - every error is public
    from unami.records._sequence import Records as Records
    from unami.records.source import Rank as Rank
    from unami.records.source import Source as Source

    __all__: list[str]
    mission: Mission
    """The packaged record."""
    dataset_version: str
    """Version of the packaged data: the date of its last change."""

__version__ = "0.1.0"

_HERE = ("__version__", "dataset_version", "mission")


def _before_fork() -> None:
    # Until the first attribute is accessed, no thread is importing any module of the library.
    if "_asked" in globals() or any(name.startswith("unami.") for name in list(sys.modules)):
        from unami._base.forks import finish_imports

        finish_imports()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork)


if not TYPE_CHECKING:
    # Hidden from type checkers: to them, a module with __getattr__ has every name.
    def __getattr__(name: str) -> object:
        globals()["_asked"] = True
        if name in ("mission", "dataset_version"):
            from unami._mission.mission import PACKAGED

            value: object = PACKAGED if name == "mission" else PACKAGED.version
        elif name == "__all__":
            value = _public_names()
        else:
            value = _find(name)
        globals()[name] = value
        return value


def _find(name: str) -> object:
    from importlib import import_module

    from unami._base.by_name import HOMES, PUBLIC_MODULES

    if name in PUBLIC_MODULES:
        return import_module(f"unami.{name}")
    home = next((module for module, names in HOMES.items() if name in names), None)
    if home is not None:
        return getattr(import_module(home), name)
    # The import machinery and inspection look up names with a leading underscore.
    if not name.startswith("_"):
        from unami import errors

        if name in errors.__all__:
            return getattr(errors, name)
    raise AttributeError(f"module 'unami' has no attribute {name!r}")


def _public_names() -> list[str]:
    from unami._base.by_name import HOMES
    from unami.errors import __all__ as of_errors

    return sorted((*_HERE, *of_errors, *(name for names in HOMES.values() for name in names)))


def __dir__() -> list[str]:
    from unami._base.by_name import PUBLIC_MODULES

    return sorted((*_public_names(), *PUBLIC_MODULES))
