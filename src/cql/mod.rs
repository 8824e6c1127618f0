//! CQL2, the Common Query Language (OGC 21-065r2): conditions on features, as text or as JSON.
//!
//! 1. `token`, `text`, `json`: words become a tree, whatever they were written in.
//! 2. `check`: the tree becomes an [`Expression`], every property one that the collection has and every value of its type.
//! 3. `answer`: an expression holds of a [`Row`], does not, or is not known because something in it is null.
//!
//! What is understood: comparisons, `LIKE`, `BETWEEN`, `IN`, `IS NULL`, `CASEI`, `ACCENTI`, arithmetic, all relations of
//! geometries (`S_`), of times (`T_`) and of lists (`A_`), and each of these between two properties. Days are compared as days: what
//! is known by the day only is not compared with a time of day.

mod answer;
mod check;
mod error;
mod expression;
mod instant;
mod json;
mod literal;
mod pattern;
mod relation;
mod span;
#[cfg(test)]
mod tests;
mod text;
mod token;
mod tree;
mod when;

pub use answer::{Row, Value};
pub(crate) use answer::{all, any};
pub use error::CqlError;
pub use expression::Expression;
pub(crate) use expression::{Condition, Test};
pub(crate) use when::When;

use crate::feature::Property;
use crate::geometry::Crs;

/// The longest filter that is read, in bytes.
pub const MAX_BYTES: usize = 32_768;
/// How deep conditions may stand in one another.
const MAX_DEPTH: usize = 64;

/// What a filter may ask about.
#[derive(Clone, Copy, Debug)]
pub struct Schema<'p> {
    /// The properties; a row gives their values by their place in this list.
    pub properties: &'p [Property],
    /// Whether features have a geometry, which goes by the name `geometry`.
    pub spatial: bool,
    /// What geometries in the filter are in.
    pub crs: Crs,
}

/// Reads CQL2 text.
///
/// ```
/// use dateline::cql::{Schema, parse_text};
/// use dateline::feature::PLACE;
/// use dateline::geometry::Crs;
///
/// let schema = Schema { properties: &PLACE, spatial: true, crs: Crs::Crs84 };
/// parse_text("population > 1e6 AND name LIKE 'A%'", schema)?;
/// let error = parse_text("populaton > 1e6", schema).unwrap_err();
/// assert_eq!(error.to_string(), "at character 1: there is no property \"populaton\"; expected population");
/// # Ok::<(), dateline::cql::CqlError>(())
/// ```
pub fn parse_text(text: &str, schema: Schema<'_>) -> Result<Expression, CqlError> {
    bounded(text)?;
    check::condition(&text::parse(text)?, schema)
}

/// Reads CQL2 JSON; positions in errors are JSON pointers.
pub fn parse_json(text: &str, schema: Schema<'_>) -> Result<Expression, CqlError> {
    bounded(text)?;
    check::condition(&json::parse(text)?, schema)
}

fn bounded(text: &str) -> Result<(), CqlError> {
    if text.len() <= MAX_BYTES {
        return Ok(());
    }
    Err(CqlError::new(
        &tree::Place::Start,
        format!("{} bytes long", text.len()),
        format!("at most {MAX_BYTES}"),
    ))
}
