//! Tables of texts.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::{Schema, SchemaRef};
use dateline::annotate::{Annotator, Columns, Rows};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::stream;

/// A table that other libraries read without copying it.
#[pyclass(frozen, module = "dateline")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

/// Reads every text of a table; `movements` asks for journeys instead of mentions.
#[pyfunction]
#[pyo3(signature = (table, *, text = None, date = None, id = None, title = None, movements = false, threads = None))]
#[expect(
    clippy::too_many_arguments,
    reason = "they are named in Python, and each is a word of its own there"
)]
pub fn annotate(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    text: Option<String>,
    date: Option<String>,
    id: Option<String>,
    title: Option<String>,
    movements: bool,
    threads: Option<usize>,
) -> PyResult<Table> {
    let mut annotator = annotator(Columns { text, date, id, title }, movements);
    let reader = stream::read(table)?;
    // Other threads of the interpreter go on meanwhile; a stream that needs it takes the lock itself.
    py.detach(move || {
        let schema = annotator.schema(&reader.schema()).map_err(|error| in_words(&error))?;
        let mut batches = Vec::new();
        for batch in reader {
            let batch = batch.map_err(|error| in_words(&error))?;
            batches.extend(annotator.annotate_on(threads, &batch).map_err(|error| in_words(&error))?);
            annotator.first_row += i64::try_from(batch.num_rows()).map_err(|error| in_words(&error))?;
        }
        Ok(Table { schema, batches })
    })
}

/// The columns of the answers, as a table without rows; ids are texts or numbers.
#[pyfunction]
#[pyo3(signature = (*, movements = false, text_ids = false))]
pub fn schema(movements: bool, text_ids: bool) -> PyResult<Table> {
    use arrow_schema::{DataType, Field};
    let id = if text_ids { DataType::Utf8 } else { DataType::Int64 };
    let input = Schema::new(vec![Field::new("text", DataType::Utf8, true), Field::new("id", id, true)]);
    let schema = annotator(Columns::default(), movements).schema(&input).map_err(|error| in_words(&error))?;
    Ok(Table { schema, batches: Vec::new() })
}

fn annotator(columns: Columns, movements: bool) -> Annotator {
    let rows = if movements { Rows::Movements } else { Rows::Mentions };
    Annotator { columns, rows, first_row: 0 }
}

fn in_words(error: &impl ToString) -> PyErr {
    PyValueError::new_err(error.to_string())
}

#[pymethods]
impl Table {
    /// The number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns, in order.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    fn __repr__(&self) -> String {
        let names = self.column_names().join(", ");
        format!("<dateline.Table of {} rows: {names}>", self.num_rows())
    }

    /// A capsule with the columns' names and types, as in the C data interface of Arrow.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        stream::write_schema(py, &self.schema)
    }

    /// A capsule with the rows, as in the C stream interface of Arrow. Another schema is not cast to, which readers may do.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        // Batches are shared, not copied.
        let batches: Vec<_> = self.batches.iter().cloned().map(Ok).collect();
        stream::write(py, Box::new(RecordBatchIterator::new(batches, Arc::clone(&self.schema))))
    }

    /// The table of pyarrow.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// A data frame of pandas.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    /// A data frame of Polars.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// A data frame of `GeoPandas`, with its geometries in WGS 84.
    fn to_geopandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("geopandas")?.getattr("GeoDataFrame")?.call_method1("from_arrow", (slf,))
    }
}
