//! Positions written in running text: degrees in all their spellings, and the military grid.

mod angle;
mod cursor;
mod grid;
mod pair;
#[cfg(test)]
mod tests;
mod transverse_mercator;

use std::ops::Range;

use super::Position;

/// A position that a text gives by its coordinates.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenPosition {
    /// Bytes of the whole expression, hemispheres and labels included, brackets around it not.
    pub range: Range<usize>,
    /// Where it is, in degrees on WGS 84, longitude first whatever the order in the text.
    pub position: Position,
    /// How far away the place itself may be for all that is written, in kilometres: what a one in the last place is worth along a
    /// meridian, and half the diagonal of a cell of a grid.
    pub radius_km: f64,
}

/// A degree of latitude; the difference over the Earth is one in two hundred.
const KM_PER_DEGREE: f64 = 111.2;

/// The positions written in a text, in its order; they do not overlap.
///
/// Read are degrees with minutes and seconds (`52°31'N 13°24'E`, `N 52°31.5' E 013°24.6'`, `36-12.5N 037-08.2E`, `3612N 03709E`), with
/// decimals (`36.2N 37.1E`, `36.2021, 37.1343`), in words (`36 degrees north, 37 degrees east`), MGRS (`37S BV 12345 67890`) and UTM.
/// Numbers without hemispheres are latitude and longitude, in this order, where both have decimals and nothing beside them says
/// that they count something else. Latitudes beyond 90° and minutes of 60 and more are no positions.
///
/// One pass over the text: a text without digits is only searched for them.
///
/// ```
/// use dateline::geometry::{Position, written_positions};
///
/// let text = "The ship was last seen at 36°12'N 37°06'E.";
/// let found = written_positions(text);
/// assert_eq!(&text[found[0].range.clone()], "36°12'N 37°06'E");
/// assert_eq!(found[0].position, Position::new(37.1, 36.2));
/// assert!(found[0].radius_km < 2.0);
/// ```
#[must_use]
pub fn written_positions(text: &str) -> Vec<WrittenPosition> {
    let bytes = text.as_bytes();
    let mut found: Vec<WrittenPosition> = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while let Some(skipped) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)) {
        let digit = at + skipped;
        if let Some(position) = grid::grid_at(text, digit).or_else(|| pair::pair_at(text, digit, floor)) {
            (at, floor) = (position.range.end, position.range.end);
            found.push(position);
            continue;
        }
        let run = bytes[digit..].iter().position(|byte| !byte.is_ascii_digit());
        at = run.map_or(bytes.len(), |length| digit + length);
    }
    found
}
