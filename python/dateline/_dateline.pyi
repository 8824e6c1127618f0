"""The native half of the package."""

from types import CapsuleType  # type: ignore[attr-defined,unused-ignore]
from typing import Any, final

def parse(
    text: str,
    *,
    date: str | None = None,
    title: str | None = None,
    source: str | None = None,
    language: str | None = None,
) -> bytes:
    """Read a text: its document as a JSON object, with lists of the features of mentions and of movements."""

def annotate(
    table: object,
    *,
    text: str | None = None,
    date: str | None = None,
    id: str | None = None,
    title: str | None = None,
    movements: bool = False,
    threads: int | None = None,
) -> Table:
    """Read every text of a table, and return a table of the mentions in them.

    The table is any object that speaks Arrow (`__arrow_c_stream__` or `__arrow_c_array__`): of pyarrow, pandas, Polars, DuckDB and others.
    It is not copied. `text`, `date`, `id` and `title` name its columns; those that are not named are taken where they are called so.

    The answer has a row per mention in the order of the rows and of the text in each, with the properties of mentions, `row_id` (the id, or
    the number of the row where there is no column of ids), `longitude` and `latitude` in degrees, `geometry` as well-known binary, and
    `error`: a row that cannot be read (a null text, a date that is none) is one row with the reason there and nothing else.

    `threads` is how many cores work on it, all where it is left out; the answer is the same. Other threads of the interpreter go on
    meanwhile. Raises `ValueError` where a column is missing or of the wrong type.
    """

def schema(*, movements: bool = False, text_ids: bool = False) -> Table:
    """Return the columns of the answers of `annotate`, as a table without rows."""

@final
class Table:
    """A table that other libraries read without copying it: `pyarrow.table(t)`, `polars.DataFrame(t)`, `duckdb.from_arrow(t)`."""

    @property
    def num_rows(self) -> int:
        """The number of rows."""
    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in order."""
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> CapsuleType: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> CapsuleType: ...
    def to_pyarrow(self) -> Any:
        """Return a `pyarrow.Table`; needs pyarrow."""
    def to_pandas(self) -> Any:
        """Return a `pandas.DataFrame`; needs pandas and pyarrow."""
    def to_polars(self) -> Any:
        """Return a `polars.DataFrame`; needs Polars."""
    def to_geopandas(self) -> Any:
        """Return a `geopandas.GeoDataFrame` in WGS 84; needs GeoPandas and pyarrow."""
