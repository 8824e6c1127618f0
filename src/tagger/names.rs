//! The longest gazetteer name at each token that could start one.

use std::borrow::Cow;
use std::ops::Range;

use super::words::Words;
use crate::gazetteer::{Gazetteer, Hit, NameKey, NameKind};
use crate::segment::Shape;

/// A run of tokens that the gazetteer knows as a name.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// The tokens.
    pub(crate) tokens: Range<usize>,
    /// The places that bear the name, the most important first.
    pub(crate) hits: Vec<Hit>,
}

impl Name {
    /// Whether every place has the name as a people's or an adjective's.
    pub(crate) fn is_demonym(&self) -> bool {
        self.hits.first().is_some_and(|hit| hit.kind == NameKind::Demonym)
    }
}

/// The longest names in text order; none overlaps another.
pub(crate) fn names(words: &Words, gazetteer: &Gazetteer) -> Vec<Name> {
    names_in(words, gazetteer, 0..words.len())
}

/// The longest names that lie in some of the tokens.
pub(crate) fn names_in(words: &Words, gazetteer: &Gazetteer, tokens: Range<usize>) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        match name_at(words, gazetteer, at, tokens.end) {
            Some(name) => {
                at = name.tokens.end;
                names.push(name);
            }
            None => at += 1,
        }
    }
    names
}

/// Names have up to this many words: "Democratic Republic of São Tomé and Príncipe" has seven.
const MOST_WORDS: usize = 8;

/// The longest name that starts at a token and ends before another.
pub(crate) fn name_at(words: &Words, gazetteer: &Gazetteer, start: usize, limit: usize) -> Option<Name> {
    if !can_start(words, start) {
        return None;
    }
    let plain = longest(words, gazetteer, start, limit, false);
    let plain_end = plain.map_or(start, |(end, _)| end);
    // "King's Lynn": the possessive may belong to the name, but only where the name goes on behind it.
    let (end, key) =
        longest(words, gazetteer, start, limit, true).filter(|(end, _)| *end > plain_end + 1).or(plain)?;
    let hits: Vec<Hit> =
        gazetteer.hits(key).filter(|hit| is_written_so(words, start..end, hit.kind)).collect();
    (!hits.is_empty()).then_some(Name { tokens: start..end, hits })
}

/// The end of the longest name from a token on, and what its places are told by.
fn longest(
    words: &Words,
    gazetteer: &Gazetteer,
    start: usize,
    limit: usize,
    with_possessive: bool,
) -> Option<(usize, NameKey)> {
    // The folded words ahead, and the token behind each.
    let mut ahead: Vec<Cow<str>> = Vec::with_capacity(MOST_WORDS);
    let mut ends: Vec<usize> = Vec::with_capacity(MOST_WORDS);
    let end = words.sentence(start).end.min(limit);
    let mut at = start;
    while at < end && ahead.len() < MOST_WORDS {
        let folded = words.folded(at);
        if words.is_possessive(at) {
            let (Some(last), Some(behind), true) = (ahead.last_mut(), ends.last_mut(), with_possessive)
            else {
                break;
            };
            last.to_mut().push_str(folded);
            *behind = at + 1;
        } else if folded.is_empty() {
            // A hyphen inside a name joins; any other mark ends it.
            let joins = words.is_hyphen(at) && at > start && words.touches(at - 1, at);
            if !joins {
                break;
            }
        } else {
            ahead.push(Cow::Borrowed(folded));
            ends.push(at + 1);
        }
        at += 1;
    }
    let mut best = None;
    gazetteer.prefixes(&ahead, |count, key| {
        let end = ends[count - 1];
        if can_end(words, start, end - 1) {
            best = Some((end, key));
        }
    });
    best
}

fn can_start(words: &Words, at: usize) -> bool {
    match words.shape(at) {
        Shape::Capitalised | Shape::Upper | Shape::Uncased => true,
        Shape::Initial => words.surface(at).ends_with('.'),
        // "al-Bab", "el-Obeid"
        Shape::Lower => {
            matches!(
                words.folded(at),
                "al" | "el" | "ash" | "as" | "ar" | "at" | "az" | "ad" | "an" | "ed" | "ez" | "es"
            ) && words.after(at).is_some_and(|hyphen| {
                words.is_hyphen(hyphen)
                    && words.touches(at, hyphen)
                    && words.after(hyphen).is_some_and(|name| words.is_capitalised(name))
            })
        }
        Shape::Number | Shape::Punctuation => false,
    }
}

/// A name ends with a word that is a name's: never with "of" or "and", nor with a word that a sentence goes on with.
fn can_end(words: &Words, start: usize, last: usize) -> bool {
    last == start
        || match words.shape(last) {
            Shape::Lower => words.is_hyphen(last - 1),
            Shape::Punctuation => false,
            _ => true,
        } && (start + 1..last)
            .all(|inner| words.shape(inner) != Shape::Lower || words.folded(inner).len() <= 4)
}

/// "us" is no country and "Us" none either: an abbreviation counts only in capitals, and a state's only behind a place.
fn is_written_so(words: &Words, tokens: Range<usize>, kind: NameKind) -> bool {
    match kind {
        NameKind::Abbreviation => tokens.into_iter().any(|at| {
            words.shape(at) == Shape::Upper || (words.surface(at).ends_with('.') && words.is_capitalised(at))
        }),
        NameKind::Postal => {
            let comma = words.before(tokens.start).filter(|&comma| words.surface(comma) == ",");
            comma.and_then(|comma| words.before(comma)).is_some_and(|place| words.is_capitalised(place))
        }
        _ => true,
    }
}
