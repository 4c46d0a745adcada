"""Tests of ``annotate`` on unusual frames: duplicate column names, odd types, distant years, odd cells."""

from __future__ import annotations

import datetime
import decimal
import io
from typing import TYPE_CHECKING, Any

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.annotating import plain
from unami import ColumnInTheWay, InvalidDate, NotAFrame, NotOne, PartialDate, UnamiError, mission

if TYPE_CHECKING:
    from pathlib import Path

    from unami.panels import Frequency

pytestmark = pytest.mark.slow

DAY = datetime.date(2014, 6, 10)
HEAD = "nickolay-mladenov"
SECONDS = 1_402_358_400
"""The beginning of the day, since 1970."""
PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}


def heads(values: Any, kind: Any = None) -> list[Any]:
    """Return the heads for a pandas column."""
    frame = pandas.DataFrame({"day": pandas.Series(values, dtype=kind)})
    return [plain(head) for head in unami.annotate(frame, "day", ["head_id"])["head_id"]]


# DuckDB: names are not unique


def sql(query: str) -> Any:
    """Return the relation of a query in the connection of the package."""
    return duckdb.sql(query)


def added(relation: Any, on: str, *args: Any, **options: Any) -> list[tuple[Any, ...]]:
    """Annotate a relation; check that its own values are unchanged, and return the others."""
    width, names, rows = len(relation.columns), relation.columns, relation.fetchall()
    annotated = unami.annotate(relation, on, *args, **options)
    found = annotated.fetchall()
    assert annotated.columns[:width] == names
    assert [row[:width] for row in found] == rows
    return [row[width:] for row in found]


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


ONE = "SELECT 1 AS id, DATE '2014-06-10' AS day, 'A' AS name, 3 AS best, 30 AS Best"
OTHER = "SELECT 1 AS id, 'B' AS name, 4 AS unami"


@pytest.mark.parametrize(
    "query",
    [
        ONE,
        ONE.replace("DATE '2014-06-10'", "'2014-06-10'"),
        f"SELECT a.*, b.* FROM ({ONE}) AS a, ({OTHER}) AS b",
        f"SELECT * FROM ({ONE}) AS a JOIN ({OTHER}) AS b ON a.id = b.id",
        f"SELECT a.name, a.* FROM ({ONE}) AS a",
        "SELECT DATE '2014-06-10' AS day, 1 AS x, 2 AS X, 3 AS x, 4 AS x_1, 5 AS X_1",
        'SELECT DATE \'2014-06-10\' AS day, 1 AS é, 2 AS É, 3 AS "straße", 4 AS "STRASSE"',
        'SELECT DATE \'2014-06-10\' AS day, 1 AS "a ""b"" \'c\'; --", 2 AS "select", 3 AS "#1", 4 AS "*", 5 AS " "',
        "SELECT DATE '2014-06-10' AS day, 1 AS unami, 2 AS UNAMI, 3 AS unami_1",
    ],
)
def test_values_of_columns_of_one_name_stay_as_they_were(query: str) -> None:
    for connection in (duckdb, duckdb.connect()):
        relation = connection.sql(query)
        assert [row[-1] for row in added(relation, "day", ["head_id"])] == [HEAD]
        for shape in (
            relation.filter("day IS NOT NULL"),
            relation.order("day"),
            relation.limit(1),
            relation.distinct(),
            relation.set_alias("unami"),
        ):
            assert [row[-1] for row in added(shape, "day", ["head_id"])] == [HEAD]
        assert added(relation.limit(0), "day", ["head_id"]) == []


@given(st.lists(st.sampled_from(["a", "A", "b", "a_1", "A_1", "unami", " ", '"']), min_size=1, max_size=6), st.data())
def test_any_names_stay_on_their_columns(names: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(names)))
    columns = [f'{number} AS "{name.replace(chr(34), chr(34) * 2)}"' for number, name in enumerate(names)]
    columns.insert(place, "'2014-06' AS day")
    relation = sql(f"SELECT {', '.join(columns)}")
    assert added(relation, "day", ["head_id"]) == [(datetime.date(2014, 6, 1), datetime.date(2014, 6, 30), HEAD)]


def test_relations_that_join_others_keep_all_columns(connection: duckdb.DuckDBPyConnection) -> None:
    one, other = connection.sql(ONE).set_alias("one"), connection.sql(OTHER).set_alias("other")
    for joined in (one.join(other, "id"), one.join(other, "one.id = other.id"), one.cross(other)):
        assert added(joined, "day", ["head_id"]) == [(HEAD,)]
    both = one.join(one.set_alias("again"), "id")
    with pytest.raises(NotOne, match="column 'day' in the frame, found 2: column 2"):
        unami.annotate(both, "day")


@pytest.mark.parametrize("name", ["day", "Day", "DAY"])
def test_a_name_of_two_columns_is_refused(name: str) -> None:
    with pytest.raises(NotOne, match=rf"found 2: column 1 \('day'\); column 3 \('{name}'\)"):
        unami.annotate(sql(f"SELECT DATE '2014-06-10' AS day, 1 AS n, DATE '2009-07-10' AS {name}"), "day")


@pytest.mark.parametrize("name", ["head_id", "HEAD_ID", "day_latest", "DAY_Latest"])
def test_an_added_name_may_not_be_that_of_another_column(name: str) -> None:
    relation = sql(f"SELECT '2014' AS day, 1 AS {name}, 2 AS {name}")
    with pytest.raises(ColumnInTheWay):
        unami.annotate(relation, "day", ["head_id"])
    assert added(relation, "day", ["head_id"], prefix="un_")[0][-1] == HEAD


def test_quotes_in_prefix_and_suffix_are_quotes() -> None:
    annotated = unami.annotate(sql(ONE), "day", ["head_id"], prefix='"; DROP TABLE x; --', suffix="'`")
    assert annotated.columns[-1] == "\"; DROP TABLE x; --head_id'`"
    assert annotated.fetchall()[0][-1] == HEAD


def test_a_database_that_is_read_only_has_its_views_annotated(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "events.db")) as database:
        database.execute(f"CREATE TABLE unami AS SELECT id, day, name, best FROM ({ONE})")
        database.execute("CREATE VIEW unami_place AS SELECT day, name AS x, name AS y FROM unami")
        database.execute('CREATE SCHEMA s; CREATE TABLE s."my days" AS SELECT \'2014-06\' AS "my day"')
    with duckdb.connect(str(tmp_path / "events.db"), read_only=True) as database:
        for name in ("unami", "unami_place"):
            assert added(database.table(name), "day", ["head_id"]) == [(HEAD,)]
        assert added(database.sql("SELECT *, * EXCLUDE (day) FROM unami"), "day", ["head_id"]) == [(HEAD,)]
        assert added(database.sql('FROM s."my days"'), "my day", ["head_id"])[0][-1] == HEAD
    with duckdb.connect() as database:
        database.execute(f"ATTACH '{tmp_path / 'events.db'}' AS other (READ_ONLY)")
        assert added(database.sql("FROM other.unami"), "day", ["head_id"]) == [(HEAD,)]


def test_functions_of_the_user_are_not_taken_for_those_of_the_database(connection: duckdb.DuckDBPyConnection) -> None:
    for macro in (
        "rtrim(a, b) AS 'x'",
        "list_extract(a, b) AS 7",
        "array_extract(a, b) AS 7",
        "from_json(a, b) AS 7",
        "date_diff(a, b, c) AS 7",
        "length(a) AS 7",
        "regexp_full_match(a, b) AS false",
    ):
        connection.execute(f"CREATE MACRO {macro}")
    for value in ("'2014-06?'", "DATE '2014-06-10'"):
        assert added(connection.sql(f"SELECT {value} AS day"), "day", ["head_id"])[0][-1] == HEAD


def test_a_relation_that_its_package_cannot_use_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"CREATE TABLE gone AS SELECT day FROM ({ONE})")
    relation = connection.table("gone")
    connection.execute("DROP TABLE gone")
    with pytest.raises(NotAFrame, match=r"cannot be annotated: .*gone"):
        unami.annotate(relation, "day")
    relation = connection.sql("SELECT DATE '2014-06-10' AS day")
    connection.close()
    with pytest.raises(NotAFrame, match=r"cannot be annotated: .*closed"):
        unami.annotate(relation, "day")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2014", "INTEGER"),
        ("[2014]", "INTEGER[]"),
        ("{'a': 1}", "STRUCT(a INTEGER)"),
        ("1.5::DECIMAL(4, 1)", "DECIMAL(4,1)"),
        ("BLOB '2014'", "BLOB"),
        ("TIME '10:00'", "TIME"),
        ("'\"2014\"'::JSON", "JSON"),
        ("INTERVAL 1 DAY", "INTERVAL"),
        ("true", "BOOLEAN"),
    ],
)
def test_a_relation_without_dates_is_refused_by_its_own_type(value: str, kind: str) -> None:
    relation = sql(f"SELECT {value} AS day")
    with pytest.raises(InvalidDate) as caught:
        unami.annotate(relation, "day")
    assert f"it is a column of {kind}; expected days" in str(caught.value)
    for nothing in (relation.limit(0), sql(f"SELECT NULLIF({value}, {value}) AS day")):
        assert {row[-1] for row in added(nothing, "day", ["head_id"])} <= {None}


def test_nulls_of_no_type_are_read_in_a_relation() -> None:
    assert added(sql("SELECT NULL AS day"), "day", ["head_id"]) == [(None, None, None)]
    annotated = unami.annotate(sql("SELECT 'nan'::DOUBLE AS day"), "day", ["head_id"])
    assert annotated.fetchall()[0][1:] == (None, None, None)


def test_what_is_far_away_or_infinite_is_outside_the_panel_in_a_relation() -> None:
    for value in (
        "DATE 'infinity'",
        "DATE '-infinity'",
        "DATE '5000000-01-01'",
        "TIMESTAMP 'infinity'",
        "TIMESTAMP '290000-01-01'",
        "TIMESTAMPTZ '290000-01-01'",
        "TIMESTAMP_S '290000-01-01'",
        "TIMESTAMP_MS '290000-01-01'",
    ):
        annotated = unami.annotate(sql(f"SELECT {value} AS day"), "day", ["head_id"])
        assert annotated.project("head_id").fetchall() == [(None,)], value


# Columns of one name elsewhere


@pytest.mark.parametrize("values", [["2014-06"], pandas.to_datetime(["2014-06-10"])])
def test_a_pandas_frame_may_have_columns_of_one_name_and_of_any(values: Any) -> None:
    for labels in (
        ["day", "e", "e"],
        ["day", 0, 0],
        ["day", None, float("nan")],
        ["day", pandas.Timestamp("2014"), ("a", "b")],
        pandas.CategoricalIndex(["day", "x", "y"]),
        pandas.Index(["day", "x", "x"], dtype="string"),
    ):
        frame = pandas.DataFrame({"a": values, "b": [1], "c": [2]}, index=["row"])
        frame.columns = labels if isinstance(labels, pandas.Index) else pandas.Index(labels)
        annotated = unami.annotate(frame, "day", ["head_id"])
        assert annotated.iloc[:, :3].equals(frame)
        assert annotated["head_id"].tolist() == [HEAD]
        with pytest.raises(NotOne):
            unami.annotate(frame.set_axis(["day", "x", "day"], axis=1), "day")


@pytest.mark.parametrize("values", [["2014-06"], pandas.to_datetime(["2014-06-10"])])
def test_a_pandas_frame_may_have_columns_of_several_levels(values: Any) -> None:
    labels = pandas.MultiIndex.from_tuples([("day", "", ""), ("killed", "UN", 1), ("killed", "others", 2)])
    frame = pandas.DataFrame([[values[0], 22, 0]], columns=labels)
    annotated = unami.annotate(frame, "day", ["head_id"])
    assert annotated.iloc[:, :3].equals(frame)
    assert list(annotated.columns)[-1] == ("head_id", "", "")
    assert annotated["head_id"].tolist() == [HEAD]
    assert list(frame.columns) == list(labels)
    with pytest.raises(unami.UnknownName):
        unami.annotate(frame, "killed")
    with pytest.raises(ColumnInTheWay):
        unami.annotate(frame.rename(columns={"killed": "head_id"}), "day", ["head_id"])


def test_an_arrow_table_may_have_columns_of_one_name() -> None:
    table = pyarrow.table([["2014-06"], [1], [2]], names=["day", "e", "e"])
    annotated = unami.annotate(table, "day", ["head_id"])
    assert [column.to_pylist() for column in annotated.columns[:3]] == [["2014-06"], [1], [2]]
    assert annotated["head_id"].to_pylist() == [HEAD]
    with pytest.raises(NotOne):
        unami.annotate(table.rename_columns(["day", "e", "day"]), "day")


def test_what_is_returned_can_be_changed_without_changing_what_was_given() -> None:
    frame = pandas.DataFrame({"day": ["2014"]})
    annotated = unami.annotate(frame, "day", [])
    annotated["more"] = 1
    assert list(frame.columns) == ["day"]
    other = polars.DataFrame({"day": ["2014"]})
    unami.annotate(other, "day", []).insert_column(0, polars.Series("more", [1]))
    assert other.columns == ["day"]


# Polars: a name can be a pattern


NAMES = ["^d.*$", "*", "", "^", "$", "^.*$", "a b", "d\n", "^other$"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_no_pattern_in_a_polars_frame(name: str) -> None:
    columns = [
        polars.Series(["2014-06"]),
        polars.Series(["2014-06"], dtype=polars.Categorical),
        polars.Series(["2014-06"], dtype=polars.Enum(["2014-06"])),
        polars.Series([DAY]),
        polars.Series([datetime.datetime(2014, 6, 10)]),
        polars.Series([datetime.datetime(2014, 6, 10, tzinfo=datetime.UTC)]),
        polars.Series([None], dtype=polars.Float64),
    ]
    for column in columns:
        frame = polars.DataFrame({"d1": ["2009"], "other": [DAY]}).hstack([column.alias(name)])
        wanted = [None if column.dtype == polars.Float64 else HEAD]
        annotated = unami.annotate(frame, name, ["head_id"])
        assert annotated.drop("head_id").select(frame.columns[:2]).equals(frame.select("d1", "other"))
        assert annotated["head_id"].to_list() == wanted
        lazy = unami.annotate(frame.lazy(), name, ["head_id"])
        for worked_out in (
            lazy.collect(),
            lazy.collect(engine="streaming"),
            lazy.select("head_id").collect(),
            lazy.drop("d1").collect(),
            lazy.filter(polars.col("d1") == "2009").collect(),
        ):
            assert worked_out["head_id"].to_list() == wanted
    objects = polars.DataFrame({"d1": ["2009"]}).hstack([polars.Series(name, [DAY], dtype=polars.Object)])
    assert unami.annotate(objects, name, ["head_id"])["head_id"].to_list() == [HEAD]
    with pytest.raises(InvalidDate):
        unami.annotate(frame.with_columns(polars.lit("soon").alias("x")).rename({"x": "^x$"}), "^x$")


# Columns without any date


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([float("nan")] * 2, None),
        ([None] * 2, None),
        ([], float),
        ([], object),
        ([], int),
        ([None], "Int64"),
        ([None], "Float64"),
        ([None], "boolean"),
        ([None], pandas.ArrowDtype(pyarrow.null())),
        ([None], pandas.ArrowDtype(pyarrow.list_(pyarrow.int8()))),
        ([pandas.NaT], None),
        ([pandas.NaT], "timedelta64[ns]"),
        (pandas.Categorical([]), None),
        (pandas.arrays.SparseArray([float("nan")]), None),
        ([complex("nan")], None),
        ([decimal.Decimal("nan")], None),
    ],
)
def test_a_pandas_column_without_any_date_gives_nulls(values: Any, kind: Any) -> None:
    assert heads(values, kind) == [None] * len(values)


def test_parts_of_a_file_have_the_same_columns_though_one_has_no_date() -> None:
    parts = pandas.read_csv(io.StringIO("id,day\n1,2014-06-10\n2,\n3,\n4,\n"), chunksize=2)
    first, second = (unami.annotate(part, "day", ["head_id"]) for part in parts)
    assert list(first.columns) == list(second.columns)
    assert list(first.dtypes)[2:] == list(second.dtypes)[2:]
    assert second["head_id"].isna().all()


@pytest.mark.parametrize(
    "kind",
    [pyarrow.null(), pyarrow.int64(), pyarrow.list_(pyarrow.int8()), pyarrow.binary(), pyarrow.struct([("a", "int8")])],
)
def test_an_arrow_column_without_any_date_gives_nulls(kind: Any) -> None:
    for column in (
        pyarrow.nulls(2, kind),
        pyarrow.nulls(0, kind),
        pyarrow.chunked_array([], kind),
    ):
        annotated = unami.annotate(pyarrow.table({"day": column}), "day", ["head_id"])
        assert annotated["head_id"].to_pylist() == [None] * len(column)
        assert annotated.schema.field("day_latest").type == pyarrow.date32()


def test_nan_counts_as_no_value() -> None:
    values = [float("nan"), None]
    for frame in (polars.DataFrame({"day": values}), polars.LazyFrame({"day": values})):
        assert unami.annotate(frame, "day", ["head_id"]).lazy().collect()["head_id"].to_list() == [None, None]
    table = pyarrow.table({"day": pyarrow.array(values)})
    assert unami.annotate(table, "day", ["head_id"])["head_id"].to_pylist() == [None, None]


# Types


def test_periods_of_pandas_are_the_days_months_and_years_that_they_are() -> None:
    freq: Frequency
    for freq, text, wanted in (("D", "2014-06-10", None), ("M", "2014-06", "2014-06-30"), ("Y", "2013", "2013-12-31")):
        column = pandas.Series([pandas.Period(text, freq), pandas.NaT], dtype=f"period[{freq}]")
        annotated = unami.annotate(pandas.DataFrame({"day": column}), "day", ["heads"])
        assert [plain(value) for value in annotated["heads"]] == [mission.panel(freq)[text].heads, None]
        if wanted:
            assert [plain(value) for value in annotated["day_latest"]] == [datetime.date.fromisoformat(wanted), None]
        else:
            assert "day_latest" not in annotated.columns
    far = pandas.PeriodIndex([pandas.Period(ordinal=10**15, freq="M"), pandas.Period("2014-06", "M")])
    assert heads(far) == [None, HEAD]
    assert heads(pandas.PeriodIndex([pandas.Period(ordinal=2**32 + 16231, freq="D")])) == [None]
    before = pandas.PeriodIndex(["1969-12", "1970-01", "0001-01"], freq="M")
    annotated = unami.annotate(pandas.DataFrame({"day": before}), "day", ["head_id"])
    assert [plain(day) for day in annotated["day_latest"]][:2] == [
        datetime.date(1969, 12, 31),
        datetime.date(1970, 1, 31),
    ]


@pytest.mark.parametrize("freq", ["Q", "Y-JUN", "W", "h", "2M", "B"])
@pytest.mark.filterwarnings("ignore:PeriodDtype")
@pytest.mark.filterwarnings("ignore:Period with BDay")
def test_other_periods_are_refused_with_their_type_and_a_way_out(freq: str) -> None:
    column = pandas.Series(pandas.period_range("2014-06-10", periods=2, freq=freq))
    with pytest.raises(InvalidDate) as caught:
        unami.annotate(pandas.DataFrame({"day": column}), "day")
    assert f"a column of {column.dtype}; " in str(caught.value)
    assert ".dt.asfreq" in str(caught.value)


TYPES: list[tuple[Any, Any]] = [
    (pyarrow.date32(), DAY),
    (pyarrow.date64(), DAY),
    (pyarrow.timestamp("s"), datetime.datetime(2014, 6, 10, 23)),
    (pyarrow.timestamp("ns", "Asia/Baghdad"), datetime.datetime(2014, 6, 10, 20, tzinfo=datetime.UTC)),
    (pyarrow.string(), "2014-06-10"),
    (pyarrow.large_string(), "2014-06-10"),
    (pyarrow.string_view(), "2014-06-10"),
]
if int(pyarrow.__version__.partition(".")[0]) >= 22:  # before, PyArrow itself knows zones by their names only
    TYPES.append((pyarrow.timestamp("us", "+03:00"), datetime.datetime(2014, 6, 10, 20, tzinfo=datetime.UTC)))


@pytest.mark.parametrize(("kind", "value"), TYPES)
def test_days_and_texts_of_every_arrow_type_are_read(kind: Any, value: Any) -> None:
    values = [value, None, value]
    tables = [pyarrow.table({"day": pyarrow.array(values, kind)})]
    if not pyarrow.types.is_string_view(kind):
        tables.append(pyarrow.table({"day": tables[0]["day"].dictionary_encode()}))
        tables.append(pyarrow.table({"day": pyarrow.compute.run_end_encode(pyarrow.array(values, kind))}))
    for table in tables:
        assert unami.annotate(table, "day", ["head_id"])["head_id"].to_pylist() == [HEAD, None, HEAD]
    assert heads(values, pandas.ArrowDtype(kind)) == [HEAD, None, HEAD]


REFUSED: list[tuple[Any, Any]] = [
    (pyarrow.int64(), 2014),
    (pyarrow.float64(), 2014.0),
    (pyarrow.bool_(), True),
    (pyarrow.binary(), b"2014"),
    (pyarrow.time32("s"), datetime.time(1)),
    (pyarrow.duration("s"), datetime.timedelta(1)),
    (pyarrow.decimal128(5, 1), decimal.Decimal(2014)),
    (pyarrow.list_(pyarrow.int8()), [1]),
    (pyarrow.struct([("a", pyarrow.int8())]), {"a": 1}),
]


@pytest.mark.parametrize(("kind", "value"), REFUSED)
def test_what_holds_no_dates_is_refused_by_its_own_type(kind: Any, value: Any) -> None:
    table = pyarrow.table({"day": pyarrow.array([value, None], kind)})
    frames = {
        str(kind): table,
        str(pandas.ArrowDtype(kind)): table.to_pandas(types_mapper=pandas.ArrowDtype),
    }
    other = polars.DataFrame({"day": polars.Series("day", table["day"])})
    for name, frame in [*frames.items(), (str(other.schema["day"]), other), (str(other.schema["day"]), other.lazy())]:
        with pytest.raises(InvalidDate) as caught:
            unami.annotate(frame, "day")
        assert f"'day' is not a date: it is a column of {name}; expected days" in str(caught.value)


# Distant times


@pytest.mark.parametrize("unit", PER_SECOND)
@pytest.mark.parametrize("zone", [None, "Asia/Baghdad", "UTC"])
def test_a_point_of_time_far_away_does_not_come_round_again(unit: Any, zone: str | None) -> None:
    day = 86_400 * PER_SECOND[unit]
    near = SECONDS * PER_SECOND[unit]
    far = [2**63 - 1, -(2**63), -(2**63) + 1, *(near + turn * 2**32 * day for turn in (1, -1, 2**10))]
    # A value with a time of day counts by its day, also before 1970.
    numbers = [number for number in far if -(2**63) <= number < 2**63] + [near, near + day - 1, -1]
    wanted = [None] * (len(numbers) - 3) + [HEAD, HEAD, None]
    column = pyarrow.array(numbers, pyarrow.int64()).cast(pyarrow.timestamp(unit, zone))
    assert unami.annotate(pyarrow.table({"day": column}), "day", ["head_id"])["head_id"].to_pylist() == wanted
    if zone is None:
        assert heads(pandas.Series(column, dtype=pandas.ArrowDtype(column.type))) == wanted
        assert heads(numpy.array(numbers, "int64").view(f"datetime64[{unit}]")) == wanted
    if unit != "s":
        series = polars.Series("day", numbers).cast(polars.Datetime(unit, zone))
        for frame in (series.to_frame(), series.to_frame().lazy()):
            assert unami.annotate(frame, "day", ["head_id"]).lazy().collect()["head_id"].to_list() == wanted


def test_a_day_far_away_does_not_come_round_again() -> None:
    numbers = [2**31 - 1, -(2**31), -1, 16231]
    days = pyarrow.array(numbers, pyarrow.int32()).cast(pyarrow.date32())
    wanted = [None, None, None, HEAD]
    assert unami.annotate(pyarrow.table({"day": days}), "day", ["head_id"])["head_id"].to_pylist() == wanted
    frame = polars.DataFrame({"day": polars.Series(numbers, dtype=polars.Int32).cast(polars.Date)})
    assert unami.annotate(frame, "day", ["head_id"])["head_id"].to_list() == wanted
    milliseconds = [2**63 - 1, -(2**63), (2**32 + 16231) * 86_400_000, 16231 * 86_400_000]
    days = pyarrow.array(milliseconds, pyarrow.int64()).cast(pyarrow.date64())
    assert unami.annotate(pyarrow.table({"day": days}), "day", ["head_id"])["head_id"].to_pylist() == wanted


# Cells


def test_what_is_missing_among_texts_is_null() -> None:
    assert heads(["2014", float("nan"), pandas.NaT, None, pandas.NA], object) == [HEAD, None, None, None, None]
    column = polars.Series("day", ["2014-06", None, DAY, float("nan"), pandas.NaT, DAY], dtype=polars.Object)
    found = unami.annotate(column.to_frame(), "day", ["head_id"])["head_id"].to_list()
    assert found == [HEAD, None, HEAD, None, None, HEAD]
    assert unami.annotate(column.to_frame().clear(), "day", ["head_id"]).height == 0


def test_days_months_and_years_of_numpy_are_read_as_what_they_are() -> None:
    values = [numpy.datetime64(text) for text in ("2014-06", "2014-06-10T23:00", "2014", "2014-06-10")]
    frame = pandas.DataFrame({"day": pandas.Series([*values, numpy.datetime64("NaT")], dtype=object)})
    annotated = unami.annotate(frame, "day", ["head_id"])
    assert [plain(value) for value in annotated["head_id"]] == [HEAD] * 4 + [None]
    assert [plain(value) for value in annotated["day_latest"]][:3] == [
        datetime.date(2014, 6, 30),
        DAY,
        datetime.date(2014, 12, 31),
    ]


HOSTILE: list[Any] = [
    b"2014",
    bytearray(b"2014"),
    ["2014"],
    {"2014": 1},
    {"2014"},
    ("2014",),
    numpy.array([1, 2]),
    2014,
    20.14,
    True,
    10**30,
    10**5000,
    decimal.Decimal(2014),
    datetime.time(1),
    numpy.datetime64("2014-06-10", "W"),
    object(),
    "x" * 5000,
    "2014-06-10" + "\0" * 5000,
    "\ud800",
    int,
]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: type(value).__name__)
def test_a_cell_that_is_no_date_is_refused_in_few_words(value: Any) -> None:
    series = pandas.Series([None, None, None], dtype=object)
    series[1] = series[2] = "2014"
    series.iat[0] = value
    frames: list[Any] = [pandas.DataFrame({"day": series})]
    frames.append(polars.DataFrame({"day": polars.Series([value, "2014", "2014"], dtype=polars.Object)}))
    for frame in frames:
        with pytest.raises(InvalidDate, match="has no date in 1 row ") as caught:
            unami.annotate(frame, "day")
        assert len(str(caught.value)) < 1000


def test_rows_without_a_date_are_counted_whatever_is_in_them() -> None:
    bad = [["a"], "x" * 5000, ["a"], "2014", "x" * 5000, b"y", None]
    for frame in (
        pandas.DataFrame({"day": pandas.Series(bad, dtype=object)}),
        polars.DataFrame({"day": polars.Series(bad, dtype=polars.Object)}),
    ):
        with pytest.raises(InvalidDate, match="no date in 5 rows"):
            unami.annotate(frame, "day")


@given(
    st.lists(
        st.none()
        | st.text(max_size=12)
        | st.binary(max_size=4)
        | st.integers()
        | st.floats()
        | st.dates()
        | st.datetimes()
        | st.decimals()
        | st.lists(st.text(max_size=3), max_size=2)
        | st.sampled_from(["2014", "2014-06", "2014-06-10?", PartialDate(2014)]),
        max_size=5,
    )
)
def test_any_objects_are_annotated_or_refused(values: list[Any]) -> None:
    for frame in (
        pandas.DataFrame({"day": pandas.Series(values, dtype=object)}),
        polars.DataFrame({"day": polars.Series(values, dtype=polars.Object)}),
    ):
        try:
            assert len(unami.annotate(frame, "day", ["head_id"])) == len(values)
        except UnamiError as error:
            assert len(str(error)) < 2000  # noqa: PT017 - most lists are refused


def test_a_lazy_frame_that_cannot_be_worked_out_is_refused() -> None:
    broken = polars.LazyFrame({"day": [DAY]}).select("no such column")
    with pytest.raises(NotAFrame, match="no such column"):
        unami.annotate(broken, "day")


def test_a_zone_that_nobody_knows_is_refused() -> None:
    column = pyarrow.array([SECONDS], pyarrow.int64()).cast(pyarrow.timestamp("s", "Mars/Base"))
    with pytest.raises(NotAFrame, match="Mars/Base"):
        unami.annotate(pyarrow.table({"day": column}), "day")


@pytest.mark.parametrize("given", [(number for number in [1]), {}, object(), mission.people, pandas.DataFrame])
def test_what_is_no_frame_is_refused_however_like_one_it_is(given: Any) -> None:
    with pytest.raises(NotAFrame):
        unami.annotate(given, "day")


@pytest.mark.parametrize("lazy", [False, True])
def test_an_added_name_that_polars_takes_for_a_pattern_is_a_name(lazy: bool) -> None:
    for on, prefix, suffix in (("d", "^", "$"), ("^d", "", "$")):
        frame: Any = polars.DataFrame({on: ["2014", "2009-07-10"]})
        annotated = unami.annotate(frame.lazy() if lazy else frame, on, "head_id", prefix=prefix, suffix=suffix)
        found = annotated.collect() if lazy else annotated
        assert found.columns == [
            on,
            *(f"{prefix}{name}{suffix}" for name in (f"{on}_earliest", f"{on}_latest", "head_id")),
        ]
        assert found.to_series(3).to_list() == ["nickolay-mladenov", None]


@pytest.mark.parametrize("wrong", ["unami", 5, [], unami.Mission])
def test_what_is_no_mission_is_refused(wrong: Any) -> None:
    with pytest.raises(unami.InvalidValue, match="mission"):
        unami.annotate(polars.DataFrame({"d": ["2014"]}), "d", mission=wrong)
