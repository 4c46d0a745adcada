"""Untrusted texts in browsers and terminals."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import unami
from helpers.builders import fresh_mission, refused
from helpers.fictional import read, write
from helpers.inside import (
    GENERAL,
    VOCABULARY_COLUMNS,
    columns,
    format_folder,
    visible,
)
from unami import Mission, Records
from unami.cli import main
from unami.errors import Problem
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


# Browsers

SCRIPT = "<script>alert(1)</script>"
QUOTES = "\"' onmouseover='alert(1)' x=\""
ADDRESSES = (
    "javascript:alert(1)",
    "https://example.org/\"onmouseover='alert(1)'",
    "data:text/html,<b>",
    "JavaScript:x",
)


class Allowed(HTMLParser):
    """Parses HTML, and collects what a page must not contain."""

    TAGS = frozenset({"div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "p", "time", "span"})
    TAGS |= {"details", "summary", "ol", "li", "code", "strong"}
    ATTRIBUTES = frozenset({("th", "scope"), ("a", "href"), ("time", "datetime"), ("span", "aria-hidden")})
    ATTRIBUTES |= {("div", name) for name in ("class", "role", "tabindex", "aria-label")}
    ATTRIBUTES |= {(tag, name) for tag in ("a", "span", "time", "td") for name in ("class", "title")}
    ATTRIBUTES |= {("details", "class"), ("details", "open"), ("ol", "start"), ("th", "style"), ("td", "style")}
    STYLES = ("text-align:left", "text-align:right")

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.TAGS:
            self.bad.append(tag)
        for name, value in attrs:
            if (tag, name) not in self.ATTRIBUTES or (name == "style" and value not in self.STYLES):
                self.bad.append(f"{tag} {name}")
            elif name == "href":
                self.links.append(value or "")


def parsed(html: str) -> Allowed:
    page = Allowed()
    page.feed(html)
    page.close()
    return page


@pytest.fixture(scope="module")
def hostile(new_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Mission:
    """A good package, as far as the check can tell, with an attack in each text."""
    path = tmp_path_factory.mktemp("hostile") / "package"
    shutil.copytree(new_package, path)
    for table in TABLES:
        head, row = read(path, table)
        specs = {column.name: column for column in columns(record_class(table))}
        for place, name in enumerate(head):
            column = specs.get(name)
            free = column is not None and column.type is str and not (column.spec.values or column.spec.ids_of)
            free = free and (table, name) != ("places", "kind")  # by which the host country is known
            if name in ("locator", "stated_as", "note") or (free and column is not None and column.spec.ref is None):
                row[place] = f"{SCRIPT}{QUOTES}"
            if name == "url":
                row[place] = ADDRESSES[0]
        write(path, table, [head, row])
    # The words of a package are texts of its author too.
    words = [[name, f"{SCRIPT}{QUOTES}", "", f"{SCRIPT}{QUOTES}"] for name in GENERAL if name != "place-kind"]
    write(path, "vocabularies", [list(VOCABULARY_COLUMNS), *words])
    head, *rows = read(path, "sources")
    row = next(each for each in rows if each[0] == "example-handbook")
    for name in ("title", "publisher", "symbol", "note"):
        row[head.index(name)] = f"{SCRIPT}{QUOTES}"
    row[head.index("url")] = ADDRESSES[1]
    write(path, "sources", [head, *rows])
    format_folder(str(path))
    return unami.open_dataset(path)


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_no_table_of_a_notebook_carries_a_script(hostile: Mission, table: str) -> None:
    html = hostile.tables[table]._repr_html_()
    page = parsed(html)
    assert page.bad == []
    assert "<script" not in html
    assert all(link.startswith(("https://", "http://")) for link in page.links)


def test_the_attacks_are_there_as_text(hostile: Mission) -> None:
    assert "&lt;script&gt;alert(1)" in hostile.people._repr_html_()
    assert "javascript:alert(1)" in hostile.tables["websites"]._repr_html_()
    assert parsed(hostile.sources._repr_html_()).links == [ADDRESSES[1]]


@pytest.mark.parametrize(
    "ask",
    [
        lambda mission: mission.at("2015-06-12"),
        lambda mission: mission.leaders_at("2015-06-12"),
        lambda mission: mission.mandates,
        lambda mission: mission.search("alert"),
        lambda mission: mission.casualty_series(),
        lambda mission: mission.sources_of(mission.people[0]),
        lambda mission: mission.known_at("2010").compare(mission),
        lambda mission: (
            mission.with_statements(
                "people",
                [{"id": "ada-example", "name": f"{SCRIPT}2"}],
                source={"id": "x", "title": SCRIPT, "kind": "academic"},
            ).disputes
        ),
        lambda mission: Records(mission.people.items, SCRIPT),
        lambda _: Records((), SCRIPT),
    ],
)
def test_no_answer_in_a_notebook_carries_a_script(hostile: Mission, ask: Callable[[Mission], Records[object]]) -> None:
    page = parsed(ask(hostile)._repr_html_())
    assert page.bad == []
    assert all(link.startswith(("https://", "http://")) for link in page.links)


def test_an_address_of_another_sort_is_no_link_in_a_snapshot(hostile: Mission) -> None:
    from attrs import evolve

    day = hostile.at("2015-06-12")
    evidence = tuple(
        evolve(line, sources=tuple(evolve(source, url=ADDRESSES[number % 4]) for source in line.sources))
        for number, line in enumerate(day.evidence)
    )
    page = parsed(evolve(day, evidence=evidence)._repr_html_())
    assert page.bad == []
    assert set(page.links) == {ADDRESSES[1]}


@pytest.mark.parametrize(
    "ask",
    [
        lambda mission: mission,
        lambda mission: mission.people[0],
        lambda mission: mission.leaders_at("2015-06-12").first(),
        lambda mission: mission.explain(mission.people[0], "name"),
        lambda mission: mission.explain(mission.people[0], "name").claims[0],
        lambda mission: mission.with_statements(
            "people",
            [
                {"id": mission.people[0].id, "died": "2014", "rank": "preferred", "note": SCRIPT},
                {"id": mission.people[0].id, "died": "2015"},
            ],
            source={"id": "x", "title": SCRIPT, "kind": "academic", "url": "javascript:alert(1)"},
        ).disputes_of(mission.people[0])[0],
        lambda mission: mission.sources.where(lambda source: source.url == ADDRESSES[1])[0],
        lambda mission: mission.search("alert")[0],
        lambda mission: mission.casualty_series()[0],
        lambda mission: mission.at("2015-06-12").partners.first(),
        lambda mission: mission.cite(),
        lambda mission: mission.people.cite(),
        lambda mission: mission.tables,
        lambda mission: mission.began,
    ],
)
def test_nothing_alone_in_a_notebook_carries_a_script(hostile: Mission, ask: Callable[[Mission], Any]) -> None:
    html = ask(hostile)._repr_html_()
    page = parsed(html)
    assert page.bad == []
    assert "<script" not in html
    assert all(link.startswith(("https://", "http://")) for link in page.links)


@given(st.text(max_size=40))
@example("<script>")
@example('"><img src=x onerror=alert(1)>')
@example("javascript:alert(1)")
@example('https://a"b')
def test_no_text_becomes_anything_else_in_html(text: str) -> None:
    from attrs import evolve

    person = evolve(unami.mission.people[0], name=text, summary=text, other_names=(text,))
    source = evolve(unami.mission.sources[0], url=text, title=text)
    for records in Records((person,), "people"), Records((source,), "sources"):
        assert parsed(records._repr_html_()).bad == []


# Terminals

ATTACK = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"


def is_plain(text: str) -> bool:
    return not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


@given(st.text())
@example(ATTACK)
def test_what_is_shown_never_steers_a_terminal(text: str) -> None:
    shown = visible(text)
    assert is_plain(shown)
    if is_plain(text) and not set("\u2028\u2029") & set(text):
        assert shown == text


def test_problems_show_control_characters_written_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "people.csv").write_text(f"id,{ATTACK}\n")
    tiers = read(folder, "tiers")
    write(folder, "tiers", [*tiers, [ATTACK, "9", "x"]])
    write(
        folder, "sources", [[cell.replace("academic", ATTACK + "x") for cell in row] for row in read(folder, "sources")]
    )
    assert main(["check", str(folder)]) == 1
    out = capsys.readouterr().out
    assert is_plain(out)
    assert "\\x1b]0;owned\\x07" in out
    assert is_plain(refused(folder))
    assert is_plain(str(Problem("people", f"message {ATTACK}", column=ATTACK, value=ATTACK)))


def test_a_problem_shows_only_the_beginning_of_a_long_text() -> None:
    assert len(str(Problem("people", "too long", value="x" * 10_000))) < 300


def test_texts_of_an_unchecked_record_are_shown_written_out() -> None:
    from attrs import evolve

    mission = fresh_mission()
    person = evolve(mission.people[0], name=ATTACK)
    assert is_plain(repr(Records((person,), "people")))
    from helpers.inside import snapshot_text

    assert is_plain(snapshot_text(evolve(mission.at("2014-06-10"), mission=ATTACK)))


def test_the_command_line_writes_control_characters_out(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    about = json.loads((folder / "datapackage.json").read_text("utf-8"))
    about["version"] = ATTACK
    (folder / "datapackage.json").write_text(json.dumps(about))
    for command in (["at", "2015-06-12", "--data", str(folder)], ["format", str(folder)]):
        for more in ([], ["--json"]):
            assert main([*command, *more]) == 2
            said = capsys.readouterr()
            assert is_plain(said.out + said.err)
            assert "control characters; expected plain text (found U+001B) @ $.version" in said.err
    for more in ([], ["--json"]):
        assert main(["check", str(folder), *more]) == 1
        assert is_plain(capsys.readouterr().out)
    assert main(["at", ATTACK]) == 2
    assert is_plain(capsys.readouterr().err)
