use geo::{Coord, LineString, MultiPolygon, Polygon};

use crate::geometry::Position;

/// Semi-major axis of WGS 84, kilometres.
const EQUATORIAL_RADIUS_KM: f64 = 6378.137;
/// Flattening of WGS 84.
const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// Longest pieces, in degrees, of an edge that is straight on a chart and taken as straight on the globe: along a
/// parallel that moves it by less than 50 m.
const LONGEST_EDGE: (f64, f64) = (0.5, 1.0);

/// A vector from the centre of the sphere; on the auxiliary sphere of reduced latitudes, of length 1.
pub(super) type Vector = [f64; 3];

/// The gnomonic projection of the auxiliary sphere, in kilometres from the middle of a journey: great circles are
/// straight lines.
///
/// Positions go by their reduced latitude, which is also what lengths are computed from. A geodesic of the ellipsoid
/// leaves the straight line between its ends by less than 0.1 km over 900 km, and 2 km over 4,500 km.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plane {
    /// Unit vectors along the journey, to its left, and up.
    axes: [Vector; 3],
}

impl Plane {
    /// The plane that touches the sphere halfway between two positions, its first axis from one to the other.
    ///
    /// None when the ends are nearly opposite each other, so that there is no halfway.
    pub(super) fn between(from: Position, to: Position) -> Option<Self> {
        let (from, to) = (unit(from), unit(to));
        let sum = add(from, to);
        if dot(sum, sum) < 1e-3 {
            return None;
        }
        let up = normalised(sum);
        let mut along = add(to, scaled(from, -1.0));
        along = add(along, scaled(up, -dot(along, up)));
        if dot(along, along) < 1e-18 {
            // No journey: any direction serves; take the axis of the globe that is least upright here.
            let least = if up[2].abs() < 0.7 { [0.0, 0.0, 1.0] } else { [1.0, 0.0, 0.0] };
            along = add(least, scaled(up, -dot(least, up)));
        }
        let along = normalised(along);
        Some(Self { axes: [along, cross(up, along), up] })
    }

    fn turned(&self, vector: Vector) -> Vector {
        self.axes.map(|axis| dot(axis, vector))
    }

    /// Where the position lies on the plane; meaningless beyond the horizon, which callers keep away from.
    pub(super) fn project(&self, position: Position) -> Coord<f64> {
        flat(self.turned(unit(position)))
    }

    /// The point of the auxiliary sphere under a point of the plane.
    pub(super) fn unit(&self, point: Coord<f64>) -> Vector {
        let (x, y) = (point.x / EQUATORIAL_RADIUS_KM, point.y / EQUATORIAL_RADIUS_KM);
        let [along, left, up] = self.axes;
        normalised(add(add(scaled(along, x), scaled(left, y)), up))
    }

    /// The position under a point of the plane.
    pub(super) fn unproject(&self, point: Coord<f64>) -> Position {
        let [x, y, z] = self.unit(point);
        let lat = (z / (1.0 - FLATTENING)).atan2(x.hypot(y));
        Position::new(y.atan2(x).to_degrees(), lat.to_degrees())
    }

    /// The part of the area inside a window `half` kilometres to each side of the middle.
    ///
    /// Cut on the sphere, before anything beyond the horizon could be projected, by Sutherland and Hodgman's method:
    /// where an area leaves the window and comes back, its parts stay joined along the window's edge.
    pub(super) fn lay_out(&self, area: &MultiPolygon<f64>, half: Coord<f64>) -> MultiPolygon<f64> {
        let half = Coord { x: half.x / EQUATORIAL_RADIUS_KM, y: half.y / EQUATORIAL_RADIUS_KM };
        let ring = |ring: &LineString<f64>| {
            let mut ring: Vec<Vector> = fine_ring(ring).into_iter().map(|at| self.turned(unit(at))).collect();
            // Each side of the window is a plane through the centre of the sphere: what is inside has z above it.
            for side in [[-1.0, 0.0, half.x], [1.0, 0.0, half.x], [0.0, -1.0, half.y], [0.0, 1.0, half.y]] {
                ring = cut(&ring, side);
            }
            LineString::new(ring.into_iter().map(flat).collect())
        };
        let polygons = area.iter().filter_map(|polygon| {
            let exterior = ring(polygon.exterior());
            let interiors = polygon.interiors().iter().map(ring).filter(|ring| ring.0.len() >= 3);
            (exterior.0.len() >= 3).then(|| Polygon::new(exterior, interiors.collect()))
        });
        polygons.collect()
    }
}

/// Length in kilometres of the geodesic between two points of the auxiliary sphere, after Lambert: within about 10 m
/// over thousands of kilometres, and much cheaper than the exact length.
pub(super) fn lambert_km(from: Vector, to: Vector) -> f64 {
    let apart = add(to, scaled(from, -1.0));
    let half_chord_squared = (dot(apart, apart) / 4.0).min(1.0);
    if half_chord_squared < 1e-18 {
        return 0.0;
    }
    let angle = 2.0 * half_chord_squared.sqrt().asin();
    let sine = angle.sin();
    let (sum, difference) = (from[2] + to[2], from[2] - to[2]);
    let x = (angle - sine) * sum * sum / 4.0 / (1.0 - half_chord_squared).max(1e-9);
    let y = (angle + sine) * difference * difference / 4.0 / half_chord_squared;
    EQUATORIAL_RADIUS_KM * (angle - FLATTENING / 2.0 * (x + y))
}

/// How much longer than on the ground a short length is drawn, at most, at a point of the plane.
pub(super) fn stretch(point: Coord<f64>) -> f64 {
    1.0 + (point.x * point.x + point.y * point.y) / (EQUATORIAL_RADIUS_KM * EQUATORIAL_RADIUS_KM)
}

/// The window that holds every path of at most `length_km` between two positions `apart_km` from each other.
///
/// Such paths stay in an ellipse on the sphere, and its gnomonic image is an ellipse with these half axes.
pub(super) fn window(apart_km: f64, length_km: f64) -> Coord<f64> {
    let long = (length_km / 2.0 / EQUATORIAL_RADIUS_KM).min(1.4);
    let focus = (apart_km / 2.0 / EQUATORIAL_RADIUS_KM).min(long);
    let short = (long.cos() / focus.cos()).acos();
    Coord { x: long.tan() * EQUATORIAL_RADIUS_KM, y: short.tan() * EQUATORIAL_RADIUS_KM }
}

/// The corners of a ring, with more between where an edge straight on the chart would not be straight on the globe.
fn fine_ring(ring: &LineString<f64>) -> Vec<Position> {
    let mut fine = Vec::with_capacity(ring.0.len());
    for line in ring.lines() {
        let (across, up) = (line.end.x - line.start.x, line.end.y - line.start.y);
        let pieces =
            if across == 0.0 { 1.0 } else { (across.abs() / LONGEST_EDGE.0).max(up.abs() / LONGEST_EDGE.1) };
        let pieces = pieces.ceil().clamp(1.0, 1000.0);
        for piece in 0..pieces as u32 {
            let part = f64::from(piece) / pieces;
            fine.push(Position::new(line.start.x + part * across, line.start.y + part * up));
        }
    }
    fine
}

/// The ring (its first point not repeated) less what lies outside a plane through the centre.
fn cut(ring: &[Vector], side: Vector) -> Vec<Vector> {
    let mut kept = Vec::with_capacity(ring.len() + 4);
    let Some(mut before) = ring.last().copied() else { return kept };
    let mut height_before = dot(before, side);
    for &point in ring {
        let height = dot(point, side);
        if (height < 0.0) != (height_before < 0.0) {
            let part = height_before / (height_before - height);
            kept.push(add(before, scaled(add(point, scaled(before, -1.0)), part)));
        }
        if height >= 0.0 {
            kept.push(point);
        }
        (before, height_before) = (point, height);
    }
    kept
}

fn unit(position: Position) -> Vector {
    let (sin_lat, cos_lat) = position.lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = position.lon.to_radians().sin_cos();
    let (up, out) = ((1.0 - FLATTENING) * sin_lat, cos_lat);
    let length = up.hypot(out);
    [out * cos_lon / length, out * sin_lon / length, up / length]
}

fn flat([x, y, z]: Vector) -> Coord<f64> {
    Coord { x: x / z * EQUATORIAL_RADIUS_KM, y: y / z * EQUATORIAL_RADIUS_KM }
}

fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn cross(a: Vector, b: Vector) -> Vector {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

fn add(a: Vector, b: Vector) -> Vector {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

fn scaled(a: Vector, by: f64) -> Vector {
    a.map(|part| part * by)
}

fn normalised(a: Vector) -> Vector {
    scaled(a, 1.0 / dot(a, a).sqrt())
}

#[cfg(test)]
mod tests {
    use geo::polygon;
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::{PreparedArea, distance_km, interpolate};

    #[test]
    fn geodesics_are_nearly_straight() {
        for (to, allowed_km) in [((44.0, 36.0), 0.1), ((20.0, 50.0), 1.0), ((80.0, 10.0), 2.0)] {
            let (from, to) = (Position::new(51.0, 42.0), Position::new(to.0, to.1));
            let plane = Plane::between(from, to).unwrap();
            // The first axis runs along the journey, so that the second coordinate is what is off the line.
            let off =
                (1..20).map(|step| plane.project(interpolate(from, to, f64::from(step) / 20.0)).y.abs());
            let worst = off.fold(0.0, f64::max);
            assert!(worst < allowed_km, "{worst} km off over {} km", distance_km(from, to));
        }
    }

    #[test]
    fn what_is_behind_the_globe_is_cut_away() {
        let plane = Plane::between(Position::new(0.0, 0.0), Position::new(10.0, 0.0)).unwrap();
        let band = polygon![(x: -180., y: -5.), (x: 180., y: -5.), (x: 180., y: 5.), (x: -180., y: 5.)];
        let laid = plane.lay_out(&band.into(), Coord { x: 3000.0, y: 3000.0 });
        let laid = PreparedArea::new(&laid);
        let bounds = laid.bounding_box().unwrap();
        assert!((bounds.west + 3000.0).abs() < 1e-6 && (bounds.east - 3000.0).abs() < 1e-6);
        assert!(bounds.north < 620.0 && bounds.south > -620.0);
    }

    proptest! {
        #[test]
        fn projecting_there_and_back_changes_nothing(lon in -30.0..30.0, lat in -30.0..60.0) {
            let plane = Plane::between(Position::new(-20.0, 30.0), Position::new(10.0, 5.0)).unwrap();
            let position = Position::new(lon, lat);
            prop_assert!(distance_km(plane.unproject(plane.project(position)), position) < 1e-6);
        }

        #[test]
        fn the_cheap_length_is_good_to_a_hundred_thousandth(
            from in (-180.0..180.0, -89.0..89.0), to in (-60.0..60.0, -60.0..60.0),
        ) {
            let from = Position::new(from.0, from.1);
            let lat: f64 = from.lat + to.1;
            let to = Position::new((from.lon + to.0 + 540.0) % 360.0 - 180.0, lat.clamp(-89.0, 89.0));
            let exact = distance_km(from, to);
            prop_assert!((lambert_km(unit(from), unit(to)) - exact).abs() <= 1e-5 * exact + 1e-6);
        }

        #[test]
        fn the_window_holds_every_path_of_that_length(x in -1.0..1.0, y in -1.0..1.0, detour in 1.0..2.0) {
            let (from, to) = (Position::new(-10.0, 0.0), Position::new(10.0, 0.0));
            let plane = Plane::between(from, to).unwrap();
            let apart = distance_km(from, to);
            let half = window(apart, apart * detour);
            let (from, to) = (plane.project(from), plane.project(to));
            let via = Coord { x: x * 4000.0, y: y * 4000.0 };
            let length = lambert_km(plane.unit(from), plane.unit(via)) + lambert_km(plane.unit(via), plane.unit(to));
            if length < apart * detour * 0.99 {
                prop_assert!(via.x.abs() <= half.x && via.y.abs() <= half.y);
            }
        }
    }
}
