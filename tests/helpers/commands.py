"""The command line, in this process and in a separate one."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

from helpers.processes import environment
from unami.cli import main

if TYPE_CHECKING:
    import pytest

__all__ = ["called", "expect_one_line", "on_a_terminal", "run"]


def run(*arguments: str, encoding: str = "utf-8", **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "unami", *arguments],
        check=False,
        capture_output=True,
        encoding=encoding,
        env=environment(**extra),
    )


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Call the command line in this process."""
    try:
        code = main(arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def expect_one_line(result: tuple[int, str, str], *words: str) -> None:
    code, out, err = result
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("unami: ")
    assert all(word in err for word in words), err


def on_a_terminal(
    *arguments: str, columns: int = 100, encoding: str = "utf-8", typed: bool = False, **extra: str
) -> str:
    """Run the command line with a real terminal for its output; with ``typed``, somebody types there as well."""
    ours, theirs = pty.openpty()
    env = environment(COLUMNS=str(columns), TERM="xterm-256color", **extra)
    typing = theirs if typed else subprocess.DEVNULL
    with subprocess.Popen(
        [sys.executable, "-m", "unami", *arguments], stdin=typing, stdout=theirs, stderr=theirs, env=env
    ) as job:
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            said += part
    os.close(ours)
    assert job.returncode == 0, said
    return said.decode(encoding).replace("\r\n", "\n")
