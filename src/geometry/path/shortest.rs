use std::fmt;

use geo::{Coord, MultiPolygon, Simplify};
use thiserror::Error;

use super::plane::{Plane, stretch, window};
use super::region::{GROWN_KM, Region, Site, put_together};
use super::search::chains;
use crate::geometry::{Position, PreparedArea, distance_km, length_km};

/// Clearances tried, in kilometres: the widest that lets the journey through is kept.
pub(super) const CLEARANCES_KM: [f64; 3] = [1.5, 0.6, 0.25];
/// How far outside the allowed areas an end may lie, in kilometres: a port, or a town on the border.
pub(super) const REACH_KM: f64 = 3.0;
/// Longest journey laid on one plane, in kilometres: its ends are then 70 degrees from the middle.
pub(super) const LONGEST_KM: f64 = 15_500.0;
/// How much longer than the geodesic the path is supposed to be at most, first and when that was too little. A longer one
/// widens the search further.
const DETOURS: [f64; 3] = [1.02, 1.08, 1.25];

/// The share of a journey by which borders are smoothed besides, so that a long one does not look at every cove.
const COARSENED: f64 = 4_000.0;
/// How much they are smoothed by at most, in kilometres: less than the clearance, so that no path leaves the areas by it.
const COARSEST_KM: f64 = 1.0;

/// A path of geodesics.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Its start, the bends on the way, and its end: geodesics between, not densified.
    pub points: Vec<Position>,
    /// Length in kilometres on the ellipsoid.
    pub length_km: f64,
    /// How far inside the allowed areas it was asked to keep, in kilometres: 1.5, or less where they are too narrow.
    pub clearance_km: f64,
}

/// One end of a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Where it begins.
    Start,
    /// Where it ends.
    Destination,
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Start => "start",
            Self::Destination => "destination",
        })
    }
}

/// Why there is no path.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum NoPath {
    /// An end lies outside all allowed areas, and not just beside one.
    #[error("the {which} {}, {} lies more than {REACH_KM} km outside the allowed areas", position.lon, position.lat)]
    OutsideAllowed {
        /// The end in question.
        which: End,
        /// Where it is.
        position: Position,
    },
    /// The allowed areas do not lead from one end to the other.
    #[error(
        "no way from {}, {} to {}, {} stays inside the {areas} allowed areas",
        from.lon, from.lat, to.lon, to.lat
    )]
    Disconnected {
        /// Where the journey begins.
        from: Position,
        /// Where it ends.
        to: Position,
        /// How many areas are allowed.
        areas: usize,
    },
    /// The journey spans too much of the globe.
    #[error("the journey is {distance_km:.0} km long; paths are found up to {LONGEST_KM} km")]
    TooFar {
        /// Length of the geodesic between the ends, kilometres.
        distance_km: f64,
    },
    /// A number that is not finite, or an area that has no vertex.
    #[error("{what} is empty or not finite")]
    Invalid {
        /// What is at fault.
        what: &'static str,
    },
}

/// The shortest path between two positions that stays inside the union of the allowed areas.
///
/// 1. The journey is laid on a gnomonic plane about its middle, where geodesics are straight lines.
/// 2. The areas are cut to the ellipse that a path 1.02 times the geodesic could reach, smoothed by 0.2 km, united and grown
///    by 0.5 km, so that borders that do not quite match are no gaps. The border of all is smoothed once more, by a
///    4,000th of the journey, but 1 km and 0.7 of the clearance at most.
/// 3. A* over the visibility graph of the corners that stick into that region, in a distance of what was grown and
///    a clearance of 1.5 km (0.6, then 0.25 km, where the way is too narrow), finds the shortest chain of free legs.
/// 4. If there is none that short, the search is repeated in wider ellipses; one longer than its ellipse allows for is
///    looked for again in the ellipse of its own length, which is sure to hold the shortest.
///
/// The result is exact for the region with that inward buffer, but for arcs around corners being cut into steps of 45
/// degrees. It never leaves the allowed areas by more than 0.5 km, and that only across gaps and spikes narrower than
/// 1 km; besides, ends may lie outside by 3 km. The plane stretches the middle of a journey least, so there the clearance
/// is greater: by a tenth on a journey of 4,000 km, twofold on one of 10,000 km. Legs over 4,000 km, which are geodesics
/// of the ellipsoid, can leave the lines of the plane by more than the clearance.
///
/// The same input gives the same bytes, and the journey back the same path reversed. Costs some 10 ms over lands of a
/// few thousand corners and wide ones of tens of thousands, 0.1 to 0.3 s along ragged coasts, and a second to find that there
/// is no way from one island of an archipelago to another.
///
/// ```
/// use dateline::geometry::{Position, length_km, shortest_path};
/// use geo::polygon;
///
/// // A land like a horseshoe, and a way from one of its ends to the other.
/// let land = polygon![(x: 0., y: 0.), (x: 6., y: 0.), (x: 6., y: 6.), (x: 4., y: 6.), (x: 4., y: 2.), (x: 2., y: 2.),
///     (x: 2., y: 6.), (x: 0., y: 6.)].into();
/// let (from, to) = (Position::new(1., 5.), Position::new(5., 5.));
/// let path = shortest_path(from, to, &[&land]).unwrap();
/// let by_the_corners = length_km(&[from, Position::new(2., 2.), Position::new(4., 2.), to]);
/// assert!(path.length_km > by_the_corners && path.length_km < by_the_corners + 10.);
/// ```
pub fn shortest_path(from: Position, to: Position, allowed: &[&MultiPolygon<f64>]) -> Result<Path, NoPath> {
    shortest_path_within(from, to, allowed, LONGEST_KM)
}

/// As [`shortest_path`], but of at most about `longest_km` kilometres: to find that there is none that short is cheaper.
pub fn shortest_path_within(
    from: Position,
    to: Position,
    allowed: &[&MultiPolygon<f64>],
    longest_km: f64,
) -> Result<Path, NoPath> {
    for (position, what) in [(from, "the start"), (to, "the destination")] {
        if !(position.lon.is_finite() && position.lat.is_finite()) {
            return Err(NoPath::Invalid { what });
        }
    }
    // One direction is computed for both, so that the way back has the same length to the last bit.
    if (to.lon, to.lat) < (from.lon, from.lat) {
        return match ordered_path(to, from, allowed, longest_km) {
            Ok(mut path) => {
                path.points.reverse();
                Ok(path)
            }
            Err(NoPath::OutsideAllowed { which, position }) => {
                let which = if which == End::Start { End::Destination } else { End::Start };
                Err(NoPath::OutsideAllowed { which, position })
            }
            Err(NoPath::Disconnected { areas, .. }) => Err(NoPath::Disconnected { from, to, areas }),
            Err(other) => Err(other),
        };
    }
    ordered_path(from, to, allowed, longest_km)
}

fn ordered_path(
    from: Position,
    to: Position,
    allowed: &[&MultiPolygon<f64>],
    longest_km: f64,
) -> Result<Path, NoPath> {
    let apart_km = distance_km(from, to);
    let too_far = NoPath::TooFar { distance_km: apart_km };
    if apart_km > LONGEST_KM {
        return Err(too_far);
    }
    let plane = Plane::between(from, to).ok_or(too_far)?;
    let ends = [plane.project(from), plane.project(to)];
    // What is drawn wider at the ends than in the middle of the plane is made to be wide enough there.
    let wide = stretch(ends[0]);
    let mut outside = None;
    'clearances: for clearance_km in CLEARANCES_KM {
        let mut limit_km = apart_km * DETOURS[0];
        loop {
            let coarse_km = (limit_km / COARSENED).min(COARSEST_KM).min(clearance_km * 0.7);
            // After the union, so that neighbours do not come apart and no strait closes.
            let together = put_together(&plane, allowed, roomy(apart_km, limit_km), 0.0).simplify(coarse_km);
            let region = Region::new(plane, &together, GROWN_KM + clearance_km * wide);
            let reach_km = REACH_KM + GROWN_KM + clearance_km;
            let [start, end] = ends.map(|point| region.nearest_clear(point, reach_km));
            let (Some(start), Some(end)) = (start, end) else {
                let (which, position) =
                    if start.is_none() { (End::Start, from) } else { (End::Destination, to) };
                outside = outside.or(Some((which, position)));
                break;
            };
            let apart = region.island(start) != region.island(end);
            let path = if apart { None } else { between(&region, start, end, limit_km + 2.0 * reach_km) }
                .map(|bends| {
                    let points: Vec<_> = std::iter::once(from).chain(bends).chain([to]).collect();
                    Path { length_km: length_km(&points), points, clearance_km }
                });
            let widest = limit_km >= longest_km;
            match path {
                Some(path) if path.length_km <= limit_km.max(apart_km + 2.0 * reach_km) || widest => {
                    return Ok(path);
                }
                Some(path) => limit_km = path.length_km * 1.001,
                // Parts of the region that do not touch are not joined by keeping less clear of its border.
                None if widest && apart => break 'clearances,
                None if widest => break,
                None => {
                    let next =
                        DETOURS.into_iter().map(|detour| detour * apart_km).find(|next| *next > limit_km);
                    limit_km =
                        next.unwrap_or((limit_km * 3.0).max(300.0).min(longest_km.max(limit_km + 1.0)));
                }
            }
        }
    }
    let beside = |position: Position| allowed.iter().any(|area| PreparedArea::new(area).contains(position));
    match outside {
        // An end inside an area is not outside, only shut in by something too narrow to leave.
        Some((which, position)) if !beside(position) => Err(NoPath::OutsideAllowed { which, position }),
        _ => Err(NoPath::Disconnected { from, to, areas: allowed.len() }),
    }
}

/// The window for paths of a length, with room for the ends to be moved and the window's own edges kept clear of.
fn roomy(apart_km: f64, limit_km: f64) -> Coord<f64> {
    let half = window(apart_km, limit_km);
    Coord { x: half.x + 25.0, y: half.y + 25.0 }
}

/// The bends on the shortest way between two clear points.
fn between(region: &Region, start: Coord<f64>, end: Coord<f64>, limit_km: f64) -> Option<Vec<Position>> {
    if region.is_free(start, end) {
        return Some(vec![]);
    }
    let plane = region.plane();
    let chain = chains(region, &[Site::end(plane, start)], &[Site::end(plane, end)], 1, limit_km).pop()?;
    Some(chain.bends.iter().map(|&bend| plane.unproject(region.bends[bend].point)).collect())
}
