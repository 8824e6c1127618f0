//! Writes packs: entries go in, a file of sections comes out.
//!
//! What it holds in memory is some 80 bytes a place; the names are sorted on disk where they are many, so that all of `GeoNames`
//! fits a laptop.

mod area;
mod entry;
mod name_sorter;
mod row;
mod sections;
mod sphere;
mod strings;
mod tables;
mod writer;

pub use entry::{Entry, EntryId};
pub use writer::{PackWriter, WriteError, compress, write_pack};
