//! The bundled book of places: names to ids to records, and areas.

mod book;
pub mod build;
mod fold;
mod format;
mod importance;
mod model;
mod pack;

pub use book::{Found, Gazetteer, Hit, Likeness, Nearby};
pub use fold::fold;
pub(crate) use fold::fold_words;
pub use model::{FeatureClass, Id, Level, NameKind, Place, PlaceId};
pub use pack::PackError;
