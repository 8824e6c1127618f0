//! One document through all stages.

mod model;

pub use model::Parsed;
