"""Texts of our own, as many as are wanted."""

import sys
from pathlib import Path

import pyarrow as pa
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "store"))

import texts as reports  # noqa: E402


def table(count: int) -> pa.Table:
    """Reports as a table with all columns that are read."""
    documents = [{"id": number, **reports.document(number)} for number in range(count)]
    return pa.Table.from_pylist(documents)


@pytest.fixture(scope="session")
def few() -> pa.Table:
    return table(200)
