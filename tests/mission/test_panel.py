"""Tests of the panel: its rows always agree with the questions."""

from __future__ import annotations

import datetime
import importlib
import pkgutil
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.annotating import DATED, without
from helpers.builders import date, fresh_mission
from helpers.fictional import write_second_mission
from helpers.inside import answers_at
from helpers.strategies import partial_dates
from unami import Certainty, Mission, NotOne, PanelRow, PartialDate, UnknownName, mission
from unami.dates import bounds_of
from unami.frames import flatten
from unami.panels import TOPICS, days_of, panel_columns, rows_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from unami import Incumbent
    from unami.records import Casualties

FIRST, LAST = datetime.date(2003, 1, 1), datetime.date(2026, 12, 31)
DAY = datetime.timedelta(days=1)
EVERY_DAY = [PartialDate.from_date(FIRST + DAY * step) for step in range((LAST - FIRST).days + 1)]
CHANGES = sorted({day for topic in TOPICS.values() for day in topic.changes(mission)})
NEAR_CHANGES = sorted({day + DAY * step for day in CHANGES for step in (-2, -1, 0, 1)})

in_window = partial_dates(first=FIRST, last=LAST)


def only_row(when: PartialDate, of: Mission = mission) -> PanelRow:
    (row,) = rows_at(of, [when])
    return row


def names(holders: Iterable[Incumbent]) -> str | None:
    return "; ".join(dict.fromkeys(holder.name for holder in holders)) or None


def single(holders: list[Incumbent]) -> Incumbent | None:
    """Independent definition of the names that ``head_at`` returns."""
    ranks = [(holder.certainty, not holder.acting) for holder in holders]
    first = [holder for holder, rank in zip(holders, ranks, strict=True) if rank == max(ranks)]
    return first[0] if len(first) == 1 else None


def assert_head(row: PanelRow, of: Mission = mission) -> None:
    try:
        head = of.head_at(row.period)
    except NotOne:
        head = None
    assert row.heads == names(of.leaders_at(row.period))
    if head is None:
        assert (row.head, row.head_id, row.head_acting, row.head_certainty) == (None, None, None, None)
    else:
        told = (head.name, head.person.id, head.acting, head.certainty)
        assert (row.head, row.head_id, row.head_acting, row.head_certainty) == told


def assert_deputies(row: PanelRow, of: Mission = mission) -> None:
    deputies = of.deputies_at(row.period)
    for line in ("political", "humanitarian"):
        those = [deputy for deputy in deputies if deputy.post.line == line]
        deputy = single(those)
        assert getattr(row, f"deputies_{line}") == names(those)
        assert getattr(row, f"deputy_{line}") == (deputy and deputy.name)
        assert getattr(row, f"deputy_{line}_certainty") is (deputy and deputy.certainty)


def assert_mandate(row: PanelRow, of: Mission = mission) -> None:
    in_force = of.mandates.at(row.period)
    shown = (row.mandate, row.mandate_symbol, row.mandate_until, row.mandate_certainty)
    assert row.mandates == ("; ".join(str(mandate.resolution.number) for mandate in in_force) or None)
    if len(in_force) > 1:
        with pytest.raises(NotOne):
            of.mandate_at(row.period)
        assert shown == (None, None, None, None)
        return
    mandate = of.mandate_at(row.period)
    if mandate is None:
        assert shown == (None, None, None, None)
    else:
        resolution = mandate.resolution
        assert shown == (resolution.number, resolution.symbol, mandate.until, mandate.certainty)


def months_of(when: PartialDate) -> list[PartialDate]:
    """List the months that are certainly meant, in order."""
    meant = {(when.year, when.month)}
    if when.qualified:
        meant = {(limit.year, limit.month) for limit in when.reach}
        if when.month is None or len(meant) > 1:
            return []
    if when.month is None:
        return [PartialDate(when.year, month) for month in range(1, 13)]
    return [PartialDate(*meant.pop())]


@cache
def casualties_by_month(of: Mission) -> dict[PartialDate, Casualties | None]:
    return {point.month: point.record for point in of.casualty_series()}


def assert_figures(row: PanelRow, of: Mission = mission) -> None:
    figures = [figure for month in months_of(row.period) for figure in of.strength_at(month)]
    found = (row.strength, row.troops, row.police, row.experts, row.contributors, row.strength_month)
    if figures:
        last = figures[-1]
        assert found == (last.total, last.troops, last.police, last.experts, last.contributors, last.month)
    else:
        assert found == (None,) * 6
    counts = casualties_by_month(of)
    if row.period.month is None:
        yearly = [] if row.period.qualified else [f"{row.period.year}.iraq.civilians-including-police"]
        told = [of.casualties[key] for key in yearly if key in of.casualties.ids]
    else:
        told = [counted for month in months_of(row.period) if (counted := counts.get(month))]
    assert len(told) < 2
    shown = (row.killed, row.injured, row.casualties_parts_counted)
    assert shown == ((told[0].killed, told[0].injured, told[0].parts_counted) if told else (None, None, None))


def assert_staff(row: PanelRow, of: Mission = mission) -> None:
    running = of.at(row.period).running
    assert row.running is (running or None)
    counts = {count.category: count for count in of.staff_at(row.period) if count.measure in {"actual", "approximate"}}
    for category, name in (
        ("total", "staff"),
        ("international", "staff_international"),
        ("national", "staff_national"),
    ):
        count = counts.get(category) if running else None
        assert getattr(row, name) == (count and count.count)
        assert getattr(row, f"{name}_as_of") == (count and count.as_of)


def assert_government(row: PanelRow, of: Mission = mission) -> None:
    for office, name in (("president", "president"), ("prime-minister", "prime_minister")):
        held = [leader for leader in of.governing_at(row.period) if leader.office == office]
        sure = [leader for leader in held if leader.period.covers(row.period) is Certainty.CERTAIN]
        candidates = sure or held
        only = candidates[0] if len(candidates) == 1 else None
        assert getattr(row, name) == (only and only.name)
        assert getattr(row, f"{name}_certainty") is (only and only.period.covers(row.period))
        surest_first = [*sure, *(leader for leader in held if leader not in sure)]
        assert getattr(row, f"{name}s") == ("; ".join(leader.name or "" for leader in surest_first) or None)


def assert_phase(row: PanelRow, of: Mission = mission) -> None:
    begins = {"initial": date("2003-08-14"), "expanded": date("2007-08-10"), "closing": date("2024-05-31")}
    ends = {"initial": date("2007-08-09"), "expanded": date("2024-05-30"), "closing": date("2025-12-31")}
    covered = {name: unami.Period(begins[name], ends[name]).covers(row.period) for name in begins}
    found = {name: certainty for name, certainty in covered.items() if certainty}
    assert row.phases == ("; ".join(found) or None)
    if len(found) == 1:
        assert {row.phase: row.phase_certainty} == found
    else:
        assert (row.phase, row.phase_certainty) == (None, None)


CHECKS = [
    assert_head,
    assert_deputies,
    assert_mandate,
    assert_figures,
    assert_staff,
    assert_government,
    assert_phase,
]


@pytest.mark.parametrize("check", [assert_head, assert_deputies, assert_phase])
def test_every_day_is_answered_as_by_the_questions(check: Any) -> None:
    assert [row.period for row in mission.panel()] == EVERY_DAY
    for row in mission.panel():
        check(row)


@pytest.mark.parametrize("check", CHECKS)
def test_days_near_a_change_are_answered_as_by_the_questions(check: Any) -> None:
    panel = {row.period: row for row in mission.panel()}
    for day in NEAR_CHANGES:
        asked = PartialDate.from_date(day)
        if FIRST <= day <= LAST:
            check(panel[asked])


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("length", ["M", "Y"])
def test_months_and_years_are_answered_as_by_the_questions(length: Any, check: Any) -> None:
    for row in mission.panel(length):
        check(row)


@pytest.mark.parametrize("check", CHECKS)
@given(when=in_window)
def test_any_date_is_answered_as_by_the_questions(check: Any, when: PartialDate) -> None:
    check(only_row(when))


@pytest.mark.parametrize("check", CHECKS)
@given(day=st.sampled_from(NEAR_CHANGES))
def test_days_that_are_not_sure_are_answered_as_by_the_questions(check: Any, day: datetime.date) -> None:
    check(only_row(PartialDate.from_date(day).replace(approximate=True)))


def test_the_rows_are_those_of_all_days_months_and_years() -> None:
    assert days_of(mission) == (FIRST, LAST)
    assert (len(unami.panel()), len(unami.panel("M")), len(unami.panel("Y"))) == (len(EVERY_DAY), 24 * 12, 24)
    assert [row.id for row in unami.panel("M")][:2] == ["2003-01", "2003-02"]
    assert unami.panel("Y").last().period == date("2026")
    assert (unami.panel("M").kind, unami.panel("M").record_class) == ("months", PanelRow)


def test_nothing_is_known_before_and_after_the_mission() -> None:
    for text in ("2003-01-01", "2026-06-01"):
        row = mission.panel()[text]
        government = {"president", "presidents", "prime_minister", "prime_ministers"}
        empty = {column.name for column in panel_columns() if column.topic not in {"government", "casualties"}}
        assert all(getattr(row, name) is None for name in empty - government), text


def test_unknown_figures_are_not_zero() -> None:
    months = mission.panel("M")
    assert (months["2014-03"].killed, months["2014-03"].strength) == (None, 274)
    assert (months["2018-01"].killed, months["2018-01"].strength) == (None, None)
    assert all(row.strength is None or row.strength > 0 for row in months)


def test_a_length_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName) as caught:
        unami.panel("W")  # type: ignore[arg-type]
    assert caught.value.suggestions == ("D", "M", "Y")


def test_a_panel_is_made_once_by_whichever_thread_asks_first() -> None:
    fresh = fresh_mission()
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: fresh.panel("M"), range(16)))
    assert all(panel is made[0] for panel in made)
    assert made[0] == mission.panel("M")


def test_the_function_keeps_its_name_when_every_module_has_been_imported() -> None:
    for module in pkgutil.walk_packages(unami.__path__, "unami."):
        if not module.name.endswith("__main__") and "._" not in module.name:
            importlib.import_module(module.name)
    assert callable(unami.panel)
    assert callable(unami.annotate)
    assert unami.panel("Y") is mission.panel("Y")


# The columns


def test_every_column_has_a_topic_and_every_topic_columns() -> None:
    columns = panel_columns()
    assert list(dict.fromkeys(column.topic for column in columns)) == list(TOPICS)
    assert all(column.description for column in columns)


def test_a_topic_answers_in_its_own_columns_only() -> None:
    for topic in TOPICS.values():
        own = {column.name for column in panel_columns() if column.topic == topic.name}
        told = {
            name for when in ("2014-06-10", "2014-06", "2011", "2025") for name in topic.answer(mission, date(when))
        }
        assert told == own


def test_the_flat_names_are_those_of_a_data_frame() -> None:
    flat = [name for column in panel_columns() for name in column.flat]
    in_frame = [column.name for column in flatten(mission.panel("Y"))]
    assert in_frame == ["id", "period", "period_earliest", "period_latest", *flat]


def test_a_panel_goes_into_a_frame_whole() -> None:
    frame = mission.panel("Y").to_polars()
    assert frame["heads"].to_list() == [row.heads for row in mission.panel("Y")]
    assert frame["mandate"].to_list() == [row.mandate for row in mission.panel("Y")]


def test_a_row_says_what_it_is() -> None:
    assert str(mission.panel()["2009-07-10"]) == (
        "2009-07-10: Staffan de Mistura; Ad Melkert; Andrew Gilmour; resolution 1830"
    )
    assert str(mission.panel("Y")["2026"]) == "2026: nobody; resolution none"


# Other missions


def test_a_view_has_the_days_of_the_whole_record_and_its_own_answers() -> None:
    early = mission.known_at("2010-01-01")
    panel = early.panel("M")
    assert [row.period for row in panel] == [row.period for row in mission.panel("M")]
    for row in panel:
        assert_head(row, early)
        assert_deputies(row, early)
        assert_mandate(row, early)
    assert panel["2008-06"].head == "Staffan de Mistura"
    assert panel["2014-06"].mandate is None


def test_the_panel_of_another_mission_is_about_that_one(tmp_path: Path) -> None:
    other = write_second_mission(tmp_path / "other")
    assert other.began is not None
    assert other.panel("Y").first().period == PartialDate(other.began.year)
    for length in ("M", "Y"):
        for row in other.panel(length):
            assert_head(row, other)
            assert_deputies(row, other)
            assert_mandate(row, other)
            assert_staff(row, other)
            assert_government(row, other)
    months = other.panel("M")
    for name in ("head", "deputy_political", "mandate", "phase", "strength", "staff_national", "killed", "president"):
        assert any(getattr(row, name) for row in months), name


def test_a_source_that_says_nothing_of_the_mission_has_a_panel_without_answers() -> None:
    says_nothing = next(source for source in mission.sources if not mission.according_to(source).appointments)
    view = mission.according_to(says_nothing)
    assert len(view.panel("Y")) == 24
    assert all(row.head is None and row.phase is None for row in view.panel("Y"))


def test_a_record_without_begin_and_end_has_the_years_in_which_anything_changed(tmp_path: Path) -> None:
    small = without(tmp_path, "missions")
    assert (small.began, small.ended) == (None, None)
    limits = days_of(small)
    changes = [day for topic in TOPICS.values() for day in topic.changes(small)]
    assert changes
    assert limits == (datetime.date(min(changes).year, 1, 1), datetime.date(max(changes).year + 1, 12, 31))
    assert small.panel("Y").first().period.year == min(changes).year
    assert {row.running for row in small.panel("Y")} == {Certainty.POSSIBLE}


def test_a_record_without_any_date_has_an_empty_panel(tmp_path: Path) -> None:
    empty = without(tmp_path, *DATED)
    assert days_of(empty) is None
    assert [len(empty.panel(length)) for length in ("D", "M", "Y")] == [0, 0, 0]


def test_a_row_rests_on_the_sources_of_what_it_puts_together() -> None:
    row = mission.panel()["2014-06-10"]
    sources = set(mission.sources_of(row).ids)
    for part in (*mission.leaders_at("2014-06-10"), *mission.mandates.at("2014-06-10")):
        assert sources >= set(mission.sources_of(part).ids)
    years = mission.panel("Y")
    table = years.to_arrow(provenance=True)
    assert table["sources"].to_pylist()[years.ids.index("2014")] == list(mission.sources_of(years["2014"]).ids)
    assert "took_office" in table["disputed"].to_pylist()[years.ids.index("2013")]
    assert {source.id for source in years.cite()} >= {source.id for source in years[5:6].cite()} > set()
    html = years._repr_html_()
    assert "Nickolay Mladenov" in html
    assert html.count("<tr>") == 21


def test_bounds_are_those_of_the_question() -> None:
    table = rows_at(mission, [date("2014-06~"), date("2011")]).to_arrow()
    found = list(zip(table["period_earliest"].to_pylist(), table["period_latest"].to_pylist(), strict=True))
    assert found == [bounds_of(date("2014-06~")), bounds_of(date("2011"))]


@given(st.lists(in_window, max_size=30), st.sets(st.sampled_from(panel_columns()), min_size=1))
def test_distinct_answers_are_those_of_the_rows(dates: list[PartialDate], columns: set[Any]) -> None:
    names = [column.name for column in columns]
    found, numbers = answers_at(mission, dates, columns)
    distinct = [tuple(getattr(row, name) for name in names) for row in found]
    assert [distinct[number] for number in numbers] == [
        tuple(getattr(row, name) for name in names) for row in rows_at(mission, dates)
    ]
    assert len(set(distinct)) == len(distinct)
    assert all(getattr(row, name) is None for row in found for name in {c.name for c in panel_columns()} - {*names})
