"""Tests of notebook output: as HTML, and in a real notebook opened in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.browser import DESK, PHONE
from helpers.builders import Package, Thing, date
from unami import Records
from unami.dates import Certainty
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sized
    from pathlib import Path

    from helpers.browser import Visit

mission = unami.mission


class Page(HTMLParser):
    """What a browser makes of an answer: captions, cells by row, links, hints and the elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.captions: list[str] = []
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.classes: set[str] = set()
        self.regions: list[str] = []
        self.headed: list[str] = []
        self.beside = ""
        self.feed(text)
        self.close()
        assert self.open == []

    @property
    def headings(self) -> list[str]:
        return self.rows[0] if self.rows else []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.open.append(tag)
        self.elements.add(tag)
        self.attributes.update(given)
        self.classes.update((given.get("class") or "").split())
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            if tag == "th":
                self.headed.append(given.get("scope") or "")
        elif tag == "a":
            self.links.append(given["href"] or "")
        if given.get("role") == "region":
            self.regions.append(given["aria-label"] or "")
            assert given["tabindex"] == "0"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        if "caption" in self.open:
            self.captions.append(data)
        elif "th" in self.open or "td" in self.open:
            self.rows[-1][-1] += data
        else:
            self.beside += data


def html(answer: Any) -> Page:
    return Page(answer._repr_html_())


ELEMENTS = {"div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "time", "span", "p"}
ATTRIBUTES = {"class", "role", "tabindex", "aria-label", "aria-hidden", "scope", "href", "title", "datetime"}


def is_harmless(page: Page) -> bool:
    return (
        page.elements <= ELEMENTS
        and page.attributes <= ATTRIBUTES
        and all(link.startswith(("https://", "http://")) for link in page.links)
    )


# Collections


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_every_table_is_shown_bounded_with_the_columns_that_say_something(table: str) -> None:
    records = mission.tables[table]
    shown = html(records)
    assert shown.captions == shown.regions == repr(records).splitlines()[:1]
    assert len(shown.rows) - 1 == min(len(records), 20)
    assert shown.beside == (f"and {len(records) - 20} more" if len(records) > 20 else "")
    assert shown.headings[0] == "id"
    assert (shown.headings[-1] == "sources") is (table != "sources")
    assert [row[0] for row in shown.rows[1:]] == list(records.ids[:20])
    assert all(any(row[place] for row in shown.rows[1:]) for place in range(len(shown.headings)))
    assert max(len(cell) for row in shown.rows for cell in row[:-1]) <= 120
    assert shown.headed == ["col"] * len(shown.headings) + ["row"] * (len(shown.rows) - 1)
    assert is_harmless(shown)


def test_a_row_names_the_first_sources_of_its_record_as_links() -> None:
    record = mission.resolutions["1500"]
    shown = html(mission.resolutions.where(number=1500))
    sources = mission.sources_of(record)
    assert len(sources) > 3
    assert shown.rows[1][-1] == f"{', '.join(sources.ids[:3])} and {len(sources) - 3} more"
    assert shown.links == [source.url for source in sources[:3] if source.url]


@pytest.mark.parametrize(
    ("answer", "headings"),
    [
        (mission.leaders_at("2009-07-10"), {"name", "title", "acting", "since", "until", "certainty", "sources"}),
        (mission.mandates, {"id", "period", "certainty"}),
        (mission.at("2014-06-10").partners, {"name", "role", "certainty"}),
        (mission.disputes, {"table", "record", "field", "value", "reason", "rivals"}),
        (mission.search("mosul"), {"table", "record", "field", "text"}),
        (mission.tasks_at("2014-06-10"), {"resolution", "task", "text", "category"}),
        (mission.deployment_series("Fiji"), {"month", "record"}),
    ],
    ids=["leaders", "mandates", "partners", "disputes", "hits", "tasks", "months"],
)
def test_answers_are_shown_by_what_a_reader_wants_of_them(answer: Records[Any], headings: set[str]) -> None:
    shown = html(answer)
    assert headings <= set(shown.headings)
    cells = [cell for row in shown.rows for cell in row]
    assert not [cell for cell in cells if "datetime.date(" in cell or "PartialDate(" in cell or "claims=(" in cell]
    assert is_harmless(shown)


def test_an_empty_answer_is_shown() -> None:
    assert html(mission.resolutions[:0]).beside == "0 resolutions"
    assert html(Records((), "<b>")).beside == "0 <b>"


def test_what_is_no_record_is_shown_by_its_number() -> None:
    assert html(Records((1, 2), "numbers")).captions == ["2 numbers"]


# What is uncertain looks uncertain


@pytest.mark.parametrize(
    ("text", "hint"),
    [("2004-07", "known to the month"), ("2004", "known to the year"), ("2004-07-14?", "not certain")],
)
def test_a_date_looks_as_precise_as_it_is(text: str, hint: str) -> None:
    coarse = Records((Thing(id="x", kind="", began=date(text)),), "things")._repr_html_()
    assert f'<time class="coarse" datetime="{text.rstrip("?")}" title="{hint}">{text}</time>' in coarse
    exact = Records((Thing(id="x", kind="", began=date("2004-07-14")),), "things")._repr_html_()
    assert '<time datetime="2004-07-14">2004-07-14</time>' in exact


def test_possible_and_certain_differ_in_words_and_form() -> None:
    certain, possible = html(mission.leaders_at("2014-06-10")), html(mission.leaders_at("2009-07-10"))
    place = certain.headings.index("certainty")
    assert [row[place] for row in certain.rows[1:]] == ["● certain"]
    assert {row[place] for row in possible.rows[1:]} == {"◐ possible"}
    assert str(Certainty.POSSIBLE) in possible.classes


# Untrusted text

EVIL = '"><script>alert(1)</script>&amp;'


def test_whatever_a_record_says_is_shown_as_text() -> None:
    things = Records(
        (
            Thing(id="x", kind=EVIL, name="<img src=x onerror=alert(1)>", makers=(EVIL,)),
            Thing(id="y", kind="https://example.org/?a=1&b=" + EVIL, told="javascript:alert(1)"),
        ),
        EVIL,
    )
    shown = html(things)
    assert is_harmless(shown)
    assert shown.captions == shown.regions == [f"2 {EVIL}"]
    assert EVIL in shown.rows[1]
    assert shown.links == ["https://example.org/?a=1&b=" + EVIL]


def test_a_long_text_is_cut_and_a_long_address_is_still_a_link() -> None:
    address = "https://example.org/" + "a" * 300
    shown = html(Records((Thing(id="x", kind=address, told="word " * 100),), "things"))
    assert shown.links == [address]
    assert [len(cell) for cell in shown.rows[1] if cell.endswith("...")] == [120, 120]


# Single values


@pytest.mark.parametrize("table", TABLES)
def test_every_record_is_shown_by_the_fields_that_are_known(table: str) -> None:
    record = mission.tables[table][0]
    shown = html(record)
    assert shown.captions == [f"{type(record).__name__} {record.id}"]
    assert shown.rows[1] == ["id", record.id]
    assert all(value for _, value in shown.rows[1:])
    assert is_harmless(shown)


def test_a_dispute_shows_every_value_with_who_says_so() -> None:
    dispute = mission.disputes.where(record="national-elections-assisted").one()
    shown = html(dispute)
    assert shown.captions == ["tallies/national-elections-assisted, count"]
    assert [(row[0], row[1]) for row in shown.rows[1:]].count(("6", "stands")) > 0
    assert {row[0] for row in shown.rows[1:]} == {"6", "7"}
    claims = [claim for rival in dispute.rivals for claim in rival.claims]
    assert [row[2] for row in shown.rows[1:]] == [claim.source.id for claim in claims]
    assert f"Shown: 6, because {dispute.reason}." in shown.beside
    assert is_harmless(shown)


def test_an_explanation_shows_why_and_from_what() -> None:
    told = mission.explain(mission.resolutions["1500"], "expires")
    shown = html(told)
    assert str(told.derivation) in shown.beside
    assert len(shown.rows) == len(told.claims) + 1
    silent = html(mission.explain(mission.people["ad-melkert"], "died"))
    assert "Shown: not stated" in silent.beside
    (claim,) = told.claims[:1]
    assert html(claim).rows[1][2] == claim.source.id
    assert is_harmless(shown)


def test_a_source_is_shown_as_a_footnote_with_its_link_and_weight() -> None:
    source = mission.sources["sc-res-1500"]
    shown = html(source)
    assert str(source) in shown.beside
    assert shown.links == [source.url]
    assert "un-document, tier 1" in shown.beside
    assert "decision of the curators" in html(mission.sources["curation"]).beside


def test_the_mission_shows_what_it_is_and_what_there_is() -> None:
    shown = html(mission)
    assert shown.captions == [f"UNAMI, data {unami.dataset_version}"]
    assert ["established", "2003-08-14"] in shown.rows
    assert "contributions" in shown.beside
    assert "known at 2012" in html(mission.known_at("2012")).captions[0]
    assert is_harmless(html(mission.according_to("curation")))


# Snapshots


@pytest.mark.parametrize("when", ["2014-06-10", "2009-07-10", "2003", "1990"])
def test_a_snapshot_is_shown_line_by_line(when: str) -> None:
    day = mission.at(when)
    shown = html(day)
    assert shown.captions == [f"United Nations Assistance Mission for Iraq on {when}"]
    assert shown.headings == ["line", "what", "when", "sources"]
    near = day.last_election, day.next_election, day.last_report, day.last_meeting
    lines: Sized
    # That no figure of staff is of that date is a line without a record.
    kinds = [row[0] for row in shown.rows[1:] if not row[1].startswith("no staff count is known")]
    for kind, lines in (
        ("head", day.heads),
        ("deputy", day.deputies),
        ("vacant posts", day.vacancies),
        ("mandate", day.mandates),
        ("task", day.tasks),
        ("uniformed personnel", (*day.strength, *day.contributions, *day.contingents)),
        ("civilian staff", day.staff),
        ("offices", day.offices),
        ("casualties in iraq", day.casualties),
        ("before and after", [record for record in near if record is not None]),
        ("government of iraq", day.governing),
        ("events around the date", day.events),
        ("disputed", day.disputes),
    ):
        assert kinds.count(kind) == min(len(lines), 13), kind
        more = [row[1] for row in shown.rows[1:] if row[0] == kind and row[1].startswith("and ")]
        assert more == ([f"and {len(lines) - 12} more"] if len(lines) > 12 else [])
        kinds = [other for other in kinds if other != kind]
    assert len(kinds) == len(day.partners)
    assert all(row[3] for row in shown.rows[1:] if not row[1].startswith(("and ", "no staff count is known")))
    assert is_harmless(shown)


def test_a_snapshot_names_a_few_sources_of_each_line_and_links_them() -> None:
    shown = html(mission.at("2014-06-10"))
    head = next(row for row in shown.rows if row[0] == "head")
    sources = mission.sources_of(mission.head_at("2014-06-10"))
    assert head[3] == f"{', '.join(sources.ids[:3])} and {len(sources) - 3} more"
    assert sources[0].url in shown.links


def test_a_snapshot_of_a_package_of_your_own_is_escaped(tmp_path: Path) -> None:
    package = Package(tmp_path / "package")
    for number, cells in enumerate(package.rows("people"), 1):
        if cells[0] == "nickolay-mladenov":
            package.change("people", number, "name", "<script>alert(1)</script>")
    package.change("sources", package.row_of("sources", id="sc-res-2169"), "url", "javascript:alert(1)")
    mine = unami.open_dataset(str(package))
    shown = html(mine.at("2014-06-10"))
    assert any("<script>alert(1)</script>, " in row[1] for row in shown.rows[1:])
    assert is_harmless(shown)


# rich


def test_rich_is_told_what_is_known_and_is_not_imported_for_it() -> None:
    known = dict(mission.posts["srsg"].__rich_repr__())
    assert known["id"] == "srsg"
    assert None not in known.values()
    code = "import sys, unami; list(unami.mission.posts.__rich_repr__()); sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_rich_shows_records_bounded() -> None:
    from rich.console import Console

    console = Console(width=100, file=None, record=True, quiet=False, force_terminal=False)
    with console.capture() as captured:
        console.print(mission.resolutions)
    text = captured.get()
    assert text.startswith("Records(")
    assert "kind='resolutions'" in text
    assert f"more={len(mission.resolutions) - 12}" in text
    assert text.count("Resolution(") == 12


# A real notebook in a real browser

CELLS = {
    "collection": "unami.mission.resolutions",
    "leaders": "unami.mission.leaders_at('2009-07-10')",
    "record": "unami.mission.events['canal-hotel-bombing']",
    "snapshot": "unami.mission.at('2014-06-10')",
    "dispute": "unami.mission.disputes.where(record='national-elections-assisted').one()",
    "source": "unami.mission.sources['sc-res-1500']",
    "mission": "unami.mission",
}


@pytest.fixture(scope="session")
def notebook() -> str:
    """Run a notebook with one answer in each cell, and render it as a page."""
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    cells = [nbformat.v4.new_code_cell("import unami"), *map(nbformat.v4.new_code_cell, CELLS.values())]
    made = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(made, timeout=120, kernel_name="python3").execute()
    outputs = [cell.outputs for cell in made.cells[1:]]
    assert all("text/html" in output[0].data and "text/plain" in output[0].data for output in outputs)
    page, _ = HTMLExporter(template_name="basic").from_notebook_node(made)
    return f"<!doctype html><html lang=en><meta charset=utf-8><title>A notebook</title>{page}"


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_notebook_shows_every_kind_of_answer(
    visit: Callable[..., Visit], notebook: str, width: int, dark: bool
) -> None:
    scheme = "<style>:root{color-scheme:light dark}pre{white-space:pre-wrap;overflow-wrap:anywhere}</style>"
    seen = visit(notebook + scheme, width=width, dark=dark)
    answers = seen.page.locator(".unami")
    assert answers.count() == len(CELLS)
    assert seen.page.locator(".unami script").count() == 0
    by_name = dict(zip(CELLS, answers.all(), strict=True))
    assert by_name["collection"].locator("tbody tr").count() == 20
    assert by_name["collection"].get_by_text("and 37 more").count() == 1
    assert by_name["leaders"].locator(".possible").count() == 3
    assert (
        by_name["leaders"].locator("time.coarse").first.evaluate("e => getComputedStyle(e).textDecorationStyle")
        == "dotted"
    )
    assert by_name["snapshot"].get_by_text("Nickolay Mladenov").count() >= 1
    assert by_name["source"].get_by_role("link").count() == 1
    assert seen.overflow() == 0
    for region in seen.page.locator(".unami .scroll").all():
        box = region.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width
    # Text is as dark or light as the page makes it, and never of the colour of what is behind it.
    text, behind = seen.page.locator(".unami td").first.evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    )
    assert behind == "rgba(0, 0, 0, 0)"
    light = sum(map(int, re.findall(r"\d+", text)[:3])) > 3 * 128
    assert light is dark
    assert seen.complaints == []
    assert seen.asked_for == []
