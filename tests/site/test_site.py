"""Tests of the documentation as a site: built once, its files read, its pages opened in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

import unami
from helpers.browser import DESK, HERE, PHONE
from helpers.paths import LIBRARY, ROOT
from unami import mission
from unami.charts import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
        self.title = ""
        self.in_title = False
        self.told: dict[str, str] = {}
        self.scrolling: list[str | None] = []
        self.nameless: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids[str(given["id"])] += 1
        self.targets += [str(given[name]) for name in ("href", "src") if given.get(name)]
        self.headings += tag == "h1"
        self.in_title = tag == "title" and not self.title
        if tag == "meta":
            self.told[str(given.get("name") or given.get("property"))] = str(given.get("content"))
        if "table-wrapper" in (given.get("class") or "").split():
            self.scrolling.append(given.get("tabindex"))
        if tag == "img" and not given.get("alt"):
            self.nameless.append(str(given.get("src")))

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.in_title = False


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, Page]:
    """The pages of the documentation; those of the record have tests of their own, in tests/output."""
    own = (path for path in sorted(site.rglob("*.html")) if (site / "record") not in path.parents)
    return {path: Page(path.read_text("utf-8")) for path in own}


# The files


def test_every_link_within_the_site_leads_somewhere(pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            place = unquote(parts.fragment)
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


WRITTEN_BY_SPHINX = {"genindex.html", "py-modindex.html", "search.html"}


def test_every_page_says_what_it_is_about(pages: dict[Path, Page], site: Path) -> None:
    titles = Counter(page.title for page in pages.values())
    assert [title for title, count in titles.items() if count > 1] == []
    for path, page in pages.items():
        assert page.told["og:title"], path
        assert any(target.endswith("icon.svg") for target in page.targets), path
        if path.name not in WRITTEN_BY_SPHINX:
            assert len(page.told["description"]) > 15, path
            assert page.told["og:description"] == page.told["description"]
    assert "who led it" in pages[site / "index.html"].told["description"]
    assert (site / "404.html") in pages


def test_section_pages_say_what_is_on_each_page(site: Path) -> None:
    for section in "tutorials", "how-to", "explanation", "reference":
        text = (site / section / "index.html").read_text("utf-8")
        article = text.partition("<article")[2].partition("</article>")[0]
        listed = re.findall(r'<dt><a class="reference internal" href="([^"#]+)">', article)
        assert len(listed) == len(re.findall(r"<dd><p>\w", article)) > 2
        below = {path.relative_to(site / section).as_posix() for path in (site / section).glob("*.html")}
        assert below - {"index.html"} <= {*listed}, section
        assert "toctree-l2" not in article


def test_what_scrolls_is_reached_by_keyboard(pages: dict[Path, Page]) -> None:
    assert {tabindex for page in pages.values() for tabindex in page.scrolling} == {"0"}


def test_the_gallery_shows_the_weightiest_disputes(pages: dict[Path, Page], site: Path) -> None:
    gallery = next(page for path, page in pages.items() if path.name == "disputes-gallery.html")
    weightiest = max(
        mission.disputes,
        key=lambda dispute: len({s for rival in dispute.against for s in rival.sources if s.kind != "curation"}),
    )
    shown = [target for target in gallery.targets if "/record/" in target]
    assert any(weightiest.record in target for target in shown)
    assert len(shown) == 40
    pairs = (re.search(r"/record/(?:tables/)?(\w+)(?:\.html\?|/)", target) for target in shown)
    tables = Counter(found[1] for found in pairs if found)
    assert max(tables.values()) <= 8
    assert sum(tables.values()) == 40


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
        connection.request("GET", "/record/people/jan-kubis.html")
        answer = connection.getresponse()
        assert (answer.status, "Ján Kubiš" in answer.read().decode()) == (200, True)
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
def test_the_search_leads_to_the_record(visit: Callable[..., Visit], site: Path) -> None:
    seen = visit(site / "index.html")
    seen.page.get_by_placeholder("Search").fill("mladenov & co")
    seen.page.get_by_placeholder("Search").press("Enter")
    line = seen.page.locator("article a").first
    assert line.inner_text() == 'Search the record for "mladenov & co"'
    seen.page.goto((site / "search.html").as_uri() + "?q=mladenov")
    seen.page.get_by_role("link", name='Search the record for "mladenov"').click()
    seen.page.get_by_role("link", name="Nickolay Mladenov").first.wait_for()
    assert "/record/search.html?q=mladenov" in seen.page.url
    assert seen.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_page_has_a_fault_that_axe_finds(
    visit: Callable[..., Visit], site: Path, pages: dict[Path, Page], dark: bool
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    seen = visit(site / "index.html", dark=dark, width=PHONE if dark else DESK)
    axe = Axe()
    found = []
    # Pages of one kind are made in one way; in the dark, one of each.
    some = {"index.html", "try.html", "search.html", "404.html", "coverage.html", "mission.html", "ten-questions.html"}
    for path in pages:
        if not dark or path.name in some:
            seen.page.goto(path.as_uri())
            faults = axe.run(seen.page).response["violations"]
            found += [(str(path.relative_to(site)), fault["id"], fault["nodes"][0]["html"][:200]) for fault in faults]
    assert found == []


@pytest.mark.browser
def test_letters_are_large_enough_and_names_in_code_are_no_links(visit: Callable[..., Visit], site: Path) -> None:
    seen = visit(site / "index.html", dark=True)
    for page in "index.html", "reference/api/mission.html", "reference/coverage.html", "tutorials/ten-questions.html":
        seen.page.goto((site / page).as_uri())
        sizes = seen.page.evaluate(
            """() => [...document.querySelectorAll("body *")].filter((element) => !element.closest("svg") &&
                [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
                .map((element) => parseFloat(getComputedStyle(element).fontSize))"""
        )
        assert min(sizes) >= 11.9, page
    names = seen.page.locator(".highlight .nn")
    decorated = names.evaluate_all("names => names.map(name => getComputedStyle(name).textDecorationLine)")
    assert set(decorated) == {"none"}


@pytest.mark.browser
def test_focus_on_the_search_is_seen(visit: Callable[..., Visit], site: Path) -> None:
    seen = visit(site / "index.html")
    box = seen.page.get_by_placeholder("Search")
    box.focus()
    assert box.evaluate("box => getComputedStyle(box).outlineStyle") == "solid"


@pytest.mark.browser
@pytest.mark.parametrize("page", ["index.html", "reference/coverage.html"])
def test_nothing_is_cut_on_paper(visit: Callable[..., Visit], site: Path, page: str) -> None:
    seen = visit(site / page, width=750)
    seen.page.emulate_media(media="print")
    cut = seen.page.evaluate(
        """() => [...document.querySelectorAll("article svg, article img, article table")]
            .map((thing) => thing.getBoundingClientRect().right - innerWidth)"""
    )
    assert max(cut) <= 0


@pytest.mark.browser
@pytest.mark.pyodide
def test_the_library_runs_in_the_browser_of_a_reader(visit: Callable[..., Visit], site: Path) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        seen = visit(f"{HERE}{server.server_port}/try.html")
        asked: list[str] = []
        seen.page.on("request", lambda request: asked.append(request.url))
        # Nothing of it is loaded before somebody asks for it.
        assert not seen.page.locator("#try-console").is_visible()
        assert [url for url in asked if "pyodide" in url] == []
        seen.page.get_by_role("button", name="Start Python on this page").click()
        seen.page.locator("#try-console").wait_for(timeout=120_000)
        assert any(url.endswith(".whl") for url in asked)
        output = seen.page.get_by_role("log", name="Output")

        def run(code: str = "") -> str:
            if code:
                seen.page.get_by_label("Code", exact=True).fill(code)
                seen.page.keyboard.press("Control+Enter")
            seen.page.wait_for_function("!document.getElementById('try-run').disabled", timeout=60_000)
            return output.inner_text()

        for button in seen.page.locator(".try-examples button").all():
            button.click()
            told = run()
            assert "Traceback" not in told, button.inner_text()
        readme = (ROOT / "README.md").read_text("utf-8")
        expected = re.findall(r"^\[?'?(?:Staffan|Jeanine|Nickolay|2013-08-02|\(True|\['20).*$", readme, re.MULTILINE)
        assert len(expected) >= 8
        assert [line for line in expected if line not in told] == []
        assert repr(unami.dataset_version) in told
        assert "ZeroDivisionError" in run("1 / 0")
        run('unami.mission.at("10 June 2014")')
        assert output.get_by_text("S/RES/2110 (2013)").first.is_visible()
        assert output.locator("details").count() > 10
        server.shutdown()
    assert (seen.complaints, seen.asked_for) == ([], [])


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
