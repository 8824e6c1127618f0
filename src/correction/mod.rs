//! What people put right: another place, another kind, not a place, a missed mention, a journey that is none or is told wrongly.
//!
//! A correction names its span of text and not what a model made of it, so that it holds whenever the text is read again, whichever
//! models read it then. It is applied while a document is read, between choosing places and reading journeys: what is drawn of a
//! journey follows the corrected places.

mod journey;
mod mention;
mod model;

pub use journey::correct_journeys;
pub use mention::correct_mentions;
pub use model::{Action, Correction, JourneyEdit};
