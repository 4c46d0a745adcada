"""Tests of the charts: what each draws, from which data, and how missing and uncertain data are shown."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import altair as alt
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.builders import Package, said, small_mission
from helpers.inside import View, Window, pieces
from helpers.paths import LIBRARY, ROOT
from unami import AmbiguousDate, InvalidDate, Mission, UnknownField, UnknownName, UnknownPlace, mission
from unami.charts import NAMES, Charts, save
from unami.cli import main
from unami.dates import Span
from unami.errors import FileInTheWay, MissingExtra
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from helpers.browser import Visit

Row = dict[str, Any]

BOMBING = mission.events["canal-hotel-bombing"]
DE_MISTURA = mission.appointments["staffan-de-mistura.srsg"]

SINGLE: dict[str, Callable[[Charts], Any]] = {
    "dispute-of-dates": lambda charts: charts.disputes(DE_MISTURA, "left_office"),
    "dispute-of-numbers": lambda charts: charts.disputes(BOMBING, "killed"),
    "dispute-of-words": lambda charts: charts.disputes(mission.people["staffan-de-mistura"], "nationality"),
}
EVERY = (*NAMES, *SINGLE)


@cache
def chart_of(name: str) -> Any:
    return SINGLE[name](mission.chart) if name in SINGLE else mission.chart.draw(name)


@cache
def spec_of(name: str) -> Row:
    """The specification of a chart; Altair validates it."""
    spec: Row = chart_of(name).to_dict()
    return spec


def layers_of(spec: Row) -> Iterator[Row]:
    for part in ("layer", "vconcat", "concat"):
        for layer in spec.get(part, ()):
            yield layer
            yield from layers_of(layer)


def rows_of(spec: Row, name: str) -> list[Row]:
    """The data of the layer of a name."""
    # In a chart of several plots, Altair numbers the names.
    found = (layer for layer in layers_of(spec) if re.fullmatch(f"{name}(_\\d+)?", layer.get("name", "")))
    layer = next(found, None)
    rows: list[Row] = spec["datasets"][layer["data"]["name"]] if layer else []
    return rows


def layer_of(spec: Row, name: str) -> Row:
    """The layer of a name."""
    # In a chart of several plots, Altair numbers the names.
    return next(layer for layer in layers_of(spec) if re.fullmatch(f"{name}(_\\d+)?", layer.get("name", "")))


def words_of(spec: Row) -> str:
    """Title, subtitle and the texts in a chart."""
    texts = [" ".join(layer["mark"]["text"]) for layer in layers_of(spec) if "text" in layer.get("mark", {})]
    return "\n".join([title_of(spec), subtitle_of(spec), *texts])


def title_of(spec: Row) -> str:
    """The title, in one line."""
    text = spec["title"]["text"]
    return text if isinstance(text, str) else " ".join(text)


def subtitle_of(spec: Row) -> str:
    """The lines below the title, in one line."""
    return " ".join(spec["title"]["subtitle"])


# What is drawn, and of which columns

REACH = ("rule", "start", "after", "count", "who")
CLAIMS = {"claims": ("point", "value", None, "row", "standing"), "values": ("text", None, None, "row", None)}
DRAWN: dict[str, dict[str, tuple[str, str | None, str | None, str | None, str | None]]] = {
    "timeline": {
        "possible": ("bar", "start", "after", "row", "colour"),
        "certain": ("bar", "start", "after", "row", "colour"),
        "events": ("point", "start", None, "row", None),
    },
    "strength": {
        "hatching": ("rule", "start", "after", "low", None),
        "gaps": ("rect", "start", "after", None, None),
        "people": ("rect", "start", "after", "below", "country"),
        "open": ("text", "middle", None, "reached", None),
    },
    "casualties": {
        "lines": ("line", "middle", None, "count", "measure"),
        "rivals": ("tick", "middle", None, "count", "measure"),
        "months": ("point", "middle", None, "count", "measure"),
    },
    "contributors": {
        "hatching": ("rule", "start", "after", "low", None),
        "people": ("rect", "start", "after", "zero", None),
    },
    "casualties-by-governorate": {"months": ("rect", "start", "after", "row", "band")},
    "places": {"tiles": ("rect", "column", None, "line", "band"), "unknown": ("rect", "column", None, "line", None)},
    "mandates": {"tasks": ("text", None, None, "at", None), "before": ("text", None, None, "at", None)},
    "calendar": {
        "briefing": ("point", "column", None, "year", "kind"),
        "resolution": ("point", "column", None, "year", "kind"),
    },
    "tasks": {"cells": ("rect", "mandate", None, "row", "state")},
    "disputes": {
        "fields": ("bar", "below", "reached", "row", "reason"),
        "totals": ("text", "count", None, "row", None),
    },
    "camp": {
        "attacks": ("rule", "middle", None, None, None),
        "reach": REACH,
        "figures": ("point", "middle", None, "count", "who"),
    },
    "staff-and-budget": {
        "reach": REACH,
        "staff": ("point", "middle", None, "count", "who"),
        "money": ("rule", "start", "after", "millions", "kind"),
    },
    "coverage": {
        "cells": ("rect", "year", None, "row", "fill"),
        "lasting": ("tick", "year", None, "row", None),
    },
    "dispute-of-dates": {
        **CLAIMS,
        "shown": ("rect", "start", "after", None, None),
        "reach": ("rule", "start", "after", "row", "standing"),
        "claims": ("point", "middle", None, "row", "standing"),
    },
    "dispute-of-numbers": {
        **CLAIMS,
        "shown": ("rule", "number", None, None, None),
        "claims": ("point", "number", None, "row", "standing"),
    },
    "dispute-of-words": {**CLAIMS, "shown": ("rect", "value", None, None, None)},
}
"""The layers of each chart: the mark, its place across (from, to), its place up and down, and what colours it."""


@pytest.mark.parametrize("name", EVERY)
def test_the_layers_of_a_chart_show_these_columns(name: str) -> None:
    for layer_name, (mark, *columns) in DRAWN[name].items():
        layer = layer_of(spec_of(name), layer_name)
        shown = {channel: part.get("field") for channel, part in layer["encoding"].items() if isinstance(part, dict)}
        colour = shown.get("color") or shown.get("fill")
        assert (layer["mark"]["type"], [shown.get("x"), shown.get("x2"), shown.get("y"), colour]) == (mark, columns)


@pytest.mark.parametrize("name", EVERY)
def test_every_column_that_is_shown_is_in_every_row(name: str) -> None:
    spec = spec_of(name)
    seen = 0
    for layer in layers_of(spec):
        shown = {part["field"] for part in layer.get("encoding", {}).values() if "field" in part}
        for row in spec["datasets"][layer["data"]["name"]] if shown else ():
            assert shown <= row.keys()
            seen += 1
    assert seen


@pytest.mark.parametrize(
    ("name", "layer", "opacity"),
    [
        ("timeline", "possible", "fillOpacity"),
        ("camp", "reach", "opacity"),
        ("staff-and-budget", "reach", "opacity"),
        ("dispute-of-dates", "reach", "opacity"),
    ],
)
def test_what_is_only_possible_is_drawn_faintly(name: str, layer: str, opacity: str) -> None:
    assert layer_of(spec_of(name), layer)["mark"][opacity] < 0.5
    for row in rows_of(spec_of(name), layer):
        assert row["start"] < row["after"]


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_has_title_note_and_a_background(name: str) -> None:
    spec = spec_of(name)
    assert spec["title"]["text"]
    assert spec["title"]["subtitle"]
    assert spec["background"] == "#ffffff"
    assert spec["description"].startswith(title_of(spec).rstrip("."))
    assert f"Data: unami {mission.version}" in words_of(spec)


@pytest.mark.parametrize("name", EVERY)
def test_every_mark_with_a_tooltip_names_its_sources(name: str) -> None:
    spec = spec_of(name)
    known = {source.id for source in mission.sources}
    seen = 0
    for layer in layers_of(spec):
        fields = [tip["field"] for tip in layer.get("encoding", {}).get("tooltip", ())]
        if not fields or layer.get("name") in ("gaps", "unknown"):
            continue
        for row in spec["datasets"][layer["data"]["name"]]:
            assert all(row.get(field) not in ("", None) for field in fields), (fields, row)
            told = row["source"] if "source" in row else row["sources"]
            assert set(re.sub(r" and \d+ more$", "", told).split(", ")) <= known
            seen += 1
    assert seen


@pytest.mark.parametrize("name", ["timeline", "casualties", "staff-and-budget"])
def test_drawing_a_chart_again_gives_the_same_and_leaves_altair_as_it_was(name: str) -> None:
    state = (alt.renderers.active, alt.data_transformers.active, alt.theme.active)
    assert mission.chart.draw(name).to_dict() == spec_of(name)
    assert (alt.renderers.active, alt.data_transformers.active, alt.theme.active) == state


# Time


WINDOW = Window(datetime.date(2003, 8, 14), datetime.date(2025, 12, 31))
DAYS = st.dates(datetime.date(2001, 1, 1), datetime.date(2027, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, second = sorted((draw(DAYS), draw(DAYS)))
    third, fourth = sorted((draw(DAYS), draw(DAYS)))
    start, end = (first, second), (third, fourth)
    earliest_start = draw(st.sampled_from((start[0], datetime.date.min)))
    latest_end = draw(st.sampled_from((end[1], datetime.date.max)))
    earliest_start, latest_end = min(earliest_start, latest_end), max(earliest_start, latest_end)
    return Span(earliest_start, min(start[1], latest_end), max(end[0], earliest_start), latest_end)


@given(spans())
def test_the_pieces_of_a_span_say_of_each_day_what_the_span_says(span: Span) -> None:
    found = pieces(span, WINDOW)
    for before, after in pairwise(found):
        assert before.after == after.first
        assert before.certainty is not after.certainty
    days = {WINDOW.first, WINDOW.last}
    for day in (span.earliest_start, span.latest_start, span.earliest_end, span.latest_end):
        if WINDOW.has(day):
            days |= {day, max(day - datetime.timedelta(days=1), WINDOW.first)}
            days |= {min(day + datetime.timedelta(days=1), WINDOW.last)}
    for day in days:
        drawn = [piece.certainty for piece in found if piece.first <= day < piece.after]
        assert drawn == ([span.on(day)] if span.on(day) else [])


def test_the_timeline_draws_what_the_sources_leave_open_as_open() -> None:
    spec = spec_of("timeline")
    of_melkert = {
        kind: [(row["start"][:10], row["after"][:10]) for row in rows_of(spec, kind) if "Melkert" in row["what"]]
        for kind in ("certain", "possible")
    }
    span = mission.appointments["ad-melkert.srsg"].span
    day = datetime.timedelta(days=1)
    assert of_melkert["certain"] == [(str(span.latest_start), str(span.earliest_end + day))]
    assert of_melkert["possible"] == [
        (str(span.earliest_start), str(span.latest_start)),
        (str(span.earliest_end + day), str(span.latest_end + day)),
    ]
    marks = {layer["name"]: layer["mark"] for layer in spec["layer"] if layer.get("name") in of_melkert}
    assert marks["possible"]["strokeDash"]
    assert marks["possible"]["fillOpacity"] < 0.5
    assert "strokeDash" not in marks["certain"]


def test_the_timeline_shows_everybody_who_led_and_every_mandate() -> None:
    rows = rows_of(spec_of("timeline"), "certain") + rows_of(spec_of("timeline"), "possible")
    told = {row["what"].partition(",")[0].removesuffix(" (acting)") for row in rows}
    posts = {post.id for post in mission.posts if post.role in ("head", "deputy")}
    for appointment in mission.appointments:
        if appointment.post in posts:
            assert mission.people[appointment.person].name in told
    mandates = [row for row in rows if row["row"].startswith("#mandates")]
    assert len({row["what"] for row in mandates}) == len(mission.mandates)
    acting = {row["height"] for row in rows if "(acting)" in row["what"]}
    assert max(acting) < min(row["height"] for row in rows if "(acting)" not in row["what"])


def test_the_timeline_shows_the_events_that_most_sources_tell() -> None:
    spec = mission.chart.timeline(events=3).to_dict()
    shown = {row["what"] for row in rows_of(spec, "events")}
    assert "Bombing of the UN headquarters at the Canal Hotel" in shown
    assert len(shown) == 3
    assert rows_of(mission.chart.timeline(events=0).to_dict(), "events") == []


def test_the_titles_of_events_do_not_lie_over_each_other() -> None:
    rows = rows_of(spec_of("timeline"), "events-right")
    for one in rows:
        for other in rows:
            if one["row"] == other["row"] and one["start"] < other["start"]:
                years = (datetime.date.fromisoformat(other["start"][:10]) - WINDOW.first).days - (
                    datetime.date.fromisoformat(one["start"][:10]) - WINDOW.first
                ).days
                assert years / WINDOW.days * 860 > len(one["label"]) * 5


def test_only_the_time_asked_for_is_drawn() -> None:
    spec = mission.chart.timeline(start="2009", end="2010-06").to_dict()
    for kind in ("certain", "possible"):
        for row in rows_of(spec, kind):
            assert "2009-01-01" <= row["start"] < row["after"] <= "2010-07-01T00:00:00"
    assert not any("Kobler" in row["what"] for row in rows_of(spec, "certain"))


# Strength


def test_the_last_phase_ends_with_the_mission_and_acting_heads_are_not_counted() -> None:
    known = small_mission(
        missions=[said("m", name="M", established="2015-01-01", ended="2020-12-31")],
        resolutions=[said("1", number="1", adopted="2015-01-01", relation="establishes", mandate_until="2016-12-31")],
        posts=[said("boss", name="Boss", role="head")],
        people=[said(name, name=name.upper()) for name in ("a", "b")],
        appointments=[
            said("a.boss", person="a", post="boss", took_office="2015-01-01", left_office="2016-01-01"),
            said("b.boss", person="b", post="boss", took_office="2016-01-02", left_office="2020-12-31", acting="true"),
        ],
    )
    spec = known.chart.timeline().to_dict()
    phases = [row for row in rows_of(spec, "certain") if row["row"].startswith("#phases")]
    assert [(row["start"][:10], row["after"][:10]) for row in phases] == [("2015-01-01", "2021-01-01")]
    assert "1 person headed the mission" in json.dumps(spec["title"])
    assert "acting, and not counted among the heads" in " ".join(spec["title"]["subtitle"])


def test_a_strength_without_a_total_is_drawn_as_far_as_it_is_known() -> None:
    known = small_mission(strength=[said("2013-05", month="2013-05", troops="15241", police="4737")])
    spec = known.chart.strength().to_dict()
    (row,) = rows_of(spec, "people")
    assert (row["reached"], row["total"], row["open"]) == (15241 + 4737, "not known", True)
    assert row["parts"] == "15,241 troops, 4737 police in the whole mission"
    assert "paper" in row["sources"]
    assert "kinds of personnel, and no total" in json.dumps(spec)
    assert not rows_of(known.chart.contributors().to_dict(), "people")
    nobody = small_mission(strength=[said("2013-05", month="2013-05", troops="0")])
    assert "uniformed personnel in this period" in json.dumps(nobody.chart.strength().to_dict())


def test_the_parts_of_a_month_add_up_to_its_strength() -> None:
    heights: dict[str, int] = {}
    for row in rows_of(spec_of("strength"), "people"):
        assert row["below"] == heights.get(row["month"], 0)
        heights[row["month"]] = row["reached"]
        assert row["count"] == row["reached"] - row["below"] > 0
    for figure in mission.strength:
        assert heights[figure.id] == figure.total


def test_months_without_a_figure_are_gaps_and_not_zero() -> None:
    spec = spec_of("strength")
    months = {row["month"] for row in rows_of(spec, "people")}
    gaps = rows_of(spec, "gaps")
    assert "2018-05" not in months
    assert any(row["start"] <= "2018-05-01" and row["after"] >= "2018-06-01" for row in gaps)
    for month in months:
        first = f"{month}-01T00:00:00"
        assert not any(row["start"] <= first < row["after"] for row in gaps)


def test_what_is_known_of_a_month_only_in_part_is_drawn_so() -> None:
    spec = spec_of("strength")
    of_2015 = [row for row in rows_of(spec, "people") if row["month"] == "2015-06"]
    assert [(row["country"], row["count"]) for row in of_2015] == [("Country not known", 245)]
    assert "2019-06" in {row["month"] for row in rows_of(spec, "open")}
    assert "2014-03" not in {row["month"] for row in rows_of(spec, "open")}


# Casualties


def test_no_line_leads_over_a_month_without_a_count() -> None:
    rows = rows_of(spec_of("casualties"), "lines")
    assert "2014-03" not in {row["month"] for row in rows}
    runs: dict[str, list[str]] = {}
    for row in rows:
        runs.setdefault(row["run"], []).append(row["month"])
    assert len(runs) > 2
    for months in runs.values():
        numbers = [int(month[:4]) * 12 + int(month[5:]) for month in months]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_the_counts_are_those_of_the_series() -> None:
    rows = rows_of(spec_of("casualties"), "months")
    for measure in ("killed", "injured"):
        shown = {row["month"]: row["count"] for row in rows if row["measure"] == measure}
        expected = {
            point.id: getattr(point.record, measure)
            for point in mission.casualty_series()
            if point.record is not None and getattr(point.record, measure) is not None
        }
        assert shown == expected


def test_revisions_and_other_counts_stand_beside_the_count_shown() -> None:
    spec = spec_of("casualties")
    june = next(row for row in rows_of(spec, "months") if row["month"] == "2014-06" and row["measure"] == "killed")
    assert june["exclusions"].startswith("Anbar included")
    rivals = {row["count"] for row in rows_of(spec, "rivals") if row["month"] == "2014-06"}
    assert 1531 in rivals
    disputed = list(mission.disputes.where(table="casualties", field="killed"))
    monthly = [dispute for dispute in disputes_of_series() if dispute in disputed]
    assert monthly
    for dispute in monthly:
        shown = {row["count"] for row in rows_of(spec, "rivals") if row["month"] == dispute.record[:7]}
        assert {rival.value for rival in dispute.against} <= shown


def disputes_of_series() -> list[Any]:
    counted = [point.record for point in mission.casualty_series() if point.record is not None]
    return list(mission.disputes_of(*counted))


def test_the_heat_map_has_a_cell_for_each_count_and_no_other() -> None:
    rows = rows_of(spec_of("casualties-by-governorate"), "months")
    expected = {
        (place, point.id, point.record.killed)
        for place in {count.place for count in mission.casualties if (count.place or "").startswith("IQ-")}
        for point in mission.casualty_series(place or "")
        if point.record is not None and point.record.killed is not None
    }
    assert {(row["row"].partition("|")[0], row["month"], row["count"]) for row in rows} == expected
    assert len(rows) == len(expected)


def test_a_month_without_all_places_has_a_mark_of_its_own() -> None:
    spec = spec_of("casualties")
    assert layer_of(spec, "months")["encoding"]["shape"]["field"] == "covers"
    covers = {row["month"]: row["covers"] for row in rows_of(spec, "months")}
    assert covers["2014-06"] != covers["2013-06"]


def test_the_heat_map_says_of_each_count_which_place_and_month_it_is_of() -> None:
    for row in rows_of(spec_of("casualties-by-governorate"), "months"):
        assert row["start"][:7] == row["month"] < row["after"][:7]
        assert row["place"] == mission.places[row["row"].partition("|")[0]].name


# Tasks


def test_a_column_holds_the_tasks_in_force_during_its_mandate() -> None:
    rows = rows_of(spec_of("tasks"), "cells")
    for mandate in mission.mandates:
        assert mandate.start is not None
        column = f"{mandate.resolution.number} {mandate.start.year}"
        shown = {row["row"].partition("|")[0].split(" ")[1] for row in rows if row["mandate"] == column}
        last = mandate.span.earliest_end
        assert {entry.task for entry in (*mandate.tasks, *mission.tasks_at(last))} <= shown
    final = {row["row"].partition("|")[0].split(" ")[1] for row in rows if row["mandate"] == "2732 2024"}
    assert final == {entry.task for entry in mission.tasks_at("2024-07")}


def test_a_cell_says_how_the_task_came_into_the_mandate() -> None:
    states = {
        (row["row"].partition("|")[0].split(" ")[1], row["mandate"][:4]): row["state"]
        for row in rows_of(spec_of("tasks"), "cells")
    }
    assert states["census", "1770"] == "listed by the resolution"
    assert states["census", "1830"] == "standing from an earlier one"
    # Resolution 2107 of June 2013 fell into the mandate of resolution 2061.
    assert states["kuwait-property", "2061"] == "added while it was in force"
    assert ("census", "2421") not in states


# Disputes


def test_each_claim_is_a_mark_and_the_value_shown_is_marked() -> None:
    for name, record, field in (
        ("dispute-of-dates", DE_MISTURA, "left_office"),
        ("dispute-of-numbers", BOMBING, "killed"),
        ("dispute-of-words", mission.people["staffan-de-mistura"], "nationality"),
    ):
        explanation = mission.explain(record, field)
        rows = rows_of(spec_of(name), "claims")
        assert Counter(row["source"] for row in rows) == Counter(claim.source.id for claim in explanation.claims)
        assert len(rows_of(spec_of(name), "shown")) == 1
    (shown,) = rows_of(spec_of("dispute-of-numbers"), "shown")
    assert shown == {"number": 22}
    (band,) = rows_of(spec_of("dispute-of-dates"), "shown")
    assert (band["start"][:10], band["after"][:10]) == ("2009-07-01", "2009-08-01")


def test_a_claim_that_contradicts_the_value_shown_looks_so() -> None:
    standing = {row["number"]: row["standing"] for row in rows_of(spec_of("dispute-of-numbers"), "claims")}
    assert standing == {22: "fits the value shown", 23: "contradicts it", 24: "contradicts it"}
    resolution = mission.chart.disputes(mission.resolutions["1557"], "adopted").to_dict()
    assert "set aside by the curators" in {row["standing"] for row in rows_of(resolution, "claims")}


def test_a_dispute_is_enough() -> None:
    dispute = mission.disputes_of(BOMBING).where(field="killed").one()
    assert mission.chart.disputes(dispute).to_dict() == spec_of("dispute-of-numbers")


def test_sources_that_agree_are_said_to_agree() -> None:
    spec = mission.chart.disputes(mission.resolutions["1500"], "votes_for").to_dict()
    assert "The sources agree." in words_of(spec)
    assert "The sources agree." not in words_of(spec_of("dispute-of-numbers"))


def test_a_record_without_a_field_gets_its_disputed_fields_as_suggestions() -> None:
    with pytest.raises(UnknownField) as caught:
        mission.chart.disputes(BOMBING)
    assert "killed" in caught.value.suggestions
    with pytest.raises(UnknownField, match="killed"):
        mission.chart.disputes(BOMBING, "kiled")


@pytest.mark.parametrize("place", range(0, len(mission.disputes), 16))
def test_any_dispute_can_be_drawn(place: int) -> None:
    dispute = mission.disputes[place]
    rows = rows_of(mission.chart.disputes(dispute).to_dict(), "claims")
    assert {claim.source.id for rival in dispute.rivals for claim in rival.claims} <= {row["source"] for row in rows}


def test_the_overview_counts_every_dispute_once() -> None:
    rows = rows_of(spec_of("disputes"), "fields")
    assert sum(row["count"] for row in rows) == len(mission.disputes)


def test_the_overview_lays_the_disputes_of_a_field_side_by_side() -> None:
    reached: dict[str, int] = {}
    for row in rows_of(spec_of("disputes"), "fields"):
        assert row["below"] == reached.get(row["row"], 0)
        assert row["count"] == row["reached"] - row["below"] > 0
        reached[row["row"]] = row["reached"]
    totals = {row["row"]: row["count"] for row in rows_of(spec_of("disputes"), "totals")}
    assert totals == reached


# The other charts


def test_the_camp_chart_names_the_dead_of_each_attack_on_it() -> None:
    attacks = rows_of(spec_of("camp"), "attacks")
    assert attacks
    labelled = rows_of(spec_of("camp"), "killed-right") + rows_of(spec_of("camp"), "killed-left")
    assert {row["start"]: row["people"] for row in labelled} == {row["start"]: row["people"] for row in attacks}
    for row in attacks:
        assert row["people"].removeprefix("at least ") == str(row["count"])


def test_the_coverage_has_a_row_for_every_table_with_dates_and_no_cell_for_no_record() -> None:
    cells = rows_of(spec_of("coverage"), "cells")
    dated = {name.replace("_", " ") for name in TABLES if hasattr(mission.tables[name][0], "period")}
    assert dated <= {row["table"] for row in cells}
    assert all(row["count"] > 0 for row in cells)


def test_the_camp_chart_draws_dated_figures_as_wide_as_they_are_vague() -> None:
    rows = rows_of(spec_of("camp"), "figures")
    (approximate,) = (row for row in rows if row["when"] == "2014~")
    days = datetime.date.fromisoformat(approximate["after"][:10]) - datetime.date.fromisoformat(
        approximate["start"][:10]
    )
    assert days.days > 360
    assert "3,280 residents" in words_of(spec_of("camp"))
    assert 3280 not in {row["count"] for row in rows}


def test_staff_of_other_bodies_and_of_single_towns_is_left_out() -> None:
    counts = rows_of(spec_of("staff-and-budget"), "staff")
    assert {"not stated", "Iraq", "all locations", "Nicosia and the region"} >= {row["place"] for row in counts}
    assert 4000 not in {row["count"] for row in counts}
    assert "Guard unit" not in {row["who"] for row in counts}


def test_an_amount_lasts_as_long_as_its_budget_period() -> None:
    rows = rows_of(spec_of("staff-and-budget"), "money")
    assert len(rows) == len(mission.budgets)
    short = next(row for row in rows if row["period"] == "2005-01/2005-04")
    assert (short["start"][:10], short["after"][:10]) == ("2005-01-01", "2005-05-01")


def test_the_coverage_counts_records_and_those_without_a_date() -> None:
    cells = {(row["table"], row["year"]): row["count"] for row in rows_of(spec_of("coverage"), "cells")}
    assert cells["resolutions", "2014"] == len(mission.resolutions.at("2014"))
    assert cells["strength", "2010"] == 12
    assert ("strength", "2020") not in cells
    undated = mission.contributions.where(lambda given: given.month is None)
    assert cells["contributions", "no date"] == len(undated)


# Views, and packages with little data


@pytest.mark.parametrize("name", NAMES)
def test_a_view_says_which_it_is(name: str) -> None:
    spec = mission.known_at("2012").chart.draw(name).to_dict()
    assert "The record known at 2012." in words_of(spec)


def test_a_view_does_not_know_what_came_later() -> None:
    spec = mission.known_at("2012").chart.timeline().to_dict()
    rows = rows_of(spec, "certain") + rows_of(spec, "possible")
    assert not any("Mladenov" in row["what"] for row in rows)
    assert any("Kobler" in row["what"] for row in rows)
    # The sources published by then do not spell out this name: the record as a whole does.
    assert any(row["what"].startswith("György Busztin") for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_view_of_no_source_gives_an_empty_chart_that_says_so(name: str) -> None:
    nobody = Mission(mission.dataset, View("according to nobody", frozenset()))
    spec = nobody.chart.draw(name).to_dict()
    assert "The sources have no data on" in words_of(spec)
    assert all(rows in ([{}], []) for rows in spec["datasets"].values())


@pytest.mark.parametrize("name", NAMES)
def test_a_package_without_records_gives_an_empty_chart(name: str, tmp_path: Path) -> None:
    package = tmp_path / "package"
    Package(package, small=True)
    for path in package.glob("*.csv"):
        if path.name != "tiers.csv":
            path.write_text(path.read_text("utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    spec = unami.open_dataset(str(package)).chart.draw(name).to_dict()
    assert "The sources have no data on" in words_of(spec)


@pytest.mark.parametrize(
    "source",
    [
        "seed-wikipedia-2026",
        "sc-res-1770",
        pytest.param("seed-dpa-2016", marks=pytest.mark.slow),
        pytest.param("ipi-tcc-gender-full", marks=pytest.mark.slow),
    ],
)
def test_what_a_single_source_tells_can_be_drawn(source: str) -> None:
    words = f"The record according to {mission.sources[source].title}."
    for name in NAMES:
        assert words in subtitle_of(mission.according_to(source).chart.draw(name).to_dict())


TIMELESS = ("disputes", "mandates", "places")
"""Charts without a first and a last day."""


@pytest.mark.parametrize("name", [name for name in NAMES if name not in TIMELESS])
def test_a_time_without_figures_gives_an_empty_chart(name: str) -> None:
    draw = getattr(mission.chart, name.replace("-", "_"))
    spec = draw(start="1960", end="1961").to_dict()
    assert draw(start="2040").to_dict()["title"]
    assert draw(end="1950").to_dict()["title"]
    shown = {row.get("year") for rows in spec["datasets"].values() for row in rows}
    assert "The sources have no data on" in words_of(spec) or shown - {None} <= {"no date", "1960", "1961"}


# Input


@pytest.mark.parametrize("name", [name for name in NAMES if name not in TIMELESS])
def test_wrong_dates_are_refused(name: str) -> None:
    draw = getattr(mission.chart, name.replace("-", "_"))
    with pytest.raises(InvalidDate):
        draw(start="2015", end="2011")
    with pytest.raises(InvalidDate):
        draw(start="soon")
    with pytest.raises(AmbiguousDate):
        draw(end="01/02/2014")


def test_wrong_names_are_refused() -> None:
    with pytest.raises(UnknownPlace, match="Baghdad"):
        mission.chart.casualties("Bagdhad")
    with pytest.raises(UnknownName, match="civilians"):
        mission.chart.casualties("Iraq", "civilian")
    with pytest.raises(UnknownName, match="civilians"):
        mission.chart.casualties_by_governorate("civilian")
    with pytest.raises(UnknownName, match="staff-and-budget"):
        mission.chart.draw("staff")


def test_every_name_is_a_method_and_every_method_a_name() -> None:
    methods = {name for name in vars(Charts) if not name.startswith("_")} - {"draw", "mission"}
    assert {name.replace("-", "_") for name in NAMES} == methods
    assert "timeline" in repr(mission.chart)


# What is loaded


@pytest.mark.slow
def test_altair_is_loaded_with_the_first_chart_and_not_before() -> None:
    code = (
        "import sys, unami\n"
        "charts = unami.mission.chart\n"
        "assert 'altair' not in sys.modules\n"
        "charts.camp()\n"
        "print('altair' in sys.modules, 'vl_convert' in sys.modules, 'pandas' in sys.modules)"
    )
    home = str(LIBRARY.parent)
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": home}
    )
    assert done.stdout.split() == ["True", "False", "False"]


@pytest.mark.parametrize("name", NAMES)
def test_without_altair_the_error_says_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtra, match="python -m pip install altair vl-convert-python"):
        mission.chart.draw(name)


# Files


@pytest.fixture(scope="session")
def camp_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("camp")
    paths = {suffix: folder / f"camp{suffix}" for suffix in (".html", ".svg", ".png")}
    for path in paths.values():
        save(chart_of("camp"), path)
    assert {path.name for path in folder.iterdir()} == {path.name for path in paths.values()}
    return paths


@pytest.mark.slow
def test_a_picture_in_pixels_is_a_png_at_twice_the_size(camp_files: dict[str, Path]) -> None:
    content = camp_files[".png"].read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(content[16:20], "big") > 2 * 860


@pytest.mark.slow
def test_a_picture_in_lines_is_svg_with_all_marks(camp_files: dict[str, Path]) -> None:
    root = ET.parse(camp_files[".svg"]).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    marks = root.findall(".//{*}g[@class='mark-symbol role-mark figures_marks']/{*}path")
    assert len(marks) == len(rows_of(spec_of("camp"), "figures"))
    assert not [value for part in root.iter() for name, value in part.attrib.items() if "href" in name]


@pytest.mark.slow
def test_a_page_holds_all_that_it_needs(camp_files: dict[str, Path]) -> None:
    page = camp_files[".html"].read_text(encoding="utf-8")
    assert "<title>From about 3,500 residents in 2009 to 0 in 2016</title>" in page
    markup = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert "http" not in markup
    assert "<script src" not in page
    assert "<link" not in markup


def test_the_kind_of_file_is_that_of_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnknownName) as caught:
        save(chart_of("camp"), tmp_path / "camp.jpg")
    assert caught.value.suggestions == (".html", ".svg", ".png")
    with pytest.raises(UnknownName):
        save(chart_of("camp"), tmp_path / "camp")
    save(chart_of("camp"), tmp_path / "CAMP.SVG")
    assert [path.name for path in tmp_path.iterdir()] == ["CAMP.SVG"]


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "camp.svg"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileInTheWay):
        save(chart_of("camp"), path)
    assert path.read_text(encoding="utf-8") == "mine"
    save(chart_of("camp"), path, overwrite=True)
    assert path.read_text(encoding="utf-8").startswith("<svg")


def test_nothing_stays_of_a_file_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise ValueError("no picture")

    monkeypatch.setattr(vl_convert, "vegalite_to_png", fail)
    with pytest.raises(ValueError, match="no picture"):
        save(chart_of("camp"), tmp_path / "camp.png")
    assert list(tmp_path.iterdir()) == []


def test_a_text_in_the_data_cannot_end_the_script(tmp_path: Path) -> None:
    words = "</script><script>alert(1)</script>"
    chart = chart_of("camp").properties(title=words, usermeta={"note": words})
    save(chart, tmp_path / "camp.html")
    page = (tmp_path / "camp.html").read_text(encoding="utf-8")
    assert "alert(1)</script>" not in page
    assert "&lt;/script&gt;" in page


def test_a_chart_that_the_user_changed_can_be_saved(tmp_path: Path) -> None:
    chart = mission.chart.camp().properties(width=300, title="Mine")
    save(chart, tmp_path / "mine.svg")
    assert "Mine" in (tmp_path / "mine.svg").read_text(encoding="utf-8")


# The command


def test_the_command_saves_a_chart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "camp.svg"
    assert main(["chart", "camp", "--out", str(path)]) == 0
    assert path.read_text(encoding="utf-8").startswith("<svg")
    assert main(["chart", "camp", "--out", str(path)]) == 2
    assert main(["chart", "camp", "--out", str(path), "--force"]) == 0
    told = capsys.readouterr()
    assert told.out == f"wrote {path}\n" * 2
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chart", "time-line", "--out", "x.svg"], "timeline"),
        (["chart", "camp", "--out", "x.jpg"], ".html or .svg or .png"),
        (["chart", "camp", "--out", "no/such/folder/x.svg"], "no/such/folder"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1


# The README


PICTURE = ROOT / "docs/_static/timeline.svg"

SEEN = ("row", "start", "after", "certainty", "label", "colour", "height")
"""The visible properties of a mark in a picture."""


def test_the_picture_of_the_readme_shows_what_the_record_says() -> None:
    # How wide letters are differs from machine to machine: what is compared are the marks, not the pixels.
    chart = mission.chart.timeline(events=6, width=800, theme="auto")
    rows = [row for rows in chart.to_dict()["datasets"].values() for row in rows]
    marks = sorted(json.dumps([row.get(field) for field in SEEN]) for row in rows)
    noted = f"\n<!-- marks {sha256(chr(10).join(marks).encode()).hexdigest()} -->\n"
    if os.environ.get("UNAMI_RENEW_CHARTS"):
        save(chart, PICTURE, overwrite=True)
        PICTURE.write_bytes(PICTURE.read_bytes() + noted.encode())
    picture = PICTURE.read_text(encoding="utf-8")
    assert picture.endswith(noted), "draw it anew with UNAMI_RENEW_CHARTS=1"
    assert len(picture.encode()) < 200_000


# In a browser


@pytest.mark.browser
@pytest.mark.parametrize("name", EVERY)
def test_a_page_shows_its_marks_without_a_complaint_or_a_request(
    name: str, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    from helpers.browser import PHONE

    path = tmp_path / f"{name}.html"
    save(chart_of(name), path)
    seen = visit(path)
    seen.page.wait_for_selector("#chart svg")
    sizes = seen.page.evaluate(
        "[...document.querySelectorAll('#chart svg g[class*=\"role-mark\"] :is(path, line, text)')]"
        ".map(mark => mark.getBoundingClientRect()).filter(box => box.width > 0 || box.height > 0).length"
    )
    rows = max(len(rows) for rows in spec_of(name)["datasets"].values())
    assert sizes >= rows > 3
    seen.page.set_viewport_size({"width": PHONE, "height": 800})
    assert seen.overflow() == 0
    assert seen.complaints == []
    assert seen.asked_for == []


@pytest.mark.slow
@pytest.mark.browser
def test_a_tooltip_names_the_sources(visit: Callable[..., Visit], camp_files: dict[str, Path]) -> None:
    seen = visit(camp_files[".html"])
    seen.page.wait_for_selector("#chart svg")
    seen.page.locator("g.figures_marks path").first.hover()
    tooltip = seen.page.locator("#vg-tooltip-element.visible")
    tooltip.wait_for()
    first = rows_of(spec_of("camp"), "figures")[0]
    assert first["sources"] in tooltip.inner_text()


@pytest.mark.browser
def test_an_empty_chart_is_without_a_complaint_too(visit: Callable[..., Visit], tmp_path: Path) -> None:
    nobody = Mission(mission.dataset, View("according to nobody", frozenset()))
    save(nobody.chart.timeline(), tmp_path / "empty.html")
    seen = visit(tmp_path / "empty.html")
    seen.page.get_by_text("The sources have no data on leaders of the mission").wait_for()
    assert seen.complaints == []


# Pictures of any text

ABORTS = "\x00\x01\x0b\x1b\x1f\ufffe\uffff\U0001fffe\ud800\udfff\u202e\x85\ufdd0"
"""Characters of which one or the other ends the process of a converter that meets it, past any ``except``."""


def in_own_process(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], check=False, capture_output=True, text=True, timeout=300
    )


SAVED = """
import ast, sys, altair, unami
from unami.charts import save
texts, folder = ast.literal_eval(sys.argv[1]), sys.argv[2]
for number, text in enumerate(texts):
    print(ascii(text[:9]), flush=True)
    chart = altair.Chart(altair.Data(values=[{"a": text, "b": 1}, {"a": "x", "b": 2}])).mark_text()
    if len(text) < 100:
        chart = chart.properties(title=text)
        chart.data.values[0][text] = 1
    chart = chart.encode(x="a:N", text="a:N", tooltip="a:N")
    for suffix in ("svg", "png", "html"):
        save(chart, f"{folder}/{number}.{suffix}")
for person in unami.mission.people:
    object.__setattr__(person, "name", texts[0])
save(unami.mission.chart.timeline(events=3), f"{folder}/timeline.svg")
print("all saved")
"""


@pytest.mark.slow
def test_no_text_ends_the_process_that_draws_it(tmp_path: Path) -> None:
    texts = [ABORTS, *(f"x{sign}y" for sign in ABORTS), "x" * 100_000]
    # Named by its code: half a pair cannot be an argument of a process.
    done = in_own_process(SAVED, ascii(texts), str(tmp_path))
    assert done.returncode == 0, (done.stdout[-100:], done.stderr[-500:])
    assert done.stdout.endswith("all saved\n")
    for path in tmp_path.glob("*.svg"):
        ET.parse(path)
    assert len(list(tmp_path.iterdir())) == 3 * len(texts) + 1


TOO_LARGE = """
import sys, altair, unami
from unami.charts import save
chart = altair.Chart(altair.Data(values=[{}])).mark_point().properties(width=10**9)
try:
    save(chart, f"{sys.argv[1]}/a.png")
except ValueError as error:
    print("refused:", error)
"""


@pytest.mark.slow
def test_a_picture_that_would_be_too_large_is_an_error(tmp_path: Path) -> None:
    done = in_own_process(TOO_LARGE, str(tmp_path))
    assert done.stdout.startswith("refused: "), done.stderr[-500:]
    assert os.listdir(tmp_path) == []
