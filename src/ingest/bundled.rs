use geo::MultiPolygon;

use super::Stages;
use crate::document::Document;
use crate::feature::Atlas;
use crate::gazetteer::{Gazetteer, Place};
use crate::movement::{Account, Movement};
use crate::pipeline::Parsed;
use crate::store::Provenance;

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
        Parsed { document, mentions: vec![], accounts: vec![] }
    }

    fn derive(&self, _accounts: &[Account]) -> Vec<Movement> {
        vec![]
    }

    fn atlas(&self) -> &dyn Atlas {
        self
    }

    fn provenance(&self) -> Provenance {
        Provenance {
            model: env!("CARGO_PKG_VERSION").to_owned(),
            gazetteer: self.gazetteer.about().to_owned(),
        }
    }
}

impl Atlas for Bundled {
    fn place(&self, id: &str) -> Option<Place<'_>> {
        self.gazetteer.find(id).map(|place| self.gazetteer.place(place))
    }

    fn area(&self, id: &str) -> Option<MultiPolygon<f64>> {
        let area = self.gazetteer.area(self.gazetteer.find(id)?)?;
        Some(area.as_ref().clone())
    }
}
