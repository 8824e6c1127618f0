use std::time::{Duration, Instant};

use geo::MultiPolygon;

use super::collection::Collection;
use super::rows::{self, order_of};
use super::{CollectionName, Facet, Filter};
use crate::document::Home;
use crate::feature::{self, Atlas, DocumentRecord, MentionRecord, encode_document, encode_movement};
use crate::gazetteer::Place;
use crate::movement::{GeometryStatus, Mode, Movement};
use crate::pipeline::Parsed;

/// Everything a reader can ask, as it was at one moment.
#[derive(Debug)]
pub struct Snapshot {
    collections: [Collection; CollectionName::ALL.len()],
    documents: Vec<DocumentEntry>,
    lineless: Vec<Lineless>,
    flight_paths: Vec<Box<str>>,
    fingerprint: String,
    built: Instant,
}

/// A document as it is served.
#[derive(Debug)]
pub struct DocumentEntry {
    /// What is known of it.
    pub record: DocumentRecord,
    /// The record as a JSON object.
    pub bytes: Box<[u8]>,
    /// Where its places are likely to be, as whoever sent it said.
    pub home: Home,
    /// Its text.
    pub text: Box<str>,
}

/// A movement whose line could not be drawn.
#[derive(Debug)]
struct Lineless {
    mode: Mode,
    documents: Vec<String>,
    bytes: Box<[u8]>,
}

impl Snapshot {
    /// Builds the snapshot of all documents and the movements derived from them; the order of neither matters.
    ///
    /// Costs O(n log n) over the mentions: about a second for half a million.
    #[must_use]
    pub fn build(parsed: &[Parsed], movements: &[Movement], atlas: &dyn Atlas) -> Self {
        let mentions = || parsed.iter().flat_map(|parsed| &parsed.mentions);
        let located = || mentions().filter(|mention| is_located(mention));
        let mentioned = rows::mentioned(located());
        let places = feature::places(mentions(), atlas);
        let regions = feature::regions(mentions(), atlas);
        let (drawn, lineless): (Vec<_>, Vec<_>) =
            movements.iter().partition(|movement| !movement.lines.is_empty());
        let collections = CollectionName::ALL.map(|name| {
            let rows = match name {
                CollectionName::Mentions => located().map(rows::mention).collect(),
                CollectionName::Places => places.iter().map(|place| rows::place(place, &mentioned)).collect(),
                CollectionName::Regions => {
                    regions.iter().map(|region| rows::region(region, &mentioned)).collect()
                }
                CollectionName::Movements => drawn.iter().map(|movement| rows::movement(movement)).collect(),
                CollectionName::Unlocated => {
                    mentions().filter(|mention| !is_located(mention)).map(rows::mention).collect()
                }
            };
            Collection::build(name, rows)
        });
        let mut documents: Vec<_> = parsed.iter().map(DocumentEntry::new).collect();
        documents.sort_unstable_by(|a, b| a.record.id.cmp(&b.record.id));
        documents.dedup_by(|later, first| later.record.id == first.record.id);
        let lineless = lineless.into_iter().map(Lineless::new).collect();
        let mut flight_paths: Vec<_> =
            drawn.iter().filter(|movement| movement.mode == Mode::Missile).collect();
        flight_paths
            .sort_by_key(|movement| (movement.geometry_status == GeometryStatus::Reference, &movement.id));
        let flight_paths = flight_paths.iter().map(|movement| movement.id.as_str().into()).collect();
        let mut snapshot = Self {
            collections,
            documents,
            lineless,
            flight_paths,
            fingerprint: String::new(),
            built: Instant::now(),
        };
        snapshot.fingerprint = snapshot.hash();
        snapshot
    }

    /// A snapshot of nothing.
    #[must_use]
    pub fn empty() -> Self {
        struct NoPlaces;
        impl Atlas for NoPlaces {
            fn place(&self, _: &str) -> Option<Place<'_>> {
                None
            }
            fn area(&self, _: &str) -> Option<MultiPolygon<f64>> {
                None
            }
        }
        Self::build(&[], &[], &NoPlaces)
    }

    /// One of the collections.
    #[must_use]
    pub fn collection(&self, name: CollectionName) -> &Collection {
        &self.collections[name as usize]
    }

    /// All documents, in the order of their ids.
    #[must_use]
    pub fn documents(&self) -> &[DocumentEntry] {
        &self.documents
    }

    /// The document with an id, in O(log n).
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&DocumentEntry> {
        let position = self.documents.binary_search_by(|entry| entry.record.id.as_str().cmp(id)).ok()?;
        Some(&self.documents[position])
    }

    /// The features of a document's mentions in the order of the text, those without a place among them.
    #[must_use]
    pub fn mentions_of(&self, document_id: &str) -> Vec<&[u8]> {
        let mut found = Vec::new();
        for name in [CollectionName::Mentions, CollectionName::Unlocated] {
            let collection = self.collection(name);
            let page = collection.search(&of_document(document_id), &[], None, usize::MAX);
            found.extend(page.positions.into_iter().map(|at| (collection.id(at), collection.feature(at))));
        }
        found.sort_unstable_by(|(a, _), (b, _)| order_of(a).cmp(&order_of(b)));
        found.into_iter().map(|(_, feature)| feature).collect()
    }

    /// The features of the movements that rest on a document, those without a line at the end with null geometry.
    #[must_use]
    pub fn movements_of(&self, document_id: &str) -> Vec<&[u8]> {
        let collection = self.collection(CollectionName::Movements);
        let page = collection.search(&of_document(document_id), &[], None, usize::MAX);
        let drawn = page.positions.into_iter().map(|at| collection.feature(at));
        let lineless = self.lineless.iter().filter(|movement| movement.rests_on(document_id));
        drawn.chain(lineless.map(|movement| movement.bytes.as_ref())).collect()
    }

    /// Ids of the missile movements that have a line: what the text implies first, the yardsticks after.
    #[must_use]
    pub fn flight_paths(&self) -> &[Box<str>] {
        &self.flight_paths
    }

    /// The features of the missile movements without a line.
    pub fn unplaced_flights(&self) -> impl Iterator<Item = &[u8]> {
        self.lineless
            .iter()
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
            hasher.update(collection.name().as_str().as_bytes());
            for position in 0..collection.len() as u32 {
                hasher.update(collection.feature(position));
            }
        }
        for entry in &self.documents {
            hasher.update(&entry.bytes);
        }
        for movement in &self.lineless {
            hasher.update(&movement.bytes);
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

impl DocumentEntry {
    fn new(parsed: &Parsed) -> Self {
        let record = feature::document(&parsed.document, &parsed.mentions);
        let bytes = encode_document(&record).into_boxed_slice();
        Self { record, bytes, home: parsed.document.home.clone(), text: parsed.document.text.as_str().into() }
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

fn of_document(id: &str) -> Filter {
    Filter { facets: vec![(Facet::Document, vec![id.to_owned()])], ..Filter::default() }
}

fn is_located(mention: &MentionRecord) -> bool {
    mention.position.is_some()
}
