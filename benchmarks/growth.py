"""How time and memory grow with the record: every statement again about new things, 10, 30 and 100 times.

It prints a table in Markdown; 100 times takes some minutes and 3 GB of memory:

    python benchmarks/growth.py
    python benchmarks/growth.py 1 10

The copies have ids of their own and everything else in common, so that every day has many times the records, and every
seat many times the holders: the hardest form of growth. Sources stay as they are, as do identifiers, of which 100 times as
many would be more rows than a table may have. Each size is measured in a process of its own, in processor time.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gc
import io
import json
import math
import os
import platform
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import unami
from unami._mission.search import texts_of
from unami._package.check import check_files
from unami._package.read import Dataset
from unami.records import TABLES

DATA = Path(unami.__file__).parent / "data"
ONCE = ("changes", "identifiers", "missions", "sources", "tiers", "vocabularies")
DAY = dt.date(2014, 6, 10)


class GrownFiles:
    """The packaged files in memory with every statement a number of times; larger than a package on disk may be."""

    where = "grown"

    def __init__(self, times: int) -> None:
        self.files = {file.name: grown(file, times) for file in DATA.iterdir() if file.is_file()}

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        if name not in self.files:
            raise FileNotFoundError(name)
        return self.files[name]

    def names(self) -> tuple[str, ...]:
        """Return the names of the files."""
        return tuple(sorted(self.files))


def grown(file: Path, times: int) -> bytes:
    """The content of a file, with each row a number of times, about another thing each time."""
    content = file.read_bytes()
    if file.suffix != ".csv" or file.stem in ONCE:
        return content
    head, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    for number in range(times):
        mark = f"-x{number}" if number else ""
        writer.writerows([f"{row[0]}{mark}", *row[1:]] for row in rows)
    return text.getvalue().encode()


def resident() -> float:
    """Resident memory of this process in MiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure(times: int) -> dict[str, float]:
    """Milliseconds of each kind of work, and memory, at one size."""
    found: dict[str, float] = {}
    unami.mission.at(DAY), unami.mission.search("ashraf")  # The modules are loaded before the clock starts.

    def take(name: str, call: Callable[[], Any], rounds: int = 1) -> None:
        gc.collect()
        start = time.process_time()
        for _ in range(rounds):
            call()
        found[name] = (time.process_time() - start) / rounds * 1000

    files = GrownFiles(times)
    mission = unami.Mission(Dataset(files))
    before = resident()
    take("first answer", lambda: mission.leaders_at(DAY))
    take("all tables", lambda: [len(table) for table in mission.tables.values()])
    found["memory of all tables, MiB"] = resident() - before
    take("`at(date)`, first", lambda: mission.at(DAY))
    take("`at(date)`, again", lambda: mission.at(DAY), 3)
    take("`disputes`", lambda: mission.disputes)
    tracemalloc.start()
    start, _ = tracemalloc.get_traced_memory()
    mission.search("ashraf")
    gc.collect()
    index = tracemalloc.get_traced_memory()[0] - start
    tracemalloc.stop()
    found["memory of the search index, MiB"] = index / 2**20
    texts = (text for table in TABLES for _, own in texts_of(mission, table) for _, text, _ in own)
    found["bytes of the search index for each character"] = index / sum(map(len, texts))
    other = unami.Mission(mission.dataset)
    [len(table) for table in other.tables.values()]
    take('`search("ashraf")`, first', lambda: other.search("ashraf"))
    take('`search("ashraf")`, again', lambda: mission.search("ashraf"), 5)
    take('`search("canal hotel bombing")`, again', lambda: mission.search("canal hotel bombing"), 5)
    last = mission.casualties[-1].id
    for name, ask in (
        ("`leaders_at(date)`, again", lambda: mission.leaders_at(DAY)),
        ("`mandates.at(date)`, again", lambda: mission.mandates.at(DAY)),
        ("`casualties[id]`, again", lambda: mission.casualties[last]),
    ):
        ask()
        take(name, ask, 200)
    take("check", lambda: check_files(files))
    return found


def shown(figure: float) -> str:
    """A figure with as many places as matter."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}" if figure >= 1 else f"{figure:.2g}"


def power(times: list[int], figures: list[float]) -> str:
    """The power of the size with which a figure grows, from the smallest to the largest size."""
    if len(times) == 1 or min(figures) <= 0:
        return ""
    return f"n^{math.log(figures[-1] / figures[0]) / math.log(times[-1] / times[0]):.1f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("times", type=int, nargs="*", default=[1, 10, 30, 100], help="the sizes (1 10 30 100)")
    parser.add_argument("--one", action="store_true", help="measure one size in this process, and print JSON")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.times[0])))
        return
    load = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
    day = dt.datetime.now(dt.UTC).date()
    print(
        f"{day}, Python {platform.python_version()}, {os.cpu_count()} processors, load {load}; ms of processor time\n"
    )
    results = []
    for times in given.times:
        command = [sys.executable, __file__, "--one", str(times)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        results.append(json.loads(done.stdout))
    print(f"| work | {' | '.join(f'{times} x' for times in given.times)} | grows as |")
    print(f"| --- |{' ---: |' * (len(given.times) + 1)}")
    for name in results[0]:
        figures = [result[name] for result in results]
        print(f"| {name} | {' | '.join(map(shown, figures))} | {power(given.times, figures)} |")


if __name__ == "__main__":
    main()
