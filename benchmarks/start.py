"""What a program pays before its first answer: whole processes beside others, and memory.

Run it in an environment with the ``benchmarks`` group:

    python benchmarks/start.py

Whole processes are timed by the processor time that the operating system accounts to them, so that a busy machine disturbs
less, in turn with the peer. The tables are in Markdown: medians in milliseconds, the ratio as the median over the rounds
with its least and greatest value, and the goal. "Net" leaves out what a bare interpreter takes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import statistics
import subprocess
import sys

BARE = "pass"
FLOOR = "import attrs, datetime, csv"
ANSWER = "import unami; unami.mission.leaders_at('2014-06-10')"
PYCOUNTRY = "import pycountry; pycountry.countries.get(alpha_3='IRQ')"
HOLIDAYS = "import datetime, holidays; datetime.date(2014, 7, 14) in holidays.country_holidays('IQ')"
BABEL = "from babel import Locale; Locale('en').territories['IQ']"
TABLES = "import unami; [len(table) for table in unami.mission.tables.values()]"
INDEXES = f"{TABLES}; m = unami.mission; m.search('ashraf'), m.at('2014-06-10'), m.panel(), m.disputes"


def command(*arguments: str) -> str:
    """The program of a command, without its output."""
    return f"import contextlib, io; from unami.cli import main\nwith contextlib.redirect_stdout(io.StringIO()): main({list(arguments)})"


def milliseconds(code: str) -> float:
    """Processor time of a fresh interpreter that runs some code."""
    child = os.posix_spawn(sys.executable, [sys.executable, "-c", code], os.environ)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"failed: {code}")
    return (usage.ru_utime + usage.ru_stime) * 1000


class Times:
    """The times of processes that ran in turn, by name."""

    def __init__(self, programs: dict[str, str], rounds: int) -> None:
        for code in programs.values():
            milliseconds(code)  # Files are read from disk and compiled only once.
        self.rounds = [{name: milliseconds(code) for name, code in programs.items()} for _ in range(rounds)]

    def median(self, name: str) -> float:
        """The middle of the times of one program."""
        return statistics.median(each[name] for each in self.rounds)

    def ratio(self, ours: str, theirs: str, less: str | None = None) -> str:
        """The ratio of two programs, paired by rounds, each less the time of another program."""
        pairs = [
            (each[ours] - each[less], each[theirs] - each[less]) if less else (each[ours], each[theirs])
            for each in self.rounds
        ]
        ratios = [one / other for one, other in pairs]
        return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


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
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each comparison (15)")
    rounds = parser.parse_args().rounds
    # Bytecode is written once, as an installer does; an environment that forbids it would measure the compiler.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    day = dt.datetime.now(dt.UTC).date()
    load = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
    print(f"{day}, Python {platform.python_version()}, {os.cpu_count()} processors, load {load}, {rounds} rounds.\n")
    programs = {
        "a bare interpreter": BARE,
        "`import unami`": "import unami",
        "`import json`": "import json",
        "`import attrs, datetime, csv`": FLOOR,
        "first answer": ANSWER,
        "pycountry, first answer": PYCOUNTRY,
        "holidays, first answer": HOLIDAYS,
        "Babel, first answer": BABEL,
        "`unami --help`": "import unami.cli, contextlib, io\nwith contextlib.suppress(SystemExit), "
        "contextlib.redirect_stdout(io.StringIO()): unami.cli.main(['--help'])",
        "`unami leaders 2014-06-10`": command("leaders", "2014-06-10"),
        "`unami at 2014-06-10`": command("at", "2014-06-10"),
        "`unami search ashraf`": command("search", "ashraf"),
    }
    times = Times(programs, rounds)
    print("| process | ms |\n| --- | ---: |")
    for name in programs:
        print(f"| {name} | {times.median(name):.0f} |")
    print("\n| comparison | ratio | goal |\n| --- | ---: | ---: |")
    bare, first = "a bare interpreter", "first answer"
    for words, ratio, goal in (
        ("first answer / attrs, datetime, csv; net", times.ratio(first, "`import attrs, datetime, csv`", bare), "1.8"),
        ("first answer / pycountry", times.ratio(first, "pycountry, first answer"), "stated"),
        ("first answer / holidays", times.ratio(first, "holidays, first answer"), "0.5"),
        ("first answer / Babel", times.ratio(first, "Babel, first answer"), "stated"),
        ("`unami --help` / first answer", times.ratio("`unami --help`", first), "below 1"),
        ("`unami at` / first answer", times.ratio("`unami at 2014-06-10`", first), "2"),
        ("`unami search` / first answer", times.ratio("`unami search ashraf`", first), "2"),
    ):
        print(f"| {words} | {ratio} | {goal} |")
    print(f"\n`import unami` loads these modules of other packages: {', '.join(third_party()) or 'none'}.")
    print("\n| resident memory, MiB | |\n| --- | ---: |")
    for name, code in (("bare", BARE), ("first answer", ANSWER), ("all tables", TABLES), ("every index", INDEXES)):
        print(f"| {name} | {memory(code):.0f} |")


if __name__ == "__main__":
    main()
