//! The places around a position.

use std::collections::BinaryHeap;

use super::Gazetteer;
use super::layer::Layer;
use crate::gazetteer::PlaceId;
use crate::gazetteer::format::{Section, UNITS_PER_DEGREE};
use crate::gazetteer::sphere::on_sphere;
use crate::geometry::{Position, distance_km};

/// A place and how far away it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearby {
    /// The place.
    pub place: PlaceId,
    /// Kilometres between its point and the position, on the ellipsoid.
    pub distance_km: f64,
}

/// Packs order their trees by single precision: within so much of a parting plane a place may stand on either side of it. On the
/// Earth it is 6 m.
const PLANE: f64 = 1e-6;

impl Gazetteer {
    /// The places whose points are nearest by great circle, the nearest first: settlements, sites and natural features. Areas
    /// are left out, for their points say little of where they are; [`Gazetteer::first_level_at`] tells which one holds the
    /// position.
    ///
    /// Costs some ten microseconds and no memory: a pack holds its places as a k-d tree (Bentley 1975) over the unit sphere, where
    /// neither the poles nor the antimeridian are an edge.
    ///
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    /// use dateline::geometry::Position;
    ///
    /// let gazetteer = Gazetteer::bundled();
    /// let nearest = gazetteer.nearest(Position::new(36.7, 34.7), 1);
    /// assert!(nearest[0].distance_km < 5.0);
    /// ```
    #[must_use]
    pub fn nearest(&self, position: Position, limit: usize) -> Vec<Nearby> {
        if limit == 0 || !(position.lon.is_finite() && position.lat.is_finite()) {
            return Vec::new();
        }
        let mut nearest = Nearest { target: on_sphere(position), limit, found: BinaryHeap::new() };
        for (number, layer) in self.layers.iter().enumerate() {
            let tree = layer.pack.section(Section::Nearest).len() / 4;
            let is_listed = |local: u32| self.global(number, local) == layer.global(local);
            nearest.search(layer, 0..tree, 0, &is_listed);
        }
        let mut found: Vec<Nearby> = nearest
            .found
            .into_iter()
            .map(|Candidate { place, .. }| Nearby {
                place,
                distance_km: distance_km(position, self.position(place)),
            })
            .collect();
        found.sort_by(|a, b| a.distance_km.total_cmp(&b.distance_km).then(a.place.cmp(&b.place)));
        found
    }
}

/// A search under way.
struct Nearest {
    target: [f64; 3],
    limit: usize,
    /// The farthest on top.
    found: BinaryHeap<Candidate>,
}

/// A place by the square of its straight distance on the unit sphere.
struct Candidate {
    distance: f64,
    place: PlaceId,
}

impl Nearest {
    fn search(
        &mut self,
        layer: &Layer,
        range: std::ops::Range<usize>,
        axis: usize,
        is_listed: &impl Fn(u32) -> bool,
    ) {
        if range.is_empty() {
            return;
        }
        let middle = range.start + range.len() / 2;
        let local = layer.pack.u32(Section::Nearest, middle);
        let point = layer.on_sphere(local);
        if is_listed(local) && (local as usize) < layer.places() {
            let distance = (0..3).map(|axis| (point[axis] - self.target[axis]).powi(2)).sum();
            self.found.push(Candidate { distance, place: layer.global(local) });
            if self.found.len() > self.limit {
                self.found.pop();
            }
        }
        let away = self.target[axis] - point[axis];
        let (low, high) = (range.start..middle, middle + 1..range.end);
        let (near, far) = if away < 0.0 { (low, high) } else { (high, low) };
        let next = (axis + 1) % 3;
        self.search(layer, near, next, is_listed);
        let reach = away.abs() - PLANE;
        let farthest = self.found.peek().map_or(f64::INFINITY, |farthest| farthest.distance);
        if self.found.len() < self.limit || reach <= 0.0 || reach * reach <= farthest {
            self.search(layer, far, next, is_listed);
        }
    }
}

impl Layer {
    fn on_sphere(&self, local: u32) -> [f64; 3] {
        let degrees = |section| f64::from(self.pack.i32(section, local as usize)) / UNITS_PER_DEGREE;
        on_sphere(Position::new(degrees(Section::Longitude), degrees(Section::Latitude)))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.distance.total_cmp(&other.distance).then(self.place.cmp(&other.place))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Candidate {}
