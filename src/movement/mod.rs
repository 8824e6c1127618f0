//! Journeys: who moved from where via where to where, and the line that agrees with the text.

mod atlas;
mod check;
mod clause;
mod crossed;
mod derive;
mod describe;
mod draft;
mod draw;
mod evidence;
mod join;
mod journeys;
mod lexicon;
mod measure;
mod model;
mod mover;
mod nominal;
mod number;
mod phrase;
mod plausible;
mod read;
mod roles;
mod told;
mod vocabulary;
mod water;
mod weigh;
mod words;

pub use atlas::{Atlas, Territory};
pub use derive::derive;
pub use describe::describe;
pub use journeys::{Journeys, join};
pub use model::{
    Account, Count, DistanceCheck, Evidence, GeometryStatus, Mode, Movement, Polarity, ReportedDistance,
    Segment, Slot, Stop,
};
pub use read::read;
pub use words::NamedPlace;
