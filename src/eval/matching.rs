//! Which prediction is taken for the finding of which mark.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

/// A mark and the prediction that is counted as its finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Index of the mark.
    pub marked: usize,
    /// Index of the prediction.
    pub predicted: usize,
    /// Whether the spans are the same; else they share a character.
    pub exact: bool,
}

/// Pairs marks with predictions, one to one: those of the same span first, then of those left the ones that share most.
///
/// Spans are in Unicode characters. Of equal overlaps the earlier mark comes first, and of its predictions the earlier one.
/// Cost: marks x predictions.
///
/// ```
/// use dateline::eval::{Pair, pair};
///
/// let pairs = pair(&[3..7, 12..16], &[12..22, 3..7]);
/// assert_eq!(pairs[0], Pair { marked: 0, predicted: 1, exact: true });
/// assert_eq!(pairs[1], Pair { marked: 1, predicted: 0, exact: false });
/// ```
#[must_use]
pub fn pair(marked: &[Range<usize>], predicted: &[Range<usize>]) -> Vec<Pair> {
    let mut same: HashMap<&Range<usize>, VecDeque<usize>> = HashMap::new();
    for (index, span) in predicted.iter().enumerate() {
        same.entry(span).or_default().push_back(index);
    }
    let mut pairs = Vec::new();
    let (mut paired_marks, mut paired_predictions) = (HashSet::new(), HashSet::new());
    for (index, span) in marked.iter().enumerate() {
        if let Some(found) = same.get_mut(span).and_then(VecDeque::pop_front) {
            paired_marks.insert(index);
            paired_predictions.insert(found);
            pairs.push(Pair { marked: index, predicted: found, exact: true });
        }
    }
    let mut overlaps = Vec::new();
    for (mark, span) in marked.iter().enumerate().filter(|(mark, _)| !paired_marks.contains(mark)) {
        for (prediction, other) in predicted.iter().enumerate() {
            let shared = shared(span, other);
            if shared > 0 && !paired_predictions.contains(&prediction) {
                overlaps.push((std::cmp::Reverse(shared), mark, prediction));
            }
        }
    }
    overlaps.sort_unstable();
    for (_, mark, prediction) in overlaps {
        if !paired_marks.contains(&mark) && !paired_predictions.contains(&prediction) {
            paired_marks.insert(mark);
            paired_predictions.insert(prediction);
            pairs.push(Pair { marked: mark, predicted: prediction, exact: false });
        }
    }
    pairs
}

/// How many characters two spans have in common.
pub(super) fn shared(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_span_goes_before_a_longer_overlap_and_the_longest_overlap_before_others() {
        // The second mark has its own span; the first takes the prediction that shares four characters, not the one with two.
        let marked = [0..10, 20..25];
        let predicted = [0..2, 5..9, 20..25, 18..30];
        let pairs = pair(&marked, &predicted);
        assert_eq!(
            pairs,
            [Pair { marked: 1, predicted: 2, exact: true }, Pair { marked: 0, predicted: 1, exact: false }]
        );
    }

    #[test]
    fn every_span_is_used_once() {
        assert_eq!(pair(&[0..4, 5..10], &[0..10, 0..10]).len(), 2);
        let one = |span: Range<usize>| vec![span];
        assert_eq!(pair(&[0..4, 0..4], &one(0..4)).len(), 1);
        // The mark that shares more wins the one prediction, though it comes later.
        assert_eq!(pair(&[0..4, 5..10], &one(2..10)), [Pair { marked: 1, predicted: 0, exact: false }]);
        assert!(pair(&one(0..4), &one(4..8)).is_empty(), "spans that only touch share nothing");
    }
}
