"""Tests of statements that a user adds to a record."""

from __future__ import annotations

import datetime
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.inside import LayeredFiles, check_files
from unami import DatasetError, PartialDate, Rank, Reason, Source, UnknownSource, UnknownTable

mission = unami.mission
NOTES = {"id": "my-notes", "title": "Notes from the archive", "published": "2026-01"}
NOBODY = {"id": "nobody-known", "name": "Nobody Known", "nationality": ["FJI", "NPL"], "locator": "p. 1"}


def problems_of(table: str, rows: Any, source: Any = None) -> list[str]:
    with pytest.raises(DatasetError) as caught:
        mission.with_statements(table, rows, source=NOTES if source is None else source)
    assert caught.value.where == "your own statements"
    return [str(problem) for problem in caught.value.problems]


def test_the_new_record_has_the_statement_and_the_old_one_stays_as_it_is() -> None:
    before = (mission.dataset.checksum, mission.people, mission.version)
    mine = mission.with_statements("people", [NOBODY], source=NOTES)
    assert mine.people["nobody-known"].nationality == ("FJI", "NPL")
    assert len(mine.people) == len(mission.people) + 1
    assert mine.sources["my-notes"].title == "Notes from the archive"
    assert (mission.dataset.checksum, mission.people, mission.version) == before
    assert "nobody-known" not in mission.people.ids
    assert "my-notes" not in mission.sources.ids


def test_the_merged_package_passes_every_check() -> None:
    mine = mission.with_statements("people", [NOBODY], source=NOTES)
    again = mine.with_statements("events", [{"id": "my-event", "date": "2014-06-10"}], source="my-notes")
    assert isinstance(again.dataset.files, LayeredFiles)
    assert not isinstance(again.dataset.files.base, LayeredFiles)
    assert check_files(again.dataset.files) == []


def test_version_and_checksum_tell_that_it_is_another_record() -> None:
    mine = mission.with_statements("people", [NOBODY], source=NOTES)
    twice = mine.with_statements("people", [{**NOBODY, "id": "somebody"}], source="my-notes")
    assert mine.version == twice.version == f"{mission.version}+own"
    assert len({mission.dataset.checksum, mine.dataset.checksum, twice.dataset.checksum}) == 3
    assert repr(twice) == f"<UNAMI with statements of your own, data {mission.version}+own>"
    assert mine.at("2014-06-10").version == mine.version


def test_claims_of_ones_own_are_marked_wherever_they_are_shown() -> None:
    row = {"id": "national-elections-assisted", "count": 5, "locator": "p. 7", "stated_as": "five votes"}
    mine = mission.with_statements("tallies", [row], source=NOTES)
    told = mine.explain(mine.tallies["national-elections-assisted"], "count")
    assert [claim.own for claim in told.claims] == [False] * (len(told.claims) - 1) + [True]
    assert str(told.claims[-1]) == '5 (your own statement): my-notes, p. 7 "five votes"'
    assert "5 (your own statement): my-notes" in str(told)
    dispute = mine.disputes.where(record="national-elections-assisted").one()
    assert "5 [my-notes (your own)]" in str(dispute)
    assert not any(claim.own for claim in mission.explain(mission.tallies[0], "count").claims)


def test_a_statement_of_no_other_kind_overturns_nothing_but_shows_as_a_dispute() -> None:
    row = {"id": "2110", "votes_for": 14}
    mine = mission.with_statements("resolutions", [row], source=NOTES)
    assert mine.resolutions["2110"].votes_for == mission.resolutions["2110"].votes_for == 15
    told = mine.explain(mine.resolutions["2110"], "votes_for")
    assert told.reason is Reason.TIER
    assert told.claims[-1].source.kind == "own"
    assert told.claims[-1].source.tier > max(source.tier for source in mission.sources)


def test_it_fills_gaps_and_refines_what_agrees() -> None:
    found = next(e for e in mission.events if e.date is not None and not e.date.is_day and e.place is None)
    day = datetime.date(found.date.year, found.date.month or 1, 3)  # type: ignore[union-attr]
    mine = mission.with_statements("events", [{"id": found.id, "date": day, "place": "Somewhere"}], source=NOTES)
    assert (mine.events[found.id].date, mine.events[found.id].place) == (PartialDate.from_date(day), "Somewhere")


def test_a_kind_and_a_rank_give_it_weight() -> None:
    row = {"id": "2110", "votes_for": 14}
    preferred = {**row, "rank": Rank.PREFERRED, "note": "I was there."}
    decided = mission.with_statements("resolutions", [preferred], source=NOTES)
    assert decided.resolutions["2110"].votes_for == 14
    record = {**NOTES, "kind": "un-document", "published": "2026-02-01"}
    later = mission.with_statements("resolutions", [row], source=record)
    assert later.explain(later.resolutions["2110"], "votes_for").reason is Reason.PUBLICATION
    assert later.resolutions["2110"].votes_for == 14


def test_a_source_may_be_given_as_an_id_a_source_or_a_mapping() -> None:
    known = mission.sources["seed-dpa-2016"]
    own = Source(id="a-book", title="A book", kind="academic", published=PartialDate.parse("2024"), tier=1)
    for source, name in (("seed-dpa-2016", known.id), (known, known.id), ({"id": known.id}, known.id), (own, own.id)):
        mine = mission.with_statements("people", [NOBODY], source=source)
        (claim,) = mine.explain(mine.people["nobody-known"], "name").claims
        assert (claim.source.id, claim.own) == (name, True)
    # What the kind says of the tier counts, not what a caller would like.
    assert mine.sources["a-book"].tier == 3
    assert mine.sources["a-book"].published == PartialDate.parse("2024")


@pytest.mark.parametrize(
    ("value", "name", "table", "expected"),
    [
        (datetime.date(2014, 6, 10), "date", "events", PartialDate.parse("2014-06-10")),
        (datetime.datetime(2014, 6, 10, 12, 0), "date", "events", PartialDate.parse("2014-06-10")),
        (PartialDate.parse("2014-06~"), "date", "events", PartialDate.parse("2014-06~")),
        ("2014", "date", "events", PartialDate.parse("2014")),
        (7, "killed", "events", 7),
        (7.0, "killed", "events", 7),
        ("7", "killed", "events", 7),
        (float("nan"), "killed", "events", None),
        (None, "title", "events", None),
        (57.5, "turnout_percent", "elections", 57.5),
        ({"B", "A"}, "people", "events", ("A", "B")),
        ("A|B", "people", "events", ("A", "B")),
        ((), "people", "events", ()),
        (True, "names_mission", "resolutions", True),
    ],
)
def test_values_are_taken_as_programs_have_them(value: object, name: str, table: str, expected: object) -> None:
    row = {"id": "mine", name: value} | ({"number": 9001} if table == "resolutions" else {})
    mine = mission.with_statements(table, [row], source=NOTES)
    assert getattr(mine.tables[table]["mine"], name) == expected


def test_rows_of_a_data_frame_are_taken_with_their_gaps() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "id": ["one", "two"],
            "date": pandas.to_datetime(["2014-06-10", None]),
            "killed": [3, None],
            "title": ["x", None],
        }
    )
    mine = mission.with_statements("events", frame.to_dict("records"), source=NOTES)
    assert (str(mine.events["one"].date), mine.events["one"].killed) == ("2014-06-10", 3)
    assert (mine.events["two"].date, mine.events["two"].killed, mine.events["two"].title) == (None, None, None)


def test_all_that_is_wrong_is_told_at_once_with_the_number_of_the_row() -> None:
    rows = [
        NOBODY,
        {"id": "ad-melkert", "died": "soon", "nationality": ["NDL"]},
        {"id": "somebody", "rank": "preferred"},
        {"id": "Some Body", "gender": "woman"},
        {"name": "Without Id"},
    ]
    assert problems_of("people", rows) == [
        "people, row 2, column nationality: 'NDL': no such id in countries.csv; did you mean NZL?",
        (
            "people, row 2, column died: 'soon': expected a date such as 2004, 2004-07 or 2004-07-14~: 'soon' is not a date: "
            "expected 2004, 2004-07 or 2004-07-14, followed by ?, ~ or % if uncertain or approximate (at position 0)"
        ),
        "people, row 3, column note: a preferred statement needs a reason in its note",
        (
            "people, row 4, column id: 'Some Body': expected lower-case letters and digits, separated by single hyphens or full "
            "stops, or an ISO code"
        ),
        "people, row 4, column gender: 'woman': expected one of female, male",
        (
            "people, row 5, column id: '': expected lower-case letters and digits, separated by single hyphens or full stops, or "
            "an ISO code"
        ),
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"id": "x", "natonality": "NLD"}], "row 1, column natonality: unknown column; did you mean nationality?"),
        ([{"id": "x", "name": ["A", "B"]}], "column name: \"['A', 'B']\": expected one value, not several"),
        ([{"id": "x", "other_names": ["A|B"]}], "values in a list cannot contain |"),
        ([{"id": "x", "name": b"A"}], "expected text, a number, a date or a list, found bytes"),
        ([{"id": "x", "name": "\ud800"}], "expected text that can be written as UTF-8"),
        ([{"id": "x", "name": " A"}], "leading or trailing spaces"),
        ([{"id": "x", "name": "A\x1b[31m"}], "control characters; expected plain text"),
        (["x"], "row 1: expected a mapping of column names to values, found str"),
        ([{"id": "x", "source": "seed-dpa-2016"}], "all rows must use source my-notes"),
        ([NOBODY, NOBODY], "row 2: a duplicate of row 1"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(rows: Any, words: str) -> None:
    assert any(words in problem for problem in problems_of("people", rows))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"id": "x", "titel": "T", "title": "T"}, "sources, column titel: unknown column; did you mean title?"),
        ({"id": "x"}, "sources, column title: expected a title"),
        ({"title": "T"}, "sources, column id: '': expected lower-case letters"),
        ({"id": "x", "title": "T", "kind": "rumour"}, "sources, column kind: 'rumour': expected one of academic"),
        ({"id": "x", "title": "T", "published": "soon"}, "sources, column published: 'soon'"),
        ({"id": "seed-dpa-2016", "title": "T"}, "this id belongs to another source"),
        ({"id": "x", "title": b"T"}, "sources, column title: \"b'T'\": expected text, a number"),
    ],
)
def test_a_source_that_cannot_be_used_is_refused(source: dict[str, object], words: str) -> None:
    assert any(words in problem for problem in problems_of("people", [NOBODY], source))


def test_unknown_tables_and_sources_are_named_with_the_nearest() -> None:
    with pytest.raises(UnknownTable, match="appointments"):
        mission.with_statements("appointment", [], source=NOTES)
    with pytest.raises(UnknownTable):
        mission.with_statements("sources", [NOTES], source=NOTES)
    with pytest.raises(UnknownSource, match="seed-dpa-2016"):
        mission.with_statements("people", [NOBODY], source="seed-dpa-2015")


def test_an_open_tie_names_both_sides_and_how_to_decide_it() -> None:
    told = mission.explain(mission.resolutions["2110"], "votes_for")
    latest = max(claim.source.published for claim in told.claims if claim.source.tier == 1 and claim.source.published)
    source = {"id": "rival", "title": "Rival", "kind": "un-document", "published": latest}
    (problem,) = problems_of(
        "resolutions", [{"id": "2110"}, {"id": "2110", "votes_for": 14, "locator": "p. 2"}], source
    )
    assert problem.startswith("resolutions, row 2, column votes_for: open tie on 2110: ")
    assert problem.endswith('decide it by the rank "preferred" for the row that is right, and the reason in its note')
    row = {"id": "2110", "votes_for": 14, "rank": "preferred", "note": "The record of the vote."}
    assert mission.with_statements("resolutions", [row], source=source).resolutions["2110"].votes_for == 14


def test_what_tells_which_thing_is_meant_can_be_left_out_but_not_contradicted() -> None:
    mine = mission.with_statements("resolutions", [{"id": "2110", "meeting": "S/PV.7008"}], source=NOTES)
    assert mine.resolutions["2110"].number == 2110
    (problem,) = problems_of("resolutions", [{"id": "2110", "number": 2111}])
    assert "resolutions, row 1, column number: '2111': row " in problem
    assert " of resolutions.csv has '2110' for the same record, 2110" in problem
    (problem,) = problems_of("resolutions", [{"id": "9001"}])
    assert "column number: required" in problem


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    (problem,) = problems_of("events", [{"id": "feast", "date": "2014-05", "end": "2014-04-30"}])
    assert problem.startswith("events, row 1: feast: ")


def test_rows_may_refer_to_each_other() -> None:
    posts = [{"id": "scribe", "name": "Scribe", "reports_to": "clerk"}, {"id": "clerk", "name": "Clerk"}]
    mine = mission.with_statements("posts", posts, source=NOTES)
    row = {"id": "ad-melkert.scribe", "person": "ad-melkert", "post": "scribe", "took_office": "2014-06-10"}
    assert mine.with_statements("appointments", [row], source="my-notes").holders_at("2014-06-10", "scribe")


def test_no_rows_change_nothing() -> None:
    assert mission.with_statements("people", [], source=NOTES) is mission


def test_one_row_need_not_be_in_a_list() -> None:
    assert "nobody-known" in mission.with_statements("people", NOBODY, source=NOTES).people.ids  # type: ignore[arg-type]


def test_in_a_view_the_source_joins_those_of_the_view() -> None:
    then = mission.known_at("2012")
    mine = then.with_statements("people", [NOBODY], source=NOTES)
    assert mine.view.sources == then.view.sources | {"my-notes"}  # type: ignore[operator]
    assert set(mine.people.ids) == {*then.people.ids, "nobody-known"}
    assert mine.appointments == then.appointments
    label = repr(then).partition(",")[0]
    assert repr(mine) == f"{label} with statements of your own, data {mission.version}+own>"


def test_a_view_of_the_new_record_treats_the_source_as_any_other() -> None:
    mine = mission.with_statements("people", [NOBODY], source=NOTES)
    assert "nobody-known" not in mine.known_at("2012").people.ids
    assert "nobody-known" in mine.known_at("2026-02").people.ids
    assert mine.according_to("my-notes").people.ids == ("nobody-known",)


def test_everything_else_works_as_with_any_record() -> None:
    mine = mission.with_statements("people", [NOBODY], source=NOTES)
    assert mine.search("nobody known").first().record.id == "nobody-known"
    again = pickle.loads(pickle.dumps(mine))
    assert again.people == mine.people
    assert again.explain(again.people["nobody-known"], "name").claims[0].own
    assert again.dataset.checksum == mine.dataset.checksum
    (change,) = mission.compare(mine).where(table="people")
    assert str(change) == "people/nobody-known added: Nobody Known"
    assert len(mine.changes(since=mission.version)) == 0


def test_a_mark_goes_to_the_row_and_not_to_others_of_the_source() -> None:
    mine = mission.with_statements("people", [NOBODY], source="seed-dpa-2016")
    other = next(s.record for s in mission.dataset.statements("people") if s.source == "seed-dpa-2016")
    record = mine.people[other]
    assert not any(claim.own for claim in mine.explain(record, "name").claims)


texts = st.text(max_size=12)
values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), texts, st.lists(texts, max_size=3))


@given(st.dictionaries(st.sampled_from(["id", "name", "died", "nationality", "other_names", "rank", "note"]), values))
def test_whatever_is_given_is_added_whole_or_refused_in_words(row: dict[str, Any]) -> None:
    try:
        mine = mission.with_statements("people", [row], source=NOTES)
    except DatasetError as error:
        assert error.problems  # noqa: PT017
        assert all(problem.table == "people" for problem in error.problems)  # noqa: PT017
        assert str(error).isprintable() or "\n" in str(error)  # noqa: PT017
    else:
        assert check_files(mine.dataset.files) == []


def test_a_row_with_a_former_name_beside_the_one_of_now_is_refused() -> None:
    row = {"id": "2014-06.iraq.civilians", "parts_counted": "excluded", "anbar": "included"}
    with pytest.raises(
        DatasetError, match="column anbar: the former name of parts_counted, which the row also has; give only one"
    ):
        mission.with_statements("casualties", [row], source={"id": "my-notes", "title": "Notes"})
