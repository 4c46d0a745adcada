"""The command line, in this process and in a separate one."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from helpers.processes import environment
from unami.cli import main

if TYPE_CHECKING:
    import pytest

__all__ = ["called", "expect_one_line", "run"]


def run(*arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "unami", *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
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
