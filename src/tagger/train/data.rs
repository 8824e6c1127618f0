//! Sentences as the learner sees them.

use std::collections::HashMap;

use super::convention::as_ours;
use super::corpus::{Annotated, Entities};
use crate::gazetteer::Gazetteer;
use crate::segment::segment;
use crate::tagger::features::Features;
use crate::tagger::label::{LABELS, OUTSIDE, Part, label, label_at};
use crate::tagger::names::names;
use crate::tagger::words::Words;

/// A set of labels, one bit each.
pub(super) type Labels = u32;

/// A sentence.
pub(super) struct Sentence {
    /// Numbers of features of all tokens, one token after the other.
    pub(super) features: Vec<u32>,
    /// Where the features of each token end.
    pub(super) ends: Vec<u32>,
    /// What each token may be.
    pub(super) allowed: Vec<Labels>,
}

/// All that is learned from.
pub(super) struct Data {
    pub(super) sentences: Vec<Sentence>,
    /// The feature behind each number.
    pub(super) features: Vec<u64>,
}

impl Data {
    /// Reads the texts; features met fewer times than `rarest` are left out.
    pub(super) fn new(texts: &[Annotated], gazetteer: &Gazetteer, rarest: u32) -> Self {
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for text in texts {
            visit(text, gazetteer, |features, _, tokens| {
                for at in tokens.clone() {
                    features.each(&tokens, at, |feature| *counts.entry(feature).or_default() += 1);
                }
            });
        }
        let mut features: Vec<u64> =
            counts.into_iter().filter(|(_, count)| *count >= rarest).map(|(feature, _)| feature).collect();
        features.sort_unstable();
        let numbers: HashMap<u64, u32> =
            features.iter().enumerate().map(|(number, feature)| (*feature, number as u32)).collect();
        let mut sentences = Vec::new();
        for text in texts {
            visit(text, gazetteer, |features, allowed, tokens| {
                let mut sentence = Sentence {
                    features: Vec::new(),
                    ends: Vec::new(),
                    allowed: allowed[tokens.clone()].to_vec(),
                };
                for at in tokens.clone() {
                    features.each(&tokens, at, |feature| sentence.features.extend(numbers.get(&feature)));
                    sentence.ends.push(sentence.features.len() as u32);
                }
                sentences.push(sentence);
            });
        }
        Self { sentences, features }
    }

    pub(super) fn words(&self) -> usize {
        self.sentences.iter().map(|sentence| sentence.ends.len()).sum()
    }
}

/// All labels of some entities.
fn labels_of(entities: Entities) -> Labels {
    entities.iter().fold(0, |labels, entity| {
        [Part::First, Part::Inner, Part::Last, Part::Only]
            .into_iter()
            .fold(labels, |labels, part| labels | (1 << label(entity, part)))
    })
}

fn visit(
    text: &Annotated,
    gazetteer: &Gazetteer,
    mut give: impl FnMut(&Features, &[Labels], std::ops::Range<usize>),
) {
    let segmented = segment(&text.text);
    let words = Words::new(&text.text, &segmented);
    let features = Features::new(&words, &names(&words, gazetteer), gazetteer);
    let outside = (1 << OUTSIDE) | labels_of(text.outside);
    let mut allowed = vec![outside; words.len()];
    for mark in &text.marks {
        let first = segmented.tokens.partition_point(|token| token.range.end <= mark.range.start);
        let last = segmented.tokens.partition_point(|token| token.range.start < mark.range.end);
        if first >= last {
            continue;
        }
        let whole = segmented.tokens[first].sentence == segmented.tokens[last - 1].sentence;
        let (tokens, entities) = if text.ours || mark.nested {
            (first..last, mark.entities)
        } else if let Some(ours) = as_ours(&words, gazetteer, first..last, mark.entities) {
            ours
        } else {
            continue;
        };
        let (first, last) = (tokens.start, tokens.end);
        for (offset, allowed) in allowed[tokens].iter_mut().enumerate() {
            *allowed = if entities.is_empty() || !whole {
                (1 << LABELS) - 1
            } else {
                entities
                    .iter()
                    .fold(0, |labels, entity| labels | (1 << label_at(entity, offset, last - first)))
            };
            let runs_on = (words.before(first).is_some_and(|before| words.is_capitalised(before)))
                || words.after(last - 1).is_some_and(|after| words.is_capitalised(after));
            if mark.nested && runs_on {
                *allowed |= labels_of(text.outside);
            }
        }
    }
    for sentence in &segmented.sentences {
        give(&features, &allowed, sentence.tokens.clone());
    }
}
