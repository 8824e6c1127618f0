//! Tables with a header and GeoJSON properties: the same columns by the same names.

use std::borrow::Cow;

use geo::MultiPolygon;

use super::around::Around;
use super::error::RowError;
use super::row;
use crate::gazetteer::extent::{radius_km, usual_radius_km};
use crate::gazetteer::fold::fold;
use crate::gazetteer::write::{Entry, EntryId};
use crate::gazetteer::{FeatureClass, NameKind, Place};
use crate::geometry::Position;

/// What a column can tell, with the names it may go by: lower case, words joined by `_`.
const COLUMNS: [(Column, &[&str]); 13] = [
    (
        Column::Name,
        &["name", "place_name", "placename", "place", "toponym", "title", "label", "city", "town"],
    ),
    (Column::Latitude, &["latitude", "lat", "y", "lat_dd", "decimallatitude", "decimal_latitude"]),
    (
        Column::Longitude,
        &["longitude", "lon", "lng", "long", "x", "lon_dd", "decimallongitude", "decimal_longitude"],
    ),
    (Column::GeonamesId, &["geonameid", "geonames_id", "geoname_id", "geonamesid"]),
    (Column::Id, &["id", "place_id", "pcode", "fid"]),
    (
        Column::Names,
        &[
            "alternatenames",
            "alternate_names",
            "alternate_name",
            "names",
            "other_names",
            "aliases",
            "alt_names",
        ],
    ),
    (Column::Country, &["country_code", "countrycode", "iso2", "iso_a2", "cc", "country"]),
    (Column::Admin1, &["admin1", "admin1_code", "admin1code"]),
    (Column::Admin2, &["admin2", "admin2_code", "admin2code"]),
    (Column::Population, &["population", "pop", "inhabitants"]),
    (Column::Class, &["feature_class", "featureclass", "fclass", "class"]),
    (Column::Code, &["feature_code", "featurecode", "fcode"]),
    (Column::Radius, &["radius_km"]),
];

/// What a column tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Latitude,
    Longitude,
    GeonamesId,
    Id,
    Names,
    Country,
    Admin1,
    Admin2,
    Population,
    Class,
    Code,
    Radius,
}

impl Column {
    /// The column that goes by a name, and how good a name for it that is: 0 is the best.
    pub(super) fn of(name: &str) -> Option<(Self, usize)> {
        let name = name.trim().trim_matches('"').to_lowercase().replace([' ', '-'], "_");
        COLUMNS.iter().find_map(|(column, names)| {
            names.iter().position(|known| *known == name).map(|rank| (*column, rank))
        })
    }
}

/// Where each column of a table stands; of two that tell the same the one with the better name counts.
pub(super) struct Columns([Option<(usize, usize)>; COLUMNS.len()]);

impl Columns {
    pub(super) fn of<'h>(header: impl Iterator<Item = &'h str>) -> Self {
        let mut columns: [Option<(usize, usize)>; COLUMNS.len()] = [None; COLUMNS.len()];
        for (at, name) in header.enumerate() {
            if let Some((column, rank)) = Column::of(name) {
                let best = columns[column as usize].get_or_insert((rank, at));
                *best = (*best).min((rank, at));
            }
        }
        Self(columns)
    }

    pub(super) fn at(&self, column: Column) -> Option<usize> {
        self.0[column as usize].map(|(_, at)| at)
    }

    /// Whether rows can be places.
    fn suffice(&self) -> bool {
        [Column::Name, Column::Latitude, Column::Longitude].iter().all(|&column| self.at(column).is_some())
    }

    /// What parts the columns of a table with this header; none where it is no header of a table of places.
    pub(super) fn delimiter(header: &str) -> Option<u8> {
        [b'\t', b',', b';', b'|']
            .into_iter()
            .find(|&delimiter| Self::of(header.split(char::from(delimiter))).suffice())
    }
}

/// The place that fields tell of. `source` is what ids without a source of their own are known by: the file's name. What the row
/// leaves out, the bundled book tells by the position: country and first-level area.
pub(super) fn entry<'f>(
    field: impl Fn(Column) -> Option<Cow<'f, str>>,
    source: &str,
    position: impl FnOnce() -> Result<Position, RowError>,
    area: Option<MultiPolygon<f64>>,
    around: &Around,
) -> Result<Entry, RowError> {
    // A line break in a quoted field is none in the name.
    let text = |column| field(column).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let name = text(Column::Name);
    if name.is_empty() {
        return Err(RowError::NoName);
    }
    let position = position()?;
    let id = id(&text, source, &name, position, around)?;
    // Of a place that the bundled book has as well, a table tells only what it has columns for.
    let known = around.known(&id);
    let or_known = |column, own: fn(&Place<'static>) -> String| match text(column) {
        empty if empty.is_empty() => known.as_ref().map(own).unwrap_or_default(),
        given => given,
    };
    let code = or_known(Column::Code, |place| place.code.to_owned());
    let class = match or_known(Column::Class, |place| place.class.as_str().to_owned()).as_str() {
        "" if area.is_some() => FeatureClass::Region,
        "" => FeatureClass::Populated,
        letter => row::class(letter)?,
    };
    let population = row::population(&or_known(Column::Population, |place| place.population.to_string()))?;
    let says_what = !(text(Column::Class).is_empty() && text(Column::Code).is_empty());
    let level =
        known.as_ref().filter(|_| !says_what).map_or_else(|| row::level(class, &code), |place| place.level);
    let radius_km = match (text(Column::Radius).as_str(), &area) {
        ("", Some(area)) => radius_km(area),
        ("", None) => {
            known.as_ref().map_or_else(|| usual_radius_km(class, &code, population), |place| place.radius_km)
        }
        (given, _) => row::radius_km(given)?,
    };
    let mut entry = Entry::new(id, &name, position, class, level);
    entry.radius_km = radius_km;
    entry.names = names(&text(Column::Names)).map(|name| (name.to_owned(), NameKind::Alternate)).collect();
    entry.code = if code.is_empty() && class == FeatureClass::Populated { "PPL".to_owned() } else { code };
    let country = or_known(Column::Country, |place| place.country.unwrap_or_default().to_owned());
    entry.country = around.country(&country, position)?;
    let admin1 = or_known(Column::Admin1, |place| place.admin1.unwrap_or_default().to_owned());
    entry.admin1 = around.admin1(&admin1, entry.country.as_deref(), position);
    entry.admin2 =
        row::area_code(&or_known(Column::Admin2, |place| place.admin2.unwrap_or_default().to_owned()));
    entry.population = population;
    entry.area = area;
    Ok(entry)
}

/// Bytes of an id behind its source: with it, ids are not longer than a pack keeps them.
const LONGEST_ID: usize = 150;

fn id(
    text: &impl Fn(Column) -> String,
    source: &str,
    name: &str,
    position: Position,
    around: &Around,
) -> Result<EntryId, RowError> {
    let geonames = text(Column::GeonamesId);
    if !geonames.is_empty() {
        return row::id(&geonames, "geonameid").map(EntryId::GeoNames);
    }
    let own = text(Column::Id);
    if let Some(number) = own.parse().ok().filter(|_| around.is_known_as(&own, name)) {
        return Ok(EntryId::GeoNames(number));
    }
    if own.len() > LONGEST_ID {
        return Err(RowError::field("id", &own, "at most 150 bytes"));
    }
    Ok(EntryId::Other(if own.contains(':') {
        own
    } else if own.is_empty() {
        // The same place gets the same id again, wherever its row has moved to. No comma: lists of ids are parted by them.
        let folded = fold(name).replace(' ', "-");
        let short = &folded[..folded.floor_char_boundary(LONGEST_ID)];
        format!("{source}:{short}@{:.4}_{:.4}", position.lon, position.lat)
    } else {
        format!("{source}:{own}")
    }))
}

/// Other names in one field: parted by bars or semicolons, or else by commas.
fn names(field: &str) -> impl Iterator<Item = &str> {
    let mark = ['|', ';'].into_iter().find(|&mark| field.contains(mark)).unwrap_or(',');
    field.split(mark).map(str::trim).filter(|name| !name.is_empty())
}
