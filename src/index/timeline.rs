//! When features are: their spans of days in the order of the first, and for every block of them how far the latest reaches.

use crate::time::Days;

/// So many spans are skipped together.
const BLOCK: usize = 64;

/// Spans of days that can be asked which of them share a day with another. 12 bytes per feature.
#[derive(Debug)]
pub(super) struct Timeline {
    /// In the order of their first day, each with the position of its feature.
    spans: Vec<(Days, u32)>,
    /// The latest last day of each block.
    reach: Vec<i32>,
}

impl Timeline {
    pub(super) fn new(spans: impl Iterator<Item = (Days, u32)>) -> Self {
        let mut spans: Vec<_> = spans.collect();
        spans.sort_unstable_by_key(|(days, position)| (days.first, *position));
        let latest = |block: &[(Days, u32)]| block.iter().map(|(days, _)| days.last).max();
        let reach = spans.chunks(BLOCK).filter_map(latest).collect();
        Self { spans, reach }
    }

    /// Positions of the features that share a day with a span, in order; none where they are more than `most`.
    ///
    /// Costs O(n / 64 + k log k) for k hits, and the blocks that a long span of days reaches out of.
    pub(super) fn search(&self, asked: Days, most: usize) -> Option<Vec<u32>> {
        let begun = self.spans.partition_point(|(days, _)| days.first <= asked.last);
        let mut hits = Vec::new();
        for (block, reach) in self.spans[..begun].chunks(BLOCK).zip(&self.reach) {
            if *reach >= asked.first {
                let shared = block.iter().filter(|(days, _)| days.last >= asked.first);
                hits.extend(shared.map(|(_, position)| *position));
                if hits.len() > most {
                    return None;
                }
            }
        }
        hits.sort_unstable();
        Some(hits)
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn days() -> impl Strategy<Value = Days> {
        let span = (-300..300_i32, 0..40_i32).prop_map(|(first, more)| Days { first, last: first + more });
        prop_oneof![9 => span, 1 => Just(Days::ALL)]
    }

    proptest! {
        #[test]
        fn what_shares_a_day_is_found_as_by_asking_each(spans in vec(days(), 0..400), asked in days()) {
            let timeline = Timeline::new(spans.iter().copied().zip(0..));
            let each: Vec<u32> =
                (0..).zip(&spans).filter(|(_, own)| own.intersects(asked)).map(|(position, _)| position).collect();
            prop_assert_eq!(timeline.search(asked, spans.len()), Some(each.clone()));
            if let Some(too_few) = each.len().checked_sub(1) {
                prop_assert_eq!(timeline.search(asked, too_few), None);
            }
        }
    }
}
