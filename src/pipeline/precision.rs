//! How precisely a mention places its event, by the codes that conflict data sets use.

use crate::gazetteer::{FeatureClass, Level, Place};
use crate::mention::Kind;

/// UCDP GED's `where_prec`: 1 an exact place, 2 within about 25 km of one, 3 a second-level area, 4 a first-level area, 5 a
/// natural feature or vague area, 6 a country, 7 international waters or airspace.
pub(super) fn ucdp(place: &Place, kind: Kind) -> u8 {
    let exact = match place.level {
        Level::Settlement | Level::Site => 1,
        Level::Admin2 => 3,
        Level::Admin1 => 4,
        Level::Region if place.class == FeatureClass::Water => 7,
        Level::Natural | Level::Region => 5,
        Level::Country => 6,
    };
    match kind {
        // "near Homs", "the Homs countryside": the place is only the anchor.
        Kind::Region if exact == 1 => 2,
        // "north-western Syria" is less than the country, but no area of its own.
        Kind::Region if exact == 6 => 5,
        _ => exact,
    }
}

/// ACLED's `geo_precision`: 1 a town, 2 a part of a region near a town, 3 a larger region.
pub(super) fn acled(place: &Place, kind: Kind) -> u8 {
    match (place.level, kind) {
        (Level::Settlement | Level::Site, Kind::Region) | (Level::Admin2, _) => 2,
        (Level::Settlement | Level::Site, _) => 1,
        _ => 3,
    }
}
