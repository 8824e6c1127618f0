//! Chooses one place per mention over the whole document, with a confidence.

mod model;

pub use model::Resolution;
