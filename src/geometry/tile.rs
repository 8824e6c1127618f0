use geo::{Coord, LineString, Polygon};

use super::{BoundingBox, Position};

/// A square of web Mercator (EPSG:3857), as map tiles are addressed: the world is 2^zoom squares wide and high, and the first is that
/// in the north-west.
///
/// ```
/// use dateline::geometry::{Position, Tile};
///
/// let tile = Tile::new(1, 1, 0).unwrap();
/// let [x, y] = tile.project(Position::new(90.0, 0.0));
/// assert_eq!([x, y], [2048.0, 4096.0]);
/// assert!(Tile::new(1, 2, 0).is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    zoom: u8,
    column: u32,
    row: u32,
}

impl Tile {
    /// The deepest zoom: a square is some 10 m wide.
    pub const MAX_ZOOM: u8 = 22;
    /// Units along an edge.
    pub const EXTENT: u32 = 4096;
    /// So many units beyond the edges belong to a tile as well, so that nothing is cut where two meet.
    pub const BUFFER: u32 = 64;

    /// None where there is no such tile.
    #[must_use]
    pub const fn new(zoom: u8, column: u32, row: u32) -> Option<Self> {
        if zoom > Self::MAX_ZOOM || column >> zoom != 0 || row >> zoom != 0 {
            return None;
        }
        Some(Self { zoom, column, row })
    }

    /// Where a position is in the tile, right and down from its north-western corner; outside of 0 to [`Tile::EXTENT`] it is outside
    /// of the tile. Poles are as far away as numbers go.
    #[must_use]
    pub fn project(self, at: Position) -> [f64; 2] {
        let tiles = f64::from(1_u32 << self.zoom);
        let x = (at.lon + 180.0) / 360.0;
        let sine = at.lat.to_radians().sin();
        let y = 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * std::f64::consts::PI);
        let units = f64::from(Self::EXTENT);
        [(x * tiles - f64::from(self.column)) * units, (y * tiles - f64::from(self.row)) * units]
    }

    /// The box of the tile with its buffer, in degrees.
    #[must_use]
    pub fn bounds(self) -> BoundingBox {
        let tiles = f64::from(1_u32 << self.zoom);
        let buffer = f64::from(Self::BUFFER) / f64::from(Self::EXTENT);
        let lon = |column: f64| column / tiles * 360.0 - 180.0;
        let lat = |row: f64| {
            let y = std::f64::consts::PI * (1.0 - 2.0 * row / tiles);
            y.sinh().atan().to_degrees()
        };
        let (column, row) = (f64::from(self.column), f64::from(self.row));
        BoundingBox::wrapped(
            lon(column - buffer),
            lat(row + 1.0 + buffer),
            lon(column + 1.0 + buffer),
            lat(row - buffer),
        )
    }

    /// The parts of a line, in units of the tile, that lie in it or its buffer (Liang and Barsky).
    #[must_use]
    pub fn clip_line(line: &LineString<f64>) -> Vec<LineString<f64>> {
        let mut parts: Vec<Vec<Coord<f64>>> = Vec::new();
        for segment in line.lines() {
            let Some((from, to)) = clip_segment(segment.start, segment.end) else { continue };
            match parts.last_mut() {
                Some(part) if part.last() == Some(&from) => part.push(to),
                _ => parts.push(vec![from, to]),
            }
        }
        parts.into_iter().map(LineString::new).collect()
    }

    /// The part of a polygon, in units of the tile, that lies in it or its buffer (Sutherland and Hodgman); none where that is
    /// nothing. Where the buffer cuts it in pieces they stay joined along its edge, which is never drawn.
    #[must_use]
    pub fn clip_polygon(polygon: &Polygon<f64>) -> Option<Polygon<f64>> {
        let exterior = clip_ring(polygon.exterior())?;
        Some(Polygon::new(exterior, polygon.interiors().iter().filter_map(clip_ring).collect()))
    }
}

/// The lower and the upper edge of the buffer, the same on both axes.
const EDGES: [f64; 2] = [-(Tile::BUFFER as f64), (Tile::EXTENT + Tile::BUFFER) as f64];

fn clip_segment(from: Coord<f64>, to: Coord<f64>) -> Option<(Coord<f64>, Coord<f64>)> {
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    for (start, delta) in [(from.x, to.x - from.x), (from.y, to.y - from.y)] {
        let [low, high] = EDGES;
        if delta == 0.0 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (enter, leave) = ((low - start) / delta, (high - start) / delta);
        first = first.max(enter.min(leave));
        last = last.min(enter.max(leave));
    }
    let at = |share: f64| Coord { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    (first <= last)
        .then(|| (if first > 0.0 { at(first) } else { from }, if last < 1.0 { at(last) } else { to }))
}

fn clip_ring(ring: &LineString<f64>) -> Option<LineString<f64>> {
    let mut corners: Vec<Coord<f64>> = ring.0.clone();
    // Closed rings repeat their first corner.
    corners.pop();
    for (is_x, edge, is_upper) in
        [(true, EDGES[0], false), (true, EDGES[1], true), (false, EDGES[0], false), (false, EDGES[1], true)]
    {
        let value = |at: Coord<f64>| if is_x { at.x } else { at.y };
        let is_inside = |at: Coord<f64>| if is_upper { value(at) <= edge } else { value(at) >= edge };
        let mut kept = Vec::with_capacity(corners.len() + 4);
        let mut before = corners.last().copied()?;
        for &corner in &corners {
            if is_inside(corner) != is_inside(before) {
                let share = (edge - value(before)) / (value(corner) - value(before));
                let crossing = Coord {
                    x: before.x + (corner.x - before.x) * share,
                    y: before.y + (corner.y - before.y) * share,
                };
                kept.push(crossing);
            }
            if is_inside(corner) {
                kept.push(corner);
            }
            before = corner;
        }
        corners = kept;
    }
    let first = *corners.first()?;
    (corners.len() >= 3).then(|| {
        corners.push(first);
        LineString::new(corners)
    })
}

#[cfg(test)]
mod tests {
    use geo::{Area, BooleanOps, Contains, Rect};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_tile_holds_its_own_corners_and_no_others() {
        let tile = Tile::new(5, 19, 12).unwrap();
        let bounds = tile.bounds();
        // Homs is in it: QGIS draws zoom 5, column 19, row 12 there.
        assert!(bounds.contains(Position::new(36.7, 34.7)));
        let [x, y] = tile.project(Position::new(36.7, 34.7));
        assert!((0.0..4096.0).contains(&x) && (0.0..4096.0).contains(&y), "{x} {y}");
        assert!(
            Tile::new(23, 0, 0).is_none() && Tile::new(0, 0, 1).is_none() && Tile::new(5, 32, 0).is_none()
        );
        assert!(Tile::new(0, 0, 0).unwrap().bounds().contains(Position::new(180.0, 0.0)));
    }

    fn coordinate() -> impl Strategy<Value = (f64, f64)> {
        (-6000.0..10_000.0, -6000.0..10_000.0)
    }

    proptest! {
        #[test]
        fn what_is_left_of_a_line_lies_in_the_tile_and_is_as_long_as_what_lay_there(
            line in prop::collection::vec(coordinate(), 2..8),
        ) {
            use geo::{Euclidean, Length};
            let line = LineString::from(line);
            let parts = Tile::clip_line(&line);
            let near = Rect::new((EDGES[0] - 0.01, EDGES[0] - 0.01), (EDGES[1] + 0.01, EDGES[1] + 0.01));
            for part in &parts {
                prop_assert!(part.0.iter().all(|at| near.contains(at)));
            }
            let found: f64 = parts.iter().map(|part| Euclidean.length(part)).sum();
            // Walked in small steps.
            let step = 1.0 / 4000.0;
            let expected: f64 = line.lines().map(|segment| {
                let inside = (0..4000).filter(|at| {
                    let share = (f64::from(*at) + 0.5) * step;
                    let at = segment.start + segment.delta() * share;
                    (EDGES[0]..=EDGES[1]).contains(&at.x) && (EDGES[0]..=EDGES[1]).contains(&at.y)
                }).count();
                inside as f64 * step * Euclidean.length(&segment)
            }).sum();
            prop_assert!((found - expected).abs() <= 12.0 * line.lines().count() as f64, "{found} {expected}");
        }

        #[test]
        fn what_is_left_of_a_triangle_is_its_intersection_with_the_tile(
            a in coordinate(), b in coordinate(), c in coordinate(),
        ) {
            let triangle = Polygon::new(LineString::from(vec![a, b, c, a]), Vec::new());
            let tile = Rect::new((EDGES[0], EDGES[0]), (EDGES[1], EDGES[1])).to_polygon();
            let expected = triangle.intersection(&tile).unsigned_area();
            let found = Tile::clip_polygon(&triangle).map_or(0.0, |part| part.unsigned_area());
            prop_assert!((found - expected).abs() <= 1e-3 * expected.max(100.0), "{found} {expected}");
        }
    }
}
