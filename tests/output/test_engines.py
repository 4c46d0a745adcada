"""Tests of ``annotate`` on real engines: a Dask cluster and a Spark session on this machine, started here."""

from __future__ import annotations

import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pandas
import pyarrow
import pytest

import unami
from helpers.annotating import Engine, FrameTests, arrow, plain
from helpers.days import EVERY_DAY
from unami import InvalidDate, NotOne, mission
from unami.panels import TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterator

ALL = list(TOPICS)
"""All columns of the panel."""


def dask_frames() -> Any:
    return import_module("dask.dataframe")


class Dask:
    lazy, ordered = True, True

    def make(self, table: pyarrow.Table) -> Any:
        return dask_frames().from_pandas(table.to_pandas(date_as_object=False), npartitions=3, sort=False)

    def columns(self, frame: Any) -> dict[str, list[Any]]:
        worked_out = frame.compute()
        assert list(worked_out.dtypes) == list(frame.dtypes)
        return {name: list(worked_out[name]) for name in worked_out.columns}


class Spark:
    lazy, ordered = True, False

    def __init__(self, session: Any) -> None:
        self.session = session

    def make(self, table: pyarrow.Table) -> Any:
        from pyspark.sql import types

        kinds = {
            "int64": types.LongType(),
            "double": types.DoubleType(),
            "bool": types.BooleanType(),
            "string": types.StringType(),
            "date32[day]": types.DateType(),
            "timestamp[us]": types.TimestampType(),
        }
        fields = [types.StructField(field.name, kinds[str(field.type)]) for field in table.schema]
        rows = list(zip(*table.to_pydict().values(), strict=True))
        return self.session.createDataFrame(rows, types.StructType(fields))

    def columns(self, frame: Any) -> dict[str, list[Any]]:
        rows = frame.collect()
        return {name: [row[place] for row in rows] for place, name in enumerate(frame.columns)}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed: Any = import_module("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as started,
        distributed.Client(started) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    home = tmp_path_factory.mktemp("spark")
    options = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.extraJavaOptions": f"-Dderby.system.home={home}",
        "spark.sql.warehouse.dir": str(home / "warehouse"),
        "spark.local.dir": str(home / "local"),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.builder.master("local[2]").appName("unami tests")
    for name, value in options.items():
        builder = builder.config(name, value)
    started = builder.getOrCreate()
    yield started
    started.stop()


@pytest.mark.dask
class TestDask(FrameTests):
    @pytest.fixture
    def engine(self, cluster: Any) -> Engine:
        assert cluster.status == "running"
        return Dask()

    @pytest.mark.filterwarnings("ignore:Dask support is moving out of Narwhals:FutureWarning")
    def test_a_frame_in_narwhals_stays_there(self, engine: Engine) -> None:
        super().test_a_frame_in_narwhals_stays_there(engine)

    def test_the_index_and_the_partitions_of_a_dask_frame_are_kept(self, cluster: Any) -> None:
        index = [f"row {number}" for number in range(len(EVERY_DAY))]
        days = pandas.DataFrame({"day": pandas.to_datetime(EVERY_DAY)}, index=index)
        frame = dask_frames().from_pandas(days, npartitions=4, sort=False)
        annotated = unami.annotate(frame, "day", "head")
        assert annotated.npartitions == 4
        worked_out = cluster.compute(annotated, sync=True)
        assert list(worked_out.index) == index
        assert [plain(heads) for heads in worked_out["heads"]] == [row.heads for row in mission.panel()]

    def test_partitions_are_annotated_where_they_are_and_known_divisions_survive(self, cluster: Any) -> None:
        assert cluster.status == "running"
        days = pandas.DataFrame({"day": pandas.to_datetime(EVERY_DAY)})
        for kind in ("datetime64[ns]", "str"):
            frame = dask_frames().from_pandas(days.astype({"day": kind}), npartitions=8)
            annotated = unami.annotate(frame, "day", ALL)
            assert (annotated.npartitions, annotated.divisions) == (8, frame.divisions)
            assert annotated.known_divisions
            # One task more for each partition, and each needs only its own.
            before, after = (dict(found.optimize(fuse=False).__dask_graph__()) for found in (frame, annotated))
            assert len(after) == len(before) + 8
            assert not [key for key in after if "shuffle" in str(key) or "merge" in str(key)]

    def test_columns_of_one_name_stay_apart(self, cluster: Any) -> None:
        assert cluster.status == "running"
        frame = pandas.DataFrame([["2014-06", 1, 2], ["2007-01", 3, 4]], columns=["day", "best", "best"])
        annotated = unami.annotate(dask_frames().from_pandas(frame, npartitions=2), "day", ["head_id"]).compute()
        assert annotated["best"].values.tolist() == [[1, 2], [3, 4]]
        assert annotated["head_id"].tolist() == ["nickolay-mladenov", "ashraf-jehangir-qazi"]
        twice = dask_frames().from_pandas(frame.set_axis(["day", "best", "day"], axis=1), npartitions=1)
        with pytest.raises(NotOne, match="column 'day' in the frame, found 2"):
            unami.annotate(twice, "day")

    @pytest.mark.parametrize(
        ("values", "kind"),
        [
            (pandas.period_range("2014-06", periods=2, freq="M"), None),
            (pandas.period_range("2014-06-10", periods=2, freq="D"), None),
            ([datetime.date(2014, 6, 10)] * 2, pandas.ArrowDtype(pyarrow.date64())),
            (["2014-06"] * 2, pandas.ArrowDtype(pyarrow.dictionary(pyarrow.int8(), pyarrow.string()))),
        ],
    )
    def test_days_of_every_type_are_read(self, cluster: Any, values: Any, kind: Any) -> None:
        assert cluster.status == "running"
        frame = dask_frames().from_pandas(pandas.DataFrame({"day": pandas.Series(values, dtype=kind)}), npartitions=2)
        assert unami.annotate(frame, "day", ["head_id"]).compute()["head_id"].tolist() == ["nickolay-mladenov"] * 2

    def test_nothing_is_worked_out_before_it_is_asked_for(self, engine: Engine) -> None:
        def never(part: pandas.DataFrame) -> pandas.DataFrame:
            raise ArithmeticError("a partition was worked out")

        frame = engine.make(arrow({"n": [1], "day": [EVERY_DAY[0]]}))
        assert isinstance(frame, dask_frames().DataFrame)
        annotated = unami.annotate(frame.map_partitions(never, meta=frame._meta), "day")
        with pytest.raises(ArithmeticError, match="worked out"):
            annotated.compute()


@pytest.mark.spark
class TestSpark(FrameTests):
    @pytest.fixture
    def engine(self, session: Any) -> Engine:
        return Spark(session)

    def test_small_tables_are_broadcast_and_nothing_is_moved(self, engine: Engine) -> None:
        for day in (datetime.date(2014, 6, 10), "2014-06"):
            frame = engine.make(arrow({"n": [1], "day": [day]}))
            execution = unami.annotate(frame, "day", ALL)._jdf.queryExecution()
            plan = execution.executedPlan().toString()
            assert plan.count("BroadcastHashJoin") == plan.count("BroadcastExchange") == plan.count("Exchange") == 2
            leaves = execution.optimizedPlan().collectLeaves()
            sizes = [leaves.apply(place).stats().sizeInBytes() for place in range(1, leaves.size())]
            # What is broadcast is kept for as long as the frame is: an answer stands in it once, not for each date.
            assert len(sizes) == 2
            assert sum(sizes) < 4_000_000

    def test_columns_of_one_name_stay_apart(self, session: Any) -> None:
        frame = session.sql("SELECT DATE'2014-06-10' AS day, 1 AS best, 2 AS best, 3 AS Best")
        annotated = unami.annotate(frame, "day", ["head_id"])
        assert annotated.columns == ["day", "best", "best", "Best", "head_id"]
        assert [tuple(row) for row in annotated.collect()] == [
            (datetime.date(2014, 6, 10), 1, 2, 3, "nickolay-mladenov")
        ]

    @pytest.mark.parametrize("name", ["day", "DAY"])
    def test_a_name_of_two_columns_is_refused(self, session: Any, name: str) -> None:
        frame = session.sql(f"SELECT DATE'2014-06-10' AS day, 1 AS n, DATE'2009-07-10' AS {name}")
        with pytest.raises(NotOne, match="column 'day' in the frame, found 2"):
            unami.annotate(frame, "day")

    @pytest.mark.parametrize(
        ("value", "kind"), [("array(1)", "array<int>"), ("1.5BD", r"decimal\(2,1\)"), ("binary('2014')", "binary")]
    )
    def test_what_holds_no_dates_is_refused_by_its_own_type(self, session: Any, value: str, kind: str) -> None:
        with pytest.raises(InvalidDate, match=f"it is a column of {kind}; "):
            unami.annotate(session.sql(f"SELECT {value} AS day"), "day")

    def test_a_column_of_nulls_gives_nulls(self, session: Any) -> None:
        for value in ("NULL", "CAST(NULL AS MAP<INT, INT>)", "CAST('NaN' AS DOUBLE)"):
            (row,) = unami.annotate(session.sql(f"SELECT {value} AS day"), "day", ["head_id"]).collect()
            assert (row["day_latest"], row["head_id"]) == (None, None)

    def test_a_day_far_away_is_outside_the_panel(self, session: Any) -> None:
        rows = session.sql("SELECT DATE'+11000-01-01' AS day UNION ALL SELECT CAST(timestamp_seconds(9e12) AS DATE)")
        found = unami.annotate(rows, "day", ["head_id"]).select("head_id").collect()
        assert [row["head_id"] for row in found] == [None, None]
