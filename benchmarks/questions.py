"""Single questions, warm: each beside what a user would write by hand over the same records.

Run it in an environment with the ``benchmarks`` group:

    python benchmarks/questions.py

Prints a table in Markdown: microseconds of processor time for one call, ours and the peer's, the ratio of the two as the
median of interleaved rounds, and the goal. The peers get their index for nothing: a dictionary, a sorted list or an interval
tree over the same records is built before the clock starts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from bisect import bisect_right
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from intervaltree import IntervalTree

import unami

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unami.dates import Span

DAY = dt.date(2014, 6, 10)
SECONDS = 0.05
"""How long one measurement of one call lasts."""

mission = unami.mission


class Row(NamedTuple):
    """One line of the table."""

    work: str
    ours: Callable[[], object]
    peer: str
    theirs: Callable[[], object] | None = None
    goal: str = ""


def microseconds(call: Callable[[], object]) -> float:
    """Processor time of one call, from as many calls as fit into a moment."""
    start = time.process_time()
    call()
    once = max(time.process_time() - start, 1e-7)
    times = max(1, int(SECONDS / once))
    start = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - start) / times * 1e6


def measured(row: Row, rounds: int) -> str:
    """A line of the table in Markdown."""
    row.ours()
    if row.theirs is None:
        ours = statistics.median(microseconds(row.ours) for _ in range(rounds))
        return f"| {row.work} | {ours:,.2f} | | | | {row.goal} |"
    pairs = [(microseconds(row.ours), microseconds(row.theirs)) for _ in range(rounds)]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    return f"| {row.work} | {ours:,.2f} | {row.peer} | {theirs:,.2f} | {ratio:,.1f} | {row.goal} |"


def span_of(record: Any) -> Span | None:
    """When a record applies, as its own dates say."""
    if hasattr(record, "span"):
        found: Span = record.span
        return found
    period = record.period
    if isinstance(period, unami.PartialDate):
        period = unami.Period(period, period)
    return None if period is None else period.span


def tree_of(records: Iterable[Any]) -> IntervalTree:
    """An interval tree over the days on which each record may apply."""
    tree = IntervalTree()
    for record in records:
        span = span_of(record)
        if span is not None:
            after = span.latest_end + dt.timedelta(1) if span.latest_end < dt.date.max else span.latest_end
            tree.addi(span.earliest_start, after, record.id)
    return tree


def by_day(name: str, ask: Callable[[], object], records: Iterable[Any]) -> Row:
    """A question about a day, beside an interval tree over the same records."""
    tree = tree_of(records)
    return Row(name, ask, "interval tree", lambda: tree[DAY], "50 µs, ratio 5")


def full_text(folder: str) -> Callable[[str], Callable[[], object]]:
    """Ask SQLite's full-text index, over the texts of the record's own export, for a word."""
    path = Path(folder, "record.db")
    mission.export("sqlite", path)
    base = sqlite3.connect(path)
    base.execute("CREATE VIRTUAL TABLE own_words USING fts5(record, text)")
    for table in mission.tables:
        names = [row[1] for row in base.execute(f'PRAGMA table_info("{table}")')]
        joined = " || ' ' || ".join(f"coalesce(\"{name}\", '')" for name in names)
        base.execute(f'INSERT INTO own_words SELECT id, {joined} FROM "{table}"')
    base.commit()
    ask = "SELECT record FROM own_words WHERE own_words MATCH ? ORDER BY rank"
    return lambda word: lambda: base.execute(ask, (f'"{word}"*',)).fetchall()


def rows(folder: str) -> list[Row]:
    """All lines of the table."""
    tenures = [record for record in mission.appointments if record.post == "srsg"]
    starts = sorted(span.latest_start for record in tenures if (span := span_of(record)))
    last = mission.casualties[-1].id
    figures = {record.id: record for record in mission.casualties}
    countries = {name: record for record in mission.countries for name in (record.id, record.name)}
    people = {record.name: record for record in mission.people}
    days = {row.id: row for row in mission.panel()}
    word = full_text(folder)
    found = [
        Row("`leaders_at(date)`", lambda: mission.leaders_at(DAY), "bisect", lambda: bisect_right(starts, DAY)),
        by_day('`leaders_at("2014-06-10")`', lambda: mission.leaders_at("2014-06-10"), tenures),
        by_day('`leaders_at("2014-06")`', lambda: mission.leaders_at("2014-06"), tenures),
        by_day("`mandate_at(date)`", lambda: mission.mandate_at(DAY), mission.mandates),
        by_day("`tasks_at(date)`", lambda: mission.tasks_at(DAY), mission.mandates),
        by_day("`strength_at(date)`", lambda: mission.strength_at(DAY), mission.strength),
        by_day("`deployments_at(date)`", lambda: mission.deployments_at(DAY), mission.contributions),
        by_day("`contingents_at(date)`", lambda: mission.contingents_at(DAY), mission.contingents),
        by_day("`offices_at(date)`", lambda: mission.offices_at(DAY), mission.offices),
        by_day("`staff_at(date)`", lambda: mission.staff_at(DAY), mission.staffing),
        by_day("`governing_at(date)`", lambda: mission.governing_at(DAY), mission.host_leaders),
        by_day("`events.at(date)`", lambda: mission.events.at(DAY), mission.events),
        Row("`mission.at(date)`", lambda: mission.at(DAY), "", None, "2,000 µs"),
        Row("`casualties[id]`", lambda: mission.casualties[last], "dictionary", lambda: figures[last], "1 µs"),
        Row("`panel()[day]`", lambda: mission.panel()["2014-06-10"], "dictionary", lambda: days["2014-06-10"], "1 µs"),
        Row('`country("Fiji")`', lambda: mission.country("Fiji"), "dictionary", lambda: countries["Fiji"], "5 µs"),
        Row('`person("Kubis")`', lambda: mission.person("Kubis"), "dictionary", lambda: people["Ján Kubiš"], "5 µs"),
        Row('`place("Baghdad")`', lambda: mission.place("Baghdad"), "", None, "5 µs"),
        Row('`post("SRSG")`', lambda: mission.post("SRSG"), "", None, "5 µs"),
        Row('`known_at("2014").leaders_at(date)`, again', lambda: mission.known_at("2014").leaders_at(DAY), ""),
        Row(
            "`according_to(source).leaders_at(date)`, again",
            lambda: mission.according_to("seed-wikipedia-2026").leaders_at(DAY),
            "",
        ),
        Row('`deployments_by("Fiji")`', lambda: mission.deployments_by("Fiji"), ""),
    ]
    return found + [
        Row(f'`search("{text}")`', partial(mission.search, text), "FTS5", word(text), "5,000 µs, ratio 5")
        for text in ("ashraf", "iraq", "the", "a")
    ]


def growth(queries: int) -> float:
    """MiB of resident memory that many different questions add, once each has been asked."""

    def resident() -> float:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

    days = [dt.date(2003, 1, 1) + dt.timedelta(number) for number in range(8_400)]

    def ask(number: int) -> None:
        day = days[number * 7919 % len(days)]
        mission.leaders_at(day), mission.strength_at(day), mission.events.at(day), mission.mandate_at(day)
        mission.search(("ashraf", "kirkuk", "canal")[number % 3]), mission.person("Kubis")

    for number in range(len(days)):
        ask(number)
    gc.collect()
    before = resident()
    for number in range(queries // 6):
        ask(number)
    gc.collect()
    return resident() - before


def threads(number: int, asks: int = 200_000) -> tuple[float, float]:
    """Warm questions in a second of clock time, asked by a number of threads, and processor time of each in µs.

    On a busy machine only the second can be trusted: it grows if the threads are in each other's way.
    """

    def ask() -> None:
        leaders_at, events = mission.leaders_at, mission.events
        for _ in range(asks // 10):
            for _ in range(9):
                leaders_at(DAY)
            events.at(DAY)

    each = [threading.Thread(target=ask) for _ in range(number)]
    start, processor = time.perf_counter(), time.process_time()
    for thread in each:
        thread.start()
    for thread in each:
        thread.join()
    asked = number * asks
    return asked / (time.perf_counter() - start), (time.process_time() - processor) / asked * 1e6


def scaling() -> str:
    """How many warm questions threads answer, in sentences."""
    free = "free-threaded" if not getattr(sys, "_is_gil_enabled", lambda: True)() else "with the lock"
    threads(1)
    (one, processor), *more = (threads(number) for number in (1, 2, 4, 8))
    shares = ", ".join(f"{number}: {asked / one:.2f}" for number, (asked, _) in zip((2, 4, 8), more, strict=True))
    each = ", ".join(f"{number}: {taken:.2f}" for number, (_, taken) in zip((2, 4, 8), more, strict=True))
    return (
        f"warm questions a second, {free}: {one:,.0f} with one thread; as multiples of it {shares}; processor time of "
        f"each, µs: {processor:.2f} with one thread, {each}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each comparison (7)")
    parser.add_argument("--threads", action="store_true", help="only the questions of several threads")
    given = parser.parse_args()
    rounds = given.rounds
    load = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
    print(
        f"{dt.datetime.now(dt.UTC).date()}, Python {platform.python_version()}, {os.cpu_count()} processors, load {load}\n"
    )
    if given.threads:
        print(scaling())
        return
    print("| question | µs | beside | µs | ratio | goal |\n| --- | ---: | --- | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(folder):
            print(measured(row, rounds), flush=True)
    print(f"\n100,000 mixed questions add {growth(100_000):.1f} MiB (goal: under 2)")
    print(scaling())


if __name__ == "__main__":
    main()
