//! Geometries as well-known binary, longitude first, rounded as in GeoJSON.

use geo::{Geometry, LineString, MultiLineString, Point};
use geozero::{CoordDimensions, ToWkb};

use crate::feature::rounded;
use crate::geometry::Position;

/// A point: 21 bytes.
pub(super) fn point(position: Position) -> Vec<u8> {
    let (lon, lat) = at(&position);
    encoded(&Point::new(lon, lat).into())
}

/// A line, or several parts of one; none where there is no part.
pub(super) fn lines(parts: &[Vec<Position>]) -> Option<Vec<u8>> {
    let mut lines: Vec<LineString> = parts.iter().map(|part| part.iter().map(at).collect()).collect();
    match lines.len() {
        0 => None,
        1 => lines.pop().map(|line| encoded(&line.into())),
        _ => Some(encoded(&MultiLineString::new(lines).into())),
    }
}

fn at(position: &Position) -> (f64, f64) {
    (rounded(position.lon), rounded(position.lat))
}

fn encoded(geometry: &Geometry) -> Vec<u8> {
    geometry.to_wkb(CoordDimensions::xy()).expect("writing into memory does not fail")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_and_lines_have_the_bytes_of_the_standard() {
        let (homs, idlib) = (Position::new(36.723_390_4, 34.5), Position::new(36.5, 36.0));
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        // 36.72339 and 34.5 as doubles.
        assert_eq!(hex(&point(homs)), "01010000007120240b985c42400000000000404140");
        assert!(lines(&[]).is_none());
        let one = lines(&[vec![homs, idlib]]).unwrap();
        assert_eq!((one.len(), &hex(&one)[..18]), (9 + 4 * 8, "010200000002000000"));
        let two = lines(&[vec![homs, idlib], vec![idlib, homs]]).unwrap();
        assert_eq!((two.len(), &hex(&two)[..18]), (9 + 2 * (9 + 4 * 8), "010500000002000000"));
        assert_eq!(two[9..9 + one.len()], one);
    }
}
