//! Journeys: who moved from where via where to where, and the line that agrees with the text.

mod model;

pub use model::{
    Account, Count, DistanceCheck, Evidence, GeometryStatus, Mode, Movement, Polarity, ReportedDistance,
    Segment, Slot, Stop,
};
