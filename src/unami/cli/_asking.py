"""The commands that query the data set, one for each kind of question."""

from __future__ import annotations

import argparse
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from unami._base.names import fold
from unami.cli._output import (
    fail,
    print_json,
    print_pages,
    print_records,
    print_tables_as_json,
    say,
    say_prose,
    width,
)
from unami.cli._packages import OTHER, mission_in
from unami.errors import UnknownRecord

if TYPE_CHECKING:
    from unami._evidence.claim import Claim, Explanation
    from unami._mission.mission import Mission
    from unami.cli._output import Columns
    from unami.records import Source
    from unami.records._sequence import Records

__all__ = ["add_commands"]

_DATE = 'such as 2014-06-10, 2014-06, 2014 or "10 June 2014"'
_RECORD = "a record: its id, name or symbol, or table/id, such as resolutions/1723"


def _common() -> argparse.ArgumentParser:
    """Options shared by all questions."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print the answer as JSON, with the ids of all sources")
    whose = common.add_argument_group("which data")
    whose.add_argument("--data", metavar="PATH", help=OTHER)
    whose.add_argument("--known-at", metavar="DATE", help="only what had been published by then")
    whose.add_argument(
        "--according-to", metavar="SOURCE", action="append", default=[], help="only what this source says; repeatable"
    )
    return common


def _mission(given: argparse.Namespace) -> Mission:
    """Return the mission to query: the packaged one or another, complete or as a view."""
    mission = mission_in(given.data)
    if given.according_to:
        mission = mission.according_to(*given.according_to)
    return mission if given.known_at is None else mission.known_at(given.known_at)


def add_commands(commands: Any) -> None:
    """Add the commands to the parser.

    Args:
        commands: The result of ``ArgumentParser.add_subparsers``.
    """
    common = _common()

    def command(name: str, run: Any, summary: str, example: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=f"example: unami {example}",
            parents=[common],
        )
        parser.set_defaults(run=run)
        return parser

    at = command("at", _at, "the state of the mission at a date: who led it, under which mandate", "at 2014-06-10")
    at.add_argument("date", metavar="DATE", help=_DATE)
    at.add_argument("--sources", action="store_true", help="name all sources of each line")
    at.add_argument(
        "--only",
        metavar="PARTS",
        help="show these parts, separated by commas: head, deputies, mandate, tasks, partners, personnel, staff, "
        "offices, casualties, before-and-after, government, events, disputes",
    )

    leaders = command("leaders", _leaders, "who headed the mission, at a date or over time", "leaders 2009-07-10")
    leaders.add_argument("date", metavar="DATE", nargs="?", help=f"{_DATE}; all heads over time if left out")

    deployments = command("deployments", _deployments, "uniformed personnel of a country over time", "deployments Fiji")
    deployments.add_argument("country", metavar="COUNTRY", help="name or ISO code")

    events = command("events", _events, "what happened between two dates", "events 2003-08-15 2003-08-20")
    events.add_argument("first", metavar="FROM", help=_DATE)
    events.add_argument("last", metavar="TO", nargs="?", help="the last date; FROM if left out")

    mandate = command("mandate", _mandate, "the mandate and its tasks, at a date or over time", "mandate 2014-06-10")
    mandate.add_argument(
        "date", metavar="DATE", nargs="?", help=f"{_DATE}, or a resolution; all mandates over time if left out"
    )

    disputes = command("disputes", _disputes, "what sources disagree about", "disputes resolutions/1723")
    disputes.add_argument("about", metavar="ABOUT", nargs="?", help=f"a table, or {_RECORD}; everything if left out")

    explain = command("explain", _explain, "who says so, and who says otherwise", "explain resolutions/1723 adopted")
    explain.add_argument("record", metavar="ID", help=_RECORD)
    explain.add_argument("field", metavar="FIELD", help="name of a field")

    sources = command("sources", _sources, "the sources of the data set, of part of it, or one of them", "sources 1723")
    sources.add_argument(
        "about", metavar="ID", nargs="?", help=f"a source, a publisher, or {_RECORD}; all sources if left out"
    )

    search = command("search", _search, "records that contain all words", "search canal hotel")
    search.add_argument("words", metavar="TEXT", nargs="+", help="words in any script; accents do not matter")

    cite = command("cite", _cite, "how to cite the data, and the sources of records", "cite resolutions/1723 --bibtex")
    cite.add_argument("records", metavar="ID", nargs="*", help=f"{_RECORD}; the data set alone if left out")
    cite.add_argument("--bibtex", action="store_true", help="as BibTeX; --json is CSL-JSON")


def _at(given: argparse.Namespace) -> int:
    from unami._output.text import snapshot_lines

    if given.json and given.only is not None:
        return fail("--only chooses parts of the text, and --json has them all; use one of them")
    snapshot = _mission(given).at(given.date)
    if given.json:
        print_json(snapshot)
    else:
        only = [] if given.only is None else [name.strip() for name in given.only.split(",")]
        print_pages(snapshot_lines(snapshot, width=width(), all_sources=given.sources, only=only))
    return 0


def _leaders(given: argparse.Namespace) -> int:
    from unami._mission.label import named_elsewhere

    mission = _mission(given)
    held = mission.heads if given.date is None else mission.leaders_at(given.date)
    columns: Columns = [
        ("name", lambda each: each.name if each.named else named_elsewhere(each.name)),
        (
            "post",
            lambda each: (
                (each.post.abbreviation or each.post.name or each.post.id) + (", acting" if each.acting else "")
            ),
        ),
        (
            "since",
            lambda each: each.since or (each.appointment.announced and f"announced {each.appointment.announced}"),
        ),
        ("until", lambda each: _end(each.until, each.appointment.not_after)),
    ]
    # How certain it is that they were in office is a matter of the date.
    if given.date is not None:
        sure = ("certainty", lambda each: f"{each.certainty}, contested" if each.contested else each.certainty)
        columns = [*columns, sure]
    return print_records(held, columns, as_json=given.json)


def _end(stated: object, at_the_latest: object) -> object:
    return stated or (at_the_latest and f"at the latest {at_the_latest}")


def _deployments(given: argparse.Namespace) -> int:
    from unami.records.deployment import sizes_of

    mission = _mission(given)
    columns: Columns = [
        ("month", attrgetter("month")),
        ("category", attrgetter("category")),
        ("people", attrgetter("count")),
        ("women", attrgetter("women")),
    ]
    found, units = mission.deployments_by(given.country), mission.contingents_of(given.country)
    if given.json:
        return print_tables_as_json({"contributions": found, "contingents": units})
    print_records(found, columns, as_json=False)
    if units:
        say("")
        columns = [
            ("unit", lambda each: each.unit or each.role),
            ("role", attrgetter("role")),
            ("from", attrgetter("start")),
            ("until", lambda each: _end(each.end, each.not_after)),
            ("people", sizes_of),
        ]
        print_records(units, columns, as_json=False)
    return 0


def _events(given: argparse.Namespace) -> int:
    mission = _mission(given)
    found = mission.events_on(given.first) if given.last is None else mission.events_between(given.first, given.last)
    columns: Columns = [
        ("date", attrgetter("period")),
        ("event", attrgetter("title")),
        ("place", attrgetter("place")),
        ("id", attrgetter("id")),
    ]
    return print_records(found, columns, as_json=given.json)


def _mandate(given: argparse.Namespace) -> int:
    from unami._output.plain import named

    mission = _mission(given)
    found, tasks = mission.mandates, None
    if given.date is not None and (resolution := _resolution(mission, given.date)):
        found = found.where(resolution=resolution)
        tasks = found.one().tasks if found else mission.mandate_tasks.where(resolution=resolution)
        if given.json:
            # A resolution that gives no mandate can set tasks all the same.
            return print_tables_as_json({"mandates": found, "tasks": tasks})
    elif given.date is not None:
        found = found.at(given.date)
        tasks = mission.tasks_at(given.date)
    columns: Columns = [
        ("resolution", lambda each: each.resolution.symbol or each.resolution.number),
        ("adopted", attrgetter("start")),
        ("until", attrgetter("until")),
        ("tasks", lambda each: len(each.tasks)),
    ]
    print_records(found, columns, as_json=given.json)
    if tasks is not None and not given.json:
        say("")
        columns = [
            ("task", lambda entry: entry.text or named(entry.task, "mandate_tasks", "task", mission)),
            ("category", attrgetter("category")),
            ("resolution", lambda entry: named(entry.resolution, "mandate_tasks", "resolution", mission)),
            ("paragraph", attrgetter("paragraph")),
        ]
        print_records(tasks, columns, as_json=False)
    return 0


def _resolution(mission: Mission, text: str) -> str | None:
    """The id of the resolution that a text means: a symbol, or a number that is no year of the mission."""
    from unami._mission.profile import last_known_day
    from unami.dates import bounds_of, read_when
    from unami.errors import InvalidDate, UnknownName

    try:
        first, last = bounds_of(read_when(text))
    except InvalidDate:
        pass
    else:
        began, until = mission.whole.began, last_known_day(mission.whole)
        if began is None or (last >= began.earliest and (until is None or first <= until)):
            return None
    try:
        return mission.identify("resolutions", text.removeprefix("resolutions/"))
    except UnknownName:
        return None


def _disputes(given: argparse.Namespace) -> int:
    from unami._output.plain import name_of, named
    from unami.records._cell import show_value

    mission = _mission(given)
    found: Records[Any]
    if given.about is None:
        found = mission.disputes
    elif given.about in mission.tables:
        found = mission.disputes.where(table=given.about)
    else:
        found = mission.disputes_of(mission.record(given.about))

    def value(each: Any, of: Any) -> str:
        return show_value(named(of.value, each.table, each.field, mission), of.bound)

    columns: Columns = [
        ("about", lambda each: name_of(each.table, each.record, mission)),
        ("record", lambda each: f"{each.table}/{each.record}"),
        ("field", attrgetter("field")),
        ("shown", lambda each: value(each, each)),
        ("against", lambda each: " or ".join(value(each, rival) for rival in each.against)),
        # Values that do not contradict the one shown, such as the year of its day.
        (
            "also",
            lambda each: " or ".join(
                value(each, rival) for rival in each.rivals if rival not in each.against and rival.value != each.value
            ),
        ),
    ]
    return print_records(found, columns, as_json=given.json)


def _explain(given: argparse.Namespace) -> int:
    mission = _mission(given)
    explanation = mission.explain(mission.record(given.record), given.field)
    if given.json:
        print_json(explanation)
    else:
        say_prose(str(_with_names(explanation, mission)))
    return 0


def _with_names(explanation: Explanation, mission: Mission) -> Explanation:
    """An explanation with names in place of ids."""
    from attrs import evolve

    from unami._output.plain import named

    def name(said: Explanation | Claim) -> Any:
        return named(said.value, said.table, said.field, mission)

    claims = tuple(evolve(claim, value=name(claim)) for claim in explanation.claims)
    return evolve(explanation, value=name(explanation), claims=claims)


def _sources_about(mission: Mission, about: str) -> Records[Source]:
    """The sources of a record; if there is none of that name, those of a publisher."""
    try:
        return mission.sources_of(mission.record(about))
    except UnknownRecord:
        wanted = f" {fold(about)} "
        found = mission.sources.where(publisher=lambda name: wanted in f" {fold(name)} ")
        if not found or not wanted.strip():
            raise
        return found


def _sources(given: argparse.Namespace) -> int:
    mission = _mission(given)
    if given.about is None:
        found = mission.sources
    elif given.about in mission.sources.ids:
        source = mission.sources[given.about]
        if given.json:
            print_json(source)
        else:
            lines = [str(source), source.url, f"{source.kind}, tier {source.tier}", source.note]
            say_prose("\n".join(dict.fromkeys(line for line in lines if line)))
        return 0
    else:
        found = _sources_about(mission, given.about)
    if given.json:
        print_json(found)
        return 0
    columns: Columns = [
        ("id", attrgetter("id")),
        ("published", attrgetter("published")),
        ("kind", attrgetter("kind")),
        ("title", attrgetter("title")),
    ]
    # A source is its own source.
    return print_records(found, columns, as_json=False, cite=False)


def _search(given: argparse.Namespace) -> int:
    columns: Columns = [("record", attrgetter("id")), ("field", attrgetter("field")), ("text", attrgetter("snippet"))]
    return print_records(_mission(given).search(" ".join(given.words)), columns, as_json=given.json)


def _cite(given: argparse.Namespace) -> int:
    from unami.records._sequence import Records

    if given.bibtex and given.json:
        return fail("--bibtex and --json are two formats of the same citation; use one of them")
    mission = _mission(given)
    work = (
        Records(tuple(mission.record(name) for name in given.records), "records", None, mission).cite()
        if given.records
        else mission.cite()
    )
    if given.bibtex:
        say(work.to_bibtex().rstrip("\n"))
    elif given.json:
        print_json(work.to_csl())
    else:
        say_prose(str(work))
    return 0
