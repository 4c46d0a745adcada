"""Selection of the engine for a frame."""

from __future__ import annotations

from operator import attrgetter, methodcaller
from typing import Any

from unami._output.annotate.arrow import arrow_holds, in_arrow
from unami._output.annotate.dask import dask_holds, in_dask, meta_names, meta_taken
from unami._output.annotate.duckdb import duckdb_holds, in_duckdb
from unami._output.annotate.engine import PYARROW, Engine, itself
from unami._output.annotate.pandas import in_pandas, pandas_holds, pandas_names, pandas_taken
from unami._output.annotate.polars import in_polars, polars_holds, polars_names
from unami._output.annotate.spark import in_spark, spark_holds
from unami.errors import NotAFrame

__all__ = ["engine_of"]


def engine_of(narwhals: Any, frame: Any) -> Engine:
    """Return the engine for a frame.

    Args:
        narwhals: The package.
        frame: The frame.

    Raises:
        NotAFrame: It is not of a supported kind.
    """
    for name, engine in _ENGINES.items():
        # narwhals itself refuses frames with duplicate column names, and is dropping support for Dask.
        if getattr(narwhals.dependencies, f"is_{name}")(frame):
            return engine
    raise NotAFrame(frame)


_copied, _columns, _column_names = methodcaller("copy"), attrgetter("columns"), attrgetter("column_names")

_POLARS = Engine(
    in_polars, polars_names, polars_holds, methodcaller("clone"), polars_names, ("polars.exceptions", "PolarsError")
)


_DUCKDB = Engine(in_duckdb, _columns, duckdb_holds, itself, _columns, ("duckdb", "Error"), folds_case=True)


_SPARK = Engine(
    in_spark, _columns, spark_holds, itself, _columns, ("pyspark.errors", "PySparkException"), folds_case=True
)


_ENGINES = {
    "pandas_dataframe": Engine(in_pandas, pandas_names, pandas_holds, _copied, pandas_taken, PYARROW),
    "dask_dataframe": Engine(in_dask, meta_names, dask_holds, _copied, meta_taken, PYARROW),
    "polars_dataframe": _POLARS,
    "polars_lazyframe": _POLARS,
    "pyarrow_table": Engine(in_arrow, _column_names, arrow_holds, itself, _column_names, PYARROW),
    "duckdb_relation": _DUCKDB,
    "pyspark_dataframe": _SPARK,
    "pyspark_connect_dataframe": _SPARK,
}
"""Each kind of frame, by the narwhals function that recognizes it."""
