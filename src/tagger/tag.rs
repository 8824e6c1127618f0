//! The likeliest labels of a text.

use std::ops::Range;

use super::features::Features;
use super::label::{Entity, LABELS, Part, before, is_open, may_follow, meaning};
use super::model::{LANES, Model};
use super::names::{Name, names};
use super::words::Words;
use crate::gazetteer::Gazetteer;
use crate::segment::Segmented;

/// A run of tokens that names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The tokens.
    pub(crate) tokens: Range<usize>,
    /// What it names.
    pub(crate) entity: Entity,
}

impl Model {
    /// The entities that this model finds in a text: bytes, in text order, none across another.
    ///
    /// Cost: a few megabytes of text a second on one core.
    #[must_use]
    pub fn entities(
        &self,
        text: &str,
        segmented: &Segmented,
        gazetteer: &Gazetteer,
    ) -> Vec<(Range<usize>, Entity)> {
        let words = Words::new(text, segmented);
        let bytes = |tokens: Range<usize>| {
            words.token(tokens.start).range.start..words.token(tokens.end - 1).range.end
        };
        tag(&words, &names(&words, gazetteer), gazetteer, self)
            .into_iter()
            .map(|span| (bytes(span.tokens), span.entity))
            .collect()
    }
}

/// So unlikely that no path goes there.
const NEVER: i32 = i32::MIN / 4;

/// The entities of a text in text order; `names` are those that the gazetteer knows in it. Of all labellings of each sentence
/// the one with the highest sum of weights is taken (Viterbi).
pub(crate) fn tag(words: &Words, names: &[Name], gazetteer: &Gazetteer, model: &Model) -> Vec<Span> {
    let features = Features::new(words, names, gazetteer);
    let mut spans = Vec::new();
    let mut best: Vec<[i32; LABELS]> = Vec::new();
    let mut from: Vec<[u8; LABELS]> = Vec::new();
    let mut labels: Vec<usize> = Vec::new();
    let mut given: Vec<u64> = Vec::new();
    for sentence in &words.segmented.sentences {
        let tokens = sentence.tokens.clone();
        best.clear();
        from.clear();
        for at in tokens.clone() {
            let mut scores = [0i16; LANES];
            given.clear();
            features.each(&tokens, at, |feature| given.push(feature));
            model.add(&mut given, &mut scores);
            let mut row = [NEVER; LABELS];
            let mut behind = [0; LABELS];
            for label in 0..LABELS {
                let (mut most, mut source) = (NEVER, 0);
                match best.last() {
                    None => {
                        if may_follow(0, label) {
                            most = model.start[label];
                        }
                    }
                    Some(scores) => {
                        for &other in before(label) {
                            let other = usize::from(other);
                            let score = scores[other] + model.transitions[other][label];
                            if score > most {
                                (most, source) = (score, other);
                            }
                        }
                    }
                }
                row[label] = most.max(NEVER) + i32::from(scores[label]);
                behind[label] = source as u8;
            }
            // Only how labels differ matters, and sums over a long sentence would outgrow their numbers.
            let most = row.iter().copied().max().unwrap_or_default();
            best.push(row.map(|score| score - most));
            from.push(behind);
        }
        let Some(last) = best.last() else { continue };
        let mut label = (0..LABELS)
            .filter(|&label| !is_open(label))
            .max_by_key(|&label| (last[label], std::cmp::Reverse(label)))
            .unwrap_or_default();
        labels.clear();
        for behind in from.iter().rev() {
            labels.push(label);
            label = behind[label] as usize;
        }
        labels.reverse();
        let mut start = tokens.start;
        for (at, label) in tokens.zip(&labels) {
            if let Some((entity, part)) = meaning(*label) {
                if matches!(part, Part::First | Part::Only) {
                    start = at;
                }
                if matches!(part, Part::Last | Part::Only) {
                    spans.push(Span { tokens: start..at + 1, entity });
                }
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::super::model::Parts;
    use super::*;
    use crate::segment::segment;

    #[test]
    fn weights_beyond_all_measure_and_a_sentence_without_end_are_added_up() {
        let text = "far ".repeat(70_000);
        let segmented = segment(&text);
        for (unit, weight) in
            [(f32::MIN_POSITIVE, 1.0), (f32::MIN_POSITIVE, -1.0), (0.0, 0.0), (f32::NAN, f32::INFINITY)]
        {
            let parts = Parts {
                unit,
                start: [weight; LABELS],
                transitions: [[weight; LABELS]; LABELS],
                features: Vec::new(),
            };
            let model = Model::from_bytes(&parts.to_bytes()).unwrap();
            let mut end = 0;
            for (range, _) in model.entities(&text, &segmented, Gazetteer::bundled()) {
                assert!(end <= range.start && !range.is_empty());
                end = range.end;
            }
        }
    }
}
