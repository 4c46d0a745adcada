"""Tests of the addresses of UN documents, over all symbols of the data and over any text."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.inside import link_of

mission = unami.mission

BASE = "https://docs.un.org/en/"

WITH_SYMBOL = {
    "resolutions": "symbol",
    "presidential_statements": "symbol",
    "council_meetings": "meeting",
    "documents": "symbol",
    "human_rights_reports": "symbol",
    "security_arrangements": "symbol",
    "sources": "symbol",
}


@pytest.mark.parametrize(
    ("symbol", "path"),
    [
        ("S/RES/1500 (2003)", "S/RES/1500(2003)"),
        ("S/PV.4709", "S/PV.4709"),
        ("S/PV.4709 (Resumption 1)", "S/PV.4709(Resumption1)"),
        ("S/PRST/2020/5", "S/PRST/2020/5"),
        ("S/2003/1149", "S/2003/1149"),
        ("S/2005/141/Corr.1", "S/2005/141/Corr.1"),
        ("A/RES/65/259", "A/RES/65/259"),
        ("A/HRC/28/18", "A/HRC/28/18"),
    ],
)
def test_a_symbol_makes_the_address_that_the_united_nations_use(symbol: str, path: str) -> None:
    assert link_of(symbol) == BASE + path


@pytest.mark.parametrize(
    "symbol",
    [
        None,
        "",
        "SC/7850",
        "SG/SM/14440",
        "SG/A/1193-BIO/4095-IK/606",
        "GA/AB/3664",
        "ISO 3166-2",
        "EX/RES/9001 (2015)",
        "1500",
        "S/2004/710 and Corr.1",
        "S/RES/1500",
        "S/RES/1500 (2003)\n",
        "S/RES/\u0661\u0665 (2003)",
        "../S/2003/1149",
    ],
)
def test_other_symbols_make_none(symbol: str | None) -> None:
    assert link_of(symbol) is None


@pytest.mark.parametrize("table", WITH_SYMBOL)
def test_every_symbol_of_the_data_makes_its_address_or_none(table: str) -> None:
    for record in mission.tables[table]:
        symbol, link = getattr(record, WITH_SYMBOL[table]), record.link
        assert link == link_of(symbol)
        if link is None:
            assert symbol is None or not re.match(r"S/(RES|PV|PRST)", symbol)
        else:
            assert link == BASE + symbol.replace(" ", "")
            # As it stands, it is a path of an address: only the brackets could be encoded.
            assert quote(link, safe=":/()") == link
            assert not urlsplit(link).query
            assert not urlsplit(link).fragment


def test_all_resolutions_statements_and_numbered_meetings_have_one() -> None:
    assert all(resolution.link for resolution in mission.resolutions)
    assert all(statement.link for statement in mission.presidential_statements)
    assert all(meeting.link for meeting in mission.council_meetings if meeting.meeting)


@given(st.text() | st.from_regex(r"S/[A-Z0-9/.() ]{0,20}", fullmatch=True))
def test_no_text_makes_anything_but_an_address_there(text: str) -> None:
    link = link_of(text)
    assert link is None or (link.startswith(BASE) and not set(link) & set(" <>\"'?#%&\\\n") and link.isascii())


# Where they are used


def test_a_citation_has_the_address_of_a_source_that_has_no_other() -> None:
    source = unami.Source(id="x", title="A report", kind="un-document", symbol="S/RES/1500 (2003)")
    assert "url = {https://docs.un.org/en/S/RES/1500(2003)}" in source.to_bibtex()
    assert source.to_csl()["URL"] == source.link
    read = unami.Source(id="x", title="A report", symbol="S/2003/1149", url="https://example.org/copy")
    assert read.to_csl()["URL"] == "https://example.org/copy"
    assert "URL" not in unami.Source(id="x", title="A release", symbol="SC/7850").to_csl()
