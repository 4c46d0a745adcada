"""Speed and memory of ``annotate`` on many rows, against the best that one would write by hand.

Run it in an environment with the ``test`` and ``engines`` groups. It prints a table in Markdown, which takes a few minutes;
with ``files``, a table of time and memory from files to files; with ``growth``, time and memory of many more rows, for
which it needs some 8 GB of room on the disk:

    python benchmarks/frames.py
    python benchmarks/frames.py files --millions 50
    python benchmarks/frames.py growth

Each pair is measured in turn in one run. The ratio is the median over the rounds of the processor time of all threads,
which a busy machine disturbs less. Both sides add the same columns to the same rows: the head of mission (5 columns, with
text dates 7), or all columns of the panel (52). What is written by hand is in this file, under the name of the engine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

import unami
from unami.panels import panel_columns

FIRST, DAYS = dt.date(2003, 1, 1), 8766
EPOCH = (FIRST - dt.date(1970, 1, 1)).days
TOPICS = ["head", "mandate"]
ALL = list(dict.fromkeys(column.topic for column in panel_columns()))
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
    days = pl.Series(random.integers(0, DAYS, rows, dtype=np.int32) + EPOCH).cast(pl.Date)
    return pl.DataFrame({"day": days, "figure": random.random(rows)})


def text_rows(rows: int) -> pl.DataFrame:
    """Events dated by text: one third on a day, one third in a month, one third in a year."""
    random = np.random.default_rng(1)
    parts = [pl.Series(unami.panel(freq).ids) for freq in ("D", "M", "Y")]
    texts = pl.concat([part.sample(rows // 3 + 1, with_replacement=True, seed=1) for part in parts])
    return pl.DataFrame({"day": texts.sample(rows, seed=2), "figure": random.random(rows)})


def answers(add: str | list[str]) -> pl.DataFrame:
    """The table that one would join by hand: a row for each day of the panel."""
    days = pl.DataFrame({"day": pl.date_range(FIRST, dt.date(2026, 12, 31), eager=True)})
    return unami.annotate(days, "day", add)


def text_answers(add: str | list[str]) -> pl.DataFrame:
    """The same for texts: a row for each day, month and year."""
    texts = [text for freq in ("D", "M", "Y") for text in unami.panel(freq).ids]
    return unami.annotate(pl.DataFrame({"day": texts}), "day", add)


def measured(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of all processors, for one call."""
    clock, processor = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - clock, time.process_time() - processor


# The table


class Pair(NamedTuple):
    """The same work by ``annotate`` and by hand."""

    name: str
    by_hand: str
    ours: Callable[[], object]
    theirs: Callable[[], object]
    goal: float


def then(finish: Callable[[Any], object], make: Callable[..., Any], *given: Any) -> Callable[[], object]:
    """Return a call that makes a frame and finishes it."""
    return lambda: finish(make(*given))


def table(rows: int, rounds: int) -> None:
    """Print a table of all pairs in Markdown."""
    engines = ("polars", "pandas", "pyarrow", "duckdb", "dask", "pyspark")
    print(heading(*engines, work=f"{rows / 1e6:g} million rows, median of {rounds} rounds"))
    print("| work | `annotate` | by hand | | ratio | goal |\n| --- | ---: | --- | ---: | ---: | --- |")
    for pairs in (polars_pairs, pandas_pairs, arrow_pairs, duckdb_pairs, dask_pairs, spark_pairs):
        for pair in pairs(rows):
            print(compared(pair, rounds), flush=True)
    memory_in_pandas(rows)
    first_calls()


def heading(*engines: str, work: str) -> str:
    """The machine, its load, and the versions."""
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    versions = ", ".join(f"{name} {version(name)}" for name in engines)
    machine = (
        f"{time.strftime('%Y-%m-%d')}, Python {platform.python_version()}, {os.cpu_count()} processors, load {load}"
    )
    return f"{machine};\n{versions}; {work}\n"


def compared(pair: Pair, rounds: int) -> str:
    """Compare a pair in turn; a line of the table."""
    pair.ours(), pair.theirs()  # what is computed only once
    times = [(taken(pair.ours), taken(pair.theirs)) for _ in range(rounds)]
    ratio = statistics.median(ours / theirs for ours, theirs in times)
    ours, theirs = (f"{statistics.median(side) * 1000:.0f} ms" for side in zip(*times, strict=True))
    return f"| {pair.name} | {ours} | {pair.by_hand} | {theirs} | {verdict(ratio, pair.goal)} |"


def verdict(ratio: float, goal: float) -> str:
    """The last two cells of a line: a ratio and its goal."""
    return f"{ratio:.2f} | {goal:g}{'' if ratio <= goal else ' (missed)'}"


def taken(call: Callable[[], object]) -> float:
    """Seconds of processor time that a call takes in this process and in those that it has started, such as Spark."""
    gc.collect()
    start = time.process_time() + time_of_others()
    call()
    return time.process_time() + time_of_others() - start


def time_of_others() -> float:
    """Seconds of processor time that the processes started by this one have taken."""
    ticks = 0
    for task in Path("/proc/self/task").iterdir():
        for process in Path(task, "children").read_text(encoding="ascii").split():
            fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def polars_pairs(rows: int) -> Iterator[Pair]:
    """Polars: joins."""
    frame, text = event_rows(rows), text_rows(rows)

    def join(frame: Any, panel: Any) -> Any:
        return frame.join(panel, on="day", how="left")

    def ordered(frame: Any, panel: Any) -> Any:
        return frame.join(panel, on="day", how="left", maintain_order="left")

    def stream(lazy: Any) -> Any:
        return lazy.collect(engine="streaming")

    ours: Callable[[], object]
    in_order, in_any = "join that keeps the order", "join in any order"
    for label, add in (("head", ["head"]), ("all", ALL)):
        panel = answers(add)
        ours, theirs = partial(unami.annotate, frame, "day", add), partial(ordered, frame, panel)
        yield Pair(f"Polars, {label}", in_order, ours, theirs, 1.2)
        ours, lazily = (
            then(stream, unami.annotate, frame.lazy(), "day", add),
            then(stream, join, frame.lazy(), panel.lazy()),
        )
        yield Pair(f"Polars, streaming, {label}", in_any, ours, lazily, 1.2)
    panel = text_answers("head")
    ours, theirs = partial(unami.annotate, text, "day", "head"), partial(ordered, text, panel)
    yield Pair("Polars, text, head", in_order, ours, theirs, 1.5)
    ours, lazily = (
        then(stream, unami.annotate, text.lazy(), "day", "head"),
        then(stream, join, text.lazy(), panel.lazy()),
    )
    yield Pair("Polars, streaming, text, head", in_any, ours, lazily, 1.5)

    panel = answers(TOPICS)
    asked: dict[str, Callable[[pl.LazyFrame], object]] = {
        "filter on an own column": lambda lazy: lazy.filter(pl.col("n") < rows // 100).collect(),
        "filter on an added column": lambda lazy: lazy.filter(pl.col("head") == "Martin Kobler").collect(),
        "head(1000)": lambda lazy: lazy.head(1000).collect(),
        "one column": lambda lazy: lazy.select("head").collect(),
    }
    with tempfile.TemporaryDirectory() as folder:
        frame.with_row_index("n").write_parquet(Path(folder, "rows.parquet"), row_group_size=max(rows // 20, 1))
        scanned = pl.scan_parquet(Path(folder, "rows.parquet"))
        for label, ask in asked.items():
            ours, lazily = then(ask, unami.annotate, scanned, "day", TOPICS), then(ask, ordered, scanned, panel.lazy())
            yield Pair(f"Polars, Parquet, head and mandate, then {label}", in_order, ours, lazily, 1.5)


def pandas_pairs(rows: int) -> Iterator[Pair]:
    """pandas: rows of a table taken by position."""
    frame, text = as_pandas(event_rows(rows)), text_rows(rows).to_pandas()

    def take(panel: pd.DataFrame) -> pd.DataFrame:
        added = panel.take(frame["day"].to_numpy().view("int64") // 86_400_000_000_000 - EPOCH)
        added.index = frame.index
        return pd.concat([frame, added], axis=1)

    def factorize_and_take(panel: pd.DataFrame) -> pd.DataFrame:
        codes, texts = text["day"].factorize()
        added = panel.reindex(texts).take(codes)
        added.index = text.index
        return pd.concat([text, added], axis=1)

    days: Any = pd.DataFrame({"day": pd.date_range(FIRST, periods=DAYS, unit="ns")})
    for label, add in (("1 column", ["heads"]), ("head", ["head"]), ("all", ALL)):
        panel = unami.annotate(days, "day", add).drop(columns="day")
        ours = partial(unami.annotate, frame, "day", add)
        yield Pair(f"pandas, {label}", "take by position", ours, partial(take, panel), 1.2)
    texts = pd.DataFrame({"day": text_answers("head")["day"].to_list()})
    panel = unami.annotate(texts, "day", "head").set_index("day")
    ours = partial(unami.annotate, text, "day", "head")
    yield Pair("pandas, text, head", "factorize and take", ours, partial(factorize_and_take, panel), 1.5)


def arrow_pairs(rows: int) -> Iterator[Pair]:
    """PyArrow: rows of a table taken by position; for texts there are only joins, which lose the order."""
    frame = pa.table({"day": event_rows(rows)["day"].to_arrow()})
    text = pa.table({"day": text_rows(rows)["day"].to_arrow().cast(pa.string())})
    days = pa.table({"day": answers("head")["day"].to_arrow()})

    def annotate(frame: pa.Table, add: list[str], *, categorical: bool = False) -> pa.Table:
        return unami.annotate(frame, "day", add, categorical=categorical)

    def take(panel: pa.Table) -> pa.Table:
        added = panel.take(pc.subtract(frame["day"].cast(pa.int32()), EPOCH).combine_chunks())
        found = frame
        for name in added.column_names:
            found = found.append_column(name, added[name])
        return found

    def join(panel: pa.Table) -> pa.Table:
        return text.join(panel, "day", join_type="left outer")

    for label, add in (("head", ["head"]), ("all", ALL)):
        for encoded, categorical in (("", False), (", categorical", True)):
            panel = annotate(days, add, categorical=categorical).drop_columns("day")
            ours = partial(annotate, frame, add, categorical=categorical)
            yield Pair(f"PyArrow, {label}{encoded}", f"take by position{encoded}", ours, partial(take, panel), 1.2)
    texts = pa.table({"day": text_answers("head")["day"].to_arrow().cast(pa.string())})
    panel = plain(unami.annotate(texts, "day", "head"))
    yield Pair("PyArrow, text, head", "join in any order", partial(annotate, text, ["head"]), partial(join, panel), 1.5)


def plain(table: pa.Table) -> pa.Table:
    """A table without dictionary-encoded columns, which PyArrow cannot join and Spark cannot read."""
    types = [field.type.value_type if pa.types.is_dictionary(field.type) else field.type for field in table.schema]
    types = [pa.string() if pa.types.is_large_string(kind) else kind for kind in types]
    return table.cast(pa.schema(list(zip(table.column_names, types, strict=True))))


def duckdb_pairs(rows: int) -> Iterator[Pair]:
    """DuckDB: left joins, which lose the order of rows."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")

    def annotate(add: list[str]) -> Any:
        return unami.annotate(connection.table("events"), "day", add)

    def join() -> Any:
        return connection.sql("SELECT events.*, panel.* EXCLUDE (day) FROM events LEFT JOIN panel USING (day)")

    def to_arrow(relation: Any) -> object:
        return relation.to_arrow_table()

    def count(relation: Any) -> object:
        return relation.aggregate(", ".join(f'count("{name}")' for name in relation.columns)).fetchall()

    for kind, frame, add, panel in (
        ("head", event_rows(rows), ["head"], answers("head")),
        ("all", event_rows(rows), ALL, answers(ALL)),
        ("text, head", text_rows(rows), ["head"], text_answers("head")),
    ):
        for name, given in (("events", frame), ("panel", panel)):
            connection.register("given", given.to_arrow())
            connection.execute(f"CREATE OR REPLACE TABLE {name} AS FROM given")
        goal = 2 if kind.startswith("text") else 1.3
        yield Pair(f"DuckDB, {kind}, to Arrow", "left join", then(to_arrow, annotate, add), then(to_arrow, join), goal)
        yield Pair(f"DuckDB, {kind}, counted", "left join", then(count, annotate, add), then(count, join), 2)


def dask_pairs(rows: int) -> Iterator[Pair]:
    """Dask: each partition merged with the panel."""
    import dask
    import dask.dataframe as dd

    dask.config.set(scheduler="threads", num_workers=2)

    def merged(part: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
        return part.merge(panel, on="day", how="left")

    def merge(events: Any, panel: pd.DataFrame) -> Any:
        return events.map_partitions(merged, panel)

    def count(events: Any) -> object:
        return events.count().compute()

    for kind, frame, panel in (
        ("", as_pandas(event_rows(rows)), answers("head").to_pandas()),
        ("text, ", text_rows(rows).to_pandas(), text_answers("head").to_pandas()),
    ):
        events: Any = dd.from_pandas(frame, npartitions=8)  # type: ignore[no-untyped-call]
        theirs = then(count, merge, events, panel.astype({"day": frame["day"].dtype}))
        ours = then(count, unami.annotate, events, "day", "head")
        yield Pair(f"Dask, {kind}head, counted", "map_partitions(merge)", ours, theirs, 1.5)


def spark_pairs(rows: int) -> Iterator[Pair]:
    """Spark: a broadcast join with the panel as a frame of Spark that is made once."""
    from pyspark.sql import SparkSession, functions

    builder: Any = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.session.timeZone", "UTC").config("spark.log.level", "ERROR").getOrCreate()

    def join(events: Any, panel: Any) -> Any:
        return events.join(functions.broadcast(panel), "day", "left")

    def count(events: Any) -> object:
        return events.agg(*(functions.count(name) for name in events.columns)).collect()

    with tempfile.TemporaryDirectory() as folder:
        for kind, frame, answered in (
            ("", event_rows(rows), answers("head")),
            ("text, ", text_rows(rows), text_answers("head")),
        ):
            frame.write_parquet(file := f"{folder}/{answered.width}.parquet")
            events, panel = session.read.parquet(file), session.createDataFrame(plain(answered.to_arrow()))
            ours, theirs = then(count, unami.annotate, events, "day", "head"), then(count, join, events, panel)
            yield Pair(f"Spark, {kind}head, counted", "broadcast join", ours, theirs, 1.2)
    session.stop()


def memory_in_pandas(rows: int) -> None:
    """Print the greatest memory in pandas, against the same work by hand."""
    for label in ("head", "all"):
        ours, theirs = (
            statistics.median(float(in_child("pandas", who, label, str(rows))) for _ in range(3))
            for who in ("ours", "theirs")
        )
        cells = f"{ours:.0f} MiB | take by position | {theirs:.0f} MiB | {verdict(ours / theirs, 1.2)}"
        print(f"| pandas, {label}: memory | {cells} |")


def added_memory(who: str, label: str, rows: str) -> None:
    """Print the memory that one way of adding columns takes at most."""
    few, many = (next(p for p in pandas_pairs(size) if p.name == f"pandas, {label}") for size in (1000, int(rows)))
    few.ours(), few.theirs()  # what is computed only once
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = peak_memory()
    _ = many.ours() if who == "ours" else many.theirs()
    print(peak_memory() - before)


def first_calls() -> None:
    """Print what the first call of a process takes, which computes the answers; tables and packages are loaded."""
    for kind, words, goal in (("days", "days", 0.2), ("texts", "texts of a lazy frame", 0.8)):
        seconds = statistics.median(float(in_child("first", kind)) for _ in range(3))
        missed = "" if seconds <= goal else " (missed)"
        print(f"| first call, {words}, all columns | {seconds * 1000:.0f} ms | | | | {goal * 1000:g} ms{missed} |")
    seconds = float(in_child("first", "relation"))
    print(f"| DuckDB, all columns: making the relation again | {seconds * 1000:.0f} ms | | | | 50 ms |")


def first(kind: str) -> None:
    """Print the seconds of processor time of a first call."""
    frame: Any = pl.DataFrame({"day": [FIRST]})
    for table in unami.mission.tables.values():
        len(table)
    if kind == "relation":
        import duckdb

        frame = duckdb.sql("SELECT DATE '2014-06-10' AS day")
        unami.annotate(frame, "day", ALL)
    else:
        # What is imported is not counted, but the answers are those of another view.
        unami.annotate(frame, "day", "phase", mission=unami.mission.known_at("2005"))
        frame = frame if kind == "days" else frame.lazy().cast({"day": pl.String})
    print(measured(lambda: unami.annotate(frame, "day", ALL))[1])


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


def as_pandas(frame: pl.DataFrame) -> pd.DataFrame:
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


# From files to files


def files(millions: int) -> None:
    """Print a table of time and memory from Parquet to Parquet, in Markdown; each line is a process of its own."""
    print(heading("polars", "duckdb", work=f"{millions} million rows, once"))
    print("| from Parquet to Parquet, head and mandate | processor time | most memory |\n| --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as place:
        for number in range(millions):
            event_rows(10**6).write_parquet(Path(place, f"{number}.parquet"))
        answers(TOPICS).write_parquet(Path(place, "answers"))
        for name, words in CONVERSIONS.items():
            print(f"| {words} | {in_child('convert', name, place)} |", flush=True)


CONVERSIONS = {
    "polars": "Polars, streaming: `annotate`",
    "polars-left": "Polars, streaming: join that keeps the order",
    "polars-any": "Polars, streaming: join in any order",
    "duckdb-true": "DuckDB: `annotate`",
    "duckdb-false": "DuckDB, `preserve_insertion_order = false`: `annotate`",
    "duckdb-join": "DuckDB: left join, which loses the order",
}


def convert(name: str, place: str) -> None:
    """Write rows with the answers to Parquet in one of the ways, and print what it took."""
    engine, how = name.split("-") if "-" in name else (name, "")
    _, seconds = measured(lambda: (convert_in_polars if engine == "polars" else convert_in_duckdb)(how, place))
    Path(place, "out").unlink()
    print(f"{seconds:.1f} s | {peak_memory():,.0f} MiB")


def convert_in_polars(how: str, place: str) -> None:
    """Stream the rows through Polars."""
    rows, panel = pl.scan_parquet(f"{place}/*.parquet"), pl.scan_parquet(f"{place}/answers")
    order: Any = {"left": "left", "any": "none"}.get(how)
    made = rows.join(panel, on="day", how="left", maintain_order=order) if how else unami.annotate(rows, "day", TOPICS)
    made.sink_parquet(f"{place}/out")


def convert_in_duckdb(how: str, place: str) -> None:
    """Write the rows by DuckDB."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = 2; SET preserve_insertion_order = {'false' if how == 'join' else how}")
    rows = connection.sql(f"FROM '{place}/*.parquet'")
    if how == "join":
        join = f"SELECT * FROM rows LEFT JOIN read_parquet('{place}/answers') USING (day)"
        connection.sql(join).write_parquet(f"{place}/out")
    else:
        unami.annotate(rows, "day", TOPICS).write_parquet(f"{place}/out")


PARTS: dict[str, Callable[..., None]] = {
    "grow": grow,
    "stream": stream,
    "load": load,
    "pandas": added_memory,
    "first": first,
    "convert": convert,
}


def main() -> None:
    """Print all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "what", nargs="?", choices=("table", "growth", "files"), default="table", help="what to measure (table)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each comparison (5)")
    parser.add_argument("--millions", type=int, default=10, help="million rows of what grows (10)")
    parser.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        PARTS[given.part[0]](*given.part[1:])
        return
    million = 10**6
    if given.what == "table":
        table(million, given.rounds)
        return
    if given.what == "files":
        files(given.millions)
        return
    against_a_loop(given.millions * million, given.rounds)
    growth([given.millions * million // 10, given.millions * million, given.millions * million * 5])
    larger_than_memory(16, given.millions * million)


if __name__ == "__main__":
    main()
