//! Airports and air bases.

use std::path::Path;

use serde::Deserialize;

use super::areas::PointIndex;
use super::source::SourceError;
use crate::gazetteer::write::{Entry, EntryId};
use crate::gazetteer::{FeatureClass, Level, NameKind};
use crate::geometry::{Position, PreparedArea, distance_km};

/// An airfield of ours within this many kilometres is the same airfield.
const SAME_FIELD_KM: f64 = 3.0;

#[derive(Deserialize)]
struct Airport {
    ident: String,
    #[serde(rename = "type")]
    kind: String,
    name: String,
    latitude_deg: f64,
    longitude_deg: f64,
    iso_country: String,
    scheduled_service: String,
    iata_code: String,
    wikipedia_link: String,
}

impl Airport {
    fn is_military(&self) -> bool {
        const WORDS: [&str; 10] = [
            "Air Base",
            "Airbase",
            "AFB",
            "Air Force",
            "Naval",
            "Military",
            "Army",
            "RAF ",
            "Air Station",
            "Marine Corps",
        ];
        WORDS.iter().any(|word| self.name.contains(word))
    }

    /// Airstrips and helipads that nobody writes about are left out, and advertisements.
    fn is_known(&self) -> bool {
        let digits = self.name.bytes().filter(u8::is_ascii_digit).count();
        if self.name.contains('+') || digits > 4 {
            return false;
        }
        match self.kind.as_str() {
            "large_airport" | "medium_airport" => true,
            "small_airport" => {
                !self.iata_code.is_empty()
                    || !self.wikipedia_link.is_empty()
                    || self.scheduled_service == "yes"
                    || self.is_military()
            }
            _ => false,
        }
    }

    fn position(&self) -> Position {
        Position::new(self.longitude_deg, self.latitude_deg)
    }

    /// What it is called in running text. The name of a person or town alone is that person's or town's.
    fn names(&self) -> Vec<(String, NameKind)> {
        let mut names: Vec<_> = self
            .name
            .split(" / ")
            .map(str::trim)
            .filter(|name| name.contains(' '))
            .map(|name| (name.to_owned(), NameKind::Alternate))
            .collect();
        if self.scheduled_service == "yes" && self.name.contains(" International") {
            names.push((self.name.replace(" International", ""), NameKind::Alternate));
        }
        names
    }
}

/// Reads the airports and puts each into its country and first-level area. The source's keywords are left alone: whole
/// regions are among them.
pub(super) fn read(folder: &Path, first_level: &[Entry]) -> Result<Vec<Entry>, SourceError> {
    let path = folder.join("ourairports/airports.csv");
    let wrong = |error: csv::Error| SourceError::form(&path, error.to_string());
    let mut reader = csv::Reader::from_path(&path).map_err(wrong)?;
    let mut entries = Vec::new();
    for airport in reader.deserialize() {
        let airport: Airport = airport.map_err(wrong)?;
        if !airport.is_known() {
            continue;
        }
        entries.push(Entry {
            id: EntryId::Other(format!("ourairports:{}", airport.ident)),
            names: airport.names(),
            position: airport.position(),
            class: FeatureClass::Spot,
            code: if airport.is_military() { "AIRB" } else { "AIRP" }.to_owned(),
            level: Level::Site,
            country: Some(airport.iso_country).filter(|iso| iso.len() == 2),
            admin1: None,
            admin2: None,
            population: 0,
            radius_km: if airport.kind == "large_airport" { 3.0 } else { 1.5 },
            stands_for: None,
            area: None,
            name: airport.name,
        });
    }
    place(&mut entries, first_level);
    Ok(entries)
}

/// Gives each entry the first-level area of its country that it lies in.
fn place(entries: &mut [Entry], first_level: &[Entry]) {
    let index = PointIndex::new(entries.iter().map(|entry| entry.position));
    for area in first_level {
        let Some(prepared) = area.area.as_ref().map(PreparedArea::new) else { continue };
        for number in index.inside(&prepared) {
            let entry = &mut entries[number];
            if entry.country == area.country && entry.admin1.is_none() {
                entry.admin1.clone_from(&area.admin1);
            }
        }
    }
}

/// Takes out the airports that are airfields of ours too, whose names ours then bear.
pub(super) fn merge_into(own: &mut [&mut Entry], airports: &mut Vec<Entry>) {
    let fields: Vec<usize> =
        (0..own.len()).filter(|&at| matches!(own[at].code.as_str(), "AIRP" | "AIRB")).collect();
    airports.retain_mut(|airport| {
        let away = |at: usize| distance_km(own[at].position, airport.position);
        let nearest = fields.iter().copied().min_by(|&a, &b| away(a).total_cmp(&away(b)));
        let Some(same) = nearest.filter(|&at| away(at) <= SAME_FIELD_KM) else { return true };
        let field = &mut *own[same];
        field.names.push((std::mem::take(&mut airport.name), NameKind::Alternate));
        field.names.append(&mut airport.names);
        field.country = field.country.take().or(airport.country.take());
        field.admin1 = field.admin1.take().or(airport.admin1.take());
        false
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn airport(name: &str, kind: &str) -> Airport {
        Airport {
            ident: "XX".to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            latitude_deg: 35.0,
            longitude_deg: 36.0,
            iso_country: "SY".to_owned(),
            scheduled_service: "yes".to_owned(),
            iata_code: String::new(),
            wikipedia_link: String::new(),
        }
    }

    #[test]
    fn an_airport_is_not_known_by_the_name_of_its_patron_alone() {
        let names = airport("Bassel Al-Assad International Airport", "medium_airport").names();
        let names: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Bassel Al-Assad International Airport", "Bassel Al-Assad Airport"]);
    }

    #[test]
    fn small_fields_count_when_they_are_military_or_written_about() {
        assert!(airport("Shayrat Air Base", "small_airport").is_known());
        assert!(!airport("Shayrat Air Base", "closed").is_known());
        let strip = Airport { scheduled_service: "no".to_owned(), ..airport("Miller Farm", "small_airport") };
        assert!(!strip.is_known());
        assert!(!airport("Great Flights call +15550100", "medium_airport").is_known());
    }
}
