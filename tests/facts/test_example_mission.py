"""The example record of another mission: it is real, small and still at work, and everything can be asked of it."""

from __future__ import annotations

import csv
import inspect
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.inside import claims_with_words, warnings_of
from helpers.paths import ROOT
from unami import Mission
from unami.charts import NAMES
from unami.cli import main
from unami.export import FORMATS
from unami.records import TABLES

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "docs/examples/unsmil"

ASKED: dict[str, tuple[Any, ...] | None] = {
    "leaders_at": ("2014",),
    "post_at": ("srsg", "2021"),
    "vacancies_at": ("2022-05",),
    "head_at": ("2018-06-01",),
    "deputies_at": ("2019",),
    "holders_at": ("2022-01", "special-adviser"),
    "post": ("SRSG",),
    "record": ("S/RES/2570 (2021)",),
    "person": ("Kubiš",),
    "appointments_of": ("Stephanie Williams",),
    "mandate_at": ("2025-11-15",),
    "tasks_at": ("2020",),
    "country": ("Libya",),
    "gaps": ("srsg",),
    "identify": ("countries", "Nepal"),
    "words": ("election-kind",),
    "find": None,
    "values_of": None,
    "deployments_by": None,
    "deployments_at": None,
    "deployment_series": None,
    "strength_at": None,
    "contingents_of": ("Nepal",),
    "contingents_at": ("2019",),
    "deaths_by": None,
    "staff_at": ("2025",),
    "budget_for": (2026,),
    "offices_at": ("2025",),
    "place": ("Benghazi",),
    "casualties_in": None,
    "casualty_series": None,
    "report_trail": (),
    "report_before": None,
    "briefings_by": ("Hanna Tetteh",),
    "events_on": ("2015-12-17",),
    "elections_between": ("2012", "2024"),
    "governing_at": ("2022",),
    "events_between": ("2019", "2021"),
    "at": ("2025-11-15",),
    "search": ("ceasefire",),
    "known_at": ("2016-06",),
    "according_to": ("sc-res-2486",),
    "changes": None,
    "coverage": ("year",),
    "panel": ("Y",),
    "statements": ("people",),
    "cite": (),
}
"""Questions with an answer; ``None`` where the record is known to have none yet."""

ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "find": ("wikidata", "Q1"),
    "values_of": ("wikidata",),
    "deployments_by": ("Nepal",),
    "deployments_at": ("2019",),
    "deployment_series": ("Nepal",),
    "strength_at": ("2019",),
    "deaths_by": ("incident",),
    "report_before": ("S/PV.9770",),
}


@pytest.fixture(scope="module")
def unsmil() -> Mission:
    return unami.open_dataset(FOLDER)


def test_it_is_a_record_of_some_size_and_plainly_incomplete(unsmil: Mission) -> None:
    statements = [said for table in TABLES for said in unsmil.statements(table) if said.source != "curation"]
    assert len(statements) >= 100
    assert len({said.source for said in statements}) >= 30
    assert all(said.locator for said in statements)
    descriptor = unsmil.dataset.descriptor
    assert "incomplete" in descriptor["title"]
    assert "incomplete" in descriptor["description"]
    assert "incomplete" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_it_is_not_part_of_the_library() -> None:
    assert unami.__file__ is not None
    assert not any(ROOT.joinpath("src").rglob("*unsmil*"))


def test_it_has_no_warnings_and_no_words_that_contradict_a_value(
    unsmil: Mission, capsys: pytest.CaptureFixture[str]
) -> None:
    assert warnings_of(unsmil.dataset.files) == []
    assert main(["check", str(FOLDER), "--evidence"]) == 0
    assert capsys.readouterr().out.endswith("contradictions: 0\n")
    held = [claim.verdict == "held" for claim in claims_with_words(unsmil)]
    assert sum(held) > 0.75 * len(held)


def test_every_question_is_asked(unsmil: Mission) -> None:
    otherwise = {"explain", "identifiers_of", "sources_of", "disputes_of", "disputes_at"}
    otherwise |= {"with_statements", "compare", "annotate", "export"}
    methods = {name for name, _ in inspect.getmembers(Mission, inspect.isfunction) if not name.startswith("_")}
    assert methods - otherwise <= ASKED.keys()


@pytest.mark.parametrize("name", ASKED)
def test_each_question_is_answered(unsmil: Mission, name: str) -> None:
    arguments = ASKED[name]
    if arguments is None:
        try:
            answer = getattr(unsmil, name)(*ARGUMENTS.get(name, ()))
        except unami.UnknownName as unknown:
            answer = str(unknown)
    else:
        answer = getattr(unsmil, name)(*arguments)
        assert answer is not None
        assert not hasattr(answer, "__len__") or len(answer) > 0
    text = f"{answer!r} {answer}".lower()
    assert not [word for word in ("iraq", "unami", "baghdad") if word in text]


@pytest.mark.parametrize("by", ["table", "year", "field", "series", "kind", "language", "publisher"])
def test_its_coverage_is_counted(unsmil: Mission, by: str) -> None:
    found = unsmil.coverage(by)
    assert len(found) > 0 or by == "series"
    assert str(found)


@pytest.mark.needs("altair", "vl_convert")
@pytest.mark.parametrize("name", NAMES)
def test_each_chart_is_drawn(unsmil: Mission, name: str) -> None:
    drawn = unsmil.chart.draw(name).to_dict()
    text = json.dumps(drawn, default=str).lower()
    assert "baghdad" not in text
    assert "unami" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_each_export_is_written(unsmil: Mission, name: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    unsmil.export(name, target)
    assert target.is_dir() is FORMATS[name].folder
    assert list(target.iterdir()) if target.is_dir() else target.stat().st_size
    if name in ("datapackage", "xlsx"):
        assert unami.open_dataset(target).cite().checksum == unsmil.cite().checksum


# What the sources say


def test_heads_follow_each_other(unsmil: Mission) -> None:
    heads = dict.fromkeys(head.name for head in unsmil.heads)
    assert [name.split()[-1] for name in heads] == [
        "Martin",
        "Mitri",
        "León",
        "Kobler",
        "Salamé",
        "Williams",
        "Kubiš",
        "Zenenga",
        "Bathily",
        "Koury",
        "Tetteh",
    ]
    assert [head.name for head in unsmil.heads if head.acting] == [
        "Stephanie Turco Williams",
        "Raisedon Zenenga",
        "Stephanie Koury",
    ]


def test_mandates_follow_each_other_to_the_present_one(unsmil: Mission) -> None:
    numbers = [mandate.resolution.number for mandate in unsmil.mandates]
    assert numbers[0] == 2009
    assert numbers[-1] == 2796
    assert numbers == sorted(numbers)
    present = unsmil.mandate_at("2026-06")
    assert present is not None
    assert str(present.until) == "2026-10-31"


def test_sources_that_disagree_are_all_kept(unsmil: Mission) -> None:
    turnout = unsmil.disputes["elections/2014-06-25-house/turnout_percent"]
    assert sorted(rival.value for rival in turnout.rivals) == [18.0, 42.0, 45.0]
    assert str(unsmil.appointments["jan-kubis.srsg"].left_office) == "2021-12-10"
    assert "appointments/jan-kubis.srsg/left_office" in unsmil.disputes.ids


# The guide


def test_the_guide_writes_rows_of_the_example() -> None:
    page = (ROOT / "docs/how-to/start-another-missions-record.md").read_text(encoding="utf-8")
    said: list[tuple[str, dict[str, str]]] = []
    names: dict[str, Any] = {"say": lambda table, **cells: said.append((table, cells))}
    for block in re.findall(r"```python\n((?:by = |say\().*?)```", page, re.DOTALL):
        exec(compile(block, "guide", "exec"), names)
    assert len(said) > 15
    for table, cells in said:
        with (FOLDER / f"{table}.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert any(cells.items() <= row.items() for row in rows), (table, cells)
