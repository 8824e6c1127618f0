//! Geometries as the GeoPackage standard stores them (clause 2.1.3): a header with the envelope, then well-known binary.
//!
//! Coordinates are degrees on WGS 84 (EPSG:4326 as GeoPackage means it: longitude first). Everything is written little-endian.

use geo::{BoundingRect, Coord, LineString, MultiPolygon};

use crate::geometry::Position;

/// EPSG:4326, the reference system of every geometry in the store.
pub(super) const SRS_ID: i32 = 4326;

const POINT: u32 = 1;
const LINE_STRING: u32 = 2;
const POLYGON: u32 = 3;
const MULTI_LINE_STRING: u32 = 5;
const MULTI_POLYGON: u32 = 6;

/// Flags of the header: bit 0 little-endian, bits 1 to 3 the kind of envelope, bit 4 empty.
const LITTLE_ENDIAN: u8 = 0b0000_0001;
const ENVELOPE_XY: u8 = 0b0000_0010;
const EMPTY: u8 = 0b0001_0000;

/// Magic, version, flags and reference system.
const HEADER: usize = 8;

/// Why a blob is not a geometry that the store can read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum BlobError {
    #[error("expected a GeoPackage geometry, which starts with GP")]
    Magic,
    #[error("the geometry ends after {0} bytes")]
    Short(usize),
    #[error("expected a point or a geometry with an envelope")]
    NoEnvelope,
}

/// West, east, south, north in degrees: the order of the standard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Envelope {
    pub min_x: f64,
    pub max_x: f64,
    pub min_y: f64,
    pub max_y: f64,
}

impl Envelope {
    /// The smallest that holds both.
    pub(super) const fn around(self, other: Self) -> Self {
        Self {
            min_x: self.min_x.min(other.min_x),
            max_x: self.max_x.max(other.max_x),
            min_y: self.min_y.min(other.min_y),
            max_y: self.max_y.max(other.max_y),
        }
    }
}

/// A point. It goes without an envelope, as the standard advises: the point itself is as quick to read.
pub(super) fn point(position: Position) -> Vec<u8> {
    let mut blob = Vec::with_capacity(HEADER + 21);
    header(&mut blob, LITTLE_ENDIAN);
    geometry(&mut blob, POINT);
    coordinate(&mut blob, position.into());
    blob
}

/// Lines in parts; empty without parts.
pub(super) fn multi_line_string(lines: &[Vec<Position>]) -> Vec<u8> {
    let lines: Vec<LineString> =
        lines.iter().map(|line| line.iter().copied().map(Coord::from).collect()).collect();
    let bounds = geo::MultiLineString::new(lines.clone()).bounding_rect();
    let mut blob = Vec::new();
    header_with_envelope(&mut blob, bounds);
    geometry(&mut blob, MULTI_LINE_STRING);
    count(&mut blob, lines.len());
    for line in &lines {
        geometry(&mut blob, LINE_STRING);
        coordinates(&mut blob, line);
    }
    blob
}

/// An area; empty without polygons.
pub(super) fn multi_polygon(area: &MultiPolygon) -> Vec<u8> {
    let mut blob = Vec::new();
    header_with_envelope(&mut blob, area.bounding_rect());
    geometry(&mut blob, MULTI_POLYGON);
    count(&mut blob, area.0.len());
    for polygon in &area.0 {
        geometry(&mut blob, POLYGON);
        count(&mut blob, 1 + polygon.interiors().len());
        coordinates(&mut blob, polygon.exterior());
        for ring in polygon.interiors() {
            coordinates(&mut blob, ring);
        }
    }
    blob
}

/// Whether the header marks the geometry as empty.
pub(super) fn is_empty(blob: &[u8]) -> Result<bool, BlobError> {
    Ok(flags(blob)? & EMPTY != 0)
}

/// The box around a geometry, from its header or, for a point, from the point.
pub(super) fn envelope(blob: &[u8]) -> Result<Envelope, BlobError> {
    let flags = flags(blob)?;
    let little = flags & LITTLE_ENDIAN != 0;
    if flags & 0b0000_1110 != 0 {
        return Ok(Envelope {
            min_x: float(blob, HEADER, little)?,
            max_x: float(blob, HEADER + 8, little)?,
            min_y: float(blob, HEADER + 16, little)?,
            max_y: float(blob, HEADER + 24, little)?,
        });
    }
    let Position { lon, lat } = read_point(blob)?;
    Ok(Envelope { min_x: lon, max_x: lon, min_y: lat, max_y: lat })
}

/// The position of a point without envelope, of either byte order.
pub(super) fn read_point(blob: &[u8]) -> Result<Position, BlobError> {
    if flags(blob)? & 0b0000_1110 != 0 {
        return Err(BlobError::NoEnvelope);
    }
    let little = *blob.get(HEADER).ok_or(BlobError::Short(blob.len()))? == 1;
    let kind = take::<4>(blob, HEADER + 1)?;
    let kind = if little { u32::from_le_bytes(kind) } else { u32::from_be_bytes(kind) };
    if kind != POINT {
        return Err(BlobError::NoEnvelope);
    }
    Ok(Position::new(float(blob, HEADER + 5, little)?, float(blob, HEADER + 13, little)?))
}

/// The parts of a line as [`multi_line_string`] writes it.
pub(super) fn read_multi_line_string(blob: &[u8]) -> Result<Vec<Vec<Position>>, BlobError> {
    let mut at = HEADER + if flags(blob)? & 0b0000_1110 == 0 { 0 } else { 32 };
    let number = |at: usize| take::<4>(blob, at).map(|bytes| u32::from_le_bytes(bytes) as usize);
    if *blob.get(at).ok_or(BlobError::Short(blob.len()))? != 1
        || number(at + 1)? != MULTI_LINE_STRING as usize
    {
        return Err(BlobError::NoEnvelope);
    }
    let parts = number(at + 5)?;
    at += 9;
    let mut lines = Vec::new();
    for _ in 0..parts {
        let points = number(at + 5)?;
        at += 9;
        let mut line = Vec::new();
        for _ in 0..points {
            line.push(Position::new(float(blob, at, true)?, float(blob, at + 8, true)?));
            at += 16;
        }
        lines.push(line);
    }
    Ok(lines)
}

fn header(blob: &mut Vec<u8>, flags: u8) {
    blob.extend_from_slice(b"GP");
    blob.extend_from_slice(&[0, flags]);
    blob.extend_from_slice(&SRS_ID.to_le_bytes());
}

fn header_with_envelope(blob: &mut Vec<u8>, bounds: Option<geo::Rect>) {
    let Some(bounds) = bounds else {
        header(blob, LITTLE_ENDIAN | EMPTY);
        return;
    };
    header(blob, LITTLE_ENDIAN | ENVELOPE_XY);
    let (min, max) = (bounds.min(), bounds.max());
    for bound in [min.x, max.x, min.y, max.y] {
        blob.extend_from_slice(&bound.to_le_bytes());
    }
}

/// The head of a well-known binary geometry: byte order and type.
fn geometry(blob: &mut Vec<u8>, kind: u32) {
    blob.push(1);
    blob.extend_from_slice(&kind.to_le_bytes());
}

fn count(blob: &mut Vec<u8>, number: usize) {
    // A geometry of four billion parts does not fit into memory before it gets here.
    blob.extend_from_slice(&(number as u32).to_le_bytes());
}

fn coordinates(blob: &mut Vec<u8>, line: &LineString) {
    count(blob, line.0.len());
    for &coord in &line.0 {
        coordinate(blob, coord);
    }
}

fn coordinate(blob: &mut Vec<u8>, coord: Coord) {
    blob.extend_from_slice(&coord.x.to_le_bytes());
    blob.extend_from_slice(&coord.y.to_le_bytes());
}

fn flags(blob: &[u8]) -> Result<u8, BlobError> {
    if !blob.starts_with(b"GP") {
        return Err(BlobError::Magic);
    }
    blob.get(3).copied().ok_or(BlobError::Short(blob.len()))
}

fn float(blob: &[u8], at: usize, little: bool) -> Result<f64, BlobError> {
    let bytes = take(blob, at)?;
    Ok(if little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
}

fn take<const N: usize>(blob: &[u8], at: usize) -> Result<[u8; N], BlobError> {
    blob.get(at..).and_then(|rest| rest.first_chunk()).copied().ok_or(BlobError::Short(blob.len()))
}

#[cfg(test)]
mod tests {
    use geo::polygon;
    use proptest::prelude::*;

    use super::*;

    fn hex(blob: &[u8]) -> String {
        blob.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }

    // The expected bytes of the three shapes were written by ogr2ogr (GDAL 3.6.2).

    #[test]
    fn lines_come_back_as_they_were() {
        let lines = vec![
            vec![Position::new(170.0, 1.5), Position::new(180.0, 2.0)],
            vec![Position::new(-180.0, 2.0), Position::new(-170.25, 3.0), Position::new(-169.0, 4.0)],
        ];
        let blob = multi_line_string(&lines);
        assert_eq!(read_multi_line_string(&blob).unwrap(), lines);
        for length in 0..blob.len() {
            assert!(read_multi_line_string(&blob[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_point_has_the_bytes_gdal_writes() {
        let blob = point(Position::new(36.72339, 34.72682));
        assert_eq!(hex(&blob), "47500001e610000001010000007120240b985c4240130a1170085d4140");
    }

    #[test]
    fn a_line_in_two_parts_has_the_bytes_gdal_writes() {
        let at = Position::new;
        let blob = multi_line_string(&[vec![at(1.0, 2.0), at(3.0, 4.5)], vec![at(-5.0, 6.0), at(7.0, 8.0)]]);
        assert_eq!(
            hex(&blob),
            "47500003e610000000000000000014c00000000000001c40000000000000004000000000000020400105000000\
             02000000010200000002000000000000000000f03f000000000000004000000000000008400000000000001240\
             01020000000200000000000000000014c000000000000018400000000000001c400000000000002040"
        );
    }

    #[test]
    fn an_area_with_a_hole_has_the_bytes_gdal_writes() {
        let area = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 4.0, y: 3.0), (x: 0.0, y: 0.0)],
            interiors: [[(x: 2.0, y: 0.5), (x: 3.0, y: 0.5), (x: 3.0, y: 1.0), (x: 2.0, y: 0.5)]],
        );
        assert_eq!(
            hex(&multi_polygon(&MultiPolygon::new(vec![area]))),
            "47500003e610000000000000000000000000000000001040000000000000000000000000000008400106000000\
             010000000103000000020000000400000000000000000000000000000000000000000000000000104000000000\
             000000000000000000001040000000000000084000000000000000000000000000000000040000000000000000\
             000040000000000000e03f0000000000000840000000000000e03f0000000000000840000000000000f03f0000\
             000000000040000000000000e03f"
        );
    }

    #[test]
    fn a_line_without_parts_is_marked_as_empty() {
        let blob = multi_line_string(&[]);
        assert_eq!(is_empty(&blob), Ok(true));
        assert_eq!(is_empty(&point(Position::new(0.0, 0.0))), Ok(false));
    }

    #[test]
    fn a_big_endian_point_reads_the_same() {
        let mut blob = b"GP\x00\x00\x00\x00\x10\xe6\x00\x00\x00\x00\x01".to_vec();
        blob.extend_from_slice(&36.75_f64.to_be_bytes());
        blob.extend_from_slice(&35.13_f64.to_be_bytes());
        assert_eq!(read_point(&blob), Ok(Position::new(36.75, 35.13)));
    }

    #[test]
    fn what_is_no_geometry_says_so() {
        assert_eq!(is_empty(b"PG"), Err(BlobError::Magic));
        assert_eq!(envelope(b"GP\x00\x03"), Err(BlobError::Short(4)));
        assert_eq!(read_point(&multi_line_string(&[])), Err(BlobError::NoEnvelope));
    }

    proptest! {
        #[test]
        fn a_point_comes_back_bit_for_bit(lon in -180.0..=180.0_f64, lat in -90.0..=90.0_f64) {
            let blob = point(Position::new(lon, lat));
            prop_assert_eq!(read_point(&blob), Ok(Position::new(lon, lat)));
            prop_assert_eq!(envelope(&blob), Ok(Envelope { min_x: lon, max_x: lon, min_y: lat, max_y: lat }));
        }

        #[test]
        fn no_bytes_make_the_reader_panic(blob in prop::collection::vec(any::<u8>(), 0..80)) {
            let mut with_magic = b"GP".to_vec();
            with_magic.extend_from_slice(&blob);
            for blob in [blob, with_magic] {
                let _ = (is_empty(&blob), envelope(&blob), read_point(&blob));
            }
        }
    }
}
