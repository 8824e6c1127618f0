//! The public records as GeoJSON: mention, place, region, movement, document.

mod model;

pub use model::{DocumentRecord, MentionRecord, PlaceRecord, RegionRecord};
