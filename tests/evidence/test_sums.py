"""Tests of sums that the curators work out, which name their parts."""

from __future__ import annotations

import re

import pytest

import unami
from helpers.builders import MemoryFiles
from helpers.inside import Dataset, check_files
from unami import Mission


def counted(**total: str) -> MemoryFiles:
    """Make a package with two monthly counts and a total of the curators."""
    of_iraq = {"place": "iraq", "population": "total"}
    said = {"source": "paper", "locator": "p. 1", "rank": "normal", **of_iraq}
    curated = {"source": "curation", "locator": "sum", "rank": "preferred", "note": "Our sum.", **of_iraq}
    return MemoryFiles(
        tiers=[{"kind": "curation", "tier": "0"}, {"kind": "news", "tier": "3"}],
        sources=[
            {"id": "curation", "title": "Decisions", "kind": "curation"},
            {"id": "paper", "title": "Paper", "kind": "news"},
        ],
        places=[{"id": "iraq", "source": "paper", "locator": "p. 1", "rank": "normal", "name": "Iraq"}],
        casualties=[
            {**said, "id": "2015-01", "start": "2015-01", "killed": "5", "injured": "7"},
            {**said, "id": "2015-02", "start": "2015-02", "killed": "6"},
            {**curated, "id": "2015", "start": "2015", **total},
        ],
    )


def test_a_sum_is_marked_and_its_parts_are_shown() -> None:
    mission = Mission(Dataset(counted(killed="11", stated_as="killed: 2015-01 + 2015-02")))
    explained = mission.explain(mission.casualties["2015"], "killed")
    assert explained.derivation == "11 = 5 (2015-01) + 6 (2015-02)"
    (claim,) = explained.claims
    assert claim.derived
    assert "worked out as a sum" in str(claim)
    assert explained.derivation in str(explained)
    assert not mission.explain(mission.casualties["2015-01"], "killed").claims[0].derived
    less = Mission(Dataset(counted(killed="2", stated_as="killed: 2015-02 - 4")))
    assert less.explain(less.casualties["2015"], "killed").derivation == "2 = 6 (2015-02) - 4"


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"killed": "11", "stated_as": "killed: 2015-01 + 2015-02"}, None, ""),
        ({"killed": "12", "stated_as": "killed: 2015-01 + 2015-02"}, "killed", "the terms add up to 11"),
        (
            {"killed": "11", "stated_as": "killed: 2015-01 + 2015-03"},
            "stated_as",
            "expected the id of a record, or a number",
        ),
        ({"killed": "11", "stated_as": "our sum"}, "killed", "a sum names its terms in stated_as"),
        ({"killed": "1203", "stated_as": "killed: 2015-01 + 1,204 - 2015-02"}, None, ""),
        ({"killed": "9", "stated_as": "killed: 3 + 2015-02"}, None, ""),
        (
            {"killed": "9", "stated_as": "killed: some + 2015-02"},
            "stated_as",
            "expected the id of a record, or a number",
        ),
        ({"killed": "117500000", "stated_as": "killed: 114.2 million + 3.3 million"}, None, ""),
        ({"injured": "7", "stated_as": "injured: 2015-01 + 2015-02"}, "stated_as", "no injured of this term"),
    ],
)
def test_check_adds_the_parts_up_again(cells: dict[str, str], column: str | None, message: str) -> None:
    problems = [problem for problem in check_files(counted(**cells)) if problem.table == "casualties"]
    assert [problem.column for problem in problems] == ([] if column is None else [column])
    assert all(message in problem.message for problem in problems)


def test_what_the_packaged_curators_worked_out_names_its_terms() -> None:
    mission = unami.mission
    total = mission.explain(mission.casualties["2015.iraq.total"], "killed")
    assert total.derivation is not None
    assert total.derivation.startswith("12740 = 1375 (2015-01.iraq.total) + ")
    for table in unami.records.TABLES:
        for row in mission.statements(table):
            if row.source == "curation" and re.match(r"Sum of", row.note):
                assert row.locator == "sum", f"{table}, row {row.line}"
