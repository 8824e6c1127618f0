//! Finds time expressions and anchors them on the document's date.

mod model;

pub use model::TimeExpression;
