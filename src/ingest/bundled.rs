use std::sync::Arc;

use geo::MultiPolygon;

use super::Stages;
use crate::document::Document;
use crate::gazetteer::{FeatureClass, Gazetteer, Level, PlaceId};
use crate::movement::{self, Account, Movement, Territory};
use crate::pipeline::{self, Parsed};
use crate::store::Provenance;
use crate::{feature, gazetteer};

/// The stages with the gazetteer that is inside the binary.
#[derive(Clone, Copy)]
pub struct Bundled {
    gazetteer: &'static Gazetteer,
}

impl Bundled {
    /// Costs microseconds: nothing is copied.
    #[must_use]
    pub fn new() -> Self {
        Self { gazetteer: Gazetteer::bundled() }
    }
}

impl Default for Bundled {
    fn default() -> Self {
        Self::new()
    }
}

impl Stages for Bundled {
    fn parse(&self, document: Document) -> Parsed {
        pipeline::parse(document, self.gazetteer)
    }

    fn derive(&self, accounts: &[Account]) -> Vec<Movement> {
        movement::derive(accounts, self)
    }

    fn atlas(&self) -> &dyn feature::Atlas {
        self.gazetteer
    }

    fn provenance(&self) -> Provenance {
        Provenance {
            model: env!("CARGO_PKG_VERSION").to_owned(),
            gazetteer: self.gazetteer.about().to_owned(),
        }
    }
}

impl movement::Atlas for Bundled {
    fn area(&self, place_id: &str) -> Option<Arc<MultiPolygon<f64>>> {
        self.gazetteer.area(self.gazetteer.find(place_id)?)
    }

    fn country(&self, iso: &str) -> Option<Territory> {
        self.territory(self.gazetteer.country(iso)?)
    }

    fn territories(&self, bounds: [f64; 4]) -> Vec<Territory> {
        let (mut countries, mut seas) = (Vec::new(), Vec::new());
        for place in self.gazetteer.areas_near(bounds) {
            if self.gazetteer.level(place) == Level::Country {
                countries.extend(self.territory(place));
            } else if self.gazetteer.class(place) == FeatureClass::Water {
                seas.extend(self.territory(place));
            }
        }
        countries.append(&mut seas);
        countries
    }
}

impl Bundled {
    fn territory(self, place: PlaceId) -> Option<Territory> {
        let gazetteer::Place { id, name, country, .. } = self.gazetteer.place(place);
        let country = country.filter(|_| self.gazetteer.level(place) == Level::Country);
        Some(Territory {
            place_id: id.to_string(),
            name: name.to_owned(),
            country: country.map(str::to_owned),
            area: self.gazetteer.area(place)?,
        })
    }
}
