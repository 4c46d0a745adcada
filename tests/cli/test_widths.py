"""The command line on terminals of every width and encoding: the same information, in lines that fit, and nothing broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.builders import Package
from helpers.commands import called, on_a_terminal, run
from helpers.inside import output

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

mission = unami.mission

COMMANDS = [
    ("at", "2014-06-10"),
    ("at", "2014-06-10", "--only", "head,mandate"),
    ("at", "2014", "--sources"),
    ("leaders",),
    ("leaders", "2009-07-10"),
    ("leaders", "1950"),
    ("deployments", "Fiji"),
    ("deployments", "Georgia"),
    ("events", "2003-08-15", "2003-08-20"),
    ("mandate",),
    ("mandate", "2014-06-10"),
    ("mandate", "1723"),
    ("disputes",),
    ("disputes", "resolutions/1723"),
    ("explain", "1723", "adopted"),
    ("sources", "1723"),
    ("sources", "sc-res-1500"),
    ("search", "Mosul"),
    ("cite", "resolutions/1723"),
    ("changes",),
    ("columns", "posts"),
    ("check", "package"),
]
WRITING = {"export": ("export", "json", "new.json"), "format": ("format", "tidy"), "new": ("new", "mine")}
"""Commands that write files, and so work only once."""
HEADINGS = {"name", "month", "unit", "date", "resolution", "task", "about", "record", "id"}
"""Headings of the columns that blocks begin with: they have no name there."""

WIDTHS = (60, 80, 120)


@pytest.fixture
def shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., list[str]]:
    """What a command prints, in lines: on a terminal with or without rich, or in a pipe."""
    package = Package(tmp_path / "package", small=True)
    package.change("tallies", 2, "rank", "best")
    monkeypatch.chdir(tmp_path)

    def lines(*arguments: str, columns: int, terminal: bool = True, rich: bool = False) -> list[str]:
        with monkeypatch.context() as patch:
            patch.setenv("COLUMNS", str(columns))
            patch.setenv("TERM", "xterm-256color")
            if not rich:
                patch.setattr(output, "find_spec", lambda _: None)
            patch.setattr("sys.stdout.isatty", lambda: terminal, raising=False)
            code, text, errors = called(capsys, *arguments)
        assert (code, errors) == (int(arguments[:2] == ("check", "package")), "")
        return re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()

    return lines


def words(lines: list[str]) -> set[str]:
    return {word.strip(";:") for word in " ".join(lines).split()} - HEADINGS


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_width_has_the_same_words_and_lines_that_fit(
    command: tuple[str, ...], shown: Callable[..., list[str]]
) -> None:
    # In a pipe each record is one line, so nothing is broken there.
    everything = words(shown(*command, columns=80, terminal=False))
    for columns in WIDTHS:
        lines = shown(*command, columns=columns)
        assert words(lines) == everything
        assert [line for line in lines if len(line) > columns and len(words_that_stay(line)) > 1] == []
        assert [line for line in lines if line != line.rstrip()] == []


def words_that_stay(line: str) -> list[str]:
    """The words of a line, of which the heading of an entry stays beside the first of its value."""
    return re.findall(r"[a-z]+: \S+|\S+ \(\d{4}\)|\S+", line)


@pytest.mark.needs("rich")
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_rich_changes_the_type_and_no_word(
    command: tuple[str, ...], columns: int, shown: Callable[..., list[str]]
) -> None:
    assert shown(*command, columns=columns, rich=True) == shown(*command, columns=columns)


@pytest.mark.parametrize("columns", WIDTHS)
def test_help_and_messages_of_every_command_fit(columns: int, shown: Callable[..., list[str]], tmp_path: Path) -> None:
    every = set(re.findall(r"^    ([a-z]+)(?: |$)", "\n".join(shown("--help", columns=200)), re.MULTILINE))
    assert every == {command for command, *_ in COMMANDS} | WRITING.keys() | {"chart"}
    Package(tmp_path / "tidy", small=True)
    lines = [line for command in every for line in shown(command, "--help", columns=columns)]
    lines += [line for command in WRITING.values() for line in shown(*command, columns=columns)]
    assert max(map(len, lines)) <= columns


def test_what_does_not_fit_as_a_table_is_a_block_for_each_record(shown: Callable[..., list[str]]) -> None:
    assert shown("leaders", "2009-07-10", columns=140)[1].split()[:3] == ["name", "post", "since"]
    assert (
        shown("leaders", "2009-07-10", columns=60)[-3:]
        == [
            "Andrew Gilmour",
            "  post: SRSG, acting; since: announced 2009-06-15;",
            "    until: 2009-07; certainty: possible",
            "  sources: un-news-2009-06-demistura, curation",
        ][-3:]
    )


def test_dates_and_ids_are_whole_at_any_width(shown: Callable[..., list[str]]) -> None:
    for columns in (1, 20, 40):
        text = " ".join(shown("leaders", columns=columns))
        for head in mission.heads:
            assert str(head.since or "") in text
            assert mission.sources_of(head).ids[0] in text


def test_a_table_takes_the_whole_width_of_a_terminal(shown: Callable[..., list[str]]) -> None:
    assert max(map(len, shown("leaders", columns=200))) > 120


# Encodings

ENCODINGS = [
    ({"PYTHONIOENCODING": "ascii"}, "ascii"),
    ({"PYTHONIOENCODING": "latin-1"}, "latin-1"),
    ({"PYTHONIOENCODING": "cp1252"}, "cp1252"),
    ({"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("settings", "encoding"), ENCODINGS, ids=["ascii", "latin-1", "cp1252", "POSIX"])
@pytest.mark.parametrize("command", [("leaders", "2016-06"), ("explain", "unami", "native_name")], ids=" ".join)
def test_what_cannot_be_shown_is_replaced(command: tuple[str, ...], settings: dict[str, str], encoding: str) -> None:
    expected = " ".join(run(*command).stdout.split()).encode(encoding, "replace").decode(encoding)
    settings = {**settings, "PYTHONUTF8": "0"}
    # A terminal of 300 columns has the table of a pipe.
    shown = on_a_terminal(*command, columns=300, encoding=encoding, typed=False, **settings)
    piped = run(*command, encoding=encoding, **settings)
    assert (piped.returncode, piped.stderr) == (0, "")
    for text in re.sub(r"\x1b\[[0-9;]*m", "", shown), piped.stdout:
        assert " ".join(text.split()) == expected


class Terminal:
    """A terminal that claims to take any letter."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.taken = ""

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        pass

    def write(self, text: str) -> None:
        text.encode("ascii")
        self.taken += text


@pytest.mark.parametrize("rich", [pytest.param(True, marks=pytest.mark.needs("rich")), False])
def test_a_terminal_with_a_wrong_encoding_is_no_traceback(rich: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal: Any = Terminal()
    if not rich:
        monkeypatch.setattr(output, "find_spec", lambda _: None)
    monkeypatch.setattr("sys.stdout", terminal)
    assert unami_main("leaders", "2016-06") == 0
    assert "J?n Kubi?" in terminal.taken


def unami_main(*arguments: str) -> int:
    from unami.cli import main

    return main(arguments)
