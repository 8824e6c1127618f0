//! The gazetteer as the rest of the program sees it.

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use fst::raw::Fst;
use geo::{Coord, LineString, MultiPolygon, Polygon};

use super::fold::{ARTICLE, fold, is_article};
use super::format::{AREA_UNITS_PER_DEGREE, ID_IS_STRING, Section, UNITS_PER_DEGREE, read_varint, unzigzag};
use super::pack::{Bytes, Pack, PackError, Slice};
use super::{FeatureClass, Id, Level, NameKind, Place, PlaceId};
use crate::geometry::Position;

/// The pack that build.rs has unpacked.
static BUNDLED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.gaz"));

/// A place that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The place.
    pub place: PlaceId,
    /// How it came by the name.
    pub kind: NameKind,
}

/// A book of places: look up by name, by id, by position.
///
/// Opening costs microseconds: the pack is read where it lies. All look-ups are `&self` and need no lock.
///
/// ```
/// use dateline::gazetteer::Gazetteer;
///
/// let gazetteer = Gazetteer::bundled();
/// let homs = gazetteer.lookup("Homs").next().map(|hit| gazetteer.place(hit.place)).unwrap();
/// assert_eq!((homs.id.to_string().as_str(), homs.country), ("169577", Some("SY")));
/// ```
pub struct Gazetteer {
    pack: Pack,
    names: Fst<Slice>,
    /// Each area once it was needed.
    areas: Vec<OnceLock<Arc<MultiPolygon<f64>>>>,
}

impl Gazetteer {
    /// The gazetteer inside the binary.
    ///
    /// # Panics
    /// Never in a released binary: a test opens the same bytes.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(|| {
            Self::open(Bytes::Static(BUNDLED))
                .expect("the bundled pack was written by the same version of this code")
        })
    }

    /// Opens a pack that was read into memory and compares its checksum.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, PackError> {
        let gazetteer = Self::open(Bytes::Shared(bytes.into()))?;
        gazetteer.pack.verify()?;
        Ok(gazetteer)
    }

    fn open(bytes: Bytes) -> Result<Self, PackError> {
        let pack = Pack::open(bytes)?;
        let names = Fst::new(pack.slice(Section::Names))
            .map_err(|error| PackError::Damaged { what: format!("the names: {error}") })?;
        let areas = (0..pack.section(Section::AreaIndex).len() / 24).map(|_| OnceLock::new()).collect();
        Ok(Self { pack, names, areas })
    }

    /// How many places there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pack.section(Section::Longitude).len() / 4
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many different folded names there are.
    #[must_use]
    pub fn name_count(&self) -> usize {
        self.names.len()
    }

    /// How many places have an area.
    #[must_use]
    pub fn area_count(&self) -> usize {
        self.areas.len()
    }

    /// Bytes of the unpacked pack.
    #[must_use]
    pub fn size(&self) -> usize {
        self.pack.len()
    }

    /// What the pack was made from, as JSON.
    #[must_use]
    pub fn about(&self) -> &str {
        std::str::from_utf8(self.pack.section(Section::About)).unwrap_or_default()
    }

    /// Every place of the book, the most important first.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> + use<> {
        (0..self.len() as u32).map(PlaceId)
    }

    /// The places that bear a name in any of its spellings (see [`fold`]), the most important first. Cost: about a
    /// microsecond.
    pub fn lookup(&self, name: &str) -> impl Iterator<Item = Hit> + '_ {
        let value = self.names.get(fold(name)).map(fst::raw::Output::value);
        value.into_iter().flat_map(|value| self.hits(value))
    }

    /// Gives every name that starts with the first of the words (each folded by itself) and ends with one of them: how
    /// many words it takes, and its value for [`Gazetteer::hits`]. The shortest comes first.
    pub(crate) fn prefixes(&self, words: &[impl AsRef<str>], mut give: impl FnMut(usize, u64)) {
        let mut node = self.names.root();
        let mut output = fst::raw::Output::zero();
        for (position, word) in words.iter().enumerate() {
            let word = word.as_ref();
            if position > 0 {
                let Some(index) = node.find_input(b' ') else { return };
                let transition = node.transition(index);
                output = output.cat(transition.out);
                node = self.names.node(transition.addr);
            }
            if let Some((end, total)) = self.walk(node, output, word)
                && end.is_final()
            {
                give(position + 1, total.cat(end.final_output()).value());
            }
            // An article is one only before another word; as the last word it stands as it is written.
            let Some(next) = self.walk(node, output, if is_article(word) { ARTICLE } else { word }) else {
                return;
            };
            (node, output) = next;
        }
    }

    fn walk<'f>(
        &'f self,
        mut node: fst::raw::Node<'f>,
        mut output: fst::raw::Output,
        word: &str,
    ) -> Option<(fst::raw::Node<'f>, fst::raw::Output)> {
        for &byte in word.as_bytes() {
            let transition = node.transition(node.find_input(byte)?);
            output = output.cat(transition.out);
            node = self.names.node(transition.addr);
        }
        Some((node, output))
    }

    /// The places behind a value of [`Gazetteer::prefixes`].
    pub(crate) fn hits(&self, value: u64) -> impl Iterator<Item = Hit> + '_ {
        self.pack.postings(value).map(|posting| Hit {
            place: PlaceId((posting >> 3) as u32),
            kind: match posting & 7 {
                0 => NameKind::Preferred,
                2 => NameKind::Abbreviation,
                3 => NameKind::Demonym,
                4 => NameKind::Historic,
                5 => NameKind::Postal,
                _ => NameKind::Alternate,
            },
        })
    }

    /// The place with an id, as in [`Place::id`].
    #[must_use]
    pub fn find(&self, id: &str) -> Option<PlaceId> {
        let index = self.pack.section(Section::IdIndex);
        let number = id.parse::<u32>().ok().filter(|number| number & ID_IS_STRING == 0);
        let (mut low, mut high) = (0, index.len() / 8);
        while low < high {
            let middle = usize::midpoint(low, high);
            let value = self.pack.u32(Section::IdIndex, 2 * middle);
            let order = match number {
                // Numbers come first, then strings.
                Some(number) => value.cmp(&number),
                None if value & ID_IS_STRING == 0 => Ordering::Less,
                None => self.pack.string(value & !ID_IS_STRING).cmp(id),
            };
            match order {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(PlaceId(self.pack.u32(Section::IdIndex, 2 * middle + 1))),
            }
        }
        None
    }

    /// The record of a place. Cheap: a dozen reads.
    #[must_use]
    pub fn place(&self, place: PlaceId) -> Place<'_> {
        let pack = &self.pack;
        let at = place.0 as usize;
        let admin1 = self.admin(Section::Admin1, pack.u16(Section::Admin1OfPlace, at));
        let admin2 = self.admin(Section::Admin2, pack.u16(Section::Admin2OfPlace, at));
        Place {
            id: self.id(at),
            name: pack.string(pack.u32(Section::Name, at)),
            position: Position::new(
                f64::from(pack.i32(Section::Longitude, at)) / UNITS_PER_DEGREE,
                f64::from(pack.i32(Section::Latitude, at)) / UNITS_PER_DEGREE,
            ),
            class: self.class(place),
            code: pack.string(pack.u32(Section::Codes, usize::from(pack.u8(Section::Code, at)))),
            country: self.iso(pack.u16(Section::Country, at)),
            admin1: admin1.map(|(code, _)| code),
            admin1_name: admin1.map(|(_, name)| name),
            admin2: admin2.map(|(code, _)| code),
            admin2_name: admin2.map(|(_, name)| name),
            population: u64::from(pack.u32(Section::Population, at)),
            radius_km: f64::from(pack.u16(Section::Radius, at)) / 10.0,
            level: self.level(place),
            stands_for: self.iso(pack.u16(Section::StandsFor, at)),
            has_area: pack.u32(Section::AreaOfPlace, at) != 0,
        }
    }

    /// The feature class alone, for hot loops.
    #[must_use]
    pub fn class(&self, place: PlaceId) -> FeatureClass {
        FeatureClass::from_letter(self.pack.u8(Section::Class, place.0 as usize))
            .unwrap_or(FeatureClass::Spot)
    }

    /// The level alone, for hot loops.
    #[must_use]
    pub fn level(&self, place: PlaceId) -> Level {
        Level::from_number(self.pack.u8(Section::Level, place.0 as usize))
    }

    /// The population alone, for hot loops; 0 means unknown.
    #[must_use]
    pub fn population(&self, place: PlaceId) -> u64 {
        u64::from(self.pack.u32(Section::Population, place.0 as usize))
    }

    fn id(&self, at: usize) -> Id<'_> {
        match self.pack.u32(Section::Id, at) {
            value if value & ID_IS_STRING == 0 => Id::GeoNames(value),
            value => Id::Other(self.pack.string(value & !ID_IS_STRING)),
        }
    }

    fn iso(&self, country: u16) -> Option<&str> {
        (country > 0).then(|| self.pack.string(self.pack.u32(Section::Countries, 2 * usize::from(country))))
    }

    fn admin(&self, section: Section, area: u16) -> Option<(&str, &str)> {
        let at = 3 * usize::from(area);
        (area > 0).then(|| {
            (self.pack.string(self.pack.u32(section, at)), self.pack.string(self.pack.u32(section, at + 1)))
        })
    }

    /// The country or dependency of an ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country(&self, iso: &str) -> Option<PlaceId> {
        let countries = self.pack.section(Section::Countries).len() / 8;
        (1..countries)
            .find(|&at| self.pack.string(self.pack.u32(Section::Countries, 2 * at)) == iso)
            .and_then(|at| self.pack.u32(Section::Countries, 2 * at + 1).checked_sub(1))
            .map(PlaceId)
    }

    /// The first-level area that a place lies in, or is.
    #[must_use]
    pub fn admin1(&self, place: PlaceId) -> Option<PlaceId> {
        let area = self.pack.u16(Section::Admin1OfPlace, place.0 as usize);
        let owner = self.pack.u32(Section::Admin1, 3 * usize::from(area) + 2);
        (area > 0).then_some(owner)?.checked_sub(1).map(PlaceId)
    }

    /// The area of a place, decoded on first use and kept.
    #[must_use]
    pub fn area(&self, place: PlaceId) -> Option<Arc<MultiPolygon<f64>>> {
        let area = self.pack.u32(Section::AreaOfPlace, place.0 as usize).checked_sub(1)? as usize;
        Some(Arc::clone(self.areas.get(area)?.get_or_init(|| Arc::new(self.decode_area(area)))))
    }

    fn decode_area(&self, area: usize) -> MultiPolygon<f64> {
        let offset = self.pack.u32(Section::AreaIndex, 6 * area + 4) as usize;
        let mut rest = self.pack.section(Section::Areas).get(offset..).unwrap_or_default();
        let polygons = read_varint(&mut rest);
        let (mut x, mut y) = (0, 0);
        let mut read_ring = |rest: &mut &[u8]| {
            let vertices = read_varint(rest).min(rest.len() as u64);
            (0..vertices)
                .map(|_| {
                    x += unzigzag(read_varint(rest));
                    y += unzigzag(read_varint(rest));
                    Coord { x: x as f64 / AREA_UNITS_PER_DEGREE, y: y as f64 / AREA_UNITS_PER_DEGREE }
                })
                .collect::<LineString<f64>>()
        };
        (0..polygons.min(rest.len() as u64))
            .map(|_| {
                let rings = read_varint(&mut rest);
                let exterior = read_ring(&mut rest);
                let interiors = (1..rings.min(rest.len() as u64 + 1)).map(|_| read_ring(&mut rest)).collect();
                Polygon::new(exterior, interiors)
            })
            .collect()
    }

    /// The places whose area's bounding box (not yet the area itself) meets a box of `[west, south, east, north]` degrees.
    pub fn areas_near(&self, [west, south, east, north]: [f64; 4]) -> impl Iterator<Item = PlaceId> + '_ {
        let units = |degrees: f64| (degrees * AREA_UNITS_PER_DEGREE).round() as i64;
        let (west, south, east, north) = (units(west), units(south), units(east), units(north));
        (0..self.areas.len()).filter_map(move |area| {
            let edge = |which: usize| i64::from(self.pack.i32(Section::AreaIndex, 6 * area + which));
            let meets = edge(0) <= east && edge(2) >= west && edge(1) <= north && edge(3) >= south;
            meets.then(|| PlaceId(self.pack.u32(Section::AreaIndex, 6 * area + 5)))
        })
    }
}
