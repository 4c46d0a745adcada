"""Tests of citations: parsed by a real BibTeX parser, printed by a real citation processor."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database.input import bibtex

import unami
from helpers.examples import examples
from helpers.inside import visible
from unami import Bibliography, PartialDate, Records, Source, mission
from unami.errors import NotSourced

if TYPE_CHECKING:
    from pathlib import Path

    from pybtex.database import BibliographyData, Entry

    from unami import Mission

TYPES = {"article-journal", "article-newspaper", "dataset", "entry-encyclopedia", "post-weblog", "report", "webpage"}
"""The types of CSL 1.0.2 that are used here."""


def printed(items: list[dict[str, Any]]) -> list[str]:
    """The entries of a bibliography, as a citation processor prints them in a common style."""
    source = CiteProcJSON(json.loads(json.dumps(items)))
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain
    )
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [str(entry) for entry in bibliography.bibliography()]


UNESCAPED = {
    r"{\textbackslash}": "\\",
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^",
    **{f"\\{sign}": sign for sign in "$&#_%"},
}


def parsed(text: str) -> BibliographyData:
    return bibtex.Parser().parse_stream(io.StringIO(text))


def read(value: str) -> str:
    """What LaTeX shows for the escapes that are used."""
    out = []
    place = 0
    while place < len(value):
        found = next((escape for escape in UNESCAPED if value.startswith(escape, place)), None)
        if found is None:
            assert value[place] not in "\\{}~^$&#_%", (value, place)
            out.append(value[place])
            place += 1
        else:
            out.append(UNESCAPED[found])
            place += len(found)
    return "".join(out)


def simplified(text: str) -> str:
    """A text without what styles change: case, quotes and the space around them."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def the_entry(source: Source) -> Entry:
    (key,) = parsed(source.to_bibtex()).entries
    assert key == source.id
    return parsed(source.to_bibtex()).entries[key]


# Letters, signs of every kind that BibTeX and LaTeX care about, and other scripts; no lone surrogates, and none of the signs
# that steer what shows them, which are written out.
STEERING = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF)))
TEXTS = st.text(
    st.one_of(
        st.sampled_from('\\{}$&#_%~^"@,= '), st.characters(exclude_categories=["Cs"], exclude_characters=STEERING)
    ),
    min_size=1,
)


@examples(3)
@given(TEXTS, TEXTS)
@example("\u2028", "0")
def test_any_title_survives_bibtex(title: str, publisher: str) -> None:
    entry = the_entry(Source("a-source", title, publisher, kind="news"))
    shown = " ".join("".join(" " if ord(s) < 32 or 127 <= ord(s) < 160 else s for s in title).split())
    assert read(entry.fields["title"].removeprefix("{").removesuffix("}")) == shown


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=20))
def test_any_address_survives_bibtex(path: str) -> None:
    url = f"https://example.org/{path}".strip()
    found = the_entry(Source("a-source", "Title", url=url)).fields["url"]
    assert all(sign not in found for sign in "\\{} ")
    assert found.startswith("https://example.org/")
    assert Source("a-source", "Title", url=url).to_csl()["URL"] == found


def test_every_source_is_an_entry_of_its_own() -> None:
    text = "\n".join(source.to_bibtex() for source in mission.sources)
    entries = parsed(text).entries
    assert list(entries.keys()) == list(mission.sources.ids)
    for source in mission.sources:
        fields = entries[source.id].fields
        assert read(fields["title"][1:-1]) == source.title
        assert fields.get("year") == (None if source.published is None else str(source.published.year))
        assert ("number" in fields) is (source.symbol is not None)


def test_every_source_is_an_item_of_csl() -> None:
    items = [source.to_csl() for source in mission.sources]
    assert [item["id"] for item in items] == list(mission.sources.ids)
    assert {item["type"] for item in items} <= TYPES
    assert all(set(item["issued"]) <= {"date-parts", "circa"} for item in items if "issued" in item)


def test_a_citation_processor_prints_every_kind_of_source() -> None:
    examples = [
        group.first() for group in mission.sources.where(lambda s: s.tier and s.published).group_by("kind").values()
    ]
    assert len(examples) > 8
    entries = printed([source.to_csl() for source in examples])
    for source in examples:
        assert source.published is not None
        (entry,) = [entry for entry in entries if simplified(source.title) in simplified(entry)]
        assert str(source.published.year) in entry


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2004", {"date-parts": [[2004]]}),
        ("2004-07", {"date-parts": [[2004, 7]]}),
        ("2004-07-14?", {"date-parts": [[2004, 7, 14]], "circa": True}),
    ],
)
def test_a_date_is_cited_as_far_as_it_is_known(published: str, issued: dict[str, object]) -> None:
    source = Source("a-source", "Title", published=PartialDate.parse(published))
    assert source.to_csl()["issued"] == issued
    fields = the_entry(source).fields
    assert fields["date"] == published
    assert ("month" in fields) is ("-" in published)


def test_a_footnote_names_who_what_when_and_where() -> None:
    assert str(mission.sources["sc-res-1500"]) == (
        'United Nations Security Council, "Security Council resolution 1500 (2003)", 14 August 2003, S/RES/1500 (2003).'
    )


def test_a_bibliography_has_just_the_sources_used_each_once() -> None:
    records = mission.leaders_at("2014-06-10")
    bibliography = records.cite()
    used = {source.id for leader in records for source in mission.sources_of(leader) if source.kind != "curation"}
    assert sorted(source.id for source in bibliography) == sorted(used)
    assert len(bibliography) == len(used) > 5
    assert len(records.cite().to_csl()) == len(used) + 1
    assert list(parsed(bibliography.to_bibtex()).entries.keys()) == [
        bibliography.data.id,
        *(source.id for source in bibliography),
    ]
    lines = str(bibliography).splitlines()
    assert lines[0] == str(mission.cite())
    assert lines[1:] == sorted(lines[1:])


def test_every_kind_of_answer_can_be_cited() -> None:
    for records in (
        mission.mandates,
        mission.search("kubis"),
        mission.disputes[:3],
        mission.deployment_series("Fiji"),
        mission.sources[:2],
        mission.at("2014").partners,
    ):
        assert isinstance(records.cite(), Bibliography)
        assert len(records.cite()) > 0
    assert len(mission.leaders_at("1999").cite()) == 0


def test_decisions_of_the_curators_are_no_works_to_cite() -> None:
    decided = mission.disputes.where(lambda dispute: "curation" in {source.id for source in dispute.sources})
    assert len(decided) > 0
    assert "curation" not in {source.id for source in decided.cite()}


def test_the_data_set_is_cited_by_version_view_and_checksum() -> None:
    citation = mission.cite()
    assert citation.version == mission.version
    assert citation.checksum == mission.dataset.checksum
    assert all(part in str(citation) for part in (citation.title, citation.version, citation.checksum, "CC-BY-4.0"))
    (entry,) = printed([citation.to_csl()])
    assert citation.title in entry
    (key,) = parsed(citation.to_bibtex()).entries
    fields = parsed(citation.to_bibtex()).entries[key].fields
    assert (fields["version"], fields["date"]) == (mission.version, mission.version.replace(".", "-"))
    view = mission.known_at("2012").cite()
    assert "known at 2012" in str(view)
    assert "known at 2012" in view.to_bibtex()
    assert view.checksum == citation.checksum


def test_records_of_nobody_cannot_be_cited() -> None:
    with pytest.raises(NotSourced, match="these numbers have no mission attached"):
        Records((1, 2), "numbers").cite()


# Keys


def own(name: str) -> Mission:
    notes = {"id": "my-notes", "title": "Notes", "published": "2020"}
    return mission.with_statements("people", [{"id": "x-person", "name": name}], source=notes)


def test_everything_different_to_cite_has_a_key_of_its_own(tmp_path: Path) -> None:
    unami.new_package(tmp_path / "a", name="exma")
    wikipedia = "seed-wikipedia-2026"
    mission.known_at("2016").export("datapackage", tmp_path / "view")
    different = [
        mission,
        mission.known_at("2014"),
        mission.known_at("2015"),
        mission.according_to(wikipedia),
        mission.according_to(wikipedia, "seed-dpa-2016"),
        mission.according_to(wikipedia).known_at("2030"),
        mission.known_at("2030"),
        own("A"),
        own("B"),
        own("A").known_at("2030"),
        unami.open_dataset(tmp_path / "a"),
        unami.open_dataset(tmp_path / "view"),
    ]
    text = "\n\n".join(each.cite().to_bibtex() for each in different)
    assert len(parsed(text).entries) == len(different)
    keys = [each.cite().id for each in different]
    assert keys[0] == f"unami-data-{mission.version}"
    assert [each.cite().to_csl()["id"] for each in different] == keys
    assert all(re.fullmatch("[a-z0-9.-]+", key) for key in keys)
    assert len(printed([each.cite().to_csl() for each in different])) == len(different)
    # The same thing has the same key, whoever asks.
    assert own("A").cite() == own("A").cite()
    assert mission.known_at("2014").people.cite().data == mission.known_at("2014").cite()
    assert "2014" in mission.known_at("2014").cite().id


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
@example("2026.11.26},\n@misc{evil,\x1b[31m", "javascript:alert(1)", "x\ud800\uffff\u202e")
def test_no_text_becomes_anything_else_in_a_bibliography(version: str, url: str, title: str) -> None:
    for citation in (
        evolve(mission.cite(), version=version, url=url, title=title, view=title, authors=(title,), key=None),
        evolve(mission.sources[0], id=version or "x", url=url, title=title, language=title, note=title),
    ):
        entries = parsed(citation.to_bibtex()).entries
        (key,) = entries
        assert re.fullmatch("[A-Za-z0-9.-]+", key)
        address = entries[key].fields.get("url")
        assert address is None or address.startswith(("http://", "https://"))
        json.dumps(citation.to_csl()).encode()
        for shown in citation.to_bibtex(), json.dumps(citation.to_csl(), ensure_ascii=False):
            assert visible(shown) == shown
            shown.encode()
