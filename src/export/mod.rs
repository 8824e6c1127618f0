//! Writes a stream of features in each format.
//!
//! Features come as the bytes they were encoded to, so that the GeoJSON formats copy and do not encode again.

mod csv;
mod flatgeobuf;
mod geojson;
mod geoparquet;
mod kml;
mod layout;
mod shaping;
mod tile;
mod whole;
mod xlsx;

pub use geojson::{write_feature_collection, write_features, write_sequence};
pub use layout::Layout;
pub use shaping::Shaping;
pub use tile::write_tile;
pub use whole::Whole;

/// Who the data behind every answer are owed to.
pub const ATTRIBUTION: &str =
    "Places: GeoNames (CC BY 4.0), changed. Areas and map: Natural Earth. Names: Unicode CLDR.";
