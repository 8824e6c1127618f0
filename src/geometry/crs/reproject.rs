use geo::{Geometry, MapCoords, MultiPolygon, Polygon, Rect, coord};
use proj4rs::proj::Proj;
use proj4rs::transform::transform;

use super::Crs;
use crate::geometry::{BoundingBox, Position};

/// So many points of each edge of a box.
const STEPS: usize = 32;

/// The way between WGS 84 with longitude first and another system.
#[derive(Debug)]
pub struct Reprojection {
    crs: Crs,
    /// None where only the axes are in another order.
    projections: Option<Projections>,
    north_first: bool,
    is_geographic: bool,
}

#[derive(Debug)]
struct Projections {
    wgs84: Proj,
    own: Proj,
}

/// Why there is no way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReprojectionError {
    /// The system is not known here.
    #[error("{} is not known here", .0.uri())]
    Unknown(Crs),
}

impl Reprojection {
    /// The way to a system and back.
    pub fn new(crs: Crs) -> Result<Self, ReprojectionError> {
        let unknown = ReprojectionError::Unknown(crs);
        let definition = crs.definition().ok_or(unknown)?;
        // Neither a position in space nor axes that run west or south are spoken of here.
        if definition.contains("+proj=geocent") || definition.contains("+axis=") {
            return Err(unknown);
        }
        let proj = |definition: &str| Proj::from_proj_string(definition).map_err(|_unsupported| unknown);
        let own = proj(definition)?;
        let is_geographic = own.is_latlong();
        let is_wgs84 = matches!(crs, Crs::Crs84 | Crs::Epsg(4326));
        let projections = if is_wgs84 {
            None
        } else {
            Some(Projections { wgs84: proj(Crs::Crs84.definition().ok_or(unknown)?)?, own })
        };
        Ok(Self { crs, projections, north_first: crs.is_north_first(is_geographic), is_geographic })
    }

    /// The system.
    #[must_use]
    pub const fn crs(&self) -> Crs {
        self.crs
    }

    /// Whether its coordinates are degrees.
    #[must_use]
    pub const fn is_geographic(&self) -> bool {
        self.is_geographic
    }

    /// Whether its meridians and parallels are straight and upright: a box of it is one in degrees.
    #[must_use]
    pub fn keeps_boxes(&self) -> bool {
        self.is_geographic || self.crs == Crs::Epsg(3857)
    }

    /// The coordinates of a position in the order of the axes; none where the projection has no such point.
    #[must_use]
    pub fn forward(&self, at: Position) -> Option<[f64; 2]> {
        let [x, y] = match &self.projections {
            None => [at.lon, at.lat],
            Some(Projections { wgs84, own }) => {
                let mut point = (at.lon.to_radians(), at.lat.to_radians(), 0.0);
                transform(wgs84, own, &mut point).ok()?;
                if self.is_geographic {
                    [point.0.to_degrees(), point.1.to_degrees()]
                } else {
                    [point.0, point.1]
                }
            }
        };
        finite(if self.north_first { [y, x] } else { [x, y] })
    }

    /// The position of coordinates in the order of the axes; none where they are beyond the projection.
    #[must_use]
    pub fn inverse(&self, [first, second]: [f64; 2]) -> Option<Position> {
        let [x, y] = if self.north_first { [second, first] } else { [first, second] };
        let [lon, lat] = match &self.projections {
            None => [x, y],
            Some(Projections { wgs84, own }) => {
                let mut point =
                    if self.is_geographic { (x.to_radians(), y.to_radians(), 0.0) } else { (x, y, 0.0) };
                transform(own, wgs84, &mut point).ok()?;
                [point.0.to_degrees(), point.1.to_degrees()]
            }
        };
        finite([lon, lat]).map(|[lon, lat]| Position::new(lon, lat))
    }

    /// The box between two corners of the system, lower ones first, as areas in degrees with longitude first; none where a point of
    /// its edge is beyond the projection. A first longitude greater than the second spans the antimeridian.
    ///
    /// Edges that are no meridians or parallels are followed in 32 steps each.
    #[must_use]
    pub fn inverse_box(
        &self,
        [first_low, second_low, first_high, second_high]: [f64; 4],
    ) -> Option<MultiPolygon<f64>> {
        if self.keeps_boxes() {
            let low = self.inverse([first_low, second_low])?;
            let high = self.inverse([first_high, second_high])?;
            let bbox = BoundingBox::wrapped(low.lon, low.lat.min(high.lat), high.lon, high.lat.max(low.lat));
            let rects = bbox
                .parts()
                .iter()
                .map(|&[west, south, east, north]| Rect::new((west, south), (east, north)).to_polygon())
                .collect();
            return Some(MultiPolygon::new(rects));
        }
        let corners = [
            [first_low, second_low],
            [first_high, second_low],
            [first_high, second_high],
            [first_low, second_high],
        ];
        let mut ring: Vec<(f64, f64)> = Vec::with_capacity(4 * STEPS + 3);
        for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
            for step in 0..STEPS {
                let share = step as f64 / STEPS as f64;
                let at = [0, 1].map(|axis| (to[axis] - from[axis]).mul_add(share, from[axis]));
                let at = self.inverse(at)?;
                // Goes on across the antimeridian as if longitudes had no end.
                let turn = ring.last().map_or(0.0, |(lon, _)| ((lon - at.lon) / 360.0).round() * 360.0);
                ring.push((at.lon + turn, at.lat));
            }
        }
        let (first, last) = (*ring.first()?, *ring.last()?);
        let around = ((last.0 - first.0) / 360.0).round() * 360.0;
        if around != 0.0 {
            // Round a pole: up to it, and back along it.
            let inside = |lat: f64| {
                let pole = self.forward(Position::new(first.0, lat));
                pole.is_some_and(|[one, other]| {
                    (first_low..=first_high).contains(&one) && (second_low..=second_high).contains(&other)
                })
            };
            let pole = if inside(90.0) { 90.0 } else { -90.0 };
            ring.extend([(first.0 + around, first.1), (first.0 + around, pole), (first.0, pole)]);
        }
        let shifted = |shift: f64| {
            Polygon::new(ring.iter().map(|(lon, lat)| (lon + shift, *lat)).collect(), Vec::new())
        };
        let west = ring.iter().map(|(lon, _)| *lon).fold(f64::INFINITY, f64::min);
        let east = ring.iter().map(|(lon, _)| *lon).fold(f64::NEG_INFINITY, f64::max);
        let shifts = [(true, 0.0), (west < -180.0, 360.0), (east > 180.0, -360.0)];
        Some(MultiPolygon::new(
            shifts.into_iter().filter(|(is_met, _)| *is_met).map(|(_, shift)| shifted(shift)).collect(),
        ))
    }

    /// A geometry in the coordinates of the system; none where a point of it has none.
    #[must_use]
    pub fn forward_geometry(&self, geometry: &Geometry<f64>) -> Option<Geometry<f64>> {
        let at = |at: geo::Coord<f64>| self.forward(Position::new(at.x, at.y)).ok_or(());
        geometry.try_map_coords(|own| at(own).map(|[x, y]| coord! { x: x, y: y })).ok()
    }

    /// A geometry of the system in degrees, longitude first; none where a point of it is beyond the projection.
    #[must_use]
    pub fn inverse_geometry(&self, geometry: &Geometry<f64>) -> Option<Geometry<f64>> {
        let at = |at: geo::Coord<f64>| self.inverse([at.x, at.y]).ok_or(());
        geometry.try_map_coords(|own| at(own).map(|at| coord! { x: at.lon, y: at.lat })).ok()
    }
}

fn finite(coordinates: [f64; 2]) -> Option<[f64; 2]> {
    coordinates.iter().all(|number| number.is_finite()).then_some(coordinates)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn forward(code: u16, lon: f64, lat: f64) -> [f64; 2] {
        Reprojection::new(Crs::Epsg(code)).unwrap().forward(Position::new(lon, lat)).unwrap()
    }

    fn is_near(found: [f64; 2], expected: [f64; 2], off: f64) {
        assert!(
            (found[0] - expected[0]).abs() < off && (found[1] - expected[1]).abs() < off,
            "{found:?} {expected:?}"
        );
    }

    /// Worked examples: those of the definition of web Mercator; false origins, which a projection keeps by its nature; UTM zone 37
    /// for Homs after PROJ 9.
    #[test]
    fn known_points_are_where_they_should_be() {
        is_near(forward(4326, 36.72, 34.73), [34.73, 36.72], 1e-12);
        is_near(forward(3857, 180.0, 0.0), [20_037_508.342_789, 0.0], 1e-3);
        is_near(forward(3857, 0.0, 85.051_128_779_806_59), [0.0, 20_037_508.342_789], 1e-3);
        is_near(forward(32637, 39.0, 0.0), [500_000.0, 0.0], 1e-3);
        // Northing first.
        is_near(forward(3035, 10.0, 52.0), [3_210_000.0, 4_321_000.0], 1e-3);
    }

    #[test]
    fn what_has_no_point_in_a_projection_has_none() {
        let mercator = Reprojection::new(Crs::Epsg(3857)).unwrap();
        assert_eq!(mercator.forward(Position::new(0.0, 90.0)), None);
        let line: Geometry<f64> = geo::LineString::from(vec![(0.0, 0.0), (0.0, 90.0)]).into();
        assert_eq!(mercator.forward_geometry(&line), None);
    }

    #[test]
    fn a_box_is_the_same_area_in_degrees() {
        use geo::{Contains, Point};
        let has = |code: u16, corners: [f64; 4], lon: f64, lat: f64| {
            let area = Reprojection::new(Crs::Epsg(code)).unwrap().inverse_box(corners).unwrap();
            area.contains(&Point::new(lon, lat))
        };
        assert!(has(4326, [34.0, 36.0, 35.0, 37.0], 36.5, 34.5));
        assert!(has(4326, [-20.0, 170.0, 0.0, -170.0], -179.0, -18.0));
        assert!(!has(4326, [-20.0, 170.0, 0.0, -170.0], 0.0, -18.0));
        assert!(has(3857, [0.0, 0.0, 1e6, 1e6], 5.0, 5.0) && !has(3857, [0.0, 0.0, 1e6, 1e6], 10.0, 5.0));
        // UTM zone 60 reaches over the antimeridian.
        let zone = [400_000.0, 0.0, 1_000_000.0, 1_000_000.0];
        assert!(has(32660, zone, 179.0, 4.0) && has(32660, zone, -179.5, 4.0) && !has(32660, zone, 0.0, 4.0));
        // Around the South Pole.
        let pole = [-1e6, -1e6, 1e6, 1e6];
        assert!(
            has(3031, pole, 12.0, -89.0) && has(3031, pole, -170.0, -85.0) && !has(3031, pole, 12.0, -70.0)
        );
    }

    #[test]
    fn identifiers_are_read_in_all_their_forms_and_others_refused() {
        for text in [
            "http://www.opengis.net/def/crs/EPSG/0/3857",
            "https://www.opengis.net/def/crs/EPSG/9.9.1/3857",
            "urn:ogc:def:crs:EPSG::3857",
            "[EPSG:3857]",
            "EPSG:3857",
        ] {
            assert_eq!(Crs::parse(text), Some(Crs::Epsg(3857)), "{text}");
        }
        for text in [
            "",
            "3857",
            "EPSG:",
            "EPSG:99999",
            "EPSG:1",
            "EPSG:4978",
            "OGC:CRS27",
            "http://www.opengis.net/def/crs/EPSG/3857",
            "http://www.opengis.net/def/crs/EPSG/0/3857/1",
            "http://example.org/def/crs/EPSG/0/3857",
        ] {
            assert_eq!(Crs::parse(text), None, "{text}");
        }
    }

    #[test]
    fn thousands_of_systems_are_known_and_each_by_its_own_address() {
        let all: Vec<Crs> = Crs::all().collect();
        assert!(all.len() > 4_000, "{}", all.len());
        for crs in all.iter().step_by(97) {
            assert_eq!(Crs::parse(&crs.uri()), Some(*crs));
        }
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same(lon in -179.0..179.0, lat in -80.0..80.0) {
            for crs in [Crs::Crs84, Crs::Epsg(4326), Crs::Epsg(3857), Crs::Epsg(3395), Crs::Epsg(4258)] {
                let way = Reprojection::new(crs).unwrap();
                let back = way.inverse(way.forward(Position::new(lon, lat)).unwrap()).unwrap();
                prop_assert!((back.lon - lon).abs() < 1e-8 && (back.lat - lat).abs() < 1e-8, "{crs:?} {back:?}");
            }
        }
    }
}
