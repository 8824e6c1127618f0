use super::{PlaceRecord, RegionRecord};
use crate::movement::Movement;

/// What is derived over all documents, as it changed, or all of it where nothing was there before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derived {
    /// The places mentioned.
    pub places: Changes<PlaceRecord>,
    /// The areas mentioned.
    pub regions: Changes<RegionRecord>,
    /// The journeys, with and without a line.
    pub movements: Changes<Movement>,
}

/// How records of one kind changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes<R> {
    /// Those that are new or other than before.
    pub now: Vec<R>,
    /// The ids of those that are there no more.
    pub gone: Vec<String>,
}

impl<R> Default for Changes<R> {
    fn default() -> Self {
        Self { now: Vec::new(), gone: Vec::new() }
    }
}

impl Derived {
    /// Whether nothing changed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.places.is_empty() && self.regions.is_empty() && self.movements.is_empty()
    }
}

impl<R> Changes<R> {
    /// Records that are new.
    #[must_use]
    pub const fn new(now: Vec<R>) -> Self {
        Self { now, gone: Vec::new() }
    }

    /// Whether nothing changed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.now.is_empty() && self.gone.is_empty()
    }
}
