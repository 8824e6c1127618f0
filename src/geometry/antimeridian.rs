use super::{Position, interpolate};

/// The line in parts that do not cross the antimeridian, as [RFC 7946 §3.1.9] asks of `GeoJSON`.
///
/// Legs are geodesics. Where one crosses, the part before ends and the part after begins exactly at ±180, at the
/// latitude where the geodesic crosses. Longitudes are taken as -180 to 180. A position on the antimeridian itself
/// takes the sign of the part it is in; a line that only touches it is not cut. A line of one position, or none, has
/// no parts.
///
/// ```
/// use dateline::geometry::{Position, cut_at_antimeridian};
///
/// let parts = cut_at_antimeridian(&[Position::new(170.0, 0.0), Position::new(-170.0, 0.0)]);
/// assert_eq!(parts.len(), 2);
/// assert_eq!(parts[0][1], Position::new(180.0, 0.0));
/// assert_eq!(parts[1][0], Position::new(-180.0, 0.0));
/// ```
///
/// [RFC 7946 §3.1.9]: https://www.rfc-editor.org/rfc/rfc7946#section-3.1.9
#[must_use]
pub fn cut_at_antimeridian(line: &[Position]) -> Vec<Vec<Position>> {
    let mut parts = Vec::new();
    let mut part: Vec<Position> = Vec::new();
    // The side of the world the part is on, once known: the sign that ±180 takes in it.
    let mut side = line.iter().find(|position| !on_antimeridian(**position)).map_or(1.0, |p| p.lon.signum());
    for (index, &position) in line.iter().enumerate() {
        if on_antimeridian(position) {
            part.push(Position::new(180.0_f64.copysign(side), position.lat));
            // Beyond this position the line goes on along the antimeridian, back, or over to the other side.
            if let Some(next) = line.get(index + 1)
                && !on_antimeridian(*next)
                && next.lon.signum() * side < 0.0
                && next.lon.abs() > 0.0
                && (next.lon - 180.0_f64.copysign(side)).abs() > 180.0
            {
                side = -side;
                finish(&mut parts, &mut part);
                part.push(Position::new(180.0_f64.copysign(side), position.lat));
            }
            continue;
        }
        if let Some(&before) = part.last()
            && !on_antimeridian(before)
            && (position.lon - before.lon).abs() > 180.0
        {
            let lat = crossing_latitude(before, position);
            part.push(Position::new(180.0_f64.copysign(before.lon), lat));
            finish(&mut parts, &mut part);
            part.push(Position::new(180.0_f64.copysign(position.lon), lat));
        }
        side = if position.lon == 0.0 { side } else { position.lon.signum() };
        part.push(position);
    }
    finish(&mut parts, &mut part);
    parts
}

fn on_antimeridian(position: Position) -> bool {
    position.lon.abs() >= 180.0
}

fn finish(parts: &mut Vec<Vec<Position>>, part: &mut Vec<Position>) {
    let part = std::mem::take(part);
    if part.len() > 1 {
        parts.push(part);
    }
}

/// Where the geodesic between two positions on either side crosses the antimeridian, by bisection to the last bit.
fn crossing_latitude(from: Position, to: Position) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    let (mut before, mut after) = (from, to);
    // Each turn halves the leg: 48 turns bring 20,000 km below the micrometre.
    for _ in 0..48 {
        let middle = f64::midpoint(low, high);
        let between = interpolate(from, to, middle);
        // Along a leg, longitudes run one way, so those of the first side lie on the first position's half.
        if between.lon.signum() == from.lon.signum() && (between.lon - from.lon).abs() <= 180.0 {
            (low, before) = (middle, between);
        } else {
            (high, after) = (middle, between);
        }
    }
    f64::midpoint(before.lat, after.lat)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::{densify, length_km};

    fn line(points: &[(f64, f64)]) -> Vec<Position> {
        points.iter().map(|&(lon, lat)| Position::new(lon, lat)).collect()
    }

    #[test]
    fn a_line_that_stays_on_its_side_is_one_part() {
        let plain = line(&[(36.0, 34.0), (51.0, 42.0), (-3.0, 40.0)]);
        assert_eq!(cut_at_antimeridian(&plain), [plain]);
        assert!(cut_at_antimeridian(&line(&[(36.0, 34.0)])).is_empty());
        assert!(cut_at_antimeridian(&[]).is_empty());
    }

    #[test]
    fn the_crossing_lies_on_the_geodesic_not_on_the_chart() {
        // Tokyo to San Francisco runs far north of the straight line on a chart.
        let (tokyo, san_francisco) = (Position::new(139.69, 35.69), Position::new(-122.42, 37.77));
        let parts = cut_at_antimeridian(&[tokyo, san_francisco]);
        let crossing = parts[0][1];
        assert!(crossing.lat > 46.0 && crossing.lat < 49.0, "{crossing:?}");
        assert_eq!((parts[0][1].lon, parts[1][0].lon), (180.0, -180.0));
    }

    #[test]
    fn a_position_on_the_antimeridian_takes_the_sign_of_its_part() {
        let over = cut_at_antimeridian(&line(&[(170.0, 10.0), (180.0, 12.0), (-170.0, 14.0)]));
        assert_eq!(over, [line(&[(170.0, 10.0), (180.0, 12.0)]), line(&[(-180.0, 12.0), (-170.0, 14.0)])]);
        let touching = cut_at_antimeridian(&line(&[(170.0, 10.0), (-180.0, 12.0), (170.0, 14.0)]));
        assert_eq!(touching, [line(&[(170.0, 10.0), (180.0, 12.0), (170.0, 14.0)])]);
        let along = cut_at_antimeridian(&line(&[(-170.0, 0.0), (180.0, 5.0), (-180.0, 9.0), (-175.0, 9.0)]));
        assert_eq!(along, [line(&[(-170.0, 0.0), (-180.0, 5.0), (-180.0, 9.0), (-175.0, 9.0)])]);
        let starting = cut_at_antimeridian(&line(&[(180.0, 0.0), (-170.0, 0.0)]));
        assert_eq!(starting, [line(&[(-180.0, 0.0), (-170.0, 0.0)])]);
    }

    #[test]
    fn a_line_that_goes_over_and_back_has_three_parts() {
        let parts = cut_at_antimeridian(&line(&[(175.0, 0.0), (-175.0, 5.0), (175.0, 10.0)]));
        assert_eq!(parts.len(), 3);
        assert_eq!(parts[1].first().unwrap().lon.to_bits(), (-180.0_f64).to_bits());
        assert_eq!(parts[1].last().unwrap().lon.to_bits(), (-180.0_f64).to_bits());
    }

    proptest! {
        #[test]
        fn parts_keep_the_length_and_no_leg_spans_half_the_world(
            points in prop::collection::vec((-180.0..180.0, -80.0..80.0), 2..6),
        ) {
            let line = line(&points);
            let parts = cut_at_antimeridian(&densify(&line, 500.0));
            let length: f64 = parts.iter().map(|part| length_km(part)).sum();
            prop_assert!((length - length_km(&line)).abs() < 1e-4, "{} and {}", length, length_km(&line));
            for part in &parts {
                prop_assert!(part.windows(2).all(|leg| (leg[0].lon - leg[1].lon).abs() <= 180.0));
            }
            for pair in parts.windows(2) {
                let (end, start) = (pair[0].last().unwrap(), pair[1].first().unwrap());
                prop_assert_eq!((end.lon.abs(), end.lat), (180.0, start.lat));
                prop_assert!(end.lon * start.lon < 0.0);
            }
        }
    }
}
