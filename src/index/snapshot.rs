use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::collection::{Collection, hash};
use super::documents::{DocumentEntry, Documents};
use super::rows;
use super::{CollectionName, Counts, Facet, Filter, Grouping, Mark, Merge, Merged, Page, SortKey};
use crate::correction::Correction;
use crate::feature::{Atlas, Changes, Derived, Encoded, MentionRecord, encode_movement, places_and_regions};
use crate::movement::{GeometryStatus, Mode, Movement};
use crate::pipeline::Parsed;

/// Everything a reader can ask, as it was at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    collections: [Collection; CollectionName::ALL.len()],
    documents: Documents,
    /// Movements whose line could not be drawn, by id.
    lineless: BTreeMap<String, Arc<Lineless>>,
    /// The missile movements that have a line: whether it is a yardstick, and the id.
    flight_paths: Arc<BTreeSet<(bool, String)>>,
    /// The sum of the hashes of documents and of movements without a line.
    others: u128,
    corrections: Arc<Vec<Correction>>,
    fingerprint: String,
    built: Instant,
}

/// How what a snapshot shows changed since the one before.
#[derive(Debug)]
pub struct Change<'c> {
    /// Documents that are new, or read anew.
    pub documents: Vec<&'c Parsed>,
    /// The ids of those that are gone.
    pub gone: Vec<&'c str>,
    /// What follows of them.
    pub derived: &'c Derived,
    /// All corrections, as they are now.
    pub corrections: &'c Arc<Vec<Correction>>,
}

/// A movement whose line could not be drawn.
#[derive(Debug)]
struct Lineless {
    mode: Mode,
    documents: Vec<String>,
    bytes: Box<[u8]>,
}

impl Snapshot {
    /// A snapshot of nothing.
    #[must_use]
    pub fn empty() -> Self {
        let mut empty = Self::of_documents(Documents::default(), 0);
        empty.fingerprint = empty.hash();
        empty
    }

    /// One of documents alone, `others` being the sum of their hashes; its fingerprint waits for what comes to it.
    pub(super) fn of_documents(documents: Documents, others: u128) -> Self {
        Self {
            collections: CollectionName::ALL.map(Collection::empty),
            documents,
            lineless: BTreeMap::new(),
            flight_paths: Arc::default(),
            others,
            corrections: Arc::default(),
            fingerprint: String::new(),
            built: Instant::now(),
        }
    }

    /// Puts a collection in the place of another.
    pub(super) fn put(&mut self, collection: Collection) {
        let name = collection.name();
        self.collections[name as usize] = collection;
    }

    /// Builds the snapshot of all documents and the movements derived from them; the order of neither matters.
    ///
    /// Costs O(n log n) over the mentions: about a second for half a million.
    #[must_use]
    pub fn build(parsed: &[Parsed], movements: &[Movement], atlas: &dyn Atlas) -> Self {
        let mentions = parsed.iter().map(|parsed| (parsed.document.id.as_str(), parsed.mentions.as_slice()));
        let (places, regions) = places_and_regions(mentions, atlas);
        let derived = Derived {
            places: Changes::new(places),
            regions: Changes::new(regions),
            movements: Changes::new(movements.to_vec()),
        };
        Self::empty().with(&Change {
            documents: parsed.iter().collect(),
            gone: Vec::new(),
            derived: &derived,
            corrections: &Arc::default(),
        })
    }

    /// The snapshot after a change. It is the same as one that is built of all there is then.
    ///
    /// Costs O(change), however much there is, but for joining what came before now and then: see [`Collection`].
    #[must_use]
    pub fn with(&self, change: &Change<'_>) -> Self {
        let Change { documents, gone, derived, corrections } = change;
        let replaced =
            || gone.iter().copied().chain(documents.iter().map(|parsed| parsed.document.id.as_str()));
        let mentions = || documents.iter().flat_map(|parsed| &parsed.mentions);
        let (drawn, lineless): (Vec<_>, Vec<_>) =
            derived.movements.now.iter().partition(|movement| !movement.lines.is_empty());
        let collections = CollectionName::ALL.map(|name| {
            let own = self.collection(name);
            let of_documents = || {
                let positions = replaced().flat_map(|id| own.of_document(id));
                positions.map(|at| own.id(at).to_owned()).collect::<Vec<_>>()
            };
            let (gone, rows): (Vec<String>, Vec<rows::Row<'_>>) = match name {
                CollectionName::Mentions => (
                    of_documents(),
                    mentions().filter(|mention| is_located(mention)).map(rows::mention).collect(),
                ),
                CollectionName::Unlocated => (
                    of_documents(),
                    mentions().filter(|mention| !is_located(mention)).map(rows::mention).collect(),
                ),
                CollectionName::Places => {
                    (derived.places.gone.clone(), derived.places.now.iter().map(rows::place).collect())
                }
                CollectionName::Regions => {
                    (derived.regions.gone.clone(), derived.regions.now.iter().map(rows::region).collect())
                }
                // One that lost its line is in the other list.
                CollectionName::Movements => {
                    let undrawn = lineless.iter().map(|movement| movement.id.clone());
                    let gone = derived.movements.gone.iter().cloned().chain(undrawn).collect();
                    (gone, drawn.iter().map(|movement| rows::movement(movement)).collect())
                }
            };
            if gone.is_empty() && rows.is_empty() { own.clone() } else { own.with(gone, rows) }
        });
        let mut next = Self {
            collections,
            documents: self.documents.clone(),
            lineless: self.lineless.clone(),
            flight_paths: Arc::clone(&self.flight_paths),
            others: self.others,
            corrections: Arc::clone(corrections),
            fingerprint: String::new(),
            built: Instant::now(),
        };
        for id in gone {
            next.remove_document(id);
        }
        for parsed in documents {
            next.remove_document(&parsed.document.id);
            let entry = DocumentEntry::new(parsed);
            next.others = next.others.wrapping_add(hash(&entry.bytes));
            next.documents.put(entry);
        }
        for id in derived.movements.gone.iter().chain(drawn.iter().map(|movement| &movement.id)) {
            next.remove_lineless(id);
        }
        for movement in lineless {
            next.remove_lineless(&movement.id);
            let lineless = Lineless::new(movement);
            next.others = next.others.wrapping_add(hash(&lineless.bytes));
            next.lineless.insert(movement.id.clone(), Arc::new(lineless));
        }
        if !derived.movements.is_empty() {
            let flights = Arc::make_mut(&mut next.flight_paths);
            let changed = derived.movements.now.iter().map(|movement| &movement.id);
            for id in derived.movements.gone.iter().chain(changed) {
                for is_yardstick in [false, true] {
                    flights.remove(&(is_yardstick, id.clone()));
                }
            }
            let flown = drawn.iter().filter(|movement| movement.mode == Mode::Missile);
            flights.extend(flown.map(|movement| {
                (movement.geometry_status == GeometryStatus::Reference, movement.id.clone())
            }));
        }
        next.fingerprint = next.hash();
        next
    }

    /// What of it is to be joined, so that questions stay fast: [`Merge::run`] each on another thread, then [`Snapshot::adopt`]. The
    /// same from the first snapshot that says so to the one that adopts it.
    #[must_use]
    pub fn merges(&self) -> Vec<Merge> {
        self.collections.iter().filter_map(Collection::merge).collect()
    }

    /// A snapshot of the same, with what was joined since [`Snapshot::merges`] of this one, or of one before it, said what to join.
    #[must_use]
    pub fn adopt(&self, merged: Vec<Merged>) -> Self {
        let mut next = self.clone();
        for merged in merged {
            let collection = &mut next.collections[merged.name as usize];
            *collection = collection.adopt(merged);
        }
        next
    }

    fn remove_document(&mut self, id: &str) {
        if let Some(entry) = self.documents.get(id) {
            self.others = self.others.wrapping_sub(hash(&entry.bytes));
            self.documents.remove(id);
        }
    }

    fn remove_lineless(&mut self, id: &str) {
        if let Some(movement) = self.lineless.remove(id) {
            self.others = self.others.wrapping_sub(hash(&movement.bytes));
        }
    }

    /// One of the collections.
    #[must_use]
    pub fn collection(&self, name: CollectionName) -> &Collection {
        &self.collections[name as usize]
    }

    /// The first `limit` features of a collection that match and come behind the mark `after`, and how many match in all: see
    /// [`Collection::search`].
    #[must_use]
    pub fn search(
        &self,
        name: CollectionName,
        filter: &Filter,
        order: &[SortKey],
        after: Option<&Mark>,
        limit: usize,
    ) -> Page {
        self.collection(name).search(&self.without_documents(name, filter), order, after, limit)
    }

    /// Counts the features of a collection that match by the values that they have: see [`Collection::counts`].
    #[must_use]
    pub fn counts(&self, name: CollectionName, filter: &Filter, by: &[Grouping]) -> Counts {
        self.collection(name).counts(&self.without_documents(name, filter), by)
    }

    /// Places and areas do not know their documents, which may be all there are; their mentions do.
    fn without_documents<'f>(&self, name: CollectionName, filter: &'f Filter) -> Cow<'f, Filter> {
        let is_documents = |(facet, _): &&(Facet, Vec<String>)| *facet == Facet::Document;
        let asked = filter.facets.iter().find(is_documents);
        let (CollectionName::Places | CollectionName::Regions, Some((_, ids))) = (name, asked) else {
            return Cow::Borrowed(filter);
        };
        let mentions = self.collection(CollectionName::Mentions);
        let places = ids.iter().flat_map(|id| mentions.of_document(id)).filter_map(|at| {
            let mention = mentions.feature(at);
            let place = Encoded::new(&mention).property("place_id")?;
            serde_json::from_slice::<Option<String>>(place).ok()?
        });
        let mut places: Vec<String> = places.collect();
        places.sort_unstable();
        places.dedup();
        let mut filter = filter.clone();
        filter.facets.retain(|facet| !is_documents(&facet));
        filter.facets.push((Facet::Place, places));
        Cow::Owned(filter)
    }

    /// All documents, in the order of their ids.
    #[must_use]
    pub const fn documents(&self) -> &Documents {
        &self.documents
    }

    /// The document with an id, in O(log n).
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&DocumentEntry> {
        self.documents.get(id)
    }

    /// The features of a document's mentions in the order of the text, those without a place among them.
    #[must_use]
    pub fn mentions_of(&self, document_id: &str) -> Vec<Cow<'_, [u8]>> {
        let mut found = Vec::new();
        for name in [CollectionName::Mentions, CollectionName::Unlocated] {
            let collection = self.collection(name);
            let own = collection.of_document(document_id).into_iter();
            found.extend(own.map(|at| (collection.id(at), collection.feature(at))));
        }
        found.sort_unstable_by(|(a, _), (b, _)| rows::order_of(a).cmp(&rows::order_of(b)));
        found.into_iter().map(|(_, feature)| feature).collect()
    }

    /// The features of the movements that rest on a document, those without a line at the end with null geometry.
    #[must_use]
    pub fn movements_of(&self, document_id: &str) -> Vec<Cow<'_, [u8]>> {
        let collection = self.collection(CollectionName::Movements);
        let filter =
            Filter { facets: vec![(Facet::Document, vec![document_id.to_owned()])], ..Filter::default() };
        let page = collection.search(&filter, &[], None, usize::MAX);
        let drawn = page.positions.into_iter().map(|at| collection.feature(at));
        let lineless = self.lineless.values().filter(|movement| movement.rests_on(document_id));
        drawn.chain(lineless.map(|movement| Cow::Borrowed(movement.bytes.as_ref()))).collect()
    }

    /// The feature of a movement, with null geometry where its line could not be drawn.
    #[must_use]
    pub fn movement(&self, id: &str) -> Option<Cow<'_, [u8]>> {
        let drawn = self.collection(CollectionName::Movements).get(id);
        drawn.or_else(|| self.lineless.get(id).map(|movement| Cow::Borrowed(movement.bytes.as_ref())))
    }

    /// What people put right, in the order in which they did.
    #[must_use]
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// Ids of the missile movements that have a line: what the text implies first, the yardsticks after.
    pub fn flight_paths(&self) -> impl Iterator<Item = &str> {
        self.flight_paths.iter().map(|(_, id)| id.as_str())
    }

    /// The features of the missile movements without a line.
    pub fn unplaced_flights(&self) -> impl Iterator<Item = &[u8]> {
        self.lineless
            .values()
            .filter(|movement| movement.mode == Mode::Missile)
            .map(|movement| movement.bytes.as_ref())
    }

    /// 32 hexadecimal digits that stand for all content: the same content, the same digits.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// How long ago it was built.
    #[must_use]
    pub fn age(&self) -> Duration {
        self.built.elapsed()
    }

    fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        // Another version may answer otherwise with the same content.
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        for collection in &self.collections {
            hasher.update(&collection.fingerprint().to_le_bytes());
        }
        hasher.update(&self.others.to_le_bytes());
        for correction in &*self.corrections {
            hasher.update(correction.id.as_bytes());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

impl Default for Snapshot {
    fn default() -> Self {
        Self::empty()
    }
}

impl Lineless {
    fn new(movement: &Movement) -> Self {
        Self {
            mode: movement.mode,
            documents: movement.documents.clone(),
            bytes: encode_movement(movement).into_boxed_slice(),
        }
    }

    fn rests_on(&self, document_id: &str) -> bool {
        self.documents.iter().any(|id| id == document_id)
    }
}

fn is_located(mention: &MentionRecord) -> bool {
    mention.position.is_some()
}
