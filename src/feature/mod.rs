//! The public records as GeoJSON: mention, place, region, movement, document; and the entries of the gazetteer.

mod atlas;
mod derived;
mod encode;
mod encoded;
mod entry;
mod model;
mod property;
mod sheet;
mod tally;
#[cfg(test)]
pub(crate) mod testing;

pub use atlas::Atlas;
pub use derived::{Changes, Derived};
#[cfg(feature = "arrow")]
pub(crate) use encode::rounded;
pub(crate) use encode::write_with_decimals;
pub use encode::{encode_document, encode_mention, encode_movement, encode_place, encode_region};
pub use encoded::Encoded;
pub use entry::{Shape, encode_entry, encode_found, encode_nearby, holders};
pub use model::{DocumentRecord, MentionRecord, PlaceRecord, RegionRecord};
pub use property::{MENTION, MOVEMENT, PLACE, Property, PropertyType, REGION};
pub use sheet::Sheet;
pub use tally::{Tallies, days_of, document, places_and_regions, time_source};
