"""Tests of ``annotate`` on real engines: a Dask cluster and a Spark session on this machine, started here."""

from __future__ import annotations

import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pandas
import pytest

import unami
from annotating import EVERY_DAY, Engine, FrameTests, arrow, plain
from unami import mission

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow


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

    def test_the_small_table_is_broadcast_and_nothing_is_moved(self, engine: Engine) -> None:
        frame = engine.make(arrow({"n": [1], "day": [datetime.date(2014, 6, 10)]}))
        plan = unami.annotate(frame, "day", "head")._jdf.queryExecution().toString()
        assert "BroadcastHashJoin" in plan
        assert "Exchange hashpartitioning" not in plan
