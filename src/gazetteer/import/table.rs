//! Tables with a header and GeoJSON properties: the same columns by the same names.

use std::borrow::Cow;

use geo::MultiPolygon;

use super::around::Around;
use super::error::RowError;
use super::row;
use crate::gazetteer::extent::{radius_km, usual_radius_km};
use crate::gazetteer::fold::fold;
use crate::gazetteer::write::{Entry, EntryId};
use crate::gazetteer::{FeatureClass, NameKind};
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
    (Column::Id, &["id", "place_id", "fid", "code", "pcode"]),
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
            "asciiname",
        ],
    ),
    (Column::Country, &["country", "country_code", "countrycode", "iso2", "iso_a2", "cc"]),
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
    /// The column that goes by a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.trim().trim_matches('"').to_lowercase().replace([' ', '-'], "_");
        COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
    }
}

/// Where each column of a table stands; of two that tell the same the first counts.
pub(super) struct Columns([Option<usize>; COLUMNS.len()]);

impl Columns {
    pub(super) fn of<'h>(header: impl Iterator<Item = &'h str>) -> Self {
        let mut columns = [None; COLUMNS.len()];
        for (at, name) in header.enumerate() {
            if let Some(column) = Column::of(name) {
                columns[column as usize].get_or_insert(at);
            }
        }
        Self(columns)
    }

    pub(super) fn at(&self, column: Column) -> Option<usize> {
        self.0[column as usize]
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
    let code = text(Column::Code);
    let class = match text(Column::Class).as_str() {
        "" if area.is_some() => FeatureClass::Region,
        "" => FeatureClass::Populated,
        letter => row::class(letter)?,
    };
    let population = row::population(&text(Column::Population))?;
    let radius = text(Column::Radius);
    let level = row::level(class, &code);
    let mut entry = Entry::new(id(&text, source, &name, position, around)?, &name, position, class, level);
    entry.radius_km = match (radius.parse(), &area) {
        (Ok(radius), _) => radius,
        (_, Some(area)) => radius_km(area),
        (_, None) => usual_radius_km(class, &code, population),
    };
    entry.names = names(&text(Column::Names)).map(|name| (name.to_owned(), NameKind::Alternate)).collect();
    entry.code = if code.is_empty() && class == FeatureClass::Populated { "PPL".to_owned() } else { code };
    entry.country = around.country(&text(Column::Country), position)?;
    entry.admin1 = around.admin1(&text(Column::Admin1), entry.country.as_deref(), position);
    entry.admin2 = row::area_code(&text(Column::Admin2));
    entry.population = population;
    entry.area = area;
    Ok(entry)
}

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
    Ok(EntryId::Other(if own.contains(':') {
        own
    } else if own.is_empty() {
        // The same place gets the same id again, wherever its row has moved to. No comma: lists of ids are parted by them.
        format!("{source}:{}@{:.4}_{:.4}", fold(name).replace(' ', "-"), position.lon, position.lat)
    } else {
        format!("{source}:{own}")
    }))
}

/// Other names in one field: parted by bars or semicolons, or else by commas.
fn names(field: &str) -> impl Iterator<Item = &str> {
    let mark = ['|', ';'].into_iter().find(|&mark| field.contains(mark)).unwrap_or(',');
    field.split(mark).map(str::trim).filter(|name| !name.is_empty())
}
