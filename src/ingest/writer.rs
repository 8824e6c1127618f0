use std::collections::{HashMap, HashSet};

use super::Stages;
use super::parallel::parse_all;
use crate::document::Document;
use crate::feature;
use crate::index::Snapshot;
use crate::movement::{Account, Movement};
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

/// The one that writes to a store. It holds the whole corpus in memory, because movements join documents.
#[derive(Debug)]
pub struct Writer<S> {
    store: Store,
    stages: S,
    corpus: Vec<Parsed>,
    known: HashSet<String>,
    movements: Vec<Movement>,
    /// Whether documents came or went since `movements` were derived.
    stale: bool,
}

impl<S: Stages> Writer<S> {
    /// Loads what a store holds.
    pub fn new(store: Store, stages: S) -> Result<Self, StoreError> {
        let corpus = store.load()?;
        let known = corpus.iter().map(|parsed| parsed.document.content_hash.clone()).collect();
        Ok(Self { store, stages, corpus, known, movements: Vec::new(), stale: true })
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
        let (order, fresh): (Vec<usize>, Vec<Document>) = fresh.into_iter().unzip();

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
                        self.known.insert(parsed.document.content_hash.clone());
                        self.corpus.push(parsed);
                        self.stale = true;
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

    /// The documents that were read by other models or with another gazetteer than the stages have now, by id, in their order.
    pub fn outdated(&self) -> Result<Vec<String>, StoreError> {
        let outdated = self.store.outdated(&self.stages.provenance())?;
        let ids = self.corpus.iter().map(|parsed| &parsed.document.id);
        Ok(ids.filter(|id| outdated.contains(*id)).cloned().collect())
    }

    /// Reads documents that are there again, with the stages as they are now. When it returns what they tell is durable; when it
    /// fails all are as they were.
    ///
    /// A mention that is found again where it was keeps its id. [`Writer::settle`] afterwards.
    pub fn read_again(&mut self, ids: &[String]) -> Result<Reread, StoreError> {
        let asked: HashSet<&String> = ids.iter().collect();
        let (rows, documents): (Vec<usize>, Vec<Document>) = self
            .corpus
            .iter()
            .enumerate()
            .filter(|(_, parsed)| asked.contains(&parsed.document.id))
            .map(|(row, parsed)| (row, parsed.document.clone().with_language_untold()))
            .unzip();
        let mut reread = Reread::default();
        let mut fresh = Vec::new();
        for (row, parsed) in rows.into_iter().zip(parse_all(&self.stages, documents)) {
            match parsed {
                Ok(parsed) => fresh.push((row, parsed)),
                Err(reason) => reread.failed.push((self.corpus[row].document.id.clone(), reason)),
            }
        }
        let (rows, fresh): (Vec<usize>, Vec<Parsed>) = fresh.into_iter().unzip();
        self.store.replace(&fresh, &self.stages.provenance())?;
        for (row, parsed) in rows.into_iter().zip(fresh) {
            reread.compare(&self.corpus[row], &parsed);
            self.corpus[row] = parsed;
            self.stale = true;
        }
        Ok(reread)
    }

    /// Removes a document with all that came from it; false where there is none of this id.
    pub fn delete(&mut self, id: &str) -> Result<bool, StoreError> {
        let there = self.store.delete(id)?;
        if there {
            self.corpus.retain(|parsed| {
                let keep = parsed.document.id != id;
                if !keep {
                    self.known.remove(&parsed.document.content_hash);
                }
                keep
            });
            self.stale = true;
        }
        Ok(there)
    }

    /// Derives anew what joins documents, and writes it for those who read the file. Costs nothing when nothing changed.
    ///
    /// The documents do not depend on it: where it fails, or the process ends before, the next start makes up for it.
    pub fn settle(&mut self) -> Result<(), StoreError> {
        if self.stale {
            let accounts: Vec<Account> =
                self.corpus.iter().flat_map(|parsed| parsed.accounts.iter().cloned()).collect();
            self.movements = self.stages.derive(&accounts);
            self.stale = false;
        }
        if self.store.derived_is_stale()? {
            let mentions = || self.corpus.iter().flat_map(|parsed| &parsed.mentions);
            let places = feature::places(mentions(), self.stages.atlas());
            let regions = feature::regions(mentions(), self.stages.atlas());
            self.store.replace_derived(&places, &regions, &self.movements)?;
        }
        Ok(())
    }

    /// All there is, ready to be searched.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::build(&self.corpus, &self.movements, self.stages.atlas())
    }

    /// Every document with what was read out of it, in the order in which they were added.
    #[must_use]
    pub fn corpus(&self) -> &[Parsed] {
        &self.corpus
    }

    /// The movements, as of the last [`Writer::settle`].
    #[must_use]
    pub fn movements(&self) -> &[Movement] {
        &self.movements
    }
}

/// All that a store holds, ready to be searched. Nothing is written, so that it may be open for reading alone.
pub fn read<S: Stages>(store: &Store, stages: &S) -> Result<Snapshot, StoreError> {
    let corpus = store.load()?;
    let accounts: Vec<Account> = corpus.iter().flat_map(|parsed| parsed.accounts.iter().cloned()).collect();
    Ok(Snapshot::build(&corpus, &stages.derive(&accounts), stages.atlas()))
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
