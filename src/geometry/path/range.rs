use std::collections::HashSet;

use geo::{BooleanOps, Coord, CoordsIter, HasDimensions, LineString, MultiPolygon, Simplify};

use super::plane::{Plane, lambert_km, stretch, window};
use super::region::{GROWN_KM, Region, Site, put_together};
use super::search::{Chain, chains};
use super::shortest::{CLEARANCES_KM, LONGEST_KM, NoPath, REACH_KM};
use crate::geometry::edge_index::EdgeIndex;
use crate::geometry::{Position, distance_km, length_km, representative_position};

/// Longest stretch of border without a point tried as the end of the shortest journey, kilometres.
const BORDER_STEP_KM: f64 = 5.0;
/// How much an area's outline is simplified, in kilometres, for the corners tried as ends of the longest journey.
const OUTLINE_KM: f64 = 10.0;
/// How much the borders may be coarsened, in kilometres: the least that leaves few enough corners.
const COARSENESS_KM: [f64; 6] = [0.0, 0.5, 1.0, 2.0, 4.0, 8.0];
/// The coarsest borders.
const COARSEST_KM: f64 = 16.0;
/// How many corners keep the search of all ways from one area to another within a second.
const MOST_CORNERS: usize = 1500;
/// How often the ends of the longest journey are improved, at most.
const SWEEPS: usize = 4;

/// The least and the greatest length, in kilometres, that the shortest path between a point of one area and a point of
/// another can have, if it stays inside those two and the allowed areas.
///
/// The least is 0 where the two areas touch or overlap, and otherwise the shortest way over what is between, found
/// from all border points, at most 5 km apart, at once: a kilometre or so too long at most.
///
/// The greatest is found by sweeping: the farthest corner of the destination from one corner of the origin, the
/// farthest corner of the origin from that, and so on until nothing grows, beginning with the corner that is farthest
/// in a straight line. It is the length of a real path between corners of outlines simplified to 10 km, so it can be too
/// short: by some kilometres at each end, and by more where a farther pair exists that no sweep comes upon. Parts of
/// an area that no path reaches count for nothing.
///
/// Areas of many corners are coarsened first, by 0.5 to 16 km, until some 1,500 are left; that closes what is narrower
/// than twice that, and moves the figures by about as much. Otherwise paths and errors are as for
/// [`shortest_path`](super::shortest_path()). Costs about 0.1 s for countries of a thousand corners, and seconds for
/// archipelagos.
pub fn feasible_range_km(
    origin: &MultiPolygon<f64>,
    destination: &MultiPolygon<f64>,
    allowed: &[&MultiPolygon<f64>],
) -> Result<(f64, f64), NoPath> {
    let from = representative_position(origin).ok_or(NoPath::Invalid { what: "the area of origin" })?;
    let to =
        representative_position(destination).ok_or(NoPath::Invalid { what: "the area of destination" })?;
    let too_far = NoPath::TooFar { distance_km: distance_km(from, to) };
    if distance_km(from, to) > LONGEST_KM {
        return Err(too_far);
    }
    let plane = Plane::between(from, to).ok_or(too_far)?;
    let half = window(0.0, LONGEST_KM);
    let mut areas: Vec<_> =
        allowed.iter().copied().filter(|&area| area != origin && area != destination).collect();
    areas.push(origin);
    areas.push(destination);
    let laid: Vec<_> = areas.iter().map(|area| plane.lay_out(area, half)).collect();
    let corners =
        |coarse_km: f64| laid.iter().map(|area| area.simplify(coarse_km).coords_count()).sum::<usize>();
    let coarse_km = COARSENESS_KM.into_iter().find(|&coarse_km| corners(coarse_km) <= MOST_CORNERS);
    let coarse_km = coarse_km.unwrap_or(COARSEST_KM);
    let together = put_together(&plane, &areas, half, coarse_km);
    let grown = [origin, destination].map(|area| put_together(&plane, &[area], half, 0.0));
    let touching = !grown[0].intersection(&grown[1]).is_empty();
    // What lies beyond the border of each of the two: all but itself.
    let beyond = [origin, destination].map(|end| {
        let others: Vec<_> = areas.iter().copied().filter(|&area| area != end).collect();
        EdgeIndex::new(&put_together(&plane, &others, half, coarse_km))
    });
    let outlines = [origin, destination].map(|area| plane.lay_out(area, half).simplify(coarse_km));
    let wide = stretch(plane.project(from));
    for clearance_km in CLEARANCES_KM {
        let region = Region::new(plane, &together, GROWN_KM + coarse_km + clearance_km * wide);
        let Some(least) = (if touching { Some(0.0) } else { least_km(&region, &outlines, &beyond) }) else {
            continue;
        };
        let greatest = greatest_km(&region, &outlines, REACH_KM + GROWN_KM + clearance_km);
        if let Some(greatest) = greatest {
            return Ok((least, greatest.max(least)));
        }
    }
    Err(NoPath::Disconnected { from, to, areas: areas.len() })
}

/// Length of the shortest way from one border to the other.
fn least_km(region: &Region, outlines: &[MultiPolygon<f64>; 2], beyond: &[EdgeIndex; 2]) -> Option<f64> {
    // Only where a border runs inside the region, and along another area, does a way lead out.
    let leads_out = |side: usize, point: Coord<f64>| beyond[side].contains(point) && region.is_clear(point);
    let ends = [0, 1].map(|side| {
        let polygons = outlines[side].iter();
        let rings =
            polygons.flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        rings.flat_map(border_points).filter(|&point| leads_out(side, point)).collect::<Vec<_>>()
    });
    let sites = ends.each_ref().map(|ends| sites(region, ends));
    let chain = chains(region, &sites[0], &sites[1], 1, f64::INFINITY).pop()?;
    let position = |point: Coord<f64>| region.plane().unproject(point);
    Some(exact_km(region, &chain, position(ends[0][chain.source]), position(ends[1][chain.target])))
}

/// Length of the longest shortest path found between corners of the outlines.
fn greatest_km(region: &Region, outlines: &[MultiPolygon<f64>; 2], reach_km: f64) -> Option<f64> {
    let corners = outlines.each_ref().map(|outline| {
        let corners = outline.simplify(OUTLINE_KM).into_iter().flat_map(|polygon| polygon.into_inner().0.0);
        // Beside each corner itself, the point a path can begin at, and the part of the region that is in.
        let clear = |corner: Coord<f64>| {
            let point = region.nearest_clear(corner, reach_km)?;
            Some((region.plane().unproject(corner), point, region.island(point)))
        };
        corners.filter_map(clear).collect::<Vec<_>>()
    });
    // Only those from which the other area can be reached at all.
    let islands =
        corners.each_ref().map(|corners| corners.iter().map(|&(.., island)| island).collect::<HashSet<_>>());
    let corners = corners.map(|corners| {
        let shared = |island: &Option<usize>| islands.iter().all(|islands| islands.contains(island));
        corners.into_iter().filter(|(.., island)| shared(island)).collect::<Vec<_>>()
    });
    let sites = corners
        .each_ref()
        .map(|corners| sites(region, &corners.iter().map(|&(_, point, _)| point).collect::<Vec<_>>()));
    let straight = |a: &Site| sites[1].iter().map(|b| lambert_km(a.unit, b.unit)).fold(0.0, f64::max);
    let lengths: Vec<f64> = sites[0].iter().map(straight).collect();
    let mut end = (0..lengths.len()).max_by(|&a, &b| lengths[a].total_cmp(&lengths[b]))?;
    let mut side = 0;
    let mut greatest: Option<f64> = None;
    for _ in 0..SWEEPS {
        let found =
            chains(region, &[sites[side][end]], &sites[1 - side], sites[1 - side].len(), f64::INFINITY);
        // The chains come nearest first.
        let Some(farthest) = found.last() else { break };
        let (from, to) = (corners[side][end].0, corners[1 - side][farthest.target].0);
        let length_km = exact_km(region, farthest, from, to);
        if greatest.is_some_and(|greatest| length_km <= greatest + 1e-6) {
            break;
        }
        greatest = Some(length_km);
        (side, end) = (1 - side, farthest.target);
    }
    greatest
}

/// Length on the ellipsoid of a chain, between the ends it stands for.
fn exact_km(region: &Region, chain: &Chain, from: Position, to: Position) -> f64 {
    let bends = chain.bends.iter().map(|&bend| region.plane().unproject(region.bends[bend].point));
    length_km(&std::iter::once(from).chain(bends).chain([to]).collect::<Vec<_>>())
}

fn sites(region: &Region, points: &[Coord<f64>]) -> Vec<Site> {
    points.iter().map(|&point| Site::end(region.plane(), point)).collect()
}

/// Points along a ring, a step apart.
fn border_points(ring: &LineString<f64>) -> Vec<Coord<f64>> {
    let mut points: Vec<Coord<f64>> = Vec::new();
    for line in ring.lines() {
        let leg = line.end - line.start;
        let pieces = (leg.x.hypot(leg.y) / BORDER_STEP_KM).ceil().clamp(1.0, 10_000.0);
        points.extend((0..pieces as u32).map(|piece| line.start + leg * (f64::from(piece) / pieces)));
    }
    points
}
