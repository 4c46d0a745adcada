"""Tests of the words of statements: which field they belong to, and whether they hold its value."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import unami
from helpers.builders import Package, said, small_mission
from helpers.commands import called
from helpers.inside import (
    Verdict,
    Words,
    bind_words,
    check_files,
    claims_with_words,
    columns,
    dates_in,
    edge_in,
    holds_date,
    judge,
    numerals_in,
    open_files,
    read_words,
    spellings_in,
    support,
    unknown_names,
)
from unami import PartialDate
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.inside import Column

mission = unami.mission
COLUMNS = ("killed", "injured", "date")


def column(table: str, name: str) -> Column:
    return next(column for column in columns(record_class(table)) if column.name == name)


# Which field the words belong to


def test_words_are_bound_to_the_columns_that_a_segment_names() -> None:
    words = read_words("killed, injured: 5 and 7 | date: on Monday | killed: five dead | in the north", COLUMNS)
    assert words == Words("in the north", {"killed": "5 and 7; five dead", "injured": "5 and 7", "date": "on Monday"})


@pytest.mark.parametrize(
    "plain", ["5 killed", "note: 5 killed", "5 killed; 7 injured", "at 10:30", "see https://a.b/c", ""]
)
def test_plain_words_belong_to_the_statement(plain: str) -> None:
    assert read_words(plain, COLUMNS) == Words(plain, {})
    assert unknown_names(plain, COLUMNS) == ()


TEXT = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ;.%]{0,12}[A-Za-z0-9]", fullmatch=True)


@given(st.dictionaries(st.sampled_from(COLUMNS), TEXT), st.one_of(st.just(""), TEXT))
def test_bound_words_are_read_back(of: dict[str, str], whole: str) -> None:
    words = Words(whole, of)
    assert read_words(bind_words(words), COLUMNS) == words


@pytest.mark.parametrize(
    ("stated_as", "unknown"),
    [("killed_people: 5", ("killed_people",)), ("killed, wounded: 5", ("wounded",)), ("wounded: 5", ())],
)
def test_names_of_no_column_are_found(stated_as: str, unknown: tuple[str, ...]) -> None:
    assert unknown_names(stated_as, COLUMNS) == unknown


def test_check_names_a_column_that_is_none(tmp_path: Path) -> None:
    package = Package(tmp_path / "data", small=True)
    package.change("events", 2, "stated_as", "mission_rol: none | date_held: 5 May")
    problems = check_files(open_files(package.path))
    assert [(problem.column, problem.value) for problem in problems] == [
        ("stated_as", "mission_rol"),
        ("stated_as", "date_held"),
    ]
    assert "did you mean mission_role" in problems[0].message


# Numbers


def _readings(text: str) -> set[Decimal]:
    return {reading for numeral in numerals_in(text) for reading in numeral.readings}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("11,526,412 votes", "11526412"),
        ("11.526.412 votos", "11526412"),
        ("11 526 412 bulletins", "11526412"),
        ("11\u202f526\u202f412", "11526412"),
        ("12 million", "12000000"),
        ("12.4 million", "12400000"),
        ("12,4 Millionen", "12400000"),
        ("1,2 миллиона", "1200000"),
        ("نحو 2 مليون", "2000000"),
        ("90 095.8 (thousands)", "90095800"),
        ("$59.6m", "59600000"),
        ("58 percent", "58"),
        ("58.3%", "58.3"),
        ("57,7 %", "57.7"),
        ("\u0662\u0662 قتيلا", "22"),
        ("twenty-two", "22"),
        ("one hundred and thirty-four", "134"),
        ("two thousand five hundred", "2500"),
        ("two million", "2000000"),
        ("three dozen", "36"),
        ("the fifteenth report", "15"),
        ("9432e séance", "9432"),
        ("quatre-vingt-dix-sept", "97"),
        ("deux cent trente", "230"),
        ("soixante et onze", "71"),
        ("15-0-0", "15"),
    ],
)
def test_a_number_is_found_however_it_is_written(text: str, number: str) -> None:
    assert Decimal(number) in _readings(text)


@pytest.mark.parametrize("text", ["S/RES/1500 (x)", "SC/12115", "UN personnel", "the 3RP"])
def test_symbols_are_no_numbers(text: str) -> None:
    assert not _readings(text)


_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _english(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return _TENS[number // 10 - 2] + (f"-{_SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{_SMALL[number // 100]} hundred" + (f" and {_english(number % 100)}" if number % 100 else "")
    return f"{_english(number // 1000)} thousand" + (f" {_english(number % 1000)}" if number % 1000 else "")


FORMS = [
    str,
    _english,
    lambda number: f"{number:,}",
    lambda number: f"{number:,}".replace(",", "."),
    lambda number: f"{number:,}".replace(",", " "),
    lambda number: f"{number:,}".replace(",", "\u00a0"),
    lambda number: f"{number:,}".replace(",", "'"),
    lambda number: "".join(chr(0x660 + int(digit)) for digit in str(number)),
]
AROUND = st.sampled_from(["{}", "at least {} people", "some {} in all; more tomorrow", "({} of them)"])


@given(st.integers(0, 999_999), st.sampled_from(FORMS), AROUND)
def test_a_number_in_any_form_is_held(number: int, form: Any, around: str) -> None:
    assert judge(column("elections", "votes_cast"), number, around.format(form(number))) is Verdict.HELD


@given(st.integers(2, 999_999), st.integers(2, 999_999), st.sampled_from(FORMS))
def test_another_number_contradicts(number: int, other: int, form: Any) -> None:
    text = form(other)
    assume(Decimal(number) not in _readings(text))
    assume(not (1900 <= other < 2100))  # may be a year
    assert judge(column("elections", "votes_cast"), number, text) is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("to extend UNAMID's mandate for one year on 31 October 2019 through resolution 2495 (2019)", 12),
        ("for a further year", 12),
        ("another year", 12),
        ("two years", 24),
        ("a further six months", 6),
        ("an 18-month mandate of resolution 2495", 18),
        ("19 more months until 31 December 2025", 19),
        ("pour un an", 12),
        ("in resolution 9, eight calendar months", 8),
    ],
)
def test_a_length_in_years_is_one_in_months(words: str, months: int) -> None:
    length = column("resolutions", "mandate_months")
    assert judge(length, months, words) is Verdict.HELD
    assert judge(length, months + 1, words) is not Verdict.HELD
    # Only a field that counts months reads them so.
    assert (judge(column("elections", "votes_cast"), months, words) is Verdict.HELD) == (months not in (12, 24))


def test_another_length_contradicts_and_is_named() -> None:
    words = "for six months by resolution 2495"
    mission = small_mission(
        resolutions=[said("1", number="1", mandate_months="12", stated_as=f"mandate_months: {words}")],
        events=[said("a", title="A", date="2013-01-02", stated_as="date: on 3 January 2013")],
    )
    length, day = (claim for claim in claims_with_words(mission) if claim.verdict == "contradicted")
    assert (length.against, day.against) == ("6", "3 January 2013")
    assert str(length).endswith(f'"{words}" has 6')


@pytest.mark.parametrize("words", ["no one was injured", "none", "nobody", "nil", "Keiner", "aucune"])
def test_none_is_zero_and_contradicts_no_number(words: str) -> None:
    assert judge(column("events", "injured"), 0, words) is Verdict.HELD
    assert judge(column("events", "injured"), 5, words) is Verdict.SILENT


@pytest.mark.parametrize("words", ["on 19 August 2003", "many", "one of them", "58 percent", "", "in 2003"])
def test_dates_shares_and_one_contradict_no_number(words: str) -> None:
    assert judge(column("elections", "votes_cast"), 24, words) is Verdict.SILENT


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("at least 24", "at-least"),
        ("more than 3 million", "at-least"),
        ("some 170", "about"),
        ("around 8.5 million", "about"),
        ("up to 1.1 million", "at-most"),
        ("fewer than 1,970", "at-most"),
        ("plus de 300", "at-least"),
        ("700+", "at-least"),
        ("134 guards", None),
    ],
)
def test_the_edge_of_a_number_is_read(text: str, edge: str | None) -> None:
    assert edge_in(text, numerals_in(text)[0]) == edge


# Dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10 June 2014", "2014-06-10"),
        ("June 10th, 2014", "2014-06-10"),
        ("Tuesday, 10 June 2014", "2014-06-10"),
        ("2014-06-10", "2014-06-10"),
        ("10/06/2014", "2014-06-10"),
        ("06/10/2014", "2014-06-10"),
        ("10.06.2014", "2014-06-10"),
        ("le 10 juin 2014", "2014-06-10"),
        ("10 de junio de 2014", "2014-06-10"),
        ("10 czerwca 2014", "2014-06-10"),
        ("10. Juni 2014", "2014-06-10"),
        ("10Jun14", "2014-06-10"),
        ("10 июня 2014 года", "2014-06-10"),
        ("10 حزيران/يونيو 2014", "2014-06-10"),
        ("\u0661\u0660 يونيو \u0662\u0660\u0661\u0664", "2014-06-10"),
        ("8 to 10 June 2014", "2014-06-10"),
        ("10 June", "2014-06-10"),
        ("Juin 2014", "2014-06"),
        ("Sept. 2014", "2014-09"),
        ("10 June 2014", "2014-06"),
        ("since 2014", "2014"),
        ("در ماه نوامبر سال 2004", "2004-11"),
        ("the fourth quarter of 2007", "2007-10"),
        ("4th Quarter 2007", "2007-12"),
        ("on 14 September; two days earlier", "2004-09-12"),
        ("13 August 2004: his arrival follows by a day the renewal", "2004-08-12"),
        ("one day after the vote of 22 May 2003", "2003-05-23"),
        ("2 August 2015: the first anniversary", "2014-08-02"),
        ("by the end of 2015", "2015-12-31"),
        ("end of February 2016", "2016-02-29"),
        ("by the beginning of 2016", "2016-01"),
        ("lördag den 18 februari 2012", "2012-02-18"),
    ],
)
def test_a_date_is_found_however_it_is_written(text: str, day: str) -> None:
    assert holds_date(PartialDate.parse(day), dates_in(text)) is True


@pytest.mark.parametrize(
    ("text", "day", "held"),
    [
        ("June 2014", "2014-06-10", None),
        ("2014", "2014-06", None),
        ("Monday", "2014-06-10", None),
        ("11 June 2014", "2014-06-10", False),
        ("10 June 2013", "2014-06-10", False),
        ("2013", "2014-06", False),
        ("by the end of 2015", "2015-06", None),
        ("no date", "2014", None),
    ],
)
def test_a_coarser_date_does_not_prove_and_another_contradicts(text: str, day: str, held: bool | None) -> None:
    assert holds_date(PartialDate.parse(day), dates_in(text)) is held


def test_today_and_days_of_the_week_are_counted_from_the_day_of_the_page() -> None:
    page = PartialDate(2005, 2, 17)  # a Thursday
    for words, day in (
        ("certified today", 17),
        ("yesterday", 16),
        ("on Thursday", 17),
        ("on Monday", 14),
        ("Monday's meeting", 14),
        ("hier", 16),
    ):
        assert holds_date(PartialDate(2005, 2, day), dates_in(words, page)) is True
    assert holds_date(PartialDate(2005, 2, 17), dates_in("certified today")) is None


@pytest.mark.parametrize(
    ("words", "day", "page", "held"),
    [
        ("tomorrow", "2005-02-18", "2005-02-17", True),
        ("meets on Monday", "2005-02-21", "2005-02-17", False),
        ("will meet on Monday", "2005-02-21", "2005-02-17", True),
        ("на прошлой неделе, в понедельник", "2005-02-14", "2005-02-17", True),
        ("أمس الأربعاء", "2005-02-16", "2005-02-17", True),
        ("announced today", "2005-02", "2005-02", True),
        ("announced today", "2005-02-17", "2005-02", None),
        ("announced yesterday", "2005-02", "2005-02", None),
        ("will leave next week", "2005-02", "2005-02-17", True),
        ("will leave next week", "2005-02", "2005-02-24", None),
        ("withdrew last month", "2004-12", "2005-01", True),
        ("withdrew last month", "2005-01", "2005-01", False),
        ("le mois dernier", "2005-01", "2005-02-17", True),
        ("later this year", "2005", "2005", True),
        ("last year", "2004", "2005-02-17", True),
        ("last year", "2004", None, None),
    ],
)
def test_days_weeks_months_and_years_are_counted_from_the_page(
    words: str, day: str, page: str | None, held: bool | None
) -> None:
    published = PartialDate.parse(page) if page else None
    assert holds_date(PartialDate.parse(day), dates_in(words, published)) is held


def test_the_symbol_of_a_document_has_its_year() -> None:
    dated = column("documents", "dated")
    assert judge(dated, PartialDate(2013), "S/2013/430, annex") is Verdict.HELD
    for day in (PartialDate(2013, 5), PartialDate(2014)):
        assert judge(dated, day, "S/2013/430, annex") is Verdict.SILENT


# Names, words and texts


@pytest.mark.parametrize(
    ("table", "name", "value", "words", "spellings"),
    [
        ("appointments", "successor", "martin-kobler", "succeeded by Kobler", [["Martin Kobler", "Kobler"]]),
        ("people", "nationality", ("FJI",), "a Fijian officer", [["Fiji"]]),
        ("host_leaders", "office", "prime-minister", "Prime Minister since 2014", []),
        ("documents", "symbol", "S/2014/485", "report (S/2014/485)", []),
        ("council_meetings", "meeting", "S/PV.9432", "9432e séance", []),
        ("resolutions", "symbol", "S/RES/1500 (2003)", "resolution 1500", []),
        ("camp", "measure", "residents", "about 3,000 residents", []),
    ],
)
def test_names_and_texts_are_found(table: str, name: str, value: Any, words: str, spellings: Any) -> None:
    assert judge(column(table, name), value, words, spellings) is Verdict.HELD
    assert judge(column(table, name), value, "nothing of it", spellings) is Verdict.SILENT


# The measure


def test_check_tells_how_far_words_support_the_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = Package(tmp_path / "data", small=True)
    row = package.row_of("tallies", id="national-elections-assisted", source="seed-gayaone-2025")
    package.change("tallies", row, "stated_as", "count: six national elections")
    code, out, _ = called(capsys, "check", str(package), "--evidence", "--list", "3")
    assert code == 0
    assert "contradictions: 0" in out
    assert out.count("unproven: ") == 3
    counted = unami.open_dataset(package.path).coverage()["tallies"]
    assert f"tallies: {counted.quoted} of {counted.claims} claims" in out

    package.change("tallies", row, "stated_as", "count: seven national elections")
    code, out, _ = called(capsys, "check", str(package), "--evidence", "--json")
    assert code == 1
    told = json.loads(out)
    wrong = [(claim["table"], claim["row"], claim["field"], claim["value"]) for claim in told["contradicted"]]
    assert wrong == [("tallies", row, "count", 6)]
    tallies = next(table for table in told["tables"] if table["table"] == "tallies")
    assert tallies["contradicted"] == 1
    assert tallies["held"] == (counted.quoted or 0) - 1


def test_a_nationality_is_found_in_the_words_made_of_a_country() -> None:
    nationality = column("people", "nationality")
    for words, codes in (
        ("Italian-Swedish", ("ITA", "SWE")),
        ("a German diplomat", ("DEU",)),
        ("of Oman", ("OMN",)),
        ("a Dutch politician", ("NLD",)),
        ("the Pole, his second man", ("POL",)),
        ("un diplomate néerlandais", ("NLD",)),
        ("eine niederländische Diplomatin", ("NLD",)),
        ("der Niederländer", ("NLD",)),
    ):
        assert judge(nationality, codes, words, spellings_in(mission, nationality, codes)) is Verdict.HELD
    for words, codes in (("a Swede", ("ITA",)), ("Dutch", ("DEU",))):
        assert judge(nationality, codes, words, spellings_in(mission, nationality, codes)) is Verdict.SILENT


def test_the_packaged_words_contradict_no_cell() -> None:
    assert [str(claim) for claim in claims_with_words(mission) if claim.verdict == "contradicted"] == []


def test_the_coverage_has_the_figures() -> None:
    figures = support(mission)
    assert list(figures) == list(TABLES)
    for part in mission.coverage():
        assert (part.claims, part.quoted) == (figures[part.table].claims, figures[part.table].held)
    assert all(part.claims is None for part in mission.coverage("year"))


# Classified


CLASSIFYING = {
    *("kind", "category", "role", "command", "measure", "entity", "scope", "strength", "relation", "population"),
    *("parts", "parts_counted", "fund", "basis", "stage", "incident", "line", "seats", "series", "filed_under"),
    *("task_list", "change", "governorate", "part", "gender", "status", "tile_column", "tile_row"),
}
STATED = {
    ("host_leaders", "office"): "Sources name the office itself: President, Prime Minister.",
    ("missions", "kind"): "In the words of the source.",
    ("displacement", "population"): "The limits that the source itself gives, in our own words.",
    ("contingents", "strength"): "A number.",
    ("elections", "seats"): "A number.",
    ("related_budgets", "entity"): "Which money is meant, as the source names its owner.",
    ("identifiers", "subject_table"): "Which thing is meant.",
    ("identifiers", "scheme"): "The authority itself.",
}
"""Columns that look as if they classify, and hold what sources say."""


def test_what_the_curators_classify_is_marked() -> None:
    for table in TABLES:
        for each in columns(record_class(table)):
            spec = each.spec
            looks = bool(spec.values or spec.vocabulary) or each.name in CLASSIFYING
            if spec.edge_of is None and (table, each.name) not in STATED:
                assert spec.classified == looks or (spec.classified and spec.ref), f"{table}/{each.name}"
            if (table, each.name) in STATED:
                assert not spec.classified
            entry = mission.dictionary[f"{table}/{each.name}"]
            assert entry.classified == spec.classified
            assert ("classified by the curators" in str(entry)) == spec.classified


def test_a_classification_is_not_put_into_the_mouth_of_a_source() -> None:
    unit = mission.contingents["geo-guard-battalion"]
    explained = mission.explain(unit, "role")
    assert explained.claims
    assert all(claim.classified for claim in explained.claims)
    assert str(explained).count("(classified by the curators)") == len(explained.claims)
    assert "classified by the curators" in explained._repr_html_()
    assert explained.claims[0].to_dict()["classified"] is True
    dates = mission.explain(mission.resolutions["1723"], "adopted")
    assert not any(claim.classified for claim in dates.claims)


def test_only_words_that_support_a_field_are_shown_beside_it() -> None:
    stated = "certified: certified today | turnout_percent: 58 percent | around 8.5 million; 12 May"
    row = said(
        "vote", certified="2005-02-17", turnout_percent="58", held="2005-05", stated_as=stated, votes_cast="8500000"
    )
    other = small_mission(elections=[row])
    vote = other.elections["vote"]

    def words(field: str) -> str:
        return other.explain(vote, field).claims[0].stated_as

    assert words("certified") == "certified today"
    assert words("turnout_percent") == "58 percent"
    assert words("votes_cast") == "around 8.5 million; 12 May"  # not bound, but they hold the value
    (statement,) = other.statements("elections")
    assert statement.stated_as == stated
    plain = small_mission(elections=[{**row, "stated_as": "certified today", "mission_role": "Helped."}])
    assert [plain.explain(vote, field).claims[0].stated_as for field in ("held", "mission_role")] == ["", ""]
