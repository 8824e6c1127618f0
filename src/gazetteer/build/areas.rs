//! Helpers over areas: what lies in them, how large they are, what is left of a sea without the land.

use geo::{
    Area, BooleanOps, BoundingRect, ChamberlainDuquetteArea, Contains, Coord, Intersects, LineString,
    MultiPolygon, Point, Polygon, Rect, unary_union,
};
use rstar::{AABB, RTree, RTreeObject};

use crate::geometry::Position;

/// An area that can be asked quickly whether it contains a point.
///
/// Edges are listed per horizontal stripe, so that a test touches only the edges of its own stripe: the even-odd rule
/// over them is the whole test.
pub(super) struct Stripes {
    bounds: Rect<f64>,
    stripes: Vec<Vec<[Coord<f64>; 2]>>,
}

impl Stripes {
    pub(super) fn new(area: &MultiPolygon<f64>) -> Option<Self> {
        let bounds = area.bounding_rect()?;
        let rings = || area.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        let edges: usize = rings().map(|ring| ring.0.len()).sum();
        let mut stripes = vec![Vec::new(); (edges / 4).clamp(1, 4096)];
        for ring in rings() {
            for edge in ring.0.windows(2) {
                let (low, high) = (edge[0].y.min(edge[1].y), edge[0].y.max(edge[1].y));
                let first = stripe_of(&bounds, stripes.len(), low);
                let last = stripe_of(&bounds, stripes.len(), high);
                for stripe in &mut stripes[first..=last] {
                    stripe.push([edge[0], edge[1]]);
                }
            }
        }
        Some(Self { bounds, stripes })
    }

    pub(super) fn contains(&self, position: Position) -> bool {
        let Position { lon, lat } = position;
        let (min, max) = (self.bounds.min(), self.bounds.max());
        if lon < min.x || lon > max.x || lat < min.y || lat > max.y {
            return false;
        }
        let edges = &self.stripes[stripe_of(&self.bounds, self.stripes.len(), lat)];
        let crossings = edges.iter().filter(|[a, b]| {
            (a.y > lat) != (b.y > lat) && lon < (b.x - a.x) * (lat - a.y) / (b.y - a.y) + a.x
        });
        crossings.count() % 2 == 1
    }

    pub(super) fn bounds(&self) -> Rect<f64> {
        self.bounds
    }
}

fn stripe_of(bounds: &Rect<f64>, stripes: usize, lat: f64) -> usize {
    let share = (lat - bounds.min().y) / bounds.height().max(f64::MIN_POSITIVE);
    ((share * stripes as f64) as usize).min(stripes - 1)
}

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
    pub(super) fn inside<'a>(&'a self, area: &'a Stripes) -> impl Iterator<Item = usize> + 'a {
        let (min, max) = (area.bounds().min(), area.bounds().max());
        self.0
            .locate_in_envelope(&AABB::from_corners([min.x, min.y], [max.x, max.y]))
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

/// Half the extent of an area: the radius of a circle of the same size, in kilometres.
pub(super) fn radius_km(area: &MultiPolygon<f64>) -> f64 {
    (area.chamberlain_duquette_unsigned_area() / 1e6 / std::f64::consts::PI).sqrt()
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
