//! Journeys: who moved from where via where to where, and the line that agrees with the text.

mod clause;
mod evidence;
mod join;
mod lexicon;
mod measure;
mod model;
mod mover;
mod number;
mod phrase;
mod read;
mod roles;
mod words;

pub use join::{Group, join};
pub use model::{
    Account, Count, DistanceCheck, Evidence, GeometryStatus, Mode, Movement, Polarity, ReportedDistance,
    Segment, Slot, Stop,
};
pub use read::read;
pub use words::NamedPlace;
