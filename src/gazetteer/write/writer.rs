use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::io::{self, BufWriter, Cursor, Seek, Write};

use geo::MultiPolygon;
use tempfile::SpooledTempFile;

use super::area::Areas;
use super::name_sorter::NameSorter;
use super::row::{Row, compare_ids, radius_units};
use super::sections::Sections;
use super::strings::cut;
use super::tables::{Tables, area_key};
use super::{Entry, EntryId};
use crate::gazetteer::NameKind;
use crate::gazetteer::fold::fold;
use crate::gazetteer::format::{ID_IS_STRING, UNITS_PER_DEGREE, write_varint};
use crate::gazetteer::importance::{Renown, importance};

/// Why entries do not fit into a pack.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// A table has more rows than its index can count.
    #[error("too many {what}: {count}, a pack holds {limit}")]
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
    /// The pack or a file for sorting it could not be written.
    #[error("cannot write it, or sort its names in {folder}: {0}", folder = std::env::temp_dir().display())]
    Io(#[from] io::Error),
}

/// What is kept in memory before it goes to a temporary file, in bytes: the bundled book stays, all of `GeoNames` does not.
const SPOOLED: usize = 64 << 20;

/// The bytes of a pack that holds the entries of the bundled book. Ids must be unique; of two with one id the later wins.
/// `about` is kept as it is. The same entries in any order give the same bytes.
pub fn write_pack(entries: Vec<Entry>, about: &str) -> Result<Vec<u8>, WriteError> {
    let mut writer = PackWriter::new(Renown::Known);
    for entry in entries {
        writer.add(&entry)?;
    }
    let mut pack = Cursor::new(Vec::new());
    writer.finish(about, &mut pack, |_| {})?;
    Ok(pack.into_inner())
}

/// A pack as the repository keeps it: Zstandard at level 19, about half the size.
pub fn compress(pack: &[u8]) -> io::Result<Vec<u8>> {
    zstd::bulk::compress(pack, 19)
}

pub(super) fn check_count(what: &'static str, count: usize, limit: usize) -> Result<(), WriteError> {
    if count > limit { Err(WriteError::TooMany { what, count, limit }) } else { Ok(()) }
}

/// Takes places one by one and writes them as a pack.
///
/// 1. Places become rows of fixed width; their names go to the sorter.
/// 2. Rows are ordered by id, where the last of an id wins, then by importance: the order in which a pack keeps them.
/// 3. The sorted names become an `fst` map and its postings, and the columns are written one after the other.
///
/// Costs about 80 bytes of memory a place and its shown name, whatever the number of names.
///
/// ```
/// use dateline::gazetteer::write::{Entry, EntryId, PackWriter};
/// use dateline::gazetteer::{FeatureClass, Gazetteer, Level, Renown};
/// use dateline::geometry::Position;
///
/// let mut writer = PackWriter::new(Renown::Unknown);
/// let well = Entry {
///     code: "WLL".to_owned(),
///     ..Entry::new(EntryId::GeoNames(1), "Bir Ali", Position::new(48.3, 14.0), FeatureClass::Spot, Level::Site)
/// };
/// writer.add(&well)?;
/// let mut pack = std::io::Cursor::new(Vec::new());
/// writer.finish("{}", &mut pack, |_| {})?;
/// let gazetteer = Gazetteer::from_bytes(pack.into_inner())?;
/// assert_eq!(gazetteer.lookup("bir ali").count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PackWriter {
    renown: Renown,
    rows: Vec<Row>,
    /// Shown names and the ids that are no numbers, each with its length before it.
    texts: Vec<u8>,
    names: NameSorter,
    areas: Areas,
    tables: Tables,
    /// Names of areas by their codes, where no place bears them.
    area_names: HashMap<String, String>,
}

/// Where a row came to stand; rows that lost their id to a later one stand nowhere.
struct Ranks(Vec<u32>);

const NOWHERE: u32 = u32::MAX;

impl Ranks {
    fn of(&self, row: u32) -> Option<u32> {
        self.0.get(row as usize).copied().filter(|&rank| rank != NOWHERE)
    }
}

impl PackWriter {
    /// A pack without a place. `renown` tells whether seas and mountains are known because they are in it at all.
    #[must_use]
    pub fn new(renown: Renown) -> Self {
        Self {
            renown,
            rows: Vec::new(),
            texts: Vec::new(),
            names: NameSorter::new(),
            areas: Areas::default(),
            tables: Tables::default(),
            area_names: HashMap::new(),
        }
    }

    /// How many places came, those whose id came again among them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none came.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a place and gives its number, which counts from 0.
    pub fn add(&mut self, entry: &Entry) -> Result<u32, WriteError> {
        check_count("places", self.rows.len() + 1, 1 << 29)?;
        check_count("bytes of shown names", self.texts.len(), (ID_IS_STRING - 1) as usize)?;
        let number = self.rows.len() as u32;
        let country = entry.country.as_deref().unwrap_or_default();
        let admin1 = entry.admin1.as_deref().filter(|_| !country.is_empty());
        let admin2 = admin1.and(entry.admin2.as_deref());
        let stands_for = entry.stands_for.as_deref().unwrap_or_default();
        let units = |degrees: f64| (degrees * UNITS_PER_DEGREE).round() as i32;
        let row = Row {
            number,
            longitude: units(entry.position.lon),
            latitude: units(entry.position.lat),
            id: match &entry.id {
                EntryId::GeoNames(number) => *number,
                EntryId::Other(text) => self.text(text) | ID_IS_STRING,
            },
            name: self.text(&entry.name),
            population: entry.population.min(u64::from(u32::MAX)) as u32,
            area: entry.area.as_ref().map_or(0, |area| self.areas.add(area)),
            country: self.tables.countries.number(country),
            stands_for: self.tables.countries.number(stands_for),
            admin1: admin1.map_or(0, |admin1| self.tables.admin1.number(&area_key(country, admin1, None))),
            admin2: admin1.zip(admin2).map_or(0, |(admin1, admin2)| {
                self.tables.admin2.number(&area_key(country, admin1, Some(admin2)))
            }),
            code: self.tables.codes.number(&entry.code),
            radius: radius_units(entry.radius_km),
            class: entry.class as u8,
            level: entry.level,
        };
        self.rows.push(row);
        self.add_name(number, &entry.name, NameKind::Preferred)?;
        for (name, kind) in &entry.names {
            self.add_name(number, name, *kind)?;
        }
        Ok(number)
    }

    /// Adds a name to the place with a number.
    pub fn add_name(&mut self, number: u32, name: &str, kind: NameKind) -> Result<(), WriteError> {
        let folded = fold(name);
        if !folded.is_empty() {
            self.names.push(&folded, number, kind as u8)?;
        }
        Ok(())
    }

    /// Shows the place with a number under another name, which it bears from then on as well.
    pub fn show_as(&mut self, number: u32, name: &str) -> Result<(), WriteError> {
        let text = self.text(name);
        if let Some(row) = self.rows.get_mut(number as usize) {
            row.name = text;
        }
        self.add_name(number, name, NameKind::Preferred)
    }

    /// Gives the place with a number an area, and a radius after it.
    pub fn set_area(&mut self, number: u32, area: &MultiPolygon<f64>, radius_km: f64) {
        let area = self.areas.add(area);
        if let Some(row) = self.rows.get_mut(number as usize) {
            row.area = area;
        }
        self.set_radius(number, radius_km);
    }

    /// Gives the place with a number a radius in kilometres.
    pub fn set_radius(&mut self, number: u32, radius_km: f64) {
        if let Some(row) = self.rows.get_mut(number as usize) {
            row.radius = radius_units(radius_km);
        }
    }

    /// Gives a place the country and the areas of another one as far as it has none itself; tells whether that changed it.
    pub fn take_codes(&mut self, number: u32, from: u32) -> bool {
        let Some(&from) = self.rows.get(from as usize) else { return false };
        let Some(row) = self.rows.get_mut(number as usize) else { return false };
        let before = (row.country, row.admin1, row.admin2);
        if row.country == 0 {
            row.country = from.country;
        }
        if row.country == from.country && row.admin1 == 0 {
            row.admin1 = from.admin1;
        }
        if row.admin1 == from.admin1 && row.admin2 == 0 {
            row.admin2 = from.admin2;
        }
        before != (row.country, row.admin1, row.admin2)
    }

    /// Names a first-level area, or a second-level area, by its codes: for places in areas that are no places of the pack.
    pub fn name_area(&mut self, country: &str, admin1: &str, admin2: Option<&str>, name: &str) {
        self.area_names.insert(area_key(country, admin1, admin2), name.to_owned());
    }

    /// Ids and numbers of the places with a `GeoNames` id, in the order in which they came.
    pub fn geonames_ids(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.rows.iter().filter(|row| row.id & ID_IS_STRING == 0).map(|row| (row.id, row.number))
    }

    fn text(&mut self, text: &str) -> u32 {
        let text = cut(text);
        let offset = self.texts.len() as u32;
        self.texts.push(text.len() as u8);
        self.texts.extend_from_slice(text.as_bytes());
        offset
    }

    /// Writes the pack at the start of `out` and tells how many places it holds. `progress` is told each step before it starts.
    pub fn finish(
        mut self,
        about: &str,
        out: &mut (impl Write + Seek),
        mut progress: impl FnMut(&str),
    ) -> Result<usize, WriteError> {
        progress("putting places in order");
        let ranks = self.put_in_order();
        progress("sorting names");
        let names = std::mem::replace(&mut self.names, NameSorter::new());
        let (names, postings) = write_names(names, &ranks)?;
        drop(ranks);
        progress("writing the pack");
        let PackWriter { rows, texts, areas, tables, area_names, .. } = self;
        let sections = Sections::new(rows, &texts, &areas, &tables, &area_names)?;
        drop((texts, areas, tables, area_names));
        let places = sections.places();
        sections.write(names, postings, about, out)?;
        Ok(places)
    }

    /// The likeliest meaning of a bare name first: by importance; ids break ties, so that the order is the same whatever
    /// order the places came in.
    fn put_in_order(&mut self) -> Ranks {
        let mut rows = std::mem::take(&mut self.rows);
        let came = rows.len();
        let texts = &self.texts;
        rows.sort_unstable_by(|a, b| compare_ids(a, b, texts).then(a.number.cmp(&b.number)));
        rows.dedup_by(|later, kept| {
            let same = compare_ids(later, kept, texts) == Ordering::Equal;
            if same {
                *kept = *later;
            }
            same
        });
        let capital = self.tables.codes.number("PPLC");
        let renown = self.renown;
        let importance = |row: &Row| {
            let stands_for_state = row.stands_for > 0;
            importance(row.level, row.code == capital, u64::from(row.population), stands_for_state, renown)
        };
        rows.sort_unstable_by(|a, b| {
            Reverse(importance(a)).cmp(&Reverse(importance(b))).then_with(|| compare_ids(a, b, texts))
        });
        let mut ranks = vec![NOWHERE; came];
        for (rank, row) in rows.iter().enumerate() {
            ranks[row.number as usize] = rank as u32;
        }
        self.rows = rows;
        Ranks(ranks)
    }
}

/// The map of names and the postings it points into.
fn write_names(names: NameSorter, ranks: &Ranks) -> Result<(SpooledTempFile, SpooledTempFile), WriteError> {
    let mut postings = BufWriter::new(SpooledTempFile::new(SPOOLED));
    let mut map = fst::MapBuilder::new(BufWriter::new(SpooledTempFile::new(SPOOLED)))?;
    let mut offset = 0;
    let mut group = Group::default();
    let mut write = |group: &mut Group| -> io::Result<()> {
        group.settle();
        let value = match group.postings[..] {
            [] => return Ok(()),
            [posting] => posting << 1,
            _ => {
                let mut bytes = Vec::with_capacity(4 * group.postings.len());
                write_varint(&mut bytes, group.postings.len() as u64);
                let mut last = 0;
                for &posting in &group.postings {
                    write_varint(&mut bytes, posting - last);
                    last = posting;
                }
                postings.write_all(&bytes)?;
                let value = offset << 1 | 1;
                offset += bytes.len() as u64;
                value
            }
        };
        map.insert(&group.name, value).map_err(io::Error::other)
    };
    names.sorted(|name, row, kind| {
        if name != group.name {
            write(&mut group)?;
            group.name.clear();
            group.name.extend_from_slice(name);
            group.postings.clear();
        }
        group.postings.extend(ranks.of(row).map(|rank| u64::from(rank) << 3 | u64::from(kind)));
        Ok(())
    })?;
    write(&mut group)?;
    let unwrap = |out: BufWriter<SpooledTempFile>| out.into_inner().map_err(io::IntoInnerError::into_error);
    Ok((unwrap(map.into_inner()?)?, unwrap(postings)?))
}

/// A name and all that bear it.
#[derive(Default)]
struct Group {
    name: Vec<u8>,
    postings: Vec<u64>,
}

impl Group {
    /// One place has one name once, in the best of its kinds (the lowest number).
    fn settle(&mut self) {
        self.postings.sort_unstable();
        self.postings.dedup_by_key(|posting| *posting >> 3);
    }
}
