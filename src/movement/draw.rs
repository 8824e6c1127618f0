//! The line of a journey: the shortest that agrees with what the text says of the route.

use std::sync::Arc;

use geo::MultiPolygon;

use super::{Atlas, Mode, Stop, water};
use crate::geometry::{Position, distance_km, shortest_path};

/// Most stops on the way whose order is tried out; beyond, the order of the text is kept.
const MAX_PERMUTED: usize = 6;

/// What the line rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// The shortest path inside the named areas
    Areas,
    /// Geodesics from one named stop to the next
    Stops,
    /// The text names no route: the shortest way over water
    Water,
    /// The text names no route: the plain geodesic
    Plain,
}

/// A line between one origin and one destination.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    /// Its bends: geodesics between, not densified.
    pub points: Vec<Position>,
    /// Kilometres on the ellipsoid.
    pub length_km: f64,
    pub basis: Basis,
    /// The areas it had to stay in; empty unless [`Basis::Areas`].
    pub allowed: Vec<Arc<MultiPolygon<f64>>>,
    /// How it was found, in words.
    pub method: String,
}

/// The line from `origin` over `vias` to `destination`; the reason in words when none agrees with the text.
///
/// 1. No route in the text: the geodesic between the two representative points.
/// 2. All stops on the way have areas: the shortest path inside the union of those, the origin's and the destination's. The area
///    of a point is its country.
/// 3. A stop on the way is a point (a strait, a town): geodesics from stop to stop, in the order that makes them shortest.
/// 4. A ship keeps to the water from stop to stop, where a way over the seas of the atlas is found.
pub(super) fn draw(
    atlas: &dyn Atlas,
    mode: Mode,
    origin: &Stop,
    vias: &[Stop],
    destination: &Stop,
) -> Result<Drawn, String> {
    let drawn = over_stops_or_areas(atlas, origin, vias, destination)?;
    let between_ports = is_point(origin) && is_point(destination);
    if mode == Mode::Sea { afloat(atlas, drawn, between_ports) } else { Ok(drawn) }
}

/// The line with its geodesics bent around the land; none where a ship would have to cross it from port to port. The middle of a country
/// is no port, and a line from there begins ashore.
fn afloat(atlas: &dyn Atlas, drawn: Drawn, between_ports: bool) -> Result<Drawn, String> {
    if drawn.basis == Basis::Areas {
        return Ok(drawn);
    }
    let mut points: Vec<Position> = drawn.points.first().copied().into_iter().collect();
    let (mut legs, mut on_water) = (0, 0);
    for leg in drawn.points.windows(2) {
        legs += 1;
        match water::way(atlas, leg[0], leg[1]) {
            Some(way) => {
                on_water += 1;
                points.extend(way.into_iter().skip(1));
            }
            None if between_ports && water::is_barred(atlas, leg[0], leg[1]) => {
                return Err("No line: no way over water was found, and a ship does not cross land".to_owned());
            }
            None => points.push(leg[1]),
        }
    }
    let method = match on_water {
        0 => format!("{}; no way over water was found", drawn.method),
        _ if on_water == legs => format!("{}; bent to keep to the water", drawn.method),
        _ => format!("{}; bent to keep to the water on {on_water} of {legs} legs", drawn.method),
    };
    let plain = drawn.basis == Basis::Plain && on_water > 0;
    Ok(Drawn {
        length_km: crate::geometry::length_km(&points),
        points,
        basis: if plain { Basis::Water } else { drawn.basis },
        method,
        ..drawn
    })
}

fn over_stops_or_areas(
    atlas: &dyn Atlas,
    origin: &Stop,
    vias: &[Stop],
    destination: &Stop,
) -> Result<Drawn, String> {
    if origin.place_id == destination.place_id {
        return Err(format!("Origin and destination are both {}", origin.name));
    }
    let (from, to) = (origin.position, destination.position);
    if vias.is_empty() {
        return Ok(Drawn {
            points: vec![from, to],
            length_km: distance_km(from, to),
            basis: Basis::Plain,
            allowed: Vec::new(),
            method: format!(
                "Geodesic from {} to {}; the text names no route",
                point_of(origin),
                point_of(destination)
            ),
        });
    }
    let areas: Option<Vec<_>> = vias.iter().map(|via| atlas.area(&via.place_id)).collect();
    match areas {
        Some(areas) => inside(atlas, origin, vias, areas, destination),
        None => Ok(stop_to_stop(origin, vias, destination)),
    }
}

fn inside(
    atlas: &dyn Atlas,
    origin: &Stop,
    vias: &[Stop],
    areas: Vec<Arc<MultiPolygon<f64>>>,
    destination: &Stop,
) -> Result<Drawn, String> {
    let mut allowed = areas;
    let mut names: Vec<String> = vias.iter().map(|via| via.name.clone()).collect();
    for (end, first) in [(origin, true), (destination, false)] {
        let Some((name, area)) = surroundings(atlas, end) else {
            return Err(format!("The area around {} is not known", end.name));
        };
        if !names.contains(&name) {
            names.insert(if first { 0 } else { names.len() }, name);
            allowed.push(area);
        }
    }
    let borrowed: Vec<&MultiPolygon<f64>> = allowed.iter().map(AsRef::as_ref).collect();
    let path = shortest_path(origin.position, destination.position, &borrowed)
        .map_err(|reason| format!("No line stays inside {}: {reason}", list(&names)))?;
    Ok(Drawn {
        points: path.points,
        length_km: path.length_km,
        basis: Basis::Areas,
        method: format!(
            "Shortest geodesic path inside {}, from {} to {}",
            list(&names),
            point_of(origin),
            point_of(destination)
        ),
        allowed,
    })
}

/// The area a journey may start or end in: the place's own, or for a point its country's.
fn surroundings(atlas: &dyn Atlas, end: &Stop) -> Option<(String, Arc<MultiPolygon<f64>>)> {
    let whole = matches!(end.precision.as_str(), "country" | "region" | "natural");
    if whole && let Some(area) = atlas.area(&end.place_id) {
        return Some((end.name.clone(), area));
    }
    let country = atlas.country(end.country.as_deref()?)?;
    Some((country.name, country.area))
}

fn stop_to_stop(origin: &Stop, vias: &[Stop], destination: &Stop) -> Drawn {
    let mut order: Vec<usize> = (0..vias.len()).collect();
    let line = |order: &[usize]| -> Vec<Position> {
        let middle = order.iter().map(|via| vias[*via].position);
        std::iter::once(origin.position).chain(middle).chain([destination.position]).collect()
    };
    let length = |order: &[usize]| crate::geometry::length_km(&line(order));
    if vias.len() <= MAX_PERMUTED {
        let mut best = (length(&order), order.clone());
        permute(&mut order, 0, &mut |candidate| {
            let km = length(candidate);
            if km < best.0 {
                best = (km, candidate.to_vec());
            }
        });
        order = best.1;
    }
    let points = line(&order);
    let names: Vec<String> = order.iter().map(|via| vias[*via].name.clone()).collect();
    Drawn {
        length_km: crate::geometry::length_km(&points),
        points,
        basis: Basis::Stops,
        allowed: Vec::new(),
        method: format!(
            "Geodesics from {} over {} to {}",
            point_of(origin),
            list(&names),
            point_of(destination)
        ),
    }
}

fn permute(order: &mut Vec<usize>, fixed: usize, visit: &mut impl FnMut(&[usize])) {
    if fixed + 1 >= order.len() {
        visit(order);
        return;
    }
    for next in fixed..order.len() {
        order.swap(fixed, next);
        permute(order, fixed + 1, visit);
        order.swap(fixed, next);
    }
}

/// "Homs", but "the representative point of Syria": how exact the end of a line is.
fn point_of(stop: &Stop) -> String {
    if is_point(stop) { stop.name.clone() } else { format!("the representative point of {}", stop.name) }
}

/// Whether the stop is known to a point.
pub(super) fn is_point(stop: &Stop) -> bool {
    matches!(stop.precision.as_str(), "settlement" | "site")
}

/// "A, B and C"
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
