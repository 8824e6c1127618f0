//! Immutable searchable snapshots: R-tree, time, properties.
//!
//! A [`Snapshot`] is never changed; a reader keeps the one it started with, and the next one shares with it all that stayed. Each
//! of its [`Collection`]s holds its features as bytes, in a fixed order, beside the columns that filters ask.

mod build;
mod collection;
mod column;
mod condition;
mod counts;
mod dictionary;
mod documents;
mod features;
mod filter;
mod hidden;
mod merge;
mod name;
mod order;
mod property;
mod rows;
mod segment;
mod snapshot;
mod space;
#[cfg(test)]
mod tests;
mod timeline;

pub use build::SnapshotBuilder;
pub use collection::{Collection, Extent, Page};
pub use counts::{Counts, Grouping};
pub use documents::{DocumentEntry, Documents};
pub use filter::{Facet, Filter};
pub use merge::{Merge, Merged};
pub use name::CollectionName;
pub use order::{Mark, SortKey, SortValue};
pub use snapshot::{Change, Snapshot};
