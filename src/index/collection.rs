use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::hidden::Hidden;
use super::merge::{Merge, Merged};
use super::order::{Mark, SortKey};
use super::rows::{Row, order_of};
use super::segment::Segment;
use super::{CollectionName, Filter};
use crate::time::{Days, date_of};

/// A segment is joined with the one before it as soon as that is less than so many times its length. So there are about as many
/// segments as the features have digits, and each feature is copied about as often.
const GROWTH: usize = 4;

/// So many features are joined at once, in some hundredths of a second; more are left to a [`Merge`]. Few in tests, which would
/// never get there.
const AT_ONCE: usize = if cfg!(test) { 8 } else { 1 << 14 };

/// One kind of feature, as it was at one moment.
///
/// Features are told in the order of their ids (a mention's by document, then by place in the text). So the last id of a page
/// says where the next begins, in this snapshot and in any later one: whatever is there from the first page to the last comes
/// exactly once, while documents come and go.
///
/// They lie in segments that never change, the large ones first. What comes later is a small segment of its own, and what goes
/// is hidden: the next collection shares all but that with the one before it (a log-structured merge tree, O'Neil et al. 1996).
#[derive(Clone, Debug)]
pub struct Collection {
    name: CollectionName,
    parts: Vec<Part>,
    /// The sum of the hashes of all features: the same however they came.
    fingerprint: u128,
    extent: OnceLock<Extent>,
    /// The parts that a [`Merge`] joins. They and those before them stay until it is done, but for what is hidden.
    merging: Option<Range<usize>>,
}

#[derive(Clone, Debug)]
struct Part {
    segment: Arc<Segment>,
    hidden: Arc<Hidden>,
    /// The position of its first feature among those of all parts, hidden ones counted.
    first: u32,
}

impl Part {
    fn shown(&self) -> usize {
        self.segment.len() - self.hidden.len()
    }
}

/// Where and when a collection's features are.
#[derive(Clone, Debug, PartialEq)]
pub struct Extent {
    /// West, south, east, north in degrees; null without geometry.
    pub bbox: Option<[f64; 4]>,
    /// First and last day, RFC 3339; null when no feature has a date.
    pub interval: Option<(String, String)>,
}

/// Part of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many features match, over all pages.
    pub matched: usize,
    /// Those of this page in their order, for [`Collection::feature`].
    pub positions: Vec<u32>,
    /// Whether more follow after these.
    pub more: bool,
}

impl Collection {
    pub(super) const fn empty(name: CollectionName) -> Self {
        Self { name, parts: Vec::new(), fingerprint: 0, extent: OnceLock::new(), merging: None }
    }

    /// A collection of what lies in one segment, with the sum of the hashes of its features.
    pub(super) fn of(segment: Segment, fingerprint: u128) -> Self {
        let mut collection = Self { fingerprint, ..Self::empty(segment.name()) };
        if segment.len() > 0 {
            collection.parts.push(Part { segment: Arc::new(segment), hidden: Arc::default(), first: 0 });
        }
        collection
    }

    /// The collection without the features of some ids, and with these; a feature of the same id is replaced.
    ///
    /// Costs O(changes) and a copy of the hidden bits, and now and then that of joining a few segments.
    pub(super) fn with(&self, gone: impl IntoIterator<Item = String>, rows: Vec<Row<'_>>) -> Self {
        let mut next = Self {
            name: self.name,
            parts: self.parts.clone(),
            fingerprint: self.fingerprint,
            extent: OnceLock::new(),
            merging: self.merging.clone(),
        };
        for id in gone {
            next.hide(&id);
        }
        if !rows.is_empty() {
            for row in &rows {
                next.hide(&row.id);
            }
            let segment = Segment::build(self.name, rows);
            for at in 0..segment.len() as u32 {
                next.fingerprint = next.fingerprint.wrapping_add(hash(&segment.feature(at)));
            }
            next.parts.push(Part { segment: Arc::new(segment), hidden: Arc::default(), first: 0 });
        }
        next.tidy();
        next
    }

    fn hide(&mut self, id: &str) {
        for part in &mut self.parts {
            if let Some(at) = part.segment.find(id).filter(|at| !part.hidden.has(*at)) {
                self.fingerprint = self.fingerprint.wrapping_sub(hash(&part.segment.feature(at)));
                Arc::make_mut(&mut part.hidden).hide(at);
            }
        }
    }

    /// Drops and joins parts so that each is much longer than the next, and most of it is shown. What would take long is marked to
    /// be merged.
    fn tidy(&mut self) {
        let held = self.held();
        let mut at = 0;
        self.parts.retain(|part| {
            at += 1;
            at <= held || part.shown() > 0
        });
        let due = self.due();
        // As much of it as takes no time.
        let (mut from, mut size) = (self.parts.len(), 0);
        while from > due && size + self.parts[from - 1].shown() <= AT_ONCE {
            from -= 1;
            size += self.parts[from].shown();
        }
        if from + 1 < self.parts.len() {
            self.join(from..self.parts.len());
        }
        if self.merging.is_none() && due + 1 < self.parts.len() {
            self.merging = Some(due..self.parts.len());
        }
        for at in self.held()..self.parts.len() {
            if self.parts[at].hidden.len() > self.parts[at].shown() {
                if self.parts[at].shown() <= AT_ONCE {
                    self.join(at..at + 1);
                } else if self.merging.is_none() {
                    self.merging = Some(at..at + 1);
                }
            }
        }
        self.number();
    }

    /// How many of the first parts a merge is at work on, or could be.
    fn held(&self) -> usize {
        self.merging.as_ref().map_or(0, |range| range.end)
    }

    /// The first of the parts that are to be one with all that follow: it is not much longer than those together.
    fn due(&self) -> usize {
        let Some(mut from) = self.parts.len().checked_sub(1) else { return 0 };
        let mut size = self.parts[from].shown();
        while from > self.held() && self.parts[from - 1].shown() < GROWTH * size {
            from -= 1;
            size += self.parts[from].shown();
        }
        from
    }

    /// Says of every part where it begins.
    fn number(&mut self) {
        let mut first = 0;
        for part in &mut self.parts {
            part.first = first;
            first += part.segment.len() as u32;
        }
    }

    /// Makes one of some parts.
    fn join(&mut self, range: Range<usize>) {
        let old: Vec<_> =
            self.parts[range.clone()].iter().map(|part| (&*part.segment, &*part.hidden)).collect();
        let segment = Arc::new(Segment::merge(self.name, &old));
        self.parts.splice(range, [Part { segment, hidden: Arc::default(), first: 0 }]);
    }

    /// What is to be joined on another thread; the same until it is adopted.
    pub(super) fn merge(&self) -> Option<Merge> {
        let parts = &self.parts[self.merging.clone()?];
        let copy = |part: &Part| (Arc::clone(&part.segment), Arc::clone(&part.hidden));
        Some(Merge { name: self.name, parts: parts.iter().map(copy).collect() })
    }

    /// The same collection with segments that were joined meanwhile.
    pub(super) fn adopt(&self, merged: Merged) -> Self {
        let mut next = self.clone();
        let Some(range) = next.merging.take() else { return next };
        let mut hidden = Hidden::default();
        for (part, (segment, before)) in next.parts[range.clone()].iter().zip(&merged.parts) {
            // What was hidden since.
            for at in part.hidden.besides(before) {
                if let Some(place) = merged.segment.find(segment.id(at)) {
                    hidden.hide(place);
                }
            }
        }
        next.parts.splice(range, [Part { segment: merged.segment, hidden: Arc::new(hidden), first: 0 }]);
        next.tidy();
        next
    }

    /// Which collection it is.
    #[must_use]
    pub const fn name(&self) -> CollectionName {
        self.name
    }

    /// How many features it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.iter().map(Part::shown).sum()
    }

    /// Whether it holds none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The encoded GeoJSON Feature at a position of a [`Page`]. A mention is a copy, put together of what it shares with others.
    #[must_use]
    pub fn feature(&self, position: u32) -> Cow<'_, [u8]> {
        let (part, at) = self.locate(position);
        part.segment.feature(at)
    }

    /// Appends the encoded feature at a position of a [`Page`].
    pub fn write_feature(&self, position: u32, out: &mut Vec<u8>) {
        let (part, at) = self.locate(position);
        part.segment.features().write(at, out);
    }

    /// How many bytes the encoded feature at a position of a [`Page`] has.
    #[must_use]
    pub fn feature_length(&self, position: u32) -> usize {
        let (part, at) = self.locate(position);
        part.segment.features().length(at)
    }

    /// The id of the feature at a position of a [`Page`].
    #[must_use]
    pub fn id(&self, position: u32) -> &str {
        let (part, at) = self.locate(position);
        part.segment.id(at)
    }

    /// The encoded feature with an id, in O(segments).
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Cow<'_, [u8]>> {
        self.parts.iter().find_map(|part| {
            let at = part.segment.find(id).filter(|at| !part.hidden.has(*at))?;
            Some(part.segment.feature(at))
        })
    }

    /// Where and when its features are. The first time costs O(n).
    #[must_use]
    pub fn extent(&self) -> &Extent {
        self.extent.get_or_init(|| {
            let bboxes = self.parts.iter().filter_map(|part| part.segment.bbox(&part.hidden));
            let around = |one: [f64; 4], other: [f64; 4]| {
                [one[0].min(other[0]), one[1].min(other[1]), one[2].max(other[2]), one[3].max(other[3])]
            };
            let intervals = self.parts.iter().filter_map(|part| part.segment.interval(&part.hidden));
            let day = |day| date_of(day).map(|date| date.to_string());
            let interval = intervals.reduce(Days::around);
            Extent {
                bbox: bboxes.reduce(around),
                interval: interval.and_then(|span| day(span.first).zip(day(span.last))),
            }
        })
    }

    /// The positions of a document's mentions, in the order of the text. O(log n) in each segment.
    pub(super) fn of_document(&self, id: &str) -> Vec<u32> {
        let mut positions = Vec::new();
        for part in &self.parts {
            let own = part.segment.of_document(id).filter(|at| !part.hidden.has(*at));
            positions.extend(own.map(|at| part.first + at));
        }
        positions.sort_by(|one, other| order_of(self.id(*one)).cmp(&order_of(self.id(*other))));
        positions
    }

    /// The first `limit` features that match and come behind the mark `after`, and how many match in all.
    ///
    /// A box alone costs O(log n + k log k) for k hits, days alone O(n / 64 + k log k); other conditions are tested on the hits of
    /// both, or on all features where neither is asked for. An order costs O(k + limit log limit) more.
    #[must_use]
    pub fn search(&self, filter: &Filter, order: &[SortKey], after: Option<&Mark>, limit: usize) -> Page {
        let mut all = Page { matched: 0, positions: Vec::new(), more: false };
        // From the smallest to the largest.
        for Part { segment, hidden, first } in self.parts.iter().rev() {
            let mut page = segment.search(hidden, filter, order, after, limit);
            for position in &mut page.positions {
                *position += first;
            }
            all.matched += page.matched;
            all.more |= page.more;
            all.positions =
                joined(all.positions, page.positions, |one, other| self.compare(order, one, other));
            all.more |= all.positions.len() > limit;
            all.positions.truncate(limit);
        }
        all
    }

    /// Where a page ends whose last feature is at this position.
    #[must_use]
    pub fn mark(&self, keys: &[SortKey], position: u32) -> Mark {
        let (part, at) = self.locate(position);
        part.segment.mark(keys, at)
    }

    /// Which of two features of different segments comes first.
    fn compare(&self, keys: &[SortKey], one: u32, other: u32) -> Ordering {
        let (one, other) = (self.locate(one), self.locate(other));
        let by_keys = one.0.segment.compare(keys, one.1, &other.0.segment, other.1);
        by_keys.then_with(|| order_of(one.0.segment.id(one.1)).cmp(&order_of(other.0.segment.id(other.1))))
    }

    /// Every segment with what of it is hidden.
    pub(super) fn segments(&self) -> impl Iterator<Item = (&Segment, &Hidden)> {
        self.parts.iter().map(|part| (&*part.segment, &*part.hidden))
    }

    fn locate(&self, position: u32) -> (&Part, u32) {
        let behind = self.parts.partition_point(|part| part.first <= position);
        let part = &self.parts[behind - 1];
        (part, position - part.first)
    }

    /// What stands for all its features: the same features, the same number.
    pub(super) const fn fingerprint(&self) -> u128 {
        self.fingerprint
    }
}

/// The first half of the hash of a feature, or of whatever else counts.
pub(super) fn hash(bytes: &[u8]) -> u128 {
    let hash = blake3::hash(bytes);
    u128::from_le_bytes(std::array::from_fn(|at| hash.as_bytes()[at]))
}

/// One list of two in order that have nothing in common. O(m log n) for the shorter's m, and the copy.
fn joined(one: Vec<u32>, other: Vec<u32>, compare: impl Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let (long, short) = if one.len() < other.len() { (other, one) } else { (one, other) };
    if short.is_empty() {
        return long;
    }
    let mut joined = Vec::with_capacity(long.len() + short.len());
    let mut rest = long.as_slice();
    for position in short {
        let before = rest.partition_point(|known| compare(*known, position).is_lt());
        joined.extend_from_slice(&rest[..before]);
        joined.push(position);
        rest = &rest[before..];
    }
    joined.extend_from_slice(rest);
    joined
}
