use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use super::Stages;
use super::load::{Loaded, load};
use super::parallel::parse_all;
use crate::correction::Correction;
use crate::document::Document;
use crate::feature::{Changes, Derived, Tallies};
use crate::index::{Change, Merge, Merged, Snapshot};
use crate::movement::Journeys;
use crate::pipeline::Parsed;
use crate::store::{self, Store, StoreError};

/// What became of a document that was to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the store now, and durable.
    Added {
        /// The document's id.
        id: String,
        /// How many mentions it has, located or not.
        mentions: usize,
    },
    /// A document of the same content was there before.
    AlreadyThere {
        /// The document's id.
        id: String,
    },
    /// It could not be read or kept; the others of its batch were.
    Failed {
        /// Why, in words.
        reason: String,
    },
}

/// What became of a correction that was to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Corrected {
    /// It is in the store now, and durable.
    Added,
    /// It was there before.
    AlreadyThere,
    /// It cannot be applied.
    Refused {
        /// Why, in words.
        reason: String,
    },
}

/// What became of documents that were read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reread {
    /// How many were.
    pub documents: usize,
    /// Mentions that were not there before.
    pub found: usize,
    /// Mentions that are there no more.
    pub lost: usize,
    /// Mentions with another place than before, or now with one, or now without.
    pub moved: usize,
    /// The ids of those that could not be read, with the reason. They stay as they were.
    pub failed: Vec<(String, String)>,
}

/// The one that writes to a store, and knows what follows of all that is in it: what places and journeys the documents tell of
/// together, and the snapshot that readers ask. The documents themselves stay on the disk.
#[derive(Debug)]
pub struct Writer<S> {
    store: Store,
    stages: S,
    /// The content hashes of all documents.
    known: HashSet<String>,
    tallies: Tallies,
    journeys: Journeys,
    /// None where nobody asks.
    snapshot: Option<Arc<Snapshot>>,
    /// What the snapshot does not show yet.
    waiting: Waiting,
    /// The thread that joins segments of the snapshot, while there is one.
    merging: Option<JoinHandle<Vec<Merged>>>,
    /// What the tables of places, regions and movements lack.
    unsaved: Vec<Derived>,
    /// All corrections, in the order in which they were made.
    corrections: Arc<Vec<Correction>>,
}

/// What changed since the last snapshot.
#[derive(Debug, Default)]
struct Waiting {
    documents: BTreeMap<String, Parsed>,
    gone: BTreeSet<String>,
}

impl<S: Stages> Writer<S> {
    /// Loads what a store holds. O(documents).
    pub fn new(store: Store, stages: S) -> Result<Self, StoreError> {
        Self::load(store, stages, true)
    }

    /// The same where nobody asks for a snapshot: documents of a batch then need no memory once they are written.
    pub fn without_snapshot(store: Store, stages: S) -> Result<Self, StoreError> {
        Self::load(store, stages, false)
    }

    fn load(mut store: Store, stages: S, is_asked: bool) -> Result<Self, StoreError> {
        let Loaded { known, tallies, journeys, corrections, derived, is_damaged, snapshot } =
            load(&store, &stages, is_asked)?;
        if is_damaged || store.derived_is_stale()? {
            store.replace_derived(&derived, &stages.provenance())?;
        }
        Ok(Self {
            store,
            stages,
            known,
            tallies,
            journeys,
            snapshot,
            waiting: Waiting::default(),
            merging: None,
            unsaved: Vec::new(),
            corrections,
        })
    }

    /// Adds a document to all that follows of documents.
    fn take_in(&mut self, parsed: Parsed) {
        let Document { id, content_hash, .. } = &parsed.document;
        self.known.insert(content_hash.clone());
        self.tallies.add(id, &parsed.mentions, self.stages.atlas());
        self.journeys.put(id, parsed.accounts.clone());
        if self.snapshot.is_some() {
            self.waiting.gone.remove(id);
            self.waiting.documents.insert(id.clone(), parsed);
        }
    }

    /// Takes a document away from all that follows of documents.
    fn take_out(&mut self, parsed: &Parsed) {
        let Document { id, content_hash, .. } = &parsed.document;
        self.known.remove(content_hash);
        self.tallies.remove(id, parsed.mentions.iter().filter_map(|mention| mention.place_id.as_deref()));
        self.journeys.remove(id);
        self.waiting.documents.remove(id);
        self.waiting.gone.insert(id.clone());
    }

    /// What follows of all documents, as it changed since this was last asked.
    fn derive(&mut self) -> Derived {
        let (places, regions) = self.tallies.changes(self.stages.atlas());
        let (now, gone) = self.stages.settle(&mut self.journeys);
        Derived { places, regions, movements: Changes { now, gone } }
    }

    /// Brings the snapshot up to date.
    fn publish(&mut self, derived: &Derived) {
        let Waiting { documents, gone } = std::mem::take(&mut self.waiting);
        let Some(snapshot) = &mut self.snapshot else { return };
        let change = Change {
            documents: documents.values().collect(),
            gone: gone.iter().map(String::as_str).collect(),
            derived,
            corrections: &self.corrections,
        };
        let mut next = snapshot.with(&change);
        if let Some(merging) = self.merging.take_if(|merging| merging.is_finished())
            // What a panic left undone is begun anew.
            && let Ok(merged) = merging.join()
        {
            next = next.adopt(merged);
        }
        let merges = next.merges();
        if self.merging.is_none() && !merges.is_empty() {
            let run = move || merges.into_iter().map(Merge::run).collect();
            // Where there is no thread to be had now, the next snapshot asks again.
            self.merging = thread::Builder::new().name("merge".to_owned()).spawn(run).ok();
        }
        *snapshot = Arc::new(next);
    }

    /// Adds documents. When it returns they are durable; when it fails none of them is there.
    ///
    /// There is one outcome for each document, in their order. [`Writer::settle`] afterwards.
    pub fn add(&mut self, documents: Vec<Document>) -> Result<Vec<Outcome>, StoreError> {
        let ids: Vec<String> = documents.iter().map(|document| document.id.clone()).collect();
        let (known, fresh): (Vec<_>, Vec<_>) = documents
            .into_iter()
            .enumerate()
            .partition(|(_, document)| self.known.contains(&document.content_hash));
        let (order, fresh): (Vec<usize>, Vec<_>) =
            fresh.into_iter().map(|(at, document)| (at, (document, Vec::new()))).unzip();

        let mut outcomes: Vec<(usize, Outcome)> =
            known.into_iter().map(|(at, document)| (at, Outcome::AlreadyThere { id: document.id })).collect();
        let mut readable = Vec::new();
        for (at, parsed) in order.into_iter().zip(parse_all(&self.stages, fresh)) {
            match parsed {
                Ok(parsed) => readable.push((at, parsed)),
                Err(reason) => outcomes.push((at, Outcome::Failed { reason })),
            }
        }
        let (order, parsed): (Vec<usize>, Vec<Parsed>) = readable.into_iter().unzip();
        let kept = if parsed.is_empty() {
            Vec::new()
        } else {
            self.store.insert(&parsed, &self.stages.provenance())?
        };
        for ((at, parsed), kept) in order.into_iter().zip(parsed).zip(kept) {
            let id = ids[at].clone();
            outcomes.push((
                at,
                match kept {
                    store::Outcome::Added => {
                        let mentions = parsed.mentions.len();
                        self.take_in(parsed);
                        Outcome::Added { id, mentions }
                    }
                    store::Outcome::AlreadyThere => Outcome::AlreadyThere { id },
                    store::Outcome::Refused(reason) => Outcome::Failed { reason },
                },
            ));
        }
        outcomes.sort_unstable_by_key(|(at, _)| *at);
        Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
    }

    /// How many documents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The ids of all documents, or of those that were read by other models or with another gazetteer than the stages have now, in
    /// the order in which they were added.
    pub fn ids(&self, outdated: bool) -> Result<Vec<String>, StoreError> {
        let provenance = self.stages.provenance();
        self.store.ids(outdated.then_some(&provenance))
    }

    /// Reads documents that are there again, with the stages as they are now. When it returns what they tell is durable; when it
    /// fails all are as they were.
    ///
    /// A mention that is found again where it was keeps its id. [`Writer::settle`] afterwards.
    pub fn read_again(&mut self, ids: &[String]) -> Result<Reread, StoreError> {
        let old = self.store.load_some(ids)?;
        let documents = old.iter().map(|parsed| Self::to_read(&parsed.document, &self.corrections)).collect();
        let mut reread = Reread::default();
        let mut fresh = Vec::new();
        for (old, parsed) in old.into_iter().zip(parse_all(&self.stages, documents)) {
            match parsed {
                Ok(parsed) => fresh.push((old, parsed)),
                Err(reason) => reread.failed.push((old.document.id, reason)),
            }
        }
        let (old, fresh): (Vec<Parsed>, Vec<Parsed>) = fresh.into_iter().unzip();
        self.store.replace(&fresh, &self.stages.provenance())?;
        for (old, parsed) in old.into_iter().zip(fresh) {
            reread.compare(&old, &parsed);
            self.take_out(&old);
            self.take_in(parsed);
        }
        Ok(reread)
    }

    /// A document as it is read again, with what of some corrections is of it.
    fn to_read(document: &Document, corrections: &[Correction]) -> (Document, Vec<Correction>) {
        let own = corrections.iter().filter(|correction| correction.document_id == document.id);
        (document.clone().with_language_untold(), own.cloned().collect())
    }

    /// Adds corrections, each of which applies to a document that is there. One outcome for each, in their order. When it returns
    /// they are durable, and the documents are read anew with them; when it fails all is as it was. [`Writer::settle`] afterwards.
    pub fn correct(&mut self, corrections: Vec<Correction>) -> Result<Vec<Corrected>, StoreError> {
        let ids: BTreeSet<String> =
            corrections.iter().map(|correction| correction.document_id.clone()).collect();
        let documents = self.store.load_some(&ids.into_iter().collect::<Vec<_>>())?;
        let mut known: HashSet<_> = self.corrections.iter().map(deed).collect();
        let mut outcomes = Vec::with_capacity(corrections.len());
        let mut added = Vec::new();
        for correction in corrections {
            let document = documents
                .iter()
                .map(|parsed| &parsed.document)
                .find(|document| document.id == correction.document_id);
            let checked = document
                .ok_or_else(|| format!("there is no document {:?}", correction.document_id))
                .and_then(|document| self.stages.check(&correction, document));
            outcomes.push(match checked {
                Err(reason) => Corrected::Refused { reason },
                Ok(()) if !known.insert(deed(&correction)) => Corrected::AlreadyThere,
                Ok(()) => {
                    added.push(correction);
                    Corrected::Added
                }
            });
        }
        if !added.is_empty() {
            let all = self.corrections.iter().chain(&added).cloned().collect();
            self.put_right(documents, all, &added, &[])?;
        }
        Ok(outcomes)
    }

    /// Takes back the corrections of an id, as if they had never been made; false where there are none. [`Writer::settle`] afterwards.
    pub fn undo(&mut self, id: &str) -> Result<bool, StoreError> {
        let (undone, left): (Vec<_>, Vec<_>) =
            self.corrections.iter().cloned().partition(|correction| correction.id == id);
        let ids: BTreeSet<String> = undone.into_iter().map(|correction| correction.document_id).collect();
        if ids.is_empty() {
            return Ok(false);
        }
        let documents = self.store.load_some(&ids.into_iter().collect::<Vec<_>>())?;
        self.put_right(documents, left, &[], &[id.to_owned()])?;
        Ok(true)
    }

    /// Reads documents anew with all corrections as they are to be, and writes both.
    fn put_right(
        &mut self,
        old: Vec<Parsed>,
        corrections: Vec<Correction>,
        added: &[Correction],
        undone: &[String],
    ) -> Result<(), StoreError> {
        let documents = old.iter().map(|parsed| Self::to_read(&parsed.document, &corrections)).collect();
        let mut fresh = Vec::with_capacity(old.len());
        for (old, parsed) in old.into_iter().zip(parse_all(&self.stages, documents)) {
            // One that cannot be read any more stays as it is; its corrections wait for a program that can.
            fresh.extend(parsed.ok().map(|parsed| (old, parsed)));
        }
        let (old, fresh): (Vec<Parsed>, Vec<Parsed>) = fresh.into_iter().unzip();
        self.store.correct(added, undone, &fresh, &self.stages.provenance())?;
        self.corrections = Arc::new(corrections);
        for (old, parsed) in old.into_iter().zip(fresh) {
            self.take_out(&old);
            self.take_in(parsed);
        }
        Ok(())
    }

    /// Puts another document in the place of one, in one transaction; none where there is none of this id, and nothing was added. What
    /// people put right in the old one goes along where it fits the new one. [`Writer::settle`] afterwards.
    ///
    /// A text that is there already, or that cannot be read, is put nowhere, and the old one stays.
    pub fn replace(&mut self, id: &str, document: Document) -> Result<Option<Outcome>, StoreError> {
        let Some(old) = self.store.load_some(&[id.to_owned()])?.pop() else { return Ok(None) };
        if self.known.contains(&document.content_hash) {
            return Ok(Some(Outcome::AlreadyThere { id: document.id }));
        }
        let (of_old, mut corrections): (Vec<_>, Vec<_>) =
            self.corrections.iter().cloned().partition(|correction| correction.document_id == id);
        let moved = of_old.into_iter().map(|old| Correction { document_id: document.id.clone(), ..old });
        let kept: Vec<_> =
            moved.filter(|correction| self.stages.check(correction, &document).is_ok()).collect();
        let Some(Ok(parsed)) = parse_all(&self.stages, vec![(document, kept.clone())]).pop() else {
            let reason = "the parser failed on it".to_owned();
            return Ok(Some(Outcome::Failed { reason }));
        };
        let provenance = self.stages.provenance();
        self.store.exchange(id, &parsed, &kept, &provenance)?;
        corrections.extend(kept);
        self.corrections = Arc::new(corrections);
        self.take_out(&old);
        let outcome = Outcome::Added { id: parsed.document.id.clone(), mentions: parsed.mentions.len() };
        self.take_in(parsed);
        Ok(Some(outcome))
    }

    /// Removes a document with all that came from it; false where there is none of this id.
    pub fn delete(&mut self, id: &str) -> Result<bool, StoreError> {
        let Some(parsed) = self.store.load_some(&[id.to_owned()])?.pop() else { return Ok(false) };
        self.store.delete(id)?;
        self.take_out(&parsed);
        if self.corrections.iter().any(|correction| correction.document_id == id) {
            Arc::make_mut(&mut self.corrections).retain(|correction| correction.document_id != id);
        }
        Ok(true)
    }

    /// Derives what joins documents from what changed, brings the snapshot up to date and writes what follows for those who read the
    /// file. Costs nothing when nothing changed. Tells what follows now, as it changed.
    ///
    /// The documents do not depend on it: where it fails, or the process ends before, the next one or the next start makes up for it.
    pub fn settle(&mut self) -> Result<(), StoreError> {
        let derived = self.derive();
        if !(self.waiting.documents.is_empty() && self.waiting.gone.is_empty()) {
            self.publish(&derived);
        }
        self.unsaved.extend(Some(derived).filter(|derived| !derived.is_empty()));
        if self.store.derived_is_stale()? {
            self.store.update_derived(&self.unsaved, &self.stages.provenance())?;
        }
        self.unsaved.clear();
        Ok(())
    }

    /// What [`Self::snapshot`] should be, made of all that the store holds.
    #[cfg(test)]
    pub(super) fn whole(&self) -> Result<Arc<Snapshot>, StoreError> {
        read(&self.store, &self.stages)
    }

    /// All there is, ready to be searched, as of the last [`Writer::settle`]; of nothing where the writer keeps none.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.clone().unwrap_or_default()
    }
}

/// What makes a correction one and the same.
fn deed(correction: &Correction) -> (String, String, usize, usize) {
    (correction.id.clone(), correction.document_id.clone(), correction.start, correction.end)
}

/// All that a store holds, ready to be searched. Nothing is written, so that it may be open for reading alone.
pub fn read<S: Stages>(store: &Store, stages: &S) -> Result<Arc<Snapshot>, StoreError> {
    Ok(load(store, stages, true)?.snapshot.unwrap_or_default())
}

impl Reread {
    fn compare(&mut self, old: &Parsed, new: &Parsed) {
        let before: HashMap<&str, Option<&str>> =
            old.mentions.iter().map(|mention| (mention.id.as_str(), mention.place_id.as_deref())).collect();
        let mut kept = 0;
        for mention in &new.mentions {
            if let Some(place) = before.get(mention.id.as_str()) {
                kept += 1;
                self.moved += usize::from(*place != mention.place_id.as_deref());
            }
        }
        self.documents += 1;
        self.found += new.mentions.len() - kept;
        self.lost += old.mentions.len() - kept;
    }

    /// Adds what became of others.
    pub fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.found += other.found;
        self.lost += other.lost;
        self.moved += other.moved;
        self.failed.extend(other.failed);
    }
}
