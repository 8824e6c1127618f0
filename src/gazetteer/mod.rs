//! The book of places: names to ids to records, and areas; the bundled one, and what users bring.

mod book;
pub mod build;
mod extent;
mod fold;
mod format;
pub mod import;
mod importance;
mod inflection;
mod map;
mod model;
mod names;
mod pack;
mod sphere;
pub mod write;

pub(crate) use book::NameKey;
pub use book::{Found, Gazetteer, Hit, Likeness, MOST_LAYERS, Nearby, OpenError};
pub use fold::fold;
pub(crate) use fold::fold_words;
pub use importance::Renown;
pub(crate) use inflection::base_names;
pub use model::{FeatureClass, Id, Level, NameKind, Place, PlaceId};
pub use pack::PackError;
pub(crate) use sphere::on_sphere;
