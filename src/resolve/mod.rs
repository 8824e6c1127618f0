//! Chooses one place per mention over the whole document, with a confidence.

mod choose;
mod context;
mod likely;
mod model;
mod outlet;
pub mod train;
mod weights;

pub use choose::Resolver;
pub use model::Resolution;
pub use outlet::home_of;
pub use weights::{Weights, WeightsError};
