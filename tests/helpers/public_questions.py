"""Every public question of a mission, each as an application may ask it first; and a program that asks them all at once.

``python tests/helpers/public_questions.py SEED [SWITCH_INTERVAL]`` lets 32 threads ask the packaged record and views of it, each in
an order of its own, and compares the answers. It ends within a limit of time, with the stacks of the threads if need be.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami import Mission

THREADS = 32
SECONDS = 120
"""Maximum duration of a process in seconds; it takes a few."""

ANSWERED_ELSEWHERE = frozenset({"annotate", "cache", "compare", "export", "dataset", "view"})
"""Members that are not questions, that write, or that need packages which may be missing."""

CALLS: dict[str, Callable[[Mission], Any]] = {
    "according_to": lambda mission: mission.according_to("seed-wikipedia-2026").leaders_at("2010"),
    "appointments_of": lambda mission: mission.appointments_of("Kobler"),
    "at": lambda mission: mission.at("2014-06-10"),
    "briefings_by": lambda mission: mission.briefings_by("Kobler"),
    "budget_for": lambda mission: mission.budget_for(2010),
    "casualties_in": lambda mission: mission.casualties_in("Baghdad"),
    "casualty_series": lambda mission: mission.casualty_series(),
    "changes": lambda mission: mission.changes(),
    "chart": lambda mission: type(mission.chart),
    "cite": lambda mission: str(mission.cite()),
    "contingents_at": lambda mission: mission.contingents_at("2006"),
    "contingents_of": lambda mission: mission.contingents_of("Fiji"),
    "country": lambda mission: mission.country("Fiji"),
    "coverage": lambda mission: [
        part for by in ("table", "year", "field", "series", "kind") for part in mission.coverage(by)
    ],
    "deaths_by": lambda mission: dict(mission.deaths_by("event")),
    "deployment_series": lambda mission: mission.deployment_series("Fiji"),
    "deployments_at": lambda mission: mission.deployments_at("2014-03"),
    "deployments_by": lambda mission: mission.deployments_by("Fiji"),
    "deputies_at": lambda mission: mission.deputies_at("2014-06-10"),
    "disputes_of": lambda mission: mission.disputes_of(*mission.resolutions),
    "elections_between": lambda mission: mission.elections_between("2005", "2010"),
    "events_between": lambda mission: mission.events_between("2014-06", "2014-08"),
    "events_on": lambda mission: mission.events_on("2003-08-19"),
    "explain": lambda mission: [str(mission.explain(record, "adopted")) for record in mission.resolutions],
    "record": lambda mission: (mission.record("S/RES/1770"), mission.record("Fiji")),
    "find": lambda mission: mission.find("cow", 950),
    "governing_at": lambda mission: mission.governing_at("2014-06-10"),
    "head_at": lambda mission: mission.head_at("2014-06-10"),
    "holders_at": lambda mission: mission.holders_at("2010", "srsg"),
    "identifiers_of": lambda mission: [dict(mission.identifiers_of(record)) for record in mission.people],
    "known_at": lambda mission: mission.known_at("2012").at("2010"),
    "disputes_at": lambda mission: mission.disputes_at("2009-07-10"),
    "leaders_at": lambda mission: mission.leaders_at("2014-06-10"),
    "post_at": lambda mission: mission.post_at("srsg", "2014"),
    "vacancies_at": lambda mission: mission.vacancies_at("2014"),
    "gaps": lambda mission: mission.gaps("head"),
    "identify": lambda mission: mission.identify("countries", "Fiji"),
    "mandate_at": lambda mission: mission.mandate_at("2010-09-01"),
    "offices_at": lambda mission: mission.offices_at("2010"),
    "panel": lambda mission: mission.panel("Y"),
    "person": lambda mission: mission.person("Kobler"),
    "place": lambda mission: mission.place("Baghdad"),
    "post": lambda mission: mission.post("SRSG"),
    "report_before": lambda mission: [mission.report_before(meeting.id) for meeting in mission.council_meetings[:3]],
    "report_trail": lambda mission: mission.report_trail(),
    "search": lambda mission: mission.search("ashraf"),
    "sources_of": lambda mission: [mission.sources_of(record).ids for record in mission.events],
    "staff_at": lambda mission: mission.staff_at("2014"),
    "statements": lambda mission: mission.statements("people"),
    "strength_at": lambda mission: mission.strength_at("2014-03"),
    "tables": lambda mission: [mission.tables[name] for name in mission.tables],
    "tasks_at": lambda mission: mission.tasks_at("2014-06-10"),
    "values_of": lambda mission: dict(mission.values_of("wikidata")),
    "words": lambda mission: mission.words("population"),
    "with_statements": lambda mission: (
        mission.with_statements(
            "people",
            [{"id": "x-person", "name": "X Person", "locator": "p. 1"}],
            source={"id": "x-notes", "title": "Notes"},
        ).people
    ),
}
"""Questions that take something, and attributes of which more than their presence is asked."""


def questions(mission_class: type) -> dict[str, Callable[[Mission], Any]]:
    """All questions by name: the calls, and every public property."""
    names = {name for name in dir(mission_class) if not name.startswith("_")} - ANSWERED_ELSEWHERE
    properties = {name for name in names if isinstance(getattr(mission_class, name), property)}
    lacking = names - properties - CALLS.keys()
    if lacking:
        raise AssertionError(f"no example for {sorted(lacking)}: add one to CALLS")
    plain = {name: (lambda mission, name=name: getattr(mission, name)) for name in properties - CALLS.keys()}
    return {**plain, **CALLS}


def answer(question: Callable[[Mission], Any], mission: Mission) -> str:
    """Return the answer to a question as text; a view may lack the record, and then the error is returned."""
    from unami.errors import UnamiError

    try:
        found = question(mission)
    except UnamiError as error:
        return f"{type(error).__name__}: {error}"
    return f"{type(found).__name__}: {found!s}"


def main(seed: int, interval: float | None) -> None:
    """Ask everything from many threads at once."""
    import faulthandler
    import random
    import threading

    faulthandler.dump_traceback_later(SECONDS, exit=True)
    if interval is not None:
        sys.setswitchinterval(interval)

    import unami

    asked = questions(unami.Mission)
    missions = {
        "record": lambda: unami.mission,
        "source": lambda: unami.mission.according_to("seed-wikipedia-2026"),
        "date": lambda: unami.mission.known_at("2012"),
    }
    # The views are made once, so that threads share their caches as an application would.
    lock = threading.Lock()
    views: dict[str, Mission] = {}

    def of(which: str) -> Mission:
        made = missions[which]()
        with lock:
            return views.setdefault(which, made)

    barrier = threading.Barrier(THREADS)
    # Every other process asks the record alone, where more threads meet at the same parts.
    chosen = ["record"] if seed % 2 else list(missions)
    given: dict[tuple[str, str], set[str]] = {(which, name): set() for which in chosen for name in asked}
    failed: list[str] = []

    def ask(number: int) -> None:
        draw = random.Random(f"{seed} {number}")
        # No thread asks all; together they ask everything about ten times or more.
        order = draw.sample(sorted(given), k=len(given) // 3)
        try:
            barrier.wait()
            for which, name in order:
                given[which, name].add(answer(asked[name], of(which)))
        except BaseException as error:  # noqa: BLE001 - reported by the process
            failed.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    different = [key for key, answers in given.items() if len(answers) > 1]
    if failed or different:
        sys.exit(f"{failed[:3]} {different[:3]}")
    print(f"{sum(map(len, given.values()))} answers, all threads agree")


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else None)
