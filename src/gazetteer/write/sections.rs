//! Rows in their final order become the sections of a file.

use std::collections::HashMap;
use std::io::{self, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

use super::area::Areas;
use super::row::{Row, compare_ids, text_at};
use super::sphere::in_tree_order;
use super::strings::Strings;
use super::tables::{Table, Tables, code_of, country_of};
use super::writer::{WriteError, check_count};
use crate::gazetteer::Level;
use crate::gazetteer::format::{
    CHECKSUM_AT, HEADER_LENGTH, ID_IS_STRING, MAGIC, SECTIONS, Section, UNITS_PER_DEGREE, VERSION,
};
use crate::geometry::Position;

/// All sections but the columns, which are written straight from the rows, and the names.
pub(super) struct Sections {
    /// With the numbers of the tables below.
    rows: Vec<Row>,
    strings: Vec<u8>,
    countries: Vec<u32>,
    admin1: Vec<u32>,
    admin2: Vec<u32>,
    codes: Vec<u32>,
    ids: Vec<u32>,
    nearest: Vec<u32>,
    area_index: Vec<u32>,
    areas: Vec<u8>,
}

impl Sections {
    pub(super) fn new(
        mut rows: Vec<Row>,
        texts: &[u8],
        areas: &Areas,
        tables: &Tables,
        area_names: &HashMap<String, String>,
    ) -> Result<Self, WriteError> {
        let mut strings = Strings::new();
        let codes = renumber_codes(&mut rows, &tables.codes, &mut strings)?;
        let countries = renumber_countries(&mut rows, &tables.countries, &mut strings)?;
        let names = |rows: &[Row], place: Option<u32>, key: &str| {
            let own = place.map(|place| text_at(texts, rows[place as usize].name).to_owned());
            own.or_else(|| area_names.get(key).cloned()).unwrap_or_default()
        };
        let admin1 = {
            let (keys, numbers) = tables.admin1.sorted(rows.iter().map(|row| row.admin1));
            check_count("first-level areas", keys.len(), usize::from(u16::MAX))?;
            for row in &mut rows {
                row.admin1 = numbers[row.admin1 as usize];
            }
            let owners = owners(&rows, keys.len(), |row| (row.level == Level::Admin1).then_some(row.admin1));
            area_table(&keys, &owners, &mut strings, |place, key| names(&rows, place, key))
        };
        let admin2 = {
            let (keys, numbers) = tables.admin2.sorted(rows.iter().map(|row| row.admin2));
            for row in &mut rows {
                row.admin2 = numbers[row.admin2 as usize];
            }
            // Areas below the second level have its codes as well, and are not the owners of them.
            let below = below_second_level(&codes, &strings);
            let owners = owners(&rows, keys.len(), |row| {
                (row.level == Level::Admin2 && !below[row.code as usize]).then_some(row.admin2)
            });
            area_table(&keys, &owners, &mut strings, |place, key| names(&rows, place, key))
        };

        let mut by_id: Vec<u32> = (0..rows.len() as u32).collect();
        by_id.sort_unstable_by(|&a, &b| compare_ids(&rows[a as usize], &rows[b as usize], texts));
        for row in &mut rows {
            row.name = strings.offset(text_at(texts, row.name));
            if row.id & ID_IS_STRING != 0 {
                row.id = strings.offset(text_at(texts, row.id & !ID_IS_STRING)) | ID_IS_STRING;
            }
        }
        check_count("bytes of strings", strings.len(), (ID_IS_STRING - 1) as usize)?;
        let ids = by_id.iter().flat_map(|&place| [rows[place as usize].id, place]).collect();
        let (area_index, areas) = put_areas_in_order(&mut rows, areas)?;
        let nearest = nearest(&rows);
        let strings = strings.into_bytes();
        Ok(Self { rows, strings, countries, admin1, admin2, codes, ids, nearest, area_index, areas })
    }

    /// How many places there are.
    pub(super) fn places(&self) -> usize {
        self.rows.len()
    }

    /// Writes header, table and sections from the start of `out`.
    pub(super) fn write(
        self,
        names: SpooledTempFile,
        postings: SpooledTempFile,
        about: &str,
        out: &mut (impl Write + Seek),
    ) -> io::Result<()> {
        let mut contents = self.contents(names, postings, about)?;
        out.seek(SeekFrom::Start(0))?;
        out.write_all(MAGIC)?;
        out.write_all(&VERSION.to_le_bytes())?;
        out.write_all(&(SECTIONS as u32).to_le_bytes())?;
        // Its place is taken until everything behind it is known.
        out.write_all(&[0; 32])?;
        let mut out = Hashing { out, hasher: blake3::Hasher::new() };
        let mut offset = (HEADER_LENGTH + 16 * SECTIONS) as u64;
        for content in &contents {
            let length = content.length(self.rows.len());
            out.write_all(&offset.to_le_bytes())?;
            out.write_all(&length.to_le_bytes())?;
            offset += length;
        }
        for content in &mut contents {
            content.write(&self.rows, &mut out)?;
        }
        let Hashing { out, hasher } = out;
        out.seek(SeekFrom::Start(CHECKSUM_AT as u64))?;
        out.write_all(hasher.finalize().as_bytes())?;
        out.flush()
    }

    /// What each section holds, in their order.
    fn contents(
        &self,
        mut names: SpooledTempFile,
        mut postings: SpooledTempFile,
        about: &str,
    ) -> io::Result<Vec<Content<'_>>> {
        let names_length = names.stream_position()?;
        let postings_length = postings.stream_position()?;
        let mut names = Some(names);
        let mut postings = Some(postings);
        let file = |from: &mut Option<SpooledTempFile>, length| {
            from.take().map_or(Content::Bytes(&[]), |file| Content::File(file, length))
        };
        let about = about.as_bytes().to_vec();
        Ok(Section::ALL
            .into_iter()
            .map(|section| match section {
                Section::Strings => Content::Bytes(&self.strings),
                Section::Names => file(&mut names, names_length),
                Section::Postings => file(&mut postings, postings_length),
                Section::Longitude => Content::U32(|row| row.longitude.cast_unsigned()),
                Section::Latitude => Content::U32(|row| row.latitude.cast_unsigned()),
                Section::Id => Content::U32(|row| row.id),
                Section::Name => Content::U32(|row| row.name),
                Section::Population => Content::U32(|row| row.population),
                Section::Country => Content::U16(|row| row.country as u16),
                Section::Admin1OfPlace => Content::U16(|row| row.admin1 as u16),
                Section::Admin2OfPlace => Content::U32(|row| row.admin2),
                Section::Class => Content::U8(|row| row.class),
                Section::Code => Content::U16(|row| row.code as u16),
                Section::Level => Content::U8(|row| row.level as u8),
                Section::StandsFor => Content::U16(|row| row.stands_for as u16),
                Section::Radius => Content::U16(|row| row.radius),
                Section::AreaOfPlace => Content::U32(|row| row.area),
                Section::Countries => Content::Numbers(&self.countries),
                Section::Admin1 => Content::Numbers(&self.admin1),
                Section::Admin2 => Content::Numbers(&self.admin2),
                Section::Codes => Content::Numbers(&self.codes),
                Section::IdIndex => Content::Numbers(&self.ids),
                Section::Nearest => Content::Numbers(&self.nearest),
                Section::AreaIndex => Content::Numbers(&self.area_index),
                Section::Areas => Content::Bytes(&self.areas),
                Section::About => Content::Owned(about.clone()),
            })
            .collect())
    }
}

/// What a section holds.
enum Content<'s> {
    Bytes(&'s [u8]),
    Owned(Vec<u8>),
    Numbers(&'s [u32]),
    File(SpooledTempFile, u64),
    U32(fn(&Row) -> u32),
    U16(fn(&Row) -> u16),
    U8(fn(&Row) -> u8),
}

impl Content<'_> {
    fn length(&self, places: usize) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Owned(bytes) => bytes.len() as u64,
            Self::Numbers(numbers) => 4 * numbers.len() as u64,
            Self::File(_, length) => *length,
            Self::U32(_) => 4 * places as u64,
            Self::U16(_) => 2 * places as u64,
            Self::U8(_) => places as u64,
        }
    }

    fn write(&mut self, rows: &[Row], out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Bytes(bytes) => out.write_all(bytes),
            Self::Owned(bytes) => out.write_all(bytes),
            Self::Numbers(numbers) => {
                numbers.iter().try_for_each(|number| out.write_all(&number.to_le_bytes()))
            }
            Self::File(file, _) => {
                file.rewind()?;
                io::copy(file, out).map(drop)
            }
            Self::U32(field) => rows.iter().try_for_each(|row| out.write_all(&field(row).to_le_bytes())),
            Self::U16(field) => rows.iter().try_for_each(|row| out.write_all(&field(row).to_le_bytes())),
            Self::U8(field) => rows.iter().try_for_each(|row| out.write_all(&[field(row)])),
        }
    }
}

/// Hashes what it passes on.
struct Hashing<W> {
    out: W,
    hasher: blake3::Hasher,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn renumber_codes(rows: &mut [Row], table: &Table, strings: &mut Strings) -> Result<Vec<u32>, WriteError> {
    let (keys, numbers) = table.sorted(rows.iter().map(|row| row.code));
    check_count("feature codes", keys.len(), usize::from(u16::MAX))?;
    for row in rows.iter_mut() {
        row.code = numbers[row.code as usize];
    }
    Ok(std::iter::once(0).chain(keys.iter().map(|key| strings.offset(key))).collect())
}

fn renumber_countries(
    rows: &mut [Row],
    table: &Table,
    strings: &mut Strings,
) -> Result<Vec<u32>, WriteError> {
    let (keys, numbers) = table.sorted(rows.iter().flat_map(|row| [row.country, row.stands_for]));
    check_count("countries", keys.len(), usize::from(u16::MAX))?;
    for row in rows.iter_mut() {
        row.country = numbers[row.country as usize];
        row.stands_for = numbers[row.stands_for as usize];
    }
    let owners = owners(rows, keys.len(), |row| (row.level == Level::Country).then_some(row.country));
    let mut countries = vec![0, 0];
    for (key, owner) in keys.iter().zip(owners) {
        countries.extend([strings.offset(key), owner.map_or(0, |place| place + 1)]);
    }
    Ok(countries)
}

/// Which place each key of a table is: of several the most important, which stands first.
fn owners(rows: &[Row], keys: usize, owned: impl Fn(&Row) -> Option<u32>) -> Vec<Option<u32>> {
    let mut owners = vec![None; keys];
    for (place, row) in rows.iter().enumerate() {
        if let Some(owner) = owned(row).and_then(|number| owners.get_mut((number as usize).checked_sub(1)?)) {
            owner.get_or_insert(place as u32);
        }
    }
    owners
}

fn area_table(
    keys: &[&str],
    owners: &[Option<u32>],
    strings: &mut Strings,
    name: impl Fn(Option<u32>, &str) -> String,
) -> Vec<u32> {
    let mut table = vec![0; 4];
    for (key, &owner) in keys.iter().zip(owners) {
        let (country, code) = (strings.offset(country_of(key)), strings.offset(code_of(key)));
        table.extend([country, code, strings.offset(&name(owner, key)), owner.map_or(0, |place| place + 1)]);
    }
    table
}

/// Whether each feature code says that an area stands below the second level.
fn below_second_level(codes: &[u32], strings: &Strings) -> Vec<bool> {
    let is_below = |code: &str| code.starts_with("ADM") && code != "ADM2";
    codes.iter().map(|&offset| is_below(strings.get(offset))).collect()
}

fn put_areas_in_order(rows: &mut [Row], areas: &Areas) -> Result<(Vec<u32>, Vec<u8>), WriteError> {
    let (mut index, mut bytes) = (Vec::new(), Vec::new());
    for (place, row) in rows.iter_mut().enumerate() {
        let Some((area, encoded)) = areas.get(row.area) else { continue };
        check_count("bytes of areas", bytes.len(), u32::MAX as usize)?;
        index.extend(area.bounds.map(i32::cast_unsigned));
        index.extend([bytes.len() as u32, place as u32]);
        bytes.extend_from_slice(encoded);
        row.area = index.len() as u32 / 6;
    }
    Ok((index, bytes))
}

/// The places that somebody may ask for by where they are: areas say little by their points.
fn nearest(rows: &[Row]) -> Vec<u32> {
    let degrees = |units: i32| f64::from(units) / UNITS_PER_DEGREE;
    let found = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| matches!(row.level, Level::Settlement | Level::Site | Level::Natural));
    in_tree_order(
        found
            .map(|(place, row)| (place as u32, Position::new(degrees(row.longitude), degrees(row.latitude)))),
    )
}
