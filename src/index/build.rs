use std::sync::Arc;

use super::collection::{Collection, hash};
use super::documents::{DocumentEntry, Documents};
use super::rows::{self, order_of};
use super::segment::Draft;
use super::{Change, CollectionName, Snapshot};
use crate::correction::Correction;
use crate::feature::{Derived, MentionRecord};
use crate::pipeline::Parsed;

/// A snapshot in the making, document by document, so that nothing but what it keeps of them has to be held.
///
/// It is the same as [`Snapshot::with`] makes of all of them at once.
#[derive(Debug)]
pub struct SnapshotBuilder {
    /// Located mentions and the others, each with the sum of the hashes of its features.
    mentions: (Draft, u128),
    unlocated: (Draft, u128),
    documents: Documents,
    others: u128,
    last: Option<String>,
    /// Those that came behind one with a greater id.
    late: Vec<Parsed>,
}

impl Default for SnapshotBuilder {
    fn default() -> Self {
        Self {
            mentions: (Draft::new(CollectionName::Mentions), 0),
            unlocated: (Draft::new(CollectionName::Unlocated), 0),
            documents: Documents::default(),
            others: 0,
            last: None,
            late: Vec::new(),
        }
    }
}

impl SnapshotBuilder {
    /// Adds a document with its mentions. Those that come in the order of their ids cost O(bytes) and are not kept; others wait for the
    /// end.
    pub fn add(&mut self, parsed: Parsed) {
        let id = &parsed.document.id;
        if self.last.as_ref().is_some_and(|last| last >= id) {
            self.late.push(parsed);
            return;
        }
        self.last = Some(id.clone());
        let mut mentions: Vec<&MentionRecord> = parsed.mentions.iter().collect();
        mentions.sort_by(|one, other| order_of(&one.id).cmp(&order_of(&other.id)));
        // One id is one feature; a second is the same record again.
        mentions.dedup_by(|later, first| later.id == first.id);
        for mention in mentions {
            let (draft, sum) =
                if mention.position.is_some() { &mut self.mentions } else { &mut self.unlocated };
            let row = rows::mention(mention);
            *sum = sum.wrapping_add(hash(row.json.as_bytes()));
            draft.push(row);
        }
        let entry = DocumentEntry::new(&parsed);
        self.others = self.others.wrapping_add(hash(&entry.bytes));
        self.documents.put(entry);
    }

    /// The snapshot of all that were added, with what follows of them. O(n log n) over the mentions.
    #[must_use]
    pub fn finish(self, derived: &Derived, corrections: &Arc<Vec<Correction>>) -> Snapshot {
        let mut snapshot = Snapshot::of_documents(self.documents, self.others);
        for (draft, sum) in [self.mentions, self.unlocated] {
            snapshot.put(Collection::of(draft.finish(), sum));
        }
        let documents = self.late.iter().collect();
        snapshot.with(&Change { documents, gone: Vec::new(), derived, corrections })
    }
}
