//! Dateline for Python: the native half, which `dateline/__init__.py` gives its face.

use pyo3::pymodule;

mod stream;
mod table;
mod text;

/// What the package is made of; its words are in `dateline/_dateline.pyi`.
#[pymodule]
mod _dateline {
    #[pymodule_export]
    use crate::table::{Table, annotate, schema};
    #[pymodule_export]
    use crate::text::parse;
}
