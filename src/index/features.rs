//! The encoded features of a segment, mentions in pieces: all mentions of one place, of one sentence and of one document say the same of
//! it in the same bytes, which are kept once. What is left of each is about a quarter.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::LazyLock;

use hashbrown::{DefaultHashBuilder, HashTable};
use memchr::memmem::Finder;

use super::dictionary::{Dictionary, Texts};

/// What a feature begins with.
const HEAD: &str = r#"{"type":"Feature","id":""#;
/// What stands before its id among the properties.
const ID: &str = r#""id":""#;
/// The keys that pieces begin with, after the one with the geometry: of the document, the sentence, the mention itself, which is its own,
/// the place, how sure it is, and the time with what follows.
const CUTS: [&str; 6] = [
    r#","document_id":"#,
    r#","sentence":"#,
    r#","start":"#,
    r#","place_id":"#,
    r#","confidence":"#,
    r#","event_start":"#,
];
/// What finds them: to make one anew for every mention would cost as much as to find.
static FINDERS: LazyLock<[Finder<'static>; 6]> = LazyLock::new(|| CUTS.map(Finder::new));
static ID_FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(ID));

/// The numbers of the pieces that a feature shares: its geometry, then those of [`CUTS`] but its own.
type Shared = [u32; 6];

/// Stands for the pieces of a feature that is kept whole.
const WHOLE: Shared = [u32::MAX; 6];

/// Encoded features in the order of their ids, which they are found by.
#[derive(Debug)]
pub(super) struct Features {
    ids: Texts,
    by_id: HashTable<u32>,
    hasher: DefaultHashBuilder,
    own: Texts,
    /// Empty where all are whole.
    shared: Vec<Shared>,
    pieces: Texts,
}

impl Features {
    pub(super) const fn len(&self) -> usize {
        self.ids.len()
    }

    /// The id of the feature at a position below [`Self::len`].
    pub(super) fn id(&self, position: u32) -> &str {
        self.ids.get(position)
    }

    /// The position of the feature with an id, in O(1).
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        let is_it = |position: &u32| self.ids.get(*position) == id;
        self.by_id.find(self.hasher.hash_one(id), is_it).copied()
    }

    /// How many of the first features a condition holds for, which holds for no feature behind one that it does not hold for.
    pub(super) fn partition_point(&self, holds: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(self.id(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The feature at a position below [`Self::len`]: a copy where it is in pieces.
    pub(super) fn get(&self, position: u32) -> Cow<'_, [u8]> {
        if self.shared_of(position) == &WHOLE {
            return Cow::Borrowed(self.own.get(position).as_bytes());
        }
        let mut out = Vec::with_capacity(self.length(position));
        self.write(position, &mut out);
        Cow::Owned(out)
    }

    /// How many bytes it has.
    pub(super) fn length(&self, position: u32) -> usize {
        let own = self.own.get(position).len();
        let shared = self.shared_of(position);
        if shared == &WHOLE {
            return own;
        }
        let pieces = shared.iter().map(|piece| self.pieces.get(*piece).len()).sum::<usize>();
        HEAD.len() + ID.len() + 2 * (self.ids.get(position).len() + 1) + pieces + own
    }

    /// Appends the feature at a position.
    pub(super) fn write(&self, position: u32, out: &mut Vec<u8>) {
        let own = self.own.get(position);
        let shared = self.shared_of(position);
        if shared == &WHOLE {
            out.extend_from_slice(own.as_bytes());
            return;
        }
        let id = self.ids.get(position);
        let [geometry, document, sentence, place, confidence, time] =
            shared.map(|piece| self.pieces.get(piece));
        for part in [HEAD, id, "\"", geometry, ID, id, "\"", document, sentence, own, place, confidence, time]
        {
            out.extend_from_slice(part.as_bytes());
        }
    }

    fn shared_of(&self, position: u32) -> &Shared {
        self.shared.get(position as usize).unwrap_or(&WHOLE)
    }
}

/// Features that are being collected, in the order of their ids.
#[derive(Debug, Default)]
pub(super) struct FeaturesBuilder {
    ids: Texts,
    own: Texts,
    shared: Vec<Shared>,
    pieces: Dictionary,
}

impl FeaturesBuilder {
    pub(super) const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Adds the next feature.
    pub(super) fn push(&mut self, id: &str, feature: &str) {
        if let Some((pieces, own)) = split(id, feature) {
            self.own.push(own);
            let shared = pieces.map(|piece| self.pieces.number(piece));
            self.share(shared);
        } else {
            self.own.push(feature);
            if !self.shared.is_empty() {
                self.share(WHOLE);
            }
        }
        self.ids.push(id);
    }

    /// Adds a feature of others. `known` tells which pieces of theirs have which numbers here, as far as they were met.
    pub(super) fn copy(&mut self, from: &Features, position: u32, known: &mut Vec<Option<u32>>) {
        known.resize(from.pieces.len(), None);
        let shared = from.shared_of(position);
        if shared != &WHOLE {
            let number = |piece: u32| {
                *known[piece as usize].get_or_insert_with(|| self.pieces.number(from.pieces.get(piece)))
            };
            let shared = shared.map(number);
            self.share(shared);
        } else if !self.shared.is_empty() {
            self.share(WHOLE);
        }
        self.own.push(from.own.get(position));
        self.ids.push(from.ids.get(position));
    }

    fn share(&mut self, shared: Shared) {
        // Those before were whole, all of them.
        self.shared.resize(self.ids.len(), WHOLE);
        self.shared.push(shared);
    }

    /// What was added. O(features).
    pub(super) fn finish(self) -> Features {
        let Self { mut ids, mut own, mut shared, pieces } = self;
        ids.shrink();
        own.shrink();
        shared.shrink_to_fit();
        let hasher = DefaultHashBuilder::default();
        let mut by_id = HashTable::with_capacity(ids.len());
        for position in 0..ids.len() as u32 {
            let of = |position: &u32| hasher.hash_one(ids.get(*position));
            by_id.insert_unique(of(&position), position, of);
        }
        Features { ids, by_id, hasher, own, shared, pieces: pieces.into_texts() }
    }
}

/// The pieces of a mention that it shares with others, and its own; none of a feature that is built otherwise.
fn split<'f>(id: &str, feature: &'f str) -> Option<([&'f str; 6], &'f str)> {
    let rest = feature.strip_prefix(HEAD)?.strip_prefix(id)?.strip_prefix('"')?;
    let at = ID_FINDER.find(rest.as_bytes())?;
    let geometry = &rest[..at];
    if !geometry.ends_with('{') {
        return None;
    }
    let mut rest = rest[at + ID.len()..].strip_prefix(id)?.strip_prefix('"')?;
    if !rest.starts_with(CUTS[0]) {
        return None;
    }
    let mut pieces = [""; 6];
    for (piece, next) in pieces.iter_mut().zip(&FINDERS[1..]) {
        let end = next.find(rest.as_bytes())?;
        (*piece, rest) = rest.split_at(end);
    }
    pieces[CUTS.len() - 1] = rest;
    let [document, sentence, own, place, confidence, time] = pieces;
    Some(([geometry, document, sentence, place, confidence, time], own))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::feature::testing::{mention, movement};
    use crate::feature::{MentionRecord, encode_mention, encode_movement};
    use crate::geometry::Position;

    fn built(features: &[(String, Vec<u8>)]) -> Features {
        let mut builder = FeaturesBuilder::default();
        for (id, feature) in features {
            builder.push(id, std::str::from_utf8(feature).unwrap());
        }
        builder.finish()
    }

    fn is_kept(features: &Features, expected: &[(String, Vec<u8>)]) {
        assert_eq!(features.len(), expected.len());
        for (position, (id, feature)) in (0..).zip(expected) {
            assert_eq!(features.id(position), id);
            assert_eq!(features.get(position), feature.as_slice());
            assert_eq!(features.length(position), feature.len());
            assert!(features.find(id).is_some_and(|at| features.id(at) == id));
        }
    }

    #[test]
    fn mentions_of_one_sentence_are_a_small_part_of_what_they_say() {
        let named = |n: usize| {
            let record = mention("0123456789abcdef", 10 * n, "Homs", Some(Position::new(36.7, 34.7)));
            (record.id.clone(), encode_mention(&record))
        };
        let features: Vec<_> = (0..100).map(named).collect();
        let kept = built(&features);
        is_kept(&kept, &features);
        let all: usize = features.iter().map(|(_, feature)| feature.len()).sum();
        assert!(kept.own.iter().chain(kept.ids.iter()).map(str::len).sum::<usize>() < all / 4);
    }

    #[test]
    fn a_journey_is_kept_whole() {
        let features = [("m".to_owned(), encode_movement(&movement("m", Vec::new())))];
        let kept = built(&features);
        is_kept(&kept, &features);
        assert!(matches!(kept.get(0), Cow::Borrowed(_)));
    }

    prop_compose! {
        fn any_record()(
            words in "(\"|\\\\|,\"start\":|,\"sentence\":|\"id\":\"|\\{|\\PC){0,12}", document in "[0-9a-f]{1,3}",
            start in 0usize..50, located in any::<bool>(), is_named in any::<bool>(),
        ) -> MentionRecord {
            let mut record = mention(&document, start, "Homs", located.then(|| Position::new(1.0, 2.0)));
            if is_named {
                record.id = format!("{words}{start}");
            }
            record.sentence.clone_from(&words);
            record.document_title = Some(words);
            record
        }
    }

    proptest! {
        #[test]
        fn whatever_is_put_in_comes_out_also_of_a_copy(
            records in prop::collection::vec(any_record(), 0..20), chosen in prop::collection::vec(any::<bool>(), 20),
        ) {
            let features: Vec<_> =
                records.iter().map(|record| (record.id.clone(), encode_mention(record))).collect();
            let kept = built(&features);
            is_kept(&kept, &features);
            let (mut copied, mut known) = (FeaturesBuilder::default(), Vec::new());
            let mut expected = Vec::new();
            for ((position, feature), _) in (0..).zip(&features).zip(&chosen).filter(|(_, chosen)| **chosen) {
                copied.copy(&kept, position, &mut known);
                expected.push(feature.clone());
            }
            is_kept(&copied.finish(), &expected);
        }
    }
}
