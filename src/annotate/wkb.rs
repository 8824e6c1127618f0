//! Geometries as well-known binary (OGC 06-103r4, 8.2), little-endian, longitude first, rounded as in GeoJSON.

use crate::feature::rounded;
use crate::geometry::Position;

const LITTLE_ENDIAN: u8 = 1;
const POINT: u32 = 1;
const LINE_STRING: u32 = 2;
const MULTI_LINE_STRING: u32 = 5;

/// A point: 21 bytes.
pub(super) fn point(position: Position) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(21);
    head(&mut bytes, POINT);
    put(&mut bytes, position);
    bytes
}

/// A line, or several parts of one; none where there is no part.
pub(super) fn lines(parts: &[Vec<Position>]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match parts {
        [] => return None,
        [only] => line(&mut bytes, only),
        parts => {
            head(&mut bytes, MULTI_LINE_STRING);
            count(&mut bytes, parts.len());
            for part in parts {
                line(&mut bytes, part);
            }
        }
    }
    Some(bytes)
}

fn line(bytes: &mut Vec<u8>, positions: &[Position]) {
    head(bytes, LINE_STRING);
    count(bytes, positions.len());
    for position in positions {
        put(bytes, *position);
    }
}

fn head(bytes: &mut Vec<u8>, kind: u32) {
    bytes.push(LITTLE_ENDIAN);
    bytes.extend(kind.to_le_bytes());
}

fn count(bytes: &mut Vec<u8>, number: usize) {
    // A line has some positions every 25 km, so that no count comes near to four thousand million.
    bytes.extend((number as u32).to_le_bytes());
}

fn put(bytes: &mut Vec<u8>, position: Position) {
    bytes.extend(rounded(position.lon).to_le_bytes());
    bytes.extend(rounded(position.lat).to_le_bytes());
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
