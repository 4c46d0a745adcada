"""Tests of numbers with edges, and of fields that are decided together."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.builders import MemoryFiles
from helpers.inside import Dataset, Figure, agree, columns, edged
from unami import Mission, Reason
from unami.records import TABLES, record_class

mission = unami.mission
EDGES = (None, "about", "at-least", "at-most")
figures = st.builds(Figure, st.integers(0, 99_999), st.sampled_from(EDGES))


def voted(*rows: dict[str, str]) -> Mission:
    """Make a mission of an election, of which each row is what a source of its own says."""
    tiers = [{"kind": kind, "tier": tier, "description": kind} for kind, tier in (("un", "1"), ("news", "3"))]
    sources, said = [], []
    for number, row in enumerate(rows):
        kind = row.get("kind", "news")
        sources.append({"id": f"s{number}", "title": f"S {number}", "kind": kind, "published": f"20{10 + number}"})
        cells = {name: cell for name, cell in row.items() if name != "kind"}
        said.append({"id": "vote", "source": f"s{number}", "locator": "p. 1", "rank": "normal", **cells})
    table = "casualties" if any("killed" in row for row in rows) else "elections"
    if any("presented_at" in row or "presented_on" in row for row in rows):
        table = "documents"
    return Mission(Dataset(MemoryFiles(tiers=tiers, sources=sources, **{table: said})))


# What a number can mean


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Figure(24, "at-least"), Figure(22), False),
        (Figure(20, "at-least"), Figure(22), True),
        (Figure(20, "at-most"), Figure(22), False),
        (Figure(12_000_000, "about"), Figure(11_526_412), True),
        (Figure(12_000_000, "about"), Figure(13_013_765), False),
        (Figure(130, "about"), Figure(134), True),
        (Figure(130, "about"), Figure(155), False),
        (Figure(58.0, "about"), Figure(58.32), True),
        (Figure(58.3, "about"), Figure(58.9), False),
        (Figure(600, "at-least"), Figure(650, "about"), True),
        (Figure(22), Figure(23), False),
        (Figure(0, "about"), Figure(0), True),
    ],
)
def test_numbers_agree_if_what_they_can_mean_meets(one: Figure, other: Figure, meet: bool) -> None:
    assert one.meets(other) is other.meets(one) is agree(one, other) is meet


@given(figures, st.integers(0, 99_999))
def test_an_edge_takes_in_the_number_itself(figure: Figure, number: int) -> None:
    low, high = figure.reach
    assert low <= figure.number <= high
    assert figure.meets(Figure(number)) is (low <= number <= high)


def test_a_number_is_shown_with_its_edge() -> None:
    assert [edged(5, edge) for edge in EDGES] == ["5", "about 5", "at least 5", "at most 5"]


# Which one stands


def test_an_exact_number_beats_a_round_one_of_the_same_standing() -> None:
    record = voted({"votes_cast": "11222403"}, {"votes_cast": "12000000", "votes_cast_bound": "about"})
    vote = record.elections["vote"]
    explained = record.explain(vote, "votes_cast")
    assert (vote.votes_cast, vote.votes_cast_bound, explained.reason) == (11_222_403, None, Reason.EXACT)
    (dispute,) = record.disputes  # it does not round to 12 million
    assert [rival.id for rival in dispute.against] == ["about 12,000,000"]
    assert "about 12,000,000 [s1]" in str(dispute)


def test_a_round_number_of_a_better_source_is_refined_by_an_exact_one_that_agrees() -> None:
    better = {"votes_cast": "12000000", "votes_cast_bound": "about", "kind": "un"}
    assert voted(better, {"votes_cast": "11526412"}).elections["vote"].votes_cast == 11_526_412
    contradicted = voted(better, {"votes_cast": "13013765"}).elections["vote"]
    assert (contradicted.votes_cast, contradicted.votes_cast_bound) == (12_000_000, "about")


def test_a_bound_that_agrees_is_no_dispute() -> None:
    least = {"votes_cast": "20", "votes_cast_bound": "at-least"}
    assert not voted(least, {"votes_cast": "22"}).disputes
    assert voted(least, {"votes_cast": "18"}).disputes


def test_a_number_and_its_edge_come_from_one_statement() -> None:
    record = voted({"votes_cast": "20", "kind": "un"}, {"votes_cast": "24", "votes_cast_bound": "at-least"})
    vote = record.elections["vote"]
    assert (vote.votes_cast, vote.votes_cast_bound) == (20, None)
    claims = record.explain(vote, "votes_cast").claims
    assert [str(claim).partition(":")[0] for claim in claims] == ["20", "at least 24"]
    assert [claim.bound for claim in claims] == [None, "at-least"]
    assert record.explain(vote, "votes_cast_bound").value is None


@given(st.lists(figures, min_size=1, max_size=6))
def test_the_number_that_stands_is_one_that_is_stated_with_its_edge(stated: list[Figure]) -> None:
    rows = [{"votes_cast": str(one.number), "votes_cast_bound": one.edge or ""} for one in stated]
    record = voted(*rows)
    vote = record.elections["vote"]
    shown = Figure(vote.votes_cast or 0, vote.votes_cast_bound)
    assert shown in stated
    if any(one.edge is None for one in stated):
        assert shown.edge is None
    disputed = any(not agree(*pair) for pair in itertools.combinations(stated, 2))
    assert bool(record.disputes) is disputed


def test_every_edge_of_the_packaged_record_is_that_of_its_number() -> None:
    seen = 0
    for table in TABLES:
        of = columns(record_class(table))
        for place, column in enumerate(of):
            if column.edge is None:
                continue
            stated = {
                (row.record, row.cells[place], row.cells[column.edge.place])
                for row in mission.statements(table)
                if row.cells[place]
            }
            for record in mission.tables[table]:
                number, edge = getattr(record, column.name), getattr(record, column.edge.name)
                if number is None:
                    assert edge is None
                else:
                    assert any(
                        row[0] == record.id and float(row[1]) == number and row[2] == (edge or "") for row in stated
                    )
                    seen += edge is not None
    assert seen > 50


# Fields that go with another


def test_what_goes_with_a_value_falls_with_it() -> None:
    base = {"start": "2015-02", "place": "iraq", "population": "total", "killed": "5"}
    left_out = {**base, "parts": "IQ-AN", "parts_counted": "excluded", "exclusions": "Leaves Anbar out."}
    taken_in = {**base, "parts": "IQ-AN", "parts_counted": "included", "kind": "un"}
    count = voted(left_out, taken_in).casualties["vote"]
    assert (count.parts_counted, count.exclusions) == ("included", None)
    silent = voted({**base, "exclusions": "Leaves Anbar out."}, taken_in).casualties["vote"]
    assert silent.exclusions == "Leaves Anbar out."  # nothing speaks against it


def test_the_day_of_another_meeting_is_not_shown_beside_a_meeting() -> None:
    record = voted(
        {"presented_at": "a", "presented_on": "2015-02-01", "kind": "un"},
        {"presented_at": "b", "presented_on": "2015-03-01"},
    )
    paper: Any = record.documents["vote"]
    assert (paper.presented_at, str(paper.presented_on)) == ("a", "2015-02-01")
    assert record.explain(paper, "presented_on").reason is Reason.TOGETHER
    without = voted({"presented_at": "a", "kind": "un"}, {"presented_at": "b", "presented_on": "2015-03-01"})
    assert without.documents["vote"].presented_on is None
    alone = voted({"presented_at": "a", "kind": "un"}, {"presented_on": "2015-03-01"})
    assert str(alone.documents["vote"].presented_on) == "2015-03-01"


def test_the_packaged_february_of_2015_does_not_contradict_itself() -> None:
    count = mission.casualties["2015-02.iraq.civilians-including-police"]
    assert (count.parts_counted, count.exclusions) == ("included", None)
