//! Positions given by their coordinates, among the names of the text.

use std::ops::Range;

use super::{Mention, Written};
use crate::geometry::written_positions;
use crate::segment::Segmented;

/// Puts the positions of a text among its mentions, in text order. `governed` says of a token whether a hedge and a negation
/// govern it.
///
/// A name inside coordinates is a part of them ("E", "BV"); coordinates that a longer name reaches into are left to the name, and
/// those across a sentence end are none.
pub(super) fn join(
    text: &str,
    segmented: &Segmented,
    names: Vec<Mention>,
    governed: impl Fn(usize) -> (bool, bool),
) -> Vec<Mention> {
    let mut written = Vec::new();
    for found in written_positions(text) {
        let token = segmented.tokens.partition_point(|token| token.range.end <= found.range.start);
        let Some(sentence) = segmented.tokens.get(token).map(|token| token.sentence) else { continue };
        if segmented.sentences[sentence].range.end < found.range.end {
            continue;
        }
        let (hedged, negated) = governed(token);
        written.push(Mention {
            hedged,
            negated,
            written: Some(Written { position: found.position, radius_km: found.radius_km }),
            ..Mention::literal(found.range, sentence)
        });
    }
    if written.is_empty() {
        return names;
    }
    let mut names: Vec<Mention> = names.into_iter().filter(|name| !lies_in(&written, &name.range)).collect();
    // What is left of the names reaches over the coordinates that it meets.
    let mut last = 0;
    written.retain(|position| {
        while names.get(last).is_some_and(|name| name.range.end <= position.range.start) {
            last += 1;
        }
        names.get(last).is_none_or(|name| name.range.start >= position.range.end)
    });
    names.extend(written);
    // Stable: a region expression stays before the name in it.
    names.sort_by_key(|mention| mention.range.start);
    names
}

/// Whether a range lies in one of the positions, which stand in text order.
fn lies_in(written: &[Mention], range: &Range<usize>) -> bool {
    let next = written.partition_point(|position| position.range.end <= range.start);
    written
        .get(next)
        .is_some_and(|position| position.range.start <= range.start && range.end <= position.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;

    fn name(text: &str, words: &str) -> Mention {
        let start = text.find(words).unwrap();
        Mention::literal(start..start + words.len(), 0)
    }

    fn joined(text: &str, names: &[&str]) -> Vec<String> {
        let names = names.iter().map(|words| name(text, words)).collect();
        let mentions = join(text, &segment(text), names, |_| (false, false));
        mentions.into_iter().map(|mention| text[mention.range].to_owned()).collect()
    }

    #[test]
    fn coordinates_stand_among_the_names_in_text_order() {
        assert_eq!(
            joined("From Homs to 36.2021, 37.1343 and Idlib.", &["Homs", "Idlib"]),
            ["Homs", "36.2021, 37.1343", "Idlib"]
        );
    }

    #[test]
    fn a_name_inside_coordinates_goes_and_one_that_reaches_over_them_stays() {
        assert_eq!(joined("At 37S BV 12345 67890 today", &["BV"]), ["37S BV 12345 67890"]);
        assert_eq!(joined("At Camp 36.2N 37.1E today", &["Camp 36.2N"]), ["Camp 36.2N"]);
    }

    #[test]
    fn coordinates_are_in_the_sentence_they_stand_in() {
        let text = "He left. It fell at 36.2N 37.1E at night.";
        let mentions = join(text, &segment(text), Vec::new(), |_| (true, false));
        assert_eq!((mentions[0].sentence, mentions[0].hedged, mentions[0].negated), (1, true, false));
    }
}
