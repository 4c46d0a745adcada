"""Use what one extra of the library brings, where nothing else is installed; any warning is an error.

Usage: python -W error extra_alone.py EXTRA...
"""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
from typing import TYPE_CHECKING, Any

import unami

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = datetime.date(2014, 6, 10)
HEAD = "nickolay-mladenov"
mission = unami.mission


def use_core(folder: str) -> None:
    """Ask, search, write and open again."""
    assert mission.head_at(DAY).person.id == HEAD
    assert mission.at("2014-06").heads
    assert mission.search("ashraf")
    for name in ("csv", "json", "jsonl", "jsonld", "popolo", "sqlite", "datapackage"):
        mission.export(name, os.path.join(folder, name))
    opened = unami.open_dataset(os.path.join(folder, "datapackage"))
    assert opened.leaders_at("2009-07") == mission.leaders_at("July 2009")


def use_calendar(folder: str) -> None:
    """Write a calendar file."""
    mission.export("icalendar", os.path.join(folder, "unami.ics"))


def use_charts(folder: str) -> None:
    """Draw and save one chart in every form."""
    from unami.charts import SUFFIXES, save

    for suffix in SUFFIXES:
        save(mission.chart.timeline(), os.path.join(folder, f"timeline{suffix}"))


def use_cli(_: str) -> None:
    """Print a table on a terminal that has colours."""
    from unami.cli import main

    assert main(["leaders", "2014-06-10"]) == 0


def use_frames(folder: str) -> None:
    """Make Arrow tables, write Parquet, annotate."""
    import pyarrow

    table = unami.annotate(pyarrow.table({"day": [DAY, None]}), "day", ["head_id"])
    assert table["head_id"].to_pylist() == [HEAD, None]
    assert pyarrow.table(mission.people).num_rows == len(mission.people)
    mission.export("parquet", os.path.join(folder, "parquet"))


def use_site(folder: str) -> None:
    """Write the record as a site."""
    mission.export("site", os.path.join(folder, "site"))
    assert os.path.exists(os.path.join(folder, "site", "index.html"))


def use_pandas(_: str) -> None:
    """Make a data frame, and annotate one."""
    import pandas

    frame = unami.annotate(pandas.DataFrame({"day": ["2014-06", None]}), "day", ["head_id", "troops"])
    assert frame["head_id"].tolist()[0] == HEAD
    assert len(mission.people.to_pandas()) == len(mission.people)


def use_polars(folder: str) -> None:
    """Make a data frame, and annotate some that are lazy."""
    import polars

    assert polars.DataFrame(mission.people).equals(mission.people.to_polars())
    path = os.path.join(folder, "days.parquet")
    polars.DataFrame({"day": [DAY]}).write_parquet(path)
    unami.annotate(polars.scan_parquet(path), "day", ["head_id"]).sink_parquet(f"{path}.out")
    assert polars.read_parquet(f"{path}.out")["head_id"].to_list() == [HEAD]


def use_xlsx(folder: str) -> None:
    """Write a workbook, and open it."""
    path = os.path.join(folder, "unami.xlsx")
    mission.export("xlsx", path)
    assert unami.open_dataset(path).leaders_at(DAY).one().person.id == HEAD


USES: dict[str, Callable[[str], Any]] = {
    "calendar": use_calendar,
    "charts": use_charts,
    "cli": use_cli,
    "core": use_core,
    "frames": use_frames,
    "pandas": use_pandas,
    "polars": use_polars,
    "site": use_site,
    "xlsx": use_xlsx,
}

if __name__ == "__main__":
    for extra in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as place:
            USES[extra](place)
        print(f"{extra}: works")
