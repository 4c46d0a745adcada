"""Tests of writing files whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from unami.errors import FileInTheWay, MissingExtra
from unami.extras import load
from unami.files import new_file, new_folder, write_text


def test_a_file_is_there_whole_with_its_line_ends(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "one\r\ntwö\n")
    assert (tmp_path / "a.txt").read_bytes() == "one\r\ntwö\n".encode()
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_file_that_is_there_stays_unless_said_otherwise(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "first")
    with pytest.raises(FileInTheWay, match="already there"):
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
