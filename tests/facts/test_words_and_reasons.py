"""Facts: what sources say where, and why the curators decide."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

import unami
from helpers.inside import Statement, columns, fold
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Iterator

mission = unami.mission


def statements() -> Iterator[tuple[str, Statement]]:
    for table in TABLES:
        for statement in mission.dataset.statements(table):
            yield table, statement


# Where it stands. The first paragraph of the body is paragraph 1; a headline, a dateline and a masthead are none.


ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
NUMBER = r"\d+(?:\([a-z]+\))*"
LISTED = re.compile(rf"\bpara(?:graph)?s?\.?\s+({NUMBER}(?:(?:\s*(?:-|,|and|to)\s*)+{NUMBER})*)")
SPELT = re.compile(rf"\b((?:{'|'.join(ORDINALS)})(?:(?:\s*(?:,|and|to)\s*)+(?:{'|'.join(ORDINALS)}))*)\s+paragraphs?\b")


def paragraphs(locator: str) -> set[int]:
    """The numbers of the paragraphs that a locator names; those of a list within a paragraph are left out."""
    named: set[int] = set()
    for found in LISTED.findall(locator.lower()):
        numbers = [int(number) for number in re.findall(r"\d+", found)]
        named |= set(range(numbers[0], numbers[-1] + 1)) if re.search(r"-|\bto\b", found) else set(numbers)
    for found in SPELT.findall(locator.lower()):
        numbers = [ORDINALS.index(word) + 1 for word in re.findall("|".join(ORDINALS), found)]
        named |= set(range(numbers[0], numbers[-1] + 1)) if " to " in found else set(numbers)
    return named


@pytest.mark.parametrize(
    ("locator", "numbers"),
    [
        ("second paragraph", {2}),
        ("first and fourth paragraphs", {1, 4}),
        ("paras 1-3", {1, 2, 3}),
        ("operative para 2(b)(iii)", {2}),
        ("preamble, paras 2 and 4", {2, 4}),
        ("headline; dateline", set()),
        ("first to third paragraphs", {1, 2, 3}),
    ],
)
def test_paragraphs_are_read_from_a_locator(locator: str, numbers: set[int]) -> None:
    assert paragraphs(locator) == numbers


# Words that stand in more than one paragraph of their source.
SEVERAL_TIMES = {
    ("dnd-2007-07-13", "one"),
    ("seed-bpp-2018", "has been working to"),
}


def test_the_same_words_of_a_source_stand_in_the_same_paragraph() -> None:
    places: dict[tuple[str, str], list[tuple[str, int, set[int]]]] = defaultdict(list)
    for table, statement in statements():
        if named := paragraphs(statement.locator):
            places[statement.source, statement.stated_as].append((table, statement.line, named))
    wrong = [
        (key, one, other)
        for key, found in places.items()
        if key[1] and key not in SEVERAL_TIMES
        for one, other in itertools.combinations(found, 2)
        if not one[2] & other[2]
    ]
    assert wrong == []
    assert len(places) > 1000


LAST_PARAGRAPH = {
    "sc-res-1483": 27,
    "sc-res-1500": 3,
    "sc-res-1511": 26,
    "sc-res-1546": 32,
    "sc-res-1557": 3,
    "sc-res-1619": 3,
    "sc-res-1637": 7,
    "sc-res-1700": 4,
    "sc-res-1723": 7,
    "sc-res-1770": 7,
    "sc-res-1830": 7,
    "sc-res-1883": 7,
    "sc-res-1936": 7,
    "sc-res-2001": 7,
    "sc-res-2061": 7,
    "sc-res-2107": 6,
    "sc-res-2110": 7,
    "sc-res-2169": 7,
    "sc-res-2170": 24,
    "sc-res-2233": 8,
    "sc-res-2299": 7,
    "sc-res-2367": 8,
    "sc-res-2379": 17,
    "sc-res-2421": 7,
    "sc-res-2470": 7,
    "sc-res-2522": 6,
    "sc-res-2576": 8,
    "sc-res-2631": 6,
    "sc-res-2682": 6,
    "sc-res-2697": 7,
    "sc-res-2732": 9,
    "sc-res-2792": 4,
    "seed-unami-about": 6,
    "seed-gayaone-2025": 5,
}
"""The number of the last paragraph of sources that were read whole; of a resolution, the last operative one."""


def test_no_locator_lies_beyond_the_end_of_its_source() -> None:
    known = 0
    beyond = []
    for table, statement in statements():
        if statement.source in LAST_PARAGRAPH and (named := paragraphs(statement.locator)):
            known += 1
            if max(named) > LAST_PARAGRAPH[statement.source]:
                beyond.append((table, statement.line, statement.locator))
    assert beyond == []
    assert known > 300


# Whose words they are


INFERRED = re.compile(r"taken as the|assumed|name is written out|name and field are ours|follows from the \w+ naming")


def test_what_a_source_does_not_say_stands_with_the_curators() -> None:
    """A note of a source's row must not explain how one of its cells was concluded."""
    assert [(t, s.line, s.note) for t, s in statements() if s.source != "curation" and INFERRED.search(s.note)] == []


OWN_TEXTS = {"summary", "text", "detail", "mission_role", "subject", "content", "duties", "note"}
RUN = 5
NAMES = (
    "UNAMI Office of Development and Humanitarian Support",
    "Independent High Elections and Referendum Commission (IHERC)",
    "of the Office of the United Nations High Commissioner for Human Rights",
    "Mujahedin-e Khalq (MeK)",
)


def runs(text: str) -> set[tuple[str, ...]]:
    words = fold(text).split()
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def worded(run: tuple[str, ...]) -> bool:
    """Whether a run says something of its own: dates, symbols and numbers can be given in one way only."""
    months = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
    plain = {*months, "and", "to", "of", "the", "by", "on", "from", "until", "in", "draft", "s", "res", "resolution"}
    return sum(word.isalpha() and word not in plain for word in run) > 1


OTHER_TABLES = {"casualties", "camp", "displacement", "human_rights_reports", "staffing", "budgets", "strength"}
OTHER_TABLES |= {"contingents", "contributions", "fatalities", "pledges", "tallies"}
OTHER_TABLES |= {"contribution_means"}  # its reasons are sums over several records


def test_our_own_texts_do_not_repeat_the_words_of_their_source() -> None:
    quoted: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for _, statement in statements():
        quoted[statement.source] |= runs(statement.stated_as)
    names = set().union(*map(runs, NAMES))
    copied = []
    for table, statement in statements():
        if table in OTHER_TABLES:
            continue
        texts = {"note": statement.note}
        for column, cell in zip(columns(record_class(table)), statement.cells, strict=True):
            if column.name in OWN_TEXTS:
                texts[column.name] = cell
        for name, text in texts.items():
            shared = {run for run in runs(text) & quoted[statement.source] - names if worded(run)}
            copied += [(table, statement.line, name, " ".join(run)) for run in shared]
    assert copied == []


# Why the curators decide


FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
SYMBOL = re.compile(
    r"S/PV\.\d+|s-pv-\d+|S[CG]?/[A-Z]*/?\d{4,5}(?:/\d+)?|\bresolution \d{4}|(?<![\d-])\b[12]\d{3}(?= \d\(| paragraph)"
)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def figures(text: str) -> set[str]:
    """All numbers of a text, without separators and leading zeros; months count by their number too."""
    found = {number.replace(",", "").lstrip("0") for number in FIGURE.findall(text.replace("-", " "))}
    return found | {f"{place}" for place, month in enumerate(MONTHS, 1) if re.search(rf"\b{month}\b", text)}


def said_by(table: str, statement: Statement) -> str:
    source = mission.sources[statement.source]
    published, symbol = str(source.published or ""), source.symbol or ""
    cells = " ".join(statement.cells)
    return f"{statement.record} {statement.locator} {statement.stated_as} {statement.note} {cells} {published} {symbol} {source.title}"


def test_a_reason_names_only_what_statements_have() -> None:
    """The numbers and dates of a reason stand in the record, with the same person, or in a paper it names."""
    by_record: dict[tuple[str, str], str] = defaultdict(str)
    by_person: dict[str, str] = defaultdict(str)
    everything = []
    people = {person.id: person.name or "" for person in mission.people}
    for table, statement in statements():
        if statement.source == "curation":
            continue
        said = said_by(table, statement)
        by_record[table, statement.record] += " " + said
        everything.append(said)
        if table == "appointments":
            by_person[statement.record.split(".")[0]] += " " + said
    reasons = 0
    unfounded = []
    for table, statement in statements():
        if statement.source != "curation" or table in OTHER_TABLES:
            continue
        reasons += 1
        known = by_record[table, statement.record] + " " + " ".join(statement.cells) + f" {statement.record}"
        for person, name in people.items():
            surname = name.split()[-1] if name else ""
            if table == "appointments" and (
                statement.record.startswith(person) or (surname and surname in statement.note)
            ):
                known += by_person[person]
        missing = figures(statement.note) - figures(known)
        if missing:
            symbols = [symbol.lower().replace("resolution ", "") for symbol in SYMBOL.findall(statement.note)]
            papers = " ".join(said for said in everything if any(symbol in said.lower() for symbol in symbols))
            missing -= figures(papers) | set().union(*map(figures, symbols), set())
        if missing:
            unfounded.append((table, statement.line, statement.record, sorted(missing), statement.note))
    assert unfounded == []
    assert reasons > 200


ONLY_A_MONTH = "The source that ranks higher gives only the month; the day stands in another source and agrees with it."


def test_a_day_that_only_a_lower_source_gives_is_given_by_one() -> None:
    decided = 0
    for table, statement in statements():
        if statement.note != ONLY_A_MONTH:
            continue
        decided += 1
        cells = dict(zip([column.name for column in columns(record_class(table))], statement.cells, strict=True))
        rows = [s for t, s in statements() if t == table and s.record == statement.record and s.source != "curation"]
        place = [column.name for column in columns(record_class(table))].index("date")
        given = [row.cells[place] for row in rows]
        assert cells["date"] in given, statement.record
        assert cells["date"][:7] in [date[:7] for date in given if len(date) == 7], statement.record
    assert decided >= 10
