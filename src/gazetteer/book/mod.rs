//! The gazetteer as the rest of the program sees it.

mod areas;
mod names;
mod nearest;
mod open;
mod places;
mod search;
mod territory;
mod typos;

pub use names::Hit;
pub use nearest::Nearby;
pub use open::Gazetteer;
pub use search::{Found, Likeness};
