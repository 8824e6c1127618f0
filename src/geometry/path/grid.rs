use geo::Coord;

/// A straight line between two points of the plane.
pub(super) type Leg = (Coord<f64>, Coord<f64>);

/// The region's edges by cells of a plane grid.
#[derive(Debug)]
pub(super) struct Grid {
    low: Coord<f64>,
    cell: f64,
    columns: usize,
    rows: usize,
    /// Where the entries of each cell begin in `entries`, and where the last ones end.
    cells: Vec<u32>,
    /// Numbers of the edges entered, cell by cell.
    entries: Vec<u32>,
    edges: Vec<Leg>,
}

impl Grid {
    /// Enters every edge into each cell within reach of it.
    pub(super) fn new(edges: Vec<Leg>, reach: f64) -> Self {
        let mut low = Coord { x: f64::INFINITY, y: f64::INFINITY };
        let mut high = Coord { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
        for (start, _) in &edges {
            low = Coord { x: low.x.min(start.x), y: low.y.min(start.y) };
            high = Coord { x: high.x.max(start.x), y: high.y.max(start.y) };
        }
        if edges.is_empty() {
            (low, high) = (Coord::zero(), Coord::zero());
        }
        let (width, height) = (high.x - low.x + 1.0, high.y - low.y + 1.0);
        // About two cells to an edge, but no cell so small that what is within reach of an edge fills many.
        let cell = (width * height / (2.0 * edges.len() as f64 + 1.0)).sqrt().max(2.0 * reach).max(1.0);
        let (columns, rows) = ((width / cell).ceil() as usize, (height / cell).ceil() as usize);
        let mut grid = Self { low, cell, columns, rows, cells: vec![], entries: vec![], edges: vec![] };
        // A counting sort: how many entries each cell has, where each begins, then the entries in their places.
        let mut cells = vec![0_u32; columns * rows + 1];
        for &edge in &edges {
            grid.each_cell(edge, reach, |cell| {
                cells[cell + 1] += 1;
                false
            });
        }
        for cell in 0..columns * rows {
            cells[cell + 1] += cells[cell];
        }
        let mut next = cells.clone();
        let mut entries = vec![0; cells[columns * rows] as usize];
        for (index, &edge) in edges.iter().enumerate() {
            grid.each_cell(edge, reach, |cell| {
                entries[next[cell] as usize] = index as u32;
                next[cell] += 1;
                false
            });
        }
        (grid.cells, grid.entries, grid.edges) = (cells, entries, edges);
        grid
    }

    /// Whether the test holds for any edge entered in a cell within reach of the leg; an edge may be tested repeatedly.
    pub(super) fn any_along(&self, leg: Leg, reach: f64, mut test: impl FnMut(Leg) -> bool) -> bool {
        self.each_cell(leg, reach, |cell| {
            let entries = &self.entries[self.cells[cell] as usize..self.cells[cell + 1] as usize];
            entries.iter().any(|&edge| test(self.edges[edge as usize]))
        })
    }

    /// Visits the cells within reach of the leg, row by row, until the visitor says so.
    fn each_cell(&self, (from, to): Leg, reach: f64, mut visit: impl FnMut(usize) -> bool) -> bool {
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

/// Twice the area of the triangle the two vectors span, positive where the second lies left of the first.
pub(super) fn cross(a: Coord<f64>, b: Coord<f64>) -> f64 {
    a.x * b.y - a.y * b.x
}

/// From one point towards another, of length 1; zero where they coincide.
pub(super) fn direction(from: Coord<f64>, to: Coord<f64>) -> Coord<f64> {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = x.hypot(y);
    if length > 0.0 { Coord { x: x / length, y: y / length } } else { Coord::zero() }
}

/// The vector turned left by an angle in radians.
pub(super) fn rotated(vector: Coord<f64>, angle: f64) -> Coord<f64> {
    let (sine, cosine) = angle.sin_cos();
    Coord { x: vector.x * cosine - vector.y * sine, y: vector.x * sine + vector.y * cosine }
}

/// The point of the leg nearest to a point.
pub(super) fn foot((start, end): Leg, point: Coord<f64>) -> Coord<f64> {
    let leg = end - start;
    let squared = leg.x * leg.x + leg.y * leg.y;
    let along = (point.x - start.x) * leg.x + (point.y - start.y) * leg.y;
    let part = if squared > 0.0 { (along / squared).clamp(0.0, 1.0) } else { 0.0 };
    Coord { x: start.x + leg.x * part, y: start.y + leg.y * part }
}

fn apart_squared(leg: Leg, point: Coord<f64>) -> f64 {
    let foot = foot(leg, point);
    let (x, y) = (point.x - foot.x, point.y - foot.y);
    x * x + y * y
}

/// Square of the distance between two legs; zero where they cross.
pub(super) fn legs_apart_squared(one: Leg, other: Leg) -> f64 {
    let divides = |(a, b): Leg, (c, d): Leg| (cross(b - a, c - a) > 0.0) != (cross(b - a, d - a) > 0.0);
    if divides(one, other) && divides(other, one) {
        return 0.0;
    }
    let ends = [(one, other.0), (one, other.1), (other, one.0), (other, one.1)];
    ends.into_iter().map(|(leg, end)| apart_squared(leg, end)).fold(f64::INFINITY, f64::min)
}
