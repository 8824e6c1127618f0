//! Finds the spans of a text that name places, and says of what kind each is.

mod model;

pub use model::{Kind, Mention, Qualifier};
