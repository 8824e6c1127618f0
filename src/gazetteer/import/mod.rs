//! Makes a pack out of the user's own data: dumps of `GeoNames`, tables and GeoJSON.
//!
//! `form` tells by a file's first lines what it is, and each form is read by a file of its own; `run` puts them in order and
//! writes the pack. A damaged row is left out and named, and the rest goes on.

mod around;
mod dump;
mod error;
mod form;
mod geojson;
mod lines;
mod row;
mod run;
mod side;
mod table;

pub use error::{ImportError, RowError};
pub use form::Form;
pub use run::{Event, FileReport, ImportReport, SkippedRow, import};
