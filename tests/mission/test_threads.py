"""Tests of many threads, forks and interruptions while a mission loads."""

from __future__ import annotations

import os
import random
import signal
import textwrap
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers import public_questions
from helpers.builders import CountingFiles, fresh_mission
from helpers.inside import Cache, PackagedFiles
from helpers.inside import cache as cache_module
from helpers.processes import run_python

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unami import Mission

pytestmark = pytest.mark.slow

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
    """Start all threads at the same moment."""
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


# Many different first questions at once


def ask_everything_at_once(seed: int) -> None:
    interval = ["1e-5"] if seed % 4 in (1, 2) else []
    assert "all threads agree" in run_python(public_questions.__file__, str(seed), *interval)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_threads_that_ask_different_first_questions_never_wait_for_each_other_forever(seed: int) -> None:
    ask_everything_at_once(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_threads_never_hang_in_a_hundred_processes(seed: int) -> None:
    ask_everything_at_once(seed)


@pytest.mark.slow
def test_no_value_is_made_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The assumption of the cache: threads wait along the dependencies of values, and these have no cycle."""
    names: dict[int, str] = {}
    seen: list[Cache] = []  # kept, so that no two caches have one id
    inside: list[tuple[str, Any]] = []
    parts: dict[Any, set[Any]] = {}
    really = Cache._make

    def watched(self: Cache, key: Any, make: Callable[[], Any]) -> Any:
        seen.append(self)
        place = (names.get(id(self), str(id(self))), key)
        if inside:
            parts.setdefault(inside[-1], set()).add(place)
        inside.append(place)
        try:
            return really(self, key, make)
        finally:
            inside.pop()

    monkeypatch.setattr(Cache, "_make", watched)
    asked = public_questions.questions(unami.Mission)
    for seed in range(4):
        whole = fresh_mission()
        view = whole.according_to("seed-wikipedia-2026")
        names.update({id(whole.dataset.cache): "data", id(whole.cache): "record", id(view.cache): "view"})
        order = [(mission, name) for mission in (whole, view) for name in asked]
        random.Random(seed).shuffle(order)
        for mission, name in order:
            public_questions.answer(asked[name], mission)
    assert len(parts) > 30
    TopologicalSorter(parts).prepare()  # raises an error that names the circle


# Reasons why a thread does not finish


def test_nobody_waits_forever_even_in_a_circle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_PATIENCE", 0.05)
    one, other = Cache(), Cache()
    both_inside = threading.Barrier(2)

    def make(cache: Cache, name: str, again: bool) -> str:
        if again:
            both_inside.wait()
            # Each asks for what the other thread is making.
            cache.get("key", lambda: make(cache, f"{name}, the other's", again=False))
        return name

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(one.get, "key", lambda: make(other, "one", again=True))
        second = pool.submit(other.get, "key", lambda: make(one, "other", again=True))
        answers = first.result(timeout=60), second.result(timeout=60)
    assert answers == (one.get("key", pytest.fail), other.get("key", pytest.fail))


def test_a_lock_that_nobody_gives_back_costs_patience_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_PATIENCE", 0.05)
    cache = Cache()
    lost = threading.RLock()
    taken = threading.Thread(target=lost.acquire)
    taken.start()
    taken.join()
    cache._locks()["key"] = lost
    assert cache.get("key", lambda: 42) == 42


def test_a_value_may_ask_for_itself_from_a_signal_handler() -> None:
    cache = Cache()
    assert cache.get("key", lambda: cache.get("key", lambda: "inner")) == "inner"
    assert cache.get("key", pytest.fail) == "inner"


class Once(PackagedFiles):
    """The packaged files, one of which cannot be read the first time."""

    def __init__(self, name: str, error: BaseException) -> None:
        self.name, self.error, self.done = name, error, False

    def read(self, name: str) -> bytes:
        if name == self.name and not self.done:
            self.done = True
            raise self.error
        return super().read(name)


@pytest.mark.parametrize("name", ["people.csv", "sources.csv", "tiers.csv", "appointments.csv", "datapackage.json"])
@pytest.mark.parametrize(
    "error",
    [
        OSError(5, "I/O error"),
        KeyboardInterrupt(),
        *(pytest.param(error, marks=pytest.mark.slow) for error in (MemoryError(), ZeroDivisionError())),
    ],
)
def test_what_fails_once_is_tried_again(name: str, error: BaseException) -> None:
    mission = fresh_mission(Once(name, error))

    def ask() -> tuple[str, str]:
        return str(mission.at("2014-06-10")), mission.version

    with pytest.raises((type(error), unami.DatasetError)):
        ask()
    assert ask() == (str(unami.mission.at("2014-06-10")), unami.mission.version)


def test_other_threads_go_on_when_the_one_they_wait_for_fails() -> None:
    cache = Cache()
    made: list[int] = []

    def make() -> int:
        made.append(1)
        if len(made) <= 3:
            raise OSError
        return 42

    def ask() -> int | None:
        try:
            return cache.get("key", make)
        except OSError:
            return None

    answers = Counter(ask_at_once(ask))
    assert answers == {None: 3, 42: THREADS - 3}


INTERRUPT = textwrap.dedent(
    """
    import faulthandler, random, signal
    import unami
    from helpers.builders import fresh_mission

    class Stop(Exception):
        pass

    def stop(*_):
        raise Stop

    faulthandler.dump_traceback_later(120, exit=True)
    signal.signal(signal.SIGALRM, stop)
    expected = str(unami.mission.at("2014-06-10")), len(unami.mission.events)
    draw = random.Random(1)
    interrupted = 0
    for _ in range(20):
        mission = fresh_mission()
        try:
            signal.setitimer(signal.ITIMER_REAL, draw.uniform(0.001, 0.2))
            str(mission.at("2014-06-10"))
            len(mission.disputes)
            signal.setitimer(signal.ITIMER_REAL, 0)
        except Stop:
            interrupted += 1
        assert (str(mission.at("2014-06-10")), len(mission.events)) == expected
    assert interrupted
    """
)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers that interrupt")
def test_an_interruption_at_any_moment_leaves_the_record_usable(tmp_path: Path) -> None:
    program = tmp_path / "interrupt.py"
    program.write_text(INTERRUPT, encoding="utf-8")
    run_python(str(program))


# Forks

BYSTANDER = textwrap.dedent(
    """
    import logging, os, sys, threading, time, warnings
    import unami
    warnings.simplefilter("ignore", DeprecationWarning)
    unami.mission.head_at("2014-06-10")
    threading.Thread(target=time.sleep, args=(1,), daemon=True).start()
    before = logging.root.level, list(logging.root.handlers), set(sys.modules)
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    assert (logging.root.level, logging.root.handlers) == before[:2]
    known = {*sys.stdlib_module_names, "attr", "attrs", "cattr", "cattrs", "dateutil", "six", "typing_extensions", "unami"}
    foreign = {name.partition(".")[0] for name in set(sys.modules) - before[2]} - known
    foreign = {name for name in foreign if not name.startswith("_sysconfigdata")}
    assert not foreign, foreign
    """
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks on this platform")
def test_a_fork_loads_nothing_but_the_library_and_its_core_dependencies(tmp_path: Path) -> None:
    program = tmp_path / "bystander.py"
    program.write_text(BYSTANDER, encoding="utf-8")
    run_python(str(program))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks on this platform")
def test_a_fork_does_not_disturb_a_program_that_never_logged(tmp_path: Path) -> None:
    program = tmp_path / "bystander.py"
    quiet = BYSTANDER.replace("import logging, os", "import os").replace(
        "logging.root.level, list(logging.root.handlers)", "0, []"
    )
    quiet = quiet.replace(
        "assert (logging.root.level, logging.root.handlers) == before[:2]", 'assert "logging" not in sys.modules'
    )
    program.write_text(quiet, encoding="utf-8")
    run_python(str(program))


FORK = textwrap.dedent(
    """
    import faulthandler, os, sys, threading, time, warnings
    import unami
    warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads in general
    if sys.argv[2] == "early":
        mission = unami.mission
    def load():
        for table in unami.mission.tables.values():
            len(table)
        unami.mission.disputes
        unami.mission.search("ashraf")
    sys.setswitchinterval(1e-5)
    threads = [threading.Thread(target=load, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(float(sys.argv[1]))
    child = os.fork()
    if child == 0:
        faulthandler.dump_traceback_later(60, exit=True)
        mission = unami.mission
        assert len(mission.at("2014-06-10").heads) == 1
        assert mission.search("ashraf") and mission.disputes and len(mission.tables["events"]) > 100
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    os._exit(os.waitstatus_to_exitcode(status))
    """
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks on this platform")
@pytest.mark.parametrize("known", ["early", "late"])
@pytest.mark.parametrize(
    "seconds", [0.01, *(pytest.param(s, marks=pytest.mark.slow) for s in (0.001, 0.003, 0.02, 0.03, 0.05, 0.1, 0.2))]
)
def test_a_process_forked_while_threads_load_answers(seconds: float, known: str, tmp_path: Path) -> None:
    program = tmp_path / "fork.py"
    program.write_text(FORK, encoding="utf-8")
    run_python(str(program), str(seconds), known, seconds=100)


AFTER_A_FORK = textwrap.dedent(
    """
    import os, sys, threading, warnings
    from contextlib import suppress
    warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads in general
    for extra in ("altair", "icalendar", "itables", "jinja2", "numpy", "openpyxl", "pandas", "polars", "pyarrow"):
        sys.modules[extra] = None  # their imports are not ours to complete
    import unami
    from helpers import public_questions

    unami.mission  # before the first use there is nothing to complete
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    child = os.fork()
    if child:
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    before = set(sys.modules)
    with suppress(unami.UnamiError):
        unami.mission.deployments_by("Figi")
    for text in ("10 June 2014", "juin 2014", "June 10, 2014", "2014-02-30"):
        with suppress(unami.UnamiError):
            unami.dates.PartialDate.parse(text), unami.mission.leaders_at(text)
    asked = public_questions.questions(unami.Mission)
    del asked["chart"]  # needs Altair
    for ask in asked.values():
        found = ask(unami.mission)
        str(found), repr(found)
        if hasattr(found, "_repr_html_"):
            found._repr_html_()
    unami.to_plain(unami.mission.at("2014-06-10"))
    for format in unami.export.FORMATS:
        with suppress(unami.MissingExtra):
            unami.mission.export(format, f"{sys.argv[1]}/{format}")
    roots = {*sys.stdlib_module_names, "attr", "attrs", "cattr", "cattrs", "dateutil", "six", "typing_extensions", "unami"}
    late = {name for name in set(sys.modules) - before if name.partition(".")[0] in roots}
    late = {name for name in late if not name.startswith("_sysconfigdata")}
    assert not late, f"_base/forks.py does not complete the imports of {sorted(late)}"
    """
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks on this platform")
def test_no_question_imports_anything_after_a_fork_beside_threads(tmp_path: Path) -> None:
    program = tmp_path / "after.py"
    program.write_text(AFTER_A_FORK, encoding="utf-8")
    run_python(str(program), str(tmp_path))


LISTS = textwrap.dedent(
    """
    import faulthandler, os, threading, time, warnings
    import unami
    from helpers.inside import _Values
    warnings.simplefilter("ignore", DeprecationWarning)
    unami.mission.people
    lists = [tuple(f"n{i}-{j}" for j in range(30)) for i in range(900)]
    def merge():
        while True:
            _Values(lists).finest()
    threading.Thread(target=merge, daemon=True).start()
    for _ in range(10):
        time.sleep(0.01)
        child = os.fork()
        if child == 0:
            faulthandler.dump_traceback_later(60, exit=True)
            _Values([("a",), ("a", "b")]).finest()
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
    os._exit(0)
    """
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks on this platform")
def test_a_process_forked_while_lists_are_merged_answers(tmp_path: Path) -> None:
    program = tmp_path / "lists.py"
    program.write_text(LISTS, encoding="utf-8")
    run_python(str(program))
