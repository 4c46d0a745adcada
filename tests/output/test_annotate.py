"""Tests of ``annotate`` on the frames that live in memory, on lazy Polars frames and on DuckDB."""

from __future__ import annotations

import datetime
import pickle
import sys
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import duckdb
import narwhals.stable.v1
import pandas
import polars
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.annotating import DATED, Engine, FrameTests, arrow, expected, plain, shuffled, without
from helpers.builders import fresh_mission
from helpers.days import EVERY_DAY, FIRST, LAST
from helpers.inside import engines
from helpers.strategies import partial_dates
from unami import InvalidDate, MissingExtra, NotAFrame, PartialDate, mission

if TYPE_CHECKING:
    from pathlib import Path


class Pandas:
    lazy, ordered = False, True

    def make(self, table: pyarrow.Table) -> pandas.DataFrame:
        return table.to_pandas(date_as_object=False)

    def columns(self, frame: Any) -> dict[str, list[Any]]:
        return {name: list(frame[name]) for name in frame.columns}


class ArrowBackedPandas(Pandas):
    def make(self, table: pyarrow.Table) -> pandas.DataFrame:
        return table.to_pandas(types_mapper=pandas.ArrowDtype)


class PandasWithObjects(Pandas):
    def make(self, table: pyarrow.Table) -> pandas.DataFrame:
        frame = table.to_pandas()
        return frame.astype({name: object for name in frame.columns if frame[name].dtype == "str"})


class Polars:
    lazy, ordered = False, True

    def make(self, table: pyarrow.Table) -> polars.DataFrame:
        return polars.DataFrame(polars.from_arrow(table))

    def columns(self, frame: Any) -> dict[str, list[Any]]:
        return dict(frame.to_dict(as_series=False))


class LazyPolars:
    lazy, ordered = True, True
    engine: Any = "in-memory"

    def make(self, table: pyarrow.Table) -> polars.LazyFrame:
        return polars.DataFrame(polars.from_arrow(table)).lazy()

    def columns(self, frame: Any) -> dict[str, list[Any]]:
        return dict(frame.collect(engine=self.engine).to_dict(as_series=False))


class StreamingPolars(LazyPolars):
    engine = "streaming"


class Arrow:
    lazy, ordered = False, True

    def make(self, table: pyarrow.Table) -> pyarrow.Table:
        return table

    def columns(self, table: Any) -> dict[str, list[Any]]:
        return dict(table.to_pydict())


class ChunkedArrow(Arrow):
    def make(self, table: pyarrow.Table) -> pyarrow.Table:
        return pyarrow.concat_tables([table[:1], table[1:1], table[1:]])


class DuckDB:
    lazy, ordered = True, True

    def make(self, table: pyarrow.Table) -> duckdb.DuckDBPyRelation:
        connection = duckdb.connect()
        # The relation must be of this connection, and the annotation cannot know of which.
        return connection.from_arrow(table)

    def columns(self, relation: Any) -> dict[str, list[Any]]:
        return dict(relation.to_arrow_table().to_pydict())


VARIANTS: list[type[Engine]] = [ArrowBackedPandas, StreamingPolars, ChunkedArrow]
"""Frames in less usual representations of their library."""

ENGINES: list[type[Engine]] = [
    Pandas,
    Polars,
    LazyPolars,
    Arrow,
    DuckDB,
]

ALL = (
    *ENGINES[:2],
    # Frames are read alike: two libraries are enough while one works.
    *(pytest.param(kind, marks=pytest.mark.slow) for kind in (*ENGINES[2:], *VARIANTS)),
)


class TestAnnotate(FrameTests):
    @pytest.fixture(params=ALL)
    def engine(self, request: pytest.FixtureRequest) -> Engine:
        made: Engine = request.param()
        return made


# pandas


def test_the_index_of_a_pandas_frame_is_kept_even_if_it_repeats() -> None:
    index = pandas.MultiIndex.from_tuples([("a", 1), ("a", 1), ("b", 2)], names=["x", "y"])
    frame = pandas.DataFrame({"day": pandas.to_datetime(["2014-06-10", None, "2007-11-11"])}, index=index)
    found = unami.annotate(frame, "day", "head")
    assert found.index.equals(index)
    assert [plain(name) for name in found["head"]] == ["Nickolay Mladenov", None, "Staffan de Mistura"]


def test_objects_of_every_sort_are_read_in_a_pandas_frame() -> None:
    values = [
        datetime.date(2014, 6, 10),
        "2014-06",
        PartialDate(2014, 6, approximate=True),
        pandas.Timestamp("2014-06-10 12:00"),
        None,
        float("nan"),
    ]
    found = unami.annotate(pandas.DataFrame({"day": pandas.Series(values, dtype=object)}), "day", "mandate")
    assert [plain(number) for number in found["mandate"]] == [2110, 2110, None, 2110, None, None]
    assert [plain(day) for day in found["day_latest"]][:3] == [
        datetime.date(2014, 6, 10),
        datetime.date(2014, 6, 30),
        datetime.date(2014, 7, 31),
    ]
    with pytest.raises(InvalidDate, match=r"no date in 2 rows \(7\)"):
        unami.annotate(pandas.DataFrame({"day": pandas.Series([7, "2014", 7], dtype=object)}), "day")


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_days_of_every_unit_are_read_in_a_pandas_frame(unit: Any) -> None:
    days = pandas.Series(
        pandas.to_datetime(["1950-01-01 06:00", "2002-12-31 23:59", "2003-01-01", None], format="ISO8601")
    ).dt.as_unit(unit)
    found = unami.annotate(pandas.DataFrame({"day": days}), "day", ["running", "killed"])
    assert found["killed"].isna().all()
    days = pandas.Series(pandas.to_datetime(["2003-08-14", "2025-12-31 23:59:59", None], format="ISO8601")).dt.as_unit(
        unit
    )
    found = unami.annotate(pandas.DataFrame({"day": days}), "day", ["running"])
    assert [plain(word) for word in found["running"]] == ["certain", "certain", None]


# Types of columns


LATE = datetime.datetime(2007, 11, 10, 22, 30, tzinfo=datetime.UTC)
"""In Baghdad, the day after has begun: the first of another head of mission."""


@pytest.mark.parametrize("engine", [Pandas, ArrowBackedPandas, Polars, LazyPolars, Arrow])
def test_a_point_of_time_with_a_zone_counts_by_the_day_there(engine: type[Any]) -> None:
    for zone, name in (("UTC", "Ashraf Jehangir Qazi"), ("Asia/Baghdad", "Staffan de Mistura")):
        column = pyarrow.array([LATE, None], pyarrow.timestamp("us", zone))
        found = engine().columns(unami.annotate(engine().make(pyarrow.table({"when": column})), "when", "head"))
        assert [plain(value) for value in found["head"]] == [name, None]
    assert LATE.astimezone(ZoneInfo("Asia/Baghdad")).day == 11


def test_a_point_of_time_in_a_relation_counts_by_the_day_in_the_zone_of_the_session() -> None:
    for zone, name in (("UTC", "Ashraf Jehangir Qazi"), ("Asia/Baghdad", "Staffan de Mistura")):
        connection = duckdb.connect()
        connection.execute(f"SET TimeZone = '{zone}'")
        relation = connection.sql(f"SELECT TIMESTAMPTZ '{LATE.isoformat()}' AS moment")
        assert unami.annotate(relation, "moment", "head").project("head").fetchall() == [(name,)]


@pytest.mark.parametrize(
    "kind", [pyarrow.string(), pyarrow.large_string(), pyarrow.dictionary(pyarrow.int8(), "string")]
)
def test_texts_of_every_arrow_type_are_read_and_counted(kind: Any) -> None:
    table = pyarrow.table({"day": pyarrow.array(["2014-06", None, "2014-06"]).cast(kind)})
    assert unami.annotate(table, "day", "troops")["troops"].to_pylist() == [271, None, 271]
    table = pyarrow.table({"day": pyarrow.array(["2014-06", "soon", "soon"]).cast(kind)})
    with pytest.raises(InvalidDate, match="no date in 2 rows"):
        unami.annotate(table, "day", "troops")


def test_categories_are_read_in_every_frame_that_has_them() -> None:
    texts = ["2014-06", None, "2011", "2014-06"]
    table = pyarrow.table({"day": pyarrow.array(texts).dictionary_encode()})
    wanted = ["Nickolay Mladenov", None, "Ad Melkert; Martin Kobler", "Nickolay Mladenov"]
    for engine in (Pandas, Polars, LazyPolars, Arrow, DuckDB):
        found = engine().columns(unami.annotate(engine().make(table), "day", "head"))
        assert [plain(value) for value in found["heads"]] == wanted, engine
    enum = polars.DataFrame({"day": polars.Series(texts, dtype=polars.Enum(["2011", "2014-06"]))})
    assert unami.annotate(enum, "day", "head")["heads"].to_list() == wanted


def test_columns_have_the_types_that_the_panel_has_in_a_frame() -> None:
    frame = unami.annotate(polars.DataFrame({"day": [FIRST]}), "day", ["mandate", "head", "head_acting"])
    panel = mission.panel().to_polars()
    for name in frame.columns[1:]:
        assert frame.schema[name] == panel.schema[name], name
    annotated = unami.annotate(pandas.DataFrame({"day": pandas.to_datetime(["2014-06-10"])}), "day", "head")
    for name in annotated.columns[1:]:
        assert annotated[name].dtype == mission.panel("Y").to_pandas()[name].dtype, name


def test_texts_are_categorical_where_that_is_asked_for() -> None:
    table = arrow({"day": [datetime.date(2014, 6, 10), None]})
    found = unami.annotate(table, "day", ["head", "troops"], categorical=True)
    texts = {"head", "head_certainty", "head_id", "head_vacant", "heads"}
    assert {field.name for field in found.schema if pyarrow.types.is_dictionary(field.type)} == texts
    eager = polars.DataFrame({"day": [datetime.date(2014, 6, 10), None]})
    for frame in (eager, eager.lazy()):
        schema = mission.annotate(frame, "day", ["head", "troops"], categorical=True).collect_schema()
        assert {name for name, kind in schema.items() if kind == polars.Categorical} == texts
    rows = table.to_pandas(date_as_object=False)
    kinds = unami.annotate(rows, "day", ["head", "troops"], categorical=True).dtypes
    assert {name for name, kind in kinds.items() if isinstance(kind, pandas.CategoricalDtype)} == texts


# A day that is the first or the last of the calendar has no limit, and so none in a frame.
in_centuries = partial_dates(first=datetime.date(10, 1, 1), last=datetime.date(9990, 1, 1))


@given(st.lists(st.one_of(st.none(), in_centuries), min_size=1, max_size=20))
def test_any_dates_get_what_the_questions_answer(dates: list[PartialDate | None]) -> None:
    texts = [None if when is None else str(when) for when in dates]
    wanted = expected(dates, "head", "government", bounds=True)
    found = unami.annotate(
        polars.DataFrame({"day": texts}, schema={"day": polars.String}), "day", ["head", "government"]
    )
    for name in found.columns[1:]:
        assert found[name].to_list() == wanted[name], name


@pytest.mark.slow
@given(
    st.lists(
        st.from_regex(r"[ 12]0[012][0-9]([-/ ][ 01][0-9]([-/ ][0-3 ]?[0-9])?)?[?~% ]{0,2}", fullmatch=True), min_size=1
    )
)
def test_what_nobody_can_look_at_is_read_as_strictly_as_all_else(texts: list[str]) -> None:
    def parsed(text: str) -> PartialDate | None:
        try:
            when = PartialDate.parse(text)
        except InvalidDate:
            return None
        return when if FIRST <= when.earliest <= LAST else None

    wanted = {"day": texts} | expected([parsed(text) for text in texts], "head", bounds=True)
    for engine in (LazyPolars(), DuckDB()):
        assert engine.columns(unami.annotate(engine.make(arrow({"day": texts})), "day", "head")) == wanted


# Lazy frames


def test_a_lazy_frame_is_not_worked_out_and_streams(tmp_path: Path) -> None:
    def never(_: polars.DataFrame) -> polars.DataFrame:
        raise AssertionError("the frame was worked out")

    schema = {"day": polars.Date}
    lazy = polars.LazyFrame({"day": [FIRST]}, schema=schema).map_batches(never, schema=schema)
    annotated = unami.annotate(lazy, "day", "head")
    assert annotated.collect_schema()["head_acting"] == polars.Boolean
    with pytest.raises(Exception, match="worked out"):
        annotated.collect()

    days = shuffled(EVERY_DAY * 3)
    polars.DataFrame({"day": days, "n": range(len(days))}).write_parquet(tmp_path / "days.parquet")
    scanned = unami.annotate(polars.scan_parquet(tmp_path / "days.parquet"), "day", ["heads"])
    scanned.sink_parquet(tmp_path / "out.parquet")
    written = polars.read_parquet(tmp_path / "out.parquet")
    assert written["day"].to_list() == days
    assert written["heads"].to_list() == expected([PartialDate.from_date(day) for day in days], "head")["heads"]


def test_a_lazy_frame_asks_only_for_what_is_needed() -> None:
    lazy = polars.LazyFrame({"day": [FIRST], "other": [1]})
    plan = unami.annotate(lazy, "day", ["head", "mandate"]).select("head").explain()
    assert 'alias("head")' in plan
    assert "mandate" not in plan
    assert "JOIN" not in plan


@pytest.mark.parametrize("kind", [polars.Date, polars.String])
def test_filters_and_slices_of_a_lazy_frame_go_down_to_its_source(tmp_path: Path, kind: Any) -> None:
    rows = polars.DataFrame({"day": shuffled(EVERY_DAY), "n": range(len(EVERY_DAY))}).cast({"day": kind})
    rows.write_parquet(tmp_path / "days.parquet")
    whole = unami.annotate(rows, "day", ["head", "mandate"])
    for source in (rows.lazy(), polars.scan_parquet(tmp_path / "days.parquet")):
        annotated = unami.annotate(source, "day", ["head", "mandate"])
        own, added = polars.col("n") % 7 == 3, polars.col("heads").str.starts_with("Ad ")
        for asked, found in (
            (annotated.filter(own), whole.filter(own)),
            (annotated.slice(5, 20), whole.slice(5, 20)),
            (annotated.filter(added), whole.filter(added)),
        ):
            assert asked.collect().equals(found)
        # A plan is read from its end, where its source is.
        filtered, sliced = annotated.filter(own).explain(), annotated.slice(5, 20).explain()
        assert max(filtered.rfind("FILTER"), filtered.rfind("SELECTION")) > filtered.rfind("alias")
        assert sliced.rfind("SLICE") > sliced.rfind("alias") or source.explain().startswith("DF")
        below = annotated.filter(added).explain().partition("FILTER")[2]
        assert 'alias("heads")' in below
        assert 'alias("mandate")' not in below


def test_the_plan_of_a_lazy_frame_can_be_sent_elsewhere() -> None:
    pytest.importorskip("cloudpickle", reason="Polars writes functions of Python with it")
    annotated = unami.annotate(polars.LazyFrame({"day": [FIRST, None], "n": [1, 2]}), "day", ["head", "mandate"])
    assert pickle.loads(pickle.dumps(annotated)).collect().equals(annotated.collect())


def test_a_relation_is_not_worked_out_and_leaves_nothing_in_its_connection() -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE events AS SELECT DATE '2014-06-10' AS day, 1 AS n")
    relation = connection.table("events")
    for on in ("day", "text"):
        annotated = unami.annotate(relation.project("*, CAST(day AS VARCHAR) AS text"), on, "head")
        connection.execute("INSERT INTO events VALUES (DATE '2007-11-11', 2)")
        assert annotated.order("n").project("head").fetchall()[1] == ("Staffan de Mistura",)
        connection.execute("DELETE FROM events WHERE n = 2")
    assert connection.execute("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM duckdb_tables()").fetchone() == (1,)


def test_a_relation_of_many_rows_keeps_their_order() -> None:
    connection = duckdb.connect()
    relation = connection.sql(
        "SELECT range AS n, DATE '2003-01-01' + CAST(range % 8766 AS INTEGER) AS day FROM range(600000)"
    )
    annotated = unami.annotate(relation, "day", "head").to_arrow_table()
    assert annotated["n"].to_pylist() == list(range(600000))
    heads = [row.heads for row in mission.panel()]
    assert annotated["heads"].to_pylist()[:17532] == heads * 2


def test_names_that_differ_in_case_only_are_in_the_way_in_sql() -> None:
    connection = duckdb.connect()
    relation = connection.sql("SELECT DATE '2014-06-10' AS day, 1 AS Head")
    with pytest.raises(unami.ColumnInTheWay):
        unami.annotate(relation, "day", "head")
    frame = unami.annotate(polars.DataFrame({"day": [FIRST], "Head": [1]}), "day", "head")
    assert frame.columns[:3] == ["day", "Head", "head"]


# Other frames


def test_a_frame_of_a_stable_version_of_narwhals_goes_back_to_it() -> None:
    frame = narwhals.stable.v1.from_native(polars.DataFrame({"day": [FIRST]}))
    assert isinstance(unami.annotate(frame, "day"), narwhals.stable.v1.DataFrame)


@pytest.mark.parametrize("given", [[1, 2], None, {"day": [1]}, polars.Series([1]), "day"])
def test_what_is_no_frame_is_refused(given: Any) -> None:
    with pytest.raises(NotAFrame) as caught:
        unami.annotate(given, "day")
    assert type(given).__name__ in str(caught.value)


def test_frames_that_only_narwhals_knows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(engines._ENGINES, "pyarrow_table")
    with pytest.raises(NotAFrame):
        unami.annotate(arrow({"day": [FIRST]}), "day")


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = polars.DataFrame({"day": [FIRST]})
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingExtra) as caught:
        unami.annotate(frame, "day")
    assert (caught.value.package, caught.value.extra) == ("narwhals", "frames")


def test_what_is_kept_of_one_answer_is_not_taken_for_another() -> None:
    fresh, frame = fresh_mission(), polars.DataFrame({"day": [datetime.date(2014, 6, 10)]})
    for topic in ("head", "mandate", "strength"):
        for rows in (frame, frame.select(polars.col("day").cast(polars.String)), frame.lazy()):
            found = fresh.annotate(rows, "day", topic).lazy().collect()
            assert found[topic].item() == getattr(mission.panel()["2014-06-10"], topic)


def test_a_record_without_any_date_gives_nulls(tmp_path: Path) -> None:
    empty = without(tmp_path, *DATED)
    for engine in (*ENGINES, *VARIANTS):
        for values in ([LAST, None], ["2014", None]):
            frame = engine().make(arrow({"n": [1, 2], "day": values}))
            found = engine().columns(empty.annotate(frame, "day", ["head", "mandate"]))
            assert [plain(value) for value in found["mandate"]] == [None, None], engine


def test_an_error_about_a_column_cuts_the_texts_it_repeats() -> None:
    frame = pandas.DataFrame({"d": [letter * 5000 for letter in "xyz"]})
    with pytest.raises(InvalidDate, match=r"the column 'd' has no date in 3 rows \('xxx") as caught:
        unami.annotate(frame, "d")
    assert len(str(caught.value)) < 1000
    assert caught.value.given == "x" * 5000


@pytest.mark.parametrize("written", ["19 August 2003", "19.08.2003", "August 2003"])
def test_a_date_in_words_is_refused_with_the_way_to_read_it(written: str) -> None:
    rows = pandas.DataFrame({"d": [written]})
    with pytest.raises(InvalidDate, match=r"in 1 row .* unami\.read_when reads it: apply it to the column first"):
        unami.annotate(rows, "d", "head")
    read = rows.assign(d=rows["d"].map(unami.read_when))
    assert unami.annotate(read, "d", "heads")["heads"][0].startswith("Sérgio Vieira de Mello")


@pytest.mark.parametrize("written", ["spring 2003", "01/02/2003", "June to August 2003", "?"])
def test_no_way_is_named_for_what_cannot_be_read_as_one_date(written: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        unami.annotate(pandas.DataFrame({"d": [written]}), "d", "head")
    assert "read_when" not in str(caught.value)


def test_an_unknown_topic_lists_the_topics() -> None:
    with pytest.raises(unami.UnknownName, match="did you mean phase or head or deputies or mandate"):
        unami.annotate(pandas.DataFrame({"d": ["2014"]}), "d", "budget")
