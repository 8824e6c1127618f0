//! Areas as a pack keeps them: differences between vertices, as small numbers in few bytes.

use geo::{BoundingRect, MultiPolygon};

use crate::gazetteer::format::{AREA_UNITS_PER_DEGREE, write_varint, zigzag};

/// Areas in the order in which they came.
#[derive(Default)]
pub(super) struct Areas {
    index: Vec<Encoded>,
    bytes: Vec<u8>,
}

/// Where an area stands and how far it reaches.
#[derive(Clone, Copy)]
pub(super) struct Encoded {
    /// West, south, east, north in area units.
    pub(super) bounds: [i32; 4],
    start: usize,
    length: usize,
}

fn units(degrees: f64) -> i64 {
    (degrees * AREA_UNITS_PER_DEGREE).round() as i64
}

impl Areas {
    /// Adds an area and gives its number, counted from 1; 0 for one without a vertex.
    pub(super) fn add(&mut self, area: &MultiPolygon<f64>) -> u32 {
        let Some(rect) = area.bounding_rect() else { return 0 };
        let bounds =
            [rect.min().x, rect.min().y, rect.max().x, rect.max().y].map(|degrees| units(degrees) as i32);
        let start = self.bytes.len();
        encode(area, &mut self.bytes);
        self.index.push(Encoded { bounds, start, length: self.bytes.len() - start });
        self.index.len() as u32
    }

    /// The area with a number, and its bytes.
    pub(super) fn get(&self, number: u32) -> Option<(Encoded, &[u8])> {
        let encoded = *self.index.get(number.checked_sub(1)? as usize)?;
        Some((encoded, &self.bytes[encoded.start..encoded.start + encoded.length]))
    }
}

fn encode(area: &MultiPolygon<f64>, out: &mut Vec<u8>) {
    write_varint(out, area.0.len() as u64);
    let (mut x, mut y) = (0, 0);
    for polygon in &area.0 {
        write_varint(out, polygon.interiors().len() as u64 + 1);
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            let mut vertices: Vec<(i64, i64)> = ring.coords().map(|c| (units(c.x), units(c.y))).collect();
            vertices.dedup();
            write_varint(out, vertices.len() as u64);
            for (next_x, next_y) in vertices {
                write_varint(out, zigzag(next_x - x));
                write_varint(out, zigzag(next_y - y));
                (x, y) = (next_x, next_y);
            }
        }
    }
}
