"""Spot checks: what charts show is what the record says."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from helpers.inside import RAMP
from unami import UnknownName, mission

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]


@cache
def spec_of(name: str, *arguments: Any, **options: Any) -> Row:
    spec: Row = getattr(mission.chart, name)(*arguments, **options).to_dict()
    return spec


def layers_of(spec: Row) -> Iterator[Row]:
    for part in ("layer", "vconcat", "concat"):
        for layer in spec.get(part, ()):
            yield layer
            yield from layers_of(layer)


def rows_of(spec: Row, name: str) -> list[Row]:
    """The data of all layers of a name: in a chart of several plots, Altair numbers them."""
    found = [layer for layer in layers_of(spec) if re.fullmatch(f"{name}(_\\d+)?", layer.get("name", ""))]
    return [row for layer in found for row in spec["datasets"][layer["data"]["name"]]]


def title_of(spec: Row) -> str:
    text = spec["title"]["text"]
    return text if isinstance(text, str) else " ".join(text)


# Strength and contributors


@pytest.mark.parametrize(
    ("month", "country", "count", "total"),
    [("2012-10", "Nepal", 119, 361), ("2007-03", "Fiji", 223, 230), ("2014-08", "Fiji", 192, 274)],
)
def test_the_people_of_a_country_in_a_month(month: str, country: str, count: int, total: int) -> None:
    of_month = [row for row in rows_of(spec_of("strength"), "people") if row["month"] == month]
    assert sum(row["count"] for row in of_month if row["country"] == country) == count
    assert max(row["reached"] for row in of_month) == total
    (bar,) = (r for r in rows_of(spec_of("contributors"), "people") if (r["month"], r["who"]) == (month, country))
    assert bar["count"] == count


def test_each_small_chart_has_the_figures_of_its_country() -> None:
    spec = spec_of("contributors")
    assert len(rows_of(spec, "country")) == 12
    shown = {(row["who"], row["month"]): row["count"] for row in rows_of(spec, "people")}
    expected: Counter[tuple[str, str]] = Counter()
    for given in mission.contributions:
        if given.month is not None and given.month.month is not None and given.count is not None:
            month = f"{given.month.year}-{given.month.month:02}"
            expected[mission.countries[given.country].name or "", month] += given.count
    assert shown == {key: count for key, count in expected.items() if key[0] in {who for who, _ in shown}}
    scales = {
        tuple(layer["encoding"]["y"]["scale"]["domain"])
        for layer in layers_of(spec)
        if layer.get("name", "").startswith("people")
    }
    assert len(scales) == 1


def test_a_month_with_a_figure_is_not_hatched() -> None:
    spec = spec_of("contributors", 1)
    months = {row["month"] for row in rows_of(spec, "people")}
    hatched = rows_of(spec, "hatching")
    assert hatched
    for month in months:
        middle = f"{month}-15T00:00:00"
        assert not any(line["start"] < middle < line["after"] for line in hatched)
    assert any(line["start"][:4] == "2018" for line in hatched)
    assert "Not shown: 12 more countries" in str(spec)


def test_the_legend_of_strength_says_what_the_picture_shows() -> None:
    spec = spec_of("strength")
    words = " ".join(spec["title"]["subtitle"])
    assert "Hatched: months without a figure" in words
    assert "grey" not in words.lower()
    domain = next(layer for layer in layers_of(spec) if layer.get("name") == "people")["encoding"]["color"]["scale"]
    assert domain["domain"] == ["Fiji", "Nepal", "Other countries", "Country not known"]


def test_fiji_sent_most_wherever_all_countries_are_known() -> None:
    assert title_of(spec_of("strength")).startswith("Fiji sent most of the uniformed personnel in every month")
    for figure in mission.strength:
        given = [c for c in mission.contributions.where(month=figure.month) if c.count is not None]
        if figure.total and sum(c.count or 0 for c in given) == figure.total:
            assert sum(c.count or 0 for c in given if c.country == "FJI") * 2 > figure.total


# Casualties


def test_the_counts_of_three_months() -> None:
    rows = {(r["month"], r["measure"]): r for r in rows_of(spec_of("casualties"), "months")}
    assert [rows["2013-05", what]["count"] for what in ("killed", "injured")] == [963, 2191]
    assert [rows["2016-10", what]["count"] for what in ("killed", "injured")] == [1120, 1005]
    assert rows["2014-06", "killed"]["count"] == 1775
    assert 1531 in {r["count"] for r in rows_of(spec_of("casualties"), "rivals") if r["month"] == "2014-06"}
    assert title_of(spec_of("casualties")) == "The highest monthly count of people killed is 1,775, in June 2014"


def test_no_line_joins_counts_that_include_different_parts() -> None:
    runs: dict[str, set[str]] = {}
    for row in rows_of(spec_of("casualties"), "lines"):
        runs.setdefault(row["run"], set()).add(row["covers"])
    assert len(runs) > 10
    assert all(len(covers) == 1 for covers in runs.values())


def test_a_mark_is_hollow_where_the_count_leaves_something_out() -> None:
    by_month = {point.id: point.record for point in mission.casualty_series()}
    for row in rows_of(spec_of("casualties"), "months"):
        record = by_month[row["month"]]
        assert record is not None
        assert (row["fill"] == "#ffffff") == record.partial
    assert {"2014-04", "2014-06"} <= by_month.keys()


@pytest.mark.parametrize(
    ("place", "month", "count"), [("Baghdad", "2013-05", 532), ("Ninewa", "2016-10", 566), ("Anbar", "2014-02", 298)]
)
def test_the_people_killed_in_a_governorate_in_a_month(place: str, month: str, count: int) -> None:
    rows = rows_of(spec_of("casualties_by_governorate"), "months")
    (cell,) = (row for row in rows if (row["place"], row["month"]) == (place, month))
    assert cell["count"] == count
    tiles = rows_of(spec_of("places", "killed", month), "tiles")
    (tile,) = (row for row in tiles if row["place"] == place)
    assert (tile["count"], tile["told"], tile["under"]) == (count, str(count), "in 1 month")


def test_the_heat_map_says_which_places_have_no_month() -> None:
    spec = spec_of("casualties_by_governorate")
    note = " ".join(next(layer for layer in layers_of(spec) if layer.get("name") == "note")["mark"]["text"])
    silent = note.partition("No month for ")[2].partition(".")[0].replace(" and ", ", ").split(", ")
    shown = {row["place"] for row in rows_of(spec, "months")}
    governorates = {place.name for place in mission.places.where(kind="governorate")}
    assert {*silent, *shown} == governorates
    assert len(silent) + len(shown) == 18
    bands = next(layer for layer in layers_of(spec) if layer.get("name") == "months")["encoding"]["color"]["scale"]
    assert bands["domain"][-1].endswith(" to 566")
    assert bands["range"] == list(RAMP)


# Places


def test_every_governorate_has_a_tile_of_its_own_which_is_the_curators() -> None:
    tiles = {(place.tile_column, place.tile_row) for place in mission.places.where(kind="governorate")}
    assert len(tiles) == 18
    explanation = mission.explain(mission.places["IQ-BG"], "tile_column")
    assert [claim.source.kind for claim in explanation.claims] == ["curation"]
    assert explanation.claims[0].classified


def test_neighbours_on_the_map_are_neighbours_in_the_country() -> None:
    tiles = {place.name: (place.tile_column, place.tile_row) for place in mission.places.where(kind="governorate")}
    towns = {"Ninewa": "mosul", "Basra": "basra", "Anbar": "ramadi", "Dahuk": "dohuk", "Maysan": "amarah"}
    for one, town in towns.items():
        for other, place in towns.items():
            a, b = mission.places[town], mission.places[place]
            assert a.latitude is not None
            assert b.latitude is not None
            if a.latitude > b.latitude + 1.5:
                assert (tiles[one][1] or 0) < (tiles[other][1] or 0), (one, other)


def test_the_tiles_count_the_events_of_each_place() -> None:
    tiles = {row["code"]: row["count"] for row in rows_of(spec_of("places", "events"), "tiles")}
    assert tiles == Counter(event.governorate for event in mission.events if event.governorate)
    of_2014 = {row["code"]: row["count"] for row in rows_of(spec_of("places", "events", "2014"), "tiles")}
    assert of_2014 == Counter(event.governorate for event in mission.events.at("2014") if event.governorate)


def test_the_tiles_sum_the_months_of_each_place() -> None:
    (tile,) = (row for row in rows_of(spec_of("places", "killed", "2014"), "tiles") if row["place"] == "Baghdad")
    months = [p.record for p in mission.casualty_series("Baghdad") if p.id.startswith("2014") and p.record is not None]
    killed = [month.killed for month in months if month.killed is not None]
    assert (tile["count"], tile["under"]) == (sum(killed), f"in {len(killed)} months")


def test_the_tiles_count_offices_by_the_place_of_their_address() -> None:
    tiles = {row["place"]: row["count"] for row in rows_of(spec_of("places", "offices"), "tiles")}
    open_ones = mission.offices.where(lambda office: office.status != "planned", country="IRQ")
    assert sum(tiles.values()) == len(open_ones)
    assert tiles["Erbil"] == sum((office.place or "").startswith("Erbil") for office in open_ones)


def test_the_tiles_show_the_latest_number_of_displaced_people() -> None:
    rows = rows_of(spec_of("places", "displaced", "2015"), "tiles")
    for row in rows:
        figures = mission.displacement.where(place=row["code"], measure="internally-displaced")
        latest = {figure.as_of.latest: figure.count for figure in figures.at("2015") if figure.as_of is not None}
        assert row["count"] == latest[max(latest)]
    assert len(rows) >= 7


def test_a_measure_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownName, match="killed"):
        mission.chart.places("kiled")


# Mandates, tasks, the calendar


def test_the_matrix_of_tasks_has_the_tasks_of_a_mandate() -> None:
    cells = [row for row in rows_of(spec_of("tasks"), "cells") if row["mandate"] == "2110 2013"]
    assert len(cells) == len({entry.task for entry in mission.tasks_at("2014-06-10")}) == 21
    first, last = (len({entry.task for entry in mission.mandates[place].tasks}) for place in (0, -1))
    assert title_of(spec_of("tasks")) == f"The mandate grew from {first} tasks in 2003 to {last} in 2024"


@pytest.mark.parametrize(("one", "other"), [("1500", "1770"), ("1770", "2732"), ("2421", "2470"), ("2732", "1500")])
def test_two_mandates_are_compared_task_by_task(one: str, other: str) -> None:
    spec = spec_of("mandates", one, other)
    before, after = (
        {entry.task for mandate in mission.mandates if mandate.id == key for entry in mandate.tasks}
        for key in (one, other)
    )
    names = {task.id: task.name for task in mission.tasks}
    groups: dict[str, set[str]] = {}
    for row in rows_of(spec, "tasks"):
        groups.setdefault(row["group"], set()).add(row["name"].replace("\n", " "))
    assert groups.get("New", set()) == {names[task] for task in after - before}
    assert groups.get("Gone", set()) == {names[task] for task in before - after}
    both = groups.get("Reworded", set()) | groups.get("Kept in the same words", set())
    assert both == {names[task] for task in before & after}


def test_what_a_resolution_rewords_is_reworded() -> None:
    rows = rows_of(spec_of("mandates", "2421", "2470"), "tasks")
    shown = {row["name"].replace("\n", " "): row["group"] for row in rows}
    changes = {entry.task: entry.change for entry in mission.mandate_tasks.where(resolution="2470")}
    for task, change in changes.items():
        if change in ("kept", "reworded"):
            group = shown[mission.tasks[task].name or ""]
            assert (group == "Reworded") == (change == "reworded"), task


def test_a_mandate_can_be_given_in_several_ways() -> None:
    wanted = spec_of("mandates", "1770", "2732")
    assert mission.chart.mandates(1770, mission.mandates[-1]).to_dict() == wanted
    assert mission.chart.mandates("S/RES/1770 (2007)").to_dict() == wanted
    with pytest.raises(UnknownName, match="mandate"):
        mission.chart.mandates("1483")


def test_the_calendar_counts_what_happened_in_each_month() -> None:
    spec = spec_of("calendar")
    kinds = {"briefing": [], "other-meeting": [], "report-on-the-mission": [], "resolution": []}  # type: dict[str, list[Any]]
    for held in mission.council_meetings:
        kinds["briefing" if held.kind == "briefing" else "other-meeting"].append(held.held)
    kinds["report-on-the-mission"] = [report.dated for report in mission.report_trail()]
    kinds["resolution"] = [resolution.adopted for resolution in mission.resolutions]
    for kind, dates in kinds.items():
        shown = {(row["year"], row["number"]): row["count"] for row in rows_of(spec, kind)}
        expected = Counter((str(day.year), day.month) for day in dates if day is not None and day.month is not None)
        assert shown == expected, kind
    august = [row["what"] for row in rows_of(spec, "resolution") if row["month"] == "Aug 2007"]
    assert august == ["S/RES/1770 (2007)"]


# The others


def test_the_title_of_the_timeline_counts_heads_and_mandates() -> None:
    heads = {post.id for post in mission.posts.where(role="head")}
    led = {tenure.person for tenure in mission.appointments if tenure.post in heads and not tenure.acting}
    dated = {
        row["who"] for kind in ("certain", "possible") for row in rows_of(spec_of("timeline"), kind) if row.get("heads")
    }
    assert len(dated) == len(led)
    assert (
        title_of(spec_of("timeline")) == f"{len(led)} people headed the mission under {len(mission.mandates)} mandates"
    )


@pytest.mark.parametrize("name", ["Nickolay Mladenov", "Ad Melkert", "Claudio Cordone"])
def test_the_bars_of_a_tenure_are_its_span(name: str) -> None:
    person = mission.person(name).id
    rows = [
        row
        for kind in ("certain", "possible")
        for row in rows_of(spec_of("timeline"), kind)
        if row["what"].startswith(f"{name},")
    ]
    spans = [tenure.span for tenure in mission.appointments if tenure.person == person and not tenure.acting]
    first, last = min(span.earliest_start for span in spans), max(span.latest_end for span in spans)
    assert min(row["start"][:10] for row in rows) == str(first)
    assert max(row["after"][:10] for row in rows) > str(last)


def test_a_record_counts_in_the_year_in_which_it_begins() -> None:
    cells = [row for row in rows_of(spec_of("coverage"), "cells") if row["table"] == "fatality totals"]
    assert sum(row["count"] for row in cells) == len(mission.fatality_totals)
    lasting = {
        row["year"] for row in rows_of(spec_of("coverage"), "lasting") if row["row"].startswith("fatality_totals|")
    }
    assert "2015" in lasting
    assert not lasting & {row["year"] for row in cells}


def test_the_first_and_the_last_figure_of_the_camps() -> None:
    assert title_of(spec_of("camp")) == "From about 3,500 residents in 2009 to 0 in 2016"
    living = [f for f in mission.camp if f.measure in ("residents", "remaining") and f.count is not None]
    by_day = {figure.date.latest: (figure.count, figure.bound) for figure in living if figure.date is not None}
    assert (by_day[min(by_day)], by_day[max(by_day)]) == ((3500, "about"), (0, None))


def test_the_staff_of_each_plot_has_one_measure() -> None:
    spec = spec_of("staff_and_budget")
    plots = [
        {row["group"] for row in spec["datasets"][layer["data"]["name"]]}
        for layer in layers_of(spec)
        if layer.get("name", "").startswith("staff")
    ]
    assert plots[:3] == [{"in post"}, {"approved or authorized"}, {"proposed or planned"}]
    assert len(plots) == 4


def test_the_overview_of_disputes_has_a_bar_a_table() -> None:
    totals = {row["row"].partition("|")[0]: row["count"] for row in rows_of(spec_of("disputes"), "totals")}
    assert totals == Counter(dispute.table for dispute in mission.disputes)


def test_one_dispute_is_told_with_names_and_not_with_ids() -> None:
    status = mission.chart.disputes(mission.profile, "status").to_dict()
    assert title_of(status).startswith("United Nations Assistance Mission for Iraq, status: ")
    names = [row["row"].partition("|")[2] for row in rows_of(status, "claims")]
    assert "curation" not in names
    assert not set(names) & {source.id for source in mission.sources}
    people = mission.chart.disputes(mission.people["staffan-de-mistura"], "nationality").to_dict()
    assert {"Italy", "Sweden"} <= {row["value"] for row in rows_of(people, "claims")}
