use std::cmp::Ordering;

use super::Gazetteer;
use crate::gazetteer::format::{ID_IS_STRING, Section, UNITS_PER_DEGREE};
use crate::gazetteer::{FeatureClass, Id, Level, Place, PlaceId};
use crate::geometry::Position;

impl Gazetteer {
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
            position: self.position(place),
            class: self.class(place),
            code: pack.string(pack.u32(Section::Codes, usize::from(pack.u8(Section::Code, at)))),
            country: self.country_of(place),
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

    /// The point alone, for hot loops.
    pub(super) fn position(&self, place: PlaceId) -> Position {
        let degrees = |section| f64::from(self.pack.i32(section, place.0 as usize)) / UNITS_PER_DEGREE;
        Position::new(degrees(Section::Longitude), degrees(Section::Latitude))
    }

    /// The country's code alone, for hot loops.
    pub(super) fn country_of(&self, place: PlaceId) -> Option<&str> {
        self.iso(self.pack.u16(Section::Country, place.0 as usize))
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
}
