use geo::MultiPolygon;

use crate::gazetteer::Place;

/// What the aggregates ask of the book of places, by [`Place::id`]; small, so that a test can bring its own.
pub trait Atlas {
    /// The place with this id.
    fn place(&self, id: &str) -> Option<Place<'_>>;

    /// Its area in degrees, longitude first; null where only a point is known.
    fn area(&self, id: &str) -> Option<MultiPolygon<f64>>;
}
