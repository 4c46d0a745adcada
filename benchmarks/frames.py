"""Speed and memory of ``annotate`` on many rows, against the best that one would write by hand.

Run it in an environment with the ``test`` group, and with some 8 GB of room on the disk:

    python benchmarks/frames.py

Each pair is measured in turn in one run. A comparison shows the median ratio over the rounds, its least and greatest
value, and the goal; the ratio is that of the processor time of all threads, which a busy machine disturbs less, and the
rows a second are those of the clock. Both sides add the same columns: what is known of the head and of the mandate.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import polars as pl

import unami

FIRST, DAYS = dt.date(2003, 1, 1), 8766
TOPICS = ["head", "mandate"]
LIMIT = 2 << 30
"""Bytes of memory that a process may take that works through more than that."""


class Line(NamedTuple):
    """One comparison: what was measured, the ratios of its rounds, and the goal."""

    name: str
    ratios: list[float]
    goal: float | None

    def __str__(self) -> str:
        middle = statistics.median(self.ratios)
        goal = "" if self.goal is None else f"   goal {self.goal:g}: {'met' if middle <= self.goal else 'MISSED'}"
        return f"{self.name:58} {middle:7.2f}   ({min(self.ratios):.2f} to {max(self.ratios):.2f}){goal}"


def event_rows(rows: int) -> pl.DataFrame:
    """Events on any day of the panel, in no order."""
    random = np.random.default_rng(1)
    days = random.integers(0, DAYS, rows, dtype=np.int32) + FIRST.toordinal() - dt.date(1970, 1, 1).toordinal()
    return pl.DataFrame({"day": pl.Series(days).cast(pl.Date), "figure": random.random(rows)})


def added() -> list[str]:
    """Names of the columns that are added."""
    return [name for name in unami.annotate(event_rows(1), "day", TOPICS).columns if name not in {"day", "figure"}]


def measured(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of all processors, for one call."""
    clock, processor = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - clock, time.process_time() - processor


def compare(
    name: str, pair: tuple[Callable[[], object], Callable[[], object]], goal: float, rows: int, rounds: int
) -> None:
    """Compare two calls in turn."""
    ours, theirs = pair
    ours(), theirs()  # what is worked out only once
    pairs = [(measured(ours), measured(theirs)) for _ in range(rounds)]
    print(Line(name, [own[1] / other[1] for own, other in pairs], goal))
    by_clock = statistics.median(own[0] for own, _ in pairs)
    ratio = by_clock / statistics.median(other[0] for _, other in pairs)
    print(f"{'':58} by the clock {ratio:.2f}; {rows / by_clock / 1e6:.1f} million rows a second")


def in_polars(rows: int, rounds: int) -> None:
    """Compare with the joins that one would write in Polars."""
    frame = event_rows(rows)
    panel = unami.panel().to_polars().select(pl.col("period_earliest").alias("on_day"), *added())

    def ours() -> object:
        return unami.annotate(frame, "day", TOPICS)

    def join() -> object:
        return frame.join(panel, left_on="day", right_on="on_day", how="left", maintain_order="left")

    def ours_lazily() -> object:
        return unami.annotate(frame.lazy(), "day", TOPICS).collect()

    def join_lazily() -> object:
        return frame.lazy().join(panel.lazy(), left_on="day", right_on="on_day", how="left").collect()

    compare("Polars: annotate / join that keeps the order", (ours, join), 1.2, rows, rounds)
    compare("Polars, lazy: annotate / join in whatever order", (ours_lazily, join_lazily), 1.2, rows, rounds)


def in_pandas(rows: int, rounds: int) -> None:
    """Compare with merge_asof, which needs rows in the order of their days: sorting them is not counted."""
    frame = as_pandas(event_rows(rows)).sort_values("day", ignore_index=True)
    panel: Any = unami.panel().to_pandas()[["period_earliest", *added()]]
    panel = panel.rename(columns={"period_earliest": "on_day"}).astype({"on_day": frame["day"].dtype})

    def ours() -> object:
        return unami.annotate(frame, "day", TOPICS)

    def merge() -> object:
        return pd.merge_asof(frame, panel, left_on="day", right_on="on_day")

    compare("pandas: annotate / merge_asof of sorted rows", (ours, merge), 1.5, rows, rounds)


def against_a_loop(rows: int, rounds: int) -> None:
    """Compare one column with the same by a loop over a part of the rows."""
    frame = event_rows(rows)
    few = frame.head(50_000)
    leaders_at = unami.mission.leaders_at

    def loop() -> pl.DataFrame:
        heads = ["; ".join(leader.name for leader in leaders_at(day)) or None for day in few["day"]]
        return few.with_columns(heads=pl.Series(heads))

    if not loop()["heads"].equals(unami.annotate(few, "day", "head")["heads"]):
        raise SystemExit("the loop gives another answer")
    one = min(measured(loop)[1] for _ in range(3)) / len(few)
    ours = [measured(lambda: unami.annotate(frame, "day", ["heads"]))[1] / rows for _ in range(rounds)]
    print(Line("Polars: annotate with one column / a loop over leaders_at", [own / one for own in ours], 0.01))
    print(f"{'':58} {one / statistics.median(ours):.0f} times as fast as the loop")


def as_pandas(frame: pl.DataFrame) -> Any:
    """The same rows in pandas."""
    return pd.DataFrame({"day": frame["day"].to_numpy().astype("datetime64[ns]"), "figure": frame["figure"].to_numpy()})


# Growth


def growth(sizes: list[int]) -> None:
    """Time and memory of whole processes at several numbers of rows."""
    for kind in ("polars", "pandas"):
        of_row = []
        for rows in sizes:
            seconds, processor, peak, before = map(float, in_child("grow", kind, str(rows)).split())
            of_row.append(processor / rows)
            words = f"{rows / 1e6:4.0f} million rows in {kind}"
            print(
                f"{words:58} {seconds:7.2f} s  ({processor:.2f} s of processors, {rows / seconds / 1e6:.1f} million rows a "
                f"second; {before:.0f} MiB before, {peak:.0f} MiB at most)"
            )
        print(
            Line(
                f"time a row, {sizes[-1] // 10**6} to {sizes[-2] // 10**6} million rows", [of_row[-1] / of_row[-2]], 1.3
            )
        )


def grow(kind: str, rows: str) -> None:
    """Annotate some rows and print seconds, seconds of processors, and memory."""
    frame: Any = event_rows(int(rows))
    if kind == "pandas":
        frame = as_pandas(frame)
    unami.annotate(frame[:10], "day", TOPICS)
    before = peak_memory()
    seconds, processor = measured(lambda: unami.annotate(frame, "day", TOPICS))
    print(seconds, processor, peak_memory(), before)


def peak_memory() -> float:
    """Greatest resident memory of this process, in MiB."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


# More than memory


def larger_than_memory(files: int, rows: int) -> None:
    """Annotate a folder of Parquet files that is larger than the memory that the process may take."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "events")
        folder.mkdir()
        for number in range(files):
            frame = event_rows(rows)
            more = np.random.default_rng(number).random(rows)
            frame.with_columns(more=pl.Series(more)).write_parquet(folder / f"{number:03}.parquet")
        size = sum(path.stat().st_size for path in folder.iterdir()) / 2**30
        print(
            f"{files * rows / 1e6:.0f} million rows in {files} files of together {size:.1f} GiB, in {LIMIT >> 30} GiB of memory:"
        )
        for how in ("stream", "load"):
            print(f"  {how:56} {in_child(how, str(folder), str(Path(place, 'out.parquet')))}")


def stream(folder: str, out: str) -> None:
    """Annotate a folder lazily within the limit."""
    resource.setrlimit(resource.RLIMIT_DATA, (LIMIT, LIMIT))
    rows = pl.scan_parquet(f"{folder}/*.parquet")
    seconds, _ = measured(lambda: unami.annotate(rows, "day", "head").sink_parquet(out))
    count = pl.scan_parquet(out).select(pl.len(), pl.col("heads").null_count()).collect().row(0)
    print(f"{count[0]} rows written in {seconds:.0f} s, {peak_memory():.0f} MiB at most")


def load(folder: str, out: str) -> None:
    """Try the same with the whole in memory: to show that the limit is one."""
    resource.setrlimit(resource.RLIMIT_DATA, (LIMIT, LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    unami.annotate(pl.read_parquet(f"{folder}/*.parquet"), "day", "head").write_parquet(out)
    print(f"{peak_memory():.0f} MiB at most: THE LIMIT DOES NOT LIMIT")


def in_child(name: str, *arguments: str) -> str:
    """What a part of this file prints that is run in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--part", name, *arguments], check=False, capture_output=True, text=True
    )
    if done.returncode and name != "load":
        raise SystemExit(done.stderr)
    return done.stdout.strip() or f"out of memory, as it should be (status {done.returncode})"


PARTS: dict[str, Callable[..., None]] = {"grow": grow, "stream": stream, "load": load}


def main() -> None:
    """Print all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each comparison (7)")
    parser.add_argument("--millions", type=int, default=10, help="million rows of each comparison (10)")
    parser.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        PARTS[given.part[0]](*given.part[1:])
        return
    million = 10**6
    for part in (in_polars, in_pandas, against_a_loop):
        part(given.millions * million, given.rounds)
    growth([given.millions * million // 10, given.millions * million, given.millions * million * 5])
    larger_than_memory(16, given.millions * million)


if __name__ == "__main__":
    main()
