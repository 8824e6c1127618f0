//! Dumps of `GeoNames`: a place a row, 19 columns, parted by tabs, nothing quoted.

use super::error::RowError;
use super::row;
use crate::gazetteer::NameKind;
use crate::gazetteer::extent::usual_radius_km;
use crate::gazetteer::names::{is_usable_alternate, shown_name};
use crate::gazetteer::write::{Entry, EntryId};

/// geonameid, name, asciiname, alternatenames, latitude, longitude, feature class, feature code, country, cc2, admin1 to admin4,
/// population, elevation, dem, timezone, modification date.
const COLUMNS: usize = 19;

/// The place of a row.
pub(super) fn entry(line: &str) -> Result<Entry, RowError> {
    let mut fields = [""; COLUMNS];
    let mut found = 0;
    for field in line.split('\t') {
        if let Some(place) = fields.get_mut(found) {
            *place = field;
        }
        found += 1;
    }
    if found != COLUMNS {
        return Err(RowError::Columns { found, expected: COLUMNS });
    }
    let [
        geonameid,
        name,
        ascii,
        alternates,
        latitude,
        longitude,
        class,
        code,
        country,
        _,
        admin1,
        admin2,
        ..,
    ] = fields;
    let (id, name, code) = (row::id(geonameid, "geonameid")?, name.trim(), code.trim());
    if name.is_empty() {
        return Err(RowError::NoName);
    }
    let position = row::position(latitude, longitude)?;
    let class = row::class(class)?;
    let country = row::country(country)?;
    let population = row::population(fields[14])?;
    let shown = shown_name(name, country.as_deref().unwrap_or_default());
    // The same name with its marks and without them is one name to the book.
    let mut names = Vec::with_capacity(4);
    for own in [name, ascii.trim()] {
        if !own.is_empty() && own != shown {
            names.push((own.to_owned(), NameKind::Preferred));
        }
    }
    let alternates = alternates.split(',').map(str::trim).filter(|name| is_usable_alternate(name));
    names.extend(alternates.map(|name| (name.to_owned(), NameKind::Alternate)));
    let mut entry = Entry::new(EntryId::GeoNames(id), &shown, position, class, row::level(class, code));
    entry.names = names;
    entry.radius_km = usual_radius_km(class, code, population);
    code.clone_into(&mut entry.code);
    entry.country = country;
    entry.admin1 = row::area_code(admin1);
    entry.admin2 = row::area_code(admin2);
    entry.population = population;
    Ok(entry)
}
