"""Tests of answers as data frames, Arrow tables and CSV."""

from __future__ import annotations

import csv
import datetime
import io
import sys
from typing import TYPE_CHECKING, Any

import altair
import duckdb
import narwhals
import narwhals.stable.v1
import numpy
import pandas
import polars
import pyarrow
import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

import unami
from unami import PartialDate, Period, Records, mission
from unami.errors import DatasetError, FileInTheWay, MissingExtra, NotAnArray, NotSourced
from unami.frames import Kind, flatten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANSWERS: dict[str, Records[Any]] = {
    **{f"table {name}": table for name, table in mission.tables.items()},
    "leaders": mission.leaders_at("2009"),
    "nobody": mission.leaders_at("1999"),
    "mandates": mission.mandates,
    "tasks": mission.tasks_at("2014"),
    "series": mission.deployment_series("Fiji"),
    "disputes": mission.disputes,
    "hits": mission.search("Baghdad"),
    "partners": mission.at("2014-06-10").partners,
    "sources of a record": mission.sources_of(mission.people[0]),
    "claims": Records(mission.explain(mission.resolutions["1723"], "adopted").claims, "claims", None, mission),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_a_table_with_a_row_for_each_record(name: str) -> None:
    records = ANSWERS[name]
    for provenance in (False, True):
        table = records.to_arrow(provenance=provenance)
        assert table.num_rows == len(records)
        assert len(set(table.column_names)) == len(table.column_names) > 0
        assert ("sources" in table.column_names) is provenance
    frame, other = records.to_pandas(), records.to_polars()
    assert list(frame.columns) == other.columns == records.to_arrow().column_names
    assert len(frame) == other.height == len(records)


@frozen
class Lists:
    """A record with a list of each type of value."""

    numbers: tuple[float, ...]
    wholes: tuple[int, ...]
    truths: tuple[bool, ...]
    days: tuple[datetime.date, ...]
    dates: tuple[PartialDate, ...]
    texts: tuple[str, ...] | None


def test_a_list_keeps_the_type_of_its_values() -> None:
    day, date = datetime.date(2014, 6, 10), PartialDate.parse("2014-06")
    records = Records((Lists((57.5, 58.0), (3,), (True, False), (day,), (date,), None),), "lists", Lists)
    assert [column.kind for column in flatten(records)] == [
        Kind.NUMBERS,
        Kind.WHOLES,
        Kind.TRUTHS,
        Kind.DAYS,
        Kind.TEXTS,
        Kind.TEXTS,
    ]
    expected = {
        "numbers": [57.5, 58.0],
        "wholes": [3],
        "truths": [True, False],
        "days": [day],
        "dates": ["2014-06"],
        "texts": None,
    }
    assert records.to_arrow().to_pylist() == records.to_polars().to_dicts() == [expected]
    assert records.to_pandas().to_dict("records") == [expected]
    assert records.to_csv().splitlines()[1] == "57.5|58,3,true|false,2014-06-10,2014-06,"


@pytest.mark.parametrize("name", ["appointments", "resolutions", "contributions", "events", "sources"])
def test_nothing_is_lost_on_the_way_into_a_frame(name: str) -> None:
    records = mission.tables[name]
    plain = records.to_dicts()
    rows = {
        "arrow": records.to_arrow().to_pylist(),
        "polars": records.to_polars().to_dicts(),
        "csv": list(csv.DictReader(io.StringIO(records.to_csv()))),
    }
    for row_kind, found in rows.items():
        for row, expected in zip(found, plain, strict=True):
            for field, value in expected.items():
                if row_kind == "csv":
                    text = "" if value is None else value
                    text = "|".join(text) if isinstance(text, list) else text
                    text = str(text).lower() if isinstance(text, bool) else text
                    assert row[field] == str(text)
                else:
                    assert row[field] == value, (row_kind, field)


def test_a_date_has_its_text_and_both_bounds() -> None:
    kubis = mission.appointments.where(person="ad-melkert").to_arrow().to_pylist()[0]
    given_date = mission.appointments.where(person="ad-melkert").one().took_office
    assert given_date is not None
    assert kubis["took_office"] == str(given_date)
    assert kubis["took_office_earliest"] == given_date.earliest
    assert kubis["took_office_latest"] == given_date.latest


@frozen
class Tenure:
    id: str
    period: Period
    days: tuple[PartialDate, ...] = ()
    marks: tuple[int, ...] = ()
    anything: Any = None


def tenures(*items: Tenure) -> Records[Tenure]:
    return Records(items, "tenures", Tenure)


def test_a_period_without_limit_has_no_bound() -> None:
    (row,) = tenures(Tenure("a", Period.parse("2004-07/.."))).to_arrow().to_pylist()
    assert (row["period"], row["period_earliest"]) == ("2004-07/..", datetime.date(2004, 7, 1))
    assert row["period_latest"] is None


def test_lists_stay_lists() -> None:
    days = (PartialDate(2004), PartialDate(2005, 3))
    made = tenures(Tenure("a", Period.parse("2004/2005"), days, (3, 4)), Tenure("b", Period.parse("2006/2007")))
    assert made.to_arrow()["days"].to_pylist() == [["2004", "2005-03"], []]
    assert made.to_pandas()["marks"].tolist() == [[3, 4], []]
    assert made.to_csv().splitlines()[1].endswith(",2004|2005-03,3|4,")


def test_what_can_be_anything_is_what_it_is_here_or_text() -> None:
    span = Period.parse("2004/2005")
    dates = tenures(Tenure("a", span, anything=PartialDate(2004)), Tenure("b", span))
    assert dates.to_arrow()["anything_latest"].to_pylist() == [datetime.date(2004, 12, 31), None]
    mixed = tenures(Tenure("a", span, anything=PartialDate(2004)), Tenure("b", span, anything=7))
    assert mixed.to_arrow()["anything"].to_pylist() == ["2004", "7"]
    records = tenures(Tenure("a", span, anything=Tenure("c", span)), Tenure("b", span))
    assert records.to_arrow()["anything_id"].to_pylist() == ["c", None]


def test_unknown_is_null_and_not_zero() -> None:
    series = mission.deployment_series("Fiji")
    gap = next(place for place, month in enumerate(series) if not month.known)
    assert series.to_arrow()["record_count"][gap].as_py() is None
    assert pandas.isna(series.to_pandas()["record_count"][gap])
    assert series.to_polars()["record_count"][gap] is None
    assert series.to_csv().splitlines()[gap + 1].count(",,") > 3


def test_types_are_those_of_the_field() -> None:
    frame = mission.resolutions.to_pandas()
    assert frame["adopted_earliest"].dtype.kind == "M"
    assert str(frame["votes_for"].dtype) == "Int64"
    assert str(frame["unanimous"].dtype) == "boolean"
    assert isinstance(frame["relation"].dtype, pandas.CategoricalDtype)
    other = mission.resolutions.to_polars().schema
    assert other["adopted_earliest"] == polars.Date
    assert other["votes_for"] == polars.Int64
    assert other["relation"] == polars.Categorical


def test_a_category_has_all_its_words_even_of_nothing() -> None:
    nobody = mission.leaders_at("1999")
    assert list(nobody.to_pandas()["certainty"].dtype.categories) == ["no", "possible", "certain"]
    column = next(column for column in flatten(mission.contributions[:0]) if column.name == "category")
    assert (column.kind, column.values, column.words[0]) == (Kind.WORD, (), "troops")


def test_provenance_names_sources_and_disputes() -> None:
    (row,) = mission.resolutions.where(number=1723).to_arrow(provenance=True).to_pylist()
    assert row["sources"] == list(mission.sources_of(mission.resolutions["1723"]).ids)
    assert row["source_titles"][0] == mission.sources[row["sources"][0]].title
    assert row["disputed"] == ["adopted"]
    month = mission.deployment_series("Fiji").where(known=False)[:1].to_arrow(provenance=True).to_pylist()[0]
    assert (month["sources"], month["disputed"]) == ([], [])


def test_provenance_is_that_of_the_view() -> None:
    view = mission.according_to("seed-dpa-2016")
    found = view.tallies.to_arrow(provenance=True)["sources"].to_pylist()
    assert found
    assert all(names == ["seed-dpa-2016"] for names in found)


def test_records_of_nobody_have_no_provenance() -> None:
    with pytest.raises(NotSourced, match="these tenures have no mission attached"):
        tenures(Tenure("a", Period.parse("2004/2005"))).to_arrow(provenance=True)


def through_duckdb(records: Records[Any]) -> Any:
    with duckdb.connect() as database:
        return database.sql("SELECT * FROM records").fetchall()


ENTRIES: dict[str, Callable[[Any], Any]] = {
    "polars.DataFrame": polars.DataFrame,
    "polars.LazyFrame": lambda records: polars.LazyFrame(records).collect(),
    "pyarrow.table": pyarrow.table,
    "pyarrow.RecordBatchReader": lambda records: pyarrow.RecordBatchReader.from_stream(records).read_all(),
    "narwhals.from_native": lambda records: narwhals.from_native(records).to_native(),
    "narwhals.from_arrow": lambda records: narwhals.from_arrow(records, backend=polars).to_native(),
    "narwhals.stable": lambda records: narwhals.stable.v1.from_native(records, eager_only=True).to_native(),
}
if hasattr(pandas.DataFrame, "from_arrow"):  # from pandas 3 on
    ENTRIES["pandas.DataFrame.from_arrow"] = pandas.DataFrame.from_arrow


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("name", ["table people", "table resolutions", "leaders", "nobody", "series", "disputes"])
def test_other_libraries_take_records_for_the_table_that_they_are(entry: str, name: str) -> None:
    records = ANSWERS[name]
    for taken in (records, records[:0]):
        assert ENTRIES[entry](taken).shape == taken.to_arrow().shape


def test_polars_reads_all_of_the_records() -> None:
    assert polars.DataFrame(mission.people).equals(mission.people.to_polars())
    assert polars.DataFrame(mission.people).shape == (len(mission.people), 11)


def test_a_database_reads_records_by_their_name() -> None:
    records = mission.resolutions
    with duckdb.connect() as database:
        late = database.execute("select id from records where adopted_earliest >= date '2014-01-01'").fetchall()
        both = database.sql("SELECT count(*) FROM records JOIN (FROM records) AS again USING (id)").fetchall()
    expected = records.where(lambda resolution: resolution.adopted is not None and resolution.adopted.year >= 2014)
    assert [name for (name,) in late] == list(expected.ids)
    assert both == [(len(records),)]
    assert through_duckdb(mission.leaders_at("1999")) == []


@pytest.mark.parametrize("name", ["table people", "table strength", "leaders", "nobody"])
def test_a_chart_has_a_row_for_each_record(name: str) -> None:
    records = ANSWERS[name]
    table = records.to_arrow()
    column = table.column_names[-1]
    rows = altair.Chart(records).mark_bar().encode(x=f"{column}:N").to_dict()["datasets"].popitem()[1]
    assert [row[column] for row in rows] == table[column].to_pylist()


@pytest.mark.parametrize("name", ["table people", "nobody"])
def test_the_constructor_of_pandas_says_what_to_do_instead(name: str) -> None:
    for options in ({}, {"columns": ["id"]}, {"copy": True}):
        with pytest.raises(NotAnArray, match=r"would become one column of objects; use \.to_pandas\(\)"):
            pandas.DataFrame(ANSWERS[name], **options)


@pytest.mark.parametrize("name", ["table people", "nobody"])
def test_an_array_or_a_series_has_the_records_themselves(name: str) -> None:
    records = ANSWERS[name]
    assert list(pandas.Series(records, dtype=object)) == list(records)
    for array in (numpy.asarray(records), numpy.array(records), numpy.array(records, dtype=object)):
        assert array.dtype == object
        assert array.shape == (len(records),)
        assert list(array) == list(records)


def test_records_can_be_cells_of_a_pandas_frame() -> None:
    frame = pandas.DataFrame({"day": ["2014-06-10", "2011"]})
    frame["leaders"] = frame["day"].map(mission.leaders_at)
    assert frame["leaders"].map(len).tolist() == [1, 2]
    assert frame.apply(lambda row: mission.leaders_at(row["day"]), axis=1).map(len).tolist() == [1, 2]
    assert "leaders" in repr(frame)
    assert all(isinstance(cell, Records) for cell in (*frame["leaders"], *pandas.Series([mission.people] * 2)))


# Numbers


MOST = 2**63 - 1


@pytest.mark.parametrize("number", [MOST + 1, 10**30])
@pytest.mark.parametrize("take", ["to_arrow", "to_pandas", "to_polars", "__arrow_c_stream__", "__dataframe__"])
def test_a_number_beyond_64_bits_is_named(number: int, take: str) -> None:
    source = {"id": "my-memoir", "title": "Memoir", "published": "2025-03"}
    own = mission.with_statements("events", [{"id": "x-event", "title": "X", "killed": number}], source=source)
    with pytest.raises(
        DatasetError, match=r"column killed: Arrow cannot store integers of more than 64 bits, .* x-event"
    ):
        getattr(own.events, take)()
    assert str(number) in own.events.to_csv()
    assert own.events["x-event"].killed == number == own.events.to_dicts()[own.events.ids.index("x-event")]["killed"]


def test_numbers_beyond_64_bits_are_found_in_lists_and_of_nobody() -> None:
    made = tenures(
        Tenure("a", Period.parse("2004/2005"), marks=(1,)), Tenure("b", Period.parse("2004/2005"), marks=(1, MOST + 1))
    )
    with pytest.raises(DatasetError, match=r"your own records: 1 problem\n.*column marks: .* that of b"):
        made.to_arrow()
    fits = tenures(Tenure("a", Period.parse("2004/2005"), marks=(MOST, -MOST - 1), anything=-MOST - 1))
    assert fits.to_arrow()["marks"].to_pylist() == [[MOST, -MOST - 1]]


def test_the_version_of_the_data_goes_with_the_table() -> None:
    about = mission.resolutions.to_arrow().schema.metadata
    assert about[b"unami_data_version"] == unami.dataset_version.encode()


@pytest.mark.parametrize(
    ("missing", "method", "packages"),
    [
        ("pyarrow", "to_arrow", "narwhals pyarrow"),
        ("pandas", "to_pandas", "narwhals pandas pyarrow"),
        ("polars", "to_polars", "narwhals polars pyarrow"),
    ],
)
def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, missing: str, method: str, packages: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra, match=rf"{method}\(\) needs the package {missing}.*pip install {packages}$"):
        getattr(mission.posts, method)()


def test_a_csv_file_is_whole_and_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    assert mission.posts.to_csv(path) is None
    assert path.read_bytes().decode("utf-8") == mission.posts.to_csv()
    with pytest.raises(FileInTheWay):
        mission.posts.to_csv(path)
    mission.posts[:1].to_csv(path, overwrite=True)
    assert path.read_text(encoding="utf-8") == mission.posts[:1].to_csv()


RISKY = st.sampled_from(["=", "+", "-", "@", "\t", "\r"])


@given(st.tuples(RISKY, st.text(max_size=8)).map("".join))
def test_a_spreadsheet_gets_no_formulas(text: str) -> None:
    made = tenures(Tenure(text, Period.parse("2004/2005")))
    (row,) = csv.DictReader(io.StringIO(made.to_csv(spreadsheet=True), newline=""))
    assert row["id"] == f"'{text}"
    (exact,) = csv.DictReader(io.StringIO(made.to_csv(), newline=""))
    assert exact["id"] == text


def test_a_spreadsheet_knows_that_the_file_is_unicode_and_keeps_numbers(tmp_path: Path) -> None:
    mission.people.to_csv(tmp_path / "people.csv", spreadsheet=True)
    assert (tmp_path / "people.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    made = tenures(Tenure("a", Period.parse("2004/2005"), anything=-5))
    assert made.to_csv(spreadsheet=True).splitlines()[1].endswith(",-5")
