use std::sync::Arc;

use geo::{Coord, LineString, MultiPolygon, Polygon};

use super::Gazetteer;
use crate::gazetteer::PlaceId;
use crate::gazetteer::format::{AREA_UNITS_PER_DEGREE, Section, read_varint, unzigzag};

impl Gazetteer {
    /// The area of a place, decoded on first use and kept.
    #[must_use]
    pub fn area(&self, place: PlaceId) -> Option<Arc<MultiPolygon<f64>>> {
        let area = self.pack.u32(Section::AreaOfPlace, place.0 as usize).checked_sub(1)? as usize;
        Some(Arc::clone(self.areas.get(area)?.get_or_init(|| Arc::new(self.decode_area(area)))))
    }

    pub(super) fn decode_area(&self, area: usize) -> MultiPolygon<f64> {
        let offset = self.pack.u32(Section::AreaIndex, 6 * area + 4) as usize;
        let mut rest = self.pack.section(Section::Areas).get(offset..).unwrap_or_default();
        let polygons = read_varint(&mut rest);
        let (mut x, mut y) = (0_i64, 0_i64);
        let mut read_ring = |rest: &mut &[u8]| {
            let vertices = read_varint(rest).min(rest.len() as u64);
            (0..vertices)
                .map(|_| {
                    // A damaged pack may hold any number.
                    x = x.wrapping_add(unzigzag(read_varint(rest)));
                    y = y.wrapping_add(unzigzag(read_varint(rest)));
                    Coord { x: x as f64 / AREA_UNITS_PER_DEGREE, y: y as f64 / AREA_UNITS_PER_DEGREE }
                })
                .collect::<LineString<f64>>()
        };
        (0..polygons.min(rest.len() as u64))
            .map(|_| {
                let rings = read_varint(&mut rest);
                let exterior = read_ring(&mut rest);
                let interiors = (1..rings.min(rest.len() as u64 + 1)).map(|_| read_ring(&mut rest)).collect();
                Polygon::new(exterior, interiors)
            })
            .collect()
    }

    /// The places whose area's bounding box (not yet the area itself) meets a box of `[west, south, east, north]` degrees.
    pub fn areas_near(&self, [west, south, east, north]: [f64; 4]) -> impl Iterator<Item = PlaceId> + '_ {
        let units = |degrees: f64| (degrees * AREA_UNITS_PER_DEGREE).round() as i64;
        let (west, south, east, north) = (units(west), units(south), units(east), units(north));
        (0..self.areas.len()).filter_map(move |area| {
            let edge = |which: usize| i64::from(self.pack.i32(Section::AreaIndex, 6 * area + which));
            let meets = edge(0) <= east && edge(2) >= west && edge(1) <= north && edge(3) >= south;
            meets.then(|| PlaceId(self.pack.u32(Section::AreaIndex, 6 * area + 5)))
        })
    }
}
