"""The record of the United Nations Assistance Mission for Iraq, 2003 to 2025, as typed data.

>>> import unami
>>> unami.mission.leaders_at("2014-06-10").one().name
'Nickolay Mladenov'

Importing the package reads nothing and loads nothing else; see ``unami.mission`` for the questions
that the record answers.
"""

from __future__ import annotations

import os
import sys

# Type checkers take this name for true; typing itself would be most of the cost of the import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

    # "as" says to a type checker that a module is public here, as the name of a class in __all__ does.
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
    from unami.annotation import annotate
    from unami.changes import Change
    from unami.citing import Bibliography, Citation
    from unami.claims import Claim, Dispute, Explanation, Rival
    from unami.collection import Records
    from unami.convert import register_hooks, to_plain
    from unami.dates import Bound, Certainty, PartialDate, Period, read_when
    from unami.errors import (
        AmbiguousDate,
        ColumnInTheWay,
        DatasetError,
        FileInTheWay,
        InvalidDate,
        InvalidValue,
        MissingExtra,
        NotAFrame,
        NotAKey,
        NotAnArray,
        NotDated,
        NotOne,
        NotPlain,
        NotSourced,
        Problem,
        UnamiDeprecationWarning,
        UnamiError,
        UnknownCountry,
        UnknownField,
        UnknownName,
        UnknownPerson,
        UnknownPlace,
        UnknownPosition,
        UnknownPost,
        UnknownRecord,
        UnknownSource,
        UnknownTable,
    )
    from unami.leadership import Incumbent
    from unami.ledger import Reason
    from unami.mandate import Mandate
    from unami.new import new_package
    from unami.panel_columns import PanelRow
    from unami.panels import panel
    from unami.questions import Dated, Mission, Tables
    from unami.search import Hit
    from unami.series import Month
    from unami.snapshot import Evidence, Partner, Snapshot
    from unami.sources import Rank, Source

    mission: Mission
    """The packaged record."""
    dataset_version: str
    """Version of the packaged data: the date of its last change."""

__version__ = "0.1.0"

__all__ = [
    "AmbiguousDate",
    "Bibliography",
    "Bound",
    "Certainty",
    "Change",
    "Citation",
    "Claim",
    "ColumnInTheWay",
    "DatasetError",
    "Dated",
    "Dispute",
    "Evidence",
    "Explanation",
    "FileInTheWay",
    "Hit",
    "Incumbent",
    "InvalidDate",
    "InvalidValue",
    "Mandate",
    "MissingExtra",
    "Mission",
    "Month",
    "NotAFrame",
    "NotAKey",
    "NotAnArray",
    "NotDated",
    "NotOne",
    "NotPlain",
    "NotSourced",
    "PanelRow",
    "PartialDate",
    "Partner",
    "Period",
    "Problem",
    "Rank",
    "Reason",
    "Records",
    "Rival",
    "Snapshot",
    "Source",
    "Tables",
    "UnamiDeprecationWarning",
    "UnamiError",
    "UnknownCountry",
    "UnknownField",
    "UnknownName",
    "UnknownPerson",
    "UnknownPlace",
    "UnknownPosition",
    "UnknownPost",
    "UnknownRecord",
    "UnknownSource",
    "UnknownTable",
    "__version__",
    "annotate",
    "dataset_version",
    "mission",
    "new_package",
    "open_dataset",
    "panel",
    "read_when",
    "register_hooks",
    "to_plain",
]

_MODULES = (
    "charts",
    "convert",
    "dates",
    "errors",
    "export",
    "frames",
    "json_schema",
    "panels",
    "records",
    "series",
)
"""The public modules, which are there after ``import unami``, and loaded when they are first used."""

_HOMES = {
    "annotation": ("annotate",),
    "changes": ("Change",),
    "citing": ("Bibliography", "Citation"),
    "claims": ("Claim", "Dispute", "Explanation", "Rival"),
    "collection": ("Records",),
    "convert": ("register_hooks", "to_plain"),
    "dates": ("Bound", "Certainty", "PartialDate", "Period", "read_when"),
    "errors": (
        "AmbiguousDate",
        "ColumnInTheWay",
        "DatasetError",
        "FileInTheWay",
        "InvalidDate",
        "InvalidValue",
        "MissingExtra",
        "NotAFrame",
        "NotAKey",
        "NotAnArray",
        "NotDated",
        "NotOne",
        "NotPlain",
        "NotSourced",
        "Problem",
        "UnamiDeprecationWarning",
        "UnamiError",
        "UnknownCountry",
        "UnknownField",
        "UnknownName",
        "UnknownPerson",
        "UnknownPlace",
        "UnknownPosition",
        "UnknownPost",
        "UnknownRecord",
        "UnknownSource",
        "UnknownTable",
    ),
    "leadership": ("Incumbent",),
    "ledger": ("Reason",),
    "mandate": ("Mandate",),
    "new": ("new_package",),
    "panel_columns": ("PanelRow",),
    "panels": ("panel",),
    "questions": ("Dated", "Mission", "Tables"),
    "search": ("Hit",),
    "series": ("Month",),
    "snapshot": ("Evidence", "Partner", "Snapshot"),
    "sources": ("Rank", "Source"),
}
"""The public names of this module, and the modules where they are at home."""


def open_dataset(path: str | PathLike[str]) -> Mission:
    """The record in a data package of your own: a folder or a zip archive in the format of the packaged one.

    Args:
        path: The folder or archive, with a ``datapackage.json``.

    Raises:
        DatasetError: With every problem of the package at once; nothing is half-loaded.

    Example:
        >>> import unami
        >>> unami.open_dataset("no/such/folder")
        Traceback (most recent call last):
            ...
        unami.errors.DatasetError: no/such/folder: 1 problem
          datapackage.json: no such file; expected a folder or zip with a datapackage.json
    """
    from unami.check import check_files
    from unami.dataset import Dataset
    from unami.errors import DatasetError
    from unami.package import SealedFiles, open_files
    from unami.questions import Mission

    files = SealedFiles(open_files(path))
    problems = check_files(files)
    if problems:
        raise DatasetError(files.where, problems)
    return Mission(Dataset(files))


def _before_fork() -> None:
    # As long as nothing was asked, no thread is importing anything of the library.
    if "_asked" in globals() or any(name.startswith("unami.") for name in list(sys.modules)):
        from unami.forks import finish_imports

        finish_imports()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork)


if not TYPE_CHECKING:
    # Hidden from type checkers, for which a module with this function has every name.
    def __getattr__(name: str) -> object:
        globals()["_asked"] = True
        if name == "mission":
            from unami.questions import PACKAGED

            value: object = PACKAGED
        elif name == "dataset_version":
            from unami.questions import PACKAGED

            value = PACKAGED.version
        elif name in _MODULES:
            from importlib import import_module

            value = import_module(f"unami.{name}")
        else:
            home = next((module for module, names in _HOMES.items() if name in names), None)
            if home is None:
                raise AttributeError(f"module 'unami' has no attribute {name!r}")
            from importlib import import_module

            value = getattr(import_module(f"unami.{home}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*__all__, *_MODULES})
