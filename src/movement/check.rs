//! Whether the distance told can be: compared with the shortest and longest journeys that the named places allow.

use geo::MultiPolygon;

use super::{
    Atlas, DistanceCheck, Mode, ReportedDistance, Stop,
    describe::grouped,
    draw::{Basis, Drawn, is_point},
};
use crate::geometry::{Position, PreparedArea, distance_km, feasible_range_km};

/// Vertices of an outline that distances between areas are taken from, where no route is told.
const OUTLINE: usize = 240;

/// How much longer than the geodesic a journey by air usually is at most.
const AIR_DETOUR: f64 = 1.25;

/// The shortest and the longest of the shortest journeys between any start and end in the named places, in kilometres.
pub(super) fn feasible_km(
    atlas: &dyn Atlas,
    origin: &Stop,
    drawn: &Drawn,
    destination: &Stop,
) -> Option<(f64, f64)> {
    let area = |stop: &Stop| if is_point(stop) { None } else { atlas.area(&stop.place_id) };
    let (start, end) = (area(origin), area(destination));
    match (start, end, drawn.basis) {
        // The way over water keeps off the shore, and a claim is not to be called impossible for that.
        (None, None, Basis::Water) => {
            Some((distance_km(origin.position, destination.position), drawn.length_km))
        }
        (None, None, _) | (_, _, Basis::Stops) => Some((drawn.length_km, drawn.length_km)),
        (start, end, Basis::Areas) => {
            let allowed: Vec<&MultiPolygon<f64>> = drawn.allowed.iter().map(AsRef::as_ref).collect();
            let around = |area: Option<std::sync::Arc<MultiPolygon<f64>>>, stop: &Stop| {
                area.map_or_else(|| speck(stop.position), |area| area.as_ref().clone())
            };
            feasible_range_km(&around(start, origin), &around(end, destination), &allowed).ok()
        }
        (start, end, Basis::Plain | Basis::Water) => {
            let outline = |area: &Option<std::sync::Arc<MultiPolygon<f64>>>, stop: &Stop| {
                area.as_ref().map_or_else(|| vec![stop.position], |area| outline(area))
            };
            let (from, to) = (outline(&start, origin), outline(&end, destination));
            let meet = [(&start, &to), (&end, &from)].into_iter().any(|(area, points)| {
                area.as_ref().is_some_and(|area| {
                    let area = PreparedArea::new(area);
                    points.iter().any(|point| area.contains(*point))
                })
            });
            extremes_km(&from, &to).map(|(least, most)| (if meet { 0. } else { least }, most))
        }
    }
}

/// A square of some metres around a point, for asking of areas.
fn speck(position: Position) -> MultiPolygon<f64> {
    let half = 1e-5;
    let (west, east) = (position.lon - half, position.lon + half);
    let (south, north) = (position.lat - half, position.lat + half);
    let square = geo::Rect::new(geo::coord! { x: west, y: south }, geo::coord! { x: east, y: north });
    MultiPolygon::new(vec![square.to_polygon()])
}

/// At most [`OUTLINE`] vertices of the outer rings, evenly taken.
fn outline(area: &MultiPolygon<f64>) -> Vec<Position> {
    let vertices: Vec<Position> = area
        .iter()
        .flat_map(|polygon| polygon.exterior().0.iter().map(|coord| Position::from(*coord)))
        .collect();
    let step = vertices.len().div_ceil(OUTLINE).max(1);
    vertices.into_iter().step_by(step).collect()
}

fn extremes_km(from: &[Position], to: &[Position]) -> Option<(f64, f64)> {
    // The cosine of the angle between unit vectors orders pairs as their distance does, and costs three products.
    let unit = |position: &Position| {
        let (lon, lat) = (position.lon.to_radians(), position.lat.to_radians());
        [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
    };
    let there: Vec<[f64; 3]> = to.iter().map(unit).collect();
    let mut nearest = (f64::NEG_INFINITY, None);
    let mut farthest = (f64::INFINITY, None);
    for start in from {
        let here = unit(start);
        for (end, other) in to.iter().zip(&there) {
            let cosine = here[0] * other[0] + here[1] * other[1] + here[2] * other[2];
            if cosine > nearest.0 {
                nearest = (cosine, Some((*start, *end)));
            }
            if cosine < farthest.0 {
                farthest = (cosine, Some((*start, *end)));
            }
        }
    }
    let (near, far) = (nearest.1?, farthest.1?);
    Some((distance_km(near.0, near.1), distance_km(far.0, far.1)))
}

/// How the distance told stands to the feasible ones, with the reason in words.
///
/// The test has one side: nothing travels less than the shortest path, while detours are always possible. So a claim whose most
/// is below the feasible minimum is impossible; between two points a claim near the length of the line is consistent when it is
/// by air; all others are possible, never confirmed.
pub(super) fn check(
    reported: &ReportedDistance,
    feasible: (f64, f64),
    points: bool,
    mode: Mode,
) -> (DistanceCheck, String) {
    let (least, most) = feasible;
    // A hundredth is granted to rounding and to where in a town a journey begins.
    if reported.max_km.is_some_and(|told| told < least * 0.99) {
        let reason = format!(
            "The {} km told are less than the shortest possible {} km",
            whole(reported.km),
            whole(least)
        );
        return (DistanceCheck::Impossible, reason);
    }
    let by_air = matches!(mode, Mode::Missile | Mode::Flight);
    if points && by_air && reported.min_km <= most * AIR_DETOUR {
        return (DistanceCheck::Consistent, format!("The {} km told fit the line", whole(reported.km)));
    }
    let reason = if reported.min_km > most {
        format!(
            "The {} km told are more than the {} km of the longest direct path and need a detour",
            whole(reported.km),
            whole(most)
        )
    } else if points {
        format!("The {} km told are possible: the line is a lower bound", whole(reported.km))
    } else {
        format!(
            "The {} km told lie within the {} to {} km that the named areas allow",
            whole(reported.km),
            whole(least),
            whole(most)
        )
    };
    (DistanceCheck::Possible, reason)
}

/// Kilometres without decimals, with a comma at thousands.
fn whole(km: f64) -> String {
    grouped(km.max(0.).round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(km: f64, min_km: f64, max_km: Option<f64>) -> ReportedDistance {
        ReportedDistance { km, qualifier: None, min_km, max_km }
    }

    #[test]
    fn a_distance_below_the_shortest_path_is_impossible_and_one_above_is_possible() {
        let at = |reported, feasible, points, mode| check(reported, feasible, points, mode).0;
        let short = told(40., 38., Some(42.));
        assert_eq!(at(&short, (190., 190.), true, Mode::Road), DistanceCheck::Impossible);
        let long = told(1610., 1449., Some(1610.));
        assert_eq!(at(&long, (662., 2382.), false, Mode::Missile), DistanceCheck::Possible);
        assert_eq!(at(&long, (1500., 1500.), true, Mode::Missile), DistanceCheck::Consistent);
        assert_eq!(at(&long, (1500., 1500.), true, Mode::Road), DistanceCheck::Possible);
        let open = told(2000., 2000., None);
        assert_eq!(at(&open, (100., 300.), false, Mode::Flight), DistanceCheck::Possible);
    }
}
