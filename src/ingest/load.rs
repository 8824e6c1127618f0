use std::collections::HashSet;
use std::panic::resume_unwind;
use std::sync::{Arc, mpsc};
use std::thread;

use super::Stages;
use crate::correction::Correction;
use crate::feature::{Changes, Derived, Tallies};
use crate::index::{Snapshot, SnapshotBuilder};
use crate::movement::Journeys;
use crate::pipeline::Parsed;
use crate::store::{Store, StoreError};

/// Documents that are read before what follows of them is worked out.
const AHEAD: usize = 1024;

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

/// What follows of the documents that were read so far.
#[derive(Default)]
struct SoFar {
    known: HashSet<String>,
    tallies: Tallies,
    journeys: Journeys,
    snapshot: Option<SnapshotBuilder>,
}

/// Reads a store, one document after the other, while another thread works out what follows. Nothing is written, so that it may be open
/// for reading alone.
pub(super) fn load<S: Stages>(store: &Store, stages: &S, is_asked: bool) -> Result<Loaded, StoreError> {
    let corrections = Arc::new(store.corrections()?);
    let mut so_far = SoFar { snapshot: is_asked.then(SnapshotBuilder::default), ..SoFar::default() };
    // They follow of the documents: what is damaged among them is drawn and written anew.
    let drawn = store.movements(&stages.provenance());
    let is_damaged = drawn.is_err();
    so_far.journeys.remember(drawn.unwrap_or_default());
    let (read, so_far) = thread::scope(|scope| {
        let (sender, documents) = mpsc::sync_channel(AHEAD);
        let follower = scope.spawn(move || {
            for parsed in documents {
                so_far.take(parsed, stages);
            }
            so_far
        });
        // Where nobody takes them any more, the join says why.
        let read = store.for_each(|parsed| drop(sender.send(parsed)));
        drop(sender);
        (read, follower.join())
    });
    read?;
    let SoFar { known, mut tallies, mut journeys, snapshot } =
        so_far.unwrap_or_else(|panic| resume_unwind(panic));
    let (places, regions) = tallies.changes(stages.atlas());
    let (now, gone) = stages.settle(&mut journeys);
    let derived = Derived { places, regions, movements: Changes { now, gone } };
    let snapshot = snapshot.map(|snapshot| Arc::new(snapshot.finish(&derived, &corrections)));
    Ok(Loaded { known, tallies, journeys, corrections, derived, is_damaged, snapshot })
}

impl SoFar {
    fn take<S: Stages>(&mut self, mut parsed: Parsed, stages: &S) {
        let document = &parsed.document;
        self.known.insert(document.content_hash.clone());
        self.tallies.add(&document.id, &parsed.mentions, stages.atlas());
        self.journeys.put(&document.id, std::mem::take(&mut parsed.accounts));
        if let Some(snapshot) = &mut self.snapshot {
            snapshot.add(parsed);
        }
    }
}
