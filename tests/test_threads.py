"""Tests of many threads that ask a fresh mission at once."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

import unami
from builders import CountingFiles, fresh_mission
from unami.dataset import Cache

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami.questions import Mission

THREADS = 16

QUESTIONS: dict[str, Callable[[Mission], Any]] = {
    "leaders": lambda mission: mission.leaders_at("2014-06-10"),
    "mandates": lambda mission: mission.mandates,
    "disputes": lambda mission: mission.disputes,
    "sources": lambda mission: mission.sources,
    "people": lambda mission: mission.people,
    "tables": lambda mission: tuple(mission.tables[table] for table in mission.tables),
}


def ask_at_once(ask: Callable[[], Any]) -> list[Any]:
    """Let all threads ask at the same moment."""
    barrier = threading.Barrier(THREADS)

    def run() -> Any:
        barrier.wait()
        return ask()

    with ThreadPoolExecutor(THREADS) as pool:
        return [each.result() for each in [pool.submit(run) for _ in range(THREADS)]]


@pytest.mark.parametrize("question", QUESTIONS)
def test_all_threads_get_the_same_first_answer_and_files_are_read_once(question: str) -> None:
    files = CountingFiles()
    mission = fresh_mission(files)
    assert files.read_names == []
    answers = ask_at_once(lambda: QUESTIONS[question](mission))
    assert all(answer == QUESTIONS[question](unami.mission) for answer in answers)
    if question == "tables":
        for same in zip(*answers, strict=True):
            assert all(table is same[0] for table in same)
    else:
        assert all(answer is answers[0] for answer in answers)
    assert set(Counter(files.read_names).values()) == {1}


def test_all_threads_get_the_same_snapshot_while_tables_load() -> None:
    mission = fresh_mission()
    answers = ask_at_once(lambda: (mission.at("2014-06-10"), mission.people))
    expected = unami.mission.at("2014-06-10")
    assert all(snapshot == expected for snapshot, _ in answers)
    assert all(people is answers[0][1] for _, people in answers)


def test_a_table_reads_only_its_own_files() -> None:
    files = CountingFiles()
    mission = fresh_mission(files)
    assert "2110" in mission.resolutions.ids
    assert set(files.read_names) <= {"resolutions.csv", "sources.csv", "tiers.csv"}


def test_a_value_is_made_once_and_a_failure_is_not_kept() -> None:
    cache = Cache()
    made: list[int] = []

    def make() -> int:
        made.append(1)
        if len(made) == 1:
            raise OSError
        return 42

    with pytest.raises(OSError, match=r"^$"):
        cache.get("key", make)
    assert set(ask_at_once(lambda: cache.get("key", make))) == {42}
    assert len(made) == 2


def test_nothing_is_kept_as_a_value_too() -> None:
    cache = Cache()
    made: list[None] = []
    for _ in range(3):
        assert cache.get("key", lambda: made.append(None)) is None
    assert len(made) == 1
