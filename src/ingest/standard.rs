use super::Stages;
use crate::correction::Correction;
use crate::document::Document;
use crate::feature;
use crate::gazetteer::Gazetteer;
use crate::movement::{self, Account, Journeys, Movement};
use crate::pipeline::{self, Parsed};
use crate::resolve::Resolver;
use crate::store::Provenance;

/// The stages of this program over a gazetteer.
#[derive(Clone, Copy)]
pub struct Standard {
    gazetteer: &'static Gazetteer,
    resolver: Resolver<'static>,
}

impl Standard {
    /// Costs nothing: the gazetteer is read where it lies.
    #[must_use]
    pub fn new(gazetteer: &'static Gazetteer) -> Self {
        Self::with_resolver(gazetteer, Resolver::default())
    }

    /// The same with a resolver that knows more, or asks for more.
    #[must_use]
    pub const fn with_resolver(gazetteer: &'static Gazetteer, resolver: Resolver<'static>) -> Self {
        Self { gazetteer, resolver }
    }
}

impl Stages for Standard {
    fn parse(&self, document: Document, corrections: &[Correction]) -> Parsed {
        pipeline::parse_corrected(document, corrections, self.gazetteer, &self.resolver)
    }

    fn check(&self, correction: &Correction, document: &Document) -> Result<(), String> {
        correction.check(document, self.gazetteer)
    }

    fn derive(&self, accounts: &[Account]) -> Vec<Movement> {
        movement::derive(accounts, self.gazetteer)
    }

    fn settle(&self, journeys: &mut Journeys) -> (Vec<Movement>, Vec<String>) {
        journeys.settle(self.gazetteer)
    }

    fn atlas(&self) -> &dyn feature::Atlas {
        self.gazetteer
    }

    fn provenance(&self) -> Provenance {
        Provenance {
            model: pipeline::model_version().to_owned(),
            gazetteer: self.gazetteer.about().collect::<Vec<_>>().join("\n"),
        }
    }
}
