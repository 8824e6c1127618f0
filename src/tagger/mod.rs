//! Labels the entities of a text with a linear-chain conditional random field.

mod features;
mod label;
pub(crate) mod lexicon;
mod model;
pub(crate) mod names;
pub(crate) mod person;
mod tag;
pub mod train;
pub(crate) mod words;

pub use label::Entity;
pub use model::{Model, ModelError};
pub(crate) use tag::{Span, tag};
