//! Writes entries as a pack.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use geo::{BoundingRect, MultiPolygon};

use super::{Entry, EntryId};
use crate::gazetteer::fold::fold;
use crate::gazetteer::format::{
    AREA_UNITS_PER_DEGREE, HEADER_LENGTH, ID_IS_STRING, MAGIC, SECTIONS, Section, UNITS_PER_DEGREE, VERSION,
    write_varint, zigzag,
};
use crate::gazetteer::importance::importance;
use crate::gazetteer::{Level, NameKind};

/// Why entries do not fit into a pack.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// A table has more rows than its index can count.
    #[error("too many {what}: {count}, the pack holds {limit}")]
    TooMany {
        /// Rows of what.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// How many fit.
        limit: usize,
    },
    /// The names could not be written.
    #[error("the names cannot be written: {0}")]
    Names(#[from] fst::Error),
}

/// The bytes of a pack that holds the entries. Ids must be unique; of two with one id the later wins. `about` is kept as it
/// is. The same entries in any order give the same bytes.
pub fn write_pack(entries: Vec<Entry>, about: &str) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer::default();
    let entries = in_order_of_importance(entries);
    check_count("places", entries.len(), 1 << 29)?;
    writer.tables(&entries)?;
    writer.places(&entries)?;
    writer.ids(&entries);
    writer.names(&entries)?;
    writer.sections[Section::About as usize] = about.as_bytes().to_vec();
    writer.sections[Section::Strings as usize] = std::mem::take(&mut writer.strings.bytes);
    Ok(assemble(&writer.sections))
}

/// A pack as the repository keeps it: Zstandard at level 19, about half the size.
pub fn compress(pack: &[u8]) -> std::io::Result<Vec<u8>> {
    zstd::bulk::compress(pack, 19)
}

fn check_count(what: &'static str, count: usize, limit: usize) -> Result<(), WriteError> {
    if count > limit { Err(WriteError::TooMany { what, count, limit }) } else { Ok(()) }
}

/// The likeliest meaning of a bare name first: by level, then by population; ids break ties, so that the order is the same
/// whatever order the sources came in.
fn in_order_of_importance(entries: Vec<Entry>) -> Vec<Entry> {
    let unique: BTreeMap<EntryId, Entry> =
        entries.into_iter().map(|entry| (entry.id.clone(), entry)).collect();
    let mut entries: Vec<Entry> = unique.into_values().collect();
    // Stable: ids stay the tie-break.
    entries.sort_by_key(|entry| {
        std::cmp::Reverse(importance(entry.level, &entry.code, entry.population, entry.stands_for.is_some()))
    });
    entries
}

#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    offsets: HashMap<String, u32>,
}

impl Strings {
    /// The offset of a string of at most 255 bytes; longer ones are cut at a character.
    fn offset(&mut self, text: &str) -> u32 {
        if self.bytes.is_empty() {
            // Offset 0 is the empty string.
            self.bytes.push(0);
        }
        if text.is_empty() {
            return 0;
        }
        let mut end = text.len().min(255);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        if let Some(&offset) = self.offsets.get(text) {
            return offset;
        }
        let offset = self.bytes.len() as u32;
        self.bytes.push(text.len() as u8);
        self.bytes.extend_from_slice(text.as_bytes());
        self.offsets.insert(text.to_owned(), offset);
        offset
    }
}

struct Writer {
    sections: Vec<Vec<u8>>,
    strings: Strings,
    countries: BTreeMap<String, u16>,
    admin1: BTreeMap<(String, String), u16>,
    admin2: BTreeMap<(String, String, String), u16>,
    codes: BTreeMap<String, u8>,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            sections: vec![Vec::new(); SECTIONS],
            strings: Strings::default(),
            countries: BTreeMap::new(),
            admin1: BTreeMap::new(),
            admin2: BTreeMap::new(),
            codes: BTreeMap::new(),
        }
    }
}

impl Writer {
    fn put_u32(&mut self, section: Section, value: u32) {
        self.sections[section as usize].extend_from_slice(&value.to_le_bytes());
    }

    fn put_u16(&mut self, section: Section, value: u16) {
        self.sections[section as usize].extend_from_slice(&value.to_le_bytes());
    }

    fn put_u8(&mut self, section: Section, value: u8) {
        self.sections[section as usize].push(value);
    }

    /// The tables that places point into, each numbered in the order of its keys.
    fn tables(&mut self, entries: &[Entry]) -> Result<(), WriteError> {
        let countries: BTreeSet<&str> = entries
            .iter()
            .flat_map(|entry| [&entry.country, &entry.stands_for])
            .flatten()
            .map(String::as_str)
            .collect();
        let mut country_places = HashMap::new();
        let mut admin1_places = HashMap::new();
        let mut admin2_places = HashMap::new();
        let mut admin1 = BTreeSet::new();
        let mut admin2 = BTreeSet::new();
        // Backwards, so that the most important entry of an area names it.
        for (place, entry) in entries.iter().enumerate().rev() {
            let Some(country) = entry.country.as_deref() else { continue };
            if entry.level == Level::Country {
                country_places.insert(country, place);
            }
            let Some(first) = entry.admin1.as_deref() else { continue };
            admin1.insert((country, first));
            if entry.level == Level::Admin1 {
                admin1_places.insert((country, first), place);
            }
            let Some(second) = entry.admin2.as_deref() else { continue };
            admin2.insert((country, first, second));
            if entry.level == Level::Admin2 {
                admin2_places.insert((country, first, second), place);
            }
        }
        for (what, count) in [
            ("countries", countries.len()),
            ("first-level areas", admin1.len()),
            ("second-level areas", admin2.len()),
        ] {
            check_count(what, count, usize::from(u16::MAX) - 1)?;
        }
        let number = |place: Option<&usize>| place.map_or(0, |&place| place as u32 + 1);
        self.sections[Section::Countries as usize].extend_from_slice(&[0; 8]);
        for country in countries {
            self.countries.insert(country.to_owned(), self.countries.len() as u16 + 1);
            let iso = self.strings.offset(country);
            self.put_u32(Section::Countries, iso);
            self.put_u32(Section::Countries, number(country_places.get(country)));
        }
        self.sections[Section::Admin1 as usize].extend_from_slice(&[0; 12]);
        for key in admin1 {
            self.admin1.insert((key.0.to_owned(), key.1.to_owned()), self.admin1.len() as u16 + 1);
            self.put_admin(Section::Admin1, key.1, admin1_places.get(&key), entries);
        }
        self.sections[Section::Admin2 as usize].extend_from_slice(&[0; 12]);
        for key in admin2 {
            let owned = (key.0.to_owned(), key.1.to_owned(), key.2.to_owned());
            self.admin2.insert(owned, self.admin2.len() as u16 + 1);
            self.put_admin(Section::Admin2, key.2, admin2_places.get(&key), entries);
        }
        let codes: BTreeSet<&str> = entries.iter().map(|entry| entry.code.as_str()).collect();
        check_count("feature codes", codes.len(), 256)?;
        for code in codes {
            self.codes.insert(code.to_owned(), self.codes.len() as u8);
            let offset = self.strings.offset(code);
            self.put_u32(Section::Codes, offset);
        }
        Ok(())
    }

    fn put_admin(&mut self, section: Section, code: &str, place: Option<&usize>, entries: &[Entry]) {
        let code = self.strings.offset(code);
        let name = place.map_or(0, |&place| self.strings.offset(&entries[place].name));
        self.put_u32(section, code);
        self.put_u32(section, name);
        self.put_u32(section, place.map_or(0, |&place| place as u32 + 1));
    }

    fn places(&mut self, entries: &[Entry]) -> Result<(), WriteError> {
        let mut areas = 0;
        for (place, entry) in entries.iter().enumerate() {
            let units = |degrees: f64| ((degrees * UNITS_PER_DEGREE).round() as i32).cast_unsigned();
            self.put_u32(Section::Longitude, units(entry.position.lon));
            self.put_u32(Section::Latitude, units(entry.position.lat));
            let id = self.id(&entry.id);
            self.put_u32(Section::Id, id);
            let name = self.strings.offset(&entry.name);
            self.put_u32(Section::Name, name);
            self.put_u32(Section::Population, entry.population.min(u64::from(u32::MAX)) as u32);
            let country = entry.country.as_ref().map_or(0, |country| self.countries[country]);
            self.put_u16(Section::Country, country);
            let (admin1, admin2) = self.admin_of(entry);
            self.put_u16(Section::Admin1OfPlace, admin1);
            self.put_u16(Section::Admin2OfPlace, admin2);
            self.put_u8(Section::Class, entry.class as u8);
            let code = self.codes[&entry.code];
            self.put_u8(Section::Code, code);
            self.put_u8(Section::Level, entry.level as u8);
            let stands_for = entry.stands_for.as_ref().map_or(0, |country| self.countries[country]);
            self.put_u16(Section::StandsFor, stands_for);
            self.put_u16(
                Section::Radius,
                (entry.radius_km * 10.0).round().clamp(0.0, f64::from(u16::MAX)) as u16,
            );
            let area = entry.area.as_ref().filter(|area| !area.0.is_empty());
            areas += u32::from(area.is_some());
            self.put_u32(Section::AreaOfPlace, if area.is_some() { areas } else { 0 });
            if let Some(area) = area {
                self.area(area, place as u32)?;
            }
        }
        Ok(())
    }

    fn admin_of(&self, entry: &Entry) -> (u16, u16) {
        let (Some(country), Some(first)) = (&entry.country, &entry.admin1) else { return (0, 0) };
        let admin1 = self.admin1[&(country.clone(), first.clone())];
        let second = entry.admin2.as_ref();
        (admin1, second.map_or(0, |second| self.admin2[&(country.clone(), first.clone(), second.clone())]))
    }

    fn id(&mut self, id: &EntryId) -> u32 {
        match id {
            EntryId::GeoNames(number) => *number,
            EntryId::Other(text) => self.strings.offset(text) | ID_IS_STRING,
        }
    }

    fn area(&mut self, area: &MultiPolygon<f64>, place: u32) -> Result<(), WriteError> {
        let units = |degrees: f64| (degrees * AREA_UNITS_PER_DEGREE).round() as i64;
        let offset = self.sections[Section::Areas as usize].len();
        check_count("bytes of areas", offset, u32::MAX as usize)?;
        if let Some(rect) = area.bounding_rect() {
            for edge in [rect.min().x, rect.min().y, rect.max().x, rect.max().y] {
                self.put_u32(Section::AreaIndex, (units(edge) as i32).cast_unsigned());
            }
        }
        self.put_u32(Section::AreaIndex, offset as u32);
        self.put_u32(Section::AreaIndex, place);
        let out = &mut self.sections[Section::Areas as usize];
        write_varint(out, area.0.len() as u64);
        let (mut x, mut y) = (0, 0);
        for polygon in &area.0 {
            write_varint(out, polygon.interiors().len() as u64 + 1);
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                let mut vertices: Vec<(i64, i64)> = ring.coords().map(|c| (units(c.x), units(c.y))).collect();
                vertices.dedup();
                write_varint(out, vertices.len() as u64);
                for (next_x, next_y) in vertices {
                    write_varint(out, zigzag(next_x - x));
                    write_varint(out, zigzag(next_y - y));
                    (x, y) = (next_x, next_y);
                }
            }
        }
        Ok(())
    }

    fn ids(&mut self, entries: &[Entry]) {
        // Numbers ascending, then strings by their text: as `EntryId` is ordered.
        let ordered: BTreeMap<&EntryId, usize> =
            entries.iter().enumerate().map(|(place, entry)| (&entry.id, place)).collect();
        for (id, place) in ordered {
            let id = self.id(id);
            self.put_u32(Section::IdIndex, id);
            self.put_u32(Section::IdIndex, place as u32);
        }
    }

    fn names(&mut self, entries: &[Entry]) -> Result<(), WriteError> {
        let mut postings: Vec<(String, u64)> = Vec::new();
        for (place, entry) in entries.iter().enumerate() {
            let shown = (entry.name.clone(), NameKind::Preferred);
            for (name, kind) in std::iter::once(&shown).chain(&entry.names) {
                let folded = fold(name);
                if !folded.is_empty() {
                    postings.push((folded, (place as u64) << 3 | *kind as u64));
                }
            }
        }
        postings.sort_unstable();
        // One place has one name once, in the best of its kinds (the lowest number).
        postings.dedup_by(|next, kept| next.0 == kept.0 && next.1 >> 3 == kept.1 >> 3);
        let mut names = fst::MapBuilder::memory();
        for group in postings.chunk_by(|a, b| a.0 == b.0) {
            let value = if let [(_, posting)] = group {
                posting << 1
            } else {
                let out = &mut self.sections[Section::Postings as usize];
                let offset = out.len() as u64;
                write_varint(out, group.len() as u64);
                let mut last = 0;
                for (_, posting) in group {
                    write_varint(out, posting - last);
                    last = *posting;
                }
                offset << 1 | 1
            };
            names.insert(&group[0].0, value)?;
        }
        self.sections[Section::Names as usize] = names.into_inner()?;
        Ok(())
    }
}

fn assemble(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut payload = Vec::new();
    let mut offset = (HEADER_LENGTH + 16 * SECTIONS) as u64;
    for section in sections {
        payload.extend_from_slice(&offset.to_le_bytes());
        payload.extend_from_slice(&(section.len() as u64).to_le_bytes());
        offset += section.len() as u64;
    }
    for section in sections {
        payload.extend_from_slice(section);
    }
    let mut pack = Vec::with_capacity(HEADER_LENGTH + payload.len());
    pack.extend_from_slice(MAGIC);
    pack.extend_from_slice(&VERSION.to_le_bytes());
    pack.extend_from_slice(&(SECTIONS as u32).to_le_bytes());
    pack.extend_from_slice(blake3::hash(&payload).as_bytes());
    pack.extend_from_slice(&payload);
    pack
}
