"""Tests of the command line, in this process and in separate ones."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.builders import Package
from helpers.commands import called, expect_one_line, run
from helpers.inside import name_of, packages, show_value, write_schemas
from helpers.paths import ROOT
from helpers.processes import environment
from unami import cli
from unami.cli import main

if TYPE_CHECKING:
    from collections.abc import Sequence

mission = unami.mission


def flat(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


@pytest.fixture(autouse=True)
def _columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


# The state of the mission at a date


def test_the_state_of_the_mission_names_who_what_and_until_when(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "at", "2014-06-10")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "United Nations Assistance Mission for Iraq on 2014-06-10"
    text = flat(out)
    for words in (
        "HEAD OF MISSION Nickolay Mladenov, Special Representative of the Secretary-General for Iraq announced",
        "announced 2013-08-02, in office since 2013-09-25, until 2015-03? [",
        "Jacqueline Badcock, Deputy Special Representative, Resident and Humanitarian Coordinator",
        "György Busztin, Deputy Special Representative for Political Affairs and Electoral Assistance",
        "start not stated, first seen in office 2012-09-10, end not stated, at the latest 2017-12-31",
        "S/RES/2110 (2013): ",
        "adopted 2013-07-24, in force until 2014-07-31 [sc-res-2110",
        "possibly administered by the Department of Political Affairs",
        "for Iraq, took_office: shown 2013-09-25 (the curators prefer it) 2013-08-02 [wikipedia-mladenov",
        "UNIFORMED PERSONNEL 2014-06: 276 in all [ipi-ppp-data-mission] ",
        "Fiji, troops: 194, 9 women [",
        "2014-06, civilians-including-police (Anbar: excluded): 1531 killed, ? injured [",
        "last election: Council of Representatives election, 2014-04-28/2014-04-30 [",
        "next election: Council of Representatives election, 2018-05-12 [",
        "last report: S/2014/190, 2014-03-14: ",
        "prime-minister: Nouri al-Maliki [",
        "ISIL seizes Mosul, 2014-06-10 [",
        f"Data {unami.dataset_version}.",
    ):
        assert words in text
    headings = [line for line in out.splitlines() if line.isupper()]
    led = ["HEAD OF MISSION", "DEPUTIES", "MANDATE", "TASKS", "RUN BY"]
    figures = ["UNIFORMED PERSONNEL", "CIVILIAN STAFF OF THE MISSION", "OFFICES", "CASUALTIES IN IRAQ"]
    around = ["BEFORE AND AFTER", "GOVERNMENT OF IRAQ", "EVENTS AROUND THE DATE"]
    assert headings == [*led, *figures, *around, "DISPUTED"]


def test_the_tasks_stand_under_their_fields_of_work(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "at", "2014-06-10")
    lines = out[out.index("TASKS") : out.index("RUN BY")].splitlines()
    fields = [line.strip() for line in lines if re.fullmatch(r"  [a-z-]+", line)]
    assert sorted(fields) == sorted({str(entry.category) for entry in mission.tasks_at("2014-06-10")})
    assert sum(line.startswith("    - ") for line in lines) == len(mission.tasks_at("2014-06-10"))


@pytest.mark.parametrize("when", ["2014-06-10", "2009-07-10", "2003", "2018-12", "1990", "2025-12-31"])
def test_a_terminal_of_80_columns_reads_it(capsys: pytest.CaptureFixture[str], when: str) -> None:
    for more in (), ("--sources",):
        code, out, _ = called(capsys, "at", when, *more)
        assert code == 0
        assert max(map(len, out.splitlines())) <= 80
        assert not [line for line in out.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize(("columns", "most"), [("50", 50), ("100", 100), ("300", 100)])
def test_the_width_of_the_terminal_is_kept_within_reason(columns: str, most: int) -> None:
    done = run("at", "2014-06-10", COLUMNS=columns)
    widest = max(map(len, done.stdout.splitlines()))
    assert most - 12 < widest <= most


def test_every_line_shows_its_first_sources_and_how_many_more(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "at", "2014-06-10")
    head = mission.head_at("2014-06-10")
    first, second, *more = mission.sources_of(head).ids
    assert f"[{first}, {second} +{len(more)}]" in flat(out)
    cited = re.findall(r"\[([^\]]+)\]", flat(out))
    ids = {name for each in cited for name in re.sub(r" \+\d+$", "", each).split(", ")}
    assert ids <= set(mission.sources.ids)


def test_all_sources_are_named_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "at", "2014-06-10", "--sources")
    text = out.replace("\n", " ")
    head = mission.head_at("2014-06-10")
    assert f"[{', '.join(mission.sources_of(head).ids)}]" in flat(text)
    assert not re.search(r" \+\d+\]", text)
    for dispute in mission.at("2014-06-10").disputes:
        for rival in dispute.rivals:
            assert show_value(rival.value) in text
            assert all(source.id in text for source in rival.sources)


def test_a_partial_or_worded_date_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "at", "10 June 2014")[1] == called(capsys, "at", "2014-06-10")[1]
    _, out, _ = called(capsys, "at", "2009-07-10")
    assert "possibly Andrew Gilmour, Special Representative of the Secretary-General for Iraq (acting)" in flat(out)


def test_outside_the_life_of_the_mission_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "at", "1990")
    assert out.splitlines()[1] == "(the mission did not exist then)"
    assert flat(out).count("nobody known") == 2
    _, out, _ = called(capsys, "at", "2003-08-14?")
    assert out.splitlines()[1] == "(it may not have existed yet, or no more)"


# The same as JSON


def as_json(capsys: pytest.CaptureFixture[str], when: str) -> dict[str, Any]:
    code, out, err = called(capsys, "at", when, "--json")
    assert (code, err) == (0, "")
    told: dict[str, Any] = json.loads(out)
    return told


def test_json_has_the_same_facts(capsys: pytest.CaptureFixture[str]) -> None:
    told = as_json(capsys, "2014-06-10")
    day = mission.at("2014-06-10")
    assert (told["when"], told["mission"], told["version"]) == ("2014-06-10", day.mission, day.version)
    assert told["running"] == "certain"
    assert [(h["person"]["name"], h["certainty"]) for h in told["heads"]] == [("Nickolay Mladenov", "certain")]
    assert [d["person"]["id"] for d in told["deputies"]] == [d.person.id for d in day.deputies]
    (mandate,) = told["mandates"]
    assert (mandate["resolution"]["number"], mandate["until"]) == (2110, "2014-07-31")
    assert [task["id"] for task in told["tasks"]] == list(day.tasks.ids)
    assert [part["organization"]["name"] for part in told["partners"]] == [part.name for part in day.partners]
    assert [dispute["record"] for dispute in told["disputes"]] == [dispute.record for dispute in day.disputes]
    evidence = {line["id"]: [source["id"] for source in line["sources"]] for line in told["evidence"]}
    assert evidence["nickolay-mladenov.srsg"] == list(mission.sources_of(day.heads.one()).ids)


def test_json_and_text_name_the_same_people_and_resolutions(capsys: pytest.CaptureFixture[str]) -> None:
    for when in "2009-07-10", "2011", "2025-12-31":
        told = as_json(capsys, when)
        text = flat(called(capsys, "at", when)[1])
        for holder in (*told["heads"], *told["deputies"]):
            assert holder["person"]["name"] in text
        for mandate in told["mandates"]:
            assert mandate["resolution"]["symbol"] in text
        for dispute in told["disputes"]:
            name = name_of(dispute["table"], dispute["record"], mission) or dispute["record"]
            assert re.search(
                rf"{re.escape(name)}(?: \({re.escape(dispute['record'])}\))?, {dispute['field']}: shown", text
            )


def test_json_keeps_names_as_they_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "at", "2016-01-01", "--json")
    assert "Ján Kubiš" in out


# Checking and formatting


def test_the_packaged_data_are_checked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert called(capsys, "check") == (0, "unami: no problems\n", "")


def test_a_copy_beside_the_installed_library_is_not_taken_for_its_data(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = os.path.join("src", "unami", "data")
    # Whether the library is used from a copy of the repository or not: where it lies itself, there is nothing to say.
    monkeypatch.chdir(Path(unami.__file__).parents[2])
    assert called(capsys, "check") == (0, "unami: no problems\n", "")
    (tmp_path / here).parent.mkdir(parents=True)
    Package(tmp_path / here, small=True)
    monkeypatch.chdir(tmp_path)
    status, said, told = called(capsys, "check")
    assert (status, said) == (0, "unami: no problems\n")
    assert told.startswith("unami: this is about the data of the installed library, in ")
    assert told.endswith(f"; for the data here, add {here}\n")
    assert called(capsys, "check", here) == (0, f"{here}: no problems\n", "")


def test_a_good_package_is_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    package = Package(tmp_path / "package", small=True)
    assert called(capsys, "check", str(package)) == (0, f"{package}: no problems\n", "")


def test_a_bad_package_shows_each_problem_on_a_line_and_their_number(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    package = Package(tmp_path / "package", small=True)
    package.change("tallies", 2, "locator", "")
    code, out, err = called(capsys, "check", str(package))
    assert (code, err) == (1, "")
    assert out == f"tallies, row 2, column locator: expected the place in the source\n{package}: 1 problem\n"
    package.change("tallies", 3, "rank", "best")
    code, out, _ = called(capsys, "check", str(package))
    assert code == 1
    assert "tallies, row 3, column rank: 'best': expected one of preferred, normal, deprecated" in out.splitlines()
    assert out.splitlines()[-1] == f"{package}: 2 problems"


def test_a_package_is_formatted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    package = Package(tmp_path / "package", small=True)
    head, *rows = package.rows("people")
    package.write("people", [head, *reversed(rows)])
    assert called(capsys, "check", str(package))[0] == 1
    assert called(capsys, "format", str(package)) == (0, "rewrote people.csv\n", "")
    assert called(capsys, "format", str(package)) == (0, "", "")
    assert called(capsys, "check", str(package))[0] == 0


def test_without_a_path_the_packaged_data_are_formatted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A test must not write to the library itself: its data seem to be those beside another file.
    package = Package(tmp_path / "data", small=True)
    monkeypatch.setattr(packages, "__file__", str(tmp_path / "cli" / "packages.py"))
    write_schemas(str(tmp_path / "schemas"))
    (tmp_path / "copy" / "src" / "unami").mkdir(parents=True)
    Package(tmp_path / "copy" / "src" / "unami" / "data", small=True)
    monkeypatch.chdir(tmp_path / "copy")
    assert "this is about the data of the installed library" in called(capsys, "format")[2]
    monkeypatch.chdir(tmp_path)
    assert called(capsys, "format") == (0, "", "")
    (tmp_path / "schemas" / "people.json").write_text("{}")
    assert called(capsys, "format") == (0, "rewrote schemas/people.json\n", "")
    head, *rows = package.rows("tallies")
    package.write("tallies", [head, *reversed(rows)])
    assert called(capsys, "format") == (0, "rewrote tallies.csv\n", "")


# Wrong input: one line, exit code 2, no traceback


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["at", "01/02/2014"], ["'01/02/2014' can be read as 2014-01-02 or 2014-02-01; write one of these"]),
        (["at", "2014-02-30"], ["'2014-02-30' is not a date: day 30 is not one of 01 to 28 (at position 8)"]),
        (["at", "soon"], ["'soon' is not a date"]),
        (["at", ""], ["'' is not a date"]),
        (["at", "10\nJune"], ["'10\\nJune' is not a date: the year is missing"]),
        (["at"], ["DATE", "unami at --help"]),
        (["at", "2014", "2015"], ["unrecognized arguments: 2015"]),
        (["at", "2014", "--jsn"], ["unrecognized arguments: --jsn"]),
        (["ladders"], ["unknown command 'ladders'; did you mean leaders (who headed the mission, "]),
        (["check", "no/such/folder"], ["no/such/folder: 1 problem", "expected a folder or zip"]),
        (["format", "no/such/folder"], ["no/such/folder: 1 problem"]),
        (["check", __file__], ["not a zip archive"]),
        (["format", __file__], ["not a zip archive"]),
    ],
)
def test_wrong_input_gives_one_line_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], arguments: Sequence[str], words: Sequence[str]
) -> None:
    expect_one_line(called(capsys, *arguments), *words)


@pytest.mark.parametrize("arguments", [["at", "01/02/2014"], ["at", "never"], ["ladders"], ["check", "no/such/folder"]])
def test_wrong_input_gives_the_same_in_a_process_of_its_own(arguments: list[str]) -> None:
    done = run(*arguments)
    expect_one_line((done.returncode, done.stdout, done.stderr))


def test_a_package_that_cannot_be_formatted_gives_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    package = Package(tmp_path / "package", small=True)
    package.file("people").write_bytes(b"\xff")
    package.file("units").unlink()
    expect_one_line(
        called(capsys, "format", str(package)), "2 problems", "people: not UTF-8", "units.csv: no such file"
    )


def test_what_the_operating_system_refuses_gives_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = Package(tmp_path / "package", small=True)
    head, *rows = package.rows("people")
    package.write("people", [head, *reversed(rows)])

    def refuse(source: str, target: str) -> None:
        raise PermissionError(13, "Permission denied", target)

    monkeypatch.setattr(os, "replace", refuse)
    expect_one_line(called(capsys, "format", str(package)), "Permission denied", "people.csv")


# The rest


def test_the_versions_of_library_and_data(capsys: pytest.CaptureFixture[str]) -> None:
    expected = f"unami {unami.__version__}, data {unami.dataset_version}\n"
    assert called(capsys, "--version") == (0, expected, "")
    assert run("--version").stdout == expected


@pytest.mark.parametrize("arguments", [[], ["--help"], ["at", "--help"], ["check", "--help"], ["format", "--help"]])
def test_help_is_given(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = called(capsys, *arguments)
    assert (code, err) == (0, "")
    assert out.startswith("usage: unami")
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(
    "arguments",
    [
        ["at", "2014", "--json"],
        ["--version"],
        pytest.param(["at", "2014-06-10"], marks=pytest.mark.slow),
        pytest.param(["--help"], marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("read", [0, 1])
def test_a_reader_who_has_seen_enough_is_no_error(arguments: list[str], read: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "unami", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(read)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


class Closed(io.StringIO):
    """An output whose reader has closed it."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self.descriptor = descriptor

    def fileno(self) -> int:
        return self.descriptor

    def write(self, text: str) -> int:
        raise BrokenPipeError(len(text))


def test_after_the_reader_is_gone_the_rest_goes_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "out").open("wb") as file:
        monkeypatch.setattr(sys, "stdout", Closed(file.fileno()))
        assert main(["at", "2014-06-10"]) == 0
        os.write(file.fileno(), b"more")
    assert (tmp_path / "out").read_bytes() == b""


@pytest.mark.slow
def test_a_terminal_that_cannot_show_a_letter_shows_the_rest() -> None:
    ascii_only = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    text = run("at", "2016-01-01", **ascii_only)
    assert (text.returncode, text.stderr) == (0, "")
    assert "J?n Kubi?, Special Representative" in text.stdout
    plain = run("at", "2016-01-01", "--json", **ascii_only)
    assert (plain.returncode, plain.stdout.isascii()) == (0, True)
    assert json.loads(plain.stdout) == json.loads(run("at", "2016-01-01", "--json").stdout)


def test_the_command_is_installed_under_its_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"unami": "unami.cli:main"}


# Outputs of every kind

COMMANDS = [
    ["at", "2014-06-10"],
    ["at", "2014", "--json"],
    ["leaders"],
    ["explain", "resolutions/1723", "adopted"],
    ["cite", "--bibtex"],
    ["changes"],
    ["--version"],
    ["--help"],
    ["export", "--help"],
    [],
    ["new", "mine"],
    ["export", "popolo", "out"],
]


def in_shell(folder: Path, redirected: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", f'"$0" -m unami "$@" {redirected}', sys.executable, *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        cwd=folder,
    )


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_an_output_that_is_closed_or_full_is_one_line(tmp_path: Path, arguments: list[str]) -> None:
    for number, (redirected, words) in enumerate(
        ((">&-", "there is no output"), (">/dev/full", "No space left on device"))
    ):
        (tmp_path / str(number)).mkdir()
        done = in_shell(tmp_path / str(number), redirected, arguments)
        expect_one_line((done.returncode, done.stdout, done.stderr), words)


@pytest.mark.slow
@pytest.mark.parametrize("redirected", [">&- 2>&-", ">/dev/full 2>/dev/full", "2>&-", "2>/dev/full", "<&- >&- 2>&-"])
def test_an_error_that_nobody_can_be_told_is_an_exit_code(tmp_path: Path, redirected: str) -> None:
    done = in_shell(tmp_path, redirected, ["at", "never"])
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")
    done = in_shell(tmp_path, redirected, ["export", "sqlite", "out"])
    assert (done.returncode, done.stderr) == (0 if redirected.startswith("2") else 2, "")
    assert (tmp_path / "out").read_bytes().startswith(b"SQLite format 3\0")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_program_without_any_output_gets_an_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in "stdin", "stdout", "stderr", "__stdout__", "__stderr__":
        monkeypatch.setattr(sys, name, None)
    try:
        code: object = main(arguments)
    except SystemExit as end:
        code = end.code
    assert code == 2


class Bare:
    """An output that can only write text."""

    def __init__(self, limit: str = "") -> None:
        self.taken: list[str] = []
        self.limit = limit

    def write(self, text: str) -> None:
        if self.limit:
            text.encode(self.limit)
        self.taken.append(text)


class Named(Bare):
    encoding = "no-such-encoding"

    def isatty(self) -> bool:
        raise ValueError("I/O operation on closed file")

    def flush(self) -> None:
        raise ValueError("I/O operation on closed file")


@pytest.mark.parametrize("output", [Bare(), Bare("ascii"), Named(), Named("ascii")])
def test_an_output_needs_nothing_but_to_take_text(monkeypatch: pytest.MonkeyPatch, output: Bare) -> None:
    errors = Bare("ascii")
    monkeypatch.setattr(sys, "stdout", output)
    monkeypatch.setattr(sys, "stderr", errors)
    output.taken.clear()
    assert main(["at", "2016-01-01"]) == 0
    assert "J?n Kubi?" if output.limit else "Ján Kubiš" in "".join(output.taken)
    assert main(["leaders"]) == 0
    assert errors.taken == []
    assert main(["at", "Ján\ud800"]) == 2
    assert errors.taken[0].startswith("unami: ")


def test_an_output_that_was_closed_is_an_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    errors = io.StringIO()
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stdout", closed)
    monkeypatch.setattr(sys, "stderr", errors)
    assert main(["at", "2014-06-10"]) == 2
    assert errors.getvalue() == "unami: [Errno 9] the output is closed\n"


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_the_command_line_runs_in_any_thread(stream: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["at", "2014-06-10"] if stream == "stdout" else ["at", "never"]
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(main, arguments).result() == (0 if stream == "stdout" else 2)
    assert getattr(capsys.readouterr(), "out" if stream == "stdout" else "err")


# Signals

INTERRUPTED = """
import os, signal, sys, unami.export
from helpers.inside import csv_tables, json_document
from unami.cli import main
# As at a terminal, however the tests were started: nohup and scripts let processes in the background ignore signals.
signal.signal(signal.SIGINT, signal.default_int_handler)
for name in ("SIGTERM", "SIGHUP"):
    signal.signal(getattr(signal, name), signal.SIG_DFL)
def interrupt(mission, place, progress):
    with open(os.path.join(place, "half") if os.path.isdir(place) else place, "w") as file:
        file.write("half")
        os.kill(os.getpid(), getattr(signal, sys.argv[1]))
        import time
        time.sleep(20)
json_document.write = csv_tables.write = interrupt
sys.exit(main(["export", sys.argv[2], "out"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals of POSIX")
@pytest.mark.parametrize(
    ("name", "code", "words"), [("SIGINT", 130, "unami: interrupted\n"), ("SIGTERM", 143, ""), ("SIGHUP", 129, "")]
)
@pytest.mark.parametrize("kind", ["json", "csv"])
def test_a_signal_during_an_export_leaves_nothing_behind(
    tmp_path: Path, name: str, code: int, words: str, kind: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, name, kind],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment(PYTHONPATH=os.pathsep.join(sys.path)),
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, "", words)
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals of POSIX")
def test_what_a_program_does_at_a_signal_stays_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def mine(*_: object) -> None:
        pass

    before = signal.getsignal(signal.SIGTERM), signal.signal(signal.SIGHUP, mine)
    seen: list[object] = []

    def answer(_: object) -> int:
        seen.append(signal.getsignal(signal.SIGHUP))
        return 0

    monkeypatch.setattr(cli, "_run", answer)
    try:
        assert main(["at", "2014"]) == 0
        assert seen == [mine]
        assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)) == (before[0], mine)
    finally:
        signal.signal(signal.SIGHUP, before[1])


def test_ctrl_c_while_the_library_is_loaded_ends_without_a_traceback(tmp_path: Path) -> None:
    code = (
        "import sys, runpy\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'unami.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Finder())\n"
        "runpy.run_module('unami', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, env=environment(), cwd=tmp_path
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
