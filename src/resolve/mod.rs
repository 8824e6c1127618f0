//! Chooses one place per mention over the whole document, with a confidence.

mod choose;
mod context;
mod likely;
mod model;
pub mod train;
mod weights;

pub use choose::Resolver;
pub use model::{Home, Resolution};
pub use weights::{Weights, WeightsError};
