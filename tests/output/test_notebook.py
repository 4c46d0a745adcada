"""Tests of notebook output: as HTML, and in a real notebook opened in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.browser import DESK, PHONE
from helpers.builders import Package, Thing, date
from unami import Records
from unami.charts import NAMES
from unami.dates import Certainty, PartialDate, Period
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sized
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
        self.styles: set[str] = set()
        self.folded: list[str] = []
        self.unfolded: list[bool] = []
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
        self.styles.add(given.get("style") or "")
        if tag == "details":
            self.unfolded.append("open" in given)
        elif tag == "summary":
            self.folded.append("")
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
        if "summary" in self.open:
            self.folded[-1] += data
        if "caption" in self.open:
            self.captions.append(data)
        elif "th" in self.open or "td" in self.open:
            self.rows[-1][-1] += data
        else:
            self.beside += data


def html(answer: Any) -> Page:
    return Page(answer._repr_html_())


ELEMENTS = {"div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "time", "span", "p"}
ELEMENTS |= {"details", "summary", "ol", "li", "code", "strong"}
ATTRIBUTES = {"class", "role", "tabindex", "aria-label", "aria-hidden", "scope", "href", "title", "datetime"}
ATTRIBUTES |= {"style", "open", "start"}


def is_harmless(page: Page) -> bool:
    return (
        page.elements <= ELEMENTS
        and page.styles <= {"", "text-align:left", "text-align:right"}
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
    more = f"and {len(records) - 20} more: [20:] has them, .to_pandas() all as a table"
    assert shown.beside == (more if len(records) > 20 else "")
    assert (shown.headings[-1] == "sources") is (table != "sources")
    place = shown.headings.index("id")
    assert [row[place] for row in shown.rows[1:]] == list(records.ids[:20])
    assert all(any(row[place] for row in shown.rows[1:]) for place in range(len(shown.headings)))
    # Nothing is longer than a few lines, unless it is folded.
    assert max(map(len, shown.folded), default=0) <= 200
    assert shown.headed == ["col"] * len(shown.headings) + ["row"] * (len(shown.rows) - 1)
    assert is_harmless(shown)


def test_a_row_names_its_first_sources_and_unfolds_them_all() -> None:
    record = mission.resolutions["1500"]
    shown = html(mission.resolutions.where(number=1500))
    sources = mission.sources_of(record)
    assert len(sources) > 3
    assert shown.folded[-1] == f"{', '.join(sources.ids[:3])} and {len(sources) - 3} more"
    assert shown.links == [source.url or source.link for source in sources if source.url or source.link]
    assert all(str(source) in shown.rows[1][-1] for source in sources)
    assert not any(shown.unfolded)


def test_names_and_times_come_first_and_stand_in_place_of_ids() -> None:
    units = html(mission.contributions)
    assert units.headings[:2] == ["country", "month"]
    assert {row[0] for row in units.rows[1:]} <= {country.name for country in mission.countries}
    assert html(mission.events).headings[:2] == ["title", "date"]
    assert html(mission.people).headings[0] == "name"
    assert html(mission.appointments).headings[:2] == ["person", "post"]
    assert "Nickolay Mladenov" in [row[0] for row in html(mission.appointments.where(person="Mladenov")).rows]


def test_records_of_a_time_say_how_certain_they_are() -> None:
    offices = mission.offices_at("2014-06-10")
    shown = html(offices)
    place = shown.headings.index("certainty")
    assert [row[place].split()[-1] for row in shown.rows[1:]] == [str(offices.certainty_of(each)) for each in offices]


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


def test_a_long_text_is_folded_at_a_word_and_a_long_address_is_still_a_link() -> None:
    address, told = "https://example.org/" + "a" * 300, "words " * 100
    shown = html(Records((Thing(id="x", kind=address, told=told),), "things"))
    assert shown.links == [address]
    assert [len(cell) for cell in shown.rows[1] if cell.endswith("...")] == [120]
    assert shown.folded == ["words " * 18 + "words..."]
    assert shown.rows[1][shown.headings.index("told")].endswith(told)
    # A text without end is not shown whole.
    endless = html(Records((Thing(id="x", kind="", told="x" * 100_000),), "things"))
    assert "(100,000 characters)" in endless.rows[1][-1]
    assert sum(map(len, endless.rows[1])) < 5000


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
    assert {"contributions", *mission.tables} <= {row[0] for row in shown.rows if row}
    assert "known at 2012" in html(mission.known_at("2012")).captions[0]
    assert is_harmless(html(mission.according_to("curation")))


# Snapshots


@pytest.mark.parametrize("when", ["2014-06-10", "2009-07-10", "2003", "1990"])
def test_a_snapshot_is_shown_line_by_line(when: str) -> None:
    day = mission.at(when)
    shown = html(day)
    assert f"United Nations Assistance Mission for Iraq on {when}" in shown.beside
    near = day.last_election, day.next_election, day.last_report, day.last_meeting
    parts = {
        title: int(count) for title, count in re.findall(r"(?m)^([A-Z][\w ]+) \((\d+)\)$", "\n".join(shown.folded))
    }
    # That no figure is of that date is a line without a record.
    remark = any(row[0].startswith("no staff count is known") for row in shown.rows)
    others = [row for row in shown.rows if row[0].startswith(("no strength figure", "no contribution"))]
    lines: dict[str, Sized] = {
        "Head of mission": day.heads,
        "Deputies": day.deputies,
        "Vacant posts": day.vacancies,
        "Mandate": day.mandates,
        "Tasks": day.tasks,
        "Run by": day.partners,
        "Uniformed personnel": (*others, *day.strength, *day.contributions, *day.contingents),
        "Civilian staff of the mission": (*day.staff, *[None] * remark),
        "Offices": day.offices,
        "Casualties in Iraq": day.casualties,
        "Before and after": [record for record in near if record is not None],
        "Government of Iraq": day.governing,
        "Events around the date": day.events,
        "Disputed": day.disputes,
    }
    assert parts == {title: len(records) for title, records in lines.items() if records}
    # Each part that has lines is folded; the first three are open.
    opened = [title for title, is_open in zip(shown.folded, shown.unfolded, strict=True) if is_open]
    assert [title.partition(" (")[0] for title in opened] == [
        title for title in ("Head of mission", "Deputies", "Mandate") if title in parts
    ]
    assert is_harmless(shown)


def test_a_line_of_a_snapshot_unfolds_to_its_sources() -> None:
    shown = html(mission.at("2014-06-10"))
    head = next(row for row in shown.rows if row[0].startswith("Nickolay Mladenov"))
    sources = mission.sources_of(mission.head_at("2014-06-10"))
    assert head[2].startswith(f"{', '.join(sources.ids[:3])} and {len(sources) - 3} more")
    assert str(sources[0]) in head[2]
    assert sources[0].url in shown.links


def test_a_snapshot_of_a_package_of_your_own_is_escaped(tmp_path: Path) -> None:
    package = Package(tmp_path / "package")
    for number, cells in enumerate(package.rows("people"), 1):
        if cells[0] == "nickolay-mladenov":
            package.change("people", number, "name", "<script>alert(1)</script>")
    package.change("sources", package.row_of("sources", id="sc-res-2169"), "url", "javascript:alert(1)")
    mine = unami.open_dataset(str(package))
    shown = html(mine.at("2014-06-10"))
    assert any("<script>alert(1)</script>, " in row[0] for row in shown.rows)
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


# Values that are no records


def test_a_citation_and_a_bibliography_are_read_and_not_taken_apart() -> None:
    cited = mission.cite()
    assert repr(cited) == str(cited)
    assert str(cited) in html(cited).beside
    sources = mission.at("2014-06-10").heads.cite()
    shown = html(sources)
    assert len(sources) > 10
    assert shown.folded == [f"and {len(sources) - 10} more"]
    assert all(str(source) in shown.beside for source in sources)
    assert "Citation(" not in shown.beside
    assert is_harmless(shown)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date("2014-06-10"), "2014-06-10: 10 June 2014"),
        (date("2004-07~"), "2004-07~: about July 2004, known to the month"),
        (Period.parse("2003-08-14/2004?"), "2003-08-14 / 2004?: from 14 August 2003, until 2004 (uncertain)"),
        (Period.parse("2004/.."), "2004 / ..: from 2004, end open"),
        (Period.parse("/2004"), " / 2004: start not known, until 2004"),
    ],
)
def test_dates_are_shown_in_words(value: PartialDate | Period, text: str) -> None:
    assert html(value).beside == text


def test_tables_are_listed_with_what_is_in_them_and_not_read() -> None:
    shown = html(mission.tables)
    assert [row[0] for row in shown.rows[1:]] == list(mission.tables)
    unread: Any = unami.Tables(lambda name: pytest.fail(f"{name} was read"))
    assert html(unread).rows == shown.rows


def test_charts_are_listed_and_not_drawn() -> None:
    shown = html(mission.chart)
    assert [row[0] for row in shown.rows[1:]] == [f".{name.replace('-', '_')}()" for name in NAMES]
    assert all(len(row[1]) > 20 for row in shown.rows[1:])
    assert is_harmless(shown)


# Viewers that strip styles

SHOWN = {
    "leaders": lambda: mission.leaders_at("2009-07-10"),
    "snapshot": lambda: mission.at("2014-06-10"),
    "records": lambda: mission.contributions,
    "dispute": lambda: mission.disputes[0],
    "explanation": lambda: mission.explain(mission.resolutions["1723"], "adopted"),
    "mission": lambda: mission,
    "bibliography": mission.resolutions.cite,
}


@pytest.mark.parametrize("name", SHOWN)
def test_no_style_has_a_meaning_of_its_own(name: str) -> None:
    page = SHOWN[name]()._repr_html_()
    # What VS Code, Colab and GitHub leave at least: no style sheets, styles, classes, roles or scripts.
    bare = re.sub(r"<style>.*?</style>", "", page)
    bare = re.sub(r' (?:class|style|role|tabindex|aria-[a-z]+|title)="[^"]*"', "", bare)
    shown, stripped = Page(page), Page(bare)
    assert stripped.attributes <= {"scope", "href", "datetime", "open", "start"}
    assert (stripped.rows, stripped.beside, stripped.links) == (shown.rows, shown.beside, shown.links)
    assert " id=" not in re.sub(r"https?://[^\"<]*", "", page)
    words = " ".join(cell for row in stripped.rows for cell in row)
    if name == "leaders":
        assert words.count("◐ possible") == 3
    if name == "explanation":
        assert "stands" in words
        assert "set aside" in words


# A real notebook in a real browser

CELLS = {
    "citation": "unami.mission.cite()",
    "bibliography": "unami.mission.at('2014-06-10').heads.cite()",
    "date": "unami.mission.resolutions['1500'].adopted",
    "period": "unami.mission.mandates[0].period",
    "tables": "unami.mission.tables",
    "charts": "unami.mission.chart",
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
    sources = by_name["collection"].locator("tbody tr").first.locator("td").last.locator("details")
    assert not sources.locator("li").first.is_visible()
    sources.locator("summary").click()
    assert sources.locator("li").first.is_visible()
    assert by_name["leaders"].locator(".possible").count() == 3
    assert (
        by_name["leaders"].locator("time.coarse").first.evaluate("e => getComputedStyle(e).textDecorationStyle")
        == "dotted"
    )
    assert by_name["snapshot"].get_by_text("Nickolay Mladenov").first.is_visible()
    assert not by_name["snapshot"].get_by_text("Disputed (").locator("xpath=../div").is_visible()
    height = by_name["snapshot"].bounding_box()
    assert height is not None
    assert height["height"] < (1000 if width == DESK else 1300)
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


# JupyterLab


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of JupyterLab, which shows a notebook that was run, and one that somebody else has run."""
    import nbformat
    from nbclient import NotebookClient

    folder: Path = tmp_path_factory.mktemp("lab")
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import unami\nunami.mission.at('2014-06-10')")])
    NotebookClient(made, timeout=120, kernel_name="python3").execute()
    nbformat.write(made, folder / "ours.ipynb")
    made.cells[0].source += "  # run by somebody else"
    nbformat.write(made, folder / "theirs.ipynb")
    environment = {**os.environ, "JUPYTER_DATA_DIR": str(folder / "data"), "JUPYTER_CONFIG_DIR": str(folder / "config")}
    jupyter = [sys.executable, "-m", "jupyter"]
    subprocess.run([*jupyter, "trust", "ours.ipynb"], check=True, cwd=folder, env=environment, timeout=120)
    command = [
        *jupyter,
        "lab",
        "--no-browser",
        "--allow-root",
        "--port=0",
        "--IdentityProvider.token=",
        "--expose-app-in-browser",
    ]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stderr is not None
        address = ""
        for line in server.stderr:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                address = found[0]
                break
        assert address
        # What it says later must not fill the pipe.
        Thread(target=server.stderr.read, daemon=True).start()
        yield address
        # Asked to end, it can wait for ever for kernels, which end by themselves when it is gone.
        server.kill()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["ours", "theirs"])
def test_jupyterlab_shows_text_at_the_left_and_unfolds_it(visit: Callable[..., Visit], lab: str, name: str) -> None:
    seen = visit(f"{lab}/lab/tree/{name}.ipynb?reset")
    answer = seen.page.locator(".jp-OutputArea-output.jp-RenderedHTMLCommon").first
    answer.get_by_text("Nickolay Mladenov").first.wait_for(timeout=60_000)
    # In a notebook that the reader does not trust, style sheets and classes are stripped.
    assert answer.locator("style").count() == (name == "ours")
    cells = answer.locator("th, td:not([style*=right])")
    assert set(cells.evaluate_all("cells => cells.map(cell => getComputedStyle(cell).textAlign)")) == {"left"}
    assert cells.count() > 50
    part = answer.get_by_text("Disputed (")
    hidden = part.locator("xpath=..").locator("td").first
    assert not hidden.is_visible()
    part.click()
    assert hidden.is_visible()
    sources = answer.locator("tbody tr").first.locator("td").last.locator("details")
    sources.locator("summary").click()
    assert sources.locator("li").first.is_visible()
    assert answer.locator("a[href^='http']").count() > 50
