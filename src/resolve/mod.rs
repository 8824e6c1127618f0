//! Chooses one place per mention over the whole document, with a confidence.

mod choose;
mod model;

pub use choose::choose;
pub use model::Resolution;
