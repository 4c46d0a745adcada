"""Tests of what people see of charts: sizes, letters, colours, themes, notebooks."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import altair as alt
import pytest

import unami
from helpers.fictional import write_second_mission
from helpers.inside import DARK, INKS, PAPER, width_of
from unami import Mission, UnknownName, mission
from unami.charts import NAMES, THEMES, Charts, save, svg
from unami.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from helpers.browser import Visit

MORE: dict[str, Callable[..., Any]] = {
    "dispute-of-dates": lambda charts, **look: charts.disputes(
        mission.appointments["staffan-de-mistura.srsg"], "left_office", **look
    ),
    "dispute-of-numbers": lambda charts, **look: charts.disputes(
        mission.events["canal-hotel-bombing"], "killed", **look
    ),
    "dispute-of-words": lambda charts, **look: charts.disputes(
        mission.people["staffan-de-mistura"], "nationality", **look
    ),
    "places-of-events": lambda charts, **look: charts.places("events", **look),
    "places-of-offices": lambda charts, **look: charts.places("offices", **look),
    "places-of-displaced": lambda charts, **look: charts.places("displaced", "2015", **look),
    "few-months": lambda charts, **look: charts.strength(start="2012-05", end="2012-09", **look),
    "few-days": lambda charts, **look: charts.timeline(start="2003-08-01", end="2003-08-31", **look),
}
EVERY = (*NAMES, *MORE)


def draw(name: str, charts: Charts | None = None, **look: Any) -> Any:
    charts = mission.chart if charts is None else charts
    return MORE[name](charts, **look) if name in MORE else getattr(charts, name.replace("-", "_"))(**look)


@cache
def picture(name: str, width: int, theme: str = "light") -> str:
    return svg(draw(name, width=width, theme=theme))


@cache
def spec_of(name: str, theme: str) -> dict[str, Any]:
    spec: dict[str, Any] = draw(name, theme=theme).to_dict()
    return spec


def layers_of(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part in ("layer", "vconcat", "concat"):
        for layer in spec.get(part, ()):
            yield layer
            yield from layers_of(layer)


# Size


@pytest.mark.parametrize("width", [340, *(pytest.param(width, marks=pytest.mark.slow) for width in (500, 740))])
@pytest.mark.parametrize("name", EVERY)
def test_a_picture_is_no_wider_than_asked_and_has_no_tiny_letters(name: str, width: int) -> None:
    root = ET.fromstring(picture(name, width))
    assert float(root.get("width", "")) <= width
    sizes = {float(text.get("font-size", "").removesuffix("px")) for text in root.iter() if text.tag.endswith("text")}
    assert min(sizes) >= 9


def test_on_a_narrow_picture_names_stand_above_their_rows() -> None:
    narrow, wide = (mission.chart.timeline(width=width).to_dict() for width in (340, 960))
    assert narrow["width"] > 300
    assert wide["width"] < 850


def test_the_widths_of_letters_are_those_that_pictures_are_measured_with() -> None:
    for text in (
        "Ramiro Lopes da Silva (acting)",
        "Ingibjörg Sólrún Gísladóttir",
        "1,531 killed; 2,287 \u2013 \u2265 5",
    ):
        font = mission.chart.camp().to_dict()["config"]["font"]
        mark = alt.Chart(alt.InlineData(values=[{}])).mark_text(text=text, fontSize=20, font=font, align="left")
        drawn = svg(mark.encode(x=alt.value(0)).properties(width=1, height=20, padding=0).configure_view(stroke=None))
        assert width_of(text, 20) == pytest.approx(float(ET.fromstring(drawn).get("width", "")), abs=1.5)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("width", [340, 960])
@pytest.mark.parametrize("font", ["sans-serif", "monospace"])
def test_no_letter_is_outside_of_a_picture_whatever_the_font(
    visit: Callable[..., Visit], width: int, font: str
) -> None:
    # Monospace letters are far wider than those of Arial, with which the pictures are laid out.
    for name in EVERY:
        style = f"<style>body {{ margin: 0 }} text {{ font-family: {font} !important }}</style>"
        seen = visit(f"<!doctype html><meta charset=utf-8>{style}{picture(name, width)}", width=1200)
        outside = seen.page.evaluate(
            """() => {
              const frame = document.querySelector("svg").getBoundingClientRect();
              return [...document.querySelectorAll("svg text")].filter(text => {
                const box = text.getBoundingClientRect();
                return box.left < frame.left - 0.5 || box.right > frame.right + 0.5
                  || box.top < frame.top - 0.5 || box.bottom > frame.bottom + 0.5;
              }).map(text => text.textContent);
            }"""
        )
        assert outside == [], name


@pytest.mark.browser
def test_the_texts_of_a_picture_can_be_selected_once(visit: Callable[..., Visit]) -> None:
    seen = visit(f"<!doctype html><meta charset=utf-8>{picture('camp', 960)}")
    text = seen.page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('svg')); return getSelection().toString() }"
    )
    assert "From about 3,500 residents in 2009 to 0 in 2016" in text
    assert text.count("\u22653,000") == picture("camp", 960).count(">\u22653,000<")
    assert "halo" not in picture("camp", 960)
    assert 'paint-order="stroke"' in picture("camp", 960)


def test_a_picture_has_a_description_for_those_who_do_not_see_it() -> None:
    root = ET.fromstring(picture("strength", 340))
    assert root.get("role") == "img"
    assert root.get("aria-label", "").startswith("Fiji sent most of the uniformed personnel")


# Colours


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour: str) -> float:
    """L* of CIELAB: what is left of a colour in grey."""
    found = luminance(colour)
    return 116 * found ** (1 / 3) - 16 if found > 0.008856 else 903.3 * found


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# Viénot, Brettel and Mollon (1999), for linear RGB.
BLINDNESS = {
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
}


def as_seen(colour: str, kind: str) -> tuple[float, float, float]:
    """A colour in CIELAB, as people with a form of colour blindness see it."""
    rgb = [max(sum(a * b for a, b in zip(row, linear(colour), strict=True)), 0) for row in BLINDNESS[kind]]
    matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(a * b for a, b in zip(row, rgb, strict=True)) for row in matrix]
    x, y, z = (
        (part / white) ** (1 / 3) if part / white > 0.008856 else 7.787 * part / white + 16 / 116
        for part, white in zip(xyz, (0.9505, 1.0, 1.089), strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def coloured(spec: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The layers in which colours stand for something, with the channel."""
    for layer in layers_of(spec):
        for channel in ("color", "fill"):
            part = layer.get("encoding", {}).get(channel, {})
            if len((part.get("scale") or {}).get("range", ())) > 1:
                yield layer, part


def by_shape_too(spec: dict[str, Any], field: str) -> bool:
    """Whether the marks of a column differ in shape or in dashes as well."""
    for layer in layers_of(spec):
        for channel in ("shape", "strokeDash"):
            part = layer.get("encoding", {}).get(channel, {})
            if part.get("field") == field:
                kinds = [json.dumps(kind) for kind in part["scale"]["range"]]
                return len(set(kinds)) == len(kinds)
    return False


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_told_by_colour_alone(name: str, theme: str) -> None:
    spec = spec_of(name, theme)
    for layer, part in coloured(spec):
        # Killed and injured are told apart by their names as well, but points have no dashes.
        if part["field"] != "measure" and by_shape_too(spec, part["field"]):
            continue
        for one, other in combinations(part["scale"]["range"], 2):
            # In grey, as on a copy; and for those who do not see red or green.
            assert abs(lightness(one) - lightness(other)) >= 8, (layer.get("name"), one, other)
            for kind in BLINDNESS:
                apart = sum((a - b) ** 2 for a, b in zip(as_seen(one, kind), as_seen(other, kind), strict=True)) ** 0.5
                assert apart >= 8, (layer.get("name"), kind, one, other)


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", EVERY)
def test_texts_can_be_read_on_what_lies_below_them(name: str, theme: str) -> None:
    spec = spec_of(name, theme)
    paper = PAPER if theme == "light" else DARK[PAPER]
    assert spec["background"] == paper
    on_areas = set(INKS.values()) if theme == "light" else {DARK[ink] for ink in INKS.values()}
    root = ET.fromstring(picture(name, 340, theme))
    seen = {text.get("fill", "") for text in root.iter() if text.tag.endswith("text")}
    for ink in seen - on_areas:
        assert contrast(ink, paper) >= 4.5, ink


@pytest.mark.parametrize("area", INKS)
def test_the_ink_on_an_area_can_be_read_in_both_themes(area: str) -> None:
    assert contrast(area, INKS[area]) >= 4.5
    assert contrast(DARK[area], DARK[INKS[area]]) >= 4.5


@pytest.mark.parametrize(("name", "layer"), [("coverage", "cells"), ("timeline", "certain")])
def test_the_ink_is_that_of_the_area_below(name: str, layer: str) -> None:
    spec = spec_of(name, "light")
    found = next(part for part in layers_of(spec) if part.get("name") == layer)
    rows = spec["datasets"][found["data"]["name"]]
    assert len(rows) > 20
    for row in rows:
        assert contrast(row.get("fill") or row["colour"], row["ink"]) >= 4.5


# Themes


def colours_in(part: Any) -> set[str]:
    if isinstance(part, dict):
        return {found for value in part.values() for found in colours_in(value)}
    if isinstance(part, list):
        return {found for value in part for found in colours_in(value)}
    return {part} if isinstance(part, str) and re.fullmatch("#[0-9a-fA-F]{6}", part) else set()


@pytest.mark.parametrize("name", EVERY)
def test_a_dark_chart_has_no_colour_of_the_light_one(name: str) -> None:
    light, dark = colours_in(spec_of(name, "light")), colours_in(spec_of(name, "dark"))
    assert light <= DARK.keys(), light - DARK.keys()
    assert dark == {DARK[colour] for colour in light}


def test_each_theme_is_one_to_one() -> None:
    assert len(set(DARK.values())) == len(DARK)
    assert THEMES == ("light", "dark", "auto")


def test_a_picture_can_be_had_in_any_theme_without_a_background() -> None:
    chart = mission.chart.camp(width=340)
    assert svg(chart, theme="dark") == picture("camp", 340, "dark")
    assert svg(draw("camp", width=340, theme="dark"), theme="light") == picture("camp", 340)
    assert f'fill="{PAPER}"' in picture("camp", 340).partition("<g")[0]
    clear = svg(chart, transparent=True)
    assert f'fill="{PAPER}"' not in clear


def test_any_chart_of_altair_can_be_drawn_in_a_theme() -> None:
    chart = alt.Chart(alt.InlineData(values=[{"a": 1}])).mark_point(color="#0072b2").encode(x="a:Q")
    assert DARK["#0072b2"] in svg(chart, theme="dark")
    assert "#0072b2" in svg(chart)


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_can_follow_the_theme_of_the_reader(visit: Callable[..., Visit], dark: bool) -> None:
    drawn = svg(mission.chart.camp(), theme="auto")
    seen = visit(f"<!doctype html><meta charset=utf-8>{drawn}", dark=dark)
    shown = seen.page.evaluate(
        "() => ['rect', '.role-title-text text'].map(name => getComputedStyle(document.querySelector(`svg ${name}`)).fill)"
    )
    wanted = [DARK[colour] if dark else colour for colour in (PAPER, "#222222")]
    assert shown == [f"rgb({int(c[1:3], 16)}, {int(c[3:5], 16)}, {int(c[5:], 16)})" for c in wanted]


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "dark"), [("light", True), ("dark", False), ("auto", False), ("auto", True)])
def test_a_page_is_in_its_theme(visit: Callable[..., Visit], tmp_path: Path, theme: str, dark: bool) -> None:
    save(mission.chart.camp(theme=theme), tmp_path / "camp.html")
    seen = visit(tmp_path / "camp.html", dark=dark)
    seen.page.wait_for_selector("#chart svg")
    is_dark = theme == "dark" or (theme == "auto" and dark)
    fills = seen.page.evaluate(
        "[...document.querySelectorAll('#chart svg text')].map(text => text.getAttribute('fill'))"
    )
    assert (DARK["#222222"] in fills, "#222222" in fills) == (is_dark, not is_dark)
    body = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert body == ("rgb(22, 25, 29)" if is_dark else "rgb(255, 255, 255)")
    assert seen.complaints == []


def test_a_theme_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="dark"):
        mission.chart.camp(theme="drak")
    with pytest.raises(UnknownName):
        svg(mission.chart.camp(), theme="blue")
    with pytest.raises(UnknownName):
        save(mission.chart.camp(), tmp_path / "camp.svg", theme="blue")
    assert list(tmp_path.iterdir()) == []


# Titles and notes


@pytest.mark.parametrize("name", NAMES)
def test_the_title_states_what_is_seen_and_the_topic_stands_below(name: str) -> None:
    title = spec_of(name, "light")["title"]
    assert re.search(r"\d|Fiji", " ".join(title["text"]) if isinstance(title["text"], list) else title["text"])
    mine = draw(name, title="What I say").to_dict()
    assert mine["title"]["text"] == "What I say"
    assert mine["title"]["subtitle"][0] == title["subtitle"][0]
    assert mine["description"].startswith("What I say. ")


def test_a_title_is_text() -> None:
    with pytest.raises(InvalidValue):
        mission.chart.camp(title=5)  # type: ignore[arg-type]


def test_a_title_that_is_long_is_wrapped() -> None:
    drawn = mission.chart.camp(title="residents " * 20, width=340)
    assert len(drawn.to_dict()["title"]["text"]) > 4
    assert float(ET.fromstring(svg(drawn)).get("width", "")) <= 340


@pytest.mark.parametrize("name", EVERY)
def test_a_picture_names_its_main_sources_by_title(name: str) -> None:
    note = " ".join(
        " ".join(layer["mark"]["text"])
        for layer in layers_of(spec_of(name, "light"))
        if layer.get("name", "").startswith("note")
    )
    said = note.partition("Sources: ")[2] or note.partition("Source: ")[2]
    titles = {source.title for source in mission.sources}
    first = said.partition(" (")[0].partition(" ...")[0].partition(";")[0].rstrip(".")
    assert any(title.startswith(first) for title in titles if len(first) > 5), said
    assert "curators" not in said


# In a notebook


def test_a_chart_shows_itself_as_specification_and_picture() -> None:
    chart: Any = mission.chart.camp()
    bundle = chart._repr_mimebundle_()
    assert sorted(kind.partition(".v6")[0] for kind in bundle) == [
        "application/vnd.vegalite",
        "image/svg+xml",
        "text/plain",
    ]
    assert bundle["image/svg+xml"] == svg(chart)
    assert next(iter(bundle.values())) == chart.to_dict()
    assert bundle["text/plain"].startswith("From about 3,500 residents")
    assert "image/svg+xml" in chart.properties(title="Mine").interactive()._repr_mimebundle_()


def test_a_renderer_that_was_chosen_is_used() -> None:
    with alt.renderers.enable("mimetype"):
        chart: Any = mission.chart.camp()
        assert "image/svg+xml" not in chart._repr_mimebundle_()[0]


def test_without_vl_convert_altair_shows_the_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "vl_convert", None)
    chart: Any = mission.chart.camp()
    shown = chart._repr_mimebundle_()
    assert "text/html" in (shown[0] if isinstance(shown, tuple) else shown)


@pytest.mark.slow
@pytest.mark.browser
def test_the_charts_of_a_notebook_appear_without_a_network(visit: Callable[..., Visit]) -> None:
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    cells = ["import unami", "unami.mission.chart.camp()", "unami.mission.chart.staff_and_budget(theme='dark')"]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(made, timeout=120, kernel_name="python3").execute()
    page, _ = HTMLExporter(template_name="basic").from_notebook_node(made)
    seen = visit(f"<!doctype html><html lang=en><meta charset=utf-8><title>A notebook</title>{page}")
    sizes = seen.page.evaluate("[...document.querySelectorAll('img')].map(img => [img.naturalWidth, img.width])")
    assert len(sizes) == 2
    assert all(natural > 900 and shown > 500 for natural, shown in sizes)
    assert seen.complaints == []
    assert seen.asked_for == []


# Other missions, and little data


@pytest.fixture(scope="module")
def lemuria(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return write_second_mission(tmp_path_factory.mktemp("lemuria") / "package")


@pytest.mark.parametrize("width", [340, pytest.param(960, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", NAMES)
def test_the_charts_of_another_mission_can_be_drawn(lemuria: Mission, name: str, width: int) -> None:
    drawn = svg(draw(name, lemuria.chart, width=width, theme="dark"))
    assert float(ET.fromstring(drawn).get("width", "")) <= width


def test_without_a_map_in_the_package_the_tiles_stand_in_order_of_names(lemuria: Mission) -> None:
    spec = lemuria.chart.places("killed", "2016-02").to_dict()
    tiles = {row["place"]: (row["column"], row["line"], row["told"]) for row in rows_in(spec) if "place" in row}
    assert tiles == {"North Shore": (1, 1, "5"), "West Shore": (2, 1, "2")}
    assert "The tiles stand in order of names." in " ".join(spec["title"]["subtitle"])


def rows_in(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for rows in spec["datasets"].values() for row in rows]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_new_package_can_be_drawn_narrow_and_dark(name: str, tmp_path: Path) -> None:
    unami.new_package(tmp_path / "new", name="exma", title="The record of a mission that never was")
    drawn = svg(draw(name, unami.open_dataset(tmp_path / "new").chart, width=340, theme="dark"))
    assert float(ET.fromstring(drawn).get("width", "")) <= 340
