//! Tables from other libraries and to them, by the capsules that Arrow has agreed on for Python: nothing is copied.
//!
//! All that is not checked by the compiler is here. A capsule is looked up by its name, which tells what it points to.
#![expect(unsafe_code, reason = "the C data interface of Arrow is pointers")]

use std::ffi::CStr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, Schema};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// The batches of whatever Python has: a table, a stream of batches, a batch.
pub type Reader = Box<dyn RecordBatchReader + Send>;

/// Takes the table out of an object.
pub fn read(table: &Bound<'_, PyAny>) -> PyResult<Reader> {
    if table.hasattr("__arrow_c_stream__")? {
        return stream(&table.call_method0("__arrow_c_stream__")?);
    }
    if table.hasattr("__arrow_c_array__")? {
        let (schema, array) = table.call_method0("__arrow_c_array__")?.extract()?;
        return batch(&schema, &array);
    }
    let of = table.get_type().fully_qualified_name()?;
    Err(PyValueError::new_err(format!(
        "a table is wanted that speaks Arrow, as those of pyarrow, pandas, Polars and DuckDB do: this is a {of}"
    )))
}

fn stream(capsule: &Bound<'_, PyAny>) -> PyResult<Reader> {
    let pointer = capsule.cast::<PyCapsule>()?.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name holds an initialised stream; it is moved out, which leaves a released one behind.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    Ok(Box::new(RecordBatchStreamReader::try_new(stream).map_err(|error| no_table(&error))?))
}

fn batch(schema: &Bound<'_, PyAny>, array: &Bound<'_, PyAny>) -> PyResult<Reader> {
    let schema = schema.cast::<PyCapsule>()?.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.cast::<PyCapsule>()?.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: capsules of these names hold an initialised schema, which is only looked at and outlives this function with its
    // capsule, and an initialised array, which is moved out and leaves a released one behind; the two belong together.
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    let data = data.map_err(|error| no_table(&error))?;
    if !matches!(data.data_type(), arrow_schema::DataType::Struct(_)) {
        return Err(PyValueError::new_err(format!(
            "a table is wanted: this is a column of {}",
            data.data_type()
        )));
    }
    if data.null_count() > 0 {
        return Err(PyValueError::new_err("a table is wanted: this has rows that are null as a whole"));
    }
    let batch = RecordBatch::from(StructArray::from(data));
    let schema = batch.schema();
    Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)))
}

/// A capsule with a stream of batches.
pub fn write(py: Python<'_>, reader: Reader) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM)
}

/// A capsule with the names and types of columns.
pub fn write_schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(
        py,
        FFI_ArrowSchema::try_from(schema).map_err(|error| no_table(&error))?,
        SCHEMA,
    )
}

fn no_table(error: &ArrowError) -> PyErr {
    PyValueError::new_err(format!("not a table of Arrow: {error}"))
}
