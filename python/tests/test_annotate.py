import datetime
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import duckdb
import geopandas
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import dateline


def test_a_table_has_the_mentions_of_each_text(few: pa.Table) -> None:
    answer = dateline.annotate(few).to_pyarrow()
    rows = answer.drop_columns(["geometry", "error"]).to_pylist()
    expected = []
    for document in few.to_pylist():
        number = document.pop("id")
        for mention in dateline.parse(**document):
            names = [name for name in answer.column_names if name not in ("row_id", "geometry", "error")]
            expected.append({"row_id": number, **{name: getattr(mention, name) for name in names}})
    assert len(rows) > 1000
    assert rows == expected
    assert answer["error"].null_count == len(answer)


def test_journeys_are_a_table_too(few: pa.Table) -> None:
    answer = dateline.annotate_movements(few).to_pyarrow()
    expected = []
    for document in few.to_pylist():
        number = document.pop("id")
        expected += [(number, m.id, m.length_km, m.documents) for m in dateline.parse(**document).movements]
    assert expected
    columns = [answer[name].to_pylist() for name in ("row_id", "id", "length_km", "documents")]
    assert list(zip(*columns, strict=True)) == expected
    kinds = set(answer.to_pandas()["geometry_status"])
    assert kinds <= {"derived", "reference", "none"}


def test_every_library_hands_in_the_same(few: pa.Table) -> None:
    expected = dateline.annotate(few).to_pyarrow()
    batch = few.combine_chunks().to_batches()[0]
    views = few.cast(pa.schema([(f.name, pa.string_view() if f.type == pa.string() else f.type) for f in few.schema]))
    large = few.cast(pa.schema([(f.name, pa.large_string() if f.type == pa.string() else f.type) for f in few.schema]))
    tables = {
        "batch": batch,
        "stream": pa.RecordBatchReader.from_batches(few.schema, iter(few.to_batches(max_chunksize=7))),
        "views": views,
        "large": large,
        "pandas": few.to_pandas(),
        "Polars": pl.DataFrame(few),
        "DuckDB": duckdb.from_arrow(few),
    }
    for name, table in tables.items():
        assert dateline.annotate(table).to_pyarrow().equals(expected), name


def test_every_library_takes_the_answer(few: pa.Table) -> None:
    answer = dateline.annotate(few)
    expected = answer.to_pyarrow()
    assert len(answer) == answer.num_rows == expected.num_rows
    assert answer.to_pandas()["name"].tolist() == expected["name"].to_pylist()
    assert answer.to_polars()["name"].to_list() == expected["name"].to_pylist()
    assert pl.DataFrame(answer).height == len(answer)
    frame = answer.to_geopandas()
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert frame.crs.to_epsg() == 4326 or frame.crs.to_string() == "OGC:CRS84"
    located = frame[~frame.geometry.isna()]
    assert np.allclose(located.geometry.x, located["longitude"])
    assert np.allclose(located.geometry.y, located["latitude"])
    assert set(located.geometry.geom_type) == {"Point"}
    counted = duckdb.sql("select country, count(*) as n from answer group by country order by n desc").fetchall()
    assert sum(n for _, n in counted) == len(answer)
    # It may be read any number of times.
    assert answer.to_pyarrow().equals(expected)


def test_lines_are_lines_for_geopandas() -> None:
    frame = dateline.annotate_movements(pd.DataFrame({"text": ["Trucks drove from Homs to Idlib."]})).to_geopandas()
    assert frame.geometry.geom_type.iloc[0] == "LineString"


def test_dates_may_be_of_any_type() -> None:
    texts = ["Shells fell on Homs on Wednesday."]
    day = datetime.date(2015, 10, 7)
    days = [
        pa.array(["2015-10-07"]),
        pa.array([day]),
        pa.array([day], pa.date64()),
        pa.array([datetime.datetime(2015, 10, 7, 23)]),
        pa.array([datetime.datetime(2015, 10, 7, 23)], pa.timestamp("s", tz="UTC")),
        pa.array(pd.to_datetime(["2015-10-07"])),
    ]
    for days_of in days:
        answer = dateline.annotate(pa.table({"text": texts, "date": days_of})).to_pyarrow()
        assert answer["event_start"].to_pylist() == [day], days_of.type


def test_ids_stay_what_they_are_and_rows_are_numbered_where_there_are_none() -> None:
    texts = ["In Homs.", "In Aleppo."] * 100
    ids = [f"row {number}" for number in range(200)]
    answer = dateline.annotate(pa.table({"body": texts, "key": ids}), text="body", id="key").to_pyarrow()
    assert answer["row_id"].to_pylist() == ids
    table = pa.Table.from_batches(pa.table({"text": texts}).to_batches(max_chunksize=33))
    assert dateline.annotate(table).to_pyarrow()["row_id"].to_pylist() == list(range(200))


def test_a_bad_row_is_a_row_with_an_error() -> None:
    table = pa.table({"text": ["In Homs.", None, "In Homs."], "date": ["2015-10-07", None, "soon"], "id": [7, 8, 9]})
    answer = dateline.annotate(table).to_pyarrow().to_pydict()
    assert answer["row_id"] == [7, 8, 9]
    assert answer["name"] == ["Homs", None, None]
    assert answer["error"] == [
        None,
        "the text is null",
        'the date is "soon": expected a day such as 2015-10-07',
    ]


def test_a_bad_table_is_a_value_error_in_words() -> None:
    with pytest.raises(ValueError, match='there is no column "text": the table has body'):
        dateline.annotate(pa.table({"body": ["In Homs."]}))
    with pytest.raises(ValueError, match='there is no column "day": the table has text'):
        dateline.annotate(pa.table({"text": ["In Homs."]}), date="day")
    with pytest.raises(ValueError, match='the column "text" is of type Int64: expected Utf8'):
        dateline.annotate(pa.table({"text": [1]}))
    with pytest.raises(ValueError, match=r"this is a list"):
        dateline.annotate(["In Homs."])
    with pytest.raises(ValueError, match=r"not a table of Arrow|a table is wanted"):
        dateline.annotate(pa.array(["In Homs."]))

    def broken():
        yield pa.record_batch({"text": ["In Homs."]})
        raise RuntimeError("the source is gone")

    stream = pa.RecordBatchReader.from_batches(pa.schema([("text", pa.string())]), broken())
    with pytest.raises(ValueError, match="the source is gone"):
        dateline.annotate(stream)


def test_an_empty_table_has_the_columns_of_any_other() -> None:
    empty = dateline.annotate(pa.table({"text": pa.array([], pa.string())}))
    assert len(empty) == 0
    assert empty.to_pyarrow().schema.equals(dateline.annotate(pa.table({"text": ["In Homs."]})).to_pyarrow().schema)
    assert len(empty.to_polars()) == len(empty.to_geopandas()) == 0


def test_threads_give_the_same(few: pa.Table) -> None:
    expected = dateline.annotate(few, threads=1).to_pyarrow()
    for threads in (2, 3, 16, None):
        assert dateline.annotate(few, threads=threads).to_pyarrow().equals(expected)
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda _: dateline.annotate(few).to_pyarrow().equals(expected), range(16))
        assert all(answers)
        texts = few["text"].to_pylist()
        assert list(pool.map(dateline.parse, texts)) == [dateline.parse(text) for text in texts]


def test_other_threads_go_on_meanwhile(few: pa.Table) -> None:
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    ticking = threading.Thread(target=tick)
    ticking.start()
    before = ticks
    dateline.annotate(pa.concat_tables([few] * 5), threads=1)
    during = ticks - before
    done.set()
    ticking.join()
    # Held, the lock would have let through none.
    assert during > 5
