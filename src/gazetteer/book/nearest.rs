//! The places around a position.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::Gazetteer;
use crate::gazetteer::{Level, PlaceId};
use crate::geometry::{Position, distance_km};

/// A place and how far away it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearby {
    /// The place.
    pub place: PlaceId,
    /// Kilometres between its point and the position, on the ellipsoid.
    pub distance_km: f64,
}

/// Points of places on the unit sphere: there the nearest by straight line is the nearest by great circle, at the poles and
/// at the antimeridian as anywhere. Single precision is good to half a metre, at half the memory.
pub(super) struct Positions(RTree<GeomWithData<[f32; 3], PlaceId>>);

impl Gazetteer {
    /// The places whose points are nearest, the nearest first: settlements, sites and natural features. Areas are left out,
    /// for their points say little of where they are; [`Gazetteer::first_level_at`] tells which one holds the position.
    ///
    /// Costs some ten microseconds; the first question takes up to a second to put all points into a tree of about 10 MB.
    ///
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    /// use dateline::geometry::Position;
    ///
    /// let gazetteer = Gazetteer::bundled();
    /// let nearest = gazetteer.nearest(Position::new(36.7, 34.7), 1);
    /// assert!(nearest[0].distance_km < 5.0);
    /// ```
    #[must_use]
    pub fn nearest(&self, position: Position, limit: usize) -> Vec<Nearby> {
        let tree = &self.positions.get_or_init(|| self.positions()).0;
        if !(position.lon.is_finite() && position.lat.is_finite()) {
            return Vec::new();
        }
        tree.nearest_neighbor_iter(&on_sphere(position))
            .take(limit)
            .map(|found| Nearby {
                place: found.data,
                distance_km: distance_km(position, self.position(found.data)),
            })
            .collect()
    }

    fn positions(&self) -> Positions {
        let points = self
            .places()
            .filter(|&place| matches!(self.level(place), Level::Settlement | Level::Site | Level::Natural))
            .map(|place| GeomWithData::new(on_sphere(self.position(place)), place))
            .collect();
        Positions(RTree::bulk_load(points))
    }
}

fn on_sphere(Position { lon, lat }: Position) -> [f32; 3] {
    let (lon, lat) = (lon.to_radians(), lat.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()].map(|number| number as f32)
}
