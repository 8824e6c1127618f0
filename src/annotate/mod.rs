//! Tables of texts in, tables of mentions and movements out, as Apache Arrow: for Spark, pandas, Polars and their like.
//!
//! Only with the cargo feature `arrow`. The gazetteer and the models are those of the program; they lie in it and are read once.
//!
//! ```
//! use std::sync::Arc;
//!
//! use arrow_array::cast::AsArray;
//! use arrow_array::{ArrayRef, RecordBatch, StringArray};
//! use dateline::annotate::annotate;
//!
//! let texts = StringArray::from(vec!["Shells fell on the city of Homs on Tuesday."]);
//! let dates = StringArray::from(vec!["2015-10-07"]);
//! let batch = RecordBatch::try_from_iter([
//!     ("text", Arc::new(texts) as ArrayRef),
//!     ("date", Arc::new(dates) as ArrayRef),
//! ])?;
//! let mentions = annotate(&batch)?;
//! assert_eq!(mentions["name"].as_string::<i32>().value(0), "Homs");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annotator;
mod columns;
mod error;
mod input;
mod parallel;
mod schema;
mod table;
#[cfg(test)]
mod tests;
mod wkb;

pub use annotator::{Annotator, annotate};
pub use columns::Columns;
pub use error::AnnotateError;
pub use schema::Rows;
