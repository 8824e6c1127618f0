"""Dateline on Apache Spark.

Every executor needs the package: installed on the workers, or sent along with `--archives`. Each Python worker of Spark reads the texts
that it is given by itself, so that a task that is tried again after a failure gives the same rows.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import DataFrame, types

from . import annotate
from . import schema as _schema

__all__ = ["geoparse", "schema", "write_geoparquet"]

_ROW_ID = "row_id"


def schema(*, movements: bool = False, id: types.DataType | None = None) -> types.StructType:
    """Return the columns of what `geoparse` gives, where the ids of the rows are of type `id`."""
    fields = [types.StructField(field.name, _spark(field.type)) for field in _plain(movements, id)]
    return types.StructType(fields)


def geoparse(
    df: DataFrame,
    text: str,
    *,
    date: str | None = None,
    id: str | None = None,
    title: str | None = None,
    movements: bool = False,
) -> DataFrame:
    """Read every text of a data frame, and return a data frame of the mentions in them, or of the movements.

    The columns are those of `dateline.annotate`: `row_id` is the value of the column `id`, and is left out without one. A row that cannot
    be read is a row with the reason in `error`, and no task fails of it. Dates are days, times or texts such as `2015-10-07`; the day of a
    time is the one in UTC.

    Lazy, as Spark is, and without a shuffle: the answer has as many partitions as the texts. Raises `ValueError` where a column is
    missing.
    """
    named = {"text": text, "date": date, "id": id, "title": title}
    wanted = {role: name for role, name in named.items() if name is not None}
    missing = [name for name in wanted.values() if name not in df.columns]
    if missing:
        raise ValueError(f"there is no column {missing[0]!r}: the data frame has {', '.join(df.columns)}")
    # Under names of our own, or a column that is not asked for would be taken for the date.
    chosen = df.select(*(df[_quoted(name)].alias(role) for role, name in wanted.items()))
    id_type = chosen.schema["id"].dataType if id is not None else None
    plain = _plain(movements, id_type)

    def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            # One thread: Spark has as many tasks as there are cores.
            answer = pa.table(annotate(batch, movements=movements, threads=1))
            for part in answer.select(plain.names).to_batches():
                # Without the marks of geometries, which Spark does not know.
                yield pa.RecordBatch.from_arrays([_storage(column) for column in part.columns], schema=plain)

    return chosen.mapInArrow(read, schema(movements=movements, id=id_type))


def write_geoparquet(mentions: DataFrame, path: str) -> list[str]:
    """Write the mentions of `geoparse` as GeoParquet, in a folder for each month of publication, and return the names of the files.

    The folders are called `month=2015-10`, and `month=unknown` for texts without a date, so that Spark, DuckDB and pyarrow read `path` as
    one table. It is a folder that all workers see, and one that is not there yet. A file is named by its partition and comes into being
    whole: a task that is tried again writes the same one, and what a task left behind that was killed is removed in the end.
    """
    if os.path.exists(path):
        raise ValueError(f"{path} is there already")
    os.makedirs(path)

    def write(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from pyspark import TaskContext

        task = TaskContext.get()
        assert task is not None, "this runs in a task"
        yield from _write_partition(batches, path, task.partitionId())

    written = mentions.mapInArrow(write, "path string").collect()
    shutil.rmtree(_unfinished(path), ignore_errors=True)
    return sorted(row.path for row in written)


def _write_partition(batches: Iterator[pa.RecordBatch], path: str, partition: int) -> Iterator[pa.RecordBatch]:
    # Two tries of a task may run at once, where one is thought dead: neither writes into the other's files.
    folder = os.path.join(_unfinished(path), uuid.uuid4().hex)
    os.makedirs(folder)
    writers: dict[str, _Month] = {}
    for batch in batches:
        months = [day.strftime("%Y-%m") if day is not None else "unknown" for day in batch["published"].to_pylist()]
        for month in sorted(set(months)):
            if month not in writers:
                writers[month] = _Month(os.path.join(folder, f"{month}.parquet"), batch.schema)
            writers[month].write(batch.filter(pa.array([each == month for each in months])))
    names = []
    for month, writer in writers.items():
        writer.close()
        whole = os.path.join(path, f"month={month}", f"part-{partition:05}.parquet")
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        os.replace(writer.path, whole)
        names.append(whole)
    os.rmdir(folder)
    yield pa.RecordBatch.from_pydict({"path": pa.array(names, pa.string())})


class _Month:
    """A file of the mentions of one month, while it is written."""

    def __init__(self, path: str, columns: pa.Schema) -> None:
        self.path = path
        self.box: list[float] | None = None
        self._writer = pq.ParquetWriter(path, columns, compression="zstd")

    def write(self, batch: pa.RecordBatch) -> None:
        points = zip(batch["longitude"].to_pylist(), batch["latitude"].to_pylist(), strict=True)
        for lon, lat in points:
            if lon is not None:
                west, south, east, north = self.box or [lon, lat, lon, lat]
                self.box = [min(west, lon), min(south, lat), max(east, lon), max(north, lat)]
        self._writer.write_batch(batch)

    def close(self) -> None:
        column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
        if self.box is not None:
            column["bbox"] = self.box
        # Without a system named it is longitude and latitude in WGS 84.
        geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
        self._writer.add_key_value_metadata({"geo": json.dumps(geo)})
        self._writer.close()


def _unfinished(path: str) -> str:
    # Readers leave out what begins with an underscore.
    return os.path.join(path, "_unfinished")


def _quoted(name: str) -> str:
    # A dot in a name would lead into a structure.
    return "`" + name.replace("`", "``") + "`"


def _plain(movements: bool, id: types.DataType | None) -> pa.Schema:
    text_ids = isinstance(id, types.StringType)
    columns = pa.schema(_schema(movements=movements, text_ids=text_ids))
    fields = [
        pa.field(field.name, _storage_type(field.type)) for field in columns if id is not None or field.name != _ROW_ID
    ]
    return pa.schema(fields)


def _storage(column: pa.Array) -> pa.Array:
    # pyarrow makes a column of its own kind of geometries where a library has told it of them.
    return column.storage if isinstance(column, pa.ExtensionArray) else column


def _storage_type(of: pa.DataType) -> pa.DataType:
    return of.storage_type if isinstance(of, pa.BaseExtensionType) else of


def _spark(of: pa.DataType) -> types.DataType:
    if pa.types.is_list(of):
        return types.ArrayType(_spark(of.value_type))
    simple: dict[pa.DataType, types.DataType] = {
        pa.string(): types.StringType(),
        pa.int64(): types.LongType(),
        pa.float64(): types.DoubleType(),
        pa.bool_(): types.BooleanType(),
        pa.date32(): types.DateType(),
        pa.binary(): types.BinaryType(),
    }
    return simple[of]
