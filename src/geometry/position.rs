use serde::{Deserialize, Serialize};

/// A position on WGS 84, in degrees; longitude first, as in GeoJSON.
///
/// ```
/// use dateline::geometry::Position;
///
/// let homs = Position::new(36.72339, 34.72682);
/// assert_eq!(homs.lon, 36.72339);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Degrees east of Greenwich, -180 to 180.
    pub lon: f64,
    /// Degrees north of the equator, -90 to 90.
    pub lat: f64,
}

impl Position {
    /// Puts longitude and latitude together, unchecked.
    #[must_use]
    pub const fn new(lon: f64, lat: f64) -> Self {
        Self { lon, lat }
    }
}

impl From<Position> for geo::Coord<f64> {
    fn from(position: Position) -> Self {
        geo::Coord { x: position.lon, y: position.lat }
    }
}

impl From<geo::Coord<f64>> for Position {
    fn from(coord: geo::Coord<f64>) -> Self {
        Self::new(coord.x, coord.y)
    }
}

impl From<Position> for geo::Point<f64> {
    fn from(position: Position) -> Self {
        geo::Point::new(position.lon, position.lat)
    }
}
