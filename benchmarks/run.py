"""Speed as ratios against peers, each pair measured in turn in one run.

Run it in an environment with the ``benchmarks`` group:

    python benchmarks/run.py

Whole processes are timed by the processor time that the operating system accounts to them, so that a busy
machine disturbs less; calls inside a process by the best of many repetitions. Each line shows the median
ratio over the rounds, its least and greatest value, and the goal.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import os
import statistics
import subprocess
import sys
import time
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

ANSWER = "import unami; unami.mission.leaders_at('2014-06-10')"
PYCOUNTRY = "import pycountry; pycountry.countries.get(alpha_3='IRQ')"
HOLIDAYS = "import datetime, holidays; datetime.date(2014, 7, 14) in holidays.country_holidays('IQ')"


class Line(NamedTuple):
    """One comparison: what was measured, the ratios of its rounds, and the goal."""

    name: str
    ratios: list[float]
    goal: float | None

    def __str__(self) -> str:
        middle = statistics.median(self.ratios)
        goal = "" if self.goal is None else f"   goal {self.goal:g}: {'met' if middle <= self.goal else 'MISSED'}"
        return f"{self.name:58} {middle:7.2f}   ({min(self.ratios):.2f} to {max(self.ratios):.2f}){goal}"


def processor_time(code: str) -> float:
    """Seconds of processor time of a fresh interpreter that runs some code."""
    child = os.posix_spawn(sys.executable, [sys.executable, "-c", code], os.environ)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"failed: {code}")
    return usage.ru_utime + usage.ru_stime


def processes(name: str, ours: str, theirs: str, rounds: int, goal: float | None) -> Line:
    """Compare two fresh processes, in turn."""
    for code in (ours, theirs):
        processor_time(code)  # Files are read from disk and compiled only once.
    ratios = [processor_time(ours) / processor_time(theirs) for _ in range(rounds)]
    return Line(name, ratios, goal)


def added_by_import(module: str, rounds: int) -> float:
    """Milliseconds that an import adds to a bare interpreter."""
    with_import = min(processor_time(f"import {module}") for _ in range(rounds))
    without = min(processor_time("pass") for _ in range(rounds))
    return (with_import - without) * 1000


def best(call: Callable[[], object], number: int) -> float:
    """Seconds for one call, the best of several repetitions of many calls."""
    timings = []
    for _ in range(7):
        start = time.perf_counter()
        for _ in range(number):
            call()
        timings.append((time.perf_counter() - start) / number)
    return min(timings)


def calls(name: str, ours: Callable[[], object], theirs: Callable[[], object], rounds: int, goal: float) -> Line:
    """Compare two calls inside this process, in turn."""
    return Line(name, [best(ours, 20_000) / best(theirs, 20_000) for _ in range(rounds)], goal)


def queries(rounds: int) -> list[Line]:
    """A warm query against a bare bisect over the same days, and against an interval tree of the same tenures."""
    from intervaltree import IntervalTree

    import unami

    day = dt.date(2014, 6, 10)
    leaders_at = unami.mission.leaders_at
    leaders_at(day)
    changes = unami.mission._timeline("head").changes  # noqa: SLF001 - what the query looks up
    tree = IntervalTree()
    for appointment in unami.mission.appointments.where(post="srsg"):
        span = appointment.span
        tree.addi(span.earliest_start, span.latest_end + dt.timedelta(days=1), appointment.id)
    return [
        calls(
            "warm leaders_at(date) / bisect over the same days",
            lambda: leaders_at(day),
            lambda: bisect_right(changes, day),
            rounds,
            5,
        ),
        calls(
            "warm leaders_at(date) / intervaltree, same tenures", lambda: leaders_at(day), lambda: tree[day], rounds, 1
        ),
    ]


def everything(rounds: int) -> Line:
    """All tables as records, against a bare pass of the csv module over the same files."""
    from unami._mission.mission import Mission
    from unami._package.read import Dataset
    from unami._package.store import PackagedFiles

    files = PackagedFiles()
    names = [name for name in files.names() if name.endswith(".csv")]

    def load() -> None:
        mission = Mission(Dataset(files))
        for table in mission.tables.values():
            len(table)

    def read() -> None:
        for name in names:
            for _ in csv.reader(io.StringIO(files.read(name).decode("utf-8"), newline="")):
                pass

    load()
    ratios = [best(load, 1) / best(read, 1) for _ in range(rounds)]
    return Line("all tables as records / csv.reader over the same files", ratios, 8)


def memory(code: str) -> float:
    """Greatest resident memory of a fresh interpreter that runs some code, in MiB."""
    # The kernel's figure for a child begins with that of its parent; that of its own memory does not.
    ask = "print([line for line in open('/proc/self/status') if line.startswith('VmHWM')][0].split()[1])"
    done = subprocess.run([sys.executable, "-c", f"{code}; {ask}"], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def third_party() -> list[str]:
    """Modules outside the standard library that ``import unami`` loads."""
    code = (
        "import sys; before = set(sys.modules); import unami; "
        "new = {name.partition('.')[0] for name in set(sys.modules) - before} - {'unami'}; "
        "print(*sorted(new - set(sys.stdlib_module_names)))"
    )
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()


def main() -> None:
    """Print all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each comparison (15)")
    rounds = parser.parse_args().rounds
    # Bytecode is written once, as an installer does; an environment that forbids it would measure the compiler.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(f"third-party modules loaded by import unami: {third_party() or 'none'}")
    print(
        f"import unami adds {added_by_import('unami', rounds):.1f} ms, import json {added_by_import('json', rounds):.1f} ms"
    )
    print(processes("import unami / import json", "import unami", "import json", rounds, None))
    print(processes("import attrs / pycountry's first answer (for scale)", "import attrs", PYCOUNTRY, rounds, None))
    print(processes("first answer / pycountry's first answer", ANSWER, PYCOUNTRY, rounds, 0.8))
    print(processes("first answer / holidays' first answer", ANSWER, HOLIDAYS, rounds, 0.5))
    for line in [*queries(max(rounds // 3, 3)), everything(max(rounds // 3, 3))]:
        print(line)
    loaded = memory("import unami; [len(table) for table in unami.mission.tables.values()]")
    print(
        f"resident memory: {memory('pass'):.0f} MiB bare, {memory(ANSWER):.0f} MiB first answer, {loaded:.0f} MiB all tables"
    )


if __name__ == "__main__":
    main()
