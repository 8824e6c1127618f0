//! Our own tables: seas, regions, landmarks, and the names that belong to places of other layers.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use geo::MultiPolygon;
use geojson::{FeatureCollection, GeoJson};

use super::areas::{hole_around, union, without_land};
use super::countries::Countries;
use super::source::{SourceError, Table, read_text};
use crate::gazetteer::extent::radius_km;
use crate::gazetteer::write::{Entry, EntryId};
use crate::gazetteer::{FeatureClass, Level, NameKind};
use crate::geometry::Position;

/// Representative points that no source has: `country:SY` and `admin1:US.TX` to a position.
pub(super) struct Points {
    pub(super) countries: BTreeMap<String, Position>,
    pub(super) first_level: BTreeMap<String, Position>,
}

/// Reads points.tsv.
pub(super) fn read_points(folder: &Path) -> Result<Points, SourceError> {
    let path = folder.join("points.tsv");
    let text = read_text(&path)?;
    let table = Table::parse(&path, &text, &["target", "lon", "lat"])?;
    let mut points = Points { countries: BTreeMap::new(), first_level: BTreeMap::new() };
    for record in table.records() {
        let position = Position::new(record.number("lon")?, record.number("lat")?);
        match record.text("target").split_once(':') {
            Some(("country", iso)) => points.countries.insert(iso.to_owned(), position),
            Some(("admin1", code)) => points.first_level.insert(code.to_owned(), position),
            _ => return Err(record.row.wrong("expected country:SY or admin1:US.TX".to_owned())),
        };
    }
    Ok(points)
}

/// A row of places.tsv under the name that other tables know it by.
pub(super) struct Own {
    pub(super) slug: String,
    pub(super) entry: Entry,
}

/// Reads places.tsv and areas.geojson.
pub(super) fn read_places(
    folder: &Path,
    countries: &Countries,
    first_level: &[Entry],
) -> Result<Vec<Own>, SourceError> {
    let path = folder.join("places.tsv");
    let text = read_text(&path)?;
    let columns = [
        "id",
        "geonames",
        "name",
        "names",
        "class",
        "code",
        "country",
        "admin1",
        "lon",
        "lat",
        "radius_km",
        "stands_for",
        "countries",
        "first_level",
    ];
    let table = Table::parse(&path, &text, &columns)?;
    let mut drawn = read_areas(&folder.join("areas.geojson"))?;
    let land: Vec<&MultiPolygon<f64>> = countries.land.iter().collect();
    let by_code: HashMap<String, &Entry> = first_level
        .iter()
        .filter_map(|area| Some((format!("{}.{}", area.country.as_ref()?, area.admin1.as_ref()?), area)))
        .collect();
    let mut entries = Vec::new();
    for record in table.records() {
        let slug = record.text("id");
        let code = record.text("code");
        let class = record.text("class").bytes().next().and_then(FeatureClass::from_letter);
        let class = class
            .ok_or_else(|| record.row.wrong(format!("unknown feature class {:?}", record.text("class"))))?;
        let position = Position::new(record.number("lon")?, record.number("lat")?);
        let countries = record.alternatives("countries").map(|iso| {
            let country = countries.entries.iter().find(|entry| entry.country.as_deref() == Some(iso));
            country.ok_or_else(|| record.row.wrong(format!("unknown country {iso:?}")))
        });
        let first_level = record.alternatives("first_level").map(|code| {
            let area = by_code.get(code).copied();
            area.ok_or_else(|| record.row.wrong(format!("unknown first-level area {code:?}")))
        });
        let members: Vec<&MultiPolygon<f64>> = countries
            .chain(first_level)
            .filter_map(|member| member.map(|member| member.area.as_ref()).transpose())
            .collect::<Result<_, _>>()?;
        let area = match drawn.remove(slug) {
            Some(area) if is_open_water(code) => Some(without_land(&area, &land)),
            Some(area) => Some(area),
            None if !members.is_empty() => Some(union(&members)),
            None if is_open_water(code) => hole_around(&land, position),
            None => None,
        };
        let geonames = record.optional("geonames");
        let entry = Entry {
            id: match geonames {
                Some(_) => EntryId::GeoNames(record.number("geonames")?),
                None => EntryId::Other(format!("dateline:{slug}")),
            },
            name: record.text("name").to_owned(),
            names: record.alternatives("names").map(|name| (name.to_owned(), NameKind::Alternate)).collect(),
            position,
            class,
            code: code.to_owned(),
            level: level_of(class, code),
            country: record.optional("country"),
            admin1: record.optional("admin1"),
            admin2: None,
            population: 0,
            radius_km: match record.optional("radius_km") {
                Some(_) => record.number("radius_km")?,
                None => area.as_ref().map_or(1.0, radius_km),
            },
            stands_for: record.optional("stands_for"),
            area,
        };
        entries.push(Own { slug: slug.to_owned(), entry });
    }
    if let Some(slug) = drawn.keys().next() {
        return Err(SourceError::form(
            &folder.join("areas.geojson"),
            format!("{slug:?} is not in places.tsv"),
        ));
    }
    Ok(entries)
}

fn is_open_water(code: &str) -> bool {
    matches!(code, "SEA" | "OCN" | "GULF" | "STRT" | "CHNM" | "BAY" | "BGHT" | "SD" | "LKS")
}

/// Where a supplement place stands by its GeoNames class and code.
pub(super) fn level_of(class: FeatureClass, code: &str) -> Level {
    match (class, code) {
        (FeatureClass::Administrative, "ADM1") => Level::Admin1,
        (FeatureClass::Administrative, "ADM2") => Level::Admin2,
        (FeatureClass::Administrative, _) => Level::Country,
        (FeatureClass::Populated, _) => Level::Settlement,
        (FeatureClass::Spot | FeatureClass::Road, _) => Level::Site,
        (FeatureClass::Region, _) | (FeatureClass::Water, "SEA" | "OCN" | "GULF" | "STRT") => Level::Region,
        _ => Level::Natural,
    }
}

/// The drawn areas by the `id` property (or member) of each feature.
fn read_areas(path: &Path) -> Result<BTreeMap<String, MultiPolygon<f64>>, SourceError> {
    let wrong = |what: String| SourceError::form(path, what);
    let geojson: GeoJson =
        read_text(path)?.parse().map_err(|error: geojson::Error| wrong(error.to_string()))?;
    let collection = FeatureCollection::try_from(geojson).map_err(|error| wrong(error.to_string()))?;
    let mut areas = BTreeMap::new();
    for feature in collection.features {
        let id = match (&feature.id, feature.property("id").and_then(|id| id.as_str())) {
            (Some(geojson::feature::Id::String(id)), _) => id.clone(),
            (_, Some(id)) => id.to_owned(),
            _ => return Err(wrong("a feature has no id".to_owned())),
        };
        let geometry = feature.geometry.ok_or_else(|| wrong(format!("{id:?} has no geometry")))?;
        let geometry = geo::Geometry::<f64>::try_from(geometry).map_err(|error| wrong(error.to_string()))?;
        let area = match geometry {
            geo::Geometry::Polygon(polygon) => MultiPolygon(vec![polygon]),
            geo::Geometry::MultiPolygon(area) => area,
            _ => return Err(wrong(format!("{id:?}: expected a polygon"))),
        };
        areas.insert(id, area);
    }
    Ok(areas)
}

/// A name for a place of another layer: what to match, what it means, and how it came to it.
pub(super) struct Alias {
    pub(super) surface: String,
    pub(super) target: String,
    pub(super) kind: NameKind,
}

/// Reads demonyms.tsv and abbreviations.tsv. The target is `country:SY`, `admin1:US.TX`, `supplement:kurdistan` or `name:London`.
pub(super) fn read_aliases(folder: &Path) -> Result<Vec<Alias>, SourceError> {
    let mut aliases = Vec::new();
    let path = folder.join("demonyms.tsv");
    let text = read_text(&path)?;
    for record in Table::parse(&path, &text, &["target", "words"])?.records() {
        aliases.extend(record.alternatives("words").map(|form| Alias {
            surface: form.to_owned(),
            target: record.text("target").to_owned(),
            kind: NameKind::Demonym,
        }));
    }
    let path = folder.join("abbreviations.tsv");
    let text = read_text(&path)?;
    for record in Table::parse(&path, &text, &["surface", "target", "when", "note"])?.records() {
        let surface = record.text("surface");
        aliases.push(Alias {
            surface: surface.to_owned(),
            target: record.text("target").to_owned(),
            kind: match (record.text("when"), record.text("note")) {
                ("after_comma", _) => NameKind::Postal,
                (_, "historic") => NameKind::Historic,
                _ if is_abbreviation(surface) => NameKind::Abbreviation,
                // "Britain" is as good as the name itself.
                _ => NameKind::Preferred,
            },
        });
    }
    Ok(aliases)
}

/// Capitals and stops only, such as "U.S." and "UAE": in small letters it is another word.
fn is_abbreviation(surface: &str) -> bool {
    surface.len() <= 8 && surface.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '.' | ' '))
        || surface.ends_with('.')
}
