//! What the bundled book knows of the world that a row stands in.

use std::collections::HashMap;

use super::error::RowError;
use super::row;
use crate::gazetteer::fold::fold;
use crate::gazetteer::write::EntryId;
use crate::gazetteer::{Gazetteer, Level, Place};
use crate::geometry::Position;

/// Countries and first-level areas, by position, name and code.
pub(super) struct Around {
    book: &'static Gazetteer,
    /// First-level codes by country and folded name.
    admin1: HashMap<(String, String), String>,
}

impl Around {
    pub(super) fn new() -> Self {
        let book = Gazetteer::bundled();
        let mut admin1 = HashMap::new();
        for place in book.places().map(|place| book.place(place)).filter(|place| place.level == Level::Admin1)
        {
            if let (Some(country), Some(code)) = (place.country, place.admin1) {
                admin1.insert((country.to_owned(), fold(place.name)), code.to_owned());
            }
        }
        Self { book, admin1 }
    }

    /// The code of a country: given as two letters, or by name, or where the position lies.
    pub(super) fn country(&self, given: &str, position: Position) -> Result<Option<String>, RowError> {
        if given.is_empty() {
            let holder = self.book.country_at(position);
            return Ok(holder.and_then(|place| self.book.place(place).country).map(str::to_owned));
        }
        if given.len() == 2 {
            return row::country(given);
        }
        let named = self.book.lookup(given).map(|hit| self.book.place(hit.place));
        let country = named.filter(|place| place.level == Level::Country).find_map(|place| place.country);
        let unknown =
            || RowError::field("country", given, "two letters (ISO 3166-1) or the name of a country");
        country.map(|code| Some(code.to_owned())).ok_or_else(unknown)
    }

    /// The code of a first-level area of a country: given as it is or behind the country's ("SY.09"), by name, or where the
    /// position lies.
    pub(super) fn admin1(&self, given: &str, country: Option<&str>, position: Position) -> Option<String> {
        let country = country?;
        if given.is_empty() {
            let holder = self.book.place(self.book.first_level_at(position)?);
            // Beside a border the area's drawing may lie in another country than the country's.
            return holder.admin1.filter(|_| holder.country == Some(country)).map(str::to_owned);
        }
        let code = given.strip_prefix(country).and_then(|rest| rest.strip_prefix('.')).unwrap_or(given);
        let named = self.admin1.get(&(country.to_owned(), fold(given)));
        named.cloned().or_else(|| row::area_code(code))
    }

    /// The place of the book with an id.
    pub(super) fn known(&self, id: &EntryId) -> Option<Place<'static>> {
        let place = match id {
            EntryId::GeoNames(number) => self.book.find(&number.to_string()),
            EntryId::Other(id) => self.book.find(id),
        };
        place.map(|place| self.book.place(place))
    }

    /// Whether the book has a place with this id and name: an id that was taken from it.
    pub(super) fn is_known_as(&self, id: &str, name: &str) -> bool {
        let place = self.book.find(id);
        place.is_some() && self.book.lookup(name).any(|hit| Some(hit.place) == place)
    }
}
