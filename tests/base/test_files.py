"""Tests of writing files whole or not at all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import unami
from helpers.inside import MANIFEST, create, format_folder, load, new_file, new_folder, read_file, write_text
from unami.errors import DatasetError, FileInTheWay, MissingExtra
from unami.export import FORMATS


def test_a_file_is_there_whole_with_its_line_ends(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "one\r\ntwö\n")
    assert (tmp_path / "a.txt").read_bytes() == "one\r\ntwö\n".encode()
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_file_that_is_there_stays_unless_said_otherwise(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "first")
    with pytest.raises(FileInTheWay, match="already exists"):
        write_text(tmp_path / "a.txt", "second")
    assert (tmp_path / "a.txt").read_text() == "first"
    write_text(tmp_path / "a.txt", "second", overwrite=True)
    assert (tmp_path / "a.txt").read_text() == "second"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_file_that_appears_while_one_writes_stays(tmp_path: Path) -> None:
    with pytest.raises(FileInTheWay), new_file(tmp_path / "a.txt") as place:
        Path(place).write_text("mine")
        (tmp_path / "a.txt").write_text("theirs")
    assert (tmp_path / "a.txt").read_text() == "theirs"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("overwrite", [True, False])
def test_nothing_of_a_failure_stays(tmp_path: Path, overwrite: bool) -> None:
    if overwrite:
        write_text(tmp_path / "a.txt", "first")
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(ZeroDivisionError), new_file(tmp_path / "a.txt", overwrite=overwrite) as place:
        Path(place).write_text("half")
        _ = 1 / 0
    with pytest.raises(ZeroDivisionError), new_folder(tmp_path / "b") as place:
        Path(place, "c.txt").write_text("half")
        _ = 1 / 0
    assert sorted(os.listdir(tmp_path)) == before
    if overwrite:
        assert (tmp_path / "a.txt").read_text() == "first"


def test_a_folder_never_gives_way_to_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileInTheWay):
        write_text(tmp_path, "text", overwrite=True)


def test_a_folder_may_be_there_if_it_is_empty(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with new_folder(tmp_path / "empty") as place:
        Path(place, "a.txt").touch()
    assert os.listdir(tmp_path / "empty") == ["a.txt"]
    with pytest.raises(FileInTheWay), new_folder(tmp_path / "empty"):
        raise AssertionError
    assert os.listdir(tmp_path / "empty") == ["a.txt"]


def test_a_missing_package_is_named_with_its_extra() -> None:
    with pytest.raises(MissingExtra, match=r"python -m pip install narwhals pyarrow$") as caught:
        load("no_such_package.part", "frames", "to_arrow()")
    assert (caught.value.package, caught.value.extra) == ("no_such_package", "frames")
    assert isinstance(caught.value, ImportError)


# Features that a system may lack


def lacking(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Remove a feature that not every system has."""
    if what == "links":
        monkeypatch.delattr(os, "link")
    elif what == "links on this disk":
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError(1, "Operation not permitted")))
    elif what == "locks":
        monkeypatch.setitem(sys.modules, "fcntl", None)
    elif what == "locks on this disk":
        monkeypatch.setattr("fcntl.flock", lambda *_: (_ for _ in ()).throw(OSError(37, "No locks available")))
    elif what == "half of the system":
        for name in ("link", "mkfifo", "fork", "geteuid", "getuid", "O_NOCTTY", "O_CLOEXEC", "fchmod"):
            monkeypatch.delattr(os, name, raising=False)
        if sys.version_info < (
            3,
            13,
        ):  # from then on, shutil itself takes it for granted where folders have descriptors
            monkeypatch.delattr(os, "O_NONBLOCK", raising=False)
        monkeypatch.setitem(sys.modules, "fcntl", None)


LACKS = ["nothing", "links", "links on this disk", "locks", "locks on this disk", "half of the system"]


@pytest.mark.parametrize("what", LACKS)
def test_files_are_written_wherever_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    lacking(monkeypatch, what)
    mine = unami.new_package(tmp_path / "mine")
    for name in ("json", "jsonl", "csv", "datapackage", "sqlite", "popolo", "jsonld"):
        mine.export(name, tmp_path / name)
        with pytest.raises(FileInTheWay):
            mine.export(name, tmp_path / name)
        mine.export(name, tmp_path / name, overwrite=True)
    assert unami.open_dataset(tmp_path / "datapackage").people == mine.people
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]


@pytest.mark.parametrize("what", LACKS)
def test_what_others_write_in_the_meantime_stays_wherever_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    lacking(monkeypatch, what)
    with pytest.raises(FileInTheWay), new_file(tmp_path / "a") as place:
        Path(place).write_text("mine")
        (tmp_path / "a").write_text("theirs")
    assert (tmp_path / "a").read_text() == "theirs"
    with pytest.raises(FileInTheWay), new_folder(tmp_path / "b") as place:
        Path(place, "c").write_text("mine")
        (tmp_path / "b").mkdir()
        (tmp_path / "b" / "d").write_text("theirs")
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["d"]
    assert sorted(os.listdir(tmp_path)) == ["a", "b"]


def test_a_name_that_was_taken_for_nothing_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "link")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error")))
    with pytest.raises(OSError, match="Input/output error"):
        write_text(tmp_path / "a", "text")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["new", "before", "lock", "x" * 255, "é" * 127, "a b", "..."])
def test_a_file_or_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    for number in range(2):
        write_text(tmp_path / name, str(number), overwrite=True)
    assert (tmp_path / name).read_text() == "1"
    (tmp_path / name).unlink()
    for number in range(2):
        with new_folder(tmp_path / name, overwrite=True) as place:
            Path(place, "a").write_text(str(number))
            Path(place, MANIFEST).write_text('{"files": ["a"]}')
    assert (tmp_path / name / "a").read_text() == "1"
    assert os.listdir(tmp_path) == [name]


# Existing links and pipes


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("precious")
    (tmp_path / "a").symlink_to("victim")
    with pytest.raises(FileInTheWay):
        write_text(tmp_path / "a", "text")
    write_text(tmp_path / "a", "text", overwrite=True)
    assert not (tmp_path / "a").is_symlink()
    assert (tmp_path / "victim").read_text() == "precious"
    (tmp_path / "b").symlink_to("victim")
    with pytest.raises(FileExistsError):
        create(tmp_path / "b")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_neither_written_nor_replaced_nor_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    (tmp_path / "b").symlink_to("a")
    for name in "a", "b":
        for overwrite in True, False:
            with pytest.raises(FileInTheWay):
                write_text(tmp_path / name, "text", overwrite=overwrite)
        with pytest.raises(OSError, match="not a regular file"):
            read_file(tmp_path / name, 10)
    with pytest.raises(FileInTheWay):
        write_text("/dev/null", "text", overwrite=True)


@pytest.mark.parametrize("suffix", [".new", ".tmp", "~", ".bak", ".lock"])
@pytest.mark.parametrize(
    "planted", ["link", *(pytest.param(what, marks=pytest.mark.slow) for what in ("pipe", "folder", "file"))]
)
def test_formatting_a_package_changes_nothing_outside_of_its_files(tmp_path: Path, suffix: str, planted: str) -> None:
    unami.new_package(tmp_path / "mine")
    victim = tmp_path / "victim"
    victim.write_text("precious")
    for table in "people", "datapackage":
        ready = tmp_path / "mine" / f"{table}.{'json' if table == 'datapackage' else 'csv'}{suffix}"
        if planted == "link":
            ready.symlink_to(victim)
        elif planted == "pipe":
            os.mkfifo(ready)
        elif planted == "folder":
            ready.mkdir()
        else:
            ready.write_text("theirs")
    for name in "people.csv", "datapackage.json":
        path = tmp_path / "mine" / name
        path.write_bytes(
            path.read_bytes() + b"\r\n" if name.endswith("json") else path.read_bytes().replace(b"\n", b"\r\n")
        )
    before = set(os.listdir(tmp_path / "mine"))
    assert sorted(format_folder(str(tmp_path / "mine"))) == ["datapackage.json", "people.csv"]
    assert victim.read_text() == "precious"
    assert set(os.listdir(tmp_path / "mine")) == before
    assert not (tmp_path / "mine" / "people.csv").is_symlink()
    assert unami.open_dataset(tmp_path / "mine").people


def test_a_file_of_a_package_that_is_a_link_inside_it_becomes_a_file(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    unami.new_package(mine)
    (mine / "people.csv").rename(mine / "others.txt")
    (mine / "people.csv").symlink_to("others.txt")
    text = (mine / "others.txt").read_bytes()
    (mine / "others.txt").write_bytes(text.replace(b"\n", b"\r\n"))
    assert format_folder(str(mine)) == ["people.csv"]
    assert (mine / "people.csv").read_bytes() == text
    assert (mine / "others.txt").read_bytes() == text.replace(b"\n", b"\r\n")


# Folders that may be replaced

HOSTILE_LISTS: dict[str, str | bytes] = {
    "deep": "[" * 100_000,
    "no object": "[]",
    "a text": '{"files": "keep"}',
    "a mapping": '{"files": {"k": 1}}',
    "numbers": '{"files": [1, 2]}',
    "lists": '{"files": [["k"]]}',
    "nothing": '{"files": null}',
    "none": "{}",
    "no JSON": "files: k",
    "a long number": '{"files": ' + "9" * 5000 + "}",
    "no UTF-8": b"\xff\xfe{",
    "too long": '{"files": ["k"]}' + " " * 5_000_000,
}


@pytest.mark.parametrize("how", HOSTILE_LISTS)
def test_a_folder_is_replaced_only_if_a_list_of_names_says_what_is_in_it(tmp_path: Path, how: str) -> None:
    content = HOSTILE_LISTS[how]
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "k").write_text("mine")
    (tmp_path / "a" / MANIFEST).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FileInTheWay, match="not an export folder"), new_folder(tmp_path / "a", overwrite=True):
        raise AssertionError
    assert (tmp_path / "a" / "k").read_text() == "mine"


@pytest.mark.parametrize("how", ["pipe", "folder", "link", "link to nothing", "device"])
def test_a_list_of_names_is_a_file(tmp_path: Path, how: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "k").write_text("mine")
    (tmp_path / "list").write_text('{"files": ["k"]}')
    manifest = tmp_path / "a" / MANIFEST
    if how == "pipe":
        os.mkfifo(manifest)
    elif how == "folder":
        manifest.mkdir()
    else:
        manifest.symlink_to({"link": str(tmp_path / "list"), "device": "/dev/zero"}.get(how, "nothing"))
    with pytest.raises(FileInTheWay, match="not an export folder"), new_folder(tmp_path / "a", overwrite=True):
        raise AssertionError
    assert (tmp_path / "a" / "k").read_text() == "mine"


@pytest.mark.parametrize("how", ["pipe", "folder", "link"])
def test_what_is_listed_but_is_no_file_stays(tmp_path: Path, how: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "theirs").write_text("precious")
    (tmp_path / "a" / MANIFEST).write_text('{"files": ["k", "../theirs"]}')
    thing = tmp_path / "a" / "k"
    if how == "pipe":
        os.mkfifo(thing)
    elif how == "folder":
        thing.mkdir()
    else:
        thing.symlink_to(tmp_path / "theirs")
    with (
        pytest.raises(FileInTheWay, match="it contains k, which no export wrote"),
        new_folder(tmp_path / "a", overwrite=True),
    ):
        raise AssertionError
    assert os.path.lexists(thing)
    assert (tmp_path / "theirs").read_text() == "precious"


def test_what_comes_into_a_folder_while_it_is_replaced_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / MANIFEST).write_text('{"files": []}')
    rename = os.rename

    def late(source: str, target: str) -> None:
        if source == str(tmp_path / "a"):
            (tmp_path / "a" / "late").write_text("mine")
        rename(source, target)

    monkeypatch.setattr(os, "rename", late)
    with pytest.raises(FileInTheWay, match="it contains late"), new_folder(tmp_path / "a", overwrite=True):
        pass
    assert (tmp_path / "a" / "late").read_text() == "mine"
    assert os.listdir(tmp_path) == ["a"]


# Runs that are killed

KILLED = """
import os, signal, sys
from helpers.inside import new_file, new_folder
with {kind}({path!r}) as place:
    with open(os.path.join(place, "x") if {kind} is new_folder else place, "w") as file:
        file.write("half")
    print(flush=True)
    if {waits}:
        sys.stdin.read()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def start(path: Path, kind: str, *, waits: bool = False) -> subprocess.Popen[bytes]:
    code = KILLED.format(path=str(path), kind=kind, waits=waits)
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path)),
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def hidden(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.startswith(".")]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX")
@pytest.mark.parametrize("kind", ["new_file", "new_folder"])
def test_leftovers_of_a_killed_run_go_when_the_next_one_writes_there(tmp_path: Path, kind: str) -> None:
    with start(tmp_path / "a", kind) as process:
        pass
    assert process.returncode != 0
    assert len(hidden(tmp_path)) == 1
    write_text(tmp_path / "b", "another name")
    assert len(hidden(tmp_path)) == 1
    write_text(tmp_path / "a", "next")
    assert hidden(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX")
def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    with start(tmp_path / "a", "new_file", waits=True) as process:
        (other,) = hidden(tmp_path)
        write_text(tmp_path / "a", "mine")
        assert hidden(tmp_path) == [other]
        assert (tmp_path / other / "new" / "a").read_text() == "half"
        process.kill()
    write_text(tmp_path / "a", "mine", overwrite=True)
    assert hidden(tmp_path) == []


def test_threads_that_write_to_one_name_leave_each_other_alone(tmp_path: Path) -> None:
    def write(number: int) -> bool:
        try:
            with new_file(tmp_path / "a") as place, create(place) as file:
                for _ in range(100):
                    file.write(f"{number:04}")
        except FileInTheWay:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(write, range(40)))
    assert written.count(True) == 1
    assert (tmp_path / "a").read_text() == f"{written.index(True):04}" * 100
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("how", ["no lock", "another text", "a file", "a link", "a pipe as lock", "a link as lock"])
def test_hidden_things_of_others_stay(tmp_path: Path, how: str) -> None:
    thing = tmp_path / ".a.abcdefgh"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("precious")
    (elsewhere / "lock").write_text("A folder of unami for writing b. It may be removed.\n")
    if how == "a file":
        thing.write_text("theirs")
    elif how == "a link":
        (elsewhere / "lock").write_text("A folder of unami for writing a. It may be removed.\n")
        thing.symlink_to(elsewhere)
    else:
        thing.mkdir()
        (thing / "theirs").write_text("theirs")
        if how == "another text":
            (thing / "lock").write_text("A folder of unami for writing b. It may be removed.\n")
        elif how == "a pipe as lock":
            os.mkfifo(thing / "lock")
        elif how == "a link as lock":
            (elsewhere / "lock").write_text("A folder of unami for writing a. It may be removed.\n")
            (thing / "lock").symlink_to(elsewhere / "lock")
    write_text(tmp_path / "a", "mine")
    assert os.path.lexists(thing)
    assert (elsewhere / "precious").read_text() == "precious"


def test_a_leftover_with_links_in_it_takes_nothing_else_with_it(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "precious").write_text("precious")
    work = tmp_path / ".a.abcdefgh"
    (work / "new").mkdir(parents=True)
    (work / "new" / "link").symlink_to(tmp_path / "theirs")
    (work / "lock").write_text("A folder of unami for writing a. It may be removed.\n")
    write_text(tmp_path / "a", "mine")
    assert not work.exists()
    assert (tmp_path / "theirs" / "precious").read_text() == "precious"


# Errors of the disk


def test_a_text_that_no_file_can_hold_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"a text cannot be written as UTF-8: '\\ud800'"):
        write_text(tmp_path / "a", "x\ud800")
    assert os.listdir(tmp_path) == []


def test_what_the_disk_refuses_is_told_of_the_name_that_the_user_gave(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"No space left on device: .*/a'"), new_file(tmp_path / "a"):
        raise OSError(28, "No space left on device")
    with pytest.raises(FileNotFoundError, match="no such folder"):
        write_text(tmp_path / "no" / "a", "x")


LIMITED = """
import resource, sys, unami
from unami.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    unami.mission.export(sys.argv[1], "out")
except (OSError, unami.UnamiError) as error:
    print("API", error)
sys.exit(main(["export", sys.argv[1], "out"]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of POSIX")
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "icalendar"])
def test_a_full_disk_is_one_line_for_every_format(tmp_path: Path, name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, name], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert done.stdout.startswith("API ")
    # Where lxml is installed, openpyxl writes by it, and Python prints what a generator of it raises when it is closed.
    said = re.sub(
        r"Exception ignored in: <generator object WorksheetWriter.*?IO_EFBIG\n", "", done.stderr, flags=re.DOTALL
    )
    assert said.startswith("unami: ")
    assert said.count("\n") == 1
    assert os.listdir(tmp_path) == []
