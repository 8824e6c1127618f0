//! Writes a stream of features in each format.
//!
//! Features come as the bytes they were encoded to, so that the GeoJSON formats copy and do not encode again.

mod csv;
mod geojson;
mod shaping;

pub use csv::write_csv;
pub use geojson::{write_feature_collection, write_features, write_sequence};
pub use shaping::Shaping;
