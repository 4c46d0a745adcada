"""Tests of the documentation as a site: built once, its files read, its pages opened in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode, urlsplit

import pytest

import unami
from helpers.browser import DESK, PHONE
from helpers.paths import LIBRARY, ROOT
from unami import mission
from unami.charts import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator

    from helpers.browser import Visit


pytestmark = pytest.mark.docs


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built by the command that CONTRIBUTING.md names, with warnings as errors."""
    out = tmp_path_factory.mktemp("site")
    library = str(LIBRARY.parent)
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "serve.py"), "--build-only", "--out", str(out)],
        cwd=out,
        env={**os.environ, "PYTHONPATH": library, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return out


class Page(HTMLParser):
    """The targets to which a page refers, and the targets that it defines."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.targets: list[str] = []
        self.headings = 0
        self.nameless: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids[str(given["id"])] += 1
        self.targets += [str(given[name]) for name in ("href", "src") if given.get(name)]
        self.headings += tag == "h1"
        if tag == "img" and not given.get("alt"):
            self.nameless.append(str(given.get("src")))


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


# The files


def test_every_link_within_the_site_leads_somewhere(pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            # What follows "=" is a state of the explorer, and no place in its page.
            place = "" if "=" in parts.fragment else unquote(parts.fragment)
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not there.is_file() or (place and there.suffix == ".html" and place not in pages[there].ids):
                broken.append((path.name, target))
    assert len(pages) > 80
    assert broken == []


def test_links_that_leave_the_site_are_whole_addresses(pages: dict[Path, Page]) -> None:
    outside = {target for page in pages.values() for target in page.targets if urlsplit(target).scheme}
    odd = [target for target in outside if not re.fullmatch(r"https?://[\w.-]+(:\d+)?([/?#]\S*)?", target)]
    assert len(outside) > 100
    assert odd == []


def test_every_page_has_one_heading_and_names_its_pictures(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert page.headings == 1, path
        assert page.nameless == [], path
        assert [name for name, count in page.ids.items() if count > 1] == [], path


def test_links_into_the_explorer_name_records_that_there_are(pages: dict[Path, Page]) -> None:
    states = {urlsplit(t).fragment for page in pages.values() for t in page.targets if "explorer.html#table" in t}
    assert len(states) > 20
    for state in states:
        found = re.fullmatch(r"table=(\w+)&open=(.+)", state)
        assert found, state
        assert unquote(found[2]) in mission.tables[found[1]].ids


def test_the_gallery_shows_the_weightiest_disputes(pages: dict[Path, Page], site: Path) -> None:
    gallery = next(page for path, page in pages.items() if path.name == "disputes-gallery.html")
    weightiest = max(
        mission.disputes,
        key=lambda dispute: len({s for rival in dispute.against for s in rival.sources if s.kind != "curation"}),
    )
    assert any(f"open={weightiest.record}" in target for target in gallery.targets)
    shown = [target for target in gallery.targets if "explorer.html#" in target]
    assert len(shown) == 40
    tables = Counter(urlsplit(target).fragment.partition("&")[0] for target in shown)
    assert max(tables.values()) <= 8


def test_llms_txt_lists_pages_that_there_are(site: Path) -> None:
    text = (site / "llms.txt").read_text("utf-8")
    assert text.startswith("# unami\n\n> ")
    linked = re.findall(r"^- \[[^\]]+\]\(([^)]+)\)", text, re.MULTILINE)
    assert {"tutorials/ten-questions.txt", "how-to/cite.txt", "explanation/limits.txt"} <= set(linked)
    for target in linked:
        assert (site / target).read_text("utf-8").strip(), target
    whole = (site / "llms-full.txt").read_text("utf-8")
    assert "Ad Melkert (SRSG), possible" in whole
    # What directives write from the code and the data is in it as well.
    assert "leaders_at(when: When)" in whole
    assert f"The record has {len(mission.disputes)} disputes" in whole


def test_the_answers_of_the_notebook_are_those_of_the_build(site: Path) -> None:
    page = (site / "tutorials" / "ten-questions.html").read_text("utf-8")
    assert f"data {unami.dataset_version}" in page
    assert "193 soldiers, of whom 13 women" in page
    assert "assert" not in page
    assert str(ROOT) not in page


def test_the_command_serves_the_site(site: Path) -> None:
    from http.client import HTTPConnection

    process = subprocess.Popen(
        [sys.executable, str(ROOT / "docs" / "serve.py"), "--serve-only", "--port", "0", "--out", str(site)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().split()[0])
        connection = HTTPConnection(str(address.hostname), address.port)
        connection.request("GET", "/explorer.html")
        answer = connection.getresponse()
        assert (answer.status, b"Record explorer" in answer.read()) == (200, True)
        connection.close()
    finally:
        process.terminate()
        process.communicate()


# In the browser


@pytest.mark.browser
def test_every_page_opens_without_complaint_and_fits(
    visit: Callable[..., Visit], site: Path, pages: dict[Path, Page]
) -> None:
    seen = visit(site / "index.html", dark=True)
    wide = []
    for path in pages:
        seen.page.goto(path.as_uri())
        if path.name == "explorer.html":
            seen.page.locator("#explorer-app tbody tr").first.wait_for()
        for width in (PHONE, DESK):
            seen.page.set_viewport_size({"width": width, "height": 900})
            if seen.overflow():
                wide.append((path.relative_to(site), width))
        assert seen.complaints == [], path
        assert seen.asked_for == [], path
    assert wide == []


@pytest.mark.browser
def test_the_search_finds_a_page(visit: Callable[..., Visit], site: Path) -> None:
    seen = visit(site / "index.html")
    seen.page.get_by_placeholder("Search").fill("transliteration")
    seen.page.get_by_placeholder("Search").press("Enter")
    seen.page.locator("#search-results li a").first.wait_for()
    found = seen.page.locator("#search-results li a").all_inner_texts()
    assert "Ask who says so" in found
    assert seen.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("page", ["index.html", "explorer.html"])
def test_the_timeline_is_drawn(visit: Callable[..., Visit], site: Path, page: str) -> None:
    seen = visit(site / page)
    for width, shown in ((1440, "wide"), (390, "narrow")):
        seen.page.set_viewport_size({"width": width, "height": 900})
        chart = seen.page.locator(".charts svg:visible")
        box = chart.bounding_box()
        assert box is not None
        assert box["width"] == int(chart.get_attribute("width") or 0)
        assert (box["width"] > 600) == (shown == "wide")
        assert chart.get_by_text("Ad Melkert").count() > 0


@pytest.mark.browser
def test_the_charts_of_the_gallery_are_drawn(visit: Callable[..., Visit], site: Path) -> None:
    seen = visit(site / "reference" / "charts.html")
    for width in (1440, 1024, 768, 390, 360):
        seen.page.set_viewport_size({"width": width, "height": 900})
        # Each in its own size, so that its letters can be read, and each a link to its file.
        sizes = seen.page.locator("article a > img:visible").evaluate_all(
            "images => images.map(image => [image.naturalWidth, image.width, image.getBoundingClientRect().right])"
        )
        assert len(sizes) >= len(NAMES)
        for natural, shown, right in sizes:
            assert natural == shown > 200
            assert right <= width


class Explorer:
    """The record explorer, as somebody uses it.

    Args:
        seen: The page.
    """

    def __init__(self, seen: Visit) -> None:
        self.seen = seen
        self.page = seen.page
        self.rows().first.wait_for()

    def rows(self) -> Locator:
        return self.page.locator("#explorer-place tbody button.record")

    def ids(self) -> list[str]:
        return [str(button.get_attribute("data-record")) for button in self.rows().all()]

    def count(self) -> str:
        return self.page.locator("#explorer-place .dt-info").inner_text()

    def shows(self, ask: Callable[[], object], expected: object) -> None:
        """Wait until the page shows the expected content: some work is done after the click."""
        for _ in range(100):
            if ask() == expected:
                return
            self.page.wait_for_timeout(50)
        assert ask() == expected

    def choose(self, table: str) -> None:
        self.page.get_by_label("Table", exact=True).select_option(table)
        self.page.get_by_role("region", name=f"Records of {table.replace('_', ' ')}").wait_for()


@pytest.fixture
def explore(visit: Callable[..., Visit], site: Path) -> Iterator[Callable[..., Explorer]]:
    opened: list[Visit] = []

    def opening(*, width: int = DESK, **state: str) -> Explorer:
        seen = visit(site / "index.html", width=width)
        opened.append(seen)
        seen.page.goto(f"{(site / 'explorer.html').as_uri()}#{urlencode(state)}")
        return Explorer(seen)

    yield opening
    for seen in opened:
        assert seen.complaints == []
        assert seen.asked_for == []


@pytest.mark.browser
def test_every_table_can_be_chosen_and_shows_its_records(explore: Callable[..., Explorer]) -> None:
    explorer = explore()
    for table, records in mission.tables.items():
        explorer.choose(table)
        explorer.shows(explorer.count, f"1 to {min(20, len(records))} of {len(records):,} records")
        assert explorer.ids()[0] in records.ids


@pytest.mark.browser
def test_search_ignores_case_and_accents(explore: Callable[..., Explorer]) -> None:
    explorer = explore(table="people")
    box = explorer.page.get_by_label("Search all columns")
    for words in ("Kubiš", "kubis"):
        box.fill(words)
        explorer.shows(explorer.ids, ["jan-kubis"])
    box.fill("nobody at all")
    explorer.shows(explorer.ids, [])
    explorer.page.get_by_role("button", name="Clear search and filters").click()
    explorer.shows(explorer.count, f"1 to 20 of {len(mission.people)} records")


@pytest.mark.browser
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_filters_leave_the_records_that_fit(explore: Callable[..., Explorer], width: int) -> None:
    explorer = explore(width=width, table="contributions")
    explorer.page.get_by_label("Filter category").select_option("individual-police")
    police = mission.contributions.where(category="individual-police")
    explorer.shows(lambda: f" of {len(police)} records" in explorer.count(), True)
    explorer.page.get_by_label("Filter country").select_option("NPL")
    nepal = police.where(country="NPL")
    assert 0 < len(nepal) < len(police)
    explorer.shows(lambda: f" of {len(nepal)} records" in explorer.count(), True)
    assert set(explorer.ids()) <= set(nepal.ids)


@pytest.mark.browser
def test_a_filter_finds_one_value_of_a_list(explore: Callable[..., Explorer]) -> None:
    explorer = explore(table="people")
    explorer.page.get_by_label("Filter nationality").fill("SWE")
    swedes = mission.people.where(lambda person: "SWE" in (person.nationality or ()))
    assert len(swedes) > 0
    explorer.shows(lambda: sorted(explorer.ids()), sorted(swedes.ids))


@pytest.mark.browser
def test_columns_sort_numbers_as_numbers_and_what_is_not_known_last(explore: Callable[..., Explorer]) -> None:
    explorer = explore(table="elections")
    known = [vote.votes_cast for vote in mission.elections if vote.votes_cast is not None]
    assert len({len(str(votes)) for votes in known}) > 1
    unknown = [None] * (len(mission.elections) - len(known))
    order = explorer.page.locator('.dt-column-order[aria-label^="votes cast:"]').first
    for reverse in (False, True):
        order.click()
        explorer.shows(
            lambda: [mission.elections[name].votes_cast for name in explorer.ids()],
            [*sorted(known, reverse=reverse), *unknown],
        )


@pytest.mark.browser
def test_pages_turn(explore: Callable[..., Explorer]) -> None:
    explorer = explore(table="events")
    first = explorer.ids()
    explorer.page.get_by_role("link", name="Next").or_(explorer.page.get_by_role("button", name="Next")).click()
    explorer.shows(explorer.count, f"21 to 40 of {len(mission.events)} records")
    second = explorer.ids()
    assert (len(first), len(second), set(first) & set(second)) == (20, 20, set())


@pytest.mark.browser
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_record_opens_with_all_that_is_said_of_it(explore: Callable[..., Explorer], width: int) -> None:
    explorer = explore(width=width, table="appointments", q="melkert")
    button = explorer.page.locator('button[data-record="ad-melkert.srsg"]')
    button.focus()
    explorer.page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    rows = [row for row in mission.dataset.statements("appointments") if row.record == "ad-melkert.srsg"]
    opened = explorer.page.locator(".statements")
    assert opened.locator("ol > li").count() == len(rows)
    disputed = mission.disputes_of(mission.appointments["ad-melkert.srsg"])
    assert opened.locator(".disputed").count() == len(disputed)
    assert opened.get_by_role("link", name="Security Council resolution 1883 (2009)").count() > 0
    assert explorer.seen.overflow() == 0
    explorer.page.keyboard.press("Enter")
    assert opened.count() == 0


@pytest.mark.browser
def test_the_address_holds_what_is_shown(explore: Callable[..., Explorer]) -> None:
    explorer = explore(table="contributions")
    explorer.page.get_by_label("Filter country").select_option("FJI")
    explorer.page.get_by_role("button", name=re.compile("^count: ")).click(click_count=2, delay=50)
    explorer.shows(lambda: "sort=-count" in explorer.page.evaluate("location.hash"), True)
    explorer.rows().nth(2).click()
    shown: tuple[Any, ...] = explorer.ids(), explorer.count(), explorer.page.locator(".statements").inner_text()
    address = explorer.page.evaluate("location.hash")
    again = explore(**dict(pair.split("=", 1) for pair in unquote(address[1:]).split("&")))
    again.page.locator(".statements").wait_for()
    assert (again.ids(), again.count(), again.page.locator(".statements").inner_text()) == shown


@pytest.mark.browser
def test_text_of_the_data_is_never_markup(explore: Callable[..., Explorer]) -> None:
    explorer = explore()
    hostile = '<img src="x" onerror="console.error(1)">'
    explorer.page.evaluate(
        """(text) => unamiExplorer.receive({
            table: "tallies", columns: [{name: "id", about: text, ref: null}, {name: "label", about: text, ref: "people"},
            {name: "url", about: "", ref: null}], rows: [[text, text, "javascript:alert(1)"]],
            statements: {[text]: [["no-source", text, text, "normal", text, {"0": text}, {"0": text}]]},
            disputed: {}})""",
        hostile,
    )
    explorer.choose("tallies")
    assert explorer.ids() == [hostile]
    explorer.rows().first.click()
    assert explorer.page.locator(".statements li").count() == 1
    assert explorer.page.locator("#explorer-place img").count() == 0
    assert explorer.page.locator('#explorer-place a[href^="javascript"]').count() == 0
