//! Helpers over areas: what lies in them, how large they are, what is left of a sea without the land.

use geo::{
    Area, BooleanOps, BoundingRect, Contains, Intersects, LineString, MultiPolygon, Point, Polygon, Rect,
    unary_union,
};
use rstar::{AABB, RTree, RTreeObject};

use crate::geometry::{Position, PreparedArea};

/// A numbered point in an R-tree.
pub(super) struct Numbered {
    pub(super) position: Position,
    pub(super) number: usize,
}

impl RTreeObject for Numbered {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_point([self.position.lon, self.position.lat])
    }
}

/// Points that can be asked which of them lie in an area.
pub(super) struct PointIndex(RTree<Numbered>);

impl PointIndex {
    pub(super) fn new(positions: impl Iterator<Item = Position>) -> Self {
        Self(RTree::bulk_load(
            positions.enumerate().map(|(number, position)| Numbered { position, number }).collect(),
        ))
    }

    /// The numbers of the points inside an area.
    pub(super) fn inside<'a>(&'a self, area: &'a PreparedArea) -> impl Iterator<Item = usize> + 'a {
        area.bounding_box()
            .into_iter()
            .flat_map(|bounds| {
                let (low, high) = ([bounds.west, bounds.south], [bounds.east, bounds.north]);
                self.0.locate_in_envelope(&AABB::from_corners(low, high))
            })
            .filter(|point| area.contains(point.position))
            .map(|point| point.number)
    }

    /// The numbers of the points within about `km` of a position, poles and antimeridian aside.
    pub(super) fn near(&self, position: Position, km: f64) -> impl Iterator<Item = usize> + '_ {
        let lat = km / 111.0;
        let lon = lat / position.lat.to_radians().cos().max(0.05);
        let corner = |sign: f64| [position.lon + sign * lon, position.lat + sign * lat];
        self.0.locate_in_envelope(&AABB::from_corners(corner(-1.0), corner(1.0))).map(|point| point.number)
    }
}

/// The middle of positions on the sphere, wherever the antimeridian runs; none of none.
pub(super) fn middle(positions: impl IntoIterator<Item = Position>) -> Option<Position> {
    let (mut x, mut y, mut z) = (0.0, 0.0, 0.0);
    for Position { lon, lat } in positions {
        let (lon, lat) = (lon.to_radians(), lat.to_radians());
        x += lat.cos() * lon.cos();
        y += lat.cos() * lon.sin();
        z += lat.sin();
    }
    let flat = x.hypot(y);
    (flat.hypot(z) > 0.0).then(|| Position::new(y.atan2(x).to_degrees(), z.atan2(flat).to_degrees()))
}

/// One area out of several that touch or overlap.
pub(super) fn union(areas: &[&MultiPolygon<f64>]) -> MultiPolygon<f64> {
    match areas {
        [one] => (*one).clone(),
        several => unary_union(several.iter().flat_map(|area| &area.0)),
    }
}

/// What is left of a coarsely drawn sea when the land is taken off; the coast is then as exact as the land's.
pub(super) fn without_land(sea: &MultiPolygon<f64>, lands: &[&MultiPolygon<f64>]) -> MultiPolygon<f64> {
    let Some(bounds) = sea.bounding_rect() else { return sea.clone() };
    let near: Vec<&Polygon<f64>> = lands
        .iter()
        .flat_map(|land| &land.0)
        .filter(|polygon| polygon.bounding_rect().is_some_and(|rect| meets(rect, bounds)))
        .collect();
    sea.difference(&unary_union(near))
}

fn meets(a: Rect<f64>, b: Rect<f64>) -> bool {
    a.min().x <= b.max().x && a.max().x >= b.min().x && a.min().y <= b.max().y && a.max().y >= b.min().y
}

/// The hole around a point in the union of areas: an inland sea that no country's polygon holds.
pub(super) fn hole_around(areas: &[&MultiPolygon<f64>], point: Position) -> Option<MultiPolygon<f64>> {
    union(areas)
        .into_iter()
        .flat_map(|polygon| polygon.into_inner().1)
        .map(|ring: LineString<f64>| {
            let mut ring = ring.0;
            // A hole runs clockwise, an outer ring counterclockwise.
            ring.reverse();
            Polygon::new(LineString(ring), Vec::new())
        })
        .find(|polygon| polygon.contains(&Point::from(point)))
        .map(|polygon| MultiPolygon(vec![polygon]))
}

/// Polygons out of loose rings: a shapefile does not say whose each hole is, so every hole goes to the smallest outer ring
/// around it.
pub(super) fn from_rings(outers: Vec<LineString<f64>>, holes: Vec<LineString<f64>>) -> MultiPolygon<f64> {
    let mut polygons: Vec<Polygon<f64>> =
        outers.into_iter().map(|ring| Polygon::new(ring, Vec::new())).collect();
    polygons.sort_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()));
    for hole in holes {
        let Some(&corner) = hole.0.first() else { continue };
        let shells = polygons.iter().map(|polygon| Polygon::new(polygon.exterior().clone(), Vec::new()));
        let owner = shells.into_iter().position(|shell| shell.intersects(&Point::from(corner)));
        if let Some(owner) = owner {
            polygons[owner].interiors_push(hole);
        }
    }
    MultiPolygon(polygons)
}
