"""Tests of the documentation as a site: built once, its files read, its pages opened in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

import unami
from helpers.browser import DESK, PHONE
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
