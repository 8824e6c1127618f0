//! Files that tell more about places of other files.

use std::collections::HashSet;

use geojson::Geometry;

use super::error::RowError;
use super::form::Form;
use super::{geojson::area, row};
use crate::gazetteer::NameKind;
use crate::gazetteer::extent::radius_km;
use crate::gazetteer::names::{is_usable_alternate, territory_forms};
use crate::gazetteer::write::{PackWriter, WriteError};

/// `GeoNames` numbers and the numbers of the rows that won them.
struct Known(Vec<(u32, u32)>);

impl Known {
    fn new(writer: &PackWriter) -> Self {
        let mut known: Vec<(u32, u32)> = writer.geonames_ids().collect();
        known.sort_unstable();
        // Of two rows with one id the later stays.
        known.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                *kept = *later;
            }
            same
        });
        Self(known)
    }

    fn row(&self, id: u32) -> Option<u32> {
        let at = self.0.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(self.0[at].1)
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Taken,
    /// It tells of a place that is not there, or nothing that a text could name it by.
    PassedOver,
}

/// Why a row was not taken.
pub(super) enum SideError {
    Row(RowError),
    Write(WriteError),
}

impl From<RowError> for SideError {
    fn from(error: RowError) -> Self {
        Self::Row(error)
    }
}

impl From<WriteError> for SideError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

/// Reads rows of such files into a pack, once all its places are there.
pub(super) struct Side {
    known: Known,
    /// Places that have got their English name.
    shown: HashSet<u32>,
    /// Child and parent rows of the hierarchy.
    links: Vec<(u32, u32)>,
}

/// What stands in the language column of names that no text names a place by.
const NO_LANGUAGES: [&str; 10] =
    ["faac", "iata", "icao", "link", "phon", "post", "tcid", "unlc", "wkdt", "piny"];

impl Side {
    pub(super) fn new(writer: &PackWriter) -> Self {
        Self { known: Known::new(writer), shown: HashSet::new(), links: Vec::new() }
    }

    /// Takes a row of a file of this form.
    pub(super) fn take(
        &mut self,
        form: Form,
        writer: &mut PackWriter,
        line: &str,
    ) -> Result<Outcome, SideError> {
        match form {
            Form::AlternateNames => self.alternate_name(writer, line),
            Form::CountryInfo => self.country_info(writer, line),
            Form::Hierarchy => self.link(line),
            Form::Shapes => self.shape(writer, line),
            _ => self.area_code(writer, line),
        }
    }

    /// alternateNameId, geonameid, language, name, and marks for preferred, short, colloquial, historic.
    fn alternate_name(&mut self, writer: &mut PackWriter, line: &str) -> Result<Outcome, SideError> {
        let fields: Vec<&str> = line.split('\t').collect();
        if !(4..=10).contains(&fields.len()) {
            return Err(RowError::Columns { found: fields.len(), expected: 10 }.into());
        }
        row::id(fields[0], "alternateNameId")?;
        let id = row::id(fields[1], "geonameid")?;
        let (language, name) = (fields[2], fields[3].trim());
        if name.is_empty() {
            return Err(RowError::NoName.into());
        }
        let is_marked = |column: usize| fields.get(column).is_some_and(|mark| mark.trim() == "1");
        let is_abbreviation = language == "abbr";
        let is_name = is_abbreviation || (!NO_LANGUAGES.contains(&language) && is_usable_alternate(name));
        let Some(place) = self.known.row(id).filter(|_| is_name) else { return Ok(Outcome::PassedOver) };
        let (preferred, short, colloquial, historic) =
            (is_marked(4), is_marked(5), is_marked(6), is_marked(7));
        let kind = match (is_abbreviation, historic) {
            (true, _) => NameKind::Abbreviation,
            (_, true) => NameKind::Historic,
            _ => NameKind::Alternate,
        };
        let is_shown = language == "en" && preferred && !short && !colloquial && !historic;
        if is_shown && self.shown.insert(place) {
            writer.show_as(place, name)?;
        } else {
            writer.add_name(place, name, kind)?;
        }
        Ok(Outcome::Taken)
    }

    /// Code, name, ASCII name, geonameid.
    fn area_code(&self, writer: &mut PackWriter, line: &str) -> Result<Outcome, SideError> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [code, name, ascii, id] = fields[..] else {
            return Err(RowError::Columns { found: fields.len(), expected: 4 }.into());
        };
        let parts: Vec<&str> = code.trim().splitn(3, '.').collect();
        let (country, admin1, admin2) = match parts[..] {
            [country, admin1] => (country, admin1, None),
            [country, admin1, admin2] => (country, admin1, Some(admin2)),
            _ => return Err(RowError::field("code", code, "a code such as SY.11 or US.TX.471").into()),
        };
        if name.trim().is_empty() {
            return Err(RowError::NoName.into());
        }
        let id = row::id(id, "geonameid")?;
        writer.name_area(country, admin1, admin2, name.trim());
        if let Some(place) = self.known.row(id) {
            for name in [name, ascii] {
                writer.add_name(place, name, NameKind::Preferred)?;
            }
        }
        Ok(Outcome::Taken)
    }

    /// ISO, ISO3, ISO number, FIPS, country, capital, area in square kilometres, ..., geonameid in column 17.
    fn country_info(&self, writer: &mut PackWriter, line: &str) -> Result<Outcome, SideError> {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() < 17 {
            return Err(RowError::Columns { found: fields.len(), expected: 19 }.into());
        }
        if fields[0] == "ISO" || fields[16].trim().is_empty() {
            return Ok(Outcome::PassedOver);
        }
        let id = row::id(fields[16], "geonameid")?;
        let Some(place) = self.known.row(id) else { return Ok(Outcome::PassedOver) };
        for name in territory_forms(fields[4].trim()) {
            writer.add_name(place, &name, NameKind::Preferred)?;
        }
        let area = fields[6].trim();
        if area.is_empty() {
            return Ok(Outcome::Taken);
        }
        let square_km = area.parse().ok().filter(|area: &f64| area.is_finite() && *area >= 0.0);
        let square_km = square_km.ok_or_else(|| RowError::field("area", area, "square kilometres"))?;
        writer.set_radius(place, (square_km / std::f64::consts::PI).sqrt());
        Ok(Outcome::Taken)
    }

    /// Parent, child, kind of the link: only what lies in what counts.
    fn link(&mut self, line: &str) -> Result<Outcome, SideError> {
        let fields: Vec<&str> = line.split('\t').collect();
        let (parent, child, kind) = match fields[..] {
            [parent, child] => (parent, child, ""),
            [parent, child, kind] => (parent, child, kind.trim()),
            _ => return Err(RowError::Columns { found: fields.len(), expected: 3 }.into()),
        };
        let (parent, child) = (row::id(parent, "parent")?, row::id(child, "child")?);
        match (self.known.row(child), self.known.row(parent)) {
            (Some(child), Some(parent)) if kind.is_empty() || kind == "ADM" => {
                self.links.push((child, parent));
                Ok(Outcome::Taken)
            }
            _ => Ok(Outcome::PassedOver),
        }
    }

    /// geonameid, GeoJSON geometry.
    fn shape(&self, writer: &mut PackWriter, line: &str) -> Result<Outcome, SideError> {
        let Some((id, shape)) = line.split_once('\t') else {
            return Err(RowError::Columns { found: 1, expected: 2 }.into());
        };
        if id.eq_ignore_ascii_case("geonameid") {
            return Ok(Outcome::PassedOver);
        }
        let id = row::id(id, "geonameid")?;
        let Some(place) = self.known.row(id) else { return Ok(Outcome::PassedOver) };
        let wrong = |error: geojson::Error| RowError::Geometry(error.to_string());
        let geometry: Geometry = shape.trim().parse().map_err(wrong)?;
        let area = area(geo::Geometry::try_from(geometry).map_err(wrong)?)?;
        writer.set_area(place, &area, radius_km(&area));
        Ok(Outcome::Taken)
    }

    /// Gives places without codes those of what they lie in, from the top of the hierarchy down.
    pub(super) fn pass_codes_down(&self, writer: &mut PackWriter) {
        // Codes are only given where there are none: after some rounds there is nothing left to give.
        while self
            .links
            .iter()
            .fold(false, |changed, &(child, parent)| writer.take_codes(child, parent) || changed)
        {}
    }
}
