//! Keeps documents, features and corrections durably in a GeoPackage: one SQLite file that QGIS and GDAL open as it is.
//!
//! What was acknowledged survives `kill -9` and power loss. One process writes; any number read beside it.

mod about;
mod backup;
mod check;
mod corrections;
mod derived;
mod documents;
mod error;
mod export;
mod functions;
mod geometry_blob;
mod lock;
mod mentions;
mod open;
mod schema;
mod styles;
#[cfg(test)]
mod tests;

pub use backup::CopyPlace;
pub use check::Findings;
pub use documents::{Outcome, Provenance};
pub use error::StoreError;
pub use export::write_geopackage;
pub use open::Store;
pub use schema::SCHEMA_VERSION;
