//! Makes a pack out of the sources that `gazetteer/fetch` brings; the same sources give the same bytes.
//!
//! Each source is read by a file of its own into plain rows; `assemble` joins them into entries, in this order:
//! countries, first-level areas, second-level areas, populated places, small communities, airports, our own supplement, and
//! last the names that come from elsewhere (demonyms, abbreviations).

mod airports;
mod areas;
mod assemble;
mod communities;
mod countries;
mod first_level;
mod places;
mod second_level;
mod source;
mod supplement;
mod topojson;

pub use assemble::{BuildError, Report, build};
pub use source::SourceError;
