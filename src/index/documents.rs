//! The documents in the order of their ids, in chunks that the next snapshot shares where it did not change them.

use std::sync::Arc;

use crate::document::{Document, Home};
use crate::feature::{self, encode_document};
use crate::pipeline::Parsed;

/// Documents of one chunk, about: what is copied when one of them changes.
const CHUNK: usize = 256;

/// A document as it is served.
#[derive(Debug)]
pub struct DocumentEntry {
    /// Its id.
    pub id: Box<str>,
    /// Where it came from.
    pub source: Option<Box<str>>,
    /// BCP 47.
    pub language: Option<Box<str>>,
    /// All that is known of it: a [`crate::feature::DocumentRecord`] as a JSON object.
    pub bytes: Box<[u8]>,
    /// Where its places are likely to be, as whoever sent it said.
    pub home: Home,
    /// Its text.
    pub text: Box<str>,
}

impl DocumentEntry {
    pub(super) fn new(parsed: &Parsed) -> Self {
        let Document { id, source, language, home, text, .. } = &parsed.document;
        let record = feature::document(&parsed.document, &parsed.mentions);
        Self {
            id: id.as_str().into(),
            source: source.as_deref().map(Box::from),
            language: language.as_deref().map(Box::from),
            bytes: encode_document(&record).into_boxed_slice(),
            home: home.clone(),
            text: text.as_str().into(),
        }
    }
}

/// All documents, in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// None is empty.
    chunks: Vec<Arc<Vec<Arc<DocumentEntry>>>>,
    len: usize,
}

impl Documents {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The document with an id, in O(log n).
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&DocumentEntry> {
        let chunk = self.chunks.get(self.chunk_of(id))?;
        let at = chunk.binary_search_by(|entry| entry.id.as_ref().cmp(id)).ok()?;
        Some(&chunk[at])
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &DocumentEntry> {
        self.chunks.iter().flat_map(|chunk| chunk.iter()).map(|entry| &**entry)
    }

    /// Those behind an id, which need not be there.
    pub fn after<'d>(&'d self, id: &'d str) -> impl Iterator<Item = &'d DocumentEntry> {
        let chunks = &self.chunks[self.chunk_of(id)..];
        let entries = chunks.iter().flat_map(|chunk| chunk.iter()).map(|entry| &**entry);
        entries.skip_while(move |entry| entry.id.as_ref() <= id)
    }

    /// Adds one, or replaces the one of the same id.
    pub(super) fn put(&mut self, entry: DocumentEntry) {
        let at = self.chunk_of(&entry.id);
        let entry = Arc::new(entry);
        // One that comes last of all goes to the last chunk.
        let at = at.min(self.chunks.len().saturating_sub(1));
        let Some(chunk) = self.chunks.get_mut(at).map(Arc::make_mut) else {
            self.chunks.push(Arc::new(vec![entry]));
            self.len = 1;
            return;
        };
        match chunk.binary_search_by(|known| known.id.cmp(&entry.id)) {
            Ok(place) => chunk[place] = entry,
            Err(place) => {
                chunk.insert(place, entry);
                self.len += 1;
            }
        }
        if chunk.len() > 2 * CHUNK {
            let rest = chunk.split_off(CHUNK);
            self.chunks.insert(at + 1, Arc::new(rest));
        }
    }

    /// Takes one away; false where there is none of this id.
    pub(super) fn remove(&mut self, id: &str) -> bool {
        let at = self.chunk_of(id);
        let Some(chunk) = self.chunks.get_mut(at) else { return false };
        let Ok(place) = chunk.binary_search_by(|entry| entry.id.as_ref().cmp(id)) else {
            return false;
        };
        Arc::make_mut(chunk).remove(place);
        if chunk.is_empty() {
            self.chunks.remove(at);
        }
        self.len -= 1;
        true
    }

    /// The first chunk that ends at an id or behind it.
    fn chunk_of(&self, id: &str) -> usize {
        let is_before =
            |chunk: &Arc<Vec<Arc<DocumentEntry>>>| chunk.last().is_some_and(|last| last.id.as_ref() < id);
        self.chunks.partition_point(is_before)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn entry(id: u16) -> DocumentEntry {
        let mut document = Document::new(None, None, None, "text".to_owned());
        document.id = format!("{id:05}");
        DocumentEntry::new(&Parsed { document, mentions: Vec::new(), accounts: Vec::new() })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn they_stand_in_order_whatever_comes_and_goes(
            changes in prop::collection::vec((0u16..3000, prop::bool::weighted(0.8)), 0..2500), asked in 0u16..3000,
        ) {
            let (mut documents, mut expected) = (Documents::default(), BTreeSet::new());
            for (id, is_added) in changes {
                if is_added {
                    documents.put(entry(id));
                    expected.insert(id);
                } else {
                    prop_assert_eq!(documents.remove(&format!("{id:05}")), expected.remove(&id));
                }
            }
            let ids = |entries: Vec<&DocumentEntry>| -> Vec<u16> {
                entries.iter().map(|entry| entry.id.parse().unwrap()).collect()
            };
            prop_assert_eq!(documents.len(), expected.len());
            prop_assert_eq!(ids(documents.iter().collect()), expected.iter().copied().collect::<Vec<_>>());
            let text = format!("{asked:05}");
            prop_assert_eq!(documents.get(&text).is_some(), expected.contains(&asked));
            let behind: Vec<_> = expected.range(asked + 1..).copied().collect();
            prop_assert_eq!(ids(documents.after(&text).collect()), behind);
        }
    }
}
