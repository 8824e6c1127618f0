use std::f64::consts::FRAC_PI_4;

use geo::algorithm::buffer::{BufferStyle, LineJoin};
use geo::{
    Buffer, Coord, LineString, MultiPolygon, Orient, Polygon, Simplify, orient::Direction, unary_union,
};

use super::grid::{Grid, Leg, cross, direction, foot, legs_apart_squared, rotated};
use super::plane::{Plane, Vector, stretch};
use crate::geometry::edge_index::EdgeIndex;

/// How far each area is grown, in kilometres, before they are put together: borders drawn independently may gape by
/// twice this and still be borders.
pub(super) const GROWN_KM: f64 = 0.5;
/// How far a border may be moved to spare its finest wiggles, in kilometres.
const SIMPLIFIED_KM: f64 = 0.2;
/// The least turn, in radians, for which an arc around a corner is halved again.
const FINEST_TURN: f64 = 0.05;

/// A place to bend at, or an end of the journey.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    /// Where, on the plane.
    pub(super) point: Coord<f64>,
    /// Where, on the auxiliary sphere.
    pub(super) unit: Vector,
    /// For a place to bend at, the directions in which the border around it arrives and goes on, of length 1.
    corner: Option<[Coord<f64>; 2]>,
}

impl Site {
    /// An end of a journey.
    pub(super) fn end(plane: &Plane, point: Coord<f64>) -> Self {
        Self { point, unit: plane.unit(point), corner: None }
    }

    /// Whether a leg between this site and the other point can be part of a shortest path: at a bend it must touch the
    /// corner, not run head on into it, for otherwise the bend could be cut short.
    pub(super) fn is_taut(&self, other: Coord<f64>) -> bool {
        let Some([arriving, leaving]) = self.corner else { return true };
        let leg = self.point - other;
        // Clearances differ a little from edge to edge, and with them the common tangents of neighbouring bends. Being
        // generous costs a few legs more to ask about, and never a wrong path.
        let slack = 0.01 * (leg.x * leg.x + leg.y * leg.y).sqrt();
        let (before, after) = (-cross(leg, arriving), cross(leg, leaving));
        (before >= -slack && after >= -slack) || (before <= slack && after <= slack)
    }
}

/// The allowed areas put together on the plane.
///
/// 1. Each is cut to the window, its finest wiggles are smoothed, all are united and grown by 0.5 km, so that borders
///    that do not quite match close.
/// 2. A path keeps clear of every edge of that region by what it was grown, and the clearance asked for besides. That
///    is the region with an inward buffer, without ever drawing it: a leg is free if no edge comes nearer.
/// 3. Places to bend at lie around the corners that stick into the region, just clear of them.
///
/// A grid over the edges keeps asking cheap: a leg meets the edges in the cells it runs through.
#[derive(Debug)]
pub(super) struct Region {
    plane: Plane,
    /// Its parts, which do not touch each other.
    islands: Vec<EdgeIndex>,
    grid: Grid,
    /// How far off every edge a path stays, in kilometres of the plane: the same for all, so that the line between
    /// the places to bend at around neighbouring corners keeps clear of both.
    clearance: f64,
    /// Places to bend at.
    pub(super) bends: Vec<Site>,
}

/// The areas put together on the plane, inside a window: smoothed, united, and grown to close gaps at borders.
///
/// Smoothed by `coarse_km` more than need be, they are also grown by that much more, and so lose nothing.
pub(super) fn put_together(
    plane: &Plane,
    areas: &[&MultiPolygon<f64>],
    half: Coord<f64>,
    coarse_km: f64,
) -> MultiPolygon<f64> {
    // Wound alike, because the union takes the first ring's winding for that of all exteriors.
    let lay_out = |area: &&MultiPolygon<f64>| {
        wound_by_area(plane.lay_out(area, half).simplify(SIMPLIFIED_KM + coarse_km))
    };
    let laid: Vec<_> = areas.iter().map(lay_out).collect();
    let united = unary_union(laid.iter());
    // Bevelled, so that no corner grows further than its edges.
    let grown = united.buffer_with_style(BufferStyle::new(GROWN_KM + coarse_km).line_join(LineJoin::Bevel));
    grown.orient(Direction::Default)
}

/// Outer rings counterclockwise, inner ones clockwise, by the area they enclose.
///
/// The usual way, by the turn at an extreme corner, goes wrong where a ring runs along the window's edge and back.
fn wound_by_area(area: MultiPolygon<f64>) -> MultiPolygon<f64> {
    let wind = |ring: &mut LineString<f64>, counterclockwise: bool| {
        let doubled: f64 = ring.lines().map(|line| cross(line.start, line.end)).sum();
        if (doubled < 0.0) == counterclockwise {
            ring.0.reverse();
        }
    };
    let polygons = area.into_iter().map(|polygon| {
        let (mut exterior, mut interiors) = polygon.into_inner();
        wind(&mut exterior, true);
        for ring in &mut interiors {
            wind(ring, false);
        }
        Polygon::new(exterior, interiors)
    });
    polygons.collect()
}

impl Region {
    /// A region of areas [put together](put_together), in which paths keep `clearance` away from the border of what
    /// was grown, in kilometres of the plane.
    pub(super) fn new(plane: Plane, grown: &MultiPolygon<f64>, clearance: f64) -> Self {
        let grid = Grid::new(rings(grown).flatten().collect(), clearance);
        let islands = grown.iter().map(|island| EdgeIndex::new(&island.clone().into())).collect();
        let mut region = Self { plane, islands, grid, clearance, bends: vec![] };
        let mut bends = Vec::new();
        for ring in rings(grown) {
            region.bends_around(&ring, &mut bends);
        }
        region.bends = bends;
        region
    }

    pub(super) fn plane(&self) -> &Plane {
        &self.plane
    }

    /// Adds the places to bend at around the corners of a ring, which has the region on its left.
    fn bends_around(&self, ring: &[Leg], bends: &mut Vec<Site>) {
        for (index, &(corner, next)) in ring.iter().enumerate() {
            let (previous, _) = ring[(index + ring.len() - 1) % ring.len()];
            let (arriving, leaving) = (direction(previous, corner), direction(corner, next));
            let turn = cross(arriving, leaving).atan2(arriving.x * leaving.x + arriving.y * leaving.y);
            // Only where the border turns right does it stick into the region.
            if turn >= 0.0 {
                continue;
            }
            // The arc around the corner, drawn as a polygon around it, of steps of 45 degrees at most.
            let steps = (-turn / FRAC_PI_4).ceil();
            for number in 0..steps as u32 {
                let arriving = rotated(arriving, turn / steps * f64::from(number));
                self.bends_on_arc(corner, arriving, turn / steps, bends);
            }
        }
    }

    /// Adds the place where the tangents at the two ends of an arc around a corner meet. Where another edge is too near
    /// to that, part of the arc may still lie free, and gets its own places, down to steps of a few degrees.
    fn bends_on_arc(&self, corner: Coord<f64>, arriving: Coord<f64>, turn: f64, bends: &mut Vec<Site>) {
        let out = self.clearance * (1.0 + 1e-7) / (turn / 2.0).cos();
        let middle = rotated(arriving, turn / 2.0);
        let point = Coord { x: corner.x - middle.y * out, y: corner.y + middle.x * out };
        if self.is_clear(point) {
            let corner = Some([arriving, rotated(arriving, turn)]);
            bends.push(Site { point, unit: self.plane.unit(point), corner });
        } else if turn.abs() > FINEST_TURN {
            self.bends_on_arc(corner, arriving, turn / 2.0, bends);
            self.bends_on_arc(corner, middle, turn / 2.0, bends);
        }
    }

    /// Which part of the region the point is in, if any: no path leads from one to another.
    pub(super) fn island(&self, point: Coord<f64>) -> Option<usize> {
        self.islands.iter().position(|island| island.contains(point))
    }

    /// Whether no edge is too near to the point.
    pub(super) fn is_clear(&self, point: Coord<f64>) -> bool {
        self.is_free(point, point)
    }

    /// Whether no edge is too near to the leg: between two points inside that makes it a leg inside.
    pub(super) fn is_free(&self, from: Coord<f64>, to: Coord<f64>) -> bool {
        let leg = to - from;
        let far = self.clearance * (leg.x * leg.x + leg.y * leg.y).sqrt();
        !self.grid.any_along((from, to), 0.0, |(start, end)| {
            // Most edges lie wholly on one side; that is seen from the distances of their ends from the leg's line.
            let (left, right) = (cross(leg, start - from), cross(leg, end - from));
            let aside = (left > far && right > far) || (left < -far && right < -far);
            !aside && legs_apart_squared((start, end), (from, to)) < self.clearance * self.clearance
        })
    }

    /// The nearest point that is inside and clear, found by stepping away from edges too near; none within `reach_km`.
    pub(super) fn nearest_clear(&self, point: Coord<f64>, reach_km: f64) -> Option<Coord<f64>> {
        let reach = reach_km * stretch(point);
        let mut at = point;
        for _ in 0..200 {
            let inside = self.island(at).is_some();
            let mut nearest: Option<(f64, Coord<f64>)> = None;
            // Outside, the nearest edge shows the way in, however far; inside, only edges too near matter.
            self.grid.any_along((at, at), if inside { 0.0 } else { reach }, |edge| {
                let foot = foot(edge, at);
                let distance = (at.x - foot.x).hypot(at.y - foot.y);
                if nearest.is_none_or(|(least, _)| distance < least) {
                    nearest = Some((distance, foot));
                }
                false
            });
            let Some((_, foot)) = nearest.filter(|&(distance, _)| !inside || distance < self.clearance)
            else {
                let moved = (at.x - point.x).hypot(at.y - point.y);
                return (inside && moved <= reach).then_some(at);
            };
            let mut away = direction(foot, at);
            if away.x == 0.0 && away.y == 0.0 {
                return None;
            }
            if !inside {
                away = Coord { x: -away.x, y: -away.y };
            }
            // A little further than need be, for the sake of acute corners, where stepping converges slowly.
            let out = self.clearance * 1.01;
            at = Coord { x: foot.x + away.x * out, y: foot.y + away.y * out };
        }
        None
    }
}

/// The rings of an area as lists of edges.
fn rings(area: &MultiPolygon<f64>) -> impl Iterator<Item = Vec<Leg>> {
    area.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors())).map(
        |ring| {
            ring.lines().filter(|line| line.start != line.end).map(|line| (line.start, line.end)).collect()
        },
    )
}
