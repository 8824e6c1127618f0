//! Positions on the grids of armies: `37S BV 12345 67890` (MGRS) and `37S 412345 4007890` (UTM).
//!
//! The lettering is that of NGA.SIG.0012, "The Universal Grids and the Transverse Mercator and Polar Stereographic Map
//! Projections" (2014). The polar grids are left out.

use super::WrittenPosition;
use super::cursor::Cursor;
use super::transverse_mercator::{central_meridian, position_in_zone};
use crate::geometry::Position;

/// Latitude bands of eight degrees from 80° south, the last of twelve.
const BANDS: &str = "CDEFGHJKLMNPQRSTUVWX";
/// Columns of squares, eight to a zone, in turns of three zones.
const COLUMNS: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Rows of squares, anew every two thousand kilometres.
const ROWS: &str = "ABCDEFGHJKLMNPQRSTUV";
/// Side of a square in metres.
const SQUARE: f64 = 100_000.0;
/// What UTM adds to northings south of the equator, in metres.
const FALSE_NORTHING: f64 = 10_000_000.0;

/// The position whose zone starts at `start`, where there is one.
pub(super) fn grid_at(text: &str, start: usize) -> Option<WrittenPosition> {
    let mut cursor = Cursor { text, at: start };
    if cursor
        .behind()
        .is_some_and(|behind| behind.is_alphanumeric() || matches!(behind, '_' | '.' | ',' | '-' | '/'))
    {
        return None;
    }
    let zone_digits = cursor.digits().filter(|digits| digits.len() <= 2)?;
    let zone: u32 = zone_digits.parse().ok().filter(|zone| (1..=60).contains(zone))?;
    let band = BANDS.find(cursor.take(|band| BANDS.contains(band))?)?;
    let mut square = cursor;
    let (position, radius_km) = if let Some(found) = utm(&mut cursor, zone, band) {
        found
    } else {
        let found = mgrs(&mut square, zone_digits, zone, band)?;
        cursor = square;
        found
    };
    let mut decimal = cursor;
    let goes_on =
        decimal.take(|mark| matches!(mark, '.' | ',' | '-' | '/')).is_some() && decimal.is_at_digit();
    (!cursor.is_at_word() && !goes_on).then_some(WrittenPosition {
        range: start..cursor.at,
        position,
        radius_km,
    })
}

/// Degrees north where a band begins and ends.
fn latitudes(band: usize) -> (f64, f64) {
    let south = -80.0 + 8.0 * band as f64;
    (south, if band + 1 == BANDS.len() { 84.0 } else { south + 8.0 })
}

/// Whether a position is in its band, and in its zone or near it, by a number of metres.
fn is_in(position: Position, zone: u32, band: usize, by: f64) -> bool {
    let (south, north) = latitudes(band);
    let slack = by / 111_000.0;
    // Norway and Svalbard have zones of up to twelve degrees.
    let half = if band >= 17 { 6.0 } else { 3.0 };
    // Armies go on in a zone a little over its end.
    let overlap = (by.max(SQUARE)) / 111_000.0 / position.lat.to_radians().cos().max(0.05);
    let away = (position.lon - central_meridian(zone)).abs();
    (south - slack..=north + slack).contains(&position.lat) && away.min(360.0 - away) <= half + overlap
}

/// `BV 12345 67890`, `BV1234567890`: the middle of the cell that the digits name.
fn mgrs(cursor: &mut Cursor, zone_digits: &str, zone: u32, band: usize) -> Option<(Position, f64)> {
    let spaced = cursor.blanks();
    let column = COLUMNS.find(cursor.take(|letter| COLUMNS.contains(letter))?)?;
    let row = ROWS.find(cursor.take(|letter| ROWS.contains(letter))?)?;
    let spaced = cursor.blanks() || spaced;
    let first = cursor.digits()?;
    let mut ahead = *cursor;
    let second = if ahead.blanks() { ahead.digits() } else { None };
    let (easting, northing) = match second {
        Some(second) if second.len() == first.len() && first.len() <= 5 => {
            *cursor = ahead;
            (first, second)
        }
        // "3G UK 2025" is a network in a country and a year.
        _ if first.len() % 2 == 0
            && first.len() <= 10
            && !(spaced && first.len() <= 4 && zone_digits.len() == 1) =>
        {
            first.split_at(first.len() / 2)
        }
        _ => return None,
    };
    // Metres: a hundred kilometres in as many parts as the digits tell apart.
    let cell = SQUARE / 10_f64.powi(i32::try_from(easting.len()).ok()?);
    let metres = |digits: &str| Some((digits.parse::<f64>().ok()? + 0.5) * cell);
    let column = column.checked_sub((zone as usize - 1) % 3 * 8).filter(|column| *column < 8)?;
    // Rows begin with A in odd zones and with F in even ones.
    let row = (row + if zone.is_multiple_of(2) { ROWS.len() - 5 } else { 0 }) % ROWS.len();
    let easting = (column + 1) as f64 * SQUARE + metres(easting)?;
    let northing = row as f64 * SQUARE + metres(northing)?;
    // Rows come back every two thousand kilometres; the band tells which is meant.
    let position = (-5..5)
        .map(|turn| position_in_zone(zone, easting, northing + f64::from(turn) * 2_000_000.0))
        .find(|position| is_in(*position, zone, band, cell))?;
    Some((position, (cell / 1000.0 * std::f64::consts::FRAC_1_SQRT_2).max(0.001)))
}

/// `412345 4007890`, `412345E 4007890N`, `412345mE 4007890mN`, to the metre.
fn utm(cursor: &mut Cursor, zone: u32, band: usize) -> Option<(Position, f64)> {
    let mut ahead = *cursor;
    if !ahead.blanks() {
        return None;
    }
    let easting: f64 = metres(&mut ahead, 6..=6, 'E')?;
    ahead.take(|mark| mark == ',');
    ahead.blanks();
    let northing: f64 = metres(&mut ahead, 6..=8, 'N')?;
    if !(SQUARE..9.0 * SQUARE).contains(&easting) || northing > FALSE_NORTHING {
        return None;
    }
    // N and S are bands, and hemispheres for many: the band where the northing fits it.
    let letter = BANDS.chars().nth(band)?;
    let north = position_in_zone(zone, easting, northing);
    let south = position_in_zone(zone, easting, northing - FALSE_NORTHING);
    let is_north = letter >= 'N';
    let position = if is_in(if is_north { north } else { south }, zone, band, 1.0) {
        if is_north { north } else { south }
    } else {
        match letter {
            'N' if north.lat <= 84.0 => north,
            'S' if south.lat >= -80.0 => south,
            _ => return None,
        }
    };
    *cursor = ahead;
    Some((position, 0.001))
}

fn metres(cursor: &mut Cursor, lengths: std::ops::RangeInclusive<usize>, letter: char) -> Option<f64> {
    let digits = cursor.digits().filter(|digits| lengths.contains(&digits.len()))?;
    let mut ahead = *cursor;
    ahead.blanks();
    ahead.take(|metre| metre == 'm');
    ahead.blanks();
    if ahead.take(|direction| direction == letter).is_some() && !ahead.is_at_word() {
        *cursor = ahead;
    }
    digits.parse().ok()
}
