"""Tests of the site that the library exports: its files, and its pages as somebody uses them in a real browser."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import socketserver
import threading
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import rdflib

import unami
from helpers.builders import said, small_mission
from helpers.day_lines import lines_of_year
from helpers.fictional import change, write_second_mission
from helpers.inside import Addresses, days_of, fold, format_folder, sections_of, show_value, site
from helpers.paths import ROOT
from unami import PartialDate, mission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from playwright.sync_api import Page as Opened

    from helpers.browser import Visit
    from unami import Mission

pytestmark = pytest.mark.needs("itables", "jinja2", "altair")

KINDS = (
    "index.html",
    "day.html?date=2014-06-10",
    "search.html?q=canal+hotel",
    "tables.html",
    "tables/events.html",
    f"tables/casualties.html?open={mission.casualties[0].id}",
    "people/ad-melkert.html",
    "posts/srsg.html",
    "countries/FJI.html",
    "organizations/mek.html",
    "places/IQ-BG.html",
    "resolutions/1770.html",
    f"documents/{mission.documents[0].id}.html",
    f"council_meetings/{mission.council_meetings[0].id}.html",
    "elections/2005-01-30-assembly.html",
    "events/canal-hotel-bombing.html",
    "sources/seed-wikipedia-2026.html",
    "disputes.html",
    "map.html",
    "map.html?what=events&when=2003",
    "charts.html",
    "about.html",
    "pages.html",
    "404.html",
)
"""A page of each kind."""


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mission, Path]:
    folder = tmp_path_factory.mktemp("second")
    lemuria = write_second_mission(folder / "package")
    lemuria.export("site", folder / "site")
    return lemuria, folder / "site"


@pytest.fixture
def folder(exported: Callable[[str], Path]) -> Path:
    return exported("site")


def content(folder: Path, name: str) -> Any:
    text = (folder / "data" / f"{name}.js").read_text("utf-8")
    return json.loads(text.removeprefix(f"site.receive({json.dumps(name)},").removesuffix(");\n"))


class Page(HTMLParser):
    """What a page refers to, defines and embeds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.about: dict[str, str] = {}
        self.linked = ""
        self._in_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.ids.update([given["id"]] if "id" in given else [])
        self.targets += [given[name] for name in ("href", "src", "srcset", "action") if given.get(name)]
        if tag == "meta" and ("name" in given or "property" in given):
            self.about[given.get("name") or given["property"]] = given["content"]
        self._in_data = given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        self.linked += data if self._in_data else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_data = self._in_data and tag != "script"


# The files


def check_links(folder: Path, record: Mission) -> int:
    """Follow every link of every page within the site; return how many there are."""
    count = 0
    pages = {path: Page(path.read_text("utf-8")) for path in folder.rglob("*.html")}
    for path, page in pages.items():
        assert page.tags["h1"] == 1, path
        assert [name for name, number in page.ids.items() if number > 1] == [], path
        assert 0 < len(page.about["description"]) <= 160, path
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme:
                assert parts.scheme in ("http", "https"), (path, target)
                continue
            count += 1
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert there.is_file(), (path, target)
            if parts.fragment:
                assert unquote(parts.fragment) in pages[there].ids, (path, target)
            opened = parse_qs(parts.query).get("open")
            if opened:
                assert opened[0] in record.tables[there.stem].ids, (path, target)
    return count


@pytest.mark.slow
def test_every_link_within_the_site_leads_somewhere(folder: Path) -> None:
    assert check_links(folder, mission) > 40_000


def test_every_link_within_the_site_of_another_mission_leads_somewhere(second: tuple[Mission, Path]) -> None:
    lemuria, folder = second
    assert check_links(folder, lemuria) > 500


def test_what_has_a_name_has_a_page_and_a_file(second: tuple[Mission, Path]) -> None:
    lemuria, folder = second
    for table in ("people", "posts", "countries", "organizations", "places", "resolutions", "documents", "events"):
        for record in lemuria.tables[table]:
            assert record.id in (folder / table / f"{record.id}.html").read_text("utf-8")
            held = json.loads((folder / table / f"{record.id}.json").read_text("utf-8"))
            assert held["record"] == record.to_dict(names=lemuria)
            assert held["sources"] == list(lemuria.sources_of(record).ids)
            assert held["citation"] == str(lemuria.cite())
    for source in lemuria.sources:
        assert (folder / "sources" / f"{source.id}.html").is_file()


@pytest.mark.slow
def test_the_rows_are_the_records_with_their_statements(folder: Path) -> None:
    for table, records in mission.tables.items():
        rows = content(folder, f"rows/{table}")
        assert [row[0] for row in rows["rows"]] == list(records.ids)
        assert all(len(row) == len(rows["columns"]) for row in rows["rows"])
        if table == "sources":
            continue
        claims = content(folder, f"claims/{table}")
        told = {
            (record, field)
            for record, (_, fields) in claims["records"].items()
            for field, _, disputed, _ in fields
            if disputed
        }
        assert told == {(each.record, each.field.replace("_", " ")) for each in mission.disputes.where(table=table)}
        for record in records:
            said = sum(len(value[2]) for field in claims["records"][record.id][1] for value in field[3])
            assert said >= len(mission.sources_of(record)) > 0


def test_a_page_says_who_says_so_and_who_says_otherwise(second: tuple[Mission, Path]) -> None:
    lemuria, folder = second
    dispute = lemuria.disputes.where(table="elections", field="votes_cast").one()
    text = (folder / "elections" / f"{dispute.record}.html").read_text("utf-8")
    for rival in dispute.rivals:
        assert f"{rival.value:,}" in text
        assert all(f"../sources/{source.id}.html" in text for source in rival.sources)
    assert '<strong class="mark">disputed</strong>' in text


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_linked_data_of_every_page_is_read_by_others(folder: Path) -> None:
    whole = json.loads((folder.parent / "site" / "people" / "jan-kubis.json").read_text("utf-8"))
    assert whole["record"]["name"] == "Ján Kubiš"
    seen: Counter[str] = Counter()
    for path in folder.rglob("*/*.html"):
        page = Page(path.read_text("utf-8"))
        if not page.linked:
            assert path.parent.name == "tables", path
            continue
        graph = rdflib.Graph().parse(data=page.linked, format="json-ld")
        kinds = {str(kind) for kind in graph.objects(None, rdflib.RDF.type)}
        assert any(kind.startswith("https://schema.org/") for kind in kinds), path
        seen.update(kinds)
    assert seen["https://schema.org/Person"] == len(mission.people)
    assert seen["https://schema.org/Country"] == len(mission.countries)


@pytest.mark.slow
def test_no_page_is_heavy(folder: Path) -> None:
    scripts = [len(gzip.compress(path.read_bytes())) for path in folder.glob("static/*")]
    for path in folder.rglob("*.html"):
        assert len(gzip.compress(path.read_bytes())) + sum(scripts) < 300_000, path


def test_the_site_map_has_every_page_by_its_whole_address(second: tuple[Mission, Path], tmp_path: Path) -> None:
    base = "https://archive.example/exma/"
    unami.new_package(tmp_path / "package", name="exma")
    path = tmp_path / "package/datapackage.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "base_iri": base}), "utf-8")
    format_folder(str(tmp_path / "package"))
    unami.open_dataset(tmp_path / "package").export("site", tmp_path / "site")
    told = set(re.findall("<loc>([^<]+)</loc>", (tmp_path / "site/sitemap.xml").read_text("utf-8")))
    there = {page.relative_to(tmp_path / "site").as_posix() for page in (tmp_path / "site").rglob("*.html")}
    assert {unquote(address) for address in told} == {base + page for page in there - {"404.html", "pages.html"}}
    assert f'<link rel="canonical" href="{base}people/ada-example.html">' in (
        tmp_path / "site/people/ada-example.html"
    ).read_text("utf-8")
    # A site map has whole addresses, which a site without a known address has not.
    assert not (second[1] / "sitemap.xml").exists()


SIGNS = re.compile(r"\b\d{4}(-\d\d){0,2}([?~%]|/\d{4}|/\.\.|/(?!\d))")
"""A date or period with signs of EDTF."""


def test_dates_and_listed_words_are_in_words_with_what_the_data_has_beside_them(second: tuple[Mission, Path]) -> None:
    lemuria, folder = second
    for table in lemuria.tables:
        rows = content(folder, f"rows/{table}") if lemuria.tables[table] else {"columns": []}
        for place, column in enumerate(rows["columns"]):
            if column["kind"] != "date":
                continue
            labels = rows["labels"].get(column["name"], {})
            cells = {row[place] for row in rows["rows"] if isinstance(row[place], str)} - {".."}
            # The rows have the exact values, for downloads, filters and the order.
            assert {labels.get(cell, cell) for cell in cells} == {PartialDate.parse(cell).words() for cell in cells}
    free = {text for source in lemuria.sources for text in (source.title, str(source))}
    for path in folder.rglob("*/*.html"):
        text = path.read_text("utf-8")
        shown = re.sub(r"<(script|style|q|code|pre|title)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)
        signs = [found[0] for found in SIGNS.finditer(shown) if not any(found[0] in title for title in free)]
        assert signs == [], path
    days = content(folder, "days")
    assert [text for line in days["lines"] for text in line[:2] if SIGNS.search(text)] == []


def test_the_words_of_a_list_say_what_they_are_in_the_data(tmp_path: Path) -> None:
    small = small_mission(
        countries=[said("FJI", name="Fiji")],
        contributions=[said("x", country="FJI", month="2014-06~", category="experts-on-mission", count="2")],
        vacancies=[said("v", post="head", start="2009")],
        posts=[said("head", name="Head", role="head", seats="single")],
    )
    small.export("site", tmp_path / "site")
    page = (tmp_path / "site/tables/contributions.html").read_text("utf-8")
    assert '<td data-label="category" title="experts-on-mission" dir="auto">experts on mission</td>' in page
    assert 'title="2014-06~" dir="auto">about June 2014</td>' in page
    assert content(tmp_path / "site", "rows/contributions")["rows"][0][0] == "x"
    country = (tmp_path / "site/countries/FJI.html").read_text("utf-8")
    assert "Fiji, experts on mission, about June 2014: 2" in country
    assert "Head, vacant, from 2009" in (tmp_path / "site/posts/head.html").read_text("utf-8")
    source = (tmp_path / "site/sources/paper.html").read_text("utf-8")
    assert 'category: <span title="experts-on-mission" dir="auto">experts on mission</span>' in source


HOSTILE = (
    "con",
    "nul",
    "aux",
    "com1",
    "lpt9.x",
    "FJI",
    "fji",
    "Fji",
    "ends.",
    "../up",
    "a/b",
    "x" * 190,
    "%41",
    "a+b",
    "~",
)
"""Ids that no file of every system can be called, and some that can."""


@pytest.mark.browser
def test_every_file_has_a_name_that_is_good_on_every_system(visit: Callable[..., Visit], tmp_path: Path) -> None:
    record = small_mission(people=[said(name, name=f"Person {number}") for number, name in enumerate(HOSTILE)])
    record.export("site", tmp_path / "site")
    files = [
        path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()
    ]
    assert len({file.lower() for file in files}) == len(files)
    for part in {part for file in files for part in file.split("/")}:
        assert not re.match(r"(con|prn|aux|nul|(com|lpt)\d)(\.|$)", part, re.IGNORECASE), part
        assert not part.endswith((".", " ")), part
        assert len(part.encode()) < 200
    check_links(tmp_path / "site", record)
    # What is good keeps its name.
    assert {"people/fji.html", "people/~.html", "people/a%2Bb.json"} <= set(files)
    assert json.loads((tmp_path / "site/people/fji.json").read_text("utf-8"))["record"]["id"] == "fji"
    seen = visit(tmp_path / "site" / "search.html")
    seen.page.locator("#q").fill("person")
    seen.page.locator("#results button").click()
    links = seen.page.locator('#results a[href*="/people/"]')
    addresses = {link.inner_text(): link.get_attribute("href") or "" for link in links.all()}
    for number, name in enumerate(HOSTILE):
        seen.page.goto(addresses[f"Person {number}"])
        assert f"people/{name}" in seen.page.locator("main").inner_text()
    assert seen.complaints == []


def test_the_packaged_record_keeps_the_names_of_its_files() -> None:
    addresses = Addresses(mission)
    for table in mission.tables:
        assert addresses.renamed(table) == {}
        assert addresses.file_of(table) == table


def test_a_mission_without_a_kind_of_data_has_no_empty_pages(tmp_path: Path) -> None:
    libya = unami.open_dataset(ROOT / "docs/examples/unsmil")
    empty = {table for table in libya.tables if not libya.tables[table]}
    assert {"strength", "casualties", "camp"} <= empty
    libya.export("site", tmp_path / "site")
    assert check_links(tmp_path / "site", libya) > 1000
    for table in empty:
        assert not (tmp_path / f"site/tables/{table}.html").exists()
        assert not (tmp_path / f"site/data/rows/{table}.js").exists()
    pages = Page((tmp_path / "site/tables.html").read_text("utf-8"))
    assert not {f"tables/{table}.html" for table in empty} & set(pages.targets)
    assert not [path for path in (tmp_path / "site/charts").iterdir() if "no data" in path.read_text("utf-8")]
    charts = Page((tmp_path / "site/charts.html").read_text("utf-8"))
    assert charts.ids["timeline"] == 1
    assert charts.ids["camp"] == charts.ids["strength"] == 0


def test_a_page_that_would_show_nothing_is_not_in_the_menu(second: tuple[Mission, Path], tmp_path: Path) -> None:
    timeless = small_mission(people=[said("somebody", name="Somebody")])
    timeless.export("site", tmp_path / "site")
    targets = Page((tmp_path / "site/index.html").read_text("utf-8")).targets
    for page in ("day.html", "disputes.html", "map.html"):
        assert not (tmp_path / "site" / page).exists()
        assert page not in targets
        assert page in Page((second[1] / "index.html").read_text("utf-8")).targets
    check_links(tmp_path / "site", timeless)


@pytest.mark.browser
def test_the_page_for_no_page_leads_on_from_anywhere(visit: Callable[..., Visit], second: tuple[Mission, Path]) -> None:
    folder = second[1]
    seen = visit(folder / "index.html")
    seen.page.context.set_offline(False)
    with served(folder.parent, missing=folder / "404.html") as address:
        for wrong in ("nothing.html", "people/nobody.html", "tables/x/y.html", ""):
            seen.page.goto(f"{address}/{folder.name}/{wrong}" if wrong else f"{address}/{folder.name}/404.html")
            assert seen.page.locator("h1").inner_text() == "There is no such page"
            assert seen.page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
            seen.page.get_by_role("link", name="all pages", exact=True).click()
            assert seen.page.url == f"{address}/{folder.name}/pages.html"


def test_another_mission_is_named_by_its_own_name(second: tuple[Mission, Path]) -> None:
    lemuria, folder = second
    assert f"<h1>{lemuria.profile.name}</h1>" in (folder / "index.html").read_text("utf-8")
    own = (
        path for path in folder.rglob("*") if path.suffix in (".html", ".json", ".js") and "static" not in path.parts
    )
    for path in own:
        text = path.read_text("utf-8").replace("unami-export.json", "").replace("urn:unami:", "")
        assert not any(word in text for word in ("Iraq", "UNAMI", "Kurdistan")), path


def test_no_text_is_taken_for_markup(tmp_path: Path) -> None:
    write_second_mission(tmp_path / "package")
    change(tmp_path / "package", "missions", "Example Mission", "<img src=x> & </script> Mission")
    change(tmp_path / "package", "people", "Clara Sample", "</script><script>alert(1)</script> Sample")
    unami.open_dataset(tmp_path / "package").export("site", tmp_path / "site")
    for path in (tmp_path / "site").rglob("*.html"):
        page = Page(path.read_text("utf-8"))
        assert "alert(1)</script>" not in path.read_text("utf-8")
        assert not page.targets.count("x"), path
        if page.linked:
            json.loads(page.linked)


def test_another_bundle_of_the_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "_EXPORTS", re.compile("no such text"))
    with pytest.raises(unami.MissingExtra, match="itables"):
        mission.according_to("seed-gayaone-2025").export("site", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_site_can_be_written_again_and_nothing_else_is_replaced(second: tuple[Mission, Path], tmp_path: Path) -> None:
    lemuria, _ = second
    lemuria.export("site", tmp_path / "x")
    lemuria.export("site", tmp_path / "x", overwrite=True)
    (tmp_path / "x" / "people" / "notes.txt").write_text("mine")
    with pytest.raises(unami.FileInTheWay, match=r"people/notes\.txt"):
        lemuria.export("site", tmp_path / "x", overwrite=True)
    assert (tmp_path / "x" / "people" / "notes.txt").read_text() == "mine"


# On this date


def limits(record: Mission) -> tuple[date, date]:
    found = days_of(record)
    assert found is not None
    return found


@pytest.mark.slow
@pytest.mark.browser
def test_every_day_is_that_of_the_library(visit: Callable[..., Visit], folder: Path) -> None:
    """The page has one table for all days; its script finds on each day what the library answers."""
    first, last = limits(mission)
    seen = visit(folder / "day.html")
    seen.page.locator("#state h2").first.wait_for()
    shown = """
        async ([from, to]) => {
          const table = await site.load("days");
          const days = [];
          for (let at = Date.parse(from); at <= Date.parse(to); at += 86400000) {
            const {running, sections} = day.sections(table, new Date(at).toISOString().slice(0, 10));
            const line = (l) => [l.text, l.detail, l.sources.map(([id]) => id), l.under.map(line)];
            days.push([running, sections.map((s) => [s.title, s.none, s.lines.map(line)])]);
          }
          return days;
        }
    """
    years = range(first.year, last.year + 1)
    count = 0
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        for year, expected in zip(years, pool.map(lines_of_year, years), strict=True):
            days = seen.page.evaluate(shown, [f"{year}-01-01", f"{year}-12-31"])
            assert len(days) == len(expected)
            for number, ((running, sections), (may_run, told)) in enumerate(zip(days, expected, strict=True)):
                assert sections == told, (year, number)
                assert bool(running) is may_run, (year, number)
            count += len(days)
    assert count == (last - first).days + 1 == len(mission.panel())


def test_the_table_of_days_has_the_lines_of_a_snapshot(second: tuple[Mission, Path]) -> None:
    lemuria, folder = second
    table = content(folder, "days")
    assert (table["first"], table["last"]) == tuple(map(str, limits(lemuria)))
    head = next(section for section in table["sections"] if section["title"] == "Head of mission")
    states = [table["states"][state] for state in head["states"]]
    told = {table["lines"][line][0] for state in states if not isinstance(state, str) for line in state}
    assert {tenure.name for tenure in lemuria.heads} <= {
        line.partition(",")[0].removeprefix("possibly ") for line in told
    }


def test_the_staff_of_a_day_are_those_of_the_mission() -> None:
    """Counts of the whole UN in the country are in the table, and in no day."""
    others = set(mission.staffing.where(lambda count: count.entity != mission.id).ids)
    days = {date for count in mission.staffing if count.as_of is not None for date in count.as_of.reach}
    for day in sorted(days):
        shown = {section.name: section for section in sections_of(mission.at(day))}
        if "staff" in shown:
            assert shown["staff"].title == "Civilian staff of the mission"
            assert not others & {line.record.id for line in shown["staff"].lines if line.record is not None}
    assert len(others) > 10


@pytest.mark.browser
def test_a_day_is_typed_stepped_and_dragged(visit: Callable[..., Visit], second: tuple[Mission, Path]) -> None:
    lemuria, folder = second
    last = limits(lemuria)[1]
    seen = visit(folder / "day.html")
    state = seen.page.locator("#state")
    state.locator("h2").first.wait_for()
    year = last.year - 1
    seen.page.get_by_label("Day", exact=True).fill(f"{year}-03-01")
    seen.page.wait_for_url(f"**date={year}-03-01")
    assert seen.page.locator("#status").inner_text() == f"The state on {year}-03-01."
    seen.page.get_by_role("button", name="+1 month").click()
    assert _query(seen.page) == {"date": [f"{year}-04-01"]}
    seen.page.get_by_role("button", name="\u22121 day").click()
    seen.page.get_by_role("button", name="\u22121 month").click()
    assert _query(seen.page)["date"][0] in (f"{year}-02-28", f"{year}-02-29")
    seen.page.go_back()
    assert seen.page.locator("#status").inner_text() == f"The state on {year}-03-31."
    seen.page.get_by_label("Day", exact=True).fill("1850-01-01")
    assert "outside" in seen.page.locator("#status").inner_text()
    slide = seen.page.get_by_label("Day on the timeline")
    slide.focus()
    seen.page.keyboard.press("End")
    assert _query(seen.page) == {"date": [str(last)]}
    seen.page.get_by_role("button", name="+1 year").click()
    assert _query(seen.page) == {"date": [str(last)]}
    seen.page.keyboard.press("Home")
    for wrong, words in (("1850-01-01", "outside"), ("2012-02-30", "no day"), ("<b>", "no day")):
        seen.page.goto(f"{(folder / 'day.html').as_uri()}?date={wrong}")
        seen.page.locator("#status:not(:empty)").wait_for()
        assert words in seen.page.locator("#status").inner_text()
        assert state.inner_text() == ""
    assert (seen.complaints, seen.asked_for) == ([], [])


def _query(page: Opened) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query or urlsplit(page.url).fragment.removeprefix("?"))


# Search


@pytest.mark.slow
def test_what_has_no_name_and_no_page_is_found_as_its_line(folder: Path) -> None:
    found = content(folder, "search")
    nameless = [entry[1] for entry in found["entries"] if not found["kinds"][entry[0]][2] and entry[1] == entry[2]]
    assert nameless == []


@pytest.mark.slow
@pytest.mark.browser
def test_the_search_folds_as_the_library_does(visit: Callable[..., Visit], folder: Path) -> None:
    texts = [entry[2] for entry in content(folder, "search")["entries"]]
    texts += ["Shia' al-Sudani", "U.K.", "J. R. Smith", "Bosnia & Herzegovina", "أشرف قاضى", "STRASSE", "ǅ", "İ"]
    seen = visit(folder / "search.html")
    folded = seen.page.evaluate("texts => texts.map(site.fold)", texts)
    assert [text for text, mine in zip(texts, folded, strict=True) if mine != fold(text)] == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Fiji", "Fiji"),
        ("baghdad", "Baghdad"),
        ("kubis", "Ján Kubiš"),
        ("KUBIŠ jan", "Ján Kubiš"),
        ("S/RES/1500", "S/RES/1500 (2003)"),
        ("FJI", "Fiji"),
        ("IQ-BG", "Baghdad"),
        ("gisladottir", "Ingibjörg Sólrún Gísladóttir"),
        ("كوبيش", "Ján Kubiš"),
        ("canal hotel bombing", "Bombing of the UN headquarters at the Canal Hotel"),
    ],
)
def test_the_search_finds_by_any_name(visit: Callable[..., Visit], folder: Path, text: str, first: str) -> None:
    seen = visit(folder / "search.html")
    seen.page.locator("#q").fill(text)
    seen.page.locator("#results a").first.wait_for()
    found = seen.page.locator("#results a").all_inner_texts()
    assert first in found[:3]
    link = seen.page.locator("#results a", has_text=first).first
    link.click()
    assert seen.page.locator("h1").inner_text() == first


@pytest.mark.slow
@pytest.mark.browser
def test_the_search_finds_what_the_library_finds(visit: Callable[..., Visit], folder: Path) -> None:
    """By names of the record, of what it refers to, and by what is said of it."""
    asked = [person.name for person in mission.people] + [person.id.split("-")[-1] for person in mission.people]
    asked += [country.name for country in mission.countries[::5]] + [place.name for place in mission.places]
    asked += [resolution.symbol for resolution in mission.resolutions] + ["Fiji guard", "Kuwaiti archives", "Ramadi"]
    queries = [text for text in dict.fromkeys(asked) if text]
    assert len(queries) > 200
    seen = visit(folder / "search.html")
    find = """
        async (queries) => {
          const list = await site.load("search");
          search.hear(list, await site.load("said"));
          const told = ({kind, id}) => `${list.kinds[kind][0]}/${id}`;
          return queries.map((query) => search.find(list, query).found.map(told));
        }
    """
    for query, found in zip(queries, seen.page.evaluate(find, queries), strict=True):
        assert set(mission.search(query).ids) <= set(found), query


@pytest.mark.browser
def test_the_search_says_that_it_found_nothing(visit: Callable[..., Visit], second: tuple[Mission, Path]) -> None:
    seen = visit(second[1] / "index.html")
    seen.page.locator(".top").get_by_role("searchbox").fill("unobtainium")
    seen.page.keyboard.press("Enter")
    seen.page.locator("#status:not(:empty)").wait_for()
    assert "Nothing has all words of “unobtainium”" in seen.page.locator("#status").inner_text()
    assert seen.page.locator("#q").input_value() == "unobtainium"


# Tables


class Table:
    """A page of a table, as somebody uses it."""

    def __init__(self, seen: Visit, folder: Path) -> None:
        self.seen, self.page, self.folder = seen, seen.page, folder

    def open(self, name: str, query: str = "") -> Table:
        self.page.goto(f"{(self.folder / 'tables' / name).as_uri()}.html{query}")
        if query:
            self.page.locator("#table .dt-info").wait_for()
        return self

    def start(self) -> Table:
        self.page.locator("#q").focus()
        self.page.locator("#table .dt-info").wait_for()
        return self

    def status(self) -> str:
        return self.page.locator("#status").inner_text()

    def column(self, name: str) -> list[str]:
        heads = [text.strip() for text in self.page.locator("#table thead th").all_inner_texts()]
        place = heads.index(name) + 1
        return self.page.locator(f"#table tbody tr > :nth-child({place})").all_inner_texts()

    def waits(self, ask: Callable[[], Any], expected: Any) -> None:
        for _ in range(100):
            if ask() == expected:
                return
            self.page.wait_for_timeout(50)
        assert ask() == expected


@pytest.fixture
def table(visit: Callable[..., Visit], folder: Path) -> Table:
    return Table(visit(folder / "tables.html"), folder)


@pytest.mark.slow
@pytest.mark.browser
def test_every_table_opens_and_counts_its_records(table: Table) -> None:
    for name, records in mission.tables.items():
        table.open(name)
        assert table.status() == f"{len(records):,} records."
        table.start()
        assert table.status() == f"{len(records):,} of {len(records):,} records."
    assert (table.seen.complaints, table.seen.asked_for) == ([], [])


@pytest.mark.slow
@pytest.mark.browser
def test_names_and_codes_find_the_same_rows(table: Table) -> None:
    fiji = f"{len(mission.contributions.where(country='FJI')):,} of {len(mission.contributions):,} records."
    for query in ("?f.country=Fiji", "?f.country=FJI", "?f.country=fji", "?q=fiji", "?q=FJI"):
        assert table.open("contributions", query).status() == fiji, query
        assert set(table.column("country")) == {"Fiji"}
    baghdad = mission.casualties.where(place="IQ-BG")
    for query in ("?f.place=Baghdad", "?f.place=IQ-BG"):
        assert table.open("casualties", query).status().startswith(f"{len(baghdad)} of "), query
    assert len({table.open("casualties", query).status() for query in ("?q=baghdad", "?q=BAGHDAD")}) == 1


@pytest.mark.slow
@pytest.mark.browser
def test_ranges_of_dates_and_numbers(table: Table) -> None:
    table.open("contributions", "?f.count.from=100&f.month.from=2014-01&f.month.to=2014-12&sort=-count")
    expected = mission.contributions.where(lambda each: each.count is not None and each.count >= 100)
    expected = expected.between("2014-01", "2014-12").sort_by("count", reverse=True)
    assert table.status().startswith(f"{len(expected)} of ")
    assert [int(text) for text in table.column("count")] == [each.count for each in expected]
    table.page.get_by_label("count, from").fill("190")
    more = len(expected.where(lambda each: each.count is not None and each.count >= 190))
    table.waits(lambda: table.status().startswith(f"{more} of "), True)
    table.waits(lambda: _query(table.page).get("f.count.from"), ["190"])


@pytest.mark.slow
@pytest.mark.browser
def test_every_state_is_in_the_address_and_back_works(table: Table) -> None:
    table.open("events").start()
    table.page.locator("#q").fill("ashraf")
    table.waits(lambda: _query(table.page), {"q": ["ashraf"]})
    table.page.get_by_text("Choose columns").click()
    table.page.locator("#columns-shown").get_by_label("place", exact=True).uncheck()
    table.waits(lambda: "cols" in _query(table.page), True)
    assert "place" not in table.page.locator("#table thead").inner_text().split("\n")
    table.page.locator(".dt-column-order").nth(1).click()
    table.waits(lambda: "sort" in _query(table.page), True)
    state = table.status(), table.page.locator("#table").inner_text()
    address = table.page.url
    other = Table(table.seen, table.folder)
    other.page.goto("about:blank")
    other.page.goto(address)
    other.page.locator("#table .dt-info").wait_for()
    assert (other.status(), other.page.locator("#table").inner_text()) == state
    table.page.locator("#q").fill("erbil")
    table.waits(lambda: _query(table.page).get("q"), ["erbil"])
    table.page.go_back()
    table.waits(lambda: (table.page.locator("#q").input_value(), table.status()), ("ashraf", state[0]))


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?open=zzz", "there is no record “zzz”"),
        ("?f.nonsense=1", "there is no column “nonsense”"),
        ("?f.date.from=yesterday", "“yesterday” is no date"),
        ("?f.killed.from=many", "“many” is no number"),
        ("?sort=nonsense", "there is no column “nonsense”"),
        ("?page=4000", "there is no page 4000"),
        ("?cols=title,nonsense", "there is no column “nonsense”"),
        ("?f.kind=nonsense", "no kind is “nonsense”"),
    ],
)
def test_a_wrong_address_says_so(table: Table, query: str, words: str) -> None:
    table.open("events", query)
    table.waits(lambda: "not quite right" in table.status(), True)
    assert words in table.status()
    assert table.page.locator("#table tbody tr").count() > 1


@pytest.mark.slow
@pytest.mark.browser
def test_a_row_unfolds_what_each_source_says(table: Table) -> None:
    table.open("appointments", "?open=jan-kubis.srsg")
    button = table.page.locator('button[data-record="jan-kubis.srsg"]')
    assert button.get_attribute("aria-expanded") == "true"
    assert button.evaluate("button => button === document.activeElement")
    said = table.page.locator(".claims").inner_text()
    explained = mission.explain("jan-kubis.srsg", "took_office")
    assert "took office disputed" in said
    for claim in explained.claims:
        assert claim.value.words() in said
        assert table.page.locator(f'.claims a[href$="/sources/{claim.source.id}.html"]').count()
    table.page.keyboard.press("Enter")
    table.waits(lambda: table.page.locator(".claims").count(), 0)
    assert "open" not in _query(table.page)


@pytest.mark.slow
@pytest.mark.browser
def test_what_is_shown_can_be_downloaded(table: Table) -> None:
    table.open("contributions", "?f.country=Fiji&f.month.from=2014-01&f.month.to=2014-03")
    expected = mission.contributions.where(country="FJI").between("2014-01", "2014-03")
    with table.page.expect_download() as waiting:
        table.page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text("utf-8-sig"))))
    assert [row["id"] for row in rows] == list(expected.ids)
    assert [row["sources"].split("|") for row in rows] == [list(mission.sources_of(each).ids) for each in expected]
    assert [row["citation"] for row in rows] == [str(mission.cite()), *[""] * (len(rows) - 1)]
    assert {row["country_name"] for row in rows} == {"Fiji"}
    with table.page.expect_download() as waiting:
        table.page.get_by_role("button", name="JSON").click()
    held = json.loads(waiting.value.path().read_text("utf-8"))
    assert [row["count"] for row in held["records"]] == [each.count for each in expected]
    assert held["citation"] == str(mission.cite())


# Disputes


@pytest.mark.slow
@pytest.mark.browser
def test_disputes_are_filtered_by_topic_and_source(visit: Callable[..., Visit], folder: Path) -> None:
    seen = visit(folder / "disputes.html")
    shown = seen.page.locator("article.dispute:visible")
    assert shown.count() == len(mission.disputes)
    seen.page.get_by_label("Topic").select_option("elections")
    assert shown.count() == len(mission.disputes.where(table="elections"))
    seen.page.get_by_label("Source").fill("seed-wikipedia-2026")
    expected = mission.disputes.where(table="elections").where(
        lambda each: "seed-wikipedia-2026" in {source.id for source in each.sources}
    )
    assert shown.count() == len(expected)
    seen.page.get_by_label("Field").focus()
    assert _query(seen.page) == {"topic": ["elections"], "source": ["seed-wikipedia-2026"]}
    seen.page.goto(f"{(folder / 'disputes.html').as_uri()}?topic=nonsense")
    assert "there is no topic “nonsense”" in seen.page.locator("#status").inner_text()


# All pages


@contextmanager
def served(folder: Path, missing: Path | None = None) -> Iterator[str]:
    """Serve a folder from a web host, and a page in place of those that are not there; give its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

        def send_error(self, code: int, *said: Any) -> None:
            if missing is None:
                super().send_error(code, *said)
                return
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(missing.read_bytes())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_of_page_fits_and_is_accessible(visit: Callable[..., Visit], folder: Path, dark: bool) -> None:
    from axe_playwright_python.sync_playwright import Axe

    seen = visit(folder / "index.html", dark=dark)
    axe = Axe()
    for kind in KINDS:
        seen.page.goto(f"{folder.as_uri()}/{kind}")
        if "?" in kind:
            seen.page.locator("#state h2, #results a, .claims, .tile").first.wait_for()
        for width in (360, 390, 768, 1440, 1920):
            seen.page.set_viewport_size({"width": width, "height": 900})
            assert seen.overflow() == 0, (kind, width)
            if width in (390, 1440):
                found = axe.run(seen.page, options={"preload": False}).response["violations"]
                told = [(each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in found]
                assert told == [], (kind, width)
    assert (seen.complaints, seen.asked_for) == ([], [])


@pytest.mark.slow
@pytest.mark.browser
def test_the_site_works_in_a_folder_of_a_web_host(visit: Callable[..., Visit], folder: Path) -> None:
    from playwright.sync_api import sync_playwright  # noqa: F401 - the browser of the fixture has no network

    seen = visit(folder / "index.html")
    seen.page.context.set_offline(False)
    with served(folder.parent) as address:
        for kind in KINDS:
            seen.page.goto(f"{address}/{folder.name}/{kind}")
            if "?" in kind:
                seen.page.locator("#state h2, #results a, .claims, .tile").first.wait_for()
        assert all(asked.startswith(f"{address}/{folder.name}/") for asked in seen.asked_for)
    assert seen.complaints == []


@pytest.mark.slow
@pytest.mark.browser
def test_the_keyboard_reaches_everything_and_shows_where_it_is(visit: Callable[..., Visit], folder: Path) -> None:
    seen = visit(folder / "day.html")
    seen.page.goto(f"{(folder / 'day.html').as_uri()}?date=2014-06-10")
    seen.page.locator("#state h2").first.wait_for()
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    passed = []
    for _ in range(40):
        outline = seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", seen.page.evaluate("document.activeElement.outerHTML")
        passed.append(seen.page.evaluate("document.activeElement.id || document.activeElement.textContent"))
        seen.page.keyboard.press("Tab")
    assert {"date", "slide", "+1 month"} <= set(passed)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("kind", ["day.html?date=2014-06-10", "tables/events.html", "people/ad-melkert.html"])
def test_a_printed_page_is_not_cut(visit: Callable[..., Visit], folder: Path, kind: str) -> None:
    seen = visit(folder / "index.html", width=700)
    seen.page.goto(f"{folder.as_uri()}/{kind}")
    seen.page.emulate_media(media="print")
    assert seen.page.locator(".top nav").is_hidden()
    assert seen.page.locator("h1").is_visible()


@pytest.mark.slow
@pytest.mark.browser
def test_hostile_texts_do_no_harm_on_any_kind_of_page(visit: Callable[..., Visit], tmp_path: Path) -> None:
    write_second_mission(tmp_path / "package")
    hostile = "<img src=x onerror=hurt()> &amp; </script><script>hurt()</script>{{7*7}}"
    for name, old in (("people", "Clara Sample"), ("missions", "Example Mission"), ("places", "North Shore")):
        change(tmp_path / "package", name, old, hostile)
    record = unami.open_dataset(tmp_path / "package")
    record.export("site", tmp_path / "site")
    seen = visit(tmp_path / "site" / "index.html")
    seen.page.add_init_script("window.hurt = () => { window.hurtful = true; };")
    paths = sorted((tmp_path / "site").rglob("*.html"))
    for path in paths:
        seen.page.goto(path.as_uri() + ("?open=x" if path.parent.name == "tables" else "?q=img&date=2012-03-01"))
        seen.page.wait_for_timeout(20)
        assert not seen.page.evaluate("window.hurtful"), path
        assert "49" not in seen.page.locator("h1").inner_text()
    assert (seen.complaints, seen.asked_for) == ([], [])
    assert len(paths) > 80


@pytest.mark.slow
@pytest.mark.browser
def test_columns_sort_numbers_as_numbers_and_what_is_not_known_last(table: Table) -> None:
    known = [vote for vote in mission.elections if vote.votes_cast is not None]
    unknown = len(mission.elections) - len(known)
    assert len({len(str(vote.votes_cast)) for vote in known}) > 1
    for sort, reverse in (("votes_cast", False), ("-votes_cast", True)):
        table.open("elections", f"?cols=name,votes_cast&sort={sort}")
        order = sorted(known, key=lambda vote: vote.votes_cast or 0, reverse=reverse)
        shown = [show_value(vote.votes_cast, vote.votes_cast_bound) for vote in order]
        assert table.column("votes cast") == [*shown, *[""] * unknown]


@pytest.mark.slow
@pytest.mark.browser
def test_words_and_dates_are_filtered_and_sorted_by_what_the_data_has(table: Table) -> None:
    experts = mission.contributions.where(category="experts-on-mission")
    for query in ("?f.category=experts-on-mission", "?f.category=experts+on+mission"):
        assert table.open("contributions", query).status().startswith(f"{len(experts)} of "), query
        assert set(table.column("category")) == {"experts on mission"}
    cell = table.page.locator("#table tbody td", has_text="experts on mission").first
    assert cell.locator("[title]").get_attribute("title") == "experts-on-mission"
    # The choice in the address is the exact word.
    table.page.locator("#filter-category").select_option(label="individual police")
    table.waits(lambda: _query(table.page).get("f.category"), ["individual-police"])
    dated = sorted(one.took_office for one in mission.appointments if one.took_office is not None)
    table.open("appointments", "?cols=person,took_office&sort=took_office")
    assert table.column("took office") == [one.words() for one in dated[:25]]
    with table.page.expect_download() as waiting:
        table.page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text("utf-8-sig"))))
    assert [row["took_office"] for row in rows] == [*map(str, dated), *[""] * (len(rows) - len(dated))]


@pytest.mark.slow
@pytest.mark.browser
def test_on_a_narrow_window_rows_are_cards_and_charts_are_folded(visit: Callable[..., Visit], folder: Path) -> None:
    seen = visit(folder / "charts.html", width=390)
    charts = seen.page.locator("details.chart")
    assert [charts.nth(place).get_attribute("open") is not None for place in range(3)] == [True, False, False]
    seen.page.goto(f"{(folder / 'charts.html').as_uri()}#casualties")
    seen.page.reload()
    assert seen.page.locator("details.chart:has(#casualties)").get_attribute("open") is not None
    for name in mission.tables:
        seen.page.goto(f"{(folder / 'tables' / name).as_uri()}.html?q=")
        seen.page.goto(f"{(folder / 'tables' / name).as_uri()}.html?page=1")
        seen.page.locator("#table .dt-info").wait_for()
        frame = seen.page.locator("#table .frame")
        assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth"), name


@pytest.mark.slow
@pytest.mark.browser
def test_a_filter_finds_one_value_of_a_list_and_pages_turn(table: Table) -> None:
    swedes = mission.people.where(lambda person: "SWE" in person.nationality)
    table.open("people", "?f.nationality=Sweden")
    assert 0 < table.page.locator("#table tbody button.record").count() == len(swedes)
    table.open("events", "?page=2")
    ids = [button.get_attribute("data-record") for button in table.page.locator("#table tbody button.record").all()]
    assert ids == list(mission.events.ids[25:50])
    table.page.get_by_role("link", name="Next").or_(table.page.get_by_role("button", name="Next")).click()
    table.waits(lambda: _query(table.page), {"page": ["3"]})
