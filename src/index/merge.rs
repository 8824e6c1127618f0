//! Joining large segments takes long: it is done on another thread, while readers and the writer go on with what there is.

use std::sync::Arc;

use super::CollectionName;
use super::hidden::Hidden;
use super::segment::Segment;

/// Segments of one collection that are to be joined: [`Merge::run`], then [`super::Snapshot::adopt`].
#[derive(Debug)]
pub struct Merge {
    pub(super) name: CollectionName,
    pub(super) parts: Vec<(Arc<Segment>, Arc<Hidden>)>,
}

/// Segments that are joined.
#[derive(Debug)]
pub struct Merged {
    pub(super) name: CollectionName,
    /// What they were, and what of them was hidden when they were joined.
    pub(super) parts: Vec<(Arc<Segment>, Arc<Hidden>)>,
    pub(super) segment: Arc<Segment>,
}

impl Merge {
    /// Joins them. O(n log n) over their features, and a look at all of them for each property that filters asked for.
    #[must_use]
    pub fn run(self) -> Merged {
        let Self { name, parts } = self;
        let old: Vec<_> = parts.iter().map(|(segment, hidden)| (&**segment, &**hidden)).collect();
        let segment = Arc::new(Segment::merge(name, &old));
        for (known, _) in old {
            segment.prepare_like(known);
        }
        Merged { name, parts, segment }
    }
}
