use super::Gazetteer;
use super::layer::Layer;
use super::stack::parse_id;
use crate::gazetteer::format::{Section, UNITS_PER_DEGREE};
use crate::gazetteer::importance::importance;
use crate::gazetteer::{FeatureClass, Level, Place, PlaceId};
use crate::geometry::Position;

impl Gazetteer {
    /// The place with an id, as in [`Place::id`].
    #[must_use]
    pub fn find(&self, id: &str) -> Option<PlaceId> {
        let id = parse_id(id);
        self.layers.iter().rev().find_map(|layer| layer.find(id).map(|local| layer.global(local)))
    }

    /// The record of a place. Cheap: a dozen reads.
    #[must_use]
    pub fn place(&self, place: PlaceId) -> Place<'_> {
        let (_, layer) = self.layer_of(place);
        let (pack, at) = (&layer.pack, layer.local(place));
        let admin1 = layer.area_names(Section::Admin1, u32::from(pack.u16(Section::Admin1OfPlace, at)));
        let admin2 = layer.area_names(Section::Admin2, pack.u32(Section::Admin2OfPlace, at));
        Place {
            id: layer.id(at),
            name: pack.string(pack.u32(Section::Name, at)),
            position: self.position(place),
            class: self.class(place),
            code: self.code(place),
            country: self.country_of(place),
            admin1: admin1.map(|(code, _)| code),
            admin1_name: admin1.map(|(_, name)| name),
            admin2: admin2.map(|(code, _)| code),
            admin2_name: admin2.map(|(_, name)| name),
            population: self.population(place),
            radius_km: f64::from(pack.u16(Section::Radius, at)) / 10.0,
            level: self.level(place),
            stands_for: self.stands_for(place),
            has_area: self.area_number(place).is_some(),
        }
    }

    /// The feature class alone, for hot loops.
    #[must_use]
    pub fn class(&self, place: PlaceId) -> FeatureClass {
        let (_, layer) = self.layer_of(place);
        FeatureClass::from_letter(layer.pack.u8(Section::Class, layer.local(place)))
            .unwrap_or(FeatureClass::Spot)
    }

    /// The level alone, for hot loops.
    #[must_use]
    pub fn level(&self, place: PlaceId) -> Level {
        let (_, layer) = self.layer_of(place);
        Level::from_number(layer.pack.u8(Section::Level, layer.local(place)))
    }

    /// The population alone, for hot loops; 0 means unknown.
    #[must_use]
    pub fn population(&self, place: PlaceId) -> u64 {
        let (_, layer) = self.layer_of(place);
        u64::from(layer.pack.u32(Section::Population, layer.local(place)))
    }

    /// The point alone, for hot loops.
    pub(crate) fn position(&self, place: PlaceId) -> Position {
        let (_, layer) = self.layer_of(place);
        let degrees = |section| f64::from(layer.pack.i32(section, layer.local(place))) / UNITS_PER_DEGREE;
        Position::new(degrees(Section::Longitude), degrees(Section::Latitude))
    }

    /// The country's code alone, for hot loops.
    pub(crate) fn country_of(&self, place: PlaceId) -> Option<&str> {
        let (_, layer) = self.layer_of(place);
        layer.iso(layer.pack.u16(Section::Country, layer.local(place)))
    }

    /// What orders places of one name: inhabitants, with a standing for what has none.
    pub(super) fn importance(&self, place: PlaceId) -> u64 {
        importance(
            self.level(place),
            self.code(place) == "PPLC",
            self.population(place),
            self.stands_for(place).is_some(),
            self.renown(place),
        )
    }

    /// The feature code alone, for hot loops.
    pub(crate) fn code(&self, place: PlaceId) -> &str {
        let (_, layer) = self.layer_of(place);
        let code = layer.pack.u16(Section::Code, layer.local(place));
        layer.pack.string(layer.pack.u32(Section::Codes, usize::from(code)))
    }

    /// The state that a place stands for; what has none takes that of the place it replaced.
    pub(crate) fn stands_for(&self, place: PlaceId) -> Option<&str> {
        let own = |place| {
            let (_, layer) = self.layer_of(place);
            layer.iso(layer.pack.u16(Section::StandsFor, layer.local(place)))
        };
        own(place).or_else(|| self.inheritance(place).find_map(own))
    }

    /// The country or dependency of an ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country(&self, iso: &str) -> Option<PlaceId> {
        // From below: a place of one's own with a country's code is no other country, unless it has the country's id.
        (0..self.layers.len()).find_map(|number| {
            let local = self.layers[number].country(iso)?;
            Some(self.global(number, local))
        })
    }

    /// The first-level area that a place lies in, or is.
    #[must_use]
    pub fn admin1(&self, place: PlaceId) -> Option<PlaceId> {
        let (number, layer) = self.layer_of(place);
        let row = u32::from(layer.pack.u16(Section::Admin1OfPlace, layer.local(place)));
        if let Some(stack) = &self.stack {
            return stack.admin1(number, row);
        }
        let owner = layer.owner(Section::Admin1, 4 * row as usize + 3);
        owner.filter(|_| row > 0).map(|local| layer.global(local))
    }
}

impl Layer {
    fn iso(&self, country: u16) -> Option<&str> {
        let offset = || self.pack.u32(Section::Countries, 2 * usize::from(country));
        (country > 0).then(|| self.pack.string(offset()))
    }

    /// Code and name of a row of a table of areas; empty where the name is not known.
    fn area_names(&self, section: Section, row: u32) -> Option<(&str, &str)> {
        let text = |column: usize| self.pack.string(self.pack.u32(section, 4 * row as usize + column));
        (row > 0).then(|| (text(1), text(2)))
    }

    fn country(&self, iso: &str) -> Option<u32> {
        let countries = self.pack.section(Section::Countries).len() / 8;
        (1..countries)
            .find(|&at| self.pack.string(self.pack.u32(Section::Countries, 2 * at)) == iso)
            .and_then(|at| self.owner(Section::Countries, 2 * at + 1))
    }

    /// The place that a table names at an index; a damaged pack may name one that is not there.
    pub(super) fn owner(&self, table: Section, index: usize) -> Option<u32> {
        self.pack.u32(table, index).checked_sub(1).filter(|&local| (local as usize) < self.places())
    }
}
