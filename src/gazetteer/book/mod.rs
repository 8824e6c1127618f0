//! The gazetteer as the rest of the program sees it.

mod areas;
mod layer;
mod names;
mod nearest;
mod open;
mod places;
mod search;
mod stack;
mod territory;
mod typos;

pub use names::Hit;
pub(crate) use names::NameKey;
pub use nearest::Nearby;
pub use open::{Gazetteer, MOST_LAYERS, OpenError};
pub use search::{Found, Likeness};
