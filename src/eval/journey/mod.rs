//! Compares the journeys that are read out of plain texts with those that people have marked in them.

mod figures;
mod gold;
mod judge;

pub use figures::{DetectedJourneys, JourneyFigures};
pub use gold::{GoldJourney, GoldStop, JourneyDocument, MarkedCount, MarkedDistance, read_journeys};
pub use judge::{JudgedJourneys, judge_journeys};
