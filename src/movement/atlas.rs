//! What drawing a line needs to know of places, without knowing the gazetteer.

use std::sync::Arc;

use geo::MultiPolygon;

/// A country or a sea, to say what a line crosses.
#[derive(Clone, Debug)]
pub struct Territory {
    /// [`crate::gazetteer::Place::id`]
    pub place_id: String,
    /// The name to show.
    pub name: String,
    /// ISO 3166-1 alpha-2 code; null for seas.
    pub country: Option<String>,
    /// Its area.
    pub area: Arc<MultiPolygon<f64>>,
}

/// Areas by place, and what lies near a line.
pub trait Atlas {
    /// The area of a place; none for points.
    fn area(&self, place_id: &str) -> Option<Arc<MultiPolygon<f64>>>;

    /// The country with an ISO 3166-1 alpha-2 code.
    fn country(&self, iso: &str) -> Option<Territory>;

    /// Countries and seas whose box meets `[west, south, east, north]` in degrees, seas after countries; the same question gives
    /// the same answer in the same order.
    fn territories(&self, bounds: [f64; 4]) -> Vec<Territory>;
}
