"""The commands that query the data set, one for each kind of question."""

from __future__ import annotations

import argparse
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from unami.cli._output import print_json, print_records, say, width
from unami.cli._packages import mission_in

if TYPE_CHECKING:
    from unami._mission.mission import Mission
    from unami.cli._output import Columns
    from unami.records._sequence import Records

__all__ = ["add_commands"]

_DATE = 'such as 2014-06-10, 2014-06, 2014 or "10 June 2014"'
_RECORD = "a record: its id, name or symbol, or table/id, such as resolutions/1723"


def _common() -> argparse.ArgumentParser:
    """Options shared by all questions."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print the answer as JSON, with the ids of all sources")
    whose = common.add_argument_group("which data")
    whose.add_argument("--data", metavar="PATH", help="folder or zip archive with another mission's data package")
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

    leaders = command("leaders", _leaders, "who headed the mission, at a date or over time", "leaders 2009-07-10")
    leaders.add_argument("date", metavar="DATE", nargs="?", help=f"{_DATE}; all heads over time if left out")

    deployments = command("deployments", _deployments, "uniformed personnel of a country over time", "deployments Fiji")
    deployments.add_argument("country", metavar="COUNTRY", help="name or ISO code")

    events = command("events", _events, "what happened between two dates", "events 2003-08-15 2003-08-20")
    events.add_argument("first", metavar="FROM", help=_DATE)
    events.add_argument("last", metavar="TO", nargs="?", help="the last date; FROM if left out")

    mandate = command("mandate", _mandate, "the mandate and its tasks, at a date or over time", "mandate 2014-06-10")
    mandate.add_argument("date", metavar="DATE", nargs="?", help=f"{_DATE}; all mandates over time if left out")

    disputes = command("disputes", _disputes, "what sources disagree about", "disputes resolutions/1723")
    disputes.add_argument("about", metavar="ABOUT", nargs="?", help=f"a table, or {_RECORD}; everything if left out")

    explain = command("explain", _explain, "who says so, and who says otherwise", "explain resolutions/1723 adopted")
    explain.add_argument("record", metavar="ID", help=_RECORD)
    explain.add_argument("field", metavar="FIELD", help="name of a field")

    sources = command("sources", _sources, "the sources of the data set, of part of it, or one of them", "sources 1723")
    sources.add_argument("about", metavar="ID", nargs="?", help=f"a source, or {_RECORD}; all sources if left out")

    search = command("search", _search, "records that contain all words", "search canal hotel")
    search.add_argument("words", metavar="TEXT", nargs="+", help="words in any script; accents do not matter")

    cite = command("cite", _cite, "how to cite the data, and the sources of records", "cite resolutions/1723 --bibtex")
    cite.add_argument("records", metavar="ID", nargs="*", help=f"{_RECORD}; the data set alone if left out")
    cite.add_argument("--bibtex", action="store_true", help="as BibTeX; with --json as CSL-JSON")


def _at(given: argparse.Namespace) -> int:
    from unami._output.text import snapshot_text

    snapshot = _mission(given).at(given.date)
    if given.json:
        print_json(snapshot)
    else:
        say(snapshot_text(snapshot, width=width(), all_sources=given.sources))
    return 0


def _leaders(given: argparse.Namespace) -> int:
    from unami.records._sequence import Records

    mission = _mission(given)
    if given.date is None:
        held = mission.leaders_at(mission.profile.period)
        in_order = sorted(held, key=lambda each: each.appointment.span.latest_start)
        held = Records(tuple(in_order), held.kind, held.record_class, mission)
    else:
        held = mission.leaders_at(given.date)
    columns: Columns = [
        ("name", attrgetter("name")),
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
        (
            "until",
            lambda each: each.until or (each.appointment.not_after and f"at the latest {each.appointment.not_after}"),
        ),
        ("certainty", attrgetter("certainty")),
    ]
    return print_records(held, columns, as_json=given.json)


def _deployments(given: argparse.Namespace) -> int:
    columns: Columns = [
        ("month", attrgetter("month")),
        ("category", attrgetter("category")),
        ("people", attrgetter("count")),
        ("women", attrgetter("women")),
    ]
    return print_records(_mission(given).deployments_by(given.country), columns, as_json=given.json)


def _events(given: argparse.Namespace) -> int:
    mission = _mission(given)
    found = mission.events_between(given.first, given.last if given.last is not None else given.first)
    columns: Columns = [
        ("date", attrgetter("period")),
        ("event", attrgetter("title")),
        ("place", attrgetter("place")),
        ("id", attrgetter("id")),
    ]
    return print_records(found, columns, as_json=given.json)


def _mandate(given: argparse.Namespace) -> int:
    mission = _mission(given)
    found = mission.mandates if given.date is None else mission.mandates.at(given.date)
    columns: Columns = [
        ("resolution", lambda each: each.resolution.symbol),
        ("adopted", attrgetter("start")),
        ("until", attrgetter("until")),
        ("tasks", lambda each: len(each.tasks)),
    ]
    print_records(found, columns, as_json=given.json)
    if given.date is not None and not given.json:
        say("")
        tasks: Columns = [
            ("task", attrgetter("text")),
            ("category", attrgetter("category")),
            ("paragraph", lambda entry: f"{entry.resolution}, {entry.paragraph}"),
        ]
        print_records(mission.tasks_at(given.date), tasks, as_json=False)
    return 0


def _disputes(given: argparse.Namespace) -> int:
    mission = _mission(given)
    found: Records[Any]
    if given.about is None:
        found = mission.disputes
    elif given.about in mission.tables:
        found = mission.disputes.where(table=given.about)
    else:
        found = mission.disputes_of(mission.record(given.about))
    columns: Columns = [
        ("record", lambda each: f"{each.table}/{each.record}"),
        ("field", attrgetter("field")),
        ("shown", attrgetter("value")),
        ("against", lambda each: tuple(rival.value for rival in each.against)),
    ]
    return print_records(found, columns, as_json=given.json)


def _explain(given: argparse.Namespace) -> int:
    mission = _mission(given)
    explanation = mission.explain(mission.record(given.record), given.field)
    if given.json:
        print_json(explanation)
    else:
        say(str(explanation))
    return 0


def _sources(given: argparse.Namespace) -> int:
    from unami.records._sequence import Records

    mission = _mission(given)
    if given.about is None:
        found = mission.sources
    elif given.about in mission.sources.ids:
        source = mission.sources[given.about]
        if given.json:
            print_json(source)
        else:
            lines = [str(source), source.url, f"{source.kind}, tier {source.tier}", source.note]
            say("\n".join(dict.fromkeys(line for line in lines if line)))
        return 0
    else:
        found = mission.sources_of(mission.record(given.about))
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
    return print_records(Records(found.items, found.kind), columns, as_json=False)


def _search(given: argparse.Namespace) -> int:
    columns: Columns = [("record", attrgetter("id")), ("field", attrgetter("field")), ("text", attrgetter("snippet"))]
    return print_records(_mission(given).search(" ".join(given.words)), columns, as_json=given.json)


def _cite(given: argparse.Namespace) -> int:
    from unami.records._sequence import Records

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
        say(str(work))
    return 0
