//! Fields of rows, and what a feature code tells of a place.

use super::error::RowError;
use crate::gazetteer::format::ID_IS_STRING;
use crate::gazetteer::{FeatureClass, Level};
use crate::geometry::Position;

/// A whole number; programs that keep columns of numbers write it with a fraction of zero.
fn whole(field: &str) -> Option<u64> {
    let field = field.trim();
    field.strip_suffix(".0").unwrap_or(field).parse().ok()
}

/// A `GeoNames` number: positive, and below 2^31.
pub(super) fn id(field: &str, column: &'static str) -> Result<u32, RowError> {
    whole(field)
        .and_then(|number| u32::try_from(number).ok())
        .filter(|&number| number > 0 && number & ID_IS_STRING == 0)
        .ok_or_else(|| RowError::field(column, field, "a number from 1 to 2,147,483,647"))
}

/// Half an extent in kilometres.
pub(super) fn radius_km(field: &str) -> Result<f64, RowError> {
    let number = field.trim().parse().ok().filter(|km: &f64| km.is_finite() && *km >= 0.0);
    number.ok_or_else(|| RowError::field("radius_km", field, "kilometres, 0 or more"))
}

/// A position of two fields in degrees; a comma may stand for the point.
pub(super) fn position(latitude: &str, longitude: &str) -> Result<Position, RowError> {
    let degrees = |field: &str, most: f64| {
        let number = field.trim().parse().or_else(|_| field.trim().replacen(',', ".", 1).parse());
        number.ok().filter(|degrees: &f64| degrees.abs() <= most)
    };
    let lat = degrees(latitude, 90.0);
    let lon = degrees(longitude, 180.0);
    Ok(Position::new(
        lon.ok_or_else(|| RowError::field("longitude", longitude, "degrees from -180 to 180"))?,
        lat.ok_or_else(|| RowError::field("latitude", latitude, "degrees from -90 to 90"))?,
    ))
}

/// Inhabitants; empty and 0 mean unknown.
pub(super) fn population(field: &str) -> Result<u64, RowError> {
    match field.trim() {
        "" => Ok(0),
        digits => whole(digits).ok_or_else(|| RowError::field("population", field, "a whole number")),
    }
}

/// Two letters, or none.
pub(super) fn country(field: &str) -> Result<Option<String>, RowError> {
    match field.trim() {
        "" => Ok(None),
        code if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            Ok(Some(code.to_ascii_uppercase()))
        }
        other => Err(RowError::field("country", other, "two letters (ISO 3166-1)")),
    }
}

/// The letter of a feature class; a row without one is a spot.
pub(super) fn class(field: &str) -> Result<FeatureClass, RowError> {
    match field.trim().as_bytes() {
        [] => Ok(FeatureClass::Spot),
        [letter] => FeatureClass::from_letter(letter.to_ascii_uppercase())
            .ok_or_else(|| RowError::field("feature class", field, "one of the letters A H L P R S T U V")),
        _ => Err(RowError::field("feature class", field, "one of the letters A H L P R S T U V")),
    }
}

/// A code of an area; "00" and nothing mean none.
pub(super) fn area_code(field: &str) -> Option<String> {
    Some(field.trim()).filter(|code| !code.is_empty() && *code != "00").map(str::to_owned)
}

/// Where a place stands by its class and code.
pub(super) fn level(class: FeatureClass, code: &str) -> Level {
    match (class, code) {
        // A state that is no more is a part of the world, and no country that others lie in.
        (FeatureClass::Administrative, "PCLH") | (FeatureClass::Water, "SEA" | "OCN" | "GULF" | "STRT") => {
            Level::Region
        }
        (FeatureClass::Administrative, code) if code.starts_with("PCL") => Level::Country,
        (FeatureClass::Administrative, "ADM1") => Level::Admin1,
        (FeatureClass::Administrative, _) => Level::Admin2,
        (FeatureClass::Region, "CONT") => Level::Region,
        (FeatureClass::Populated, _) => Level::Settlement,
        (FeatureClass::Spot | FeatureClass::Road, _) => Level::Site,
        _ => Level::Natural,
    }
}
