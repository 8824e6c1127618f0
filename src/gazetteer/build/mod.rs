//! Makes a pack out of the sources that `gazetteer/fetch` brings; the same sources give the same bytes.
//!
//! Each source is read by a file of its own into plain rows; `assemble` joins them into entries, in this order:
//! countries, first-level areas, second-level areas, populated places, airports, our own supplement, and last the names
//! that come from elsewhere (demonyms, abbreviations).

mod areas;
mod assemble;
mod countries;
mod entry;
mod first_level;
mod names;
mod places;
mod source;
mod supplement;
mod writer;

pub use assemble::{BuildError, Report, build};
pub use entry::{Entry, EntryId};
pub use source::SourceError;
pub use writer::{WriteError, write_pack};
