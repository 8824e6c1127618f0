use std::f64::consts::FRAC_PI_4;

use geo::algorithm::buffer::{BufferStyle, LineJoin};
use geo::{Buffer, Coord, MultiPolygon, Orient, Simplify, orient::Direction, unary_union};

use super::plane::{Plane, Vector, stretch};
use crate::geometry::edge_index::EdgeIndex;

/// How far each area is grown, in kilometres, before they are put together: borders drawn independently may gape by
/// twice this and still be borders.
pub(super) const GROWN_KM: f64 = 0.5;
/// How far a border may be moved to spare its finest wiggles, in kilometres.
const SIMPLIFIED_KM: f64 = 0.2;

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
        // Neighbouring bends of one corner lie on a common line, as near as rounding allows.
        let slack = 1e-7 * leg.x.hypot(leg.y);
        let (before, after) = (-cross(leg, arriving), cross(leg, leaving));
        (before >= -slack && after >= -slack) || (before <= slack && after <= slack)
    }
}

/// An edge of the region's border, and how far off a path has to stay from it, on the plane.
#[derive(Clone, Copy, Debug)]
struct Edge {
    start: Coord<f64>,
    end: Coord<f64>,
    clearance: f64,
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
    edges: Vec<Edge>,
    grid: Grid,
    /// Places to bend at.
    pub(super) bends: Vec<Site>,
}

/// The areas put together on the plane, inside a window: smoothed, united, and grown to close gaps at borders.
pub(super) fn put_together(
    plane: &Plane,
    areas: &[&MultiPolygon<f64>],
    half: Coord<f64>,
) -> MultiPolygon<f64> {
    // Wound alike, because the union takes the first ring's winding for that of all exteriors.
    let lay_out = |area: &&MultiPolygon<f64>| {
        plane.lay_out(area, half).simplify(SIMPLIFIED_KM).orient(Direction::Default)
    };
    let laid: Vec<_> = areas.iter().map(lay_out).collect();
    let united = unary_union(laid.iter());
    // Bevelled, so that no corner grows further than its edges.
    let grown = united.buffer_with_style(BufferStyle::new(GROWN_KM).line_join(LineJoin::Bevel));
    grown.orient(Direction::Default)
}

impl Region {
    /// A region of areas [put together](put_together), in which paths keep `clearance_km` inside.
    pub(super) fn new(plane: Plane, grown: &MultiPolygon<f64>, clearance_km: f64) -> Self {
        let edges: Vec<Edge> =
            rings(grown).flatten().map(|(start, end)| edge(start, end, clearance_km)).collect();
        let grid = Grid::new(&edges);
        let islands = grown.iter().map(|island| EdgeIndex::new(&island.clone().into())).collect();
        let mut region = Self { plane, islands, edges, grid, bends: vec![] };
        let mut bends = Vec::new();
        for ring in rings(grown) {
            region.bends_around(&ring, clearance_km, &mut bends);
        }
        region.bends = bends;
        region
    }

    pub(super) fn plane(&self) -> &Plane {
        &self.plane
    }

    /// Adds the places to bend at around the corners of a ring, which has the region on its left.
    fn bends_around(&self, ring: &[(Coord<f64>, Coord<f64>)], clearance_km: f64, bends: &mut Vec<Site>) {
        for (index, &(corner, next)) in ring.iter().enumerate() {
            let (previous, _) = ring[(index + ring.len() - 1) % ring.len()];
            let (arriving, leaving) = (direction(previous, corner), direction(corner, next));
            let turn = cross(arriving, leaving).atan2(arriving.x * leaving.x + arriving.y * leaving.y);
            // Only where the border turns right does it stick into the region.
            if turn >= 0.0 {
                continue;
            }
            let clearance = edge(previous, corner, clearance_km)
                .clearance
                .max(edge(corner, next, clearance_km).clearance);
            // The arc around the corner, drawn as a polygon around it, of steps of 45 degrees at most.
            let steps = (-turn / FRAC_PI_4).ceil();
            let step = turn / steps;
            let out = clearance * (1.0 + 1e-9) / (step / 2.0).cos();
            for number in 0..steps as u32 {
                let arriving = rotated(arriving, step * f64::from(number));
                let middle = rotated(arriving, step / 2.0);
                let point = Coord { x: corner.x - middle.y * out, y: corner.y + middle.x * out };
                if self.is_clear(point) {
                    let corner = Some([arriving, rotated(arriving, step)]);
                    bends.push(Site { point, unit: self.plane.unit(point), corner });
                }
            }
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
        let length = leg.x.hypot(leg.y);
        !self.grid.any_along(from, to, 0.0, |edge| {
            let edge = &self.edges[edge as usize];
            let clearance = edge.clearance;
            // Most edges lie wholly on one side; that is seen from the distances of their ends from the leg's line.
            let side = |at: Coord<f64>| cross(leg, at - from);
            let (start, end) = (side(edge.start), side(edge.end));
            let far = clearance * length;
            if (start > far && end > far) || (start < -far && end < -far) {
                return false;
            }
            legs_apart_squared(edge.start, edge.end, from, to) < clearance * clearance
        })
    }

    /// The nearest point that is inside and clear, found by stepping away from edges too near; none within `reach_km`.
    pub(super) fn nearest_clear(&self, point: Coord<f64>, reach_km: f64) -> Option<Coord<f64>> {
        let reach = reach_km * stretch(point);
        let mut at = point;
        for _ in 0..200 {
            let inside = self.island(at).is_some();
            let mut worst: Option<(f64, Coord<f64>, f64)> = None;
            // Outside, the nearest edge shows the way in, however far; inside, only edges too near matter.
            self.grid.any_along(at, at, if inside { 0.0 } else { reach }, |edge| {
                let edge = &self.edges[edge as usize];
                let foot = foot(edge.start, edge.end, at);
                let distance = (at.x - foot.x).hypot(at.y - foot.y);
                let lack = if inside { edge.clearance - distance } else { -distance };
                if (!inside || lack > 0.0) && worst.is_none_or(|(most, ..)| lack > most) {
                    worst = Some((lack, foot, edge.clearance));
                }
                false
            });
            let Some((_, foot, clearance)) = worst else {
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
            let out = clearance * 1.01;
            at = Coord { x: foot.x + away.x * out, y: foot.y + away.y * out };
        }
        None
    }
}

/// The region's edges by cells of a plane grid.
#[derive(Debug)]
struct Grid {
    low: Coord<f64>,
    cell: f64,
    columns: usize,
    rows: usize,
    /// Where the edges of each cell begin in `edges`, and where the last one ends.
    cells: Vec<u32>,
    edges: Vec<u32>,
}

impl Grid {
    /// Enters every edge into each cell that its clearance reaches.
    fn new(edges: &[Edge]) -> Self {
        let mut low = Coord { x: f64::INFINITY, y: f64::INFINITY };
        let mut high = Coord { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
        let mut clearance: f64 = 0.0;
        for edge in edges {
            low = Coord { x: low.x.min(edge.start.x), y: low.y.min(edge.start.y) };
            high = Coord { x: high.x.max(edge.start.x), y: high.y.max(edge.start.y) };
            clearance = clearance.max(edge.clearance);
        }
        if edges.is_empty() {
            (low, high) = (Coord::zero(), Coord::zero());
        }
        let (width, height) = (high.x - low.x + 1.0, high.y - low.y + 1.0);
        // About two cells to an edge, but no cell so small that an edge's clearance fills many.
        let cell = (width * height / (2.0 * edges.len() as f64 + 1.0)).sqrt().max(2.0 * clearance).max(1.0);
        let (columns, rows) = ((width / cell).ceil() as usize, (height / cell).ceil() as usize);
        let mut grid = Self { low, cell, columns, rows, cells: vec![0; columns * rows + 1], edges: vec![] };
        let mut counts = vec![0_u32; columns * rows + 1];
        for edge in edges {
            grid.each_cell(edge.start, edge.end, edge.clearance, |cell| {
                counts[cell + 1] += 1;
                false
            });
        }
        for cell in 0..columns * rows {
            counts[cell + 1] += counts[cell];
        }
        grid.edges = vec![0; counts[columns * rows] as usize];
        let mut next = counts.clone();
        let mut entered = std::mem::take(&mut grid.edges);
        for (index, edge) in edges.iter().enumerate() {
            grid.each_cell(edge.start, edge.end, edge.clearance, |cell| {
                entered[next[cell] as usize] = index as u32;
                next[cell] += 1;
                false
            });
        }
        grid.cells = counts;
        grid.edges = entered;
        grid
    }

    /// Whether the test holds for any edge entered in a cell within reach of the leg; an edge may be tested repeatedly.
    fn any_along(
        &self,
        from: Coord<f64>,
        to: Coord<f64>,
        reach: f64,
        mut test: impl FnMut(u32) -> bool,
    ) -> bool {
        self.each_cell(from, to, reach, |cell| {
            self.edges[self.cells[cell] as usize..self.cells[cell + 1] as usize]
                .iter()
                .any(|&edge| test(edge))
        })
    }

    /// Visits the cells within reach of the leg, row by row, until the visitor says so.
    fn each_cell(
        &self,
        from: Coord<f64>,
        to: Coord<f64>,
        reach: f64,
        mut visit: impl FnMut(usize) -> bool,
    ) -> bool {
        let (bottom, top) = if from.y <= to.y { (from, to) } else { (to, from) };
        let row = |y: f64| ((y - self.low.y) / self.cell).floor();
        let column = |x: f64| ((x - self.low.x) / self.cell).floor();
        let (first, last) = (row(bottom.y - reach).max(0.0), row(top.y + reach).min(self.rows as f64 - 1.0));
        let slope = if top.y > bottom.y { (top.x - bottom.x) / (top.y - bottom.y) } else { 0.0 };
        let mut number = first;
        while number <= last {
            let floor = self.low.y + number * self.cell;
            // The part of the leg that this row can feel, from its lower to its upper end.
            let low = (floor - reach).clamp(bottom.y, top.y);
            let high = (floor + self.cell + reach).clamp(bottom.y, top.y);
            let (mut left, mut right) =
                (bottom.x + slope * (low - bottom.y), bottom.x + slope * (high - bottom.y));
            if top.y <= bottom.y {
                (left, right) = (bottom.x, top.x);
            }
            if left > right {
                (left, right) = (right, left);
            }
            // A hair is added against rounding at the rim of a cell.
            let hair = 1e-9 * self.cell;
            let first = column(left - reach - hair).max(0.0) as usize;
            let last = column(right + reach + hair).min(self.columns as f64 - 1.0);
            if last >= 0.0
                && (first..=last as usize).any(|column| visit(number as usize * self.columns + column))
            {
                return true;
            }
            number += 1.0;
        }
        false
    }
}

/// The rings of an area as lists of edges.
fn rings(area: &MultiPolygon<f64>) -> impl Iterator<Item = Vec<(Coord<f64>, Coord<f64>)>> {
    area.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors())).map(
        |ring| {
            ring.lines().filter(|line| line.start != line.end).map(|line| (line.start, line.end)).collect()
        },
    )
}

fn edge(start: Coord<f64>, end: Coord<f64>, clearance_km: f64) -> Edge {
    Edge { start, end, clearance: GROWN_KM + clearance_km * stretch(start).max(stretch(end)) }
}

fn cross(a: Coord<f64>, b: Coord<f64>) -> f64 {
    a.x * b.y - a.y * b.x
}

/// From one point towards another, of length 1; zero where they coincide.
fn direction(from: Coord<f64>, to: Coord<f64>) -> Coord<f64> {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = x.hypot(y);
    if length > 0.0 { Coord { x: x / length, y: y / length } } else { Coord::zero() }
}

fn rotated(vector: Coord<f64>, angle: f64) -> Coord<f64> {
    let (sine, cosine) = angle.sin_cos();
    Coord { x: vector.x * cosine - vector.y * sine, y: vector.x * sine + vector.y * cosine }
}

/// The point of the leg nearest to a point.
fn foot(start: Coord<f64>, end: Coord<f64>, point: Coord<f64>) -> Coord<f64> {
    let leg = end - start;
    let squared = leg.x * leg.x + leg.y * leg.y;
    let along = (point.x - start.x) * leg.x + (point.y - start.y) * leg.y;
    let part = if squared > 0.0 { (along / squared).clamp(0.0, 1.0) } else { 0.0 };
    Coord { x: start.x + leg.x * part, y: start.y + leg.y * part }
}

fn apart_squared(start: Coord<f64>, end: Coord<f64>, point: Coord<f64>) -> f64 {
    let foot = foot(start, end, point);
    let (x, y) = (point.x - foot.x, point.y - foot.y);
    x * x + y * y
}

/// Square of the distance between two legs; zero where they cross.
fn legs_apart_squared(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>, d: Coord<f64>) -> f64 {
    let across = |a: Coord<f64>, b: Coord<f64>, c: Coord<f64>, d: Coord<f64>| {
        (cross(b - a, c - a) > 0.0) != (cross(b - a, d - a) > 0.0)
    };
    if across(a, b, c, d) && across(c, d, a, b) {
        return 0.0;
    }
    apart_squared(a, b, c).min(apart_squared(a, b, d)).min(apart_squared(c, d, a)).min(apart_squared(c, d, b))
}
