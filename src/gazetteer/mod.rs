//! The bundled book of places: names to ids to records, and areas.

mod model;

pub use model::{FeatureClass, Level, NameKind, Place, PlaceId};
