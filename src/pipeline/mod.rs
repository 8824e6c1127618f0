//! One document through all stages.

mod model;
mod parse;
mod precision;

pub use model::Parsed;
pub use parse::{parse, parse_with};
