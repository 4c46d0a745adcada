"""Tests of the packaged data: rules that hold whatever a curator changes."""

from __future__ import annotations

import datetime
import functools
import itertools
import re
from collections import defaultdict
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.inside import (
    MANDATING,
    Column,
    PackagedFiles,
    Statement,
    check_files,
    columns,
    fold,
    header,
    read_words,
)
from unami import Rank
from unami.dates import Certainty, PartialDate
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami.records import Appointment

mission = unami.mission

CERTAIN = Certainty.CERTAIN
DAY = datetime.timedelta(days=1)
FIRST, LAST = datetime.date(2003, 8, 14), datetime.date(2025, 12, 31)
SEEDS = ("seed-bpp-2018", "seed-unami-about", "seed-wikipedia-2026", "seed-dpa-2016", "seed-gayaone-2025")


def days(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    return (first + DAY * step for step in range((last - first).days + 1))


def statements() -> Iterator[tuple[str, Statement]]:
    for table in TABLES:
        for statement in mission.dataset.statements(table):
            yield table, statement


def cells() -> Iterator[tuple[str, Statement, Column, str]]:
    """Iterate over all cells that are not empty."""
    for table, statement in statements():
        for column, cell in zip(columns(record_class(table)), statement.cells, strict=True):
            if cell:
                yield table, statement, column, cell


def test_the_package_has_no_problems() -> None:
    assert check_files(PackagedFiles()) == []


# Ids, references, sources


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_ids_are_short_words_and_unique(table: str) -> None:
    ids = mission.tables[table].ids
    assert ids
    assert len(set(ids)) == len(ids)
    words = r"[a-z0-9]+([.-][a-z0-9]+)*"
    pattern = {"countries": r"[A-Z]{3}", "places": rf"IQ-[A-Z]{{2}}|{words}"}.get(table, words)
    assert [name for name in ids if not re.fullmatch(pattern, name)] == []


def test_every_reference_leads_somewhere() -> None:
    lost = [
        (table, statement.line, column.name, part)
        for table, statement, column, cell in cells()
        if column.spec.ref is not None
        for part in cell.split("|")
        if part not in mission.tables[column.spec.ref].ids
    ]
    assert lost == []


def test_ids_say_what_they_are_ids_of() -> None:
    assert [r.id for r in mission.resolutions if r.id != str(r.number)] == []
    assert [a.id for a in mission.appointments if not f"{a.id}.".startswith(f"{a.person}.{a.post}.")] == []
    assert [t.id for t in mission.mandate_tasks if not t.id.startswith(f"{t.resolution}-{t.task}")] == []


def test_every_source_is_used_and_every_statement_has_one() -> None:
    used = {statement.source for _, statement in statements()}
    assert used == set(mission.sources.ids)


def test_every_statement_says_where_it_stands() -> None:
    assert [(table, s.line) for table, s in statements() if not s.locator.strip()] == []


def test_every_statement_says_something() -> None:
    assert [(table, s.line) for table, s in statements() if not any(s.cells)] == []


def test_every_decision_of_the_curators_is_preferred_and_has_its_reason() -> None:
    decisions = [(table, s) for table, s in statements() if s.source == "curation"]
    assert decisions
    assert [(table, s.line) for table, s in decisions if s.rank is not Rank.PREFERRED or not s.note] == []


def test_only_curators_prefer() -> None:
    assert [(t, s.line) for t, s in statements() if s.rank is Rank.PREFERRED and s.source != "curation"] == []


def test_every_deprecated_statement_has_its_reason() -> None:
    deprecated = [(table, s) for table, s in statements() if s.rank is Rank.DEPRECATED]
    assert deprecated
    assert [(table, s.line) for table, s in deprecated if not s.note] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_every_seed_speaks_in_several_tables(seed: str) -> None:
    assert len({table for table, statement in statements() if statement.source == seed}) >= 9


def test_there_are_no_leaked_papers() -> None:
    for source in mission.sources:
        assert "cable" not in source.id
        assert "-wl-" not in source.id
        assert "wikileaks" not in str(source).lower()


def test_no_column_is_about_private_life() -> None:
    private = re.compile(
        r"birth|born|age|address|phone|e_?mail|religi|faith|ethnic|tribe|marri|spouse|husband|wife|famil|child"
        r"|parents|health|illness|salary|income|passport|photo|account|party|orientation"
    )
    names = {name for table in TABLES for name in header(table)} | set(header("sources"))
    parts = {part for name in names for part in name.split("_")}
    assert len(parts) > 100
    assert sorted(part for part in parts if private.fullmatch(part)) == []


# Who was in office


def certain_days(appointment: Appointment) -> tuple[datetime.date, datetime.date]:
    return appointment.span.latest_start, appointment.span.earliest_end


def both_certain(one: Appointment, other: Appointment) -> bool:
    (first, last), (other_first, other_last) = certain_days(one), certain_days(other)
    return max(first, other_first) <= min(last, other_last)


# Days with two heads of mission although nobody is acting: none, and none may come without a reason.
TWO_HEADS: dict[frozenset[str], str] = {}


def test_no_two_heads_of_mission_are_certain_on_one_day_unless_one_is_acting() -> None:
    posts = {post.id for post in mission.posts.where(role="head")}
    heads = [(appointment, appointment.span) for appointment in mission.appointments if appointment.post in posts]
    clashes: dict[frozenset[str], datetime.date] = {}
    seen = 0
    for day in days(datetime.date(2003, 1, 1), datetime.date(2026, 12, 31)):
        certain = [head for head, span in heads if span.on(day) is CERTAIN]
        seen += len(certain)
        for one, other in itertools.combinations(certain, 2):
            if not (one.acting or other.acting):
                clashes.setdefault(frozenset({one.id, other.id}), day)
    assert clashes.keys() == TWO_HEADS.keys()
    assert seen > 7000


def test_no_seat_for_one_is_certainly_held_by_two_unless_one_is_acting() -> None:
    single = {post.id for post in mission.posts.where(seats="single")}
    clashes = [
        (one.id, other.id)
        for one, other in itertools.combinations(mission.appointments, 2)
        if one.post == other.post and one.post in single and both_certain(one, other)
        if not (one.acting or other.acting)
    ]
    assert clashes == []


def test_nobody_certainly_holds_two_seats_for_one_unless_acting_in_one() -> None:
    single = {post.id for post in mission.posts.where(seats="single")}
    clashes = [
        (one.id, other.id)
        for one, other in itertools.combinations(mission.appointments, 2)
        if one.person == other.person and {one.post, other.post} <= single and both_certain(one, other)
        if not (one.acting or other.acting)
    ]
    assert clashes == []


def test_the_dates_of_a_tenure_are_in_order() -> None:
    wrong = []
    for tenure in mission.appointments:
        stages = [tenure.announced, tenure.took_office, *tenure.seen_in_office[:1], tenure.left_office]
        known = [stage for stage in stages if stage is not None]
        wrong += [tenure.id for one, other in itertools.combinations(known, 2) if one.after(other) is CERTAIN]
    assert wrong == []


def test_nobody_is_seen_in_office_outside_the_tenure() -> None:
    sightings = 0
    wrong = []
    for tenure in mission.appointments:
        for seen in tenure.seen_in_office:
            sightings += 1
            early = tenure.took_office is not None and seen.before(tenure.took_office) is CERTAIN
            late = tenure.left_office is not None and seen.after(tenure.left_office) is CERTAIN
            if early or late:
                wrong.append((tenure.id, str(seen)))
    assert wrong == []
    assert sightings > 100


def test_every_tenure_has_a_date() -> None:
    for tenure in mission.appointments:
        assert tenure.announced or tenure.took_office or tenure.left_office or tenure.seen_in_office, tenure.id


# Days of the mission on which nobody is known to have headed it, certainly or possibly: no source that was read says
# who.
NOBODY_KNOWN = [
    ("2003-08-20", "2003-08-21"),  # between the attack on the headquarters and the naming of an acting head
    ("2003-11-18", "2003-12-09"),  # between the leave of the acting head and the naming of the next
    ("2011-09-01", "2011-10-07"),  # Melkert left in August, Kobler took up duty on 8 October
    ("2024-06-01", "2024-10-09"),  # Hennis-Plasschaert left in May, Al Hassan took up duty on 10 October
]


def test_the_days_without_a_known_head_are_known() -> None:
    empty = [day for day in days(FIRST, LAST) if not mission.leaders_at(day)]
    expected = [day for ends in NOBODY_KNOWN for day in days(*(datetime.date.fromisoformat(end) for end in ends))]
    assert empty == expected


# The mandate


def test_every_day_of_the_mission_has_exactly_one_mandate_and_no_other_day_has_one() -> None:
    spans = [mandate.span for mandate in mission.mandates]
    for day in days(FIRST - 30 * DAY, LAST + 30 * DAY):
        running = [certainty for span in spans if (certainty := span.on(day))]
        assert running == ([CERTAIN] if FIRST <= day <= LAST else []), day


def test_every_renewal_is_adopted_no_later_than_the_mandate_before_expires() -> None:
    for before, after in itertools.pairwise(mission.mandates):
        assert before.until is not None
        assert before.start is not None
        assert after.start is not None
        assert before.until.before(after.start) is not CERTAIN, (before.id, after.id)
        assert before.superseded == after.start
        assert before.start < after.start


def test_the_chain_begins_with_the_founding_and_ends_with_the_last_extension() -> None:
    relations = [mandate.resolution.relation for mandate in mission.mandates]
    assert (relations[0], relations[-1]) == ("establishes", "extends-final")
    assert set(relations[1:-1]) == {"extends", "expands"}
    assert len(mission.mandates) == len([r for r in mission.resolutions if r.relation in MANDATING])
    assert mission.mandates.last().until == mission.ended == PartialDate(2025, 12, 31)
    assert mission.mandates.first().start == mission.began == PartialDate(2003, 8, 14)


def test_votes_add_up() -> None:
    for resolution in mission.resolutions:
        votes = resolution.votes_for, resolution.votes_against, resolution.abstentions
        assert None not in votes, resolution.id
        assert sum(vote for vote in votes if vote is not None) <= 15
        assert resolution.unanimous is (resolution.votes_for == 15), resolution.id
        assert resolution.votes_for is not None
        assert resolution.votes_for >= 9
        assert len(resolution.abstaining) == resolution.abstentions


# Adopted by written procedure in the first months of the pandemic.
WITHOUT_MEETING = {"2522", "2544"}


def test_meetings_and_symbols_look_as_the_council_writes_them() -> None:
    for resolution in mission.resolutions:
        assert resolution.adopted is not None
        assert resolution.symbol == f"S/RES/{resolution.number} ({resolution.adopted.year})"
        assert (resolution.meeting is None) is (resolution.id in WITHOUT_MEETING)
        assert re.fullmatch(r"S/PV\.\d{4}", resolution.meeting or "S/PV.0000")
        assert re.fullmatch(r"S/\d{4}/\d{1,4}", resolution.draft or ""), resolution.id
    for statement in mission.presidential_statements:
        assert statement.adopted is not None
        assert re.fullmatch(rf"S/PRST/{statement.adopted.year}/\d{{1,2}}", statement.symbol)
        assert re.fullmatch(r"S/PV\.\d{4}", statement.meeting or ""), statement.id


def test_days_and_meetings_ascend_with_the_numbers() -> None:
    ordered = mission.resolutions.sort_by("number")
    adopted = [resolution.adopted for resolution in ordered]
    assert all(day is not None and day.is_day and not day.qualified for day in adopted)
    assert [str(day) for day in adopted] == sorted(str(day) for day in adopted)
    meetings = [resolution.meeting for resolution in ordered if resolution.meeting]
    assert meetings == sorted(meetings)


# Tasks that continue a mandate as a whole: what they keep is the mandate, not an earlier entry of their own.
CONTINUING = {"mandate-continued"}


def test_a_task_is_kept_reworded_or_dropped_only_if_it_was_there_and_added_only_if_not() -> None:
    wrong = []
    for entry in mission.mandate_tasks:
        adopted = mission.resolutions[entry.resolution].adopted
        assert adopted is not None
        before = {standing.task for standing in mission.tasks_at(adopted.plus(days=-1))}
        if entry.task not in CONTINUING and (entry.change == "added") is (entry.task in before):
            wrong.append((entry.id, entry.change))
    assert wrong == []


# Dates that somebody may have filled in


NAMED = re.compile(
    r"\b(1|31)(st)? (January|December)\b|\b(January|December|Dec\.) (1|31)(st)?\b"
    r"|\b(end of (the year|\d{4}|December)|year end|last day)\b"
    r"|\b\d{4}-(01-01|12-31)\b",
    re.IGNORECASE,
)


def weekday(date: PartialDate) -> str:
    return f"{date.earliest:%A}"


def test_the_first_and_the_last_day_of_a_year_stand_only_where_the_row_names_them() -> None:
    found = 0
    unexplained = []
    for table, statement, column, cell in cells():
        if column.type is not PartialDate:
            continue
        for date in map(PartialDate.parse, cell.split("|")):
            if (date.month, date.day) not in ((1, 1), (12, 31)):
                continue
            found += 1
            words = f"{statement.stated_as} {statement.locator} {statement.note}"
            if not (NAMED.search(words) or weekday(date) in words):
                unexplained.append(f"{table}, row {statement.line}: {statement.record}, {column.name} {date}")
    assert unexplained == []
    assert found > 20


def test_no_source_is_dated_after_the_data() -> None:
    version = datetime.date.fromisoformat(mission.version.replace(".", "-"))
    late = [s.id for s in mission.sources if s.published is not None and s.published.earliest > version]
    assert late == []


# Texts of our own


SHINGLE = 8
LONGEST_RUN = 11
SHINGLES = Path(__file__).with_name("seed_shingles.txt")
TITLES = {("missions", "leader_title"), ("appointments", "title"), ("posts", "name")}
"""Official titles are given as they are."""


def shingles(text: str) -> list[str]:
    """Hash each run of eight words, whatever their case and punctuation."""
    words = fold(text).split()
    runs = [" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)]
    return [blake2b(run.encode(), digest_size=4).hexdigest() for run in runs]


@functools.cache
def of_seeds() -> frozenset[str]:
    return frozenset(SHINGLES.read_text(encoding="ascii").split())


def longest_shared_run(text: str) -> int:
    """Count the words of the longest run that a text shares with the seeds; runs below eight words count as none."""
    runs = itertools.groupby(shingles(text), key=of_seeds().__contains__)
    return max((len(list(run)) + SHINGLE - 1 for shared, run in runs if shared), default=0)


def test_a_shared_run_is_found() -> None:
    title = "Head of Mission and Special Representative of the Secretary-General for Iraq"
    assert longest_shared_run(f"He was {title}, and more.") == 12
    assert longest_shared_run("He was the head of the mission and the special representative for Iraq and for us.") == 0


def test_no_text_copies_twelve_words_or_more_of_a_seed() -> None:
    """Compare with hashes, since the seeds themselves are not ours to publish.

    The file of hashes was made in a checkout that has the seeds beside it::

        cd tests/facts && PYTHONPATH=.. python - SEED_TEXTS > seed_shingles.txt <<'END'
        import pathlib, sys
        from test_data import shingles
        print(*sorted({hash for path in sys.argv[1:] for hash in shingles(pathlib.Path(path).read_text("utf-8"))}), sep="\\n")
        END
    """
    assert len(of_seeds()) > 3000
    copied = []
    for table, statement in statements():
        names = ("locator", "stated_as", "note", *(column.name for column in columns(record_class(table))))
        texts = (statement.locator, statement.stated_as, statement.note, *statement.cells)
        copied += [
            (table, statement.line, name, text)
            for name, text in zip(names, texts, strict=True)
            if (table, name) not in TITLES and longest_shared_run(text) > LONGEST_RUN
        ]
    assert copied == []


def test_what_is_quoted_is_short() -> None:
    for table, s in statements():
        if s.locator != "sum":  # the ids of the parts
            words = read_words(s.stated_as, [column.name for column in columns(record_class(table))])
            quoted = {words.whole, *words.of.values()}
            assert max(len(segment.split()) for segment in quoted) <= 14, (table, s.line)
            assert sum(len(segment.split()) for segment in quoted) <= 20, (table, s.line)


def test_numbers_that_are_parts_do_not_exceed_the_whole() -> None:
    staff: dict[Any, dict[str, int]] = defaultdict(dict)
    for entry in mission.staffing:
        if entry.count is not None:
            staff[entry.as_of, entry.measure, entry.entity, entry.place][entry.category] = entry.count
    whole = [counts for counts in staff.values() if {"total", "international", "national"} <= counts.keys()]
    assert whole
    for counts in whole:
        assert counts["international"] + counts["national"] <= counts["total"]
    for given in mission.contributions:
        assert given.women is None or given.count is None or given.women <= given.count
    for vote in mission.elections:
        assert vote.votes_cast is None or vote.registered_voters is None or vote.votes_cast <= vote.registered_voters
        assert vote.turnout_percent is None or vote.turnout_percent <= 100


# The changelog


def test_each_change_of_this_version_has_its_reason() -> None:
    """A line without one is listed here: fill in its column ``reason`` in changes.csv."""
    mine = [change for change in mission.changes() if change.version == mission.version]
    assert mine
    assert [change.id for change in mine if not change.reason] == []
    assert {change.reason for change in mine if not re.fullmatch(r"[A-Z0-9].{10,160}\.", change.reason or "")} == set()


# The curators


def test_the_curators_are_not_taken_for_the_mission() -> None:
    publishers = {source.publisher for source in mission.sources.where(publisher="UNAMI")}
    assert "curation" not in mission.sources.where(publisher="UNAMI").ids
    assert publishers == {"UNAMI"}
    assert str(mission.sources["curation"].publisher) in str(mission.cite())
