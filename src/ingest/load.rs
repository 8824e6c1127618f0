use std::collections::HashSet;
use std::sync::Arc;

use super::Stages;
use crate::correction::Correction;
use crate::feature::{Changes, Derived, Tallies};
use crate::index::{Snapshot, SnapshotBuilder};
use crate::movement::Journeys;
use crate::store::{Store, StoreError};

/// What a store holds, as a writer and its readers need it; the documents themselves stay on the disk.
pub(super) struct Loaded {
    /// The content hashes of all documents.
    pub(super) known: HashSet<String>,
    pub(super) tallies: Tallies,
    pub(super) journeys: Journeys,
    pub(super) corrections: Arc<Vec<Correction>>,
    /// All that follows of the documents together.
    pub(super) derived: Derived,
    /// Whether what follows has to be written anew, because what was written cannot be read.
    pub(super) is_damaged: bool,
    /// None where nobody asks.
    pub(super) snapshot: Option<Arc<Snapshot>>,
}

/// Reads a store, one document after the other. Nothing is written, so that it may be open for reading alone.
pub(super) fn load<S: Stages>(store: &Store, stages: &S, is_asked: bool) -> Result<Loaded, StoreError> {
    let corrections = Arc::new(store.corrections()?);
    let (mut known, mut tallies, mut journeys) = (HashSet::new(), Tallies::default(), Journeys::default());
    let mut snapshot = is_asked.then(SnapshotBuilder::default);
    // They follow of the documents: what is damaged among them is drawn and written anew.
    let drawn = store.movements(&stages.provenance());
    let is_damaged = drawn.is_err();
    journeys.remember(drawn.unwrap_or_default());
    store.for_each(|parsed| {
        let document = &parsed.document;
        known.insert(document.content_hash.clone());
        tallies.add(&document.id, &parsed.mentions, stages.atlas());
        journeys.put(&document.id, parsed.accounts.clone());
        if let Some(snapshot) = &mut snapshot {
            snapshot.add(parsed);
        }
    })?;
    let (places, regions) = tallies.changes(stages.atlas());
    let (now, gone) = stages.settle(&mut journeys);
    let derived = Derived { places, regions, movements: Changes { now, gone } };
    let snapshot = snapshot.map(|snapshot| Arc::new(snapshot.finish(&derived, &corrections)));
    Ok(Loaded { known, tallies, journeys, corrections, derived, is_damaged, snapshot })
}
