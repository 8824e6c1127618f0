use geo::{Distance, Geodesic, InterpolatePoint, Point};

use super::Position;

/// Length in kilometres of the geodesic between two positions on WGS 84, after [Karney (2013)], good to nanometres.
///
/// ```
/// use dateline::geometry::{Position, distance_km};
///
/// let (aleppo, damascus) = (Position::new(37.16117, 36.20124), Position::new(36.29128, 33.5102));
/// assert_eq!(format!("{:.2} km", distance_km(aleppo, damascus)), "308.95 km");
/// ```
///
/// [Karney (2013)]: https://arxiv.org/abs/1109.4448
#[must_use]
pub fn distance_km(from: Position, to: Position) -> f64 {
    Geodesic.distance(Point::from(from), Point::from(to)) / 1000.0
}

/// Length of a line of geodesics, in kilometres.
#[must_use]
pub fn length_km(line: &[Position]) -> f64 {
    line.windows(2).map(|leg| distance_km(leg[0], leg[1])).sum()
}

/// The position at a fraction of the way along the geodesic; 0 and 1 give the ends themselves, to the last bit.
#[must_use]
pub fn interpolate(from: Position, to: Position, fraction: f64) -> Position {
    if fraction <= 0.0 || from == to {
        return from;
    }
    if fraction >= 1.0 {
        return to;
    }
    let point = Geodesic.point_at_ratio_between(from.into(), to.into(), fraction);
    Position::new(point.x(), point.y())
}

/// The line with positions added along each geodesic, evenly, so that neighbours are at most `step_km` apart.
///
/// The positions given stay, to the last bit. A step that is not a positive number adds nothing. Longitudes that are
/// added lie in -180 to 180; to draw the line over the antimeridian,
/// [cut it there](super::cut_at_antimeridian) afterwards.
#[must_use]
pub fn densify(line: &[Position], step_km: f64) -> Vec<Position> {
    let mut dense = Vec::with_capacity(line.len());
    dense.extend(line.first());
    for leg in line.windows(2) {
        let pieces = pieces(distance_km(leg[0], leg[1]), step_km);
        dense.extend(
            (1..pieces).map(|piece| interpolate(leg[0], leg[1], f64::from(piece) / f64::from(pieces))),
        );
        dense.push(leg[1]);
    }
    dense
}

/// How many equal pieces of at most `step_km` make up the length.
pub(super) fn pieces(length_km: f64, step_km: f64) -> u32 {
    // A hair is taken off, lest rounding in the length cost a whole further piece.
    if step_km > 0.0 { ((length_km / step_km) * (1.0 - 1e-12)).ceil().max(1.0) as u32 } else { 1 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn position() -> impl Strategy<Value = Position> {
        (-180.0..180.0, -89.0..89.0).prop_map(|(lon, lat)| Position::new(lon, lat))
    }

    #[test]
    fn lengths_agree_with_published_geodesics() {
        // A quarter of the WGS 84 meridian, and a degree of its equator.
        let pole = distance_km(Position::new(0.0, 0.0), Position::new(0.0, 90.0));
        assert!((pole - 10_001.965_729).abs() < 1e-6, "{pole}");
        let degree = distance_km(Position::new(179.5, 0.0), Position::new(-179.5, 0.0));
        assert!((degree - 111.319_491).abs() < 1e-6, "{degree}");
    }

    #[test]
    fn a_useless_step_adds_nothing() {
        let line = [Position::new(0.0, 0.0), Position::new(10.0, 10.0)];
        for step in [0.0, -5.0, f64::NAN, f64::INFINITY] {
            assert_eq!(densify(&line, step), line);
        }
        assert_eq!(densify(&[], 25.0), []);
        assert_eq!(densify(&line[..1], 25.0), line[..1]);
    }

    proptest! {
        #[test]
        fn densified_neighbours_are_near_and_the_length_stays(
            line in prop::collection::vec(position(), 2..5), step in 20.0..3000.0,
        ) {
            let dense = densify(&line, step);
            prop_assert!(dense.windows(2).all(|leg| distance_km(leg[0], leg[1]) <= step * (1.0 + 1e-9)));
            prop_assert!((length_km(&dense) - length_km(&line)).abs() < 1e-6);
            prop_assert!(line.iter().all(|given| dense.contains(given)));
        }

        #[test]
        fn added_positions_lie_on_the_geodesic(from in position(), to in position(), fraction in 0.0..1.0) {
            let between = interpolate(from, to, fraction);
            let whole = distance_km(from, to);
            prop_assert!((distance_km(from, between) - fraction * whole).abs() < 1e-6);
            prop_assert!((distance_km(between, to) - (1.0 - fraction) * whole).abs() < 1e-6);
        }
    }
}
