use crate::correction::Correction;
use crate::document::Document;
use crate::feature::Atlas;
use crate::movement::{Account, Journeys, Movement};
use crate::pipeline::Parsed;
use crate::store::Provenance;

/// What the writer asks of the stages before it, with their gazetteer and models bound in.
///
/// All of them are pure: the same input gives the same output, now and after a restart.
pub trait Stages: Send + Sync + 'static {
    /// Reads one document, with what people have put right in it.
    fn parse(&self, document: Document, corrections: &[Correction]) -> Parsed;

    /// Says what is wrong with a correction of a document, in words; nothing where it can be applied.
    fn check(&self, correction: &Correction, document: &Document) -> Result<(), String>;

    /// Derives the movements from what some documents tell of journeys, and no others.
    fn derive(&self, accounts: &[Account]) -> Vec<Movement>;

    /// The movements that are new or other than before, and the ids of those that are no more: see [`Journeys::settle`].
    fn settle(&self, journeys: &mut Journeys) -> (Vec<Movement>, Vec<String>);

    /// The book of places.
    fn atlas(&self) -> &dyn Atlas;

    /// The versions of the stages and of the gazetteer, kept with every document.
    fn provenance(&self) -> Provenance;
}
