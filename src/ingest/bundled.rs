use super::Stages;
use crate::document::Document;
use crate::feature;
use crate::gazetteer::Gazetteer;
use crate::movement::{self, Account, Movement};
use crate::pipeline::{self, Parsed};
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
        pipeline::parse(document, self.gazetteer)
    }

    fn derive(&self, accounts: &[Account]) -> Vec<Movement> {
        movement::derive(accounts, self.gazetteer)
    }

    fn atlas(&self) -> &dyn feature::Atlas {
        self.gazetteer
    }

    fn provenance(&self) -> Provenance {
        Provenance {
            model: env!("CARGO_PKG_VERSION").to_owned(),
            gazetteer: self.gazetteer.about().collect::<Vec<_>>().join("\n"),
        }
    }
}
