//! Bytes become dated, titled plain-text documents.

mod model;

pub use model::{DateBasis, Document};
