"""Damaged packages: what random mistakes, and random malice, make of a good one, and everything that is then asked.

By hand, with as many examples as there is patience for::

    PYTHONPATH=tests python -m helpers.damage 2000 [SEED]
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from contextlib import suppress
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING, Any

import unami
from helpers.inside import columns, format_folder, header
from unami.dates import PartialDate
from unami.export import FORMATS
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 20
"""Seconds of processor time for one package and all questions about it."""

Files = dict[str, bytes]
SOURCES = ("example-handbook", "example-news", "example-report")

WORDS = [
    "", " ", "x" * 10_000, "x" * 10_001, "9" * 40, "9" * 5000, "-1", "1e400", "0", "nan", "true", "2004-07-14", "2004-07?", "2004/2005",
    "2004-02-30", "0001-01-01", "9999-12-31", "a|b", "|", "a||b", "|".join(map(str, range(3000))), "=1+1", "<b>&\"'", "../x", "\x00", "\x1b[2J",
    "\u202e", "\ufffe", "\uffff", "\u2028", "\r", "a\nb", '"', '""', "ada-example", "nobody", "XAA", "deprecated", "preferred", "curation", "{\\}",
    "javascript:alert(1)", "Ján Kubiš", "\U0010ffff", "e\u0301" * 100, "http://[", "%s{}", "None", "own",
]  # fmt: skip
TEXTS = [
    "x", "x" * 9_999, "=1+1", "<b>&\"'", "../x", "Ján Kubiš", "\U0010ffff", "e\u0301" * 100, "%s{}", "None", "{\\}", "-1", "@a", "'", '"', "\u200f", "\ufeffx",
    "http://[", "http://a b", "https://example.org/", "javascript:alert(1)", "a, b; c: d", "1", "0123", "true", "\ufdd0", "]]>", "-->", "BEGIN:VEVENT",
]  # fmt: skip
GOOD: dict[type, list[str]] = {
    str: TEXTS,
    int: ["0", "1", "12", str(2**31), str(2**63 - 1), str(2**63), "9" * 50],
    float: ["0", "0.5", "57.7", "100", "9" * 49, "0." + "0" * 40 + "1"],
    bool: ["true", "false"],
    PartialDate: [
        "0001", "0001-01-01", "9999", "9999-12-31", "1900-01?", "2014-12-31", "2015", "2015-01", "2015-01-10", "2015-06-10~", "2016-12-31", "2017%", "2015-02-28",
    ],
}  # fmt: skip
VALUES: list[Any] = [
    None, True, 0, -1, 1.5, 10**30, "", "x", "x" * 20_000, "\x1b", "\ud800", "\uffff", "\u202e", "2026.11.26", "+own", "javascript:alert(1)",
    [], {}, [[]], [{}], ["x"] * 2000, {"a": {"b": []}}, [None], {"name": []}, [{"name": None, "path": 1}], {"x" * 300: 1},
]  # fmt: skip


def _cells(draw: random.Random, files: Files) -> None:
    """Replace some cells of a table."""
    name = draw.choice([name for name in files if name.endswith(".csv")])
    rows = [row.split(",") for row in files[name].decode().split("\n")]
    for _ in range(draw.choice((1, 1, 2, 5, 30))):
        row = draw.choice(rows)
        row[draw.randrange(len(row))] = draw.choice(WORDS)
    files[name] = "\n".join(map(",".join, rows)).encode("utf-8", "surrogatepass")


def _quoted(draw: random.Random, files: Files) -> None:
    """Write something else into one cell of one row, as CSV has it, and repeat the row perhaps."""
    name = draw.choice([name for name in files if name.endswith(".csv")])
    head, *rows = list(csv.reader(io.StringIO(files[name].decode(), newline="")))
    place = draw.randrange(len(head))
    for _ in range(draw.choice((1, 2, 40))):
        row = list(draw.choice(rows)) if rows else [""] * len(head)
        row[place] = draw.choice(WORDS)
        if draw.random() < 0.5:
            row[draw.randrange(len(head))] = draw.choice(WORDS)
        rows.append(row)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *sorted(rows)])
    files[name] = out.getvalue().encode()


def _good_values(draw: random.Random, files: Files) -> None:
    """Write other values into cells, of the sort that the column has, and the rows of many statements more."""
    table = draw.choice([table for table in TABLES if f"{table}.csv" in files])
    kinds = {column.name: column for column in columns(record_class(table))}
    head, *rows = list(csv.reader(io.StringIO(files[f"{table}.csv"].decode(), newline="")))
    for _ in range(draw.choice((1, 1, 3, 60))):
        row = list(draw.choice(rows))
        for name in draw.sample(head, draw.choice((1, 1, 2, 8))):
            column = kinds.get(name)
            if column is None:
                value = row[head.index(name)] if name == "id" else draw.choice(SOURCES if name == "source" else TEXTS)
                value = draw.choice(("normal", "normal", "deprecated", "preferred")) if name == "rank" else value
            elif column.spec.ref or column.spec.ids_of or column.spec.identity:
                value = row[head.index(name)]
            else:
                words = {row[head.index(name)] for row in rows} if column.spec.vocabulary else column.spec.values
                good = sorted(words) or GOOD[column.type]
                value = draw.choice(good)
                if column.many and draw.random() < 0.5:
                    value = "|".join(sorted({value, *draw.choices(good, k=3)}))
            row[head.index(name)] = value
        if row[head.index("rank")] != "normal":
            row[head.index("note")] = row[head.index("note")] or "why"
        if draw.random() < 0.6:
            row[head.index("source")] = draw.choice(SOURCES)
        if draw.random() < 0.3:
            row[head.index("id")] += f"-{draw.randrange(50)}"
        if draw.random() < 0.5:
            rows[draw.randrange(len(rows))] = row
        else:
            rows.append(row)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *sorted(set(map(tuple, rows)))])
    files[f"{table}.csv"] = out.getvalue().encode()


def _lines(draw: random.Random, files: Files) -> None:
    """Drop, repeat, move or mix lines."""
    name = draw.choice(sorted(files))
    lines = files[name].split(b"\n")
    for _ in range(draw.choice((1, 2, 10))):
        place = draw.randrange(len(lines))
        how = draw.randrange(4)
        if how == 0:
            lines[place:place] = [lines[draw.randrange(len(lines))]] * draw.choice((1, 3, 1200))
        elif how == 1:
            del lines[place]
        elif how == 2:
            lines[place] += draw.choice(lines)
        else:
            draw.shuffle(lines)
        lines = lines or [b""]
    files[name] = b"\n".join(lines)


def _bytes(draw: random.Random, files: Files) -> None:
    """Change, cut or add bytes of any file."""
    name = draw.choice(sorted(files))
    content = bytearray(files[name])
    for _ in range(draw.choice((1, 2, 10, 200))):
        place = draw.randrange(len(content) + 1)
        how = draw.randrange(4)
        if how == 0 and place < len(content):
            content[place] = draw.randrange(256)
        elif how == 1:
            del content[place : place + draw.choice((1, 5, 1000))]
        elif how == 2:
            content[place:place] = draw.randbytes(draw.choice((1, 4, 50)))
        else:
            content[place:place] = draw.choice((b",", b'"', b"\n", b"\r", b"\xff", b"\xef\xbb\xbf", b"\0", b"[" * 2000))
    files[name] = bytes(content)


def _files(draw: random.Random, files: Files) -> None:
    """Drop a file, empty it, or replace its content by that of another."""
    name = draw.choice(sorted(files))
    how = draw.randrange(3)
    if how == 0:
        del files[name]
    else:
        files[name] = b"" if how == 1 else files[draw.choice(sorted(files))]


def _descriptor(draw: random.Random, files: Files) -> None:
    """Replace values in the descriptor."""
    described = json.loads(files["datapackage.json"])
    for _ in range(draw.choice((1, 1, 2, 6))):
        key = draw.choice(
            [
                "name",
                "title",
                "description",
                "version",
                "view",
                "homepage",
                "licenses",
                "contributors",
                "keywords",
                "resources",
                "x",
            ]
        )
        value = draw.choice(VALUES)
        if key in ("licenses", "contributors") and draw.random() < 0.5:
            value = [{draw.choice(("name", "title", "path")): value}]
        if key == "resources" and draw.random() < 0.7:
            value = described.get("resources")
            if isinstance(value, list) and value:
                value[draw.randrange(len(value))] = draw.choice(VALUES)
        described[key] = value
        if draw.random() < 0.1:
            described.pop(draw.choice(sorted(described)))
    files["datapackage.json"] = json.dumps(described).encode()


def _without_log(_: random.Random, files: Files) -> None:
    """Remove the changelog, so that another version is no contradiction."""
    if files.pop("changes.csv", None) is not None:
        described = json.loads(files["datapackage.json"])
        described["resources"] = [one for one in described["resources"] if one["name"] != "changes"]
        files["datapackage.json"] = json.dumps(described).encode()


DAMAGES: list[Callable[[random.Random, Files], None]] = [
    _cells, _quoted, _quoted, _lines, _bytes, _files, _descriptor, *[_good_values] * 9,
]  # fmt: skip


def damaged(seed: int, good: Files, folder: Path) -> Path:
    """Write a damaged copy of a package as a folder or an archive, put in order perhaps, and give its path."""
    draw = random.Random(seed)
    files = dict(good)
    if draw.random() < 0.5:
        _without_log(draw, files)
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        try:
            draw.choice(DAMAGES)(draw, files)
        except (KeyError, IndexError, ValueError, TypeError, AttributeError):
            continue  # too damaged for this one already
    if draw.random() < 0.3:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", draw.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        files = {"package.zip": packed.getvalue()}
        if draw.random() < 0.6:
            _bytes(draw, files)
        (folder / "package.zip").write_bytes(files["package.zip"])
        return folder / "package.zip"
    path = folder / "package"
    path.mkdir()
    for name, content in files.items():
        (path / name).write_bytes(content)
    if draw.random() < 0.7:
        with suppress(unami.DatasetError):
            format_folder(str(path))
    return path


def ask(mission: unami.Mission, folder: Path, draw: random.Random) -> None:
    """Ask a record all questions that do not depend on its facts, and export it in the formats without extras."""
    for table in mission.tables:
        records = mission.tables[table]
        repr(records)
        records._repr_html_()
        records.to_csv(provenance=table != "sources")
        records.to_dicts()
    mission._repr_html_()
    str(mission.cite())
    mission.people.cite().to_bibtex()
    json.dumps(mission.cite().to_csl())
    for when in ("2015-06-10", "2015", "1900"):
        str(mission.at(when))
        mission.at(when)._repr_html_()
        mission.leaders_at(when)
    mission.mandates._repr_html_()
    mission.disputes._repr_html_()
    mission.search("example")
    for by in ("table", "year", "field", "series", "kind", "language", "publisher"):
        mission.coverage(by)._repr_html_()
    for often in ("D", "M", "Y"):
        with suppress(unami.DatasetError):  # of a mission of thousands of years there is none
            unami.panel(often, mission=mission)
    mission.known_at("2016").people._repr_html_()
    mission.changes()
    for table in mission.tables:
        for record in mission.tables[table][:2]:
            if table != "sources":
                mission.sources_of(record)
                mission.disputes_of(record)
    notes = {"id": "my-notes", "title": "Notes"}
    mine = mission.with_statements("people", [{"id": "zz-new", "name": "New"}], source=notes)
    str(mine.cite())
    for name in FORMATS:
        if name not in ("icalendar", "parquet", "site") or draw.random() < 0.1:
            try:
                mission.export(name, folder / f"out-{name}")
            except unami.DatasetError:
                continue
    unami.open_dataset(folder / "out-datapackage")


def try_one(task: tuple[int, Files]) -> tuple[int, str, float]:
    """Damage a package, query it, and return the outcome: refused, opened, or the failure."""
    seed, good = task
    began = time.process_time()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, LIMIT)
        try:
            path = damaged(seed, good, folder)
            try:
                mission = unami.open_dataset(path)
            except unami.DatasetError as error:
                outcome = "refused" if len(str(error)) < 200_000 else "a message beyond all measure"
            else:
                ask(mission, folder, random.Random(seed))
                outcome = "opened"
            left = [name for name in os.listdir(folder) if name.startswith(".")]
            outcome = f"left behind: {left}" if left else outcome
        except unami.UnamiError as error:
            outcome = f"raised while it was asked: {type(error).__name__}: {str(error)[:300]}"
        except TimeoutError:
            outcome = "not done in time"
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            place = error.__traceback__
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            where = "" if place is None else f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}"
            outcome = f"raw {type(error).__name__}: {str(error)[:300]} ({where})"
        finally:
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_PROF, 0)
    return seed, outcome, time.process_time() - began


def good_package(folder: Path) -> Files:
    """Give the files of the package that a new record begins with, and two more sources of other standing."""
    unami.new_package(folder / "good", tables="all")
    for number, kind in enumerate(("news", "un-document"), 1):
        source = dict.fromkeys(header("sources"), "") | {"id": SOURCES[number], "title": kind, "kind": kind}
        _append(folder / "good" / "sources.csv", list({**source, "published": f"2016-0{number}"}.values()))
        said = {
            "id": "ada-example",
            "source": SOURCES[number],
            "locator": "p. 1",
            "rank": "normal",
            "name": "Ada Example",
        }
        _append(folder / "good" / "people.csv", [said.get(name, "") for name in header("people")])
    format_folder(str(folder / "good"))
    unami.open_dataset(folder / "good")
    return {path.name: path.read_bytes() for path in (folder / "good").iterdir()}


def _append(path: Path, row: list[str]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(row)


def _stop(*_: object) -> None:
    raise TimeoutError


def prepare() -> None:
    """Stop a package that takes too long."""
    if hasattr(signal, "SIGPROF"):
        signal.signal(signal.SIGPROF, _stop)


def main(count: int, first: int) -> int:
    """Try many packages, and print the number of each outcome, and the failures."""
    with tempfile.TemporaryDirectory() as folder:
        good = good_package(Path(folder))
    outcomes: Counter[str] = Counter()
    slowest = (0.0, 0)
    with Pool(os.cpu_count(), prepare) as pool:
        for seed, outcome, took in pool.imap_unordered(
            try_one, ((seed, good) for seed in range(first, first + count)), 8
        ):
            outcomes[outcome if outcome in ("refused", "opened") else "wrong"] += 1
            slowest = max(slowest, (took, seed))
            if outcome not in ("refused", "opened"):
                print(f"seed {seed}: {outcome}", flush=True)
    print(f"{count} packages from seed {first}: {dict(outcomes)}; slowest {slowest[0]:.1f} s (seed {slowest[1]})")
    return 1 if outcomes["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 0))
