//! Lists the places each mention could mean, with the evidence for each.

mod list;
mod model;
mod variant;

pub use list::list;
pub use model::{Candidate, Clue, Evidence};
