//! "north-western Syria", "northern and eastern parts of Syria", "the coast of Libya", "Turkish airspace".

use std::ops::Range;

use crate::tagger::lexicon::{is_direction, is_part_noun};
use crate::tagger::names::Name;
use crate::tagger::words::Words;

/// The tokens of the region expression around a name, or none where the name stands bare.
pub(super) fn region_around(words: &Words, name: &Name) -> Option<Range<usize>> {
    let start = start_of_directions(words, name.tokens.start);
    let start = start.or_else(|| start_of_part(words, name.tokens.start));
    let end = end_of_part(words, name.tokens.end);
    (start.is_some() || end.is_some())
        .then(|| start.unwrap_or(name.tokens.start)..end.unwrap_or(name.tokens.end))
}

/// Where the directions before a token start: "central and north-western | Syria".
fn start_of_directions(words: &Words, end: usize) -> Option<usize> {
    let mut start = None;
    let mut at = words.before(end);
    while let Some(here) = at {
        let word = words.folded(here);
        if is_direction(word) {
            start = Some(here);
        } else if start.is_none() || !(words.is_hyphen(here) || matches!(words.surface(here), "and" | ",")) {
            // A joiner counts only between directions; what it joins must be one again, which the next turn sees.
            break;
        }
        at = words.before(here);
    }
    start
}

/// Where "the coast of", "northern parts of" before a token start.
fn start_of_part(words: &Words, end: usize) -> Option<usize> {
    let of = words.before(end).filter(|&of| words.folded(of) == "of" || words.folded(of) == "the")?;
    let of =
        if words.folded(of) == "the" { words.before(of).filter(|&of| words.folded(of) == "of")? } else { of };
    let noun = words.before(of).filter(|&noun| is_part_noun(words.folded(noun)))?;
    Some(start_of_directions(words, noun).unwrap_or(noun))
}

/// Where "coast", "airspace", "border" behind a token ends.
fn end_of_part(words: &Words, end: usize) -> Option<usize> {
    let noun = words.after(end - 1)?;
    let part = is_part_noun(words.folded(noun))
        && !matches!(
            words.folded(noun),
            "part"
                | "parts"
                | "north"
                | "south"
                | "east"
                | "west"
                | "soil"
                | "area"
                | "areas"
                | "centre"
                | "center"
        );
    (part && !words.is_capitalised(noun)).then_some(noun + 1)
}
