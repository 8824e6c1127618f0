//! The way of a ship: over the seas of the atlas, from the water beside one port to that beside the other.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use geo::{BoundingRect, MultiPolygon};

use super::Atlas;
use crate::geometry::{BoundingBox, Position, PreparedArea, densify, distance_km, shortest_path_within};

/// Longest leg, in kilometres, that is looked for on water: the seas of half a globe cost seconds.
const LONGEST_LEG_KM: f64 = 3_000.;

/// How many times as long as the geodesic a way over water may be, besides [`ROOM_KM`].
const DETOUR: f64 = 3.;

/// Ways that are remembered: journeys are derived anew after each batch of documents, and a way costs some 0.1 s.
const REMEMBERED: usize = 4_096;

/// The ends to the last bit, and the seas by id and number of corners.
type Question = ([u64; 4], Vec<(String, usize)>);

static WAYS: LazyLock<Mutex<HashMap<Question, Option<Vec<Position>>>>> = LazyLock::new(Mutex::default);

/// How far from the water a port may lie, in kilometres: up a river, or the middle of a wide city.
const ASHORE_KM: f64 = 40.;

/// Kilometres of sea around the geodesic that are looked at, besides a share of its length.
const ROOM_KM: f64 = 300.;

/// Kilometres in a degree of latitude, roughly.
const DEGREE_KM: f64 = 111.;

/// The bends of the shortest way over water, with both ends; none where an end is far from the sea, or no way is found.
///
/// Seas are the territories of the atlas that belong to no country. A way may lead up to 0.5 km over land, as
/// [`shortest_path_within`] grows areas by that, and from a port straight to the nearest shore.
pub(super) fn way(atlas: &dyn Atlas, from: Position, to: Position) -> Option<Vec<Position>> {
    let apart_km = distance_km(from, to);
    if !(1. ..=LONGEST_LEG_KM).contains(&apart_km) {
        return None;
    }
    let named = seas_around(atlas, from, to, apart_km);
    let corners = |area: &MultiPolygon<f64>| area.iter().map(|polygon| polygon.exterior().0.len()).sum();
    let question = (
        [from.lon, from.lat, to.lon, to.lat].map(f64::to_bits),
        named.iter().map(|(id, area)| (id.clone(), corners(area))).collect::<Vec<(String, usize)>>(),
    );
    let known = WAYS.lock().unwrap_or_else(PoisonError::into_inner).get(&question).cloned();
    if let Some(way) = known {
        return way;
    }
    let seas: Vec<_> = named.into_iter().map(|(_, area)| area).collect();
    let way = find(&seas, from, to, apart_km);
    let mut ways = WAYS.lock().unwrap_or_else(PoisonError::into_inner);
    if ways.len() >= REMEMBERED {
        ways.clear();
    }
    ways.insert(question, way.clone());
    way
}

/// Whether the geodesic between two ports leads over land for more than [`ASHORE_KM`] at a stretch, which no port explains.
pub(super) fn is_barred(atlas: &dyn Atlas, from: Position, to: Position) -> bool {
    const STEP_KM: f64 = 10.;
    let points = densify(&[from, to], STEP_KM);
    let mut lands: Vec<(String, PreparedArea)> = Vec::new();
    for part in BoundingBox::of(points.iter().copied()).iter().flat_map(BoundingBox::parts) {
        for territory in atlas.territories(part).into_iter().filter(|near| near.country.is_some()) {
            if !lands.iter().any(|(known, _)| *known == territory.place_id) {
                lands.push((territory.place_id, PreparedArea::new(&territory.area)));
            }
        }
    }
    let mut ashore_km = 0.;
    points.iter().any(|point| {
        let on_land = lands.iter().any(|(_, land)| land.contains(*point));
        ashore_km = if on_land { ashore_km + STEP_KM } else { 0. };
        ashore_km > ASHORE_KM
    })
}

fn find(
    seas: &[Arc<MultiPolygon<f64>>],
    from: Position,
    to: Position,
    apart_km: f64,
) -> Option<Vec<Position>> {
    let harbours = [harbour(from, seas)?, harbour(to, seas)?];
    let areas: Vec<&MultiPolygon<f64>> = seas.iter().map(AsRef::as_ref).collect();
    let longest_km = apart_km * DETOUR + ROOM_KM;
    let path = shortest_path_within(harbours[0], harbours[1], &areas, longest_km).ok()?;
    let mut way = vec![from];
    way.extend(path.points);
    way.push(to);
    way.dedup();
    Some(way)
}

fn seas_around(
    atlas: &dyn Atlas,
    from: Position,
    to: Position,
    apart_km: f64,
) -> Vec<(String, Arc<MultiPolygon<f64>>)> {
    let room = (apart_km * 0.25 + ROOM_KM) / DEGREE_KM;
    let mut seas: Vec<(String, Arc<MultiPolygon<f64>>)> = Vec::new();
    for bounds in BoundingBox::of(densify(&[from, to], 50.)).iter().flat_map(BoundingBox::parts) {
        let [west, south, east, north] = bounds;
        // Degrees of longitude are shorter away from the equator.
        let wide = room / south.abs().max(north.abs()).min(80.).to_radians().cos();
        let roomy = [
            (west - wide).max(-180.),
            (south - room).max(-90.),
            (east + wide).min(180.),
            (north + room).min(90.),
        ];
        for territory in atlas.territories(roomy).into_iter().filter(|near| near.country.is_none()) {
            if !seas.iter().any(|(known, _)| *known == territory.place_id) {
                seas.push((territory.place_id, territory.area));
            }
        }
    }
    seas
}

/// The position itself where it is on water, else the nearest corner of a shore within [`ASHORE_KM`].
fn harbour(position: Position, seas: &[Arc<MultiPolygon<f64>>]) -> Option<Position> {
    let around = |sea: &&Arc<MultiPolygon<f64>>| {
        sea.bounding_rect().is_some_and(|bounds| {
            let ([west, south], [east, north]): ([f64; 2], [f64; 2]) =
                (bounds.min().into(), bounds.max().into());
            (west..=east).contains(&position.lon) && (south..=north).contains(&position.lat)
        })
    };
    if seas.iter().filter(around).any(|sea| PreparedArea::new(sea).contains(position)) {
        return Some(position);
    }
    let half = ASHORE_KM / DEGREE_KM;
    let wide = half / position.lat.abs().min(85.).to_radians().cos();
    seas.iter()
        .flat_map(|sea| sea.iter())
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        .flat_map(|ring| &ring.0)
        .filter(|corner| (corner.y - position.lat).abs() <= half && (corner.x - position.lon).abs() <= wide)
        .map(|corner| {
            let corner = Position::from(*corner);
            (distance_km(position, corner), corner)
        })
        .filter(|(away, _)| *away <= ASHORE_KM)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, corner)| corner)
}
