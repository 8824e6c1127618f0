use geo::MultiPolygon;

use crate::gazetteer::{FeatureClass, Level, NameKind};
use crate::geometry::Position;

/// What an entry is kept by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryId {
    /// A GeoNames number below 2^31.
    GeoNames(u32),
    /// An id of another source, with the source before a colon.
    Other(String),
}

/// A place on its way into a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is kept by.
    pub id: EntryId,
    /// The name to show.
    pub name: String,
    /// All names to match, the shown one among them or not.
    pub names: Vec<(String, NameKind)>,
    /// Representative point.
    pub position: Position,
    /// GeoNames feature class.
    pub class: FeatureClass,
    /// GeoNames feature code.
    pub code: String,
    /// Where it stands in the hierarchy.
    pub level: Level,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// GeoNames first-level code.
    pub admin1: Option<String>,
    /// GeoNames second-level code.
    pub admin2: Option<String>,
    /// Inhabitants, 0 for unknown.
    pub population: u64,
    /// Half its extent in kilometres.
    pub radius_km: f64,
    /// ISO code of the state it speaks for.
    pub stands_for: Option<String>,
    /// Its area, where it has one.
    pub area: Option<MultiPolygon<f64>>,
}

impl Entry {
    /// A place of which no more is known than its name, its point and what it is.
    #[must_use]
    pub fn new(id: EntryId, name: &str, position: Position, class: FeatureClass, level: Level) -> Self {
        Self {
            id,
            name: name.to_owned(),
            names: Vec::new(),
            position,
            class,
            code: String::new(),
            level,
            country: None,
            admin1: None,
            admin2: None,
            population: 0,
            radius_km: 1.0,
            stands_for: None,
            area: None,
        }
    }
}
