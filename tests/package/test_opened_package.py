"""Tests of a package that is edited or removed while in use, and of its immutability."""

from __future__ import annotations

import pickle
import shutil
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.builders import Package, small_mission
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unami import Mission


@pytest.fixture(params=["folder", "zip"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A package on disk: a folder, or an archive of one."""
    package = Package(tmp_path / "mine", small=True)
    if request.param == "folder":
        return package.path
    return tmp_path / shutil.make_archive(str(tmp_path / "mine"), "zip", package.path)


def rewrite(place: Path, name: str, content: bytes) -> None:
    """Change one file of the package, wherever it is."""
    if place.is_dir():
        (place / name).write_bytes(content)
        return
    folder = place.with_suffix("")
    shutil.rmtree(folder)
    shutil.unpack_archive(place, folder)
    (folder / name).write_bytes(content)
    shutil.make_archive(str(folder), "zip", folder)


def table_of(name: str) -> Callable[[Mission], Any]:
    return lambda mission: mission.tables[name]


QUESTIONS: dict[str, Callable[[Mission], Any]] = {
    **{table: table_of(table) for table in (*TABLES, "sources")},
    "disputes": lambda mission: mission.disputes,
    "changes": lambda mission: mission.changes(),
    "version": lambda mission: mission.version,
    "checksum": lambda mission: mission.dataset.checksum,
    "cite": lambda mission: mission.cite(),
}


def ask_everything(mission: Mission) -> list[str]:
    """Ask all questions, and return the errors as text; an error that is not the library's own is raised."""
    errors = []
    for ask in QUESTIONS.values():
        try:
            repr(ask(mission))
        except unami.DatasetError as error:
            errors.append(str(error))
    return errors


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.csv", b"id\n"),
        ("tiers.csv", b"kind,tier,description\nzzz,x,x\n"),
        ("sources.csv", b"\xff\xfe"),
        ("events.csv", b""),
        ("datapackage.json", b"["),
    ],
)
def test_a_file_that_changed_is_named_and_never_mixed_in(place: Path, name: str, content: bytes) -> None:
    mission = unami.open_dataset(place)
    rewrite(place, name, content)
    errors = ask_everything(mission)
    assert errors
    assert all(f"{name}: changed since the package was opened; open it again" in error for error in errors)


def test_a_file_that_is_back_as_it_was_is_read_again(place: Path) -> None:
    mission = unami.open_dataset(place)
    before = unami.open_dataset(place).tables["people"]
    kept = (place / "people.csv").read_bytes() if place.is_dir() else None
    content = kept or (place.with_suffix("") / "people.csv").read_bytes()
    rewrite(place, "people.csv", b"id\n")
    with pytest.raises(unami.DatasetError, match="changed since"):
        repr(mission.people)
    rewrite(place, "people.csv", content)
    assert mission.people == before


def test_a_package_that_is_gone_is_said_to_be(place: Path) -> None:
    mission = unami.open_dataset(place)
    known = mission.people
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    errors = ask_everything(mission)
    assert errors
    assert all("it can no longer be read" in error for error in errors)
    assert mission.people is known


def test_a_file_that_came_later_is_not_part_of_it(place: Path) -> None:
    package = unami.open_dataset(place)
    (place if place.is_dir() else place.with_suffix("")).joinpath("other.csv").write_text("x", encoding="utf-8")
    assert ask_everything(package) == []


def test_a_mission_sent_to_another_process_is_of_the_same_state(place: Path) -> None:
    mission = unami.open_dataset(place)
    sent = pickle.dumps(mission)
    assert pickle.loads(sent).people == mission.people
    rewrite(place, "events.csv", b"id\n")
    with pytest.raises(unami.DatasetError, match=r"events\.csv: changed since the package was opened"):
        repr(pickle.loads(sent).events)


# Nothing can be changed


def parts(value: Any) -> list[Any]:
    """A value and everything it contains."""
    found = [value]
    if hasattr(value, "items"):
        found += [part for inner in value.values() for part in parts(inner)]
    elif isinstance(value, (list, tuple)):
        found += [part for inner in value for part in parts(inner)]
    return found


def test_nothing_of_the_descriptor_and_the_changelog_can_be_changed() -> None:
    dataset = unami.mission.dataset
    held = parts(dataset.descriptor) + parts(dataset.changelog)
    assert len(held) > 1000
    assert {type(part).__name__ for part in held} <= {
        "FrozenMapping",
        "tuple",
        "str",
        "int",
        "float",
        "bool",
        "NoneType",
    }
    with pytest.raises(TypeError):
        dataset.descriptor["version"] = "HACK"  # type: ignore[index]
    assert unami.mission.version == unami.dataset_version


def test_sources_by_id_is_a_mapping_of_all_sources_that_cannot_be_changed() -> None:
    mission = small_mission(people=[{"id": "a", "source": "paper", "locator": "1", "rank": "normal", "name": "A"}])
    by_id = mission.dataset.sources_by_id
    assert len(by_id) == 1
    assert list(by_id) == ["paper"]
    assert "paper" in by_id
    assert "papre" not in by_id
    assert by_id.get("papre") is None
    assert by_id.get("papre", 1) == 1
    assert by_id["paper"] is by_id.get("paper") is mission.sources[0]
    with pytest.raises(TypeError):
        by_id["other"] = by_id["paper"]  # type: ignore[index]
    with pytest.raises(unami.UnknownSource, match="did you mean paper"):
        by_id["papre"]
