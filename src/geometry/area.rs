use geo::orient::Direction;
use geo::{
    Area, BooleanOps, Centroid, Contains, GeodesicArea, InteriorPoint, LineString, MultiPolygon, Orient,
    Polygon, Winding, unary_union,
};

use super::edge_index::EdgeIndex;
use super::{BoundingBox, Position};

/// An area prepared for asking of many positions whether they lie in it.
///
/// Rings are read as drawn on a chart: straight between vertices in longitude and latitude, cut at the antimeridian
/// (RFC 7946 §3.1.9). Preparing is linear in the vertices; a question then costs the edges at that latitude, some tens
/// among 50,000. A position exactly on the boundary falls on either side, and of two areas that share that boundary
/// in just one.
///
/// ```
/// use dateline::geometry::{Position, PreparedArea};
/// use geo::polygon;
///
/// let box_with_pond = polygon!(
///     exterior: [(x: 35., y: 32.), (x: 43., y: 32.), (x: 43., y: 38.), (x: 35., y: 38.)],
///     interiors: [[(x: 38., y: 34.), (x: 39., y: 34.), (x: 39., y: 35.), (x: 38., y: 35.)]],
/// );
/// let area = PreparedArea::new(&box_with_pond.into());
/// assert!(area.contains(Position::new(36.7, 34.7)));
/// assert!(!area.contains(Position::new(38.5, 34.5)));
/// ```
#[derive(Clone, Debug)]
pub struct PreparedArea {
    edges: EdgeIndex,
}

impl PreparedArea {
    /// Prepares the area. Vertices that are not finite are left out.
    #[must_use]
    pub fn new(area: &MultiPolygon<f64>) -> Self {
        Self { edges: EdgeIndex::new(area) }
    }

    /// The box around the area as drawn on a chart, never over the antimeridian; none for an empty area.
    #[must_use]
    pub fn bounding_box(&self) -> Option<BoundingBox> {
        let (low, high) = self.edges.bounds();
        (low.x <= high.x).then_some(BoundingBox { west: low.x, south: low.y, east: high.x, north: high.y })
    }

    /// Whether the position, with a longitude of -180 to 180, lies in the area.
    #[must_use]
    pub fn contains(&self, position: Position) -> bool {
        self.edges.contains(position.into())
    }
}

/// Area in square kilometres on the ellipsoid; edges count as geodesics.
#[must_use]
pub fn area_km2(area: &MultiPolygon<f64>) -> f64 {
    // Ring by ring, because what a ring encloses must not depend on which way it is wound.
    let ring = |ring: &LineString<f64>| Polygon::new(ring.clone(), vec![]).geodesic_area_signed().abs();
    let polygon =
        |polygon: &Polygon<f64>| ring(polygon.exterior()) - polygon.interiors().iter().map(ring).sum::<f64>();
    area.iter().map(polygon).sum::<f64>() / 1e6
}

/// A position inside the area to stand for it: the centroid of its largest part, or, where that lies outside (a
/// crescent, a lake in the middle), a point well inside that part. None for an empty area.
#[must_use]
pub fn representative_position(area: &MultiPolygon<f64>) -> Option<Position> {
    // A degree of longitude shrinks towards the poles, and so does what it counts for.
    let size = |polygon: &Polygon<f64>| {
        let middle = polygon.centroid().map_or(0.0, geo::Point::y);
        polygon.unsigned_area() * middle.to_radians().cos()
    };
    // Of equal parts the first.
    let largest = area.0.iter().rev().max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let inside = largest
        .centroid()
        .filter(|centroid| largest.contains(centroid))
        .or_else(|| largest.interior_point())?;
    Some(inside.0.into())
}

/// The holes left where all areas are put together, largest first: how an inland sea is found among the countries
/// around it.
///
/// Slivers between borders that do not match are among them; ask for the hole that holds a position you know.
#[must_use]
pub fn holes_of_union(areas: &[&MultiPolygon<f64>]) -> Vec<Polygon<f64>> {
    // Wound alike, because the union takes the first ring's winding for that of all exteriors.
    let areas: Vec<_> = areas.iter().map(|area| area.orient(Direction::Default)).collect();
    let union = unary_union(areas.iter());
    let mut holes: Vec<Polygon<f64>> = union
        .into_iter()
        .flat_map(|polygon| polygon.into_inner().1)
        .map(|mut ring| {
            ring.make_ccw_winding();
            Polygon::new(ring, vec![])
        })
        .collect();
    holes.sort_by(|a, b| b.unsigned_area().total_cmp(&a.unsigned_area()));
    holes
}

/// What of the first area is not in the second.
#[must_use]
pub fn subtract(area: &MultiPolygon<f64>, less: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    area.difference(less)
}

#[cfg(test)]
mod tests {
    use geo::{Coord, coord, polygon};
    use proptest::prelude::*;

    use super::*;

    fn square(west: f64, south: f64, side: f64) -> MultiPolygon<f64> {
        geo::Rect::new(coord! { x: west, y: south }, coord! { x: west + side, y: south + side })
            .to_polygon()
            .into()
    }

    #[test]
    fn an_empty_area_holds_nothing_and_stands_nowhere() {
        let empty = MultiPolygon::new(vec![]);
        assert!(!PreparedArea::new(&empty).contains(Position::new(0.0, 0.0)));
        assert_eq!(PreparedArea::new(&empty).bounding_box(), None);
        assert_eq!(representative_position(&empty), None);
        assert!(area_km2(&empty).abs() < 1e-9);
        let broken = polygon![(x: f64::NAN, y: 0.), (x: 1., y: 1.), (x: 2., y: 2.)];
        assert!(!PreparedArea::new(&broken.into()).contains(Position::new(1.0, 1.0)));
    }

    #[test]
    fn of_two_neighbours_one_holds_a_position_on_their_border() {
        let (west, east) =
            (PreparedArea::new(&square(0.0, 0.0, 1.0)), PreparedArea::new(&square(1.0, 0.0, 1.0)));
        for step in 0..10 {
            let on_border = Position::new(1.0, f64::from(step) / 10.0);
            assert_ne!(west.contains(on_border), east.contains(on_border));
        }
    }

    #[test]
    fn a_degree_square_at_the_equator_has_its_known_area_however_it_is_wound() {
        let area = square(10.0, 0.0, 1.0);
        assert!((area_km2(&area) - 12_308.8).abs() < 0.1, "{}", area_km2(&area));
        let mut reversed = area.0[0].exterior().clone();
        reversed.0.reverse();
        let reversed = MultiPolygon::new(vec![Polygon::new(reversed, vec![])]);
        assert!((area_km2(&reversed) - area_km2(&area)).abs() < 1e-6);
    }

    #[test]
    fn the_lake_between_four_countries_is_the_hole_in_their_union() {
        let countries = [
            polygon![(x: 0., y: 0.), (x: 9., y: 0.), (x: 6., y: 3.), (x: 3., y: 3.)],
            polygon![(x: 9., y: 0.), (x: 9., y: 9.), (x: 6., y: 6.), (x: 6., y: 3.)],
            polygon![(x: 9., y: 9.), (x: 0., y: 9.), (x: 3., y: 6.), (x: 6., y: 6.)],
            polygon![(x: 0., y: 9.), (x: 0., y: 0.), (x: 3., y: 3.), (x: 3., y: 6.)],
        ]
        .map(MultiPolygon::from);
        let holes = holes_of_union(&countries.each_ref());
        assert_eq!(holes.len(), 1);
        let lake = MultiPolygon::from(holes[0].clone());
        assert!(PreparedArea::new(&lake).contains(Position::new(4.5, 4.5)));
        assert!((lake.unsigned_area() - 9.0).abs() < 1e-6);
    }

    #[test]
    fn what_is_subtracted_is_gone() {
        let rest = PreparedArea::new(&subtract(&square(0.0, 0.0, 4.0), &square(1.0, 1.0, 1.0)));
        assert!(rest.contains(Position::new(3.0, 3.0)));
        assert!(!rest.contains(Position::new(1.5, 1.5)));
    }

    #[test]
    fn the_position_that_stands_for_a_crescent_lies_in_it() {
        let crescent = polygon![(x: 0., y: 0.), (x: 9., y: 0.), (x: 9., y: 1.), (x: 1., y: 1.), (x: 1., y: 8.),
            (x: 9., y: 8.), (x: 9., y: 9.), (x: 0., y: 9.)];
        let area = MultiPolygon::new(vec![square(20.0, 0.0, 2.0).0[0].clone(), crescent]);
        let position = representative_position(&area).unwrap();
        assert!(position.lon < 9.0 && PreparedArea::new(&area).contains(position), "{position:?}");
    }

    /// A star: a ring with one corner per direction, at the given distances.
    fn star(middle: (f64, f64), distances: &[f64]) -> Polygon<f64> {
        let corner = |(index, distance): (usize, &f64)| {
            let angle = std::f64::consts::TAU * index as f64 / distances.len() as f64;
            Coord { x: middle.0 + distance * angle.cos(), y: middle.1 + distance * angle.sin() }
        };
        Polygon::new(distances.iter().enumerate().map(corner).collect(), vec![])
    }

    proptest! {
        #[test]
        fn containing_agrees_with_the_definition(
            outer in prop::collection::vec(4.0..9.0, 3..200), inner in prop::collection::vec(1.0..3.0, 3..20),
            points in prop::collection::vec((-10.0..10.0, -10.0..10.0), 20),
        ) {
            let (outer, inner) = (star((0.0, 0.0), &outer), star((0.0, 0.0), &inner));
            let whole = MultiPolygon::new(vec![
                Polygon::new(outer.exterior().clone(), vec![inner.exterior().clone()]),
                star((30.0, 5.0), &[1.0, 2.0, 3.0]),
            ]);
            let prepared = PreparedArea::new(&whole);
            for (x, y) in points {
                // A hole may poke out of a star with few corners; the definition is then odd crossings.
                let expected = outer.contains(&coord! { x: x, y: y }) != inner.contains(&coord! { x: x, y: y });
                prop_assert_eq!(prepared.contains(Position::new(x, y)), expected);
            }
        }
    }
}
