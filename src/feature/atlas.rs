use geo::MultiPolygon;

use crate::gazetteer::Place;

/// What the aggregates ask of the book of places, by [`Place::id`]; small, so that a test can bring its own.
pub trait Atlas {
    /// The place with this id.
    fn place(&self, id: &str) -> Option<Place<'_>>;

    /// Its area in degrees, longitude first; null where only a point is known.
    fn area(&self, id: &str) -> Option<MultiPolygon<f64>>;
}

impl Atlas for crate::gazetteer::Gazetteer {
    fn place(&self, id: &str) -> Option<Place<'_>> {
        self.find(id).map(|place| Self::place(self, place))
    }

    fn area(&self, id: &str) -> Option<MultiPolygon<f64>> {
        self.find(id).and_then(|place| Self::area(self, place)).map(|area| area.as_ref().clone())
    }
}
