//! Immutable searchable snapshots: R-tree, time, properties.
//!
//! A [`Snapshot`] is built once from what the store holds and never changed; a reader keeps the one it started with. Each
//! of its [`Collection`]s holds its features as bytes, in a fixed order, beside the columns that filters ask.

mod collection;
mod column;
mod condition;
mod filter;
mod name;
mod order;
mod property;
mod rows;
mod snapshot;
mod space;
#[cfg(test)]
mod tests;

pub use collection::{Collection, Extent, Page};
pub use filter::{Facet, Filter};
pub use name::CollectionName;
pub use order::{Mark, SortKey, SortValue};
pub use snapshot::{DocumentEntry, Snapshot};
