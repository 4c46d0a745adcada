"""Tests of how answers look in a notebook, and of the text of a snapshot in unusual cases."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import unami
from builders import Package, Thing, date
from unami.claims import show_value
from unami.collection import Records
from unami.display import snapshot_text
from unami.records import TABLES
from unami.sources import Source

if TYPE_CHECKING:
    from collections.abc import Sized
    from pathlib import Path

mission = unami.mission


class Table(HTMLParser):
    """What a browser makes of an answer: captions, headings, cells by row, links and the open elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.captions: list[str] = []
        self.headings: list[str] = []
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.elements: set[str] = set()
        self.beside = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.elements.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "a":
            self.links.append(dict(attributes)["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "caption" in self.open:
            self.captions.append(data)
        elif "th" in self.open:
            self.headings.append(data)
        elif "td" in self.open:
            self.rows[-1][-1] += data
        else:
            self.beside += data


def html(answer: Any) -> Table:
    return Table(answer._repr_html_())


ELEMENTS = {"table", "caption", "thead", "tbody", "tr", "th", "td", "a", "time", "p"}


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_every_table_is_shown_bounded_with_the_columns_that_say_something(table: str) -> None:
    records = mission.tables[table]
    shown = html(records)
    assert shown.captions == repr(records).splitlines()[:1]
    assert len(shown.rows) - 1 == min(len(records), 20)
    assert shown.beside == (f"and {len(records) - 20} more" if len(records) > 20 else "")
    assert shown.headings[0] == "id"
    assert [row[0] for row in shown.rows[1:]] == list(records.ids[:20])
    assert all(any(row[place] for row in shown.rows[1:]) for place in range(len(shown.headings)))
    assert max(len(cell) for row in shown.rows for cell in row) <= 120
    assert shown.elements <= ELEMENTS
    assert all(link.startswith(("https://", "http://")) for link in shown.links)


@pytest.mark.parametrize(
    ("answer", "headings"),
    [
        (mission.leaders_at("2009-07-10"), {"name", "title", "acting", "since", "until", "certainty"}),
        (mission.mandates, {"id", "period", "certainty"}),
        (mission.at("2014-06-10").partners, {"name", "role", "certainty"}),
        (mission.disputes, {"table", "record", "field", "value", "reason", "rivals"}),
        (mission.search("mosul"), {"table", "record", "field", "text"}),
        (mission.tasks_at("2014-06-10"), {"resolution", "task", "text", "category"}),
    ],
    ids=["leaders", "mandates", "partners", "disputes", "hits", "tasks"],
)
def test_answers_are_shown_by_what_a_reader_wants_of_them(answer: Records[Any], headings: set[str]) -> None:
    shown = html(answer)
    assert headings <= set(shown.headings)
    cells = [cell for row in shown.rows for cell in row]
    assert not [cell for cell in cells if "datetime.date(" in cell or "PartialDate(" in cell or "claims=(" in cell]


def test_an_empty_answer_is_shown() -> None:
    assert mission.resolutions[:0]._repr_html_() == "<p>0 resolutions</p>"
    assert Records((), "<b>")._repr_html_() == "<p>0 &lt;b&gt;</p>"


def test_what_is_no_record_is_shown_by_its_number() -> None:
    assert html(Records((1, 2), "numbers")).captions == ["2 numbers"]


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
    assert shown.elements <= ELEMENTS
    assert shown.captions == [f"2 {EVIL}"]
    assert EVIL in shown.rows[1]
    assert shown.links == ["https://example.org/?a=1&b=" + EVIL]


def test_a_long_text_is_cut_and_a_long_address_is_still_a_link() -> None:
    address = "https://example.org/" + "a" * 300
    shown = html(Records((Thing(id="x", kind=address, told="word " * 100),), "things"))
    assert shown.links == [address]
    assert [len(cell) for cell in shown.rows[1] if cell.endswith("...")] == [120, 120]


# Snapshots


@pytest.mark.parametrize("when", ["2014-06-10", "2009-07-10", "2003", "1990"])
def test_a_snapshot_is_shown_line_by_line(when: str) -> None:
    day = mission.at(when)
    shown = html(day)
    assert shown.captions == [f"United Nations Assistance Mission for Iraq on {when}"]
    assert shown.headings == ["line", "what", "when", "sources"]
    kinds = [row[0] for row in shown.rows[1:]]
    near = day.last_election, day.next_election, day.last_report, day.last_meeting
    around = [record for record in near if record is not None]
    lines: Sized
    for kind, lines in (
        ("head", day.heads),
        ("deputy", day.deputies),
        ("mandate", day.mandates),
        ("task", day.tasks),
        ("uniformed personnel", (*day.strength, *day.contributions)),
        ("civilian staff", day.staff),
        ("offices", day.offices),
        ("casualties in iraq", day.casualties),
        ("before and after", around),
        ("government of iraq", day.governing),
        ("events around the date", day.events),
        ("disputed", day.disputes),
    ):
        assert kinds.count(kind) == len(lines)
        kinds = [other for other in kinds if other != kind]
    assert len(kinds) == len(day.partners)
    assert all(row[3] for row in shown.rows[1:])
    assert shown.elements <= ELEMENTS


def test_a_snapshot_names_a_few_sources_of_each_line_and_links_them() -> None:
    shown = html(mission.at("2014-06-10"))
    head = next(row for row in shown.rows if row[0] == "head")
    sources = mission.sources_of(mission.head_at("2014-06-10"))
    assert head[3] == f"{', '.join(sources.ids[:3])} and {len(sources) - 3} more"
    assert sources[0].url in shown.links


def test_a_snapshot_of_a_package_of_your_own_is_escaped(tmp_path: Path) -> None:
    package = Package(tmp_path / "package")
    row = package.row_of("people", id="nickolay-mladenov")
    for number, cells in enumerate(package.rows("people"), 1):
        if cells[0] == "nickolay-mladenov":
            package.change("people", number, "name", "<script>alert(1)</script>")
    assert row
    package.change("sources", package.row_of("sources", id="sc-res-2169"), "url", "javascript:alert(1)")
    mine = unami.open_dataset(str(package))
    shown = html(mine.at("2014-06-10"))
    assert any("<script>alert(1)</script>, " in row[1] for row in shown.rows[1:])
    assert shown.elements <= ELEMENTS
    assert all(link.startswith(("https://", "http://")) for link in shown.links)


def test_the_text_of_a_snapshot_is_what_is_printed() -> None:
    day = mission.at("2014-06-10")
    assert str(day) == snapshot_text(day) == snapshot_text(day, width=80)
    assert max(map(len, snapshot_text(day, width=40).splitlines())) <= 40


def test_a_mandate_of_unknown_end_says_so() -> None:
    day = mission.at("2014-06-10")
    mandate = day.mandates.one()
    unending = attrs.evolve(mandate, until=None)
    text = snapshot_text(attrs.evolve(day, mandates=Records((unending,), "mandates")))
    assert "adopted 2013-07-24, in force until an unknown day" in text
    assert str(unending) == "S/RES/2110 (2013), 2013-07-24 to an unknown day"


def test_a_tenure_of_which_only_the_announcement_is_known_says_no_more() -> None:
    day = mission.at("2014-06-10")
    head = day.heads.one()
    known = attrs.evolve(head.appointment, took_office=None, left_office=None, seen_in_office=(), not_after=None)
    text = snapshot_text(attrs.evolve(day, heads=Records((attrs.evolve(head, appointment=known),), "holders")))
    assert "    announced 2013-08-02 [" in text


def test_an_end_that_was_worked_out_says_so() -> None:
    assert "in force until 2004-08-14? (worked out from its length)" in " ".join(str(mission.at("2003-09")).split())


# Single values and sources


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "not stated"),
        ((), "not stated"),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (("BGR", "NLD"), "BGR, NLD"),
        ((date("2004"), date("2005-01")), "2004, 2005-01"),
        (date("2004-07~"), "2004-07~"),
        ("text", "text"),
        (57.7, "57.7"),
    ],
)
def test_a_value_as_a_reader_sees_it(value: object, text: str) -> None:
    assert show_value(value) == text


def test_a_source_is_cited_as_far_as_it_is_known() -> None:
    bare = Source(id="x", title="A page")
    assert str(bare) == '"A page".'
    web = attrs.evolve(bare, publisher="Somebody", url="https://example.org", published=date("2014-06"))
    assert str(web) == 'Somebody, "A page", June 2014, https://example.org.'
    assert str(attrs.evolve(web, symbol="S/2014/1")) == 'Somebody, "A page", June 2014, S/2014/1.'
    assert bare.period is None
    assert all(str(source).endswith(".") for source in mission.sources)
