use std::sync::Arc;

use geo::{Coord, LineString, MultiPolygon, Polygon};

use super::Gazetteer;
use super::layer::Layer;
use crate::gazetteer::PlaceId;
use crate::gazetteer::format::{AREA_UNITS_PER_DEGREE, Section, read_varint, unzigzag};

impl Gazetteer {
    /// The area of a place, decoded on first use and kept. A place that replaced another and has no area takes that one's.
    #[must_use]
    pub fn area(&self, place: PlaceId) -> Option<Arc<MultiPolygon<f64>>> {
        let area = self.area_number(place)?;
        Some(Arc::clone(self.areas.get(area)?.get_or_init(|| Arc::new(self.decode_area(area)))))
    }

    /// The number of a place's area in the book.
    pub(super) fn area_number(&self, place: PlaceId) -> Option<usize> {
        let own = |place| {
            let (_, layer) = self.layer_of(place);
            let area = layer.pack.u32(Section::AreaOfPlace, layer.local(place)).checked_sub(1)? as usize;
            // A damaged pack may name an area that is another layer's.
            (area < layer.areas()).then_some(layer.first_area + area)
        };
        own(place).or_else(|| self.inheritance(place).find_map(own))
    }

    /// The layer that an area of the book stands in, and where.
    fn layer_of_area(&self, area: usize) -> (usize, &Layer, usize) {
        let number = self.layers.iter().rposition(|layer| layer.first_area <= area).unwrap_or_default();
        (number, &self.layers[number], area - self.layers[number].first_area)
    }

    /// The place that an area of the book is the area of; none where that place was replaced by one with an area of its own.
    pub(super) fn place_of_area(&self, area: usize) -> Option<PlaceId> {
        let (number, layer, at) = self.layer_of_area(area);
        let local = layer.pack.u32(Section::AreaIndex, 6 * at + 5);
        let place = self.global(number, local);
        ((local as usize) < layer.places() && self.area_number(place) == Some(area)).then_some(place)
    }

    /// West, south, east, north in area units.
    pub(super) fn bounds_of_area(&self, area: usize) -> [i32; 4] {
        let (_, layer, at) = self.layer_of_area(area);
        [0, 1, 2, 3].map(|edge| layer.pack.i32(Section::AreaIndex, 6 * at + edge))
    }

    pub(super) fn decode_area(&self, area: usize) -> MultiPolygon<f64> {
        let (_, layer, at) = self.layer_of_area(area);
        let offset = layer.pack.u32(Section::AreaIndex, 6 * at + 4) as usize;
        let mut rest = layer.pack.section(Section::Areas).get(offset..).unwrap_or_default();
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
            let [left, bottom, right, top] = self.bounds_of_area(area).map(i64::from);
            let meets = left <= east && right >= west && bottom <= north && top >= south;
            meets.then(|| self.place_of_area(area)).flatten()
        })
    }
}
