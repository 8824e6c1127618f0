//! Small communities of the United States that have a post office or share one, and that are in no list of towns.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde::Deserialize;

use super::areas::{PointIndex, middle};
use super::source::{SourceError, read_json};
use crate::gazetteer::fold::fold;
use crate::gazetteer::write::{Entry, EntryId};
use crate::gazetteer::{FeatureClass, Level, NameKind};
use crate::geometry::{Position, distance_km};

/// A town of the same name within this many kilometres is the same town.
const SAME_TOWN_KM: f64 = 30.0;
/// How far a community may lie from the post office it shares, in kilometres.
const SHARED_KM: f64 = 10.0;

#[derive(Deserialize)]
struct Zip {
    #[serde(rename = "zip_code_type")]
    kind: String,
    city: String,
    acceptable_cities: Vec<String>,
    state: String,
    county: String,
    country: String,
    lat: String,
    long: String,
}

impl Zip {
    /// Where it is; military post and dissolved codes are nowhere.
    fn position(&self) -> Option<Position> {
        let position = Position::new(self.long.parse().ok()?, self.lat.parse().ok()?);
        let on_land = self.country == "US" && self.kind != "MILITARY" && position.lat != 0.0;
        on_land.then_some(position)
    }
}

/// What the codes of one name in one state tell of it.
#[derive(Default)]
struct Community {
    name: String,
    county: String,
    /// Positions of its own delivery areas.
    standard: Vec<Position>,
    /// Positions of boxes and single buyers, or of the offices it shares.
    other: Vec<Position>,
    has_office: bool,
}

/// Reads the communities that are not among the towns. `counties` are the second-level areas.
///
/// 1. Codes are grouped by state and name; the middle of the delivery areas is the position.
/// 2. Names that share another's post office come second, and stand within 10 km of it. Shortened ones are left out.
/// 3. A town of the same name in the same state within 30 km is the same.
pub(super) fn read(folder: &Path, towns: &[Entry], counties: &[Entry]) -> Result<Vec<Entry>, SourceError> {
    let zips: Vec<Zip> = read_json(&folder.join("zipcodes/zips.json"))?;
    let mut communities: BTreeMap<(String, String), Community> = BTreeMap::new();
    for zip in &zips {
        let Some(position) = zip.position() else { continue };
        // A code of a single buyer of much post names the buyer.
        if zip.kind == "UNIQUE" {
            continue;
        }
        let community = communities.entry((zip.state.clone(), fold(&zip.city))).or_default();
        if !community.has_office {
            // What shared an office so far has one of its own.
            *community = Community { has_office: true, ..Community::default() };
        }
        note(community, &zip.city, zip);
        if zip.kind == "STANDARD" {
            community.standard.push(position);
        } else {
            community.other.push(position);
        }
        let of_office = || std::iter::once(&zip.city).chain(&zip.acceptable_cities);
        for name in &zip.acceptable_cities {
            if is_shortened(name) || of_office().any(|whole| is_short_for(name, whole)) {
                continue;
            }
            let community = communities.entry((zip.state.clone(), fold(name))).or_default();
            if !community.has_office {
                note(community, name, zip);
                community.other.push(position);
            }
        }
    }
    let towns = Towns::new(towns);
    let county_codes: HashMap<(&str, &str), &str> = counties
        .iter()
        .filter(|county| county.country.as_deref() == Some("US"))
        .filter_map(|county| {
            Some(((county.admin1.as_deref()?, county.name.as_str()), county.admin2.as_deref()?))
        })
        .collect();
    let mut entries = Vec::new();
    for ((state, folded), community) in communities {
        let own = if community.standard.is_empty() { &community.other } else { &community.standard };
        let Some(position) = middle(own.iter().copied()) else { continue };
        let (country, admin1) = country_of(&state);
        if folded.is_empty() || towns.have(&folded, (country, admin1), position) {
            continue;
        }
        let admin2 = county_codes.get(&(state.as_str(), community.county.as_str()));
        entries.push(Entry {
            id: EntryId::Other(format!("zipcodes:{state}-{}", folded.replace(' ', "-"))),
            names: vec![(community.name.clone(), NameKind::Preferred)],
            name: community.name,
            position,
            class: FeatureClass::Populated,
            code: "PPL".to_owned(),
            level: Level::Settlement,
            country: Some(country.to_owned()),
            admin1: admin1.map(str::to_owned),
            admin2: admin2.map(|&code| code.to_owned()),
            population: 0,
            radius_km: if community.has_office { 3.0 } else { SHARED_KM },
            stands_for: None,
            area: None,
        });
    }
    Ok(entries)
}

/// The first code of a name decides how it is written and whose county it is in.
fn note(community: &mut Community, name: &str, zip: &Zip) {
    if community.name.is_empty() {
        name.clone_into(&mut community.name);
        zip.county.clone_into(&mut community.county);
    }
}

/// Country and first-level area of a postal abbreviation: territories and free states are countries of their own.
fn country_of(state: &str) -> (&str, Option<&str>) {
    match state {
        "AS" | "FM" | "GU" | "MH" | "MP" | "PR" | "PW" | "VI" => (state, None),
        _ => ("US", Some(state)),
    }
}

/// The form of a street sign: "N Scituate", "Palisades Pk", "Walnut Spgs".
fn is_shortened(name: &str) -> bool {
    let is_short = |word: &str| {
        !matches!(word, "St" | "Mt" | "Ft")
            && !word.chars().any(|c| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
    };
    name.split(' ').any(|word| is_short(word) || matches!(word, "E" | "Is" | "Hse" | "Twp" | "Boro" | "Sta"))
}

/// Whether a name is another with letters left out: "Brdgewtr Cors" of "Bridgewater Corners".
fn is_short_for(short: &str, whole: &str) -> bool {
    let letters_of = |short: &str, whole: &str| {
        let mut rest = whole.chars();
        short.chars().all(|letter| rest.any(|other| other == letter))
    };
    short.len() < whole.len()
        && short.split(' ').count() == whole.split(' ').count()
        && short
            .split(' ')
            .zip(whole.split(' '))
            .all(|(short, whole)| short.chars().next() == whole.chars().next() && letters_of(short, whole))
}

/// The towns there are already, by place.
struct Towns<'e> {
    towns: &'e [Entry],
    index: PointIndex,
}

impl<'e> Towns<'e> {
    fn new(towns: &'e [Entry]) -> Self {
        Self { towns, index: PointIndex::new(towns.iter().map(|town| town.position)) }
    }

    fn have(&self, folded: &str, (country, admin1): (&str, Option<&str>), position: Position) -> bool {
        self.index.near(position, SAME_TOWN_KM).map(|number| &self.towns[number]).any(|town| {
            town.country.as_deref() == Some(country)
                && (admin1.is_none() || town.admin1.as_deref() == admin1)
                && distance_km(town.position, position) <= SAME_TOWN_KM
                && town.names.iter().any(|(name, _)| fold(name) == folded)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_on_street_signs_are_no_names() {
        for name in ["N Scituate", "Palisades Pk", "Walnut Spgs", "E Rockland Ky", "Stockertown Twp"] {
            assert!(is_shortened(name), "{name}");
        }
        for name in ["Lanexa", "St Thomas", "Vineyard Haven", "Mt Airy"] {
            assert!(!is_shortened(name), "{name}");
        }
        assert!(is_short_for("Brdgewtr Cors", "Bridgewater Corners"));
        assert!(is_short_for("Roosevelt Rds", "Roosevelt Roads"));
        assert!(!is_short_for("Adjuntas", "Castaner"));
        assert!(!is_short_for("York", "York Haven"));
    }

    #[test]
    fn a_town_of_the_name_nearby_is_the_same() {
        let town = Entry {
            id: EntryId::GeoNames(1),
            name: "Saint Louis".to_owned(),
            names: vec![("Saint Louis".to_owned(), NameKind::Preferred)],
            position: Position::new(-90.2, 38.63),
            class: FeatureClass::Populated,
            code: "PPL".to_owned(),
            level: Level::Settlement,
            country: Some("US".to_owned()),
            admin1: Some("MO".to_owned()),
            admin2: None,
            population: 300_000,
            radius_km: 7.0,
            stands_for: None,
            area: None,
        };
        let list = [town];
        let towns = Towns::new(&list);
        let here = Position::new(-90.3, 38.6);
        assert!(towns.have(&fold("St. Louis"), ("US", Some("MO")), here));
        assert!(!towns.have(&fold("St. Louis"), ("US", Some("IL")), here));
        assert!(!towns.have(&fold("St. Louis"), ("US", Some("MO")), Position::new(-93.0, 38.6)));
    }
}
